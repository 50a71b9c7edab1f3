"""A link to another document leads to its page, however the document writes the address."""

import re
from pathlib import Path

from commands import Siglum

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
DOCUMENT = f"""<TEI {TEI}><teiHeader><fileDesc><titleStmt><title>{{name}}</title></titleStmt>
<publicationStmt><p>Nowhere</p></publicationStmt><sourceDesc><p>Nothing</p></sourceDesc></fileDesc>
</teiHeader><text><body><p xml:id="p1">{{text}}</p></body></text></TEI>"""
WRITTEN = ("two%20words.xml", "./two%20words.xml", "../tei/two%20words.xml#p1", "tw%6F%20words.xml")


def test_addresses_that_mean_one_file_lead_to_one_page(tmp_path: Path, siglum: Siglum) -> None:
    (tmp_path / "tei").mkdir()
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "E"\n')
    links = "".join(f'<ref target="{target}">x</ref>' for target in WRITTEN)
    based = '<seg xml:base="sub/"><ref target="../two%20words.xml">x</ref></seg>'
    for name, text in (("a", links + based), ("two words", "y")):
        (tmp_path / f"tei/{name}.xml").write_text(DOCUMENT.format(name=name, text=text))
    built = siglum("build", "--force", cwd=tmp_path)
    assert "SG4" not in built.stdout, built.stdout
    page = (tmp_path / "_site/a.html").read_text("utf-8")
    found = re.findall(r'<a [^>]*href="(two[^"#]*)[^>]*>x</a>', page)
    assert found == ["two%20words.html"] * (len(WRITTEN) + 1)


PREFIXES = """<encodingDesc><listPrefixDef>
<prefixDef ident="pl" matchPattern="([0-9]+)" replacementPattern="../register/a%20b.xml#pl$1"/>
<prefixDef ident="gnd" matchPattern="(.+)" replacementPattern="https://d-nb.info/gnd/$1"/>
<prefixDef ident="ev" matchPattern="(.+)" replacementPattern="javascript:$1"/>
</listPrefixDef></encodingDesc>"""
LINKS = """[edition]
title = "E"
sources = ["tei/*.xml"]
authority = ["register/*.xml"]
[links]
"persName/@key" = "register/a b.xml#{}"
"rs/@key" = "#{}"
"orgName/@key" = "https://d-nb.info/gnd/{}"
"ref/@target" = "tei/{}.xml"
"ref/@corresp" = ""
"""
REGISTER = """<listPlace><place xml:id="pl5"><placeName>Five</placeName></place></listPlace>
<listPerson><person xml:id="k1"><persName>Kay</persName></person></listPerson>"""


def test_what_is_declared_is_a_link_on_the_page(tmp_path: Path, siglum: Siglum) -> None:
    """Keys of [links], prefixes of the header, and what a register has: checked, and linked."""
    entry, gnd = "register/places/43/pl5.html", "https://d-nb.info/gnd/7"
    person = "register/persons/be/k1.html"
    leads = {
        '<persName key="k1">{}</persName>': person,
        '<rs key="pl5">{}</rs>': entry,
        '<placeName ref="pl:5">{}</placeName>': entry,
        '<placeName ref="#pl5">{}</placeName>': entry,
        '<name ref="#pl5">{}</name>': entry,
        '<placeName ref="gnd:7 pl:5">{}</placeName>': entry,
        '<ref target="two">{}</ref>': "two.html",
        '<ref target="gnd:7">{}</ref>': gnd,
        '<term ref="#pl5"><ref target="#p1">{}</ref></term>': "#p1",
        '<ref target="pl:5">{}</ref>': entry,
        '<ref target="ev:alert(1)">{}</ref>': None,
        '<ref target="pl:x">{}</ref>': None,
        '<name key="k1">{}</name>': person,  # a guess, that the register makes as well
        '<orgName key="9">{}</orgName>': None,
    }
    for folder in ("tei", "register"):
        (tmp_path / folder).mkdir()
    (tmp_path / "edition.toml").write_text(LINKS)
    words = [f"word{number}." for number in range(len(leads))]
    texts = [text.format(word) for text, word in zip(leads, words, strict=True)]
    made = DOCUMENT.replace("</fileDesc>", f"</fileDesc>{PREFIXES}")
    (tmp_path / "tei/one.xml").write_text(made.format(name="one", text=" ".join(texts)))
    (tmp_path / "tei/two.xml").write_text(DOCUMENT.format(name="two", text="y"))
    register = DOCUMENT.replace("<text>", "<standOff>{text}</standOff><text>", 1)
    register = register.replace('<p xml:id="p1">{text}</p>', "<p/>")
    (tmp_path / "register/a b.xml").write_text(register.format(name="r", text=REGISTER))
    built = siglum("build", "--force", cwd=tmp_path)
    codes = set(re.findall(r"(SG4\d\d)", built.stdout))
    assert codes == {"SG405", "SG408"}, built.stdout
    page = (tmp_path / "_site/one.html").read_text("utf-8")
    found = {
        word: next(iter(re.findall(rf'<a [^>]*href="([^"]*)"[^>]*>{word}', page)), None)
        for word in words
    }
    assert found == dict(zip(words, leads.values(), strict=True))
    assert (tmp_path / "_site" / entry).exists() and (tmp_path / "_site" / person).exists()
    assert 'id="sg-names"' not in page
    shown = siglum("render", "tei/one.xml", "--to", "html", cwd=tmp_path).stdout
    assert re.findall(r'<a [^>]*href="([^"]*)"[^>]*>word0', shown) == ["#sg-person.k1"]
