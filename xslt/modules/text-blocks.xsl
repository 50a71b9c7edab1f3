<?xml version="1.0" encoding="UTF-8"?>
<!-- Plain text of a viewed document: a string for each block, and the text within a block. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- One string for each block of text, in reading order. -->
  <xsl:mode name="sg:blocks" on-no-match="shallow-skip" on-multiple-match="fail"/>
  <!-- The text within a block. -->
  <xsl:mode name="sg:inline" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <xsl:function name="sg:inline" as="xs:string">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="numbers" as="map(xs:string, xs:integer)"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:apply-templates select="$nodes" mode="sg:inline">
        <xsl:with-param name="numbers" select="$numbers" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:sequence select="string-join($parts)"/>
  </xsl:function>

  <!-- An element that holds blocks: its blocks, and what stands between them. -->
  <xsl:template match="*" mode="sg:blocks" as="xs:string*">
    <xsl:param name="numbers" as="map(xs:string, xs:integer)" tunnel="yes"/>
    <xsl:for-each-group select="node()" group-adjacent="sgp:is-block(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <xsl:apply-templates select="current-group()" mode="#current"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="sgp:fold(sg:inline(current-group(), $numbers))"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:function name="sgp:is-block" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node[self::text or self::front or self::body or self::back or self::div or self::p
      or self::head or self::opener or self::closer or self::postscript or self::salute or self::signed
      or self::dateline or self::address or self::addrLine or self::list or self::item or self::quote[p]])"/>
  </xsl:function>

  <!-- White space is folded within a line; an lb begins a new one. -->
  <xsl:function name="sgp:fold" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="string-join(tokenize($text, '&#x2028;') ! normalize-space(), '&#10;')"/>
  </xsl:function>

  <xsl:template match="item" mode="sg:blocks" as="xs:string*">
    <xsl:variable name="blocks" as="xs:string*">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:variable name="label" as="xs:string"
                  select="(preceding-sibling::*[1][self::label] ! normalize-space(), '-')[1]"/>
    <xsl:sequence select="$label || ' ' || $blocks[1], tail($blocks)"/>
  </xsl:template>
  <xsl:template match="list/label" mode="sg:blocks sg:inline" as="empty-sequence()"/>

  <!-- A line separator (U+2028) stands for the line break until the block is folded. -->
  <xsl:template match="lb" mode="sg:inline" as="xs:string?">
    <xsl:sequence select="'&#x2028;'[not(current()/@break = 'no')]"/>
  </xsl:template>
  <xsl:template match="text()" mode="sg:inline" as="xs:string">
    <xsl:sequence select="string()"/>
  </xsl:template>
  <xsl:template match="gap" mode="sg:inline" as="xs:string">
    <xsl:sequence select="'[…]'"/>
  </xsl:template>
  <xsl:template match="sg:anchor" mode="sg:inline" as="xs:string">
    <xsl:param name="numbers" as="map(xs:string, xs:integer)" tunnel="yes"/>
    <xsl:sequence select="' '[current()/preceding-sibling::node()[1][self::sg:anchor]]
                          || sg:superscript($numbers(@note))"/>
  </xsl:template>
  <!-- Blocks within a line are kept apart by a space. -->
  <xsl:template match="p | subst/*[position() gt 1]" mode="sg:inline" as="xs:string*">
    <xsl:text> </xsl:text>
    <xsl:apply-templates mode="#current"/>
    <xsl:text> </xsl:text>
  </xsl:template>
  <xsl:template match="item" mode="sg:inline" as="xs:string*">
    <xsl:sequence select="' ' || (preceding-sibling::*[1][self::label] ! (normalize-space() || ' '))"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="';'[current()/following-sibling::item]"/>
  </xsl:template>
  <xsl:template match="ptr" mode="sg:inline" as="xs:string">
    <xsl:sequence select="string(@target)"/>
  </xsl:template>
  <xsl:template match="q" mode="sg:inline" as="xs:string*">
    <xsl:variable name="inside" as="xs:string*">
      <xsl:apply-templates mode="#current"/>
    </xsl:variable>
    <xsl:sequence select="if (sg:has-quotation-marks(.)) then $inside else ('“', $inside, '”')"/>
  </xsl:template>

  <!-- A note's number, set apart from the brackets of the text. -->
  <xsl:function name="sg:superscript" as="xs:string">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:sequence select="translate(string($number), '0123456789', '⁰¹²³⁴⁵⁶⁷⁸⁹')"/>
  </xsl:function>

</xsl:stylesheet>
