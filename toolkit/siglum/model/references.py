"""Canonical references of a document's units, as its header declares them (citeStructure)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from siglum.edition.document import TEI, Document
from siglum.edition.xpath import Budget, NoPath, Path, TooMuch, Value, read_match, read_use
from siglum.findings import kinds
from siglum.findings.diagnostics import Diagnostic, Kind

_STRUCTURE = f"{{{TEI}}}citeStructure"

WORK = 5_000_000
"""Nodes that may be looked at for one document's references, beside 20 times its elements."""

_DEEPEST = 20
"""The most levels of citeStructure within citeStructure."""


@dataclass(frozen=True, slots=True)
class Structure:
    """A citeStructure, its paths read."""

    match: tuple[Path, ...]
    use: Value | None
    delimiter: str
    within: tuple[Structure, ...]


@dataclass(slots=True)
class References:
    """The reference of each unit, by the number of its element in document order, from 1."""

    of_element: dict[int, str] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)

    @classmethod
    def of(cls, document: Document) -> References:
        """Read the references that a document's header declares."""
        made = cls()
        declared = document.root.findall(f"{{{TEI}}}teiHeader")[:1]
        elements = [each for header in declared for each in header.iter(f"{{{TEI}}}refsDecl")]
        structures = [one for each in elements for one in made._read_all(document, each, 1)]
        if not structures:
            return made
        all_elements = list(document.root.iter("*"))
        numbers = {element: number for number, element in enumerate(all_elements, 1)}
        budget = Budget(WORK + 20 * len(all_elements), numbers)
        try:
            for structure in structures:
                for unit, reference in _cite(
                    structure=structure, around=None, prefix="", root=document.root, budget=budget
                ):
                    made.of_element.setdefault(numbers[unit], reference)
        except TooMuch:
            span = document.span(next(elements[0].iter(_STRUCTURE)))
            made.findings.append(Diagnostic(kinds.publishing.CitesTooMuch(), span))
        return made

    def _read_all(
        self, document: Document, around: etree._Element, depth: int
    ) -> Iterator[Structure]:
        for element in around.iterchildren(_STRUCTURE):
            structure = self._read(document, element, depth)
            if structure is not None:
                yield structure

    def _read(self, document: Document, element: etree._Element, depth: int) -> Structure | None:
        for name in ("match", "use"):
            if not element.get(name, "").strip():
                self._tell(
                    document=document,
                    element=element,
                    attribute=None,
                    kind=kinds.publishing.CitesWithout(name),
                )
                return None
        if depth > _DEEPEST:
            self._tell(
                document=document,
                element=element,
                attribute=None,
                kind=kinds.publishing.CitesTooDeep(_DEEPEST),
            )
            return None
        name = "match"
        try:
            match = read_match(element.get("match", ""), element.nsmap)
            if depth > 1 and any(path.is_absolute for path in match):
                raise NoPath
            name = "use"
            use = read_use(element.get("use", ""), element.nsmap)
        except NoPath:
            path = str(element.get(name))
            kind: Kind = kinds.publishing.UnreadablePath(path)
            if name == "match" and depth > 1 and path.strip()[0] == "/":
                kind = kinds.publishing.PathFromOutside(path)
            self._tell(document=document, element=element, attribute=name, kind=kind)
            return None
        within = tuple(self._read_all(document, element, depth + 1))
        return Structure(match=match, use=use, delimiter=element.get("delim", ""), within=within)

    def _tell(
        self, document: Document, element: etree._Element, attribute: str | None, kind: Kind
    ) -> None:
        self.findings.append(Diagnostic(kind, document.span(element, attribute)))


def _cite(
    structure: Structure,
    around: etree._Element | None,
    prefix: str,
    root: etree._Element,
    budget: Budget,
) -> Iterator[tuple[etree._Element, str]]:
    """Yield the units of a structure, and those within them, with their references.

    A position is counted among the units of one parent. A unit whose @use has no value has no
    reference, nor has anything within it.
    """
    units: dict[etree._Element, None] = {}
    for path in structure.match:
        units.update(dict.fromkeys(path.follow(around, root, budget)))
    for position, unit in enumerate(sorted(units, key=budget.order.__getitem__), 1):
        values = [str(position)] if structure.use is None else structure.use.of(unit, budget)
        value = " ".join(next(iter(values), "").split())
        if not value:
            continue
        reference = f"{prefix}{structure.delimiter}{value}" if prefix else value
        budget.spend(1)
        yield unit, reference
        for inner in structure.within:
            yield from _cite(
                structure=inner, around=unit, prefix=reference, root=root, budget=budget
            )
