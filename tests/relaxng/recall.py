"""The measure of a validator: how many planted mistakes it reports, and how much else it says.

Valid documents are given 1 to 20 mistakes each (see `planting`), in one parent or anywhere, and the
first run of siglum is held against them, and that of jing.

Recall is the part of the mistakes that are reported, precision the part of the findings that are a
planted mistake's. The rule is one for both: a finding belongs to a mistake if it stands

- at a tag of an element that is wrong (too much, misspelt, doubled, swapped, in place of another),
  or at words directly in it,
- at the start tag of an element whose attributes are wrong,
- for what is missing: at the end of its parent, or at the sibling that comes next, where those that
  are mistakes themselves are not counted,
- at words where none may be.

    SIGLUM_SHARED=… python tests/relaxng/recall.py

measures on the corpus, the examples of TEI's guidelines and the cable; without the suites, on the
cable alone. Without Java, jing is left out.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

import jing
from lxml import etree
from planting import Mistake, Planted, Planter

from siglum import relaxng

COUNTS = (1, 2, 3, 5, 10, 20)
ROOT = Path(__file__).parent.parent.parent
CABLE = ROOT / "tei/1949-01-10-mao-to-filippov.xml"
CABLE_SCHEMA = ROOT / "schema/siglum-edition.rng"
_LARGEST = 40_000  # bytes of a document
_TOKEN = re.compile(rb"<[^>]*>|[^<]+")
_TEI = "http://www.tei-c.org/ns/1.0"
_TEXT_OF_JING = ("text not allowed", "character content")

# What an example may be a part of: the first of these in which it is valid is taken.
_HEADER = (
    "<teiHeader><fileDesc><titleStmt><title/></titleStmt><publicationStmt><p/></publicationStmt>"
    "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
)
_FRAMES = (
    "<div><head/>%s</div>",
    "<div><head/><p>some %s</p><p/></div>",
    "%s",
    "<div><listBibl><head/>%s<bibl/></listBibl></div>",
    "<div><listPerson><head/>%s<person/></listPerson></div>",
)

Event = tuple[str, etree._Element, etree._Element | None]
"""A "start", "end" or "text" of an element, the text with the child that it stands behind."""


@dataclass(slots=True)
class Score:
    """What a tool did with some documents."""

    planted: int = 0
    reported: int = 0
    findings: int = 0
    right: int = 0
    hidden: Counter[str] = field(default_factory=Counter)

    @property
    def recall(self) -> float:
        """The part of the mistakes that are reported."""
        return self.reported / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        """The part of the findings that are a mistake's."""
        return self.right / self.findings if self.findings else 1.0


class Sample:
    """A document with mistakes, as it is written, in which findings find their place."""

    def __init__(self, planted: Planted) -> None:
        self.mistakes = planted.mistakes
        wrong = {node for one in planted.mistakes for node in one.nodes if not one.attributes}
        self._anchors = [_anchors(one, wrong) for one in planted.mistakes]
        etree.strip_tags(planted.root, etree.ProcessingInstruction)
        self.data = etree.tostring(planted.root, encoding="us-ascii", xml_declaration=False)
        tokens = _TOKEN.findall(self.data)
        self._begins = [0, *accumulate(map(len, tokens))][:-1]
        self._events = list(_events(planted.root, tokens))
        self._lines = [0, *(one.end() for one in re.finditer(rb"\n", self.data))]

    def at(self, line: int, column: int, *, passed: bool = False) -> int:
        """Return the number of the event at a place, or of the one just passed."""
        offset = self._lines[line - 1] + column - 1 - passed
        return bisect_right(self._begins, offset) - 1

    def text_before(self, line: int, column: int) -> int:
        """Return the number of the text that stands before, or at, a place."""
        at = self.at(line, column, passed=True)
        return at if self._events[at][0] == "text" else max(at - 1, 0)

    def score(self, events: Iterable[int], score: Score) -> list[Event]:
        """Count findings, given by their events, for a tool; return those that are not right."""
        found = [self._events[one] for one in events]
        score.planted += len(self.mistakes)
        score.findings += len(found)
        said = set(found)
        for mistake, anchors in zip(self.mistakes, self._anchors, strict=True):
            if anchors & said:
                score.reported += 1
            else:
                score.hidden[mistake.kind] += 1
        right = set[Event]().union(*self._anchors)
        score.right += sum(one in right for one in found)
        return [one for one in found if one not in right]

    def missed(self, events: Iterable[int]) -> list[Mistake]:
        """Return the mistakes that findings, given by their events, say nothing about."""
        said = {self._events[one] for one in events}
        pairs = zip(self.mistakes, self._anchors, strict=True)
        return [mistake for mistake, anchors in pairs if not anchors & said]


def _events(root: etree._Element, tokens: list[bytes]) -> Iterator[Event]:
    """Yield what each tag and text of a document is."""
    elements = root.iter("*")
    opened: list[tuple[etree._Element, etree._Element | None]] = []
    for token in tokens:
        if token[:2] == b"</":
            element, _ = opened.pop()
            yield "end", element, None
        elif token[:1] == b"<":
            element = next(elements)
            if opened:
                opened[-1] = opened[-1][0], element
            yield "start", element, None
            if token[-2:] != b"/>":
                opened.append((element, None))
        else:
            yield ("text", *opened[-1]) if opened else ("text", root, None)


def _anchors(mistake: Mistake, wrong: set[etree._Element]) -> set[Event]:
    anchors: set[Event] = set()
    for node in mistake.nodes:
        anchors.add(("start", node, None))
        if not mistake.attributes:
            anchors |= {("end", node, None), ("text", node, None)}
    for gap in mistake.gaps:
        parent = gap.getparent()
        assert parent is not None
        anchors.add(("end", parent, None))
        for sibling in gap.itersiblings("*"):
            anchors.add(("start", sibling, None))
            if sibling not in wrong:
                break
        if len(parent) == len(list(parent.iterchildren(etree.PI))) and not parent.text:
            anchors.add(("start", parent, None))  # it has become an empty-element tag
    if mistake.text:
        anchors.add(("text", *mistake.text))
    return anchors


def events_of_siglum(sample: Sample, errors: Sequence[relaxng.Error]) -> list[int]:
    """Return where siglum has found something."""
    return [sample.at(one.line, one.column) for one in errors]


def events_of_jing(sample: Sample, findings: Sequence[jing.Finding]) -> list[int]:
    """Return where jing has found something: text is reported at the tag behind it."""
    return [
        sample.text_before(one.line, one.column)
        if one.message.startswith(_TEXT_OF_JING)
        else sample.at(one.line, one.column, passed=True)
        for one in findings
    ]


def samples(
    documents: Iterable[tuple[str, bytes]],
    schema: relaxng.Schema,
    count: int,
    *,
    in_one_parent: bool,
) -> Iterator[Sample]:
    """Yield documents, given with their names, with so many mistakes each."""
    names = sorted(name for name in schema.catalogue.names if name.startswith(f"{{{_TEI}}}"))
    for name, data in documents:
        planter = Planter(data, names, schema, f"{name} {count} {in_one_parent}")
        planted = planter.plant(count, in_one_parent=in_one_parent)
        if planted:
            yield Sample(planted)


def scored(
    found: list[Sample], schema: relaxng.Schema, path: Path, *, with_jing: bool
) -> tuple[Score, Score]:
    """Return the scores of siglum and jing."""
    ours, theirs = Score(), Score()
    for sample in found:
        sample.score(events_of_siglum(sample, schema.validate(sample.data)), ours)
    if with_jing:
        with tempfile.TemporaryDirectory() as folder:
            files = [Path(folder) / f"{number}.xml" for number, _ in enumerate(found)]
            for file, sample in zip(files, found, strict=True):
                file.write_bytes(sample.data)
            said = jing.findings(path, files)
        for file, sample in zip(files, found, strict=True):
            sample.score(events_of_jing(sample, said[file]), theirs)
    return ours, theirs


def examples(folder: Path, schema: relaxng.Schema) -> Iterator[tuple[str, bytes]]:
    """Yield documents made of the examples of TEI's guidelines that are valid somewhere."""
    for path in sorted(folder.glob("*.xml")):
        root = etree.fromstring(path.read_bytes())
        if root.tag == f"{{{_TEI}}}TEI" or len(list(root.iter("*"))) < 8:
            continue
        inner = etree.tostring(root, encoding="unicode", with_tail=False)
        for frame in _FRAMES:
            body = frame.replace("%s", inner)
            text = f'<TEI xmlns="{_TEI}">{_HEADER}<text><body>{body}</body></text></TEI>'
            if not schema.validate(text.encode()):
                yield path.name, text.encode()
                break


def corpus(folder: Path, schema: relaxng.Schema) -> Iterator[tuple[str, bytes]]:
    """Yield the valid documents of the corpus that are not large."""
    for path in sorted(folder.glob("*.xml")):
        data = path.read_bytes()
        is_small = len(data) <= _LARGEST and b"<!DOCTYPE" not in data[:5000]
        if is_small and not schema.validate(data):
            yield path.name, data


def main() -> None:
    """Print recall and precision, a row for each number of mistakes."""
    shared = os.environ.get("SIGLUM_SHARED")
    if shared:
        path = Path(shared) / "tei/exemplars/tei_all.rng"
        schema = relaxng.load(path)
        documents = [
            *corpus(Path(shared) / "corpus", schema),
            *examples(Path(shared) / "egxml", schema),
        ]
    else:
        path = CABLE_SCHEMA
        schema = relaxng.load(path)
        documents = [(f"{CABLE.name} {at}", CABLE.read_bytes()) for at in range(10)]
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    documents = [(f"{name} {at}", data) for at in range(times) for name, data in documents]
    with_jing = jing.jar() is not None
    print(f"{len(documents)} documents, {path.name}\n")
    print(f"{'mistakes':>20}{'planted':>9}   siglum: recall precision   jing: recall precision")
    for in_one_parent in (False, True):
        for count in COUNTS:
            found = list(samples(documents, schema, count, in_one_parent=in_one_parent))
            ours, theirs = scored(found, schema, path, with_jing=with_jing)
            where = "in one parent" if in_one_parent else "anywhere"
            row = f"{count:4} {where:15}{ours.planted:9}{ours.recall:17.2%}{ours.precision:10.2%}"
            theirs_too = f"{theirs.recall:15.2%}{theirs.precision:10.2%}" if with_jing else ""
            print(row + theirs_too, flush=True)


if __name__ == "__main__":
    main()
