<?xml version="1.0" encoding="UTF-8"?>
<!-- Conversation: transcribed speech, and what people write to each other on screens. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- An utterance begins with its time and its speaker, as transcripts print them. -->
  <xsl:template match="u | annotationBlock" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before" select="sgp:time-label(.), sgp:who(.)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The speaker, where no element around this one has named the same, nor a note before it, as parliaments have them. -->
  <xsl:function name="sgp:who" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/@who[not(. = ../ancestor::*[@who][1]/@who)][not(../preceding-sibling::*[1][self::note[@type = 'speaker']])]">
      <span class="label who"><xsl:sequence select="sg:sigla($element/@who, ', ')"/>{sg:word('colon')}</span>
    </xsl:if>
  </xsl:function>

  <!-- The time at which an element begins, where the timeline tells it. -->
  <xsl:function name="sgp:time-label" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="$element/@start[not(../parent::annotationBlock/@start = .)] ! sgp:when(.)">
      <span class="label time">{.}</span>
      <xsl:text> </xsl:text>
    </xsl:for-each>
  </xsl:function>

  <!-- The time to which a pointer leads. -->
  <xsl:function name="sgp:when" as="xs:string?">
    <xsl:param name="pointer" as="attribute()?"/>
    <xsl:sequence select="($pointer ! key('sg:id', replace(., '^#', ''), $sg:source)/self::when ! sgp:time(.))[1]"/>
  </xsl:function>

  <!-- A point of a timeline: its time, or minutes and seconds from the beginning. -->
  <xsl:function name="sgp:time" as="xs:string?">
    <xsl:param name="when" as="element(tei:when)"/>
    <xsl:variable name="units" as="map(xs:string, xs:decimal)" select="map{'s': 1, 'ms': 0.001}"/>
    <xsl:variable name="first" as="element(tei:when)" select="$when/../when[1]"/>
    <xsl:variable name="is-from-first" as="xs:boolean"
      select="replace(($when/@since, $when/../@origin)[1], '^#', '') = ($first/@xml:id, '') or empty($when/(@since, ../@origin))"/>
    <xsl:choose>
      <xsl:when test="contains($when/@absolute, ':')">
        <xsl:sequence select="string($when/@absolute)"/>
      </xsl:when>
      <xsl:when test="$when/@interval castable as xs:decimal and $is-from-first">
        <xsl:variable name="seconds" as="xs:decimal"
          select="xs:decimal($when/@interval) * ($units(($when/@unit, $when/../@unit, 's')[1]), 1)[1]"/>
        <xsl:sequence select="floor($seconds div 60) || ':' || format-number($seconds mod 60, '00.0')"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- What is no word stands apart from the words, but within one. -->
  <xsl:function name="sgp:apart" as="xs:string?">
    <xsl:param name="event" as="element()"/>
    <xsl:param name="beside" as="node()?"/>
    <xsl:sequence select="' '[not($event/ancestor::w) and not(sg:is-block($event)) and not(matches($beside, '^[.,;:!?]'))]"/>
  </xsl:function>

  <!-- What is heard and seen beside the words, in double parentheses. -->
  <xsl:template match="kinesic | vocal | incident" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before">
        <span class="mark">{sgp:apart(., ())}((<xsl:sequence
              select="sgp:who(.)"/>{sg:word(local-name())[not(normalize-space(current()))]}</span>
      </xsl:with-param>
      <xsl:with-param name="after">
        <span class="mark">)){sgp:apart(., sg:after(.))}</span>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="writing" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before">
        <span class="mark">[{sg:word('writing')}{sg:word('colon')}<xsl:sequence select="sgp:who(.)"/></span>
      </xsl:with-param>
      <xsl:with-param name="after">
        <span class="mark">]</span>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- A pause is a dot in parentheses, or its length. -->
  <xsl:template match="pause" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before">
        <span class="mark">{sgp:apart(., ())}({(@dur ! sgp:duration(.), @type, '.')[1]}){sgp:apart(., sg:after(.))}</span>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
  <xsl:function name="sgp:duration" as="xs:string">
    <xsl:param name="duration" as="xs:string"/>
    <xsl:sequence select="if ($duration castable as xs:dayTimeDuration)
                          then round(xs:dayTimeDuration($duration) div xs:dayTimeDuration('PT1S'), 2) || ' s'
                          else $duration"/>
  </xsl:function>

  <!-- From here on the voice is another: louder, faster; or as before. -->
  <xsl:template match="shift" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before">
        <span class="mark">[<xsl:sequence
              select="sgp:who(.)"/>{string-join((@feature, (@new, sg:word('shift-back'))[1]), sg:word('colon'))}]</span>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- === How a recording came about (of the header) -->

  <xsl:template match="recordingStmt | recording | scriptStmt | broadcast | equipment" mode="sg:html" as="element()">
    <xsl:call-template name="sg:field">
      <xsl:with-param name="label" select="string-join((sg:word(local-name()), @type, @dur ! sgp:duration(.)), ' ')"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="transcriptionDesc" mode="sg:html" as="element()">
    <xsl:call-template name="sg:field">
      <xsl:with-param name="label" select="string-join((sg:word('transcriptionDesc'), @ident, @version), ' ')"/>
    </xsl:call-template>
  </xsl:template>

  <!-- === Computer-mediated communication: a post, with who wrote it, when, and in reply to what -->

  <xsl:template match="post" mode="sg:html" as="element(h:div)">
    <div>
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:variable name="written" as="xs:string?" select="(@when-iso, @when, sgp:when(@synch))[1]"/>
      <xsl:if test="@who or $written or @replyTo">
        <div class="label post-head">
          <xsl:sequence select="sg:sigla(@who, ', ')"/>
          <xsl:text>{', '[current()/@who and $written]}{$written ! translate(., 'T', ' ')}</xsl:text>
          <xsl:if test="@replyTo">
            <xsl:text> {sg:word('in-reply-to')} </xsl:text>
            <xsl:sequence select="sg:sigla(@replyTo, ', ')"/>
          </xsl:if>
        </div>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

</xsl:stylesheet>
