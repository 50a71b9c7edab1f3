"""Links, timelines and parallel texts."""

import pytest
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
