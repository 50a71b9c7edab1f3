"""The registers of an edition, as a build reads them: what is known of each is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from siglum.edition.config import Edition
from siglum.edition.document import parse
from siglum.model.registers import Register
from siglum.site.kept import Kept
from siglum.site.sources import Sources
from siglum.work.versions import code


class RegisterFiles(Mapping[Path, Register]):
    """The registers of an edition, each read where something is asked of it."""

    def __init__(self, edition: Edition, sources: Sources, kept: Kept) -> None:
        self._paths = dict.fromkeys(path for path in edition.authority if sources.is_xml(path))
        self._sources = sources
        self._kept = kept
        self._found: dict[Path, Register] = {}

    @property
    def names(self) -> set[str]:
        """By which names they are kept."""
        return set(map(_name, self._paths))

    def __getitem__(self, path: Path) -> Register:
        if path not in self._found:
            if path not in self._paths:
                raise KeyError(path)
            self._found[path] = self._read(path)
        return self._found[path]

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def __iter__(self) -> Iterator[Path]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def _read(self, path: Path) -> Register:
        head = (code(), self._sources.briefs[path].digest)
        if self._kept.read("head", _name(path)) == head:
            known = self._kept.read("facts", _name(path))
            if isinstance(known, Register):
                return known
        register = Register.of(parse(path, self._sources.content(path, head[1])).getroot())
        self._kept.put_read(name=_name(path), head=head, facts=register)
        return register


def _name(path: Path) -> str:
    return f"register {path}"
