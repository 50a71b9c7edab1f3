<?xml version="1.0" encoding="UTF-8"?>
<!--
  The guide for encoders, made of an ODD: its prose, then its schema as a work of reference.
  The source is the ODD with an sg:schema as the last child of its outermost element (its form is
  told in toolkit/siglum/odd/guide.py). Parameter: page (see modules/html-page.xsl). What is private
  to these modules is in a namespace of its own, so that it overrides nothing by accident.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:import href="html.xsl"/>
  <xsl:include href="modules/guide-prose.xsl"/>
  <xsl:include href="modules/guide-examples.xsl"/>
  <xsl:include href="modules/guide-contents.xsl"/>
  <xsl:include href="modules/guide-reference.xsl"/>
  <xsl:include href="modules/guide-attributes.xsl"/>
  <xsl:include href="modules/guide-datatypes.xsl"/>
  <xsl:include href="modules/guide-models.xsl"/>

  <!-- The guide's own templates change declarations wherever they stand, in each view. -->
  <xsl:variable name="sgp:copies-whole" as="xs:boolean" select="false()"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"/>

  <xsl:template match="/" as="element(h:html)">
    <xsl:call-template name="sg:page">
      <xsl:with-param name="language" select="$sg:words-language"/>
      <xsl:with-param name="title" select="sg:title(/)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="/" mode="sg:main" as="element(h:article)">
    <article class="guide">
      <header class="document">
        <h1>{sg:title(/)}</h1>
      </header>
      <xsl:call-template name="sg:contents"/>
      <div class="chapters">
        <xsl:apply-templates select="$sg:viewed/sg:text" mode="sg:html"/>
        <xsl:call-template name="sg:notes"/>
        <xsl:call-template name="sg:about"/>
      </div>
    </article>
  </xsl:template>

</xsl:stylesheet>
