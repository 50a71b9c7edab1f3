"""An edition's own stylesheets, read before Saxon compiles them.

While a stylesheet is compiled it may open files, which a transformation may not. So what it
imports and includes must be siglum's or the edition's, and what XSLT can do at compile time
(XSLT 3.0, 9.7 Static variables; 3.8 Shadow attributes; 3.13.1 use-when) is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from siglum.codes import diagnostic
from siglum.diagnostics import Diagnostic, Span
from siglum.document import Unreadable, parse, read_bytes
from siglum.positions import Positions
from siglum.resources import resource

_XSL = "{http://www.w3.org/1999/XSL/Transform}"
_MODULES = (f"{_XSL}import", f"{_XSL}include")
_ELSEWHERE = frozenset({f"{_XSL}use-package", f"{_XSL}import-schema"})
_REPLACED = ("html", "text", "markdown")
_SIGLUM = re.compile(r"siglum:([A-Za-z0-9./-]+)")


class Refused(Exception):
    """A stylesheet that is not compiled; `diagnostic` says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def check(stylesheet: Path, root: Path, output: str) -> None:
    """Raise Refused for a stylesheet that may not be compiled.

    One that takes the place of siglum's must import it: on its own it would lose what siglum shows
    of every element, and each of them would be told.
    """
    siglums = f"siglum:{output}.xsl"
    files = modules(stylesheet, root)
    if output in _REPLACED and not any(
        siglums in path.read_text("utf-8", "replace") for path in files
    ):
        message = f"the stylesheet does not import “{siglums}”, whose place it takes"
        help = f'Write <xsl:import href="{siglums}"/> at its beginning.'
        raise Refused(diagnostic("SG601", message, Span(stylesheet), help))


def modules(stylesheet: Path, root: Path) -> list[Path]:
    """Return the files of which a stylesheet is made, itself first, siglum's own left out.

    `root` is the edition's folder. Raises Refused for a module that can't be read, lies outside
    the edition, or wants to compute something while it is compiled.
    """
    found = [stylesheet]
    for path in found:
        for module in _modules_of(path, root):
            if module not in found:
                found.append(module)
    return found


def _modules_of(path: Path, root: Path) -> Iterator[Path]:
    try:
        data = read_bytes(path)
        tree = parse(path, data)
    except Unreadable as unreadable:
        raise Refused(unreadable.diagnostic) from None
    positions = Positions(data, tree.getroot())
    for element in tree.getroot().iter("*"):
        refused = _refused(element)
        href = str(element.get("href", ""))
        siglums = _SIGLUM.fullmatch(href)
        if element.tag in _MODULES and not refused and siglums:
            if not resource("xslt", siglums[1]).is_file():
                refused = f"siglum has no stylesheet “{href}”"
        elif element.tag in _MODULES and not refused:
            module = path.parent / unquote(href)
            if ":" in href or not module.resolve().is_relative_to(root.resolve()):
                refused = f"“{href}” is neither siglum's nor the edition's"
            elif not module.is_file():
                refused = f"there is no stylesheet “{href}”"
            else:
                yield module
        if refused:
            place = positions.of(element)
            span = Span(path, place.line, place.column, place.length)
            raise Refused(diagnostic("SG601", refused, span))


def _refused(element: etree._Element) -> str | None:
    """Say what an element wants that an edition's own stylesheet can't have."""
    if element.tag in _ELSEWHERE:
        return f"“xsl:{etree.QName(element).localname}” is refused in an edition's stylesheet"
    for name in map(str, element.keys()):
        in_xslt = element.tag.startswith(_XSL)
        if name == f"{_XSL}use-when" or (in_xslt and (name == "use-when" or name[0] == "_")):
            return f"“{name.replace(_XSL, 'xsl:')}” is refused in an edition's stylesheet"
        if in_xslt and name == "static":
            return "a static variable is refused in an edition's stylesheet"
    return None
