"""The command and its configuration (SG9)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from siglum.findings.diagnostics import Kind
from siglum.findings.kinds import phrases
from siglum.findings.kinds.catalogued import Catalogued
from siglum.xml.resolve import Reason


class _Wrong(Catalogued):
    """A wrong setting, or a file of settings that can't be used."""

    __slots__ = ()
    code = "SG901"


@dataclass(frozen=True, slots=True)
class NoSettingsFile(_Wrong):
    """A pipe, a device or a folder in the place of edition.toml."""

    @property
    def message(self) -> str:
        return "this is not a file to be read"


@dataclass(frozen=True, slots=True)
class UnreadableSettings(_Wrong):
    reason: str

    @property
    def message(self) -> str:
        return f"the file can't be read: {self.reason}"


@dataclass(frozen=True, slots=True)
class SettingsNotUtf8(_Wrong):
    byte: int

    @property
    def message(self) -> str:
        return f"byte 0x{self.byte:02X} is not UTF-8, as TOML has to be"

    @property
    def advice(self) -> str:
        return "Save the file as UTF-8."


_OF_TOMLLIB = (
    (r"Invalid value", "a value is missing here, or a text is not in quotation marks"),
    (r"Illegal character '\\n'|Unterminated string", "a text has no closing quotation mark"),
    (
        r"Unescaped '\\' in a string",
        r"in a text between double quotation marks, “\\” begins a code: a path is written with “/”",
    ),
    (r"Cannot declare \('(.+?)',?\) twice", r"the table [\1] is there twice"),
    (r"Cannot overwrite a value", "a key is there twice"),
    (r"Expected '=' after a key.*", "behind a key, “=” and its value are missing"),
    (r"Unclosed array", "a list has no closing “]”"),
    (r"Expected ']'+ at the end of a.*", "the name of a table has no closing “]”"),
    (r"Expected newline or end of document after a statement", "a new key begins a new line"),
    (r"Invalid statement", "a line is a [table], or a key with “=” and its value"),
)
"""What tomllib says, and our words for it."""


@dataclass(frozen=True, slots=True)
class NotToml(_Wrong):
    said: str
    """What tomllib says, without the place."""

    @property
    def message(self) -> str:
        return f"this is not TOML: {self._reason}"

    @property
    def _reason(self) -> str:
        for pattern, words in _OF_TOMLLIB:
            found = re.fullmatch(pattern, self.said, re.DOTALL)
            if found:
                return found.expand(words)
        return self.said[:1].lower() + self.said[1:]


@dataclass(frozen=True, slots=True)
class UnknownTable(_Wrong):
    name: str
    is_table: bool
    belongs: str | None
    """The table that has a key of this name."""
    meant: str | None
    known: tuple[str, ...]

    @property
    def message(self) -> str:
        what = "table" if self.is_table else "key outside a table"
        return f"unknown {what} “{self.name}”"

    @property
    def advice(self) -> str | None:
        if self.belongs is not None:
            return f"Write it below [{self.belongs}]."
        return phrases.meant_of(self.meant, self.known, "Known tables")


@dataclass(frozen=True, slots=True)
class NotATable(_Wrong):
    name: str
    header: str
    """How its head is written between brackets."""

    @property
    def message(self) -> str:
        return f"“{self.name}” must be a table: [{self.header}]"


@dataclass(frozen=True, slots=True)
class NotTables(_Wrong):
    """One table, or a value, where there may be several tables."""

    header: str

    @property
    def message(self) -> str:
        return f"“for” must be tables: [[{self.header}]]"

    @property
    def advice(self) -> str:
        return "Write double brackets."


@dataclass(frozen=True, slots=True)
class UnknownKey(_Wrong):
    key: str
    table: str
    meant: str | None
    known: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"unknown key “{self.key}” in [{self.table}]"

    @property
    def advice(self) -> str | None:
        return phrases.meant_of(self.meant, self.known, f"Keys of [{self.table}]")


_TYPES = {"string": "a string", "strings": "a list of strings", "boolean": "true or false"}
"""What values of settings can be."""


@dataclass(frozen=True, slots=True)
class WrongValue(_Wrong):
    """A value of another type; values are written as in TOML."""

    key: str
    expected: str
    """A key of `_TYPES`."""
    found: str
    better: str | None = None

    @property
    def message(self) -> str:
        return f"“{self.key}” must be {_TYPES[self.expected]}, not {self.found}"

    @property
    def advice(self) -> str | None:
        return f"Write {self.key} = {self.better}." if self.better is not None else None


@dataclass(frozen=True, slots=True)
class TableWithoutFiles(_Wrong):
    header: str

    @property
    def message(self) -> str:
        return f"a table [[{self.header}]] names no files"

    @property
    def advice(self) -> str:
        return 'Write files = ["tei/registers/*.xml"], with the patterns of their names.'


@dataclass(frozen=True, slots=True)
class UnknownLanguage(_Wrong):
    language: str
    meant: str | None
    known: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"siglum has no words in “{self.language}”"

    @property
    def advice(self) -> str | None:
        return phrases.meant_of(self.meant, self.known, "Languages")


@dataclass(frozen=True, slots=True)
class UnseenCharacters(_Wrong):
    """A word of a page with what can't be seen."""

    key: str

    @property
    def message(self) -> str:
        return f"“{self.key}” has characters that can't be shown"


@dataclass(frozen=True, slots=True)
class UnknownWord(_Wrong):
    key: str
    meant: str | None
    known: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"siglum has no word “{self.key}”"

    @property
    def advice(self) -> str | None:
        what = "Keys: those of siglum's xslt/words/en.xml"
        return phrases.meant_of(self.meant, self.known, what)


@dataclass(frozen=True, slots=True)
class UnknownCode(_Wrong):
    given: str
    meant: str | None

    @property
    def message(self) -> str:
        return f"there is no code “{self.given}”"

    @property
    def advice(self) -> str | None:
        return phrases.did_you_mean(self.meant)


@dataclass(frozen=True, slots=True)
class UnknownSplit(_Wrong):
    found: str
    """As it is written in TOML."""

    @property
    def message(self) -> str:
        return f'“split” can be "div", not {self.found}'

    @property
    def advice(self) -> str:
        return 'Write split = "div", or leave it out.'


@dataclass(frozen=True, slots=True)
class NotAnEnding(_Wrong):
    """What no output of an edition can be called by."""

    ending: str

    @property
    def message(self) -> str:
        return f"“{self.ending}” is neither html, text, markdown nor an ending like names.csv"


@dataclass(frozen=True, slots=True)
class NamedFileNotThere(_Wrong):
    file: str

    @property
    def message(self) -> str:
        return f"the file “{self.file}” is not there"


@dataclass(frozen=True, slots=True)
class FolderNotThere(_Wrong):
    folder: str

    @property
    def message(self) -> str:
        return f"the folder “{self.folder}” is not there"


@dataclass(frozen=True, slots=True)
class CatalogNotThere(_Wrong):
    catalog: str

    @property
    def message(self) -> str:
        return f"the schema “{self.catalog}” is not there"


@dataclass(frozen=True, slots=True)
class SchemaNotThere(_Wrong):
    """A schema of the edition, which may be made of its customization."""

    schema: str
    customization: str | None

    @property
    def message(self) -> str:
        return f"the schema “{self.schema}” is not there"

    @property
    def advice(self) -> str:
        kind = Path(self.schema).suffix.removeprefix(".")
        if self.customization is None or kind not in ("rng", "rnc", "xsd", "sch"):
            return "Correct the path, or put the file there."
        return f"Make it: siglum odd compile {self.customization} --to {kind} -o {self.schema}"


@dataclass(frozen=True, slots=True)
class SchemasOrNone(_Wrong):
    """A table of schemas that names none, or that names some and says that there are none."""

    names_some: bool
    kinds: tuple[str, ...]

    @property
    def message(self) -> str:
        if self.names_some:
            return "a table [[schemas.for]] names schemas, and says that there are none"
        return "a table [[schemas.for]] names no schema"

    @property
    def advice(self) -> str:
        return f"Write one or more of {', '.join(self.kinds)}; or none = true, if there is none."


@dataclass(frozen=True, slots=True)
class NotAPattern(_Wrong):
    pattern: str

    @property
    def message(self) -> str:
        return f"“{self.pattern}” is no pattern of file names"

    @property
    def advice(self) -> str:
        return 'Write a path below the edition\'s folder, as in "tei/*.xml".'


@dataclass(frozen=True, slots=True)
class PathRefused(_Wrong):
    path: str
    reason: Reason
    settings: str
    """The name of the file that the path stands in."""

    @property
    def message(self) -> str:
        return phrases.refused(self.path, self.reason)

    @property
    def advice(self) -> str:
        return f"Write a path below the folder of {self.settings}, of what is not hidden."


@dataclass(frozen=True, slots=True)
class NoLanguageTags(_Wrong):
    @property
    def message(self) -> str:
        return '“languages” must be language tags, as in ["en"]'

    @property
    def advice(self) -> str:
        return "Write one or more, as of BCP 47."


@dataclass(frozen=True, slots=True)
class NoFolderOfItsOwn(_Wrong):
    """An output folder that is not below the edition's."""

    folder: str

    @property
    def message(self) -> str:
        return f"“{self.folder}” is no folder of the edition's own"


@dataclass(frozen=True, slots=True)
class NoWebAddress(_Wrong):
    address: str

    @property
    def message(self) -> str:
        return f"“{self.address}” is not a web address"

    @property
    def advice(self) -> str:
        return 'Write it whole, as in "https://example.org/edition/".'


@dataclass(frozen=True, slots=True)
class NoAttribute(_Wrong):
    """A key of [links] that is no attribute."""

    name: str

    @property
    def message(self) -> str:
        return f"“{self.name}” is no attribute"

    @property
    def advice(self) -> str:
        return 'Write "@ref", or "placeName/@ref" for those of one element.'


@dataclass(frozen=True, slots=True)
class NoPlaceForKey(_Wrong):
    """An address of [links] in which the key does not come in."""

    address: str

    @property
    def message(self) -> str:
        return f"“{self.address}” does not say where the key comes in"

    @property
    def advice(self) -> str:
        return (
            'Write {} where the key comes in, as in "register/plants.xml#{}", or "" for keys that'
            " lead to no file of the edition."
        )


@dataclass(frozen=True, slots=True)
class NoSources(_Wrong):
    patterns: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"no file matches the sources: {', '.join(self.patterns)}"


@dataclass(frozen=True, slots=True)
class NoEdition(_Wrong):
    @property
    def message(self) -> str:
        return "there is no edition.toml in this folder or above it"

    @property
    def advice(self) -> str:
        return "Write one beside the edition's folders; the README has its keys."


@dataclass(frozen=True, slots=True)
class NoSuchOutput(_Wrong):
    output: str
    known: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"there is no output “{self.output}”"

    @property
    def advice(self) -> str:
        return f"Outputs: {', '.join(self.known)}."


@dataclass(frozen=True, slots=True)
class NoParquet(_Wrong):
    @property
    def message(self) -> str:
        return "Parquet needs the package pyarrow, which is not installed"

    @property
    def advice(self) -> str:
        return "Install it: pip install 'siglum[parquet]'"


@dataclass(frozen=True, slots=True)
class OnePage(_Wrong):
    """Two files that would become one page."""

    file: str
    other: str
    page: str

    @property
    def message(self) -> str:
        return f"“{self.file}” and “{self.other}” would be one page, “{self.page}”"

    @property
    def advice(self) -> str:
        return "Give them different names."


@dataclass(frozen=True, slots=True)
class FolderLikePage(_Wrong):
    """A folder of pages that is called as another document's page is."""

    folder: str
    file: str

    @property
    def message(self) -> str:
        return f"the folder “{self.folder}” and the page of “{self.file}” have one name"

    @property
    def advice(self) -> str:
        return "Rename one of them."


@dataclass(frozen=True, slots=True)
class PageTwice(_Wrong):
    page: str

    @property
    def message(self) -> str:
        return f"two pages would be called “{self.page}”"


class _Catalog(_Wrong):
    """A catalog of schemas that can't be used."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class CatalogOfNoAddress(_Catalog):
    written: str

    @property
    def message(self) -> str:
        return f"an entry of the catalog has “{self.written}”, no address"


@dataclass(frozen=True, slots=True)
class TooManyCatalogs(_Catalog):
    most: int

    @property
    def message(self) -> str:
        return f"more than {self.most} catalogs are linked to one another"


@dataclass(frozen=True, slots=True)
class CatalogRefused(_Catalog):
    """An entry that leads where nothing may be read."""

    catalog: str
    asked: str
    address: str
    reason: Reason

    @property
    def message(self) -> str:
        refused = phrases.refused(self.address, self.reason)
        where = f"leads “{self.asked}” where nothing may be read"
        return f"the catalog “{self.catalog}” {where}: {refused}"


@dataclass(frozen=True, slots=True)
class UnreadableCatalog(_Catalog):
    catalog: str
    reason: str

    @property
    def message(self) -> str:
        return f"the catalog “{self.catalog}” can't be read: {self.reason}"


@dataclass(frozen=True, slots=True)
class CatalogNotXml(_Catalog):
    catalog: str
    reason: str

    @property
    def message(self) -> str:
        return f"the catalog “{self.catalog}”: {self.reason}"


@dataclass(frozen=True, slots=True)
class NoCatalog(_Catalog):
    file: str

    @property
    def message(self) -> str:
        return f"“{self.file}” is no XML catalog: its outermost element is no catalog"


class _Baseline(_Wrong):
    """A file of known findings that can't be used."""

    __slots__ = ()

    @property
    def advice(self) -> str:
        return "Correct it, or remove the file and write it anew with --write-baseline."


@dataclass(frozen=True, slots=True)
class BaselineNoFile(_Baseline):
    @property
    def message(self) -> str:
        return "this is no file, and so no baseline"


@dataclass(frozen=True, slots=True)
class NoSuchBaseline(_Baseline):
    path: str

    @property
    def message(self) -> str:
        return "there is no such baseline"

    @property
    def advice(self) -> str:
        return f"Write it: siglum validate --write-baseline {self.path}"


@dataclass(frozen=True, slots=True)
class UnreadableBaseline(_Baseline):
    reason: str

    @property
    def message(self) -> str:
        return f"the baseline can't be read: {self.reason}"


@dataclass(frozen=True, slots=True)
class NoBaseline(_Baseline):
    @property
    def message(self) -> str:
        return "this is no baseline that siglum can read"


@dataclass(frozen=True, slots=True)
class NoKnownFinding(_Baseline):
    """A line of a baseline that is none."""

    @property
    def message(self) -> str:
        return "this line of the baseline is no known finding"


class _StyleSheet(_Wrong):
    """An edition's own style sheet that can't go into a site."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class StyleSheetNotUtf8(_StyleSheet):
    @property
    def message(self) -> str:
        return "the style sheet is not in UTF-8"

    @property
    def advice(self) -> str:
        return "Save the file as UTF-8."


@dataclass(frozen=True, slots=True)
class StyleSheetSaysOther(_StyleSheet):
    """A style sheet in UTF-8 that names another encoding."""

    charset: str

    @property
    def message(self) -> str:
        return f"the style sheet says that it is in “{self.charset}”, and is in UTF-8"

    @property
    def advice(self) -> str:
        return "Remove the @charset rule."


@dataclass(frozen=True, slots=True)
class StyleSheetEnds(_StyleSheet):
    """What would end the style sheet where it stands in a page."""

    tag: str

    @property
    def message(self) -> str:
        return f"“{self.tag}” would end the style sheet on a page"

    @property
    def advice(self) -> str:
        return "Remove it, or write < as \\3C in a string."


class _Loading(_StyleSheet):
    """What a style sheet loads, and a page does not."""

    __slots__ = ()

    @property
    def advice(self) -> str:
        return "Put the file into the edition, and name it by its path from the style sheet."


@dataclass(frozen=True, slots=True)
class LoadsUntold(_Loading):
    @property
    def message(self) -> str:
        return "the style sheet loads what can't be told before a browser reads it"


@dataclass(frozen=True, slots=True)
class _LoadingAddress(_Loading):
    address: str

    @property
    def message(self) -> str:
        return f"the style sheet loads “{self.address}”{self._why}"

    @property
    def _why(self) -> str:
        raise NotImplementedError


class LoadsFromElsewhere(_LoadingAddress):
    __slots__ = ()

    @property
    def _why(self) -> str:
        return ", and a page loads nothing from elsewhere"


@dataclass(frozen=True, slots=True)
class LoadsRefused(_LoadingAddress):
    reason: Reason

    @property
    def _why(self) -> str:
        return f", which {self.reason}"


class LoadsNoFile(_LoadingAddress):
    __slots__ = ()

    @property
    def _why(self) -> str:
        return ", which is no file of the edition"


class LoadsUnpublished(_LoadingAddress):
    __slots__ = ()

    @property
    def _why(self) -> str:
        return ", and files of this kind are not published"


@dataclass(frozen=True, slots=True)
class LoadsUnreadable(_LoadingAddress):
    cause: Kind

    @property
    def _why(self) -> str:
        return f": {self.cause.message}"


class _Output(Catalogued):
    """A place for what siglum makes that is not siglum's."""

    __slots__ = ()
    code = "SG902"


@dataclass(frozen=True, slots=True)
class OutputHoldsEdition(_Output):
    @property
    def message(self) -> str:
        return "the output folder holds the edition itself"


@dataclass(frozen=True, slots=True)
class OutputHoldsSource(_Output):
    name: str

    @property
    def message(self) -> str:
        return f"the output folder holds “{self.name}”, which people write"


@dataclass(frozen=True, slots=True)
class OutputHoldsOthers(_Output):
    name: str

    @property
    def message(self) -> str:
        return f"the output folder holds files that siglum did not make, like “{self.name}”"


@dataclass(frozen=True, slots=True)
class ForeignTable(_Output):
    file: str

    @property
    def message(self) -> str:
        return f"“{self.file}” is there, and siglum did not make it, or it was changed since"

    @property
    def advice(self) -> str:
        return "Name another folder, or move the file away."


@dataclass(frozen=True, slots=True)
class CannotWriteSite(Catalogued):
    code = "SG903"
    reason: str

    @property
    def message(self) -> str:
        return f"the site can't be written: {self.reason}"


@dataclass(frozen=True, slots=True)
class ChangedMeanwhile(Catalogued):
    """A source that was another when it was to be published than when it was checked."""

    code = "SG903"
    file: str

    @property
    def message(self) -> str:
        return f"“{self.file}” changed while the site was being built"

    @property
    def advice(self) -> str:
        return "Build again."


@dataclass(frozen=True, slots=True)
class CannotWriteTables(Catalogued):
    code = "SG903"
    folder: str
    reason: str

    @property
    def message(self) -> str:
        return f"can't write {self.folder}: {self.reason}"


@dataclass(frozen=True, slots=True)
class OtherBuild(Catalogued):
    code = "SG904"

    @property
    def message(self) -> str:
        return "another build that writes this folder is running"


@dataclass(frozen=True, slots=True)
class OneNameElsewhere(Catalogued):
    """Two files whose names some systems do not tell apart."""

    code = "SG905"
    file: str
    other: str

    @property
    def message(self) -> str:
        return f"“{self.file}” and “{self.other}” are one file on other systems"


@dataclass(frozen=True, slots=True)
class NotKept(Catalogued):
    code = "SG906"
    reason: str

    @property
    def message(self) -> str:
        return f"what was read of the documents can't be kept: {self.reason}"


class _Cluster(Catalogued):
    """A cluster that can't be used, or can't be used any more."""

    __slots__ = ()
    code = "SG907"


@dataclass(frozen=True, slots=True)
class NoDistributed(_Cluster):
    @property
    def message(self) -> str:
        return "a cluster needs the package distributed, which is not installed"

    @property
    def advice(self) -> str:
        return "Install it, here and on all workers: pip install 'siglum[cluster]'"


@dataclass(frozen=True, slots=True)
class NoClusterHere(_Cluster):
    """A system whose paths are not those of POSIX."""

    system: str

    @property
    def message(self) -> str:
        return f"a cluster can't be used from {self.system}"

    @property
    def advice(self) -> str:
        return "Run siglum on Linux or macOS."


@dataclass(frozen=True, slots=True)
class NoScheduler(_Cluster):
    address: str
    reason: str

    @property
    def message(self) -> str:
        return f"no scheduler can be reached at “{self.address}”: {self.reason}"


@dataclass(frozen=True, slots=True)
class NoWorkers(_Cluster):
    address: str
    seconds: int

    @property
    def message(self) -> str:
        return f"the scheduler at “{self.address}” has had no worker for {self.seconds} seconds"

    @property
    def advice(self) -> str:
        return f"Start some: dask worker {self.address}"


@dataclass(frozen=True, slots=True)
class SchedulerLost(_Cluster):
    address: str

    @property
    def message(self) -> str:
        return f"the connection to the scheduler at “{self.address}” was lost"

    @property
    def advice(self) -> str:
        return "Run siglum again when there is one: a build goes on with what was made."


@dataclass(frozen=True, slots=True)
class OtherVersions(_Cluster):
    """A worker that would not do the same as this machine."""

    worker: str
    differ: tuple[tuple[str, str], ...]
    """What it has, with its version; and the version that is here."""

    @property
    def message(self) -> str:
        said = (f"{there}, not {here}" for there, here in self.differ)
        return f"the worker “{self.worker}” has {' and '.join(said)}"

    @property
    def advice(self) -> str:
        return "Install the same versions of Python and siglum on all machines."


@dataclass(frozen=True, slots=True)
class WorkerFailed(_Cluster):
    worker: str | None
    """Its address, where that is known."""
    reason: str

    @property
    def message(self) -> str:
        worker = f"the worker “{self.worker}”" if self.worker else "a worker"
        return f"{worker} can't be used: {self.reason}"


@dataclass(frozen=True, slots=True)
class OtherTimeZone(_Cluster):
    there: str
    here: str

    @property
    def message(self) -> str:
        return f"a worker is in the time zone {self.there}, this machine in {self.here}"

    @property
    def advice(self) -> str:
        return "Run siglum with TZ=UTC, or start the workers with the TZ of this machine."


@dataclass(frozen=True, slots=True)
class NoEditionForCluster(_Cluster):
    """A file of which it is not known what it may ask for."""

    @property
    def message(self) -> str:
        return "the file is in no edition, so that it can't be sent to a cluster with what it needs"

    @property
    def advice(self) -> str:
        return "Write an edition.toml: the files in its folder are sent."
