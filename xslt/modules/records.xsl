<?xml version="1.0" encoding="UTF-8"?>
<!--
  What TEI writes as data and not as prose. A record (a header, a description of a manuscript, a
  person) holds data alone: each child is a datum, with a label on a line of its own. A
  statement (the shelfmark of a manuscript, a bibliographic reference) holds data too, and reads as one line.
  Where an editor has written prose into either, it is prose.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- Say whether an element is prose: asked again for each of its children, however many. -->
  <xsl:function name="sgp:is-prose" as="xs:boolean" cache="yes">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/text()[normalize-space()]) or exists($element/(sg:delSpan, sg:addSpan, sg:damageSpan))"/>
  </xsl:function>

  <xsl:variable name="sgp:record-names" as="xs:string" static="yes" select="'
    teiHeader fileDesc titleStmt editionStmt publicationStmt seriesStmt notesStmt sourceDesc biblFull availability
    encodingDesc editorialDecl correction normalization quotation hyphenation segmentation stdVals interpretation
    punctuation projectDesc samplingDecl tagsDecl namespace refsDecl citeStructure listPrefixDef classDecl taxonomy
    category geoDecl unitDecl unitDef appInfo application profileDesc abstract creation langUsage textClass
    calendarDesc calendar correspDesc correspContext revisionDesc listChange styleDefDecl
    textDesc particDesc settingDesc setting
    msDesc msFrag msPart msContents msItem msItemStruct physDesc objectDesc supportDesc layoutDesc handDesc typeDesc
    scriptDesc decoDesc bindingDesc sealDesc history additional adminInfo recordHist custodialHist surrogates
    person personGrp persona place org event nym object state trait climate terrain population langKnowledge
    elementSpec classSpec macroSpec dataSpec moduleSpec schemaSpec specGrp attDef valItem constraintSpec constraint
    classes exemplum datatype paramSpec paramList model modelGrp modelSequence'"/>
  <xsl:variable name="sgp:records" as="map(xs:string, xs:boolean)" static="yes"
    select="map:merge(tokenize($sgp:record-names) ! map:entry(., true()))"/>

  <xsl:variable name="sgp:statement-names" as="xs:string" static="yes" select="'
    bibl biblStruct analytic monogr series imprint respStmt meeting msIdentifier altIdentifier objectIdentifier
    correspAction keywords extent dimensions location birth death floruit residence education occupation
    affiliation nationality locusGrp
    superEntry entry entryFree hom sense re form gramGrp etym xr dictScrap cit'"/>
  <xsl:variable name="sgp:statements" as="map(xs:string, xs:boolean)" static="yes"
    select="map:merge(tokenize($sgp:statement-names) ! map:entry(., true()))"/>
  <xsl:variable name="sgp:data-names" as="map(xs:string, xs:boolean)" static="yes"
    select="map:merge(($sgp:records, $sgp:statements))"/>

  <!-- The records that are sections of a page, each under a heading. -->
  <xsl:variable name="sgp:section-names" as="xs:string" static="yes" select="'
    titleStmt editionStmt publicationStmt seriesStmt notesStmt sourceDesc biblFull encodingDesc projectDesc samplingDecl
    editorialDecl tagsDecl refsDecl classDecl geoDecl unitDecl appInfo styleDefDecl listPrefixDef profileDesc abstract
    creation langUsage textClass textDesc particDesc settingDesc calendarDesc correspDesc revisionDesc listChange
    msContents physDesc history additional msPart msFrag'"/>
  <xsl:variable name="sgp:sections" as="map(xs:string, xs:boolean)" select="sgp:set($sgp:section-names)"/>

  <!-- Other sections, which need not hold data alone. -->
  <xsl:variable name="sgp:other-sections" as="map(xs:string, xs:boolean)" select="sgp:set('
    standOff xenoData elementSpec classSpec macroSpec dataSpec moduleSpec schemaSpec specGrp
    listPerson listPlace listOrg listEvent listObject listNym listRelation')"/>

  <!-- The records and sections that have a template of their own. -->
  <xsl:variable name="sgp:own-names" as="xs:string" static="yes" select="'
    teiHeader fileDesc taxonomy category revisionDesc listChange msDesc msItem msItemStruct
    person personGrp persona place org event nym object
    elementSpec classSpec macroSpec dataSpec moduleSpec schemaSpec specGrp attDef valItem constraintSpec constraint
    classes exemplum datatype paramSpec paramList model modelGrp modelSequence'"/>

  <xsl:function name="sgp:set" as="map(xs:string, xs:boolean)">
    <xsl:param name="names" as="xs:string"/>
    <xsl:sequence select="map:merge(tokenize($names) ! map:entry(., true()))"/>
  </xsl:function>

  <xsl:function name="sg:is-record" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="map:contains($sgp:records, local-name($element)) and sgp:holds-data($element)"/>
  </xsl:function>

  <xsl:function name="sg:is-section" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="map:contains($sgp:sections, local-name($element)) and sg:is-record($element) or
                          map:contains($sgp:other-sections, local-name($element))"/>
  </xsl:function>

  <xsl:function name="sg:is-statement" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="map:contains($sgp:statements, local-name($element)) and sgp:holds-data($element)"/>
  </xsl:function>

  <xsl:function name="sgp:holds-data" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="namespace-uri($element) = 'http://www.tei-c.org/ns/1.0'
                          and not(sgp:is-prose($element))"/>
  </xsl:function>

  <!-- Say whether a node is a part of a record, or of a statement. -->
  <xsl:function name="sg:is-datum" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node/parent::*[sg:is-record(.)])"/>
  </xsl:function>
  <xsl:function name="sg:is-in-statement" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node/parent::*[sg:is-statement(.)])"/>
  </xsl:function>

</xsl:stylesheet>
