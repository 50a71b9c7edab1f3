"""Which schemas a document is checked against.

What the command line names, else what edition.toml names, else what the document itself asks for
by `<?xml-model?>` (Associating Schemas with XML documents 1.0), or else by `xsi:schemaLocation`, as
a local path or an address that a catalog or the user's store maps to a file. Never a download.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lxml import etree

from siglum.checks.world import World
from siglum.edition.config import Edition
from siglum.edition.document import Document
from siglum.edition.local_copies import locate
from siglum.edition.settings import SchemasFor
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotRun, Diagnostic, Span
from siglum.work.file_names import is_file
from siglum.work.resources import resource
from siglum.xml.resolve import Reason, Target, resolve


class Kind(StrEnum):
    """The schema languages."""

    RELAXNG = "relaxng"
    XSD = "xsd"
    SCHEMATRON = "schematron"


@dataclass(frozen=True, slots=True)
class SchemaFile:
    """A schema to check against."""

    kind: Kind
    path: Path
    boundary: Path | None = None
    """The folder that its other files lie in; None where the user vouches for it."""
    phase: str | None = None
    """The phase of Schematron rules; None for their own default."""


_NAMESPACES = {
    "http://relaxng.org/ns/structure/1.0": Kind.RELAXNG,
    "http://www.w3.org/2001/XMLSchema": Kind.XSD,
    "http://purl.oclc.org/dsdl/schematron": Kind.SCHEMATRON,
}
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_SUFFIXES = {
    ".rng": Kind.RELAXNG,
    ".rnc": Kind.RELAXNG,
    ".xsd": Kind.XSD,
    ".sch": Kind.SCHEMATRON,
}
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_TYPES = {"application/relax-ng-compact-syntax": Kind.RELAXNG}
_PSEUDO_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_REFERENCE = re.compile("&(?:#[0-9]+|#x[0-9A-Fa-f]+|lt|gt|amp|apos|quot);")


def named(arguments: tuple[str, ...], edition: Edition) -> list[SchemaFile] | None:
    """Return the schemas that the command line names; None where it names none.

    An argument is a path, an address that the catalog or the store knows, or the name of one of
    siglum's own schemas. Raises CannotRun for any other.
    """
    if not arguments:
        return None
    files = []
    for argument in arguments:
        path: Path | None = Path(argument)
        if not is_file(Path(argument)):
            path = locate(argument, edition)
        own = resource("schema", Path(argument).name)
        if path is None and argument == own.name and own.is_file():
            path = own
        kind = _SUFFIXES.get(Path(argument).suffix.lower())
        if path is None or kind is None:
            wrong = (
                kinds.schemas.NoSuchSchema(argument)
                if path is None
                else kinds.schemas.NotASchema(argument, tuple(_SUFFIXES))
            )
            raise CannotRun(Diagnostic(wrong, Span(Path(argument))))
        files.append(SchemaFile(kind, path))
    return files


def configured(edition: Edition, path: Path, *, is_tei: bool = True) -> list[SchemaFile] | None:
    """Return the schemas that edition.toml names for a file; None where it says nothing of any.

    Those for all files are for TEI documents alone; a table for some files is for what it names.
    Raises CannotRun where one of the edition's schemas is not there.
    """
    assigned = edition.assigned(path)
    if not is_tei and not isinstance(assigned, SchemasFor):
        return None
    named = [(kind, getattr(assigned, kind.value)) for kind in Kind]
    files = [
        SchemaFile(kind, edition.root / name, edition.root)
        for kind, name in named
        if name is not None
    ]
    has_none = isinstance(assigned, SchemasFor) and assigned.none
    return files if files or has_none else None


def asked_for(document: Document, world: World) -> tuple[list[SchemaFile], list[Diagnostic]]:
    """Return the schemas that a document asks for, and findings about those it can't have."""
    files: list[SchemaFile] = []
    findings: list[Diagnostic] = []
    instructions = list(_instructions(document))
    for asked in instructions or _hints(document):
        found = _local(asked, document, world)
        if isinstance(found, Diagnostic):
            findings.append(found)
        else:
            path, boundary = found
            files.append(
                SchemaFile(kind=asked.kind, path=path, boundary=boundary, phase=asked.phase)
            )
    return list(dict.fromkeys(files)), findings


@dataclass(frozen=True, slots=True)
class _Asked:
    """A schema that a document asks for, in one place."""

    kind: Kind
    href: str
    span: Span
    phase: str | None = None


def _instructions(document: Document) -> Iterator[_Asked]:
    for instruction in _models(document.root):
        values = _pseudo_attributes(instruction.text or "")
        href = values.get("href", "")
        suffix = Path(href.partition("?")[0].partition("#")[0]).suffix.lower()
        kind = (
            _NAMESPACES.get(values.get("schematypens", ""))
            or _TYPES.get(values.get("type", ""))
            or _SUFFIXES.get(suffix)
        )
        if kind is not None:
            phase = values.get("phase") if kind is Kind.SCHEMATRON else None
            yield _Asked(kind=kind, href=href, span=document.span(instruction), phase=phase)


def _hints(document: Document) -> Iterator[_Asked]:
    """Yield the W3C schema that the outermost element hints at (XML Schema 1.0 part 1, 4.3.2)."""
    namespace = etree.QName(document.root).namespace
    name = f"{_XSI}{'schemaLocation' if namespace else 'noNamespaceSchemaLocation'}"
    words = document.root.get(name, "").split()
    if namespace:
        pairs = dict(zip(words[::2], words[1::2], strict=False))
        words = [pairs[namespace]] if namespace in pairs else []
    for href in words[:1]:
        yield _Asked(Kind.XSD, href, document.span(document.root, name))


def _pseudo_attributes(text: str) -> dict[str, str]:
    """Return the pseudo-attributes of an instruction, their references resolved (section 3)."""
    from html import unescape  # late: most editions name their schemas themselves

    return {
        name: _REFERENCE.sub(lambda found: unescape(found[0]), double or single)
        for name, double, single in _PSEUDO_ATTRIBUTE.findall(text)
    }


def _local(asked: _Asked, document: Document, world: World) -> tuple[Path, Path] | Diagnostic:
    """Return a schema that a document asks for, and the folder that its other files lie in."""
    edition = world.edition
    href = asked.href
    found = resolve(href, document.file, edition.border)
    if isinstance(found, Target):
        if world.is_file(found.file):
            return found.file, edition.root
        return Diagnostic(kinds.schemas.AskedNotThere(href), asked.span)
    if found.reason is not Reason.ELSEWHERE:
        return Diagnostic(kinds.schemas.AskedRefused(href, found.reason), asked.span)
    try:
        kept = world.located(href)
    except CannotRun as stop:
        broken = kinds.schemas.AskedOfBrokenCatalog(href, stop.diagnostics[0].kind)
        return Diagnostic(broken, asked.span)
    if kept is not None:
        return kept
    return Diagnostic(kinds.schemas.AskedNotKept(href), asked.span)


def _models(root: etree._Element) -> Iterator[etree._ProcessingInstruction]:
    for node in reversed(list(root.itersiblings(preceding=True))):
        if isinstance(node, etree._ProcessingInstruction) and node.target == "xml-model":
            yield node
