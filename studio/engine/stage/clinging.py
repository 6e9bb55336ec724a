"""Climbing by holds: hands and feet by turns, each on its hold while the body goes up past it."""

import math

import numpy as np

from studio.engine.stage.body import Body
from studio.engine.stage.curves import ease, rise, smoothed
from studio.engine.stage.holds import Climb
from studio.engine.stage.layers import RIGHT_ARM, Layer, hands_free, whole
from studio.engine.stage.overlay import Targets, solved
from studio.engine.stage.rotation import Doubles, about
from studio.engine.stage.schedule import Cue

_REACHES_S = 0.45
_LANDS_S = 0.35
_SWING = 0.62
"""The share of each move in which the limbs are under way."""
_PELVIS_HEADS, _OFF_HEADS = 2.62, 0.92
_HANDS_HEADS = 4.35
_APART_HEADS, _FEET_APART_HEADS = 0.52, 0.30
_TOES_HEADS, _SOLE_HEADS = 0.26, 0.26
_PALM_HEADS, _FIST_HEADS = 0.10, 0.14


def clung(body: Body, rest: Doubles, way: Climb, cue: Cue | None, until: tuple[float, tuple[Cue, ...]]) -> Layer:
    """The layer of one climb and of clinging there after it. until: when that ends, and what is done meanwhile."""
    times = body.movement.times
    end, busy = until
    down = way.end_m < way.start_m
    share = np.ones(len(times))
    if cue is not None:
        lead = _REACHES_S / (cue.end - cue.start)
        share = np.clip(((times - cue.start) / (cue.end - cue.start) - lead * 0.6) / (1 - lead), 0.0, 1.0)
    share = 1 - share if down else share
    targets = _targets(body, way, share)
    weight, acting = _weights(times, cue, end, down)
    parts = whole(weight)
    head = weight * (0.75 * acting)
    parts[:, 3:5] = head[:, None]
    parts[:, RIGHT_ARM] = (weight * np.maximum(acting, hands_free(busy, times)))[:, None]
    return Layer(solved(rest, targets), targets.pelvis, parts, weight)


def _weights(times: Doubles, cue: Cue | None, end: float, down: bool) -> tuple[Doubles, Doubles]:
    """(F,) how much of the body is on its holds, and whether it is under way on them."""
    if cue is None:
        return (times < end).astype(float), np.zeros(len(times))
    acting = rise(times, cue.start, cue.start + _REACHES_S) * (1 - rise(times, cue.end, cue.end + 0.4))
    begins = np.ones(len(times)) * (times >= cue.start) if down else rise(times, cue.start, cue.start + _REACHES_S)
    if down:
        return begins * (1 - rise(times, cue.end - _LANDS_S, cue.end)), acting
    return begins * (times < max(end + 0.3, cue.end)), acting


# --- the holds ---------------------------------------------------------------------------------------
def _moves(way: Climb) -> int:
    """How many times a foot is moved: from the ground to each hold in turn, and the last one up beside the other."""
    top = max(way.start_m, way.end_m)
    return max(2, round((top - way.first_m) / way.rung_m) + 2)


def _heights(way: Climb, share: Doubles, foot: int) -> tuple[Doubles, Doubles]:
    """(F,) the height of one foot's sole, and 0-1-0 while it is under way. Right foot (1) first."""
    count = _moves(way)
    clock = share * count
    height, swing = np.zeros(len(share)), np.zeros(len(share))
    at = 0.0
    for move in range(count):
        mover = 1 - move % 2
        if mover != foot:
            continue
        goal = way.first_m + min(move, count - 2) * way.rung_m
        part = np.clip((clock - move) / _SWING, 0.0, 1.0)
        height += (goal - at) * ease(part)
        swing += np.sin(math.pi * part) * (part < 1)
        at = goal
    return height, swing


def _grips(way: Climb, share: Doubles, hand: int, unit: float) -> tuple[Doubles, Doubles]:
    """(F,) the height of one hand's hold, and 0-1-0 while it is under way; each goes with the other side's foot."""
    count = _moves(way)
    clock = share * count
    above = max(2, round((_HANDS_HEADS * unit - way.first_m) / way.rung_m))
    highest = way.first_m + math.floor((way.top_m - way.first_m - 0.02) / way.rung_m) * way.rung_m
    start = way.first_m + (above - (0 if hand == 0 else 1)) * way.rung_m
    height, swing = np.full(len(share), min(start, highest)), np.zeros(len(share))
    at = min(start, highest)
    for move in range(count):
        if move % 2 == hand:  # the left hand (1) goes with the right foot, which moves first
            continue
        goal = min(way.first_m + (above + min(move, count - 2)) * way.rung_m, highest)
        part = np.clip((clock - move) / _SWING, 0.0, 1.0)
        height += (goal - at) * ease(part)
        swing += np.sin(math.pi * part) * (part < 1) * (goal > at)
        at = goal
    return height, swing


def _targets(body: Body, way: Climb, share: Doubles) -> Targets:
    count, unit = len(share), body.movement.head_unit
    heading = np.full(count, way.heading)
    ahead = np.array([math.cos(way.heading), math.sin(way.heading), 0.0])
    across = np.array([-ahead[1], ahead[0], 0.0])
    soles = [_heights(way, share, foot) for foot in (0, 1)]
    mean = smoothed((soles[0][0] + soles[1][0]) / 2, 2.0)
    height = mean + _PELVIS_HEADS * unit
    pelvis = _on(way, ahead, height) - ahead * (_OFF_HEADS * unit)
    pelvis += np.outer(smoothed(soles[0][0] - soles[1][0], 2.0) / way.rung_m, across) * (-0.10 * unit)
    lean = math.atan(way.lean)
    turn = about(2, heading) @ about(1, np.full(count, lean + 0.04))
    zero = np.zeros(count)
    bends = {"neck": np.stack([zero, zero - 0.12, zero], -1), "head": np.stack([zero, zero - 0.22, zero], -1)}
    wrists, elbows, ankles, knees = (np.zeros((count, 2, 3)) for _ in range(4))
    for number in (0, 1):
        side = 1.0 if number else -1.0
        grip, moving = _grips(way, share, number, unit)
        hold = _on(way, ahead, grip) + across * (side * _APART_HEADS * unit)
        wrists[:, number] = hold - ahead * (_PALM_HEADS * unit) - np.array([0.0, 0.0, _FIST_HEADS * unit])
        wrists[:, number] -= np.outer(moving, ahead) * (0.30 * unit)
        elbows[:, number] = -ahead * 0.6 + across * side * 0.8 - np.array([0.0, 0.0, 0.9])
        side = -side
        sole, swing = soles[number]
        foot = _on(way, ahead, sole) + across * (side * _FEET_APART_HEADS * unit)
        ankles[:, number] = foot - ahead * (_TOES_HEADS * unit) + np.array([0.0, 0.0, _SOLE_HEADS * unit])
        ankles[:, number] -= np.outer(swing, ahead) * (0.35 * unit)
        knees[:, number] = ahead * 0.7 + across * side * 0.7
    feet = np.stack([about(2, heading + 0.12), about(2, heading - 0.12)], 1)
    return Targets(heading, pelvis, turn, bends, wrists, elbows, ankles, knees, feet)


def _on(way: Climb, ahead: Doubles, height: Doubles) -> Doubles:
    """(F, 3) the face that is climbed, at these heights, in the middle."""
    foot = np.array([*way.foot, 0.0])
    return foot + np.outer(way.lean * height, ahead) + np.outer(height, np.array([0.0, 0.0, 1.0]))
