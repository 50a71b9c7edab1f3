"""No link within a site is dead: the project's own, one of everything, one with moves."""

from __future__ import annotations

from pathlib import Path

import pytest
from site_links import dead_links
from small_edition import write

from siglum.edition.config import load
from siglum.site.address_update import compare
from siglum.site.site import build


def built(folder: Path) -> Path:
    edition = load(folder / "edition.toml")
    build(edition, folder / "_site", force=True, progress=lambda _: None)
    return folder / "_site"


def test_no_link_of_the_site_is_dead(site: Path) -> None:
    assert not dead_links(site)


def test_no_link_is_dead_in_a_site_with_one_of_everything(tmp_path: Path) -> None:
    assert not dead_links(built(write(tmp_path)))


def test_no_link_is_dead_where_things_have_moved(tmp_path: Path) -> None:
    write(tmp_path)
    compare(load(tmp_path / "edition.toml"), lambda _: None, write=True)
    (tmp_path / "tei/sub/b.xml").rename(tmp_path / "tei/moved.xml")
    letter = tmp_path / "tei/a.xml"
    letter.write_text(letter.read_text("utf-8").replace('xml:id="p1"', 'xml:id="p9"'), "utf-8")
    known = tmp_path / "addresses.tsv"
    known.write_text(known.read_text("utf-8").replace("\tp1\n", "\tp1>p9\n"), "utf-8")
    site = built(tmp_path)
    assert (site / "sub/b.html").is_file()
    assert 'class="former"' in (site / "a.html").read_text("utf-8")
    assert not dead_links(site)


@pytest.mark.parametrize(
    ("link", "dead"),
    [
        ("p.html#one", False),
        ("p.html#%6Fne", False),
        ("#here", False),
        ("#", False),
        ("p.html#two", True),
        ("q.html", True),
        ("#there", True),
        ("../p.html", True),
        ("https://example.org/q.html#x", False),
    ],
)
def test_a_dead_link_is_found(tmp_path: Path, link: str, *, dead: bool) -> None:
    write(tmp_path, {"a.html": f'<p id="here"><a href="{link}">x</a>', "p.html": '<p id="one">'})
    assert dead_links(tmp_path) == ([f"a.html -> {link}"] if dead else [])
