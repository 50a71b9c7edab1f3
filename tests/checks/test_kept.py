"""One process that goes on: what was mended since, in any file, is seen at the next check."""

import os
from pathlib import Path

import pytest

from siglum.checks.checkers import Checkers
from siglum.work.stamps import Kept

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
DOCUMENT = f"<TEI {TEI}><text>{{}}</text></TEI>"
MAIN = 'include "part.rnc"\nstart = element t:TEI { element t:teiHeader { empty }?, element t:text { a } }'
GRAMMAR = 'namespace t = "http://www.tei-c.org/ns/1.0"\n'
RULES = (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"><pattern>'
    '<rule context="/*"><assert id="A" test="{}">no</assert></rule></pattern></schema>'
)


def rewrite(path: Path, text: str) -> None:
    """Write a file so that neither its size nor the time of its change tells."""
    before = path.stat()
    path.write_text(text)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


def test_a_file_is_known_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("1")
    kept = Kept([path, tmp_path / "b"])
    assert kept.unchanged()
    rewrite(path, "2")
    assert not kept.unchanged()
    kept = Kept([path, tmp_path / "b"])
    (tmp_path / "b").write_text("")
    assert not kept.unchanged()


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    (tmp_path / "main.rnc").write_text(GRAMMAR + MAIN)
    (tmp_path / "part.rnc").write_text(GRAMMAR + "a = element t:p { empty }")
    (tmp_path / "rules.sch").write_text(RULES.format("1 = 1"))
    (tmp_path / "edition.toml").write_text(
        '[edition]\nsources = ["*.xml"]\n[schemas]\nrelaxng = "main.rnc"\nschematron = "rules.sch"\n'
    )
    (tmp_path / "document.xml").write_text(DOCUMENT.format("<p/>"))
    return tmp_path


def test_a_schema_that_changes_is_read_again(edition: Path) -> None:
    editions = Checkers(edition)

    def codes() -> list[str]:
        return [finding.code for finding in editions.check(edition / "document.xml").findings]

    assert codes() == []
    rewrite(edition / "part.rnc", GRAMMAR + "a = element t:q { empty }")
    assert codes() == ["RNG101"]
    rewrite(edition / "part.rnc", GRAMMAR + "a = element t:p { empty }")
    rewrite(edition / "rules.sch", RULES.format("1 = 2"))
    assert codes() == ["A"]
    settings = edition / "edition.toml"
    settings.write_text(settings.read_text().replace('schematron = "rules.sch"', ""))
    assert codes() == []


def test_a_broken_schema_that_is_mended_is_used(edition: Path) -> None:
    (edition / "part.rnc").write_text("a = ")
    editions = Checkers(edition)
    first = editions.check(edition / "document.xml").findings
    assert [finding.code for finding in first] == ["RNG002"]
    (edition / "part.rnc").write_text(GRAMMAR + "a = element t:p { empty }")
    assert editions.check(edition / "document.xml").findings == ()
    (edition / "part.rnc").write_text("a = ")
    assert editions.check(edition / "document.xml").findings == first


def test_a_document_that_is_new_has_its_transcript(edition: Path) -> None:
    (edition / "transcripts").mkdir()
    settings = edition / "edition.toml"
    settings.write_text(
        settings.read_text().replace("[schemas]", 'transcripts = "transcripts"\n[schemas]')
    )
    editions = Checkers(edition)
    editions.check(edition / "document.xml")
    new = edition / "new.xml"
    new.write_text(f"<TEI {TEI}><teiHeader/><text><p/></text></TEI>")
    assert "SG502" in {finding.code for finding in editions.check(new).findings}
