"""Kinds of findings: what is kept of them between runs, and what they say to programs."""

from __future__ import annotations

import ast
import json
import pickle
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from siglum.findings import kinds
from siglum.findings.codes import CODES
from siglum.findings.diagnostics import Diagnostic, Edit, Kind, Span
from siglum.findings.kinds import conservation, fidelity, links
from siglum.findings.kinds.catalogued import Catalogued
from siglum.xml.resolve import Reason

FINDING = Diagnostic(
    links.SourceRefused("\udcff.xml", Reason.HIDDEN),
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
        ("links:SourceRefused", "links:NoSuchKind"),
        ("findings.kinds.links:", "gone:"),
        ('"address"', '"number"'),
        (Reason.HIDDEN.value, "is not known"),
        ("siglum.findings.kinds.links:SourceRefused", "os:DirEntry"),
        ("siglum.findings.kinds.links:SourceRefused", "siglum.work.files:write_file"),
        ("siglum.findings.diagnostics:Diagnostic", "siglum.findings.diagnostics:Span"),
    ],
)
def test_what_can_not_be_unpacked_any_more_is_told(there_no_longer: tuple[str, str]) -> None:
    packed = json.dumps(kinds.pack(FINDING))
    assert there_no_longer[0] in packed
    with pytest.raises(ValueError, match=r"no finding|is not a valid Reason"):
        kinds.unpack(json.loads(packed.replace(*there_no_longer)))


def test_what_json_has_no_form_for_is_refused_when_it_is_packed() -> None:
    said = links.SourceRefused({"a": 1}, Reason.HIDDEN)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a finding has a dict"):
        kinds.pack(Diagnostic(said, Span(Path("a.xml"))))


FAMILIES = sorted({*kinds.__all__} - {"data", "name", "pack", "unpack"})
CLASSES = [
    each
    for family in FAMILIES
    for name, each in vars(getattr(kinds, family)).items()
    if isinstance(each, type)
    and issubclass(each, Catalogued)
    and each.__module__.endswith(f".{family}")
    and name[0] != "_"
]
CHOSEN: dict[str, Any] = {
    "character": "\ufdd0",
    "what": "key",
    "part": "title",
    "byte": 0x80,
    "NotTei.element": "tei",
    "SchemaNotThere.schema": "s.rng",
    "WrongValue.expected": "string",
    "why": "text",
}
"""Values of fields that can't be any text, or without which another field says nothing."""
OTHERS: dict[str, Any] = {
    "character": "\ufdd1",
    "what": "title-date",
    "part": "date",
    "byte": 0x81,
    "WrongValue.expected": "boolean",
    "why": "words",
}


def value(kind: type, name: str, wanted: Any, other: str = "") -> Any:
    """Return a value for a field; with `other`, another one."""
    chosen = OTHERS if other else CHOSEN
    for key in (f"{kind.__name__}.{name}", name):
        if key in chosen:
            return chosen[key]
    match wanted:
        case type() if wanted is bool:
            return bool(other)
        case type() if wanted is int:
            return 4_000_000 + 3_000_000 * bool(other)
        case type() if wanted is Reason:
            return Reason.HIDDEN if other else Reason.OUTSIDE
        case type() if wanted is conservation.Outputs:
            return conservation.Outputs(f"format{other}", ("view", f"v{other}"))
        case type() if wanted is Kind:
            return links.NoSuchFile(f"cause{other}", "meant")
        case type() if wanted is str:
            return f"a-{name}{other}"
    if get_origin(wanted) is tuple:
        item = get_args(wanted)[0]
        return tuple(value(kind, name, item, f"{other}{n}" if other else "") for n in (1, 2))
    return value(kind, name, next(iter(get_args(wanted))), other)  # text, or None


def samples(kind: type) -> list[Any]:
    """Return instances of a kind: with all its data, and without what it need not have."""
    types = get_type_hints(kind)
    whole = {one.name: value(kind, one.name, types[one.name]) for one in fields(kind)}
    optional = [name for name in whole if type(None) in get_args(types[name])]
    fewer = [[], *([name] for name in optional), optional]
    return [kind(**whole | dict.fromkeys(names)) for names in fewer]


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_the_words_of_a_kind_are_made_of_all_of_its_data(kind: type) -> None:
    types = get_type_hints(kind)
    made = samples(kind)
    for one in made:
        assert one.code in CODES
        assert one.message
        assert one.message[-1] != "."
        assert one.help.rstrip()
    for field in fields(kind):
        other = value(kind, field.name, types[field.name], "-other")
        changed = [replace(one, **{field.name: other}) for one in made]
        pairs = zip(made, changed, strict=True)
        assert any((a.message, a.help) != (b.message, b.help) for a, b in pairs), field.name


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_a_kind_can_be_kept_sent_and_reported(kind: type) -> None:
    for one in samples(kind):
        finding = Diagnostic(one, Span(Path("a.xml")))
        assert kinds.unpack(json.loads(json.dumps(kinds.pack(finding)))) == finding
        assert pickle.loads(pickle.dumps(finding)) == finding
        said = json.loads(json.dumps(kinds.data(one)))
        assert said.keys() == {field.name for field in fields(kind)} - {"advice"}


def test_no_two_kinds_have_one_name() -> None:
    assert len(CLASSES) > 100
    names = [kinds.name(samples(kind)[0]) for kind in CLASSES]
    assert len(set(names)) == len(names)
    assert {"no-such-entry", "not-tei", "wrong-value"} <= {*names}


def test_data_within_data_says_what_it_is() -> None:
    refused = links.LinkRefused("../a b", Reason.OUTSIDE)
    assert kinds.data(fidelity.NotCompared(refused)) == {
        "cause": {"kind": "link-refused", "address": "../a b", "reason": "outside"}
    }


def test_a_family_is_not_imported_before_something_of_it_is_found() -> None:
    code = (
        "import sys; import siglum.checks.links, siglum.site.site;"
        "print([name for name in sys.modules if '.kinds.' in name])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "kinds.packing" in run.stdout
    for family in FAMILIES:
        assert f"kinds.{family}" not in run.stdout


PACKAGE = Path(kinds.__file__).parents[2]
ENGINES = {"relaxng", "schematron", "odd", "saxon", "xml"}
MODULES = [
    name
    for name in sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
    if name.partition("/")[0] not in ENGINES and not name.startswith("findings/kinds/")
]
KEYED = "edition/baseline.py"
"""By the words of a finding a baseline knows it again, and users have such files."""


def calls(module: str) -> list[ast.Call]:
    tree = ast.parse((PACKAGE / module).read_text("utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


@pytest.mark.parametrize("module", MODULES)
def test_words_are_made_by_kinds_alone(module: str) -> None:
    for call in calls(module):
        called = ast.unparse(call.func)
        if called.startswith("kinds."):
            for argument in (*call.args, *(one.value for one in call.keywords)):
                constants = [one for one in ast.walk(argument) if isinstance(one, ast.Constant)]
                said = [one.value for one in constants if isinstance(one.value, str)]
                assert not any(" " in text for text in said), ast.unparse(call)


@pytest.mark.parametrize("module", [name for name in MODULES if name != KEYED])
def test_nothing_reads_words_back(module: str) -> None:
    reading = {"match", "fullmatch", "search", "sub", "findall", "finditer", "split"}
    reading |= {"startswith", "endswith", "partition", "rpartition", "removeprefix", "index"}
    for call in calls(module):
        if isinstance(call.func, ast.Attribute) and call.func.attr in reading:
            read = {one.attr for one in ast.walk(call) if isinstance(one, ast.Attribute)}
            assert not read & {"message", "help"}, ast.unparse(call)
