"""A convenience store: bright lamps, shelves of packets, cold cases along the back, a checkout."""

from typing import Final

import numpy as np

from studio.engine.painters.cel.sets import goods
from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.interior import Opening, Shell, lamp_panel, shell, sunlight, wall
from studio.engine.painters.cel.sets.joinery import Part, picture, pot_plant, shelf, stand, stand_at_seats, stool
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.street_pictures import poster
from studio.engine.painters.cel.sets.wallware import behind, framed, outlook
from studio.engine.painters.cel.shapes import bar, box, finish, glowing, lathe, merged, mix, moved, rgb, soft_box

ROOM: Final = Shell(3.9, -8.2, 4.2, 2.9, "#f4f4f0", "#e2e4e6", "#8fa0b0", "#fafafa", tiled=True)
WINDOWS: Final = tuple(Opening(1.0 + 2.6 * i, 3.4 + 2.6 * i, 0.30, 2.35, 2) for i in range(3))
_STRIPES: Final = (("#2f9a62", "#f07f2f"), ("#2f6fc0", "#e2453f"), ("#e2453f", "#f2b23c"))


def dress(place: Place) -> None:
    """Build the store; its stripe comes from the place's name."""
    first, second = _STRIPES[int(place.dice("stripe").integers(len(_STRIPES)))]
    outlook(place, -62.0, ((-7.5, -1.5, 0.2, 1.4), (-8.0, -5.5, -0.2, 1.4)))
    shell(place, ROOM, 0.65)
    wall(place, ROOM, "left", WINDOWS)
    wall(place, ROOM, "right")
    wall(place, ROOM, "back")
    behind(place, ROOM)
    sunlight(place, ROOM, "left", WINDOWS, 0.5)
    _stripe(place, first, second)
    _fridges(place, first)
    _shelves(place, second)
    _checkout(place, first, second)
    _window_side(place)
    for y in (-6.4, -4.0, -1.6, 0.8, 3.2):
        for x in (-2.0, 2.0):
            lamp_panel(place, (x, y, ROOM.height), (2.2, 0.26), True)


def _stripe(place: Place, first: str, second: str) -> None:
    """The chain's colours run round the walls under the ceiling."""
    for z, high, tone in ((2.52, 0.14, first), (2.40, 0.07, second), (2.35, 0.04, "#ffffff")):
        place.lay(box((0, 4.17, z), (7.8, 0.05, high)), finish(tone, 0.3))
        place.lay(box((3.87, -2.0, z), (0.05, 12.4, high)), finish(tone, 0.3))
    aisle = [box((x, -2.0, 0.006), (0.08, 12.2, 0.004)) for x in (-1.45, 1.25)]
    place.lay(merged(aisle), finish("#c9d2da", 0.0))


def _fridges(place: Place, tone: str) -> None:
    (x, y, _), (wide, deep, high) = solid_of(place, "fridges")
    place.lay(box((x, y, high / 2), (wide, deep, high)), finish("#d9dee4", 0.8))
    place.lay(box((x, y - deep / 2 - 0.02, high - 0.11), (wide, 0.06, 0.22)), finish(tone, 0.6))
    count = 8
    for i in range(count):
        region = goods.drinks(place.atlas, i % 4)
        left = x - wide / 2 + wide * i / count
        stand(place, [picture(region, wide / count, high - 0.34, (left, y - deep / 2 - 0.012, 0.12), 0.42)], (0, 0))
    place.lay(box((x, y - deep / 2 - 0.02, 0.06), (wide, 0.04, 0.12)), finish("#6f7684", 0.4))
    place.lay(box((x, y, high + 0.02), (wide, deep, 0.04)), finish("#c2c9d2", 0.5))
    if place.dark:
        place.shine((x, y - 0.6, 1.1), 2.4, (0.75, 0.90, 1.0), 0.16)


def _shelves(place: Place, tone: str) -> None:
    """The gondolas: packets on both long faces and on the ends, a card on top."""
    for number, name in enumerate(("left shelves", "right shelves")):
        (x, y, _), (wide, deep, high) = solid_of(place, name)
        rows = [goods.packets(place.atlas, (number * 2 + i) % 6) for i in range(4)]
        for turn, dx in ((-90.0, -wide / 4), (90.0, wide / 4)):
            stand(place, shelf((deep - 0.3, wide / 2, high), "#dfe3e8", rows, "#9aa3b0"), (x + dx, y), turn)
        end = [goods.packets(place.atlas, (number + i + 3) % 6) for i in range(4)]
        stand(place, shelf((wide, 0.22, high), "#dfe3e8", end, "#9aa3b0"), (x, y - deep / 2 + 0.11))
        stand(place, shelf((wide, 0.22, high), "#dfe3e8", end[::-1], "#9aa3b0"), (x, y + deep / 2 - 0.11), 180)
        place.lay(box((x, y - deep / 2 + 0.04, high + 0.12), (0.7, 0.02, 0.22)), finish(tone, 0.5))
        place.lay(box((x, y - deep / 2 + 0.026, high + 0.12), (0.5, 0.012, 0.07)), finish("#fff8e0", 0.0))
    rows = [goods.packets(place.atlas, i) for i in (5, 1, 4, 2)]
    stand(place, shelf((2.4, 0.36, 1.7), "#dfe3e8", rows, "#9aa3b0"), (3.68, 2.4), -90)
    _basket_stack(place, (1.15, -2.6))


def _basket_stack(place: Place, at: tuple[float, float]) -> None:
    x, y = at
    for i in range(4):
        rim = moved(lathe([(0.20, 0.0), (0.27, 0.16), (0.28, 0.16)], 4), (x, y, 0.06 + 0.07 * i))
        place.lay(rim, finish(("#e2453f", "#3f7fd0")[i % 2], 0.6))


def _checkout(place: Place, first: str, second: str) -> None:
    (x, y, _), (deep, wide, high) = solid_of(place, "checkout counter")
    place.lay(box((x, y, high / 2 - 0.02), (deep - 0.06, wide - 0.04, high - 0.04)), finish("#f2f0ea", 0.8, foot=0.1))
    place.lay(merged([box((x - deep / 2 + 0.02, y, z), (0.03, wide, 0.10)) for z in (0.62,)]), finish(first, 0.4))
    place.lay(box((x - deep / 2 + 0.02, y, 0.50), (0.03, wide, 0.05)), finish(second, 0.3))
    place.lay(soft_box((x, y, high - 0.02), (deep, wide, 0.04), 0.01, 16), finish("#d8dbe0", 0.8))
    register: list[Part] = [
        (soft_box((0, 0, 0.12), (0.40, 0.38, 0.24), 0.04), finish("#4b5060", 0.8)),
        (box((0, 0.06, 0.36), (0.34, 0.04, 0.22)), finish("#33363f", 0.6)),
        (box((0, 0.037, 0.36), (0.29, 0.01, 0.17)), glowing("#9fe0f0", 0.3)),
    ]
    stand(place, register, (x + 0.05, y + 0.45, high), 90)
    _steamer(place, (x + 0.08, y - 0.62, high))
    rows = [goods.bottles(place.atlas, 7, "#d8dbe0"), goods.packets(place.atlas, 3), goods.packets(place.atlas, 0)]
    stand(place, shelf((2.2, 0.3, 1.5), "#dfe3e8", rows, "#9aa3b0"), (3.72, y, 0.7), -90)
    board = framed(goods.banner(place.atlas, "COFFEE", "#5d4436", "#ffe9c2"), 1.1, 0.28)
    stand(place, board, (3.84, y, 2.18 - 0.12 + 0.2), -90)


def _steamer(place: Place, at: tuple[float, float, float]) -> None:
    """The heated case of buns beside the register."""
    x, y, z = at
    place.lay(box((x, y, z + 0.03), (0.4, 0.4, 0.06)), finish("#c23a3f", 0.6))
    place.lay(box((x, y, z + 0.50), (0.4, 0.4, 0.05)), finish("#c23a3f", 0.6))
    corners = [
        bar((x + s * 0.18, y + t * 0.18, z), (x + s * 0.18, y + t * 0.18, z + 0.5), 0.012, 4)
        for s in (-1, 1)
        for t in (-1, 1)
    ]
    place.lay(merged(corners), finish("#c9ced6", 0.4))
    for level in (0.07, 0.27):
        buns = [
            moved(lathe([(0.05, 0), (0.06, 0.03), (0.03, 0.07), (0, 0.075)], 9), (x + dx, y + dy, z + level))
            for dx in (-0.09, 0.09)
            for dy in (-0.09, 0.09)
        ]
        place.lay(merged(buns), finish(mix(rgb("#fff6e6"), rgb("#f2d8b0"), level), 0.4))
        place.lay(box((x, y, z + level - 0.01), (0.36, 0.36, 0.012)), finish("#b8bec8", 0.3))


def _window_side(place: Place) -> None:
    """Magazines under the glass, a counter with stools, posters, a copier, plants by the door."""
    (x, y, z), (deep, wide, thick) = solid_of(place, "window counter")
    place.lay(box((x, y, z + thick / 2 - 0.025), (deep, wide, 0.05)), finish("#c9a06a", 0.7))
    place.lay(merged([box((x + 0.1, y + s * 0.9, 0.42), (0.05, 0.05, 0.84)) for s in (-1, 1)]), finish("#8f98a8", 0.5))
    stand_at_seats(place, "stool", stool(0.55, "#8f98a8", "#e2653f"))
    rows = [goods.books(place.atlas, i) for i in (0, 3, 4)]
    stand(place, shelf((2.2, 0.3, 0.95), "#dfe3e8", rows, "#8f98a8"), (-3.72, 0.4), 90)
    random = np.random.default_rng(7)
    for i, at in enumerate((-4.6, -5.5)):
        region = place.atlas.once(f"poster {i}", lambda i=i: poster(place.atlas, random, i))
        stand(place, [picture(region, 0.62, 0.95, (-0.31, 0, 0))], (3.885, at, 1.1), -90)
    copier: list[Part] = [
        (soft_box((0, 0, 0.5), (0.7, 0.6, 1.0), 0.04), finish("#e6e8ec", 0.8)),
        (box((0, -0.302, 0.62), (0.6, 0.01, 0.05)), finish("#5d6378", 0.0)),
        (box((-0.1, -0.1, 1.02), (0.5, 0.4, 0.05)), finish("#4b5060", 0.5)),
    ]
    stand(place, copier, (3.5, -2.6), -90)
    pot_plant(place, (-3.5, -4.2), 1.1, "#f2f0ea")
