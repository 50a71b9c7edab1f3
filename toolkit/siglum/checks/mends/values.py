"""Values that are not what the schema asks for, and ids that are no names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from siglum.checks.mends.case import Case
from siglum.checks.mends.written import Attribute, escaped
from siglum.checks.written_links import is_pointer
from siglum.edition.document import TEI, XML_ID
from siglum.findings.diagnostics import Edit

_SPACE = " \t\r\n"


def wrong_value(case: Case) -> Iterator[Edit]:
    """Write the value in its right form: a date, or the one allowed value that is near."""
    tag, attribute = case.tag, case.attribute
    if tag is None or attribute is None or case.named(attribute) == XML_ID:
        return
    for schema in case.schemas:
        meant = schema.alternatives.value(
            str(tag.element.tag), case.named(attribute), attribute.value
        )
        if meant is not None:
            yield case.written.value_edit(attribute, meant.text, is_safe=meant.is_sure)
            return


def wrong_id(case: Case) -> Iterator[Edit]:
    """Write an id as a name, and the pointers of the file to it.

    With blanks, it is joined by hyphens; what else is no name gets a guessed one. An id that is
    there already is not written, nor is one changed that other files point to.
    """
    tag, attribute, document = case.tag, case.attribute, case.document
    if tag is None or attribute is None or document is None or case.named(attribute) != XML_ID:
        return
    old = attribute.value.strip(_SPACE)
    joined = "-".join(old.split())
    element = str(tag.element.tag)
    is_sure = any(one.alternatives.takes(element, XML_ID, joined) for one in case.schemas)
    new: str | None = joined
    if not is_sure:
        meant = (one.alternatives.value(element, XML_ID, old) for one in case.schemas)
        new = next((one.text for one in meant if one is not None), None)
    if (
        not new
        or not old
        or (new in document.ids and new != old)
        or case.elsewhere.names(old, case.written.path)
    ):
        return
    if case.written.ids[str(tag.element.get(XML_ID))] > 1:
        return  # which of them is meant, no pointer says
    yield case.written.value_edit(attribute, new, is_safe=is_sure)
    for around, other in case.written.pointing(old):
        if _is_pointer(str(around.element.tag), other.name):
            yield from _pointing(case=case, attribute=other, old=old, new=new, is_safe=is_sure)


def _is_pointer(element: str, attribute: str) -> bool:
    local = element.removeprefix(f"{{{TEI}}}")
    return local != element and is_pointer(local, attribute)


def _pointing(
    case: Case, attribute: Attribute, old: str, new: str, *, is_safe: bool
) -> Iterator[Edit]:
    """Write the new id for the old one, as it stands in a value, or percent-encoded."""
    ways = dict.fromkeys([old, quote(old), old.replace(" ", "%20")])
    words = "|".join(r"[ \t\r\n]+".join(map(re.escape, escaped(one).split())) for one in ways)
    for found in re.finditer(rf"(?<![^ \t\r\n])#(?:{words})(?![^ \t\r\n])", attribute.raw):
        begin = attribute.value_begin + found.start() + 1
        end = attribute.value_begin + found.end()
        yield case.written.edit(begin, end, new, is_safe=is_safe)
