<?xml version="1.0" encoding="UTF-8"?>
<!--
  A long document on several pages. The source says where a page begins (sg:part on an element,
  put there by the publisher) and the parameter page what the pages are called (sg:part, in their
  order, after them sg:part name="supplements").

  The document is made whole, as for one page; then it is cut. Each page has the elements that
  are open where it begins, and the notes of its text. A link within the document leads to the page
  where its target has come to stand, whichever template made the link. The first page holds what
  is said of the document, and the contents. Each page follows a comment with its address.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- === The whole -->

  <xsl:variable name="sgp:first" as="document-node()">
    <xsl:document>
      <xsl:call-template name="sg:heading"/>
      <xsl:call-template name="sg:views"/>
      <xsl:sequence select="sg:former($page/sg:page/sg:former[not(@part)])"/>
      <xsl:call-template name="sgp:contents"/>
      <xsl:call-template name="sg:legend"/>
      <xsl:call-template name="sg:names"/>
      <xsl:call-template name="sg:about"/>
      <xsl:sequence select="$sgp:cited/node()"/>
      <xsl:call-template name="sg:downloads"/>
    </xsl:document>
  </xsl:variable>
  <xsl:variable name="sgp:cited" as="document-node()">
    <xsl:document>
      <xsl:call-template name="sg:cite"/>
    </xsl:document>
  </xsl:variable>
  <xsl:variable name="sgp:text" as="document-node()">
    <xsl:document>
      <xsl:choose>
        <xsl:when test="$made">
          <xsl:sequence select="$made/sg:article/(node() except $sgp:beside)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="$sg:viewed/sg:text" mode="sg:html"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:document>
  </xsl:variable>
  <xsl:variable name="sgp:beside" as="element(h:section)*"
                select="$made/sg:article/h:section[@id = ('sg-notes', 'sg-supplements')]"/>
  <xsl:variable name="sgp:notes" as="document-node()">
    <xsl:document>
      <xsl:choose>
        <xsl:when test="$made">
          <xsl:sequence select="$sgp:beside[@id = 'sg-notes']"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="sg:notes"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:document>
  </xsl:variable>
  <xsl:variable name="sgp:supplements" as="document-node()">
    <xsl:document>
      <xsl:choose>
        <xsl:when test="$made">
          <xsl:sequence select="$sgp:beside[@id = 'sg-supplements']"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="sg:supplements"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:document>
  </xsl:variable>

  <!-- === The parts of the text -->

  <!-- How many parts have begun; what comes before the first belongs to it. -->
  <xsl:accumulator name="sgp:begun" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="h:*[@data-part]" select="$value + 1"/>
  </xsl:accumulator>

  <xsl:function name="sgp:first-part" as="xs:integer">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="max(($node/accumulator-before('sgp:begun'), 1))"/>
  </xsl:function>
  <xsl:function name="sgp:last-part" as="xs:integer">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="max(($node/accumulator-after('sgp:begun'), 1))"/>
  </xsl:function>

  <!-- The children of what several parts share, by the parts that they have a share in. -->
  <xsl:key name="sgp:share" match="node()[sgp:first-part(..) lt sgp:last-part(..) or empty(../..)]"
           use="(sgp:first-part(.) to sgp:last-part(.)) ! (generate-id(current()/..) || ' ' || .)"/>

  <xsl:variable name="sgp:starts" as="element()*" select="$sgp:text//h:*[@data-part]"/>

  <!-- The addresses of the text's pages; where a division is not marked, none begins. -->
  <xsl:variable name="sgp:addresses" as="xs:string+"
    select="$sgp:starts ! key('sgp:part', @data-part, $page)/@href/string()"/>
  <xsl:key name="sgp:part" match="sg:part" use="@name"/>
  <xsl:variable name="sgp:first-address" as="xs:string" select="string($page/sg:page/@href)"/>
  <xsl:variable name="sgp:supplements-address" as="xs:string?"
                select="key('sgp:part', 'supplements', $page)[$sgp:supplements/*]/@href"/>

  <!-- === The notes of a part -->

  <xsl:key name="sgp:html-id" match="h:*[@id]" use="@id"/>

  <!-- The part of each note, by its id: where its anchor stands, in the text or in an earlier note. -->
  <xsl:variable name="sgp:note-parts" as="map(xs:string, xs:integer)">
    <xsl:iterate select="$sgp:notes//h:ol[1]/h:li[@id]">
      <xsl:param name="known" as="map(xs:string, xs:integer)" select="map{}"/>
      <xsl:on-completion select="$known"/>
      <xsl:variable name="anchor" as="xs:string" select="@id || '-anchor'"/>
      <xsl:variable name="part" as="xs:integer"
        select="(key('sgp:html-id', $anchor, $sgp:text) ! sgp:first-part(.),
                 key('sgp:html-id', $anchor, $sgp:notes)/ancestor::h:li[@id][last()] ! $known(@id), count($sgp:starts))[1]"/>
      <xsl:next-iteration>
        <xsl:with-param name="known" select="map:put($known, string(@id), $part)"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:variable>
  <xsl:key name="sgp:note-of" match="h:ol/h:li[@id]" use="$sgp:note-parts(@id)"/>

  <!-- === Where each id has come to stand, by the id as links write it -->

  <xsl:variable name="sgp:page-of" as="map(xs:string, xs:string)">
    <xsl:variable name="entries" as="map(xs:string, xs:string)*">
      <xsl:sequence select="$sgp:first//@id ! map:entry(encode-for-uri(.), $sgp:first-address)"/>
      <xsl:for-each select="$sgp:text//*[@id]">
        <xsl:variable name="part" as="xs:integer" select="sgp:first-part(.)"/>
        <xsl:sequence select="map:entry(encode-for-uri(@id), $sgp:addresses[$part])"/>
      </xsl:for-each>
      <xsl:for-each select="$sgp:notes//h:li[map:contains($sgp:note-parts, string(@id))]">
        <xsl:variable name="part" as="xs:integer" select="$sgp:note-parts(string(@id))"/>
        <xsl:variable name="address" as="xs:string" select="$sgp:addresses[$part]"/>
        <xsl:sequence select="descendant-or-self::*/@id ! map:entry(encode-for-uri(.), $address)"/>
      </xsl:for-each>
      <xsl:sequence select="$sgp:supplements//@id ! map:entry(encode-for-uri(.), $sgp:supplements-address)"/>
    </xsl:variable>
    <xsl:sequence select="map:merge($entries, map{'duplicates': 'use-first'})"/>
  </xsl:variable>

  <!-- === The pages -->

  <xsl:template name="sg:parts" as="node()+">
    <xsl:call-template name="sgp:part-page">
      <xsl:with-param name="address" select="$sgp:first-address"/>
      <xsl:with-param name="content" select="$sgp:first"/>
    </xsl:call-template>
    <xsl:for-each select="$sgp:starts">
      <xsl:variable name="number" as="xs:integer" select="position()"/>
      <xsl:call-template name="sgp:part-page">
        <xsl:with-param name="address" select="$sgp:addresses[$number]"/>
        <xsl:with-param name="title" select="$sgp:titles[$number]"/>
        <xsl:with-param name="number" select="$number" tunnel="yes"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:if test="$sgp:supplements-address">
      <xsl:call-template name="sgp:part-page">
        <xsl:with-param name="address" select="$sgp:supplements-address"/>
        <xsl:with-param name="title" select="sg:word('supplements')"/>
        <xsl:with-param name="content" select="$sgp:supplements"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="sgp:part-page" as="node()+">
    <xsl:param name="address" as="xs:string"/>
    <xsl:param name="title" as="xs:string?"/>
    <xsl:param name="content" as="document-node()?"/>
    <xsl:comment>sg-page {$address}</xsl:comment>
    <xsl:call-template name="sg:page">
      <xsl:with-param name="language" select="$sg:words-language"/>
      <xsl:with-param name="title" select="string-join(($title, sg:title($sg:source)), ' – ')"/>
      <xsl:with-param name="canonical" select="($page/sg:page/sg:part[@href = $address], $page/sg:page)[1]/sg:canonical/@href"/>
      <xsl:with-param name="address" select="$address" tunnel="yes"/>
      <xsl:with-param name="part-title" select="$title" tunnel="yes"/>
      <xsl:with-param name="content" select="$content" tunnel="yes"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="document-node()[$page/sg:page/sg:part] | h:*[@data-part]" mode="sg:main" as="element(h:article)" priority="1">
    <xsl:param name="address" as="xs:string" tunnel="yes"/>
    <xsl:param name="part-title" as="xs:string?" tunnel="yes"/>
    <xsl:param name="content" as="document-node()?" tunnel="yes"/>
    <article>
      <xsl:if test="$part-title">
        <xsl:call-template name="sgp:part-heading">
          <xsl:with-param name="address" select="$address"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:if test="self::* and empty(sgp:own-title(.))">
        <h2 class="part">{$part-title}</h2>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="$content">
          <xsl:apply-templates select="$content/*" mode="sgp:placed"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="sgp:part-text">
            <xsl:with-param name="title" select="$part-title"/>
          </xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:if test="$part-title">
        <xsl:call-template name="sgp:steps">
          <xsl:with-param name="address" select="$address"/>
          <xsl:with-param name="label" select="sg:word('next')"/>
        </xsl:call-template>
        <xsl:apply-templates select="$sgp:cited/*" mode="sgp:placed"/>
      </xsl:if>
    </article>
  </xsl:template>

  <xsl:template name="sgp:part-text" as="element()+">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="number" as="xs:integer" tunnel="yes"/>
    <section class="text view-{$view}" id="sg-text" aria-label="{$title}">
      <xsl:call-template name="sg:elsewhere"/>
      <div>
        <xsl:apply-templates select="key('sgp:share', generate-id($sgp:text) || ' ' || $number, $sgp:text)" mode="sgp:placed">
          <xsl:with-param name="deeper" tunnel="yes"
            select="(if ($number eq 1) then $sgp:text else .)/descendant::*[exists(sgp:level(.))][1] ! (sgp:level(.) - 2)"/>
        </xsl:apply-templates>
      </div>
    </section>
    <xsl:variable name="notes" as="element()*" select="key('sgp:note-of', $number, $sgp:notes)"/>
    <xsl:if test="exists($notes)">
      <xsl:apply-templates select="$sgp:notes/*" mode="sgp:placed">
        <xsl:with-param name="notes" select="$notes" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:if>
    <xsl:call-template name="sg:viewer"/>
  </xsl:template>

  <!-- === Nodes, put on the page with an address -->

  <xsl:mode name="sgp:placed" on-no-match="shallow-copy"/>

  <!-- What several parts share: of its children, those of the part; its id stands where it begins. -->
  <xsl:template match="h:*[sgp:first-part(.) lt sgp:last-part(.)]" mode="sgp:placed" as="element()">
    <xsl:param name="number" as="xs:integer" tunnel="yes"/>
    <xsl:copy>
      <xsl:apply-templates select="@* except @id[sgp:first-part(current()) lt $number]" mode="#current"/>
      <xsl:apply-templates select="key('sgp:share', generate-id() || ' ' || $number)" mode="#current"/>
    </xsl:copy>
  </xsl:template>
  <!-- A page's outline begins at its second level, however deep its division is in the document. -->
  <xsl:template match="h:h3 | h:h4 | h:h5 | h:h6" mode="sgp:placed" as="element()">
    <xsl:param name="deeper" as="xs:integer?" tunnel="yes"/>
    <xsl:element name="h{max((2, sgp:level(.) - ($deeper, 0)[1]))}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:apply-templates select="@*, node()" mode="#current"/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="@aria-level" mode="sgp:placed" as="attribute()">
    <xsl:param name="deeper" as="xs:integer?" tunnel="yes"/>
    <xsl:attribute name="aria-level" select="max((2, . - ($deeper, 0)[1]))"/>
  </xsl:template>
  <xsl:template match="@data-part" mode="sgp:placed" as="empty-sequence()"/>

  <xsl:template match="h:section[@id = 'sg-notes']/h:ol" mode="sgp:placed" as="element(h:ol)">
    <xsl:param name="notes" as="element()*" tunnel="yes"/>
    <ol>
      <xsl:apply-templates select="$notes" mode="#current"/>
    </ol>
  </xsl:template>
  <xsl:template match="h:section[@id = 'sg-notes']/h:ol/h:li" mode="sgp:placed" as="element(h:li)">
    <li value="{substring-after(@id, 'sg-note-')}">
      <xsl:apply-templates select="@*, node()" mode="#current"/>
    </li>
  </xsl:template>

  <xsl:template match="@href[starts-with(., '#')]" mode="sgp:placed" as="attribute()">
    <xsl:param name="address" as="xs:string" tunnel="yes"/>
    <xsl:attribute name="href" select="$sgp:page-of(substring(., 2))[. != $address] || ."/>
  </xsl:template>

  <!-- === From page to page -->

  <xsl:template name="sgp:contents" as="element(h:nav)">
    <nav class="contents" id="sg-contents" aria-labelledby="sg-contents-heading">
      <h2 id="sg-contents-heading">{sg:word('contents')}</h2>
      <ol>
        <xsl:for-each select="$sgp:titles">
          <xsl:variable name="number" as="xs:integer" select="position()"/>
          <li><a href="{$sgp:addresses[$number]}">{.}</a></li>
        </xsl:for-each>
        <xsl:for-each select="$sgp:supplements-address">
          <li><a href="{.}">{sg:word('supplements')}</a></li>
        </xsl:for-each>
      </ol>
    </nav>
  </xsl:template>

  <xsl:template name="sgp:part-heading" as="element()+">
    <xsl:param name="address" as="xs:string"/>
    <header class="document">
      <h1><a href="{$sgp:first-address}">{sg:title($sg:source)}</a></h1>
    </header>
    <xsl:call-template name="sgp:steps">
      <xsl:with-param name="address" select="$address"/>
    </xsl:call-template>
    <xsl:call-template name="sg:views">
      <xsl:with-param name="views" select="$page/sg:page/sg:part[@href = $address]/sg:view"/>
      <xsl:with-param name="address" select="$address"/>
    </xsl:call-template>
    <xsl:sequence select="sg:former($page/sg:page/sg:former[@part = $page/sg:page/sg:part[@href = $address]/@name])"/>
  </xsl:template>

  <!-- To the part before, to the contents, to the part after. -->
  <xsl:template name="sgp:steps" as="element(h:nav)">
    <xsl:param name="address" as="xs:string"/>
    <xsl:param name="label" as="xs:string" select="sg:word('contents')"/>
    <xsl:variable name="all" as="xs:string+" select="$sgp:addresses, $sgp:supplements-address"/>
    <xsl:variable name="titles" as="xs:string+" select="$sgp:titles, sg:word('supplements')"/>
    <xsl:variable name="at" as="xs:integer" select="index-of($all, $address)[1]"/>
    <nav class="steps" aria-label="{$label}">
      <ul>
        <xsl:for-each select="$all[$at - 1]">
          <li><a rel="prev" href="{.}">{sg:word('previous')}{sg:word('colon')}{$titles[$at - 1]}</a></li>
        </xsl:for-each>
        <li><a href="{$sgp:first-address}#sg-contents">{sg:word('contents')}</a></li>
        <xsl:for-each select="$all[$at + 1]">
          <li><a rel="next" href="{.}">{sg:word('next')}{sg:word('colon')}{$titles[$at + 1]}</a></li>
        </xsl:for-each>
      </ul>
    </nav>
  </xsl:template>

</xsl:stylesheet>
