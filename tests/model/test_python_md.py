"""docs/python.md: its examples run, and its tables are current."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import REPO, Siglum
from siglum.api import edition as api
from siglum.model import dates
from siglum.model.columns import written
from siglum.model.rows import TABLES

TEXT = (REPO / "docs/python.md").read_text("utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```\n(?:\n```\n(.*?)```)?", TEXT, re.DOTALL)
PANDAS = [code for code, _ in BLOCKS if "pandas" in code]
EXAMPLES = [(code, printed) for code, printed in BLOCKS if "pandas" not in code]


@pytest.mark.parametrize(("code", "printed"), EXAMPLES)
def test_an_example_prints_what_is_shown(
    edition: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    code: str,
    printed: str,
) -> None:
    monkeypatch.chdir(edition)
    exec("import siglum\n" + code, {})
    assert capsys.readouterr().out == printed


@pytest.mark.filterwarnings("ignore")
def test_the_example_with_pandas_runs(
    edition: Path,
    siglum: Siglum,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tool: Callable[[str], Path],
) -> None:
    tool("pandas")
    (code,) = PANDAS
    assert siglum("export", "tables", "-o", "tables", cwd=edition).returncode == 0
    monkeypatch.chdir(edition)
    exec(code, {})
    assert "Tianjin" in capsys.readouterr().out


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 5 and len(PANDAS) == 1


def test_the_tables_are_current() -> None:
    assert TEXT.endswith(written())


def test_every_column_is_explained() -> None:
    for table in TABLES:
        assert f"### {table}\n" in TEXT
    assert "|  |" not in written()


def test_the_objects_are_those_of_the_interface() -> None:
    shown: dict[str, Callable[[], object]] = {}
    for name, has in re.findall(r"^\| `([A-Z]\w+)` \| (.*) \|$", TEXT, re.MULTILINE):
        thing = getattr(api, name, None) or getattr(dates, name)
        public = {each for each in dir(thing) if not each.startswith("_")}
        around = {"row", "edition", *(("document",) if name == "Unit" else ())}
        assert set(re.findall(r"`(\w+)`", has)) == public - around
        shown[name] = thing
    assert set(shown) == {"Edition", "Document", "Unit", "Entity", "Mention", "Date"}
