<?xml version="1.0" encoding="UTF-8"?>
<!-- Linguistic annotation (TEI Guidelines, 18.1–18.3): sentences, words, and what is said of them. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- A unit of language is a part of its line; its analysis is told to who asks for it. -->
  <xsl:template match="s | cl | phr | w | m | c | pc" mode="sg:html" as="element()">
    <xsl:choose>
      <!-- A novel has a hundred thousand words: what holds no element holds no block. -->
      <xsl:when test="empty(*)">
        <span>
          <xsl:sequence select="sg:attributes(.), sgp:analysis(.)"/>
          <xsl:apply-templates mode="#current"/>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="sg:phrase">
          <xsl:with-param name="further" select="sgp:analysis(.)"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="sgp:analysis" as="attribute(title)?">
    <xsl:param name="unit" as="element()"/>
    <xsl:variable name="said" as="attribute()*"
      select="$unit/@*[self::attribute(lemma) or self::attribute(pos) or self::attribute(msd) or self::attribute(norm)
      or self::attribute(baseForm) or self::attribute(function) or self::attribute(type) and ../(self::cl or self::phr)]"/>
    <xsl:if test="exists($said)">
      <xsl:attribute name="title" select="$said" separator=", "/>
    </xsl:if>
  </xsl:function>

  <!-- Two units that belong together have no space between them, whatever lines they are written on (att.linguistic, @join). -->
  <xsl:variable name="sgp:has-joined-units" as="xs:boolean" select="exists($sg:source//@join)"/>
  <xsl:function name="sgp:is-between-joined" as="xs:boolean">
    <xsl:param name="space" as="text()"/>
    <xsl:sequence select="$space/following-sibling::*[1]/descendant-or-self::*[not(*)][1]/@join = ('left', 'both') or
                          $space/preceding-sibling::*[1]/descendant-or-self::*[not(*)][last()]/@join = ('right', 'both')"/>
  </xsl:function>

  <!-- === Interpretations of passages -->

  <xsl:template match="interpGrp | spanGrp" mode="sg:html" as="element()">
    <xsl:call-template name="sg:field">
      <xsl:with-param name="label" select="(@type, sg:word(local-name()))[1] || normalize-space(sg:word('colon'))"/>
    </xsl:call-template>
  </xsl:template>

  <!-- One of a group begins with the passage that it is on. -->
  <xsl:template match="interp | span" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before" select="sgp:passage(.)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- One that stands in a text is set apart from it. -->
  <xsl:template match="interp[normalize-space()][not(sg:is-block(.))][not(parent::interpGrp or parent::spanGrp)]
                       | span[normalize-space()][not(sg:is-block(.))][not(parent::interpGrp or parent::spanGrp)]"
                mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before">
        <span class="mark">[<xsl:sequence select="sgp:passage(.)"/></span>
      </xsl:with-param>
      <xsl:with-param name="after" select="sgp:printed-mark(']')"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Where an interpretation applies: from and to, or its targets. -->
  <xsl:function name="sgp:passage" as="node()*">
    <xsl:param name="interpretation" as="element()"/>
    <xsl:if test="$interpretation/(@from, @target, @inst)">
      <span class="label">
        <xsl:sequence select="$interpretation/sg:sigla((@from, @target, @inst)[1])"/>
        <xsl:for-each select="$interpretation/@to">–<xsl:sequence select="sg:sigla(.)"/></xsl:for-each>
        <xsl:text>{sg:word('colon')}</xsl:text>
      </span>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
