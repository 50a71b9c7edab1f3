"""A finding is the same in every encoding, with every line ending, and in an included part."""

from __future__ import annotations

import codecs
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import REPO
from siglum.checks import Checker
from siglum.edition.config import load
from siglum.findings.diagnostics import Diagnostic
from siglum.report import reporter

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
HEAD = f"""<TEI {TEI} xmlns:xi="http://www.w3.org/2001/XInclude"><teiHeader><fileDesc>
<titleStmt><title>T 𝔄</title></titleStmt><publicationStmt><publisher>P</publisher>
</publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>
"""
WRONG = f"""<text {TEI}><body>
<div>𝔄𝔅é <foo bar="1"/> words 𝔄 <placename/><p>ok</p>words after 𝔄 here</div>
<p>x\u0085y <ref target="#no𝔄"/> <date
  when="𝔄x"
 typ="é" /> <hi
rend="a b"\trefx="1">𝔄</hi>é<lg/></p>
<!-- 𝔄 --><p>𝔄 <name ref="#é𝔄">e\u0301 <supplied/></name></p>
words
<p xml:id="d1"><choice><sic>a</sic></choice>\u2028 text <l>𝔄</l></p><p xml:id="a a"/>
<div xml:id="d1" refx="1"><p
>a</p><opener/><p xmlid="q"/><choice/><list><item/><head/>a<!-- 𝔄 -->𝔄<![CDATA[c]]>d</list></div>
</body></text>"""
NOT_WELL_FORMED = {
    name: WRONG.replace("words\n", f"𝔄 é{fault}\n")
    for name, fault in {
        "an ampersand": " & x",
        "an element that is not closed": "<hi>x <foreign>y</foreign>",
        "a missing slash": "<salute>To 𝔄<salute>",
        "an end tag of nothing": "</hi>",
        "an entity": "&nbsp;",
        "a character": "\x01",
        "an attribute": "<hi rend=a/>",
    }.items()
}
DECLARED = '<?xml version="1.0" encoding="{}"?>\n'

FORMS = ["UTF-8 with a mark", "UTF-16", "UTF-16BE", "CRLF", "CR", "part", "UTF-16 part"]


def forms(folder: Path, form: str, text: str) -> tuple[Path, Path]:
    """Write a text in some form; return the document, and the file that the text stands in."""
    whole = DECLARED.format("UTF-8") + HEAD + text + "</TEI>"
    wide = DECLARED.format("UTF-16")
    path = folder / "a.xml"
    match form:
        case "plain":
            data = whole.encode()
        case "UTF-8 with a mark":
            data = whole.encode("utf-8-sig")
        case "UTF-16":
            data = whole.replace("UTF-8", "UTF-16", 1).encode("utf-16")
        case "UTF-16BE":
            data = codecs.BOM_UTF16_BE + whole.replace("UTF-8", "UTF-16", 1).encode("utf-16-be")
        case "CRLF" | "CR":
            data = whole.replace("\n", {"CRLF": "\r\n", "CR": "\r"}[form]).encode()
        case _:
            part = folder / "part.xml"
            lines = "\n" * HEAD.count("\n")
            encoding = "UTF-16" if "16" in form else "UTF-8"
            declared = wide if "16" in form else DECLARED.format("UTF-8")
            part.write_bytes((declared + lines + text).encode(encoding))
            path.write_text(HEAD.replace("\n", " ") + '<xi:include href="part.xml"/></TEI>')
            return path, part
    path.write_bytes(data)
    return path, path


def said(finding: Diagnostic) -> tuple[object, ...]:
    span = finding.span
    return finding.code, finding.message, finding.help, span.line, span.column, span.length


def test_a_place_is_the_same_stretch_of_the_text_however_it_is_counted(tmp_path: Path) -> None:
    settings = '[schemas]\nrelaxng = "g.rng"\nschematron = "r.sch"\n'
    for suffix, name in (("rng", "g.rng"), ("sch", "r.sch")):
        shutil.copyfile(REPO / f"schema/siglum-edition.{suffix}", tmp_path / name)
    (tmp_path / "edition.toml").write_text(settings)
    path, _ = forms(tmp_path, "CRLF", WRONG.replace('refx="1"', 'refx="1\n 2"'))
    text = path.read_bytes().decode()
    lines = text.split("\r\n")
    spans = [one.span for one in Checker(load(tmp_path / "edition.toml")).check(path).findings]
    assert len(spans) > 15
    for span in spans:
        assert span.offset is not None
        stretch = text[span.offset : span.offset + span.length]
        assert lines[span.line - 1][span.column - 1 :].startswith(stretch.split("\r\n")[0])
        line, column = span.end
        behind = text[span.offset + span.length :]
        assert lines[line - 1][column - 1 :] == behind.split("\r\n")[0]
    assert any(span.end[0] > span.line for span in spans)


def found(folder: Path, form: str, text: str, settings: str) -> Iterator[tuple[object, ...]]:
    """Yield what is said of a text, with the line of the source as it is shown."""
    (folder / "edition.toml").write_text(settings)
    path, file = forms(folder, form, text)
    shown = reporter("full")
    for finding in Checker(load(folder / "edition.toml")).check(path).findings:
        if finding.span.file == file:
            _, _, *snippet = shown.file(path, [finding]).splitlines()
            yield (*said(finding), *snippet)


def compared(tmp_path: Path, form: str, text: str, settings: str) -> list[tuple[object, ...]]:
    for name in ("plain", "other"):
        (tmp_path / name).mkdir()
    expected = list(found(tmp_path / "plain", "plain", text, settings))
    assert list(found(tmp_path / "other", form, text, settings)) == expected
    return expected


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kinds", [("rng", "sch"), ("rng",)], ids=["and rules", "alone"])
def test_findings_are_the_same(tmp_path: Path, form: str, kinds: tuple[str, ...]) -> None:
    names = {"rng": "relaxng", "sch": "schematron"}
    settings = "[schemas]\n"
    run = tmp_path / "run"
    for kind in kinds:
        schema = f"siglum-edition.{kind}"
        settings += f'{names[kind]} = "schema/{schema}"\n'
        for name in ("plain", "other"):
            (run / name / "schema").mkdir(parents=True, exist_ok=True)
            shutil.copyfile(REPO / "schema" / schema, run / name / "schema" / schema)
    expected = list(found(run / "plain", "plain", WRONG, settings))
    assert len(expected) > 15
    assert list(found(run / "other", form, WRONG, settings)) == expected


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("fault", NOT_WELL_FORMED)
def test_what_is_not_well_formed_is_told_the_same(tmp_path: Path, form: str, fault: str) -> None:
    ((code, *_),) = compared(tmp_path, form, NOT_WELL_FORMED[fault], "")
    assert code in ("SG101", "SG109")
