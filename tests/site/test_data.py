"""Data for other programs in a site: which files there are, and when they are made again."""

from __future__ import annotations

import csv
import filecmp
import hashlib
import json
import re
import sys
import tracemalloc
from pathlib import Path

import pytest
from lxml import html

from commands import REPO, Siglum
from siglum.edition.config import load
from siglum.site import site as sites
from siglum.site.writing import Stage
from siglum.work.spool import digest_of

sys.path.insert(0, str(REPO / "tests/exchange"))
from letters import FILES, URL, built, document

RULE = "=" * 72


def files(site: Path) -> dict[str, bytes]:
    """Return the files that are made for other programs, by their names."""
    names = [*(site / "data").rglob("*"), *site.glob("sitemap*"), *site.glob("opensearch*")]
    return {one.relative_to(site).as_posix(): one.read_bytes() for one in names if one.is_file()}


def rebuilt(folder: Path) -> Path:
    edition = load(folder / "edition.toml")
    return sites.build(edition, folder / "_site", force=True, progress=lambda _: None).output


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return built(tmp_path / "e")


def listed(site: Path) -> set[str]:
    page = html.document_fromstring((site / "data/index.html").read_bytes().decode())
    hrefs = (str(one) for one in page.xpath("//main//ul//a/@href"))
    return {one for one in hrefs if not one.startswith("http")}


def test_the_page_has_all_files_and_no_others(site: Path) -> None:
    said = {(site / "data" / one).resolve().relative_to(site).as_posix() for one in listed(site)}
    assert said == {*files(site)} - {"data/index.html", "sitemap-1.xml"}
    assert "data/index.html" in (site / "index.html").read_text("utf-8")


def test_the_page_has_the_licences_that_documents_state(site: Path) -> None:
    page = html.document_fromstring((site / "data/index.html").read_bytes().decode())
    lines = page.xpath("//section[h2 = 'Licence']//li")
    assert [" ".join(str(one.text_content()).split()) for one in lines] == [
        "CC BY 4.0, 2 documents",
        "All rights reserved, 1 document",
    ]
    assert lines[0].xpath("a/@href") == ["https://creativecommons.org/licenses/by/4.0/"]


def test_a_licence_is_a_link_only_if_it_is_one(tmp_path: Path) -> None:
    hostile = '<licence target="javascript:alert(1)">&lt;b&gt;Free&lt;/b&gt;</licence>'
    site = built(tmp_path, {"tei/a.xml": document("<p/>", availability=hostile)})
    said = (site / "data/index.html").read_text("utf-8")
    assert "javascript" not in said and "<b>" not in said and "Free" in said
    assert b"javascript" not in files(site)["data/edition.nt"]


def test_a_document_without_licence_is_told(tmp_path: Path) -> None:
    site = built(tmp_path, {"tei/a.xml": document("<p/>", availability="")})
    assert "No licence is stated., 1 document" in " ".join(
        str(html.document_fromstring((site / "data/index.html").read_text()).text_content()).split()
    )


def test_the_text_of_a_year_is_that_of_its_documents_by_date(site: Path) -> None:
    assert {one.name for one in (site / "data/text").iterdir()} == {
        "1807.txt",
        "1808.txt",
        "undated.txt",
    }
    for name, documents in (("1807", ["b"]), ("1808", ["a"]), ("undated", ["sub/c d"])):
        text = (site / f"data/text/{name}.txt").read_text("utf-8")
        found = re.findall(rf"{RULE}\n(.*?)\n{RULE}\n\n(.*?)\n\n(?={RULE}|\Z)", text, re.DOTALL)
        assert [said for _, said in found] == [
            (site / f"{one}.critical.txt").read_text("utf-8").strip() for one in documents
        ]
    assert f"Anna to Bert <1>\n1808-03-02?\n{URL}/a.html\n" in text_of(site, "1808")
    assert f"A note\n{URL}/sub/c%20d.html\n" in text_of(site, "undated")


def text_of(site: Path, name: str) -> str:
    return (site / f"data/text/{name}.txt").read_text("utf-8")


def test_tables_are_those_of_the_export(site: Path, siglum: Siglum) -> None:
    folder = site.parent / "tables"
    done = siglum("export", "tables", "-o", folder, cwd=site.parent)
    assert done.returncode == 0, done.stderr
    tables = [one.name for one in (site / "data/tables").glob("*.csv")]
    assert {"documents.csv", "mentions.csv", "publications.csv"} <= {*tables}
    assert filecmp.cmpfiles(site / "data/tables", folder, tables, shallow=False) == (
        sorted(tables, key=tables.index),
        [],
        [],
    )
    package = json.loads((site / "data/tables/datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        data = (site / "data/tables" / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        head = next(csv.reader(data.decode().splitlines()))
        assert head == [one["name"] for one in resource["schema"]["fields"]]


def test_without_an_address_there_is_what_needs_none(tmp_path: Path) -> None:
    site = built(tmp_path, url="")
    folders = {name.split("/")[1] for name in files(site) if name.startswith("data/")}
    assert folders == {"index.html", "tables", "text"}
    assert not list(site.glob("*.xml"))
    said = (site / "data/index.html").read_text("utf-8")
    assert "the edition does not say where it is published" in said
    assert "A note\nsub/c%20d.html\n" in text_of(site, "undated")


def test_a_site_without_data_has_none_of_it(tmp_path: Path) -> None:
    site = built(tmp_path, more="data = false")
    assert not files(site)
    assert "data/" not in (site / "index.html").read_text("utf-8")


def test_data_alone_needs_no_lists(tmp_path: Path) -> None:
    site = built(tmp_path, more="browse = false\nregisters = false\nsearch = false")
    assert "data/cmif.xml" in files(site)
    assert "Anna to Bert" in (site / "index.html").read_text("utf-8")


def test_each_build_makes_the_same_bytes(site: Path, tmp_path: Path) -> None:
    other = built(tmp_path / "e2")
    assert files(site) == files(other)


CHANGES = {
    "a text": ("tei/a.xml", "I saw", "We saw"),
    "a title": ("tei/b.xml", "To the firm", "To them"),
    "a date": ("tei/a.xml", "1808-03-02", "1809-03-02"),
    "a name": ("register/r.xml", ">Bert<", ">Robert<"),
    "an identifier": ("register/r.xml", "118540238", "118505955"),
    "a licence": ("tei/b.xml", "CC BY 4.0", "CC BY"),
    "a change": ("tei/a.xml", "2020-05-06", "2022-05-06"),
    "the address": ("edition.toml", "example.org", "example.com"),
    "the edition's title": ("edition.toml", "Letters", "Notes"),
    "a switch": ("edition.toml", "[site]", "[site]\nregisters = false"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_data_is_as_if_made_anew(tmp_path: Path, change: str) -> None:
    folder = tmp_path / "e"
    before = files(built(folder))
    name, old, new = CHANGES[change]
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    after = files(rebuilt(folder))
    edition = load(folder / "edition.toml")
    fresh = sites.build(
        edition, folder / "_fresh", force=True, progress=lambda _: None, fresh=True
    ).output
    assert after == files(fresh)
    assert after != before


def test_a_document_that_is_gone_is_gone_from_data(tmp_path: Path) -> None:
    folder = tmp_path / "e"
    built(folder)
    (folder / "tei/sub/c d.xml").unlink()
    after = files(rebuilt(folder))
    assert "data/text/undated.txt" not in after
    assert not [name for name, data in after.items() if b"c%20d" in data]


def test_only_what_changed_is_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "e"
    site = built(folder)
    numbers = {name: (site / name).stat().st_ino for name in files(site)}
    letter = folder / "tei/a.xml"
    letter.write_text(letter.read_text("utf-8").replace("I saw", "We saw"), "utf-8")
    site = rebuilt(folder)
    same = {name for name in files(site) if (site / name).stat().st_ino == numbers[name]}
    assert {"data/text/1807.txt", "data/text/undated.txt"} <= same
    assert "data/text/1808.txt" not in same
    unchanged = {name: (site / name).stat().st_ino for name in files(site)}
    site = rebuilt(folder)
    assert {name: (site / name).stat().st_ino for name in files(site)} == unchanged


def test_an_old_site_that_was_touched_is_mended(site: Path) -> None:
    before = files(site)
    (site / "data/edition.nt").unlink()
    (site / "data/text/1807.txt").unlink()
    assert files(rebuilt(site.parent)) == before


def test_a_large_file_is_never_in_memory_as_a_whole(tmp_path: Path) -> None:
    part, count = bytes(1 << 20), 40
    (tmp_path / "new").mkdir()
    (tmp_path / "newer").mkdir()
    tracemalloc.start()
    try:
        stage = Stage(tmp_path / "new", tmp_path / "old", None, is_sure=False)
        digest = stage.put("data/large", (part for _ in range(count)))
        stage.close()
        stage = Stage(tmp_path / "newer", tmp_path / "new", None, is_sure=False)
        assert stage.take("data/large", digest, is_placed=False)
        stage.close()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (tmp_path / "newer/data/large").stat().st_size == count * len(part)
    assert digest == digest_of(part * count)
    assert peak < 6 * len(part)


def test_a_file_that_is_not_as_it_was_made_is_not_taken(tmp_path: Path) -> None:
    for name in ("new", "old"):
        (tmp_path / name).mkdir()
    (tmp_path / "old/page").write_bytes(b"other")
    stage = Stage(tmp_path / "new", tmp_path / "old", None, is_sure=False)
    assert not stage.take("page", digest_of(b"page"), is_placed=False)
    stage.close()
    assert not (tmp_path / "new/page").exists()


def test_an_output_of_the_edition_may_not_be_called_like_the_sitemap(tmp_path: Path) -> None:
    from siglum.findings.diagnostics import CannotRun

    style = (
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        '<xsl:template match="/">x</xsl:template></xsl:stylesheet>'
    )
    with pytest.raises(CannotRun):
        built(
            tmp_path,
            {"tei/sitemap.xml": FILES["tei/a.xml"], "own.xsl": style},
            more='[outputs]\nxml = "own.xsl"',
        )
