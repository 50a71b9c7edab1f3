"""Apply the changes of a customization to specifications (TEI P5, 23.3 Customization)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from .errors import Problems, did_you_mean
from .merge_attributes import merge_attribute_lists, merge_constraints, merge_docs
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
                _check_memberships(old, spec, {**known, **made}, problems)
            made[spec.ident] = _changed(old, spec, problems)
    return made


def _complain(spec: Spec, known: Mapping[str, Spec], problems: Problems) -> None:
    if spec.ident in known:
        message = f"“{spec.ident}” is changed, but no part of the schema"
        help = f"Take in its module, “{known[spec.ident].module}”, or leave the change out."
        problems.add("ODD102", message, spec.origin, "ident", help)
        return
    kind = type(spec)
    names = [other.ident for other in known.values() if isinstance(other, kind)]
    message = f"there is no “{spec.ident}” to {spec.mode}"
    help = did_you_mean(spec.ident, names) or 'To define something new, say mode="add".'
    problems.add("ODD102", message, spec.origin, "ident", help)


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
                    old.constraints, new.constraints, f"“{old.ident}”", problems
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
                    old.constraints, new.constraints, f"“{old.ident}”", problems
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
                    old.constraints, new.constraints, f"“{old.ident}”", problems
                ),
                docs=merge_docs(old.docs, new.docs),
                origin=new.origin,
            )
    message = f"“{new.ident}” is another kind of thing than what it changes"
    problems.add("ODD007", message, new.origin, "ident")
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
        help: str | None
        replaced = new.classes is not None and new.classes.mode is not Mode.CHANGE
        if replaced:
            message = f"“{old.ident}” loses all its classes here, not only “{member.key}”"
            help = 'Write <classes mode="change"> to keep those that you do not delete.'
        elif member.key in own:
            continue
        elif way := _way_up(old, member.key, specs):
            message = f"“{old.ident}” is in “{member.key}” not itself, but by “{way}”"
            help = f"Delete the membership in “{way}”, or single attributes of the element."
        else:
            message = f"“{old.ident}” is no member of “{member.key}”"
            help = (
                did_you_mean(member.key, own) or "Leave the deletion out: there is no need of it."
            )
        problems.add("ODD103", message, member.origin, "key", help, missing_mode=replaced)


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
            message = f"the class “{old.ident}” has no attribute “{attribute.ident}” of its own"
            hint = did_you_mean(attribute.ident, own)
            problems.add("ODD103", message, attribute.origin, "ident", hint)


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
