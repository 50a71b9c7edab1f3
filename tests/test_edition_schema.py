"""The edition's schema: its guide is whole, its examples are true, its files are made from it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from commands import REPO, Siglum
from siglum import relaxng, schematron
from siglum.relaxng.difference import compare

TEI = "http://www.tei-c.org/ns/1.0"
EXAMPLES = "http://www.tei-c.org/ns/Examples"
RNG = "http://relaxng.org/ns/structure/1.0"
SCH = "http://purl.oclc.org/dsdl/schematron"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
LEFT_OUT = "<!-- … -->"

SCHEMA = REPO / "schema"
ODD = SCHEMA / "siglum-edition.odd"
CABLE = REPO / "tei/1949-01-10-mao-to-filippov.xml"
DOCUMENTS = sorted((REPO / "tei").rglob("*.xml"))


@cache
def odd() -> etree._Element:
    """The guide; a parser that refuses repeated xml:id values reads it, examples included."""
    return etree.parse(ODD).getroot()


def declared() -> list[etree._Element]:
    return list(odd().iter(f"{{{TEI}}}elementSpec"))


def examples() -> list[etree._Element]:
    return list(odd().iter(f"{{{EXAMPLES}}}egXML"))


def rules() -> list[str]:
    found = odd().iter(f"{{{SCH}}}assert", f"{{{SCH}}}report")
    return sorted({rule.get("id", "") for rule in found})


def line(element: etree._Element) -> str:
    """Return an element as markup without namespaces, blanks and line ends as single blanks."""
    markup = etree.tostring(element, encoding="unicode", with_tail=False)
    return re.sub(r"\s+", " ", re.sub(r' xmlns(:\w+)?="[^"]*"', "", markup))


def content(example: etree._Element) -> str:
    """Return what an example shows: markup, or words alone."""
    return re.sub(r"^<egXML[^>]*>|</egXML>$", "", line(example)).strip()


@cache
def source(pointer: str) -> str:
    """Return the document that an example's @source points to, as one line of markup."""
    files = odd().iter(f"{{{TEI}}}bibl")
    (file,) = (file for file in files if file.get(XML_ID) == pointer.removeprefix("#"))
    (reference,) = file.iter(f"{{{TEI}}}ref")
    return line(etree.parse(SCHEMA / reference.get("target", "")).getroot())


def is_passage(excerpt: str, text: str) -> bool:
    """Tell whether an excerpt is part of a text, each comment standing for what is left out."""
    parts = [re.escape(part.strip()) for part in excerpt.split(LEFT_OUT)]
    return re.search(".*?".join(parts), text) is not None


def is_explained(spec: etree._Element) -> bool:
    """Tell whether an element has a description and an example that shows it."""
    path = f"{{{TEI}}}exemplum/{{{EXAMPLES}}}egXML//{{{EXAMPLES}}}{spec.get('ident')}"
    return bool(spec.findtext(f"{{{TEI}}}desc")) and spec.find(path) is not None


def test_every_element_is_described_and_has_an_example() -> None:
    assert [spec.get("ident") for spec in declared() if not is_explained(spec)] == []


def test_every_value_of_a_list_is_described() -> None:
    values = odd().iter(f"{{{TEI}}}valItem")
    assert [v.get("ident") for v in values if not v.findtext(f"{{{TEI}}}desc")] == []


def test_an_example_with_a_source_is_a_passage_of_it() -> None:
    for example in examples():
        if pointer := example.get("source"):
            assert is_passage(content(example), source(pointer)), content(example)


def test_an_example_without_a_source_has_the_words_of_the_edition() -> None:
    texts = [etree.tostring(etree.parse(p), encoding="unicode", method="text") for p in DOCUMENTS]
    edition = " ".join(" ".join(texts).split())
    for example in examples():
        if not (example.get("source") or example.get("n")):
            for words in re.split("<[^>]*>", content(example)):
                assert words.strip() in edition


def test_an_excerpt_with_another_word_is_no_passage() -> None:
    cable = source("#file-cable")
    assert is_passage(f"<label>1.</label> I received {LEFT_OUT} <label>2.</label>", cable)
    assert not is_passage("<label>1.</label> I have received", cable)


@pytest.fixture(scope="module")
def elements(tmp_path_factory: pytest.TempPathFactory) -> relaxng.Schema:
    """The grammar of the edition, with any of its elements as the outermost."""
    grammar = etree.parse(SCHEMA / "siglum-edition.rng")
    start = grammar.find(f"{{{RNG}}}start")
    assert start is not None
    for child in start:
        start.remove(child)
    choice = etree.SubElement(start, f"{{{RNG}}}choice")
    for spec in declared():
        etree.SubElement(choice, f"{{{RNG}}}ref", name=spec.get("ident", ""))
    path = tmp_path_factory.mktemp("elements") / "elements.rng"
    grammar.write(path)
    return relaxng.load(path)


def test_every_whole_example_is_valid(elements: relaxng.Schema, tmp_path: Path) -> None:
    path = tmp_path / "example.xml"
    for example in examples():
        if example.get("valid") == "false" or LEFT_OUT in content(example):
            continue
        for element in example:
            markup = etree.tostring(element, encoding="unicode", with_tail=False)
            path.write_text(markup.replace(EXAMPLES, TEI), "utf-8")
            assert [error.message for error in elements.validate(path)] == [], markup


@pytest.fixture(scope="module")
def edition_rules() -> schematron.Schema:
    return schematron.load(SCHEMA / "siglum-edition.sch")


@pytest.mark.parametrize("code", rules())
def test_the_wrong_example_of_a_rule_breaks_it_and_the_right_one_does_not(
    code: str, edition_rules: schematron.Schema, tmp_path: Path
) -> None:
    """The wrong example is put in the place of the right one, in the document that this is of."""
    shown = [example for example in examples() if example.get("n") == code]
    (wrong,) = (content(example) for example in shown if example.get("valid") == "false")
    (example,) = (example for example in shown if example.get("valid") != "false")
    right = content(example)
    document = source(example.get("source", "")).replace("<TEI", f'<TEI xmlns="{TEI}"', 1)
    assert right in document
    path = tmp_path / "document.xml"
    path.write_text(document, "utf-8")
    assert list(edition_rules.validate(path)) == []
    path.write_text(document.replace(right, wrong, 1), "utf-8")
    assert code in {error.code for error in edition_rules.validate(path)}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_the_documents_of_the_edition_are_valid(document: Path) -> None:
    assert list(relaxng.load(SCHEMA / "siglum-edition.rng").validate(document)) == []


def test_the_guide_is_valid_tei(siglum: Siglum, external: Path) -> None:
    tei_all = external / "tei/exemplars/tei_all.rng"
    run = siglum("validate", "--schema", tei_all, "--select", "RNG", "--format", "concise", ODD)
    assert run.returncode == 0, run.stdout


def test_what_is_valid_here_is_valid_tei(external: Path) -> None:
    ours = relaxng.load(SCHEMA / "siglum-edition.rng")
    tei_all = relaxng.load(external / "tei/exemplars/tei_all.rng")
    only_ours = [d for d in compare(ours, tei_all) if d.accepted_by != "right"]
    assert [(difference.path, difference.left) for difference in only_ours] == []


@pytest.mark.parametrize("suffix", ["rng", "xsd", "sch", "html"])
def test_a_schema_is_what_the_guide_makes_it(siglum: Siglum, tmp_path: Path, suffix: str) -> None:
    made = tmp_path / f"siglum-edition.{suffix}"
    run = siglum("odd", "compile", ODD.name, "--to", suffix, "-o", made, cwd=SCHEMA)
    assert (run.returncode, run.stderr) == (0, "")
    for file in tmp_path.iterdir():
        assert file.read_bytes() == (SCHEMA / file.name).read_bytes()
