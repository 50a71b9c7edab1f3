"""Values on their way to another machine, where files lie elsewhere.

A path is sent as one of the sender's machine below its root, or below one of siglum's own folders,
and is one of the receiver's when it arrives. So is what says such a path in a text: what a worker
finds is told in the paths of the machine that asked.
"""

from __future__ import annotations

import io
import os
import pickle
from pathlib import Path
from typing import Any, cast

from siglum.work.resources import resource

_TEXT, _BELOW, _PATH = "tbp"
"""What stands before a text as it is, a text and a path that are to begin with the root; before a
path in one of siglum's folders stands the number of that."""
_PACKAGE = Path(__file__).resolve().parents[1]


def own_folders() -> tuple[str, ...]:
    """Return the folders of siglum's own files on this machine."""
    return tuple(map(str, (resource("xslt"), resource("schema"), _PACKAGE)))


class Translator:
    """Writes and reads values on one machine."""

    def __init__(
        self,
        root: str = "",
        *,
        own: tuple[str, ...] = (),
        asker: tuple[str, ...] = (),
        carried: tuple[str, ...] = (),
    ) -> None:
        """Say where files lie, here and on the machine that asks.

        `root` is the folder below which the paths of the machine that asks stand here, "" on that
        machine itself; `own` and `asker` are siglum's folders, here and there. On the machine that
        asks, `carried` are the folders that texts name which workers are to understand.
        """
        self._root = root
        self._own = own
        self._carried = carried or ("\0",)
        self._root_in_bytes = os.fsencode(root)
        pairs = ((root, ""), *zip(own, asker, strict=False))
        self._replaced = [(here, there) for here, there in pairs if here != there]

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
        kind = type(value)
        if kind is str:
            if self._root:
                return self._text(value)
            return _BELOW + value if value.startswith(self._carried) else None
        if kind is bytes:
            if self._root and self._root_in_bytes in value:
                return cast(bytes, value.replace(self._root_in_bytes, b""))
            return None
        if isinstance(value, Path):
            return self._path(str(value)) if value.is_absolute() else None
        return None

    def meant(self, said: str | bytes) -> Any:
        """Return the value in whose place something was written."""
        if isinstance(said, bytes):
            return said
        kind, text = said[0], said[1:]
        if kind == _TEXT:
            return text
        if kind == _BELOW:
            return self._root + text
        return Path((self._root if kind == _PATH else self._own[int(kind)]) + text)

    def _path(self, path: str) -> str:
        for number, folder in enumerate(self._own):
            if path == folder or path.startswith(f"{folder}/"):
                return f"{number}{path[len(folder) :]}"
        if self._root and (path == self._root or path.startswith(f"{self._root}/")):
            path = path[len(self._root) :] or "/"
        return _PATH + path

    def _text(self, text: str) -> str | None:
        """Return a text with the paths of the machine that asks; None if it has none of here."""
        found = False
        for here, there in self._replaced:
            if here in text:
                text, found = text.replace(here, there), True
        return _TEXT + text if found else None


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
