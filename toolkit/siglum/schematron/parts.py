"""The parts of a schema, each of which may fail alone, and the XSLT elements that guard them.

Each part has a number. Its first element in the stylesheet has the number in an attribute and
starts a new line, so that the line of an error that Saxon reports identifies the part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lxml import etree

from siglum.schematron.model import Assertion, Let, Note, Pattern, Rule
from siglum.schematron.names import OWN, PREDECLARED, internal, xsl
from siglum.schematron.place import Place

PartKind = Literal["let", "rule", "assertion", "note", "declaration", "documents", "start"]

NUMBER = internal("part")
_ERR = PREDECLARED["err"]
_LONG = 80
_CAUSE = f"string-join((local-name-from-QName($Q{{{_ERR}}}code), $Q{{{_ERR}}}description), ': ')"


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its kind, its place, and the pattern and rule around it."""

    number: int
    kind: PartKind
    place: Place
    pattern: Pattern | None = None
    rule: Rule | None = None
    of: Let | Assertion | Note | None = None

    def __str__(self) -> str:
        """Name the part for people: its kind, then its id or the beginning of its expression."""
        match self.kind, self.of:
            case "assertion", Assertion() as it:
                name = f"{it.kind} “{it.id or it.test}”"
            case "let", Let() as it:
                name = f"variable “{it.name}”"
            case "note", Note() as it:
                name = f"{it.kind} “{it.id}”"
            case "rule", _ if self.rule:
                name = f"rule “{self.rule.id or self.rule.context}”"
            case "start", _:
                name = f"phase “{self.place.get('id')}”, “{self.place.get('from')}”"
            case "documents", _ if self.pattern:
                name = f"documents “{self.pattern.documents}”"
            case _:
                element = self.place.element
                name = f"xsl:{etree.QName(element).localname} “{element.get('name', '')}”"
        name = " ".join(name.split())
        return name if len(name) <= _LONG else f"{name[:_LONG]}…”"


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a part can't be used; `is_costly`: it is not wrong, but takes too much time or memory."""

    words: str
    is_costly: bool = False


def mark(element: etree._Element, part: Part) -> etree._Element:
    """Write a part's number on its first element."""
    element.set(NUMBER, str(part.number))
    return element


def guarded(parent: etree._Element, part: Part) -> etree._Element:
    """Append an xsl:try, and return it; an error in it is reported as one of `part`.

    After its content has been appended, `caught` must be called.
    """
    return mark(etree.SubElement(parent, xsl("try")), part)


def caught(
    attempt: etree._Element,
    part: Part,
    *,
    in_rule: bool = True,
    is_value: bool = False,
    node: str = ".",
) -> None:
    """End an xsl:try. An error that only follows from that of another part is not reported.

    `is_value` says that it computes a variable, which is then broken, too; `node` is an expression
    for the rule's context node.
    """
    silent = etree.SubElement(attempt, xsl("catch"), errors=f"Q{{{OWN}}}silent")
    if is_value:
        etree.SubElement(silent, internal("broken"), silent="true")
    catch = etree.SubElement(attempt, xsl("catch"), errors="*")
    broken = etree.SubElement(catch, internal("broken"), part=str(part.number))
    if in_rule:
        at_context_node(broken, node)
    etree.SubElement(broken, xsl("value-of"), select=_CAUSE)


TOLD = "siglum.broken"
"""The beginning of a message that tells of an error where the report can't be written."""


def told(attempt: etree._Element, part: Part, node: str) -> None:
    """End an xsl:try in a rule's context; if it fails, its value is false, and a message tells."""
    silent = etree.SubElement(attempt, xsl("catch"), errors=f"Q{{{OWN}}}silent")
    etree.SubElement(silent, xsl("sequence"), select="false()")
    catch = etree.SubElement(attempt, xsl("catch"), errors="*")
    message = etree.SubElement(catch, xsl("message"))
    near = f"if ({node}/ancestor-or-self::*/preceding-sibling::*[200]) then '/' else path({node})"
    fields = f"'{TOLD}', {part.number}, {near}, {_CAUSE}"
    etree.SubElement(message, xsl("value-of"), select=f"string-join(({fields}), '\t')")
    etree.SubElement(catch, xsl("sequence"), select="false()")


OWNER = f"Q{{{OWN}}}owner"
"""Parameter of a rule's template: the number of the context node's element."""
_STEP = f"Q{{{OWN}}}step"


def at_context_node(parent: etree._Element, node: str = ".") -> None:
    """Append what reports the context node of a rule: its element, and the step from there."""
    for name, select in (("owner", f"${OWNER}"), ("step", f"{_STEP}({node})")):
        etree.SubElement(parent, xsl("attribute"), name=name, select=select)


def declare_step(stylesheet: etree._Element) -> None:
    """Append the function that returns the last step of a node's path, unless it is an element."""
    function = etree.SubElement(stylesheet, xsl("function"), name=_STEP)
    etree.SubElement(function, xsl("param"), name="siglum.node")
    select = """for $n in $siglum.node return
        if ($n instance of element() or $n instance of document-node()) then ''
        else if ($n instance of attribute())
        then '@' || namespace-uri($n)[. != ''] ! ('Q{' || . || '}') || local-name($n)
        else replace(path($n), '^.*/', '')"""
    etree.SubElement(function, xsl("sequence"), select=select)


_IS_BROKEN = f"instance of element(Q{{{OWN}}}broken)"


def is_broken(variables: list[str]) -> str:
    """Return an expression: is one of the variables broken, so that it has no value?"""
    return " or ".join(f"head(${name}) {_IS_BROKEN}" for name in variables)


SILENT = f"error(QName('{OWN}', 'silent'))"
"""An expression that fails without a report, since its cause is reported already."""
