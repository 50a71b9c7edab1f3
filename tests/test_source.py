"""Reading XML safely, and the places of what was read."""

import codecs
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from siglum.source import Positions, SourceError, decode, parse, resolve

NAMES = st.text(string.ascii_letters, min_size=1, max_size=5)
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=8)
SPACE = st.sampled_from([" ", "\n", "\r\n", "\n\t", "  "])


@st.composite
def tags(draw: st.DrawFn, depth: int = 3) -> str:
    name = draw(NAMES)
    attributes = "".join(
        f"{draw(SPACE)}{attribute}={quote}{_escape(draw(TEXT))}{quote}"
        for attribute in draw(st.lists(NAMES, unique=True, max_size=3))
        for quote in draw(st.sampled_from(['"', "'"]))
    )
    inside = "" if depth == 0 else "".join(draw(st.lists(tags(depth - 1), max_size=3)))
    comment = draw(st.sampled_from(["", "<!-- <b a='x'> -->", "<?pi <c>?>", "<![CDATA[<d>]]>"]))
    return f"<{name}{attributes}>{_escape(draw(TEXT))}{comment}{inside}</{name}>"


def _escape(text: str) -> str:
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").replace("'", "&#39;")
    )


@given(tags(), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_positions_point_at_tags_and_attributes(document: str, encoding: str) -> None:
    data = document.encode(encoding)
    root = parse(data).getroot()
    positions = Positions(data, root)
    lines = document.replace("\r\n", "\n").split("\n")
    for element in root.iter("*"):
        place = positions.of(element)
        assert lines[place.line - 1][place.column - 1 :].startswith(f"<{element.tag}")
        for name in element.attrib:
            place = positions.of(element, str(name))
            assert lines[place.line - 1][place.column - 1 :].startswith(f"{name}=")


@given(tags())
def test_a_path_resolves_to_its_node(document: str) -> None:
    tree = parse(document.encode())
    for element in tree.getroot().iter("*"):
        steps = [element, *element.iterancestors()]
        path = "".join(
            f"/Q{{}}{step.tag}[{len(list(step.itersiblings(step.tag, preceding=True))) + 1}]"
            for step in reversed(steps)
        )
        assert resolve(tree.getroot(), path) == (element, None)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_byte_order_mark(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><a>é</a>'
    assert decode(text.encode(encoding)) == text


def test_an_encoding_error_is_placed_at_its_byte() -> None:
    with pytest.raises(SourceError) as caught:
        decode(codecs.BOM_UTF8 + "<a>\né".encode() + b"\xff</a>")
    assert (caught.value.kind, caught.value.position.line, caught.value.position.column) == (
        "encoding",
        2,
        2,
    )


def test_a_duplicate_or_malformed_id_does_not_stop_reading() -> None:
    tree = parse(b'<a><b xml:id="x"/><b xml:id="x"/><b xml:id="1 2"/></a>')
    assert len(tree.getroot()) == 3


def test_a_document_type_declaration_alone_is_harmless() -> None:
    for subset in ("", ' [<!-- > -->\n<!ATTLIST TEI a CDATA ">">]\n'):
        system = 'SYSTEM "http://127.0.0.1:9/tei.dtd"'
        document = f"<!-- <!DOCTYPE x> -->\n<!DOCTYPE TEI {system}{subset}><TEI>text</TEI>"
        root = parse(document.encode()).getroot()
        assert etree.tostring(root) == b"<TEI>text</TEI>"
        assert root.sourceline == document[: document.index("<TEI>")].count("\n") + 1


def test_the_switches_of_an_old_tei_dtd_are_harmless(tmp_path: Path) -> None:
    subset = """[<!ENTITY % TEI.drama "INCLUDE">
     <!ENTITY % hidden "<!ENTITY more 'read'><!ATTLIST TEI a CDATA 'read'>"> %hidden;]"""
    document = f'<!DOCTYPE TEI SYSTEM "tei2.dtd" {subset}><TEI>text{{}}</TEI>'
    root = parse(document.format("").encode(), str(tmp_path / "x.xml")).getroot()
    assert etree.tostring(root) == b"<TEI>text</TEI>"
    with pytest.raises(SourceError, match="the entity “more” is not defined"):
        parse(document.format("&more;").encode(), str(tmp_path / "x.xml"))


def test_a_parameter_entity_that_names_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "more.ent").write_text("<!ENTITY more 'read'>")
    document = '<!DOCTYPE TEI [<!ENTITY % own SYSTEM "more.ent"> %own;]><TEI/>'
    with pytest.raises(SourceError, match="declares an entity, “own”"):
        parse(document.encode(), str(tmp_path / "x.xml"))


def test_a_local_dtd_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "local.dtd").write_text('<!ENTITY secret "read"><!ATTLIST TEI a CDATA "read">')
    document = f'<!DOCTYPE TEI SYSTEM "{(tmp_path / "local.dtd").as_uri()}"><TEI/>'
    assert parse(document.encode(), str(tmp_path / "x.xml")).getroot().attrib == {}
