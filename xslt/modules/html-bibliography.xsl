<?xml version="1.0" encoding="UTF-8"?>
<!--
  Bibliography. A bibl is prose, with its own punctuation; a biblStruct is a statement, punctuated in the
  order of its data (html-statements.xsl); a biblFull is a record like a header's fileDesc.
-->
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

  <xsl:template match="bibl | biblStruct | analytic | monogr | series | imprint | biblScope | citedRange | relatedItem | respStmt
                       | resp | author | editor | meeting | publisher | pubPlace | edition | textLang | idno"
                mode="sg:html" as="element()" priority="-0.2">
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>

  <!-- A bibliography: a list of references, under its head. -->
  <xsl:template match="listBibl" mode="sg:html" as="element(h:div)">
    <xsl:call-template name="sg:entries"/>
  </xsl:template>

  <!-- A reference ends with a stop, its own or that of the sentence. -->
  <xsl:template match="biblStruct | bibl[sg:is-statement(.)][*[2]]" mode="sg:html" as="element()">
    <xsl:element name="{if (sg:is-block(.)) then 'div' else 'span'}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:if test="sg:is-statement(.) and not(sg:holds-block(.)) and matches(sg:plain(.), '[^.?!]$')
                    and not(matches(string(sg:after(.)[self::text()]), '^\s*[.,;:?!)\]]'))">
        <span class="mark">.</span>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- A number of a line says what it counts, where its text does not: "vol. 3", "pp. 4–7". -->
  <xsl:template match="biblScope[sg:is-in-statement(.)][sgp:is-bare(.)][not(sg:is-block(.))]
                       | citedRange[sg:is-in-statement(.)][sgp:is-bare(.)][not(sg:is-block(.))]" mode="sg:html"
                as="element(h:span)">
    <span>
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:if test="normalize-space(@unit)">
        <span class="label">{sgp:unit(@unit)}</span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
      <xsl:if test="not(normalize-space())">
        <span class="what">{string-join(distinct-values((@from, @to)), '–')}</span>
      </xsl:if>
    </span>
  </xsl:template>
  <!-- A unit of a reference in words: TEI's own have short ones, another project's are as it writes them. -->
  <xsl:function name="sgp:unit" as="xs:string">
    <xsl:param name="unit" as="xs:string"/>
    <xsl:variable name="name" as="xs:string" select="($sgp:abbreviated-units(lower-case($unit)), $unit)[1]"/>
    <xsl:sequence select="if (sg:has-word('unit-' || $name)) then sg:word('unit-' || $name) else translate($name, '_', ' ')"/>
  </xsl:function>
  <xsl:variable name="sgp:abbreviated-units" as="map(xs:string, xs:string)"
    select="map{'p': 'page', 'pp': 'page', 'pages': 'page', 'vol': 'volume', 'vols': 'volume', 'volumes': 'volume', 'no': 'issue',
                'number': 'issue', 'chap': 'chapter', 'fol': 'leaf', 'folio': 'leaf', 'f': 'leaf', 'ff': 'leaf'}"/>

  <xsl:function name="sgp:is-bare" as="xs:boolean">
    <xsl:param name="scope" as="element()"/>
    <xsl:sequence select="matches(sg:plain($scope), '^(\d.*|[ivxlcdm]+|)$', 'i')"/>
  </xsl:function>

  <!-- An identifier of a line says whose it is, and an address leads there. -->
  <xsl:template match="idno[sg:is-in-statement(.)][@type][normalize-space()][not(../self::msIdentifier)]
                           [not(lower-case(@type) = ('uri', 'url'))]"
                mode="sg:html" as="node()+" priority="1">
    <span class="label">{@type}</span>
    <xsl:text> </xsl:text>
    <xsl:next-match/>
  </xsl:template>
  <xsl:template match="idno[matches(normalize-space(), '^https?://\S+$')][not(*)][not(ancestor::ref)][exists(sg:safe-link(.))]"
                mode="sg:html"
                as="element(h:a)">
    <a href="{sg:safe-link(.)}">
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:apply-templates mode="#current"/>
    </a>
  </xsl:template>

  <!-- An identifier of an authority that is known leads to its record there. -->
  <xsl:template match="idno[exists(sg:identified(.))][not(*)][not(ancestor::ref)]" mode="sg:html" as="element(h:a)">
    <a href="{sg:identified(.)}">
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:apply-templates mode="#current"/>
    </a>
  </xsl:template>

  <!-- What a work is to another: part of it, a translation, a review. -->
  <xsl:template match="relatedItem[@type]" mode="sg:html" as="element()">
    <xsl:call-template name="sg:field">
      <xsl:with-param name="label" select="normalize-space(sg:label-of(.))"/>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
