"""What a proof found wrong, for people: each text once, with the outputs that fail it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from siglum.edition.document import Document
from siglum.findings import kinds
from siglum.findings.diagnostics import Diagnostic, Kind, Span
from siglum.proof.claims import RESERVED, has_noncharacters
from siglum.proof.places import Place, places
from siglum.proof.proof import Loss, Proof
from siglum.render.outputs import Format, View

# How many findings of a code are shown of a document; the rest is counted.
_SHOWN = 5


@dataclass(slots=True)
class _Fault:
    """One thing that is wrong with a text, and the outputs where it is."""

    code: str
    number: int
    kept: int
    instead: str
    outputs: dict[Format, list[View]] = field(default_factory=dict)


def findings(document: Document, proofs: Sequence[Proof]) -> list[Diagnostic]:
    """Return what is wrong in the outputs of a document, in the order of its text."""
    faults: dict[tuple[str, int, int], _Fault] = {}
    unknown = []
    for proof in proofs:
        for code, loss in _faults(proof):
            fault = _Fault(code=code, number=loss.number, kept=loss.kept, instead=loss.instead)
            outputs = faults.setdefault((code, loss.number, loss.kept), fault).outputs
            outputs.setdefault(proof.format, []).append(proof.view)
        if proof.unknown:
            output = kinds.conservation.Outputs(proof.format, (proof.view,))
            kind = kinds.conservation.OfNoText(proof.unknown, output)
            unknown.append(Diagnostic(kind, Span(document.path)))
    by_code: dict[str, list[_Fault]] = {}
    for fault in sorted(faults.values(), key=lambda fault: fault.number):
        by_code.setdefault(fault.code, []).append(fault)
    shown = [fault for alike in by_code.values() for fault in alike[:_SHOWN]]
    where = _places(document, shown)
    found = [_finding(fault, where[fault.number, fault.kept]) for fault in shown]
    found.sort(key=lambda finding: (finding.span.line, finding.span.column))
    return [*found, *_more(document, by_code), *unknown]


def noncharacters(document: Document) -> Iterator[Diagnostic]:
    """Yield a finding for the first element that has a noncharacter of those that claims use."""
    if not has_noncharacters(document.tree):
        return
    for element in document.root.iter():
        attributes = element.attrib.values() if isinstance(element.tag, str) else ()
        for text in (element.text, element.tail, *attributes):
            found = RESERVED.search(str(text)) if text else None
            if found:
                kind = kinds.conservation.Noncharacter(found[0][0])
                yield Diagnostic(kind, document.span(element))
                return


def _faults(proof: Proof) -> Iterator[tuple[str, Loss]]:
    for loss in proof.losses:
        yield ("SG704" if loss.instead else "SG701"), loss
    for number in proof.repeated:
        yield "SG702", Loss(number, 0, "")
    for number in proof.astray:
        yield "SG703", Loss(number, 0, "")


def _places(document: Document, faults: Iterable[_Fault]) -> dict[tuple[int, int], Place]:
    """Return the places of faults; a text that fails at two places needs two readings."""
    found: dict[tuple[int, int], Place] = {}
    left = {(fault.number, fault.kept) for fault in faults}
    while left:
        wanted = dict(left)
        for number, place in places(document, wanted).items():
            found[number, wanted[number]] = place
        left -= set(wanted.items())
    return found


def _finding(fault: _Fault, place: Place) -> Diagnostic:
    conservation = kinds.conservation
    outputs = tuple(
        conservation.Outputs(format, tuple(views)) for format, views in fault.outputs.items()
    )
    kind: Kind
    match fault.code:
        case "SG701":
            kind = conservation.Lost(place.after, outputs, place.before)
        case "SG702":
            kind = conservation.Repeated(place.after, outputs)
        case "SG703":
            kind = conservation.Astray(place.after, outputs)
        case _:
            instead = RESERVED.sub("", fault.instead)[:20]
            kind = conservation.Altered(place.after, outputs, instead)
    return Diagnostic(kind, place.span)


def _more(document: Document, by_code: dict[str, list[_Fault]]) -> Iterator[Diagnostic]:
    for code, alike in by_code.items():
        if len(alike) > _SHOWN:
            more = {
                "SG701": kinds.conservation.MoreLost,
                "SG702": kinds.conservation.MoreRepeated,
                "SG703": kinds.conservation.MoreAstray,
                "SG704": kinds.conservation.MoreAltered,
            }
            yield Diagnostic(more[code](len(alike) - _SHOWN), Span(document.path))
