"""An office high over the city: desks with screens, a wall of windows, files, a board of plans."""

from typing import Final

import numpy as np

from studio.engine.painters.cel.sets import goods
from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.interior import Opening, Shell, lamp_panel, shell, sunlight, wall
from studio.engine.painters.cel.sets.joinery import (
    Part,
    cabinet,
    cup,
    legs,
    picture,
    pot_plant,
    shelf,
    stand,
    stand_at_seats,
)
from studio.engine.painters.cel.sets.leaves import stand_door
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.sky import clouds
from studio.engine.painters.cel.sets.skyline import towers
from studio.engine.painters.cel.sets.wallware import behind, board, calendar, clock, framed
from studio.engine.painters.cel.shapes import (
    bar,
    box,
    finish,
    lathe,
    merged,
    moved,
    soft_box,
)

ROOM: Final = Shell(4.3, -8.4, 4.1, 2.8, "#eceef0", "#7f8a9a", "#c2c9d2", "#f6f7f8", tiled=True)
WINDOWS: Final = tuple(Opening(0.35 + 2.0 * i, 2.2 + 2.0 * i, 0.55, 2.45, 1) for i in range(4))
_DESKS: Final = {"left desk": 0.0, "right desk": 0.0, "corner desk": -90.0, "side desk": 90.0}


def dress(place: Place) -> None:
    """Build the office."""
    clouds(place, 10.0, 1.0)
    towers(place, 22, (-60, 60), (34, 120), (34, 62), -40.0)
    shell(place, ROOM, 0.6)
    wall(place, ROOM, "left")
    wall(place, ROOM, "right")
    wall(place, ROOM, "back", WINDOWS)
    behind(place, ROOM, "#8f7a66")
    sunlight(place, ROOM, "back", WINDOWS, 0.7)
    for number, (name, turn) in enumerate(_DESKS.items()):
        _desk(place, name, turn, number)
    stand_at_seats(place, "office chair", _chair())
    _partition(place)
    _files(place)
    _walls(place)
    for y in (-6.0, -3.4, -0.8, 1.8):
        for x in (-2.2, 2.2):
            lamp_panel(place, (x, y, ROOM.height), (1.3, 0.3), place.dark or place.setting.weather in ("rain", "storm"))


def _chair() -> list[Part]:
    arms = [np.array((0.30 * np.cos(t), 0.30 * np.sin(t), 0.05)) for t in np.linspace(0, 5.03, 5)]
    star = [bar((0, 0, 0.09), arm, 0.022, 5) for arm in arms]
    wheels = [moved(lathe([(0, 0), (0.03, 0.01), (0.03, 0.05), (0, 0.06)], 6), (arm[0], arm[1], 0)) for arm in arms]
    return [
        (merged([*star, *wheels, bar((0, 0, 0.08), (0, 0, 0.42), 0.03, 6)]), finish("#3f434e", 0.5)),
        (soft_box((0, 0, 0.44), (0.48, 0.46, 0.08), 0.04), finish("#4f6a8f", 0.8)),
        (soft_box((0, 0.23, 0.80), (0.44, 0.07, 0.52), 0.04), finish("#4f6a8f", 0.8, top=0.1)),
        (merged([box((s * 0.27, 0.02, 0.64), (0.05, 0.26, 0.03)) for s in (-1, 1)]), finish("#3f434e", 0.5)),
    ]


def _desk(place: Place, name: str, turn: float, number: int) -> None:
    """A desk with a screen that looks at its chair, keys, papers, a cup; a chest of drawers under it."""
    (x, y, z), size = solid_of(place, name)
    wide, deep = (size[0], size[1]) if turn == 0.0 else (size[1], size[0])
    top = z + size[2] / 2
    parts: list[Part] = [
        (soft_box((0, 0, top - 0.02), (wide, deep, 0.04), 0.01, 16), finish("#e6e0d4", 0.8)),
        (legs((wide, deep, top - 0.04), 0.05), finish("#8f98a4", 0.5)),
        (box((0, -deep / 2 + 0.04, 0.44), (wide - 0.1, 0.02, 0.4)), finish("#c2c9d2", 0.5)),
    ]
    parts += [
        (moved(shape, (wide / 2 - 0.28, 0.06, 0)), coat)
        for shape, coat in cabinet((0.42, deep - 0.2, 0.62), "#c9d0d8", "#d9dfe4", 1, 3)
    ]
    stand(place, parts, (x, y), turn)
    screen: list[Part] = [
        (soft_box((0, 0, 0.32), (0.62, 0.05, 0.40), 0.02), finish("#3a3e48", 0.7)),
        (box((0, 0, 0.08), (0.05, 0.04, 0.14)), finish("#5d6370", 0.4)),
        (soft_box((0, 0.02, 0.01), (0.26, 0.20, 0.02), 0.01), finish("#5d6370", 0.5)),
        picture(goods.screen(place.atlas, number), 0.56, 0.34, (-0.28, -0.028, 0.15), 0.4),
        (box((0, -0.24, 0.012), (0.42, 0.15, 0.02)), finish("#4b505c", 0.5)),
        (soft_box((0.3, -0.24, 0.014), (0.06, 0.10, 0.025), 0.01), finish("#4b505c", 0.4)),
    ]
    aside = 0.5 if x > 0 else -0.5
    at = (x, y - 0.5, top) if turn else (x + aside, y, top)
    stand(place, screen, at, turn + 180 + (0.0 if turn else 50 * aside))
    stand(
        place,
        cup(("#e2b04a", "#c8555a", "#5aa88a", "#4f86b8")[number]),
        (x - aside * 0.5 if turn == 0 else x, y - 0.24 if turn == 0 else y + 0.1, top),
    )
    for i in range(3):
        place.lay(
            box(
                (x - (aside if turn == 0 else 0.0), y + (0.16 if turn == 0 else 0.5), top + 0.012 + 0.02 * i),
                (0.22, 0.3, 0.018),
            ),
            finish(("#fbf9f2", "#bfe0f2", "#fff1b8")[i], 0.4),
        )


def _partition(place: Place) -> None:
    """The low screen between the middle desks and the aisle, with papers pinned to it."""
    for x in (-0.85, 0.85):
        stand(place, framed(goods.notices(place.atlas, 5, "#8fa8b8"), 1.4, 0.34, "#c2c9d2"), (x, 1.88, 0.70))
        place.lay(box((x, 1.92, 0.48), (1.5, 0.04, 0.96)), finish("#9fb0bd", 0.6))


def _files(place: Place) -> None:
    (x, y, _), (deep, wide, high) = solid_of(place, "filing cabinet")
    stand(place, cabinet((wide, deep, high), "#b9c2cc", "#cdd5dc", 3, 4, "#7f8894"), (x, y), -90)
    rows = [goods.books(place.atlas, i) for i in (1, 3, 0)]
    stand(place, shelf((1.6, 0.34, 1.1), "#c9d0d8", rows, "#8f98a4"), (4.05, y, 1.2 + 0.02), -90)
    stand(
        place,
        shelf((1.7, 0.34, 2.0), "#c9d0d8", [goods.books(place.atlas, i) for i in (2, 4, 0, 3, 1)], "#8f98a4"),
        (4.1, -3.6),
        -90,
    )
    copier: list[Part] = [
        (soft_box((0, 0, 0.42), (0.8, 0.6, 0.84), 0.04), finish("#e2e6ea", 0.8, foot=0.1)),
        (soft_box((0, 0, 0.96), (0.82, 0.62, 0.2), 0.03), finish("#5d6676", 0.7)),
        (box((0.2, -0.305, 0.96), (0.2, 0.012, 0.08)), finish("#8fd8e8", 0.0)),
        (box((0, -0.40, 0.66), (0.5, 0.24, 0.02)), finish("#c9d0d8", 0.5)),
        (box((0, -0.40, 0.68), (0.24, 0.2, 0.01)), finish("#ffffff", 0.3)),
    ]
    stand(place, copier, (3.95, 0.2), -90)
    for at, tall in (((-3.95, 3.6), 1.5), ((3.9, 3.6), 1.3), ((2.2, 3.75), 0.9)):
        pot_plant(place, at, tall, "#f4f5f6")


def _walls(place: Place) -> None:
    x = -ROOM.half + 0.04
    stand(
        place,
        board(goods.menu(place.atlas, ("PLAN", "SCRIPT", "SHOOT", "SOUND", "CUT"), "#f4f6f6"), 1.9, 1.0, "#b9c2cc"),
        (x, -0.6, 1.5),
        90,
    )
    stand_door(place, "door", "#7f8894", "#c2c9d2")
    stand(place, clock("#4b505c", 0.18), (x, -1.9, 2.35), 90)
    stand(place, [picture(calendar(place), 0.42, 0.56, (-0.21, 0, 0))], (x - 0.02, 0.95, 1.5), 90)
    cooler: list[Part] = [
        (soft_box((0, 0, 0.5), (0.32, 0.32, 1.0), 0.03), finish("#f2f4f6", 0.7)),
        (moved(lathe([(0.06, 0), (0.13, 0.06), (0.14, 0.34), (0.0, 0.38)], 12), (0, 0, 1.0)), finish("#9fd0ea", 0.6)),
        (merged([box((dx, -0.17, 0.78), (0.04, 0.04, 0.05)) for dx in (-0.06, 0.06)]), finish("#e2574c", 0.3)),
    ]
    stand(place, cooler, (-4.0, -4.2), 90)
    place.lay(
        moved(lathe([(0.12, 0), (0.15, 0.34), (0.13, 0.34), (0.0, 0.03)], 12), (1.95, 2.5, 0)), finish("#5d6676", 0.6)
    )
