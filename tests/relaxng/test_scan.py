"""How a document is written makes no difference to what is wrong with it, nor where."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
import schemas
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from siglum import relaxng
from siglum.relaxng.reading import markup

SCHEMA = """
default namespace = "urn:a"
namespace b = "urn:b"
start = element r { (part | note | any)* }
any = element any { attribute * { text }*, hi* }
part = element part { attribute n { xsd:int }?, id?, (text | note | hi)* }
id = attribute xml:id { xsd:ID }
note = element b:note { attribute target { xsd:IDREF }?, xsd:date }
hi = element hi { attribute rend { "a>b" | "it's" | '"' }?, attribute b:x { text }?, (hi | text)* }
"""

NAMES = ("{urn:a}r", "{urn:a}part", "{urn:b}note", "{urn:a}hi", "{urn:a}other")
VALUES = ("1", "x", "a>b", "it's", '"', "<&\n\t", "", "2001-02-03", "é𝄞")
ATTRIBUTES = ("n", "{http://www.w3.org/XML/1998/namespace}id", "target", "rend", "{urn:b}x", "zz")
TEXTS = ("", " ", "\n", "words > words", "2001-02-03", "2001-13-03", "& < é𝄞", "]]>")

attributes = st.dictionaries(st.sampled_from(ATTRIBUTES), st.sampled_from(VALUES), max_size=3)
texts = st.sampled_from(TEXTS)


@st.composite
def elements(draw: st.DrawFn, depth: int = 3) -> etree._Element:
    """Draw an element, and its tail."""
    found = etree.Element(draw(st.sampled_from(NAMES)), draw(attributes))
    found.text, found.tail = draw(texts), draw(texts)
    if depth:
        found.extend(draw(st.lists(elements(depth - 1), max_size=3)))
    return found


class Writer:
    """Writes a tree in ways that are unusual and mean the same."""

    def __init__(self, data: st.DataObject) -> None:
        self._pick = lambda *options: data.draw(st.sampled_from(options))

    def write(self, element: etree._Element, outermost: bool = True) -> str:
        name = etree.QName(element)
        prefix = self._pick("a", "q") if name.namespace == "urn:a" else "b"
        written = f"{prefix}:{name.localname}"
        space = self._pick(" ", "\n  ", "\t")
        parts = [self._attribute(str(key), str(value)) for key, value in element.items()]
        if outermost:
            parts += ['xmlns:a="urn:a"', "xmlns:q='urn:a'", 'xmlns:b="urn:b"']
        tag = space.join([written, *parts])
        content = self._text(element.text or "")
        content += "".join(self.write(child, outermost=False) for child in element)
        end = "" if outermost else self._text(element.tail or "")
        if not content:
            return self._pick(f"<{tag}/>", f"<{tag}{space}></{written} >") + end
        return f"<{tag}>{content}</{written}>{end}"

    def _attribute(self, key: str, value: str) -> str:
        local = key.rpartition("}")[2]
        prefix = "xml:" if "1998" in key else "b:" if key.startswith("{") else ""
        quote = self._pick('"', "'")
        value = value.replace("&", "&amp;").replace("<", self._pick("&lt;", "&#60;"))
        value = value.replace(quote, f"&#{ord(quote)};").replace("\n", "&#10;")
        value = value.replace("\t", self._pick("&#9;", "&#x9;"))
        return f"{prefix}{local}{self._pick('=', ' = ')}{quote}{value}{quote}"

    def _text(self, text: str) -> str:
        halves = text[: len(text) // 2], text[len(text) // 2 :]
        return self._aside().join(map(self._piece, halves)) if text else ""

    def _piece(self, text: str) -> str:
        escaped = text.replace("&", "&amp;").replace("<", "&#x3c;").replace("]>", "]&gt;")
        section = text.replace("]]>", "]]]]><![CDATA[>")
        return self._pick(escaped, escaped.replace(" ", "&#32;"), f"<![CDATA[{section}]]>")

    def _aside(self) -> str:
        return self._pick("", "<!-- > <a:part n='x'> ' -->", '<?sort <b:note> " ?>')


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> relaxng.Schema:
    return schemas.compact(tmp_path_factory.mktemp("scan"), SCHEMA)


def said(errors: list[relaxng.Error]) -> list[tuple[str, str, str]]:
    lines = re.compile(r"line \d+")  # those that lxml knows are those of the ends of tags
    return sorted((error.code, error.message, lines.sub("", error.help or "")) for error in errors)


@settings(deadline=None)
@given(tree=elements(), data=st.data())
def test_how_a_document_is_written_makes_no_difference(
    schema: relaxng.Schema, tree: etree._Element, data: st.DataObject
) -> None:
    written = Writer(data).write(tree).encode()
    parsed = etree.fromstring(written, etree.XMLParser(collect_ids=False))
    expected = said(schema.validate(parsed))
    assert schema.is_valid(parsed) is not bool(expected)
    assert said(schema.validate(written)) == expected
    assert said(schema.validate(written)) == expected, "what was remembered changes nothing"
    assert said(schema.validate(parsed, source=written)) == expected
    wide = written.decode().encode("utf-16")
    assert said(schema.validate(wide)) == expected


@settings(deadline=None)
@given(tree=elements(), data=st.data(), size=st.integers(1, 40))
def test_pieces_put_together_are_the_document(
    tree: etree._Element, data: st.DataObject, size: int
) -> None:
    written = Writer(data).write(tree).encode()
    usual, markup._CHUNK = markup._CHUNK, size
    try:
        chunks = list(markup.chunks(written, 0, len(written)))
        starts = list(markup.start_tags(written, 0, len(written)))
    finally:
        markup._CHUNK = usual
    at = 0
    for offset, pieces in chunks:
        assert offset == at
        for tag, text in zip(pieces[::2], pieces[1::2], strict=True):
            assert written[at : at + 2 + len(tag) + len(text)] == b"<%b>%b" % (tag, text)
            at += 2 + len(tag) + len(text)
    assert at == len(written)
    assert len(starts) == sum(1 for _ in tree.iter())


def test_places_are_exact_in_any_line_ends_and_encodings(
    schema: relaxng.Schema, tmp_path: Path
) -> None:
    lines = [
        "<r xmlns='urn:a'>",
        "<part n='1'>é𝄞</part><!--",
        "--><part>𝄞é<hi",
        "  rend='x'/></part>",
    ]
    lines += ["<part/><wrong/>", "</r>"]
    for end, encoding in itertools.product(
        ("\n", "\r\n", "\r"), ("utf-8", "utf-8-sig", "utf-16", "utf-32")
    ):
        document = end.join(lines).encode(encoding)
        found = [(error.line, error.column, error.length) for error in schema.validate(document)]
        assert found == [(4, 3, 8), (5, 8, 6)], (end, encoding)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "<part xml:id='i'/><part xml:id='i'/><part xml:id='i'/>",
            ["RNG110 xml:id='i'", "RNG110 xml:id='i'"],
        ),
        (
            '<part xml:id="a"/><part xml:id="b"/><part xml:id="&#97;"/>',
            ['RNG110 xml:id="&#97;"'],
        ),
        (
            "<part><hi b:x=\"it's\" rend='x'/><hi b:x=\"it's\" rend='y'/></part>",
            ["RNG108 rend='x'", "RNG108 rend='y'"],
        ),
        ("<part><q:hi xmlns:q='urn:a' xmlns='urn:c'/><hi/></part><part/>", []),
        ("<part xmlns:q='urn:a'><q:hi xmlns='urn:c'></q:hi><hi/></part><part/>", []),
        (
            "<part xmlns:q='urn:c'><q:hi/></part><part xmlns:q='urn:a'><q:hi/></part>",
            ["RNG101 <q:hi/></part><part"],
        ),
        (
            "<any xmlns:q='urn:a'><q:hi/></any><any xmlns:q='urn:c'><q:hi/></any>",
            ["RNG101 <q:hi/></any></r"],
        ),
        (
            "<b:note target='gone'>2001-02-03</b:note><part n='x'/>",
            ["RNG111 target='gone'", "RNG108 n='x'"],
        ),
        (
            "<b:note>2001<!-- -->-02-03</b:note><b:note>2001<?x?>-13-03</b:note>",
            ["RNG109 2001<?x"],
        ),
        ("<b:note>2001-<hi/>13</b:note>", ["RNG102 <hi/>"]),
    ],
)
def test_each_tag_is_read_where_it_stands(
    schema: relaxng.Schema, content: str, expected: list[str]
) -> None:
    document = f"<r xmlns='urn:a' xmlns:b='urn:b'>{content}</r>"
    for _ in range(2):
        errors = schema.validate(document.encode())
        assert [error.code for error in errors] == [one.split()[0] for one in expected]
        for error, one in zip(errors, expected, strict=True):
            assert document[error.column - 1 :].startswith(one.split(None, 1)[1])


@pytest.mark.parametrize(
    "document",
    [
        "<r xmlns:p='u' xmlns:q='v' p:x='0' x='a' q:x='no'/>",
        "<r xmlns:q='u' xmlns:p='v' p:x='no' x='a' q:x='0'/>",
        "<r xmlns:p='u' xmlns:q='v'><r/><r xmlns:p='v' q:x='no' xmlns:q='u' p:x='no'/></r>",
        "<r xmlns:p='u'><r xmlns:q='v' p:x='1' q:x='no'/><r xmlns:q='w'/><r p:x='1'/></r>",
        "<r xmlns:p='u'><r xmlns:q='v' p:x='1' q:x='no'><r xmlns:p='v'/></r><r p:x='1'/></r>",
    ],
)
def test_of_attributes_with_one_local_name_the_wrong_one_is_marked(
    document: str, tmp_path: Path
) -> None:
    schema = schemas.compact(
        tmp_path,
        """namespace u = "u"
        namespace v = "v"
        start = r
        r = element r {
          attribute x { text }?, attribute u:x { xsd:int }?, attribute v:x { xsd:IDREF }?, r*
        }""",
    )
    columns = [error.column - 1 for error in schema.validate(document.encode())]
    assert columns == [found.start() for found in re.finditer("[pq]:x='no'", document)]


def test_chunk_borders_in_a_large_document(schema: relaxng.Schema) -> None:
    piece = "<part n='1'><!-- <part> --><hi rend=\"a>b\">" + "x" * 997 + "</hi></part>"
    document = "<r xmlns='urn:a'>" + piece * 1_000 + "<part n='y'/>" + piece * 500 + "</r>"
    assert len(document) > 5 * markup._CHUNK
    [error] = schema.validate(document.encode())
    assert document[error.column - 1 :].startswith("n='y'")
