"""The attributes that TEI P5 4.8.0 types as pointers (teidata.pointer).

Made by “python -m siglum.odd.pointers”; do not edit.
"""

from __future__ import annotations

from collections.abc import Mapping

EVERYWHERE: frozenset[str] = frozenset(
    {
        "adj",
        "adjFrom",
        "adjTo",
        "ana",
        "calendar",
        "change",
        "children",
        "code",
        "copyOf",
        "corresp",
        "datcat",
        "datingMethod",
        "datingPoint",
        "decls",
        "domains",
        "edRef",
        "end",
        "exclude",
        "fVal",
        "facs",
        "feats",
        "filter",
        "follow",
        "fromUnit",
        "given",
        "hand",
        "inst",
        "lemmaRef",
        "mergedIn",
        "mutual",
        "next",
        "nymRef",
        "origin",
        "parent",
        "parts",
        "perf",
        "period",
        "prev",
        "property",
        "ref",
        "rendition",
        "replyTo",
        "resp",
        "sameAs",
        "scribeRef",
        "scriptRef",
        "select",
        "since",
        "source",
        "spanTo",
        "synch",
        "target",
        "targetDatcat",
        "targetEnd",
        "toUnit",
        "toWhom",
        "unitRef",
        "uri",
        "url",
        "valueDatcat",
        "where",
        "who",
        "wit",
    }
)
"""Those that are pointers on every element that has them."""

ON_SOME: Mapping[str, frozenset[str]] = {
    "active": frozenset(
        {
            "relation",
        }
    ),
    "class": frozenset(
        {
            "msContents",
            "msItem",
            "msItemStruct",
        }
    ),
    "from": frozenset(
        {
            "app",
            "arc",
            "rt",
            "span",
        }
    ),
    "location": frozenset(
        {
            "case",
            "colloc",
            "def",
            "entryFree",
            "etym",
            "form",
            "gen",
            "gram",
            "gramGrp",
            "hom",
            "hyph",
            "iType",
            "lang",
            "lbl",
            "mood",
            "number",
            "oRef",
            "orth",
            "pRef",
            "per",
            "pos",
            "pron",
            "re",
            "sense",
            "subc",
            "syll",
            "tns",
            "usg",
            "xr",
        }
    ),
    "new": frozenset(
        {
            "handShift",
        }
    ),
    "passive": frozenset(
        {
            "relation",
        }
    ),
    "require": frozenset(
        {
            "lem",
            "rdg",
            "rdgGrp",
        }
    ),
    "scheme": frozenset(
        {
            "catRef",
            "classCode",
            "keywords",
            "locus",
            "locusGrp",
            "occupation",
            "socecStatus",
        }
    ),
    "start": frozenset(
        {
            "annotationBlock",
            "binaryObject",
            "ellipsis",
            "gap",
            "incident",
            "kinesic",
            "line",
            "media",
            "path",
            "pause",
            "post",
            "surface",
            "u",
            "vocal",
            "writing",
            "zone",
        }
    ),
    "to": frozenset(
        {
            "app",
            "arc",
            "rt",
            "span",
        }
    ),
    "value": frozenset(
        {
            "eLeaf",
            "eTree",
            "iNode",
            "leaf",
            "node",
            "root",
            "triangle",
        }
    ),
}
"""Those that are pointers on some elements only, with these elements."""
