"""The rules ask of the source what the policy of the views says, and no more."""

import pytest
from claimed_output import TEI
from lxml import etree

from siglum.proof.rules import RULES, Kind, rules_for
from siglum.render.outputs import Format, View

ID = "{http://www.w3.org/XML/1998/namespace}id"

HEADER = """
<teiHeader><fileDesc><titleStmt><editor xml:id="ed">E.</editor></titleStmt>
<sourceDesc><p>%s</p></sourceDesc></fileDesc></teiHeader>
"""


def rules_of(header: str, text: str, view: View, format: Format = Format.HTML) -> set[str]:
    """Return the rules in force for the element with the id “here”."""
    whole = (
        f'<TEI xmlns="{TEI}">{HEADER % header}<facsimile><note>f</note></facsimile>'
        f"<text><body>{text}</body></text><standOff><note>s</note></standOff></TEI>"
    )
    (element,) = etree.fromstring(whole).xpath("//*[@xml:id = 'here']")
    kinds = tuple(Kind)
    return {
        f"{rule.id} {rule.kind}" for rule in rules_for(element) if rule.holds(view, format, kinds)
    }


H = ' xml:id="here"'
SIC = f"<p><choice><sic>a</sic><corr{H}>b</corr></choice></p>"


@pytest.mark.parametrize(
    ("text", "transcript", "reading", "critical"),
    [
        # notes
        (f"<p>a<note{H}>b</note></p>", "note moved", "note moved", "note moved"),
        (f'<p>a<note place="inline"{H}>b</note></p>', "", "", ""),
        (f"<p><bibl>a<note{H}>b</note></bibl></p>", "", "", ""),
        (f"<p>a<note>b<note{H}>c</note></note></p>", "", "", ""),
        (f"<div><head>Notes</head><note{H}>b</note></div>", "", "", ""),
        (f"<hi>\u00a0<note{H}>b</note></hi>", "note moved", "note moved", "note moved"),
        (
            f'<p>a<note type="editorial"{H}>b</note></p>',
            "note moved, editorial-note withheld",
            "note moved, editorial-note withheld",
            "note moved",
        ),
        (
            f'<p>a<note resp="#ed"{H}>b</note></p>',
            "note moved, editorial-note withheld",
            "note moved, editorial-note withheld",
            "note moved",
        ),
        (f'<p>a<note resp="#other"{H}>b</note></p>', "note moved", "note moved", "note moved"),
        # choices
        (SIC, "choice withheld", "", ""),
        (SIC.replace("<corr", '<corr cert="high"'), "choice withheld", "", ""),
        (
            SIC.replace("<corr", '<corr cert="low"'),
            "choice withheld",
            "choice withheld",
            "",
        ),
        (f"<p><choice><sic{H}>a</sic><corr>b</corr></choice></p>", "", "choice withheld", ""),
        (f"<p><choice><sic{H}>a</sic></choice></p>", "", "", ""),
        (f"<p><choice><seg>a</seg><seg{H}>b</seg></choice></p>", "", "choice withheld", ""),
        (
            f"<p><choice><abbr{H}>a</abbr><expan>b</expan></choice></p>",
            "",
            "abbreviation moved",
            "",
        ),
        # the apparatus
        (f"<p><app><lem{H}>a</lem><rdg>b</rdg></app></p>", "", "", ""),
        (
            f"<p><app><lem>a</lem><rdg{H}>b</rdg></app></p>",
            "apparatus withheld",
            "apparatus withheld",
            "apparatus moved",
        ),
        (f"<p><app><rdg{H}>a</rdg><rdg>b</rdg></app></p>", "", "", ""),
        (
            f"<p><app><rdgGrp><lem>a</lem><rdg{H}>b</rdg></rdgGrp></app></p>",
            "apparatus withheld",
            "apparatus withheld",
            "apparatus moved",
        ),
        (f"<listApp><app><lem>a</lem><rdg{H}>b</rdg></app></listApp>", "", "", ""),
        (
            f'<p>a<app from="#x"{H}><rdg>b</rdg></app></p>',
            "apparatus withheld",
            "apparatus withheld",
            "apparatus moved",
        ),
        (f'<div><app from="#x"{H}><rdg>b</rdg></app></div>', "", "", ""),
        # what is not read
        (f"<p>a<del{H}>b</del></p>", "", "deletion withheld", ""),
        (f"<p>a<surplus{H}>b</surplus></p>", "", "surplus withheld", ""),
        (f"<fw{H}>b</fw>", "", "forme-work withheld", ""),
        (f"<p>a<add{H}>b</add></p>", "", "", ""),
    ],
)
def test_a_rule_holds_for_what_the_policy_names(
    text: str, transcript: str, reading: str, critical: str
) -> None:
    for view, expected in zip(View, (transcript, reading, critical), strict=True):
        assert rules_of("", text, view) == set(filter(None, expected.split(", "))), view


@pytest.mark.parametrize(
    "data",
    [
        f"a<note{H}>b</note>",
        f'a<note type="editorial"{H}>b</note>',
        f"<choice><sic>a</sic><corr{H}>b</corr></choice>",
        f"<del{H}>b</del>",
        f"<app><lem>a</lem><rdg{H}>b</rdg></app>",
    ],
)
def test_in_a_header_everything_stays_in_its_place(data: str) -> None:
    assert [rules_of(data, "", view) for view in View] == [set(), set(), set()]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<TEI><teiHeader/><text/></TEI>", {"header"}),
        ("<teiCorpus><teiHeader/><TEI><teiHeader/><text/></TEI></teiCorpus>", {"header"}),
        ("<teiHeader/>", set()),
        ("<TEI><facsimile/><text/><standOff/></TEI>", {"supplements"}),
        ("<TEI><facsimile/></TEI>", set()),
        ("<standOff/>", set()),
    ],
)
def test_only_the_documents_own_header_and_supplements_move(
    markup: str, expected: set[str]
) -> None:
    name, _, rest = markup[1:].partition(">")
    closed = name.endswith("/")
    root = etree.fromstring(f'<{name.rstrip("/")} xmlns="{TEI}"{"/" if closed else ""}>{rest}')
    found = [rule.id for element in root.iter() for rule in rules_for(element)]
    assert set(found) == expected
    assert len(found) <= 2


def test_elements_of_other_namespaces_have_no_rules() -> None:
    assert rules_for(etree.fromstring('<p xmlns="urn:x"><note/><del/></p>')[0]) == ()


def test_every_rule_says_what_happens_in_a_phrase() -> None:
    for rule in RULES:
        assert rule.words and not rule.words.endswith(".")
        assert rule.views and rule.formats
