"""The proof of one output: what became of each text of the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from siglum.proof.nesting import earliest, innermost
from siglum.proof.rules import Kind
from siglum.proof.runs import Runs
from siglum.proof.scopes import Account
from siglum.proof.source_text import SourceText
from siglum.proof.units import Arrangement
from siglum.render.outputs import Format, View


@dataclass(frozen=True, slots=True)
class Loss:
    """A text that is not in the output, or not from a character on."""

    number: int
    kept: int
    """How many of its characters (white space not counted) are in the output."""
    instead: str
    """What the output has from there on; nothing where the text just ends."""


@dataclass(slots=True)
class Proof:
    """What became of the texts of a source in one output."""

    source: SourceText
    view: View
    format: Format
    generated: int
    """Characters of the output that are of no text of the source."""
    accounts: list[Account | None]
    """Of each text, what moved or withheld it; None for one in its place, or lost."""
    losses: list[Loss] = field(default_factory=list)
    astray: list[int] = field(default_factory=list)
    """The texts that are out of order, and no rule moved them."""
    repeated: list[int] = field(default_factory=list)
    """The texts that are shown again."""
    unknown: int = 0
    """Claims that name no text of the source."""

    @property
    def holds(self) -> bool:
        """Say whether every character has its account."""
        return not (self.losses or self.astray or self.repeated or self.unknown)


def prove(source: SourceText, shown: str, view: View, format: Format) -> Proof:
    """Account for each text of a source in an output, given as the text it shows, with claims."""
    return _Prover(source=source, runs=source.runs(shown), view=view, format=format).proof()


class _Prover:
    def __init__(self, source: SourceText, runs: Runs, view: View, format: Format) -> None:
        self._source = source
        self._runs = runs
        movable = source.accounts(view, format, Kind.MOVED)
        count = len(source.texts)
        self._arrangement = Arrangement.of(count, movable, runs.numbers)
        self._proof = Proof(
            source=source,
            view=view,
            format=format,
            generated=runs.generated(),
            accounts=[None] * count,
        )

    def proof(self) -> Proof:
        """Return the finished proof."""
        self._account_for_the_shown()
        self._account_for_the_missing()
        self._proof.astray = sorted(self._arrangement.astray)
        self._proof.repeated = sorted(self._runs.numbers[run] for run in self._arrangement.repeated)
        self._proof.losses.sort(key=lambda loss: loss.number)
        self._proof.unknown = self._runs.unknown
        return self._proof

    def _account_for_the_shown(self) -> None:
        units, accounts = self._arrangement.units, self._proof.accounts
        matched, lengths = self._runs.matched, self._source.lengths
        for number, run in enumerate(self._arrangement.at):
            if run < 0:
                continue
            moved = units[number].moved
            if moved is not None:
                accounts[number] = moved.account
            if matched[run] != lengths[number]:
                self._proof.losses.append(self._loss(run))

    def _account_for_the_missing(self) -> None:
        """Find what withheld each text without a claim, or that it stands in place unclaimed."""
        proof, withheld = self._proof, self._withheld()
        for first, end in _gaps(self._arrangement.at):
            missing = []
            for number in range(first, end):
                proof.accounts[number] = withheld[number]
                if withheld[number] is None:
                    missing.append(number)
            text = "".join(self._source.texts[number] for number in missing)
            if self._stands_unclaimed(missing, text, first):
                proof.generated -= len(text)
            else:
                proof.losses += [Loss(number, 0, "") for number in missing]

    def _withheld(self) -> list[Account | None]:
        """Return what may withhold each text.

        A rule withholds an element's own texts all together: where some are shown, it may none.
        What no rule of an element withholds, a span may.
        """
        proof = self._proof
        spanned = self._source.spanned(proof.view, proof.format, Kind.WITHHELD)
        nearest = self._innermost(Kind.MOVED, Kind.WITHHELD)
        shown = {
            id(account.scope)
            for account, run in zip(nearest, self._arrangement.at, strict=True)
            if account is not None and run >= 0
        }
        return [
            span
            if not account or (own and own.scope is account.scope and id(own.scope) in shown)
            else account
            for account, own, span in zip(
                self._innermost(Kind.WITHHELD),
                nearest,
                earliest(len(self._source.texts), spanned),
                strict=True,
            )
        ]

    def _innermost(self, *kinds: Kind) -> list[Account | None]:
        """Return what rule of some kinds is nearest to each text."""
        accounts = self._source.accounts(self._proof.view, self._proof.format, *kinds)
        return innermost(len(self._source.texts), accounts)

    def _loss(self, run: int) -> Loss:
        return Loss(self._runs.numbers[run], self._runs.matched[run], self._runs.rest(run))

    def _stands_unclaimed(self, missing: list[int], text: str, first: int) -> bool:
        """Say whether the output has a text, and no other, right behind the one before the gap.

        That is its place if it was moved with that one, or neither was: behind a note at the foot
        of a page, the text of the page is not in its place.
        """
        at, units = self._arrangement.at, self._arrangement.units
        before = range(first - 1, first) if first else ()
        moved = {id(units[number].moved) for number in (*before, *missing)}
        return len(moved) <= 1 and self._runs.rest(at[first - 1] if first else -1) == text


def _gaps(at: list[int]) -> Iterator[tuple[int, int]]:
    """Yield where texts without a run begin, and where they end, for each row of them."""
    number = 0
    while number < len(at):
        if at[number] >= 0:
            number += 1
            continue
        first = number
        while number < len(at) and at[number] < 0:
            number += 1
        yield first, number
