"""From a schema to one XSLT 3.0 stylesheet (ISO/IEC 19757-3, 6.3 to 6.5, annexes H and J).

The document is walked once. In the mode of the walk each rule is a template; the earlier a rule is
in the schema, the higher its priority. A rule that fires tests its assertions and passes the node
on, with the number of its pattern, to the next template that matches. So the first matching rule of
each pattern fires (6.5), and all patterns share one walk. Only a pattern with subordinate documents
has its own mode and its own walks.

The stylesheet writes a report of its own kind (see `siglum.schematron.report`), one element for
each finding, with the number of the part that it comes from and the path of its node.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from siglum.schematron import parts
from siglum.schematron.contexts import last_predicate, nodes_for
from siglum.schematron.model import Assertion, Content, Let, Note, Pattern, Rule, Ruleset, Start
from siglum.schematron.names import MAP, OWN, PREDECLARED, SVRL, XML, XSL, internal, svrl, xsl
from siglum.schematron.opening import ANSWERS, open_files
from siglum.schematron.parts import Part, PartKind
from siglum.schematron.place import Place
from siglum.schematron.rich_text import append_content, append_copy, text_of
from siglum.schematron.variables import Scope, rename, scopes, used_by

FIRED = "siglum.fired"
"""Parameter: report also each rule that fires."""
DOCUMENTS = "siglum.documents"
"""Parameter: a tree with the subordinate documents of each pattern."""
READ = "siglum.read"
"""Parameter: the subordinate documents themselves, each with its base URI."""
ADDRESSES = "siglum.addresses"
"""Parameter: report only the addresses of the subordinate documents."""


@dataclass(frozen=True, slots=True)
class Program:
    """A stylesheet, and the parts of the schema, to which its report refers by number."""

    ruleset: Ruleset
    stylesheet: etree._Element
    parts: list[Part]

    @property
    def opens_files(self) -> bool:
        """Does an expression of the schema call a function that reads files?"""
        return self.stylesheet.find(f"{xsl('param')}[@name='{ANSWERS}']") is not None

    @property
    def has_documents(self) -> bool:
        """Do patterns of the schema ask for other documents?"""
        return any(pattern.documents is not None for pattern in self.ruleset.patterns)


def compile_ruleset(
    ruleset: Ruleset,
    broken: frozenset[int] = frozenset(),
    selecting: frozenset[int] = frozenset(),
) -> Program:
    """Compile a schema; the parts with the numbers in `broken` are left out.

    Rules with the numbers in `selecting` have an expression as context, not a pattern. The numbers
    depend on nothing but the schema. Raises SchemaError for a name clash.
    """
    compiler = _Compiler(
        ruleset=ruleset, broken=broken, selecting=selecting, scopes=scopes(ruleset)
    )
    return Program(ruleset, compiler.stylesheet(), compiler.parts)


@dataclass(slots=True)
class _Compiler:
    ruleset: Ruleset
    broken: frozenset[int]
    selecting: frozenset[int]
    scopes: list[Scope]
    parts: list[Part] = field(default_factory=list)
    _node: str = "."
    """An expression that returns the context node of the rule being compiled."""

    def stylesheet(self) -> etree._Element:
        root = etree.Element(xsl("stylesheet"), nsmap=self._nsmap())
        root.attrib.update({"version": "3.0", "exclude-result-prefixes": "#all"})
        root.set(f"{{{XML}}}base", self.ruleset.top.base)
        etree.SubElement(root, xsl("output"), {"omit-xml-declaration": "yes", "indent": "no"})
        for name in (FIRED, ADDRESSES):
            etree.SubElement(root, xsl("param"), name=name, select="false()")
        for name in (DOCUMENTS, READ):
            etree.SubElement(root, xsl("param"), name=name, select="()")
        parts.declare_step(root)
        for place in self.ruleset.declarations:
            self._declaration(root, place)
        globals_ = [
            self._global_let(root=root, let=let, pattern=None, scope={})
            for let in self.ruleset.lets
        ]
        for pattern, scope in zip(self.ruleset.patterns, self.scopes, strict=True):
            globals_ += [
                self._global_let(root=root, let=let, pattern=pattern, scope=scope)
                for let in pattern.lets
            ]
        if self.ruleset.phase_from is not None:
            globals_.append(self._start(root, self.ruleset.phase_from))
        self._entry(root, globals_)
        self._modes(root)
        open_files(root, self.parts, self.ruleset.top)
        _one_part_a_line(root)
        return root

    def _nsmap(self) -> dict[str, str]:
        nsmap: dict[str, str] = {**PREDECLARED, **self.ruleset.namespaces}
        nsmap.pop("xml", None)
        for prefix, uri in (("xsl", XSL), ("sgp", OWN), ("svrl", SVRL)):
            if uri not in nsmap.values():
                free = prefix if prefix not in nsmap else f"{prefix}-siglum"
                nsmap[free] = uri
        return nsmap

    def _part(
        self,
        kind: PartKind,
        place: Place,
        *,
        pattern: Pattern | None = None,
        rule: Rule | None = None,
        of: Let | Assertion | Note | None = None,
    ) -> Part:
        part = Part(
            number=len(self.parts), kind=kind, place=place, pattern=pattern, rule=rule, of=of
        )
        self.parts.append(part)
        return part

    # Declarations

    def _declaration(self, root: etree._Element, place: Place) -> None:
        """Copy a key or function; if it is broken, its uses fail without a report of their own."""
        part = self._part("declaration", place)
        copy = append_copy(root, Content(place, {}))
        parts.mark(copy, part)
        if part.number not in self.broken:
            return
        for child in copy:
            if child.tag != xsl("param"):
                copy.remove(child)
        copy.text = None
        copy.attrib.pop("as", "")
        if copy.tag == xsl("key"):
            copy.set("match", "*")
            copy.set("use", parts.SILENT)
        elif copy.tag == xsl("function"):
            etree.SubElement(copy, xsl("sequence"), select=parts.SILENT)
        else:
            root.remove(copy)

    def _global_let(
        self, root: etree._Element, let: Let, pattern: Pattern | None, scope: Scope
    ) -> str:
        name = scope.get(let.name, let.name)
        part = self._part("let", let.content.place, pattern=pattern, of=let)
        self._variable(parent=root, let=let, part=part, scope=scope, name=name)
        return name

    def _variable(
        self, parent: etree._Element, let: Let, part: Part, scope: Scope, name: str
    ) -> None:
        """Append a variable; if it can't be evaluated, its value marks it as broken."""
        variable = etree.SubElement(parent, xsl("variable"), {"name": name, "as": "item()*"})
        parts.mark(variable, part)
        if part.number in self.broken:
            etree.SubElement(variable, internal("broken"), silent="true")
            return
        used = sorted({scope[n] for n in used_by(let) if n in scope} - {name})
        into = variable
        if used:
            choose = etree.SubElement(variable, xsl("choose"))
            when = etree.SubElement(choose, xsl("when"), test=parts.is_broken(used))
            etree.SubElement(when, internal("broken"), silent="true")
            into = etree.SubElement(choose, xsl("otherwise"))
        attempt = etree.SubElement(into, xsl("try"))
        for alias in _aliases(let, scope):
            attempt.append(alias)
        self._value(attempt, let)
        parts.caught(attempt, part, in_rule=part.rule is not None, is_value=True)

    def _value(self, parent: etree._Element, let: Let) -> None:
        if let.value is None:
            append_content(etree.SubElement(parent, xsl("document")), let.content)
        elif let.type is None:
            etree.SubElement(parent, xsl("sequence"), select=let.value)
        else:
            attributes = {"name": let.name, "as": let.type, "select": let.value}
            etree.SubElement(parent, xsl("variable"), attributes)
            etree.SubElement(parent, xsl("sequence"), select=f"${let.name}")

    def _start(self, root: etree._Element, start: Start) -> str:
        """Append a variable for the nodes at which the phase starts; return its name."""
        part = self._part("start", start.place)
        name = f"Q{{{OWN}}}start"
        variable = etree.SubElement(root, xsl("variable"), {"name": name, "as": "item()*"})
        parts.mark(variable, part)
        if part.number in self.broken:
            etree.SubElement(variable, internal("broken"), silent="true")
            return name
        attempt = etree.SubElement(variable, xsl("try"))
        select = f"/descendant-or-self::node()/({start.pattern}\n)"
        etree.SubElement(attempt, xsl("sequence"), select=select)
        parts.caught(attempt, part, in_rule=False)
        return name

    # The walk

    def _entry(self, root: etree._Element, globals_: list[str]) -> None:
        template = etree.SubElement(root, xsl("template"), match="/")
        report = etree.SubElement(template, internal("report"))
        choose = etree.SubElement(report, xsl("choose"))
        addresses = etree.SubElement(choose, xsl("when"), test=f"${ADDRESSES}")
        walk = etree.SubElement(choose, xsl("otherwise"))
        for name in globals_:
            etree.SubElement(walk, xsl("sequence"), select=_failure(name))
        rules = [r for p in self.ruleset.patterns if p.documents is None for r in p.rules]
        if rules:
            _walk(parent=walk, rules=rules, mode="main", within=self._within())
        for number, pattern in enumerate(self.ruleset.patterns):
            if pattern.documents is not None:
                self._addresses(addresses, pattern, number)
                self._subordinate_walk(walk, pattern, number)

    def _within(self) -> str:
        """Return a predicate: is a node within the part that the phase covers (its `from`)?"""
        if self.ruleset.phase_from is None:
            return ""
        start = f"$Q{{{OWN}}}start"
        inside = f"exists(ancestor-or-self::node() intersect {start}[. instance of node()])"
        return f"[{inside} or {parts.is_broken([start[1:]])}]"

    def _addresses(self, parent: etree._Element, pattern: Pattern, number: int) -> None:
        """Append what reports the value of a pattern's `documents` at the root (5.4.9)."""
        part = self._part("documents", pattern.place, pattern=pattern)
        if part.number in self.broken:
            return
        attempt = parts.guarded(parent, part)
        select = rename(pattern.documents or "", self.scopes[number])
        each = etree.SubElement(attempt, xsl("for-each"), select=select)
        address = etree.SubElement(each, internal("address"), pattern=str(number))
        etree.SubElement(address, xsl("value-of"), select="string(.)")
        parts.caught(attempt, part, in_rule=False)

    def _subordinate_walk(self, parent: etree._Element, pattern: Pattern, number: int) -> None:
        wanted = f"${DOCUMENTS}/*/Q{{{OWN}}}document[@pattern = '{number}']"
        each = etree.SubElement(parent, xsl("for-each"), select=wanted)
        inside = etree.SubElement(each, internal("in"), document="{@address}")
        select = f"for $siglum.uri in @uri return ${READ}?*[base-uri(.) = $siglum.uri]"
        walk = etree.SubElement(inside, xsl("for-each"), select=select)
        _walk(walk, pattern.rules, f"pattern-{number}")

    def _modes(self, root: etree._Element) -> None:
        left = sum(len(pattern.rules) for pattern in self.ruleset.patterns)
        modes: dict[str, None] = {}
        for number, pattern in enumerate(self.ruleset.patterns):
            mode = "main" if pattern.documents is None else f"pattern-{number}"
            modes[mode] = None
            for rule in pattern.rules:
                self._rule(
                    root=root, rule=rule, pattern=pattern, number=number, mode=mode, priority=left
                )
                left -= 1
        applied: dict[str, str] = {}
        if any(place.element.tag == xsl("accumulator") for place in self.ruleset.declarations):
            applied["use-accumulators"] = "#all"
            etree.SubElement(root, xsl("mode"), applied)
        for mode in modes:
            attributes = {"name": mode, "on-no-match": "deep-skip", **applied}
            etree.SubElement(root, xsl("mode"), attributes)
            etree.SubElement(root, xsl("template"), match="/", mode=mode, priority="0")

    # Rules

    def _rule(
        self,
        root: etree._Element,
        rule: Rule,
        pattern: Pattern,
        number: int,
        mode: str,
        priority: int,
    ) -> None:
        part = self._part("rule", rule.place, pattern=pattern, rule=rule)
        scope = self.scopes[number]
        template = etree.Element(xsl("template"), mode=mode, priority=str(priority))
        template.set("match", self._match(root, rename(rule.context, scope), part))
        parts.mark(template, part)
        done = etree.SubElement(template, xsl("param"), name=f"Q{{{OWN}}}done", select="-1")
        done.set("as", "xs:integer" if self._nsmap().get("xs") == PREDECLARED["xs"] else "item()")
        etree.SubElement(template, xsl("param"), name=parts.OWNER, select="0")
        fires = etree.SubElement(template, xsl("if"), test=f"$Q{{{OWN}}}done ne {number}")
        if_told = etree.SubElement(fires, xsl("if"), test=f"${FIRED}")
        etree.SubElement(if_told, internal("fired"), part=str(part.number))
        self._body(parent=fires, rule=rule, pattern=pattern, scope=scope, of=part)
        following = etree.SubElement(template, xsl("next-match"))
        owner = {"name": parts.OWNER, "select": f"${parts.OWNER}"}
        etree.SubElement(following, xsl("with-param"), owner)
        attributes = {"name": f"Q{{{OWN}}}done", "select": str(number)}
        etree.SubElement(following, xsl("with-param"), attributes)
        if part.number not in self.broken:
            root.append(template)

    def _match(self, root: etree._Element, context: str, part: Part) -> str:
        """Return the match pattern for a context; a predicate that may fail becomes a function."""
        if part.number in self.selecting:
            return self._selection(root, context, part)
        cut = last_predicate(context)
        if cut is None or part.number in self.broken:
            return context
        name = f"Q{{{OWN}}}context-{part.number}"
        function = etree.SubElement(root, xsl("function"), {"name": name, "as": "item()"})
        parts.mark(function, part)
        etree.SubElement(function, xsl("param"), {"name": "siglum.node", "as": "node()"})
        attempt = etree.SubElement(function, xsl("try"))
        each = etree.SubElement(attempt, xsl("for-each"), select="$siglum.node")
        etree.SubElement(each, xsl("sequence"), select=f"boolean({cut[1]}\n)")
        parts.told(attempt, part, "$siglum.node")
        return f"{cut[0]}[{name}(.)]"

    def _selection(self, root: etree._Element, context: str, part: Part) -> str:
        """Return a match pattern for the nodes that an expression selects from any node."""
        name = f"Q{{{OWN}}}selected-{part.number}"
        attributes = {"name": name, "as": "item()"}
        variable = parts.mark(etree.SubElement(root, xsl("variable"), attributes), part)
        attempt = etree.SubElement(variable, xsl("try"))
        nodes = f"/descendant-or-self::node()/({context}\n)"
        entry = f"Q{{{MAP}}}entry(generate-id(.), true())"
        each = etree.SubElement(attempt, xsl("sequence"))
        each.set("select", f"Q{{{MAP}}}merge({nodes} ! {entry})")
        parts.told(attempt, part, "/")
        contained = f"Q{{{MAP}}}contains(., generate-id($siglum.node))"
        return f".[for $siglum.node in . return ${name} ! (. instance of map(*) and {contained})]"

    def _body(
        self, parent: etree._Element, rule: Rule, pattern: Pattern, scope: Scope, of: Part
    ) -> None:
        seen = dict(scope)
        for name in sorted({n for n, inside in scope.items() if n != inside}):
            etree.SubElement(parent, xsl("variable"), name=name, select=f"${scope[name]}")
            seen[name] = name
        body: Sequence[Let | Assertion] = rule.body
        if rule.visit_each is not None:
            body = sorted(body, key=lambda item: not isinstance(item, Let))
            self._node = f"$Q{{{OWN}}}node"
            etree.SubElement(parent, xsl("variable"), name=self._node[1:], select=".")
        visits: etree._Element | None = None
        for item in body:
            if isinstance(item, Let):
                part = self._part("let", item.content.place, pattern=pattern, rule=rule, of=item)
                self._variable(parent=parent, let=item, part=part, scope=seen, name=item.name)
                etree.SubElement(parent, xsl("sequence"), select=_failure(item.name))
                seen[item.name] = item.name
                continue
            if rule.visit_each is not None and visits is None:
                parent = visits = self._visits(parent, rename(rule.visit_each, seen), of)
            self._assertion(parent=parent, it=item, rule=rule, pattern=pattern, scope=seen)
        self._node = "."

    def _visits(self, parent: etree._Element, visited: str, part: Part) -> etree._Element:
        """Append the loop over the items that a rule's `visit-each` selects; return it."""
        name = f"Q{{{OWN}}}visited"
        variable = etree.SubElement(parent, xsl("variable"), {"name": name, "as": "item()*"})
        attempt = parts.guarded(variable, part)
        etree.SubElement(attempt, xsl("sequence"), select=visited)
        parts.caught(attempt, part)
        etree.SubElement(parent, xsl("sequence"), select=_failure(name))
        each = etree.SubElement(parent, xsl("if"), test=f"not({parts.is_broken([name])})")
        return etree.SubElement(each, xsl("for-each"), select=f"${name}")

    def _assertion(
        self, parent: etree._Element, it: Assertion, rule: Rule, pattern: Pattern, scope: Scope
    ) -> None:
        place = it.content.place
        part = self._part("assertion", place, pattern=pattern, rule=rule, of=it)
        # A broken assertion is compiled, too, but unused, so that its notes keep their numbers.
        into = etree.Element("unused") if part.number in self.broken else parent
        used = sorted({scope[name] for name in used_by(it) if name in scope})
        if used:
            into = etree.SubElement(into, xsl("if"), test=f"not({parts.is_broken(used)})")
        attempt = parts.guarded(into, part)
        choose = etree.SubElement(attempt, xsl("choose"))
        found = etree.SubElement(choose, xsl("when"), test=it.test)
        if it.kind == "assert":
            found = etree.SubElement(choose, xsl("otherwise"))
        hit = etree.SubElement(found, internal("hit"), part=str(part.number))
        subject = it.subject or rule.subject
        parts.at_context_node(hit, self._node)
        if rule.visit_each is not None and not subject:
            nodes = f".[. instance of node()][root(.) is root({self._node})]"
            etree.SubElement(hit, xsl("attribute"), name="path", select=f"{nodes} ! path(.)")
        if subject:
            select = f"({subject}\n)[1] ! path(.)"
            etree.SubElement(hit, xsl("attribute"), name="path", select=select)
        text_of(hit, it.content)
        for note in it.notes:
            self._note(parent=hit, note=note, rule=rule, pattern=pattern)
        parts.caught(attempt, part, node=self._node)

    def _note(self, parent: etree._Element, note: Note, rule: Rule, pattern: Pattern) -> None:
        part = self._part("note", note.content.place, pattern=pattern, rule=rule, of=note)
        if part.number in self.broken:
            return
        attempt = parts.guarded(parent, part)
        reference = etree.SubElement(attempt, svrl(f"{note.kind}-reference"))
        reference.set(note.kind, note.id)
        for name in ("role", "scheme") if note.kind == "property" else ():
            value = note.content.place.get(name)
            if value is not None:
                reference.set(name, value)
        text_of(reference, note.content)
        parts.caught(attempt, part, node=self._node)


def _walk(parent: etree._Element, rules: Sequence[Rule], mode: str, within: str = "") -> None:
    """Append what applies a mode's rules to the root, each element, and nodes that belong to it."""
    nodes = nodes_for(rule.context for rule in rules)
    if within:
        nodes = f"({nodes}){within}"
    for element in (parent, etree.SubElement(parent, xsl("for-each"), select="descendant::*")):
        templates = etree.SubElement(element, xsl("apply-templates"), mode=mode, select=nodes)
        number = "0" if element is parent else "position()"
        etree.SubElement(templates, xsl("with-param"), name=parts.OWNER, select=number)


def _aliases(let: Let, scope: Scope) -> Iterator[etree._Element]:
    """Yield variables with the names of the schema for those that are renamed in the stylesheet."""
    for name in sorted(used_by(let)):
        if scope.get(name, name) != name:
            yield etree.Element(xsl("variable"), name=name, select=f"${scope[name]}")


def _failure(name: str) -> str:
    """Return an expression for the report of why a variable has no value; empty if it has one."""
    return f"if ({parts.is_broken([name])}) then ${name}[not(@silent)] else ()"


def _one_part_a_line(root: etree._Element) -> None:
    """Begin a new line before each part, so that Saxon's line numbers identify the part."""
    for element in root.iter(etree.Element):
        if element.get(parts.NUMBER) is None:
            continue
        before, parent = element.getprevious(), element.getparent()
        if before is not None:
            before.tail = (before.tail or "") + "\n"
        elif parent is not None:
            parent.text = (parent.text or "") + "\n"
