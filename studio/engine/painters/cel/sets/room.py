"""Somebody's room: a bed, a desk under the window, a sofa, shelves, small lights."""

from itertools import pairwise
from typing import Final

import numpy as np

from studio.engine.painters.cel.sets.atlas import Canvas, decal, fill, ink, ramp, rect
from studio.engine.painters.cel.sets.classroom import turned_box
from studio.engine.painters.cel.sets.furniture import solid_of, wire
from studio.engine.painters.cel.sets.interior import Opening, Shell, curtain, shell, sunlight, wall
from studio.engine.painters.cel.sets.land import air_colour, blot, patch
from studio.engine.painters.cel.sets.leaves import beyond, hang, part_of, stand_door
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.plants import SUMMER, crown, leaf_picture
from studio.engine.painters.cel.sets.sky import clouds, ridge
from studio.engine.painters.cel.shapes import (
    ball,
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
    times,
)

_PALETTES: Final = (
    ("#f3e6d8", "#c99562", "#7fa3cf", "#e8c9a0"),
    ("#e6e9ee", "#b98a60", "#d98a94", "#9fc2b4"),
    ("#f0ead6", "#c08e5e", "#7fb49a", "#e2a86f"),
)


def dress(place: Place) -> None:
    """Build the room; its colours come from the place's name."""
    paper, floor, cover, accent = _PALETTES[int(place.dice("palette").integers(len(_PALETTES)))]
    room = Shell(2.9, -8.6, 2.8, 2.6, paper, floor, "#f2ece2")
    clouds(place, 6.0, 0.9)
    ridge(place, "roofs", 420, (4, 26), air_colour(place, "#6b86a8", 0.45), -60)
    window = (Opening(3.05, 4.75, 0.92, 2.18, 2),)
    shell(place, room, 0.22)
    wall(place, room, "left")
    wall(place, room, "right")
    wall(place, room, "back", window)
    sunlight(place, room, "back", window, 0.9)
    curtain(place, (0.02, 2.74), (0.42, 2.74), (0.72, 2.32), accent, 4)
    curtain(place, (1.62, 2.74), (2.02, 2.74), (0.72, 2.32), accent, 4)
    place.lay(bar((-0.08, 2.72, 2.34), (2.12, 2.72, 2.34), 0.016, 6), finish("#8a6a4c", 0.5))
    _bed(place, cover)
    _desk(place)
    _sofa(place, accent)
    _low_table(place)
    _shelf(place)
    _walls(place)
    _rug(place, cover, accent)
    _by_the_door(place, accent)
    _plant(place, (-1.42, 2.5))
    _lights(place)


def _bed(place: Place, cover: str) -> None:
    (x, y, _), (wide, deep, high) = solid_of(place, "bed")
    wood = finish("#b98558", 0.8, foot=0.12)
    place.lay(box((x, y, 0.15), (wide, deep, 0.2)), wood)
    place.lay(soft_box((x, y + deep / 2 + 0.02, 0.45), (wide + 0.04, 0.06, 0.9), 0.03), wood)
    place.lay(soft_box((x, y, 0.33), (wide - 0.04, deep - 0.04, 0.22), 0.06), finish("#f7f3ea", 0.8))
    tone = rgb(cover)
    place.lay(
        soft_box((x + 0.02, y - 0.22, high - 0.10), (wide + 0.04, deep * 0.72, 0.20), 0.07), finish(tone, 0.9, foot=0.1)
    )
    place.lay(
        soft_box((x + 0.02, y + 0.48, high - 0.035), (wide + 0.02, 0.26, 0.09), 0.04),
        finish(mix(tone, (1, 1, 1), 0.6), 0.6),
    )
    place.lay(soft_box((x, y + 0.80, high + 0.01), (0.74, 0.36, 0.16), 0.07), finish("#fdfbf6", 0.8, depth=0.78))
    place.lay(ball((x + 0.32, y + 0.62, high + 0.10), (0.10, 0.09, 0.11), 10, 7), finish("#c99a6b", 0.8))
    place.lay(
        merged([ball((x + 0.32 + s * 0.065, y + 0.60, high + 0.20), 0.035, 8, 5) for s in (-1, 1)]),
        finish("#c99a6b", 0.6),
    )
    stripes = [box((x + 0.02, y - 0.22 + dy, high + 0.001), (wide - 0.06, 0.05, 0.004)) for dy in (-0.55, -0.2, 0.15)]
    place.lay(merged(stripes), finish(mix(tone, (1, 1, 1), 0.5), 0.0))


def _desk(place: Place) -> None:
    (x, y, z), (wide, deep, thick) = solid_of(place, "desk")
    top = z + thick / 2
    wood = finish("#c0905f", 0.8, foot=0.12, top=0.06)
    place.lay(box((x, y, top - 0.02), (wide, deep, 0.04)), wood)
    place.lay(box((x + wide / 2 - 0.2, y, (top - 0.04) / 2), (0.38, deep - 0.04, top - 0.04)), wood)
    place.lay(
        merged(
            [
                box((x - wide / 2 + 0.03, y + sy * (deep / 2 - 0.04), (top - 0.04) / 2), (0.05, 0.05, top - 0.04))
                for sy in (-1, 1)
            ]
        ),
        wood,
    )
    for i in range(3):
        front = (x + wide / 2 - 0.2, y - deep / 2 + 0.015, 0.14 + 0.21 * i)
        place.lay(box(front, (0.33, 0.02, 0.18)), finish("#d3a573", 0.7))
        place.lay(box((front[0], front[1] - 0.02, front[2]), (0.08, 0.02, 0.02)), finish("#6b4a38", 0.3))
    _desk_lamp(place, (x + 0.48, y + 0.12, top))
    tones = ("#c8555a", "#e2b04a", "#4f86b8", "#6aa37f")
    for i, tone in enumerate(tones):
        place.lay(
            box((x - 0.56 + 0.05 * i, y + 0.16, top + 0.11), (0.04, 0.16, 0.20 + 0.02 * (i % 2))), finish(tone, 0.6)
        )
    place.lay(turned_box((x - 0.12, y - 0.06, top + 0.008), (0.32, 0.24, 0.012), 6), finish("#fbf8ee", 0.5))
    place.lay(turned_box((x + 0.10, y - 0.08, top + 0.012), (0.14, 0.01, 0.01), 40), finish("#e2704a", 0.2))
    cup = moved(lathe([(0.0, 0), (0.036, 0), (0.04, 0.10), (0.034, 0.10), (0.0, 0.02)], 10), (x + 0.28, y + 0.14, top))
    place.lay(cup, finish("#7fb0c8", 0.6))
    place.lay(
        merged(
            [
                bar((x + 0.28, y + 0.14, top + 0.03), (x + 0.28 + d, y + 0.15, top + 0.17), 0.005, 4)
                for d in (-0.03, 0.01, 0.03)
            ]
        ),
        finish("#e8b84a", 0.2),
    )
    _chair(place)


def _desk_lamp(place: Place, at: tuple[float, float, float]) -> None:
    x, y, z = at
    place.lay(
        merged(
            [
                moved(lathe([(0, 0), (0.075, 0), (0.07, 0.02), (0, 0.024)], 12), at),
                bar((x, y, z), (x + 0.07, y + 0.03, z + 0.24), 0.010, 5),
                bar((x + 0.07, y + 0.03, z + 0.24), (x - 0.10, y - 0.02, z + 0.40), 0.010, 5),
            ]
        ),
        finish("#3f6f8f", 0.7),
    )
    place.lay(
        moved(lathe([(0.085, 0), (0.035, 0.10), (0.0, 0.11)], 12), (x - 0.12, y - 0.03, z + 0.34)),
        finish("#3f6f8f", 0.8),
    )
    place.lay(
        moved(lathe([(0.0, 0.0), (0.08, 0.001)], 12), (x - 0.12, y - 0.03, z + 0.342)),
        glowing("#ffe9b8", 0.9 if place.dark else 0.0),
    )
    if place.dark:
        place.shine((x - 0.12, y - 0.06, z + 0.30), 0.75, (1.0, 0.80, 0.46), 0.55)


def _chair(place: Place) -> None:
    x, y = 1.25, 1.78
    wood = finish("#a9764c", 0.7, foot=0.12)
    place.lay(soft_box((x, y, 0.42), (0.42, 0.40, 0.05), 0.02), finish("#d9a89a", 0.8))
    place.lay(
        merged(
            [
                bar((x + sx * 0.17, y + sy * 0.16, 0), (x + sx * 0.16, y + sy * 0.15, 0.40), 0.018, 5)
                for sx in (-1, 1)
                for sy in (-1, 1)
            ]
            + [bar((x + sx * 0.16, y + 0.17, 0.4), (x + sx * 0.16, y + 0.22, 0.84), 0.016, 5) for sx in (-1, 1)]
        ),
        wood,
    )
    place.lay(
        merged([box((x, y + 0.20, 0.62), (0.34, 0.018, 0.06)), box((x, y + 0.22, 0.79), (0.36, 0.02, 0.09))]), wood
    )


def _sofa(place: Place, tone: str) -> None:
    (x, y, _), (wide, deep, high) = solid_of(place, "sofa")
    coat = finish(tone, 0.9, foot=0.12)
    place.lay(soft_box((x, y, 0.20), (wide, deep, 0.28), 0.06), coat)
    place.lay(soft_box((x + wide / 2 - 0.12, y, 0.55), (0.22, deep, 0.66), 0.08), coat)
    for side in (-1, 1):
        place.lay(soft_box((x - 0.02, y + side * (deep / 2 + 0.05), 0.34), (wide, 0.16, 0.50), 0.06), coat)
        place.lay(
            soft_box((x - 0.08, y + side * deep / 4, high - 0.05), (wide - 0.2, deep / 2 - 0.03, 0.12), 0.05),
            finish(mix(rgb(tone), (1, 1, 1), 0.18), 0.7),
        )
    place.lay(
        moved(soft_box((0, 0, 0), (0.14, 0.40, 0.36), 0.07), (x + 0.14, y + 0.48, high + 0.16)), finish("#e8b04a", 0.8)
    )
    place.lay(
        moved(soft_box((0, 0, 0), (0.14, 0.36, 0.34), 0.07), (x + 0.14, y - 0.46, high + 0.15)), finish("#f4ede0", 0.8)
    )


def _low_table(place: Place) -> None:
    (x, y, z), (wide, deep, thick) = solid_of(place, "low table")
    top = z + thick / 2
    place.lay(soft_box((x, y, top - 0.02), (wide, deep, 0.04), 0.018), finish("#b07c50", 0.8, top=0.08))
    place.lay(
        merged(
            [
                bar(
                    (x + sx * (wide / 2 - 0.08), y + sy * (deep / 2 - 0.08), 0),
                    (x + sx * (wide / 2 - 0.12), y + sy * (deep / 2 - 0.12), top - 0.04),
                    0.02,
                    5,
                )
                for sx in (-1, 1)
                for sy in (-1, 1)
            ]
        ),
        finish("#8a5f3f", 0.6),
    )
    place.lay(
        moved(lathe([(0, 0), (0.035, 0), (0.04, 0.08), (0.034, 0.08), (0, 0.015)], 12), (x + 0.10, y + 0.26, top)),
        finish("#f2efe8", 0.6),
    )
    place.lay(turned_box((x - 0.08, y + 0.22, top + 0.012), (0.17, 0.24, 0.024), 14), finish("#5a86b8", 0.6))


def _shelf(place: Place) -> None:
    """A bookcase full of books, a radio and a globe; its top is the set's solid."""
    (x, y, z), (wide, deep, high) = solid_of(place, "bookshelf")
    wood = finish("#b5835a", 0.8, foot=0.12)
    place.lay(box((x, y + deep / 2 - 0.01, z), (wide, 0.02, high)), finish("#7a553c", 0.0))
    place.lay(merged([box((x + side * (wide / 2 - 0.02), y, z), (0.04, deep, high)) for side in (-1, 1)]), wood)
    levels = np.linspace(0.03, high - 0.02, 5)
    place.lay(merged([box((x, y, level), (wide, deep, 0.04)) for level in levels]), wood)
    random = place.dice("books")
    tones = ("#c8555a", "#e2b04a", "#4f86b8", "#6aa37f", "#8d6aa8", "#f0e8d8", "#37506e", "#d98a5a")
    for level in levels[:-1]:
        at = x - wide / 2 + 0.07
        while at < x + wide / 2 - 0.10:
            if random.uniform() < 0.12:
                at += float(random.uniform(0.08, 0.16))
                continue
            w, h = float(random.uniform(0.025, 0.055)), float(random.uniform(0.22, 0.34))
            place.lay(
                box((at + w / 2, y - 0.02, level + 0.02 + h / 2), (w, 0.18, h)),
                finish(tones[int(random.integers(len(tones)))], 0.4),
            )
            at += w + 0.004
    place.lay(moved(ball((0, 0, 0.16), 0.11, 12, 9), (x + 0.22, y, high)), finish("#5fa8d0", 0.7))
    place.lay(
        moved(lathe([(0.06, 0), (0.02, 0.02), (0.015, 0.06), (0, 0.06)], 8), (x + 0.22, y, high)),
        finish("#8a5f3f", 0.5),
    )
    place.lay(soft_box((x - 0.20, y, high + 0.08), (0.30, 0.16, 0.16), 0.03), finish("#d8574f", 0.7))


def _walls(place: Place) -> None:
    """A poster, framed pictures, a clock, a door."""

    def poster(canvas: Canvas) -> None:
        canvas.drawRect(
            rect(0, 0, 160, 224),
            ramp([((0.16, 0.22, 0.55), 1), ((0.95, 0.55, 0.55), 1), ((1.0, 0.85, 0.6), 1)], (0, 0), (0, 224)),
        )
        canvas.drawCircle(104, 92, 34, fill((1.0, 0.93, 0.78)))
        for i, tone in enumerate(((0.42, 0.30, 0.55), (0.30, 0.22, 0.46), (0.18, 0.14, 0.32))):
            canvas.drawOval(rect(-60 + 50 * i, 130 + 24 * i, 200, 120), fill(tone))
        canvas.drawRect(rect(0, 200, 160, 24), fill((0.97, 0.95, 0.9)))

    def painting(canvas: Canvas) -> None:
        canvas.clear(ink((0.86, 0.93, 0.96)))
        canvas.drawOval(rect(-20, 50, 120, 70), fill((0.46, 0.70, 0.45)))
        canvas.drawOval(rect(40, 60, 120, 70), fill((0.36, 0.60, 0.42)))
        canvas.drawCircle(88, 26, 12, fill((0.98, 0.80, 0.42)))

    place.hang((-2.30, 2.785, 1.25), (0.62, 0, 0), (0, 0, 0.87), place.atlas.draw(160, 224, poster), decal())
    frame = place.atlas.draw(128, 96, painting)
    for y, z in ((0.35, 1.45), (0.95, 1.62)):
        place.lay(box((2.885, y + 0.2, z + 0.16), (0.03, 0.48, 0.38)), finish("#8a6242", 0.6))
        place.hang((2.868, y + 0.4, z + 0.01), (0, -0.4, 0), (0, 0, 0.30), frame, decal())
    stand_door(place, tone="#c8a27a")


def _rug(place: Place, cover: str, accent: str) -> None:
    turn = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    for radius, tone, z in (
        (1.45, accent, 0.006),
        (1.30, "#f7f0e2", 0.008),
        (1.18, cover, 0.010),
        (0.62, mix(rgb(cover), (1, 1, 1), 0.35), 0.012),
    ):
        ring = np.column_stack([0.05 + radius * np.cos(turn), -0.25 + 0.78 * radius * np.sin(turn)])
        colour = rgb(tone) if isinstance(tone, str) else tone
        place.lay(patch(ring, z), finish(times(colour, 0.95), 0.0))
    random = place.dice("rug")
    for _ in range(9):
        x, y = float(random.uniform(-0.7, 0.8)), float(random.uniform(-0.8, 0.3))
        place.lay(patch(blot(random, (x, y), (0.05, 0.035), 7), 0.014), finish("#f7f0e2", 0.0))


def _by_the_door(place: Place, accent: str) -> None:
    """Nearer the camera: a wardrobe with a mirror, cushions, a pile of books, a box of records."""
    wood = finish("#c49468", 0.8, foot=0.1)
    place.lay(box((2.58, -1.75, 1.0), (0.6, 1.3, 2.0)), wood)
    _wardrobe_doors(place)
    place.lay(box((2.58, -1.5, 2.12), (0.45, 0.5, 0.22)), finish("#d8b98a", 0.7))
    for x, y, tone in ((-1.75, -0.55, accent), (-1.45, -1.25, "#f2ead8")):
        place.lay(soft_box((x, y, 0.07), (0.52, 0.50, 0.14), 0.06), finish(tone, 0.8, foot=0.1))
    for i, tone in enumerate(("#4f86b8", "#e2b04a", "#c8555a", "#f0e8d8")):
        place.lay(
            turned_box((-2.45, -0.35, 0.02 + 0.04 * i), (0.26, 0.34, 0.036), 9.0 * (i % 3) - 8), finish(tone, 0.5)
        )
    place.lay(box((-2.5, -2.7, 0.19), (0.5, 0.42, 0.38)), finish("#b58d64", 0.8, foot=0.15))
    sleeves = [box((-2.62 + 0.06 * i, -2.7, 0.36), (0.03, 0.36, 0.26 - 0.02 * (i % 2))) for i in range(5)]
    place.lay(merged(sleeves), finish("#5f7fa8", 0.5))


def _wardrobe_doors(place: Place) -> None:
    """Two doors with knobs, a mirror on the one further from the window."""
    part = part_of(place, "wardrobe")
    beyond(place, part, 0.005)
    mirror = glowing(mix(rgb("#cfe2ee"), place.mood.sky_horizon, 0.2), 0.0)
    for side in part.sides:
        pieces = [
            (box((side * 0.32, -0.03, 0.94), (0.58, 0.03, 1.86)), finish("#d2a679", 0.7)),
            (ball((side * 0.06, -0.06, 0.92), 0.025, 7, 5), finish("#6b4a38", 0.4)),
        ]
        if side > 0:
            pieces.append((box((0.32, -0.048, 1.04), (0.40, 0.01, 1.36)), mirror))
        hang(place, part, side, pieces)


def _plant(place: Place, at: tuple[float, float]) -> None:
    x, y = at
    place.lay(
        moved(lathe([(0, 0), (0.10, 0), (0.14, 0.26), (0.12, 0.26), (0, 0.22)], 12), (x, y, 0)),
        finish("#d98a5f", 0.8, foot=0.1),
    )
    place.lay(bar((x, y, 0.2), (x, y, 0.7), 0.02, 5), finish("#7a5a48", 0.4))
    crown(place, leaf_picture(place.atlas), (x, y, 0.82), (0.34, 0.28, 0.36), SUMMER, 18, "pot")


def _lights(place: Place) -> None:
    """A string of small lights along the wall, and the ceiling lamp."""
    way = [(-2.86, 2.2, 2.25), (-2.3, 2.74, 2.2), (-1.6, 2.76, 2.32), (-0.9, 2.76, 2.2), (-0.2, 2.76, 2.3)]
    for start, end in pairwise(way):
        wire(place, start, end, 0.10, 0.005, "#6b5a4c")
        for t in (0.15, 0.5, 0.85):
            at = np.array(start) * (1 - t) + np.array(end) * t - (0, 0.01, 0.4 * t * (1 - t) + 0.03)
            place.lay(ball(at, (0.022, 0.022, 0.030), 6, 5), glowing("#ffe2a0", 0.9 if place.dark else 0.05))
            if place.dark:
                place.shine(at, 0.13, (1.0, 0.82, 0.50), 0.45)
    lit = place.hour == "night"
    place.lay(bar((0, -0.2, 2.6), (0, -0.2, 2.32), 0.008, 4), finish("#6b5a4c", 0.3))
    place.lay(
        moved(lathe([(0.24, 0.0), (0.13, 0.16), (0.03, 0.2), (0, 0.2)], 16), (0, -0.2, 2.14)), finish("#f2e2c4", 0.7)
    )
    place.lay(moved(lathe([(0.0, 0.0), (0.23, 0.001)], 14), (0, -0.2, 2.142)), glowing("#fff0cc", 0.7 if lit else 0.0))
