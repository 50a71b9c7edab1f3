"""How a build grows with the edition, and what it costs when little has changed; as ratios.

Each row sets a build beside another of the same run: many documents beside few, two processes
beside one, an unchanged edition beside a fresh one. Times are of the processor but for the row of
two processes. Documents are made of varied parts, with a register; the variable SIGLUM_SHARED (the
folder of external suites) adds its editions. `make bench-scale` runs it; nothing is asserted.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

FEW, SOME, MANY = 100, 400, 1600
PERSONS = 500

_BUILD = """
import json, resource, sys, time
from siglum.commands import siglum
from siglum.work.process import begin
begin()
start = time.perf_counter()
siglum.main(["build", "--force", *sys.argv[2:]], standalone_mode=False)
seconds = time.perf_counter() - start
mine, others = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
cpu = sum(one.ru_utime + one.ru_stime for one in (mine, others))
said = {"cpu": cpu, "seconds": seconds, "mine": mine.ru_maxrss, "others": others.ru_maxrss}
open(sys.argv[1], "w").write(json.dumps(said))
"""
_HEAD = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>Letter {number}</title><author>A. Writer</author></titleStmt><publicationStmt><publisher>P
</publisher></publicationStmt><sourceDesc><p>A manuscript.</p></sourceDesc></fileDesc><profileDesc>
<creation><date when="18{year:02}-0{month}-1{day}"/></creation></profileDesc></teiHeader>"""
_PARTS = (
    "<p>{words} <persName ref='../register.xml#p{person}'>a friend</persName> {words}</p>",
    "<p>{words} <choice><sic>teh</sic><corr>the</corr></choice> {words}<note>{words}</note></p>",
    "<opener><dateline>{words}</dateline><salute>{words}</salute></opener><p>{words}</p>",
    "<lg><l>{words}</l><l>{words}</l></lg>",
    "<p>{words} <add>{words}</add> <del>{words}</del> <supplied>{words}</supplied></p>",
    "<list><item>{words}</item><item>{words} <hi rend='italic'>{words}</hi></item></list>",
)
_WORDS = ("the", "quick", "fox", "jumps", "over", "a", "dog", "in", "an", "evening", "of", "rain")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one build took."""

    cpu: float
    """Seconds of the processor, in all processes."""
    seconds: float
    mine: int
    """Kilobytes of the process that plans, at most; `others`, of any other process."""
    others: int


def written(folder: Path, count: int) -> Path:
    """Write an edition of so many letters, in folders of a hundred, with a register."""
    chance = random.Random(count)
    for number in range(count):
        parts = []
        for _ in range(chance.randint(3, 12)):
            words = " ".join(chance.choices(_WORDS, k=chance.randint(8, 40)))
            person = chance.randrange(PERSONS)
            parts.append(chance.choice(_PARTS).format(words=words, person=person))
        head = _HEAD.format(
            number=number, year=number % 90 + 10, month=number % 9 + 1, day=number % 9
        )
        path = folder / f"tei/{number // 100}/{number}.xml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{head}<text><body>{''.join(parts)}</body></text></TEI>")
    persons = (
        f"<person xml:id='p{number}'><persName>Person {number}</persName></person>"
        for number in range(PERSONS)
    )
    head = _HEAD.format(number="register", year=10, month=1, day=1)
    people = f"<listPerson>{''.join(persons)}</listPerson>"
    (folder / "register.xml").write_text(f"{head}<standOff>{people}</standOff></TEI>")
    settled(folder, 'sources = ["tei/**/*.xml"]\nauthority = ["register.xml"]\n')
    return folder


def settled(folder: Path, settings: str) -> None:
    """Write edition.toml."""
    (folder / "edition.toml").write_text(f'[edition]\ntitle = "T"\n{settings}')


def built(folder: Path, *options: str) -> Cost:
    """Build an edition in processes of their own."""
    report = folder / ".cost.json"
    subprocess.run(
        [sys.executable, "-c", _BUILD, str(report), *options],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return Cost(**json.loads(report.read_text()))


def touched(folder: Path) -> None:
    """Change one document."""
    path = min((folder / "tei").rglob("*.xml"))
    path.write_text(path.read_text().replace("</body>", "<p>New.</p></body>"))


def row(what: str, ratio: float, said: str = "") -> None:
    print(f"{what:58}{ratio:8.2f}   {said}")


def memory(cost: Cost) -> str:
    return f"{cost.mine // 1000:,} MB plans, {cost.others // 1000:,} MB makes"


def own(folder: Path) -> None:
    """Measure editions that are made here."""
    few, some, many = (written(folder / str(n), n) for n in (FEW, SOME, MANY))
    costs = {few: built(few), some: built(some), many: built(many)}
    first = (costs[some].cpu - costs[few].cpu) / (SOME - FEW)
    last = (costs[many].cpu - costs[some].cpu) / (MANY - SOME)
    row(f"CPU of one more document at {MANY:,} : at {FEW}", last / first, f"{last * 1000:.0f} ms")
    row(f"memory at {MANY:,} : at {FEW}", costs[many].mine / costs[few].mine, memory(costs[many]))
    one, two = built(some, "--fresh", "--jobs", "1"), built(some, "--fresh", "--jobs", "2")
    row(f"wall time of one process : two, {SOME} documents", one.seconds / two.seconds)
    same = built(many)
    row(
        f"CPU of nothing changed : fresh, {MANY:,} documents",
        same.cpu / costs[many].cpu,
        said(same),
    )
    touched(many)
    changed = built(many)
    row(
        f"CPU of one changed : fresh, {MANY:,} documents",
        changed.cpu / costs[many].cpu,
        said(changed),
    )


def said(cost: Cost) -> str:
    return f"{cost.cpu:.1f} s"


EDITIONS = {
    "letters": 'sources = ["briefe/**/*.xml"]\nauthority = ["register/**/*.xml"]\n',
    "correspondence": 'sources = ["data/editions/*.xml"]\nauthority = ["data/indices/list*.xml"]\n',
}


def theirs(folder: Path, shared: Path) -> None:
    """Measure the editions of the external suites."""
    for name, settings in EDITIONS.items():
        edition = folder / name
        shutil.copytree(shared / "editions" / name, edition)
        edition.chmod(0o755)
        settled(edition, settings)
        first, second = built(edition), built(edition)
        row(f"CPU of nothing changed : fresh, {name}", second.cpu / first.cpu, said(second))
        print(f"    {said(first)} fresh, {memory(first)}")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{'':58}{'ratio':>8}")
        own(folder)
        if shared := os.environ.get("SIGLUM_SHARED"):
            theirs(folder, Path(shared))


if __name__ == "__main__":
    main()
