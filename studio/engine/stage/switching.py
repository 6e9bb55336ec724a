"""Opening and shutting, lighting and putting out: facts of things and places that somebody changes."""

from dataclasses import dataclass, replace

import numpy as np
from msgspec import structs

from studio.engine.parts import stand_at
from studio.engine.stage.acts import touches
from studio.engine.stage.entrances import Placed
from studio.engine.stage.grasping import (
    SWING_S,
    Grasp,
    before_the_door,
    grasp_of_lid,
    grasp_of_part,
    part_called,
)
from studio.engine.stage.handling import takes
from studio.engine.stage.kinds import folds
from studio.engine.stage.ledger import ARM_REACH_M, Doing, Ledger, beside, face_point, go, kept_inside
from studio.engine.stage.movement import contact_of
from studio.engine.stage.rotation import Doubles, Flags
from studio.engine.stage.schedule import Cue
from studio.engine.vocabulary import Motion, Part
from studio.timeline.film import Action
from studio.timeline.world import Place

FAMILIES = ("open", "shut", "light", "put_out")
_FEATURES = {
    "door": ("door", "doors", "gate"), "window": ("window", "windows"), "curtains": ("curtain", "curtains", "blinds"),
}  # fmt: skip
_TAKE = Motion(words=(), family="pick_up")
_LAMPS = ("light", "lights", "lamps", "lighting")


@dataclass(frozen=True)
class Switch:
    """One change: when, of which thing (or, "", of the place), which fact, and to what."""

    time: float
    thing: str
    feature: str
    on: bool


def switches(ledger: Ledger, beat: int, action: Action, motion: Motion) -> None:
    """Go to what is opened or lit, and do it; what the picture cannot show is noted."""
    part = part_called(ledger.opening.set, action.words)
    placed = ledger.placed(action.thing or "") or ledger.placed(action.towards or "")
    if placed is None and part is not None and motion.family in ("open", "shut"):
        _works_part(ledger, beat, action, motion, part)
        return
    feature = feature_of(action.words)
    if placed is not None:
        if _takes_to_unfold(ledger, beat, action, motion, placed):
            touches(ledger, beat, structs.replace(action, thing=None, towards=None), motion)
        else:
            _goes_to(ledger, beat, action, placed)
            touches(ledger, beat, structs.replace(action, towards=placed.prop.id, thing=None), motion)
            if motion.family in ("open", "shut"):
                _takes_handle(ledger, grasp_of_lid(placed, ledger.things[placed.prop.id], motion.family == "open"))
        ledger.doings[-1] = replace(ledger.doings[-1], thing=placed.prop.id)
        if motion.family in ("open", "shut") and placed.kind.opens is None and not folds(placed.prop):
            ledger.notes.append(f"{placed.prop.name}: that it is {_told(motion)} is remembered, but not drawn.")
        return
    at = next((spot.at for spot in ledger.opening.set.spots if feature and feature in (spot.name, *spot.words)), None)
    if at is not None:
        go(ledger, beat, structs.replace(action, motion="walk"), beside(ledger, action.who, at, 0.6))
        face_point(ledger, beat, action, at)
    touches(ledger, beat, structs.replace(action, towards=None, thing=None), motion)
    if feature:
        ledger.notes.append(
            f"That the {feature} is {_told(motion)} is remembered, but the set's picture stays as it is."
        )
    else:
        ledger.notes.append(f'"{action.words or action.motion}" is only acted: nothing is there to do it to.')


def _takes_to_unfold(ledger: Ledger, beat: int, action: Action, motion: Motion, placed: Placed) -> bool:
    """Whether a thing is in the hands of who opens it: what folds is taken up first, where it lies."""
    lies = placed.prop.id not in ledger.people[action.who].armful and ledger.holder(placed.prop.id) is None
    if lies and motion.family in ("open", "shut") and folds(placed.prop) and not placed.worn:
        takes(ledger, beat, structs.replace(action, thing=placed.prop.id, towards=None), _TAKE)
    return placed.prop.id in ledger.people[action.who].armful


def _works_part(ledger: Ledger, beat: int, action: Action, motion: Motion, part: Part) -> None:
    """Go to where a part of the set has its handle, and open or shut it."""
    grasp = grasp_of_part(part, motion.family == "open")
    go(ledger, beat, structs.replace(action, motion="walk"), kept_inside(ledger, stand_at(part)))
    face_point(ledger, beat, action, grasp.way[0])
    touches(ledger, beat, structs.replace(action, towards=None, thing=None), motion)
    ledger.doings[-1] = replace(ledger.doings[-1], feature=part.name)
    _takes_handle(ledger, grasp)


def _goes_to(ledger: Ledger, beat: int, action: Action, placed: Placed) -> None:
    """Before a door, out of its way; within an arm's reach of the handle of a lid."""
    at = ledger.things[placed.prop.id]
    spot, grasp = before_the_door(placed, at), grasp_of_lid(placed, at, True)
    if spot is None and grasp is not None:
        spot = beside(ledger, action.who, grasp.way[0], ARM_REACH_M)
    if spot is not None and ledger.people[action.who].seat is None:
        go(ledger, beat, structs.replace(action, motion="walk"), kept_inside(ledger, spot))


def _takes_handle(ledger: Ledger, grasp: Grasp | None) -> None:
    """The last doing goes with a handle, and takes as long as that needs."""
    if grasp is not None:
        doing = ledger.doings[-1]
        ledger.doings[-1] = replace(
            doing, grasp=grasp, point=grasp.way[0], seconds=2.4, shortest=2 * SWING_S, longest=2.8
        )


def switches_itself(ledger: Ledger, beat: int, action: Action, motion: Motion) -> None:
    """A lamp that goes out, a box that opens."""
    at = ledger.things[action.who]
    ledger.doings.append(
        Doing(
            action.who, motion.family, beat, 0.8, 0.4, 1.2, at[:2], 0.0, 0.0, motion=action.motion, words=action.words
        )
    )


def _told(motion: Motion) -> str:
    return {"open": "open", "shut": "shut", "light": "lit", "put_out": "dark"}[motion.family]


def feature_of(words: str) -> str:
    """The feature of a set that the words name: "door", "window", "light", or ""."""
    text = words.lower().replace(".", " ").replace(",", " ").split()
    for feature, names in _FEATURES.items():
        if any(name in text for name in names):
            return feature
    return "light" if any(name in text for name in _LAMPS) else ""


def made(cues: tuple[Cue, ...], things: tuple[Placed, ...]) -> tuple[Switch, ...]:
    """Every change of a shot, in time order."""
    known: set[str] = {placed.prop.id for placed in things}
    found: list[Switch] = []
    for cue in cues:
        doing = cue.doing
        if doing.family not in FAMILIES:
            continue
        thing = next((one for one in (doing.thing, doing.who) if one in known), "")
        lights = doing.family in ("light", "put_out")
        feature = "light" if lights else "" if thing else doing.feature or feature_of(doing.words)
        found.append(Switch(contact_of(cue), thing, feature, doing.family in ("open", "light")))
    return tuple(sorted(found, key=lambda switch: switch.time))


def lit_frames(placed: Placed, cues: tuple[Cue, ...], times: Doubles) -> Flags:
    """(F,) whether a thing's light is on."""
    was = placed.was.lit if placed.was is not None else None
    own = [one for one in made(cues, (placed,)) if one.thing == placed.prop.id and one.feature == "light"]
    begins = not own[0].on if own and was is None else was is not False
    lit = np.full(len(times), begins)
    for one in own:
        lit[times >= one.time] = one.on
    return lit


def place_after(
    place: Place, cues: tuple[Cue, ...], things: tuple[Placed, ...], usual: frozenset[str] = frozenset()
) -> Place:
    """What is so of the place after the shot. usual: the parts of its set that usually stand open."""
    for one in made(cues, things):
        if one.thing:
            continue
        if one.feature == "light":
            place = structs.replace(place, lit=one.on)
        elif one.feature in usual:
            others = tuple(name for name in place.shut if name != one.feature)
            place = structs.replace(place, shut=others if one.on else (*others, one.feature))
        elif one.feature:
            others = tuple(name for name in place.opened if name != one.feature)
            place = structs.replace(place, opened=(*others, one.feature) if one.on else others)
    return place
