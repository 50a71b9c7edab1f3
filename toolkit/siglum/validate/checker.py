"""All the checks of one edition, each schema loaded once for the run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from siglum.codes import diagnostic
from siglum.config import Edition
from siglum.diagnostics import CannotRun, Diagnostic, Span
from siglum.document import Document, Unreadable, read, read_from
from siglum.validate import schemas
from siglum.validate.broken import BrokenSchema
from siglum.validate.causes import causes, has_header
from siglum.validate.fidelity import Fidelity
from siglum.validate.links import Links
from siglum.validate.schemas import Kind, SchemaFile

if TYPE_CHECKING:
    from siglum.validate.grammar import Grammar
    from siglum.validate.rules import Rules

Check = Callable[[Document], Iterator[Diagnostic]]
Strikes = dict[SchemaFile, tuple[int, ...]]
"""Of each schema of rules, the parts that took too long for documents so far, in order."""


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
    edition: Edition | None = field(default=None, compare=False)
    """The edition that the file belongs to, where that is known."""


class Checker:
    """Checks files of one edition: read, grammars, rules, links, text.

    Raises CannotRun when it is made with a schema that is not there.
    """

    def __init__(self, edition: Edition, options: Options | None = None) -> None:
        self.edition = edition
        self._options = options or Options()
        self._named = schemas.named(self._options.schemas, edition)
        if self._named is None:
            schemas.configured(edition, edition.root)  # raises where one is not there
        self._checks: dict[SchemaFile, Check | Diagnostic] = {}
        self._grammars: list[Grammar] = []
        self._rules: dict[SchemaFile, Rules] = {}
        self._strikes: Strikes = {}
        self._told: set[Diagnostic] = set()
        self._links = Links(edition)
        self._fidelity = Fidelity(edition)

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

    @property
    def strikes(self) -> Strikes:
        """Which rules took too long so far: they are not tried again and again."""
        known = {file: rules.schema.strikes for file, rules in self._rules.items()}
        return {file: strikes for file, strikes in known.items() if strikes}

    @strikes.setter
    def strikes(self, strikes: Strikes) -> None:
        self._strikes = strikes
        for file, rules in self._rules.items():
            rules.schema.strikes = self._strikes.get(file, ())

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
            if check == self._fidelity.check and not _is_readable(document, findings):
                continue  # the text is another as long as its markup is not understood
            findings.extend(_guarded(check, document))
        return Report(document.path, tuple(causes(findings, document)), document)

    def _checks_of(
        self, document: Document, findings: list[Diagnostic]
    ) -> Iterator[tuple[Kind | None, Check]]:
        """Yield the checks of a document, each with the kind of its schema.

        What is wrong with the schemas is added to the findings.
        """
        files = self._named
        if files is None:
            files = schemas.configured(self.edition, document.path)
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
        yield None, self._fidelity.check

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

                grammar = Grammar(
                    file.path, _catalog, boundary=file.boundary, cached=self._options.cached
                )
                self._grammars.append(grammar)
                return grammar.check
            case Kind.XSD:
                from siglum.validate.xsd import xsd_check

                return xsd_check(file.path, boundary=file.boundary, cached=self._options.cached)
            case Kind.SCHEMATRON:
                from siglum.validate.rules import Rules

                rules = Rules(
                    file.path, _catalog, file.phase, file.boundary, edition=self.edition.root
                )
                rules.schema.strikes = self._strikes.get(file, ())
                self._rules[file] = rules
                return rules.check


def _catalog() -> dict[str, Path]:
    from siglum.catalog import Store

    return Store().files()


def _is_readable(document: Document, findings: list[Diagnostic]) -> bool:
    return has_header(document) and not any(one.code == "RNG101" for one in findings)


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
