"""Data for other programs is made in portions: what has not changed is copied from the old site."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from small_edition import FILES, edit, letter, person, register, write
from test_incremental import assert_as_fresh, build

from siglum.search import chunks
from siglum.site.portions import Portion, Portioned
from siglum.site.writing import Stage

SETTINGS = FILES["edition.toml"].replace(
    'title = "Small"', 'title = "Small"\nurl = "https://example.org"'
)
MANY = {
    **FILES,
    "edition.toml": SETTINGS,
    **{
        f"tei/m{number}.xml": letter(
            number, f'<p>{number}: <persName ref="../register/persons.xml#anna">A</persName></p>'
        )
        for number in range(8)
    },
}
CHANGES = (
    *(edit(f"tei/m{number}.xml", "<p>[^<]*", "<p>This: ", "<p>That: ") for number in range(8)),
    edit("tei/m3.xml", "#anna|#carl", "#anna", "#carl"),
    edit("register/persons.xml", "Anna|Änne", "Anna", "Änne"),
)


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of files of which something was copied; chunks are of two documents."""
    monkeypatch.setattr(chunks, "_LONGEST_CHUNK", 2)
    names: list[str] = []
    whole: Callable[..., Iterator[bytes]] = Stage.old_part

    def noted(stage: Stage, name: str, begin: int, length: int) -> Iterator[bytes]:
        names.append(name)
        return whole(stage, name, begin, length)

    monkeypatch.setattr(Stage, "old_part", noted)
    return names


@pytest.mark.parametrize("seed", range(2))
def test_data_in_portions_is_what_a_fresh_build_makes(
    tmp_path: Path, copied: list[str], seed: int
) -> None:
    folder = write(tmp_path / "edition", MANY)
    chance = random.Random(seed)
    build(folder)
    assert copied == []
    for _ in range(4):
        chance.choice(CHANGES)(folder, chance)
        assert_as_fresh(folder, build(folder))
    assert {"data/edition.jsonld", "data/edition.nt", "data/tables/mentions.csv"} <= set(copied)


def test_one_new_document_leaves_most_portions_as_they_are(
    tmp_path: Path, copied: list[str]
) -> None:
    folder = write(tmp_path / "edition", MANY)
    build(folder)
    write(folder, {"tei/m7.xml": letter(7, "<p>New.</p>")})
    built = build(folder)
    assert built.made == 1
    of_mentions = copied.count("data/tables/mentions.csv")
    assert of_mentions >= 4
    assert_as_fresh(folder, built)


def test_what_somebody_changed_in_a_site_is_copied_nowhere(
    tmp_path: Path, copied: list[str]
) -> None:
    folder = write(tmp_path / "edition", MANY)
    build(folder)
    (folder / "_site/index.html").unlink()  # the site is not as it was written
    write(folder, {"register/persons.xml": register(person("anna"), person("carl"))})
    assert_as_fresh(folder, build(folder))
    assert copied == []


def test_portions_are_copied_by_their_keys_wherever_they_stand() -> None:
    content = b"one two three "
    old = {"f": (("1", 4), ("2", 4), ("3", 6))}
    read: list[tuple[int, int]] = []

    def part(name: str, begin: int, length: int) -> Iterator[bytes]:
        assert name == "f"
        read.append((begin, length))
        yield content[begin : begin + length]

    portioned = Portioned(old, part)
    wanted = [Portion("3", list), Portion("", lambda: ["é", "!"]), Portion("1", list)]
    assert b"".join(portioned.file("f", wanted)) == b"three \xc3\xa9!one "
    assert read == [(8, 6), (0, 4)]
    assert portioned.made == {"f": (("3", 6), ("", 3), ("1", 4))}
    assert b"".join(portioned.file("g", wanted[1:2])) == b"\xc3\xa9!"
