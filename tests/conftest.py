"""What the tests share: the edition, the command, the built site, the outside tools.

Three environment variables steer them:

- SIGLUM_TOOLS: folder whose node_modules/ holds axe-core and vnu-jar; by default .tools/.
- SIGLUM_REQUIRE_TOOLS=1: a missing tool fails its tests; without it they are skipped.
- SIGLUM_SHARED: folder of the external suites and sources; without it their tests are skipped.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commands import REPO, Siglum

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)


def pytest_configure() -> None:
    """Let Ctrl-C and a plain kill end what the tests start, though they are ignored here.

    A shell ignores Ctrl-C in what it starts in the background, and all that is started by that.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is signal.SIG_IGN:
            ends = number == signal.SIGTERM
            signal.signal(number, signal.SIG_DFL if ends else signal.default_int_handler)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})


@pytest.fixture(scope="session", autouse=True)
def nothing_above(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let the tests' folders be a repository, so that no edition.toml is looked for above them."""
    (tmp_path_factory.getbasetemp() / ".git").mkdir(exist_ok=True)


@pytest.fixture(scope="session")
def repo() -> Path:
    """The project's own folder."""
    return REPO


@pytest.fixture(scope="session")
def copy_edition() -> Callable[[Path], Path]:
    """Copy the edition (edition.toml, tei/ and schema/) into a new folder and return that."""

    def copy(folder: Path) -> Path:
        folder.mkdir(parents=True)
        shutil.copyfile(REPO / "edition.toml", folder / "edition.toml")
        for name in ("tei", "schema"):
            shutil.copytree(REPO / name, folder / name)
        return folder

    return copy


@pytest.fixture
def edition(copy_edition: Callable[[Path], Path], tmp_path: Path) -> Path:
    """A folder of its own with a copy of the edition: edition.toml, tei/ and schema/."""
    return copy_edition(tmp_path / "edition")


@pytest.fixture(scope="session")
def siglum() -> Siglum:
    """The command, run by this Python; its output is text."""

    def run(
        *arguments: str | Path,
        cwd: Path = REPO,
        env: Mapping[str, str] | None = None,
        timeout: float = 120,
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "siglum", *map(str, arguments)],
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=timeout,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def site(siglum: Siglum, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that `siglum build` makes of the project's edition. Read it; don't change it."""
    folder = tmp_path_factory.mktemp("built") / "site"
    built = siglum("build", "-o", folder)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder


@pytest.fixture(scope="session")
def external() -> Path:
    """The folder of external suites and sources."""
    named = os.environ.get("SIGLUM_SHARED")
    if not named:
        pytest.skip("the external suites are not here: set SIGLUM_SHARED to their folder")
    folder = Path(named)
    assert folder.is_dir(), f"SIGLUM_SHARED names no folder: {named}"
    return folder.resolve()


@pytest.fixture(scope="session")
def tool() -> Callable[[str], Path]:
    """Find an outside tool, by its name in `_FINDERS`.

    A tool that is not there skips the test; with SIGLUM_REQUIRE_TOOLS=1 it fails it.
    """

    def find(name: str) -> Path:
        found = _FINDERS[name]()
        if found is None:
            reason = f"{name} is not here; .ci/run shows how to install it"
            if os.environ.get("SIGLUM_REQUIRE_TOOLS") == "1":
                pytest.fail(reason, pytrace=False)
            pytest.skip(reason)
        return found

    return find


@pytest.fixture(scope="session")
def browser(tool: Callable[[str], Path]) -> Iterator[Browser]:
    """Chromium; Playwright runs once in a process."""
    tool("playwright")
    chromium = tool("chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(_FLAGS))
        yield browser
        browser.close()


def _program(name: str) -> Path | None:
    found = shutil.which(name)
    return Path(found) if found else None


def _node_file(name: str) -> Path | None:
    tools = Path(os.environ.get("SIGLUM_TOOLS") or REPO / ".tools")
    path = tools / "node_modules" / name
    return path.resolve() if path.is_file() else None


def _module(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    return Path(spec.origin) if spec and spec.origin else None


_FINDERS: dict[str, Callable[[], Path | None]] = {
    "java": lambda: _program("java"),
    "node": lambda: _program("node"),
    "chromium": lambda: _program("chromium"),
    "playwright": lambda: _module("playwright"),
    "pre-commit": lambda: _module("pre_commit"),
    "zensical": lambda: _module("zensical"),
    "pyarrow": lambda: _module("pyarrow"),
    "rdflib": lambda: _module("rdflib"),
    "pandas": lambda: _module("pandas"),
    "snowballstemmer": lambda: _module("snowballstemmer"),
    "iiif-prezi3": lambda: _module("iiif_prezi3"),
    "pillow": lambda: _module("PIL"),
    "distributed": lambda: _module("distributed"),
    "vnu": lambda: _node_file("vnu-jar/build/dist/vnu.jar"),
    "axe": lambda: _node_file("axe-core/axe.min.js"),
}
