"""The ledger of one output: how many characters went where, and by which rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from siglum.proof.proof import Proof
from siglum.proof.rules import Kind


@dataclass(frozen=True, slots=True)
class Ledger:
    """The sums of an output, in characters that are not white space.

    What is in place, moved, withheld, astray and lost is all of the source.
    """

    source: int
    in_place: int
    moved: Mapping[str, int]
    """By the id of the rule."""
    withheld: Mapping[str, int]
    """By the id of the rule."""
    repeated: int
    """Shown again; not counted in the source."""
    astray: int
    """Shown out of order, by no rule."""
    lost: int
    generated: int
    """In the output, and of no text of the source."""

    @classmethod
    def of(cls, proof: Proof) -> Ledger:
        """Sum up a proof."""
        lengths = list(map(len, proof.source.texts))
        total = sum(lengths)
        lost = sum(lengths[loss.number] - loss.kept for loss in proof.losses)
        for loss in proof.losses:
            lengths[loss.number] = loss.kept
        astray = sum(lengths[number] for number in proof.astray)
        for number in proof.astray:
            lengths[number] = 0
        sums: dict[Kind, Counter[str]] = {kind: Counter() for kind in Kind}
        for length, account in zip(lengths, proof.accounts, strict=True):
            if account is not None and length:
                sums[account.rule.kind][account.rule.id] += length
        elsewhere = sums[Kind.MOVED].total() + sums[Kind.WITHHELD].total()
        moved, withheld = (dict(sums[kind]) for kind in Kind)
        repeated = sum(len(proof.source.texts[number]) for number in proof.repeated)
        in_place = total - lost - astray - elsewhere
        return cls(total, in_place, moved, withheld, repeated, astray, lost, proof.generated)

    def words(self) -> str:
        """Return the sums as a line for people."""
        parts = [f"{self.in_place:,} in place"]
        for name, by_rule in (("moved", self.moved), ("withheld", self.withheld)):
            if by_rule:
                rules = ", ".join(f"{rule} {count:,}" for rule, count in sorted(by_rule.items()))
                parts.append(f"{sum(by_rule.values()):,} {name} ({rules})")
        for name, count in (("astray", self.astray), ("repeated", self.repeated)):
            if count:
                parts.append(f"{count:,} {name}")
        return f"{self.source:,} characters: {', '.join(parts)}, {self.lost:,} lost"
