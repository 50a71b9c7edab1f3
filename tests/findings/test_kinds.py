"""Kinds of findings: what is kept of them between runs, and what they say to programs."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

from siglum.findings import kinds
from siglum.findings.diagnostics import Diagnostic, Edit, Said, Severity, Span

FINDING = Diagnostic(
    Said("SG402", Severity.ERROR, "“\udcff” is not there", None),
    Span(Path("a\udcff.xml"), 3, 4, 5, 60, 3, 9),
    (Edit(Span(Path("a.xml"), 3, 4), "new", is_safe=True),),
    others=2,
)


def test_a_finding_is_the_same_when_it_is_unpacked() -> None:
    assert kinds.unpack(json.loads(json.dumps(kinds.pack(FINDING)))) == FINDING
    assert pickle.loads(pickle.dumps(FINDING)) == FINDING


@pytest.mark.parametrize(
    "there_no_longer",
    [
        ("findings.diagnostics:Said", "findings.kinds.links:NoSuchKind"),
        ("findings.diagnostics:Said", "gone:Said"),
        ('"code"', '"number"'),
        ("error", "fatal"),
        ("siglum.findings.diagnostics:Said", "os:DirEntry"),
        ("siglum.findings.diagnostics:Said", "siglum.work.files:write_file"),
        ("siglum.findings.diagnostics:Diagnostic", "siglum.findings.diagnostics:Span"),
    ],
)
def test_what_can_not_be_unpacked_any_more_is_told(there_no_longer: tuple[str, str]) -> None:
    packed = json.dumps(kinds.pack(FINDING))
    assert there_no_longer[0] in packed
    with pytest.raises(ValueError, match=r"no finding|is not a valid Severity"):
        kinds.unpack(json.loads(packed.replace(*there_no_longer)))


def test_what_json_has_no_form_for_is_refused_when_it_is_packed() -> None:
    said = Said("SG402", Severity.ERROR, {"a": 1})  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a finding has a dict"):
        kinds.pack(Diagnostic(said, Span(Path("a.xml"))))
