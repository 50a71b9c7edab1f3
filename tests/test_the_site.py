"""The guide docs/the-site.md: what it says of addresses and switches holds of a built site."""

from __future__ import annotations

import re
from pathlib import Path

from commands import REPO, Siglum
from siglum.site.names import file_name

GUIDE = (REPO / "docs/the-site.md").read_text("utf-8")
_ENTRY = re.compile(r"^\| `<(\w+) xml:id=\"([\w-]+)\">` \| `(register/[^`]+)` \|$", re.MULTILINE)
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
    page = (edition / "_site/1949-01-10-mao-to-filippov.html").read_text("utf-8")
    assert 'id="sg-names"' in page
