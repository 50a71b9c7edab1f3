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

  <!-- A line with its signs. -->
  <xsl:function name="sgp:signed" as="xs:string">
    <xsl:param name="line" as="xs:string"/>
    <xsl:sequence select="sgp:apart($line)
      => sgp:emphasized('&#xFDE2;', '&#xFDE3;', '*') => sgp:emphasized('&#xFDE4;', '&#xFDE5;', '**')
      => replace('!([&#xFDD0;-&#xFDE5;]*)&#xFDE6;', '\\!$1[') => replace('&#xFDE6;', '[') => replace('[&#xFDE2;-&#xFDE5;]', '')"/>
  </xsl:function>

  <!-- Where one emphasis ends as another begins, neither. -->
  <xsl:function name="sgp:apart" as="xs:string">
    <xsl:param name="line" as="xs:string"/>
    <xsl:variable name="touching" as="xs:string" select="'[&#xFDE3;&#xFDE5;]([&#xFDD0;-&#xFDE1;]*)[&#xFDE2;&#xFDE4;]'"/>
    <xsl:sequence select="if (matches($line, $touching)) then sgp:apart(replace($line, $touching, '$1')) else $line"/>
  </xsl:function>

  <!-- The emphases of one kind: each begins with a letter or digit, and ends with one, or before white space. -->
  <xsl:function name="sgp:emphasized" as="xs:string">
    <xsl:param name="line" as="xs:string"/>
    <xsl:param name="begin" as="xs:string"/>
    <xsl:param name="end" as="xs:string"/>
    <xsl:param name="sign" as="xs:string"/>
    <xsl:variable name="within" as="xs:string" select="'(?:\\.|[^&#xFDE2;-&#xFDE5;*\\])*'"/>
    <xsl:variable name="last" as="xs:string" select="'(?:\\.|[^&#xFDE2;-&#xFDE5;*\\\s])'"/>
    <xsl:variable name="start" as="xs:string" select="$begin || '([&#xFDD0;-&#xFDE1;]*[\p{L}\p{N}]'"/>
    <xsl:variable name="signed" as="xs:string" select="$sign || '$1' || $sign || '$2'"/>
    <xsl:sequence select="$line
      => replace($start || '(?:' || $within || '[\p{L}\p{N}\p{M}])?)( *)' || $end, $signed)
      => replace($start || $within || $last || ')( +)' || $end, $signed)
      => replace($start || $within || $last || ')' || $end || '([&#xFDD0;-&#xFDE1;]*( |$))', $signed)"/>
  </xsl:function>

</xsl:stylesheet>
