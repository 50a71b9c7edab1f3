"""What holds of fixes whatever the document: on the cable and on a corpus of real editions.

Slips are planted one at a time and many together. Safe fixes change no character of the text, do
nothing the second time, and bring no finding that neither the slip nor the document had.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from spoiling import BARRIERS, SLIPS

from commands import REPO
from siglum.checks.checker import Checker, Options
from siglum.edition.config import find
from siglum.findings.diagnostics import Diagnostic
from siglum.fix.mending import is_safe, mend
from siglum.xml.source import decode, encode_like, parse

CABLE = "tei/1949-01-10-mao-to-filippov.xml"
MORE = '<p xml:id="more">Café &amp; Co.<lb n="2"/><ref target="#more">Here</ref></p>'
"""A paragraph with what the cable itself has no place for."""
_LARGEST = 100_000  # bytes of a document of the corpus
_TIMES = 6  # that the cable is spoilt in each way
_TOGETHER = 12


class Fixer:
    """Mends the documents of an edition in memory, and says what speaks against it."""

    def __init__(self, folder: Path) -> None:
        self.checker = Checker(find(folder), Options(edits=True))

    def mend(self, path: Path, data: bytes) -> bytes:
        return mend(self.checker, path, {path: data}, tuple, unsafe=False).after.get(path, data)

    def findings(self, path: Path, data: bytes) -> Sequence[Diagnostic]:
        return self.checker.check_bytes(path, data, edits=False).findings

    def objections(
        self, path: Path, original: bytes, spoilt: bytes, mended: bytes
    ) -> Iterator[str]:
        """Yield which of the promises of a fix is broken."""
        if mended != spoilt and _is_readable(mended) and _text(mended) != _text(original):
            yield "a character of the text is another"
        if self.mend(path, mended) != mended:
            yield "the second run does something"
        before = Counter(map(_place, self.findings(path, spoilt)))
        before |= Counter(map(_place, self.findings(path, original)))
        new = Counter(map(_place, self.findings(path, mended))) - before
        if new:
            yield f"there are new findings: {list(new)}"


def _place(finding: Diagnostic) -> tuple[str, int]:
    """Return what a finding is known by: no mend adds a line, or takes one away."""
    is_of_many = finding.code.startswith(("SG4", "SG3"))
    return finding.code, 0 if is_of_many else finding.span.line


def _is_readable(data: bytes) -> bool:
    try:
        parse(data)
    except Exception:
        return False
    return True


def _text(data: bytes) -> object:
    return parse(data).xpath("string()")


@pytest.fixture(scope="module")
def cable(tmp_path_factory: pytest.TempPathFactory) -> tuple[Fixer, Path, bytes]:
    """The cable and MORE, in an edition without transcripts: the text is not compared."""
    folder = tmp_path_factory.mktemp("cable")
    for name in ("tei", "schema"):
        shutil.copytree(REPO / name, folder / name)
    settings = (REPO / "edition.toml").read_text("utf-8")
    (folder / "edition.toml").write_text(settings.replace("transcripts =", "# "), "utf-8")
    text = (folder / CABLE).read_text("utf-8")
    assert text.count("</div>\n      <closer") == 1
    text = text.replace("</div>\n      <closer", f"{MORE}</div>\n      <closer")
    (folder / CABLE).write_text(text, "utf-8")
    return Fixer(folder), folder / CABLE, (folder / CABLE).read_bytes()


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_in_the_cable_is_mended_or_left(cable: tuple[Fixer, Path, bytes], name: str) -> None:
    fixer, path, original = cable
    text = decode(original)
    mended = 0
    planted = {SLIPS[name](random.Random(f"{name} {at}"), text) for at in range(_TIMES)} - {text}
    assert planted, "there is no place for it: see MORE"
    for spoilt in planted:
        before = spoilt.encode()
        after = fixer.mend(path, before)
        assert not [*fixer.objections(path, original, before, after)]
        mended += after == original
    assert mended * 2 >= len(planted), f"{mended} of {len(planted)} are as they were"


@pytest.mark.parametrize("at", range(3))
def test_many_slips_in_the_cable_are_mended_together(
    cable: tuple[Fixer, Path, bytes], at: int
) -> None:
    fixer, path, original = cable
    before = _spoilt(decode(original), f"cable {at}").encode()
    after = fixer.mend(path, before)
    assert not [*fixer.objections(path, original, before, after)]
    assert len(fixer.findings(path, after)) < len(fixer.findings(path, before)) or after != before


def _spoilt(text: str, seed: str) -> str:
    """Return a document with many slips, of which none hides another."""
    chance = random.Random(seed)
    names = [name for name in SLIPS if name not in BARRIERS]
    for name in chance.choices(names, k=_TOGETHER):
        text = SLIPS[name](chance, text)
    return text


def _hidden(text: str, seed: str) -> str:
    """Return a document with a slip that keeps all else from being checked."""
    chance = random.Random(seed)
    return SLIPS[chance.choice(BARRIERS)](chance, text)


def test_slips_in_the_corpus_are_mended_or_left(external: Path, tmp_path: Path) -> None:
    (tmp_path / "tei").mkdir()
    (tmp_path / "edition.toml").write_text(
        '[edition]\ntitle = "T"\nsources = ["tei/*.xml"]\n\n[schemas]\nrelaxng = "tei_all.rng"\n'
    )
    shutil.copyfile(external / "tei/exemplars/tei_all.rng", tmp_path / "tei_all.rng")
    fixer = Fixer(tmp_path)
    changed = 0
    for source in sorted((external / "corpus").glob("*.xml")):
        original = source.read_bytes()
        if len(original) > _LARGEST or not _is_readable(original):
            continue
        path = tmp_path / "tei" / source.name
        path.write_bytes(original)
        text = decode(original)
        for spoilt in (text, _spoilt(text, source.name), _hidden(text, source.name)):
            before = encode_like(spoilt, original)
            after = fixer.mend(path, before)
            changed += after != before
            assert not [*fixer.objections(path, original, before, after)], source.name
    assert changed > 20


def test_all_that_is_done_without_asking_is_safe(cable: tuple[Fixer, Path, bytes]) -> None:
    fixer, path, original = cable
    for at in range(3):
        data = _spoilt(decode(original), f"safe {at}").encode()
        done = mend(fixer.checker, path, {path: data}, tuple, unsafe=False)
        assert all(is_safe(repair.finding) for repair in done.mended)
