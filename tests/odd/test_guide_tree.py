"""The tree of a schema that the guide for encoders is made of."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from siglum.edition.customization import compile_schema
from siglum.odd.guide import guide_tree

NAMES = {"sg": "https://siglum.invalid/ns", "t": "http://www.tei-c.org/ns/1.0"}

SMALL = """<schemaSpec ident="small" start="p">
<moduleRef key="tei"/><moduleRef key="core" include="p hi gloss lb"/>
<moduleRef key="namesdates" include="persName"/>
<elementSpec ident="p" mode="change">
  <gloss>paragraph</gloss>
  <gloss xml:lang="de">Absatz</gloss>
  <desc>holds <gi>hi</gi></desc>
  <constraintSpec ident="words" scheme="schematron"><desc>has words</desc><constraint>
    <sch:assert xmlns:sch="http://purl.oclc.org/dsdl/schematron" id="P1" test="normalize-space()"
      >the <sch:name/> has <sch:emph>no</sch:emph> words</sch:assert>
  </constraint></constraintSpec>
  <attList><attDef ident="n" mode="change" usage="req"><desc>number</desc></attDef></attList>
  <exemplum xml:lang="und"><egXML xmlns="http://www.tei-c.org/ns/Examples"><p/></egXML></exemplum>
  <exemplum xml:lang="fr"><egXML xmlns="http://www.tei-c.org/ns/Examples"><q/></egXML></exemplum>
</elementSpec>
</schemaSpec>"""

Find = Any


@pytest.fixture
def find(odd: Any) -> Find:
    """Find something in the tree of a customization, by XPath."""

    def find(path: str, spec: str = SMALL) -> list[Any]:
        schema = compile_schema(odd.file(spec), odd.folder).schema
        assert schema is not None
        return list(guide_tree(schema).xpath(path, namespaces=NAMES))

    return find


def test_each_specification_is_there_once_sorted_by_name(find: Find) -> None:
    assert find("sg:element/@ident") == ["gloss", "hi", "lb", "p", "persName"]
    assert "att.global" in find("sg:class[@type='atts']/@ident")
    assert "model.hiLike" in find("sg:class[@type='model']/@ident")
    assert find("sg:macro[@ident='macro.paraContent']/t:content/*")
    assert find("sg:datatype[@ident='teidata.pointer']/t:content/*")


def test_prose_is_that_of_the_schemas_language(find: Find) -> None:
    assert find("string(sg:element[@ident='p']/t:gloss)") == list("paragraph")
    assert len(find("sg:element[@ident='p']/t:gloss")) == 1
    assert len(find("sg:element[@ident='p']/t:exemplum")) == 1
    german = SMALL.replace("<schemaSpec", '<schemaSpec docLang="de"')
    assert find("sg:element[@ident='p']/t:gloss/text()", german) == ["Absatz"]


def test_global_attributes_are_named_and_changed_ones_are_told_in_full(find: Find) -> None:
    own = find("sg:element[@ident='p']/sg:attribute[not(@class)]")
    assert [(item.get("name"), item.get("usage")) for item in own] == [("n", "req")]
    shared = find("sg:element[@ident='p']/sg:global[@class='att.global']/@names")[0].split()
    assert "xml:id" in shared
    assert "n" not in shared
    assert "ref" in find("sg:element[@ident='persName']/sg:attribute[@class='att.canonical']/@name")


def test_what_may_stand_where_is_grouped_by_module(find: Find) -> None:
    groups = find("sg:element[@ident='p']/sg:may-contain")
    assert [(group.get("module"), group.get("keys")) for group in groups] == [
        ("core", "gloss hi lb"),
        ("namesdates", "persName"),
    ]
    assert find("sg:element[@ident='hi']/sg:contained-by/@keys")[0].split()[-1] == "p"
    assert find("sg:element[@ident='lb']/sg:may-contain") == []
    assert find("sg:element[@ident='p']/t:content/@text") == ["true"]
    assert find("sg:element[@ident='lb']/t:content/@text") == ["false"]


def test_a_rule_says_its_words_and_where_it_shows_what_was_found(find: Find) -> None:
    (assertion,) = find("sg:element[@ident='p']/sg:rule[@id='rule-p-words']/sg:assertion")
    assert assertion.get("id") == "P1"
    assert etree.tostring(assertion, method="text", encoding="unicode") == "the  has no words"
    assert [etree.QName(child).localname for child in assertion] == ["found"]


@pytest.mark.parametrize(
    "content",
    [
        '<sequence minOccurs="0" maxOccurs="unbounded"><textNode/></sequence>',
        '<sequence preserveOrder="false"><elementRef key="hi"/><elementRef key="lb"/></sequence>',
        '<classRef key="model.hiLike" expand="sequenceOptional" maxOccurs="3"/>',
        '<classRef key="model.hiLike" include="hi"/>',
        '<classRef key="model.hiLike" except="hi"/>',
        '<dataRef name="token" restriction="[a-z]"/>',
        '<dataRef name="string"><dataFacet name="maxLength" value="2"/></dataRef>',
        "<anyElement/>",
        "<empty/>",
        '<valList type="closed"><valItem ident="a"/><valItem ident="b"/></valList>',
        '<text xmlns="http://relaxng.org/ns/structure/1.0"/>',
    ],
)
def test_a_content_model_is_written_as_the_odd_writes_it(find: Find, content: str) -> None:
    spec = SMALL.replace("<attList>", f"<content>{content}</content><attList>", 1)
    (model,) = find("sg:element[@ident='p']/t:content/*", spec)
    wanted = etree.fromstring(f'<content xmlns="{NAMES["t"]}">{content}</content>')[0]
    wanted.attrib.pop("type", None)
    etree.cleanup_namespaces(model)
    assert _shape(model) == _shape(wanted)


def _shape(element: etree._Element) -> tuple[Any, ...]:
    return (element.tag, dict(element.attrib), [_shape(child) for child in element])
