"""A village in deep snow: cabins under white roofs, firs, a lamp, a snowman, tracks across the green."""

import numpy as np

from studio.engine.painters.cel.sets.furniture import bench, solid_of, street_lamp
from studio.engine.painters.cel.sets.grounds import lawn, peaks
from studio.engine.painters.cel.sets.houses import House, cottage, fence
from studio.engine.painters.cel.sets.joinery import stand
from studio.engine.painters.cel.sets.land import air_colour, blot, patch, rock
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.plants import fir
from studio.engine.painters.cel.sets.sky import clouds, ridge
from studio.engine.painters.cel.shapes import (
    Floats,
    Shape,
    ball,
    bar,
    box,
    finish,
    glowing,
    lathe,
    merged,
    moved,
    soft_box,
    turned,
)

SNOW = "#eef3fb"


def dress(place: Place) -> None:
    """Build the village."""
    clouds(place, 20.0, 0.9)
    peaks(place, "white chain", 480, (30, 104), "#b4c8e6", 0.42, 2)
    ridge(place, "white hills", 330, (8, 34), air_colour(place, "#c4d4ea", 0.3))
    ridge(place, "fir woods", 190, (4, 14), air_colour(place, "#6f8fa8", 0.3))
    lawn(place, ("#e4ecf8", "#f6f9fd"), _track, "#d3deef", _height)
    _houses(place)
    _firs(place)
    bench(place, "snowy bench", "#8a6244")
    (x, y, _), (wide, deep, _) = solid_of(place, "snowy bench")
    place.lay(soft_box((x, y + deep / 2 + 0.05, 0.94), (wide, 0.14, 0.10), 0.05), finish(SNOW, 0.5))
    street_lamp(place, "snow lamp", -0.7)
    place.lay(soft_box((2.9, 3.2, 3.28), (0.66, 0.26, 0.10), 0.05), finish(SNOW, 0.5))
    _snowman(place)
    _woodpile(place)
    _drifts(place)


def _height(x: Floats, y: Floats) -> Floats:
    away = np.hypot(x, y - 1)
    return 1.3 * np.clip((away - 8) / 14, 0, 1) ** 1.4 + 0.10 * np.sin(x * 0.8 + 1) * np.clip(
        (np.abs(x) - 4.2) / 3, 0, 1
    )


def _track(x: Floats, y: Floats) -> Floats:
    return np.clip(1.3 - np.abs(x - 0.4 * np.sin(y * 0.4)), 0, 1)


def _houses(place: Place) -> None:
    """Cabins of dark wood, smoke from one, light in their windows from dusk on."""
    kinds = (
        House(5.2, 4.4, 2.9, 2.6, "#a8764f", "#ffffff", "#5d4030", 1),
        House(4.8, 4.2, 2.7, 2.4, "#8f5f48", "#ffffff", "#4f382c", 1),
        House(5.4, 4.6, 4.4, 2.2, "#c4a07a", "#ffffff", "#6b4a38"),
    )
    for i, (x, y, turn) in enumerate(
        (
            (-7.2, 7.6, 16),
            (6.8, 8.6, -14),
            (0.8, 15.5, 4),
            (-13.5, 12.5, 20),
            (13.5, 14.0, -18),
            (-10.8, 0.2, 60),
            (11.0, 1.0, -58),
        )
    ):
        z = float(_height(np.array(x), np.array(y))) - 0.15
        stand(place, cottage(place, kinds[i % 3], i % 3, snow=True), (x, y, z), turn)
        if place.dark and i < 5:
            place.shine((x, y - 2.6, z + 1.4), 2.0, (1.0, 0.74, 0.38), 0.20)
    puffs = [ball((-5.4 + 0.25 * i, 8.4, 6.6 + 0.55 * i), 0.22 + 0.11 * i, 8, 6) for i in range(5)]
    place.lay(merged(puffs), finish(place.lit_by_sky((0.93, 0.94, 0.98), 0.35), 0.0, depth=0.85))
    stand(place, fence(5.4, 0.8, "#9a7454"), (-9.8, 4.4, 0.0), 4)
    stand(place, fence(4.2, 0.8, "#9a7454"), (4.6, 5.6, 0.0), -4)
    caps = [soft_box((x, y, 0.85), (5.4 if x < 0 else 4.2, 0.14, 0.10), 0.05) for x, y in ((-7.1, 4.6), (6.7, 5.45))]
    place.lay(merged(caps), finish(SNOW, 0.0))


def _firs(place: Place) -> None:
    for x, y, tall in (
        (-4.9, 5.6, 3.4),
        (-8.8, 2.8, 5.2),
        (8.4, 3.6, 4.8),
        (4.2, 7.0, 3.8),
        (-3.6, 12.0, 5.0),
        (5.4, 13.0, 5.6),
        (-12.5, 5.4, 6.4),
        (12.8, 6.6, 6.2),
        (-7.0, -2.2, 4.0),
        (8.0, -2.8, 4.6),
    ):
        fir(place, (x, y, float(_height(np.array(x), np.array(y)))), tall, "#3f6f66", snow=True)
    for i, turn in enumerate(np.radians((196, 168, 152, 212, 228, 137, 180))):
        far = 13.0 + 2.2 * (i % 3)
        x, y = far * np.sin(turn), far * np.cos(turn)
        fir(place, (x, y, float(_height(np.array(x), np.array(y)))), 4.6 + 0.8 * (i % 3), "#3f6f66", snow=True)


def _snowman(place: Place) -> None:
    (x, y, _), (wide, _, high) = solid_of(place, "snowman")
    place.lay(
        merged([ball((x, y, high * 0.28), wide * 0.48, 14, 10), ball((x, y, high * 0.74), wide * 0.34, 12, 9)]),
        finish("#f6f9fd", 0.9),
    )
    place.lay(ball((x, y, high - 0.02), (0.24, 0.24, 0.02), 10, 4), finish("#3f4a6a", 0.5))
    bucket = lathe([(0.20, 0), (0.15, 0.24), (0.0, 0.24)], 12)
    place.lay(moved(bucket, (x, y, high - 0.02)), finish("#4f6a9a", 0.8))
    place.lay(
        moved(turned(lathe([(0.04, 0), (0.0, 0.22)], 7), 90, 0), (x, y - 0.24, high * 0.76)), finish("#f0853f", 0.4)
    )
    coal = [ball((x + s * 0.09, y - 0.25, high * 0.84), 0.026, 6, 5) for s in (-1, 1)]
    coal += [ball((x, y - 0.37, high * k), 0.03, 6, 5) for k in (0.24, 0.38)]
    place.lay(merged(coal), finish("#2f3040", 0.0))
    scarf = lathe([(wide * 0.30, 0), (wide * 0.37, 0.04), (wide * 0.32, 0.10)], 14)
    place.lay(moved(scarf, (x, y, high * 0.52)), finish("#d8453f", 0.6))
    place.lay(box((x + 0.16, y - 0.28, high * 0.42), (0.10, 0.03, 0.28)), finish("#d8453f", 0.5))
    arms = [bar((x + s * 0.26, y, high * 0.6), (x + s * 0.62, y - 0.1, high * 0.8), 0.02, 5) for s in (-1, 1)]
    arms += [
        bar((x + s * 0.5, y - 0.06, high * 0.73), (x + s * 0.62, y - 0.02, high * 0.70), 0.014, 4) for s in (-1, 1)
    ]
    place.lay(merged(arms), finish("#6b4f40", 0.4))


def _woodpile(place: Place) -> None:
    (x, y, _), (wide, deep, high) = solid_of(place, "woodpile")
    logs: list[Shape] = []
    ends: list[Shape] = []
    for row in range(4):
        for i in range(6):
            at, z = y - deep / 2 + deep * (i + 0.5 + 0.5 * (row % 2)) / 6.5, 0.09 + 0.165 * row
            logs.append(bar((x - wide / 2, at, z), (x + wide / 2, at, z), 0.088, 7))
            cut = turned(lathe([(0.0, 0.0), (0.0, 0.001), (0.07, 0.0)], 7), 90, 1)
            ends.append(moved(cut, (x + wide / 2 + 0.006, at, z)))
    place.lay(merged(logs), finish("#8a6244", 0.6))
    place.lay(merged(ends), finish("#d8b484", 0.0))
    place.lay(soft_box((x, y, high - 0.03), (wide + 0.06, deep + 0.06, 0.10), 0.05), finish(SNOW, 0.6))
    place.lay(bar((x + 0.5, y - 0.9, 0.0), (x + 0.32, y - 0.8, 0.82), 0.022, 6), finish("#a8764f", 0.5))
    place.lay(box((x + 0.30, y - 0.79, 0.82), (0.2, 0.05, 0.1)), finish("#8f98a8", 0.5))


def _drifts(place: Place) -> None:
    """Footprints along the way, blue hollows, stones with caps of snow, glints."""
    random = place.dice("drifts")
    prints = [
        patch(blot(random, (0.5 + 0.15 * (i % 2) + 0.3 * np.sin(i * 0.3), -5.6 + 0.42 * i), (0.06, 0.13), 7), 0.010)
        for i in range(22)
    ]
    place.lay(merged(prints), finish("#b4c4e0", 0.0))
    hollows = [
        patch(
            blot(
                random,
                (float(random.uniform(-6, 6)), float(random.uniform(-6, 5))),
                (float(random.uniform(0.4, 1.1)), 0.12),
                10,
            ),
            0.006,
        )
        for _ in range(22)
    ]
    place.lay(merged(hollows), finish("#dbe5f4", 0.0))
    for x, y, s in ((-5.8, -0.8, 0.7), (5.4, -1.0, 0.6), (5.0, 4.2, 0.5), (-5.4, 3.2, 0.5)):
        rock(place, (x, y, s * 0.2), (s * 1.3, s, s * 0.8), "#8f98ae", SNOW)
    for x, y in ((-6.2, 1.8), (6.2, 2.0), (-6.8, -3.6), (6.9, -4.6)):
        place.lay(ball((x, y, 0.0), (1.5, 0.9, 0.42), 12, 7), finish(SNOW, 0.0))
    specks = [
        box((float(random.uniform(-6, 6)), float(random.uniform(-6, 5)), 0.02), (0.02, 0.02, 0.004)) for _ in range(60)
    ]
    place.lay(merged(specks), glowing("#ffffff", 0.35))
