"""A stylesheet with all its modules, read once and made one text: what is checked is compiled.

Saxon reads no file. Each module that a stylesheet imports or includes stands, as its tree was read
and checked, in the place of its address, as a data: address (RFC 2397) that is its text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from lxml import etree

from siglum.edition.document import parse, read_bytes
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotUse, Diagnostic, Kind, Span
from siglum.render import own
from siglum.saxon.stylesheet import ErrorPlace, data_address
from siglum.work.resources import resource
from siglum.xml.positions import Positions
from siglum.xml.resolve import Border, Refusal, has_scheme, resolve

XSL = "{http://www.w3.org/1999/XSL/Transform}"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_SIGLUMS = re.compile(r"siglum:((?:[a-z0-9-]+/)*[a-z0-9-]+\.xsl)")
_TABLES = re.compile(r"doc\('([a-z./-]+\.xml)'\)|collection\('([a-z./-]+)\?select=\*\.xml'\)")
"""How siglum's modules name a file of data, or all that lie in a folder."""

_STANDARD = ("xpath-default-namespace", "expand-text", "exclude-result-prefixes")
_PARSER = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)

_MOST = 32_000_000
"""So many characters may a stylesheet have with all its modules, each as often as it is named."""

_DEPTH = 100
"""So deep may modules stand within each other."""


@dataclass(slots=True)
class Module:
    """One file of a stylesheet."""

    path: Path
    is_own: bool
    """Whether it is the edition's, and not siglum's."""
    number: int
    """By which errors name it."""
    root: etree._Element
    positions: Positions
    text: str = ""
    """What Saxon compiles; empty while the modules within it are being read."""


class Program:
    """A stylesheet and its modules. Raises CannotUse where an edition's own may not be compiled."""

    def __init__(
        self,
        path: Path,
        border: Border | None = None,
        contents: Mapping[Path, bytes] = MappingProxyType({}),
    ) -> None:
        """Read the stylesheet at a path: siglum's, or one of the edition that has a border.

        Files that are among the `contents` are not read again.
        """
        self._border = border
        self._given = contents
        self.contents: dict[Path, bytes] = {}
        """What was in the edition's own files that it is made of."""
        self._modules: dict[Path, Module] = {}
        if border and (reason := border.refuses(path)):
            raise CannotUse(Diagnostic(kinds.xslt.StylesheetRefused(reason), Span(path)))
        self.text = self._read(path.resolve(), border is not None).text

    @property
    def files(self) -> tuple[Path, ...]:
        """The files it is made of."""
        return tuple(self._modules)

    def span(self, place: ErrorPlace) -> Span | None:
        """Return where an error is in a file of the edition; None for one of siglum's."""
        modules = list(self._modules.values())
        module = modules[int(place.module)] if place.module.isdecimal() else modules[0]
        if not module.is_own:
            return None
        compiled = Positions(module.text.encode(), module.root)
        element = compiled.last_before(place.line, place.column)
        return _span(module, element, place.attribute)

    def _read(self, path: Path, is_own: bool, depth: int = 0) -> Module:
        data = self._given[path] if path in self._given else read_bytes(path)
        root = parse(path, data).getroot()
        if is_own:
            self.contents[path] = data
        module = Module(
            path=path,
            is_own=is_own,
            number=len(self._modules),
            root=root,
            positions=Positions(data, root),
        )
        module.positions.index()
        self._modules[path] = module
        if is_own and (found := own.refused(root, data)):
            raise _refusal(module, *found)
        self._put_in_modules(module, depth)
        if not is_own:
            _put_in_tables(module)
        if root.tag.startswith(XSL):  # of any other, it would be an attribute of the result
            root.set(_BASE, f"siglum:/{module.number}.xsl")
        module.text = etree.tostring(root, encoding="unicode")
        return module

    def _put_in_modules(self, module: Module, depth: int) -> None:
        """Put what a module imports and includes into the places of its addresses."""
        size = 0
        for element in list(module.root.iter(f"{XSL}import", f"{XSL}include")):
            path, is_own = self._target(module, element)
            if depth == _DEPTH:
                raise _refusal(
                    module=module,
                    element=element,
                    attribute="href",
                    kind=kinds.xslt.ImportsTooDeep(_DEPTH),
                )
            imported = self._modules.get(path) or self._read(path, is_own, depth + 1)
            if not imported.text:
                itself = kinds.xslt.ImportsItself(str(element.get("href")))
                raise _refusal(module=module, element=element, attribute="href", kind=itself)
            if element.tag == f"{XSL}include" and not module.is_own:
                _put_in_declarations(element, imported.root)
                continue
            address = data_address(imported.text, str(imported.number))
            size += len(address)
            if size > _MOST:
                too_large = kinds.xslt.StylesheetTooLarge(_MOST)
                raise _refusal(module=module, element=element, attribute="href", kind=too_large)
            element.set("href", address)

    def _target(self, module: Module, element: etree._Element) -> tuple[Path, bool]:
        href = str(element.get("href", ""))
        if not module.is_own:
            return (module.path.parent / href).resolve(), False
        if siglums := _SIGLUMS.fullmatch(href):
            path = resource("xslt", siglums[1])
            if path.is_file():
                return path.resolve(), False
        kind: Kind = kinds.xslt.ForeignImport(href)
        if href.startswith("siglum:"):
            kind = kinds.xslt.NoSuchOwnStylesheet(href)
        elif not has_scheme(href) and href[:1] not in ("", "/", "#"):
            target = resolve(href, module.path, self._border)
            if isinstance(target, Refusal):
                kind = kinds.xslt.ImportRefused(target.address, target.reason)
            elif target.file in self._given or target.file.is_file():
                return target.file, True
            else:
                kind = kinds.xslt.NoSuchStylesheet(href)
        raise _refusal(module=module, element=element, attribute="href", kind=kind)


def _put_in_declarations(include: etree._Element, root: etree._Element) -> None:
    """Put what one of siglum's modules declares into the place where another includes it.

    That is what including means (XSLT 3.0, 3.11.1), and one text is read faster than many. Each
    declaration keeps the namespaces and the standard attributes (3.7) of its module.
    """
    for declaration in root.iterchildren("*"):
        for name in _STANDARD:
            value = declaration.get(name, root.get(name))
            if value is not None and declaration.tag.startswith(XSL):
                declaration.set(name, value)
        written = etree.tostring(declaration, encoding="unicode", with_tail=False)
        include.addprevious(etree.fromstring(written, _PARSER))
    parent = include.getparent()
    assert parent is not None, "a module is included at the top level"
    parent.remove(include)


def _put_in_tables(module: Module) -> None:
    """Put the files that siglum's own modules read when they are compiled into their places.

    As text that is parsed there: a data: address would have to be decoded first, which takes longer
    than all else that is done with the tables.
    """

    def tables(named: re.Match[str]) -> str:
        folder = module.path.parent
        paths = [folder / named[1]] if named[1] else sorted((folder / named[2]).glob("*.xml"))
        roots = (parse(path, read_bytes(path)).getroot() for path in paths)
        texts = (etree.tostring(root, encoding="unicode") for root in roots)
        literals = (text.replace("'", "''") for text in texts)
        return "({})".format(", ".join(f"parse-xml('{literal}')" for literal in literals))

    for variable in module.root.iter(f"{XSL}variable"):
        if variable.get("static") == "yes":
            variable.set("select", _TABLES.sub(tables, variable.get("select", "")))


def _refusal(
    module: Module, element: etree._Element, attribute: str | None, kind: Kind
) -> CannotUse:
    return CannotUse(Diagnostic(kind, _span(module, element, attribute)))


def _span(module: Module, element: etree._Element, attribute: str | None = None) -> Span:
    return Span.of(module.path, module.positions.of(element, attribute))
