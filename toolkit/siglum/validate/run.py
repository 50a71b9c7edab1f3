"""`siglum validate`: the files that were asked for, each checked by the edition it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from siglum.codes import diagnostic
from siglum.config import Edition, find
from siglum.diagnostics import Diagnostic, Span
from siglum.validate.checker import Checker


@dataclass(slots=True)
class Outcome:
    """What one run found."""

    findings: list[Diagnostic] = field(default_factory=list)
    checked: int = 0
    missing: bool = False
    """Whether a path that was asked for is not there."""


class Editions:
    """The editions of a run, each with its checker, by the folders of the files."""

    def __init__(self, working_folder: Path) -> None:
        self._working_folder = working_folder.resolve()
        self._editions: dict[Path, Edition] = {}
        self._checkers: dict[Path, Checker] = {}

    def of(self, path: Path) -> Edition:
        """Return the edition a file or folder belongs to. Raises CannotRun.

        Files that no edition.toml stands above are seen from the working folder.
        """
        folder = (path if path.is_dir() else path.parent).resolve()
        if folder not in self._editions:
            edition = find(folder)
            if not edition.configured and folder.is_relative_to(self._working_folder):
                edition = find(self._working_folder)
            self._editions[folder] = edition
        return self._editions[folder]

    def checker(self, edition: Edition) -> Checker:
        """Return the checker of an edition, its schemas loaded once."""
        return self._checkers.setdefault(edition.root, Checker(edition))

    @property
    def checkers(self) -> list[Checker]:
        """The checkers that were used."""
        return list(self._checkers.values())


def validate_paths(
    paths: tuple[Path, ...], working_folder: Path, progress: Callable[[str], None]
) -> Outcome:
    """Check files, folders, or, where none are given, the edition of the working folder.

    Raises CannotRun for a wrong edition.toml.
    """
    editions = Editions(working_folder)
    outcome = Outcome()
    if not paths:
        edition = editions.of(working_folder)
        paths = tuple(dict.fromkeys([*edition.documents, *edition.authority]))
        if not paths:
            outcome.findings.append(_no_files(edition))
    for path in _files(paths, outcome):
        progress(f"validating {path.name}")
        report = editions.checker(editions.of(path)).check(path)
        outcome.findings.extend(report.findings)
        outcome.checked += 1
    for checker in editions.checkers:
        outcome.findings[:0] = checker.schema_findings
    return outcome


def _no_files(edition: Edition) -> Diagnostic:
    if edition.configured:
        patterns = ", ".join(edition.settings.sources)
        message = f"no file matches the sources: {patterns}"
        return diagnostic("SG901", message, Span(edition.root / "edition.toml"))
    return diagnostic("SG106", "there is no XML file in this folder", Span(edition.root))


def _files(paths: tuple[Path, ...], outcome: Outcome) -> Iterator[Path]:
    """Yield the files of the paths, each once; note what is missing or empty."""
    seen: set[Path] = set()
    for path in paths:
        if path.is_dir():
            found = sorted(item for item in path.rglob("*.xml") if item.is_file())
            if not found:
                message = "there is no XML file in this folder"
                outcome.findings.append(diagnostic("SG106", message, Span(path)))
        elif path.exists():
            found = [path]
        else:
            found = []
            outcome.missing = True
            message = "there is no such file or folder"
            outcome.findings.append(diagnostic("SG108", message, Span(path)))
        for item in found:
            if item not in seen:
                seen.add(item)
                yield item
