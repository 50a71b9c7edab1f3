"""Patterns, rules, assertions, and what is told of a finding (ISO/IEC 19757-3, 5.4, 6.5)."""

from __future__ import annotations

from pathlib import Path

import pytest

from siglum import schematron


def _codes(errors: list[schematron.Error]) -> list[str]:
    return [error.code for error in errors]


def test_assert_speaks_when_its_test_is_false_and_report_when_it_is_true(check) -> None:
    body = """<sch:pattern><sch:rule context="a">
      <sch:assert id="A" test="@x">no x</sch:assert><sch:report id="R" test="@y">a y</sch:report>
      </sch:rule></sch:pattern>"""
    assert _codes(check(body, "<a x='' y=''/>")) == ["R"]
    assert _codes(check(body, "<a/>")) == ["A"]
    assert check(body, "<a x=''/>") == []


def test_only_the_first_rule_of_a_pattern_fires_but_each_pattern_has_its_own(check) -> None:
    body = """
      <sch:pattern><sch:rule context="a[@x]"><sch:report id="P1R1" test="true()"/></sch:rule>
        <sch:rule context="*"><sch:report id="P1R2" test="true()"/></sch:rule></sch:pattern>
      <sch:pattern><sch:rule context="b"><sch:report id="P2R1" test="true()"/></sch:rule>
        <sch:rule context="a"><sch:report id="P2R2" test="true()"/></sch:rule>
        <sch:rule context="*"><sch:report id="P2R3" test="true()"/></sch:rule></sch:pattern>"""
    assert _codes(check(body, "<a x=''/>")) == ["P1R1", "P2R2"]
    assert _codes(check(body, "<a/>")) == ["P1R2", "P2R2"]
    assert _codes(check(body, "<c/>")) == ["P1R2", "P2R3"]


def test_rule_with_alternatives_fires_once_for_a_node_that_both_match(check) -> None:
    body = """<sch:pattern><sch:rule context="a|*[@x]"><sch:report id="R" test="true()"/>
      </sch:rule></sch:pattern>"""
    assert _codes(check(body, "<a x=''/>")) == ["R"]


def test_findings_are_in_document_order_whatever_the_order_of_patterns(check) -> None:
    body = """<sch:pattern><sch:rule context="b"><sch:report id="B" test="true()"/></sch:rule>
      </sch:pattern><sch:pattern><sch:rule context="a|c"><sch:report id="A" test="true()"/>
      </sch:rule></sch:pattern>"""
    assert _codes(check(body, "<a><b/><c/><b/></a>")) == ["A", "B", "A", "B"]


@pytest.mark.parametrize(
    ("ids", "code"),
    [
        (("p", "r", "a"), "a"),
        (("p", "r", None), "r"),
        (("p", None, None), "p"),
        ((None, None, None), "SCH"),
    ],
)
def test_code_is_the_nearest_id(check, ids, code) -> None:
    p, r, a = (f'id="{name}"' if name else "" for name in ids)
    body = f"""<sch:pattern {p}><sch:rule context="a" {r}><sch:report test="true()" {a}/></sch:rule>
      </sch:pattern>"""
    assert _codes(check(body, "<a/>")) == [code]


@pytest.mark.parametrize(
    ("roles", "role"),
    [
        ((None, None, None), "error"),
        ((None, None, "fatal"), "error"),
        (("info", None, "Warning"), "warning"),
        ((None, None, "nonfatal"), "warning"),
        (("info", "warn", None), "warning"),
        (("information", None, None), "info"),
        (("warning", None, "editor"), "warning"),
    ],
)
def test_role_is_the_nearest_that_says_how_serious_it_is(check, roles, role) -> None:
    p, r, a = (f'role="{name}"' if name else "" for name in roles)
    body = f"""<sch:pattern {p}><sch:rule context="a" {r}><sch:report test="true()" {a}/></sch:rule>
      </sch:pattern>"""
    assert [error.role for error in check(body, "<a/>")] == [role]


def test_message_has_names_values_and_markup_as_text_with_their_spaces(check) -> None:
    body = """<sch:pattern><sch:rule context="t:a"><sch:report test="true()">
      The <sch:name/> in <sch:name path="name(..)"/> has <sch:emph>n</sch:emph>
      <sch:value-of select="@n"/> <sch:value-of select="(1, 2)"/>,
      a <sch:dir value="rtl">d</sch:dir>
      <sch:span class="{x}">s</sch:span><!-- no --> {not} a <i xmlns="urn:i">foreign</i> word
      </sch:report></sch:rule></sch:pattern>"""
    (error,) = check(body, "<x:b xmlns:x='urn:t'><x:a n='5'/></x:b>")
    assert error.message == "The x:a in x:b has n 5 1 2, a d s {not} a foreign word"


def test_assertion_without_text_is_told_by_its_test(check) -> None:
    body = '<sch:pattern><sch:rule context="a"><sch:assert test="@x"/></sch:rule></sch:pattern>'
    (error,) = check(body, "<a/>")
    assert error.message == "assert “@x”"


def test_diagnostics_are_the_help_and_see_the_variables_of_the_rule(check) -> None:
    body = """<sch:pattern><sch:rule context="a"><sch:let name="v" value="@n"/>
      <sch:report test="true()" diagnostics="d2 d1">m</sch:report></sch:rule></sch:pattern>
      <sch:diagnostics><sch:diagnostic id="d1">one</sch:diagnostic>
      <sch:diagnostic id="d2">two <sch:value-of select="$v"/></sch:diagnostic></sch:diagnostics>"""
    (error,) = check(body, "<a n='5'/>")
    assert (error.message, error.help) == ("m", "two 5\none")


def test_walking_elements_only_misses_no_kind_of_node_that_a_rule_is_about(check) -> None:
    document = "<a x='1'><!--c--><?p?>t<b/></a>"
    for context, count in [
        ("/", 1),
        ("*", 2),
        ("@x", 1),
        ("@*", 1),
        ("a/attribute::x", 1),
        ("text()", 1),
        ("comment()", 1),
        ("processing-instruction()", 1),
        ("processing-instruction('p')", 1),
        ("node()", 5),
        ("element(b)", 1),
        ("document-node()", 1),
        (".[. instance of text()]", 1),
        ("a/node()[not(self::b)]", 3),
        ("*[@x = ']']|@x", 1),
        ("Q{}b", 1),
    ]:
        body = f"""<sch:pattern><sch:rule context="{context}"><sch:report test="true()"/></sch:rule>
          </sch:pattern>"""
        assert len(check(body, document)) == count, context


def test_schema_is_used_for_many_documents(schema, write) -> None:
    body = '<sch:pattern><sch:rule context="a"><sch:assert test="@x"/></sch:rule></sch:pattern>'
    loaded = schematron.load(schema(body))
    good, bad = write("good.xml", "<a x=''/>"), write("bad.xml", "<a/>")
    assert [len(loaded.validate(path)) for path in (good, bad, good, bad)] == [0, 1, 0, 1]


def test_document_of_two_thousand_levels_is_walked(check) -> None:
    body = """<sch:pattern><sch:rule context="b"><sch:report id="R" test="true()"/></sch:rule>
      </sch:pattern>"""
    deep = 2_000
    assert _codes(check(body, "<a>" * deep + "<b/>" + "</a>" * deep)) == ["R"]


def test_every_path_may_be_given_as_text(schema, write) -> None:
    body = '<sch:pattern><sch:rule context="a"><sch:assert test="@x"/></sch:rule></sch:pattern>'
    path: Path = write("document.xml", "<a/>")
    assert len(schematron.load(str(schema(body))).validate(str(path))) == 1


def test_a_finding_has_the_data_of_its_assertion(check) -> None:
    (error,) = check(
        """<sch:pattern id="p"><sch:rule context="a" id="r">
        <sch:report id="x" test="@n" role="warning" diagnostics="d">n is <sch:value-of select="@n"/>
        </sch:report></sch:rule></sch:pattern>
        <sch:diagnostics><sch:diagnostic id="d">take it away</sch:diagnostic></sch:diagnostics>""",
        "<a n='1'/>",
    )
    assert error.mistake == schematron.Asserted(
        is_report=True,
        id="x",
        rule="r",
        pattern="p",
        context="a",
        test="@n",
        role="warning",
        text="n is 1",
        notes=("take it away",),
    )
