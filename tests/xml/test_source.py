"""Reading XML safely, and the places of what was read."""

import codecs
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from siglum import relaxng
from siglum.xml.lines import Position
from siglum.xml.positions import Positions, resolve
from siglum.xml.source import SourceError, decode, parse

NAMES = st.text(string.ascii_letters, min_size=1, max_size=5).filter("xmlns".__ne__)
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


def stands(place: Position) -> tuple[int, int, int]:
    return place.line, place.column, place.length


def _escape(text: str) -> str:
    return (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("'", "&#39;")
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
    assert caught.value.message == (
        "byte 0xFF is not UTF-8, the encoding of this file; in Windows-1252 it is “ÿ”"
    )


@pytest.mark.parametrize("encoding", ["UTF-16", "utf_32", "ISO-10646-UCS-2"])
def test_a_declared_encoding_that_the_declaration_is_not_in_is_refused(encoding: str) -> None:
    with pytest.raises(SourceError, match=f"“{encoding}”, which the file is not in") as caught:
        decode(f'<?xml version="1.0" encoding="{encoding}"?><a/>'.encode())
    assert caught.value.kind == "encoding"


def test_quotation_marks_of_windows_are_no_latin_1() -> None:
    text = '<?xml version="1.0" encoding="{}"?>\n<a>“é”</a>'
    data = text.format("ISO-8859-1").encode("cp1252")
    with pytest.raises(SourceError) as caught:
        decode(data)
    assert caught.value.message == (
        "byte 0x93 is a control character in ISO-8859-1, but “ in Windows-1252"
    )
    assert stands(caught.value.position) == (2, 4, 1)
    assert decode(data.replace(b"ISO-8859-1", b"windows-1252")) == text.format("windows-1252")


@pytest.mark.parametrize(
    ("entity", "help"),
    [("auml", "Write “ä” or &#228;."), ("nbsp", "Write &#160;."), ("chapter1", None)],
)
def test_an_entity_without_declaration_is_told_by_its_character(
    entity: str, help: str | None
) -> None:
    with pytest.raises(SourceError, match=f"the entity “{entity}” is not defined") as caught:
        parse(f"<a>&{entity};</a>".encode())
    assert caught.value.help == help


def test_a_declared_file_is_to_be_included() -> None:
    with pytest.raises(SourceError, match="declares an entity, “one”") as caught:
        parse(b'<!DOCTYPE a [<!ENTITY one SYSTEM "one.xml">]><a>&one;</a>')
    assert caught.value.help == "Include the file by xi:include."
    with pytest.raises(SourceError) as caught:
        parse(b'<!DOCTYPE a [<!ENTITY % signs SYSTEM "signs.ent">]><a/>')
    assert caught.value.help is None


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


@pytest.mark.parametrize("encoding", ["unicode_escape", "idna", "punycode", "rot13", "klingon"])
def test_an_encoding_that_no_other_reader_of_xml_knows_is_refused(encoding: str) -> None:
    document = f'<?xml version="1.0" encoding="{encoding}"?><a>\\u0041</a>'
    with pytest.raises(SourceError, match=f"“{encoding}”, which is not one of text") as caught:
        decode(document.encode())
    assert caught.value.kind == "encoding"


@pytest.mark.parametrize(
    "encoding", ["latin1", "ISO-8859-15", "windows-1252", "koi8-r", "shift_jis", "us-ascii"]
)
def test_an_encoding_of_xml_is_read(encoding: str) -> None:
    document = f'<?xml version="1.0" encoding="{encoding}"?><a>a</a>'
    assert decode(document.encode(encoding)) == document


@pytest.mark.parametrize("before", ["", "<!-- <!DOCTYPE a> -->\n<?a <!DOCTYPE?>\n"])
def test_an_address_that_looks_like_a_document_type_is_part_of_one(before: str) -> None:
    data = f'{before}<!DOCTYPE a SYSTEM "<!DOCTYPE" [<!ENTITY % b "<!DOCTYPE">]>\n<a><b/></a>'
    root = parse(data.encode()).getroot()
    assert etree.tostring(root) == b"<a><b/></a>"
    assert root.sourceline == before.count("\n") + 2


def test_a_long_name_has_a_place() -> None:
    data = f"<a><{'é' * 1500} b=''/></a>".encode()
    root = parse(data).getroot()
    positions = Positions(data, root)
    assert stands(positions.of(root[0])) == (1, 4, 1501)
    assert stands(positions.of(root[0], "b")) == (1, 1506, 4)


def test_each_of_many_attributes_is_found_soon() -> None:
    names = [f"n{number:05}" for number in range(100_000)]
    data = "\n ".join(["<a", *(f"{name}=''" for name in names)]).encode() + b"/>"
    root = parse(data).getroot()
    positions = Positions(data, root)
    found = [stands(positions.of(root, name)) for name in names]
    assert found == [(number, 2, 9) for number in range(2, 100_002)]


def test_attributes_of_one_name_in_two_namespaces_are_two() -> None:
    data = b'<a xmlns:p="urn:1" xmlns:q="urn:2" b="" q:b="" p:b="" xml:lang="en"/>'
    root = parse(data).getroot()
    positions = Positions(data, root)
    columns = [positions.of(root, str(name)).column for name in root.attrib]
    assert columns == [36, 41, 48, 55]


@pytest.mark.parametrize(
    ("encoding", "written_in"),
    [
        ("UTF-8", "utf-8"),
        ("UTF-8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
        ("UTF-16", "utf-16-be"),
        ("UTF-16", "utf-8"),
        ("UTF-32", "utf-32"),
        ("windows-1252", "windows-1252"),
        ("windows-1252", "utf-8-sig"),
        ("ISO-8859-7", "latin-1"),
        ("unicode_escape", "latin-1"),
        ("klingon", "ascii"),
    ],
)
def test_the_grammar_engine_reads_a_file_in_the_same_encoding(
    tmp_path: Path, encoding: str, written_in: str
) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?><a>é</a>'.encode(written_in, "replace")
    (tmp_path / "grammar.rnc").write_text('start = element a { "é" }', "utf-8")
    found = relaxng.load(tmp_path / "grammar.rnc").validate(data)
    try:
        is_read = parse(data).getroot().text == "é"
    except SourceError:
        is_read = False
    assert is_read == (not found)


@pytest.mark.parametrize(
    ("data", "words", "help"),
    [
        ("<a>caf\xe9</a>".encode("cp1252"), "byte 0xE9 is not UTF-8", "Save the file as UTF-8."),
        ("<a>\u201cx\u201d</a>".encode("cp1252"), "in Windows-1252 it is “\u201c”", "Save the"),
        ("<a>é".encode() + b"\x85</a>", "in Windows-1252 it is “…”", "Write “…” here"),
    ],
)
def test_a_byte_of_windows_is_told_as_its_character(data: bytes, words: str, help: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse(data)
    assert words in caught.value.message
    assert (caught.value.help or "").startswith(help)


@pytest.mark.parametrize("data", [b"<a>\x81</a>", "<a>é".encode()[:-1]])
def test_a_byte_that_means_nothing_there_is_not_guessed(data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        parse(data)
    assert "Windows" not in caught.value.message
    assert caught.value.help is None


def test_what_only_looks_like_a_tag_is_counted_as_none() -> None:
    data = (
        "<?xml version='1.0'?>\n<!DOCTYPE a [<!-- <b> --><?p <c> ?>]>\r\n"
        "<!-- <d> --><?p <e> ?><a>\r<![CDATA[<f>]]>é𝄞<g h='1 > 0'/>\n</a>"
    ).encode()
    root = parse(data).getroot()
    positions = Positions(data, root)
    assert stands(positions.of(root)) == (3, 23, 2)
    assert stands(positions.of(root[0])) == (4, 18, 2)
    assert stands(positions.of(root[0], "h")) == (4, 21, 9)
