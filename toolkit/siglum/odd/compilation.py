"""From an ODD to a schema: read the customization, find its source, and resolve both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from lxml import etree

from .base import VERSION, Base, Files, base, digest, is_customization, read_base, tei_version
from .customization import read_customization
from .errors import OddError, Problem, Problems
from .grammar_import import import_grammar
from .mistakes.sources import CircularSource, CustomizedSource, OnlyModels, OtherVersion, TooDeep
from .model import ModuleRef, SchemaSpec, Spec, SpecRef
from .modes import with_modes_as_meant
from .processing import is_for_processing
from .resolve import resolve
from .schema import Grammar, Schema
from .select import select


@dataclass(frozen=True, slots=True)
class Compiled:
    """The result of a compilation: a schema (None after a fatal problem), and the problems."""

    schema: Schema | None
    problems: tuple[Problem, ...]


def compile_odd(
    root: etree._Element,
    files: Files,
    *,
    p5: etree._Element | None = None,
    ident: str | None = None,
) -> Compiled:
    """Compile the customization (schemaSpec) of an ODD: the one with an ident, or the first.

    `p5` is a TEI P5 source (p5subset.xml) to use instead of the package's digest.
    """
    problems = Problems()
    schema = None
    try:
        schema = _Compilation(files, problems, p5).schema(root, ident)
    except OddError as error:
        problems.note(error.problem)
    except RecursionError:
        problems.add(TooDeep(), root)
    if problems.fatal:
        schema = None
    return Compiled(schema, problems.found)


class _Compilation:
    """The compilation of one customization, and of those that it starts from."""

    def __init__(self, files: Files, problems: Problems, p5: etree._Element | None) -> None:
        self._files = files
        self._problems = problems
        self._p5 = p5
        self._open: list[etree._Element] = []
        self._bases: dict[etree._Element, Base] = {}

    def schema(self, root: etree._Element, ident: str | None = None) -> Schema:
        self._open.append(root)
        custom = read_customization(
            root=root, files=self._files, problems=self._problems, ident=ident
        )
        if custom.origin is not None and is_for_processing(custom.origin):
            custom = self._whole(custom)
        grammars = self._grammars(custom)
        bases: dict[str | None, Base] = {}

        def source_of(reference: ModuleRef | SpecRef) -> Base:
            source = reference.source or custom.source
            if source not in bases:
                origin = reference.origin if reference.source else custom.origin
                bases[source] = self._base(source, origin)
            return bases[source]

        def made_of(custom: SchemaSpec, problems: Problems) -> Schema:
            chosen = select(custom, source_of, problems)
            known: dict[str, Spec] = {}
            for used in bases.values():
                known = {**used.specs, **known}
            return resolve(
                custom=custom, chosen=chosen, known=known, grammars=grammars, problems=problems
            )

        told = Problems(self._problems)
        made = made_of(custom, told)
        meant = with_modes_as_meant(custom, told.found)
        if meant is not custom:
            otherwise = Problems(self._problems)
            made_of(meant, otherwise)
            told = told.without_consequences(otherwise)
        self._problems.extend(told)
        modules = {key: module for used in bases.values() for key, module in used.modules.items()}
        modules |= {module.ident: module for module in custom.modules}
        in_use = {spec.module for spec in made.specs.values()}
        self._open.pop()
        return replace(made, modules={k: module for k, module in modules.items() if k in in_use})

    def _whole(self, custom: SchemaSpec) -> SchemaSpec:
        """Return a customization that selects nothing as one that selects all of its source."""
        source, reason = custom.source, None
        try:
            base = self._base(source, custom.origin)
        except OddError as error:
            source, reason = None, error.problem.message
            custom, base = replace(custom, source=None), self._tei()
        if len(self._open) == 1:
            self._problems.add(OnlyModels(source=source, reason=reason), custom.origin)
        modules = tuple(ModuleRef(key, origin=custom.origin) for key in base.modules)
        return replace(custom, ns=None, declarations=modules + custom.declarations)

    def _base(self, source: str | None, origin: etree._Element | None) -> Base:
        """Return the base that a source means: TEI P5, or another ODD."""
        if source is None or origin is None:
            return self._tei()
        version = tei_version(source)
        if version is not None and (self._p5 is not None or version in (VERSION, "current")):
            return self._tei()
        try:
            root = self._files.open(source, origin)
        except OddError:
            if version is None:
                raise
            other = OtherVersion(asked=version, used=VERSION)
            self._problems.add(other, origin, "source")
            return self._tei()
        if root in self._open:
            circular = CircularSource(source=source)
            raise OddError(Problem(mistake=circular, origin=origin, attribute="source"))
        return self._read(root)

    def _tei(self) -> Base:
        if self._p5 is not None and is_customization(self._p5):
            raise OddError(Problem(mistake=CustomizedSource(), origin=self._p5))
        return self._read(self._digest if self._p5 is None else self._p5)

    @cached_property
    def _digest(self) -> etree._Element:
        return digest()

    def _read(self, root: etree._Element) -> Base:
        if root not in self._bases:
            if is_customization(root):
                schema = self.schema(root)
                self._bases[root] = base(schema.specs.values(), schema.modules.values())
            else:
                self._bases[root] = read_base(root, self._problems)
        return self._bases[root]

    def _grammars(self, custom: SchemaSpec) -> tuple[Grammar, ...]:
        found = []
        for item in custom.declarations:
            if isinstance(item, ModuleRef) and item.url:
                try:
                    found.append(import_grammar(item, self._files))
                except OddError as error:
                    self._problems.add(error.problem.mistake, item.origin, "url")
        return tuple(found)
