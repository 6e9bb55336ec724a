"""The hall of the shrine: posts, lattice, offering box, bell rope, lanterns, and a roof that flares at the eaves."""

import numpy as np

from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.shapes import (
    Floats,
    bar,
    box,
    finish,
    glowing,
    lathe,
    merged,
    moved,
    sheet,
    tube,
)

DARK = "#33303f"
HALL_Z = 1.08


def hall(place: Place) -> None:
    """The hall beyond the steps: floor, posts, lattice, offering box, bell rope, lanterns, a great roof."""
    y = 11.2
    wood, dark = finish("#8a5a42", 0.8, foot=0.1), finish("#5a3a34", 0.7)
    place.lay(box((0, y + 1.2, HALL_Z + 0.18), (7.2, 5.0, 0.36)), finish("#7a5340", 0.8))
    place.lay(box((0, y + 2.2, HALL_Z + 1.7), (5.6, 2.6, 2.8)), finish("#efe4cf", 0.7))
    for x in (-2.7, -1.35, 1.35, 2.7):
        place.lay(box((x, y - 0.6, HALL_Z + 1.65), (0.24, 0.24, 2.7)), wood)
        place.lay(box((x, y + 0.86, HALL_Z + 1.7), (0.20, 0.10, 2.8)), wood)
    place.lay(
        merged(
            [box((0, y - 0.6, HALL_Z + 2.9), (5.9, 0.22, 0.26)), box((0, y + 0.84, HALL_Z + 2.9), (5.7, 0.12, 0.24))]
        ),
        wood,
    )
    inner = glowing("#ffcf86" if place.dark else "#7a5a48", 0.45 if place.dark else 0.0)
    place.lay(box((0, y + 0.86, HALL_Z + 1.45), (2.4, 0.06, 2.1)), inner)
    lattice = [box((x, y + 0.81, HALL_Z + 1.45), (0.05, 0.05, 2.1)) for x in np.arange(-1.2, 1.21, 0.24)]
    lattice += [box((0, y + 0.81, HALL_Z + h), (2.4, 0.05, 0.05)) for h in (0.8, 1.4, 2.0, 2.5)]
    place.lay(merged(lattice), dark)
    place.lay(box((0, y - 1.1, HALL_Z + 0.36), (1.3, 0.6, 0.6)), finish("#a9764c", 0.8, foot=0.1))
    place.lay(
        merged([box((x, y - 1.1, HALL_Z + 0.67), (0.05, 0.58, 0.03)) for x in np.arange(-0.55, 0.56, 0.16)]), dark
    )
    place.lay(
        tube(
            np.array([(0, y - 0.85, HALL_Z + 2.9), (0.02, y - 0.85, HALL_Z + 1.9), (0, y - 0.85, HALL_Z + 0.95)]),
            0.055,
            7,
        ),
        finish("#e0483c", 0.7),
    )
    place.lay(
        moved(lathe([(0, 0), (0.16, 0.06), (0.18, 0.16), (0.10, 0.28), (0, 0.3)], 12), (0, y - 0.85, HALL_Z + 2.7)),
        finish("#d9b25a", 0.7),
    )
    for x in (-2.0, 2.0):
        _red_lantern(place, (x, y - 0.75, HALL_Z + 2.25))
    _roof(place, y)


def _red_lantern(place: Place, at: tuple[float, float, float]) -> None:
    z = np.linspace(-0.3, 0.3, 9)
    radius = 0.23 * np.sqrt(np.clip(1 - (z / 0.34) ** 2, 0, 1))
    lit = place.dark
    body = glowing("#ff5a3c", 0.75) if lit else finish("#e2452f", 0.8)
    place.lay(moved(lathe(np.column_stack([radius, z]), 12), at), body)
    rims = merged(
        [
            moved(lathe([(0, 0), (0.13, 0), (0.13, 0.05), (0, 0.05)], 10), (at[0], at[1], at[2] + h))
            for h in (-0.34, 0.29)
        ]
    )
    place.lay(rims, finish(DARK, 0.5))
    if lit:
        place.shine(at, 0.8, (1.0, 0.45, 0.25), 0.5)


def _roof(place: Place, y: float) -> None:
    """Two curved slopes that flare at the eaves, tile rolls, a ridge with ornaments."""
    x = np.linspace(-1, 1, 15)
    flare = 0.35 * np.abs(x) ** 3
    base = HALL_Z + 3.05
    for sign, face in ((-1, (0, -0.7, 0.8)), (1, (0, 0.7, 0.8))):
        rows: list[Floats] = []
        for s in np.linspace(0, 1, 6):
            out, rise = 3.2 * s, 2.3 * (1 - s) ** 1.35
            rows.append(
                np.stack([x * (3.3 + 1.0 * s), np.full(15, y + 1.2) + sign * out, base + rise + flare * s * 1.4], 1)
            )
        slope = np.array(rows[::-1])
        place.lay(sheet(slope, face), finish("#55627a", 0.9))
        if sign < 0:
            rolls = [tube(slope[:, i] + (0, -0.03, 0.03), 0.05, 3) for i in range(15)]
            place.lay(merged(rolls), finish("#6f7d96", 0.3))
            place.lay(tube(slope[0] + (0, 0, -0.03), 0.09, 6), finish("#43506a", 0.7))
            under = slope[[0, 3]] - (0, 0, 0.12)
            place.lay(sheet(under, (0, -0.2, -1)), finish("#6b4436", 0.4))
    place.lay(box((0, y + 1.2, base + 2.38), (6.8, 0.34, 0.36)), finish("#43506a", 0.9))
    horns = [bar((s * 3.2, y + 1.2, base + 2.4), (s * 3.55, y + 1.2, base + 3.1), 0.09, 6) for s in (-1, 1)]
    logs = [bar((t, y + 0.9, base + 2.64), (t, y + 1.5, base + 2.64), 0.11, 8) for t in (-1.8, 0, 1.8)]
    place.lay(merged([*horns, *logs]), finish("#c9a35a", 0.7))
