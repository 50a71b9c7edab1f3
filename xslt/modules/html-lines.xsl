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

  <!--
    A character of a script that is written without spaces. Patterns are static and joined by string-join: Saxon compiles such a
    one with the stylesheet, one that is concatenated by || each time it is used.
  -->
  <xsl:variable name="sgp:unspaced" as="xs:string" static="yes"
    select="'[&#x2E80;-&#x30FF;&#x31F0;-&#x31FF;&#x3400;-&#x4DBF;&#x4E00;-&#x9FFF;&#xF900;-&#xFAFF;&#xFF00;-&#xFFEF;&#x20000;-&#x3FFFD;]'"/>
  <!-- Two of them, with the end of a line between; one before a break, and one after it. -->
  <xsl:variable name="sgp:fold" as="xs:string" static="yes"
                select="string-join(('(', $sgp:unspaced, ')\s*\n\s*(', $sgp:unspaced, ')'))"/>
  <xsl:variable name="sgp:unspaced-last" as="xs:string" static="yes" select="string-join(($sgp:unspaced, '\s*$'))"/>
  <xsl:variable name="sgp:unspaced-first" as="xs:string" static="yes" select="string-join(('^\s*', $sgp:unspaced))"/>

  <!-- A break is empty; what an invalid document has in it follows it. -->
  <xsl:template match="lb" mode="sg:html" as="node()+">
    <br>
      <xsl:sequence select="sg:attributes(., ('no-break'[current()/@break = 'no'], 'first'[sgp:begins-block(current())],
                                             'begins-page'[current()/sgp:follows-picture(.)]))"/>
    </br>
    <xsl:if test="@facs">
      <xsl:call-template name="sg:to-picture"/>
    </xsl:if>
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

  <!-- The break that begins a page breaks nothing where its picture stands before it. -->
  <xsl:function name="sgp:follows-picture" as="xs:boolean">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="exists($break/preceding-sibling::node()[self::* or self::text()[normalize-space()]][1]
                                 /(self::pb | self::cb | self::gb | self::milestone)/@facs)"/>
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
      $sgp:has-unspaced and matches(sgp:text-before($break), $sgp:unspaced-last)
      and matches(sgp:text-after($break), $sgp:unspaced-first)"/>
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

  <!-- Their brackets and stops alone, as early prints have them in other scripts, make no such text. -->
  <xsl:variable name="sgp:has-unspaced" as="xs:boolean" select="matches(string($sg:source), $sgp:unspaced-letter)"/>
  <xsl:variable name="sgp:unspaced-letter" as="xs:string" static="yes"
    select="string-join(('[&#x2E80;-&#x2FDF;&#x3005;-&#x3007;&#x3041;-&#x30FF;&#x31F0;-&#x31FF;&#x3400;-&#x4DBF;&#x4E00;-&#x9FFF;',
                         '&#xF900;-&#xFAFF;&#xFF66;-&#xFF9F;&#x20000;-&#x3FFFD;]'))"/>

  <!-- The space between two words that nothing but a break parts (att.breaking). -->
  <xsl:function name="sgp:parts-words" as="text()?">
    <xsl:param name="break" as="element()"/>
    <xsl:value-of select="' '[$break/@break = 'yes' and not(sgp:begins-block($break) or matches(sg:before($break)[self::text()], '\s$'))]"/>
  </xsl:function>

  <!-- The texts that lose the white space at their end or at their start, by generate-id(). -->
  <xsl:variable name="sgp:joined-ends" as="map(xs:string, xs:boolean)"
                select="map:merge($sgp:joins ! sgp:texts-before(.) ! map:entry(generate-id(), true()))"/>
  <xsl:variable name="sgp:joined-starts" as="map(xs:string, xs:boolean)"
                select="map:merge($sgp:joins ! sgp:texts-after(.) ! map:entry(generate-id(), true()))"/>
  <xsl:variable name="sgp:joins" as="element()*"
    select="$sg:viewed//(lb | pb | cb | gb | milestone)[@break = 'no'] | $sg:viewed//sg:lb[sgp:joins(.)]"/>
  <xsl:variable name="sgp:has-joins" as="xs:boolean" select="exists($sgp:joins)"/>

  <!--
    A text that may not be copied as it is: white space, which may be none on the page, or one beside which lines meet. One rule,
    since it is asked of each text.
  -->
  <xsl:template match="text()[not(normalize-space()) or $sgp:has-joins or contains(., '&#10;') and $sgp:has-unspaced]" mode="sg:html"
                as="text()?">
    <xsl:choose>
      <xsl:when test="not(normalize-space()) and sgp:is-no-space(.)"/>
      <xsl:when test="sgp:meets-line(.)">
        <xsl:value-of select="sgp:joined(.)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="."/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:function name="sgp:is-no-space" as="xs:boolean">
    <xsl:param name="space" as="text()"/>
    <xsl:variable name="around" as="node()" select="$space/.."/>
    <xsl:sequence select="if (map:contains($sgp:statements, local-name($around)) and sg:is-in-statement($space)) then true()
      else if (map:contains($sgp:statements, local-name($around/..)) and sgp:is-edge-of-datum($space)) then true()
      else if ($sgp:has-joined-units and sgp:is-between-joined($space)) then true()
      else if ($space/following-sibling::*) then false() else sgp:is-before-stop($space)"/>
  </xsl:function>

  <!-- The indentation before an end tag is no space before the stop that follows it. -->
  <xsl:function name="sgp:is-before-stop" as="xs:boolean">
    <xsl:param name="space" as="text()"/>
    <xsl:sequence select="empty(sg:after($space)) and matches(sg:after($space/..), '^[.,;:!?)\]»”’]')"/>
  </xsl:function>

  <xsl:function name="sgp:meets-line" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:sequence select="if ($sgp:has-joins and (map:contains($sgp:joined-ends, generate-id($text))
                                                  or map:contains($sgp:joined-starts, generate-id($text)))) then true()
                          else if (contains($text, '&#10;') and $sgp:has-unspaced) then matches($text, $sgp:fold) else false()"/>
  </xsl:function>
  <!-- A text without the white space that is none beside a break, or between characters that have none. -->
  <xsl:function name="sgp:joined" as="xs:string">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="folded" as="xs:string"
      select="if (not($sgp:has-unspaced) or exists($text/parent::*[sgp:is-preserved(.)])) then $text
              else $text => replace($sgp:fold, '$1$2') => replace($sgp:fold, '$1$2')"/>
    <xsl:variable name="start" as="xs:string"
      select="if (map:contains($sgp:joined-starts, generate-id($text))) then replace($folded, '^\s+', '') else $folded"/>
    <xsl:sequence select="if (map:contains($sgp:joined-ends, generate-id($text))) then replace($start, '\s+$', '') else $start"/>
  </xsl:function>

</xsl:stylesheet>
