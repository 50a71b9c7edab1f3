"""Ways to repair what stands in the wrong place, and what the schema allows after each.

All is worked out from the schema alone. `name` is that of an element, None stands for text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ..automaton.automaton import Automaton, first_names
from ..automaton.derivative import Derivative, Opened
from ..automaton.memo import Memo
from ..automaton.pattern import Choice, Element, Group, Interleave, OneOrMore, Pattern, Patterns
from ..automaton.recovery import Aside, Through, Trial
from ..grammar.nameclass import literal_names
from .expectations import required_elements

if TYPE_CHECKING:
    from .usage import Usage

_CLEAR = 5  # of more wrappers, none is likelier than the others
_POINTS = 5  # elements that another has to come before: the others are like them
_TRIED = 3  # how many wrappers are advised, and taken for being there
_WAYS = 20  # what an unknown element may stand for, or what may come aside
_MANY = 200  # alternatives of what may come; where there are more, mistakes add none

Wrapper = tuple[str, ...]
"""The names of elements that are missing around something, the outermost first."""


_Place = tuple[Pattern, Pattern, str | None]


class Repair(NamedTuple):
    """The wrappers that something could be put into, and what may come then."""

    wrappers: list[Wrapper]
    left: Pattern


class Declared(Protocol):
    """What is asked of the elements that a schema declares."""

    @property
    def usage(self) -> Usage:
        """How their names are used."""

    def content(self, name: str) -> Pattern | None:
        """Return what may stand in the elements of a name."""


class Remedies:
    """The remedies for what stands in the wrong place in documents of one schema."""

    def __init__(self, automaton: Automaton, catalogue: Declared) -> None:
        self._automaton = automaton
        self._catalogue = catalogue
        self._derivative = automaton.derivative
        self._rests = _Rests(automaton.patterns)
        self._wrapped: Memo[_Place, Repair] = Memo()
        self._nested: Memo[_Place, Repair] = Memo()
        self._completing: Memo[Pattern, list[str]] = Memo()
        self._turning: Memo[tuple[Pattern, Pattern, str, str | None], list[str]] = Memo()

    def wrapped(self, pattern: Pattern, children: Pattern, name: str | None) -> Repair:
        """Return what could be put around something, and what may come if it were there.

        `pattern` is what is left of `children`, the content of the parent.
        """
        key = (pattern, children, name)
        if key not in self._wrapped:
            asked = self._asked(pattern, children)
            likely: list[Wrapper] = [
                (one,) for one in self._wrappers(pattern, asked, name)[:_TRIED]
            ]
            self._wrapped[key] = self._repair(
                pattern=pattern, wrappers=likely, name=name, asked=asked
            )
        return self._wrapped[key]

    def nested(self, pattern: Pattern, children: Pattern, name: str | None) -> Repair:
        """Return the same for two elements, one in the other, that could be put around it."""
        key = (pattern, children, name)
        if key not in self._nested:
            asked = self._asked(pattern, children)
            nestings = list(self._nestings(pattern, asked, name))
            self._nested[key] = self._repair(
                pattern=pattern, wrappers=nestings[:1], name=name, asked=asked
            )
        return self._nested[key]

    def _repair(
        self, pattern: Pattern, wrappers: list[Wrapper], name: str | None, asked: list[str]
    ) -> Repair:
        """Return what may come if there were one of some wrappers around something.

        A wrapper that has to come here is there then; where it needs another in it that takes
        anything, nothing tells so. One that the parent is there for goes on aside, if nothing is
        lacking in it. After words, more words may come.
        """
        needed, usage = self.needed(pattern), self._catalogue.usage
        own, aside = [pattern], list[Pattern]()
        for wrapper in wrappers:
            outermost, *inner = wrapper
            is_needed = outermost in needed
            is_likely = not inner or (name is not None and inner[-1] not in usage.paragraphs)
            if is_needed and is_likely:
                own += self._rests.open(pattern, outermost).values()
            if name is None:
                aside.append(self._automaton.patterns.text)
            elif not usage.is_inline(name) and (is_needed or (outermost in asked and not inner)):
                aside += self._goes_on(pattern, wrapper, name, complete=not is_needed)
        return Repair(wrappers, self._or(own, aside))

    def needed(self, pattern: Pattern) -> list[str]:
        """Return the elements one of which has to come next, or the first that has to come."""
        required = [one for one in required_elements(pattern) if self._rests.open(pattern, one)]
        return required[:1] or self.completing(pattern)

    def _goes_on(
        self, pattern: Pattern, wrapper: Wrapper, name: str, *, complete: bool
    ) -> Iterator[Pattern]:
        """Yield what may come in a wrapper after an element; `complete`: if nothing has to."""
        outermost, *inner = wrapper
        for children in self._children(pattern, outermost):
            for left in self._inside(children, tuple(inner), name):
                if left.nullable or not complete:
                    yield left

    def own(self, pattern: Pattern) -> Pattern:
        """Return what is left of a content without what may come aside."""
        if isinstance(pattern, Aside):
            return pattern.one
        if isinstance(pattern, Choice):
            return self._automaton.patterns.choice(map(self.own, pattern.options))
        return pattern

    def taken_for(self, pattern: Pattern, names: list[str]) -> Pattern:
        """Return what may come if what is wrong here stands for one of some elements."""
        rests = [rest for one in names for rest in self._rests.open(pattern, one).values()]
        return self._or([pattern, *rests])

    def come_in_time(self, pattern: Pattern, children: Pattern, name: str) -> Pattern:
        """Return what may come if an element that comes too late in its parent had come in time."""
        return self._or([pattern, *self._rests.open_skipping(children, name).values()])

    def unknown(self, pattern: Pattern, content: Pattern, likely: str | None) -> Pattern:
        """Return what an unknown element may contain, and what may come after it.

        If all that is in it fits what has to come here, or what it is `likely` meant for, it
        stands for that; words fit too much to tell, but in a parent of which all the `content`
        is still to come. Else it is as if it were not there, and what is in it stood in its parent.
        """
        patterns = self._automaton.patterns
        fitting: list[Pattern] = []
        needed = self._catalogue.usage.likeliest_first(self.needed(pattern))
        for one in [likely] if likely else needed[:_WAYS]:
            rests = self._derivative.open(pattern, one).values()
            for children, rest in zip(self._children(pattern, one), rests, strict=True):
                if not children.has_data and (pattern is content or not children.has_text):
                    fitting.append(patterns.after(children, patterns.choice((pattern, rest))))
        before = self.taken_for(pattern, [likely]) if likely else pattern
        through = Through.of(patterns, pattern, before)
        return Trial.of(patterns, patterns.choice(fitting), through)

    def comes_once(self, children: Pattern, name: str) -> bool:
        """Tell whether no two elements of a name can stand in one parent."""
        skipping = self._rests.open_skipping
        return not any(skipping(rest, name) for rest in skipping(children, name).values())

    def completing(self, pattern: Pattern) -> list[str]:
        """Return the names of the elements one of which is all that has to come yet.

        There are none where nothing has to come, or several elements.
        """
        if pattern.nullable or len(required_elements(pattern)) > 1:
            return []
        if isinstance(pattern, Interleave):
            asking = [part for part in pattern.parts if not part.nullable]
            return self.completing(asking[0]) if len(asking) == 1 else []
        if pattern not in self._completing:
            self._completing[pattern] = list(dict.fromkeys(_last(pattern)))
        return self._completing[pattern]

    def openers(self, pattern: Pattern, name: str) -> list[str]:
        """Return the elements one of which has to come before an element can."""
        open = self._rests.open
        return [
            one
            for one in _first(pattern)
            if any(open(rest, name) for rest in open(pattern, one).values())
        ]

    def turning_points(
        self, pattern: Pattern, children: Pattern, name: str, before: str | None
    ) -> list[str]:
        """Return some elements that an element has to come before, the likeliest cause first.

        `pattern` is what is left of `children`, where it comes too late; `before` is what stands
        before it there, which is the cause if it can be.
        """
        key = (pattern, children, name, before)
        if key not in self._turning:
            self._turning[key] = self._turning_points(*key)
        return self._turning[key]

    def _turning_points(
        self, pattern: Pattern, children: Pattern, name: str, before: str | None
    ) -> list[str]:
        skipping, names_in = self._rests.open_skipping, self._catalogue.usage.names_in
        while isinstance(children, Interleave):  # its parts have no order
            children = next(part for part in children.parts if name in names_in(part))
        ahead = names_in(pattern) & names_in(children)
        distances: dict[str, int] = {}
        after = [one for rest in skipping(children, name).values() for one in _first(rest)]
        for one in sorted(
            self._catalogue.usage.likeliest_first(after), key=lambda one: one != before
        ):
            if list(distances.values()).count(0) == _POINTS:
                break
            beyond = list(skipping(children, one).values())
            if any(name in names_in(left) for left in beyond):
                continue
            sizes = [len(names_in(left)) for left in beyond if ahead <= names_in(left)]
            if sizes and one == before:
                return [one]
            if sizes:
                distances[one] = 0 if pattern in beyond else min(sizes)
        return sorted(distances, key=distances.__getitem__)[:_POINTS]

    def _or(self, own: Iterable[Pattern], aside: Iterable[Pattern] = ()) -> Pattern:
        """Return a choice of patterns, with others aside; the first alone for too many."""
        patterns = self._automaton.patterns
        ways, others = dict.fromkeys(own), dict.fromkeys(aside)
        mine = patterns.choice(ways)
        if isinstance(mine, Choice) and len(mine.options) > _MANY:
            mine = next(iter(ways))
        if mine.has_data or len(others) > _WAYS:
            return mine
        return Aside.of(patterns, mine, patterns.choice(others))

    # Wrappers.

    def _asked(self, pattern: Pattern, children: Pattern) -> list[str]:
        """Return the elements that a parent is there for, of those that can stand here."""
        open = self._rests.open
        return self.completing(pattern) or [
            one for one in self.completing(children) if open(pattern, one)
        ]

    def _wrappers(self, pattern: Pattern, asked: list[str], name: str | None) -> list[str]:
        """Return the elements that something could be put into here, the likeliest first."""
        usage = self._catalogue.usage
        found = [one for one in asked or _first(pattern) if self._takes(one, name)]
        if name is not None and not usage.is_inline(name):
            return found if len(found) <= _CLEAR else []
        likely = usage.likeliest_first(found)
        paragraphs = [one for one in found if one in usage.paragraphs]
        if name is not None:  # a rare element is there for something
            paragraphs[:0] = [one for one in likely if len(usage.parents(one)) <= _CLEAR][:1]
        return paragraphs or likely

    def _nestings(self, pattern: Pattern, asked: list[str], name: str | None) -> Iterator[Wrapper]:
        usage = self._catalogue.usage
        parents = usage.parents(name) if name else []
        if 0 < len(parents) <= _CLEAR:
            for parent in parents:
                if not usage.is_inline(parent):
                    yield from ((one, parent) for one in self._wrappers(pattern, asked, parent))
            return
        for one in asked:
            for children in self._children(pattern, one):
                inner = self.completing(children)
                if inner:
                    yield from ((one, each) for each in self._wrappers(children, inner, name))

    def _takes(self, wrapper: str, name: str | None) -> bool:
        if name is not None:
            return wrapper in self._catalogue.usage.parents(name)
        content = self._catalogue.content(wrapper)
        return content is not None and content.has_text

    def _children(self, pattern: Pattern, name: str) -> Iterator[Pattern]:
        """Yield what an element that can stand here may have in it."""
        for content in self._derivative.open(pattern, name):
            children = self._automaton.model(content).children
            yield self._derivative.end_attributes(children, missing_allowed=True)

    def _inside(self, pattern: Pattern, wrapper: Wrapper, name: str | None) -> Iterator[Pattern]:
        """Yield what is left of a pattern after something in a wrapper that is left out.

        What else the wrapper asks for may come, or be left out with it.
        """
        if not wrapper:
            if name is None:
                yield self._derivative.mixed_text(pattern)
            else:
                yield from self._rests.open_skipping(pattern, name).values()
            return
        patterns = self._automaton.patterns
        outermost, *inner = wrapper
        rests = self._derivative.open(pattern, outermost).values()
        for children, rest in zip(self._children(pattern, outermost), rests, strict=True):
            if not children.has_data:
                for left in self._inside(children, tuple(inner), name):
                    yield patterns.group(patterns.choice((left, patterns.empty)), rest)


class _Rests(Derivative):
    """What may follow elements, whatever they contain: each stands for its own content."""

    needs_namespaces = False

    def __init__(self, patterns: Patterns) -> None:
        super().__init__(patterns, self)
        self._opened: Memo[tuple[Pattern, str], Opened] = Memo()

    def content(self, element: Element) -> Pattern:
        """Return the element."""
        return element

    def open(self, pattern: Pattern, name: str) -> Opened:
        """Return what may follow an element of this name; {} where it can't stand."""
        key = (pattern, name)
        if key not in self._opened:
            self._opened[key] = self._open(pattern, name, False)
        return self._opened[key]


def _last(pattern: Pattern) -> Iterator[str]:
    """Yield the names of the elements that can be all that comes."""
    if isinstance(pattern, Element):
        yield from literal_names(pattern.name_class)
    elif isinstance(pattern, Choice):
        for option in pattern.options:
            yield from _last(option)
    elif isinstance(pattern, OneOrMore):
        yield from _last(pattern.content)
    elif isinstance(pattern, Interleave):
        asking = [part for part in pattern.parts if not part.nullable]
        for part in pattern.parts if not asking else asking if len(asking) == 1 else ():
            yield from _last(part)
    while isinstance(pattern, Group):
        if pattern.rest.nullable:
            yield from _last(pattern.first)
        if not pattern.first.nullable:
            return
        pattern = pattern.rest
        if not isinstance(pattern, Group):
            yield from _last(pattern)


def _first(pattern: Pattern) -> list[str]:
    """Return the names of the elements that can come next, each once."""
    names = (name for one in first_names(pattern) for name in literal_names(one))
    return list(dict.fromkeys(names))
