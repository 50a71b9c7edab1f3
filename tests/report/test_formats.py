"""Every format of a report, read by what reads it."""

import json
from pathlib import Path

import pytest
from lxml import etree

from commands import Siglum
from siglum.findings.diagnostics import Diagnostic, Edit, Severity, Span
from siglum.findings.kinds.links import NoSuchFile
from siglum.report import formats, reporter
from words import Words

CABLE = "tei/1949-01-10-mao-to-filippov.xml"


@pytest.fixture
def broken(edition: Path) -> Path:
    source = (edition / CABLE).read_text("utf-8")
    source = source.replace("#datong", "#datonk").replace(' cert="high">revolution', ">revolution")
    (edition / CABLE).write_text(source, "utf-8")
    return edition


def report(broken: Path, siglum: Siglum, format: str) -> str:
    run = siglum("validate", "--format", format, cwd=broken)
    assert run.returncode == 1
    return run.stdout


def written(format: str, *files: tuple[Path, list[Diagnostic]]) -> str:
    """Return the report of files with their findings."""
    made = reporter(format)
    return made.start() + "".join(made.file(*file) for file in files) + made.end()


def error(path: Path, message: str, help: str | None = None) -> Diagnostic:
    return Diagnostic(Words("SG402", Severity.ERROR, message, help), Span(path))


def test_json_has_its_keys(broken: Path, siglum: Siglum) -> None:
    rows = json.loads(report(broken, siglum, "json"))
    keys = ["code", "severity", "message", "file", "line", "column", "help"]
    keys += ["kind", "data", "end_line", "end_column", "offset", "others", "edits"]
    assert [list(row) for row in rows] == [keys, keys]
    assert {row["file"] for row in rows} == {CABLE}


def test_json_has_the_data_that_the_words_are_made_of(broken: Path, siglum: Siglum) -> None:
    first = json.loads(report(broken, siglum, "json"))[0]
    assert first["kind"] == "no-such-entry"
    assert first["data"] == {"file": "places.xml", "entry": "datonk", "meant": "datong"}
    assert (first["end_line"], first["end_column"]) == (175, 1567)


MENDED = Diagnostic(
    NoSuchFile("b.xm", meant="b.xml"),
    Span(Path("a.xml"), 3, 5, 12, 40, 4, 2),
    (
        Edit(Span(Path("a.xml"), 3, 9, 4, 44), "b.xml", is_safe=True),
        Edit(Span(Path("b {1}.xml"), 1, 2, 0, 1), "n"),
    ),
    others=2,
)


def test_json_has_the_end_and_the_mend(tmp_path: Path) -> None:
    (row,) = json.loads(written("json", (Path("a.xml"), [MENDED])))
    assert row["message"] == "there is no file “b.xm”, here and in 2 more places"
    assert (row["line"], row["column"], row["offset"]) == (3, 5, 40)
    assert (row["end_line"], row["end_column"], row["others"]) == (4, 2, 2)
    place = {"file": "a.xml", "line": 3, "column": 9, "offset": 44}
    end = {"end_line": 3, "end_column": 13, "length": 4}
    assert row["edits"][0] == {**place, **end, "text": "b.xml", "is_safe": True}
    assert row["edits"][1]["is_safe"] is False


def test_sarif_has_the_end_and_the_mend() -> None:
    (run,) = json.loads(written("sarif", (Path("a.xml"), [MENDED])))["runs"]
    (result,) = run["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 3, "startColumn": 5, "endLine": 4, "endColumn": 2}
    assert result["fixes"] == [
        {
            "description": {"text": "Did you mean “b.xml”?"},
            "artifactChanges": [
                {
                    "artifactLocation": {"uri": "a.xml"},
                    "replacements": [
                        {
                            "deletedRegion": {
                                "startLine": 3,
                                "startColumn": 9,
                                "endLine": 3,
                                "endColumn": 13,
                            },
                            "insertedContent": {"text": "b.xml"},
                        }
                    ],
                },
                {
                    "artifactLocation": {"uri": "b%20%7B1%7D.xml"},
                    "replacements": [
                        {
                            "deletedRegion": {
                                "startLine": 1,
                                "startColumn": 2,
                                "endLine": 1,
                                "endColumn": 2,
                            },
                            "insertedContent": {"text": "n"},
                        }
                    ],
                },
            ],
        }
    ]


def test_sarif_of_a_finding_without_a_mend_has_no_fixes() -> None:
    (run,) = json.loads(written("sarif", (Path("a.xml"), [error(Path("a.xml"), "wrong")])))["runs"]
    assert "fixes" not in run["results"][0]


def test_json_of_a_clean_run_is_an_empty_array(edition: Path, siglum: Siglum) -> None:
    assert json.loads(siglum("validate", "--format", "json", cwd=edition).stdout) == []


def test_concise_is_a_line_a_finding(broken: Path, siglum: Siglum) -> None:
    first, second = report(broken, siglum, "concise").splitlines()
    assert first.startswith(f"{CABLE}:175:1534: error[SG402] “places.xml” has no entry")
    assert "error[SG303]" in second


def test_github_annotates_lines(broken: Path, siglum: Siglum) -> None:
    first, _ = report(broken, siglum, "github").splitlines()
    place = f"file={CABLE},line=175,col=1534,endColumn=1567,title=siglum SG402"
    assert first.startswith(f"::error {place}::“places.xml” has no entry")
    assert first.endswith("%0ADid you mean “datong”?")


def test_gitlab_code_quality(broken: Path, siglum: Siglum) -> None:
    rows = json.loads(report(broken, siglum, "gitlab"))
    assert rows[0]["location"] == {"path": CABLE, "lines": {"begin": 175}}
    assert {row["severity"] for row in rows} == {"major"}
    prints = [row["fingerprint"] for row in rows]
    assert len(set(prints)) == 2
    source = (broken / CABLE).read_text("utf-8")
    (broken / CABLE).write_text(source.replace("<teiHeader>", "<teiHeader>\n\n", 1), "utf-8")
    moved = json.loads(report(broken, siglum, "gitlab"))
    assert [row["fingerprint"] for row in moved] == prints


def test_gitlab_tells_the_same_fault_of_two_documents_apart(tmp_path: Path) -> None:
    """GitLab takes findings of one fingerprint for one."""
    one, other, part = (tmp_path / name for name in ("one.xml", "other.xml", "part.xml"))
    finding = error(part, "no such entry")
    rows = json.loads(written("gitlab", (one, [finding]), (other, [finding])))
    assert len({row["fingerprint"] for row in rows}) == 2


def test_sarif(broken: Path, siglum: Siglum) -> None:
    log = json.loads(report(broken, siglum, "sarif"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["SG303", "SG402"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == CABLE
    assert place["region"] == {
        "startLine": 175,
        "startColumn": 1534,
        "endLine": 175,
        "endColumn": 1567,
    }


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("“{0}” is {no} place", "“{{0}}” is {{no}} place"),
        ("a [link](1) in a text", "a \\[link](1) in a text"),
        ("p[2] (the second)", "p[2] (the second)"),
    ],
)
def test_sarif_takes_no_text_for_a_placeholder_or_a_link(message: str, text: str) -> None:
    path = Path("a.xml")
    (run,) = json.loads(written("sarif", (path, [error(path, message)])))["runs"]
    assert run["results"][0]["message"]["text"] == text


def test_sarif_has_whole_addresses_outside_the_working_folder(tmp_path: Path) -> None:
    path = tmp_path / "ä b.xml"
    (run,) = json.loads(written("sarif", (path, [error(path, "wrong")])))["runs"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == path.as_uri()


def test_junit(broken: Path, siglum: Siglum) -> None:
    root = etree.fromstring(report(broken, siglum, "junit").encode())
    cases = root.findall(".//testcase")
    assert len(cases) == 4
    suites = [(suite.get("tests"), suite.get("failures")) for suite in root.findall("testsuite")]
    assert sorted(suites) == [("1", "0")] * 3 + [("1", "1")]
    (failure,) = root.findall(".//failure")
    assert failure.getparent().get("name") == CABLE
    assert "error[SG303]" in (failure.text or "")


def test_a_hostile_name_or_text_does_not_break_a_format(edition: Path, siglum: Siglum) -> None:
    (edition / 'tei/a"<&%\n:,b.xml').write_text("<TEI>\x00</TEI>")
    for format in ("json", "gitlab", "sarif"):
        json.loads(siglum("validate", "--format", format, cwd=edition).stdout)
    etree.fromstring(siglum("validate", "--format", "junit", cwd=edition).stdout.encode())
    annotations = siglum("validate", "--format", "github", cwd=edition).stdout.splitlines()
    assert [line[:7] for line in annotations] == ["::error"]


@pytest.mark.parametrize("format", formats())
def test_a_name_that_is_no_text_is_written_as_text(format: str) -> None:
    path = Path("\udcff.xml")
    text = written(format, (path, [error(path, "the schema “\udcff.rng” is not there")]))
    assert "�.rng" in text.encode().decode()


@pytest.mark.parametrize("format", formats())
def test_no_text_turns_the_order_of_what_is_read(format: str) -> None:
    path = Path("a\u2028b.xml")
    text = written(format, (path, [error(path, "\u202eone", "\u2067two")]))
    assert not set(text) & set("\u202e\u2067\u2028")
    if reporter(format).for_people or format == "github":
        assert "‹U+202E›one" in text
        assert "‹U+2067›two" in text
        assert "a‹U+2028›b.xml" in text


@pytest.mark.parametrize("format", [name for name in formats() if name != "full"])
def test_no_text_is_a_command_to_what_runs_the_job_or_steers_a_terminal(format: str) -> None:
    path = Path("::set-output name=a::##[add-mask]b\x9b31m.xml")
    said = "##[stop-commands]x \x1b]0;t\x07 \x9b2J"
    report = written(format, (path, [error(path, said, "##vso[task.complete]")]))
    assert "##" not in report
    assert not set(report) & set("\x1b\x07\x9b")
    own = "::error file=" if format == "github" else "./::"
    assert all(line.startswith(own) for line in report.splitlines() if line[:1] in ".:")


def test_json_loses_nothing_of_what_is_escaped() -> None:
    said = "##[group] \x9b \u202e \u2028 \U000e0041 \u00a0"
    (row,) = json.loads(written("json", (Path("a.xml"), [error(Path("a.xml"), said)])))
    assert row["message"] == said
