<?xml version="1.0" encoding="UTF-8"?>
<!--  Figures, and what stands for text in them.  -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:template match="figure" mode="sg:html" as="element(h:figure)">
    <xsl:call-template name="sg:block">
      <xsl:with-param name="as" select="'figure'"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="notatedMusic" mode="sg:html" as="element(h:div)">
    <xsl:call-template name="sg:block"/>
  </xsl:template>
  <xsl:template match="formula | binaryObject" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>
  <xsl:template match="formula[matches(@notation, 'tex', 'i')]" mode="sg:html" as="element()" priority="1">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="as" select="'code'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The caption of a figure stands above or below all the rest of it. -->
  <xsl:template match="figure/head[not(../head[2])][empty(sg:shown(preceding-sibling::node()))
                       or empty(sg:shown(following-sibling::node()))]"
                mode="sg:html" as="element(h:figcaption)" priority="2">
    <xsl:call-template name="sg:block">
      <xsl:with-param name="as" select="'figcaption'"/>
    </xsl:call-template>
  </xsl:template>

  <!--
    A picture beside the document is shown; one of another server is linked to, since a page loads nothing from there unless
    the edition says so.
    Where a description of it stands beside it, that is read, and the picture has no words of its own.
  -->
  <xsl:template match="graphic | media" mode="sg:html" as="element()">
    <xsl:variable name="address" as="xs:string?" select="sg:picture(@url)"/>
    <xsl:variable name="is-described" as="xs:boolean" select="exists((desc, ../figDesc)[normalize-space()])"/>
    <xsl:variable name="words" as="xs:string" select="(tokenize(@url, '/')[last()], sg:word('figure'))[. != ''][1]"/>
    <xsl:element name="{if (sg:is-block(.)) then 'div' else 'span'}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:choose>
        <xsl:when test="self::graphic and sg:is-shown($address)">
          <xsl:call-template name="sg:img">
            <xsl:with-param name="address" select="$address"/>
            <xsl:with-param name="alt" select="string($words[not($is-described)])"/>
            <xsl:with-param name="seen" select="'(min-width: 48rem) 38rem, 95vw'"/>
          </xsl:call-template>
        </xsl:when>
        <xsl:when test="$address and not(ancestor::ref)">
          <a class="label" href="{$address}">{$words}</a>
        </xsl:when>
        <xsl:when test="normalize-space(@url)">
          <span class="label">{$words}</span>
        </xsl:when>
      </xsl:choose>
      <xsl:value-of select="' '[normalize-space(current())]"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
