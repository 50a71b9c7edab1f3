from __future__ import annotations

from pathlib import Path

import pytest
from letters import built


@pytest.fixture(scope="session")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small edition of letters. Read it; don't change it."""
    return built(tmp_path_factory.mktemp("letters"))
