"""A school gymnasium: a polished court, hoops, a curtained platform, light from high windows."""

import itertools
from typing import Final

import numpy as np

from studio.engine.painters.cel.sets import goods
from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.interior import Opening, Shell, curtain, shell, sunlight, wall
from studio.engine.painters.cel.sets.joinery import Part, picture, sliding_door, stand
from studio.engine.painters.cel.sets.leaves import stand_sliding_door
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.wallware import behind, clock, framed, outlook, sign
from studio.engine.painters.cel.shapes import (
    Finish,
    ball,
    bar,
    box,
    finish,
    glowing,
    merged,
    mix,
    quad,
    rgb,
    sheet,
    soft_box,
)

ROOM: Final = Shell(7.0, -11.0, 8.6, 6.4, "#efe4cf", "#d39a5c", "#a8784c", "#e6dfd2")
WINDOWS: Final = tuple(Opening(0.8 + 3.0 * i, 3.2 + 3.0 * i, 3.4, 5.6, 3) for i in range(6))


def dress(place: Place) -> None:
    """Build the gymnasium."""
    outlook(place, -60.0, ((-11.0, 2.0, 3.4, 2.2), (-11.5, -5.0, 3.0, 2.0), (11.0, 0.0, 3.2, 2.2)))
    shell(place, ROOM, 0.28)
    for side in ("left", "right"):
        wall(place, ROOM, side, WINDOWS, "#b98552")
    wall(place, ROOM, "back")
    behind(place, ROOM)
    sunlight(place, ROOM, "left", WINDOWS, 1.0)
    _lines(place)
    _platform(place)
    _hoop(place, 5.9)
    _walls(place)
    _things(place)
    _roof(place)


def _lines(place: Place) -> None:
    """The court's lines: the circle, the free-throw lane, the side lines, in two colours."""
    white, blue = finish("#f8f4ea", 0.0), finish("#4f7fb8", 0.0)
    turn = np.linspace(0, 2 * np.pi, 41)
    rings = [((0.0, -0.2), 1.8), ((0.0, 3.4), 1.5)]
    for (x, y), radius in rings:
        rows = [
            np.stack([x + r * np.cos(turn), y + r * np.sin(turn), np.full(41, 0.008)], 1)
            for r in (radius - 0.03, radius + 0.03)
        ]
        place.lay(sheet(np.stack(rows), (0, 0, 1)), white)
    marks = [quad((-5.9, y, 0.007), (11.8, 0, 0), (0, 0.06, 0)) for y in (-0.23, 6.3, -9.0)]
    marks += [quad((x - 0.03, -9.0, 0.007), (0.06, 0, 0), (0, 15.3, 0)) for x in (-5.9, 5.9)]
    marks += [quad((x - 0.03, 3.4, 0.007), (0.06, 0, 0), (0, 2.9, 0)) for x in (-1.5, 1.5)]
    place.lay(merged(marks), white)
    place.lay(quad((-1.47, 3.4, 0.005), (2.94, 0, 0), (0, 2.9, 0)), finish("#b8683f", 0.0))
    inner = [quad((x - 0.02, -8.0, 0.006), (0.04, 0, 0), (0, 13.6, 0)) for x in (-4.4, 4.4)]
    inner += [quad((-4.4, y, 0.006), (8.8, 0, 0), (0, 0.04, 0)) for y in (-8.0, 5.6)]
    place.lay(merged(inner), blue)


def _platform(place: Place) -> None:
    """The raised stage with its curtains, steps and the school's crest."""
    (x, y, _), (wide, deep, high) = solid_of(place, "platform")
    front = y - deep / 2
    place.lay(box((x, y, high / 2), (wide, deep, high)), finish("#c08a55", 0.8, top=0.06))
    panels = [box((x - wide / 2 + 0.66 + 1.32 * i, front - 0.012, 0.42), (1.2, 0.03, 0.66)) for i in range(8)]
    place.lay(merged(panels), finish("#a8784c", 0.6))
    place.lay(box((x, front + 0.02, high - 0.02), (wide + 0.04, 0.10, 0.05)), finish("#8a5f3f", 0.5))
    place.lay(quad((-5.2, 8.55, high), (10.4, 0, 0), (0, 0, 4.4)), finish("#5a4a5a", 0.0))
    for i, (left, right) in enumerate(((-5.3, -3.3), (3.3, 5.3))):
        curtain(place, (left, 8.2 - 0.1 * i), (right, 8.2 - 0.1 * i), (high, 5.2), "#a83a45", 9)
    curtain(place, (-5.3, 7.6), (5.3, 7.6), (4.5, 5.5), "#8f2f3c", 26)
    place.lay(merged([box((s * 5.45, 7.3, 3.0), (0.4, 0.5, 5.0)) for s in (-1, 1)]), finish("#e2d4ba", 0.8))
    place.lay(box((0, 7.3, 5.6), (11.3, 0.5, 0.5)), finish("#e2d4ba", 0.8))
    for step in range(3):
        tall = 0.3 * (3 - step)
        place.lay(box((-4.4, front - 0.16 - 0.3 * step, tall / 2), (1.0, 0.32, tall)), finish("#b07c50", 0.7))
    stand(place, framed(sign(place, "SPORTS", "#2f4a7a", "#fff4d0"), 2.0, 0.36), (0.0, 7.02, 5.6))
    lectern: list[Part] = [
        (box((0, 0, 0.5), (0.7, 0.45, 1.0)), finish("#8a5f3f", 0.7, foot=0.1)),
        (box((0, -0.02, 1.02), (0.8, 0.52, 0.05)), finish("#a9784f", 0.6)),
    ]
    stand(place, lectern, (1.6, 8.0, high))


def _hoop(place: Place, y: float) -> None:
    """A backboard on a steel arm that folds down from the roof, its ring and net."""
    arms = [bar((s * 0.5, y + 0.1, 3.6), (s * 0.9, y + 1.4, 6.3), 0.05, 6) for s in (-1, 1)]
    place.lay(merged([*arms, bar((-0.7, y + 0.8, 5.0), (0.7, y + 0.8, 5.0), 0.035, 5)]), finish("#5d6676", 0.6))
    place.lay(box((0, y, 3.5), (1.8, 0.06, 1.05)), finish("#f6f8fa", 0.9))
    frame = [box((0, y - 0.035, z), (w, 0.01, 0.05)) for z, w in ((3.0, 1.76), (4.0, 1.76), (3.22, 0.6), (3.66, 0.6))]
    frame += [
        box((x, y - 0.035, z), (0.05, 0.01, h))
        for x, z, h in ((-0.86, 3.5, 1.0), (0.86, 3.5, 1.0), (-0.29, 3.44, 0.45), (0.29, 3.44, 0.45))
    ]
    place.lay(merged(frame), finish("#d8453f", 0.0))
    turn = np.linspace(0, 2 * np.pi, 15)
    ring = np.column_stack([0.23 * np.cos(turn), y - 0.36 + 0.23 * np.sin(turn), np.full(15, 3.05)])
    place.lay(merged([bar(a, b, 0.014, 4) for a, b in itertools.pairwise(ring)]), finish("#e2653f", 0.5))
    net = [
        bar(ring[i], ((0.13 * np.cos(turn[i] + s * 0.4)), y - 0.36 + 0.13 * np.sin(turn[i] + s * 0.4), 2.62), 0.006, 3)
        for i in range(14)
        for s in (-1, 1)
    ]
    place.lay(merged(net), finish("#f4f0e6", 0.0))


def _walls(place: Place) -> None:
    """Wall bars, doors, a gallery rail under the windows, a score board, a clock, banners."""
    rods: list[Finish] = [finish("#c9965c", 0.5), finish("#b98552", 0.6)]
    for y in (-1.8, 0.2, 4.2):
        bars = [bar((6.86, y - 0.85, z), (6.86, y + 0.85, z), 0.022, 5) for z in np.arange(0.3, 2.7, 0.22)]
        place.lay(merged(bars), rods[0])
        place.lay(merged([box((6.88, y + s * 0.88, 1.4), (0.14, 0.07, 2.8)) for s in (-1, 0, 1)]), rods[1])
    for side in (-1, 1):
        rails = [bar((side * 6.35, -10.8, z), (side * 6.35, 6.9, z), 0.025, 5) for z in (3.25, 2.95)]
        rails += [bar((side * 6.35, y, 2.6), (side * 6.35, y, 3.25), 0.02, 5) for y in np.arange(-10.8, 7.0, 1.1)]
        place.lay(merged(rails), finish("#7f8894", 0.5))
        place.lay(box((side * 6.66, -1.9, 2.54), (0.68, 17.8, 0.14)), finish("#d8cdb8", 0.7))
    glass = glowing(mix(rgb("#dcecf2"), place.mood.sky_horizon, 0.4), 0.0)
    stand(place, sliding_door(2.4, 2.3, "#8a6a4c", glass), (-6.95, -4.4), 90.0)
    stand_sliding_door(place, "#8a6a4c", glass)
    score: list[Part] = [
        (box((0, 0, 0), (2.2, 0.1, 0.9)), finish("#2f3440", 0.7)),
        picture(goods.banner(place.atlas, "HOME 24-21", "#20242e", "#ffb45f"), 2.0, 0.52, (-1.0, -0.06, -0.22), 0.4),
    ]
    stand(place, score, (-6.9, 4.6, 2.0), 90)
    stand(place, clock("#4b505c", 0.34), (6.2, 8.56, 4.6))
    for i, (y, word) in enumerate(((-7.4, "WIN"), (1.4, "FIGHT"), (-0.8, "SPIRIT"))):
        stand(
            place,
            [
                picture(
                    goods.banner(place.atlas, word, ("#2f4a8a", "#b8343f", "#2f6f5a")[i], "#fff4d8"),
                    1.5,
                    0.4,
                    (-0.75, 0, 0),
                )
            ],
            (-6.96, y, 2.0),
            90,
        )


def _things(place: Place) -> None:
    """A bench, a vaulting box, mats, a cage of balls."""
    (x, y, z), (deep, wide, thick) = solid_of(place, "bench")
    place.lay(box((x, y, z + thick / 2 - 0.02), (deep, wide, 0.04)), finish("#c08a55", 0.8))
    place.lay(
        merged([box((x, y + s * 0.8, 0.19), (deep - 0.06, 0.06, 0.38)) for s in (-1, 0, 1)]), finish("#8a5f3f", 0.6)
    )
    (x, y, _), (wide, deep, high) = solid_of(place, "vaulting box")
    for i in range(4):
        place.lay(box((x, y, 0.11 + 0.215 * i), (wide - 0.05 * i, deep - 0.03 * i, 0.20)), finish("#d8ab6f", 0.8))
    place.lay(soft_box((x, y, high - 0.07), (wide - 0.16, deep - 0.08, 0.16), 0.05), finish("#f0e8da", 0.8))
    (x, y, _), (wide, deep, high) = solid_of(place, "mats")
    for i in range(4):
        place.lay(
            soft_box((x, y, 0.05 + 0.1 * i), (wide - 0.02 * i, deep, 0.095), 0.03),
            finish(("#4f86b8", "#6a9ac8")[i % 2], 0.7),
        )
    cage = [bar((-5.9 + dx, 4.9 + dy, 0.1), (-5.9 + dx, 4.9 + dy, 1.0), 0.02, 5) for dx in (0, 0.8) for dy in (0, 1.1)]
    cage += [bar((-5.9, 4.9 + dy, z), (-5.1, 4.9 + dy, z), 0.012, 4) for dy in (0, 1.1) for z in (0.1, 0.55, 1.0)]
    cage += [bar((-5.9 + dx, 4.9, z), (-5.9 + dx, 6.0, z), 0.012, 4) for dx in (0, 0.8) for z in (0.1, 0.55, 1.0)]
    place.lay(merged(cage), finish("#7f8894", 0.5))
    random = place.dice("balls")
    for i in range(9):
        at = (-5.68 + 0.36 * (i % 2), 5.08 + 0.26 * (i // 2 % 4), 0.26 + 0.26 * (i % 3))
        place.lay(ball(at, 0.12, 10, 7), finish(("#e2803f", "#f2ead8", "#e2803f")[int(random.integers(3))], 0.6))


def _roof(place: Place) -> None:
    """Steel trusses with lamps in bowls."""
    steel = finish("#a8a294", 0.5)
    for y in (-9.0, -5.6, -2.2, 1.2, 4.6):
        chords = [box((0, y, z), (13.8, 0.12, 0.10)) for z in (6.3, 5.75)]
        webs = [bar((x, y, 5.75), (x + 0.7 * s, y, 6.3), 0.03, 4) for x in np.arange(-6.3, 6.4, 1.4) for s in (-1, 1)]
        place.lay(merged([*chords, *webs]), steel)
        for x in (-3.4, 0.0, 3.4):
            place.lay(box((x, y, 5.62), (0.6, 0.36, 0.12)), finish("#8f8a7e", 0.4))
            lit = place.hour == "evening" or place.setting.weather in ("rain", "storm", "cloudy")
            place.lay(box((x, y, 5.55), (0.5, 0.28, 0.03)), glowing("#fff4d8", 0.6 if lit else 0.05))
