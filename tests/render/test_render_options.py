"""`siglum render`: what the command's options change of an output."""

from pathlib import Path

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
