<?xml version="1.0" encoding="UTF-8"?>
<!-- A viewed text as HTML. -->
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

  <!-- Typeset: every element of the schema has its template, any other is reported below. -->
  <xsl:mode name="sg:html" on-no-match="shallow-copy" on-multiple-match="fail"/>

  <xsl:template match="/ | text | front | body | back" mode="sg:html" as="node()*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- An element without a template keeps its text, and is reported with its name. -->
  <xsl:template match="*" mode="sg:html" as="element(h:span)" priority="-1">
    <xsl:message>SG602 {if (namespace-uri()) then '{' || namespace-uri() || '}' || local-name() else local-name()}</xsl:message>
    <span data-element="{name()}">
      <xsl:sequence select="sgp:attributes(.)"/>
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="sg:html" as="empty-sequence()"/>

  <!-- id and language. -->
  <xsl:function name="sgp:attributes" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/@xml:id">
      <xsl:attribute name="id" select="sg:page-id($element/@xml:id)"/>
    </xsl:if>
    <xsl:sequence select="sg:language($element/@xml:lang)"/>
  </xsl:function>

  <!-- The hand of an intervention as a class, for its colour. -->
  <xsl:function name="sgp:hand-class" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string-join((local-name($element), 'hand-' || sg:hand-number($element)), ' ')"/>
  </xsl:function>

  <!-- === Blocks -->

  <xsl:template match="div" mode="sg:html" as="element(h:section)">
    <section class="{('div', @type) => string-join(' ')}">
      <xsl:sequence select="sgp:attributes(.)"/>
      <xsl:if test="not(head)">
        <xsl:attribute name="aria-label" select="string-join((@type, @n), ' ')"/>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
    </section>
  </xsl:template>

  <xsl:template match="div[not(head)][not(@type or @n)]" mode="sg:html" as="element(h:div)" priority="1">
    <div>
      <xsl:sequence select="sgp:attributes(.)"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <xsl:template match="head" mode="sg:html" as="element()">
    <xsl:element name="h{min((6, count(ancestor::div) + 2))}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="sgp:attributes(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="p" mode="sg:html" as="element(h:div)">
    <div class="p">
      <xsl:sequence select="sgp:attributes(.), sgp:permalink(.)"/>
      <xsl:for-each-group select="node()" group-adjacent="exists(self::list) or sgp:is-block-quote(.)">
        <xsl:choose>
          <xsl:when test="current-grouping-key()">
            <xsl:apply-templates select="current-group()" mode="#current"/>
          </xsl:when>
          <xsl:when test="normalize-space(string-join(current-group()))">
            <p>
              <xsl:apply-templates select="current-group()" mode="#current"/>
            </p>
          </xsl:when>
        </xsl:choose>
      </xsl:for-each-group>
    </div>
  </xsl:template>

  <xsl:template match="opener | closer | postscript" mode="sg:html" as="element(h:div)">
    <div class="{local-name()}">
      <xsl:sequence select="sgp:attributes(.), sgp:permalink(.)"/>
      <xsl:for-each-group select="node()"
        group-adjacent="exists(self::salute | self::signed | self::dateline | self::address | self::p | self::head)">
        <xsl:choose>
          <xsl:when test="current-grouping-key()">
            <xsl:apply-templates select="current-group()" mode="#current"/>
          </xsl:when>
          <xsl:when test="normalize-space(string-join(current-group()))">
            <p>
              <xsl:apply-templates select="current-group()" mode="#current"/>
            </p>
          </xsl:when>
        </xsl:choose>
      </xsl:for-each-group>
    </div>
  </xsl:template>

  <xsl:template match="salute | signed | dateline" mode="sg:html" as="element(h:p)">
    <p class="{local-name()}">
      <xsl:sequence select="sgp:attributes(.)"/>
      <xsl:apply-templates mode="#current"/>
    </p>
  </xsl:template>

  <xsl:template match="address" mode="sg:html" as="element(h:div)">
    <div class="address">
      <xsl:sequence select="sgp:attributes(.)"/>
      <xsl:apply-templates select="*" mode="#current"/>
    </div>
  </xsl:template>
  <xsl:template match="addrLine" mode="sg:html" as="element(h:div)">
    <div>
      <xsl:sequence select="sgp:attributes(.)"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <!-- A paragraph of a note or quotation that stands within a line. -->
  <xsl:template match="p[parent::note[parent::*] or parent::quote[not(sgp:is-block-quote(.))]]" mode="sg:html"
                as="node()+" priority="1">
    <span class="p">
      <xsl:sequence select="sgp:attributes(.)"/>
      <xsl:apply-templates mode="#current"/>
    </span>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:function name="sgp:is-block-quote" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node[self::quote][p][not(ancestor::note)]
                          [parent::p or parent::div or parent::body or parent::item or parent::front or parent::back])"/>
  </xsl:function>

  <!-- The permalink of a citable unit: named by its canonical reference, else by its xml:id. -->
  <xsl:function name="sgp:permalink" as="element(h:a)?">
    <xsl:param name="unit" as="element()"/>
    <xsl:if test="$unit/@xml:id">
      <xsl:variable name="name" as="xs:string" select="($unit/@sg:reference, $unit/@xml:id)[1]"/>
      <a class="permalink" href="#{sg:page-id($unit/@xml:id)}" aria-label="Permalink to {$name}">{$name}</a>
    </xsl:if>
  </xsl:function>

  <xsl:template match="list" mode="sg:html" as="element()+">
    <xsl:if test="head">
      <p class="list-head">
        <xsl:apply-templates select="head/node()" mode="#current"/>
      </p>
    </xsl:if>
    <ul class="{@type}">
      <xsl:sequence select="sgp:attributes(.)"/>
      <xsl:apply-templates select="item" mode="#current"/>
    </ul>
  </xsl:template>
  <xsl:template match="list[@type = 'ordered']" mode="sg:html" as="element()+">
    <xsl:if test="head">
      <p class="list-head">
        <xsl:apply-templates select="head/node()" mode="#current"/>
      </p>
    </xsl:if>
    <ol>
      <xsl:sequence select="sgp:attributes(.)"/>
      <xsl:apply-templates select="item" mode="#current"/>
    </ol>
  </xsl:template>
  <xsl:template match="item" mode="sg:html" as="element(h:li)">
    <li>
      <xsl:sequence select="sgp:attributes(.)"/>
      <xsl:for-each select="preceding-sibling::*[1][self::label]">
        <b><xsl:apply-templates mode="#current"/></b>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:apply-templates mode="#current"/>
    </li>
  </xsl:template>

  <xsl:template match="quote[sgp:is-block-quote(.)]" mode="sg:html" as="element(h:blockquote)" priority="1">
    <blockquote>
      <xsl:sequence select="sgp:attributes(.)"/>
      <xsl:apply-templates mode="#current"/>
    </blockquote>
  </xsl:template>

  <xsl:template match="pb" mode="sg:html" as="element(h:span)">
    <span class="pb" role="doc-pagebreak" aria-label="page {@n}">
      <xsl:sequence select="sgp:attributes(.)"/>
    </span>
  </xsl:template>
  <xsl:template match="lb" mode="sg:html" as="element(h:br)">
    <br>
      <xsl:sequence select="sgp:attributes(.)"/>
    </br>
  </xsl:template>

  <!-- === Phrases -->

  <xsl:template match="seg | name | roleName | forename | surname | addName | rs | num | measure | label | orig | bibl | author
                       | editor | publisher | pubPlace | biblScope | idno | resp | language | edition"
                mode="sg:html" as="element(h:span)" priority="-0.1">
    <span class="{local-name()}">
      <xsl:sequence select="sgp:attributes(.)"/>
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>

  <xsl:variable name="sgp:hi-elements" as="map(xs:string, xs:string)"
    select="map{'bold': 'b', 'superscript': 'sup', 'subscript': 'sub', 'underline': 'u', 'smallcaps': 'span'}"/>

  <xsl:template match="hi" mode="sg:html" as="element()">
    <xsl:element name="{($sgp:hi-elements(string(@rend)), 'i')[1]}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:attribute name="class" select="'hi', @rend"/>
      <xsl:sequence select="sgp:attributes(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="foreign" mode="sg:html" as="element(h:i)">
    <i class="foreign">
      <xsl:sequence select="sgp:attributes(.)"/>
      <xsl:apply-templates mode="#current"/>
    </i>
  </xsl:template>
  <xsl:template match="title" mode="sg:html" as="element(h:cite)">
    <cite>
      <xsl:sequence select="sgp:attributes(.)"/>
      <xsl:apply-templates mode="#current"/>
    </cite>
  </xsl:template>
  <xsl:template match="term" mode="sg:html" as="element(h:dfn)">
    <dfn>
      <xsl:sequence select="sgp:attributes(.)"/>
      <xsl:apply-templates mode="#current"/>
    </dfn>
  </xsl:template>
  <xsl:template match="q | quote" mode="sg:html" as="element(h:span)">
    <span class="{local-name()}">
      <xsl:sequence select="sgp:attributes(.)"/>
      <xsl:if test="self::q and not(sg:has-quotation-marks(.))">“</xsl:if>
      <xsl:apply-templates mode="#current"/>
      <xsl:if test="self::q and not(sg:has-quotation-marks(.))">”</xsl:if>
    </span>
  </xsl:template>
  <xsl:template match="gi | att | val | ident" mode="sg:html" as="element(h:code)">
    <code>
      <xsl:if test="self::att">@</xsl:if>
      <xsl:apply-templates mode="#current"/>
    </code>
  </xsl:template>

  <xsl:template match="date" mode="sg:html" as="element()">
    <xsl:choose>
      <xsl:when test="@when castable as xs:date or @when castable as xs:gYearMonth or @when castable as xs:gYear">
        <time datetime="{@when}">
          <xsl:sequence select="sgp:attributes(.)"/>
          <xsl:apply-templates mode="#current"/>
        </time>
      </xsl:when>
      <xsl:otherwise>
        <span class="date">
          <xsl:sequence select="sgp:attributes(.)"/>
          <xsl:apply-templates mode="#current"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- === Links: HTML has none within another, so the outer one is kept, and note anchors follow it -->

  <!-- A link goes where it may; a target that could do harm leaves only the text. -->
  <xsl:template match="ref | ptr" mode="sg:html" as="element()+">
    <xsl:variable name="href" as="xs:string?" select="sgp:href(.)"/>
    <xsl:element name="{if ($href) then 'a' else 'span'}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:if test="$href">
        <xsl:attribute name="href" select="$href"/>
      </xsl:if>
      <xsl:sequence select="sgp:attributes(.)"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:if test="self::ptr">{$href}</xsl:if>
    </xsl:element>
    <xsl:sequence select="sgp:anchors-within(.)"/>
  </xsl:template>

  <!-- Where a pointer of the source leads on this page: a place in the text, another document's page, the web. -->
  <xsl:function name="sg:link" as="xs:string?">
    <xsl:param name="target" as="xs:string?"/>
    <xsl:variable name="safe" as="xs:string?" select="sg:safe-link($target)"/>
    <xsl:variable name="files" as="element(sg:file)*" select="$page/sg:page/sg:file"/>
    <xsl:choose>
      <xsl:when test="starts-with($safe, '#')">
        <xsl:sequence select="substring($safe, 2)[key('sg:id', ., $sg:viewed)] ! ('#' || sg:page-id(.))"/>
      </xsl:when>
      <xsl:when test="matches($safe, '^[A-Za-z][A-Za-z0-9+.-]*:') or empty($files)">
        <xsl:sequence select="$safe"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$files[@path = tokenize($safe, '#')[1]]
                              ! string-join((@href, tokenize($safe, '#')[2]), '#')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- A name links to its authority entry on this page. -->
  <xsl:template match="persName | placeName | orgName" mode="sg:html" as="element()+">
    <xsl:variable name="href" as="xs:string?" select="sgp:href(.)"/>
    <xsl:element name="{if ($href) then 'a' else 'span'}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:attribute name="class" select="local-name()"/>
      <xsl:if test="$href">
        <xsl:attribute name="href" select="$href"/>
      </xsl:if>
      <xsl:sequence select="sgp:attributes(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
    <xsl:sequence select="sgp:anchors-within(.)"/>
  </xsl:template>

  <!-- Where an element links to, if it is no part of another link. -->
  <xsl:function name="sgp:href" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if (exists($element/ancestor::* ! sgp:target(.))) then () else sgp:target($element)"/>
  </xsl:function>

  <!-- Where an element asks to link to: a name to its entry, a reference to its target. -->
  <xsl:function name="sgp:target" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element[self::persName or self::placeName or self::orgName]
                          ! sg:entry(@ref) ! ('#' || sg:entry-id(.)),
                          $element[self::ref or self::ptr] ! sg:link(@target)"/>
  </xsl:function>

  <!-- The note anchors of an element that became a link. -->
  <xsl:function name="sgp:anchors-within" as="element(h:a)*">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="exists(sgp:href($element))">
      <xsl:sequence select="$element//sg:anchor ! sgp:anchor(.)"/>
    </xsl:if>
  </xsl:function>

  <!-- === Editorial intervention -->

  <xsl:template match="sg:mark" mode="sg:html" as="element(h:span)">
    <span class="mark">{.}</span>
  </xsl:template>

  <xsl:template match="choice" mode="sg:html" as="element(h:span)">
    <span class="choice">
      <xsl:sequence select="sgp:attributes(.)"/>
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>

  <xsl:template match="supplied | ex | expan | abbr | sic | gloss | unclear | corr | reg | subst | space
                       | note" mode="sg:html" as="element(h:span)">
    <span class="{sgp:hand-class(.)}">
      <xsl:sequence select="sgp:attributes(.)"/>
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>
  <xsl:template match="add" mode="sg:html" as="element(h:ins)">
    <ins>
      <xsl:sequence select="sgp:attributes(.)"/>
      <xsl:apply-templates mode="#current"/>
    </ins>
  </xsl:template>
  <xsl:template match="del" mode="sg:html" as="element(h:del)">
    <del>
      <xsl:sequence select="sgp:attributes(.)"/>
      <xsl:apply-templates mode="#current"/>
    </del>
  </xsl:template>
  <xsl:template match="gap" mode="sg:html" as="element(h:span)">
    <span class="gap" title="{string-join((@quantity, @unit, @reason), ' ')}">
      <xsl:sequence select="sgp:attributes(.)"/>
      <xsl:text>[…]</xsl:text>
    </span>
  </xsl:template>

  <xsl:template match="sg:anchor" mode="sg:html" as="node()*">
    <xsl:if test="empty(ancestor::* ! sgp:target(.))">
      <xsl:if test="preceding-sibling::node()[1][self::sg:anchor]">
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:sequence select="sgp:anchor(.)"/>
    </xsl:if>
  </xsl:template>

  <xsl:function name="sgp:anchor" as="element(h:a)">
    <xsl:param name="anchor" as="element(sg:anchor)"/>
    <xsl:variable name="number" as="xs:integer" select="$sg:numbers($anchor/@note)"/>
    <a class="note-anchor" id="sg-note-{$number}-anchor" href="#sg-note-{$number}" role="doc-noteref"
       aria-label="Note {$number}">{$number}</a>
  </xsl:function>

</xsl:stylesheet>
