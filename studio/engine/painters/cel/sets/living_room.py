"""A living room: a sofa under paintings, a glass door to the balcony, television, plants and lamps."""

from typing import Final

import numpy as np

from studio.engine.painters.cel.sets import goods
from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.interior import Opening, Shell, curtain, shell, sunlight, wall
from studio.engine.painters.cel.sets.joinery import (
    cabinet,
    cup,
    pendant,
    picture,
    pot_plant,
    shelf_at,
    sofa,
    stand,
    table_at,
    vessel,
)
from studio.engine.painters.cel.sets.land import patch
from studio.engine.painters.cel.sets.leaves import stand_door
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.wallware import behind, clock, gallery, outlook
from studio.engine.painters.cel.shapes import bar, box, finish, glowing, lathe, merged, mix, moved, rgb, soft_box, times

ROOM: Final = Shell(3.6, -8.0, 3.2, 2.7, "#efe6da", "#b98558", "#f6f1e8")
BALCONY: Final = (Opening(3.95, 5.75, 0.02, 2.28, 2),)
_PALETTES: Final = (("#6f8fb0", "#e2b06a"), ("#7aa08a", "#e8a08a"), ("#b98a8f", "#8fb0c8"))


def dress(place: Place) -> None:
    """Build the living room; its colours come from the place's name."""
    tone, accent = _PALETTES[int(place.dice("palette").integers(len(_PALETTES)))]
    outlook(place, 10.0, ((3.4, 8.5, -0.4, 1.4), (-0.6, 9.5, -0.6, 1.5)))
    shell(place, ROOM, 0.22)
    wall(place, ROOM, "left")
    wall(place, ROOM, "right")
    wall(place, ROOM, "back", BALCONY)
    behind(place, ROOM)
    sunlight(place, ROOM, "back", BALCONY, 0.9)
    _balcony(place, accent)
    _rug(place, tone, accent)
    (x, y, _), (wide, deep, high) = solid_of(place, "sofa")
    stand(place, sofa((wide, deep, high), tone, (accent, "#f4ede0")), (x, y))
    stand(place, sofa((0.86, 0.8, 0.42), accent, ("#f4ede0",)), (-2.95, 0.95), 70)
    _coffee_table(place)
    _television(place)
    _shelves(place)
    gallery(place, ((-1.9, 1.72), (-1.2, 1.80), (-0.5, 1.72)), ROOM.back, (0.46, 0.36))
    _corners(place, tone)
    pendant(place, (-0.2, 0.6), ROOM.height, 2.24, "#f6efe2")


def _balcony(place: Place, accent: str) -> None:
    """The curtains of the glass door, and the rail beyond it."""
    for left, right in ((0.02, 0.50), (2.0, 2.48)):
        curtain(place, (left, 3.06), (right, 3.06), (0.04, 2.44), accent, 5)
    place.lay(bar((-0.1, 3.06, 2.46), (2.6, 3.06, 2.46), 0.018, 6), finish("#8a6a4c", 0.5))
    place.lay(box((1.3, 3.75, -0.06), (4.0, 1.1, 0.12)), finish("#c9c6c2", 0.6))
    bars = [box((x, 4.2, 0.5), (0.03, 0.03, 1.0)) for x in np.arange(-0.5, 3.2, 0.16)]
    place.lay(merged([*bars, box((1.3, 4.2, 1.02), (4.0, 0.06, 0.05))]), finish("#8f98a8", 0.5))
    pot_plant(place, (1.9, 3.85), 0.7)


def _rug(place: Place, tone: str, accent: str) -> None:
    for wide, deep, colour, z in (
        (3.3, 1.9, mix(rgb(accent), (1, 1, 1), 0.35), 0.006),
        (3.1, 1.7, rgb("#f4eddf"), 0.009),
        (2.8, 1.4, mix(rgb(tone), (1, 1, 1), 0.55), 0.012),
    ):
        x, y = -1.0, 1.05
        corners = [
            (x - wide / 2, y - deep / 2),
            (x + wide / 2, y - deep / 2),
            (x + wide / 2, y + deep / 2),
            (x - wide / 2, y + deep / 2),
        ]
        place.lay(patch(np.array(corners), z), finish(times(colour, 0.97), 0.0))
    bands = [box((-1.0, 1.05 + dy, 0.0135), (2.6, 0.05, 0.002)) for dy in (-0.5, -0.25, 0.0, 0.25, 0.5)]
    place.lay(merged(bands), finish(mix(rgb(accent), (1, 1, 1), 0.2), 0.0))


def _coffee_table(place: Place) -> None:
    x, y, z = table_at(place, "coffee table", "#b07c50", "#8a5f3f")
    stand(place, cup(), (x - 0.35, y + 0.12, z))
    for i, colour in enumerate(("#5a86b8", "#e8d8b4", "#c8685a")):
        place.lay(box((x + 0.34, y + 0.08, z + 0.012 + 0.022 * i), (0.28 - 0.03 * i, 0.20, 0.022)), finish(colour, 0.5))
    stand(place, vessel([(0, 0), (0.04, 0), (0.10, 0.05), (0.09, 0.05), (0, 0.02)], "#7fb0a0"), (x - 0.05, y + 0.14, z))
    place.lay(soft_box((x - 0.12, y - 0.14, z + 0.012), (0.05, 0.18, 0.024), 0.01), finish("#33343f", 0.3))


def _television(place: Place) -> None:
    (x, y, _), (deep, wide, high) = solid_of(place, "television stand")
    stand(place, cabinet((wide, deep, high), "#8a6244", "#a9784f", 3), (x, y), -90)
    lit = place.hour in ("evening", "night")
    body = [
        (box((0, 0, 0.52), (1.25, 0.06, 0.74)), finish("#25262f", 0.7)),
        (soft_box((0, 0, 0.07), (0.40, 0.24, 0.14), 0.02), finish("#33343f", 0.5)),
        picture(goods.landscape(place.atlas, 1), 1.17, 0.66, (-0.585, -0.034, 0.19), 0.6 if lit else 0.0),
    ]
    stand(place, body, (x, y, high), -90)
    if lit:
        place.shine((x - 0.4, y, high + 0.5), 1.1, (0.55, 0.72, 1.0), 0.22)
    place.lay(soft_box((x, y - 0.78, high + 0.16), (0.2, 0.2, 0.32), 0.03), finish("#4b4a55", 0.6))
    pot_plant(place, (x, y + 0.78, high), 0.42, "#f2ede2")


def _shelves(place: Place) -> None:
    atlas = place.atlas
    rows = (goods.books(atlas, 1), goods.books(atlas, 2), goods.bottles(atlas, 3, "#7a5f4c"), goods.books(atlas, 3))
    shelf_at(place, "bookshelf", "#a9784f", rows, 0.0, "#6f4f3a")
    stand(
        place,
        vessel([(0, 0), (0.07, 0), (0.10, 0.12), (0.05, 0.22), (0.06, 0.25), (0, 0.24)], "#5f8fb0"),
        (2.6, 3.0, 1.9),
    )
    stand(place, clock("#4b3a34", 0.15), (1.98 + 0.2, 3.17, 2.42))


def _corners(place: Place, tone: str) -> None:
    """The door, a sideboard, a floor lamp, big plants; slippers and a basket nearer the camera."""
    stand_door(place, tone="#c8a27a")
    stand(place, cabinet((1.5, 0.4, 0.8), "#b98558", "#c99a6b", 3, 2), (3.38, -1.9), -90)
    place.lay(
        moved(lathe([(0.10, 0), (0.13, 0.10), (0.06, 0.24), (0.07, 0.27)], 10), (3.38, -2.3, 0.8)),
        finish("#d98a5f", 0.6),
    )
    stand(place, [picture(goods.landscape(place.atlas, 2), 0.9, 0.66, (-0.45, 0, 0))], (3.585, -1.9, 1.2), -90)
    pot_plant(place, (-3.2, 2.75), 1.5, "#f0ebe2")
    pot_plant(place, (3.2, 2.35), 1.1, "#c8735a")
    _floor_lamp(place, (0.12, 2.9))
    place.lay(
        moved(lathe([(0, 0), (0.22, 0), (0.27, 0.3), (0.25, 0.3), (0, 0.26)], 12), (-3.2, -0.1, 0)),
        finish("#c9a06a", 0.8),
    )
    place.lay(soft_box((-3.2, -0.1, 0.32), (0.3, 0.3, 0.14), 0.06), finish(mix(rgb(tone), (1, 1, 1), 0.4), 0.7))


def _floor_lamp(place: Place, at: tuple[float, float]) -> None:
    x, y = at
    place.lay(bar((x, y, 0), (x, y, 1.45), 0.016, 6), finish("#4b4038", 0.6))
    place.lay(moved(lathe([(0, 0), (0.15, 0), (0.13, 0.025), (0, 0.03)], 12), (x, y, 0)), finish("#4b4038", 0.6))
    shade = lathe([(0.20, 0), (0.13, 0.26)], 14)
    coat = glowing("#ffe0a8", 0.55) if place.dark else finish("#f6ead0", 0.7)
    place.lay(moved(shade, (x, y, 1.40)), coat)
    if place.dark:
        place.shine((x, y, 1.5), 1.1, (1.0, 0.80, 0.48), 0.4)
