"""Which specifications of the base a customization selects, in the order of the schema.

First come the modules, tei and core before the others, since classes that are sequences depend on
the order of their members; then single references and additions, in the order of the schemaSpec.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .base import Base
from .errors import Problems, nearest
from .mistakes.changes import NotInClass, NotInModule, ThereAlready, UnknownModule, UnknownSpec
from .model import (
    AttDef,
    AttList,
    ClassSpec,
    DataSpec,
    ElementSpec,
    MacroSpec,
    Mode,
    ModuleRef,
    SchemaSpec,
    Spec,
    SpecRef,
)

Sources = Callable[[ModuleRef | SpecRef], Base]
"""Finds the base that a reference is resolved in."""

_FIRST = ("tei", "core")


def select(custom: SchemaSpec, source_of: Sources, problems: Problems) -> dict[str, Spec]:
    """Return the specifications of a schema before any of them is changed, by their idents."""
    return _Selection(custom, source_of, problems).run()


class _Selection:
    def __init__(self, custom: SchemaSpec, source_of: Sources, problems: Problems) -> None:
        self._custom = custom
        self._source_of = source_of
        self._problems = problems
        self._chosen: dict[str, Spec] = {}
        declared = custom.declarations
        self._single = {item.key for item in declared if isinstance(item, SpecRef)}
        self._deleted = {
            item.ident for item in declared if isinstance(item, Spec) and item.mode is Mode.DELETE
        }

    def run(self) -> dict[str, Spec]:
        modules = [item for item in self._custom.declarations if isinstance(item, ModuleRef)]
        modules = [item for item in modules if item.key]
        for module in sorted(modules, key=_precedence):
            self._module(module)
        for item in self._custom.declarations:
            if isinstance(item, SpecRef):
                self._single_spec(item)
            elif isinstance(item, Spec) and item.mode is Mode.ADD:
                self._addition(item)
        return self._chosen

    def _module(self, reference: ModuleRef) -> None:
        key = reference.key or ""
        base = self._source_of(reference)
        if not base.has_module(key):
            if not self._is_own(key):
                mistake = UnknownModule(module=key, meant=nearest(key, base.modules))
                self._problems.add(mistake, reference.origin, "key")
            return
        others, elements = base.of_module(key)
        self._check_names(reference, [element.ident for element in elements], base)
        for spec in others:
            self._take(spec)
        for spec in elements:
            if reference.include and spec.ident not in reference.include:
                continue
            if spec.ident not in reference.except_ or reference.include:
                self._take(spec)

    def _is_own(self, module: str) -> bool:
        """Say whether the customization itself specifies a module, or something of it."""
        specs = (item for item in self._custom.declarations if isinstance(item, Spec))
        return any(spec.module == module for spec in specs) or any(
            item.ident == module for item in self._custom.modules
        )

    def _take(self, spec: Spec) -> None:
        if spec.ident not in self._single and spec.ident not in self._deleted:
            self._chosen.setdefault(spec.ident, spec)

    def _check_names(self, reference: ModuleRef, elements: list[str], base: Base) -> None:
        named = [("include", name) for name in reference.include]
        named += [("except", name) for name in reference.except_]
        for attribute, name in named:
            if name in elements:
                continue
            spec = base.specs.get(name)
            mistake = NotInModule(
                module=str(reference.key),
                element=name,
                elsewhere=str(spec.module) if isinstance(spec, ElementSpec) else None,
                meant=nearest(name, elements),
            )
            self._problems.add(mistake, reference.origin, attribute)

    def _single_spec(self, reference: SpecRef) -> None:
        base = self._source_of(reference)
        spec = base.specs.get(reference.key)
        kind = _KINDS[reference.kind]
        if spec is None or not isinstance(spec, kind):
            known = [spec.ident for spec in base.specs.values() if isinstance(spec, kind)]
            meant = nearest(reference.key, known)
            noun = _NOUNS[reference.kind]
            mistake = UnknownSpec(noun=noun, ident=reference.key, meant=meant)
            self._problems.add(mistake, reference.origin, "key")
            return
        if isinstance(spec, ClassSpec) and (reference.include or reference.except_):
            spec = self._restricted(spec, reference)
        if spec.ident not in self._deleted:
            self._chosen.setdefault(spec.ident, spec)

    def _restricted(self, spec: ClassSpec, reference: SpecRef) -> ClassSpec:
        """Return an attribute class with only the attributes that a classRef includes."""
        names = {attribute.ident for attribute in spec.attributes.definitions()}
        for name in (*reference.include, *reference.except_):
            if name not in names:
                attribute = "include" if name in reference.include else "except"
                meant = nearest(name, names)
                mistake = NotInClass(class_=spec.ident, attribute=name, meant=meant)
                self._problems.add(mistake, reference.origin, attribute)
        kept = set(reference.include) & names if reference.include else names
        return replace(spec, attributes=_only(spec.attributes, kept - set(reference.except_)))

    def _addition(self, spec: Spec) -> None:
        if spec.ident in self._deleted:
            return
        if spec.ident in self._chosen:
            mistake = ThereAlready(ident=spec.ident)
            self._problems.add(mistake, spec.origin, "ident", missing_mode=True)
        module = spec.module or f"derived-module-{self._custom.ident}"
        self._chosen[spec.ident] = replace(spec, module=module)


_KINDS: dict[str, type] = {
    "elementRef": ElementSpec,
    "classRef": ClassSpec,
    "macroRef": MacroSpec,
    "dataRef": DataSpec,
}
_NOUNS = {
    "elementRef": "element",
    "classRef": "class",
    "macroRef": "macro",
    "dataRef": "datatype",
}


def _precedence(module: ModuleRef) -> int:
    return _FIRST.index(module.key) if module.key in _FIRST else len(_FIRST)


def _only(attributes: AttList, names: set[str]) -> AttList:
    kept = (
        _only(member, names) if isinstance(member, AttList) else member
        for member in attributes.members
        if not isinstance(member, AttDef) or member.ident in names
    )
    return AttList(tuple(kept), attributes.org)
