"""What mode add, change, replace and delete make of elements, classes, attributes and values."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

Make = Callable[..., Any]


def attribute(element: str, definition: str) -> str:
    return (
        f'<elementSpec ident="{element}" mode="change">'
        f"<attList>{definition}</attList></elementSpec>"
    )


def test_a_deleted_element_is_gone_and_its_references_with_it(made: Make) -> None:
    schema = made('<elementSpec ident="hi" mode="delete"/>')
    assert schema.accepts("<p><name>a</name></p>")
    assert not schema.accepts("<p><hi>a</hi></p>")
    assert schema.codes == []


def test_an_added_element_stands_where_its_class_does(made: Make) -> None:
    schema = made(
        '<elementSpec ident="seal" ns="http://example.org/s">'
        '<classes><memberOf key="model.pPart.data"/><memberOf key="att.global"/></classes>'
        "<content><textNode/></content>"
        '<attList><attDef ident="colour" usage="req"/></attList></elementSpec>'
    )
    seal = '<p><s:seal xmlns:s="http://example.org/s" n="1"{}>wax</s:seal></p>'
    assert schema.accepts(seal.format(' colour="red"'))
    assert not schema.accepts(seal.format(""))
    assert not schema.accepts('<p><seal colour="red"/></p>')


def test_a_changed_content_replaces_the_content_and_nothing_else(made: Make) -> None:
    schema = made(
        '<elementSpec ident="p" mode="change"><content><textNode/></content></elementSpec>'
    )
    assert schema.accepts('<p rend="x">words</p>')
    assert not schema.accepts("<p><hi>words</hi></p>")


def test_an_empty_content_leaves_nothing(made: Make) -> None:
    schema = made(
        '<elementSpec ident="name" mode="change"><content><empty/></content></elementSpec>'
    )
    assert schema.accepts("<p><name/></p>")
    assert not schema.accepts("<p><name>a</name></p>")


def test_replace_keeps_nothing_of_the_element(made: Make) -> None:
    schema = made(
        '<elementSpec ident="hi" mode="replace"><classes><memberOf key="model.hiLike"/></classes>'
        "<content><textNode/></content></elementSpec>"
    )
    assert schema.accepts("<p><hi>a</hi></p>")
    assert not schema.accepts('<p><hi n="1">a</hi></p>')


def test_several_changes_of_one_element_apply_in_order(made: Make) -> None:
    schema = made(
        attribute("p", '<attDef ident="rend" mode="delete"/>')
        + attribute("p", '<attDef ident="mood"/>')
    )
    assert schema.accepts('<p mood="x">a</p>')
    assert not schema.accepts('<p rend="x">a</p>')


@pytest.mark.parametrize("place", ["element", "class"])
def test_an_attribute_of_a_class_is_deleted_for_an_element_or_for_all(
    made: Make, place: str
) -> None:
    if place == "element":
        schema = made(attribute("p", '<attDef ident="rend" mode="delete"/>'))
    else:
        schema = made(
            '<classSpec ident="att.global.rendition" type="atts" mode="change">'
            '<attList><attDef ident="rend" mode="delete"/></attList></classSpec>'
        )
    assert not schema.accepts('<p rend="x">a</p>')
    assert schema.accepts('<p n="1" style="x">a</p>')
    assert schema.accepts('<p><hi rend="x">a</hi></p>') is (place == "element")
    assert schema.codes == []


def test_an_attribute_of_a_class_is_changed_for_one_element(made: Make) -> None:
    schema = made(
        attribute(
            "hi",
            '<attDef ident="n" mode="change" usage="req"><valList type="closed">'
            '<valItem ident="a"/><valItem ident="b"/></valList></attDef>',
        )
    )
    assert schema.accepts('<p n="c"><hi n="a" rend="x">x</hi></p>')
    assert not schema.accepts("<p><hi>x</hi></p>")
    assert not schema.accepts('<p><hi n="c">x</hi></p>')


def test_an_attribute_keeps_what_a_change_does_not_mention(made: Make) -> None:
    schema = made(attribute("p", '<attDef ident="part" mode="change"><gloss>part</gloss></attDef>'))
    assert schema.accepts('<p part="I">x</p>')
    assert not schema.accepts('<p part="X">x</p>')


GLOSS = "<gloss>changed</gloss>"
DATED = (
    '<classSpec ident="att.dated" type="atts" validUntil="2031-01-01"><desc>Old words</desc>'
    '<attList><attDef ident="mood" validUntil="2031-01-02"><desc>Old words</desc>'
    '<defaultVal>calm</defaultVal><valList type="closed">'
    '<valItem ident="calm" validUntil="2031-01-03"><desc>Old words</desc></valItem></valList>'
    "</attDef></attList></classSpec>"
    '<classSpec ident="att.dated" type="atts" mode="change"{until}>{docs}<attList>'
    '<attDef ident="mood" mode="change"{until}>{docs}{default}<valList mode="change">'
    '<valItem ident="calm" mode="change"{until}>{docs}</valItem></valList></attDef></attList>'
    "</classSpec>"
    '<elementSpec ident="p" mode="change"><classes mode="change"><memberOf key="att.dated"/>'
    "</classes></elementSpec>"
)


def dated(odd: Any, **changes: str) -> list[Any]:
    """Return a class, its attribute, and a value of that, changed, as they are in JSON."""
    said = {"until": "", "docs": "", "default": "", **changes}
    modules = '<moduleRef key="tei"/><moduleRef key="core" include="p"/>'
    spec = f'<schemaSpec ident="t" start="p">{modules}{DATED.format(**said)}</schemaSpec>'
    compiled = odd.compile(spec, "json")
    classes = {each["ident"]: each for each in json.loads(compiled.text)["classes"]}
    (attribute,) = classes["att.dated"]["attributes"]
    return [classes["att.dated"], attribute, attribute["values"]["items"][0]]


def test_what_a_change_does_not_mention_stays(odd: Any) -> None:
    changed = dated(odd, docs=GLOSS)
    assert [each["validUntil"] for each in changed] == ["2031-01-01", "2031-01-02", "2031-01-03"]
    assert changed[1]["default"] == "calm"
    assert all("Old words" in each["description"] for each in changed)


def test_what_a_change_mentions_is_new(odd: Any) -> None:
    changed = dated(
        odd,
        until=' validUntil="2040-01-01"',
        docs="<desc>New words</desc>",
        default="<defaultVal>wild</defaultVal>",
    )
    assert [each["validUntil"] for each in changed] == ["2040-01-01"] * 3
    assert changed[1]["default"] == "wild"
    assert [each["description"] for each in changed] == ["New words"] * 3


def test_an_attribute_is_replaced_with_all_it_had(made: Make) -> None:
    schema = made(attribute("p", '<attDef ident="part" mode="replace"/>'))
    assert schema.accepts('<p part="any words">x</p>')


def test_a_changed_class_changes_all_members(made: Make) -> None:
    schema = made(
        '<classSpec ident="att.global" type="atts" mode="change"><attList>'
        '<attDef ident="n" mode="change" usage="req"/><attDef ident="hand"/></attList></classSpec>'
    )
    assert not schema.accepts_document(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/></TEI>'
    )
    required = schema.grammar.xpath(
        "//r:define[@name='att.global.attribute.n']/r:attribute",
        namespaces={"r": "http://relaxng.org/ns/structure/1.0"},
    )
    assert len(required) == 1


def test_an_attribute_that_a_class_has_no_longer_can_not_be_changed(made: Make) -> None:
    change = (
        '<classSpec ident="att.global.rendition" type="atts" mode="change">'
        '<attList><attDef ident="rend" mode="{}"/></attList></classSpec>'
    )
    schema = made(change.format("delete") + change.format("change"))
    assert schema.codes == ["ODD103"]


def test_a_deleted_class_takes_its_attributes_along(made: Make) -> None:
    schema = made('<classSpec ident="att.fragmentable" type="atts" mode="delete"/>')
    assert not schema.accepts('<p part="I">x</p>')
    assert schema.accepts("<p>x</p>")


def test_memberships_are_added_and_deleted(made: Make) -> None:
    schema = made(
        '<elementSpec ident="p" mode="change"><classes mode="change">'
        '<memberOf key="att.fragmentable" mode="delete"/><memberOf key="att.typed" mode="add"/>'
        "</classes></elementSpec>"
    )
    assert schema.accepts('<p type="x" n="1">a</p>')
    assert not schema.accepts('<p part="I">a</p>')


def test_classes_without_a_mode_replace_the_memberships(made: Make) -> None:
    schema = made(
        '<elementSpec ident="p" mode="change"><classes>'
        '<memberOf key="model.pLike"/></classes></elementSpec>'
    )
    assert schema.accepts("<p>a</p>")
    assert not schema.accepts('<p n="1">a</p>')


VALUES = '<attDef ident="part" mode="change"><valList type="closed" mode="{}">{}</valList></attDef>'


@pytest.mark.parametrize(
    ("mode", "items", "valid", "invalid"),
    [
        ("add", '<valItem ident="Q"/>', "Q", "I"),
        ("replace", '<valItem ident="Q"/>', "Q", "I"),
        ("change", '<valItem ident="Q"/>', "QIF", "X"),
        ("change", '<valItem ident="Q" mode="add"/><valItem ident="I" mode="delete"/>', "QF", "I"),
        ("change", '<valItem ident="I" mode="replace"/>', "IF", "X"),
    ],
)
def test_values_are_added_and_deleted(
    made: Make, mode: str, items: str, valid: str, invalid: str
) -> None:
    schema = made(attribute("p", VALUES.format(mode, items)))
    for value in valid:
        assert schema.accepts(f'<p part="{value}">a</p>')
    for value in invalid:
        assert not schema.accepts(f'<p part="{value}">a</p>')


def test_a_changed_list_stays_closed_when_its_type_is_not_repeated(made: Make) -> None:
    change = (
        '<attDef ident="part" mode="change"><valList mode="change">'
        '<valItem ident="I" mode="delete"/></valList></attDef>'
    )
    schema = made(attribute("p", change))
    assert schema.accepts('<p part="F">a</p>')
    assert not schema.accepts('<p part="I">a</p>')


def test_a_deleted_list_leaves_the_datatype(made: Make) -> None:
    change = '<attDef ident="part" mode="change"><valList mode="delete"/></attDef>'
    schema = made(attribute("p", change))
    assert schema.accepts('<p part="whatever">a</p>')
    assert not schema.accepts('<p part="two words">a</p>')


def test_a_semi_open_list_lets_in_what_the_datatype_does(made: Make) -> None:
    schema = made(
        attribute(
            "p",
            '<attDef ident="size"><datatype><dataRef name="integer"/></datatype>'
            '<valList type="semi"><valItem ident="large"/></valList></attDef>',
        )
    )
    assert schema.accepts('<p size="large">a</p>')
    assert schema.accepts('<p size="7">a</p>')
    assert not schema.accepts('<p size="small">a</p>')


def test_of_a_choice_of_attributes_only_one_may_stand(made: Make) -> None:
    schema = made(
        '<elementSpec ident="p" mode="change"><attList org="choice">'
        '<attDef ident="one" usage="req"/><attList><attDef ident="two"/><attDef ident="three"/>'
        "</attList></attList></elementSpec>"
    )
    assert schema.accepts('<p one="x">a</p>')
    assert schema.accepts('<p two="x" three="x">a</p>')
    assert not schema.accepts('<p one="x" two="x">a</p>')


def test_a_single_attribute_of_a_class_is_referred_to(made: Make) -> None:
    schema = made(attribute("p", '<attRef class="att.typed" name="type"/>'))
    assert schema.accepts('<p type="x">a</p>')
    assert not schema.accepts('<p subtype="x">a</p>')


def test_alt_ident_renames_in_documents(made: Make) -> None:
    schema = made(
        '<elementSpec ident="name" mode="change"><altIdent>nom</altIdent><attList>'
        '<attDef ident="n" mode="change"><altIdent>numero</altIdent></attDef></attList>'
        "</elementSpec>"
    )
    assert schema.accepts('<p><nom numero="1">a</nom></p>')
    assert not schema.accepts("<p><name>a</name></p>")
    assert not schema.accepts('<p><nom n="1">a</nom></p>')


def test_a_class_reached_twice_gives_its_attributes_once(made: Make) -> None:
    schema = made(
        '<classSpec ident="att.mine" type="atts"><classes><memberOf key="att.typed"/></classes>'
        '<attList><attDef ident="mine"/></attList></classSpec>'
        '<elementSpec ident="p" mode="change"><classes mode="change">'
        '<memberOf key="att.mine"/><memberOf key="att.typed"/></classes></elementSpec>'
    )
    assert schema.accepts('<p type="x" subtype="y" mine="z">a</p>')


def test_an_attribute_that_the_customization_adds_to_a_class_can_be_deleted(made: Make) -> None:
    schema = made(
        '<classSpec ident="att.global" type="atts" mode="change"><attList><attDef ident="mood"/>'
        "</attList></classSpec>" + attribute("p", '<attDef ident="mood" mode="delete"/>')
    )
    assert schema.codes == []
    assert schema.accepts('<p><hi mood="x"/></p>')
    assert not schema.accepts('<p mood="x"/>')


def test_a_change_of_what_is_not_selected_is_told_and_has_no_effect(made: Make) -> None:
    schema = made('<elementSpec ident="ab" mode="change"><content><empty/></content></elementSpec>')
    assert schema.codes == ["ODD102"]
    assert "module, “linking”" in schema.findings[0].help
    assert not schema.accepts("<ab/>")
