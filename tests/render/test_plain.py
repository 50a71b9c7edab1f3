"""What a view copies whole has nothing in it that a template of a view changes."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

XSLT = Path(__file__).resolve().parents[2] / "xslt"
VIEWS = {"sg:transcript", "sg:reading", "sg:critical", "sg:data"}
XSL = "{http://www.w3.org/1999/XSL/Transform}"

ENTRIES = {"person", "personGrp", "place", "org", "event", "object", "teiHeader", "standOff"}
SPANS = {"delSpan", "addSpan", "damageSpan"}
OTHERWISE = {*SPANS, "lb", "*", "p", "node", "text", "comment", "processing-instruction"}
"""What `sgp:is-plain` and `sgp:copies-whole` look at otherwise than by the name of an element.

The “p” is that of (p | ab)//lb, the “node” one of a rdgGrp.
"""


def patterns(match: str) -> set[str]:
    """Return the names of the elements that a pattern matches."""
    while (cut := re.sub(r"\[[^\[\]]*\]", "", match)) != match:
        match = cut
    groups = re.sub(r"\(([^()|]+(?:\|[^()|]+)+)\)", lambda m: m[1], match)
    return {one.strip().rpartition("/")[2].strip("() ") for one in groups.split("|")} - {""}


def test_each_element_that_a_view_changes_is_named_where_plain_markup_is_copied() -> None:
    module = etree.parse(XSLT / "modules" / "view.xsl")
    functions = module.iter(f"{XSL}function")
    function = next(one for one in functions if one.get("name") == "sgp:is-plain")
    told = etree.tostring(function, encoding="unicode")
    named = set(re.findall(r"descendant(?:-or-self)?::([\w:*]+)", told))
    changed: set[str] = set()
    for path in sorted(XSLT.rglob("*.xsl")):
        if path.name.startswith("guide") or path.name == "view-data.xsl":
            continue  # of data: only within entries, which are named
        for template in etree.parse(path).iter(f"{XSL}template"):
            if VIEWS & set((template.get("mode") or "").split()):
                if float(template.get("priority", "0")) == 3.6:
                    continue  # the one that copies
                changed |= patterns(template.get("match", ""))
    assert len(changed) > 10
    assert named >= ENTRIES
    within_choice = {
        "am",
        "abbr",
        "orig",
        "reg",
        "lem",
        "rdg",
    }  # in `choice`, `app`, which are named
    prefixes = {f"{name.partition(':')[0]}:*" for name in changed if ":" in name}
    left = {
        name
        for name in changed - named - within_choice
        if name not in OTHERWISE and f"{name.partition(':')[0]}:*" not in named & prefixes
    }
    assert not left
