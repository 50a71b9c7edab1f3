"""All outputs of a document, made together: the same as each made alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from rendered import letter, rendered

from siglum.proof.claims import claimed
from siglum.render.frame import Page
from siglum.render.look import Look
from siglum.render.outputs import Format, View
from siglum.render.pages import Authority, Wanted, html, renderings
from siglum.render.views import Rendering

_BODY = """<p>One <hi>word</hi> and <del>another</del>.<note>A note.</note></p><!-- c -->
<lg><l>a</l><l>b &#x80;</l></lg><p><choice><sic>x</sic><corr>y</corr></choice> <s><w>z</w></s></p>
<list><item>one <unknown>two</unknown></item></list><p><pb n="2"/>a<lb/>b</p>"""

_OWN = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:tei="http://www.tei-c.org/ns/1.0">
<xsl:import href="siglum:html.xsl"/>
<xsl:template match="tei:w" mode="sg:reading" xmlns:sg="https://siglum.invalid/ns"/>
</xsl:stylesheet>"""


@pytest.mark.parametrize("formats", [tuple(Format), tuple(reversed(Format)), (Format.TEXT,)])
def test_outputs_made_together_are_those_made_alone(formats: tuple[Format, ...]) -> None:
    source = letter(_BODY)
    tree = claimed(source.tree)
    wanted = [Wanted(view, formats, Page()) for view in View]
    found = list(renderings(source, wanted, Authority(), tree))
    assert [(made.view, made.format) for made in found] == [(v, f) for v in View for f in formats]
    for made in found:
        assert isinstance(made.rendering, Rendering)
        assert made.rendering.text == rendered(source, made.format, made.view, tree).text


def test_findings_on_an_article_come_with_its_page() -> None:
    (page, text) = renderings(
        letter(_BODY), [Wanted(View.READING, (Format.HTML, Format.TEXT), Page())], Authority()
    )
    assert isinstance(page.rendering, Rendering)
    assert isinstance(text.rendering, Rendering)
    assert [finding.code for finding in page.rendering.findings] == ["SG602"]
    assert not text.rendering.findings


def test_an_own_stylesheet_sees_each_element_of_a_view(tmp_path: Path) -> None:
    (tmp_path / "html.xsl").write_text(_OWN)
    look = Look(root=tmp_path, outputs={"html": "html.xsl"})
    source = letter("<p><s>A <w>heather</w> less</s></p>")
    (made, text) = renderings(
        source,
        [Wanted(View.READING, (Format.HTML, Format.TEXT), Page())],
        Authority(),
        look=look,
    )
    assert isinstance(made.rendering, Rendering)
    assert isinstance(text.rendering, Rendering)
    assert "heather" not in made.rendering.text
    assert "heather" in text.rendering.text
    assert made.rendering.text == html(source, View.READING, Page(), Authority(), look=look).text
