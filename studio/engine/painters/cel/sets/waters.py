"""Water that lies in a set: pools, ponds, rivers and harbours, as its data says where they are."""

import numpy as np

from studio.engine.painters.cel.mesh import Surface
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.shapes import Finish, finish, mix, rgb, sheet
from studio.engine.vocabulary import Pool


def pool_of(place: Place, name: str) -> Pool:
    """A pool of the set by its name, so that what is drawn is where things float."""
    return next(pool for pool in place.kind.water if pool.name == name)


def still_water(place: Place, name: str, colours: tuple[str, str], step_m: float = 1.5) -> None:
    """The surface of a pool: waves by the shader, its near colour and its deep one."""
    pool = pool_of(place, name)
    left, right, near, far = pool.bounds_m
    _sheet(place, (left, right, near, far), pool.surface_m, colours, step_m)


def open_water(place: Place, name: str, colours: tuple[str, str], margin_m: tuple[float, float, float, float]) -> None:
    """The surface of a pool and what lies beyond its bounds by (left, right, near, far) metres."""
    pool = pool_of(place, name)
    left, right, near, far = pool.bounds_m
    area = (left - margin_m[0], right + margin_m[1], near - margin_m[2], far + margin_m[3])
    _sheet(place, area, pool.surface_m, colours, 4.0)


def _sheet(
    place: Place, area: tuple[float, float, float, float], level: float, colours: tuple[str, str], step_m: float
) -> None:
    near, deep = (mix(rgb(tone), place.mood.sky_horizon, 0.10) for tone in colours)
    xs = np.linspace(area[0], area[1], max(2, min(14, round((area[1] - area[0]) / step_m) + 1)))
    ys = np.linspace(area[2], area[3], max(2, min(14, round((area[3] - area[2]) / step_m) + 1)))
    grid = np.stack(np.meshgrid(xs, ys), -1)
    points = np.concatenate([grid, np.full((*grid.shape[:2], 1), level)], -1)
    place.lay(sheet(points, (0, 0, 1)), Finish(near, deep, Surface.WATER, outline=0.0))


def glints(place: Place, name: str, count: int = 40) -> None:
    """Short bright strokes on a pool: the sky's light on ripples."""
    pool = pool_of(place, name)
    left, right, near, far = pool.bounds_m
    random = place.dice(f"glints {name}")
    tone = mix((1, 1, 1), place.mood.sky_horizon, 0.35)
    for _ in range(count):
        x, y = float(random.uniform(left, right)), float(random.uniform(near, far))
        wide, z = float(random.uniform(0.15, 0.7)), pool.surface_m + 0.012
        rows = np.array(
            [[(x, y, z), (x + wide, y, z)], [(x + wide * 0.2, y + 0.035, z), (x + wide * 0.8, y + 0.035, z)]]
        )
        place.lay(sheet(rows, (0, 0, 1)), finish(tone, 0.0, depth=0.9))
