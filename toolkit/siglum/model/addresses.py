"""What one value of an attribute leads to: a file, an entry, an address on the web.

Which file an address means is said by `siglum.xml.resolve`, what a key stands for by the table
[links] and prefixDef (`siglum.edition.link_keys`). An id that stands alone, as in ref="pmb2121",
is taken for that of an entry, which TEI does not foresee: such a guess is told.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from siglum.edition import link_keys
from siglum.edition.config import FILE_NAME
from siglum.edition.document import TEI, Document
from siglum.edition.link_keys import BadPattern, Keys, Prefix
from siglum.edition.settings import Edition
from siglum.model.pointers import EVERYWHERE, ON_SOME
from siglum.work.file_names import as_text
from siglum.xml.resolve import Reason, Refusal, resolve

_SCHEME = re.compile(r"([A-Za-z][\w.+-]*):")
_OF_XPOINTER = re.compile(r"(?:[^\W\d][\w.\-]*:)?[^\W\d][\w.\-]*\(")
_ID_WITH_DIGIT = re.compile(r"#?[^\W\d][\w.\-]*\d[\w.\-]*")
_ALONE = re.compile(r"[^/.]+(?:\.\d+)*")
"""An address without a folder and without a file's suffix: it may be an id that stands alone."""
_WEB = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pointer:
    """What a value leads to; the fields are those of `LinkRow`."""

    form: str
    target: str | None = None
    key: str | None = None
    guess: str | None = None
    """What was guessed: see `GuessRow.what`."""

    @property
    def leads(self) -> bool:
        """Whether it may lead to something of the edition."""
        return self.target is not None or self.key is not None


def is_pointer(element: str, attribute: str) -> bool:
    """Say whether TEI P5 types an attribute of an element as a pointer."""
    return attribute in EVERYWHERE or element in ON_SOME.get(attribute, ())


def web(address: str) -> str:
    """Return a web address without http(s):// and its last slash, so that two can be compared."""
    return _WEB.sub("", address.strip(), count=1).rstrip("/")


def below(path: Path, root: Path) -> str | None:
    """Return a file's path relative to the edition's folder, links followed; None outside of it.

    A byte of a name that is not UTF-8 is written as “%E9”.
    """
    real = Path(os.path.realpath(path))
    return as_text(real.relative_to(root).as_posix()) if real.is_relative_to(root) else None


class Addresses:
    """Reads the pointers and keys of one document; `path` is its own in the edition's folder."""

    def __init__(self, document: Document, edition: Edition, path: str) -> None:
        self._document = document
        self._edition = edition
        self._path = path
        self._root = Path(os.path.realpath(edition.root))
        self.keys = Keys(edition.links)
        self._known: dict[tuple[str, str, str], Pointer] = {}
        self._files: dict[tuple[str | Path, str], Pointer] = {}
        self._one_base = not document.has_bases and not document.parts

    def is_key(self, element: str, attribute: str) -> bool:
        """Say whether the edition declares that an attribute of an element holds keys."""
        return self.keys.pattern(element, attribute) is not None

    def values(self, element: str, attribute: str, value: str) -> list[str]:
        """Return the single values of an attribute that holds pointers or keys."""
        if attribute == "url":  # @url holds one address, never a list
            return [value.strip()] if value.strip() else []
        found = list(link_keys.tokens(value))
        if attribute != "key" or self.is_key(element, attribute):
            return found
        # @key may hold any text: it is one key (“Mao Zedong”) unless each word is plainly an id
        ids = self._document.ids
        if all(_ID_WITH_DIGIT.fullmatch(each) or each.removeprefix("#") in ids for each in found):
            return found
        return [" ".join(found)]

    def read(self, element: etree._Element, name: str, attribute: str, value: str) -> Pointer:
        """Return what one value of an attribute leads to; `name` is that of the element."""
        asked = (name, attribute, value)
        if not self._one_base:
            return self._read(element=element, name=name, attribute=attribute, value=value)
        found = self._known.get(asked)
        if found is None:
            found = self._known[asked] = self._read(
                element=element, name=name, attribute=attribute, value=value
            )
        return found

    def _read(self, element: etree._Element, name: str, attribute: str, value: str) -> Pointer:
        pattern = self.keys.pattern(name, attribute) if self.keys.table else None
        is_here = value.startswith("#") and value[1:] in self._document.ids
        if pattern is not None and not is_here and not _SCHEME.match(value):
            return self._key(pattern, value)
        if attribute == "key" and not value.startswith("#") and not self._prefix(value):
            return Pointer(form="key", target=None, key=value, guess="key")
        return self._address(element, value)

    def _key(self, pattern: str, value: str) -> Pointer:
        if not pattern:
            return Pointer("key")
        address = link_keys.address(pattern, value)
        if address.startswith("#"):
            return Pointer("key", None, unquote(address[1:]))
        return replace(self._file(address, self._edition.root / FILE_NAME), form="key")

    def _address(self, element: etree._Element, value: str) -> Pointer:
        if value.startswith("#"):
            return self._fragment(value)
        prefix = self._prefix(value)
        if prefix:
            return self._prefixed(prefix, value)
        scheme = _SCHEME.match(value)
        if scheme and scheme[1].lower() != "file":
            return Pointer("uri", None, web(value))
        path, _, _ = value.partition("#")
        alone = path.rstrip("/")
        if not scheme and _ALONE.fullmatch(alone):
            return Pointer(form="bare", target=None, key=unquote(alone), guess="bare-id")
        return self._file(value, self._document.base(element))

    def _fragment(self, value: str) -> Pointer:
        key = unquote(value[1:])
        if not key or _OF_XPOINTER.match(key):
            return Pointer("fragment")
        return Pointer("fragment", self._path if key in self._document.ids else None, key)

    def _file(self, address: str, base: str | Path) -> Pointer:
        asked = base, address
        if asked not in self._files:
            self._files[asked] = self._found(address, base)
        return self._files[asked]

    def _found(self, address: str, base: str | Path) -> Pointer:
        found = resolve(address, base, self._edition.border)
        if isinstance(found, Refusal):
            form = "uri" if found.reason is Reason.ELSEWHERE else "refused"
            return Pointer(form, None, web(address) if form == "uri" else None)
        return Pointer("address", below(found.file, self._root), found.fragment or None)

    @cached_property
    def _prefixes(self) -> dict[str, list[Prefix]]:
        return link_keys.prefixes(self._document.root, TEI)

    def _prefix(self, value: str) -> list[Prefix] | None:
        scheme = _SCHEME.match(value)
        return self._prefixes.get(scheme[1]) if scheme else None

    def _prefixed(self, prefixes: list[Prefix], value: str) -> Pointer:
        rest = value.partition(":")[2]
        for prefix in prefixes:
            try:
                address = prefix.address(rest)
            except BadPattern:
                continue
            if address is None:
                continue
            if address.startswith("#"):
                return replace(self._fragment(address), form="prefix")
            scheme = _SCHEME.match(address)
            if scheme and scheme[1].lower() != "file":
                return Pointer("prefix", None, web(address))
            found = self._file(address, self._document.base(prefix.element))
            return found if found.form == "refused" else replace(found, form="prefix")
        return Pointer("prefix")
