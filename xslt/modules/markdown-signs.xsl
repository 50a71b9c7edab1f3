<?xml version="1.0" encoding="UTF-8"?>
<!--
  The signs of Markdown within a line (CommonMark 0.31): *emphasis* (6.2) and [links](address) (6.3).

  Whether an asterisk is a sign depends on what stands around it (the flanking rules), and that is
  known when a line is whole. Until then noncharacters stand where emphasis begins and ends, where
  strong emphasis does, and where a link begins. An emphasis is not written that would begin or end where
  an asterisk is but an asterisk, that holds another, or that touches another.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- The marks, and patterns of emphases: static, and joined by string-join, so that they are compiled once. -->
  <xsl:variable name="sgp:emphasis-marks" as="xs:string" static="yes" select="'&#xFDE2;&#xFDE3;&#xFDE4;&#xFDE5;'"/>
  <xsl:variable name="sgp:exchanged-marks" as="xs:string" static="yes" select="'&#xFDE4;&#xFDE5;&#xFDE2;&#xFDE3;'"/>
  <xsl:variable name="sgp:emphasis-start" as="xs:string" static="yes" select="'&#xFDE2;([&#xFDD0;-&#xFDE1;]*[\p{L}\p{N}]'"/>
  <xsl:variable name="sgp:emphasis-within" as="xs:string" static="yes" select="'(?:\\.|[^&#xFDE2;-&#xFDE5;*\\])*'"/>
  <xsl:variable name="sgp:emphasis-last" as="xs:string" static="yes" select="'(?:\\.|[^&#xFDE2;-&#xFDE5;*\\\s])'"/>
  <xsl:variable name="sgp:to-a-letter" as="xs:string" static="yes"
                select="string-join(($sgp:emphasis-start, '(?:', $sgp:emphasis-within, '[\p{L}\p{N}\p{M}])?)( *)&#xFDE3;'))"/>
  <xsl:variable name="sgp:before-spaces" as="xs:string" static="yes"
                select="string-join(($sgp:emphasis-start, $sgp:emphasis-within, $sgp:emphasis-last, ')( +)&#xFDE3;'))"/>
  <xsl:variable name="sgp:before-a-space" as="xs:string" static="yes"
                select="string-join(($sgp:emphasis-start, $sgp:emphasis-within, $sgp:emphasis-last,
                        ')&#xFDE3;([&#xFDD0;-&#xFDE1;]*( |$))'))"/>

  <xsl:template match="h:i | h:em | h:cite" mode="sg:inline" as="xs:string*">
    <xsl:sequence select="'&#xFDE2;'"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="'&#xFDE3;'"/>
  </xsl:template>
  <xsl:template match="h:b | h:strong" mode="sg:inline" as="xs:string*">
    <xsl:sequence select="'&#xFDE4;'"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="'&#xFDE5;'"/>
  </xsl:template>

  <!-- A link out of the document; within it there is nothing to point at. -->
  <xsl:template match="h:a[matches(@href, '^(https?|mailto):', 'i')][normalize-space()][not(.//h:br)]" mode="sg:inline" as="xs:string*">
    <xsl:sequence select="'&#xFDE6;'"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="'](' || replace(sg:literal(@href), '([()])', '\\$1') || ')'"/>
  </xsl:template>

  <!-- A line with its signs; most have none. What is strong has its marks exchanged, so that one pattern serves both. -->
  <xsl:function name="sgp:signed" as="xs:string">
    <xsl:param name="line" as="xs:string"/>
    <xsl:variable name="emphasized" as="xs:string"
      select="if (not(contains($line, '&#xFDE3;') or contains($line, '&#xFDE5;'))) then $line
              else sgp:apart($line) => sgp:emphasized('*')
              => translate($sgp:emphasis-marks, $sgp:exchanged-marks) => sgp:emphasized('**')"/>
    <xsl:variable name="linked" as="xs:string"
      select="if (not(contains($emphasized, '&#xFDE6;'))) then $emphasized
              else replace($emphasized, '!([&#xFDD0;-&#xFDE5;]*)&#xFDE6;', '\\!$1[') => translate('&#xFDE6;', '[')"/>
    <xsl:sequence select="translate($linked, $sgp:emphasis-marks, '')"/>
  </xsl:function>

  <!-- Where one emphasis ends as another begins, neither. -->
  <xsl:variable name="sgp:touching" as="xs:string" static="yes" select="'[&#xFDE3;&#xFDE5;]([&#xFDD0;-&#xFDE1;]*)[&#xFDE2;&#xFDE4;]'"/>
  <xsl:function name="sgp:apart" as="xs:string">
    <xsl:param name="line" as="xs:string"/>
    <xsl:sequence select="if (matches($line, $sgp:touching)) then sgp:apart(replace($line, $sgp:touching, '$1')) else $line"/>
  </xsl:function>

  <!-- The emphases of one kind: each begins with a letter or digit, and ends with one, or before white space. -->
  <xsl:function name="sgp:emphasized" as="xs:string">
    <xsl:param name="line" as="xs:string"/>
    <xsl:param name="sign" as="xs:string"/>
    <xsl:variable name="signed" as="xs:string" select="$sign || '$1' || $sign || '$2'"/>
    <xsl:sequence select="if (not(contains($line, '&#xFDE3;'))) then $line else $line
      => replace($sgp:to-a-letter, $signed) => replace($sgp:before-spaces, $signed) => replace($sgp:before-a-space, $signed)"/>
  </xsl:function>

</xsl:stylesheet>
