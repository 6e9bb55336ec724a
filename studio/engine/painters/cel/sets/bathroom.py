"""A bathroom: tiles, a tub by a frosted window, a washstand with a mirror, towels and plants."""

from typing import Final

from studio.engine.painters.cel.sets import goods
from studio.engine.painters.cel.sets.atlas import decal
from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.interior import Opening, Shell, lamp_panel, shell, sunlight, wall
from studio.engine.painters.cel.sets.joinery import (
    Part,
    bottle,
    cabinet,
    cup,
    pot_plant,
    stand,
    stand_at_seats,
    stool,
)
from studio.engine.painters.cel.sets.leaves import stand_door
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.wallware import behind, outlook
from studio.engine.painters.cel.sets.waters import still_water
from studio.engine.painters.cel.shapes import (
    ball,
    bar,
    box,
    curve,
    finish,
    glowing,
    lathe,
    merged,
    mix,
    moved,
    rgb,
    soft_box,
    tube,
    turned,
)

ROOM: Final = Shell(2.6, -7.2, 2.25, 2.5, "#f2f4f2", "#d5dcdc", "#cfd8d8", "#fafbfa", tiled=True)
WINDOW: Final = (Opening(0.35, 1.65, 1.25, 2.12, 2),)
_TILES: Final = (("#a9d2d4", "#e6f0f0"), ("#f0c8c0", "#f8ece6"), ("#b9cdea", "#ecf1f8"))


def dress(place: Place) -> None:
    """Build the bathroom; the colour of its tiles comes from the place's name."""
    tone, joint = _TILES[int(place.dice("tiles").integers(len(_TILES)))]
    outlook(place, -22.0, ((-1.6, 6.5, 0.8, 1.3),))
    shell(place, ROOM, 0.45)
    wall(place, ROOM, "left")
    wall(place, ROOM, "right")
    wall(place, ROOM, "back", WINDOW)
    behind(place, ROOM, "#b9a58a")
    sunlight(place, ROOM, "back", WINDOW, 0.7)
    _tiles(place, tone, joint)
    _bathtub(place)
    _washstand(place)
    _machine(place)
    _fittings(place, tone)
    stand_at_seats(place, "stool", stool(0.40, "#c9a57a", "#e6cca6"))
    for y in (-4.6, -1.2):
        lamp_panel(place, (0.0, y, ROOM.height), (0.7, 0.7), True)


def _tiles(place: Place, tone: str, joint: str) -> None:
    region = goods.tiles(place.atlas, tone, joint, 22, 6)
    place.hang((-2.6, 2.236, 0.0), (5.2, 0, 0), (0, 0, 1.18), region, decal())
    place.hang((-2.586, -7.0, 0.0), (0, 9.2, 0), (0, 0, 1.18), region, decal())
    place.hang((2.586, 2.2, 0.0), (0, -9.2, 0), (0, 0, 1.18), region, decal())
    band = [
        box((0, 2.225, 1.2), (5.2, 0.03, 0.06)),
        box((-2.575, -2.4, 1.2), (0.03, 9.2, 0.06)),
        box((2.575, -2.4, 1.2), (0.03, 9.2, 0.06)),
    ]
    place.lay(merged(band), finish(mix(rgb(tone), (0.2, 0.3, 0.4), 0.35), 0.3))


def _bathtub(place: Place) -> None:
    """A deep tub with water that steams when lamps are lit, a tap, a duck, a tray across."""
    (x, y, _), (wide, deep, high) = solid_of(place, "bathtub")
    rim = 0.11
    walls = [
        box((x, y - deep / 2 + rim / 2, high / 2), (wide, rim, high)),
        box((x, y + deep / 2 - rim / 2, high / 2), (wide, rim, high)),
        box((x - wide / 2 + rim / 2, y, high / 2), (rim, deep, high)),
        box((x + wide / 2 - rim / 2, y, high / 2), (rim, deep, high)),
    ]
    place.lay(merged(walls), finish("#fbfcfc", 0.8, foot=0.1))
    still_water(place, "bath water", ("#a9e0e8", "#5fb4cc"), 0.4)
    edge = [box((x, y + s * (deep / 2 - rim / 2), high - 0.012), (wide + 0.03, rim + 0.03, 0.03)) for s in (-1, 1)]
    place.lay(merged(edge), finish("#ffffff", 0.6))
    way = curve([(-2.45, y, high), (-2.45, y, high + 0.28), (-2.36, y, high + 0.34), (-2.24, y, high + 0.26)], 8)
    place.lay(tube(way, 0.022, 6), finish("#c9ced8", 0.6))
    place.lay(moved(ball((0, 0, 0), (0.075, 0.055, 0.05), 9, 6), (-1.35, y - 0.1, 0.50)), finish("#ffd24a", 0.6))
    place.lay(ball((-1.30, y - 0.1, 0.57), 0.038, 8, 6), finish("#ffd24a", 0.6))
    place.lay(ball((-1.262, y - 0.1, 0.565), (0.022, 0.014, 0.010), 6, 4), finish("#f0803f", 0.3))
    place.lay(box((-1.9, y, high + 0.02), (0.2, deep + 0.06, 0.03)), finish("#c99a66", 0.6))
    stand(place, bottle("#e8a0b0", 0.2), (-1.93, y - 0.16, high + 0.03))
    stand(place, bottle("#9fd0c0", 0.17), (-1.87, y + 0.06, high + 0.03))
    place.lay(box((-0.62, 0.98, 0.015), (0.8, 0.5, 0.03)), finish("#8fb8d0", 0.5))


def _washstand(place: Place) -> None:
    (x, y, _), (wide, deep, high) = solid_of(place, "washstand")
    stand(place, cabinet((wide, deep, high - 0.06), "#e6ddcc", "#f2ebdc", 3, 1, "#b9a58a"), (x, y))
    place.lay(soft_box((x, y - 0.01, high - 0.03), (wide + 0.04, deep + 0.02, 0.06), 0.02, 16), finish("#fbfcfc", 0.8))
    bowl = lathe([(0.0, 0.0), (0.16, 0.0), (0.21, 0.11), (0.19, 0.11), (0.13, 0.03), (0, 0.025)], 16)
    place.lay(moved(bowl, (x + 0.1, y - 0.02, high)), finish("#ffffff", 0.8))
    way = curve(
        [
            (x + 0.1, y + 0.2, high),
            (x + 0.1, y + 0.2, high + 0.24),
            (x + 0.1, y + 0.1, high + 0.28),
            (x + 0.1, y + 0.04, high + 0.22),
        ],
        8,
    )
    place.lay(tube(way, 0.016, 6), finish("#c9ced8", 0.5))
    tone = mix(rgb("#cfe4ec"), place.mood.light, 0.3)
    mirror: list[Part] = [
        (soft_box((0, 0, 0.5), (1.3, 0.05, 1.0), 0.02), finish("#e2d4ba", 0.7)),
        (box((0, -0.03, 0.5), (1.2, 0.02, 0.9)), glowing(tone, 0.0)),
    ]
    shine = [moved(turned(box((0, 0, 0), (0.06, 0.004, 0.7)), 32, 1), (dx, -0.043, 0.5)) for dx in (-0.3, -0.16)]
    mirror.append((merged(shine), glowing(mix(tone, (1, 1, 1), 0.6), 0.0)))
    stand(place, mirror, (x, 2.2, 1.12))
    place.lay(box((x, 2.14, 2.2), (1.0, 0.08, 0.09)), glowing("#fff6e0", 0.6))
    if place.dark:
        place.shine((x, 2.0, 2.2), 1.0, (1.0, 0.95, 0.84), 0.3)
    stand(place, cup("#8fb8d0"), (x + 0.48, y + 0.02, high))
    for d, brush in ((-0.012, "#e2574c"), (0.016, "#4f86b8")):
        place.lay(
            bar((x + 0.48 + d, y + 0.02, high + 0.02), (x + 0.48 + 3 * d, y + 0.03, high + 0.17), 0.007, 4),
            finish(brush, 0.3),
        )
    for i, colour in enumerate(("#f0d8a0", "#9fd0c0")):
        stand(place, bottle(colour, 0.16), (x - 0.52 + 0.1 * i, y + 0.1, high))
    pot_plant(place, (x - 0.35, y + 0.13, high), 0.3, "#f4ede0")


def _machine(place: Place) -> None:
    (x, y, _), (wide, deep, high) = solid_of(place, "washing machine")
    place.lay(soft_box((x, y, high / 2), (wide, deep, high), 0.03), finish("#f0f3f4", 0.9, foot=0.1))
    face = [
        (turned(lathe([(0.0, 0), (0.22, 0.0), (0.22, 0.03), (0.17, 0.035)], 16), 90, 0), finish("#c2cad2", 0.6)),
        (turned(lathe([(0.165, 0.034), (0.0, 0.05)], 16), 90, 0), finish("#5f7f94", 0.4)),
    ]
    stand(place, [(moved(shape, (0, -wide / 2, 0.42)), coat) for shape, coat in face], (x, y), -90)
    panel: list[Part] = [
        (box((0, -wide / 2 - 0.005, 0.80), (0.5, 0.012, 0.09)), finish("#d5dce0", 0.4)),
        (box((0.1, -wide / 2 - 0.014, 0.80), (0.14, 0.01, 0.05)), glowing("#8fe8d0", 0.3)),
    ]
    stand(place, panel, (x, y), -90)
    place.lay(soft_box((x, y - 0.1, high + 0.09), (0.36, 0.3, 0.16), 0.05), finish("#f4ede0", 0.6))
    basket = lathe([(0.0, 0), (0.2, 0.0), (0.26, 0.42), (0.24, 0.42), (0.0, 0.36)], 12)
    place.lay(moved(basket, (2.2, -0.15, 0)), finish("#c9a06a", 0.8, foot=0.1))
    place.lay(ball((2.2, -0.15, 0.42), (0.21, 0.2, 0.1), 9, 6), finish("#8fb8d0", 0.6))


def _fittings(place: Place, tone: str) -> None:
    """Towels on a rail, a shelf, a shower curtain's rod, the door, a mat."""
    place.lay(bar((-2.52, -0.9, 1.36), (-2.52, 0.5, 1.36), 0.014, 5), finish("#c9ced8", 0.5))
    for y, colour in ((-0.55, "#fdf4e4"), (0.1, tone)):
        place.lay(soft_box((-2.51, y, 1.08), (0.05, 0.46, 0.58), 0.02), finish(colour, 0.7, foot=0.08))
        place.lay(box((-2.482, y, 0.90), (0.01, 0.46, 0.05)), finish(mix(rgb(colour), (0.3, 0.5, 0.7), 0.35), 0.0))
    stand_door(place, tone="#d8c4a4")
    for i, colour in enumerate(("#fdf4e4", "#e8b0a8", "#a9d2c4")):
        place.lay(soft_box((2.44, -1.6, 1.33 + 0.09 * i), (0.26, 0.4, 0.085), 0.04), finish(colour, 0.6))
    place.lay(box((2.44, -1.6, 1.27), (0.3, 1.1, 0.035)), finish("#d8c4a4", 0.6))
    pot_plant(place, (2.44, -1.2, 1.29), 0.4, "#f4ede0")
    pot_plant(place, (-0.45, 2.0), 0.9, "#d98a5f")
    place.lay(soft_box((1.1, 1.3, 0.015), (1.0, 0.5, 0.03), 0.012), finish(mix(rgb(tone), (1, 1, 1), 0.3), 0.5))
