"""Random pairs of grammars: no difference if and only if all documents are judged alike."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import random_grammars
import schemas

from siglum import relaxng
from siglum.relaxng.difference import compare

PAIRS = 50


def _load(folder: Path, text: str, name: str) -> relaxng.Schema | None:
    try:
        return schemas.compact(folder, text, name)
    except relaxng.SchemaError:
        return None  # against a restriction of section 7


def test_verdict_is_that_of_all_small_documents(tmp_path: Path) -> None:
    documents = random_grammars.documents()
    chance = random.Random("pairs")
    seen: Counter[str] = Counter()
    while seen.total() < PAIRS:
        text = random_grammars.grammar(chance)
        changed = random_grammars.mutant(chance, text)
        left = _load(tmp_path, text, "left.rnc")
        right = _load(tmp_path, changed, "right.rnc") if left and changed != text else None
        if left is None or right is None:
            continue
        found = compare(left, right)
        pair = f"{text}\n--\n{changed}"
        # What is found is proved by a document; what is not found no document may tell.
        assert all(one.example for one in found), f"{pair}\n{found}"
        assert found or all(left.is_valid(one) == right.is_valid(one) for one in documents), pair
        seen["different" if found else "equal"] += 1
    assert min(seen["different"], seen["equal"]) > PAIRS // 5, seen
