<?xml version="1.0" encoding="UTF-8"?>
<!-- Content models in the notation of RELAX NG's compact syntax, each name a link. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private"
                xmlns:sgg="https://siglum.invalid/ns/private/guide">

  <xsl:mode name="sgg:model" on-no-match="fail"/>

  <xsl:template match="content" mode="sgg:model" as="element(h:code)">
    <code class="content-model">
      <xsl:apply-templates select="*" mode="#current"/>
    </code>
  </xsl:template>
  <!-- A model in RELAX NG is shown as it is written. -->
  <xsl:template match="content[.//*[namespace-uri() != 'http://www.tei-c.org/ns/1.0']]" mode="sgg:model" as="element(h:pre)*" priority="1">
    <xsl:for-each select="*">
      <xsl:call-template name="sg:verbatim"/>
    </xsl:for-each>
  </xsl:template>

  <!-- A group has parentheses where they are needed to see its end. -->
  <xsl:template match="sequence | alternate" mode="sgg:model" as="node()*">
    <xsl:variable name="marks" as="xs:string*"
                  select="('(', ')')[count(current()/*) gt 1 or current()/*/(@minOccurs | @maxOccurs)][sgp:occurs(current())
                  or current()[not(parent::content)]]"/>
    <xsl:variable name="group" as="element()" select="."/>
    <xsl:value-of select="$marks[1]"/>
    <xsl:for-each select="*">
      <xsl:if test="preceding-sibling::*">
        <xsl:text>{map{'sequence': if ($group/@preserveOrder = 'false') then ' &amp; ' else ', ',
          'alternate': ' | '}(local-name($group))}</xsl:text>
      </xsl:if>
      <xsl:apply-templates select="." mode="#current"/>
    </xsl:for-each>
    <xsl:value-of select="$marks[2] || sgp:occurs(.)"/>
  </xsl:template>

  <xsl:template match="elementRef | classRef | macroRef | dataRef" mode="sgg:model" as="node()+">
    <xsl:sequence select="sgg:linked((@key, @name, @ref, '')[1])"/>
    <xsl:text>{sgp:occurs(.)}{(@expand, @include, @except ! ('not ' || .)) ! (' [' || . || ']')}</xsl:text>
  </xsl:template>
  <xsl:template match="textNode" mode="sgg:model" as="text()">
    <xsl:text>text</xsl:text>
  </xsl:template>
  <xsl:template match="empty" mode="sgg:model" as="text()">
    <xsl:text>empty</xsl:text>
  </xsl:template>
  <xsl:template match="anyElement" mode="sgg:model" as="text()">
    <xsl:text>element *{sgp:occurs(.)}</xsl:text>
  </xsl:template>
  <xsl:template match="valList" mode="sgg:model" as="text()">
    <xsl:text>{string-join(valItem ! ('"' || @ident || '"'), ' | ')}</xsl:text>
  </xsl:template>

</xsl:stylesheet>
