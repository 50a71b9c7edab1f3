"""The temporary tables of the index of a site, and what is asked of them, in SQL."""

from __future__ import annotations

FACETS = {
    "sender": ("sender",),
    "receiver": ("receiver", "addressee"),
    "place": ("sent-from",),
}
"""The roles by which documents are listed."""

INDEXED = "entity, document, xml_id, kind, type, name, listed, initial, file, count"
OF_PAGED = ", ".join(f"p.{name}" for name in INDEXED.split(", "))
BY_DATE = 'd.date_sort IS NULL, d.date_sort, CAST(d."order" AS INTEGER), '
DROPPED = tuple(
    f"DROP TABLE IF EXISTS temp.{name}" for name in ("published", "said", "paged", "facets")
)
PUBLISHED = "CREATE TEMP TABLE published (document TEXT PRIMARY KEY) WITHOUT ROWID"
ROLES = ", ".join(f"'{role}'" for roles in FACETS.values() for role in roles)
STATEMENTS = (
    # One row for each element that names an entry, or a correspondent that has none.
    "CREATE TEMP TABLE said (id INTEGER, entity INTEGER, document TEXT, number INTEGER, role TEXT,"
    " text TEXT)",
    "INSERT INTO said SELECT min(n.id), n.entity_id, n.document, n.number, n.role, n.text"
    " FROM named AS n JOIN published AS p ON p.document = n.document"
    " JOIN documents AS d ON d.document = n.document WHERE n.entry IS NULL AND NOT d.is_register"
    f" AND (n.entity_id IS NOT NULL OR (n.is_name AND n.role IN ({ROLES})))"
    " GROUP BY n.entity_id, n.document, n.number",
    "CREATE INDEX temp.said_0 ON said (entity)",
    "CREATE INDEX temp.said_1 ON said (document)",
    # The entries that have pages: those of registers, and of documents' texts and lists.
    "CREATE TEMP TABLE paged (entity INTEGER, document TEXT, xml_id TEXT, kind TEXT, type TEXT,"
    " name TEXT, listed TEXT, sort TEXT, initial TEXT, file TEXT, count INTEGER)",
    "INSERT INTO paged SELECT e.rowid, e.document, e.xml_id, e.kind, e.type,"
    " CASE e.name WHEN '' THEN e.xml_id ELSE e.name END AS name,"
    " CASE e.sort WHEN '' THEN e.xml_id ELSE e.sort END AS listed,"
    " sorts(e.sort) AS sort, begins(e.sort) AS initial,"
    " file(e.xml_id, CASE WHEN e.is_register AND NOT EXISTS (SELECT 1 FROM entities AS o WHERE"
    " o.xml_id = e.xml_id AND o.kind = e.kind AND o.is_register AND (o.document, o.number) <"
    " (e.document, e.number)) THEN '' ELSE e.document END) AS file,"
    " (SELECT count(*) FROM said WHERE said.entity = e.rowid) AS count"
    " FROM entities AS e JOIN meant AS s ON s.entry = e.rowid AND s.entity = e.rowid"
    " LEFT JOIN units AS u ON u.document = e.document AND u.number = e.number"
    " WHERE (e.is_register OR e.document IN (SELECT document FROM published))"
    " AND (u.part IS NOT 'header' OR (e.is_register AND e.kind <> 'bibl'))"
    " AND (e.kind <> 'bibl' OR e.is_register)",
    "CREATE UNIQUE INDEX temp.paged_0 ON paged (entity)",
    "CREATE INDEX temp.paged_1 ON paged (kind, sort)",
    "CREATE INDEX temp.paged_2 ON paged (kind, file)",
    "CREATE TEMP TABLE facets (facet TEXT, entity INTEGER, name TEXT, document TEXT)",
    *(
        f"INSERT INTO facets SELECT DISTINCT '{facet}', p.entity, coalesce(p.listed, s.text),"
        " s.document FROM said AS s LEFT JOIN paged AS p ON p.entity = s.entity"
        f" WHERE s.role IN ({', '.join(map(repr, roles))}) AND coalesce(p.listed, s.text) <> ''"
        for facet, roles in FACETS.items()
    ),
    "INSERT INTO facets SELECT 'kind', NULL, d.kind, d.document FROM documents AS d"
    " JOIN published AS p ON p.document = d.document WHERE d.kind IS NOT NULL",
    "INSERT INTO facets SELECT DISTINCT f.field, NULL, f.value, f.document FROM fields AS f"
    " JOIN published AS p ON p.document = f.document WHERE f.is_facet",
    "CREATE INDEX temp.facets_0 ON facets (facet, entity, name)",
    "CREATE INDEX temp.facets_1 ON facets (document)",
)
LOCATED = (
    "SELECT {columns}, e.latitude, e.longitude, e.is_doubtful, count(DISTINCT s.document),"
    " count(DISTINCT CASE WHEN s.role = 'sent-from' THEN s.document END) FROM paged AS p"
    " JOIN entities AS e ON e.rowid = p.entity JOIN said AS s ON s.entity = p.entity"
    " WHERE p.kind = 'place' GROUP BY p.entity ORDER BY {by}p.sort, p.document, p.entity"
)
PAIRS = (
    "SELECT a.entity, a.name, b.entity, b.name, count(DISTINCT a.document) AS letters,"
    " min(year(d.date_sort)), max(year(d.date_sort)) FROM facets AS a"
    " JOIN facets AS b ON b.document = a.document AND b.facet = 'receiver'"
    " JOIN documents AS d ON d.document = a.document WHERE a.facet = 'sender'"
    " GROUP BY a.entity, a.name, b.entity, b.name"
    " ORDER BY letters DESC, sorts(a.name), a.name, a.entity, sorts(b.name), b.name, b.entity"
)
DATINGS = (
    "SELECT y, nullif(month, 0), count(*), sum(is_exact) FROM (SELECT year(d.date_sort) AS y,"
    " (d.date_sort - 10000 * year(d.date_sort)) / 100 AS month,"
    " coalesce(k.kind = 'exact' AND NOT k.is_about AND NOT k.is_doubtful, 0) AS is_exact"
    " FROM documents AS d JOIN published AS p ON p.document = d.document"
    " LEFT JOIN dates AS k ON k.rowid = (SELECT rowid FROM dates WHERE document = d.document"
    " AND role = d.date_role AND entity IS NULL ORDER BY number LIMIT 1)"
    " WHERE d.date_sort IS NOT NULL) GROUP BY y, month ORDER BY y, month"
)
MENTION = (
    "m.document, m.number, m.role, u.xml_id, year(d.date_sort), m.before, m.shown, m.after"
    " FROM said AS s JOIN mentions AS m ON m.rowid = s.id"
    " JOIN documents AS d ON d.document = s.document"
    " LEFT JOIN units AS u ON u.document = m.document AND u.number = m.unit"
)
MENTIONS = f"SELECT {MENTION} WHERE s.entity = ? ORDER BY {BY_DATE}d.document, m.number"
NAMED_IN = (
    f"SELECT s.entity, m.is_in_note, {MENTION} JOIN paged AS p"
    " ON p.entity = s.entity WHERE s.document = ? AND p.kind = ? AND m.shown <> ''"
    " ORDER BY m.number"
)
FACETS_OF = (
    "SELECT facet, name FROM facets WHERE document = ? UNION SELECT 'language', language FROM"
    " documents WHERE document = ? AND language <> '' UNION SELECT 'named-' || p.kind, p.listed"
    " FROM said AS s JOIN paged AS p ON p.entity = s.entity WHERE s.document = ?"
    " ORDER BY 1, 2"
)
CORRESPONDENTS = (
    "SELECT o.entity, count(DISTINCT o.document) AS letters FROM said AS s JOIN said AS o"
    " ON o.document = s.document AND o.entity <> s.entity JOIN paged AS p ON p.entity = o.entity"
    " WHERE s.entity = ? AND s.role IN ('sender', 'receiver') AND o.role IN ('sender', 'receiver')"
    " AND o.role <> s.role GROUP BY o.entity ORDER BY letters DESC, p.sort, o.entity"
)
