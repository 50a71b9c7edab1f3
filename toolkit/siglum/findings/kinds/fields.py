"""What can be wrong with [fields] and [facets] of edition.toml, and with what they find."""

from __future__ import annotations

from siglum.findings.kinds.catalogued import Catalogued, WrongSettings
from siglum.relaxng.frozen import dataclass


@dataclass(frozen=True, slots=True)
class NoFieldPath(WrongSettings):
    """A path of [fields] or [facets] that can't be read."""

    path: str

    @property
    def message(self) -> str:
        return f"siglum can't read the path “{self.path}”"

    @property
    def advice(self) -> str:
        return (
            "Write names of TEI elements, parted by / or //, from the outermost element on, such as"
            " “teiHeader//title[@type='main']”; the last may be an attribute, such as “/@n”."
        )


@dataclass(frozen=True, slots=True)
class NoFacetName(WrongSettings):
    """A name of [facets] that no reader could see, or that is one of siglum's own."""

    name: str
    longest: int

    @property
    def message(self) -> str:
        return f"“{self.name}” can't be the name of a facet"

    @property
    def advice(self) -> str:
        return (
            f"Write what readers are to see, in at most {self.longest} characters; sender,"
            " receiver, place, kind, language, date and all are siglum's own."
        )


@dataclass(frozen=True, slots=True)
class ManyFacets(WrongSettings):
    """More facets than a search can have."""

    count: int
    most: int

    @property
    def message(self) -> str:
        return f"{self.count} facets are more than the {self.most} that an edition can have"

    @property
    def advice(self) -> str:
        return "Keep those by which readers look for documents."


@dataclass(frozen=True, slots=True)
class FieldInNoDocument(Catalogued):
    """A path of edition.toml that leads to nothing."""

    code = "SG613"
    table: str
    name: str
    path: str

    @property
    def message(self) -> str:
        return f"“{self.path}” finds nothing in any document for “{self.name}” of [{self.table}]"


@dataclass(frozen=True, slots=True)
class FieldCostsTooMuch(Catalogued):
    code = "SG613"
    name: str
    path: str

    @property
    def message(self) -> str:
        return f"“{self.path}” leads to too much here: “{self.name}” is not read"

    @property
    def advice(self) -> str:
        return "Write a path with fewer “//”, such as one that begins with teiHeader."


@dataclass(frozen=True, slots=True)
class NoDateInField(Catalogued):
    """What the path of the field “date” leads to, and says no date."""

    code = "SG613"
    value: str

    @property
    def message(self) -> str:
        return f"siglum reads no date in “{self.value}”, where edition.toml says that it is"

    @property
    def advice(self) -> str:
        return "Give the element @when, or @notBefore and @notAfter, in ISO 8601."


@dataclass(frozen=True, slots=True)
class ManyValues(Catalogued):
    """A document with more values of a facet than readers could choose from."""

    code = "SG613"
    name: str
    most: int

    @property
    def message(self) -> str:
        return f"of the values of “{self.name}” only the first {self.most} count here"

    @property
    def advice(self) -> str:
        return "Write a path that leads to what tells documents apart, rather than to their words."
