"""Rules may be hostile: they reach no file, no network, no environment, and write nothing."""

from __future__ import annotations

import pytest

from siglum import schematron

_SECRET = "the secret"
_TOLD = ("SCH-BROKEN", "SCH-FILE")


@pytest.fixture
def secret(write, monkeypatch) -> str:
    """Put a secret into files beside the document and into the environment; return the folder."""
    monkeypatch.setenv("SIGLUM_TEST_SECRET", _SECRET)
    write("secret.xml", f"<s>{_SECRET}</s>")
    write("secret.json", f'{{"s": "{_SECRET}"}}')
    return write("secret.txt", _SECRET).parent.as_uri()


@pytest.mark.parametrize(
    "expression",
    [
        "doc('{0}/secret.xml')",
        "doc('secret.xml')",
        "document('{0}/secret.xml')",
        "unparsed-text('{0}/secret.txt')",
        "unparsed-text-lines('{0}/secret.txt')",
        "json-doc('{0}/secret.json')?s",
        "collection('{0}?select=*.xml')",
        "uri-collection('{0}')",
        "environment-variable('SIGLUM_TEST_SECRET')",
        "available-environment-variables()",
        "system-property('user.home')",
        "doc('http://127.0.0.1:9/x.xml')",
        "doc('https://127.0.0.1:9/x.xml')",
        "unparsed-text('http://127.0.0.1:9/x.txt')",
        "Q{{java:java.lang.System}}getProperty('user.home')",
        "Q{{java:java.lang.System}}getenv('SIGLUM_TEST_SECRET')",
        "Q{{http://expath.org/ns/file}}read-text('{0}/secret.txt')",
        "parse-xml('&lt;!DOCTYPE a [&lt;!ENTITY e SYSTEM &quot;{0}/secret.txt&quot;>]>"
        "&lt;a>&amp;e;&lt;/a>')",
        "load-xquery-module('urn:x')",
    ],
)
def test_expression_gives_nothing_away(check, secret, expression) -> None:
    test = expression.format(secret)
    body = f"""<sch:pattern><sch:rule context="a"><sch:report id="LEAK" test="true()">got
      <sch:value-of select="{test}"/></sch:report><sch:report id="GOOD" test="true()"/></sch:rule>
      </sch:pattern>"""
    found = check(body, "<a/>")
    (first, good) = found
    assert good.code == "GOOD"
    assert (first.code, first.message) == ("LEAK", "got") or first.code in _TOLD
    assert _SECRET not in first.message


def test_nothing_is_there_for_the_tests_of_availability_which_is_told(check, secret) -> None:
    body = f"""<sch:pattern><sch:rule context="a"><sch:report
      test="doc-available('{secret}/secret.xml')
      or unparsed-text-available('{secret}/secret.txt')"/></sch:rule></sch:pattern>"""
    found = check(body, "<a/>")
    assert [error.code for error in found] == ["SCH-FILE", "SCH-FILE"]
    assert "doc-available() asks for" in found[0].message
    assert "secret.txt" in found[1].message


def test_stylesheet_in_a_rule_writes_no_file(check, tmp_path) -> None:
    target = tmp_path / "written.xml"
    inner = f"""&lt;xsl:stylesheet version='3.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>
      &lt;xsl:template name='xsl:initial-template'>&lt;xsl:result-document href='{target.as_uri()}'>
      &lt;x/>&lt;/xsl:result-document>&lt;/xsl:template>&lt;/xsl:stylesheet>"""
    body = f"""<sch:let name="inner"><x>{inner}</x></sch:let><sch:pattern><sch:rule context="a">
      <sch:report test="exists(transform(map{{'stylesheet-text': string($inner)}})?*)"/>
      <sch:report id="GOOD" test="true()"/></sch:rule></sch:pattern>"""
    assert "GOOD" in [error.code for error in check(body, "<a/>")]
    assert not target.exists()


@pytest.mark.parametrize(
    "element",
    [
        '<xsl:include href="other.xsl"/>',
        '<xsl:import href="other.xsl"/>',
        '<xsl:use-package name="urn:x"/>',
        '<xsl:import-schema namespace="urn:x"/>',
        '<xsl:template match="/"/>',
        '<xsl:output method="text"/>',
        """<xsl:function name="t:f"><xsl:result-document href="x"><x/></xsl:result-document>
        </xsl:function>""",
        """<xsl:function name="t:f"><xsl:source-document href="x"/></xsl:function>""",
        """<xsl:function name="t:f"><xsl:evaluate xpath="'1'"/></xsl:function>""",
        """<xsl:function name="t:f"><xsl:message terminate="yes"/></xsl:function>""",
        """<xsl:function name="t:f"><xsl:message _terminate="{'yes'}"/></xsl:function>""",
        """<sch:let name="v"><x><xsl:result-document href="x"/></x></sch:let>""",
        """<sch:pattern><sch:rule context="a"><sch:assert test="false()">
        <xsl:result-document href="x"/></sch:assert></sch:rule></sch:pattern>""",
    ],
)
def test_element_of_xslt_that_could_do_harm_is_refused(check, element) -> None:
    with pytest.raises(schematron.SchemaError) as caught:
        check(element, "<a/>")
    assert caught.value.code == "SCH-XSLT"


@pytest.mark.parametrize(
    "href",
    [
        "http://127.0.0.1:9/x.sch",
        "https://example.org/x.sch",
        "http://127.0.0.1:9{folder}/there.sch",
        "//example.org/x.sch",
        "file://example.org/x.sch",
        "/etc/hostname",
        "../outside.sch",
    ],
)
@pytest.mark.parametrize("element", ["include", "extends"])
def test_schema_includes_no_file_from_elsewhere(write, tmp_path, href, element) -> None:
    for name in ("outside.sch", "in/there.sch"):
        write(name, '<rule xmlns="http://purl.oclc.org/dsdl/schematron" context="a"/>')
    href = href.format(folder=tmp_path / "in")
    inside = f'<{element} href="{href}"/>'
    rule = f'<rule context="a">{inside}</rule>' if element == "extends" else inside
    text = f"""<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern>{rule}</pattern>
      </schema>"""
    with pytest.raises(schematron.SchemaError) as caught:
        schematron.load(write("in/rules.sch", text))
    assert caught.value.code == "SCH-INCLUDE"


def test_folder_for_included_files_can_be_widened(write, tmp_path) -> None:
    rule = '<report id="R" test="true()"/>'
    name = "http://purl.oclc.org/dsdl/schematron"
    write("outside.sch", f'<rule xmlns="{name}" context="a">{rule}</rule>')
    text = f'<schema xmlns="{name}"><pattern><include href="../outside.sch"/></pattern></schema>'
    path = write("in/rules.sch", text)
    loaded = schematron.load(path, root=tmp_path)
    assert [error.code for error in loaded.validate(write("d.xml", "<a/>"))] == ["R"]


def test_schema_with_entities_is_refused(write) -> None:
    text = '<!DOCTYPE s [<!ENTITY e "x">]><s>&e;</s>'
    with pytest.raises(schematron.SchemaError) as caught:
        schematron.load(write("rules.sch", text))
    assert caught.value.code == "SCH-READ"
