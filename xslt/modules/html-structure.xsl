<?xml version="1.0" encoding="UTF-8"?>
<!--  Divisions, headings, paragraphs, the parts of letters and of title pages.  -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:template match="/ | sg:text | sg:header | sg:supplements" mode="sg:html" as="node()*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="TEI | teiCorpus | text | front | body | back | group | floatingText | argument | epigraph | trailer
                       | byline | titlePage | titlePart | docTitle | docAuthor | docEdition | docImprint | imprimatur
                       | address[sg:is-block(.)] | addrLine" mode="sg:html" as="element()">
    <xsl:call-template name="sg:block"/>
  </xsl:template>

  <!-- The author in a line that says more: "by …". -->
  <xsl:template match="docAuthor[not(sg:is-block(.))]" mode="sg:html" as="element()" priority="1">
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>

  <!-- A division is a section of the page's outline where it has a heading, or a name of its own. -->
  <xsl:template match="div | div0 | div1 | div2 | div3 | div4 | div5 | div6 | div7" mode="sg:html" as="element()">
    <xsl:call-template name="sg:block">
      <xsl:with-param name="as" select="if (head) then 'section' else 'div'"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="div[not(head)][exists(sgp:label-of-division(.))]" mode="sg:html" as="element(h:section)" priority="2">
    <section>
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:element name="h{min((6, count(ancestor::*[head][sgp:is-division(.)]) + 3))}" namespace="http://www.w3.org/1999/xhtml">
        <xsl:attribute name="class" select="'label'"/>
        <xsl:value-of select="sgp:label-of-division(.)"/>
      </xsl:element>
      <xsl:apply-templates mode="#current"/>
    </section>
  </xsl:template>
  <xsl:template match="div[not(head)][@type][@n]" mode="sg:html" as="element(h:section)" priority="1">
    <section aria-label="{@type} {@n}">
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:apply-templates mode="#current"/>
    </section>
  </xsl:template>

  <!--
    What EpiDoc prints above a division that has no heading (EpiDoc Guidelines, Structure): the number of a
    part of the text; of an edition, its translation and what comes with them, which it is.
  -->
  <xsl:function name="sgp:label-of-division" as="xs:string?">
    <xsl:param name="division" as="element(tei:div)"/>
    <xsl:choose>
      <xsl:when test="not(normalize-space($division))"/>
      <xsl:when test="$division[@type = 'textpart'][normalize-space(@n)]">
        <xsl:sequence select="string-join($division/(@subtype, @n), ' ')"/>
      </xsl:when>
      <xsl:when test="$division[@type = $sgp:epidoc-types][parent::back or ../div[@type = $sgp:epidoc-types][2]]">
        <xsl:variable name="language" as="xs:string?"
          select="for $tag in $division[@type = 'translation']/@xml:lang
                  return ($sg:header//language[@ident = $tag], $tag)[normalize-space()][1] ! normalize-space()"/>
        <xsl:sequence select="sg:word('div-' || $division/@type) || ($language, $division/@subtype)[1] ! (' (' || . || ')')"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>
  <xsl:variable name="sgp:epidoc-types" as="xs:string+" select="'edition', 'apparatus', 'translation', 'commentary', 'bibliography'"/>

  <!-- The heading of a division, at the depth of the division; a heading of anything else is no part of the outline. -->
  <xsl:template match="head" mode="sg:html" as="element()">
    <xsl:call-template name="sg:block"/>
  </xsl:template>
  <xsl:template match="head[parent::*[sgp:is-division(.)]]" mode="sg:html" as="element()" priority="1">
    <xsl:variable name="level" as="xs:integer" select="min((6, count(ancestor::*[head][sgp:is-division(.)]) + 2))"/>
    <xsl:choose>
      <xsl:when test="sg:holds-block(.)">
        <div role="heading" aria-level="{$level}">
          <xsl:sequence select="sg:attributes(.), sgp:outline-id(.)"/>
          <xsl:apply-templates mode="#current"/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="sg:block">
          <xsl:with-param name="as" select="'h' || $level"/>
          <xsl:with-param name="further" select="sgp:outline-id(.)"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="sgp:is-division" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::div or self::div1 or self::div2 or self::div3 or self::div4 or self::div5
      or self::div6 or self::div7 or self::div0 or self::body or self::front or self::back or self::group])"/>
  </xsl:function>

  <!-- What can be cited: a unit with its permalink. -->
  <xsl:template match="p | ab" mode="sg:html" as="element()">
    <xsl:call-template name="sgp:unit">
      <xsl:with-param name="as" select="'p'"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="opener | closer | postscript" mode="sg:html" as="element()">
    <xsl:call-template name="sgp:unit"/>
  </xsl:template>
  <!-- A paragraph within a line, where it is no block. -->
  <xsl:template match="salute | signed | dateline | docDate" mode="sg:html" as="element()">
    <xsl:choose>
      <xsl:when test="sg:is-block(.)">
        <xsl:call-template name="sg:block">
          <xsl:with-param name="as" select="'p'"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="sg:phrase"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="sgp:unit" as="element()">
    <xsl:param name="as" as="xs:string" select="'div'"/>
    <xsl:element name="{if (sg:holds-block(.)) then 'div' else $as}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:if test="@xml:id">
        <xsl:call-template name="sgp:permalink"/>
      </xsl:if>
      <xsl:apply-templates mode="sg:html"/>
    </xsl:element>
  </xsl:template>

  <!-- The permalink of a citable unit: its canonical reference or its number, else a sign, and its xml:id for who cites it. -->
  <xsl:template name="sgp:permalink" as="element(h:a)?">
    <xsl:variable name="id" as="xs:string?" select="sg:id(.)[empty(current()/ancestor::*[self::note or self::sg:header])]"/>
    <xsl:if test="$id">
      <xsl:variable name="name" as="xs:string?" select="(@sg:reference, @n)[normalize-space()][1]"/>
      <a class="permalink" href="#{encode-for-uri($id)}" aria-label="{sg:word('permalink')} {($name, @xml:id)[1]}">
        <xsl:if test="empty($name)">
          <xsl:attribute name="data-unit" select="@xml:id"/>
        </xsl:if>
        <xsl:value-of select="($name, '¶')[1]"/>
      </a>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
