"""The reference: pages of docs/reference/, made of what the program itself holds.

`make reference` writes them, and a test proves that they are current: the commands are read from
the command line's own declarations, the settings from the typed values of edition.toml, the codes
from their catalogue and their explanations.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import click

from siglum.commands import siglum
from siglum.edition import settings
from siglum.findings.codes import CODES
from siglum.findings.explanations import explanations

REPO = Path(__file__).resolve().parents[1]
FOLDER = REPO / "docs/reference"

FAMILIES = {
    "SG1": "Reading a file",
    "SG2": "Schemas",
    "SG3": "The edition's own rules",
    "SG4": "Links",
    "SG5": "Text and transcript",
    "SG6": "Rendering and publishing",
    "SG7": "The proof that no text is lost",
    "SG9": "The command and its settings",
    "RNG0": "A RELAX NG schema",
    "RNG1": "A document against its RELAX NG schema",
    "SCH": "A Schematron schema and its run",
    "ODD0": "A customization that can't be compiled",
    "ODD1": "A customization that can be compiled, but",
}
"""What the codes that begin alike are about."""

_MADE = "<!-- Made by `make reference`; what is changed here by hand is lost. -->"


def pages() -> dict[str, str]:
    """Return the pages by the names of their files."""
    made = {"commands.md": commands(), "settings.md": all_settings(), "codes.md": codes()}
    return {name: f"{_MADE}\n\n{text.rstrip()}\n" for name, text in made.items()}


# --- commands


def commands() -> str:
    parts = ["# Commands", _words(siglum.help or "")]
    for path, command in _commands(siglum, "siglum"):
        parts += [f"## {path}", *_command(path, command)]
    return "\n\n".join(parts)


def _commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    """Yield the commands of a group, and of the groups in it, each with all its names."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from _commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def _command(path: str, command: click.Command) -> Iterator[str]:
    arguments = [one for one in command.params if isinstance(one, click.Argument)]
    options = [one for one in command.params if isinstance(one, click.Option) and not one.hidden]
    names = "".join(f" {_argument(one)}" for one in arguments)
    yield f"```text\n{path} [OPTIONS]{names}\n```"
    yield _words(command.help or "")
    if options:
        rows = "".join(f"| {_option(one)} | {_help(one)} |\n" for one in options)
        yield f"| option | what it does |\n|---|---|\n{rows}".rstrip()


def _argument(argument: click.Argument) -> str:
    if argument.metavar:
        return argument.metavar
    name = (argument.name or "").upper()
    name = name if argument.required else f"[{name}]"
    return f"{name}..." if argument.nargs == -1 else name


def _option(option: click.Option) -> str:
    names = ", ".join(f"`{name}`" for name in option.opts)
    if option.is_flag:
        return names
    value = option.metavar or ("NUMBER" if isinstance(option.type, click.IntRange) else None)
    if value is None:
        is_choice = isinstance(option.type, click.Choice)
        value = "CHOICE" if is_choice else (option.name or "").upper()
    return f"{names} {value}"


def _help(option: click.Option) -> str:
    words = [option.help or ""]
    if isinstance(option.type, click.Choice):
        words.append(f"One of {', '.join(f'`{one}`' for one in option.type.choices)}.")
    if option.show_default and isinstance(option.default, str):
        words.append(f"By default `{option.default}`.")
    if option.multiple:
        words.append("Can be given several times.")
    return _cell(" ".join(filter(None, words)))


def _words(text: str) -> str:
    """Return a help text as Markdown: paragraphs, each in one line."""
    paragraphs = re.split(r"\n\s*\n", inspect.cleandoc(text.replace("\b\n", "")))
    return "\n\n".join(_escaped(" ".join(one.split())) for one in paragraphs)


# --- settings


def all_settings() -> str:
    """Return the tables of edition.toml, as the type of the edition's settings has them."""
    parts = [
        "# edition.toml",
        "The file of an edition's settings. Paths are relative to it, and stay below its folder. "
        "Every table and every key may be left out; only a table for some files must say which. "
        "The one of this repository:",
        f"```toml\n{(REPO / 'edition.toml').read_text('utf-8').strip()}\n```",
        "siglum takes the nearest `edition.toml`: in the working folder, or above it up to the "
        "root of the repository (the folder that holds `.git`) or the home folder. It says which "
        "one it took where that is not in the working folder.",
    ]
    kinds, said = get_type_hints(settings.Edition), _documented(settings.Edition)
    for field in fields(settings.Edition):
        kind = kinds[field.name]
        of_some = next(iter(get_args(kind)), None) if get_origin(kind) is tuple else None
        if is_dataclass(kind):
            table = "edition" if field.name == "settings" else field.name
            parts += [f"## [{table}]", *_table(kind)]
        elif is_dataclass(of_some) and field.name.endswith("_for"):
            table = field.name.replace("_", ".")
            parts += [f"## [[{table}]]", said.get(field.name, ""), *_table(of_some)]
        elif get_origin(kind) is Mapping:
            name = "words.LANGUAGE" if field.name == "words" else field.name
            parts += [f"## [{name}]", said[field.name]]
    return "\n\n".join(filter(None, parts))


def _table(kind: Any) -> Iterator[str]:
    """Yield what one table is for, and its keys."""
    yield " ".join(inspect.cleandoc(kind.__doc__ or "").split())
    types, said = get_type_hints(kind), _documented(kind)
    rows = (
        f"| `{field.name}` | {_kind(types[field.name])} | {_default(field)} "
        f"| {_cell(said[field.name])} |\n"
        for field in fields(kind)
    )
    head = "| key | value | if left out | what it says |\n|---|---|---|---|\n"
    yield f"{head}{''.join(rows)}".rstrip()


def _documented(kind: Any) -> dict[str, str]:
    """Return what stands below each attribute of a class; what a general table says holds for some.

    A table for some files has keys of the table for all: those are said once, there.
    """
    general = getattr(settings, kind.__name__.removesuffix("For"), kind)
    said = {} if general is kind else _documented(general)
    (tree,) = ast.parse(inspect.getsource(kind)).body
    assert isinstance(tree, ast.ClassDef)
    for one, two in zip(tree.body, tree.body[1:], strict=False):
        is_said = isinstance(two, ast.Expr) and isinstance(two.value, ast.Constant)
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name) and is_said:
            said[one.target.id] = " ".join(str(two.value.value).split())
    return said


def _kind(kind: Any) -> str:
    if kind == int | None:
        return "number"
    if kind is bool:
        return "`true` or `false`"
    return "list of texts" if get_origin(kind) is tuple else "text"


def _default(field: Field[Any]) -> str:
    if field.default is MISSING:
        return "must be there"
    if field.default in (None, ()):
        return "nothing"
    if isinstance(field.default, bool):
        return f"`{str(field.default).lower()}`"
    value = field.default
    text = ", ".join(f'"{one}"' for one in ([value] if isinstance(value, str) else value))
    return f"`{text}`" if isinstance(value, str) else f"`[{text}]`"


# --- codes


def codes() -> str:
    parts = [
        "# Codes of findings",
        "Each finding has a code. A code keeps its meaning for ever, so that settings, baselines "
        "and other programs can rely on it. `siglum explain CODE` prints the same in a terminal. "
        "The rules of a schema of your own have the codes that the schema gives them.",
        "\n".join(f"- [{family}]({_anchor(family, about)})" for family, about in FAMILIES.items()),
    ]
    for family, about in FAMILIES.items():
        parts.append(f"## {family}: {about}")
        for code in (one for one in CODES if _family(one) == family):
            parts += _code(code)
    return "\n\n".join(parts)


def _family(code: str) -> str:
    return max((one for one in FAMILIES if code.startswith(one)), key=len)


def _anchor(family: str, about: str) -> str:
    words = re.sub(r"[^a-z0-9 -]", "", f"{family}: {about}".lower())
    return f"#{words.replace(' ', '-')}"


def _code(code: str) -> Iterator[str]:
    entry, said = CODES[code], explanations()[code]
    yield f"### {code}"
    yield f"**{_escaped(entry.title)}** ({entry.severity}). {_escaped(' '.join(said.why.split()))}"
    yield f"Wrong:\n\n{_block(said.wrong)}"
    yield f"Right:\n\n{_block(said.right)}"
    yield f"What to do: {_escaped(entry.help)}"


def _block(example: str) -> str:
    language = "xml" if example.lstrip().startswith("<") else "text"
    return f"```{language}\n{example}\n```"


def _escaped(text: str) -> str:
    """Return words as Markdown takes them for words."""
    return re.sub(r"([<*\[\]\\|])", r"\\\1", text)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "\\<")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, "utf-8")
