"""A hospital room: a made bed by the window, a drip, a monitor, curtains on rails, flowers."""

import itertools
from typing import Final

import numpy as np

from studio.engine.painters.cel.sets import goods
from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.interior import Opening, Shell, curtain, lamp_panel, shell, sunlight, wall
from studio.engine.painters.cel.sets.joinery import (
    Part,
    bottle,
    cabinet,
    chair,
    cup,
    picture,
    pot_plant,
    shelf,
    stand,
    stand_at_seats,
    vessel,
)
from studio.engine.painters.cel.sets.leaves import stand_sliding_door
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.wallware import behind, clock, framed, outlook
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
)

ROOM: Final = Shell(3.6, -8.0, 3.2, 2.8, "#edf1ee", "#cfd8d6", "#b9cdc9", "#f8faf8", tiled=True)
WINDOW: Final = (Opening(4.3, 6.5, 0.85, 2.25, 2),)
_CURTAINS: Final = ("#bfe0d6", "#cfdcf2", "#f2dcc8")


def dress(place: Place) -> None:
    """Build the room."""
    tone = _CURTAINS[int(place.dice("curtains").integers(len(_CURTAINS)))]
    outlook(place, 14.0, ((0.8, 8.5, 0.2, 1.4), (3.4, 9.0, -0.1, 1.5)))
    shell(place, ROOM, 0.6)
    wall(place, ROOM, "left", (), "#dbe6e2")
    wall(place, ROOM, "right", (), "#dbe6e2")
    wall(place, ROOM, "back", WINDOW)
    behind(place, ROOM, "#c9a57a")
    sunlight(place, ROOM, "back", WINDOW, 0.9)
    for name in ("bed", "second bed"):
        _bed(place, name, tone)
    _bedside(place)
    _drip(place, (-1.75, 2.75))
    _monitor(place, (-2.05, 2.95))
    _curtains(place, tone)
    _right_side(place)
    _left_side(place)
    stand_at_seats(place, "visitor's chair", chair("#a8b0b8", "#7fb0a8"))
    for x in (-1.9, 1.9):
        for y in (-4.5, -1.5, 1.5):
            lamp_panel(place, (x, y, ROOM.height), (1.2, 0.3), place.dark)


def _bed(place: Place, name: str, tone: str) -> None:
    (x, y, _), (wide, deep, high) = solid_of(place, name)
    frame = finish("#c2cad2", 0.7, foot=0.1)
    place.lay(box((x, y, 0.30), (wide, deep, 0.08)), frame)
    for end in (-1, 1):
        tall = 0.98 if end > 0 else 0.78
        at = y + end * (deep / 2 + 0.01)
        place.lay(soft_box((x, at, tall - 0.18), (wide, 0.05, 0.36), 0.02), finish("#d8b98f", 0.7))
        posts = [
            bar((x + s * (wide / 2 - 0.03), at, 0.06), (x + s * (wide / 2 - 0.03), at, tall), 0.022, 6) for s in (-1, 1)
        ]
        place.lay(merged(posts), frame)
    wheels = [ball((x + s * (wide / 2 - 0.05), y + t * deep / 2, 0.06), 0.06, 8, 6) for s in (-1, 1) for t in (-1, 1)]
    place.lay(merged(wheels), finish("#5d6370", 0.4))
    place.lay(soft_box((x, y, 0.43), (wide - 0.04, deep - 0.06, 0.18), 0.05), finish("#f7f9fa", 0.7))
    sheet_tone = mix(rgb(tone), (1, 1, 1), 0.35)
    place.lay(soft_box((x, y - 0.24, high - 0.06), (wide + 0.03, deep * 0.70, 0.14), 0.05), finish(sheet_tone, 0.8))
    place.lay(soft_box((x, y + 0.42, high - 0.03), (wide + 0.02, 0.28, 0.10), 0.04), finish("#fdfdfd", 0.6))
    place.lay(soft_box((x, y + 0.78, high + 0.03), (0.66, 0.38, 0.15), 0.06), finish("#ffffff", 0.8, depth=0.80))
    rails = [bar((x + wide / 2, y + 0.1, z), (x + wide / 2, y + 0.8, z), 0.014, 5) for z in (0.62, 0.74)]
    rails += [bar((x + wide / 2, y + t, 0.4), (x + wide / 2, y + t, 0.74), 0.014, 5) for t in (0.1, 0.45, 0.8)]
    if name == "second bed":
        place.lay(merged(rails), frame)


def _bedside(place: Place) -> None:
    (x, y, _), (wide, deep, high) = solid_of(place, "bedside table")
    stand(place, cabinet((wide, deep, high), "#d8b98f", "#e6cca6", 1, 3, "#8a6a4c"), (x, y))
    vase = vessel([(0, 0), (0.045, 0), (0.06, 0.08), (0.03, 0.17), (0.045, 0.20), (0, 0.18)], "#9fc0e0")
    stand(place, vase, (x + 0.08, y + 0.08, high))
    heads = [
        ball((x + 0.08 + 0.09 * np.cos(t), y + 0.08 + 0.05 * np.sin(t), high + 0.30 + 0.03 * (i % 2)), 0.05, 8, 5)
        for i, t in enumerate(np.linspace(0, 5.2, 5))
    ]
    for i, head in enumerate(heads):
        place.lay(head, finish(("#ff9fb8", "#fff1b0", "#ffffff")[i % 3], 0.4))
    place.lay(
        merged(
            [
                bar((x + 0.08, y + 0.08, high + 0.1), (x + 0.08 + d, y + 0.08, high + 0.28), 0.007, 4)
                for d in (-0.06, 0.0, 0.06)
            ]
        ),
        finish("#5a9a52", 0.0),
    )
    stand(place, cup("#f2efe8"), (x - 0.12, y - 0.08, high))
    place.lay(box((x - 0.1, y + 0.1, high + 0.02), (0.16, 0.12, 0.04)), finish("#e2653f", 0.4))


def _drip(place: Place, at: tuple[float, float]) -> None:
    x, y = at
    feet = [
        bar((x, y, 0.06), (x + 0.24 * np.cos(t), y + 0.24 * np.sin(t), 0.03), 0.014, 5) for t in np.linspace(0, 5.03, 5)
    ]
    place.lay(
        merged(
            [*feet, bar((x, y, 0.05), (x, y, 1.95), 0.013, 6), bar((x - 0.14, y, 1.93), (x + 0.14, y, 1.93), 0.010, 5)]
        ),
        finish("#b9c2cc", 0.6),
    )
    place.lay(soft_box((x + 0.13, y, 1.74), (0.13, 0.05, 0.26), 0.03), finish("#e0f0f4", 0.6))
    place.lay(soft_box((x + 0.13, y - 0.003, 1.69), (0.11, 0.05, 0.14), 0.02), finish("#bfe4ee", 0.0))
    line = np.array(
        [(x + 0.13, y, 1.6), (x + 0.16, y - 0.05, 1.2), (x + 0.34, y - 0.2, 0.82), (x + 0.5, y - 0.4, 0.64)]
    )
    place.lay(merged([bar(a, b, 0.005, 3) for a, b in itertools.pairwise(line)]), finish("#d8ecf2", 0.0))


def _monitor(place: Place, at: tuple[float, float]) -> None:
    parts: list[Part] = [
        (bar((0, 0.1, 0.05), (0, 0.1, 1.2), 0.02, 6), finish("#b9c2cc", 0.5)),
        (soft_box((0, 0.1, 0.06), (0.4, 0.4, 0.10), 0.04), finish("#8f98a4", 0.5)),
        (soft_box((0, 0.06, 1.36), (0.44, 0.16, 0.36), 0.03), finish("#dfe4e8", 0.8)),
        picture(goods.screen(place.atlas, 0), 0.36, 0.26, (-0.18, -0.025, 1.23), 0.5),
    ]
    stand(place, parts, at, 8)


def _curtains(place: Place, tone: str) -> None:
    """Those of the window, and the one on a rail between the beds."""
    for left, right in ((0.42, 0.86), (2.74, 3.18)):
        curtain(place, (left, 3.08), (right, 3.08), (0.70, 2.42), tone, 4)
    place.lay(bar((0.4, 3.08, 2.44), (3.2, 3.08, 2.44), 0.014, 5), finish("#c2cad2", 0.4))
    curtain(place, (-2.25, 1.9), (-2.25, 3.05), (0.28, 2.3), tone, 8)
    rails = [
        bar((-2.25, 0.7, 2.32), (-2.25, 3.18, 2.32), 0.014, 5),
        bar((-2.25, 0.7, 2.32), (-3.58, 0.7, 2.32), 0.014, 5),
    ]
    rails += [bar((-2.25, y, 2.32), (-2.25, y, 2.8), 0.008, 4) for y in (0.7, 2.0)]
    place.lay(merged(rails), finish("#c2cad2", 0.4))


def _right_side(place: Place) -> None:
    """Steel cabinets with bottles in glass cases, a screen, a plant, a wash basin with a mirror."""
    (x, y, _), (deep, wide, high) = solid_of(place, "medicine cabinet")
    stand(place, cabinet((wide, deep, high), "#dfe5ea", "#eef2f4", 3, 2, "#8f98a4"), (x, y), -90)
    rows = (goods.bottles(place.atlas, 8, "#cfdcdc"), goods.bottles(place.atlas, 9, "#cfdcdc"))
    stand(place, shelf((wide, 0.3, 0.8), "#dfe5ea", rows, "#cfdcdc"), (3.42, y, 1.35), -90)
    for i in range(3):
        stand(place, bottle(("#8a4a2f", "#e8f0f2", "#5a86b8")[i], 0.2), (x, y - 0.45 + 0.14 * i, high))
    place.lay(box((x - 0.02, y + 0.35, high + 0.02), (0.26, 0.36, 0.03)), finish("#b9c2cc", 0.5))
    place.lay(
        moved(lathe([(0, 0.1), (0.18, 0.14), (0.22, 0.22), (0.20, 0.22), (0, 0.16)], 14), (3.36, -1.1, 0.62)),
        finish("#fbfcfc", 0.7),
    )
    place.lay(box((3.5, -1.1, 0.42), (0.14, 0.2, 0.84)), finish("#e6ecec", 0.5))
    place.lay(box((3.57, -1.1, 1.5), (0.02, 0.5, 0.7)), glowing(mix(rgb("#d6e8ee"), place.mood.sky_horizon, 0.15), 0.0))
    place.lay(bar((3.56, -1.1, 0.96), (3.40, -1.1, 0.98), 0.018, 5), finish("#c9ced8", 0.4))
    stand(place, framed(goods.notices(place.atlas, 4, "#cfe0da"), 0.9, 0.5), (3.565, -2.6, 1.6), -90)
    pot_plant(place, (3.1, 2.75), 1.2, "#f4f6f6")


def _left_side(place: Place) -> None:
    glass = glowing(mix(rgb("#dcecf0"), place.mood.light, 0.2), 0.0)
    stand_sliding_door(place, "#c9a57a", glass)
    stand(place, clock("#8fb0b8"), (-3.56, 0.15, 2.2), 90)
    place.lay(bar((-3.52, -7.8, 0.9), (-3.52, -2.5, 0.9), 0.03, 6), finish("#c9a57a", 0.5))
    place.lay(bar((-3.52, -0.7, 0.9), (-3.52, 0.6, 0.9), 0.03, 6), finish("#c9a57a", 0.5))
    panel: list[Part] = [
        (box((0, 0, 0), (1.9, 0.05, 0.16)), finish("#d8c09a", 0.6)),
        (box((-0.5, -0.03, 0), (0.3, 0.012, 0.07)), glowing("#fff0c8", 0.6 if place.dark else 0.1)),
        (box((0.4, -0.03, 0), (0.10, 0.012, 0.08)), finish("#5fa88a", 0.0)),
    ]
    stand(place, panel, (-1.1, 3.17, 1.5))
    if place.dark:
        place.shine((-1.6, 3.0, 1.5), 0.9, (1.0, 0.88, 0.62), 0.35)
    cart: list[Part] = [(merged([box((0, 0, z), (0.62, 0.42, 0.03)) for z in (0.25, 0.82)]), finish("#d8dee2", 0.6))]
    cart.append(
        (
            merged(
                [
                    bar((sx * 0.3, sy * 0.2, 0.05), (sx * 0.3, sy * 0.2, 0.95), 0.012, 5)
                    for sx in (-1, 1)
                    for sy in (-1, 1)
                ]
            ),
            finish("#b9c2cc", 0.5),
        )
    )
    cart.append((soft_box((0.1, 0, 0.90), (0.28, 0.22, 0.12), 0.02), finish("#f4f6f6", 0.5)))
    cart.append((soft_box((-0.15, 0.05, 0.88), (0.12, 0.14, 0.10), 0.02), finish("#e2574c", 0.4)))
    stand(place, cart, (-3.05, 0.1), 90)
