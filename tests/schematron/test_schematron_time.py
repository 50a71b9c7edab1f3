"""Rules that would compute for hours, or eat all memory: they are left out, the others applied."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from siglum import schematron
from siglum.saxon import apart
from siglum.saxon.apart import Ended, SaxonApart
from siglum.schematron import run

HOURS = "every $i in 1 to 900000000, $j in 1 to 900000000 satisfies $i * $j ne count(/*) - 2"
FINE = """<sch:pattern id="fine"><sch:rule context="t:b">
  <sch:report test="true()">told</sch:report></sch:rule></sch:pattern>"""
SLOW = {
    "assert “slow”": f"""<sch:pattern><sch:rule context="t:a">
        <sch:assert id="before" test="@n">told</sch:assert><sch:assert id="slow" test="{HOURS}"/>
        <sch:report id="after" test="@n">told</sch:report></sch:rule></sch:pattern>""",
    "variable “v”": f"""<sch:let name="v" value="{HOURS}"/>
        <sch:pattern><sch:rule context="t:a"><sch:assert test="$v"/></sch:rule></sch:pattern>""",
    "rule “r”": f"""<sch:pattern><sch:rule id="r" context="t:a[{HOURS}]">
        <sch:assert test="true()"/></sch:rule></sch:pattern>""",
    "documents": f"""<sch:pattern documents="if ({HOURS}) then () else 'x.xml'">
        <sch:rule context="t:a"><sch:assert test="true()"/></sch:rule></sch:pattern>""",
}


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "SECONDS", 2.0)


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("part", SLOW)
def test_a_part_that_takes_for_ever_is_named_and_the_rest_applied(
    check: Callable[..., list[schematron.Error]], part: str
) -> None:
    found = check(SLOW[part] + FINE, "<a xmlns='urn:t'><b/></a>")
    broken = [error for error in found if error.code == "SCH-BROKEN"]
    assert [error.message.startswith(part) for error in broken] == [True]
    assert "can't be used: it took more than 2 seconds of computing" in broken[0].message
    assert broken[0].help is not None
    assert broken[0].help.startswith("rules.sch:")
    assert ("before" in SLOW[part]) == ("before" in [error.code for error in found])
    assert found[-1].code == "fine"


@pytest.mark.usefixtures("hurried")
def test_a_part_that_fails_is_not_blamed_for_one_that_takes_for_ever(
    check: Callable[..., list[schematron.Error]],
) -> None:
    body = f"""<sch:pattern><sch:rule context="t:a"><sch:assert id="fails" test="1 idiv @n"/>
        </sch:rule><sch:rule id="slow" context="t:b[({HOURS})]"><sch:assert test="true()"/>
        </sch:rule></sch:pattern>"""
    found = check(body, "<a xmlns='urn:t' n='0'><b/></a>")
    causes = {error.message.partition(" can't")[0]: error.message for error in found}
    assert set(causes) == {"assert “fails”", "rule “slow”"}
    assert "FOAR0001" in causes["assert “fails”"]
    assert "it took more than" in causes["rule “slow”"]


@pytest.mark.usefixtures("hurried")
def test_other_documents_are_validated_by_all_rules(
    write: Callable[[str, str], Path], schema: Callable[..., Path]
) -> None:
    body = f"""<sch:pattern><sch:rule context="t:a[@slow]">
        <sch:assert id="slow" test="{HOURS}"/></sch:rule>
        <sch:rule context="t:a"><sch:report id="quick" test="true()"/></sch:rule></sch:pattern>"""
    loaded = schematron.load(schema(body + FINE))
    slow = write("slow.xml", "<a xmlns='urn:t' slow=''/>")
    quick = write("quick.xml", "<a xmlns='urn:t'><b/></a>")
    codes = [[error.code for error in loaded.validate(path)] for path in (slow, quick, slow)]
    assert codes == [["SCH-BROKEN"], ["quick", "fine"], ["SCH-BROKEN"]]


@pytest.fixture
def spent(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return what will be the seconds of each run that was ended since they were over."""
    ended: list[float] = []
    apply = SaxonApart.apply

    def noted(self: SaxonApart, *, seconds: float, **rest: Any) -> Any:
        try:
            return apply(self, seconds=seconds, **rest)
        except Ended:
            ended.append(seconds)
            raise

    monkeypatch.setattr(SaxonApart, "apply", noted)
    return ended


@pytest.mark.usefixtures("hurried")
def test_a_part_that_is_too_slow_is_tried_on_two_documents_and_then_no_more(
    write: Callable[[str, str], Path], schema: Callable[..., Path], spent: list[float]
) -> None:
    loaded = schematron.load(schema(SLOW["assert “slow”"] + FINE))
    document = write("slow.xml", "<a xmlns='urn:t'><b/></a>")
    costs = []
    for _ in range(4):
        codes = [error.code for error in loaded.validate(document)]
        costs.append(sum(spent))
        spent.clear()
        assert codes == ["SCH-BROKEN", "before", "fine"]
    assert costs == [4.0, pytest.approx(4.0 / 6), 0, 0]


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("number", [2, 7])
def test_many_parts_that_take_for_ever_cost_hardly_more_than_one(
    write: Callable[[str, str], Path],
    schema: Callable[..., Path],
    spent: list[float],
    number: int,
) -> None:
    slow = "".join(f'<sch:assert test="{HOURS}" id="a{one}"/>' for one in range(number))
    body = f'<sch:pattern><sch:rule context="t:a">{slow}</sch:rule></sch:pattern>'
    loaded = schematron.load(schema(body + FINE))
    document = write("slow.xml", "<a xmlns='urn:t'><b/></a>")
    one, limit = 2 * 2.0, 2.0
    loaded.validate(document)
    assert sum(spent) <= one + limit / 2
    for _ in range(10):
        codes = [error.code for error in loaded.validate(document)]
        assert "SCH-STOPPED" in codes or "fine" in codes
    assert sum(spent) <= 2 * one


@pytest.mark.usefixtures("hurried")
def test_what_was_found_until_then_is_told(check: Callable[..., list[schematron.Error]]) -> None:
    body = f"""<sch:pattern><sch:rule context="t:b"><sch:report id="each" test="true()"/>
        <sch:assert id="slow" test="if (@n = '3') then {HOURS} else @n = '1'"/></sch:rule>
        </sch:pattern><sch:pattern><sch:rule context="t:b">
        <sch:assert id="slower" test="if (@n = '4') then {HOURS} else true()"/></sch:rule>
        </sch:pattern>"""
    document = "".join(f"<b n='{number}'/>" for number in range(1, 6))
    *told, stopped = check(body, f"<a xmlns='urn:t'>\n{document}</a>")
    assert stopped.code == "SCH-STOPPED"
    assert "incomplete" in stopped.message
    assert "assert “slow” and assert “slower”" in stopped.message
    assert [error.code for error in told] == ["SCH-BROKEN", "each", "each", "slow", "each", "each"]


@pytest.mark.usefixtures("hurried")
def test_what_a_part_found_before_it_was_ended_is_told_as_well(
    check: Callable[..., list[schematron.Error]],
) -> None:
    body = f"""<sch:pattern><sch:rule context="t:b"><sch:report id="each" test="true()"/>
        <sch:assert id="slow" test="if (@n = '3') then {HOURS} else @n = '1'"/></sch:rule>
        </sch:pattern>"""
    document = "".join(f"<b n='{number}'/>" for number in range(1, 6))
    found = check(body, f"<a xmlns='urn:t'>\n{document}</a>")
    assert [error.code for error in found] == ["SCH-BROKEN", "each", "each", "slow", *["each"] * 3]
    assert "incomplete" in found[0].message


def test_a_limit_is_on_what_is_computed_not_on_time_that_passes(monkeypatch) -> None:
    saxon = SaxonApart()
    saxon.compile(_stylesheet("1"), 60)
    os.kill(saxon._process.pid, signal.SIGSTOP)  # as on a machine that is busy with other things
    waking = threading.Timer(1.5, os.kill, (saxon._process.pid, signal.SIGCONT))
    waking.start()
    assert saxon.apply(_stylesheet("1"), 1.0, etree.fromstring("<a/>"), {}).text.endswith("1")
    waking.join()


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is bounded on Linux")
def test_a_part_that_needs_too_much_memory_is_named_and_the_rest_applied(
    check: Callable[..., list[schematron.Error]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "MEMORY", 1 << 28)
    eats = "exists(fold-left(1 to 34, (1, 2), function($s, $n) { (reverse($s), $s) })[. = 3])"
    body = f"""<sch:pattern><sch:rule context="t:a"><sch:assert id="eats" test="{eats}"/>
        <sch:report id="after" test="true()">told</sch:report></sch:rule></sch:pattern>"""
    found = check(body + FINE, "<a xmlns='urn:t'><b/></a>")
    assert [error.code for error in found] == ["SCH-BROKEN", "after", "fine"]
    assert found[0].message.startswith("assert “eats” can't be used: it needs too much memory")


@pytest.mark.usefixtures("hurried")
def test_where_too_much_takes_too_long_the_run_is_given_up(
    check: Callable[..., list[schematron.Error]],
) -> None:
    slow = "".join(f'<sch:assert test="{HOURS}" id="a{number}"/>' for number in range(5))
    body = f'<sch:pattern><sch:rule context="t:a">{slow}</sch:rule></sch:pattern>'
    *broken, stopped = check(body, "<a xmlns='urn:t'/>")
    assert [error.message[:11] for error in broken] == ["assert “a0”"]
    assert stopped.code == "SCH-STOPPED"
    assert "seconds of computing" in stopped.message
    assert "assert “a0” and assert “a1”" in stopped.message


def test_a_process_that_died_is_replaced() -> None:
    saxon = SaxonApart()
    died = saxon._process
    died.kill()
    died.wait()
    saxon.compile(_stylesheet("1"), 60)
    assert saxon._process.poll() is None
    assert saxon._process is not died


def test_the_process_ends_with_its_owner() -> None:
    saxon = SaxonApart()
    saxon.compile(_stylesheet("1"), 60)
    process = saxon._process
    assert process.poll() is None
    del saxon
    assert process.poll() is not None


def test_the_process_ends_in_time_though_nobody_waits_for_it() -> None:
    program = f"""if True:
        import os, pickle, subprocess, sys
        from siglum.saxon.apart import Task
        from siglum.saxon.stylesheet import Markup
        command = [sys.executable, "-P", "-m", "siglum.saxon.serve", str(4 << 30)]
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        pickle.dump(Task({_stylesheet(HOURS)!r}, 2, Markup("<a/>")), child.stdin)
        child.stdin.flush()
        print(child.pid, flush=True)
        os._exit(0)"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    alive = Path("/proc", ran.stdout.decode().strip())
    if not alive.parent.is_dir():
        pytest.skip("there is no /proc to see processes in")
    # It ends by itself, or this test never does.
    while alive.is_dir() and "Z" not in (alive / "stat").read_text().split()[2]:
        time.sleep(0.2)


def _stylesheet(expression: str) -> str:
    return f"""<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
        <xsl:template match="/"><xsl:value-of select="{expression}"/></xsl:template>
        </xsl:stylesheet>"""
