"""Where the camera is for one frame, as the matrices that drawing needs."""

import math
from dataclasses import dataclass

import numpy as np

from studio.engine.painters.painter import Size
from studio.engine.performance import CameraPath, Matrix, projection_matrix, view_matrix


@dataclass(frozen=True, eq=False)
class Lens:
    """One frame's camera. ``view`` and ``projection`` as in ``performance``; ``pixels_per_metre`` at 1 m away."""

    size: Size
    view: Matrix
    projection: Matrix
    pixels_at_1m: float
    mirrored: bool = False

    @property
    def view_projection(self) -> Matrix:
        """World to clip space."""
        return self.projection @ self.view

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
