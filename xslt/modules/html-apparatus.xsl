<?xml version="1.0" encoding="UTF-8"?>
<!-- The critical apparatus: entries as critical editions print them, "lemma A B] reading C; om. D". -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- In the text, the reading that stands in it. -->
  <xsl:template match="app | lem | rdg | rdgGrp | wit" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>

  <!-- An entry of its own: a note, one of a list, or one with all of its readings in their place. -->
  <xsl:function name="sgp:is-entry" as="xs:boolean">
    <xsl:param name="app" as="element(tei:app)?"/>
    <xsl:sequence select="exists($app[parent::sg:note or not(sg:is-inline-app(.)) or count((lem, rdg, rdgGrp)) gt 1])"/>
  </xsl:function>

  <xsl:function name="sgp:is-part-of-entry" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="exists($part/(parent::app | parent::rdgGrp)) and sgp:is-entry($part/ancestor::app[1])"/>
  </xsl:function>
  <xsl:template match="app[sgp:is-entry(.)]" mode="sg:html" as="element()" priority="1">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="attributes" select="sg:attributes(., ('app', 'entry'))"/>
      <xsl:with-param name="before" select="sgp:place(.)"/>
      <xsl:with-param name="after" select="sgp:particulars-of(.)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The place in the text that an entry is on: as it says, else the line of the point where it begins. -->
  <xsl:function name="sgp:place" as="node()*">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:variable name="from" as="element()?" select="key('sg:id', replace($app/@from, '^#', ''), $sg:source)[1]"/>
    <xsl:variable name="place" as="attribute()?" select="($app/@loc, ($from/ancestor-or-self::*/@n)[last()], $app/@n)[1]"/>
    <xsl:if test="$place">
      <span class="label">
        <xsl:choose>
          <xsl:when test="sg:link($app/@from)">
            <a href="{sg:link($app/@from)}">{$place}</a>
          </xsl:when>
          <xsl:otherwise>{$place}</xsl:otherwise>
        </xsl:choose>
      </span>
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:function>

  <!-- What stands between the parts of an entry. -->
  <xsl:template match="lem[sgp:is-part-of-entry(.)] | rdg[sgp:is-part-of-entry(.)] | rdgGrp[sgp:is-part-of-entry(.)]
                       | wit[sgp:is-part-of-entry(.)] | witDetail[sgp:is-part-of-entry(.)] | note[sgp:is-part-of-entry(.)]"
                mode="sg:html" as="node()+" priority="2">
    <xsl:variable name="before" as="element()?" select="preceding-sibling::*[self::lem or self::rdg or self::rdgGrp][1]"/>
    <xsl:if test="(self::lem or self::rdg or self::rdgGrp) and $before[self::rdg or self::rdgGrp or parent::rdgGrp]">
      <span class="mark">{if (parent::rdgGrp) then ',' else ';'}</span>
    </xsl:if>
    <xsl:value-of select="' '[current()/preceding-sibling::*[1][not(self::sg:what)]]"/>
    <xsl:variable name="is-remark" as="xs:boolean" select="exists(self::note[$before][not(sg:holds-block(.))])"/>
    <xsl:sequence select="sgp:printed-mark('(')[$is-remark]"/>
    <xsl:next-match/>
    <xsl:sequence select="sgp:printed-mark(')')[$is-remark]"/>
    <xsl:if test="self::lem and parent::app">
      <span class="mark">]</span>
    </xsl:if>
  </xsl:template>

  <!-- A reading of an entry, with its witnesses; an empty one says that they omit the words. -->
  <xsl:template match="lem[sgp:is-entry(ancestor::app[1])] | rdg[sgp:is-entry(ancestor::app[1])]" mode="sg:html" as="element()+">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before" as="element(h:span)?">
        <xsl:if test="empty(*) and not(normalize-space())">
          <span class="mark">{sg:word('omitted')}</span>
        </xsl:if>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:sequence select="sgp:witnesses(.), sgp:particulars-of(.)"/>
  </xsl:template>

  <!--
    The sigla after a reading: witnesses, printed sources and hands, else who conjectured it; none
    where the source has printed them itself.
  -->
  <xsl:function name="sgp:witnesses" as="element(h:span)?">
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="shown" as="attribute()*" select="sg:sources-of($reading)"/>
    <xsl:if test="exists($shown) and empty($reading/following-sibling::*[1][self::wit])">
      <span class="mark sigla">
        <xsl:for-each select="$shown">
          <xsl:text> </xsl:text>
          <xsl:sequence select="sg:sigla(.)"/>
        </xsl:for-each>
      </span>
    </xsl:if>
  </xsl:function>

  <xsl:function name="sgp:particulars-of" as="element(h:span)?">
    <xsl:param name="said" as="element()"/>
    <xsl:sequence select="sg:known-of($said) ! sgp:printed-mark(' ' || .)"/>
  </xsl:function>

  <xsl:template match="witDetail" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before">
        <span class="mark">(<xsl:sequence select="sg:sigla(@wit)"/>{sg:word('colon')[current()/@wit]}</span>
      </xsl:with-param>
      <xsl:with-param name="after">
        <span class="mark">)</span>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- Where a witness begins, ends or has lost its text: said in an entry, in the text a place alone. -->
  <xsl:template match="witStart | witEnd | lacunaStart | lacunaEnd" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>
  <xsl:template match="witStart[sgp:is-entry(ancestor::app[1])] | witEnd[sgp:is-entry(ancestor::app[1])]
                       | lacunaStart[sgp:is-entry(ancestor::app[1])] | lacunaEnd[sgp:is-entry(ancestor::app[1])]" mode="sg:html"
                       as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before">
        <span class="mark">[{sg:word(local-name())}{' '[current()/@wit]}<xsl:sequence select="sg:sigla(@wit)"/>] </span>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- === Lists of entries and of witnesses -->

  <xsl:template match="listApp | listWit" mode="sg:html" as="element()">
    <xsl:call-template name="sg:block"/>
  </xsl:template>

  <!-- A witness begins with its siglum. -->
  <xsl:template match="witness" mode="sg:html" as="element(h:div)">
    <div>
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:if test="empty((abbr | idno)[@type = 'siglum']) and (@n or @xml:id[not(sg:is-siglum(..))])">
        <span class="label siglum">{(@n, @xml:id)[1]}</span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <xsl:template match="variantEncoding" mode="sg:html" as="element()">
    <xsl:call-template name="sg:field">
      <xsl:with-param name="label" select="sg:word('variantEncoding') || sg:word('colon') || string-join((@method, @location), ', ')"/>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
