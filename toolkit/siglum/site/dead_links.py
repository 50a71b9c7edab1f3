"""Whether a link within a site is dead: asked at each build, before the site takes its place.

A link is dead where its file is not in the site, or where the page that it leads to has no element
with the id. Of a site of which most is as it was, few pages are read: those that were made, those
to which these lead, and all others only where an id or a file is gone.
"""

from __future__ import annotations

import contextlib
import posixpath
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path

from siglum.findings import kinds
from siglum.findings.diagnostics import Diagnostic, Span
from siglum.site.atomic import MARKER
from siglum.site.names import is_page, unquote

MOST = 10_000
"""So many dead links are told apart; where there are more, all are looked for again next time."""

_SAID = r"(?:[^\"'<>]++|\"[^\"]*+\"|'[^']*+')*+"
_TAG = re.compile(
    rf"<(?:!--.*?(?:-->|\Z)|(script|style)\b({_SAID})>.*?(?:</\1\s*>|\Z)|[a-z]({_SAID})>)",
    re.DOTALL | re.IGNORECASE,
)
"""A tag, with what it says; what stands in scripts, style sheets and comments is no markup."""
_ATTRIBUTE = re.compile(r"(?<![^\s\"'])([^\s=\"'/]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')")
_LINKING = frozenset({"href", "src", "data-href"})
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/")
_OWN = frozenset({"", "top"})
"""What “#” and “#top” lead to is the page itself (HTML, 7.4.6.4)."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link from a page to a file of the same site."""

    page: str
    target: str
    """The name of the file."""
    anchor: str
    """The id there; "" for the whole of it."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a page says of links."""

    ids: frozenset[str] = frozenset()
    links: frozenset[Link] = frozenset()


@dataclass(slots=True)
class Checking:
    """One look at the links of a site, which is in a folder of its own."""

    folder: Path
    old: Path | None
    """The folder of the site before, if that is as it was written."""
    fresh: set[str]
    """The pages that are not surely those of the site before."""
    known: tuple[Link, ...] = ()
    """The links that were dead in the site before."""
    _lost: dict[str, frozenset[str]] = field(default_factory=dict)
    """The ids that pages had in the site before, and have no longer."""

    def dead(self) -> list[Link]:
        """Return the dead links, by what they lead to; no more than one above `MOST`.

        Raises OSError where a page's list or a temporary file fails.
        """
        try:
            with contextlib.closing(sqlite3.connect("")) as found:  # in a file, where it is much
                return self._dead(found)
        except sqlite3.Error as error:  # that file's disk is full
            raise OSError(str(error)) from None

    def _dead(self, found: sqlite3.Connection) -> list[Link]:
        found.execute("CREATE TABLE links (target TEXT, anchor TEXT, page TEXT)")
        found.execute("CREATE TABLE files (name TEXT PRIMARY KEY) WITHOUT ROWID")
        names = ((name,) for name in _names(self.folder))
        found.executemany("INSERT OR IGNORE INTO files VALUES (?)", names)
        asked = "SELECT 1 FROM files WHERE name = ?"
        is_there = lru_cache(4096)(lambda name: found.execute(asked, (name,)).fetchone())
        before = () if self.old is None else _names(self.old)
        gone = {name for name in before if not is_there(name)}
        fresh = self._of_fresh(gone)
        self._ask(found, (one for one in fresh if one.anchor or not is_there(one.target)))
        if gone or self._lost:
            self._ask(found, self._of_others(gone))
        self._ask(found, (one for one in self.known if one.page not in self.fresh))
        return self._answers(found)

    def _ask(self, found: sqlite3.Connection, asked: Iterable[Link]) -> None:
        rows = ((one.target, one.anchor, one.page) for one in asked)
        found.executemany("INSERT INTO links VALUES (?, ?, ?)", rows)

    def _of_fresh(self, gone: set[str]) -> Iterator[Link]:
        """Yield the links of fresh pages, but for those that led to what is as it was."""
        known = set(self.known)
        for name in sorted(self.fresh):
            now = read(self.folder, name)
            old = Read() if self.old is None else read(self.old, name)
            lost = old.ids - now.ids
            if lost:
                self._lost[name] = lost
            for link in now.links:
                if link.target == name and (not link.anchor or link.anchor in now.ids):
                    continue
                is_open = link not in old.links or link in known
                if is_open or link.target in self.fresh or link.target in gone:
                    yield link

    def _of_others(self, gone: set[str]) -> Iterator[Link]:
        """Yield the links of other pages to what is gone."""
        others = (one for one in _names(self.folder) if is_page(one) and one not in self.fresh)
        for name in others:
            for link in read(self.folder, name).links:
                if link.target in gone or link.anchor in self._lost.get(link.target, ()):
                    yield link

    def _answers(self, found: sqlite3.Connection) -> list[Link]:
        dead: list[Link] = []
        ids = lru_cache(8)(lambda name: read(self.folder, name).ids)
        asked = (
            "SELECT DISTINCT l.page, l.target, l.anchor, f.name IS NOT NULL FROM links AS l"
            " JOIN files AS p ON p.name = l.page LEFT JOIN files AS f ON f.name = l.target"
            " ORDER BY l.target, l.anchor, l.page"
        )
        for *said, is_there in found.execute(asked):
            link = Link(*said)
            if is_there and link.anchor and is_page(link.target):
                is_there = link.anchor in ids(link.target)
            if not is_there:
                dead.append(link)
            if len(dead) > MOST:
                break
        return dead


def pages(site: Path) -> set[str]:
    """Return the names of all pages of a site."""
    return set(filter(is_page, _names(site)))


def _names(site: Path) -> Iterator[str]:
    """Yield the names of a site's files, as its list has them."""
    with (site / MARKER).open(encoding="utf-8", newline="\n") as lines:
        next(lines, None)
        for line in lines:
            yield line.rstrip("\r\n").partition(" ")[2]


def read(folder: Path, name: str) -> Read:
    """Read a page of a site; what can't be read says nothing."""
    try:
        return read_text(name, _text(folder, name))
    except OSError:
        return Read()


def read_text(name: str, text: str) -> Read:
    """Read a page by its name in the site."""
    ids, links = set(), set()
    for said, _ in _said(text):
        for attribute, double, single in _ATTRIBUTE.findall(said):
            if attribute == "id":
                ids.add(unescape(double or single))
            elif attribute in _LINKING:
                value = unescape(double or single)
                if not _ELSEWHERE.match(value):
                    links.add(_link(name, value))
    return Read(frozenset(ids), frozenset(links))


def _said(text: str) -> Iterator[tuple[str, int]]:
    """Yield what each tag says that has attributes, and where that begins."""
    for tag in _TAG.finditer(text):
        group = 2 if tag[1] else 3
        if tag[group] and "=" in tag[group]:
            yield tag[group], tag.start(group)


def _link(page: str, address: str) -> Link:
    path, _, anchor = address.partition("#")
    path = path.partition("?")[0]
    target = _target(posixpath.dirname(page), path) if path else _listed(page)
    is_place = anchor not in _OWN and not anchor.startswith(":~:")
    # The list of a site's files has names as they are listed, without bytes that are no text.
    return Link(page, target, _listed(unquote(anchor)) if is_place else "")


@lru_cache(4096)
def _target(folder: str, path: str) -> str:
    return _listed(posixpath.normpath(posixpath.join(folder, unquote(path))))


def _listed(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _text(folder: Path, name: str) -> str:
    return (folder / name).read_text("utf-8", "replace")


def findings(dead: Sequence[Link], site: Path, folder: Path) -> Iterator[Diagnostic]:
    """Yield a finding for each thing to which dead links lead, at the first link in the first page.

    The files of the site, which are told as those of `site`, are in a folder.
    """
    if len(dead) > MOST:
        yield Diagnostic(kinds.publishing.MoreDeadLinks(MOST), Span(site))
        dead = dead[:MOST]
    groups = [list(some) for _, some in groupby(dead, attrgetter("target", "anchor"))]
    wanted: dict[str, set[Link]] = {}
    for links in groups:
        wanted.setdefault(links[0].page, set()).add(links[0])
    spans = dict(chain.from_iterable(_spans(*one, site, folder) for one in wanted.items()))
    for links in groups:
        first = links[0]
        address = f"{first.target}#{first.anchor}" if first.anchor else first.target
        kind = kinds.publishing.DeadLink(address, len(links))
        yield Diagnostic(kind, spans.get(first, Span(site / first.page)))


def _spans(page: str, wanted: set[Link], site: Path, folder: Path) -> Iterator[tuple[Link, Span]]:
    """Yield where a page has each of some links first."""
    text = _text(folder, page)
    line, counted = 1, 0
    for said, begin in _said(text):
        for found in _ATTRIBUTE.finditer(said):
            if not wanted:
                return
            if found[1] not in _LINKING:
                continue
            link = _link(page, unescape(found[2] or found[3] or ""))
            if link in wanted:
                wanted.discard(link)
                at = begin + found.start()
                line, counted = line + text.count("\n", counted, at), at
                column = at - text.rfind("\n", 0, at)
                span = Span(site / page, line=line, column=column, length=len(found[0]))
                yield link, span
