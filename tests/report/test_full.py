"""The line of the source in a finding, and the carets under its place."""

from pathlib import Path

import pytest

from siglum.findings.diagnostics import Diagnostic, Severity, Span
from siglum.report import Manner, reporter
from siglum.report.quoted import Quoted
from siglum.report.terminal import cells
from words import Words


def snippet(folder: Path, line: str, column: int, length: int) -> tuple[str, str]:
    """Return the line of a finding as it is shown, and that with the carets below it."""
    path = folder / "a.xml"
    path.write_text(line, "utf-8")
    finding = Diagnostic(Words("SG402", Severity.ERROR, "wrong"), Span(path, 1, column, length))
    text, mark = reporter("full", Manner(Quoted([path]))).file(path, [finding]).splitlines()[3:5]
    return text.removeprefix("1 | "), mark.removeprefix("  | ")


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("<p>plain <b/></p>", "<b/>"),
        ("<p>毛泽东同志的电报报 <b/></p>", "<b/>"),
        ("<p>e\u0301te\u0301 <b/></p>", "<b/>"),
        ("<p>\u202eleft <b/></p>", "<b/>"),
        ("<p>\tone <b/></p>", "<b/>"),
        ("<p><毛泽东/></p>", "<毛泽东/>"),
        ("毛" * 200 + "<b/>" + "泽" * 200, "<b/>"),
        ("x" * 68 + "<b/>" + "y" * 30, "<b/>"),
    ],
)
def test_the_carets_stand_under_the_place_in_columns_of_the_terminal(
    tmp_path: Path, line: str, marked: str
) -> None:
    text, mark = snippet(tmp_path, line, line.index(marked) + 1, len(marked))
    before = text[: text.index(marked)]
    assert mark == " " * cells(before) + "^" * cells(marked)


def test_a_long_line_is_cut_to_the_width_of_a_terminal(tmp_path: Path) -> None:
    for line in ("毛" * 500, "x" * 500):
        for column in (1, 40, 250, 500):
            text, mark = snippet(tmp_path, line, column, 1000)
            assert 30 < cells(text) <= 90
            assert cells(mark) <= cells(text)


def test_a_place_behind_the_end_of_a_line_is_marked(tmp_path: Path) -> None:
    assert snippet(tmp_path, "<p>", 99, 5) == ("<p>", "   ^")
