"""The compact syntax, read into the tree of `syntax` (RELAX NG Compact Syntax, 2 and 4)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..errors import SchemaError
from ..values.datatypes import XSD
from . import xml_rules as rules
from .compact_tokens import KEYWORDS, Token, tokens
from .grammar import Scope, override
from .nameclass import AnyName, Name, NameChoice, NameClass, NsName, clark
from .sources import Sources
from .syntax import (
    LEAVES,
    START,
    Attribute,
    Choice,
    Component,
    Data,
    Element,
    Group,
    Interleave,
    ListOf,
    Node,
    OneOrMore,
    Place,
    mixed,
    optional,
    zero_or_more,
)
from .xml_names import XML_NAMESPACE

_DEEPEST = 100
_JOINERS: dict[str, Callable[[Place, list[Node]], Node]] = {
    "|": Choice,
    ",": Group,
    "&": Interleave,
}
_REPEATS: dict[str, Callable[[Place, Node], Node]] = {
    "?": optional,
    "*": zero_or_more,
    "+": OneOrMore,
}


class CompactReader:
    """Reads one file. `ns` and `scope` are inherited from the place that refers to the file."""

    def __init__(
        self, sources: Sources, path: Path, data: bytes, ns: str | None, scope: Scope | None
    ) -> None:
        self._sources = sources
        self._base = path.absolute().as_uri()
        self._tokens = tokens(str(path), data)
        self._at = 0
        self._depth = 0
        self._scope = scope
        self._inherited = ns or ""
        self._namespaces = {"xml": XML_NAMESPACE, "": self._inherited}
        self._libraries = {"xsd": XSD}

    def pattern(self) -> Node:
        """Return the pattern that the file holds; a bare list of definitions is a grammar."""
        self._declarations()
        first = self._now
        if self._begins_grammar():
            self._scope = Scope(self._scope)
            found: Node = self._scope.close(first.place, self._grammar_content("end"))
        else:
            found = self._pattern()
        self._expect("end")
        return found

    def components(self) -> list[Component]:
        """Return the components of the grammar that the file holds."""
        self._declarations()
        if self._now.is_keyword("grammar") and not self._begins_grammar():
            self._take()
            self._expect("{")
            found = self._grammar_content("}")
            self._expect("}")
        elif self._begins_grammar() or self._now.kind == "end":
            found = self._grammar_content("end")
        else:
            raise SchemaError("RNG002", "only a grammar can be included", self._now.place)
        self._expect("end")
        return found

    # Tokens.

    @property
    def _now(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._now
        self._at += token.kind != "end"
        return token

    def _expect(self, kind: str) -> Token:
        if self._now.kind != kind:
            raise self._surprise(f"“{kind}”" if kind != "end" else "the end of the schema")
        return self._take()

    def _surprise(self, expected: str) -> SchemaError:
        token = self._now
        found = f"“{token.text}”" if token.text else "the end of the schema"
        return SchemaError("RNG002", f"{found} stands where {expected} should", token.place)

    def _follows(self, *kinds: str) -> bool:
        following = self._tokens[min(self._at + 1, len(self._tokens) - 1)]
        return following.kind in kinds

    def _literal(self) -> str:
        text = self._expect("literal").text
        while self._now.kind == "~":
            self._take()
            text += self._expect("literal").text
        return text

    def _identifier(self) -> str:
        if self._now.kind != "name" or (not self._now.escaped and self._now.text in KEYWORDS):
            raise self._surprise("a name")
        return self._take().text

    # Declarations.

    def _declarations(self) -> None:
        while self._now.is_keyword("namespace", "default", "datatypes") and not self._follows(
            "=", "|=", "&="
        ):
            token = self._take()
            is_default = token.text == "default"
            if is_default:
                if not self._now.is_keyword("namespace"):
                    raise self._surprise("“namespace”")
                self._take()
            named = self._now.kind == "name" and (not is_default or self._now.kind != "=")
            prefix = self._take().text if named else ""
            if not prefix and not is_default:
                raise self._surprise("a prefix")
            self._expect("=")
            if token.text == "datatypes":
                self._libraries[prefix] = self._literal()
                continue
            uri = self._namespace_uri()
            self._namespaces[prefix] = uri
            if is_default:
                self._namespaces[""] = uri

    def _namespace_uri(self) -> str:
        if self._now.is_keyword("inherit"):
            self._take()
            return self._inherited
        return self._literal()

    def _inherit(self) -> str:
        """Read `inherit = prefix`, if it is there; return the namespace that a file inherits."""
        if not self._now.is_keyword("inherit"):
            return self._namespaces[""]
        self._take()
        self._expect("=")
        token = self._expect("name")
        return self._namespace(token.text, token.place)

    def _namespace(self, prefix: str, place: Place) -> str:
        if prefix not in self._namespaces:
            raise SchemaError("RNG002", f"the prefix “{prefix}” is not declared", place)
        return self._namespaces[prefix]

    # Grammars.

    def _begins_grammar(self) -> bool:
        token = self._now
        if token.is_keyword("include"):
            return True
        if token.is_keyword("div"):
            return self._follows("{")
        return token.kind == "name" and self._follows("=", "|=", "&=")

    def _grammar_content(self, end: str, inside_include: bool = False) -> list[Component]:
        found: list[Component] = []
        while self._now.kind != end:
            token = self._now
            if token.is_keyword("div") and self._follows("{"):
                self._take()
                self._expect("{")
                found += self._grammar_content("}", inside_include)
                self._expect("}")
            elif token.is_keyword("include") and not inside_include:
                found += self._include()
            elif self._begins_grammar():
                found.append(self._component())
            else:
                raise self._surprise("a definition")
        return found

    def _component(self) -> Component:
        token = self._now
        scope = self._scope
        assert scope is not None
        first = len(scope.references)
        name = START if token.is_keyword("start") else None
        if name is None:
            name = self._identifier()
        else:
            self._take()
        method = {"=": None, "|=": "choice", "&=": "interleave"}[self._take().kind]
        return scope.component(
            place=token.place, name=name, combine=method, body=self._pattern(), first=first
        )

    def _include(self) -> list[Component]:
        place = self._take().place
        scope = self._scope
        assert scope is not None
        path = self._sources.locate(self._literal(), self._base, place)
        ns = self._inherit()
        own: list[Component] = []
        if self._now.kind == "{":
            self._take()
            own = self._grammar_content("}", inside_include=True)
            self._expect("}")
        return override(self._sources.components(path=path, ns=ns, scope=scope, place=place), own)

    # Patterns.

    def _pattern(self) -> Node:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise SchemaError("RNG013", "patterns are nested too deeply", self._now.place)
        place = self._now.place
        items = [self._particle()]
        joiner = self._now.kind
        while self._now.kind in _JOINERS:
            if self._now.kind != joiner:
                message = f"“{self._now.kind}” and “{joiner}” are mixed; use parentheses"
                raise SchemaError("RNG002", message, self._now.place)
            self._take()
            items.append(self._particle())
        self._depth -= 1
        return items[0] if len(items) == 1 else _JOINERS[joiner](place, items)

    def _particle(self) -> Node:
        place = self._now.place
        found = self._primary()
        if self._now.kind in _REPEATS:
            found = _REPEATS[self._take().kind](place, found)
        return found

    def _braced(self) -> Node:
        self._expect("{")
        found = self._pattern()
        self._expect("}")
        return found

    def _primary(self) -> Node:
        token = self._now
        if token.kind == "(":
            self._take()
            found = self._pattern()
            self._expect(")")
            return found
        if token.kind == "literal":
            return self._value("", "token", token.place)
        if token.kind == "cname":
            self._take()
            prefix, _, name = token.text.partition(":")
            if prefix not in self._libraries:
                message = f"the datatype prefix “{prefix}” is not declared"
                raise SchemaError("RNG002", message, token.place)
            return self._data(self._libraries[prefix], name, token.place)
        if token.kind != "name":
            raise self._surprise("a pattern")
        if token.escaped or token.text not in KEYWORDS:
            self._take()
            return self._reference(self._scope, token)
        return self._keyword(token)

    def _keyword(self, token: Token) -> Node:
        place = token.place
        word = self._take().text
        if word in ("element", "attribute"):
            return self._named(word == "attribute", place)
        if word in ("mixed", "list"):
            content = self._braced()
            return mixed(place, content) if word == "mixed" else ListOf(place, content)
        if word in ("empty", "notAllowed", "text"):
            return LEAVES[word](place)
        if word in ("string", "token"):
            return self._data("", word, place)
        if word == "external":
            path = self._sources.locate(self._literal(), self._base, place)
            return self._sources.pattern(
                path=path, ns=self._inherit(), scope=self._scope, place=place
            )
        if word == "parent":
            name = self._now
            self._identifier()
            return self._reference(self._scope.parent if self._scope else None, name)
        if word == "grammar":
            return self._grammar(place)
        self._at -= 1
        raise self._surprise("a pattern")

    def _grammar(self, place: Place) -> Node:
        outer = self._scope
        scope = self._scope = Scope(outer)
        self._expect("{")
        components = self._grammar_content("}")
        self._expect("}")
        self._scope = outer
        return scope.close(place, components)

    def _reference(self, scope: Scope | None, token: Token) -> Node:
        if scope is None:
            message = f"the reference to “{token.text}” stands outside a grammar"
            raise SchemaError("RNG004", message, token.place)
        return scope.refer(token.place, token.text)

    def _named(self, is_attribute: bool, place: Place) -> Node:
        name_class = self._name_class("" if is_attribute else self._namespaces[""])
        content = self._braced()
        if is_attribute:
            rules.check_attribute_name(name_class, place)
            return Attribute(place, name_class, content)
        return Element(place, name_class, content)

    def _value(self, library: str, name: str, place: Place) -> Node:
        text = self._literal()
        return self._sources.value(
            library=library, name=name, text=text, namespaces=dict(self._namespaces), place=place
        )

    def _data(self, library: str, name: str, place: Place) -> Node:
        if self._now.kind == "literal":
            return self._value(library, name, place)
        parameters: list[tuple[str, str]] = []
        if self._now.kind == "{":
            self._take()
            while self._now.kind == "name":
                parameter = self._take().text
                self._expect("=")
                parameters.append((parameter, self._literal()))
            self._expect("}")
        excepted = None
        if self._now.kind == "-":
            self._take()
            excepted = self._primary()
        datatype = self._sources.datatype(
            library=library, name=name, parameters=tuple(parameters), place=place
        )
        return Data(place, datatype, excepted)

    # Name classes.

    def _name_class(self, default: str) -> NameClass:
        options = [self._simple_name_class(default)]
        while self._now.kind == "|":
            self._take()
            options.append(self._simple_name_class(default))
        return options[0] if len(options) == 1 else NameChoice(tuple(options))

    def _simple_name_class(self, default: str) -> NameClass:
        token = self._take()
        if token.kind == "(":
            self._depth += 1
            if self._depth > _DEEPEST:
                raise SchemaError("RNG013", "name classes are nested too deeply", token.place)
            found = self._name_class(default)
            self._depth -= 1
            self._expect(")")
            return found
        if token.kind == "name":
            return Name(clark(default, token.text))
        if token.kind == "cname":
            prefix, _, local = token.text.partition(":")
            return Name(clark(self._namespace(prefix, token.place), local))
        if token.kind not in ("*", "nsname"):
            self._at -= token.kind != "end"
            raise self._surprise("a name")
        excepted = None
        if self._now.kind == "-":
            self._take()
            excepted = self._simple_name_class(default)
        wildcard: AnyName | NsName = AnyName(excepted)
        if token.kind == "nsname":
            wildcard = NsName(self._namespace(token.text, token.place), excepted)
        rules.check_except(wildcard, token.place)
        return wildcard
