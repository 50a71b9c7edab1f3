"""Citations, made from the header."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from rendered import document, rendered

from siglum.edition.reading import read
from siglum.model.bibliographic import Contributor, Record
from siglum.model.dates import Date, DateKind
from siglum.render.citation import Citation, places
from siglum.render.frame import Entry, Page
from siglum.render.listing import Home, home
from siglum.render.look import SIGLUM

CABLE = "tei/1949-01-10-mao-to-filippov.xml"


@pytest.fixture(scope="module")
def citation(repo: Path) -> Citation:
    record = Record.of(read(repo / CABLE, repo).root)
    return Citation(record, "An Edition", "https://example.org/cable.html")


def _people(*names: str) -> tuple[Contributor, ...]:
    return tuple(Contributor("person", name) for name in names)


def test_chicago(citation: Citation) -> None:
    assert citation.chicago() == (
        "Mao Zedong. “Cable, Mao to Filippov [Stalin],” January 10, 1949. Translated by Sergey "
        "Radchenko. APRF, f. 39, op. 1, d. 31, ll. 60-62. History and Public Policy Program "
        "Digital Archive, https://digitalarchive.wilsoncenter.org/document/112235. "
        "In An Edition, edited by the siglum "
        "editors. siglum, 2026. https://example.org/cable.html."
    )


def test_mla(citation: Citation) -> None:
    assert citation.mla() == (
        "Mao Zedong. “Cable, Mao to Filippov [Stalin].” 10 January 1949. Translated by Sergey "
        "Radchenko. An Edition, edited by the siglum editors, siglum, 2026, "
        "https://example.org/cable.html."
    )


@pytest.mark.parametrize(
    ("names", "said", "short"),
    [
        (("Anna",), "Amann, Anna.", "Amann,"),
        (("Anna", "Bert"), "Amann, Anna, and Bert Amann.", "Amann et al.,"),
        (("Anna", "Bert", "Carl"), "Amann, Anna, et al.", "Amann et al.,"),
    ],
)
def test_authors_of_mla_and_the_short_form(names: tuple[str, ...], said: str, short: str) -> None:
    people = tuple(Contributor("person", f"{one} Amann", "Amann", one) for one in names)
    one = Citation(Record(title="A “Letter”", authors=people))
    assert one.mla() == f"{said} “A ‘Letter’.”"
    assert one.short() == f"{short} “A ‘Letter’.”"


def test_what_has_no_places_has_no_characters_for_them(citation: Citation) -> None:
    open_one = replace(citation, has_places=True)
    for name in ("chicago", "mla", "short", "bibtex", "ris", "csl_json"):
        text = getattr(citation, name)()
        assert not re.search("[\x01-\x03]", text)
        found = places(getattr(open_one, name)())
        assert "".join(before + content for before, _, content in found).strip() == text.strip()
        assert sum(bool(form) for _, form, _ in found) == (1 if name == "short" else 3)


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
    hostile = Citation(Record("a b", title="50% {of} A&B_c \\ #1 $x ~^"))
    assert (
        "{{50\\% \\textbraceleft{}of\\textbraceright{} A\\&B\\_c \\textbackslash{} \\#1 \\$x"
        in hostile.bibtex()
    )


_HOSTILE = "a}},\n  note = {b},\r\nER  - \x85TY  - \u2028{ \\} @misc{x, % \x1b[2J\u202e"


@pytest.mark.parametrize(
    ("said", "around"),
    [
        ({"title": _HOSTILE}, {}),
        ({"language": _HOSTILE}, {}),
        ({"publisher": _HOSTILE, "archive_page": _HOSTILE, "printed": _HOSTILE}, {}),
        ({"shelf_mark": _HOSTILE}, {"edition": _HOSTILE}),
        ({}, {"url": "https://example.org/" + _HOSTILE}),
        ({"authors": _people(_HOSTILE)}, {}),
        ({"authors": (Contributor("person", "x", _HOSTILE, "B and " + _HOSTILE),)}, {}),
        ({"xml_id": _HOSTILE, "abstract": _HOSTILE, "repository": _HOSTILE}, {}),
        ({"date": Date(DateKind.EXACT, "1801-01", "1801-01", text=_HOSTILE)}, {}),
    ],
)
def test_no_value_of_a_header_makes_a_field_or_a_line(
    said: dict[str, Any], around: dict[str, str]
) -> None:
    citation = Citation(Record(**said), **around)
    plain = Citation(
        Record(**{key: "a" if isinstance(value, str) else value for key, value in said.items()}),
        **dict.fromkeys(around, "a"),
    )
    entry = citation.bibtex()
    depths, depth = [], 0
    for character in entry:
        depth += (character == "{") - (character == "}")
        depths.append(depth)
    assert min(depths[:-2]) >= 0
    assert depths.index(0, entry.index("{")) == len(entry) - 2
    if "authors" not in said:
        assert entry.count("\n") == plain.bibtex().count("\n")
        assert citation.ris().count("\r\n") == plain.ris().count("\r\n")
    for record in (entry, citation.ris()):
        lines = record.replace("\r\n", "\n").split("\n")
        assert all(line.isprintable() for line in lines)
        assert not any(line.startswith("  note         = {b}") for line in lines)
    assert citation.ris().count("\r\nER  - ") == 1
    (item,) = json.loads(citation.csl_json())
    hostile = [value for value in (*said.values(), *around.values()) if isinstance(value, str)]
    assert set(hostile) <= set(map(str, item.values()))


def test_a_name_with_and_in_it_is_one_name() -> None:
    people = (
        Contributor("person", "", "Marks and Spencer", "A, B"),
        Contributor("person", "", "Anders", "C"),
    )
    entry = Citation(Record(authors=people)).bibtex()
    assert "{{Marks and Spencer}, {A, B} and Anders, C}" in entry


def test_ris_lines_have_their_form(citation: Citation) -> None:
    lines = citation.ris().split("\r\n")
    assert lines[0] == "TY  - PCOMM"
    assert lines[-2:] == ["ER  - ", ""]
    assert "A4  - Sergey Radchenko" in lines
    assert "DA  - 1949/01/10" in lines
    assert Citation(Record(title="a\r\nER  - \nb")).ris().count("\r\nER  -") == 1


def test_page_metadata(citation: Citation) -> None:
    tags = dict(citation.highwire())
    assert tags["citation_title"] == "Cable, Mao to Filippov [Stalin]"
    assert tags["citation_publication_date"] == "1949/01/10"
    data = json.loads(citation.json_ld())
    assert data["recipient"][0]["name"] == "Filippov (pseudonym of Joseph Stalin)"
    assert "</script" not in Citation(Record(title="</script><script>x")).json_ld()


def test_what_a_header_does_not_say_is_missing_not_invented(tmp_path: Path) -> None:
    path = tmp_path / "bare.xml"
    path.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt/>'
        "</fileDesc></teiHeader><text/></TEI>"
    )
    citation = Citation(Record.of(read(path, tmp_path).root), name="bare")
    assert list(citation.missing) == ["title", "date"]
    assert citation.chicago() == "“Untitled.”"
    assert citation.ris().startswith("TY  - GEN\r\nID  - bare\r\nTI  - Untitled\r\n")


def _record(in_file: str, in_profile: str = "", title: str = "<title>T</title>") -> Record:
    """Return the record of a document of a header."""
    return Record.of(
        document(
            '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>'
            f"{title}</titleStmt>{in_file}</fileDesc><profileDesc>{in_profile}</profileDesc>"
            "</teiHeader><text><body/></text></TEI>"
        ).root
    )


def _csl(record: Record) -> dict[str, Any]:
    (item,) = json.loads(Citation(record).csl_json())
    assert isinstance(item, dict)
    return item


LETTER = """<correspDesc><correspAction type="sent"><date when="{}"/></correspAction>
<correspAction type="received"><persName>B</persName></correspAction>
<correspAction type="received"><orgName>C</orgName></correspAction></correspDesc>"""


def test_a_letter_may_have_several_recipients() -> None:
    record = _record("", LETTER.format("1815-02-28"))
    item = _csl(record)
    assert item["type"] == "personal_communication"
    assert item["recipient"] == [{"literal": "B"}, {"literal": "C"}]
    data = json.loads(Citation(record).json_ld())
    assert [each["@type"] for each in data["recipient"]] == ["Person", "Organization"]


def test_the_sender_is_the_author_of_a_letter_that_names_none() -> None:
    sent = '<persName>A</persName><date when-iso="1815-02"/>'
    record = _record(
        "", f'<correspDesc><correspAction type="sent">{sent}</correspAction></correspDesc>'
    )
    assert _csl(record)["author"] == [{"literal": "A"}]
    assert _csl(record)["issued"] == {"date-parts": [[1815, 2]]}


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        ('<persName ref="#a"/>', None),
        ("<orgName/>", None),
        ("<persName><roleName>The King</roleName></persName>", "The King"),
        ("<persName>Ann<affiliation><orgName>Y</orgName></affiliation></persName>", "Ann"),
        ("<persName><forename>Ann</forename><surname>Lee</surname></persName>", "Ann Lee"),
    ],
)
def test_a_sender_is_called_as_the_header_calls_them(sender: str, name: str | None) -> None:
    record = _record(
        "", f'<correspDesc><correspAction type="sent">{sender}</correspAction></correspDesc>'
    )
    assert [each.spoken for each in record.authors] == ([name] if name else [])


def test_the_date_of_a_manuscript_is_that_of_its_text() -> None:
    dated = (
        '<origDate>long ago</origDate><origDate notBefore="1201" notAfter="1250">s. XIII</origDate>'
    )
    record = _record(
        f"<sourceDesc><msDesc><history><origin>{dated}</origin></history></msDesc></sourceDesc>"
    )
    assert _csl(record)["issued"] == {"date-parts": [[1201], [1250]]}


def test_a_document_of_several_letters_is_no_letter() -> None:
    item = _csl(_record("", 2 * LETTER.format("1815")))
    assert item["type"] == "document"
    assert not {"recipient", "issued"} & item.keys()


@pytest.mark.parametrize(
    ("date", "csl", "words", "biblatex", "year", "ris", "home_page"),
    [
        (
            "when='1803-04-28'",
            {"date-parts": [[1803, 4, 28]]},
            "April 28, 1803",
            "1803-04-28",
            "1803",
            "1803/04/28",
            "28 April 1803",
        ),
        (
            "notBefore='1803-04-01' notAfter='1803-04-28'",
            {"date-parts": [[1803, 4]]},
            "April 1803",
            "1803-04",
            "1803",
            "1803/04",
            "April 1803",
        ),
        (
            "from='1803-04-01' to='1803-06-02'",
            {"date-parts": [[1803, 4, 1], [1803, 6, 2]]},
            "April 1–June 2, 1803",
            "1803-04-01/1803-06-02",
            "1803",
            "///April 1–June 2, 1803",
            "1 April 1803–2 June 1803",
        ),
        (
            "notBefore='1803-04' notAfter='1805'",
            {"date-parts": [[1803, 4], [1805]]},
            "April 1803–1805",
            "1803-04/1805",
            "",
            "///April 1803–1805",
            "April 1803–1805",
        ),
        (
            "notAfter='1799'",
            {"literal": "not after 1799"},
            "not after 1799",
            "/1799",
            "",
            "///not after 1799",
            "not after 1799",
        ),
        (
            "notBefore='1799'",
            {"literal": "not before 1799"},
            "not before 1799",
            "1799/",
            "",
            "///not before 1799",
            "not before 1799",
        ),
        (
            "from='1799'",
            {"literal": "from 1799"},
            "from 1799",
            "1799/",
            "",
            "///from 1799",
            "1799–",
        ),
        (
            "when='1741' cert='low'",
            {"date-parts": [[1741]], "circa": True},
            "1741?",
            "1741?",
            "1741",
            "1741",
            "1741?",
        ),
        (
            "when='1741' precision='low'",
            {"date-parts": [[1741]], "circa": True},
            "ca. 1741",
            "1741~",
            "1741",
            "1741",
            "c. 1741",
        ),
        (
            "when='0079-08'",
            {"date-parts": [[79, 8]]},
            "August 79",
            "0079-08",
            "0079",
            "0079/08",
            "August 79",
        ),
    ],
)
def test_no_more_of_a_date_is_cited_than_is_certain(
    date: str,
    csl: dict[str, Any],
    words: str,
    biblatex: str,
    year: str,
    ris: str,
    home_page: str,
) -> None:
    record = _record("", f"<creation><date {date}/></creation>")
    citation = Citation(record)
    assert _csl(record)["issued"] == csl
    assert citation.chicago() == f"“T,” {words}."
    assert f"  date         = {{{biblatex}}},\n" in citation.bibtex()
    assert (f"  year         = {{{year}}},\n" in citation.bibtex()) == bool(year)
    assert f"\r\nDA  - {ris}\r\n" in citation.ris()
    assert (f"\r\nPY  - {year}\r\n" in citation.ris()) == bool(year)
    assert record.date is not None
    assert json.loads(citation.json_ld())["dateCreated"] == record.date.edtf
    entry = Entry("a.html", (), citation)
    (subtitle,) = html.document_fromstring(home(Page(), Home("en"), [entry], SIGLUM)).xpath(
        "//p[@class='subtitle']"
    )
    assert subtitle.text_content() == home_page


@pytest.mark.parametrize("when", ["1815-02?", "1815-xx", "18--"])
def test_what_is_no_date_is_not_cited_as_one(when: str) -> None:
    citation = Citation(_record("", LETTER.format(when)))
    assert citation.missing == ["date"]
    assert "1815" not in citation.csl_json() + citation.bibtex() + citation.ris()


def test_a_title_is_cited_as_it_is_corrected() -> None:
    title = "<title>To <choice><sic>BB</sic><corr>B</corr></choice></title>"
    assert _record("", title=title).title == "To B"


def test_an_illustrator_is_no_author_beside_one() -> None:
    names = '<author>A. B.</author><author role="illustrator">C. D.</author>'
    record = _record("", title=f"<title>T</title>{names}")
    assert [each.name for each in record.authors] == ["A. B."]


@pytest.mark.parametrize(
    ("titles", "main"),
    [
        ('<title level="s">Letters</title><title level="a">To B</title>', "To B"),
        ('<title type="iso-date">1891-04-27</title><title>To B</title>', "To B"),
        ('<title type="sub">a letter</title><title type="main">To B</title>', "To B"),
        ('<title xml:lang="fr">À B</title><title xml:lang="en">To B</title>', "To B"),
        ("<title>To <supplied>B</supplied><note>C</note></title>", "To [B]"),
        ('<title type="full"><title type="main">To B</title></title>', "To B"),
        ('<title level="m">Letters</title><title level="a">To B</title>', "To B"),
        ('<title level="s">Letters</title>', "Letters"),
    ],
)
def test_a_page_and_its_citation_have_one_title(titles: str, main: str) -> None:
    source = document(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>'
        f"{titles}</titleStmt></fileDesc></teiHeader><text><body/></text></TEI>"
    )
    assert Record.of(source.root).title == main
    page = html.document_fromstring(rendered(source, "html", "reading").text)
    assert page.findtext(".//h1") == main
