"""The pictures of the documentation, each made from a text source or from a run of siglum.

`make pictures` writes them into docs/pictures/. The two flows are drawn from the .txt files beside
them, a finding from what a terminal shows; a test proves that these are current. The pictures of
pages need Chromium.
"""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]
FOLDER = REPO / "docs/pictures"
CABLE = "tei/1949-01-10-mao-to-filippov.xml"
FLOWS = ("a-finding", "a-page")

_STYLE = """
  .paper { fill: #ffffff } .box { fill: #eef3f8; stroke: #35608a }
  .line { stroke: #35608a; fill: none } .head { fill: #35608a }
  text { font: 15px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1c2733 }
  .room { font-weight: 600 }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #12181f } .box { fill: #1d2a38; stroke: #7fb0dd }
    .line { stroke: #7fb0dd } .head { fill: #7fb0dd } text { fill: #e4ebf2 }
  }
"""
_WIDTH, _BOX, _STEP, _TOP = 860, 40, 28, 16
_LEFT, _BOX_WIDTH, _AXIS = 16, 828, 44


def flow(source: str) -> str:
    """Draw a flow: each line of the source is a thing, each line that is set in a step to the next.

    A step begins with the rooms that do it, then a colon.
    """
    parts, y = [], _TOP
    title, *lines = source.strip().splitlines()
    steps: list[str] = []
    for line in lines:
        if line.startswith(" "):
            steps.append(line.strip())
            continue
        if steps:
            parts += _steps(steps, y)
            y += _STEP * len(steps) + 24
            steps = []
        parts.append(f'<rect class="box" x="{_LEFT}" y="{y}" width="{_BOX_WIDTH}" height="{_BOX}"')
        parts[-1] += ' rx="6"/>'
        parts.append(f'<text x="{_LEFT + 14}" y="{y + 25}">{escape(line)}</text>')
        y += _BOX
    return _svg(title, y + _TOP, _WIDTH, _STYLE, parts)


def _steps(steps: list[str], y: int) -> Iterator[str]:
    """Yield the arrow from one thing to the next, with what is done on the way."""
    end = y + _STEP * len(steps) + 24
    yield f'<path class="line" stroke-width="2" d="M{_AXIS} {y} V{end - 8}"/>'
    yield f'<path class="head" d="M{_AXIS - 6} {end - 10} h12 l-6 10 z"/>'
    for number, step in enumerate(steps):
        rooms, _, words = step.partition(": ")
        yield (
            f'<text x="{_AXIS + 24}" y="{y + 29 + _STEP * number}"><tspan class="room">'
            f'{escape(rooms)}</tspan><tspan dx="8">{escape(words)}</tspan></text>'
        )


def _svg(title: str, height: int, width: int, style: str, parts: list[str]) -> str:
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
            f"<title>{escape(title)}</title>",
            f"<style>{style}</style>",
            f'<rect class="paper" width="{width}" height="{height}" rx="8"/>',
            *parts,
            "</svg>\n",
        ]
    )


_TERMINAL = """
  .paper { fill: #161b22 } text { font: 14px ui-monospace, Menlo, Consolas, monospace }
  text { fill: #d7dee6; white-space: pre } .prompt { fill: #8b98a5 }
  .c1-31 { fill: #ff7b72; font-weight: 700 } .c1-33 { fill: #e3b341; font-weight: 700 }
  .c1 { fill: #ffffff; font-weight: 700 } .c2 { fill: #8b98a5 }
"""


def finding() -> str:
    """Draw what a terminal shows of a finding: a name that is linked to no entry."""
    with tempfile.TemporaryDirectory() as name:
        edition = _copy(Path(name))
        cable = edition / CABLE
        text = cable.read_text("utf-8").replace('#datong"', '#datonk"')
        cable.write_text(text, "utf-8")
        shown = _terminal([sys.executable, "-m", "siglum", "validate", "tei"], edition)
    lines = ['<tspan class="prompt">$</tspan> siglum validate tei', *_colored(shown)]
    width = 8.43 * max(len(unescape(re.sub("<[^>]*>", "", line))) for line in lines) + 40
    parts = [f'<text x="20" y="{34 + 20 * n}">{line}</text>' for n, line in enumerate(lines)]
    return _svg("A finding", 20 * len(lines) + 36, round(width), _TERMINAL, parts)


def _copy(folder: Path) -> Path:
    """Copy the edition into a folder that is a repository of its own."""
    (folder / ".git").mkdir()
    shutil.copyfile(REPO / "edition.toml", folder / "edition.toml")
    for name in ("tei", "schema"):
        shutil.copytree(REPO / name, folder / name)
    return folder


def _terminal(command: list[str], folder: Path) -> str:
    """Run a command as in a terminal, and return what that shows, with its colours."""
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.PIPE
    )
    os.close(theirs)
    shown = bytearray()
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:  # the other end of a terminal is gone
        pass
    _, told = running.communicate()
    os.close(ours)
    return (shown + told).decode("utf-8").replace("\r\n", "\n").strip()


def _colored(text: str) -> Iterator[str]:
    """Yield the lines of a terminal as SVG, in the classes of their colours."""
    for line in text.split("\n"):
        marked = re.sub(
            r"\x1b\[([\d;]+)m(.*?)\x1b\[0m",
            lambda found: f"\x01c{found[1].replace(';', '-')}\x02{found[2]}\x03",
            line,
        )
        shown = escape(marked, quote=False)
        shown = shown.replace("\x01", '<tspan class="').replace("\x02", '">')
        yield shown.replace("\x03", "</tspan>")


def pages(folder: Path) -> None:
    """Take pictures of pages of the site: the cable in the critical view, and its map."""
    with tempfile.TemporaryDirectory() as name:
        edition = _copy(Path(name))
        subprocess.run([sys.executable, "-m", "siglum", "build"], cwd=edition, check=True)
        for picture, pattern in (("page", "*filippov.html"), ("map", "browse/map/index.html")):
            (shown,) = edition.glob(f"_site/{pattern}")
            target = folder / f"{picture}.png"
            subprocess.run(
                [
                    *("chromium", "--headless", "--no-sandbox", "--hide-scrollbars"),
                    *("--disable-gpu", "--window-size=960,1120"),
                    *(f"--screenshot={target}", shown.as_uri()),
                ],
                check=True,
                capture_output=True,
            )


def drawn() -> dict[str, str]:
    """Return the pictures that are text, by the names of their files."""
    made = {f"{name}.svg": flow((FOLDER / f"{name}.txt").read_text("utf-8")) for name in FLOWS}
    return {**made, "finding.svg": finding()}


if __name__ == "__main__":
    for name, svg in drawn().items():
        (FOLDER / name).write_text(svg, "utf-8")
    if shutil.which("chromium"):
        pages(FOLDER)
