"""Baselines that can't be used (SG901)."""

from __future__ import annotations

from siglum.findings.kinds.catalogued import WrongSettings
from siglum.relaxng.frozen import dataclass


class _Baseline(WrongSettings):
    """A file of known findings that can't be used."""

    __slots__ = ()

    @property
    def advice(self) -> str:
        return "Correct it, or remove the file and write it anew with --write-baseline."


@dataclass(frozen=True, slots=True)
class BaselineNoFile(_Baseline):
    @property
    def message(self) -> str:
        return "this is no file, and so no baseline"


@dataclass(frozen=True, slots=True)
class NoSuchBaseline(_Baseline):
    path: str

    @property
    def message(self) -> str:
        return "there is no such baseline"

    @property
    def advice(self) -> str:
        return f"Write it: siglum validate --write-baseline {self.path}"


@dataclass(frozen=True, slots=True)
class UnreadableBaseline(_Baseline):
    reason: str

    @property
    def message(self) -> str:
        return f"the baseline can't be read: {self.reason}"


@dataclass(frozen=True, slots=True)
class NoBaseline(_Baseline):
    @property
    def message(self) -> str:
        return "this is no baseline that siglum can read"


@dataclass(frozen=True, slots=True)
class NoKnownFinding(_Baseline):
    """A line of a baseline that is none."""

    @property
    def message(self) -> str:
        return "this line of the baseline is no known finding"
