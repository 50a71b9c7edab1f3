"""The text that an HTML page shows, read by its tags alone.

The parser is the standard library's, which repairs nothing. What a browser never displays is left
out (HTML, 15.3.1 Hidden elements; content for browsers of old); attributes are no text.
"""

from __future__ import annotations

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


def shown_text(page: str) -> str:
    """Return the text of a page in the order of its tags, claims included."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return "".join(reader.text)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self._open: list[str] = []
        self._hidden_at: int | None = None
        """How many elements are open around the outermost one that is not shown."""

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
