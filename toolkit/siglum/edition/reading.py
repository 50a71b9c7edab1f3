"""From the bytes of a file to a document: parsed, with the parts that it includes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from siglum.edition.document import Document, parse, read_bytes
from siglum.edition.xinclude import Includer
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotUse, Diagnostic
from siglum.findings.unreadable import unread


def read(path: Path, root: Path) -> Document:
    """Read a TEI file of the edition in the folder `root`, with the parts it includes.

    Raises CannotUse for a file that is not there, not well-formed, or not TEI.
    """
    document = assembled(path, read_bytes(path), root)
    refused = not_tei(document)
    if refused is not None:
        raise CannotUse(refused)
    return document


def assembled(
    path: Path, data: bytes, root: Path, parts: Mapping[Path, bytes | None] | None = None
) -> Document:
    """Make a document of the bytes of a file, with the parts it includes; any root is allowed.

    `parts` are included files, their links followed, with what is taken for their content; None
    stands for one that can't be read. Other files are read. Raises CannotUse for a file that is not
    well-formed.
    """
    document = Document(path, data, parse(path, data))
    document.findings.extend(unread(path, data))
    Includer(root, document, parts).run()
    return document


def not_tei(document: Document) -> Diagnostic | None:
    """Return a finding if a document's outermost element is not one that TEI allows there."""
    if document.is_tei:
        return None
    name = etree.QName(document.root)
    kind = kinds.reading.NotTei(name.localname, name.namespace, document.root.prefix)
    return Diagnostic(kind, document.span(document.root))
