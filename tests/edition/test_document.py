"""A document that can't be read says why, and what to do."""

from pathlib import Path

import pytest

from siglum.edition.reading import read
from siglum.findings.diagnostics import CannotUse


def test_tei_p4_is_to_be_converted(tmp_path: Path) -> None:
    (tmp_path / "old.xml").write_text("<TEI.2><teiHeader/></TEI.2>")
    with pytest.raises(CannotUse) as caught:
        read(tmp_path / "old.xml", tmp_path)
    assert caught.value.diagnostic.help is not None
    assert "convert it to P5" in caught.value.diagnostic.help


@pytest.mark.parametrize(
    ("root", "help"),
    [
        ("<TEI/>", 'Write <TEI xmlns="http://www.tei-c.org/ns/1.0">.'),
        ('<TEI xmlns="http://www.tei-c.org/ns/1.0/"/>', 'Write <TEI xmlns="http'),
        ('<tei xmlns="http://www.tei-c.org/ns/1.0"/>', "Write <TEI xmlns="),
        ('<t:TEI xmlns:t="https://www.tei-c.org/ns/1.0"/>', "Write <t:TEI xmlns:t="),
        ("<teiCorpus/>", "Write <teiCorpus xmlns="),
        ("<html/>", "The outermost element must be TEI"),
    ],
)
def test_a_root_that_is_meant_to_be_of_tei_is_told_how_to_write_it(
    tmp_path: Path, root: str, help: str
) -> None:
    (tmp_path / "a.xml").write_text(root)
    with pytest.raises(CannotUse) as caught:
        read(tmp_path / "a.xml", tmp_path)
    assert (caught.value.diagnostic.help or "").startswith(help)
