"""On a swing: who sits on it goes to and fro with it, as a pendulum goes, chains, seat and body as one."""

import math
import re
from dataclasses import replace

import numpy as np

from studio.engine import skeleton
from studio.engine.stage.body import Body
from studio.engine.stage.entrances import Opening, Placed
from studio.engine.stage.ledger import Ledger, add, face, go, start_there, still
from studio.engine.stage.rotation import Doubles, about, to_quaternions
from studio.engine.stage.schedule import Cue
from studio.engine.stage.surroundings import GRAVITY
from studio.timeline.film import Action

SWINGS_ON = "swing_on"
_FACING = -math.pi / 2
_SITS_ABOVE_M = 0.22
"""How far above the seat the middle of the mass of somebody who sits is."""
_USUAL_RAD, _HIGH_RAD, _LOW_RAD = math.radians(26.0), math.radians(42.0), math.radians(11.0)
_PUMPS_PER_S, _SLOWS_PER_S = 0.55, 0.02
_BEGINS_RAD = math.radians(4.0)
_STEP_S = 1 / 480
_BEFORE_M = 0.42
_HIGH = re.compile(r"\b(?:high|higher|fast|faster|wild\w*|hard)\b", re.IGNORECASE)
_LOW = re.compile(r"\b(?:gent\w+|slow\w*|soft\w*|light\w*|lazily|barely|idly)\b", re.IGNORECASE)


def swings_on(ledger: Ledger, beat: int, action: Action) -> bool:
    """Be on the swing, or go and sit down on it, and swing; False where there is none."""
    placed = ledger.placed(action.towards or "") or ledger.placed(action.thing or "")
    placed = placed if placed is not None and placed.kind.swings is not None else None
    placed = placed or next((one for one in ledger.opening.things if one.kind.swings is not None), None)
    if placed is None or placed.kind.seat_m is None:
        return False
    at, height = (placed.position[0], placed.position[1]), placed.kind.seat_m
    if all(doing.who != action.who for doing in ledger.doings) and ledger.member(action.who).new_here:
        start_there(ledger, action.who, at, _FACING, height)
    elif ledger.people[action.who].seat is None:
        go(ledger, beat, action, (at[0], at[1] - _BEFORE_M))
        face(ledger, beat, action, _FACING, 0.15)
        sits = replace(still(ledger, beat, action, "sit", 1.5), position=at, heading=_FACING, seat=height, linked=True)
        add(ledger, sits, seat=height)
    doing = replace(still(ledger, beat, action, SWINGS_ON, 5.0), thing=placed.prop.id, seat=height, longest=60.0)
    add(ledger, replace(doing, position=at, heading=_FACING), seat=height)
    return True


def angles(placed: Placed, cues: tuple[Cue, ...], times: Doubles) -> Doubles | None:
    """(F,) radians that a swing is forward of hanging; None where nobody swings on it."""
    own = [cue for cue in cues if cue.doing.family == SWINGS_ON and cue.doing.thing == placed.prop.id]
    if not own or placed.kind.swings is None or placed.kind.seat_m is None:
        return None
    cue = min(own, key=lambda one: one.start)
    before = [one for one in cues if one.doing.who == cue.doing.who and one.start < cue.start - 1e-6]
    words = cue.doing.words
    wide = _HIGH_RAD if _HIGH.search(words) else _LOW_RAD if _LOW.search(words) else _USUAL_RAD
    begins = cue.start if before else 0.0
    return _swung(times - begins, pendulum_m(placed), wide, underway=not before)


def pendulum_m(placed: Placed) -> float:
    """From the bar to the middle of the mass of who sits there: what counts for its period."""
    assert placed.kind.swings is not None
    assert placed.kind.seat_m is not None
    bar = placed.position[2] + placed.kind.swings.hinge[2]
    return bar - (placed.position[2] - placed.kind.size_m[2] / 2 + placed.kind.seat_m + _SITS_ABOVE_M)


def _swung(times: Doubles, long: float, wide: float, underway: bool) -> Doubles:
    """(F,) a pendulum's angle: let go at its widest, or got going by who sits on it, until it goes as wide.

    Source: the pendulum of any amplitude; a swinger pumps as a negative damping (Case and Swanson 1990).
    """
    full = GRAVITY / long * (1 - math.cos(wide))
    angle, rate = (-wide, 0.0) if underway else (-_BEGINS_RAD, 0.0)
    found, now = np.zeros(len(times)), 0.0
    for frame, time in enumerate(times):
        while now < time:
            energy = 0.5 * rate * rate + GRAVITY / long * (1 - math.cos(angle))
            pumped = _PUMPS_PER_S if energy < full else -_SLOWS_PER_S
            rate += _STEP_S * (-GRAVITY / long * math.sin(angle) + pumped * rate)
            angle += _STEP_S * rate
            now += _STEP_S
        found[frame] = angle if time >= 0 else 0.0
    return found


def swung(body: Body, opening: Opening, cues: list[Cue], all_cues: tuple[Cue, ...]) -> Body:
    """The body with its swing, from when it sits there: turned about the bar with seat and chains."""
    cue = next((one for one in cues if one.doing.family == SWINGS_ON), None)
    placed = None if cue is None else next((t for t in opening.things if t.prop.id == cue.doing.thing), None)
    turned = None if placed is None else angles(placed, all_cues, body.movement.times)
    if cue is None or placed is None or turned is None or placed.kind.swings is None:
        return body
    pivot = np.array(placed.position) + np.array(placed.kind.swings.hinge)
    first = cue.start if any(one.start < cue.start - 1e-6 for one in cues) else -1.0
    turned = np.where(body.movement.times >= first, turned, 0.0)
    spin = about(0, -turned)
    movement = body.movement
    pelvis = body.torso.place["pelvis"]
    moved = _about(pelvis, pivot, spin) - pelvis
    joints = body.joints.copy()
    upright = about(2, movement.heading)
    local = np.swapaxes(upright, -1, -2) @ spin @ upright
    hips = joints[:, skeleton.INDEX["pelvis"]].astype(np.float64)
    joints[:, skeleton.INDEX["pelvis"]] = _times(to_quaternions(local), hips)
    way = replace(movement, root=movement.root + moved[:, :2], lift=movement.lift + moved[:, 2])
    place = {name: _about(at, pivot, spin) for name, at in body.torso.place.items()}
    turns = {name: spin @ turn for name, turn in body.torso.turn.items()}
    arms = replace(
        body.arms,
        wrists=_about_each(body.arms.wrists, pivot, spin),
        palms=_about_each(body.arms.palms, pivot, spin),
    )
    capsules = _about_each(body.capsules.reshape(len(turned), -1, 3), pivot, spin).reshape(body.capsules.shape)
    torso = replace(body.torso, place=place, turn=turns)
    return replace(body, movement=way, joints=joints.astype(np.float32), torso=torso, arms=arms, capsules=capsules)


def _about(at: Doubles, pivot: Doubles, spin: Doubles) -> Doubles:
    """(F, 3) places turned about a point."""
    return pivot + np.einsum("fij,fj->fi", spin, at - pivot)


def _about_each(at: Doubles, pivot: Doubles, spin: Doubles) -> Doubles:
    """(F, N, 3) places turned about a point."""
    return pivot + np.einsum("fij,fnj->fni", spin, at - pivot)


def _times(one: Doubles, other: Doubles) -> Doubles:
    """(F, 4) quaternions: the turn that is ``other`` and then ``one``."""
    a, b, c, d = one.T
    w, x, y, z = other.T
    return np.stack(
        [
            a * w - b * x - c * y - d * z,
            a * x + b * w + c * z - d * y,
            a * y - b * z + c * w + d * x,
            a * z + b * y - c * x + d * w,
        ],
        -1,
    )
