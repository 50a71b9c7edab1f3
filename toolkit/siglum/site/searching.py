"""The search of a site: the index of all its texts, the page that readers search, lists of words.

It is planned once the pages of all documents are kept or made, since it is made of their passages.
What a reader narrows a search by, and the other names of whom a passage names, come from the rows.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from siglum.edition.config import FILE_NAME, Edition
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotRun, Diagnostic, Span
from siglum.model.index import Brief, Index
from siglum.render.listing import datings
from siglum.render.look import Look
from siglum.render.outputs import View
from siglum.render.pages import Page
from siglum.search.folding import fold, words
from siglum.search.index import files
from siglum.search.page import FOLDER, PAGE, script, search_page
from siglum.search.searched import Passage, Searched, years_of
from siglum.search.spellings import Spellings, own_spellings
from siglum.search.stemming import NoStemmer, kin_by_stem, stemmer_version
from siglum.search.word_lists import list_pages, word_lists
from siglum.site.paths import FOLDERS, Paths
from siglum.site.pieces import Content, Pieces, Unit, key_of

NAME = "search"
"""By which the search is kept."""
_WORD_LISTS = 50  # an edition of so many documents has lists of its words
_TOGETHER = 500  # documents whose dates are written in words by one transformation
_FACETS = (
    "sender",
    "receiver",
    "place",
    "kind",
    "language",
    *(f"named-{kind}" for kind in FOLDERS),
)
"""By what readers narrow a search, in the order in which they see it."""


class Searching:
    """Plans the search of a site."""

    def __init__(
        self,
        edition: Edition,
        look: Look,
        documents: Mapping[str, Path],
        paths: Paths,
        index: Callable[[], Index],
        frame: Callable[[str], Page],
        pieces: Pieces,
        context: str,
    ) -> None:
        """`documents` are those to publish, by their names in the rows; `frame` as in `Printer`.

        `context` is a digest of the rows, and of all else that pages have in common. Raises
        CannotRun where the setting “stems” needs what is not installed.
        """
        self._edition = edition
        self._look = look
        self._documents = documents
        self._paths = paths
        self._index = index
        self._frame = frame
        self._pieces = pieces
        self._language = edition.site.language or edition.settings.languages[0]
        self._spellings = Spellings.of(own_spellings(edition.spellings))
        stemmer = stemmer_version() if edition.site.stems else None
        self._context = key_of(context, sorted(edition.spellings.items()), stemmer)
        try:
            self._kin = kin_by_stem() if edition.site.stems else None
        except NoStemmer:
            missing = Diagnostic(kinds.command.NoStemmer(), Span(edition.root / FILE_NAME))
            raise CannotRun(missing) from None

    def unit(self, units: Iterable[Unit]) -> Unit:
        """Plan the search, once all documents are kept or have been made."""
        said = list(self._pieces.digests_of_passages(units))
        return self._pieces.unit(
            name=NAME,
            path=self._edition.root / FILE_NAME,
            key=key_of(self._context, said),
            make=self._content,
        )

    def _content(self) -> Content:
        lists: dict[str, bytes] = {}
        if len(self._documents) <= _WORD_LISTS:
            lists = dict(self._word_lists())
        page = search_page(
            replace(self._frame(PAGE), search=None),
            language=self._language,
            look=self._look,
            lists=next(iter(lists), None),
        )
        pages = {PAGE: page.encode(), **lists}
        return Content(itertools.chain(pages.items(), self._files()), pages=tuple(pages))

    def _word_lists(self) -> Iterator[tuple[str, bytes]]:
        frame = self._frame(f"{FOLDER}index.html")
        found = word_lists(self._searched())
        for name, text in list_pages(frame, self._language, self._look, found):
            yield f"{FOLDER}{name}", text.encode()

    def _files(self) -> Iterator[tuple[str, bytes]]:
        made = files(self._searched(), self._spellings, kin=self._kin)
        for file in itertools.chain((script(),), made):
            yield f"{FOLDER}{file.name}", file.data

    def _searched(self) -> Iterator[Searched]:
        """Yield all documents that have pages, by date."""
        briefs = self._index().documents("date")
        while together := list(itertools.islice(briefs, _TOGETHER)):
            dates = [brief.date for brief in together if brief.date is not None]
            said = iter(datings(dates, self._language, self._look))
            for brief in together:
                found = self._of(brief, "" if brief.date is None else next(said))
                if found is not None:
                    yield found

    def _of(self, brief: Brief, dating: str) -> Searched | None:
        made = self._pieces.searched(self._documents[brief.document])
        if made is None:
            return None
        entry, passages = made
        views = dict(entry.views)
        facets = self._index().facets(brief.document)
        date = brief.date
        return Searched(
            title=brief.title,
            address=views.get(View.READING, entry.href),
            passages=self._named(brief.document, passages),
            printed_address=views.get(View.TRANSCRIPT, ""),
            dating=dating,
            sort=brief.sort,
            years=None if date is None else years_of(date.earliest, date.latest),
            facets=tuple((facet, facets.get(facet, ())) for facet in _FACETS),
        )

    def _named(self, document: str, passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
        """Return passages with the names of the register that they do not have themselves."""
        index = self._index()
        address = self._paths.documents[document]
        pointed = (index.entry(one.entity) for one in index.pointers(document))
        rows = {self._paths.entry(address, entry): entry.row for entry in pointed if entry}
        return tuple(
            replace(passage, names=tuple(_others(passage, map(index.names, _rows(passage, rows)))))
            if passage.entries
            else passage
            for passage in passages
        )


def _rows(passage: Passage, rows: Mapping[str, int]) -> list[int]:
    return [rows[href] for href in passage.entries if href in rows]


def _others(passage: Passage, names: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield names that have words which a passage has not."""
    known = {fold(word.form) for text in (passage.text, passage.printed) for word in words(text)}
    for name in dict.fromkeys(itertools.chain.from_iterable(names)):
        if not known.issuperset(fold(word.form) for word in words(name)):
            yield name
