"""Mentions: who and what is named in a document, in whatever way the project writes it."""

from __future__ import annotations

from lxml import etree

from siglum.edition.document import TEI
from siglum.model.addresses import Addresses, Pointer, is_pointer
from siglum.model.guesses import Guesses
from siglum.model.naming import AGENTS, OTHERWISE, PLACES, RESPONSIBLE, WORKS
from siglum.model.pointers import EVERYWHERE, ON_SOME
from siglum.model.rows import LinkRow, MentionRow
from siglum.model.surroundings import OF_PEOPLE, OF_PLACES, ROLES, Here
from siglum.model.words import context, written

_NAMING = frozenset({"ref", "key"})
_OTHER = frozenset(
    {"corresp", "sameAs", "ana", "who", "toWhom", "active", "passive", "mutual", "target", "nymRef"}
)
"""Attributes that may lead to an entry though their element is no name."""
_PLAIN_LINKS = frozenset({"ptr", "ref", "link", "join", "alt"})
"""Elements that may link to anything, not only to entries."""
_SPEAKING = {"who": "speaker", "toWhom": "addressee"}
_NOTE = f"{{{TEI}}}note"
_UNSAID = frozenset({"persName", "orgName", "placeName", "geogName", "rs"})
"""Names that count as mentions though nothing says whose they are."""
_SHORT = WORKS | AGENTS | PLACES | {"rs", "term", "title", "ref", "item", "speaker"}
"""Elements whose words are kept when they point to an entry: they are short, as a div is not."""
_KINDS = {
    **dict.fromkeys(AGENTS - {"name"}, "person"),
    **dict.fromkeys((*RESPONSIBLE, "docAuthor", "actor", "publisher", "distributor"), "agent"),
    **dict.fromkeys(("authority", "repository", "institution"), "agent"),
    **dict.fromkeys((*PLACES, "pubPlace", "origPlace", "residence"), "place"),
    **dict.fromkeys((*(WORKS - {"listBibl"}), "title", "docTitle"), "work"),
    **dict.fromkeys(("event", "eventName", "meeting"), "event"),
    **dict.fromkeys(("object", "objectName"), "object"),
    **dict.fromkeys(("occupation", "faith", "socecStatus", "state", "trait", "resp"), "state"),
    **dict.fromkeys(("material", "objectType", "climate", "terrain", "population"), "state"),
    "term": "term",
    "orgName": "org",
}
_TYPES = (
    ("pers", "person"),
    ("place", "place"),
    ("ort", "place"),
    ("lieu", "place"),
    ("luogo", "place"),
    ("org", "org"),
    ("inst", "org"),
    ("corp", "org"),
    ("work", "work"),
    ("werk", "work"),
    ("bibl", "work"),
    ("title", "work"),
    ("oeuvre", "work"),
    ("event", "event"),
    ("ereignis", "event"),
    ("object", "object"),
    ("term", "term"),
)
"""The beginnings of @type of rs and name, and what they name."""


def kind_of(element: etree._Element, name: str) -> str | None:
    """Return what kind of entity an element names; None where TEI leaves that open."""
    if name in ("rs", "name"):
        said = (element.get("type") or "").casefold()
        return next((kind for start, kind in _TYPES if said.startswith(start)), None)
    return _KINDS.get(name)


class Mentions:
    """Finds the mentions and links of one document, element by element."""

    def __init__(self, document: str, addresses: Addresses, guesses: Guesses) -> None:
        self._document = document
        self._addresses = addresses
        self._guesses = guesses
        self._keyed = addresses.keys.attributes
        self._pointing = EVERYWHERE | ON_SOME.keys() | self._keyed | {"key"}
        self.mentions: list[MentionRow] = []
        self.links: list[LinkRow] = []

    def read(self, here: Here) -> bool:
        """Add the mentions and links of an element; say whether it names somebody."""
        name, has_named = here.name, False
        for attribute in map(str, here.element.keys()):
            if attribute not in self._pointing:
                continue
            is_pointed = is_pointer(name, attribute)
            is_keyed = attribute in self._keyed and self._addresses.is_key(name, attribute)
            is_name = is_keyed or (attribute in _NAMING and name not in OTHERWISE)
            if not is_pointed and not is_name:
                continue
            value = here.element.get(attribute, "")
            for each in self._addresses.values(name, attribute, value):
                found = self._addresses.read(
                    element=here.element, name=name, attribute=attribute, value=each
                )
                if is_name or _may_name(here, attribute, found):
                    if found.guess:
                        self._guesses.add(
                            what=found.guess, where=f"{name}/@{attribute}", value=each, here=here
                        )
                    self._mention(
                        here=here, attribute=attribute, value=each, found=found, is_name=is_name
                    )
                if is_pointed:
                    self._link(here=here, attribute=attribute, value=each, found=found)
            has_named = has_named or is_name
        around = here.around
        if not has_named and name in _UNSAID and not around.is_named and around.entry is None:
            self._mention(
                here=here, attribute=None, value=None, found=Pointer("none"), is_name=True
            )
        return has_named

    def _mention(
        self,
        here: Here,
        attribute: str | None,
        value: str | None,
        found: Pointer,
        *,
        is_name: bool,
    ) -> None:
        around, element = here.around, here.element
        kind = kind_of(element, here.name)
        is_short = is_name or here.name in _SHORT
        is_in_text = is_short and around.part != "header" and around.entry is None
        before, shown, after = context(element) if is_in_text else ("", "", "")
        row = MentionRow(
            document=self._document,
            number=here.number,
            attribute=attribute,
            value=value,
            form=found.form,
            target=found.target,
            key=found.key,
            kind=kind,
            element=here.name,
            is_name=is_name,
            role=_SPEAKING.get(attribute or "") or _role(here, kind),
            text=written(element) if is_short else "",
            before=before,
            shown=shown,
            after=after,
            is_in_note=next(element.iterancestors(_NOTE), None) is not None,
            certainty=element.get("cert"),
            part=around.part,
            unit=around.unit,
            entry=around.entry,
            line=here.line,
        )
        self.mentions.append(row)

    def _link(self, here: Here, attribute: str, value: str, found: Pointer) -> None:
        row = LinkRow(
            document=self._document,
            number=here.number,
            element=here.name,
            attribute=attribute,
            value=value,
            form=found.form,
            target=found.target,
            key=found.key,
            unit=here.around.unit,
            line=here.line,
        )
        self.links.append(row)


def _may_name(here: Here, attribute: str, found: Pointer) -> bool:
    """Say whether a pointer counts as a mention if it hits an entry, though no name has it."""
    if attribute not in _OTHER or not found.leads or found.form == "uri":
        return False
    if here.name in _PLAIN_LINKS:
        return attribute == "target" and found.form != "bare"
    return not (attribute == "who" and here.around.part == "header")


def _role(here: Here, kind: str | None) -> str:
    """Return the role in which an element names an entity, such as “sender” or “speaker”."""
    around = here.around
    if around.entry is not None:
        return around.field or here.name
    role = around.role or (ROLES.get(here.name) if around.part == "header" else None)
    if role is None:
        return "mentioned"
    if kind == "place":
        return OF_PLACES.get(role, role)
    return OF_PEOPLE.get(role, role)
