<?xml version="1.0" encoding="UTF-8"?>
<!-- Descriptions of manuscripts (module msdescription). -->
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

  <!-- No section: HTML's sections have a heading, and a description is headed by its shelfmark. -->
  <xsl:template match="msDesc[sg:is-record(.)]" mode="sg:html" as="element(h:div)">
    <xsl:call-template name="sg:block"/>
  </xsl:template>

  <!-- What stands in prose, or where its record has become prose. -->
  <xsl:template match="catchwords | dimensions | dim | height | width | depth | heraldry | locus | locusGrp | material | objectType
                       | origDate | origPlace | secFol | signatures | stamp | watermark | msIdentifier | institution | repository
                       | collection | altIdentifier | msName | colophon | explicit | filiation | finalRubric | incipit | rubric
                       | summary | support | collation | foliation | condition | layout | typeNote | decoNote | musicNotation
                       | additions | binding | seal | accMat | origin | provenance | acquisition | source | custEvent
                       | msDesc | msPart | msFrag | msContents | msItem | msItemStruct | physDesc | objectDesc | supportDesc
                       | layoutDesc | handDesc | typeDesc | scriptDesc | decoDesc | bindingDesc | sealDesc | history | additional
                       | adminInfo | recordHist | custodialHist | surrogates"
                mode="sg:html" as="element()" priority="-0.2">
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>

  <!-- The shelfmark heads its description. -->
  <xsl:template match="(msDesc | msPart | msFrag)[sg:is-record(.)]/msIdentifier" mode="sg:html" as="element(h:div)" priority="12">
    <xsl:call-template name="sg:block"/>
  </xsl:template>

  <!-- Another shelfmark says of what kind it is. -->
  <xsl:template match="altIdentifier[@type][sg:is-in-statement(.)]" mode="sg:html" as="element()">
    <xsl:call-template name="sg:field">
      <xsl:with-param name="label" select="normalize-space(sg:label-of(.))"/>
    </xsl:call-template>
  </xsl:template>

  <!-- An item of the contents: its number, and its data. -->
  <xsl:template match="msItem[sg:is-record(.)] | msItemStruct[sg:is-record(.)]" mode="sg:html" as="element(h:div)">
    <div>
      <xsl:sequence select="sg:attributes(., 'record')"/>
      <span class="label">{(@n, count(preceding-sibling::*[self::msItem or self::msItemStruct]) + 1)[1]}</span>
      <xsl:text> </xsl:text>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <!-- What has but one kind of part needs no label for each. -->
  <xsl:template match="layoutDesc/layout[sg:is-datum(.)] | handDesc/handNote[sg:is-datum(.)] | decoDesc/decoNote[not(@type)][sg:is-datum(.)]
                       | typeDesc/typeNote[sg:is-datum(.)] | scriptDesc/scriptNote[sg:is-datum(.)]
                       | bindingDesc/binding[sg:is-datum(.)] | sealDesc/seal[sg:is-datum(.)]"
                mode="sg:html" as="element(h:div)" priority="12">
    <div class="field">
      <xsl:call-template name="sg:particulars"/>
      <xsl:call-template name="sg:phrase"/>
    </div>
  </xsl:template>
  <xsl:template match="decoDesc[sg:is-record(.)]/decoNote[@type]" mode="sg:html" as="element(h:div)" priority="12">
    <div class="field">
      <span class="label">{if (sg:has-word('decoNote-' || @type)) then sg:word('decoNote-' || @type) else @type}{sg:word('colon')}</span>
      <xsl:call-template name="sg:phrase"/>
    </div>
  </xsl:template>

  <!-- Where in the manuscript: the leaves, as written, else as encoded. -->
  <xsl:template match="locus[not(normalize-space())]" mode="sg:html" as="element(h:span)">
    <span>
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:apply-templates mode="#current"/>
      <span class="what">{sg:word('unit-leaf')} {string-join(distinct-values((@from, @to)), '–')}</span>
    </span>
  </xsl:template>

  <!-- Dimensions say of what, and stand off from what they follow. -->
  <xsl:template match="dimensions" mode="sg:html" as="element()">
    <xsl:element name="{if (sg:is-block(.)) then 'div' else 'span'}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:if test="sg:before(.)[self::text()][matches(., '\S$')]">
        <span class="mark"><xsl:text> </xsl:text></span>
      </xsl:if>
      <xsl:if test="@type">
        <span class="label">{sg:word(if (sg:has-word('dimensions-' || @type)) then 'dimensions-' || @type else @type)}</span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- A measure: its number and unit, as written or as encoded. -->
  <xsl:template match="height[not(sg:is-block(.))] | width[not(sg:is-block(.))] | depth[not(sg:is-block(.))] | dim[not(sg:is-block(.))]"
                mode="sg:html" as="element(h:span)">
    <span>
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:sequence select="sgp:amount(.)"/>
    </span>
  </xsl:template>

  <!-- The number that a measure is encoded with, if it has none in words, and the unit of the last of its dimensions. -->
  <xsl:function name="sgp:amount" as="element(h:span)?">
    <xsl:param name="measure" as="element()"/>
    <xsl:variable name="unit" as="attribute()?"
      select="$measure/(@unit, ..[self::dimensions][not(child::*[. >> $measure])]/@unit)[1]"/>
    <xsl:variable name="amount" as="xs:string*"
      select="$measure[not(normalize-space())]/(@quantity, string-join((@atLeast, @atMost), '–'))[. != ''][1],
              $unit[matches($measure, '^\s*([\d.,]+\s*)?$')]"/>
    <xsl:if test="exists($amount)">
      <span class="what">{' '[normalize-space($measure)]}{$amount}</span>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
