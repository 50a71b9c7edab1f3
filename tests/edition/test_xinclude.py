"""Parts that a document includes, and what stands in their place where they are not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from siglum.edition.reading import read

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude">{}</TEI>'


def assembled(folder: Path, content: str) -> tuple[str, list[str]]:
    """Return the text of a document with its parts, and the codes of what was found."""
    path = folder / "main.xml"
    path.write_text(TEI.format(content), "utf-8")
    (folder / "part.xml").write_text('<p xmlns="http://www.tei-c.org/ns/1.0">part</p>', "utf-8")
    (folder / "parts.xml").write_text(
        '<div xmlns="http://www.tei-c.org/ns/1.0"><p>one</p>,<p xml:id="two"><hi>two</hi></p></div>'
    )
    for name in (".git", "sub"):
        (folder / name).mkdir(exist_ok=True)
    (folder / ".git/config").write_text("secret")
    (folder / ".git/part.xml").write_text("<p>secret</p>")
    (folder / "part.txt").write_text("plain", "utf-8")
    (folder / "bad.txt").write_text("pl\x01in", "utf-8")
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
        (
            "a <xi:include href='bad.txt' parse='text'><xi:fallback>b</xi:fallback></xi:include> c",
            "a b c",
            ["SG110"],
        ),
        ("a<xi:include href='part.txt' parse='text' encoding='idna'/>b", "ab", ["SG110"]),
        ("a<xi:include href='part.xml#x'/>b", "ab", ["SG110"]),
        ("a<xi:include href='.git/config' parse='text'/>b", "ab", ["SG110"]),
        ("a<xi:include href='%2Egit/part.xml'/>b", "ab", ["SG110"]),
        ("a<xi:include href='./sub/../part.xml'/>b", "apartb", []),
        ("<p xml:base='sub/'>a<xi:include href='../part.xml'/></p>b", "apartb", []),
        ("a<xi:include href='parts.xml' xpointer='two'/>b", "atwob", []),
        ("a<xi:include href='parts.xml' xpointer='element(/1/1)'/>b", "aoneb", []),
        ("a<xi:include href='parts.xml' xpointer='element(two/1)'/>b", "atwob", []),
        (
            "a<xi:include href='parts.xml' xpointer='xmlns(t=http://www.tei-c.org/ns/1.0)"
            "xpath1(//t:p)'/>b",
            "aonetwob",
            [],
        ),
        (
            "a<xi:include href='parts.xml' xpointer='none'><xi:fallback>-</xi:fallback>"
            "</xi:include>b",
            "a-b",
            [],
        ),
        ("a<xi:include href='parts.xml' xpointer='none'/>b", "ab", ["SG110"]),
        ("a<xi:include href='parts.xml' xpointer='xpath1(//*[count(//*)])'/>b", "ab", ["SG110"]),
        ("a<xi:include href='parts.xml' xpointer='xpath1(//*)'/>b", "ab", ["SG110"]),
        ("a<p xml:id='here'>x</p><xi:include xpointer='here'/>b", "axxb", []),
        ("a<p xml:id='here'>x<xi:include xpointer='here'/></p>b", "axxb", ["SG110"]),
        ("a<xi:include/>b", "ab", ["SG110"]),
        ("a<xi:include href='part.txt' parse='text' xpointer='x'/>b", "ab", ["SG110"]),
        ("a<xi:include href='part.xml' parse='html'/>b", "ab", ["SG110"]),
    ],
)
def test_what_stands_in_the_place_of_an_include(
    tmp_path: Path, content: str, text: str, codes: list[str]
) -> None:
    assert assembled(tmp_path, content) == (text, codes)


@pytest.mark.parametrize(
    ("href", "help"),
    [
        ("no.xml", "Correct the path; it is relative to the file with the include."),
        ("whole.xml", "Take out one of the includes that lead in a circle."),
        ("broken.xml", "Write </a> where it ends."),
        ("https://example.org/", "Include only files of the edition, by a relative path."),
        ("broken.xml#x", "Take out “#” and what follows it; a part of a file is named by xpointer"),
    ],
)
def test_each_refusal_has_its_remedy(tmp_path: Path, href: str, help: str) -> None:
    (tmp_path / "broken.xml").write_text("<a>")
    (tmp_path / "whole.xml").write_text(TEI.format(f"<xi:include href='{href}'/>"))
    (finding,) = read(tmp_path / "whole.xml", tmp_path).findings
    assert finding.help is not None
    assert finding.help.startswith(help)


def test_files_that_include_the_next_have_a_bound(tmp_path: Path) -> None:
    for number in range(600):
        include = f"<xi:include href='{number + 1}.xml'/>"
        (tmp_path / f"{number}.xml").write_text(TEI.format(include))
    (finding,) = read(tmp_path / "0.xml", tmp_path).findings
    assert finding.message == "files include one another more than 100 deep"
    assert finding.span.file == (tmp_path / "100.xml").resolve()


def test_what_stands_beside_an_included_root_is_included(tmp_path: Path) -> None:
    (tmp_path / "part.xml").write_text(
        "<?xml version='1.0'?><!DOCTYPE p><!-- 1 --><?pi 2?>\n<p>3</p>\n<!-- 4 -->\n"
    )
    (tmp_path / "main.xml").write_text(TEI.format("a<xi:include href='part.xml'/>b"))
    written = etree.tostring(read(tmp_path / "main.xml", tmp_path).root, encoding="unicode")
    assert "a<!-- 1 --><?pi 2?><p>3</p><!-- 4 -->b" in written


def test_an_included_element_is_as_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/part.xml").write_text("<p/>")
    content = "<p xml:lang='en'><xi:include href='in/part.xml'/></p>"
    (tmp_path / "main.xml").write_text(TEI.format(content))
    (part,) = read(tmp_path / "main.xml", tmp_path).root[0]
    assert part.attrib == {}
