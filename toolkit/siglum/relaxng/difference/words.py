"""Says in words what each of two schemas allows at a place."""

from __future__ import annotations

from ..automaton.automaton import first_names
from ..automaton.content import attributes_in
from ..grammar.nameclass import contains, describe, local_of
from ..mistakes.words import attribute_title, enumerated
from .exploration import Claim, Context, Mode, State


def sentences(claim: Claim) -> tuple[str, str]:
    """Return a sentence about the left schema, and one about the right schema."""
    if claim.kind == "undecided":
        what = f"the values of {attribute_title(claim.name)}" if claim.name else "the content"
        phrase = f"{what} could not be compared"
        return phrase, phrase
    if claim.kind == "unfinished":
        phrase = "the comparison was given up here: it takes too many steps"
        return phrase, phrase
    if claim.kind == "id":
        title = attribute_title(claim.name or "")
        checked = f"{title} is checked as an ID or reference"
        unchecked = f"{title} is not checked as an ID or reference"
        return (checked, unchecked) if claim.left else (unchecked, checked)
    accepts, refuses = _pair(claim)
    if isinstance(claim.place, State) and claim.kind in ("element", "end", "text"):
        refuses = f"{refuses}: {_allowed(claim.place, left=not claim.left)}"
    return (accepts, refuses) if claim.left else (refuses, accepts)


def _pair(claim: Claim) -> tuple[str, str]:
    if claim.kind == "element":
        title = f"“{local_of(claim.name or '')}”"
        if claim.child is not None:
            return f"such a {title} can stand here", f"such a {title} can't stand here"
        return f"{title} can stand here", f"{title} can't stand here"
    if claim.kind == "end":
        return "the element can end here", "the element can't end here"
    if claim.kind == "text":
        return "text can stand here", "text can't stand here"
    if claim.name is None and claim.kind == "value":
        return f"“{claim.text}” can be the text", f"“{claim.text}” can't be the text"
    if claim.name is None:
        return "these attributes can stand together", "these attributes can't stand together"
    title = attribute_title(claim.name)
    if claim.kind == "attribute":
        beside = _beside(claim)
        return f"{title} is allowed{beside}", f"{title} is not allowed{beside}"
    if claim.kind == "required":
        return f"{title} can be left out", f"{title} is required"
    value = next((value for name, value in claim.attributes if name == claim.name), "")
    return f"“{value}” is a value of {title}", f"“{value}” is no value of {title}"


def _beside(claim: Claim) -> str:
    """Name the attributes of the start tag, beside which another attribute is not allowed."""
    assert isinstance(claim.place, Context) and claim.name is not None
    refusing = claim.place.rights if claim.left else claim.place.lefts
    known = [one.name_class for content in refusing for one in attributes_in(content)]
    others = [
        attribute_title(name)
        for name, value in claim.attributes
        if value is not None and name != claim.name
    ]
    if not others or not any(contains(one, claim.name) for one in known):
        return ""
    return f" beside {enumerated(others, 'and')}"


def _allowed(state: State, left: bool) -> str:
    """Return what a side, the left or the right one, allows at a state."""
    border = len(state.context.lefts)
    patterns = state.row[:border] if left else state.row[border:]
    titles = dict.fromkeys(describe(one) for pattern in patterns for one in first_names(pattern))
    others = list(titles)
    if any(one.has_text for one in patterns):
        others.append("text")
    if any(one.nullable for one in patterns) and state.mode is Mode.INNER:
        others.append("the end")
    if not others:
        return "nothing can stand here"
    return f"{enumerated(others)} can stand here"
