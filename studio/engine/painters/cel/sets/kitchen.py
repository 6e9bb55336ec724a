"""A family's kitchen: a counter under the window, tiles, hanging pans, a table laid for breakfast."""

from typing import Final

import numpy as np

from studio.engine.painters.cel.sets import goods
from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.interior import Opening, Shell, curtain, shell, sunlight, wall
from studio.engine.painters.cel.sets.joinery import (
    Part,
    bottle,
    cabinet,
    chair,
    cup,
    pendant,
    picture,
    plate,
    pot_plant,
    shelf,
    stand,
    stand_at_seats,
    table_at,
    vessel,
)
from studio.engine.painters.cel.sets.leaves import beyond, hang, part_of, stand_door
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.wallware import behind, calendar, clock, framed, gallery, outlook
from studio.engine.painters.cel.shapes import (
    ball,
    bar,
    box,
    curve,
    finish,
    glowing,
    lathe,
    merged,
    moved,
    soft_box,
    tube,
    turned,
)

ROOM: Final = Shell(3.25, -8.0, 3.05, 2.6, "#f6ead6", "#c9935f", "#f4efe4")
WINDOW: Final = (Opening(1.55, 3.15, 1.12, 2.12, 2),)
_PALETTES: Final = (("#6fa39a", "#f2ede2"), ("#d9a05a", "#f7f0e0"), ("#7f96bd", "#f4f1ea"))
_STEEL: Final = "#b9c0cc"


def dress(place: Place) -> None:
    """Build the kitchen; its doors' colour comes from the place's name."""
    fronts, worktop = _PALETTES[int(place.dice("palette").integers(len(_PALETTES)))]
    outlook(place, -12.0, ((-2.4, 7.5, 0.6, 1.3), (0.6, 8.5, 0.2, 1.4)))
    shell(place, ROOM, 0.24)
    wall(place, ROOM, "left")
    wall(place, ROOM, "right")
    wall(place, ROOM, "back", WINDOW)
    behind(place, ROOM)
    sunlight(place, ROOM, "back", WINDOW, 0.8)
    _tiles(place)
    _counter(place, fronts, worktop)
    _above(place, fronts)
    _fridge(place)
    _table(place)
    _sides(place, fronts)
    pendant(place, (1.85, 1.25), ROOM.height, 1.72, "#e8a24a")
    pendant(place, (-1.2, -1.6), ROOM.height, 2.16)


def _tiles(place: Place) -> None:
    region = goods.tiles(place.atlas, "#e3ecec", "#c2cfd2", 18, 6)
    for left, right, low, high in ((-3.2, -1.72, 0.88, 1.55), (-1.72, -0.08, 0.88, 1.06), (-0.08, 1.32, 0.88, 1.55)):
        part = region.part(0, 0, (right - left) / 4.5, (high - low) / 0.67)
        stand(place, [picture(part, right - left, high - low, (left, 3.035, low))], (0, 0))


def _counter(place: Place, fronts: str, worktop: str) -> None:
    (x, y, _), (wide, deep, high) = solid_of(place, "kitchen counter")
    stand(place, cabinet((wide, deep, high - 0.04), "#e9e3d6", fronts, 6, 1, "#d8c9a0"), (x, y))
    place.lay(box((x, y - 0.01, high - 0.02), (wide, deep + 0.02, 0.04)), finish(worktop, 0.8))
    place.lay(box((x, y - deep / 2 + 0.03, 0.04), (wide, deep - 0.02, 0.08)), finish("#5d5048", 0.0))
    _sink(place, (-1.0, y, high))
    _stove(place, (-2.35, y, high))
    _on_counter(place, y, high)


def _sink(place: Place, at: tuple[float, float, float]) -> None:
    x, y, z = at
    place.lay(box((x, y - 0.02, z + 0.002), (0.72, 0.42, 0.008)), finish(_STEEL, 0.6))
    place.lay(box((x, y - 0.02, z + 0.008), (0.62, 0.32, 0.006)), finish("#6f7684", 0.0))
    way = curve([(x, y + 0.22, z), (x, y + 0.22, z + 0.22), (x, y + 0.14, z + 0.30), (x, y + 0.02, z + 0.24)], 9)
    place.lay(tube(way, 0.016, 6), finish("#d5dae2", 0.6))
    rack = [box((x + 0.62 + 0.07 * i, y, z + 0.13), (0.008, 0.26, 0.012)) for i in range(5)]
    place.lay(merged([*rack, box((x + 0.76, y, z + 0.03), (0.44, 0.32, 0.03))]), finish(_STEEL, 0.5))
    for i, tone in enumerate(("#fbf8f2", "#8fc0d8", "#fbf8f2")):
        dish = turned(lathe([(0, 0), (0.06, 0.0), (0.10, 0.015), (0, 0.008)], 12), 78, 1)
        place.lay(moved(dish, (x + 0.62 + 0.10 * i, y, z + 0.15)), finish(tone, 0.5))


def _stove(place: Place, at: tuple[float, float, float]) -> None:
    x, y, z = at
    place.lay(box((x, y - 0.01, z + 0.015), (0.66, 0.5, 0.03)), finish("#3f4250", 0.7))
    place.lay(box((x, y - 0.325, 0.46), (0.56, 0.03, 0.44)), finish("#353845", 0.7))
    place.lay(box((x, y - 0.345, 0.46), (0.42, 0.01, 0.26)), glowing("#4a4652", 0.0))
    place.lay(bar((x - 0.22, y - 0.37, 0.66), (x + 0.22, y - 0.37, 0.66), 0.014, 6), finish("#d5dae2", 0.4))
    for dx in (-0.16, 0.16):
        ring = lathe([(0.07, 0), (0.12, 0.0), (0.12, 0.02), (0.07, 0.02)], 12)
        place.lay(moved(ring, (x + dx, y, z + 0.03)), finish("#23252e", 0.0))
    pot = vessel([(0, 0), (0.13, 0.0), (0.14, 0.02), (0.14, 0.15), (0.0, 0.16), (0, 0.17)], "#d8573f")
    stand(place, pot, (x - 0.16, y, z + 0.05))
    place.lay(ball((x - 0.16, y, z + 0.235), 0.022, 7, 5), finish("#3a3440", 0.3))
    kettle = vessel([(0, 0), (0.10, 0.0), (0.11, 0.05), (0.07, 0.14), (0.03, 0.16), (0, 0.17)], _STEEL)
    stand(place, kettle, (x + 0.17, y, z + 0.05))
    arc = np.linspace(0, np.pi, 7)
    handle = np.column_stack([x + 0.17 + 0.09 * np.cos(arc), np.full(7, y), z + 0.17 + 0.11 * np.sin(arc)])
    place.lay(tube(handle, 0.010, 5), finish("#3a3440", 0.4))
    place.lay(box((x, y + 0.08, 1.86), (0.68, 0.44, 0.12)), finish("#e8e6e2", 0.7))
    hood = lathe([(0.34, 0.0), (0.16, 0.20), (0.14, 0.62)], 4)
    place.lay(moved(turned(hood, 45), (x, y + 0.08, 1.92)), finish("#dcdcdc", 0.7))


def _on_counter(place: Place, y: float, z: float) -> None:
    for i, tone in enumerate(("#d9a05a", "#a8c47a", "#c8685a")):
        jar = vessel([(0, 0), (0.05, 0), (0.055, 0.1), (0.045, 0.12), (0.045, 0.15), (0, 0.15)], tone)
        stand(place, jar, (0.55 + 0.13 * i, y + 0.16, z))
    board = soft_box((0.22, y - 0.12, z + 0.012), (0.40, 0.26, 0.024), 0.02)
    place.lay(board, finish("#d8ad74", 0.7))
    place.lay(box((0.30, y - 0.14, z + 0.03), (0.20, 0.035, 0.006)), finish("#dfe4ec", 0.4))
    place.lay(bar((0.40, y - 0.14, z + 0.032), (0.52, y - 0.14, z + 0.032), 0.012, 5), finish("#4b3a34", 0.3))
    fruit = [ball((0.10 + 0.055 * i, y - 0.10, z + 0.05), 0.03, 8, 6) for i in range(2)]
    place.lay(merged(fruit), finish("#e0503f", 0.6))
    place.lay(soft_box((-1.62, y + 0.06, z + 0.14), (0.28, 0.28, 0.28), 0.06), finish("#f2efe8", 0.8))
    place.lay(soft_box((-1.62, y - 0.085, z + 0.10), (0.12, 0.02, 0.06), 0.01), finish("#8a94a8", 0.3))
    stand(place, bottle("#c9a03f", 0.26), (-2.85, y + 0.12, z))
    stand(place, bottle("#6a3f30", 0.22), (-2.98, y + 0.05, z))


def _above(place: Place, fronts: str) -> None:
    """Wall cabinets, a rail with ladles, a shelf with jars and herbs on the sill."""
    for x, wide in ((-2.96, 0.5), (0.42, 0.94)):
        stand(place, cabinet((wide, 0.36, 0.72), "#efe9dc", fronts, max(1, round(wide / 0.46))), (x, 2.87, 1.78))
    place.lay(bar((0.0, 2.98, 1.46), (0.95, 2.98, 1.46), 0.010, 5), finish(_STEEL, 0.3))
    for i, tone in enumerate(("#8f98a8", "#b98558", "#8f98a8", "#3a3e4a")):
        x = 0.12 + 0.22 * i
        place.lay(bar((x, 2.96, 1.46), (x, 2.96, 1.28), 0.008, 4), finish(tone, 0.3))
        place.lay(moved(ball((0, 0, 0), (0.045, 0.02, 0.05), 8, 5), (x, 2.955, 1.25)), finish(tone, 0.5))
    for i in range(3):
        stand(place, vessel([(0, 0), (0.05, 0), (0.065, 0.10), (0, 0.09)], "#d98a5f"), (-1.4 + 0.42 * i, 3.0, 1.12))
        leaf = ball((-1.4 + 0.42 * i, 2.99, 1.27), (0.09, 0.07, 0.08), 8, 5)
        place.lay(leaf, finish(("#6fae52", "#4f9a5f", "#86b84a")[i], 0.5))
    curtain(place, (-1.76, 2.96), (0.0, 2.96), (1.86, 2.20), "#f6d9a8", 7)


def _fridge_door(place: Place) -> None:
    """The upper door with its handle, magnets and a calendar; its foot is where the lower one ends."""
    part = part_of(place, "fridge")
    wide, high = part.size
    beyond(place, part, 0.006)
    pieces: list[Part] = [
        (box((-0.28, -0.034, 0.38), (0.025, 0.03, 0.4)), finish("#9aa3b2", 0.5)),
        picture(calendar(place), 0.26, 0.35, (-0.04, -0.012, 0.44)),
    ]
    for i, tone in enumerate(("#e2504a", "#f2c23c", "#5aa86a", "#4f86b8")):
        at = (-0.15 + 0.1 * i, -0.014, 0.88 - 0.05 * (i % 2))
        pieces.append((box(at, (0.045, 0.02, 0.045)), finish(tone, 0.3)))
    if part.name in place.loose:
        slab = soft_box((0, -0.032, high / 2), (wide, 0.05, high), 0.02, 16)
        pieces = [(slab, finish("#e6e9ee", 0.9))] + [(moved(s, (0, -0.05, 0)), coat) for s, coat in pieces]
    hang(place, part, part.sides[0], pieces)


def _fridge(place: Place) -> None:
    (x, y, z), (wide, deep, high) = solid_of(place, "fridge")
    place.lay(soft_box((x, y, z), (wide, deep, high), 0.05, 16), finish("#e6e9ee", 0.9, foot=0.1))
    face = y - deep / 2 - 0.004
    place.lay(box((x, face, 0.72), (wide - 0.02, 0.012, 0.012)), finish("#8f98a8", 0.0))
    place.lay(box((x - 0.28, face - 0.03, 0.45), (0.025, 0.03, 0.4)), finish("#9aa3b2", 0.5))
    _fridge_door(place)
    place.lay(soft_box((x, y, high + 0.09), (0.46, 0.34, 0.18), 0.03), finish("#d8b98a", 0.7))


def _table(place: Place) -> None:
    x, y, z = table_at(place, "dining table", "#d3a06a", "#a8744c")
    stand_at_seats(place, "dining chair", chair("#a8744c", "#e8d3a8"))
    cloth = soft_box((x, y, z + 0.004), (0.42, 0.80, 0.008), 0.004)
    place.lay(cloth, finish("#fbf4e4", 0.4))
    stripes = [box((x + s * 0.16, y, z + 0.010), (0.03, 0.80, 0.003)) for s in (-1, 1)]
    place.lay(merged(stripes), finish("#d98a7a", 0.0))
    stand(
        place,
        vessel([(0, 0), (0.05, 0), (0.07, 0.06), (0.03, 0.14), (0.04, 0.17), (0, 0.16)], "#8fb4d8"),
        (x, y + 0.12, z),
    )
    heads = [
        ball((x + dx, y + 0.12 + dy, z + 0.27 + dz), 0.045, 7, 5)
        for dx, dy, dz in ((-0.06, 0, 0), (0.05, 0.03, 0.03), (0.0, -0.04, 0.06))
    ]
    place.lay(merged(heads), finish("#f4c2d0", 0.5))
    stems = [bar((x, y + 0.12, z + 0.12), (x + dx, y + 0.12, z + 0.26), 0.006, 4) for dx in (-0.05, 0.0, 0.05)]
    place.lay(merged(stems), finish("#5a9a52", 0.0))
    for dx, dy in ((-0.44, 0.0), (0.44, 0.0), (0.28, 0.24)):
        stand(place, plate(), (x + dx, y + dy, z))
    stand(place, cup("#7fb0c8"), (x - 0.42, y + 0.24, z))
    stand(place, cup("#f0d8a0"), (x + 0.46, y - 0.22, z))


def _sides(place: Place, fronts: str) -> None:
    """A dresser on the right, the door and a rack on the left, an apron and a clock."""
    rows = (goods.bottles(place.atlas, 1), goods.bottles(place.atlas, 2), goods.books(place.atlas, 2))
    dresser: list[Part] = cabinet((1.3, 0.42, 0.86), "#e9e3d6", fronts, 3, 2, "#d8c9a0")
    stand(place, dresser, (3.0, -0.5), -90)
    stand(place, shelf((1.3, 0.28, 1.05), "#e9e3d6", rows, "#8a7a6a"), (3.08, -0.5, 0.86), -90)
    stand_door(place, tone="#c8a27a")
    stand(place, clock("#d8574f"), (0.62, 3.02, 2.46 - 0.12), 0)
    stand(place, framed(goods.landscape(place.atlas, 2), 0.5, 0.38), (3.22, 1.5, 1.62), -90)
    gallery(place, ((2.62, 1.62), (2.62, 1.18)), 3.05)
    stand(place, cabinet((0.9, 0.36, 0.80), "#c49468", "#d2a679", 2, 2), (-3.05, 0.35), 90)
    pot_plant(place, (-3.02, 0.55, 0.80), 0.5, "#f2ede2")
    place.lay(soft_box((-3.05, 0.12, 0.92), (0.30, 0.34, 0.24), 0.04), finish("#e8e6e2", 0.8))
    pot_plant(place, (2.86, -2.2), 0.9)
    place.lay(box((0.1, -1.0, 0.008), (2.2, 1.1, 0.012)), finish("#d8b98a", 0.0))
    place.lay(box((0.1, -1.0, 0.012), (2.0, 0.9, 0.012)), finish("#e8d8b4", 0.0))
