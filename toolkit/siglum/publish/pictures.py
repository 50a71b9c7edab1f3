"""The pictures that documents and style sheets of an edition name, for the site to hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from siglum.codes import diagnostic
from siglum.config import Edition
from siglum.diagnostics import CannotRun, Diagnostic, Span
from siglum.document import Document

_SHOWN = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"})
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LOADED = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s"']*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""",
    re.IGNORECASE,
)

_OWN = "Put the file into the edition, and name it by its path from the style sheet."


def of_document(document: Document, edition: Edition) -> Iterator[tuple[str, Path]]:
    """Yield the pictures of the edition that @url and @facs name: as written, and the file."""
    seen = set()
    for element in document.root.iter("*"):
        for name in ("url", "facs"):
            for address in element.get(name, "").split():
                if address in seen or _SCHEME.match(address):
                    continue
                seen.add(address)
                path = document.path.parent / unquote(address)
                if path.suffix.lower() in _SHOWN and edition.contains(path) and path.is_file():
                    yield address, path


def of_style_sheet(path: Path, edition: Edition) -> list[Path]:
    """Return the pictures, typefaces and style sheets that a style sheet loads, and they in turn.

    Raises CannotRun for what a page can't load: what is on another server, or not there.
    """
    found: list[Path] = []
    sheets = [path]
    for sheet in sheets:
        loaded = _loaded(sheet, edition)
        found += loaded
        sheets += [each for each in loaded if each.suffix == ".css" and each not in sheets]
    return found


def _loaded(path: Path, edition: Edition) -> list[Path]:
    found: list[Path] = []
    refused: list[Diagnostic] = []
    rules = _COMMENT.sub(_blank, path.read_text("utf-8", "replace"))
    for loaded in _LOADED.finditer(rules):
        address = "".join(filter(None, loaded.groups())).strip()
        if not address or address.startswith(("#", "data:")):
            continue
        target = path.parent / unquote(re.split("[?#]", address)[0])
        line = rules.count("\n", 0, loaded.start()) + 1
        column = loaded.start() - rules.rfind("\n", 0, loaded.start())
        span = Span(path, line, column, len(loaded[0]))
        if _SCHEME.match(address):
            message = f"the style sheet loads “{address}”, and a page loads nothing from elsewhere"
            refused.append(diagnostic("SG901", message, span, _OWN))
        elif not edition.contains(target) or not target.is_file():
            message = f"the style sheet loads “{address}”, which is no file of the edition"
            refused.append(diagnostic("SG901", message, span, _OWN))
        else:
            found.append(target)
    if refused:
        raise CannotRun(*refused)
    return found


def _blank(comment: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", comment[0])
