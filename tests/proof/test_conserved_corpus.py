"""Real documents, valid or not, and fragments of any kind: every character has its account."""

from pathlib import Path

import pytest

from siglum.proof.run import Report, conserve
from siglum.render.outputs import Format, View

# Larger documents say nothing that the smaller do not, and take the time of all of these.
_LARGEST = 100_000


def proved(paths: list[Path], views: list[View], formats: list[Format]) -> list[Report]:
    assert paths
    return list(conserve(paths, views, formats, paths[0].parent))


def wrong(reports: list[Report]) -> list[str]:
    return [
        f"{finding.span.file.name}:{finding.span.line}: {finding.code} {finding.message}"
        for report in reports
        for finding in report.findings
    ]


@pytest.mark.parametrize("view", View)
def test_the_corpus_keeps_every_character(external: Path, view: View) -> None:
    paths = [p for p in sorted((external / "corpus").glob("*.xml")) if p.stat().st_size < _LARGEST]
    reports = proved(paths, [view], [Format.HTML, Format.MARKDOWN])
    assert wrong(reports) == []
    assert len([one for report in reports for one in report.outputs]) == 2 * len(paths)
    assert all(one.ledger.source for report in reports for one in report.outputs)


def test_the_examples_of_the_guidelines_keep_every_character(external: Path) -> None:
    paths = sorted((external / "egxml").glob("*.xml"))
    assert wrong(proved(paths, list(View), [Format.TEXT])) == []
