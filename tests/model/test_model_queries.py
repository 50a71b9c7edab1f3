"""Questions to all rows, by the public interface."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from small_editions import FILES, LETTER, document, write

import siglum
from siglum.findings.diagnostics import CannotRun


def opened(folder: Path, files: dict[str, str], settings: str = "") -> siglum.Edition:
    write(folder, files, settings)
    return siglum.Edition.open(folder)


def test_every_way_of_naming_leads_to_the_one_entry(tmp_path: Path) -> None:
    ways = ["../reg/persons.xml#p1", "#p1", "p1", "http://d-nb.info/gnd/118609807/"]
    text = (
        "".join(f'<rs ref="{way}">{way}</rs>' for way in ways) + '<persName key="p1">k</persName>'
    )
    with opened(tmp_path, {**FILES, "tei/a.xml": document(text)}) as edition:
        found = list(edition.document("tei/a.xml").mentions())
        assert [m.entity.name if m.entity else None for m in found] == ["Arthur Schnitzler"] * 5
        assert edition.entity("p1").count() == 5 + 2
        assert len(list(edition.entity("p1").mentions())) == 7


def test_mentions_come_by_the_date_of_their_documents(tmp_path: Path) -> None:
    files = {
        f"tei/{name}.xml": LETTER.replace("1892-02-01", date)
        for name, date in (("a", "1900"), ("b", "1891-05"), ("c", "1891-05-02"))
    }
    with opened(tmp_path, {**FILES, **files}) as edition:
        place = edition.entity("l1")
        dates = [m.document.date.edtf for m in place.mentions() if m.document.date]
        assert dates == sorted(dates) and len(dates) == 8
        assert [d.path for d in edition.documents_by_date(1891, 1892)] == [
            "tei/b.xml", "tei/c.xml", "tei/letter.xml",
        ]  # fmt: skip


def test_letters_between_two_go_both_ways(tmp_path: Path) -> None:
    back = LETTER.replace("persons.xml#p1", "X").replace("persons.xml#p2", "persons.xml#p1")
    back = back.replace("../reg/X", "../reg/persons.xml#p2").replace("1892-02-01", "1892-01-01")
    other = back.replace("received", "read")
    files = {**FILES, "tei/back.xml": back, "tei/other.xml": other}
    with opened(tmp_path, files) as edition:
        one, two = edition.entity("p1"), edition.entity("p2")
        letters = ["tei/back.xml", "tei/letter.xml"]
        assert [d.path for d in edition.letters_between(one, two)] == letters
        assert [d.path for d in edition.letters_between(two, one)] == letters
        assert list(edition.letters_between(one, edition.entity("l1"))) == []


COPY = '<listPerson><person xml:id="{}"><persName>{}</persName>{}</person></listPerson><p>{}</p>'
GND = '<idno type="GND">7</idno>'


def test_copies_of_an_entry_in_documents_are_the_registers(tmp_path: Path) -> None:
    copy = COPY.format("p1", "Arthur", "", '<rs ref="#p1">him</rs>')
    with opened(tmp_path, {**FILES, "tei/a.xml": document(copy)}) as edition:
        (mention,) = edition.document("tei/a.xml").mentions()
        assert mention.entity is not None
        assert mention.entity.row.document == "reg/persons.xml"
        assert len(list(edition.entities("person"))) == 2


def test_entries_of_documents_are_one_only_if_they_share_an_identifier(tmp_path: Path) -> None:
    same = {
        f"tei/{name}.xml": document(COPY.format("q", name, GND, '<rs ref="#q">x</rs>'))
        for name in "ab"
    }
    plays = {
        f"tei/{name}.xml": document(COPY.format("antonio", name, "", '<rs ref="#antonio">x</rs>'))
        for name in "cd"
    }
    with opened(tmp_path, {**same, **plays}) as edition:
        meant = [m.entity.row.document for m in edition.mentions() if m.entity]
        assert meant == ["tei/a.xml", "tei/a.xml", "tei/c.xml", "tei/d.xml"]
        assert edition.entity("q").count() == 2
        assert edition.entity("antonio").count() == 1


def test_an_entry_that_many_documents_have_is_meant_by_one_that_has_it_not(tmp_path: Path) -> None:
    files = {
        f"tei/{name}.xml": document(COPY.format("q", name, GND, '<rs ref="#q">x</rs>'))
        for name in "ab"
    }
    alone = document(COPY.format("antonio", "A", "", ""))
    other = document('<rs ref="#q">x</rs><rs ref="#antonio">x</rs>')
    with opened(tmp_path, {**files, "tei/c.xml": alone, "tei/d.xml": other}) as edition:
        found = [m.row.entity for m in edition.document("tei/d.xml").mentions()]
        assert found == ["q", None]


def test_an_element_that_names_an_entry_twice_is_one_mention(tmp_path: Path) -> None:
    text = '<persName key="p1" ref="https://d-nb.info/gnd/118609807">A</persName>'
    with opened(tmp_path, {**FILES, "tei/letter.xml": document(text)}) as edition:
        person = edition.entity("p1")
        assert [m.row.attribute for m in person.mentions()] in (["key"], ["ref"])
        assert person.count() == 1


def test_an_occupation_is_no_place_of_the_same_id(tmp_path: Path) -> None:
    person = (
        '<listPerson><person xml:id="a"><persName>A</persName><occupation ref="#l1">writer'
        "</occupation></person></listPerson>"
    )
    with opened(
        tmp_path, {"reg/p.xml": document(person), "reg/l.xml": FILES["reg/places.xml"]}
    ) as e:
        assert [m.entity for m in e.mentions() if m.row.element == "occupation"] == [None]


def test_the_same_id_in_two_registers_is_told_apart_by_path_and_by_kind(tmp_path: Path) -> None:
    files = {
        "reg/a.xml": document('<place xml:id="x"><placeName>P</placeName></place>'),
        "reg/b.xml": document('<person xml:id="x"><persName>Q</persName></person>'),
        "tei/d.xml": document(
            '<rs ref="../reg/a.xml#x">1</rs><rs ref="../reg/b.xml#x">2</rs>'
            '<persName key="x">3</persName><placeName key="x">4</placeName>'
        ),
    }
    with opened(tmp_path, files) as edition:
        found = [m.entity.name for m in edition.mentions() if m.entity]
        assert found == ["P", "Q", "Q", "P"]


def test_pointers_count_as_mentions_only_where_they_lead_to_an_entry(tmp_path: Path) -> None:
    text = (
        '<p xml:id="y"><seg corresp="#p1">a</seg><seg corresp="#y">b</seg><seg ana="#z">c</seg></p>'
    )
    with opened(tmp_path, {**FILES, "tei/letter.xml": document(text)}) as edition:
        assert [m.row.value for m in edition.document("tei/letter.xml").mentions()] == ["#p1"]


def test_the_text_of_a_unit_is_what_it_says_alone(tmp_path: Path) -> None:
    text = '<p xml:id="a">One <hi>two</hi>.</p><div><p>x</p><p xml:id="b">Three.</p></div>'
    with opened(tmp_path, {"tei/d.xml": document(text)}) as edition:
        found = edition.document("tei/d.xml")
        assert found.unit("a").text().strip() == "One two."
        assert found.unit("b").text("transcript").strip() == "Three."
        assert found.text().split() == ["One", "two.", "x", "Three."]
        with pytest.raises(KeyError):
            found.unit("nothing")
        (tmp_path / "tei/d.xml").unlink()
        with pytest.raises(CannotRun):
            found.text()


def test_what_is_asked_for_and_not_there_is_a_key_error(tmp_path: Path) -> None:
    with opened(tmp_path, FILES) as edition:
        for ask in (edition.document, edition.entity, edition.rows):
            with pytest.raises(KeyError):
                ask("nothing")


def test_the_package_alone_imports_nothing_of_the_interface() -> None:
    code = "import siglum, sys; print(sorted(m for m in sys.modules if m.startswith('siglum.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("number", [200])
def test_many_documents_come_one_by_one(tmp_path: Path, number: int) -> None:
    files = {f"tei/{n:04}.xml": LETTER for n in range(number)}
    with opened(tmp_path, {**FILES, **files}) as edition:
        several = edition.documents()
        assert next(several).path == "tei/0000.xml"
        assert sum(1 for _ in several) == number
        assert edition.entity("p1").count() == 2 * (number + 1)
