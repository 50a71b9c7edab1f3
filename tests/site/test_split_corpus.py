"""Real documents, split: nothing lost, no id twice, no link astray."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from lxml import html as markup

from siglum.edition.document import Document, parse
from siglum.model.registers import Authority
from siglum.proof.conservation import Conservation
from siglum.render.frame import Page, Part
from siglum.render.outputs import Format, View
from siglum.render.pages import html
from siglum.site.names import page_name, split
from siglum.site.parts import SUPPLEMENTS, Parts


def test_long_documents_of_the_corpus_are_whole_on_their_pages(external: Path) -> None:
    divided = 0
    for path in sorted((external / "corpus").glob("*.xml")):
        data = path.read_bytes()
        document = Document(path, data, parse(path, data))
        parts = Parts.of(document.root)
        if not parts.names:
            continue
        divided += 1
        conservation = Conservation(document)
        parts.mark(conservation.tree)
        pages = _pages(document, parts, conservation)
        assert len(pages) > len(parts.names)
        assert conservation.findings() == []
        _check_links(pages)
    assert divided > 3


def _pages(
    document: Document, parts: Parts, conservation: Conservation
) -> dict[str, markup.HtmlElement]:
    view, stem = View.CRITICAL, "document"
    page = Page(
        href=page_name(stem, view),
        parts=tuple(
            Part(name, page_name(stem, view, name), (), None)
            for name in (*parts.names, SUPPLEMENTS)
        ),
    )
    made = html(document, view, page, Authority(), conservation.tree).text
    proved = conservation.checked(made, view, Format.HTML)
    return {name: markup.document_fromstring(text) for name, text in split(proved, "")}


def _check_links(pages: dict[str, markup.HtmlElement]) -> None:
    ids = {name: page.xpath("//@id") for name, page in pages.items()}
    for name, page in pages.items():
        assert len(ids[name]) == len(set(ids[name])), name
        for href in map(unquote, page.xpath("//a/@href")):
            file, _, target = href.partition("#")
            if file in ("", *pages) and target:
                assert target in ids[file or name], (name, href)
