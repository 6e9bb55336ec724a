"""Blows between people: up to striking distance, face to face, and the one who is struck at gives way or parries.

Two who fight each other are planned together, as a stage fight is: one leads, the other answers, blow for blow.
"""

import re
from dataclasses import replace

from msgspec import structs

from studio.engine.stage import kinds
from studio.engine.stage.acts import acts, face_each_other, stand_at, uses
from studio.engine.stage.handling import takes
from studio.engine.stage.ledger import Ledger, add, stand_up, still
from studio.engine.stage.posing import actings
from studio.engine.vocabulary import Motion
from studio.timeline.film import Action, Beat, CastId

STRIKES = ("punch", "swing_sword")
_OF_FIGHTS = (*STRIKES, "block")
_FIGHTS = re.compile(r"\b(fight\w*|fought|duel\w*|spar\w*|battl\w*|clash\w*|brawl\w*|wrestl\w*|cross swords)\b", re.I)
_KICKS = re.compile(r"\b(kick\w*|roundhouse)\b", re.I)
_SLAPS = re.compile(r"\b(slap\w*|smack\w*)\b", re.I)
_BLADES = ("sword", "stick", "bat", "broom", "umbrella", "cane", "racket", "knife")
_TAKE = Motion(words=(), family="pick_up")
_FLINCH = Motion(words=(), family="act", seconds=1.1)


def squared_up(beats: tuple[Beat, ...], people: frozenset[str]) -> tuple[Beat, ...]:
    """The beats of a shot in which two answer each other's blows, each aimed at the other, where the words say it of
    none: "he charges and strikes; she parries". Who runs before a blow runs up to where it lands.
    """
    fight = {str(beat.who) for beat in beats if isinstance(beat, Action) and beat.motion in _OF_FIGHTS}
    fight &= people
    if len(fight) != 2:
        return beats
    foe = dict(zip(sorted(fight), sorted(fight, reverse=True), strict=True))
    return tuple(_at(beat, at, beats, foe) for at, beat in enumerate(beats))


def _at(beat: Beat, at: int, beats: tuple[Beat, ...], foe: dict[str, str]) -> Beat:
    if not isinstance(beat, Action) or beat.who not in foe or beat.towards is not None:
        return beat
    later = [one for one in beats[at + 1 :] if isinstance(one, Action) and one.who == beat.who]
    charges = kinds.motion_of(beat.motion).family == "walk" and any(one.motion in STRIKES for one in later)
    strikes_bare = beat.motion in _OF_FIGHTS and (beat.thing is None or beat.motion == "swing_sword")
    return structs.replace(beat, towards=CastId(foe[beat.who])) if charges or strikes_bare else beat


def strikes(ledger: Ledger, beat: int, action: Action, motion: Motion) -> None:
    """One blow, or a whole fight; at nobody it is struck into the air."""
    other = _opponent(ledger, action)
    if other is None:
        (uses if _blade(ledger, action) and action.motion == "swing_sword" else _alone)(ledger, beat, action, motion)
    elif _FIGHTS.search(action.plain):
        _fight(ledger, beat, action, other)
    else:
        _blow(ledger, beat, action, other)


def _alone(ledger: Ledger, beat: int, action: Action, motion: Motion) -> None:
    acts(ledger, beat, action, motion)
    ledger.doings[-1] = replace(ledger.doings[-1], style=_style(ledger, action))


def _opponent(ledger: Ledger, action: Action) -> str | None:
    """Who is struck at; in a fight of which no opponent is named, the nearest who is on their feet."""
    if action.towards in ledger.people and action.towards != action.who:
        return str(action.towards)
    if action.towards is not None or not _FIGHTS.search(action.plain):
        return None
    here = ledger.people[action.who].position
    others = [(who, there.position) for who, there in ledger.people.items() if who != action.who and there.seat is None]
    near = sorted(others, key=lambda one: (one[1][0] - here[0]) ** 2 + (one[1][1] - here[1]) ** 2)
    return near[0][0] if near else None


def _blade(ledger: Ledger, action: Action) -> bool:
    held = ledger.placed(action.thing or ledger.people[action.who].holding or "")
    return held is not None and held.prop.kind in _BLADES


def _style(ledger: Ledger, action: Action) -> str:
    """What the blow is struck with: a blade, a foot, the open hand, or the fist."""
    if _KICKS.search(action.plain):
        return "kick_at"
    if _blade(ledger, action):
        return "swing_sword"
    return "slap" if _SLAPS.search(action.plain) else action.motion


def _blow(ledger: Ledger, beat: int, action: Action, other: str) -> None:
    style = _style(ledger, action)
    _square_up(ledger, beat, action, other, style)
    if style == "swing_sword":
        _arm(ledger, beat, action, action.who)
    with_what = ledger.people[action.who].holding if style == "swing_sword" else None
    struck = still(ledger, beat, structs.replace(action, towards=other, thing=with_what), "act", 1.5)
    add(ledger, replace(struck, style=style, linked=True, point=None))
    if other not in ledger.engaged and ledger.people[other].seat is None:
        flinch = structs.replace(action, who=other, towards=action.who, thing=None, motion="recoil", words="")
        doing = still(ledger, beat, flinch, _FLINCH.family, 1.5)
        add(ledger, replace(doing, linked=True, together=True, point=None))


def _fight(ledger: Ledger, beat: int, action: Action, other: str) -> None:
    """The whole fight, planned with the first of the two; the second one's part of it is there already."""
    if any(
        doing.who == action.who and doing.style.startswith("fight_")
        for doing in ledger.doings
        if _now(ledger, doing.beat)
    ):
        return
    kind = "blades" if _blade(ledger, action) else "fists"
    if kind == "blades":
        _arm(ledger, beat, action, action.who)
        _arm(ledger, beat, action, other)
    _square_up(ledger, beat, action, other, f"fight_{kind}_lead")
    for who, foe, part in ((action.who, other, "lead"), (other, action.who, "answer")):
        with_what = ledger.people[who].holding if kind == "blades" else None
        doing = still(ledger, beat, structs.replace(action, who=who, towards=foe, thing=with_what), "act", 4.4)
        style = f"fight_{kind}_{part}"
        add(ledger, replace(doing, style=style, linked=True, together=who != action.who, point=None))


def _arm(ledger: Ledger, beat: int, action: Action, who: str) -> None:
    """Have somebody take up the blade that is meant for them, or the nearest that nobody holds."""
    held = ledger.placed(ledger.people[who].holding or "")
    if held is not None and held.prop.kind in _BLADES:
        return
    free = [t for t in ledger.opening.things if t.prop.kind in _BLADES and ledger.holder(t.prop.id) is None]
    meant = [t for t in free if who == action.who and t.prop.id == action.thing] or free
    if meant:
        thing = meant[0].prop.id
        takes(ledger, beat, structs.replace(action, who=who, thing=thing, towards=None, words=""), _TAKE)


def _now(ledger: Ledger, beat: int) -> bool:
    return beat in ledger.group


def _square_up(ledger: Ledger, beat: int, action: Action, other: str, style: str) -> None:
    acting, at = actings()[style], structs.replace(action, towards=other)
    stand_up(ledger, beat, at)
    if ledger.people[other].seat is None:
        stand_at(ledger, beat, at, acting.gap)
        face_each_other(ledger, beat, at, acting)
