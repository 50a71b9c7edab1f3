"""Inclusion, abstract patterns and rules, phases, bindings (ISO/IEC 19757-3, 5.4 and 6.2)."""

from __future__ import annotations

import pytest

from siglum import schematron

_NS = 'xmlns="http://purl.oclc.org/dsdl/schematron"'


def _codes(errors: list[schematron.Error]) -> list[str]:
    return [error.code for error in errors]


def _refusal(check, body: str, **settings: str) -> schematron.SchemaError:
    with pytest.raises(schematron.SchemaError) as caught:
        check(body, "<a/>", **settings)
    return caught.value


def test_include_is_replaced_at_any_depth_and_relative_to_its_file(check, write) -> None:
    write("sub/pattern.sch", f'<pattern {_NS}><include href="rule.sch#r"/></pattern>')
    rule = '<rule id="r" context="a"><include href="assert.sch"/></rule>'
    write("sub/rule.sch", f'<x {_NS}><rule id="q" context="*"/>{rule}</x>')
    write("sub/assert.sch", f'<report {_NS} id="R" test="true()"/>')
    assert _codes(check('<sch:include href="sub/pattern.sch"/>', "<a/>")) == ["R"]


def test_extends_takes_rules_of_the_pattern_and_of_other_files(check, write) -> None:
    write("other.sch", f'<rule {_NS} context="z"><report id="O" test="$v = 1"/></rule>')
    body = """<sch:pattern>
      <sch:rule abstract="true" id="base"><sch:let name="v" value="1"/>
        <sch:report id="B" test="$v = 1"/></sch:rule>
      <sch:rule abstract="true" id="more"><sch:extends rule="base"/>
        <sch:report id="M" test="$v = 1"/></sch:rule>
      <sch:rule context="a"><sch:extends rule="more"/><sch:extends href="other.sch"/>
        <sch:report id="own" test="$v = 1"/></sch:rule></sch:pattern>"""
    assert _codes(check(body, "<a/>")) == ["B", "M", "O", "own"]


def test_instances_of_an_abstract_pattern_differ_by_their_parameters(check) -> None:
    body = """<sch:pattern abstract="true" id="needs"><sch:param name="what" value="@n"/>
        <sch:let name="all" value="count(//$who)"/>
        <sch:rule context="$who"><sch:let name="v" value="$what"/>
          <sch:assert test="$v" diagnostics="d"><sch:name path="name($who/..)"/>$who has no $what of
            <sch:value-of select="string($all)"/></sch:assert></sch:rule></sch:pattern>
      <sch:pattern id="one" is-a="needs"><sch:param name="who" value="b"/></sch:pattern>
      <sch:pattern id="two" is-a="needs"><sch:param name="who" value="c"/>
        <sch:param name="what" value="@m"/></sch:pattern>
      <sch:diagnostics><sch:diagnostic id="d"><sch:value-of select="count($who)"/></sch:diagnostic>
      </sch:diagnostics>"""
    found = check(body, "<a><b n=''/><b m=''/><c n=''/></a>")
    assert [(e.code, e.message, e.help) for e in found] == [
        ("one", "$who has no $what of 2", "0"),
        ("two", "$who has no $what of 1", "0"),
    ]


def test_phase_chooses_patterns_and_the_schema_has_a_default(check) -> None:
    patterns = "".join(
        f"""<sch:pattern id="{name}"><sch:rule context="a"><sch:report test="true()"/></sch:rule>
        </sch:pattern>"""
        for name in "pqr"
    )
    body = f"""<sch:phase id="one"><sch:active pattern="p"/><sch:active pattern="r"/></sch:phase>
      <sch:phase id="two"><sch:active pattern="q"/></sch:phase>{patterns}"""
    default = {"attributes": 'defaultPhase="two"'}
    assert _codes(check(body, "<a/>", phase="one")) == ["p", "r"]
    assert _codes(check(body, "<a/>")) == ["p", "q", "r"]
    assert _codes(check(body, "<a/>", **default)) == ["q"]
    assert _codes(check(body, "<a/>", phase="#DEFAULT", **default)) == ["q"]
    assert _codes(check(body, "<a/>", phase="#ALL", **default)) == ["p", "q", "r"]


@pytest.mark.parametrize("binding", ["xslt2", "XSLT3", "xpath2", "xpath31", "xpath3", "xslt"])
def test_binding_is_known(check, binding) -> None:
    body = """<sch:pattern><sch:rule context="a"><sch:report id="R"
      test="some $x in (1, 2) satisfies
      matches(string($x), '2')"/></sch:rule></sch:pattern>"""
    assert _codes(check(body, "<a/>", binding=binding)) == ["R"]


def test_context_of_an_xpath_binding_may_be_any_expression(check) -> None:
    body = """<sch:pattern><sch:rule context="c/ancestor::b">
      <sch:report id="R" test="@n"/></sch:rule>
      <sch:rule context="b"><sch:report id="S" test="@n"/></sch:rule></sch:pattern>"""
    document = "<a><b n='1'><c/></b><b n='2'/></a>"
    assert _codes(check(body, document, binding="xpath31")) == ["R", "S"]
    assert _codes(check(body, document, binding="xslt3")) == ["SCH-BROKEN", "S", "S"]


def test_keys_and_functions_of_xslt_serve_the_expressions(check) -> None:
    body = """<sch:ns prefix="f" uri="urn:f"/><xsl:key name="by-n" match="b" use="@n"/>
      <xsl:function name="f:twice" as="xs:integer"><xsl:param name="n" as="xs:integer"/>
        <xsl:sequence select="2 * $n"/></xsl:function>
      <sch:pattern><sch:rule context="b"><sch:report id="R"
        test="count(key('by-n', @n)) = f:twice(1)"/></sch:rule></sch:pattern>"""
    found = check(body, "<a><b n='1'/><b n='2'/><b n='1'/></a>")
    assert [error.column for error in found] == [4, 24]


def test_prefix_may_be_bound_otherwise_than_usual(check) -> None:
    body = """<sch:ns prefix="xs" uri="urn:1"/><sch:ns prefix="xsl" uri="urn:2"/>
      <sch:ns prefix="sgp" uri="urn:3"/><sch:ns prefix="svrl" uri="urn:4"/>
      <sch:pattern><sch:rule context="xs:a/xsl:a"><sch:report id="R" test="sgp:a/svrl:a"/>
      </sch:rule></sch:pattern>"""
    document = "".join(f"<a xmlns='urn:{n}'>" for n in "1234") + "</a>" * 4
    assert _codes(check(body, document)) == ["R"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<sch:include href="nowhere.sch"/>', "SCH-READ"),
        ('<sch:include href="rules.sch#nothing"/>', "SCH-INCLUDE"),
        ('<sch:include id="i" href="#i"/>', "SCH-INCLUDE"),
        ('<sch:include href="http://[x"/>', "SCH-INCLUDE"),
        ('<sch:include href="a%00b"/>', "SCH-INCLUDE"),
        (
            """<sch:pattern><sch:rule abstract="true" id="r"><sch:extends rule="r"/></sch:rule>
            <sch:rule context="a"><sch:extends rule="r"/></sch:rule></sch:pattern>""",
            "SCH-INCLUDE",
        ),
        ('<sch:pattern is-a="none"/>', "SCH-REFERENCE"),
        (
            """<sch:pattern><sch:rule context="a"><sch:extends rule="none"/></sch:rule>
            </sch:pattern>""",
            "SCH-REFERENCE",
        ),
        (
            """<sch:pattern><sch:rule context="a"><sch:report test="1" diagnostics="none"/>
            </sch:rule></sch:pattern>""",
            "SCH-REFERENCE",
        ),
        ("<sch:pattern><sch:rule/></sch:pattern>", "SCH-ELEMENT"),
        ("<sch:patern/>", "SCH-ELEMENT"),
        ("<sch:pattern><sch:assert test='1'/></sch:pattern>", "SCH-ELEMENT"),
        ('<sch:ns prefix="1" uri="urn:1"/>', "SCH-ELEMENT"),
        ('<sch:let name="a b" value="1"/>', "SCH-ELEMENT"),
    ],
)
def test_schema_that_can_not_be_used_is_refused_at_the_place(check, body, code) -> None:
    error = _refusal(check, body)
    assert (error.code, error.file.name) == (code, "rules.sch")
    assert error.line >= 4


def test_unknown_binding_and_phase_are_refused(check) -> None:
    assert _refusal(check, "", binding="xquery").code == "SCH-BINDING"
    assert _refusal(check, '<sch:phase id="one"/>', phase="two").code == "SCH-PHASE"


def test_file_that_is_no_schema_is_refused(write, tmp_path) -> None:
    for name, text, code in [
        ("none.sch", "<a/>", "SCH-ROOT"),
        ("cut.sch", "<a>\n  <b></a>", "SCH-READ"),
    ]:
        with pytest.raises(schematron.SchemaError) as caught:
            schematron.load(write(name, text))
        assert caught.value.code == code
    assert (caught.value.line, caught.value.file) == (2, tmp_path / "cut.sch")
    with pytest.raises(schematron.SchemaError):
        schematron.load(tmp_path / "missing.sch")


def test_rules_in_relax_ng_are_found_wherever_they_stand(write) -> None:
    grammar = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"
        xmlns:s="http://purl.oclc.org/dsdl/schematron">
      <s:ns prefix="t" uri="urn:t"/>
      <start><element name="a"><s:pattern id="p"><s:rule context="t:a"><s:report test="true()"/>
        </s:rule></s:pattern><text/></element></start>
      <define name="d"><text/><s:rule id="x" context="t:*[@n]"><s:report test="true()"/></s:rule>
        <s:rule id="y" context="t:a"><s:report test="matches('1', '1')"/></s:rule></define>
      </grammar>"""
    loaded = schematron.load(write("grammar.rng", grammar))
    assert _codes(loaded.validate(write("one.xml", "<a xmlns='urn:t'/>"))) == ["p", "y"]
    assert _codes(loaded.validate(write("two.xml", "<a xmlns='urn:t' n=''/>"))) == ["p", "x"]


@pytest.mark.parametrize(
    ("prefix", "uri"), [("a:b", "urn:x"), ("p", " "), ("p", "http://www.w3.org/2000/xmlns/")]
)
def test_a_namespace_that_can_not_be_bound_is_refused(check, prefix: str, uri: str) -> None:
    refusal = _refusal(check, f'<sch:ns prefix="{prefix}" uri="{uri}"/>')
    assert refusal.code == "SCH-ELEMENT"


def test_items_that_a_rule_visits_are_tested_in_the_place_of_its_context(check) -> None:
    body = """<sch:pattern><sch:let name="known" value="'x', 'y'"/>
      <sch:rule context="@ref" visit-each="tokenize(.)"><sch:let name="of" value="name(..)"/>
      <sch:assert id="KNOWN" test=". = $known"><sch:value-of select="$of"/>: no
      <sch:value-of select="."/></sch:assert></sch:rule></sch:pattern>"""
    found = check(body, "<a>\n<b ref='x z  w y'/></a>")
    assert [(e.code, e.line, e.column, e.message) for e in found] == [
        ("KNOWN", 2, 4, "b: no z"),
        ("KNOWN", 2, 4, "b: no w"),
    ]


def test_nodes_that_a_rule_visits_are_where_its_findings_are(check) -> None:
    body = """<sch:pattern><sch:rule context="a" visit-each="b/@n"><sch:report id="N"
      test=". = '2'"/></sch:rule></sch:pattern>"""
    (error,) = check(body, "<a>\n<b n='1'/>\n<b n='2'/></a>")
    assert (error.line, error.column, error.path) == (3, 4, "/Q{}a[1]/Q{}b[2]/@n")


def test_a_visit_that_fails_is_one_finding_and_the_rest_is_tested(check) -> None:
    body = """<sch:pattern><sch:rule context="a" id="r" visit-each="{}"><sch:report
      test="true()"/></sch:rule></sch:pattern><sch:pattern><sch:rule context="a"><sch:report
      id="GOOD" test="true()"/></sch:rule></sch:pattern>"""
    for expression in ("1 idiv 0", "1 +", "$nowhere"):
        found = check(body.format(expression), "<a/>")
        assert [error.code for error in found] == ["SCH-BROKEN", "GOOD"], expression
        assert found[0].message.startswith("rule “r” can't be used")


_PHASES = """<sch:phase id="p" from="{}"><sch:active pattern="all"/></sch:phase>
  <sch:pattern id="all"><sch:rule context="a|b|c|@x|text()|comment()|/"><sch:report id="SEEN"
  test="true()"><sch:value-of select="(name(), .)[. ne ''][1]"/></sch:report></sch:rule>
  </sch:pattern>"""


@pytest.mark.parametrize(
    ("start", "seen"),
    [
        ("b", ["b", "x", "c", "in", "com"]),
        ("/a/b[@x]", ["b", "x", "c", "in", "com"]),
        ("c", ["c", "in", "c"]),
        ("b | c", ["b", "x", "c", "in", "com", "c"]),
        ("@x", ["x"]),
        ("nothing", []),
    ],
)
def test_a_phase_starts_where_its_from_says(check, start, seen) -> None:
    document = "<a>out<b x=''><c>in</c><!--com--></b><c/></a>"
    found = check(_PHASES.format(start), document, phase="p")
    assert [error.message for error in found] == seen
    everything = check(_PHASES.format(start), document)
    assert len(everything) == 9


def test_a_from_that_is_no_expression_is_told_and_all_is_checked(check) -> None:
    found = check(_PHASES.format("b["), "<a><b/></a>", phase="p")
    assert [error.code for error in found if error.code != "SEEN"] == ["SCH-BROKEN"]
    assert len(found) == 4


def test_prefixes_of_another_schema_are_its_own(write) -> None:
    name = "http://purl.oclc.org/dsdl/schematron"
    write(
        "other.sch",
        f"""<schema xmlns="{name}"><ns prefix="e" uri="urn:other"/><pattern id="p">
        <rule abstract="true" id="r"><report id="R" test="e:b and 'e:b' ne 'x'"/></rule>
        <rule context="e:*" id="all"><report id="P" test="@e:x = 'e:x'"/></rule></pattern>
        </schema>""",
    )
    schema = write(
        "rules.sch",
        f"""<schema xmlns="{name}" queryBinding="xslt2"><ns prefix="e" uri="urn:mine"/>
        <include href="other.sch#p"/><pattern><rule context="/e:a"><report id="MINE" test="true()"/>
        </rule><rule context="/*"><extends href="other.sch#r"/></rule></pattern></schema>""",
    )
    loaded = schematron.load(schema)
    mine = write("d.xml", "<a xmlns='urn:mine'/>")
    other = write("e.xml", "<a xmlns='urn:other' xmlns:o='urn:other' o:x='e:x'><b/></a>")
    assert [error.code for error in loaded.validate(mine)] == ["MINE"]
    assert [error.code for error in loaded.validate(other)] == ["P", "R"]


@pytest.mark.parametrize("space", ["", "\n  ", "<!-- so -->\n "])
def test_a_property_that_begins_with_white_space_and_an_attribute(check, schema, write, space):
    body = f"""<sch:pattern><sch:rule context="a"><sch:assert id="A" test="false()"
      properties="p">text</sch:assert></sch:rule></sch:pattern><sch:properties>
      <sch:property id="p">{space}<xsl:copy-of select="@n"/>words</sch:property></sch:properties>"""
    assert [error.code for error in check(body, "<a n='7'/>")] == ["A"]
    document = write("d.xml", "<a n='7'/>")
    assert 'n="7"' in schematron.load(schema(body)).svrl(document)


def test_an_attribute_after_words_is_a_finding(check) -> None:
    body = """<sch:pattern><sch:rule context="a"><sch:assert id="A" test="false()"
      properties="p">text</sch:assert></sch:rule></sch:pattern><sch:properties>
      <sch:property id="p">words <xsl:copy-of select="@n"/></sch:property></sch:properties>"""
    assert {error.code for error in check(body, "<a n='7'/>")} == {"A", "SCH-BROKEN"}


def test_an_accumulator_counts(check) -> None:
    body = """<xsl:accumulator name="n" initial-value="0"><xsl:accumulator-rule match="b"
      select="$value + 1"/></xsl:accumulator><sch:pattern><sch:rule context="b"><sch:report id="B"
      test="accumulator-before('n') = 2"/></sch:rule></sch:pattern>"""
    (error,) = check(body, "<a><b/>\n<b/></a>")
    assert (error.code, error.line) == ("B", 2)
