"""Line and column of each kind of node, and of what `subject` names instead."""

from __future__ import annotations

import pytest
from lxml import etree

from siglum import schematron
from siglum.xml import source

_ANY = """<sch:pattern><sch:rule context="{}"><sch:report test="true()">m</sch:report></sch:rule>
  </sch:pattern>"""
_DOCUMENT = """<!DOCTYPE a [<!-- of the DTD -->]>
<!-- first --><?one?>
<a xmlns="urn:t" xmlns:o="urn:o/x" n="1">ä€<b
    x='1'   o:y="zwei"/>tä &amp; l<!-- in -->
  <?two x?><o:b/><b/>]<![CDATA[x]]></a>
<!-- last -->"""


@pytest.mark.parametrize(
    ("context", "places"),
    [
        ("/", [(3, 1, 2)]),
        ("t:a", [(3, 1, 2)]),
        ("t:a/@n", [(3, 36, 5)]),
        ("t:b", [(3, 44, 2), (5, 18, 2)]),
        ("t:b/@x", [(4, 5, 5)]),
        ("@*[. = 'zwei']", [(4, 13, 10)]),
        ("comment()", [(2, 1, 1), (4, 35, 1), (6, 1, 1)]),
        ("processing-instruction()", [(2, 15, 1), (5, 3, 1)]),
        ("text()", [(3, 42, 1), (4, 25, 1), (4, 46, 1), (5, 22, 1)]),
    ],
)
def test_place_is_exact_for(check, context, places) -> None:
    found = check(_ANY.format(context), _DOCUMENT)
    assert [(error.line, error.column, error.length) for error in found] == places


def test_subject_moves_the_finding_and_is_the_assertions_before_the_rules(check) -> None:
    body = """<sch:pattern><sch:rule context="a" subject="c"><sch:report id="A" test="true()"/>
      <sch:report id="B" test="true()" subject="b/@x"/>
      <sch:report id="C" test="true()" subject="none"/></sch:rule></sch:pattern>"""
    found = check(body, "<a><b x=''/><c/></a>")
    assert [(error.code, error.column) for error in found] == [("C", 1), ("B", 7), ("A", 13)]


def test_subject_may_be_in_a_namespace_with_slashes(check) -> None:
    body = """<sch:ns prefix="s" uri="http://a/b/c"/><sch:pattern><sch:rule context="a">
      <sch:report test="true()" subject="b/@s:x"/><sch:report test="true()" subject="s:b/text()"/>
      <sch:report test="true()" subject="s:b"/></sch:rule></sch:pattern>"""
    found = check(body, "<a xmlns:s='http://a/b/c'><b s:x=''/><s:b>t</s:b></a>")
    assert [(error.column, error.path) for error in found] == [
        (30, "/Q{}a[1]/Q{}b[1]/@Q{http://a/b/c}x"),
        (38, "/Q{}a[1]/Q{http://a/b/c}b[1]"),
        (43, "/Q{}a[1]/Q{http://a/b/c}b[1]/text()[1]"),
    ]


def test_path_is_that_of_the_node(check) -> None:
    (error,) = check(_ANY.format("@x"), "<a><b xmlns='urn:t'/><b xmlns='urn:t' x=''/></a>")
    assert error.path == "/Q{}a[1]/Q{urn:t}b[2]/@x"


def test_tree_with_its_source_has_columns_and_without_has_lines(schema) -> None:
    loaded = schematron.load(schema(_ANY.format("b")))
    data = b"<a>\n   <b/></a>"
    tree = source.parse(data)
    (exact,) = loaded.validate(tree, source=data)
    (rough,) = loaded.validate(tree.getroot())
    assert (exact.line, exact.column) == (2, 4)
    assert (rough.line, rough.column) == (2, 1)


def test_every_element_of_a_wide_document_is_found_soon(schema) -> None:
    loaded = schematron.load(schema(_ANY.format("b")))
    data = b"<a>" + b"<b/>" * 30_000 + b"</a>"
    found = loaded.validate(source.parse(data), source=data)
    assert [error.column for error in found] == [4 + 4 * n for n in range(30_000)]


def test_every_comment_of_a_wide_document_is_found_soon(schema) -> None:
    loaded = schematron.load(schema(_ANY.format("comment()|processing-instruction('b')")))
    data = b"<a>" + b"<?c?><!----><?b?>" * 2_000 + b"</a>"
    found = loaded.validate(source.parse(data), source=data)
    assert [error.column for error in found] == [
        4 + 17 * n + offset for n in range(2_000) for offset in (5, 12)
    ]


def test_tree_that_was_never_a_file_can_be_validated(schema) -> None:
    tree = etree.fromstring("<a><b/></a>")
    assert len(schematron.load(schema(_ANY.format("b"))).validate(tree)) == 1
