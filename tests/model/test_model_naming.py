"""The table of elements that name something, against the digest of TEI."""

from __future__ import annotations

from pathlib import Path

from siglum.model import naming
from siglum.odd.naming import written


def test_the_table_is_what_the_digest_says() -> None:
    assert Path(naming.__file__).read_text("utf-8") == written()
