"""What somebody sits or lies on, as their skirt feels it: a level as high as the undersides of their thighs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.performance import Matrix
from studio.engine.skeleton import INDEX

_LEVEL: Final = (0.62, 0.94)
"""How level thighs are, as the cosine of their slope, before they lie on anything, and when they do."""
_THICK: Final = 0.22
"""From the middle of a thigh to its underside, head units."""
_SHORT_OF_KNEES: Final = 0.20
"""How far before the knees a seat ends, head units: from there on cloth hangs."""
_ASTRIDE: Final = 1.5
"""Knees further apart than this, head units, are on either side of something."""


_NONE_M: Final = -1e3
"""As high as a seat is where there is none."""


@dataclass(frozen=True, eq=False)
class Seat:
    """At each of T times. height: (T,) metres; hips, ahead: (T, 3) its beginning and its way; reach: (T,) metres."""

    height: Matrix
    hips: Matrix
    ahead: Matrix
    reach: Matrix

    def bears(self, places: Matrix, rows: NDArray[np.int64], radius: Matrix, time: int) -> None:
        """Put those of the places (P, 3) that are over the seat no lower than it is, in place."""
        if self.height[time] < _NONE_M / 2:
            return
        over = (places[rows] - self.hips[time]) @ self.ahead[time] < self.reach[time]
        rows = rows[over]
        places[rows, 2] = np.maximum(places[rows, 2], self.height[time] + radius[rows])


def seat_under(
    joints: Matrix, ground: Matrix, unit_m: float, between_frames: Callable[[Matrix], Matrix]
) -> Seat | None:
    """The seat under joints (F, J, 4, 4) over the ground (F,) at every step; None where nobody ever sits.

    between_frames: from F frames to T steps.
    """
    places = joints[..., :3, 3]
    hips, knees = (places[:, [INDEX[f"{name}_l"], INDEX[f"{name}_r"]]] for name in ("thigh", "shin"))
    along = knees - hips
    flat = np.linalg.norm(along[..., :2], axis=-1)
    level = (flat / np.maximum(np.linalg.norm(along, axis=-1), 1e-9)).min(1)
    apart = np.linalg.norm(knees[:, 0] - knees[:, 1], axis=-1) / unit_m
    share = np.clip((level - _LEVEL[0]) / (_LEVEL[1] - _LEVEL[0]), 0.0, 1.0) * (apart < _ASTRIDE)
    if not share.any():
        return None
    under = np.minimum(hips[..., 2], knees[..., 2]).mean(1) - _THICK * unit_m
    height = np.where(share > 0, ground + share * np.maximum(under - ground, 0.0), _NONE_M)
    ahead = along.mean(1) * np.array([1.0, 1.0, 0.0])
    ahead /= np.maximum(np.linalg.norm(ahead, axis=1, keepdims=True), 1e-9)
    found = (height, hips.mean(1), ahead, flat.mean(1) - _SHORT_OF_KNEES * unit_m)
    return Seat(*(between_frames(values) for values in found))
