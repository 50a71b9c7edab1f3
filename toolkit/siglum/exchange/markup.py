"""XML as text, element by element."""

from __future__ import annotations

from html import escape

from siglum.render.look import in_xml

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def text(words: str) -> str:
    """Return words as they stand in an element or between quotation marks."""
    return escape(in_xml(words))


def tag(name: str, **attributes: str | None) -> str:
    """Return a start tag; attributes without a value are left out. `_` in a name is a colon."""
    said = (
        f' {key.rstrip("_").replace("_", ":")}="{text(value)}"'
        for key, value in attributes.items()
        if value
    )
    return f"<{name}{''.join(said)}>"


def element(name: str, *content: str, **attributes: str | None) -> str:
    """Return an element with some markup in it; `attributes` as in `tag`."""
    begin, inner = tag(name, **attributes), "".join(content)
    return f"{begin}{inner}</{name}>" if inner else f"{begin[:-1]}/>"
