"""Variables: values, scopes and clashes (ISO/IEC 19757-3, 3.26 and 5.4.5)."""

from __future__ import annotations

import pytest

from siglum import schematron
from siglum.schematron.variables import references, rename


def _report(test: str, context: str = "a") -> str:
    return f"""<sch:rule context="{context}"><sch:report id="R" test="{test}"/></sch:rule>"""


def test_variables_of_schema_and_pattern_are_evaluated_at_the_root(check) -> None:
    body = f"""<sch:let name="s" value="a/b"/><sch:pattern><sch:let name="p" value="a/@x"/>
      {_report("$p = '1' and $s/@y = '2'", "c")}</sch:pattern>"""
    assert len(check(body, "<a x='1'><b y='2'/><c/></a>")) == 1


def test_variable_of_a_rule_is_evaluated_at_its_node_and_sees_those_before(check) -> None:
    body = """<sch:pattern><sch:rule context="b"><sch:let name="v" value="@n"/>
      <sch:let name="w" value="$v * 2"/><sch:report test="true()"><sch:value-of select="$w"/>
      </sch:report></sch:rule></sch:pattern>"""
    found = check(body, "<a><b n='1'/><b n='2'/></a>")
    assert [error.message for error in found] == ["2", "4"]


def test_variable_may_have_content_with_instructions_and_a_type(check) -> None:
    body = f"""<sch:let name="tree"><t:x n="{{1 + 1}}"><xsl:value-of select="name(/*)"/></t:x>
      </sch:let><sch:let name="typed" value="'7'" as="xs:string"/>
      <sch:pattern>{_report("$tree/t:x[@n = '2'] = 'a' and $typed instance of xs:string")}
      </sch:pattern>"""
    document = "<a/>"
    assert len(check(body.replace("<t:x", '<t:x xmlns:t="urn:t"', 1), document)) == 1


def test_pattern_sees_its_own_variable_of_a_name_and_others_see_the_schemas(check) -> None:
    body = f"""<sch:let name="v" value="0"/>
      <sch:pattern><sch:let name="v" value="1"/><sch:let name="w" value="$v + 1"/>
        <sch:rule context="a[$v = 1]"><sch:report id="own" test="$v = 1 and $w = 2"/></sch:rule>
      </sch:pattern>
      <sch:pattern><sch:let name="v" value="2"/>{_report("$v = 2", "a[$v = 2]")}</sch:pattern>
      <sch:pattern>{_report("$v = 0", "a[$v = 0]")}</sch:pattern>"""
    assert [error.code for error in check(body, "<a/>")] == ["own", "R", "R"]


def test_rule_may_define_the_name_of_a_patterns_variable_again(check) -> None:
    body = """<sch:pattern><sch:let name="v" value="1"/><sch:rule context="a">
      <sch:let name="v" value="$v + 1"/><sch:report id="R" test="$v = 2"/></sch:rule></sch:pattern>
      <sch:pattern><sch:let name="v" value="5"/><sch:rule context="a">
      <sch:let name="v" value="$v + 1"/><sch:report id="S" test="$v = 6"/></sch:rule>
      </sch:pattern>"""
    assert [error.code for error in check(body, "<a/>")] == ["R", "S"]


def test_phase_replaces_a_variable_of_the_schema(check) -> None:
    body = f"""<sch:let name="v" value="0"/>
      <sch:phase id="one"><sch:let name="v" value="1"/><sch:active pattern="p"/></sch:phase>
      <sch:pattern id="p">{_report("$v = 1")}</sch:pattern>"""
    assert len(check(body, "<a/>", phase="one")) == 1
    assert check(body, "<a/>") == []


@pytest.mark.parametrize(
    "body",
    [
        '<sch:let name="v" value="1"/><sch:let name="v" value="1"/>',
        '<sch:pattern><sch:let name="v" value="1"/><sch:let name="v" value="1"/></sch:pattern>',
        '<sch:let name="v" value="1"/><sch:pattern><sch:let name="v" value="1"/></sch:pattern>',
        """<sch:pattern><sch:rule context="a"><sch:let name="v" value="1"/>
           <sch:let name="v" value="1"/></sch:rule></sch:pattern>""",
    ],
)
def test_variable_defined_twice_in_one_scope_is_an_error_at_its_place(check, body) -> None:
    with pytest.raises(schematron.SchemaError) as caught:
        check(body, "<a/>")
    assert caught.value.code == "SCH-VARIABLE"
    assert caught.value.line >= 4
    assert caught.value.column > 1


def test_references_are_not_looked_for_in_strings_and_comments() -> None:
    assert references("$a + '$b' || \"$c\" (: $d (: $e :) $f :) + $ g/$p:q") == {"a", "g", "p:q"}


def test_renaming_touches_nothing_but_the_variables() -> None:
    assert rename("'$a' || $a/$ab/$a.b", {"a": "Q{u}a"}) == "'$a' || $Q{u}a/$ab/$a.b"
