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
            folder = Path(os.path.realpath(self.folder))
            real = Path(os.path.realpath(path))
        except (OSError, ValueError):
            return Reason.SYNTAX
        if not real.is_relative_to(folder):
            return Reason.OUTSIDE
        written = Path(os.path.normpath(path.absolute()))
        places = [real.relative_to(folder)]
        for above in (folder, Path(os.path.normpath(self.folder.absolute()))):
            if written.is_relative_to(above):
                places.append(written.relative_to(above))
        hidden = any(part.startswith(".") for place in places for part in place.parts)
        return Reason.HIDDEN if hidden else None


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
        base = base.absolute().as_uri()
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
    reason = border.refuses(path) if border else None
    if reason:
        return Refusal(address, reason)
    try:
        return Target(Path(os.path.realpath(path)), meant)
    except (OSError, ValueError):
        return Refusal(address, Reason.SYNTAX)


def has_scheme(address: str) -> bool:
    """Say whether an address names a scheme, such as https: (RFC 3986, 3.1)."""
    return _SCHEME.match(address) is not None
