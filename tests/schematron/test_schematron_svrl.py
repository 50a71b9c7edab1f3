"""The report in SVRL (ISO/IEC 19757-3, annex D)."""

from __future__ import annotations

from lxml import etree

from siglum import schematron

_NS = {"s": "http://purl.oclc.org/dsdl/svrl"}

_BODY = """<sch:title>Rules</sch:title><sch:p>For all.</sch:p>
  <sch:phase id="ph"><sch:active pattern="one"/><sch:active pattern="two"/></sch:phase>
  <sch:pattern id="one" role="r1"><sch:title>First</sch:title>
    <sch:rule context="t:a" id="ra" flag="f1"><sch:assert id="A" test="@x" role="info" flag="f2"
      diagnostics="d" properties="q" see="urn:see" xml:lang="en">No <sch:emph>x</sch:emph> in
      <sch:span class="c{}">it</sch:span></sch:assert></sch:rule>
    <sch:rule context="t:b"><sch:report id="B" test="@n"/></sch:rule></sch:pattern>
  <sch:pattern id="two"><sch:rule context="t:a/@n"><sch:report id="N" test=". = '1'"/></sch:rule>
  </sch:pattern><sch:pattern id="three"/>
  <sch:diagnostics><sch:diagnostic id="d" xml:lang="de">Kein x</sch:diagnostic></sch:diagnostics>
  <sch:properties><sch:property id="q" role="pr" scheme="ps"><xsl:copy-of select="@n"/>
    </sch:property></sch:properties>"""


def _report(schema, write) -> etree._Element:
    path = schema(_BODY, attributes='schemaVersion="2"')
    document = write("d.xml", "<a xmlns='urn:t' n='1'><b/><b n=''/></a>")
    return etree.fromstring(schematron.load(path, phase="ph").svrl(document))


def test_report_is_ordered_by_pattern_then_by_rule_that_fired(schema, write) -> None:
    names = [etree.QName(child).localname for child in _report(schema, write)]
    assert names == [
        "text",
        "ns-prefix-in-attribute-values",
        "active-pattern",
        "fired-rule",
        "failed-assert",
        "fired-rule",
        "fired-rule",
        "successful-report",
        "active-pattern",
        "fired-rule",
        "successful-report",
    ]


def test_report_has_the_attributes_of_the_schema(schema, write) -> None:
    report = _report(schema, write)
    assert dict(report.attrib) == {"title": "Rules", "phase": "ph", "schemaVersion": "2"}
    first = report.find("s:active-pattern", _NS)
    uri = first.get("documents")
    assert uri.startswith("file:///")
    assert dict(first.attrib) == {"documents": uri, "id": "one", "name": "First", "role": "r1"}
    assert dict(report.find("s:fired-rule", _NS).attrib) == {
        "id": "ra",
        "context": "t:a",
        "flag": "f1",
        "document": uri,
    }
    failed = report.find("s:failed-assert", _NS)
    assert dict(failed.attrib) == {
        "id": "A",
        "location": "/Q{urn:t}a[1]",
        "test": "@x",
        "role": "info",
        "flag": "f2",
        "{http://www.w3.org/XML/1998/namespace}lang": "en",
    }
    last = report.findall("s:successful-report", _NS)[-1]
    assert last.get("location") == "/Q{urn:t}a[1]/@n"


def test_report_has_texts_diagnostics_and_properties(schema, write) -> None:
    failed = _report(schema, write).find("s:failed-assert", _NS)
    kinds = [etree.QName(child).localname for child in failed]
    assert kinds == ["diagnostic-reference", "property-reference", "text"]
    diagnostic, prop, text = failed
    assert diagnostic.get("diagnostic") == "d"
    assert diagnostic[0].get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    assert diagnostic[0].text == "Kein x"
    assert (prop.get("property"), prop.get("role"), prop.get("scheme")) == ("q", "pr", "ps")
    assert prop.find("s:text", _NS).get("n") == "1"
    assert text.get("see") == "urn:see"
    assert text.find("s:emph", _NS).text == "x"
    assert text.find("s:span", _NS).get("class") == "c{}"


def test_report_names_subordinate_documents(schema, write) -> None:
    write("one.xml", "<b/>")
    body = """<sch:pattern documents="'one.xml'"><sch:rule context="b"><sch:report test="1"/>
      </sch:rule></sch:pattern>"""
    report = etree.fromstring(schematron.load(schema(body)).svrl(write("d.xml", "<a/>")))
    assert report.find("s:active-pattern", _NS).get("documents") == "one.xml"
    assert report.find("s:fired-rule", _NS).get("document") == "one.xml"


def test_the_report_names_the_document_and_the_language(write, schema) -> None:
    body = """<sch:pattern><sch:rule context="a" xml:lang="de"><sch:assert test="false()">
      <sch:value-of select="name()"/> ist falsch </sch:assert></sch:rule></sch:pattern>"""
    path = write("d.xml", "<a/>")
    report = etree.fromstring(schematron.load(schema(body)).svrl(path))
    (fired,) = report.iter("{*}fired-rule")
    assert fired.get("document") == path.as_uri()
    (active,) = report.iter("{*}active-pattern")
    assert active.get("documents") == path.as_uri()
    (failed,) = report.iter("{*}failed-assert")
    assert failed.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    assert failed.findtext("{*}text") == "a ist falsch"
