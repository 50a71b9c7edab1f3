"""A small edition of letters that says all that files for other programs tell, and its site."""

from __future__ import annotations

from pathlib import Path

from siglum.edition.config import load
from siglum.site import site

TEI = "http://www.tei-c.org/ns/1.0"
URL = "https://example.org/letters"
SETTINGS = """[edition]
title = "Letters & “more”"
languages = ["en"]
sources = ["tei/**/*.xml"]
authority = ["register/*.xml"]
url = "{url}"
[site]
{site}
"""
HEADER = """<teiHeader><fileDesc><titleStmt><title>{title}</title><editor>Ed Itor</editor>
</titleStmt><publicationStmt><publisher>The Press</publisher>{published}<availability>{availability}
</availability></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><profileDesc><langUsage>
<language ident="de"/></langUsage>{profile}</profileDesc>{revision}</teiHeader>"""
LICENCE = '<licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence>'


def document(
    text: str,
    title: str = "T",
    profile: str = "",
    published: str = "",
    availability: str = LICENCE,
    revision: str = "",
) -> str:
    """Return a document: its paragraphs, and what its header says."""
    header = HEADER.format(
        title=title,
        profile=profile,
        published=published,
        availability=availability,
        revision=revision and f"<revisionDesc>{revision}</revisionDesc>",
    )
    return f'<TEI xmlns="{TEI}">{header}<text><body>{text}</body></text></TEI>'


def letter(sent: str, received: str) -> str:
    """Return the correspDesc of a letter."""
    return (
        f'<correspDesc><correspAction type="sent">{sent}</correspAction>'
        f'<correspAction type="received">{received}</correspAction></correspDesc>'
    )


ANNA = '<persName ref="../register/r.xml#anna"/>'
BERT = '<persName ref="../register/r.xml#Bert">Bert</persName>'
ROME = '<placeName ref="../register/r.xml#rome">Rome</placeName>'
PERSONS = f"""<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>R</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<standOff><listPerson><person xml:id="anna"><persName xml:lang="de"><surname>Alt</surname>
<forename>Anna</forename></persName><persName xml:lang="not a tag!">A. "A." \\</persName>
<birth when="1752"/><death notAfter="1810"/><idno type="GND">118540238</idno>
<idno type="viaf">http://viaf.org/viaf/24602065/</idno><idno type="URI">javascript:alert(1)</idno>
<idno type="GND">no | number</idno></person><person xml:id="Bert"><persName>Bert</persName></person>
</listPerson><listPlace><place xml:id="italy"><placeName>Italy</placeName></place>
<place xml:id="rome"><placeName>Rome</placeName><idno type="URL">https://www.wikidata.org/wiki/Q220
</idno><idno type="geonames">https://www.geonames.org/3169070/rome.html</idno>
<location><geo>41.89193 12.51133</geo></location></place></listPlace>
<listOrg><org xml:id="firm"><orgName>The Firm</orgName><idno type="GND">1025-7</idno></org>
</listOrg></standOff></TEI>"""
FILES = {
    "register/r.xml": PERSONS,
    "tei/a.xml": document(
        '<p xml:id="p1">I saw <choice><abbr>Mr</abbr><expan>Mister</expan></choice> '
        f'{BERT} &amp; <orgName ref="../register/r.xml#firm">them</orgName>'
        f" in {ROME}.</p>",
        title="Anna to Bert &lt;1&gt;",
        profile=letter(f'{ANNA}{ROME}<date when="1808-03-02" cert="low"/>', BERT),
        revision='<change when="2020-05-06">Proofs</change><change when="2019-01-01"/>',
    ),
    "tei/b.xml": document(
        "<p>Nothing.</p>",
        title="To the firm",
        profile=letter(
            '<date notBefore="1807" notAfter="1808-02"/>',
            '<orgName ref="../register/r.xml#firm">Firm</orgName><persName>A stranger</persName>'
            '<date when="1808-04-01"/>',
        ),
        published='<date when="2021-02-29">no day</date><date when="2018-07-08"/>',
    ),
    "tei/sub/c d.xml": document(
        "<p>Something.</p>",
        title="A note",
        availability="<p>All rights reserved</p>",
        revision='<change when="2021"/>',
    ),
}


def built(
    folder: Path, files: dict[str, str] | None = None, url: str = URL, more: str = ""
) -> Path:
    """Write the edition into a folder, build its site, and return where that is."""
    for name, text in {**FILES, **(files or {})}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    settings = SETTINGS.format(url=url, site=more)
    if not url:
        settings = settings.replace('url = ""\n', "")
    (folder / "edition.toml").write_text(settings, "utf-8")
    edition = load(folder / "edition.toml")
    made = site.build(edition, folder / "_site", force=True, progress=lambda _: None)
    assert made.is_whole and made.pages
    return made.output
