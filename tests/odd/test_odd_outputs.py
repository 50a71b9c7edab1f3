"""The files that are made of a schema, and the command that makes them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from siglum import relaxng, schematron

Make = Callable[..., Any]
TEI = "http://www.tei-c.org/ns/1.0"
RNG = {"r": "http://relaxng.org/ns/structure/1.0"}
A = "{http://relaxng.org/ns/compatibility/annotations/1.0}"

SMALL = """<schemaSpec ident="small" start="p">
<moduleRef key="tei"/><moduleRef key="core" include="p hi"/>
<elementSpec ident="p" mode="change">
  <gloss>paragraph</gloss><desc>holds <gi>hi</gi> and has <att>n</att></desc>
  <constraintSpec ident="words" scheme="schematron"><constraint>
    <sch:assert xmlns:sch="http://purl.oclc.org/dsdl/schematron" test="normalize-space()"
      >A paragraph has words</sch:assert>
  </constraint></constraintSpec>
  <attList><attDef ident="n" mode="change"><desc>number</desc></attDef></attList>
</elementSpec>
</schemaSpec>"""


def findings(folder: Path, grammar: str, document: str) -> list[str]:
    (folder / "rules.rng").write_text(grammar, "utf-8")
    (folder / "d.xml").write_text(document, "utf-8")
    return [
        error.message for error in schematron.load(folder / "rules.rng").validate(folder / "d.xml")
    ]


def test_definitions_have_the_names_of_tei_and_the_words_of_the_customization(odd: Any) -> None:
    grammar = odd.compile(SMALL).grammar
    names = grammar.xpath("r:define/@name", namespaces=RNG)
    assert {"p", "model.hiLike", "macro.paraContent", "att.global.attribute.xmlid"} <= set(names)
    (element,) = grammar.xpath("r:define[@name='p']/r:element", namespaces=RNG)
    assert element.findtext(f"{A}documentation") == "(paragraph) holds <hi> and has @n"
    (number,) = element.xpath(".//r:attribute[@name='n']", namespaces=RNG)
    assert number.findtext(f"{A}documentation") == "number"


def test_the_grammar_is_headed_by_its_command_and_always_the_same(odd: Any) -> None:
    first, second = odd.compile(SMALL).text, odd.compile(SMALL).text
    assert first == second
    assert "<!-- small: made by siglum odd compile test.odd; do not edit. -->" in first


def test_a_bare_assertion_holds_for_its_element(odd: Any) -> None:
    grammar = odd.compile(SMALL).text
    assert findings(odd.folder, grammar, f'<p xmlns="{TEI}">a</p>') == []
    assert findings(odd.folder, grammar, f'<p xmlns="{TEI}"/>') == ["A paragraph has words"]


def test_rules_of_attributes_classes_and_the_schema_are_in_the_grammar(odd: Any) -> None:
    def constraint(ident: str, what: str, test: str) -> str:
        return (
            f'<constraintSpec ident="{ident}" scheme="schematron"><constraint>'
            f'<s:{what} xmlns:s="http://purl.oclc.org/dsdl/schematron" {test}</s:{what.split()[0]}>'
            "</constraint></constraintSpec>"
        )

    spec = (
        '<schemaSpec ident="t" start="p">'
        + '<moduleRef key="tei"/><moduleRef key="core" include="p hi"/>'
        + constraint("no-hi", 'rule context="tei:hi"', '><s:report test="true()">HI</s:report>')
        + '<classSpec ident="model.hiLike" type="model" mode="change">'
        + constraint("class", "assert", 'test="@rend">CLASS')
        + '</classSpec><elementSpec ident="p" mode="change"><attList>'
        + '<attDef ident="n" mode="change">'
        + constraint("att", "assert", "test=\". = '1'\">ATT")
        + "</attDef></attList></elementSpec></schemaSpec>"
    )
    grammar = odd.compile(spec).text
    document = f'<p xmlns="{TEI}" n="2"><hi/></p>'
    assert sorted(findings(odd.folder, grammar, document)) == ["ATT", "CLASS", "HI"]


LEFT_IN = """<constraint><sch:assert xmlns:sch="http://purl.oclc.org/dsdl/schematron" test="1"
>A paragraph has words</sch:assert></constraint>"""


@pytest.mark.parametrize("left", ["", LEFT_IN], ids=["", "its words left in"])
def test_a_deleted_rule_is_not_in_the_grammar(odd: Any, left: str) -> None:
    odd.file(SMALL.replace('mode="change">\n', 'mode="change" module="core">\n', 1), "base.odd")
    spec = (
        '<schemaSpec ident="t" start="p" source="base.odd"><moduleRef key="tei"/>'
        '<moduleRef key="core"/>{}</schemaSpec>'
    )
    assert "A paragraph has words" in odd.compile(spec.format("")).text
    deletion = (
        '<elementSpec ident="p" mode="change"><constraintSpec ident="words" mode="delete" '
        f'scheme="schematron">{left}</constraintSpec></elementSpec>'
    )
    assert "A paragraph has words" not in odd.compile(spec.format(deletion)).text


def test_what_any_element_requires_is_a_rule(odd: Any) -> None:
    grammar = odd.compile(
        '<schemaSpec ident="t" start="p"><moduleRef key="tei"/><moduleRef key="core" include="p"/>'
        '<elementSpec ident="p" mode="change"><content><anyElement require="u:x"/></content>'
        "</elementSpec></schemaSpec>"
    ).text
    assert findings(odd.folder, grammar, f'<p xmlns="{TEI}"><x xmlns="u:x"/></p>') == []
    assert len(findings(odd.folder, grammar, f'<p xmlns="{TEI}"><x xmlns="u:y"/></p>')) == 1


def test_json_says_what_an_element_has_and_from_where(odd: Any) -> None:
    data = json.loads(odd.compile(SMALL, "json").text)
    assert (data["ident"], data["start"], data["namespace"]) == ("small", ["p"], TEI)
    elements = {element["ident"]: element for element in data["elements"]}
    p = elements["p"]
    assert p["mayContain"] == ["hi"]
    assert p["containedBy"] == []
    assert p["content"] == {"type": "macroRef", "key": "macro.paraContent", "min": 1, "max": 1}
    attributes = {attribute["ident"]: attribute for attribute in p["attributes"]}
    assert attributes["rend"]["class"] == "att.global.rendition"
    assert "class" not in attributes["n"]
    assert attributes["rend"]["datatype"]["max"] is None
    assert [value["value"] for value in attributes["part"]["values"]["items"]] == list("YNIMF")
    classes = {item["ident"]: item for item in data["classes"]}
    assert classes["model.hiLike"]["members"] == ["hi"]


def test_json_has_content_of_any_kind(odd: Any) -> None:
    text = odd.compile(
        '<schemaSpec ident="t" start="p"><moduleRef key="tei"/><moduleRef key="core" include="p"/>'
        '<elementSpec ident="p" mode="change"><content><anyElement require="u:x"/></content>'
        "</elementSpec></schemaSpec>",
        "json",
    ).text
    (p,) = json.loads(text)["elements"]
    assert p["content"]["type"] == "anyElement"


def test_the_compact_grammar_says_the_same(odd: Any) -> None:
    path = odd.write("small.rnc", odd.compile(SMALL, "rnc").text)
    schema = relaxng.load(path)
    for words, valid in (("<hi>a</hi>", True), ("<list/>", False)):
        tree = etree.fromstring(f'<p xmlns="{TEI}">{words}</p>')
        assert schema.is_valid(tree) is valid


def test_the_command_writes_to_the_terminal_or_a_file(odd: Any, siglum: Any) -> None:
    path = odd.file(SMALL)
    run = siglum("odd", "compile", path)
    assert (run.returncode, run.stderr) == (0, "")
    assert etree.fromstring(run.stdout.encode()).tag == f"{{{RNG['r']}}}grammar"
    run = siglum("odd", "compile", path, "-o", odd.folder / "small.rng")
    assert (run.returncode, run.stdout) == (0, "")
    assert (odd.folder / "small.rng").read_text("utf-8").startswith("<?xml")


def test_errors_write_nothing_and_are_status_1(odd: Any, siglum: Any) -> None:
    path = odd.file(SMALL.replace('"tei"', '"tea"'))
    output = odd.folder / "small.rng"
    old = "<!-- made by siglum odd compile small.odd -->"
    output.write_text(old)
    run = siglum("odd", "compile", path, "-o", output, "--format", "concise")
    assert (run.returncode, run.stdout) == (1, "")
    assert "ODD003" in run.stderr
    assert output.read_text() == old


def test_a_missing_file_and_an_output_over_a_source_are_status_2(odd: Any, siglum: Any) -> None:
    assert siglum("odd", "compile", odd.folder / "no.odd").returncode == 2
    path = odd.file(SMALL)
    assert siglum("odd", "compile", path, "-o", path).returncode == 2
    assert "schemaSpec" in path.read_text("utf-8")


def test_another_source_of_tei_is_used_with_its_words(odd: Any, siglum: Any) -> None:
    source = odd.write(
        "p5subset.xml",
        f'<TEI xmlns="{TEI}"><moduleSpec ident="core"/><elementSpec ident="p" module="core">'
        "<desc>a piece of prose</desc><content><textNode/></content></elementSpec></TEI>",
    )
    path = odd.file(
        '<schemaSpec ident="t" start="p" source="tei:9.9.9"><moduleRef key="core"/></schemaSpec>'
    )
    run = siglum("odd", "compile", path, "--p5subset", source)
    assert (run.returncode, run.stderr) == (0, "")
    assert "a piece of prose" in run.stdout
