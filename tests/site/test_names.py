"""Names of files that are not seen as they are: a build goes on without the files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands import Siglum

_TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><fileDesc><titleStmt><title>A</title></titleStmt>
<publicationStmt><p>Nowhere</p></publicationStmt><sourceDesc><p>None</p></sourceDesc></fileDesc>
</teiHeader><text><body><p>words</p></body></text></TEI>"""
UNSEEN = (
    "a\x1b[2Jb",
    "line\nbreak",
    "tab\tulator",
    "\u202ebidi",
    "del\x7f",
    "\x9bcsi",
    "\u2028",
    "\x01",
)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("names")
    (root / "tei/authority").mkdir(parents=True)
    (root / "edition.toml").write_text(
        '[edition]\ntitle = "T\\u001b[2J"\nauthority = ["tei/authority/*.xml"]\n'
    )
    for name in (*UNSEEN, "می‌خواهم é"):
        (root / f"tei/{name}.xml").write_text(_TEI)
    (root / "tei/authority/p\x1b.xml").write_text(_TEI)
    return root


def test_a_build_goes_on_without_names_that_are_not_seen(edition: Path, siglum: Siglum) -> None:
    for _ in range(2):  # the second build replaces what the first has made
        built = siglum("build", "--force", "--format", "json", cwd=edition)
        assert built.returncode == 0, built.stdout
        told = [finding for finding in json.loads(built.stdout) if finding["code"] == "SG606"]
        assert len(told) == len(UNSEEN) + 1
    files = [path.name for path in (edition / "_site").rglob("*") if path.is_file()]
    assert "می‌خواهم é.html" in files
    assert not [name for name in files if "\x1b" in name or "\n" in name or "\u202e" in name]


@pytest.mark.parametrize("command", ["validate", "conserve", "render", "build"])
def test_no_command_writes_such_a_name_as_it_is(
    edition: Path, siglum: Siglum, command: str
) -> None:
    files = [] if command == "build" else sorted((edition / "tei").glob("*.xml"))
    runs = [[file] for file in files] if command == "render" else [files]
    for run in runs:
        done = siglum(command, *(["--force"] if command == "build" else []), *run, cwd=edition)
        assert "fault of siglum" not in done.stderr
        said = done.stderr + ("" if command == "render" else done.stdout)
        assert all(line.replace("\u200c", "").isprintable() for line in said.split("\n")), said
        assert "\nbreak" not in said
