"""Which file an address means, and whether it may be read.

The only place that turns what somebody wrote (a link, an include, the name of a schema, of a
picture) into a file. Nothing is opened here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Reason(StrEnum):
    """Why an address is refused; the value says it of the address, as in “x” lies outside …"""

    SYNTAX = "is no address of a file"
    ELSEWHERE = "is not a file of the edition"
    AMBIGUOUS = "may be read as an address of another host"
    OUTSIDE = "lies outside the edition"
    HIDDEN = "is a hidden file, or lies in a hidden folder"


@dataclass(frozen=True, slots=True)
class Refusal:
    """An address that means no file, or one that may not be read."""

    address: str
    reason: Reason

    def __str__(self) -> str:
        return f"“{self.address}” {self.reason.value}"

    @property
    def help(self) -> str | None:
        """What to do, where that is the same whatever the address is for."""
        if self.reason is not Reason.HIDDEN:
            return None
        return (
            "What has a name that begins with a dot, or lies in such a folder, is neither read nor"
            " published: name a file that is not hidden."
        )


@dataclass(frozen=True, slots=True)
class Target:
    """A file that may be read, whether it is there or not, and what is meant of it."""

    file: Path
    """Absolute, symbolic links followed."""
    fragment: str | None = None
    """What follows “#”, decoded; None where the address has none."""


@dataclass(frozen=True, slots=True)
class Border:
    """The folder below which files may be read."""

    folder: Path

    def refuses(self, path: Path) -> Reason | None:
        """Say why a path may not be read, its symbolic links followed; None if it may.

        Hidden is what has a name with a dot in front, as written or where a link leads, below the
        folder: what tools keep for themselves (`.git/config`, `.env`) is nobody's to publish.
        """
        try:
            return self._refuses(path, os.path.realpath(path))
        except (OSError, ValueError):
            return Reason.SYNTAX

    def _refuses(self, path: Path, real: str) -> Reason | None:
        """Do the same for a path of which is known where its links lead."""
        folder = os.path.realpath(self.folder)
        below = _below(real, folder)
        if below is None:
            return Reason.OUTSIDE
        written = os.path.abspath(path)  # noqa: PTH100 - many links are looked at
        above = os.path.abspath(self.folder)  # noqa: PTH100
        for place in (below, _below(written, folder), _below(written, above)):
            if place and (place[0] == "." or f"{os.sep}." in place):
                return Reason.HIDDEN
        return None


def resolve(
    address: str,
    base: str | Path,
    border: Border | None,
    *,
    catalog: Mapping[str, Path] | None = None,
) -> Target | Refusal:
    """Return the file that an address means, or why it means none that may be read.

    `base` is the file that the address stands in, or the base URI there (XML Base, RFC 3986, 5);
    without a `border`, each local file may be read. What `catalog` has for an address, as written
    or made absolute, may lie anywhere: the user chose it.
    """
    if isinstance(base, Path):
        base = _uri(base if base.is_absolute() else base.absolute())
    written = address.strip(" \t\r\n")
    if "\\" in written or written.startswith("//"):
        return Refusal(address, Reason.AMBIGUOUS)
    if _CONTROL.search(written):
        return Refusal(address, Reason.SYNTAX)
    whole, _, fragment = written.partition("#")
    meant = unquote(fragment) if "#" in written else None
    try:
        absolute = urljoin(base, whole)
        parts = urlsplit(absolute)
    except ValueError:
        return Refusal(address, Reason.SYNTAX)
    for known in (absolute, whole):
        if catalog and known in catalog:
            return Target(Path(os.path.realpath(catalog[known])), meant)
    if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        return Refusal(address, Reason.ELSEWHERE)
    name = unquote(parts.path)
    if _CONTROL.search(name) or "\\" in name:
        return Refusal(address, Reason.SYNTAX)
    path = Path(name)
    try:
        real = os.path.realpath(path)
        reason = border._refuses(path, real) if border else None
    except (OSError, ValueError):
        return Refusal(address, Reason.SYNTAX)
    return Refusal(address, reason) if reason else Target(Path(real), meant)


def _below(path: str, folder: str) -> str | None:
    """Return a path as seen from a folder that it lies in; None where it does not."""
    start = folder if folder.endswith(os.sep) else folder + os.sep
    if os.path.normcase(path + os.sep).startswith(os.path.normcase(start)):
        return path[len(start) :]
    return None


@lru_cache(256)
def _uri(file: Path) -> str:
    return file.as_uri()


def has_scheme(address: str) -> bool:
    """Say whether an address names a scheme, such as https: (RFC 3986, 3.1)."""
    return _SCHEME.match(address) is not None
