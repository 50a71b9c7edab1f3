"""The words that pages add to the text: in which languages they exist, and by which keys."""

from __future__ import annotations

from functools import cache

from lxml import etree

from siglum.work.resources import resource


@cache
def languages() -> list[str]:
    """Return the languages that have a table of words, as in xslt/words/de.xml."""
    return sorted(path.stem for path in resource("xslt", "words").glob("*.xml"))


@cache
def keys() -> frozenset[str]:
    """Return the keys of the words, which are the same in every language."""
    table = etree.parse(resource("xslt", "words") / "en.xml")
    return frozenset(str(word.get("key")) for word in table.getroot().iterchildren("{*}word"))
