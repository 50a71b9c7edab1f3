"""Each rule, broken once in the real cable: its finding, and no other."""

import os
import re
from pathlib import Path

import pytest

from siglum.checks import Checker, Options
from siglum.checks.run import in_order
from siglum.edition.config import load
from siglum.schematron import run

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
    "SG318": ('/d53" cert="high"', '/d53"'),
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


@pytest.mark.parametrize(
    ("name", "fact"),
    [
        ("persons.xml", '<birth when="1893-12-26"'),
        ("persons.xml", '<idno type="Wikidata"'),
        ("organisations.xml", '<orgName type="preferred" xml:lang="zh-Latn"'),
        ("places.xml", "<location"),
        ("places.xml", "<note"),
    ],
)
def test_a_fact_without_its_source_is_found(edition: Path, name: str, fact: str) -> None:
    path = edition / "tei/authority" / name
    entries, count = re.subn(rf'({fact}) source="[^"]*"', r"\1", path.read_text("utf-8"), count=1)
    assert count == 1
    path.write_text(entries, "utf-8")
    report = Checker(load(edition / "edition.toml")).check(path)
    assert [finding.code for finding in report.findings] == ["SG317"]


def test_the_source_of_a_fact_is_a_bibl_of_the_header(edition: Path) -> None:
    path = edition / "tei/authority/persons.xml"
    entries = path.read_text("utf-8")
    assert entries.count('source="#britannica-mao"') > 1
    for wrong in ("#mao-zedong", "#cable #mao-zedong"):
        path.write_text(
            entries.replace('source="#britannica-mao"', f'source="{wrong}"', 1), "utf-8"
        )
        report = Checker(load(edition / "edition.toml")).check(path)
        assert [finding.code for finding in report.findings] == ["SG317"]


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


def write_edition(folder: Path, rules: str, files: dict[str, str]) -> None:
    """Write an edition of TEI files with rules of its own; `files` holds what stands in each."""
    (folder / "edition.toml").write_text(
        '[edition]\nsources = ["*.xml"]\n[schemas]\nschematron = "schema/rules.sch"\n'
    )
    (folder / "schema").mkdir()
    (folder / "schema/rules.sch").write_text(
        '<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">'
        f'<sch:ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>{rules}</sch:schema>'
    )
    for name, content in files.items():
        start = "TEI" if name.endswith(".xml") else "div"
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(
            f'<{start} xmlns="http://www.tei-c.org/ns/1.0">{content}</{start}>'
        )


def said(edition: Path, name: str) -> list[tuple[str, str]]:
    report = Checker(load(edition / "edition.toml")).check(edition / name)
    return [(f.code, f.message) for f in report.findings if f.code[:3] in ("SCH", "GOT")]


def test_rules_on_file_names_and_registers_work(tmp_path: Path) -> None:
    rules = """<sch:pattern><sch:rule context="/*"><sch:report id="GOT-NAME" test="true()">
      <sch:value-of select="tokenize(base-uri(.), '/')[last()], doc('../reg.xml')//t:name"/>
      </sch:report></sch:rule></sch:pattern>"""
    files = {"a.xml": "<teiHeader/>", "reg.xml": "<standOff><name>Anna</name></standOff>"}
    write_edition(tmp_path, rules, files)
    assert said(tmp_path, "a.xml") == [("GOT-NAME", "a.xml Anna")]


def test_included_parts_have_the_addresses_of_their_own_files(tmp_path: Path) -> None:
    rules = """<sch:pattern><sch:rule context="t:p | t:ref"><sch:report id="GOT-BASE" test="true()">
      <sch:value-of select="tokenize(base-uri(), '/')[last()],
      document(@target, .)/*/t:head"/></sch:report></sch:rule></sch:pattern>"""
    include = '<xi:include href="parts/one.part" xmlns:xi="http://www.w3.org/2001/XInclude"/>'
    files = {
        "a.xml": f"<text><p/>{include}<p/></text>",
        "parts/one.part": '<ref target="beside.part"/><list xml:base="deep/x"><p/></list>',
        "parts/beside.part": "<head>found</head>",
    }
    write_edition(tmp_path, rules, files)
    found = sorted(message for _, message in said(tmp_path, "a.xml"))
    assert found == ["a.xml", "a.xml", "one.part found", "x"]


def test_the_standard_input_has_no_address(tmp_path: Path) -> None:
    rules = """<sch:pattern><sch:rule context="/*"><sch:report id="GOT-BASE" test="true()">
      “<sch:value-of select="base-uri(.), document-uri(/)"/>”</sch:report></sch:rule>
      </sch:pattern>"""
    write_edition(tmp_path, rules, {"a.xml": "<teiHeader/>"})
    checker = Checker(load(tmp_path / "edition.toml"))
    report = checker.check_bytes(Path("-"), (tmp_path / "a.xml").read_bytes())
    assert [f.message for f in report.findings if f.code == "GOT-BASE"] == ["“”"]


def test_rules_that_take_for_ever_give_the_same_in_one_process_and_several(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hours = "every $i in 1 to 900000000, $j in 1 to 900000000 satisfies $i * $j ne count(/*) - 2"
    rules = f"""<sch:pattern><sch:rule context="t:p"><sch:assert id="GOT-N" test="@n"/>
      <sch:assert id="GOT-SLOW" test="if (@n = '1') then {hours} else @n = '2'"/></sch:rule>
      </sch:pattern>"""
    numbers = [0, 2, 1, 3, 0, 1, 3, 2, 1, 3, 0, 1, 3, 2]
    files = {
        f"{place:02}.xml": f"<p n='{number}'/>" if number else "<p/>"
        for place, number in enumerate(numbers)
    }
    write_edition(tmp_path, rules, files)
    (tmp_path / "sitecustomize.py").write_text(
        "import siglum.schematron.run as run\nrun.SECONDS = 2.0\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(run, "SECONDS", 2.0)
    paths = tuple(tmp_path / name for name in sorted(files))
    results = [
        [(report.path.name, [f.message for f in report.findings if f.code[:3] in ("SCH", "GOT")])
         for report in in_order(paths, tmp_path, Options(), jobs)]
        for jobs in (1, 3)
    ]  # fmt: skip
    assert results[0] == results[1]
    found = dict(results[0])
    assert found["03.xml"] == ["assert “GOT-SLOW”"]
    assert [message.partition(" can't")[0] for message in found["12.xml"]] == ["assert “GOT-SLOW”"]
