"""The text of a passage: a unit of a document, rendered in a view as if it stood alone."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from lxml import etree

from siglum.edition.document import TEI, Document
from siglum.edition.reading import read
from siglum.edition.settings import Edition
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotRun, CannotUse, Diagnostic, Span


def text(edition: Edition, name: str, view: str, number: int | None = None) -> str:
    """Return the text of a document, or of the element with a number in it, in a view.

    Raises CannotRun for a document that is not there, can't be read or can't be rendered.
    """
    from siglum.render.outputs import Format, View  # late: few who ask for rows want text
    from siglum.render.views import lines

    path = edition.root / name
    try:
        document = read(path, edition.root)
        if number is not None:
            _keep(document, number, path)
        return lines(document, Format.TEXT, View(view)).text
    except CannotUse as stopped:
        raise CannotRun(stopped.diagnostic) from None


def _keep(document: Document, number: int, path: Path) -> None:
    """Remove from a document all but its headers, one element, and that element's ancestors."""
    element = next(islice(document.root.iter("*"), number - 1, None), None)
    if element is None:
        raise CannotRun(Diagnostic(kinds.reading.Changed(), Span(path)))
    inner = element
    for around in element.iterancestors():
        for child in list(around):
            if child is not inner and child.tag != f"{{{TEI}}}teiHeader":
                around.remove(child)
        if etree.QName(around).localname not in ("TEI", "teiCorpus"):
            around.text = None
        inner.tail = None
        inner = around
