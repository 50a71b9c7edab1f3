"""Characters that are declared, formulas, drawings, and markup that is not TEI."""

import pytest
from rendered import FORMATS, letter, page, rendered, text, words

from siglum.proof.conservation import Conservation
from siglum.proof.ledger import Ledger
from siglum.render.outputs import Format, View

CHARACTERS = """<charDecl><char xml:id="er"><localProp name="name" value="ABBREVIATION ER"/>
<mapping type="diplomatic">e͛</mapping><mapping type="standard">er</mapping></char>
<glyph xml:id="bare"><unicodeProp name="Name" value="SMALL R"/></glyph></charDecl>"""
MATH = 'xmlns="http://www.w3.org/1998/Math/MathML"'
SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


@pytest.mark.parametrize(
    ("g", "shown"),
    [
        ('<g ref="#er"/>', "er"),
        ('<g ref="#er">ꝛ</g>', "ꝛ"),
        ('<g ref="chars.xml#er"/>', "er"),
        ('<g ref="#bare"/>', "[small r]"),
        ('<g ref="#nowhere"/>', "[nowhere]"),
        ('<g ref="char:EOLhyphen"/>', "-"),
        ('<g ref="#slash"/>', "/"),
        ('<g ref="char:slong"/>', "ſ"),
        ('<g type="hedera"/>', "❦"),
    ],
)
def test_a_character_shows_its_text_else_what_it_is_mapped_to(g: str, shown: str) -> None:
    assert text(f"{CHARACTERS}<p>ev{g}y</p>").rpartition("\n")[2] == f"ev{shown}y"


def test_the_reading_text_joins_a_word_that_a_line_of_the_source_divides() -> None:
    body = '<p>deflow<g ref="char:EOLhyphen"/>red <g ref="char:EOLhyphen">=</g></p>'
    assert text(body, "reading") == "deflowred ="
    assert text(body) == "deflow-red ="


def test_a_declared_character_is_told_by_its_name() -> None:
    (paragraph,) = page(f'{CHARACTERS}<p>ev<g ref="#er"/>y</p>').iter("p")
    assert paragraph.find("span").get("title") == "ABBREVIATION ER"


def test_mathml_is_typeset_by_the_browser_and_is_a_line_in_text() -> None:
    formula = f"""<p>It is <formula><math {MATH}><mfrac><mn>1</mn><mn>10</mn></mfrac><mo>+</mo>
    <msup><mi>r</mi><mrow><mi>n</mi> <mo>+</mo> <mn>1</mn></mrow></msup></math></formula>.</p>"""
    (fraction,) = page(formula).iter("mfrac")
    assert words(fraction) == "110"
    assert text(formula) == "It is 1/10+ r^(n + 1)."


def test_a_drawing_neither_runs_nor_loads_anything() -> None:
    drawing = f"""<p>see <svg {SVG} onload="x()"><script>steal()</script>
    <a xlink:href="javascript:y()"><text id="t" fill="url(#g)">label</text></a><image href="https://example.org/i.png"/>
    <rect style="fill: url(https://example.org/f)" width="2"/><use xlink:href="#t"/></svg></p>"""
    markup = rendered(letter(drawing), "html").text
    for harmful in ("onload", "<script", "javascript:", "example.org"):
        assert harmful not in markup.partition("<main")[2]
    shown = page(drawing)
    (used,), (label,) = shown.iter("use"), shown.iter("text")
    assert used.get("href") == "#" + label.get("id") != "#t"
    assert label.get("fill") == f"url(#{label.get('id')[:-1]}g)"
    assert "label" in words(shown)


PROGRAMS = f"""<p>a <svg {SVG}><title>T</title><desc>D</desc><style>.c {{ fill: red }}</style>
<script>run()</script><metadata>M</metadata><defs><text>unused</text></defs><text>seen</text></svg>
<math {MATH}><semantics><mi>x</mi><annotation>\\xi</annotation></semantics></math>
<h:p xmlns:h="http://www.w3.org/1999/xhtml"><h:script>go()</h:script><h:style>b {{}}</h:style>z
</h:p></p>"""


def test_what_is_for_programs_is_no_text() -> None:
    assert text(PROGRAMS).split() == ["a", "T", "D", "unused", "seen", "x", "z"]
    assert "".join(words(page(PROGRAMS).find(".//svg")).split()) == "TDunusedseen"


@pytest.mark.parametrize("view", list(View))
@pytest.mark.parametrize("format", FORMATS)
def test_the_ledger_says_what_of_a_drawing_is_no_text(format: str, view: View) -> None:
    source = letter(PROGRAMS)
    conservation = Conservation(source)
    output = rendered(source, format, view, conservation.tree).text
    conservation.checked(output, view, Format(format))
    assert conservation.findings() == []
    withheld = Ledger.of(conservation.proofs[0]).withheld
    programs = ".c{fill:red}run()M\\xigo()b{}"
    assert withheld["program"] == len(programs)
    assert withheld.get("description") == (len("TDunused") if format == "html" else None)


def test_html_keeps_its_words_and_its_links_are_safe() -> None:
    body = """<p xmlns:h="http://www.w3.org/1999/xhtml">a <h:em>b</h:em> <h:a href="c.html"
    onclick="x()">c</h:a> <h:a href="javascript:x()">d</h:a> <h:div>e</h:div></p>"""
    shown = page(body)
    assert [link.get("href") for link in shown.iter("a")] == ["c.html"]
    assert [words(element) for element in shown.iter("em")] == ["b"]
    assert words(shown) == "a b c d e"


@pytest.mark.parametrize("format", FORMATS)
def test_an_unknown_vocabulary_keeps_its_words_and_is_reported(format: str) -> None:
    body = '<p>one <x:y xmlns:x="urn:x">two</x:y> <z xmlns="">three</z></p>'
    rendering = rendered(letter(body), format)
    assert "one two three" in words(page(body)) if format == "html" else rendering.text
    assert [(finding.code, finding.message) for finding in rendering.findings] == [
        ("SG602", "no template knows the element “x:y”"),
        ("SG602", "no template knows the element “z”"),
    ]


def test_a_part_that_was_not_included_is_named() -> None:
    body = '<p><include xmlns="http://www.w3.org/2001/XInclude" href="part.xml"/></p>'
    assert text(body) == "[part.xml]"


def test_a_caption_above_or_below_a_figure_is_its_caption() -> None:
    (figure,) = page("<figure><graphic url='a.png'/><head>A map</head></figure>").iter("figure")
    assert figure[-1].tag == "figcaption"
    body = "<figure><graphic url='a.png'/><head>A map</head><p>of Leeds</p></figure>"
    assert not list(page(body).iter("figcaption"))


def test_a_reading_above_its_base_is_ruby() -> None:
    body = "<p><ruby><rb>大</rb><rt>dà</rt></ruby></p>"
    assert page(body).find(".//ruby/rt").text == "dà"
    assert text(body) == "大(dà)"
