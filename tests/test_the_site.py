"""The guide docs/the-site.md: what it says of addresses and switches holds of a built site."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from commands import REPO, Siglum
from siglum.site.names import file_name

sys.path.insert(0, str(REPO / "tests/exchange"))
from letters import built

GUIDE = (REPO / "docs/the-site.md").read_text("utf-8")
_ENTRY = re.compile(r"^\| `<(\w+) xml:id=\"([\w-]+)\">` \| `(register/[^`]+)` \|$", re.MULTILINE)
_DATA = re.compile(r"^\| `((?:data/|sitemap|robots|opensearch)[^`]*)`([^|]*)\|", re.MULTILINE)
_NAMES = re.compile(r"`(?:data/)?([^`/]+)`")
_TOML = re.compile(r"```toml\n(.*?)```", re.DOTALL)


def test_entries_have_the_addresses_that_the_guide_tells(site: Path) -> None:
    told = _ENTRY.findall(GUIDE)
    assert told
    for element, identifier, address in told:
        page = (site / address).read_text("utf-8")
        assert f'id="{identifier}"' in page and f'class="entity {element}' in page


def test_an_id_with_capitals_has_the_name_that_the_guide_tells() -> None:
    (told,) = re.findall(r"`(\w+)(~\w+)\.html`", GUIDE)
    assert file_name(told[0]) == "".join(told)


def test_the_switches_of_the_guide_leave_parts_out(edition: Path, siglum: Siglum) -> None:
    (switches,) = (one for one in _TOML.findall(GUIDE) if "false" in one)
    settings = edition / "edition.toml"
    settings.write_text(f"{settings.read_text('utf-8')}\n{switches}", "utf-8")
    built = siglum("build", cwd=edition)
    assert built.returncode == 0, built.stdout
    assert not (edition / "_site/register").exists()
    assert not (edition / "_site/browse").exists()
    assert not (edition / "_site/data").exists()
    page = (edition / "_site/1949-01-10-mao-to-filippov.html").read_text("utf-8")
    assert 'id="sg-names"' in page


def test_the_files_for_other_programs_are_those_of_the_guide(tmp_path: Path) -> None:
    rows = _DATA.findall(GUIDE)
    told = {str(Path(row[0]).parent / name) for row in rows for name in _NAMES.findall(_first(row))}
    assert len(told) == 13
    site = built(tmp_path, url="https://letters.example")
    for name in told:
        assert list(site.glob(name)), name


def _first(row: tuple[str, str]) -> str:
    return f"`{Path(row[0]).name}`{row[1]}"
