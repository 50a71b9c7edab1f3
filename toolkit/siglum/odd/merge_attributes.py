"""Apply changes to attributes and values (TEI P5, 23.3.1.3 Modification of Attributes).

Whatever a change does not mention stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from .errors import Problems, nearest
from .mistakes.changes import NoRule, NoValue
from .model import AttDef, AttList, AttRef, ConstraintSpec, Mode, ValItem, ValList

Docs = tuple[etree._Element, ...]


def merge_attribute_lists(
    old: AttList, new: AttList, problems: Problems, *, inherits: bool
) -> AttList:
    """Return the attributes of a specification after a change of them.

    Where the specification `inherits` attributes of classes, as an element does, changes and
    deletions of attributes that it does not declare stay in the list: they concern inherited ones.
    """
    own = {attribute.ident for attribute in old.definitions()}
    changes = {attribute.ident: attribute for attribute in new.definitions()}
    kept = _changed(old=old, changes=changes, problems=problems, inherits=inherits)
    added = _additions(new, own)
    if kept.org == added.org == "group":
        return AttList(added.members + kept.members)
    return AttList(tuple(part for part in (added, kept) if part.members))


def _additions(new: AttList, own: set[str]) -> AttList:
    members: list[AttDef | AttRef | AttList] = []
    for member in new.members:
        if isinstance(member, AttList):
            members.append(_additions(member, own))
        elif (
            isinstance(member, AttRef)
            or member.ident not in own
            or member.mode in (Mode.ADD, Mode.REPLACE)
        ):
            members.append(member)
    return AttList(tuple(members), new.org)


def _changed(
    old: AttList, changes: Mapping[str, AttDef], problems: Problems, inherits: bool
) -> AttList:
    members: list[AttDef | AttRef | AttList] = []
    for member in old.members:
        if isinstance(member, AttList):
            members.append(
                _changed(old=member, changes=changes, problems=problems, inherits=inherits)
            )
        elif isinstance(member, AttRef) or member.ident not in changes:
            members.append(member)
        else:
            change = changes[member.ident]
            if change.mode is Mode.CHANGE:
                members.append(merge_attribute(member, change, problems))
            elif change.mode is Mode.DELETE and inherits:
                members.append(change)
    return AttList(tuple(members), old.org)


def merge_attribute(old: AttDef, new: AttDef, problems: Problems) -> AttDef:
    """Return an attribute after a change of it."""
    return replace(
        old,
        alt_ident=new.alt_ident or old.alt_ident,
        usage=new.usage or old.usage,
        datatype=new.datatype or old.datatype,
        default=old.default if new.default is None else new.default,
        val_list=_merge_values(old.val_list, new, problems),
        valid_until=new.valid_until or old.valid_until,
        constraints=merge_constraints(
            old=old.constraints,
            new=new.constraints,
            owner=f"the attribute “{old.ident}”",
            problems=problems,
        ),
        docs=merge_docs(old.docs, new.docs),
        origin=new.origin,
    )


def _merge_values(old: ValList | None, change: AttDef, problems: Problems) -> ValList | None:
    new = change.val_list
    if new is None:
        return old
    if new.mode is Mode.DELETE:
        return None
    if new.mode is not Mode.CHANGE or old is None:
        items = tuple(item for item in new.items if item.mode is not Mode.DELETE)
        return replace(new, items=items, mode=Mode.ADD)
    changes = {item.ident: item for item in new.items}
    items = tuple(_merge_items(old.items, changes))
    known = {item.ident for item in old.items}
    for item in new.items:
        if item.ident not in known and item.mode in (Mode.CHANGE, Mode.DELETE):
            meant = nearest(item.ident, known)
            mistake = NoValue(attribute=change.ident, value=item.ident, meant=meant)
            problems.add(mistake, item.origin, "ident")
    return ValList(type=new.type or old.type, items=items, mode=Mode.ADD, origin=new.origin)


def _merge_items(old: tuple[ValItem, ...], changes: Mapping[str, ValItem]) -> list[ValItem]:
    items: list[ValItem] = []
    for item in old:
        change = changes.get(item.ident)
        if change is None:
            items.append(item)
        elif change.mode is Mode.CHANGE:
            items.append(
                replace(
                    item,
                    alt_ident=change.alt_ident or item.alt_ident,
                    valid_until=change.valid_until or item.valid_until,
                    docs=merge_docs(item.docs, change.docs),
                    origin=change.origin,
                )
            )
        elif change.mode is not Mode.DELETE:
            items.append(change)
    known = {item.ident for item in old}
    added = (item for ident, item in changes.items() if ident not in known)
    return items + [item for item in added if item.mode in (Mode.ADD, Mode.REPLACE)]


def merge_constraints(
    old: tuple[ConstraintSpec, ...],
    new: tuple[ConstraintSpec, ...],
    owner: str,
    problems: Problems,
) -> tuple[ConstraintSpec, ...]:
    """Return the rules of a specification after a change; `owner` names it in messages.

    A change of a rule that is not there adds it, if it has the whole rule.
    """
    changes = {constraint.ident: constraint for constraint in new}
    before = {constraint.ident: constraint for constraint in old}
    for item in new:
        if item.mode in (Mode.CHANGE, Mode.DELETE) and item.ident not in before:
            meant = nearest(item.ident, before)
            mistake = NoRule(owner=owner, rule=item.ident, mode=str(item.mode), meant=meant)
            problems.add(mistake, item.origin, "ident")
    kept = tuple(constraint for constraint in old if constraint.ident not in changes)
    return kept + tuple(
        replace(item, rules=item.rules or before[item.ident].rules)
        if item.mode is Mode.CHANGE and item.ident in before
        else item
        for item in new
        if item.mode is not Mode.DELETE
        and (item.rules or item.ident in before or item.mode is not Mode.CHANGE)
    )


def merge_docs(old: Docs, new: Docs) -> Docs:
    """Return prose after a change: each kind (gloss, desc, …) is replaced as a whole, or kept."""
    if not new:
        return old
    kinds = {element.tag for element in new}
    return new + tuple(element for element in old if element.tag not in kinds)
