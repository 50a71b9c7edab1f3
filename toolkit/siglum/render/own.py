"""What an edition's own stylesheets may not have: all by which they could read or write files.

While a stylesheet is compiled, XSLT 3.0 computes static variables (9.7), shadow attributes (3.8)
and use-when (3.13.1), and reads packages, schemas and serialization parameters (26); while it
runs, some functions and instructions read others' documents or write them. Saxon is locked against
files as well (see `saxon`); what is refused here is told at its place, before it runs.
"""

from __future__ import annotations

import re
import xml.parsers.expat as expat

from lxml import etree

from siglum.findings import kinds
from siglum.findings.diagnostics import Kind
from siglum.xml.source import as_utf8

_XSL = "{http://www.w3.org/1999/XSL/Transform}"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_SAXON = "saxon.sf.net"

_INSTRUCTIONS = frozenset(
    f"{_XSL}{name}"
    for name in ("use-package", "import-schema", "evaluate", "source-document", "stream")
)
_ATTRIBUTES = {
    "static": None,
    "use-when": None,
    "parameter-document": None,
    "for-each-source": (f"{_XSL}merge-source",),
    "href": (f"{_XSL}result-document",),
}
"""Attributes of XSLT's elements that are refused, on all of them or on some."""

# A call, or a reference, of a function of XPath's. Comments may stand before what follows the
# name, and begin with a bracket.
_CALLED = re.compile(
    r"(?<![\w.$:}-])(?:(?P<prefix>[\w.-]+):|Q\{(?P<uri>[^{}]*)\})?"
    r"(?P<name>transform|function-lookup|load-xquery-module)\s*[(#]"
)
_FN = "http://www.w3.org/2005/xpath-functions"

Refusal = tuple[etree._Element, str | None, Kind]
"""The element and, if it is in one, the attribute that is refused; and as what."""


def refused(root: etree._Element, data: bytes) -> Refusal | None:
    """Return the first that is refused in a module, given as a tree and as it was written."""
    if _has_doctype(data):
        return root, None, kinds.xslt.DoctypeRefused()
    for element in root.iter("*"):
        found = _of_element(element) or _of_values(element)
        if found is not None:
            return element, *found
    return None


def _has_doctype(data: bytes) -> bool:
    found: list[object] = []
    scanner = expat.ParserCreate(encoding="utf-8")
    scanner.StartDoctypeDeclHandler = lambda *names: found.append(names)
    try:
        scanner.Parse(as_utf8(data), True)
    except expat.ExpatError:  # libxml2 takes names that expat does not
        return b"<!DOCTYPE" in as_utf8(data)
    return bool(found)


def _of_element(element: etree._Element) -> tuple[str | None, Kind] | None:
    """Return what an element is or has by name that is refused."""
    refused = kinds.xslt.InstructionRefused
    in_xslt = element.tag.startswith(_XSL)
    name = etree.QName(element).localname
    if element.tag in _INSTRUCTIONS:
        return None, refused(f"xsl:{name}")
    if any(_SAXON in uri for uri in element.nsmap.values()):
        return None, kinds.xslt.ExtensionRefused()
    for key in map(str, element.keys()):
        if key == _BASE:
            return key, refused("xml:base")
        if key == f"{_XSL}use-when" or (in_xslt and key[0] == "_"):
            return key, refused(key.replace(_XSL, "xsl:"))
        if in_xslt and key in _ATTRIBUTES and element.tag in (_ATTRIBUTES[key] or (element.tag,)):
            return key, refused(key)
    return None


def _of_values(element: etree._Element) -> tuple[str | None, Kind] | None:
    """Return which refused function is named in what may be an expression."""
    in_xslt = element.tag.startswith(_XSL)
    values: list[tuple[str | None, str]] = [(str(key), str(v)) for key, v in element.items()]
    for key, value in (*values, *((None, text) for text in _texts(element))):
        if _SAXON in value:
            return key, kinds.xslt.ExtensionRefused()
        if (in_xslt and key) or "{" in value:
            for called in _CALLED.finditer(value):
                uri = element.nsmap.get(called["prefix"]) if called["prefix"] else called["uri"]
                if uri is None or uri.strip() == _FN:
                    return key, kinds.xslt.InstructionRefused(f"{called['name']}()")
    return None


def _texts(element: etree._Element) -> list[str]:
    """Return the texts of an element as XSLT reads them: comments part none (XSLT 3.0, 4.4.1)."""
    texts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            texts.append("")
        texts[-1] += child.tail or ""
    return texts
