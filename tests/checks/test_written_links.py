"""What tags say of links as they are written is what the tree says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from siglum.checks.links import pointers
from siglum.checks.written_links import Tags
from siglum.edition.document import Document
from siglum.edition.reading import assembled

TEI = "http://www.tei-c.org/ns/1.0"
WRITTEN = [
    """<p xml:id="a"><ref target="#a"/><ref target='#b "c"'/><ref n="x > y" target="#d"/></p>""",
    """<!-- <ref target="#no" xml:id="no"/> --><ref target="#a"><![CDATA[<ref target="#no"/>]]></ref>""",
    """<?pi <ref target="#no"/> ?><note target = "#a\n  #b"\txml:id\n=\n'e'>xml:id="no"</note>""",
    """<ref n=' target="#no" xml:id="no"' target="#a&amp;b&#x20;#c"/><p n="it's" xml:id="q"/>""",
    """<t:ref xmlns:t="http://www.tei-c.org/ns/1.0" target="#a"/><t:p xmlns:t="urn:t" xml:id="z"/>""",
    """<ref target="#é" xml:id="é"/><p/><p >text</p ><ptr target="&lt;"/><pb n=">"/>""",
]


def document(data: bytes) -> Document:
    return assembled(Path("document.xml"), data, Path.cwd())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
@pytest.mark.parametrize("text", WRITTEN)
def test_tags_say_what_the_tree_says(text: str, encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>\n<!DOCTYPE TEI>'
    one = document(f'{head}<TEI xmlns="{TEI}">{text}</TEI>'.encode(encoding))
    tags = Tags()
    for _ in range(2):  # what is known by then is remembered
        written = tags.read(one)
        assert written is not None
        assert written.ids == one.ids
        assert not written.declares_prefixes
        found = {
            (element.rpartition(":")[2], name, pointer)
            for (element, name), values in written.values.items()
            for value in values
            for pointer in value.split()
        }
        expected = {(str(e.tag).rpartition("}")[2], n, p) for e, n, p in pointers(one.root)}
        assert found == expected


def test_a_prefix_is_seen_whatever_its_element_is_called() -> None:
    for name in ("prefixDef", "t:prefixDef"):
        text = f'<TEI xmlns="{TEI}" xmlns:t="{TEI}"><{name} ident="x"/></TEI>'
        written = Tags().read(document(text.encode()))
        assert written is not None
        assert written.declares_prefixes
