"""For any document, the mentions are those of a plain scan; for any date, its ends are written."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from small_editions import TEI, document

from siglum.edition.settings import Edition
from siglum.model.dates import of_attributes
from siglum.model.facts import read

NAMES = ["persName", "placeName", "orgName", "rs", "name", "title", "author", "settlement", "term"]
OTHERS = ["p", "hi", "note", "seg", "person", "bibl", "div", "choice", "sic"]
VALUES = [
    "#a",
    "#b",
    "x.xml#a",
    "../reg/p.xml#b",
    "a",
    "http://x.org/1",
    "pmb:1",
    "#a #b",
    " ",
    "é",
]

attributes = st.dictionaries(
    st.sampled_from(["ref", "key", "corresp", "type", "n"]), st.sampled_from(VALUES), max_size=3
)
trees = st.recursive(
    st.tuples(st.sampled_from(NAMES), attributes, st.just(())),
    lambda inner: st.tuples(
        st.sampled_from(NAMES + OTHERS), attributes, st.lists(inner, max_size=3).map(tuple)
    ),
    max_leaves=12,
)


def markup(tree: tuple[str, dict[str, str], tuple]) -> str:  # type: ignore[type-arg]
    name, said, children = tree
    written = "".join(f' {key}="{value}"' for key, value in said.items())
    return f"<{name}{written}>t{''.join(map(markup, children))}</{name}>"


EDITION = Edition(Path("nowhere").absolute())


@settings(deadline=None, max_examples=150)
@given(st.lists(trees, max_size=4))
def test_mentions_are_those_of_a_plain_scan(several: list[tuple]) -> None:  # type: ignore[type-arg]
    text = document("".join(map(markup, several)))
    facts, _ = read(text.encode(), EDITION.root / "tei/d.xml", EDITION)
    root = etree.fromstring(text)
    plain: Counter[tuple[int, str, str]] = Counter()
    for number, element in enumerate(root.iter("*"), 1):
        name = str(element.tag)[len(TEI) + 2 :]
        for attribute in ("ref", "key"):
            for value in element.get(attribute, "").split():
                plain[number, attribute, value] += name != "teiHeader"
    found = Counter(
        (m.number, m.attribute, m.value) for m in facts.mentions if m.attribute in ("ref", "key")
    )
    joined = Counter({(n, a, each): c for (n, a, v), c in found.items() for each in str(v).split()})
    assert joined == +plain
    assert facts == read(text.encode(), EDITION.root / "tei/d.xml", EDITION)[0]


times = st.one_of(
    st.dates().map(str), st.integers(1, 9999).map("{:04}".format), st.sampled_from(["1949-05", "x"])
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["when", "from", "to", "notBefore", "notAfter"]), times))
def test_any_date_is_as_exact_as_it_is_written(said: dict[str, str]) -> None:
    date = of_attributes(said)
    assert (date is None) == all(value == "x" for value in said.values())
    if date is not None:
        assert date.edtf and date.sort is not None
        assert {date.earliest, date.latest} <= {None, *said.values()}
