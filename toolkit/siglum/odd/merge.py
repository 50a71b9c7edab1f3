"""Apply the changes of a customization to specifications (TEI P5, 23.3 Customization)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from .errors import Mistake, Problems, nearest
from .merge_attributes import merge_attribute_lists, merge_constraints, merge_docs
from .mistakes.changes import (
    LosesClasses,
    MemberByAnother,
    NoMember,
    NoOwnAttribute,
    NothingThere,
    NotInSchema,
    OtherSort,
)
from .model import AttDef, AttList, Classes, ClassSpec, DataSpec, ElementSpec, MacroSpec, Mode, Spec


def customize(
    chosen: Mapping[str, Spec],
    declared: Iterable[Spec],
    known: Mapping[str, Spec],
    problems: Problems,
) -> dict[str, Spec]:
    """Return the specifications of a schema after all changes and replacements of them.

    Several changes of one thing apply in their order. `known` are all specifications of the source.
    """
    made = dict(chosen)
    for spec in declared:
        if spec.mode is Mode.ADD:
            continue
        if spec.mode is Mode.DELETE:
            if spec.ident not in known:
                _complain(spec, known, problems)
        elif spec.ident not in made:
            _complain(spec, known, problems)
        elif spec.mode is Mode.REPLACE:
            module = spec.module or made[spec.ident].module
            made[spec.ident] = replace(spec, module=module, mode=Mode.ADD)
        else:
            old = made[spec.ident]
            if isinstance(old, ElementSpec | ClassSpec) and isinstance(spec, type(old)):
                _check_memberships(old=old, new=spec, specs={**known, **made}, problems=problems)
            made[spec.ident] = _changed(old, spec, problems)
    return made


def _complain(spec: Spec, known: Mapping[str, Spec], problems: Problems) -> None:
    if spec.ident in known:
        mistake = NotInSchema(ident=spec.ident, module=known[spec.ident].module)
        problems.add(mistake, spec.origin, "ident")
        return
    kind = type(spec)
    names = [other.ident for other in known.values() if isinstance(other, kind)]
    meant = nearest(spec.ident, names)
    nothing = NothingThere(ident=spec.ident, mode=str(spec.mode), meant=meant)
    problems.add(nothing, spec.origin, "ident")


def _changed(old: Spec, new: Spec, problems: Problems) -> Spec:
    match old, new:
        case ElementSpec(), ElementSpec():
            return replace(
                old,
                ns=new.ns or old.ns,
                alt_ident=new.alt_ident or old.alt_ident,
                valid_until=new.valid_until or old.valid_until,
                classes=merge_classes(old.classes, new.classes),
                content=old.content if new.content is None else new.content,
                attributes=merge_attribute_lists(
                    old.attributes, new.attributes, problems, inherits=True
                ),
                constraints=merge_constraints(
                    old=old.constraints,
                    new=new.constraints,
                    owner=f"“{old.ident}”",
                    problems=problems,
                ),
                docs=merge_docs(old.docs, new.docs),
                origin=new.origin,
            )
        case ClassSpec(), ClassSpec():
            _check_attributes(old, new, problems)
            return replace(
                old,
                alt_ident=new.alt_ident or old.alt_ident,
                valid_until=new.valid_until or old.valid_until,
                classes=merge_classes(old.classes, new.classes),
                attributes=merge_attribute_lists(
                    old.attributes, new.attributes, problems, inherits=False
                ),
                constraints=merge_constraints(
                    old=old.constraints,
                    new=new.constraints,
                    owner=f"“{old.ident}”",
                    problems=problems,
                ),
                docs=merge_docs(old.docs, new.docs),
                origin=new.origin,
            )
        case ((MacroSpec() | DataSpec()), (MacroSpec() | DataSpec())):
            return replace(
                old,
                alt_ident=new.alt_ident or old.alt_ident,
                valid_until=new.valid_until or old.valid_until,
                content=old.content if new.content is None else new.content,
                constraints=merge_constraints(
                    old=old.constraints,
                    new=new.constraints,
                    owner=f"“{old.ident}”",
                    problems=problems,
                ),
                docs=merge_docs(old.docs, new.docs),
                origin=new.origin,
            )
    problems.add(OtherSort(ident=new.ident), new.origin, "ident")
    return old


def merge_classes(old: Classes | None, new: Classes | None) -> Classes | None:
    """Return the memberships of a specification after a change."""
    if new is None:
        return old
    added = tuple(member for member in new.members if member.mode is not Mode.DELETE)
    if new.mode is not Mode.CHANGE or old is None:
        return Classes(added)
    named = {member.key for member in new.members}
    return Classes(added + tuple(member for member in old.members if member.key not in named))


def _check_memberships(
    old: ElementSpec | ClassSpec,
    new: ElementSpec | ClassSpec,
    specs: Mapping[str, Spec],
    problems: Problems,
) -> None:
    """Complain of deletions of memberships that the old specification does not have itself."""
    own = _memberships(old)
    for member in new.classes.members if new.classes else ():
        if member.mode is not Mode.DELETE:
            continue
        mistake: Mistake
        replaced = new.classes is not None and new.classes.mode is not Mode.CHANGE
        if replaced:
            mistake = LosesClasses(ident=old.ident, class_=member.key)
        elif member.key in own:
            continue
        elif way := _way_up(old, member.key, specs):
            mistake = MemberByAnother(ident=old.ident, class_=member.key, by=way)
        else:
            meant = nearest(member.key, own)
            mistake = NoMember(ident=old.ident, class_=member.key, meant=meant)
        problems.add(mistake, member.origin, "key", missing_mode=replaced)


def _memberships(spec: Spec | None) -> list[str]:
    if isinstance(spec, ElementSpec | ClassSpec) and spec.classes:
        return [member.key for member in spec.classes.members]
    return []


def _way_up(spec: Spec, ident: str, specs: Mapping[str, Spec]) -> str | None:
    """Return the class through which a specification is an indirect member of another class."""
    for key in _memberships(spec):
        seen = {key}
        ahead = [key]
        while ahead:
            above = _memberships(specs.get(ahead.pop()))
            if ident in above:
                return key
            ahead += [one for one in above if one not in seen]
            seen.update(above)
    return None


def _check_attributes(old: ClassSpec, new: ClassSpec, problems: Problems) -> None:
    """Complain of changes and deletions of attributes that a class does not have itself."""
    own = {attribute.ident for attribute in old.attributes.definitions()}
    for attribute in new.attributes.definitions():
        if attribute.mode in (Mode.CHANGE, Mode.DELETE) and attribute.ident not in own:
            meant = nearest(attribute.ident, own)
            mistake = NoOwnAttribute(class_=old.ident, attribute=attribute.ident, meant=meant)
            problems.add(mistake, attribute.origin, "ident")


def settled(attributes: AttList) -> AttList:
    """Return a class's attributes without modes; a change of one that is not there adds it."""
    members = (
        settled(member)
        if isinstance(member, AttList)
        else replace(member, mode=Mode.ADD)
        if isinstance(member, AttDef)
        else member
        for member in attributes.members
        if not isinstance(member, AttDef) or member.mode is not Mode.DELETE
    )
    return AttList(tuple(members), attributes.org)
