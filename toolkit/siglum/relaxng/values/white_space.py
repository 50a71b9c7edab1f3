"""White space as XML and its schemas know it: space, tab, newline and return, nothing else."""

from __future__ import annotations

import re

_OTHER = re.compile("[\x0b\x0c\x1c-\x1f]")  # ASCII that Python takes for white space as well


def normalise(text: str, white_space: str) -> str:
    """Return a text with white space treated as its type says (section 4.3.6)."""
    if white_space == "preserve":
        return text
    if white_space == "replace":
        return text.replace("\t", " ").replace("\n", " ").replace("\r", " ")
    if text.isascii() and text.isprintable() and " " not in text:
        return text
    return " ".join(split(text))


def is_blank(text: str) -> bool:
    """Tell whether a text has nothing but white space in it."""
    return not text.strip(" \t\r\n")


def split(text: str) -> list[str]:
    """Return the tokens of a text: white space is space, tab, newline and return only."""
    if text.isascii() and (text.isprintable() or not _OTHER.search(text)):
        return text.split()
    return [token for token in re.split("[ \t\r\n]+", text) if token]
