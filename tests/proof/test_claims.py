"""Claims: where they stand, and that nothing can pass for one."""

import pytest
from claimed_output import output_of, tei, told
from lxml import etree

from siglum.proof.claims import CLAIM, claim, claimed, number, squeezed, stripped


def document(text: str) -> etree._ElementTree:
    return etree.ElementTree(etree.fromstring(text))


@pytest.mark.parametrize("count", [0, 1, 15, 16, 255, 1_000_000])
def test_a_claim_says_its_number(count: int) -> None:
    found = CLAIM.fullmatch(claim(count))
    assert found is not None
    assert number(found[1]) == count


def test_every_text_has_a_claim_wherever_it_stands() -> None:
    tree = document("<a>x<b> <c/>y<!-- k -->z</b><?p q?> t<![CDATA[u]]><d>&#x41;</d> </a>")
    expected = [f"{claim(count)}{text}" for count, text in enumerate(["x", "y", "z", "tu", "A"])]
    assert squeezed(told(claimed(tree).getroot())) == "".join(expected)


def test_white_space_alone_has_no_claim() -> None:
    assert CLAIM.search(told(claimed(document("<a> <b>\n</b>\t\u00a0</a>")).getroot())) is None


def test_the_document_itself_stays_as_it_is() -> None:
    tree = document("<a>x<b/>y<!-- c -->z</a>")
    before = etree.tostring(tree)
    claimed(tree)
    assert etree.tostring(tree) == before


def test_an_output_without_its_claims_is_the_output() -> None:
    assert stripped(output_of(tei("<p>The <hi>river</hi> is wide.</p>"))) == "The river is wide."


def test_what_looks_like_a_claim_in_the_source_is_replaced() -> None:
    forged = f'<a n="{claim(0)}">{claim(7)}x<?sg {claim(8)}?><!--{claim(9)}--></a>'
    shown = etree.tostring(claimed(document(forged)), encoding="unicode")
    assert CLAIM.findall(shown) == CLAIM.findall(claim(0))
    assert shown.count("\ufffd") == 12


def test_where_something_looks_like_a_claim_all_else_stays() -> None:
    forged = document(f"<a n='1'>x<b/><c>{claim(1)}</c><!----><?p?>y<d> </d></a>")
    shown = stripped(told(claimed(forged).getroot()))
    assert shown == "x" + "\ufffd" * len(claim(1)) + "y "
