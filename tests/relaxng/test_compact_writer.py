"""The XML syntax written as compact syntax: what comes out means the same, and can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import schemas
from lxml import etree
from test_spectest import _body, _write_resources

from siglum import relaxng
from siglum.relaxng.difference import compare
from siglum.relaxng.grammar.compact_writer import write_compact

XSD = "datatypeLibrary='http://www.w3.org/2001/XMLSchema-datatypes'"
A = "xmlns:a='http://relaxng.org/ns/compatibility/annotations/1.0'"

# Name of the case, schema in XML syntax, what is written.
CASES: list[tuple[str, str, str]] = [
    (
        "definitions, combination and keywords",
        "<grammar RNG><start><ref name='element'/></start>"
        "<define name='element' combine='choice'><element name='text'><empty/></element></define>"
        "<define name='element' combine='choice'><notAllowed/></define></grammar>",
        "start = \\element\n\n\\element |= element text { empty }\n\n\\element |= notAllowed\n",
    ),
    (
        "groups, repetitions and parentheses",
        "<element RNG name='a'><optional><ref name='x'/></optional><zeroOrMore><choice>"
        "<text/><oneOrMore><element name='b'><empty/></element></oneOrMore></choice></zeroOrMore>"
        "</element>".replace("<ref name='x'/>", "<attribute name='x'/>"),
        "element a { attribute x { text }?, (text | element b { empty }+)* }\n",
    ),
    (
        "a repetition in a repetition, an interleave in a group",
        "<element RNG name='a'><optional><oneOrMore><attribute name='x'/></oneOrMore></optional>"
        "<interleave><element name='b'><empty/></element><text/></interleave></element>",
        "element a { (attribute x { text }+)?, (element b { empty } & text) }\n",
    ),
    (
        "namespaces and wildcards",
        "<element RNG name='a' ns='urn:a' xmlns:p='urn:p'><zeroOrMore><attribute><anyName><except>"
        "<nsName/><name ns=''>q</name></except></anyName></attribute></zeroOrMore>"
        "<element name='p:b'><attribute name='xml:id'/><attribute name='c' ns='urn:p'/></element>"
        "</element>",
        'default namespace ns1 = "urn:a"\nnamespace p = "urn:p"\n\n'
        "element a {\n  attribute * - (ns1:* | q) { text }*,\n"
        "  element p:b { attribute xml:id { text }, attribute p:c { text } }\n}\n",
    ),
    (
        "datatypes, parameters and exceptions",
        f"<element RNG name='a' {XSD}><list><data type='token'><param name='pattern'>\\d+</param>"
        "<except><choice><value>1</value><value type='string'> 2</value></choice></except></data>"
        "<value>it's</value></list></element>",
        'element a {\n  list { xsd:token { pattern = "\\d+" } - ("1" | xsd:string " 2"),'
        ' "it\'s" }\n}\n',
    ),
    (
        "quotes, breaks and backslashes",
        "<element RNG name='a'><choice><value type='string'>a\"b</value><value type='string'>"
        "a\"b'c</value><value type='string'>1\n2</value><value>\\x{41}</value></choice></element>",
        'element a {\n  string \'a"b\' | string "a" ~ \'"\' ~ "b\'c"'
        ' | string "1\\x{A}2" | "\\x{5C}x{41}"\n}\n',
    ),
    (
        "documentation and annotations",
        f"<grammar RNG {A} xmlns:n='urn:n'><!-- one\ntwo --><n:rule x='y'>z</n:rule><start n:s='1'>"
        "<element name='e'><a:documentation>An <n:b/>e</a:documentation><a:documentation>More\n"
        "lines</a:documentation><choice><value>v</value><a:documentation>V</a:documentation>"
        "<value>w</value></choice></element></start></grammar>",
        'namespace n = "urn:n"\n'
        'namespace a = "http://relaxng.org/ns/compatibility/annotations/1.0"\n\n'
        '# one\n# two\n\nn:rule [ x = "y" "z" ]\n\n[ n:s = "1" ]\nstart =\n'
        '  [ a:documentation [ "An " n:b [ ] "e" ] a:documentation [ "More\\x{A}lines" ] ]\n'
        '  element e { "v" >> a:documentation [ "V" ] | "w" }\n',
    ),
    (
        "nested grammars",
        "<grammar RNG><start><grammar><start><parentRef name='list'/></start></grammar></start>"
        "<div><define name='list'><element name='a'><mixed><empty/></mixed></element></define>"
        "</div></grammar>",
        "start = grammar { start = parent \\list }\n\n"
        "div { \\list = element a { mixed { empty } } }\n",
    ),
]


@pytest.mark.parametrize(("xml", "written"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_feature_is_written(xml: str, written: str, tmp_path: Path) -> None:
    schema = schemas.xml(tmp_path, xml)
    text = write_compact(etree.parse(str(tmp_path / "schema.rng")).getroot())
    assert text == written
    assert compare(schema, schemas.compact(tmp_path, text)) == []


def test_documentation_becomes_comments_of_two_marks(tmp_path: Path) -> None:
    schemas.xml(
        tmp_path,
        f"<element RNG name='e' {A}><a:documentation>One\n  two</a:documentation>"
        "<empty/></element>",
    )
    text = write_compact(etree.parse(str(tmp_path / "schema.rng")).getroot())
    assert text == "## One\n## two\nelement e { empty }\n"


def test_files_that_are_referred_to_keep_their_places_and_namespaces(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    schemas.xml(
        tmp_path / "sub",
        "<grammar RNG><start><ref name='a'/></start><define name='a'><element name='a'><empty/>"
        "</element></define></grammar>",
        "part.rng",
    )
    schemas.xml(tmp_path, "<element RNG name='x'><empty/></element>", "leaf.rng")
    schema = schemas.xml(
        tmp_path,
        "<grammar RNG ns='urn:m'><include href='part.rng' xml:base='sub/' ns='urn:i'><start>"
        "<element name='s'><ref name='a'/></element></start></include><define name='b'>"
        "<element name='b'><externalRef href='leaf.rng' ns=''/></element></define>"
        "<start combine='choice'><ref name='b'/></start><define name='c'><element name='c'>"
        "<empty/></element><element name='d'><empty/></element></define></grammar>",
    )
    text = write_compact(etree.parse(str(tmp_path / "schema.rng")).getroot())
    assert 'include "sub/part.rng" inherit = ' in text
    assert compare(schema, schemas.compact(tmp_path, text)) == []


def test_a_file_made_to_be_included_still_inherits_its_namespace(tmp_path: Path) -> None:
    part = "<grammar RNG><define name='a'><element name='a'><attribute><name>x</name></attribute>"
    part += "</element></define></grammar>"
    (tmp_path / "part.rng").write_text(part.replace("RNG", schemas.RNG), encoding="utf-8")
    main = (
        "<grammar RNG ns='urn:m'><include href='part.%s'/><start><ref name='a'/></start></grammar>"
    )
    schema = schemas.xml(tmp_path, main % "rng")
    text = write_compact(etree.parse(str(tmp_path / "part.rng")).getroot())
    (tmp_path / "part.rnc").write_text(text, encoding="utf-8")
    assert "namespace inherited = inherit" in text
    assert compare(schema, schemas.xml(tmp_path, main % "rnc")) == []


def test_every_correct_schema_of_the_suite_comes_back_the_same(
    external_suites: Path, tmp_path: Path
) -> None:
    suite = etree.parse(str(external_suites / "conformance" / "relaxng" / "spectest.xml"))
    number = 0
    for case in suite.iter("testCase"):
        [given] = [child for child in case if child.tag in ("correct", "incorrect")]
        if given.tag == "incorrect":
            continue
        number += 1
        folder = tmp_path / str(number)
        folder.mkdir()
        _write_resources(case, folder)
        path = folder / "schema.rng"
        path.write_bytes(_body(given))
        schema = relaxng.load(path)
        assert compare(schema, schema) == []
        written = schemas.compact(folder, write_compact(etree.parse(str(path)).getroot()))
        assert compare(schema, written) == [], path
        for document in case.iterchildren("valid", "invalid"):
            root = etree.fromstring(_body(document))
            assert written.is_valid(root) == (document.tag == "valid"), path
    assert number == 172


def test_exemplar_comes_back_the_same_and_readable(external_suites: Path, tmp_path: Path) -> None:
    path = external_suites / "tei" / "exemplars" / "tei_lite.rng"
    text = write_compact(etree.parse(str(path)).getroot())
    assert compare(relaxng.load(path), schemas.compact(tmp_path, text)) == []
    annotation = re.compile(r"""^ *["'#]|\[ |"$|" >> """)
    code = [line for line in text.split("\n") if not annotation.search(line)]
    assert max(map(len, code)) <= 110
