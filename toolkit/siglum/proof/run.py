"""`siglum conserve`: files, rendered in views and formats, each output proved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from siglum.edition.config import Edition
from siglum.edition.document import Document, parse, read_bytes
from siglum.edition.editions import Editions
from siglum.edition.xinclude import Includer
from siglum.findings.diagnostics import CannotUse, Diagnostic
from siglum.model.registers import Authority, Registers, pointers
from siglum.proof.conservation import Conservation
from siglum.proof.proof import Proof
from siglum.render.look import Look
from siglum.render.outputs import Format, View
from siglum.render.pages import Page, Wanted, renderings


@dataclass(frozen=True, slots=True)
class Report:
    """What was proved of one file, and what is wrong."""

    path: Path
    findings: tuple[Diagnostic, ...]
    proofs: tuple[Proof, ...] = ()
    document: Document | None = None
    """The document, where one could be read."""
    edition: Edition | None = None


def conserve(
    paths: Sequence[Path], views: Sequence[View], formats: Sequence[Format], working_folder: Path
) -> Iterator[Report]:
    """Yield a report for each file. What can't be read or rendered is a finding of its file.

    A document may have any outermost element. Raises CannotRun for a wrong edition.toml.
    """
    editions = Editions(working_folder)
    dressed: dict[Path, tuple[Registers, Look]] = {}
    for path in paths:
        edition = editions.of(path)
        try:
            document = Document(path, data := read_bytes(path), parse(path, data))
        except CannotUse as unreadable:
            yield Report(path, (unreadable.diagnostic,), edition=edition)
            continue
        Includer(edition.root, document).run()
        if edition.root not in dressed:
            dressed[edition.root] = Registers.of(edition), Look.of(edition)
        registers, look = dressed[edition.root]
        authority = registers.named(path.parent, pointers(document.root.iter("*")))
        proved = _prove(
            document=document, authority=authority, look=look, views=views, formats=formats
        )
        yield replace(proved, edition=edition)


def _prove(
    document: Document,
    authority: Authority,
    look: Look,
    views: Sequence[View],
    formats: Sequence[Format],
) -> Report:
    conservation = Conservation(document)
    unrendered: dict[Diagnostic, None] = {}
    wanted = [Wanted(view, tuple(formats), Page()) for view in views]
    for made in renderings(
        document=document, wanted=wanted, authority=authority, tree=conservation.tree, look=look
    ):
        if isinstance(made.rendering, CannotUse):
            unrendered[made.rendering.diagnostic] = None
        else:
            conservation.checked(made.rendering.text, made.view, made.format)
    findings = (*document.findings, *unrendered, *conservation.findings())
    return Report(
        path=document.path, findings=findings, proofs=tuple(conservation.proofs), document=document
    )
