"""TEI written in a test, rendered, and what a reader sees of it."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from lxml import etree, html
from markdown_it import MarkdownIt

from siglum.edition.document import Document, parse
from siglum.model.registers import Authority
from siglum.proof import claims
from siglum.render import pages, views
from siglum.render.frame import Page
from siglum.render.outputs import Format, View
from siglum.render.views import Rendering

TEI = "http://www.tei-c.org/ns/1.0"
FORMATS = tuple(format.value for format in Format)

_TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
<teiHeader><fileDesc><titleStmt><title>A title</title>{header}</titleStmt></fileDesc></teiHeader>
<text><body>{body}</body></text></TEI>"""


def document(source: str) -> Document:
    """Read a document, whatever its outermost element is."""
    path, data = Path("source.xml"), source.encode()
    return Document(path, data, parse(path, data))


def letter(body: str, header: str = "") -> Document:
    """Make a document of the content of its body, and what its titleStmt has after the title."""
    return document(_TEXT.format(body=body, header=header))


def rendered(
    source: Document, format: str, view: str = "transcript", tree: etree._ElementTree | None = None
) -> Rendering:
    """Render a document in one of FORMATS."""
    if Format(format).is_page:
        return pages.html(source, View(view), Page(), Authority(), tree)
    return views.lines(source, Format(format), View(view), tree=tree)


def text(body: str, view: str = "transcript") -> str:
    """Return the plain text of a body."""
    return rendered(letter(body), "text", view).text.rstrip("\n")


def page(body: str, view: str = "transcript", header: str = "") -> html.HtmlElement:
    """Return the section of a body's page that holds the text."""
    whole = html.document_fromstring(rendered(letter(body, header), "html", view).text)
    (section,) = whole.xpath("//section[@id='sg-text']/div")
    return section


def words(element: html.HtmlElement) -> str:
    """Return what an element shows, its white space folded."""
    return " ".join("".join(map(str, element.itertext())).split())


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.hidden += tag in ("head", "script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("head", "script", "style")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.text.append(data)


def shown(markup: str) -> str:
    """Return the text that a browser shows of a page."""
    parser = _Shown()
    parser.feed(markup)
    parser.close()
    return "".join(parser.text)


def claimed(source: Document, format: str, view: str) -> list[int]:
    """Return the numbers of the source's texts that an output shows true to the letter."""
    output = rendered(source, format, view, claims.claimed(source.tree)).text
    if format == "markdown":
        output = MarkdownIt("commonmark").render(output)
    _, *parts = claims.CLAIM.split(shown(output) if format in ("html", "markdown") else output)
    numbers = [claims.number(digits) for digits in parts[::2]]
    texts = [text for _, _, text in _texts(source)]
    return [
        number
        for number, after in zip(numbers, parts[1::2], strict=True)
        if claims.squeezed(after).startswith(claims.squeezed(texts[number]))
    ]


def expected(source: Document, format: str) -> list[int]:
    """Return the numbers of the texts that a format has: text and Markdown have no header."""
    return [
        number
        for number, (event, node, _) in enumerate(_texts(source))
        if format == "html" or not _is_in_header(event, node)
    ]


def _texts(source: Document) -> list[tuple[str, etree._Element, str]]:
    return [found for found in claims.walk(source.root) if found[2].strip()]


def _is_in_header(event: str, node: etree._Element) -> bool:
    element = node if event == "start" else node.getparent()
    header = f"{{{TEI}}}teiHeader"
    return element is not None and any(
        each.tag == header for each in (element, *element.iterancestors())
    )
