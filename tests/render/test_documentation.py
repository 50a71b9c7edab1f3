"""Documentation of encodings: code, specifications, content models, examples."""

from rendered import letter, page, rendered, text, words

_EG = 'xmlns="http://www.tei-c.org/ns/Examples"'


def test_names_of_markup_are_written_as_markup() -> None:
    body = """<p><gi>p</gi> <att>n</att> <val>x</val> <tag type="empty">lb</tag>
    <tag>&lt;p></tag> <code>a</code></p>"""
    assert text(body) == '<p> @n "x" <lb/> <p> a'
    assert len(page(body).xpath(".//code")) == 6


def test_an_example_is_shown_with_its_tags_comments_and_white_space() -> None:
    example = '<p n="a&amp;b">one\n  <lb/><!-- two -->three</p>'
    (pre,) = page(f"<egXML {_EG}>{example}</egXML>").xpath(".//pre")
    assert "".join(pre.itertext()) == example
    assert "".join(pre.xpath(".//text()[not(ancestor::span)]")) == "one\n  three"


def test_no_view_interferes_with_an_example() -> None:
    example = "<choice><sic>a</sic><corr>b</corr></choice><note>c</note><del>d</del>"
    for view in ("transcript", "reading", "critical"):
        (pre,) = page(f"<egXML {_EG}>{example}</egXML>", view).xpath(".//pre")
        assert "".join(pre.itertext()) == example


def test_a_tag_of_another_namespace_declares_it() -> None:
    example = '<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mi>x</m:mi></m:math>'
    (pre,) = page(f"<egXML {_EG}>{example}</egXML>").xpath(".//pre")
    assert words(pre) == example


def test_a_content_model_is_written_as_an_expression() -> None:
    body = """<elementSpec ident="list"><content><sequence minOccurs="0">
    <elementRef key="head" minOccurs="0"/><alternate maxOccurs="unbounded"><elementRef key="item"/>
    <classRef key="model.global" minOccurs="2" maxOccurs="5"/><textNode/></alternate></sequence>
    </content></elementSpec>"""
    (content,) = page(body).find_class("content")
    assert " ".join(words(content).split()).replace(" ", "") == (
        "Content:(head?,(item|model.global{2–5}|text)+)?"
    )


def test_a_specification_has_a_heading_and_its_attributes_their_values() -> None:
    body = """<elementSpec ident="stage" mode="change"><gloss>direction</gloss><attList>
    <attDef ident="type" usage="req"> <valList type="closed"><valItem ident="exit">
    <desc>leaves</desc></valItem></valList></attDef></attList></elementSpec>"""
    section = page(body).find_class("elementSpec")[0]
    assert [words(heading) for heading in section.xpath("./h3 | ./h4")] == ["Element stage"]
    assert words(section.find_class("attDef")[0]) == (
        "@type usage=req Values (closed): exit leaves"
    )


def test_rules_of_another_language_are_shown_as_they_are_written() -> None:
    rule = '<s:assert xmlns:s="http://purl.oclc.org/dsdl/schematron" test="@n">no n</s:assert>'
    body = f"<constraintSpec ident='c'><constraint>{rule}</constraint></constraintSpec>"
    assert words(page(body).xpath(".//pre")[0]) == rule
    assert rendered(letter(body), "html").findings == ()


def test_a_gloss_and_a_description_do_not_run_together() -> None:
    body = '<valList><valItem ident="a"><gloss>b</gloss><desc>c</desc></valItem></valList>'
    assert text(body).split()[-2:] == ["b", "c"]
    music = '<notatedMusic><label>a</label><desc>b</desc><ptr target="c.mei"/></notatedMusic>'
    assert text(music).split() == ["a", "b", "c.mei"]


def test_the_number_of_a_note_within_markup_that_is_shown_is_no_tag() -> None:
    body = """<content><rng:ref xmlns:rng="http://relaxng.org/ns/structure/1.0">a<note>b</note>
    </rng:ref></content>"""
    assert "a¹" in text(body)
    assert "sg:anchor" not in text(body)
