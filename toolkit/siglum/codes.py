"""The catalogue of finding codes: one entry each, stable for ever.

SG1 reading a file, SG2 schemas, SG3 the edition's own rules (Schematron), SG4 links,
SG5 text fidelity, SG6 rendering and publishing, SG7 conservation of the text, SG9 the command and
its configuration; RNG0 a RELAX NG schema, RNG1 a document against it; SCH a Schematron schema and
its run; ODD0 a customization that can't be compiled, ODD1 one that can. Why each matters, with
examples, is in explanations.toml.
"""

from __future__ import annotations

from dataclasses import dataclass

from siglum.diagnostics import Diagnostic, Severity, Span


@dataclass(frozen=True, slots=True)
class Code:
    """What a code means, and what to do about it."""

    title: str
    help: str
    severity: Severity = Severity.ERROR


CODES: dict[str, Code] = {
    "SG101": Code(
        "Not well-formed XML", "Mend the markup at this place; nothing else can be checked before."
    ),
    "SG102": Code("Empty file", "Fill the file or remove it from the edition's sources."),
    "SG103": Code(
        "Wrong encoding",
        "Save the file in the encoding that its XML declaration names, best UTF-8.",
    ),
    "SG104": Code(
        "Not a TEI document",
        "The outermost element must be TEI, in the namespace http://www.tei-c.org/ns/1.0.",
    ),
    "SG105": Code("Not a text file", "Give an XML file; this one holds binary data."),
    "SG106": Code(
        "No XML files in the folder",
        "Name a folder that holds .xml files, or the files themselves.",
    ),
    "SG107": Code("Unreadable file", "Check the permissions of the file."),
    "SG108": Code(
        "Missing file", "Check the name; perhaps the file was moved or deleted meanwhile."
    ),
    "SG109": Code(
        "Entities are not expanded",
        "Write the character itself or a numeric reference, and do not declare the entity.",
    ),
    "SG110": Code(
        "XInclude refused",
        "Include only files of the edition, by a relative path.",
    ),
    "SG111": Code("Nested too deep", "Flatten the markup; no text needs so many levels."),
    "SG112": Code("The check died", "Check this file alone; if it dies again, please report it."),
    "SG113": Code(
        "A DTD that is not read",
        "Take the declaration out, and name a schema by xml-model instead.",
        Severity.WARNING,
    ),
    "SG202": Code(
        "Against the W3C schema", "Change the markup to what the schema allows at this place."
    ),
    "SG203": Code("Broken schema", "Mend the schema: no document can be checked against it."),
    "SG205": Code(
        "No schema",
        "Name one in edition.toml, with --schema, or in the document by xml-model.",
        Severity.WARNING,
    ),
    "SG206": Code("A schema that is not at hand", "Add a local copy: siglum schema add ADDRESS."),
    "SG301": Code(
        "A hand without a name", 'Add resp="#…" with the xml:id of a respStmt of the header.'
    ),
    "SG302": Code("Undeclared hand", "Declare the hand as a respStmt in the header's titleStmt."),
    "SG303": Code("No certainty", 'Add cert="high", "medium" or "low".'),
    "SG304": Code(
        "An unexplained sic", "Add a note whose @target points to the sic or to its choice."
    ),
    "SG305": Code(
        "A note about nothing", 'Add target="#…" with the xml:id of what the note is about.'
    ),
    "SG307": Code(
        "A name without authority entry", 'Add ref="authority/….xml#…" with the entry\'s xml:id.'
    ),
    "SG308": Code("Repeated xml:id", "Give each element an xml:id of its own."),
    "SG309": Code("Not citable", "Add an xml:id; it must stay the same for ever."),
    "SG310": Code("Not a date", "Write the date as YYYY, YYYY-MM or YYYY-MM-DD."),
    "SG311": Code(
        "A range in the wrong order", "Exchange the two dates, or correct the wrong one."
    ),
    "SG312": Code(
        "An unexplained mark",
        "Say in editorialDecl what the mark means, naming it with the gi element.",
    ),
    "SG313": Code(
        "An unexplained rendition",
        "Say in editorialDecl what the rendition means, pointing to it with @corresp.",
    ),
    "SG315": Code(
        "A mark typed as text",
        "Encode it: supplied, ex or gloss with a rendition that prints the bracket.",
    ),
    "SG316": Code("An empty element", "Write what is missing, or remove the element."),
    "SG317": Code("A fact without source", "Add @source, pointing to a bibl of the header."),
    "SG318": Code(
        "An address that nobody vouches for", "Add @cert: high if you saw the page, or unknown."
    ),
    "SG314": Code("Undeclared language", "Add a language element to langUsage."),
    "SG401": Code(
        "A link to a missing file", "Correct the path; it is relative to the file with the link."
    ),
    "SG402": Code(
        "A link to a missing entry", "Correct the part after #, or add an entry with that xml:id."
    ),
    "SG403": Code(
        "A name linked to the wrong kind of entry",
        "Link persName to a person, placeName to a place, orgName to an org.",
    ),
    "SG404": Code(
        "A link out of the edition", "Link only to files of the edition, or to a web address."
    ),
    "SG405": Code(
        "Unsafe link", "Use an http, https or mailto address, or a path within the edition."
    ),
    "SG406": Code(
        "A pointer to nothing in the file", "Correct the pointer, or give its target that xml:id."
    ),
    "SG407": Code(
        "A link to what the edition does not have",
        "Put the file into the edition, or link to its address on the web.",
        Severity.WARNING,
    ),
    "SG408": Code(
        "A prefix that can't be followed",
        "Correct the pointer, or the matchPattern of the prefixDef in the header.",
    ),
    "SG409": Code(
        "Taken for what nobody said",
        "Say in edition.toml, in [links], what the values stand for, or write it in TEI.",
        Severity.INFO,
    ),
    "SG501": Code(
        "Text differs from the transcript",
        "Correct the TEI or the transcript, whichever departs from the source.",
    ),
    "SG502": Code(
        "No transcript", "Put the transcript there, or remove “transcripts” from edition.toml."
    ),
    "SG503": Code(
        "The text can't be made", "Mend what the message names; the text could not be compared."
    ),
    "SG601": Code("The page can't be made", "Mend what the message names."),
    "SG602": Code(
        "An element that siglum does not know",
        "Its text is kept. Check its name, or add a template for it.",
        Severity.WARNING,
    ),
    "SG603": Code(
        "Incomplete citation",
        "Complete the header: without it nobody can cite the document.",
        Severity.WARNING,
    ),
    "SG604": Code(
        "Markup that can't stand on a page",
        "Its text is shown without it. Remove the markup, or use what MathML Core and SVG have.",
        Severity.WARNING,
    ),
    "SG605": Code(
        "A style that a page does not take",
        "The text is shown without it. Say it in the edition's own style sheet, by @rend or @type.",
        Severity.INFO,
    ),
    "SG606": Code(
        "A file that is not published",
        "Take out what the message names, and build again.",
        Severity.WARNING,
    ),
    "SG607": Code(
        "Canonical references that can't be made",
        "Write the path with names of elements, attributes and simple conditions, as in"
        " //body/div[@type='chapter'], or @n.",
        Severity.WARNING,
    ),
    "SG701": Code(
        "Text that is lost",
        "Give its element a template that applies templates to all its content; or report it.",
    ),
    "SG702": Code(
        "Text that is repeated",
        "Show it once; a heading or label made of it takes its string, not its nodes.",
    ),
    "SG703": Code(
        "Text out of order", "Show the children of its element in the order of the source."
    ),
    "SG704": Code(
        "Text that is changed",
        "Copy the characters as they are; change how they look in the style sheet.",
    ),
    "SG705": Code("A noncharacter in the source", "Take it out; it is no character of any script."),
    "SG901": Code("Wrong configuration", "See the README for the keys of edition.toml."),
    "SG902": Code(
        "Output folder is not siglum's",
        "Choose an empty or new folder: siglum replaces only what it made.",
    ),
    "SG903": Code("Can't write", "Check the folder's permissions and the space on the disk."),
    "SG904": Code("Another build is running", "Wait until it is done."),
    "SG905": Code(
        "Names that are one on other systems",
        "Give the files names that differ in more than capitals or the coding of accents.",
        Severity.WARNING,
    ),
    "SG906": Code(
        "Nothing can be kept",
        "Let the folder of the edition be written to; until then, all is read each time.",
        Severity.INFO,
    ),
    "RNG001": Code(
        "The schema is not well-formed", "Mend the markup of the schema, or make it anew."
    ),
    "RNG002": Code(
        "Not the syntax of RELAX NG", "Correct the schema at this place, or make it anew."
    ),
    "RNG003": Code(
        "A file of the schema is not at hand",
        "Put the file beside the schema, or map its address to a local file in the catalog.",
    ),
    "RNG004": Code(
        "A definition that is missing or doubled",
        "Define each name once; join several definitions of one name by combine.",
    ),
    "RNG005": Code(
        "A definition that contains itself",
        "Put an element between the definition and its use of itself.",
    ),
    "RNG006": Code(
        "A name that is not allowed",
        "Choose another name, or except only names from a wildcard.",
    ),
    "RNG007": Code(
        "An unknown datatype",
        "Correct the name of the datatype, its parameter or its value.",
    ),
    "RNG008": Code(
        "A pattern in the wrong place",
        "Take the pattern out; what stands in this place may not hold it.",
    ),
    "RNG009": Code(
        "Data beside elements",
        "Use text instead of the datatype, or leave the elements out.",
    ),
    "RNG010": Code("A doubled attribute", "Declare each attribute of an element once."),
    "RNG011": Code(
        "An interleave that can't tell its parts apart",
        "Let each element, and text, stand in one part of the interleave only.",
    ),
    "RNG012": Code(
        "An ID that is not always one",
        "Give the attribute the same ID type in every definition of the element.",
    ),
    "RNG013": Code(
        "The schema is nested too deep", "Simplify the schema: name parts of it and refer to them."
    ),
    "RNG101": Code(
        "No such element", "Correct the name; capital and small letters count, as in placeName."
    ),
    "RNG102": Code(
        "An element in the wrong place",
        "Move the element, or close the one around it first.",
    ),
    "RNG103": Code("Something is missing before this", "Put the missing element before this one."),
    "RNG104": Code(
        "An element that ends too early", "Add what is missing before the element is closed."
    ),
    "RNG105": Code("Text in the wrong place", "Put the text into an element, as a rule p."),
    "RNG106": Code(
        "An attribute that can't stand here", "Correct the attribute's name, or take it away."
    ),
    "RNG107": Code("A missing attribute", "Add the attribute."),
    "RNG108": Code("A wrong value", "Write a value that the attribute can have."),
    "RNG109": Code("Wrong text", "Write the text in the form that this element asks for."),
    "RNG110": Code("Repeated ID", "Give each element an ID of its own."),
    "RNG111": Code("A reference to nothing", "Correct the reference, or give its target that ID."),
    "RNG120": Code(
        "Not well-formed XML",
        "Mend the markup at this place; nothing after it can be checked before.",
    ),
    "RNG121": Code(
        "Entities are not expanded",
        "Write the character itself or a numeric reference, and remove the declaration.",
    ),
    "RNG122": Code(
        "Too much to check",
        "Simplify the schema where it lets the same elements come in any order.",
    ),
    "SCH": Code(
        "A rule without a code",
        "Do what the rule says; give its assertion an id, to have a code to search and ignore.",
    ),
    "SCH-BROKEN": Code("A rule that could not be run", "Mend the rule; the other rules were run."),
    "SCH-DOCUMENT": Code(
        "A document that the rules ask for",
        "Put the file where the rules look for it, in the edition's folder or below.",
    ),
    "SCH-FILE": Code(
        "A file that a rule can't read",
        "Let the rule ask for a file below the edition's folder that is not hidden.",
    ),
    "SCH-STOPPED": Code(
        "The rules stopped",
        "Mend what the message names; what was found until then is told, the rest is not known.",
    ),
    "SCH-READ": Code(
        "Unreadable rules", "Check the name of the file, and mend its markup at this place."
    ),
    "SCH-ROOT": Code(
        "No Schematron in the file",
        "Use a file of Schematron, in the namespace http://purl.oclc.org/dsdl/schematron.",
    ),
    "SCH-BINDING": Code("An unknown query binding", 'Write queryBinding="xslt3" or "xslt2".'),
    "SCH-PHASE": Code("An unknown phase", "Name one of the phases that the schema has."),
    "SCH-REFERENCE": Code(
        "A reference to nothing in the rules", "Correct the name, or add what it should lead to."
    ),
    "SCH-ELEMENT": Code(
        "An element in the wrong place in the rules",
        "Move the element where it belongs, or add what it lacks.",
    ),
    "SCH-VARIABLE": Code("A variable defined twice", "Give one of the two another name."),
    "SCH-INCLUDE": Code(
        "An include that is refused",
        "Include only files of the schema's folder, by a relative path, and never in a circle.",
    ),
    "SCH-XSLT": Code(
        "XSLT that rules may not use",
        "Take it out: rules may have keys, functions and variables, but not write or load files.",
    ),
    "SCH-COMPILE": Code(
        "Rules that do not compile", "Mend what the message names, or take out the last change."
    ),
    "ODD001": Code(
        "No customization",
        "Write a schemaSpec with an ident, and in it a moduleRef for each module of TEI.",
    ),
    "ODD002": Code(
        "A file of the customization that is not at hand",
        "Put the file beside the customization, or its address into the catalog.",
    ),
    "ODD003": Code(
        "No such module", "Correct the key; the modules of TEI are the chapters' names."
    ),
    "ODD004": Code(
        "No such thing to take from TEI", "Correct the key, or leave the reference out."
    ),
    "ODD005": Code("A circle", "Take one of the two out of the other."),
    "ODD007": Code("Not the syntax of ODD", "Correct the element at this place."),
    "ODD008": Code(
        "No outermost element", "Name an element with start, and take it into the schema."
    ),
    "ODD009": Code(
        "A grammar that can't be imported", "Name a grammar in the XML syntax of RELAX NG."
    ),
    "ODD010": Code(
        "A grammar that RELAX NG does not allow", "Change the content or attribute it is made of."
    ),
    "ODD101": Code(
        "An unknown name in a selection", "Correct the name, or leave it out.", Severity.WARNING
    ),
    "ODD102": Code(
        "A change of what is not there",
        "Correct the ident, or take into the schema what is to be changed.",
        Severity.WARNING,
    ),
    "ODD103": Code(
        "A change of a part that is not there",
        "Correct the name, or change the class that the part belongs to.",
        Severity.WARNING,
    ),
    "ODD104": Code(
        "Membership in no class", "Correct the key, or specify the class.", Severity.WARNING
    ),
    "ODD105": Code(
        "A reference to nothing in a customization",
        "Correct the key, or specify what it refers to.",
        Severity.WARNING,
    ),
    "ODD106": Code(
        "An element left empty",
        "Take in what it contains, give it another content, or delete it.",
        Severity.WARNING,
    ),
    "ODD107": Code(
        "An impossible element",
        "Take in what its content needs, give it another content, or delete it.",
        Severity.WARNING,
    ),
    "ODD108": Code(
        "Something that nothing uses",
        "Make elements members of it, or refer to it, or leave it out.",
        Severity.WARNING,
    ),
    "ODD109": Code(
        "Another version of TEI",
        "Give the p5subset.xml of the version that is asked for, with --p5subset.",
        Severity.WARNING,
    ),
    "ODD110": Code(
        "An addition of what is there already",
        'Say mode="change" to keep what you do not mention, or mode="replace".',
        Severity.WARNING,
    ),
    "ODD111": Code(
        "A required element is left out",
        "Take it in, or change the content of the element that needs it.",
        Severity.WARNING,
    ),
    "ODD112": Code(
        "Several customizations", "Choose one by its ident, with --ident.", Severity.WARNING
    ),
    "ODD113": Code(
        "Content that is ambiguous in a W3C schema",
        "Write the content so that each element shows at once which part of it begins.",
        Severity.WARNING,
    ),
    "ODD114": Code(
        "A rule that can't be run",
        "Correct the expression; a prefix is declared by an sch:ns in the constraint.",
        Severity.WARNING,
    ),
    "ODD115": Code(
        "Something that changes nothing",
        "Correct its name, or put it where it is read.",
        Severity.WARNING,
    ),
    "ODD116": Code(
        "A specGrpRef to nothing",
        "Correct the target: # and the xml:id of a specGrp; or leave the reference out.",
        Severity.WARNING,
    ),
    "ODD117": Code("The same said twice", "Leave out the second declaration.", Severity.WARNING),
    "ODD118": Code(
        "Nothing but processing models",
        "Take in modules by moduleRef, if the schema is to have no more than you use.",
        Severity.WARNING,
    ),
    "ODD120": Code(
        "A rule that is left out",
        "Write it in Schematron, in an sch:rule with a context.",
        Severity.WARNING,
    ),
}


def diagnostic(code: str, message: str, span: Span, help: str | None = None) -> Diagnostic:
    """Return a finding of a known code, with the code's severity and, by default, its hint."""
    entry = CODES[code]
    return Diagnostic(code, entry.severity, message, span, help or entry.help)
