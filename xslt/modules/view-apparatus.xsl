<?xml version="1.0" encoding="UTF-8"?>
<!--
  The critical apparatus (TEI Guidelines, 13). Where an entry stands in the text for its place in it
  (parallel segmentation), the text has the lemma, else the first reading; the critical view has the
  entry as a note. An entry that names its place (@loc, @from, @to) is a note of the critical view
  where it stands within a paragraph or line; anywhere else it is one of a list, and stays in it.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- The reading that stands in the text. -->
  <xsl:function name="sg:lemma" as="element()?">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:variable name="readings" as="element()*" select="sgp:groups($app)/(lem | rdg)"/>
    <xsl:sequence select="($readings[self::lem], $readings)[1]"/>
  </xsl:function>

  <!-- An entry and the groups of its readings. -->
  <xsl:function name="sgp:groups" as="element()+">
    <xsl:param name="group" as="element()"/>
    <xsl:sequence select="$group, $group/rdgGrp ! sgp:groups(.)"/>
  </xsl:function>

  <!-- An entry that holds a piece of the text itself. -->
  <xsl:function name="sg:is-inline-app" as="xs:boolean">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:sequence select="empty($app/(@loc | @from | @to)) and exists(sg:lemma($app)) and
                          empty($app/ancestor::*[self::listApp or self::standOff or self::teiHeader])"/>
  </xsl:function>

  <!-- An entry on a piece of the text, put beside it. -->
  <xsl:function name="sgp:is-marginal-app" as="xs:boolean">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:sequence select="exists($app/(@loc | @from | @to)) and
                          exists($app/ancestor::*[self::p or self::ab or self::l or self::lg or self::head or self::seg]) and
                          empty($app/ancestor::*[self::note or self::listApp or self::standOff or self::teiHeader])"/>
  </xsl:function>

  <!-- White space between alternatives, of an entry as of a choice. -->
  <xsl:template match="text()[not(normalize-space())][parent::app or parent::rdgGrp or parent::choice]"
                mode="sg:transcript sg:reading sg:critical sg:data" as="empty-sequence()"/>

  <xsl:template match="app[sgp:is-marginal-app(.)]" mode="sg:transcript sg:reading" as="empty-sequence()"/>
  <xsl:template match="app[sgp:is-marginal-app(.)]" mode="sg:critical" as="element(sg:anchor)">
    <sg:anchor>
      <xsl:call-template name="sg:copy"/>
    </sg:anchor>
  </xsl:template>

  <xsl:template match="app[sg:is-inline-app(.)]" mode="sg:transcript sg:reading" as="element(tei:app)">
    <xsl:call-template name="sgp:lemma"/>
  </xsl:template>

  <!-- Critical: the lemma in the text; in the note its words once more, then all else in its order. -->
  <xsl:template match="app[sg:is-inline-app(.)]" mode="sg:critical" as="element()+">
    <xsl:variable name="lemma" as="element()" select="sg:lemma(.)"/>
    <xsl:variable name="shown" as="element(tei:app)">
      <xsl:call-template name="sgp:lemma"/>
    </xsl:variable>
    <xsl:apply-templates select="$shown" mode="sgp:anchored">
      <xsl:with-param name="anchor" as="element(sg:anchor)" tunnel="yes">
        <sg:anchor>
          <xsl:copy copy-namespaces="no">
            <xsl:sequence select="@* except @xml:id"/>
            <sg:what>{sgp:catchword($lemma)}]</sg:what>
            <xsl:apply-templates select="node() except ($lemma, sgp:own-text(.))" mode="#current"/>
          </xsl:copy>
        </sg:anchor>
      </xsl:with-param>
    </xsl:apply-templates>
  </xsl:template>
  <xsl:template match="rdgGrp/node()[sg:is-inline-app(ancestor::app[1])]
                                    [. intersect (sg:lemma(ancestor::app[1]), sgp:own-text(ancestor::app[1]))]"
                mode="sg:critical" as="empty-sequence()" priority="2"/>

  <!-- An anchor follows the element; where that ends with a line or paragraph, it stands at the end of the line. -->
  <xsl:mode name="sgp:anchored" on-no-match="fail"/>
  <xsl:template match="*" mode="sgp:anchored" as="element()+" priority="-1">
    <xsl:param name="anchor" as="element(sg:anchor)" tunnel="yes"/>
    <xsl:sequence select="., $anchor"/>
  </xsl:template>
  <xsl:template match="app | lem | rdg | lg | div | sp | quote" mode="sgp:anchored" as="element()+">
    <xsl:variable name="last" as="node()?" select="node()[self::* or self::text()[normalize-space()]][last()]"/>
    <xsl:choose>
      <xsl:when test="exists($last/descendant-or-self::*[self::l or self::p or self::ab])">
        <xsl:copy copy-namespaces="no">
          <xsl:sequence select="@*, node()[. &lt;&lt; $last]"/>
          <xsl:apply-templates select="$last" mode="#current"/>
        </xsl:copy>
      </xsl:when>
      <xsl:otherwise>
        <xsl:next-match/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="l | p | ab" mode="sgp:anchored" as="element()">
    <xsl:param name="anchor" as="element(sg:anchor)" tunnel="yes"/>
    <xsl:copy copy-namespaces="no">
      <xsl:sequence select="@*, node(), $anchor"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template name="sgp:lemma" as="element(tei:app)">
    <xsl:copy copy-namespaces="no">
      <xsl:variable name="lemma" as="element()" select="sg:lemma(.)"/>
      <xsl:sequence select="@*, sgp:own-text(.)[. &lt;&lt; $lemma]"/>
      <xsl:for-each select="$lemma">
        <xsl:call-template name="sg:copy"/>
      </xsl:for-each>
      <xsl:sequence select="sgp:own-text(.)[. &gt;&gt; $lemma]"/>
      <xsl:if test="$view != 'critical'">
        <xsl:sequence select="sg:places-in(sgp:groups(.)/(lem | rdg) except $lemma, $lemma)"/>
      </xsl:if>
    </xsl:copy>
  </xsl:template>

  <!-- Text that no reading of an entry has, against all schemas: it is the text's, in every view. -->
  <xsl:function name="sgp:own-text" as="node()*">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:sequence select="sgp:groups($app)/(text()[normalize-space()] | processing-instruction()[sg:is-claim(.)])"/>
  </xsl:function>

  <!-- The words of a lemma and its witnesses, as an entry begins: of a long one the first and last words. -->
  <xsl:function name="sgp:catchword" as="xs:string">
    <xsl:param name="lemma" as="element()"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize(string-join(sgp:lemma-text($lemma)))"/>
    <xsl:variable name="shown" as="xs:string*"
                  select="if (count($words) gt 6) then ($words[position() le 2], '…', $words[position() ge last() - 1])
                          else $words"/>
    <xsl:sequence select="string-join((if (exists($shown)) then $shown else sg:word('omitted'),
                                       sg:sources-of($lemma) ! tokenize(.) ! sg:siglum(.), sg:known-of($lemma)), ' ')"/>
  </xsl:function>

  <!-- Who has a reading: witnesses, printed sources and hands, else who conjectured it. -->
  <xsl:function name="sg:sources-of" as="attribute()*">
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="named" as="attribute()*" select="$reading/(@wit | @source | @hand)"/>
    <xsl:sequence select="if (exists($named)) then $named else $reading/@resp"/>
  </xsl:function>

  <!-- What is known of a reading or of an entry besides: why it is so, what kind it is, who says it, how sure. -->
  <xsl:function name="sg:known-of" as="xs:string?">
    <xsl:param name="said" as="element()"/>
    <xsl:variable name="known" as="xs:string*"
      select="$said/@cause ! (sg:word('att-cause') || sg:word('colon') || sg:values(.)), $said[not(self::app)]/@type ! sg:values(.),
              $said[@resp][self::app or @wit or @source or @hand] ! sg:hand-names(.), $said[@cert] ! sg:certainty(.)"/>
    <xsl:sequence select="string-join($known, '; ')[. != ''] ! ('(' || . || ')')"/>
  </xsl:function>

  <!-- The text nodes of a lemma: of entries within it, those of their own lemmata; no notes. -->
  <xsl:function name="sgp:lemma-text" as="xs:string*">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="if ($node/self::text()) then string($node)
                          else if ($node/self::note) then ()
                          else if ($node/self::app) then $node/sg:lemma(.) ! sgp:lemma-text(.)
                          else $node/node() ! sgp:lemma-text(.)"/>
  </xsl:function>

</xsl:stylesheet>
