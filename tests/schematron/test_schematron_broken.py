"""A part of a schema that is broken costs one finding, and all other parts run."""

from __future__ import annotations

import pytest

from siglum import schematron

_GOOD = '<sch:report id="GOOD" test="true()"/>'


def _rule(inside: str, context: str = "b") -> str:
    rule = f'<sch:rule context="{context}">{inside}{_GOOD}</sch:rule>'
    return f'<sch:pattern id="p">{rule}</sch:pattern>'


def _broken(found: list[schematron.Error]) -> list[str]:
    return [error.message for error in found if error.code == "SCH-BROKEN"]


def _good(found: list[schematron.Error]) -> int:
    return sum(error.code == "GOOD" for error in found)


@pytest.mark.parametrize(
    ("test", "cause"),
    [
        ("1 +", "XPST0003"),
        ("$nowhere", "XPST0008"),
        ("nothing()", "XPST0017"),
        ("u:a", "XPST0081"),
        ("1 eq 'a'", "XPTY0004"),
        ("xs:date(@n) lt current-date()", "FORG0001"),
        ("@n + 1", "FORG0001"),
        ("error()", "FOER0000"),
        (")", "XPST0003"),
    ],
)
def test_assertion_that_fails_is_one_finding_with_its_name_and_cause(check, test, cause) -> None:
    body = _rule(f'<sch:assert id="BAD" test="{test}">m</sch:assert>')
    found = check(body, "<a><b n='x'/><b n='y'/></a>")
    (message,) = _broken(found)
    assert message.startswith("assert “BAD” can't be used: ")
    assert cause in message
    assert _good(found) == 2


@pytest.mark.parametrize("value", ["1 +", "1 div 0", "xs:integer(@n)", "$later"])
def test_variable_that_fails_takes_only_what_depends_on_it_along(check, value) -> None:
    body = _rule(f"""<sch:let name="bad" value="{value}"/><sch:let name="next" value="$bad + 1"/>
      <sch:report id="DEPENDS" test="$next or true()"/>
      <sch:report id="SAYS" test="true()"><sch:value-of select="$bad"/></sch:report>""")
    found = check(body, "<a><b n='x'/><b n='y'/></a>")
    (message,) = _broken(found)
    assert "variable “bad”" in message
    assert _good(found) == len(found) - 1 == 2


@pytest.mark.parametrize("value", ["1 +", "1 div 0", "$bad"])
def test_global_variable_that_fails_takes_only_what_depends_on_it_along(check, value) -> None:
    body = f"""<sch:let name="bad" value="{value}"/><sch:let name="next" value="$bad"/>
      <sch:pattern><sch:rule context="b[@n = $next]"><sch:report id="A" test="true()"/></sch:rule>
      </sch:pattern>{_rule('<sch:report id="DEPENDS" test="not($next = 7)"/>')}"""
    found = check(body, "<a><b/></a>")
    (message,) = _broken(found)
    assert "variable “" in message
    assert _good(found) == len(found) - 1 == 1


def test_context_that_does_not_compile_takes_its_rule_along(check) -> None:
    body = _rule("", "b/ancestor::a") + _rule("", "b[") + _rule("")
    found = check(body, "<a><b/></a>")
    assert len(_broken(found)) == 2
    assert _good(found) == 1


@pytest.mark.parametrize(
    "context",
    ["b[xs:date(@n) lt current-date()]", "b[@n > 5]", "b[starts-with((@n, @n), 'x')]"],
)
def test_context_that_fails_on_a_document_is_told(check, context) -> None:
    found = check(_rule("", context) + _rule(""), "<a><b n='x'/><b n='y'/></a>")
    (error,) = [error for error in found if error.code == "SCH-BROKEN"]
    assert error.message.startswith("rule “b[")
    assert error.column == 4
    assert _good(found) == 2


@pytest.mark.parametrize(
    ("context", "count"),
    [
        ("b[2]", 1),
        ("b[position() > 1]", 1),
        ("b[last() - 1]", 1),
        ("b[@n][number(@n)]", 2),
        ("b[@n > 1]", 1),
        ("b[@n = (1, 2)][@n > 1]", 1),
        ("b[count(../b) - 1]", 1),
        ("b[contains('[|]1', @n)]|c[@n > 1]", 1),
    ],
)
def test_context_with_predicates_means_what_xslt_says(check, context, count) -> None:
    assert _good(check(_rule("", context), "<a><b n='1'/><b n='2'/></a>")) == count, context


def test_context_that_fails_with_tabs_in_its_words_is_told(check) -> None:
    context = "b[error(QName('', 'x'), 'one&#9;two&#10;three') = 1]"
    found = check(_rule("", context) + _rule(""), "<b/>")
    (message,) = _broken(found)
    assert message.endswith("x: one two three")
    assert _good(found) == 1


def test_text_that_fails_is_told_as_its_assertion_and_diagnostics_apart(check) -> None:
    body = _rule("""<sch:report id="TEXT" test="true()">
      <sch:value-of select="1 div 0"/></sch:report>
      <sch:report id="NOTE" test="true()" diagnostics="d e">m</sch:report>""")
    notes = """<sch:diagnostics><sch:diagnostic id="d"><sch:value-of select="1 +"/></sch:diagnostic>
      <sch:diagnostic id="e">well</sch:diagnostic></sch:diagnostics>"""
    found = check(body + notes, "<b/>")
    assert len(_broken(found)) == 2
    assert "diagnostic “d”" in _broken(found)[0]
    assert "report “TEXT”" in _broken(found)[1]
    assert [(e.help) for e in found if e.code == "NOTE"] == ["well"]


def test_function_and_key_that_do_not_compile_silence_only_their_users(check) -> None:
    body = """<sch:ns prefix="f" uri="urn:f"/>
      <xsl:function name="f:f" as="xs:string"><xsl:param name="x" as="xs:string"/>
        <xsl:sequence select="1 +"/></xsl:function>
      <xsl:key name="k" match="b" use="1 +"/>"""
    users = '<sch:report test="f:f(@n)"/><sch:report test="key(\'k\', @n)"/>'
    found = check(body + _rule(users), "<b n=''/>")
    assert len(_broken(found)) == 2
    assert _good(found) == 1


def test_recursion_without_end_is_one_finding(check) -> None:
    body = """<sch:ns prefix="f" uri="urn:f"/><xsl:function name="f:f"><xsl:param name="n"/>
      <xsl:sequence select="1 + f:f($n + 1)"/></xsl:function>"""
    found = check(body + _rule('<sch:report id="DEEP" test="f:f(1) = 1"/>'), "<b/>")
    (message,) = _broken(found)
    assert "DEEP" in message
    assert _good(found) == 1


def test_what_stopped_one_document_is_tried_again_on_the_next(schema, write) -> None:
    body = """<sch:ns prefix="f" uri="urn:f"/><xsl:function name="f:f"><xsl:param name="n"/>
      <xsl:sequence select="if ($n = 0) then 0 else 1 + f:f($n - 1)"/></xsl:function>"""
    rule = _rule('<sch:report id="DEEP" test="f:f(xs:integer(@n)) = 5"/>')
    loaded = schematron.load(schema(body + rule))
    deep, flat = write("deep.xml", "<b n='-1'/>"), write("flat.xml", "<b n='5'/>")
    codes = [[e.code for e in loaded.validate(path)] for path in (deep, flat, deep)]
    assert codes == [["SCH-BROKEN", "GOOD"], ["DEEP", "GOOD"], ["SCH-BROKEN", "GOOD"]]


def test_broken_assertion_of_an_abstract_rule_is_told_once(check) -> None:
    body = f"""<sch:pattern><sch:rule abstract="true" id="r">
      <sch:assert id="BAD" test="1 +"/>{_GOOD}
      </sch:rule><sch:rule context="b"><sch:extends rule="r"/></sch:rule>
      <sch:rule context="c"><sch:extends rule="r"/></sch:rule></sch:pattern>"""
    found = check(body, "<a><b/><c/></a>")
    assert len(_broken(found)) == 1
    assert _good(found) == 2


def test_finding_says_where_the_broken_part_stands(check) -> None:
    (error, _) = check(_rule('\n  <sch:assert test="1 +"/>'), "<b/>")
    assert error.help is not None
    assert error.help.startswith("rules.sch:5:3: ")
