"""How ribbons, scarf ends, cords and wide sleeves hang and swing: points on threads that stay out of the body.

Each bone is a thread with a weight at its end. The weights fall, are blown and held back by the air, and are put back
to their threads' length and out of a body made of capsules and off the ground, twice every step.
Source: T. Jakobsen, Advanced Character Physics, 2001 (Verlet steps, constraints by projection).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.figures.sewing import Bell, Strip
from studio.engine.painters.cel.guests.rig import between
from studio.engine.performance import Matrix
from studio.engine.skeleton import INDEX

_STEPS: Final = 3
_SETTLING: Final = 40
"""Steps that everything has to come to rest before the shot begins."""
_ROUNDS: Final = 2
_GRAVITY: Final = 9.81
_DRAG: Final = 4.0
"""How fast the air takes a weight's speed away, 1/s; and a wind gives it its own."""
_JUMP_M: Final = 0.5
"""Whoever is further on than this one frame later was put there: what hangs on them goes along."""
_FLAT: Final = 0.42
"""How thick a sleeve is that hangs open from a level arm, times its thickness on an arm that hangs."""
_SLIDES: Final = 0.42
"""How far a sleeve slides down an arm that is held straight up, head units."""

_CAPSULES: Final = (
    ("head", (0.0, 0.0, 0.44), "head", (0.0, 0.0, 0.56), 0.50),
    ("neck", (0.0, 0.0, 0.0), "head", (0.0, 0.0, 0.1), 0.16),
    ("chest", (0.0, 0.20, 0.50), "pelvis", (0.0, 0.20, 0.0), 0.27),
    ("chest", (0.0, 0.0, 0.50), "pelvis", (0.0, 0.0, 0.0), 0.28),
    ("chest", (0.0, -0.20, 0.50), "pelvis", (0.0, -0.20, 0.0), 0.27),
    ("thigh_l", (0.0, 0.0, -0.1), "shin_l", (0.0, 0.0, 0.0), 0.23),
    ("thigh_r", (0.0, 0.0, -0.1), "shin_r", (0.0, 0.0, 0.0), 0.23),
    ("shin_l", (0.0, 0.0, 0.0), "foot_l", (0.0, 0.0, 0.0), 0.15),
    ("shin_r", (0.0, 0.0, 0.0), "foot_r", (0.0, 0.0, 0.0), 0.15),
    ("upper_arm_l", (0.0, 0.0, 0.0), "forearm_l", (0.0, 0.0, 0.0), 0.14),
    ("upper_arm_r", (0.0, 0.0, 0.0), "forearm_r", (0.0, 0.0, 0.0), 0.14),
    ("forearm_l", (0.0, 0.0, 0.0), "hand_l", (0.0, 0.0, 0.0), 0.11),
    ("forearm_r", (0.0, 0.0, 0.0), "hand_r", (0.0, 0.0, 0.0), 0.11),
)
"""The body, as things that hang feel it: from a place at a joint to a place at another, and a radius. Head units."""


@dataclass(frozen=True, eq=False)
class Worn:
    """What hangs on a figure. rest: (J + H, 3) head units, joints and then bones; unit_m: metres a head unit."""

    sewn: tuple[Strip | Bell, ...]
    rest: Matrix
    unit_m: float


@dataclass(frozen=True, eq=False)
class _Weights:
    """P weights. base: (P,) the weight before, -1 for those at the anchor; joint, root: (P,) and (P, 3) metres at rest
    from the joint, where the threads of those begin; way: (P, 3) from the end before to this one, metres at rest;
    stiff, radius, length: (P,); against: (P, C) how far from each capsule's middle it is kept, metres.
    """

    base: NDArray[np.int64]
    joint: NDArray[np.int64]
    root: Matrix
    way: Matrix
    stiff: Matrix
    radius: Matrix
    length: Matrix
    against: Matrix


@dataclass(frozen=True, eq=False)
class _Moment:
    """Joints (J, 4, 4), the body (C, 3) from and to, the height of the ground, and the wind (3,), at one time."""

    joints: Matrix
    start: Matrix
    end: Matrix
    ground: float
    wind: Matrix


def dangled(worn: Worn, joints: Matrix, ground: Matrix, blows: Matrix, fps: int) -> Matrix:
    """World transforms of the bones of all that hangs, (F, H, 4, 4).

    Args:
        joints: (F, J, 4, 4) of the world. ground: (F,) its height, metres. blows: (F, 2) the wind, metres a second.
    """
    weights = _weights(worn, joints.shape[1])
    starts, ends = _body(joints, worn.unit_m)

    def at(time: float) -> _Moment:
        frame = min(int(time), len(joints) - 1)
        after, share = min(frame + 1, len(joints) - 1), time - frame
        stands, start, end = (one[frame] + (one[after] - one[frame]) * share for one in (joints, starts, ends))
        return _Moment(stands, start, end, float(ground[frame]), np.append(blows[frame], 0.0))

    places = _hung_at_rest(weights, joints[0])
    before, seconds = places, 1 / (fps * _STEPS)
    for _ in range(_SETTLING):
        places, before = _step(weights, places, places + (before - places) * 0.5, at(0.0), seconds), places
    found = [_bones(worn, weights, places, joints[0])]
    for frame in range(1, len(joints)):
        moved = joints[frame, 0, :3, 3] - joints[frame - 1, 0, :3, 3]
        if np.linalg.norm(moved) > _JUMP_M:
            places, before = places + moved, before + moved
        for step in range(1, _STEPS + 1):
            moment = at(frame - 1 + step / _STEPS)
            places, before = _step(weights, places, before, moment, seconds), places
        found.append(_bones(worn, weights, places, joints[frame]))
    return np.stack(found)


def _step(weights: _Weights, places: Matrix, before: Matrix, moment: _Moment, seconds: float) -> Matrix:
    """Where the weights are a step later."""
    kept = np.exp(-_DRAG * seconds)
    fall = np.array([0.0, 0.0, -_GRAVITY]) + moment.wind * _DRAG
    moved = places + (places - before) * kept + fall * seconds**2
    turns = moment.joints[weights.joint, :3, :3]
    shape = np.einsum("pij,pj->pi", turns, weights.way)
    roots = moment.joints[weights.joint, :3, 3] + np.einsum("pij,pj->pi", turns, weights.root)
    moved += weights.stiff[:, None] * (_begin(weights, moved, roots) + shape - moved)
    for _ in range(_ROUNDS):
        moved = _clear(weights, _at_length(weights, moved, roots), moment)
    return moved


def _begin(weights: _Weights, places: Matrix, roots: Matrix) -> Matrix:
    """Where each thread begins, (P, 3)."""
    return np.where((weights.base < 0)[:, None], roots, places[weights.base])


def _at_length(weights: _Weights, places: Matrix, roots: Matrix) -> Matrix:
    """The weights at the ends of their threads, those nearer to the anchor first."""
    kept = places.copy()
    for number, base in enumerate(weights.base):
        start = roots[number] if base < 0 else kept[base]
        off = kept[number] - start
        kept[number] = start + off * (weights.length[number] / max(float(np.sqrt(off @ off)), 1e-9))
    return kept


def _clear(weights: _Weights, places: Matrix, moment: _Moment) -> Matrix:
    """The weights out of the capsule each is deepest in, and off the ground."""
    along = moment.end - moment.start
    span = np.maximum(np.sum(along * along, axis=1), 1e-12)
    off = places[:, None] - moment.start
    share = np.clip(np.einsum("pci,ci->pc", off, along) / span, 0, 1)
    off = off - share[..., None] * along
    far = np.sqrt(np.sum(off * off, axis=2))
    inside = weights.against - far
    deepest = inside.argmax(axis=1)
    rows = np.arange(len(places))
    depth = np.maximum(inside[rows, deepest], 0.0)
    out = places + off[rows, deepest] * (depth / np.maximum(far[rows, deepest], 1e-6))[:, None]
    out[:, 2] = np.maximum(out[:, 2], moment.ground + weights.radius)
    return out


def _weights(worn: Worn, joints: int) -> _Weights:
    """The weights of all that hangs, in the order of the bones."""
    rows: list[tuple[int, int, Matrix, Matrix, float, float]] = []
    for part in worn.sewn:
        if isinstance(part, Bell):
            down = np.array([0.0, 0.0, -1.0]) * part.hang
            rows.append((-1, part.anchor, part.at - worn.rest[part.anchor], down, 0.0, part.radius * _FLAT))
            continue
        for number, way in enumerate(np.diff(part.points, axis=0)):
            root = part.points[0] - worn.rest[part.anchor]
            base = -1 if number == 0 else len(rows) - 1
            rows.append((base, part.anchor, root, way, part.stiff / (1 + number), part.radius))
    base, joint, root, way, stiff, radius = (np.array(column) for column in zip(*rows, strict=True))
    ends = _rest_ends(base, worn.rest[joint] + root, way)
    return _Weights(
        base.astype(np.int64),
        joint.astype(np.int64),
        root * worn.unit_m,
        way * worn.unit_m,
        stiff,
        radius * worn.unit_m,
        np.linalg.norm(way, axis=1) * worn.unit_m,
        _against(worn, ends, joint, radius, joints) * worn.unit_m,
    )


def _rest_ends(base: NDArray[np.int64], roots: Matrix, way: Matrix) -> Matrix:
    ends = np.zeros_like(way)
    for number, before in enumerate(base):
        ends[number] = (roots[number] if before < 0 else ends[before]) + way[number]
    return ends


def _against(worn: Worn, ends: Matrix, joint: NDArray[np.int64], radius: Matrix, joints: int) -> Matrix:
    """(P, C) head units: no farther than it is at rest, so that nothing is pushed off the place it was sewn to.

    A sleeve minds no part of its own arm.
    """
    standing = np.tile(np.eye(4), (1, joints, 1, 1))
    standing[0, :, :3, 3] = worn.rest[:joints]
    start, end = (one[0] for one in _body(standing, 1.0))
    along = end - start
    share = np.clip(np.einsum("pci,ci->pc", ends[:, None] - start, along) / np.maximum((along**2).sum(1), 1e-9), 0, 1)
    far = np.linalg.norm(ends[:, None] - start - share[..., None] * along, axis=2)
    least = np.minimum(radius[:, None] + np.array([capsule[4] for capsule in _CAPSULES]), far)
    for column, (joint_from, *_) in enumerate(_CAPSULES):
        own = [INDEX[f"{part}_{joint_from[-1]}"] for part in ("upper_arm", "forearm")] if "arm" in joint_from else []
        least[np.isin(joint, own), column] = -1.0
    return least


def _body(joints: Matrix, unit_m: float) -> tuple[Matrix, Matrix]:
    """Where the capsules of the body begin and end, (F, C, 3) each."""
    found: list[list[Matrix]] = [[], []]
    for first, start, last, end, _ in _CAPSULES:
        for ends, joint, offset in ((found[0], first, start), (found[1], last, end)):
            place = joints[:, INDEX[joint]]
            ends.append(place[:, :3, 3] + place[:, :3, :3] @ (np.array(offset) * unit_m))
    return np.stack(found[0], axis=1), np.stack(found[1], axis=1)


def _hung_at_rest(weights: _Weights, joints: Matrix) -> Matrix:
    turns = joints[weights.joint, :3, :3]
    roots = joints[weights.joint, :3, 3] + np.einsum("pij,pj->pi", turns, weights.root)
    return _rest_ends(weights.base, roots, np.einsum("pij,pj->pi", turns, weights.way))


def _bones(worn: Worn, weights: _Weights, places: Matrix, joints: Matrix) -> Matrix:
    """(H, 4, 4): each bone turned towards its weight, a sleeve's sheared towards its own."""
    turns = joints[weights.joint, :3, :3]
    roots = joints[weights.joint, :3, 3] + np.einsum("pij,pj->pi", turns, weights.root)
    starts = _begin(weights, places, roots)
    bones = np.tile(np.eye(4), (len(places), 1, 1))
    bones[:, :3, :3] = between(np.einsum("pij,pj->pi", turns, weights.way), places - starts) @ turns
    bones[:, :3, 3] = starts
    number = 0
    for part in worn.sewn:
        if isinstance(part, Bell):
            bones[number] = _hanging_open(part, worn.unit_m, bones[number], (places - starts)[number], turns[number])
        number += part.bones
    return bones


def _hanging_open(part: Bell, unit_m: float, bone: Matrix, down: Matrix, turn: Matrix) -> Matrix:
    """The sleeve of an arm: the more level the arm, the flatter and deeper it hangs below it.

    All of it goes smoothly with where the weight is across the arm, so that an arm that comes down closes its sleeve
    without a jump. down: (3,) metres from the anchor to the weight.
    """
    along = turn @ part.along
    way = down / (part.hang * unit_m)
    lengthwise = float(way @ along)
    across = way - lengthwise * along
    level = float(across @ across)
    beside = np.eye(3) - np.outer(along, along)
    sheet = level * beside - np.outer(across, across)
    shape = np.eye(3) + (part.deep - 1) * np.outer(across, across) + (_FLAT - 1) * sheet
    shape += lengthwise * np.outer(along, across)
    made = bone.copy()
    made[:3, :3] = shape @ turn
    slide = min(lengthwise, 0.0) * _SLIDES * unit_m
    made[:3, 3] += across * part.hang * unit_m + along * slide
    return made
