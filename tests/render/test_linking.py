"""Links, timelines and parallel texts."""

import pytest
from lxml import html
from rendered import letter, page, rendered, text, words


def test_a_group_of_links_shows_what_each_ties_together() -> None:
    body = """<p xml:id="a">x</p>
     <linkGrp><link target="#a #b"/><link target="#c #d"/></linkGrp>"""
    assert [words(link) for link in page(body).find_class("link")] == ["a – b", "c – d"]
    assert page(body).xpath(".//a[@class='siglum']/@href") == ["#a"]


def test_a_link_within_the_text_leaves_the_text_alone() -> None:
    assert text('<p>a <join target="#x #y"/>b</p>') == "a b"


def test_links_between_the_words_of_a_sentence_leave_it_alone() -> None:
    body = """<u><seg><s><w xml:id="w1">Ja</w> <w xml:id="w2">doch</w>
     <linkGrp type="syntax"><link target="#w2 #w1"/></linkGrp></s> <s>Nein</s></seg></u>"""
    assert text(body) == "Ja doch Nein"


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("https://example.org/a|b?q=[1]", "https://example.org/a%7Cb?q=%5B1%5D"),
        ("https://example.org/50%/a%20b", "https://example.org/50%25/a%20b"),
        ("https://example.org/#a#b", "https://example.org/#a%23b"),
        ("https://example.org:8080/", "https://example.org:8080/"),
        ("https://", None),
        ("https://example..org/", None),
        ("https:example.org", None),
        ("https://example.org:12345/x", "https://example.org:12345/x"),
        ("https://example.org:65536/", None),
        ("https://example.org:123456/", None),
        ("https://example.org:/", "https://example.org:/"),
        ("https://example.org:8x/", None),
        ("https://[2001:db8::1]:8080/a[1]", "https://[2001:db8::1]:8080/a%5B1%5D"),
        ("https://[2001:db8::1/", None),
        ("https://[javascript]/", None),
        ("https://name@example.org/", None),
        ("https://example.org:80@evil.example/", None),
        ("https://exam%70le.org/", None),
        ("https://example.org./x", "https://example.org./x"),
        ("https://bücher.example/ü?ß#é", "https://b%C3%BCcher.example/%C3%BC?%C3%9F#%C3%A9"),
        ("HTTPS://example.org/", "HTTPS://example.org/"),
        (r"https://example.org\@evil.example/", None),
        (r"https:\\evil.example/", None),
        ("https:///evil.example/", None),
        ("http://a_b.example/@x:y", "http://a_b.example/@x:y"),
    ],
)
def test_a_link_has_the_characters_of_an_address_or_is_none(
    target: str, address: str | None
) -> None:
    links = page(f'<p><ref target="{target}">x</ref></p>').xpath(".//*[text()='x']")
    assert [link.get("href") for link in links] == [address]
    if not target.startswith("https://"):
        return
    identifier = f"<listBibl><bibl><idno>{target}</idno></bibl></listBibl>"
    assert page(identifier).xpath("string(.//a/@href)") == (address or "")


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("mailto:a@example.org?subject=b", "mailto:a@example.org?subject=b"),
        ("a/b:c.html", "a/b:c.html"),
        ("?a:b", "?a:b"),
        ("JavaScript:x", None),
        ("java&#9;script:x", "java"),
        ("&#10;javascript:x", None),
        ("data:text/html,x", None),
        ("vbscript:x", None),
        ("blob:https://example.org/x", None),
        ("filesystem:x", None),
        ("file:///etc/passwd", None),
        ("urn:isbn:1", None),
        ("doi:10.1/x", None),
        ("tel:+49", None),
        ("//example.org/x", None),
        (r"\\\\example.org\x", None),
        ("a&#x85;b", None),
        ("javascript&#x200B;:x", None),
        (":x", None),
    ],
)
def test_a_link_has_a_scheme_of_the_web_or_none(target: str, address: str | None) -> None:
    links = page(f'<p><ref target="{target}">x</ref></p>').xpath(".//*[text()='x']")
    assert [link.get("href") for link in links] == [address]


def test_an_address_of_the_web_that_is_none_is_told_where_it_stands() -> None:
    body = '<p><ref target="https://example.org:99999/">x</ref></p>'
    (finding,) = rendered(letter(body), "html").findings
    assert finding.code == "SG405"
    assert "“https://example.org:99999/” is no address" in finding.message
    assert (finding.span.line, finding.span.column) == (3, 21)


def test_what_is_said_of_a_join_is_shown() -> None:
    body = '<joinGrp><join target="#a #b"><desc>what he said</desc></join></joinGrp>'
    assert text(body).endswith("a + b what he said")


def test_an_annotation_says_what_it_is_on() -> None:
    body = """<p xml:id="p1">x</p><listAnnotation><annotation target="#p1"><note>n</note>
     </annotation></listAnnotation>"""
    assert "Annotation: p1 n" in " ".join(text(body).split())


def test_a_translation_stands_beside_its_original_and_after_it_in_the_source() -> None:
    body = """<div xml:id="o"><p>arma</p></div> <div corresp="#o"><p>arms</p></div>
     <div><p xml:id="x">alone</p></div>"""
    assert [division.get("class") for division in page(body).find_class("div")] == [
        "div side-1",
        "div side-2",
        "div",
    ]
    assert words(page(body)).startswith("arma arms")


TARGETS = """<div xml:id="d2"><head>Second part</head>
<p>{pointer}<note xml:id="n9">A note.</note></p>
<p xml:id="a" n="4">x</p>
<p xml:id="b">The first words of a paragraph that goes on and on and on.</p>
<figure xml:id="f0"/><figure xml:id="fig"><head>Pic</head></figure><pb n="7" xml:id="pg"/>
<l xml:id="l1" n="3">verse</l><table xml:id="t"><row><cell>c</cell></row></table>
<listBibl><bibl xml:id="b1"><author>Smith, Ann</author>, <title>Book</title>, 1900</bibl>
<bibl xml:id="b3"><abbr>SW</abbr> Works</bibl></listBibl></div>"""


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        ("#n9", "Note 1"),
        ("#d2", "Second part"),
        ("#a #pg", "§ 4, page 7"),
        ("#fig", "Figure 2"),
        ("#t", "Table 1"),
        ("#l1", "line 3"),
        ("#b1", "Smith 1900"),
        ("#b3", "SW"),
        ("#b", "“The first words of a paragraph that …”"),
        ("#nowhere", "#nowhere"),
        ("https://example.org/", "https://example.org/"),
    ],
)
@pytest.mark.parametrize("element", ["ptr", "ref"])
def test_a_reference_without_words_shows_what_it_points_at(
    element: str, target: str, shown: str
) -> None:
    made = page(TARGETS.format(pointer=f'<{element} target="{target}"/>'), "critical")
    (pointer,) = made.find_class(element)
    assert words(pointer) == shown
    links = pointer.xpath("descendant-or-self::a")
    assert bool(links) == (target != "#nowhere")
    assert all(words(link) for link in links)


def test_what_follows_a_pointer_stands_apart() -> None:
    body = '<p xml:id="b" n="2">x</p><list><item><ptr target="#b"/>De x</item></list>'
    assert text(body).endswith("- § 2 De x")


def test_a_name_that_is_only_encoded_is_no_empty_link() -> None:
    body = '<p>see <persName ref="https://example.org/1"/>it</p>'
    assert not page(body).xpath(".//a")


@pytest.mark.parametrize("view", ["transcript", "reading", "critical"])
def test_a_page_that_begins_in_what_is_withheld_can_be_linked_to(view: str) -> None:
    body = """<p><choice><sic>wr<pb n="2" xml:id="g2"/>ng</sic><corr>wrong</corr></choice>
    <choice><orig>o</orig><reg>o<pb n="3" xml:id="g3"/></reg></choice>
    <del>gone<pb n="4" xml:id="g4"/><anchor xml:id="h"/></del>
    <app><lem>x</lem><rdg>y<pb n="5" xml:id="g5"/></rdg></app> <surplus><cb xml:id="c"/></surplus>
    <choice><sic>a<pb n="6"/>b</sic><corr>A<pb n="6" xml:id="g6"/>B</corr></choice></p>"""
    whole = html.document_fromstring(rendered(letter(body), "html", view).text)
    for one in ("g2", "g3", "g4", "g5", "g6", "h", "c"):
        assert len(whole.xpath(f"//*[@id='{one}']")) == 1, one
    if view == "reading":
        assert len(whole.find_class("pb")) == 5
