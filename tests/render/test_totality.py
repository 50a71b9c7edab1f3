"""Nothing of a text is lost or repeated, whatever elements it is in and however they nest."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rendered import FORMATS, claimed, document, expected, letter, rendered

from siglum.proof.claims import claimed as with_claims
from siglum.proof.claims import stripped
from siglum.render.outputs import View

# Blocks and phrases, containers that want certain children, and what is no TEI at all.
ELEMENTS = """
p ab div head list item label table row cell figure figDesc quote q said cit lg l sp
speaker stage opener closer salute signed dateline address addrLine title titlePage
titlePart hi emph foreign term gloss ref persName placeName name date num measure abbr
expan ex am sic corr orig reg choice supplied unclear add subst seg s w pc m bibl
biblStruct monogr imprint note floatingText body group trailer epigraph argument formula
space gap index milestone anchor listBibl person entry form sense u msDesc fs f nonesuch
"""
TEXT = st.text(st.sampled_from("ab c\n.*_[1#<&“”é汉ا"), min_size=1, max_size=6)


def _element(name: str, parts: list[str]) -> str:
    return f"<{name}>{''.join(parts)}</{name}>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


NODES = st.recursive(
    TEXT.map(_escaped),
    lambda children: st.builds(
        _element, st.sampled_from(ELEMENTS.split()), st.lists(children, max_size=4)
    ),
    max_leaves=20,
)
FEW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@pytest.mark.parametrize("format", FORMATS)
@FEW
@given(nodes=st.lists(NODES, min_size=1, max_size=4))
def test_each_text_is_in_the_critical_view_once(format: str, nodes: list[str]) -> None:
    source = letter("".join(nodes))
    assert sorted(claimed(source, format, "critical")) == expected(source, format)


@FEW
@given(nodes=st.lists(NODES, min_size=1, max_size=4), view=st.sampled_from(View))
def test_a_rendering_is_the_same_with_and_without_claims(nodes: list[str], view: View) -> None:
    source = letter("".join(nodes))
    for format in FORMATS:
        proved = rendered(source, format, view, with_claims(source.tree)).text
        assert stripped(proved) == rendered(source, format, view).text


def test_a_comment_within_white_space_changes_nothing_for_claims() -> None:
    source = letter("<p>a <hi><seg>b</seg> <!-- here --> .</hi>. c</p>")
    claimed_page = rendered(source, "html", "transcript", with_claims(source.tree)).text
    assert stripped(claimed_page) == rendered(source, "html").text


def test_the_text_stands_in_reading_order() -> None:
    source = letter(
        "<p>One <hi>two <list><item>three</item><pb/><item>four</item></list></hi> five</p>"
        "<table><head>six</head><row><cell>seven</cell><cell>eight</cell></row></table>"
        "<list><label>nine</label><item>ten</item>eleven<trailer>twelve</trailer></list>"
    )
    for format in ("text", "html"):
        numbers = claimed(source, format, "transcript")
        in_text = [number for number in numbers if number > 0]
        assert in_text == sorted(in_text)
        assert len(in_text) == 12


@pytest.mark.parametrize(
    "source",
    [
        '<div xmlns="http://www.tei-c.org/ns/1.0"><p>alone</p></div>',
        '<fileDesc xmlns="http://www.tei-c.org/ns/1.0"><titleStmt><title>alone</title></titleStmt></fileDesc>',
        '<teiHeader xmlns="http://www.tei-c.org/ns/1.0"><revisionDesc><change>alone</change></revisionDesc></teiHeader>',
        '<x:fragment xmlns:x="https://example.org/x" xmlns="http://www.tei-c.org/ns/1.0">a<p>alone</p></x:fragment>',
        "<unknown>alone</unknown>",
        '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><TEI><text><body><p>alone</p></body></text></TEI></teiCorpus>',
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><note>alone</note></standOff></TEI>',
    ],
)
@pytest.mark.parametrize("format", FORMATS)
def test_any_element_can_be_the_outermost(source: str, format: str) -> None:
    assert "alone" in rendered(document(source), format).text
