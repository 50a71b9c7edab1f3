"""Subordinate documents (ISO/IEC 19757-3, 5.4.9): which are read, and which are not."""

from __future__ import annotations

import pytest
from lxml import etree

from siglum import schematron

_BODY = """<sch:pattern documents="{}"><sch:let name="main" value="name(/*)"/>
  <sch:rule context="b"><sch:report id="B" test="true()"><sch:value-of select="$main"/> {{n}}
  <sch:value-of select="name(root()/*)"/></sch:report></sch:rule></sch:pattern>
  <sch:pattern><sch:rule context="b|c"><sch:report id="MAIN" test="true()"/></sch:rule>
  </sch:pattern>"""


def test_pattern_is_applied_to_the_documents_it_names_and_to_no_other(check, write) -> None:
    one = write("sub/one.xml", "<one>\n <b/></one>")
    two = write("two.xml", "<!-- first --><two><b/></two>")
    document = "<a><x href='sub/one.xml'/><x href='two.xml'/><c/></a>"
    found = check(_BODY.format("//x/@href"), document)
    assert [(e.code, e.file, e.line, e.column) for e in found] == [
        ("MAIN", None, 1, 46),
        ("B", one.resolve(), 2, 2),
        ("B", two.resolve(), 1, 20),
    ]
    assert found[1].message == "a {n} one"
    assert found[2].path == "/Q{}two[1]/Q{}b[1]"


def test_document_named_by_two_patterns_serves_both(check, write) -> None:
    one = write("one.xml", "<b/>").resolve()
    pattern = """<sch:pattern documents="'one.xml', /a/@y/concat(., '')"><sch:rule context="b">
      <sch:report test="true()"/></sch:rule></sch:pattern>"""
    assert [e.file for e in check(pattern * 2, "<a/>")] == [one, one]


@pytest.mark.parametrize(
    "address",
    [
        "../outside.xml",
        "missing.xml",
        "http://127.0.0.1:9/x.xml",
        "https://example.org/x.xml",
        "http://127.0.0.1:9{folder}/there.xml",
        "file://example.org{folder}/there.xml",
        "//example.org/x.xml",
        "file:///etc/hostname",
        "ftp://example.org/x.xml",
        "jar:file:x.jar!/x.xml",
        "text.txt",
        "entity.xml",
        "link.xml",
        "http://[x",
        "a%00b",
        "new-name.xml",
    ],
)
def test_document_that_may_not_be_read_is_a_finding(schema, write, tmp_path, address) -> None:
    write("outside.xml", "<b/>")
    write("in/text.txt", "no XML")
    write("in/entity.xml", '<!DOCTYPE b [<!ENTITY e SYSTEM "text.txt">]><b>&e;</b>')
    (tmp_path / "in/link.xml").symlink_to(tmp_path / "outside.xml")
    address = address.format(folder=tmp_path / "in")
    write("in/there.xml", "<b/>")
    write("in/new-name.xml", "<b><ⲁ/></b>")
    path = write("in/document.xml", f"<a><x href='{address}'/><c/></a>")
    found = schematron.load(schema(_BODY.format("//x/@href"))).validate(path)
    assert [error.code for error in found] == ["SCH-DOCUMENT", "MAIN"]
    assert address in found[0].message


def test_expression_for_documents_that_fails_is_one_finding(check) -> None:
    for expression in ("1 +", "1 div 0", "$nowhere"):
        found = check(_BODY.format(expression), "<a><c/></a>")
        assert [error.code for error in found] == ["SCH-BROKEN", "MAIN"], expression


def test_document_without_a_folder_has_no_subordinates(schema) -> None:
    loaded = schematron.load(schema(_BODY.format("'one.xml'")))
    found = loaded.validate(etree.fromstring("<a><c/></a>"))
    assert [error.code for error in found] == ["SCH-DOCUMENT", "MAIN"]
