<?xml version="1.0" encoding="UTF-8"?>
<!--  Lists of items, lists of terms, tables.  -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- What is no item (a head, a page break) stands before, between or after the items, as in the source. -->
  <xsl:template match="list" mode="sg:html" as="element(h:div)">
    <xsl:call-template name="sgp:list">
      <xsl:with-param name="as" select="if (@type = ('ordered', 'numbered') or tokenize(@rend) = ('ordered', 'numbered')) then 'ol'
        else 'ul'"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="list[label or headLabel]" mode="sg:html" as="element(h:div)" priority="1">
    <xsl:call-template name="sgp:list">
      <xsl:with-param name="as" select="'dl'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="sgp:list" as="element(h:div)">
    <xsl:param name="as" as="xs:string"/>
    <div>
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:for-each-group select="sg:shown(node())" group-adjacent="sgp:is-listed(.)">
        <xsl:choose>
          <xsl:when test="not(current-grouping-key())">
            <xsl:apply-templates select="current-group()" mode="#current"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:element name="{$as}" namespace="http://www.w3.org/1999/xhtml">
              <xsl:choose>
                <xsl:when test="$as = 'dl'">
                  <xsl:call-template name="sgp:pairs">
                    <xsl:with-param name="nodes" select="current-group()"/>
                  </xsl:call-template>
                </xsl:when>
                <xsl:otherwise>
                  <xsl:apply-templates select="current-group()" mode="sgp:listed"/>
                </xsl:otherwise>
              </xsl:choose>
            </xsl:element>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each-group>
    </div>
  </xsl:template>

  <!-- The nodes that show something: white space between blocks is none. -->
  <xsl:function name="sg:shown" as="node()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:sequence select="$nodes[not(self::text()[not(normalize-space())])]"/>
  </xsl:function>

  <xsl:function name="sgp:is-listed" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node[self::item or self::label or self::headLabel or self::headItem or
                          self::pb or self::cb or self::lb or self::gb or self::milestone or self::anchor or self::sg:anchor])"/>
  </xsl:function>

  <!-- A member of a list: an item, or what stands between two. -->
  <xsl:mode name="sgp:listed" on-no-match="fail"/>
  <xsl:template match="item" mode="sgp:listed" as="element(h:li)">
    <li>
      <xsl:sequence select="sg:attributes(.), sgp:number(@n)"/>
      <xsl:apply-templates mode="sg:html"/>
    </li>
  </xsl:template>
  <xsl:template match="node()" mode="sgp:listed" as="element(h:li)" priority="-1">
    <li class="between">
      <xsl:apply-templates select="." mode="sg:html"/>
    </li>
  </xsl:template>

  <!-- A number that is printed before an item. -->
  <xsl:function name="sgp:number" as="attribute(value)?">
    <xsl:param name="n" as="attribute()?"/>
    <xsl:if test="matches($n, '^[0-9]{1,6}$') and $n/../../@type = ('ordered', 'numbered')">
      <xsl:attribute name="value" select="xs:integer($n)"/>
    </xsl:if>
  </xsl:function>

  <!-- Terms and what is said of them: each label with what follows it up to the next. -->
  <xsl:template name="sgp:pairs" as="element(h:div)+">
    <xsl:param name="nodes" as="node()+"/>
    <xsl:for-each-group select="$nodes"
                        group-starting-with="label | headLabel | *[not(self::label or self::headLabel)][sgp:is-first-or-after-item(.)]">
      <xsl:variable name="terms" as="element()*" select="current-group()[self::label or self::headLabel]"/>
      <div>
        <dt>
          <xsl:for-each select="$terms">
            <xsl:sequence select="sg:attributes(.)"/>
            <xsl:apply-templates mode="sg:html"/>
          </xsl:for-each>
        </dt>
        <xsl:for-each select="current-group() except $terms">
          <dd>
            <xsl:choose>
              <xsl:when test="self::item or self::headItem">
                <xsl:sequence select="sg:attributes(.)"/>
                <xsl:apply-templates mode="sg:html"/>
              </xsl:when>
              <xsl:otherwise>
                <xsl:apply-templates select="." mode="sg:html"/>
              </xsl:otherwise>
            </xsl:choose>
          </dd>
        </xsl:for-each>
        <xsl:if test="empty(current-group() except $terms)">
          <dd/>
        </xsl:if>
      </div>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:function name="sgp:is-first-or-after-item" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::item or self::headItem]) and
                          not($element/preceding-sibling::*[1][self::label or self::headLabel])"/>
  </xsl:function>

  <!-- An item or a label that stands outside of a list. -->
  <xsl:template match="item | headLabel | headItem | label" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>

  <!-- === Tables -->

  <!-- A wide table is scrolled, with the keyboard, too. -->
  <xsl:template match="table" mode="sg:html" as="element(h:div)">
    <div tabindex="0" role="group" aria-label="{(head[1] ! sgp:without-notes(.)[. != ''], sg:word('table'))[1]}">
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:for-each-group select="sg:shown(node())" group-adjacent="exists((self::row, self::pb, self::anchor, self::sg:anchor))">
        <xsl:choose>
          <xsl:when test="current-grouping-key()">
            <table>
              <xsl:apply-templates select="current-group()" mode="sgp:row"/>
            </table>
          </xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select="current-group()" mode="#current"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each-group>
    </div>
  </xsl:template>

  <xsl:mode name="sgp:row" on-no-match="fail"/>
  <xsl:template match="row" mode="sgp:row" as="element(h:tr)">
    <tr>
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:apply-templates select="sg:shown(node())" mode="sgp:cell"/>
    </tr>
  </xsl:template>
  <xsl:template match="node()" mode="sgp:row" as="element(h:tr)" priority="-1">
    <tr class="between">
      <td>
        <xsl:apply-templates select="." mode="sg:html"/>
      </td>
    </tr>
  </xsl:template>

  <xsl:mode name="sgp:cell" on-no-match="fail"/>
  <xsl:template match="cell" mode="sgp:cell" as="element()">
    <xsl:element name="{if ('label' = (@role, ../@role)) then 'th' else 'td'}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="sg:attributes(.), sgp:span(@cols, 'colspan'), sgp:span(@rows, 'rowspan')"/>
      <xsl:apply-templates mode="sg:html"/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="node()" mode="sgp:cell" as="node()*" priority="-1">
    <td class="between">
      <xsl:apply-templates select="." mode="sg:html"/>
    </td>
  </xsl:template>
  <!-- Text of a row that is in no cell takes its claim along. -->
  <xsl:template match="text()" mode="sgp:cell" as="element(h:td)">
    <td class="between">
      <xsl:apply-templates select="preceding-sibling::node()[1][self::processing-instruction('sg')], ." mode="sg:html"/>
    </td>
  </xsl:template>
  <xsl:template match="processing-instruction()" mode="sgp:cell" as="empty-sequence()"/>

  <xsl:function name="sgp:span" as="attribute()?">
    <xsl:param name="cells" as="attribute()?"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:if test="matches($cells, '^[1-9][0-9]{0,2}$') and $cells != '1'">
      <xsl:attribute name="{$name}" select="$cells"/>
    </xsl:if>
  </xsl:function>

  <xsl:template match="row | cell" mode="sg:html" as="element(h:div)">
    <xsl:call-template name="sg:block"/>
  </xsl:template>

</xsl:stylesheet>
