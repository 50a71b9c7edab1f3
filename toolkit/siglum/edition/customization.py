"""`siglum odd compile`: from one customization to a schema, with findings about its files."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

from lxml import etree

from siglum import odd
from siglum.edition.config import Edition
from siglum.edition.customization_findings import (
    InCustomization,
    NoLocalCopy,
    RefusedFile,
    UnusableFile,
)
from siglum.edition.document import Document, parse, read_bytes
from siglum.edition.editions import Editions
from siglum.edition.local_copies import locate
from siglum.edition.xinclude import Includer
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotRun, CannotUse, Diagnostic, Severity, Span
from siglum.xml.resolve import Reason, Target, resolve

_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


@dataclass(frozen=True, slots=True)
class CompiledFile:
    """A schema as text (None where none could be made), the findings, and the files read.

    `beside` are the texts of other files that the schema needs in its folder, by name.
    """

    text: str | None
    findings: tuple[Diagnostic, ...]
    read: frozenset[Path]
    beside: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CompiledSchema:
    """A schema (None where none could be made), the findings, and the files they are about."""

    schema: odd.Schema | None
    findings: tuple[Diagnostic, ...]
    files: OddFiles


def compile_file(
    path: Path,
    target: str,
    working_folder: Path,
    *,
    name: str | None = None,
    p5subset: Path | None = None,
    ident: str | None = None,
) -> CompiledFile:
    """Compile the customization in a file to a format; the rest is as in `compile_schema`.

    `name` is the name of the file to be made, by default the schema's ident and the format.
    """
    compiled = compile_schema(path, working_folder, p5subset=p5subset, ident=ident)
    schema, files = compiled.schema, compiled.files
    if schema is None:
        return CompiledFile(None, compiled.findings, files.read)
    made_by = f"siglum odd compile {path.name}"
    made = odd.written(
        schema=schema,
        target=odd.SchemaFormat(target),
        made_by=made_by,
        name=name or f"{schema.ident}.{target}",
    )
    findings = (*compiled.findings, *(files.finding(item, path) for item in made.problems))
    failed = any(problem.fatal for problem in made.problems)
    return CompiledFile(
        text=None if failed else made.text, findings=findings, read=files.read, beside=made.beside
    )


def compile_schema(
    path: Path,
    working_folder: Path,
    *,
    p5subset: Path | None = None,
    ident: str | None = None,
) -> CompiledSchema:
    """Compile the customization in a file, the one with an ident or the first.

    `p5subset` is a TEI P5 source to use instead of the digest that siglum carries. Errors leave
    no schema, warnings do. Raises CannotRun for a file that is not there, or a wrong edition.toml.
    """
    for given in filter(None, (path, p5subset)):
        if not given.exists():
            raise CannotRun(Diagnostic(kinds.reading.NotFound(), Span(given)))
    files = OddFiles(Editions(working_folder).of(path))
    try:
        root = files.document(path).root
        p5 = files.document(p5subset).root if p5subset else None
    except CannotUse as unreadable:
        return CompiledSchema(None, (unreadable.diagnostic,), files)
    compiled = odd.compile_odd(root, files, p5=p5, ident=ident)
    findings = (*files.findings, *(files.finding(item, path) for item in compiled.problems))
    failed = any(item.severity is Severity.ERROR for item in findings)
    return CompiledSchema(None if failed else compiled.schema, findings, files)


class OddFiles:
    """The files of a customization, each read once: they lie in the edition or the catalog."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self.documents: dict[Path, Document] = {}
        self._addresses: dict[Path, str] = {}

    @property
    def read(self) -> frozenset[Path]:
        """The files that were read."""
        return frozenset(self.documents)

    @property
    def findings(self) -> list[Diagnostic]:
        """Findings about files that could not be read, and parts that could not be included."""
        return [finding for document in self.documents.values() for finding in document.findings]

    def document(self, path: Path) -> Document:
        """Read a file with the parts it includes. Raises CannotUse."""
        key = path.resolve()
        if key not in self.documents:
            data = read_bytes(path)
            document = Document(path, data, parse(path, data))
            Includer(self._edition.root, document).run()
            self.documents[key] = document
        return self.documents[key]

    def open(self, address: str, near: etree._Element) -> etree._Element:
        """Return the root of the file that an address means, as `odd.Files` says."""
        place = self._span(near)
        file = place.file if place else self._edition.root / "odd"
        try:
            return self.document(self._local(address, self._base(file, near))).root
        except CannotUse as unreadable:
            found = unreadable.diagnostic
            where = f"{found.span.file.name}:{found.span.line}:{found.span.column}"
            unusable = UnusableFile(address=address, reason=found.message, place=where)
            raise odd.OddError(odd.Problem(mistake=unusable, origin=near)) from None

    def _base(self, file: Path, near: etree._Element) -> str:
        """Return the base address at an element of a file (XML Base)."""
        base = self._addresses.get(file.resolve(), file.absolute().as_uri())
        for element in reversed([near, *near.iterancestors()]):
            with contextlib.suppress(ValueError):
                base = urljoin(base, element.get(_XML_BASE, ""))
        return base

    def _local(self, address: str, base: str) -> Path:
        target = resolve(address, base, self._edition.border)
        if isinstance(target, Target):
            return target.file
        if target.reason is not Reason.ELSEWHERE:
            raise odd.OddError(odd.Problem(mistake=RefusedFile(refusal=str(target))))
        absolute = urljoin(base, address)
        found = locate(absolute, self._edition)
        if found is None:
            raise odd.OddError(odd.Problem(mistake=NoLocalCopy(address=absolute)))
        self._addresses[found.resolve()] = absolute
        return found

    def finding(self, problem: odd.Problem, path: Path) -> Diagnostic:
        """Return a problem as a finding; one without a place is put at the root of the file."""
        span = None if problem.origin is None else self._span(problem.origin, problem.attribute)
        return Diagnostic(InCustomization(problem.mistake), span or Span(path))

    def _span(self, element: etree._Element, attribute: str | None = None) -> Span | None:
        """Return the span of an element of one of the files; None if it is one of the digest."""
        root = element.getroottree().getroot()
        for document in self.documents.values():
            if document.root is root:
                return document.span(element, attribute)
        return None
