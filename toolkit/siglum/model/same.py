"""Which entries are the same: some projects copy those of their registers into each document.

An entry of a document is the same as that of a register with its xml:id and kind. Where no register
has it, the entries of several documents are the same if they have the same xml:id and kind and
share an identifier (idno): an xml:id alone is not enough, as “antonio” in the lists of two plays.
Entries with such copies count like a register's: documents without a copy that name the xml:id mean
them, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from siglum.model.store import Store

_AT_ONCE = 1000  # xml:ids that are settled in one transaction


def settle(store: Store) -> None:
    """Decide again, for each xml:id whose entries changed, which entries are the same."""
    asked = "SELECT xml_id FROM touched ORDER BY xml_id LIMIT ?"
    while touched := [row[0] for row in store.connection.execute(asked, (_AT_ONCE,))]:
        with store.writing():
            for xml_id in touched:
                _settle_one(store, xml_id)
            ids = ((xml_id,) for xml_id in touched)
            store.connection.executemany("DELETE FROM touched WHERE xml_id = ?", ids)


def _settle_one(store: Store, xml_id: str) -> None:
    asked = (
        "SELECT rowid, document, kind, is_register FROM entities WHERE xml_id = ?"
        " ORDER BY is_register DESC, document, number"
    )
    by_kind: dict[str, list[tuple[int, str, bool]]] = defaultdict(list)
    for row, document, kind, is_register in store.connection.execute(asked, (xml_id,)):
        by_kind[kind].append((row, document, bool(is_register)))
    for kind, entries in by_kind.items():
        registers = [row for row, _, is_register in entries if is_register]
        if not registers and kind in ("work", "bibl"):  # the register may use the other name
            others = by_kind.get("bibl" if kind == "work" else "work", ())
            registers = [row for row, _, is_register in others if is_register]
        put = "INSERT OR REPLACE INTO meant VALUES (?, ?)"
        if registers:
            own = [(row, row if is_register else registers[0]) for row, _, is_register in entries]
            store.connection.executemany(put, own)
        elif len(entries) == 1:
            store.connection.execute(put, (entries[0][0], entries[0][0]))
        else:
            known = _identifiers(store, xml_id)
            store.connection.executemany(put, _united(entries, known))


def _identifiers(store: Store, xml_id: str) -> Mapping[str, set[str]]:
    """Return the identifiers that each document has for an xml:id."""
    found: dict[str, set[str]] = defaultdict(set)
    asked = "SELECT document, web FROM identifiers WHERE entity = ?"
    for document, value in store.connection.execute(asked, (xml_id,)):
        found[document].add(value)
    return found


def _united(
    entries: list[tuple[int, str, bool]], known: Mapping[str, set[str]]
) -> Iterator[tuple[int, int]]:
    """Yield each entry with the first entry of its group: those linked by shared identifiers."""
    first: dict[int, int] = {}
    by_value: dict[str, int] = {}

    def root(row: int) -> int:
        while first[row] != row:
            first[row] = first[first[row]]
            row = first[row]
        return row

    order = {row: number for number, (row, _, _) in enumerate(entries)}
    for row, document, _ in entries:
        first[row] = row
        for value in known.get(document, ()):
            other = root(by_value.setdefault(value, row))
            mine = root(row)
            early, late = sorted((other, mine), key=order.__getitem__)
            first[late] = early
    yield from ((row, root(row)) for row, _, _ in entries)
