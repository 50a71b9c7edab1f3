<?xml version="1.0" encoding="UTF-8"?>
<!--
  What is a block and what is a phrase: one table for all of TEI.

  A block begins a line of its own: a paragraph, a list, a division. An element is a block by
  nature, or because it holds one (a hi around a list). All else is a phrase, a part of a line.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:eg="http://www.tei-c.org/ns/Examples"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- Say whether an element is a block, or holds one. -->
  <xsl:function name="sg:is-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="sgp:is-block-by-nature($element) or exists($element/*) and sgp:is-around-block($element)"/>
  </xsl:function>

  <!-- Say whether a phrase holds a block, at whatever depth: of the little that most hold, each element is asked. -->
  <xsl:function name="sgp:is-around-block" as="xs:boolean">
    <xsl:param name="phrase" as="element()"/>
    <xsl:sequence select="if (empty($phrase/*/*/*/*)) then some $within in $phrase/descendant::* satisfies sgp:is-block-by-nature($within)
                          else exists(key('sgp:phrase-around', generate-id($phrase), root($phrase)))"/>
  </xsl:function>

  <!-- The phrases around a block, which most documents have none of. They are found from the block outwards, once for a tree. -->
  <xsl:key name="sgp:phrase-around" match="*[sgp:is-block-by-nature(.)][not(parent::*[sgp:is-block-by-nature(.)])]"
           use="ancestor::*[not(sgp:is-block-by-nature(.))] ! generate-id()"/>

  <!-- Say whether an element holds a block. -->
  <xsl:function name="sg:holds-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="some $child in $element/* satisfies sg:is-block($child)"/>
  </xsl:function>

  <!-- A stage direction within a line is a part of it. -->
  <xsl:function name="sgp:is-in-line" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/(ancestor::p or ancestor::l or ancestor::ab or ancestor::head or ancestor::speaker or ancestor::stage
                          or ancestor::view or ancestor::camera or ancestor::sound or ancestor::tech or ancestor::caption)"/>
  </xsl:function>

  <!-- What happens between what is said has a line of its own. -->
  <xsl:function name="sgp:is-between-utterances" as="xs:boolean">
    <xsl:param name="event" as="element()"/>
    <xsl:sequence select="exists($event/(parent::div | parent::body | parent::annotationBlock))"/>
  </xsl:function>

  <!-- A group of links between the words of a sentence is for machines, as each of them is. -->
  <xsl:function name="sgp:is-in-text" as="xs:boolean">
    <xsl:param name="group" as="element()"/>
    <xsl:sequence select="$group/(ancestor::p or ancestor::ab or ancestor::l or ancestor::u or ancestor::seg or ancestor::s)"/>
  </xsl:function>

  <!-- A link is for readers where it stands in a group of links that is, or beside the text. -->
  <xsl:function name="sgp:is-listed-link" as="xs:boolean">
    <xsl:param name="link" as="element()"/>
    <xsl:sequence select="exists($link/(parent::standOff | (parent::linkGrp | parent::joinGrp | parent::altGrp)[not(sgp:is-in-text(.))]))"/>
  </xsl:function>

  <!-- A quotation in a paragraph stands alone where it has paragraphs or lines of its own. -->
  <xsl:function name="sgp:stands-alone" as="xs:boolean">
    <xsl:param name="quotation" as="element()"/>
    <xsl:sequence select="exists($quotation/(p | lg | l | list | sp)) or contains-token($quotation/@rend, 'block')"/>
  </xsl:function>

  <!-- === The table -->

  <!-- The elements that are blocks wherever they stand, in the order of TEI's modules. -->
  <xsl:variable name="sgp:blocks" as="xs:string" static="yes" select="'
    TEI teiCorpus text front body back group floatingText div div0 div1 div2 div3 div4 div5 div6 div7 head opener closer
    postscript argument epigraph trailer byline titlePage titlePart docTitle docEdition docImprint imprimatur divGen
    p ab l lg sp speaker list item headLabel headItem addrLine listBibl biblFull noteGrp
    table row cell figure figDesc notatedMusic
    listPerson listPlace listOrg listEvent listNym listRelation listObject
    person personGrp place org event nym relation object persona
    standOff listApp listWit witness listAnnotation annotation facsimile sourceDoc handNotes surface surfaceGrp zone line
    annotationBlock timeline castList castGroup castItem set prologue epilogue performance spGrp metDecl metSym
    entry entryFree superEntry hom re
    egXML eg elementSpec classSpec macroSpec dataSpec moduleSpec schemaSpec specGrp specList attList valList content remarks
    exemplum constraint paramList attDef valItem valDesc constraintSpec paramSpec model modelGrp modelSequence classes datatype
    defaultVal equiv listRef outputRendition post teiHeader xenoData
    interpGrp spanGrp fs f fLib fvLib fsdDecl fsDecl fDecl fsdLink fsConstraints fsDescr vRange vDefault cond bicond
    graph tree forest listForest eTree triangle node arc root iNode leaf charDecl char glyph'"/>

  <!-- Those that are blocks under a condition: an XPath, with the element as its context. -->
  <xsl:variable name="sgp:blocks-where" as="xs:string" static="yes" select="'
    dateline: not(parent::p);
    signed salute: not(ancestor::p);
    docAuthor: not(parent::byline or parent::docImprint);
    docDate: parent::titlePage;
    label: parent::list;
    address: addrLine and not(ancestor::p) or parent::div or parent::body;
    cit: quote/(p | lg | l | list | sp) or parent::div or parent::body;
    desc: parent::standOff or parent::notatedMusic or parent::attDef or parent::valItem or parent::listBibl or parent::div;
    bibl: parent::listBibl or parent::div or parent::body;
    biblStruct: parent::listBibl or not(ancestor::p);
    quote: parent::div or parent::body or sgp:stands-alone(.);
    q said: parent::div or parent::body;
    gap: parent::div;
    note: parent::noteGrp or parent::*[sgp:is-division(.)];
    graphic: not(ancestor::p);
    formula: @rend = (&quot;block&quot;, &quot;display&quot;);
    fw: parent::div or parent::body or parent::front or parent::back;
    app: parent::listApp or parent::standOff or (parent::div or parent::body or parent::back) and (@loc or @from or @to);
    linkGrp joinGrp altGrp: not(sgp:is-in-text(.));
    link join alt: sgp:is-listed-link(.);
    u: not(parent::annotationBlock);
    stage view camera sound tech caption: not(sgp:is-in-line(.));
    kinesic vocal incident writing pause shift: sgp:is-between-utterances(.);
    sense: ../sense[2];
    interp: parent::interpGrp[interp[2]];
    span: parent::spanGrp[span[2]]'"/>

  <!-- Of each name that may be a block: whether it always is. A record is a block, too, whatever it is called. -->
  <xsl:variable name="sgp:conditions" as="map(xs:string, xs:string)" static="yes"
    select="map:merge((
      for $row in tokenize($sgp:blocks-where, ';'), $name in tokenize(substring-before($row, ':'))
      return map:entry($name, normalize-space(substring-after($row, ':'))),
      tokenize($sgp:record-names)[not(. = tokenize($sgp:blocks))] ! map:entry(., 'sgp:holds-data(.)')))"/>
  <xsl:variable name="sgp:displays" as="map(xs:string, xs:boolean)" static="yes"
    select="map:merge((
      tokenize($sgp:blocks) ! map:entry(., true()), map:keys($sgp:conditions) ! map:entry(., false()),
      tokenize('notes note ul ol li dl tr h1 h2 h3 h4 pre blockquote section') ! map:entry(., false())), map{'duplicates': 'use-first'})"/>

  <xsl:function name="sgp:is-block-by-nature" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="always" as="xs:boolean?" select="$sgp:displays(local-name($element))"/>
    <xsl:choose>
      <xsl:when test="empty($always)">
        <xsl:sequence select="false()"/>
      </xsl:when>
      <xsl:when test="$always and $element/self::tei:*">
        <xsl:sequence select="true()"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="$element" mode="sgp:is-block"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:mode name="sgp:is-block" on-no-match="fail"/>
  <xsl:template match="*" mode="sgp:is-block" as="xs:boolean" priority="-1">
    <xsl:sequence select="false()"/>
  </xsl:template>
  <xsl:template _match="{string-join(map:keys($sgp:conditions) ! (. || '[' || $sgp:conditions(.) || ']'), ' | ')}"
                mode="sgp:is-block" as="xs:boolean">
    <xsl:sequence select="true()"/>
  </xsl:template>

  <!-- Other vocabularies. -->
  <xsl:template match="sg:notes | sg:note | eg:egXML | h:p | h:div | h:ul | h:ol | h:li | h:dl | h:table | h:tr
                       | h:h1 | h:h2 | h:h3 | h:h4 | h:pre | h:blockquote | h:section"
                mode="sgp:is-block" as="xs:boolean">
    <xsl:sequence select="true()"/>
  </xsl:template>

</xsl:stylesheet>
