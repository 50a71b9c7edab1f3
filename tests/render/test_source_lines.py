"""Where the lines of a source meet: no space within a word, none where a script has none."""

import pytest
from rendered import letter, page, text, words

from siglum.render.outputs import Format, View
from siglum.render.views import lines


def line_numbers(body: str, view: str = "transcript") -> list[str]:
    return [number.get("data-n", "") for number in page(body, view).find_class("line-number")]


@pytest.mark.parametrize("view", ["transcript", "reading", "critical"])
def test_a_word_that_goes_on_in_the_next_line_is_whole(view: str) -> None:
    body = '<ab>po\n  <lb n="2" break="no"/>lis <hi>et\n</hi> <pb/>\n <lb break="no"/>us</ab>'
    assert text(body, view) == "polis etus"


def test_white_space_of_a_division_is_for_those_who_indent_the_source() -> None:
    body = '<div xml:space="preserve"><ab>\n    one\n    two\n</ab></div>'
    assert text(body) == "one two"
    assert text('<ab xml:space="preserve">one\n  two</ab>') == "one\n  two"


def test_white_space_beside_marked_lines_is_not_kept_for_reading() -> None:
    body = '<ab xml:space="preserve">\n   <lb n="1"/>one\n\n   <lb n="2"/>two</ab>'
    assert text(body) == "one\ntwo"
    assert text(body, "reading") == "one two"


def test_lines_of_chinese_and_japanese_meet_without_a_space() -> None:
    assert text("<p>日本\n  語の\n  本</p>") == "日本語の本"
    lines = "<p>色不\n<lb/>異空，\n<lb/>空 a\n<lb/>b</p>"
    assert text(lines, "reading") == "色不異空，空 a b"
    assert text(lines) == "色不\n異空，\n空 a\nb"
    assert text("<p>한국\n어</p>") == "한국 어"


def test_the_indentation_of_an_end_tag_is_no_space_before_a_stop() -> None:
    body = "<p>the <name>\n  <persName>King</persName>\n </name>. A <name>\n B\n </name> c</p>"
    assert text(body) == "the King. A B c"


def test_every_fifth_line_of_a_source_has_its_number() -> None:
    lines = "".join(f'<lb n="{n}"/>x ' for n in ("4", "5", "6", "10", "0848a05"))
    assert line_numbers(f"<ab>{lines}</ab>") == ["5", "10"]
    assert line_numbers(f"<ab>{lines}</ab>", "reading") == []
    assert text('<ab><lb n="5"/>x</ab>') == "x"


@pytest.mark.parametrize("element", ["pb", "cb", "gb", "milestone"])
def test_a_break_between_two_words_parts_them_and_one_within_a_word_does_not(element: str) -> None:
    assert text(f'<p>one<{element} n="2" break="yes"/>two</p>') == "one two"
    assert text(f'<p>one <{element} n="2" break="no"/>\ntwo</p>') == "onetwo"
    markup = f'<p><{element} n="2" break="yes"/>one</p>'
    assert words(page(markup)) == "one"


def test_a_page_number_within_a_word_leaves_it_whole() -> None:
    source = letter('<p>f1<pb n="3" break="no"/>f2 and<pb n="4" break="yes"/>f3</p>')
    shown = lines(source, Format.TEXT, View.TRANSCRIPT, pages=True).text
    assert shown == "f1[p. 3]f2 and [p. 4] f3\n"


def test_brackets_of_early_print_join_no_lines() -> None:
    assert (
        text(
            "<p>one \N{LEFT ANGLE BRACKET}◊\N{RIGHT ANGLE BRACKET}\n"
            "\N{LEFT ANGLE BRACKET}◊\N{RIGHT ANGLE BRACKET} two</p>"
        ).count(" ")
        == 3
    )
    assert text("<p>一\n二</p>") == "一二"
