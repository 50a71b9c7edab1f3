"""Lists of words, for readers without scripts."""

from __future__ import annotations

from lxml import html

from siglum.render.frame import Page
from siglum.render.look import SIGLUM
from siglum.search.searched import Passage, Searched
from siglum.search.word_lists import list_pages, word_lists

DOCUMENTS = [
    Searched("One", "one.html", (Passage("p 1", "Waſſer, Wasser, été 12"), Passage("", "Wasser"))),
    Searched("<Two>", "two.html", (Passage("a", "wasser 中国", page="two.b.html"),)),
    *(Searched(f"N{n}", f"n{n}.html", (Passage("p", "und"),)) for n in range(50)),
]


def _pages(language: str = "en") -> dict[str, html.HtmlElement]:
    frame = Page(site="S", home="index.html", stylesheets=("siglum.css",))
    pages = list_pages(frame, language, SIGLUM, word_lists(DOCUMENTS))
    return {name: html.document_fromstring(content) for name, content in pages}


def test_each_first_letter_has_a_page_that_leads_to_all_others() -> None:
    pages = _pages()
    assert sorted(pages) == ["words-0030.html", "words-0045.html", "words-0055.html",
                             "words-0057.html"]  # fmt: skip
    for name, page in pages.items():
        links = page.xpath("//nav[@class='views']//a")
        assert [link.get("href") for link in links] == sorted(pages)
        assert [link.get("href") for link in links if link.get("aria-current")] == [name]


def test_a_word_leads_to_the_first_passage_of_each_document() -> None:
    (entry,) = _pages()["words-0057.html"].xpath("//dl/div")
    assert entry.findtext("dt") == "Wasser (4)"
    assert [(link.text, link.get("href")) for link in entry.iter("a")] == [
        ("One", "../one.html#p%201"),
        ("<Two>", "../two.b.html#a"),
    ]


def test_a_word_that_many_documents_have_says_how_many_are_not_named() -> None:
    (entry,) = _pages("de")["words-0055.html"].xpath("//dl/div")
    assert len(entry.xpath(".//a")) == 40
    assert entry.text_content().endswith("(+10)")
