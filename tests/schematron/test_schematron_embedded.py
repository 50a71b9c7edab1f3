"""Rules in RELAX NG that is made of several files, in either syntax."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from siglum import schematron
from siglum.checks.rules import Rules
from siglum.edition.reading import read
from siglum.findings.diagnostics import CannotUse
from siglum.relaxng.grammar.compact_writer import write_compact
from siglum.relaxng.grammar.sources import Sources
from siglum.schematron.embedded import gather
from siglum.schematron.place import Library, Place, SchemaFile

GRAMMAR = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" {attributes}
  xmlns:s="http://purl.oclc.org/dsdl/schematron">
{body}
</grammar>"""
RULE = """<s:pattern id="{}"><s:rule context="*:TEI">
<s:report test="{}">told</s:report></s:rule></s:pattern>"""
NAMESPACE = "http://purl.oclc.org/dsdl/schematron"
DOCUMENT = '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>'


def grammar(path: Path, body: str, attributes: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(GRAMMAR.format(body=body, attributes=attributes), encoding="utf-8")
    return path


def rule(name: str, test: str = "true()") -> str:
    return RULE.format(name, test)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "document.xml"
    path.write_text(DOCUMENT, encoding="utf-8")
    return path


def codes(path: Path, document: Path, **catalog: Path) -> list[str]:
    addresses = {f"http://example.org/{name}": file for name, file in catalog.items()}
    return [error.code for error in schematron.load(path, catalog=addresses).validate(document)]


def test_files_that_a_grammar_is_made_of_are_followed(tmp_path: Path, document: Path) -> None:
    top = grammar(
        tmp_path / "schema/top.rng",
        f"""{rule("first")}<include href="../common.rng"/>
        <div xml:base="parts/"><define name="d"><externalRef href="leaf.rng"/></define></div>
        <include href="http://example.org/known"/>{rule("last")}""",
    )
    grammar(tmp_path / "common.rng", rule("common"))
    grammar(tmp_path / "schema/parts/leaf.rng", rule("leaf"))
    known = grammar(tmp_path / "elsewhere/known.rng", rule("known"))
    found = codes(top, document, known=known)
    assert found == ["first", "common", "leaf", "known", "last"]


def test_rules_in_parts_alone_are_rules(tmp_path: Path, document: Path) -> None:
    top = grammar(tmp_path / "top.rng", '<include href="part.rng"/>')
    grammar(tmp_path / "part.rng", f'<s:ns prefix="p" uri="urn:p"/>{rule("part")}')
    assert codes(top, document) == ["part"]


def test_each_file_is_read_once_and_cycles_end(tmp_path: Path, document: Path) -> None:
    top = grammar(
        tmp_path / "top.rng",
        f"""<include href="a.rng"/><include href="./a.rng"/>{rule("top")}""",
    )
    grammar(tmp_path / "a.rng", f"""<include href="b.rng"/>{rule("a")}""")
    grammar(tmp_path / "b.rng", f"""<include href="top.rng"/><include href="a.rng"/>{rule("b")}""")
    assert codes(top, document) == ["b", "a", "top"]


def test_schematron_that_a_part_includes_lies_beside_it(tmp_path: Path, document: Path) -> None:
    top = grammar(tmp_path / "schema/top.rng", '<include href="../parts/part.rng"/>')
    grammar(tmp_path / "parts/part.rng", '<s:include href="rules.sch"/>')
    pattern = RULE.format("beside", "true()").replace(
        "<s:pattern", '<s:pattern xmlns:s="http://purl.oclc.org/dsdl/schematron"'
    )
    (tmp_path / "parts/rules.sch").write_text(pattern, encoding="utf-8")
    assert codes(top, document) == ["beside"]


COMPACT = """# Annotations of all kinds, with rules in some of them.
namespace s = "http://purl.oclc.org/dsdl/schematron"
namespace tei = "http://www.tei-c.org/ns/1.0"
namespace a = "http://relaxng.org/ns/compatibility/annotations/1.0"
s:ns [ prefix = "t" uri = "http://www.tei-c.org/ns/1.0" ]
include "part.rnc" { start = any }
s:pattern [
  id = "grammar"
  s:rule [
    context = "t:" ~ "TEI"
    s:report [ id = "GRAMMAR" test = "true()" "the name is " s:value-of [ select = "name()" ] "." ]
  ]
]
[
  a:documentation [ "Rules before a thing, outside of any pattern." ]
  s:rule [ context = "*:TEI" s:report [ id = "BEFORE" test = "true()" "told" ] ]
  s:rule [ context = "*" s:report [ id = "NEVER" test = "true()" "told" ] ]
]
any = element tei:TEI { other } >> s:pattern [
  s:rule [ context = "/*" s:report [ id = "AFTER" test = "true()" "told" ] ]
]
other = external "leaf.rng"
"""


def test_rules_in_compact_syntax_are_rules(tmp_path: Path, document: Path) -> None:
    top = tmp_path / "top.rnc"
    top.write_text(COMPACT, encoding="utf-8")
    (tmp_path / "part.rnc").write_text(
        f"""namespace s = "{NAMESPACE}"
        start = empty s:pattern [ s:rule [ context = "/*"
            s:assert [ id = "PART" test = 'false()' "a ""ten" ] ] ]""".replace('""', '" ~ "'),
        encoding="utf-8",
    )
    grammar(tmp_path / "leaf.rng", f'{rule("leaf")}<include href="top.rnc"/>')
    assert codes(top, document) == ["PART", "GRAMMAR", "BEFORE", "AFTER", "leaf"]
    texts = [error.message for error in schematron.load(top).validate(document)]
    assert texts[:2] == ["a ten", "the name is TEI."]


@pytest.mark.parametrize(
    ("compact", "line", "column"),
    [
        ("s:pattern [ x:rule [ ] ]", 2, 13),
        ("s:pattern [\n s:rule [ context ] ]", 3, 11),
        ("s:pattern [\n s:nonsense [ ] ]", 3, 2),
        ("s:pattern [\n", 2, 11),
    ],
)
def test_what_is_wrong_with_rules_in_compact_syntax_has_its_place(
    tmp_path: Path, document: Path, compact: str, line: int, column: int
) -> None:
    top = tmp_path / "top.rnc"
    top.write_text(f'namespace s = "{NAMESPACE}"\n{compact}\nstart = empty', encoding="utf-8")
    with pytest.raises(schematron.SchemaError) as refused:
        schematron.load(top).validate(document)
    assert (refused.value.line, refused.value.column) == (line, column)


def test_a_rule_in_compact_syntax_that_can_not_run_has_its_place(
    tmp_path: Path, document: Path
) -> None:
    top = tmp_path / "top.rnc"
    top.write_text(
        f"""namespace s = "{NAMESPACE}"
        s:pattern [ s:rule [ context = "/*" s:assert [ test = "nowhere:f()" ] ] ]""",
        encoding="utf-8",
    )
    (broken,) = schematron.load(top).validate(document)
    assert broken.code == "SCH-BROKEN"
    assert broken.help is not None
    assert broken.help.startswith("top.rnc:2:45")


def test_both_syntaxes_of_a_schema_have_the_same_rules(
    tmp_path: Path, external: Path, repo: Path
) -> None:
    """The schemas of TEI and of the edition, written in compact syntax by this project."""
    found = [*external.glob("tei/exemplars/*.rng"), repo / "schema/siglum-edition.rng"]
    of_rules = [path for path in found if NAMESPACE in path.read_text("utf-8")]
    assert of_rules
    for path in of_rules:
        compact = tmp_path / f"{path.stem}.rnc"
        compact.write_text(write_compact(etree.parse(path).getroot()), encoding="utf-8")
        assert written(compact) == written(path)


def written(path: Path) -> list[tuple[str, dict[Any, Any], list[str], list[str]]]:
    """Return all Schematron in a grammar, with the words in each element and after it."""
    file = SchemaFile(path, path.read_bytes())
    return [
        (str(one.tag), dict(one.items()), (one.text or "").split(), (one.tail or "").split())
        for place in gather(Place(file.root, file, Library(path.parent)), Sources(None))
        for one in place.element.iter("*")
    ]


def test_a_broken_rule_is_named_with_the_file_it_stands_in(tmp_path: Path, document: Path) -> None:
    top = grammar(tmp_path / "top.rng", f"""\n\n<include href="part.rng"/>{rule("top")}""")
    grammar(tmp_path / "part.rng", rule("part", "nowhere:f()"))
    broken, fine = schematron.load(top).validate(document)
    assert (broken.code, fine.code) == ("SCH-BROKEN", "top")
    assert broken.help is not None
    assert broken.help.startswith("part.rng:4:")


@pytest.mark.parametrize(
    ("body", "file", "line", "code"),
    [
        ('<include href="nowhere.rng"/>', "top.rng", 3, "SCH-READ"),
        ('<include href="http://example.org/nowhere"/>', "top.rng", 3, "SCH-INCLUDE"),
        ('<include href="part.rng#id"/>', "top.rng", 3, "SCH-INCLUDE"),
        ('<include href="part.rng"/>', "part.rng", 4, "SCH-ELEMENT"),
        ('<include href="cut.rng"/>', "cut.rng", 1, "SCH-READ"),
    ],
)
def test_what_can_not_be_used_is_found_where_it_stands(
    tmp_path: Path, body: str, file: str, line: int, code: str
) -> None:
    top = grammar(tmp_path / "top.rng", body)
    grammar(tmp_path / "part.rng", '\n<s:ns prefix="p"/>')
    (tmp_path / "cut.rng").write_text("<grammar", encoding="utf-8")
    with pytest.raises(CannotUse) as refused:
        Rules(top)
    found = refused.value.diagnostic
    assert (found.span.file, found.span.line, found.code) == (tmp_path / file, line, code)


def test_the_check_of_documents_knows_the_catalog(tmp_path: Path, document: Path) -> None:
    top = grammar(tmp_path / "top.rng", '<include href="http://example.org/known"/>')
    known = grammar(tmp_path / "known.rng", rule("known"))
    check = Rules(top, lambda: {"http://example.org/known": known}).check
    assert [found.code for found in check(read(document, tmp_path))] == ["known"]
