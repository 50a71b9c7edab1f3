"""The text that a Markdown document shows (CommonMark 0.31)."""

from __future__ import annotations

import re

# A backslash escape (2.4), or a hard line break (6.7).
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~]|\n)")
# The marks of block quotes (5.1): a literal one is escaped.
_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]*)+", re.MULTILINE)


def shown_text(markdown: str) -> str:
    """Return a Markdown text with its escapes undone and without the marks of quotations.

    Other marks (of headings, items, emphasis) stand before or after a text of the source, never in
    it, and count as generated.
    """
    return _ESCAPE.sub(r"\1", _QUOTE.sub("", markdown))
