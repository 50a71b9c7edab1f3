"""The rules of TEI P5, rewritten for siglum: added to the digest, and fitted to a schema.

The digest of TEI P5 has the names of TEI's rules, and where they are declared; their tests and
messages are in a file beside it, which is written by hand. A rule there is about all of TEI. For
the schema of a customization, it is fitted to what that schema has:

- `tei:*`, at the beginning of a context, is the element that the rule belongs to, or each member
  of the class that it belongs to;
- a part of a context is left out if it names an element that is not in the schema, or, at the
  beginning of a predicate of the last element, an attribute that the element does not have;
- an element that the customization renames has its new name.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from .names import sch, tei

ADDRESS = "siglum:tei"
"""The address of the digest's tree, by which its rules can be told from others."""

_MEMBER = "tei:*"
_FEW = 8
_NAME = re.compile(r"(?<![\w.-])tei:([^\W\d][\w.-]*)")
_STRING = re.compile(r"'[^']*'|\"[^\"]*\"")
_EXPRESSIONS = ("context", "test", "select", "value", "path")
_ATTRIBUTES = re.compile(r"(?:^/|(?:^|(?<=\]))\[|(?<=\w)\sand\s)@([\w:-]+)")
"""Matches attributes that a context requires: those at the beginning of a predicate."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a schema has of TEI: by ident, each element's XPath and the names of its attributes."""

    elements: Mapping[str, str]
    attributes: Mapping[str, Set[str]]


def fill(digest: etree._Element, rules: Path) -> None:
    """Add the rules, and advice on what is deprecated, to the digest of TEI P5."""
    parser = etree.XMLParser(remove_comments=True, resolve_entities=False, no_network=True)
    body = etree.parse(rules, parser).find(f".//{tei('body')}")
    assert body is not None
    texts = {text.get("ident", ""): text for text in body}
    families = {name.rstrip("*"): text for name, text in texts.items() if name.endswith("*")}
    for constraint in digest.iter(tei("constraintSpec")):
        ident = constraint.get("ident", "")
        family = (text for name, text in families.items() if ident.startswith(name))
        text = texts.get(ident, next(family, None))
        if text is not None:
            constraint.extend(copy.deepcopy(list(text)))
    for declaration in digest.iter(tei("elementSpec"), tei("attDef")):
        text = texts.get(declaration.get("ident", ""))
        if text is not None and text.tag == declaration.tag and declaration.get("validUntil"):
            declaration[:0] = copy.deepcopy(list(text))


def is_ours(element: etree._Element) -> bool:
    """Say whether an element is one of the digest, not of a file that the user gave."""
    return element.getroottree().docinfo.URL == ADDRESS


def fit(rule: etree._Element, members: Mapping[str, str], schema: Vocabulary) -> bool:
    """Fit one of TEI's rules to a schema; say whether the schema has anything that it is about.

    `members` are the XPaths of the elements that it belongs to, by ident. An element beside rules
    that is no rule itself (sch:let) is always kept.
    """

    def renamed(expression: str) -> str:
        return _NAME.sub(lambda found: schema.elements.get(found[1], found[0]), expression)

    if rule.tag == sch("rule"):
        context = " | ".join(_fitted(rule.get("context", ""), members, schema))
        if not context:
            return False
        rule.set("context", context)
    for element in rule.iter("*"):
        for attribute in _EXPRESSIONS:
            if attribute in element.attrib:
                element.set(attribute, renamed(element.get(attribute, "")))
    return True


def _fitted(context: str, members: Mapping[str, str], schema: Vocabulary) -> Iterator[str]:
    for part in _alternatives(context):
        if part.startswith(_MEMBER):
            rest = part.removeprefix(_MEMBER)
            asked = set(_ATTRIBUTES.findall(rest))
            having = [
                xpath for ident, xpath in members.items() if asked <= schema.attributes[ident]
            ]
            yield from _of_members(rest, having)
            continue
        named = list(_NAME.finditer(_steps(part)))
        if all(name[1] in schema.elements for name in named):
            asked = set(_ATTRIBUTES.findall(part[named[-1].end() :]))
            if asked <= schema.attributes[named[-1][1]]:
                yield part


def _of_members(rest: str, members: list[str]) -> Iterator[str]:
    """Yield a context for each of a few elements; for many elements, a single one.

    `rest` are the predicates. A processor tests an attribute faster than it compares many names.
    """
    if len(members) <= _FEW:
        yield from (member + rest for member in members)
    else:
        any_element = "tei:*" if all(member.startswith("tei:") for member in members) else "*"
        yield f"{any_element}{rest}[{' or '.join(f'self::{member}' for member in members)}]"


def _alternatives(context: str) -> Iterator[str]:
    """Yield the alternatives of a context: it is split at “|” outside of predicates."""
    bars = [found.start() for found in re.finditer(r"\|", _steps(context))]
    for start, end in zip([0, *(bar + 1 for bar in bars)], [*bars, len(context)], strict=True):
        yield context[start:end].strip()


def _steps(context: str) -> str:
    """Return a context with its predicates replaced by blanks."""
    blank = _STRING.sub(lambda found: " " * len(found[0]), context)
    while (less := re.sub(r"\[[^\[\]]*\]", lambda found: " " * len(found[0]), blank)) != blank:
        blank = less
    return blank
