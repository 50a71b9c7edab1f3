"""What a customization is told: the right thing, at the right place, with what to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from siglum import odd as engine
from siglum.findings.codes import CODES
from siglum.findings.diagnostics import Severity
from siglum.findings.explanations import explanations
from siglum.odd.mistakes import changes, declarations, rules, sources

Make = Callable[..., Any]
TEI = "http://www.tei-c.org/ns/1.0"
ODD_CODES = [code for code in CODES if code.startswith("ODD")]

MODULES = """
<moduleRef key="tei"/><moduleRef key="header"/><moduleRef key="core"/>
<moduleRef key="textstructure"/>
"""


TARGETS = {"ODD010": "rng", "ODD114": "sch", "ODD120": "sch"}
"""The format in whose making a finding is made, where it is not a W3C schema."""


def codes_of(odd: Any, example: str, target: str) -> list[str]:
    """Return what an example is told, put into a customization where it is a part of one."""
    odd.write("persons.odd", f'<TEI xmlns="{TEI}"><specGrp xml:id="persons"/></TEI>')
    odd.write(
        "mathml.rng",
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><define name="math">'
        '<element name="math"><empty/></element></define></grammar>',
    )
    spec = f'<schemaSpec ident="t" start="TEI">{MODULES}{example}</schemaSpec>'
    if "<schemaSpec" in example or "<body" in example:
        spec = re.sub("</?body>", "", example)
    found = odd.compile(spec, target)
    return [code for code in found.codes if code.startswith("ODD")]


@pytest.mark.parametrize("code", ODD_CODES)
def test_the_wrong_example_is_told_and_the_right_one_is_not(odd: Any, code: str) -> None:
    target = TARGETS.get(code, "xsd")
    assert code in codes_of(odd, explanations()[code].wrong, target)
    assert code not in codes_of(odd, explanations()[code].right, target)


def test_the_codes_of_the_engine_are_in_the_catalogue() -> None:
    assert set(engine.CODES) == set(ODD_CODES)
    modules = (changes, declarations, rules, sources)
    mistakes = [one for module in modules for one in vars(module).values() if hasattr(one, "code")]
    assert {mistake.code for mistake in mistakes} == set(ODD_CODES)
    for code in ODD_CODES:
        fatal = CODES[code].severity is Severity.ERROR
        example = next(mistake for mistake in mistakes if mistake.code == code)
        assert fatal == engine.Problem(mistake=example).fatal


@pytest.mark.parametrize(
    ("declaration", "message", "help"),
    [
        ('<moduleRef key="namedates"/>', "there is no module “namedates”", "“namesdates”"),
        (
            '<moduleRef key="namesdates" include="persname"/>',
            "the module “namesdates” has no element “persname”",
            "“persName”",
        ),
        (
            '<moduleRef key="namesdates" include="seg"/>',
            "the module “namesdates” has no element “seg”",
            "“seg” is in the module “linking”",
        ),
        ('<classRef key="att.persona"/>', "there is no class “att.persona”", "“att.personal”"),
        (
            '<elementSpec ident="P" mode="change"/>',
            "there is no “P” to change",
            "Did you mean “p”?",
        ),
        (
            '<elementSpec ident="p" mode="change"><attList><attDef ident="rent" mode="delete"/>'
            "</attList></elementSpec>",
            "the element “p” has no attribute “rent” to delete",
            "“rend”",
        ),
        (
            '<classSpec ident="att.global" type="atts" mode="change"><attList>'
            '<attDef ident="rend" mode="delete"/></attList></classSpec>',
            "the class “att.global” has no attribute “rend” of its own",
            "",
        ),
        (
            '<elementSpec ident="p" mode="change"><attList><attDef ident="part" mode="change">'
            '<valList mode="change"><valItem ident="i" mode="delete"/></valList></attDef>'
            "</attList></elementSpec>",
            "@part has no value “i”",
            "“I”",
        ),
        (
            '<elementSpec ident="title" mode="delete"/>',
            "“titleStmt” needs “title”, which is not in the schema",
            "Take it in",
        ),
        (
            '<elementSpec ident="p" mode="chance"/>',
            "“chance” is no value of mode",
            "add, change, replace, delete",
        ),
    ],
)
def test_a_mistake_is_told_in_words(made: Make, declaration: str, message: str, help: str) -> None:
    found = {finding.message: finding for finding in made(declaration).findings}
    assert message in found
    assert help in (found[message].help or "")


@pytest.mark.parametrize(
    "declaration",
    [
        '<elementSpec ident="two words"><content><empty/></content></elementSpec>',
        '<elementSpec ident="my:note"><content><empty/></content></elementSpec>',
        '<elementSpec ident="p" mode="change"><altIdent>1p</altIdent></elementSpec>',
        '<elementSpec ident="p" mode="change"><attList><attDef ident="my:n"/></attList>'
        "</elementSpec>",
        '<elementSpec ident="p" mode="change"><attList><attDef ident="a"/>'
        '<attDef ident="a" usage="req"/>'
        "</attList></elementSpec>",
        '<elementSpec ident="p" mode="change"><content><dataRef name="number"/></content>'
        "</elementSpec>",
        '<elementSpec ident="p" mode="change"><content><dataRef name="int"><dataFacet name="max" '
        'value="1"/></dataRef></content></elementSpec>',
        '<elementSpec ident="p" mode="change"><content><p/></content></elementSpec>',
        '<elementSpec ident="p" mode="change"><content><elementRef/></content></elementSpec>',
        '<elementSpec ident="p" mode="change"><content><elementRef key="hi" maxOccurs="few"/>'
        "</content></elementSpec>",
        '<elementSpec ident="p" mode="change"><content><dataRef name="token" restriction="(a"/>'
        "</content></elementSpec>",
        '<elementSpec ident="p" mode="change"><content><dataRef name="int"><dataFacet '
        'name="minInclusive" value="a"/></dataRef></content></elementSpec>',
        '<elementSpec ident="p" mode="change"><attList><attDef ident="a" ns="not a URI"/>'
        "</attList></elementSpec>",
        '<elementSpec ident="p" mode="change"><attList><attDef ident="n" mode="change">'
        "<altIdent>rend</altIdent></attDef></attList></elementSpec>",
        '<classSpec ident="p" type="model" mode="change"/>',
        '<moduleRef url="any.rng" prefix="a b:"/>',
        "<moduleRef/>",
    ],
)
def test_what_would_make_a_broken_schema_is_refused(made: Make, declaration: str) -> None:
    assert made(declaration).codes == ["ODD007"]


def test_an_attribute_class_is_no_content(made: Make) -> None:
    schema = made(
        '<elementSpec ident="item" mode="change"><content><alternate><classRef key="att.global"/>'
        "<textNode/></alternate></content></elementSpec>"
    )
    assert schema.accepts("<list><item>a</item></list>")


def test_a_finding_has_the_place_of_the_attribute(odd: Any) -> None:
    path = odd.file(
        '<schemaSpec ident="t" start="TEI">\n  <moduleRef key="tei"/>\n'
        '  <moduleRef n="1" key="textstructur"/>\n</schemaSpec>'
    )
    from siglum.edition.customization import compile_file

    first = compile_file(path, "rng", odd.folder).findings[0]
    assert (first.code, first.span.line, first.span.column) == ("ODD003", 4, 20)


def test_a_class_in_itself_is_a_circle(made: Make) -> None:
    schema = made(
        '<classSpec ident="model.a" type="model"><classes><memberOf key="model.b"/></classes>'
        '</classSpec><classSpec ident="model.b" type="model"><classes><memberOf key="model.a"/>'
        '</classes></classSpec><elementSpec ident="p" mode="change"><content>'
        '<classRef key="model.a"/></content></elementSpec>'
    )
    assert schema.codes == ["ODD005"]
    assert "model.a → model.b → model.a" in schema.findings[0].message


def test_of_several_customizations_one_is_chosen_by_its_ident(odd: Any) -> None:
    both = "".join(
        f'<schemaSpec ident="{name}" start="{name}"><moduleRef key="tei"/>'
        f'<moduleRef key="core" include="{name}"/></schemaSpec>'
        for name in ("p", "title")
    )
    assert odd.compile(both).codes == ["ODD112"]
    chosen = odd.compile(both, ident="title")
    assert chosen.codes == []
    assert chosen.accepts_document(f'<title xmlns="{TEI}"/>')
    assert odd.compile(both, ident="titel").codes == ["ODD001"]


def test_errors_leave_no_schema_and_warnings_do(made: Make) -> None:
    assert made('<moduleRef key="nothing"/>').text == ""
    assert made('<elementSpec ident="nothing" mode="delete"/>').text != ""
