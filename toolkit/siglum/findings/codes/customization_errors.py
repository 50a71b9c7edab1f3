"""A customization that can't be compiled (ODD0)."""

from __future__ import annotations

from siglum.findings.codes.code import Code

CODES = {
    "ODD001": Code(
        title="No customization",
        help="Write a schemaSpec with an ident, and in it a moduleRef for each module of TEI.",
        why="A schema is made of a schemaSpec; other documents have none.",
        wrong="""
            <body>
              <p>Our letters use <gi>opener</gi> and <gi>closer</gi>.</p>
            </body>
            """,
        right="""
            <body>
              <schemaSpec ident="letters" start="TEI">
                <moduleRef key="tei"/>
                <moduleRef key="header"/>
                <moduleRef key="core"/>
                <moduleRef key="textstructure"/>
              </schemaSpec>
            </body>
            """,
    ),
    "ODD002": Code(
        title="A file of the customization that is not at hand",
        help="Put the file beside the customization, or its address into the catalog.",
        why="""
            Without this file the schema would lack a part, unseen. Nothing is fetched from the
            network, so that the same sources make the same schema tomorrow.
            """,
        wrong='<specGrpRef target="names.odd#names"/>',
        right='<specGrpRef target="persons.odd#persons"/>',
    ),
    "ODD003": Code(
        title="No such module",
        help="Correct the key; the modules of TEI are the chapters' names.",
        why="No element of the module would be in the schema.",
        wrong='<moduleRef key="manuscripts"/>',
        right='<moduleRef key="msdescription"/>',
    ),
    "ODD004": Code(
        title="No such thing to take from TEI",
        help="Correct the key, or leave the reference out.",
        why="There is nothing to take in.",
        wrong='<elementRef key="persname"/>',
        right='<elementRef key="persName"/>',
    ),
    "ODD005": Code(
        title="A circle",
        help="Take one of the two out of the other.",
        why="What contains itself has no end.",
        wrong="""
            <macroSpec ident="macro.words">
              <content><alternate><textNode/><macroRef key="macro.words"/></alternate></content>
            </macroSpec>
            <elementSpec ident="p" mode="change"><content><macroRef key="macro.words"/></content></elementSpec>
            """,
        right="""
            <macroSpec ident="macro.words">
              <content><alternate><textNode/><elementRef key="name"/></alternate></content>
            </macroSpec>
            <elementSpec ident="p" mode="change"><content><macroRef key="macro.words"/></content></elementSpec>
            """,
    ),
    "ODD007": Code(
        title="Not the syntax of ODD",
        help="Correct the element at this place.",
        why="What can't be read is not in the schema.",
        wrong='<elementSpec mode="delete"/>',
        right='<elementSpec ident="ab" mode="delete"/>',
    ),
    "ODD008": Code(
        title="No outermost element",
        help="Name an element with start, and take it into the schema.",
        why="No document could be valid.",
        wrong="""
            <schemaSpec ident="lists" start="TEI">
              <moduleRef key="tei"/>
              <moduleRef key="core" include="list item head"/>
            </schemaSpec>
            """,
        right="""
            <schemaSpec ident="lists" start="list">
              <moduleRef key="tei"/>
              <moduleRef key="core" include="list item head"/>
            </schemaSpec>
            """,
    ),
    "ODD009": Code(
        title="A grammar that can't be imported",
        help="Name a grammar in the XML syntax of RELAX NG.",
        why="""
            The elements of the other vocabulary would be missing from the schema.
            """,
        wrong='<moduleRef url="persons.odd"/>',
        right='<moduleRef url="mathml.rng" prefix="math_"/>',
    ),
    "ODD010": Code(
        title="A grammar that RELAX NG does not allow",
        help="Change the content or attribute it is made of.",
        why="""
            No validator takes such a grammar. An anyElement, for one, may not let in what the
            schema declares with an xml:id: of those attributes RELAX NG must know in every place
            that they are identifiers.
            """,
        wrong="""
            <elementSpec ident="p" mode="change">
              <content><anyElement except="http://www.w3.org/1998/Math/MathML"/></content>
            </elementSpec>
            """,
        right="""
            <elementSpec ident="p" mode="change">
              <content><anyElement except="http://www.tei-c.org/ns/1.0"/></content>
            </elementSpec>
            """,
    ),
}
