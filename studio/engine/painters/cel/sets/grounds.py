"""Grounds of one make: grass with a path, paving in slabs, water's edge; and far hills in layers."""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.sets.land import Height, air_colour, flat, scattered, terrain
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.plants import DEEP, SUMMER, Foliage, Meadow, crown, grass, leaf_picture, trunk
from studio.engine.painters.cel.sets.sky import jagged, ridge
from studio.engine.painters.cel.shapes import Floats, finish, merged, mix, quad, rgb, times

Share = Callable[[Floats, Floats], Floats]
XS: Final = np.array(
    [-60, -40, -28, -20, -14, -10, -7.5, -5.5, -4, -2.5, -1, 0.5, 2, 3.5, 5, 6.5, 8.5, 11, 15, 22, 32, 60.0]
)
YS: Final = np.array([-16, -11, -7.5, -5, -3, -1.5, 0, 1.5, 3, 4.2, 5.2, 6.2, 7.6, 9.5, 12, 15, 19, 25, 36, 60.0])


def nowhere(x: Floats, y: Floats) -> Floats:
    """No path at all."""
    return np.zeros_like(x + y)


def lawn(
    place: Place,
    greens: tuple[str, str],
    path: Share = nowhere,
    path_tone: str = "#d8c9a0",
    height: Height = flat,
    area: tuple[Floats, Floats] = (XS, YS),
) -> None:
    """A field in two greens, laid out in soft bands, with a trodden path where ``path`` says 1."""

    def tones(x: Floats, y: Floats) -> Floats:
        band = (0.5 + 0.5 * np.sin(x * 0.5 + np.sin(y * 0.6) * 1.4 + y * 0.33))[:, None]
        green = np.array(rgb(greens[0])) * (1 - band) + np.array(rgb(greens[1])) * band
        share = np.clip(path(x, y), 0, 1)[:, None]
        return green * (1 - share) + np.array(rgb(path_tone)) * share

    terrain(place, area[0], area[1], height, tones)


def tufts(
    place: Place,
    name: str,
    count: int,
    area: tuple[float, float, float, float],
    kind: Meadow,
    height: Height = flat,
    keep: Callable[[Floats, Floats], NDArray[np.bool]] | None = None,
    blades: int = 4,
) -> None:
    """Grass in an area, standing on the ground's height."""
    random = place.dice(name)
    spots = scattered(random, count, area, keep)
    spots[:, 2] = height(spots[:, 0], spots[:, 1])
    place.pieces.append(grass(random, spots, kind, blades, blades > 3))


def paving(
    place: Place, area: tuple[float, float, float, float], colour: str, slab_m: tuple[float, float], z: float = 0.0
) -> None:
    """Slabs between joints, a few lighter or darker; level, so that rain makes it shine."""
    left, right, near, far = area
    lit = rgb(colour)
    xs, ys = np.arange(left, right - 1e-6, slab_m[0]), np.arange(near, far - 1e-6, slab_m[1])
    for low, high in zip(ys[:: max(1, len(ys) // 6)], [*ys[:: max(1, len(ys) // 6)][1:], far], strict=True):
        place.lay(quad((left, low, z), (right - left, 0, 0), (0, high - low, 0)), finish(lit, 0.0))
    random = place.dice(f"slabs {colour} {left:.1f} {near:.1f}")
    for level in (0.95, 1.035):
        slabs = [
            quad((x, y, z + 0.002), (min(slab_m[0], right - x), 0, 0), (0, min(slab_m[1], far - y), 0))
            for x in xs
            for y in ys
            if random.uniform() < 0.15
        ]
        if slabs:
            place.lay(merged(slabs), finish(times(lit, level), 0.0))
    joints = [quad((x - 0.007, near, z + 0.004), (0.014, 0, 0), (0, far - near, 0)) for x in xs[1:]]
    joints += [quad((left, y - 0.007, z + 0.004), (right - left, 0, 0), (0, 0.014, 0)) for y in ys[1:]]
    if joints:
        place.lay(merged(joints), finish(times(lit, 0.84), 0.0))


def hills(place: Place, tones: tuple[str, str, str] = ("#7f9fc8", "#6fa890", "#5f9f74")) -> None:
    """Mountains, hills and woods, one behind the other, each paler than the one before it."""
    ridge(place, "mountains", 470, (8, 54), air_colour(place, tones[0], 0.6))
    ridge(place, "hills", 330, (4, 26), air_colour(place, tones[1], 0.42))
    ridge(place, "woods", 200, (2, 12), air_colour(place, tones[2], 0.22))


def peaks(
    place: Place, name: str, distance: float, height: tuple[float, float], tone: str, air: float, sharp: int = 3
) -> None:
    """A chain of steep peaks all round."""
    random = place.dice(name)
    knots = random.uniform(0, 1, 24 * sharp)
    turns = np.linspace(0, 2 * np.pi, len(knots) + 1)

    def profile(turn: Floats) -> Floats:
        coarse = np.interp(turn, turns, np.append(knots, knots[0]))
        fine = 0.12 * np.abs(np.sin(turn * 41)) + 0.06 * np.abs(np.sin(turn * 97 + 1))
        return height[0] + (height[1] - height[0]) * np.clip(coarse * 0.9 + fine - 0.08, 0, 1.1)

    jagged(place, distance, profile, mix(air_colour(place, tone, air), place.mood.sky_horizon, 0.0))


def behind_camera(place: Place, foliage: tuple[Foliage, Foliage] = (SUMMER, DEEP), distance: float = 15.0) -> None:
    """A hedge of trees round the back of an open place, for shots that look towards the default camera."""
    leaves = leaf_picture(place.atlas)
    for i, turn in enumerate(np.radians((196, 168, 152, 212, 228, 137))):
        far = distance + 2.5 * (i % 3)
        x, y, tall = far * np.sin(turn), far * np.cos(turn), 1.9 + 0.6 * (i % 2)
        trunk(place, [(x, y, 0), (x + 0.1, y, tall * 0.6), (x, y, tall)], (0.2, 0.14), "#7a5a48", 6)
        crown(place, leaves, (x, y, tall + 0.7), (2.6, 1.6, 1.9), foliage[i % 2], 16, f"behind {i}")
    for i, turn in enumerate(np.radians((180, 205, 155))):
        x, y = (distance + 5) * np.sin(turn), (distance + 5) * np.cos(turn)
        crown(place, leaves, (x, y, 1.0), (3.2, 1.4, 1.5), foliage[(i + 1) % 2], 14, f"behind low {i}")
