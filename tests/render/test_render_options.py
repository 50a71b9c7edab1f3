"""`siglum render`: what the command's options change of an output."""

from pathlib import Path

import pytest

from commands import Siglum

CABLE = "tei/1949-01-10-mao-to-filippov.xml"
PAGED = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>
<p>One <pb n="12"/>two</p></body></text></TEI>"""


def test_width_breaks_lines_and_keeps_every_word(siglum: Siglum) -> None:
    whole = siglum("render", CABLE, "--to", "text").stdout
    narrow = siglum("render", CABLE, "--to", "text", "--width", "40").stdout
    assert max(map(len, narrow.splitlines())) <= 40 < max(map(len, whole.splitlines()))
    assert narrow.split() == whole.split()


def test_page_breaks_are_shown_on_request(siglum: Siglum, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(PAGED)
    plain = siglum("render", "a.xml", "--to", "text", cwd=tmp_path).stdout
    paged = siglum("render", "a.xml", "--to", "text", "--pages", cwd=tmp_path).stdout
    assert plain.split() == ["One", "two"]
    assert paged.split() == ["One", "[p.", "12]", "two"]


def test_a_width_of_a_page_is_refused(siglum: Siglum) -> None:
    refused = siglum("render", CABLE, "--to", "html", "--width", "40")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "--width is for --to text" in refused.stderr


def letters(folder: Path) -> list[Path]:
    """Write more letters than one process renders alone, one of which can't be."""
    paths = [folder / f"tei/{number % 2}/{number:02}.xml" for number in range(14)]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGED.replace("two", path.stem))
    paths[5].write_text("<TEI>")
    return paths


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_folder_is_rendered_into_a_folder(siglum: Siglum, tmp_path: Path, jobs: str) -> None:
    paths = letters(tmp_path)
    run = siglum("render", "tei", "--to", "text", "-o", "out", "--jobs", jobs, cwd=tmp_path)
    assert run.returncode == 1
    assert run.stderr.count("error[SG101]") == 1
    assert "13 files written to out" in run.stderr
    made = {path.relative_to(tmp_path / "out"): path for path in (tmp_path / "out").rglob("*.*")}
    rendered = [path for path in paths if path.name != "05.xml"]
    assert sorted(made) == sorted(
        path.relative_to(tmp_path / "tei").with_suffix(".txt") for path in rendered
    )
    for path in rendered:
        alone = siglum("render", path, "--to", "text", cwd=tmp_path).stdout
        assert made[path.relative_to(tmp_path / "tei").with_suffix(".txt")].read_text() == alone


def test_outputs_of_several_files_replace_nothing_that_people_write(
    siglum: Siglum, tmp_path: Path
) -> None:
    letters(tmp_path)
    (tmp_path / "edition.toml").write_text('[edition]\ntranscripts = "transcripts"\n')
    (tmp_path / "transcripts").mkdir()
    (tmp_path / "transcripts/00.txt").write_text("what it says")
    arguments = ("render", "tei/0/00.xml", "tei/0/02.xml", "--to", "text")
    kept = siglum(*arguments, "-o", "transcripts", cwd=tmp_path)
    assert (kept.returncode, "which people write" in kept.stderr) == (2, True)
    assert (tmp_path / "transcripts/00.txt").read_text() == "what it says"
    assert not (tmp_path / "transcripts/02.txt").exists()
    nowhere = siglum(*arguments, cwd=tmp_path)
    assert (nowhere.returncode, "-o FOLDER" in nowhere.stderr) == (2, True)
    (tmp_path / "tei/1/00.xml").write_text(PAGED)
    twice = siglum(
        "render", "tei/0/00.xml", "tei/1/00.xml", "--to", "text", "-o", "out", cwd=tmp_path
    )
    assert (twice.returncode, "would both be written to" in twice.stderr) == (2, True)
    missing = siglum("render", "no.xml", "tei/0/00.xml", "--to", "text", "-o", "out", cwd=tmp_path)
    assert (missing.returncode, "SG108" in missing.stderr) == (2, True)
    assert (tmp_path / "out/00.txt").is_file()
