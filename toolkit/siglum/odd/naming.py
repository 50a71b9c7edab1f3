"""Makes the table of TEI elements that name something, which the model of an edition uses.

    python -m siglum.odd.naming > toolkit/siglum/model/naming.py

It is made of all modules in the digest of TEI P5; a test compares it with the digest.
"""

from __future__ import annotations

import sys

from .base import VERSION
from .pointers import whole_tei

_HEAD = f'''"""Which elements of TEI P5 {VERSION} name or are something, by their classes.

Made by “python -m siglum.odd.naming”; do not edit.
"""

from __future__ import annotations

'''
_SETS = {
    "CANONICAL": (("att.canonical",), "Those that @ref or @key says the meaning of."),
    "AGENTS": (("model.nameLike.agent", "model.persNamePart"), "Names of persons and bodies."),
    "RESPONSIBLE": (("model.respLike",), "Those who made a text or answer for it."),
    "PLACES": (("model.placeNamePart",), "Names of places."),
    "PERSONS": (("model.personLike",), "Entries of persons and bodies."),
    "WORKS": (("model.biblLike",), "Entries of texts."),
    "GRAPHICS": (("model.graphicLike",), "Pictures."),
    "COORDINATED": (("att.coordinated",), "Parts of the surface of a page."),
}


def written() -> str:
    """Return the table as a Python module."""
    schema = whole_tei()
    lines = [_HEAD]
    for name, (classes, meaning) in _SETS.items():
        members = {each.ident for key in classes for each in schema.all_members(key)}
        lines.append(f"{name}: frozenset[str] = frozenset(\n    {{\n")
        lines += [f'        "{member}",\n' for member in sorted(members)]
        lines.append(f'    }}\n)\n"""{meaning} {", ".join(classes)}."""\n\n')
    canonical = {each.ident for each in schema.all_members("att.canonical")}
    others = {
        name
        for name in schema.elements
        if name not in canonical
        and not {"ref", "key"}.isdisjoint(a.definition.ident for a in schema.attributes(name))
    }
    lines.append("OTHERWISE: frozenset[str] = frozenset(\n    {\n")
    lines += [f'        "{name}",\n' for name in sorted(others)]
    lines.append('    }\n)\n"""Those that have @ref or @key, but of another meaning."""\n')
    return "".join(lines)


if __name__ == "__main__":
    sys.stdout.write(written())
