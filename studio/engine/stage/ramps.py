"""Ramps: what rolls or slides down one begins at its upper end, and needs no push."""

import math
from dataclasses import replace

from studio.engine import vocabulary
from studio.engine.stage import contacts, kinds
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.cords import turned
from studio.engine.stage.entrances import Opening, Placed
from studio.engine.stage.rotation import Doubles
from studio.timeline.film import Action
from studio.timeline.world import Vector, World

_DOWN = {"roll", "slide", "bounce", "fall"}
_FROM_THE_END_M = 0.25


def on_ramps(sheet: CallSheet, before: World, opening: Opening) -> Opening:
    """The opening with each new thing that is to go down a ramp at the ramp's upper end, as the words put it."""
    ramp = next((thing for thing in opening.things if thing.kind.tilt_deg), None)
    if ramp is None:
        return opening
    going = {
        beat.who
        for beat in sheet.shot.beats
        if isinstance(beat, Action) and kinds.motion_of(beat.motion).family in _DOWN
        if beat.towards == ramp.prop.id or ramp.prop.name.lower() in beat.words.lower()
    }
    stuck = tuple(_held_up(thing, ramp) for thing in opening.things if thing.prop.id in going and _sticks(thing, ramp))
    things = tuple(
        _atop(thing, ramp) if thing.prop.id in going and before.thing(thing.prop.id) is None else thing
        for thing in opening.things
    )
    return replace(opening, things=things, notes=(*opening.notes, *stuck))


def _sticks(thing: Placed, ramp: Placed) -> bool:
    """Whether friction holds a thing on a ramp: what is round rolls."""
    known = vocabulary.materials()
    grip = contacts.friction(known[thing.kind.material], known[ramp.kind.material])
    return thing.kind.shape in ("box", "cylinder") and math.tan(math.radians(ramp.kind.tilt_deg)) <= grip


def _held_up(thing: Placed, ramp: Placed) -> str:
    return f"Friction holds {thing.prop.name} on {ramp.prop.name}: it will not slide down by itself."


def lies_on_ramp(opening: Opening, place: Doubles) -> bool:
    """Whether a place is on a ramp or right above it."""
    x, y, z = (float(value) for value in place)
    return any(_above(thing, (x, y, z)) for thing in opening.things if thing.kind.tilt_deg)


def _atop(thing: Placed, ramp: Placed) -> Placed:
    """A thing at rest on the upper end of a ramp, turned with it."""
    long, _, thick = ramp.kind.size_m
    up, turn = kinds.resting(thing.kind)
    along = max(thing.kind.size_m) / 2 + _FROM_THE_END_M - long / 2
    offset = turned((along, 0.0, thick / 2 + up), ramp.orientation)
    x, y, z = (a + b for a, b in zip(ramp.position, offset, strict=True))
    return replace(thing, position=(x, y, z), orientation=kinds.combined(ramp.orientation, turn))


def _above(ramp: Placed, place: Vector) -> bool:
    w, x, y, z = ramp.orientation
    away = place[0] - ramp.position[0], place[1] - ramp.position[1], place[2] - ramp.position[2]
    along, across, up = turned(away, (w, -x, -y, -z))
    long, wide, _ = ramp.kind.size_m
    return abs(along) < long / 2 and abs(across) < wide / 2 and 0 < up < math.hypot(long, wide) / 4
