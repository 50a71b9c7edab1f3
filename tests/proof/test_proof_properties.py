"""Any change of a claimed text is found, whatever the text and the change."""

import re

from claimed_output import TEI, output_of, proof_of, tei
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

LETTERS = st.text(st.sampled_from("ab.,αב 中\u00a0\n"), min_size=1, max_size=6)


@st.composite
def elements(draw: st.DrawFn, depth: int = 0) -> etree._Element:
    element = etree.Element(f"{{{TEI}}}{draw(st.sampled_from(['p', 'hi', 'seg', 'l', 'head']))}")
    element.text = draw(st.none() | LETTERS)
    for _ in range(draw(st.integers(0, 3)) if depth < 3 else 0):
        child = draw(elements(depth + 1))
        child.tail = draw(st.none() | LETTERS)
        element.append(child)
    return element


@st.composite
def documents(draw: st.DrawFn) -> etree._ElementTree:
    tree = tei("<p>a river</p><p>and a bridge</p>")
    (body,) = tree.getroot().iter(f"{{{TEI}}}body")
    body.extend(draw(st.lists(elements(), max_size=3)))
    return tree


@given(documents())
def test_an_output_as_the_source_stands_is_proved(tree: etree._ElementTree) -> None:
    assert proof_of(tree, output_of(tree)).holds


@settings(max_examples=150)
@given(documents(), st.data())
def test_a_character_deleted_added_or_changed_is_found(
    tree: etree._ElementTree, data: st.DataObject
) -> None:
    output = output_of(tree)
    texts = [at for at, c in enumerate(output) if not c.isspace() and not "\ufdd0" <= c <= "\ufdef"]
    at = data.draw(st.sampled_from(texts))
    changes = [output[:at] + output[at + 1 :], output[:at] + "#" + output[at + 1 :]]
    if at - 1 in texts:
        changes.append(output[:at] + "#" + output[at:])
    for changed in changes:
        assert not proof_of(tree, changed).holds


@settings(max_examples=150)
@given(documents(), st.data())
def test_a_text_deleted_repeated_or_moved_is_found(
    tree: etree._ElementTree, data: st.DataObject
) -> None:
    before, *runs = re.split("(?=\ufde0)", output_of(tree))
    one, other = sorted(data.draw(st.lists(st.integers(0, len(runs) - 1), min_size=2, max_size=2)))
    deleted = [*runs[:one], *runs[one + 1 :]]
    assert not proof_of(tree, before + "".join(deleted)).holds
    assert not proof_of(tree, before + "".join([*runs[:other], runs[one], *runs[other:]])).holds
    if one != other:
        moved = [*deleted[:other], runs[one], *deleted[other:]]
        assert not proof_of(tree, before + "".join(moved)).holds


@given(documents(), st.data())
def test_a_claim_that_is_missing_does_no_harm_where_the_text_stands(
    tree: etree._ElementTree, data: st.DataObject
) -> None:
    before, *runs = re.split("(?=\ufde0)", output_of(tree))
    at = data.draw(st.integers(0, len(runs) - 1))
    runs[at] = re.sub("[\ufdd0-\ufdef]", "", runs[at])
    assert proof_of(tree, before + "".join(runs)).holds
