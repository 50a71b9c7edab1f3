"""Dictionary entries as they are printed: headword, grammar, numbered senses, punctuation."""

import pytest
from rendered import page, text

DISPROOF = """<entry><form><orth>disproof</orth><pron>dɪsˈpru:f</pron></form>
<gramGrp><pos>n</pos></gramGrp><sense{}><def>facts that disprove</def></sense>
<sense{}><def>the act of disproving</def><cit type="example"><quote>a quick disproof</quote>
</cit></sense></entry>"""


@pytest.mark.parametrize(("first", "second"), [("", ""), (' n="1"', ' n="2"')])
def test_each_sense_is_a_line_with_its_number(first: str, second: str) -> None:
    assert text(DISPROOF.format(first, second)) == (
        "disproof /dɪsˈpru:f/ n\n1 facts that disprove\n2 the act of disproving: a quick disproof"
    )


def test_a_sense_that_has_a_label_of_its_own_is_not_numbered() -> None:
    body = "<entry><sense><lbl>A.</lbl> one</sense><sense><lbl>B.</lbl> two</sense></entry>"
    assert text(body) == "A. one\nB. two"
    assert text('<entry><sense n="1"><num>1.</num> one</sense></entry>') == "1. one"


def test_senses_within_a_sense_have_letters() -> None:
    body = "<entry><sense><sense>x</sense><sense>y</sense></sense><sense>z</sense></entry>"
    assert text(body) == "1\na x\nb y\n2 z"


def test_a_headword_is_bold_and_lists_of_the_same_have_commas() -> None:
    body = """<entry><form><orth>vag-</orth><orth>vago-</orth></form>
     <gramGrp><pos>n</pos><gen>f</gen></gramGrp></entry>"""
    assert [orth.text for orth in page(body).iter("b")] == ["vag-", "vago-"]
    assert text(body) == "vag-, vago- n f"


def test_translations_are_listed_and_an_example_is_followed_by_its_translation() -> None:
    body = """<entry><cit type="translation"><quote>to horrify</quote></cit><cit type="translation">
    <quote>to shock</quote></cit><cit type="example"><quote>elle était horrifiée</quote>
    <cit type="translation"><quote>she was horrified</quote></cit></cit></entry>"""
    assert text(body) == "to horrify, to shock; elle était horrifiée she was horrified"


def test_an_entry_with_punctuation_of_its_own_gets_none() -> None:
    body = "<entry><form><orth>a</orth>, <pron>eɪ</pron>; <pron>æ</pron></form></entry>"
    assert text(body) == "a, eɪ; æ"


def test_brackets_that_the_source_has_are_not_doubled() -> None:
    assert text("<entry><form><pron>[eɪ]</pron></form></entry>") == "[eɪ]"
    assert text("<entry><etym>from <lang>gr.</lang></etym></entry>") == "[from gr.]"


def test_a_headword_that_is_not_repeated_is_a_swung_dash() -> None:
    assert text("<entry><cit><quote><oRef/>al</quote></cit></entry>") == "~al"
    assert text("<entry><cit><quote><oRef>vag</oRef>al</quote></cit></entry>") == "vagal"


def test_entries_of_a_text_stand_below_each_other() -> None:
    body = "<entry><form><orth>a</orth></form></entry> <entry><form><orth>b</orth></form></entry>"
    assert text(body) == "a\nb"
