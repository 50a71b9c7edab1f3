"""`siglum export tables`: the rows as files for other programs."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path

import pytest
from small_editions import FILES, document, write

from commands import Siglum
from siglum.api.edition import Edition
from siglum.edition.config import load
from siglum.findings.diagnostics import CannotRun
from siglum.model.export import TableFormat, export
from siglum.model.rows import TABLES
from siglum.model.schema import columns

HOSTILE = document(
    '<listPerson><person xml:id="x"><persName>=HYPERLINK("http://x","y")</persName></person>'
    '<person xml:id="y"><persName>-1+cmd|calc</persName><birth when="-0044-03-15"/></person>'
    "</listPerson>"
)


def rows(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    with Edition.open(folder) as edition:
        return {table: [astuple(row) for row in edition.rows(table)] for table in TABLES}


def test_csv_has_the_rows(tmp_path: Path, siglum: Siglum) -> None:
    write(tmp_path / "e", FILES)
    done = siglum("export", "tables", "-o", "out", cwd=tmp_path / "e")
    assert done.returncode == 0, done.stderr
    assert "17 files about 3 documents written to out" in done.stderr
    assert "info[SG409]" in done.stderr and "placeName/@key" in done.stderr
    for table, expected in rows(tmp_path / "e").items():
        with (tmp_path / f"e/out/{table}.csv").open(encoding="utf-8", newline="") as file:
            head, *found = csv.reader(file)
        assert head == [column.name for column in columns(TABLES[table])]
        assert found == [[_written(value) for value in row] for row in expected]


def _written(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def test_jsonl_has_the_rows(tmp_path: Path) -> None:
    write(tmp_path / "e", {**FILES, "reg/h.xml": HOSTILE})
    with Edition.open(tmp_path / "e") as edition:
        export(edition.model, tmp_path / "out", TableFormat.JSONL, "E")
    for table, expected in rows(tmp_path / "e").items():
        lines = (tmp_path / f"out/{table}.jsonl").read_text("utf-8").splitlines()
        assert [tuple(json.loads(line).values()) for line in lines] == expected


def test_sqlite_has_the_rows(tmp_path: Path) -> None:
    write(tmp_path / "e", {**FILES, "reg/h.xml": HOSTILE})
    with Edition.open(tmp_path / "e") as edition:
        export(edition.model, tmp_path / "out", TableFormat.SQLITE, "E")
    connection = sqlite3.connect(tmp_path / "out/edition.sqlite")
    for table, expected in rows(tmp_path / "e").items():
        assert connection.execute(f"SELECT * FROM {table}").fetchall() == expected
    connection.close()


def test_parquet_has_the_rows(tmp_path: Path, tool: Callable[[str], Path]) -> None:
    tool("pyarrow")
    import pyarrow.parquet as parquet

    write(tmp_path / "e", FILES)
    with Edition.open(tmp_path / "e") as edition:
        export(edition.model, tmp_path / "out", TableFormat.PARQUET, "E")
    for table, expected in rows(tmp_path / "e").items():
        found = parquet.read_table(tmp_path / f"out/{table}.parquet").to_pylist()
        assert [tuple(each.values()) for each in found] == expected


def test_parquet_without_its_package_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    write(tmp_path / "e", FILES)
    with Edition.open(tmp_path / "e") as edition, pytest.raises(CannotRun) as stopped:
        export(edition.model, tmp_path / "out", TableFormat.PARQUET, "E")
    assert "siglum[parquet]" in (stopped.value.diagnostics[0].help or "")
    assert not (tmp_path / "out").exists()


def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe(tmp_path: Path) -> None:
    write(tmp_path / "e", {"reg/h.xml": HOSTILE})
    with Edition.open(tmp_path / "e") as edition:
        export(edition.model, tmp_path / "out", TableFormat.CSV, "E")
    for path in (tmp_path / "out").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell[:1] in "=+@\t\r" and cell]
        assert {cell for cell in cells if cell.startswith("-")} <= {"-0044-03-15", "-439685"}
    assert "'=HYPERLINK" in (tmp_path / "out/names.csv").read_text("utf-8")


def test_what_siglum_made_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    edition = write(tmp_path / "e", FILES)
    folder = tmp_path / "out"

    def again(target: TableFormat = TableFormat.CSV) -> None:
        with Edition.open(edition.root) as opened:
            export(opened.model, folder, target, "E")

    again()
    again(TableFormat.JSONL)
    again()
    (folder / "mine.txt").write_text("mine", "utf-8")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    names = folder / "names.csv"
    names.write_text(names.read_text("utf-8") + "mine\n", "utf-8")
    with pytest.raises(CannotRun):
        again()
    now = {path: path.read_bytes() for path in folder.iterdir()}
    assert {path for path in now if now[path] != before[path]} == {names}


@pytest.mark.parametrize("name", ["documents.csv", "datapackage.json"])
def test_a_file_of_somebody_else_is_never_replaced(tmp_path: Path, name: str) -> None:
    write(tmp_path / "e", FILES)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text('{"resources": []}', "utf-8")
    with Edition.open(tmp_path / "e") as edition, pytest.raises(CannotRun):
        export(edition.model, tmp_path / "out", TableFormat.CSV, "E")
    assert [path.name for path in (tmp_path / "out").iterdir()] == [name]


def test_an_export_that_stops_in_the_middle_can_be_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "e", FILES)
    folder, replace = tmp_path / "out", Path.replace

    def stopping(path: Path, target: Path) -> Path:
        if target.name == "mentions.csv":
            raise KeyboardInterrupt
        return replace(path, target)

    for text in ("sie", "er"):
        with Edition.open(tmp_path / "e") as edition:
            with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
                patch.setattr(Path, "replace", stopping)
                export(edition.model, folder, TableFormat.CSV, "E")
            assert not list(folder.glob(".siglum-*"))
            export(edition.model, folder, TableFormat.CSV, "E")
        letter = tmp_path / "e/tei/letter.xml"
        letter.write_text(letter.read_text("utf-8").replace("ihn", text), "utf-8")


def test_the_data_package_tells_of_each_file(tmp_path: Path) -> None:
    write(tmp_path / "e", FILES)
    with Edition.open(tmp_path / "e") as edition:
        files = export(edition.model, tmp_path / "out", TableFormat.CSV, "Ä")
    said = json.loads((tmp_path / "out/datapackage.json").read_text("utf-8"))
    assert said["title"] == "Ä"
    assert [resource["path"] for resource in said["resources"]] == [path.name for path in files]
    fields = said["resources"][0]["schema"]["fields"]
    assert [field["name"] for field in fields] == [c.name for c in columns(TABLES["documents"])]


def test_a_wrong_setting_or_an_unreadable_file_is_told(tmp_path: Path, siglum: Siglum) -> None:
    write(tmp_path / "e", {**FILES, "tei/bad.xml": "<TEI"})
    done = siglum("export", "tables", "-o", "out", cwd=tmp_path / "e")
    assert done.returncode == 1 and "SG101" in done.stderr
    assert (tmp_path / "e/out/documents.csv").is_file()
    (tmp_path / "e/edition.toml").write_text("x", "utf-8")
    assert siglum("export", "tables", "-o", "out", cwd=tmp_path / "e").returncode == 2


def test_the_edition_is_as_it_was(tmp_path: Path) -> None:
    edition = write(tmp_path / "e", FILES)
    before = {path: path.read_bytes() for path in edition.root.rglob("*.xml")}
    with Edition.open(edition.root) as opened:
        export(opened.model, edition.root / "out", TableFormat.CSV, "E")
    assert {path: path.read_bytes() for path in edition.root.rglob("*.xml")} == before
    assert load(edition.root / "edition.toml").documents == edition.documents
