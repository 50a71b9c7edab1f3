"""What would hang, leak, or bring the run down: it costs one finding."""

import json
import os
from pathlib import Path

import pytest

from commands import Siglum

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
CABLE = "tei/1949-01-10-mao-to-filippov.xml"


def rows(siglum: Siglum, edition: Path, *arguments: str) -> list[dict[str, str]]:
    run = siglum("validate", "--format", "json", *arguments, cwd=edition, timeout=60)
    assert "fault of siglum" not in run.stderr
    found: list[dict[str, str]] = json.loads(run.stdout)
    return found


def test_a_pipe_is_not_waited_for(edition: Path, siglum: Siglum) -> None:
    os.mkfifo(edition / "tei/pipe.xml")
    assert [row["code"] for row in rows(siglum, edition, "tei/pipe.xml")] == ["SG107"]
    assert siglum("render", "tei/pipe.xml", "--to", "text", cwd=edition).returncode == 1


def test_a_link_out_of_the_edition_is_not_followed(edition: Path, siglum: Siglum) -> None:
    secret = edition.parent / "secret.xml"
    secret.write_text(f"<TEI {TEI}>secret</TEI>")
    (edition / "tei/link.xml").symlink_to(secret)
    transcript = edition / "tei/transcripts/1949-01-10-mao-to-filippov.txt"
    transcript.unlink()
    transcript.symlink_to(secret)
    run = siglum("validate", "--format", "json", cwd=edition)
    assert sorted(row["code"] for row in json.loads(run.stdout)) == ["SG404", "SG404"]
    assert "secret<" not in run.stdout
    siglum("build", "--force", cwd=edition)
    assert not [path for path in (edition / "_site").rglob("*") if path.name == "link.xml"]


def test_a_loop_of_links_is_a_finding(edition: Path, siglum: Siglum) -> None:
    (edition / "tei/a.xml").symlink_to("b.xml")
    (edition / "tei/b.xml").symlink_to("a.xml")
    found = rows(siglum, edition, "tei/a.xml", CABLE)
    assert len(found) == 1


def test_a_missing_file_is_status_2_whatever_is_selected(edition: Path, siglum: Siglum) -> None:
    for option in ("--select=RNG", "--ignore=SG108"):
        assert siglum("validate", "nowhere.xml", option, cwd=edition).returncode == 2


@pytest.mark.parametrize(
    "content",
    [
        b'<?xml version="1.0" encoding="undefined"?><TEI/>',
        b'<?xml version="1.0" encoding="punycode"?><TEI/>',
        b'<?xml version="1.0" encoding="unicode_escape"?><TEI>\\ud800</TEI>',
        f"<TEI {TEI}><ȡ/></TEI>".encode(),
        f'<TEI {TEI} 𠀀="1"/>'.encode(),
        f"<TEI {TEI}><text><p/></text></TEI>".encode("utf-32"),
        f'<TEI {TEI}><ref target="a%00b"/><ref target="{"x" * 300}"/></TEI>'.encode(),
        f'<?xml-model href="http://[bad/x.rng"?><TEI {TEI}/>'.encode(),
        (f"<TEI {TEI}>" + "<hi>" * 900 + "</hi>" * 900 + "</TEI>").encode(),
        f'<TEI {TEI} xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="a%00b"/></TEI>'.encode(),
        f'<TEI {TEI} xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="http://[b"/></TEI>'.encode(),
    ],
    ids=range(11),
)
def test_no_content_brings_the_run_down(edition: Path, siglum: Siglum, content: bytes) -> None:
    (edition / "tei/odd.xml").write_bytes(content)
    found = rows(siglum, edition, "tei/odd.xml", CABLE)
    assert found
    assert {row["file"] for row in found} == {"tei/odd.xml"}
    assert siglum("render", "tei/odd.xml", "--to", "text", cwd=edition).returncode in (0, 1)


def test_includes_that_multiply_are_stopped(edition: Path, siglum: Siglum) -> None:
    xi = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
    for number in range(8):
        inside = f'<xi:include href="n{number + 1}.xml"/>' * 10 if number < 7 else "end"
        (edition / f"tei/n{number}.xml").write_text(f"<TEI {TEI} {xi}>{inside}</TEI>")
    found = rows(siglum, edition, "tei/n0.xml", "--select", "SG110")
    assert "more than 1000 files are included" in found[0]["message"]


def test_a_path_of_the_header_is_a_path_and_no_program(edition: Path, siglum: Siglum) -> None:
    cable = (edition / CABLE).read_text("utf-8")
    hostile = (
        "environment-variable('PATH')",
        "string-length(string-join((1 to 300000000) ! 'a'))",
        "static-base-uri()",
        "transform(map{'stylesheet-text': ''})",
        "unparsed-text('/etc/hostname')",
    )
    for path in hostile:
        changed = cable.replace('use="@n" delim', f'use="{path}" delim')
        (edition / CABLE).write_text(changed, "utf-8")
        run = siglum("render", CABLE, "--to", "html", cwd=edition, timeout=30)
        assert run.returncode == 0
        assert "warning[SG607]" in run.stderr
        assert os.environ["PATH"] not in run.stdout


def test_render_never_replaces_what_people_wrote(edition: Path, siglum: Siglum) -> None:
    before = {path: path.read_bytes() for path in edition.rglob("*") if path.is_file()}
    for path in before:
        run = siglum("render", CABLE, "--to", "text", "-o", path.relative_to(edition), cwd=edition)
        if path.suffix in (".xml", ".txt", ".toml", ".rng", ".xsd", ".sch"):
            assert path.read_bytes() == before[path], (path, run.stderr)


def test_render_writes_through_a_link_and_into_a_pipe(edition: Path, siglum: Siglum) -> None:
    (edition / "real.txt").write_text("old")
    (edition / "link.txt").symlink_to("real.txt")
    siglum("render", CABLE, "--to", "text", "-o", "link.txt", cwd=edition)
    assert (edition / "link.txt").is_symlink()
    assert (edition / "real.txt").read_text("utf-8").startswith("To Com[rade]")
    siglum("render", CABLE, "--to", "text", "-o", os.devnull, cwd=edition)
    assert Path(os.devnull).is_char_device()


def test_file_names_can_not_become_scripts_or_other_pages(edition: Path, siglum: Siglum) -> None:
    cable = (edition / CABLE).read_bytes()
    (edition / "tei/javascript:alert(1).xml").write_bytes(cable)
    siglum("build", "--force", cwd=edition)
    home = (edition / "_site/index.html").read_text("utf-8")
    assert 'href="javascript%3Aalert%281%29.html"' in home
    for name in ("index.xml", "1949-01-10-mao-to-filippov.reading.xml"):
        (edition / "tei" / name).write_bytes(cable)
        run = siglum("build", "--force", cwd=edition)
        assert run.returncode == 2
        assert "would be one page" in run.stdout
        (edition / "tei" / name).unlink()


def test_a_file_put_into_the_site_by_hand_is_not_lost(edition: Path, siglum: Siglum) -> None:
    assert siglum("build", cwd=edition).returncode == 0
    assert siglum("build", cwd=edition).returncode == 0
    (edition / "_site/CNAME").write_text("example.org")
    run = siglum("build", cwd=edition)
    assert run.returncode == 2
    assert "like “CNAME”" in run.stdout
    assert (edition / "_site/CNAME").read_text() == "example.org"


@pytest.mark.parametrize("href", ["javascript:alert(1)", "\\\\evil.example/x", "/\\evil.example"])
def test_render_reports_an_unsafe_link_without_edition(
    tmp_path: Path, siglum: Siglum, href: str
) -> None:
    (tmp_path / "x.xml").write_text(
        f'<TEI {TEI}><teiHeader/><text><body><p><ref target="{href}">there</ref></p></body></text></TEI>'
    )
    run = siglum("render", "x.xml", "--to", "html", cwd=tmp_path)
    assert "there" in run.stdout
    assert "evil" not in run.stdout
    assert "alert" not in run.stdout
    assert (run.returncode, "SG405" in run.stderr) == (1, True)
