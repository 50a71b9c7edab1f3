"""Small schemas and documents, written to a folder and run for real."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from siglum import schematron

Check = Callable[..., list[schematron.Error]]
Write = Callable[[str, str], Path]

_SCHEMA = """<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron"
 xmlns:xsl="http://www.w3.org/1999/XSL/Transform" queryBinding="{binding}" {attributes}>
<sch:ns prefix="t" uri="urn:t"/>
{body}
</sch:schema>"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file into the test's folder."""

    def written(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return written


@pytest.fixture
def schema(write: Write) -> Callable[..., Path]:
    """Write a schema from what stands in it."""

    def written(body: str, *, binding: str = "xslt3", attributes: str = "") -> Path:
        text = _SCHEMA.format(body=body, binding=binding, attributes=attributes)
        return write("rules.sch", text)

    return written


@pytest.fixture
def check(write: Write, schema: Callable[..., Path]) -> Check:
    """Validate a document with a schema, both given as text."""

    def checked(
        body: str, document: str, *, phase: str | None = None, **settings: str
    ) -> list[schematron.Error]:
        path = write("document.xml", document)
        return schematron.load(schema(body, **settings), phase=phase).validate(path)

    return checked
