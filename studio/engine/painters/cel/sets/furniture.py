"""What stands about on several sets: benches, lamps, posts and wires."""

import numpy as np
from numpy.typing import ArrayLike

from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.shapes import (
    bar,
    box,
    curve,
    finish,
    glowing,
    lathe,
    merged,
    moved,
    rgb,
    soft_box,
    tube,
)

STEEL = "#6d7488"
DARK_STEEL = "#3c3f55"


def solid_of(place: Place, name: str) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """Centre and size of a solid of the set, so that what is drawn is where things rest on it."""
    solid = next(solid for solid in place.kind.solids if solid.name == name)
    return solid.centre, solid.size


def bench(place: Place, name: str = "bench", wood: str = "#b07b4a", metal: str = DARK_STEEL) -> None:
    """A slatted bench with a back, facing the default camera; its seat is the set's solid."""
    (x, y, z), (wide, deep, thick) = solid_of(place, name)
    top = z + thick / 2
    for i in range(3):
        at = y - deep / 2 + deep * (i + 0.5) / 3
        place.lay(box((x, at, top - 0.02), (wide, deep / 3 - 0.025, 0.04)), finish(wood, 0.8, top=0.08))
    for i in range(2):
        back = box((x, y + deep / 2 + 0.03 + 0.02 * i, top + 0.2 + 0.15 * i), (wide, 0.03, 0.11))
        place.lay(back, finish(wood, 0.8, top=0.12))
    for side in (-1, 1):
        foot = x + side * (wide / 2 - 0.18)
        frame = [
            bar((foot, y - deep / 2 + 0.06, 0), (foot, y - deep / 2 + 0.06, top - 0.04), 0.025),
            bar((foot, y + deep / 2 - 0.02, 0), (foot, y + deep / 2 + 0.07, top + 0.42), 0.025),
            bar((foot, y - deep / 2 + 0.04, top - 0.05), (foot, y + deep / 2, top - 0.05), 0.025),
        ]
        place.lay(merged(frame), finish(metal, 0.6))


def street_lamp(place: Place, name: str, lean: float, colour: str = "#ffe2a6") -> None:
    """A curved street lamp whose arm leans to one side; lit from dusk on."""
    (x, y, _), (_, _, height) = solid_of(place, name)
    lamp_post(place, (x, y), height, lean, colour)


def lamp_post(place: Place, at: tuple[float, float], height: float, lean: float, colour: str = "#ffe2a6") -> None:
    """A street lamp anywhere."""
    x, y = at
    way = curve([(x, y, 0), (x, y, height * 0.72), (x + lean * 0.35, y, height * 0.96), (x + lean, y, height)], 7)
    place.lay(tube(way, np.linspace(0.075, 0.035, 7), 5), finish(DARK_STEEL, 0.7))
    place.lay(moved(lathe([(0.13, 0), (0.13, 0.3), (0.08, 0.42)], 8), (x, y, 0)), finish(DARK_STEEL, 0.6))
    place.lay(box((x + lean, y, height - 0.02), (0.62, 0.22, 0.10)), finish("#50546c", 0.6))
    lit = 0.95 if place.dark else 0.0
    place.lay(box((x + lean, y, height - 0.085), (0.5, 0.16, 0.03)), glowing(colour, lit))
    if place.dark:
        place.shine((x + lean, y, height - 0.14), 1.0, rgb(colour), 0.5)


def utility_pole(place: Place, at: tuple[float, float], height: float = 7.4) -> None:
    """A concrete pole with cross-arms, insulators and a transformer."""
    x, y = at
    steel = finish("#575a72", 0.7)
    place.lay(
        tube([(x, y, 0), (x, y, height / 2), (x, y, height)], [0.15, 0.13, 0.10], 7), finish("#6a6c80", 0.7, foot=0.2)
    )
    for drop in (0.35, 0.85):
        place.lay(box((x, y, height - drop), (1.5, 0.09, 0.09)), steel)
        tips = [box((x + dx, y, height - drop + 0.10), (0.06, 0.06, 0.12)) for dx in (-0.65, -0.25, 0.25, 0.65)]
        place.lay(merged(tips), finish("#c9ccd8", 0.0))
    place.lay(
        moved(lathe([(0.0, 0), (0.22, 0.02), (0.22, 0.62), (0.0, 0.66)], 8), (x + 0.32, y, height - 1.9)),
        finish("#8a8fa2", 0.7),
    )
    place.lay(box((x, y - 0.16, 1.7), (0.22, 0.06, 0.5)), finish("#e8c84a", 0.5))


def wire(
    place: Place, start: ArrayLike, end: ArrayLike, sag: float, radius: float = 0.012, colour: str = "#191826"
) -> None:
    """A hanging cable."""
    t = np.linspace(0, 1, 7)[:, None]
    way = np.asarray(start, float) * (1 - t) + np.asarray(end, float) * t
    way[:, 2] -= (sag * 4 * t * (1 - t))[:, 0]
    place.lay(tube(way, radius, 3), finish(colour, 0.0))


def string_of_lamps(place: Place, start: ArrayLike, end: ArrayLike, colours: tuple[str, ...], count: int = 8) -> None:
    """A cable with small lamps."""
    wire(place, start, end, 0.45)
    for i in range(count):
        t = (i + 0.5) / count
        at = np.asarray(start, float) * (1 - t) + np.asarray(end, float) * t - (0, 0, 0.45 * 4 * t * (1 - t) + 0.08)
        tone = colours[i % len(colours)]
        place.lay(
            moved(lathe([(0.0, -0.09), (0.06, -0.04), (0.05, 0.04), (0.0, 0.06)], 6), at),
            glowing(tone, 0.8 if place.dark else 0.05),
        )
        if place.dark:
            place.shine(at, 0.3, rgb(tone), 0.35)


def bollard(place: Place, at: tuple[float, float], colour: str = "#c9ccd8") -> None:
    """A short post with a bright band."""
    place.lay(
        moved(lathe([(0.06, 0), (0.06, 0.72), (0.05, 0.78), (0.0, 0.8)], 8), (*at, 0)), finish(colour, 0.6, foot=0.25)
    )
    place.lay(moved(lathe([(0.063, 0.55), (0.063, 0.64)], 8), (*at, 0)), finish("#ff8a4a", 0.0))


def rail(place: Place, x: float, y_from: float, y_to: float) -> None:
    """A guard rail along a kerb."""
    count = max(2, round((y_to - y_from) / 2.0) + 1)
    coat = finish("#b8bccb", 0.6, foot=0.2)
    posts = [bar((x, y, 0), (x, y, 0.82), 0.035) for y in np.linspace(y_from, y_to, count)]
    beams = [box((x, (y_from + y_to) / 2, z), (0.04, y_to - y_from, 0.055)) for z in (0.78, 0.46)]
    place.lay(merged([*posts, *beams]), coat)


def planter(place: Place, at: tuple[float, float], size: tuple[float, float, float], colour: str = "#8b8ea3") -> None:
    """A stone trough full of earth, for plants to stand in."""
    x, y = at
    wide, deep, high = size
    place.lay(soft_box((x, y, high / 2), size, 0.04), finish(colour, 0.8, foot=0.2, top=0.1))
    place.lay(box((x, y, high - 0.005), (wide - 0.1, deep - 0.1, 0.02)), finish("#4b3a38", 0.0))


def tone_of(place: Place, day: RGB, night: RGB) -> RGB:
    """One colour by day, another when lamps are lit."""
    return night if place.dark else day
