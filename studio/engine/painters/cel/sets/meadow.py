"""A flowering hill over the sea: one tree, one bench, a fence at the edge, and all of the sky."""

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.sets.furniture import bench, solid_of
from studio.engine.painters.cel.sets.land import air_colour, island, lighthouse, rock, scattered, terrain
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.plants import (
    SAKURA,
    SUMMER,
    Meadow,
    crown,
    flowers,
    grass,
    leaf_picture,
    shrub,
    trunk,
)
from studio.engine.painters.cel.sets.sky import clouds, ridge, sea
from studio.engine.painters.cel.shapes import Floats, bar, finish, merged, rgb

SEA_LEVEL = -14.0


def dress(place: Place) -> None:
    """Build the hill."""
    _sky(place)
    _ground(place)
    _grass(place)
    _tree(place)
    bench(place, wood="#c08a55", metal="#6b5a50")
    _fence(place)
    rock(place, (4.5, 3.2, 0.22), (0.9, 0.7, 0.5), "#9aa0ae", "#7fae55")
    rock(place, (5.0, 2.7, 0.12), (0.45, 0.4, 0.3), "#a5a9b6")
    shrub(place, (-5.6, 2.4, 0.45), 0.75)
    shrub(place, (6.2, 4.6, 0.3), 0.9)


def _height(x: Floats, y: Floats) -> Floats:
    """Level where people walk, rising softly at the sides, falling away behind."""
    side = 0.5 * np.clip((np.abs(x + 0.6) - 6.2) / 7, 0, 1) ** 1.5 * np.sign(-x + 3)
    return side - 0.075 * np.maximum(y - 6.2, 0) ** 1.55 - 0.02 * np.maximum(-y - 9, 0) ** 1.3


def _ground(place: Place) -> None:
    xs = np.array([-34, -24, -17, -12, -9, -7, -5.5, -4, -2.5, -1, 0.5, 2, 3.5, 5, 6.5, 8.5, 11, 15, 21, 30, 40.0])
    ys = np.array([-16, -11, -7, -4.5, -2.5, -1, 0.5, 2, 3.5, 5, 6.2, 7.4, 9, 11, 14, 18, 24, 32.0])

    def tones(x: Floats, y: Floats) -> Floats:
        band = 0.5 + 0.5 * np.sin(x * 0.55 + np.sin(y * 0.7) * 1.4 + y * 0.35)
        near, far = np.array(rgb("#5fae45")), np.array(rgb("#8fcf4f"))
        path = np.exp(-(((x - 0.9 - 0.35 * np.sin(y * 0.4)) / 0.75) ** 2))[:, None] * 0.55
        green = near + (far - near) * band[:, None]
        return green * (1 - path) + np.array(rgb("#c9c07a")) * path

    terrain(place, xs, ys, _height, tones)


def _grass(place: Place) -> None:
    random = place.dice("grass")

    def off_path(x: Floats, y: Floats) -> NDArray[np.bool]:
        return np.abs(x - 0.9 - 0.35 * np.sin(y * 0.4)) + random.uniform(0, 0.5, len(x)) > 0.8

    front = scattered(random, 90, (-6.5, 6.5, -6.5, -2.2), off_path)
    middle = scattered(random, 165, (-7.5, 7.5, -2.2, 6.0), off_path)
    sides = np.vstack([scattered(random, 60, (-9, -4.6, -6, 6)), scattered(random, 60, (4.6, 9, -6, 6))])
    edge = scattered(random, 210, (-13, 13, 6.0, 10.5))
    for spots, kind, blades, bent in (
        (front, Meadow(0.24), 5, True),
        (middle, Meadow(0.19), 4, True),
        (sides, Meadow(0.46), 6, True),
        (edge, Meadow(0.36, tips=("#86c945", "#cfe265")), 5, False),
    ):
        spots[:, 2] = _height(spots[:, 0], spots[:, 1])
        place.pieces.append(grass(random, spots, kind, blades, bent))
    _flower_beds(place, random)


def _flower_beds(place: Place, random: np.random.Generator) -> None:
    beds = [
        (2.9, 2.2, 0.9),
        (-3.6, 0.6, 0.9),
        (4.0, -1.2, 0.8),
        (-4.4, -2.4, 0.9),
        (1.6, 5.4, 1.1),
        (-1.4, 5.6, 1.2),
        (3.7, 5.2, 1.0),
    ]
    points = [random.normal((x, y), spread * 0.55, (17, 2)) for x, y, spread in beds]
    flat = np.vstack([*points, random.uniform((-7, -3), (7, 6.5), (34, 2))])
    spots = np.column_stack([flat, _height(flat[:, 0], flat[:, 1]) + 0.05])
    flowers(place, spots, ("#ffffff", "#ffd84d", "#ff8fb4", "#ff6a5a", "#b79bff"), 0.06)


def _tree(place: Place) -> None:
    """The old tree: leaves green, or blossom where petals fall."""
    (x, y, _), _ = solid_of(place, "tree")
    foliage = SAKURA if place.setting.weather == "petals" else SUMMER
    bark = "#7d5a4c"
    trunk(
        place, [(x, y, -0.1), (x + 0.05, y, 1.2), (x + 0.25, y - 0.1, 2.3), (x + 0.35, y, 3.2)], (0.27, 0.19), bark, 10
    )
    for tip in ((x + 1.9, y - 0.5, 3.9), (x - 1.3, y - 0.2, 4.1), (x + 0.5, y + 0.5, 5.0)):
        trunk(place, [(x + 0.25, y - 0.05, 2.3), ((x + tip[0]) / 2 + 0.1, y - 0.2, 3.2), tip], (0.13, 0.05), bark, 6)
    leaves = leaf_picture(place.atlas)
    for centre, radius, cards in (
        ((x + 0.4, y + 0.9, 4.9), (2.0, 1.3, 1.3), 40),
        ((x - 1.5, y, 4.3), (1.35, 1.1, 0.95), 32),
        ((x + 2.1, y - 0.3, 4.0), (1.4, 1.1, 0.85), 34),
        ((x + 0.9, y - 0.9, 4.9), (1.5, 1.0, 0.9), 34),
        ((x - 0.3, y - 0.4, 5.6), (1.5, 1.1, 0.9), 32),
    ):
        crown(place, leaves, centre, radius, foliage, cards)


def _fence(place: Place) -> None:
    wood = finish("#d8c8a8", 0.8, foot=0.15)
    posts = [(x, 6.3 + 0.15 * np.sin(x)) for x in np.arange(-9, 10.5, 1.5)]
    gaps = {5, 6}
    place.lay(
        merged(
            [
                bar((x, y, _at(x, y) - 0.1), (x + 0.02, y, _at(x, y) + 0.92), 0.05, 6)
                for i, (x, y) in enumerate(posts)
                if i not in (6,)
            ]
        ),
        wood,
    )
    rails = [
        bar((*posts[i], _at(*posts[i]) + z), (*posts[i + 1], _at(*posts[i + 1]) + z - 0.02), 0.035, 5)
        for i in range(len(posts) - 1)
        for z in (0.42, 0.78)
        if i not in gaps
    ]
    place.lay(merged(rails), wood)


def _at(x: float, y: float) -> float:
    return float(_height(np.array(x), np.array(y)))


def _sky(place: Place) -> None:
    clouds(place, 22.0, 1.08)
    sea(place, SEA_LEVEL, 12.0, ("#38a6d4", "#1b62b8"))
    ridge(place, "far hills", 480, (2, 26), air_colour(place, "#6f9dc9", 0.55))
    island(place, (-150, 330), (150, 34), air_colour(place, "#5f97b5", 0.35), SEA_LEVEL)
    island(place, (160, 370), (170, 28), air_colour(place, "#6f9fc0", 0.5), SEA_LEVEL)
    island(place, (-86, 190), (62, 17), air_colour(place, "#4b9a7d", 0.15), SEA_LEVEL)
    lighthouse(place, (-64, 186, -2.5), 1.05)
