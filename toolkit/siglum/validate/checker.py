"""All the checks of one edition, each schema loaded once for the run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from siglum.codes import diagnostic
from siglum.config import Edition
from siglum.diagnostics import CannotRun, Diagnostic, Severity, Span
from siglum.document import Document, Unreadable, read, read_from
from siglum.validate import schemas
from siglum.validate.broken import BrokenSchema
from siglum.validate.links import Links
from siglum.validate.schemas import Kind, SchemaFile

if TYPE_CHECKING:
    from siglum.validate.grammar import Grammar

Check = Callable[[Document], Iterator[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says of how to check."""

    schemas: tuple[str, ...] = ()
    """Schemas to check against, instead of what the edition or the document names."""
    cached: bool = True
    """Whether compiled schemas are kept on disk."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the checks found in one file."""

    path: Path
    findings: tuple[Diagnostic, ...]
    document: Document | None = field(default=None, compare=False)
    """The document, where one could be read."""

    @property
    def failed(self) -> bool:
        """Say whether there are errors, not warnings only."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


class Checker:
    """Checks files of one edition: read, grammars, rules, links, text.

    Raises CannotRun when it is made with a schema that is not there.
    """

    def __init__(self, edition: Edition, options: Options | None = None) -> None:
        self.edition = edition
        self._options = options or Options()
        self._named = schemas.named(self._options.schemas, edition) or schemas.configured(edition)
        self._checks: dict[SchemaFile, Check | Diagnostic] = {}
        self._grammars: list[Grammar] = []
        self._told: set[Diagnostic] = set()
        self._links = Links(edition)

    def check(self, path: Path) -> Report:
        """Check one file. Nothing that is wrong with it raises."""
        if self.edition.configured and not self.edition.contains(path):
            message = "the file lies outside the edition, where a link leads"
            return Report(path, (diagnostic("SG404", message, Span(path)),))
        try:
            document = read(path, self.edition.root)
        except Unreadable as unreadable:
            return Report(path, (unreadable.diagnostic,))
        return self._check(document)

    def check_bytes(self, path: Path, data: bytes) -> Report:
        """Check what was read elsewhere, as if it stood at a path."""
        try:
            document = read_from(path, data, self.edition.root)
        except Unreadable as unreadable:
            return Report(path, (unreadable.diagnostic,))
        return self._check(document)

    def close(self) -> None:
        """Keep the grammars, compiled, for the next run."""
        for grammar in self._grammars:
            grammar.keep()

    def _check(self, document: Document) -> Report:
        findings = list(document.findings)
        for kind, check in self._checks_of(document, findings):
            if kind is Kind.XSD and any(item.code.startswith("RNG") for item in findings):
                continue  # made of one grammar, as a rule, the two would say the same twice
            findings.extend(_guarded(check, document))
        return Report(document.path, tuple(_each_once(findings)), document)

    def _checks_of(
        self, document: Document, findings: list[Diagnostic]
    ) -> Iterator[tuple[Kind | None, Check]]:
        """Yield the checks of a document, each with the kind of its schema.

        What is wrong with the schemas is added to the findings.
        """
        files = self._named
        if files is None:
            files, refused = schemas.asked_for(document, self.edition)
            findings += refused
            if not files and not refused:
                span = document.span(document.root)
                findings.append(diagnostic("SG205", "no schema is named for this document", span))
        in_order = sorted(files, key=lambda file: list(Kind).index(file.kind))
        for file in in_order:
            if file.kind is Kind.SCHEMATRON:  # its process gets ready while grammars are checked
                self._load(file)
        for file in in_order:
            check = self._load(file)
            if isinstance(check, Diagnostic):
                if check not in self._told:
                    findings.append(check)
                self._told.add(check)
            else:
                yield file.kind, check
        yield None, self._links.check
        if self.edition.settings.transcripts is not None:
            yield None, self._fidelity

    def _load(self, file: SchemaFile) -> Check | Diagnostic:
        if file not in self._checks:
            try:
                self._checks[file] = self._loaded(file)
            except BrokenSchema as broken:
                self._checks[file] = broken.diagnostic
        return self._checks[file]

    def _loaded(self, file: SchemaFile) -> Check:
        match file.kind:  # each engine is imported when it is first needed
            case Kind.RELAXNG:
                from siglum.validate.grammar import Grammar

                grammar = Grammar(file.path, _catalog, cached=self._options.cached)
                self._grammars.append(grammar)
                return grammar.check
            case Kind.XSD:
                from siglum.validate.xsd import xsd_check

                return xsd_check(file.path, cached=self._options.cached)
            case Kind.SCHEMATRON:
                from siglum.validate.rules import schematron_check

                return schematron_check(file.path, _catalog)

    def _fidelity(self, document: Document) -> Iterator[Diagnostic]:
        from siglum.validate import fidelity

        transcript = fidelity.transcript_of(document, self.edition)
        if transcript is not None and not self.edition.contains(transcript):
            message = f"the transcript “{transcript.name}” lies outside the edition"
            yield diagnostic("SG404", message, Span(transcript))
        elif transcript is not None:
            yield from fidelity.check_text(document, transcript)


def _catalog() -> dict[str, Path]:
    from siglum.catalog import Store

    return Store().files()


def _guarded(check: Check, document: Document) -> Iterator[Diagnostic]:
    """Run a check; one that a document brings down is a finding, and the others run."""
    try:
        yield from check(document)
    except CannotRun:
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        message = f"a check could not deal with this file: {reason}"
        yield diagnostic("SG112", message, Span(document.path))


# The edition's rules say in the user's words what the grammars say as well; and no template can
# know an element that the grammar does not.
_SAME = {
    "RNG101": {"SG602"},
    "SG306": {"RNG111"},
    "SG308": {"RNG110"},
    "SG310": {"RNG108"},
}


def _each_once(findings: list[Diagnostic]) -> list[Diagnostic]:
    """Sort findings by place, each mistake once: what one check says, another need not repeat."""
    said = {(_place(finding), same) for finding in findings for same in _SAME.get(finding.code, ())}
    kept = [
        finding
        for finding in dict.fromkeys(findings)
        if (_place(finding), finding.code) not in said
    ]
    return sorted(kept, key=lambda finding: (finding.span.line, finding.span.column))


def _place(finding: Diagnostic) -> tuple[Path, int, int]:
    return finding.span.file, finding.span.line, finding.span.column
