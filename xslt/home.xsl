<?xml version="1.0" encoding="UTF-8"?>
<!-- The home page of an edition, made from its sg:page (see modules/html-page.xsl), the source of this transformation. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:include href="modules/html-page.xsl"/>
  <xsl:include href="modules/words.xsl"/>
  <xsl:include href="modules/languages.xsl"/>
  <xsl:include href="modules/dates.xsl"/>
  <xsl:include href="modules/listing.xsl"/>
  <xsl:include href="modules/home.xsl"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"/>

  <xsl:variable name="sg:source" as="document-node()" select="/"/>

  <xsl:template match="/" as="element(h:html)">
    <xsl:call-template name="sg:page">
      <xsl:with-param name="language" select="$sg:words-language"/>
      <xsl:with-param name="title" select="string($page/sg:page/@site)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="/" mode="sg:main" as="element()+">
    <xsl:call-template name="sg:edition"/>
    <xsl:call-template name="sg:entrances"/>
  </xsl:template>

</xsl:stylesheet>
