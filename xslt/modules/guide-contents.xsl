<?xml version="1.0" encoding="UTF-8"?>
<!-- The table of contents: the chapters of the prose, and the parts of the reference. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgg="https://siglum.invalid/ns/private/guide">

  <!-- A chapter without a name of its own is named by its number. -->
  <xsl:template match="(div | div1 | div2 | div3 | div4 | div5 | div6 | div7)[head][not(@xml:id)]" mode="sg:transcript"
                as="element()" priority="20">
    <xsl:variable name="chapter" as="element()">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:copy>
      <xsl:attribute name="xml:id">
        <xsl:text>chapter-</xsl:text>
        <xsl:number level="multiple" format="1-1"
                    count="*[head][not(self::list or self::table)][ancestor::body or ancestor::front or ancestor::back]"/>
      </xsl:attribute>
      <xsl:sequence select="$chapter/(@*, node())"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template name="sg:contents" as="element(h:nav)">
    <nav class="contents" aria-labelledby="sg-contents">
      <h2 id="sg-contents">{sg:word('guide-contents')}</h2>
      <xsl:where-populated>
        <ul>
          <xsl:apply-templates select="$sg:viewed/sg:text//text/(front | body | back)/(./div | div1)" mode="sgg:contents"/>
        </ul>
      </xsl:where-populated>
      <ul>
        <xsl:for-each-group select="$sgg:schema/(sg:element | sg:class | sg:macro | sg:datatype | sg:rule)"
                            group-by="sgg:part(.)">
          <li>
            <a href="#{sgg:part-id(current-grouping-key())}">{sg:word(current-grouping-key())}</a>
          </li>
        </xsl:for-each-group>
      </ul>
    </nav>
  </xsl:template>

  <!-- Chapters, and the chapters within them. -->
  <xsl:mode name="sgg:contents" on-no-match="fail"/>
  <xsl:template match="*[head][@xml:id]" mode="sgg:contents" as="element(h:li)">
    <li>
      <a href="{sgg:address(sg:page-id(@xml:id))}">{sg:plain(sg:unclaimed(head[1]))}</a>
      <xsl:where-populated>
        <ul>
          <xsl:apply-templates select="./div | div2[current()/self::div1]" mode="#current"/>
        </ul>
      </xsl:where-populated>
    </li>
  </xsl:template>
  <xsl:template match="*" mode="sgg:contents" as="element()*">
    <xsl:apply-templates select="./div" mode="#current"/>
  </xsl:template>

</xsl:stylesheet>
