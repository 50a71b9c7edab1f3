<?xml version="1.0" encoding="UTF-8"?>
<!--
  A list of the words of an edition that begin with one letter, for readers without scripts, made
  from its sg:page (see modules/html-page.xsl), the source of this transformation:

    <sg:letter name="A" href="words-0061.html" current="page"/>  the page of each letter
    <sg:entry word="…" count="3" further="2">    a word, how often it stands, how many documents are not named
      <sg:place title="…" href="…"/>             a document, and the first passage in it
    </sg:entry>
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns">

  <xsl:include href="modules/html-page.xsl"/>
  <xsl:include href="modules/words.xsl"/>
  <xsl:include href="modules/languages.xsl"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"/>

  <xsl:variable name="sg:source" as="document-node()" select="/"/>

  <xsl:template match="/" as="element(h:html)">
    <xsl:call-template name="sg:page">
      <xsl:with-param name="language" select="$sg:words-language"/>
      <xsl:with-param name="title" select="sg:word('search-words') || sg:word('colon') || $page/sg:page/sg:letter[@current]/@name"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="/" mode="sg:main" as="element()+">
    <h1>{sg:word('search-words')}{sg:word('colon')}{$page/sg:page/sg:letter[@current]/@name}</h1>
    <nav class="views" aria-label="{sg:word('search-list-of')}">
      <ul>
        <xsl:for-each select="$page/sg:page/sg:letter">
          <li>
            <a href="{@href}">
              <xsl:if test="@current">
                <xsl:attribute name="aria-current" select="'page'"/>
              </xsl:if>
              <xsl:text>{@name}</xsl:text>
            </a>
          </li>
        </xsl:for-each>
      </ul>
    </nav>
    <dl class="words">
      <xsl:for-each select="$page/sg:page/sg:entry">
        <div>
          <dt>{@word} ({@count})</dt>
          <dd>
            <xsl:for-each select="sg:place">
              <xsl:if test="position() gt 1"> · </xsl:if>
              <a href="{@href}">{(@title[. != ''], sg:word('untitled'))[1]}</a>
            </xsl:for-each>
            <xsl:if test="@further"> · … (+{@further})</xsl:if>
          </dd>
        </div>
      </xsl:for-each>
    </dl>
  </xsl:template>

</xsl:stylesheet>
