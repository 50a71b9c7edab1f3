"""Validation of a document as it is written: a tag that is known is looked up, and no more.

Documents say the same tags again and again. So the loop below asks for each tag, as it is written,
what it did at this place before; only what is new, or wrong, becomes an event of the validator.
"""

from __future__ import annotations

from ..advice.catalogue import Catalogue
from ..errors import Error
from ..reading import markup
from ..reading.contexts import Context, Contexts, Frame, Known, KnownState
from ..reading.lines import Lines
from ..reading.wellformed import Extent
from .cursor import Cursor
from .validator import Validator

_MOST_PARTS = 50  # of a tag that is not taken apart as an event
_END = ord("/")
_OPAQUE = b"!?"
_CDATA = b"![CDATA["


class _Enough(Exception):
    pass


class Scan:
    """One pass over one document."""

    def __init__(self, contexts: Contexts, catalogue: Catalogue, data: bytes, lines: Lines) -> None:
        self._contexts = contexts
        self._data = data
        self._cursor = Cursor(data, lines)
        self._validator = Validator(contexts.automaton, catalogue, self._cursor)
        self._use(contexts.outermost(), 0)
        self._outer: list[tuple[int, Context]] = []  # by the number of elements open
        self._stops = False

    def errors(self, extent: Extent) -> list[Error]:
        """Return all errors in the order of their places, those of the extent among them."""
        self._validator.errors += extent.errors
        self._run(extent)
        return self._validator.finish()

    def is_valid(self, extent: Extent) -> bool:
        """Tell whether there are no errors, stopping at the first."""
        self._stops = True
        try:
            return not self.errors(extent)
        except _Enough:
            return False

    def _run(self, extent: Extent) -> None:
        frames = self._validator.frames
        place = self._context.place(self._validator.state)
        leaf = False  # whether the last tag was a start tag
        for offset, pieces in markup.chunks(self._data, extent.begin, extent.end):
            left = self._cursor.enter(offset, pieces)
            for tag, text in zip(left, left, strict=True):
                if tag[0] == _END:
                    if place.closes and (after := frames[-1][3]):
                        frames.pop()
                        place = after
                    else:
                        place = self._end(place, leaf)
                    leaf = False
                elif frame := place.tags.get(tag):
                    if inner := frame[2]:
                        frames.append(frame)
                        place = inner
                        leaf = True
                    else:
                        place = frame[3] or place
                        leaf = False
                elif tag[0] in _OPAQUE:
                    if tag.startswith(_CDATA):
                        place = self._text(place, tag[len(_CDATA) : -2], tag)
                else:
                    place, leaf = self._start(place, leaf, tag)
                if text and not place.keeps_text and (place.has_data or not text.isspace()):
                    place = self._text(place, text)

    def _start(self, place: KnownState, leaf: bool, written: bytes) -> tuple[KnownState, bool]:
        """Take a start tag; return the place after it, and whether its element is open."""
        shape, values = markup.parts(written)
        known = place.shapes.get(shape) or self._recognised(place, shape, written)
        if known and self._validator.accepts(known[1], known[0], values):
            _, tag, frame = known
            if not tag.ids:
                self._contexts.remember(place, written, frame)
            if frame[2]:
                self._validator.frames.append(frame)
        else:
            frame = self._event(place, written)
            self._look_whether_enough()
        return frame[2] or frame[3] or place, frame[2] is not None

    def _recognised(
        self, place: KnownState, shape: tuple[str, ...], written: bytes
    ) -> Known | None:
        """Return what tags of a shape do at a place, if that is the ordinary case; remember it."""
        if not 0 < len(shape) <= _MOST_PARTS or not place.remembers or self._validator.mistaken:
            return None
        read = self._context.read(shape, written)
        if not read:
            return None
        name, is_empty, names = read
        step = place.state.steps.get(name) or place.state.step(name)
        tag = step and (step.model.tags.get(names) or step.model.tag(names))
        if not step or not tag or not tag.state:
            return None
        inner: KnownState | None = self._context.place(tag.state)
        rest = self._context.place(step.rest) if step.rest else None
        if is_empty:
            if rest is None or inner is None or not inner.closes:
                return None
            inner = None
        known = (names, tag, (name, step, inner, rest))
        self._contexts.remember_shape(place, shape, known)
        return known

    def _event(self, place: KnownState, written: bytes) -> Frame:
        """Hand a start tag to the validator, which knows what to do about any."""
        validator, outer = self._validator, self._context
        start = markup.start_tag(written)
        declared = start.declarations()
        if declared:
            self._change(self._contexts.within(outer, declared))
            start = start.without_declarations()
        validator.state = place.state
        mistakes = len(validator.errors)
        name = self._context.element(start.name)
        names = tuple(map(self._context.attribute, start.names))
        step = validator.start(name, names, start.values)
        rest = None if step.rest is None or declared else outer.place(step.rest)
        frame: Frame = (name, step, self._here(), rest)
        validator.frames.append(frame)
        if start.is_empty:
            validator.end(leaf=True)
            if declared:
                self._change(outer, behind=1)
            frame = (name, step, None, self._here())
        elif declared:
            self._outer.append((len(validator.frames), outer))
        tag = step.model.tags.get(names)
        repeats = len(validator.errors) == mistakes and not declared and not validator.mistaken
        if repeats and tag and not tag.ids:
            self._contexts.remember(place, written, frame)
        return frame

    def _end(self, place: KnownState, leaf: bool) -> KnownState:
        validator = self._validator
        validator.state = place.state
        depth = len(validator.frames)
        validator.end(leaf=leaf)
        if self._outer and self._outer[-1][0] == depth:
            self._change(self._outer.pop()[1], behind=1)
        self._look_whether_enough()
        return self._here()

    def _use(self, context: Context, begin: int) -> None:
        """Take a context that is in force from some offset on."""
        self._context = context
        self._validator.namespaces = context.namespaces
        self._cursor.use(context, begin)

    def _change(self, context: Context, behind: int = 0) -> None:
        """Take the context in force from the current tag on, or from behind its beginning."""
        if context is not self._context:
            self._use(context, self._cursor.mark() + behind)

    def _text(self, place: KnownState, text: bytes, section: bytes | None = None) -> KnownState:
        """Take text that may matter; return the place where the next tag has to be looked at.

        `section` is the CDATA section that the text stands in.
        """
        if place.keeps_text or not (place.has_data or text.strip()):
            return place
        if not self._validator.has_words:
            self._cursor.text_begins(text, 1 + len(_CDATA) if section else None)
        self._validator.text(markup.unescaped(text) if section else markup.text(text))
        return KnownState(place.state, waiting=True)

    def _here(self) -> KnownState:
        return self._context.place(self._validator.state)

    def _look_whether_enough(self) -> None:
        if self._stops and self._validator.errors:
            raise _Enough
