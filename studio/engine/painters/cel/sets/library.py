"""A library: walls of books round an arched window, stacks at both sides, a long table under green lamps."""

from typing import Final

import numpy as np

from studio.engine.painters.cel.sets import goods
from studio.engine.painters.cel.sets.atlas import Region
from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.interior import Opening, Shell, shell, sunlight, wall
from studio.engine.painters.cel.sets.joinery import (
    chair,
    pendant,
    picture,
    pot_plant,
    shelf,
    stand,
    stand_at_seats,
    table_at,
)
from studio.engine.painters.cel.sets.leaves import stand_door
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.wallware import behind, clock, framed, gallery, outlook, sign
from studio.engine.painters.cel.shapes import (
    ball,
    bar,
    box,
    finish,
    glowing,
    lathe,
    merged,
    moved,
    quad,
    soft_box,
    turned,
)

ROOM: Final = Shell(4.7, -8.8, 5.0, 3.6, "#ead9bd", "#96653f", "#7a4f34", "#efe4d0")
WINDOWS: Final = (Opening(3.45, 5.95, 0.95, 3.1, 4),)
WOOD: Final = "#8a5a38"


def dress(place: Place) -> None:
    """Build the library."""
    outlook(place, 4.0, ((-2.6, 10.0, 0.8, 1.8), (2.8, 9.5, 0.4, 1.7), (0.2, 13.0, 1.0, 2.0)))
    shell(place, ROOM, 0.26)
    wall(place, ROOM, "left")
    wall(place, ROOM, "right")
    wall(place, ROOM, "back", WINDOWS)
    behind(place, ROOM)
    sunlight(place, ROOM, "back", WINDOWS, 1.0)
    _book_wall(place)
    _stacks(place)
    _reading_table(place)
    _ceiling(place)
    _round_about(place)


def _rows(place: Place, count: int, start: int = 0) -> list[Region]:
    return [goods.books(place.atlas, (start + i) % 5) for i in range(count)]


def _book_wall(place: Place) -> None:
    """Shelves from floor to ceiling at both sides of the window, and low ones under it."""
    for x, wide in ((-3.95, 1.45), (-2.35, 1.6), (2.35, 1.6), (3.95, 1.45)):
        stand(place, shelf((wide, 0.36, 3.2), WOOD, _rows(place, 8, int(x * 2) % 5), "#4b3126"), (x, 4.82))
    stand(place, shelf((2.9, 0.34, 0.92), WOOD, _rows(place, 2, 1), "#4b3126"), (0.0, 4.82))
    place.lay(box((0, 4.8, 3.26), (9.4, 0.46, 0.14)), finish("#7a4f34", 0.8))
    place.lay(
        merged([box((x, 4.66, 1.64), (0.12, 0.10, 3.2)) for x in (-4.66, -3.18, -1.5, 1.5, 3.18, 4.66)]),
        finish("#7a4f34", 0.7),
    )
    _ladder(place, (-2.6, 4.3))


def _ladder(place: Place, at: tuple[float, float]) -> None:
    x, y = at
    sides = [bar((x + s * 0.22, y - 0.35, 0), (x + s * 0.20, y + 0.28, 2.9), 0.025, 6) for s in (-1, 1)]
    rungs = [
        bar((x - 0.22, y - 0.35 + 0.63 * t, 2.9 * t), (x + 0.22, y - 0.35 + 0.63 * t, 2.9 * t), 0.016, 5)
        for t in np.linspace(0.1, 0.92, 9)
    ]
    place.lay(merged([*sides, *rungs]), finish("#c08a55", 0.7))


def _stacks(place: Place) -> None:
    """The bookcases that stand out from the walls, full on both faces, with a plate at the end."""
    plates = {
        "left bookcase": "ART",
        "right bookcase": "POEMS",
        "near left bookcase": "STARS",
        "near right bookcase": "SEA",
    }
    for i, (name, word) in enumerate(plates.items()):
        (x, y, _), (wide, deep, high) = solid_of(place, name)
        for turn, shift in ((0.0, -deep / 4), (180.0, deep / 4)):
            stand(
                place,
                shelf((wide, deep / 2, high), WOOD, _rows(place, 6, i + int(turn > 0)), "#4b3126"),
                (x, y + shift),
                turn,
            )
        inner = x + (wide / 2 if x < 0 else -wide / 2)
        place.lay(box((inner, y, high / 2), (0.05, deep + 0.04, high)), finish("#96653f", 0.8, foot=0.1))
        place.lay(box((x, y, high + 0.03), (wide + 0.08, deep + 0.08, 0.07)), finish("#7a4f34", 0.7))
        face = 1 if x < 0 else -1
        stand(
            place,
            framed(sign(place, word, "#efe2c4", "#5d3f2c"), 0.34, 0.11, "#c9a05a"),
            (inner + face * 0.06, y, 1.72),
            90 * face,
        )


def _reading_table(place: Place) -> None:
    x, y, z = table_at(place, "reading table", "#a06a42", "#7a4f34")
    stand_at_seats(place, "reading chair", chair("#7a4f34", "#8f3f3a"))
    for dx in (-0.75, 0.75):
        _banker_lamp(place, (x + dx, y + 0.22, z))
    tones = ("#c8555a", "#4f86b8", "#e2b04a", "#6aa37f", "#f0e8d8")
    for i in range(4):
        pile = turned(box((0, 0, 0), (0.22, 0.30 - 0.02 * i, 0.035)), 8.0 * ((i * 2) % 3) - 6)
        place.lay(moved(pile, (x + 0.28, y + 0.16, z + 0.02 + 0.036 * i)), finish(tones[i], 0.6))
    pages = [turned(box((s * 0.1, 0, 0.012), (0.2, 0.27, 0.02)), -5.0 * s, 1) for s in (-1, 1)]
    place.lay(merged([moved(page, (x - 0.3, y - 0.12, z + 0.008)) for page in pages]), finish("#fbf5e6", 0.5))


def _banker_lamp(place: Place, at: tuple[float, float, float]) -> None:
    x, y, z = at
    brass = finish("#c9a05a", 0.6)
    place.lay(moved(lathe([(0, 0), (0.09, 0), (0.08, 0.02), (0.015, 0.03), (0.012, 0.34)], 12), at), brass)
    shade = turned(lathe([(0.085, -0.16), (0.095, 0.0), (0.085, 0.16)], 10), 90, 1)
    lit = 0.6 if place.dark else 0.05
    place.lay(moved(shade, (x, y, z + 0.36)), glowing("#4fae7a", lit * 0.6) if place.dark else finish("#3f8a62", 0.7))
    place.lay(box((x, y, z + 0.285), (0.26, 0.10, 0.02)), glowing("#fff0c0", lit))
    if place.dark:
        place.shine((x, y - 0.05, z + 0.25), 0.8, (1.0, 0.84, 0.50), 0.45)


def _ceiling(place: Place) -> None:
    beams = [box((0, y, 3.5), (9.4, 0.22, 0.22)) for y in (-6.5, -4.0, -1.5, 1.0, 3.5)]
    beams += [box((x, -2.0, 3.54), (0.18, 13.6, 0.14)) for x in (-2.4, 2.4)]
    place.lay(merged(beams), finish("#8f6545", 0.7))
    for x, y in ((-1.5, 1.0), (1.5, 1.0), (0.0, -3.0)):
        pendant(place, (x, y), ROOM.height - 0.1, 2.72, "#c9a05a")


def _round_about(place: Place) -> None:
    """A globe, a carpet, the desk by the door, wall pictures, plants."""
    place.lay(quad((-1.9, -5.2, 0.006), (3.8, 0, 0), (0, 6.9, 0)), finish("#8a3f42", 0.0))
    place.lay(quad((-1.72, -5.0, 0.008), (3.44, 0, 0), (0, 6.5, 0)), finish("#a8524a", 0.0))
    place.lay(quad((-1.5, -4.8, 0.010), (3.0, 0, 0), (0, 6.1, 0)), finish("#96474a", 0.0))
    stars = [
        moved(turned(box((0, 0, 0), (0.26, 0.26, 0.003)), 45), (x, y, 0.012))
        for x in (-1.0, 0, 1.0)
        for y in (-3.6, -1.6, 0.6)
    ]
    place.lay(merged(stars), finish("#c9905a", 0.0))
    place.lay(moved(ball((0, 0, 0), 0.26, 14, 10), (2.45, 3.7, 1.0)), finish("#5f9fb8", 0.7))
    place.lay(
        moved(lathe([(0.20, 0), (0.05, 0.06), (0.04, 0.62), (0.16, 0.78)], 10), (2.45, 3.7, 0)), finish(WOOD, 0.7)
    )
    ring = lathe([(0.27, -0.012), (0.30, -0.012), (0.30, 0.012), (0.27, 0.012)], 18)
    place.lay(moved(turned(ring, 24, 1), (2.45, 3.7, 1.0)), finish("#c9a05a", 0.5))
    stand_door(place, "door", "#7a4f34", "#5d3f2c")
    stand(place, clock("#5d3f2c"), (4.66, 0.9, 2.7), -90)
    stand(place, framed(goods.landscape(place.atlas, 0), 0.9, 0.66, "#c9a05a"), (-4.66, 0.95, 2.0), 90)
    stand(place, framed(goods.landscape(place.atlas, 1), 0.9, 0.66, "#c9a05a"), (-4.66, -2.6, 2.0), 90)
    pot_plant(place, (-2.55, 3.6), 1.2, "#5f7a8f")
    pot_plant(place, (4.2, -4.2), 1.4)
    place.lay(soft_box((-4.2, -3.4, 0.24), (0.7, 1.5, 0.48), 0.06), finish("#6f8a72", 0.8))
    stand(place, [picture(sign(place, "QUIET", "#3f5f52", "#f4e8c8"), 0.5, 0.15, (-0.25, 0, 0))], (0.0, 4.63, 0.98))
    gallery(place, ((0.0, 3.38),), 5.0, (0.5, 0.2))
