"""The schema that results from a customization: every output is made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from .inheritance import EffectiveAttribute, Inheritance
from .model import (
    Alternate,
    ClassRef,
    ClassSpec,
    ConstraintSpec,
    Content,
    DataSpec,
    ElementRef,
    ElementSpec,
    EmbeddedRelaxNG,
    MacroRef,
    MacroSpec,
    MemberOf,
    ModuleSpec,
    Sequence,
    Spec,
)
from .names import rng


@dataclass(frozen=True, slots=True)
class Grammar:
    """A RELAX NG grammar that a moduleRef imports.

    `element` is a RELAX NG div that refers to no other file; its names have the prefix already.
    """

    url: str
    element: etree._Element

    def names(self) -> set[str]:
        """Return the names that the grammar defines."""
        return {define.get("name", "") for define in self.element.iter(rng("define"))}


@dataclass(frozen=True)
class Schema:
    """A resolved customization: all changes are applied, and every reference has a target.

    All mappings go from idents to specifications whose mode is ADD, in the order of the schema.
    """

    ident: str
    ns: str
    prefix: str
    start: tuple[str, ...]
    specs: Mapping[str, Spec]
    modules: Mapping[str, ModuleSpec] = field(default_factory=dict)
    grammars: tuple[Grammar, ...] = ()
    constraints: tuple[ConstraintSpec, ...] = ()
    default_exceptions: tuple[str, ...] = ()
    doc_languages: tuple[str, ...] = ()
    docs: tuple[etree._Element, ...] = ()
    origin: etree._Element | None = None
    """The schemaSpec."""

    @cached_property
    def elements(self) -> Mapping[str, ElementSpec]:
        """The elements of the schema."""
        return {k: spec for k, spec in self.specs.items() if isinstance(spec, ElementSpec)}

    @cached_property
    def classes(self) -> Mapping[str, ClassSpec]:
        """The model and attribute classes of the schema."""
        return {k: spec for k, spec in self.specs.items() if isinstance(spec, ClassSpec)}

    @cached_property
    def macros(self) -> Mapping[str, MacroSpec]:
        """The macros of the schema."""
        return {k: spec for k, spec in self.specs.items() if isinstance(spec, MacroSpec)}

    @cached_property
    def datatypes(self) -> Mapping[str, DataSpec]:
        """The datatypes of the schema."""
        return {k: spec for k, spec in self.specs.items() if isinstance(spec, DataSpec)}

    @cached_property
    def _members(self) -> Mapping[str, list[tuple[ElementSpec | ClassSpec, MemberOf]]]:
        found: dict[str, list[tuple[ElementSpec | ClassSpec, MemberOf]]] = {}
        for spec in self.specs.values():
            if isinstance(spec, ElementSpec | ClassSpec) and spec.classes:
                for member in {item.key: item for item in spec.classes.members}.values():
                    found.setdefault(member.key, []).append((spec, member))
        return found

    def memberships(self, ident: str) -> list[tuple[ElementSpec | ClassSpec, MemberOf]]:
        """Return the direct members of a class, in the schema's order, with their memberships."""
        return self._members.get(ident, [])

    def members(self, ident: str) -> list[ElementSpec | ClassSpec]:
        """Return the direct members of a class, in the order of the schema."""
        return [spec for spec, _ in self.memberships(ident)]

    def all_members(self, ident: str) -> list[ElementSpec]:
        """Return the elements that are members of a class or of a class in it, each once."""
        found: dict[str, ElementSpec] = {}
        seen: set[str] = set()
        ahead = [ident]
        while ahead:
            key = ahead.pop(0)
            if key in seen:
                continue
            seen.add(key)
            for spec in self.members(key):
                if isinstance(spec, ElementSpec):
                    found.setdefault(spec.ident, spec)
                else:
                    ahead.append(spec.ident)
        return list(found.values())

    @cached_property
    def inheritance(self) -> Inheritance:
        """The attributes of the classes."""
        return Inheritance(self.classes)

    def attributes(self, element: str) -> tuple[EffectiveAttribute, ...]:
        """Return all attributes of an element, its own first, then those of its classes."""
        return self.inheritance.of_element(self.elements[element])

    def may_contain(self, element: str) -> tuple[str, ...]:
        """Return the idents of the elements that may stand in an element."""
        content = self.elements[element].content
        return tuple(dict.fromkeys(self._named(content, set()))) if content else ()

    @cached_property
    def _parents(self) -> Mapping[str, list[str]]:
        parents: dict[str, list[str]] = {}
        for ident in self.elements:
            for child in self.may_contain(ident):
                parents.setdefault(child, []).append(ident)
        return parents

    def contained_by(self, element: str) -> tuple[str, ...]:
        """Return the idents of the elements in which an element may stand."""
        return tuple(self._parents.get(element, ()))

    def _named(self, content: Content, macros: set[str]) -> Iterator[str]:
        """Yield the elements that a content model names; `macros` are those visited already."""
        match content:
            case Sequence(items=items) | Alternate(items=items):
                for item in items:
                    yield from self._named(item, macros)
            case EmbeddedRelaxNG(element=pattern):
                for reference in pattern.iter(rng("ref")):
                    yield from self._by_name(reference.get("name", "").partition("_")[0], macros)
            case ClassRef():
                for spec in self.referred_members(content):
                    yield from self._by_name(spec.ident, macros)
            case ElementRef(key=key) | MacroRef(key=key):
                yield from self._by_name(key, macros)

    def _by_name(self, key: str, macros: set[str]) -> Iterator[str]:
        spec = self.specs.get(key)
        if isinstance(spec, ElementSpec):
            yield key
        elif isinstance(spec, ClassSpec):
            yield from (member.ident for member in self.all_members(key))
        elif isinstance(spec, MacroSpec) and spec.content and key not in macros:
            macros.add(key)
            yield from self._named(spec.content, macros)

    def referred_members(self, reference: ClassRef) -> list[ElementSpec | ClassSpec]:
        """Return the members of a class that a reference allows; see `referred_memberships`."""
        return [spec for spec, _ in self.referred_memberships(reference)]

    def referred_memberships(
        self, reference: ClassRef
    ) -> list[tuple[ElementSpec | ClassSpec, MemberOf]]:
        """Return the members of a class that a reference allows, with their memberships.

        They are the direct members. If the reference names a member of a class within the class,
        that inner class is replaced by its members.
        """
        named = {*reference.include, *reference.except_}
        return [
            (spec, how)
            for spec, how in self._opened(reference.key, named)
            if (spec.ident in reference.include if reference.include else spec.ident not in named)
        ]

    def _opened(
        self, key: str, named: Set[str]
    ) -> Iterator[tuple[ElementSpec | ClassSpec, MemberOf]]:
        for spec, how in self.memberships(key):
            within = [] if spec.ident in named else self._descendants(spec.ident)
            if named.isdisjoint(within):
                yield spec, how
            else:
                yield from self._opened(spec.ident, named)

    def _descendants(self, ident: str) -> Iterator[str]:
        for spec in self.members(ident):
            yield spec.ident
            yield from self._descendants(spec.ident)
