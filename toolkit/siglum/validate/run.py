"""`siglum validate`: the files that were asked for, each checked by the edition it belongs to."""

from __future__ import annotations

import itertools
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from siglum.codes import diagnostic
from siglum.config import FILE_NAME, Edition, find, root_of
from siglum.diagnostics import Diagnostic, Span
from siglum.stamps import Kept
from siglum.validate.checker import Checker, Options, Report, Strikes
from siglum.validate.twins import Twins

STDIN = Path("-")

# Fewer files than this are done sooner by one process than others are started.
_WORTHWHILE = 12


class Editions:
    """The editions of a run, each with its checker, by the folders of the files."""

    def __init__(self, working_folder: Path, options: Options | None = None) -> None:
        self._working_folder = working_folder.resolve()
        self._options = options
        self._editions: dict[Path, tuple[Kept, Edition]] = {}
        self._checkers: dict[Path, Checker] = {}
        self._strikes: dict[Path, Strikes] = {}

    def of(self, path: Path) -> Edition:
        """Return the edition a file or folder belongs to. Raises CannotRun.

        Files that no edition.toml stands above are seen from the working folder.
        """
        try:
            folder = (path if path.is_dir() else path.parent).resolve()
        except (OSError, RuntimeError):
            folder = self._working_folder
        root = root_of(folder, self._working_folder)
        if root is None:
            is_below = folder.is_relative_to(self._working_folder)
            root = self._working_folder if is_below else folder
        known = self._editions.get(root)
        if known is None or not known[0].unchanged():
            known = self._editions[root] = Kept([root / FILE_NAME]), find(root)
            self._checkers.pop(root, None)
        return known[1]

    def check(self, path: Path) -> Report:
        """Check a file; `-` is the standard input, which may stand for another file.

        Raises CannotRun.
        """
        if path == STDIN:
            name = self._options.stdin_name if self._options else None
            checker = self._checker(self.of(name or self._working_folder))
            data = sys.stdin.buffer.read() if sys.stdin is not None else b""
            report = checker.check_bytes(name or path, data)
            return replace(report, given=data) if name else report
        return self._checker(self.of(path)).check(path)

    @property
    def strikes(self) -> dict[Path, Strikes]:
        """Which rules took too long so far, in each edition."""
        known = {root: checker.strikes for root, checker in self._checkers.items()}
        return {root: strikes for root, strikes in known.items() if strikes}

    @strikes.setter
    def strikes(self, strikes: dict[Path, Strikes]) -> None:
        self._strikes = strikes
        for root, checker in self._checkers.items():
            checker.strikes = strikes.get(root, {})

    def close(self) -> None:
        """Keep what the next run can use."""
        for checker in self._checkers.values():
            checker.close()

    def _checker(self, edition: Edition) -> Checker:
        if edition.root not in self._checkers:
            checker = self._checkers[edition.root] = Checker(edition, self._options)
            checker.strikes = self._strikes.get(edition.root, {})
        return self._checkers[edition.root]


def files_to_check(paths: tuple[Path, ...], working_folder: Path) -> Iterator[Path | Report]:
    """Yield each file of the paths once, and a report for each path that yields none.

    Without paths, the files are those of the edition of the working folder. Raises CannotRun for
    a wrong edition.toml.
    """
    if not paths:
        edition = find(working_folder)
        paths = _files_of(edition) if edition.configured else (edition.root,)
        if not paths:
            yield _no_files(edition)
    seen: set[Path] = set()
    for path in paths:
        for item in _files(path):
            if isinstance(item, Report):
                yield item
            elif item not in seen:
                seen.add(item)
                yield item


def _files_of(edition: Edition) -> tuple[Path, ...]:
    return tuple(dict.fromkeys([*edition.documents, *edition.authority]))


def _no_files(edition: Edition) -> Report:
    patterns = ", ".join(edition.settings.sources)
    path = edition.root / FILE_NAME
    message = f"no file matches the sources: {patterns}"
    return Report(path, (diagnostic("SG901", message, Span(path)),))


def _files(path: Path) -> Iterable[Path | Report]:
    if path == STDIN:
        return [path]
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        if path.is_symlink() or not isinstance(error, FileNotFoundError):
            return [path]  # reading it will say what is wrong
        message = "there is no such file or folder"
        return [Report(path, (diagnostic("SG108", message, Span(path)),))]
    if stat.S_ISDIR(mode):
        message = "there is no XML file in this folder"
        return _xml_files(path) or [Report(path, (diagnostic("SG106", message, Span(path)),))]
    return [path]


def _xml_files(folder: Path) -> list[Path]:
    """Return the XML files below a folder; hidden folders and those of packages are left out."""
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name[0] != "." and name != "node_modules"]
        found += [Path(parent, name) for name in names if name.endswith(".xml")]
    return sorted(path for path in found if path.is_file())


def in_order(
    paths: tuple[Path, ...], working_folder: Path, options: Options, jobs: int
) -> Iterator[Report]:
    """Yield a report for each file, in the order of the input, whatever the order of the work.

    What is wrong with another file than the one that is checked, as with a schema, is told once.
    Raises CannotRun for a wrong edition.toml or a schema that is not there.
    """
    told: set[Diagnostic] = set()
    editions, twins = Editions(working_folder), Twins()
    belongs: dict[Path, Edition] = {}  # by the folders of the files
    for report in without_parts(_reports(paths, working_folder, options, jobs)):
        found = (*report.findings, *twins.of(report.path))
        findings = tuple(finding for finding in found if finding not in told)
        told.update(finding for finding in findings if finding.span.file != report.path)
        folder = report.path.parent
        if folder not in belongs:
            belongs[folder] = editions.of(report.path)
        yield replace(report, findings=findings, edition=belongs[folder])


def without_parts(reports: Iterable[Report]) -> Iterator[Report]:
    """Yield the reports, those of files that are no documents at the end, when more is known.

    Where another file of the run includes such a file, it is a part, and in order.
    """
    parts: list[Report] = []
    included: set[Path] = set()
    for report in reports:
        included |= report.includes
        if report.is_part:
            parts.append(report)
        else:
            yield report
    for report in parts:
        if report.path.resolve() in included:
            rest = tuple(one for one in report.findings if one.code != "SG104")
            report = replace(report, findings=rest)
        yield report


def _reports(
    paths: tuple[Path, ...], working_folder: Path, options: Options, jobs: int
) -> Iterator[Report]:
    items = files_to_check(paths, working_folder)
    first = list(itertools.islice(items, _WORTHWHILE))
    everything = itertools.chain(first, items)
    if jobs > 1 and len(first) == _WORTHWHILE and STDIN not in first:
        from siglum.validate.workers import in_parallel

        yield from in_parallel(everything, working_folder, options, jobs)
        return
    editions = Editions(working_folder, options)
    for item in everything:
        yield item if isinstance(item, Report) else editions.check(item)
    editions.close()
