"""A baseline: known findings are counted, new ones fail, and those that are gone are told."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from test_sieve import LETTER

from commands import Siglum
from siglum.edition.baseline import Baseline
from siglum.findings.diagnostics import CannotRun, Diagnostic, Severity, Span
from siglum.findings.selection import Selection
from words import Words

KNOWN = "known.jsonl"


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    (tmp_path / "tei").mkdir()
    for name in ("a", "b"):
        (tmp_path / "tei" / f"{name}.xml").write_text(LETTER.format(""))
    (tmp_path / "edition.toml").write_text('[findings]\nignore = ["SG205"]\n')
    return tmp_path


def validated(letters: Path, siglum: Siglum, *arguments: str) -> tuple[int, int, list[str]]:
    """Return the status, the number of findings, and what is said of the run."""
    run = siglum("validate", "--format", "json", *arguments, cwd=letters)
    return run.returncode, len(json.loads(run.stdout)), run.stderr.splitlines()


def add(letters: Path, name: str, words: str) -> None:
    file = letters / "tei" / f"{name}.xml"
    file.write_text(file.read_text().replace("<body>", f"<body>{words}"))


MISSING = '<p><ref target="file:///gone">G</ref></p>'


def test_known_findings_are_counted_and_new_ones_fail(letters: Path, siglum: Siglum) -> None:
    assert validated(letters, siglum)[:2] == (1, 2)
    status, shown, said = validated(letters, siglum, "--write-baseline", KNOWN)
    assert (status, shown) == (0, 0)
    assert said == ["2 files checked, 2 known findings written to known.jsonl"]
    assert validated(letters, siglum, "--baseline", KNOWN) == (
        0,
        0,
        ["2 files checked, no findings (2 ignored, 2 known)"],
    )
    add(letters, "a", MISSING)
    status, shown, said = validated(letters, siglum, "--baseline", KNOWN)
    assert (status, shown) == (1, 1)
    assert said == ["2 files checked, 1 finding (2 ignored, 2 known)"]


def test_a_finding_is_known_when_its_line_moves(letters: Path, siglum: Siglum) -> None:
    validated(letters, siglum, "--write-baseline", KNOWN)
    add(letters, "a", "\n\n<p>More words.</p>\n")
    assert validated(letters, siglum, "--baseline", KNOWN)[:2] == (0, 0)


def test_one_more_of_the_same_is_new(letters: Path, siglum: Siglum) -> None:
    add(letters, "a", MISSING)
    validated(letters, siglum, "--write-baseline", KNOWN)
    add(letters, "a", MISSING)
    assert validated(letters, siglum, "--baseline", KNOWN)[:2] == (1, 1)


def test_what_is_gone_is_told_and_taken_out_only_by_writing(letters: Path, siglum: Siglum) -> None:
    validated(letters, siglum, "--write-baseline", KNOWN)
    before = (letters / KNOWN).read_bytes()
    file = letters / "tei" / "a.xml"
    file.write_text(file.read_text().replace("#no", "b.xml"))
    status, _, said = validated(letters, siglum, "--baseline", KNOWN)
    assert status == 0
    assert said[-1] == (
        "1 known finding is gone: siglum validate --write-baseline known.jsonl takes them out"
    )
    assert (letters / KNOWN).read_bytes() == before
    assert validated(letters, siglum, "tei/b.xml", "--baseline", KNOWN)[2] == [
        "1 file checked, no findings (1 ignored, 1 known)"
    ]
    validated(letters, siglum, "--write-baseline", KNOWN)
    assert len((letters / KNOWN).read_text().splitlines()) == 2
    (letters / "tei" / "b.xml").unlink()
    told = validated(letters, siglum, "tei/a.xml", "--baseline", KNOWN)[2]
    assert told[-1].startswith("1 known finding is gone")


def test_writing_it_keeps_what_was_not_asked(letters: Path, siglum: Siglum) -> None:
    validated(letters, siglum, "--write-baseline", KNOWN)
    before = (letters / KNOWN).read_bytes()
    validated(letters, siglum, "tei/a.xml", "--write-baseline", KNOWN)
    validated(letters, siglum, "--select", "RNG", "--write-baseline", KNOWN)
    assert (letters / KNOWN).read_bytes() == before


def test_edition_toml_names_one_for_checks_and_builds(letters: Path, siglum: Siglum) -> None:
    more = '[edition]\nsources = ["tei/*.xml"]\n[findings]\nbaseline = "known.jsonl"\n'
    (letters / "edition.toml").write_text(more)
    run = siglum("build", cwd=letters)
    assert run.returncode == 2
    assert "there is no such baseline" in run.stdout
    assert "siglum validate --write-baseline" in run.stdout
    validated(letters, siglum, "--write-baseline", KNOWN)
    assert validated(letters, siglum)[:2] == (0, 0)
    built = siglum("build", cwd=letters)
    assert (built.returncode, built.stdout) == (0, "")
    assert "no findings (4 known)" in built.stderr
    add(letters, "b", MISSING)
    assert siglum("build", cwd=letters).returncode == 1


def test_a_moved_edition_keeps_its_baseline(letters: Path, siglum: Siglum) -> None:
    validated(letters, siglum, "--write-baseline", KNOWN)
    moved = letters.parent / "moved"
    shutil.copytree(letters, moved)
    assert validated(moved, siglum, "--baseline", KNOWN)[:2] == (0, 0)
    above = ("moved/tei/a.xml", "--baseline", f"moved/{KNOWN}")
    assert validated(moved.parent, siglum, *above)[:2] == (0, 0)


def test_lines_are_sorted_and_hold_nothing_unseen(tmp_path: Path) -> None:
    """A message may quote whatever a file holds; a name may be no text at all."""
    strange = "“\u202e\x1b[31m\n\u2028\ud800\U000e0001\t𝔄”"
    path = tmp_path / KNOWN
    for name in ("b.xml", "a\udcff.xml"):
        finding = Diagnostic(Words("SG401", Severity.ERROR, strange), Span(tmp_path / name))
        baseline = Baseline.read(path) if path.exists() else Baseline(path)
        assert baseline.meet(finding) is False
        baseline.write([tmp_path / name], Selection())
        assert Baseline.read(path).meet(finding) is True
        (tmp_path / name.replace("\udcff", "")).touch()
    text = path.read_text("utf-8")
    lines = text.split("\n")
    assert all(line.isprintable() for line in lines)
    assert "𝔄" in text


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", 1),
        (b"<TEI/>", 1),
        (b"\xff\xfe", 1),
        (b'{"siglum-baseline": 2}\n', 1),
        (b'{"siglum-baseline": 1}\n<<<<<<< HEAD\n', 2),
        (b'{"siglum-baseline": 1}\n' + b"[" * 100_000, 2),
        (b'{"siglum-baseline": 1}\n\n{"file": 1}', 3),
        (b'{"siglum-baseline": 1}\n{"file": "a", "code": "c", "message": "m", "count": "1"}', 2),
        (b'{"siglum-baseline": 1}\n{"file": "a", "code": "c", "message": "m", "count": 1e9}', 2),
    ],
)
def test_what_is_no_baseline_is_told_and_never_replaced(
    letters: Path, siglum: Siglum, content: bytes, line: int
) -> None:
    (letters / KNOWN).write_bytes(content)
    with pytest.raises(CannotRun) as caught:
        Baseline.read(letters / KNOWN)
    (finding,) = caught.value.diagnostics
    assert (finding.code, finding.span.line) == ("SG901", line)
    if line == 1 and content:
        run = siglum("validate", "--write-baseline", KNOWN, cwd=letters)
        assert run.returncode == 2
        assert (letters / KNOWN).read_bytes() == content


def test_a_device_is_no_baseline() -> None:
    for device in (os.devnull, "/dev/zero"):
        if Path(device).exists():
            with pytest.raises(CannotRun):
                Baseline.read(Path(device))


def test_a_line_or_a_number_of_places_in_a_message_does_not_count(tmp_path: Path) -> None:
    def finding(message: str, others: int = 0) -> Diagnostic:
        said = Words("SG101", Severity.ERROR, message)
        return Diagnostic(said, Span(tmp_path / "a.xml"), others=others)

    baseline = Baseline(tmp_path / KNOWN)
    baseline.meet(finding("“p”, which begins in line 44, is not closed"))
    baseline.meet(finding("no entry “x”", others=2))
    baseline.write(None, Selection())
    again = Baseline.read(tmp_path / KNOWN)
    assert again.meet(finding("“p”, which begins in line 45, is not closed"))
    assert again.meet(finding("no entry “x”"))
    assert not again.meet(finding("“q”, which begins in line 44, is not closed"))


def test_a_baseline_that_is_written_already_stays_valid(letters: Path, siglum: Siglum) -> None:
    """Its findings are known by their words: these kinds were once written in this way."""
    links = '<ref target="#not"/><ref target="c.xml"/><ref target="c.xml"/>'
    add(letters, "a", f'<p>{links}<ref target="file:///gone">G</ref></p>')
    known = {
        ("SG405", "links of the kind “file:” are refused: “file:///gone”"): 1,
        ("SG406", "nothing in this file has the xml:id that @target points to: “#no”"): 1,
        ("SG406", "nothing in this file has the xml:id that @target points to: “#not”"): 1,
        ("SG407", "“c.xml” is not in the edition"): 1,
    }
    lines = [{"siglum-baseline": 1}]
    lines += [
        {"file": "tei/a.xml", "code": code, "message": message, "count": count}
        for (code, message), count in known.items()
    ]
    (letters / KNOWN).write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    assert validated(letters, siglum, "--baseline", KNOWN, "tei/a.xml")[:2] == (0, 0)


def test_both_options_exclude_each_other(letters: Path, siglum: Siglum) -> None:
    run = siglum("validate", "--baseline", KNOWN, "--write-baseline", KNOWN, cwd=letters)
    assert run.returncode == 2
    assert not (letters / KNOWN).exists()


def test_writing_it_anew_says_what_is_new_in_it(letters: Path, siglum: Siglum) -> None:
    """Who takes out what is gone sees what else comes in."""
    validated(letters, siglum, "--write-baseline", KNOWN)
    assert validated(letters, siglum, "--write-baseline", KNOWN)[2] == [
        "2 files checked, 2 known findings written to known.jsonl"
    ]
    file = letters / "tei" / "a.xml"
    file.write_text(file.read_text().replace("#no", "b.xml"))
    add(letters, "b", MISSING)
    assert validated(letters, siglum, "--write-baseline", KNOWN)[2] == [
        "2 files checked, 2 known findings written to known.jsonl (1 new, 1 gone)"
    ]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"</body>", b"</bod>"),
        (b"</TEI>", b"</TEI>\xff"),
        (b"<TEI", b'<!DOCTYPE TEI [<!ENTITY x "y">]><TEI'),
        (b"<body>", b'<body><include xmlns="http://www.w3.org/2001/XInclude" href="b.txt"/>'),
    ],
)
def test_of_a_file_that_cannot_be_read_nothing_is_gone(
    letters: Path, siglum: Siglum, right: bytes, wrong: bytes
) -> None:
    validated(letters, siglum, "--write-baseline", KNOWN)
    before = (letters / KNOWN).read_text().splitlines()
    file = letters / "tei" / "a.xml"
    file.write_bytes(file.read_bytes().replace(right, wrong, 1))
    status, _, said = validated(letters, siglum, "--baseline", KNOWN)
    assert status == 1
    assert not any("gone" in line for line in said)
    validated(letters, siglum, "--write-baseline", KNOWN)
    assert set(before) < set((letters / KNOWN).read_text().splitlines())
