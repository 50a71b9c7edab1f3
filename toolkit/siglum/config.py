"""The edition's settings: `edition.toml`, read into typed, frozen values."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_type_hints

from siglum.codes import diagnostic
from siglum.diagnostics import CannotRun, Span

FILE_NAME = "edition.toml"
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Schemas:
    """The schemas that documents are checked against, as paths below the edition's folder."""

    relaxng: str | None = None
    """RELAX NG grammar in XML syntax."""
    xsd: str | None = None
    """W3C XML Schema."""
    schematron: str | None = None
    """ISO Schematron rules."""
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
class Edition:
    """An edition on disk: its folder, settings and schemas."""

    root: Path
    settings: Settings = field(default_factory=Settings)
    schemas: Schemas = field(default_factory=Schemas)
    configured: bool = True
    """False where no edition.toml was found and the folder stands for the edition."""

    def files(self, patterns: tuple[str, ...]) -> list[Path]:
        """Return the files that the patterns name, sorted, each once."""
        found = {path for pattern in patterns for path in self.root.glob(pattern)}
        return sorted(path for path in found if path.suffix and not path.is_dir())

    @property
    def documents(self) -> list[Path]:
        """The documents to publish."""
        return self.files(self.settings.sources)

    @property
    def authority(self) -> list[Path]:
        """The authority files."""
        return self.files(self.settings.authority)

    def schema(self, kind: str) -> Path | None:
        """Return the path of the schema of a kind ("relaxng", "xsd", "schematron"), if any."""
        name: str | None = getattr(self.schemas, kind)
        return self.root / name if name is not None else None

    def contains(self, path: Path) -> bool:
        """Say whether a path, its links followed, lies in the edition's folder."""
        try:
            return path.resolve().is_relative_to(self.root.resolve())
        except (OSError, RuntimeError, ValueError):
            return False


def find(start: Path) -> Edition:
    """Return the edition that `start` (a folder) belongs to.

    The nearest edition.toml in the folder or above it decides. Where there is none, the folder
    itself is the edition, and each document says what schemas it has. Raises CannotRun for a
    wrong edition.toml.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return load(folder / FILE_NAME)
    return Edition(start, Settings(sources=("**/*.xml",)), configured=False)


def load(path: Path) -> Edition:
    """Read one edition.toml. Raises CannotRun with a finding for each wrong key."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        span = Span(path, int(place[1]), int(place[2])) if place else Span(path)
        message = "this is not TOML: " + re.sub(r" \(at .*\)$", "", str(error)).lower()
        raise CannotRun(diagnostic("SG901", message, span)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise CannotRun(diagnostic("SG901", f"can't be read: {error}", Span(path))) from None
    reader = _Reader(path, text)
    reader.tables(data, {"edition": Settings, "schemas": Schemas})
    settings = reader.values("edition", Settings, data.get("edition", {}))
    schemas = reader.values("schemas", Schemas, data.get("schemas", {}))
    edition = Edition(path.parent, Settings(**settings), Schemas(**schemas))
    reader.check_paths(edition)
    if reader.findings:
        raise CannotRun(*reader.findings)
    return edition


class _Reader:
    """Checks the tables of one edition.toml, collecting a finding for each fault."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()
        self.findings: list[Any] = []

    def tables(self, data: Mapping[str, Any], known: Mapping[str, type]) -> None:
        for name, value in data.items():
            if name not in known:
                hint = _did_you_mean(name, list(known), "Known tables")
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
                hint = _did_you_mean(key, names, f"Keys of [{table}]")
                self._report(f"unknown key “{key}” in [{table}]", table, key, hint)
            elif not _fits(value, types[key]):
                expected = "a list of strings" if "tuple" in str(types[key]) else "a string"
                self._report(f"“{key}” must be {expected}, not {value!r}", table, key)
            else:
                result[key] = tuple(value) if isinstance(value, list) else value
        return result

    def check_paths(self, edition: Edition) -> None:
        """Report schemas that are not there, and paths that lead out of the edition."""
        for item in fields(Schemas):
            name = getattr(edition.schemas, item.name)
            if name is None:
                continue
            path = edition.root / name
            if not edition.contains(path):
                self._report(f"“{name}” lies outside the edition", "schemas", item.name)
            elif not path.is_file():
                self._report(f"the schema “{name}” is not there", "schemas", item.name)
        settings = edition.settings
        for key, names in (
            ("sources", settings.sources),
            ("authority", settings.authority),
            ("transcripts", (settings.transcripts,)),
            ("output", (settings.output,)),
        ):
            for name in names:
                if name and (Path(name).is_absolute() or ".." in Path(name).parts):
                    self._report(f"“{name}” lies outside the edition", "edition", key)
        for name in (*settings.sources, *settings.authority):
            if not _is_pattern(name):
                self._report(f"“{name}” is no pattern of file names", "edition", "sources")
        if not settings.languages or not all(map(_LANGUAGE.fullmatch, settings.languages)):
            self._report('“languages” must be language tags, as in ["en"]', "edition", "languages")
        out = settings.output
        reported = Path(out).is_absolute() or ".." in Path(out).parts
        if not reported and (not edition.contains(edition.root / out) or not Path(out).parts):
            self._report(f"“{out}” is no folder of the edition's own", "edition", "output")
        if settings.url and not re.match(r"https?://[^\s\"<>]+$", settings.url):
            self._report(f"“{settings.url}” is not a web address", "edition", "url")

    def _report(self, message: str, table: str | None, key: str, help: str | None = None) -> None:
        line, column = self._place(table, key)
        span = Span(self.path, line, column, len(key))
        self.findings.append(diagnostic("SG901", message, span, help))

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


def _is_pattern(name: str) -> bool:
    try:
        next(Path().glob(name), None)
    except (ValueError, NotImplementedError, IndexError):
        return False
    return bool(name.strip()) and "\0" not in name


def _fits(value: Any, expected: Any) -> bool:
    if isinstance(expected, UnionType):
        return any(
            _fits(value, option) for option in get_args(expected) if option is not type(None)
        )
    if expected is str:
        return isinstance(value, str)
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _did_you_mean(word: str, known: list[str], what: str) -> str:
    near = difflib.get_close_matches(word, known, 1)
    return f"Did you mean “{near[0]}”?" if near else f"{what}: {', '.join(known)}."
