"""Links, within a file and out of it (SG4)."""

from __future__ import annotations

from siglum.findings.kinds import phrases
from siglum.findings.kinds.catalogued import Catalogued
from siglum.relaxng.frozen import dataclass
from siglum.xml.resolve import Reason


@dataclass(frozen=True, slots=True)
class NoSuchFile(Catalogued):
    """A link to a file that is not there, while another that may be meant is."""

    code = "SG401"
    path: str
    meant: str

    @property
    def message(self) -> str:
        return f"there is no file “{self.path}”"

    @property
    def advice(self) -> str | None:
        return phrases.did_you_mean(self.meant)


@dataclass(frozen=True, slots=True)
class NoSuchEntry(Catalogued):
    """A link to an entry that another file does not have."""

    code = "SG402"
    file: str
    entry: str
    meant: str | None = None

    @property
    def message(self) -> str:
        return f"“{self.file}” has no entry with the xml:id “{self.entry}”"

    @property
    def advice(self) -> str | None:
        return phrases.did_you_mean(self.meant)

    @property
    def lacks(self) -> str:
        return f"{self.file}#{self.entry}"


@dataclass(frozen=True, slots=True)
class OtherEntry(Catalogued):
    """A name that links to an entry of another kind than it names."""

    code = "SG403"
    element: str
    entry: str
    expected: str
    found: str

    @property
    def message(self) -> str:
        return (
            f"“{self.element}” points to “{self.entry}”, not a {self.expected} but a {self.found}"
        )


@dataclass(frozen=True, slots=True)
class _Refused(Catalogued):
    """What lies where nothing may be read."""

    code = "SG404"
    address: str
    reason: Reason

    @property
    def lacks(self) -> str:
        return self.address


class LinkRefused(_Refused):
    __slots__ = ()

    @property
    def message(self) -> str:
        return phrases.refused(self.address, self.reason)

    @property
    def advice(self) -> str | None:
        return phrases.if_refused(self.address, self.reason)


class PictureRefused(_Refused):
    __slots__ = ()

    @property
    def message(self) -> str:
        return f"the picture {phrases.refused(self.address, self.reason)}"

    @property
    def advice(self) -> str | None:
        return phrases.if_refused(self.address, self.reason)


class TranscriptRefused(_Refused):
    __slots__ = ()

    @property
    def message(self) -> str:
        return f"the transcript {phrases.refused(self.address, self.reason)}"


class SourceRefused(_Refused):
    """A file that the edition's patterns name."""

    __slots__ = ()

    @property
    def message(self) -> str:
        return phrases.refused(self.address, self.reason)


@dataclass(frozen=True, slots=True)
class FileRefused(Catalogued):
    """A file that the user named, and that is not the edition's to read."""

    code = "SG404"
    reason: Reason

    @property
    def message(self) -> str:
        return f"the file {self.reason}, or a link leads there"


@dataclass(frozen=True, slots=True)
class UnsafeScheme(Catalogued):
    code = "SG405"
    scheme: str
    address: str

    @property
    def message(self) -> str:
        return f"links of the kind “{self.scheme}:” are refused: “{self.address}”"


@dataclass(frozen=True, slots=True)
class AmbiguousAddress(Catalogued):
    code = "SG405"
    address: str

    @property
    def message(self) -> str:
        return f"a link that browsers may take elsewhere is refused: “{self.address}”"


@dataclass(frozen=True, slots=True)
class NoAddress(Catalogued):
    """What stands in the place of an address of the web or of mail."""

    code = "SG405"
    address: str

    @property
    def message(self) -> str:
        return f"“{self.address}” is no address that a page can link to"


@dataclass(frozen=True, slots=True)
class NoSuchId(Catalogued):
    """A link within a file to nothing in it."""

    code = "SG406"
    attribute: str
    entry: str
    meant: str | None = None
    """The address that may be meant."""
    there: str | None = None
    """The address of what has this xml:id elsewhere."""

    @property
    def message(self) -> str:
        return _nothing(self.attribute, f"“#{self.entry}”")

    @property
    def advice(self) -> str | None:
        if self.there is not None:
            return f"Write “{self.there}”, where it is."
        return phrases.did_you_mean(self.meant)

    @property
    def lacks(self) -> str:
        return f"#{self.entry}"


@dataclass(frozen=True, slots=True)
class NoSuchIds(Catalogued):
    """Many links within a file to nothing in it: a register lacks."""

    code = "SG406"
    attribute: str
    entries: tuple[str, ...]
    """The first of them."""
    number: int

    @property
    def message(self) -> str:
        return _nothing(self.attribute, phrases.some(self.entries, self.number, "#"))

    @property
    def advice(self) -> str:
        return (
            "Name the register that has them as “authority” in edition.toml; or say below [links]"
            f" what they are: {_declared(self.attribute, '#{}')}."
        )


@dataclass(frozen=True, slots=True)
class NotInEdition(Catalogued):
    """A link to a file that is not there, and nothing like it."""

    code = "SG407"
    path: str
    is_nameless: bool = False
    """Whether the document has come without a name, and the link starts from a guess."""

    @property
    def message(self) -> str:
        return f"“{self.path}” is not in the edition"

    @property
    def advice(self) -> str | None:
        if not self.is_nameless:
            return None
        return "Say with --stdin-filename which file this is: its links start from there."


@dataclass(frozen=True, slots=True)
class KeysOfNothing(Catalogued):
    """Keys that stand for files, as the edition says, and these are not there."""

    code = "SG407"
    attribute: str
    paths: tuple[str, ...]
    """The first of them."""
    number: int

    @property
    def message(self) -> str:
        some = phrases.some(self.paths, self.number)
        return f"what @{self.attribute} stands for is not in the edition: {some}"


@dataclass(frozen=True, slots=True)
class UndeclaredKeys(Catalogued):
    """Values that name no file, and may be keys, of which the edition says nothing."""

    code = "SG407"
    attribute: str
    values: tuple[str, ...]
    """The first of them."""
    number: int
    in_folders: bool
    """Whether some are written like paths."""

    @property
    def message(self) -> str:
        some = phrases.some(self.values, self.number)
        return f"values of @{self.attribute} name no file of the edition: {some}"

    @property
    def advice(self) -> str:
        keys = _declared(self.attribute, "…/{}.xml" if self.in_folders else "….xml#{}")
        return f"If they are keys, say in edition.toml, below [links], what they stand for: {keys}."


@dataclass(frozen=True, slots=True)
class WrongPattern(Catalogued):
    code = "SG408"
    pattern: str
    reason: str

    @property
    def message(self) -> str:
        return f"the matchPattern “{self.pattern}” can't be used: {self.reason}"

    @property
    def advice(self) -> str:
        return "Write a plain pattern, such as ([A-Za-z0-9_]+)."


@dataclass(frozen=True, slots=True)
class NoPatternFits(Catalogued):
    code = "SG408"
    prefix: str
    pointer: str

    @property
    def message(self) -> str:
        return f"the prefix “{self.prefix}:” is declared, but not for “{self.pointer}”"


_ID_BY_SETTING = 'If they are, say so in edition.toml, in [links]: "{}" = "#{{}}"'
_GUESSES = {
    "bare-id": ("values of {} are taken for ids", _ID_BY_SETTING),
    "key": ("values of {} are taken for ids of entries", _ID_BY_SETTING),
    "title-date": (
        "a title is taken for the date of the document",
        "Write it as date in creation (profileDesc).",
    ),
    "text-date": (
        "{} is taken for the date of the document",
        "Write it as date in creation (profileDesc).",
    ),
    "date-words": (
        "words of {} are taken for a date",
        "Write it as an attribute, such as when or notBefore.",
    ),
    "entry-file": (
        "a file is taken for one entry that has no xml:id of its own",
        "Give the entry an xml:id.",
    ),
}
"""What is guessed, in words and how to say it, by `siglum.model.guesses`' names."""


@dataclass(frozen=True, slots=True)
class Guessed(Catalogued):
    """What nobody said is taken for something."""

    code = "SG409"
    what: str
    """A key of `_GUESSES`."""
    where: str
    """The element or attribute, as a path such as “date/@when”."""
    example: str
    count: int

    @property
    def message(self) -> str:
        words = _GUESSES[self.what][0].format(self.where)
        return f"{words}, as in “{self.example}”{phrases.times(self.count)}"

    @property
    def advice(self) -> str:
        return _GUESSES[self.what][1].format(self.where)


def _nothing(attribute: str, what: str) -> str:
    return f"nothing in this file has the xml:id that @{attribute} points to: {what}"


def _declared(attribute: str, address: str) -> str:
    """Return how an edition says what the keys of an attribute stand for."""
    return f'"@{attribute}" = "{address}", or "" where they lead to no file'
