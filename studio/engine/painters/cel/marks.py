"""The marks that manga sets beside a head: the drop of sweat and the swollen vein of anger.

They stand before the head as the camera sees it, so that no hair ever hides them.
"""

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.faces.drawing import MARKED_FROM
from studio.engine.painters.cel.mesh import Mesh, Surface, join
from studio.engine.painters.cel.pose import Pose
from studio.engine.painters.cel.shapes import Finish, ball, curve, lathe, moved, paint, tube
from studio.engine.performance import Actor, CameraPath, Floats, Matrix

SWEAT, VEIN = MARKS = ("sweat", "vein")
_PLACES: Final = {SWEAT: (0.42, 0.62), VEIN: (0.34, 0.92)}
"""To the right in the picture, and up from the chin, of a mark's middle, head units."""
_BEFORE: Final = 0.62
"""How far before the middle of the head, towards the camera, head units."""
_POPS_S: Final = 0.18
_RUNS_S: Final = 1.4
_RUN_HEADS: Final = 0.14
_BEAT_HZ: Final = 1.6
_DROP: Final = (
    (0.0, -0.115),
    (0.045, -0.105),
    (0.074, -0.07),
    (0.078, -0.03),
    (0.062, 0.02),
    (0.034, 0.08),
    (0.0, 0.16),
)
_STROKES: Final = ((-1.0, 0.30), (-0.42, 0.36), (-0.36, 1.0))


@cache
def mark_mesh(mark: str) -> Mesh:
    """A mark in head units, facing x, z up."""
    return _drop() if mark == SWEAT else _vein()


def _drop() -> Mesh:
    body = paint(lathe(_DROP, 16), _flat("#a9dcf6", 0.55))
    light = paint(moved(ball((0, 0, 0), (0.012, 0.016, 0.030), 8, 5), (0.072, -0.026, -0.02)), _flat("#ffffff", 0.0))
    return join([body, light])


def _vein() -> Mesh:
    """Four bent strokes round a cross, as if a vein stood out there."""
    bends: list[Mesh] = []
    for quarter in range(4):
        cos, sin = np.cos(quarter * np.pi / 2), np.sin(quarter * np.pi / 2)
        points = [(0.0, (cos * y - sin * z) * 0.125, (sin * y + cos * z) * 0.125) for y, z in _STROKES]
        line = curve(points, 9)
        bends.append(
            paint(
                tube(line, np.interp(np.linspace(-1, 1, 9), (-1, 0, 1), (0.006, 0.026, 0.006)), 8),
                _flat("#e23a3f", 0.35),
            )
        )
    return join(bends)


def _flat(colour: str, outline: float) -> Finish:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return Finish((red, green, blue), (red, green, blue), Surface.GLOW, outline=outline)


def marked(actor: Actor, mark: str) -> NDArray[np.bool_] | None:
    """(F,) in which frames somebody has a mark; None where never."""
    if actor.face.marks is None:
        return None
    drawn: NDArray[np.bool_] = getattr(actor.face.marks, mark) >= MARKED_FROM
    drawn = drawn if actor.shown is None else drawn & actor.shown
    return drawn if drawn.any() else None


def ages(drawn: NDArray[np.bool_], fps: int) -> Floats:
    """(F,) seconds that a mark has been there for; long ago where a shot begins with it."""
    age = np.zeros(len(drawn), np.float32)
    since = _RUNS_S if drawn[0] else 0.0
    for frame, there in enumerate(drawn):
        age[frame] = since
        since = since + 1 / fps if there else 0.0
    return age


def mark_pose(mark: str, head: Pose, camera: CameraPath, frame: int, age: float) -> Pose:
    """A mark before a head as the camera has it in a frame, so long after it appeared."""
    unit = head.unit_m
    eye = camera.eye[frame].astype(np.float64)
    towards, right, up = _seen(eye, head.head)
    across, high = _PLACES[mark]
    slides = _RUN_HEADS * min(1.0, age / _RUNS_S) if mark == SWEAT else 0.0
    at = head.head + unit * (_BEFORE * towards + across * right + (high - 0.5 - slides) * up)
    transform = np.eye(4)
    transform[:3, :3] = np.stack([towards, right, up], 1) * _size(mark, age)
    transform[:3, 3] = at
    return Pose(transform[None], np.zeros((1, 3)), unit, head.ground)


def _size(mark: str, age: float) -> float:
    """It pops up over its size and back; a vein goes on throbbing."""
    x = min(1.0, age / _POPS_S)
    pop = 0.35 + 0.65 * x + 0.35 * np.sin(np.pi * x) * x
    return float(pop * (1 + 0.07 * np.sin(2 * np.pi * _BEAT_HZ * age)) if mark == VEIN else pop)


def _seen(eye: Matrix, head: Matrix) -> tuple[Matrix, Matrix, Matrix]:
    """Unit vectors from the head to the camera, to the right in its picture, and up."""
    towards = (eye - head) / max(float(np.linalg.norm(eye - head)), 1e-6)
    right = np.cross(np.array([0.0, 0.0, 1.0]), towards)
    right = right / max(float(np.linalg.norm(right)), 1e-6)
    return towards, right, np.cross(towards, right)
