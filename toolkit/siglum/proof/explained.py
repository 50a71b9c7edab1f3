"""What `siglum explain RULE` prints: what a rule of the ledger may do, and where."""

from __future__ import annotations

from collections.abc import Iterable

from siglum.proof.rules import RULES
from siglum.render.outputs import Format, View


def explanation(rule_id: str) -> str | None:
    """Return the text that explains a rule by its id; None for an id that no rule has."""
    rows = [
        f"    {rule.kind} ({_listed(rule.views, View)}; {_listed(rule.formats, Format)}):\n"
        f"    {rule.words}. Elements: {', '.join(rule.names.split())}\n"
        for rule in RULES
        if rule.id == rule_id
    ]
    return (
        f"{rule_id}: a rule of the ledger of conservation\n\n" + "\n".join(rows) if rows else None
    )


def _listed(chosen: frozenset[View] | frozenset[Format], all: Iterable[View | Format]) -> str:
    """Return the names of what is chosen, in the order of all."""
    return ", ".join(item for item in all if item in chosen)
