"""Headers, manuscripts, bibliographies, persons and places: data, typeset with labels and marks."""

from lxml import html
from rendered import document, page, rendered, text, words

_TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}">
<teiHeader>{header}</teiHeader><text><body/></text></TEI>"""


def about(header: str, language: str = "en") -> html.HtmlElement:
    """Return the section of a page that holds its header."""
    source = document(_TEI.format(language=language, header=header))
    whole = html.document_fromstring(rendered(source, "html").text)
    (section,) = whole.xpath("//section[@id='sg-about']")
    return section


def fields(element: html.HtmlElement) -> list[str]:
    return [words(field) for field in element.find_class("field")]


def test_a_header_is_sections_of_labelled_data_in_its_order() -> None:
    header = about(
        """<fileDesc><titleStmt><title>A</title><title type="sub">B</title>
        <author>C</author></titleStmt>
        <publicationStmt><publisher>D</publisher><date>2001</date></publicationStmt></fileDesc>
        <profileDesc><langUsage><language ident="la">Latin</language></langUsage></profileDesc>"""
    )
    headings = [words(heading) for heading in header.xpath(".//h3 | .//h4")]
    assert headings == ["Title", "Publication", "About the text", "Languages"]
    assert fields(header) == [
        "Title: A",
        "Subtitle: B",
        "Author: C",
        "Publisher: D",
        "Date: 2001",
        "Latin la",
    ]


def test_labels_are_in_the_language_of_the_document() -> None:
    title = "<fileDesc><titleStmt><title>A</title></titleStmt></fileDesc>"
    assert fields(about(title, "de")) == ["Titel: A"]
    assert fields(about(title, "ru")) == ["Название: A"]


def test_prose_in_a_record_stays_prose() -> None:
    header = about(
        """<fileDesc><publicationStmt>Printed by <publisher>D</publisher>.</publicationStmt>
        </fileDesc>"""
    )
    assert words(header).endswith("Printed by D.")
    assert not header.xpath(".//*[@class='publicationStmt']//*[@class='label']")


def test_what_only_attributes_say_is_shown_with_the_name_of_what_they_point_at() -> None:
    header = about(
        """<fileDesc><titleStmt><respStmt xml:id="ed"><resp>editor</resp><name>Ada</name></respStmt>
        </titleStmt></fileDesc><revisionDesc><change when="2001-02-03" who="#ed">done</change>
        </revisionDesc>"""
    )
    (change,) = header.find_class("change")
    assert words(change) == "3 February 2001; by Ada done"
    assert change.xpath(".//a/@href") == ["#ed"]


def test_the_letters_of_a_correspondence_say_who_did_what() -> None:
    header = about(
        """<profileDesc><correspDesc><correspAction type="sent"><persName>Ada</persName>
        <placeName>Rome</placeName><date when="1849"/></correspAction></correspDesc>
        </profileDesc>"""
    )
    assert fields(header) == ["Sent: Ada, Rome, 1849"]


def test_a_structured_reference_reads_as_one_sentence() -> None:
    reference = """<listBibl><biblStruct><analytic><author>Ada</author>
    <title level="a">On it.</title></analytic><monogr><title level="j">Studies</title><imprint>
    <pubPlace>Rome</pubPlace><publisher>Ops</publisher><date>1913</date>
    <biblScope unit="volume">8</biblScope>
    <biblScope unit="page">122-3</biblScope></imprint></monogr></biblStruct></listBibl>"""
    sentence = "Ada. On it. Studies. Rome: Ops, 1913, vol. 8, p. 122-3."
    (entry,) = page(reference).xpath(".//li")
    assert words(entry) == sentence
    assert text(reference) == "- " + sentence


def test_a_reference_with_punctuation_of_its_own_gets_no_other() -> None:
    assert text("<p><bibl><author>Ada</author>: <title>It</title>.</bibl></p>") == "Ada: It."


def test_a_reference_in_a_sentence_has_the_stop_of_the_sentence() -> None:
    reference = "<bibl><author>Ada</author><date>1913</date></bibl>"
    assert text(f"<p>So {reference}.</p>") == "So Ada, 1913."
    assert text(f"<p>So {reference}, and {reference}</p>") == "So Ada, 1913, and Ada, 1913."


def test_a_shelfmark_is_one_line() -> None:
    manuscript = """<msDesc><msIdentifier><settlement>Rome</settlement><repository>BAV</repository>
    <idno>Vat. 1</idno><altIdentifier type="former"><idno>A 2</idno></altIdentifier></msIdentifier>
    </msDesc>"""
    assert text(manuscript) == "Rome, BAV, Vat. 1; Former shelfmark: A 2"


def test_an_item_of_a_manuscript_has_its_number_its_leaves_and_its_first_words() -> None:
    manuscript = """<msDesc><msContents><msItem><locus from="1r" to="2v"/> <author>Ada</author>
    <incipit>Arma</incipit></msItem></msContents></msDesc>"""
    (item,) = page(manuscript).find_class("msItem")
    assert words(item) == "1 Leaves: fol. 1r–2v Author: Ada Incipit: Arma"


def test_dimensions_are_multiplied_and_have_their_unit_once() -> None:
    body = """<p>folio<dimensions type="leaf" unit="mm"><height>240</height><width>180</width>
    </dimensions></p>"""
    assert text(body) == "folio leaf 240 × 180 mm"


def test_a_person_has_a_name_and_labelled_facts_and_names_link_there() -> None:
    body = """<p><persName ref="#ada">she</persName></p><listPerson><person xml:id="ada" sex="F">
    <persName>Ada</persName> <birth when="1815">1815 in London</birth></person></listPerson>"""
    (entry,) = page(body).find_class("person")
    assert entry.get("id") == "ada"
    assert words(entry) == "Ada Born: 1815 in London sex F"
    assert words(entry.find_class("entry-name")[0]) == "Ada"


def test_a_relation_names_those_it_relates() -> None:
    body = """<listPerson><person xml:id="a"><persName>Ada</persName></person>
    <person xml:id="b"><persName>Bea</persName></person>
    <listRelation><relation name="parent" active="#a" passive="#b"/></listRelation></listPerson>"""
    (relation,) = page(body).find_class("relation")
    assert words(relation) == "Ada parent Bea"
    assert relation.xpath(".//a/@href") == ["#a", "#b"]


def test_what_attributes_add_to_the_words_of_a_datum_is_in_parentheses() -> None:
    body = """<listPerson><person><persName>A</persName>
     <death when="0373" cert="low">373</death><sex value="f"/></person></listPerson>"""
    assert text(body) == "Persons\n\n- A\n\n  Died: 373 (certainty low)\n  Sex: f"


def test_what_was_left_empty_leaves_no_mark() -> None:
    body = """<listPlace><place><placeName>A</placeName><location><country key="#FR"/>
     <settlement>Lyon</settlement><district/><region>R</region></location></place></listPlace>"""
    assert text(body).endswith("Location: Lyon, R")
    shelf = about(
        """<fileDesc><sourceDesc><msDesc><msIdentifier><settlement>S</settlement><idno>1</idno>
        <altIdentifier><repository/><idno type="old"/></altIdentifier></msIdentifier></msDesc>
        </sourceDesc></fileDesc>"""
    )
    assert words(shelf).endswith("S, 1")
    empty = about(
        "<fileDesc><publicationStmt><p/></publicationStmt><extent>1 p.</extent></fileDesc>"
    )
    assert empty.xpath(".//h3") == []


def test_a_number_of_a_reference_has_its_unit() -> None:
    body = """<listBibl><bibl><title>T</title><citedRange unit="pp">3</citedRange>
     <citedRange unit="entry">9</citedRange></bibl><bibl/></listBibl>"""
    assert text(body) == "- T, p. 3, entry 9."


def test_data_that_touch_each_other_are_parted() -> None:
    body = """<p>x</p><listPerson><person xml:id="a"><persName>Ann<affiliation><orgName>Y</orgName>
    </affiliation></persName><birth>1900<placeName>Linz</placeName></birth></person><person
    xml:id="b"><persName><forename>Hermann</forename><surname>Bahr</surname></persName></person>
    </listPerson><listPlace><place xml:id="p"><placeName>Wien<country>A</country></placeName>
    </place></listPlace>"""
    shown = text(body)
    for part in ("Ann, Y", "1900, Linz", "Hermann Bahr", "Wien, A"):
        assert part in shown
    name = "<persName><forename>Jean</forename><surname>Paul</surname></persName>"
    assert text(f"<p>{name}</p>") == "JeanPaul", "a text has its own spaces"


def test_a_relation_is_named_in_words() -> None:
    body = """<listRelation><relation name="http://example.org/onto#isFriendOf" active="#a"
     passive="#b"/><relation name="Ehemann" active="#a" passive="#b"/></listRelation>"""
    assert [words(one) for one in page(body).find_class("relation")] == [
        "a is friend of b",
        "a Ehemann b",
    ]


def test_what_was_left_empty_has_no_label_and_a_role_is_part_of_one() -> None:
    header = about(
        """<fileDesc><titleStmt><title>T</title><editor role="cataloguer">Cat</editor>
        <editor role="translator">Tra</editor></titleStmt><publicationStmt><p/></publicationStmt>
        <sourceDesc><msDesc><msIdentifier><idno>1</idno></msIdentifier><physDesc><objectDesc>
        <supportDesc><support><material/></support></supportDesc></objectDesc></physDesc></msDesc>
        </sourceDesc></fileDesc>"""
    )
    told = fields(header)
    assert {"Editor (cataloguer): Cat", "Translator: Tra"} <= set(told)
    assert not [one for one in told if one.endswith(":")]


def test_a_span_that_is_no_time_is_followed_or_written_as_it_is() -> None:
    body = """<p xml:id="a">one</p><p xml:id="b">two</p><spanGrp><span from="#a" to="#b">said</span>
    </spanGrp><listBibl><biblStruct><monogr><title>T</title><imprint/><biblScope unit="page"
    from="T3" to="T9"/></monogr></biblStruct></listBibl>"""
    shown = text(body)
    assert "T3–T9" in shown
    assert "#a–#b" not in shown
