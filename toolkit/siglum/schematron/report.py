"""From the report of the compiled stylesheet to findings with line and column.

The report holds, in the order of the walk: `hit` (an assertion that found something), `broken` (a
part that failed), `fired` (a rule, if asked for), and `in` (the same for one subordinate document).
Each has the number of its part. Its node is given by `owner`, the number of an element in document
order, and the `step` from there, if any; or by a `path`, which takes precedence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from siglum.schematron.findings import (
    Asserted,
    BrokenPart,
    Error,
    Mistake,
    RefusedFile,
    Role,
    Stopped,
)
from siglum.schematron.location import Located, Spot
from siglum.schematron.model import Assertion
from siglum.schematron.names import internal, svrl
from siglum.schematron.parts import Cause, Part

_ROLES: Mapping[str, Role] = {
    "fatal": "error",
    "error": "error",
    "nonfatal": "warning",
    "warn": "warning",
    "warning": "warning",
    "caution": "warning",
    "info": "info",
    "information": "info",
    "hint": "info",
    "note": "info",
    "remark": "info",
}


_SAXON_REFUSES = re.compile(r"FO(?:DC|UT)\d{4}:? Access to URI (\S+) has been prohibited")
"""Saxon's words where it refuses a file to a function call that siglum did not find."""
_WITHIN = re.compile(r"\.? Found while .*$", re.DOTALL)
"""Saxon's words about where in the stylesheet it met an error."""
_REFUSED = "file: "
"""The beginning of a cause where siglum refused a file (see `siglum.schematron.opening`)."""


def findings(
    report: etree._Element, parts: list[Part], documents: Mapping[str | None, Located]
) -> Iterator[Error]:
    """Yield a finding for each hit, and one for each cause that breaks a part.

    `documents` are those that were walked, by address; the validated document has the key None.
    """
    told: set[tuple[etree._Element, str]] = set()
    for item in report.iter(internal("hit"), internal("broken")):
        inside = item.getparent()
        address = None if inside is None or inside is report else inside.get("document")
        part = parts[int(item.get("part", ""))]
        if item.tag == internal("hit"):
            yield hit(item, part, documents[address])
        else:
            cause = " ".join("".join(map(str, item.itertext())).split())
            key = (part.place.element, cause.partition(":")[0])
            if key not in told:
                told.add(key)
                document = documents[address]
                yield broken(
                    part=part, cause=Cause(cause), document=document, node=spot(item, document)
                )


def hit(item: etree._Element, part: Part, document: Located) -> Error:
    """Return the finding of an assertion about one node."""
    assertion, rule, pattern = part.of, part.rule, part.pattern
    assert isinstance(assertion, Assertion) and rule and pattern
    notes = [_text(note) for note in item.iter(svrl("diagnostic-reference"))]
    mistake = Asserted(
        is_report=assertion.kind == "report",
        id=assertion.id,
        rule=rule.id,
        pattern=pattern.id,
        context=rule.context,
        test=assertion.test,
        role=_role(assertion.role, rule.role, pattern.role),
        text=_text(item.find(svrl("text"))) or str(part),
        notes=tuple(note for note in notes if note),
    )
    return _at(mistake, document, spot(item, document))


def broken(part: Part, cause: Cause, document: Located, node: Spot) -> Error:
    """Return the finding that a part of the schema can't be used, and why."""
    words = _WITHIN.sub("", cause.words)
    if words.startswith(_REFUSED):
        return refused(part=part, reason=words.removeprefix(_REFUSED), document=document, node=node)
    asked = _SAXON_REFUSES.match(words)
    if asked:
        return refused(
            part=part,
            reason=f"it asks for “{asked[1]}” in a way that is not known",
            document=document,
            node=node,
        )
    mistake = BrokenPart(
        part=str(part),
        cause=words,
        place=str(part.place),
        is_costly=cause.is_costly,
    )
    return _at(mistake, document, node)


def refused(part: Part, reason: str, document: Located, node: Spot) -> Error:
    """Return the finding that a part of the schema asked for a file that is not opened."""
    mistake = RefusedFile(part=str(part), reason=reason, place=str(part.place))
    return _at(mistake, document, node)


def stopped(cause: str, remedy: str | None, document: Located, node: Spot) -> Error:
    """Return the finding that the rules were not applied to the end."""
    return _at(Stopped(cause=cause, remedy=remedy), document, node)


def _at(mistake: Mistake, document: Located, node: Spot) -> Error:
    return Error(
        mistake=mistake,
        spot=document.position(node),
        path=document.path(node),
        file=document.file,
    )


def spot(item: etree._Element, document: Located) -> Spot:
    """Return the node that a part of a report is about."""
    path = item.get("path")
    if path:
        return document.spot_of_path(path)
    return document.spot(int(item.get("owner", "0")), item.get("step", ""))


def _role(*roles: str | None) -> Role:
    """Return how serious a finding is, by the first of the roles that says so."""
    known = (_ROLES.get((role or "").strip().lower()) for role in roles)
    return next((role for role in known if role), "error")


def _text(element: etree._Element | None) -> str:
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())
