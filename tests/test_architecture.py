"""The rooms of the package: which may know of which, and that no imports run in circles."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from commands import REPO

PACKAGE = REPO / "toolkit/siglum"

ABOVE = (
    "xml",
    "findings",
    "work",
    "edition",
    "model",
    "report",
    "render",
    "exchange",
    "api",
    "proof",
    "search",
    "checks",
    "fix",
    "site",
)
"""The rooms, each of which knows only of those before it; the commands know of all."""

ENGINES = {
    "relaxng": set[str](),
    "saxon": set[str](),
    "schematron": {"relaxng", "saxon", "xml"},
    "odd": {"relaxng", "schematron", "xml"},
}
"""The engines, and all else that each of them knows of."""

WINGS = ("values", "grammar", "automaton", "mistakes", "reading", "advice", "documents")
"""Those of the RELAX NG engine, each of which knows only of those before it."""


def module(path: Path) -> str:
    parts = [*path.relative_to(PACKAGE.parent).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module(path): path for path in PACKAGE.rglob("*.py")}


def imports(name: str) -> set[str]:
    """Return the modules that one imports, wherever in it, for types as well."""
    path = MODULES[name]
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1]
            base = ".".join([*(above if node.level else []), *filter(None, [node.module])])
            found |= {f"{base}.{alias.name}" for alias in node.names} | {base}
    known = {one for one in found if one in MODULES and one != name}
    return {one for one in known if not any(two.startswith(f"{one}.") for two in known)}


IMPORTS = {name: imports(name) for name in MODULES}


def room(name: str, depth: int = 1) -> str:
    return ".".join(name.split(".")[depth : depth + 1])


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_module_knows_only_of_rooms_below_it(name: str) -> None:
    here = room(name)
    for other in IMPORTS[name]:
        there = room(other)
        if here == there or there == "":
            continue
        if here in ABOVE:
            assert there in ENGINES or there in ABOVE[: ABOVE.index(here)], other
        elif here in ENGINES:
            assert there in ENGINES[here], other


def test_no_room_is_forgotten() -> None:
    rooms = {room(name) for name in MODULES} - {"", "__main__"}
    assert rooms == {*ABOVE, *ENGINES, "commands"}


@pytest.mark.parametrize("name", sorted(name for name in MODULES if room(name) == "relaxng"))
def test_a_wing_of_the_grammar_engine_knows_only_of_wings_before_it(name: str) -> None:
    here = room(name, 2)
    if here in WINGS:
        wings = {room(other, 2) for other in IMPORTS[name]} - {here, "errors", "frozen"}
        assert wings <= {*WINGS[: WINGS.index(here)]}


def test_no_imports_run_in_circles() -> None:
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join([*path[path.index(name) :], name])
        if name not in done:
            for other in IMPORTS[name]:
                if not name.startswith(f"{other}."):  # a package, of its own modules
                    visit(other, (*path, name))
            done.add(name)

    for name in MODULES:
        visit(name, ())


@pytest.mark.parametrize("engine", [*ENGINES, "proof"])
def test_an_engine_says_what_it_needs_of_the_rest(engine: str) -> None:
    said = ast.get_docstring(ast.parse((PACKAGE / engine / "__init__.py").read_text("utf-8")))
    assert said is not None
    needed = {room(other) for name in MODULES if room(name) == engine for other in IMPORTS[name]}
    for other in needed - {engine, ""}:
        assert f"siglum.{other}" in said
