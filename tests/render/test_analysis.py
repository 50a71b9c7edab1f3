"""Linguistic annotation, feature structures, networks, statements of certainty."""

import re

import pytest
from lxml import html
from rendered import TEI, document, page, rendered, text, words

FEATURES = """<fs type="word"><f name="tense"><symbol value="present"/></f>
<f name="agreement"><fs><f name="plural"><binary value="{}"/></f></fs></f></fs>"""


def test_words_are_joined_as_their_annotation_says() -> None:
    body = '<p><s><w>Wir</w>\n<w>fahren</w>\n<pc join="left">.</pc></s></p>'
    assert text(body) == "Wir fahren."


def test_words_are_joined_in_a_reference_too() -> None:
    body = '<listBibl><bibl><title>T</title>\n<w join="right">l</w> <w>eau</w></bibl></listBibl>'
    assert text(body) == "- T, l, eau."


def test_words_are_joined_out_of_the_name_that_holds_the_first() -> None:
    body = """<p><s><w>im</w> <name>
     <w join="right">Haus</w>
    </name>
    <pc>!</pc></s></p>"""
    assert text(body) == "im Haus!"


def test_units_that_the_source_does_not_separate_are_not_separated() -> None:
    assert text("<p><w><m>com</m><m>fort</m></w><pc>!</pc></p>") == "comfort!"


def test_the_analysis_of_a_word_is_told_to_who_asks() -> None:
    (word,) = page('<p><w lemma="fahren" pos="VVFIN">fahren</w></p>').iter("span")
    assert word.get("title") == "fahren, VVFIN"


def test_an_interpretation_names_its_passage() -> None:
    body = '<spanGrp type="plot"><span from="#s1" to="#s3">the moment</span>{}</spanGrp>'
    assert text(body.format("")) == "plot: s1–s3: the moment"
    several = body.format('<span target="#s4">after it</span>')
    assert text(several) == "plot:\ns1–s3: the moment\ns4: after it"


@pytest.mark.parametrize(("value", "sign"), [("true", "+"), ("false", "−")])
def test_a_feature_structure_is_a_list_of_definitions(value: str, sign: str) -> None:
    outer, inner = page(FEATURES.format(value)).iter("dl")
    assert [words(term) for term in outer.iter("dt")] == ["tense", "agreement", "plural"]
    assert words(inner) == f"plural{sign}"


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ('<vAlt><symbol value="a"/><symbol value="b"/></vAlt>', "a | b"),
        ('<vNot><numeric value="2"/></vNot>', "¬2"),
        ('<numeric value="2" max="5"/>', "2–5"),
        ('<vColl org="set"><string>x</string><string>y</string></vColl>', "{x, y}"),
        ("<string>x</string>", "x"),
        ('<vLabel name="1"><symbol value="a"/></vLabel>', "[1] a"),
        ("<default/>", "default value"),
    ],
)
def test_values_of_features_have_the_signs_of_the_field(value: str, printed: str) -> None:
    assert text(f'<fs><f name="n">{value}</f></fs>') == f"n {printed}"


@pytest.mark.parametrize(("kind", "arrow"), [("directed", "→"), ("undirected", "–")])
def test_an_arc_leads_from_a_node_to_a_node(kind: str, arrow: str) -> None:
    body = f"""<graph type="{kind}"><node xml:id="a"><label>LAX</label></node>
    <node xml:id="b"><label>LVG</label></node><arc from="#a" to="#b"><label>7.30</label></arc>
    </graph>"""
    assert text(body) == f"- LAX\n- LVG\n- LAX {arrow} LVG: 7.30"


def test_a_node_of_a_tree_names_its_children() -> None:
    body = """<tree><root xml:id="r" children="#x #y"><label>+</label></root>
    <leaf xml:id="x"><label>a</label></leaf><leaf xml:id="y"><label>2</label></leaf></tree>"""
    assert text(body) == "- + → a, 2\n- a\n- 2"


def test_an_embedding_tree_is_a_list_within_lists() -> None:
    body = """<eTree><label>NP</label><eTree><label>N</label><eLeaf><label>man</label></eLeaf>
    </eTree></eTree>"""
    assert text(body) == "NP\n\n- N\n  - man"


def test_a_statement_of_certainty_says_what_it_is_on() -> None:
    body = """<p>in <placeName xml:id="p">Essex</placeName>. <certainty target="#p" locus="name"
    degree="0.6"><desc>perhaps</desc></certainty></p>"""
    assert text(body) == "in Essex. [certainty: kind, “Essex”, 0.6: perhaps]"


def test_doubt_about_an_element_is_a_question_mark_in_it() -> None:
    body = '<p><persName>Rufus <certainty match=".." locus="value"/></persName></p>'
    assert text(body) == "Rufus (?)"


def test_a_declaration_in_the_header_has_its_label_once() -> None:
    source = document(f"""<TEI xmlns="{TEI}"><teiHeader><encodingDesc><fsdDecl><fsDecl type="word">
    <fDecl name="plural"><vRange><binary value="true"/></vRange></fDecl></fsDecl></fsdDecl>
    </encodingDesc></teiHeader><text><body><p/></body></text></TEI>""")
    shown = words(html.document_fromstring(rendered(source, "html").text))
    assert "Feature system: Feature structure word: Feature plural: Values: +" in shown
    assert shown.count("Feature system") == 1


def tagged(words: str) -> str:
    """Tag each word, and what is no word as punctuation."""
    units = re.findall(r"\w+|[^\w\s]", words)
    return "".join(f"<w>{u}</w>" if u[0].isalnum() else f"<pc>{u}</pc>" for u in units)


@pytest.mark.parametrize(
    "words",
    [
        "He said: “Come in, (both of you)!” and left.",
        "Er sagte: „Kommt nun ‚alle‘ zu mir herein“, und ging dann fort.",
        "Er rief: »Kommt herein!« und ging dann wieder fort.",
        "Il dit: «Entrez donc, mes amis» et il sortit.",
        'And "so it was" as they say "in the end" of it.',
    ],
)
def test_words_that_are_tagged_without_spaces_can_be_read(words: str) -> None:
    assert text(f"<p><s>{tagged(words)}</s></p>") == words
    two = f"<p><s>{tagged(words)}</s><s>{tagged(words)}</s></p>"
    assert text(two) == f"{words} {words}"


def test_names_among_words_without_spaces_stand_apart() -> None:
    name = f"<persName>{tagged('Ann Lee')}</persName>"
    body = f"<p>{tagged('one of them was')}{name}{tagged('who saw it')}</p>"
    assert text(body) == "one of them was Ann Lee who saw it"


def test_the_spaces_of_a_source_are_its_own() -> None:
    spaced = "<w>do</w><w>n't</w> <w>go</w><w>!</w><w>a</w><w>b</w><w>c</w><w>d</w> <w>e</w>"
    assert text(f"<p>{spaced}</p>") == "don't go!abcd e"
    joined = tagged("one two three four five six") + '<w join="left">s</w>'
    assert text(f"<p>{joined}</p>") == "onetwothreefourfivesixs"
    assert text(f"<p>{''.join(map(tagged, '一二三四五六'))}</p>") == "一二三四五六"
