"""The command itself: what it can't find, make or write (SG901 to SG906)."""

from __future__ import annotations

from siglum.findings.kinds.catalogued import Catalogued, WrongSettings
from siglum.relaxng.frozen import dataclass


@dataclass(frozen=True, slots=True)
class NoSources(WrongSettings):
    patterns: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"no file matches the sources: {', '.join(self.patterns)}"


@dataclass(frozen=True, slots=True)
class NoEdition(WrongSettings):
    @property
    def message(self) -> str:
        return "there is no edition.toml in this folder or above it"

    @property
    def advice(self) -> str:
        return "Write one beside the edition's folders; the README has its keys."


@dataclass(frozen=True, slots=True)
class NoSuchOutput(WrongSettings):
    output: str
    known: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"there is no output “{self.output}”"

    @property
    def advice(self) -> str:
        return f"Outputs: {', '.join(self.known)}."


@dataclass(frozen=True, slots=True)
class NoParquet(WrongSettings):
    @property
    def message(self) -> str:
        return "Parquet needs the package pyarrow, which is not installed"

    @property
    def advice(self) -> str:
        return "Install it: pip install 'siglum[parquet]'"


@dataclass(frozen=True, slots=True)
class NoStemmer(WrongSettings):
    @property
    def message(self) -> str:
        return "“stems” needs the package snowballstemmer, which is not installed"

    @property
    def advice(self) -> str:
        return "Install it: pip install 'siglum[stems]'"


@dataclass(frozen=True, slots=True)
class OnePage(WrongSettings):
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
class FolderLikePage(WrongSettings):
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
class PageTwice(WrongSettings):
    page: str

    @property
    def message(self) -> str:
        return f"two pages would be called “{self.page}”"


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
