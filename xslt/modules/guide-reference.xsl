<?xml version="1.0" encoding="UTF-8"?>
<!-- The reference: parts of the schema by kind, and in them an entry for each element, class, macro, datatype and rule. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private"
                xmlns:sgg="https://siglum.invalid/ns/private/guide">

  <xsl:template match="sg:schema" mode="sg:html" as="element(h:section)*">
    <xsl:for-each-group select="sg:element | sg:class | sg:macro | sg:datatype | sg:rule" group-by="sgg:part(.)">
      <section class="reference" id="{sgg:part-id(current-grouping-key())}">
        <h2>{sg:word(current-grouping-key())}</h2>
        <xsl:if test="not(self::sg:rule)">
          <p class="index">
            <xsl:sequence select="sgg:links(current-group()/@ident)"/>
          </p>
        </xsl:if>
        <xsl:apply-templates select="current-group()" mode="#current"/>
      </section>
    </xsl:for-each-group>
  </xsl:template>

  <!-- The part that an entry stands in, as the key of its heading. -->
  <xsl:function name="sgg:part" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="'guide-' || map{'element': 'elements', 'macro': 'macros', 'datatype': 'datatypes', 'rule': 'rules',
                          'class': if ($entry/@type = 'atts') then 'attribute-classes' else 'model-classes'}(local-name($entry))"/>
  </xsl:function>
  <xsl:function name="sgg:part-id" as="xs:string">
    <xsl:param name="part" as="xs:string"/>
    <xsl:sequence select="'sg-' || substring-after($part, '-')"/>
  </xsl:function>

  <xsl:function name="sgg:title" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="if ($entry/self::sg:element) then '&lt;' || $entry/@name || '&gt;' else $entry/@ident"/>
  </xsl:function>

  <!-- An entry: its name, which is its permalink, what it is for, and what its kind has to say. -->
  <xsl:template match="sg:element | sg:class | sg:macro | sg:datatype" mode="sg:html" as="element(h:section)">
    <section class="explained" id="{@ident}">
      <h3>
        <a href="{sgg:address(@ident)}">
          <code>{sgg:title(.)}</code>
        </a>
        <xsl:apply-templates select="gloss" mode="sgg:told"/>
      </h3>
      <xsl:apply-templates select="@valid-until, desc" mode="sgg:told"/>
      <xsl:call-template name="sgg:attributes"/>
      <xsl:apply-templates select="remarks, exemplum" mode="#current"/>
      <dl class="facts">
        <xsl:call-template name="sgg:facts"/>
      </dl>
      <xsl:call-template name="sgg:rules"/>
    </section>
  </xsl:template>

  <!-- What prose says of an entry, an attribute or a value, in a line of its own. -->
  <xsl:mode name="sgg:told" on-no-match="fail"/>
  <xsl:template match="gloss" mode="sgg:told" as="node()+">
    <xsl:text> </xsl:text>
    <span class="what">
      <xsl:sequence select="sgp:prose(node())"/>
    </span>
  </xsl:template>
  <xsl:template match="desc" mode="sgg:told" as="element(h:p)">
    <p class="desc">
      <xsl:sequence select="sg:language(@xml:lang), sgp:prose(node())"/>
    </p>
  </xsl:template>
  <xsl:template match="@valid-until" mode="sgg:told" as="element(h:p)">
    <p class="deprecated">{sg:word('guide-deprecated')} {.}</p>
  </xsl:template>

  <!-- === What is in it, and what it is in -->

  <xsl:template name="sgg:facts" as="element(h:div)*">
    <xsl:where-populated>
      <xsl:call-template name="sgg:datum">
        <xsl:with-param name="label" select="'content'"/>
        <xsl:with-param name="facts" as="node()*">
          <xsl:apply-templates select="content" mode="sgg:model"/>
        </xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="sgg:datum">
        <xsl:with-param name="label" select="'guide-may-contain'"/>
        <xsl:with-param name="facts" select="self::sg:element ! sgg:may-contain(.)"/>
      </xsl:call-template>
      <xsl:call-template name="sgg:datum">
        <xsl:with-param name="label" select="'guide-contained-by'"/>
        <xsl:with-param name="facts" select="self::sg:element ! sgg:contained-by(.)"/>
      </xsl:call-template>
      <xsl:call-template name="sgg:datum">
        <xsl:with-param name="label" select="'guide-members'"/>
        <xsl:with-param name="facts" select="sgg:links(sg:member/@key)"/>
      </xsl:call-template>
      <xsl:call-template name="sgg:datum">
        <xsl:with-param name="label" select="'classes'"/>
        <xsl:with-param name="facts" select="sgg:links(sg:member-of/@key)"/>
      </xsl:call-template>
      <xsl:call-template name="sgg:datum">
        <xsl:with-param name="label" select="'guide-module'"/>
        <xsl:with-param name="facts" as="node()*">
          <xsl:for-each select="@module">
            <xsl:text>{.}</xsl:text>
          </xsl:for-each>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:where-populated>
  </xsl:template>

  <xsl:template name="sgg:datum" as="element(h:div)?">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="facts" as="node()*"/>
    <xsl:if test="exists($facts)">
      <div>
        <dt>{sg:word($label)}</dt>
        <dd>
          <xsl:sequence select="$facts"/>
        </dd>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:function name="sgg:may-contain" as="node()+">
    <xsl:param name="element" as="element(sg:element)"/>
    <xsl:variable name="text" as="xs:string*"
                  select="sg:word('guide-text')[$element/content/@text = 'true'], sg:word('guide-any')[$element/content//anyElement]"/>
    <xsl:sequence select="$text ! sgg:generated(.), $element/sg:may-contain ! sgg:by-module(.)"/>
    <xsl:if test="empty(($text, $element/sg:may-contain))">
      <xsl:text>{sg:word('guide-nothing')}</xsl:text>
    </xsl:if>
  </xsl:function>

  <xsl:function name="sgg:contained-by" as="node()*">
    <xsl:param name="element" as="element(sg:element)"/>
    <xsl:if test="$element/@ident = tokenize($element/../@start)">
      <xsl:sequence select="sgg:generated(sg:word('guide-outermost'))"/>
    </xsl:if>
    <xsl:sequence select="$element/sg:contained-by ! sgg:by-module(.)"/>
  </xsl:function>

  <xsl:function name="sgg:by-module" as="element(h:div)">
    <xsl:param name="group" as="element()"/>
    <div>
      <span class="label">{$group/@module}</span>
      <xsl:text> </xsl:text>
      <xsl:sequence select="sgg:links(tokenize($group/@keys))"/>
    </div>
  </xsl:function>
  <xsl:function name="sgg:generated" as="element(h:div)">
    <xsl:param name="words" as="xs:string"/>
    <div>{$words}</div>
  </xsl:function>

  <!-- === Rules, in words -->

  <xsl:template name="sgg:rules" as="element(h:div)?">
    <xsl:if test="sg:rule">
      <div class="record">
        <span class="label">{sg:word('guide-rules')}</span>
        <xsl:apply-templates select="sg:rule" mode="sg:html"/>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template match="sg:rule" mode="sg:html" as="element(h:div)">
    <div class="rule" id="{@id}">
      <xsl:apply-templates select="desc" mode="sgg:told"/>
      <xsl:where-populated>
        <ul>
          <xsl:apply-templates select="sg:assertion" mode="#current"/>
        </ul>
      </xsl:where-populated>
    </div>
  </xsl:template>
  <xsl:template match="sg:assertion" mode="sg:html" as="element(h:li)">
    <li>
      <xsl:if test="@id">
        <xsl:sequence select="@id[key('sgg:assertion', ., $sg:viewed)[1] is current()]"/>
        <a href="{sgg:address(@id)}">
          <code>{@id}</code>
        </a>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
    </li>
  </xsl:template>
  <!-- Several rules may share an id, as one finding: the first has it. -->
  <xsl:key name="sgg:assertion" match="sg:assertion" use="@id"/>

  <xsl:template match="sg:found" mode="sg:html" as="element(h:var)">
    <var>…</var>
  </xsl:template>

</xsl:stylesheet>
