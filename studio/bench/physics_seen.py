"""Where things are, in metres, by what a picture shows: the id pass, the depth pass and the camera. Nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.bench.physics_scenes import SIZE
from studio.engine.painters.cel.effects import EFFECT_ORDER, Effects
from studio.engine.painters.cel.lens import lens_at
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.painter import Pass
from studio.engine.performance import Performance

Doubles = NDArray[np.float64]
BARE = Effects.without(len(EFFECT_ORDER))
"""No outlines: a thing's id then covers exactly the thing."""


_FACE_M = 0.02
_SET = 1


@dataclass(frozen=True, eq=False)
class Seen:
    """One frame's truth. surface: (N, 3) metres, the seen points of each id."""

    time: float
    surface: dict[int, Doubles]


def look(painter: CelPainter, performance: Performance, frames: Iterable[int]) -> list[Seen]:
    """Paint some frames and read them."""
    painting = painter.open(performance, SIZE)
    seen: list[Seen] = []
    for frame in frames:
        painted = painting.frame(frame, BARE, frozenset({Pass.ID, Pass.DEPTH}))
        assert painted.id is not None
        assert painted.depth is not None
        seen.append(Seen(frame / performance.fps, _surfaces(performance, frame, painted.id, painted.depth)))
    return seen


def _surfaces(
    performance: Performance, frame: int, numbers: NDArray[np.uint8], depth: NDArray[np.float32]
) -> dict[int, Doubles]:
    """The seen points of every thing, by its id."""
    ids = performance.id_numbers.values()
    return {number: _points(performance, frame, numbers == number, depth) for number in ids}


def _points(performance: Performance, frame: int, chosen: NDArray[np.bool_], depth: NDArray[np.float32]) -> Doubles:
    """Every chosen pixel as a point of the world: through the pixel's middle, as deep as the depth pass says."""
    lens = lens_at(performance.camera, frame, SIZE)
    rows, columns = np.nonzero(chosen & np.isfinite(depth))
    away = depth[rows, columns].astype(np.float64)
    right = (columns + 0.5 - SIZE.width / 2) / lens.pixels_at_1m * away
    up = (SIZE.height / 2 - rows - 0.5) / lens.pixels_at_1m * away
    eye_space = np.stack([right, up, -away], -1)
    return (eye_space - lens.view[:3, 3]) @ lens.view[:3, :3]


def set_points(painter: CelPainter, performance: Performance, frame: int) -> Doubles:
    """The seen points of the set in one frame, (N, 3)."""
    painted = painter.open(performance, SIZE).frame(frame, BARE, frozenset({Pass.ID, Pass.DEPTH}))
    assert painted.id is not None
    assert painted.depth is not None
    return _points(performance, frame, painted.id == _SET, painted.depth)


def ball_centre(surface: Doubles) -> Doubles:
    """The middle of the sphere that fits best through seen points, (3,). Source: linear least squares, Coope 1993."""
    about = surface.mean(0)
    points = surface - about
    system = np.column_stack([2 * points, np.ones(len(points))])
    return about + (_inverse(system) @ (system.T @ (points**2).sum(1)))[:3]


def _inverse(slopes: Doubles) -> Doubles:
    """Of the normal equations of a least squares fit."""
    return np.linalg.inv(slopes.T @ slopes).astype(np.float64)


def known_ball_centre(surface: Doubles, radius: float) -> Doubles:
    """The middle of a sphere of known size of which little may be seen, (3,). Source: Gauss-Newton least squares."""
    centre = ball_centre(surface)
    for _ in range(20):
        away = surface - centre
        distance: Doubles = np.sqrt((away**2).sum(1))
        slopes: Doubles = away / distance[:, None]
        centre = centre + _inverse(slopes) @ (slopes.T @ (distance - radius))
    return centre


def front(surface: Doubles) -> Doubles:
    """The middle of the face of a thing that is nearest to the camera, (3,)."""
    return surface[surface[:, 1] < surface[:, 1].min() + _FACE_M].mean(0)
