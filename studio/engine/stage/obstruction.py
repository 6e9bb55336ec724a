"""What stands between a camera and what it looks at: each set as painted, as columns of what is solid.

The maps are made from the painted sets by ``scripts/map_sights.py``.
"""

import base64
import zlib
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.stage.rotation import Doubles
from studio.engine.vocabulary import read_table

CELL_M: Final = 0.25
STEP_M: Final = 0.0125
FIRST_X: Final = -8.0
FIRST_Y: Final = -13.0
COLUMNS: Final = 64
ROWS: Final = 104
_SAMPLE_M: Final = 0.12
_CLEAR_M: Final = 0.28  # what is this near to the subject is what it stands by or sits on
_SLACK_M: Final = 0.04
MAPPED_M: Final = 2.15
_STANDS_M: Final = 1.0
"""As high as the maps go: what stands below the second and comes up to the first is a wall, a pillar or a trunk,
and goes on."""


@dataclass(frozen=True, eq=False)
class Sights:
    """A set's columns: the lowest and highest surface of each cell, metres, (ROWS, COLUMNS); low > high is empty."""

    low: Doubles
    high: Doubles

    def blocked(self, points: Doubles) -> NDArray[np.bool_]:
        """(...,) whether points (..., 3) are inside something."""
        column = np.floor((points[..., 0] - FIRST_X) / CELL_M).astype(int)
        row = np.floor((points[..., 1] - FIRST_Y) / CELL_M).astype(int)
        known = (column >= 0) & (column < COLUMNS) & (row >= 0) & (row < ROWS)
        row, column = np.clip(row, 0, ROWS - 1), np.clip(column, 0, COLUMNS - 1)
        low, high = self.low[row, column], self.high[row, column]
        z = np.where(low < _STANDS_M, np.minimum(points[..., 2], MAPPED_M), points[..., 2])
        return known & (z > low - _SLACK_M) & (z < high + _SLACK_M)


@cache
def sights_of(name: str) -> Sights | None:
    """A set's map; None for a set that has none."""
    packed = read_table("sets/sights.toml", str).get(name)
    if packed is None:
        return None
    steps = np.frombuffer(zlib.decompress(base64.b64decode(packed)), np.uint8).reshape(2, ROWS, COLUMNS)
    return Sights(steps[0] * STEP_M, steps[1] * STEP_M)


def hidden(name: str, eye: Doubles, spots: Doubles) -> float:
    """0-1: how many of the spots (N, 3) something painted on the set hides from the eye (3,)."""
    sights = sights_of(name)
    if sights is None or not len(spots):
        return 0.0
    lines = spots - eye
    length = np.linalg.norm(lines, axis=-1)
    along = np.arange(0.0, float(length.max()), _SAMPLE_M)
    points = eye + (lines / np.maximum(length, 1e-6)[:, None])[:, None] * along[None, :, None]
    open_ = along[None] > length[:, None] - _CLEAR_M
    return float((sights.blocked(points) & ~open_).any(1).mean())


def crowded(name: str, eye: Doubles, ends: Doubles) -> float:
    """0-1: how much of a frame is filled by what stands between an eye (3,) and places (N, 3) spread over the frame."""
    sights = sights_of(name)
    if sights is None:
        return 0.0
    along = np.linspace(0.0, 1.0, max(2, int(np.linalg.norm(ends - eye, axis=-1).max() / _SAMPLE_M)))
    points = eye + (ends - eye)[:, None] * along[None, :, None]
    return float(sights.blocked(points).any(1).mean())
