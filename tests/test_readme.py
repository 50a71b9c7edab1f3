"""The commands of the README and of the documentation, run; their outputs, compared."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[1]
README = (REPO / "README.md").read_text("utf-8")
CABLE = "tei/1949-01-10-mao-to-filippov.xml"

# Other pages with commands have tests of their own, which follow them from top to bottom.
PAGES = [
    README,
    *(
        (REPO / f"docs/{name}.md").read_text("utf-8")
        for name in ("checking", "schemas", "publishing")
    ),
]


def console(page: str) -> list[tuple[str, str]]:
    """Return the command and the output of each console block."""
    blocks = re.findall(r"```console\n\$ (.*?)```", page, re.DOTALL)
    return [(block.split("\n", 1)[0], block.split("\n", 1)[1]) for block in blocks]


CONSOLE = console(README)
SIGLUM = [
    pair
    for pair in dict.fromkeys(pair for page in PAGES for pair in console(page))
    if pair[0].startswith("siglum ")
]


def run(command: str, folder: Path) -> str:
    """Run a command line of the README and return all that it prints."""
    arguments = shlex.split(command)
    if arguments[0] == "siglum":
        arguments[:1] = [sys.executable, "-m", "siglum"]
    # `make test` runs this: the make below it must not speak of levels.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    done = subprocess.run(
        arguments,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


def test_the_readme_has_its_commands() -> None:
    assert [command for command, _ in CONSOLE][:2] == ["make edition", "make test"]
    assert len(SIGLUM) >= 8


@pytest.mark.parametrize(("command", "output"), SIGLUM)
def test_a_siglum_command_prints_what_the_readme_shows(
    edition: Path, command: str, output: str
) -> None:
    if "datonk" in output:
        cable = (edition / CABLE).read_text("utf-8").replace('#datong"', '#datonk"')
        (edition / CABLE).write_text(cable, "utf-8")
    if "new.rng" in command:
        _compile_with_a_reason_required(edition)
    printed = run(command, edition)
    if command.startswith("siglum render"):
        assert printed.startswith(output)
    else:
        assert printed == output


def _compile_with_a_reason_required(edition: Path) -> None:
    """Compile the customization with the change of which the README speaks."""
    customization = edition / "schema/siglum-edition.odd"
    before, start, after = customization.read_text("utf-8").partition(
        '<elementSpec ident="supplied"'
    )
    change = ('ident="reason" mode="change"', 'ident="reason" mode="change" usage="req"')
    customization.write_text(before + start + after.replace(*change, 1), "utf-8")
    assert run("siglum odd compile schema/siglum-edition.odd -o new.rng", edition) == ""


def test_make_edition_and_the_plain_pip_lines_set_everything_up(tmp_path: Path) -> None:
    """A fresh copy of what git has, a virtual environment of its own, the network's packages."""
    if shutil.which("make") is None:
        pytest.skip("make is not here")
    fresh = tmp_path / "fresh"
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=REPO,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode != 0:
        pytest.skip("this is no git checkout: what belongs to the project is not known")
    for name in listed.stdout.splitlines():
        (fresh / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(REPO / name, fresh / name)
    output = dict(CONSOLE)["make edition"]
    printed = run(f"make edition PYTHON={sys.executable}", fresh)
    assert printed.endswith(output)
    assert (fresh / "_site/index.html").is_file()
    (lines,) = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in lines.splitlines():
        printed = run(line.replace("python3", sys.executable, 1), fresh)
    unchanged = "1 document: 0 made, 1 unchanged\n"  # it has been built before
    assert printed == unchanged + output.splitlines(keepends=True)[0]


def test_every_folder_of_the_map_is_there() -> None:
    folders = re.findall(r"^\| `([a-z]+)/` \|", README, re.MULTILINE)
    assert folders == ["tei", "schema", "xslt", "toolkit", "tests", "docs"]
    assert all((REPO / folder).is_dir() for folder in folders)
