"""What is kept of an edition: only what changed is read again, and nothing wrong is kept."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from small_editions import FILES, LETTER, PERSONS, TEI, document, write

import siglum
from siglum.model.rows import TABLES, Row
from siglum.work import databases

Rows = dict[str, list[Row]]


def rows(folder: Path) -> tuple[int, Rows]:
    """Open an edition; return how many documents were read, and all rows."""
    with siglum.Edition.open(folder) as edition:
        return edition.read, {table: list(edition.rows(table)) for table in TABLES}


def fresh(folder: Path) -> Rows:
    """Return the rows of an edition as they are without anything kept."""
    shutil.rmtree(folder / ".siglum", ignore_errors=True)
    return rows(folder)[1]


def kept_in(folder: Path) -> Path:
    """Return the file that the rows of an edition are kept in."""
    (file,) = (folder / ".siglum").glob("model-*.sqlite")
    return file


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    first, made = rows(tmp_path)
    assert (first, rows(tmp_path)) == (3, (0, made))
    (tmp_path / "tei/letter.xml").write_text(LETTER.replace("ihn", "sie"), "utf-8")
    again, now = rows(tmp_path)
    assert again == 1 and now != made and now == fresh(tmp_path)


def test_a_kept_finding_of_a_kind_that_is_no_more_is_found_again(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    gone = "<TEI><xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='gone.xml'/></TEI>"
    (tmp_path / "tei/wrong.xml").write_text(gone)
    with siglum.Edition.open(tmp_path) as edition:
        found = list(edition.findings())
    kinds = "SELECT document FROM kept WHERE findings LIKE '%NotTei%'"
    change = "UPDATE kept SET is_sure = 1, findings = replace(findings, 'NotTei', ?)"
    for kind in ("NotTei", "NoSuchKind"):
        with sqlite3.connect(kept_in(tmp_path)) as connection:
            assert connection.execute(kinds).fetchall() == [("tei/wrong.xml",)]
            connection.execute(change, (kind,))
        connection.close()
        with siglum.Edition.open(tmp_path) as edition:
            assert (edition.read, list(edition.findings())) == (int(kind != "NotTei"), found)


def _change_an_entry(folder: Path) -> None:
    path = folder / "reg/persons.xml"
    path.write_text(path.read_text("utf-8").replace("Hermann", "Helene"), "utf-8")


def _remove_a_register(folder: Path) -> None:
    (folder / "reg/persons.xml").unlink()


def _add_a_register(folder: Path) -> None:
    (folder / "reg/a.xml").write_text(PERSONS.replace("Bahr", "Other"), "utf-8")


def _change_the_settings(folder: Path) -> None:
    with (folder / "edition.toml").open("a", encoding="utf-8") as file:
        file.write('[links]\n"placeName/@key" = "reg/places.xml#{}"\n')


def _rename(folder: Path) -> None:
    (folder / "tei/letter.xml").rename(folder / "tei/brief.xml")


def _make_a_register_a_link(folder: Path) -> None:
    (folder / "reg/persons.xml").rename(folder / "tei/persons.xml")
    (folder / "reg/persons.xml").symlink_to(folder / "tei/persons.xml")


def _same_size_and_time(folder: Path) -> None:
    path = folder / "reg/persons.xml"
    status = path.stat()
    path.write_text(path.read_text("utf-8").replace("Bahr", "Rabh"), "utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def _spoil(folder: Path) -> None:
    (folder / "tei/letter.xml").write_text("<TEI", "utf-8")


CHANGES: list[Callable[[Path], None]] = [
    _change_an_entry,
    _remove_a_register,
    _add_a_register,
    _change_the_settings,
    _rename,
    _make_a_register_a_link,
    _same_size_and_time,
    _spoil,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_after_a_change_the_rows_are_those_of_a_fresh_read(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    write(tmp_path, FILES)
    _, before = rows(tmp_path)
    change(tmp_path)
    read, after = rows(tmp_path)
    assert after != before and after == fresh(tmp_path)
    assert read > 0 or change in (_remove_a_register,)


@pytest.mark.parametrize("number", range(6))
def test_any_sequence_of_changes_ends_in_the_rows_of_a_fresh_read(
    tmp_path: Path, number: int
) -> None:
    chosen = random.Random(number)
    write(tmp_path, FILES)
    for change in chosen.sample(CHANGES, 4):
        rows(tmp_path)
        try:
            change(tmp_path)
        except FileNotFoundError:
            continue
    assert rows(tmp_path)[1] == fresh(tmp_path)


INCLUDE = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{}"{}/>'
FALLBACK = INCLUDE.replace("/>", "><xi:fallback><p>none</p></xi:fallback></xi:include>")


@pytest.mark.parametrize(
    "include",
    [
        INCLUDE.format("part.inc", ""),
        INCLUDE.format("part.inc", ' parse="text"'),
        FALLBACK.format("part.inc", ""),
    ],
)
def test_a_document_is_read_again_when_an_included_file_comes_changes_or_goes(
    tmp_path: Path, include: str
) -> None:
    write(tmp_path, {"tei/d.xml": document(include)})
    part = tmp_path / "tei/part.inc"
    for text in ("a", None, "b"):
        if text is None:
            part.unlink()
        else:
            part.write_text(f'<p xmlns="{TEI}"><rs ref="#{text}">{text}</rs></p>', "utf-8")
        read, now = rows(tmp_path)
        assert read == 1
        assert rows(tmp_path)[1] == now == fresh(tmp_path)
        rows(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
@pytest.mark.parametrize("kind", ["pipe", "device", "hidden file"])
def test_an_included_file_that_becomes_another_thing_is_not_read(tmp_path: Path, kind: str) -> None:
    write(tmp_path, {"tei/d.xml": document(INCLUDE.format("part.inc", ' parse="text"'))})
    part = tmp_path / "tei/part.inc"
    part.write_text("a", "utf-8")
    (tmp_path / ".hidden").write_text("a", "utf-8")
    _, before = rows(tmp_path)
    part.unlink()
    if kind == "pipe":
        os.mkfifo(part)
    else:
        part.symlink_to("/dev/zero" if kind == "device" else tmp_path / ".hidden")
    assert rows(tmp_path)[1] == fresh(tmp_path) != before


def test_a_register_decides_what_mentions_of_others_mean(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    with siglum.Edition.open(tmp_path) as edition:
        assert edition.entity("p2").count() == 2
    _remove_a_register(tmp_path)
    with siglum.Edition.open(tmp_path) as edition, pytest.raises(KeyError):
        edition.entity("p2")


def test_the_store_is_ignored_by_git(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    rows(tmp_path)
    assert (tmp_path / ".siglum/.gitignore").read_text("utf-8") == "*\n"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_names_of_files_may_be_anything(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    names = [b"\xe9.xml", b"a\x1bb.xml", b"x" * 247 + b".xml", "ü '\"#?%.xml".encode()]
    for name in names:
        (tmp_path / "tei" / os.fsdecode(name)).write_text(LETTER, "utf-8")
        (tmp_path / "tei" / os.fsdecode(b"bad" + name[-40:])).write_text("<TEI", "utf-8")
    _, now = rows(tmp_path)
    found = {row.document for row in now["documents"]}
    assert {"tei/%E9.xml", "tei/a%1Bb.xml", "tei/ü '\"#?%.xml", f"tei/{'x' * 247}.xml"} <= found
    read, again = rows(tmp_path)
    assert again == now == fresh(tmp_path) and read == 0
    with siglum.Edition.open(tmp_path) as edition:
        assert sum(finding.code == "SG101" for finding in edition.findings()) == 4


def _truncate(store: Path) -> None:
    store.write_bytes(store.read_bytes()[: store.stat().st_size // 2])


def _overwrite(store: Path) -> None:
    store.write_bytes(b"this is no store")


def _empty(store: Path) -> None:
    store.write_bytes(b"")


def _age(store: Path) -> None:
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE documents SET title = 'old'")
        connection.execute("PRAGMA user_version = 1")


def _add_a_trigger(store: Path) -> None:
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE documents SET title = 'hostile'")
        connection.execute(
            "CREATE TRIGGER t AFTER INSERT ON documents BEGIN DELETE FROM mentions; END"
        )


def _tear_out_a_page(store: Path) -> None:
    data = bytearray(store.read_bytes())
    data[8192:40960] = b"\xff" * 32768
    store.write_bytes(bytes(data))


@pytest.mark.parametrize(
    "damage",
    [_truncate, _overwrite, _empty, _age, _add_a_trigger, _tear_out_a_page],
    ids=lambda damage: damage.__name__,
)
def test_a_damaged_or_foreign_store_is_made_anew(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    write(tmp_path, FILES)
    _, before = rows(tmp_path)
    damage(kept_in(tmp_path))
    assert rows(tmp_path) == (3, before)
    assert rows(tmp_path) == (0, before)


def test_where_nothing_can_be_kept_the_rows_are_the_same_and_it_is_told(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    _, before = rows(tmp_path)
    shutil.rmtree(tmp_path / ".siglum")
    (tmp_path / ".siglum").write_text("in the way", "utf-8")
    with siglum.Edition.open(tmp_path) as edition:
        assert "SG906" in {finding.code for finding in edition.findings()}
        assert {table: list(edition.rows(table)) for table in TABLES} == before
    assert (tmp_path / ".siglum").read_text("utf-8") == "in the way"


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links here")
def test_a_store_is_not_written_through_a_link(tmp_path: Path) -> None:
    write(tmp_path / "e", FILES)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "e/.siglum").symlink_to(tmp_path / "elsewhere")
    with siglum.Edition.open(tmp_path / "e") as edition:
        assert "SG906" in {finding.code for finding in edition.findings()}
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links here")
def test_a_link_in_its_folder_leads_to_no_file_elsewhere(tmp_path: Path) -> None:
    write(tmp_path / "e", FILES)
    (tmp_path / "e/.siglum").mkdir()
    (tmp_path / "e/.siglum/.gitignore").symlink_to(tmp_path / "elsewhere")
    rows(tmp_path / "e")
    assert not (tmp_path / "elsewhere").exists()


def test_a_store_that_came_with_the_files_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, FILES)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".theirs"))
    _, right = rows(tmp_path)
    with sqlite3.connect(kept_in(tmp_path)) as connection:
        connection.execute("UPDATE documents SET title = 'forged'")
    connection.close()
    assert rows(tmp_path)[1] != right  # whoever has the key is believed
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".ours"))
    assert rows(tmp_path) == (3, right)
    assert rows(tmp_path) == (0, right)
    assert len({path.name for path in (tmp_path / ".siglum").glob("model-*.sqlite")}) == 2
    assert (tmp_path / ".ours/siglum/own/key").stat().st_size == 32


def test_without_a_place_for_the_key_the_rows_are_the_same_and_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, FILES)
    _, right = rows(tmp_path)
    (tmp_path / ".file").write_text("in the way", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / ".file"))
    with siglum.Edition.open(tmp_path) as edition:
        assert "SG906" in {finding.code for finding in edition.findings()}
        assert {table: list(edition.rows(table)) for table in TABLES} == right


def test_a_folder_that_is_no_edition_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(LETTER, "utf-8")
    with siglum.Edition.open(tmp_path) as edition:
        assert edition.model.count("documents") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.xml"]


def test_a_disk_that_is_full_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, FILES)
    _, expected = rows(tmp_path)
    _change_an_entry(tmp_path)
    connected = databases.connected

    def small(file: str) -> sqlite3.Connection:
        connection = connected(file)
        if file:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {max(pages, 1)}")
        return connection

    monkeypatch.setattr(databases, "connected", small)
    entry = (tmp_path / "reg/persons.xml").read_text("utf-8")
    (tmp_path / "reg/persons.xml").write_text(entry.replace("Writer.", "word " * 9999), "utf-8")
    (tmp_path / "reg/more.xml").write_text(
        document("".join(f'<p xml:id="p{n}"><rs ref="#x">{"y" * 900}</rs></p>' for n in range(200)))
    )
    with siglum.Edition.open(tmp_path) as edition:
        assert "SG906" in {finding.code for finding in edition.findings()}
        now = {table: list(edition.rows(table)) for table in TABLES}
    monkeypatch.undo()
    assert now == fresh(tmp_path) != expected


READER = "import sys, siglum; siglum.Edition.open(sys.argv[1]).close()"
KILLED = """
import os, signal, sys, siglum
from siglum.model import update
update._BATCH = 1
left = int(sys.argv[2])
def die(statement):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
from siglum.work import databases
connected = databases.connected
def watched(file):
    connection = connected(file)
    connection.set_trace_callback(die)
    return connection
databases.connected = watched
siglum.Edition.open(sys.argv[1]).close()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
@pytest.mark.parametrize("statement", [3, 9, 20, 40, 60, 75, 85, 90, 95, 100, 105, 110, 120, 140])
def test_who_is_killed_while_writing_loses_nothing(tmp_path: Path, statement: int) -> None:
    write(tmp_path, FILES)
    rows(tmp_path)
    _change_an_entry(tmp_path)
    (tmp_path / "tei/letter.xml").write_text(LETTER.replace("ihn", "sie"), "utf-8")
    (tmp_path / "reg/places.xml").unlink()
    run = [sys.executable, "-c", KILLED, str(tmp_path), str(statement)]
    done = subprocess.run(run, check=False, capture_output=True)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    _, after = rows(tmp_path)
    assert after == fresh(tmp_path)


def test_two_processes_read_while_one_writes(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    _, before = rows(tmp_path)
    with siglum.Edition.open(tmp_path) as writing:
        kept = writing._store
        with kept.writing():
            kept.remove("tei/letter.xml")
            with sqlite3.connect(f"file:{kept_in(tmp_path)}?mode=ro", uri=True) as one:
                (number,) = one.execute("SELECT count(*) FROM mentions").fetchone()
            assert number >= len(before["mentions"])
    run = [sys.executable, "-c", READER, str(tmp_path)]
    several = [subprocess.Popen(run) for _ in range(3)]
    assert [each.wait(120) for each in several] == [0, 0, 0]
    assert rows(tmp_path)[1] == before
