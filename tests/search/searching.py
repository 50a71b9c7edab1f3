"""An index in a folder, asked as the page asks it; and a plain scan of the same texts."""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commands import REPO
from siglum.search.chunks import Chunk, chunk_of, chunked, size_of
from siglum.search.folding import fold, words, written
from siglum.search.index import files
from siglum.search.searched import Passage, Searched
from siglum.search.shards import File
from siglum.search.spellings import Spellings
from siglum.search.stemming import Kin

SCRIPT = REPO / "xslt/search.js"
_RUNNER = Path(__file__).with_name("run.js")

Ask = Any


def index_of(
    documents: Iterable[Searched],
    spellings: Spellings,
    make: Callable[[Sequence[Searched], Spellings], Chunk] = chunk_of,
    kin: Kin | None = None,
) -> Iterator[File]:
    """Yield the files of the index of documents, which come in their order."""
    chunks = chunked(documents, lambda one: one.address, lambda one: size_of(one.passages))
    return files((make(chunk, spellings) for chunk in chunks), spellings, kin)


def write_index(documents: Iterable[Searched], folder: Path, spellings: Spellings) -> Path:
    """Write the index of documents, which are put in their order, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in index_of(sorted(documents, key=lambda one: one.order), spellings):
        (folder / file.name).write_bytes(file.data)
    return folder


@contextmanager
def asking(node: Path, folder: Path) -> Iterator[Ask]:
    """Start what answers queries on an index; it takes and returns what run.js says."""
    with subprocess.Popen(
        [node, _RUNNER, SCRIPT, folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdin is not None and process.stdout is not None

        def ask(query: str | None = None, **more: Any) -> Any:
            said = more if query is None else {"query": query, **more}
            process.stdin.write(json.dumps(said) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield ask
        process.stdin.close()


@dataclass(frozen=True)
class Asked:
    """A word of a query, for the plain scan."""

    form: str
    is_begin: bool = False


class Scan:
    """All words of documents in lists, each query answered by looking at every one of them."""

    def __init__(self, documents: Sequence[Searched], spellings: Spellings) -> None:
        self._spellings = spellings
        self.documents = sorted(documents, key=lambda one: one.order)
        self.texts = [
            (at, number, layer, self._table(passage), [word.form for word in words(text)])
            for at, document in enumerate(self.documents)
            for number, passage in enumerate(document.passages)
            for layer, text in (
                (0, passage.text),
                (1, passage.printed),
                *((2, name) for name in passage.names),
            )
            if text
        ]

    def _table(self, passage: Passage) -> int:
        return self._spellings.number(passage.language)

    def is_match(self, asked: Asked, form: str, table: int, match: str) -> bool:
        """Say whether a word of a text is one that was asked for."""
        if match == "exact":
            return form.startswith(asked.form) if asked.is_begin else form == asked.form
        said, folded = fold(asked.form), fold(form)
        if folded.startswith(said) if asked.is_begin else folded == said:
            return _has_umlauts(asked.form, form)
        if match == "same":
            return False
        rules = self._spellings.tables[table]
        if not asked.is_begin:
            return rules.key(folded) == rules.key(said)
        begin = _begin(dict(rules.rules), said)
        return bool(begin) and rules.key(folded).startswith(begin)

    def find(
        self, asked: Sequence[Asked], match: str = "all", gap: int | None = None
    ) -> set[tuple[int, int, int]]:
        """Return (document, passage, layer) of all texts that have words in a row.

        With a `gap`, two words, in any order, at most so far from one another.
        """
        found = set()
        for at, number, layer, table, forms in self.texts:
            places = [
                {n for n, form in enumerate(forms) if self.is_match(one, form, table, match)}
                for one in asked
            ]
            if gap is None:
                is_there = any(
                    all(n + step in each for step, each in enumerate(places)) for n in places[0]
                )
            else:
                is_there = any(0 < abs(a - b) <= gap for a in places[0] for b in places[1])
            if is_there:
                found.add((at, number, layer))
        return found


def _has_umlauts(asked: str, form: str) -> bool:
    """Say whether a form has ä, ö and ü where the beginning of it that was asked for has them."""
    return all(
        not one or other for one, other in zip(_umlauts(asked), _umlauts(form), strict=False)
    )


def _umlauts(form: str) -> list[bool]:
    """Return of each letter, once what nobody tells apart is folded, whether it is an umlaut."""
    found: list[bool] = []
    before = ""
    for sign in unicodedata.normalize("NFD", form):
        if sign in "\u0308\u0364" and before in set("aouAOU"):
            found[-1] = True
        found += [False] * len(fold(sign))
        before = sign
    return found


def _begin(rules: dict[str, str], word: str) -> str:
    """Apply rules to the beginning of a word by hand: the longest that fits at each place."""
    said, at, word = "", 0, f"^{word}"
    while at < len(word):
        fitting = [left for left in rules if word.startswith(left, at)]
        left = max(fitting, key=len, default="")
        said += rules[left] if left else word[at]
        at += len(left) or 1
    return said.removeprefix("^")


def hits(answer: Any) -> set[tuple[int, int, int]]:
    """Return (document, passage, layer) of an answer."""
    assert "wrong" not in answer, answer
    return {(doc, number, layer) for doc, _, found in answer["hits"] for number, layer, _ in found}


def lowest(found: Iterable[tuple[int, int, int]]) -> set[tuple[int, int, int]]:
    """Keep of each passage the first text: words to read before words printed."""
    best: dict[tuple[int, int], int] = {}
    for at, number, layer in found:
        best[at, number] = min(layer, best.get((at, number), layer))
    return {(at, number, layer) for (at, number), layer in best.items()}


def clean(form: str) -> str:
    """Return a form as a query can have it."""
    return re.sub(r'[\s()|"“”„«»*=]', "", written(form))
