"""How much of a thing is under water, at any tilt: the thing as columns along its own axes.

A column is cut by the surface exactly, so the immersed volume and its centre are exact wherever the surface passes
through the sides of a box or a cylinder, and good to a few thousandths elsewhere.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from studio.engine.stage.rotation import Doubles

_ROWS = 7
_RINGS, _ROUND = 6, 14


@dataclass(frozen=True, eq=False)
class Columns:
    """A solid as columns along one of its axes: middle (N, 3) in its own axes, half length (N,) and area (N,)."""

    axis: int
    middle: Doubles
    half: Doubles
    area: Doubles

    def below(self, up: Doubles, height: float) -> tuple[float, Doubles]:
        """Volume (m3) and first moment (m4, own axes) of what is below a level.

        Args:
            up: (3,) the vertical in the solid's own axes. height: of the level above the solid's centre.
        """
        slope = float(up[self.axis])
        reach = (height - self.middle @ up) / slope
        low, high = (-self.half, np.clip(reach, -self.half, self.half))
        if slope < 0:
            low, high = np.clip(reach, -self.half, self.half), self.half
        volumes = (high - low) * self.area
        moment = volumes @ self.middle
        moment[self.axis] += float(volumes @ (high + low)) / 2
        return float(volumes.sum()), moment


@dataclass(frozen=True, eq=False)
class Solid:
    """A thing as water sees it: the same solid in columns along each of its axes, and its volume in m3."""

    along: tuple[Columns, Columns, Columns]
    volume: float

    def below(self, up: Doubles, height: float) -> tuple[float, Doubles]:
        """Volume (m3) and first moment (m4) of what is below a level: by the columns that stand most upright."""
        return self.along[int(np.argmax(np.abs(up)))].below(up, height)


@lru_cache(maxsize=256)
def solid(shape: str, size: tuple[float, float, float]) -> Solid:
    """A prop's shape ("sphere", "cylinder", "capsule", "box") with full extents in metres."""
    half = size[0] / 2, size[1] / 2, size[2] / 2
    match shape:
        case "sphere":
            volume = math.pi / 6 * size[0] * size[1] * size[2]
            parts = tuple(_ellipsoid(axis, half) for axis in range(3))
        case "cylinder" | "capsule":
            radius = (half[0] + half[1]) / 2
            straight = half[2] if shape == "cylinder" else max(half[2] - radius, 0.005)
            round_ends = 0.0 if shape == "cylinder" else 4 / 3 * math.pi * radius**3
            volume = 2 * math.pi * radius**2 * straight + round_ends
            parts = tuple(_revolved(axis, radius, straight, shape == "capsule") for axis in range(3))
        case _:
            volume = size[0] * size[1] * size[2]
            parts = tuple(_box(axis, half) for axis in range(3))
    first, second, third = (_scaled(part, volume) for part in parts)
    return Solid((first, second, third), volume)


def _scaled(part: Columns, volume: float) -> Columns:
    """The columns with just the volume of the solid."""
    return Columns(part.axis, part.middle, part.half, part.area * volume / float(2 * part.half @ part.area))


def _box(axis: int, half: tuple[float, float, float]) -> Columns:
    steps = (np.arange(_ROWS) + 0.5) / _ROWS * 2 - 1
    across, along = (grid.ravel() for grid in np.meshgrid(steps, steps))
    return _upright(axis, half, across, along, np.ones(_ROWS * _ROWS))


def _ellipsoid(axis: int, half: tuple[float, float, float]) -> Columns:
    across, along = _disc()
    return _upright(axis, half, across, along, np.sqrt(1 - across**2 - along**2))


def _upright(axis: int, half: tuple[float, float, float], across: Doubles, along: Doubles, share: Doubles) -> Columns:
    """Columns at places of -1 to 1 on the other two axes, each a share of the full half length."""
    middle = np.zeros((len(across), 3))
    middle[:, (axis + 1) % 3] = across * half[(axis + 1) % 3]
    middle[:, (axis + 2) % 3] = along * half[(axis + 2) % 3]
    return Columns(axis, middle, share * half[axis], np.ones(len(across)))


def _disc() -> tuple[Doubles, Doubles]:
    """Places that share the unit disc equally."""
    radius = np.sqrt((np.arange(_RINGS) + 0.5) / _RINGS)
    turn = (np.arange(_ROUND) + 0.5) / _ROUND * 2 * np.pi
    return (radius[:, None] * np.cos(turn)).ravel(), (radius[:, None] * np.sin(turn)).ravel()


def _revolved(axis: int, radius: float, straight: float, rounded: bool) -> Columns:
    """A cylinder about z, or a capsule: columns along z, or across it."""
    if axis == 2:
        across, along = _disc()
        extra = radius * np.sqrt(1 - across**2 - along**2) if rounded else np.zeros(len(across))
        middle = np.column_stack([across * radius, along * radius, np.zeros(len(across))])
        return Columns(2, middle, straight + extra, np.ones(len(across)))
    reach = straight + (radius if rounded else 0.0)
    heights = ((np.arange(2 * _ROWS) + 0.5) / (2 * _ROWS) * 2 - 1) * reach
    wide = np.sqrt(np.maximum(radius**2 - np.maximum(np.abs(heights) - straight, 0) ** 2, 1e-12))
    turn = ((np.arange(_ROWS) + 0.5) / _ROWS - 0.5) * np.pi
    side = (wide[:, None] * np.sin(turn)).ravel()
    half = (wide[:, None] * np.cos(turn)).ravel()
    middle = np.zeros((len(side), 3))
    middle[:, 1 - axis], middle[:, 2] = side, np.repeat(heights, _ROWS)
    return Columns(axis, middle, half, half.copy())
