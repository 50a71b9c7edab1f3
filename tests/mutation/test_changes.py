"""The faults that `make mutants` puts into code: real ones, one at a time, always the same."""

from __future__ import annotations

import ast

import pytest
from changes import changes


@pytest.mark.parametrize(
    ("code", "faults"),
    [
        ("a < b", ["(a <= b)"]),
        ("a is not b", ["(a is b)"]),
        ("a and b", ["(a)", "(b)"]),
        ("not a", ["(a)"]),
        ("x = all(a)", ["(any(a))"]),
        ("x = a.lstrip('0')", ["(a)"]),
        ("f(a, old=b)", ["(f(a))", "pass"]),
        ("x if a else b", ["(b)", "(x)"]),
        ("[x for x in a if x]", ["True"]),
        ("a[1]", ["(0)", "(2)"]),
        ("def f(x: 'a and b' = 1):\n    '''Say.'''\n    return x", ["(0)", "(2)", "return None"]),
        ("if a:\n    del b", ["False", "True", "pass"]),
        ("def f():\n    raise E", ["pass"]),
        ("A: a | b", []),
        ("Docs = tuple[a, 1]", []),
    ],
)
def test_a_fault_is_a_slip_that_people_make(code: str, faults: list[str]) -> None:
    assert sorted(change.written for change in changes(code.encode())) == faults


SOURCE = '''"""Ä module."""

class C:
    def f(self, a):
        "Ö"; return "é" if a > 1 else (a
            + 2)
'''


def test_each_fault_changes_the_code_and_leaves_it_code() -> None:
    source = SOURCE.encode()
    before = ast.dump(ast.parse(source))
    for change in changes(source):
        assert ast.dump(ast.parse(change.applied(source))) != before, change
        assert change.within == "C.f"


def test_the_name_of_a_fault_stays_when_lines_move() -> None:
    names = [change.name for change in changes(SOURCE.encode())]
    assert names == [change.name for change in changes(b"# more\n\n" + SOURCE.encode())]
    assert "C.f: a > 1 => (a >= 1)" in names
