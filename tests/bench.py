"""Times of the commands as whole processes, each beside a bare peer measured in the same run.

The peers do the least that the same libraries can: a Python that does nothing, lxml's RELAX NG
on the same file, Saxon with the same stylesheets. `make bench` runs it; nothing is asserted.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]
CABLE = "tei/1949-01-10-mao-to-filippov.xml"
GRAMMAR = "schema/siglum-edition.rng"
ODD = "schema/siglum-edition.odd"
DIGEST = "toolkit/siglum/odd/p5-4.8.0.xml"
RUNS = 5

_RELAXNG = f"""
from lxml import etree
grammar = etree.RelaxNG(etree.parse({GRAMMAR!r}))
grammar.validate(etree.parse({CABLE!r}))
"""

_PARSE = f"""
from lxml import etree
etree.parse({DIGEST!r})
etree.parse({ODD!r})
"""

_SAXON = """
from saxonche import PySaxonProcessor
compiler = PySaxonProcessor(license=False).new_xslt30_processor()
for name in {stylesheets}:
    stylesheet = compiler.compile_stylesheet(stylesheet_file="xslt/" + name + ".xsl")
    for _ in range({views}):
        stylesheet.transform_to_string(source_file={cable!r})
"""


def seconds(arguments: list[str]) -> float:
    """Return the wall time of one process of this Python."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        cwd=REPO,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - start


def medians(command: list[str], peer: list[str]) -> tuple[float, float]:
    """Return the median times of a command and its peer, run by turns after one run unmeasured."""
    seconds(command), seconds(peer)
    times = [(seconds(command), seconds(peer)) for _ in range(RUNS)]
    return statistics.median(a for a, _ in times), statistics.median(b for _, b in times)


def saxon(stylesheets: list[str], views: int = 1) -> list[str]:
    return ["-c", _SAXON.format(stylesheets=stylesheets, views=views, cable=CABLE)]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = str(Path(folder) / "site")
        made = str(Path(folder) / "made.rng")
        rows = [
            ("siglum --version", ["--version"], "python -c pass", ["-c", "pass"]),
            ("siglum validate CABLE", ["validate", CABLE], "lxml RELAX NG", ["-c", _RELAXNG]),
            (
                "siglum render --to html",
                ["render", CABLE, "--to", "html"],
                "Saxon, html.xsl",
                saxon(["html"]),
            ),
            (
                "siglum render --to text",
                ["render", CABLE, "--to", "text"],
                "Saxon, text.xsl",
                saxon(["text"]),
            ),
            (
                "siglum odd compile",
                ["odd", "compile", ODD, "-o", made],
                "lxml, the same files",
                ["-c", _PARSE],
            ),
            (
                "siglum build",
                ["build", "-o", site],
                "Saxon, both, 3 times",
                saxon(["html", "text"], views=3),
            ),
        ]
        print(f"Whole processes, median of {RUNS}, Python {sys.version.split()[0]}\n")
        print(f"{'command':26}{'seconds':>8}   {'peer':22}{'seconds':>8}{'ratio':>8}")
        for name, arguments, peer_name, peer in rows:
            ours, theirs = medians(["-m", "siglum", *arguments], peer)
            print(f"{name:26}{ours:8.3f}   {peer_name:22}{theirs:8.3f}{ours / theirs:8.2f}")


if __name__ == "__main__":
    main()
