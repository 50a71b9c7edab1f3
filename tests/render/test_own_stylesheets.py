"""An edition's own stylesheets: what they may import, and where their errors are shown."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from lxml import etree
from rendered import letter

from siglum.findings.diagnostics import CannotUse
from siglum.model.registers import Authority
from siglum.render import stylesheets
from siglum.render.frame import Page
from siglum.render.look import Look
from siglum.render.modules import Program
from siglum.render.outputs import View
from siglum.render.pages import html, own
from siglum.saxon import apart
from siglum.saxon.apart import SaxonApart
from siglum.saxon.stylesheet import Stylesheet
from siglum.xml.resolve import Border

_FN = "http://www.w3.org/2005/xpath-functions"
_IN_TEMPLATE = '<xsl:template name="a">{}</xsl:template>'
_HOURS = "every $i in 1 to 900000000, $j in 1 to 900000000 satisfies $i * $j ne count(/*) - 2"

_SHELL = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:sg="https://siglum.invalid/ns">
{content}
</xsl:stylesheet>"""


def _made(folder: Path, content: str) -> str:
    (folder / "own.xsl").write_text(_SHELL.format(content=content))
    look = Look(root=folder, outputs={"own.txt": "own.xsl"})
    return own(letter("<p>A</p>"), "own.txt", Page(), Authority(), look).text


def _stopped(folder: Path, content: str) -> tuple[str, str, int]:
    with pytest.raises(CannotUse) as caught:
        _made(folder, content)
    found = caught.value.diagnostic
    return f"{found.code} {found.message}", found.span.file.name, found.span.line


def test_modules_of_siglum_and_of_the_edition_are_imported(tmp_path: Path) -> None:
    (tmp_path / "part.xsl").write_text(_SHELL.format(content='<xsl:variable name="b" select="2"/>'))
    made = _made(
        tmp_path,
        """<xsl:import href="siglum:text.xsl"/><xsl:include href="part.xsl"/>
        <xsl:template match="/"><xsl:value-of select="$b"/>: <xsl:next-match/></xsl:template>""",
    )
    assert made == "2: A\n"


def test_what_takes_the_place_of_siglums_stylesheet_imports_it(tmp_path: Path) -> None:
    look = Look(root=tmp_path, outputs={"html": "html.xsl"})
    (tmp_path / "html.xsl").write_text(_SHELL.format(content='<xsl:template match="p"/>'))
    with pytest.raises(CannotUse) as caught:
        html(letter("<p>A</p>"), View.READING, Page(), Authority(), look=look)
    found = caught.value.diagnostic
    assert found.message == "the stylesheet does not import “siglum:html.xsl”, whose place it takes"
    (tmp_path / "part.xsl").write_text(
        _SHELL.format(content='<xsl:import href="siglum:html.xsl"/>')
    )
    (tmp_path / "html.xsl").write_text(
        _SHELL.format(content='<xsl:import href="part.xsl"/><!---->')
    )
    look = Look(root=tmp_path, outputs={"html": "html.xsl"})
    assert "A" in html(letter("<p>A</p>"), View.READING, Page(), Authority(), look=look).text


_OUTSIDE = "is neither siglum's nor the edition's"


@pytest.mark.parametrize(
    ("href", "words"),
    [
        ("/etc/passwd", f"“/etc/passwd” {_OUTSIDE}"),
        ("file:///etc/passwd", f"“file:///etc/passwd” {_OUTSIDE}"),
        ("https://example.org/x.xsl", f"“https://example.org/x.xsl” {_OUTSIDE}"),
        ("data:text/xml,%3Ca/%3E", _OUTSIDE),
        ("#own", f"“#own” {_OUTSIDE}"),
        ("", f"“” {_OUTSIDE}"),
        ("../x.xsl", "“../x.xsl” lies outside the edition"),
        ("%2e%2e/x.xsl", "“%2e%2e/x.xsl” lies outside the edition"),
        ("part/%2e%2e/..%2Fx.xsl", "lies outside the edition"),
        ("..\\x.xsl", "may be read as an address of another host"),
        ("link.xsl", "“link.xsl” lies outside the edition"),
        (".hidden/x.xsl", "“.hidden/x.xsl” is a hidden file, or lies in a hidden folder"),
        (".x.xsl", "is a hidden file"),
        ("none.xsl", "there is no stylesheet “none.xsl”"),
        ("siglum:htm.xsl", "siglum has no stylesheet “siglum:htm.xsl”"),
        ("siglum:../../x.xsl", "siglum has no stylesheet “siglum:../../x.xsl”"),
        ("siglum:modules/../html.xsl", "siglum has no stylesheet “siglum:modules/../html.xsl”"),
        ("siglum:%2e%2e/x.xsl", "siglum has no stylesheet “siglum:%2e%2e/x.xsl”"),
        ("siglum:/etc/passwd", "siglum has no stylesheet “siglum:/etc/passwd”"),
        ("siglum:words/en.xml", "siglum has no stylesheet “siglum:words/en.xml”"),
    ],
)
@pytest.mark.parametrize("name", ["import", "include"])
def test_modules_are_the_editions_or_siglums(
    tmp_path: Path, name: str, href: str, words: str
) -> None:
    folder = tmp_path / "edition"
    (folder / ".hidden").mkdir(parents=True)
    for file in ("x.xsl", "edition/.hidden/x.xsl", "edition/.x.xsl"):
        (tmp_path / file).write_text(_SHELL.format(content=""))
    (folder / "link.xsl").symlink_to(tmp_path / "x.xsl")
    found, file, line = _stopped(folder, f'<xsl:{name} href="{href}"/>')
    assert found.startswith("SG601 ")
    assert words in found
    assert (file, line) == ("own.xsl", 3)


@pytest.mark.parametrize("stylesheet", [".own.xsl", ".own/own.xsl", "../own.xsl"])
def test_a_stylesheet_of_the_edition_is_not_hidden_nor_elsewhere(
    tmp_path: Path, stylesheet: str
) -> None:
    path = tmp_path / "edition" / stylesheet
    (tmp_path / "edition/.own").mkdir(parents=True)
    path.write_text(_SHELL.format(content=""))
    look = Look(root=tmp_path / "edition", outputs={"own.txt": stylesheet})
    with pytest.raises(CannotUse, match=r"the stylesheet (is a hidden file|lies outside)"):
        own(letter("<p>A</p>"), "own.txt", Page(), Authority(), look)


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        ('<xsl:param name="a" static="yes" select="doc(\'/etc/passwd\')"/>', "static"),
        ("<xsl:template name='a' use-when=\"doc-available('/etc/x')\"/>", "use-when"),
        ('<xsl:template name="a"><b xsl:use-when="1"/></xsl:template>', "xsl:use-when"),
        ('<xsl:include _href="{1}"/>', "_href"),
        ('<xsl:use-package name="a"/>', "xsl:use-package"),
        ("<xsl:import-schema/>", "xsl:import-schema"),
        ('<xsl:import href="own.xsl" xml:base="/etc/"/>', "xml:base"),
        ('<xsl:template name="a"><b xml:base="/etc/"/></xsl:template>', "xml:base"),
        ('<xsl:output parameter-document="/etc/x"/>', "parameter-document"),
        (_IN_TEMPLATE.format('<xsl:result-document href="/tmp/x"/>'), "href"),
        (_IN_TEMPLATE.format('<xsl:source-document href="/etc/x"/>'), "xsl:source-document"),
        (_IN_TEMPLATE.format("<xsl:evaluate xpath=\"'1'\"/>"), "xsl:evaluate"),
        (
            _IN_TEMPLATE.format(
                "<xsl:merge><xsl:merge-source for-each-source=\"'x'\"/></xsl:merge>"
            ),
            "for-each-source",
        ),
        (_IN_TEMPLATE.format('<xsl:sequence select="transform(map{})"/>'), "transform()"),
        (
            _IN_TEMPLATE.format('<xsl:sequence select="map{} => transform (: :) ()"/>'),
            "transform()",
        ),
        (_IN_TEMPLATE.format('<xsl:sequence select="apply(transform#1, [1])"/>'), "transform()"),
        (
            _IN_TEMPLATE.format('<a b="{f:function-lookup(1, 2)}" xmlns:f="' + _FN + '"/>'),
            "function-lookup()",
        ),
        (
            _IN_TEMPLATE.format('<a xsl:expand-text="1">{Q{' + _FN + "}transform(1)}</a>"),
            "transform()",
        ),
        (_IN_TEMPLATE.format('<a xsl:expand-text="1">{trans<!-- -->form(1)}</a>'), "transform()"),
        (
            _IN_TEMPLATE.format('<b xsl:expand-text="1"><a/>{function-<?b?>look<!---->up(1)}</b>'),
            "function-lookup()",
        ),
    ],
)
def test_what_would_read_or_write_is_refused(tmp_path: Path, content: str, refused: str) -> None:
    found, file, line = _stopped(tmp_path, content)
    assert found == f"SG601 “{refused}” is refused in an edition's stylesheet"
    assert (file, line) == ("own.xsl", 3)


@pytest.mark.parametrize(
    "content",
    [
        '<xsl:output xmlns:saxon="http://saxon.sf.net/" saxon:next-in-chain="x.xsl"/>',
        _IN_TEMPLATE.format("<xsl:sequence select=\"Q{http://saxon.sf.net/}doc('x', map{})\"/>"),
        _IN_TEMPLATE.format(
            "<a xsl:expand-text='1'>{Q{http://saxon.sf<!-- -->.net/}doc('x', map{})}</a>"
        ),
    ],
)
def test_saxons_extensions_are_refused(tmp_path: Path, content: str) -> None:
    found, file, line = _stopped(tmp_path, content)
    assert found == "SG601 Saxon's extensions are refused in an edition's stylesheet"
    assert (file, line) == ("own.xsl", 3)


def test_functions_and_words_that_only_look_alike_are_not_refused(tmp_path: Path) -> None:
    content = """<xsl:function name="my:transform" xmlns:my="urn:my"><xsl:sequence select="1"/>
        </xsl:function><xsl:template match="/"><a xmlns:my="urn:my" b="{my:transform()}"
        >transform (or not)</a></xsl:template>"""
    assert 'b="1">transform (or not)' in _made(tmp_path, content)


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE xsl:stylesheet [<!ATTLIST xsl:variable static CDATA "yes">]>',
        "<!DOCTYPE xsl:stylesheet [<!ATTLIST xsl:template use-when CDATA \"doc('/etc/x')\">]>",
        '<!DOCTYPE xsl:stylesheet SYSTEM "static.dtd">',
        '<!DOCTYPE xsl:stylesheet [<!ENTITY % static SYSTEM "static.dtd"> %static;]>',
        "<!DOCTYPE xsl:stylesheet [<!ENTITY % a '<!ATTLIST xsl:param static CDATA \"1\">'> %a;]>",
        "<!-- a --><?b c?><!DOCTYPE xsl:stylesheet>",
    ],
)
@pytest.mark.parametrize("file", ["own.xsl", "part.xsl"])
def test_a_document_type_declaration_is_refused(tmp_path: Path, doctype: str, file: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    (tmp_path / "static.dtd").write_text('<!ATTLIST xsl:variable static CDATA "yes">')
    variable = f"<xsl:variable name='v' select=\"unparsed-text('{secret.as_uri()}')\"/>"
    shown = '<xsl:template match="/"><xsl:value-of select="$v"/></xsl:template>'
    include = '<xsl:include href="part.xsl"/>'
    (tmp_path / "own.xsl").write_text(_SHELL.format(content=include + shown))
    (tmp_path / "part.xsl").write_text(_SHELL.format(content=variable))
    (tmp_path / file).write_text(doctype + (tmp_path / file).read_text())
    look = Look(root=tmp_path, outputs={"own.txt": "own.xsl"})
    with pytest.raises(CannotUse) as caught:
        own(letter("<p>A</p>"), "own.txt", Page(), Authority(), look)
    found = caught.value.diagnostic
    assert found.code in ("SG601", "SG109")
    assert "document type declaration is refused" in found.message or "entity" in found.message
    assert found.span.file.name == file


def test_what_was_read_is_compiled_though_the_file_changes(tmp_path: Path) -> None:
    content = '<xsl:template match="/"><a>{}</a></xsl:template>'
    (tmp_path / "own.xsl").write_text(_SHELL.format(content=content.format("checked")))
    program = Program(tmp_path / "own.xsl", Border(tmp_path))
    (tmp_path / "own.xsl").write_text(_SHELL.format(content=content.format("changed")))
    assert "checked" in Stylesheet(program.text).apply(etree.fromstring("<b/>")).text


def test_modules_that_lead_back_or_multiply_are_refused(tmp_path: Path) -> None:
    (tmp_path / "part.xsl").write_text(_SHELL.format(content='<xsl:import href="own.xsl"/>'))
    found, file, line = _stopped(tmp_path, '<xsl:import href="part.xsl"/>')
    assert found == "SG601 “own.xsl” leads back to this stylesheet"
    assert (file, line) == ("part.xsl", 3)
    for number in range(40):
        twice = f'<xsl:import href="{number + 1}.xsl"/>' * 2
        (tmp_path / f"{number}.xsl").write_text(_SHELL.format(content=twice))
    (tmp_path / "40.xsl").write_text(_SHELL.format(content="<!--" + "a" * 1000 + "-->"))
    found, *_ = _stopped(tmp_path, '<xsl:import href="0.xsl"/>')
    assert found == "SG601 the stylesheet has more than 32,000,000 characters with its modules"
    for number in range(200):
        (tmp_path / f"{number}.xsl").write_text(
            _SHELL.format(content=f'<xsl:import href="{number + 1}.xsl"/>')
        )
    found, *_ = _stopped(tmp_path, '<xsl:import href="0.xsl"/>')
    assert found == "SG601 stylesheets are imported more than 100 deep"


@pytest.mark.parametrize(
    "content",
    [
        '<xsl:template match="/"><xsl:apply-templates select="."/></xsl:template>',
        f'<xsl:variable name="a" select="{_HOURS}"/>'
        '<xsl:template match="/"><xsl:value-of select="$a"/></xsl:template>',
        f'<xsl:template match="/"><xsl:value-of select="count(//*[{_HOURS}])"/></xsl:template>',
        f'<xsl:template match="*[{_HOURS}]"/>',
    ],
)
def test_what_computes_without_end_is_ended_and_not_applied_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    monkeypatch.setattr(stylesheets, "SECONDS", 1.0)
    (tmp_path / "own.xsl").write_text(_SHELL.format(content=content))
    (tmp_path / "other.xsl").write_text(_SHELL.format(content=""))
    look = Look(root=tmp_path, outputs={"own.txt": "own.xsl", "other.txt": "other.xsl"})
    letters = letter("<p>A</p>"), letter("<p>B</p>")
    assert own(letters[0], "other.txt", Page(), Authority(), look).text
    found = []
    for output in ("own.txt", "own.txt", "other.txt"):
        with pytest.raises(CannotUse) as caught:
            own(letters[1], output, Page(), Authority(), look)
        found.append(caught.value.diagnostic)
        monkeypatch.setattr(SaxonApart, "apply", None)
    assert found[0] == found[1] == found[2]
    assert found[0].message == "the stylesheet was ended: it took more than 1 seconds of computing"
    assert found[0].span.file.name == "own.xsl"


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is bounded on Linux")
def test_what_eats_memory_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MEMORY", 1 << 28)
    eats = "fold-left(1 to 34, (1, 2), function($s, $n) {{ (reverse($s), $s) }})[. = 3]"
    found, file, _ = _stopped(
        tmp_path, f'<xsl:template match="/"><xsl:value-of select="{eats}"/></xsl:template>'.format()
    )
    assert "the stylesheet was ended: it needs too much memory" in found
    assert file == "own.xsl"


def test_endless_recursion_is_told_at_its_place(tmp_path: Path) -> None:
    again = '<xsl:template name="a"><b><xsl:call-template name="a"/></b></xsl:template>'
    found, file, line = _stopped(
        tmp_path, f'{again}\n<xsl:template match="/"><xsl:call-template name="a"/></xsl:template>'
    )
    assert "Too many nested template or function calls" in found
    assert (file, line) == ("own.xsl", 3)


def test_a_stylesheet_that_was_mended_is_read_anew(tmp_path: Path) -> None:
    _stopped(tmp_path, "<xsl:templat/>")
    assert "mended" in _made(tmp_path, '<xsl:template match="/"><a>mended</a></xsl:template>')


def test_a_module_that_is_not_well_formed_has_its_place(tmp_path: Path) -> None:
    (tmp_path / "part.xsl").write_text("<a>\n<b></a>")
    found, file, line = _stopped(tmp_path, '<xsl:include href="part.xsl"/>')
    assert (found[:5], file, line) == ("SG101", "part.xsl", 2)


@pytest.mark.parametrize(
    ("select", "words"),
    [
        ("1 div 0", "FOAR0001 Integer division by zero"),
        ("unknown()", "XPST0017 Cannot find a 0-argument function"),
        ("doc('siglum:html.xsl')", "FODC0005 Access to URI"),
        ("unparsed-text('/etc/hostname')", "FOUT1170 Access to URI"),
        ("1 +", "XPST0003"),
    ],
)
def test_errors_have_saxons_code_and_their_line(tmp_path: Path, select: str, words: str) -> None:
    found, file, line = _stopped(
        tmp_path, f'<xsl:template match="/">\n<xsl:sequence select="{select}"/></xsl:template>'
    )
    assert found.startswith(f"SG601 {words}")
    assert (file, line) == ("own.xsl", 4)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ('<xsl:template match="a["/>', "XTSE0340 Unexpected token <eof> before ..."),
        (
            '<xsl:template match="a"><xsl:call-template name="none"/></xsl:template>',
            "XTSE0650 Cannot find a template named none",
        ),
        ("<xsl:templat/><xsl:functio/>", "XTSE0010 Unknown XSLT instruction xsl:templat"),
    ],
)
@pytest.mark.parametrize(
    "imported",
    ["siglum:html.xsl", "warned.xsl"],
)
def test_the_first_error_is_told_without_warnings_and_others(
    tmp_path: Path, imported: str, content: str, found: str
) -> None:
    warned = '<xsl:variable name="a" select="/a/(b | div | c)"/>'  # SXWN9040 for div
    (tmp_path / "warned.xsl").write_text(_SHELL.format(content=warned))
    stopped = _stopped(tmp_path, f'<xsl:import href="{imported}"/>\n{content}')
    assert stopped == (f"SG601 {found}", "own.xsl", 4)


def test_an_error_of_siglums_is_not_one_of_a_file_of_the_same_name(tmp_path: Path) -> None:
    title = '<xsl:function name="sg:title"><xsl:param name="of"/><xsl:sequence select="1"/>'
    lines = "\n" * 200
    (tmp_path / "html.xsl").write_text(
        _SHELL.format(
            content=f'<xsl:import href="siglum:html.xsl"/>{lines}{title}</xsl:function>{lines}'
        )
    )
    look = Look(root=tmp_path, outputs={"html": "html.xsl"})
    with pytest.raises(CannotUse) as caught:
        html(letter("<p>A</p>"), View.READING, Page(), Authority(), look=look)
    found = caught.value.diagnostic
    assert found.span.file.name == "source.xml"
    assert "the transformation stopped" in found.message


def test_a_stylesheet_that_is_a_page_makes_that_page(tmp_path: Path) -> None:
    (tmp_path / "own.xsl").write_text(
        '<a xsl:version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">{1}</a>'
    )
    look = Look(root=tmp_path, outputs={"own.txt": "own.xsl"})
    made = own(letter("<p>A</p>"), "own.txt", Page(), Authority(), look).text
    assert made.endswith("<a>{1}</a>")


def test_no_stylesheet_is_told_where_siglum_runs(tmp_path: Path) -> None:
    content = """<xsl:template match="/"><xsl:try><xsl:sequence select="error()"/><xsl:catch>
        <a xmlns:err="http://www.w3.org/2005/xqt-errors" b="{$err:module, static-base-uri()}"/>
        </xsl:catch></xsl:try></xsl:template>"""
    made = _made(tmp_path, content)
    assert "siglum:/0.xsl" in made
    assert not [
        part for part in (*Path.cwd().parts[1:], *tmp_path.parts[1:]) if f"/{part}/" in made
    ]
