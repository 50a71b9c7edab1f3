"""A file that would run or load something in a browser is not published."""

from __future__ import annotations

from pathlib import Path

import pytest

from siglum.site.acting import acting

_NAMES = (
    'xmlns="http://www.tei-c.org/ns/1.0" xmlns:h="http://www.w3.org/1999/xhtml"'
    ' xmlns:svg="http://www.w3.org/2000/svg" xmlns:m="http://www.w3.org/1998/Math/MathML"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def _words(data: str | bytes) -> str | None:
    """Return why a file is not published."""
    data = data if isinstance(data, bytes) else data.encode()
    finding = acting(Path("a.xml"), data)
    if finding is None:
        return None
    assert finding.code == "SG606"
    return finding.message.removeprefix("“a.xml” is not published: ")


@pytest.mark.parametrize(
    ("markup", "named"),
    [
        ("<xenoData><h:script>x</h:script></xenoData>", "“h:script”"),
        ("<h:SCRIPT/>", "“h:SCRIPT”"),
        ("<p><h:iframe/></p>", "“h:iframe”"),
        ("<p><h:p onclick='x'>a</h:p></p>", "“onclick” of “h:p”"),
        ("<p><h:img src='x.png'/></p>", "“src” of “h:img”"),
        ("<p><h:a href='javascript:x'>a</h:a></p>", "“href” of “h:a”"),
        ("<p><h:a href='java&#9;script:x'>a</h:a></p>", "“href” of “h:a”"),
        ("<p><h:p style='background: u\\72l(x)'>a</h:p></p>", "“style” of “h:p”"),
        ("<h:link href='x'/>", "“h:link”"),
        ("<h:meta http-equiv='refresh'/>", "“h:meta”"),
        ("<h:form/>", "“h:form”"),
        ("<svg:svg><svg:script/></svg:svg>", "“svg:script”"),
        ("<svg:svg onload='x'/>", "“onload” of “svg:svg”"),
        ("<svg:foreignObject/>", "“svg:foreignObject”"),
        ("<svg:set attributeName='href' to='javascript:x'/>", "“svg:set”"),
        ("<svg:animate/>", "“svg:animate”"),
        ("<svg:handler/>", "“svg:handler”"),
        ("<svg:use href='b.svg#a'/>", "“href” of “svg:use”"),
        ("<svg:use xlink:href='http://e.example/#a'/>", "“href” of “svg:use”"),
        ("<svg:image href='http://e.example/a.png'/>", "“href” of “svg:image”"),
        ("<svg:image href='data:image/svg+xml,x'/>", "“href” of “svg:image”"),
        ("<svg:feImage href='//e.example/a.png'/>", "“href” of “svg:feImage”"),
        ("<svg:a href='javascript:x'/>", "“href” of “svg:a”"),
        ("<svg:a href='#a' ping='http://e.example'/>", "“ping” of “svg:a”"),
        ("<svg:rect fill='url(http://e.example#a)'/>", "“fill” of “svg:rect”"),
        ("<svg:rect style='fill: image-set(\"x\" 1x)'/>", "“style” of “svg:rect”"),
        ("<svg:style>@import 'x.css';</svg:style>", "its style sheet loads something"),
        ("<svg:style>a { fill: url(<![CDATA[//e.example]]>) }</svg:style>", "its style sheet"),
        ("<svg:g xml:base='http://e.example/'/>", "“base” of “svg:g”"),
        ("<m:math href='javascript:x'/>", "“href” of “m:math”"),
        ("<m:mi onclick='x'/>", "“onclick” of “m:mi”"),
        ("<m:annotation-xml><h:script/></m:annotation-xml>", "“h:script”"),
    ],
)
def test_what_acts_is_named(markup: str, named: str) -> None:
    words = _words(f"<TEI {_NAMES}>{markup}</TEI>")
    assert words is not None and words.startswith(named), words


def test_the_place_is_that_of_the_attribute() -> None:
    finding = acting(Path("a.svg"), b'<svg xmlns="http://www.w3.org/2000/svg"\n onload="x()"/>')
    assert finding is not None
    assert (finding.span.line, finding.span.column, finding.span.length) == (2, 2, 12)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("<?xml-stylesheet href='a.xsl' type='text/xsl'?><a/>", "<?xml-stylesheet?>"),
        ("<!DOCTYPE a><?xml-stylesheet href='a.css'?><a/>", "<?xml-stylesheet?>"),
        ("<!DOCTYPE a [<!ATTLIST a xmlns CDATA 'http://www.w3.org/1999/xhtml'>]><a/>", "DOCTYPE"),
        ("<!DOCTYPE a [<!ENTITY b '<c/>'>]><a/>", "can't be read"),
        ("<!DOCTYPE a [<!ENTITY % b 'c'> %b;]><a/>", "DOCTYPE"),
        ("<a><b></a>", "can't be read"),
        (b"\xff\xfe\0\0" + "<a/>".encode("utf-32-le"), "encoding"),
        ("<?xml version='1.0' encoding='iso-2022-jp'?><a>\x1b$B$\"\x1b(B</a>", "encoding"),
        (
            b"<?xml version='1.0' encoding='cp037'?>".decode().encode("cp037")
            + "<a/>".encode("cp037"),
            "can't be read",
        ),
    ],
)
def test_what_stands_in_front_may_act_too(data: str | bytes, said: str) -> None:
    words = _words(data)
    assert words is not None and said in words, words


@pytest.mark.parametrize(
    "data",
    [
        f"<TEI {_NAMES}><p onclick='x' src='y'>a <h:em class='c'>b</h:em> "
        "<h:a href='c.html'>c</h:a></p><script>words</script></TEI>",
        "<!DOCTYPE TEI SYSTEM 'tei.dtd'><?xml-model href='a.rng'?><TEI><?php x?></TEI>",
        f"<TEI {_NAMES}><m:math alttext='f(&quot;x&quot;)'><m:mi>x</m:mi></m:math></TEI>",
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:i='http://inkscape.example/' i:onload='x'"
        " version='1.1'><title>a (\"b\")</title><metadata><i:x src='y'/></metadata>"
        "<style>.a { fill: url(#b); font-family: 'A' }</style><g class='a' transform='scale(1)'>"
        "<image href='data:image/png;base64,AAAA'/><use href='#b'/><a href='https://e.example/'>"
        "<path d='M0 0' style='fill:url(#b)' aria-label='the (&quot;x&quot;)'/></a></g></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><g class=\"it's\" id='a'/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><text>url(http://e.example)</text></svg>",
        "<?xml version='1.0' encoding='iso-8859-1'?><a>é</a>".encode("latin-1"),
        "<a>é</a>".encode("utf-16"),
        "\ufeff<a>é</a>".encode(),
    ],
)
def test_honest_files_are_published(data: str | bytes) -> None:
    assert _words(data) is None
