"""Faults put into the engines' code, a sample of them: do the nearest tests notice?

`make mutants` runs it. Each fault is put into a copy of the project, and the tests nearest to the
module run there, without the external suites, until one fails. A fault that none notices is
shown: a test is missing, or the code is not needed. The same seed gives the same faults.
equivalent.txt lists those that change nothing that can be noticed, each with its reason.

Why not mutmut or cosmic-ray: the one changes code only within its own process, while many tests
here run the command; the other knows one command for all tests, and leaves out no statement,
condition or argument, which is what most faults here were.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from changes import Change, changes

REPO = Path(__file__).resolve().parents[2]
PACKAGE = "toolkit/siglum/"
COPIED = ("toolkit", "tests", "xslt", "schema", "tei", "docs", "edition.toml", "pyproject.toml")
EQUIVALENT = Path(__file__).with_name("equivalent.txt")

NEAREST = {
    "relaxng/values/xsd_types.py": "relaxng/test_datatypes.py relaxng/test_schema_errors.py",
    "relaxng/values/datatypes.py": "relaxng/test_datatypes.py relaxng/test_schema_errors.py",
    "relaxng/values/calendar_values.py": "relaxng/test_datatypes.py",
    "relaxng/values/regex*.py": "relaxng/test_datatypes.py relaxng/test_regex_positions.py",
    "relaxng/automaton/derivative.py": "relaxng/test_syntaxes.py relaxng/test_memory.py",
    "relaxng/automaton/automaton.py": "relaxng/test_syntaxes.py relaxng/test_memory.py",
    "relaxng/grammar/restrictions.py": "relaxng/test_schema_errors.py relaxng/test_syntaxes.py",
    "relaxng/grammar/xml_*.py": "relaxng/test_schema_errors.py relaxng/test_syntaxes.py",
    "relaxng/grammar/compact.py": "relaxng/test_schema_errors.py relaxng/test_syntaxes.py",
    "schematron/compiler.py": "schematron/test_schematron_rules.py "
    "schematron/test_schematron_structure.py schematron/test_schematron_variables.py "
    "schematron/test_schematron_places.py schematron/test_schematron_broken.py",
    "schematron/reader.py": "schematron/test_schematron_broken.py "
    "schematron/test_schematron_structure.py schematron/test_schematron_rules.py",
    "odd/xsd/*.py": "odd/test_odd_xsd_models.py odd/test_odd_xsd.py",
    "odd/schematron.py": "odd/test_odd_schematron.py",
    "odd/merge*.py": "odd/test_odd_changes.py odd/test_odd_findings.py",
    "odd/prune.py": "odd/test_odd_content.py odd/test_odd_findings.py",
    "odd/select.py": "odd/test_odd_selection.py odd/test_odd_findings.py",
    "odd/inheritance.py": "odd/test_odd_changes.py odd/test_odd_findings.py",
    "proof/rules.py": "proof/test_conservation_rules.py proof/test_proof.py",
    "proof/claims.py": "proof/test_claims.py proof/test_proof.py",
    "proof/proof.py": "proof/test_proof.py proof/test_proof_properties.py",
    "proof/units.py": "proof/test_proof.py proof/test_proof_properties.py",
    "proof/runs.py": "proof/test_proof.py proof/test_proof_properties.py",
    "work/cache.py": "checks/test_grammar_cache.py checks/test_xsd_cache.py",
    "xml/resolve.py": "xml",
    "site/acting.py": "site/test_acting.py",
    "site/pictures.py": "site/test_facsimile.py",
    "render/style_sheets.py": "render/test_style_sheets.py",
    "saxon/*.py": "saxon render/test_own_stylesheets.py",
}
"""The modules that are tried, and the tests nearest to each; the first pattern that fits counts."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A fault in a module, and the tests that should notice it."""

    module: str
    tests: tuple[str, ...]
    change: Change

    @property
    def name(self) -> str:
        """The line that lists it among the equivalent ones."""
        return f"{self.module}: {self.change.name}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the tests: did one fail, and what did they cost."""

    noticed: bool
    seconds: float


def mutants(wanted: list[str]) -> Iterator[Mutant]:
    """Yield every fault of the modules, or of those whose path has one of the words wanted."""
    seen: set[Path] = set()
    for pattern, tests in NEAREST.items():
        for path in sorted((REPO / PACKAGE).glob(pattern)):
            module = path.relative_to(REPO / PACKAGE).as_posix()
            if path not in seen and (not wanted or any(word in module for word in wanted)):
                seen.add(path)
                for change in changes(path.read_bytes()):
                    yield Mutant(module, tuple(tests.split()), change)


class Copies:
    """Copies of the project in which tests run, one for each that runs at a time."""

    def __init__(self, folder: Path, count: int) -> None:
        self._free: SimpleQueue[Path] = SimpleQueue()
        self._cost: dict[tuple[str, ...], float] = {}
        for number in range(count):
            copy = folder / str(number) / "project"
            copy.mkdir(parents=True)
            for name in COPIED:
                source = REPO / name
                (shutil.copytree if source.is_dir() else shutil.copy2)(source, copy / name)
            self._free.put(copy)

    def measure(self, tests: tuple[str, ...]) -> float:
        """Run tests on the code as it is, and return the seconds of the processor they took."""
        copy = self._free.get()
        outcome = _run(copy, tests, 3600)
        self._free.put(copy)
        if outcome.noticed:
            raise SystemExit(f"these tests fail without any fault: {' '.join(tests)}")
        self._cost[tests] = outcome.seconds
        return outcome.seconds

    def notices(self, mutant: Mutant) -> bool:
        """Put a fault into a copy, run its tests there, and take it out again."""
        copy = self._free.get()
        module = copy / PACKAGE / mutant.module
        source = module.read_bytes()
        try:
            module.write_bytes(mutant.change.applied(source))
            limit = 3 * self._cost[mutant.tests] + 10
            return _run(copy, mutant.tests, int(limit)).noticed
        finally:
            module.write_bytes(source)
            self._free.put(copy)


def _run(copy: Path, tests: tuple[str, ...], limit: int) -> Outcome:
    """Run tests until one fails; so many seconds of the processor are too many, and a failure."""
    kept = copy.parent / "kept"
    shutil.rmtree(kept, ignore_errors=True)
    environment = {name: text for name, text in os.environ.items() if name != "SIGLUM_SHARED"}
    environment |= {
        "PYTHONPATH": str(copy / "toolkit"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "XDG_CACHE_HOME": str(kept / "cache"),
        "XDG_DATA_HOME": str(kept / "data"),
    }
    pytest = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--no-header"]
    paths = [str(copy / "tests" / test) for test in tests]
    before = time.monotonic()
    child = subprocess.Popen(
        [*pytest, f"--basetemp={copy.parent / 'tests'}", *paths],
        cwd=copy,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5)),
    )
    try:
        # What waits for ever uses no processor: this ends it, long after all that is honest.
        status = child.wait(timeout=20 * limit)
    except subprocess.TimeoutExpired:
        status = -1
    if status < 0:
        _end(child)
    return Outcome(status != 0, time.monotonic() - before)


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the tests and what they started."""
    import signal

    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    child.wait()


def equivalents() -> set[str]:
    """Return the names of the faults that change nothing; a line that begins with # tells why."""
    lines = EQUIVALENT.read_text("utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def main() -> int:
    """Try a sample; the exit status is 1 if a fault was not noticed."""
    parser = argparse.ArgumentParser(description="Put faults into the code; do the tests notice?")
    parser.add_argument("modules", nargs="*", help="parts of the paths of modules; all by default")
    parser.add_argument("--count", type=int, default=60, help="how many faults (60)")
    parser.add_argument("--seed", default="siglum", help="another seed chooses others")
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time (2)")
    parser.add_argument("--list", action="store_true", help="name the faults, and try none")
    asked = parser.parse_args()
    known = equivalents()
    all_of_them = [each for each in mutants(asked.modules) if each.name not in known]
    chosen = random.Random(asked.seed).sample(all_of_them, min(asked.count, len(all_of_them)))
    if asked.list:
        print(*(each.name for each in chosen), sep="\n")
        return 0
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copies = Copies(Path(folder), asked.jobs)
        with ThreadPoolExecutor(asked.jobs) as pool:
            list(pool.map(copies.measure, sorted({each.tests for each in chosen})))
            noticed = pool.map(copies.notices, chosen)
            survived = list(_report(zip(chosen, noticed, strict=True)))
    _summary(chosen, survived, len(all_of_them))
    return 1 if survived else 0


def _report(tried: Iterator[tuple[Mutant, bool]]) -> Iterator[Mutant]:
    """Show each fault that was not noticed, as soon as that is known, and yield it."""
    for mutant, noticed in tried:
        if not noticed:
            change = mutant.change
            print(f"{PACKAGE}{mutant.module}:{change.line}: not noticed, in {change.within}")
            print(f"    - {' '.join(change.was.split())}\n    + {change.written}", flush=True)
            yield mutant


def _summary(chosen: list[Mutant], survived: list[Mutant], possible: int) -> None:
    tried, left = (Counter(each.module for each in some) for some in (chosen, survived))
    for module, count in sorted(tried.items()):
        print(f"{module:40} {count - left[module]:4} of {count:4} noticed")
    print(f"{len(chosen) - len(survived)} of {len(chosen)} noticed, of {possible} possible")


if __name__ == "__main__":
    sys.exit(main())
