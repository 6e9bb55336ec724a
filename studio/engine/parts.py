"""Parts that open, of sets and of things: where each is at a share of its opening, 0 shut to 1 open.

The picture and the hand that opens a part go by the same numbers.
"""

import math

import numpy as np

from studio.engine.performance import Matrix
from studio.engine.skeleton import rotation_matrices
from studio.engine.vocabulary import Lid, Part
from studio.timeline.world import Vector

HANDLE_M = 0.96
STAND_OFF_M = 0.50


def frame_of(part: Part) -> Matrix:
    """(4, 4) from a part's own axes (across, into the wall, up; its foot's middle) to the world."""
    frame = _turn((0.0, 0.0, 1.0), part.turn)
    frame[:3, 3] = part.at
    return frame


def leaf_motion(part: Part, side: int, share: float) -> Matrix:
    """(4, 4) in the world: where a leaf, painted where it is shut (a curtain: drawn back), has gone."""
    frame = frame_of(part)
    return frame @ _own_motion(part, side, share) @ np.linalg.inv(frame)


def handle_at(part: Part, share: float) -> Vector:
    """Where the handle of a part is in the world."""
    side = part.sides[0]
    return _point(frame_of(part) @ _own_motion(part, side, share), part.handle or _usual_handle(part))


def stand_at(part: Part) -> tuple[float, float]:
    """Where one stands to open a part: before its handle, out of the way of what swings."""
    if part.stand is not None:
        return part.stand
    handle = part.handle or _usual_handle(part)
    across = handle[0]
    if part.opens == "swing" and part.amount > 0:
        across = -part.sides[0] * (part.size[0] / 2 + 0.16)
    x, y, _ = _point(frame_of(part), (across, -STAND_OFF_M, 0.0))
    return x, y


def lid_motion(lid: Lid, share: float) -> Matrix:
    """(4, 4) in a thing's own axes: where its lid, made shut (or open, where it usually is), has gone."""
    motion = _turn(lid.axis, lid.turn_deg * (share - 1 if lid.usually_open else share))
    hinge = np.array(lid.hinge)
    motion[:3, 3] = hinge - motion[:3, :3] @ hinge + np.array(lid.shift_m) * share
    motion[2, 3] += lid.rise_m * math.sin(math.pi * share)
    return motion


def lid_handle(lid: Lid, position: Vector, orientation: tuple[float, float, float, float], share: float) -> Vector:
    """Where the handle of a lid is in the world; position and orientation: of the thing."""
    frame = np.eye(4)
    frame[:3, :3] = rotation_matrices(np.array(orientation, np.float32))
    frame[:3, 3] = position
    return _point(frame @ lid_motion(lid, share), lid.handle)


def _own_motion(part: Part, side: int, share: float) -> Matrix:
    edge = side * part.size[0] / 2
    motion = np.eye(4)
    match part.opens:
        case "slide":
            motion[0, 3] = side * part.amount * share
        case "gather":
            wide = 1 + (part.amount - 1) * (1 - share)
            motion[0, 0], motion[0, 3] = wide, edge * (1 - wide)
        case _:
            motion = _turn((0.0, 0.0, 1.0), side * part.amount * share)
            motion[:3, 3] = np.array([edge, 0.0, 0.0]) - motion[:3, 0] * edge
    return motion


def _usual_handle(part: Part) -> Vector:
    wide, high = part.size
    side = part.sides[0]
    if part.opens == "swing":
        free = -side * (wide / 2 - 0.07) if len(part.sides) == 1 else side * 0.05
        return free, -0.07, min(HANDLE_M, 0.55 * high)
    return side * 0.08, -0.06, min(HANDLE_M, 0.5 * high)


def _turn(axis: Vector, degrees: float) -> Matrix:
    half, (x, y, z) = math.radians(degrees) / 2, axis
    sine = math.sin(half)
    motion = np.eye(4)
    motion[:3, :3] = rotation_matrices(np.array([math.cos(half), x * sine, y * sine, z * sine]))
    return motion


def _point(frame: Matrix, point: Vector) -> Vector:
    x, y, z, _ = frame @ np.array([*point, 1.0])
    return float(x), float(y), float(z)
