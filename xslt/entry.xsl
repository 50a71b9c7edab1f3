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
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

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
      <xsl:variable name="data" as="document-node()">
        <xsl:document>
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
        </xsl:document>
      </xsl:variable>
      <xsl:apply-templates select="$data" mode="sg:of-one-page"/>
      <xsl:apply-templates select="$sheet/sg:related/sg:group" mode="sg:listing"/>
      <xsl:apply-templates select="$sheet/sg:groups/sg:group" mode="sg:listing"/>
      <xsl:call-template name="sg:sheet-pages">
        <xsl:with-param name="sheet" select="$sheet"/>
      </xsl:call-template>
    </article>
  </xsl:template>

  <!-- An id is a page's once, and there are several pages. -->
  <xsl:function name="sg:id" as="attribute(id)?">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="$element/@xml:id ! sg:page-id(.)">
      <xsl:if test="key('sgp:page-id', ., $element/ancestor::standOff)[1] is $element">
        <xsl:attribute name="id" select="."/>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>

  <!-- What leads to another place in the source, which is on another page, or on none, leads nowhere. -->
  <xsl:mode name="sg:of-one-page" on-no-match="shallow-copy"/>
  <xsl:key name="sgp:place" match="h:*[@id]" use="'#' || encode-for-uri(@id)"/>
  <xsl:template match="h:a[starts-with(@href, '#')][empty(key('sgp:place', @href))]" mode="sg:of-one-page" as="element(h:span)">
    <span>
      <xsl:apply-templates select="@* except @href, node()" mode="#current"/>
    </span>
  </xsl:template>

</xsl:stylesheet>
