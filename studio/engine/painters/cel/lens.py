"""Where the camera is for one frame, as the matrices that drawing needs."""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np

from studio.engine.painters.painter import Size
from studio.engine.performance import CameraPath, Matrix, projection_matrix, view_matrix

Area: TypeAlias = tuple[float, float, float, float]
"""A part of the picture: left, bottom, right, top, from 0 to 1."""


@dataclass(frozen=True, eq=False)
class Lens:
    """One frame's camera. ``view`` and ``projection`` as in ``performance``; ``pixels_per_metre`` at 1 m away."""

    size: Size
    view: Matrix
    projection: Matrix
    pixels_at_1m: float
    mirrored: bool = False

    @cached_property
    def view_projection(self) -> Matrix:
        """World to clip space."""
        return self.projection @ self.view

    @cached_property
    def planes(self) -> Matrix:
        """The planes of what it sees; see :func:`frustum`."""
        return frustum(self.view_projection)

    @property
    def eye(self) -> Matrix:
        """Where the camera is, (3,) metres."""
        eye = -self.view[:3, :3].T @ self.view[:3, 3]
        return eye * np.array([1.0, 1.0, -1.0]) if self.mirrored else eye

    @property
    def right(self) -> Matrix:
        """Unit vector to the right of the picture, world axes."""
        return self.view[0, :3]

    @property
    def forward(self) -> Matrix:
        """Unit vector into the picture, world axes."""
        return -self.view[2, :3]

    def same_place(self, other: "Lens | None") -> bool:
        """Whether both see exactly the same picture of things that stand still."""
        return (
            other is not None
            and self.size == other.size
            and np.array_equal(self.view, other.view)
            and np.array_equal(self.projection, other.projection)
        )

    def in_mirror(self, size: Size) -> "Lens":
        """The lens that sees the world mirrored in the ground plane z = 0."""
        return Lens(size, self.view @ np.diag([1.0, 1.0, -1.0, 1.0]), self.projection, self.pixels_at_1m, True)

    def depth(self, at: Matrix) -> float:
        """How far in front of the camera a place is, metres along the view; of a place, its first three numbers."""
        return float(-(self.view[2, :3] @ at[:3] + self.view[2, 3]))

    def area(self, corners: Matrix) -> Area | None:
        """The part of the picture that a solid with these corners, (N, 3) metres, lies in; None if out of it."""
        clip = _in_front(np.column_stack([corners, np.ones(len(corners))]) @ self.view_projection.T)
        if not len(clip):
            return None
        places = clip[:, :2] / clip[:, 3:] * 0.5 + 0.5
        low, high = np.clip(places.min(axis=0) - 0.01, 0, 1), np.clip(places.max(axis=0) + 0.01, 0, 1)
        return None if np.any(low >= high) else (float(low[0]), float(low[1]), float(high[0]), float(high[1]))

    def pixels_of(self, area: Area) -> tuple[int, int, int, int]:
        """Left, bottom, width and height in pixels of a part of the picture."""
        size = self.size
        left, bottom = int(area[0] * size.width), int(area[1] * size.height)
        right, top = int(area[2] * size.width) + 1, int(area[3] * size.height) + 1
        return left, bottom, min(right, size.width) - left, min(top, size.height) - bottom

    def pixels(self, length_m: float, at: Matrix) -> float:
        """How many pixels a length takes at a place in front of the camera."""
        return self.pixels_at_1m * length_m / max(self.depth(at), 0.05)


def lens_at(camera: CameraPath, frame: int, size: Size) -> Lens:
    """The camera of one frame."""
    fov_y = float(camera.fov_y[frame])
    projection = projection_matrix(fov_y, size.width / size.height)
    return Lens(size, view_matrix(camera, frame), projection, size.height / 2 / math.tan(fov_y / 2))


def frustum(view_projection: Matrix) -> Matrix:
    """The six planes of what is seen, (6, 4): a point is inside where ``planes @ (x, y, z, 1) >= 0``."""
    last = view_projection[3]
    return np.array([last + sign * view_projection[row] for row in range(3) for sign in (1, -1)])


def _in_front(clip: Matrix, nearest: float = 0.05) -> Matrix:
    """Corners (K, 4) of the part in front of the camera of the solid that has these corners (N, 4), clip space."""
    w = clip[:, 3]
    front, behind = np.flatnonzero(w >= nearest), np.flatnonzero(w < nearest)
    ahead, back = clip[np.repeat(front, len(behind))], clip[np.tile(behind, len(front))]
    share = (nearest - back[:, 3:]) / (ahead[:, 3:] - back[:, 3:])
    return np.concatenate([clip[front], back + (ahead - back) * share])
