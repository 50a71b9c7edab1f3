<?xml version="1.0" encoding="UTF-8"?>
<!--
  Feature structures (TEI Guidelines, 19): names of features and their values as nested lists of
  definitions; libraries and declarations of them.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- A structure lists its features; what else an invalid document has in it stands between. -->
  <xsl:template match="fs" mode="sg:html" as="element(h:div)">
    <div>
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:sequence select="@type ! sgp:structure-label(.), @feats ! sgp:structure-label(sg:sigla(.))"/>
      <xsl:for-each-group select="sg:shown(node())" group-adjacent="exists(self::f)">
        <xsl:choose>
          <xsl:when test="current-grouping-key()">
            <dl>
              <xsl:apply-templates select="current-group()" mode="sgp:feature"/>
            </dl>
          </xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select="current-group()" mode="#current"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each-group>
    </div>
  </xsl:template>

  <xsl:function name="sgp:structure-label" as="element(h:span)">
    <xsl:param name="words" as="item()*"/>
    <span class="label">
      <xsl:sequence select="if ($words instance of attribute()) then string($words) else $words"/>
      <xsl:text> </xsl:text>
    </span>
  </xsl:function>

  <!-- A feature of a structure. -->
  <xsl:mode name="sgp:feature" on-no-match="fail"/>
  <xsl:template match="f" mode="sgp:feature" as="element(h:div)">
    <div>
      <xsl:sequence select="sg:attributes(.)"/>
      <dt class="label">{@name}</dt>
      <dd>
        <xsl:call-template name="sgp:values"/>
      </dd>
    </div>
  </xsl:template>

  <!-- A feature of a library, or alone. -->
  <xsl:template match="f" mode="sg:html" as="element(h:div)">
    <div>
      <xsl:sequence select="sg:attributes(.)"/>
      <span class="label">{@name}</span>
      <xsl:text> </xsl:text>
      <xsl:call-template name="sgp:values"/>
    </div>
  </xsl:template>

  <!-- The values of a feature, here or elsewhere, in the brackets of their collection. -->
  <xsl:template name="sgp:values" as="node()*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:variable name="brackets" as="xs:string*" select="$sgp:collections(string(@org))"/>
    <xsl:sequence select="$brackets[1] ! sgp:printed-mark(.), sg:sigla(@fVal)"/>
    <xsl:apply-templates mode="sg:html"/>
    <xsl:sequence select="$brackets[2] ! sgp:printed-mark(.)"/>
  </xsl:template>
  <xsl:variable name="sgp:collections" as="map(xs:string, xs:string+)"
                select="map{'list': ('⟨', '⟩'), 'set': ('{', '}'), 'bag': ('⟅', '⟆')}"/>

  <!-- === Values -->

  <xsl:template match="binary | symbol | numeric | default" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before">
        <xsl:apply-templates select="." mode="sgp:value"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="string | fDescr | fsDescr" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>

  <!-- A value that an attribute states. -->
  <xsl:mode name="sgp:value" on-no-match="fail"/>
  <xsl:template match="binary" mode="sgp:value" as="element(h:span)">
    <span class="what">{if (@value = ('true', '1')) then '+' else '−'}</span>
  </xsl:template>
  <xsl:template match="symbol" mode="sgp:value" as="element(h:span)">
    <span class="what">{@value}</span>
  </xsl:template>
  <xsl:template match="numeric" mode="sgp:value" as="element(h:span)">
    <span class="what">{string-join((@value, @max), '–')}</span>
  </xsl:template>
  <xsl:template match="default" mode="sgp:value" as="element(h:span)">
    <span class="what">{sg:word('default')}</span>
  </xsl:template>

  <!-- Values put together: alternatives, a negation, a merger, a collection. -->
  <xsl:template match="vAlt | vNot | vMerge | vColl" mode="sg:html" as="element()">
    <xsl:variable name="brackets" as="xs:string*"
      select="if (self::vNot) then '¬' else if (self::vColl) then ($sgp:collections(string(@org)), '⟨', '⟩')[position() le 2] else ()"/>
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before" select="$brackets[1] ! sgp:printed-mark(.)"/>
      <xsl:with-param name="after" select="$brackets[2] ! sgp:printed-mark(.)"/>
    </xsl:call-template>
  </xsl:template>
  <!-- What goes between two values. -->
  <xsl:function name="sgp:sign-before" as="xs:string?">
    <xsl:param name="value" as="element()"/>
    <xsl:sequence select="$value[parent::vAlt | parent::vMerge | parent::vColl | parent::f][preceding-sibling::*]
      ! (if (parent::vAlt) then ' | ' else if (parent::vMerge) then ' ⊔ ' else ', ')"/>
  </xsl:function>

  <!-- A value that is shared by several places, by its label. -->
  <xsl:template match="vLabel" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before">
        <span class="mark">[{@name}] </span>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- === Libraries and declarations -->

  <xsl:template match="fLib | fvLib | fsdDecl | fsDecl | fDecl | fsdLink | fsConstraints | vRange | vDefault" mode="sg:html" as="element()">
    <xsl:call-template name="sg:field">
      <xsl:with-param name="label" select="string-join((sg:word(local-name()), @n, @name, @type, @target, @baseTypes), ' ')
                                           || normalize-space(sg:word('colon'))"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Constraints, with the signs of logic between their sides. -->
  <xsl:template match="cond | bicond | if" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>
  <xsl:template match="then | iff" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before" select="sgp:printed-mark(if (self::then) then ' → ' else ' ↔ ')"/>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
