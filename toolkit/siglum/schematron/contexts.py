"""Rule contexts: which kinds of nodes they can match, and how to notice when they fail.

A context is a pattern of XSLT (ISO/IEC 19757-3, annexes H and J). What it consists of is
concluded, cautiously, from its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_STRING = re.compile(r""" "(?:[^"]|"")*" | '(?:[^']|'')*' """, re.VERBOSE)
_COMMENT = re.compile(r"\(:.*?:\)", re.DOTALL)
_PREDICATE = re.compile(r"\[[^\[\]]*\]")
_EQNAME = re.compile(r"Q\{[^}]*\}")
_ONLY_NAMES = re.compile(r"[\w:*/|\s-]+(?:\.[\w-]+)*")

_KINDS = {
    "@": "attribute",
    "attribute": "attribute",
    "text(": "text",
    "comment(": "comment",
    "processing-instruction(": "processing-instruction",
}
_EVERY = frozenset({"element", *_KINDS.values()})


def kinds_matched(context: str) -> frozenset[str]:
    """Return the kinds of nodes that a context may match, leaving the root aside."""
    bare = _EQNAME.sub("", _STRING.sub("", _COMMENT.sub("", context)))
    while "[" in bare:
        shorter = _PREDICATE.sub("", bare)
        if shorter == bare:
            return _EVERY
        bare = shorter
    compact = "".join(bare.split())
    kinds = {kind for mark, kind in _KINDS.items() if mark in compact}
    rest = re.sub(r"@|(attribute|element|text|comment|processing-instruction)\(.*?\)", "", bare)
    if not _ONLY_NAMES.fullmatch(rest) and rest.strip():
        return _EVERY
    return frozenset({"element", *kinds})


def nodes_for(contexts: Iterable[str]) -> str:
    """Return an expression for the nodes to visit at the root and at each element.

    They are the node itself, and its attributes, text and other nodes that contexts may match.
    """
    kinds: frozenset[str] = frozenset().union(*(kinds_matched(context) for context in contexts))
    apart = [f"{kind}()" for kind in sorted(kinds - {"element", "attribute"})]
    return ", ".join([".", *(["@*"] if "attribute" in kinds else []), *apart])


_HARMLESS = re.compile(
    r"""\b(?:not|exists|empty|text|node|comment|and|or|true|false)\s*\(
      | \b(?:local-name|name|position|last)\s*\(\s*\)
      | \b(?:local-name|name)\s*\(\s*(?:\.|\.\.|parent::\*|self::\*)\s*\)
      | !?=\s*(?='')""",
    re.VERBOSE,
)
_FALLIBLE = re.compile(r"\w\s*\(|[<>=]|\s(?:eq|ne|lt|le|gt|ge|div|idiv|mod|cast|treat|to)\s")
_OF_POSITION = re.compile(r"\b(?:position|last|current|current-group|regex-group)\s*\(")
_BOOLEAN = re.compile(
    r"""\s*(?:(?:fn:)?(?:not|exists|empty|boolean|contains|starts-with|ends-with|matches|
        deep-equal|contains-token)\s*\0|(?:some|every)\s.*)\s*
      | .*(?:[<>=]|\s(?:eq|ne|lt|le|gt|ge|is|and|or|castable|instance)\s).*""",
    re.VERBOSE | re.DOTALL,
)


def last_predicate(context: str) -> tuple[str, str] | None:
    """Split off the last predicate of a context, if it can fail and this is safe; else None.

    For XSLT, a predicate that fails just does not hold (XSLT 3.0, 5.5.4), so that a wrong context
    goes unnoticed. Evaluated on its own, its failure can be caught. That is safe for a predicate
    that is certainly a boolean, not a position, and does not use positions.
    """
    blank = _STRING.sub(lambda found: "'" + " " * (len(found[0]) - 2) + "'", context)
    if "(:" in blank or "|" in _outside(blank) or not blank.rstrip().endswith("]"):
        return None
    if re.search(r"\s(?:union|intersect|except)\s", _outside(blank)):
        return None
    end = len(blank.rstrip()) - 1
    depth = 0
    for start in range(end, -1, -1):
        depth += {"]": 1, "[": -1}.get(blank[start], 0)
        if depth == 0:
            break
    inner = blank[start + 1 : end]
    bare = re.sub(r"'\s*'", "''", inner)
    if _OF_POSITION.search(inner) or not _FALLIBLE.search(_HARMLESS.sub(" ", bare)):
        return None
    if not _BOOLEAN.fullmatch(_outside(inner)):
        return None
    return context[:start], context[start + 1 : end]


def _outside(text: str) -> str:
    """Return the text outside of all brackets, with a NUL in place of each pair of parentheses."""
    while (shorter := re.sub(r"\[[^\[\]()]*\]|\([^()\[\]]*\)", _removed, text)) != text:
        text = shorter
    return text


def _removed(found: re.Match[str]) -> str:
    return "" if found[0][0] == "[" else "\0"
