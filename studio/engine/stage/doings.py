"""From beats to doings: a beat becomes one doing or several ("sits" = walk there, turn, sit)."""

from dataclasses import replace
from typing import Final

from msgspec import structs

from studio.engine.bodies import of_the_legs, upper
from studio.engine.stage import kinds
from studio.engine.stage.acts import acts, carries, hides, kneels, lies, together, touches, tumbles, uses
from studio.engine.stage.aloft_doings import elsewhere
from studio.engine.stage.catching import missed_in
from studio.engine.stage.creature_doings import lives
from studio.engine.stage.creature_places import creatures_in
from studio.engine.stage.dressing import WEARS, puts_on, takes_off
from studio.engine.stage.driving import drives, drives_itself
from studio.engine.stage.entrances import Opening
from studio.engine.stage.fighting import STRIKES, squared_up, strikes
from studio.engine.stage.forces import breaks, pushes_along, stacks, topples
from studio.engine.stage.hand_in_hand import holds_on_the_way
from studio.engine.stage.handling import gestures, gives, kicks, parts_with, takes
from studio.engine.stage.kites import ON_A_LINE
from studio.engine.stage.leaning import LEANS, leans_on
from studio.engine.stage.leaping import leaps
from studio.engine.stage.ledger import Doing, Landed, Ledger, ahead_of, comes_to_rest, ledger_of
from studio.engine.stage.seating import rises, sits, waits_seated
from studio.engine.stage.shores import drifts, why_not_afloat
from studio.engine.stage.swinging import swings_on
from studio.engine.stage.switching import FAMILIES, switches, switches_itself
from studio.engine.stage.walking import looks_back, turned_to_speak, turns, turns_to_speak, walks
from studio.engine.vocabulary import Motion
from studio.timeline.film import Action, Beat, Line, PropId
from studio.timeline.together import begun_together

_BY_ARMFULS: Final = frozenset({"hold", "pick_up", "carry", "put_down", "drop", "topple"})
OF_THINGS: Final = frozenset({"fall", "roll", "bounce", "topple", "slide", "swing", "break"})
"""Families of motions that physics plays with a thing by itself."""


def plan(
    opening: Opening, beats: tuple[Beat, ...], spare: float, landed: Landed, cut_to: frozenset[str] = frozenset()
) -> Ledger:
    """All doings of a shot, in the order of its words.

    Args:
        spare: seconds that walks without a goal may take, each.
        landed: where a thing is found later that was let go or pushed in a beat, where that is known already.
        cut_to: who is found at what they do first: they went there between the shots.
    """
    beats = squared_up(beats, frozenset(str(person.id) for person in opening.people))
    ledger = ledger_of(turned_to_speak(opening, beats), landed)
    ledger.cut_to = cut_to
    ledger.creatures = creatures_in(ledger.opening)
    ledger.missed = missed_in(beats)
    for group in begun_together(beats):
        ledger.group, ledger.engaged = tuple(group), frozenset(beats[at].who for at in group)
        ledger.armfuls = _armfuls(beats, group)
        within = {thing for more in ledger.armfuls.values() for thing in more}
        legs = _on_their_way(beats, group)
        for beat in group:
            _fetches(ledger, beat, beats[beat], legs)
        for beat in sorted(group, key=lambda beat: _rides(beats[beat], legs)):
            if _thing_of(beats[beat]) in within:
                continue  # it is done with the first of the armful
            if holds_on_the_way(beats, group, beats[beat]):
                continue  # it takes no time of its own: see ``hand_in_hand``
            ledger.going = legs if _rides(beats[beat], legs) else set()
            _plays(ledger, beat, beats[beat], spare)
        ledger.going = set()
    return ledger


def _armfuls(beats: tuple[Beat, ...], group: list[int]) -> dict[int, tuple[PropId, ...]]:
    """By the first beat of each armful, the further things that somebody takes, puts down or knocks over at a time."""
    found: dict[int, tuple[PropId, ...]] = {}
    first: dict[tuple[str, str], int] = {}
    for at in group:
        beat, thing = beats[at], _thing_of(beats[at])
        if thing is None or not isinstance(beat, Action):
            continue
        leader = first.setdefault((beat.who, kinds.motion_of(beat.motion).family), at)
        if leader != at:
            found[leader] = (*found.get(leader, ()), thing)
    return found


def _thing_of(beat: Beat) -> PropId | None:
    """What somebody takes, carries, puts down or knocks over in a beat."""
    taken = isinstance(beat, Action) and kinds.motion_of(beat.motion).family in _BY_ARMFULS
    return PropId(beat.thing) if isinstance(beat, Action) and taken and beat.thing is not None else None


def _on_their_way(beats: tuple[Beat, ...], group: list[int]) -> set[str]:
    """Those of a group whose legs do one thing while head or hands do another."""
    acts = [beat for at in group if isinstance(beat := beats[at], Action | Line)]
    legs = {act.who for act in acts if isinstance(act, Action) and of_the_legs(act.motion)}
    return {act.who for act in acts if act.who in legs and (isinstance(act, Line) or upper(act.motion))}


def _rides(beat: Beat, legs: set[str]) -> bool:
    """Whether it is done over what the same body's legs do."""
    return beat.who in legs and (isinstance(beat, Line) or (isinstance(beat, Action) and upper(beat.motion)))


def _fetches(ledger: Ledger, beat: int, act: Beat, legs: set[str]) -> None:
    """What is used on the way is taken up before it."""
    if not isinstance(act, Action) or not _rides(act, legs) or act.who not in ledger.people:
        return
    placed, held = ledger.placed(act.thing or ""), ledger.people[act.who].armful
    if placed is not None and not placed.kind.fixed and placed.prop.id not in held:
        takes(ledger, beat, structs.replace(act, towards=None), Motion(words=(), family="pick_up"))


def _plays(ledger: Ledger, beat: int, action: Beat, spare: float) -> None:
    if isinstance(action, Line) and action.who in ledger.people and action.who not in ledger.going:
        turns_to_speak(ledger, beat, action)
    if not isinstance(action, Action):
        return
    if action.motion == WEARS:
        return
    motion = kinds.motion_of(action.motion)
    if action.who in ledger.people:
        _person_does(ledger, beat, action, motion, spare)
    elif ledger.placed(action.who) is not None:
        _thing_does(ledger, beat, action, motion, spare)
    else:
        ledger.notes.append(f'Nobody is there to do "{action.words or action.motion}".')


def _thing_does(ledger: Ledger, beat: int, action: Action, motion: Motion, spare: float) -> None:
    placed = ledger.placed(action.who)
    if motion.family in FAMILIES:
        switches_itself(ledger, beat, action, motion)
        return
    if placed is not None and drives_itself(placed, action.motion):
        drives(ledger, beat, action, placed)
        return
    if placed is not None and placed.kind.drapes and motion.family == "swing":
        return  # the wind plays its cloth
    if placed is not None and placed.kind.fixed and not drifts(ledger.opening.set, action.motion, action.words):
        ledger.notes.append(f"{placed.prop.name} is too heavy to {motion.family}: it stays where it is.")
        return
    if placed is not None and placed.kind.alive and motion.family not in OF_THINGS:
        lives(ledger, beat, action, motion, spare)
        return
    if placed is not None and (why := why_not_afloat(ledger.opening.set, placed.prop, placed.kind, action)):
        ledger.notes.append(why)
        if not drifts(ledger.opening.set, action.motion, action.words):
            return
    at = ledger.things[action.who]
    holder = ledger.holder(action.who)
    if holder is not None and placed is not None and placed.kind.grip == ON_A_LINE:
        return  # a kite that is up: it flies already
    if holder is not None:
        person = ledger.people[holder]
        ledger.people[holder] = replace(person, **person.left_with(action.who))
        at = (*ahead_of(ledger.people[holder], 0.4), 1.0)
    family = motion.family if motion.family in OF_THINGS else "roll"
    family = "float" if drifts(ledger.opening.set, action.motion, action.words) else family
    goal = ledger.where(action.towards)
    seconds = 2.2 if family != "fall" else 1.2
    ledger.doings.append(
        Doing(
            action.who, family, beat, seconds, 0.8, 3.5, at[:2], 0.0, 0.0,
            point=goal, aim=action.towards, manner=action.manner, motion=action.motion, words=action.words,
        )
    )  # fmt: skip
    comes_to_rest(ledger, beat, action.who, (at[0] + 1.0, at[1], 0.1) if goal is None else goal)


def _person_does(ledger: Ledger, beat: int, action: Action, motion: Motion, spare: float) -> None:
    left = elsewhere(ledger, beat, action, motion, spare)
    if left is None:
        return
    motion = left
    if motion.family == "walk":
        walks(ledger, beat, action, motion, spare)
    elif motion.family == "sit" or waits_seated(action):
        sits(ledger, beat, action)
    elif motion.family == "rise":
        rises(ledger, beat, action)
    elif motion.family == "turn":
        turns(ledger, beat, action)
    elif motion.family in ("pick_up", "hold"):
        takes(ledger, beat, action, motion)
    elif motion.family == "kick":
        kicks(ledger, beat, action)
    elif motion.family in ("put_down", "drop", "throw"):
        parts_with(ledger, beat, action, motion)
    elif motion.family == "give":
        gives(ledger, beat, action)
    elif not _does_low_or_with_others(ledger, beat, action, motion, spare):
        if motion.family == "look":
            looks_back(ledger, beat, action)
        gestures(ledger, beat, action, motion)


def _does_low_or_with_others(ledger: Ledger, beat: int, action: Action, motion: Motion, spare: float) -> bool:
    """Poses, postures and what is done together; False for what is none of these."""
    match motion.family:
        case "act" if action.motion in STRIKES:
            strikes(ledger, beat, action, motion)
        case "jump" if leaps(ledger, beat, action, motion):
            pass
        case "act" | "crouch":
            acts(ledger, beat, action, motion)
        case "use":
            uses(ledger, beat, action, motion)
        case "touch":
            touches(ledger, beat, action, motion)
        case "together" if action.motion == LEANS:
            leans_on(ledger, beat, action, motion)
        case "together":
            together(ledger, beat, action, motion)
        case "carry":
            carries(ledger, beat, action, spare)
        case "kneel":
            kneels(ledger, beat, action)
        case "tumble" | "fall":
            tumbles(ledger, beat, action)
        case "lie":
            lies(ledger, beat, action)
        case "topple" | "slide" | "swing" | "roll" if motion.family != "roll" or action.thing is not None:
            topples(ledger, beat, action, motion.family)
        case "break":
            breaks(ledger, beat, action)
        case "put_on":
            puts_on(ledger, beat, action)
        case "take_off":
            takes_off(ledger, beat, action)
        case "open" | "shut" | "light" | "put_out":
            switches(ledger, beat, action, motion)
        case "push" | "pull":
            pushes_along(ledger, beat, action, motion.family == "pull")
        case "swing_on":
            return swings_on(ledger, beat, action)
        case "stack":
            stacks(ledger, beat, action)
        case "hide":
            hides(ledger, beat, action, motion)
        case _:
            return False
    return True
