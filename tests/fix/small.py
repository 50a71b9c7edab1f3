"""A small edition whose documents are spoilt and mended: what the tests of fixes share."""

from __future__ import annotations

import shutil
from pathlib import Path

from commands import REPO

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><publisher>P"
    "</publisher></publicationStmt><sourceDesc><p>s</p></sourceDesc></fileDesc></teiHeader>"
)
TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
SETTINGS = """[edition]
title = "T"
sources = ["tei/*.xml"]
authority = ["persons.xml"]

[schemas]
relaxng = "schema.rng"
"""


def tei(body: str, root: str = f"TEI {TEI}") -> str:
    """Return a document with some paragraphs."""
    name = root.partition(" ")[0]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f"{head}<{root}>{HEADER}<text><body>\n{body}\n</body></text></{name}>\n"


PERSONS = (
    f"<TEI {TEI}>{HEADER}<standOff><listPerson>"
    '<person xml:id="mao-zedong"><persName>Mao</persName></person>'
    '<person xml:id="joseph_stalin"><persName>Stalin</persName></person>'
    "</listPerson></standOff></TEI>\n"
)


def edition_in(folder: Path) -> Path:
    """Make an edition without documents, but with a register, and return its folder."""
    (folder / "tei").mkdir(parents=True)
    (folder / "edition.toml").write_text(SETTINGS)
    shutil.copyfile(REPO / "schema/siglum-edition.rng", folder / "schema.rng")
    (folder / "persons.xml").write_text(PERSONS, "utf-8")
    return folder
