"""Links that leave a file: to other files of the edition, to authority entries, to the web.

What can be said by looking at one file alone (a pointer `#id` without target, a name without
@ref) is said by the edition's Schematron rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from siglum.codes import diagnostic
from siglum.config import Edition
from siglum.diagnostics import Diagnostic, Span
from siglum.document import TEI, XML_ID, Document, Unreadable, parse, read_bytes

# The attributes that TEI P5 4.8.0 types as teidata.pointer wherever they stand; those that are
# pointers on some elements only (@scheme, @from, @value …) are left to the grammar.
POINTERS = frozenset(
    {
        "ana",
        "calendar",
        "change",
        "copyOf",
        "corresp",
        "datcat",
        "datingMethod",
        "datingPoint",
        "decls",
        "domains",
        "edRef",
        "end",
        "exclude",
        "facs",
        "feats",
        "follow",
        "given",
        "hand",
        "inst",
        "lemmaRef",
        "mergedIn",
        "mutual",
        "next",
        "nymRef",
        "origin",
        "parts",
        "perf",
        "period",
        "prev",
        "property",
        "ref",
        "rendition",
        "replyTo",
        "resp",
        "sameAs",
        "scribeRef",
        "scriptRef",
        "select",
        "since",
        "source",
        "spanTo",
        "synch",
        "target",
        "targetDatcat",
        "targetEnd",
        "toWhom",
        "unitRef",
        "uri",
        "url",
        "valueDatcat",
        "who",
        "wit",
    }
)
# Addresses that run something, or show what the source, not its publisher, decides.
_UNSAFE_SCHEMES = frozenset(
    {"javascript", "vbscript", "livescript", "data", "blob", "file", "filesystem", "view-source"}
)
_SCHEME = re.compile(r"([^/?#:]*):")
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_MOST_COMPARED = 50_000  # names compared for the hints to one document; a second is soon gone
_KINDS = {"persName": "person", "placeName": "place", "orgName": "org"}


@dataclass(frozen=True, slots=True)
class _Link:
    """A pointer to another file."""

    document: Document
    element: etree._Element
    attribute: str
    pointer: str

    @property
    def span(self) -> Span:
        return self.document.span(self.element, self.attribute)

    def folder(self) -> Path | None:
        """Return where a relative path starts; None for the web."""
        if self.document.has_bases:
            return _base(self.document, self.element)
        return self.document.span(self.element).file.parent


class Links:
    """Checks the links of documents of one edition, reading each target once."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._targets: dict[Path, dict[str, str] | None] = {}
        self._compared = 0

    def check(self, document: Document) -> Iterator[Diagnostic]:
        """Yield a finding for each link that leads nowhere, out of the edition, or to harm."""
        self._compared = 0
        for element in document.root.iter(f"{{{TEI}}}*"):
            names = element.keys()
            if not names or POINTERS.isdisjoint(names):
                continue
            for name, value in element.items():
                if name in POINTERS:
                    for pointer in _pointers(str(name), str(value)):
                        if not pointer.startswith("#"):
                            yield from self._check(_Link(document, element, str(name), pointer))

    def _check(self, link: _Link) -> Iterator[Diagnostic]:
        pointer = link.pointer
        scheme = _SCHEME.match(pointer)
        if scheme:
            if scheme[1].lower() in _UNSAFE_SCHEMES:
                message = f"links of the kind “{scheme[1]}:” are refused: “{pointer}”"
                yield diagnostic("SG405", message, link.span)
            return
        path, _, fragment = pointer.partition("#")
        if path.startswith("//") or "\\" in path:
            message = f"a link that browsers may take elsewhere is refused: “{pointer}”"
            yield diagnostic("SG405", message, link.span)
            return
        if not self._edition.configured:
            return  # a folder that is no edition does not say what belongs to it
        folder = link.folder()
        if folder is None:
            return
        target = folder / unquote(path)
        if not self._edition.contains(target):
            yield diagnostic("SG404", f"“{path}” lies outside the edition", link.span)
        elif not _exists(target):
            is_id = path in link.document.ids
            near = f"Did you mean “#{path}”?" if is_id else self._near_file(target)
            yield diagnostic("SG401", f"there is no file “{path}”", link.span, near)
        elif fragment:
            yield from self._check_entry(link, target, unquote(fragment))

    def _check_entry(self, link: _Link, target: Path, entry: str) -> Iterator[Diagnostic]:
        entries = self._entries(target.resolve())
        if entries is None:
            return
        name = etree.QName(link.element).localname
        if entry not in entries:
            message = f"“{target.name}” has no entry with the xml:id “{entry}”"
            yield diagnostic("SG402", message, link.span, self._near(entry, list(entries)))
        elif link.attribute == "ref" and name in _KINDS and entries[entry] != _KINDS[name]:
            kind = entries[entry]
            message = f"“{name}” points to “{entry}”, not a {_KINDS[name]} but a {kind}"
            yield diagnostic("SG403", message, link.span)

    def _entries(self, path: Path) -> dict[str, str] | None:
        """Return the element names by xml:id of a file; None for one that is not readable XML."""
        if path not in self._targets:
            try:
                root = parse(path, read_bytes(path)).getroot()
            except Unreadable:
                self._targets[path] = None
            else:
                self._targets[path] = {
                    str(element.get(XML_ID)): etree.QName(element).localname
                    for element in root.iter("*")
                    if element.get(XML_ID)
                }
        return self._targets[path]

    def _near_file(self, target: Path) -> str | None:
        if not target.parent.is_dir():
            return None
        return self._near(target.name, [path.name for path in target.parent.iterdir()])

    def _near(self, name: str, known: list[str]) -> str | None:
        from difflib import get_close_matches  # late: most links are right

        self._compared += len(known)
        if self._compared > _MOST_COMPARED:
            return None
        near = get_close_matches(name, known, 1)
        return f"Did you mean “{near[0]}”?" if near else None


def _pointers(attribute: str, value: str) -> list[str]:
    """Return the pointers of an attribute: of @url the one that it holds, blanks and all."""
    return [value.strip(" \t\r\n")] if attribute == "url" else value.split()


def _base(document: Document, element: etree._Element) -> Path | None:
    """Return the folder from which relative links of an element start; None for the web.

    It is that of the file, unless an xml:base in the file says otherwise (XML Base, 4.3).
    """
    file = document.span(element).file
    base = file.absolute().as_uri()
    try:
        for ancestor in reversed([element, *element.iterancestors()]):
            own = ancestor.get(_XML_BASE)
            if own is not None and document.span(ancestor).file == file:
                base = urljoin(base, own.strip())
        parts = urlsplit(urljoin(base, "."))
    except ValueError:
        return None
    is_local = parts.scheme == "file" and not parts.netloc
    return Path(unquote(parts.path)) if is_local else None


def _exists(target: Path) -> bool:
    try:
        return target.exists()
    except (OSError, ValueError):
        return False
