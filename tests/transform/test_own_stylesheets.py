"""An edition's own stylesheets: what they may import, and where their errors are shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from rendered import letter

from siglum.transform.look import Look
from siglum.transform.pages import Authority, Page, html, own
from siglum.transform.views import Unrendered, View

_SHELL = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:sg="https://siglum.invalid/ns">
{content}
</xsl:stylesheet>"""


def _made(folder: Path, content: str) -> str:
    (folder / "own.xsl").write_text(_SHELL.format(content=content))
    look = Look(root=folder, outputs={"own.txt": "own.xsl"})
    return own(letter("<p>A</p>"), "own.txt", Page(), Authority(), look).text


def _stopped(folder: Path, content: str) -> tuple[str, str, int]:
    with pytest.raises(Unrendered) as caught:
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
    with pytest.raises(Unrendered) as caught:
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


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('<xsl:import href="/etc/passwd"/>', "“/etc/passwd” is neither siglum's nor the edition's"),
        ('<xsl:include href="../x.xsl"/>', "“../x.xsl” lies outside the edition"),
        ('<xsl:import href="https://example.org/x.xsl"/>', "neither siglum's nor the edition's"),
        ('<xsl:import href="none.xsl"/>', "there is no stylesheet “none.xsl”"),
        ('<xsl:import href="siglum:htm.xsl"/>', "siglum has no stylesheet “siglum:htm.xsl”"),
        ('<xsl:param name="a" static="yes" select="doc(\'/etc/passwd\')"/>', "“static” is refused"),
        ("<xsl:template name='a' use-when=\"doc-available('/etc/x')\"/>", "“use-when” is refused"),
        (
            '<xsl:template name="a"><b xsl:use-when="1"/></xsl:template>',
            "“xsl:use-when” is refused",
        ),
        ('<xsl:include _href="{1}"/>', "“_href” is refused"),
        ('<xsl:use-package name="a"/>', "“xsl:use-package” is refused"),
    ],
)
def test_what_would_read_elsewhere_is_refused(tmp_path: Path, content: str, words: str) -> None:
    found, file, line = _stopped(tmp_path, content)
    assert found.startswith("SG601 ")
    assert words in found
    assert (file, line) == ("own.xsl", 3)


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
    with pytest.raises(Unrendered) as caught:
        html(letter("<p>A</p>"), View.READING, Page(), Authority(), look=look)
    found = caught.value.diagnostic
    assert found.span.file.name == "source.xml"
    assert "the transformation stopped" in found.message
