"""Each feature of the language, in both syntaxes."""

from __future__ import annotations

from pathlib import Path

import pytest
import schemas

from siglum import relaxng

# Name of the case, schema, valid documents, invalid documents.
CASES: list[tuple[str, str, list[str], list[str]]] = [
    (
        "a name before the annotation of the next definition",
        'namespace a = "urn:a"\nstart = [ a:b = "1" ] r [ a:b = "1" ] r = element a { parts | no }'
        ' [ a:b = "1" ] parts = grammar { start = parent s [ a:b = "1" ] t = empty } a:note [ "x" ]'
        ' [ a:b = "1" ] no = notAllowed [ a:b = "1" ] s = element b { empty } >> a:note [ "y" ]',
        ["<a><b/></a>"],
        ["<a/>", "<b/>"],
    ),
    (
        "group and repetition",
        "start = element a { b?, c*, d+ }\n"
        "b = element b { empty } c = element c { empty } d = element d { empty }",
        ["<a><d/></a>", "<a><b/><c/><c/><d/><d/></a>", "<a> <d/> <!-- x --> </a>"],
        ["<a/>", "<a><c/><b/><d/></a>", "<a><d/>x</a>", "<b/>"],
    ),
    (
        "interleave",
        "start = element a { element b { empty } & element c { empty }* & text }",
        ["<a><b/></a>", "<a>x<c/>y<b/><c/>z</a>"],
        ["<a/>", "<a><b/><b/></a>"],
    ),
    (
        "interleaved groups",
        "start = element a { (element b { empty }, element c { empty }) & element d { empty } }",
        ["<a><b/><d/><c/></a>", "<a><d/><b/><c/></a>"],
        ["<a><c/><b/><d/></a>", "<a><b/><c/></a>"],
    ),
    (
        "mixed",
        "start = element a { mixed { element b { empty } } }",
        ["<a>x<b/>y</a>", "<a><b/></a>"],
        ["<a>x</a>"],
    ),
    (
        "attributes in any order, dependent and optional",
        "start = element a { attribute x { text }, (attribute y { text } | attribute z { text })?,"
        " empty }",
        ["<a x=''/>", "<a y='' x=''/>", "<a x='' z=''/>"],
        ["<a/>", "<a x='' y='' z=''/>", "<a y=''/>", "<a x='' w=''/>"],
    ),
    (
        "attributes that decide the content",
        'start = element a { (attribute k { "b" }, element b { empty })'
        ' | (attribute k { "c" }, element c { empty }) }',
        ["<a k='b'><b/></a>", "<a k='c'><c/></a>"],
        ["<a k='b'><c/></a>", "<a k='d'><b/></a>", "<a><b/></a>"],
    ),
    (
        "several readings of an element",
        "start = element a { (element b { c }, element d { empty })"
        " | (element b { c, c }, element e { empty }) }\nc = element c { empty }",
        ["<a><b><c/></b><d/></a>", "<a><b><c/><c/></b><e/></a>"],
        ["<a><b><c/></b><e/></a>", "<a><b/><d/></a>", "<a><b><c/><c/><c/></b><e/></a>"],
    ),
    (
        "name classes",
        'namespace p = "urn:p"\n'
        "start = element * - (p:* | b) { attribute p:* - p:q { text }*, empty }",
        ["<a/>", "<a xmlns:p='urn:p' p:r=''/>", "<x:a xmlns:x='urn:x'/>"],
        ["<b/>", "<p:a xmlns:p='urn:p'/>", "<a xmlns:p='urn:p' p:q=''/>", "<a r=''/>"],
    ),
    (
        "list",
        'start = element a { list { xsd:int, ("x" | "y")+ } }',
        ["<a>1 x y x</a>", "<a>\n 1\tx </a>"],
        ["<a>1</a>", "<a>x</a>", "<a/>", "<a>1 z</a>"],
    ),
    (
        "list of nothing",
        "start = element a { list { xsd:int* } }",
        ["<a/>", "<a> </a>", "<a>1 2</a>"],
        ["<a>x</a>"],
    ),
    (
        "data but",
        'start = element a { xsd:int - ("1" | xsd:int "2") }',
        ["<a>3</a>", "<a> 01 </a>"],
        ["<a>1</a>", "<a>02</a>", "<a>x</a>"],
    ),
    (
        "empty string data",
        "start = element a { string }",
        ["<a/>", "<a> </a>", "<a>x</a>"],
        ["<a><b/></a>"],
    ),
    (
        "values with white space",
        'start = element a { attribute t { "a b" }, attribute s { string "a b" } }',
        ["<a t='  a  b ' s='a b'/>"],
        ["<a t='a b' s=' a b'/>"],
    ),
    (
        "QName values",
        'namespace p = "urn:p"\nstart = element a { xsd:QName "p:x" }',
        ["<a xmlns:q='urn:p'>q:x</a>"],
        ["<a xmlns:p='urn:z'>p:x</a>", "<a>x</a>"],
    ),
    (
        "nested grammar with parent",
        "start = element a { grammar { start = b, parent b\n b = element b { empty } } }\n"
        "b = element c { empty }",
        ["<a><b/><c/></a>"],
        ["<a><b/><b/></a>"],
    ),
    (
        "combine",
        "start |= element a { x }\nstart |= element b { x }\n"
        "x &= attribute m { text }\nx &= attribute n { text }\ndiv { x &= empty }",
        ["<a m='' n=''/>", "<b n='' m=''/>"],
        ["<a m=''/>"],
    ),
    (
        "not allowed is taken away",
        "start = element a { element b { notAllowed } | (notAllowed, text) | element c { empty } }",
        ["<a><c/></a>"],
        ["<a>x</a>", "<a><b/></a>", "<a/>"],
    ),
    (
        "annotations, quoted keywords and joined literals",
        'namespace n = "urn:n"\n## a comment\n[ n:x = "y" [ n:z [ "[" ] ] ]\n'
        'start = [ n:d [] ] element \\element { \\start } >> n:after [ "x" ]\nn:between [ "y" ]\n'
        '# more\n\\start = "a" ~ """b"c""" ~ \'d\'',
        ['<element>ab"cd</element>'],
        ["<element>ab</element>"],
    ),
    (
        "escapes",
        'start = element \\x{61} { "\\x{e9}" }',
        ["<a>é</a>"],
        ["<a>e</a>"],
    ),
    (
        "default namespace",
        'default namespace = "urn:d"\n'
        "start = element a { attribute b { text }, element c { empty } }",
        ["<a b='' xmlns='urn:d'><c/></a>"],
        ["<a b=''><c/></a>"],
    ),
]


@pytest.mark.parametrize(
    ("schema", "valid", "invalid"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_feature(schema: str, valid: list[str], invalid: list[str], tmp_path: Path) -> None:
    loaded = schemas.compact(tmp_path, schema)
    for document in valid:
        assert schemas.errors(loaded, tmp_path, document) == [], document
    for document in invalid:
        assert schemas.errors(loaded, tmp_path, document) != [], document


COMPACT_FILES = {
    "main": """include "sub/part.rnc" { b = element B { empty } }
start |= element top { a }""",
    "sub/part": """a = external "leaf.rnc", b
b = element b { empty }
start = element s { a }""",
    "sub/leaf": "element leaf { empty }",
}
XML_FILES = {
    "main": """<grammar RNG xml:base="sub/">
  <include href="part.rng">
    <define name="b"><element name="B"><empty/></element></define>
  </include>
  <start combine="choice"><element name="top"><ref name="a"/></element></start>
</grammar>""",
    "sub/part": """<grammar RNG>
  <define name="a"><externalRef href="leaf.rng"/><ref name="b"/></define>
  <define name="b"><element name="b"><empty/></element></define>
  <start><element name="s"><ref name="a"/></element></start>
</grammar>""",
    "sub/leaf": "<element RNG name='leaf'><empty/></element>",
}


def _both(folder: Path, suffix: str) -> relaxng.Schema:
    """Return a schema whose files include one another, in either syntax."""
    (folder / "sub").mkdir()
    for name, text in (COMPACT_FILES if suffix == "rnc" else XML_FILES).items():
        path = folder / f"{name}.{suffix}"
        path.write_text(text.replace("RNG", schemas.RNG), encoding="utf-8")
    return relaxng.load(folder / f"main.{suffix}")


@pytest.mark.parametrize("suffix", ["rnc", "rng"])
def test_include_overrides_and_external_files_are_read(suffix: str, tmp_path: Path) -> None:
    schema = _both(tmp_path, suffix)
    assert schemas.errors(schema, tmp_path, "<top><leaf/><B/></top>") == []
    assert schemas.errors(schema, tmp_path, "<s><leaf/><B/></s>") == []
    assert schemas.errors(schema, tmp_path, "<top><leaf/><b/></top>") != []


SCOPES = {
    "rnc": [
        'include "inner.rnc"',
        "start = a\na = element a { grammar { start = a\na = element x { empty } }, more }\n"
        "more = element p { grammar { start = parent more } }?",
    ],
    "rng": [
        "<grammar RNG><include href='inner.rng'/></grammar>",
        "<grammar RNG><start><ref name='a'/></start><define name='a'><element name='a'><grammar>"
        "<start><ref name='a'/></start><define name='a'><element name='x'><empty/></element>"
        "</define></grammar><ref name='more'/></element></define><define name='more'><optional>"
        "<element name='p'><grammar><start><parentRef name='more'/></start></grammar></element>"
        "</optional></define></grammar>",
    ],
}


@pytest.mark.parametrize("suffix", ["rnc", "rng"])
def test_a_grammar_within_an_included_one_has_names_of_its_own(suffix: str, tmp_path: Path) -> None:
    main, inner = (text.replace("RNG", schemas.RNG) for text in SCOPES[suffix])
    (tmp_path / f"inner.{suffix}").write_text(inner, encoding="utf-8")
    (tmp_path / f"main.{suffix}").write_text(main, encoding="utf-8")
    schema = relaxng.load(tmp_path / f"main.{suffix}")
    assert schemas.errors(schema, tmp_path, "<a><x/></a>") == []
    assert schemas.errors(schema, tmp_path, "<a><x/><p><p/></p></a>") == []
    assert schemas.errors(schema, tmp_path, "<a><a/></a>") != []


@pytest.mark.parametrize("suffix", ["rnc", "rng"])
def test_an_external_file_refers_to_the_grammar_that_it_is_put_into(
    suffix: str, tmp_path: Path
) -> None:
    """Section 4.6: its pattern stands in the place of the externalRef."""
    main, leaf = {
        "rnc": ('start = external "leaf.rnc"\nb = element b { empty }', "element a { b }"),
        "rng": (
            "<grammar RNG><start><externalRef href='leaf.rng'/></start>"
            "<define name='b'><element name='b'><empty/></element></define></grammar>",
            "<element RNG name='a'><ref name='b'/></element>",
        ),
    }[suffix]
    (tmp_path / f"leaf.{suffix}").write_text(leaf.replace("RNG", schemas.RNG))
    (tmp_path / f"main.{suffix}").write_text(main.replace("RNG", schemas.RNG))
    schema = relaxng.load(tmp_path / f"main.{suffix}")
    assert schemas.errors(schema, tmp_path, "<a><b/></a>") == []
    assert schemas.errors(schema, tmp_path, "<a/>") != []


@pytest.mark.parametrize("suffix", ["rnc", "rng"])
def test_the_parent_of_an_included_grammar_is_that_of_what_includes_it(
    suffix: str, tmp_path: Path
) -> None:
    main, inner = {
        "rnc": (
            'start = grammar { include "inner.rnc" }\nb = element b { empty }',
            "start = element a { parent b }",
        ),
        "rng": (
            "<grammar RNG><start><grammar><include href='inner.rng'/></grammar></start>"
            "<define name='b'><element name='b'><empty/></element></define></grammar>",
            "<grammar RNG><start><element name='a'><parentRef name='b'/></element></start>"
            "</grammar>",
        ),
    }[suffix]
    (tmp_path / f"inner.{suffix}").write_text(inner.replace("RNG", schemas.RNG))
    (tmp_path / f"main.{suffix}").write_text(main.replace("RNG", schemas.RNG))
    schema = relaxng.load(tmp_path / f"main.{suffix}")
    assert schemas.errors(schema, tmp_path, "<a><b/></a>") == []
    assert schemas.errors(schema, tmp_path, "<a/>") != []


def test_white_space_around_names_counts_for_nothing(tmp_path: Path) -> None:
    """Section 4.2."""
    schema = schemas.xml(
        tmp_path,
        "<grammar RNG datatypeLibrary='http://www.w3.org/2001/XMLSchema-datatypes'>"
        "<start combine=' choice '><ref name=' a '/></start><define name='\na\t'>"
        "<element name=' a '><attribute name=' b '><data type=' int '/></attribute>"
        "<element><name> c </name><value type=' token '>x</value></element></element>"
        "</define></grammar>",
    )
    assert schemas.errors(schema, tmp_path, "<a b='1'><c>x</c></a>") == []
    assert schemas.errors(schema, tmp_path, "<a b='x'><c>x</c></a>") != []


def test_names_are_chosen_among_and_an_attribute_has_text(tmp_path: Path) -> None:
    """Sections 4.12 and 4.8: an attribute without a pattern takes any text."""
    schema = schemas.xml(
        tmp_path,
        "<element RNG><choice><name>a</name><choice><name>b</name><nsName ns='urn:x'><except>"
        "<name>no</name></except></nsName></choice></choice><attribute name='c'/></element>",
    )
    for right in ("<a c=''/>", "<b c='x y'/>", "<any xmlns='urn:x' c=''/>"):
        assert schemas.errors(schema, tmp_path, right) == [], right
    for wrong in ("<c c=''/>", "<a/>", "<a c=''>x</a>", "<any c=''/>"):
        assert schemas.errors(schema, tmp_path, wrong) != [], wrong


def test_an_attribute_is_in_no_namespace_but_its_own(tmp_path: Path) -> None:
    """Section 4.8: `ns` of an element around it is not inherited."""
    schema = schemas.xml(
        tmp_path,
        "<element RNG ns='urn:x' name='a'><attribute name='b'/>"
        "<attribute name='c' ns='urn:y'/><attribute><name>d</name></attribute></element>",
    )
    names = "xmlns='urn:x' xmlns:x='urn:x' xmlns:y='urn:y'"
    assert schemas.errors(schema, tmp_path, f"<a {names} b='' y:c='' x:d=''/>") == []
    assert schemas.errors(schema, tmp_path, f"<a {names} x:b='' y:c='' x:d=''/>") != []


def test_a_namespace_can_be_that_of_what_includes(tmp_path: Path) -> None:
    schema = schemas.compact(tmp_path, "default namespace = inherit\nstart = element a { empty }")
    assert schemas.errors(schema, tmp_path, "<a/>") == []
    assert schemas.errors(schema, tmp_path, "<a xmlns='urn:x'/>") != []


def test_each_pattern_of_an_exception_is_excepted(tmp_path: Path) -> None:
    for name, text in (
        ("one", "<except><value>a</value></except>"),
        ("two", "<except><value>a</value><value>b</value></except>"),
        ("a choice", "<except><choice><value>a</value><value>b</value></choice></except>"),
    ):
        data = f"<element RNG name='d'><data type='token'>{text}</data></element>"
        schema = schemas.xml(tmp_path, data)
        accepted = [v for v in "abc" if not schemas.errors(schema, tmp_path, f"<d>{v}</d>")]
        assert accepted == (["b", "c"] if name == "one" else ["c"]), name


def test_external_file_inherits_the_namespace(tmp_path: Path) -> None:
    (tmp_path / "leaf.rnc").write_text("element leaf { empty }", encoding="utf-8")
    text = 'namespace n = "urn:n"\nstart = external "leaf.rnc" inherit = n'
    schema = schemas.compact(tmp_path, text)
    assert schemas.errors(schema, tmp_path, "<leaf xmlns='urn:n'/>") == []
    assert schemas.errors(schema, tmp_path, "<leaf/>") != []


def test_foreign_elements_and_attributes_are_ignored(tmp_path: Path) -> None:
    text = (
        "<element RNG name='a' xmlns:x='urn:x' x:y='z'><x:note>any <b/> thing</x:note>"
        "<data type='int' datatypeLibrary='http://www.w3.org/2001/XMLSchema-datatypes'>"
        "<x:n/><param name='minInclusive'>3</param></data></element>"
    )
    schema = schemas.xml(tmp_path, text)
    assert schemas.errors(schema, tmp_path, "<a>3</a>") == []
    assert schemas.errors(schema, tmp_path, "<a>2</a>") != []
