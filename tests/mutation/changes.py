"""The small faults that can be put into a module, one at a time.

Each is a slip that people make: a boundary missed, a condition left out, a step forgotten, an
argument not passed on. What only types or documentation would notice is left alone.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_CALLED = {"any": "all", "all": "any", "min": "max", "max": "min"}
_TRIMMED = frozenset({"strip", "lstrip", "rstrip", "removeprefix", "removesuffix"})
_TRIMMED |= {"lower", "upper", "casefold", "resolve", "copy", "reverse"}


@dataclass(frozen=True, slots=True)
class Change:
    """One fault: bytes of a module, from `start` to `end`, replaced by `written`."""

    start: int
    end: int
    line: int
    within: str
    """The function or class that it is in; empty for the module itself."""
    was: str
    written: str

    @property
    def name(self) -> str:
        """What names the fault in the list of equivalent ones: it stays when lines move."""
        return f"{self.within}: {' '.join(self.was.split())} => {self.written}"

    def applied(self, source: bytes) -> bytes:
        """Return the module with the fault in it."""
        return source[: self.start] + self.written.encode() + source[self.end :]


def changes(source: bytes) -> list[Change]:
    """Return every fault that can be put into a module, in the order of its text."""
    found = _Finder(source)
    found.visit(ast.parse(source))
    return sorted(found.changes, key=lambda change: (change.start, change.end, change.written))


class _Finder(ast.NodeVisitor):
    def __init__(self, source: bytes) -> None:
        self.changes: list[Change] = []
        self._source = source
        self._lines = [0]
        for line in source.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))
        self._within: list[str] = []

    def visit(self, node: ast.AST) -> None:
        named = isinstance(node, (ast.FunctionDef, ast.ClassDef))
        if named:
            self._within.append(node.name)
        if isinstance(node, ast.expr):
            for written in _expressions(node):
                self._add(node, f"({ast.unparse(written)})")
        elif isinstance(node, ast.stmt):
            for changed in _statements(node):
                self._add(node, ast.unparse(changed))
        for child in _children(node):
            self.visit(child)
        if isinstance(node, (ast.If, ast.While)):
            self._add(node.test, "False")
            if isinstance(node, ast.If):
                self._add(node.test, "True")
        if isinstance(node, ast.comprehension):
            for condition in node.ifs:
                self._add(condition, "True")
        if named:
            self._within.pop()

    def _add(self, node: ast.expr | ast.stmt, written: str) -> None:
        start = self._lines[node.lineno - 1] + node.col_offset
        end = self._lines[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        was = self._source[start:end].decode()
        within = ".".join(self._within)
        self.changes.append(Change(start, end, node.lineno, within, was, written))


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what is in a node and runs: no annotations, decorators, or text within f-strings."""
    if isinstance(node, ast.JoinedStr):
        return
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params", "bases"):
            continue
        if isinstance(node, ast.Assign) and _is_type(node):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not isinstance(child, ast.pattern):
                yield child


def _is_type(node: ast.Assign) -> bool:
    """Say whether an assignment only names a type: `Docs = tuple[etree._Element, ...]`."""
    match node.targets, node.value:
        case [ast.Name(id=name)], ast.Subscript() | ast.BinOp():
            return name.lstrip("_")[:1].isupper() and not name.isupper()
    return False


def _expressions(node: ast.expr) -> Iterator[ast.expr]:
    match node:
        case ast.Compare(ops=ops):
            for index, operator in enumerate(ops):
                changed = copy.deepcopy(node)
                changed.ops[index] = _COMPARED[type(operator)]()
                yield changed
        case ast.BoolOp(values=values):
            for index in range(len(values)):
                left = values[:index] + values[index + 1 :]
                yield left[0] if len(left) == 1 else ast.BoolOp(node.op, left)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.IfExp(body=body, orelse=orelse):
            yield from (body, orelse)
        case ast.BinOp(op=operator) if type(operator) in _COMPUTED:
            yield ast.BinOp(node.left, _COMPUTED[type(operator)](), node.right)
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
        case ast.Call():
            yield from _calls(node)


def _calls(node: ast.Call) -> Iterator[ast.expr]:
    match node.func:
        case ast.Name(id=name) if name in _CALLED:
            yield ast.Call(ast.Name(_CALLED[name]), node.args, node.keywords)
        case ast.Name(id="sorted" | "reversed"):
            yield node.args[0]
        case ast.Attribute(value=value, attr=name) if name in _TRIMMED:
            yield value
    for index, keyword in enumerate(node.keywords):
        if keyword.arg not in (None, "encoding", "strict"):
            left = node.keywords[:index] + node.keywords[index + 1 :]
            yield ast.Call(node.func, node.args, left)


def _statements(node: ast.stmt) -> Iterator[ast.stmt]:
    match node:
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            yield ast.Pass()
        case ast.Raise() | ast.Continue() | ast.Break() | ast.AugAssign() | ast.Delete():
            yield ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()
        case ast.Return(value=ast.expr() as value) if not _is_none(value):
            yield ast.Return(ast.Constant(None))


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and (node.value is None or node.value is False)
