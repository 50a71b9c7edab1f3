"""Which ids of a document the other files of its edition point to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from siglum.edition.config import Edition
from siglum.edition.link_keys import Keys
from siglum.work.stamps import Kept
from siglum.xml.resolve import Target, resolve
from siglum.xml.source import SourceError, decode

_FRAGMENT = re.compile(r"""(?<=[^\s"'<>#])#([^\s"'<>]+)""")
_BARE = re.compile(r"""(?<=[\s"'])#([^\s"'<>]+)""")
_PREFIXED = re.compile(r"""(?<=[\s"'])[A-Za-z][\w.+-]*:([^\s"'<>/][^\s"'<>]*)""")
_INCLUDED = re.compile(r"""<(?:[\w.-]+:)?include\s[^<>]*?href\s*=\s*["']([^"'<>]+)["']""")
_XINCLUDE = "http://www.w3.org/2001/XInclude"


@dataclass(frozen=True, slots=True)
class _Pointers:
    """What one file says."""

    kept: Kept
    abroad: frozenset[str]
    """Ids in other files, and what may be keys of them."""
    bare: frozenset[str]
    """Ids in the file itself, or in what it includes, if it includes anything."""
    includes: tuple[Path, ...]


class Elsewhere:
    """The pointers of an edition's files into others. They are read when first asked for."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        keys = "|".join(map(re.escape, sorted(Keys(edition.links).attributes)))
        self._key = re.compile(rf"""\s(?:{keys})\s*=\s*["']([^"'<>]*)["']""") if keys else None
        self._pointers: dict[Path, _Pointers] = {}
        self._is_sure = False

    def look_again(self) -> None:
        """Look at every file again when next asked: what was mended since may point elsewhere."""
        self._is_sure = False

    def names(self, identifier: str, own: Path) -> bool:
        """Tell whether another file may name an id of `own`, by whatever way.

        A pointer into another file counts, whichever file that is; so does a key, and, in a file
        with XInclude, a pointer that names no file: the id may be in what is included.
        """
        if not self._is_sure:
            self._read_all()
            self._is_sure = True
        return any(
            identifier in said.abroad
            or (identifier in said.bare and path.resolve() != own.resolve())
            for path, said in self._pointers.items()
        )

    def _read_all(self) -> None:
        files = dict.fromkeys([*self._edition.documents, *self._edition.authority])
        found: dict[Path, _Pointers] = {}
        waiting = list(files)[::-1]
        while waiting:
            path = waiting.pop()
            if path in found:
                continue
            known = self._pointers.get(path)
            found[path] = known if known and known.kept.unchanged() else self._read(path)
            waiting += found[path].includes
        self._pointers = found

    def _read(self, path: Path) -> _Pointers:
        kept = Kept()
        try:
            text = decode(kept.read(path) or b"")
        except SourceError:
            text = ""
        kept.digest()  # so that it keeps no content
        abroad = {unquote(found[1]) for found in _FRAGMENT.finditer(text)}
        if "prefixDef" in text:
            abroad |= {unquote(found[1]) for found in _PREFIXED.finditer(text)}
        for keys in self._key.finditer(text) if self._key else ():
            abroad |= {keys[1].strip(), *map(unquote, keys[1].split())}
        has_parts = _XINCLUDE in text
        bare = {unquote(found[1]) for found in _BARE.finditer(text)} if has_parts else set()
        includes = tuple(self._included(path, text)) if has_parts else ()
        return _Pointers(
            kept=kept, abroad=frozenset(abroad), bare=frozenset(bare), includes=includes
        )

    def _included(self, path: Path, text: str) -> Iterator[Path]:
        for found in _INCLUDED.finditer(text):
            target = resolve(found[1], path, self._edition.border)
            if isinstance(target, Target):
                yield target.file
