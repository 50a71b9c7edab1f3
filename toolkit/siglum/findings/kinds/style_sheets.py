"""An edition's own style sheets that can't go into a site (SG901)."""

from __future__ import annotations

from siglum.findings.diagnostics import Kind
from siglum.findings.kinds.catalogued import WrongSettings
from siglum.relaxng.frozen import dataclass
from siglum.xml.resolve import Reason


class _StyleSheet(WrongSettings):
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
