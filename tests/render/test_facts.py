"""The head of a page: its title, the facts of its header, the legend."""

from __future__ import annotations

import pytest
from lxml import html
from rendered import document, letter, rendered, words

from siglum.model.bibliographic import Record
from siglum.render.citation import Citation, in_english

_TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}"><teiHeader><fileDesc>
<titleStmt>{statement}</titleStmt>
<sourceDesc>{source}</sourceDesc></fileDesc>
<profileDesc>{profile}</profileDesc></teiHeader>
<text><body>{body}</body></text></TEI>"""

LETTER = """<creation><date when="1949-01-10"/></creation><correspDesc>
<correspAction type="sent"><persName>A</persName></correspAction>
<correspAction type="received"><persName>B</persName><date when="1949-01">Later</date>
</correspAction></correspDesc>"""


def _page(
    statement: str = "<title>T</title>",
    profile: str = "",
    source: str = "<p/>",
    body: str = "<p>x</p>",
    language: str = "en",
    view: str = "transcript",
) -> html.HtmlElement:
    text = _TEI.format(
        statement=statement, profile=profile, source=source, body=body, language=language
    )
    return html.document_fromstring(rendered(document(text), "html", view).text)


def _facts(page: html.HtmlElement) -> dict[str, str]:
    return {
        words(fact.find("dt")): words(fact.find("dd"))
        for fact in page.iterfind(".//dl[@class='facts']/div")
    }


def test_a_letter_has_those_who_wrote_and_received_it() -> None:
    page = _page("<title>T</title><author>Nobody</author>", LETTER)
    assert _facts(page) == {"From": "A", "To": "B", "Date": "10 January 1949", "Received": "Later"}


def test_the_author_of_a_letter_is_told_where_only_an_institution_is_said_to_have_sent_it() -> None:
    sent = LETTER.replace("<persName>A</persName>", "<orgName>Post office</orgName>")
    assert sent != LETTER
    facts = _facts(_page("<title>T</title><author>Nobody</author>", sent))
    assert (facts["From"], facts["Author"]) == ("Post office", "Nobody")


def test_what_is_no_letter_has_an_author() -> None:
    page = _page("<title>T</title><author>A. B.</author><editor role='translator'>C</editor>")
    assert _facts(page) == {"Author": "A. B.", "Translator": "C"}


@pytest.mark.parametrize(
    ("author", "shown"),
    [
        ("<author>Mann<idno>Q1</idno></author>", "Mann"),
        ("<author><name>A</name><name>B</name></author>", "A; B"),
        ("<author>A</author><author>B</author>", "A; B"),
        (
            "<author><persName>Σ</persName><persName xml:lang='en'>S</persName>"
            "<idno>Q1</idno></author>",
            "S",
        ),
        ("<author><persName>A</persName><orgName>Where A works</orgName></author>", "A"),
    ],
)
def test_a_name_is_shown_once_and_without_its_identifiers(author: str, shown: str) -> None:
    assert _facts(_page(f"<title>T</title>{author}")) == {"Author": shown}
    citation = Citation(Record.of(letter("<p>x</p>", author).root))
    assert in_english(citation.record.authors) == shown.replace("; ", " and ")


def test_who_did_what_is_told_with_the_name() -> None:
    page = _page(
        "<title>T</title><respStmt><resp>Encoding</resp><name>A </name><name>B</name></respStmt>"
    )
    assert _facts(page) == {"Responsibility": "Encoding: A, B"}


def test_a_shelfmark_is_told_else_the_printed_source() -> None:
    shelfmark = (
        "<msDesc><msIdentifier><repository>R</repository><idno>1</idno></msIdentifier></msDesc>"
    )
    assert _facts(_page(source=shelfmark)) == {"Original": "R; 1"}
    place = shelfmark.replace("<repository>", "<settlement>S</settlement><repository>")
    assert _facts(_page(source=place)) == {"Original": "S; R; 1"}
    assert _facts(_page(source="<bibl>A book</bibl>")) == {"Source": "A book"}


@pytest.mark.parametrize(
    ("language", "date"),
    [
        ("en", "10 January 1949"),
        ("de", "10. Januar 1949"),
        ("fr", "10 janvier 1949"),
        ("it", "10 gennaio 1949"),
        ("ru", "10 января 1949"),
        ("zh", "1949年1月10日"),
        ("la", "10 January 1949"),
    ],
)
def test_a_date_is_told_in_the_words_of_the_document(language: str, date: str) -> None:
    page = _page(profile=LETTER, language=language)
    assert date in _facts(page).values()
    assert page.get("lang") == ("en" if language == "la" else language)


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("notBefore='1575-04-12' notAfter='1576-03-30'>983", "983 (12 April 1575–30 March 1576)"),
        ("when='1949-01-10'>10 January 1949", "10 January 1949"),
    ],
)
def test_a_date_of_another_calendar_is_told_in_ours_too(date: str, shown: str) -> None:
    profile = f"<creation><date calendar='#c' {date}</date></creation>"
    assert _facts(_page(profile=profile))["Date"] == shown


@pytest.mark.parametrize(
    ("when", "year"),
    [("0375", "375"), ("0042", "42"), ("1949", "1949"), ("1949-01", "January 1949")],
)
def test_a_year_is_told_without_leading_zeros(when: str, year: str) -> None:
    profile = f"<creation><date when='{when}'/></creation>"
    assert _facts(_page(profile=profile))["Date"] == year


@pytest.mark.parametrize(
    ("statement", "title", "subtitle"),
    [
        ("<title>A<note>n</note></title><title type='sub'>B</title>", "A", "B"),
        ("<title level='s'>Series</title><title level='a'>A</title>", "A", None),
        ("<title xml:lang='fr'>F</title><title xml:lang='en'>E</title>", "E", None),
        ("<title type='full'><title type='sub'/><title type='main'>A</title></title>", "A", None),
        ("<title/>", "Chapter", None),
    ],
)
def test_a_page_has_the_main_title(statement: str, title: str, subtitle: str | None) -> None:
    page = _page(statement, body="<head>Chapter</head><p>x</p>")
    assert words(page.find(".//h1")) == title
    found = page.find(".//p[@class='subtitle']")
    assert (None if found is None else words(found)) == subtitle


def test_a_page_without_any_title_says_so() -> None:
    assert words(_page("<title/>").find(".//h1")) == "Untitled"


def test_a_catalogue_has_no_section_for_a_text_that_is_not_there() -> None:
    page = _page(body="<p/>")
    assert page.xpath("//section[@id='sg-text' or @id='sg-legend']") == []
    assert page.xpath("//section[@id='sg-about']")


def test_a_catalogue_of_pictures_has_a_facsimile_and_no_text() -> None:
    whole = _TEI.format(statement="<title>T</title>", profile="", source="", body="", language="en")
    start, _, _ = whole.partition("<text")
    for facsimile, headings in (
        ('<facsimile><graphic url="a.png"/></facsimile>', ["Facsimile"]),
        ("<facsimile><surface><zone/></surface></facsimile>", []),
        ('<text><body><pb n="1"/><p><lb/></p></body></text>', []),
        ('<text><body><pb n="1" facs="a.png"/></body></text>', ["Text"]),
    ):
        page = rendered(document(f"{start}{facsimile}</TEI>"), "html").text
        found = html.document_fromstring(page).xpath("//section[@id='sg-text']/h2/text()")
        assert found == headings, facsimile


def test_the_legend_explains_the_marks_that_are_there_and_nothing_else() -> None:
    body = "<p>a <del>b</del> <supplied>c</supplied></p>"
    assert _page().find(".//section[@id='sg-legend']") is None
    legend = _page(body=body, language="de").find(".//section[@id='sg-legend']")
    assert [words(term) for term in legend.iter("dt")] == ["⟦b⟧", "[c]"]
    assert words(legend.find("h2")) == "Zeichenerklärung"


@pytest.mark.parametrize(
    ("resp", "told"),
    [
        ("<resp>editor</resp>", "editor: A"),
        ("<resp>edited by</resp>", "edited by A"),
        ("<resp>Encoding:</resp>", "Encoding: A"),
        ("<resp><note>editor</note></resp>", "editor: A"),
        ("<resp>editor<note>from 1990</note></resp>", "editor: A"),
        ("<resp> </resp>", "A"),
        ("<resp/><resp>editor</resp>", "editor: A"),
    ],
)
def test_a_responsibility_is_told_where_there_is_one(resp: str, told: str) -> None:
    statement = f"<title>T</title><respStmt><persName>A</persName>{resp}</respStmt>"
    assert _facts(_page(statement))["Responsibility"] == told


def test_the_header_tells_the_hour_too() -> None:
    header = "<creation/></profileDesc><revisionDesc><change when='2020-01-02T10:11Z'>c</change>"
    page = _page(profile=f"{header}</revisionDesc><profileDesc>")
    assert "2 January 2020, 10:11Z" in words(page.xpath("//section[@id='sg-about']")[0])


@pytest.mark.parametrize(
    ("date", "fact", "about"),
    [
        ('notAfter="1799"', "not after 1799", "Date: not after 1799"),
        ('notBefore="1700"', "not before 1700", "Date: not before 1700"),
        ('from="1790" to="1799"', "1790–1799", "Date: 1790–1799"),
        ('from="1790"', "1790–", "Date: from 1790"),
        ('notBefore="1617" notAfter="1692"', "1617–1692", "Date: 1617–1692"),
        ('when="1799" cert="low"', "1799?", "Date: 1799; certainty low"),
        ('when="1799" precision="low"', "c. 1799", "Date: 1799; precision low"),
        ('when="1650" notBefore="1617" notAfter="1692"', "1617–1692", "Date: 1650; 1617–1692"),
        ('when-iso="1799-01/1799-02"', "January 1799–February 1799", None),
    ],
)
def test_a_date_says_no_more_than_is_known(date: str, fact: str, about: str | None) -> None:
    page = _page(profile=f"<creation><date {date}/></creation>")
    assert _facts(page)["Date"] == fact
    if about is not None:
        (creation,) = page.xpath("//section[@id='sg-about']//*[contains(@class, 'creation')]")
        assert about in words(creation)
