"""Where a sound comes from, as the camera hears it."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.performance import CameraPath, Samples, view_matrix

_ASPECT: Final = 16 / 9
_USUAL_HALF_FOV: Final = math.radians(22)
_NEAREST_M: Final = 0.5


@dataclass(frozen=True)
class Placement:
    """pan -1 (left) to 1 (right); distance in metres as it looks (a long lens brings things near)."""

    pan: float
    distance_m: float


def placed(camera: CameraPath, frame: int, position: NDArray[np.floating] | tuple[float, float, float]) -> Placement:
    """Where a point of the world is for the camera of one frame (clamped to the shot)."""
    frame = min(max(frame, 0), len(camera.eye) - 1)
    seen = view_matrix(camera, frame)[:3] @ np.array([*position, 1.0], np.float64)
    half_height = math.tan(float(camera.fov_y[frame]) / 2)
    ahead = max(abs(float(-seen[2])), 0.3)
    pan = float(seen[0]) / (ahead * half_height * _ASPECT)
    near = half_height / math.tan(_USUAL_HALF_FOV)
    return Placement(min(max(pan, -1.0), 1.0), float(np.linalg.norm(seen)) * near)


def pan_gains(pan: float | Samples, width: float) -> Samples:
    """Equal-power gains (2, ...) of left and right; 1 and 1 are 0 dB each at the centre.

    ``width`` 0-1: how far a sound at the picture's edge goes to the side.
    """
    angle = (np.asarray(pan, np.float32) * width + 1) * (np.pi / 4)
    return (np.stack([np.cos(angle), np.sin(angle)]) * math.sqrt(2)).astype(np.float32)


def distance_gain(distance_m: float, reference_m: float, power: float) -> float:
    """1 at the reference and nearer, falling with distance to a power (1 is the open air)."""
    return min(reference_m / max(distance_m, _NEAREST_M), 1.0) ** power
