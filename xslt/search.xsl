<?xml version="1.0" encoding="UTF-8"?>
<!--
  The page that readers search, made from its sg:page (see modules/html-page.xsl), the source of this
  transformation, whose sg:search says where the index lies (folder) and, if there are any, where the
  lists of words are for those who have no scripts (lists). What the page does is in search.js.
-->
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

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"/>

  <xsl:variable name="sg:source" as="document-node()" select="/"/>
  <xsl:variable name="sgp:search" as="element(sg:search)" select="$page/sg:page/sg:search"/>

  <xsl:template match="/" as="element(h:html)">
    <xsl:call-template name="sg:page">
      <xsl:with-param name="language" select="$sg:words-language"/>
      <xsl:with-param name="title" select="sg:word('search')"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="/" mode="sg:main" as="element()+">
    <h1>{sg:word('search')}</h1>
    <noscript>
      <p>{sg:word('search-no-script')}</p>
      <xsl:for-each select="$sgp:search/@lists">
        <p><a href="{.}">{sg:word('search-lists')}</a></p>
      </xsl:for-each>
    </noscript>
    <xsl:call-template name="sgp:form"/>
    <p id="sg-status" role="status"/>
    <p id="sg-forms" class="links"/>
    <ol id="sg-hits" class="hits"/>
    <nav id="sg-pages" class="steps" aria-label="{sg:word('search-pages')}" hidden="hidden"><ul/></nav>
    <xsl:call-template name="sgp:words"/>
    <script src="{$sgp:search/@folder}search.js"/>
  </xsl:template>

  <!-- The form is shown by the script, which it needs. -->
  <xsl:template name="sgp:form" as="element(h:form)">
    <form id="sg-search" class="search" role="search" method="get" data-folder="{$sgp:search/@folder}" hidden="hidden">
      <p class="query">
        <label for="sg-query">{sg:word('search-words')}</label>
        <input id="sg-query" type="search" name="q" autocomplete="off" autocapitalize="none" spellcheck="false"/>
        <button>{sg:word('search')}</button>
      </p>
      <p>
        <xsl:for-each select="'from', 'to'">
          <span>
            <label for="sg-{.}">{sg:word('search-' || .)}</label>
            <input id="sg-{.}" type="number" name="{.}" inputmode="numeric"/>
          </span>
        </xsl:for-each>
        <xsl:call-template name="sgp:choice">
          <xsl:with-param name="name" select="'match'"/>
          <xsl:with-param name="values" select="'all', 'same', 'exact'"/>
        </xsl:call-template>
        <xsl:call-template name="sgp:choice">
          <xsl:with-param name="name" select="'sort'"/>
          <xsl:with-param name="values" select="'relevance', 'date'"/>
        </xsl:call-template>
      </p>
      <details>
        <summary>{sg:word('search-how')}</summary>
        <dl>
          <xsl:for-each select="$sgp:ways">
            <div>
              <dt><code>{?query}</code></dt>
              <dd>{sg:word('search-' || ?key)}</dd>
            </div>
          </xsl:for-each>
        </dl>
      </details>
      <div id="sg-facets"/>
    </form>
  </xsl:template>

  <!-- Ways to ask, each with the word that explains it. -->
  <xsl:variable name="sgp:ways" as="map(xs:string, xs:string)+"
    select="map{'query': 'lorem ipsum', 'key': 'each'},
            map{'query': '&quot;lorem ipsum&quot;', 'key': 'phrase'},
            map{'query': 'lor*', 'key': 'begin'},
            map{'query': '=Lorem', 'key': 'written'},
            map{'query': 'lorem OR ipsum', 'key': 'either'},
            map{'query': 'lorem -ipsum', 'key': 'without'},
            map{'query': 'lorem NEAR/5 ipsum', 'key': 'near'},
            map{'query': '(lorem OR ipsum) dolor', 'key': 'group'}"/>

  <!-- A choice of one of some values, with its label. -->
  <xsl:template name="sgp:choice" as="element(h:span)">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="values" as="xs:string+"/>
    <span>
      <label for="sg-{$name}">{sg:word('search-' || $name)}</label>
      <select id="sg-{$name}" name="{$name}">
        <xsl:for-each select="$values">
          <option value="{.}">{sg:word('search-' || .)}</option>
        </xsl:for-each>
      </select>
    </span>
  </xsl:template>

  <!-- The words that the script adds to the page. -->
  <xsl:template name="sgp:words" as="element(h:template)">
    <template id="sg-words">
      <xsl:for-each select="'loading', 'none', 'documents', 'passages', 'found-as', 'printed', 'named', 'further', 'failed', 'any',
          'wrong-parentheses', 'wrong-near', 'wrong-long', 'wrong-version'">
        <span data-word="{.}">{sg:word('search-' || .)}</span>
      </xsl:for-each>
      <xsl:for-each select="'sender', 'receiver', 'place', 'kind', 'language'">
        <span data-word="facet-{.}">{sg:word('facet-' || .)}</span>
      </xsl:for-each>
      <xsl:for-each select="'person', 'place', 'org', 'work', 'bibl', 'event', 'object', 'term'">
        <span data-word="facet-named-{.}">{sg:word('register-' || .)}</span>
      </xsl:for-each>
      <span data-word="previous">{sg:word('previous')}</span>
      <span data-word="next">{sg:word('next')}</span>
      <span data-word="colon">{sg:word('colon')}</span>
      <span data-word="untitled">{sg:word('untitled')}</span>
    </template>
  </xsl:template>

</xsl:stylesheet>
