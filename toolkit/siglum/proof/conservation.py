"""The outputs of one document, proved as they are made."""

from __future__ import annotations

from siglum.edition.document import Document
from siglum.findings.diagnostics import Diagnostic
from siglum.proof import markdown, page
from siglum.proof.claims import claimed, stripped
from siglum.proof.findings import findings, noncharacters
from siglum.proof.proof import Proof, prove
from siglum.proof.source_text import SourceText
from siglum.render.outputs import Format, View

_READ = {Format.HTML: page.shown_text, Format.MARKDOWN: markdown.shown_text}
"""What a reader sees of an output, where that is not each of its characters."""


class Conservation:
    """A document, claimed, and the proofs of its outputs.

    Each output is rendered from `tree` and given to `checked`, which proves what it shows and
    returns it without the claims: what is proved is what is delivered.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._source = SourceText.of(document.root)
        self.tree = claimed(document.tree)
        """The document with its claims: what the stylesheets are given."""
        self.proofs: list[Proof] = []

    def checked(self, output: str, view: View, format: Format, *also: View) -> str:
        """Prove one output, which stands for other views, too, and return it without the claims."""
        shown = _READ.get(format, str)(output)
        self.proofs += (
            prove(source=self._source, shown=shown, view=one, format=format)
            for one in dict.fromkeys((view, *also))
        )
        return stripped(output)

    def findings(self) -> list[Diagnostic]:
        """Return what is wrong in the outputs that were checked."""
        return [*noncharacters(self._document), *findings(self._document, self.proofs)]
