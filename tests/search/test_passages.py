"""The passages of rendered pages: all that a source says there, and no word that a page adds."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from lxml import html

from commands import REPO
from siglum.edition.document import Document, parse
from siglum.edition.reading import read
from siglum.model.registers import Authority
from siglum.proof import claims
from siglum.proof.conservation import Conservation
from siglum.render.frame import Page
from siglum.render.outputs import Format, View
from siglum.render.pages import Wanted, renderings
from siglum.search.folding import words
from siglum.search.passages import passages_of, with_printed
from siglum.search.searched import Passage

VIEWS = (View.READING, View.TRANSCRIPT, View.CRITICAL)
_LETTER = re.compile(r"[^\W_]")


def rendered(document: Document) -> dict[View, str]:
    """Return the pages of a document, with the claims of what is the source's."""
    conservation = Conservation(document)
    wanted = [Wanted(view, (Format.HTML,), Page(stylesheets=("siglum.css",))) for view in VIEWS]
    pages = {}
    for made in renderings(document, wanted, Authority(), conservation.tree):
        assert not isinstance(made.rendering, Exception)
        pages[made.view] = made.rendering.text
    return pages


def letters_of_source(page: str) -> str:
    """Return the letters that stand in the text of a page and are claimed for the source."""
    root = html.document_fromstring(page)
    found = []
    for text in root.xpath("//section[@id='sg-text']//text()[not(ancestor::h2/@id)]"):
        if "\ufde1" in text:
            found.append(claims.stripped(text))
    return "".join(_LETTER.findall("".join(found)))


def letters(passages: tuple[Passage, ...]) -> str:
    return "".join(_LETTER.findall("".join(passage.text for passage in passages)))


def document(body: str, language: str = "en") -> Document:
    source = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}"><teiHeader>
    <fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/>
    </sourceDesc></fileDesc></teiHeader><text><body>{body}</body></text></TEI>"""
    return Document(Path("d.xml"), source.encode(), parse(Path("d.xml"), source.encode()))


def passages(body: str, view: View = View.READING) -> list[tuple[str, str]]:
    page = claims.stripped(rendered(document(body))[view])
    return [(passage.anchor, passage.text) for passage in passages_of(page)]


def test_a_passage_is_a_block_with_the_id_of_it_or_around_it() -> None:
    assert passages(
        '<div xml:id="d"><head>A head</head><p xml:id="p">One <name xml:id="n">two</name> '
        "three.</p><p>Four</p></div><p>Five</p>"
    ) == [("d", "A head"), ("p", "One two three."), ("d", "Four"), ("sg-text", "Five")]


def test_lines_of_verse_and_cells_of_a_row_are_one_passage() -> None:
    assert passages(
        '<lg xml:id="g"><l xml:id="one" n="5">One line</l><l>and the next</l></lg>'
        "<lg><l>Another</l></lg><table><row><cell>a</cell><cell>b</cell></row><row><cell>c</cell>"
        "</row></table>"
    ) == [("one", "One line and the next"), ("sg-text", "Another"), ("sg-text", "a b"),
          ("sg-text", "c")]  # fmt: skip


def test_words_of_the_page_are_none_of_the_text() -> None:
    assert passages(
        '<p xml:id="p">One<note>A note</note> <lb n="5"/>two <gap reason="illegible"/> three '
        '<space unit="lines" quantity="3"/> four <pb n="12"/>fi<lb break="no" n="6"/>ve</p>'
    ) == [("p", "One two […] three four five")]


def test_languages_are_those_that_the_text_says() -> None:
    page = claims.stripped(
        rendered(document('<p>One</p><p xml:lang="fr">Deux</p>', "en"))[View.READING]
    )
    assert [passage.language for passage in passages_of(page, "de")] == ["en", "fr"]
    none = page.replace('lang="en"', "")
    assert [passage.language for passage in passages_of(none, "de")] == ["de", "fr"]


def test_words_as_printed_stand_beside_those_to_read_where_they_differ() -> None:
    pages = rendered(
        document(
            '<p xml:id="a">Same</p><p xml:id="b">The <choice><sic>hose</sic><corr cert="high">house'
            "</corr></choice></p>"
        )
    )
    read, printed = (passages_of(claims.stripped(pages[view])) for view in VIEWS[:2])
    joined = with_printed(read, printed)
    assert [(each.text, each.printed) for each in joined] == [
        ("Same", ""),
        ("The house", "The hose"),
    ]


def test_what_is_only_printed_is_a_passage_after_those_of_its_anchor() -> None:
    read = (Passage("a", "one"), Passage("b", "two"))
    printed = (Passage("a", "one"), Passage("a", "more"), Passage("b", "two"), Passage("c", "end"))
    joined = with_printed(read, printed)
    assert [(each.anchor, each.text, each.printed) for each in joined] == [
        ("a", "one", ""),
        ("a", "", "more"),
        ("b", "two", ""),
        ("c", "", "end"),
    ]


def _is_whole(path: Path, root: Path) -> None:
    for view, page in rendered(read(path, root)).items():
        found = passages_of(claims.stripped(page))
        assert letters(found) == letters_of_source(page), (path.name, view)
        assert all(next(words(passage.text)).form for passage in found)


def test_the_words_of_the_cables_passages_are_those_of_its_text() -> None:
    (path,) = (REPO / "tei").glob("*.xml")
    _is_whole(path, REPO)


@pytest.mark.parametrize("name", ["letters/briefe", "correspondence/data/editions"])
def test_the_words_of_passages_are_those_of_the_text(external: Path, name: str) -> None:
    folder = external / "editions" / name
    paths = sorted(folder.rglob("*.xml"))
    for path in random.Random(2).sample(paths, 25):
        _is_whole(path, folder)
