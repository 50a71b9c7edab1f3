"""Findings that are shown and not shown, by their codes."""

from pathlib import Path

import click
import pytest

from commands import Siglum
from siglum.findings.diagnostics import Diagnostic, Severity, Span
from siglum.findings.selection import Selection
from words import Words


@pytest.mark.parametrize(
    ("select", "ignore", "shown"),
    [
        (None, "letters-", False),
        (None, "Letters-NOTE-type", False),
        ("letters-note", "letters", True),
        ("sg", None, False),
    ],
)
def test_a_rule_is_chosen_by_its_code_in_any_case(
    select: str | None, ignore: str | None, shown: bool
) -> None:
    finding = Diagnostic(Words("letters-note-type", Severity.ERROR, "no type"), Span(Path("a.xml")))
    assert Selection.of(select, ignore).has(finding) is shown


@pytest.mark.parametrize("code", ["SG4O2", "sg4022", "SG99", "RNG1O1", "ODD2"])
def test_a_mistyped_code_of_siglum_is_refused(code: str) -> None:
    for options in ((code, None), (None, f"SG3,{code}")):
        with pytest.raises(click.UsageError, match=f"there is no code “{code.upper()}”"):
            Selection.of(*options)


@pytest.mark.parametrize("code", ["SG", "sg40", "SCH", "SG317", "letters-1", "R2", "odd-one"])
def test_a_beginning_and_the_code_of_an_editions_own_rule_are_taken(code: str) -> None:
    assert Selection.of(code, code).select == (code.upper(),)


def test_the_command_ends_with_status_2_and_the_nearest_code(edition: Path, siglum: Siglum) -> None:
    run = siglum("validate", "--select", "SG4O2", cwd=edition)
    assert (run.returncode, run.stdout) == (2, "")
    assert "there is no code “SG4O2”; did you mean “SG402”?" in run.stderr
