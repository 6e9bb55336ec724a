"""Where a figure's keypoints are on its body: joints, fingers, eyes, ears and the surface of the face."""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.figures.body import finger_paths
from studio.engine.painters.cel.figures.head import skull
from studio.engine.painters.cel.figures.person import Detail, Person, person
from studio.engine.painters.cel.figures.sheets import Array
from studio.engine.skeleton import INDEX
from studio.timeline.film import Look

_ARMS_AND_LEGS: Final = (
    *(("upper_arm_r", "forearm_r", "hand_r"), ("upper_arm_l", "forearm_l", "hand_l")),
    *(("thigh_r", "shin_r", "foot_r"), ("thigh_l", "shin_l", "foot_l")),
)
_NOSE: Final = (0.0, 0.225)
_EAR: Final = (-0.03, 0.395, 0.345)
_RING_ASIDE: Final = 0.019


@dataclass(frozen=True, eq=False)
class Landmarks:
    """The keypoints of body and hands, (60, 3) head units at rest, and the joint each follows, (60,).

    Order: OpenPose's 18 of the body (COCO), 21 of the right hand, 21 of the left.
    """

    person: Person
    points: Array
    joints: NDArray[np.intp]

    @property
    def skull(self) -> Array:
        """The skull in head space, (rows, columns, 3), column 0 straight ahead."""
        return skull(self.person)


@cache
def landmarks(look: Look, eye: tuple[float, float]) -> Landmarks:
    """The keypoints of a look. eye: where the left eye is in the face, from its middle and above the chin."""
    who = person(look, Detail.NORMAL)
    limbs = [INDEX[name] for limb in _ARMS_AND_LEGS for name in limb]
    neck = (who.rest[limbs[0]] + who.rest[limbs[3]]) / 2
    face = on_face(skull(who), np.array([_NOSE, (-eye[0], eye[1]), eye]))
    ears = np.array([_EAR]) * [[1, -1, 1], [1, 1, 1]]
    head = who.out_of_head(np.concatenate([face, ears]))
    hands = [_hand(who, side) for side in "rl"]
    points = np.concatenate([head[:1], neck[None], who.rest[limbs], head[1:], *hands])
    held = [INDEX["head"], INDEX["chest"], *limbs, *[INDEX["head"]] * 4]
    return Landmarks(who, points, np.array([*held, *[INDEX["hand_r"]] * 21, *[INDEX["hand_l"]] * 21]))


def on_face(grid: Array, places: Array) -> Array:
    """The points of the face's surface at places (N, 2) left of its middle and above the chin, head space (N, 3)."""
    columns = grid.shape[1]
    front = np.r_[columns - columns // 4 : columns, 0 : columns // 4 + 1]
    rows = grid[:, front]
    ahead = [_depth(rows, float(places[at, 0]), float(places[at, 1])) for at in range(len(places))]
    return np.column_stack([np.array(ahead), places])


def _depth(rows: Array, left: float, up: float) -> float:
    """How far ahead the face is at a place: along each row, then between rows."""
    across = np.array([np.interp(left, rows[at, :, 1], rows[at, :, 0]) for at in range(len(rows))])
    return float(np.interp(up, rows[:, 0, 2], across))


def half_widths(grid: Array, heights: Array) -> Array:
    """Half the width of the face at heights above the chin."""
    return np.asarray(np.interp(heights, grid[:, 0, 2], grid[..., 1].max(axis=1)), np.float64)


def _hand(who: Person, side: str) -> Array:
    """Wrist, then thumb, index, middle, ring and little finger from the knuckle to the tip: (21, 3)."""
    index, pair, little, thumb = finger_paths(who, side)
    aside = np.array([_RING_ASIDE, 0.0, 0.0])
    fingers = [thumb, index, pair + aside, pair - aside, little]
    return np.concatenate([who.rest[[INDEX[f"hand_{side}"]]], *(path[:4] for path in fingers)])
