"""RELAX NG: RNG0 a schema, RNG1 a document against it."""

from __future__ import annotations

from siglum.findings.codes.code import Code

CODES = {
    "RNG001": Code(
        title="The schema is not well-formed",
        help="Mend the markup of the schema, or make it anew.",
        why="""
            A schema is an XML file itself. While it can't be read, no document can be checked by
            it.
            """,
        wrong='<element name="p"><text></element>',
        right='<element name="p"><text/></element>',
    ),
    "RNG002": Code(
        title="Not the syntax of RELAX NG",
        help="Correct the schema at this place, or make it anew.",
        why="""
            What the schema says here has no meaning in RELAX NG; no document can be checked by it.
            """,
        wrong="<element><text/></element>",
        right='<element name="p"><text/></element>',
    ),
    "RNG003": Code(
        title="A file of the schema is not at hand",
        help=("Put the file beside the schema, or map its address to a local file in the catalog."),
        why="""
            A schema may be made of several files. All of them have to be on this computer: siglum
            fetches nothing on the quiet.
            """,
        wrong='<externalRef href="https://example.org/names.rng"/>',
        right='<externalRef href="names.rng"/>',
    ),
    "RNG004": Code(
        title="A definition that is missing or doubled",
        help="Define each name once; join several definitions of one name by combine.",
        why="""
            A name that is used and not defined, or defined twice, leaves open what may stand there;
            programs would guess differently.
            """,
        wrong="""
            start = element p { phrase* }
            frase = element hi { text }
            """,
        right="""
            start = element p { phrase* }
            phrase = element hi { text }
            """,
    ),
    "RNG005": Code(
        title="A definition that contains itself",
        help="Put an element between the definition and its use of itself.",
        why="""
            A definition that consists of itself never comes to an end, so it allows no text at all.
            """,
        wrong="""
            start = element p { phrases }
            phrases = text, phrases?
            """,
        right="""
            start = element p { phrases }
            phrases = text, element hi { phrases }?
            """,
    ),
    "RNG006": Code(
        title="A name that is not allowed",
        help="Choose another name, or except only names from a wildcard.",
        why="""
            Names of attributes that declare namespaces, and wildcards without end, can't be
            checked.
            """,
        wrong="element p { attribute xmlns { text } }",
        right="element p { attribute n { text } }",
    ),
    "RNG007": Code(
        title="An unknown datatype",
        help="Correct the name of the datatype, its parameter or its value.",
        why="""
            A datatype says what a value looks like. One that nobody knows would let any value pass.
            """,
        wrong="element date { attribute when { xsd:day } }",
        right="element date { attribute when { xsd:date } }",
    ),
    "RNG008": Code(
        title="A pattern in the wrong place",
        help="Take the pattern out; what stands in this place may not hold it.",
        why="""
            RELAX NG forbids combinations that no document could fulfil, such as an element in an
            attribute's value. Most often a brace is closed in the wrong place.
            """,
        wrong="element p { attribute n { element hi { text } } }",
        right="element p { attribute n { text }, element hi { text } }",
    ),
    "RNG009": Code(
        title="Data beside elements",
        help="Use text instead of the datatype, or leave the elements out.",
        why="""
            A datatype such as a date describes the whole content of an element. With elements among
            it, there is no value that could be checked.
            """,
        wrong="element date { xsd:date, element hi { text } }",
        right="element date { text & element hi { text } }",
    ),
    "RNG010": Code(
        title="A doubled attribute",
        help="Declare each attribute of an element once.",
        why="""
            An element can have an attribute once only, so a second declaration can never be
            fulfilled.
            """,
        wrong="element p { attribute n { text }, attribute n { text } }",
        right="element p { attribute n { text } }",
    ),
    "RNG011": Code(
        title="An interleave that can't tell its parts apart",
        help="Let each element, and text, stand in one part of the interleave only.",
        why="""
            Where parts may come in any order, each element has to belong to one part only.
            Otherwise nobody can say which part an element of the document fulfils.
            """,
        wrong="""
            element p { element hi { text }* & (element hi { text }, element q { text }) }
            """,
        right="element p { element hi { text }* & element q { text } }",
    ),
    "RNG012": Code(
        title="An ID that is not always one",
        help="Give the attribute the same ID type in every definition of the element.",
        why="""
            Pointers rely on identifiers. If an attribute is one in some places and plain text in
            others, it is unknown what a pointer may lead to.
            """,
        wrong="""
            element list {
              element item { attribute n { xsd:ID } },
              element item { attribute n { text } }
            }
            """,
        right="""
            element list {
              element item { attribute n { xsd:ID } }*
            }
            """,
    ),
    "RNG013": Code(
        title="The schema is nested too deep",
        help="Simplify the schema: name parts of it and refer to them.",
        why="""
            A schema of such depth was made by a program that went wrong, and can't be worked with.
            """,
        wrong="""
            element p { ((((((text)))))) }  # and so on, some hundred times
            """,
        right="element p { text }",
    ),
    "RNG101": Code(
        title="No such element",
        help="Correct the name; capital and small letters count, as in placeName.",
        why="""
            Programs know elements by their exact names. A misspelt one is left out of the page, the
            index and every search.
            """,
        wrong="""
            <placename ref="authority/places.xml#datong">Datong</placename>
            """,
        right="""
            <placeName ref="authority/places.xml#datong">Datong</placeName>
            """,
    ),
    "RNG102": Code(
        title="An element in the wrong place",
        help="Move the element, or close the one around it first.",
        why="""
            Where an element stands is part of what it means. In a place where nobody expects it, it
            is shown wrongly or not at all.
            """,
        wrong='<p xml:id="p1">First.<p xml:id="p2">Second.</p></p>',
        right='<p xml:id="p1">First.</p><p xml:id="p2">Second.</p>',
    ),
    "RNG103": Code(
        title="Something is missing before this",
        help="Put the missing element before this one.",
        why="""
            Elements that belong together come in a fixed order: here, an expansion needs the
            abbreviation that it expands.
            """,
        wrong='<choice><expan resp="#editor">Guomindang</expan></choice>',
        right="""
            <choice><abbr>GMD</abbr><expan resp="#editor">Guomindang</expan></choice>
            """,
    ),
    "RNG104": Code(
        title="An element that ends too early",
        help="Add what is missing before the element is closed.",
        why="""
            The element is closed before it is complete: here, an abbreviation is offered for a
            choice, with nothing to choose instead.
            """,
        wrong="<choice><abbr>GMD</abbr></choice>",
        right="""
            <choice><abbr>GMD</abbr><expan resp="#editor">Guomindang</expan></choice>
            """,
    ),
    "RNG105": Code(
        title="Text in the wrong place",
        help="Put the text into an element, as a rule p.",
        why="""
            Text directly in a division belongs to no paragraph: it can't be cited, and it runs into
            what stands next to it.
            """,
        wrong='<div type="point" xml:id="point-1">Waiting for planes.</div>',
        right="""
            <div type="point" xml:id="point-1">
              <p xml:id="point-1-1">Waiting for planes.</p>
            </div>
            """,
    ),
    "RNG106": Code(
        title="An attribute that can't stand here",
        help="Correct the attribute's name, or take it away.",
        why="""
            An attribute under a wrong name is not read by anybody: here, the name would have no
            authority entry.
            """,
        wrong="""
            <placeName reff="authority/places.xml#datong">Datong</placeName>
            """,
        right="""
            <placeName ref="authority/places.xml#datong">Datong</placeName>
            """,
    ),
    "RNG107": Code(
        title="A missing attribute",
        help="Add the attribute.",
        why="""
            The element makes sense only with this attribute: here, a reader must know why there is
            a gap.
            """,
        wrong="""
            <editorialDecl><p><gi>gap</gi>: text that is not there.</p></editorialDecl>
            The army <gap/> the river.
            """,
        right="""
            <editorialDecl><p><gi>gap</gi>: text that is not there.</p></editorialDecl>
            The army <gap reason="illegible"/> the river.
            """,
    ),
    "RNG108": Code(
        title="A wrong value",
        help="Write a value that the attribute can have.",
        why="""
            Programs compare values letter by letter. One that is not in the list, or not in the
            form of a date or a number, is found by no search.
            """,
        wrong='<supplied resp="#editor" cert="sure">will</supplied>',
        right='<supplied resp="#editor" cert="high">will</supplied>',
    ),
    "RNG109": Code(
        title="Wrong text",
        help="Write the text in the form that this element asks for.",
        why="""
            The text of some elements is read by programs, such as the coordinates of a place. In
            another form it means nothing to them.
            """,
        wrong="""
            <place xml:id="datong" type="city">
              <placeName source="#archive-page">Datong</placeName>
              <location source="#archive-page"><geo decls="#wgs84">40.1° N, 113.3° E</geo></location>
            </place>
            """,
        right="""
            <place xml:id="datong" type="city">
              <placeName source="#archive-page">Datong</placeName>
              <location source="#archive-page"><geo decls="#wgs84">40.1 113.3</geo></location>
            </place>
            """,
    ),
    "RNG110": Code(
        title="Repeated ID",
        help="Give each element an ID of its own.",
        why="""
            A pointer or a citation that uses the identifier could mean either of the two elements,
            and programs take one of them by chance.
            """,
        wrong="""
            <p xml:id="point-1">First.</p>
            <p xml:id="point-1">Second.</p>
            """,
        right="""
            <p xml:id="point-1">First.</p>
            <p xml:id="point-2">Second.</p>
            """,
    ),
    "RNG111": Code(
        title="A reference to nothing",
        help="Correct the reference, or give its target that ID.",
        why="""
            The reference leads nowhere: what it should connect stays apart, and nobody is told.
            """,
        wrong="""
            <person id="mao"/>
            <speech by="mo"/>
            """,
        right="""
            <person id="mao"/>
            <speech by="mao"/>
            """,
    ),
    "RNG120": Code(
        title="Not well-formed XML",
        help="Mend the markup at this place; nothing after it can be checked before.",
        why="""
            A program that reads XML has to stop at the first such fault: it can't know where your
            elements begin and end. Everything after this place is unchecked.
            """,
        wrong='<persName>Gao <hi rend="italic">Gang</persName></hi>',
        right="""
            <persName ref="authority/persons.xml#gao-gang">Gao <hi rend="italic">Gang</hi></persName>
            """,
    ),
    "RNG121": Code(
        title="Entities are not expanded",
        help="Write the character itself or a numeric reference, and remove the declaration.",
        why="""
            An entity can bring in another file, or grow until the computer's memory is full, and
            its text is not in your source. siglum expands none, so nothing of the text is lost
            unseen.
            """,
        wrong="""
            <!DOCTYPE TEI [
              <!ENTITY ndash "&#8211;">
            ]>
            <TEI xmlns="http://www.tei-c.org/ns/1.0">
              <teiHeader>…</teiHeader>
              <text><body><p xml:id="p1">ll. 60&ndash;62</p></body></text>
            </TEI>
            """,
        right="""
            <TEI xmlns="http://www.tei-c.org/ns/1.0">
              <teiHeader>…</teiHeader>
              <text><body><p xml:id="p1">ll. 60&#8211;62</p></body></text>
            </TEI>
            """,
    ),
    "RNG122": Code(
        title="Too much to check",
        help="Simplify the schema where it lets the same elements come in any order.",
        why="""
            A schema with many parts in any order can ask for more combinations than a computer can
            hold. siglum stops, rather than use up the memory of the machine.
            """,
        wrong="""
            element p {
              (element a { empty }, element z { empty })* & (element b { empty }, element z { empty })*
              # and so on, for many parts that share an element
            }
            """,
        right="""
            element p {
              (element a { empty } | element b { empty } | element z { empty })*
            }
            """,
    ),
}
