"""A town's park: a pond with reeds, swings, a bench under trees, a path, towers beyond the leaves."""

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.sets.furniture import STEEL, bench, solid_of, street_lamp
from studio.engine.painters.cel.sets.grounds import behind_camera, hills, lawn, tufts
from studio.engine.painters.cel.sets.land import blot, patch, rock
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.plants import (
    DEEP,
    SAKURA,
    SUMMER,
    Meadow,
    crown,
    flowers,
    leaf_picture,
    shrub,
    tree,
)
from studio.engine.painters.cel.sets.sky import clouds
from studio.engine.painters.cel.sets.skyline import towers
from studio.engine.painters.cel.sets.waters import glints, pool_of, still_water
from studio.engine.painters.cel.shapes import Floats, Shape, ball, bar, box, finish, merged, sheet, soft_box
from studio.engine.vocabulary import Seat


def dress(place: Place) -> None:
    """Build the park."""
    clouds(place, 18.0, 0.95)
    behind_camera(place)
    hills(place)
    towers(place, 9, (-70, 70), (70, 120), (16, 34), -1.0)
    lawn(place, ("#69b152", "#93cc60"), _path, "#e0cfa6", _height)
    still_water(place, "pond", ("#5fb4c4", "#2f7fae"), 1.0)
    glints(place, "pond", 22)
    _shore(place)
    bench(place, "park bench")
    _swings(place)
    _sandpit(place)
    street_lamp(place, "park lamp", -0.7)
    _trees(place)
    _grass(place)


def _height(x: Floats, y: Floats) -> Floats:
    pool = np.exp(-(((x - 3.95) / 3.9) ** 6) - ((y - 7.75) / 2.35) ** 6)
    away = np.hypot(x, y - 2)
    return 0.9 * np.clip((away - 12) / 14, 0, 1) ** 1.5 - 0.75 * pool


def _path(x: Floats, y: Floats) -> Floats:
    middle = 0.3 + 0.9 * np.sin(y * 0.22)
    return (
        np.clip(1.9 - np.abs(x - middle), 0, 1) * (y < 4.4)
        + np.clip(1.2 - np.abs(y - 3.9 - 0.3 * np.sin(x)), 0, 1) * 0.8
    )


def _shore(place: Place) -> None:
    """Stones and reeds round the pond, lily pads, two ducks, a little bridge at the far end."""
    pool = pool_of(place, "pond")
    random = place.dice("shore")
    for turn in np.linspace(0.2, 6.1, 20):
        x, y = 3.9 + 4.5 * np.cos(turn), 7.75 + 2.85 * np.sin(turn)
        size = float(random.uniform(0.3, 0.6))
        rock(
            place,
            (x, y, 0.0),
            (size * 1.3, size, size * 0.7),
            ("#9aa0ae", "#a9adb8", "#8d92a4")[int(random.integers(3))],
        )
    for x, y in ((0.2, 8.9), (1.2, 10.0), (7.9, 6.6), (8.1, 8.6)):
        tufts(
            place,
            f"reeds {x}",
            9,
            (x - 0.5, x + 0.5, y - 0.4, y + 0.4),
            Meadow(0.9, "#3f7a48", ("#7fae52", "#b4c46a"), 0.8),
            _height,
        )
    for _ in range(14):
        x, y = float(random.uniform(1.6, 7.0)), float(random.uniform(6.2, 9.6))
        place.lay(patch(blot(random, (x, y), (0.24, 0.20), 9), pool.surface_m + 0.02), finish("#6fb85a", 0.0))
    for x, y, turn in ((2.7, 6.9, 1.0), (3.5, 7.4, 0.6)):
        z = pool.surface_m
        place.lay(
            merged(
                [ball((x, y, z + 0.08), (0.22, 0.13, 0.12), 9, 6), ball((x - 0.16 * turn, y, z + 0.27), 0.085, 8, 6)]
            ),
            finish("#f4f1e8", 0.6),
        )
        place.lay(ball((x - 0.27 * turn, y, z + 0.26), (0.05, 0.03, 0.02), 6, 4), finish("#f0953f", 0.3))
    _bridge(place)


def _bridge(place: Place) -> None:
    x = np.linspace(-0.2, 3.2, 12)
    arch = 0.55 * np.sin(np.pi * (x + 0.2) / 3.4) + 0.1
    deck = [box((float(a), 10.4, float(z)), (0.32, 1.0, 0.07)) for a, z in zip(x, arch, strict=True)]
    place.lay(merged(deck), finish("#c8503f", 0.7))
    rails: list[Shape] = []
    for side in (-0.5, 0.5):
        points = np.column_stack([x, np.full(12, 10.4 + side), arch + 0.62])
        rails += [bar(points[i], points[i + 1], 0.04, 5) for i in range(11)]
        rails += [bar((p[0], p[1], p[2] - 0.62), p, 0.03, 5) for p in points[::2]]
    place.lay(merged(rails), finish("#d8573f", 0.6))


def _swings(place: Place) -> None:
    """A frame of pipes with two swings; their seats are the set's."""
    (x, y, _), (_, deep, high) = solid_of(place, "swing frame")
    steel, right = finish("#e2b23f", 0.7, foot=0.1), -2.75
    legs = [bar((e, y + s * deep / 2, 0), (e, y, high), 0.05, 7) for e in (x, right) for s in (-1, 1)]
    place.lay(merged([*legs, bar((x, y, high), (right, y, high), 0.055, 8)]), steel)
    chains = [
        bar((s.at[0] + d, y, high), (s.at[0] + d, y, s.height), 0.014, 4)
        for s in _swing_seats(place)
        for d in (-0.22, 0.22)
    ]
    place.lay(merged(chains), finish(STEEL, 0.3))
    for seat in _swing_seats(place):
        place.lay(soft_box((*seat.at, seat.height - 0.02), (0.52, 0.22, 0.04), 0.02), finish("#3f7fb8", 0.7))
    bare = patch(blot(place.dice("worn"), (-3.95, 2.5), (1.5, 0.6), 14), 0.012)
    place.lay(bare, finish("#cdb98c", 0.0))


def _swing_seats(place: Place) -> list[Seat]:
    return [seat for seat in place.kind.seats if seat.name == "swing"]


def _sandpit(place: Place) -> None:
    """Sand in a frame of logs, a bucket, and a slide behind it."""
    (x, y, z), (wide, thick, high) = solid_of(place, "sandpit edge")
    far = y + 1.7
    logs = [box((x, y, z), (wide, thick, high)), box((x, far, z), (wide, thick, high))]
    logs += [box((x + s * (wide / 2 - 0.1), (y + far) / 2, z), (0.2, far - y, high)) for s in (-1, 1)]
    place.lay(merged(logs), finish("#b98a5c", 0.8, foot=0.1))
    place.lay(box((x, (y + far) / 2, 0.05), (wide - 0.2, far - y, 0.06)), finish("#f0dca8", 0.0))
    place.lay(box((x - 0.3, y + 0.8, 0.16), (0.2, 0.2, 0.18)), finish("#e2503f", 0.6))
    steps = [bar((-4.9 + s * 0.22, 5.2, 0), (-4.9 + s * 0.22, 4.8, 1.7), 0.04, 6) for s in (-1, 1)]
    steps += [bar((-5.12, 5.2 - 0.08 * i, 0.34 * i), (-4.68, 5.2 - 0.08 * i, 0.34 * i), 0.025, 5) for i in range(1, 5)]
    steps += [bar((-4.9 + s * 0.25, 4.8, 1.7), (-4.9 + s * 0.25, 4.8, 2.3), 0.03, 6) for s in (-1, 1)]
    place.lay(merged(steps), finish("#4f86b8", 0.6))
    run = np.array(
        [
            [(-5.15, 4.75, 1.66), (-4.65, 4.75, 1.66)],
            [(-5.15, 3.6, 0.5), (-4.65, 3.6, 0.5)],
            [(-5.15, 3.1, 0.34), (-4.65, 3.1, 0.34)],
        ]
    )
    place.lay(sheet(run, (0, -0.5, 1)), finish("#e8ecf0", 0.5))
    sides = [bar(run[i, k], run[i + 1, k], 0.045, 6) for i in range(2) for k in range(2)]
    place.lay(merged(sides), finish("#e2503f", 0.6))


def _trees(place: Place) -> None:
    bloom = SAKURA if place.setting.weather == "petals" else SUMMER
    leaves = leaf_picture(place.atlas)
    tree(place, (-7.8, 4.6), 5.6, bloom)
    tree(place, (6.4, 3.6), 5.4, DEEP)
    tree(place, (-11.5, 9.0), 6.4, SUMMER)
    tree(place, (11.5, 12.0), 6.8, bloom)
    for i in range(10):
        x = -20 + 4.4 * i
        crown(
            place,
            leaves,
            (x, 17 + 2 * np.sin(i * 2.3), 1.5 + 0.7 * (i % 2)),
            (2.9, 1.4, 1.9),
            DEEP if i % 2 else SUMMER,
            16,
            f"hedge {i}",
        )
    for x, y in ((4.9, 4.4), (-2.9, 6.4), (-6.4, 2.0), (6.6, 1.2)):
        shrub(place, (x, y, 0.35), 0.6)


def _grass(place: Place) -> None:
    def off_path(x: Floats, y: Floats) -> NDArray[np.bool]:
        return (_path(x, y) < 0.15) & (_height(x, y) > -0.1)

    tufts(place, "near grass", 150, (-8, 8, -6.5, 4.4), Meadow(0.17), _height, off_path)
    tufts(place, "far grass", 130, (-12, 12, 4.0, 14), Meadow(0.26), _height, off_path, 3)
    random = place.dice("beds")
    beds = np.vstack(
        [random.normal((x, y), 0.45, (15, 2)) for x, y in ((5.2, 1.6), (-5.9, 0.2), (4.0, 4.2), (-6.6, -2.4))]
    )
    flowers(place, np.column_stack([beds, np.zeros(len(beds))]), ("#ffffff", "#ffd84d", "#ff8fb4", "#b79bff"), 0.06)
