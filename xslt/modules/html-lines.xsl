<?xml version="1.0" encoding="UTF-8"?>
<!--
  Where the lines of a source meet. White space that stands for the end of a line is no space
  within a word, nor between two characters of a script that has no spaces (Chinese, Japanese).
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

  <!-- A break is empty; what an invalid document has in it follows it. -->
  <xsl:template match="lb" mode="sg:html" as="node()+">
    <br>
      <xsl:sequence select="sg:attributes(., ('no-break'[current()/@break = 'no'], 'first'[sgp:begins-block(current())]))"/>
    </br>
    <xsl:if test="matches(@n, '^\d*[05]$') and (ancestor::p or ancestor::ab)">
      <span class="line-number" data-n="{@n}"/>
    </xsl:if>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- The break that begins the first line of a block breaks nothing. -->
  <xsl:function name="sgp:begins-block" as="xs:boolean">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="empty($break/preceding-sibling::*[1]) and not(sg:before($break)[normalize-space()])
                          and exists($break/parent::*[sg:is-block(.)])"/>
  </xsl:function>

  <!-- The end of a line that the view does not keep. -->
  <xsl:template match="sg:lb" mode="sg:html" as="text()?">
    <xsl:if test="not(sgp:joins(.))">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- Say whether what stands before a break and what stands after it are one word. -->
  <xsl:function name="sgp:joins" as="xs:boolean">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="$break/@break = 'no' or
      $sgp:has-unspaced and matches(sgp:text-before($break), $sgp:unspaced || '\s*$')
      and matches(sgp:text-after($break), '^\s*' || $sgp:unspaced)"/>
  </xsl:function>
  <xsl:function name="sgp:text-before" as="text()?">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="$break/preceding::text()[normalize-space()][1]"/>
  </xsl:function>
  <xsl:function name="sgp:text-after" as="text()?">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="$break/following::text()[normalize-space()][1]"/>
  </xsl:function>

  <!-- The same with the white space between it and the break. -->
  <xsl:function name="sgp:texts-before" as="text()*">
    <xsl:param name="break" as="element()"/>
    <xsl:variable name="last" as="text()?" select="sgp:text-before($break)"/>
    <xsl:sequence select="$last"/>
    <xsl:iterate select="$last/following::text()">
      <xsl:choose>
        <xsl:when test=". >> $break">
          <xsl:break/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="."/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:iterate>
  </xsl:function>
  <xsl:function name="sgp:texts-after" as="text()*">
    <xsl:param name="break" as="element()"/>
    <xsl:iterate select="$break/following::text()">
      <xsl:sequence select="."/>
      <xsl:if test="normalize-space()">
        <xsl:break/>
      </xsl:if>
    </xsl:iterate>
  </xsl:function>

  <!-- A character of a script that is written without spaces. -->
  <xsl:variable name="sgp:unspaced" as="xs:string"
    select="'[&#x2E80;-&#x30FF;&#x31F0;-&#x31FF;&#x3400;-&#x4DBF;&#x4E00;-&#x9FFF;&#xF900;-&#xFAFF;&#xFF00;-&#xFFEF;&#x20000;-&#x3FFFD;]'"/>
  <xsl:variable name="sgp:has-unspaced" as="xs:boolean" select="matches(string($sg:source), $sgp:unspaced)"/>

  <!-- The texts that lose the white space at their end or at their start, by generate-id(). -->
  <xsl:variable name="sgp:joined-ends" as="map(xs:string, xs:boolean)"
                select="map:merge($sgp:joins ! sgp:texts-before(.) ! map:entry(generate-id(), true()))"/>
  <xsl:variable name="sgp:joined-starts" as="map(xs:string, xs:boolean)"
                select="map:merge($sgp:joins ! sgp:texts-after(.) ! map:entry(generate-id(), true()))"/>
  <xsl:variable name="sgp:joins" as="element()*" select="$sg:viewed//lb[@break = 'no'] | $sg:viewed//sg:lb[sgp:joins(.)]"/>
  <xsl:variable name="sgp:has-joins" as="xs:boolean" select="exists($sgp:joins)"/>

  <!-- White space that is none on the page: one rule for all, since it is asked of each text. -->
  <xsl:template match="text()[not(normalize-space())][sgp:is-no-space(.)]" mode="sg:html" as="empty-sequence()" priority="0.7"/>
  <xsl:function name="sgp:is-no-space" as="xs:boolean">
    <xsl:param name="space" as="text()"/>
    <xsl:sequence select="sg:is-in-statement($space) or sgp:is-edge-of-datum($space)
      or $sgp:has-joined-units and sgp:is-between-joined($space) or sgp:is-before-stop($space)"/>
  </xsl:function>

  <!-- The indentation before an end tag is no space before the stop that follows it. -->
  <xsl:function name="sgp:is-before-stop" as="xs:boolean">
    <xsl:param name="space" as="text()"/>
    <xsl:sequence select="empty(sg:after($space)) and matches(sg:after($space/..), '^[.,;:!?)\]»”’]')"/>
  </xsl:function>

  <xsl:template match="text()[$sgp:has-joins or $sgp:has-unspaced][sgp:meets-line(.)]" mode="sg:html" as="text()" priority="1">
    <xsl:variable name="text" as="xs:string"
      select="if (not($sgp:has-unspaced) or exists(parent::*[sgp:is-preserved(.)])) then . else
              let $fold := '(' || $sgp:unspaced || ')\s*\n\s*(' || $sgp:unspaced || ')'
              return . => replace($fold, '$1$2') => replace($fold, '$1$2')"/>
    <xsl:variable name="start" as="xs:string" select="if (map:contains($sgp:joined-starts, generate-id())) then replace($text, '^\s+', '')
      else $text"/>
    <xsl:value-of select="if (map:contains($sgp:joined-ends, generate-id())) then replace($start, '\s+$', '') else $start"/>
  </xsl:template>
  <xsl:function name="sgp:meets-line" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:sequence select="map:contains($sgp:joined-ends, generate-id($text)) or map:contains($sgp:joined-starts, generate-id($text))
                          or $sgp:has-unspaced and contains($text, '&#10;') and normalize-space($text)"/>
  </xsl:function>

</xsl:stylesheet>
