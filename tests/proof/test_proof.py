"""Right outputs are proved; every way to lose, move, repeat or change a text is found."""

import re
from collections.abc import Callable
from itertools import permutations

import pytest
from claimed_output import output_of, proof_of, tei
from lxml import etree

from siglum.proof.claims import claim
from siglum.proof.ledger import Ledger
from siglum.render.outputs import Format, View

RIVER = "<p>The <hi>river</hi> is <hi>wide</hi>.</p><p>And deep.</p>"


def runs(output: str) -> list[str]:
    """Return the pieces of an output, each from its claim on."""
    return re.split("(?=\ufde0)", output)[1:]


def with_runs(*order: int) -> Callable[[str], str]:
    return lambda output: "".join(runs(output)[number] for number in order)


def test_a_right_output_is_proved() -> None:
    tree = tei(RIVER)
    proof = proof_of(tree, output_of(tree))
    assert proof.holds
    sums = Ledger.of(proof)
    assert (sums.source, sums.in_place, sums.lost, sums.generated) == (31, 23, 0, 0)
    assert sums.withheld == {"header": 8}


def test_white_space_may_change_and_words_may_be_added_between_texts() -> None:
    tree = tei(RIVER)
    output = output_of(tree).replace(" ", "\n\n").replace("wide", "wi de") + " [1]"
    proof = proof_of(tree, "Text " + output)
    assert proof.holds
    assert Ledger.of(proof).generated == len("Text[1]")


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (with_runs(0, 2, 3, 4, 5), "losses"),
        (with_runs(0, 1, 2, 3, 4), "losses"),
        (with_runs(1, 2, 3, 4, 5), "losses"),
        (with_runs(0, 3, 2, 1, 4, 5), "astray"),
        (with_runs(5, 0, 1, 2, 3, 4), "astray"),
        (with_runs(0, 1, 2, 3, 4, 5, 1), "repeated"),
        (with_runs(1, 0, 1, 2, 3, 4, 5), "repeated"),
        (lambda output: output.replace("river", "rive"), "losses"),
        (lambda output: output.replace("river", "River"), "losses"),
        (lambda output: output.replace("river", "ri-ver"), "losses"),
        (lambda output: output.replace("river", "riever"), "losses"),
        (lambda output: output.replace("river", "\u00adriver"), "losses"),
        (lambda output: output.replace("deep", "de"), "losses"),
        (lambda output: re.sub("[\ufdd0-\ufdef]", "", output).replace("wide", "wid"), "losses"),
        (lambda output: output.replace(claim(2), claim(3)), "losses"),
        (lambda output: output + claim(400) + "?", "unknown"),
        (lambda output: output.replace(claim(2), claim(2)[:-1]), "losses"),
        (lambda _: "", "losses"),
    ],
)
def test_a_wrong_output_is_found(wrong: Callable[[str], str], fault: str) -> None:
    tree = tei(RIVER)
    output = output_of(tree)
    assert wrong(output) != output
    proof = proof_of(tree, wrong(output))
    assert not proof.holds
    assert getattr(proof, fault)


def test_one_character_of_half_a_million_is_found() -> None:
    tree = tei("".join(f"<p>{number:07} is <hi>a number</hi></p>" for number in range(20_000)))
    output = output_of(tree)
    assert proof_of(tree, output).holds
    proof = proof_of(tree, output.replace("0011415", "001145"))
    assert [loss.kept for loss in proof.losses] == [5]
    assert Ledger.of(proof).lost == len("15is")


def test_a_text_without_a_claim_counts_where_it_stands_in_its_place() -> None:
    tree = tei(RIVER)
    output = output_of(tree).replace(claim(2), "").replace(claim(3), "")
    proof = proof_of(tree, output)
    assert proof.holds
    assert Ledger.of(proof).generated == 0
    assert not proof_of(tree, output.replace("is", "is not")).holds


@pytest.mark.parametrize(
    ("order", "holds"),
    [
        ("One n two three", True),  # all in the line
        ("One two three n", False),  # right, but nothing tells where the text has its place
        ("One three n two", False),  # at the end of the note
        ("n two One three", False),  # the same, where the notes come first
        ("two One n three", False),
        ("One n three two", False),
    ],
)
def test_a_text_without_a_claim_does_not_count_where_a_note_was_moved(
    order: str, holds: bool
) -> None:
    tree = tei("<p>One<note>n</note> two <hi>three</hi></p>")
    pieces = dict(zip(("One", "n", "two", "three"), runs(output_of(tree)), strict=True))
    pieces["two"] = "two"
    proof = proof_of(tree, "".join(pieces[text] for text in order.split()))
    assert proof.holds is holds


@pytest.mark.parametrize(
    ("order", "holds"),
    [
        ("One n two m three", True),
        ("One n two three m", True),
        ("One three n two m", False),  # between the notes, at the foot
        ("n two m One three", False),  # between the notes, in front
        ("One n three two m", False),
    ],
)
def test_a_text_without_a_claim_is_not_in_its_place_between_moved_notes(
    order: str, holds: bool
) -> None:
    tree = tei("<p>One<note>n</note> two <note>m</note> three</p>")
    pieces = dict(zip(("One", "n", "two", "m", "three"), runs(output_of(tree)), strict=True))
    pieces["two"] = "two"
    proof = proof_of(tree, "".join(pieces[text] for text in order.split()))
    assert proof.holds is holds


def test_a_text_without_a_claim_moves_with_its_note() -> None:
    tree = tei("<p>One<note>n <hi>two</hi> m</note> three</p>")
    one, n, two, m, three = runs(output_of(tree))
    assert two.endswith("two")
    assert proof_of(tree, one + three + n + "two" + m).holds
    assert not proof_of(tree, one + three + n + m + "two").holds


def test_what_was_moved_without_a_rule_is_the_least_that_explains_the_order() -> None:
    tree = tei("".join(f"<p>{letter}</p>" for letter in "abcdefgh"))
    pieces = runs(output_of(tree))
    proof = proof_of(tree, "".join([pieces[-1], *pieces[:-1]]))
    assert [proof.source.texts[number] for number in proof.astray] == ["h"]


NOTES = "<p>One<note>n <hi>of</hi> one</note> two<note>n of two</note> three.</p>"


def lifted(tree: etree._ElementTree, *order: int) -> str:
    """Return the output of a document of notes with its runs in this order."""
    return with_runs(*order)(output_of(tree))


@pytest.mark.parametrize(
    ("order", "moved", "holds"),
    [
        ((0, 1, 2, 3, 4, 5, 6), 0, True),  # in the line
        ((0, 4, 6, 1, 2, 3, 5), 12, True),  # after the text
        ((1, 2, 3, 5, 0, 4, 6), 12, True),  # before it
        ((0, 1, 2, 3, 4, 6, 5), 6, True),  # one of them
        ((0, 4, 6, 3, 1, 2, 5), 12, False),  # a note out of its own order
        ((0, 4, 6, 1, 5, 2, 3), 12, False),  # a note within another
        ((0, 1, 4, 2, 3, 6, 5), 12, False),  # the text within a note
        ((0, 6, 4, 1, 2, 3, 5), 12, False),  # the text out of order
    ],
)
def test_a_note_is_moved_whole(order: tuple[int, ...], moved: int, holds: bool) -> None:
    tree = tei(NOTES)
    proof = proof_of(tree, lifted(tree, *order))
    assert proof.holds is holds
    if holds:
        assert sum(Ledger.of(proof).moved.values()) == moved


def test_of_two_notes_that_change_places_one_is_moved() -> None:
    tree = tei('<p>One.</p><note place="foot">first</note><note place="foot">second</note>')
    proof = proof_of(tree, lifted(tree, 0, 2, 1))
    assert proof.holds
    assert sum(Ledger.of(proof).moved.values()) == len("second")


def test_a_note_that_holds_nothing_but_a_note_is_moved_with_it() -> None:
    tree = tei("<p>One<note><note>deep</note></note> two</p>")
    for order, moved in (((0, 2, 1), 4), ((1, 0, 2), 4), ((0, 1, 2), 0)):
        proof = proof_of(tree, lifted(tree, *order))
        assert proof.holds
        assert sum(Ledger.of(proof).moved.values()) == moved


def test_each_claim_of_a_text_that_is_not_there_counts() -> None:
    tree = tei(RIVER)
    assert proof_of(tree, output_of(tree) + claim(400) + claim(7) + claim(6)).unknown == 2


def test_a_note_dropped_is_lost() -> None:
    tree = tei(NOTES)
    proof = proof_of(tree, lifted(tree, 0, 4, 6, 1, 2, 3))
    assert [proof.source.texts[loss.number] for loss in proof.losses] == ["noftwo"]


def test_what_a_view_withholds_is_withheld_whole_and_in_that_view() -> None:
    tree = tei("<p>One <del>two <hi>three</hi> four</del> five.</p>")
    whole = lifted(tree, 0, 1, 2, 3, 4)
    without = lifted(tree, 0, 4)
    partly = lifted(tree, 0, 1, 4)
    assert proof_of(tree, whole, View.READING).holds
    assert proof_of(tree, without, View.READING).holds
    assert not proof_of(tree, partly, View.READING).holds
    assert not proof_of(tree, without, View.TRANSCRIPT).holds


def test_what_is_withheld_in_part_is_lost_where_it_is_the_first_as_well() -> None:
    tree = tei("<p><del>two <hi>three</hi> four</del> five.</p>")
    assert proof_of(tree, lifted(tree, 3), View.READING).holds
    for partly in ((0, 3), (1, 3), (0, 1, 3), (2, 3)):
        assert not proof_of(tree, lifted(tree, *partly), View.READING).holds


def test_the_header_is_withheld_from_text_and_moved_in_pages() -> None:
    tree = tei("<p>One.</p>")
    page = f"{claim(1)}One.{claim(0)}Of rivers"
    assert not proof_of(tree, f"{claim(1)}One.", format=Format.HTML).holds
    moved = proof_of(tree, page, format=Format.HTML)
    assert moved.holds
    assert Ledger.of(moved).moved == {"header": 8}
    assert proof_of(tree, f"{claim(1)}One.", format=Format.MARKDOWN).holds


def test_in_whatever_order_each_text_has_one_account() -> None:
    tree = tei("<p>One<note>n <hi>of</hi></note> two <note>m</note> three</p>")
    for order in permutations(range(6)):
        proof = proof_of(tree, lifted(tree, *order))
        sums = Ledger.of(proof)
        moved = sum(sums.moved.values())
        assert sums.source == sums.in_place + moved + sum(sums.withheld.values()) + sums.astray
        assert len(set(proof.astray)) == len(proof.astray)
        assert proof.holds is (not proof.astray)


def test_the_sums_are_all_of_the_source() -> None:
    tree = tei(NOTES + RIVER)
    for wrong in ((0, 4, 6, 1, 2, 3, 5), (0, 6, 1, 4), (2, 1, 0, 9)):
        sums = Ledger.of(proof_of(tree, lifted(tree, *wrong)))
        accounted = sum(sums.moved.values()) + sum(sums.withheld.values())
        assert sums.source == sums.in_place + accounted + sums.astray + sums.lost
