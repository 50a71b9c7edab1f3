"""A small edition that has one of everything that a page can depend on, and ways to change it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
HEADER = """<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt><publicationStmt>
<publisher>P</publisher></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc><profileDesc>
<creation><date when="1808-01-0{day}"/></creation></profileDesc></teiHeader>"""
SETTINGS = """[edition]
title = "Small"
sources = ["tei/**/*.xml"]
authority = ["register/*.xml"]
transcripts = "transcripts"
[site]
css = "look.css"
[schemas]
relaxng = "schema/tei.rng"
schematron = "schema/rules.sch"
[outputs]
html = "own/html.xsl"
"note.txt" = "own/note.xsl"
[links]
"rs/@key" = "register/persons.xml#{}"
"""
GRAMMAR = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="any.rng"/>
<start><ref name="any"/></start></grammar>"""
ANY = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"><define name="any"><element><anyName>
<except><name ns="http://www.tei-c.org/ns/1.0">{not_allowed}</name></except></anyName><zeroOrMore>
<choice><attribute><anyName/></attribute><text/><ref name="any"/></choice></zeroOrMore></element>
</define></grammar>"""
RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
<ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/><pattern><rule context="tei:body">
<report id="SAID" role="warning" test="true()">{words}: <value-of select="doc('../taxonomy.xml')"/>
</report></rule></pattern></schema>"""
OWN = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
 xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:sg="https://siglum.invalid/ns"
 xmlns="http://www.w3.org/1999/xhtml"><xsl:import href="siglum:html.xsl"/>
<xsl:include href="more.xsl"/></xsl:stylesheet>"""
MORE = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
 xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:sg="https://siglum.invalid/ns"
 xmlns="http://www.w3.org/1999/xhtml"><xsl:template match="tei:ab" mode="sg:html">
<div class="{word}"><xsl:apply-templates mode="#current"/></div></xsl:template></xsl:stylesheet>"""
NOTE = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="text"/><xsl:template match="/">{word} <xsl:value-of select="string(*)"/>
</xsl:template></xsl:stylesheet>"""


LISTED = """address\tkind\tleads to\tid\tunits
{}
gone.html\twithdrawn\tBecause
sub/b.html\tdocument\ttei/sub/b.xml\tl2\t
register/persons/xx/x.html\tmoved\tregister/persons/xx/y.html\tbert
"""


def letter(number: int, text: str, title: str = "") -> str:
    head = HEADER.format(title=title or f"Letter {number}", day=number % 9 + 1)
    return f"<TEI {TEI} xml:id='l{number}'>{head}<text><body>{text}</body></text></TEI>"


def person(name: str, said: str = "") -> str:
    return f'<person xml:id="{name}"><persName>{name.title()}</persName>{said}</person>'


def register(*entries: str, source: str = "Lexicon") -> str:
    head = HEADER.format(title="R", day=1).replace(
        "<p>S</p>", f'<bibl xml:id="lex">{source}</bibl>'
    )
    persons = "".join(entries)
    return f"<TEI {TEI}>{head}<standOff><listPerson>{persons}</listPerson></standOff></TEI>"


FILES = {
    "edition.toml": SETTINGS,
    "look.css": "p { background: url(dot.png) }",
    "dot.png": "\x89PNG dot",
    "taxonomy.xml": "<words>seen</words>",
    "schema/tei.rng": GRAMMAR,
    "schema/any.rng": ANY.format(not_allowed="hi"),
    "schema/rules.sch": RULES.format(words="It says"),
    "own/html.xsl": OWN,
    "own/more.xsl": MORE.format(word="one"),
    "own/note.xsl": NOTE.format(word="Note"),
    "parts/part.xml": f"<p {TEI} xml:id='in-part'>A part.</p>",
    "pictures/a.png": "\x89PNG a",
    "pictures/b.svg": '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
    "register/persons.xml": register(
        person("anna", '<note source="#lex">Sister of <persName ref="#bert">B</persName>.</note>'),
        person("bert"),
        person("carl", '<note>See <ref target="../tei/a.xml">a letter</ref>.</note>'),
    ),
    "register/more.xml": register(person("dora"), person("bert", "<note>The other.</note>")),
    "tei/a.xml": letter(
        1,
        '<p xml:id="p1">To <persName ref="../register/persons.xml#anna">A</persName> and <rs'
        ' key="bert">him</rs>, see <ref target="sub/b.xml#p2">there</ref>.</p>'
        '<figure><graphic url="../pictures/a.png"/></figure>',
    ),
    "tei/sub/b.xml": letter(
        2,
        '<p xml:id="p2">Of <persName ref="#dora">D</persName>; <ref target="../a.xml#p1">'
        'back</ref>, <ref target="../gone.xml">to none</ref>.</p><ab>Block.</ab>'
        '<figure><graphic url="../../pictures/b.svg"/></figure>',
    ),
    "tei/c.xml": letter(
        3,
        '<p>No names.</p><include xmlns="http://www.w3.org/2001/XInclude"'
        ' href="../parts/part.xml"/><p><ref target="#nowhere">lost</ref> and <persName'
        ' ref="../register/persons.xml#carl">C</persName></p>',
    ),
    "transcripts/a.txt": "To A and him, see there.",
    "transcripts/sub/b.txt": "Of D; back, to none. Block.",
    "transcripts/c.txt": "No names. A part. lost and C",
}


def write(folder: Path, files: dict[str, str] | None = None) -> Path:
    for name, text in (files or FILES).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("latin-1" if text.startswith("\x89") else "utf-8"))
    return folder


Change = Callable[[Path, random.Random], str]


def edit(name: str, pattern: str, *others: str) -> Change:
    """Put one of some other texts in the place of a pattern in a file, if both are there."""

    def change(folder: Path, chance: random.Random) -> str:
        path = folder / name
        if path.is_file():
            text = path.read_text("latin-1" if path.suffix == ".png" else "utf-8")
            new = re.sub(pattern, lambda _: chance.choice(others), text, count=1)
            path.write_bytes(new.encode("latin-1" if path.suffix == ".png" else "utf-8"))
        return f"edit {name} {pattern}"

    return change


def come_or_go(name: str, *texts: str) -> Change:
    def change(folder: Path, chance: random.Random) -> str:
        path = folder / name
        if path.exists() or path.is_symlink():
            path.unlink()
        else:
            write(folder, {name: chance.choice(texts or (FILES[name],))})
        return f"come or go {name}"

    return change


def rename(one: str, other: str) -> Change:
    def change(folder: Path, _: random.Random) -> str:
        if (folder / one).exists() != (folder / other).exists():
            here, there = (one, other) if (folder / one).exists() else (other, one)
            (folder / there).parent.mkdir(parents=True, exist_ok=True)
            (folder / here).rename(folder / there)
        return f"rename {one} {other}"

    return change


def relink(folder: Path, chance: random.Random) -> str:
    """Let a document be a link to one of two files, or go."""
    path = folder / "tei/linked.xml"
    path.unlink(missing_ok=True)
    if chance.random() < 0.8:
        for number in (1, 2):
            write(folder, {f"other/{number}.xml": letter(6 + number, f"<p>{number}</p>")})
        path.symlink_to(f"../other/{chance.choice((1, 2))}.xml")
    return "relink"


def relink_picture(folder: Path, chance: random.Random) -> str:
    """Let the picture of a document be a file, or a link to one of two, or go."""
    path = folder / "pictures/a.png"
    path.unlink(missing_ok=True)
    if chance.random() < 0.8:
        for number in (1, 2):
            write(folder, {f"pictures/{number}.png": f"\x89PNG {number}"})
        path.symlink_to(f"{chance.choice((1, 2))}.png")
    return "relink picture"


CHANGES: tuple[Change, ...] = (
    edit("tei/a.xml", "To|From", "To", "From"),
    edit("tei/a.xml", "<title>[^<]*", "<title>First", "<title>New"),
    edit("tei/a.xml", "xml:id=.p1.", "xml:id='p1'", "xml:id='p9'"),
    edit("tei/a.xml", "#anna|#carl|#none", "#anna", "#carl", "#none"),
    edit("tei/sub/b.xml", "xml:id=.p2.", "xml:id='p2'", "xml:id='p3'"),
    edit("tei/sub/b.xml", "#dora|#bert|#x", "#dora", "#bert", "#x"),
    edit("tei/sub/b.xml", "Block|<hi>Bold</hi>", "Block", "<hi>Bold</hi>"),
    edit("tei/c.xml", "No names|Few names", "No names", "Few names"),
    edit("register/persons.xml", "Anna|Änne", "Anna", "Änne"),
    edit("register/persons.xml", 'xml:id="bert"|xml:id="berta"', 'xml:id="bert"', 'xml:id="berta"'),
    edit("register/persons.xml", "<bibl xml:id=.lex.>[^<]*", '<bibl xml:id="lex">L1'),
    edit("register/persons.xml", "a letter|that letter", "a letter", "that letter"),
    edit("register/persons.xml", "<person xml:id=.carl.>", '<person n="1" xml:id="carl">'),
    edit("register/more.xml", "The other|Another", "The other", "Another"),
    edit("register/more.xml", 'xml:id="dora"|xml:id="dorothea"', 'xml:id="dora"'),
    come_or_go("register/more.xml"),
    come_or_go("register/aaa.xml", register(person("dora", "<note>First.</note>"))),
    edit("edition.toml", 'title = "[^"]*"', 'title = "Small"', 'title = "Big"'),
    edit("edition.toml", "(url = .*\n)?sources", 'url = "https://example.org"\nsources', "sources"),
    edit("edition.toml", "(language = .*\n)?css", 'language = "de"\ncss', "css"),
    edit("edition.toml", "(split = .*\n)?css", 'split = "div"\ncss', "css"),
    edit(
        "edition.toml",
        r"(\[words.en\]\n.*\n)?\[links\]",
        '[words.en]\nnames = "Who"\n[links]',
        '[words.en]\nnames = "People"\n[links]',
        "[links]",
    ),
    edit("edition.toml", 'persons.xml#{}"|#{}"', 'persons.xml#{}"', '#{}"'),
    edit("own/note.xsl", "Note|Remark", "Note", "Remark"),
    edit("own/more.xsl", 'class="[a-z]*"', 'class="one"', 'class="two"'),
    edit("own/more.xsl", "tei:ab|tei:quote", "tei:ab", "tei:quote"),
    edit(
        "own/more.xsl",
        '(<a href="[^"]*"/>)?<xsl:apply',
        '<a href="../a.html#p1"/><xsl:apply',
        '<a href="../new.html"/><xsl:apply',
        "<xsl:apply",
    ),
    edit("look.css", "p|q", "p", "q"),
    edit("dot.png", "dot|dots", "dot", "dots"),
    edit("pictures/a.png", "a$|b$", "a", "b"),
    come_or_go("pictures/a.png"),
    edit("pictures/b.svg", "<path|<script", "<path", "<script"),
    edit("schema/any.rng", ">[a-z]*</name>", ">hi</name>", ">rs</name>", ">ab</name>"),
    edit("schema/rules.sch", "It says|It tells", "It says", "It tells"),
    edit("taxonomy.xml", "seen|heard", "seen", "heard"),
    come_or_go("taxonomy.xml"),
    edit("parts/part.xml", "A part|The part", "A part", "The part"),
    come_or_go("parts/part.xml"),
    edit("transcripts/a.txt", "To|From", "To", "From"),
    come_or_go("transcripts/c.txt"),
    rename("transcripts/sub/b.txt", "transcripts/b.txt"),
    come_or_go("tei/d.xml", letter(4, "<p>New</p>"), letter(5, "<p>Newer</p>")),
    come_or_go("tei/gone.xml", letter(6, "<p>Here</p>")),
    come_or_go("tei/sub/c.xml", letter(9, "<p>Same name</p>")),
    rename("tei/sub/b.xml", "tei/e.xml"),
    rename("tei/c.xml", "tei/sub/deep/c.xml"),
    relink,
    relink_picture,
    edit("edition.toml", "(languages = .*\n)?sources", 'languages = ["de"]\nsources', "sources"),
    come_or_go("addresses.tsv", LISTED.format("old.html\tmoved\ta.html"), LISTED.format("wrong")),
    edit("addresses.tsv", "l2\t.*", "l2\t", "l2\tq>", "l2\tq>p2"),
    edit("addresses.tsv", "Because|Since", "Because", "Since"),
    edit(
        "edition.toml",
        r"(\[fields\]\n.*\n)?\[links\]",
        '[fields]\ntitle = "text//p"\n[links]',
        '[fields]\ndate = "teiHeader//creation/date/@when"\n[links]',
        '[fields]\nkind = "//persName | //figure/@rend"\n[links]',
        "[links]",
    ),
    edit(
        "edition.toml",
        r"(\[facets\]\n.*\n)?\[links\]",
        '[facets]\n"Named" = "//persName"\n[links]',
        '[facets]\n"Named" = "//ref"\n[links]',
        "[links]",
    ),
)
