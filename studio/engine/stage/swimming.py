"""Bodies in the water: treading it upright, or stretched out in a stroke whose phase goes with the distance."""

import math
from dataclasses import dataclass

import numpy as np

from studio.engine import skeleton
from studio.engine.performance import Contact
from studio.engine.stage.body import Body
from studio.engine.stage.curves import rise, smoothed
from studio.engine.stage.hydrostatics import surface_at
from studio.engine.stage.layers import LEFT_ARM, LEGS, RIGHT_ARM, TRUNK_PARTS, Layer, hands_free, whole
from studio.engine.stage.movement import swum_share, underway
from studio.engine.stage.overlay import Targets, forward, joint_at, solved, trunk_of
from studio.engine.stage.rotation import Doubles, Flags, about
from studio.engine.stage.schedule import Cue
from studio.engine.stage.strokes import Stroke, cycle, strokes
from studio.engine.stage.water import splash
from studio.engine.stage.waterside import ground_at, pool_for
from studio.engine.vocabulary import Pool, SetKind

_STRETCHES_S, _SITS_UP_S = 1.1, 0.9
_LETS_GO_FRAMES = 3.0
_LIES_HEADS = 0.36
"""How deep the hips of one who swims are under the surface."""
_KICK_HZ, _SCULL_HZ = 1.05, 0.75
_BOTTOM_M = 0.06
_HAND_NS, _FOOT_NS, _RIPPLE_NS, _SURFACING_NS = 0.55, 0.4, 0.02, 4.0
_FOOT_EVERY_S, _RIPPLE_EVERY_S = 0.4, 1.2
_UNDER_M, _COMES_UP_S = 0.75, 0.9
_SIDE = (-1.0, 1.0)


@dataclass(frozen=True, eq=False)
class Swum:
    """How somebody swims: the layer of it, and the splashes of hands and feet."""

    layer: Layer
    splashes: list[Contact]


@dataclass(frozen=True, eq=False)
class _Going:
    """One swim: how much of the body is in its stroke (F,), the phase of it (F,), and the stroke."""

    cue: Cue
    share: Doubles
    phase: Doubles
    stroke: Stroke


@dataclass(frozen=True, eq=False)
class _Afloat:
    """The water round one body: the pool, its surface (F,), and the bottom below (F,)."""

    pool: Pool
    surface: Doubles
    bottom: Doubles


def swum(body: Body, rest: Doubles, place: SetKind, afloat: Flags, cues: tuple[Cue, ...]) -> Swum:
    """Everything somebody does in the water but going in and coming out."""
    times, root = body.movement.times, body.movement.root
    pool = pool_for(place, "", (float(root[afloat][0, 0]), float(root[afloat][0, 1])))
    assert pool is not None
    surface = np.array([surface_at(pool, point, time) for point, time in zip(root, times, strict=True)])
    water = _Afloat(pool, surface, ground_at(place, root, boards=False))
    height = body.movement.head_unit * skeleton.HEADS_TALL
    goings = [_going(cue, cues, times, height) for cue in cues if cue.doing.family == "swim"]
    stretched = np.clip(sum((going.share for going in goings), np.zeros(len(times))), 0.0, 1.0)
    targets = _targets(body, rest, goings, stretched, water)
    pelvis = targets.pelvis - np.outer(_under(cues, times), [0.0, 0.0, 1.0])
    stands = np.clip((water.bottom - body.movement.lift + 0.02) / 0.04, 0.0, 1.0)
    legs = np.maximum(stretched, 1 - stands)
    free = np.maximum(stretched, hands_free(cues, times))
    parts = whole(stretched)
    parts[:, LEGS] = legs[:, None]
    parts[:, [*RIGHT_ARM, *LEFT_ARM]] = free[:, None]
    parts[:, TRUNK_PARTS] = stretched[:, None]
    held = smoothed(afloat.astype(float), _LETS_GO_FRAMES)
    layer = Layer(solved(rest, targets), pelvis, parts * held[:, None], held)
    places, _ = forward(rest, layer.joints, body.movement.heading, layer.pelvis)
    return Swum(layer, _splashes(body, goings, places, water, (afloat, cues)))


def _going(cue: Cue, cues: tuple[Cue, ...], times: Doubles, height: float) -> _Going:
    """How far one swim is under way in every frame; a shot that ends with it ends in the middle of it."""
    stroke = strokes()[cue.doing.style]
    after = [other for other in cues if other.start >= cue.end - 0.05 and other is not cue]
    goes_on = bool(after) and after[0].doing.family == "swim"
    last = not after and cue.end > times[-1] - 1.2
    begins = np.ones(len(times)) if underway(cue) else rise(times, cue.start, cue.start + _STRETCHES_S)
    before = [other for other in cues if abs(other.end - cue.start) < 0.05 and other.doing.family == "swim"]
    if before:
        begins = rise(times, cue.start - 0.3, cue.start + 0.3)
    ends = rise(times, cue.end - (0.3 if goes_on else _SITS_UP_S), cue.end + (0.3 if goes_on else 0.0))
    share = begins * (1.0 if last else 1 - ends)
    length = cue.doing.route.length if cue.doing.route is not None else 0.0
    swum_m = swum_share(times, cue) * length
    slack = 0.25 * np.maximum(times - cue.start, 0.0) * stroke.speed_mps * (stroke.length < 0.5)
    return _Going(cue, share, (swum_m + slack) / (stroke.length * height), stroke)


def _under(cues: tuple[Cue, ...], times: Doubles) -> Doubles:
    """(F,) metres under water of one who has yet to come up."""
    depth = np.zeros(len(times))
    for cue in cues:
        if cue.doing.family == "surface":
            depth += _UNDER_M * (1 - rise(times, cue.start, cue.start + _COMES_UP_S))
    return depth


# --- the pose ----------------------------------------------------------------------------------------
def _targets(body: Body, rest: Doubles, goings: list[_Going], stretched: Doubles, water: _Afloat) -> Targets:
    times, heading, unit = body.movement.times, body.movement.heading, body.movement.head_unit
    turn, bends = _trunk(heading, goings)
    upright = body.torso.place["pelvis"]
    lying = np.column_stack([upright[:, :2], water.surface - _LIES_HEADS * unit])
    pelvis = upright + (lying - upright) * stretched[:, None]
    trunk = trunk_of(rest, pelvis, turn, bends)
    ahead = np.stack([np.cos(heading), np.sin(heading), np.zeros(len(times))], -1)
    across = np.stack([-np.sin(heading), np.cos(heading), np.zeros(len(times))], -1)
    arm, leg = _limb(rest, "upper_arm", "hand"), _limb(rest, "thigh", "foot")
    wrists, elbows, ankles, knees = (np.zeros((len(times), 2, 3)) for _ in range(4))
    for number in (0, 1):
        side, name = _SIDE[number], "rl"[number]
        shoulder = joint_at(rest, trunk, f"upper_arm_{name}", "chest")
        wrists[:, number], elbows[:, number] = _hand(times, (ahead, side * across), shoulder, arm, (goings, number))
        floor = water.bottom + _BOTTOM_M
        wrists[:, number, 2] = np.maximum(wrists[:, number, 2], floor)
        side, name = -_SIDE[number], "lr"[number]
        hip = joint_at(rest, trunk, f"thigh_{name}", "pelvis")
        ankles[:, number] = _foot(times, (ahead, side * across), hip, leg, (goings, number))
        ankles[:, number, 2] = np.maximum(ankles[:, number, 2], floor)
        knees[:, number] = turn[..., 0] + side * (0.25 + 0.5 * (1 - stretched))[:, None] * turn[..., 1]
    pointed = turn @ about(1, 0.35 + 0.8 * stretched)
    return Targets(heading, pelvis, turn, bends, wrists, elbows, ankles, knees, np.stack([pointed, pointed], 1))


def _limb(rest: Doubles, first: str, last: str) -> float:
    """Metres from a shoulder to its wrist, or from a hip to its ankle."""
    middle = {"upper_arm": "forearm", "thigh": "shin"}[first]
    a, b, c = (rest[skeleton.INDEX[f"{name}_l"]] for name in (first, middle, last))
    return float(np.linalg.norm(b - a) + np.linalg.norm(c - b))


def _trunk(heading: Doubles, goings: list[_Going]) -> tuple[Doubles, dict[str, Doubles]]:
    """The pelvis' turn and the bends above it: stretched out, rolling with the arms, the face out of the water."""
    count = len(heading)
    pitch, roll, look = np.zeros(count), np.zeros(count), np.zeros(count)
    for going in goings:
        stroke, turn = going.stroke, 2 * math.pi * going.phase
        surge = stroke.surge * np.sin(turn - 1.1)
        pitch += stroke.sign * going.share * (math.pi / 2 - stroke.rise - surge)
        roll += stroke.sign * going.share * stroke.roll * np.sin(turn)
        look += going.share * (stroke.look + 0.5 * surge)
    turn = about(2, heading) @ about(1, pitch) @ about(2, roll)
    zero = np.zeros(count)
    bends = {
        "spine": np.stack([zero, -0.06 * look, -0.15 * roll], -1),
        "neck": np.stack([zero, -0.40 * look, -0.35 * roll], -1),
        "head": np.stack([zero, -0.60 * look, -0.50 * roll], -1),
    }
    return turn, bends


def _hand(
    times: Doubles, axes: tuple[Doubles, Doubles], shoulder: Doubles, arm: float, which: tuple[list[_Going], int]
) -> tuple[Doubles, Doubles]:
    """Where one hand is, and the side its elbow bends to: sculling, or in the stroke."""
    (ahead, out), (goings, number) = axes, which
    swing = 2 * math.pi * _SCULL_HZ * times
    place = _place(
        (0.42 + 0.06 * np.cos(swing), 0.52 + 0.17 * np.sin(swing), -0.34 + 0.04 * np.cos(2 * swing)), (ahead, out)
    )
    pole = _place((np.full(len(times), -0.5), np.full(len(times), 0.8), np.full(len(times), -0.5)), (ahead, out))
    for going in goings:
        stroke, share = going.stroke, going.share[:, None]
        keys = cycle(stroke.arm, going.phase - stroke.apart * number)
        along = ahead * stroke.sign
        place += (_place((keys[:, 0], keys[:, 1], keys[:, 2]), (along, out)) - place) * share
        elbow = tuple(np.full(len(times), value) for value in stroke.elbow)
        pole += (_place(elbow, (along, out)) - pole) * share
    return shoulder + arm * place, pole


def _foot(
    times: Doubles, axes: tuple[Doubles, Doubles], hip: Doubles, leg: float, which: tuple[list[_Going], int]
) -> Doubles:
    """Where one ankle is: going round below the body, or in the kick of the stroke."""
    (ahead, out), (goings, number) = axes, which
    turn = 2 * math.pi * _KICK_HZ * times + math.pi * number
    place = _place((0.12 + 0.16 * np.cos(turn), 0.16 + 0.09 * np.sin(turn), -0.80 + 0.10 * np.sin(turn)), (ahead, out))
    for going in goings:
        stroke = going.stroke
        keys = cycle(stroke.leg, going.phase * stroke.kicks - (0.5 if stroke.apart else 0.0) * number)
        way = _place((keys[:, 0], keys[:, 1], keys[:, 2]), (ahead * stroke.sign, out))
        place += (way - place) * going.share[:, None]
    return hip + leg * place


def _place(parts: tuple[Doubles, ...], axes: tuple[Doubles, Doubles]) -> Doubles:
    ahead, out = axes
    up = np.array([0.0, 0.0, 1.0])
    return ahead * parts[0][:, None] + out * parts[1][:, None] + up * parts[2][:, None]


# --- what the water does -----------------------------------------------------------------------------
def _splashes(
    body: Body, goings: list[_Going], places: Doubles, water: _Afloat, when: tuple[Flags, tuple[Cue, ...]]
) -> list[Contact]:
    """Small splashes where hands go in and feet kick; ripples round one who only keeps afloat."""
    (afloat, cues), times = when, body.movement.times
    who = next((cue.doing.who for cue in cues), "")
    out: list[Contact] = []
    busy = np.zeros(len(times))
    for going in goings:
        busy = np.maximum(busy, going.share)
        if going.stroke.length >= 0.5:
            out += _strokes(going, who, places, times, water)
    for time in np.arange(0.1, times[-1], _RIPPLE_EVERY_S):
        frame = int(np.searchsorted(times, time))
        if afloat[frame] and busy[frame] < 0.5:
            out.append(_wet(who, float(time), places[frame, skeleton.INDEX["chest"]], water, frame, _RIPPLE_NS))
    for cue in cues:
        if cue.doing.family == "surface":
            frame = min(int(np.searchsorted(times, cue.start + 0.35 * _COMES_UP_S)), len(times) - 1)
            out.append(
                _wet(who, float(times[frame]), places[frame, skeleton.INDEX["head"]], water, frame, _SURFACING_NS)
            )
    return [contact for contact in out if afloat[min(int(np.searchsorted(times, contact.time)), len(times) - 1)]]


def _strokes(going: _Going, who: str, places: Doubles, times: Doubles, water: _Afloat) -> list[Contact]:
    out: list[Contact] = []
    strong = 1.0 if going.stroke.apart else 0.5
    for number, name in enumerate(("hand_r", "hand_l")):
        phase = going.phase - going.stroke.apart * number
        for whole_cycle in range(math.ceil(phase[0] + 1e-6), math.floor(phase[-1]) + 1):
            time = float(np.interp(whole_cycle, phase, times))
            frame = int(np.searchsorted(times, time))
            if going.share[min(frame, len(times) - 1)] > 0.5:
                out.append(_wet(who, time, places[frame, skeleton.INDEX[name]], water, frame, _HAND_NS * strong))
    for count, time in enumerate(np.arange(max(going.cue.start, 0.1), min(going.cue.end, times[-1]), _FOOT_EVERY_S)):
        frame = int(np.searchsorted(times, time))
        foot = skeleton.INDEX["foot_l" if count % 2 else "foot_r"]
        if going.share[frame] > 0.6:
            out.append(_wet(who, float(time), places[frame, foot], water, frame, _FOOT_NS * strong))
    return out


def _wet(who: str, time: float, at: Doubles, water: _Afloat, frame: int, impulse: float) -> Contact:
    return splash(who, "cloth", time, (float(at[0]), float(at[1]), float(water.surface[frame])), impulse)
