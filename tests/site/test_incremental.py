"""What is unchanged is not made again, and what is not made again is what it would be."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import time
from collections import Counter
from pathlib import Path

import pytest
from small_edition import ANY, CHANGES, FILES, NOTE, RULES, person, register, write

from commands import Siglum
from siglum.edition.config import load
from siglum.model.facts import Facts
from siglum.model.store import KeptDocument, Store
from siglum.site import kept, plan, reading, site
from siglum.site.atomic import MARKER
from siglum.site.site import Built
from siglum.work import databases
from siglum.work.spool import digest_of

INCLUDE = '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="{}"/></grammar>'
SEEDS = 4
STEPS = 5


def build(folder: Path, *, fresh: bool = False, jobs: int = 1) -> Built:
    edition = load(folder / "edition.toml")
    output = folder / "_site"
    return site.build(edition, output, force=True, progress=lambda _: None, jobs=jobs, fresh=fresh)


def pages(folder: Path) -> dict[str, bytes]:
    """Return the files of a site, the list of them in the order of names."""
    found = {
        path.relative_to(folder / "_site").as_posix(): path.read_bytes()
        for path in (folder / "_site").rglob("*")
        if path.is_file()
    }
    found[MARKER] = b"\n".join(sorted(found[MARKER].splitlines()))
    return found


def told(built: Built, folder: Path) -> list[tuple[object, ...]]:
    return [
        (f.code, f.message, f.help, f.span.file.relative_to(folder), f.span.line, f.span.column)
        for f in built.findings
    ]


def assert_as_fresh(folder: Path, built: Built) -> None:
    """Compare a site and its findings with those of a copy that nothing is kept of."""
    other = folder.with_name("fresh")
    shutil.rmtree(other, ignore_errors=True)
    ignored = shutil.ignore_patterns(".siglum", "_site")
    shutil.copytree(folder, other, ignore=ignored, symlinks=True)
    new = build(other)
    assert told(built, folder) == told(new, other)
    assert (built.pages, built.is_whole) == (new.pages, new.is_whole)
    if new.pages:
        one, two = pages(folder), pages(other)
        assert one.keys() == two.keys()
        assert [name for name in one if one[name] != two[name]] == []


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_site_is_what_a_fresh_build_makes_whatever_has_changed(tmp_path: Path, seed: int) -> None:
    folder = write(tmp_path / "edition")
    chance = random.Random(seed)
    assert build(folder).made == 3
    for _ in range(STEPS):
        said = [chance.choice(CHANGES)(folder, chance) for _ in range(chance.randint(1, 3))]
        built = build(folder)
        try:
            assert_as_fresh(folder, built)
        except AssertionError as error:
            raise AssertionError(f"after {said}") from error


def test_nothing_is_made_again_where_nothing_has_changed(tmp_path: Path) -> None:
    folder = write(tmp_path / "edition")
    first = build(folder)
    before = {path: path.stat() for path in (folder / "_site").rglob("*")}
    again = build(folder)
    assert (again.made, again.unchanged) == (0, 3)
    assert (list(again.findings), again.pages) == (list(first.findings), first.pages)
    assert before == {path: path.stat() for path in (folder / "_site").rglob("*")}
    assert build(folder, fresh=True).made == 3


def test_an_entry_remakes_the_pages_that_name_it_and_no_others(tmp_path: Path) -> None:
    folder = write(tmp_path / "edition")
    build(folder)
    more = register(person("dora", "<note>New.</note>"), person("bert", "<note>The other.</note>"))
    write(folder, {"register/more.xml": more})
    built = build(folder)
    assert (built.made, built.unchanged) == (1, 2)
    assert "New." in (folder / "_site/sub/b.html").read_text("utf-8")
    assert_as_fresh(folder, built)


def test_pages_are_made_again_where_the_first_language_of_the_edition_changes(
    tmp_path: Path,
) -> None:
    folder = write(tmp_path / "edition")
    build(folder)
    settings = (folder / "edition.toml").read_text("utf-8")
    write(folder, {"edition.toml": settings.replace("sources", 'languages = ["de"]\nsources', 1)})
    assert_as_fresh(folder, build(folder))


def test_a_picture_that_is_a_link_to_another_file_is_seen(tmp_path: Path) -> None:
    folder = write(tmp_path / "edition")
    for number in (1, 2):
        write(folder, {f"pictures/{number}.png": f"\x89PNG {number}"})
        (folder / "pictures/a.png").unlink()
        (folder / "pictures/a.png").symlink_to(f"{number}.png")
        assert_as_fresh(folder, build(folder))
    (table,) = (folder / "_site").glob("data/tables/pictures.csv")
    assert "pictures/2.png" in table.read_text("utf-8")


def test_a_fresh_build_makes_its_rows_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path / "edition")
    build(folder)
    written: list[str] = []
    put = Store.put

    def noted(store: Store, kept: KeptDocument, facts: Facts) -> None:
        written.append(kept.document)
        put(store, kept, facts)

    monkeypatch.setattr(Store, "put", noted)
    build(folder)
    assert not written
    build(folder, fresh=True)
    assert len(written) == 5


def test_another_siglum_makes_all_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path / "edition")
    build(folder)
    for module in (plan, reading):
        monkeypatch.setattr(module, "code", lambda: "another")
    assert build(folder).made == 3
    monkeypatch.undo()
    monkeypatch.setattr(kept, "code", lambda: "a third")
    assert build(folder).made == 3


def test_a_page_that_somebody_wrote_into_is_refused_or_made_anew(tmp_path: Path) -> None:
    """A site with foreign content is nobody's to replace; one whose list says so is not trusted."""
    folder = write(tmp_path / "edition")
    build(folder)
    page = folder / "_site/a.html"
    right = page.read_bytes()
    page.write_bytes(right.replace(b"Letter", b"Setter"))
    with pytest.raises(site.CannotRun, match="did not make"):
        build(folder)
    marker = folder / "_site" / MARKER
    lines = marker.read_text().splitlines()
    wrong = digest_of(page.read_bytes())
    marker.write_text("\n".join(f"{wrong} a.html" if x.endswith(" a.html") else x for x in lines))
    built = build(folder)
    assert page.read_bytes() == right
    assert (built.made, built.unchanged) == (1, 2)


@pytest.mark.parametrize("damage", ["cut", "rows", "seal", "other", "reports"])
def test_a_damaged_store_is_made_anew(tmp_path: Path, damage: str) -> None:
    folder = write(tmp_path / "edition")
    build(folder)
    (store,) = (folder / ".siglum").glob("build-*.sqlite")
    if damage == "cut":
        store.write_bytes(store.read_bytes()[: store.stat().st_size // 2])
    elif damage == "other":
        store.write_bytes(b"this is no store")
    else:
        connection = kept._SHAPE.on_disk(folder)
        if damage == "rows":
            connection.execute("UPDATE made SET body = (SELECT body FROM made LIMIT 1)")
        elif damage == "reports":
            connection.execute("UPDATE reads SET report = (SELECT report FROM reads LIMIT 1)")
        else:
            connection.execute("UPDATE made SET body = CAST(substr(body, 1, 40) || x'00' AS BLOB)")
        connection.close()
    write(folder, {"tei/a.xml": FILES["tei/a.xml"].replace("To ", "Unto ")})
    built = build(folder)
    assert built.made == 3
    assert_as_fresh(folder, built)


def test_what_is_kept_of_a_piece_is_not_put_together_with_what_was_kept_before(
    tmp_path: Path,
) -> None:
    folder = write(tmp_path / "edition")
    build(folder)
    connection = kept._SHAPE.on_disk(folder)
    before = connection.execute("SELECT body, name FROM made").fetchall()
    connection.close()
    write(folder, {"tei/a.xml": FILES["tei/a.xml"].replace("To ", "Unto ")})
    build(folder)
    connection = kept._SHAPE.on_disk(folder)
    connection.executemany("UPDATE made SET body = ? WHERE name = ?", before)
    connection.close()
    write(folder, {"tei/c.xml": FILES["tei/c.xml"].replace("'l3'", "'l4'")})
    assert_as_fresh(folder, build(folder))


@pytest.mark.parametrize("years", [-5, 5])
def test_a_clock_that_jumps_keeps_nothing_that_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, years: int
) -> None:
    folder = write(tmp_path / "edition")
    build(folder)
    right, jump = time.time_ns, years * 366 * 24 * 3600 * 10**9
    monkeypatch.setattr(time, "time_ns", lambda: right() + jump)
    letter = folder / "tei/a.xml"
    written = letter.stat()
    letter.write_text(FILES["tei/a.xml"].replace("To ", "Ot "))
    os.utime(letter, ns=(written.st_atime_ns, written.st_mtime_ns))
    built = build(folder)
    assert (built.made, built.unchanged) == (1, 2)
    assert_as_fresh(folder, built)
    monkeypatch.undo()
    letter.write_text(FILES["tei/a.xml"])
    os.utime(letter, ns=(written.st_atime_ns, written.st_mtime_ns))
    assert_as_fresh(folder, build(folder))


def test_a_disk_without_room_for_the_store_costs_what_would_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "edition")
    right = build(folder)
    expected = pages(folder)
    shutil.rmtree(folder / ".siglum")

    def with_little_room(file: str) -> sqlite3.Connection:
        connection = connected(file)
        if file:
            connection.execute("PRAGMA max_page_count = 12")
        return connection

    connected = databases.connected
    monkeypatch.setattr(databases, "connected", with_little_room)
    built = build(folder)
    codes = Counter(finding.code for finding in right.findings)
    assert Counter(finding.code for finding in built.findings) == codes + Counter(["SG906"])
    assert pages(folder) == expected


def test_where_nothing_can_be_kept_the_site_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "edition")
    right = build(folder)
    expected = pages(folder)
    shutil.rmtree(folder / ".siglum")
    (folder / ".siglum").write_text("in the way")
    built = build(folder)
    assert Counter(f.code for f in built.findings) == Counter(
        ["SG906", *(f.code for f in right.findings)]
    )
    assert pages(folder) == expected


def test_what_was_made_for_a_site_that_failed_is_not_made_again(tmp_path: Path) -> None:
    folder = write(tmp_path / "edition")
    own = FILES["own/note.xsl"]
    text = "<xsl:value-of select=\"if (//*[@xml:id='l3']) then error() else 1\"/></xsl:template>"
    write(folder, {"own/note.xsl": own.replace("</xsl:template>", text)})
    settings = FILES["edition.toml"] + '[findings]\nignore = ["RNG", "SG4", "SG5", "SAID"]\n'
    write(folder, {"edition.toml": settings})

    def stopped() -> Built:
        edition = load(folder / "edition.toml")
        return site.build(edition, folder / "_site", force=False, progress=lambda _: None)

    assert stopped().pages == ()
    assert not (folder / "_site").exists()
    text = FILES["tei/c.xml"].replace("'l3'", "'l4'")
    write(folder, {"tei/c.xml": text})
    built = stopped()
    assert (built.made, built.unchanged) == (1, 2)
    assert not list((folder / ".siglum").glob("left-*"))


DEEP = ANY.format(not_allowed="hi")
OTHER_SIGNS: dict[str, tuple[str, bytes]] = {
    "a character reference": ("deep.rng", INCLUDE.format("&#100;eep.rng").encode()),
    "another encoding": ("deep.rng", INCLUDE.format("deep.rng").encode("utf-16")),
    "a base URI": ("in/deep.rng", INCLUDE.format('deep.rng" xml:base="in/').encode()),
    "another suffix": ("deep.txt", INCLUDE.format("deep.txt").encode()),
}


@pytest.mark.parametrize("how", OTHER_SIGNS)
def test_a_file_of_a_schema_is_known_however_it_is_named(tmp_path: Path, how: str) -> None:
    name, including = OTHER_SIGNS[how]
    folder = write(tmp_path / "edition", FILES | {f"schema/{name}": DEEP})
    (folder / "schema/any.rng").write_bytes(including)
    build(folder)
    (folder / "schema" / name).write_text(DEEP.replace(">hi<", ">ab<"))
    assert_as_fresh(folder, build(folder))


def test_what_rules_say_of_the_time_is_not_kept(tmp_path: Path) -> None:
    rules = RULES.format(words="It is <value-of select='current-dateTime()'/>")
    folder = write(tmp_path / "edition", FILES | {"schema/rules.sch": rules})
    assert told(build(folder), folder) != told(build(folder), folder)


def test_pages_that_say_the_time_are_not_kept(tmp_path: Path) -> None:
    note = NOTE.format(word="<xsl:value-of select='current&#45;dateTime()'/>")
    folder = write(tmp_path / "edition", FILES | {"own/note.xsl": note})
    assert build(folder).made == 3
    before = pages(folder)["a.note.txt"]
    assert build(folder).made == 3
    assert pages(folder)["a.note.txt"] != before


@pytest.mark.skipif(os.name == "nt", reason="permissions of files")
def test_a_page_whose_permissions_were_changed_gets_those_of_a_new_one(tmp_path: Path) -> None:
    folder = write(tmp_path / "edition")
    build(folder)
    page = folder / "_site/a.reading.html"
    before = page.stat().st_mode
    page.chmod(0o600)
    build(folder)
    assert page.stat().st_mode == before


def test_a_page_that_is_somebody_elses_file_is_not_linked_into_the_site(tmp_path: Path) -> None:
    folder = write(tmp_path / "edition")
    build(folder)
    page, others = folder / "_site/a.reading.html", tmp_path / "others.html"
    others.write_bytes(page.read_bytes())
    page.unlink()
    page.hardlink_to(others)
    build(folder)
    others.write_text("Theirs.")
    assert "Theirs." not in page.read_text()


@pytest.mark.skipif(os.name == "nt", reason="a time zone of a process")
def test_rules_are_asked_again_in_another_time_zone(tmp_path: Path, siglum: Siglum) -> None:
    words = (
        "<value-of select=\"xs:dateTime('2020-01-01T00:00:00')"
        " lt xs:dateTime('2020-01-01T03:00:00Z')\"/>"
    )
    rules = {"schema/rules.sch": RULES.format(words=words)}
    folder = write(tmp_path / "edition", FILES | rules)
    east = siglum("build", "--force", cwd=folder, env={"TZ": "UTC"})
    west = siglum("build", "--force", cwd=folder, env={"TZ": "America/New_York"})
    assert "true: seen" in east.stdout + east.stderr
    assert "false: seen" in west.stdout + west.stderr
