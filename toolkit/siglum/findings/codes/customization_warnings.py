"""A customization that can be compiled (ODD1)."""

from __future__ import annotations

from siglum.findings.codes.code import Code
from siglum.findings.diagnostics import Severity

CODES = {
    "ODD101": Code(
        title="An unknown name in a selection",
        help="Correct the name, or leave it out.",
        severity=Severity.WARNING,
        why="""
            The element is not in the schema, or still in it, though it was named.
            """,
        wrong='<moduleRef key="namesdates" include="persName placename"/>',
        right='<moduleRef key="namesdates" include="persName placeName"/>',
    ),
    "ODD102": Code(
        title="A change of what is not there",
        help="Correct the ident, or take into the schema what is to be changed.",
        severity=Severity.WARNING,
        why="The change has no effect.",
        wrong="""
            <elementSpec ident="paragraph" mode="change"><gloss>paragraph</gloss></elementSpec>
            """,
        right="""
            <elementSpec ident="p" mode="change"><gloss>paragraph</gloss></elementSpec>
            """,
    ),
    "ODD103": Code(
        title="A change of a part that is not there",
        help="Correct the name, or change the class that the part belongs to.",
        severity=Severity.WARNING,
        why="""
            The change has no effect: the element or class has no such attribute, value, membership
            or rule, or has it of a class.
            """,
        wrong="""
            <elementSpec ident="p" mode="change">
              <attList><attDef ident="type" mode="delete"/></attList>
            </elementSpec>
            """,
        right="""
            <elementSpec ident="p" mode="change">
              <attList><attDef ident="rend" mode="delete"/></attList>
            </elementSpec>
            """,
    ),
    "ODD104": Code(
        title="Membership in no class",
        help="Correct the key, or specify the class.",
        severity=Severity.WARNING,
        why="""
            The element can stand nowhere by this class, or gets no attributes from it.
            """,
        wrong="""
            <elementSpec ident="seal" ns="http://example.org/seals">
              <classes><memberOf key="model.sealLike"/></classes>
              <content><textNode/></content>
            </elementSpec>
            """,
        right="""
            <elementSpec ident="seal" ns="http://example.org/seals">
              <classes><memberOf key="model.pPart.data"/></classes>
              <content><textNode/></content>
            </elementSpec>
            """,
    ),
    "ODD105": Code(
        title="A reference to nothing in a customization",
        help="Correct the key, or specify what it refers to.",
        severity=Severity.WARNING,
        why="""
            The reference is left out of the content, and with it perhaps all there was.
            """,
        wrong="""
            <elementSpec ident="p" mode="change">
              <content><macroRef key="macro.phraseseq"/></content>
            </elementSpec>
            """,
        right="""
            <elementSpec ident="p" mode="change">
              <content><macroRef key="macro.phraseSeq"/></content>
            </elementSpec>
            """,
    ),
    "ODD106": Code(
        title="An element left empty",
        help="Take in what it contains, give it another content, or delete it.",
        severity=Severity.WARNING,
        why="""
            The element stays in the schema, but nothing can stand in it.
            """,
        wrong="""
            <elementSpec ident="lb" mode="change">
              <content><elementRef key="persName"/></content>
            </elementSpec>
            """,
        right="""
            <elementSpec ident="lb" mode="change">
              <content><elementRef key="name"/></content>
            </elementSpec>
            """,
    ),
    "ODD107": Code(
        title="An impossible element",
        help="Take in what its content needs, give it another content, or delete it.",
        severity=Severity.WARNING,
        why="Every document that uses the element is invalid.",
        wrong="""
            <classSpec ident="model.seal" type="model"/>
            <elementSpec ident="p" mode="change"><content><classRef key="model.seal"/></content></elementSpec>
            """,
        right="""
            <classSpec ident="model.seal" type="model"/>
            <elementSpec ident="p" mode="change">
              <content><classRef key="model.seal" minOccurs="0"/></content>
            </elementSpec>
            """,
    ),
    "ODD108": Code(
        title="Something that nothing uses",
        help="Make elements members of it, or refer to it, or leave it out.",
        severity=Severity.WARNING,
        why="""
            A class without members and without use is most often a misspelt one, and the rules of a
            macro that nothing uses are never run.
            """,
        wrong='<classSpec ident="att.sealed" type="atts"/>',
        right="""
            <classSpec ident="att.sealed" type="atts"/>
            <elementSpec ident="p" mode="change">
              <classes mode="change"><memberOf key="att.sealed"/></classes>
            </elementSpec>
            """,
    ),
    "ODD109": Code(
        title="Another version of TEI",
        help="Give the p5subset.xml of the version that is asked for, with --p5subset.",
        severity=Severity.WARNING,
        why="""
            Elements and attributes differ from version to version: the schema may not be the one
            meant.
            """,
        wrong="""
            <schemaSpec ident="letters" start="TEI" source="tei:3.1.0">
              <moduleRef key="tei"/>
              <moduleRef key="textstructure" include="TEI"/>
            </schemaSpec>
            """,
        right="""
            <schemaSpec ident="letters" start="TEI" source="tei:4.8.0">
              <moduleRef key="tei"/>
              <moduleRef key="textstructure" include="TEI"/>
            </schemaSpec>
            """,
    ),
    "ODD110": Code(
        title="An addition of what is there already",
        help='Say mode="change" to keep what you do not mention, or mode="replace".',
        severity=Severity.WARNING,
        why="""
            The classes, content and attributes that TEI gives the element are all gone.
            """,
        wrong="""
            <elementSpec ident="p"><content><textNode/></content></elementSpec>
            """,
        right="""
            <elementSpec ident="p" mode="replace"><content><textNode/></content></elementSpec>
            """,
    ),
    "ODD111": Code(
        title="A required element is left out",
        help="Take it in, or change the content of the element that needs it.",
        severity=Severity.WARNING,
        why="""
            The content model goes on without the element; documents then differ from TEI in what
            TEI holds for essential.
            """,
        wrong='<elementSpec ident="titleStmt" mode="delete"/>',
        right='<elementSpec ident="editionStmt" mode="delete"/>',
    ),
    "ODD112": Code(
        title="Several customizations",
        help="Choose one by its ident, with --ident.",
        severity=Severity.WARNING,
        why="""
            Only one schema is made at a time, and it may not be the one meant.
            """,
        wrong="""
            <schemaSpec ident="letters" start="TEI">
              <moduleRef key="tei"/>
              <moduleRef key="textstructure" include="TEI"/>
            </schemaSpec>
            <schemaSpec ident="drafts" start="TEI">
              <moduleRef key="tei"/>
              <moduleRef key="textstructure" include="TEI"/>
            </schemaSpec>
            """,
        right="""
            <schemaSpec ident="letters" start="TEI">
              <moduleRef key="tei"/>
              <moduleRef key="textstructure" include="TEI"/>
            </schemaSpec>
            """,
    ),
    "ODD113": Code(
        title="Content that is ambiguous in a W3C schema",
        help="Write the content so that each element shows at once which part of it begins.",
        severity=Severity.WARNING,
        why="""
            A W3C schema must tell at each element, without looking ahead, which part of the content
            it belongs to. Where it can't, it is made to accept more than the customization says;
            RELAX NG is exact.
            """,
        wrong="""
            <elementSpec ident="list" mode="change">
              <content>
                <sequence>
                  <alternate minOccurs="0" maxOccurs="unbounded">
                    <elementRef key="item"/>
                    <elementRef key="label"/>
                  </alternate>
                  <elementRef key="item"/>
                  <alternate>
                    <elementRef key="item"/>
                    <elementRef key="label"/>
                  </alternate>
                </sequence>
              </content>
            </elementSpec>
            """,
        right="""
            <elementSpec ident="list" mode="change">
              <content>
                <sequence>
                  <elementRef key="item"/>
                  <alternate minOccurs="0" maxOccurs="unbounded">
                    <elementRef key="item"/>
                    <elementRef key="label"/>
                  </alternate>
                </sequence>
              </content>
            </elementSpec>
            """,
    ),
    "ODD114": Code(
        title="A rule that can't be run",
        help="Correct the expression; a prefix is declared by an sch:ns in the constraint.",
        severity=Severity.WARNING,
        why="""
            The rule is left out whenever documents are validated, and each time that is told.
            """,
        wrong="""
            <elementSpec ident="p" mode="change">
              <constraintSpec ident="dated" scheme="schematron">
                <constraint>
                  <sch:assert xmlns:sch="http://purl.oclc.org/dsdl/schematron" test="tei:date[">A date</sch:assert>
                </constraint>
              </constraintSpec>
            </elementSpec>
            """,
        right="""
            <elementSpec ident="p" mode="change">
              <constraintSpec ident="dated" scheme="schematron">
                <constraint>
                  <sch:assert xmlns:sch="http://purl.oclc.org/dsdl/schematron" test="tei:date">A date</sch:assert>
                </constraint>
              </constraintSpec>
            </elementSpec>
            """,
    ),
    "ODD115": Code(
        title="Something that changes nothing",
        help="Correct its name, or put it where it is read.",
        severity=Severity.WARNING,
        why="""
            What has a wrong name, or stands in a wrong place, is passed over: the schema allows
            what you meant to forbid, and nothing else would say so.
            """,
        wrong="""
            <elementSpec ident="note" mode="change">
              <attDef ident="place" mode="delete"/>
            </elementSpec>
            """,
        right="""
            <elementSpec ident="note" mode="change">
              <attList>
                <attDef ident="place" mode="delete"/>
              </attList>
            </elementSpec>
            """,
    ),
    "ODD116": Code(
        title="A specGrpRef to nothing",
        help="Correct the target: # and the xml:id of a specGrp; or leave the reference out.",
        severity=Severity.WARNING,
        why="""
            The group's declarations, if there are any, are missing from the schema.
            """,
        wrong='<specGrpRef target="#letters"/>',
        right='<specGrpRef target="persons.odd#persons"/>',
    ),
    "ODD117": Code(
        title="The same said twice",
        help="Leave out the second declaration.",
        severity=Severity.WARNING,
        why="""
            Nothing is lost, as both declarations say the same; but of two, one is soon changed and
            the other forgotten.
            """,
        wrong="""
            <elementSpec ident="p" mode="change">
              <attList>
                <attDef ident="rend" mode="delete"/>
                <attDef ident="rend" mode="delete"/>
              </attList>
            </elementSpec>
            """,
        right="""
            <elementSpec ident="p" mode="change">
              <attList>
                <attDef ident="rend" mode="delete"/>
              </attList>
            </elementSpec>
            """,
    ),
    "ODD118": Code(
        title="Nothing but processing models",
        help="Take in modules by moduleRef, if the schema is to have no more than you use.",
        severity=Severity.WARNING,
        why="""
            An ODD such as those of TEI Publisher says how elements are shown, not what documents
            may hold: its schema allows everything.
            """,
        wrong="""
            <schemaSpec ident="shown" start="TEI">
              <elementSpec ident="p" mode="change"><model behaviour="paragraph"/></elementSpec>
            </schemaSpec>
            """,
        right="""
            <schemaSpec ident="shown" start="TEI">
              <moduleRef key="tei"/>
              <moduleRef key="header"/>
              <moduleRef key="core"/>
              <moduleRef key="textstructure"/>
              <elementSpec ident="p" mode="change"><model behaviour="paragraph"/></elementSpec>
            </schemaSpec>
            """,
    ),
    "ODD120": Code(
        title="A rule that is left out",
        help="Write it in Schematron, in an sch:rule with a context.",
        severity=Severity.WARNING,
        why="""
            The rules that are made do not have it, and documents that break it pass. An assertion
            that stands in no element, attribute or class needs an sch:rule that says what it is
            about; and a rule in another language than Schematron, or one whose text the source of
            the customization leaves out, can't be written as Schematron.
            """,
        wrong="""
            <constraintSpec ident="dated" scheme="schematron">
              <constraint>
                <sch:assert xmlns:sch="http://purl.oclc.org/dsdl/schematron" test="tei:date">A date</sch:assert>
              </constraint>
            </constraintSpec>
            """,
        right="""
            <constraintSpec ident="dated" scheme="schematron">
              <constraint>
                <sch:rule xmlns:sch="http://purl.oclc.org/dsdl/schematron" context="tei:opener">
                  <sch:assert test="tei:date">A date</sch:assert>
                </sch:rule>
              </constraint>
            </constraintSpec>
            """,
    ),
}
