"""A document that can't be read says why, and what to do."""

from pathlib import Path

import pytest

from siglum.document import Unreadable, read


def test_tei_p4_is_to_be_converted(tmp_path: Path) -> None:
    (tmp_path / "old.xml").write_text("<TEI.2><teiHeader/></TEI.2>")
    with pytest.raises(Unreadable) as caught:
        read(tmp_path / "old.xml", tmp_path)
    assert caught.value.diagnostic.help is not None
    assert "convert it to P5" in caught.value.diagnostic.help
