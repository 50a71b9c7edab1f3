"""The plain text of many documents in one file."""

from __future__ import annotations

_RULE = "=" * 72


def headed(title: str, date: str | None, address: str, text: str) -> str:
    """Return a document's text under its title, date (EDTF) and address."""
    about = "\n".join(filter(None, (title, date, address)))
    return f"{_RULE}\n{about}\n{_RULE}\n\n{text.strip()}\n\n"
