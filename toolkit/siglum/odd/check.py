"""Checks of a schema as a whole: elements that can never occur, cycles, clashes of names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from .errors import Mistake, Problems
from .extent import LARGEST, Extents
from .mistakes.changes import Circular
from .mistakes.declarations import Impossible, SameName, TooLarge
from .model import (
    Alternate,
    ClassRef,
    ClassSpec,
    Content,
    ElementRef,
    ElementSpec,
    EmbeddedRelaxNG,
    Empty,
    Expand,
    MacroRef,
    Sequence,
    Spec,
)
from .needed import outer_references, references
from .schema import Schema


def check(schema: Schema, origins: Mapping[str, Spec], problems: Problems) -> None:
    """Add the problems of a schema as a whole.

    `origins` are the specifications of the customization itself, by ident: a problem of any other
    is placed at the schemaSpec.
    """
    report = _Report(schema, origins, problems)
    report.cycles()
    if not problems.fatal:
        report.extents()
    if not problems.fatal:
        report.names()
        report.impossible()


class _Report:
    def __init__(self, schema: Schema, origins: Mapping[str, Spec], problems: Problems) -> None:
        self._schema = schema
        self._origins = origins
        self._problems = problems

    def _add(self, mistake: Mistake, ident: str) -> None:
        spec = self._origins.get(ident)
        origin, attribute = (spec.origin, "ident") if spec else (self._schema.origin, None)
        self._problems.add(mistake, origin, attribute)

    def cycles(self) -> None:
        """Complain of classes, macros and datatypes that contain themselves."""
        done: set[str] = set()
        for ident, spec in self._schema.specs.items():
            if not isinstance(spec, ElementSpec):
                self._follow(ident, (), done)

    def _follow(self, ident: str, path: tuple[str, ...], done: set[str]) -> None:
        if ident in path:
            circular = Circular(ident=ident, path=(*path[path.index(ident) :], ident))
            for name in path[path.index(ident) :]:
                if name in self._origins:
                    ident = name
            self._add(circular, ident)
        elif ident not in done:
            for name in self._contained(ident):
                self._follow(name, (*path, ident), done)
            done.add(ident)

    def _contained(self, ident: str) -> list[str]:
        """Return the classes, macros and datatypes that one of them directly contains."""
        spec = self._schema.specs.get(ident)
        if spec is None or isinstance(spec, ElementSpec):
            return []
        if not isinstance(spec, ClassSpec):
            names = iter(_parts(spec.content))
        elif spec.type == "atts":
            names = iter(self._schema.inheritance.parents(spec))
        else:
            names = iter(member.ident for member in self._schema.members(ident))
        return [name for name in names if not isinstance(self._schema.specs.get(name), ElementSpec)]

    def extents(self) -> None:
        """Complain of content models that are too large when they are written out."""
        extents = Extents(self._schema)
        for ident in self._schema.specs:
            if extents.of(ident) > LARGEST:
                self._add(TooLarge(ident=ident, most=LARGEST), ident)
                return

    def names(self) -> None:
        """Complain of two attributes of an element with the same name; each pair is told once."""
        told: set[tuple[str, str]] = set()
        for ident in self._schema.elements:
            known: dict[tuple[str | None, str], str] = {}
            for item in self._schema.attributes(ident):
                attribute = item.definition
                other = known.setdefault((attribute.ns, attribute.name), attribute.ident)
                if other != attribute.ident and (other, attribute.ident) not in told:
                    told.add((other, attribute.ident))
                    same = SameName(
                        ident=ident, name=attribute.name, first=other, second=attribute.ident
                    )
                    place = item.class_ if item.class_ in self._origins else ident
                    self._add(same, place or ident)

    def impossible(self) -> None:
        """Complain of elements that no document can contain, as something they need is missing."""
        possible = _Possible(self._schema)
        causes: dict[tuple[str, ...], list[str]] = {}
        for ident in self._schema.elements:
            if ident not in possible.elements:
                causes.setdefault(tuple(possible.lacking(ident)), []).append(ident)
        circular = causes.pop((), [])
        told = {ident for idents in causes.values() for ident in idents}
        follow = _Possible(self._schema, told).elements
        for ident in circular:
            if ident not in follow:
                self._impossible([ident], ())
        for lacking, idents in causes.items():
            own = [[ident] for ident in idents if ident in self._origins]
            others = [ident for ident in idents if ident not in self._origins]
            for group in filter(None, (*own, others)):
                self._impossible(group, lacking)

    def _impossible(self, idents: list[str], lacking: tuple[str, ...]) -> None:
        """Complain of elements that lack the same things."""
        self._add(Impossible(elements=tuple(idents), lacking=lacking), idents[0])


def _parts(content: Content | None) -> list[str]:
    """Return what a content model refers to, outside of elements that it defines itself."""
    match content:
        case None:
            return []
        case EmbeddedRelaxNG(element=element):
            return [name for idents in outer_references(element) for name in idents]
    return list(references(content))


class _Possible:
    """The elements that some finite document can contain: a least fixed point."""

    def __init__(self, schema: Schema, taken_for: Iterable[str] = ()) -> None:
        """Find them; idents in `taken_for` are assumed to be possible."""
        self._schema = schema
        self.elements: set[str] = set(taken_for)
        waiting = {key: spec for key, spec in schema.elements.items() if key not in self.elements}
        while True:
            found = [ident for ident, spec in waiting.items() if self._holds(spec.content)]
            if not found:
                return
            for ident in found:
                del waiting[ident]
            self.elements.update(found)

    def lacking(self, ident: str) -> list[str]:
        """Return the empty classes and missing elements that an element's content needs."""
        content = self._schema.elements[ident].content
        names = dict.fromkeys(references(content) if content else ())
        return [name for name in names if name in self._schema.classes and not self._member(name)]

    def _holds(self, content: Content | None) -> bool:
        match content:
            case Sequence(items=items):
                return content.min == 0 or all(map(self._holds, items))
            case Alternate(items=items):
                return content.min == 0 or any(map(self._holds, items))
            case ElementRef(key=key, min=least):
                return least == 0 or key in self.elements or key not in self._schema.elements
            case ClassRef(key=key, min=least):
                return least == 0 or self._class_holds(content) or key not in self._schema.classes
            case MacroRef(key=key, min=least):
                macro = self._schema.macros.get(key)
                return least == 0 or macro is None or self._holds(macro.content)
        return True

    def _class_holds(self, reference: ClassRef) -> bool:
        members = self._schema.referred_members(reference)
        if reference.expand in (Expand.SEQUENCE_OPTIONAL, Expand.SEQUENCE_OPTIONAL_REPEATABLE):
            return True
        quantifier = any if reference.expand is Expand.ALTERNATE else all
        return quantifier(self._member(member.ident) for member in members)

    def _member(self, ident: str) -> bool:
        if ident in self._schema.elements:
            return ident in self.elements
        return any(member.ident in self.elements for member in self._schema.all_members(ident))


def missing(content: Content, known: Iterable[str]) -> Iterator[str]:
    """Yield the elements that a content model requires and that are not known."""
    match content:
        case Sequence(items=items) if content.min:
            for item in items:
                yield from missing(item, known)
        case Alternate(items=(item,)) if content.min:
            yield from missing(item, known)
        case ElementRef(key=key, min=least) if least and key not in known:
            yield key


def emptied(before: Content | None, after: Content | None) -> bool:
    """Say whether a content model that had something is empty after a change."""
    return not isinstance(before, Empty | None) and isinstance(after, Empty)
