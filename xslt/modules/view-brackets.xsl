<?xml version="1.0" encoding="UTF-8"?>
<!--
  The brackets of the Leiden conventions, where a source declares no signs of its own (@rendition):
  [ ] lost text that is supplied, ⟨ ⟩ omitted text that is supplied, ( ) the rest of an
  abbreviation, { } surplus, [ ] secluded text, ⟦ ⟧ deleted text.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- The signs before and after an element; none for most. -->
  <xsl:function name="sg:brackets" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:apply-templates select="$element" mode="sgp:brackets"/>
  </xsl:function>

  <xsl:mode name="sgp:brackets" on-no-match="shallow-skip"/>
  <xsl:template match="*" mode="sgp:brackets" as="empty-sequence()" priority="-1"/>
  <xsl:template match="supplied | secl" mode="sgp:brackets" as="xs:string+">
    <xsl:sequence select="'[', '?'[current()/@cert = ('low', 'medium')] || ']'"/>
  </xsl:template>
  <xsl:template match="supplied[tokenize(@reason) = ('omitted', 'omitted-in-original')]" mode="sgp:brackets" as="xs:string+">
    <xsl:sequence select="'⟨', '?'[current()/@cert = ('low', 'medium')] || '⟩'"/>
  </xsl:template>
  <xsl:template match="ex" mode="sgp:brackets" as="xs:string+">
    <xsl:sequence select="'(', ')'"/>
  </xsl:template>
  <xsl:template match="surplus" mode="sgp:brackets" as="xs:string+">
    <xsl:sequence select="'{', '}'"/>
  </xsl:template>
  <xsl:template match="del[not(parent::restore)]" mode="sgp:brackets" as="xs:string+">
    <xsl:sequence select="'⟦', '⟧'"/>
  </xsl:template>

</xsl:stylesheet>
