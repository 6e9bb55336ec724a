"""Getting up onto an edge and standing there: a step, or hands on it, a push, one foot and the other; and back down."""

import numpy as np

from studio.engine.stage.body import Body
from studio.engine.stage.curves import ease, rise, window
from studio.engine.stage.layers import LEFT_ARM, RIGHT_ARM, Layer, whole
from studio.engine.stage.overlay import Targets, joint_at, solved, trunk_of
from studio.engine.stage.rotation import Doubles, about
from studio.engine.stage.schedule import Cue

_STEP_M = 0.52
_HAND_OUT_HEADS, _HAND_ON_M = 0.78, 0.035
_BLENDS_S = 0.28
_SIDE = (-1.0, 1.0)


def mounted(body: Body, rest: Doubles, cue: Cue) -> Layer:
    """The layer of getting up, or down: going down is going up backwards."""
    times = body.movement.times
    first, last = (_frame(times, time) for time in (cue.start, cue.end))
    down = cue.doing.height < body.torso.place["pelvis"][first, 2] - rest[0, 2] - 0.15
    share = np.clip((times - cue.start) / (cue.end - cue.start), 0.0, 1.0)
    low, high = (last, first) if down else (first, last)
    share = 1 - share if down else share
    climb = body.torso.place["pelvis"][high, 2] - body.torso.place["pelvis"][low, 2]
    steps = climb <= _STEP_M + 0.05
    assert cue.doing.point is not None
    edge = np.array(cue.doing.point)
    pelvis, pitch = _path(body, (low, high), share, (edge, steps))
    heading = body.movement.heading
    turn = about(2, heading) @ about(1, 0.55 * pitch)
    zero = np.zeros(len(times))
    bends = {
        "spine": np.stack([zero, 0.3 * pitch, zero], -1),
        "chest": np.stack([zero, 0.2 * pitch, zero], -1),
        "head": np.stack([zero, -0.45 * pitch, zero], -1),
    }
    targets = _limbs(body, rest, (low, high), share, (heading, pelvis, turn, bends, edge, steps))
    weight = rise(times, cue.start, cue.start + _BLENDS_S) * (1 - rise(times, cue.end - _BLENDS_S, cue.end))
    parts = whole(weight)
    if steps:
        parts[:, [*RIGHT_ARM, *LEFT_ARM]] = 0.0
    return Layer(solved(rest, targets), pelvis, parts, weight)


def _frame(times: Doubles, time: float) -> int:
    return min(max(int(np.searchsorted(times, time)), 0), len(times) - 1)


def _path(body: Body, ends: tuple[int, int], share: Doubles, what: tuple[Doubles, bool]) -> tuple[Doubles, Doubles]:
    """The pelvis' way up (F, 3), and how far the trunk leans over the edge (F,)."""
    (low, high), (edge, steps) = ends, what
    start, end, unit = body.torso.place["pelvis"][low], body.torso.place["pelvis"][high], body.movement.head_unit
    if steps:
        across, up = ease((share - 0.22) / 0.62), ease((share - 0.26) / 0.58)
        way = start + (end - start) * np.stack([across, across, up], -1)
        return way, 0.42 * window(share, 0.12, 0.92, 0.3, 0.4)
    out = start[:2] - end[:2]
    out = out / max(float(np.linalg.norm(out)), 1e-6)
    over = np.array([*(edge[:2] + out * 0.55 * unit), edge[2] + 0.75 * unit])
    first, then = ease((share - 0.12) / 0.44)[:, None], ease((share - 0.52) / 0.44)[:, None]
    lean = 0.95 * rise(share, 0.10, 0.45) * (1 - rise(share, 0.66, 0.97))
    return start + (over - start) * first + (end - over) * then, lean


def _limbs(
    body: Body,
    rest: Doubles,
    ends: tuple[int, int],
    share: Doubles,
    what: tuple[Doubles, Doubles, Doubles, dict[str, Doubles], Doubles, bool],
) -> Targets:
    heading, pelvis, turn, bends, edge, steps = what
    count, unit = len(share), body.movement.head_unit
    joints = trunk_of(rest, pelvis, turn, bends)
    ahead = np.stack([np.cos(heading), np.sin(heading), np.zeros(count)], -1)
    across = np.stack([-np.sin(heading), np.cos(heading), np.zeros(count)], -1)
    wrists, elbows, ankles, knees = (np.zeros((count, 2, 3)) for _ in range(4))
    for number in (0, 1):
        side, name = _SIDE[number], "rl"[number]
        shoulder = joint_at(rest, joints, f"upper_arm_{name}", "chest")
        on = (
            edge
            + ahead * 0.10
            + across * (side * _HAND_OUT_HEADS * unit)
            + np.array([0.0, 0.0, _HAND_ON_M + 0.2 * unit])
        )
        hanging = shoulder + (0.35 * ahead + 0.2 * side * across) * unit - np.array([0.0, 0.0, 1.45 * unit])
        there = (rise(share, 0.02, 0.16) * (1 - rise(share, 0.68, 0.86)))[:, None]
        wrists[:, number] = hanging + (on - hanging) * there
        elbows[:, number] = -0.8 * ahead + 0.7 * side * across
        ankles[:, number] = _ankle(
            body, ends, share, (joint_at(rest, joints, f"thigh_{'lr'[number]}", "pelvis"), number, steps)
        )
        knees[:, number] = ahead - 0.35 * side * across
    yaw = body.movement.feet.yaw[ends[1]]
    feet = about(2, np.tile(yaw, (count, 1)))
    return Targets(heading, pelvis, turn, bends, wrists, elbows, ankles, knees, feet)


def _ankle(body: Body, ends: tuple[int, int], share: Doubles, what: tuple[Doubles, int, bool]) -> Doubles:
    """One foot's way (F, 3): planted below, swung over the edge, planted on top; the right one first."""
    (low, high), (hip, number, steps) = ends, what
    below, above, unit = (
        body.movement.feet.ankle[low, number],
        body.movement.feet.ankle[high, number],
        body.movement.head_unit,
    )
    if steps:
        lift, land = (0.06, 0.34) if number else (0.52, 0.88)
        arc = 0.35 * unit
    else:
        lift, land = (0.36, 0.68) if number else (0.60, 0.92)
        arc = 0.5 * unit
    swing = ease((share - lift) / (land - lift))
    hangs = hip - np.array([0.0, 0.0, 2.45 * unit])
    pulled = rise(share, 0.12, 0.40)[:, None] * (0.0 if steps else 1.0)
    start = below + (hangs - below) * pulled
    rises = ease(swing * 1.35)[:, None]
    way = start + (above - start) * np.concatenate([np.repeat(swing[:, None], 2, 1), rises], 1)
    way[:, 2] += arc * np.sin(np.pi * swing)
    landed = (share >= land)[:, None].astype(float)
    return way * (1 - landed) + above * landed
