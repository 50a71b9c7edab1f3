"""Rules look into other files of the edition, and into no others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from siglum import schematron

Run = Callable[..., list[schematron.Error]]


@pytest.fixture
def run(write, schema, tmp_path) -> Run:
    """Report, as GOT, what an expression gives at the root of ed/tei/d.xml."""
    write("ed/schema/reg.xml", "<reg><p xml:id='a'>Anna</p><p xml:id='b'>Ben</p></reg>")
    write("ed/tei/beside.xml", "<beside/>")
    write("ed/tei/n.txt", "one\r\ntwo\n")
    write("ed/tei/n.json", '{"a": 7}')
    write("ed/.env", "secret=1")
    write("ed/.git/config.xml", "<secret/>")
    write("outside.xml", "<secret/>")
    (tmp_path / "ed/link.xml").symlink_to(tmp_path / "outside.xml")

    def ran(expression: str, document: str = "<a x='beside.xml'/>", **more: str) -> list:
        rules = schema(
            '<sch:pattern><sch:rule context="/*"><sch:report id="GOT" test="true()"><sch:value-of'
            f' select="{expression}"/></sch:report></sch:rule></sch:pattern>' + more.get("body", "")
        )
        rules = rules.replace(tmp_path / "ed/schema/rules.sch")
        path = write("ed/tei/d.xml", document)
        return schematron.load(rules, root=tmp_path / "ed").validate(path)

    return ran


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("tokenize(base-uri(.), '/')[last()]", "d.xml"),
        ("tokenize(base-uri(), '/')[last()]", "d.xml"),
        ("tokenize(document-uri(/), '/')[last()]", "d.xml"),
        ("tokenize(static-base-uri(), '/')[last()]", "rules.sch"),
        ("doc('reg.xml')//p[@xml:id = 'b']", "Ben"),
        ("fn:doc('reg.xml')//p[1]", "Anna"),
        ("Q{http://www.w3.org/2005/xpath-functions}doc('reg.xml')//p[1]", "Anna"),
        ("doc (: so (: it :) :) ('reg.xml')//p[1]", "Anna"),
        ("'reg.xml' => doc() => count()", "1"),
        ("('reg.xml' ! doc#1(.))//p[1]", "Anna"),
        ("fn:apply(doc#1, ['reg.xml'])//p[1]", "Anna"),
        ("let $f := doc(?) return $f('reg.xml')//p[1]", "Anna"),
        ("function-lookup(xs:QName('fn:doc'), 1)('reg.xml')//p[1]", "Anna"),
        ("'doc(''reg.xml'')'", "doc('reg.xml')"),
        ("doc('reg.xml') is doc('../schema/reg.xml')", "true"),
        ("doc(document-uri(/)) is /", "true"),
        ("doc(resolve-uri('beside.xml', base-uri(.)))/name(*)", "beside"),
        ("document(@x)/name(*)", "beside"),
        ("document('beside.xml', .)/name(*)", "beside"),
        ("document(('reg.xml', 'reg.xml#b'))/count(.//p)", "2 0"),
        ("document('reg.xml#b')", "Ben"),
        ("document('')/name(*)", "sch:schema"),
        ("doc-available('reg.xml')", "true"),
        ("doc-available('nowhere.xml')", "false"),
        ("doc-available('../tei/n.txt')", "false"),
        ("string-length(unparsed-text('../tei/n.txt'))", "9"),
        ("unparsed-text-lines('../tei/n.txt')[2]", "two"),
        ("unparsed-text-available('../tei/n.txt')", "true"),
        ("unparsed-text-available('../tei/n.txt', 'utf-16')", "false"),
        ("json-doc('../tei/n.json')?a", "7"),
        ("collection('../tei')/name(*)", "beside a"),
        ("collection('..?select=*.xml;recurse=yes')/name(*)", None),
        ("collection('../schema')//p[2]", "Ben"),
        ("uri-collection('../tei?select=*.txt') ! tokenize(., '/')[last()]", "n.txt"),
        ("doc(/*/doc)/name(*)", "reg"),
    ],
)
def test_what_lies_in_the_edition_can_be_read(run, expression, value) -> None:
    document = "<a x='beside.xml'><doc>reg.xml</doc></a>"
    (error,) = run(expression, document)
    if value is None:  # a link among the files leads out
        assert (error.code, "link.xml" in error.message) == ("SCH-FILE", True)
    else:
        assert (error.code, error.message) == ("GOT", value)


@pytest.mark.parametrize(
    ("call", "address"),
    [
        ("doc", "../../outside.xml"),
        ("doc", "../link.xml"),
        ("doc", "../.git/config.xml"),
        ("doc", "../%2egit/config.xml"),
        ("doc", "file:///etc/passwd"),
        ("doc", "http://127.0.0.1:9/x.xml"),
        ("doc", "//127.0.0.1/x.xml"),
        ("doc", "reg.xml#b"),
        ("doc", "nowhere.xml"),
        ("document", "../../outside.xml"),
        ("unparsed-text", "../.env"),
        ("unparsed-text", "file:///etc/hostname"),
        ("unparsed-text-lines", "../.env"),
        ("json-doc", "/etc/hostname"),
        ("collection", "../.git"),
        ("collection", "../.."),
        ("uri-collection", "../.git"),
        ("uri-collection", "../..?recurse=yes"),
    ],
)
def test_all_else_is_refused_by_name(run, call, address) -> None:
    (error,) = run(f"{call}('{address}')")
    assert error.code == "SCH-FILE"
    assert error.message.startswith("report “GOT” can't read a file")
    assert f"{call}() asks for “{address.partition('?')[0]}”, " in error.message


@pytest.mark.parametrize("call", ["doc-available", "unparsed-text-available"])
@pytest.mark.parametrize("address", ["../.env", "/etc/hostname", "http://127.0.0.1:9/x"])
def test_a_file_that_may_not_be_read_is_not_available_and_that_is_told(run, call, address) -> None:
    told, got = run(f"{call}('{address}')")
    assert (got.code, got.message) == ("GOT", "false")
    assert told.code == "SCH-FILE"
    assert f"{call}() asks for “{address}”, " in told.message


@pytest.mark.parametrize(
    "expression",
    [
        "function-lookup(xs:QName('fn:' || 'environment-variable'), 1)('HOME')",
        "transform(map{'stylesheet-location': 'file:///etc/passwd'})?output",
        "transform(map{'stylesheet-text': '<t xmlns:xsl="
        "http://www.w3.org/1999/XSL/Transform"
        ""
        " xsl:version="
        "3.0"
        "><xsl:value-of select="
        "unparsed-text(''file:///etc/passwd'')"
        "/></t>',"
        " 'source-node': /})?output",
        "parse-xml('<!DOCTYPE a [<!ENTITY e SYSTEM file:///etc/passwd>]><a>&amp;e;</a>')",
        "load-xquery-module('x', map{'location-hints': 'file:///etc/passwd'})",
    ],
)
def test_no_other_way_leads_to_a_file(run, expression) -> None:
    escaped = expression.replace("<", "&lt;").replace('"', "&quot;")
    found = run(escaped)
    assert found
    assert "root:" not in "".join(error.message for error in found)


def test_a_document_type_declaration_of_a_file_reaches_nothing(run, write) -> None:
    write("ed/schema/dtd.xml", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'>\n<a>fine</a>")
    write("ed/schema/ent.xml", "<!DOCTYPE a [<!ENTITY e SYSTEM '../.env'>]><a>&e;</a>")
    assert [error.message for error in run("doc('dtd.xml')")] == ["fine"]
    (error,) = run("doc('ent.xml')")
    assert (error.code, "entity" in error.message) == ("SCH-FILE", True)


def test_files_name_files_one_after_the_other(run, write) -> None:
    for number in range(4):
        write(f"ed/schema/{number}.xml", f"<n>{number + 1}.xml</n>")
    write("ed/schema/4.xml", "<end/>")
    (error,) = run("doc(doc(doc(doc(doc('0.xml'))))) ! name(*)")
    assert (error.code, error.message) == ("GOT", "end")


def test_a_file_in_a_context_a_variable_and_a_function(run) -> None:
    body = """<sch:let name="names" value="doc('reg.xml')//p"/>
      <xsl:function name="t:known"><xsl:param name="it"/>
      <xsl:sequence select="$it = doc('reg.xml')//p"/></xsl:function>
      <sch:pattern><sch:rule context="b[. = doc('reg.xml')//p][1]">
      <sch:report id="IN" test="$names = . and t:known(.)"/></sch:rule></sch:pattern>"""
    found = run("1", "<a><b>Anna</b><b>Carl</b></a>", body=body)
    assert [error.code for error in found] == ["GOT", "IN"]
    refused = run("1", "<a><b/></a>", body=body.replace("reg.xml", "../.env"))
    assert {error.code for error in refused} == {"GOT", "SCH-FILE"}
    parts = {error.message.partition(" can't")[0] for error in refused if error.code != "GOT"}
    assert parts == {"variable “names”", "rule “b[. = doc('../.env')//p][1]”"}


def test_a_changed_file_is_read_again(write, schema, tmp_path) -> None:
    rules = schema(
        '<sch:pattern><sch:rule context="/*"><sch:report id="GOT" test="true()"><sch:value-of'
        " select=\"doc('reg.xml')\"/></sch:report></sch:rule></sch:pattern>"
    )
    loaded = schematron.load(rules, root=tmp_path)
    document = write("d.xml", "<a/>")
    for text in ("one", "two"):
        write("reg.xml", f"<r>{text}</r>")
        assert [error.message for error in loaded.validate(document)] == [text]


def test_subordinate_documents_know_their_addresses(write, schema, tmp_path) -> None:
    rules = schema(
        """<sch:pattern documents="'sub/s.xml'"><sch:rule context="/*"><sch:report id="GOT"
        test="true()"><sch:value-of select="tokenize(base-uri(.), '/')[last()],
        document('other.xml', .)/name(*)"/></sch:report></sch:rule></sch:pattern>"""
    )
    write("sub/s.xml", "<s/>")
    write("sub/other.xml", "<other/>")
    (error,) = schematron.load(rules, root=tmp_path).validate(write("d.xml", "<a/>"))
    assert (error.message, error.file) == ("s.xml other", tmp_path / "sub/s.xml")


def test_a_hidden_subordinate_document_is_refused(write, schema, tmp_path) -> None:
    rules = schema("""<sch:pattern documents="'.s.xml'"><sch:rule context="/*">
      <sch:report id="GOT" test="true()"/></sch:rule></sch:pattern>""")
    write(".s.xml", "<s/>")
    (error,) = schematron.load(rules, root=tmp_path).validate(write("d.xml", "<a/>"))
    assert (error.code, "hidden" in error.message) == ("SCH-DOCUMENT", True)


@pytest.mark.parametrize("href", [".rules/r.sch", "rules/.r.sch", "link.sch"])
@pytest.mark.parametrize("element", ["include", "extends"])
def test_hidden_rules_are_not_included(write, tmp_path, href, element) -> None:
    name = "http://purl.oclc.org/dsdl/schematron"
    for path in (".rules/r.sch", "rules/.r.sch"):
        write(path, f'<rule xmlns="{name}" context="a"><report test="1"/></rule>')
    (tmp_path / "link.sch").symlink_to(tmp_path / ".rules/r.sch")
    inside = f'<{element} href="{href}"/>'
    rule = f'<rule context="a">{inside}</rule>' if element == "extends" else inside
    schema = write("r.sch", f'<schema xmlns="{name}"><pattern>{rule}</pattern></schema>')
    with pytest.raises(schematron.SchemaError) as caught:
        schematron.load(schema)
    assert caught.value.code == "SCH-INCLUDE"
    assert "hidden" in caught.value.message


@pytest.mark.parametrize(
    "element",
    [
        """<xsl:variable name="v" static="yes" select="unparsed-text('file:///etc/passwd')"/>""",
        """<xsl:param name="v" static="true" select="1"/>""",
        """<xsl:variable name="v" _static="{'yes'}" select="1"/>""",
        """<xsl:variable name="v" _select="{unparsed-text('file:///etc/passwd')}"/>""",
        """<xsl:key name="k" match="*" use="." use-when="doc-available('file:///etc/x')"/>""",
        """<xsl:function name="t:f"><a xsl:use-when="doc-available('file:///etc/x')"/>
        </xsl:function>""",
        """<xsl:function name="t:f"><sgp:hit xmlns:sgp="urn:siglum:schematron"/></xsl:function>""",
    ],
)
def test_nothing_is_evaluated_while_a_schema_is_compiled(schema, element) -> None:
    with pytest.raises(schematron.SchemaError) as caught:
        schematron.load(schema(element))
    assert caught.value.code == "SCH-XSLT"


def test_a_document_type_declaration_gives_a_schema_no_attributes(write) -> None:
    text = """<!DOCTYPE s:schema [<!ATTLIST x:variable static CDATA "yes"
      select CDATA "unparsed-text('file:///etc/passwd')">]>
      <s:schema xmlns:s="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"
      xmlns:x="http://www.w3.org/1999/XSL/Transform"><x:variable name="v"/>
      <s:pattern><s:rule context="*"><s:report id="R" test="true()"><s:value-of select="$v"/>
      </s:report></s:rule></s:pattern></s:schema>"""
    (error,) = schematron.load(write("r.sch", text)).validate(write("d.xml", "<a/>"))
    assert (error.code, "root:" in error.message) == ("R", False)


def test_xml_base_says_what_addresses_of_a_schema_are_relative_to(run, write, tmp_path) -> None:
    write("ed/lib/r.xml", "<lib/>")
    body = """<sch:pattern xml:base="../lib/"><sch:rule context="/*"><sch:report id="LIB"
      test="doc-available('r.xml')"/></sch:rule></sch:pattern>"""
    assert [error.code for error in run("1", body=body)] == ["GOT", "LIB"]
    (told,) = (e for e in run("1", body=body.replace("../lib/", "../../")) if e.code != "GOT")
    assert told.code == "SCH-FILE"


@pytest.mark.parametrize(
    "said", ["doc file:///x/ %00 ", "doc file:///x/ %EF%BF%BF ", "doc", "", "text a b", "a b c d e"]
)
def test_messages_of_rules_that_look_like_questions_are_none(run, said: str) -> None:
    body = (
        '<sch:ns prefix="f" uri="urn:f"/><xsl:function name="f:say" xmlns:f="urn:f">'
        f"<xsl:message>siglum.asks&#9;{said}</xsl:message>"
        "<xsl:sequence select=\"doc-available('reg.xml')\"/></xsl:function>"
    )
    assert [error.message for error in run("f:say()", body=body)] == ["true"]


def test_what_rules_read_for_one_document_is_bounded(run, monkeypatch) -> None:
    monkeypatch.setattr("siglum.schematron.files._ALL", 100)
    asked = run("sum((1 to 50) ! string-length(unparsed-text('../tei/n.txt?' || .)))")
    assert [error.code for error in asked] == ["SCH-FILE"]
    assert "and files of more than 0 MB in all" in asked[0].message
    monkeypatch.setattr("siglum.schematron.files._MOST", 20)
    asking = """<sch:pattern><sch:rule context="b"><sch:report id="B"
        test="doc-available(concat('x', @n, '.xml'))">there</sch:report></sch:rule></sch:pattern>"""
    document = "<a>" + "".join(f"<b n='{number}'/>" for number in range(50)) + "</a>"
    asked = run("1", document, body=asking)
    assert "doc-available() asks for more than 20 files" in asked[0].message


def test_files_that_an_earlier_document_asked_for_take_no_room(
    write, schema, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr("siglum.schematron.files._ALL", 100)
    write("n.txt", "one\r\ntwo\n")
    rules = schema(
        """<sch:pattern><sch:rule context="/a"><sch:report id="GOT"
        test="unparsed-text(concat('n.txt?', @x))">read</sch:report></sch:rule></sch:pattern>"""
    )
    loaded = schematron.load(rules, root=tmp_path)
    for number in range(15):
        found = loaded.validate(write("d.xml", f"<a x='{number}'/>"))
        assert [error.message for error in found] == ["read"]


def test_what_a_rule_says_of_the_time_holds_for_no_other_time(tmp_path: Path) -> None:
    rules = tmp_path / "rules.sch"
    rules.write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><pattern>'
        "<rule context='dated'><assert test='@when lt string(current-date())'>it is to come"
        "</assert></rule></pattern></schema>"
    )
    schema = schematron.load(rules)
    for text, says, opened in (
        ("<dated when='1949-01-10'/>", 0, None),
        ("<undated/>", 0, {}),
        ("<dated when='9999-01-10'/>", 1, None),
    ):
        found = list(schema.validate(etree.ElementTree(etree.fromstring(text))))
        assert (len(found), schema.opened) == (says, opened)
