<?xml version="1.0" encoding="UTF-8"?>
<!-- Primary sources (TEI Guidelines, 12): what happened to a text on its page. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:template match="mod | restore | retrace | secl | path | fw | listTranspose" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>
  <!-- A mark in words, as an instruction, is no part of the words beside it. -->
  <xsl:template match="metamark" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="further" select="sg:hint((@function, @place ! sg:values(.)))"/>
      <xsl:with-param name="before" select="sgp:space-around-words(.)"/>
      <xsl:with-param name="after" select="sgp:space-around-words(.)"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:function name="sgp:space-around-words" as="text()?">
    <xsl:param name="mark" as="element()"/>
    <xsl:value-of select="' '[matches($mark, '\p{L}\p{L}')]"/>
  </xsl:function>
  <xsl:template match="damage" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="further" select="sg:hint(((@agent, @degree) ! sg:values(.), sg:amount(.)))"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Room that was left: of some characters, as room; else with the sign of the field for it, and how much where that is known. -->
  <xsl:template match="space" mode="sg:html" as="element()">
    <xsl:variable name="is-known" as="xs:boolean" select="exists((@quantity, @extent[. != 'unknown'], @atLeast, @atMost, @min, @max))"/>
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="further" select="sg:hint((sg:word('space'), sg:amount(.)[.]))"/>
      <xsl:with-param name="before">
        <span class="mark">[{string-join((sg:word('vacat'), sg:amount(.)[$is-known]), ' ')}]</span>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="space[(@quantity, @min)[1] castable as xs:integer][@unit = ('char', 'chars', 'character', 'characters')]"
                mode="sg:html" as="element()" priority="1">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="further" select="sg:hint((sg:word('space'), sg:amount(.)))"/>
      <xsl:with-param name="before">
        <span class="mark">{string-join((1 to min((40, xs:integer((@quantity, @min)[1])))) ! '&#xA0;')}</span>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- Another hand begins. -->
  <xsl:template match="handShift" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>
  <xsl:template match="handShift[@new or @scribeRef or @scribe or @script or @medium]" mode="sg:html" as="element()" priority="1">
    <xsl:variable name="pointers" as="attribute()?" select="(@new, @scribeRef)[1]"/>
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before">
        <span class="mark">
          <xsl:text>[{sg:word('hand')}{sg:word('colon')}</xsl:text>
          <xsl:sequence select="sg:sigla($pointers)"/>
          <xsl:text>{', '[$pointers and current()/(@scribe, @script, @medium)]}{string-join((@scribe, @script, @medium), ', ')}]</xsl:text>
        </span>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- === What goes on beyond an element: each text of it; or a sign where it begins and one where it ends -->

  <xsl:template match="sg:delSpan" mode="sg:html" as="element(h:del)">
    <del>
      <xsl:apply-templates mode="#current"/>
    </del>
  </xsl:template>
  <xsl:template match="sg:addSpan" mode="sg:html" as="element(h:ins)">
    <ins>
      <xsl:apply-templates mode="#current"/>
    </ins>
  </xsl:template>
  <xsl:template match="sg:damageSpan" mode="sg:html" as="element(h:span)">
    <span class="damage">
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>
  <xsl:template match="addSpan | delSpan | damageSpan" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>

  <xsl:key name="sgp:spans-to" match="*[@spanTo]" use="replace(@spanTo, '^#', '')"/>

  <xsl:template match="addSpan[@spanTo] | delSpan[@spanTo] | damageSpan[@spanTo] | mod[@spanTo] | redo[@spanTo] | undo[@spanTo]
                       | retrace[@spanTo]
                       | restore[@spanTo]"
                mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before">
        <span class="mark">⌈{sg:word(local-name())}{sg:word('colon')}</span>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="anchor[exists(key('sgp:spans-to', @xml:id))]" mode="sg:html" as="element()" priority="1">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before">
        <span class="mark">⌉</span>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- What was done again, undone or put in another order, by pointers to it. -->
  <xsl:template match="redo | undo | substJoin" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before" as="element(h:span)?">
        <xsl:if test="@target">
          <span class="mark">[{sg:word(local-name())}{sg:word('colon')}<xsl:sequence select="sg:sigla(@target)"/>]</span>
        </xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="transpose" mode="sg:html" as="element()">
    <xsl:call-template name="sg:field"/>
  </xsl:template>

  <!-- Stages of writing and hands, where they stand outside of a header. -->
  <xsl:template match="handNotes" mode="sg:html" as="element()">
    <xsl:call-template name="sg:block"/>
  </xsl:template>

  <!-- === Pages: surfaces, their zones and lines -->

  <xsl:template match="facsimile | sourceDoc | surfaceGrp | surface | zone | line" mode="sg:html" as="element()">
    <xsl:call-template name="sg:block"/>
  </xsl:template>
  <xsl:template match="surface[@n]" mode="sg:html" as="element(h:div)" priority="1">
    <xsl:call-template name="sg:field">
      <xsl:with-param name="label" select="sg:word('surface') || ' ' || @n"/>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
