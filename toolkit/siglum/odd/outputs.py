"""The formats in which a schema can be written; each has a module, and a line here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .errors import Problem
from .mistakes.declarations import Undeterministic
from .schema import Schema

_SHOWN = 3
"""The most names that a message lists."""


class SchemaFormat(StrEnum):
    """The formats of a schema."""

    RNG = "rng"
    RNC = "rnc"
    XSD = "xsd"
    SCH = "sch"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Written:
    """A schema as text, and the texts of other files that it needs in its folder, by name.

    `problems` tell where the format can't express what the customization says.
    """

    text: str
    beside: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def written(schema: Schema, target: SchemaFormat, made_by: str, name: str) -> Written:
    """Return a schema in a format, for a file with a name.

    `made_by` is the command that is named in it.
    """
    match target:
        case SchemaFormat.RNG:
            from .relaxng import relaxng_xml

            text = relaxng_xml(schema, made_by)
            return Written(text, problems=_grammar_problems(schema))
        case SchemaFormat.RNC:
            from siglum.relaxng.grammar.compact_writer import write_compact

            from .relaxng import relaxng_grammar

            text = write_compact(relaxng_grammar(schema, made_by))
            return Written(text, problems=_grammar_problems(schema))
        case SchemaFormat.XSD:
            return _xsd(schema, made_by, name)
        case SchemaFormat.SCH:
            from .rule_check import left_out, rule_problems
            from .schematron import schematron_file

            file = schematron_file(schema, made_by)
            problems = (*left_out(schema), *rule_problems(schema, file))
            return Written(file.text, problems=problems)
        case SchemaFormat.JSON:
            from .as_json import as_json

            return Written(as_json(schema, made_by))


def _grammar_problems(schema: Schema) -> tuple[Problem, ...]:
    from .grammar_check import grammar_problems
    from .rule_check import left_out

    return (*grammar_problems(schema), *left_out(schema))


def _xsd(schema: Schema, made_by: str, name: str) -> Written:
    from .xsd import xsd_files

    made = xsd_files(schema, made_by, name)
    beside = {other: text for other, text in made.files.items() if other != name}
    return Written(made.files[name], beside, tuple(_ambiguities(schema, made.ambiguous)))


def _ambiguities(schema: Schema, found: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    for ident, names in found.items():
        mistake = Undeterministic(ident=ident, names=names)
        yield Problem(mistake=mistake, origin=schema.specs[ident].origin)
