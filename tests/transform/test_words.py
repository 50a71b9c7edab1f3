"""The words that pages add: the same keys in every language, and every key that is asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree, html
from rendered import document, rendered

LANGUAGES = ("en", "de", "fr", "it", "ru", "zh")
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


def test_a_german_document_has_german_words() -> None:
    source = document(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="de-AT"><text><body>'
        "<p>A<note>B</note></p></body></text></TEI>"
    )
    assert rendered(source, "text").text == "A¹\n\nAnmerkungen\n\n¹ Anmerkung der Quelle. B\n"
