"""`siglum export tables`: the rows of an edition as files for other programs.

A `datapackage.json` (Frictionless Data Package 1) beside them says what each column is, and has
each file's checksum. By that, the next export knows what it may replace: only files that siglum
made and nobody has changed since.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple
from enum import StrEnum
from pathlib import Path
from typing import Any

from siglum import __version__
from siglum.findings import kinds
from siglum.findings.diagnostics import CannotRun, Diagnostic, Span
from siglum.model.queries import Model
from siglum.model.rows import TABLES, Row
from siglum.model.schema import columns
from siglum.work.files import umask

MANIFEST = "datapackage.json"
_MADE = "made by siglum"
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[-+]?[\d.,:T/-]*[\d.]")
_FRICTIONLESS = {"str": "string", "int": "integer", "float": "number", "bool": "boolean"}
_BATCH = 10_000  # rows in one row group of a Parquet file


class TableFormat(StrEnum):
    """The formats of tables."""

    CSV = "csv"
    JSONL = "jsonl"
    SQLITE = "sqlite"
    PARQUET = "parquet"


def export(model: Model, folder: Path, target: TableFormat, title: str) -> list[Path]:
    """Write all tables into a folder, and return the files.

    Each file appears whole or not at all. Raises CannotRun, before anything is written, where a
    file is there that siglum did not make, or that somebody changed since.
    """
    write = _parquet_writer() if target is TableFormat.PARQUET else _WRITERS[target]
    known = _known(folder)
    names = (
        ["edition.sqlite"] if target is TableFormat.SQLITE else [f"{t}.{target}" for t in TABLES]
    )
    for name in (*names, MANIFEST):
        _refuse(folder / name, known)
    ready: dict[Path, Path] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".siglum-", dir=folder) as temporary:
            ready = {path: folder / path.name for path in write(model, Path(temporary))}
            sums = {path.name: _sum(path) for path in ready}
            package = Path(temporary) / MANIFEST
            earlier = {
                name: _sum(folder / name) for name in known if _is_made(folder / name, known)
            }
            package.write_text(
                manifest(sums=sums, target=target, title=title, earlier=earlier), encoding="utf-8"
            )
            # The manifest comes first, and names the old files and the new: an export that is
            # interrupted knows all of them as its own.
            for path, place in ((package, folder / MANIFEST), *ready.items()):
                path.chmod(0o666 & ~umask())
                path.replace(place)
    except (OSError, sqlite3.Error) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        failed = kinds.command.CannotWriteTables(str(folder), reason)
        raise CannotRun(Diagnostic(failed, Span(folder))) from None
    return list(ready.values())


def _refuse(path: Path, known: Mapping[str, set[str]]) -> None:
    if not os.path.lexists(path):
        return
    if not _is_made(path, known) and not (path.name == MANIFEST and known):
        raise CannotRun(Diagnostic(kinds.command.ForeignTable(path.name), Span(path)))


def _is_made(path: Path, known: Mapping[str, set[str]]) -> bool:
    """Say whether siglum made a file that nobody has changed since."""
    is_file = path.is_file() and not path.is_symlink()
    return is_file and _sum(path) in known.get(path.name, ())


def _known(folder: Path) -> dict[str, set[str]]:
    """Return the checksums of the files that siglum wrote into a folder, by their names."""
    try:
        said = json.loads((folder / MANIFEST).read_text("utf-8"))
        if not str(said["description"]).startswith(_MADE):
            return {}
        found = {each["path"]: {each["hash"]} for each in said["resources"]}
        for name, known in said["earlier"].items():
            found.setdefault(name, set()).add(known)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return found


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"


def manifest(
    sums: Mapping[str, str],
    target: TableFormat,
    title: str,
    earlier: Mapping[str, str] | None = None,
) -> str:
    """Return the datapackage.json of some tables, by the names of their files.

    `sums` are their checksums; `earlier` those of files that they take the place of.
    """
    resources = []
    for name, said in sums.items():
        resource: dict[str, Any] = {"name": Path(name).stem, "path": name, "hash": said}
        row = TABLES.get(Path(name).stem)
        if row is not None:
            fields = [
                {"name": each.name, "type": _FRICTIONLESS[each.type]} for each in columns(row)
            ]
            resource |= {"format": str(target), "schema": {"fields": fields}}
        resources.append(resource)
    package = {
        "name": "edition",
        "title": title,
        "description": f"{_MADE} {__version__}: docs/python.md tells what each column is",
        "resources": resources,
        "earlier": earlier or {},
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _csv(model: Model, folder: Path) -> Iterator[Path]:
    for table in TABLES:
        path = folder / f"{table}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(csv_lines(model, table))
        yield path


class _Line:
    """A file that hands back each line that is written to it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(model: Model, table: str) -> Iterator[str]:
    """Yield a table as lines of CSV (RFC 4180, but for the ends of lines), names first."""
    yield csv_head(table)
    yield from csv_rows(model, table)


def csv_head(table: str) -> str:
    """Return the names of a table's columns as a line of CSV."""
    return str(_writer().writerow([each.name for each in columns(TABLES[table])]))


def csv_rows(model: Model, table: str, between: tuple[str, str] | None = None) -> Iterator[str]:
    """Yield the rows of a table as lines of CSV; `between` as in `Model.rows`."""
    return map(_writer().writerow, map(_cells, model.rows(table, between)))


def _writer() -> Any:
    return csv.writer(_Line(), lineterminator="\n")


def _cells(row: Row) -> list[Any]:
    return [_cell(value) for value in astuple(row)]


def _cell(value: Any) -> Any:
    """Return a value for CSV; one that a spreadsheet would run gets an apostrophe before it.

    Sources may be hostile, and a spreadsheet takes a cell that begins with =, +, - or @ for a
    formula. Plain numbers and dates, such as -0044-03-15, stay as they are.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def _jsonl(model: Model, folder: Path) -> Iterator[Path]:
    for table, row in TABLES.items():
        path = folder / f"{table}.jsonl"
        names = [each.name for each in columns(row)]
        with path.open("w", encoding="utf-8", newline="\n") as file:
            for each in model.rows(table):
                said = dict(zip(names, astuple(each), strict=True))
                file.write(json.dumps(said, ensure_ascii=False) + "\n")
        yield path


def _sqlite(model: Model, folder: Path) -> Iterator[Path]:
    types = {"str": "TEXT", "int": "INTEGER", "float": "REAL", "bool": "INTEGER"}
    path = folder / "edition.sqlite"
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("BEGIN")
        for table, row in TABLES.items():
            said = ", ".join(f'"{each.name}" {types[each.type]}' for each in columns(row))
            connection.execute(f"CREATE TABLE {table} ({said})")
            places = ", ".join("?" * len(columns(row)))
            put = f"INSERT INTO {table} VALUES ({places})"
            connection.executemany(put, map(astuple, model.rows(table)))
            connection.execute(f"CREATE INDEX {table}_document ON {table} (document)")
        connection.execute("COMMIT")
    finally:
        connection.close()
    yield path


_Writer = Callable[[Model, Path], Iterator[Path]]
_WRITERS: Mapping[TableFormat, _Writer] = {
    TableFormat.CSV: _csv,
    TableFormat.JSONL: _jsonl,
    TableFormat.SQLITE: _sqlite,
}


def _parquet_writer() -> _Writer:
    """Return the function that writes Parquet. Raises CannotRun where pyarrow is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet as parquet
    except ImportError:
        raise CannotRun(Diagnostic(kinds.command.NoParquet(), Span(Path.cwd()))) from None
    types = {
        "str": pyarrow.string(),
        "int": pyarrow.int64(),
        "float": pyarrow.float64(),
        "bool": pyarrow.bool_(),
    }

    def write(model: Model, folder: Path) -> Iterator[Path]:
        for table, row in TABLES.items():
            path = folder / f"{table}.parquet"
            fields = [
                pyarrow.field(each.name, types[each.type], each.may_be_empty)
                for each in columns(row)
            ]
            shape = pyarrow.schema(fields)
            with parquet.ParquetWriter(path, shape) as writer:
                for batch in _batches(model.rows(table)):
                    said = [dict(zip(shape.names, astuple(each), strict=True)) for each in batch]
                    writer.write_table(pyarrow.Table.from_pylist(said, schema=shape))
            yield path

    return write


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch
