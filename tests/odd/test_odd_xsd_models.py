"""Content models made deterministic: no word is lost, and nobody has to look ahead."""

from __future__ import annotations

import itertools
import re

import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from siglum.odd.xsd.determinism import is_deterministic
from siglum.odd.xsd.particles import (
    EMPTY,
    NOTHING,
    Choice,
    Element,
    Group,
    Particle,
    Repeat,
    Sequence,
    Wildcard,
    choice,
    repeat,
    sequence,
)
from siglum.odd.xsd.rewrite import any_order, interleaved, rewritten

A, B, C, D = (Element("", name) for name in "abcd")
GROUPS = [
    Group("ab", choice((A, B))),
    Group("bc", choice((B, C))),
    Group("abd", choice((Group("ab", choice((A, B))), D))),
    Group("cd", sequence((C, repeat(D, 0, 1)))),
]
COUNTS = [(0, 1), (0, None), (1, None), (0, 2), (1, 2), (2, 2), (2, None), (2, 3)]
WORDS = ["".join(word) for n in range(6) for word in itertools.product("abcd", repeat=n)]


def models() -> st.SearchStrategy[Particle]:
    return st.recursive(
        st.sampled_from([A, B, C, D, *GROUPS]),
        lambda inner: st.one_of(
            st.lists(inner, min_size=2, max_size=3).map(sequence),
            st.lists(inner, min_size=2, max_size=3).map(choice),
            st.builds(lambda item, n: repeat(item, *n), inner, st.sampled_from(COUNTS)),
        ),
        max_leaves=7,
    )


def expression(particle: Particle) -> str:
    """Return a particle as a regular expression over one-letter names."""
    match particle:
        case Element(name=name):
            return name
        case Sequence(items=items):
            return f"(?:{''.join(map(expression, items))})"
        case Choice(items=items):
            return f"(?:{'|'.join(map(expression, items))})"
        case Repeat(item=item, min=least, max=most):
            return f"(?:{expression(item)}){{{least},{'' if most is None else most}}}"
        case Group(body=body):
            return expression(body)
    raise AssertionError(particle)


def language(particle: Particle) -> set[str]:
    matches = re.compile(expression(particle)).fullmatch
    return {word for word in WORDS if matches(word)}


def markup(particle: Particle) -> str:
    """Return a particle as XSD, its groups put in their places."""
    match particle:
        case Element(name=name):
            return f'<xs:element name="{name}" type="xs:string"/>'
        case Sequence(items=items):
            return f"<xs:sequence>{''.join(map(markup, items))}</xs:sequence>"
        case Choice(items=items):
            return f"<xs:choice>{''.join(map(markup, items))}</xs:choice>"
        case Repeat(item=item, min=least, max=most):
            most_ = "unbounded" if most is None else most
            counts = f'minOccurs="{least}" maxOccurs="{most_}"'
            return f"<xs:sequence {counts}>{markup(item)}</xs:sequence>"
        case Group(body=body):
            return markup(body)
    raise AssertionError(particle)


def schema(particle: Particle) -> str:
    return (
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="root">'
        f"<xs:complexType><xs:sequence>{markup(particle)}</xs:sequence></xs:complexType>"
        "</xs:element></xs:schema>"
    )


@settings(max_examples=150, deadline=None)
@given(models())
def test_no_word_is_lost_and_none_is_won_where_nothing_was_loosened(model: Particle) -> None:
    made = rewritten(model)
    before, after = language(model), language(made.particle)
    assert before <= after
    if not made.loosened:
        assert before == after


@settings(max_examples=60, deadline=None)
@given(models())
def test_what_is_made_is_deterministic_for_others_too(model: Particle) -> None:
    made = rewritten(model).particle
    assert is_deterministic(made)
    if made not in (EMPTY, NOTHING):
        xmlschema.XMLSchema(schema(made))


def test_what_two_ways_end_with_is_written_once() -> None:
    """(x c (d x | a | b)){2,3}, of which each way would else have its own rest, and so on."""
    x = choice((A, B, D))
    model = repeat(sequence((x, C, choice((sequence((D, repeat(x, 0, 1))), A, B)))), 2, 3)
    made = rewritten(model)
    assert not made.loosened
    assert markup(made.particle).count('name="c"') <= 8
    xmlschema.XMLSchema(schema(made.particle))


def test_ambiguity_is_seen_as_others_see_it() -> None:
    for model in (
        sequence((repeat(A, 0, 1), A)),
        choice((sequence((A, B)), A)),
        repeat(sequence((A, repeat(A, 0, 1))), 0, None),
        sequence((repeat(choice((A, B)), 0, None), A)),
    ):
        assert not is_deterministic(model)
        try:
            etree.XMLSchema(etree.fromstring(schema(model)))
        except etree.XMLSchemaParseError:
            continue
        raise AssertionError(model)


def test_the_example_of_brüggemann_klein_has_no_deterministic_model() -> None:
    """(a | b)* a (a | b), the first language of that paper that is not one-unambiguous."""
    either = choice((A, B))
    made = rewritten(sequence((repeat(either, 0, None), A, either)))
    assert made.loosened == {A, B}


def test_only_the_ambiguous_stretch_is_loosened() -> None:
    either = choice((A, B))
    made = rewritten(sequence((C, repeat(either, 0, None), A, either, D)))
    assert made.loosened == {A, B}
    assert "cabd" in language(made.particle)
    assert not {"abd", "cab", "cdd"} & language(made.particle)


def test_a_group_keeps_its_name_where_it_is_whole() -> None:
    group = Group("ab", choice((A, B)))
    made = rewritten(sequence((repeat(group, 0, 1), repeat(group, 0, None), C))).particle
    assert made == sequence((repeat(group, 0, None), C))


def test_a_member_beside_its_group_is_dropped() -> None:
    group = Group("ab", choice((A, B)))
    assert rewritten(repeat(choice((group, B, C)), 0, None)).particle == repeat(
        choice((group, C)), 0, None
    )


def test_what_a_wildcard_covers_is_left_to_it() -> None:
    every = Wildcard()
    made = rewritten(repeat(choice((A, every)), 0, None))
    assert made.particle == repeat(every, 0, None)
    others = Wildcard(frozenset({"urn:a", ""}), other=True)
    assert is_deterministic(repeat(choice((A, others)), 0, None))
    assert not is_deterministic(repeat(choice((Element("urn:b", "x"), others)), 0, None))


def test_wildcards_that_overlap_become_one() -> None:
    one, two = Wildcard(frozenset("uv")), Wildcard(frozenset("vw"))
    assert rewritten(repeat(choice((one, A, two)), 0, None)).particle == repeat(Wildcard(), 0, None)
    apart = repeat(choice((one, Wildcard(frozenset("w")))), 0, None)
    assert rewritten(apart).particle == apart


def test_interleaved_parts_lose_no_word() -> None:
    made = interleaved([sequence((A, B)), repeat(C, 0, None)])
    assert {"abc", "acb", "cab", "cacbc"} <= language(made)
    assert "" not in language(made)
    assert any_order(EMPTY) == EMPTY


def test_counts_of_counts_are_one_count_where_they_have_no_gaps() -> None:
    assert repeat(repeat(A, 0, 1), 0, None) == Repeat(A, 0, None)
    assert repeat(repeat(A, 2, 3), 2, 2) == Repeat(A, 4, 6)
    gaps = repeat(repeat(A, 3, 3), 1, 2)
    assert language(gaps) == {"aaa"}
    assert isinstance(gaps, Repeat) and isinstance(gaps.item, Repeat)
