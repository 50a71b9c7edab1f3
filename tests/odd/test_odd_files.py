"""Customizations of several files, and what hostile ones are refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Make = Callable[..., Any]
TEI = "http://www.tei-c.org/ns/1.0"

NO_HI = '<elementSpec ident="hi" mode="delete"/>'
MATHS = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="u:maths">
  <start><ref name="math"/></start>
  <include href="parts.rng"><define name="number"><text/></define></include>
  <define name="math"><element name="math"><ref name="part"/></element></define>
</grammar>"""
PARTS = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="u:maths">
  <define name="part">
    <zeroOrMore><choice><ref name="n"/><ref name="p"/></choice></zeroOrMore>
  </define>
  <define name="n"><element name="n"><ref name="number"/></element></define>
  <define name="p"><element name="p"><empty/></element></define>
  <define name="number"><notAllowed/></define>
</grammar>"""


def test_a_group_stands_in_the_place_of_a_reference_to_it(odd: Any) -> None:
    text = (
        '<schemaSpec ident="t" start="p"><moduleRef key="tei"/>'
        '<moduleRef key="core" include="p hi"/><specGrpRef target="#g"/></schemaSpec>'
        f'<specGrp xml:id="g"><specGrpRef target="#h"/></specGrp><specGrp xml:id="h">{NO_HI}'
        "</specGrp>"
    )
    schema = odd.compile(text)
    assert schema.codes == []
    assert not schema.accepts_document(f'<p xmlns="{TEI}"><hi/></p>')


@pytest.mark.parametrize("target", ["parts/more.odd#g", "parts/more.odd"])
def test_a_group_of_another_file_is_taken_in(odd: Any, target: str) -> None:
    odd.write(
        "parts/more.odd",
        f'<TEI xmlns="{TEI}"><text><body><specGrp xml:id="g">'
        '<specGrpRef target="last.odd"/></specGrp></body></text></TEI>',
    )
    odd.write("parts/last.odd", f'<specGrp xmlns="{TEI}">{NO_HI}</specGrp>')
    schema = odd.of(f'<specGrpRef target="{target}"/>')
    assert schema.codes == []
    assert not schema.accepts("<p><hi/></p>")


def test_parts_are_included_by_xinclude(odd: Any) -> None:
    odd.write("hi.xml", f'<elementSpec xmlns="{TEI}" ident="hi" mode="delete" n="1"/>')
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{}"/>'
    schema = odd.of(include.format("hi.xml"))
    assert schema.codes == []
    assert not schema.accepts("<p><hi/></p>")
    assert odd.of(include.format("../secret.xml")).codes == ["SG110"]


def test_a_place_in_an_included_part_is_its_own(odd: Any) -> None:
    part = odd.write("part.xml", f'\n<elementSpec xmlns="{TEI}" ident="hj" mode="delete"/>')
    schema = odd.of('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/>')
    (finding,) = schema.findings
    assert finding.code == "ODD102"
    assert (finding.span.file.resolve(), finding.span.line) == (part.resolve(), 2)


def test_a_grammar_is_imported_with_the_files_it_includes(odd: Any) -> None:
    odd.write("maths.rng", MATHS)
    odd.write("parts.rng", PARTS)
    reference = '<moduleRef url="maths.rng" prefix="m_"/>'
    change = (
        '<elementSpec ident="item" mode="change"><content><elementRef key="m_math"/></content>'
        "</elementSpec>"
    )
    schema = odd.of(reference + change)
    assert schema.codes == []
    maths = '<list><item><m:math xmlns:m="u:maths">{}</m:math></item></list>'
    assert schema.accepts(maths.format("<m:n>1</m:n><m:p/>"))
    assert not schema.accepts(maths.format("<m:p>1</m:p>"))
    assert schema.accepts("<p>a</p>")


def test_definitions_in_a_module_reference_take_the_place_of_imported_ones(odd: Any) -> None:
    odd.write("parts.rng", PARTS)
    odd.write("maths.rng", MATHS)
    override = (
        '<moduleRef url="maths.rng"><content><rng:define name="part" '
        'xmlns:rng="http://relaxng.org/ns/structure/1.0"><rng:text/></rng:define></content>'
        '</moduleRef><elementSpec ident="item" mode="change"><content>'
        '<rng:ref name="math" xmlns:rng="http://relaxng.org/ns/structure/1.0"/></content>'
        "</elementSpec>"
    )
    schema = odd.of(override)
    assert schema.accepts('<list><item><m:math xmlns:m="u:maths">a</m:math></item></list>')
    assert schema.accepts("<p>a</p>"), "the paragraph of TEI is not that of the grammar"


def test_a_definition_in_a_module_reference_adds_to_a_class(odd: Any) -> None:
    odd.write("maths.rng", MATHS)
    odd.write("parts.rng", PARTS)
    schema = odd.of(
        '<moduleRef url="maths.rng"><content><rng:define name="tei_model.hiLike" combine="choice" '
        'xmlns:rng="http://relaxng.org/ns/structure/1.0"><rng:ref name="math"/></rng:define>'
        "</content></moduleRef>",
        'start="TEI" prefix="tei_"',
    )
    assert schema.accepts('<p><hi/><m:math xmlns:m="u:maths"><m:p/></m:math></p>')


def test_a_definition_in_a_module_reference_adds_to_an_imported_one(odd: Any) -> None:
    odd.write("maths.rng", MATHS)
    odd.write("parts.rng", PARTS)
    schema = odd.of(
        '<moduleRef url="maths.rng" prefix="m_"><content><rng:define name="m_p" combine="choice" '
        'xmlns:rng="http://relaxng.org/ns/structure/1.0"><rng:element name="q" ns="u:maths">'
        "<rng:empty/></rng:element></rng:define></content></moduleRef>"
        '<elementSpec ident="item" mode="change"><content><elementRef key="m_math"/></content>'
        "</elementSpec>"
    )
    maths = '<list><item><m:math xmlns:m="u:maths">{}</m:math></item></list>'
    assert schema.accepts(maths.format("<m:p/><m:q/>"))


def test_an_address_is_found_in_the_catalog_and_its_parts_too(odd: Any) -> None:
    odd.write("kept/a.rng", MATHS)
    odd.write("kept/b.rng", PARTS)
    entries = "".join(
        f'<uri name="https://example.org/maths/{name}" uri="kept/{file}"/>'
        for name, file in (("maths.rng", "a.rng"), ("parts.rng", "b.rng"))
    )
    odd.write(
        "catalog.xml",
        f'<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">{entries}</catalog>',
    )
    odd.write("edition.toml", '[edition]\ntitle = "T"\n[schemas]\ncatalog = "catalog.xml"\n')
    schema = odd.of('<moduleRef url="https://example.org/maths/maths.rng" prefix="m_"/>')
    assert schema.codes == []
    assert 'name="m_math"' in schema.text


BASE = (
    '<schemaSpec ident="base" start="TEI"><moduleRef key="tei"/><moduleRef key="header"/>'
    '<moduleRef key="core" except="name"/><moduleRef key="textstructure"/>'
    '<classSpec ident="att.fragmentable" mode="delete" type="atts"/></schemaSpec>'
)


def test_a_customization_starts_from_another(odd: Any) -> None:
    odd.file(BASE, "base.odd")
    schema = odd.of("", 'start="TEI" source="base.odd"')
    assert "ODD101" in schema.codes  # the base has no “name”
    assert schema.accepts("<p><hi/></p>")
    assert not schema.accepts("<p><name/></p>")
    assert not schema.accepts('<p part="I"/>')


def test_a_source_may_be_compiled_already(odd: Any) -> None:
    odd.file(
        '<schemaSpec ident="compiled"><elementSpec ident="note" module="mine"><content>'
        '<textNode/></content><attList><attDef ident="x" mode="delete"/></attList></elementSpec>'
        '<elementSpec ident="other" module="mine"><content><empty/></content></elementSpec>'
        "</schemaSpec>",
        "compiled.odd",
    )
    schema = odd.compile(
        '<schemaSpec ident="t" start="note" source="compiled.odd">'
        '<moduleRef key="mine" include="note"/></schemaSpec>'
    )
    assert schema.codes == []
    assert schema.accepts_document(f'<note xmlns="{TEI}">a</note>')


def test_a_single_reference_has_a_source_of_its_own(odd: Any) -> None:
    odd.file(BASE, "base.odd")
    schema = odd.of('<elementRef key="note" source="base.odd"/>')
    assert schema.accepts("<p><note>a</note></p>")


@pytest.mark.parametrize("source", ["tei:4.8.0", "tei:current", "tei:3.1.0"])
def test_tei_itself_is_at_hand_in_one_version(odd: Any, source: str) -> None:
    schema = odd.of("", f'start="TEI" source="{source}"')
    assert schema.codes == (["ODD109"] if source == "tei:3.1.0" else [])
    assert schema.accepts("<p>a</p>")


def test_a_source_that_starts_from_the_customization_is_a_circle(odd: Any) -> None:
    odd.file('<schemaSpec ident="b" source="test.odd"><moduleRef key="tei"/></schemaSpec>', "b.odd")
    assert odd.of("", 'start="TEI" source="b.odd"').codes == ["ODD005"]


def test_a_group_in_a_circle_is_told(odd: Any) -> None:
    schema = odd.compile(
        '<schemaSpec ident="t" start="p"><moduleRef key="core"/><specGrpRef target="#a"/>'
        '</schemaSpec><specGrp xml:id="a"><specGrpRef target="#b"/></specGrp>'
        '<specGrp xml:id="b"><specGrpRef target="#a"/></specGrp>'
    )
    assert schema.codes == ["ODD005"]


@pytest.mark.parametrize(
    "declaration",
    [
        '<specGrpRef target="{}"/>',
        '<moduleRef url="{}"/>',
        '<elementRef key="note" source="{}"/>',
    ],
)
@pytest.mark.parametrize(
    "address",
    [
        "nothing.xml",
        "https://example.org/x.xml",
        "../../../etc/passwd",
        "/etc/passwd",
        "bad.xml",
        "http://[::1",
        "%00",
    ],
)
def test_a_file_that_is_not_at_hand_or_not_readable_is_told(
    odd: Any, declaration: str, address: str
) -> None:
    odd.write("bad.xml", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>')
    schema = odd.of(declaration.format(address))
    assert schema.codes == ["ODD002"]
    assert schema.text == ""
    if address.startswith("https"):
        assert f"siglum schema add {address}" in schema.findings[0].help


def test_entities_are_never_expanded(odd: Any) -> None:
    path = odd.write("e.odd", f'<!DOCTYPE TEI [<!ENTITY a "b">]><TEI xmlns="{TEI}">&a;</TEI>')
    from siglum.edition.customization import compile_file

    found = compile_file(path, "rng", odd.folder).findings
    assert [finding.code for finding in found] == ["SG109"]


def test_ten_thousand_nested_sequences_are_refused(odd: Any) -> None:
    nested = "<sequence>" * 10_000 + "</sequence>" * 10_000
    schema = odd.of(
        f'<elementSpec ident="p" mode="change"><content>{nested}</content></elementSpec>'
    )
    assert set(schema.codes) <= {"ODD007", "SG111"}
    assert schema.codes


@pytest.mark.parametrize("name", ["specGrp", "attList", "rng:group"])
def test_no_nesting_ends_in_a_traceback(odd: Any, name: str) -> None:
    nested = f"<{name}>" * 1_500 + f"</{name}>" * 1_500
    if name == "attList":
        nested = f'<elementSpec ident="p" mode="change">{nested}</elementSpec>'
    elif name == "rng:group":
        namespace = 'xmlns:rng="http://relaxng.org/ns/structure/1.0"'
        nested = (
            f'<elementSpec {namespace} ident="p" mode="change"><content>{nested}</content>'
            "</elementSpec>"
        )
    assert odd.of(nested).codes == ["ODD007"]


def test_huge_counts_end(odd: Any) -> None:
    counted = '<elementRef key="hi" minOccurs="9999" maxOccurs="99999999999999"/>'
    schema = odd.of(
        f'<elementSpec ident="p" mode="change"><content>{counted}</content></elementSpec>'
    )
    assert set(schema.codes) == {"ODD007"}


@pytest.mark.parametrize(
    "content",
    [
        '<sequence minOccurs="99" maxOccurs="99">' * 4
        + '<elementRef key="hi"/>'
        + "</sequence>" * 4,
        '<macroRef key="m0"/>',
    ],
)
def test_what_grows_beyond_all_measure_is_refused(odd: Any, content: str) -> None:
    macros = "".join(
        f'<macroSpec ident="m{n}"><content><macroRef key="m{n + 1}"/><macroRef key="m{n + 1}"/>'
        "</content></macroSpec>"
        for n in range(40)
    )
    last = '<macroSpec ident="m40"><content><elementRef key="hi"/></content></macroSpec>'
    spec = f'<elementSpec ident="item" mode="change"><content>{content}</content></elementSpec>'
    schema = odd.of(macros + last + spec)
    assert schema.codes == ["ODD007"]
    assert "20000 parts" in schema.findings[0].message


def test_changes_in_the_prose_count_and_those_of_unused_groups_do_not(odd: Any) -> None:
    schema = odd.compile(
        '<schemaSpec ident="t" start="p"><moduleRef key="tei"/>'
        '<moduleRef key="core" include="p hi name"/></schemaSpec>'
        f"<p>No highlighting: {NO_HI}</p>"
        '<specGrp xml:id="g"><elementSpec ident="name" mode="delete"/></specGrp>'
    )
    assert schema.codes == []
    assert not schema.accepts_document(f'<p xmlns="{TEI}"><hi/></p>')
    assert schema.accepts_document(f'<p xmlns="{TEI}"><name/></p>')


def test_a_customization_is_no_source_of_tei(odd: Any) -> None:
    from siglum.edition.customization import compile_file

    path = odd.file('<schemaSpec ident="t"><moduleRef key="tei"/></schemaSpec>')
    found = compile_file(path, "rng", odd.folder, p5subset=path).findings
    assert [finding.code for finding in found] == ["ODD002"]
