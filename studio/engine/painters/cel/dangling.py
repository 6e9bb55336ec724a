"""How hair tails, ribbons, cords, wide sleeves and skirts hang and swing: points on threads that stay out of the body.

Each bone is a thread with a weight at its end; a skirt is threads round the legs whose weights are tied to one another.
The weights fall, are blown and held back by the air, and are put back to their threads' length and out of a body made
of capsules and off the ground, twice every step.
Source: T. Jakobsen, Advanced Character Physics, 2001 (Verlet steps, constraints by projection).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.figures.sewing import LEVELS, PLACES, Bell, Hem, Sewn, Strip
from studio.engine.painters.cel.guests.rig import between
from studio.engine.painters.cel.open_sleeves import hanging_open
from studio.engine.painters.cel.sitting_on import Seat, seat_under
from studio.engine.performance import Matrix
from studio.engine.skeleton import INDEX

_STEPS: Final = 2
_SETTLING: Final = 30
"""Steps that everything has to come to rest before the shot begins."""
_ROUNDS: Final = 2
_GRAVITY: Final = 9.81
_UP: Final = np.array([0.0, 0.0, 1.0])
_DRAG: Final = 4.0
_DRAG_OF_SLEEVES: Final = 10.0
_DRAG_OF_HAIR: Final = 1.6
_DRAG_OF_SKIRTS: Final = 1.2
"""How fast the air takes a weight's speed away, 1/s; and a wind gives it its own."""
_HELD_HAIR: Final = 2.5
_HELD_SKIRTS: Final = 5.0
"""How fast hair and cloth, which rub against themselves, come to the speed of what they are fixed to, 1/s."""
_TIED: Final = 0.30
"""How far each place of a skirt goes with those beside it, 0 to 1 a step."""
_JUMP_M: Final = 0.5
"""Whoever is further on than this one frame later was put there: what hangs on them goes along."""


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
    ("thigh_l", (0.0, -0.14, -0.1), "shin_l", (0.0, -0.14, 0.0), 0.20),
    ("thigh_r", (0.0, 0.14, -0.1), "shin_r", (0.0, 0.14, 0.0), 0.20),
    ("shin_l", (0.0, -0.14, 0.0), "foot_l", (0.0, -0.14, 0.0), 0.13),
    ("shin_r", (0.0, 0.14, 0.0), "foot_r", (0.0, 0.14, 0.0), 0.13),
    ("upper_arm_l", (0.0, 0.0, 0.0), "forearm_l", (0.0, 0.0, 0.0), 0.14),
    ("upper_arm_r", (0.0, 0.0, 0.0), "forearm_r", (0.0, 0.0, 0.0), 0.14),
    ("forearm_l", (0.0, 0.0, 0.0), "hand_l", (0.0, 0.0, 0.0), 0.11),
    ("forearm_r", (0.0, 0.0, 0.0), "hand_r", (0.0, 0.0, 0.0), 0.11),
)
"""The body, as things that hang feel it: from a place at a joint to a place at another, and a radius. Head units.

Legs are broader towards one another than they are, so that no skirt is blown in between them.
"""


_LEGS: Final = tuple(INDEX[name] for name in ("pelvis", "thigh_l", "thigh_r"))
"""What a skirt goes with."""


@dataclass(frozen=True, eq=False)
class Worn:
    """What hangs on a figure. rest: (J + H, 3) head units, joints and then bones; unit_m: metres a head unit."""

    sewn: tuple[Sewn, ...]
    rest: Matrix
    unit_m: float


@dataclass(frozen=True, eq=False)
class Hung:
    """bones: (F, H, 4, 4) world transforms of all that hangs by bones. hem: (F, R, 3) metres that the places of a skirt
    are moved, R = 0 without one.
    """

    bones: Matrix
    hem: Matrix


@dataclass(frozen=True, eq=False)
class _Goes:
    """P points that go with two joints each: at (P, 3) metres at rest, joints (P, 2), share (P,) of the second."""

    at: Matrix
    joints: NDArray[np.int64]
    share: Matrix

    def carried(self, joints: Matrix, rest: Matrix) -> Matrix:
        """(F, P, 3) where joints (F, J, 4, 4), at rest in (J, 3), have them."""
        ends: list[Matrix] = []
        for numbers in self.joints.T:
            place = joints[:, numbers]
            ends.append(place[..., :3, 3] + _turned(place[..., :3, :3], self.at - rest[numbers]))
        return ends[0] + (ends[1] - ends[0]) * self.share[:, None]

    def turned(self, ways: Matrix, joints: Matrix) -> Matrix:
        """(F, P, 3) where ways (P, 3), at rest, are turned to."""
        one, other = (_turned(joints[:, numbers][..., :3, :3], ways) for numbers in self.joints.T)
        return one + (other - one) * self.share[:, None]


@dataclass(frozen=True, eq=False)
class _Weights:
    """P weights, those nearer to their anchor first.

    base: (P,) the weight before, -1 for those at the anchor; starts, ends: of each thread at rest; stiff, radius, drag,
    rub: (P,); held: (P, 3) what of its weight its own shape bears, at rest; against: (P, C) how far from each capsule's
    middle it is kept, metres. levels: which weights hang from one another's ends: first all at their anchors, then all
    that hang from those, and so on. skirt: (S,) the weights of a skirt; beside: (2, S) among them those to either side.
    """

    base: NDArray[np.int64]
    starts: _Goes
    ends: _Goes
    stiff: Matrix
    radius: Matrix
    drag: Matrix
    rub: Matrix
    held: Matrix
    against: Matrix
    levels: tuple[NDArray[np.int64], ...]
    skirt: NDArray[np.int64]
    beside: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class _Body:
    """The capsules at one time. ends: (2C, 3) where they begin, and the ways from there to their ends; ahead, square:
    (C,) the first along the second, and its own square; span, per_span: (C,) the second's square, and one by it.
    """

    ends: Matrix
    ahead: Matrix
    square: Matrix
    span: Matrix
    per_span: Matrix


@dataclass(frozen=True, eq=False)
class _Course:
    """What the weights feel at each of T times: roots (T, P, 3) where threads begin that begin at an anchor; shape
    (T, P, 3) each thread as its joints have it, and length (T, P) of it; ends (T, P, 3) where they have it end, and
    taken (T, P, 3) how far they took that along since the step before; body: at each time; ground (T,); fall (T, P, 3)
    what a step of falling and wind adds; seat: what a skirt lies on.
    """

    roots: Matrix
    shape: Matrix
    length: Matrix
    ends: Matrix
    taken: Matrix
    body: list[_Body]
    ground: Matrix
    fall: Matrix
    seat: Seat | None


def dangled(worn: Worn, joints: Matrix, ground: Matrix, blows: Matrix, fps: int) -> Hung:
    """All that hangs on a figure, through a shot.

    Args:
        joints: (F, J, 4, 4) of the world. ground: (F,) its height, metres. blows: (F, 2) the wind, metres a second.
    """
    weights = _weights(worn, joints.shape[1])
    seconds = 1 / (fps * _STEPS)
    course = _course(worn, weights, (joints, ground, blows), seconds)
    kept = np.exp(-np.stack([weights.drag + weights.rub, weights.rub]) * seconds)[..., None]
    places = before = _ends(weights.base, course.roots[0], course.shape[0])
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
    whole = np.stack(found)
    return Hung(_bones(worn, weights, whole, joints), _moved(worn, weights, whole, joints))


def _course(worn: Worn, weights: _Weights, played: tuple[Matrix, Matrix, Matrix], seconds: float) -> _Course:
    """The joints, the ground and the wind of ``dangled``, at every step."""
    joints, ground, blows = played
    rest = worn.rest[: joints.shape[1]] * worn.unit_m
    roots = weights.starts.carried(joints, rest)
    shape = weights.ends.carried(joints, rest) - roots
    starts, ends = _body(joints, worn.unit_m)
    along = _between_frames(ends) - _between_frames(starts)
    wind = np.concatenate([blows, np.zeros((len(blows), 1))], axis=1)[:, None]
    wind = wind * np.minimum(weights.drag, _DRAG)[:, None]
    pull = weights.ends.turned(weights.held, joints) - _UP
    between, far = _between_frames(shape), _between_frames(roots + shape)
    taken = np.diff(far, axis=0, prepend=far[:1])
    taken[np.linalg.norm(taken, axis=2) > _JUMP_M / _STEPS] = 0.0
    return _Course(
        _between_frames(roots),
        between,
        np.linalg.norm(between, axis=2),
        far,
        taken,
        [_capsules(start, way) for start, way in zip(_between_frames(starts), along, strict=True)],
        _between_frames(ground),
        _between_frames((wind + _GRAVITY * pull) * seconds**2),
        seat_under(joints, ground, worn.unit_m, _between_frames) if len(weights.skirt) else None,
    )


def _capsules(start: Matrix, along: Matrix) -> _Body:
    span = np.sum(along * along, axis=1)
    ahead, square = np.sum(start * along, axis=1), np.sum(start * start, axis=1)
    return _Body(np.concatenate([start, along]), ahead, square, span, 1 / np.maximum(span, 1e-12))


def _between_frames(values: Matrix) -> Matrix:
    """Values of F frames (F, ...) at every step from the first to the last, ((F - 1) * steps + 1, ...)."""
    shares = np.arange(_STEPS) / _STEPS
    shares = shares.reshape(-1, *(1,) * (values.ndim - 1))
    inner = values[:-1, None] + np.diff(values, axis=0)[:, None] * shares
    return np.concatenate([inner.reshape(-1, *values.shape[1:]), values[-1:]])


def _step(weights: _Weights, course: _Course, time: int, state: tuple[Matrix, Matrix, Matrix]) -> Matrix:
    """Where the weights are a step later.

    state: where they are, where they were, and what they keep of their own way, and do not take of their joints'.
    """
    places, before, (kept, own) = state
    roots = course.roots[time]
    moved: Matrix = places + (places - before) * kept + course.taken[time] * (1 - own) + course.fall[time]
    begin = np.where(weights.base[:, None] < 0, roots, moved[weights.base])
    moved += weights.stiff[:, None] * (begin + course.shape[time] - moved)
    if len(weights.skirt):
        off = moved[weights.skirt] - course.ends[time][weights.skirt]
        moved[weights.skirt] += _TIED * (0.5 * (off[weights.beside[0]] + off[weights.beside[1]]) - off)
    for _ in range(_ROUNDS):
        _to_length(weights, moved, course, time)
        _clear(weights, moved, course, time)
    return moved


def _to_length(weights: _Weights, places: Matrix, course: _Course, time: int) -> None:
    """Put the weights at the ends of their threads, in place."""
    roots, length = course.roots[time], course.length[time]
    for number, level in enumerate(weights.levels):
        start = roots[level] if number == 0 else places[weights.base[level]]
        off = places[level] - start
        far = np.sqrt((off * off).sum(axis=1))
        places[level] = start + off * (length[level] / np.maximum(far, 1e-9))[:, None]


def _clear(weights: _Weights, places: Matrix, course: _Course, time: int) -> None:
    """Put the weights out of the capsule each is deepest in, and off the ground, in place."""
    body = course.body[time]
    count = len(body.ahead)
    on = places @ body.ends.T
    ahead = on[:, count:] - body.ahead
    share = np.minimum(np.maximum(ahead * body.per_span, 0), 1)
    square = (
        (places * places).sum(axis=1)[:, None]
        - 2 * on[:, :count]
        + body.square
        + share * (share * body.span - 2 * ahead)
    )
    inside = weights.against - np.sqrt(np.maximum(square, 0))
    deepest = inside.argmax(axis=1)
    rows = np.arange(len(places))
    off = places - body.ends[deepest] - share[rows, deepest, None] * body.ends[count + deepest]
    far = np.sqrt((off * off).sum(axis=1))
    depth = np.maximum(weights.against[rows, deepest] - far, 0.0)
    places += off * (depth / np.maximum(far, 1e-6))[:, None]
    np.maximum(places[:, 2], course.ground[time] + weights.radius, out=places[:, 2])
    if course.seat is not None:
        course.seat.bears(places, weights.skirt, weights.radius, time)


def _turned(turns: Matrix, ways: Matrix) -> Matrix:
    """(F, P, 3) ways (P, 3) as turns (F, P, 3, 3) have them."""
    return (turns @ ways[:, :, None])[..., 0]


@dataclass(frozen=True)
class _Row:
    """One weight, head units at rest. joints and share: of its thread's start, and of its end."""

    base: int
    start: Matrix
    end: Matrix
    joints: tuple[tuple[int, int], tuple[int, int]]
    share: tuple[float, float]
    stiff: float
    radius: float
    drag: float = _DRAG
    rub: float = 0.0
    held: bool = False

    @property
    def borne(self) -> Matrix:
        """(3,) what of its weight its shape bears, of g: all that its thread does not."""
        way = (self.end - self.start) / np.linalg.norm(self.end - self.start)
        return (_UP - way * way[2]) * self.held


def _weights(worn: Worn, joints: int) -> _Weights:
    """The weights of all that hangs, those with bones in the order of the bones, those of skirts after them."""
    rows: list[_Row] = []
    for part in worn.sewn:
        match part:
            case Bell():
                rows.append(_of_sleeve(part))
            case Strip():
                rows += _of_strip(part, len(rows))
            case Hem():
                continue
    first = len(rows)
    for part in (part for part in worn.sewn if isinstance(part, Hem)):
        rows += _of_skirt(part, len(rows))
    skirt = np.arange(len(rows) - first)
    rings = skirt - skirt % PLACES
    beside = np.stack([rings + (skirt + step) % PLACES for step in (1, -1)])
    base = np.array([row.base for row in rows], np.int64)
    radius = np.array([row.radius for row in rows])
    starts, ends = (_goes(rows, end, worn.unit_m) for end in (0, 1))
    return _Weights(
        base,
        starts,
        ends,
        np.array([row.stiff for row in rows]),
        radius * worn.unit_m,
        np.array([row.drag for row in rows]),
        np.array([row.rub for row in rows]),
        np.stack([row.borne for row in rows]),
        _against(worn, ends, radius, joints) * worn.unit_m,
        _levels(base),
        first + skirt,
        beside,
    )


def _goes(rows: list[_Row], end: int, unit_m: float) -> _Goes:
    at = np.array([(row.start, row.end)[end] for row in rows]) * unit_m
    return _Goes(at, np.array([row.joints[end] for row in rows], np.int64), np.array([row.share[end] for row in rows]))


def _of_sleeve(part: Bell) -> _Row:
    down = np.array([0.0, 0.0, -1.0]) * part.hang
    own = (part.anchor, part.anchor)
    return _Row(-1, part.at, part.at + down, (own, own), (0.0, 0.0), 0.0, part.radius * 0.6, _DRAG_OF_SLEEVES)


def _of_strip(part: Strip, first: int) -> list[_Row]:
    own = (part.anchor, part.anchor)
    manner = (_DRAG_OF_HAIR, _HELD_HAIR, True) if part.held else (_DRAG, 0.0, False)
    return [
        _Row(
            -1 if number == 0 else first + number - 1,
            part.points[number],
            part.points[number + 1],
            (own, own),
            (0.0, 0.0),
            part.stiff / (1 + number),
            part.radius,
            *manner,
        )
        for number in range(part.bones)
    ]


def _of_skirt(part: Hem, first: int) -> list[_Row]:
    """All places of a level, then those of the next one."""
    bound = [part.follows(ring) for ring in part.rings]
    rows: list[_Row] = []
    for level in range(LEVELS):
        for place in range(PLACES):
            (one, share), (other, more) = ((bound[at][0][place], bound[at][1][place]) for at in (level, level + 1))
            rows.append(
                _Row(
                    -1 if level == 0 else first + (level - 1) * PLACES + place,
                    part.rings[level, place],
                    part.rings[level + 1, place],
                    ((int(one[0]), int(one[1])), (int(other[0]), int(other[1]))),
                    (float(share), float(more)),
                    part.stiff / (1 + level),
                    part.radius,
                    _DRAG_OF_SKIRTS,
                    _HELD_SKIRTS,
                    True,
                )
            )
    return rows


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


def _against(worn: Worn, ends: _Goes, radius: Matrix, joints: int) -> Matrix:
    """(P, C) head units: no farther than it is at rest, so that nothing is pushed off the place it was sewn to.

    A sleeve minds no part of its own arm, and a skirt no arm at all.
    """
    standing = np.tile(np.eye(4), (1, joints, 1, 1))
    standing[0, :, :3, 3] = worn.rest[:joints]
    start, end = (one[0] for one in _body(standing, 1.0))
    along, at = end - start, ends.at / worn.unit_m
    share = np.clip(np.einsum("pci,ci->pc", at[:, None] - start, along) / np.maximum((along**2).sum(1), 1e-9), 0, 1)
    far = np.linalg.norm(at[:, None] - start - share[..., None] * along, axis=2)
    least = np.minimum(radius[:, None] + np.array([capsule[4] for capsule in _CAPSULES]), far)
    for column, (joint_from, *_) in enumerate(_CAPSULES):
        if "arm" in joint_from:
            own = [INDEX[f"{part}_{joint_from[-1]}"] for part in ("upper_arm", "forearm")]
            least[np.isin(ends.joints[:, 0], [*own, *_LEGS]), column] = -1.0
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
    count = sum(part.bones for part in worn.sewn)
    base, anchors = weights.base[:count], weights.starts.joints[:count, 0]
    turns = joints[:, anchors][..., :3, :3]
    roots = weights.starts.carried(joints, worn.rest[: joints.shape[1]] * worn.unit_m)[:, :count]
    starts = np.where(base[:, None] < 0, roots, places[:, base])
    off = places[:, :count] - starts
    bones = np.tile(np.eye(4), (len(places), count, 1, 1))
    way = (weights.ends.at - weights.starts.at)[:count]
    bones[..., :3, :3] = between(_turned(turns, way), off) @ turns
    bones[..., :3, 3] = starts
    number = 0
    for part in worn.sewn:
        if isinstance(part, Bell):
            down = off[:, number] / (part.hang * worn.unit_m)
            bones[:, number] = hanging_open(part, worn.unit_m, starts[:, number], down, turns[:, number])
        number += part.bones
    return bones


def _moved(worn: Worn, weights: _Weights, places: Matrix, joints: Matrix) -> Matrix:
    """(F, R, 3): how far the places of a skirt are from where its joints alone would have them."""
    skirts = sum(LEVELS * PLACES for part in worn.sewn if isinstance(part, Hem))
    if not skirts:
        return np.zeros((len(places), 0, 3))
    ends = weights.ends.carried(joints, worn.rest[: joints.shape[1]] * worn.unit_m)
    return (places - ends)[:, -skirts:]
