"""Whether a portrayal goes against its owner's limits, the protection of real people, or this machine's profile."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol

from studio.cameo.likeness import Harm, Held, Portrayal
from studio.cameo.profile import Content, Profile
from studio.cameo.protection import MINOR, SEXUAL, Found, found_in, minor_in, motions_of, reason, shows
from studio.cameo.signing import PersonId
from studio.timeline.film import Action, CastMember, Feeling, Line, Shot


class Known(Protocol):
    """Who is who on this machine."""

    @property
    def me(self) -> PersonId | None:
        """Who the person at it is."""
        ...

    @property
    def profile(self) -> Profile:
        """What its profile allows."""
        ...

    def held(self, cameo: str) -> Held | None:
        """A cameo by its id."""
        ...

    def owner_called(self, person: PersonId) -> str:
        """What somebody is called."""
        ...


def objection(portrayal: Portrayal, held: Held, known: Known) -> str | None:
    """Why a portrayal may not be, in a sentence or two; None if it may.

    One's own limits do not bind oneself; what is never made binds everybody.
    """
    if not known.profile.cameos:
        return "This machine's profile does not allow cameos; a parent can change that with their PIN."
    mine = held.cameo.owner == known.me
    if not mine and portrayal.commercial and held.rules.limits.no_commercial:
        return f"{held.cameo.name}'s cameo is not for films that are made for money."
    if not mine:
        company = _company(portrayal, held, known)
        if company is not None:
            return company
    return _worded(portrayal, portrayal.shot, held, mine=mine) if portrayal.shot else None


def words_objection(shot: Shot, profile: Profile, minor: str | None = None) -> str | None:
    """Why a shot may not be made, whosever likeness is in it; None if it may. minor: see ``found_in``."""
    text, gentle = shot_text(shot), profile.content is Content.GENTLE
    if not gentle and minor is None and minor_in(text) is None:
        return None
    found = _found(text, (), minor)
    if any(one.harm == MINOR for one in found):
        return _said(MINOR, "")
    if gentle:
        for one in found:
            if one.harm in (SEXUAL, Harm.CRUELTY.value):
                return f"This machine's profile keeps films gentle, and this shot is not (“{one.words}”)."
    return None


def shot_text(shot: Shot) -> str:
    """All words of a shot that say what is seen and heard: as written, as read, its directions and its lines."""
    return "\n".join(dict.fromkeys(part for part in _parts(shot) if part))


def _parts(shot: Shot) -> Iterable[str]:
    yield from (shot.words, shot.read)
    told = shot.directions
    yield from (told.subject, told.setting, told.camera, told.motion, told.pacing, told.audio)
    for beat in shot.beats:
        match beat:
            case Action(words=words, read=read):
                yield from (words, read)
            case Line(text=text, manner=manner):
                yield from (text, manner)
            case Feeling():
                continue


def _worded(portrayal: Portrayal, shot: Shot, held: Held, *, mine: bool) -> str | None:
    text = shot_text(shot)
    people = tuple(dict.fromkeys(one.name for one in (portrayal.member, *portrayal.others)))
    allowed = {harm.value for harm in Harm} if mine else {harm.value for harm in held.rules.limits.allows}
    for found in _found(text, people, portrayal.minor):
        if found.harm == MINOR or (found.harm == SEXUAL and not held.cameo.adult):
            return _said(MINOR, held.cameo.name)
        if found.harm not in allowed:
            return f"{_said(found.harm, held.cameo.name)} (“{found.words}”)"
    if mine:
        return None
    limits = held.rules.limits
    for section, wanted in (("violence", limits.no_violence), ("romance", limits.no_romance)):
        if wanted and _limited(shot, text, section):
            return _said(section, held.cameo.name)
    return None


def _limited(shot: Shot, text: str, section: str) -> bool:
    motions = motions_of(section)
    acted = any(isinstance(beat, Action) and beat.motion in motions for beat in shot.beats)
    return acted or shows(text, section) is not None


def _company(portrayal: Portrayal, held: Held, known: Known) -> str | None:
    """Whether somebody is with them whom they do not want to be with, by their cameo or by their name."""
    for person in held.rules.limits.not_with:
        name = known.owner_called(person)
        if any(_is(member, person, name, known) for member in portrayal.others):
            return f"{held.cameo.name} does not want their cameo in a shot with {name}."
    return None


def _is(member: CastMember, person: PersonId, name: str, known: Known) -> bool:
    other = known.held(member.cameo) if member.cameo and not member.cameo.startswith("@") else None
    return (other is not None and other.cameo.owner == person) or member.name.casefold() == name.casefold()


def _said(harm: str, name: str) -> str:
    told = reason(harm)
    return f"{told.why.format(name=name)} {told.instead}"


@lru_cache(maxsize=2048)
def _found(text: str, people: tuple[str, ...], minor: str | None) -> tuple[Found, ...]:
    return found_in(text, people, minor)
