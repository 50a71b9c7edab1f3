"""Links that leave a file: to other files of the edition, to authority entries, to the web.

What can be said by looking at one file alone (a pointer `#id` without target, a name without
@ref) is said by the edition's Schematron rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from siglum.codes import diagnostic
from siglum.config import Edition
from siglum.diagnostics import Diagnostic
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
_KINDS = {"persName": "person", "placeName": "place", "orgName": "org"}


class Links:
    """Checks the links of documents of one edition, reading each target once."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._targets: dict[Path, dict[str, str] | None] = {}

    def check(self, document: Document) -> Iterator[Diagnostic]:
        """Yield a finding for each link that leads nowhere, out of the edition, or to harm."""
        for element in document.root.iter(f"{{{TEI}}}*"):
            names = element.keys()
            if not names or POINTERS.isdisjoint(names):
                continue
            for name, value in element.items():
                if name in POINTERS:
                    for pointer in str(value).split():
                        if not pointer.startswith("#"):
                            yield from self._check(document, element, str(name), pointer)

    def _check(
        self,
        document: Document,
        element: etree._Element,
        attribute: str,
        pointer: str,
    ) -> Iterator[Diagnostic]:
        scheme = _SCHEME.match(pointer)
        span = document.span
        if scheme:
            if scheme[1].lower() in _UNSAFE_SCHEMES:
                message = f"links of the kind “{scheme[1]}:” are refused: “{pointer}”"
                yield diagnostic("SG405", message, span(element, attribute))
            return
        path, _, fragment = pointer.partition("#")
        if path.startswith("//") or "\\" in path:
            message = f"a link that browsers may take elsewhere is refused: “{pointer}”"
            yield diagnostic("SG405", message, span(element, attribute))
            return
        if not self._edition.configured:
            return  # a folder that is no edition does not say what belongs to it
        origin = span(element).file
        target = origin.parent / unquote(path)
        if not self._edition.contains(target):
            message = f"“{path}” lies outside the edition"
            yield diagnostic("SG404", message, span(element, attribute))
        elif not _exists(target):
            message = f"there is no file “{path}”"
            near = f"Did you mean “#{path}”?" if path in document.ids else _near_file(target)
            yield diagnostic("SG401", message, span(element, attribute), near)
        elif fragment:
            yield from self._check_entry(document, element, attribute, target, fragment)

    def _check_entry(
        self,
        document: Document,
        element: etree._Element,
        attribute: str,
        target: Path,
        fragment: str,
    ) -> Iterator[Diagnostic]:
        entries = self._entries(target.resolve())
        if entries is None:
            return
        name = etree.QName(element).localname
        if fragment not in entries:
            near = _near(fragment, entries)
            message = f"“{target.name}” has no entry with the xml:id “{fragment}”"
            yield diagnostic("SG402", message, document.span(element, attribute), near)
        elif attribute == "ref" and name in _KINDS and entries[fragment] != _KINDS[name]:
            kind = entries[fragment]
            message = f"“{name}” points to “{fragment}”, not a {_KINDS[name]} but a {kind}"
            yield diagnostic("SG403", message, document.span(element, attribute))

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


def _exists(target: Path) -> bool:
    try:
        return target.exists()
    except (OSError, ValueError):
        return False


def _near_file(target: Path) -> str | None:
    if not target.parent.is_dir():
        return None
    return _near(target.name, [path.name for path in target.parent.iterdir()])


def _near(name: str, known: Iterable[str]) -> str | None:
    from difflib import get_close_matches  # late: most links are right

    near = get_close_matches(name, list(known), 1)
    return f"Did you mean “{near[0]}”?" if near else None
