"""A lake in the hills: a jetty with a boat, a camp with a fire, firs that stand in the water upside down."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.scenery import Plume
from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.grounds import XS, behind_camera, lawn, peaks, tufts
from studio.engine.painters.cel.sets.houses import House, cottage
from studio.engine.painters.cel.sets.joinery import stand
from studio.engine.painters.cel.sets.land import air_colour, island, rock, scattered
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.plants import Meadow, fir, flowers, shrub
from studio.engine.painters.cel.sets.sky import clouds, ridge
from studio.engine.painters.cel.sets.waters import glints, open_water, pool_of
from studio.engine.painters.cel.shapes import (
    Floats,
    Shape,
    bar,
    box,
    finish,
    glowing,
    lathe,
    merged,
    moved,
    sheet,
    slab,
    soft_box,
    tube,
    turned,
)

_YS: Final = np.array([-16, -11, -7.5, -5, -3, -1.5, 0, 1.5, 3, 4.0, 4.6, 5.2, 6.0, 7.5])


def dress(place: Place) -> None:
    """Build the lake shore."""
    clouds(place, 18.0, 0.95)
    behind_camera(place)
    peaks(place, "snowy chain", 480, (26, 96), "#8fa9cf", 0.55, 2)
    ridge(place, "forest hills", 330, (8, 38), air_colour(place, "#5f9a86", 0.42))
    ridge(place, "shore woods", 200, (3, 15), air_colour(place, "#3f7a62", 0.24))
    level = pool_of(place, "lake").surface_m
    island(place, (-46, 92), (26, 9), air_colour(place, "#3f7f62", 0.12), level)
    island(place, (58, 120), (40, 11), air_colour(place, "#4a8570", 0.2), level)
    lawn(place, ("#5fa050", "#8cc05c"), _path, "#cfc09a", _height, (XS, _YS))
    open_water(place, "lake", ("#5fb0c4", "#2a6fae"), (260, 260, 0.6, 150))
    glints(place, "lake", 40)
    _jetty(place)
    _boat(place, (2.9, 7.2))
    _camp(place)
    _trees(place)
    _edge(place)
    stand(place, cottage(place, House(4.6, 3.8, 2.5, 1.8, "#a8805a", "#6b4a40", "#5d4436", 1), 5), (-9.4, 4.0, 0.2), 24)


def _height(x: Floats, y: Floats) -> Floats:
    edge = 4.6 + 0.4 * np.sin(x * 0.45) + 0.15 * np.sin(x * 1.3)
    rise = 1.0 * np.clip((np.abs(x) - 7) / 10, 0, 1) ** 1.3 * (y < 3)
    return rise - 0.9 * np.clip((y - edge) / 1.6, 0, 1)


def _path(x: Floats, y: Floats) -> Floats:
    edge = 4.5 + 0.4 * np.sin(x * 0.45)
    shore = np.clip((y - edge + 0.7) / 0.5, 0, 1)
    trail = np.exp(-(((x - 0.5 - 0.5 * np.sin(y * 0.4)) / 0.8) ** 2)) * 0.8
    return np.maximum(shore, trail)


def _jetty(place: Place) -> None:
    """Boards on posts that run out over the water."""
    random = place.dice("boards")
    boards = [
        box((1.4, y, 0.06 + float(random.uniform(0, 0.008))), (1.5, 0.26, 0.05)) for y in np.arange(4.1, 11.4, 0.29)
    ]
    place.lay(merged(boards[::2]), finish("#b08f6a", 0.6))
    place.lay(merged(boards[1::2]), finish("#a2825e", 0.6))
    posts = [
        bar((1.4 + s * 0.72, y, -1.0), (1.4 + s * 0.72, y, 0.62 if i % 2 else 0.1), 0.07, 8)
        for i, y in enumerate((4.3, 6.1, 7.9, 9.7, 11.3))
        for s in (-1, 1)
    ]
    place.lay(merged(posts), finish("#7a5f4a", 0.7, foot=0.2))
    beams = [box((1.4 + s * 0.66, 7.7, 0.0), (0.10, 7.4, 0.12)) for s in (-1, 1)]
    place.lay(merged(beams), finish("#8a6c52", 0.5))
    place.lay(bar((0.68, 9.7, 0.62), (0.68, 9.7, 1.5), 0.03, 6), finish("#7a5f4a", 0.5))
    lamp = moved(lathe([(0.07, 0), (0.09, 0.16), (0.0, 0.24)], 8), (0.68, 9.7, 1.5))
    place.lay(lamp, glowing("#ffdf9a", 0.9) if place.dark else finish("#e8dcc0", 0.6))
    if place.dark:
        place.shine((0.68, 9.6, 1.6), 1.4, (1.0, 0.82, 0.5), 0.45)


def _boat(place: Place, at: tuple[float, float]) -> None:
    """A rowing boat moored at the jetty, oars across it."""
    level = pool_of(place, "lake").surface_m
    t = np.linspace(-1, 1, 13)
    half = 0.52 * (1 - np.abs(t) ** 2.6)
    shape = [
        np.stack([t * 1.5 * s, k * half, np.full(13, z) + 0.16 * t**2], 1)
        for z, s, k in ((-0.12, 0.86, -0.5), (0.16, 1.0, -1.0))
    ]
    hull = [np.array(shape), np.array(shape) * (1, -1, 1)]
    x, y = at
    for side, face in zip(hull, ((0, -1, 0), (0, 1, 0)), strict=True):
        place.lay(moved(sheet(side, face), (x, y, level)), finish("#3f7a8f", 0.8))
        place.lay(moved(sheet(side * (0.96, 0.9, 1), (-face[0], -face[1], 0)), (x, y, level)), finish("#c49a68", 0.4))
        rim = side[1] + (x, y, level)
        place.lay(tube(rim, 0.035, 5), finish("#e8dcc0", 0.6))
    floor = slab(np.array([(-1.2, 0), (1.2, 0), (1.2, 0.02), (-1.2, 0.02)]), 0.6)
    place.lay(moved(floor, (x, y, level - 0.02)), finish("#a8805a", 0.0))
    place.lay(merged([box((x + d, y, level + 0.10), (0.2, 0.84, 0.04)) for d in (-0.5, 0.4)]), finish("#c49a68", 0.6))
    oars = [bar((x - 0.9, y + s * 0.2, level + 0.24), (x + 1.1, y - s * 0.1, level + 0.2), 0.022, 5) for s in (-1, 1)]
    place.lay(merged(oars), finish("#d8b98a", 0.5))
    place.lay(bar((x - 1.4, y, level + 0.3), (2.12, 6.1, 0.3), 0.012, 4), finish("#c9b48a", 0.0))


def _camp(place: Place) -> None:
    """A fallen trunk to sit on, a ring of stones with a fire from dusk on, a tent, a crate."""
    (x, y, z), (wide, _, high) = solid_of(place, "log")
    way = np.array([(x - wide / 2, y, z), (x, y + 0.02, z), (x + wide / 2, y, z)])
    place.lay(tube(way, high / 2, 10), finish("#9a7454", 0.9, foot=0.25, top=0.12))
    for side in (-1, 1):
        cut = turned(lathe([(0.0, 0.0), (0.0, 0.001), (high * 0.42, 0.0)], 10), -90 * side, 1)
        place.lay(moved(cut, (x + side * (wide / 2 + 0.012), y, z)), finish("#dcc39c", 0.0))
    (x, y, z), (wide, _, high) = solid_of(place, "campfire stones")
    for turn in np.linspace(0, 2 * np.pi, 9, endpoint=False):
        rock(place, (x + wide * 0.40 * np.cos(turn), y + wide * 0.40 * np.sin(turn), z), (0.24, 0.2, high), "#8a8d9a")
    sticks = [
        bar(
            (x + 0.26 * np.cos(t), y + 0.26 * np.sin(t), 0.04),
            (x - 0.05 * np.cos(t), y - 0.05 * np.sin(t), 0.24),
            0.035,
            6,
        )
        for t in np.linspace(0, 5, 5)
    ]
    place.lay(merged(sticks), finish("#6b4f40", 0.5))
    if place.dark:
        flames = [
            moved(lathe([(0, 0), (0.13 * s, 0.12 * s), (0.08 * s, 0.32 * s), (0, 0.6 * s)], 7), (x + dx, y, 0.08))
            for dx, s in ((0.0, 1.0), (-0.12, 0.7), (0.12, 0.75))
        ]
        place.lay(merged(flames), glowing("#ff9a3f", 0.9))
        place.lay(moved(lathe([(0, 0), (0.07, 0.08), (0, 0.3)], 6), (x, y - 0.1, 0.1)), glowing("#fff0b0", 1.0))
        place.shine((x, y, 0.4), 2.2, (1.0, 0.60, 0.25), 0.5)
        place.plumes.append(Plume((x, y, 0.55), 0.13))
    _tent(place, (-5.6, 2.0))
    (x, y, z), size = solid_of(place, "crate")
    place.lay(box((x, y, z), size), finish("#b98a5c", 0.8, foot=0.12))
    slats = [box((x, y - size[1] / 2 - 0.006, 0.08 + 0.16 * i), (size[0] + 0.02, 0.02, 0.11)) for i in range(3)]
    place.lay(merged(slats), finish("#c99a6b", 0.5))


def _tent(place: Place, at: tuple[float, float]) -> None:
    x, y = at
    tones = ("#e8843f", "#d8703a")
    for side, tone in zip((-1, 1), tones, strict=True):
        rows = np.array(
            [[(x + side * 1.1, y - 1.1, 0), (x + side * 1.1, y + 1.1, 0)], [(x, y - 1.2, 1.5), (x, y + 1.2, 1.5)]]
        )
        place.lay(sheet(rows, (side, 0, 0.6)), finish(tone, 0.8))
        flap = np.array(
            [
                [(x + side * 1.1, y - 1.1, 0), (x + side * 0.34, y - 1.1, 0)],
                [(x, y - 1.2, 1.5), (x + side * 0.02, y - 1.2, 1.5)],
            ]
        )
        place.lay(sheet(flap, (0, -1, 0)), finish("#f2b06a", 0.7))
    inner = sheet(
        np.array(
            [[(x - 1.0, y - 1.0, 0), (x + 1.0, y - 1.0, 0)], [(x - 0.01, y - 1.1, 1.45), (x + 0.01, y - 1.1, 1.45)]]
        ),
        (0, -1, 0),
    )
    place.lay(inner, glowing("#ffc070", 0.45) if place.dark else finish("#5d4a4a", 0.0))


def _trees(place: Place) -> None:
    random = place.dice("firs")
    for x, y, tall in (
        (-7.0, 0.4, 5.0),
        (-8.6, -1.6, 6.4),
        (-11.6, 3.0, 7.0),
        (6.6, 1.4, 5.2),
        (8.2, 3.2, 6.2),
        (9.6, -0.6, 7.0),
        (7.4, -3.2, 5.6),
        (12.6, 4.0, 7.4),
        (-12.6, 0.0, 7.0),
    ):
        fir(
            place,
            (x, y, float(_height(np.array(x), np.array(y)))),
            tall * float(random.uniform(0.9, 1.1)),
            ("#3f7a5a", "#356b55")[int(random.integers(2))],
            place.setting.weather == "snow",
        )
    for x, y in ((5.6, 3.6), (-5.6, 4.0), (5.4, -1.6)):
        shrub(place, (x, y, 0.3), 0.55)


def _edge(place: Place) -> None:
    random = place.dice("edge")
    for _ in range(20):
        x, s = float(random.uniform(-9, 9)), float(random.uniform(0.2, 0.55))
        if 0.3 < x < 2.5:
            continue
        rock(
            place,
            (x, 5.1 + 0.4 * np.sin(x * 0.45) + float(random.normal(0, 0.15)), -0.25),
            (s * 1.4, s, s * 0.7),
            ("#8f94a4", "#a2a6b2")[int(random.integers(2))],
        )
    for x in (-7.4, -3.6, 4.6, 7.8):
        tufts(
            place,
            f"reeds {x}",
            10,
            (x - 0.8, x + 0.8, 4.7, 5.8),
            Meadow(1.0, "#4a7f48", ("#93b452", "#c9c46a"), 0.9),
            _height,
        )

    def off_path(x: Floats, y: Floats) -> NDArray[np.bool]:
        return (_path(x, y) < 0.25) & (np.hypot(x + 3.4, y - 0.6) > 0.9)

    tufts(place, "meadow", 230, (-8, 8, -6.5, 4.4), Meadow(0.2, "#2f7448", ("#74b04a", "#a9cc5a")), _height, off_path)
    spots = scattered(random, 70, (-7, 7, -5, 4.2), off_path)
    spots[:, 2] = _height(spots[:, 0], spots[:, 1])
    flowers(place, spots, ("#ffffff", "#b79bff", "#ffd84d"), 0.05)
    bits: list[Shape] = [soft_box((3.5, 1.9, 0.16), (0.34, 0.26, 0.32), 0.08)]
    place.lay(merged(bits), finish("#4f7f6a", 0.7))
