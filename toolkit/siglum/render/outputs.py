"""What siglum makes of a document: the formats, and the views of the text that each can show.

The one table of both: commands offer them, the stylesheets make them, the proof proves each.
"""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """What siglum makes of a document, by the stylesheet of that name, as xslt/html.xsl.

    An edition can add outputs of its own (see `look`).
    """

    HTML = "html"
    TEXT = "text"
    MARKDOWN = "markdown"

    @property
    def is_page(self) -> bool:
        """Whether it is a page, with more than the text (see `pages`); all others are lines."""
        return self is Format.HTML

    @property
    def suffix(self) -> str:
        """How the names of its files end."""
        return {Format.TEXT: ".txt", Format.MARKDOWN: ".md"}.get(self, f".{self}")


class View(StrEnum):
    """What a reader sees of a text: see xslt/modules/view.xsl."""

    TRANSCRIPT = "transcript"
    READING = "reading"
    CRITICAL = "critical"
