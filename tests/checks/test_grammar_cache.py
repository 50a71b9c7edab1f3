"""The compiled grammar on disk: used when it is right, made again when it is not."""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from siglum import relaxng
from siglum.checks import xsd
from siglum.checks.grammar import Grammar
from siglum.edition.reading import read
from siglum.findings.diagnostics import CannotUse
from siglum.work import cache

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text n="{}">{}</text></TEI>'
MAIN = 'include "part.rnc"\nstart = element TEI { element text { n, text } }'
PART = 'default namespace = "http://www.tei-c.org/ns/1.0"\nn = attribute n { xsd:%s }'


@pytest.fixture
def schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "part.rnc").write_text(PART % "date")
    path = tmp_path / "schema.rnc"
    path.write_text(f'default namespace = "http://www.tei-c.org/ns/1.0"\n{MAIN}')
    return path


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The grammars that were loaded, not taken from the cache."""
    paths: list[Path] = []
    load = relaxng.load

    def noting(path: Path, *, catalog: Mapping[str, Path], refuses: Any) -> relaxng.Schema:
        paths.append(path)
        return load(path, catalog=catalog, refuses=refuses)

    monkeypatch.setattr(relaxng, "load", noting)
    return paths


def findings(
    schema: Path, value: str, *, boundary: Path | None = None, cached: bool = True
) -> list[str]:
    """Check a document by a grammar, which is kept then; return the codes of what was found."""
    path = schema.parent / "document.xml"
    path.write_text(TEI.format(value, "x"))
    grammar = Grammar(schema, boundary=boundary, cached=cached)
    found = [finding.code for finding in grammar.check(read(path, schema.parent))]
    grammar.keep()
    return found


def entry(schema: Path) -> Path:
    (found,) = (schema.parent / "cache/siglum/relaxng").glob("*.schema")
    return found


def test_it_is_loaded_once_and_says_the_same(schema: Path, loaded: list[Path]) -> None:
    assert findings(schema, "1949-01-10") == []
    assert findings(schema, "1949-13-10") == ["RNG108"]
    assert findings(schema, "1949-01-11") == []
    assert loaded == [schema]
    assert entry(schema).stat().st_mode & 0o077 == 0


def test_a_change_of_any_of_its_files_is_seen(schema: Path, loaded: list[Path]) -> None:
    assert findings(schema, "1949-01-10") == []
    (schema.parent / "part.rnc").write_text(PART % "time")
    assert findings(schema, "1949-01-10") == ["RNG108"]
    assert len(loaded) == 2


def test_a_kept_grammar_is_held_to_the_boundary_as_well(schema: Path, loaded: list[Path]) -> None:
    folder = schema.parent / "edition"
    folder.mkdir()
    inner = folder / "inner.rnc"
    inner.write_text('include "../schema.rnc"')
    assert findings(inner, "1949-01-10") == []
    with pytest.raises(CannotUse) as refused:
        findings(inner, "1949-01-10", boundary=folder)
    assert refused.value.diagnostic.code == "RNG003"
    assert findings(inner, "1949-01-10", boundary=schema.parent) == []


def test_a_file_that_was_copied_anew_but_not_changed_is_the_same(
    schema: Path, loaded: list[Path]
) -> None:
    findings(schema, "1949-01-10")
    os.utime(schema.parent / "part.rnc", (1, 1))
    findings(schema, "1949-01-10")
    assert loaded == [schema]


def test_files_of_old_are_not_read_again(
    schema: Path, loaded: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    findings(schema, "1949-01-10")
    later = entry(schema).stat().st_mtime + 60
    os.utime(entry(schema), (later, later))
    monkeypatch.delattr(cache, "digest_of")
    assert findings(schema, "1949-13-10") == ["RNG108"]
    assert loaded == [schema]


def test_a_file_that_changed_just_after_it_was_read_is_read_again(
    schema: Path, loaded: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """File systems count time in steps: in one of them a file may change and look the same."""
    first = {path: cache.status_of(path) for path in (schema, schema.parent / "part.rnc")}
    monkeypatch.setattr(cache, "status_of", lambda path: first[path])
    assert findings(schema, "1949-01-10") == []
    (schema.parent / "part.rnc").write_text(PART % "time")
    assert findings(schema, "1949-01-10") == ["RNG108"]
    assert len(loaded) == 2


def test_what_is_counted_of_names_is_kept_once_it_was_asked_for(
    schema: Path, loaded: list[Path]
) -> None:
    """A wrong element asks how names are used; a document without one has no need to."""

    def misplaced() -> list[str]:
        path = schema.parent / "document.xml"
        path.write_text(TEI.format("1949-01-10", "<TEI/>"))
        grammar = Grammar(schema)
        found = [f"{one.message} {one.help}" for one in grammar.check(read(path, schema.parent))]
        grammar.keep()
        return found

    findings(schema, "1949-01-10")
    before = entry(schema).read_bytes()
    first = misplaced()
    kept = entry(schema).read_bytes()
    assert misplaced() == first
    assert len(before) < len(kept)
    assert entry(schema).read_bytes() == kept
    assert loaded == [schema]


def test_a_catalog_that_leads_elsewhere_now_is_seen(schema: Path, loaded: list[Path]) -> None:
    address = (schema.parent / "part.rnc").as_uri()
    Grammar(schema, dict).keep()
    Grammar(schema, lambda: {address: schema.parent / "part.rnc"}).keep()
    Grammar(schema, lambda: {address: schema.parent / "part.rnc"}).keep()
    assert len(loaded) == 2


@pytest.mark.parametrize(
    "damage", ["cut", "flip", "empty", "foreign", "writable by others", "folder writable by others"]
)
def test_a_damaged_entry_is_made_again(schema: Path, loaded: list[Path], damage: str) -> None:
    findings(schema, "1949-01-10")
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
            path.write_bytes(b"siglum compiled schema 2\n" + bytes(100))
        case "writable by others":
            path.chmod(0o666)
        case "folder writable by others":
            path.parent.chmod(0o777)
    assert findings(schema, "1949-13-10") == ["RNG108"]
    assert len(loaded) == 2


def forge(path: Path, forged: Callable[[Any], Any]) -> None:
    """Change the tables of a compiled grammar, and write the right checksum."""
    body = path.read_bytes()[len(cache._FORMAT) + cache._CHECKSUM :]
    *made_of, compiled = marshal.loads(body)
    addresses, tables = marshal.loads(compiled)
    tables = marshal.dumps(forged(marshal.loads(tables)))
    body = marshal.dumps((*made_of, marshal.dumps((addresses, tables))))
    path.write_bytes(cache._FORMAT + cache._checksum(body) + body)


@pytest.mark.parametrize(
    "forged",
    [
        lambda tables: None,
        lambda tables: tables[:-1],
        lambda tables: (5, *tables[1:]),
        lambda tables: ([()] * len(tables[0]), *tables[1:]),
        lambda tables: (*tables[:2], [(9999, *row[1:]) for row in tables[2]], *tables[3:]),
        lambda tables: (*tables[:3], [(row[0], {(): (1,)}) for row in tables[3]], *tables[4:]),
        lambda tables: (*tables[:4], 9999, *tables[5:]),
        lambda tables: (*tables[:-1], b"nonsense"),
    ],
)
def test_a_forged_entry_with_a_right_checksum_does_no_harm(
    schema: Path, loaded: list[Path], forged: Callable[[Any], Any]
) -> None:
    findings(schema, "1949-01-10")
    forge(entry(schema), forged)
    assert findings(schema, "1949-13-10") == ["RNG108"]
    assert 1 <= len(loaded) <= 2  # what is wrong where nothing looks is let be


@pytest.mark.parametrize(
    "body", [b"", b"i\x05\0\0\0", marshal.dumps((1, 2)), marshal.dumps((1, 2, 3, 4))]
)
def test_an_entry_of_another_shape_is_made_again(
    schema: Path, loaded: list[Path], body: bytes
) -> None:
    findings(schema, "1949-01-10")
    entry(schema).write_bytes(cache._FORMAT + cache._checksum(body) + body)
    assert findings(schema, "1949-13-10") == ["RNG108"]
    assert len(loaded) == 2


def test_only_what_was_kept_is_given_to_be_understood(schema: Path) -> None:
    kept = cache.CachedSchema("relaxng", schema, ["1"])
    assert kept.recall(repr) is None
    kept.note([schema])
    kept.write(b"compiled")
    assert kept.recall(repr) == "b'compiled'"
    assert cache.CachedSchema("relaxng", schema, ["2"]).recall(repr) is None
    assert cache.CachedSchema("xsd", schema, ["1"]).recall(repr) is None
    body = cache._FORMAT + cache._checksum(marshal.dumps((str(schema), ("1",), {}, 5)))
    entry(schema).write_bytes(body + marshal.dumps((str(schema), ("1",), {}, 5)))
    assert kept.recall(repr) is None


def test_a_schema_whose_files_are_gone_is_not_kept(schema: Path) -> None:
    kept = cache.CachedSchema("relaxng", schema, ["1"])
    kept.note([schema])
    kept.note([schema, schema.parent / "gone.rnc"])
    kept.write(b"compiled")
    assert kept.files == []
    assert kept.recall(repr) is None


def test_clearing_removes_all_and_says_how_many(schema: Path, loaded: list[Path]) -> None:
    assert cache.clear() == 0
    findings(schema, "1949-01-10")
    assert cache.clear() == 1
    assert cache.clear() == 0
    assert findings(schema, "1949-13-10") == ["RNG108"]
    assert len(loaded) == 2


def test_no_cache_leaves_no_trace(schema: Path, loaded: list[Path]) -> None:
    findings(schema, "1949-01-10", cached=False)
    findings(schema, "1949-01-10", cached=False)
    assert len(loaded) == 2
    assert not (schema.parent / "cache").exists()


def test_a_cache_that_can_not_be_written_costs_time_only(schema: Path, loaded: list[Path]) -> None:
    (schema.parent / "cache").write_text("a file in its place")
    assert findings(schema, "1949-13-10") == ["RNG108"]
    assert loaded == [schema]


def test_a_cache_of_others_is_not_written(schema: Path, loaded: list[Path]) -> None:
    findings(schema, "1949-01-10")
    path, victim = entry(schema), schema.parent / "victim"
    victim.write_text("kept")
    path.unlink()
    path.symlink_to(victim)
    assert findings(schema, "1949-13-10") == ["RNG108"]
    assert victim.read_text() == "kept"
    path.unlink(missing_ok=True)
    path.parent.chmod(0o777)
    findings(schema, "1949-13-10")
    assert not path.exists()


def test_a_grammar_that_changed_meanwhile_is_not_kept_for_the_new_one(
    schema: Path, loaded: list[Path]
) -> None:
    grammar = Grammar(schema)
    (schema.parent / "part.rnc").write_text(PART % "time")
    grammar.keep()
    assert findings(schema, "1949-01-10") == ["RNG108"]
    assert len(loaded) == 2


def test_all_kinds_are_cleared(schema: Path, loaded: list[Path]) -> None:
    findings(schema, "1949-01-10")
    w3c = schema.parent / "schema.xsd"
    w3c.write_text('<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>')
    xsd.xsd_check(w3c)
    assert cache.clear() == 2
    findings(schema, "1949-01-10")
    assert len(loaded) == 2
