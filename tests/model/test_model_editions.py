"""The model of whole editions, against plain scans that know nothing of it.

The two editions of the external suites are written in different ways; so is the cable.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

import siglum
from siglum.model.rows import TABLES

T = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
SETTINGS = {
    "letters": 'sources = ["briefe/**/*.xml"]\nauthority = ["register/**/*.xml"]\n',
    "correspondence": 'sources = ["data/editions/*.xml"]\nauthority = ["data/indices/list*.xml"]\n',
}
NAMES = ("persName", "placeName", "orgName", "rs", "settlement", "author", "title", "bibl", "term")


@pytest.fixture(scope="module", params=sorted(SETTINGS))
def edition(
    request: pytest.FixtureRequest, external: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[siglum.Edition]:
    """One of the two editions, read whole."""
    folder = tmp_path_factory.mktemp("editions") / request.param
    shutil.copytree(external / "editions" / request.param, folder)
    text = f'[edition]\ntitle = "{request.param}"\n{SETTINGS[request.param]}'
    (folder / "edition.toml").write_text(text, "utf-8")
    with siglum.Edition.open(folder) as found:
        yield found


def trees(edition: siglum.Edition, registers: bool) -> Iterator[etree._Element]:
    settings = edition.settings
    for path in settings.authority if registers else settings.documents:
        yield etree.parse(path).getroot()


def test_every_name_with_a_reference_is_a_mention(edition: siglum.Edition) -> None:
    plain: Counter[tuple[str, str]] = Counter()
    for root in trees(edition, registers=False):
        for element in root.iter(*(T + name for name in NAMES)):
            for attribute in ("ref", "key"):
                for _ in (element.get(attribute) or "").split():
                    plain[element.tag[len(T) :], attribute] += 1
    found: Counter[tuple[str, str]] = Counter()
    registers = {d.path for d in edition.documents(registers=True) if d.row.is_register}
    for mention in edition.mentions():
        row = mention.row
        if row.attribute in ("ref", "key") and row.element in NAMES:
            found[row.element, row.attribute] += row.document not in registers
    assert +found == plain


def test_every_entry_of_the_registers_is_an_entity(edition: siglum.Edition) -> None:
    plain: Counter[str] = Counter()
    for root in trees(edition, registers=True):
        for element in root.find(f"{T}text").iter(
            *(T + n for n in ("person", "place", "org", "bibl"))
        ):
            if element.get(ID):
                plain[element.tag[len(T) :]] += 1
    rows = (entity.row for entity in edition.entities())
    found = Counter(row.element for row in rows if row.is_register and row.element in plain)
    assert found == plain


def test_each_entrys_mentions_are_those_of_a_plain_scan(edition: siglum.Edition) -> None:
    """Whatever the attribute: a value that, without its #, is the entry's xml:id."""
    kinds = ("person", "place")
    known = {e.xml_id: e for kind in kinds for e in edition.entities(kind)}  # type: ignore[arg-type]
    plain: Counter[str] = Counter()
    naming = tuple(T + name for name in ("persName", "placeName", "rs", "settlement", "author"))
    for root in trees(edition, registers=False):
        for element in root.iter(*naming):
            if next(element.iterancestors(T + "person", T + "place", T + "org"), None) is not None:
                continue
            if any(a.tag == T + "bibl" and a.get(ID) for a in element.iterancestors()):
                continue
            said = f"{element.get('ref', '')} {element.get('key', '')}".split()
            plain.update({value.removeprefix("#") for value in said})
    asked = [xml_id for xml_id, _ in plain.most_common() if xml_id in known]
    assert len(asked) > 100
    for xml_id in [*asked[:20], *asked[20::50]]:
        rows = [m.row for m in known[xml_id].mentions()]
        named = [r for r in rows if T + r.element in naming and r.attribute in ("ref", "key")]
        assert len(named) == plain[xml_id], xml_id


def test_every_letter_has_its_correspondents_and_nearly_all_have_a_date(
    edition: siglum.Edition,
) -> None:
    plain = 0
    for root in trees(edition, registers=False):
        for name in root.iterfind(f".//{T}correspDesc//{T}persName"):
            is_note = any(around.tag == f"{T}note" for around in name.iterancestors())
            plain += not is_note and bool(name.get("key") or name.get("ref"))
    found = [row for row in edition.rows("correspondents") if row.kind == "person" and row.key]  # type: ignore[union-attr]
    assert len(found) == plain > 1000
    documents = list(edition.documents())
    assert sum(d.row.date is not None for d in documents) > 0.98 * len(documents)


def test_all_that_is_known_fits_together(edition: siglum.Edition) -> None:
    """Each row's document is one, each mention's entity is one."""
    documents = {row.document for row in edition.rows("documents")}
    entities = {(row.document, row.xml_id) for row in edition.rows("entities")}  # type: ignore[union-attr]
    for table in TABLES:
        assert {row.document for row in edition.rows(table)} <= documents
    meant = {(m.row.entity_document, m.row.entity) for m in edition.mentions() if m.row.entity}
    assert meant and meant <= entities


def test_real_documents_of_all_kinds_are_read(external: Path, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    shutil.copytree(external / "corpus", folder / "tei")
    (folder / "edition.toml").write_text('[edition]\ntitle = "C"\n', "utf-8")
    roots = {}
    for path in sorted((folder / "tei").glob("*.xml")):
        try:
            root = etree.parse(path, etree.XMLParser(resolve_entities=False)).getroot()
        except etree.XMLSyntaxError:
            continue
        if root.tag in (f"{T}TEI", f"{T}teiCorpus"):
            roots[f"tei/{path.name}"] = root
    with siglum.Edition.open(folder) as edition:
        read = {d.path for d in edition.documents()}
        errors = {f"tei/{f.span.file.name}" for f in edition.findings() if f.severity == "error"}
        assert read == roots.keys() - (errors - read)
        for name in read:
            include = "{http://www.w3.org/2001/XInclude}include"
            if next(roots[name].iter(include), None) is not None:
                continue
            ids = [e.get(ID) for e in roots[name].iter("*") if e.get(ID)]
            units = [u.xml_id for u in edition.document(name).units() if u.xml_id]
            assert units == ids, name


def test_the_cable_is_read(edition_of_the_cable: Path) -> None:
    with siglum.Edition.open(edition_of_the_cable) as edition:
        (cable,) = edition.documents()
        assert (cable.kind, cable.row.date) == ("letter", "1949-01-10")
        assert cable.senders() == ["Mao Zedong"]
        root = etree.parse(edition.root / cable.path).getroot()
        plain = Counter(v for v in root.xpath("//@ref") if "authority/" in v)
        found = Counter(m.row.value for m in cable.mentions() if m.row.attribute == "ref")
        assert found == plain
        assert all(m.entity for m in cable.mentions() if m.row.attribute == "ref")
        assert [f.code for f in edition.findings()] == []
        assert edition.entity("tianjin").coordinates is not None


@pytest.fixture
def edition_of_the_cable(copy_edition, tmp_path: Path) -> Path:  # type: ignore[no-untyped-def]
    return copy_edition(tmp_path / "cable")  # type: ignore[no-any-return]
