"""What a customization makes of TEI's rules: those of what it takes, deleted, changed, renamed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from siglum import schematron
from siglum.odd.tei_rules import Vocabulary, fit

TEI = "http://www.tei-c.org/ns/1.0"
SCH = "http://purl.oclc.org/dsdl/schematron"
MODULES = (
    '<moduleRef key="tei"/><moduleRef key="core" include="p hi ptr ref measure desc"/>'
    '<moduleRef key="linking" include="seg link"/>'
)
WRONG = (
    '<p><ptr target="#a" cRef="b"/><ref target="#a" cRef="b"/><link target="#a"/>'
    '<seg subtype="a"/></p>'
)

Run = Callable[..., list[str]]


def change(ident: str, inside: str, attributes: str = "", kind: str = "element") -> str:
    """Return a change of an element or a class."""
    type_ = 'type="atts" ' if kind == "class" else ""
    return f'<{kind}Spec {type_}ident="{ident}" mode="change" {attributes}>{inside}</{kind}Spec>'


def text_of(odd: Any, declarations: str, modules: str = MODULES) -> str:
    """Return the Schematron of a customization."""
    spec = f'<schemaSpec ident="t" start="p">{modules}{declarations}</schemaSpec>'
    made = odd.compile(spec, "sch")
    assert made.codes == []
    return str(made.text)


@pytest.fixture
def run(odd: Any) -> Run:
    """Return the codes of what the rules of a customization say to a document."""

    def codes(declarations: str, document: str = WRONG) -> list[str]:
        path = odd.write("made.sch", text_of(odd, declarations))
        text = re.sub(r"<(\w+)", rf'<\1 xmlns="{TEI}"', document, count=1)
        tree = etree.fromstring(text).getroottree()
        return sorted(error.code for error in schematron.load(path).validate(tree))

    return codes


def test_a_pointer_with_two_ways_to_point_is_wrong_without_more_ado(run: Run) -> None:
    assert run("", '<p><ptr target="#a" cRef="b"/></p>') == ["t-ptr-ptrAtts"]
    assert run("", '<p><ptr target="#a"/><ptr cRef="b"/></p>') == []


def test_a_rule_can_be_deleted_changed_and_replaced_by_its_ident(run: Run) -> None:
    everything = ["t-att.typed-subtypeTyped", "t-link-linkTargets3", "t-ptr-ptrAtts"]
    assert run("") == [*everything, "t-ref-refAtts"]
    deletion = '<constraintSpec ident="refAtts" mode="delete"/>'
    assert run(change("ref", deletion)) == everything
    deletion = '<constraintSpec ident="subtypeTyped" mode="delete"/>'
    assert run(change("att.typed", deletion, kind="class")) == [*everything[1:], "t-ref-refAtts"]
    for mode in ("change", "replace"):
        own = (
            f'<constraintSpec ident="ptrAtts" scheme="schematron" mode="{mode}"><constraint>'
            f'<s:rule xmlns:s="{SCH}" context="tei:ptr"><s:assert id="own" test="@type"/></s:rule>'
            "</constraint></constraintSpec>"
        )
        assert run(change("ptr", own)) == ["own", *everything[:2], "t-ref-refAtts"]


def test_a_documented_rule_stays_as_it_is(run: Run) -> None:
    described = (
        '<constraintSpec ident="ptrAtts" mode="change"><desc>One way</desc></constraintSpec>'
    )
    assert run(change("ptr", described)) == run("")


def test_no_rule_names_an_element_or_member_outside_the_schema(odd: Any) -> None:
    elements = {"p", "hi", "ptr", "ref", "measure", "desc", "seg", "link"}
    contexts = re.findall('rule context="([^"]*)"', text_of(odd, ""))
    assert len(contexts) > 5
    for context in contexts:
        assert set(re.findall(r"tei:([\w.-]+)", re.sub(r"\[.*?\]", "", context))) <= elements
        assert set(re.findall(r"self::tei:([\w.-]+)", context)) <= elements


def test_a_rule_goes_with_its_attribute(odd: Any) -> None:
    without = change("measure", '<attList><attDef ident="unitRef" mode="delete"/></attList>')
    assert "unitRef" in text_of(odd, "")
    assert "unitRef" not in text_of(odd, without)
    without = change("ptr", '<attList><attDef ident="cRef" mode="delete"/></attList>')
    assert "ptrAtts" in text_of(odd, "")
    assert "ptrAtts" not in text_of(odd, without)


def test_a_rule_goes_with_the_membership_in_its_class(run: Run) -> None:
    classes = '<classes mode="change"><memberOf key="att.typed" mode="delete"/></classes>'
    own = '<attDef ident="subtype" mode="add"><datatype><dataRef name="token"/></datatype></attDef>'
    changed = change("seg", f"{classes}<attList>{own}</attList>")
    assert "t-att.typed-subtypeTyped" in run("")
    assert "t-att.typed-subtypeTyped" not in run(changed)


def test_a_new_member_of_a_class_takes_its_rules(run: Run) -> None:
    classes = '<classes><memberOf key="att.typed"/><memberOf key="model.pPart.data"/></classes>'
    new = f'<elementSpec ident="new" ns="urn:x" mode="add">{classes}<content><empty/></content>'
    document = '<p><new xmlns="urn:x" subtype="a"/></p>'
    assert run(f"{new}</elementSpec>", document) == ["t-att.typed-subtypeTyped"]


def test_a_renamed_element_takes_its_rules_along(run: Run) -> None:
    renamed = "".join(
        change(ident, f"<altIdent>{name}</altIdent>")
        for ident, name in {"ptr": "pointer", "p": "para"}.items()
    )
    document = '<para><pointer target="a" cRef="b"/><hi><para/></hi></para>'
    assert run(renamed, document) == [
        "t-p-abstractModel-structure-p-in-ab-or-p",
        "t-ptr-ptrAtts",
    ]


def test_a_change_of_an_attribute_keeps_its_rule(run: Run) -> None:
    described = '<attDef ident="targetLang" mode="change"><desc>language</desc></attDef>'
    changed = change("ref", f"<attList>{described}</attList>")
    document = '<p><ref targetLang="ru"/><ptr targetLang="ru"/></p>'
    assert run("", document) == ["t-att.pointing-targetLang-targetLang"] * 2
    assert run(changed, document) == [
        "t-att.pointing-targetLang-targetLang",
        "t-ref-targetLang-targetLang",
    ]


def test_the_grammar_holds_the_rules_too(odd: Any) -> None:
    spec = f'<schemaSpec ident="t" start="p">{MODULES}</schemaSpec>'
    assert "t-ptr-ptrAtts" in odd.compile(spec, "rng").text


def test_a_rule_that_is_left_out_is_named(odd: Any) -> None:
    def spec(inside: str) -> str:
        return f'<schemaSpec ident="t" start="p">{MODULES}{inside}</schemaSpec>'

    bare = f'<constraint><s:assert xmlns:s="{SCH}" test="1"/></constraint>'
    left_out = {
        '<constraintSpec ident="r" scheme="private"><constraint>p</constraint></constraintSpec>': (
            "the rule “r” of “t” is left out: it is written in “private”"
        ),
        f'<constraintSpec ident="r" scheme="schematron">{bare}</constraintSpec>': (
            "the rule “r” of “t” is left out: it is about no element of the schema"
        ),
        change("p", '<constraintSpec ident="r" scheme="schematron"/>'): (
            "the rule “r” of “p” is left out: its source does not say what it asks for"
        ),
    }
    for declaration, message in left_out.items():
        for target in ("sch", "rng"):
            found = odd.compile(spec(declaration), target).findings
            assert [(one.code, one.message) for one in found] == [("ODD120", message)]


def test_what_a_source_says_of_its_rules_is_carried_on(odd: Any) -> None:
    rule = f'<s:rule xmlns:s="{SCH}" context="tei:p"><s:assert test="@n"/></s:rule>'
    constraint = f'<constraintSpec ident="r" scheme="schematron"><constraint>{rule}</constraint>'
    first = change("p", f"{constraint}</constraintSpec>")
    odd.file(f'<schemaSpec ident="base" start="p">{MODULES}{first}</schemaSpec>', "base.odd")
    references = MODULES.replace("/>", ' source="base.odd"/>')
    text = text_of(odd, "", references)
    assert "t-p-r" in text
    assert "t-ptr-ptrAtts" in text


def test_bars_and_names_in_predicates_do_not_part_a_context() -> None:
    schema = Vocabulary({"p": "tei:p", "hi": "x:high"}, {"p": {"n", "rend"}, "hi": set()})

    def fitted(context: str) -> str | None:
        rule = etree.Element(f"{{{SCH}}}rule", context=context)
        return rule.get("context") if fit(rule, {"p": "tei:p"}, schema) else None

    assert fitted("tei:p[tei:q | tei:r]") == "tei:p[tei:q | tei:r]"
    assert fitted("tei:p['|' = tei:q['[']] | tei:q") == "tei:p['|' = tei:q['[']]"
    assert fitted("tei:q/tei:p | tei:hi//tei:p") == "x:high//tei:p"
    assert fitted("tei:p[@n and @rend]") == "tei:p[@n and @rend]"
    assert fitted("tei:p[@n and @type] | tei:p[@n][@type]") is None
    assert fitted("tei:p[@n and not(@type)]") == "tei:p[@n and not(@type)]"
    assert fitted("tei:p/@n | tei:p/@type") == "tei:p/@n"
    assert fitted("tei:*[@n] | tei:q") == "tei:p[@n]"


def test_many_members_of_a_class_are_one_condition_in_whatever_namespace_they_are() -> None:
    members = {name: f"tei:{name}" for name in "abcdefghij"}
    for other, any_element in (({}, "tei:*"), ({"x": "x:x"}, "*")):
        all_members = members | other
        schema = Vocabulary(all_members, {name: {"n"} for name in all_members})
        rule = etree.Element(f"{{{SCH}}}rule", context="tei:*[@n]")
        assert fit(rule, all_members, schema)
        selves = " or ".join(f"self::{member}" for member in all_members.values())
        assert rule.get("context") == f"{any_element}[@n][{selves}]"


def test_what_takes_an_attribute_from_a_class_takes_the_rules_of_the_class(run: Run) -> None:
    classes = '<classes><memberOf key="model.pPart.data"/></classes>'
    attributes = '<attList><attRef class="att.typed" name="subtype"/></attList>'
    new = f'<elementSpec ident="new" mode="add">{classes}<content><empty/></content>{attributes}'
    assert run(f"{new}</elementSpec>", '<p><new subtype="a"/></p>') == ["t-att.typed-subtypeTyped"]
