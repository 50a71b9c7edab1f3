"""Parts that a document includes, and what stands in their place where they are not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from siglum.document import read

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude">{}</TEI>'


def assembled(folder: Path, content: str) -> tuple[str, list[str]]:
    """Return the text of a document with its parts, and the codes of what was found."""
    path = folder / "main.xml"
    path.write_text(TEI.format(content), "utf-8")
    (folder / "part.xml").write_text('<p xmlns="http://www.tei-c.org/ns/1.0">part</p>', "utf-8")
    (folder / "part.txt").write_text("plain", "utf-8")
    found = read(path, folder)
    assert next(found.root.iter("{http://www.w3.org/2001/XInclude}include"), None) is None
    text = etree.tostring(found.root, encoding="unicode", method="text")
    return text, [finding.code for finding in found.findings]


@pytest.mark.parametrize(
    ("content", "text", "codes"),
    [
        ("a<xi:include href='part.xml'/>b", "apartb", []),
        ("a<xi:include href='part.txt' parse='text'/>b", "aplainb", []),
        ("<l>a</l>b<xi:include href='part.txt' parse='text'/>c<l>d</l>", "abplaincd", []),
        (
            "a<xi:include href='no.xml'><xi:fallback>b<l>c</l>d</xi:fallback></xi:include>e",
            "abcde",
            [],
        ),
        ("a<xi:include href='no.xml'><xi:fallback/></xi:include>b", "ab", []),
        ("a<xi:include href='no.xml'/>b", "ab", ["SG110"]),
        (
            "a<xi:include href='../no.xml'><xi:fallback>b</xi:fallback></xi:include>c",
            "abc",
            ["SG110"],
        ),
        (
            "a<xi:include href='no.xml'><xi:fallback>b<xi:include href='part.xml'/>c"
            "</xi:fallback></xi:include>d",
            "abpartcd",
            [],
        ),
        (
            "a<xi:include href='part.xml'><xi:fallback><xi:include href='no.xml'/>"
            "</xi:fallback></xi:include>b",
            "apartb",
            [],
        ),
    ],
)
def test_what_stands_in_the_place_of_an_include(
    tmp_path: Path, content: str, text: str, codes: list[str]
) -> None:
    assert assembled(tmp_path, content) == (text, codes)
