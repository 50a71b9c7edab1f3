"""Which elements of TEI P5 4.8.0 name or are something, by their classes.

Made by “python -m siglum.odd.naming”; do not edit.
"""

from __future__ import annotations

CANONICAL: frozenset[str] = frozenset(
    {
        "actor",
        "addName",
        "affiliation",
        "author",
        "authority",
        "birth",
        "bloc",
        "catDesc",
        "climate",
        "collection",
        "correspDesc",
        "country",
        "date",
        "death",
        "distributor",
        "district",
        "docAuthor",
        "docTitle",
        "editor",
        "education",
        "event",
        "eventName",
        "faith",
        "forename",
        "funder",
        "genName",
        "geogFeat",
        "geogName",
        "institution",
        "material",
        "meeting",
        "name",
        "nationality",
        "object",
        "objectName",
        "objectType",
        "occupation",
        "offset",
        "orgName",
        "origPlace",
        "persName",
        "placeName",
        "population",
        "post",
        "principal",
        "pubPlace",
        "publisher",
        "region",
        "relation",
        "repository",
        "residence",
        "resp",
        "respStmt",
        "roleName",
        "rs",
        "settlement",
        "socecStatus",
        "sponsor",
        "state",
        "surname",
        "term",
        "terrain",
        "time",
        "title",
        "trait",
        "unitDecl",
        "unitDef",
    }
)
"""Those that @ref or @key says the meaning of. att.canonical."""

AGENTS: frozenset[str] = frozenset(
    {
        "addName",
        "forename",
        "genName",
        "name",
        "nameLink",
        "orgName",
        "persName",
        "persPronouns",
        "roleName",
        "surname",
    }
)
"""Names of persons and bodies. model.nameLike.agent, model.persNamePart."""

RESPONSIBLE: frozenset[str] = frozenset(
    {
        "author",
        "editor",
        "funder",
        "meeting",
        "principal",
        "respStmt",
        "sponsor",
    }
)
"""Those who made a text or answer for it. model.respLike."""

PLACES: frozenset[str] = frozenset(
    {
        "bloc",
        "country",
        "district",
        "geogName",
        "placeName",
        "region",
        "settlement",
    }
)
"""Names of places. model.placeNamePart."""

PERSONS: frozenset[str] = frozenset(
    {
        "org",
        "person",
        "personGrp",
    }
)
"""Entries of persons and bodies. model.personLike."""

WORKS: frozenset[str] = frozenset(
    {
        "bibl",
        "biblFull",
        "biblStruct",
        "listBibl",
        "msDesc",
    }
)
"""Entries of texts. model.biblLike."""

GRAPHICS: frozenset[str] = frozenset(
    {
        "binaryObject",
        "formula",
        "graphic",
        "media",
    }
)
"""Pictures. model.graphicLike."""

COORDINATED: frozenset[str] = frozenset(
    {
        "line",
        "path",
        "surface",
        "zone",
    }
)
"""Parts of the surface of a page. att.coordinated."""

OTHERWISE: frozenset[str] = frozenset(
    {
        "classRef",
        "dataRef",
        "elementRef",
        "g",
        "macroRef",
        "memberOf",
        "moduleRef",
        "schemaRef",
        "specDesc",
    }
)
"""Those that have @ref or @key, but of another meaning."""
