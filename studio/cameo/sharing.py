"""Following, approving, granting and taking back: pure edits of a registry, and the statements that go to others."""

import secrets as random
from collections.abc import Iterable
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from studio.cameo.identity import Identity, card_in
from studio.cameo.likeness import LEASE_SECONDS, Cameo, CameoId, Grant, Held, Level, Limits, Rules
from studio.cameo.registry import Contact, Entry, Registry, cameo_id, held
from studio.cameo.signing import PersonId, Signed, verified
from studio.errors import InvalidRequest

RENEWED_SECONDS: Final = 2 * 24 * 3600
"""A lease that ends within this is renewed, as long as its owner agrees."""
_HANDLE: Final = 32


class Follow(Struct, frozen=True, forbid_unknown_fields=True):
    """One person follows another, or no longer."""

    person: PersonId
    follows: PersonId
    at: int
    ends: bool = False


class Revocation(Struct, frozen=True, forbid_unknown_fields=True):
    """A cameo's owner takes back all grants to a person up to a serial."""

    cameo: CameoId
    owner: PersonId
    to: PersonId
    upto: int
    at: int


def met(registry: Registry, signed: Signed) -> Registry:
    """Know a card; a newer one of the same person takes the place of an older, and never the other way about.

    Raises:
        Untrusted: it is not the card of who signed it.
    """
    card = card_in(signed)
    known = registry.contacts.get(card.person)
    if known is not None and card_in(known.card).made >= card.made:
        return registry
    contact = replace(known, card=signed) if known else Contact(signed)
    return replace(registry, contacts={**registry.contacts, card.person: contact})


def follow(registry: Registry, person: PersonId, *, ends: bool = False) -> Registry:
    """Follow a contact, or no longer.

    Raises:
        InvalidRequest: they are no contact.
    """
    contact = replace(_contact(registry, person), following=not ends)
    return replace(registry, contacts={**registry.contacts, person: contact})


def follow_statement(me: Identity, person: PersonId, now: int, *, ends: bool = False) -> Signed:
    """What tells somebody that one follows them, or no longer."""
    return me.sign(Follow(me.person, person, now, ends))


def are_mutual(registry: Registry, me: PersonId, person: PersonId) -> bool:
    """Whether both follow each other, as far as their statements have come."""
    contact = registry.contacts.get(person)
    if contact is None or not contact.following or contact.follows_me is None:
        return False
    told = verified(contact.follows_me, Follow, person)
    return told.follows == me and not told.ends


def new_cameo(registry: Registry, me: Identity, handle: str, name: str, now: int, *, adult: bool) -> (
    tuple[Registry, CameoId]
):  # fmt: skip
    """A cameo of one's own, for oneself alone.

    Raises:
        InvalidRequest: the handle cannot be written after an @, or another cameo here has it.
    """
    handle = checked_handle(handle, (cameo.handle for cameo in cameos(registry)))
    salt = random.token_hex(16)
    made = cameo_id(me.person, salt)
    cameo = me.sign(Cameo(made, me.person, salt, handle, name.strip() or handle, adult, now))
    rules = me.sign(Rules(made, me.person, 1, now))
    return replace(registry, entries={**registry.entries, made: Entry(cameo, rules)}), made


def checked_handle(handle: str, taken: Iterable[str]) -> str:
    """A handle as it is kept, without its @.

    Raises:
        InvalidRequest: it cannot be written after an @, or somebody here has it.
    """
    handle = handle.removeprefix("@").strip()
    if not handle or len(handle) > _HANDLE or not all(one.isalnum() or one == "_" for one in handle):
        raise InvalidRequest(f"@{handle} is no handle.", "Use 1 to 32 letters, digits or underlines.")
    if handle.casefold() in {*map(str.casefold, taken), "me", "i"}:
        raise InvalidRequest(f"@{handle} is somebody here already.", "Choose another handle.")
    return handle


def cameos(registry: Registry) -> tuple[Cameo, ...]:
    """Every cameo here."""
    return tuple(held(entry, cameo).cameo for cameo, entry in registry.entries.items())


def set_rules(
    registry: Registry, me: Identity, cameo: CameoId, level: Level, limits: Limits, now: int
) -> Registry:  # fmt: skip
    """Change the rules of one's own cameo. Grants are bound to the rules they were given under, and so end with them.

    Raises:
        InvalidRequest: it is not one's own; or a minor's is to be for everyone.
    """
    entry, told = own(registry, me, cameo)
    if not told.cameo.adult and level is Level.EVERYONE:
        raise InvalidRequest(
            "A cameo of somebody under 18 is never for everyone.", "Choose people you approve, or only me."
        )
    rules = me.sign(Rules(cameo, me.person, told.rules.serial + 1, now, level, limits))
    return _with(registry, cameo, replace(entry, rules=rules))


def approve(registry: Registry, me: Identity, cameo: CameoId, person: PersonId) -> Registry:
    """Have a contact be one of the people who may use one's own cameo, also where it was taken from them before.

    Raises:
        InvalidRequest: they are no contact, or the cameo is not one's own.
    """
    entry, _ = own(registry, me, cameo)
    _contact(registry, person)
    approved = tuple(dict.fromkeys((*entry.approved, person)))
    refused = tuple(one for one in entry.refused if one != person)
    return _with(registry, cameo, replace(entry, approved=approved, refused=refused))


def may_have(registry: Registry, me: Identity, cameo: CameoId, person: PersonId) -> bool:
    """Whether the rules of one's own cameo let a contact have a grant."""
    entry, told = own(registry, me, cameo)
    if person not in registry.contacts or person in entry.refused or told.rules.level is Level.ONLY_ME:
        return False
    if person in entry.approved or told.rules.level is Level.EVERYONE:
        return True
    return told.rules.level is Level.MUTUALS and are_mutual(registry, me.person, person)


def grant(
    registry: Registry, me: Identity, cameo: CameoId, person: PersonId, now: int
) -> tuple[Registry, Signed]:  # fmt: skip
    """Lend one's own cameo to a contact for as long as a lease lasts.

    Raises:
        InvalidRequest: its rules do not let them have it.
    """
    entry, told = own(registry, me, cameo)
    _contact(registry, person)
    if not may_have(registry, me, cameo, person):
        raise InvalidRequest(
            f"The rules of your cameo ({told.rules.level.value}) do not let {registry.called(person)} use it.",
            _how_to_lend(told.rules.level),
        )
    until = told.rules.limits.until
    expires = now + LEASE_SECONDS if until is None else min(until, now + LEASE_SECONDS)
    if expires <= now:
        raise InvalidRequest("The date that your cameo could be used until is past.", "Choose a later one.")
    serial = 1 + max((one.serial for one in given(entry, me)), default=0)
    made = me.sign(Grant(cameo, me.person, person, serial, entry.rules.digest, now, expires))
    others = tuple(one for one in entry.given if verified(one, Grant, me.person).to != person)
    return _with(registry, cameo, replace(entry, given=(*others, made))), made


def _how_to_lend(level: Level) -> str:
    if level is Level.ONLY_ME:
        return "Choose “people I approve” for it, sign these rules, and lend it then."
    return "Approve them first, or change the rules."


def given(entry: Entry, me: Identity) -> tuple[Grant, ...]:
    """The latest grant of one's own cameo to each person."""
    return tuple(verified(one, Grant, me.person) for one in entry.given)


def due(registry: Registry, me: Identity, now: int) -> tuple[Grant, ...]:
    """Grants that end soon or whose rules have changed, to people who still may have them."""
    found: list[Grant] = []
    for cameo, entry in registry.entries.items():
        if held(entry, cameo).cameo.owner != me.person:
            continue
        for one in given(entry, me):
            soon = one.expires - now < RENEWED_SECONDS or one.rules != entry.rules.digest
            if soon and may_have(registry, me, cameo, one.to):
                found.append(one)
    return tuple(found)


def revoke(
    registry: Registry, me: Identity, cameo: CameoId, person: PersonId | None, now: int
) -> tuple[Registry, tuple[Signed, ...]]:  # fmt: skip
    """Take one's own cameo back from a contact, or from everybody (None); returns what is to be sent to each.

    From everybody makes it for oneself alone; nobody whom it is taken from stays approved. From one leaves everybody
    else's as it is: whoever it is taken from has no grant again under rules that ask nobody, until they are approved.

    Raises:
        InvalidRequest: it is not one's own.
    """
    entry, told = own(registry, me, cameo)
    lent = [one for one in given(entry, me) if person in (None, one.to)]
    sent = tuple(me.sign(Revocation(cameo, me.person, one.to, one.serial, now)) for one in lent)
    approved = tuple(one for one in entry.approved if person is not None and one != person)
    refused = tuple(dict.fromkeys((*entry.refused, *((person,) if person is not None else ()))))
    registry = _with(registry, cameo, replace(entry, approved=approved, refused=refused))
    if person is None:
        registry = set_rules(registry, me, cameo, Level.ONLY_ME, told.rules.limits, now)
    return registry, sent


def own(registry: Registry, me: Identity, cameo: CameoId) -> tuple[Entry, Held]:
    """One's own cameo.

    Raises:
        InvalidRequest: it is not one's own. Untrusted: it was edited.
    """
    entry = registry.entries.get(cameo)
    if entry is None:
        raise InvalidRequest("There is no such cameo here.", "Choose one of yours.")
    told = held(entry, cameo)
    if told.cameo.owner != me.person:
        raise InvalidRequest(f"That is {told.cameo.name}'s cameo, not yours.", "Only its owner decides about it.")
    return entry, told


def without(registry: Registry, cameo: CameoId) -> Registry:
    """The registry with nothing of a cameo."""
    return replace(registry, entries={one: entry for one, entry in registry.entries.items() if one != cameo})


def given_up(registry: Registry, me: PersonId, cameos: Iterable[CameoId]) -> Registry:
    """The registry with the leases of some cameos given up: the same grants never count again."""
    entries = {one: lapsed(registry.entries[one], me) for one in cameos if one in registry.entries}
    return replace(registry, entries={**registry.entries, **entries})


def lapsed(entry: Entry, me: PersonId) -> Entry:
    """An entry whose lease is given up."""
    if entry.cameo.by == me or entry.grant is None:
        return entry
    return replace(entry, grant=None, floor=max(entry.floor, verified(entry.grant, Grant).serial))


def _contact(registry: Registry, person: PersonId) -> Contact:
    contact = registry.contacts.get(person)
    if contact is None:
        raise InvalidRequest("You do not know this person's card yet.", "Drop their .card file first.")
    return contact


def _with(registry: Registry, cameo: CameoId, entry: Entry) -> Registry:
    return replace(registry, entries={**registry.entries, cameo: entry})
