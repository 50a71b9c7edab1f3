"""The entries of a ledger: each text that is not just in its place, whole, and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from siglum.edition.document import Document
from siglum.proof.claims import walk
from siglum.proof.proof import Proof


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of the text of an element."""

    what: str
    """A kind of rule, or "repeated", "astray" or "lost"."""
    rule: str | None
    line: int
    column: int
    path: str
    """The element, as an XPath of local names: /TEI[1]/text[1]/body[1]."""
    text: str
    """The text, its white space folded."""


def entries(document: Document, proof: Proof) -> Iterator[Entry]:
    """Yield the entries of one output: of a rule, one for each element; else one for each text."""
    paths = _paths(document.root)
    texts, owners = _folded_texts(document.root), proof.source.owners

    def entry(what: str, rule: str | None, element: etree._Element, text: str) -> Entry:
        span = document.span(element)
        return Entry(
            what=what,
            rule=rule,
            line=span.line,
            column=span.column,
            path=paths[element],
            text=text.strip(),
        )

    gathered: dict[int, list[int]] = {}
    accounts = {}
    for number, account in enumerate(proof.accounts):
        if account is not None:
            gathered.setdefault(id(account), []).append(number)
            accounts[id(account)] = account
    for key, numbers in gathered.items():
        rule, element = accounts[key].rule, accounts[key].scope.element
        yield entry(
            what=rule.kind,
            rule=rule.id,
            element=element,
            text="".join(texts[number] for number in numbers),
        )
    for number in proof.repeated:
        yield entry(what="repeated", rule=None, element=owners[number], text=texts[number])
    for number in proof.astray:
        yield entry(what="astray", rule=None, element=owners[number], text=texts[number])
    for loss in proof.losses:
        yield entry(
            what="lost",
            rule=None,
            element=owners[loss.number],
            text=_after(texts[loss.number], loss.kept),
        )


def _folded_texts(root: etree._Element) -> list[str]:
    """Return the texts that a proof numbers, each with the white space that follows it."""
    found: list[str] = []
    for _, _, text in walk(root):
        folded = re.sub(r"\s+", " ", text)
        if folded.strip():
            found.append(folded)
        elif folded and found:
            found[-1] = found[-1].rstrip() + folded
    return found


def _after(text: str, count: int) -> str:
    """Return what follows a number of characters, white space not counted."""
    start = re.match(rf"(?:\s*\S){{{count}}}", text)
    return text[start.end() :] if start else text


def _paths(root: etree._Element) -> dict[etree._Element, str]:
    """Return the path of each element, by local names and positions among those of that name."""
    found = {root: f"/{etree.QName(root).localname}[1]"}
    for parent in root.iter("*"):
        counts: Counter[str] = Counter()
        for child in parent.iterchildren("*"):
            name = etree.QName(child).localname
            counts[name] += 1
            found[child] = f"{found[parent]}/{name}[{counts[name]}]"
    return found
