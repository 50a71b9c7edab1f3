"""How large pictures are, and smaller copies of large ones."""

from __future__ import annotations

import io
import os
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from leaves import png, write_leaves
from lxml import html

from commands import Siglum
from siglum.site.picture_sizes import Size, size_of

NO_PILLOW = "raise ImportError('not here')\n"


# === Sizes


@pytest.mark.parametrize("format", ["PNG", "JPEG", "GIF", "WEBP"])
@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA"])
def test_the_size_of_a_picture_is_that_at_the_head_of_its_file(
    tool: Callable[[str], Path], format: str, mode: str
) -> None:
    tool("pillow")
    from PIL import Image

    if (format, mode) == ("JPEG", "RGBA"):
        mode = "CMYK"
    for lossless in (False, True):
        file = io.BytesIO()
        Image.new(mode, (301, 202), 0).save(file, format, lossless=lossless, progressive=lossless)
        assert size_of(file.getvalue()) == Size(301, 202)
        cut = file.getvalue()[:20]
        assert size_of(cut) in (None, Size(301, 202))


@pytest.mark.parametrize(("orientation", "size"), [(1, (30, 20)), (6, (20, 30)), (8, (20, 30))])
def test_a_photograph_that_lies_on_its_side_is_as_large_as_browsers_show_it(
    tool: Callable[[str], Path], orientation: int, size: tuple[int, int]
) -> None:
    tool("pillow")
    from PIL import Image

    image = Image.new("RGB", (30, 20))
    exif = image.getexif()
    exif[274] = orientation
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif)
    assert size_of(file.getvalue()) == Size(*size)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xd8",
        b"\xff\xd8\xff\xe1\x00\x00" * 5,
        b"\xff\xd8" + b"\xff" * 1000,
        b"\xff\xd8\xff\xc0\x00\x0b\x08\x00\x00\x00\x00",
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n" + b"\xff" * 40,
        b"GIF89a",
        b"RIFF0000WEBPVP8X",
        b"<svg/>",
    ],
)
def test_what_is_no_picture_has_no_size(data: bytes) -> None:
    assert size_of(data) is None


# === Smaller copies


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """An edition whose first picture is 2,000 pixels wide."""
    edition = write_leaves(tmp_path / "edition")
    (edition / "tei/pictures/leaf1.png").write_bytes(png(2000, 3000))
    return edition


def _image(site: Path, number: int = 0) -> html.HtmlElement:
    page = html.document_fromstring((site / "letter.html").read_bytes())
    found: html.HtmlElement = page.xpath("//*[@class='page-picture']//img")[number]
    return found


def test_a_large_picture_has_smaller_copies(
    edition: Path, tool: Callable[[str], Path], siglum: Siglum
) -> None:
    tool("pillow")
    assert "SG612" not in siglum("build", "--force", cwd=edition).stdout
    site = edition / "_site"
    assert _image(site).get("srcset") == (
        "smaller/800/tei/pictures/leaf1.png 800w, smaller/1600/tei/pictures/leaf1.png 1600w,"
        " source/tei/pictures/leaf1.png 2000w"
    )
    copies = {width: site / f"smaller/{width}/tei/pictures/leaf1.png" for width in (800, 1600)}
    sizes = {width: size_of(path.read_bytes()) for width, path in copies.items()}
    assert sizes == {800: (800, 1200), 1600: (1600, 2400)}
    assert _image(site, 1).get("srcset") is None
    assert len(list((site / "smaller").rglob("*.png"))) == 2


def test_smaller_copies_are_made_again_only_of_pictures_that_changed(
    edition: Path, tool: Callable[[str], Path], siglum: Siglum
) -> None:
    tool("pillow")
    siglum("build", "--force", cwd=edition)
    copy = edition / "_site/smaller/800/tei/pictures/leaf1.png"
    before, inode = copy.read_bytes(), copy.stat().st_ino
    (edition / "tei/source.xml").write_bytes((edition / "tei/source.xml").read_bytes() + b"\n")
    built = siglum("build", "--force", cwd=edition)
    assert "1 made, 1 unchanged" in built.stderr
    assert copy.stat().st_ino == inode
    (edition / "tei/pictures/leaf1.png").write_bytes(png(1000, 500))
    built = siglum("build", "--force", cwd=edition)
    assert "unchanged" not in built.stderr
    assert size_of(copy.read_bytes()) == (800, 400)
    assert not (edition / "_site/smaller/1600").exists()
    image = _image(edition / "_site")
    assert (image.get("width"), image.get("height")) == ("1000", "500")
    (edition / "tei/pictures/leaf1.png").write_bytes(png(2000, 3000))
    siglum("build", "--force", "--fresh", cwd=edition)
    assert copy.read_bytes() == before


def test_a_photograph_keeps_its_side_up_and_its_colours(
    edition: Path, tool: Callable[[str], Path], siglum: Siglum
) -> None:
    tool("pillow")
    from PIL import Image

    letter = edition / "tei/letter.xml"
    letter.write_text(letter.read_text().replace("leaf1.png", "photo.jpg"))
    image = Image.new("RGB", (3000, 2000), (200, 30, 30))
    exif = image.getexif()
    exif[274] = 6
    image.save(edition / "tei/pictures/photo.jpg", exif=exif)
    siglum("build", "--force", cwd=edition)
    copy = edition / "_site/smaller/800/tei/pictures/photo.jpg"
    assert size_of(copy.read_bytes()) == (800, 1200)
    with Image.open(copy) as small:
        red, green, blue = small.getpixel((400, 600))
    assert red > 190 and green < 45 and blue < 45


@pytest.mark.parametrize(
    "data",
    [
        png(2000, 3000)[:200],
        png(2000, 3000)[:33] + b"\0" * 300,
        b"\xff\xd8\xff\xc0\x00\x11\x08\x0b\xb8\x07\xd0\x03" + b"\x11" * 40,
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I4sIIBBBBBI", 13, b"IHDR", 90000, 90000, 8, 0, 0, 0, 0, 0),
    ],
    ids=["half", "hollow", "head", "bomb"],
)
def test_a_picture_that_can_not_be_read_is_told_and_shown_as_it_is(
    edition: Path, tool: Callable[[str], Path], siglum: Siglum, data: bytes
) -> None:
    tool("pillow")
    (edition / "tei/pictures/leaf1.png").write_bytes(data)
    for _ in range(2):
        built = siglum("build", "--force", "--format", "concise", cwd=edition)
        assert built.returncode == 0, built.stderr
        assert built.stdout.count("info[SG612] “leaf1.png” has no smaller copies") == 1
        assert "Traceback" not in built.stderr
    image = _image(edition / "_site")
    assert image.get("src") == "source/tei/pictures/leaf1.png"
    assert image.get("srcset") is None


def test_without_pillow_the_picture_itself_is_shown_and_that_is_said_once(
    edition: Path, siglum: Siglum, tmp_path: Path
) -> None:
    (edition / "tei/pictures/leaf2.png").write_bytes(png(2000, 3000))
    hidden = tmp_path / "hidden/PIL"
    hidden.mkdir(parents=True)
    (hidden / "__init__.py").write_text(NO_PILLOW)
    path = os.pathsep.join([str(hidden.parent), os.environ.get("PYTHONPATH", "")])
    built = siglum("build", "--force", "--format", "concise", cwd=edition, env={"PYTHONPATH": path})
    assert built.stdout.count("SG612") == 1
    assert "pip install 'siglum[pictures]'" in built.stdout
    assert _image(edition / "_site").get("srcset") is None
    assert not (edition / "_site/smaller").exists()
