"""Which joints a point follows: two joints and the weight of the second, for whole arrays of points."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from studio.engine.painters.cel.figures.sheets import Array
from studio.engine.skeleton import INDEX

Bound: TypeAlias = tuple[NDArray[np.uint8], NDArray[np.float32]]
Binding: TypeAlias = Callable[[Array], Bound]

PELVIS, SPINE, CHEST, NECK, HEAD = (INDEX[name] for name in ("pelvis", "spine", "chest", "neck", "head"))


_HIP, _THIGH_RADIUS = 2.9, 0.23  # head units


def rigid(joint: int) -> Binding:
    """Every point follows one joint."""
    return lambda points: _bound(points, joint, joint, 0.0)


def spine(points: Array) -> Bound:
    """The trunk, from the pelvis up to the head, by height."""
    z = points[:, 2]
    steps = [z < 3.50, z < 4.30, z < 4.90]
    first = np.select(steps, [PELVIS, SPINE, CHEST], NECK)
    second = np.select(steps, [SPINE, CHEST, NECK], HEAD)
    low = np.select(steps, [3.10, 3.62, 4.62], 4.94)
    high = np.select(steps, [3.50, 4.05, 4.90], 5.14)
    return _bound(points, first, second, _ramp(z, low, high))


def trunk(rest: Array) -> Binding:
    """The trunk, whose shoulders are lifted a little by raised arms."""

    def bind(points: Array) -> Bound:
        bones, weight = spine(points)
        for side in "lr":
            joint = INDEX[f"upper_arm_{side}"]
            near = np.linalg.norm((points - rest[joint]) * np.array([0.8, 1.0, 1.0]), axis=1)
            pull = 0.42 * _ramp(-near, -0.20, -0.05)
            lifted = (pull > 0.02) & (points[:, 2] > 4.2)
            bones[lifted] = (CHEST, joint)
            weight[lifted] = pull[lifted]
        return bones, weight

    return bind


def arm(rest: Array, side: str) -> Binding:
    """Shoulder to fingertips."""
    upper, fore, hand = (INDEX[f"{name}_{side}"] for name in ("upper_arm", "forearm", "hand"))
    along = rest[fore] - rest[upper]
    along = along / np.linalg.norm(along)

    def bind(points: Array) -> Bound:
        t = (points - rest[upper]) @ along
        steps = [t < 0.42, t < 1.30]
        first = np.select(steps, [CHEST, upper], fore)
        second = np.select(steps, [upper, fore], hand)
        weight = np.select(steps, [_ramp(t, -0.16, 0.06), _ramp(t, 0.75, 1.01)], _ramp(t, 1.61, 1.76))
        return _bound(points, first, second, weight)

    return bind


def leg(side: str) -> Binding:
    """Hip to toes."""
    thigh, shin, foot = (INDEX[f"{name}_{side}"] for name in ("thigh", "shin", "foot"))

    def bind(points: Array) -> Bound:
        z = points[:, 2]
        steps = [z > 2.2, z > 0.9]
        first = np.select(steps, [PELVIS, thigh], shin)
        second = np.select(steps, [thigh, shin], foot)
        weight = np.select(steps, [_ramp(-z, -3.05, -2.74), _ramp(-z, -1.69, -1.41)], _ramp(-z, -0.34, -0.20))
        return _bound(points, first, second, weight)

    return bind


def skirt(points: Array) -> Bound:
    """A skirt or a coat's tails: the pelvis above, the thigh of its side below, the shin under the knee.

    Seated, the front of a flared skirt would stand off the thighs if it followed them wholly. Blending a point
    (x, -drop) with itself turned a quarter forward, (drop, x), puts it at height (1 - w)(-drop) + w x; ``most``
    is the w that lays it on the thigh. The middle sinks between the thighs and the back follows less.
    """
    x, y, z = points.T
    left = y >= 0
    thigh = np.where(left, INDEX["thigh_l"], INDEX["thigh_r"])
    shin = np.where(left, INDEX["shin_l"], INDEX["shin_r"])
    behind = _ramp(-x, -0.02, 0.32)
    drop = np.maximum(_HIP - z, 0.0)
    most = np.clip((_THIGH_RADIUS + drop) / np.maximum(np.maximum(x, 0) + drop, 1e-6), 0, 0.97)
    aside = 0.80 + 0.20 * _ramp(np.abs(y), 0.0, 0.08)
    follow = _ramp(-z, -3.02, -2.74) * most * aside * (1 - 0.22 * behind)
    below = z < 1.62
    first, second = np.where(below, thigh, PELVIS), np.where(below, shin, thigh)
    return _bound(points, first, second, np.where(below, _ramp(-z, -1.68, -1.30), follow))


def garment(rest: Array) -> Binding:
    """A garment in one piece from the shoulders to the hem: trunk above the hips, skirt below."""
    upper = trunk(rest)

    def bind(points: Array) -> Bound:
        bones, weight = upper(points)
        low = points[:, 2] < 3.05
        bones[low], weight[low] = (part[low] for part in skirt(points))
        return bones, weight

    return bind


def lapped(rest: Array) -> Binding:
    """What is laid on the front edge of a garment, in one piece: it goes with the left leg, over which it lies."""
    whole = garment(rest)

    def bind(points: Array) -> Bound:
        low = points[:, 2] < 3.05
        aside = np.where(low, np.maximum(points[:, 1], 0.08), points[:, 1])
        return whole(np.column_stack([points[:, 0], aside, points[:, 2]]))

    return bind


def _ramp(value: ArrayLike, low: ArrayLike, high: ArrayLike) -> Array:
    """Smooth step from 0 at ``low`` to 1 at ``high``."""
    v, a, b = (np.asarray(part, dtype=np.float64) for part in (value, low, high))
    t = np.clip((v - a) / (b - a), 0, 1)
    return t * t * (3 - 2 * t)


def _bound(points: Array, first: ArrayLike, second: ArrayLike, weight: ArrayLike) -> Bound:
    count = len(points)
    bones = np.stack([np.broadcast_to(first, count), np.broadcast_to(second, count)], axis=1)
    return bones.astype(np.uint8), np.broadcast_to(np.asarray(weight, dtype=np.float32), count).copy()
