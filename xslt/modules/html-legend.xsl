<?xml version="1.0" encoding="UTF-8"?>
<!--  The legend of the marks that a view shows, each once, with an example from the text.  -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:template name="sg:legend" as="element(h:section)?">
    <xsl:variable name="entries" as="element()*">
      <xsl:call-template name="sgp:entries"/>
    </xsl:variable>
    <xsl:if test="exists($entries)">
      <section class="legend" id="sg-legend" aria-labelledby="sg-legend-heading">
        <h2 id="sg-legend-heading">{sg:word('legend')}</h2>
        <p>{sg:word('policy-' || $view)}</p>
        <dl>
          <xsl:sequence select="$entries"/>
        </dl>
        <xsl:call-template name="sgp:hands"/>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- Each mark with its meaning. -->
  <xsl:template name="sgp:entries" as="element()*">
    <xsl:variable name="marked" as="element()*"
      select="$sg:viewed/sg:text//(supplied | expan | sic | gloss | note | corr | reg | unclear | gap | add | del)
              [sg:mark or self::expan/ex or self::sic/parent::choice or not(self::expan or self::sic or self::note or self::corr
              or self::reg)]
              [not(ancestor::note)][not(sg:holds-block(.))][$view != 'reading' or sg:mark or self::gap]"/>
    <xsl:for-each-group select="$marked"
                        group-by="local-name() || exists(ex) || sg:hand-number((ex, .)[1])">
      <dt>
        <xsl:apply-templates select="sgp:sample(.)/*" mode="sg:html"/>
      </dt>
      <dd>
        <xsl:value-of select="sgp:meaning(.), (ex, .)[1][@resp]
                              ! (sg:word('legend-hand') || sg:word('colon') || sg:hand-names(.) || '.')"/>
      </dd>
    </xsl:for-each-group>
    <xsl:for-each select="($sg:viewed/sg:text//foreign)[1]">
      <dt><i>{sg:plain(.)}</i></dt>
      <dd>{sg:word('meaning-foreign')}</dd>
    </xsl:for-each>
    <xsl:if test="$sg:viewed/sg:notes">
      <dt><span class="note-anchor">1</span></dt>
      <dd>{sg:word('meaning-anchor')}</dd>
    </xsl:if>
    <xsl:for-each select="($sg:viewed/sg:text//(persName | placeName | orgName | name | rs)[sg:names-entry(.)])[1]">
      <dt><span class="placeName">{sg:plain(.)}</span></dt>
      <dd>{sg:word('meaning-name')}</dd>
    </xsl:for-each>
  </xsl:template>

  <!-- Whose interventions have which colour. -->
  <xsl:template name="sgp:hands" as="element()*">
    <xsl:variable name="hands" as="element()*" select="$sg:header/fileDesc/titleStmt/respStmt[@xml:id]"/>
    <xsl:if test="exists($hands)">
      <h3>{sg:word('hands')}</h3>
      <ul class="hands">
        <xsl:for-each select="$hands">
          <li>
            <span class="swatch hand-{position()}">{(persName | orgName | name) ! sg:plain(.)}</span>
            <xsl:text>{sg:word('colon')}</xsl:text>
            <xsl:apply-templates select="sg:unclaimed(resp/node())/node()" mode="sg:html"/>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:template>

  <!-- A mark as an example: the element without the ids and links that may stand but once. -->
  <xsl:function name="sgp:sample" as="document-node()">
    <xsl:param name="element" as="element()"/>
    <xsl:document>
      <xsl:apply-templates select="$element" mode="sgp:sample"/>
    </xsl:document>
  </xsl:function>
  <xsl:mode name="sgp:sample" on-no-match="shallow-copy"/>
  <xsl:template match="@xml:id | @ref | @target | sg:anchor | processing-instruction()" mode="sgp:sample" as="empty-sequence()"/>

  <!-- What a mark means, by the element that it is of. -->
  <xsl:function name="sgp:meaning" as="xs:string">
    <xsl:param name="marked" as="element()"/>
    <xsl:sequence select="sg:word('meaning-' || (if ($marked/ex) then 'ex' else if ($marked/self::sic/parent::choice) then 'choice'
                          else local-name($marked)))"/>
  </xsl:function>

</xsl:stylesheet>
