<?xml version="1.0" encoding="UTF-8"?>
<!--
  Styles that a source gives: @style, the CSS of a rendition, the attributes of a drawing. A
  declaration passes whole if allowed.xml has its property and its value; no other does.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- Read when the stylesheet is compiled: a transformation opens no file. -->
  <xsl:variable name="sgp:allowed" as="element(sg:allowed)" static="yes" select="doc('../allowed.xml')/sg:allowed"/>

  <!-- The values that each property may have, "text" or "drawing" before its name: one regular expression. -->
  <xsl:variable name="sgp:styles" as="map(xs:string, xs:string)" static="yes"
    select="let $patterns := map:merge($sgp:allowed/sg:styles/sg:pattern ! map:entry('(' || @name || ')', string()))
            return map:merge(for $style in $sgp:allowed/sg:styles/sg:style, $place in ($style/@in/string(), 'text'[not($style/@in)],
            'drawing'[not($style/@in)])
              return map:entry($place || ' ' || $style/@name,
                '^(' || string-join(tokenize($style/@values) ! ($patterns(.), .)[1], '|') || ')$'))"/>

  <!-- The declarations of some CSS that may stand in a text or in a drawing; each other is told. -->
  <xsl:function name="sg:declarations" as="xs:string*" cache="yes">
    <xsl:param name="css" as="xs:string"/>
    <xsl:param name="place" as="xs:string"/>
    <xsl:for-each select="tokenize(replace($css, '/\*.*?\*/', ' ', 's'), ';')[normalize-space()]">
      <xsl:variable name="property" as="xs:string" select="normalize-space(lower-case((substring-before(., ':')[. != ''], .)[1]))"/>
      <xsl:variable name="value" as="xs:string?" select="sg:style-value($property, substring-after(., ':'), $place)"/>
      <xsl:choose>
        <xsl:when test="exists($value)">
          <xsl:sequence select="$property || ': ' || $value"/>
        </xsl:when>
        <!-- What tools write for themselves means nothing to a browser. -->
        <xsl:when test="not(starts-with($property, '-inkscape-'))">
          <xsl:message>SG605 {$property}</xsl:message>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- The value of a property, if it may stand there. -->
  <xsl:function name="sg:style-value" as="xs:string?">
    <xsl:param name="property" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="place" as="xs:string"/>
    <xsl:variable name="value" as="xs:string" select="normalize-space(replace($value, '!\s*important\s*$', '', 'i'))"/>
    <xsl:sequence select="$value[$sgp:styles($place || ' ' || $property) ! matches($value, ., 'i')]"/>
  </xsl:function>

</xsl:stylesheet>
