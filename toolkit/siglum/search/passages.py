"""The passages of a rendered page: its text, cut where a reader would cite it.

A page of siglum has its text in `section#sg-text`. A passage is what stands between two borders of
blocks there; lines of verse that follow one another, and the cells of a row, are one, so that
phrases are found across them. Its anchor is the id of the block, or of what is around it. Notes
stand elsewhere on the page; their anchors, links to the passage itself, and the words that a page
adds of its own are no text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree, html

from siglum.search.folding import words
from siglum.search.searched import Passage

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt"}
    | {"figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"}
    | {"li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tr", "ul"}
)
_CELLS = frozenset({"td", "th", "thead", "tbody", "tfoot", "rt", "rp", "img", "option"})
"""Elements that part words, and no passages."""
_NO_TEXT = frozenset({"script", "style", "template", "annotation", "annotation-xml", "noscript"})
_LINES = frozenset({"l", "addrLine"})
"""Classes of blocks that are lines of one passage."""
_LINKS = frozenset({"permalink", "back", "note-anchor", "to-picture"})
"""Classes of links that serve the page only."""
_UNSAID = frozenset({"label", "what", "line-number", "page-picture", "visually-hidden"})
"""Classes of what the page says of the text; no element of a source has such a class."""
_TEXT = ".//section[@id='sg-text']"


def passages_of(
    page: str, language: str = "", address: str = "", entries: Collection[str] = ()
) -> tuple[Passage, ...]:
    """Return the passages of one view of a document, as its page shows them.

    `language` is that of what says none, as the page itself is in the language of its own words.
    Where the document is split, `address` is that of the page, for all but its first. `entries` are
    the addresses of pages of entries, as links have them. A page that siglum has not made has its
    text in its `main`, or anywhere.
    """
    root = html.document_fromstring(page, parser=html.HTMLParser(huge_tree=True, encoding=None))
    found = list[Passage]()
    for section in _texts(root):
        heading = section.find("h2[@id='sg-text-heading']")
        cutting = _Cutting(address, language, entries)
        cutting.walk(section, heading)
        found += cutting.passages
    return tuple(found)


def _texts(root: etree._Element) -> list[etree._Element]:
    """Return the elements of a page that have its text; none of those made by siglum without."""
    found = list(root.iterfind(_TEXT))
    if found or root.find(".//main[@id='sg-main']") is not None:
        return found
    return list(root.iterfind(".//main")) or list(root.iterfind("body"))


def with_printed(reading: Sequence[Passage], printed: Sequence[Passage]) -> tuple[Passage, ...]:
    """Join the passages of the reading view with those of the transcript.

    Two are one where they are the same in number among those of their anchor. A passage that the
    transcript has alone comes after those of its anchor, with no words to read.
    """
    left = dict(_placed(printed))
    joined = list[tuple[Passage, int]]()
    last_of: dict[tuple[str, str], int] = {}
    for at, (place, passage) in enumerate(_placed(reading)):
        other = left.pop(place, None)
        if other is not None and _forms(other.text) != _forms(passage.text):
            passage = replace(passage, printed=other.text, printed_page=other.page)
        joined.append((passage, at))
        last_of[place[0]] = at
    for (anchor, _), passage in left.items():
        alone = replace(passage, text="", printed=passage.text, printed_page=passage.page)
        joined.append((alone, last_of.get(anchor, len(reading))))
    return tuple(passage for passage, _ in sorted(joined, key=lambda one: one[1]))


def _placed(
    passages: Sequence[Passage],
) -> Iterator[tuple[tuple[tuple[str, str], int], Passage]]:
    counts: dict[tuple[str, str], int] = {}
    for passage in passages:
        anchor = (passage.anchor, passage.language)
        counts[anchor] = counts.get(anchor, -1) + 1
        yield (anchor, counts[anchor]), passage


def _forms(text: str) -> list[str]:
    return [word.form for word in words(text)]


@dataclass(slots=True)
class _Cutting:
    """The passages of one section, while it is walked through."""

    address: str
    language: str
    entries: Collection[str]
    passages: list[Passage] = field(default_factory=list)
    _said: list[str] = field(default_factory=list)
    _anchor: str = ""
    _of: str = ""
    """The language of the passage that is being read."""
    _named: dict[str, None] = field(default_factory=dict)
    """The entries that are named in it."""

    def walk(self, section: etree._Element, heading: etree._Element | None) -> None:
        anchors, languages = ["sg-text"], [self.language]
        skipped: etree._Element | None = None
        for event, element in etree.iterwalk(section, events=("start", "end", "comment", "pi")):
            if event == "start" and skipped is None:
                if element is not section:
                    anchors.append(element.get("id") or anchors[-1])
                    languages.append(element.get("lang") or languages[-1])
                    self._begin(element)
                if element is heading or _is_unsaid(element):
                    skipped = element
                elif element.text:
                    self._say(element.text, element, anchors, languages[-1])
                continue
            if event == "end":
                if skipped is element:
                    skipped = None
                if skipped is not None or element is section:
                    continue
                anchors.pop()
                languages.pop()
                self._end(element)
            if skipped is None and element.tail and element is not section:
                parent = element.getparent()
                if parent is not None:
                    self._say(element.tail, parent, anchors, languages[-1])
        self._close()

    def _say(self, text: str, element: etree._Element, anchors: list[str], language: str) -> None:
        anchor = _block_anchor(element, anchors)
        if "mark" in _classes(element) and next(words(text), None) is not None:
            text = " "  # as “[space: 3 lines]”, which the page says
        if not self._said or (not text.isspace() and not "".join(self._said).strip()):
            self._anchor, self._of = anchor, language
        self._said.append(text)

    def _begin(self, element: etree._Element) -> None:
        if element.tag == "a" and element.get("href") in self.entries:
            self._named[element.get("href") or ""] = None
        if _is_line(element) or element.tag in _CELLS:
            self._said.append(" ")
        elif element.tag in _BLOCKS:
            self._close()
        elif element.tag == "br":
            self._said.append("" if "no-break" in _classes(element) else " ")
        elif _is_unsaid(element) and "note-anchor" not in _classes(element):
            self._said.append(" ")

    def _end(self, element: etree._Element) -> None:
        if _is_line(element) or element.tag in _CELLS:
            self._said.append(" ")
        elif element.tag in _BLOCKS:
            self._close()

    def _close(self) -> None:
        text = " ".join("".join(self._said).split())
        entries = tuple(self._named)
        self._said.clear()
        self._named.clear()
        if next(words(text), None) is not None:
            self.passages.append(
                Passage(
                    anchor=self._anchor,
                    text=text,
                    language=self._of,
                    page=self.address,
                    entries=entries,
                )
            )


def _block_anchor(element: etree._Element, anchors: list[str]) -> str:
    """Return the anchor of the text in an element: a phrase with an id is none."""
    at = len(anchors) - 1
    each: etree._Element | None = element
    while each is not None and at > 0 and each.tag not in _BLOCKS:
        each, at = each.getparent(), at - 1
    return anchors[at]


def _is_line(element: etree._Element) -> bool:
    return element.tag in _BLOCKS and not _LINES.isdisjoint(_classes(element)[:1])


def _is_unsaid(element: etree._Element) -> bool:
    if element.tag in _NO_TEXT or element.get("hidden") is not None:
        return True
    unsaid = _LINKS | _UNSAID if element.tag == "a" else _UNSAID
    return not unsaid.isdisjoint(_classes(element))


def _classes(element: etree._Element) -> list[str]:
    return (element.get("class") or "").split()
