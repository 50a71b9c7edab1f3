"""Canonical references by citeStructure: paths of a small grammar are followed, nothing is run."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from rendered import document, rendered, words

from siglum.edition.config import Edition, Settings
from siglum.edition.document import XML_ID
from siglum.edition.xpath import Budget
from siglum.model import references
from siglum.model.references import References
from siglum.model.registers import Registers, pointers
from siglum.render import pages
from siglum.render.frame import Page
from siglum.render.outputs import View

_TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:x="urn:x"><teiHeader>
<encodingDesc><refsDecl>
{structures}
</refsDecl></encodingDesc></teiHeader>
<text><body>{body}</body></text></TEI>"""
_BODY = """<div n="1" type="book" xml:id="b1"><head>One</head>
  <div n="1" type="chapter" xml:id="c11"><p xml:id="p111">a</p><p xml:id="p112" n="9">b</p></div>
  <div n="2" xml:id="c12"><l xml:id="l121" n="1">c</l><lg><l xml:id="l122" n="2">d</l>
  </lg></div></div>
<div n="2" type="book" xml:id="b2"><x:a xml:id="x" n="7"/><p xml:id="p2">e</p></div>"""


def _cited(structures: str, body: str = _BODY) -> tuple[dict[str, str], list[str]]:
    source = document(_TEI.format(structures=structures, body=body))
    made = References.of(source)
    elements = [None, *source.root.iter("*")]
    named = {str(elements[n].get(XML_ID)): told for n, told in made.of_element.items()}
    return named, [f"{found.code} {found.message}" for found in made.findings]


def _units(match: str, use: str = "@n") -> dict[str, str]:
    named, findings = _cited(f'<citeStructure match="{match}" use="{use}"/>')
    assert not findings
    return named


@pytest.mark.parametrize(
    ("match", "units"),
    [
        ("/TEI/text/body/div", "b1 b2"),
        ("//body/div", "b1 b2"),
        ("//div", "b1 c11 c12 b2"),
        ("//body//div[@type='chapter']", "c11"),
        ("//div[@type = 'book'][2]", "b2"),
        ("//body/div[position()=1]", "b1"),
        ("//body/div[last()]", "b2"),
        ("//div/div[1]", "c11"),
        ("//div[@type='book' and not(div)]", "b2"),
        ("//div[lg/l or @type='chapter']", "c11 c12"),
        ("//div[head='One']", "b1"),
        ("//div[(@n='1') and (@type!='book')]", "c11"),
        ("//p[@n] | //l[@n]", "p112 l121 l122"),
        ("//text//l", "l121 l122"),
        ("//x:a", "x"),
        ("/*/text/body/*[@n = '2']", "b2"),
        ("//div[@xml:id='c12']", "c12"),
        ("//p[. = 'b']", "p112"),
        ("//p[text() = 'b']", "p112"),
        ("//body/./div", "b1 b2"),
        ("//nothing", ""),
    ],
)
def test_paths_lead_to_units(match: str, units: str) -> None:
    assert " ".join(_units(match, "@xml:id")) == units


@pytest.mark.parametrize(
    ("use", "told"),
    [
        ("@n", {"b1": "1", "b2": "2"}),
        ("@xml:id", {"b1": "b1", "b2": "b2"}),
        ("position()", {"b1": "1", "b2": "2"}),
        ("head", {"b1": "One"}),
        ("div/@n", {"b1": "1"}),
        ("./@type", {"b1": "book", "b2": "book"}),
        ("p/text()", {"b2": "e"}),
    ],
)
def test_use_tells_what_a_unit_is_called(use: str, told: dict[str, str]) -> None:
    assert _units("//body/div", use) == told


def test_structures_within_structures_continue_a_reference() -> None:
    named, findings = _cited("""<citeStructure match="//body/div" use="@n">
        <citeStructure match="div" use="@n" delim=".">
          <citeStructure match="p" use="position()" delim=":p"/>
          <citeStructure match=".//l" use="@n" delim=":"/></citeStructure></citeStructure>""")
    assert not findings
    assert named == {
        **{"b1": "1", "c11": "1.1", "p111": "1.1:p1", "p112": "1.1:p2"},
        **{"c12": "1.2", "l121": "1.2:1", "l122": "1.2:2", "b2": "2"},
    }


def test_the_first_that_names_a_unit_counts() -> None:
    named, _ = _cited("""<citeStructure match="//body/div" use="@n"/>
        <citeStructure match="//div" use="@xml:id"/>""")
    assert named == {"b1": "1", "b2": "2", "c11": "c11", "c12": "c12"}


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("use", "(: ' :) static-base-uri() (: ' :)"),
        ("use", "(: &quot; :) doc('/etc/passwd') (: &quot; :)"),
        ("use", "unparsed-text('/etc/passwd')"),
        ("use", "base-uri()"),
        ("use", "../@n"),
        ("use", "ancestor::div/@n"),
        ("use", "@n, @n"),
        ("use", "@n || 'a'"),
        ("use", "@"),
        ("use", "y:a"),
        ("match", "//div[count(//*[count(//*[count(//*) gt 1]) gt 1]) gt 1]"),
        ("match", "//div[//p]"),
        ("match", "//div[.//p]"),
        ("match", "for $d in //div return $d"),
        ("match", "//div['"),
        ("match", "//div["),
        ("match", "//div]"),
        ("match", "//"),
        ("match", "/"),
        ("match", "//div[" + "(" * 400 + "@n" + ")" * 400 + "]"),
        ("match", "//div[" + "not(" * 30 + "@n" + ")" * 30 + "]"),
        ("match", "//div/@n"),
        ("match", "//div" + "/div" * 1000),
        ("match", "//div[@n=1]"),
    ],
)
def test_other_paths_are_told_and_not_followed(name: str, path: str) -> None:
    other = 'use="@n"' if name == "match" else 'match="//div"'
    structures = f"""<citeStructure {other} {name}="{path}"/>
        <citeStructure match="//l" use="@n"/>"""
    named, findings = _cited(structures)
    assert named == {"l121": "1", "l122": "2"}
    path = path.replace("&quot;", '"')
    assert findings == [f"SG607 siglum can't read the path “{path}”"]


@pytest.mark.parametrize(
    ("structure", "told"),
    [
        ('<citeStructure use="@n"/>', "citeStructure has no @match"),
        ('<citeStructure match=" " use="@n"/>', "citeStructure has no @match"),
        ('<citeStructure match="//p"/>', "citeStructure has no @use"),
        (
            '<citeStructure match="//lg" use="@n"><citeStructure match="//p" use="@n"/>'
            "</citeStructure>",
            "the path “//p” does not begin at the unit around it",
        ),
        (
            '<citeStructure match="//p" use="@xml:id">'
            + '<citeStructure match="p" use="@n">' * 20
            + "</citeStructure>" * 21,
            "citeStructure stands more than 20 deep within others",
        ),
    ],
)
def test_what_is_missing_or_misplaced_is_told_at_its_place(structure: str, told: str) -> None:
    source = document(_TEI.format(structures=structure, body=_BODY))
    made = rendered(source, "html")
    (found,) = [found for found in made.findings if found.code != "SG602"]
    assert (found.code, found.message) == ("SG607", told)
    assert found.span.line == 3
    assert "One" in made.text


def test_a_page_shows_references_where_it_links_to_units(tmp_path: Path) -> None:
    persons = '<standOff><listPerson><person xml:id="a"><p>A</p></person></listPerson></standOff>'
    (tmp_path / "a.xml").write_text(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{persons}</TEI>')
    source = document(
        _TEI.format(
            structures='<citeStructure match="//body/p" use="@n"/>',
            body='<p xml:id="one" n="ch. 1"><persName ref="a.xml#a">A</persName></p>',
        )
    )
    source.path = tmp_path / "source.xml"
    registers = Registers.of(Edition(tmp_path, Settings(authority=("a.xml",))))
    authority = registers.named(tmp_path, pointers(source.root.iter("*")))
    made = pages.html(source, View.READING, Page(), authority)
    page = html.document_fromstring(made.text)
    assert [words(link) for link in page.xpath("//*[@class='occurrences']//a")] == ["ch. 1"]


def _deep(depth: int) -> str:
    return "<div n='1'>" * depth + "</div>" * depth


@pytest.mark.parametrize(
    ("structures", "body"),
    [
        ("<citeStructure match='//*' use='@n'>" * 3 + "</citeStructure>" * 3, ""),
        ("<citeStructure match='.//*' use='@n'>" * 5 + "</citeStructure>" * 5, _deep(60)),
        ("<citeStructure match='//div' use='@n'/>" * 300, "<div n='1'/>" * 300),
        ("<citeStructure match='//div//div//div//div[.=\"1\"]' use='.'/>" * 20, _deep(200)),
    ],
)
def test_work_is_bounded(monkeypatch: pytest.MonkeyPatch, structures: str, body: str) -> None:
    spent: list[int] = []
    spend = Budget.spend
    monkeypatch.setattr(references, "WORK", 10_000)
    monkeypatch.setattr(
        Budget, "spend", lambda work, nodes: (spent.append(nodes), spend(work, nodes))[1]
    )
    source = document(_TEI.format(structures=structures, body=body))
    made = References.of(source)
    assert sum(spent) < 2 * (10_000 + 20 * source.root.xpath("count(//*)"))
    assert len(made.findings) <= 3


def test_what_is_cut_short_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(references, "WORK", 100)
    many = "<citeStructure match='//div' use='@n'/>" * 300
    _, findings = _cited(many, "<div n='1'/>" * 300)
    assert findings == [
        "SG607 the paths of citeStructure lead to too much: some units have no reference"
    ]
