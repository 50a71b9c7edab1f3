<?xml version="1.0" encoding="UTF-8"?>
<!--
  From an element of a viewed tree to an element of HTML, with all of its children in their order:
  sg:block, sg:phrase and sg:field, which nearly every template calls, and what becomes of an
  element that no template names.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- Typeset: every child of every element in its order. -->
  <xsl:mode name="sg:html" on-no-match="text-only-copy" on-multiple-match="fail"/>

  <!-- Claims go along with the text that follows them. -->
  <xsl:template match="processing-instruction('sg')" mode="sg:html" as="text()">
    <xsl:value-of select="."/>
  </xsl:template>

  <!-- A block; as names an element of HTML that may hold all that stands in a division. -->
  <xsl:template name="sg:block" as="element()">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="as" as="xs:string" select="'div'"/>
    <xsl:param name="further" as="attribute()*"/>
    <xsl:element name="{if ($as = ('p', 'pre') and sg:holds-block(.)) then 'div' else $as}"
                 namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="sg:attributes(.), $further"/>
      <xsl:if test="@facs or self::zone or self::line">
        <xsl:call-template name="sg:to-picture"/>
      </xsl:if>
      <xsl:apply-templates mode="sg:html"/>
    </xsl:element>
  </xsl:template>

  <!--
    A phrase, or a div of the same class where it holds a block; with generated words before and after its content.
    Its attributes, if they are not those of its element, or further ones.
  -->
  <xsl:template name="sg:phrase" as="element()">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="as" as="xs:string" select="'span'"/>
    <xsl:param name="attributes" as="attribute()*"/>
    <xsl:param name="further" as="attribute()*"/>
    <xsl:param name="before" as="node()*"/>
    <xsl:param name="after" as="node()*"/>
    <xsl:element name="{if (sg:is-block(.)) then 'div' else $as}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="if (exists($attributes)) then $attributes else sg:attributes(.)"/>
      <xsl:sequence select="$further, $before"/>
      <xsl:apply-templates mode="sg:html"/>
      <xsl:sequence select="$after"/>
    </xsl:element>
  </xsl:template>

  <!-- A datum with its label: on a line of its own, or within a line where it is a phrase. A record labels its data itself. -->
  <xsl:template name="sg:field" as="element()">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="label" as="xs:string" select="sg:word(local-name())"/>
    <xsl:element name="{if (sg:is-block(.)) then 'div' else 'span'}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="sg:attributes(., 'field')"/>
      <xsl:if test="not(sg:is-datum(.) and sg:has-word(local-name()))">
        <span class="label">{$label}</span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates mode="sg:html"/>
    </xsl:element>
  </xsl:template>

  <!-- What a source says of a thing, for those who point at it. -->
  <xsl:function name="sg:hint" as="attribute(title)?">
    <xsl:param name="words" as="xs:string*"/>
    <xsl:if test="exists($words[. != ''])">
      <xsl:attribute name="title" select="$words[. != '']" separator=", "/>
    </xsl:if>
  </xsl:function>

  <!-- An element that no template names keeps its text, and is reported with its name. -->
  <xsl:template match="*" mode="sg:html" as="element()" priority="-1">
    <xsl:message>SG602 {if (namespace-uri()) then '{' || namespace-uri() || '}' || local-name() else local-name()}</xsl:message>
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>

</xsl:stylesheet>
