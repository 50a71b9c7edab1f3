"""Which schemas there are for a document (SG2)."""

from __future__ import annotations

from dataclasses import dataclass

from siglum.findings.diagnostics import Kind
from siglum.findings.kinds.catalogued import Catalogued
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
