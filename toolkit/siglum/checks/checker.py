"""All the checks of one edition, each schema loaded once for the run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from siglum.checks import schemas
from siglum.checks.causes import causes
from siglum.checks.fidelity import Fidelity
from siglum.checks.links import Links
from siglum.checks.own import OwnCheck
from siglum.checks.schema_files import files_of
from siglum.checks.schemas import Kind, SchemaFile
from siglum.checks.world import Asked, World
from siglum.edition.config import Edition
from siglum.edition.document import STDIN, Document, read_bytes
from siglum.edition.reading import assembled, not_tei
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotRun, CannotUse, Diagnostic, Span
from siglum.work.stamps import Kept
from siglum.xml.resolve import Border

if TYPE_CHECKING:
    from siglum.checks.grammar import Grammar
    from siglum.checks.mends import Mends
    from siglum.checks.rules import Rules

_DOUBTFUL = frozenset({"SG110", "SG112"})
"""An include that was refused, a check that failed: what that depends on is not all known."""

OWN: tuple[type[OwnCheck], ...] = (Links, Fidelity)
"""The checks that no schema makes, in the order in which documents pass them."""

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
    stdin_name: Path | None = None
    """The file that the standard input is the content of."""
    edits: bool = False
    """Whether findings are given their edits."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the checks found in one file."""

    path: Path
    findings: tuple[Diagnostic, ...]
    document: Document | None = field(default=None, compare=False)
    """The document, where a TEI document could be read."""
    edition: Edition | None = field(default=None, compare=False)
    """The edition that the file belongs to, where that is known."""
    includes: frozenset[Path] = frozenset()
    """The files that it includes."""
    given: bytes | None = None
    """What was checked, where that is not what stands in the file."""
    is_part: bool = False
    """Whether it is in order only as a part of another file, which includes it (see `run`)."""
    asked: Asked | None = field(default=None, compare=False)
    """What the checks asked of other files; None where that is not all known."""


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
        self._loads: dict[SchemaFile, tuple[Kept, Check | Diagnostic]] = {}
        self._made_of: dict[SchemaFile, Kept] = {}
        self._grammars: dict[SchemaFile, Grammar] = {}
        self._rules: dict[SchemaFile, Rules] = {}
        self._strikes: Strikes = {}
        self._told: set[Diagnostic] = set()
        self.world = World(edition)
        self._own = [check(self.world) for check in OWN]

    def check(self, path: Path) -> Report:
        """Check one file. Nothing that is wrong with it raises."""
        refused = self._refused(path)
        if refused is not None:
            return refused
        try:
            data = read_bytes(path)
        except CannotUse as unreadable:
            return Report(path, (unreadable.diagnostic,))
        return self.check_bytes(path, data)

    def check_bytes(
        self,
        path: Path,
        data: bytes,
        parts: Mapping[Path, bytes] | None = None,
        *,
        edits: bool = True,
    ) -> Report:
        """Check what was read elsewhere, as if it stood at a path.

        `parts` are files that it may include, with what is taken for their content; `edits` says
        whether findings are given their edits, if the options ask for them.
        """
        refused = self._refused(path)
        if refused is not None:
            return refused
        try:
            document = assembled(path=path, data=data, root=self.edition.root, parts=parts)
        except CannotUse as unreadable:
            found = (unreadable.diagnostic,)
            return Report(path, self._with_edits(found, {path: data}) if edits else found)
        return self._check(document, edits=edits)

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

    def _refused(self, path: Path) -> Report | None:
        """Return the report of a file that is not the edition's to read."""
        is_file = path != STDIN and self.edition.configured
        refused = self.edition.border.refuses(path) if is_file else None
        if refused is None:
            return None
        return Report(path, (Diagnostic(kinds.links.FileRefused(refused), Span(path)),))

    def close(self) -> None:
        """Keep the grammars, compiled, for the next run."""
        for grammar in self._grammars.values():
            grammar.keep()

    def _check(self, document: Document, *, edits: bool) -> Report:
        self.world.look_again()
        before = self.strikes
        findings = list(document.findings)
        files = self._schemas_of(document, findings)
        asks = len(findings) > len(document.findings)  # for a schema that can't be had
        refused = None if files or asks else not_tei(document)
        if refused is not None:
            findings.append(refused)
        for kind, check in self._checks_by(files, findings):
            if kind is Kind.XSD and any(item.code.startswith("RNG") for item in findings):
                continue  # made of one grammar, as a rule, the two would say the same twice
            findings.extend(_guarded(check, document))
        for own in self._own:
            if own.suits(document, findings):
                findings.extend(_guarded(own.check, document))
        found = tuple(causes(findings, document))
        if edits:
            read = {**document.asked, document.path: document.data}
            found = self._with_edits(findings=found, read=read, document=document, files=files)
        if self.strikes or before or any(one.code in _DOUBTFUL for one in findings):
            self.world.doubt()
        return Report(
            document.path,
            found,
            document if document.is_tei else None,
            includes=document.files,
            is_part=refused is not None,
            asked=self.world.asked(),
        )

    def _with_edits(
        self,
        findings: Sequence[Diagnostic],
        read: Mapping[Path, bytes | None],
        document: Document | None = None,
        files: Sequence[SchemaFile] = (),
    ) -> tuple[Diagnostic, ...]:
        """Return findings with their edits, where these are asked for.

        `read` has the bytes of each file of the document, `files` are its schemas.
        """
        if not findings or not self._options.edits:
            return tuple(findings)
        schemas = [self._grammars[file].schema for file in files if file in self._grammars]
        return tuple(
            self._mends.of(findings=findings, read=read.get, document=document, schemas=schemas)
        )

    @cached_property
    def _mends(self) -> Mends:
        from siglum.checks.mends import Mends  # late: most runs ask for no edits

        return Mends(self.edition)

    def _schemas_of(self, document: Document, findings: list[Diagnostic]) -> list[SchemaFile]:
        """Return the schemas of a document. What it can't have is added to the findings.

        Those that edition.toml names for all files are for TEI documents; any other, which may be
        a part of one, is checked by what the user, a table for it, or it itself names.
        """
        files = self._named
        if files is None:
            files = schemas.configured(self.edition, document.path, is_tei=document.is_tei)
        if files is not None:
            return files
        files, refused = schemas.asked_for(document, self.world)
        findings += refused
        if document.is_tei and not files and not refused:
            span = document.span(document.root)
            findings.append(Diagnostic(kinds.schemas.NoSchemaNamed(), span))
        return files

    def _checks_by(
        self, files: list[SchemaFile], findings: list[Diagnostic]
    ) -> Iterator[tuple[Kind, Check]]:
        """Yield the checks by schemas, each with the kind of its schema.

        What is wrong with the schemas is added to the findings.
        """
        in_order = sorted(files, key=lambda file: list(Kind).index(file.kind))
        for file in in_order:
            if file.kind is Kind.SCHEMATRON:  # its process gets ready while grammars are checked
                self._load(file)
        for file in in_order:
            check = self._load(file)
            if isinstance(check, Diagnostic):
                self.world.doubt()
                if check not in self._told:
                    findings.append(check)
                self._told.add(check)
            else:
                yield file.kind, check

    def _load(self, file: SchemaFile) -> Check | Diagnostic:
        """Return the check by a schema, made anew where a file of the schema has changed."""
        known = self._loads.get(file)
        if known is not None and known[0].unchanged() and self._is_made_of_the_same(file):
            self._note(file, known[0])
            return known[1]
        if known is not None and isinstance(known[1], Diagnostic):
            self._told.discard(known[1])
        files = files_of(file.path, file.boundary)
        check: Check | Diagnostic
        self._made_of.pop(file, None)
        try:
            check, made_of = self._loaded(file)
            self._made_of[file] = Kept(dict.fromkeys(made_of))
        except CannotUse as broken:
            check = broken.diagnostic
        self._loads[file] = files, check
        self._note(file, files)
        return check

    def _note(self, file: SchemaFile, files: Kept) -> None:
        self.world.note(files.digest(), "schema", str(file.path), str(file.boundary or ""))
        made_of = self._made_of.get(file)
        if made_of is not None:
            self.world.note(made_of.digest(), "files", *map(str, made_of.files))

    def _is_made_of_the_same(self, file: SchemaFile) -> bool:
        made_of = self._made_of.get(file)
        return made_of is None or made_of.unchanged()

    def _loaded(self, file: SchemaFile) -> tuple[Check, Iterable[Path]]:
        """Return the check by a schema, and the files that the schema was made of.

        Their engine says which: `files_of` can't tell what a base URI, a character reference or
        another encoding makes of an address.
        """
        match file.kind:  # each engine is imported when it is first needed
            case Kind.RELAXNG:
                from siglum.checks.grammar import Grammar

                grammar = Grammar(
                    file.path, _catalog, boundary=file.boundary, cached=self._options.cached
                )
                self._grammars[file] = grammar
                return grammar.check, grammar.files
            case Kind.XSD:
                from siglum.checks.xsd import xsd_check
                from siglum.checks.xsd_files import parts

                check = xsd_check(file.path, boundary=file.boundary, cached=self._options.cached)
                border = Border(file.boundary) if file.boundary else None
                return check, [part for part, _ in parts(file.path.resolve(), border)]
            case Kind.SCHEMATRON:
                from siglum.checks.rules import Rules

                rules = Rules(
                    path=file.path,
                    catalog=_catalog,
                    phase=file.phase,
                    boundary=file.boundary,
                    edition=self.edition.root,
                )
                rules.schema.strikes = self._strikes.get(file, ())
                self._rules[file] = rules
                return partial(rules.check, world=self.world), rules.schema.files


def _catalog() -> dict[str, Path]:
    from siglum.edition.catalog import SchemaStore

    return SchemaStore().files()


def _guarded(check: Check, document: Document) -> Iterator[Diagnostic]:
    """Run a check; one that a document brings down is a finding, and the others run."""
    try:
        yield from check(document)
    except CannotRun:
        raise
    except Exception as error:
        failed = kinds.reading.CheckFailed(type(error).__name__, str(error))
        yield Diagnostic(failed, Span(document.path))
