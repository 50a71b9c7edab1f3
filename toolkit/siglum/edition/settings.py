"""An edition's settings, as typed, frozen values: what `edition.toml` can say."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from itertools import takewhile
from pathlib import Path

from siglum.findings.diagnostics import CannotRun, Diagnostic
from siglum.work.file_names import matches
from siglum.xml.resolve import Border

_MAGIC = frozenset("*?[")

FACETS = ("sender", "receiver", "place", "kind", "language")
"""By what readers narrow a search of any edition, beside what texts name."""


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
class SchemasFor:
    """The schemas of some files; they replace those of [schemas]."""

    files: tuple[str, ...]
    """Glob patterns below the edition's folder."""
    relaxng: str | None = None
    xsd: str | None = None
    schematron: str | None = None
    none: bool = False
    """Whether these files have no schema, and need none."""


@dataclass(frozen=True, slots=True)
class Findings:
    """Which findings are shown, by their codes or what these begin with, as in “SG3”."""

    select: tuple[str, ...] = ()
    """Only these; without any, all."""
    ignore: tuple[str, ...] = ()
    """Not these."""
    baseline: str | None = None
    """File of the findings that are known, and counted only."""


@dataclass(frozen=True, slots=True)
class FindingsFor:
    """Which findings of some files are shown; these tables decide before [findings]."""

    files: tuple[str, ...]
    """Glob patterns below the edition's folder."""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """What the edition is called, and which files belong to it."""

    title: str = "Untitled edition"
    """The edition's name, on the home page and in citations."""
    languages: tuple[str, ...] = ("en",)
    """Language tags (BCP 47); the first is that of the site's own words."""
    sources: tuple[str, ...] = ("tei/*.xml",)
    """Documents to publish: glob patterns below the edition's folder."""
    authority: tuple[str, ...] = ()
    """Files with persons, places and organisations: validated, not published as pages."""
    transcripts: str | None = None
    """Folder with a plain-text transcript NAME.txt for each document NAME.xml, in folders as pages
    are; or in none, where no other document has the name."""
    url: str | None = None
    """Where the site will be published, for citations; not known: left out."""
    output: str = "_site"
    """Folder of the built site."""


@dataclass(frozen=True, slots=True)
class Site:
    """How the site looks; the page “Changing the look” of the documentation has examples."""

    css: str | None = None
    """Style sheet of the edition's own, whose rules come after siglum's."""
    language: str | None = None
    """Language of the pages' own words; without it, that of each document."""
    split: str | None = None
    """“div” makes a page of each division of a long document."""
    folders: int | None = None
    """How many characters of a document's name are the name of a folder, in which its pages lie:
    for thousands of documents in one folder. With 4, `letters/1808-01-30.xml` is in `1808/`."""
    introduction: str | None = None
    """TEI file whose text opens the home page. It has no other page, and is none of the documents
    that are listed and counted."""
    registers: bool = True
    """Whether persons, places and the like have pages, to which names in the text link."""
    iiif: tuple[str, ...] = ()
    """Hosts of IIIF services, as `iiif.example.org`, from which pages may load pictures: the one
    thing that pages ever load from elsewhere."""
    browse: bool = True
    """Whether there are lists of documents, by date, sender and so on, a timeline and a network of
    correspondents, where there are several documents."""
    map: bool = True
    """Whether there is a map of the places of registers that documents mention; without pages of
    registers there is none."""
    search: bool = True
    """Whether readers can search the texts."""
    data: bool = True
    """Whether there is data for other programs: CMIF, BEACON, linked data, tables, plain text."""
    stems: bool = False
    """Whether a search finds words with the same stem as well: “letters” for “letter”."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Where documents say what lists, searches, citations and pages tell of them, in an edition
    that says it elsewhere than siglum looks for it. Each is a path from the outermost element, in a
    part of XPath; the page “The site” of the documentation has examples."""

    title: str | None = None
    """The title."""
    date: str | None = None
    """When it was written: an element with the attributes of a date, or a date in words."""
    order: str | None = None
    """A number that orders documents of one date."""
    kind: str | None = None
    """What kind of document it is."""

    def paths(self) -> Iterator[tuple[str, str]]:
        """Yield the fields that are set, each with its path."""
        for one in fields(self):
            path: str | None = getattr(self, one.name)
            if path is not None:
                yield one.name, path


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition on disk: its folder, settings and schemas."""

    root: Path
    settings: Settings = field(default_factory=Settings)
    schemas: Schemas = field(default_factory=Schemas)
    schemas_for: tuple[SchemasFor, ...] = ()
    """Of some files; the first that names a file counts."""
    findings: Findings = field(default_factory=Findings)
    findings_for: tuple[FindingsFor, ...] = ()
    """Of some files; the first that says something of a code counts."""
    site: Site = field(default_factory=Site)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Words of the pages in the edition's own wording, by their keys in siglum's `xslt/words/`."""
    outputs: Mapping[str, str] = field(default_factory=dict)
    """Stylesheets of the edition's own: of “html”, “text”, “markdown” in the place of siglum's, of
    other outputs by how the names of their files end."""
    links: Mapping[str, str] = field(default_factory=dict)
    """Attributes that hold keys, with the addresses that these stand for, where {} is the key:
    `"placeName/@ref" = "register/places.xml#{}"`. The address `"#{}"` is an entry of any authority
    file, and `""` says that nothing can be checked."""
    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Spellings that a search takes for alike, by languages (“*” for each), such as "th/t"."""
    fields: Fields = field(default_factory=Fields)
    facets: Mapping[str, str] = field(default_factory=dict)
    """By what else readers browse the documents and narrow a search, by the names that they see:
    paths, as in [fields], such as `"Topic" = "teiHeader//keywords/term"`."""
    absent: tuple[Diagnostic, ...] = ()
    """A finding for each schema that is not there: it may still have to be made."""
    configured: bool = True
    """False where no edition.toml was found and the folder stands for the edition."""

    def files(self, patterns: tuple[str, ...]) -> list[Path]:
        """Return the files that the patterns name, sorted, each once.

        Hidden ones are left out, and those of the site built. Where a link leads is not looked at:
        whoever reads the file asks `border`.
        """
        found = {path for pattern in patterns for path in self.root.glob(pattern)}
        built = os.path.normcase(f"{self.root / self.settings.output}{os.sep}")
        return sorted(path for path in found if path.suffix and self._is_shown(str(path), built))

    def _is_shown(self, path: str, built: str) -> bool:
        is_hidden = f"{os.sep}." in f"{os.sep}{path[len(str(self.root)) :]}"
        is_built = os.path.normcase(f"{path}{os.sep}").startswith(built)
        return not is_hidden and not is_built and not os.path.isdir(path)  # noqa: PTH112

    @property
    def documents(self) -> list[Path]:
        """The documents to publish, the introduction among them."""
        found, own = self.files(self.settings.sources), self.introduction
        return found if own is None or own in found else sorted([*found, own])

    @property
    def introduction(self) -> Path | None:
        """The document that opens the home page, if there is one."""
        named = self.site.introduction
        return None if named is None else Path(os.path.normpath(self.root / named))

    @property
    def authority(self) -> list[Path]:
        """The authority files."""
        return self.files(self.settings.authority)

    @property
    def addresses(self) -> dict[Path, str]:
        """Where the pages of each document lie below the site, without what they end in.

        The introduction has none but the home page.

        They lie in folders as their sources do, below the folder with which all patterns of
        sources begin: that of `tei/I/1.xml` is “I/1” where the sources are `tei/**/*.xml`, and “1”
        where they are `tei/I/*.xml`. So no address changes when a document comes or goes.
        """
        shared = self.root / os.path.commonpath(list(map(_fixed, self.settings.sources)) or [""])
        return {
            path: path.relative_to(shared).with_suffix("").as_posix()
            for path in self.documents
            if path != self.introduction
        }

    def schema(self, kind: str) -> Path | None:
        """Return the path of the schema of a kind ("relaxng", "xsd", "schematron"), if any.

        Raises CannotRun where one of the edition's schemas is not there.
        """
        if self.absent:
            raise CannotRun(*self.absent)
        name: str | None = getattr(self.schemas, kind)
        return self.root / name if name is not None else None

    def assigned(self, path: Path) -> Schemas | SchemasFor:
        """Return the schemas that the settings give a file.

        Raises CannotRun where one of the edition's schemas is not there.
        """
        if self.absent:
            raise CannotRun(*self.absent)
        return next((one for one in self.schemas_for if self.names(one.files, path)), self.schemas)

    def names(self, patterns: tuple[str, ...], path: Path) -> bool:
        """Say whether a file is one that patterns below the edition's folder name."""
        for file in (Path(os.path.normpath(path.absolute())), Path(os.path.realpath(path))):
            if file.is_relative_to(self.root):
                return any(matches(file.relative_to(self.root), each) for each in patterns)
        return False

    @property
    def border(self) -> Border:
        """The folder below which the edition's files may be read."""
        return Border(self.root)

    def contains(self, path: Path) -> bool:
        """Say whether a path, its links followed, is the edition's to read, and not hidden."""
        return self.border.refuses(path) is None


def _fixed(pattern: str) -> str:
    """Return the folder with which a pattern begins, whatever it matches."""
    folders = takewhile(lambda part: not _MAGIC.intersection(part), Path(pattern).parts[:-1])
    return os.path.join("", *folders)  # noqa: PTH118 - a path of no folder is ""
