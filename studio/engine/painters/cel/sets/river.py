"""A riverbank: a grassy levee, a wide slow river, an iron bridge, roofs on the far side."""

import itertools

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.sets.furniture import rail, solid_of, utility_pole, wire
from studio.engine.painters.cel.sets.grounds import XS, behind_camera, hills, lawn, tufts
from studio.engine.painters.cel.sets.houses import House, cottage
from studio.engine.painters.cel.sets.joinery import stand
from studio.engine.painters.cel.sets.land import rock, scattered
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.plants import DEEP, SUMMER, Meadow, crown, flowers, leaf_picture, shrub
from studio.engine.painters.cel.sets.sky import clouds
from studio.engine.painters.cel.sets.waters import glints, open_water
from studio.engine.painters.cel.shapes import Floats, Shape, bar, box, finish, merged, soft_box

_YS = np.array([-16, -11, -7.5, -5, -3, -1.5, 0, 1.5, 3, 3.8, 4.4, 5.0, 5.8, 7, 15.5, 17.2, 18.5, 20, 24, 32, 46, 70.0])
_ROOFS = ("#5d6f8f", "#8a5a50", "#4f7a72", "#7a6a8a", "#9a6a4a")


def dress(place: Place) -> None:
    """Build the riverbank."""
    clouds(place, 16.0, 1.0)
    behind_camera(place)
    hills(place)
    lawn(place, ("#5fa84c", "#98c95a"), _path, "#d6c498", _height, (XS, _YS))
    open_water(place, "river", ("#5aa9c8", "#235f9c"), (60, 60, 0.4, 0.4))
    glints(place, "river", 46)
    _bridge(place)
    _far_bank(place)
    (centre, size) = solid_of(place, "stone")
    rock(place, centre, size, "#8f94a4")
    _bank_rail(place)
    _step(place)
    _edge(place)
    _grass(place)


def _height(x: Floats, y: Floats) -> Floats:
    near = -0.95 * np.clip((y - 3.7) / 1.9, 0, 1) ** 1.1
    far = 1.75 * np.clip((y - 16.2) / 2.6, 0, 1) ** 1.2
    return near + far + 0 * x


def _path(x: Floats, y: Floats) -> Floats:
    return np.clip(1.5 - np.abs(y + 2.9 - 0.15 * np.sin(x * 0.4)), 0, 1) + 0.6 * np.clip(1.0 - np.abs(y - 4.9), 0, 1)


def _bridge(place: Place) -> None:
    """A truss of riveted iron from bank to bank, on two piers, lamps along it."""
    x, near, far, deck = 9.0, 2.6, 20.0, 1.35
    iron, dark = finish("#b8574a", 0.7), finish("#8f8a92", 0.8, foot=0.2)
    shapes: list[Shape] = [box((x, (near + far) / 2, deck - 0.12), (3.0, far - near, 0.24))]
    place.lay(merged(shapes), finish("#9a9aa6", 0.8))
    joints = np.linspace(near, far, 9)
    truss: list[Shape] = []
    for side in (-1.5, 1.5):
        truss += [
            box((x + side, (near + far) / 2, z), (0.14, far - near - (0 if z < 2 else 3.6), 0.18))
            for z in (deck, deck + 2.3)
        ]
        for i in range(8):
            low, high = (x + side, joints[i], deck), (x + side, joints[i + 1], deck + 2.3)
            if i % 2:
                low, high = (x + side, joints[i], deck + 2.3), (x + side, joints[i + 1], deck)
            truss.append(bar(low, high, 0.085, 5))
            truss.append(
                bar((x + side, joints[i + 1], deck), (x + side, joints[i + 1], deck + (2.3 if i < 7 else 0.9)), 0.06, 5)
            )
    truss += [box((x, float(y), deck + 2.3), (3.0, 0.10, 0.12)) for y in joints[1:-1]]
    place.lay(merged(truss), iron)
    for y in (8.0, 14.2):
        place.lay(box((x, y, -0.2), (2.6, 0.9, 2.8)), dark)
    place.lay(box((x, 2.9, 0.5), (3.4, 1.2, 1.7)), dark)
    place.lay(box((x, 19.6, 0.6), (3.4, 1.4, 1.6)), dark)
    if place.dark:
        for y in (5.5, 11.0, 16.5):
            place.shine((x - 1.6, y, deck + 2.2), 0.9, (1.0, 0.85, 0.55), 0.4)


def _far_bank(place: Place) -> None:
    """Houses, trees and a row of poles beyond the river."""
    random = place.dice("houses")
    leaves = leaf_picture(place.atlas)
    for i in range(9):
        x = -34 + 7.4 * i + float(random.uniform(-1, 1))
        high = float(random.uniform(4.0, 5.4))
        house = House(
            float(random.uniform(5.0, 6.4)), 4.6, high, 1.9, ("#efe4d0", "#e2dccf", "#d8d8dc")[i % 3], _ROOFS[i % 5]
        )
        stand(place, cottage(place, house, i % 4), (x, 25.5 + float(random.uniform(0, 3)), 0.85))
    for i in range(12):
        x = -36 + 6.4 * i
        crown(
            place, leaves, (x, 21.5, 1.6 + 0.4 * (i % 3)), (1.7, 1.0, 1.2), DEEP if i % 2 else SUMMER, 16, f"bank {i}"
        )
    poles = [(-24.0, 22.6), (-10.0, 22.6), (4.0, 22.6), (18.0, 22.6)]
    for pole in poles:
        utility_pole(place, pole, 7.8)
    for one, other in itertools.pairwise(poles):
        for z in (7.3, 6.9):
            wire(place, (*one, z), (*other, z), 0.5)


def _step(place: Place) -> None:
    """A worn step of the embankment to sit on."""
    (x, y, z), (wide, deep, high) = solid_of(place, "stone step")
    place.lay(soft_box((x, y, z), (wide, deep, high), 0.03, 16), finish("#b4b0aa", 0.8, foot=0.15))
    seams = [box((x + d, y - deep / 2 - 0.004, z), (0.015, 0.01, high - 0.04)) for d in (-wide / 6, wide / 6)]
    place.lay(merged(seams), finish("#8f8c8a", 0.0))


def _bank_rail(place: Place) -> None:
    (x, y, _), (wide, _, high) = solid_of(place, "bank rail")
    posts = [bar((x + d, y, 0), (x + d, y, high), 0.035, 6) for d in np.linspace(-wide / 2, wide / 2, 3)]
    beams = [box((x, y, z), (wide, 0.05, 0.06)) for z in (high - 0.03, high * 0.5)]
    place.lay(merged([*posts, *beams]), finish("#c2c6d0", 0.6, foot=0.15))
    rail(place, -9.5, -4.0, 3.6)


def _edge(place: Place) -> None:
    """Stones and reeds where the water begins."""
    random = place.dice("edge")
    for _ in range(26):
        x, size = float(random.uniform(-13, 7)), float(random.uniform(0.25, 0.6))
        rock(
            place,
            (x, 5.6 + float(random.normal(0, 0.22)), -0.62),
            (size * 1.4, size, size * 0.8),
            ("#8f94a4", "#a2a6b2", "#7f8498")[int(random.integers(3))],
        )
    for x in (-10.5, -6.6, -0.8, 5.2):
        tufts(
            place,
            f"reeds {x}",
            12,
            (x - 0.9, x + 0.9, 5.2, 6.1),
            Meadow(1.0, "#4a7f48", ("#93b452", "#c9c46a"), 0.9),
            _height,
        )


def _grass(place: Place) -> None:
    def off_path(x: Floats, y: Floats) -> NDArray[np.bool]:
        return _path(x, y) < 0.2

    tufts(place, "near", 130, (-8, 8, -6.5, 3.8), Meadow(0.18), _height, off_path)
    tufts(place, "slope", 150, (-12, 9, 3.4, 5.4), Meadow(0.42, tips=("#86c04a", "#cfd870")), _height, None, 4)
    tufts(place, "far", 90, (-30, 30, 17.6, 20.5), Meadow(0.5, "#3f7a48", ("#86b452", "#b9c86a")), _height, None, 3)
    random = place.dice("flowers")
    spots = scattered(random, 70, (-7.5, 7.5, 1.8, 4.6), off_path)
    spots[:, 2] = _height(spots[:, 0], spots[:, 1])
    flowers(place, spots, ("#fff7c8", "#ffe04d", "#ffffff"), 0.055)
    for x, y in ((-6.8, 2.6), (6.6, 1.8), (-7.6, 4.4)):
        shrub(place, (x, y, 0.3), 0.7)
