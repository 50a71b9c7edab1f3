<?xml version="1.0" encoding="UTF-8"?>
<!-- Markup as it is written: examples of encodings, whose tags are generated and whose words are the source's. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:eg="http://www.tei-c.org/ns/Examples"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- Any markup, verbatim. -->
  <xsl:template name="sg:verbatim" as="element(h:pre)">
    <xsl:context-item as="element()" use="required"/>
    <pre class="verbatim">
      <code>
        <xsl:apply-templates select=".[not(self::xenoData)] | self::xenoData/node()" mode="sg:verbatim"/>
      </code>
    </pre>
  </xsl:template>

  <xsl:template match="eg:egXML | egXML" mode="sg:html" as="element(h:pre)">
    <pre>
      <xsl:sequence select="sg:attributes(., 'verbatim')"/>
      <code>
        <xsl:apply-templates mode="sg:verbatim"/>
      </code>
    </pre>
  </xsl:template>

  <!-- An element of an example that stands alone. -->
  <xsl:template match="eg:*" mode="sg:html" as="element(h:code)" priority="-0.4">
    <code class="verbatim">
      <xsl:apply-templates select="." mode="sg:verbatim"/>
    </code>
  </xsl:template>

  <xsl:template match="eg" mode="sg:html" as="element()">
    <xsl:call-template name="sg:block">
      <xsl:with-param name="as" select="'pre'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Write tags and comments around the words. -->
  <xsl:mode name="sg:verbatim" on-no-match="text-only-copy"/>

  <xsl:template match="processing-instruction()[sg:is-claim(.)]" mode="sg:verbatim" as="text()">
    <xsl:value-of select="."/>
  </xsl:template>
  <xsl:template match="comment()" mode="sg:verbatim" as="element(h:span)">
    <span class="mark comment">&lt;!--{.}--&gt;</span>
  </xsl:template>
  <xsl:template match="processing-instruction()" mode="sg:verbatim" as="element(h:span)" priority="-1">
    <span class="mark">&lt;?{name()} {.}?&gt;</span>
  </xsl:template>

  <!-- What a view has put there is no tag of the source. -->
  <xsl:template match="sg:*" mode="sg:verbatim" as="node()*" priority="1">
    <xsl:apply-templates select="." mode="sg:html"/>
  </xsl:template>

  <xsl:template match="*" mode="sg:verbatim" as="node()+">
    <span class="mark tag">&lt;{name()}{sgp:written-attributes(.)}&gt;</span>
    <xsl:apply-templates mode="#current"/>
    <span class="mark tag">&lt;/{name()}&gt;</span>
  </xsl:template>
  <xsl:template match="*[not(* or text())]" mode="sg:verbatim" as="element(h:span)">
    <span class="mark tag">&lt;{name()}{sgp:written-attributes(.)}/&gt;</span>
  </xsl:template>

  <!-- The attributes of a tag, and its namespace where the tag around it has another. -->
  <xsl:function name="sgp:written-attributes" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="namespace" as="xs:string?"
      select="namespace-uri($element)[not(. = ($element/../namespace-uri(), 'http://www.tei-c.org/ns/Examples'))]"/>
    <xsl:variable name="prefix" as="xs:string" select="substring-before(name($element), ':')"/>
    <xsl:variable name="declaration" as="xs:string?"
      select="$namespace ! (string-join(('xmlns', $prefix[.]), ':') || '=&quot;' || . || '&quot;')"/>
    <xsl:sequence select="string-join(($declaration, $element/@* ! (name() || '=&quot;' || sgp:escaped(.) || '&quot;')) ! (' ' || .))"/>
  </xsl:function>

  <xsl:function name="sgp:escaped" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="$value => replace('&amp;', '&amp;amp;') => replace('&lt;', '&amp;lt;') => replace('&quot;', '&amp;quot;')"/>
  </xsl:function>

</xsl:stylesheet>
