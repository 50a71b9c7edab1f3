"""Rendering and publishing (SG6)."""

from __future__ import annotations

from siglum.findings.kinds import phrases
from siglum.findings.kinds.catalogued import Catalogued
from siglum.relaxng.frozen import dataclass


@dataclass(frozen=True, slots=True)
class NoTemplate(Catalogued):
    code = "SG602"
    element: str
    count: int

    @property
    def message(self) -> str:
        return f"no template knows the element “{self.element}”{phrases.times(self.count)}"


_HEADER = {
    "title": "Write it as title in the titleStmt.",
    "date": (
        "Write it as date in creation (profileDesc), in the correspAction of the sender, or as"
        " origDate, with when or another attribute that tells it."
    ),
}
"""What a citation can't do without, and where it is written."""


@dataclass(frozen=True, slots=True)
class NotInHeader(Catalogued):
    code = "SG603"
    part: str
    """A key of `_HEADER`."""

    @property
    def message(self) -> str:
        return f"the header has no {self.part} to cite the document by"

    @property
    def advice(self) -> str:
        return _HEADER[self.part]


@dataclass(frozen=True, slots=True)
class ElementNotOnPage(Catalogued):
    code = "SG604"
    element: str

    @property
    def message(self) -> str:
        return f"“{self.element}” can't stand on a page"


@dataclass(frozen=True, slots=True)
class AttributeNotOnPage(Catalogued):
    code = "SG604"
    element: str
    attribute: str

    @property
    def message(self) -> str:
        return f"“{self.attribute}” of “{self.element}” can't stand on a page"

    @property
    def advice(self) -> str:
        return "Remove the attribute: what it has an element do, a page does not do."


@dataclass(frozen=True, slots=True)
class StyleLeftOut(Catalogued):
    """A property of CSS, or its value, that a page does not take."""

    code = "SG605"
    style: str

    @property
    def message(self) -> str:
        return f"the style “{self.style}” is left out"


@dataclass(frozen=True, slots=True)
class _Unpublished(Catalogued):
    """A file that is not copied into the site."""

    code = "SG606"
    file: str

    @property
    def message(self) -> str:
        return f"“{self.file}” is not published: {self._why}"

    @property
    def _why(self) -> str:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class NoNameOfTei(_Unpublished):
    suffixes: tuple[str, ...]

    @property
    def _why(self) -> str:
        return "browsers take it for no TEI file"

    @property
    def advice(self) -> str:
        return f"Give it a name that ends in {', '.join(self.suffixes)}."


class IllegibleName(_Unpublished):
    __slots__ = ()

    @property
    def _why(self) -> str:
        return "its name has characters that are not seen"

    @property
    def advice(self) -> str:
        return "Rename the file, or its folder."


@dataclass(frozen=True, slots=True)
class NoPicture(_Unpublished):
    suffixes: tuple[str, ...]

    @property
    def _why(self) -> str:
        return "a page shows no file of this kind"

    @property
    def advice(self) -> str:
        return f"Name a picture: {', '.join(self.suffixes)}."


class NotXml(_Unpublished):
    __slots__ = ()

    @property
    def _why(self) -> str:
        return "it can't be read as XML"


class ReadInOtherWays(_Unpublished):
    """A file in whose encoding browsers may find other markup."""

    __slots__ = ()

    @property
    def _why(self) -> str:
        return "browsers may read its encoding in another way; save it as UTF-8"


class Declares(_Unpublished):
    __slots__ = ()

    @property
    def _why(self) -> str:
        return "its DOCTYPE declares what browsers put into the elements"


class NamesStyleSheet(_Unpublished):
    __slots__ = ()

    @property
    def _why(self) -> str:
        return "browsers would load what its <?xml-stylesheet?> names"


class StyleSheetLoads(_Unpublished):
    __slots__ = ()

    @property
    def _why(self) -> str:
        return "its style sheet loads something"


@dataclass(frozen=True, slots=True)
class ElementActs(_Unpublished):
    element: str

    @property
    def _why(self) -> str:
        return f"“{self.element}” runs or loads something in a browser"


@dataclass(frozen=True, slots=True)
class AttributeActs(_Unpublished):
    element: str
    attribute: str

    @property
    def _why(self) -> str:
        return f"“{self.attribute}” of “{self.element}” runs or loads something in a browser"


class _Citing(Catalogued):
    """A citeStructure by which units have no reference."""

    __slots__ = ()
    code = "SG607"


@dataclass(frozen=True, slots=True)
class CitesTooMuch(_Citing):
    @property
    def message(self) -> str:
        return "the paths of citeStructure lead to too much: some units have no reference"

    @property
    def advice(self) -> str:
        return "Write paths with fewer “//”, and structures that do not name all elements."


@dataclass(frozen=True, slots=True)
class CitesWithout(_Citing):
    attribute: str

    @property
    def message(self) -> str:
        return f"citeStructure has no @{self.attribute}"


@dataclass(frozen=True, slots=True)
class CitesTooDeep(_Citing):
    most: int

    @property
    def message(self) -> str:
        return f"citeStructure stands more than {self.most} deep within others"


@dataclass(frozen=True, slots=True)
class UnreadablePath(_Citing):
    path: str

    @property
    def message(self) -> str:
        return f"siglum can't read the path “{self.path}”"


@dataclass(frozen=True, slots=True)
class PathFromOutside(_Citing):
    """A path of an inner citeStructure that does not begin at the unit around it."""

    path: str

    @property
    def message(self) -> str:
        return f"the path “{self.path}” does not begin at the unit around it"


@dataclass(frozen=True, slots=True)
class DeadLink(Catalogued):
    """A link within the site that leads to nothing."""

    code = "SG614"
    address: str
    """Of what is not there, from the site's folder on."""
    pages: int
    """How many have the link."""

    @property
    def message(self) -> str:
        where = "one page links" if self.pages == 1 else f"{self.pages:,} pages link"
        return f"{where} to “{self.address}”, which is not there"


@dataclass(frozen=True, slots=True)
class MoreDeadLinks(Catalogued):
    """More dead links than are told apart."""

    code = "SG614"
    most: int

    @property
    def message(self) -> str:
        return f"more than {self.most:,} links are dead, of which the first are told"


@dataclass(frozen=True, slots=True)
class NotMade(Catalogued):
    """A document at which a process of a build failed."""

    code = "SG601"
    reason: str

    @property
    def message(self) -> str:
        return f"its pages could not be made: {self.reason}"


@dataclass(frozen=True, slots=True)
class MakerDied(Catalogued):
    """A document in the middle of which a process of a build ended."""

    code = "SG601"
    status: int | None

    @property
    def message(self) -> str:
        return f"the process that made its pages died (status {self.status})"


@dataclass(frozen=True, slots=True)
class MentionsDiffer(Catalogued):
    """A pointer that a document has more often, or less often, than the registers count."""

    code = "SG608"
    pointer: str
    """Element, attribute and value, as in “persName/@ref #x”."""
    counted: int
    """In the registers."""
    found: int
    """In the document."""

    @property
    def message(self) -> str:
        return f"{self.pointer} is counted {self.counted} times and stands {self.found} times"


class _OneSize(Catalogued):
    """A picture that pages show in one size only."""

    __slots__ = ()
    code = "SG612"


@dataclass(frozen=True, slots=True)
class NoSmallerPictures(_OneSize):
    """Pillow, which makes smaller copies, is not installed."""

    @property
    def message(self) -> str:
        return "pages load large pictures as they are: smaller copies are made by Pillow"

    @property
    def advice(self) -> str:
        return "Install it: pip install 'siglum[pictures]'."


@dataclass(frozen=True, slots=True)
class PictureNotRead(_OneSize):
    """A picture that Pillow can't read."""

    name: str
    reason: str

    @property
    def message(self) -> str:
        return f"“{self.name}” has no smaller copies: {self.reason}"
