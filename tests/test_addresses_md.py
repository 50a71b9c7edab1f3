"""The guide docs/addresses.md: its lines can be read, and the repository does what it tells."""

from __future__ import annotations

import re
from pathlib import Path

from commands import REPO
from siglum.edition.config import load
from siglum.site.address_list import AddressList
from siglum.site.address_update import compare

GUIDE = (REPO / "docs/addresses.md").read_text("utf-8")


def test_the_edition_of_the_repository_has_a_list_that_is_up_to_date() -> None:
    compared = compare(load(REPO / "edition.toml"), lambda _: None, write=False)
    assert not compared.findings
    assert (compared.new, compared.changed) == (0, 0), "run siglum addresses"


def test_the_lines_of_the_guide_can_be_read(tmp_path: Path) -> None:
    folder = tmp_path
    (folder / "edition.toml").write_text('[edition]\ntitle = "T"\n')
    examples = re.findall(r"```tsv\n(.*?)```", GUIDE, re.DOTALL)
    assert len(examples) == 2
    columns = re.findall(r"^\| `([a-z ]+)` \|", GUIDE, re.MULTILINE)
    for example in examples:
        head = "\t".join(columns)
        (folder / "addresses.tsv").write_text(f"{head}\n{example}")
        known = AddressList.read(load(folder / "edition.toml"))
        assert not known.findings
        assert len(list(known.lines())) == example.count("\n")
        known.close()
