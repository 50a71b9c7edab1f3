"""What CSS loads, by its tokens (CSS Syntax Module Level 3, 4), whatever escapes hide it.

A style sheet of an edition may look as it likes; what it loads has to be the edition's own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from siglum.edition.document import read_bytes
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotRun, CannotUse, Diagnostic, Kind, Span
from siglum.xml.resolve import Border, Refusal, has_scheme, resolve

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"})
"""The kinds of pictures that browsers show, by the ends of their files' names."""
_TYPEFACES = frozenset({".woff2", ".woff", ".ttf", ".otf"})

_LOADING = frozenset({"url", "src", "image", "image-set", "-webkit-image-set"})
# The functions whose strings are words. In any other a string is taken for an address.
_SPEAKING = frozenset(
    {"attr", "counter", "counters", "env", "format", "has", "is", "lang", "leader", "local", "not"}
    | {"string", "style", "symbols", "target-counter", "target-counters", "target-text", "tech"}
    | {"type", "var", "where", "layer", "supports", "selector", "dir", "host", "slotted", "part"}
)
_COMPUTING = frozenset({"attr", "env", "first-valid", "if", "inherit", "var"})
_BROKEN = frozenset({"bad-string", "bad-url"})
_END_OF_STYLE = re.compile(r"</style", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Loaded:
    """Something that CSS loads."""

    address: str | None
    """None where it can't be told: the CSS is broken there, or a browser would compute it."""
    is_sheet: bool
    line: int
    column: int
    length: int


@dataclass(frozen=True, slots=True)
class Copied:
    """A file that goes into a site: where it lies in the edition, and what was in it when read."""

    path: Path
    data: bytes


def loaded(css: str) -> Iterator[Loaded]:
    """Yield what CSS loads, or may load, but what is in it itself: “#id”, data: pictures."""
    import tinycss2  # late: most commands read no CSS

    for found in _loaded(tinycss2.parse_component_value_list(css), None, is_outermost=True):
        address = None if found.address is None else found.address.strip(" \t\r\n\f").lower()
        is_within = address is not None and (
            address == "" or address.startswith("#") or address.startswith("data:")
        )
        if not is_within or (found.is_sheet and address):
            yield found


def _loaded(
    tokens: list[Any], function: str | None, *, is_outermost: bool = False
) -> Iterator[Loaded]:
    """Yield what some tokens load; `function` is the name of the one that they stand in."""
    is_sheet = False  # whether an @import waits for its address
    names_nothing = _namespaces(tokens) if is_outermost else set()
    for token in tokens:
        if token.type in ("whitespace", "comment") or id(token) in names_nothing:
            continue
        if token.type == "at-keyword":
            is_sheet = token.lower_value == "import"
            continue
        if token.type == "url" or (
            token.type == "string"
            and (is_sheet or (function is not None and function not in _SPEAKING))
        ):
            yield _at(token, token.value, is_sheet)
        elif token.type == "error" and token.kind in _BROKEN:
            yield _at(token, None)
        elif token.type == "function":
            name = token.lower_name
            if function in _LOADING and (name in _COMPUTING or name.startswith("--")):
                yield _at(token, None)
            for within in _loaded(token.arguments, name):
                is_own = name in ("url", "src") and within.address is not None
                yield _at(token, within.address, is_sheet) if is_own else within
        elif token.type in ("{} block", "[] block"):
            yield from _loaded(token.content, None)
        elif token.type == "() block":
            yield from _loaded(token.content, function)
        is_sheet = False


def _at(token: Any, address: str | None, is_sheet: bool = False) -> Loaded:
    length = len(token.serialize()) if token.type != "error" else 1
    return Loaded(
        address=address,
        is_sheet=is_sheet,
        line=token.source_line,
        column=token.source_column,
        length=length,
    )


def _namespaces(tokens: list[Any]) -> set[int]:
    """Return the ids of the tokens that name a namespace (@namespace p "…";), and load nothing."""
    names: set[int] = set()
    said = [token for token in tokens if token.type not in ("whitespace", "comment")]
    for number, token in enumerate(said):
        if token.type == "at-keyword" and token.lower_value == "namespace":
            rest = said[number + 1 : number + 4]
            rest = rest[1:] if rest and rest[0].type == "ident" else rest
            if len(rest) > 1 and rest[1] == ";" and rest[0].type in ("string", "url", "function"):
                names.add(id(rest[0]))
    return names


def read(path: Path, border: Border) -> list[Copied]:
    """Read a style sheet of the edition, and what it loads, and they in turn.

    Raises CannotRun for what a page can't load: what is on another server, out of the edition,
    hidden, not there, or neither a picture nor a typeface nor a style sheet.
    """
    found = [_read(path)]
    known = {path}
    for sheet in found:
        if sheet.path.suffix.lower() != ".css" and sheet.path != path:
            continue
        for file in _loaded_by(sheet, border):
            if file.path not in known:
                known.add(file.path)
                found.append(file)
    return found


def _read(path: Path) -> Copied:
    try:
        return Copied(path, read_bytes(path))
    except CannotUse as unreadable:
        raise CannotRun(unreadable.diagnostic) from None


def _loaded_by(sheet: Copied, border: Border) -> list[Copied]:
    css = _decoded(sheet)
    files: list[Copied] = []
    refused: list[Diagnostic] = []
    for each in loaded(css):
        span = Span(file=sheet.path, line=each.line, column=each.column, length=each.length)
        file = _file(each, sheet.path, border)
        if isinstance(file, Copied):
            files.append(file)
        else:
            refused.append(Diagnostic(file, span))
    if refused:
        raise CannotRun(*refused)
    return files


def _decoded(sheet: Copied) -> str:
    """Return the text of a style sheet as browsers will read it, in a file or within a page."""
    try:
        css = sheet.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = sheet.data.count(b"\n", 0, error.start) + 1
        kind = kinds.style_sheets.StyleSheetNotUtf8()
        raise CannotRun(Diagnostic(kind, Span(sheet.path, line))) from None
    charset = re.match(r'@charset "([^"]*)"', css)
    if charset and charset[1].lower() not in ("utf-8", "utf8"):
        other = kinds.style_sheets.StyleSheetSaysOther(charset[1])
        raise CannotRun(Diagnostic(other, Span(sheet.path)))
    if end := _END_OF_STYLE.search(css):
        before = css[: end.start()]
        span = Span(
            file=sheet.path,
            line=before.count("\n") + 1,
            column=len(before) - before.rfind("\n"),
            length=len(end[0]),
        )
        raise CannotRun(Diagnostic(kinds.style_sheets.StyleSheetEnds(end[0]), span))
    return css


def _file(loaded: Loaded, sheet: Path, border: Border) -> Copied | Kind:
    """Return a file that a style sheet loads, or what is wrong with it."""
    address = loaded.address
    if address is None:
        return kinds.style_sheets.LoadsUntold()
    is_elsewhere = has_scheme(address.strip()) or address.strip().startswith("//")
    target = resolve(address, sheet, border)
    if is_elsewhere or "\\" in address:
        return kinds.style_sheets.LoadsFromElsewhere(address)
    if isinstance(target, Refusal):
        return kinds.style_sheets.LoadsRefused(address, target.reason)
    written = unquote(re.split("[?#]", address.strip())[0])
    place = Path(os.path.normpath(sheet.parent / written))
    suffixes = {".css"} if loaded.is_sheet else PICTURES | _TYPEFACES
    if not target.file.is_file():
        return kinds.style_sheets.LoadsNoFile(address)
    if not {place.suffix.lower(), target.file.suffix.lower()} <= suffixes:
        return kinds.style_sheets.LoadsUnpublished(address)
    try:
        return Copied(place, read_bytes(target.file))
    except CannotUse as unreadable:
        return kinds.style_sheets.LoadsUnreadable(address, unreadable.diagnostic.kind)
