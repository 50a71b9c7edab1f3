"""The checkers of a run, one for each edition that its files belong to."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from siglum.checks.checker import Checker, Options, Report, Strikes
from siglum.edition.config import Edition
from siglum.edition.document import STDIN
from siglum.edition.editions import Editions


class Checkers:
    """Checks files, each by the checker of its edition."""

    def __init__(self, working_folder: Path, options: Options | None = None) -> None:
        self._editions = Editions(working_folder)
        self._options = options
        self._checkers: dict[Path, Checker] = {}
        self._strikes: dict[Path, Strikes] = {}

    def do(self, task: Path) -> Report:
        """Check a file, and return what can be sent to another process."""
        return replace(self.check(task), document=None, asked=None)

    def check(self, path: Path) -> Report:
        """Check a file; `-` is the standard input, which may stand for another file.

        Raises CannotRun.
        """
        if path == STDIN:
            name = self._options.stdin_name if self._options else None
            checker = self._checker(self._editions.of(name or self._editions.working_folder))
            data = sys.stdin.buffer.read() if sys.stdin is not None else b""
            report = checker.check_bytes(name or path, data)
            return replace(report, given=data) if name else report
        return self._checker(self._editions.of(path)).check(path)

    @property
    def memory(self) -> dict[Path, Strikes] | None:
        """Which rules took too long so far, in each edition."""
        known = {root: checker.strikes for root, checker in self._checkers.items()}
        return {root: strikes for root, strikes in known.items() if strikes} or None

    @memory.setter
    def memory(self, memory: dict[Path, Strikes] | None) -> None:
        self._strikes = memory or {}
        for root, checker in self._checkers.items():
            checker.strikes = self._strikes.get(root, {})

    def close(self) -> None:
        """Keep what the next run can use."""
        for checker in self._checkers.values():
            checker.close()

    def _checker(self, edition: Edition) -> Checker:
        known = self._checkers.get(edition.root)
        if known is None or known.edition is not edition:  # its settings have changed
            known = self._checkers[edition.root] = Checker(edition, self._options)
            known.strikes = self._strikes.get(edition.root, {})
        return known
