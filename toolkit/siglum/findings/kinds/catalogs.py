"""Catalogs of schemas that can't be used (SG901)."""

from __future__ import annotations

from siglum.findings.kinds import phrases
from siglum.findings.kinds.catalogued import WrongSettings
from siglum.relaxng.frozen import dataclass
from siglum.xml.resolve import Reason


class _Catalog(WrongSettings):
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
