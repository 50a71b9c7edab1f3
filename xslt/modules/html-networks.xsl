<?xml version="1.0" encoding="UTF-8"?>
<!--
  Graphs, networks and trees (TEI Guidelines, 20), as lists: a node with those that it leads to, an arc
  with its ends, an embedding tree as a list within lists.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:template match="graph | tree | forest | listForest | eTree | triangle" mode="sg:html" as="element(h:div)">
    <xsl:call-template name="sg:entries"/>
  </xsl:template>

  <xsl:template match="eLeaf" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>

  <!-- A node, and where its edges lead. -->
  <xsl:template match="node | root | iNode | leaf" mode="sg:html" as="element()">
    <xsl:variable name="node" as="element()" select="."/>
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before">
        <xsl:if test="not(label)">
          <span class="label">{(@xml:id, sg:word('node'))[1]} </span>
        </xsl:if>
      </xsl:with-param>
      <xsl:with-param name="after">
        <xsl:for-each select="@adj, @adjTo, @children, @follow, @adjFrom">
          <span class="mark"> {if (name() = 'adj') then '–' else if (name() = ('adjFrom')) then '←' else '→'} </span>
          <xsl:sequence select="sgp:nodes(.)"/>
        </xsl:for-each>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- An arc from one node to another, directed as its graph is. -->
  <xsl:template match="arc" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before">
        <xsl:sequence select="sgp:nodes(@from)"/>
        <span class="mark"> {if (../@type = 'undirected') then '–' else '→'} </span>
        <xsl:sequence select="sgp:nodes(@to)"/>
        <xsl:if test="normalize-space()">
          <span class="mark">{sg:word('colon')}</span>
        </xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The nodes that an attribute points to, by their labels, each a link. -->
  <xsl:function name="sgp:nodes" as="element(h:span)?">
    <xsl:param name="pointers" as="attribute()?"/>
    <xsl:if test="exists($pointers)">
      <span class="what"><xsl:sequence select="sg:pointed-at($pointers)"/></span>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
