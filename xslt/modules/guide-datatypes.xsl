<?xml version="1.0" encoding="UTF-8"?>
<!-- Datatypes in words. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:rng="http://relaxng.org/ns/structure/1.0"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgg="https://siglum.invalid/ns/private/guide">

  <!-- The key of the words for a datatype of TEI, or of W3C XML Schema. -->
  <xsl:variable name="sgg:datatypes" as="map(xs:string, xs:string)"
    select="map{'teidata.pointer': 'pointer', 'anyURI': 'pointer', 'teidata.namespace': 'namespace',
                'teidata.enumerated': 'word', 'teidata.word': 'word', 'token': 'string', 'string': 'string', 'teidata.text': 'string',
                'teidata.xmlName': 'name', 'Name': 'name', 'NCName': 'name', 'NMTOKEN': 'name', 'teidata.prefix': 'name',
                'ID': 'identifier',
                'teidata.language': 'language', 'language': 'language',
                'teidata.certainty': 'certainty', 'teidata.probability': 'probability', 'teidata.probCert': 'probability-or-certainty',
                'teidata.numeric': 'number', 'decimal': 'number', 'double': 'number', 'float': 'number', 'integer': 'integer',
                'teidata.count': 'count', 'nonNegativeInteger': 'count', 'positiveInteger': 'positive',
                'teidata.truthValue': 'boolean', 'boolean': 'boolean', 'teidata.xTruthValue': 'boolean-or-unknown',
                'teidata.temporal.w3c': 'date-or-time', 'teidata.temporal.iso': 'date-or-time', 'teidata.temporal.working': 'date-or-time',
                'date': 'date', 'gYear': 'year', 'dateTime': 'instant', 'time': 'time',
                'teidata.duration.w3c': 'duration', 'teidata.duration.iso': 'duration', 'duration': 'duration',
                'teidata.xpath': 'xpath', 'teidata.pattern': 'pattern', 'teidata.outputMeasurement': 'measure',
                'teidata.point': 'point'}"/>

  <xsl:template match="datatype" mode="sg:html" as="element(h:p)" priority="20">
    <p class="datatype">
      <xsl:text>{sg:word('guide-several')[current()/@maxOccurs != '1']} </xsl:text>
      <xsl:apply-templates mode="sgg:datatype"/>
    </p>
  </xsl:template>

  <!-- What may be written. -->
  <xsl:mode name="sgg:datatype" on-no-match="shallow-skip"/>

  <xsl:template match="dataRef | macroRef | rng:ref | rng:data" mode="sgg:datatype" as="node()+">
    <xsl:variable name="name" as="xs:string" select="(@key, @name, @ref, @type, '')[1]"/>
    <xsl:variable name="words" as="xs:string" select="($sgg:datatypes($name) ! sg:word('guide-data-' || .), $name)[1]"/>
    <xsl:variable name="address" as="xs:string?" select="$sgg:addresses($name)"/>
    <xsl:choose>
      <xsl:when test="$address">
        <a href="{$address}">{$words}</a>
      </xsl:when>
      <xsl:otherwise>{$words}</xsl:otherwise>
    </xsl:choose>
    <xsl:for-each select="@restriction, dataFacet/@value">
      <xsl:text> </xsl:text>
      <code>{../self::dataFacet/@name ! (. || ' ')}{.}</code>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="alternate | rng:choice" mode="sgg:datatype" as="node()*">
    <xsl:for-each select="*">
      <xsl:text>{(' ' || sg:word('guide-or') || ' ')[current()/preceding-sibling::*]}</xsl:text>
      <xsl:apply-templates select="." mode="#current"/>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="textNode | rng:text" mode="sgg:datatype" as="text()">
    <xsl:text>{sg:word('guide-data-string')}</xsl:text>
  </xsl:template>
  <xsl:template match="valList" mode="sgg:datatype" as="node()*">
    <xsl:for-each select="valItem">
      <xsl:text>{(' ' || sg:word('guide-or') || ' ')[current()/preceding-sibling::*]}</xsl:text>
      <code>{@ident}</code>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
