"""Reading a file (SG1)."""

from __future__ import annotations

from siglum.findings.kinds import phrases
from siglum.findings.kinds.catalogued import Catalogued
from siglum.relaxng.frozen import dataclass
from siglum.xml.resolve import Reason

_TEI = "http://www.tei-c.org/ns/1.0"


@dataclass(frozen=True, slots=True)
class _NoTree(Catalogued):
    """A file of which no tree can be made, in the words of what reads it."""

    reason: str
    advice: str | None = None

    @property
    def message(self) -> str:
        return self.reason


class NotWellFormed(_NoTree):
    __slots__ = ()
    code = "SG101"


class Empty(_NoTree):
    __slots__ = ()
    code = "SG102"


class OtherEncoding(_NoTree):
    __slots__ = ()
    code = "SG103"


class Binary(_NoTree):
    __slots__ = ()
    code = "SG105"


class Entity(_NoTree):
    __slots__ = ()
    code = "SG109"


class TooDeep(_NoTree):
    __slots__ = ()
    code = "SG111"


@dataclass(frozen=True, slots=True)
class NotTei(Catalogued):
    """A file whose outermost element is none of a TEI document."""

    code = "SG104"
    element: str
    namespace: str | None
    prefix: str | None

    @property
    def message(self) -> str:
        where = f"in the namespace {self.namespace}" if self.namespace else "in no namespace"
        return f"this is not a TEI document: its outermost element is “{self.element}” {where}"

    @property
    def advice(self) -> str | None:
        if self.element in ("TEI.2", "teiCorpus.2"):
            return (
                "This is TEI P4: convert it to P5 first, as with p4top5.xsl of the TEI Consortium."
            )
        meant = {"tei": "TEI", "teicorpus": "teiCorpus"}.get(self.element.lower())
        if meant is not None:
            prefix = f"{self.prefix}:" if self.prefix else ""
            declaration = f"xmlns:{self.prefix}" if self.prefix else "xmlns"
            return f'Write <{prefix}{meant} {declaration}="{_TEI}">.'
        if self.namespace == _TEI:
            return (
                "If other files include this part, check those; to check it alone, name a schema"
                " in it by xml-model, or with --schema."
            )
        return None


@dataclass(frozen=True, slots=True)
class NoXmlFile(Catalogued):
    code = "SG106"

    @property
    def message(self) -> str:
        return "there is no XML file in this folder"


@dataclass(frozen=True, slots=True)
class NotAFile(Catalogued):
    """A folder, a pipe or a device in the place of a file."""

    code = "SG107"

    @property
    def message(self) -> str:
        return "this is not a file to be read"


@dataclass(frozen=True, slots=True)
class CannotOpen(Catalogued):
    code = "SG107"
    reason: str

    @property
    def message(self) -> str:
        return f"the file can't be read: {self.reason}"


@dataclass(frozen=True, slots=True)
class NotThere(Catalogued):
    """A file that was there when it was listed, or is named by another."""

    code = "SG108"

    @property
    def message(self) -> str:
        return "the file is not there"


@dataclass(frozen=True, slots=True)
class NotFound(Catalogued):
    """A file, or else a folder, that the user named."""

    code = "SG108"
    or_folder: bool = False

    @property
    def message(self) -> str:
        return f"there is no such file{' or folder' if self.or_folder else ''}"


@dataclass(frozen=True, slots=True)
class Changed(Catalogued):
    code = "SG108"

    @property
    def message(self) -> str:
        return "the document has changed since its units were read"


@dataclass(frozen=True, slots=True)
class WorkerDied(Catalogued):
    code = "SG112"
    status: int | None

    @property
    def message(self) -> str:
        return f"the process that checked this file died (status {self.status})"


@dataclass(frozen=True, slots=True)
class TooMuchMemory(Catalogued):
    """A file for which the memory of a process does not do."""

    code = "SG112"

    @property
    def message(self) -> str:
        return "this file needs more memory than a process of siglum's may have"


@dataclass(frozen=True, slots=True)
class TookTooLong(Catalogued):
    """A file that a process computed at for too long."""

    code = "SG112"
    seconds: int
    """How long it may, in seconds of the processor."""

    @property
    def message(self) -> str:
        return f"this file took more than {self.seconds:,} seconds of the processor"


@dataclass(frozen=True, slots=True)
class CheckFailed(Catalogued):
    """A check that a document brings down."""

    code = "SG112"
    error: str
    reason: str

    @property
    def message(self) -> str:
        return f"a check could not deal with this file: {self.error}: {self.reason}"


@dataclass(frozen=True, slots=True)
class OwnFault(Catalogued):
    code = "SG112"
    error: str
    reason: str

    @property
    def message(self) -> str:
        return f"a fault of siglum itself, please report it: {self.error}: {self.reason}"


@dataclass(frozen=True, slots=True)
class UnreadDtd(Catalogued):
    code = "SG113"
    address: str

    @property
    def message(self) -> str:
        return f"the file asks for the DTD “{self.address}”, which is not read"


@dataclass(frozen=True, slots=True)
class UnreadDeclarations(Catalogued):
    code = "SG113"

    @property
    def message(self) -> str:
        return "the file declares elements, attributes or notations, which are not read"


class _Include(Catalogued):
    """An xi:include of which nothing comes."""

    __slots__ = ()
    code = "SG110"


@dataclass(frozen=True, slots=True)
class UnknownParse(_Include):
    parse: str

    @property
    def message(self) -> str:
        return f"“{self.parse}” is no way to include a file"

    @property
    def advice(self) -> str:
        return 'Write parse="xml" or parse="text".'


@dataclass(frozen=True, slots=True)
class PartOfText(_Include):
    """An xpointer into a file that is included as text."""

    @property
    def message(self) -> str:
        return "a text is included whole, without xpointer"

    @property
    def advice(self) -> str:
        return "Take out xpointer."


@dataclass(frozen=True, slots=True)
class IncludesItself(_Include):
    named: str
    """What the include names: a file, or a part of its own."""

    @property
    def message(self) -> str:
        return f"“{self.named}” includes itself"

    @property
    def advice(self) -> str:
        return "Take out one of the includes that lead in a circle."


@dataclass(frozen=True, slots=True)
class TooManyIncludes(_Include):
    most: int

    @property
    def message(self) -> str:
        return f"more than {self.most} files are included"


@dataclass(frozen=True, slots=True)
class IncludesTooDeep(_Include):
    most: int

    @property
    def message(self) -> str:
        return f"files include one another more than {self.most} deep"

    @property
    def advice(self) -> str:
        return "Let one file include the others, instead of each the next."


@dataclass(frozen=True, slots=True)
class TooMuchIncluded(_Include):
    most: int
    """Bytes."""

    @property
    def message(self) -> str:
        return f"more than {self.most // 1_000_000} MB are included"


@dataclass(frozen=True, slots=True)
class IncludeWithFragment(_Include):
    href: str

    @property
    def message(self) -> str:
        return f"“{self.href}” asks for a part of a file"

    @property
    def advice(self) -> str:
        return 'Take out “#” and what follows it; a part of a file is named by xpointer="…".'


@dataclass(frozen=True, slots=True)
class IncludeOfNothing(_Include):
    @property
    def message(self) -> str:
        return "the include names no file"

    @property
    def advice(self) -> str:
        return 'Write the path of a file: href="….xml".'


@dataclass(frozen=True, slots=True)
class IncludeRefused(_Include):
    address: str
    reason: Reason

    @property
    def message(self) -> str:
        return phrases.refused(self.address, self.reason)

    @property
    def advice(self) -> str | None:
        return phrases.if_refused(self.address, self.reason)


@dataclass(frozen=True, slots=True)
class WrongXpointer(_Include):
    xpointer: str
    reason: str

    @property
    def message(self) -> str:
        return f"the xpointer “{self.xpointer}” can't be read: {self.reason}"

    @property
    def advice(self) -> str:
        return 'Name an element by its xml:id, as in xpointer="p1", or by element(/1/2).'


@dataclass(frozen=True, slots=True)
class NothingAtXpointer(_Include):
    file: str
    xpointer: str

    @property
    def message(self) -> str:
        return f"nothing in “{self.file}” is what “{self.xpointer}” asks for"

    @property
    def advice(self) -> str:
        return "Correct the xpointer, or give the element in that file this xml:id."


@dataclass(frozen=True, slots=True)
class NestedAtXpointer(_Include):
    xpointer: str

    @property
    def message(self) -> str:
        return f"“{self.xpointer}” asks for an element and for another in it"

    @property
    def advice(self) -> str:
        return "Ask for the outer one alone."


@dataclass(frozen=True, slots=True)
class IncludeNotThere(_Include):
    file: str

    @property
    def message(self) -> str:
        return f"the included file “{self.file}” is not there"

    @property
    def advice(self) -> str:
        return "Correct the path; it is relative to the file with the include."


@dataclass(frozen=True, slots=True)
class IncludeUnreadable(_Include):
    file: str
    reason: str

    @property
    def message(self) -> str:
        return f"the included file “{self.file}” can't be read: {self.reason}"


@dataclass(frozen=True, slots=True)
class IncludeNotText(_Include):
    file: str
    encoding: str

    @property
    def message(self) -> str:
        return f"the included file “{self.file}” is not text in “{self.encoding}”"


@dataclass(frozen=True, slots=True)
class IncludeWithCharacter(_Include):
    """A file, included as text, with a character that XML does not know."""

    file: str
    character: str

    @property
    def message(self) -> str:
        number = f"U+{ord(self.character):04X}"
        return (
            f"the included file “{self.file}” has the character {number}, which XML does not know"
        )

    @property
    def advice(self) -> str:
        return "Take it out of that file."
