"""Where the lines of a source meet: no space within a word, none where a script has none."""

import pytest
from rendered import page, text


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
