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

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"/>

  <xsl:variable name="sg:source" as="document-node()" select="/"/>

  <xsl:template match="/" as="element(h:html)">
    <xsl:call-template name="sg:page">
      <xsl:with-param name="language" select="$sg:words-language"/>
      <xsl:with-param name="title" select="string($page/sg:page/@site)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="/" mode="sg:main" as="element()+">
    <h1>{$page/sg:page/@site}</h1>
    <xsl:for-each select="$page/sg:page/sg:said">
      <p class="subtitle">{sg:said(.)}</p>
    </xsl:for-each>
    <xsl:call-template name="sg:find"/>
    <xsl:call-template name="sgp:entrances">
      <xsl:with-param name="steps" select="$page/sg:page/sg:lists/sg:step"/>
      <xsl:with-param name="label" select="sg:word('listing-documents')"/>
    </xsl:call-template>
    <xsl:call-template name="sgp:entrances">
      <xsl:with-param name="steps" select="$page/sg:page/sg:registers/sg:step"/>
      <xsl:with-param name="label" select="sg:word('listing-registers')"/>
    </xsl:call-template>
    <xsl:if test="$page/sg:page/sg:document">
      <xsl:call-template name="sgp:documents"/>
    </xsl:if>
  </xsl:template>

  <!-- Links to registers, or to lists of documents, under a heading. -->
  <xsl:template name="sgp:entrances" as="element(h:nav)?">
    <xsl:param name="steps" as="element(sg:step)*"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:if test="exists($steps)">
      <nav class="entrances" aria-label="{$label}">
        <h2>{$label}</h2>
        <ul>
          <xsl:for-each select="$steps">
            <li><a href="{@href}">{sg:said(.)}</a></li>
          </xsl:for-each>
        </ul>
      </nav>
    </xsl:if>
  </xsl:template>

  <xsl:template name="sgp:documents" as="element(h:ul)">
    <ul class="documents">
      <xsl:for-each select="$page/sg:page/sg:document">
        <xsl:sort select="@sort ! xs:integer(.)"/>
        <xsl:variable name="title" as="xs:string" select="(@title[. != ''], sg:word('untitled'))[1]"/>
        <li>
          <h2><a href="{@href}">{$title}</a></h2>
          <p class="subtitle">{string-join((@author[. != ''], sg:dating-in-words(sg:date)), ', ')}</p>
          <xsl:if test="normalize-space()">
            <p>{normalize-space()}</p>
          </xsl:if>
          <p class="links">
            <xsl:for-each select="sg:view">
              <xsl:if test="position() gt 1"> · </xsl:if>
              <a href="{@href}">{sg:view-name(@name)}<span class="visually-hidden"> ({$title})</span></a>
            </xsl:for-each>
          </p>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:template>

</xsl:stylesheet>
