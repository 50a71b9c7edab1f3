"""A small edition with pictures of its pages: a letter of three pages, each line with its zone."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

LINES = {1: 9, 2: 3, 3: 6}
"""How many lines each page of the letter has."""
SIZES = {1: (600, 900), 2: (500, 900), 3: (800, 600)}
"""Pixels of the pictures."""
HEADER = """<teiHeader><fileDesc><titleStmt><title>{}</title></titleStmt><publicationStmt>
<p>Nowhere</p></publicationStmt><sourceDesc><p>None</p></sourceDesc></fileDesc></teiHeader>"""
_TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
_WORDS = "I was two weeks on the mountain and have been here since Tuesday"


def png(width: int, height: int, shade: int = 0x99) -> bytes:
    """Return a grey picture."""
    rows = zlib.compress((b"\0" + bytes([shade]) * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def write_leaves(folder: Path, settings: str = "") -> Path:
    """Write the edition: a letter, the transcript of a source, pictures; return its folder."""
    (folder / "tei/pictures").mkdir(parents=True)
    title = '[edition]\ntitle = "Leaves"\nlanguages = ["en"]\n'
    (folder / "edition.toml").write_text(title + settings)
    for page, (width, height) in SIZES.items():
        picture = png(width, height, 0x60 + 0x20 * page)
        (folder / f"tei/pictures/leaf{page}.png").write_bytes(picture)
    (folder / "tei/letter.xml").write_text(_letter())
    (folder / "tei/source.xml").write_text(_source())
    return folder


def _letter() -> str:
    surfaces = "".join(
        f'<surface xml:id="s{page}" ulx="0" uly="0" lrx="{width}" lry="{height}">'
        f'<graphic url="pictures/leaf{page}.png"/>{_zones(page)}</surface>'
        for page, (width, height) in SIZES.items()
    )
    first, second, third = (
        "".join(
            f'<lb n="{line}" facs="#z{page}.{line}"/>{page}.{line} {_WORDS} '
            for line in range(1, lines + 1)
        )
        for page, lines in LINES.items()
    )
    return (
        f'<TEI {_TEI} xml:lang="en">{HEADER.format("Letter")}<facsimile>{surfaces}</facsimile>'
        f'<text><body><p><pb n="1" facs="#s1"/>{first}a half'
        f'<pb n="2" facs="#s2" break="no"/>word {second}</p>'
        f'<p><pb n="3" facs="#s3"/>{third}</p></body></text></TEI>'
    )


def _zones(page: int) -> str:
    """Return a zone for each line: 60 pixels high, and 80 below the one before."""
    return "".join(
        f'<zone xml:id="z{page}.{line}" points="50,{80 * line} 450,{80 * line}'
        f' 450,{80 * line + 60} 50,{80 * line + 60}"/>'
        for line in range(1, LINES[page] + 1)
    )


def _source() -> str:
    return (
        f'<TEI {_TEI} xml:lang="en">{HEADER.format("Source")}<sourceDoc>'
        '<surface n="1r" xml:id="r" ulx="0" uly="0" lrx="60" lry="90">'
        '<graphic url="pictures/leaf1.png"/><zone xml:id="zr" ulx="5" uly="10" lrx="50" lry="20">'
        "<line>Of the front</line></zone></surface>"
        '<surface n="1v"><graphic url="pictures/leaf2.png"/><zone><line>Of the back</line></zone>'
        "</surface></sourceDoc></TEI>"
    )
