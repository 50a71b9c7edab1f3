"""Documents that are hard to render: finished in a time that grows like their size, or refused."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from rendered import FORMATS, document, letter, rendered, text

from siglum.findings.diagnostics import CannotUse
from siglum.model.registers import Authority
from siglum.render.frame import Page
from siglum.render.outputs import Format, View
from siglum.render.pages import Wanted, renderings

SIZE = 400
TIMES = 4


def _notes(number: int) -> str:
    return "<p>" + "a<note>b <note>c</note></note> " * number + "</p>"


def _phrases(number: int) -> str:
    return "<p>" + "<hi>a</hi> b <name>c</name> " * number + "</p>"


def _interventions(number: int) -> str:
    choice = "<choice><sic>a</sic><corr>b</corr></choice> <add>c</add><del>d</del> "
    return "<p>" + choice * number + "</p>"


def _readings(number: int) -> str:
    return "<p>" + "<app><lem wit='#A'>a</lem><rdg wit='#B'>b</rdg></app> " * number + "</p>"


def _pointers(number: int) -> str:
    """Each element points to the next by every kind of pointer, the last to the first."""
    return "".join(
        f'<p xml:id="p{n}" corresp="#p{after}" next="#p{after}" prev="#p{after}"'
        f' sameAs="#p{after}" copyOf="#p{after}">a<ptr target="#p{after}"/>'
        f'<note xml:id="n{n}" target="#n{after}">b</note></p>'
        for n in range(number)
        for after in [(n + 1) % number]
    )


def _pointers_to_one(number: int) -> str:
    one = '<p corresp="#one">a<ptr target="#one"/><note target="#one">b</note></p>'
    return '<p xml:id="one">c</p>' + one * number


def _headings(number: int) -> str:
    return "<div><head>a<note>b</note></head><p>c</p></div>" * number


def _lines(number: int) -> str:
    return "<p>" + "漢\n<lb/>字 <w>a\n</w> <lb break='no'/> b " * number + "</p>"


KINDS = (
    _notes,
    _phrases,
    _interventions,
    _readings,
    _pointers,
    _pointers_to_one,
    _headings,
    _lines,
)


def _seconds(body: str, format: str) -> float:
    source = letter(body)
    started = time.process_time()
    rendered(source, format, "critical")
    return time.process_time() - started


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__.strip("_"))
def test_time_grows_like_the_document(kind: Callable[[int], str]) -> None:
    """A square would be sixteen times the time; garbage collection makes four at times six."""
    for format in ("html", "text"):
        rendered(letter(kind(50)), format, "critical")
        small = min(_seconds(kind(SIZE), format) for _ in range(2))
        large = min(_seconds(kind(SIZE * TIMES), format) for _ in range(2))
        assert large < small * TIMES * 2.5, (format, small, large)


@pytest.mark.parametrize(
    "body",
    [
        "<fs><f name='f'><vColl><string>a</string><xenoData>b</xenoData></vColl></f></fs>",
        "<p><choice><sic>a</sic><standOff><note>b</note></standOff></choice></p>",
        "<p><del><list><item>a b</item></list></del><supplied><p>b</p></supplied></p>",
    ],
)
@pytest.mark.parametrize("view", ["transcript", "critical"])
def test_what_no_schema_lets_stand_together_is_rendered(body: str, view: str) -> None:
    shown = text(body, view)
    assert "a" in shown
    assert "b" in shown


def test_a_paragraph_of_megabytes_is_rendered() -> None:
    words = "word " * 200_000
    assert text(f"<p>{words}</p>") == words.strip()


@pytest.mark.parametrize("format", FORMATS)
def test_two_thousand_elements_in_each_other_are_rendered(format: str) -> None:
    body = f"<p>{'<seg>' * 2000}deep{'</seg>' * 2000}</p>"
    assert "deep" in rendered(letter(body), format).text


def test_ten_thousand_elements_in_each_other_are_refused() -> None:
    with pytest.raises(CannotUse) as caught:
        document("<a>" * 10_000 + "</a>" * 10_000)
    assert caught.value.diagnostic.code == "SG111"


def test_a_name_that_saxons_parser_does_not_know_is_told() -> None:
    """XML has it since its fifth edition; a document's outputs are refused one by one."""
    wanted = [Wanted(View.READING, tuple(Format), Page())]
    made = list(renderings(letter("<p><ⲁ/></p>"), wanted, Authority()))
    assert [one.format for one in made] == list(Format)
    assert all(isinstance(one.rendering, CannotUse) for one in made)
