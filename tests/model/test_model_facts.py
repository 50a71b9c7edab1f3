"""What one document says: mentions, entries, dates, correspondence, units, pictures."""

from __future__ import annotations

import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from small_editions import FILES, PERSONS, PLACES, TEI, document, write

from siglum.edition.config import load
from siglum.findings.diagnostics import Diagnostic
from siglum.model.facts import Facts, read
from siglum.model.rows import MentionRow


def facts(
    folder: Path, text: str, settings: str = "", name: str = "tei/d.xml"
) -> tuple[Facts, tuple[Diagnostic, ...]]:
    """Return what is said by one document of an edition."""
    edition = write(folder / "e", {name: text}, settings)
    path = folder / "e" / name
    return read(path.read_bytes(), path, edition)


def mentions(folder: Path, text: str, settings: str = "", header: str = "") -> list[MentionRow]:
    return list(facts(folder, document(text, header), settings)[0].mentions)


@pytest.mark.parametrize(
    ("markup", "form", "target", "key"),
    [
        ('<persName ref="../reg/p.xml#p1">A</persName>', "address", "reg/p.xml", "p1"),
        ('<persName ref="../reg/p%2Exml#p1">A</persName>', "address", "reg/p.xml", "p1"),
        ('<persName ref="#p1">A</persName>', "fragment", None, "p1"),
        ('<p xml:id="p1"><persName ref="#p1">A</persName></p>', "fragment", "tei/d.xml", "p1"),
        ('<persName ref="p1">A</persName>', "bare", None, "p1"),
        ('<persName key="p1">A</persName>', "key", None, "p1"),
        ('<persName key="#p1">A</persName>', "fragment", None, "p1"),
        ('<persName key="Mao Zedong">A</persName>', "key", None, "Mao Zedong"),
        ('<persName ref="pmb:1">A</persName>', "prefix", "reg/p.xml", "p1"),
        ('<persName ref="http://d-nb.info/gnd/1/">A</persName>', "uri", None, "d-nb.info/gnd/1"),
        ('<persName ref="../../x.xml#p1">A</persName>', "refused", None, None),
        ("<persName>A</persName>", "none", None, None),
        ('<bibl sameAs="w1">A</bibl>', "bare", None, "w1"),
        ('<term corresp="#t1">A</term>', "fragment", None, "t1"),
        ('<addrLine ref="#l1">A</addrLine>', "fragment", None, "l1"),
    ],
)
def test_a_mention_is_found_however_it_is_written(
    tmp_path: Path, markup: str, form: str, target: str | None, key: str | None
) -> None:
    header = (
        '<encodingDesc><listPrefixDef><prefixDef ident="pmb" matchPattern="([0-9]+)"'
        ' replacementPattern="../reg/p.xml#p$1"/></listPrefixDef></encodingDesc>'
    )
    (found,) = mentions(tmp_path, markup, header=header)
    assert (found.form, found.target, found.key, found.text) == (form, target, key, "A")


def test_several_values_are_several_mentions(tmp_path: Path) -> None:
    text = '<rs ref="#p1 #p2">A</rs><rs key="JP-1 JP-2">B</rs>'
    assert [m.key for m in mentions(tmp_path, text)] == ["p1", "p2", "JP-1", "JP-2"]


def test_keys_are_what_the_settings_say(tmp_path: Path) -> None:
    settings = '[links]\n"persName/@n" = "reg/p.xml#{}"\n"@key" = "#{}"\n"rs/@ref" = ""\n'
    text = '<persName n="p1">A</persName><name key="p2">B</name><rs ref="any thing">C</rs>'
    found = mentions(tmp_path, text, settings)
    assert [(m.form, m.target, m.key) for m in found] == [
        ("key", "reg/p.xml", "p1"),
        ("key", None, "p2"),
        ("key", None, None),
        ("key", None, None),
    ]


def test_guesses_are_told_once_and_declared_keys_are_none(tmp_path: Path) -> None:
    text = document('<persName key="p1">A</persName><persName key="p2">B</persName>')
    _, told = facts(tmp_path, text)
    assert [(d.code, d.severity) for d in told] == [("SG409", "info")]
    assert "persName/@key" in told[0].message and "2 times" in told[0].message
    _, told = facts(tmp_path, text, '[links]\n"persName/@key" = "#{}"\n')
    assert told == ()


def test_notes_and_the_editors_spelling_are_no_part_of_a_form(tmp_path: Path) -> None:
    text = (
        "<persName>Ka<lb break='no'/>rl<note>who?</note> <choice><sic>Mey</sic><corr>Maier</corr>"
        "</choice></persName><persName><forename>A</forename><surname>B</surname></persName>"
    )
    assert [m.text for m in mentions(tmp_path, text)] == ["Karl Mey", "A B"]


@pytest.mark.parametrize(
    "letter",
    [
        '<correspAction type="sent"><persName ref="#p1">A</persName><placeName ref="#l1">L'
        '</placeName><date when="1892"/></correspAction><correspAction type="received">'
        '<orgName ref="#o1">B</orgName><placeName ref="#l2">M</placeName></correspAction>',
        '<sender><persName ref="#p1">A</persName></sender><addressee><orgName ref="#o1">B</orgName>'
        '</addressee><placeSender><placeName ref="#l1">L</placeName></placeSender>'
        '<placeAddressee><placeName ref="#l2">M</placeName></placeAddressee>'
        '<dateSender><date when="1892"/></dateSender>',
    ],
)
def test_a_correspondence_is_read_in_both_of_its_forms(tmp_path: Path, letter: str) -> None:
    header = f"<profileDesc><correspDesc>{letter}</correspDesc></profileDesc>"
    found, _ = facts(tmp_path, document(header=header))
    assert {(m.key, m.role) for m in found.mentions} == {
        ("p1", "sender"), ("l1", "sent-from"), ("o1", "receiver"), ("l2", "received-at"),
    }  # fmt: skip
    assert {(c.key, c.action, c.kind, c.name) for c in found.correspondents} == {
        ("p1", "sent", "person", "A"), ("l1", "sent", "place", "L"),
        ("o1", "received", "org", "B"), ("l2", "received", "place", "M"),
    }  # fmt: skip
    assert (found.documents[0].date, found.documents[0].date_role) == ("1892", "sent")
    assert found.documents[0].kind == "letter"


def test_the_date_of_a_document_is_the_best_that_it_says(tmp_path: Path) -> None:
    title = 'T</title><title type="iso-date" n="3">1892-02-01</title><title type="sub">S'
    text = '<dateline><date when="1893"/></dateline>'
    found, told = facts(tmp_path, document(text, title=title))
    row = found.documents[0]
    assert (row.date, row.date_role, row.order) == ("1892-02-01", "title", "3")
    assert (row.title, row.subtitle) == ("T", "S")
    assert "title" in told[0].message
    created = '<profileDesc><creation><date when="1890">d</date></creation></profileDesc>'
    found, told = facts(tmp_path, document(text, created, title=title))
    assert (found.documents[0].date, found.documents[0].date_role, told) == ("1890", "created", ())
    found, told = facts(tmp_path, document(text))
    assert (found.documents[0].date, found.documents[0].date_role) == ("1893", "dateline")
    assert [d.code for d in told] == ["SG409"]
    imprint = (
        "<biblStruct><monogr><title/><imprint><date>1850</date></imprint></monogr></biblStruct>"
    )
    found, told = facts(tmp_path, document().replace("<sourceDesc><p/>", f"<sourceDesc>{imprint}"))
    assert (found.documents[0].date, found.documents[0].date_role) == ("1850", "printed")
    assert {d.message.partition(", as")[0] for d in told} == {
        "imprint/date is taken for the date of the document",
        "words of date are taken for a date",
    }


def test_a_person_has_names_dates_identifiers_and_notes(tmp_path: Path) -> None:
    found, _ = facts(tmp_path, PERSONS, name="reg/persons.xml")
    person = found.entities[0]
    assert (person.name, person.sort, person.kind) == (
        "Arthur Schnitzler", "Schnitzler, Arthur", "person",
    )  # fmt: skip
    assert person.is_register
    assert [(n.form, n.type, n.is_main) for n in found.names if n.entity == "p1"] == [
        ("Arthur Schnitzler", "reg", True), ("A. S.", None, False),
    ]  # fmt: skip
    assert [(d.role, d.edtf) for d in found.dates] == [("birth", "1862-05-15"), ("death", "1931")]
    assert [i.value for i in found.identifiers] == ["https://d-nb.info/gnd/118609807"]
    assert [n.text for n in found.notes] == ["Writer."]
    assert [(m.role, m.entry) for m in found.mentions] == [("birth", "p1")]


def test_coordinates_are_the_places_own(tmp_path: Path) -> None:
    found, _ = facts(tmp_path, PLACES, name="reg/places.xml")
    (place,) = found.entities
    assert (place.latitude, place.longitude) == (48.2066, 16.37341)
    assert [(n.form, n.language) for n in found.names] == [("Wien", "de"), ("Bécs", "hu")]


@pytest.mark.parametrize(
    ("markup", "kind", "name"),
    [
        ('<listOrg><org xml:id="x"><orgName>O</orgName></org></listOrg>', "org", "O"),
        ('<listBibl><bibl xml:id="x"><title>W</title></bibl></listBibl>', "work", "W"),
        ('<bibl type="secondary" xml:id="x"><title>W</title></bibl>', "bibl", "W"),
        ('<biblStruct xml:id="x"><monogr><title>W</title></monogr></biblStruct>', "work", "W"),
        ('<listEvent><event xml:id="x"><label>E</label></event></listEvent>', "event", "E"),
        (
            '<object xml:id="x"><objectIdentifier><objectName>V</objectName></objectIdentifier>'
            "</object>",
            "object",
            "V",
        ),
        ('<list><item xml:id="x"><label>T</label></item></list>', "term", "T"),
    ],
)
def test_entries_of_every_kind_are_found(tmp_path: Path, markup: str, kind: str, name: str) -> None:
    found, _ = facts(tmp_path, document(more=f"<standOff>{markup}</standOff>"), name="reg/r.xml")
    assert [(e.xml_id, e.kind, e.name) for e in found.entities] == [("x", kind, name)]


def test_a_file_may_be_one_entry(tmp_path: Path) -> None:
    text = document("<person><persName>Mao</persName></person>").replace(
        "<TEI ", '<TEI xml:id="m" '
    )
    found, told = facts(tmp_path, text, name="reg/mao.xml")
    assert [(e.xml_id, e.name) for e in found.entities] == [("m", "Mao")]
    assert [d.code for d in told] == ["SG409"]


def test_units_have_ids_and_references(tmp_path: Path) -> None:
    header = (
        '<encodingDesc><refsDecl><citeStructure unit="p" match="/TEI/text/body/p"'
        ' use="position()"/></refsDecl></encodingDesc>'
    )
    text = '<p>a</p><p xml:id="b">b <seg xml:id="c"><rs ref="#x">c</rs></seg></p>'
    found, _ = facts(tmp_path, document(text, header))
    units = [(u.element, u.xml_id, u.reference, u.part) for u in found.units]
    assert units == [
        ("p", None, "1", "body"), ("p", "b", "2", "body"), ("seg", "c", None, "body"),
    ]  # fmt: skip
    assert found.units[2].parent == found.units[1].number
    assert found.mentions[0].unit == found.units[2].number


def test_pictures_and_zones_are_found(tmp_path: Path) -> None:
    facsimile = (
        '<facsimile><surface n="1r" xml:id="s"><graphic url="../img/1.jpg" width="10px"/>'
        '<zone xml:id="z" ulx="1" uly="2" lrx="3.5" lry="nan"/></surface></facsimile>'
    )
    text = '<p><pb n="2" facs="https://iiif.example.org/2/info.json"/><pb facs="#z"/></p>'
    found, _ = facts(tmp_path, document(text, more=facsimile))
    assert [(p.url, p.file, p.page) for p in found.pictures] == [
        ("../img/1.jpg", "img/1.jpg", "1r"), ("https://iiif.example.org/2/info.json", None, "2"),
    ]  # fmt: skip
    surface, zone = found.zones
    assert (zone.surface, zone.lrx, zone.lry) == (surface.number, 3.5, None)


def test_included_files_are_parts_and_their_names_are_read(tmp_path: Path) -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{}"{}/>'
    write(tmp_path / "e", {"tei/parts/p.xml": f'<p xmlns="{TEI}"><rs ref="#p1">x</rs></p>'})
    text = include.format("parts/p.xml", "") + include.format("parts/t.txt", ' parse="text"')
    (tmp_path / "e/tei/parts/t.txt").write_text("t", "utf-8")
    found, _ = facts(tmp_path, document(text))
    assert [(p.file, bool(p.digest)) for p in found.parts] == [
        ("tei/parts/p.xml", True), ("tei/parts/t.txt", True),
    ]  # fmt: skip
    assert [(m.key, m.line) for m in found.mentions] == [("p1", None)]


@pytest.mark.parametrize(
    "data",
    [b"", b"<TEI", b"<x/>", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', b"\x00\x01", b"\xff<a/>"],
)
def test_what_is_no_tei_gives_a_finding_and_no_facts(tmp_path: Path, data: bytes) -> None:
    edition = write(tmp_path / "e", {})
    found, told = read(data, tmp_path / "e/tei/x.xml", edition)
    assert found == Facts() and len(told) == 1 and told[0].severity == "error"


def test_rows_are_the_same_in_another_process(tmp_path: Path) -> None:
    write(tmp_path / "e", FILES)
    here = [_read(str(tmp_path / "e"), name) for name in FILES]
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        there = [pool.submit(_read, str(tmp_path / "e"), name) for name in reversed(FILES)]
    assert here == [each.result() for each in reversed(there)]
    assert pickle.loads(pickle.dumps(here)) == here


def _read(folder: str, name: str) -> tuple[Facts, tuple[Diagnostic, ...]]:
    path = Path(folder, name)
    return read(path.read_bytes(), path, load(Path(folder, "edition.toml")))


def test_deep_and_long_names_are_cut_short_and_stop_nothing(tmp_path: Path) -> None:
    deep = "<hi>" * 1500 + "x" + "</hi>" * 1500
    text = f'<rs ref="#a">{deep}</rs><rs ref="#b">{"word " * 100_000}</rs>'
    deep_one, long_one = mentions(tmp_path, text)
    assert deep_one.text == "x"
    assert len(long_one.text) == 2000 and long_one.text.endswith("…")


def test_the_order_of_rows_is_that_of_the_source(tmp_path: Path) -> None:
    text = '<persName corresp="#c" key="k1" ref="#r" sameAs="#s" ana="#a">x</persName>'
    found = mentions(tmp_path, text)
    assert [m.attribute for m in found] == ["corresp", "key", "ref", "sameAs", "ana"]
