"""What the tests of sites share."""

from __future__ import annotations

from pathlib import Path

import pytest
from long_documents import CHAPTERS, chapter, document

from commands import Siglum


@pytest.fixture(scope="session")
def split_site(siglum: Siglum, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an edition with long documents, split. Read it; don't change it."""
    folder = tmp_path_factory.mktemp("split")
    (folder / "tei").mkdir()
    (folder / "edition.toml").write_text(
        '[edition]\ntitle = "E"\nurl = "https://example.org/e"\n[site]\nsplit = "div"\n'
    )
    long = document(
        "".join(
            chapter(
                number, "These are the words of a long chapter, which says the same again. " * 300
            )
            for number in CHAPTERS
        )
    )
    unlike = long.replace("<p>The end.</p>", "<p>The end.</p><fw>64</fw>")  # in its views
    (folder / "tei/long.xml").write_text(unlike)
    (folder / "tei/other.xml").write_text(long)
    (folder / "tei/short.xml").write_text(
        document(chapter(1, "few words")).replace("#p2.1", "#p1.1").replace("#n2", "#n1")
    )
    built = siglum("build", "--format", "concise", cwd=folder)
    assert "no character of the text lost" in built.stdout + built.stderr
    assert "SG6" not in built.stdout.replace("SG603", ""), built.stdout
    return folder / "_site"
