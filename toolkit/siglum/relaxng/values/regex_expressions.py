"""Regular expressions of XML Schema as values (see `expressions`)."""

from __future__ import annotations

from functools import cache

from . import regex_tree as tree
from .charset import EVERYTHING
from .expressions import EMPTY, Chars, Expression, either, repeat, sequence


@cache
def parse(pattern: str) -> Expression:
    """Return a regular expression, which has to be correct, as a value."""
    return _expression(tree.parse(pattern, EVERYTHING))


def _expression(node: tree.Node) -> Expression:
    if isinstance(node, tree.Sequence):
        whole: Expression = EMPTY
        for item in reversed(node.items):
            whole = sequence(_expression(item), whole)
        return whole
    if isinstance(node, tree.Options):
        return either(*map(_expression, node.items))
    if isinstance(node, tree.Repeat):
        return repeat(_expression(node.inner), node.low, node.high)
    return Chars(node)
