"""How large a picture is, read at the head of its file, without decoding it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

_MOST = 1_000_000
"""Pixels of a side: what claims more is no picture of a page."""


class Size(NamedTuple):
    """Pixels, as a browser shows the picture: turned, where its file says so."""

    width: int
    height: int


class Shape(NamedTuple):
    """How large a picture is, and its smaller copies: their addresses, their widths in pixels."""

    size: Size
    smaller: tuple[tuple[str, int], ...] = ()


def size_of(data: bytes) -> Size | None:
    """Return the size of a PNG, JPEG, GIF or WebP file; None for any other, or a damaged one."""
    try:
        found = next((read(data) for magic, read in _READERS if data.startswith(magic)), None)
    except (struct.error, IndexError):
        return None
    return found if found is not None and all(0 < side <= _MOST for side in found) else None


def _png(data: bytes) -> Size:
    """PNG, 11.2.2: the first chunk is IHDR."""
    return Size(*struct.unpack_from(">II", data, 16))


def _gif(data: bytes) -> Size:
    """GIF89a, 18: the logical screen."""
    return Size(*struct.unpack_from("<HH", data, 6))


def _webp(data: bytes) -> Size | None:
    """RFC 9649, 2.5 to 2.7; where there is a head of its own, in that."""
    kind = data[12:16]
    if data[8:12] != b"WEBP" or len(data) < 30:
        return None
    if kind == b"VP8X":
        sides = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
        return Size(*sides)
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return Size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return Size(width & 0x3FFF, height & 0x3FFF)
    return None


def _jpeg(data: bytes) -> Size | None:
    """ITU-T T.81, B.2.2: the head of the frame; Exif says whether the picture lies on its side."""
    is_turned = False
    for marker, at, end in _segments(data):
        if marker == 0xE1 and data[at : at + 6] == b"Exif\0\0":
            is_turned = _orientation(data[at + 6 : end]) in (5, 6, 7, 8)
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, at + 1)
            return Size(height, width) if is_turned else Size(width, height)
    return None


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield the segments before the picture itself: marker, where its data begin and end."""
    at = 2
    while data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        yield marker, at + 4, at + 2 + length
        at += 2 + max(length, 2)


def _orientation(exif: bytes) -> int:
    """Return how a picture is to be turned (Exif 2.32, 4.6.4, tag 274); 1 for not at all."""
    order = ">" if exif[:2] == b"MM" else "<"
    try:
        (at,) = struct.unpack_from(order + "I", exif, 4)
        (count,) = struct.unpack_from(order + "H", exif, at)
        for each in range(at + 2, at + 2 + 12 * count, 12):
            tag, _, _, value = struct.unpack_from(order + "HHIH", exif, each)
            if tag == 274:
                return int(value)
    except struct.error:
        return 1  # damaged: the picture itself may be whole
    return 1


_READERS = (
    (b"\x89PNG\r\n\x1a\n", _png),
    (b"\xff\xd8", _jpeg),
    (b"GIF8", _gif),
    (b"RIFF", _webp),
)
