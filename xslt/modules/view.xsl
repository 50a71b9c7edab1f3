<?xml version="1.0" encoding="UTF-8"?>
<!-- 
  The policy of views, the same for every output: the source becomes a tree that holds what one
  view shows. After it nothing is decided; the outputs typeset the tree.

  The tree has up to four parts: sg:text, the text; sg:notes, what was moved out of it, numbered in
  the order of the sg:anchor that stands in its place; sg:supplements, what a document has beside
  its text; sg:header. What a view prints around an element is an sg:mark.

    rule            transcript          reading              critical
    note            moved to the notes  moved to the notes   moved to the notes; between paragraphs, in its place
    editorial-note  withheld            withheld             moved to the notes
    choice          as printed          as edited            both, with a note
    abbreviation    shown               after its expansion  with its expansion, with a note
    apparatus       lemma               lemma                lemma; the entry is a note
    deletion        shown, in ⟦ ⟧       withheld             shown, with a note; so are spans (view-spans.xsl)
    surplus         shown               withheld             shown, with a note
    forme-work      shown               withheld             shown
    program         withheld in every view: scripts, styles and metadata of other vocabularies (view-foreign.xsl)
    description     in HTML, a drawing's title and description are not displayed; elsewhere they are text
    supplements     after the text: facsimile, sourceDoc, standOff, in every view
    header          after the text in HTML, withheld in text and Markdown, in every view

  A correction is applied where its hand is certain or does not say; a doubtful one is not. An
  abbreviation is expanded where it stands first. In the header and in the supplements each thing
  stands in its place (mode sg:data), whatever the view.
 -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:eg="http://www.tei-c.org/ns/Examples"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:m="http://www.w3.org/1998/Math/MathML"
                xmlns:svg="http://www.w3.org/2000/svg"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:param name="view" as="xs:string" select="'transcript'"/>

  <!-- Whether all templates are siglum's. -->
  <xsl:param name="is-siglums" as="xs:boolean" select="false()"/>

  <!-- The text as one view shows it. -->
  <xsl:mode name="sg:transcript" on-no-match="shallow-copy" on-multiple-match="fail"/>
  <xsl:mode name="sg:reading" on-no-match="shallow-copy" on-multiple-match="fail"/>
  <xsl:mode name="sg:critical" on-no-match="shallow-copy" on-multiple-match="fail"/>
  <!-- Data about the text: all of it, in its place. -->
  <xsl:mode name="sg:data" on-no-match="shallow-copy" on-multiple-match="fail"/>

  <!-- What a document has beside its text. -->
  <xsl:variable name="sgp:beside-text" as="element()*" select="$sg:source/TEI[text]/(facsimile | sourceDoc | standOff)"/>

  <!-- Say whether a facsimile is nothing but pictures that stand in the text, where their pages begin. -->
  <xsl:function name="sgp:is-in-the-text" as="xs:boolean">
    <xsl:param name="beside" as="element()"/>
    <xsl:variable name="shown" as="xs:string*"
                  select="$sg:source/TEI/text//(pb | cb | gb | milestone)[not(ancestor::ref)]/@facs ! tokenize(.)"/>
    <xsl:variable name="ids" as="xs:string*" select="$beside//@xml:id ! ('#' || .)"/>
    <xsl:sequence select="$beside/self::facsimile and empty($beside//text()[normalize-space()])
      and empty($beside//(media | graphic[not((@url, (.[not(preceding-sibling::graphic)]/ancestor::*, .)/@xml:id ! ('#' || .)) = $shown)]))
      and not($sg:source//@target ! tokenize(.) = $ids)"/>
  </xsl:function>

  <!-- The viewed tree of a document: what is seen of it, its notes taken out of their anchors. -->
  <xsl:variable name="sg:viewed" as="document-node()">
    <xsl:variable name="numbers" as="map(xs:string, xs:integer)" select="sgp:numbers($sgp:seen)"/>
    <xsl:choose>
      <xsl:when test="map:size($numbers) eq 0">
        <xsl:sequence select="$sgp:seen"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:document>
          <xsl:apply-templates select="$sgp:seen/node()" mode="sgp:lift">
            <xsl:with-param name="numbers" select="$numbers" tunnel="yes"/>
          </xsl:apply-templates>
        </xsl:document>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:variable name="sgp:seen" as="document-node()">
    <xsl:variable name="root" as="element()" select="$sg:source/*"/>
    <xsl:variable name="header" as="element(tei:teiHeader)?" select="$root[self::TEI or self::teiCorpus]/teiHeader[1]"/>
    <xsl:document>
      <sg:text>
        <xsl:for-each select="$root">
          <xsl:choose>
            <xsl:when test="exists(($header, $sgp:beside-text))">
              <xsl:copy>
                <xsl:sequence select="@*, sg:view(node() except ($header, $sgp:beside-text), $view)"/>
              </xsl:copy>
            </xsl:when>
            <xsl:otherwise>
              <xsl:sequence select="sg:view(., $view)"/>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </sg:text>
      <xsl:variable name="supplements" as="element()*" select="$sgp:beside-text[not(sgp:is-in-the-text(.))]"/>
      <xsl:if test="exists($supplements)">
        <sg:supplements>
          <xsl:apply-templates select="$supplements" mode="sg:data"/>
        </sg:supplements>
      </xsl:if>
      <xsl:if test="exists($header)">
        <sg:header>
          <xsl:apply-templates select="$header" mode="sg:data"/>
        </sg:header>
      </xsl:if>
    </xsl:document>
  </xsl:variable>

  <!-- Nodes of the source as one view shows them; each sg:anchor still holds its note. -->
  <xsl:function name="sg:view" as="node()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="view" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="$view = 'transcript'">
        <xsl:apply-templates select="$nodes" mode="sg:transcript"/>
      </xsl:when>
      <xsl:when test="$view = 'reading'">
        <xsl:apply-templates select="$nodes" mode="sg:reading">
          <xsl:with-param name="marks" select="false()" tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:when test="$view = 'critical'">
        <xsl:apply-templates select="$nodes" mode="sg:critical"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="$nodes" mode="sg:data"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Take the notes out of their anchors. -->
  <xsl:mode name="sgp:lift" on-no-match="shallow-copy"/>
  <xsl:template match="*[not(descendant-or-self::sg:anchor)]" mode="sgp:lift" as="element()">
    <xsl:sequence select="."/>
  </xsl:template>
  <xsl:template match="sg:text" mode="sgp:lift" as="element()+">
    <xsl:param name="numbers" as="map(xs:string, xs:integer)" tunnel="yes"/>
    <sg:text>
      <xsl:apply-templates mode="#current"/>
    </sg:text>
    <sg:notes>
      <xsl:for-each select=".//sg:anchor">
        <sg:note n="{$numbers(generate-id())}">
          <xsl:apply-templates mode="#current"/>
        </sg:note>
      </xsl:for-each>
    </sg:notes>
  </xsl:template>
  <xsl:template match="sg:anchor" mode="sgp:lift" as="element(sg:anchor)">
    <xsl:param name="numbers" as="map(xs:string, xs:integer)" tunnel="yes"/>
    <sg:anchor n="{$numbers(generate-id())}"/>
  </xsl:template>

  <xsl:function name="sgp:numbers" as="map(xs:string, xs:integer)">
    <xsl:param name="seen" as="document-node()"/>
    <xsl:map>
      <xsl:for-each select="$seen//sg:anchor">
        <xsl:map-entry key="generate-id()" select="position()"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:function>

  <!-- === Every element -->

  <!-- Comments and processing instructions are no part of the text, but for the claims. -->
  <xsl:template match="comment() | processing-instruction()" priority="-1"
                mode="sg:transcript sg:reading sg:critical sg:data" as="empty-sequence()"/>
  <xsl:template match="processing-instruction()[sg:is-claim(.)]" mode="sg:transcript sg:reading sg:critical sg:data"
                as="processing-instruction()">
    <xsl:sequence select="."/>
  </xsl:template>

  <!-- Most elements, around which nothing is printed. -->
  <xsl:template match="*" mode="sg:transcript sg:reading sg:critical sg:data" as="element()" priority="-1">
    <xsl:choose>
      <xsl:when test="@rendition">
        <xsl:call-template name="sg:copy"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:copy copy-namespaces="no">
          <xsl:sequence select="@*, sgp:reference(.)"/>
          <xsl:apply-templates mode="#current"/>
        </xsl:copy>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="supplied | secl | ex | surplus | del" mode="sg:transcript sg:reading sg:critical sg:data" as="element()"
                priority="-0.9">
    <xsl:call-template name="sg:copy"/>
  </xsl:template>

  <!--
    What no template of a view changes is copied whole. Only siglum's own are known to change nothing else: an edition's own
    stylesheet sees each element. Markup that is moved or changed, in whichever view, is named here.
  -->
  <xsl:template match="text[sgp:is-plain(.)] | front[sgp:is-plain(.)] | body[sgp:is-plain(.)] | back[sgp:is-plain(.)] | div[sgp:is-plain(.)]
                       | div1[sgp:is-plain(.)] | div2[sgp:is-plain(.)] | div3[sgp:is-plain(.)] | lg[sgp:is-plain(.)] | l[sgp:is-plain(.)]
                       | sp[sgp:is-plain(.)] | p[sgp:is-plain(.)] | ab[sgp:is-plain(.)] | s[sgp:is-plain(.)] | head[sgp:is-plain(.)]
                       | line[sgp:is-plain(.)] | list[sgp:is-plain(.)] | item[sgp:is-plain(.)] | table[sgp:is-plain(.)]
                       | row[sgp:is-plain(.)]"
                mode="sg:transcript sg:reading sg:critical sg:data" as="element()" priority="3.6">
    <xsl:copy-of select="." copy-namespaces="no"/>
  </xsl:template>
  <xsl:function name="sgp:is-plain" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$sgp:copies-whole and empty($element/parent::choice) and empty(($element/descendant-or-self::*/@rendition,
      $element/descendant::comment(),
      $element/descendant::note, $element/descendant::app, $element/descendant::choice, $element/descendant::add, $element/descendant::del,
      $element/descendant::supplied, $element/descendant::unclear, $element/descendant::gap, $element/descendant::gloss,
      $element/descendant::sic, $element/descendant::corr, $element/descendant::expan, $element/descendant::ex,
      $element/descendant::surplus, $element/descendant::secl, $element/descendant::fw, $element/descendant::g,
      $element/descendant::lb[$view = 'reading'], $element/descendant::rdgGrp, $element/descendant::person,
      $element/descendant::personGrp, $element/descendant::place, $element/descendant::org, $element/descendant::event,
      $element/descendant::object, $element/descendant::teiHeader,
      $element/descendant::standOff, $element/descendant::xenoData, $element/descendant::egXML, $element/descendant::eg:egXML,
      $element/descendant::svg:*, $element/descendant::m:*, $element/descendant::h:*))"/>
  </xsl:function>
  <xsl:variable name="sgp:copies-whole" as="xs:boolean"
    select="$is-siglums and not($sgp:has-spans) and map:size($sg:references) eq 0
            and empty($sg:source/*//processing-instruction()[not(sg:is-claim(.))])"/>

  <!-- An element, with its canonical reference, what the source prints around it, and all of its content. -->
  <xsl:template name="sg:copy" as="element()">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="before" as="xs:string?"/>
    <xsl:param name="after" as="xs:string?"/>
    <xsl:param name="marks" as="xs:boolean" select="true()" tunnel="yes"/>
    <xsl:variable name="printed" as="xs:string*" select=".[$marks] ! sg:printed(.)"/>
    <xsl:copy copy-namespaces="no">
      <xsl:sequence select="@*, sgp:reference(.)"/>
      <xsl:variable name="opening" as="element(sg:mark)?" select="sg:mark(($before, $printed[1])[1])"/>
      <xsl:variable name="closing" as="element(sg:mark)?" select="sg:mark(($after, $printed[2])[1])"/>
      <xsl:choose>
        <xsl:when test="exists(($opening, $closing))">
          <xsl:variable name="content" as="node()*">
            <xsl:apply-templates mode="#current"/>
          </xsl:variable>
          <xsl:sequence select="sg:enclosed($opening, $content, $closing, .)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates mode="#current"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:copy>
  </xsl:template>

  <xsl:function name="sgp:reference" as="attribute(sg:reference)?">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="map:size($sg:references) gt 0">
      <xsl:for-each select="$sg:references(generate-id($element))">
        <xsl:attribute name="sg:reference" select="."/>
      </xsl:for-each>
    </xsl:if>
  </xsl:function>

  <!-- What is printed and is no text of the source. -->
  <xsl:function name="sg:mark" as="element(sg:mark)?">
    <xsl:param name="words" as="xs:string?"/>
    <xsl:if test="$words">
      <sg:mark>{$words}</sg:mark>
    </xsl:if>
  </xsl:function>

  <xsl:template match="teiHeader | standOff" mode="sg:transcript sg:reading sg:critical" as="element()+">
    <xsl:apply-templates select="." mode="sg:data"/>
  </xsl:template>

  <!-- === What a view withholds -->

  <xsl:template match="del[not(parent::restore)] | surplus | fw" mode="sg:reading" as="element()*">
    <xsl:sequence select="sg:places-in(., ())"/>
  </xsl:template>

  <!--
    The pages, columns and anchors that begin in what a view withholds stay in it, bare, so that nothing that is cited or linked to is
    gone; of those that what is shown instead has as well, the id alone.
  -->
  <xsl:function name="sg:places-in" as="element()*">
    <xsl:param name="withheld" as="element()*"/>
    <xsl:param name="shown" as="element()*"/>
    <xsl:for-each select="$withheld/(.//pb, .//cb, .//gb, .//milestone, .//anchor)">
      <xsl:variable name="name" as="xs:string" select="local-name()"/>
      <xsl:choose>
        <xsl:when test="empty($shown//*[local-name() = $name])">
          <xsl:copy copy-namespaces="no">
            <xsl:sequence select="@*"/>
          </xsl:copy>
        </xsl:when>
        <xsl:when test="@xml:id">
          <tei:anchor>
            <xsl:sequence select="@xml:id"/>
          </tei:anchor>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- Reading: a line of the source is no line of the text; a break within a word leaves it whole. -->
  <xsl:template match="(p | ab)//lb[not(node())]" mode="sg:reading" as="element(sg:lb)">
    <sg:lb>
      <xsl:sequence select="@break"/>
    </sg:lb>
  </xsl:template>

  <!-- Reading: a hyphen at the end of a line of the source, as the Text Creation Partnership encodes it. -->
  <xsl:template match="g[not(* or text())][@ref = 'char:EOLhyphen']" mode="sg:reading" as="empty-sequence()"/>

  <!-- === Critical: an intervention in the text has an anchor for its note -->

  <xsl:template match="supplied | sic[not(parent::choice)] | corr[not(parent::choice)] | gloss | unclear | gap | add | del
                       | surplus | expan[ex] | note[@place = 'inline']" mode="sg:critical" as="element()+" priority="1">
    <xsl:call-template name="sg:copy"/>
    <xsl:call-template name="sg:noted"/>
  </xsl:template>

  <!-- The anchor of an intervention, with its note: what was done, then what editors say of it. -->
  <xsl:template name="sg:noted" as="element(sg:anchor)">
    <xsl:context-item as="element()" use="required"/>
    <xsl:variable name="noted" as="element()" select="."/>
    <sg:anchor>
      <sg:what>
        <xsl:apply-templates select="." mode="sg:what"/>
      </sg:what>
      <xsl:for-each select="sg:notes-on(.)">
        <xsl:sequence select="sg:by(., $noted) ! sgp:what(.)"/>
        <xsl:call-template name="sg:copy"/>
      </xsl:for-each>
    </sg:anchor>
  </xsl:template>

</xsl:stylesheet>
