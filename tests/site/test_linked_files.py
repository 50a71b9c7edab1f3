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
