"""The edition's settings: `edition.toml`, read into typed, frozen values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_type_hints

from siglum.codes import diagnostic
from siglum.config_hints import as_toml, did_you_mean, how_to_make, rewritten
from siglum.diagnostics import CannotRun, Diagnostic, Span
from siglum.file_names import is_file, is_folder, is_pattern
from siglum.link_keys import problem
from siglum.toml_file import read_toml
from siglum.words import keys, languages
from siglum.xml.resolve import Border, Reason

FILE_NAME = "edition.toml"
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_OUTPUT = re.compile(r"html|text|markdown|[A-Za-z][A-Za-z0-9-]*(\.[A-Za-z0-9]+)+")


@dataclass(frozen=True, slots=True)
class Schemas:
    """The schemas that documents are checked against, as paths below the edition's folder."""

    relaxng: str | None = None
    """RELAX NG grammar in XML syntax."""
    xsd: str | None = None
    """W3C XML Schema."""
    schematron: str | None = None
    """ISO Schematron rules."""
    odd: str | None = None
    """TEI customization, whose guide for encoders is a page of the site."""
    catalog: str | None = None
    """OASIS XML catalog that maps the addresses of schemas to local files."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What `edition.toml` says."""

    title: str = "Untitled edition"
    """The edition's name, on the home page and in citations."""
    languages: tuple[str, ...] = ("en",)
    """Language tags (BCP 47); the first is that of the site's own words."""
    sources: tuple[str, ...] = ("tei/*.xml",)
    """Documents to publish: glob patterns below the edition's folder."""
    authority: tuple[str, ...] = ()
    """Files with persons, places and organisations: validated, not published as pages."""
    transcripts: str | None = None
    """Folder with a plain-text transcript NAME.txt for each document NAME.xml."""
    url: str | None = None
    """Where the site will be published, for citations; not known: left out."""
    output: str = "_site"
    """Folder of the built site."""


@dataclass(frozen=True, slots=True)
class Site:
    """How the site looks: see docs/changing-the-look.md."""

    css: str | None = None
    """Style sheet of the edition's own, whose rules come after siglum's."""
    language: str | None = None
    """Language of the pages' own words; without it, that of each document."""
    split: str | None = None
    """“div” makes a page of each division of a long document."""


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition on disk: its folder, settings and schemas."""

    root: Path
    settings: Settings = field(default_factory=Settings)
    schemas: Schemas = field(default_factory=Schemas)
    site: Site = field(default_factory=Site)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Words of the edition's own, by language and key, in the place of siglum's."""
    outputs: Mapping[str, str] = field(default_factory=dict)
    """Stylesheets of the edition's own: of “html”, “text”, “markdown” in the place of siglum's, of
    other outputs by how the names of their files end."""
    links: Mapping[str, str] = field(default_factory=dict)
    """Attributes that hold keys, with the addresses that these stand for: see `link_keys`."""
    absent: tuple[Diagnostic, ...] = ()
    """A finding for each schema that is not there: it may still have to be made."""
    configured: bool = True
    """False where no edition.toml was found and the folder stands for the edition."""

    def files(self, patterns: tuple[str, ...]) -> list[Path]:
        """Return the files that the patterns name, sorted, each once; hidden ones are left out.

        Where a link leads is not looked at: whoever reads the file asks `border`.
        """
        found = {path for pattern in patterns for path in self.root.glob(pattern)}
        return sorted(path for path in found if path.suffix and self._is_shown(path))

    def _is_shown(self, path: Path) -> bool:
        hidden = any(part.startswith(".") for part in path.relative_to(self.root).parts)
        return not hidden and not path.is_dir()

    @property
    def documents(self) -> list[Path]:
        """The documents to publish."""
        return self.files(self.settings.sources)

    @property
    def authority(self) -> list[Path]:
        """The authority files."""
        return self.files(self.settings.authority)

    def schema(self, kind: str) -> Path | None:
        """Return the path of the schema of a kind ("relaxng", "xsd", "schematron"), if any.

        Raises CannotRun where one of the edition's schemas is not there.
        """
        if self.absent:
            raise CannotRun(*self.absent)
        name: str | None = getattr(self.schemas, kind)
        return self.root / name if name is not None else None

    @property
    def border(self) -> Border:
        """The folder below which the edition's files may be read."""
        return Border(self.root)

    def contains(self, path: Path) -> bool:
        """Say whether a path, its links followed, is the edition's to read, and not hidden."""
        return self.border.refuses(path) is None


def find(start: Path) -> Edition:
    """Return the edition that `start` (a folder) belongs to.

    The nearest edition.toml in the folder or above it decides. Where there is none, the folder
    itself is the edition, and each document says what schemas it has. Raises CannotRun for a
    wrong edition.toml.
    """
    start = start.resolve()
    root = root_of(start)
    if root is not None:
        return load(root / FILE_NAME)
    return Edition(start, Settings(sources=("**/*.xml",)), configured=False)


def root_of(start: Path) -> Path | None:
    """Return the folder, `start` or one above it, that has the nearest edition.toml."""
    folders = (start, *start.parents)
    return next((folder for folder in folders if (folder / FILE_NAME).is_file()), None)


def load(path: Path) -> Edition:
    """Read one edition.toml. Raises CannotRun with a finding for each wrong key.

    A schema that is not there is no wrong key: see `Edition.absent`.
    """
    text, data = read_toml(path)
    reader = _Reader(path, text)
    reader.tables(data, ["edition", "schemas", "site", "words", "outputs", "links"])
    settings = reader.values("edition", Settings, data.get("edition", {}))
    schemas = reader.values("schemas", Schemas, data.get("schemas", {}))
    site = reader.values("site", Site, data.get("site", {}))
    edition = Edition(
        path.parent,
        Settings(**settings),
        Schemas(**schemas),
        Site(**site),
        reader.words(data.get("words", {})),
        reader.strings("outputs", data.get("outputs", {})),
        reader.strings("links", data.get("links", {})),
    )
    reader.check_paths(edition)
    reader.check_look(edition)
    reader.check_links(edition)
    if reader.findings:
        raise CannotRun(*reader.findings)
    return replace(edition, absent=tuple(reader.absent))


class _Reader:
    """Checks the tables of one edition.toml, collecting a finding for each fault."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()
        self.findings: list[Diagnostic] = []
        self.absent: list[Diagnostic] = []

    def tables(self, data: Mapping[str, Any], known: list[str]) -> None:
        for name, value in data.items():
            if name not in known:
                hint = _table_of(name) or did_you_mean(name, known, "Known tables")
                what = "table" if isinstance(value, dict) else "key outside a table"
                self._report(f"unknown {what} “{name}”", None, name, hint)
            elif not isinstance(value, dict):
                self._report(f"“{name}” must be a table: [{name}]", None, name)

    def values(self, table: str, kind: type, data: Any) -> dict[str, Any]:
        """Return the keyword arguments for the settings class of one table."""
        if not isinstance(data, dict):
            return {}
        types = get_type_hints(kind)
        names = [item.name for item in fields(kind)]
        result: dict[str, Any] = {}
        for key, value in data.items():
            if key not in names:
                hint = did_you_mean(key, names, f"Keys of [{table}]")
                self._report(f"unknown key “{key}” in [{table}]", table, key, hint)
            elif not _fits(value, types[key]):
                as_list = "tuple" in str(types[key])
                expected = "a list of strings" if as_list else "a string"
                message = f"“{key}” must be {expected}, not {as_toml(value)}"
                self._report(message, table, key, rewritten(key, value, as_list))
            else:
                result[key] = tuple(value) if isinstance(value, list) else value
        return result

    def strings(self, table: str, data: Any) -> dict[str, str]:
        """Return a table whose keys are free and whose values are strings."""
        result = {}
        for key, value in data.items() if isinstance(data, dict) else ():
            if isinstance(value, str):
                result[key] = value
            else:
                hint = rewritten(key, value, as_list=False)
                self._report(f"“{key}” must be a string, not {as_toml(value)}", table, key, hint)
        return result

    def words(self, data: Any) -> dict[str, dict[str, str]]:
        """Return the tables [words.LANGUAGE]; a word that siglum does not use is an error."""
        result = {}
        for language, words in data.items() if isinstance(data, dict) else ():
            table = f"words.{language}"
            if not isinstance(words, dict):
                self._report(f"“{language}” must be a table: [{table}]", "words", language)
                continue
            if language not in languages():
                hint = did_you_mean(language, languages(), "Languages")
                self._report(f"siglum has no words in “{language}”", None, "words", hint)
            result[language] = self.strings(table, words)
            for key, word in result[language].items():
                if not word.isprintable():
                    self._report(f"“{key}” has characters that can't be shown", table, key)
            for key in sorted(result[language].keys() - keys()):
                hint = did_you_mean(
                    key, sorted(keys()), "Keys: those of siglum's xslt/words/en.xml"
                )
                self._report(f"siglum has no word “{key}”", table, key, hint)
        return result

    def check_look(self, edition: Edition) -> None:
        """Report what the tables [site] and [outputs] name and can't be."""
        site = edition.site
        if site.css is not None:
            self._check_file(edition, site.css, "site", "css")
        if site.language is not None and site.language not in languages():
            hint = did_you_mean(site.language, languages(), "Languages")
            self._report(f"siglum has no words in “{site.language}”", "site", "language", hint)
        if site.split not in (None, "div"):
            message = f'“split” can be "div", not {as_toml(site.split)}'
            self._report(message, "site", "split", 'Write split = "div", or leave it out.')
        for ending, stylesheet in edition.outputs.items():
            if not _OUTPUT.fullmatch(ending):
                message = f"“{ending}” is neither html, text, markdown nor an ending like names.csv"
                self._report(message, "outputs", ending)
            self._check_file(edition, stylesheet, "outputs", ending)

    def check_links(self, edition: Edition) -> None:
        """Report what the table [links] says and can't be."""
        for attribute, address in edition.links.items():
            wrong = problem(attribute, address)
            if wrong:
                self._report(wrong[0], "links", attribute, wrong[1])

    def _check_file(self, edition: Edition, name: str, table: str, key: str) -> None:
        path = edition.root / name
        reason = edition.border.refuses(path)
        if reason:
            self._refuse(name, reason, table, key)
        elif not is_file(path):
            self._report(f"the file “{name}” is not there", table, key)

    def check_paths(self, edition: Edition) -> None:
        """Report schemas that are not there, and paths that lead out of the edition."""
        for item in fields(Schemas):
            name = getattr(edition.schemas, item.name)
            if name is None:
                continue
            path = edition.root / name
            reason = edition.border.refuses(path)
            if reason:
                self._refuse(name, reason, "schemas", item.name)
            elif not is_file(path):
                message, place = f"the schema “{name}” is not there", ("schemas", item.name)
                if item.name == "catalog":
                    self._report(message, *place)
                else:
                    help = how_to_make(name, edition.schemas.odd)
                    self.absent.append(self._finding(message, *place, help))
        settings = edition.settings
        for key, names in (
            ("sources", settings.sources),
            ("authority", settings.authority),
            ("transcripts", filter(None, (settings.transcripts,))),
            ("output", (settings.output,)),
        ):
            for name in names:
                reason = _refusal(name)
                if reason:
                    self._refuse(name, reason, "edition", key)
        for key, names in (("sources", settings.sources), ("authority", settings.authority)):
            for name in names:
                if not is_pattern(name):
                    hint = 'Write a path below the edition\'s folder, as in "tei/*.xml".'
                    self._report(f"“{name}” is no pattern of file names", "edition", key, hint)
        if settings.transcripts and not is_folder(edition.root / settings.transcripts):
            message = f"the folder “{settings.transcripts}” is not there"
            self._report(message, "edition", "transcripts")
        if not settings.languages or not all(map(_LANGUAGE.fullmatch, settings.languages)):
            message = '“languages” must be language tags, as in ["en"]'
            self._report(message, "edition", "languages", "Write one or more, as of BCP 47.")
        out = settings.output
        if not _refusal(out) and (not edition.contains(edition.root / out) or not Path(out).parts):
            self._report(f"“{out}” is no folder of the edition's own", "edition", "output")
        if settings.url and not re.fullmatch(r"https?://[^\s\"<>]+", settings.url):
            hint = 'Write it whole, as in "https://example.org/edition/".'
            self._report(f"“{settings.url}” is not a web address", "edition", "url", hint)

    def _refuse(self, name: str, reason: Reason, table: str, key: str) -> None:
        hint = f"Write a path below the folder of {FILE_NAME}, of what is not hidden."
        self._report(f"“{name}” {reason}", table, key, hint)

    def _report(self, message: str, table: str | None, key: str, help: str | None = None) -> None:
        self.findings.append(self._finding(message, table, key, help))

    def _finding(self, message: str, table: str | None, key: str, help: str | None) -> Diagnostic:
        line, column = self._place(table, key)
        return diagnostic("SG901", message, Span(self.path, line, column, len(key)), help)

    def _place(self, table: str | None, key: str) -> tuple[int, int]:
        """Find the line and column of a key; tomllib keeps none."""
        current: str | None = None
        for number, line in enumerate(self.lines, 1):
            header = re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line)
            if header:
                current = header[1].strip("\"'")
                if table is None and current.split(".")[0] == key:
                    return number, header.start(1) + 1
            found = re.match(rf"\s*([\"']?){re.escape(key)}\1\s*[=.]", line)
            if found and current == table:
                return number, line.index(key) + 1
        return 1, 1


def _refusal(pattern: str) -> Reason | None:
    """Say why a pattern of file names may not be used, by its words alone."""
    parts = Path(pattern).parts
    if Path(pattern).is_absolute() or ".." in parts:
        return Reason.OUTSIDE
    return Reason.HIDDEN if any(part.startswith(".") for part in parts) else None


def _fits(value: Any, expected: Any) -> bool:
    if isinstance(expected, UnionType):
        return any(
            _fits(value, option) for option in get_args(expected) if option is not type(None)
        )
    if expected is str:
        return isinstance(value, str)
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _table_of(key: str) -> str | None:
    """Return the hint to a key's table, None if it is in none."""
    for table, kind in (("edition", Settings), ("schemas", Schemas), ("site", Site)):
        if key in (item.name for item in fields(kind)):
            return f"Write it below [{table}]."
    return None
