"""Reads the tables of one edition.toml into the values of `siglum.edition.settings`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args, get_type_hints

from siglum.edition.config_hints import as_toml, nearest, rewritten
from siglum.edition.settings import Fields, Findings, Schemas, Settings, Site
from siglum.edition.words import keys, languages
from siglum.findings import kinds
from siglum.findings.diagnostics import Diagnostic, Kind, Span

_Value = TypeVar("_Value")

_TABLES = (
    ("edition", Settings),
    ("schemas", Schemas),
    ("site", Site),
    ("findings", Findings),
    ("fields", Fields),
)


class SettingsReader:
    """Checks the tables of one edition.toml, collecting a finding for each fault."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()
        self.findings: list[Diagnostic] = []

    def tables(self, data: Mapping[str, Any], known: list[str]) -> None:
        """Report top-level keys that are no tables, and tables that are not known."""
        for name, value in data.items():
            if name not in known:
                kind = kinds.settings.UnknownTable(
                    name,
                    isinstance(value, dict),
                    belongs=_table_of(name),
                    meant=nearest(name, known),
                    known=tuple(known),
                )
                self.report(kind, None, name)
            elif not isinstance(value, dict):
                self.report(kinds.settings.NotATable(name, name), None, name)

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
                known = tuple(types)
                unknown = kinds.settings.UnknownKey(key, table, nearest(key, known), known)
                self.report(kind=unknown, table=table, key=key, number=number)
            elif not _fits(value, types[key]):
                as_list = "tuple" in str(types[key])
                is_text = types[key] is not bool and types[key] != int | None
                wrong = kinds.settings.WrongValue(
                    key,
                    expected=_expected(types[key]),
                    found=as_toml(value),
                    better=rewritten(value, as_list) if is_text else None,
                )
                self.report(kind=wrong, table=table, key=key, number=number)
            else:
                result[key] = tuple(value) if isinstance(value, list) else value
        missing = {f.name for f in fields(kind) if f.default is MISSING} - result.keys()  # type: ignore[arg-type]
        return kind(**result, **dict.fromkeys(missing, ()))

    def some(self, table: str, kind: type[_Value], data: Any) -> tuple[_Value, ...]:
        """Return the settings of the tables [[TABLE.for]], each for the files that it names."""
        tables = data.get("for", []) if isinstance(data, dict) else []
        name = f"{table}.for"
        if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
            self.report(kinds.settings.NotTables(name), name, "for")
            return ()
        for number, each in enumerate(tables, 1):
            if not each.get("files"):
                self.report(
                    kind=kinds.settings.TableWithoutFiles(name),
                    table=name,
                    key="files",
                    number=number,
                )
        return tuple(
            self.value(table=name, kind=kind, data=each, number=number)
            for number, each in enumerate(tables, 1)
        )

    def strings(self, table: str, data: Any) -> dict[str, str]:
        """Return a table whose keys are free and whose values are strings."""
        result = {}
        for key, value in data.items() if isinstance(data, dict) else ():
            if isinstance(value, str):
                result[key] = value
            else:
                better = rewritten(value, as_list=False)
                wrong = kinds.settings.WrongValue(key, "string", as_toml(value), better)
                self.report(wrong, table, key)
        return result

    def lists(self, table: str, data: Any) -> dict[str, tuple[str, ...]]:
        """Return a table whose keys are free and whose values are lists of strings."""
        result = {}
        for key, value in data.items() if isinstance(data, dict) else ():
            if isinstance(value, list) and all(isinstance(each, str) for each in value):
                result[key] = tuple(value)
            else:
                better = rewritten(value, as_list=True)
                wrong = kinds.settings.WrongValue(key, "strings", as_toml(value), better)
                self.report(wrong, table, key)
        return result

    def words(self, data: Any) -> dict[str, dict[str, str]]:
        """Return the tables [words.LANGUAGE]; a word that siglum does not use is an error."""
        result = {}
        for language, words in data.items() if isinstance(data, dict) else ():
            table = f"words.{language}"
            if not isinstance(words, dict):
                self.report(kinds.settings.NotATable(language, table), "words", language)
                continue
            if language not in languages():
                self.report(unknown_language(language), None, "words")
            result[language] = self.strings(table, words)
            for key, word in result[language].items():
                if not word.isprintable():
                    self.report(kinds.settings.UnseenCharacters(key), table, key)
            for key in sorted(result[language].keys() - keys()):
                known = tuple(sorted(keys()))
                kind = kinds.settings.UnknownWord(key, nearest(key, known), known)
                self.report(kind, table, key)
        return result

    def report(self, kind: Kind, table: str | None, key: str, number: int = 1) -> None:
        """Add a finding at a key of the `number`th table of a name; without one, at a table."""
        self.findings.append(self.finding(kind=kind, table=table, key=key, number=number))

    def finding(self, kind: Kind, table: str | None, key: str, number: int = 1) -> Diagnostic:
        """Return a finding at a key, as for `report`."""
        line, column = self._place(table, key, number)
        return Diagnostic(kind, Span(file=self.path, line=line, column=column, length=len(key)))

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
    if expected in (str, bool, int):
        return type(value) is expected  # True is an int in Python
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _expected(kind: Any) -> str:
    if kind is bool:
        return "boolean"
    if kind == int | None:
        return "number"
    return "strings" if "tuple" in str(kind) else "string"


def unknown_language(language: str) -> Kind:
    """Return the finding that siglum has no words in a language."""
    known = tuple(languages())
    return kinds.settings.UnknownLanguage(language, nearest(language, known), known)


def _table_of(key: str) -> str | None:
    """Return the name of a key's table, None if it is in none."""
    for table, kind in _TABLES:
        if key in (item.name for item in fields(kind)):
            return table
    return None
