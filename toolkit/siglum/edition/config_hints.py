"""What to write instead of a wrong word or value of edition.toml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

_FEW = 20  # names that a hint can list


def did_you_mean(word: str, known: list[str], what: str) -> str:
    """Return the known word that is nearest; if none is near, what there is."""
    from difflib import get_close_matches  # late: few settings are wrong

    near = get_close_matches(word, known, 1)
    if near:
        return f"Did you mean “{near[0]}”?"
    return f"{what}: {', '.join(known)}." if len(known) <= _FEW else f"{what}."


def as_toml(value: Any) -> str:
    """Return a value as it is written in TOML."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case list():
            return f"[{', '.join(map(as_toml, value))}]"
        case dict():
            return "a table"
    return str(value)


def rewritten(key: str, value: Any, as_list: bool) -> str | None:
    """Return how to write a single word or number as a string, or as a list of one."""
    if isinstance(value, bool | list | dict):
        return None
    text = f'"{value}"'
    return f"Write {key} = {f'[{text}]' if as_list else text}."


def how_to_make(schema: str, odd: str | None) -> str:
    """Return how a schema that is not there is made of the edition's customization, if it is."""
    kind = Path(schema).suffix.removeprefix(".")
    if odd is None or kind not in ("rng", "rnc", "xsd", "sch"):
        return "Correct the path, or put the file there."
    return f"Make it: siglum odd compile {odd} --to {kind} -o {schema}"
