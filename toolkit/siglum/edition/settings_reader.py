"""Reads the tables of one edition.toml into the values of `siglum.edition.settings`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args, get_type_hints

from siglum.edition.config_hints import as_toml, did_you_mean, rewritten
from siglum.edition.settings import Findings, Schemas, Settings, Site
from siglum.edition.words import keys, languages
from siglum.findings.codes import diagnostic
from siglum.findings.diagnostics import Diagnostic, Span

_Value = TypeVar("_Value")

_TABLES = (("edition", Settings), ("schemas", Schemas), ("site", Site), ("findings", Findings))


class Reader:
    """Checks the tables of one edition.toml, collecting a finding for each fault."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()
        self.findings: list[Diagnostic] = []

    def tables(self, data: Mapping[str, Any], known: list[str]) -> None:
        """Report top-level keys that are no tables, and tables that are not known."""
        for name, value in data.items():
            if name not in known:
                hint = _table_of(name) or did_you_mean(name, known, "Known tables")
                what = "table" if isinstance(value, dict) else "key outside a table"
                self.report(f"unknown {what} “{name}”", None, name, hint)
            elif not isinstance(value, dict):
                self.report(f"“{name}” must be a table: [{name}]", None, name)

    def value(self, table: str, kind: type[_Value], data: Any, number: int = 1) -> _Value:
        """Return the settings of one table, the `number`th of its name.

        A key "for" is left aside: its tables are read by `some`.
        """
        result: dict[str, Any] = {}
        types = get_type_hints(kind)
        for key, value in data.items() if isinstance(data, dict) else ():
            if key == "for" and number == 1 and "files" not in types:
                continue
            if key not in types:
                hint = did_you_mean(key, list(types), f"Keys of [{table}]")
                self.report(f"unknown key “{key}” in [{table}]", table, key, hint, number)
            elif not _fits(value, types[key]):
                message = f"“{key}” must be {_expected(types[key])}, not {as_toml(value)}"
                as_list, is_text = "tuple" in str(types[key]), types[key] is not bool
                better = rewritten(key, value, as_list) if is_text else None
                self.report(message, table, key, better, number)
            else:
                result[key] = tuple(value) if isinstance(value, list) else value
        missing = {f.name for f in fields(kind) if f.default is MISSING} - result.keys()  # type: ignore[arg-type]
        return kind(**result, **dict.fromkeys(missing, ()))

    def some(self, table: str, kind: type[_Value], data: Any) -> tuple[_Value, ...]:
        """Return the settings of the tables [[TABLE.for]], each for the files that it names."""
        tables = data.get("for", []) if isinstance(data, dict) else []
        name = f"{table}.for"
        if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
            self.report(f"“for” must be tables: [[{name}]]", name, "for", "Write double brackets.")
            return ()
        for number, each in enumerate(tables, 1):
            if not each.get("files"):
                hint = 'Write files = ["tei/registers/*.xml"], with the patterns of their names.'
                self.report(f"a table [[{name}]] names no files", name, "files", hint, number)
        return tuple(self.value(name, kind, each, number) for number, each in enumerate(tables, 1))

    def strings(self, table: str, data: Any) -> dict[str, str]:
        """Return a table whose keys are free and whose values are strings."""
        result = {}
        for key, value in data.items() if isinstance(data, dict) else ():
            if isinstance(value, str):
                result[key] = value
            else:
                hint = rewritten(key, value, as_list=False)
                self.report(f"“{key}” must be a string, not {as_toml(value)}", table, key, hint)
        return result

    def words(self, data: Any) -> dict[str, dict[str, str]]:
        """Return the tables [words.LANGUAGE]; a word that siglum does not use is an error."""
        result = {}
        for language, words in data.items() if isinstance(data, dict) else ():
            table = f"words.{language}"
            if not isinstance(words, dict):
                self.report(f"“{language}” must be a table: [{table}]", "words", language)
                continue
            if language not in languages():
                hint = did_you_mean(language, languages(), "Languages")
                self.report(f"siglum has no words in “{language}”", None, "words", hint)
            result[language] = self.strings(table, words)
            for key, word in result[language].items():
                if not word.isprintable():
                    self.report(f"“{key}” has characters that can't be shown", table, key)
            for key in sorted(result[language].keys() - keys()):
                hint = did_you_mean(
                    key, sorted(keys()), "Keys: those of siglum's xslt/words/en.xml"
                )
                self.report(f"siglum has no word “{key}”", table, key, hint)
        return result

    def report(
        self, message: str, table: str | None, key: str, help: str | None = None, number: int = 1
    ) -> None:
        """Add a finding at a key of the `number`th table of a name; without one, at a table."""
        self.findings.append(self.finding(message, table, key, help, number))

    def finding(
        self, message: str, table: str | None, key: str, help: str | None, number: int = 1
    ) -> Diagnostic:
        """Return a finding at a key, as for `report`."""
        line, column = self._place(table, key, number)
        return diagnostic("SG901", message, Span(self.path, line, column, len(key)), help)

    def _place(self, table: str | None, key: str, number: int) -> tuple[int, int]:
        """Find the line and column of a key (tomllib has none), or of the table that lacks it."""
        current: str | None = None
        seen, begin = 0, (1, 1)
        for line, text in enumerate(self.lines, 1):
            header = re.match(r"\s*\[+\s*([^\]]+?)\s*\]", text)
            if header:
                current = re.sub(r"[\"'\s]", "", header[1])
                if table is None and current.split(".")[0] == key:
                    return line, header.start(1) + 1
                seen += current == table
                if current == table and seen == number:
                    begin = line, header.start(1) + 1
            found = re.match(rf"\s*([\"']?){re.escape(key)}\1\s*[=.]", text)
            if found and current == table and seen in (0, number):
                return line, text.index(key) + 1
        return begin


def _fits(value: Any, expected: Any) -> bool:
    if isinstance(expected, UnionType):
        return any(
            _fits(value, option) for option in get_args(expected) if option is not type(None)
        )
    if expected in (str, bool):
        return isinstance(value, expected)
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _expected(kind: Any) -> str:
    if kind is bool:
        return "true or false"
    return "a list of strings" if "tuple" in str(kind) else "a string"


def _table_of(key: str) -> str | None:
    """Return the hint to a key's table, None if it is in none."""
    for table, kind in _TABLES:
        if key in (item.name for item in fields(kind)):
            return f"Write it below [{table}]."
    return None
