"""The W3C schema of a customization: it accepts what the grammar does, and says what else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree
from xsd_oracles import BothSchemas

TEI = "http://www.tei-c.org/ns/1.0"
XS = {"xs": "http://www.w3.org/2001/XMLSchema"}
RNG = "http://relaxng.org/ns/structure/1.0"

START = '<schemaSpec ident="t" start="p" {}><moduleRef key="tei"/>'
MODULE = '<moduleRef key="core" include="p hi name title label item list"/>'

Make = Callable[[str], BothSchemas]


@pytest.fixture
def make(odd: Any) -> Make:
    """Compile declarations after a few elements of TEI."""

    def made(declarations: str, attributes: str = "") -> BothSchemas:
        spec = START.format(attributes) + MODULE + declarations + "</schemaSpec>"
        return BothSchemas(odd.file(spec), odd.folder)

    return made


def content(of: str, model: str) -> str:
    """Return the change that gives an element another content."""
    return f'<elementSpec ident="{of}" mode="change"><content>{model}</content></elementSpec>'


def p(inside: str, attributes: str = "") -> str:
    """Return a document."""
    return f'<p xmlns="{TEI}" {attributes}>{inside}</p>'


ITEM, LABEL = '<elementRef key="item"/>', '<elementRef key="label"/>'
EITHER = f"<alternate>{ITEM}{LABEL}</alternate>"
ANY = f'<alternate minOccurs="0" maxOccurs="unbounded">{ITEM}{LABEL}</alternate>'

DOCUMENTS = [
    p(inside)
    for inside in (
        "",
        "a",
        "<item/>",
        "<label/>",
        "<item/><item/>",
        "<item/><label/>",
        "<label/><item/>",
        "<item/><label/><item/>",
        "<label/><label/><item/><label/>",
        "<item/><item/><item/><item/>",
        "<list/>",
        "<hi/><item/>",
    )
]

EXACT = {
    "two of a kind, then others": f'<sequence><elementRef key="item" minOccurs="0"/>{ANY}'
    "</sequence>",
    "the same after itself": f'<sequence>{ITEM}<elementRef key="item" minOccurs="0"/></sequence>',
    "counted": '<elementRef key="item" minOccurs="2" maxOccurs="3"/>',
    "counted, then more": f'<sequence><elementRef key="item" minOccurs="2" maxOccurs="2"/>{ITEM}'
    "</sequence>",
    "alternatives that begin alike": f"<alternate><sequence>{ITEM}{LABEL}</sequence>{ITEM}"
    "</alternate>",
    "a class beside a member": '<alternate maxOccurs="unbounded"><classRef key="model.labelLike"/>'
    f"{LABEL}{ITEM}</alternate>",
    "a choice in a loop": f'<alternate maxOccurs="unbounded"><sequence>{ITEM}'
    f'<elementRef key="label" minOccurs="0"/></sequence>{LABEL}</alternate>',
    "text and elements": '<alternate minOccurs="0" maxOccurs="unbounded"><textNode/>'
    f"{ITEM}</alternate>",
    "nothing": "<empty/>",
    "expanded class": '<classRef key="model.labelLike" expand="sequenceOptional"/>',
}


@pytest.mark.parametrize("model", EXACT.values(), ids=EXACT)
def test_what_can_be_said_in_both_languages_is_the_same_in_both(make: Make, model: str) -> None:
    both = make(content("p", model) + content("item", "<empty/>") + content("label", "<empty/>"))
    assert both.findings == ()
    for document in DOCUMENTS:
        assert both.accepts(document) is both.grammar_accepts(document), document
    assert "outermost. -->" in both.header


LOOSER = {
    "in any order": f'<sequence preserveOrder="false">{ITEM}{LABEL}</sequence>',
    "text between elements": f"<sequence>{ITEM}<textNode/>{LABEL}</sequence>",
    "a datatype or an element": f'<alternate><dataRef name="integer"/>{ITEM}</alternate>',
    "RELAX NG": f'<interleave xmlns="{RNG}"><ref name="item"/><ref name="label"/></interleave>',
    "the last but one": f"<sequence>{ANY}{ITEM}{EITHER}</sequence>",
}


@pytest.mark.parametrize("model", LOOSER.values(), ids=LOOSER)
def test_what_xsd_can_not_say_is_accepted_and_told(make: Make, model: str) -> None:
    both = make(content("p", model) + content("item", "<empty/>") + content("label", "<empty/>"))
    accepted = [document for document in DOCUMENTS if both.grammar_accepts(document)]
    assert accepted
    assert all(both.accepts(document) for document in accepted)
    assert " in p." in both.header
    assert not both.accepts(p("<list/>"))


def test_ambiguous_content_is_a_finding_at_its_place(make: Make) -> None:
    (finding,) = make(content("p", LOOSER["the last but one"])).findings
    assert finding.code == "ODD113"
    assert "in “p” it is not plain where each item or label belongs" in finding.message
    assert finding.span.line == 2


def test_only_the_ambiguous_part_becomes_free(make: Make) -> None:
    both = make(
        content("p", f'<sequence><elementRef key="hi"/>{LOOSER["the last but one"]}</sequence>')
    )
    assert both.accepts(p("<hi/><label/><label/>"))
    assert not both.accepts(p("<label/><hi/><item/>"))


def test_components_have_the_names_of_tei_and_the_words_of_the_customization(make: Make) -> None:
    both = make('<elementSpec ident="p" mode="change"><desc>A paragraph.</desc></elementSpec>')
    root = etree.fromstring(both.files["made.xsd"].encode())
    groups = set(root.xpath("xs:group/@name", namespaces=XS))
    assert {"macro.paraContent", "model.hiLike", "model.phrase"} <= groups
    assert "att.global.attributes" in root.xpath("xs:attributeGroup/@name", namespaces=XS)
    assert "teidata.word" in root.xpath("xs:simpleType/@name", namespaces=XS)
    words = "xs:element[@name='p']/xs:annotation/xs:documentation/text()"
    assert root.xpath(words, namespaces=XS) == ["A paragraph."]


ATTRIBUTES = """
<elementSpec ident="p" mode="change"><attList>
  <attDef ident="closed" usage="req" mode="add"><valList type="closed">
    <valItem ident="yes"/><valItem ident="no"/></valList></attDef>
  <attDef ident="semi" mode="add"><datatype><dataRef key="teidata.count"/></datatype>
    <valList type="semi"><valItem ident="many"/></valList></attDef>
  <attDef ident="two" mode="add"><datatype minOccurs="2" maxOccurs="2">
    <dataRef key="teidata.count"/></datatype></attDef>
  <attDef ident="code" mode="add"><datatype><dataRef name="token" restriction="[A-Z]\\d+"/>
    </datatype></attDef>
  <attDef ident="limit" mode="add"><datatype><dataRef name="integer">
    <dataFacet name="maxInclusive" value="5"/></dataRef></datatype></attDef>
  <attDef ident="n" mode="delete"/>
</attList></elementSpec>
"""


@pytest.mark.parametrize(
    ("attributes", "valid"),
    [
        ('closed="yes"', True),
        ('closed=" no "', True),
        ("", False),
        ('closed="maybe"', False),
        ('closed="no" semi="many"', True),
        ('closed="no" semi="3"', True),
        ('closed="no" semi="few"', False),
        ('closed="no" two="1 2"', True),
        ('closed="no" two="1"', False),
        ('closed="no" two="1 2 3"', False),
        ('closed="no" code="B12"', True),
        ('closed="no" code="12"', False),
        ('closed="no" limit="5"', True),
        ('closed="no" limit="6"', False),
        ('closed="no" n="1"', False),
        ('closed="no" rend="a b"', True),
        ('closed="no" xml:lang="de" xml:id="x"', True),
        ('closed="no" xml:id="1"', False),
        ('closed="no" xml:space="often"', False),
        ('closed="no" unheard="of"', False),
    ],
)
def test_values_are_held_as_the_grammar_holds_them(
    make: Make, attributes: str, valid: bool
) -> None:
    both = make(ATTRIBUTES)
    assert both.grammar_accepts(p("", attributes)) is valid
    assert both.accepts(p("", attributes)) is valid


def test_an_identifier_stands_once(make: Make) -> None:
    assert not make("").accepts(p('<hi xml:id="a"/><hi xml:id="a"/>'))


def test_attributes_that_exclude_each_other_may_both_stand(make: Make) -> None:
    both = make(
        '<elementSpec ident="p" mode="change"><attList org="choice">'
        '<attDef ident="a" usage="req" mode="add"/><attDef ident="b" usage="req" mode="add"/>'
        "</attList></elementSpec>"
    )
    for attributes in ('a="1"', 'b="1"'):
        assert both.grammar_accepts(p("", attributes))
        assert both.accepts(p("", attributes))
    assert both.accepts(p("", 'a="1" b="1"'))
    assert "Attributes that exclude each other may stand together in p." in both.header


def test_a_value_as_content_is_held(make: Make) -> None:
    both = make(content("p", '<dataRef name="integer"/>'))
    assert both.accepts(p("12", 'n="1"'))
    assert not both.accepts(p("twelve"))
    both = make(content("p", '<valList type="closed"><valItem ident="a"/></valList>'))
    assert both.accepts(p("a"))
    assert not both.accepts(p("b"))


FOREIGN = """
<elementSpec xmlns:x="urn:x" ident="map" ns="urn:x" mode="add">
  <classes><memberOf key="model.hiLike"/><memberOf key="att.global"/></classes>
  <content><elementRef key="p" minOccurs="0"/></content>
  <attList><attDef ident="x:scale" ns="urn:x" mode="add" usage="req">
    <datatype><dataRef name="integer"/></datatype></attDef></attList>
</elementSpec>
"""


def test_each_namespace_has_a_document(make: Make) -> None:
    both = make(FOREIGN)
    assert len(both.files) == 3
    valid = p('<m:map xmlns:m="urn:x" m:scale="2" n="1"><p/></m:map>')
    assert both.grammar_accepts(valid)
    assert both.accepts(valid)
    for wrong in (valid.replace('"2"', '"two"'), valid.replace("<p/>", "<hi/>")):
        assert not both.grammar_accepts(wrong)
        assert not both.accepts(wrong)


def test_a_schema_may_have_no_namespace_of_its_own(make: Make) -> None:
    both = make("", 'ns="urn:y"')
    assert both.accepts('<p xmlns="urn:y">a<hi xml:lang="de"/></p>')
    assert not both.accepts(p(""))


def test_any_element_is_not_looked_into(make: Make) -> None:
    both = make(content("p", '<anyElement minOccurs="0" maxOccurs="unbounded"/>'))
    inside = '<x xmlns="" xml:id="1 2"><y/></x><z xmlns="urn:z"/>'
    assert both.grammar_accepts(p(inside))
    assert both.accepts(p(inside))
    assert not both.accepts(p("<hi/>"))
    assert "Elements of other vocabularies stand unchecked in p." in both.header


def test_an_imported_grammar_is_any_element_of_its_namespace(odd: Any, make: Make) -> None:
    odd.write(
        "m.rng",
        f'<grammar xmlns="{RNG}" ns="urn:m"><define name="math"><element name="math"><zeroOrMore>'
        '<element name="mi"><text/></element></zeroOrMore></element></define></grammar>',
    )
    both = make(
        '<moduleRef url="m.rng"/>'
        + content("p", f'<zeroOrMore xmlns="{RNG}"><ref name="math"/></zeroOrMore>')
    )
    valid = p('<math xmlns="urn:m"><mi>x</mi></math>')
    assert both.grammar_accepts(valid)
    assert both.accepts(valid)
    assert not both.accepts(p('<math xmlns="urn:n"/>'))


def test_elements_of_one_name_are_free(make: Make) -> None:
    both = make('<elementSpec ident="hi" mode="change"><altIdent>name</altIdent></elementSpec>')
    assert both.accepts(p("<name><p/></name>"))
    assert "there are several elements of one name: name." in both.header


def test_the_command_writes_all_files_or_none(odd: Any, siglum: Any) -> None:
    path = odd.file(START.format("") + MODULE + "</schemaSpec>")
    run = siglum("odd", "compile", path, "--to", "xsd")
    assert (run.returncode, run.stdout) == (2, "")
    assert "xml.xsd" in run.stderr
    folder = odd.folder / "made"
    run = siglum("odd", "compile", path, "--to", "xsd", "-o", folder / "t.xsd")
    assert (run.returncode, run.stderr) == (0, "")
    assert {file.name for file in folder.iterdir()} == {"t.xsd", "xml.xsd"}
    blocked = odd.folder / "blocked"
    (blocked / "t.xsd").mkdir(parents=True)
    run = siglum("odd", "compile", path, "--to", "xsd", "-o", blocked / "t.xsd")
    assert run.returncode != 0
    assert [file.name for file in blocked.iterdir()] == ["t.xsd"]


def test_a_schema_of_one_file_goes_to_the_terminal(odd: Any, siglum: Any) -> None:
    path = odd.file(
        '<schemaSpec ident="t" start="a"><elementSpec ident="a" mode="add"><content><empty/>'
        "</content></elementSpec></schemaSpec>"
    )
    run = siglum("odd", "compile", path, "--to", "xsd")
    assert (run.returncode, run.stderr) == (0, "")
    assert etree.fromstring(run.stdout.encode()).tag == f"{{{XS['xs']}}}schema"
