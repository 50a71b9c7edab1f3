"""What would run, or load something, if a browser opened a copy of an XML file.

A browser that opens a TEI file or a drawing runs what it holds of HTML and SVG, with the rights of
the site that the copy lies on.
"""

from __future__ import annotations

import codecs
import re
import xml.parsers.expat as expat
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import etree

from siglum.edition.document import parse
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotUse, Diagnostic, Kind, Span
from siglum.render.style_sheets import loaded
from siglum.work.resources import resource
from siglum.xml import source
from siglum.xml.positions import Positions

_HTML = "http://www.w3.org/1999/xhtml"
_SVG = "http://www.w3.org/2000/svg"
_MATH = "http://www.w3.org/1998/Math/MathML"
_XML = "http://www.w3.org/XML/1998/namespace"
_XLINK = "http://www.w3.org/1999/xlink"
_SG = "{https://siglum.invalid/ns}"

# What a drawing in a file of its own may have beside what it may have on a page: no element of
# these runs anything; their styles and links are looked at.
_ALSO = """
    a switch style metadata view image feImage cursor animateTransform animateMotion mpath tref
    font font-face font-face-src font-face-uri font-face-format font-face-name glyph missing-glyph
    hkern vkern glyphRef altGlyph altGlyphDef altGlyphItem color-profile solidcolor hatch hatchpath
    mesh meshgradient meshpatch meshrow flowRoot flowRegion flowPara flowSpan flowDiv flowLine
    flowRegionExclude
"""
_LINK = re.compile(r"https?://|mailto:|#|[^:/?#\\\s]*([/?#]|$)", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp|avif)[;,]", re.IGNORECASE)


def acting(path: Path, data: bytes, tree: etree._ElementTree | None = None) -> Diagnostic | None:
    """Return a finding about why an XML file is not published; None where it may be.

    `tree` is what the file's bytes have been read as, if they have been.
    """
    try:
        tree = parse(path, data) if tree is None else tree
        text = source.decode(data)
    except (CannotUse, source.SourceError):
        return Diagnostic(kinds.publishing.NotXml(path.name), Span(path))
    refused = _of_prolog(file=path.name, tree=tree, data=data, text=text)
    if refused:
        return Diagnostic(refused, Span(path))
    for element in tree.getroot().iter(f"{{{_HTML}}}*", f"{{{_SVG}}}*", f"{{{_MATH}}}*"):
        for name, kind in _of_element(path.name, element):
            place = Positions(data, tree.getroot()).of(element, name)
            return Diagnostic(kind, Span.of(path, place))
    return None


def _of_prolog(file: str, tree: etree._ElementTree, data: bytes, text: str) -> Kind | None:
    """Return what stands in the way of the whole file."""
    if not _reads_alike(data, text):
        return kinds.publishing.ReadInOtherWays(file)
    if _declares(data):
        return kinds.publishing.Declares(file)
    top = tree.getroot()
    for node in (*top.itersiblings(preceding=True), *top.itersiblings()):
        if isinstance(node, etree._ProcessingInstruction) and node.target == "xml-stylesheet":
            return kinds.publishing.NamesStyleSheet(file)
    return None


def _reads_alike(data: bytes, text: str) -> bool:
    """Say whether every reader finds the same markup: ASCII stands for itself, or it is UTF-16."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return False
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    return re.sub(rb"[^\0-\x7f]+", b"", data) == re.sub("[^\0-\x7f]+", "", text).encode()


def _declares(data: bytes) -> bool:
    """Say whether a document type declaration declares anything in the file itself."""
    data = source.as_utf8(data)
    if b"<!DOCTYPE" not in data:
        return False
    found: list[object] = []
    scanner = expat.ParserCreate(encoding="utf-8")
    scanner.StartDoctypeDeclHandler = lambda *said: found.append(said) if said[3] else None
    try:
        scanner.Parse(data, True)
    except expat.ExpatError:
        return True
    return bool(found)


def _of_element(file: str, element: etree._Element) -> Iterator[tuple[str | None, Kind]]:
    """Yield what would act: the attribute's name, None for the element itself; what to say."""
    namespace, name = etree.QName(element).namespace, etree.QName(element).localname
    shown = f"{element.prefix}:{name}" if element.prefix else name
    if namespace != _MATH and name not in _elements()[namespace]:
        yield None, kinds.publishing.ElementActs(file, shown)
    if namespace == _SVG and name == "style" and any(loaded("".join(map(str, element.itertext())))):
        yield None, kinds.publishing.StyleSheetLoads(file)
    for attribute, value in element.items():
        if _acts(
            namespace=str(namespace), name=name, attribute=etree.QName(attribute), value=str(value)
        ):
            local = etree.QName(attribute).localname
            yield str(attribute), kinds.publishing.AttributeActs(file, shown, local)


def _acts(namespace: str, name: str, attribute: etree.QName, value: str) -> bool:
    """Say whether an attribute runs something, or loads something from outside its file."""
    local = attribute.localname
    if attribute.namespace == _XLINK or (attribute.namespace is None and local == "href"):
        if local != "href":
            return False
        if name == "a" or namespace == _MATH:
            return not _LINK.match(value.strip()) or bool(re.search(r"[\t\r\n]", value.strip()))
        is_picture = name in ("image", "feImage") and _PICTURE.match(value)
        return not value.startswith("#") and not is_picture
    if attribute.namespace is not None or local.startswith(("data-", "aria-")):
        return attribute.namespace == _XML and local == "base"
    if namespace == _HTML and local not in _attributes_of_html():
        return True
    if local.lower().startswith("on") or local in ("ping", "src"):
        return True
    is_css = local == "style" or (namespace == _SVG and bool(re.search(r"[(\\]", value)))
    return is_css and any(loaded(value))


@cache
def _elements() -> dict[str | None, frozenset[str]]:
    """Return the names of elements that run nothing, by their namespaces."""
    names: dict[str | None, frozenset[str]] = {}
    for vocabulary in _allowed().iter(f"{_SG}vocabulary"):
        listed = " ".join(each.get("names", "") for each in vocabulary).split()
        names[vocabulary.get("namespace")] = frozenset(listed)
    return names | {_SVG: names[_SVG].union(_ALSO.split())}


@cache
def _attributes_of_html() -> frozenset[str]:
    (html,) = (each for each in _allowed() if each.get("namespace") == _HTML)
    said = [html.get("meaningless", ""), *(each.get("attributes", "") for each in html.iter())]
    return frozenset(" ".join(said).split()) - {"src"}


def _allowed() -> etree._Element:
    path = resource("xslt", "allowed.xml")
    return parse(path, path.read_bytes()).getroot()
