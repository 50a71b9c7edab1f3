"""Wrong settings (SG901): edition.toml, its tables, keys and values."""

from __future__ import annotations

import re
from pathlib import Path

from siglum.findings.kinds import phrases
from siglum.findings.kinds.catalogued import WrongSettings
from siglum.relaxng.frozen import dataclass
from siglum.xml.resolve import Reason


@dataclass(frozen=True, slots=True)
class NoSettingsFile(WrongSettings):
    """A pipe, a device or a folder in the place of edition.toml."""

    @property
    def message(self) -> str:
        return "this is not a file to be read"


@dataclass(frozen=True, slots=True)
class UnreadableSettings(WrongSettings):
    reason: str

    @property
    def message(self) -> str:
        return f"the file can't be read: {self.reason}"


@dataclass(frozen=True, slots=True)
class SettingsNotUtf8(WrongSettings):
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
class NotToml(WrongSettings):
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
class UnknownTable(WrongSettings):
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
class NotATable(WrongSettings):
    name: str
    header: str
    """How its head is written between brackets."""

    @property
    def message(self) -> str:
        return f"“{self.name}” must be a table: [{self.header}]"


@dataclass(frozen=True, slots=True)
class NotTables(WrongSettings):
    """One table, or a value, where there may be several tables."""

    header: str

    @property
    def message(self) -> str:
        return f"“for” must be tables: [[{self.header}]]"

    @property
    def advice(self) -> str:
        return "Write double brackets."


@dataclass(frozen=True, slots=True)
class UnknownKey(WrongSettings):
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


_TYPES = {
    "string": "a string",
    "strings": "a list of strings",
    "boolean": "true or false",
    "number": "a whole number",
}


"""What values of settings can be."""


@dataclass(frozen=True, slots=True)
class WrongValue(WrongSettings):
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
class TableWithoutFiles(WrongSettings):
    header: str

    @property
    def message(self) -> str:
        return f"a table [[{self.header}]] names no files"

    @property
    def advice(self) -> str:
        return 'Write files = ["tei/registers/*.xml"], with the patterns of their names.'


@dataclass(frozen=True, slots=True)
class UnknownLanguage(WrongSettings):
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
class UnseenCharacters(WrongSettings):
    """A word of a page with what can't be seen."""

    key: str

    @property
    def message(self) -> str:
        return f"“{self.key}” has characters that can't be shown"


@dataclass(frozen=True, slots=True)
class UnknownWord(WrongSettings):
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
class UnknownCode(WrongSettings):
    given: str
    meant: str | None

    @property
    def message(self) -> str:
        return f"there is no code “{self.given}”"

    @property
    def advice(self) -> str | None:
        return phrases.did_you_mean(self.meant)


@dataclass(frozen=True, slots=True)
class UnknownSplit(WrongSettings):
    found: str
    """As it is written in TOML."""

    @property
    def message(self) -> str:
        return f'“split” can be "div", not {self.found}'

    @property
    def advice(self) -> str:
        return 'Write split = "div", or leave it out.'


@dataclass(frozen=True, slots=True)
class NoSuchLength(WrongSettings):
    """A length of names of folders that these can't have."""

    found: int
    most: int

    @property
    def message(self) -> str:
        return f"“folders” can be a number from 1 to {self.most}, not {self.found}"

    @property
    def advice(self) -> str:
        return "Write how many characters of documents' names are to be the names of folders."


@dataclass(frozen=True, slots=True)
class NoSpelling(WrongSettings):
    """A rule of [spellings] that is none."""

    rule: str

    @property
    def message(self) -> str:
        return f"“{self.rule}” is no rule such as “th/t”"

    @property
    def advice(self) -> str:
        return (
            "Write letters, a stroke, and the letters for which they count; ^ before the first"
            " ones is the beginning of a word, $ behind them its end."
        )


@dataclass(frozen=True, slots=True)
class ManySpellings(WrongSettings):
    """More rules of [spellings] than a search can have."""

    count: int
    most: int

    @property
    def message(self) -> str:
        return f"{self.count} rules are more than the {self.most} that a language can have"

    @property
    def advice(self) -> str:
        return "Write rules for letters rather than for single words."


@dataclass(frozen=True, slots=True)
class NotAHost(WrongSettings):
    """What is no name of a host from which pages could load pictures."""

    name: str

    @property
    def message(self) -> str:
        return f"“{self.name}” is no name of a host"

    @property
    def advice(self) -> str:
        return (
            'Write the host of a IIIF service without the rest of its address: "iiif.example.org".'
        )


@dataclass(frozen=True, slots=True)
class NotAnEnding(WrongSettings):
    """What no output of an edition can be called by."""

    ending: str

    @property
    def message(self) -> str:
        return f"“{self.ending}” is neither html, text, markdown nor an ending like names.csv"


@dataclass(frozen=True, slots=True)
class NamedFileNotThere(WrongSettings):
    file: str

    @property
    def message(self) -> str:
        return f"the file “{self.file}” is not there"


@dataclass(frozen=True, slots=True)
class FolderNotThere(WrongSettings):
    folder: str

    @property
    def message(self) -> str:
        return f"the folder “{self.folder}” is not there"


@dataclass(frozen=True, slots=True)
class CatalogNotThere(WrongSettings):
    catalog: str

    @property
    def message(self) -> str:
        return f"the schema “{self.catalog}” is not there"


@dataclass(frozen=True, slots=True)
class SchemaNotThere(WrongSettings):
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
class SchemasOrNone(WrongSettings):
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
class NotAPattern(WrongSettings):
    pattern: str

    @property
    def message(self) -> str:
        return f"“{self.pattern}” is no pattern of file names"

    @property
    def advice(self) -> str:
        return 'Write a path below the edition\'s folder, as in "tei/*.xml".'


@dataclass(frozen=True, slots=True)
class PathRefused(WrongSettings):
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
class NoLanguageTags(WrongSettings):
    @property
    def message(self) -> str:
        return '“languages” must be language tags, as in ["en"]'

    @property
    def advice(self) -> str:
        return "Write one or more, as of BCP 47."


@dataclass(frozen=True, slots=True)
class NoFolderOfItsOwn(WrongSettings):
    """An output folder that is not below the edition's."""

    folder: str

    @property
    def message(self) -> str:
        return f"“{self.folder}” is no folder of the edition's own"


@dataclass(frozen=True, slots=True)
class NoWebAddress(WrongSettings):
    address: str

    @property
    def message(self) -> str:
        return f"“{self.address}” is not the web address of a site"

    @property
    def advice(self) -> str:
        return (
            "Write the whole address to which the names of pages are added, without “?” and “#”,"
            ' as in "https://example.org/edition/".'
        )


@dataclass(frozen=True, slots=True)
class NoAttribute(WrongSettings):
    """A key of [links] that is no attribute."""

    name: str

    @property
    def message(self) -> str:
        return f"“{self.name}” is no attribute"

    @property
    def advice(self) -> str:
        return 'Write "@ref", or "placeName/@ref" for those of one element.'


@dataclass(frozen=True, slots=True)
class NoPlaceForKey(WrongSettings):
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
