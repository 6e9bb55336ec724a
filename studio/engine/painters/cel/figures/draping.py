"""Long hair on a body: it lies before or behind the shoulders, and its ends stay there when the head turns."""

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.figures.sheets import Array
from studio.engine.painters.cel.figures.skinning import CHEST, HEAD, Binding, Bound
from studio.engine.skeleton import INDEX

_CHIN, _RESTING = 4.98, 4.38  # heights between which hair goes over from the head to the body
_SHOULDER_RADIUS, _SLEEVE_RADIUS = 0.225, 0.205  # clothed, head units
_TRUNK = (0.33, 0.56)  # half depth and half width of a clothed chest
_CHEST_TOP = 4.62


def hanging(share: float) -> Binding:
    """Hair that follows the head above the chin, and by ``share`` the chest where it rests on it."""

    def bind(points: Array) -> Bound:
        down = np.clip((_CHIN - points[:, 2]) / (_CHIN - _RESTING), 0, 1)
        weight = share * down * down * (3 - 2 * down)
        bones = np.empty((len(points), 2), np.uint8)
        bones[:] = (HEAD, CHEST)
        return bones, weight.astype(np.float32)

    return bind


def off_the_shoulders(points: Array, rest: Array, front: bool | None = None) -> Array:
    """Points (N, 3) of one lock, head units, moved to the front or the back out of shoulders, sleeves and chest.

    front: where it lies; None as most of it hangs.
    """
    low = points[:, 2] < _CHIN
    if not low.any():
        return points
    ahead = bool(points[low, 0].mean() > 0.08) if front is None else front
    side = 1.0 if ahead else -1.0
    x = points[:, 0] * side
    for clear in _clearances(points, rest, side):
        x = np.maximum(x, clear)
    return np.column_stack([np.where(low, x * side, points[:, 0]), points[:, 1:]])


def _clearances(points: Array, rest: Array, side: float) -> list[NDArray[np.float64]]:
    """How far out each point has to be, on the side asked for, to be clear of each part of the body."""
    neck = np.array([rest[CHEST][0], 0.0, 4.56])
    deep, wide = _TRUNK
    bulge = np.sqrt(np.maximum(1 - (points[:, 1] / wide) ** 2, 0))
    fade = np.clip((_CHEST_TOP - points[:, 2]) / 0.2, 0, 1)
    found = [np.where(bulge * fade > 0, deep * bulge * fade, -np.inf)]
    for arm in "lr":
        shoulder, elbow = rest[INDEX[f"upper_arm_{arm}"]], rest[INDEX[f"forearm_{arm}"]]
        found.append(_round_a_limb(points, neck, shoulder, _SHOULDER_RADIUS, side))
        found.append(_round_a_limb(points, shoulder, elbow, _SLEEVE_RADIUS, side))
    return found


def _round_a_limb(points: Array, start: Array, end: Array, radius: float, side: float) -> NDArray[np.float64]:
    """The surface of a limb seen from the side, at each point's height and breadth; -inf beside it."""
    along = (end - start)[1:]
    share = np.clip(((points[:, 1:] - start[1:]) @ along) / (along @ along), 0, 1)[:, None]
    nearest = start + share * (end - start)
    left = radius**2 - np.sum((points[:, 1:] - nearest[:, 1:]) ** 2, axis=1)
    return np.where(left > 0, nearest[:, 0] * side + np.sqrt(np.maximum(left, 0)), -np.inf)
