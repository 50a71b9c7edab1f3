"""The run: which files, in what order, over how many processes, with what schemas."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import Siglum
from siglum.checks import Options, Report
from siglum.checks.run import files_to_check, in_order
from siglum.edition.editions import Editions
from siglum.findings.diagnostics import CannotRun

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
CABLE = "tei/1949-01-10-mao-to-filippov.xml"
GRAMMAR = '<element name="TEI" ns="http://www.tei-c.org/ns/1.0" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>'


def many(edition: Path, count: int) -> list[Path]:
    """Write files, every third of them not well-formed."""
    folder = edition / "many"
    folder.mkdir()
    for number in range(count):
        end = "" if number % 3 == 0 else "</TEI>"
        (folder / f"{number:03}.xml").write_text(f"<TEI {TEI}>{end}")
    return sorted(folder.iterdir())


def summary(reports: list[Report]) -> list[tuple[str, list[str]]]:
    return [(report.path.name, [item.code for item in report.findings]) for report in reports]


def test_the_order_is_that_of_the_input_whatever_the_order_of_the_work(edition: Path) -> None:
    paths = many(edition, 40)[::-1]
    one = list(in_order(tuple(paths), edition, Options(), 1))
    three = list(in_order(tuple(paths), edition, Options(), 3))
    assert summary(one) == summary(three)
    assert [report.path for report in three] == paths
    assert one[-1].findings[0].code == "SG101"


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_what_is_wrong_with_a_schema_is_told_once_a_run(edition: Path, jobs: int) -> None:
    paths = many(edition, 24)
    (edition / "broken.rng").write_text("<grammar/>")
    options = Options((str(edition / "broken.rng"),))
    reports = list(in_order(tuple(paths), edition, options, jobs))
    about_the_schema = [
        report.path
        for report in reports
        for finding in report.findings
        if finding.span.file.name == "broken.rng"
    ]
    assert about_the_schema == [paths[1]]  # the first that is well-formed


def test_what_is_wrong_with_a_part_of_two_documents_is_told_once(edition: Path) -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/>'
    (edition / "part.xml").write_text(f'<p {TEI}><ref target="nowhere.xml"/></p>')
    paths = (edition / "a.xml", edition / "b.xml")
    for path in paths:
        path.write_text(f"<TEI {TEI}>{include}</TEI>")
    reports = in_order(paths, edition, Options(), 1)
    links = [item for report in reports for item in report.findings if item.code == "SG407"]
    assert len(links) == 1


def test_no_more_processes_are_started_than_there_are_files(
    edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = many(edition, 13)
    (edition / "sitecustomize.py").write_text(
        "import pathlib, sys\n"
        "if '--multiprocessing-fork' in sys.orig_argv or 'spawn_main' in str(sys.orig_argv):\n"
        f"    pathlib.Path({str(edition)!r}, 'started').open('a').write('.')\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(edition), prepend=os.pathsep)
    assert len(list(in_order(tuple(paths), edition, Options(), 100))) == 13
    assert len((edition / "started").read_text()) <= 13


def test_a_folder_is_searched_but_for_what_is_hidden_or_of_packages(tmp_path: Path) -> None:
    found = ["a.xml", "b/c/d.xml", "b/e.xml"]
    for name in (*found, ".git/x.xml", "b/.venv/lib/x.xml", "node_modules/p/x.xml", "b/a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"<TEI {TEI}/>")
    expected = [tmp_path / name for name in found]
    assert list(files_to_check((tmp_path,), tmp_path)) == expected
    assert list(files_to_check((), tmp_path)) == expected
    hidden = tmp_path / ".git"
    assert list(files_to_check((hidden,), tmp_path)) == [hidden / "x.xml"]


def test_an_edition_is_one_for_all_its_folders(tmp_path: Path) -> None:
    (tmp_path / "in/deep").mkdir(parents=True)
    (tmp_path / "in/edition.toml").write_text("[edition]\n")
    editions = Editions(tmp_path)
    inside, deep = editions.of(tmp_path / "in/a.xml"), editions.of(tmp_path / "in/deep/a.xml")
    assert inside is deep
    assert inside.configured
    outside = editions.of(tmp_path / "a.xml")
    assert (outside.root, outside.configured) == (tmp_path, False)


def test_the_documents_of_an_edition_are_searched_once_a_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[str] = []
    glob = Path.glob

    def noted(folder: Path, pattern: str) -> Iterator[Path]:
        searched.append(pattern)
        return glob(folder, pattern)

    toml = '[edition]\nsources = ["*.xml"]\ntranscripts = "."\n'
    (tmp_path / "edition.toml").write_text(toml)
    for number in range(5):
        (tmp_path / f"{number}.xml").write_text(f"<TEI {TEI}><teiHeader/><text/></TEI>")
    monkeypatch.setattr(Path, "glob", noted)
    reports = list(in_order((tmp_path,), tmp_path, Options(), 1))
    assert all("SG502" in [item.code for item in report.findings] for report in reports)
    assert searched == ["*.xml"]


def test_a_worker_that_dies_costs_one_finding(
    edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file whose reading kills the process: a FIFO opened by a checker that was told to die."""
    paths = many(edition, 30)
    (edition / "sitecustomize.py").write_text(
        "import os, pathlib\n"
        "read = pathlib.Path.read_bytes\n"
        "def read_or_die(path):\n"
        "    if path.name == '007.xml': os._exit(9)\n"
        "    return read(path)\n"
        "pathlib.Path.read_bytes = read_or_die\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(edition), prepend=os.pathsep)
    reports = list(in_order(tuple(paths), edition, Options(), 2))
    died = [report for report in reports if report.findings and report.findings[0].code == "SG112"]
    assert [report.path.name for report in died] == ["007.xml"]
    assert len(reports) == 30


def test_ctrl_c_stops_at_once_and_leaves_no_process(edition: Path) -> None:
    many(edition, 400)
    command = [sys.executable, "-m", "siglum", "validate", "many", "--jobs", "2"]
    process = subprocess.Popen(
        command, cwd=edition, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    assert process.stdout is not None
    process.stdout.read(10)
    os.killpg(process.pid, signal.SIGINT)
    said, errors = process.communicate()  # ends when the last process lets go of the pipe
    assert process.returncode == 130
    assert b"many/399.xml" not in said
    assert b"Traceback" not in errors


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_no_process_outlives_the_run(edition: Path, jobs: str) -> None:
    many(edition, 14)
    command = [sys.executable, "-m", "siglum", "validate", CABLE, "many", "--jobs", jobs]
    process = subprocess.Popen(
        command, cwd=edition, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    process.communicate()  # ends when the last process lets go of the pipe
    assert process.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
@pytest.mark.parametrize("what", [("explain", "SG304"), ("validate", "many"), ("--help",)])
def test_a_report_that_can_not_be_written_stops_the_run(
    edition: Path, what: tuple[str, ...]
) -> None:
    many(edition, 3)
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "siglum", *what]
        ran = subprocess.run(
            command, cwd=edition, stdout=full, stderr=subprocess.PIPE, check=False, text=True
        )
    assert ran.returncode == 2
    assert "No space left" in ran.stderr
    assert "Traceback" not in ran.stderr


def computed_for_rules(group: int) -> float:
    """Return how many seconds the processes for rules of a group have computed, as /proc says."""
    ticks = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            fields = (process / "stat").read_text().rpartition(")")[2].split()
            command = (process / "cmdline").read_bytes()
        except OSError:  # it has ended meanwhile
            continue
        if int(fields[2]) == group and b"siglum.saxon.serve" in command:
            ticks += int(fields[11])
    return ticks / os.sysconf("SC_CLK_TCK")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are seen in /proc")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_a_rule_that_computes_for_hours(edition: Path, jobs: str) -> None:
    many(edition, 40)
    hours = "every $i in 1 to 900000000, $j in 1 to 900000000 satisfies $i * $j ne count(*) - 2"
    (edition / "slow.sch").write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><pattern>'
        f'<rule context="*"><assert test="{hours}"/></rule></pattern></schema>'
    )
    command = [sys.executable, "-m", "siglum", "validate", "many", "--schema", "slow.sch"]
    process = subprocess.Popen(
        [*command, "--jobs", jobs], cwd=edition, stderr=subprocess.PIPE, start_new_session=True
    )
    while process.poll() is None and computed_for_rules(process.pid) < 1:
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGINT)
    process.communicate()  # the process for rules holds the pipe as well
    assert process.returncode == 130
    assert computed_for_rules(process.pid) == 0


def test_a_schema_of_the_command_line_comes_before_the_editions(edition: Path) -> None:
    (edition / "only.rng").write_text(GRAMMAR)
    (report,) = in_order((edition / CABLE,), edition, Options((str(edition / "only.rng"),)), 1)
    assert report.findings


def test_a_schema_that_is_not_there_stops_the_run(edition: Path) -> None:
    for name in ("nowhere.rng", "edition.toml", "https://example.org/unknown.rng"):
        with pytest.raises(CannotRun):
            list(in_order((edition / CABLE,), edition, Options((name,)), 1))


def test_siglums_own_schema_has_a_name(edition: Path) -> None:
    (report,) = in_order((edition / CABLE,), edition, Options(("siglum-edition.rng",)), 1)
    assert report.findings == ()


def test_a_document_says_what_schema_it_has(tmp_path: Path, siglum: Siglum) -> None:
    (tmp_path / "tei.rng").write_text(GRAMMAR)
    model = '<?xml-model href="{}" schematypens="http://relaxng.org/ns/structure/1.0"?>'
    (tmp_path / "good.xml").write_text(f"{model.format('tei.rng')}<TEI {TEI}>text</TEI>")
    (tmp_path / "bad.xml").write_text(f"{model.format('tei.rng')}<TEI {TEI}><p/></TEI>")
    address = "https://example.org/tei.rng"
    (tmp_path / "far.xml").write_text(f"{model.format(address)}<TEI {TEI}/>")
    (tmp_path / "none.xml").write_text(f"<TEI {TEI}/>")
    environment = {"XDG_DATA_HOME": str(tmp_path / "data")}

    def codes(name: str) -> list[str]:
        run = siglum("validate", "--format", "json", name, cwd=tmp_path, env=environment)
        return [row["code"] for row in json.loads(run.stdout)]

    assert codes("good.xml") == []
    assert len(codes("bad.xml")) == 1
    assert codes("none.xml") == ["SG205"]
    assert codes("far.xml") == ["SG206"]
    siglum("schema", "add", "tei.rng", "--address", address, cwd=tmp_path, env=environment)
    assert codes("far.xml") == []
    listed = siglum("schema", "list", cwd=tmp_path, env=environment)
    assert listed.stdout.splitlines() == [address]


def test_a_document_can_not_name_a_schema_outside_the_edition(edition: Path) -> None:
    (edition / "edition.toml").write_text('[edition]\ntitle = "no schemas"\n')
    (edition.parent / "out.rng").write_text(GRAMMAR)
    (edition / "tei/x.xml").write_text(f'<?xml-model href="../../out.rng"?><TEI {TEI}/>')
    (report,) = in_order((edition / "tei/x.xml",), edition, Options(), 1)
    assert [item.code for item in report.findings] == ["SG206"]


def test_a_schema_that_a_document_names_includes_nothing_outside_the_edition(
    edition: Path,
) -> None:
    (edition / "edition.toml").write_text('[edition]\ntitle = "no schemas"\n')
    (edition.parent / "out.rng").write_text(GRAMMAR)
    grammar = '<externalRef xmlns="http://relaxng.org/ns/structure/1.0" href="{}"/>'
    (edition / "tei/link.rng").symlink_to(edition.parent / "out.rng")
    (edition / "tei/x.xml").write_text(f'<?xml-model href="named.rng"?><TEI {TEI}/>')

    def codes(href: str, *schemas: str) -> list[str]:
        (edition / "tei/named.rng").write_text(grammar.format(href))
        (report,) = in_order((edition / "tei/x.xml",), edition, Options(schemas), 1)
        return [item.code for item in report.findings]

    for href in ("../../out.rng", (edition.parent / "out.rng").as_uri(), "link.rng"):
        assert codes(href) == ["RNG003"], href
        assert codes(href, str(edition / "tei/named.rng")) == [], "the user's own word"
    (edition / "in.rng").write_text(GRAMMAR)
    assert codes("../in.rng") == []


def test_standard_input_is_checked(edition: Path) -> None:
    command = [sys.executable, "-m", "siglum", "validate", "-", "--format", "concise"]
    run = subprocess.run(
        command,
        cwd=edition,
        input=f"<TEI {TEI}>\n<p></TEI>",
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert run.stdout.startswith("-:2:")
    assert "SG101" in run.stdout


def test_select_and_ignore(edition: Path, siglum: Siglum) -> None:
    source = (edition / CABLE).read_text("utf-8")
    broken = source.replace("#datong", "#datonk").replace(' cert="high">revolution', ">revolution")
    (edition / CABLE).write_text(broken, "utf-8")

    def codes(*options: str) -> list[str]:
        run = siglum("validate", "--format", "json", *options, cwd=edition)
        return [row["code"] for row in json.loads(run.stdout)]

    assert codes() == ["SG402", "SG303"]
    assert codes("--select", "SG4") == ["SG402"]
    assert codes("--ignore", "sg402") == ["SG303"]
    assert codes("--ignore", "SG", "--select", "SG303") == ["SG303"]
    assert siglum("validate", "--ignore", "SG3,SG4", cwd=edition).returncode == 0
