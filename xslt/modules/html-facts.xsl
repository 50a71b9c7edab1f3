<?xml version="1.0" encoding="UTF-8"?>
<!-- The facts at the head of a page: who wrote it, to whom, who made it, when, and what it was made from. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:template name="sg:facts" as="element(h:dl)?">
    <xsl:variable name="file" as="element()?" select="$sg:header/fileDesc[1]"/>
    <xsl:variable name="editors" as="element()*" select="$file/titleStmt/editor"/>
    <xsl:variable name="sent" as="element()*" select="$sg:letter/(correspAction[@type = 'sent'] | sender | placeSender | dateSender)"/>
    <xsl:variable name="received" as="element()*"
                  select="$sg:letter/(correspAction[@type = 'received'] | addressee | placeAddressee | dateAddressee)"/>
    <xsl:variable name="senders" as="element()*" select="$sent/(persName | orgName | name)"/>
    <xsl:variable name="translators" as="element()*" select="$editors[tokenize(@role) = ('translator', 'trl')]"/>
    <xsl:variable name="shelfmark" as="element()*"
                  select="($file/sourceDesc//msIdentifier)[1]/(settlement[1] | institution[1] | repository[1]
                  | idno[1])[normalize-space()]"/>
    <xsl:variable name="facts" as="element(h:div)*">
      <xsl:sequence select="
        sgp:fact(if ($sg:letter) then 'from' else 'author', if ($senders) then $senders else sg:authors($file/titleStmt) ! sg:named(.)),
        sgp:fact('author', sg:authors($file/titleStmt)[exists($senders) and empty($senders[not(self::orgName)])] ! sg:named(.)),
        sgp:fact('to', $received/(persName | orgName | name)),
        sgp:fact('date', ($page/sg:page/sg:date,
          ($sg:header/profileDesc/creation/date, $sent/date, $file/sourceDesc//origDate)[sgp:tells(.)])[1]),
        sgp:fact('received', $received/date[sgp:tells(.)]),
        sgp:fact('editor', ($editors except $translators) ! sg:named(.)),
        sgp:fact('translator', $translators ! sg:named(.)),
        sgp:fact('respStmt', $file/titleStmt/respStmt[normalize-space()]),
        sgp:fact('original', $shelfmark),
        sgp:fact('sourceDesc', $file/sourceDesc/bibl[1][empty($shelfmark)])"/>
    </xsl:variable>
    <xsl:if test="exists($facts)">
      <dl class="facts">
        <xsl:sequence select="$facts"/>
      </dl>
    </xsl:if>
  </xsl:template>

  <!-- One line of the list, where there is something to say. -->
  <xsl:function name="sgp:fact" as="element(h:div)?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="facts" as="element()*"/>
    <xsl:if test="exists($facts)">
      <div>
        <dt>{sg:word($key)}</dt>
        <dd>
          <xsl:sequence select="sgp:own-language($facts[1])"/>
          <xsl:for-each select="$facts">
            <xsl:if test="position() gt 1">; </xsl:if>
            <xsl:apply-templates select="." mode="sgp:fact"/>
          </xsl:for-each>
        </dd>
      </div>
    </xsl:if>
  </xsl:function>

  <xsl:mode name="sgp:fact" on-no-match="fail"/>
  <xsl:template match="*" mode="sgp:fact" as="node()*" priority="-1">
    <xsl:sequence select="sgp:prose(.)"/>
  </xsl:template>
  <!-- A person who has no element for the name. -->
  <xsl:template match="author | editor" mode="sgp:fact" as="node()*">
    <xsl:sequence select="sgp:prose(sg:name-content(.))"/>
  </xsl:template>
  <xsl:template match="editor[@role][not(tokenize(@role) = ('editor', 'edt', 'translator', 'trl'))]" mode="sgp:fact" as="node()*"
                priority="1">
    <xsl:next-match/>
    <xsl:sequence select="sgp:text-node(' (' || sg:values(@role) || ')')"/>
  </xsl:template>
  <!-- What somebody did, then who: “Encoded by Cid”, “Encoding: Cid”. -->
  <xsl:template match="respStmt" mode="sgp:fact" as="node()*">
    <xsl:variable name="responsibilities" as="element()*" select="resp[normalize-space()]"/>
    <xsl:variable name="names" as="element()*" select="(persName | orgName | name)[normalize-space()]"/>
    <xsl:variable name="leads-on" as="xs:boolean"
                  select="matches($responsibilities[last()], '(:|\s(by|von|durch|par|da|por|door|av))\s*$', 'i')"/>
    <xsl:sequence select="sgp:listed($responsibilities),
      sgp:text-node(if ($leads-on) then ' ' else sg:word('colon'))[exists($responsibilities) and exists($names)], sgp:listed($names)"/>
  </xsl:template>
  <!-- Some projects say it in a note alone. -->
  <xsl:template match="resp" mode="sgp:fact" as="node()*">
    <xsl:sequence select="sgp:prose(if (node()[not(self::note)][normalize-space()]) then node() else note/node())"/>
  </xsl:template>
  <xsl:template match="date | origDate" mode="sgp:fact" as="node()*">
    <xsl:sequence select="if (normalize-space() and not(sgp:point-in-words(.) and matches(., '^\s*\d{4}-\d\d'))) then sgp:prose(.)
                          else sgp:text-node(sgp:point-in-words(.))"/>
  </xsl:template>
  <xsl:template match="sg:date" mode="sgp:fact" as="text()">
    <xsl:sequence select="sgp:text-node(sg:dating-in-words(.))"/>
  </xsl:template>
  <!-- A date of another calendar, with what it is in ours. -->
  <xsl:template match="(date | origDate)[@calendar][normalize-space()][sgp:point-in-words(.)]" mode="sgp:fact" as="node()*">
    <xsl:variable name="known" as="xs:string" select="sgp:point-in-words(.)"/>
    <xsl:sequence select="sgp:prose(.), sgp:text-node(' (' || $known || ')')
                          [not(contains(current(), replace($known, '^.*?(\d{3,4}).*$', '$1')))]"/>
  </xsl:template>

  <xsl:function name="sgp:listed" as="node()*">
    <xsl:param name="facts" as="element()*"/>
    <xsl:for-each select="$facts">
      <xsl:if test="position() gt 1">, </xsl:if>
      <xsl:apply-templates select="." mode="sgp:fact"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="sgp:text-node" as="text()">
    <xsl:param name="words" as="xs:string"/>
    <xsl:value-of select="$words"/>
  </xsl:function>

  <!-- Those whom a statement of responsibility names: one person, whose name may have forms, or several. -->
  <xsl:function name="sg:named" as="element()*">
    <xsl:param name="statement" as="element()"/>
    <xsl:variable name="names" as="element()*"
                  select="($statement[persName]/persName, $statement[not(persName)][name]/name,
                           $statement[not(persName or name)]/orgName)[normalize-space()]"/>
    <xsl:sequence select="if (empty($names)) then $statement[normalize-space()]
                          else if ($names/(@xml:lang | @type)) then sg:in-language($names)
                          else $names"/>
  </xsl:function>

  <!-- What an element says of a name, without what it says of its bearer. -->
  <xsl:function name="sg:name-content" as="node()*">
    <xsl:param name="named" as="element()"/>
    <xsl:sequence select="$named/(node() except (idno | email | affiliation | address | roleName | date))"/>
  </xsl:function>

  <!-- Of the same thing in several languages, that of the document's, else that of no other. -->
  <xsl:function name="sg:in-language" as="element()?">
    <xsl:param name="forms" as="element()*"/>
    <xsl:sequence select="($forms[sgp:language-tag(@xml:lang) = $sg:document-language], $forms[not(@xml:lang)], $forms)[1]"/>
  </xsl:function>

  <!-- A date in words: of its text, or of its attributes (att.datable). -->
  <xsl:function name="sgp:tells" as="xs:boolean">
    <xsl:param name="date" as="element()"/>
    <xsl:sequence select="normalize-space($date) != '' or sgp:point-in-words($date) != ''"/>
  </xsl:function>
  <xsl:function name="sgp:point-in-words" as="xs:string">
    <xsl:param name="date" as="element()"/>
    <xsl:sequence select="string(sg:dating-in-words(sgp:dating($date)))"/>
  </xsl:function>

  <!-- The date that attributes say, as siglum.model.dates has it: where @when stands beside bounds, these are the date. -->
  <xsl:function name="sgp:dating" as="element(sg:date)?">
    <xsl:param name="date" as="element()"/>
    <xsl:variable name="when" as="xs:string*" select="$date/(@when, @when-iso, @when-custom)[1] ! tokenize(., '/')"/>
    <xsl:variable name="span" as="attribute()*" select="$date/(@from, @from-iso, @to, @to-iso)"/>
    <xsl:variable name="bounds" as="attribute()*" select="$date/(@notBefore, @notBefore-iso, @notAfter, @notAfter-iso)"/>
    <xsl:variable name="first" as="xs:string?"
      select="if ($when[2]) then $when[1] else if ($span) then $date/(@from, @from-iso, @notBefore, @notBefore-iso)[1]
              else if ($bounds) then $date/(@notBefore, @notBefore-iso)[1] else $when"/>
    <xsl:variable name="last" as="xs:string?"
      select="if ($when[2]) then $when[2] else if ($span) then $date/(@to, @to-iso, @notAfter, @notAfter-iso)[1]
              else if ($bounds) then $date/(@notAfter, @notAfter-iso)[1] else $when"/>
    <xsl:if test="($first, $last) != ''">
      <sg:date kind="{if ($when[2] or $span) then 'range' else 'between'}">
        <xsl:if test="$first != ''">
          <xsl:attribute name="first" select="sgp:day($first)"/>
        </xsl:if>
        <xsl:if test="$last != ''">
          <xsl:attribute name="last" select="sgp:day($last)"/>
        </xsl:if>
        <xsl:attribute name="about" select="$date/@precision = ('low', 'medium', 'unknown')"/>
        <xsl:attribute name="doubtful" select="$date/@cert = ('low', 'unknown')"/>
      </sg:date>
    </xsl:if>
  </xsl:function>

  <!-- The language of what a page quotes from its source, where it is not the page's own. -->
  <xsl:function name="sgp:own-language" as="attribute()*">
    <xsl:param name="quoted" as="node()?"/>
    <xsl:sequence select="sg:language($quoted/ancestor-or-self::*[@xml:lang][1]/@xml:lang[not(sgp:language-tag(.) = $sg:words-language)])"/>
  </xsl:function>

</xsl:stylesheet>
