"""Each rule, broken once in the real cable: its finding, and no other."""

import re
from pathlib import Path

import pytest

from siglum.config import load
from siglum.validate import Checker

CABLE = "tei/1949-01-10-mao-to-filippov.xml"

# code → what is edited in the cable: (old, new), each applied once
BREAKS = {
    "SG301": ('<supplied resp="#translator" rendition="#bracket-before #bracket-after">will', '<supplied rendition="#bracket-before #bracket-after">will'),
    "SG302": ('<ex resp="#translator"', '<ex resp="#opener"'),
    "SG303": ('<corr resp="#editor" cert="high">revolution', '<corr resp="#editor">revolution'),
    "SG304": ('target="#latest-time"', 'target="#point-4"'),
    "SG305": (' target="#ten-provinces"', ""),
    "SG307": ('<placeName ref="authority/places.xml#moscow">Moscow</placeName>. Now', "<placeName>Moscow</placeName>. Now"),
    "SG308": ('xml:id="point-4-3"', 'xml:id="point-4-2"'),
    "SG309": ('<p n="3" xml:id="point-4-3">', '<p n="3">'),
    "SG310": ('<date when="1949-01-06">6 January</date>. A', '<date when="1949-02-30">6 January</date>. A'),
    "SG311": ('<date notBefore="1949-07-22" notAfter="1949-07-31">', '<date notBefore="1949-07-22" notAfter="1949-06">'),
    "SG312": ("<gi>gloss</gi> for another name", "words for another name"),
    "SG313": ('<item corresp="#sic-after">', "<item>"),
    "SG314": ('<language ident="ru-Latn">', '<language ident="ru-Cyrl">'),
    "SG315": (">1.</label> I received", ">1.</label> I [sic] received"),
    "SG316": ('cert="high">revolution</corr>', 'cert="high"/>'),
    "SG401": ('ref="authority/places.xml#datong"', 'ref="authority/place.xml#datong"'),
    "SG402": ('ref="authority/places.xml#datong"', 'ref="authority/places.xml#datonk"'),
    "SG403": ('ref="authority/places.xml#datong"', 'ref="authority/persons.xml#gao-gang"'),
    "SG404": ('target="https://history.state.gov/historicaldocuments/frus1949v08/d53"', 'target="../../secret.xml"'),
    "SG405": ('target="https://history.state.gov/historicaldocuments/frus1949v08/d53"', 'target="javascript:alert(1)"'),
    "SG406": ('corresp="#sic-after"', 'corresp="#sic-after #nowhere"'),
    "SG407": ('target="https://history.state.gov/historicaldocuments/frus1949v08/d53"', 'target="1949/elsewhere.xml"'),
    "SG501": ("fully finished off", "finished off"),
}  # fmt: skip


# What is typed in the text departs from the transcript as well.
ALSO = {"SG315": {"SG501"}}


def codes(edition: Path) -> list[str]:
    report = Checker(load(edition / "edition.toml")).check(edition / CABLE)
    return [finding.code for finding in report.findings]


def test_the_cable_has_no_findings(edition: Path) -> None:
    assert codes(edition) == []


@pytest.mark.parametrize("code", BREAKS)
def test_a_broken_rule_is_found_alone(edition: Path, code: str) -> None:
    old, new = BREAKS[code]
    source = (edition / CABLE).read_text("utf-8")
    assert source.count(old) >= 1
    (edition / CABLE).write_text(source.replace(old, new, 1), "utf-8")
    found = codes(edition)
    assert set(found) - ALSO.get(code, set()) == {code}


def test_a_finding_stands_at_its_attribute(edition: Path) -> None:
    old, new = BREAKS["SG402"]
    source = (edition / CABLE).read_text("utf-8").replace(old, new, 1)
    (edition / CABLE).write_text(source, "utf-8")
    (finding,) = Checker(load(edition / "edition.toml")).check(edition / CABLE).findings
    line = source.splitlines()[finding.span.line - 1]
    at = finding.span.column - 1
    assert line[at : at + finding.span.length] == new
    assert finding.help == "Did you mean “datong”?"


def test_an_id_without_its_number_sign_is_recognised(edition: Path) -> None:
    source = (edition / CABLE).read_text("utf-8")
    identifier = re.search(r'xml:id="([^"]+)"', source)[1]  # type: ignore[index]
    broken = source.replace('ref="authority/places.xml#datong"', f'ref="{identifier}"', 1)
    (edition / CABLE).write_text(broken, "utf-8")
    (finding,) = Checker(load(edition / "edition.toml")).check(edition / CABLE).findings
    assert (finding.code, finding.help) == ("SG401", f"Did you mean “#{identifier}”?")


def test_the_first_difference_from_the_transcript_is_shown_on_both_sides(edition: Path) -> None:
    old, new = BREAKS["SG501"]
    source = (edition / CABLE).read_text("utf-8").replace(old, new, 1)
    (edition / CABLE).write_text(source, "utf-8")
    (finding,) = Checker(load(edition / "edition.toml")).check(edition / CABLE).findings
    assert "units have already f▸inished off" in finding.message
    assert "units have already f▸ully finished off" in finding.message
    assert 'xml:id="point-2-1"' in source.splitlines()[finding.span.line - 1]


def test_a_missing_transcript_is_found(edition: Path) -> None:
    (edition / "tei/transcripts/1949-01-10-mao-to-filippov.txt").unlink()
    assert codes(edition) == ["SG502"]


def test_against_the_grammar(edition: Path) -> None:
    source = (edition / CABLE).read_text("utf-8")
    (edition / CABLE).write_text(
        source.replace("<salute>", "<sallute>").replace("</salute>", "</sallute>")
    )
    assert "RNG101" in codes(edition)


def test_an_unknown_element_is_one_finding(edition: Path) -> None:
    source = (edition / CABLE).read_text("utf-8")
    (edition / CABLE).write_text(source.replace("imperialism", "<i>imperialism</i>", 1), "utf-8")
    assert codes(edition) == ["RNG101"]


def test_rules_that_do_not_compile_as_a_whole_are_at_fault_and_not_the_document(
    edition: Path,
) -> None:
    function = '<xsl:function name="t:f"/>'
    rules = edition / "schema/siglum-edition.sch"
    rules.write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"'
        ' xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><ns prefix="t" uri="urn:t"/>'
        f"{function}{function}<pattern><rule context='*'><assert test='t:f()'/></rule></pattern>"
        "</schema>"
    )
    found = Checker(load(edition / "edition.toml")).check(edition / CABLE).findings
    assert [(one.code, one.span.file) for one in found] == [("SCH-COMPILE", rules)]
