"""Links, timelines and parallel texts."""

import pytest
from rendered import page, text, words


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
    ],
)
def test_a_link_has_the_characters_of_an_address_or_is_none(
    target: str, address: str | None
) -> None:
    links = page(f'<p><ref target="{target}">x</ref></p>').xpath(".//*[text()='x']")
    assert [link.get("href") for link in links] == [address]
    identifier = f"<listBibl><bibl><idno>{target}</idno></bibl></listBibl>"
    assert page(identifier).xpath("string(.//a/@href)") == (address or "")


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
