"""Small editions for the tests of the model."""

from __future__ import annotations

from pathlib import Path

from siglum.edition.config import load
from siglum.edition.settings import Edition

TEI = "http://www.tei-c.org/ns/1.0"


def document(text: str = "", header: str = "", *, title: str = "T", more: str = "") -> str:
    """Return a TEI document with a body, more of a header, and what stands before the text."""
    return (
        f'<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>{title}</title>'
        "</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc>"
        f"</fileDesc>{header}</teiHeader>{more}<text><body>{text or '<p>…</p>'}</body></text></TEI>"
    )


def write(folder: Path, files: dict[str, str], settings: str = "") -> Edition:
    """Write an edition: documents in tei/, registers in reg/, all given by their paths."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    folder.mkdir(exist_ok=True)
    (folder / "edition.toml").write_text(
        '[edition]\ntitle = "E"\nsources = ["tei/**/*.xml"]\nauthority = ["reg/**/*.xml"]\n'
        + settings,
        "utf-8",
    )
    return load(folder / "edition.toml")


PERSONS = document(
    '<listPerson><person xml:id="p1"><persName type="reg"><surname>Schnitzler</surname>'
    "<forename>Arthur</forename></persName><persName>A. S.</persName>"
    '<birth when="1862-05-15"><placeName ref="places.xml#l1">Wien</placeName></birth>'
    '<death>1931</death><idno type="GND">https://d-nb.info/gnd/118609807</idno>'
    '<note>Writer.</note></person><person xml:id="p2"><persName>Hermann Bahr</persName></person>'
    "</listPerson>"
)
PLACES = document(
    '<listPlace><place xml:id="l1"><placeName xml:lang="de">Wien</placeName>'
    '<placeName type="alt" xml:lang="hu">Bécs</placeName>'
    '<location type="located_in_place"><placeName>Österreich</placeName><geo>47,5 14,5</geo>'
    "</location><location><geo>48,2066 16,37341</geo></location></place></listPlace>"
)
LETTER = document(
    '<p xml:id="a">An <persName ref="../reg/persons.xml#p1">Arthur<note>!</note></persName>,'
    ' <rs type="person" ref="#p2">ihn</rs> und <placeName key="l1">Wien</placeName>,'
    " <persName>jemand</persName>.</p>",
    '<profileDesc><correspDesc><correspAction type="sent"><persName ref="../reg/persons.xml#p2">'
    'Bahr</persName><placeName ref="../reg/places.xml#l1">Wien</placeName>'
    '<date when="1892-02-01" n="2"/></correspAction><correspAction type="received">'
    '<persName ref="../reg/persons.xml#p1">Schnitzler</persName></correspAction></correspDesc>'
    "</profileDesc>",
    title="Bahr an Schnitzler",
)
FILES = {"reg/persons.xml": PERSONS, "reg/places.xml": PLACES, "tei/letter.xml": LETTER}
