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
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:eg="http://www.tei-c.org/ns/Examples"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- Say whether an element is a block, or holds one. -->
  <xsl:function name="sg:is-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="sgp:is-block-by-nature($element) or
                          exists($element/*) and exists(key('sgp:phrase-around', generate-id($element), root($element)))"/>
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
    <xsl:sequence select="exists($element/ancestor::*[self::p or self::ab or self::l or self::head or self::speaker or self::stage
                          or self::view or self::camera or self::sound or self::tech or self::caption])"/>
  </xsl:function>

  <!-- What happens between what is said has a line of its own. -->
  <xsl:function name="sgp:is-between-utterances" as="xs:boolean">
    <xsl:param name="event" as="element()"/>
    <xsl:sequence select="exists($event/(parent::div | parent::body | parent::annotationBlock))"/>
  </xsl:function>

  <!-- A group of links between the words of a sentence is for machines, as each of them is. -->
  <xsl:function name="sgp:is-in-text" as="xs:boolean">
    <xsl:param name="group" as="element()"/>
    <xsl:sequence select="exists($group/ancestor::*[self::p or self::ab or self::l or self::u or self::seg or self::s])"/>
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

  <xsl:function name="sgp:is-block-by-nature" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:apply-templates select="$element" mode="sgp:is-block"/>
  </xsl:function>

  <xsl:mode name="sgp:is-block" on-no-match="fail"/>
  <xsl:template match="*" mode="sgp:is-block" as="xs:boolean" priority="-1">
    <xsl:sequence select="false()"/>
  </xsl:template>

  <!-- textstructure -->
  <xsl:template match="TEI | teiCorpus | text | front | body | back | group | floatingText | div | div0 | div1 | div2 | div3
                       | div4 | div5 | div6 | div7 | head | opener | closer | postscript | argument | epigraph | trailer
                       | byline | dateline[not(parent::p)] | signed[not(ancestor::p)] | salute[not(ancestor::p)]
                       | titlePage | titlePart | docTitle | docAuthor[not(parent::byline or parent::docImprint)] | docEdition | docImprint
                       | docDate[parent::titlePage]
                       | imprimatur | divGen | sg:notes | sg:note"
                mode="sgp:is-block" as="xs:boolean">
    <xsl:sequence select="true()"/>
  </xsl:template>

  <!-- core -->
  <xsl:template match="p | ab | l | lg | sp | speaker
                       | list | item | list/label | headLabel | headItem | addrLine
                       | address[addrLine][not(ancestor::p)] | cit[quote/(p | lg | l | list | sp)]
                       | standOff/desc | notatedMusic/desc | attDef/desc | valItem/desc
                       | listBibl | listBibl/bibl | listBibl/biblStruct | listBibl/desc | div/quote | div/q | div/said | div/bibl | div/cit
                       | div/gap | div/address | div/biblStruct | div/biblFull | div/desc | body/quote | body/q | body/said | body/bibl
                       | body/cit | body/address | biblStruct[not(ancestor::p)] | biblFull
                       | quote[sgp:stands-alone(.)]
                       | noteGrp | noteGrp/note | note[parent::*[sgp:is-division(.)]]"
                mode="sgp:is-block" as="xs:boolean">
    <xsl:sequence select="true()"/>
  </xsl:template>

  <!-- figures, namesdates, msdescription, header, corpus -->
  <xsl:template match="table | row | cell | figure | figDesc | graphic[not(ancestor::p)] | formula[@rend = ('block', 'display')]
                       | notatedMusic
                       | listPerson | listPlace | listOrg | listEvent | listNym | listRelation | listObject
                       | person | personGrp | place | org | event | nym | relation | object | persona
                       | standOff | listApp | listWit | witness | listAnnotation | annotation"
                mode="sgp:is-block" as="xs:boolean">
    <xsl:sequence select="true()"/>
  </xsl:template>

  <!-- transcr, textcrit, linking -->
  <xsl:template match="facsimile | sourceDoc | handNotes | surface | surfaceGrp | zone | line
                       | fw[parent::div | parent::body | parent::front | parent::back]
                       | app[parent::listApp | parent::standOff
                             | (parent::div | parent::body | parent::back)[current()/(@loc or @from or @to)]]
                       | linkGrp[not(sgp:is-in-text(.))] | joinGrp[not(sgp:is-in-text(.))] | altGrp[not(sgp:is-in-text(.))]
                       | link[sgp:is-listed-link(.)] | join[sgp:is-listed-link(.)] | alt[sgp:is-listed-link(.)]"
                mode="sgp:is-block" as="xs:boolean">
    <xsl:sequence select="true()"/>
  </xsl:template>

  <!-- spoken, drama, dictionaries, tagdocs, verse -->
  <xsl:template match="u[not(parent::annotationBlock)] | annotationBlock | timeline | castList | castGroup | castItem | set | prologue
                       | epilogue | performance
                       | spGrp | metDecl | metSym | stage[not(sgp:is-in-line(.))]
                       | view[not(sgp:is-in-line(.))] | camera[not(sgp:is-in-line(.))]
                       | sound[not(sgp:is-in-line(.))] | tech[not(sgp:is-in-line(.))] | caption[not(sgp:is-in-line(.))]
                       | kinesic[sgp:is-between-utterances(.)] | vocal[sgp:is-between-utterances(.)]
                       | incident[sgp:is-between-utterances(.)] | writing[sgp:is-between-utterances(.)]
                       | pause[sgp:is-between-utterances(.)] | shift[sgp:is-between-utterances(.)] | entry | entryFree
                       | superEntry | eg:egXML | egXML | eg | elementSpec | classSpec | macroSpec
                       | dataSpec | moduleSpec | schemaSpec | specGrp | specList | attList | valList | content | remarks | exemplum
                       | constraint | paramList | attDef | valItem | valDesc | constraintSpec | paramSpec | model | modelGrp
                       | modelSequence | classes | datatype | defaultVal | equiv | listRef | outputRendition | post | teiHeader | xenoData"
                mode="sgp:is-block" as="xs:boolean">
    <xsl:sequence select="true()"/>
  </xsl:template>

  <!-- dictionaries, analysis, iso-fs, nets, gaiji; HTML -->
  <xsl:template match="hom | re | sense[../sense[2]] | interpGrp | spanGrp | interpGrp[interp[2]]/interp | spanGrp[span[2]]/span
                       | fs | f | fLib | fvLib | fsdDecl | fsDecl | fDecl | fsdLink | fsConstraints | fsDescr | vRange | vDefault | cond
                       | bicond
                       | graph | tree | forest | listForest | eTree | triangle | node | arc | root | iNode | leaf | charDecl | char | glyph
                       | h:p | h:div | h:ul | h:ol | h:li | h:dl | h:table | h:tr | h:h1 | h:h2 | h:h3 | h:h4 | h:pre | h:blockquote
                       | h:section"
                mode="sgp:is-block" as="xs:boolean">
    <xsl:sequence select="true()"/>
  </xsl:template>

  <!-- A record is a block too, whatever it is called. -->
  <xsl:template _match="{string-join(tokenize($sgp:record-names) ! (. || '[sgp:holds-data(.)]'), ' | ')}"
                mode="sgp:is-block" as="xs:boolean">
    <xsl:sequence select="true()"/>
  </xsl:template>

</xsl:stylesheet>
