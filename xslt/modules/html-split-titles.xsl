<?xml version="1.0" encoding="UTF-8"?>
<!-- What the parts of a long document are called (modules/html-split.xsl). -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- The level of a heading in the outline; nothing for what is none. -->
  <xsl:function name="sgp:level" as="xs:integer?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="($element[@role = 'heading']/@aria-level,
                          $element/self::h:*/local-name()[matches(., '^h[2-6]$')] ! substring(., 2)) ! xs:integer(.)"/>
  </xsl:function>

  <!-- What a part says of itself: its first heading, without the numbers of notes; else its label. -->
  <xsl:function name="sgp:own-title" as="xs:string?">
    <xsl:param name="start" as="element()"/>
    <xsl:variable name="heading" as="element()?" select="$start/descendant::*[exists(sgp:level(.))][1]"/>
    <xsl:variable name="words" as="xs:string"
                  select="sg:plain($heading ! sgp:document(.//text()[not(ancestor::h:a/@class = ('permalink', 'note-anchor'))]))"/>
    <xsl:sequence select="($words, $start[not(@role)]/@aria-label ! string())[normalize-space()][1]"/>
  </xsl:function>
  <xsl:function name="sgp:document" as="document-node()">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:document>
      <xsl:sequence select="$nodes"/>
    </xsl:document>
  </xsl:function>

  <!--
    What each part is called: by its own title; one that goes on with a division by that of the division,
    and the page of the source that it begins with or a number; else by its number.
  -->
  <xsl:variable name="sgp:titles" as="xs:string*">
    <xsl:iterate select="$sgp:starts">
      <xsl:param name="division" as="xs:string?" select="()"/>
      <xsl:param name="count" as="xs:integer" select="1"/>
      <xsl:variable name="own" as="xs:string?" select="sgp:own-title(.)"/>
      <xsl:variable name="goes-on" as="xs:boolean" select="empty($own) and not(sgp:begins-division(.))"/>
      <xsl:variable name="title" as="xs:string"
        select="if (not($goes-on and $division)) then ($own, sg:word('part') || ' ' || position())[1]
                else if (@role = 'doc-pagebreak') then $division || ', ' || @title
                else $division || ' (' || $count + 1 || ')'"/>
      <xsl:sequence select="$title"/>
      <xsl:next-iteration>
        <xsl:with-param name="division" select="if ($goes-on) then $division else $own"/>
        <xsl:with-param name="count" select="if ($goes-on) then $count + 1 else 1"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:variable>
  <xsl:function name="sgp:begins-division" as="xs:boolean">
    <xsl:param name="start" as="element()"/>
    <xsl:sequence select="tokenize($start/@class) = ('div', (0 to 7) ! ('div' || .), 'front', 'body', 'back', 'text', 'TEI')"/>
  </xsl:function>

</xsl:stylesheet>
