"""What there is to tell a person about cameos here, as the window and the command line show it."""

from typing import Any

import msgspec
from msgspec import Struct, structs

from studio.cameo import deleting, sharing
from studio.cameo.days import day, last_day
from studio.cameo.home import Home
from studio.cameo.identity import spoken_id
from studio.cameo.likeness import CameoId, Grant, Held, Level, Limits, Rules
from studio.cameo.profile import Profile
from studio.cameo.registry import Entry, Registry, Work
from studio.cameo.signing import PersonId, Signed, verified

LEVEL_MEANS = {
    Level.ONLY_ME: "Nobody but you can use it. Nothing of it leaves this machine.",
    Level.APPROVED: "Only people you choose, one by one, each for a week at a time.",
    Level.MUTUALS: "Everybody whom you follow and who follows you, each for a week at a time.",
    Level.EVERYONE: "Everybody whose card you have. What was lent so cannot be called back from copies.",
}


class ToldGrant(Struct, frozen=True):
    """A lease: to whom, until when (UTC seconds), and how its state is said. taken_back: it only runs out."""

    person: PersonId
    name: str
    expires: int
    state: str
    taken_back: bool = False


class ToldCameo(Struct, frozen=True):
    """A cameo here. limits, state: in words; grants: that one has given; works: that it is recorded to be in."""

    id: CameoId
    handle: str
    name: str
    owner: str
    mine: bool
    level: Level
    limits: tuple[str, ...]
    limits_set: Limits
    state: str
    grants: tuple[ToldGrant, ...]
    approved: tuple[str, ...]
    works: tuple[Work, ...]


class ToldContact(Struct, frozen=True):
    """Somebody known. spoken: enough of their id to compare aloud."""

    person: PersonId
    name: str
    handle: str
    spoken: str
    following: bool
    follows_me: bool


class ToldRequest(Struct, frozen=True):
    """A deletion: asked of whom, or by whom, and what is known of it. works: what it would delete here."""

    name: str
    cameo: str
    answer: str
    works: tuple[Work, ...] = ()


class Told(Struct, frozen=True):
    """All of it. name "": nobody has an identity here yet. asks_passphrase: beginning takes a passphrase to choose.

    minors_may: whether a parent allows a cameo of somebody under 18 here. profile: what the machine allows.
    """

    name: str
    handle: str
    spoken: str
    cameos: tuple[ToldCameo, ...] = ()
    contacts: tuple[ToldContact, ...] = ()
    requests: tuple[ToldRequest, ...] = ()
    wanted: tuple[ToldRequest, ...] = ()
    receipts: tuple[str, ...] = ()
    asks_passphrase: bool = False
    minors_may: bool = False
    profile: Profile = Profile()
    profile_locked: bool = False

    def values(self) -> dict[str, Any]:
        """As plain JSON values."""
        return msgspec.to_builtins(self)

    def text(self) -> str:
        """For a terminal."""
        if not self.name:
            return "Nobody has an identity here yet. Begin with: main.py cameo begin NAME @HANDLE"
        lines = [f"You are {self.name} (@{self.handle}), {self.spoken}."]
        for one in self.cameos:
            lines.append(f"@{one.handle}, {one.owner}: {one.level.value}. {one.state}")
            lines += [f"  not: {limit}" for limit in one.limits]
            lines += [f"  {grant.name}: {grant.state}" for grant in one.grants]
            lines += [f"  in: {work.path}" for work in one.works]
        lines += [f"{one.name} (@{one.handle}), {one.spoken}: {_relation(one)}" for one in self.contacts]
        lines += [f"{one.name} was asked to delete videos with {one.cameo}: {one.answer}" for one in self.requests]
        lines += [f"{one.name} asks you to delete videos with {one.cameo}" for one in self.wanted]
        return "\n".join((*lines, *self.receipts))


def told_of(home: Home) -> Told:
    """What there is to tell now.

    Raises:
        StudioError: what is known here was edited, or cannot be read.
    """
    if not home.exists:
        return Told("", "", "", asks_passphrase=home.is_locked, **_allowed(home))
    registry, card = home.registry, home.card[1]
    now = int(home.today)
    return Told(
        card.name,
        card.handle,
        spoken_id(card.person),
        tuple(sorted((_cameo(home, registry, *one, now) for one in registry.entries.items()), key=_order)),
        tuple(_contact(registry, card.person, person) for person in registry.contacts),
        tuple(_request(registry, one.to, one.asked, one.answer) for one in registry.requests),
        tuple(_wanted(registry, one) for one in registry.wanted),
        tuple(_receipt(one) for one in registry.receipts),
        **_allowed(home),
    )


def _allowed(home: Home) -> dict[str, Any]:
    profile = home.profile
    return {
        "minors_may": profile.may_make_cameo, "profile": profile, "profile_locked": home.profile_file.is_locked,
    }  # fmt: skip


def _cameo(home: Home, registry: Registry, cameo: CameoId, entry: Entry, now: int) -> ToldCameo:
    held = home.held(cameo)
    assert held is not None
    mine = held.cameo.owner == home.me
    grants = sharing.given(entry, home.identity) if mine else ()
    return ToldCameo(
        cameo,
        held.cameo.handle,
        held.cameo.name,
        "yours" if mine else f"{held.cameo.name}'s",
        mine,
        held.rules.level,
        limits_in_words(held.rules.limits, registry),
        held.rules.limits,
        _state(held, now, mine=mine),
        tuple(_grant(home, registry, one, now) for one in grants),
        tuple(registry.called(one) for one in entry.approved),
        deleting.works_with(registry, cameo),
    )


def _order(cameo: ToldCameo) -> tuple[bool, str]:
    """One's own first."""
    return not cameo.mine, cameo.handle


def limits_in_words(limits: Limits, registry: Registry) -> tuple[str, ...]:
    """What a cameo's rules rule out, or let others do, each in a few words."""
    told = [
        "violent scenes" if limits.no_violence else "",
        "romantic scenes" if limits.no_romance else "",
        "films made for money" if limits.no_commercial else "",
        *(f"together with {registry.called(person)}" for person in limits.not_with),
        f"after {last_day(limits.until)}" if limits.until else "",
    ]
    return tuple(one for one in told if one)


def _state(held: Held, now: int, *, mine: bool) -> str:
    if mine:
        return LEVEL_MEANS[held.rules.level]
    if held.grant is None:
        return "You have no grant for it."
    if held.grant.serial <= held.floor:
        return "Its owner has taken it back."
    return "Your grant has lapsed." if now >= held.grant.expires else f"Yours to use until {day(held.grant.expires)}."


def _grant(home: Home, registry: Registry, grant: Grant, now: int) -> ToldGrant:
    """A grant of one's own cameo."""
    entry = registry.entries[grant.cameo]
    level = verified(entry.rules, Rules).level
    taken_back = grant.to in entry.refused or level is Level.ONLY_ME
    renewed = sharing.may_have(registry, home.identity, grant.cameo, grant.to)
    if now >= grant.expires:
        state = "lapsed"
    elif taken_back:
        state = f"taken back; over by {day(grant.expires)} at the latest"
    else:
        state = f"until {day(grant.expires)}{_ending(grant, entry, now) if renewed else ', not renewed'}"
    return ToldGrant(grant.to, registry.called(grant.to), grant.expires, state, taken_back)


def _ending(grant: Grant, entry: Entry, now: int) -> str:
    """Why a lease that goes on should be renewed now; "" there is no hurry."""
    if grant.rules != entry.rules.digest:
        return ", under the rules before: renew it"
    return ", which is soon: renew it" if grant.expires - now < sharing.RENEWED_SECONDS else ""


def _contact(registry: Registry, me: PersonId, person: PersonId) -> ToldContact:
    card, contact = registry.card(person), registry.contacts[person]
    assert card is not None
    follows = contact.follows_me
    told = verified(follows, sharing.Follow, person) if follows else None
    follows_me = told is not None and told.follows == me and not told.ends
    return ToldContact(person, card.name, card.handle, spoken_id(person), contact.following, follows_me)


def _relation(contact: ToldContact) -> str:
    match contact.following, contact.follows_me:
        case True, True:
            return "you follow each other"
        case True, False:
            return "you follow them"
        case False, True:
            return "they follow you"
        case _:
            return "a contact"


def _request(registry: Registry, person: PersonId, asked: Signed, answer: Signed | None) -> ToldRequest:
    told = verified(asked, deleting.Deletion)
    said = verified(answer, deleting.Receipt).answer.value if answer else "no answer yet"
    entry = registry.entries.get(told.cameo)
    name = msgspec.json.decode(entry.cameo.body)["handle"] if entry else told.cameo[:8]
    return ToldRequest(registry.called(person), f"@{name}", said)


def _wanted(registry: Registry, asked: Signed) -> ToldRequest:
    told = verified(asked, deleting.Deletion)
    works = deleting.works_asked_for(registry, told)
    return structs.replace(_request(registry, asked.by, asked, None), works=works)


def _receipt(signed: Signed) -> str:
    told = verified(signed, deleting.Receipt)
    return f"{day(told.at)}: {told.answer.value}, {told.deleted} deleted, {told.failed} could not be."
