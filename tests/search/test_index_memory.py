"""An index of many documents needs little more memory than one of few."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import random, resource, sys
from siglum.search.chunks import chunk_of, chunked
from siglum.search.index import files
from siglum.search.searched import Passage, Searched
from siglum.search.spellings import Spellings

def documents(count):
    chosen = random.Random(3)
    syllables = [a + b for a in "bcdfghklmnprst" for b in "aeiou"]
    for number in range(count):
        lengths = [1 + int(chosen.expovariate(0.8)) for _ in range(60)]
        said = " ".join("".join(chosen.choices(syllables, k=length)) for length in lengths)
        passage = Passage("p", said, "de")
        yield Searched(f"D{number}", f"d{number:06}.html", (passage,), sort=number)

spellings = Spellings.of()
chunks = chunked(documents(int(sys.argv[1])), lambda one: one.address, lambda one: 360)
index = files((chunk_of(chunk, spellings) for chunk in chunks), spellings)
size = sum(len(file.data) for file in index)
print(size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def _built(count: int) -> tuple[int, int]:
    """Return how large an index is, in bytes, and how much memory it took, in MiB."""
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(count)], capture_output=True, text=True, check=True
    )
    size, memory = map(int, said.stdout.split())
    return size, memory


@pytest.mark.skipif(sys.platform == "win32", reason="memory is told otherwise there")
def test_ten_times_the_documents_need_no_ten_times_the_memory() -> None:
    few, of_few = _built(2_000)
    many, of_many = _built(20_000)
    assert many > 8 * few
    assert of_many - of_few < 60
