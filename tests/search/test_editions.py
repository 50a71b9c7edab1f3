"""Real editions: what is found is what a plain scan of their rendered texts finds."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from searching import asking, write_index
from test_index import compare

from siglum.edition.reading import read
from siglum.model.bibliographic import Record
from siglum.model.registers import Authority
from siglum.render.frame import Page
from siglum.render.outputs import Format, View
from siglum.render.pages import Wanted, renderings
from siglum.search.passages import passages_of, with_printed
from siglum.search.searched import Searched, years_of
from siglum.search.spellings import Spellings


def searched(path: Path, root: Path) -> Searched:
    """Return what is searched of a document, with German for what says no language."""
    document = read(path, root)
    record = Record.of(document.root)
    views = (View.READING, View.TRANSCRIPT)
    wanted = [Wanted(view, (Format.HTML,), Page(stylesheets=("siglum.css",))) for view in views]
    pages = []
    for made in renderings(document, wanted, Authority()):
        assert not isinstance(made.rendering, Exception)
        pages.append(passages_of(made.rendering.text, "de"))
    return Searched(
        title=record.title,
        address=f"{path.stem}.html",
        passages=with_printed(*pages),
        sort=record.date.sort if record.date else None,
        years=years_of(record.date.earliest, record.date.latest) if record.date else None,
    )


@pytest.mark.parametrize("name", ["letters/briefe", "correspondence/data/editions"])
def test_what_is_found_is_what_a_scan_finds(
    external: Path, tool: Callable[[str], Path], tmp_path: Path, name: str
) -> None:
    folder = external / "editions" / name
    paths = random.Random(7).sample(sorted(folder.rglob("*.xml")), 40)
    documents = [searched(path, folder) for path in paths]
    spellings = Spellings.of()
    write_index(documents, tmp_path, spellings)
    with asking(tool("node"), tmp_path) as ask:
        compare(ask, documents, spellings, 500)
