"""Customizations as projects have them: what they forget, repeat and leave dangling."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

Make = Callable[..., Any]
P = '<elementSpec ident="p" {mode}>{parts}</elementSpec>'


def change(parts: str) -> str:
    """Return a change of p."""
    return P.format(mode='mode="change"', parts=parts)


def test_a_group_that_is_nowhere_leaves_a_schema(made: Make) -> None:
    schema = made('<specGrpRef target="#simplechanges"/>')
    assert schema.codes == ["ODD116"]
    assert schema.accepts("<p/>")


@pytest.mark.parametrize(
    "twice",
    [
        '<attDef ident="rend" mode="delete"/><attDef ident="rend" mode="delete"/>',
        '<attDef ident="rend" mode="delete"/><attDef ident="rend" mode="delete"><desc/></attDef>',
        '<attDef ident="new"><desc>a b</desc></attDef><attDef ident="new"><desc>a  b</desc>'
        "</attDef>",
    ],
)
def test_the_same_attribute_said_twice_is_a_warning(made: Make, twice: str) -> None:
    schema = made(change(f"<attList>{twice}</attList>"))
    assert schema.codes == ["ODD117"]
    assert schema.accepts("<p n='1'/>")
    assert not schema.accepts("<p rend='x'/>") or "new" in twice


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (
            '<classes mode="change"><memberOf key="model.nope" mode="delete"/></classes>',
            "“p” is no member of “model.nope”",
        ),
        (
            '<classes mode="change"><memberOf key="att.global.rendition" mode="delete"/></classes>',
            "“p” is in “att.global.rendition” not itself, but by “att.global”",
        ),
        (
            '<classes><memberOf key="att.fragmentable" mode="delete"/></classes>',
            "“p” loses all its classes here, not only “att.fragmentable”",
        ),
        (
            '<constraintSpec ident="nope" mode="delete"/>',
            "“p” has no rule “nope” of its own to delete",
        ),
        (
            '<constraintSpec ident="nope" mode="change"/>',
            "“p” has no rule “nope” of its own to change",
        ),
        (
            '<attList><attDef ident="part" mode="change"><constraintSpec ident="nope"'
            ' mode="delete"/></attDef></attList>',
            "the attribute “part” has no rule “nope” of its own to delete",
        ),
    ],
)
def test_a_deletion_of_what_is_not_there_is_told_once(made: Make, parts: str, message: str) -> None:
    found = made(change(parts)).findings
    assert [(item.code, item.message) for item in found] == [("ODD103", message)]


def test_a_deletion_of_no_rule_of_the_schema_is_told(made: Make) -> None:
    schema = made('<constraintSpec ident="nope" mode="delete"/>')
    assert schema.codes == ["ODD103"]


@pytest.mark.parametrize(
    "parts",
    [
        '<classes mode="change"><memberOf key="att.fragmentable" mode="delete"/></classes>',
        '<constraintSpec ident="abstractModel-structure-p-in-ab-or-p" mode="delete"/>',
    ],
)
def test_a_deletion_of_what_is_there_is_not_told(made: Make, parts: str) -> None:
    assert made(change(parts)).codes == []


def test_a_rule_that_never_runs_is_told(made: Make) -> None:
    rule = (
        '<constraintSpec ident="c" scheme="schematron"><constraint><sch:assert test="1" '
        'xmlns:sch="http://purl.oclc.org/dsdl/schematron">x</sch:assert></constraint>'
        "</constraintSpec>"
    )
    macro = f'<macroSpec ident="macro.own"><content><textNode/></content>{rule}</macroSpec>'
    [finding] = made(macro).findings
    assert (finding.code, "its rules are never run" in finding.message) == ("ODD108", True)
    used = change('<content><macroRef key="macro.own"/></content>')
    assert "ODD108" not in made(macro + used).codes


def test_a_namespace_of_its_own_needs_an_exception_from_any_element(odd: Any) -> None:
    spec = (
        '<schemaSpec ident="t" start="TEI"{}><moduleRef key="tei"/><moduleRef key="header"/>'
        '<moduleRef key="core"/><moduleRef key="textstructure"/>'
        '<elementSpec ident="seal" ns="http://example.org/s"><classes>'
        '<memberOf key="att.global"/><memberOf key="model.pLike"/></classes>'
        "<content><textNode/></content></elementSpec></schemaSpec>"
    )
    [finding] = odd.compile(spec.format("")).findings
    exceptions = 'defaultExceptions="http://www.tei-c.org/ns/1.0 teix:egXML http://example.org/s"'
    assert finding.help == f"Except them on the schemaSpec: {exceptions}"
    assert finding.span.line == 2  # the new element, not the head of the file
    assert odd.compile(spec.format(f" {exceptions}")).codes == []


@pytest.mark.parametrize(
    "declaration",
    [
        P.format(mode="", parts='<attList><attDef ident="rend" mode="delete"/></attList>'),
        P.format(mode='mode="add"', parts='<attList><attDef ident="n" usage="req"/></attList>'),
        '<classSpec ident="att.global" type="atts"><attList><attDef ident="n" mode="delete"/>'
        "</attList></classSpec>",
        '<classSpec ident="model.pLike" type="model"/>',
        change('<classes><memberOf key="att.fragmentable" mode="delete"/></classes>'),
    ],
)
def test_one_missing_mode_is_one_finding(odd: Any, declaration: str) -> None:
    modules = "".join(
        f'<moduleRef key="{key}"/>' for key in ("tei", "header", "core", "textstructure")
    )
    found = odd.compile(f'<schemaSpec ident="t" start="TEI">{modules}{declaration}</schemaSpec>')
    assert len(found.codes) == 1
    assert found.codes[0] in ("ODD110", "ODD103")


def test_a_missing_mode_hides_no_mistake_that_does_not_follow_from_it(made: Make) -> None:
    wrong = '<elementSpec ident="hi" mode="change"><attList><attDef ident="nope" mode="delete"/>'
    schema = made(P.format(mode="", parts="") + f"{wrong}</attList></elementSpec>")
    assert schema.codes == ["ODD110", "ODD103"]


def test_elements_that_lack_the_same_are_one_finding(odd: Any) -> None:
    spec = (
        '<schemaSpec ident="t" start="TEI"><moduleRef key="tei"/><moduleRef key="header"/>'
        '<moduleRef key="core"/><moduleRef key="textstructure"/>'
        '<elementSpec ident="p" mode="change"><classes mode="change">'
        '<memberOf key="model.pLike" mode="delete"/></classes></elementSpec></schemaSpec>'
    )
    found = [item for item in odd.compile(spec).findings if item.code == "ODD107"]
    assert len(found) == 1
    assert "and " in found[0].message
    assert "“model.pLike”" in (found[0].help or "")


MODEL = '<model behaviour="paragraph"><outputRendition>color: red</outputRendition></model>'


@pytest.mark.parametrize(
    "specs",
    [
        f'<elementSpec ident="p" mode="change">{MODEL}</elementSpec>',
        f'<elementSpec ident="p">{MODEL}</elementSpec>',
        f'<elementSpec ident="vg:letter" mode="add">{MODEL}</elementSpec>',
        f'<elementSpec ident="*"><modelGrp output="web">{MODEL}</modelGrp></elementSpec>',
        f'<elementSpec ident="p" mode="change"><modelSequence>{MODEL}</modelSequence>'
        '</elementSpec><elementSpec ident="dc:author" mode="add"/>',
    ],
)
def test_processing_models_alone_make_a_schema_of_all_of_tei(odd: Any, specs: str) -> None:
    schema = odd.compile(f'<schemaSpec ident="t" start="TEI">{specs}</schemaSpec>')
    assert schema.codes == ["ODD118"]
    assert schema.accepts("<p>a <hi>b</hi></p>")
    assert schema.accepts("<listPlace><place><placeName/></place></listPlace>")


def test_processing_models_start_from_others(odd: Any) -> None:
    model = f'<elementSpec ident="p" mode="change">{MODEL}</elementSpec>'
    odd.file(f'<schemaSpec ident="base" start="TEI">{model}</schemaSpec>', "base.odd")
    for source in ("base.odd", "elsewhere.odd"):
        spec = f'<schemaSpec ident="t" start="TEI" source="{source}">{model}</schemaSpec>'
        schema = odd.compile(spec)
        assert schema.codes == ["ODD118"]
        assert schema.accepts("<p/>")


def test_processing_models_beside_changes_change_nothing(made: Make) -> None:
    schema = made(
        f'<elementSpec ident="hi">{MODEL}</elementSpec>'
        f'<elementSpec ident="p" mode="change">{MODEL}<attList><attDef ident="n" mode="delete"/>'
        "</attList></elementSpec>"
    )
    assert schema.codes == []
    assert schema.accepts("<p><hi rend='i'>a</hi></p>")
    assert not schema.accepts("<p n='1'/>")


def test_a_list_of_any_words_is_any_words(made: Make) -> None:
    schema = made(
        change(
            '<attList><attDef ident="words"><datatype maxOccurs="unbounded">'
            '<rng:text xmlns:rng="http://relaxng.org/ns/structure/1.0"/></datatype></attDef>'
            "</attList>"
        )
    )
    assert schema.codes == []
    assert schema.accepts("<p words='a b'/>")


def test_attributes_that_exclude_one_another_say_so(odd: Any) -> None:
    choice = (
        '<attList org="choice"><attDef ident="a" usage="req"/>'
        '<attList><attDef ident="b" usage="req"/><attDef ident="c"/></attList></attList>'
    )
    spec = f'<schemaSpec ident="t" start="p"><moduleRef key="core"/>{change(choice)}</schemaSpec>'
    made = json.loads(odd.compile(spec, "json").text)
    [p] = [one for one in made["elements"] if one["ident"] == "p"]
    groups = {one["ident"]: one.get("oneOf") for one in p["attributes"]}
    assert groups == {name: [["a"], ["b", "c"]] for name in "abc"}
