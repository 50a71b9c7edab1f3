<?xml version="1.0" encoding="UTF-8"?>
<!--
  Data that read as one statement: the punctuation between them is generated, since the source has none.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- The space within a statement is its punctuation's, and so is that at the edge of a datum. -->
  <xsl:function name="sgp:is-edge-of-datum" as="xs:boolean">
    <xsl:param name="space" as="text()"/>
    <xsl:sequence select="exists($space/parent::*[sg:is-in-statement(.)]) and
                          (empty($space/preceding-sibling::*) or empty($space/following-sibling::*))"/>
  </xsl:function>

  <!-- What goes between two data of a statement, both of them phrases. -->
  <xsl:function name="sgp:separator-before" as="xs:string?">
    <xsl:param name="datum" as="element()"/>
    <xsl:sequence select="$datum[map:contains($sgp:statements, local-name(..))][sg:is-in-statement(.)]
      [preceding-sibling::*[1][not(sg:is-block(.))]][not(sg:is-block(.))] ! sgp:separator(.)"/>
  </xsl:function>

  <!-- Say whether a datum was left empty, as forms that a project fills in often are. -->
  <xsl:function name="sgp:is-silent" as="xs:boolean">
    <xsl:param name="datum" as="element()"/>
    <xsl:sequence select="not(normalize-space($datum)) and empty($datum/descendant-or-self::*[self::ptr or exists(sgp:said(.))])"/>
  </xsl:function>

  <!-- A date that is encoded and not written. -->
  <xsl:template match="date[not(normalize-space())][not(*)][sg:is-in-statement(.)]" mode="sg:html" as="element(h:span)" priority="2">
    <span>
      <xsl:sequence select="sg:attributes(.)"/>
      <span class="what">{sgp:point-in-words(.)}</span>
    </span>
  </xsl:template>

  <!-- What goes before a datum of a statement; a stop at the end of the datum before it stands for a mark. -->
  <xsl:function name="sgp:separator" as="xs:string">
    <xsl:param name="datum" as="element()"/>
    <xsl:variable name="told" as="element()?" select="$datum[not(sgp:is-silent(.))]/preceding-sibling::*[not(sgp:is-silent(.))][1]"/>
    <xsl:variable name="before" as="xs:string" select="sg:plain($told)"/>
    <xsl:variable name="mark" as="text()">
      <xsl:apply-templates select="$datum" mode="sgp:separator"/>
    </xsl:variable>
    <xsl:sequence select="if (empty($told)) then '' else if (matches($before, '[.,;:!?]$') and matches($mark, '^[.,;:]')) then ' '
      else string($mark)"/>
  </xsl:function>

  <!-- The mark before a datum, by where it stands. -->
  <xsl:mode name="sgp:separator" on-no-match="fail"/>
  <xsl:template match="*" mode="sgp:separator" as="text()" priority="-1">
    <xsl:text>, </xsl:text>
  </xsl:template>
  <xsl:template match="respStmt/*[not(self::resp)][preceding-sibling::*[1][self::resp]]
                       | publisher[preceding-sibling::*[1][self::pubPlace]]
                       | title[@type = ('sub', 'subordinate')][preceding-sibling::*[1][self::title]]" mode="sgp:separator" as="text()">
    <xsl:text>: </xsl:text>
  </xsl:template>
  <xsl:template match="(analytic | monogr | series | biblStruct | bibl)/(title | note | idno | ref | ptr | respStmt)
                       | biblStruct/* | imprint/note | imprint | biblStruct/relatedItem"
                mode="sgp:separator" as="text()" priority="-0.2">
    <xsl:text>. </xsl:text>
  </xsl:template>
  <xsl:template match="(correspAction | altIdentifier | msIdentifier)/note" mode="sgp:separator" as="text()">
    <xsl:text>. </xsl:text>
  </xsl:template>
  <xsl:template match="biblStruct/citedRange" mode="sgp:separator" as="text()">
    <xsl:text>, </xsl:text>
  </xsl:template>
  <xsl:template match="altIdentifier | msIdentifier/msName" mode="sgp:separator" as="text()">
    <xsl:text>; </xsl:text>
  </xsl:template>
  <xsl:template match="dimensions/*" mode="sgp:separator" as="text()">
    <xsl:text> × </xsl:text>
  </xsl:template>

</xsl:stylesheet>
