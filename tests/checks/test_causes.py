"""One cause, one finding: what only follows from another finding is left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from siglum.checks import Checker
from siglum.edition.config import load
from siglum.findings.diagnostics import Diagnostic

CABLE = "tei/1949-01-10-mao-to-filippov.xml"

Found = Callable[[str], list[Diagnostic]]


@pytest.fixture
def cable(edition: Path) -> str:
    """The text of the cable."""
    return (edition / CABLE).read_text("utf-8")


@pytest.fixture
def found(edition: Path) -> Found:
    """Check another text in the place of the cable."""

    def check(text: str) -> list[Diagnostic]:
        (edition / CABLE).write_text(text, "utf-8")
        return list(Checker(load(edition / "edition.toml")).check(edition / CABLE).findings)

    return check


def words(findings: list[Diagnostic]) -> list[str]:
    return [f"{one.code} {one.message}" for one in findings]


def test_a_missing_header_is_one_finding(cable: str, found: Found) -> None:
    without = re.sub("<teiHeader>.*</teiHeader>", "", cable, flags=re.DOTALL)
    assert words(found(without)) == ["RNG103 “teiHeader” is missing before “text”"]


def test_a_header_after_the_text_is_one_finding(cable: str, found: Found) -> None:
    header = re.search("<teiHeader>.*</teiHeader>", cable, re.DOTALL)
    assert header is not None
    moved = cable.replace(header[0], "").replace("</TEI>", header[0] + "</TEI>")
    assert words(found(moved)) == ["RNG102 “teiHeader” can't stand at this place in “TEI”"]


@pytest.mark.parametrize(
    ("old", "new", "meant"),
    [
        ('xml:id="point-4-3"', 'id="point-4-3"', "xml:id"),
        ('cert="high">revolution', 'crt="high">revolution', "cert"),
        (' target="#ten-provinces"', ' traget="#ten-provinces"', "target"),
        ('<respStmt xml:id="editor">', '<respStmt id="editor">', "xml:id"),
    ],
)
def test_a_misspelt_attribute_is_not_missing_besides(
    cable: str, found: Found, old: str, new: str, meant: str
) -> None:
    (finding,) = found(cable.replace(old, new, 1))
    assert (finding.code, finding.help) == ("RNG106", f"did you mean “{meant}”?")


def test_another_attribute_of_the_tag_is_still_missing(cable: str, found: Found) -> None:
    broken = cable.replace('xml:id="point-4-3"', 'bogus="point-4-3"', 1)
    assert [one.code for one in found(broken)] == ["SG309", "RNG106"]


def test_pointers_to_the_same_missing_entry_are_counted(cable: str, found: Found) -> None:
    broken = cable.replace('<respStmt xml:id="editor">', "<respStmt>", 1)
    (finding,) = found(broken)
    assert finding.code == "SG406"
    count = len(re.findall('[a-z]="#editor"', broken))
    assert finding.message.endswith(f"“#editor”, here and in {count - 1} more places")


def test_pointers_to_two_missing_entries_are_two_findings(cable: str, found: Found) -> None:
    broken = cable.replace('<respStmt xml:id="editor">', "<respStmt>", 1)
    broken = broken.replace('corresp="#sic-after"', 'corresp="#sic-after #nowhere"', 1)
    assert [one.code for one in found(broken)] == ["SG406", "SG406"]


def test_a_paragraph_in_a_paragraph_is_one_finding(cable: str, found: Found) -> None:
    begin = cable.index("<p n=")
    at = cable.index(" ", cable.index("</label>", begin) + 9)
    end = cable.index("</p>", at)
    nested = f"{cable[:at]} <p>{cable[at + 1 : end]}</p>{cable[end:]}"
    assert words(found(nested)) == ["RNG102 “p” can't stand in “p”"]


def test_text_that_is_the_value_of_an_attribute_is_one_finding(cable: str, found: Found) -> None:
    at = cable.index("</label>", cable.index("<p n=")) + len("</label>")
    broken = f"{cable[:at]}<gap>illegible</gap>{cable[at:]}"
    (finding,) = [one for one in found(broken) if one.code.startswith("RNG")]
    assert finding.code == "RNG105"
    assert finding.help == 'write it as an attribute: reason="illegible"'


def test_text_in_an_element_that_is_none_is_not_compared(cable: str, found: Found) -> None:
    broken = cable.replace("<choice", "<choise", 1).replace("</choice>", "</choise>", 1)
    assert [one.code for one in found(broken)] == ["RNG101"]
