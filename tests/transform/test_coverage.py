"""Every element of TEI P5 is rendered by a template that names it, and keeps its text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from lxml import etree
from rendered import FORMATS, TEI, claimed, document, expected, rendered

from siglum.odd.base import DIGEST

VIEWS = ("transcript", "reading", "critical")
WITHHELD_IN_READING = {"del", "fw", "surplus"}


class _Models:
    """Which element may hold which, as the digest of TEI P5 says."""

    def __init__(self) -> None:
        kinds = [f"{{{TEI}}}{kind}Spec" for kind in ("element", "class", "macro")]
        specs = list(etree.parse(DIGEST).iter(*kinds))
        self.specs = {spec.get("ident"): spec for spec in specs}
        self.elements = sorted(spec.get("ident") for spec in specs if spec.tag == kinds[0])

    def is_one_of(self, name: str) -> set[str]:
        """Return the classes of an element or a class, and theirs, and its own name."""
        keys = self.specs[name].iterfind(f"{{{TEI}}}classes/{{{TEI}}}memberOf")
        return {name}.union(*(self.is_one_of(key.get("key")) for key in keys))

    def holds(self, name: str) -> Iterator[str]:
        """Yield the elements and classes that a content model names, and those of its macros."""
        for reference in self.specs[name].iterfind(f"{{{TEI}}}content//*[@key]"):
            if reference.tag == f"{{{TEI}}}macroRef":
                yield from self.holds(reference.get("key"))
            else:
                yield reference.get("key")

    def parents(self) -> dict[str, str]:
        """Return for each element one that may hold it: the one that may hold fewest."""
        holders = {name: set(self.holds(name)) for name in self.elements}
        by_size = sorted(self.elements, key=lambda name: (len(holders[name]), name))
        parents = {}
        for name in self.elements:
            classes = self.is_one_of(name)
            parents[name] = next((each for each in by_size if holders[each] & classes), "div")
        return parents


@cache
def models() -> _Models:
    return _Models()


def test_there_are_587_elements() -> None:
    assert len(models().elements) == 587


def test_each_element_has_a_template_that_names_it() -> None:
    children = "".join(f"<{name}><p>one</p></{name}>" for name in models().elements)
    source = document(f'<div xmlns="{TEI}">{children}</div>')
    assert rendered(source, "html", "critical").findings == ()


def test_each_element_can_be_a_document_of_its_own() -> None:
    for name in models().elements:
        source = document(f'<{name} xmlns="{TEI}">one <hi>two</hi></{name}>')
        assert len(claimed(source, "html", "critical")) == 2, name


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("format", FORMATS)
def test_each_element_keeps_its_text_in_its_parent(format: str, view: str) -> None:
    shown = [
        (name, parent)
        for name, parent in models().parents().items()
        if view != "reading" or not {name, parent} & WITHHELD_IN_READING
    ]
    children = "".join(f"<{parent}><{name}>{name}</{name}></{parent}>" for name, parent in shown)
    source = document(f'<div xmlns="{TEI}">{children}</div>')
    numbers = set(claimed(source, format, view))
    lost = [shown[number] for number in expected(source, format) if number not in numbers]
    assert not lost
