"""Links whose only fault is the file or the fragment that they name, or a “#” that is missing.

What is near, and when that is sure, `neighbours` says.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

from lxml import etree

from siglum.checks.mends.case import Case
from siglum.checks.mends.written import Attribute, Tag, escaped
from siglum.checks.written_links import is_pointer
from siglum.edition.document import TEI, Document
from siglum.findings import kinds
from siglum.findings.diagnostics import Edit
from siglum.xml.base import base_uri
from siglum.xml.resolve import Refusal, resolve

_KEPT = "!$&'()*+,;=:@/~"  # signs of an address that stand for themselves (RFC 3986, 3.3)


class _Meant(NamedTuple):
    address: str
    is_sure: bool


def wrong_link(case: Case) -> Iterator[Edit]:
    """Write what the wrong addresses in an attribute mean, there and wherever the file has them."""
    tag, attribute, document = case.tag, case.attribute, case.document
    if tag is None or attribute is None or document is None or not _points(tag, attribute):
        return
    meant = {
        token: found
        for token in _asked(case, document, attribute)
        if (found := _meant(case=case, document=document, tag=tag, address=token)) is not None
    }
    if not meant:
        return
    base = _base(case, tag)
    for token, (address, is_sure) in meant.items():
        for other in case.written.tokens[token]:
            if _points(other.tag, other.attribute) and _base(case, other.tag) == base:
                text = escaped(address)
                yield case.written.edit(other.begin, other.end, text, is_safe=is_sure)


def _asked(case: Case, document: Document, attribute: Attribute) -> Iterable[str]:
    """Return the addresses that a finding may be about: those of its attribute, as a rule."""
    if isinstance(case.finding.kind, kinds.links.NoSuchIds):
        return _lost(case, document, attribute.name)
    return [token for token, *_ in attribute.tokens()]


def _lost(case: Case, document: Document, attribute: str) -> list[str]:
    """Return the addresses within the file, in attributes of a name, that lead to nothing in it."""
    return [
        token
        for token, places in case.written.tokens.items()
        if token[0] == "#"
        and unquote(token[1:]) not in document.ids
        and any(
            one.attribute.name == attribute and _points(one.tag, one.attribute) for one in places
        )
    ]


def _points(tag: Tag, attribute: Attribute) -> bool:
    name = etree.QName(tag.element)
    return name.namespace == TEI and is_pointer(name.localname, attribute.name)


def _base(case: Case, tag: Tag) -> str:
    return base_uri(tag.element, case.written.path)


def _meant(case: Case, document: Document, tag: Tag, address: str) -> _Meant | None:
    """Return what a wrong address means; None for one that is right, or means nothing near."""
    path, sign, fragment = address.partition("#")
    entry = unquote(fragment)
    if not path:
        return _within(case, document, entry)
    if not case.edition.configured:
        return None
    found = resolve(path, _base(case, tag), case.edition.border)
    if isinstance(found, Refusal):
        return None
    own = document.path.resolve()
    if found.file != own and not _exists(found.file):
        return _file(case=case, document=document, address=address, path=path, file=found.file)
    if not sign or not entry:
        return None
    entries: Collection[str] | None = document.ids
    if found.file != own:
        entries = case.world.entries(found.file)
    if entries is None or entry in entries:
        return None
    return _near(
        case=case, name=entry, known=entries, written=lambda name: f"{path}#{_fragment(name)}"
    )


def _within(case: Case, document: Document, entry: str) -> _Meant | None:
    """Return what is meant by an id that the document does not have."""
    if not entry or entry in document.ids:
        return None
    found = _near(
        case=case, name=entry, known=document.ids, written=lambda name: f"#{_fragment(name)}"
    )
    if found is not None or not case.edition.configured:
        return found
    registers = dict(case.world.registers())
    own = case.written.path.resolve()
    there = [file for file, entries in registers.items() if entry in entries]
    if there:
        path = _path(there[0], own)
        return _Meant(f"{path}#{_fragment(entry)}", is_sure=True) if len(there) == 1 else None
    near = [
        (file, meant)
        for file, entries in registers.items()
        if (meant := _near(case=case, name=entry, known=entries, written=_fragment)) is not None
    ]
    if len(near) != 1:
        return None
    file, meant = near[0]
    return _Meant(f"{_path(file, own)}#{meant.address}", meant.is_sure)


def _file(case: Case, document: Document, address: str, path: str, file: Path) -> _Meant | None:
    """Return what is meant by the path of a file that is not there: an id, or a file beside it."""
    if address in document.ids:
        return _Meant(f"#{_fragment(address)}", is_sure=True)
    names = case.neighbours.files(file.parent)
    folder, slash, _ = path.rpartition("/")
    rest = address[len(path) :]

    def written(name: str) -> str:
        return f"{folder}{slash}{quote(os.fsencode(name), safe=_KEPT)}{rest}"

    same = [name for name in names if Path(name).stem == file.stem]
    if same:
        return _Meant(written(same[0]), is_sure=True) if len(same) == 1 else None
    if "." not in file.name:
        return None  # it may be a key
    alike = {Path(name).stem: name for name in names if Path(name).suffix == file.suffix}
    return _near(case=case, name=file.stem, known=alike, written=lambda stem: written(alike[stem]))


def _near(
    case: Case, name: str, known: Collection[str], written: Callable[[str], str]
) -> _Meant | None:
    """Return the one known name that is near to a wrong one, as it is to be written."""
    found = case.neighbours.of(name, known)
    return _Meant(written(found[0]), found[1]) if found else None


def _fragment(name: str) -> str:
    return name.replace("%", "%25").replace(" ", "%20")


def _path(file: Path, own: Path) -> str:
    path = Path(os.path.relpath(file, own.parent)).as_posix()
    return quote(os.fsencode(path), safe=_KEPT)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
