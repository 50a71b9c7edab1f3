"""What lost addresses may have become: guesses, which only advise whoever edits the list.

The pages of the site that is to be replaced are asked, where it is there: they have the words of
what is gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath

from lxml import etree

from siglum.edition.document import XML_ID, parse, read_bytes
from siglum.findings.diagnostics import CannotUse
from siglum.site.address_list import DOCUMENT, PART, Line
from siglum.site.standing import Standing

_LARGEST = 5_000_000  # bytes of a page that is asked
_WORDS = 2_000  # of a unit that are compared
_MOST = 200  # units that one is compared with
_ALIKE = 0.75
"""From which share of equal words on two texts are likely to be one."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Old:
    """A page of the old site."""

    title: str = ""
    units: Mapping[str, etree._Element] = field(default_factory=dict)
    """What has an id on it."""


class LikelyOnes:
    """Guesses from an edition, and from its old site."""

    def __init__(self, standing: Standing, files: Mapping[str, Path], output: Path) -> None:
        """`files` are the documents by their names in the store, `output` the site's folder."""
        self._standing = standing
        self._files = files
        self._output = output
        self._page = lru_cache(4)(self._read)
        self._words = lru_cache(4)(self._words_of)

    def page(self, line: Line) -> str | None:
        """Return the address of the one page whose file, or else whose title, is the same."""
        if line.kind in (DOCUMENT, PART):
            name = PurePosixPath(line.leads).name
            found = [one for one in self._standing.documents if PurePosixPath(one).name == name]
            found = found or self._standing.documents_of(self._page(line.address).title)
            return self._standing.page(found[0]) if len(found) == 1 else None
        return self._standing.entry_named(line.kind, self._page(line.address).title)

    def unit(self, line: Line, document: str, name: str) -> tuple[str, str] | None:
        """Return what a unit may be, and why: its words, its reference, or its place."""
        now = self._standing.units(document)
        listed = [unit.name for unit in line.units if unit.now is None]
        new = [one for one in now if one not in set(listed)]
        old = self._page(line.address).units.get(name)
        if old is not None and new:
            by_words = self._by_words(_cut("".join(_texts(old))), document, new)
            if by_words is not None:
                return by_words
            links = (one.text for one in old.iterchildren("a") if one.get("class") == "permalink")
            reference = next(links, None)
            cited = [one for one in new if now[one] is not None and now[one] == reference]
            if len(cited) == 1:
                return cited[0], "reference"
        placed = _by_place(listed, [*now], name)
        return None if placed is None else (placed, "place")

    def _by_words(
        self, old: tuple[str, ...], document: str, new: list[str]
    ) -> tuple[str, str] | None:
        from difflib import SequenceMatcher  # late, too

        words = self._words(document)
        found = [one for one in new if words.get(one) == old]
        if len(found) == 1 and old:
            return found[0], "text"
        best, second = 0.0, 0.0
        likely = ""
        for one in new[:_MOST]:
            matcher = SequenceMatcher(a=old, b=words.get(one, ()), autojunk=False)
            ratio = matcher.quick_ratio()
            if ratio >= max(best, _ALIKE):
                ratio = matcher.ratio()
            if ratio > best:
                best, second, likely = ratio, best, one
            else:
                second = max(second, ratio)
        return (likely, "words") if best >= _ALIKE and best > second else None

    def _read(self, address: str) -> _Old:
        """Return a page of the old site."""
        from lxml import html  # late: most builds lose nothing

        path = self._output / address
        try:
            if path.is_symlink() or path.stat().st_size > _LARGEST:
                return _Old()
            data = path.read_bytes()
            root = html.document_fromstring(data.decode(), parser=html.HTMLParser(no_network=True))
        except (OSError, ValueError, etree.LxmlError):
            return _Old()
        title = next(root.iter("h1"), None)
        return _Old(
            "" if title is None else " ".join("".join(_texts(title)).split()),
            {name: element for element in root.iter("*") if (name := element.get("id"))},
        )

    def _words_of(self, document: str) -> dict[str, tuple[str, ...]]:
        """Return the words of the units of a document, as it is written."""
        try:
            path = self._files[document]
            root = parse(path, read_bytes(path)).getroot()
        except CannotUse:
            return {}
        units = self._standing.units(document)
        return {
            name: _cut("".join(map(str, element.itertext("*"))))
            for element in root.iter("*")
            if (name := element.get(XML_ID)) in units
        }


def _texts(element: etree._Element) -> Iterator[str]:
    """Yield the text of an element of a page, without links of the page's own."""
    yield element.text or ""
    for child in element:
        if child.get("class") not in ("permalink", "note-anchor"):
            yield from _texts(child)
        yield child.tail or ""


def _cut(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text)[:_WORDS])


def _by_place(listed: list[str], now: list[str], name: str) -> str | None:
    """Return the unit that stands between the same units as one did, if as many stand there."""
    at = listed.index(name) if name in listed else -1
    if at < 0:
        return None
    stays = set(now)
    first = next((n for n in range(at - 1, -1, -1) if listed[n] in stays), -1)
    last = next((n for n in range(at + 1, len(listed)) if listed[n] in stays), len(listed))
    begin = now.index(listed[first]) + 1 if first >= 0 else 0
    end = now.index(listed[last]) if last < len(listed) else len(now)
    gap = now[begin:end]
    is_clear = len(gap) == last - first - 1 and not set(gap).intersection(listed)
    return gap[at - first - 1] if is_clear else None
