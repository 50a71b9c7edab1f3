"""A baseline: the findings that a project knows, kept in a file, so that only new ones count.

Each finding is a line of JSON; the lines are sorted, so that a review shows what came and went. A
finding is recognized by its file (relative to the baseline), its code, its message, and how often
it occurs; not by its line, so that it is still recognized when text has moved.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from siglum.findings import kinds
from siglum.findings.diagnostics import CannotRun, Diagnostic, Kind, Span
from siglum.findings.selection import Selection
from siglum.work.files import write_file

_HEAD = "siglum-baseline"
_VERSION = 1
_LINE = re.compile(r"\b(line|column) \d+")
"""What a message says of where: it changes while the finding is the same."""


class Known(NamedTuple):
    """By what a finding is recognized."""

    file: str
    code: str
    message: str


class Written(NamedTuple):
    """How many findings a baseline holds after writing, and how many came and went."""

    total: int
    new: int
    gone: int


class Baseline:
    """The known findings of a project, and which of them have been met in this run."""

    def __init__(self, path: Path, known: Counter[Known] | None = None) -> None:
        self.path = path
        self.known: Counter[Known] = known or Counter()
        self._met: Counter[Known] = Counter()
        self._folder = Path(os.path.realpath(path)).parent
        self._names: dict[Path, str] = {}

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """Read a baseline. Raises CannotRun, with the line, for a file that is no baseline."""
        if path.exists() and not path.is_file():
            raise _wrong(path, 1, kinds.baselines.BaselineNoFile())
        try:
            lines = path.read_bytes().decode().split("\n")
        except FileNotFoundError:
            raise _wrong(path, 1, kinds.baselines.NoSuchBaseline(str(path))) from None
        except (OSError, UnicodeDecodeError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8"
            raise _wrong(path, 1, kinds.baselines.UnreadableBaseline(reason.lower())) from None
        if _parsed(lines[0]) != {_HEAD: _VERSION}:
            raise _wrong(path, 1, kinds.baselines.NoBaseline())
        known: Counter[Known] = Counter()
        for number, line in enumerate(lines[1:], 2):
            match _parsed(line) if line.strip() else None:
                case None:
                    continue
                case {"file": str(file), "code": str(code), "message": str(said), "count": int(n)}:
                    known[Known(file, code, said)] += max(0, n)
                case _:
                    raise _wrong(path, number, kinds.baselines.NoKnownFinding())
        return cls(path, known)

    def meet(self, finding: Diagnostic) -> bool:
        """Count a finding of this run; say whether it is a known one."""
        key = self._key(finding)
        self._met[key] += 1
        return self._met[key] <= self.known[key]

    def forget(self) -> None:
        """Forget what has been met."""
        self._met.clear()

    def gone(self, checked: Iterable[Path] | None, unread: Iterable[Path] = ()) -> int:
        """Return how many known findings are gone. To be called after all files are checked.

        Findings are gone only from files that were `checked` (None: all files were) and are not
        `unread`, that is, could be checked as a whole; and from files that no longer exist.
        """
        tells = self._telling(checked, unread)
        left = self.known - self._met
        return sum(n for key, n in left.items() if tells(key.file))

    def write(
        self,
        checked: Iterable[Path] | None,
        selection: Selection,
        unread: Iterable[Path] = (),
    ) -> Written:
        """Replace the known findings by those of this run.

        Those in files that were not checked as a whole (see `gone`), or with codes that are not
        selected, stay as they are.
        """
        tells = self._telling(checked, unread)
        stay, met = Counter(self.known), Counter(self._met)
        for key in self.known:
            if tells(key.file) and selection.says(key.code) is not False:
                stay[key] = 0
        for key in self._met:
            if selection.says(key.code) is False:
                met[key] = 0
        found = stay | met
        lines = [_line({_HEAD: _VERSION})]
        lines += [_line({**key._asdict(), "count": n}) for key, n in sorted(found.items()) if n]
        write_file(self.path, "\n".join([*lines, ""]))
        new, gone = found - self.known, self.known - found
        return Written(found.total(), new.total(), gone.total())

    def _telling(
        self, checked: Iterable[Path] | None, unread: Iterable[Path]
    ) -> Callable[[str], bool]:
        """Return a predicate on file names: can findings of this file be gone (see `gone`)?"""
        names = None if checked is None else {self._name(path) for path in checked}
        silent = {self._name(path) for path in unread}

        def tells(file: str) -> bool:
            is_checked = (names is None or file in names) and file not in silent
            return is_checked or not os.path.lexists(self._folder / file)

        return tells

    def _key(self, finding: Diagnostic) -> Known:
        message = _LINE.sub(r"\1 …", finding.kind.message)  # without how often
        return Known(self._name(finding.span.file), finding.code, message)

    def _name(self, path: Path) -> str:
        if path not in self._names:
            try:
                name = Path(os.path.relpath(os.path.realpath(path), self._folder)).as_posix()
            except ValueError:  # on another drive
                name = path.absolute().as_posix()
            self._names[path] = name
        return self._names[path]


def _line(data: dict[str, Any]) -> str:
    """Return one line of JSON, with invisible characters and lone surrogates escaped."""
    written = json.dumps(data, ensure_ascii=False)
    if written.isprintable():
        return written
    return "".join(one if one.isprintable() else json.dumps(one)[1:-1] for one in written)


def _parsed(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return False


def _wrong(path: Path, line: int, kind: Kind) -> CannotRun:
    return CannotRun(Diagnostic(kind, Span(path, line)))
