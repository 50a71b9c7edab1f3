<?xml version="1.0" encoding="UTF-8"?>
<!--
  The classes of HTML by which plain text and Markdown are made: all that these two know of a page
  besides the names of HTML's elements. What a template writes with such a class, also one of an
  edition's own, becomes lines as is said here.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:sg="https://siglum.invalid/ns">

  <!-- A block of such a class is a line below another of them, with no empty line between: verse, addresses, forms. -->
  <xsl:variable name="sg:line-classes" as="xs:string+"
    select="'l', 'addrLine', 'speaker', 'castItem', 'line', 'field', 'u', 'annotationBlock', 'entry', 'entryFree', $sg:continued-classes"/>

  <!-- A line that belongs to whatever block stands before it: a sense to its headword, a feature to the name of its library. -->
  <xsl:variable name="sg:continued-classes" as="xs:string+" select="'sense', 'hom', 'interp', 'span', 'f'"/>

  <!-- An item of a list that has no number. -->
  <xsl:variable name="sg:unnumbered-class" as="xs:string" select="'between'"/>

  <!-- The section whose list is the notes, and the anchor of a note. -->
  <xsl:variable name="sg:notes-class" as="xs:string" select="'notes'"/>
  <xsl:variable name="sg:note-anchor-class" as="xs:string" select="'note-anchor'"/>

  <!-- The section of what stands beside the text, and a label in it, which says nothing by itself. -->
  <xsl:variable name="sg:supplements-class" as="xs:string" select="'supplements'"/>
  <xsl:variable name="sg:label-class" as="xs:string" select="'label'"/>

  <!-- What serves a page only: links, pictures of pages. -->
  <xsl:variable name="sg:unsaid-classes" as="xs:string+" select="'permalink', 'back', 'page-picture', 'to-picture'"/>

  <!-- An element whose white space is kept, and a break that only shows where a line of the source ends. -->
  <xsl:variable name="sg:preserved-class" as="xs:string" select="'preserve'"/>
  <xsl:variable name="sg:no-break-class" as="xs:string" select="'no-break'"/>

</xsl:stylesheet>
