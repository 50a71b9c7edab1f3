"""The comparison of two schemas: find differences, group them, prove them by documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from lxml import etree

from ..automaton.pattern import TooManyPatterns
from ..grammar.xml_names import XML_NAMESPACE
from ..schema import Schema
from . import words
from .documents import as_xml, make_ids_unique
from .exploration import Claim, Context, Exploration, State
from .side import Side
from .start_tags import DifferenceKind
from .traversal import id_names, qname_namespaces
from .witness import Witness
from .work import STEPS, GivenUp, Work

SideName = Literal["left", "right"]

_WITHOUT_EXAMPLE: Final = ("id", "undecided", "unfinished")
_ALIKE: Final = ("element", "attribute", "required")
_EXAMPLE: Final = 50_000  # steps that may be taken for one example document
_TRIED: Final = 12  # places of one difference at which an example document is sought


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between two schemas.

    `kind` says what only one of them accepts:

    - "element": one of the elements `names` at the place,
    - "end": that the element ends there, though it lacks what the other requires,
    - "text": text there,
    - "value": a value of the attribute `names`, or a text of the element if there is no name,
    - "attribute": one of the attributes `names`, or a combination of attributes without names,
    - "required": that the attribute is missing,
    - "id": the same ID twice, or a reference to no ID (RELAX NG DTD Compatibility, section 5),
    - "undecided": no difference was found here, nor was it proved that there is none,
    - "unfinished": the comparison was given up here; there may be other differences.

    `path` has the names of the elements from the root to the place, all names in Clark notation.
    `accepted_by` is the schema that accepts `example`, a document that the other refuses; it is
    None for the last three kinds. `left` and `right` say what each schema allows there.
    `elsewhere` has the other elements, by name, in which the same difference was met.
    """

    kind: DifferenceKind
    path: tuple[str, ...]
    names: tuple[str, ...]
    accepted_by: SideName | None
    left: str
    right: str
    example: str | None
    elsewhere: tuple[str, ...]


def compare(left: Schema, right: Schema, steps: int = STEPS) -> list[Difference]:
    """Return the differences between two schemas; none if they accept the same documents.

    After so many `steps` the comparison is given up: the list then has what was found until
    then, and a difference of the kind "unfinished".

    An empty list is a proof. A schema is a regular tree grammar (Murata and others, "Taxonomy of
    XML schema languages"), and the walk over both at once is the product of their automata with
    subsets made where an element has several readings (Comon and others, "Tree Automata
    Techniques and Applications", chapters 1 and 8). Elements that can never be completed count
    as not allowed. Values are compared by normal form, then as regular languages over the
    characters of XML; where a datatype is not regular here (dates, bounded numbers), values are
    tried, and if that settles nothing there is a difference of the kind "undecided".

    Each example document has been checked with both schemas. Where a difference hides behind
    another one and can't be shown by itself, it is left out as long as there are others.
    """
    schemas = (left, right)
    spaces = qname_namespaces(left.automaton) | qname_namespaces(right.automaton)
    namespaces = {
        "xml" if ns == XML_NAMESPACE else f"q{at}": ns
        for at, ns in enumerate(filter(None, spaces), 1)
    }
    try:
        work = Work(steps)
        sides = tuple(Side(one.automaton, namespaces, work) for one in schemas)
        exploration = Exploration(sides[0], sides[1])
        exploration.run()
        report = _Report(schemas, (sides[0], sides[1]))
        return report.differences(exploration.claims)
    except (TooManyPatterns, RecursionError, GivenUp):
        reason = "the schemas are too ambiguous to be compared"
        return [
            Difference(
                kind="unfinished",
                path=(),
                names=(),
                accepted_by=None,
                left=reason,
                right=reason,
                example=None,
                elsewhere=(),
            )
        ]


class _Report:
    def __init__(self, schemas: tuple[Schema, Schema], sides: tuple[Side, Side]) -> None:
        self._schemas = schemas
        self._sides = sides
        self._ids = id_names(schemas[0].automaton) | id_names(schemas[1].automaton)

    def differences(self, claims: Iterable[Claim]) -> list[Difference]:
        """Return the differences of some claims: those with an example, or all if none has one."""
        found: dict[object, Difference] = {}
        for group in self._groups(claims):
            one = self._difference(group)
            key = _likeness(group) if one.example else id(group)
            known = found.get(key)
            found[key] = replace(known, names=known.names + one.names) if known else one
        proved = [one for one in found.values() if one.example or one.kind in _WITHOUT_EXAMPLE]
        if proved:
            return proved
        return [replace(one, kind="undecided", accepted_by=None) for one in found.values()]

    def _groups(self, claims: Iterable[Claim]) -> list[list[Claim]]:
        """Return the claims, grouped by cause."""
        groups: dict[object, list[Claim]] = {}
        for claim in claims:
            place: str | None = None
            if claim.name is None and claim.kind in ("end", "value", "undecided", "attribute"):
                place = _context(claim).name
            key = (claim.kind, claim.name, claim.left, place, claim.child is None)
            groups.setdefault(key, []).append(claim)
        return list(groups.values())

    def _difference(self, claims: Sequence[Claim]) -> Difference:
        shown, example = claims[0], None
        if shown.kind not in _WITHOUT_EXAMPLE:
            for claim in claims[:_TRIED]:
                example = self._example(claim)
                if example is not None:
                    shown = claim
                    break
        path = _path(_context(shown))
        contexts = sorted(_contexts(claims), key=lambda context: context.depth)
        places = dict.fromkeys(name for context in contexts for name in context.names)
        places.pop(path[-1] if path else "", None)
        left, right = words.sentences(shown)
        return Difference(
            kind=shown.kind,
            path=path,
            names=() if shown.name is None else (shown.name,),
            accepted_by=_accepting(shown),
            left=left,
            right=right,
            example=example,
            elsewhere=tuple(places),
        )

    def _example(self, claim: Claim) -> str | None:
        """Return a document that proves a claim; None if none is found."""
        accepting, refusing = (0, 1) if claim.left else (1, 0)
        for model in (accepting, refusing):
            maker = Witness(self._sides[accepting], self._sides[model], model == 0)
            self._sides[model].work.refill(_EXAMPLE)
            try:
                tree = maker.document(claim)
            except GivenUp:
                tree = None
            if tree is None:
                continue
            make_ids_unique(tree, self._ids)
            text = as_xml(tree, self._sides[0].namespaces)
            try:
                root = etree.fromstring(text)
            except etree.XMLSyntaxError:
                continue  # no parser would read it: its xml:id is not a name
            if self._schemas[accepting].is_valid(root) and not self._schemas[refusing].is_valid(
                root
            ):
                return text
        return None


def _accepting(claim: Claim) -> SideName | None:
    if claim.kind in _WITHOUT_EXAMPLE:
        return None
    return "left" if claim.left else "right"


def _context(claim: Claim) -> Context:
    return claim.place if isinstance(claim.place, Context) else claim.place.context


def _contexts(claims: Iterable[Claim]) -> list[Context]:
    """Return all contexts in which a difference was met."""
    found: dict[Context, None] = {}
    seen: set[State] = set()
    waiting: list[State | Context] = [claim.place for claim in claims]
    waiting.reverse()
    while waiting:
        one = waiting.pop()
        if isinstance(one, Context):
            found[one] = None
        elif one not in seen:
            seen.add(one)
            waiting.extend(one.entries)
    return list(found)


def _path(context: Context) -> tuple[str, ...]:
    found: list[str] = []
    at: Context | None = context
    while at is not None and at.origin is not None:
        found.append(at.name)
        at = at.origin.context
    return tuple(reversed(found))


def _likeness(claims: Sequence[Claim]) -> object:
    """Return a key that is equal for differences of which only the names differ."""
    first = claims[0]
    if first.kind not in _ALIKE or first.name is None or first.child is not None:
        return id(claims)
    return (first.kind, first.left, frozenset(id(claim.place) for claim in claims))
