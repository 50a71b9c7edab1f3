"""Replaces functions that read files, such as `doc`, by siglum's own.

Saxon can open nothing. So a call of such a function in a schema is replaced by one of a function
here, which looks for the address among the answers that it was given. If it is not there, the
function asks for it by a message; `siglum.schematron.files` answers, and the schema is applied
again. Thus rules read only what siglum has read, safely, from where rules may read. A call that is
not found here is refused by Saxon.

`base-uri` is replaced, too, since Saxon does not know which elements were included by XInclude; and
so is what asks for the time, chance or the environment, so that it is known that a rule asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from siglum.schematron import parts
from siglum.schematron.calls import Call, bind_prefixes, in_template, rename_calls
from siglum.schematron.names import OWN, PREDECLARED, XSL, sch, xsl
from siglum.schematron.parts import Part
from siglum.schematron.place import Place

ANSWERS = "siglum.answers"
"""Parameter: a tree with the answer to each question (see `siglum.schematron.files`)."""
OPENED = "siglum.opened"
"""Parameter: the documents that the answers refer to, each with its base URI."""
INCLUDED = "siglum.included"
"""Parameter: a tree of the elements at which XInclude changes the base URI."""
ASKS = "siglum.asks"
"""The beginning of a message that asks for a file."""
REFUSED = "siglum.refused"
"""The beginning of a message that tells of a file that was not opened."""

_ARITIES = {
    "doc": (1,),
    "doc-available": (1,),
    "document": (1, 2),
    "unparsed-text": (1, 2),
    "unparsed-text-lines": (1, 2),
    "unparsed-text-available": (1, 2),
    "json-doc": (1, 2),
    "collection": (0, 1),
    "uri-collection": (0, 1),
    "base-uri": (1,),
    "function-lookup": (2,),
    "current-date": (0,),
    "current-dateTime": (0,),
    "current-time": (0,),
    "implicit-timezone": (0,),
    "random-number-generator": (0, 1),
    "environment-variable": (1,),
    "available-environment-variables": (0,),
}
_EXPRESSIONS = frozenset(
    {"select", "test", "match", "use", "value", "initial-value", "from", "count"}
    | {"group-by", "group-adjacent", "group-starting-with", "group-ending-with"}
)
_FN = PREDECLARED["fn"]

_OF_THE_MOMENT = "".join(
    f"""
<xsl:function name="sgp:{name}">
  <xsl:param name="part"/><xsl:param name="base"/>{given and '<xsl:param name="given"/>'}
  <xsl:sequence select="if (sgp:answer('moment', '', '', '')) then {name}({given}) else ()"/>
</xsl:function>"""
    for name, given in (
        ("current-date", ""),
        ("current-dateTime", ""),
        ("current-time", ""),
        ("implicit-timezone", ""),
        ("random-number-generator", ""),
        ("random-number-generator", "$given"),
        ("environment-variable", "$given"),
        ("available-environment-variables", ""),
    )
)

_FUNCTIONS = f"""
<xsl:stylesheet version="3.0" xmlns:xsl="{XSL}" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="{PREDECLARED["map"]}" xmlns:sgp="{OWN}">
<xsl:param name="{ANSWERS}" select="()"/>
<xsl:param name="{OPENED}" select="()"/>
<xsl:param name="{INCLUDED}" select="()"/>
<xsl:variable name="sgp:main" select="/"/>
<xsl:variable name="sgp:answers" as="map(*)"
  select="map:merge(${ANSWERS}/*/* ! map:entry(string(@key), .))"/>
<xsl:variable name="sgp:opened" as="map(*)" select="map:merge(
  ($sgp:main[exists(base-uri(.))], ${OPENED}?*) ! map:entry(string(base-uri(.)), .))"/>
<xsl:variable name="sgp:included" as="map(*)" select="
  let $elements := $sgp:main//* return map:merge(
  for $one in ${INCLUDED}/*/* return map:entry(generate-id($elements[xs:integer($one/@number)]),
  string($one/@uri)))"/>
<xsl:function name="sgp:answer">
  <xsl:param name="kind"/><xsl:param name="base" as="xs:string"/>
  <xsl:param name="href" as="xs:string"/><xsl:param name="encoding" as="xs:string"/>
  <xsl:variable name="key" select="
    string-join(($kind, $base, $href, $encoding) ! encode-for-uri(.), ' ')"/>
  <xsl:if test="not(map:contains($sgp:answers, $key))">
    <xsl:message select="'{ASKS}&#9;' || $key"/>
    <xsl:sequence select="{parts.SILENT}"/>
  </xsl:if>
  <xsl:sequence select="$sgp:answers($key)"/>
</xsl:function>
<xsl:function name="sgp:tell">
  <xsl:param name="part"/><xsl:param name="words" as="xs:string"/>
  <xsl:message select="string-join(('{REFUSED}', $part, encode-for-uri($words)), '&#9;')"/>
</xsl:function>
<xsl:function name="sgp:needed">
  <xsl:param name="part"/><xsl:param name="call"/><xsl:param name="answer"/>
  <xsl:variable name="words" select="$call || '() asks for ' || $answer/@why"/>
  <xsl:if test="$answer/@why">
    <xsl:sequence select="sgp:tell($part, $words), error(xs:QName('sgp:file'), $words)"/>
  </xsl:if>
  <xsl:sequence select="$answer"/>
</xsl:function>
<xsl:function name="sgp:is-there">
  <xsl:param name="part"/><xsl:param name="call"/><xsl:param name="answer"/>
  <xsl:if test="$answer/@refused">
    <xsl:sequence select="sgp:tell($part, $call || '() asks for ' || $answer/@why)"/>
  </xsl:if>
  <xsl:sequence select="empty($answer/@why)"/>
</xsl:function>
<xsl:function name="sgp:doc">
  <xsl:param name="part"/><xsl:param name="base"/><xsl:param name="href" as="xs:string?"/>
  <xsl:sequence select="$href
    ! $sgp:opened(sgp:needed($part, 'doc', sgp:answer('doc', $base, ., ''))/@file)"/>
</xsl:function>
<xsl:function name="sgp:doc-available">
  <xsl:param name="part"/><xsl:param name="base"/><xsl:param name="href" as="xs:string?"/>
  <xsl:sequence select="exists($href) and
    sgp:is-there($part, 'doc-available', sgp:answer('doc', $base, string($href), ''))"/>
</xsl:function>
<xsl:function name="sgp:document">
  <xsl:param name="part"/><xsl:param name="base"/><xsl:param name="addresses"/>
  <xsl:variable name="found" as="node()*">
    <xsl:for-each select="$addresses">
      <xsl:variable name="here" select="if (. instance of node()) then sgp:base-uri(.) else $base"/>
      <xsl:sequence select="data(.) ! sgp:document-at($part, string($here), string(.))"/>
    </xsl:for-each>
  </xsl:variable>
  <xsl:sequence select="$found/."/>
</xsl:function>
<xsl:function name="sgp:document">
  <xsl:param name="part"/><xsl:param name="base"/><xsl:param name="addresses"/>
  <xsl:param name="node" as="node()"/>
  <xsl:variable name="here" select="string(sgp:base-uri($node))"/>
  <xsl:sequence select="(data($addresses) ! sgp:document-at($part, $here, string(.)))/."/>
</xsl:function>
<xsl:function name="sgp:document-at">
  <xsl:param name="part"/><xsl:param name="base"/><xsl:param name="href" as="xs:string"/>
  <xsl:variable name="file" select="replace($href, '#.*$', '')"/>
  <xsl:variable name="answer" select="sgp:answer('doc', $base, $file, '')"/>
  <xsl:variable name="whole"
    select="$sgp:opened(sgp:needed($part, 'document', $answer)/@file)"/>
  <xsl:sequence select="if (contains($href, '#'))
    then ($whole//*[@xml:id = substring-after($href, '#')])[1] else $whole"/>
</xsl:function>
<xsl:function name="sgp:unparsed-text">
  <xsl:param name="part"/><xsl:param name="base"/><xsl:param name="href" as="xs:string?"/>
  <xsl:sequence select="sgp:text($part, 'unparsed-text', $base, $href, '')"/>
</xsl:function>
<xsl:function name="sgp:unparsed-text">
  <xsl:param name="part"/><xsl:param name="base"/><xsl:param name="href" as="xs:string?"/>
  <xsl:param name="encoding" as="xs:string"/>
  <xsl:sequence select="sgp:text($part, 'unparsed-text', $base, $href, $encoding)"/>
</xsl:function>
<xsl:function name="sgp:text">
  <xsl:param name="part"/><xsl:param name="call"/><xsl:param name="base"/>
  <xsl:param name="href" as="xs:string?"/><xsl:param name="encoding" as="xs:string"/>
  <xsl:sequence select="$href
    ! string(sgp:needed($part, $call, sgp:answer('text', $base, ., $encoding)))"/>
</xsl:function>
<xsl:function name="sgp:unparsed-text-lines">
  <xsl:param name="part"/><xsl:param name="base"/><xsl:param name="href" as="xs:string?"/>
  <xsl:sequence select="sgp:unparsed-text-lines($part, $base, $href, '')"/>
</xsl:function>
<xsl:function name="sgp:unparsed-text-lines">
  <xsl:param name="part"/><xsl:param name="base"/><xsl:param name="href" as="xs:string?"/>
  <xsl:param name="encoding" as="xs:string"/>
  <xsl:variable name="text"
    select="sgp:text($part, 'unparsed-text-lines', $base, $href, $encoding)"/>
  <xsl:sequence
    select="$text ! tokenize(., '\\r\\n|\\r|\\n')[not(position() = last() and . = '')]"/>
</xsl:function>
<xsl:function name="sgp:unparsed-text-available">
  <xsl:param name="part"/><xsl:param name="base"/><xsl:param name="href" as="xs:string?"/>
  <xsl:sequence select="sgp:unparsed-text-available($part, $base, $href, '')"/>
</xsl:function>
<xsl:function name="sgp:unparsed-text-available">
  <xsl:param name="part"/><xsl:param name="base"/><xsl:param name="href" as="xs:string?"/>
  <xsl:param name="encoding" as="xs:string"/>
  <xsl:sequence select="exists($href) and sgp:is-there($part, 'unparsed-text-available',
    sgp:answer('text', $base, string($href), $encoding))"/>
</xsl:function>
<xsl:function name="sgp:json-doc">
  <xsl:param name="part"/><xsl:param name="base"/><xsl:param name="href" as="xs:string?"/>
  <xsl:sequence select="sgp:text($part, 'json-doc', $base, $href, '') ! parse-json(.)"/>
</xsl:function>
<xsl:function name="sgp:json-doc">
  <xsl:param name="part"/><xsl:param name="base"/><xsl:param name="href" as="xs:string?"/>
  <xsl:param name="options" as="map(*)"/>
  <xsl:sequence select="sgp:text($part, 'json-doc', $base, $href, '') ! parse-json(., $options)"/>
</xsl:function>
<xsl:function name="sgp:collection">
  <xsl:param name="part"/><xsl:param name="base"/>
  <xsl:sequence select="sgp:collection($part, $base, ())"/>
</xsl:function>
<xsl:function name="sgp:collection">
  <xsl:param name="part"/><xsl:param name="base"/><xsl:param name="href" as="xs:string?"/>
  <xsl:variable name="answer" select="sgp:answer('collection', $base, string($href), '')"/>
  <xsl:sequence select="sgp:needed($part, 'collection', $answer)/* ! $sgp:opened(@file)"/>
</xsl:function>
<xsl:function name="sgp:uri-collection">
  <xsl:param name="part"/><xsl:param name="base"/>
  <xsl:sequence select="sgp:uri-collection($part, $base, ())"/>
</xsl:function>
<xsl:function name="sgp:uri-collection">
  <xsl:param name="part"/><xsl:param name="base"/><xsl:param name="href" as="xs:string?"/>
  <xsl:variable name="answer" select="sgp:answer('uri-collection', $base, string($href), '')"/>
  <xsl:sequence
    select="sgp:needed($part, 'uri-collection', $answer)/* ! xs:anyURI(@file)"/>
</xsl:function>
<xsl:function name="sgp:base-uri">
  <xsl:param name="part"/><xsl:param name="base"/><xsl:param name="node" as="node()?"/>
  <xsl:sequence select="sgp:base-uri($node)"/>
</xsl:function>
<xsl:function name="sgp:base-uri">
  <xsl:param name="node" as="node()?"/>
  <xsl:variable name="from" select="if (empty(${INCLUDED})) then () else
    $node/ancestor-or-self::*[map:contains($sgp:included, generate-id(.))][1]"/>
  <xsl:choose>
    <xsl:when test="empty($from)"><xsl:sequence select="base-uri($node)"/></xsl:when>
    <xsl:otherwise>
      <xsl:variable name="inside"
        select="$node/ancestor-or-self::*[. is $from or ancestor::*[. is $from]]"/>
      <xsl:sequence select="xs:anyURI(fold-left($inside/@xml:base,
        $sgp:included(generate-id($from)), function($base, $href) {{
        string(resolve-uri($href, $base)) }}))"/>
    </xsl:otherwise>
  </xsl:choose>
</xsl:function>
<xsl:function name="sgp:function-lookup">
  <xsl:param name="part"/><xsl:param name="base"/>
  <xsl:param name="name" as="xs:QName"/><xsl:param name="arity" as="xs:integer"/>
  <xsl:variable name="here" select="QName('{OWN}:part:' || $part, local-name-from-QName($name))"/>
  <xsl:sequence select="(
    if (namespace-uri-from-QName($name) = '{_FN}') then function-lookup($here, $arity) else (),
    function-lookup($name, $arity))[1]"/>
</xsl:function>
{_OF_THE_MOMENT}
</xsl:stylesheet>"""


def open_files(stylesheet: etree._Element, all_parts: Sequence[Part], namespaces: Place) -> None:
    """Replace the functions that read files by those of this module, in a whole stylesheet.

    Each expression is read in the context of its part: relative to the part's file, with the
    prefixes of the schema that the part came from, if that is not the schema at `namespaces`.
    """
    used: dict[int, set[str]] = {}
    for element in stylesheet.iter("*"):
        part = _part_of(element, all_parts)
        if part is not None:
            _Opening(part, used.setdefault(part.number, set()), namespaces).open(element)
    for number, names in used.items():
        for name in sorted(set(_ARITIES) if "function-lookup" in names else names):
            for arity in _ARITIES[name]:
                stylesheet.append(_wrapper(all_parts[number], name, arity))
    if any(used.values()):
        for position, child in enumerate(etree.fromstring(_FUNCTIONS)):
            stylesheet.insert(position + 1, child)


def _part_of(element: etree._Element, all_parts: Sequence[Part]) -> Part | None:
    at: etree._Element | None = element
    while at is not None:
        number = at.get(parts.NUMBER)
        if number is not None:
            return all_parts[int(number)]
        at = at.getparent()
    return None


class _Opening:
    """Changes the elements of one part."""

    def __init__(self, part: Part, used: set[str], schema: Place) -> None:
        self._part = part
        self._used = used
        self._prefixes = foreign_prefixes(part.place, schema)

    def open(self, element: etree._Element) -> None:
        is_xslt = element.tag.startswith(f"{{{XSL}}}")
        for name, value in element.attrib.items():
            text = str(value)
            if is_xslt and name in _EXPRESSIONS:
                changed = self._expression(text, element)
            elif "{" in text and not text.startswith("Q{"):
                changed = in_template(text, lambda inner: self._expression(inner, element))
            else:
                continue
            if changed != text:
                element.set(name, changed)
        if _expands_text(element):
            self._open_text(element)

    def _open_text(self, element: etree._Element) -> None:
        def change(inner: str) -> str:
            return self._expression(inner, element)

        element.text = in_template(element.text, change) if element.text else element.text
        for child in element:
            child.tail = in_template(child.tail, change) if child.tail else child.tail

    def _expression(self, text: str, element: etree._Element) -> str:
        if self._prefixes:
            text = bind_prefixes(text, self._prefixes)
        if not any(name in text for name in _ARITIES):
            return text
        return rename_calls(
            expression=text, prefixes=element.nsmap, default=_FN, renamed=self._renamed
        )

    def _renamed(self, call: Call) -> str | None:
        if call.namespace != _FN or call.name not in _ARITIES:
            return None
        self._used.add(call.name)
        return f"Q{{{OWN}:part:{self._part.number}}}{call.name}"


def foreign_prefixes(place: Place, schema: Place) -> dict[str, str]:
    """Return the prefixes that the schema around a place declares, if that is not `schema`."""
    root = place.file.root
    if root.tag != sch("schema") or root is schema.file.root:
        return {}
    declared = (child for child in root.iterchildren(sch("ns")))
    return {child.get("prefix", ""): child.get("uri", "") for child in declared}


def _expands_text(element: etree._Element) -> bool:
    at: etree._Element | None = element
    while at is not None:
        is_xslt = at.tag.startswith(f"{{{XSL}}}")
        said = at.get("expand-text" if is_xslt else xsl("expand-text"))
        if said is not None:
            return said.strip() in ("yes", "true", "1")
        at = at.getparent()
    return False


def _wrapper(part: Part, name: str, arity: int) -> etree._Element:
    """Return a function for one part: it passes its arguments on, with the part's number."""
    function = etree.Element(xsl("function"), name=f"Q{{{OWN}:part:{part.number}}}{name}")
    given = [f"siglum.{number}" for number in range(arity)]
    for one in given:
        etree.SubElement(function, xsl("param"), name=one)
    base = part.place.base.replace("'", "''")
    arguments = ", ".join([str(part.number), f"'{base}'", *(f"${one}" for one in given)])
    etree.SubElement(function, xsl("sequence"), select=f"Q{{{OWN}}}{name}({arguments})")
    return function
