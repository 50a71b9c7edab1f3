<?xml version="1.0" encoding="UTF-8"?>
<!--  Alternatives in the source: choice, of which the transcript has what is printed, the reading what the editors hold right.  -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:key name="sgp:abbreviated" match="choice[abbr][expan][not(ancestor::teiHeader)]" use="normalize-space(abbr[1])"/>

  <!-- The printed half, and the half that an editor adds to it. -->
  <xsl:function name="sgp:is-edited" as="xs:boolean">
    <xsl:param name="choice" as="element(tei:choice)"/>
    <xsl:sequence select="exists($choice/(sic | orig | abbr | am)) and exists($choice/(corr | reg | expan | ex))"/>
  </xsl:function>

  <xsl:template match="corr[sgp:is-of-edited(.)] | reg[sgp:is-of-edited(.)] | expan[sgp:is-of-edited(.)] | ex[sgp:is-of-edited(.)]"
                mode="sg:transcript" as="element()*">
    <xsl:sequence select="sg:places-in(., ../(sic | orig | abbr | am))"/>
  </xsl:template>
  <xsl:function name="sgp:is-of-edited" as="xs:boolean">
    <xsl:param name="alternative" as="element()"/>
    <xsl:sequence select="exists($alternative/parent::choice[sgp:is-edited(.)])"/>
  </xsl:function>

  <!-- Of several printed forms each is apart. -->
  <xsl:template match="sic[sgp:is-further-form(.)] | orig[sgp:is-further-form(.)] | abbr[sgp:is-further-form(.)]
                       | am[sgp:is-further-form(.)]"
                mode="sg:transcript sg:reading" as="node()+" priority="2">
    <sg:mark> / </sg:mark>
    <xsl:next-match/>
  </xsl:template>

  <xsl:function name="sgp:is-further-form" as="xs:boolean">
    <xsl:param name="form" as="element()"/>
    <xsl:sequence select="sgp:is-of-edited($form)
      and exists($form/preceding-sibling::*[self::sic or self::orig or self::abbr or self::am])"/>
  </xsl:function>

  <!-- Reading: the first edited form stands for the printed one. -->
  <xsl:template match="choice[sgp:is-edited(.)]" mode="sg:reading" as="element(tei:choice)">
    <xsl:variable name="applied" as="element()?"
                  select="(corr[not(@cert != 'high')], reg, ex)[1]"/>
    <xsl:copy copy-namespaces="no">
      <xsl:sequence select="@*"/>
      <xsl:variable name="withheld" as="element()*" select="if ($applied) then * except $applied else corr | reg | expan | ex"/>
      <xsl:apply-templates select="node() except $withheld" mode="#current"/>
      <xsl:sequence select="sg:places-in($withheld, * except $withheld)"/>
    </xsl:copy>
  </xsl:template>

  <!-- Reading: an abbreviation is expanded where it stands first, and stands alone from then on. -->
  <xsl:template match="choice[abbr][expan][. is key('sgp:abbreviated', normalize-space(abbr[1]))[1]]" mode="sg:reading"
                as="element(tei:choice)" priority="1">
    <xsl:copy copy-namespaces="no">
      <xsl:sequence select="@*"/>
      <xsl:apply-templates select="node() except (* except expan[1])" mode="#current"/>
      <sg:mark> (</sg:mark>
      <xsl:apply-templates select="abbr" mode="#current"/>
      <sg:mark>)</sg:mark>
    </xsl:copy>
  </xsl:template>

  <!-- Critical: every half in its place, the edited one in angle brackets, and a note. -->
  <xsl:template match="choice" mode="sg:critical" as="element()+">
    <xsl:call-template name="sg:copy"/>
    <xsl:call-template name="sg:noted"/>
  </xsl:template>
  <xsl:template match="choice/*[preceding-sibling::*]" mode="sg:critical sg:data" as="node()+" priority="3.5">
    <sg:mark>{if (sgp:is-edited(..)) then ' ' else ' / '}</sg:mark>
    <xsl:next-match/>
  </xsl:template>
  <xsl:template match="corr[sgp:is-of-edited(.)] | reg[sgp:is-of-edited(.)] | expan[sgp:is-of-edited(.)] | ex[sgp:is-of-edited(.)]"
                mode="sg:critical sg:data" as="element()" priority="2">
    <xsl:call-template name="sg:copy">
      <xsl:with-param name="before" select="'⟨'"/>
      <xsl:with-param name="after" select="'?'[current()/self::corr/@cert != 'high'] || '⟩'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Alternatives between which nobody has chosen are all in the transcript; the first is read. -->
  <xsl:template match="choice[not(sgp:is-edited(.))]/*[preceding-sibling::*]" mode="sg:transcript" as="node()+" priority="1">
    <sg:mark> / </sg:mark>
    <xsl:next-match/>
  </xsl:template>
  <xsl:template match="choice[not(sgp:is-edited(.))]/*[preceding-sibling::*]" mode="sg:reading" as="element()*" priority="1">
    <xsl:sequence select="sg:places-in(., ../*[1])"/>
  </xsl:template>

</xsl:stylesheet>
