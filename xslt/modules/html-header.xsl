<?xml version="1.0" encoding="UTF-8"?>
<!-- What the page says of its document, all of it from the header. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- The main title of a document, as it is printed: as edition.toml says, that of the header, else of the text. -->
  <xsl:function name="sg:title" as="xs:string">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="title" as="element()?"
                  select="(sg:main-title(($document//teiHeader)[1]), $document//text//(titlePart | head)[normalize-space()])[1]"/>
    <xsl:sequence select="($page/sg:page/sg:title/string(), $title ! sg:plain(sg:unclaimed(.)), sg:word('untitled'))[. != ''][1]"/>
  </xsl:function>

  <!-- The title that a header gives its document, as siglum.model.titles has it. -->
  <xsl:function name="sg:main-title" as="element(tei:title)?">
    <xsl:param name="header" as="element(tei:teiHeader)?"/>
    <xsl:variable name="titles" as="element()*"
      select="$header/fileDesc/titleStmt//title[not(title)][normalize-space()]
              [not(matches(@type, '^((iso|sort)?[-_ ]?(date|datum)|short|abbr|alt|sort|filename)', 'i'))]"/>
    <xsl:variable name="own" as="element()*"
      select="let $own := $titles[not(lower-case(@type) = ('sub', 'subordinate', 'subtitle', 'desc', 'part'))]
              return if ($own) then $own else $titles"/>
    <xsl:sequence select="(sg:in-language($own[lower-case(@type) = 'main']), sg:in-language($own[@level = 'a']),
                           sg:in-language($own[not(@level = 's')]), sg:in-language($own))[1]"/>
  </xsl:function>

  <!-- What the head of the page says before the header says it in full: no ids, notes, claims or related sources. -->
  <xsl:function name="sg:unclaimed" as="document-node()">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:variable name="viewed" as="document-node()">
      <xsl:document>
        <xsl:sequence select="sg:view($nodes, 'data')"/>
      </xsl:document>
    </xsl:variable>
    <xsl:document>
      <xsl:apply-templates select="$viewed/node()" mode="sgp:unclaimed"/>
    </xsl:document>
  </xsl:function>
  <xsl:mode name="sgp:unclaimed" on-no-match="shallow-copy"/>
  <xsl:template match="processing-instruction() | note | @xml:id | relatedItem | bibl/availability" mode="sgp:unclaimed"
                as="empty-sequence()"/>
  <!-- What parted the first from another before it. -->
  <xsl:template match="/sg:mark[not(preceding-sibling::node())]" mode="sgp:unclaimed" as="empty-sequence()"/>
  <!-- What follows may be a sign of punctuation. -->
  <xsl:template match="text()[not(following::text()[normalize-space()])]" mode="sgp:unclaimed" as="text()">
    <xsl:value-of select="replace(., '\s+$', '')"/>
  </xsl:template>

  <!-- The header's prose. -->
  <xsl:function name="sgp:prose" as="node()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:apply-templates select="sg:unclaimed($nodes)/node()" mode="sg:html"/>
  </xsl:function>

  <!-- The documents before and after this one, by date. -->
  <xsl:template name="sgp:neighbours" as="element(h:nav)?">
    <xsl:variable name="neighbours" as="element()*" select="$page/sg:page/(sg:previous, sg:next)"/>
    <xsl:if test="exists($neighbours)">
      <nav class="neighbours" aria-label="{sg:word('listing-by-date')}">
        <ul>
          <xsl:for-each select="$neighbours">
            <xsl:variable name="name" as="xs:string" select="if (self::sg:previous) then sg:word('previous') else sg:word('next')"/>
            <li>
              <a rel="{if (self::sg:previous) then 'prev' else 'next'}" href="{@href}">
                <xsl:text>{$name}{sg:word('colon')}</xsl:text>
                <xsl:value-of select="(@title, sg:word('listing-untitled'))[1], sg:dating-in-words(sg:date)" separator=", "/>
              </a>
            </li>
          </xsl:for-each>
        </ul>
      </nav>
    </xsl:if>
  </xsl:template>

  <xsl:template name="sg:heading" as="element(h:header)">
    <xsl:variable name="title" as="element()?" select="($page/sg:page/sg:title, sg:main-title($sg:header))[1]"/>
    <header class="document">
      <xsl:call-template name="sgp:neighbours"/>
      <h1>
        <xsl:sequence select="sgp:own-language($title)"/>
        <xsl:value-of select="sg:title($sg:source)"/>
      </h1>
      <xsl:for-each select="sg:in-language($sg:header/fileDesc/titleStmt//title[@type = 'sub'][normalize-space()])">
        <p class="subtitle">
          <xsl:sequence select="sgp:own-language(.)"/>
          <xsl:value-of select="sg:plain(sg:unclaimed(.))"/>
        </p>
      </xsl:for-each>
      <xsl:call-template name="sg:facts"/>
      <xsl:for-each select="$sg:header/profileDesc/abstract[normalize-space()][1]">
        <section class="abstract" aria-labelledby="sg-summary-heading">
          <h2 id="sg-summary-heading">{sg:word('summary')}</h2>
          <div>
            <xsl:sequence select="sgp:own-language(.)"/>
            <xsl:sequence select="sgp:prose(node())"/>
          </div>
        </section>
      </xsl:for-each>
    </header>
  </xsl:template>

  <!-- The views, as links from page to page: they need no script. -->
  <xsl:template name="sg:views" as="element(h:nav)?">
    <xsl:param name="views" as="element(sg:view)*" select="$page/sg:page/sg:view"/>
    <xsl:param name="address" as="xs:string?" select="$page/sg:page/@href"/>
    <xsl:if test="exists($views)">
      <nav class="views" aria-label="{sg:word('views')}">
        <ul>
          <xsl:for-each select="$views">
            <li>
              <a href="{@href}{'#sg-text'[not($page/sg:page/sg:part) or current()/parent::sg:part[not(@name = 'supplements')]]}">
                <xsl:if test="@href = $address">
                  <xsl:attribute name="aria-current" select="'page'"/>
                </xsl:if>
                <xsl:value-of select="sg:view-name(@name)"/>
              </a>
            </li>
          </xsl:for-each>
        </ul>
      </nav>
    </xsl:if>
  </xsl:template>

  <!-- === About: the header, whole and in its order -->

  <xsl:template name="sg:about" as="element(h:section)?">
    <xsl:for-each select="$sg:viewed/sg:header">
      <section class="about" id="sg-about" aria-labelledby="sg-about-heading">
        <h2 id="sg-about-heading">{sg:word('about')}</h2>
        <xsl:apply-templates select="." mode="sg:html"/>
      </section>
    </xsl:for-each>
  </xsl:template>

  <!-- === Cite and download -->

  <!-- Each citation has places for what the reader's browser knows: which unit is cited, and the day (cite.js). -->
  <xsl:template name="sg:cite" as="element(h:section)?">
    <xsl:variable name="citations" as="element()*" select="$page/sg:page/sg:citation"/>
    <xsl:if test="exists($citations)">
      <section class="cite" id="sg-cite" aria-labelledby="sg-cite-heading">
        <h2 id="sg-cite-heading">{sg:word('cite')}</h2>
        <p class="citation" lang="en"><xsl:sequence select="sgp:with-places($citations[1])"/></p>
        <xsl:call-template name="sgp:cite-paragraph"/>
        <xsl:for-each select="tail($citations)">
          <xsl:variable name="name" as="xs:string" select="if (@format = 'short') then sg:word('cite-short') else @format"/>
          <details>
            <summary>{$name}</summary>
            <xsl:choose>
              <xsl:when test="@format = ('MLA', 'short')">
                <p class="citation" lang="en"><xsl:sequence select="sgp:with-places(.)"/></p>
              </xsl:when>
              <xsl:otherwise>
                <pre tabindex="0" role="region" aria-label="{$name}"><xsl:sequence select="sgp:with-places(.)"/></pre>
              </xsl:otherwise>
            </xsl:choose>
          </details>
        </xsl:for-each>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:function name="sgp:with-places" as="node()*">
    <xsl:param name="citation" as="element(sg:citation)"/>
    <xsl:for-each select="$citation/*">
      <xsl:choose>
        <xsl:when test="self::sg:place">
          <span data-cite="{@form}">{.}</span>
        </xsl:when>
        <xsl:otherwise>{.}</xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- How a paragraph is cited: of those that have a reference the last shows it, or else the last with an id. -->
  <xsl:template name="sgp:cite-paragraph" as="element(h:p)?">
    <xsl:variable name="paragraphs" as="element()*" select="$sg:viewed/sg:text//p[@xml:id][empty(ancestor::note)]"/>
    <xsl:for-each select="($paragraphs[@sg:reference][last()], $paragraphs[last()])[1]">
      <p>
        <xsl:text>{sg:word('cite-paragraph')}{sg:word('colon')}{sg:word('for-example')} </xsl:text>
        <a href="#{encode-for-uri(sg:page-id(@xml:id))}">{(@sg:reference ! ('§ ' || .), @xml:id)[1]}</a>
        <xsl:text>.</xsl:text>
      </p>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="sg:downloads" as="element(h:section)?">
    <xsl:if test="$page/sg:page/sg:download">
      <section class="downloads" id="sg-downloads" aria-labelledby="sg-downloads-heading">
        <h2 id="sg-downloads-heading">{sg:word('downloads')}</h2>
        <ul>
          <xsl:for-each select="$page/sg:page/sg:download">
            <li><a href="{@href}" download="">{sg:download-label(.)}</a></li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
