"""What a check of an edition's documents is that no schema makes: `checker.OWN` lists them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from siglum.checks.world import World
from siglum.edition.document import Document
from siglum.findings.diagnostics import Diagnostic


class OwnCheck(Protocol):
    """A check of siglum's own, made once for all documents of an edition."""

    def __init__(self, world: World) -> None:
        """`world` has the edition, and answers all that a check asks of other files."""

    def suits(self, document: Document, findings: Sequence[Diagnostic]) -> bool:
        """Say whether a document is to be checked, of which `findings` are known so far."""
        return True

    def check(self, document: Document) -> Iterator[Diagnostic]:
        """Yield what is wrong with a document."""
        ...
