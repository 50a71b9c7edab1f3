"""The guide for encoders: what the page says, where its links lead, and its place in a site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import html

from siglum.site.guide import guide

TEI = "http://www.tei-c.org/ns/1.0"

ODD = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
<teiHeader><fileDesc><titleStmt><title>Our guide</title></titleStmt>
<publicationStmt><p>None</p></publicationStmt><sourceDesc><p>None</p></sourceDesc></fileDesc>
</teiHeader>
<text><body>
<div xml:id="p"><head>Paragraphs</head><p>Use <gi>p</gi>, not <gi>div</gi>. See
  <ref target="#p">here</ref>, and rule <ident type="rule">P1</ident>.</p>
<specGrp xml:id="group"><p>Between.</p>
<elementSpec ident="p" mode="change">
  <gloss>paragraph</gloss><desc>a piece of prose, with <gi>hi</gi></desc>
  <constraintSpec ident="words" scheme="schematron"><constraint>
    <sch:assert xmlns:sch="http://purl.oclc.org/dsdl/schematron" id="P1" test="normalize-space()"
      >the <sch:name/> has no words</sch:assert></constraint></constraintSpec>
  <content><alternate minOccurs="0" maxOccurs="unbounded"><textNode/><elementRef key="hi"/>
    <sequence><elementRef key="lb"/><elementRef key="gloss" minOccurs="0"/></sequence></alternate>
  </content>
  <attList>
    <attDef ident="rend" mode="delete"/>
    <attDef ident="type" usage="opt"><valList type="closed"><valItem ident="a"><desc>first</desc>
      </valItem><valItem ident="b"/></valList></attDef>
    <attDef ident="when" usage="req"><desc>the day</desc>
      <datatype maxOccurs="unbounded"><dataRef name="date"/></datatype></attDef>
  </attList>
  <exemplum><egXML xmlns="http://www.tei-c.org/ns/Examples" valid="false">
      <p>
        A <hi rend="i">b</hi>
      </p>
    </egXML></exemplum>
  <remarks><p>Keep it short.</p></remarks>
</elementSpec>
<elementSpec ident="gap" mode="delete"/></specGrp>
<div><head>Within</head><p>More.</p></div></div>
<div><head>Schema</head>
<schemaSpec ident="small" start="p"><moduleRef key="tei"/>
<moduleRef key="core" include="p hi lb gloss gap"/><specGrpRef target="#group"/></schemaSpec></div>
</body></text></TEI>"""


@pytest.fixture
def page(tmp_path: Path) -> html.HtmlElement:
    """The guide of a small customization."""
    source = tmp_path / "small.odd"
    source.write_text(ODD, "utf-8")
    made = guide(source, tmp_path)
    assert made.findings == ()
    assert made.text is not None
    return html.document_fromstring(made.text)


_IN_LINE = {"a", "code", "span", "var", "em"}


def words(element: Any) -> str:
    """Return the words of an element, those of each block apart from the next."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        between = "" if child.tag in _IN_LINE else " "
        yield between
        yield from _pieces(child)
        yield between + (child.tail or "")


def entry(page: html.HtmlElement, name: str) -> html.HtmlElement:
    (found,) = page.xpath("//section[@id=$name]", name=name)
    return found


def fact(page: html.HtmlElement, name: str, label: str) -> str:
    (found,) = entry(page, name).xpath(".//div[dt=$label]/dd", label=label)
    return words(found)


def test_the_page_needs_no_other_file_and_no_script(page: html.HtmlElement) -> None:
    assert page.xpath("//style[contains(., '.explained')]")
    assert page.xpath("//link | //script | //img | //@onclick") == []
    assert words(page.find(".//h1")) == "Our guide"


def test_the_contents_lead_to_chapters_and_to_the_parts_of_the_reference(
    page: html.HtmlElement,
) -> None:
    links = page.xpath("//nav[@class='contents']//a")
    assert [words(link) for link in links] == [
        "Paragraphs",
        "Within",
        "Schema",
        "Elements",
        "Attribute classes",
        "Model classes",
        "Macros",
        "Datatypes",
    ]
    for link in links:
        (target,) = page.xpath("//*[@id=$id]", id=link.get("href")[1:])
        assert words(target.xpath("(.//h2 | .//h3)[1]")[0]) == words(link)


def test_every_link_has_its_target_and_every_id_is_unique(page: html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = page.xpath("//a/@href[starts-with(., '#')]")
    assert {unquote(link[1:]) for link in links} <= set(ids)


def test_an_element_has_its_name_as_id_and_a_chapter_of_that_name_gives_way(
    page: html.HtmlElement,
) -> None:
    assert words(entry(page, "p").find("h3")) == "<p> paragraph"
    (link,) = page.xpath("//a[.='here']/@href")
    assert words(page.xpath("//section[@id=$id]/h2", id=link[1:])[0]) == "Paragraphs"


def test_prose_links_the_elements_and_rules_of_the_schema(page: html.HtmlElement) -> None:
    chapter = page.xpath("//section[h2='Paragraphs']/p")[0]
    assert chapter.xpath("a/@href")[0] == "#p"
    assert "#P1" in chapter.xpath("a/@href")
    assert "<div>" in words(chapter)
    assert not any("div" in words(link) for link in chapter.xpath("a"))


def test_a_declaration_stands_in_the_prose_as_a_link_with_its_description(
    page: html.HtmlElement,
) -> None:
    group = page.xpath("//div[@id='group']")[0]
    assert words(group) == "Between. <p> a piece of prose, with <hi>"
    assert group.xpath(".//dt/a/@href") == ["#p"]
    (modules,) = page.xpath("//section[h2='Schema']//dl")
    assert words(modules) == "core gloss hi lb p"


def test_attributes_that_must_be_written_come_first(page: html.HtmlElement) -> None:
    rows = entry(page, "p").xpath(".//table[@class='attributes']/tbody/tr")
    assert [words(row) for row in rows[:2]] == [
        "@when required the day several, with blanks between: a date, as in 1949-01-10",
        "@type optional One of: a first b",
    ]
    names = [words(row.find("th")) for row in rows]
    assert "@rend" not in names
    assert "@xml:id" not in names
    assert "@xml:id" in words(entry(page, "p").xpath("p[@class='global']")[0])


def test_an_attribute_of_a_class_says_so_and_links_to_it(page: html.HtmlElement) -> None:
    (row,) = entry(page, "gloss").xpath(".//tr[th/code='@target']")
    assert "from att.pointing" in words(row)
    assert entry(page, "att.pointing").xpath(".//tr[th/code='@target']")


def test_content_is_told_as_a_model_and_as_lists(page: html.HtmlElement) -> None:
    assert fact(page, "p", "Content") == "(text | hi | (lb, gloss?))*"
    assert fact(page, "p", "May contain") == "text core gloss hi lb"
    assert fact(page, "lb", "May contain") == "nothing"
    assert fact(page, "p", "Contained by") == "stands outermost"
    assert fact(page, "hi", "Contained by").startswith("core ")
    assert "hi" in fact(page, "model.hiLike", "Members").split()


def test_models_and_datatypes_in_relax_ng_are_told_too(tmp_path: Path) -> None:
    source = tmp_path / "small.odd"
    rng = 'xmlns="http://relaxng.org/ns/structure/1.0"'
    text = re.sub(r"<alternate.*</alternate>", f"<text {rng}/>", ODD, flags=re.DOTALL)
    text = text.replace('<dataRef name="date"/>', f'<data {rng} type="date"/>')
    source.write_text(text, "utf-8")
    made = guide(source, tmp_path)
    assert made.text is not None
    page = html.document_fromstring(made.text)
    assert fact(page, "p", "Content") == '<text xmlns="http://relaxng.org/ns/structure/1.0"/>'
    assert fact(page, "p", "May contain") == "text"
    assert "a date, as in 1949-01-10" in words(entry(page, "p"))


def test_an_example_stands_at_the_margin_and_a_wrong_one_says_so(page: html.HtmlElement) -> None:
    (example,) = entry(page, "p").xpath(".//figure")
    assert words(example.find("figcaption")) == "Not valid"
    assert example.find("pre").text_content() == '<p>\n  A <hi rend="i">b</hi>\n</p>'
    assert [words(tag) for tag in example.xpath(".//*[contains(@class, 'tag')]")][:2] == [
        "<p>",
        '<hi rend="i">',
    ]


def test_rules_and_remarks_are_in_words(page: html.HtmlElement) -> None:
    assert words(entry(page, "p").xpath(".//*[@id='P1']")[0]) == "P1 the … has no words"
    assert "Keep it short." in words(entry(page, "p"))


def test_nothing_is_said_of_what_has_no_description(page: html.HtmlElement) -> None:
    assert entry(page, "hi").xpath("p[@class='desc']") == []


def test_the_page_speaks_the_language_of_its_odd(tmp_path: Path) -> None:
    source = tmp_path / "small.odd"
    source.write_text(ODD.replace('xml:lang="en"', 'xml:lang="de"'), "utf-8")
    text = guide(source, tmp_path).text
    assert text is not None
    assert html.document_fromstring(text).get("lang") == "de"
    assert "Kann enthalten" in text


def test_the_command_writes_one_file(siglum: Callable[..., Any], tmp_path: Path) -> None:
    source, output = tmp_path / "small.odd", tmp_path / "guide.html"
    source.write_text(ODD, "utf-8")
    run = siglum("odd", "compile", source, "--to", "html", "-o", output)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert output.read_text("utf-8").startswith("<!DOCTYPE")
    source.write_text(ODD.replace('"core"', '"cora"'), "utf-8")
    run = siglum("odd", "compile", source, "--to", "html", "--format", "concise")
    assert (run.returncode, run.stdout) == (1, "")
    assert "ODD003" in run.stderr


def test_the_guide_of_all_of_tei_can_be_made(external: Path, tmp_path: Path) -> None:
    made = guide(external / "tei/exemplars/tei_all.odd", external)
    assert made.findings == ()
    assert made.text is not None
    assert len(re.findall(r'<section class="explained"', made.text)) > 800


# In a site.


def test_the_footer_of_every_page_leads_to_the_guide(site: Path) -> None:
    pages = [path for path in site.glob("*.html") if path.name != "guide.html"]
    assert len(pages) == 5
    for path in pages:
        links = html.parse(str(path)).xpath("//footer//a/@href")
        assert "guide.html" in links
    root = html.parse(str(site / "guide.html")).getroot()
    assert root.xpath("//header//nav//a/@href") == ["index.html"]
    assert root.xpath("//link/@href") == ["siglum.css"]


def test_the_guide_links_to_the_documents_as_they_are_published(site: Path) -> None:
    root = html.parse(str(site / "guide.html")).getroot()
    local = {
        link.partition("#")[0]
        for link in root.xpath("//a/@href")
        if not re.match(r"[a-z]+:|#", link)
    }
    assert "1949-01-10-mao-to-filippov.html" in local
    assert all((site / unquote(link)).is_file() for link in local)


def test_a_guide_that_can_not_be_made_stops_the_build(
    siglum: Callable[..., Any], edition: Path
) -> None:
    odd = edition / "schema/siglum-edition.odd"
    odd.write_text(odd.read_text("utf-8").replace('moduleRef key="core"', 'moduleRef key="cora"'))
    run = siglum("build", "--format", "concise", cwd=edition)
    assert run.returncode == 1
    assert "siglum-edition.odd:" in run.stdout
    assert "ODD003" in run.stdout
    assert not (edition / "_site").exists()
    assert siglum("build", "--force", cwd=edition).returncode == 1
    assert not (edition / "_site/guide.html").exists()
    assert "guide.html" not in (edition / "_site/index.html").read_text("utf-8")


def test_a_document_may_not_take_the_place_of_the_guide(
    siglum: Callable[..., Any], edition: Path
) -> None:
    (edition / "tei/1949-01-10-mao-to-filippov.xml").rename(edition / "tei/guide.xml")
    run = siglum("build", cwd=edition)
    assert run.returncode == 2
    assert "“tei/guide.xml” and “the guide for encoders” would be one page" in run.stdout


def test_an_odd_that_is_not_there_is_reported_at_its_line(
    siglum: Callable[..., Any], edition: Path
) -> None:
    settings = edition / "edition.toml"
    settings.write_text(settings.read_text("utf-8").replace("siglum-edition.odd", "no.odd"))
    run = siglum("build", "--format", "concise", cwd=edition)
    assert run.returncode == 2
    assert "edition.toml:15:1" in run.stdout
    assert "the schema “schema/no.odd” is not there" in run.stdout


def test_attributes_are_told_as_prose_asks_for_them_and_as_they_exclude_one_another(
    tmp_path: Path,
) -> None:
    head, _, rest = ODD.partition("<div><head>Schema</head>")
    listed = '<specList><specDesc key="p" atts="when xml:id"/><specDesc key="hi"/></specList>'
    choice = (
        '<elementSpec ident="hi" mode="change"><attList org="choice">'
        '<attDef ident="a" usage="req"/><attDef ident="b" usage="req"/></attList></elementSpec>'
    )
    source = tmp_path / "small.odd"
    spec = rest.replace("</schemaSpec>", f"{choice}</schemaSpec>")
    source.write_text(f"{head}<div><head>Schema</head>{listed}{spec}", "utf-8")
    page = html.fromstring(guide(source, tmp_path).text or "")
    [asked] = page.xpath("//dd/dl")
    assert asked.xpath("div/dt/code/text()") == ["@when", "@xml:id"]
    assert "the day" in asked.text_content()
    rows = page.xpath("//tr[@class='usage-one-of']")
    assert [row.xpath("string(td[1])") for row in rows] == ["one of @a, @b"] * 2
