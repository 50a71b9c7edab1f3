<?xml version="1.0" encoding="UTF-8"?>
<!--
  What was added, deleted or damaged from one place to another (delSpan, addSpan, damageSpan; TEI
  Guidelines, 12.3.1.4). A span goes from the element to the end of the one that its @spanTo names,
  through whatever begins or ends between. One whose end is not there, or comes before, or is no
  part of the same text, or one within data, spans nothing: it is printed as a sign.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- === Where spans begin and end -->

  <!-- Where a span ends; nothing for one that spans nothing. -->
  <xsl:function name="sgp:span-end" as="element()?">
    <xsl:param name="span" as="element()"/>
    <xsl:variable name="end" as="element()?" select="sg:local-pointers($span/@spanTo)[1] ! key('sg:id', ., $sg:source)[1]"/>
    <xsl:sequence select="$end[. >> $span or exists($span/ancestor::* intersect .)]
                              [deep-equal(sgp:part-of-document(.), sgp:part-of-document($span))]
                              [empty($span/ancestor::*[self::teiHeader or self::standOff])]"/>
  </xsl:function>
  <xsl:function name="sgp:part-of-document" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/ancestor-or-self::*[self::text or self::teiHeader or self::facsimile or self::sourceDoc
      or self::standOff][last()]
                          ! generate-id()"/>
  </xsl:function>

  <!-- The spans that end with an element, by its generate-id(). -->
  <xsl:variable name="sgp:spans-ending" as="map(xs:string, element()+)">
    <xsl:variable name="ends" as="map(xs:string, element()+)*">
      <xsl:for-each select="$sg:source//delSpan | $sg:source//addSpan | $sg:source//damageSpan">
        <xsl:sequence select="sgp:span-end(.) ! map:entry(generate-id(), current())"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="map:merge($ends, map{'duplicates': 'combine'})"/>
  </xsl:variable>
  <xsl:variable name="sgp:has-spans" as="xs:boolean" select="map:size($sgp:spans-ending) gt 0"/>
  <xsl:variable name="sgp:spans" as="map(xs:string, xs:boolean)"
                select="map:merge($sgp:spans-ending?* ! map:entry(generate-id(), true()))"/>

  <!-- The source is counted through: an accumulator of a mode is that of the trees it begins with. -->
  <xsl:mode use-accumulators="sgp:open-spans"/>

  <!-- How many spans are open, of each name and of all; and, as "turns", how often the text has gone into deleted text or out of it. -->
  <xsl:accumulator name="sgp:open-spans" as="map(xs:string, xs:integer)" initial-value="map{}">
    <xsl:accumulator-rule match="*[@xml:id or @spanTo]" phase="end"
      select="sgp:after-end($value, ., ($sgp:spans-ending(generate-id()), .[map:contains($sgp:spans, generate-id())]))"/>
  </xsl:accumulator>
  <xsl:function name="sgp:after-end" as="map(xs:string, xs:integer)">
    <xsl:param name="open" as="map(xs:string, xs:integer)"/>
    <xsl:param name="element" as="element()"/>
    <xsl:param name="spans" as="element()*"/>
    <xsl:variable name="now" as="map(xs:string, xs:integer)"
      select="fold-left($spans, $open, function($value, $span) {
                fold-left((local-name($span), 'all'), $value, function($counts, $name) {
                  map:put($counts, $name, sgp:count($counts, $name) + (if ($span is $element) then 1 else -1)) }) })"/>
    <xsl:sequence select="if ((sgp:count($open, 'delSpan') eq 0) eq (sgp:count($now, 'delSpan') eq 0)) then $now
                          else map:put($now, 'turns', sgp:count($now, 'turns') + 1)"/>
  </xsl:function>
  <xsl:function name="sgp:count" as="xs:integer">
    <xsl:param name="open" as="map(xs:string, xs:integer)"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="($open($name), 0)[1]"/>
  </xsl:function>

  <!--
    The nodes that begin where a span is open, by their generate-id(): most are none, and an accumulator is asked for as few
    nodes as can be. From one node before which spans begin or end to the next, all is alike.
  -->
  <xsl:variable name="sgp:spanned" as="map(xs:string, xs:boolean)">
    <xsl:variable name="turns" as="node()*" select="($sgp:spans-ending?*, $sgp:spans-ending?* ! sgp:span-end(.))/following::node()[1]"/>
    <xsl:map>
      <xsl:for-each select="1 to count($turns)">
        <xsl:variable name="turn" as="node()" select="$turns[current()]"/>
        <xsl:variable name="next" as="node()?" select="$turns[current() + 1]"/>
        <xsl:if test="sgp:count($turn/accumulator-before('sgp:open-spans'), 'all') gt 0">
          <xsl:iterate select="$turn/descendant-or-self::node(), $turn/following::node()">
            <xsl:choose>
              <xsl:when test="$next and not(. &lt;&lt; $next)">
                <xsl:break/>
              </xsl:when>
              <xsl:otherwise>
                <xsl:map-entry key="generate-id()" select="true()"/>
              </xsl:otherwise>
            </xsl:choose>
          </xsl:iterate>
        </xsl:if>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>
  <xsl:function name="sgp:is-spanned" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="map:contains($sgp:spanned, generate-id($node))"/>
  </xsl:function>

  <!-- Say whether a node is deleted by a span from its beginning to its end. -->
  <xsl:function name="sgp:is-in-deletion" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="before" as="map(xs:string, xs:integer)" select="$node/accumulator-before('sgp:open-spans')"/>
    <xsl:sequence select="sgp:is-spanned($node) and sgp:count($before, 'delSpan') gt 0 and
                          sgp:count($before, 'turns') eq sgp:count($node/accumulator-after('sgp:open-spans'), 'turns')"/>
  </xsl:function>

  <!-- === Reading: what is deleted is not read; what is added or damaged is text like other -->

  <!--
    One pattern a template, its parent in a predicate: for a union, or a path, of patterns with these predicates Saxon
    looks through the siblings of each text.
  -->
  <xsl:template match="text()[$sgp:has-spans][sgp:is-in-deletion(.)]" mode="sg:reading" as="empty-sequence()" priority="8"/>
  <xsl:template match="processing-instruction()[$sgp:has-spans][sgp:is-in-deletion(.)]" mode="sg:reading" as="empty-sequence()"
                priority="8"/>
  <!-- A division that begins a page of its own remains, for the page to be there. -->
  <xsl:template match="*[$sgp:has-spans][sgp:is-in-deletion(.)][not(descendant-or-self::*/@sg:part)]" mode="sg:reading"
                as="empty-sequence()" priority="8"/>
  <xsl:template match="delSpan[map:contains($sgp:spans, generate-id())] | addSpan[map:contains($sgp:spans, generate-id())]
                       | damageSpan[map:contains($sgp:spans, generate-id())]" mode="sg:reading" as="element()"
                priority="7">
    <xsl:call-template name="sgp:span-start"/>
  </xsl:template>

  <!-- === Transcript and critical: marked as del, add and damage are, and by signs where it begins and ends -->

  <xsl:template match="text()[$sgp:has-spans and sgp:is-spanned(.)][normalize-space()][parent::tei:*]" mode="sg:transcript sg:critical"
                as="element()" priority="6">
    <xsl:variable name="open" as="map(xs:string, xs:integer)" select="accumulator-before('sgp:open-spans')"/>
    <xsl:variable name="claim" as="processing-instruction()?"
                  select="preceding-sibling::node()[1][self::processing-instruction()[sg:is-claim(.)]]"/>
    <xsl:sequence select="fold-left(('damageSpan', 'addSpan', 'delSpan')[sgp:count($open, .) gt 0], ($claim, .), sgp:spanned#2)"/>
  </xsl:template>
  <!-- The claim of a text is marked with it. -->
  <xsl:template match="processing-instruction()[$sgp:has-spans and sgp:is-spanned(.)][sg:is-claim(.)][parent::tei:*]"
                mode="sg:transcript sg:critical" as="empty-sequence()" priority="6"/>
  <xsl:function name="sgp:spanned" as="element()">
    <xsl:param name="content" as="node()+"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:element name="sg:{$name}">
      <xsl:sequence select="$content"/>
    </xsl:element>
  </xsl:function>

  <xsl:template match="delSpan[map:contains($sgp:spans, generate-id())] | addSpan[map:contains($sgp:spans, generate-id())]
                       | damageSpan[map:contains($sgp:spans, generate-id())]" mode="sg:transcript sg:critical"
                as="element()"
                priority="6">
    <xsl:call-template name="sgp:span-start">
      <xsl:with-param name="sign" select="sgp:span-signs(.)[1]"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template name="sgp:span-start" as="element()">
    <xsl:param name="sign" as="xs:string?"/>
    <xsl:copy copy-namespaces="no">
      <xsl:sequence select="@* except @spanTo, sg:mark($sign)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <!-- Where a span ends with a phrase, most often an empty anchor, or with a block of words, its sign is the last of it. -->
  <xsl:template match="*[$sgp:has-spans][map:contains($sgp:spans-ending, generate-id())][not(sg:is-block(.)) or text()[normalize-space()]]"
                mode="sg:transcript sg:critical"
                as="element()" priority="5">
    <xsl:copy copy-namespaces="no">
      <xsl:sequence select="@*"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:for-each select="reverse($sgp:spans-ending(generate-id()))">
        <xsl:sequence select="sg:mark(sgp:span-signs(.)[2])"/>
        <xsl:apply-templates select="." mode="sgp:span-note"/>
      </xsl:for-each>
    </xsl:copy>
  </xsl:template>

  <xsl:function name="sgp:span-signs" as="xs:string+">
    <xsl:param name="span" as="element()"/>
    <xsl:sequence select="if ($span/self::delSpan) then ('⟦', '⟧') else ('⌈' || sg:word(local-name($span)) || sg:word('colon'), '⌉')"/>
  </xsl:function>

  <!-- Critical: the note on a deletion or an addition stands where that ends. -->
  <xsl:mode name="sgp:span-note" on-no-match="shallow-skip"/>
  <xsl:template match="(delSpan | addSpan)[$view = 'critical']" mode="sgp:span-note" as="element(sg:anchor)">
    <sg:anchor>
      <sg:what>
        <xsl:apply-templates select="." mode="sg:what"/>
      </sg:what>
    </sg:anchor>
  </xsl:template>

</xsl:stylesheet>
