"""Findings about a document that is put together of files stand in the file that they are about."""

from __future__ import annotations

from pathlib import Path

from siglum.checks import Checker, Options
from siglum.edition.config import load
from siglum.findings.diagnostics import Diagnostic

TEI = 'xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude"'
GRAMMAR = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0">
<start><element name="TEI"><ref name="content"/></element></start>
<define name="content"><zeroOrMore><choice>
  <element name="div"><ref name="content"/></element><element name="p"><text/></element>
</choice></zeroOrMore></define></grammar>"""
RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
<ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>
<pattern documents="'other.xml'"><rule context="b"><report id="B" test="true()">bad</report></rule>
</pattern></schema>"""


def found(folder: Path, schema: str, **files: str) -> list[Diagnostic]:
    """Check main.xml of some files against a schema."""
    for name, text in files.items():
        (folder / f"{name}.xml").write_text(text, "utf-8")
    (folder / "edition.toml").write_text("")
    name = "rules.sch" if schema is RULES else "grammar.rng"
    (folder / name).write_text(schema, "utf-8")
    checker = Checker(load(folder / "edition.toml"), Options((str(folder / name),), cached=False))
    return list(checker.check(folder / "main.xml").findings)


def places(findings: list[Diagnostic]) -> list[tuple[str, int, int]]:
    return [(one.span.file.name, one.span.line, one.span.column) for one in findings]


def test_text_that_can_not_stand_there_is_found_where_it_is_written(tmp_path: Path) -> None:
    findings = found(
        tmp_path,
        GRAMMAR,
        main=f"""<TEI {TEI}>
 first
 <xi:include href="part.xml"/> behind the part
 <div><p/><xi:include href="none.xml"><xi:fallback>
   <p/> in a fallback</xi:fallback></xi:include></div></TEI>""",
        part=f"""<!-- a part --><div {TEI}>
 <p>one</p> <!-- two -->
   between <xi:include href="inner.xml"/>
   behind <div><xi:include href="inner.xml"/>
 last</div></div>""",
        inner=f"<p {TEI}>inner</p>",
    )
    assert {one.code for one in findings} == {"RNG105"}
    assert places(findings) == [
        ("main.xml", 2, 2),
        ("main.xml", 3, 32),
        ("main.xml", 5, 9),
        ("part.xml", 3, 4),
        ("part.xml", 4, 4),
        ("part.xml", 5, 2),
    ]


def test_text_without_a_place_of_its_own_is_found_behind_the_tag_before_it(tmp_path: Path) -> None:
    (tmp_path / "part.txt").write_text("plain")
    include = '<xi:include href="part.txt" parse="text"/>'
    (finding,) = found(tmp_path, GRAMMAR, main=f"<TEI {TEI}>\n <div><p/>{include}</div></TEI>")
    assert (finding.code, places([finding])) == ("RNG105", [("main.xml", 2, 7)])


def test_each_file_has_its_findings_together(tmp_path: Path) -> None:
    findings = found(
        tmp_path,
        GRAMMAR,
        main=f"<TEI {TEI}>\n<q/><xi:include href='part.xml'/>\n\n<q/></TEI>",
        part=f"<div {TEI}>\n\n<q/></div>",
    )
    assert places(findings) == [("main.xml", 2, 1), ("main.xml", 4, 1), ("part.xml", 3, 1)]


def test_a_rule_for_another_document_finds_what_is_in_that_file(tmp_path: Path) -> None:
    other = "<a>\n\n\n\n\n\n <b/></a>"
    (finding,) = found(tmp_path, RULES, main=f"<TEI {TEI}/>", other=other)
    assert (finding.code, places([finding])) == ("B", [("other.xml", 7, 2)])


def test_a_line_that_a_hint_names_is_one_of_the_file_it_stands_in(tmp_path: Path) -> None:
    grammar = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"
 ns="http://www.tei-c.org/ns/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start><element name="TEI"><zeroOrMore><ref name="div"/></zeroOrMore></element></start>
<define name="div"><element name="div"><optional><attribute name="xml:id"><data type="ID"/>
</attribute></optional><optional><element name="head"><empty/></element></optional>
<optional><element name="p"><empty/></element></optional><zeroOrMore><ref name="div"/></zeroOrMore>
</element></define></grammar>"""
    findings = found(
        tmp_path,
        grammar,
        main=f"""<TEI {TEI}>
 <xi:include href="part.xml"/>
 <div xml:id="a"/>
 <div xml:id="b"/>
 <div xml:id="b"/></TEI>""",
        part=f"""<!-- one
 two -->
<div {TEI} xml:id="a"/>""",
    )
    assert [one.help for one in findings] == [
        "it is used first on line 3 of part.xml",
        "it is used first on line 4",
    ]


def test_what_comes_too_late_is_told_the_line_of_its_file(tmp_path: Path) -> None:
    grammar = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"
 ns="http://www.tei-c.org/ns/1.0"><start><element name="TEI"><ref name="div"/></element></start>
<define name="div"><element name="div"><element name="head"><empty/></element>
<element name="p"><empty/></element><optional><element name="q"><empty/></element></optional>
</element></define></grammar>"""
    (finding,) = found(
        tmp_path,
        grammar,
        main=f'<TEI {TEI}><xi:include href="part.xml"/></TEI>',
        part=f"<!-- one\n two -->\n<div {TEI}>\n <p/>\n <head/></div>",
    )
    assert finding.help == "move it before “p” on line 4"
