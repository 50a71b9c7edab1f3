<?xml version="1.0" encoding="UTF-8"?>
<!-- The home page of an edition, made from its sg:page (see modules/html-page.xsl), the source of this transformation. -->
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
