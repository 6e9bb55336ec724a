"""Hands in the key poses of an acting, world places where two people's hands meet."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from studio.engine.stage.curves import rise
from studio.engine.stage.grasping import SWING_S
from studio.engine.stage.grips import PALM_HEADS, Hold
from studio.engine.stage.movement import Movement, at_handle, contact_of
from studio.engine.stage.posing import Acting, Beat, Place, acting_of, path, presence, swing
from studio.engine.stage.reaching import LEFT, RIGHT, SIDE, Busy, Reach, free_side, over_the_board, to
from studio.engine.stage.rotation import Doubles, turned
from studio.engine.stage.schedule import Cue
from studio.engine.stage.torso import Torso

_Which: TypeAlias = tuple[int, int, list[tuple[float, Place]]]  # this hand, the main hand, where it goes
_Raised: TypeAlias = Callable[[Doubles], Doubles]


def posed_hands(reaches: list[Reach], movement: Movement, torso: Torso, cue: Cue, busy: Busy) -> None:
    """Both hands of one acting. A hand that holds something is left alone, unless the thing is what is used."""
    acting = acting_of(cue)
    assert acting is not None
    using = cue.doing.thing is not None and any(h.thing == cue.doing.thing for h in busy.holdings)
    first = RIGHT if using else free_side(busy, (cue.start + cue.end) / 2)
    if cue.doing.grasp is not None:
        _with_handle(reaches[first], movement, torso, cue, first)
        return
    held = {side for h in busy.holdings if h.start < cue.end and h.end > cue.start for side in _sides(h.hold)}
    for side in (RIGHT, LEFT):
        if side in held and not using:
            continue
        places = _places(acting, main=side == first)
        if places:
            _put(reaches[side], movement, cue, acting, (side, first, places), _raised(torso, cue, busy))
    if cue.doing.family in ("push", "pull"):
        _press(reaches, movement, torso, cue, acting)
    elif cue.doing.point is not None and first not in held - ({RIGHT} if using else set()):
        _meet(reaches[first], movement, torso, cue, acting)


def _with_handle(reach: Reach, movement: Movement, torso: Torso, cue: Cue, side: int) -> None:
    """The palm on a handle, and along with it as far as it is held."""
    assert cue.doing.grasp is not None
    taken = contact_of(cue)
    spot = cue.doing.grasp.at(rise(movement.times, taken, taken + SWING_S))
    shoulder = torso.at("chest", reach.shoulder)
    towards = spot - shoulder
    far = np.linalg.norm(towards, axis=-1, keepdims=True)
    towards = towards * np.maximum(far - PALM_HEADS * movement.head_unit, 0.05) / np.maximum(far, 1e-6)
    weight = at_handle(movement.times, cue)
    reach.blend(weight, turned(towards, np.swapaxes(torso.turn["chest"], -1, -2)), (-0.4, SIDE[side] * 0.9, -0.8))
    reach.bend = reach.bend * (1 - weight)


def _sides(hold: Hold) -> tuple[int, ...]:
    return tuple(side for side, place in ((RIGHT, hold.right), (LEFT, hold.left)) if place is not None)


def _places(acting: Acting, main: bool) -> list[tuple[float, Place]]:
    """Where one hand is in each pose that says so."""
    told = [(pose.at, (pose.hand if main else pose.other) or pose.both) for pose in acting.poses]
    return [(at, place) for at, place in told if place is not None]


def _raised(torso: Torso, cue: Cue, busy: Busy) -> _Raised:
    """How much hands (F, 3) from the chest are raised over the table somebody works at, (F,)."""
    below = max((held.below for held in busy.holdings if held.thing == cue.doing.thing), default=0.0)
    return lambda place: over_the_board(busy.board, torso.place["chest"][:, 2] + place[:, 2], below)


def _put(reach: Reach, movement: Movement, cue: Cue, acting: Acting, which: _Which, raised: _Raised) -> None:
    side, first, places = which
    way = path(places, cue, movement.times)
    if acting.beat is not None:
        way = way + _beaten(acting, acting.beat, cue, movement.times, side == first)
    sideways = way[:, 1] * SIDE[side]
    if acting.beat is not None and acting.beat.across:
        sideways = sideways + acting.beat.across * swing(acting, cue, movement.times)
    place = np.stack([way[:, 0], sideways, way[:, 2]], -1) * movement.head_unit
    place[:, 2] += raised(place)
    weight = presence(acting, places[0][0], cue, movement.times)
    x, out, up = acting.elbow
    to(reach, weight, place, (x, SIDE[side] * out, up))
    reach.bend = reach.bend * (1 - weight)


def _beaten(acting: Acting, beat: Beat, cue: Cue, times: Doubles, main: bool) -> Doubles:
    """(F, 3) what the beat adds to a hand's place, head units."""
    size = np.array(beat.both) + (np.array(beat.hand) if main else 0.0)
    along = swing(acting, cue, times) * (-1.0 if beat.opposed and not main else 1.0)
    if not beat.circle:
        return along[:, None] * size
    across = swing(acting, cue, times, quarter=True)
    return np.stack([along * size[0], across * size[1], along * size[2]], -1)


def _press(reaches: list[Reach], movement: Movement, torso: Torso, cue: Cue, acting: Acting) -> None:
    """Both palms on the side of a thing, going along with the body."""
    if cue.doing.point is None:
        return
    at = int(np.searchsorted(movement.times, cue.start))
    way = movement.root - movement.root[min(at, len(movement.root) - 1)]
    across = np.stack([-np.sin(movement.heading), np.cos(movement.heading)], -1)
    inverse = np.swapaxes(torso.turn["chest"], -1, -2)
    weight = presence(acting, acting.poses[0].at, cue, movement.times)
    for side in (RIGHT, LEFT):
        spot = np.column_stack([way + across * (SIDE[side] * 0.16), np.zeros(len(way))]) + np.array(cue.doing.point)
        shoulder = torso.at("chest", reaches[side].shoulder)
        towards = spot - shoulder
        far = np.linalg.norm(towards, axis=-1, keepdims=True)
        towards = towards * np.maximum(far - PALM_HEADS * movement.head_unit, 0.05) / np.maximum(far, 1e-6)
        reaches[side].blend(weight, turned(towards, inverse), (-0.4, SIDE[side] * 0.9, -0.6))
        reaches[side].bend = reaches[side].bend * (1 - weight)


def _meet(reach: Reach, movement: Movement, torso: Torso, cue: Cue, acting: Acting) -> None:
    """The hand at the point where two people meet, given from it in head units: back towards me, out, up."""
    places = [(pose.at, pose.meet) for pose in acting.poses if pose.meet is not None]
    if not places or cue.doing.point is None:
        return
    way = path(places, cue, movement.times)
    if acting.beat is not None:
        way = way + _beaten(acting, acting.beat, cue, movement.times, True)
    u, facing = movement.head_unit, movement.heading
    cos, sin = np.cos(facing), np.sin(facing)
    x, y = -way[:, 0] * u, -way[:, 1] * u
    spot = np.array(cue.doing.point) + np.stack([cos * x - sin * y, sin * x + cos * y, way[:, 2] * u], -1)
    local = turned(spot - torso.place["chest"], np.swapaxes(torso.turn["chest"], -1, -2))
    to(reach, presence(acting, places[0][0], cue, movement.times), local, (-0.3, -0.6, -1.0))
