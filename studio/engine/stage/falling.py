"""People who fall: limp from the moment they lose their balance, and from where they lie into getting up."""

import math
from dataclasses import dataclass, replace

import numpy as np

from studio.engine import skeleton
from studio.engine.performance import Contact, Floats
from studio.engine.stage.arms import Arms
from studio.engine.stage.body import Body
from studio.engine.stage.curves import rise
from studio.engine.stage.entrances import Opening
from studio.engine.stage.ragdoll import Limp, Start, tumble
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.schedule import Cue
from studio.engine.stage.torso import TRUNK, Torso

LIMP_FROM = 0.22
"""The share of the cue in which they still fight for their balance."""
_FORWARD = ("trip", "stumble", "forward", "face")


@dataclass(frozen=True, eq=False)
class Fallen:
    """A body whose falls were played out, and their thuds."""

    body: Body
    thuds: tuple[Contact, ...]


def played_falls(body: Body, cues: list[Cue], rest: Doubles, opening: Opening, rng: np.random.Generator) -> Fallen:
    """The body with every fall of its cues played by the physics, until it gets up again."""
    thuds: tuple[Contact, ...] = ()
    times = body.movement.times
    fps = round(1 / (times[1] - times[0])) if len(times) > 1 else 24
    for cue in cues:
        first = math.ceil((cue.start + LIMP_FROM * (cue.end - cue.start)) * fps)
        if cue.doing.family != "tumble" or not 0 < first < len(times) - 1:
            continue
        up = next((other for other in cues if other.doing.family == "rise" and other.start >= cue.end - 1e-6), None)
        last = len(times) if up is None else min(len(times), math.ceil(up.end * fps) + 1)
        limp = tumble(_start(body, rest, cue, first, rng), opening, first, last, fps)
        body = _mixed(body, limp, up, rest)
        thuds += limp.thuds
    return Fallen(body, thuds)


def _start(body: Body, rest: Doubles, cue: Cue, first: int, rng: np.random.Generator) -> Start:
    """How somebody is as they lose their balance: slipping backwards, tripping forwards, or just giving way."""
    movement = body.movement
    place = body.torso.place["pelvis"]
    step = movement.times[1] - movement.times[0]
    velocity = (place[first] - place[first - 1]) / step
    heading = float(movement.heading[first])
    ahead = np.array([math.cos(heading), math.sin(heading), 0.0])
    side = float(rng.choice([-1.0, 1.0]))
    words = cue.doing.words.lower()
    if any(word in words for word in _FORWARD):
        velocity, spin = velocity * 0.6 + 0.9 * ahead, np.array([0.3 * side, 2.2, 0.2 * side])
    elif cue.doing.motion == "faint":
        velocity, spin = velocity * 0.5 - 0.15 * ahead, np.array([0.7 * side, -0.5, 0.3 * side])
    else:
        velocity, spin = velocity * 0.6 - 0.2 * ahead, np.array([0.25 * side, -2.6, 0.2 * side])
    joints = body.joints[first].astype(np.float64)
    return Start(cue.doing.who, movement.head_unit, rest, joints, place[first], heading, velocity, spin)


def _mixed(body: Body, limp: Limp, up: Cue | None, rest: Doubles) -> Body:
    """The limp body where it lies limp, eased into the acted one while getting up."""
    movement = body.movement
    count = len(limp.pelvis)
    span = slice(limp.first, limp.first + count)
    weight = (
        np.ones(count) if up is None else 1 - rise(movement.times[span], up.start, up.start + 0.6 * (up.end - up.start))
    )
    joints = body.joints.copy()
    joints[span] = _nlerp(body.joints[span].astype(np.float64), limp.joints, weight[:, None, None])
    heading = float(movement.heading[limp.first])
    away = rest[0, :2] @ np.array([[math.cos(heading), math.sin(heading)], [-math.sin(heading), math.cos(heading)]])
    root, lift, facing = movement.root.copy(), movement.lift.copy(), movement.heading.copy()
    root[span] += (limp.pelvis[:, :2] - away - root[span]) * weight[:, None]
    lift[span] += (limp.pelvis[:, 2] - rest[0, 2] - lift[span]) * weight
    turn = (heading - facing[span] + math.pi) % (2 * math.pi) - math.pi
    facing[span] += turn * weight
    moved = replace(movement, root=root, lift=lift, heading=facing)
    torso, palms, capsules = _carried(body, limp, span, weight)
    return replace(body, movement=moved, joints=joints, torso=torso, arms=palms, capsules=capsules)


def _nlerp(a: Doubles, b: Doubles, weight: Doubles) -> Floats:
    """Quaternions mixed the short way."""
    b = np.where((a * b).sum(-1, keepdims=True) < 0, -b, b)
    mixed = a * (1 - weight) + b * weight
    return (mixed / np.linalg.norm(mixed, axis=-1, keepdims=True)).astype(np.float32)


def _carried(body: Body, limp: Limp, span: slice, weight: Doubles) -> tuple[Torso, Arms, Doubles]:
    """Trunk, hands and limbs for whoever asks where they are."""
    w = weight[:, None]
    place, turn = dict(body.torso.place), dict(body.torso.turn)
    for name in TRUNK:
        number = skeleton.INDEX[name]
        place[name] = place[name].copy()
        turn[name] = turn[name].copy()
        place[name][span] = place[name][span] * (1 - w) + limp.places[:, number] * w
        turn[name][span] = np.where(weight[:, None, None] > 0.5, limp.turns[:, number], turn[name][span])
    palms, wrists = body.arms.palms.copy(), body.arms.wrists.copy()
    for side, name in enumerate(("hand_r", "hand_l")):
        at = limp.places[:, skeleton.INDEX[name]]
        palms[span, side] = palms[span, side] * (1 - w) + at * w
        wrists[span, side] = wrists[span, side] * (1 - w) + at * w
    capsules = body.capsules.copy()
    ends = [("shin_l", "foot_l"), ("shin_r", "foot_r"), ("pelvis", "shin_l"), ("pelvis", "shin_r"), ("pelvis", "neck")]
    for number, pair in enumerate(ends):
        for end, name in enumerate(pair):
            at = limp.places[:, skeleton.INDEX[name]]
            capsules[span, number, end] = capsules[span, number, end] * (1 - w) + at * w
    return replace(body.torso, place=place, turn=turn), replace(body.arms, palms=palms, wrists=wrists), capsules
