"""CMIF: what it says of letters, and that it is TEI as the format restricts it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from letters import BERT, LICENCE, TEI, URL, built, document, letter
from lxml import etree

from commands import Siglum

ODD = f"""<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>Letters for catalogues</title>
</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<text><body><schemaSpec ident="letters" start="TEI"><moduleRef key="tei"/>
<moduleRef key="textstructure" include="TEI text body"/>
<moduleRef key="core" include="bibl date editor note p ref title publisher"/>
<moduleRef key="header" include="availability correspDesc correspAction fileDesc idno licence
 profileDesc publicationStmt sourceDesc teiHeader titleStmt"/>
<moduleRef key="namesdates" include="persName orgName placeName"/>
<elementSpec ident="titleStmt" module="header" mode="change"><content><elementRef key="title"/>
<elementRef key="editor" maxOccurs="unbounded"/></content></elementSpec>
<elementSpec ident="publicationStmt" module="header" mode="change"><content>
<elementRef key="publisher" maxOccurs="unbounded"/><elementRef key="idno"/><elementRef key="date"/>
<elementRef key="availability"/></content></elementSpec>
<elementSpec ident="sourceDesc" module="header" mode="change"><content>
<elementRef key="bibl" maxOccurs="unbounded"/></content></elementSpec>
<elementSpec ident="bibl" module="core" mode="change"><attList>
<attDef ident="xml:id" mode="change" usage="req"/></attList></elementSpec>
<elementSpec ident="correspAction" module="header" mode="change"><content>
<classRef key="model.correspActionPart" minOccurs="1" maxOccurs="unbounded"/></content><attList>
<attDef ident="type" mode="change" usage="req"><valList type="closed"><valItem ident="sent"/>
<valItem ident="received"/></valList></attDef></attList></elementSpec>
<elementSpec ident="persName" module="namesdates" mode="change"><content><textNode/></content>
</elementSpec><elementSpec ident="orgName" module="namesdates" mode="change"><content><textNode/>
</content></elementSpec><elementSpec ident="placeName" module="namesdates" mode="change"><content>
<textNode/></content></elementSpec></schemaSpec></body></text></TEI>"""
"""What CMIF makes of TEI, in so far as it concerns elements that siglum writes."""

T = f"{{{TEI}}}"


def said(site: Path) -> etree._Element:
    return etree.parse(site / "data/cmif.xml").getroot()


def letters_of(site: Path) -> dict[str, etree._Element]:
    return {str(one.get("ref")): one for one in said(site).iter(f"{T}correspDesc")}


def action(letter: etree._Element, type: str) -> list[tuple[str, str, dict[str, str]]]:
    """Return what an action consists of: name, words, attributes."""
    (found,) = letter.findall(f"{T}correspAction[@type='{type}']")
    return [
        (str(one.tag).removeprefix(T), one.text or "", {str(k): str(v) for k, v in one.items()})
        for one in found
    ]


def test_a_letter_has_its_people_and_places_by_authorities(letters: Path) -> None:
    first = letters_of(letters)[f"{URL}/a.html"]
    assert action(first, "sent") == [
        ("persName", "Alt, Anna", {"ref": "https://d-nb.info/gnd/118540238"}),
        ("placeName", "Rome", {"ref": "https://www.geonames.org/3169070"}),
        ("date", "", {"when": "1808-03-02", "cert": "low"}),
    ]
    ((name, words, attributes),) = action(first, "received")
    assert (name, words) == ("persName", "Bert")
    page = attributes["ref"].removeprefix(f"{URL}/")
    assert (letters / page).is_file() and page.startswith("register/persons/")


def test_who_is_not_said_is_unknown(letters: Path) -> None:
    second = letters_of(letters)[f"{URL}/b.html"]
    assert action(second, "sent") == [
        ("persName", "Unknown", {}),
        ("date", "", {"notBefore": "1807", "notAfter": "1808-02"}),
    ]
    assert action(second, "received") == [
        ("orgName", "The Firm", {"ref": "https://d-nb.info/gnd/1025-7"}),
        ("persName", "A stranger", {}),
        ("date", "", {"when": "1808-04-01"}),
    ]


def test_a_letter_says_whom_it_mentions_and_where_its_source_is(letters: Path) -> None:
    first = letters_of(letters)[f"{URL}/a.html"]
    refs = [(one.get("type"), one.get("target")) for one in first.iter(f"{T}ref")]
    assert ("cmif:mentionsOrg", "https://d-nb.info/gnd/1025-7") in refs
    assert ("cmif:mentionsPlace", "https://www.geonames.org/3169070") in refs
    assert ("cmif:hasLanguage", "de") in refs
    (source,) = [str(to) for type, to in refs if type == "cmif:isAvailableAsTEIfile"]
    assert (letters / source.removeprefix(f"{URL}/")).is_file()


def test_what_is_no_letter_is_not_there(letters: Path) -> None:
    assert set(letters_of(letters)) == {f"{URL}/a.html", f"{URL}/b.html"}


def test_the_header_is_what_documents_say(letters: Path) -> None:
    root = said(letters)
    assert root.findtext(f".//{T}title") == "Letters & “more”"
    assert [one.text for one in root.iter(f"{T}editor")] == ["Ed Itor"]
    assert root.findtext(f".//{T}publisher/{T}ref") == "The Press"
    assert root.findtext(f".//{T}idno") == f"{URL}/data/cmif.xml"
    (date,) = root.iterfind(f".//{T}publicationStmt/{T}date")
    assert dict(date.items()) == {"when": "2020-05-06"}
    (licence,) = root.iter(f"{T}licence")
    assert (licence.get("target"), licence.text) == (
        "https://creativecommons.org/licenses/by/4.0/",
        "CC BY 4.0",
    )
    (bibl,) = root.iter(f"{T}bibl")
    name = bibl.get("{http://www.w3.org/XML/1998/namespace}id")
    assert {one.get("source") for one in root.iter(f"{T}correspDesc")} == {f"#{name}"}


def test_it_is_as_the_format_restricts_tei(letters: Path, siglum: Siglum, tmp_path: Path) -> None:
    (tmp_path / "letters.odd").write_text(ODD, "utf-8")
    made = siglum("odd", "compile", tmp_path / "letters.odd")
    assert made.returncode == 0, made.stderr
    (tmp_path / "letters.rng").write_text(made.stdout, "utf-8")
    checked = siglum("validate", letters / "data/cmif.xml", "--schema", tmp_path / "letters.rng")
    assert checked.returncode == 0, checked.stdout
    spoilt = tmp_path / "spoilt.xml"
    spoilt.write_text((letters / "data/cmif.xml").read_text("utf-8").replace('"sent"', '"posted"'))
    checked = siglum("validate", spoilt, "--schema", tmp_path / "letters.rng")
    assert checked.returncode == 1


ROUGH = '<date when="1800" precision="low">about 1800</date>'


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('<date from="1800-01" to="1800-03"/>', [({"from": "1800-01", "to": "1800-03"}, "")]),
        ('<date when="1800-01-02T10:00:00"/>', [({"when": "1800-01-02"}, "")]),
        ('<date notAfter="1800"/>', [({"notAfter": "1800"}, "")]),
        (ROUGH, [({"when": "1800"}, "about 1800")]),
        ("<date>in spring</date>", []),
        ('<date when="--05-12"/>', []),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(
    tmp_path: Path, written: str, expected: list[tuple[dict[str, str], str]]
) -> None:
    files = {"tei/a.xml": document("<p/>", profile=letter(BERT + written, BERT))}
    first = letters_of(built(tmp_path, files))[f"{URL}/a.html"]
    found = action(first, "sent")
    assert [(attributes, words) for name, words, attributes in found if name == "date"] == expected


def test_where_nothing_is_said_it_is_valid_all_the_same(tmp_path: Path) -> None:
    bare = document("<p/>", profile=letter("<persName>X</persName>", ""), availability="<p/>")
    bare = re.sub("<editor>.*?</editor>|<publisher>.*?</publisher>", "", bare)
    files = {f"tei/{name}.xml": bare for name in ("a", "b", "sub/c d")}
    assert LICENCE not in bare
    root = said(built(tmp_path, files))
    assert root.findtext(f".//{T}availability/{T}p") == "No licence is stated."
    (date,) = root.iterfind(f".//{T}publicationStmt/{T}date")
    assert dict(date.items()) == {"notBefore": "2015"}
    assert [one.text for one in root.iter(f"{T}editor")] == ["Letters & “more”"]
