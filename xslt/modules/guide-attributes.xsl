<?xml version="1.0" encoding="UTF-8"?>
<!-- The attributes of an element or a class, as a table: what must be written first. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private"
                xmlns:sgg="https://siglum.invalid/ns/private/guide">

  <xsl:template name="sgg:attributes" as="element()*">
    <xsl:if test="sg:attribute">
      <table class="attributes">
        <thead>
          <tr>
            <th scope="col">{sg:word('guide-attribute')}</th>
            <th scope="col">{sg:word('guide-usage')}</th>
            <th scope="col">{sg:word('guide-meaning')}</th>
          </tr>
        </thead>
        <tbody>
          <xsl:apply-templates select="sg:attribute" mode="sg:html">
            <xsl:sort select="index-of(('req', 'one-of', 'rec', 'opt', 'at-most-one-of'), @usage)"/>
          </xsl:apply-templates>
        </tbody>
      </table>
    </xsl:if>
    <xsl:if test="sg:global">
      <p class="global">
        <xsl:text>{sg:word('guide-global')}</xsl:text>
        <xsl:for-each select="sg:global">
          <xsl:sort select="@class"/>
          <xsl:variable name="class" as="xs:string" select="@class"/>
          <xsl:for-each select="tokenize(@names)">
            <xsl:text> </xsl:text>
            <a href="{sgg:address($class)}">@{.}</a>
          </xsl:for-each>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="sg:attribute" mode="sg:html" as="element(h:tr)">
    <tr class="usage-{@usage}">
      <th scope="row">
        <code>@{@name}</code>
      </th>
      <td>
        <xsl:text>{sg:word('guide-' || @usage)}</xsl:text>
        <xsl:for-each select="sg:alternative">
          <xsl:text>{if (position() gt 1) then ', ' else ' '}</xsl:text>
          <code>{tokenize(@names) ! ('@' || .) => string-join(' + ')}</code>
        </xsl:for-each>
      </td>
      <td>
        <xsl:apply-templates select="gloss, @valid-until, desc" mode="sgg:told"/>
        <xsl:apply-templates select="datatype[not(../sg:values/@type = 'closed')], sg:values" mode="#current"/>
        <xsl:if test="@default">
          <p>{sg:word('guide-default')} <code>{@default}</code></p>
        </xsl:if>
        <xsl:if test="@class">
          <p class="what">{sg:word('guide-from')} <xsl:sequence select="sgg:linked(@class)"/></p>
        </xsl:if>
        <xsl:apply-templates select="remarks" mode="#current"/>
        <xsl:call-template name="sgg:rules"/>
      </td>
    </tr>
  </xsl:template>

  <!-- Values: a line where they explain themselves, else a list. -->
  <xsl:template match="sg:values" mode="sg:html" as="element(h:p)?">
    <xsl:where-populated>
      <p>
        <xsl:if test="sg:value">{sg:word('guide-' || @type)} </xsl:if>
        <xsl:for-each select="sg:value">
          <xsl:text>{', '[current()/preceding-sibling::sg:value]}</xsl:text>
          <code>{@name}</code>
        </xsl:for-each>
      </p>
    </xsl:where-populated>
  </xsl:template>
  <xsl:template match="sg:values[sg:value/(desc | gloss)]" mode="sg:html" as="element()+">
    <p>{sg:word('guide-' || @type)}</p>
    <ul class="values">
      <xsl:for-each select="sg:value">
        <li>
          <code>{@name}</code>
          <xsl:apply-templates select="gloss, @valid-until" mode="sgg:told"/>
          <xsl:for-each select="desc">
            <xsl:text> </xsl:text>
            <xsl:sequence select="sgp:prose(node())"/>
          </xsl:for-each>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:template>

</xsl:stylesheet>
