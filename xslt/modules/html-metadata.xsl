<?xml version="1.0" encoding="UTF-8"?>
<!-- The header (modules header and corpus): each of its parts in its order. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:template match="teiHeader | fileDesc[sg:is-record(.)]" mode="sg:html" as="element(h:div)">
    <xsl:call-template name="sg:block"/>
  </xsl:template>

  <!-- What stands in prose, or where its record has become prose. -->
  <xsl:template match="extent | sponsor | funder | principal | distributor | authority | licence | availability | handNote | scriptNote
                       | language | schemaRef | tagUsage | citeData | cRefPattern | prefixDef | refState | catDesc | catRef | classCode
                       | keywords | conversion | correspAction | channel | constitution | derivation | domain | factuality
                       | interaction | preparedness | purpose | locale | activity | langKnown | titleStmt | editionStmt | seriesStmt
                       | publicationStmt | notesStmt | sourceDesc | fileDesc | encodingDesc | profileDesc | revisionDesc | projectDesc
                       | samplingDecl | editorialDecl | correction | normalization | quotation | hyphenation | segmentation
                       | stdVals | interpretation | punctuation | tagsDecl | namespace | refsDecl | citeStructure | listPrefixDef
                       | classDecl | taxonomy | category | geoDecl | unitDecl | unitDef | appInfo | application | abstract | creation
                       | langUsage | textClass | calendarDesc | calendar | correspDesc | correspContext | styleDefDecl
                       | textDesc | particDesc | settingDesc | setting | biblFull | listChange"
                mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>

  <!-- A rendition is a rule of CSS, or of another such language. -->
  <xsl:template match="rendition | styleDefDecl[text()[normalize-space()]]" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="as" select="'code'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- An element that the documents use: its tag, how often, and how. -->
  <xsl:template match="tagUsage[sg:is-datum(.)]" mode="sg:html" as="element(h:div)" priority="12">
    <div>
      <xsl:sequence select="sg:attributes(., 'field')"/>
      <code class="label">&lt;{@gi}&gt;</code>
      <xsl:sequence select="@occurs ! sgp:times(.)"/>
      <xsl:text> </xsl:text>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>
  <xsl:function name="sgp:times" as="element(h:span)">
    <xsl:param name="number" as="attribute()"/>
    <span class="what"> {$number} ×</span>
  </xsl:function>

  <!-- A language, a class of the texts: what the code stands for, or the code. -->
  <xsl:template match="langUsage[sg:is-record(.)]/language" mode="sg:html" as="element(h:div)" priority="12">
    <div>
      <xsl:sequence select="sg:attributes(., 'field')"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:call-template name="sg:particulars"/>
    </div>
  </xsl:template>

  <!-- A licence links to its text. -->
  <xsl:template match="licence[@target][not(*)][not(ancestor::ref)]" mode="sg:html" as="element()">
    <xsl:variable name="link" as="xs:string?" select="sg:link(sg:addresses(@target)[1])"/>
    <xsl:element name="{if ($link and normalize-space()) then 'a' else 'span'}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:if test="$link and normalize-space()">
        <xsl:attribute name="href" select="$link"/>
      </xsl:if>
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- A classification: each class within the class above it. -->
  <xsl:template match="taxonomy[sg:is-record(.)] | category[sg:is-record(.)]" mode="sg:html" as="element(h:div)">
    <xsl:call-template name="sg:entries"/>
  </xsl:template>

  <!-- The history of a document: a change a line, with its day and its hand. -->
  <xsl:template match="revisionDesc[sg:is-record(.)] | listChange[sg:is-record(.)]" mode="sg:html" as="element(h:section)">
    <section>
      <xsl:sequence select="sg:heading-of(.)"/>
      <xsl:call-template name="sg:entries"/>
    </section>
  </xsl:template>
  <xsl:template match="change" mode="sg:html" as="element()">
    <xsl:element name="{if (sg:is-block(.) or sg:is-datum(.)) then 'div' else 'span'}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:call-template name="sg:particulars"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- Who sent and who received, where and when: the action is the label of a line. -->
  <xsl:template match="correspAction[sg:is-statement(.)][sg:is-datum(.)]" mode="sg:html" as="element(h:div)" priority="12">
    <div class="field">
      <xsl:sequence select="sg:label-of(.)"/>
      <xsl:call-template name="sg:phrase"/>
    </div>
  </xsl:template>

  <!-- Metadata of another vocabulary, as they are written. -->
  <xsl:template match="xenoData" mode="sg:html" as="element(h:section)" priority="4">
    <section>
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:sequence select="sg:heading-of(.)"/>
      <xsl:call-template name="sg:verbatim"/>
    </section>
  </xsl:template>

</xsl:stylesheet>
