"""The search of a site: the index of all its texts, the page that readers search, lists of words.

It is planned once the pages of all documents are kept or made, since it is made of their passages.
What a reader narrows a search by, and the other names of whom a passage names, come from the rows.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from siglum.edition.config import FILE_NAME, Edition
from siglum.edition.settings import FACETS
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotRun, Diagnostic, Span
from siglum.model.indexed import Brief
from siglum.render.frame import Page
from siglum.render.listing import datings
from siglum.render.look import Look
from siglum.render.outputs import View
from siglum.search.chunks import Chunk, chunk_of, chunked
from siglum.search.folding import fold, words
from siglum.search.index import files
from siglum.search.page import FOLDER, PAGE, script, search_page
from siglum.search.searched import Passage, Searched, years_of
from siglum.search.spellings import Spellings, own_spellings
from siglum.search.stemming import NoStemmer, kin_by_stem, stemmer_version
from siglum.search.word_lists import list_pages, word_lists
from siglum.site.kept import Kept
from siglum.site.listed import Listed
from siglum.site.paths import FOLDERS
from siglum.site.pieces import Content, Pieces, Unit, key_of

NAME = "search"
"""By which the search is kept."""
_WORD_LISTS = 50  # an edition of so many documents has lists of its words
_TOGETHER = 500  # documents whose dates are written in words by one transformation
_NAMED = tuple(f"named-{kind}" for kind in FOLDERS)
"""By what readers narrow a search, of what texts name."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What is known of a document without looking at it."""

    path: Path
    digest: str
    """Of its passages, and of where its pages are."""
    size: int
    """How many characters the passages have."""


class Searching:
    """Plans the search of a site."""

    def __init__(
        self,
        edition: Edition,
        look: Look,
        listed: Listed,
        frame: Callable[[str], Page],
        pieces: Pieces,
        kept: Kept,
        context: str,
    ) -> None:
        """`frame` as in `Printer`; `context` is a digest of what all pages have in common.

        Raises CannotRun where the setting “stems” needs what is not installed.
        """
        self._edition = edition
        self._look = look
        self._listed = listed
        self._frame = frame
        self._pieces = pieces
        self._kept = kept
        self._language = edition.site.language or edition.settings.languages[0]
        self._facets = (*FACETS, *edition.facets, *_NAMED)
        """By what readers narrow a search, in the order in which they see it."""
        self._spellings = Spellings.of(own_spellings(edition.spellings))
        stemmer = stemmer_version() if edition.site.stems else None
        self._context = key_of(context, sorted(edition.spellings.items()), stemmer)
        try:
            self._kin = kin_by_stem() if edition.site.stems else None
        except NoStemmer:
            missing = Diagnostic(kinds.command.NoStemmer(), Span(edition.root / FILE_NAME))
            raise CannotRun(missing) from None

    @property
    def sources(self) -> set[str]:
        """By which names chunks of the index are kept."""
        return set(map(_chunk, self._listed.documents.values()))

    def unit(self, units: Iterable[Unit]) -> Unit:
        """Plan the search, once all documents are kept or have been made."""
        found = self._pieces.searchable(units)
        said = {path: _Said(path, digest, size) for path, digest, size in found}
        return self._pieces.unit(
            name=NAME,
            path=self._edition.root / FILE_NAME,
            key=key_of(self._context, self._listed.head, list(said.values())),
            make=lambda: self._content(said),
        )

    def _content(self, said: Mapping[Path, _Said]) -> Content:
        lists: dict[str, bytes] = {}
        if len(said) <= _WORD_LISTS:
            lists = dict(self._word_lists(said))
        page = search_page(
            replace(self._frame(PAGE), search=None),
            language=self._language,
            look=self._look,
            lists=next(iter(lists), None),
        )
        pages = {PAGE: page.encode(), **lists}
        return Content(itertools.chain(pages.items(), self._files(said)), pages=tuple(pages))

    def _word_lists(self, said: Mapping[Path, _Said]) -> Iterator[tuple[str, bytes]]:
        frame = self._frame(f"{FOLDER}index.html")
        found = word_lists(self._searched(self._by_date(said)))
        for name, text in list_pages(frame, self._language, self._look, found):
            yield f"{FOLDER}{name}", text.encode()

    def _files(self, said: Mapping[Path, _Said]) -> Iterator[tuple[str, bytes]]:
        made = files(self._chunks(said), self._spellings, kin=self._kin)
        for file in itertools.chain((script(),), made):
            yield f"{FOLDER}{file.name}", file.data

    def _by_date(self, said: Mapping[Path, _Said]) -> Iterator[_Said]:
        for document in self._listed.index.by_date():
            one = said.get(self._listed.documents[document])
            if one is not None:
                yield one

    def _chunks(self, said: Mapping[Path, _Said]) -> Iterator[Chunk]:
        """Yield the chunks of the index; those of which nothing changed are kept."""
        left, names = set(said), self._listed.names
        by_date = self._by_date(said)
        for some in chunked(by_date, lambda one: names[one.path], lambda one: one.size):
            left.discard(some[0].path)
            yield self._chunk(some)
        for path in left:  # a chunk that begins with it is of an index before
            if self._kept.read("head", _chunk(path)):
                self._kept.put_read(_chunk(path), head="")

    def _chunk(self, some: Sequence[_Said]) -> Chunk:
        listed, name = self._listed, _chunk(some[0].path)
        rows = [listed.said_of(listed.names[one.path]) for one in some]
        head = key_of(self._context, listed.entries, some, rows)
        if self._kept.read("head", name) == head:
            known = self._kept.read("facts", name)
            if isinstance(known, Chunk):
                return known
        made = chunk_of(list(self._searched(some)), self._spellings)
        self._kept.put_read(name, head=head, facts=made)
        return made

    def _searched(self, some: Iterable[_Said]) -> Iterator[Searched]:
        """Yield documents as a search has them."""
        left = iter(some)
        while together := list(itertools.islice(left, _TOGETHER)):
            names = [self._listed.names[one.path] for one in together]
            briefs = list(filter(None, map(self._listed.index.brief, names)))
            dates = [brief.date for brief in briefs if brief.date is not None]
            said = iter(datings(dates, self._language, self._look))
            for brief in briefs:
                found = self._of(brief, "" if brief.date is None else next(said))
                if found is not None:
                    yield found

    def _of(self, brief: Brief, dating: str) -> Searched | None:
        made = self._pieces.searched(self._listed.documents[brief.document])
        if made is None:
            return None
        entry, passages = made
        views = dict(entry.views)
        facets = self._listed.index.facets(brief.document)
        date = brief.date
        return Searched(
            title=brief.title,
            address=views.get(View.READING, entry.href),
            passages=self._named(brief.document, passages),
            printed_address=views.get(View.TRANSCRIPT, ""),
            dating=dating,
            sort=brief.sort,
            years=None if date is None else years_of(date.earliest, date.latest),
            facets=tuple((facet, facets.get(facet, ())) for facet in self._facets),
        )

    def _named(self, document: str, passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
        """Return passages with the names of the register that they do not have themselves."""
        index, paths = self._listed.index, self._listed.paths
        address = paths.documents[document]
        pointed = (index.entry(one.entity) for one in index.pointers(document))
        rows = {paths.entry(address, entry): entry.row for entry in pointed if entry}
        return tuple(
            replace(passage, names=tuple(_others(passage, map(index.names, _rows(passage, rows)))))
            if passage.entries
            else passage
            for passage in passages
        )


def _chunk(path: Path) -> str:
    return f"search {path}"


def _rows(passage: Passage, rows: Mapping[str, int]) -> list[int]:
    return [rows[href] for href in passage.entries if href in rows]


def _others(passage: Passage, names: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield names that have words which a passage has not."""
    known = {fold(word.form) for text in (passage.text, passage.printed) for word in words(text)}
    for name in dict.fromkeys(itertools.chain.from_iterable(names)):
        if not known.issuperset(fold(word.form) for word in words(name)):
            yield name
