"""The mistakes that `recall` plants, of all kinds, and what fixes make of them."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import recall

from siglum import relaxng
from siglum.checks.checker import Checker, Options
from siglum.edition.config import find
from siglum.fix.mending import mend
from siglum.xml.source import parse

SETTINGS = '[edition]\ntitle = "T"\nsources = ["*.xml"]\n\n[schemas]\nrelaxng = "schema.rng"\n'


def codes(checker: Checker, path: Path, data: bytes) -> Counter[tuple[str, int]]:
    """Return the findings about a document, by code and line, as far as a grammar makes them."""
    found = checker.check_bytes(path, data, edits=False).findings
    return Counter((one.code, one.span.line) for one in found if one.code.startswith("RNG"))


def mended(
    documents: Iterable[tuple[str, bytes]], schema: Path, folder: Path, counts: Iterable[int]
) -> int:
    """Mend documents with so many mistakes each; return how many findings are gone."""
    (folder / "edition.toml").write_text(SETTINGS)
    shutil.copyfile(schema, folder / "schema.rng")
    checker = Checker(find(folder), Options(edits=True))
    path, gone = folder / "a.xml", 0
    path.write_bytes(b"<a/>")
    documents, grammar = list(documents), relaxng.load(schema)
    for count in counts:
        for sample in recall.samples(documents, grammar, count, in_one_parent=False):
            done = mend(checker, path, {path: sample.data}, tuple, unsafe=False)
            after = done.after.get(path, sample.data)
            assert parse(after).xpath("string()") == parse(sample.data).xpath("string()")
            before = codes(checker, path, sample.data)
            assert not codes(checker, path, after) - before
            again = mend(checker, path, {path: after}, tuple, unsafe=False)
            assert not again.after
            gone += len(done.mended)
    return gone


def test_mistakes_in_the_cable_are_mended_without_harm(tmp_path: Path) -> None:
    cable = [(f"cable {at}", recall.CABLE.read_bytes()) for at in range(3)]
    assert mended(cable, recall.CABLE_SCHEMA, tmp_path, (1, 5, 20)) > 3


def test_mistakes_in_the_corpus_are_mended_without_harm(external: Path, tmp_path: Path) -> None:
    schema = external / "tei/exemplars/tei_all.rng"
    documents = recall.corpus(external / "corpus", relaxng.load(schema))
    assert mended(documents, schema, tmp_path, (3, 10)) > 20
