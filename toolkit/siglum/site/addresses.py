"""What the pointers and keys of a document stand for, as its pages link by them.

The same that the check of links follows (see `siglum.validate.links`): keys as edition.toml says,
prefixes as the header declares them, and bare `#id` that an authority file has.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

from lxml import etree

from siglum.checks.links import pointers
from siglum.edition import link_keys
from siglum.edition.config import FILE_NAME, Edition
from siglum.edition.document import TEI, Document
from siglum.edition.link_keys import BadPattern, Keys, Prefix, is_key
from siglum.xml.resolve import Target, has_scheme, resolve


class Meant(NamedTuple):
    """What one pointer of a document stands for."""

    attribute: str
    """As in “placeName/@ref”."""
    written: str
    address: str
    """On the web, in the document (“#id”), or a path from its folder to a file of the edition."""
    target: Target | None
    """The file of the edition, if it is one."""
    entry: str | None = None
    """The xml:id of an entry that no file is named for: any register may have it."""


def meant(document: Document, edition: Edition) -> list[Meant]:
    """Return what stands for another address than it is written as, or for a file.

    That of an entry of any register is known only when the registers are: see `settled`.
    """
    reader = _Reader(document, edition)
    return [found for found in map(reader.read, reader.all_pointers()) if found is not None]


def settled(meant: Iterable[Meant], document: Path, owners: Mapping[str, Path]) -> list[Meant]:
    """Return what the pointers of a document stand for; `owners` says which register has an id."""
    folder = os.path.realpath(document.parent)
    found: list[Meant] = []
    for one in meant:
        if one.entry is None:
            found.append(one)
        elif one.entry in owners:
            target = Target(Path(os.path.realpath(owners[one.entry])), one.entry)
            found.append(one._replace(address=_path_to(target, folder), target=target))
    return found


def _path_to(target: Target, folder: str) -> str:
    """Return the address of a file, and a place in it, as seen from a folder."""
    path = quote(Path(os.path.relpath(target.file, folder)).as_posix())
    return path if target.fragment is None else f"{path}#{quote(target.fragment)}"


def for_pages(meant: Iterable[Meant]) -> tuple[tuple[str, str], ...]:
    """Return what the stylesheets need to know of it (see `Page.addresses`)."""
    return tuple(
        (f"{one.attribute} {one.written}", one.address)
        for one in meant
        if one.address != one.written
    )


class _Pointer(NamedTuple):
    attribute: str
    written: str
    base: str | Path
    """Where it starts from, if it is a path."""
    key: str | None
    """How it becomes an address, if it is a key of the edition's."""


class _Reader:
    def __init__(self, document: Document, edition: Edition) -> None:
        self._document = document
        self._edition = edition
        self._keys = Keys(edition.links)
        self._folder = os.path.realpath(document.path.parent)
        self._prefixes = link_keys.prefixes(document.root, TEI)

    def all_pointers(self) -> Iterator[_Pointer]:
        """Yield each pointer of each attribute of an element once."""
        seen: set[_Pointer] = set()
        for element, attribute, written in (*pointers(self._document.root), *self._key_values()):
            name = etree.QName(element).localname
            key = self._keys.pattern(name, attribute)
            base = self._document.base(element)
            pointer = _Pointer(
                attribute=f"{name}/@{attribute}", written=written, base=base, key=key
            )
            if pointer not in seen:
                seen.add(pointer)
                yield pointer

    def _key_values(self) -> Iterator[tuple[etree._Element, str, str]]:
        """Yield the values that are keys, of attributes that TEI has no pointers in, too."""
        names = self._keys.attributes
        for element in self._document.root.iter(f"{{{TEI}}}*") if names else ():
            for name in names.intersection(map(str, element.keys())):
                for key in link_keys.tokens(element.get(name, "")):
                    yield element, name, key

    def read(self, pointer: _Pointer) -> Meant | None:
        """Return what a pointer stands for; None where that is what it says, or nothing."""
        found = self._address(pointer)
        if found is None:
            return None
        address, base = found
        if address.startswith("#"):
            entry = unquote(address[1:])
            if entry in self._document.ids:
                return self._meant(pointer, address, None)
            return Meant(
                attribute=pointer.attribute,
                written=pointer.written,
                address=address,
                target=None,
                entry=entry,
            )
        if has_scheme(address):
            return self._meant(pointer, address, None)
        resolved = resolve(address, base, self._edition.border)
        if not isinstance(resolved, Target):
            return None
        target = resolved
        return self._meant(pointer, _path_to(target, self._folder), target)

    def _meant(self, pointer: _Pointer, address: str, target: Target | None) -> Meant | None:
        if target is None and address == pointer.written:
            return None
        return Meant(
            attribute=pointer.attribute, written=pointer.written, address=address, target=target
        )

    def _address(self, pointer: _Pointer) -> tuple[str, str | Path] | None:
        """Return the address that a pointer stands for, and where that starts from."""
        written = pointer.written
        if is_key(pointer.key, written, self._document.ids):
            if not pointer.key:
                return None
            return link_keys.address(pointer.key, written), self._edition.root / FILE_NAME
        ident, colon, rest = written.partition(":")
        if not colon or not has_scheme(written):
            return written, pointer.base
        return self._prefixed(self._prefixes.get(ident, []), rest)

    def _prefixed(self, prefixes: list[Prefix], rest: str) -> tuple[str, str | Path] | None:
        for prefix in prefixes:
            try:
                address = prefix.address(rest)
            except BadPattern:
                continue
            if address is not None:
                return address, self._document.base(prefix.element)
        return None
