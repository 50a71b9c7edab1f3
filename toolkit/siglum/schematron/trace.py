"""Find out what a run had found, and which part of a schema it was in, when it was ended.

A traced schema writes messages while it runs: about each part that it enters and leaves, each
context that it is about to try, and each finding. Each message begins with a random word, which the
schema can't know.
"""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from siglum.schematron.names import OWN, internal, xsl
from siglum.schematron.parts import NUMBER, OWNER

Run = Callable[[str, Path], object]
"""Applies a stylesheet, whose messages go to a file, until the run is ended."""

_HIT = f"Q{{{OWN}}}told"


@dataclass(frozen=True, slots=True)
class Trace:
    """How far a run had come."""

    part: int | None
    """The number of the part that it was in; None if it was in none of them."""
    report: etree._Element
    """What it had found, in the form of the report of a whole run."""


def traced(stylesheet: str, run: Run, *, contexts: bool) -> Trace:
    """Trace a run. With `contexts`, the contexts that are tried are traced, too: that is slower."""
    word = secrets.token_hex(8)
    root = etree.fromstring(stylesheet)
    for attempt in list(root.iter(xsl("try"))):
        _trace_part(attempt, word)
    for hit in list(root.iter(internal("hit"))):
        _trace_hit(hit, word)
    for inside in list(root.iter(internal("in"))):
        inside.insert(0, _message(word, "'('", "@address"))
        inside.append(_message(word, "')'"))
    if contexts:
        for template in list(root.iterchildren(xsl("template"))):
            if "(" in template.get("match", "") and NUMBER in template.attrib:
                template.addprevious(_announcement(template, word))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "trace")
        run(etree.tostring(root, encoding="unicode"), path)
        return _read(path, word)


def _trace_part(attempt: etree._Element, word: str) -> None:
    number = _number(attempt)
    if number is None:
        return
    catches = list(attempt.iterchildren(xsl("catch")))
    attempt.insert(0, _message(word, f"'+{number}'"))
    for catch in catches:
        catch.insert(0, _message(word, f"'-{number}'"))
    attempt.insert(attempt.index(catches[0]), _message(word, f"'-{number}'"))


def _number(attempt: etree._Element) -> str | None:
    for element in (attempt, *attempt.iterancestors()):
        if NUMBER in element.attrib:
            return str(element.get(NUMBER))
    return None


def _trace_hit(hit: etree._Element, word: str) -> None:
    """Change what makes a finding so that the finding is written as a message, too."""
    variable = etree.Element(xsl("variable"), {"name": _HIT, "as": "element()"})
    hit.addprevious(variable)
    variable.addnext(etree.Element(xsl("sequence"), select=f"${_HIT}"))
    variable.addnext(_message(word, "'='", f"serialize(${_HIT})"))
    variable.append(hit)


def _announcement(template: etree._Element, word: str) -> etree._Element:
    """Return a template that announces that the context of another one is tried next."""
    attributes = {"match": ".", "mode": template.get("mode", "")}
    attributes["priority"] = f"{template.get('priority')}.5"
    announcement = etree.Element(xsl("template"), attributes)
    names = (f"Q{{{OWN}}}done", OWNER)
    for name in names:
        etree.SubElement(announcement, xsl("param"), name=name)
    announcement.append(_message(word, f"'?{template.get(NUMBER)}'"))
    following = etree.SubElement(announcement, xsl("next-match"))
    for name in names:
        etree.SubElement(following, xsl("with-param"), name=name, select=f"${name}")
    return announcement


def _message(word: str, sign: str, value: str = "''") -> etree._Element:
    """Return an xsl:message of one line."""
    said = f"concat('{word}', {sign}, translate({value}, '&#10;&#13;', '  '))"
    return etree.Element(xsl("message"), select=said.replace("&#10;&#13;", "\n\r"))


def _read(path: Path, word: str) -> Trace:
    from xml.sax.saxutils import unescape  # late: it is slow to import

    reader = _Reader()
    if path.exists():
        with path.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                before, found, said = line.rstrip("\n").partition(word)
                if found and not before and said:
                    reader.take(said[0], unescape(said[1:]))
    return Trace(reader.part, reader.report)


class _Reader:
    """Reads the messages of a traced schema."""

    def __init__(self) -> None:
        self.report = etree.Element(internal("report"))
        self._into = self.report
        self._inside: list[int] = []
        self._tried: int | None = None

    @property
    def part(self) -> int | None:
        """The part that was entered last and not left, or else that whose context was tried."""
        return self._inside[-1] if self._inside else self._tried

    def take(self, sign: str, value: str) -> None:
        self._tried = int(value) if sign == "?" else None
        match sign:
            case "+":
                self._inside.append(int(value))
            case "-" if int(value) in self._inside:
                del self._inside[self._inside.index(int(value)) :]
            case "=":
                _append(self._into, value)
            case "(":
                self._into = etree.SubElement(self.report, internal("in"), document=value)
            case ")":
                self._into = self.report


def _append(into: etree._Element, text: str) -> None:
    """Add a finding; the last one may be incomplete, as the run was ended."""
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)
    try:
        into.append(etree.fromstring(text, parser))
    except etree.XMLSyntaxError:
        return
