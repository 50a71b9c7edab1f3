"""Values on their way to another machine, where files lie elsewhere.

A path is sent as one of the sender's machine below its root, or below one of siglum's own folders,
and is one of the receiver's when it arrives. So is what says such a path in a text: what a worker
finds is told in the paths of the machine that asked.
"""

from __future__ import annotations

import io
import os
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from siglum.work.resources import resource

_TEXT, _BELOW, _PATH = "tbp"
"""What stands before a text as it is, a text and a path that are to begin with the root; before a
path in one of siglum's folders stands the number of that."""
_PACKAGE = Path(__file__).resolve().parents[1]


def own_folders() -> tuple[str, ...]:
    """Return the folders of siglum's own files on this machine."""
    return tuple(map(str, (resource("xslt"), resource("schema"), _PACKAGE)))


@dataclass(frozen=True, slots=True)
class Translator:
    """Writes and reads values on one machine."""

    root: str = ""
    """The folder below which the paths of the machine that asks stand here; "" on that machine."""
    own: tuple[str, ...] = ()
    """Siglum's folders here."""
    asker: tuple[str, ...] = ()
    """Siglum's folders on the machine that asks."""
    carried: tuple[str, ...] = ()
    """On the machine that asks: the folders that texts name which workers are to understand."""

    def dumps(self, value: Any) -> bytes:
        """Write a value for the other side."""
        stream = io.BytesIO()
        _Pickler(self, stream).dump(value)
        return stream.getvalue()

    def loads(self, data: bytes) -> Any:
        """Read a value from the other side, which is trusted: it may name any class."""
        return _Unpickler(self, io.BytesIO(data)).load()

    def said(self, value: Any) -> str | bytes | None:
        """Return what is written in the place of a value; None where that is the value itself."""
        if isinstance(value, Path):
            return self._path(str(value)) if value.is_absolute() else None
        if type(value) is str:
            if self.root:
                return _TEXT + self._text(value) if self._is_of_here(value) else None
            return _BELOW + value if value.startswith(self.carried or ("\0",)) else None
        if type(value) is bytes and self.root and os.fsencode(self.root) in value:
            return value.replace(os.fsencode(self.root), b"")
        return None

    def meant(self, said: str | bytes) -> Any:
        """Return the value in whose place something was written."""
        if isinstance(said, bytes):
            return said
        kind, text = said[0], said[1:]
        if kind == _TEXT:
            return text
        if kind == _BELOW:
            return self.root + text
        return Path((self.root if kind == _PATH else self.own[int(kind)]) + text)

    def _path(self, path: str) -> str:
        for number, folder in enumerate(self.own):
            if path == folder or path.startswith(f"{folder}/"):
                return f"{number}{path[len(folder) :]}"
        if self.root and (path == self.root or path.startswith(f"{self.root}/")):
            path = path[len(self.root) :] or "/"
        return _PATH + path

    def _is_of_here(self, text: str) -> bool:
        return self.root in text or any(
            here in text for here, there in self._folders() if here != there
        )

    def _text(self, text: str) -> str:
        text = text.replace(self.root, "")
        for here, there in self._folders():
            text = text.replace(here, there)
        return text

    def _folders(self) -> Sequence[tuple[str, str]]:
        return list(zip(self.own, self.asker, strict=False))


class _Pickler(pickle.Pickler):
    def __init__(self, translator: Translator, stream: io.BytesIO) -> None:
        super().__init__(stream, pickle.HIGHEST_PROTOCOL)
        self._translator = translator

    def persistent_id(self, value: Any) -> str | bytes | None:
        return self._translator.said(value)


class _Unpickler(pickle.Unpickler):
    def __init__(self, translator: Translator, stream: io.BytesIO) -> None:
        super().__init__(stream)
        self._translator = translator

    def persistent_load(self, said: Any) -> Any:
        return self._translator.meant(said)
