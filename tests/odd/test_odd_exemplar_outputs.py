"""TEI's own customizations as W3C schemas and as Schematron, tried on real documents."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import xmlschema
from lxml import etree

from siglum import relaxng, schematron
from siglum.edition.customization import compile_file
from siglum.odd.base import VERSION

SHARED = os.environ.get("SIGLUM_SHARED")
pytestmark = pytest.mark.skipif(not SHARED, reason="SIGLUM_SHARED names no external suites")
EXEMPLARS = Path(SHARED or "") / "tei/exemplars"
P5 = Path(SHARED or "") / f"tei/p5subset-{VERSION}.xml"
CORPUS = sorted((Path(SHARED or "") / "corpus").glob("*.xml"))


def written(name: str, folder: Path) -> Path:
    """Compile an exemplar to XSD files in a folder, without a finding, and return the main one."""
    compiled = compile_file(EXEMPLARS / f"{name}.odd", "xsd", folder, name="made.xsd")
    assert compiled.findings == ()
    for file, text in {"made.xsd": compiled.text or "", **compiled.beside}.items():
        (folder / file).write_text(text, "utf-8")
    return folder / "made.xsd"


@pytest.mark.parametrize("name", ["tei_minimal", "tei_lite", "tei_all"])
def test_xmlschema_finds_no_ambiguity_in_an_exemplar(name: str, tmp_path: Path) -> None:
    schema = xmlschema.XMLSchema(str(written(name, tmp_path)))
    assert {"TEI", "p", "title"} <= set(schema.elements)


@pytest.fixture(scope="module")
def tei_all(tmp_path_factory: pytest.TempPathFactory) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(written("tei_all", tmp_path_factory.mktemp("tei_all"))))


@pytest.fixture(scope="module")
def valid() -> list[etree._ElementTree]:
    """The documents of the corpus that are valid by TEI's own RELAX NG."""
    grammar = relaxng.load(EXEMPLARS / "tei_all.rng")
    trees = [etree.parse(path) for path in CORPUS]
    return [tree for tree in trees if grammar.validate(tree) == []]


def test_what_is_valid_tei_is_valid_by_the_xsd(
    tei_all: etree.XMLSchema, valid: list[etree._ElementTree]
) -> None:
    assert len(valid) > 30
    for tree in valid:
        assert tei_all.validate(tree), (tree.docinfo.URL, tei_all.error_log.last_error)


def rename(element: etree._Element) -> None:
    element.tag = f"{element.tag}s"


def misplace(element: etree._Element) -> None:
    etree.SubElement(element, "{http://www.tei-c.org/ns/1.0}teiHeader")


def invent(element: etree._Element) -> None:
    element.set("unheard", "of")


def misname(element: etree._Element) -> None:
    element.set("{http://www.w3.org/XML/1998/namespace}id", "1 2")


@pytest.mark.parametrize("mistake", [rename, misplace, invent, misname])
def test_what_is_wrong_anywhere_is_refused(
    tei_all: etree.XMLSchema,
    valid: list[etree._ElementTree],
    mistake: Callable[[etree._Element], None],
) -> None:
    for tree in valid[:12]:
        copy = etree.fromstring(etree.tostring(tree))
        elements = list(copy.iter("{http://www.tei-c.org/ns/1.0}*"))
        mistake(elements[len(elements) // 2])
        assert not tei_all.validate(copy), (tree.docinfo.URL, mistake.__name__)


def test_all_rules_of_tei_compile_and_few_documents_break_them(tmp_path: Path) -> None:
    compiled = compile_file(EXEMPLARS / "tei_all.odd", "sch", tmp_path, p5subset=P5)
    path = tmp_path / "made.sch"
    path.write_text(compiled.text or "", "utf-8")
    assert "are not here" not in path.read_text("utf-8")
    patterns = etree.parse(path).getroot().findall("{http://purl.oclc.org/dsdl/schematron}pattern")
    assert len(patterns) > 150
    rules = schematron.load(path)
    codes = Counter(error.code for document in CORPUS for error in rules.validate(document))
    assert not {code for code in codes if code.startswith("SCH")}
    assert codes["tei_all-calendar-deprecated"] == 1
    assert 0 < codes.total() < 50
