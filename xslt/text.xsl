<?xml version="1.0" encoding="UTF-8"?>
<!-- A document as plain text, in one of three views. Parameter: view (see modules/view.xsl). -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:sg="https://siglum.invalid/ns">

  <xsl:include href="modules/functions.xsl"/>
  <xsl:include href="modules/view.xsl"/>
  <xsl:include href="modules/notes.xsl"/>
  <xsl:include href="modules/text-blocks.xsl"/>

  <xsl:param name="view" as="xs:string" select="'transcript'"/>

  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:template match="/" as="text()*">
    <xsl:variable name="viewed" as="document-node()" select="sg:view(/*/text, $view)"/>
    <xsl:variable name="numbers" as="map(xs:string, xs:integer)" select="sg:note-numbers($viewed)"/>
    <xsl:variable name="blocks" as="xs:string*">
      <xsl:apply-templates select="$viewed" mode="sg:blocks">
        <xsl:with-param name="numbers" select="$numbers" tunnel="yes"/>
      </xsl:apply-templates>
      <xsl:sequence select="'Notes'[exists($viewed//sg:anchor)]"/>
      <xsl:for-each select="$viewed//sg:anchor">
        <xsl:variable name="noted" as="element()" select="sg:noted(.)"/>
        <xsl:variable name="what" as="xs:string">
          <xsl:apply-templates select="$noted" mode="sg:what"/>
        </xsl:variable>
        <xsl:sequence select="normalize-space(string-join(
          (sg:superscript($numbers(@note)), $what, sg:prose($noted) ! (sg:by(., $noted), sg:inline(sg:view(node(), 'reading'), $numbers))), ' '))"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:value-of select="string-join($blocks[.], '&#10;&#10;') || '&#10;'"/>
  </xsl:template>

</xsl:stylesheet>
