"""Text that would steer a terminal, or hide in it, is shown; other writing is left alone."""

import random

import pytest

from siglum.report.terminal import cells, fitting, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb\x7f\n", "a␛[31mb␡␊"),
        ("a\x85b", "a‹U+0085›b"),
        ("a\u202eb\u2066c\u2069", "a‹U+202E›b‹U+2066›c‹U+2069›"),
        ("one\u2028two\u2029", "one‹U+2028›two‹U+2029›"),
        ("soft\u00adhyphen\ufeff", "soft‹U+00AD›hyphen‹U+FEFF›"),
        ("\U000e0041", "‹U+E0041›"),
        ("\udcff.rng", "�.rng"),
        ("a ##[stop-commands]x", "a # #[stop-commands]x"),
        ("###[add-mask]1 ##[group]", "## #[add-mask]1 # #[group]"),
        ("##vso[task.setvariable variable=PATH]/x", "# #vso[task.setvariable variable=PATH]/x"),
        ("##teamcity[buildStatus]", "# #teamcity[buildStatus]"),
    ],
)
def test_what_is_not_seen_becomes_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "## a [b] ### c",
        "می\u200cخواهم",
        "क्\u200dष",
        "שלום",
        "؀١",
        "毛泽东",
        "a\u00a0b\u3000c",
        "\ue000",
        "👩\u200d🎨",
        "𓀀\U00013430𓁀",
    ],
)
def test_writing_that_needs_its_signs_is_left_as_it_is(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "width"),
    [("Mao", 3), ("毛泽东", 6), ("ＡＢ", 4), ("e\u0301", 1), ("می\u200cخ", 3), ("", 0)],
)
def test_a_width_is_that_of_the_terminal(text: str, width: int) -> None:
    assert cells(text) == width


@pytest.mark.parametrize("backward", [False, True])
def test_what_fits_is_the_longest_piece_that_is_no_wider(backward: bool) -> None:
    chance = random.Random(7)
    for _ in range(500):
        some = chance.choice(["abc é–“”", "ab毛泽", "e\u0301a", "a\u200cم\x07", "\u2028a\u00ad"])
        text = "".join(chance.choices(some, k=chance.randint(0, 12)))
        width = chance.randint(0, 14)
        pieces = [text[len(text) - n :] if backward else text[:n] for n in range(len(text) + 1)]
        fit = [len(one) for one in pieces if sum(cells(visible(x)) for x in one) <= width]
        assert fitting(text, width, backward=backward) == max(fit), (text, width)
