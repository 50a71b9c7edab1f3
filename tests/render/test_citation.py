"""Citations, made from the header."""

import json
from pathlib import Path

import pytest
from lxml import html
from rendered import document

from siglum.edition.reading import read
from siglum.render.citation import Citation
from siglum.render.look import SIGLUM
from siglum.render.pages import Entry, Page, home

CABLE = "tei/1949-01-10-mao-to-filippov.xml"


@pytest.fixture(scope="module")
def citation(repo: Path) -> Citation:
    return Citation.of(read(repo / CABLE, repo), "An Edition", "https://example.org/cable.html")


def test_chicago(citation: Citation) -> None:
    assert citation.chicago() == (
        "Mao Zedong. “Cable, Mao to Filippov [Stalin],” January 10, 1949. Translated by Sergey "
        "Radchenko. APRF, f. 39, op. 1, d. 31, ll. 60-62. History and Public Policy Program "
        "Digital Archive, https://digitalarchive.wilsoncenter.org/document/112235. "
        "In An Edition, edited by the siglum "
        "editors. siglum, 2026. https://example.org/cable.html."
    )


def test_csl_json_is_what_processors_read(citation: Citation) -> None:
    (item,) = json.loads(citation.csl_json())
    assert item["type"] == "personal_communication"
    assert item["issued"] == {"date-parts": [[1949, 1, 10]]}
    assert item["translator"] == [{"literal": "Sergey Radchenko"}]
    assert item["references"].startswith('"Cable, Mao to Filippov [Stalin],"')


def test_bibtex_keeps_names_and_escapes_what_tex_would_read(citation: Citation) -> None:
    entry = citation.bibtex()
    assert entry.startswith("@misc{mao-to-filippov-1949-01-10,\n")
    assert "author       = {{Mao Zedong}}," in entry
    assert entry.count("{") == entry.count("}")
    hostile = Citation({"id": "a b", "title": "50% {of} A&B_c \\ #1 $x ~^"})
    assert (
        "{{50\\% \\textbraceleft{}of\\textbraceright{} A\\&B\\_c \\textbackslash{} \\#1 \\$x"
        in hostile.bibtex()
    )


_HOSTILE = "a}},\n  note = {b},\r\nER  - \x85TY  - \u2028{ \\} @misc{x, % \x1b[2J\u202e"


@pytest.mark.parametrize(
    "item",
    [
        {"title": _HOSTILE},
        {"language": _HOSTILE},
        {"publisher": _HOSTILE, "source": _HOSTILE, "note": _HOSTILE},
        {"URL": "https://example.org/" + _HOSTILE},
        {"container-title": _HOSTILE, "archive_location": _HOSTILE},
        {"author": [{"literal": _HOSTILE}]},
        {"author": [{"family": _HOSTILE, "given": "B and " + _HOSTILE}]},
        {"id": _HOSTILE, "abstract": _HOSTILE, "archive": _HOSTILE},
    ],
)
def test_no_value_of_a_header_makes_a_field_or_a_line(item: dict[str, object]) -> None:
    citation = Citation(item)
    plain = Citation({key: "a" if isinstance(value, str) else value for key, value in item.items()})
    entry = citation.bibtex()
    depths, depth = [], 0
    for character in entry:
        depth += (character == "{") - (character == "}")
        depths.append(depth)
    assert min(depths[:-2]) >= 0
    assert depths.index(0, entry.index("{")) == len(entry) - 2
    if "author" not in item:
        assert entry.count("\n") == plain.bibtex().count("\n")
        assert citation.ris().count("\r\n") == plain.ris().count("\r\n")
    for record in (entry, citation.ris()):
        lines = record.replace("\r\n", "\n").split("\n")
        assert all(line.isprintable() for line in lines)
        assert not any(line.startswith("  note         = {b}") for line in lines)
    assert citation.ris().count("\r\nER  - ") == 1
    assert json.loads(citation.csl_json()) == [item]


def test_a_name_with_and_in_it_is_one_name() -> None:
    people = [{"family": "Marks and Spencer", "given": "A, B"}, {"family": "Anders", "given": "C"}]
    assert "{{Marks and Spencer}, {A, B} and Anders, C}" in Citation({"author": people}).bibtex()


def test_ris_lines_have_their_form(citation: Citation) -> None:
    lines = citation.ris().split("\r\n")
    assert lines[0] == "TY  - PCOMM"
    assert lines[-2:] == ["ER  - ", ""]
    assert "A4  - Sergey Radchenko" in lines
    assert "DA  - 1949/01/10" in lines
    assert Citation({"title": "a\r\nER  - \nb"}).ris().count("\r\nER  -") == 1


def test_page_metadata(citation: Citation) -> None:
    tags = dict(citation.highwire())
    assert tags["citation_title"] == "Cable, Mao to Filippov [Stalin]"
    assert tags["citation_publication_date"] == "1949/01/10"
    data = json.loads(citation.json_ld())
    assert data["recipient"][0]["name"] == "Filippov (pseudonym of Joseph Stalin)"
    assert "</script" not in Citation({"title": "</script><script>x"}).json_ld()


def test_what_a_header_does_not_say_is_missing_not_invented(tmp_path: Path) -> None:
    path = tmp_path / "bare.xml"
    path.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt/>'
        "</fileDesc></teiHeader><text/></TEI>"
    )
    citation = Citation.of(read(path, tmp_path), "", None)
    assert list(citation.missing) == ["title", "date"]
    assert citation.chicago() == "“Untitled.”"
    assert citation.ris().startswith("TY  - GEN\r\nID  - bare\r\nTI  - Untitled\r\n")


def _cited(header: str) -> Citation:
    return Citation.of(
        document(
            '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>'
            f"<title>T</title></titleStmt></fileDesc>{header}</teiHeader><text><body/></text></TEI>"
        ),
        "",
        None,
    )


LETTER = """<correspDesc><correspAction type="sent"><date when="{}"/></correspAction>
<correspAction type="received"><persName>B</persName></correspAction>
<correspAction type="received"><persName>C</persName></correspAction></correspDesc>"""


def test_a_letter_may_have_several_recipients() -> None:
    item = _cited(f"<profileDesc>{LETTER.format('1815-02-28')}</profileDesc>").item
    assert item["type"] == "personal_communication"
    assert item["recipient"] == [{"literal": "B"}, {"literal": "C"}]


def test_the_sender_is_the_author_of_a_letter_that_names_none() -> None:
    sent = '<persName>A</persName><date when-iso="1815-02"/>'
    letter = f'<correspDesc><correspAction type="sent">{sent}</correspAction></correspDesc>'
    item = _cited(f"<profileDesc>{letter}</profileDesc>").item
    assert item["author"] == [{"literal": "A"}]
    assert item["issued"] == {"date-parts": [[1815, 2]]}


def test_the_date_of_a_manuscript_is_that_of_its_text() -> None:
    dated = (
        '<origDate>long ago</origDate><origDate notBefore="1201" notAfter="1250">s. XIII</origDate>'
    )
    source = (
        f"<sourceDesc><msDesc><history><origin>{dated}</origin></history></msDesc></sourceDesc>"
    )
    citation = Citation.of(
        document(
            '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>'
            f"<title>T</title></titleStmt>{source}</fileDesc></teiHeader><text/></TEI>"
        ),
        "",
        None,
    )
    assert citation.item["issued"] == {"date-parts": [[1201], [1250]]}


def test_a_document_of_several_letters_is_no_letter() -> None:
    item = _cited(f"<profileDesc>{2 * LETTER.format('1815')}</profileDesc>").item
    assert item["type"] == "document"
    assert not {"recipient", "issued"} & item.keys()


@pytest.mark.parametrize(
    ("attributes", "parts", "words"),
    [
        ("notBefore='1803-04-01' notAfter='1803-04-28'", [[1803, 4]], "April 1803"),
        ("from='1803-04-01' to='1803-06'", [[1803]], "1803"),
        ("notBefore='1803-04-01' notAfter='1805'", [[1803], [1805]], "1803–1805"),
        ("notAfter='1805-01-02'", [[1805]], "1805"),
    ],
)
def test_no_more_of_a_date_is_cited_than_is_certain(
    attributes: str, parts: list[list[int]], words: str
) -> None:
    creation = f"<profileDesc><creation><date {attributes}/></creation></profileDesc>"
    citation = _cited(creation)
    assert citation.item["issued"] == {"date-parts": parts}
    assert f" {words}." in citation.chicago()
    entry = Entry("a.html", (), citation)
    (subtitle,) = html.document_fromstring(home(Page(), "en", [entry], SIGLUM)).xpath(
        "//p[@class='subtitle']"
    )
    assert subtitle.text_content() == words


@pytest.mark.parametrize(
    ("when", "parts"), [("1815-02?", [1815, 2]), ("1815-xx", [1815]), ("18--", None)]
)
def test_a_date_is_cited_as_far_as_it_is_one(when: str, parts: list[int] | None) -> None:
    item = _cited(f"<profileDesc>{LETTER.format(when)}</profileDesc>").item
    assert item.get("issued") == (parts and {"date-parts": [parts]})


def test_an_illustrator_is_no_author_beside_one() -> None:
    names = '<author>A. B.</author><author role="illustrator">C. D.</author>'
    title = f"<fileDesc><titleStmt><title>T</title>{names}</titleStmt></fileDesc>"
    source = document(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{title}</teiHeader>'
        "<text><body/></text></TEI>"
    )
    assert Citation.of(source, "", None).item["author"] == [{"literal": "A. B."}]
