"""From the specifications that a customization selects to a schema (TEI P5, 23.3 and 24.5).

In this order: apply the changes; remove references to nothing; apply what elements change of their
inherited attributes; remove what nothing needs.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace

from .check import check, emptied, missing
from .errors import Problems, nearest
from .inheritance import Inheritance, check_changes
from .merge import customize, settled
from .merge_attributes import merge_constraints
from .mistakes.changes import NoStart, Undefined, UnknownClass, UnknownStart
from .mistakes.declarations import LeftEmpty, Needs, Unused
from .model import (
    AttDef,
    AttList,
    Classes,
    ClassSpec,
    ConstraintSpec,
    Content,
    DataSpec,
    ElementSpec,
    MacroSpec,
    Mode,
    ModuleRef,
    SchemaSpec,
    Spec,
)
from .names import EXAMPLES, TEI
from .needed import needed
from .prune import Known, dangling, prune, simplify
from .schema import Grammar, Schema

_EXCEPTIONS = (TEI, f"{{{EXAMPLES}}}egXML")
"""What anyElement does not allow by default (TEI P5, schemaSpec/@defaultExceptions)."""

_NOUNS = {ClassSpec: "class", MacroSpec: "macro", DataSpec: "datatype"}


def resolve(
    custom: SchemaSpec,
    chosen: Mapping[str, Spec],
    known: Mapping[str, Spec],
    grammars: tuple[Grammar, ...],
    problems: Problems,
) -> Schema:
    """Return the schema that a customization makes of the specifications it selected (`chosen`).

    `known` are all that it could have selected. The modules of the schema are not filled in.
    """
    return _Resolution(custom=custom, chosen=chosen, known=known, problems=problems).run(grammars)


class _Resolution:
    """Applies a customization to the specifications that it selected."""

    def __init__(
        self,
        custom: SchemaSpec,
        chosen: Mapping[str, Spec],
        known: Mapping[str, Spec],
        problems: Problems,
    ) -> None:
        self._custom = custom
        self._chosen = chosen
        self._known = known
        self._problems = problems
        declared = [item for item in custom.declarations if isinstance(item, Spec)]
        self._declared = declared
        self._touched = {spec.ident for spec in declared}
        specs = [*known.values(), *declared]
        self._attribute_classes = {
            spec.ident for spec in specs if isinstance(spec, ClassSpec) and spec.type == "atts"
        }
        self._deleted = {spec.ident for spec in declared if spec.mode is Mode.DELETE}

    def run(self, grammars: tuple[Grammar, ...]) -> Schema:
        specs = customize(
            chosen=self._chosen, declared=self._declared, known=self._known, problems=self._problems
        )
        self._check_attributes(specs)
        names = specs.keys() | {name for grammar in grammars for name in grammar.names()}
        specs = {ident: self._in_schema(spec, names) for ident, spec in specs.items()}
        inheritance = _inheritance(specs)
        specs = {
            ident: inheritance.settle(spec, self._problems)
            if isinstance(spec, ElementSpec)
            else spec
            for ident, spec in specs.items()
        }
        start = self._start(specs, names)
        kept = needed(specs, start)
        constraints = tuple(i for i in self._custom.declarations if isinstance(i, ConstraintSpec))
        schema = Schema(
            ident=self._custom.ident,
            ns=TEI if self._custom.ns is None else self._custom.ns,
            prefix=self._custom.prefix,
            start=start,
            specs={ident: _without_lost_classes(spec, kept) for ident, spec in kept.items()},
            modules={},
            grammars=grammars,
            constraints=merge_constraints(
                old=(), new=constraints, owner="the schemaSpec", problems=self._problems
            ),
            default_exceptions=_EXCEPTIONS
            if self._custom.default_exceptions is None
            else self._custom.default_exceptions,
            doc_languages=self._custom.doc_languages,
            docs=self._custom.docs,
            origin=self._custom.origin,
        )
        self._check_use(specs, kept)
        check(schema, {spec.ident: spec for spec in self._declared}, self._problems)
        return schema

    def _check_use(self, specs: Mapping[str, Spec], kept: Mapping[str, Spec]) -> None:
        """Complain of what the customization declares though nothing in the schema uses it."""
        for spec in self._declared:
            if spec.ident in kept or spec.ident not in specs or isinstance(spec, ElementSpec):
                continue
            noun, has_rules = _NOUNS[type(spec)], bool(spec.constraints)
            if has_rules or isinstance(spec, ClassSpec):
                unused = Unused(noun=noun, ident=spec.ident, has_rules=has_rules)
                self._problems.add(unused, spec.origin, "ident")

    def _check_attributes(self, specs: Mapping[str, Spec]) -> None:
        """Complain of changes of attributes that elements do not have, before or after them."""
        old, new = _inheritance(self._known), _inheritance(specs)
        for ident, spec in specs.items():
            before = self._known.get(ident, spec)
            if ident in self._touched and isinstance(spec, ElementSpec):
                had = {item.definition.ident for item in new.inherited(spec)}
                if isinstance(before, ElementSpec) and before is not spec:
                    had |= {item.definition.ident for item in old.of_element(before)}
                check_changes(spec, had, self._problems)

    def _in_schema(self, spec: Spec, names: Set[str]) -> Spec:
        """Return a specification without references to what is not in the schema."""
        if spec.ident in self._touched:
            self._check_references(spec, names)
        known: Known = names.__contains__
        if isinstance(spec, ClassSpec):
            attributes = _with_known_datatypes(settled(spec.attributes), known)
            return replace(spec, mode=Mode.ADD, attributes=attributes)
        content = spec.content
        if content is not None:
            if spec.ident in self._touched:
                content = simplify(content, self._deleted)
            content = prune(content, (names - self._attribute_classes).__contains__, known)
            self._check_loss(spec, content, names)
        if isinstance(spec, ElementSpec):
            attributes = _with_known_datatypes(spec.attributes, known)
            return replace(spec, mode=Mode.ADD, content=content, attributes=attributes)
        return replace(spec, mode=Mode.ADD, content=content)

    def _check_loss(self, spec: Spec, content: Content, names: Set[str]) -> None:
        """Complain of a content model that became empty, or lost an element that it requires."""
        before = None if isinstance(spec, ClassSpec) else spec.content
        if not isinstance(spec, ElementSpec) or before is None or self._problems.fatal:
            return
        declared = [item for item in self._declared if item.ident == spec.ident]
        origin = declared[0].origin if declared else self._custom.origin
        if emptied(before, content):
            self._problems.add(LeftEmpty(ident=spec.ident), origin)
            return
        selected = {item.key for item in self._custom.declarations if isinstance(item, ModuleRef)}
        for key in missing(before, names):
            lost = self._known.get(key)
            if not declared and (lost is None or lost.module not in selected):
                continue  # TEI itself requires elements of modules that may be left out
            deletions = [item for item in self._declared if item.ident == key]
            place = deletions[0].origin if deletions else origin
            self._problems.add(Needs(ident=spec.ident, needed=key), place)

    def _check_references(self, spec: Spec, names: Set[str]) -> None:
        """Complain of references in the customization to what exists nowhere."""
        everything = self._known.keys() | names | self._deleted
        if isinstance(spec, ElementSpec | ClassSpec):
            for member in spec.classes.members if spec.classes else ():
                if member.key not in everything:
                    meant = nearest(member.key, everything)
                    unknown = UnknownClass(class_=member.key, meant=meant)
                    self._problems.add(unknown, member.origin, "key")
        found: list[str] = []
        if isinstance(spec, ElementSpec | ClassSpec):
            for attribute in spec.attributes.definitions():
                if attribute.datatype is not None:
                    found += dangling(attribute.datatype.content, everything.__contains__)
        if not isinstance(spec, ClassSpec) and spec.content is not None:
            found += dangling(spec.content, everything.__contains__)
        for key in found:
            undefined = Undefined(ident=spec.ident, key=key, meant=nearest(key, everything))
            self._problems.add(undefined, spec.origin, "ident")

    def _start(self, specs: Mapping[str, Spec], names: Set[str]) -> tuple[str, ...]:
        origin = self._custom.origin
        asked = self._custom.start
        if asked is None:
            asked = tuple(name for name in ("TEI", "teiCorpus") if name in specs)
        start = tuple(name for name in asked if name in names - self._attribute_classes)
        if not start:
            attribute = "start" if self._custom.start else None
            self._problems.add(_no_start(asked, specs), origin, attribute)
            return start
        for name in asked:
            if name not in names and name not in self._known:
                unknown = UnknownStart(name=name, meant=nearest(name, specs))
                self._problems.add(unknown, origin, "start")
        return start


def _no_start(asked: tuple[str, ...], specs: Mapping[str, Spec]) -> NoStart:
    elements = [ident for ident, spec in specs.items() if isinstance(spec, ElementSpec)]
    meant = next(filter(None, (nearest(name, elements) for name in asked)), None)
    return NoStart(is_empty=not elements, meant=meant)


def _inheritance(specs: Mapping[str, Spec]) -> Inheritance:
    return Inheritance(
        {ident: spec for ident, spec in specs.items() if isinstance(spec, ClassSpec)}
    )


def _with_known_datatypes(attributes: AttList, known: Known) -> AttList:
    members = (
        _with_known_datatypes(member, known)
        if isinstance(member, AttList)
        else _with_known_datatype(member, known)
        if isinstance(member, AttDef)
        else member
        for member in attributes.members
    )
    return AttList(tuple(members), attributes.org)


def _with_known_datatype(attribute: AttDef, known: Known) -> AttDef:
    """Return an attribute with its datatype, or without it (any text) if the schema lacks that."""
    if attribute.datatype is None:
        return attribute
    content = prune(attribute.datatype.content, known, known)
    if emptied(attribute.datatype.content, content):
        return replace(attribute, datatype=None)
    return replace(attribute, datatype=replace(attribute.datatype, content=content))


def _without_lost_classes(spec: Spec, kept: Mapping[str, Spec]) -> Spec:
    if isinstance(spec, ElementSpec | ClassSpec) and spec.classes:
        members = tuple(member for member in spec.classes.members if member.key in kept)
        return replace(spec, classes=Classes(members))
    return spec
