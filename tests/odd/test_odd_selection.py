"""What a customization takes of TEI."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree

Make = Callable[..., Any]
RNG = {"r": "http://relaxng.org/ns/structure/1.0"}


def elements(schema: Any) -> list[str]:
    """Return the elements of a schema in their order."""
    grammar: etree._Element = schema.grammar
    return [str(name) for name in grammar.xpath("r:define/r:element/@name", namespaces=RNG)]


def test_include_takes_these_elements_and_except_all_but_these(odd: Any) -> None:
    included = odd.compile(
        '<schemaSpec ident="t" start="seg"><moduleRef key="tei"/>'
        '<moduleRef key="linking" include="seg ab"/></schemaSpec>'
    )
    assert sorted(elements(included)) == ["ab", "seg"]
    excepted = odd.compile(
        '<schemaSpec ident="t" start="seg"><moduleRef key="tei"/>'
        '<moduleRef key="linking" except="ab"/></schemaSpec>'
    )
    assert "ab" not in elements(excepted)
    assert {"seg", "anchor", "linkGrp"} <= set(elements(excepted))


def test_a_module_asked_for_twice_gives_both_selections(odd: Any) -> None:
    schema = odd.compile(
        '<schemaSpec ident="t" start="seg"><moduleRef key="tei"/>'
        '<moduleRef key="linking" include="seg"/><moduleRef key="linking" include="ab"/>'
        "</schemaSpec>"
    )
    assert sorted(elements(schema)) == ["ab", "seg"]


def test_an_element_is_taken_singly_without_its_module(made: Make) -> None:
    schema = made('<elementRef key="supplied"/>')
    assert schema.accepts("<p><supplied>A</supplied></p>")
    assert not schema.accepts('<p><supplied hand="#a">A</supplied></p>')


def test_a_class_is_taken_with_some_of_its_attributes(made: Make) -> None:
    line = '<elementRef key="l"/><elementRef key="lg"/>'
    verse = "<lg {}><l>A</l></lg>"
    assert not made(line).accepts(verse.format('met="x"'))
    whole = made(line + '<classRef key="att.metrical"/>')
    assert whole.accepts(verse.format('met="x" rhyme="x"'))
    part = made(line + '<classRef key="att.metrical" include="met"/>')
    assert part.accepts(verse.format('met="x"'))
    assert not part.accepts(verse.format('rhyme="x"'))


def test_what_is_deleted_is_not_taken_by_any_reference(made: Make) -> None:
    schema = made('<elementRef key="persName"/><elementSpec ident="persName" mode="delete"/>')
    assert "persName" not in elements(schema)


def test_members_of_a_sequence_stand_in_the_order_tei_core_others(odd: Any) -> None:
    part = (
        '<elementSpec ident="{}" mode="change"><content><empty/></content><classes mode="change">'
        '<memberOf key="model.parts"/></classes></elementSpec>'
    )
    schema = odd.compile(
        '<schemaSpec ident="t" start="list"><moduleRef key="linking" include="ab"/>'
        '<moduleRef key="header" include="extent"/><moduleRef key="core" include="list item p"/>'
        '<moduleRef key="tei"/><classSpec ident="model.parts" type="model"/>'
        + "".join(map(part.format, ("extent", "ab", "p")))
        + '<elementSpec ident="item" mode="change"><content>'
        '<classRef key="model.parts" expand="sequence"/></content></elementSpec></schemaSpec>'
    )
    document = '<list xmlns="http://www.tei-c.org/ns/1.0"><item>{}</item></list>'
    assert schema.accepts_document(document.format("<p/><ab/><extent/>"))
    assert not schema.accepts_document(document.format("<ab/><extent/><p/>"))


def test_only_classes_macros_and_datatypes_in_use_are_in_the_schema(made: Make) -> None:
    names = set(made("").grammar.xpath("r:define/@name", namespaces=RNG))
    assert {"model.pLike", "macro.paraContent", "teidata.word", "att.global.attributes"} <= names
    assert not {"macro.xtext", "att.dimensions.attributes", "teidata.temporal.iso"} & names


def test_start_names_the_outermost_elements(odd: Any) -> None:
    both = '<moduleRef key="tei"/><moduleRef key="core" include="list item p"/>'
    schema = odd.compile(f'<schemaSpec ident="t" start="list p">{both}</schemaSpec>')
    assert schema.accepts_document('<p xmlns="http://www.tei-c.org/ns/1.0"/>')
    assert not schema.accepts_document('<item xmlns="http://www.tei-c.org/ns/1.0"/>')


def test_without_a_start_it_is_tei(made: Make) -> None:
    assert made("", "").accepts("<p>a</p>")


def test_a_schema_can_have_a_namespace_of_its_own(odd: Any) -> None:
    schema = odd.compile(
        '<schemaSpec ident="t" start="note" ns="http://example.org/n">'
        '<elementSpec ident="note"><content><textNode/></content></elementSpec></schemaSpec>'
    )
    assert schema.accepts_document('<note xmlns="http://example.org/n">a</note>')
    assert not schema.accepts_document("<note>a</note>")


def test_names_of_patterns_have_the_prefix_of_the_schema(made: Make) -> None:
    schema = made("", 'start="TEI" prefix="my_"')
    names = schema.grammar.xpath("r:define/@name", namespaces=RNG)
    assert all(str(name).startswith("my_") for name in names)
    assert schema.accepts("<p>a <hi>b</hi></p>")
