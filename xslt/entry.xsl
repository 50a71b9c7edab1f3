<?xml version="1.0" encoding="UTF-8"?>
<!--
  The pages of entries: all that each says, then where documents mention it. The source has each
  entry in a standOff of its own, with the sources that it names in a listBibl; the parameter page a
  sheet for each, in the same order (see modules/listing.xsl).
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns">

  <xsl:import href="html.xsl"/>
  <xsl:include href="modules/listing.xsl"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"
              use-character-maps="sg:controls"/>

  <xsl:template match="/" as="node()*">
    <xsl:for-each select="$sg:viewed/sg:text/TEI/standOff">
      <xsl:variable name="number" as="xs:integer" select="position()"/>
      <xsl:variable name="sheet" as="element(sg:sheet)" select="$page/sg:page/sg:sheet[$number]"/>
      <xsl:comment>sg-sheet</xsl:comment>
      <xsl:call-template name="sg:page">
        <xsl:with-param name="language" select="$sg:words-language"/>
        <xsl:with-param name="title" select="sg:said($sheet/sg:title)"/>
        <xsl:with-param name="canonical" select="$sheet/@canonical"/>
        <xsl:with-param name="sheet" select="$sheet" tunnel="yes"/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="standOff" mode="sg:main" as="element(h:article)">
    <xsl:param name="sheet" as="element(sg:sheet)" tunnel="yes"/>
    <article class="register-entry">
      <xsl:call-template name="sg:sheet-heading">
        <xsl:with-param name="sheet" select="$sheet"/>
      </xsl:call-template>
      <section aria-labelledby="sg-data">
        <h2 id="sg-data">{sg:word('listing-data')}</h2>
        <xsl:apply-templates select="* except listBibl[last()]" mode="sg:html"/>
      </section>
      <xsl:for-each select="listBibl[last()][*]">
        <details class="sources">
          <summary>{sg:word('sources')}</summary>
          <ul class="entries">
            <xsl:for-each select="*">
              <li>
                <xsl:apply-templates select="." mode="sg:html"/>
              </li>
            </xsl:for-each>
          </ul>
        </details>
      </xsl:for-each>
      <xsl:apply-templates select="$sheet/sg:related/sg:group" mode="sg:listing"/>
      <xsl:apply-templates select="$sheet/sg:groups/sg:group" mode="sg:listing"/>
      <xsl:call-template name="sg:sheet-pages">
        <xsl:with-param name="sheet" select="$sheet"/>
      </xsl:call-template>
    </article>
  </xsl:template>

</xsl:stylesheet>
