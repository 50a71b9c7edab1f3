"""What of formulas, drawings and styles may stand on a page, and what is told of the rest."""

import re
from pathlib import Path

import pytest
from lxml import etree
from rendered import letter, page, rendered, words

MATH = 'xmlns="http://www.w3.org/1998/Math/MathML"'
SVG = 'xmlns="http://www.w3.org/2000/svg"'
HTML = 'xmlns="http://www.w3.org/1999/xhtml"'


def told(body: str, view: str = "transcript") -> list[str]:
    """Return what is told of a body's markup."""
    findings = rendered(letter(body), "html", view).findings
    return [f"{finding.code} {finding.message}" for finding in findings]


def drawn(body: str, name: str) -> dict[str, str]:
    """Return the attributes of an element in a drawing."""
    (element,) = page(f"<p><svg {SVG}>{body}</svg></p>").iter(name)
    return dict(element.attrib)


def styled(style: str) -> str | None:
    """Return what a page takes of a style."""
    (element,) = page(f'<p><seg style="{style}">x</seg></p>').find_class("seg")
    return element.get("style")


def test_what_is_no_formula_in_one_is_shown_as_words_and_told() -> None:
    body = (
        f"<p><math {MATH}><mtext>if <b {HTML}>all</b> hold</mtext><chart>one</chart>two</math></p>"
    )
    (formula,) = page(body).iter("math")
    assert [(part.tag, part.text) for part in formula] == [
        ("mtext", "if all hold"),
        ("mtext", "one"),
        ("mtext", "two"),
    ]
    assert told(body) == [
        "SG604 “b” can't stand on a page",
        "SG604 “chart” can't stand on a page",
    ]


def test_of_several_states_of_a_formula_all_are_shown() -> None:
    body = f"<p><math {MATH}><maction><mi>a</mi><mi>b</mi></maction></math></p>"
    (row,) = page(body).iter("mrow")
    assert [part.text for part in row] == ["a", "b"]


def test_an_honest_formula_keeps_its_attributes_and_nothing_is_told() -> None:
    body = f"""<p><math {MATH} display="block" class="c"><mfrac linethickness="0"><mi
    mathvariant="bold" mathcolor="#a00">n</mi><mo stretchy="false">k</mo></mfrac></math></p>"""
    assert told(body) == []
    (fraction,) = page(body).iter("mfrac")
    assert fraction.get("linethickness") == "0"
    assert fraction[0].get("mathcolor") == "#a00"


def test_words_that_are_no_part_of_a_drawing_stand_on_it_and_are_told() -> None:
    body = f"""<p><svg {SVG}>
    <foreignObject x="4" y="5"><p {HTML}>a</p><p {HTML}>b</p></foreignObject>
    <rect width="2"><title>T</title></rect><Circle>c</Circle></svg></p>"""
    shown = page(body)
    assert [(each.get("x"), words(each)) for each in shown.iter("text")] == [
        ("4", "a b"),
        (None, "c"),
    ]
    assert shown.find(".//rect/title").text == "T"
    assert told(body) == [
        "SG604 “foreignObject” can't stand on a page",
        "SG604 “Circle” can't stand on a page",
    ]


def test_a_script_or_a_style_sheet_in_a_text_is_told() -> None:
    body = f"<p><svg {SVG}><script>x</script><style>y</style></svg></p>"
    assert told(body) == [
        "SG604 “script” can't stand on a page",
        "SG604 “style” can't stand on a page",
    ]


def test_a_handler_is_told_at_its_place() -> None:
    (finding,) = rendered(letter(f'<p><svg {SVG} onload="x()"/></p>'), "html").findings
    assert (finding.code, finding.message) == ("SG604", "“onload” of “svg” can't stand on a page")
    assert (finding.span.line, finding.span.length) == (3, len('onload="x()"'))


def test_an_honest_drawing_keeps_its_looks_and_nothing_is_told() -> None:
    body = """<g xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:label="L" class="c"
    transform="matrix(1 0 0 -1 2.5e-3,4) rotate(45)" style="fill:none;stroke:#A00;
    stroke-width:.26px;-inkscape-stroke:none"><path id="p" d="M0 0h9-1z"/>
    <use href="#p" fill="url('#Grad') red" marker-end="url(#M)"/></g>"""
    assert told(f"<p><svg {SVG}>{body}</svg></p>") == []
    group, used = drawn(body, "g"), drawn(body, "use")
    assert group["transform"] == "matrix(1 0 0 -1 2.5e-3,4) rotate(45)"
    assert group["style"] == "fill: none; stroke: #A00; stroke-width: .26px"
    own = used["href"][1:].removesuffix("-p")
    assert used["fill"] == f"url('#{own}-Grad') red"
    assert used["marker-end"] == f"url(#{own}-M)"


@pytest.mark.parametrize(
    "attribute",
    [
        'fill="url(https://example.org/f#a)"',
        'fill="URL(//example.org/f#a)"',
        r'fill="u\72l(x#a)"',
        "mask=\"image-set('x' 1x)\"",
        "filter=\"src('x')\"",
        'clip-path="element(#a)"',
        'fill="url(#a) url(x)"',
        'fill="var(--a)"',
        'stroke="attr(data-x)"',
        'cursor="url(x), auto"',
        'style="position: fixed"',
        'style="fill: url(x)"',
        'style="--a: url(x)"',
        "style=\"fill: red/**/; fill: url( 'x' )\"",
        'transform="url(x)"',
        'width="calc(1px)"',
        'd="M0 0) url(x"',
        'href="x.svg#a"',
    ],
)
def test_what_loads_or_covers_is_left_out_of_a_drawing_and_told(attribute: str) -> None:
    name = "use" if attribute.startswith("href") else "rect"
    kept = drawn(f"<{name} {attribute}/>", name)
    assert all("(" not in value and "#" not in value for value in kept.values())
    assert "position" not in str(kept)
    assert len(told(f"<p><svg {SVG}><{name} {attribute}/></svg></p>")) == 1


def test_what_is_used_uses_nothing_in_turn() -> None:
    body = f"""<p><svg {SVG}><g id="a"><path d="M0 0"/></g>
    <g id="b"><use href="#a"/><use href="#a"/></g>
    <g id="c"><use href="#b"/><use href="#b"/></g></svg></p>"""
    linked = [use.get("href") is not None for use in page(body).iter("use")]
    assert linked == [True, True, False, False]
    assert told(body) == ["SG604 “href” of “use” can't stand on a page"]


@pytest.mark.parametrize(
    ("style", "taken"),
    [
        ("font-style: italic", "font-style: italic"),
        ("FONT-STYLE:ITALIC !important;", "font-style: ITALIC"),
        ("/* ; */ font-weight: bold", "font-weight: bold"),
        ("color: red; text-indent: 2em", "text-indent: 2em"),
        ("font-style: url(https://example.org)", None),
        (r"font-style: it\61lic", None),
        ("text-indent: calc(1em)", None),
        ("text-indent: var(--x)", None),
        ("background-image: image-set('x' 1x)", None),
        ("position: fixed; inset: 0", None),
        ("font-weight: bold} * {position: fixed", None),
        ("fill: url(#a)", None),
    ],
)
def test_a_style_passes_whole_or_not_at_all(style: str, taken: str | None) -> None:
    assert styled(style) == taken


def test_a_style_that_is_left_out_is_told_once_where_it_stands() -> None:
    body = '<p><seg style="color: red">a</seg><seg style="color: red">b</seg></p>'
    (finding,) = rendered(letter(body), "html").findings
    assert (finding.code, finding.message) == ("SG605", "the style “color” is left out")
    assert finding.span.length == len('style="color: red"')


def test_a_rendition_of_the_header_is_read_as_a_style_is() -> None:
    header = """</titleStmt></fileDesc><encodingDesc><tagsDecl>
    <rendition xml:id="r" scheme="css">font-weight: bold; cursor: url(x)</rendition>
    <rendition xml:id="x" scheme="xslfo">font-style: italic</rendition>
    </tagsDecl></encodingDesc><fileDesc><titleStmt>"""
    body = '<p><seg rendition="#r #x">a</seg></p>'
    (element,) = page(body, header=header).find_class("seg")
    assert element.get("style") == "font-weight: bold"
    (finding,) = rendered(letter(body, header), "html").findings
    assert finding.message == "the style “cursor” is left out"


def test_no_element_is_of_a_class_by_which_a_page_knows_its_own_parts() -> None:
    names = ("skip", "permalink", "visually-hidden", "label", "note-anchor", "hi")
    made = page("".join(f'<p><{name} xmlns="urn:x">w</{name}></p>' for name in names))
    for name in names[:-1]:
        assert not [one for one in made.find_class(name) if one.text == "w"], name
        assert [one.text for one in made.find_class(f"tei-{name}")] == ["w"]
    assert [one.text for one in made.find_class("hi")] == ["w"]


def test_the_classes_of_a_page_are_those_of_its_style_sheet(repo: Path) -> None:
    css = re.sub(r"/\*.*?\*/|\{[^{}]*\}", "{}", (repo / "xslt/siglum.css").read_text(), flags=re.S)
    styled = set(re.findall(r"\.([A-Za-z][\w-]*)", css))
    tei = etree.parse(repo / "toolkit/siglum/odd/p5-4.8.0.xml").iter("{*}elementSpec")
    of_attributes = re.compile("(rend|type|side|usage|hand|view)-")
    own = {name for name in styled if not of_attributes.match(name)} | {"label"}
    own -= {str(element.get("ident")) for element in tei} - {"label"}
    (listed,) = etree.parse(repo / "xslt/allowed.xml").iter("{*}classes")
    assert set(listed.get("names", "").split()) == own


@pytest.mark.parametrize("value", ["1" * 4000 + "x", "1 " * 4000 + "x", "1e1em," * 4000 + "("])
def test_a_value_that_almost_fits_takes_no_time(value: str) -> None:
    assert drawn(f'<line stroke-dasharray="{value}"/>', "line") == {}


@pytest.mark.parametrize("value", ["5", "5,3", "5 3.5 .5", "1e2px, 3%", "5,3, 2em"])
def test_a_list_of_lengths_is_kept(value: str) -> None:
    assert drawn(f'<line stroke-dasharray="{value}"/>', "line") == {"stroke-dasharray": value}
