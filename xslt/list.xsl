<?xml version="1.0" encoding="UTF-8"?>
<!-- Pages with lists of documents or entries, made from their sg:page (see modules/listing.xsl), the source of this transformation. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns">

  <xsl:include href="modules/html-page.xsl"/>
  <xsl:include href="modules/words.xsl"/>
  <xsl:include href="modules/languages.xsl"/>
  <xsl:include href="modules/dates.xsl"/>
  <xsl:include href="modules/listing.xsl"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"/>

  <xsl:variable name="sg:source" as="document-node()" select="/"/>

  <xsl:template match="/" as="node()*">
    <xsl:for-each select="$page/sg:page/sg:sheet">
      <xsl:comment>sg-sheet</xsl:comment>
      <xsl:call-template name="sg:page">
        <xsl:with-param name="language" select="$sg:words-language"/>
        <xsl:with-param name="title" select="sg:said(sg:title)"/>
        <xsl:with-param name="canonical" select="@canonical"/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="sg:sheet" mode="sg:main" as="element(h:article)">
    <article class="listing">
      <xsl:call-template name="sg:sheet-heading">
        <xsl:with-param name="sheet" select="."/>
      </xsl:call-template>
      <xsl:call-template name="sg:steps">
        <xsl:with-param name="steps" select="sg:tabs/sg:step"/>
        <xsl:with-param name="label" select="sg:word('listing-orders')"/>
      </xsl:call-template>
      <xsl:call-template name="sg:steps">
        <xsl:with-param name="steps" select="sg:index/sg:step"/>
        <xsl:with-param name="label" select="sg:word('listing-contents')"/>
      </xsl:call-template>
      <xsl:apply-templates select="sg:figure, sg:table, sg:groups/sg:group" mode="sg:listing"/>
      <xsl:call-template name="sg:sheet-pages">
        <xsl:with-param name="sheet" select="."/>
      </xsl:call-template>
    </article>
  </xsl:template>

</xsl:stylesheet>
