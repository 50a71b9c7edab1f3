"""Real documents: each is rendered whole in every view and format, as valid HTML.

The corpus is that of the external suites; it has invalid documents too.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from rendered import FORMATS, claimed, document, expected, rendered

from siglum.edition.document import Document, parse


@pytest.fixture(scope="module")
def corpus(external: Path) -> list[Document]:
    """The documents of the corpus, but for the largest."""
    files = sorted((external / "corpus").glob("*.xml"))
    small = [path for path in files if path.stat().st_size < 100_000]
    assert len(small) > 40
    return [Document(path, data := path.read_bytes(), parse(path, data)) for path in small]


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_of_a_document_is_lost_or_repeated(corpus: list[Document], format: str) -> None:
    for source in corpus:
        shown = sorted(claimed(source, format, "critical"))
        assert shown == expected(source, format), source.path.name


def test_every_example_of_the_guidelines_is_whole(external: Path) -> None:
    for path in sorted((external / "egxml").glob("*.xml"))[::5]:
        source = document(path.read_text("utf-8").partition("?>")[2])
        assert sorted(claimed(source, "html", "critical")) == expected(source, "html"), path.name


@pytest.mark.parametrize("view", ["transcript", "reading", "critical"])
def test_every_page_is_valid(
    corpus: list[Document], tool: Callable[[str], Path], tmp_path: Path, view: str
) -> None:
    files = []
    for source in corpus:
        file = tmp_path / f"{source.path.stem}.html"
        file.write_text(rendered(source, "html", view).text, "utf-8")
        files.append(file)
    command = [tool("java"), "-jar", tool("vnu"), "--exit-zero-always", "--errors-only", "--stdout"]
    checked = subprocess.run(
        [*command, "--format", "json", *files], capture_output=True, check=True
    )
    messages = json.loads(checked.stdout)["messages"]
    assert [f"{Path(each['url']).name}: {each['message']}" for each in messages] == []
