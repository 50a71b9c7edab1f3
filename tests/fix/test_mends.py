"""Each kind of mend on real input, and what holds of all of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from small import edition_in, tei

from siglum.checks.checker import Checker, Options, Report
from siglum.edition.config import find
from siglum.findings.diagnostics import Diagnostic, Edit, Span
from siglum.fix.mending import Mended, is_safe, mend
from siglum.xml.lines import Lines
from siglum.xml.source import parse

SAFE = {
    "a misspelt element, in both tags": (
        "<p><persname>Mao</persname></p>",
        "<p><persName>Mao</persName></p>",
    ),
    "a misspelt empty element": (
        "<p>a<gapp reason='omitted'/></p>",
        "<p>a<gap reason='omitted'/></p>",
    ),
    "letters that changed places": ("<p><nmae>x</nmae></p>", "<p><name>x</name></p>"),
    "a misspelt attribute": (
        '<p><date wehn="1949">x</date></p>',
        '<p><date when="1949">x</date></p>',
    ),
    "a misspelt attribute with a date in words": (
        '<p><date wehn="1 May 1949">x</date></p>',
        '<p><date when="1949-05-01">x</date></p>',
    ),
    "a misspelt value": (
        "<p><hi rend='itallic'>x</hi></p>",
        "<p><hi rend='italic'>x</hi></p>",
    ),
    "a value in capitals": ('<p><hi rend="Bold">x</hi></p>', '<p><hi rend="bold">x</hi></p>'),
    "elements of HTML within one another": (
        "<p><b>x <i>y</i></b></p>",
        '<p><hi rend="bold">x <hi rend="italic">y</hi></hi></p>',
    ),
    "a list of HTML": (
        "<ul><li>x</li><li><em>y</em></li></ul>",
        None,
    ),
    "a link of HTML": (
        '<p><a href="https://x.org/?a=1&amp;b=2">x</a></p>',
        '<p><ref target="https://x.org/?a=1&amp;b=2">x</ref></p>',
    ),
    "a break of HTML": ("<p>a<br/>b</p>", "<p>a<lb/>b</p>"),
    "a link of TEI P4": (
        '<p><xref url="https://x.org/">x</xref></p>',
        '<p><ref target="https://x.org/">x</ref></p>',
    ),
    "a date of TEI P4": (
        '<p><date value="1949-1-6">x</date></p>',
        '<p><date when="1949-01-06">x</date></p>',
    ),
    "an id and a language of TEI P4": (
        '<p id="p1" lang="ru">x</p>',
        '<p xml:id="p1" xml:lang="ru">x</p>',
    ),
    "an id with blanks, and what points to it": (
        '<p xml:id="p 1 b">x <ref target="#p1 #p 1 b">y</ref><ref target="#p%201%20b">z</ref></p>'
        '<p xml:id="p1">x</p>',
        '<p xml:id="p-1-b">x <ref target="#p1 #p-1-b">y</ref><ref target="#p-1-b">z</ref></p>'
        '<p xml:id="p1">x</p>',
    ),
    "a date in words": (
        '<p><date when="10 January 1949">x</date></p>',
        '<p><date when="1949-01-10">x</date></p>',
    ),
    "a date in the words of another language": (
        '<p><date when="3. März 1949">x</date></p>',
        '<p><date when="1949-03-03">x</date></p>',
    ),
    "a date in another order": (
        '<p><date from="31/1/1949" to="1949/2/1">x</date></p>',
        '<p><date from="1949-01-31" to="1949-02-01">x</date></p>',
    ),
    "a number sign that is missing": (
        '<p xml:id="p1"><ref target="p1">x</ref></p>',
        '<p xml:id="p1"><ref target="#p1">x</ref></p>',
    ),
    "a fragment in other capitals, wherever it stands": (
        '<p><persName ref="../persons.xml#Mao_Zedong">x</persName></p>'
        '<p><persName ref="../persons.xml#Mao_Zedong">y</persName></p>',
        '<p><persName ref="../persons.xml#mao-zedong">x</persName></p>'
        '<p><persName ref="../persons.xml#mao-zedong">y</persName></p>',
    ),
    "a file with another suffix": (
        '<p><persName ref="../persons.tei#mao-zedong">x</persName></p>',
        '<p><persName ref="../persons.xml#mao-zedong">x</persName></p>',
    ),
    "an entry of a register by its id alone": (
        '<p><persName ref="#joseph-stalin">x</persName></p>',
        '<p><persName ref="../persons.xml#joseph_stalin">x</persName></p>',
    ),
    "many links with one slip": (
        "".join(f'<p xml:id="p{n}"><ref target="#P_{n}">x</ref></p>' for n in range(12)),
        "".join(f'<p xml:id="p{n}"><ref target="#p{n}">x</ref></p>' for n in range(12)),
    ),
}

UNSAFE = {
    "a person whose id is near to another": (
        '<p><persName ref="#mao-zedon">x</persName></p>',
        '<p><persName ref="../persons.xml#mao-zedong">x</persName></p>',
    ),
    "a file that is near": (
        '<p><persName ref="../person.xml#mao-zedong">x</persName></p>',
        '<p><persName ref="../persons.xml#mao-zedong">x</persName></p>',
    ),
    "an id that begins as no name does": (
        '<p xml:id="1">x <ref target="#1">y</ref></p>',
        '<p xml:id="id-1">x <ref target="#id-1">y</ref></p>',
    ),
    "a heading, which loses its level": (
        "<div><h2>x</h2><p>y</p></div>",
        "<div><head>x</head><p>y</p></div>",
    ),
}

NOT = {
    "a date that can mean two": '<p><date when="10/1/1949">x</date></p>',
    "an element that is near to nothing": "<p><wibble>x</wibble></p>",
    "an element that can't stand there": "<p><h2>x</h2></p>",
    "a name that may be two": "<p><nate>a note, or a name</nate></p>",
    "a link that differs in its digits": '<p xml:id="p1">x<ref target="#p2">y</ref></p>',
    "an id that another has already": '<p xml:id="p 1">x</p><p xml:id="p-1">y</p>',
    "an id that is there twice": '<p xml:id="p 1">x</p><p xml:id="p 1">y</p>',
    "looks that are there already": '<p><b rend="italic">x</b></p>',
}


class Fixer:
    """Mends documents of one small edition, in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = edition_in(folder)
        self.path = self.folder / "tei/a.xml"
        self.path.write_text(tei("<p>a</p>"))
        self.checker = Checker(find(self.folder), Options(cached=False, edits=True))

    def mend(self, data: bytes, *, unsafe: bool = False) -> tuple[bytes, Mended]:
        """Return a document mended, and what became of it."""
        done = mend(self.checker, self.path, {self.path: data}, tuple, unsafe=unsafe)
        return done.after.get(self.path, data), done

    def findings(self, data: bytes) -> tuple[Diagnostic, ...]:
        return self.checker.check_bytes(self.path, data).findings


@pytest.fixture(scope="module")
def fixer(tmp_path_factory: pytest.TempPathFactory) -> Fixer:
    return Fixer(tmp_path_factory.mktemp("mends") / "edition")


def text(data: bytes) -> str:
    return "".join(parse(data).xpath("//text()"))


@pytest.mark.parametrize("kind", SAFE)
def test_it_is_mended_and_nothing_else_is_changed(fixer: Fixer, kind: str) -> None:
    wrong, right = SAFE[kind]
    before = tei(wrong).encode()
    after, done = fixer.mend(before)
    if right is not None:
        assert after.decode() == tei(right)
        assert not fixer.findings(after)
        assert not done.left
    assert all(is_safe(repair.finding) for repair in done.mended)
    assert text(after) == text(before)
    assert fixer.mend(after)[0] == after


@pytest.mark.parametrize("kind", UNSAFE)
def test_a_guess_is_made_only_when_asked_for(fixer: Fixer, kind: str) -> None:
    wrong, right = UNSAFE[kind]
    before = tei(wrong).encode()
    after, done = fixer.mend(before)
    assert after == before
    assert [is_safe(finding) for finding in done.left if finding.edits] == [False]
    after, done = fixer.mend(before, unsafe=True)
    assert after.decode() == tei(right)
    assert not done.left
    assert fixer.mend(after, unsafe=True)[0] == after


@pytest.mark.parametrize("kind", NOT)
def test_what_is_not_certain_stays(fixer: Fixer, kind: str) -> None:
    before = tei(NOT[kind]).encode()
    for unsafe in (False, True):
        after, done = fixer.mend(before, unsafe=unsafe)
        assert after == before
        assert done.left


def test_an_edit_that_would_bring_a_new_finding_is_refused_and_says_which(fixer: Fixer) -> None:
    """`ul` is a list, but what is in it can't stand there."""
    before = tei("<ul><li>x</li><date>y</date></ul><p><b>z</b></p>").encode()
    after, done = fixer.mend(before)
    assert after.decode() == before.decode().replace("<b>z</b>", '<hi rend="bold">z</hi>')
    (reason,) = done.reasons.values()
    assert reason.startswith("it would bring RNG10")


def test_findings_behind_a_mend_in_its_line_are_no_new_ones(fixer: Fixer) -> None:
    before = tei("<p><b>x</b> <wibble>y</wibble> <b>z</b></p>").encode()
    after, done = fixer.mend(before)
    assert after.decode().count('<hi rend="bold">') == 2
    assert ([one.code for one in done.left], done.reasons) == (["RNG101"], {})


class Liar(Checker):
    """A checker whose findings have an edit that is said to be safe."""

    def __init__(self, folder: Path, written: str, text: str) -> None:
        super().__init__(find(folder), Options(cached=False))
        self._written, self._text = written, text

    def check_bytes(self, path: Path, data: bytes, *arguments: Any, **named: Any) -> Report:
        report = super().check_bytes(path, data, *arguments, **named)
        begin = data.decode().find(self._written)
        span = Span.of(path, Lines(data.decode()).between(begin, begin + len(self._written)))
        edits = (Edit(span, self._text, is_safe=True),) if begin >= 0 else ()
        return replace(report, findings=[replace(one, edits=edits) for one in report.findings])


@pytest.mark.parametrize(
    ("written", "text", "reason"),
    [
        ("<wibble>x</wibble>", "<name>y</name>", "the text would change"),
        ("<p>a", "<p n='1'>a", "its edit does not mend it"),
        ("<wibble>x", "<name>x", "it would bring SG101: “wibble” ends here, but has not begun"),
    ],
)
def test_an_edit_that_is_wrong_is_refused(
    fixer: Fixer, written: str, text: str, reason: str
) -> None:
    data = tei("<p>a <wibble>x</wibble></p>").encode()
    liar = Liar(fixer.folder, written, text)
    done = mend(liar, fixer.path, {fixer.path: data}, tuple, unsafe=False)
    assert (done.after, [*done.reasons.values()]) == ({}, [reason])


SYNTAX = {
    "curly quotation marks": (
        "<p><hi rend=“bold”>“x”</hi> <date when=„1949“>n=“y” </date></p>",
        '<p><hi rend="bold">“x”</hi> <date when="1949">n=“y” </date></p>',
    ),
    "one curly mark of two": (
        '<p><hi rend=“bold">x</hi><hi rend="bold”>x</hi></p>',
        '<p><hi rend="bold">x</hi><hi rend="bold">x</hi></p>',
    ),
    "ampersands": (
        "<p>AT&T & Q&A &amp; &#65; <!-- a & b --><![CDATA[a & b]]></p>",
        "<p>AT&amp;T &amp; Q&amp;A &amp; &#65; <!-- a & b --><![CDATA[a & b]]></p>",
    ),
    "an ampersand in an address": (
        '<p><ref target="https://x.org/?a=1&b=2">x</ref></p>',
        '<p><ref target="https://x.org/?a=1&amp;b=2">x</ref></p>',
    ),
    "entities of HTML": (
        "<p>a&nbsp;b &eacute; <!-- &eacute; --></p>",
        "<p>a&#160;b é <!-- &eacute; --></p>",
    ),
    "all of them": (
        "<p><hi rend=“bold”>AT&T&hellip;</hi> <persname>x</persname></p>",
        '<p><hi rend="bold">AT&amp;T…</hi> <persName>x</persName></p>',
    ),
}


@pytest.mark.parametrize("kind", SYNTAX)
def test_a_slip_that_makes_the_file_unreadable_is_mended(fixer: Fixer, kind: str) -> None:
    wrong, right = SYNTAX[kind]
    after, done = fixer.mend(tei(wrong).encode())
    assert after.decode() == tei(right)
    assert not done.left
    assert all(is_safe(repair.finding) for repair in done.mended)


@pytest.mark.parametrize(
    "wrong",
    [
        "<p>R&copy now</p>",  # a reference that lacks its “;”, or none
        "<p>&unknown; x</p>",
        "<p><hi>x</p>",
        "<p>a &#12 b</p>",
    ],
)
def test_what_may_be_meant_otherwise_stays_unreadable(fixer: Fixer, wrong: str) -> None:
    before = tei(wrong).encode()
    assert fixer.mend(before, unsafe=True)[0] == before


def test_a_missing_namespace_is_declared_and_what_was_hidden_is_told(fixer: Fixer) -> None:
    before = tei("<p><persname>x</persname><wibble/></p>", root="TEI").encode()
    after, done = fixer.mend(before)
    assert after.decode() == tei("<p><persName>x</persName><wibble/></p>")
    assert [finding.code for finding in done.left] == ["RNG101"]
    assert [repair.finding.code for repair in done.mended] == ["SG104", "RNG101"]


def test_a_misspelt_declaration_of_the_namespace_is_one(fixer: Fixer) -> None:
    right = tei("<p>x</p>")
    assert fixer.mend(right.replace("xmlns", "xmlsn").encode())[0].decode() == right


def test_a_prefix_of_tei_is_kept(fixer: Fixer) -> None:
    whole = tei("<p><b>x</b><persname>y</persname></p>").replace("</", "</t:")
    for name in ("TEI", "teiHeader", "fileDesc", "titleStmt", "title", "publicationStmt", "p"):
        whole = whole.replace(f"<{name}", f"<t:{name}")
    for name in ("publisher", "sourceDesc", "text", "body", "b", "persname"):
        whole = whole.replace(f"<{name}>", f"<t:{name}>")
    whole = whole.replace("<t:t:", "<t:").replace("xmlns=", "xmlns:t=")
    after, done = fixer.mend(whole.encode())
    assert '<t:hi rend="bold">x</t:hi><t:persName>y</t:persName>' in after.decode()
    assert not done.left


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("name", "codec", "bom"),
    [
        ("UTF-8", "utf-8", b""),
        ("UTF-8", "utf-8", b"\xef\xbb\xbf"),
        ("UTF-16", "utf-16-le", b"\xff\xfe"),
        ("UTF-16", "utf-16-be", b"\xfe\xff"),
        ("ISO-8859-1", "latin-1", b""),
        ("windows-1252", "cp1252", b""),
        ("Shift_JIS", "shift_jis", b""),
    ],
)
def test_encoding_and_ends_of_lines_stay(
    fixer: Fixer, name: str, codec: str, bom: bytes, end: str
) -> None:
    other = "日本" if codec == "shift_jis" else "é" if codec in ("latin-1", "cp1252") else "é𝔄"
    wrong = f"<p>{other} <persname>{other}</persname>\n {other}<date wehn='1949'>x</date></p>"

    def written(body: str) -> bytes:
        whole = tei(body).replace("UTF-8", name).replace("\n", end)
        return bom + whole.encode(codec)

    after, done = fixer.mend(written(wrong))
    right = wrong.replace("persname", "persName").replace("wehn", "when")
    assert after == written(right)
    assert len(done.mended) == 2


def test_what_an_encoding_lacks_is_written_as_a_reference(fixer: Fixer) -> None:
    whole = tei("<p>&hellip; &eacute;</p>").replace("UTF-8", "ISO-8859-1")
    after, _ = fixer.mend(whole.encode("latin-1"))
    assert "<p>&#8230; é</p>" in after.decode("latin-1")


def test_a_document_type_declaration_is_no_markup_of_the_document(fixer: Fixer) -> None:
    declared = "<!DOCTYPE TEI [<!ELEMENT persname (#PCDATA)><!-- <persname> -->]>\n<TEI"
    before = tei("<p><persname>x</persname></p>").replace("<TEI", declared).encode()
    after, _ = fixer.mend(before)
    assert after == before.replace(b"<p><persname>x</persname>", b"<p><persName>x</persName>")


def test_an_id_that_another_file_points_to_keeps_its_name(tmp_path: Path) -> None:
    fixer = Fixer(tmp_path / "edition")
    before = tei('<p xml:id="p 1">x</p>').encode()
    assert b'"p-1"' in fixer.mend(before)[0]
    other = Fixer(tmp_path / "other")
    (other.folder / "tei/b.xml").write_text(tei('<p><ref target="a.xml#p%201">x</ref></p>'))
    assert other.mend(before)[0] == before


def test_a_mend_of_html_stays_away_from_other_vocabularies(fixer: Fixer) -> None:
    math = '<b xmlns="urn:other">x</b>'
    before = tei(f"<p>a</p>{math}").encode()
    assert fixer.mend(before, unsafe=True)[0] == before


@pytest.mark.parametrize(
    "much",
    [
        "&" * 50_000,
        "<!--" * 100_000,
        "<![CDATA[" * 100_000,
        "<p n=“" * 100_000,
        "& <?x " * 30_000,
        "<!DOCTYPE " * 100_000,
        "&eacute;" * 30_000,
        '<p n="' * 100_000,
        "".join(f"<p><nmae{n}/></p>" for n in range(1000)),
        "".join(f'<p xml:id="p {n}"><ref target="#p {n} #q{n}"/></p>' for n in range(1000)),
        "<p>" + "<b>" * 700 + "x" + "</b>" * 700 + "</p>",
    ],
    ids=lambda much: much[:12],
)
def test_a_hostile_file_takes_no_time_that_grows_faster_than_it(fixer: Fixer, much: str) -> None:
    before = tei(f"<p>x & y</p>{much}").encode()
    for data in (before, before.replace(b"x & y", b"x")):
        after, _ = fixer.mend(data)
        assert fixer.mend(after)[0] == after


def test_a_document_without_findings_is_given_back_as_it_is(fixer: Fixer) -> None:
    before = tei("<p>a</p>").encode()
    after, done = fixer.mend(before)
    assert (after, done.mended, done.left) == (before, [], ())


def test_edits_are_made_only_when_asked_for(fixer: Fixer) -> None:
    data = tei("<p><persname>x</persname></p>").encode()
    (finding,) = fixer.findings(data)
    assert [edit.text for edit in finding.edits] == ["persName", "persName"]
    for edit in finding.edits:
        assert edit.span.offset is not None
        written = data.decode()[edit.span.offset :][: edit.span.length]
        assert (written, edit.span.end_line) == ("persname", edit.span.line)
    plain = Checker(find(fixer.folder), Options(cached=False))
    (finding,) = plain.check_bytes(fixer.path, data).findings
    assert finding.edits == ()
