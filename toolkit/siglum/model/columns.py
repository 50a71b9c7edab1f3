"""The description of each table and column, for docs/python.md: the docstrings of the row classes.

python -m siglum.model.columns
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Mapping

from siglum.model import rows
from siglum.model.rows import TABLES
from siglum.model.schema import columns

_OF_ALL = {
    "document": "Path of the document below the edition's folder, with “/”.",
    "number": "The element: its place among all elements of the document, from 1.",
}


def described() -> Mapping[str, Mapping[str, str]]:
    """Return the docstring of each field of the row classes, by class and field."""
    found: dict[str, dict[str, str]] = {}
    for node in ast.parse(inspect.getsource(rows)).body:
        if not isinstance(node, ast.ClassDef):
            continue
        of_class: dict[str, str] = {}
        for field, words in zip(node.body, node.body[1:], strict=False):
            if not (isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)):
                continue
            if isinstance(words, ast.Expr) and isinstance(words.value, ast.Constant):
                of_class[field.target.id] = " ".join(str(words.value.value).split())
        found[node.name] = of_class
    return found


def written() -> str:
    """Return the tables as Markdown."""
    said = described()
    lines = []
    for table, row in TABLES.items():
        lines += [f"### {table}", "", " ".join((row.__doc__ or "").split()), ""]
        lines += ["| column | type | what it is |", "|---|---|---|"]
        for column in columns(row):
            words = said[row.__name__].get(column.name) or _OF_ALL[column.name]
            empty = ", or empty" if column.may_be_empty else ""
            lines.append(f"| `{column.name}` | {column.type}{empty} | {words} |")
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(written())
