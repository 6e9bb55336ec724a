"""Inside a commuter train: long seats under the windows, straps, racks, the country going by."""

import itertools
from typing import Final

import numpy as np

from studio.engine.painters.cel.sets import goods
from studio.engine.painters.cel.sets.atlas import Canvas, Region, fill, ink, rect
from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.interior import Opening, Shell, shell, sunlight, wall
from studio.engine.painters.cel.sets.joinery import Part, picture, stand
from studio.engine.painters.cel.sets.lettering import write_across
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.wallware import outlook
from studio.engine.painters.cel.shapes import (
    Shape,
    bar,
    box,
    finish,
    glowing,
    lathe,
    merged,
    mix,
    moved,
    rgb,
    soft_box,
    turned,
)

ROOM: Final = Shell(1.7, -8.0, 9.0, 2.4, "#e6e3d8", "#8f9098", "#b9bcc2", "#f4f2ec")
_PANES: Final = (
    (-7.7, -6.7, 0.9),
    (-4.15, -1.35, 0.9),
    (-0.5, 0.5, 1.0),
    (1.35, 4.15, 0.9),
    (5.2, 6.2, 1.0),
    (6.9, 8.8, 0.9),
)
_SEATS: Final = ("#3f7a5f", "#b8434a", "#3f5f9a")
STEEL: Final = "#c9ced6"


def dress(place: Place) -> None:
    """Build the carriage; the colour of its seats comes from the place's name."""
    tone = _SEATS[int(place.dice("seats").integers(len(_SEATS)))]
    trees = tuple((side * (9.0 + 2.0 * (i % 2)), -6.0 + 4.0 * i, -0.8, 1.6) for i in range(5) for side in (-1, 1))
    outlook(place, 80.0, trees)
    shell(place, ROOM, 0.85)
    left = tuple(Opening(a - ROOM.front, b - ROOM.front, sill, 1.82, 2 if b - a > 2 else 1) for a, b, sill in _PANES)
    right = tuple(
        Opening(ROOM.back - b, ROOM.back - a, o.sill, o.head, o.lights)
        for (a, b, _), o in zip(_PANES, left, strict=True)
    )[::-1]
    wall(place, ROOM, "left", left)
    wall(place, ROOM, "right", right)
    wall(place, ROOM, "back", (Opening(1.3, 2.1, 0.95, 1.85, 1),))
    sunlight(place, ROOM, "left", left, 1.0)
    for name in ("left seats", "right seats", "near left seats", "near right seats"):
        _bench(place, name, tone)
    _doors(place)
    _overhead(place)
    _end(place)


def _bench(place: Place, name: str, tone: str) -> None:
    (x, y, _), (deep, wide, high) = solid_of(place, name)
    side = -1 if x < 0 else 1
    coat, light = finish(tone, 0.8, foot=0.1), finish(mix(rgb(tone), (1, 1, 1), 0.14), 0.5)
    place.lay(box((x + side * 0.03, y, 0.17), (deep - 0.1, wide, 0.30)), finish("#6f7480", 0.6))
    place.lay(soft_box((x, y, high - 0.06), (deep, wide, 0.13), 0.05, 16), coat)
    place.lay(soft_box((x + side * 0.19, y, high + 0.20), (0.13, wide, 0.46), 0.05, 16), coat)
    count = 5
    lines = [
        box((x - side * 0.02, y - wide / 2 + wide * i / count, high + 0.004), (deep - 0.08, 0.012, 0.008))
        for i in range(1, count)
    ]
    place.lay(merged(lines), finish(mix(rgb(tone), (0.1, 0.1, 0.2), 0.3), 0.0))
    dots = [
        box((x - side * 0.03, y - wide / 2 + wide * (i + 0.5) / count, high + 0.006), (0.16, 0.16, 0.004))
        for i in range(count)
    ]
    place.lay(merged(dots), light)
    for end in (-1, 1):
        at = y + end * (wide / 2 + 0.03)
        place.lay(soft_box((x + side * 0.02, at, 0.66), (deep + 0.04, 0.04, 0.70), 0.03), finish("#dcd9d0", 0.7))
        place.lay(bar((x - side * 0.24, at, 0.0), (x - side * 0.24, at, ROOM.height), 0.018, 6), finish(STEEL, 0.6))


def _doors(place: Place) -> None:
    """Double doors at both sides: a seam, steel edges, a warning sticker, a bright step."""
    for side in (-1, 1):
        x = side * (ROOM.half - 0.02)
        for y in (0.0, 5.7):
            frame = [box((x, y + s * 0.68, 1.0), (0.06, 0.06, 2.0)) for s in (-1, 1)]
            frame += [box((x, y, 2.02), (0.06, 1.42, 0.06)), box((x, y, 1.0), (0.05, 0.03, 2.0))]
            place.lay(merged(frame), finish(STEEL, 0.6))
            place.lay(box((side * 1.62, y, 0.006), (0.16, 1.36, 0.008)), finish("#e8c84a", 0.0))
            sticker: list[Part] = [
                picture(goods.banner(place.atlas, "!", "#e8503f", "#fff4e0", (64, 64)), 0.16, 0.16, (-0.08, 0, 0))
            ]
            stand(place, sticker, (x - side * 0.03, y + 0.32, 0.74), -90 * side)


def _overhead(place: Place) -> None:
    """Lamps along the ceiling, racks, rails with straps, papers that hang across."""
    for x in (-0.62, 0.62):
        place.lay(box((x, 0.5, 2.375), (0.26, 16.6, 0.05)), finish("#e6e6ea", 0.4))
        place.lay(box((x, 0.5, 2.345), (0.20, 16.4, 0.02)), glowing("#fffbee", 0.5))
    for side in (-1, 1):
        for y, long in ((-2.75, 3.0), (2.75, 3.0), (7.8, 1.9)):
            rods = [
                bar(
                    (side * (1.62 - 0.09 * i), y - long / 2, 2.02 + 0.015 * i),
                    (side * (1.62 - 0.09 * i), y + long / 2, 2.02 + 0.015 * i),
                    0.012,
                    4,
                )
                for i in range(4)
            ]
            place.lay(merged(rods), finish(STEEL, 0.4))
        place.lay(bar((side * 0.82, -7.6, 2.06), (side * 0.82, 8.8, 2.06), 0.016, 5), finish(STEEL, 0.5))
        _straps(place, side)
    bag = soft_box((-1.46, 3.3, 2.19), (0.30, 0.5, 0.24), 0.06)
    place.lay(bag, finish("#4a6a9a", 0.7))
    for i, y in enumerate((-1.2, 1.15, 4.7, 6.6)):
        region = _paper(place, i)
        stand(place, [picture(region, 0.52, 0.36, (-0.26, 0, 0))], (0.0, y, 1.98))
        stand(place, [picture(region, 0.52, 0.36, (-0.26, 0, 0))], (0.0, y + 0.005, 1.98), 180)


def _straps(place: Place, side: int) -> None:
    bands: list[Shape] = []
    rings: list[Shape] = []
    circle = np.linspace(0, 2 * np.pi, 9)
    for y in np.concatenate([np.arange(-4.1, -1.2, 0.42), np.arange(1.4, 4.3, 0.42)]):
        bands.append(box((side * 0.82, float(y), 1.94), (0.012, 0.035, 0.22)))
        ring = np.column_stack([np.full(9, side * 0.82), y + 0.075 * np.cos(circle), 1.77 + 0.075 * np.sin(circle)])
        rings += [bar(a, b, 0.011, 3) for a, b in itertools.pairwise(ring)]
    place.lay(merged(bands), finish("#5d5f6a", 0.0))
    place.lay(merged(rings), finish("#f2eee2", 0.3))


def _paper(place: Place, number: int) -> Region:
    """An advertisement that hangs from the ceiling."""
    ground, accent = (("#fff1d8", "#e2574c"), ("#dff1ff", "#3d6fd1"), ("#e8f6dc", "#4f9a4a"), ("#ffe3ec", "#8f5bd1"))[
        number
    ]

    def draw(canvas: Canvas) -> None:
        canvas.clear(ink(rgb(ground)))
        canvas.drawCircle(46, 64, 32, fill(rgb(accent)))
        canvas.drawCircle(58, 56, 16, fill(mix(rgb(accent), (1, 1, 1), 0.5)))
        write_across(canvas, ("FILM", "TRAVEL", "TEA", "MUSIC")[number], (88, 26, 88, 26), rgb(accent), 0.15)
        for i in range(4):
            canvas.drawRect(rect(92, 66 + 13 * i, 80 - 14 * (i % 2), 5), fill((0.3, 0.3, 0.4), 0.7))

    return place.atlas.once(f"paper {number}", lambda: place.atlas.draw(192, 132, draw))


def _end(place: Place) -> None:
    """The gangway door at the far end, a fire box, a route map over the doors."""
    y = ROOM.back
    place.lay(merged([box((s * 0.62, y - 0.04, 1.0), (0.10, 0.08, 2.0)) for s in (-1, 1)]), finish(STEEL, 0.6))
    place.lay(box((0, y - 0.03, 0.45), (1.1, 0.05, 0.9)), finish("#d2cfc6", 0.6))
    place.lay(
        moved(turned(lathe([(0.0, 0), (0.03, 0.0), (0.03, 0.06), (0, 0.06)], 8), 90, 0), (0.42, y - 0.05, 0.95)),
        finish("#5d6378", 0.4),
    )
    place.lay(soft_box((1.2, y - 0.12, 0.5), (0.26, 0.2, 0.6), 0.04), finish("#d8453f", 0.7))
    for side in (-1, 1):
        route: list[Part] = [(box((0, 0, 0.1), (1.26, 0.03, 0.2)), finish("#2f3a4a", 0.5))]
        route += [
            (box((-0.5 + 0.125 * i, -0.018, 0.1), (0.05, 0.012, 0.05)), glowing("#8ff0b0" if i < 4 else "#e8d8a0", 0.3))
            for i in range(9)
        ]
        stand(place, route, (side * (ROOM.half - 0.03), 0.0, 2.10), -90 * side)
