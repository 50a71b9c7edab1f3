"""Every element of TEI P5 is rendered by a template that names it, and keeps its text."""

from __future__ import annotations

import pytest
from rendered import FORMATS, TEI, claimed, document, expected, rendered
from tei_models import models

VIEWS = ("transcript", "reading", "critical")
WITHHELD_IN_READING = {"del", "fw", "surplus"}


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
