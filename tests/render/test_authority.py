"""What a page tells of persons, places and books: it is in the edition's authority files."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html as html_tree
from rendered import document

from siglum.edition.config import Edition, Settings
from siglum.model.registers import Authority, Registers, pointers
from siglum.render.frame import Page
from siglum.render.outputs import View
from siglum.render.pages import html

_TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{}</TEI>'
_LISTS = """<standOff><listPerson><person xml:id="a"><persName>Anna</persName>{person}</person>
</listPerson><listPlace><place xml:id="b"><placeName>Bonn</placeName><location><geo>{geo}</geo>
</location></place></listPlace><listBibl><bibl xml:id="c"><author>Karl</author>, <title>A
Book</title>.</bibl></listBibl></standOff>"""


def _page(folder: Path, body: str, person: str = "", geo: str = "1 2") -> html_tree.HtmlElement:
    lists = _LISTS.format(person=person, geo=geo)
    (folder / "lists.xml").write_text(_TEI.format(lists), "utf-8")
    edition = Edition(folder, Settings(authority=("lists.xml",)))
    letter = document(_TEI.format(f"<text><body><p>{body}</p></body></text>"))
    letter.path = folder / "letter.xml"
    registers = Registers.of(edition)
    authority = registers.named(folder, pointers(letter.root.iter("*")))
    made = html(letter, View.CRITICAL, Page(), authority)
    return html_tree.document_fromstring(made.text)


def _names(page: html_tree.HtmlElement) -> str:
    (section,) = page.xpath("//section[@id='sg-names']")
    return " ".join(section.text_content().split())


@pytest.mark.parametrize("name", ["persName", "name", "rs"])
def test_whatever_names_a_person_leads_to_the_entry(tmp_path: Path, name: str) -> None:
    page = _page(tmp_path, f'<{name} ref="lists.xml#a">my sister</{name}>')
    (link,) = page.xpath("//a[text()='my sister']")
    assert page.get_element_by_id(link.get("href")[1:]).text_content().startswith("Anna")


@pytest.mark.parametrize(
    ("person", "told"),
    [
        (
            '<birth when="1760-02-03"/><death when="1829">1829</death>',
            "3 February 1760. Died 1829.",
        ),
        ('<birth when="1760-02"><placeName>Bonn</placeName></birth>', "February 1760, Bonn."),
        ('<birth when="1760">about 1760, Bonn</birth><death/>', "about 1760, Bonn."),
    ],
)
def test_birth_and_death_are_told_of_text_or_attributes(
    tmp_path: Path, person: str, told: str
) -> None:
    page = _page(tmp_path, '<persName ref="lists.xml#a">A</persName>', person)
    assert _names(page).endswith(f"Anna. Born {told}")


@pytest.mark.parametrize(
    ("geo", "told"),
    [
        ("50.7374 7.0982", "50.7374, 7.0982."),
        ("50.7 -7.1", "50.7, -7.1, to a tenth of a degree."),
        ("50.7 7.0982", "50.7, 7.0982."),
    ],
)
def test_coordinates_are_as_exact_as_they_are_written(tmp_path: Path, geo: str, told: str) -> None:
    page = _page(tmp_path, '<placeName ref="lists.xml#b">B</placeName>', geo=geo)
    assert _names(page).endswith(told)


def test_an_empty_bibl_shows_the_book_that_it_is(tmp_path: Path) -> None:
    page = _page(tmp_path, 'See <bibl sameAs="lists.xml#c"/>, <bibl corresp="lists.xml#d"/>.')
    (text,) = page.xpath("//section[@id='sg-text']//p")
    assert text.text_content() == "See Karl, A Book., lists.xml#d."


@pytest.mark.parametrize("pointer", ["#a", "#x #a", "lists.xml#a"])
def test_a_bare_id_that_stands_in_an_authority_file_leads_to_its_entry(
    tmp_path: Path, pointer: str
) -> None:
    page = _page(tmp_path, f'<persName ref="{pointer}">my sister</persName>')
    (link,) = page.xpath("//a[text()='my sister']")
    assert page.get_element_by_id(link.get("href")[1:]).text_content().startswith("Anna")
    assert "Anna" in _names(page)


def test_a_bare_id_of_the_document_itself_comes_before_authority_files(tmp_path: Path) -> None:
    lists = '<listPerson><person xml:id="a"><persName>Berta</persName></person></listPerson>'
    page = _page(tmp_path, f'<persName ref="#a">my sister</persName></p>{lists}<p>')
    (link,) = page.xpath("//a[text()='my sister']")
    assert "Berta" in page.get_element_by_id(link.get("href")[1:]).text_content()
    assert not page.xpath("//section[@id='sg-names']")


_NESTED = """<teiHeader><fileDesc><titleStmt><title/></titleStmt><publicationStmt><p/>
</publicationStmt><sourceDesc><bibl xml:id="lex">Lexicon, see <ref target="https://e.org/">x</ref>
</bibl><bibl xml:id="unused">Unused</bibl></sourceDesc></fileDesc></teiHeader>
<standOff xml:lang="de"><!-- a comment -->
<listPlace><place xml:id="land"><placeName>Land</placeName><place xml:id="town">
<placeName>Town</placeName><note source="#lex">By <persName ref="#a">A</persName>, in <ref
target="letter.xml">a letter</ref>, <ptr target="lists.xml#c"/>.</note></place></place>
<place><placeName>No id</placeName></place></listPlace><listPerson><person xml:id="a"
n="&gt;"><persName>Second &amp; last</persName></person><person xml:id="z"><persName>Z</persName>
</person></listPerson></standOff>"""


@pytest.mark.parametrize(
    "body",
    [
        '<persName ref="#a">A</persName>',
        '<placeName ref="nested.xml#town">T</placeName> <persName ref="nested.xml#a">A</persName>',
        '<placeName ref="nested.xml#land">L</placeName> <placeName ref="lists.xml#b">B</placeName>',
        '<persName ref="#">A</persName> <persName ref="nested.xml#">A</persName>',
        '<rs ref="nested.xml#z lists.xml#a #town">A</rs> <ptr target="lists.xml#c"/>',
        '<persName ref="nested.xml#none">A</persName>',
    ],
)
def test_the_entries_that_a_page_names_are_all_that_it_needs(tmp_path: Path, body: str) -> None:
    """The page is the same with whole registers."""
    (tmp_path / "lists.xml").write_text(_TEI.format(_LISTS.format(person="", geo="1 2")), "utf-8")
    (tmp_path / "nested.xml").write_text(_TEI.format(_NESTED), "utf-8")
    registers = Registers.of(Edition(tmp_path, Settings(authority=("*.xml",))))
    letter = document(_TEI.format(f'<text><body><p xml:id="p">{body}</p></body></text>'))
    letter.path = tmp_path / "letter.xml"
    page = Page(files=(("letter.xml", "letter.html"),))
    entries = registers.named(tmp_path, pointers(letter.root.iter("*")))
    whole = Authority(tuple((path.name, one.text) for path, one in registers.files.items()))
    assert len(str(entries.files)) < len(str(whole.files))
    made, expected = (html(letter, View.CRITICAL, page, each).text for each in (entries, whole))
    assert made == expected
