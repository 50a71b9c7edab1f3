"""What a document type declaration asks for, and siglum does not read."""

from __future__ import annotations

import contextlib
import xml.parsers.expat as expat

from siglum.xml import markup
from siglum.xml.lines import Lines, Position
from siglum.xml.source import as_utf8, is_utf8


class _Stop(Exception):
    pass


def unread(data: bytes) -> tuple[str | None, Position] | None:
    """Return the DTD that a well-formed file asks for, None for declarations in it, and the place.

    None at all where it only names the outermost element. Entities that it declares are not spoken
    of: a file with such is not read at all (see `siglum.xml.source`).
    """
    if b"<!DOCTYPE" not in data and is_utf8(data):
        return None
    data = as_utf8(data)
    if b"<!DOCTYPE" not in data:
        return None
    scanner = expat.ParserCreate(encoding="utf-8")
    asked: list[str | None] = []

    def doctype(_name: str, system: str | None, public: str | None, _has_subset: int) -> None:
        if system is not None or public is not None:
            asked.append(system or public or "")

    def declared(*_: object) -> None:
        asked.append(None)

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
