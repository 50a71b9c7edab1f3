"""The words that pages add: the same keys in every language, and every key that is asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree, html
from rendered import document, rendered
from tei_models import models

from commands import REPO
from siglum.edition.config import load
from siglum.model.registers import Authority
from siglum.render import pages
from siglum.render.frame import Page
from siglum.render.look import Look
from siglum.render.outputs import View

LANGUAGES = (
    "en",
    *sorted(path.stem for path in (REPO / "xslt/words").glob("*.xml") if path.stem != "en"),
)
_KEY = re.compile(r"sg:word\('([^']+)'\)")


def _table(repo: Path, language: str) -> dict[str, str]:
    root = etree.parse(repo / f"xslt/words/{language}.xml").getroot()
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    pairs = [(word.get("key", ""), word.text or "") for word in root.iter("{*}word")]
    table = dict(pairs)
    assert len(table) == len(pairs), "a key stands twice"
    return table


def test_every_table_has_the_same_keys_and_no_empty_word(repo: Path) -> None:
    english = _table(repo, "en")
    for language in LANGUAGES:
        table = _table(repo, language)
        assert sorted(table) == sorted(english), language
        assert all(word.strip() for word in table.values())


def test_every_key_that_a_stylesheet_asks_for_is_there(repo: Path) -> None:
    asked = {
        key
        for module in (repo / "xslt").rglob("*.xsl")
        for key in _KEY.findall(module.read_text("utf-8"))
    }
    assert sorted(asked - set(_table(repo, "en"))) == []


def test_no_key_is_unused(repo: Path) -> None:
    """A key is asked for by name, by its beginning, or is the name of an element or attribute."""
    code = "".join(path.read_text("utf-8") for path in sorted((repo / "xslt").rglob("*.xsl")))
    beginnings = tuple(re.findall(r"'([a-z]+-)' \|\|", code))
    unused = [
        key
        for key in _table(repo, "en")
        if f"'{key}'" not in code
        and not key.startswith(beginnings)
        and not re.search(rf"\b{re.escape(key.partition('-')[0])}\b", code)
    ]
    assert unused == []


PAGE = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{}"><teiHeader><fileDesc>
<titleStmt><title>1</title><author>2</author><respStmt xml:id="h"><name>3</name><resp>4</resp>
</respStmt></titleStmt></fileDesc><profileDesc><correspDesc><correspAction type="received">
<name>5</name><date when="1949-01-10"/></correspAction></correspDesc></profileDesc></teiHeader>
<text><body><p>6<note>7</note> <supplied resp="#h" cert="high" reason="x">8</supplied> <gap/>
<choice><sic>9</sic><corr cert="low">0</corr></choice> <del>1</del> <foreign>2</foreign></p>
</body></text></TEI>"""


@pytest.mark.parametrize("view", ["transcript", "reading", "critical"])
@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_page_has_no_english_word(repo: Path, language: str, view: str) -> None:
    own, english = _table(repo, language), _table(repo, "en")
    markup = rendered(document(PAGE.format(language)), "html", view).text
    page = html.document_fromstring(markup)
    shown = [
        *map(str, page.xpath("//body//text()[not(ancestor::*[@lang = 'en'])]")),
        *map(str, page.xpath("//@aria-label | //@title")),
    ]
    alike = set(re.findall(r"[a-z]{3,}", " ".join(own.values()).lower()))
    words = set(re.findall(r"[a-z]{3,}", " ".join(english.values()).lower())) - alike
    found = set(re.findall(r"[a-z]{3,}", " ".join(shown).lower())) & words
    assert found == set()
    assert page.get("lang") == language


def _said(language: str, view: str, attributes: str) -> set[str]:
    """Return the words that a page of all of TEI has of its own: its source has digits only."""
    parents = models().parents()
    body = "".join(
        f"<ab><{name} {attributes}>1</{name}></ab>"
        f"<{parents[name]}><{name} {attributes}><p>1</p></{name}></{parents[name]}>"
        for name in models().elements
        if name not in ("TEI", "teiCorpus", "teiHeader")
    )
    source = document(
        f'''<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}"><teiHeader><fileDesc>
        <titleStmt><title>1</title></titleStmt></fileDesc></teiHeader>
        <text><body><div>{body}</div></body></text></TEI>'''
    )
    page = html.document_fromstring(rendered(source, "html", view).text)
    said = [
        # Code, as <classRef key="1"/>, has its own words in every language.
        *page.xpath("//body//text()[not(ancestor::style or ancestor::code or contains(., '='))]"),
        *page.xpath("//@aria-label | //@title | //@alt"),
    ]
    return set(re.findall(r"[A-Za-z]{3,}", " ".join(map(str, said))))


@pytest.mark.parametrize("view", ["reading", "critical"])
def test_what_is_said_of_any_element_is_in_the_language_of_the_page(repo: Path, view: str) -> None:
    english = _table(repo, "en")
    named = [key.removeprefix("att-") for key in english if key.startswith("att-")]
    shown = "unit quantity agent function locus match assertedValue target n when cert resp who"
    attributes = " ".join(f'{name}="1"' for name in sorted({*named, *shown.split()}))
    in_english = _said("en", view, attributes)
    assert len(in_english) > 100
    for language in LANGUAGES[1:]:
        own = set(re.findall(r"[A-Za-z]{3,}", " ".join(_table(repo, language).values())))
        assert _said(language, view, attributes) & in_english - own == set(), language


@pytest.mark.parametrize(
    ("language", "hint"),
    [
        ("en", "3 characters, illegible"),
        ("de", "3 Zeichen, unleserlich"),
        ("fr", "3 caractères, illisible"),
        ("it", "3 caratteri, illeggibile"),
        ("ru", "3 знака, неразборчиво"),
        ("zh", "3 个字符, 无法辨认"),
    ],
)
def test_a_gap_is_described_in_the_language_of_the_page(language: str, hint: str) -> None:
    source = document(
        f'''<p xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}">1
        <gap quantity="3" unit="chars" reason="illegible"/></p>'''
    )
    page = html.document_fromstring(rendered(source, "html").text)
    assert set(page.xpath("//*[@class='gap']/@title")) == {hint}


@pytest.mark.parametrize(
    ("language", "number", "counted"),
    [
        *(("en", 0, "lines"), ("en", 1, "line"), ("en", 11, "lines"), ("en", 21, "lines")),
        *(("fr", 0, "ligne"), ("fr", 1, "ligne"), ("fr", 10, "lignes")),
        *(("ru", 0, "строк"), ("ru", 1, "строка"), ("ru", 3, "строки"), ("ru", 11, "строк")),
        *(("ru", 12, "строк"), ("ru", 21, "строка"), ("ru", 113, "строк"), ("ru", 122, "строки")),
        *(("zh", 0, "行"), ("zh", 1, "行")),
    ],
)
def test_a_noun_has_the_form_of_its_number(language: str, number: int, counted: str) -> None:
    source = document(
        f'''<p xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}">1
        <space quantity="{number}" unit="lines"/></p>'''
    )
    assert rendered(source, "text").text.endswith(f"{number} {counted}]\n")


def test_a_german_document_has_german_words() -> None:
    source = document(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="de-AT"><text><body>'
        "<p>A<note>B</note></p></body></text></TEI>"
    )
    assert rendered(source, "text").text == "A¹\n\nAnmerkungen\n\n¹ Anmerkung. B\n"


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("ar", "rtl"), ("he", "rtl"), ("ks", "rtl"), ("jrb", "rtl"), ("syr", "rtl"), ("lad", "rtl"),
        ("ar-Latn", None), ("sd-Deva", None), ("sd-IN", None), ("az-IR", "rtl"), ("az", None),
        ("pa-PK", "rtl"), ("ff-Adlm", "rtl"), ("ug-KZ", None), ("ug-cyrl", None), ("de", None),
        ("grc", None),
    ],
)  # fmt: skip
def test_a_language_is_written_as_its_script_is(language: str, direction: str | None) -> None:
    source = document(
        f'<text xmlns="http://www.tei-c.org/ns/1.0"><p xml:lang="{language}">x</p></text>'
    )
    (paragraph,) = html.document_fromstring(rendered(source, "html").text).find_class("p")
    assert paragraph.get("dir") == direction


def test_a_page_that_names_no_language_has_the_words_of_the_edition_s_first(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_text('[edition]\nsources = ["*.xml"]\nlanguages = ["de"]\n')
    look = Look.of(load(tmp_path / "edition.toml"))
    source = document('<text xmlns="http://www.tei-c.org/ns/1.0"><p>x</p></text>')
    made = pages.html(source, View.TRANSCRIPT, Page(), Authority(), look=look)
    assert html.document_fromstring(made.text).get("lang") == "de"
