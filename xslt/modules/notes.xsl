<?xml version="1.0" encoding="UTF-8"?>
<!-- The numbered notes of the critical view: who intervened, what was done, why, and how sure. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- Say in one sentence what an intervention does. -->
  <xsl:mode name="sg:what" on-no-match="fail"/>

  <xsl:key name="sgp:generated" match="text//*" use="generate-id()"/>

  <!-- The numbers of a view's notes, by the generate-id() of what they are on. -->
  <xsl:function name="sg:note-numbers" as="map(xs:string, xs:integer)">
    <xsl:param name="viewed" as="document-node()"/>
    <xsl:map>
      <xsl:for-each select="$viewed//sg:anchor">
        <xsl:map-entry key="string(@note)" select="position()"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:function>

  <!-- The element of the source that an anchor's note is on. -->
  <xsl:function name="sg:noted" as="element()">
    <xsl:param name="anchor" as="element(sg:anchor)"/>
    <xsl:sequence select="key('sgp:generated', $anchor/@note, $sg:source)"/>
  </xsl:function>

  <!-- The reason that a hand gives in an attribute. -->
  <xsl:function name="sg:reason" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if ($element/@reason) then 'reason: ' || $element/@reason
                          else 'no reason is given'"/>
  </xsl:function>

  <xsl:function name="sgp:sentence" as="xs:string">
    <xsl:param name="what" as="xs:string"/>
    <xsl:param name="hand" as="element()"/>
    <xsl:param name="explained" as="xs:boolean"/>
    <xsl:variable name="why" as="xs:string?"
                  select="sg:reason($hand)[not($explained or $hand[self::ex or self::expan])]"/>
    <xsl:sequence select="$what || ' (' || string-join((sg:hand-names($hand), $why, sg:certainty($hand)), '; ') || ').'"/>
  </xsl:function>

  <xsl:template match="supplied" mode="sg:what" as="xs:string">
    <xsl:sequence select="sgp:sentence('Words supplied: “' || normalize-space() || '”', ., exists(sg:notes-on(.)))"/>
  </xsl:template>
  <xsl:template match="expan" mode="sg:what" as="xs:string">
    <xsl:sequence select="sgp:sentence('Abbreviation completed: “' || normalize-space() || '”', (ex, .)[1],
                          exists(sg:notes-on(.)))"/>
  </xsl:template>
  <xsl:template match="sic" mode="sg:what" as="xs:string">
    <xsl:sequence select="sgp:sentence('Marked [sic]: “' || normalize-space() || '”', ., exists(sg:notes-on(.)))"/>
  </xsl:template>
  <xsl:template match="gloss" mode="sg:what" as="xs:string">
    <xsl:sequence select="sgp:sentence('Glossed as “' || normalize-space() || '”', ., exists(sg:notes-on(.)))"/>
  </xsl:template>
  <xsl:template match="note[@place = 'inline']" mode="sg:what" as="xs:string" priority="1">
    <xsl:sequence select="sgp:sentence('Note in the text: “' || normalize-space() || '”', ., exists(sg:notes-on(.)))"/>
  </xsl:template>
  <xsl:template match="unclear" mode="sg:what" as="xs:string">
    <xsl:sequence select="sgp:sentence('Reading unclear: “' || normalize-space() || '”', ., exists(sg:notes-on(.)))"/>
  </xsl:template>
  <xsl:template match="gap" mode="sg:what" as="xs:string">
    <xsl:sequence select="sgp:sentence('Text missing', ., exists(sg:notes-on(.)))"/>
  </xsl:template>
  <xsl:template match="add" mode="sg:what" as="xs:string">
    <xsl:sequence select="sgp:sentence('Added in the source: “' || normalize-space() || '”', ., exists(sg:notes-on(.)))"/>
  </xsl:template>
  <xsl:template match="del" mode="sg:what" as="xs:string">
    <xsl:sequence select="sgp:sentence('Deleted in the source: “' || normalize-space() || '”', ., exists(sg:notes-on(.)))"/>
  </xsl:template>
  <xsl:template match="choice[corr]" mode="sg:what" as="xs:string">
    <xsl:sequence select="sgp:sentence('Printed “' || normalize-space((sic, *)[1]) || '”; correction proposed: “' ||
                          normalize-space(corr[1]) || '”', corr[1], exists(sg:notes-on(.)))"/>
  </xsl:template>
  <xsl:template match="choice[reg]" mode="sg:what" as="xs:string">
    <xsl:sequence select="sgp:sentence('Printed “' || normalize-space((orig, *)[1]) || '”; regular spelling: “' ||
                          normalize-space(reg[1]) || '”', reg[1], exists(sg:notes-on(.)))"/>
  </xsl:template>
  <xsl:template match="choice[expan]" mode="sg:what" as="xs:string">
    <xsl:sequence select="sgp:sentence('Abbreviation “' || normalize-space((abbr, *)[1]) || '” expanded: “' ||
                          normalize-space(expan[1]) || '”', expan[1], exists(sg:notes-on(.)))"/>
  </xsl:template>
  <xsl:template match="choice" mode="sg:what" as="xs:string" priority="-1">
    <xsl:sequence select="sgp:sentence('Alternatives: ' || string-join(* ! ('“' || normalize-space() || '”'), ', '),
                          *[1], exists(sg:notes-on(.)))"/>
  </xsl:template>
  <!-- A note that an editor wrote: who, and how sure; its text follows. -->
  <xsl:template match="note[@resp]" mode="sg:what" as="xs:string">
    <xsl:sequence select="'Note (' || sg:hand-names(.) || '; ' || sg:certainty(.) || ').'"/>
  </xsl:template>
  <!-- A note of the source itself. -->
  <xsl:template match="note" mode="sg:what" as="xs:string">
    <xsl:sequence select="'Note of the source' || @place ! (' (' || . || ')') || '.'"/>
  </xsl:template>

  <!-- Who wrote a note on an intervention, and how sure, where the intervention's hand is another's. -->
  <xsl:function name="sg:by" as="xs:string?">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:param name="noted" as="element()"/>
    <xsl:variable name="hand" as="element()" select="$noted/(corr, reg, expan, ex, .)[1]"/>
    <xsl:if test="not($note is $noted) and not($note/@resp = $hand/@resp and $note/@cert = $hand/@cert)">
      <xsl:sequence select="'On this, ' || sg:hand-names($note) || ' (' || sg:certainty($note) || '):'"/>
    </xsl:if>
  </xsl:function>

  <!-- The prose that goes with a note: the note itself, or what editors wrote on an intervention. -->
  <xsl:function name="sg:prose" as="element(tei:note)*">
    <xsl:param name="noted" as="element()"/>
    <xsl:sequence select="if ($noted/self::note[not(@place = 'inline')]) then $noted else sg:notes-on($noted)"/>
  </xsl:function>

</xsl:stylesheet>
