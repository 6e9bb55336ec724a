"""``.card`` and ``.cameo`` files: what people hand each other.

A card is public and only signed. Everything else is a parcel: signed as a whole by its sender, so that nothing can be
taken out of it, and encrypted to the one it is for. Any way of carrying files will do; a folder that is synced as well.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from studio.cameo.deleting import Deletion, Receipt, answered
from studio.cameo.identity import Card, Identity, card_in, sealed_for
from studio.cameo.likeness import SKEW_SECONDS, CameoId, Grant, Level, Rules
from studio.cameo.registry import Entry, Registry, cameo_in, held
from studio.cameo.sharing import Follow, Revocation, met
from studio.cameo.signing import PersonId, Signed, Untrusted, canonical, verified
from studio.errors import InvalidRequest

CARD: Final = ".card"
CAMEO: Final = ".cameo"
LONGEST: Final = 64_000_000


@dataclass(frozen=True)
class Outgoing:
    """A file to hand to somebody: for whom, the name to give it, and its bytes."""

    to: str
    name: str
    data: bytes


class Parcel(Struct, frozen=True, forbid_unknown_fields=True):
    """What one person hands another. kept: of a cameo, what the vault is to keep, by name (base64 in the file)."""

    sender: PersonId
    to: PersonId
    made: int
    statements: tuple[Signed, ...]
    kept: dict[str, bytes] = {}


class Arrived(Struct, frozen=True):
    """What a parcel brings: the registry as it is then, what to tell the person, and what the vault has to do.

    cameo: whose ``kept`` it is; destroyed: cameos that were taken back and are to be destroyed here.
    """

    registry: Registry
    told: tuple[str, ...]
    cameo: CameoId | None = None
    kept: dict[str, bytes] = {}
    destroyed: tuple[CameoId, ...] = ()


def cards_first(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Files in the order to take them in: who somebody is comes before what they send."""
    return tuple(sorted(paths, key=lambda path: path.suffix.lower() != CARD))


def card_file(card: Signed) -> bytes:
    """The bytes of a ``.card`` file."""
    return canonical(card)


def read_card(data: bytes) -> tuple[Signed, Card]:
    """The card in a ``.card`` file.

    Raises:
        InvalidRequest: it is none. Untrusted: it is not signed by who it tells of.
    """
    try:
        signed = msgspec.json.decode(data, type=Signed)
    except msgspec.DecodeError as fault:
        raise InvalidRequest("This is not a contact card.", "Choose a .card file.") from fault
    return signed, card_in(signed)


def parcel_file(
    me: Identity, card: Card, statements: tuple[Signed, ...], made: int, kept: dict[str, bytes] | None = None
) -> bytes:
    """The bytes of a ``.cameo`` file for the holder of a card."""
    parcel = Parcel(me.person, card.person, made, statements, kept or {})
    return sealed_for(canonical(me.sign(parcel)), card.recipient)


def read_parcel(me: Identity, data: bytes) -> Parcel:
    """The parcel in a ``.cameo`` file.

    Raises:
        InvalidRequest: it is none, too large, or for somebody else. Untrusted: it was edited or forwarded.
    """
    if len(data) > LONGEST:
        raise InvalidRequest("This file is too large to be a cameo.", "Ask for it again.")
    try:
        signed = msgspec.json.decode(me.opened(data), type=Signed)
    except msgspec.DecodeError as fault:
        raise InvalidRequest("This is not a cameo file.", "Choose a .cameo file.") from fault
    parcel = verified(signed, Parcel)
    if parcel.sender != signed.by or parcel.to != me.person:
        raise Untrusted("This file was made for somebody else, or by somebody else.", "Ask its sender themselves.")
    return parcel


def arrived(registry: Registry, me: Identity, parcel: Parcel, now: int) -> Arrived:
    """Take in all that a parcel brings; nothing of it, if any of it is not to be trusted.

    Raises:
        Untrusted: a statement is forged, edited, or somebody else's. InvalidRequest: the sender is unknown, or the file
            is older than what is believed here.
    """
    if parcel.sender not in registry.contacts:
        raise InvalidRequest("This is from somebody whose card you do not have.", "Drop their .card file first.")
    if parcel.made < registry.not_before or parcel.made > now + SKEW_SECONDS:
        raise InvalidRequest("This file is not of a time that can be believed.", "Ask its sender for a new one.")
    came = Arrived(registry, ())
    kinds = {signed.kind: signed for signed in parcel.statements if signed.by == parcel.sender}
    if len(kinds) != len(parcel.statements):
        raise Untrusted("This file holds statements that are not its sender's.", "Ask its sender for it again.")
    if "Cameo" in kinds:
        came = _lent(came, me, parcel, kinds)
    for signed in parcel.statements:
        match signed.kind:
            case "Card":
                came = replace(came, registry=met(came.registry, signed))
            case "Follow":
                came = _followed(came, me, signed)
            case "Revocation":
                came = _revoked(came, me, signed)
            case "Deletion":
                came = _wanted(came, me, signed)
            case "Receipt":
                came = _answered(came, me, signed)
            case _:
                continue
    return came


def _lent(came: Arrived, me: Identity, parcel: Parcel, kinds: dict[str, Signed]) -> Arrived:
    """A cameo with its rules and a grant: newer than what is here, or nothing changes."""
    registry, cameo = came.registry, cameo_in(kinds["Cameo"])
    if "Rules" not in kinds or "Grant" not in kinds or cameo.owner == me.person:
        raise Untrusted("This cameo comes without its rules or a grant.", "Ask its owner for it again.")
    grant = verified(kinds["Grant"], Grant, cameo.owner)
    rules = verified(kinds["Rules"], Rules, cameo.owner)
    before = registry.entries.get(cameo.id)
    entry = Entry(kinds["Cameo"], kinds["Rules"], kinds["Grant"], before.floor if before else 0)
    held(entry, cameo.id)
    if grant.to != me.person or grant.cameo != cameo.id or grant.owner != cameo.owner:
        raise Untrusted("The grant in this file is not for you, or for another cameo.", "Ask its owner for it again.")
    if rules.level is Level.ONLY_ME or grant.rules != kinds["Rules"].digest:
        raise Untrusted("The grant in this file goes against its own rules.", "Ask its owner for it again.")
    if grant.serial <= entry.floor or (before and before.grant and grant.serial < _serial(before.grant)):
        raise InvalidRequest(f"{cameo.name} has taken this grant back.", f"Ask {cameo.name} for a new one.")
    told = (f"{cameo.name} lends you their cameo @{cameo.handle}.",)
    entries = {**registry.entries, cameo.id: entry}
    return replace(came, registry=replace(registry, entries=entries), told=told, cameo=cameo.id, kept=parcel.kept)


def _followed(came: Arrived, me: Identity, signed: Signed) -> Arrived:
    told = verified(signed, Follow)
    if told.person != signed.by or told.follows != me.person:
        raise Untrusted("This tells of somebody else.", "Ask its sender for it again.")
    registry = came.registry
    contact = registry.contacts[told.person]
    before = verified(contact.follows_me, Follow, told.person) if contact.follows_me else None
    if before is not None and (before.at, before.ends) >= (told.at, told.ends):
        return came
    contacts = {**registry.contacts, told.person: replace(contact, follows_me=signed)}
    says = f"{registry.called(told.person)} {'no longer follows' if told.ends else 'follows'} you."
    return replace(came, registry=replace(registry, contacts=contacts), told=(*came.told, says))


def _revoked(came: Arrived, me: Identity, signed: Signed) -> Arrived:
    """Taken back: the floor only rises, and what is kept of the person is destroyed."""
    told = verified(signed, Revocation)
    registry = came.registry
    entry = registry.entries.get(told.cameo)
    if entry is None or told.to != me.person:
        return came
    if held(entry, told.cameo).cameo.owner != signed.by or told.owner != signed.by:
        raise Untrusted("Only its owner can take a cameo back.", "Nothing was changed.")
    gone = entry.grant is None or _serial(entry.grant) <= told.upto
    entry = replace(entry, floor=max(entry.floor, told.upto))
    says = f"{registry.called(told.owner)} has taken their cameo back; shots with it are locked."
    return replace(
        came,
        registry=replace(registry, entries={**registry.entries, told.cameo: entry}),
        told=(*came.told, says),
        destroyed=(*came.destroyed, told.cameo) if gone else came.destroyed,
    )


def _wanted(came: Arrived, me: Identity, signed: Signed) -> Arrived:
    told = verified(signed, Deletion)
    registry = came.registry
    entry = registry.entries.get(told.cameo)
    known = entry is None or held(entry, told.cameo).cameo.owner == signed.by
    if told.to != me.person or told.owner != signed.by or not known:
        raise Untrusted("Only its owner can ask for that, of the one it is sent to.", "Nothing was changed.")
    if signed in registry.wanted:
        return came
    says = f"{registry.called(told.owner)} asks you to delete every video with their cameo."
    return replace(came, registry=replace(registry, wanted=(*registry.wanted, signed)), told=(*came.told, says))


def _answered(came: Arrived, me: Identity, signed: Signed) -> Arrived:
    told = verified(signed, Receipt)
    says = f"{came.registry.called(signed.by)} answers: {told.answer.value}."
    return replace(came, registry=answered(came.registry, me, signed), told=(*came.told, says))


def _serial(grant: Signed) -> int:
    return verified(grant, Grant).serial
