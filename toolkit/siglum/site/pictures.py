"""The pictures that a document names, as far as they are files of the edition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from siglum.checks.world import World
from siglum.edition.document import Document
from siglum.findings import kinds
from siglum.findings.diagnostics import Diagnostic
from siglum.render.style_sheets import PICTURES
from siglum.xml.resolve import Reason, Refusal, has_scheme, resolve

_OUT = (Reason.OUTSIDE, Reason.HIDDEN, Reason.SYNTAX)


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of one document."""

    files: dict[str, Path]
    """By their addresses as they are written."""
    outside: tuple[Diagnostic, ...]
    """About addresses of files that are not the edition's, or hidden, or of none."""
    unshown: tuple[Diagnostic, ...]
    """About files of the edition that are no pictures: of each kind the first."""

    @classmethod
    def of(cls, document: Document, world: World) -> Pictures:
        """Find what @url and @facs name, relative to the file that they stand in.

        The one holds one address, the other any number (TEI P5, att.resourced, att.global.facs).
        """
        files: dict[str, Path] = {}
        outside: list[Diagnostic] = []
        unshown: dict[str, Diagnostic] = {}
        for element, name, address in _named(document):
            part = document.parts.get(element)
            target = resolve(address, (part or document).path, world.edition.border)
            if isinstance(target, Refusal):
                if target.reason in _OUT:
                    refused = kinds.links.PictureRefused(target.address, target.reason)
                    outside.append(Diagnostic(refused, document.span(element, name)))
            elif world.is_file(target.file) and not world.is_source(target.file):
                written = Path(unquote(address.partition("?")[0]))
                suffixes = {written.suffix.lower(), target.file.suffix.lower()}
                if suffixes <= PICTURES:
                    files[address] = target.file
                elif (suffix := max(suffixes - PICTURES)) not in unshown:
                    none = kinds.publishing.NoPicture(address, tuple(sorted(PICTURES)))
                    unshown[suffix] = Diagnostic(none, document.span(element, name))
        return cls(files, tuple(outside), tuple(unshown.values()))


def _named(document: Document) -> Iterator[tuple[etree._Element, str, str]]:
    """Yield each address of the file system that names a picture, once: element, attribute, it."""
    seen: set[str] = set()
    for element in document.root.iter("*"):
        for name in ("url", "facs"):
            said = element.get(name)
            if said is None:
                continue
            for address in [said.strip(" \t\r\n")] if name == "url" else said.split():
                if address and address not in seen and not address.startswith("#"):
                    seen.add(address)
                    if not has_scheme(address):
                        yield element, name, address
