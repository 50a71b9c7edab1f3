"""One document mended in memory: an edit stays only if the document is better for it.

Better means: the finding is gone, there is no new one, and, for what is safe, the text is the same.
The edits of a document are tried together; where that fails, the half of them, and so on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from lxml import etree

from siglum.checks.checker import Checker, Report
from siglum.checks.mends.written import end_of_closed
from siglum.findings.diagnostics import Diagnostic, Edit
from siglum.fix.splicing import CannotSplice, Disjoint, Moves, replaced, spliced
from siglum.xml.lines import Lines
from siglum.xml.source import SourceError, decode, parse

_ROUNDS = 20  # what an edit uncovers may have edits itself
_TRIALS = 300  # of one document

# Findings that keep the rest of a file from being checked: what is found behind them is not new.
_BARRIERS = {"SG101", "SG109"}
_SCHEMA_OF_THE_SAME = "SG202"  # W3C schemas have their say where no other grammar has one

# Findings that stand at the first of several places: they move when that is mended.
_OF_MANY = ("SG302", "SG312", "SG314", "SG4", "RNG111")

_TEXT = etree.XPath("string()")
_TAG = re.compile(r"<!--.*?-->|<\?.*?\?>|</?[^\s<>!][^<>]*>", re.DOTALL)

Place = tuple[Path, str, tuple[int, int]]
"""The file and the code of a finding, its line and column; these are 0 for one of many places."""

Choose = Callable[[Sequence[Diagnostic]], Sequence[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Repair:
    """A finding that is gone, as it stood then, and what its first edit replaced."""

    finding: Diagnostic
    written: str


@dataclass(slots=True)
class Mended:
    """What became of a document and the files it includes."""

    before: dict[Path, bytes]
    """The files that are changed, as they were read."""
    after: dict[Path, bytes]
    """The same files, mended."""
    mended: list[Repair]
    """The findings that are gone."""
    left: tuple[Diagnostic, ...]
    """The findings that remain."""
    reasons: dict[Diagnostic, str] = field(default_factory=dict)
    """Of findings that remain though they have edits, why these were not applied."""


def mend(
    checker: Checker, path: Path, files: Mapping[Path, bytes], choose: Choose, *, unsafe: bool
) -> Mended:
    """Mend a document, and return what became of it. Nothing is written.

    `files` has its bytes, and those of files it may include where they are not what the disk has.
    `choose` returns the findings that are to be mended; with `unsafe`, also where something is
    guessed, or the text changes. The checker has to give findings their edits.
    """
    return _Mending(checker=checker, path=path, files=files, choose=choose, unsafe=unsafe).run()


@dataclass(slots=True)
class _State:
    """The files of a document at a time, and what is found in them."""

    files: dict[Path, bytes]
    report: Report


class _Mending:
    def __init__(
        self,
        checker: Checker,
        path: Path,
        files: Mapping[Path, bytes],
        choose: Choose,
        unsafe: bool,
    ) -> None:
        self._checker = checker
        self._path = path
        self._choose = choose
        self._unsafe = unsafe
        self._trials = 0
        self._refused: dict[Diagnostic, str] = {}
        self._state = self._checked(dict(files))
        self._read: dict[Path, bytes] = dict(files)
        """Each file as it was read."""

    def run(self) -> Mended:
        mended: list[Repair] = []
        for _ in range(_ROUNDS):
            self._refused = {}
            proposed = self._proposed()
            accepted = self._settle(proposed) if proposed else []
            if not accepted:
                break
            mended += accepted
            self._state = self._checked(self._state.files)
        changed = [path for path, data in self._state.files.items() if data != self._read[path]]
        left = tuple(self._choose(self._state.report.findings))
        return Mended(
            before={path: self._read[path] for path in changed},
            after={path: self._state.files[path] for path in changed},
            mended=mended,
            left=left,
            reasons=self._refused,
        )

    def _proposed(self) -> list[Diagnostic]:
        """Return the findings to be mended now; none has edits that overlap those of another."""
        taken: dict[Path, Disjoint] = {}
        proposed = []
        for finding in self._choose(self._state.report.findings):
            if not finding.edits or not (self._unsafe or is_safe(finding)):
                continue
            if taken.setdefault(finding.span.file, Disjoint()).add(finding.edits):
                proposed.append(finding)
        barriers = [finding for finding in proposed if finding.code in _BARRIERS]
        return barriers or proposed

    def _settle(self, proposed: list[Diagnostic]) -> list[Repair]:
        """Apply the edits of as many findings as can be, and return these."""
        base, accepted = self._state, list[Diagnostic]()
        waiting = [proposed]
        while waiting:
            group = waiting.pop()
            if self._trials >= _TRIALS:
                self._refused |= dict.fromkeys(group, "there are too many to try each")
                continue
            state, reason = self._tried(base, [*accepted, *group])
            if state is not None:
                accepted += group
                self._state = state
            elif len(group) == 1:
                self._refused[group[0]] = reason
            else:
                half = len(group) // 2
                waiting += [group[half:], group[:half]]
        files = {finding.span.file for finding in accepted}
        texts = {file: decode(base.files[file]) for file in files}
        return [Repair(one, replaced(texts[one.span.file], one.edits[0])) for one in accepted]

    def _tried(self, base: _State, group: list[Diagnostic]) -> tuple[_State | None, str]:
        """Return what the files are with the edits of some findings; or None, and why not."""
        self._trials += 1
        edits: dict[Path, list[Edit]] = {}
        for finding in group:
            edits.setdefault(finding.span.file, []).extend(finding.edits)
        try:
            base.files |= {path: self._read_part(path) for path in edits if path not in base.files}
            changed = {path: spliced(base.files[path], some) for path, some in edits.items()}
        except (CannotSplice, OSError):
            return None, "the file can't be changed without changing more of it"
        is_kept = all(_keeps_text(base.files[path], data) for path, data in changed.items())
        if not is_kept and all(map(is_safe, group)):
            return None, "the text would change"
        files = base.files | changed
        trial = self._checked(files, edits=False)
        reason = _objection(base=base, trial=trial, group=group, edits=edits)
        return (None, reason) if reason else (trial, "")

    def _checked(self, files: dict[Path, bytes], *, edits: bool = True) -> _State:
        parts = {path.resolve(): data for path, data in files.items() if path != self._path}
        data = files[self._path]
        return _State(files, self._checker.check_bytes(self._path, data, parts, edits=edits))

    def _read_part(self, path: Path) -> bytes:
        """Return the bytes of a file that the document includes."""
        self._read[path] = path.read_bytes()
        return self._read[path]


def is_safe(finding: Diagnostic) -> bool:
    """Tell whether all edits of a finding are safe."""
    return all(edit.is_safe for edit in finding.edits)


def _objection(
    base: _State, trial: _State, group: list[Diagnostic], edits: dict[Path, list[Edit]]
) -> str:
    """Return what speaks against the edits of some findings; "" where nothing does."""
    places = _moved_places(base, trial, edits)
    before = Counter(places.values())
    after = Counter(map(_place, trial.report.findings))
    own = [places[finding] for finding in group]
    if any(after[place] >= before[place] for place in own):
        return "its edit does not mend it"
    if any(finding.code in _BARRIERS for finding in group):
        first = min(own)
        stops = (place for place in after if place[0] == first[0] and place[1] in _BARRIERS)
        return "its edit does not mend it" if any(one[2] <= first[2] for one in stops) else ""
    if base.report.document is None and trial.report.document is not None:
        return ""  # only now that it is a document of TEI are all checks made
    new = after - before
    had_grammar = any(finding.code.startswith("RNG") for finding in base.report.findings)
    for finding in trial.report.findings:
        if new[_place(finding)] and not (had_grammar and finding.code == _SCHEMA_OF_THE_SAME):
            return f"it would bring {finding.code}: {finding.message}"
    return ""


def _place(finding: Diagnostic) -> Place:
    if finding.code.startswith(_OF_MANY):
        return finding.span.file, finding.code, (0, 0)
    return finding.span.file, finding.code, (finding.span.line, finding.span.column)


def _moved_places(
    base: _State, trial: _State, edits: dict[Path, list[Edit]]
) -> dict[Diagnostic, Place]:
    """Return where findings stand when edits have been applied."""
    old = {path: Lines(decode(base.files[path])) for path in edits}
    new = {path: Lines(decode(trial.files[path])) for path in edits}
    moves = {path: Moves(of_file) for path, of_file in edits.items()}
    places = {}
    for finding in base.report.findings:
        file, code, place = _place(finding)
        if file in edits and place != (0, 0):
            offset = old[file].offset(*place)
            place = new[file].place(moves[file].of(offset))
        places[finding] = file, code, place
    return places


def _keeps_text(before: bytes, after: bytes) -> bool:
    """Tell whether the text of a file is the same, all markup apart."""
    try:
        return _TEXT(parse(before)) == _TEXT(parse(after))
    except SourceError:  # not well-formed before, as a rule
        return _bare(before) == _bare(after)


def _bare(data: bytes) -> str:
    """Return the text of a file that is not well-formed: without tags, with references read."""
    text = decode(data)
    end = end_of_closed(text)
    return unescape(_TAG.sub("", text[:end]) + text[end:])
