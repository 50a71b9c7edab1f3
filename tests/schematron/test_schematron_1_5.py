"""Schematron 1.5, the form of 2002, is read as what it is."""

from __future__ import annotations

import pytest

from siglum import schematron

_SCHEMA = """<schema xmlns="http://www.ascc.net/xml/schematron">
 <title>old</title><ns prefix="t" uri="urn:t"/>
 <phase id="few"><active pattern="one"/></phase>
 <pattern name="The abstract ones"><rule abstract="true" id="has-n">
  <assert test="@n" diagnostics="d">It <emph>has</emph> a number</assert></rule></pattern>
 <pattern name="One" id="one"><rule context="t:p"><key name="by-n" path="@n"/>
  <extends rule="has-n"/>
  <report id="twice" test="count(key('by-n', @n)) &gt; 1"><name/> comes twice</report></rule>
 </pattern>
 <pattern name="Two" id="two"><rule context="t:q"><assert test="false()">q</assert></rule></pattern>
 <diagnostics><diagnostic id="d">Write one.</diagnostic></diagnostics>
</schema>"""
_DOCUMENT = "<t xmlns='urn:t'>\n<p n='1'/><p n='1'/><p/><q/></t>"


def test_all_that_is_said_otherwise_is_understood(write) -> None:
    path, document = write("old.sch", _SCHEMA), write("d.xml", _DOCUMENT)
    found = schematron.load(path).validate(document)
    said = [(error.code, error.line, error.column, error.message, error.help) for error in found]
    assert said == [
        ("twice", 2, 1, "p comes twice", None),
        ("twice", 2, 11, "p comes twice", None),
        ("one", 2, 21, "It has a number", "Write one."),
        ("two", 2, 25, "q", None),
    ]
    assert 'name="Two"' in schematron.load(path).svrl(document)


def test_phases_are_known(write) -> None:
    path, document = write("old.sch", _SCHEMA), write("d.xml", _DOCUMENT)
    found = schematron.load(path, phase="few").validate(document)
    assert {error.code for error in found} == {"one", "twice"}


def test_it_is_found_in_a_grammar(write) -> None:
    grammar = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"
      xmlns:s="http://www.ascc.net/xml/schematron"><start><element name="a">
      <s:pattern name="x" id="x"><s:rule context="a"><s:assert test="@n">no</s:assert></s:rule>
      </s:pattern><empty/></element></start></grammar>"""
    found = schematron.load(write("g.rng", grammar)).validate(write("d.xml", "<a/>"))
    assert [(error.code, error.message) for error in found] == [("x", "no")]


def test_a_mistake_has_its_place(write) -> None:
    wrong = _SCHEMA.replace('rule="has-n"', 'rule="nowhere"')
    with pytest.raises(schematron.SchemaError) as caught:
        schematron.load(write("old.sch", wrong))
    assert (caught.value.code, caught.value.line) == ("SCH-REFERENCE", 7)
