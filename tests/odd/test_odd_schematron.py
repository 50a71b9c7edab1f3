"""The rules of a customization as a file of their own, run by the Schematron engine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from siglum import schematron

TEI = "http://www.tei-c.org/ns/1.0"
SCH = "http://purl.oclc.org/dsdl/schematron"
XSL = "http://www.w3.org/1999/XSL/Transform"
MODULES = '<moduleRef key="tei"/><moduleRef key="core" include="p hi name title"/>'

Findings = list[tuple[str, str, str]]
Run = Callable[..., Findings]


def constraint(ident: str, rules: str) -> str:
    """Return a rule in ODD."""
    return (
        f'<constraintSpec ident="{ident}" scheme="schematron"><constraint xmlns:s="{SCH}">'
        f"{rules}</constraint></constraintSpec>"
    )


def change(ident: str, inside: str) -> str:
    """Return a change of an element."""
    return f'<elementSpec ident="{ident}" mode="change">{inside}</elementSpec>'


@pytest.fixture
def made(odd: Any) -> Callable[[str], str]:
    """Compile declarations to Schematron."""

    def compile(declarations: str) -> str:
        spec = f'<schemaSpec ident="t" start="p">{MODULES}{declarations}</schemaSpec>'
        return str(odd.compile(spec, "sch").text)

    return compile


@pytest.fixture
def run(odd: Any, made: Callable[[str], str]) -> Run:
    """Return code, role and message of what the rules of declarations say to a document."""

    def findings(declarations: str, document: str) -> Findings:
        path = odd.write("made.sch", made(declarations))
        document = f'<p xmlns="{TEI}" {document}</p>'
        found = schematron.load(path).validate(odd.write("document.xml", document))
        return sorted((error.code, error.role, error.message) for error in found)

    return findings


def test_a_rule_has_the_id_of_its_assertion_or_the_name_of_its_constraint(run: Run) -> None:
    rules = constraint("words", '<s:assert test="normalize-space()">no words</s:assert>')
    rules += constraint("n", '<s:assert id="E1" test="@n" role="warning">no number</s:assert>')
    assert run(change("p", rules), ">") == [
        ("E1", "warning", "no number"),
        ("t-p-words", "error", "no words"),
    ]


def test_rules_apply_to_what_they_stand_in(run: Run) -> None:
    def report(ident: str, word: str) -> str:
        return constraint(ident, f'<s:report test="true()">{word}</s:report>')

    class_ = f'<classSpec ident="model.hiLike" type="model" mode="change">{report("c", "C")}'
    attribute = f'<attDef ident="n" mode="change">{report("a", "A")}</attDef>'
    declarations = (
        f"{class_}</classSpec>{change('p', f'<attList>{attribute}</attList>')}"
        + constraint("all", '<s:rule context="tei:name"><s:report test="1">S</s:report></s:rule>')
    )
    found = run(declarations, 'n="1"><hi n="2"/><name/>')
    assert sorted(message for _, _, message in found) == ["A", "C", "S"]


def test_keys_and_functions_are_shared_by_all_rules(run: Run) -> None:
    shared = (
        f'<s:ns prefix="my" uri="urn:my"/><xsl:key xmlns:xsl="{XSL}" name="n" match="tei:hi" '
        f'use="@n"/><xsl:function xmlns:xsl="{XSL}" name="my:twice"><xsl:param name="x"/>'
        '<xsl:sequence select="$x || $x"/></xsl:function>'
    )
    rule = "<s:report test=\"key('n', my:twice(@n))\">found</s:report>"
    declarations = constraint("shared", shared) + change("p", constraint("use", rule))
    assert run(declarations, 'n="1"><hi n="11"/>') == [("t-p-use", "error", "found")]


def test_one_prefix_of_two_constraints_stays_two_namespaces(run: Run) -> None:
    first = '<s:ns prefix="x" uri="urn:1"/><s:report test="x:a">one</s:report>'
    second = (
        '<s:ns prefix="x" uri="urn:2"/>'
        "<s:report test=\"x:a[not(. = 'x:a')]\">two: <s:value-of select=\"'x:a'\"/></s:report>"
    )
    declarations = change("p", constraint("first", first) + constraint("second", second))
    assert [m for _, _, m in run(declarations, '><a xmlns="urn:1"/>')] == ["one"]
    assert [m for _, _, m in run(declarations, '><a xmlns="urn:2"/>')] == ["two: x:a"]


def test_a_prefix_may_be_declared_by_the_markup_around_the_rule(run: Run) -> None:
    rule = constraint("r", '<s:report test="m:math">mathematics</s:report>')
    declarations = change("p", rule.replace("<constraint ", '<constraint xmlns:m="urn:m" '))
    assert [m for _, _, m in run(declarations, '><math xmlns="urn:m"/>')] == ["mathematics"]


def test_constraints_of_one_name_and_patterns_of_one_id_all_run(run: Run) -> None:
    def pattern(word: str) -> str:
        rule = f'<s:rule context="tei:p"><s:report test="true()">{word}</s:report></s:rule>'
        return f'<s:pattern id="same">{rule}</s:pattern>'

    declarations = constraint("a", pattern("one")) + constraint("b", pattern("two"))
    assert run(declarations, ">") == [("same", "error", "one"), ("same-2", "error", "two")]


def test_diagnostics_of_several_constraints_are_put_together(run: Run) -> None:
    def with_diagnostic(name: str) -> str:
        return constraint(
            name,
            f'<s:diagnostics><s:diagnostic id="{name}">help</s:diagnostic></s:diagnostics>'
            f'<s:rule context="tei:p"><s:report test="1" diagnostics="{name}">{name}</s:report>'
            "</s:rule>",
        )

    found = run(with_diagnostic("one") + with_diagnostic("two"), ">")
    assert [message for _, _, message in found] == ["one", "two"]


def test_what_is_deprecated_is_a_warning_with_its_date(run: Run) -> None:
    declarations = (
        '<elementSpec ident="hi" mode="change" validUntil="2031-01-01"/>'
        + '<elementSpec ident="name" mode="change"><attList>'
        + '<attDef ident="role" mode="change" validUntil="2032-01-01"/></attList></elementSpec>'
        + '<elementSpec ident="p" mode="change"><attList><attDef ident="rend" mode="change">'
        + '<valList type="semi" mode="add"><valItem ident="old" validUntil="2033-01-01"/>'
        + '<valItem ident="new"/></valList></attDef></attList></elementSpec>'
    )
    assert run(declarations, 'rend="old new"><hi/><name role="r"/>') == [
        (
            "t-hi-deprecated",
            "warning",
            "the element “hi” is deprecated, and not valid after 2031-01-01",
        ),
        (
            "t-rend-values-deprecated",
            "warning",
            "the value “old” of “rend” is deprecated, and not valid after 2033-01-01",
        ),
        (
            "t-role-deprecated",
            "warning",
            "the attribute “role” is deprecated, and not valid after 2032-01-01",
        ),
    ]
    assert run(declarations, 'rend="new"><name/>') == []


def test_a_deprecation_says_what_to_do_instead_in_the_language_of_the_schema(odd: Any) -> None:
    def desc(language: str, words: str) -> str:
        return f'<desc type="deprecationInfo" xml:lang="{language}">{words}</desc>'

    info = desc("en", "use <gi>hi</gi>") + desc("de", "nimm <gi>hi</gi>") + "<desc>a name</desc>"
    declarations = change("name", info).replace("mode", 'validUntil="2031-01-01" mode')
    attributes = 'ident="t" start="p"'
    english = f"<schemaSpec {attributes}>{MODULES}{declarations}</schemaSpec>"
    german = english.replace("start", 'docLang="de" start')
    assert "2031-01-01: use &lt;hi&gt;</sch:report>" in odd.compile(english, "sch").text
    assert "2031-01-01: nimm &lt;hi&gt;</sch:report>" in odd.compile(german, "sch").text


def test_a_deprecated_class_takes_its_attributes_with_it(run: Run) -> None:
    declarations = (
        '<classSpec ident="att.naming" type="atts" mode="change" validUntil="2031-01-01">'
        '<desc type="deprecationInfo">say it in words</desc></classSpec>'
    )
    ((code, role, message),) = run(declarations, '><name role="r" n="1"/>')
    assert (code, role) == ("t-role-deprecated", "warning")
    assert message.endswith("“role” is deprecated, and not valid after 2031-01-01: say it in words")


def test_a_rule_about_an_attribute_of_a_class_is_about_its_members_only(run: Run) -> None:
    rule = constraint("a", '<s:report test="true()">of the class</s:report>')
    definition = f'<attDef ident="role" mode="change">{rule}</attDef>'
    class_ = f'<classSpec ident="att.naming" type="atts" mode="change"><attList>{definition}'
    own = '<attDef ident="role" mode="add"><datatype><dataRef name="token"/></datatype></attDef>'
    declarations = f"{class_}</attList></classSpec>{change('hi', f'<attList>{own}</attList>')}"
    assert run(declarations, '><hi role="r"/>') == []
    assert [m for _, _, m in run(declarations, '><name role="r"/>')] == ["of the class"]


def test_a_rule_without_a_context_is_about_what_it_stands_in(run: Run) -> None:
    rule = '<s:rule><s:report test="@n">numbered</s:report></s:rule>'
    for rules in (rule, f'<s:pattern id="q">{rule}</s:pattern>'):
        found = run(change("hi", constraint("r", rules)), 'n="1"><hi n="2"/><hi/>')
        assert [message for _, _, message in found] == ["numbered"]


def test_a_variable_beside_rules_is_known_in_all_of_them(run: Run) -> None:
    let = '<s:let name="all" value="count(//tei:hi)"/>'
    rules = (
        '<s:rule context="tei:hi"><s:report test="$all = 2">one of two</s:report></s:rule>'
        '<s:rule context="tei:name"><s:report test="$all = 2">named</s:report></s:rule>'
    )
    both = '<s:report test="$all = 2">bare</s:report>'
    document = "><hi/><hi/><name/>"
    found = run(change("p", constraint("r", let + rules)), document)
    assert sorted(m for _, _, m in found) == ["named", "one of two", "one of two"]
    found = run(change("p", constraint("r", let + both + rules)), document)
    assert sorted(m for _, _, m in found) == ["bare", "named", "one of two", "one of two"]


def test_a_variable_alone_is_known_in_all_rules(run: Run) -> None:
    declarations = constraint("l", '<s:let name="x" value="7"/>')
    rule = '<s:report test="$x = 7">seven</s:report>'
    found = run(declarations + change("p", constraint("r", rule)), ">")
    assert [message for _, _, message in found] == ["seven"]


def test_old_schematron_in_a_constraint_is_read_as_the_standard(run: Run, odd: Any) -> None:
    rules = (
        '<s:ns prefix="q" uri="urn:q"/><s:report test="q:a">found <s:name/></s:report>'
        '<s:rule context="tei:hi"><s:assert test="@n">no number</s:assert></s:rule>'
    )
    old = constraint("old", rules).replace(SCH, "http://www.ascc.net/xml/schematron")
    found = run(change("p", old), '><a xmlns="urn:q"/><hi/>')
    assert sorted(m for _, _, m in found) == ["found p", "no number"]


def test_what_any_element_requires_is_a_rule(run: Run) -> None:
    content = '<content><anyElement require="urn:x" minOccurs="0"/></content>'
    assert run(change("p", content), '><x xmlns="urn:x"/>') == []
    ((code, _, _),) = run(change("p", content), '><x xmlns="urn:y"/>')
    assert code == "t-p-namespaces"


def test_the_file_is_always_the_same_and_in_the_order_of_the_standard(
    made: Callable[[str], str],
) -> None:
    declarations = (
        constraint("p", '<s:pattern><s:rule context="*"/></s:pattern>')
        + constraint("l", '<s:let name="x" value="1"/>')
        + constraint("n", '<s:ns prefix="q" uri="urn:q"/>')
    )
    text = made(declarations)
    assert text == made(declarations)
    tags = [etree.QName(part).localname for part in etree.fromstring(text.encode()).iter("{*}*")]
    assert tags.index("title") < tags.index("ns") < tags.index("pattern")
