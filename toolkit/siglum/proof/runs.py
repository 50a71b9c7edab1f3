"""A claimed output, cut at its claims: what each piece says it is, and how far that is true."""

from __future__ import annotations

from dataclasses import dataclass, field

from siglum.proof.claims import CLAIM, RESERVED, number, squeezed


@dataclass(slots=True)
class Runs:
    """The pieces of an output that begin with a claim, in its order, white space left out."""

    numbers: list[int] = field(default_factory=list)
    """The text of the source that each run claims to be."""
    matched: list[int] = field(default_factory=list)
    """How many characters of that text the run begins with."""
    rests: dict[int, str] = field(default_factory=dict)
    """What else a run holds, by its index; -1 is what stands before the first claim."""
    unknown: int = 0
    """How many claims name a text that the source does not have."""

    @classmethod
    def of(cls, shown: str, texts: list[str]) -> Runs:
        """Cut the shown text of an output, and compare each run with the text that it claims."""
        made = cls()
        before, *pieces = CLAIM.split(squeezed(shown))
        made._keep(before)
        known = len(texts)
        for digits, run in zip(pieces[::2], pieces[1::2], strict=True):
            count = number(digits)
            if count >= known:
                made.unknown += 1
                made._keep(run)
                continue
            text = texts[count]
            made.numbers.append(count)
            if run == text:
                made.matched.append(len(text))
                continue
            length = len(text) if run.startswith(text) else _alike(text, run)
            made.matched.append(length)
            made._keep(run[length:])
        return made

    def rest(self, index: int) -> str:
        """Return what a run holds besides the text that it claims."""
        return self.rests.get(index, "")

    def generated(self) -> int:
        """Return how many characters of the output are of no text of the source."""
        return sum(len(RESERVED.sub("", rest)) for rest in self.rests.values())

    def _keep(self, rest: str) -> None:
        if rest:
            index = len(self.numbers) - 1
            self.rests[index] = self.rest(index) + rest


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
