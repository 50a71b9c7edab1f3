"""The three views of the cable, in text and in HTML."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree, html

from commands import Siglum

CABLE = "tei/1949-01-10-mao-to-filippov.xml"
TRANSCRIPT = "tei/transcripts/1949-01-10-mao-to-filippov.txt"
TEI = "{http://www.tei-c.org/ns/1.0}"


def text_of(repo: Path, view: str) -> str:
    command = [sys.executable, "-m", "siglum", "render", CABLE, "--to", "text", "--view", view]
    return subprocess.run(command, cwd=repo, capture_output=True, check=True).stdout.decode()


def page_of(repo: Path, view: str) -> html.HtmlElement:
    command = [sys.executable, "-m", "siglum", "render", CABLE, "--to", "html", "--view", view]
    run = subprocess.run(command, cwd=repo, capture_output=True, check=True)
    return html.document_fromstring(run.stdout.decode())


def words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def running_text(page: html.HtmlElement) -> str:
    (text,) = page.xpath("//section[@id='sg-text']/div")
    for extra in text.xpath(".//a[@class='permalink'] | .//a[@class='note-anchor']"):
        extra.drop_tree()
    return " ".join(" ".join(map(str, text.itertext())).split())


def test_the_transcript_view_is_the_transcript(repo: Path) -> None:
    assert text_of(repo, "transcript") == (repo / TRANSCRIPT).read_text("utf-8")


def test_the_transcript_is_the_text_of_the_archives_page(repo: Path, external: Path) -> None:
    page = (external / "source/archive-page.txt").read_text("utf-8")
    transcript = (repo / TRANSCRIPT).read_text("utf-8")
    assert page.split()[-len(transcript.split()) :] == transcript.split()


def test_nothing_of_the_archives_page_is_left_out(repo: Path, external: Path) -> None:
    """Every line of the page is in the edition: text, header, or listed as page furniture."""
    source = etree.parse(repo / CABLE)
    kept = words(source.getroot()) + (repo / TRANSCRIPT).read_text("utf-8")
    folded = " ".join(kept.split())
    for line in (external / "source/archive-page.txt").read_text("utf-8").splitlines():
        said = " ".join(line.replace("•", "").split())
        dated = said.replace("January 10, 1949", "10 January 1949")
        assert said in folded or dated in folded, said


def test_the_html_of_the_transcript_view_has_the_transcripts_words(repo: Path) -> None:
    shown = re.sub(r"\s", "", running_text(page_of(repo, "transcript")))
    assert shown == re.sub(r"\s", "", (repo / TRANSCRIPT).read_text("utf-8"))


def test_the_reading_view_has_no_marks_and_only_certain_corrections(repo: Path) -> None:
    text = text_of(repo, "reading")
    assert not re.search(r"[\[\]⟨⟩]|\bsic\b", text)
    assert text.startswith("To Comrade Filippov\n\n")
    assert "Chinese revolution" in text
    assert "Jiujiang" in text
    assert "Jujian" not in text
    assert "on 13 November." in text
    assert text.count("Guomindang") == 1
    assert text.count("GMD") == 3
    assert "Beiping (Beijing)" in text


def test_the_critical_view_shows_both_hands_and_numbers_its_notes(repo: Path) -> None:
    text = text_of(repo, "critical")
    body, notes = text.split("\nNotes\n")
    for mark in ("Com[rade]¹", "[will]", "[Beijing]", "time [sic]", "(glavnyi khoziain)"):
        assert mark in body
    for proposal in ("13 November ⟨13 January?⟩", "Jujian ⟨Jiujiang⟩", "evolution ⟨revolution⟩"):
        assert proposal in body
    numbered = re.findall(r"^([⁰¹²³⁴⁵⁶⁷⁸⁹]+) ", notes, re.MULTILINE)
    superscripts = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
    assert [int(n.translate(superscripts)) for n in numbered] == list(range(1, 18))
    for who in ("Sergey Radchenko", "the siglum editors; certainty medium", "certainty high"):
        assert who in notes


def test_every_intervention_of_the_source_has_a_note(repo: Path) -> None:
    body = etree.parse(repo / CABLE).find(f".//{TEI}body")
    assert body is not None
    interventions = body.xpath(
        ".//t:supplied | .//t:expan[t:ex] | .//t:sic[not(parent::t:choice)] | .//t:gloss"
        " | .//t:choice | .//t:note[@place='inline']",
        namespaces={"t": TEI[1:-1]},
    )
    page = page_of(repo, "critical")
    commented = page.xpath("//section[@id='sg-notes']//li")
    assert len(interventions) == 14
    assert len(commented) == len(interventions) + 3  # Suizhou, ten provinces, glavnyi khoziain


@pytest.mark.parametrize("view", ["transcript", "reading", "critical"])
def test_every_link_within_a_page_has_its_target_and_ids_are_unique(repo: Path, view: str) -> None:
    page = page_of(repo, view)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = [href[1:] for href in page.xpath("//a/@href") if href.startswith("#")]
    assert targets
    assert set(targets) <= set(ids)


def test_notes_are_linked_both_ways(repo: Path) -> None:
    page = page_of(repo, "critical")
    for anchor in page.xpath("//section[@id='sg-text']//a[@class='note-anchor']"):
        (note,) = page.xpath(f"//li[@id='{anchor.get('href')[1:]}']")
        assert note.xpath(f".//a[@href='#{anchor.get('id')}']")


def test_every_paragraph_has_a_permalink_with_its_canonical_reference(repo: Path) -> None:
    page = page_of(repo, "transcript")
    labels = [words(link) for link in page.xpath("//section[@id='sg-text']//a[@class='permalink']")]
    assert labels == ["¶", "1.1", "2.1", "3.1", "4.1", "4.2", "4.3", "5.1", "¶"]
    names = page.xpath("//section[@id='sg-text']//a[@class='permalink']/@aria-label")
    assert [names[0], names[1], names[-1]] == [
        "Permalink to opener",
        "Permalink to 1.1",
        "Permalink to closer",
    ]


def test_foreign_phrases_have_their_language(repo: Path) -> None:
    page = page_of(repo, "critical")
    (phrase,) = page.xpath("//section[@id='sg-text']//i[@class='foreign']")
    assert (words(phrase), phrase.get("lang")) == ("glavnyi khoziain", "ru-Latn")


def test_each_name_of_the_text_leads_to_an_entry_that_leads_back(repo: Path) -> None:
    page = page_of(repo, "transcript")
    kinds = "@class='persName' or @class='placeName' or @class='orgName'"
    names = page.xpath(f"//section[@id='sg-text']//a[{kinds}]")
    assert len(names) > 40
    for name in names:
        (entry,) = page.xpath(f"//li[@id='{name.get('href')[1:]}']")
        unit = name.xpath("ancestor::*[@id][1]/@id")
        assert f"#{unit[0]}" in entry.xpath(".//span[@class='occurrences']/a/@href") or unit


def test_text_of_the_source_is_escaped(edition: Path, siglum: Siglum) -> None:
    cable = (edition / CABLE).read_text("utf-8")
    hostile = "&lt;script&gt;alert(1)&lt;/script&gt;"
    cable = cable.replace("Waiting for you", hostile, 1).replace("Cable, <", f"{hostile} <")
    (edition / CABLE).write_text(cable, "utf-8")
    run = siglum("render", CABLE, "--to", "html", cwd=edition)
    assert run.returncode == 0
    (script,) = html.document_fromstring(run.stdout).iter("script")
    assert script.get("type") == "application/ld+json"
    assert json.loads(script.text)["name"].startswith("<script>alert(1)</script> Mao")


def test_an_unsafe_link_is_not_made(edition: Path, siglum: Siglum) -> None:
    cable = (edition / CABLE).read_text("utf-8")
    link = "https://history.state.gov/historicaldocuments/frus1949v08/d53"
    for hostile in (
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//evil.example/x",
    ):
        (edition / CABLE).write_text(cable.replace(link, hostile), "utf-8")
        run = siglum("render", CABLE, "--to", "html", "--view", "critical", cwd=edition)
        assert hostile not in run.stdout
        assert "document 53" in run.stdout


def test_an_unknown_element_keeps_its_text_and_is_reported(edition: Path, siglum: Siglum) -> None:
    cable = (edition / CABLE).read_text("utf-8")
    (edition / CABLE).write_text(
        cable.replace("coalition government", "<blah>coalition</blah> government")
    )
    run = siglum("render", CABLE, "--to", "html", cwd=edition)
    assert run.returncode == 0
    assert siglum("render", CABLE, "--to", "html", "--strict", cwd=edition).returncode == 1
    assert "coalition" in run.stdout
    assert "SG602" in run.stderr
    assert "“blah” (2 times)" in run.stderr


def test_output_goes_to_a_file_whole_and_never_over_the_source(
    edition: Path, siglum: Siglum
) -> None:
    run = siglum("render", CABLE, "--to", "text", "-o", "out/cable.txt", cwd=edition)
    assert run.returncode == 0
    assert (edition / "out/cable.txt").read_text("utf-8") == (edition / TRANSCRIPT).read_text(
        "utf-8"
    )
    before = (edition / CABLE).read_bytes()
    assert siglum("render", CABLE, "--to", "text", "-o", CABLE, cwd=edition).returncode == 2
    assert (edition / CABLE).read_bytes() == before
