"""The differences between two RELAX NG schemas, for people and for machines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from textwrap import indent

from siglum import relaxng
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotRun, Diagnostic, Span
from siglum.relaxng.difference import STEPS, Difference, compare
from siglum.relaxng.grammar.nameclass import local_of
from siglum.relaxng.mistakes.words import enumerated
from siglum.report.paths import shown

_SUFFIXES = (".rng", ".rnc")


def differences(left: Path, right: Path) -> list[Difference]:
    """Return where two schemas accept different documents.

    Raises CannotRun with what is wrong in either schema.
    """
    schemas: list[relaxng.Schema] = []
    broken: list[Diagnostic] = []
    for path in (left, right):
        try:
            schemas.append(_loaded(path))
        except CannotRun as stop:
            broken += stop.diagnostics
    if broken:
        raise CannotRun(*broken)
    return compare(schemas[0], schemas[1])


def _loaded(path: Path) -> relaxng.Schema:
    if path.suffix.lower() not in _SUFFIXES:
        raise CannotRun(Diagnostic(kinds.schemas.NotRelaxNg(path.name, _SUFFIXES), Span(path)))
    if not path.is_file():
        raise CannotRun(Diagnostic(kinds.reading.NotFound(), Span(path)))
    try:
        return relaxng.load(path)
    except relaxng.SchemaError as error:
        span = Span(Path(error.file), error.line, error.column)
        from siglum.checks.grammar_findings import BrokenGrammar  # late: as in `grammar`

        broken = BrokenGrammar(error.code, error.message)
        raise CannotRun(Diagnostic(broken, span)) from None


def as_json(found: Sequence[Difference]) -> str:
    """Return differences as JSON; names are in Clark notation.

    `equal` is null where that was not decided, and `finished` says whether all was compared.
    """
    report = {
        "equal": None if is_open(found) else not found,
        "finished": not any(one.kind == "unfinished" for one in found),
        "differences": [asdict(one) for one in found],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def is_open(found: Sequence[Difference]) -> bool:
    """Say whether it was not decided if two schemas accept the same documents."""
    return bool(found) and all(one.kind in ("undecided", "unfinished") for one in found)


def as_text(found: Sequence[Difference], left: Path, right: Path) -> str:
    """Return differences in words: the verdict, then each with its example document."""
    titles = _titles(left, right)
    return "\n".join([_verdict(found, titles), *(_entry(one, titles) for one in found)])


def _titles(left: Path, right: Path) -> dict[str, str]:
    names = [left.name, right.name]
    if left.name == right.name:
        names = [str(shown(path)) for path in (left, right)]
    if names[0] == names[1]:
        names = ["the first schema", "the second schema"]
    return {"left": names[0], "right": names[1]}


def _verdict(found: Sequence[Difference], titles: dict[str, str]) -> str:
    if not found:
        return f"The same documents are valid against {titles['left']} and {titles['right']}.\n"
    parts = []
    for accepting, refusing in (("left", "right"), ("right", "left")):
        number = sum(one.accepted_by == accepting for one in found)
        if number:
            ways = f"{number} way{'' if number == 1 else 's'}"
            parts.append(f"{titles[refusing]} refuses what {titles[accepting]} accepts in {ways}")
    unproved = sum(one.accepted_by is None and one.kind != "unfinished" for one in found)
    if unproved:
        parts.append(f"{unproved} thing{'' if unproved == 1 else 's'} can't be shown by a document")
    if any(one.kind == "unfinished" for one in found):
        more = "there may be more differences" if parts else "no difference was found so far"
        parts.append(f"not decided within {STEPS:,} steps, {more}")
    verdict = "; ".join(parts)
    return f"{verdict[0].upper() if is_open(found) else verdict[0]}{verdict[1:]}.\n"


def _entry(one: Difference, titles: dict[str, str]) -> str:
    lines = [
        "/".join(map(local_of, one.path)) or "the document",
        f"  {titles['left']}: {one.left}",
        f"  {titles['right']}: {one.right}",
    ]
    if one.names[1:]:
        lines.append(f"  likewise: {_listed(one.names[1:])}")
    if one.elsewhere:
        lines.append(f"  also in: {_listed(one.elsewhere)}")
    if one.example is not None and one.accepted_by is not None:
        lines.append(f"  valid against {titles[one.accepted_by]} only:")
        lines.append(indent(one.example.rstrip("\n"), "    "))
    return "\n".join(lines) + "\n"


def _listed(names: Sequence[str]) -> str:
    return enumerated([local_of(name) for name in names], "and")
