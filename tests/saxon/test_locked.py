"""Saxon in its process opens nothing, whatever a stylesheet says: asked without a check before.

Saxon's own lock (allowedProtocols) leaves ways open, such as `transform()` with a source-location
and `saxon:doc()`; the process closes them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from lxml import etree

from siglum.saxon import serve
from siglum.saxon.apart import Done, Ended, Failed, SaxonApart, Task
from siglum.saxon.stylesheet import Markup, TransformError

_TOLD = "what is nobody's business"

_IDENTITY = (
    '<x:stylesheet version="3.0" xmlns:x="http://www.w3.org/1999/XSL/Transform">'
    '<x:template match="/"><x:copy-of select="."/></x:template></x:stylesheet>'
)
_READING = """
    unparsed-text('{uri}')
    unparsed-text('FILE{rest}')
    unparsed-text-lines('{uri}')
    if (unparsed-text-available('{uri}')) then $told else 0
    if (doc-available('{uri}')) then $told else 0
    doc('{uri}')
    document('{uri}')
    json-doc('{uri}.json')
    collection('{folder}?select=*.xml')
    collection('{folder}?select=*.xml;unparsed=yes') ! string()
    uri-collection('{folder}')[contains(., 'secret')] ! $told
    transform(map{{'stylesheet-text': $identity, 'source-location': '{uri}'}})?output
    transform(map{{'stylesheet-location': '{uri}'}})?output
    Q{{http://saxon.sf.net/}}doc('{uri}', map{{}})
    function-lookup(QName('http://saxon.sf.net/', 'doc'), 2)('{uri}', map{{}})
    load-xquery-module('a', map{{'location-hints': '{uri}'}})?variables?*
    parse-xml('<!DOCTYPE a SYSTEM "{uri}"><a/>')
    parse-xml('<!DOCTYPE a [<!ENTITY e SYSTEM "{uri}">]><a>' || $and || 'e;</a>')
    parse-xml('<!DOCTYPE a [<!ENTITY % e SYSTEM "{uri}"> %e;]><a/>')
    environment-variable('SIGLUM_TEST_SECRET')
    available-environment-variables() ! environment-variable(.)
    system-property('user.home')
""".strip().splitlines()

_WHERE = {
    "static": '<xsl:variable name="v" static="yes" select={}/>',
    "global": '<xsl:variable name="v" select={}/>',
    "use-when": f'<xsl:variable name="v"><a xsl:use-when={{}}>{_TOLD}</a></xsl:variable>',
    "match": '<xsl:variable name="v"><xsl:apply-templates/></xsl:variable>'
    f'<xsl:template match={{}} priority="9">{_TOLD}</xsl:template>',
}


@pytest.fixture(scope="module")
def saxon() -> SaxonApart:
    return SaxonApart()


@pytest.fixture
def secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("SIGLUM_TEST_SECRET", _TOLD)
    path = tmp_path / "secret.xml"
    path.write_text(f"<a>{_TOLD}</a>")
    path.with_name("secret.xml.json").write_text(f'"{_TOLD}"')
    yield path


@pytest.mark.parametrize("where", _WHERE)
@pytest.mark.parametrize("reading", _READING)
def test_nothing_is_read(saxon: SaxonApart, secret: Path, reading: str, where: str) -> None:
    uri = secret.as_uri()
    expression = reading.strip().format(uri=uri, rest=uri[4:], folder=secret.parent.as_uri())
    if where in ("use-when", "match"):
        expression = f"contains(string(({expression})[1]), 'nobody')"
    if where == "match":
        expression = f"*[{expression}]"
    content = _WHERE[where].format(quoteattr(expression))
    assert _TOLD not in _told(saxon, content)


def test_what_is_no_secret_is_told(saxon: SaxonApart) -> None:
    for where, expression in (
        ("static", f'"{_TOLD}"'),
        ("use-when", "true()"),
        ("match", "*[true()]"),
    ):
        assert _TOLD in _told(saxon, _WHERE[where].format(quoteattr(expression)))


def _told(saxon: SaxonApart, content: str) -> str:
    """Return all that a stylesheet makes known."""
    told, identity = (quoteattr("'" + text.replace("'", "''") + "'") for text in (_TOLD, _IDENTITY))
    stylesheet = f"""<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
        <xsl:variable name="told" static="yes" select={told}/>
        <xsl:variable name="and" static="yes" select="codepoints-to-string(38)"/>
        <xsl:variable name="identity" static="yes" select={identity}/>
        {content}
        <xsl:template match="/"><xsl:copy-of select="$v"/></xsl:template>
        </xsl:stylesheet>"""
    try:
        result = saxon.apply(stylesheet, 60, etree.fromstring("<b/>"), {})
    except TransformError as error:
        return str(error)
    return result.text + "".join(result.messages)


_WRITING = """
    <xsl:result-document href="{uri}"><a/></xsl:result-document>
    <xsl:copy-of select="transform(map{{'delivery-format': 'saved', 'base-output-uri': '{uri}',
        'stylesheet-text': $identity, 'source-node': parse-xml('&lt;a/>')}})"/>
    <xsl:message select="Q{{http://expath.org/ns/file}}write('{uri}', 'a')"/>
""".strip().split("\n    <")


@pytest.mark.skipif(sys.platform == "win32", reason="the system bounds no open files")
@pytest.mark.parametrize("writing", _WRITING)
def test_nothing_is_written(saxon: SaxonApart, tmp_path: Path, writing: str) -> None:
    writing = "<" + writing.lstrip("<").format(uri=(tmp_path / "written.xml").as_uri())
    for content in (
        f'<xsl:variable name="v">{writing}</xsl:variable>',
        f"""<xsl:variable name="v" select="1"/>
            <xsl:template match="/" priority="9">{writing}</xsl:template>""",
    ):
        _told(saxon, content)
        assert not list(tmp_path.iterdir())


def test_it_may_compute_so_long_and_no_longer() -> None:
    saxon = SaxonApart()
    loop = '<xsl:template match="b"><xsl:apply-templates select="."/></xsl:template>'
    stylesheet = f"""<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
        {loop}</xsl:stylesheet>"""
    with pytest.raises(Ended, match="more than 1 seconds of computing"):
        saxon.apply(stylesheet, 1, etree.fromstring("<b/>"), {})
    assert saxon.apply(stylesheet, 60, etree.fromstring("<c>d</c>"), {}).text.endswith("d")


def test_a_result_is_not_longer_than_who_waits_can_take_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(serve, "_LONGEST", 100)
    for words, kind in (("a", Done), ("a" * 100, Failed)):
        for task in (
            Task(_IDENTITY, 60, Markup(f"<b>{words}</b>")),
            Task(_IDENTITY.replace("copy-of", "message"), 60, Markup(f"<b>{words}</b>")),
        ):
            assert isinstance(serve._done(task), kind)
