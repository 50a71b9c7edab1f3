"""The facts of a document that pages need before they can be made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from siglum.checks.world import World
from siglum.edition.config import Edition
from siglum.edition.document import Document, parse
from siglum.findings.diagnostics import CannotUse, Diagnostic
from siglum.model.registers import names_of_files, pointers
from siglum.site.acting import acting
from siglum.site.addresses import Meant, meant
from siglum.site.parts import WHOLE, Parts
from siglum.site.pictures import Pictures
from siglum.work.spool import digest_of

SOURCES = (".xml", ".tei", ".odd")
"""The ends of names of files that browsers take for XML."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the pages of a document need to know before they can be made."""

    digest: str
    """Of the file's bytes."""
    parts: tuple[tuple[str, str | None], ...]
    """The files that it asks to include, and the digests of their bytes."""
    is_document: bool
    """Whether it is a TEI document."""
    is_xml: bool
    refused: Diagnostic | None
    """Why browsers are not given a copy of it."""
    meant: tuple[Meant, ...] = ()
    pictures: tuple[tuple[str, Path], ...] = ()
    unshown: tuple[Diagnostic, ...] = ()
    names: tuple[str, ...] = ()
    """What may be names of files that it links to."""
    pointers: tuple[str, ...] = ()
    """What may point to entries of registers."""
    places: tuple[tuple[str, str], ...] = ()
    """Of a document that is split, the part where each xml:id stands."""


@dataclass(frozen=True, slots=True)
class Brief:
    """The short of the facts of a file, which is all that a plan needs of one that is unchanged."""

    digest: str
    """Of the file's bytes."""
    facts: str
    """The digest of its facts."""
    is_xml: bool
    is_refused: bool
    """Whether browsers are not given a copy of it."""
    pictures: tuple[Path, ...]

    @classmethod
    def of(cls, facts: Facts) -> Brief:
        """Return the short of some facts."""
        return cls(
            digest=facts.digest,
            facts=digest_of(repr(facts).encode("utf-8", "surrogateescape")),
            is_xml=facts.is_xml,
            is_refused=facts.refused is not None,
            pictures=tuple(dict.fromkeys(file for _, file in facts.pictures)),
        )


def of_no_document(path: Path, data: bytes) -> tuple[bool, Diagnostic | None]:
    """Say whether a file is XML at all, and why browsers are not given a copy of it."""
    try:
        tree = parse(path, data)
    except CannotUse:
        return False, None
    return True, acting(path, data, tree) if path.suffix.lower() in SOURCES else None


def of_document(document: Document, edition: Edition, world: World, *, has_pages: bool) -> Facts:
    path, data, root = document.path, document.data, document.root
    own = None if document.is_assembled else document.tree
    facts = Facts(
        digest_of(data),
        tuple(
            (str(file), None if part is None else digest_of(part))
            for file, part in document.asked.items()
        ),
        is_document=True,
        is_xml=True,
        refused=acting(path, data, own) if path.suffix.lower() in SOURCES else None,
    )
    if not has_pages:
        return facts
    pictures = Pictures.of(document, world)
    parts = Parts.of(root) if edition.site.split is not None else WHOLE
    found = meant(document, edition)
    said = dict.fromkeys((*pointers(root.iter("*")), *(one.address for one in found)))
    mine = {f"#{one}" for one in document.ids}
    return replace(
        facts,
        meant=tuple(found),
        pictures=tuple(pictures.files.items()),
        unshown=pictures.unshown,
        names=tuple(dict.fromkeys(names_of_files(said))),
        pointers=tuple(one for one in said if "#" in one and one not in mine),
        places=tuple(parts.by_id.items()),
    )
