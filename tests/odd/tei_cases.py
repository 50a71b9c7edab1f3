"""What each rule of TEI P5 allows and refuses: the documents of tei_rules.xml."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from siglum.odd.base import DIGEST

TEI = "http://www.tei-c.org/ns/1.0"
CASES = "urn:cases"
CALENDAR = "calendar-check-"

_DOCUMENT = """
<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>T</title></titleStmt><publicationStmt><p>P</p></publicationStmt>
      <sourceDesc>{sourceDesc}</sourceDesc>
    </fileDesc>
    {header}
  </teiHeader>
  {TEI}
  <text><body>{body}</body></text>
</TEI>
"""
_SPEC = '<elementSpec ident="q" mode="change">{}</elementSpec>'
_HOLE = "<hole/>"
_PLACES = {
    "TEI": ("TEI", _HOLE),
    "sourceDesc": ("sourceDesc", _HOLE),
    "msDesc": (
        "sourceDesc",
        f"<msDesc><msIdentifier><idno>I</idno></msIdentifier>{_HOLE}</msDesc>",
    ),
    "encodingDesc": ("header", f"<encodingDesc>{_HOLE}</encodingDesc>"),
    "editorialDecl": (
        "header",
        f"<encodingDesc><editorialDecl>{_HOLE}</editorialDecl></encodingDesc>",
    ),
    "body": ("body", _HOLE),
    "p": ("body", f"<p>{_HOLE}</p>"),
    "bibl": ("body", f"<listBibl><bibl>{_HOLE}</bibl></listBibl>"),
    "schemaSpec": ("body", f'<schemaSpec ident="s">{_HOLE}</schemaSpec>'),
    "content": (
        "body",
        f'<schemaSpec ident="s">{_SPEC.format(f"<content>{_HOLE}</content>")}</schemaSpec>',
    ),
    "attList": (
        "body",
        f'<schemaSpec ident="s">{_SPEC.format(f"<attList>{_HOLE}</attList>")}</schemaSpec>',
    ),
}
"""Where a case may stand in the document: the part of the document, and what is around the case."""


@dataclass(frozen=True)
class Case:
    """A document, and what the rule with an ident is to find in it: paths of nodes, with roles.

    `argued` says why TEI's own rule finds other nodes, where it does.
    """

    ident: str
    tree: etree._ElementTree
    found: Mapping[str, str]
    is_right: bool
    argued: str | None = None


def idents() -> set[str]:
    """Return the idents of the rules that TEI P5 has."""
    digest = etree.parse(DIGEST)
    return {rule.get("ident", "") for rule in digest.iter(f"{{{TEI}}}constraintSpec")}


def cases() -> Iterator[Case]:
    """Yield all cases: those of the table, and for each element with a @calendar its own."""
    table = etree.parse(Path(__file__).with_name("tei_rules.xml"))
    for rule in table.iter(f"{{{CASES}}}rule"):
        for case in rule.iterchildren(f"{{{CASES}}}right", f"{{{CASES}}}wrong"):
            yield _case(rule.get("ident", ""), case, rule.get("tei"))
    for ident in sorted(idents()):
        if ident.startswith(CALENDAR):
            name = ident.removeprefix(CALENDAR)
            for kind, inside in (("right", "1949"), ("wrong", "<?found?>")):
                text = f'<c:{kind} xmlns:c="{CASES}" xmlns="{TEI}"><{name} calendar="#c">{inside}'
                yield _case(ident, etree.fromstring(f"{text}</{name}></c:{kind}>"), None)


def _case(ident: str, case: etree._Element, argued: str | None) -> Case:
    inside = [case.text or "", *(etree.tostring(child, encoding="unicode") for child in case)]
    soon = datetime.date.today() + datetime.timedelta(days=30)
    part, around = _PLACES[case.get("in", "body")]
    parts = {"TEI": "", "sourceDesc": "<p>S</p>", "header": "", "body": "<p/>"}
    parts[part] = around.replace(_HOLE, "".join(inside).replace("{soon}", soon.isoformat()))
    root = etree.fromstring(_DOCUMENT.format(**parts))
    found = dict(map(_marked, root.xpath("//processing-instruction()")))
    etree.strip_tags(root, etree.ProcessingInstruction)
    tree = etree.fromstring(etree.tostring(root)).getroottree()
    return Case(ident, tree, found, case.tag.endswith("right"), argued)


def _marked(mark: etree._ProcessingInstruction) -> tuple[str, str]:
    """Return the path of a node that is marked as wrong, and the role of what is said of it."""
    element = mark.getparent()
    assert element is not None
    if mark.target == "at":
        return f"{path(element)}/@{mark.text}", "error"
    return path(element), mark.text or "error"


def path(element: etree._Element) -> str:
    """Return the path of an element as fn:path() gives it."""
    parent = element.getparent()
    name = etree.QName(element)
    number = 1 + sum(1 for _ in element.itersiblings(element.tag, preceding=True))
    step = f"/Q{{{name.namespace or ''}}}{name.localname}[{number}]"
    return ("" if parent is None else path(parent)) + step
