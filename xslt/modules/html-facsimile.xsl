<?xml version="1.0" encoding="UTF-8"?>
<!-- Pictures of the source beside its text: where a page, a column or another part begins that has @facs. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:template match="pb[@facs] | cb[@facs] | gb[@facs] | milestone[@facs]" mode="sg:html" as="node()+">
    <xsl:next-match/>
    <xsl:variable name="name" as="xs:string" select="string-join((sg:word('facsimile'), @n), ' ')"/>
    <xsl:if test="not(sgp:is-in-link(.))">
      <xsl:for-each select="distinct-values(tokenize(@facs) ! sgp:pictures(.) ! sg:picture(.))">
        <a class="facsimile" href="{.}">
          <xsl:choose>
            <!-- A page loads nothing from another server: what is there is linked to. -->
            <xsl:when test="sg:is-absolute(.)">{$name}</xsl:when>
            <xsl:otherwise>
              <img src="{.}" alt="{$name}" loading="lazy"/>
            </xsl:otherwise>
          </xsl:choose>
        </a>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <!-- The addresses of the pictures that a token of @facs means (TEI Guidelines, 12.1): its own, or those of a surface. -->
  <xsl:function name="sgp:pictures" as="xs:string*">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="starts-with($pointer, '#')">
        <xsl:variable name="target" as="element()?" select="key('sg:id', substring($pointer, 2), $sg:source)[1]"/>
        <xsl:sequence select="($target/self::graphic, $target/ancestor-or-self::*[graphic][1]/graphic[1])[1]/@url/string()"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$pointer"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
