"""How siglum's stylesheets are written: what holds for all modules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from rendered import letter, rendered
from tei_models import models

from siglum.render.outputs import Format

COLUMNS = 140
LINES = [
    name
    for format in Format
    if not format.is_page
    for name in (f"{format}.xsl", f"{format}-of-article.xsl", f"modules/{format}-lines.xsl")
]
LINES += ["modules/lines.xsl", "modules/lines-formulas.xsl", "modules/markdown-signs.xsl"]


def _declared(repo: Path) -> set[str]:
    """Return the classes of HTML by which lines are made."""
    module = etree.parse(repo / "xslt/modules/classes.xsl").getroot()
    declared = " ".join(str(one.get("select")) for one in module.iter("{*}variable"))
    return set(re.findall(r"'([\w-]+)'", declared))


def test_no_line_is_long(repo: Path) -> None:
    long = [
        f"{path.name}:{number}"
        for path in (repo / "xslt").rglob("*.xsl")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > COLUMNS
    ]
    assert long == []


def test_patterns_are_compiled_with_their_stylesheet(repo: Path) -> None:
    """Saxon compiles a pattern once where it is one literal; what is joined by || is none."""
    modules = [etree.parse(path).getroot() for path in (repo / "xslt").rglob("*.xsl")]
    values = [
        str(value)
        for module in modules
        for element in module.iter("*")
        for value in element.attrib.values()
    ]
    asked = r"(?:matches|replace|tokenize)\([^()]*, (?:'[^']*' \|\| )?\$(sgp?:[\w-]+)"
    used = {name for value in values for name in re.findall(asked, value)}
    joined = [
        str(element.get("name"))
        for module in modules
        for element in module.iter("{*}variable")
        if element.get("name") in used and "||" in str(element.get("select"))
    ]
    at_use = r"(?:matches|replace|tokenize)\([^()]*, ?(?:'[^']*'|\$[\w:-]+) \|\| \$sgp?:"
    assert used
    assert joined == []
    assert [value for value in values if re.search(at_use, value)] == []


@pytest.mark.parametrize("name", [*LINES, "modules/markdown-signs.xsl"])
def test_lines_are_made_by_declared_classes_only(repo: Path, name: str) -> None:
    module = etree.parse(repo / "xslt" / name).getroot()
    values = [str(value) for element in module.iter("*") for value in element.attrib.values()]
    by_class = [value for value in values if "@class" in value]
    named = [re.findall(r"@class\)?\s*(?:=|,)\s*(\S)", value) for value in by_class]
    assert all(found and set(found) == {"$"} for found in named)


def test_each_declared_class_is_one_that_pages_have(repo: Path) -> None:
    """An element of TEI has its name for its class; the others are written by a template."""
    modules = sorted((repo / "xslt/modules").glob("html-*.xsl"))
    code = "".join(map(Path.read_text, [repo / "xslt/html.xsl", *modules]))
    others = _declared(repo) - set(models().elements)
    assert {name for name in others if not re.search(rf"[\"' ]{name}[\"' ]", code)} == set()


def test_a_class_that_is_declared_makes_a_line() -> None:
    poem = "<lg><l>One</l><l>two</l></lg>"
    assert rendered(letter(poem), "text").text == "One\ntwo\n"
