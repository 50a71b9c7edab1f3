<?xml version="1.0" encoding="UTF-8"?>
<!-- The home page of an edition that a document opens, the source of this transformation; page as in home.xsl. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns">

  <xsl:import href="html.xsl"/>
  <xsl:include href="modules/listing.xsl"/>
  <xsl:include href="modules/home.xsl"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"
              use-character-maps="sg:controls"/>

  <xsl:template match="/" as="element(h:html)">
    <xsl:call-template name="sg:page">
      <xsl:with-param name="language" select="$sg:words-language"/>
      <xsl:with-param name="title" select="string($page/sg:page/@site)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="/" mode="sg:main" as="element()+">
    <xsl:call-template name="sg:edition"/>
    <div class="introduction">
      <section class="text view-{$view}" id="sg-text" aria-labelledby="sg-text-heading">
        <h2 id="sg-text-heading">{sg:title(/)}</h2>
        <div>
          <xsl:apply-templates select="$sg:viewed/sg:text" mode="sg:html"/>
        </div>
      </section>
      <xsl:call-template name="sg:notes"/>
      <xsl:call-template name="sg:supplements"/>
    </div>
    <xsl:call-template name="sg:entrances"/>
    <xsl:call-template name="sg:names"/>
    <xsl:call-template name="sg:about"/>
  </xsl:template>

</xsl:stylesheet>
