"""Transcribed speech and posts: who, when, and what is heard beside the words."""

import pytest
from rendered import text

TIMELINE = """<timeline origin="#T0" unit="s"><when xml:id="T0"/>
 <when xml:id="T1" interval="63.5" since="#T0"/></timeline>"""


def test_an_utterance_begins_with_its_speaker() -> None:
    assert text('<u who="#ros">so old</u><u who="#fat">darling</u>') == "ros: so old\nfat: darling"


def test_a_speaker_has_the_name_that_the_source_gives_to_the_pointer() -> None:
    body = '<listPerson><person xml:id="p1"><persName>Rosa</persName></person></listPerson>'
    assert text(body + '<u who="#p1">so old</u>').endswith("Rosa: so old")


@pytest.mark.parametrize(
    ("element", "printed"),
    [
        ("<pause/>", "(.)"),
        ('<pause dur="PT2.5S"/>', "(2.5 s)"),
        ("<vocal><desc>laughs</desc></vocal>", "((laughs))"),
        ('<vocal who="#b"><desc>laughs</desc></vocal>', "((b: laughs))"),
        ('<kinesic who="#a"><desc>nods</desc></kinesic>', "((nods))"),
        ("<incident/>", "((incident))"),
        ('<shift feature="loud" new="f"/>', "[loud: f]"),
        ('<shift feature="loud"/>', "[loud: as before]"),
        ("<writing>on a sign</writing>", "[in writing: on a sign]"),
    ],
)
def test_what_is_heard_beside_the_words(element: str, printed: str) -> None:
    assert text(f'<u who="#a">well {element} yes</u>') == f"a: well {printed} yes"


def test_what_is_heard_stands_apart_from_the_words_and_within_a_word_does_not() -> None:
    body = "<u>you<pause/>said <w>he<pause/>llo</w><vocal><desc>hm</desc></vocal>.</u>"
    assert text(body) == "you (.) said he(.)llo ((hm))."


def test_a_block_of_annotation_begins_with_its_time_and_names_its_speaker_once() -> None:
    body = '<annotationBlock who="#CHI" start="#T1"><u who="#CHI">I did</u></annotationBlock>'
    assert text(TIMELINE + body).endswith("1:03.5 CHI: I did")


def test_a_post_says_who_wrote_it_when_and_to_what_it_replies() -> None:
    body = """<post xml:id="m1" n="1" who="#A"><p>Hi</p></post>
     <post who="#B" when="2015-07-29T21:44" replyTo="#m1"><p>Yes</p></post>"""
    assert text(body) == "A\n\nHi\n\nB, 2015-07-29 21:44 in reply to 1\n\nYes"
