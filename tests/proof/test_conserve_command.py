"""`siglum conserve`: the sums, the findings, the whole ledger, and the build that it guards."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from claimed_output import TEI, proof_of

from commands import Siglum
from siglum.edition.document import Document, parse
from siglum.edition.xinclude import Includer
from siglum.proof.claims import claim
from siglum.proof.explained import explanation
from siglum.proof.findings import findings
from siglum.proof.rules import RULES
from siglum.proof.run import conserve
from siglum.render.outputs import Format, View

CABLE = "tei/1949-01-10-mao-to-filippov.xml"


def test_the_cable_keeps_every_character_in_every_output(siglum: Siglum) -> None:
    run = siglum("conserve", CABLE)
    assert run.returncode == 0, run.stdout + run.stderr
    lines = run.stdout.splitlines()
    assert len(lines) == len(View) * len(Format)
    assert all(line.startswith(f"{CABLE} · ") and line.endswith(", 0 lost") for line in lines)
    assert run.stderr.endswith("1 file proved, no findings\n")


def test_the_ledger_has_the_text_that_a_view_withholds_and_its_place(siglum: Siglum) -> None:
    run = siglum("conserve", CABLE, "--view", "transcript", "--to", "text", "--format", "json")
    assert run.returncode == 0, run.stderr
    (file,) = json.loads(run.stdout)
    (output,) = file["outputs"]
    assert (output["view"], output["format"], output["lost"]) == ("transcript", "text", 0)
    assert output["source"] == output["in_place"] + sum(output["withheld"].values())
    for rule, count in output["withheld"].items():
        texts = [entry["text"] for entry in output["entries"] if entry["rule"] == rule]
        assert sum(len("".join(text.split())) for text in texts) == count
    note = next(entry for entry in output["entries"] if entry["rule"] == "editorial-note")
    assert note["path"].startswith("/TEI[1]/text[1]/body[1]/")
    assert note["line"] > 1


def test_files_that_can_not_be_read_do_not_end_the_run(siglum: Siglum, tmp_path: Path) -> None:
    (tmp_path / "broken.xml").write_text("<TEI><p></TEI>")
    (tmp_path / "right.xml").write_text(f'<p xmlns="{TEI}">All of it.</p>')
    run = siglum("conserve", "broken.xml", "right.xml", "--to", "text", cwd=tmp_path)
    assert run.returncode == 1
    assert "error[SG101]" in run.stdout
    assert run.stdout.count("right.xml · ") == 3
    missing = siglum("conserve", "no.xml", "right.xml", "--to", "text", cwd=tmp_path)
    assert missing.returncode == 2
    assert "error[SG108]" in missing.stdout
    assert missing.stdout.count("right.xml · ") == 3


def test_a_noncharacter_of_the_source_is_a_finding_and_forges_nothing(tmp_path: Path) -> None:
    path = tmp_path / "forged.xml"
    path.write_text(f'<p xmlns="{TEI}">One <hi>two{claim(0)}</hi> three.</p>', "utf-8")
    (report,) = conserve([path], [View.TRANSCRIPT], [Format.TEXT], tmp_path)
    assert [finding.code for finding in report.findings] == ["SG705"]
    assert report.outputs[0].ledger.lost == 0


def document_of(tmp_path: Path, text: str) -> Document:
    path = tmp_path / "d.xml"
    path.write_bytes(text.encode())
    return Document(path, text.encode(), parse(path, text.encode()))


@pytest.mark.parametrize(
    ("output", "code", "line", "column", "words"),
    [
        ("{0}Title{1}One{3}three.", "SG701", 4, 12, "the text “two & a half” is not"),
        ("{0}Title{1}One{2}two &{3}three.", "SG701", 4, 22, "“a half” after “two &”"),
        ("{0}Title{1}One{2}two & A half{3}three.", "SG704", 4, 22, "“a half”, the output goes on"),
        ("{0}Title{1}One{2}two & a half{3}three.{1}One", "SG702", 4, 4, "more than once"),
        (
            "{0}Title{2}two & a half{1}One{3}three.",
            "SG703",
            4,
            12,
            "“two & a half” is out of its order",
        ),
    ],
)
def test_a_finding_says_what_is_wrong_and_where_to_the_character(
    tmp_path: Path, output: str, code: str, line: int, column: int, words: str
) -> None:
    source = f"""<?xml version="1.0"?><!-- outside -->
<div xmlns="{TEI}"><!-- a comment
--><head>Title</head>
<p>One <hi>two &amp; a half</hi> three.</p></div>"""
    document = document_of(tmp_path, source)
    proof = proof_of(document.tree, output.format(*map(claim, range(4))))
    (found,) = findings(document, [proof])
    assert (found.code, found.span.line, found.span.column) == (code, line, column)
    assert words in found.message
    assert "(text: critical)" in found.message


def test_a_loss_in_several_outputs_is_one_finding_and_many_losses_are_counted(
    tmp_path: Path,
) -> None:
    document = document_of(tmp_path, f'<list xmlns="{TEI}">{"<item>x</item>" * 12}</list>')
    proofs = [proof_of(document.tree, "", view) for view in View]
    found = findings(document, proofs)
    assert [finding.code for finding in found] == ["SG701"] * 6
    assert "(text: transcript, reading, critical)" in found[0].message
    assert found[-1].message == "7 more texts of this file have the same fault"


def test_a_build_that_would_lose_text_writes_nothing(edition: Path, repo: Path) -> None:
    """A copy of siglum whose stylesheet drops names builds no site, and says what is lost."""
    settings = (edition / "edition.toml").read_text("utf-8")
    unchecked = re.sub("^transcripts.*$", "", settings, flags=re.MULTILINE)
    (edition / "edition.toml").write_text(unchecked, "utf-8")
    faulty = edition.parent / "faulty"
    for folder in ("toolkit", "xslt"):
        shutil.copytree(repo / folder, faulty / folder)
    stylesheet = faulty / "xslt/html.xsl"
    dropping = '<xsl:template match="placeName" mode="sg:html" priority="99"/></xsl:stylesheet>'
    stylesheet.write_text(stylesheet.read_text("utf-8").replace("</xsl:stylesheet>", dropping))
    run = subprocess.run(
        [sys.executable, "-m", "siglum", "build"],
        cwd=edition,
        env={**os.environ, "PYTHONPATH": str(faulty / "toolkit")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 1, run.stderr
    assert "error[SG701] the text “Moscow”" in run.stdout
    assert "more texts of this file have the same fault" in run.stdout
    assert "nothing written" in run.stderr
    assert not (edition / "_site").exists()


def test_a_stylesheet_of_the_edition_is_what_is_proved(siglum: Siglum, edition: Path) -> None:
    with (edition / "edition.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[outputs]\ntext = "own.xsl"\n')
    (edition / "own.xsl").write_text("""
      <xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
          xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:sg="https://siglum.invalid/ns">
        <xsl:import href="siglum:text.xsl"/>
        <xsl:template match="tei:opener" mode="sg:html"/>
      </xsl:stylesheet>""")
    run = siglum("conserve", CABLE, "--view", "critical", "--to", "text", cwd=edition)
    assert run.returncode == 1
    assert "error[SG701]" in run.stdout


def test_a_built_site_has_no_claims_in_it(site: Path) -> None:
    for path in site.rglob("*"):
        if path.suffix in {".html", ".txt"}:
            assert not any("\ufdd0" <= c <= "\ufdef" for c in path.read_text("utf-8"))


def test_a_rule_of_the_ledger_is_explained(siglum: Siglum) -> None:
    run = siglum("explain", "choice")
    assert run.returncode == 0
    assert f"withheld (transcript; {', '.join(Format)}):\n" in run.stdout
    assert "of a choice, the transcript has what is printed" in run.stdout
    for rule in RULES:
        assert rule.words in (explanation(rule.id) or "")


def test_a_text_of_an_included_file_is_placed_at_its_element(tmp_path: Path) -> None:
    (tmp_path / "part.xml").write_text(f'<p xmlns="{TEI}">In\n<hi>the part</hi></p>')
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/>'
    whole = f'<div xmlns="{TEI}"><!-- c -->{include}</div>'
    document = document_of(tmp_path, whole)
    Includer(tmp_path, document).run()
    (found,) = findings(document, [proof_of(document.tree, f"{claim(0)}In")])
    assert (found.span.file.name, found.span.line, found.span.column) == ("part.xml", 2, 1)


def test_many_files_are_proved_by_several_processes_as_by_one(
    siglum: Siglum, tmp_path: Path
) -> None:
    for number in range(13):
        text = f"Number {number}" if number % 5 else "<broken"
        (tmp_path / f"{number:02}.xml").write_text(f'<p xmlns="{TEI}">{text}</p>')
    for form in ("full", "json"):
        arguments = ("conserve", ".", "--format", form, "--to", "text", "--jobs")
        one, two = (siglum(*arguments, jobs, cwd=tmp_path) for jobs in ("1", "2"))
        assert (one.returncode, one.stdout, one.stderr) == (1, two.stdout, two.stderr)


def test_a_link_out_of_the_edition_is_not_followed(siglum: Siglum, tmp_path: Path) -> None:
    (tmp_path / "edition").mkdir()
    (tmp_path / "edition/edition.toml").write_text("[edition]\n")
    (tmp_path / "other.xml").write_text(f'<p xmlns="{TEI}">Not of the edition</p>')
    (tmp_path / "edition/a.xml").symlink_to(tmp_path / "other.xml")
    run = siglum("conserve", ".", cwd=tmp_path / "edition")
    assert run.returncode == 1
    assert "lies outside the edition" in run.stdout
    assert "0 files proved" in run.stderr
