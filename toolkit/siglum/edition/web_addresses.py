"""Addresses on the web, as people write them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_ADDRESS = re.compile(
    r"https?://(?:[^\s<>\"{}|\\^`%\x00-\x1f\x7f]|%[0-9a-f]{2})+", re.IGNORECASE | re.ASCII
)
_WHITE = re.compile(r"\s")


def is_address(said: str) -> bool:
    """Say whether something is an address on the web that is written as one is (RFC 3987, 2.2)."""
    if not _ADDRESS.fullmatch(said) or _WHITE.search(said):
        return False
    try:
        parts = urlsplit(said)
        parts.port  # noqa: B018 - asking for it checks it
    except ValueError:
        return False
    return bool(parts.hostname)
