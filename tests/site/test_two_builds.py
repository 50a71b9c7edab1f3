"""Two builds at once, and sources that change or go while a build runs."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from commands import Siglum
from siglum.checks.world import World
from siglum.edition.config import load
from siglum.edition.document import Document
from siglum.findings.diagnostics import CannotRun
from siglum.site.lock import Busy, alone
from siglum.site.pictures import Pictures
from siglum.site.site import Built, build

HEAD = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>T</title></titleStmt><publicationStmt><publisher>P</publisher></publicationStmt>
<sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>"""
LETTER = HEAD + "<text><body><p>{}</p></body></text></TEI>"

HOLD = """
import sys
from pathlib import Path
from siglum.site.lock import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    for name in ("a", "b"):
        (tmp_path / f"{name}.xml").write_text(LETTER.format(f"Words of {name}."))
    (tmp_path / "edition.toml").write_text('[edition]\nsources = ["*.xml"]\n')
    return tmp_path


def held(folder: Path) -> subprocess.Popen[str]:
    """Start a process that holds the lock of a folder until it is ended."""
    pipe = subprocess.PIPE
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=pipe, stdout=pipe, encoding="utf-8"
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_the_second_build_says_that_another_runs(letters: Path, siglum: Siglum) -> None:
    holder = held(letters / "_site")
    try:
        run = siglum("build", cwd=letters)
        assert run.returncode == 2
        assert "error[SG904]" in run.stdout
        assert siglum("build", "-o", "other", cwd=letters).returncode == 0
    finally:
        holder.communicate()
    assert siglum("build", cwd=letters).returncode == 0
    assert not list(letters.glob(".siglum-*"))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_build_locks_nothing(letters: Path, siglum: Siglum) -> None:
    holder = held(letters / "_site")
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    assert siglum("build", cwd=letters).returncode == 0
    assert not list(letters.glob(".siglum-*"))


def test_one_folder_by_two_names_is_one(letters: Path) -> None:
    (letters / "link").symlink_to(letters, target_is_directory=True)
    with alone(letters / "_site"), pytest.raises(Busy), alone(letters / "link" / "_site"):
        pass


def test_many_that_begin_at_once_are_never_two(letters: Path) -> None:
    """Also where one takes its lock file away while another has just opened it."""
    inside, most, entered = [0], [0], [0]
    guard = threading.Lock()

    def run() -> None:
        for _ in range(200):
            try:
                with alone(letters / "_site"):
                    with guard:
                        inside[0] += 1
                        entered[0] += 1
                        most[0] = max(most[0], inside[0])
                    with guard:
                        inside[0] -= 1
            except Busy:
                continue

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most[0] == 1
    assert entered[0] > 0


def built(letters: Path, at: str, change: str) -> Built:
    """Build, and let the file b.xml change or go when the progress says something."""

    def progress(words: str) -> None:
        if words == at:
            if change == "change":
                (letters / "b.xml").write_text(LETTER.format("Quite other words."))
            else:
                (letters / "b.xml").unlink()

    edition = load(letters / "edition.toml")
    return build(edition, letters / "_site", force=False, progress=progress)


@pytest.mark.parametrize("change", ["change", "go"])
@pytest.mark.parametrize("at", ["rendering a.xml", "rendering b.xml"])
def test_page_and_copy_are_made_of_the_bytes_that_were_checked(
    letters: Path, change: str, at: str
) -> None:
    assert built(letters, at, change).pages
    for name in ("b.html", "source/b.xml", "b.critical.txt"):
        text = (letters / "_site" / name).read_text()
        assert "Words of b." in text
        assert "Quite other" not in text


def test_a_source_that_goes_before_it_is_read_is_named(letters: Path) -> None:
    made = built(letters, "validating a.xml", "go")
    assert made.pages == ()
    (finding,) = [one for one in made.findings if one.code != "SG205"]
    assert (finding.code, finding.span.file) == ("SG108", letters / "b.xml")


def test_a_picture_that_can_not_be_read_is_named_and_stops_the_build(
    letters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = letters / "pic.png"
    picture.write_bytes(b"\x89PNG")
    (letters / "a.xml").write_text(LETTER.format('<graphic url="pic.png"/>'))
    look = Pictures.of

    def gone(document: Document, world: World) -> Pictures:
        found = look(document, world)
        picture.unlink(missing_ok=True)
        return found

    monkeypatch.setattr(Pictures, "of", gone)
    made = built(letters, "", "")
    assert made.pages == ()
    assert ("SG108", picture) in [(one.code, one.span.file) for one in made.findings]


def test_a_folder_that_can_not_be_written_is_an_error(letters: Path) -> None:
    (letters / "file").touch()
    edition = load(letters / "edition.toml")
    with pytest.raises(CannotRun) as caught:
        build(edition, letters / "file" / "site", force=False, progress=lambda _: None)
    assert caught.value.diagnostics[0].code == "SG903"
