"""The small part of XPath that siglum evaluates: paths of citeStructure, and of edition.toml.

TEI leaves @match and @use of citeStructure to be any XPath. What others write is not run here;
siglum reads what such paths are made of (TEI Guidelines, 3.11.4, and the declaration of
citeStructure):

    match      = path, { "|", path } ;
    path       = [ "/" | "//" | "./" | ".//" ], step, { ( "/" | "//" ), step } ;
    step       = ( name | "*" | "." ), { "[", predicate, "]" } ;
    predicate  = number | "last()" | "position()", "=", number | or ;
    or         = and, { "or", and } ;       and = test, { "and", test } ;
    test       = "not(", or, ")" | "(", or, ")" | value, [ ( "=" | "!=" ), literal ] ;
    value      = { name | "*", "/" }, ( "@", name | name | "*" | "text()" | "." ) ;
    use        = value | "position()" ;

The paths of edition.toml may end in an attribute or in text:

    field      = place, { "|", place } ;
    place      = path, [ ( "/" | "//" ), ( "@", name | "text()" ) ] ;

A name without a prefix is one of TEI.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from siglum.edition.document import TEI

Element = etree._Element

_TOKEN = re.compile(
    r"\s*(?:(?P<name>(?:[^\W\d][\w.-]*:)?(?:[^\W\d][\w.-]*|\*)(?:\(\s*\))?)"
    r"|(?P<number>\d+)|(?P<literal>\"[^\"]*\"|'[^']*')|(?P<sign>//|!=|[/@.|=()\[\]*]))"
)
_LONGEST = 1000
"""The most characters that a path may have."""

_DEEPEST = 20
"""The most levels of brackets within brackets."""


class NoPath(Exception):
    """A text that is not a path of the grammar above."""


class TooMuch(Exception):
    """The paths of a document lead to more than can be followed."""


@dataclass(slots=True)
class Budget:
    """How many more nodes of a document may be looked at."""

    left: int
    order: Mapping[Element, int]
    """The number of each element in document order."""

    def spend(self, nodes: int) -> None:
        """Count nodes that are looked at. Raises TooMuch once no more may be."""
        self.left -= nodes
        if self.left < 0:
            raise TooMuch


@dataclass(frozen=True, slots=True)
class Value:
    """What a path ends in: an attribute or the text of an element, or of elements within it."""

    steps: tuple[str, ...]
    """The names of elements, each a child of the one before; “*” for any."""
    last: str
    """The name of an attribute with “@” before it; “text()” or “.”."""

    def of(self, element: Element, budget: Budget) -> Iterator[str]:
        """Yield the values, in document order."""
        for found in self._elements(element, budget):
            if self.last.startswith("@"):
                value = found.get(self.last[1:])
                if value is not None:
                    yield value
            elif self.last == "text()":
                budget.spend(len(found))
                yield from filter(None, (found.text, *(child.tail for child in found)))
            else:
                texts = [str(text) for text in found.itertext("*")]
                budget.spend(len(texts) + sum(map(len, texts)))
                yield "".join(texts)

    def exists(self, element: Element, budget: Budget) -> bool:
        """Say whether there is such a node, even an empty one."""
        if self.last == ".":
            return bool(self._elements(element, budget))
        return next(self.of(element, budget), None) is not None

    def _elements(self, element: Element, budget: Budget) -> list[Element]:
        budget.spend(1)
        elements = [element]
        for name in self.steps:
            elements = [child for each in elements for child in _children(each, name, budget)]
        return elements


Test = Callable[[Element, int, int, Budget], bool]
"""A predicate: does it hold of an element, its position, the number of those beside it?"""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: from elements to their children with a name, or to themselves (“.”)."""

    name: str
    is_deep: bool
    """Whether it starts from their descendants, too (“//”)."""
    tests: tuple[Test, ...]

    def follow(
        self, elements: list[Element | None], root: Element, budget: Budget
    ) -> list[Element]:
        """Return the elements that the step leads to, each once; None is the document node."""
        found: dict[Element, None] = {}
        for context in _with_all_within(elements, root, budget) if self.is_deep else elements:
            if self.name == ".":
                budget.spend(1)
                named = [] if context is None else [context]
            elif context is None:
                named = [root] if self.name in ("*", root.tag) else []
            else:
                named = _children(context, self.name, budget)
            for test in self.tests:
                count = len(named)
                named = [each for at, each in enumerate(named, 1) if test(each, at, count, budget)]
            found.update(dict.fromkeys(named))
        return sorted(found, key=budget.order.__getitem__)


@dataclass(frozen=True, slots=True)
class Path:
    """A path: steps that start at the document node or at an element."""

    is_absolute: bool
    steps: tuple[Step, ...]

    def follow(self, element: Element | None, root: Element, budget: Budget) -> list[Element]:
        """Return the elements that the path leads to from an element, or the document (None)."""
        elements: list[Element | None] = [None if self.is_absolute else element]
        found: list[Element] = []
        for step in self.steps:
            found = step.follow(elements, root, budget)
            elements = [*found]
        return found


def read_match(text: str, namespaces: Mapping[str | None, str]) -> tuple[Path, ...]:
    """Read a @match. Raises NoPath."""
    reader = _Reader(text, namespaces)
    paths = [reader.path()]
    while reader.take("|"):
        paths.append(reader.path())
    reader.end()
    return tuple(paths)


@dataclass(frozen=True, slots=True)
class Place:
    """What a path of edition.toml leads to: elements, or an attribute or the text of each."""

    path: Path
    value: Value
    """Of each element; “.” for the element itself."""


def read_field(text: str) -> tuple[Place, ...]:
    """Read a path of edition.toml. Raises NoPath."""
    reader = _Reader(text, {})
    places = [reader.place()]
    while reader.take("|"):
        places.append(reader.place())
    reader.end()
    return tuple(places)


def is_field(text: str) -> bool:
    """Say whether a text is a path of edition.toml that can be read."""
    try:
        read_field(text)
    except NoPath:
        return False
    return True


def read_use(text: str, namespaces: Mapping[str | None, str]) -> Value | None:
    """Read a @use; None is the position. Raises NoPath."""
    reader = _Reader(text, namespaces)
    found = None if reader.take("position()") else reader.value()
    reader.end()
    return found


class _Reader:
    def __init__(self, text: str, namespaces: Mapping[str | None, str]) -> None:
        self._namespaces = namespaces
        self._depth = 0
        self._tokens: list[str] = []
        at, text = 0, text.strip()
        if len(text) > _LONGEST:
            raise NoPath
        while at < len(text):
            token = _TOKEN.match(text, at)
            if token is None:
                raise NoPath
            self._tokens.append(re.sub(r"\s", "", token[0]) if token["name"] else token[0].strip())
            at = token.end()
        self._tokens.reverse()

    def take(self, *tokens: str) -> str | None:
        """Return the next token if it is one of these."""
        if self._tokens and self._tokens[-1] in tokens:
            return self._tokens.pop()
        return None

    def need(self, *tokens: str) -> str:
        """Return the next token, which must be one of these."""
        token = self.take(*tokens)
        if token is None:
            raise NoPath
        return token

    def end(self) -> None:
        if self._tokens:
            raise NoPath

    def path(self) -> Path:
        start = self.take("/", "//")
        if start is None and self.take("."):
            joined = self.take("/", "//")
            if joined is None:
                return Path(False, (Step(".", False, self.tests()),))
        else:
            joined = start
        steps = [self.step(joined == "//")]
        while joined := self.take("/", "//"):
            if self._tokens and self._tokens[-1] in ("@", "text()"):  # no step, but a value
                self._tokens.append(joined)
                break
            steps.append(self.step(joined == "//"))
        return Path(start is not None, tuple(steps))

    def place(self) -> Place:
        path = self.path()
        joined = self.take("/", "//")
        if joined is None:
            return Place(path, Value((), "."))
        last = self.attribute() if self.take("@") else self.need("text()")
        within = (Step(".", True, ()),) if joined == "//" else ()
        return Place(Path(path.is_absolute, (*path.steps, *within)), Value((), last))

    def step(self, is_deep: bool) -> Step:
        name = "." if self.take(".") else self.name()
        return Step(name, is_deep, self.tests())

    def name(self) -> str:
        """Read the name of an element, and return it in Clark notation."""
        if self.take("*"):
            return "*"
        prefix, local = self._qname()
        if local == "*" or prefix == "xml":  # no element has such a name
            raise NoPath
        return f"{{{self._namespaces[prefix] if prefix else TEI}}}{local}"

    def _qname(self) -> tuple[str, str]:
        token = self._tokens.pop() if self._tokens else ""
        prefix, _, local = token.rpartition(":")
        known = not prefix or prefix == "xml" or prefix in self._namespaces
        if not re.fullmatch(r"[^\W\d][\w.-]*|\*", local) or not known:
            raise NoPath
        return prefix, local

    def attribute(self) -> str:
        prefix, local = self._qname()
        if local == "*":
            raise NoPath
        if prefix == "xml":
            return f"@{{http://www.w3.org/XML/1998/namespace}}{local}"
        return f"@{{{self._namespaces[prefix]}}}{local}" if prefix else f"@{local}"

    def value(self) -> Value:
        steps: list[str] = []
        while True:
            if self.take("@"):
                return Value(tuple(steps), self.attribute())
            if last := self.take("text()", "."):
                if last == "." and not steps and self.take("/"):
                    continue
                return Value(tuple(steps), last)
            steps.append(self.name())
            if not self.take("/"):
                return Value(tuple(steps), ".")

    def tests(self) -> tuple[Test, ...]:
        tests: list[Test] = []
        while self.take("["):
            tests.append(self.predicate())
            self.need("]")
        return tuple(tests)

    def predicate(self) -> Test:
        if self.take("last()"):
            return lambda _element, position, count, _work: position == count
        if self.take("position()"):
            self.need("=")
            return self.number()
        if self._tokens and self._tokens[-1].isdecimal():
            return self.number()
        return self.either()

    def number(self) -> Test:
        token = self._tokens.pop() if self._tokens else ""
        if not token.isdecimal():
            raise NoPath
        number = int(token)
        return lambda _element, position, _count, _work: position == number

    def either(self) -> Test:
        tests = [self.all()]
        while self.take("or"):
            tests.append(self.all())
        return tests[0] if len(tests) == 1 else _any(tests)

    def all(self) -> Test:
        tests = [self.test()]
        while self.take("and"):
            tests.append(self.test())
        return tests[0] if len(tests) == 1 else _all(tests)

    def test(self) -> Test:
        is_negated = len(self._tokens) > 1 and self._tokens[-1] == "not" and self._tokens[-2] == "("
        if is_negated:
            self._tokens.pop()
        if self.take("("):
            self._depth += 1
            if self._depth > _DEEPEST:
                raise NoPath
            inner = self.either()
            self._depth -= 1
            self.need(")")
            return _not(inner) if is_negated else inner
        value = self.value()
        sign = self.take("=", "!=")
        if sign is None:
            return lambda element, _position, _count, budget: value.exists(element, budget)
        literal = self._tokens.pop() if self._tokens else ""
        if literal[:1] not in ("'", '"'):
            raise NoPath
        return _compared(value, sign, literal[1:-1])


def _compared(value: Value, sign: str, literal: str) -> Test:
    def test(element: Element, _position: int, _count: int, budget: Budget) -> bool:
        return any((found == literal) == (sign == "=") for found in value.of(element, budget))

    return test


def _any(tests: list[Test]) -> Test:
    return lambda *asked: any(test(*asked) for test in tests)


def _all(tests: list[Test]) -> Test:
    return lambda *asked: all(test(*asked) for test in tests)


def _not(test: Test) -> Test:
    return lambda *asked: not test(*asked)


def _children(element: Element, name: str, budget: Budget) -> list[Element]:
    budget.spend(len(element) + 1)
    return list(element.iterchildren("*" if name == "*" else name))


def _with_all_within(
    elements: list[Element | None], root: Element, budget: Budget
) -> Iterator[Element | None]:
    """Yield elements and all their descendants, each once."""
    seen: set[Element] = set()
    for outer in elements:
        if outer is None:
            yield None
        for element in (root if outer is None else outer).iter("*"):
            budget.spend(1)
            if element in seen:
                break  # its descendants were yielded already with an outer element's
            seen.add(element)
            yield element
