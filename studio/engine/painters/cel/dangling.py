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

_STEPS: Final = 2
_SETTLING: Final = 30
"""Steps that everything has to come to rest before the shot begins."""
_ROUNDS: Final = 2
_GRAVITY: Final = 9.81
_DRAG: Final = 4.0
_DRAG_OF_SLEEVES: Final = 10.0
"""How fast the air takes a weight's speed away, 1/s; and a wind gives it its own."""
_JUMP_M: Final = 0.5
"""Whoever is further on than this one frame later was put there: what hangs on them goes along."""
_FLAT: Final = 0.42
"""How thick a sleeve is that hangs open from a level arm, times its thickness on an arm that hangs."""
_SLIDES: Final = 0.36
"""How far a sleeve slides down an arm that is held straight up, head units."""
_GATHERS: Final = 0.7
"""How far it then lies about the arm, 0 to 1."""

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
    """P weights, those nearer to their anchor first.

    base: (P,) the weight before, -1 for those at the anchor; joint, root: (P,) and (P, 3) metres at rest from it, where
    the threads of those begin; way: (P, 3) from the end before to this one, metres at rest; stiff, radius, drag,
    length: (P,); against: (P, C) how far from each capsule's middle it is kept, metres. levels: which weights hang from
    one another's ends: first all at their anchors, then all that hang from those, and so on.
    """

    base: NDArray[np.int64]
    joint: NDArray[np.int64]
    root: Matrix
    way: Matrix
    stiff: Matrix
    radius: Matrix
    drag: Matrix
    length: Matrix
    against: Matrix
    levels: tuple[NDArray[np.int64], ...]


@dataclass(frozen=True, eq=False)
class _Course:
    """What the weights feel at each of T times: roots (T, P, 3) where threads begin that begin at an anchor; shape
    (T, P, 3) each thread as at rest; start, along (T, C, 3) the body; per_span (T, C); ground (T,); fall (T, P, 3) what
    a step of falling and wind adds.
    """

    roots: Matrix
    shape: Matrix
    start: Matrix
    along: Matrix
    per_span: Matrix
    ground: Matrix
    fall: Matrix


def dangled(worn: Worn, joints: Matrix, ground: Matrix, blows: Matrix, fps: int) -> Matrix:
    """World transforms of the bones of all that hangs, (F, H, 4, 4).

    Args:
        joints: (F, J, 4, 4) of the world. ground: (F,) its height, metres. blows: (F, 2) the wind, metres a second.
    """
    weights = _weights(worn, joints.shape[1])
    seconds = 1 / (fps * _STEPS)
    course = _course(worn, weights, (joints, ground, blows), seconds)
    kept = np.exp(-weights.drag * seconds)[:, None]
    places = _ends(weights.base, course.roots[0], course.shape[0])
    before = places
    for _ in range(_SETTLING):
        places, before = _step(weights, course, 0, (places, places + (before - places) * 0.5, kept)), places
    found = [places]
    jumps = np.diff(joints[:, 0, :3, 3], axis=0)
    jumped = np.linalg.norm(jumps, axis=1) > _JUMP_M
    for frame in range(1, len(joints)):
        if jumped[frame - 1]:
            places, before = places + jumps[frame - 1], before + jumps[frame - 1]
        for time in range((frame - 1) * _STEPS + 1, frame * _STEPS + 1):
            places, before = _step(weights, course, time, (places, before, kept)), places
        found.append(places)
    return _bones(worn, weights, np.stack(found), joints)


def _course(worn: Worn, weights: _Weights, played: tuple[Matrix, Matrix, Matrix], seconds: float) -> _Course:
    """The joints, the ground and the wind of ``dangled``, at every step."""
    joints, ground, blows = played
    turns = joints[:, weights.joint][..., :3, :3]
    roots = joints[:, weights.joint][..., :3, 3] + _turned(turns, weights.root)
    starts, ends = _body(joints, worn.unit_m)
    along = _between_frames(ends) - _between_frames(starts)
    wind = np.concatenate([blows, np.zeros((len(blows), 1))], axis=1)[:, None] * _DRAG
    fall = np.broadcast_to(wind - np.array([0.0, 0.0, _GRAVITY]), roots.shape) * seconds**2
    return _Course(
        _between_frames(roots),
        _between_frames(_turned(turns, weights.way)),
        _between_frames(starts),
        along,
        1 / np.maximum(np.sum(along * along, axis=2), 1e-12),
        _between_frames(ground),
        _between_frames(fall),
    )


def _between_frames(values: Matrix) -> Matrix:
    """Values of F frames (F, ...) at every step from the first to the last, ((F - 1) * steps + 1, ...)."""
    shares = np.arange(_STEPS) / _STEPS
    shares = shares.reshape(-1, *(1,) * (values.ndim - 1))
    inner = values[:-1, None] + np.diff(values, axis=0)[:, None] * shares
    return np.concatenate([inner.reshape(-1, *values.shape[1:]), values[-1:]])


def _step(weights: _Weights, course: _Course, time: int, state: tuple[Matrix, Matrix, Matrix]) -> Matrix:
    """Where the weights are a step later. state: where they are, where they were, and what they keep of their way."""
    places, before, kept = state
    roots = course.roots[time]
    moved: Matrix = places + (places - before) * kept + course.fall[time]
    begin = np.where(weights.base[:, None] < 0, roots, moved[weights.base])
    moved += weights.stiff[:, None] * (begin + course.shape[time] - moved)
    for _ in range(_ROUNDS):
        _to_length(weights, moved, roots)
        _clear(weights, moved, course, time)
    return moved


def _to_length(weights: _Weights, places: Matrix, roots: Matrix) -> None:
    """Put the weights at the ends of their threads, in place."""
    for number, level in enumerate(weights.levels):
        start = roots[level] if number == 0 else places[weights.base[level]]
        off = places[level] - start
        far = np.sqrt((off * off).sum(axis=1))
        places[level] = start + off * (weights.length[level] / np.maximum(far, 1e-9))[:, None]


def _clear(weights: _Weights, places: Matrix, course: _Course, time: int) -> None:
    """Put the weights out of the capsule each is deepest in, and off the ground, in place."""
    along = course.along[time]
    off = places[:, None] - course.start[time]
    share = np.minimum(np.maximum((off * along).sum(axis=2) * course.per_span[time], 0), 1)
    off -= share[..., None] * along
    far = np.sqrt((off * off).sum(axis=2))
    inside = weights.against - far
    deepest = inside.argmax(axis=1)
    rows = np.arange(len(places))
    depth = np.maximum(inside[rows, deepest], 0.0)
    places += off[rows, deepest] * (depth / np.maximum(far[rows, deepest], 1e-6))[:, None]
    np.maximum(places[:, 2], course.ground[time] + weights.radius, out=places[:, 2])


def _turned(turns: Matrix, ways: Matrix) -> Matrix:
    """(F, P, 3) ways (P, 3) as turns (F, P, 3, 3) have them."""
    return (turns @ ways[:, :, None])[..., 0]


def _weights(worn: Worn, joints: int) -> _Weights:
    """The weights of all that hangs, in the order of the bones."""
    rows: list[tuple[int, int, Matrix, Matrix, float, float, float]] = []
    for part in worn.sewn:
        if isinstance(part, Bell):
            down = np.array([0.0, 0.0, -1.0]) * part.hang
            rows.append(
                (-1, part.anchor, part.at - worn.rest[part.anchor], down, 0.0, part.radius * 0.6, _DRAG_OF_SLEEVES)
            )
            continue
        for number, way in enumerate(np.diff(part.points, axis=0)):
            root = part.points[0] - worn.rest[part.anchor]
            base = -1 if number == 0 else len(rows) - 1
            rows.append((base, part.anchor, root, way, part.stiff / (1 + number), part.radius, _DRAG))
    base, joint, root, way, stiff, radius, drag = (np.array(column) for column in zip(*rows, strict=True))
    ends = _ends(base, worn.rest[joint] + root, way)
    return _Weights(
        base.astype(np.int64),
        joint.astype(np.int64),
        root * worn.unit_m,
        way * worn.unit_m,
        stiff,
        radius * worn.unit_m,
        drag,
        np.linalg.norm(way, axis=1) * worn.unit_m,
        _against(worn, ends, joint, radius, joints) * worn.unit_m,
        _levels(base.astype(np.int64)),
    )


def _levels(base: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
    depth = np.zeros(len(base), np.int64)
    for number, before in enumerate(base):
        depth[number] = 0 if before < 0 else depth[before] + 1
    return tuple(np.flatnonzero(depth == level) for level in range(int(depth.max()) + 1))


def _ends(base: NDArray[np.int64], roots: Matrix, way: Matrix) -> Matrix:
    """Where threads end, (P, 3), that begin at roots or at the end before and go these ways."""
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


def _bones(worn: Worn, weights: _Weights, places: Matrix, joints: Matrix) -> Matrix:
    """(F, H, 4, 4): each bone turned towards its weight, a sleeve's sheared towards its own. places: (F, P, 3)."""
    turns = joints[:, weights.joint][..., :3, :3]
    roots = joints[:, weights.joint][..., :3, 3] + _turned(turns, weights.root)
    starts = np.where(weights.base[:, None] < 0, roots, places[:, weights.base])
    bones = np.tile(np.eye(4), (*places.shape[:2], 1, 1))
    bones[..., :3, :3] = between(_turned(turns, weights.way), places - starts) @ turns
    bones[..., :3, 3] = starts
    number = 0
    for part in worn.sewn:
        if isinstance(part, Bell):
            down = (places - starts)[:, number] / (part.hang * worn.unit_m)
            bones[:, number] = _hanging_open(part, worn.unit_m, starts[:, number], down, turns[:, number])
        number += part.bones
    return bones


def _hanging_open(part: Bell, unit_m: float, at: Matrix, way: Matrix, turn: Matrix) -> Matrix:
    """The sleeve of an arm, (F, 4, 4): the more level the arm, the flatter and deeper it hangs below it.

    All of it goes smoothly with where the weight is across the arm, so that an arm that comes down closes its sleeve
    without a jump. at, way: (F, 3) where it hangs, metres, and from there to the weight, 1 as far as that can be.
    """
    along = turn @ part.along
    lengthwise = np.sum(way * along, axis=1, keepdims=True)
    raised = np.clip(-lengthwise, 0.0, 1.0)
    across = (way - lengthwise * along) * (1 - _GATHERS * raised * raised)
    level = np.sum(across * across, axis=1)[:, None, None]
    down = _outer(across, across)
    shape = np.eye(3) + (part.deep - 1) * down + (_FLAT - 1) * (level * (np.eye(3) - _outer(along, along)) - down)
    shape += _outer(along, across * lengthwise)
    made = np.tile(np.eye(4), (len(at), 1, 1))
    made[:, :3, :3] = shape @ turn
    made[:, :3, 3] = at + (across * part.hang - along * raised * _SLIDES) * unit_m
    return made


def _outer(one: Matrix, other: Matrix) -> Matrix:
    return one[:, :, None] * other[:, None, :]
