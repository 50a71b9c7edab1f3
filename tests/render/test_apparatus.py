"""The critical apparatus: the text has the lemma, and an entry reads as editions print it."""

import pytest
from rendered import document, letter, page, rendered, text, words

from siglum.proof.conservation import Conservation
from siglum.render.outputs import Format, View

ENTRY = """<p>virumque <app><lem wit="#A #B">cano</lem>
 <rdg wit="#C">canto</rdg><rdg wit="#D"/></app> Troiae</p>"""


@pytest.mark.parametrize("view", ["transcript", "reading"])
def test_a_text_has_the_lemma_alone(view: str) -> None:
    assert text(ENTRY, view) == "virumque cano Troiae"


def test_the_critical_text_has_the_entry_as_a_note() -> None:
    assert text(ENTRY, "critical") == (
        "virumque cano¹ Troiae\n\nNotes\n\n¹ cano A B] canto C; om. D"
    )


def test_without_a_lemma_the_first_reading_stands_in_the_text() -> None:
    body = '<p><app><rdg wit="#A">one</rdg><rdg wit="#B">two</rdg></app></p>'
    assert text(body) == "one"
    assert "one A] two B" in text(body, "critical")


def test_a_remark_on_readings_is_set_apart_from_them() -> None:
    body = """<listApp><app><lem>tam</lem><rdg source="b:S">tat</rdg><note>A slip.</note></app>
     <app><note>Text of B.</note></app></listApp>"""
    assert text(body).split("\n") == ["tam] tat b:S (A slip.)", "Text of B."]


def test_a_witness_that_is_nothing_but_its_siglum_is_called_by_it() -> None:
    body = """<listWit><witness xml:id="wit1">[Ta]</witness><witness xml:id="V">Vaticanus</witness>
     </listWit><p><app><lem wit="#wit1">a</lem><rdg wit="#V">b</rdg></app></p>"""
    assert text(body, "critical") == "[Ta]\n\nV Vaticanus\n\na¹\n\nNotes\n\n¹ a [Ta]] b V"


def test_groups_of_readings_are_told_apart() -> None:
    body = """<p><app>
     <rdgGrp type="a"><lem wit="#A">one</lem><rdg wit="#B">oon</rdg></rdgGrp>
     <rdgGrp type="b"><rdg wit="#C">two</rdg><rdg wit="#D">twoo</rdg></rdgGrp></app></p>"""
    assert text(body) == "one"
    assert text(body, "critical").endswith("¹ one A] oon B; two C, twoo D")


def test_an_entry_within_a_reading_has_a_note_of_its_own() -> None:
    body = """<p><app><lem wit="#A">plain</lem>
     <rdg wit="#B">other <app><rdg wit="#B">x</rdg><rdg wit="#b">y</rdg></app></rdg></app></p>"""
    assert text(body, "critical").endswith("¹ plain A] other x² B\n\n² x B] y b")


def test_the_note_of_a_line_has_its_number_at_the_end_of_the_line() -> None:
    body = """<lg><app><lem wit="#A"><l>One line</l></lem>
     <rdg wit="#B"><l>Another</l></rdg></app></lg>"""
    assert text(body, "critical").startswith("One line¹\n")


def test_an_entry_beside_the_text_is_no_part_of_it() -> None:
    body = """<lg n="2"><l n="117">And <anchor xml:id="a"/>of so wys<app from="#a">
     <lem wit="#Hg">of so wys</lem><rdg wit="#Ha">in what wise</rdg></app></l></lg>"""
    assert text(body) == "And of so wys"
    assert text(body, "critical").endswith("¹ 117 of so wys Hg] in what wise Ha")


def test_a_list_of_entries_stays_in_its_place_in_every_view() -> None:
    body = '<listApp><app loc="3"><lem>a</lem><rdg resp="#Reiske">b</rdg></app></listApp>'
    assert {text(body, view) for view in ("transcript", "reading", "critical")} == {"3 a] b Reiske"}


def test_sigla_lead_to_the_witnesses() -> None:
    body = '<listWit><witness xml:id="C">Paris</witness></listWit>' + ENTRY
    whole = page(body, "critical").getroottree()
    (siglum,) = whole.xpath("//section[@id='sg-notes']//a[@class='siglum']")
    assert (siglum.get("href"), words(siglum)) == ("#C", "C")
    (witness,) = whole.xpath("//div[@id='C']")
    assert words(witness) == "C Paris"


def test_details_of_a_witness_stand_after_its_reading() -> None:
    body = """<p><app><lem>n</lem><rdg wit="#G">m</rdg><witDetail wit="#G">corr.</witDetail>
     <rdg wit="#X"><lacunaEnd/>k</rdg></app></p>"""
    assert text(body, "critical").endswith("¹ n] m G (G: corr.); [lacuna ends] k X")


@pytest.mark.parametrize("view", ["transcript", "reading", "critical"])
@pytest.mark.parametrize("format", ["html", "text", "markdown"])
def test_readings_that_are_in_other_elements_are_text_like_other(view: str, format: str) -> None:
    source = letter("<p>a <app><seg>b <lem>c</lem></seg></app></p>")
    conservation = Conservation(source)
    output = rendered(source, format, view, conservation.tree).text
    conservation.checked(output, View(view), Format(format))
    assert conservation.findings() == []
    assert "c" in rendered(source, "text", view).text


SOURCES = """<fileDesc><titleStmt><title/><editor xml:id="ed">Ed Itor</editor></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><listBibl><bibl xml:id="b1"><author>Ann
Smith</author>, <title>Book</title>, <date>1900</date></bibl><biblStruct xml:id="b2"><monogr>
<author><surname>Roe</surname></author><title>T</title>
<imprint><date when="1910-02"/></imprint></monogr>
</biblStruct></listBibl></sourceDesc></fileDesc>"""


def notes(body: str) -> list[str]:
    source = document(
        f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{SOURCES}</teiHeader>
        <text><body>{body}</body></text></TEI>"""
    )
    return rendered(source, "text", "critical").text.partition("Notes\n\n")[2].split("\n\n")


def test_an_entry_says_who_why_and_how_sure() -> None:
    (note,) = notes(
        """<p><app resp="#ed" cert="medium"><lem wit="#A" source="#b2" cert="low">go</lem>
        <rdg wit="#B" cause="omission" type="substantive" resp="#ed">went</rdg>
        <rdg source="#b1" cert="high">gone</rdg></app></p>"""
    )
    assert " ".join(note.split()) == (
        "¹ go A Roe 1910 (certainty low)] went B (cause: omission; substantive; Ed Itor);"
        " gone Ann Smith 1900 (certainty high) (Ed Itor; certainty medium)"
    )


def test_an_intervention_says_its_source_and_its_evidence() -> None:
    told = notes(
        """<p><choice><sic>a</sic><corr source="#b1" evidence="internal" resp="#ed">b</corr>
        </choice> <supplied evidence="conjecture">c</supplied>
        <supplied resp="#ed">d</supplied></p>"""
    )
    assert told[0].endswith(
        "“b” (Ed Itor; source: Ann Smith 1900; evidence: internal; certainty not stated)."
    )
    assert told[1].endswith("“c” (evidence: conjecture).")
    assert told[2].strip().endswith("“d” (Ed Itor; no reason is given; certainty not stated).")
