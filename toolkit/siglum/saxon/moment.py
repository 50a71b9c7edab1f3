"""What an expression can ask that is another thing at another time, or on another machine."""

from __future__ import annotations

import re
import time

_OF_THE_MOMENT = re.compile(
    r"\b(?:current-(?:date|dateTime|time)|implicit-timezone|random-number-generator"
    r"|environment-variable|available-environment-variables)\b"
)


def asks_for_the_moment(stylesheet: str) -> bool:
    """Say whether a stylesheet, its modules in it, names a function whose result may change.

    These are the time, the time zone, chance, and the environment (XPath Functions 3.1, 15, 4.9.1,
    and 14.6). One function too many, as in a comment, costs nothing but work.
    """
    return _OF_THE_MOMENT.search(stylesheet) is not None


def time_zone() -> str:
    """Return the offset of local time, by which Saxon compares times that name none."""
    return time.strftime("%z")
