<?xml version="1.0" encoding="UTF-8"?>
<!-- Characters and glyphs that no keyboard has (TEI Guidelines, 5). -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:key name="sgp:glyph" match="char | glyph" use="@xml:id"/>

  <!-- The declaration of a g. -->
  <xsl:function name="sgp:declared" as="element()?">
    <xsl:param name="g" as="element(tei:g)"/>
    <xsl:sequence select="key('sgp:glyph', replace($g/@ref, '^.*#', ''), $sg:source)[1]"/>
  </xsl:function>

  <!-- A g shows its text. -->
  <xsl:template match="g" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="further" select="sgp:declared(.) ! sgp:glyph-name(.) ! sg:hint(.)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- An empty g shows what its declaration maps it to, else a name. -->
  <xsl:template match="g[not(* or text())]" mode="sg:html" as="element(h:span)" priority="1">
    <xsl:variable name="declared" as="element()?" select="sgp:declared(.)"/>
    <xsl:variable name="shown" as="xs:string?"
      select="($declared ! sgp:mapped(., 1), $sgp:printers(string(@ref)),
               (@ref, @type)[1][empty($declared)] ! $sgp:characters(replace(., '^.*[#:]', '')))[1]"/>
    <span>
      <xsl:sequence select="sg:attributes(.), $declared ! sgp:glyph-name(.) ! sg:hint(.)"/>
      <span class="mark">{($shown, ($declared ! sgp:glyph-name(.), @ref ! replace(., '^.*[#:]', ''), @type)
        ! ('[' || lower-case(.) || ']'))[1]}</span>
    </span>
  </xsl:template>

  <!-- Names that the Text Creation Partnership gives to what its printers set. -->
  <xsl:variable name="sgp:printers" as="map(xs:string, xs:string)"
                select="map{'char:EOLhyphen': '-', 'char:EOLunhyphen': '', 'char:punc': '▪', 'char:abque': 'que',
                'char:cmbAbbrStroke': '&#x304;'}"/>

  <!-- Characters by the names that the Medieval Unicode Font Initiative, HTML and EpiDoc have for them. -->
  <xsl:variable name="sgp:characters" as="map(xs:string, xs:string)"
    select="map{'slong': 'ſ', 'rrot': 'ꝛ', 'pbardes': 'ꝑ', 'pflour': 'ꝓ', 'qbardes': 'ꝗ', 'et': '⁊', 'us': 'ꝰ', 'rum': 'ꝝ',
                'slash': '/', 'sol': '/', 'bsol': '\', 'para': '¶', 'middot': '·', 'interpunct': '·', 'dagger': '†',
                'hedera': '❦', 'chirho': '☧', 'denarius': '&#x10196;', 'sestertius': '&#x10198;', 'drachma': '&#x1017B;'}"/>

  <!-- The characters that stand for one that is declared; a mapping may lead to another declaration. -->
  <xsl:function name="sgp:mapped" as="xs:string?">
    <xsl:param name="declaration" as="element()"/>
    <xsl:param name="depth" as="xs:integer"/>
    <xsl:variable name="mappings" as="element(tei:mapping)*"
      select="$declaration ! (mapping[@type = 'standard'], mapping[@type = ('normalized', 'modern', 'diplomatic')], mapping)"/>
    <xsl:sequence select="($mappings ! (sg:plain(.)[. != ''],
                           g[$depth lt 5] ! sgp:declared(.) ! sgp:mapped(., $depth + 1)))[1]"/>
  </xsl:function>

  <xsl:function name="sgp:glyph-name" as="xs:string?">
    <xsl:param name="declaration" as="element()"/>
    <xsl:sequence select="$declaration ! ((unicodeProp | localProp)[lower-case(@name) = ('name', 'na')]/@value,
                          (charName | glyphName | desc) ! sg:plain(.), @xml:id) ! string() => head()"/>
  </xsl:function>

  <!-- === Declarations -->

  <xsl:template match="charDecl | char | glyph" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before" select=".[self::char or self::glyph] ! @xml:id ! sgp:glyph-label(.)"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="charDecl[not(text()[normalize-space()])]" mode="sg:html" as="element(h:div)" priority="1">
    <xsl:call-template name="sg:entries"/>
  </xsl:template>
  <xsl:function name="sgp:glyph-label" as="node()+">
    <xsl:param name="name" as="xs:string"/>
    <span class="label">{$name}</span>
    <xsl:text> </xsl:text>
  </xsl:function>

  <!-- A property: its name and its value. -->
  <xsl:template match="localProp | unicodeProp | unihanProp" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before">
        <span class="what">{string-join((@name, @value), sg:word('colon'))}</span>
        <xsl:text>{'; '[current()/following-sibling::*[1][sgp:is-property(.)]]}</xsl:text>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="mapping" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before" select="(@type, sg:word('mapping'))[1] ! sgp:glyph-label(.)"/>
      <xsl:with-param name="after" select="'; '[current()/following-sibling::*[1][sgp:is-property(.)]] ! sgp:printed-mark(.)"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:function name="sgp:is-property" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::localProp or self::unicodeProp or self::unihanProp or self::mapping])"/>
  </xsl:function>
  <xsl:template match="charName | glyphName" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="after" select="'; '[current()/following-sibling::*[1][sgp:is-property(.)]] ! sgp:printed-mark(.)"/>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
