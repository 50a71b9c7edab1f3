"""XSLT 3.0 by Saxon, locked in: no network, and no file.

This module is the only one that imports `saxonche`. A stylesheet comes as one text that holds its
modules as data: addresses (RFC 2397; see `siglum.render.modules`); while it is compiled, nothing
but data: addresses can be read.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from lxml import etree
from saxonche import PySaxonApiError, PySaxonProcessor

Tree = etree._Element | etree._ElementTree


class Markup(str):
    """A document as text, without a document type declaration."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A document as text, with its base URI."""

    text: Markup
    uri: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document that `Shared` has parsed."""

    node: Any


Parameter = str | bool | Tree | Markup | Parsed | tuple[Entity, ...]
"""A value of a stylesheet parameter; several documents become an array."""

_FEATURE = "http://saxon.sf.net/feature/"

# Saxon's XML parser gets only what a parser that expands no entity has read before. So the limits
# of the JDK on size (100 levels, 200 attributes) would refuse nothing but honest documents.
_PARSER_LIMITS = (
    "maxElementDepth",
    "elementAttributeLimit",
    "maxXMLNameLimit",
    "totalEntitySizeLimit",
    "maxGeneralEntitySizeLimit",
)


# How Saxon writes where an error is, and what: "… on line 4 column 33 of own.xsl:" and on the
# next line the code and the words.
_PLACE = re.compile(
    r"(?:/@(?P<attribute>[\w:.-]+) )?on line (?P<line>\d+)(?: column (?P<column>\d+))?"
    r" of (?:module |file:)?(?P<module>[^\s:]+)(?::\s+(?P<code>(?!SXWN)[A-Z]{4}\d{4})\s)?"
)

_NEXT_ERROR = re.compile(r" (?:Static e|E)rror (?:(?:in|at|near) .*?)?on line \d+")

_DATA = "data:;module="
_DATA_ADDRESS = re.compile(_DATA + r"([\w.-]*),[\w.~%-]*")


def data_address(text: str, module: str) -> str:
    """Return an address that is itself the text of a module; errors name it as `module`."""
    return f"{_DATA}{module},{quote(text, safe='')}"


_IN_STYLESHEET = re.compile(r" \([^()]*, line \d+\)$")


def without_place(words: str) -> str:
    """Remove the place in a stylesheet from Saxon's words: it means nothing to siglum's users."""
    return _IN_STYLESHEET.sub("", words)


class TransformError(Exception):
    """A stylesheet that does not compile, or a transformation that stopped.

    Its text is all that Saxon says; `reason` is only the code and the words of the first error.
    """

    def __init__(self, words: str, said: str = "") -> None:
        self.made_of = (words, said)
        """The arguments, from which another process can make this error again."""
        place = _place(words)
        if place is None and (place := _place(" ".join(said.split()))) is not None:
            reason = words
            words = f"{words} ({_module(place)}, line {place['line']})"
        else:
            reason = words.partition(place[0])[2].lstrip(": ") if place else words
            reason = _NEXT_ERROR.split(reason)[0]
        super().__init__(words)
        self.reason = f"{place['code']} {reason}" if place and place["code"] else reason
        self.place = (
            ErrorPlace(
                module=_module(place),
                line=int(place["line"]),
                column=int(place["column"] or 1),
                attribute=place["attribute"],
            )
            if place
            else None
        )


@dataclass(frozen=True, slots=True)
class ErrorPlace:
    """Where Saxon says that an error is: most often the end of a start tag. Line, column from 1."""

    module: str
    """The name that `data_address` was given; empty for the stylesheet's own text."""
    line: int
    column: int
    attribute: str | None
    """The name of the attribute, as written, where the error is in one."""


def _place(words: str) -> re.Match[str] | None:
    """Find where an error is; Saxon may begin with warnings, whose codes are SXWN…."""
    places = list(_PLACE.finditer(words))
    return next((place for place in places if place["code"]), places[0] if places else None)


def _module(place: re.Match[str]) -> str:
    return place["module"].rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Result:
    """What one transformation gave."""

    text: str
    """The principal result, serialized as the stylesheet's xsl:output says."""
    messages: tuple[str, ...]
    """The text of each xsl:message, in order."""
    nodes: tuple[Parsed, ...] = ()
    """The principal result as nodes, where these were asked for; the text is empty then."""


class Shared:
    """A processor for stylesheets that are all siglum's own: what one parses, the others read.

    It may read data: addresses at any time, since its stylesheets are compiled one by one.
    """

    def __init__(self) -> None:
        self.processor = _processor()

    def parse(self, source: Tree | Markup) -> Parsed:
        """Parse a document for all of these stylesheets, once.

        Raises TransformError for what Saxon's parser does not read, as names that XML has had since
        its fifth edition only.
        """
        text = source if isinstance(source, Markup) else markup(source)
        with _reporting():
            return Parsed(self.processor.new_document_builder().parse_xml(xml_text=text))


def _processor() -> Any:
    processor = PySaxonProcessor(license=False)
    configure = processor.set_configuration_property
    configure(_FEATURE + "allowedProtocols", "data")
    configure(_FEATURE + "allow-external-functions", "off")
    for limit in _PARSER_LIMITS:
        configure(f"{_FEATURE}parserProperty?uri=jdk.xml.{limit}", "0")
    return processor


class Stylesheet:
    """A compiled XSLT 3.0 stylesheet, ready to be applied to many documents.

    While it is compiled it may read data: addresses; from then on its `doc()`, `unparsed-text()`
    and the like are refused for every protocol, and `xsl:result-document` is captured, never
    written. Saxon can only narrow the protocols of a processor, not widen them again, so each
    stylesheet has a processor of its own. Saxon's own lock has holes (`transform()` with a
    source-location, `saxon:doc`), so what others wrote is compiled and applied in `apart` only,
    in a process that can open no file at all.
    """

    def __init__(
        self,
        text: str,
        lock: Callable[[], contextlib.AbstractContextManager[None]] = contextlib.nullcontext,
        *,
        keeps_messages: bool = True,
        shared: Shared | None = None,
    ) -> None:
        """Compile a stylesheet, in a processor of its own or in a shared one.

        Its messages are kept for the result, or else written to a file as they come (see `apply`).
        Saxon works within `lock` whenever it does what the stylesheet says. Raises TransformError
        with Saxon's words when it does not compile.
        """
        self._lock = lock
        self._documents: dict[Entity, Any] = {}
        self._processor = shared.processor if shared else _processor()
        compiler = self._processor.new_xslt30_processor()
        with _reporting(), lock():
            self._executable = compiler.compile_stylesheet(stylesheet_text=text)
        self._executable.set_capture_result_documents(True)
        if keeps_messages:
            self._executable.set_save_xsl_message(True)
        if shared is None:
            self._processor.set_configuration_property(_FEATURE + "allowedProtocols", "")

    def apply(
        self,
        source: Tree | Markup | Parsed,
        parameters: Mapping[str, Parameter] | None = None,
        *,
        uri: str = "",
        messages: Path | None = None,
    ) -> Result:
        """Transform `source` and return the result with the stylesheet's messages.

        `uri` is the base URI of the source; `messages` the file that messages are written to as
        they come, of a stylesheet that does not keep them. Raises TransformError when the
        transformation stops.
        """
        self._executable.clear_parameters()
        self._executable.clear_xsl_messages()
        with _reporting(messages), self._lock():
            for name, value in (parameters or {}).items():
                self._executable.set_parameter(name, self._xdm(value))
            text = self._executable.transform_to_string(xdm_node=self._node(source, uri))
            told = self._executable.get_xsl_messages()
        return Result(text or "", tuple(str(item) for item in told or ()))

    def nodes(self, source: Parsed, parameters: Mapping[str, Parameter]) -> Result:
        """Transform a document of a shared processor; the result is nodes for its stylesheets."""
        self._executable.clear_parameters()
        self._executable.clear_xsl_messages()
        self._executable.set_result_as_raw_value(True)
        try:
            with _reporting(), self._lock():
                for name, value in parameters.items():
                    self._executable.set_parameter(name, self._xdm(value))
                made = self._executable.transform_to_value(xdm_node=source.node)
                told = self._executable.get_xsl_messages()
        finally:
            self._executable.set_result_as_raw_value(False)
        size = 0 if made is None else made.size  # it is None where there is nothing
        nodes = tuple(Parsed(made.item_at(place)) for place in range(size))
        return Result("", tuple(str(item) for item in told or ()), nodes)

    def text(self, nodes: Iterable[Parsed]) -> str:
        """Apply the stylesheet to each of some nodes, and return what that gives as one text."""
        selection = self._processor.empty_sequence()
        for one in nodes:
            selection.add_xdm_item(one.node)
        self._executable.clear_parameters()
        self._executable.set_initial_match_selection(xdm_value=selection)
        with _reporting(), self._lock():
            return str(self._executable.apply_templates_returning_string() or "")

    def _node(self, source: Tree | Markup | Parsed, uri: str = "") -> Any:
        if isinstance(source, Parsed):
            return source.node
        text = source if isinstance(source, Markup) else markup(source)
        builder = self._processor.new_document_builder()
        if uri:
            builder.set_base_uri(uri)
        return builder.parse_xml(xml_text=str(text))

    def _array(self, entities: tuple[Entity, ...]) -> Any:
        """Return documents as an array; those of the last call are not parsed again."""
        nodes = {one: self._documents.get(one) or self._node(one.text, one.uri) for one in entities}
        self._documents = nodes
        return self._processor.make_array(list(nodes.values()))

    def _xdm(self, value: Parameter) -> Any:
        match value:
            case etree._Element() | etree._ElementTree() | Markup() | Parsed():
                return self._node(value)
            case tuple():
                return self._array(value)
            case bool():
                return self._processor.make_boolean_value(value)
            case str():
                return self._processor.make_string_value(value)


def markup(tree: Tree) -> Markup:
    """Serialize a document without its document type declaration: Saxon would look for the DTD."""
    root = tree.getroot() if isinstance(tree, etree._ElementTree) else tree
    root = root.getroottree().getroot()
    before = reversed(list(root.itersiblings(preceding=True)))
    nodes = [*before, root, *root.itersiblings()]
    parts = (etree.tostring(node, encoding="unicode", with_tail=False) for node in nodes)
    return Markup("".join(parts))


@contextlib.contextmanager
def _reporting(messages: Path | None = None) -> Iterator[None]:
    """Turn Saxon's errors into TransformError with all that Saxon says of them.

    Saxon always writes the place of an error to the standard error stream of the process, and so
    it does with messages that are not kept. The stream is caught here, in the file `messages` if
    there is one, so that its text reaches the caller and not the user's terminal.
    """
    try:
        saved = os.dup(2)
    except OSError:  # there is no standard error stream
        saved = os.open(os.devnull, os.O_WRONLY)
    if sys.stderr is not None:
        sys.stderr.flush()
    with messages.open("w+b") if messages else tempfile.TemporaryFile() as caught:
        os.dup2(caught.fileno(), 2)
        try:
            yield
        except PySaxonApiError as error:
            caught.seek(0)
            said = caught.read().decode("utf-8", "replace")
            words = " ".join(str(error).split())
            raise TransformError(_named(words), _named(said)) from None
        finally:
            os.dup2(saved, 2)
            os.close(saved)


def _named(words: str) -> str:
    """Replace the data: address of a module, which is its whole text, by the module's name."""
    return _DATA_ADDRESS.sub(r"\1", words)
