"""The text that an HTML page shows, read by its tags alone.

What a browser never displays is left out (HTML, 15.3.1 Hidden elements; content for browsers of
old); attributes are no text. A page whose tags are all written out plainly, as a serializer does,
is cut at them; for any other there is the parser of the standard library, which repairs nothing.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

_WITHOUT_END = """
    area base br col embed hr img input link meta param source track wbr
"""
_NOT_DISPLAYED = """
    annotation annotation-xml audio canvas datalist defs desc head iframe metadata noscript object
    rp script style template title video
"""
_VOID = frozenset(_WITHOUT_END.split())
_UNSHOWN = frozenset(_NOT_DISPLAYED.split())
_FOREIGN = frozenset({"svg", "math"})


_ATTRIBUTES = r"""(?:\s+[^\s"'<>/=]+(?:="[^"]*"|='[^']*')?)*"""
_MARKUP = re.compile(
    rf"""<(?:
    (/?)(?!(?:script|style)[\s/>])([a-z][^\s"'<>/=]*)({_ATTRIBUTES})\s*(/?)>
    | script{_ATTRIBUTES}\s*>[^<]*</script>
    | style{_ATTRIBUTES}\s*>(?s:(?!</style).)*</style>
    | !--(?!-?>)[^-]*(?:-[^-]+)*-->
    | !doctype[^<>\[]*>
    )""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
"""A piece of markup, cut with four groups: of a tag its slash, name, attributes, last slash."""
_VALUE = re.compile(r""""[^"]*"|'[^']*'""")


def shown_text(page: str) -> str:
    """Return the text of a page in the order of its tags, claims included."""
    reader = _Reader()
    first, *pieces = _MARKUP.split(page)
    texts = [first, *pieces[4::5]]
    if "<" in "".join(texts):
        reader.feed(page)
        reader.close()
    else:
        reader.read(texts, list(zip(*(pieces[at::5] for at in range(4)), strict=True)))
    return "".join(reader.text)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self._open: list[str] = []
        self._hidden_at: int | None = None
        """How many elements are open around the outermost one that is not shown."""

    def read(self, texts: list[str], tags: list[tuple[str | None, ...]]) -> None:
        """Read a page that has been cut at its tags: each text stands before a tag, or last."""
        self.text.append(html.unescape(texts[0]))
        opened = self._open
        for text, (slash, name, attributes, closed) in zip(texts[1:], tags, strict=True):
            if name is not None:
                tag = name.lower()
                if slash:
                    self.handle_endtag(tag)
                elif (
                    closed or tag in _VOID or tag in _UNSHOWN or "hidden" in str(attributes).lower()
                ):
                    names = _VALUE.sub("", str(attributes)).lower().replace("=", " ").split()
                    handle = self.handle_startendtag if closed else self.handle_starttag
                    handle(tag, [(each, None) for each in names])
                else:
                    opened.append(tag)
            if text and self._hidden_at is None:
                self.text.append(html.unescape(text) if "&" in text else text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        if self._hidden_at is None and (tag in _UNSHOWN or any(n == "hidden" for n, _ in attrs)):
            self._hidden_at = len(self._open)
        self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not _FOREIGN.isdisjoint([*self._open, tag]):
            return  # only SVG and MathML have tags that close themselves
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1:] != [tag] and tag not in self._open:
            return
        while self._open.pop() != tag:
            pass
        if self._hidden_at is not None and len(self._open) <= self._hidden_at:
            self._hidden_at = None

    def handle_data(self, data: str) -> None:
        if self._hidden_at is None:
            self.text.append(data)
