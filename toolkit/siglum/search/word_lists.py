"""Lists of all words, a page for each first letter: a search for readers without scripts.

They are for small editions, of some dozens of documents: all words are in memory, and a list of an
edition's words is longer than its text. Words that nobody tells apart are one entry. Scripts
without spaces between words are left out, since what is a word there is not known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from lxml import etree

from siglum.render.frame import Page
from siglum.render.look import SG, Look, in_xml
from siglum.render.stylesheets import siglums
from siglum.search.folding import fold, words
from siglum.search.searched import Searched

_MOST = 40
"""Documents of an entry; of a word that more have, that is said."""
_DIGITS = "0–9"


@dataclass(slots=True)
class Entry:
    """A word, and the first passage in which each document has it."""

    forms: Counter[str] = field(default_factory=Counter)
    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By the document's address: its title, and the address of the passage."""

    @property
    def form(self) -> str:
        """The form that is most frequent."""
        return min(self.forms, key=lambda form: (-self.forms[form], form))


Lists = dict[str, dict[str, Entry]]
"""By first letter, the entries by what their forms have in common, all sorted."""


def word_lists(documents: Iterable[Searched]) -> Lists:
    """Return all words to read of documents."""
    found: dict[str, Entry] = {}
    for document in documents:
        for passage in document.passages:
            page = passage.page or document.address
            address = f"{page}#{quote(passage.anchor)}" if passage.anchor else page
            for word in words(passage.text):
                if not word.is_rest and not word.is_pair:
                    entry = found.setdefault(fold(word.form), Entry())
                    entry.forms[word.form] += 1
                    entry.places.setdefault(document.address, (document.title, address))
    lists: Lists = {}
    for key in sorted(found):
        letter = _DIGITS if key[0].isnumeric() else key[0].upper()
        lists.setdefault(letter, {})[key] = found[key]
    return lists


def list_name(letter: str) -> str:
    """Return the name of a letter's page."""
    return f"words-{ord(letter[0]):04x}.html"


def list_pages(frame: Page, language: str, look: Look, lists: Lists) -> Iterator[tuple[str, str]]:
    """Yield the name and the content of each page, in a language of the words tables.

    They lie with the index, in `FOLDER`; the frame is that of pages there.
    """
    for letter, entries in lists.items():
        name = list_name(letter)
        page = replace(frame, href=name).to_xml(look)
        page.set("language", language)
        for other in lists:
            said = {"name": in_xml(other), "href": list_name(other)}
            current = {"current": "page"} if other == letter else {}
            etree.SubElement(page, f"{{{SG}}}letter", {**said, **current})
        for entry in entries.values():
            _add(page, entry)
        yield name, siglums("word-list").apply(page, {"page": page}).text


def _add(page: etree._Element, entry: Entry) -> None:
    count = str(sum(entry.forms.values()))
    added = etree.SubElement(page, f"{{{SG}}}entry", word=in_xml(entry.form), count=count)
    for title, address in list(entry.places.values())[:_MOST]:
        etree.SubElement(added, f"{{{SG}}}place", title=in_xml(title), href=f"../{in_xml(address)}")
    if len(entry.places) > _MOST:
        added.set("further", str(len(entry.places) - _MOST))
