"""The documentation: what is made is current, no link is dead, every page is found."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

import pictures
import reference
from commands import REPO
from siglum.edition import settings
from siglum.findings.codes import CODES
from test_architecture import ABOVE, ENGINES

PAGES = sorted(path.relative_to(REPO).as_posix() for path in (REPO / "docs").rglob("*.md"))
LINKED = [*PAGES, "README.md", "CONTRIBUTING.md", "SECURITY.md"]
_LINK = re.compile(r"(?:(?<!\\)\]\(|<img src=\")([^()\s\"]+)[)\"]")
_FENCED = re.compile(r"^( *)```.*?^\1```", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"`[^`\n]+`")


@pytest.mark.parametrize("name", reference.pages())
def test_a_page_of_the_reference_is_what_make_reference_writes(name: str) -> None:
    assert (REPO / "docs/reference" / name).read_text("utf-8") == reference.pages()[name]


def test_the_reference_has_every_code_setting_and_command() -> None:
    made = reference.pages()
    for code in CODES:
        assert f"\n### {code}\n" in made["codes.md"]
    tables = (settings.Settings, settings.Schemas, settings.SchemasFor, settings.Site)
    for table in (*tables, settings.Findings, settings.FindingsFor):
        for field in fields(table):
            assert f"\n| `{field.name}` |" in made["settings.md"]
    for name in ("words.LANGUAGE", "outputs", "links"):
        assert f"\n## [{name}]\n" in made["settings.md"]
    for path in (REPO / "toolkit/siglum/commands").glob("[!_]*.py"):
        assert f"\n## siglum {path.stem}" in made["commands.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of the kind of Unix is needed")
def test_the_drawn_pictures_are_what_make_pictures_writes() -> None:
    for name, svg in pictures.drawn().items():
        assert (REPO / "docs/pictures" / name).read_text("utf-8") == svg, name


@pytest.mark.parametrize("name", LINKED)
def test_every_link_leads_to_a_file_and_a_heading(name: str) -> None:
    text = _without_code((REPO / name).read_text("utf-8"))
    for target in _LINK.findall(text):
        if re.match("https?:", target):
            continue
        address, _, fragment = target.partition("#")
        path = (REPO / name).parent / address if address else REPO / name
        assert path.is_file(), target
        assert not fragment or fragment in _anchors(path), target


def _without_code(text: str) -> str:
    return _CODE.sub("`…`", _FENCED.sub("", text))


def _anchors(path: Path) -> set[str]:
    """Return the anchors of the headings of a page, as websites make them."""
    text = _FENCED.sub("", path.read_text("utf-8"))
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}


def test_the_menu_of_the_site_has_every_page_once() -> None:
    menu = re.findall(r": ([\w/-]+\.md)$", (REPO / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    assert sorted(f"docs/{name}" for name in menu) == PAGES


def test_the_documentation_becomes_a_site_with_search_and_no_dead_link(
    tool: Callable[[str], Path], tmp_path: Path
) -> None:
    tool("zensical")
    shutil.copytree(REPO / "docs", tmp_path / "docs")
    shutil.copyfile(REPO / "mkdocs.yml", tmp_path / "mkdocs.yml")
    built = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    assert (tmp_path / "_docs/search.json").is_file()
    for name in PAGES:
        page = tmp_path / "_docs" / Path(name).relative_to("docs").with_suffix(".html")
        assert page.is_file(), name
        text = page.read_text("utf-8")
        loaded = re.findall(r"(?:src|href)=\"?(?:https?:)?//\S+?\.(?:js|css)\b", text)
        assert loaded == [], name


def test_every_file_that_contributing_names_is_there() -> None:
    text = (REPO / "CONTRIBUTING.md").read_text("utf-8")
    text += (REPO / "docs/architecture.md").read_text("utf-8")
    names = set(re.findall(r"`((?:toolkit|tests|xslt|docs|schema)/[\w./-]*\w\.\w+)`", text))
    examples = {"toolkit/siglum/report/formats/csv.py", "xslt/words/es.xml"}
    examples |= {"toolkit/siglum/commands/count.py"}
    assert len(names) > 25
    assert {name for name in names if not (REPO / name).exists()} <= examples


def test_the_architecture_has_each_room_and_each_engine_in_their_order() -> None:
    text = (REPO / "docs/architecture.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)/` \|(?:.*?\| (.*) \|)?", text, re.MULTILINE)
    assert [name for name, _ in rows] == [*ABOVE, "commands", *ENGINES]
    for name, needed in rows[-len(ENGINES) :]:
        assert set(re.findall(r"`(\w+)`", needed)) == ENGINES[name], name


def test_every_make_target_that_is_named_is_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", (REPO / "Makefile").read_text("utf-8"), re.MULTILINE))
    for name in LINKED:
        for target in re.findall(r"`make ([a-z]+)`", (REPO / name).read_text("utf-8")):
            assert target in targets, name
