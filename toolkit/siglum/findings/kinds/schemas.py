"""The schemas of a document, and those that can't be used (SG2)."""

from __future__ import annotations

from siglum.findings.diagnostics import Kind
from siglum.findings.kinds import phrases
from siglum.findings.kinds.catalogued import Catalogued
from siglum.relaxng.frozen import dataclass
from siglum.xml.resolve import Reason


@dataclass(frozen=True, slots=True)
class NoSchemaNamed(Catalogued):
    code = "SG205"

    @property
    def message(self) -> str:
        return "no schema is named for this document"


@dataclass(frozen=True, slots=True)
class NoSuchSchema(Catalogued):
    """A schema that the user named."""

    code = "SG206"
    schema: str

    @property
    def message(self) -> str:
        return f"the schema “{self.schema}” is not there"


@dataclass(frozen=True, slots=True)
class NotASchema(Catalogued):
    """A file that the user named, and that has the name of no schema."""

    code = "SG206"
    file: str
    suffixes: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"the schema “{self.file}” is no schema by its name ({', '.join(self.suffixes)})"


@dataclass(frozen=True, slots=True)
class NotRelaxNg(Catalogued):
    """A file to be compared, and that has the name of no schema of RELAX NG."""

    code = "SG206"
    file: str
    suffixes: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"“{self.file}” is no schema of RELAX NG by its name ({', '.join(self.suffixes)})"

    @property
    def advice(self) -> str:
        return "Of a customization, make such a schema: siglum odd compile."


@dataclass(frozen=True, slots=True)
class _AskedFor(Catalogued):
    """A schema that a document asks for, and does not have."""

    code = "SG206"
    schema: str

    @property
    def message(self) -> str:
        return f"the document asks for the schema “{self.schema}”{self._why}"

    @property
    def _why(self) -> str:
        raise NotImplementedError


class AskedNotThere(_AskedFor):
    __slots__ = ()

    @property
    def _why(self) -> str:
        return ", and there is no such file"

    @property
    def advice(self) -> str:
        return "Correct the path, which is relative to the document, or put the schema there."


class AskedNotKept(_AskedFor):
    """A schema on the web, of which neither a catalog nor the user's store has a copy."""

    __slots__ = ()

    @property
    def _why(self) -> str:
        return ", of which there is no local copy"

    @property
    def advice(self) -> str:
        return f"Run “siglum schema add {self.schema}”, or name a local schema with --schema."


@dataclass(frozen=True, slots=True)
class AskedRefused(_AskedFor):
    reason: Reason

    @property
    def _why(self) -> str:
        return f", which {self.reason}"

    @property
    def advice(self) -> str:
        if self.reason is Reason.OUTSIDE:
            return f"Name it yourself: --schema {self.schema}"
        return "Name a file of the edition by its path, or an address that begins with https:."


@dataclass(frozen=True, slots=True)
class AskedOfBrokenCatalog(_AskedFor):
    cause: Kind
    """What is wrong with the catalog."""

    @property
    def _why(self) -> str:
        return f", but {self.cause.message}"

    @property
    def advice(self) -> str:
        return "Mend the catalog of the edition."


@dataclass(frozen=True, slots=True)
class UnreadableGrammar(Catalogued):
    code = "SG203"
    reason: str
    """As the system has it."""

    @property
    def message(self) -> str:
        return f"the grammar can't be read: {self.reason}"


@dataclass(frozen=True, slots=True)
class NotXsd(Catalogued):
    """A schema that `xmlschema` refuses, for a reason in its words."""

    code = "SG203"
    reason: str

    @property
    def message(self) -> str:
        return f"not a W3C schema: {self.reason}"


@dataclass(frozen=True, slots=True)
class IncludesRefused(Catalogued):
    """A W3C schema that includes a file that may not be read."""

    code = "SG203"
    file: str
    reason: Reason

    @property
    def message(self) -> str:
        return f"it includes “{self.file}”, which {self.reason.value}"


@dataclass(frozen=True, slots=True)
class AsksForRefused(Catalogued):
    """A W3C schema that asks for an address that means no file, or none that may be read."""

    code = "SG203"
    address: str
    reason: Reason

    @property
    def message(self) -> str:
        return f"the schema asks for a file, and {phrases.refused(self.address, self.reason)}"

    @property
    def advice(self) -> str:
        return "Put the file below the edition's folder, and name it by its path from the schema."


@dataclass(frozen=True, slots=True)
class TooCostly(Catalogued):
    """A W3C schema whose expressions had to be ended."""

    code = "SG203"
    schema: str
    seconds: int
    in_document: bool
    """Whether that was on a document: what was found before is told."""

    @property
    def message(self) -> str:
        words = (
            f"the expressions of “{self.schema}” take more than {self.seconds} seconds of the"
            " processor, or too much memory"
        )
        return f"{words}: this check of the document is incomplete" if self.in_document else words

    @property
    def advice(self) -> str:
        return "Simplify the expressions (xs:assert, xs:assertion, xs:alternative)."
