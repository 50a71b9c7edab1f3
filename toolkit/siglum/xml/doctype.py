"""What a document type declaration asks for, and siglum does not read."""

from __future__ import annotations

import contextlib
import xml.parsers.expat as expat

from siglum.xml import markup
from siglum.xml.lines import Lines, Position
from siglum.xml.source import as_utf8, is_utf8


class _Stop(Exception):
    pass


def unread(data: bytes) -> tuple[str, Position] | None:
    """Return what the declaration of a well-formed file asks for, in words, and its place.

    None where it only names the outermost element. Entities that it declares are not spoken of:
    a file with such is not read at all (see `siglum.xml.source`).
    """
    if b"<!DOCTYPE" not in data and is_utf8(data):
        return None
    data = as_utf8(data)
    if b"<!DOCTYPE" not in data:
        return None
    scanner = expat.ParserCreate(encoding="utf-8")
    asked: list[str] = []

    def doctype(_name: str, system: str | None, public: str | None, _has_subset: int) -> None:
        if system is not None or public is not None:
            asked.append(f"the file asks for the DTD “{system or public}”, which is not read")

    def declared(*_: object) -> None:
        asked.append("the file declares elements, attributes or notations, which are not read")

    def started(*_: object) -> None:
        raise _Stop

    scanner.StartDoctypeDeclHandler = doctype
    scanner.ElementDeclHandler = declared
    scanner.AttlistDeclHandler = declared
    scanner.NotationDeclHandler = declared
    scanner.StartElementHandler = started
    with contextlib.suppress(_Stop, expat.ExpatError):
        scanner.Parse(data, True)
    text = data.decode()
    stands = markup.doctype(text) if asked else None
    if stands is None:
        return None
    return asked[0], Lines(text).between(stands.begin, stands.begin + len("<!DOCTYPE"))
