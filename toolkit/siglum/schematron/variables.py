"""The variables of a schema: which ones an expression uses, and where each is visible.

ISO/IEC 19757-3 says two things of a pattern's variable: its scope is the pattern (3.26); and
variables outside of rules are evaluated at the root, so that they can be used anywhere (5.4.5).
Here, both hold. A name that is defined only once is visible in the whole schema. A pattern may
redefine a name that the schema or another pattern defines; it then sees its own variable, the
others don't. But as 5.4.5 calls a variable that is multiply defined an error, it is one where a
pattern redefines a name of the schema and never uses it: that can only be a mistake.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from siglum.schematron.model import Assertion, Content, Let, Pattern, Rule, Ruleset
from siglum.schematron.names import OWN

_TOKEN = re.compile(
    r""" "(?:[^"]|"")*" | '(?:[^']|'')*' | \(: | :\)
       | \$\s*(?P<name>Q\{[^}]*\}[\w.-]+|[\w.-]+(?::[\w.-]+)?) """,
    re.VERBOSE,
)

Scope = Mapping[str, str]
"""The names in the stylesheet of the variables that are visible, by their names in the schema."""


def references(expression: str) -> set[str]:
    """Return the names of the variables that an XPath expression mentions."""
    return {found["name"] for found in _references(expression)}


def rename(expression: str, scope: Scope) -> str:
    """Rename the variables of an XPath expression to their names in the stylesheet."""
    parts: list[str] = []
    end = 0
    for found in _references(expression):
        name = found["name"]
        parts += [expression[end : found.start()], "$" + scope.get(name, name)]
        end = found.end()
    return "".join([*parts, expression[end:]])


def _references(expression: str) -> Iterator[re.Match[str]]:
    """Yield the variable references outside of strings and comments."""
    comments = 0
    for token in _TOKEN.finditer(expression):
        if token[0] == "(:":
            comments += 1
        elif token[0] == ":)":
            comments -= bool(comments)
        elif token["name"] and not comments:
            yield token


def used_in(content: Content) -> set[str]:
    """Return the names of the variables that the content of an element mentions."""
    found: set[str] = set()
    for element in content.place.element.iterdescendants("*"):
        for value in element.attrib.values():
            found |= references(str(value))
    return found


def used_by(part: Let | Assertion) -> set[str]:
    """Return the names of the variables that a let or an assertion mentions."""
    if isinstance(part, Let):
        return references(part.value) if part.value is not None else used_in(part.content)
    found = references(part.test) | references(part.subject or "") | used_in(part.content)
    return found.union(*(used_in(note.content) for note in part.notes))


def scopes(ruleset: Ruleset) -> list[Scope]:
    """Return, for each pattern, the scope outside of its rules.

    Raises SchemaError for a variable that is redefined and never used: see above.
    """
    of_schema = {let.name for let in ruleset.lets}
    times = Counter(let.name for pattern in ruleset.patterns for let in pattern.lets)
    seen = {name: name for name in of_schema | {n for n, count in times.items() if count == 1}}
    result: list[Scope] = []
    for number, pattern in enumerate(ruleset.patterns):
        again = {let.name for let in pattern.lets if let.name in of_schema or times[let.name] > 1}
        _refuse_clash(pattern, again & of_schema)
        result.append({**seen, **{name: f"Q{{{OWN}:{number}}}{name}" for name in again}})
    return result


def _refuse_clash(pattern: Pattern, names: set[str]) -> None:
    used = set(references(pattern.documents or ""))
    for let in pattern.lets:
        used |= used_by(let)
    for rule in pattern.rules:
        used |= _used_by_rule(rule)
    for let in pattern.lets:
        if let.name in names - used:
            message = f"the variable “{let.name}” is defined for the whole schema already"
            raise let.content.place.error("SCH-VARIABLE", message, "name")


def _used_by_rule(rule: Rule) -> set[str]:
    found = references(rule.context) | references(rule.subject or "")
    found |= references(rule.visit_each or "")
    return found.union(*(used_by(part) for part in rule.body))
