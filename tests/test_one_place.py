"""What siglum has many of stands in one place each: one more is added there, and nowhere else.

What is added here has names that nothing of siglum will ever have: `qaa` is a language for private
use (ISO 639-2).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import REPO
from siglum.findings.codes import CODES

Run = Callable[..., "subprocess.CompletedProcess[str]"]

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="qaa"><teiHeader><fileDesc><titleStmt>
<title>1</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc>
</fileDesc><profileDesc><creation><date when="1949-01-10"/></creation></profileDesc></teiHeader>
<text><body><div><head>Uno</head>
<p>Dos <sparkle>tres</sparkle><note>cuatro</note> <space quantity="10000000" unit="lines"/></p>
<p>CINCO</p></div></body></text></TEI>
"""

COMMAND = {
    "toolkit/siglum/commands/sparkles.py": '''"""How many documents there are."""

from pathlib import Path

import click

from siglum.commands._console import CLEAN, write_out


@click.command()
def sparkles() -> int:
    """Count the documents of the edition."""
    from siglum.edition.config import find

    write_out(f"{len(find(Path.cwd()).documents)} documents\\n")
    return CLEAN
'''
}

REPORT_FORMAT = {
    "toolkit/siglum/report/formats/sparkling.py": '''"""Findings as their codes."""

from siglum.report import Manner, Reporter


def reporter(manner: Manner) -> Reporter:
    return Sparkling()


class Sparkling(Reporter):
    """A line for each finding, of its code alone."""

    def start(self) -> str:
        return ""

    def file(self, path, findings) -> str:
        return "".join(f"{finding.code}\\n" for finding in findings)

    def end(self) -> str:
        return ""
'''
}

CODE = {
    "toolkit/siglum/findings/codes/fidelity.py": (
        "CODES = {\n",
        """CODES = {
    "SG599": Code(
        title="A paragraph in capitals",
        help="Write it in small letters, with @rend.",
        why="It is read letter by letter, and found by no search.",
        wrong="<p>CINCO</p>",
        right='<p rend="capitals">Cinco</p>',
    ),
""",
    )
}

KIND = {
    "toolkit/siglum/findings/kinds/fidelity.py": (
        """@dataclass(frozen=True, slots=True)
class OtherText(Catalogued):
""",
        """@dataclass(frozen=True, slots=True)
class AllCapitals(Catalogued):
    code = "SG599"
    element: str

    @property
    def message(self) -> str:
        return f"all of “{self.element}” is in capitals"


@dataclass(frozen=True, slots=True)
class OtherText(Catalogued):
""",
    )
}

CHECK = {
    "toolkit/siglum/checks/capitals.py": '''"""Paragraphs in capitals."""

from siglum.checks.own import OwnCheck
from siglum.findings import kinds
from siglum.findings.diagnostics import Diagnostic


class Capitals(OwnCheck):
    """Checks for paragraphs in capitals."""

    def __init__(self, world) -> None:
        pass

    def check(self, document):
        for element in document.root.iter("{*}p"):
            if (element.text or "").isupper():
                yield Diagnostic(kinds.fidelity.AllCapitals("p"), document.span(element))
''',
    "toolkit/siglum/checks/checker.py": (
        "OWN: tuple[type[OwnCheck], ...] = (",
        """from siglum.checks.capitals import Capitals
OWN: tuple[type[OwnCheck], ...] = (Capitals, """,
    ),
}

OUTPUT = {
    "toolkit/siglum/render/outputs.py": (
        '    MARKDOWN = "markdown"\n',
        '    MARKDOWN = "markdown"\n    SPARKLING = "sparkling"\n',
    ),
    "xslt/sparkling.xsl": """<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:sg="https://siglum.invalid/ns">
  <xsl:import href="text.xsl"/>
  <xsl:function name="sg:heading-line" as="xs:string">
    <xsl:param name="level" as="xs:integer"/>
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="'# ' || $text"/>
  </xsl:function>
</xsl:stylesheet>
""",
}

ELEMENT = {
    "xslt/modules/html-phrases.xsl": (
        "</xsl:stylesheet>",
        """<xsl:template match="sparkle" mode="sg:html" as="element()">
  <xsl:call-template name="sg:phrase"><xsl:with-param name="as" select="'em'"/></xsl:call-template>
</xsl:template>
</xsl:stylesheet>""",
    )
}

# What a table lacks is said in English.
LANGUAGE = {
    "xslt/words/qaa.xml": """<sg:words xmlns:sg="https://siglum.invalid/ns" xml:lang="qaa"
    plurals="^1$ 000000$">
  <sg:word key="notes">Notas</sg:word>
  <sg:word key="count-line">línea|de líneas|líneas</sg:word>
  <sg:word key="months">enero febrero marzo abril mayo junio julio agosto septiembre octubre
    noviembre diciembre</sg:word>
  <sg:word key="date-day">[D] de [M] de [Y]</sg:word>
</sg:words>
"""
}

ADDED = [COMMAND, REPORT_FORMAT, CODE, KIND, CHECK, OUTPUT, ELEMENT, LANGUAGE]


def add(project: Path, one: dict[str, str | tuple[str, str]]) -> None:
    """Add files that are new, and lines to what is there: before and after."""
    for name, content in one.items():
        path = project / name
        if isinstance(content, str):
            assert not path.exists()
        else:
            before, after = content
            text = path.read_text("utf-8")
            assert text.count(before) == 1
            content = text.replace(before, after)
        path.write_text(content, "utf-8")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run the command of a copy of the project to which one of each has been added."""
    project = tmp_path_factory.mktemp("project")
    for name in ("toolkit/siglum", "xslt", "schema"):
        shutil.copytree(REPO / name, project / name)
    for one in ADDED:
        add(project, one)
    (project / "letter.xml").write_text(LETTER, "utf-8")
    (project / "edition.toml").write_text('[edition]\ntitle = "T"\nsources = ["letter.xml"]\n')

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "siglum", *arguments],
            cwd=project,
            env={**os.environ, "PYTHONPATH": str(project / "toolkit")},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run


def test_each_changes_one_file_at_most_of_those_that_are_there() -> None:
    for one in ADDED:
        assert sum(isinstance(content, tuple) for content in one.values()) <= 1


def test_a_command_is_a_module(run: Run) -> None:
    assert "Count the documents" in run("--help").stdout
    assert run("sparkles").stdout == "1 documents\n"


def test_a_check_is_a_class_in_a_list_and_a_format_of_reports_a_module(run: Run) -> None:
    checked = run("validate", "--format", "sparkling", "letter.xml")
    assert checked.stdout == "SG205\nSG599\n"
    assert checked.returncode == 1
    assert "SG599" not in CODES


def test_a_code_and_a_kind_are_entries_of_their_family(run: Run) -> None:
    found = run("validate", "--format", "json", "--select", "SG599", "letter.xml")
    (finding,) = json.loads(found.stdout)
    assert finding["message"] == "all of “p” is in capitals"
    assert (finding["kind"], finding["data"]) == ("all-capitals", {"element": "p"})
    explained = run("explain", "SG599").stdout
    assert explained.startswith("SG599 (error): A paragraph in capitals\n\nIt is read letter by")
    assert run("validate", "--ignore", "SG599,SG205", "letter.xml").returncode == 0


def test_an_output_is_a_member_of_the_table_and_a_stylesheet(run: Run) -> None:
    assert "html, text, markdown, sparkling, " in " ".join(run("render", "--help").stdout.split())
    made = run("render", "letter.xml", "--to", "sparkling")
    assert made.stdout.startswith("# Uno\n\nDos tres¹ ")
    proved = run("conserve", "letter.xml", "--to", "sparkling", "--format", "json")
    (file,) = json.loads(proved.stdout)
    assert [output["format"] for output in file["outputs"]] == ["sparkling"] * 3
    assert (proved.returncode, file["findings"]) == (0, [])


def test_the_rendering_of_an_element_is_a_template(run: Run) -> None:
    page = run("render", "letter.xml", "--to", "html", "--strict")
    assert '<em class="sparkle">tres</em>' in page.stdout
    assert page.returncode == 0


def test_a_language_is_a_table_of_words(run: Run) -> None:
    text = run("render", "letter.xml", "--to", "text").stdout
    assert "10000000 de líneas]" in text
    assert "\n\nNotas\n\n" in text
    assert "10 de enero de 1949" in run("render", "letter.xml", "--to", "html").stdout
