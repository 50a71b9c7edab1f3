"""The compiled W3C schema on disk: used when it is right, made again when it is not."""

import marshal
import pickle
from pathlib import Path

import pytest

from siglum.checks import xsd, xsd_loading
from siglum.work import cache

ELEMENT = '<xs:element name="{}" type="xs:{}"/>'
SCHEMA = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{}</xs:schema>'


@pytest.fixture
def schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "part.xsd").write_text(SCHEMA.format(ELEMENT.format("b", "date")))
    path = tmp_path / "schema.xsd"
    include = '<xs:include schemaLocation="part.xsd"/>'
    path.write_text(SCHEMA.format(include + ELEMENT.format("a", "date")))
    return path


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The schemas that were compiled, not taken from the cache."""
    paths: list[Path] = []
    compile_schema = xsd_loading._compiled

    def noting(path: Path, guard: xsd_loading._Guard, language: xsd_loading.Language) -> object:
        paths.append(path)
        return compile_schema(path, guard, language)

    monkeypatch.setattr(xsd_loading, "_compiled", noting)
    return paths


def entry(schema: Path) -> Path:
    (found,) = (schema.parent / "cache/siglum/xsd").glob("*.schema")
    return found


def test_it_is_compiled_once(schema: Path, compiled: list[Path]) -> None:
    for _ in range(3):
        xsd.xsd_check(schema)
    assert compiled == [schema]
    assert entry(schema).stat().st_mode & 0o077 == 0


def test_a_change_of_any_of_its_files_is_seen(schema: Path, compiled: list[Path]) -> None:
    xsd.xsd_check(schema)
    (schema.parent / "part.xsd").write_text(SCHEMA.format(ELEMENT.format("b", "time")))
    xsd.xsd_check(schema)
    assert len(compiled) == 2


@pytest.mark.parametrize(
    "damage", ["cut", "flip", "empty", "foreign", "another shape", "writable by others"]
)
def test_a_damaged_entry_is_made_again(schema: Path, compiled: list[Path], damage: str) -> None:
    xsd.xsd_check(schema)
    path = entry(schema)
    data = path.read_bytes()
    match damage:
        case "cut":
            path.write_bytes(data[:-10])
        case "flip":
            path.write_bytes(data[:-10] + bytes([data[-10] ^ 1]) + data[-9:])
        case "empty":
            path.write_bytes(b"")
        case "foreign":
            path.write_bytes(b"cos\nsystem\n(S'false'\ntR.")
        case "another shape":
            start = len(cache._FORMAT) + cache._CHECKSUM
            *made_of, _ = marshal.loads(data[start:])
            body = marshal.dumps((*made_of, pickle.dumps("no schema")))
            path.write_bytes(cache._FORMAT + cache._checksum(body) + body)
        case "writable by others":
            path.chmod(0o666)
    xsd.xsd_check(schema)
    assert len(compiled) == 2
    xsd.xsd_check(schema)
    assert len(compiled) == 2


def test_no_cache_leaves_no_trace(schema: Path, compiled: list[Path]) -> None:
    xsd.xsd_check(schema, cached=False)
    xsd.xsd_check(schema, cached=False)
    assert len(compiled) == 2
    assert not (schema.parent / "cache").exists()


def test_a_cache_that_can_not_be_written_costs_time_only(
    schema: Path, compiled: list[Path]
) -> None:
    (schema.parent / "cache").write_text("a file in its place")
    xsd.xsd_check(schema)
    assert compiled == [schema]


def test_it_is_cleared(schema: Path, compiled: list[Path]) -> None:
    xsd.xsd_check(schema)
    assert cache.clear() == 1
    xsd.xsd_check(schema)
    assert len(compiled) == 2
