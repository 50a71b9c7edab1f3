<?xml version="1.0" encoding="UTF-8"?>
<!--
  The frame of every page. The parameter page tells what the source does not hold:

    <sg:page site="the edition's title" home="index.html" guide="guide.html"
             search="search.html" opensearch="opensearch.xml"
             href="of the page itself" script="cite.js" viewer="facsimile.js">
      <sg:style href="siglum.css"/>  or  <sg:style>the rules themselves</sg:style>
      <sg:word lang="de" key="notes">…</sg:word>    words of the edition's own
      <sg:view name="reading" href="…"/>            each view's page, where it is published
      <sg:download href="…" type="…" kind="text" view="reading"/>  files to download, of a kind (source,
                                                    text, citation) or only with a name
      <sg:file path="as the source writes it" href="…"/>  where a file of the edition is published
      <sg:address of="placeName/@ref pmb:50" to="…"/>  what a pointer or key of the source stands for, where
                                                    that is more than it says
      <sg:picture path="as the source writes it" href="…" width="…" height="…" srcset="…"/>  where a picture is that
                                                    the page may show, its pixels, where its file tells them,
                                                    and its smaller copies (as HTML has them)
      <sg:iiif host="iiif.example.org"/>            a host from which pictures may be loaded
      <sg:entry of="persName/@ref #x" href="…" card="…"/>  the page of the entry that a pointer means, and that entry
                                                    in a line
      <sg:previous href="…" title="…"><sg:date/></sg:previous>  the document before this one, by date; and sg:next
      <sg:title xml:lang="de">…</sg:title>          the document's title, and
      <sg:date kind="exact" first="1949-01-10"/>    its date, where edition.toml says where they are
      <sg:meta name="citation_title" content="…"/>  metadata for reference managers
      <sg:json-ld>…</sg:json-ld>                    schema.org metadata, script-safe
      <sg:citation format="Chicago"><sg:text>…</sg:text><sg:place form=", {unit}"/></sg:citation>  text, and places (cite.js)
      <sg:former id="…" part="…" href="…"/>         a unit that was on the page, or on that of a part (modules/former.xsl)
      <sg:part name="…" href="…"/>                  each part's page, with its views (modules/html-split.xsl)
      <sg:document href="…" title="…" …/>           on the home page
      <sg:sheet address="…"/>                       a list, or the page of an entry (modules/listing.xsl)
    </sg:page>
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns">

  <xsl:param name="page" as="document-node(element(sg:page))">
    <xsl:document><sg:page/></xsl:document>
  </xsl:param>

  <!-- What a file to download is: its kind, and which of that kind. -->
  <xsl:function name="sg:download-label" as="xs:string">
    <xsl:param name="download" as="element(sg:download)"/>
    <xsl:sequence select="string-join($download/(@kind ! sg:word('download-' || .), @view ! sg:view-name(.), @name ! string()),
      sg:word('colon'))"/>
  </xsl:function>

  <!-- What a page frames: each entry stylesheet says it. No parameter holds it, since a long text would be copied once more. -->
  <xsl:mode name="sg:main" on-no-match="fail"/>

  <!-- What the head of a page has beside. -->
  <xsl:mode name="sg:head" on-no-match="deep-skip"/>

  <xsl:template name="sg:page" as="element(h:html)">
    <xsl:param name="language" as="xs:string"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="canonical" as="xs:string?" select="$page/sg:page/sg:canonical/@href"/>
    <xsl:variable name="frame" as="element(sg:page)" select="$page/sg:page"/>
    <html lang="{$language}">
      <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title>{string-join(($title, $frame/@site[. != $title]), ' – ')}</title>
        <xsl:for-each select="$frame/sg:meta">
          <meta name="{@name}" content="{@content}"/>
        </xsl:for-each>
        <xsl:for-each select="$frame/sg:style">
          <xsl:choose>
            <xsl:when test="@href">
              <link rel="stylesheet" href="{@href}"/>
            </xsl:when>
            <xsl:otherwise>
              <style>{.}</style>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
        <xsl:for-each select="$canonical">
          <link rel="canonical" href="{.}"/>
        </xsl:for-each>
        <xsl:for-each select="$frame/sg:download[@type]">
          <link rel="alternate" type="{@type}" href="{@href}" title="{sg:download-label(.)}"/>
        </xsl:for-each>
        <xsl:for-each select="$frame/@opensearch">
          <link rel="search" type="application/opensearchdescription+xml" href="{.}" title="{$frame/@site}"/>
        </xsl:for-each>
        <xsl:for-each select="$frame/sg:json-ld">
          <script type="application/ld+json">{.}</script>
        </xsl:for-each>
        <xsl:for-each select="$frame/@script">
          <script src="{.}" defer=""/>
        </xsl:for-each>
        <xsl:apply-templates select="." mode="sg:head"/>
      </head>
      <body>
        <a class="skip" href="#sg-main">{sg:word('skip')}</a>
        <xsl:if test="$frame/@home">
          <header class="site">
            <nav aria-label="{sg:word('edition')}">
              <a href="{$frame/@home}">{$frame/@site}</a>
            </nav>
            <xsl:call-template name="sg:find"/>
          </header>
        </xsl:if>
        <main id="sg-main">
          <xsl:apply-templates select="." mode="sg:main"/>
        </main>
        <footer class="site">
          <p>{if ($frame/@site) then replace(sg:word('made-for'), '[edition]', $frame/@site, 'q') else sg:word('made')}</p>
          <xsl:for-each select="$frame/@guide">
            <p><a href="{.}">{sg:word('guide')}</a></p>
          </xsl:for-each>
        </footer>
      </body>
    </html>
  </xsl:template>

  <!-- Where readers ask for words: the page that searches finds them. -->
  <xsl:template name="sg:find" as="element(h:form)?">
    <xsl:for-each select="$page/sg:page/@search">
      <form class="find" role="search" action="{.}">
        <input type="search" name="q" aria-label="{sg:word('search-words')}"/>
        <button>{sg:word('search')}</button>
      </form>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
