"""How fast documents become pages: by kind, by size, for hard ones, and over many of them.

Every time is that of the processor, in a warm process with compiled stylesheets, from lxml's tree
to the page in Python's memory. Two variables add to it: SIGLUM_SHARED (the folder of external
suites) adds real documents; TEI_STYLESHEETS (a folder with a copy of the TEI Consortium's
Stylesheets) sets their HTML beside siglum's, on the same saxonche and the same files. Nothing is
asserted.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree
from saxonche import PySaxonApiError, PySaxonProcessor

from siglum.edition.document import Document, parse
from siglum.findings.diagnostics import CannotUse
from siglum.model.registers import Authority
from siglum.render.frame import Page
from siglum.render.outputs import View
from siglum.render.pages import html

MEGABYTE = 1_000_000
GROWTH = (1, 5, 20, 50)
MANY = 10_000
LARGE = 100_000
"""From how many bytes a document counts as large."""

_SHELL = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>'
    "</titleStmt></fileDesc></teiHeader><text><body>{}</body></text></TEI>"
)
_WORDS = "the quick brown fox jumps over the lazy dog and comes back again in the evening "

Peer = Callable[[Path], float | None]


def prose(number: int) -> str:
    name = '<persName ref="#a">Ann</persName> saw <hi rend="italic">it</hi>. '
    return f'<p xml:id="p{number}">{_WORDS * 3}{name}{_WORDS * 2}</p>'


def verse(number: int) -> str:
    lines = f"<l>{_WORDS[:50]}</l>" * 4
    return f'<lg n="{number}">{lines}</lg>'


def drama(number: int) -> str:
    speech = f"<speaker>Ann</speaker><p>{_WORDS}<stage>exit</stage></p>"
    return f'<sp who="#a" n="{number}">{speech}</sp>'


def noted(number: int) -> str:
    return f"<p>{_WORDS}<note>Note {number}: {_WORDS}</note>{_WORDS}</p>"


def apparatus(number: int) -> str:
    entry = f'<app><lem wit="#A">fox</lem><rdg wit="#B #C">cat {number}</rdg></app>'
    return f"<p>{_WORDS}{entry}{_WORDS}{entry}</p>"


def words(number: int) -> str:
    return "<s>" + "".join(f'<w lemma="{w}" n="{number}">{w}</w> ' for w in _WORDS.split()) + "</s>"


KINDS = (prose, verse, drama, noted, apparatus, words)


def made_up(kind: Callable[[int], str], size: int) -> str:
    """Return a document of about so many bytes, in divisions of a hundred pieces."""
    pieces = [kind(number) for number in range(size // len(kind(0)))]
    parts = ["".join(pieces[first : first + 100]) for first in range(0, len(pieces), 100)]
    return _SHELL.format("".join(f"<div><head>Part</head>{part}</div>" for part in parts))


def hard() -> Iterator[tuple[str, str]]:
    """Yield documents that are hard to render, each with its name."""
    yield "100,000 notes", _SHELL.format(f"<p>{'a<note>b</note> ' * 100_000}</p>")
    yield "a paragraph of 5 MB", _SHELL.format(f"<p>{_WORDS * 62_500}</p>")
    yield "a paragraph of 200,000 phrases", _SHELL.format(f"<p>{'<hi>a</hi> b ' * 200_000}</p>")
    yield "2,000 seg in each other", _SHELL.format(f"<p>{'<seg>a ' * 2000}{'</seg>' * 2000}</p>")
    yield "10,000 seg in each other", _SHELL.format(f"<p>{'<seg>' * 10_000}{'</seg>' * 10_000}</p>")
    yield "20,000 words over two lines", _SHELL.format('<p>wo<lb break="no"/>rds </p>' * 20_000)
    shared = '<l part="I">a</l><l part="M">b</l><l part="F">c</l>'
    yield "20,000 lines shared by three", _SHELL.format(shared * 20_000)
    loop = "".join(
        f'<seg xml:id="s{n}" corresp="#s{n + 1}" next="#s{n + 1}" prev="#s{n - 1}">a</seg>'
        f'<ptr xml:id="t{n}" target="#t{n + 1}"/>'
        for n in range(20_000)
    )
    yield "a chain of 20,000 pointers", _SHELL.format(f"<p>{loop}</p>")
    yield (
        "one target of 20,000 pointers",
        _SHELL.format('<p xml:id="a">b</p>' + '<p corresp="#a"><ptr target="#a"/></p>' * 20_000),
    )


def document(path: Path, data: bytes) -> Document:
    return Document(path, data, parse(path, data))


def seconds(source: Document) -> float:
    """Return the time of one critical view as a page."""
    started = time.process_time()
    html(source, View.CRITICAL, Page(), Authority())
    return time.process_time() - started


def stylesheets_of_the_tei() -> Peer | None:
    """Return what times the peer on a file, where there is a copy of it."""
    folder = os.environ.get("TEI_STYLESHEETS")
    if not folder:
        return None
    processor = PySaxonProcessor(license=False)
    stylesheet = processor.new_xslt30_processor().compile_stylesheet(
        stylesheet_file=str(Path(folder, "html", "html.xsl").resolve(strict=True))
    )
    stylesheet.set_capture_result_documents(True)

    def timed(path: Path) -> float | None:
        started = time.process_time()
        try:
            stylesheet.transform_to_string(source_file=str(path))
        except PySaxonApiError:
            return None
        return time.process_time() - started

    return timed


def row(name: str, source: Document, peer: Peer | None) -> None:
    """Print what one document took, the better of two runs."""
    took = min(seconds(source), seconds(source))
    size = len(source.data) / MEGABYTE
    line = f"{name[:44]:44}{size:8.2f} MB{took:9.2f} s{size / took:8.2f} MB/s"
    if peer is not None:
        peer(source.path)
        theirs = peer(source.path)
        line += f"{theirs:9.2f} s{theirs / took:7.1f}×" if theirs else "   stopped"
    print(line, flush=True)


def by_kind(folder: Path, peer: Peer | None) -> None:
    print("By kind" + (", the TEI Stylesheets last" if peer else ""))
    for kind in KINDS:
        path = folder / f"{kind.__name__}.xml"
        path.write_text(made_up(kind, MEGABYTE))
        row(kind.__name__, document(path, path.read_bytes()), peer)
    if shared := os.environ.get("SIGLUM_SHARED"):
        for path in sorted(Path(shared, "corpus").glob("*.xml")):
            if path.stat().st_size >= LARGE:
                row(path.stem, document(path, path.read_bytes()), peer)


def by_size() -> None:
    print("\nBy size: prose")
    for size in GROWTH:
        source = document(Path("prose.xml"), made_up(prose, size * MEGABYTE).encode())
        took = seconds(source)
        print(f"{size:8} MB{took:9.2f} s{took / size:8.2f} s/MB", flush=True)


def hard_ones() -> None:
    print("\nHard ones")
    for name, text in hard():
        try:
            took = f"{seconds(document(Path('hard.xml'), text.encode())):9.2f} s"
        except CannotUse as refused:
            took = f"  refused: {refused.diagnostic.code} {refused.diagnostic.message}"
        print(f"{name:34}{took}", flush=True)


def many() -> None:
    print(f"\nMemory over {MANY:,} documents in one process")
    source = document(Path("letter.xml"), made_up(noted, 5000).encode())
    for count in range(1, MANY + 1):
        seconds(source)
        if count in (100, 1000) or count % 2500 == 0:
            print(f"{count:8,}{resident():9.0f} MB", flush=True)


def resident() -> float:
    """Return the memory that the process holds now, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


def main() -> None:
    print(f"Rendering, Python {sys.version.split()[0]}, lxml {etree.__version__}\n")
    seconds(document(Path("warm.xml"), made_up(prose, 10_000).encode()))
    with tempfile.TemporaryDirectory() as folder:
        by_kind(Path(folder), stylesheets_of_the_tei())
    by_size()
    hard_ones()
    if Path("/proc/self/statm").exists():
        many()


if __name__ == "__main__":
    main()
