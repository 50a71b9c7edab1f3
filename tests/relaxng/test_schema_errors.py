"""A schema that is wrong is refused, with the place and a code that says which rule it breaks."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest
import schemas

from siglum import relaxng

COMPACT = [
    ("RNG001", "start = element a { empty } §", 1, 29),
    ("RNG001", 'start = element a {\n "\\x{D800}" }', 2, 3),
    ("RNG001", 'start = element a {\n "\\x{0}" }', 2, 3),
    ("RNG001", 'start = element a {\n "\\x{110000}" }', 2, 3),
    ("RNG001", 'start = element a {\n "\x01" }', 2, 3),
    ("RNG002", "start = element a { empty", 1, 26),
    ("RNG002", "start = element a { (empty, text | text) }", 1, 34),
    ("RNG002", "start = element x:a { empty }", 1, 17),
    ("RNG002", "start = element a { default }", 1, 21),
    ("RNG002", 'default x = "urn:x"\nstart = element a { empty }', 1, 9),
    ("RNG003", 'start = external "missing.rnc"', 1, 9),
    ("RNG003", 'include "https://example.org/schema.rnc"', 1, 1),
    ("RNG003", 'include "schema.rnc"', 1, 1),
    ("RNG003", 'include "http://[::1"', 1, 1),
    ("RNG003", 'include "a%00"', 1, 1),
    ("RNG004", "start = foo\nfooo = element a { empty }", 1, 9),
    ("RNG004", "foo = element a { empty }", 1, 1),
    ("RNG004", "start = element a { empty }\nstart = element b { empty }", 2, 1),
    ("RNG004", "start |= element a { empty }\nstart &= element b { empty }", 2, 1),
    ("RNG005", "start = foo\nfoo = element a { empty } | bar\nbar = foo", 3, 7),
    ("RNG006", "start = element * - * { empty }", 1, 17),
    ("RNG006", 'namespace x = "urn:x"\nstart = element x:* - x:* { empty }', 2, 17),
    ("RNG006", 'namespace x = "urn:x"\nstart = element x:* - (x:a | *) { empty }', 2, 17),
    ("RNG006", "start = element a { attribute xmlns { text } }", 1, 21),
    ("RNG007", "start = element a { xsd:nothing }", 1, 21),
    ("RNG007", 'start = element a { xsd:int { maxLength = "3" } }', 1, 21),
    ("RNG007", 'start = element a { xsd:int { minInclusive = "x" } }', 1, 21),
    ("RNG007", 'start = element a { xsd:token { pattern = "(a" } }', 1, 21),
    ("RNG007", 'start = element a { xsd:date "1949-02-30" }', 1, 21),
    ("RNG007", 'datatypes d = "http://example.org/types"\nstart = element a { d:t }', 2, 21),
    ("RNG008", "start = text", 1, 1),
    ("RNG008", "start = empty | element a { empty }", 1, 1),
    ("RNG008", "start = element a { empty } | text", 1, 1),
    ("RNG008", "start = element a { attribute b { element c { empty } } }", 1, 21),
    ("RNG008", "start = element a { list { element b { empty } } }", 1, 21),
    ("RNG008", "start = element a { (attribute b { text }, empty, text)+ }", 1, 21),
    ("RNG008", "start = element a { xsd:int - text }", 1, 21),
    ("RNG009", "start = element a { xsd:int, element b { empty } }", 1, 21),
    ("RNG009", "start = element a { xsd:int+ }", 1, 21),
    ("RNG009", "start = element a { attribute b { xsd:int, xsd:int } }", 1, 35),
    ("RNG010", "start = element a { attribute b { text }, attribute b { text } }", 1, 21),
    ("RNG010", "start = element a { attribute * { text } }", 1, 21),
    ("RNG010", "start = element a { attribute * { text }*, attribute b { text } }", 1, 21),
    ("RNG011", "start = element a { text & text }", 1, 21),
    ("RNG011", "start = element a { element b { empty } & element * { text } }", 1, 21),
    ("RNG011", "start = element a { element b { empty } & element b|c { text } }", 1, 21),
    (
        "RNG012",
        "start = element a { attribute i { xsd:ID }, element a { attribute i { text } } }",
        1,
        45,
    ),
    ("RNG012", "start = element a { xsd:IDREF }", 1, 9),
    ("RNG012", "start = element a { attribute i { xsd:ID } | attribute i { text } }", 1, 9),
    ("RNG012", "start = element a { attribute i { xsd:ID } | attribute i { xsd:IDREF } }", 1, 9),
    ("RNG012", "start = element a { attribute i { xsd:ID } | attribute * { text }* }", 1, 9),
    (
        "RNG012",
        "start = element a { (attribute j { text } | attribute i { xsd:ID })"
        " | (attribute k { text }, attribute i { text }) }",
        1,
        9,
    ),
    ("RNG012", "start = element a { attribute i { xsd:ID | text } }", 1, 21),
    ("RNG012", 'start = element a { attribute i { string - xsd:ID "b" } }', 1, 21),
    ("RNG012", "start = element a { attribute i|j { xsd:ID } }", 1, 21),
    ("RNG013", f"start = element a {{ {'(' * 900}empty{')' * 900} }}", 1, 120),
]


@pytest.mark.parametrize(("code", "text", "line", "column"), COMPACT)
def test_wrong_schema_is_refused_at_its_place(
    code: str, text: str, line: int, column: int, tmp_path: Path
) -> None:
    with pytest.raises(relaxng.SchemaError) as refused:
        schemas.compact(tmp_path, text)
    error = refused.value
    assert (error.code, error.line, error.column) == (code, line, column), str(error)
    assert Path(error.file) == tmp_path / "schema.rnc"
    assert error.code in relaxng.CODES


@pytest.mark.parametrize(
    "content",
    [
        "attribute i { xsd:ID } | attribute i { xsd:ID }",
        "attribute i { xsd:ID } | attribute i { notAllowed }",
        "attribute i { xsd:ID } | (attribute i { text }, notAllowed)",
        "attribute i { xsd:ID } | attribute j { text }",
        "attribute i { xsd:ID } | attribute * - i { text }*",
        "attribute i { xsd:ID | notAllowed }",
        "attribute i { xsd:ID - string 'q' }",
        "(attribute i|j { xsd:ID }, notAllowed) | attribute i { text }",
    ],
)
def test_id_types_that_are_clear_are_accepted(content: str, tmp_path: Path) -> None:
    schema = schemas.compact(tmp_path, f"start = element a {{ {content} }}")
    assert schemas.errors(schema, tmp_path, "<a i='one'/>") == []
    assert schemas.errors(schema, tmp_path, "<a k='one'/>" if "*" not in content else "<b/>")


XML = [
    ("RNG001", "<element RNG name='a'><empty></element>", 1, 72),
    (
        "RNG001",
        "<!DOCTYPE element [<!ENTITY e 'x'>]><element RNG name='a'><empty/></element>",
        1,
        31,
    ),
    ("RNG002", "<html/>", 1, 1),
    ("RNG002", "<element RNG name='a'><emty/></element>", 1, 63),
    ("RNG002", "<element RNG name='a' extra='b'><empty/></element>", 1, 1),
    ("RNG002", "<element RNG name='a'>text<empty/></element>", 1, 67),
    ("RNG002", "<element RNG name='a'><ref/></element>", 1, 63),
    ("RNG002", "<grammar RNG><start combine='other'><empty/></start></grammar>", 1, 54),
    ("RNG002", "<element RNG name='a'><ref name='1'/></element>", 1, 63),
    ("RNG002", "<element RNG name='a'><ref name='b' type='c'/></element>", 1, 63),
    ("RNG002", "<element RNG name='a'><empty name='b'/></element>", 1, 63),
    (
        "RNG002",
        "<element RNG name='a'><attribute name='b'><text/><empty/></attribute></element>",
        1,
        63,
    ),
    ("RNG002", "<element RNG><name>a</name><name>b</name><empty/></element>", 1, 68),
    ("RNG002", "<element RNG name='a'><data/></element>", 1, 63),
    ("RNG004", "<element RNG name='a'><ref name='b'/></element>", 1, 63),
    ("RNG003", "<externalRef RNG href='other.rng#part'/>", 1, 1),
]


@pytest.mark.parametrize(("code", "text", "line", "column"), XML)
def test_wrong_xml_syntax_is_refused_at_its_place(
    code: str, text: str, line: int, column: int, tmp_path: Path
) -> None:
    with pytest.raises(relaxng.SchemaError) as refused:
        schemas.xml(tmp_path, text)
    error = refused.value
    assert (error.code, error.line, error.column) == (code, line, column), str(error)


def test_undefined_name_has_a_near_one_suggested(tmp_path: Path) -> None:
    with pytest.raises(relaxng.SchemaError, match="did you mean “paragraph”"):
        schemas.compact(tmp_path, "start = paragrah\nparagraph = element p { text }")


def test_error_in_an_included_file_names_that_file(tmp_path: Path) -> None:
    (tmp_path / "inner.rnc").write_text("a = element a { nothing }", encoding="utf-8")
    with pytest.raises(relaxng.SchemaError) as refused:
        schemas.compact(tmp_path, 'include "inner.rnc"\nstart = a')
    assert Path(refused.value.file).name == "inner.rnc"
    assert (refused.value.line, refused.value.column) == (1, 17)


def test_only_a_grammar_can_be_included_and_an_empty_one_can(tmp_path: Path) -> None:
    for text, holds in (
        ("# nothing", True),
        ("", True),
        ("grammar { }", True),
        ("b = text", True),
        ("element b { empty }", False),
        ("grammar { start = a } | empty", False),
        ("(b)", False),
    ):
        (tmp_path / "inner.rnc").write_text(text)
        main = 'include "inner.rnc"\nstart = a\na = element a { empty }'
        if holds:
            assert schemas.errors(schemas.compact(tmp_path, main), tmp_path, "<a/>") == []
        else:
            with pytest.raises(relaxng.SchemaError) as refused:
                schemas.compact(tmp_path, main)
            assert refused.value.code == "RNG002"
            assert Path(refused.value.file).name == "inner.rnc"


def test_only_a_grammar_can_be_included_in_the_xml_syntax_too(tmp_path: Path) -> None:
    (tmp_path / "a.rng").write_text(f"<element {schemas.RNG} name='a'><empty/></element>")
    with pytest.raises(relaxng.SchemaError, match="only a grammar can be included"):
        schemas.xml(tmp_path, "<grammar RNG><include href='a.rng'/></grammar>")


OVERRIDING = {
    "rnc": ['include "a.rnc" { %s }', 'include "a.rnc"', "start = b", "div { %s }"],
    "rng": [
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="a.rng">%s</include>'
        "</grammar>",
        '<include href="a.rng"/>',
        '<start><element name="b"><empty/></element></start>',
        "<div>%s</div>",
    ],
}


@pytest.mark.parametrize("suffix", ["rnc", "rng"])
def test_what_overrides_an_included_grammar_includes_none_itself(
    tmp_path: Path, suffix: str
) -> None:
    """Section 4.7: an include holds start, define and div, and those in it the same."""
    main, include, start, div = OVERRIDING[suffix]
    inner = f'<start {schemas.RNG}><element name="a"><empty/></element></start>'
    inner = f"<grammar {schemas.RNG}>{inner}</grammar>"
    (tmp_path / "a.rnc").write_text("start = element a { empty }\nb = element b { empty }")
    (tmp_path / "a.rng").write_text(inner)
    path = tmp_path / f"main.{suffix}"
    for content in (start, div % start, div % (div % start)):
        path.write_text(main % content)
        assert schemas.errors(relaxng.load(path), tmp_path, "<b/>") == []
    for content in (include, div % include, div % (div % include)):
        path.write_text(main % content)
        with pytest.raises(relaxng.SchemaError) as refused:
            relaxng.load(path)
        assert refused.value.code == "RNG002"


def test_catalog_stands_for_the_network(tmp_path: Path) -> None:
    local = tmp_path / "copy.rnc"
    local.write_text("a = element a { empty }", encoding="utf-8")
    (tmp_path / "s.rnc").write_text('include "http://example.org/a.rnc"\nstart = a', "utf-8")
    schema = relaxng.load(tmp_path / "s.rnc", catalog={"http://example.org/a.rnc": local})
    assert schemas.errors(schema, tmp_path, "<a/>") == []


@pytest.mark.parametrize("name", ["main.rnc", "main.rng"])
def test_no_file_is_read_that_is_refused(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "schemas"
    folder.mkdir()
    (tmp_path / "part.rnc").write_text("element a { empty }", encoding="utf-8")
    (folder / "near.rnc").write_text("element a { empty }", encoding="utf-8")
    (folder / "link.rnc").symlink_to(tmp_path / "part.rnc")
    (folder / "loop.rnc").symlink_to(folder / "loop.rnc")
    main = folder / name
    written = (
        'start = external "{}"' if name.endswith(".rnc") else '<externalRef RNG href="{}"/>'
    ).replace("RNG", schemas.RNG)

    def load(href: str, within: Path | None) -> relaxng.Schema:
        def refuses(file: Path) -> str | None:
            real = Path(os.path.realpath(file))
            return None if within and real.is_relative_to(within) else "lies outside"

        main.write_text(written.replace("{}", href), encoding="utf-8")
        return relaxng.load(
            main, catalog={"urn:a": tmp_path / "part.rnc"}, refuses=refuses if within else None
        )

    outside = ("../part.rnc", (tmp_path / "part.rnc").as_uri(), "link.rnc", "%2E%2E/part.rnc")
    for href in outside:
        assert load(href, None).validate(b"<a/>") == []
        assert load(href, tmp_path).validate(b"<a/>") == []
        with pytest.raises(relaxng.SchemaError, match="lies outside") as refused:
            load(href, folder)
        assert (refused.value.code, Path(refused.value.file)) == ("RNG003", main)
    for href in ("near.rnc", "urn:a"):
        assert load(href, folder).validate(b"<a/>") == []
    with pytest.raises(relaxng.SchemaError, match="can't be read"):
        load("loop.rnc", folder)


def test_missing_schema_is_a_schema_error(tmp_path: Path) -> None:
    with pytest.raises(relaxng.SchemaError, match="can't be read"):
        relaxng.load(tmp_path / "none.rng")


def test_every_code_is_described() -> None:
    assert all(code.startswith("RNG") and words for code, words in relaxng.CODES.items())


def test_schema_error_passes_between_processes(tmp_path: Path) -> None:
    with pytest.raises(relaxng.SchemaError) as refused:
        schemas.compact(tmp_path, "start = text")
    copy = pickle.loads(pickle.dumps(refused.value))
    assert (str(copy), copy.line, copy.code) == (str(refused.value), 1, "RNG008")


def test_a_device_is_no_schema() -> None:
    with pytest.raises(relaxng.SchemaError, match="is a device") as caught:
        relaxng.load("/dev/full")
    assert caught.value.code == "RNG003"
