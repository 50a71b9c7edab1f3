"""From the bytes of a file to a document: parsed, its parts put in, and looked at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from siglum.edition.document import TEI, Document, Unreadable, parse, read_bytes
from siglum.edition.xinclude import Includer
from siglum.findings.codes import diagnostic
from siglum.findings.diagnostics import Diagnostic, Span
from siglum.xml.doctype import unread

_OF_P4 = "This is TEI P4: convert it to P5 first, as with p4top5.xsl of the TEI Consortium."
_A_PART = (
    "If other files include this part, check those; to check it alone, name a schema in it by"
    " xml-model, or with --schema."
)


def read(path: Path, root: Path) -> Document:
    """Read a TEI file of the edition in the folder `root`, with the parts it includes.

    Raises Unreadable for a file that is not there, not well-formed, or not TEI.
    """
    document = assembled(path, read_bytes(path), root)
    refused = not_tei(document)
    if refused is not None:
        raise Unreadable(refused)
    return document


def assembled(
    path: Path, data: bytes, root: Path, parts: Mapping[Path, bytes | None] | None = None
) -> Document:
    """Make a document of the bytes of a file, with the parts it includes, whatever its root.

    With `parts`, the contents of included files are taken from there, and no file is read; None
    stands for one that can't be read. Raises Unreadable for a file that is not well-formed.
    """
    document = Document(path, data, parse(path, data))
    asked = unread(data)
    if asked is not None:
        message, place = asked
        span = Span(path, place.line, place.column, place.length)
        document.findings.append(diagnostic("SG113", message, span))
    Includer(root, document, parts).run()
    return document


def not_tei(document: Document) -> Diagnostic | None:
    """Return the finding that a document's outermost element is none of a TEI document."""
    if document.is_tei:
        return None
    name = etree.QName(document.root)
    namespace = f"in the namespace {name.namespace}" if name.namespace else "in no namespace"
    message = f"this is not a TEI document: its outermost element is “{name.localname}” {namespace}"
    help = _advice(document.root, name) or (_A_PART if name.namespace == TEI else None)
    return diagnostic("SG104", message, document.span(document.root), help)


def _advice(root: etree._Element, name: etree.QName) -> str | None:
    """Return what to write in the place of an outermost element that is meant to be one of TEI."""
    if name.localname in ("TEI.2", "teiCorpus.2"):
        return _OF_P4
    meant = {"tei": "TEI", "teicorpus": "teiCorpus"}.get(name.localname.lower())
    if meant is None:
        return None
    prefix = f"{root.prefix}:" if root.prefix else ""
    declaration = f"xmlns:{root.prefix}" if root.prefix else "xmlns"
    return f'Write <{prefix}{meant} {declaration}="{TEI}">.'
