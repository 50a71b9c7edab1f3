"""Where the external suites are, and the reference schema among them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from siglum import relaxng


@pytest.fixture(scope="session")
def external_suites() -> Path:
    """Return the folder with `conformance`, `corpus`, `egxml` and `tei`."""
    folder = os.environ.get("SIGLUM_SHARED")
    if not folder:
        pytest.skip("SIGLUM_SHARED does not name the folder of the external suites")
    return Path(folder)


@pytest.fixture(scope="session")
def tei_all_path(external_suites: Path) -> Path:
    """Return the path of the TEI Consortium's own `tei_all.rng`."""
    return external_suites / "tei" / "exemplars" / "tei_all.rng"


@pytest.fixture(scope="session")
def tei_all(tei_all_path: Path) -> relaxng.Schema:
    """Return `tei_all`, loaded."""
    return relaxng.load(tei_all_path)
