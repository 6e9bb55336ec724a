"""A plain and pleasing place for scenes set where we know nothing of: a round court in a park, hills and sky."""

from itertools import pairwise

import numpy as np

from studio.engine.painters.cel.sets.furniture import bench, lamp_post, solid_of
from studio.engine.painters.cel.sets.land import air_colour, patch, scattered, terrain
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.plants import (
    DEEP,
    SAKURA,
    SUMMER,
    Meadow,
    crown,
    flowers,
    grass,
    leaf_picture,
    tree,
    trunk,
)
from studio.engine.painters.cel.sets.sky import clouds, ridge
from studio.engine.painters.cel.shapes import Floats, box, finish, lathe, moved, rgb, sheet, soft_box, times


def dress(place: Place) -> None:
    """Build the court."""
    clouds(place, 24.0, 0.95)
    ridge(place, "mountains", 470, (8, 52), air_colour(place, "#7f9fc8", 0.6))
    ridge(place, "hills", 330, (4, 24), air_colour(place, "#6fa890", 0.42))
    ridge(place, "woods", 200, (2, 11), air_colour(place, "#5f9f74", 0.22))
    _ground(place)
    bench(place)
    _plinth(place)
    _low_wall(place)
    _planting(place)
    for x, lean in ((-5.2, 0.8), (5.2, -0.8)):
        lamp_post(place, (x, 5.2), 3.6, lean)


def _height(x: Floats, y: Floats) -> Floats:
    away = np.hypot(x, y - 0.5)
    return 0.9 * np.clip((away - 9) / 14, 0, 1) ** 1.6


def _ground(place: Place) -> None:
    xs = np.array([-60, -36, -24, -16, -11, -8, -5, -2, 2, 5, 8, 11, 16, 24, 36, 60.0])
    ys = np.array([-18, -12, -8, -4, 0, 4, 7, 10, 14, 19, 26, 38, 60.0])

    def tones(x: Floats, y: Floats) -> Floats:
        band = (0.5 + 0.5 * np.sin(x * 0.4 + np.sin(y * 0.5) * 1.4))[:, None]
        return np.array(rgb("#6fb454")) * (1 - band) + np.array(rgb("#93cc62")) * band

    terrain(place, xs, ys, _height, tones)
    turn = np.linspace(0, 2 * np.pi, 49)
    random = place.dice("paving")
    rings = (0.0, 1.1, 2.3, 3.5, 4.7, 5.9, 6.9)
    for number, (inner, outer) in enumerate(pairwise(rings)):
        tone = ("#e6ddd2", "#d6cdc6", "#e9e1d6", "#cfc8c6", "#e2dacf", "#b9b3b6")[number]
        step = 4 if number < 2 else 3 if number < 4 else 2
        for i in range(0, 48, step):
            arc = turn[i : i + step + 1] + 0.04 * (number % 2)
            rows = np.stack(
                [
                    np.stack([r * np.cos(arc), 0.4 + r * np.sin(arc), np.full(len(arc), 0.012)], 1)
                    for r in (inner + 0.02, outer - 0.02)
                ]
            )
            place.lay(sheet(rows, (0, 0, 1)), finish(times(rgb(tone), float(random.uniform(0.965, 1.02))), 0.0))
    joint = np.column_stack([7.0 * np.cos(turn[:-1]), 0.4 + 7.0 * np.sin(turn[:-1])])
    place.lay(patch(joint, 0.006), finish("#a8a2a6", 0.0))
    path = sheet(np.array([[(-1.5, -20, 0.008), (1.5, -20, 0.008)], [(-1.5, -6, 0.008), (1.5, -6, 0.008)]]), (0, 0, 1))
    place.lay(path, finish("#d6cdc6", 0.0))


def _plinth(place: Place) -> None:
    (x, y, z), (wide, deep, high) = solid_of(place, "plinth")
    place.lay(soft_box((x, y, z), (wide - 0.06, deep - 0.06, high), 0.03), finish("#d3d0d6", 0.9, foot=0.15))
    place.lay(soft_box((x, y, high - 0.05), (wide, deep, 0.10), 0.03), finish("#e6e3e6", 0.8))
    place.lay(soft_box((x, y, 0.06), (wide + 0.06, deep + 0.06, 0.12), 0.03), finish("#b9b5bd", 0.8))


def _low_wall(place: Place) -> None:
    """A curved wall behind the court, with gaps, capped in pale stone."""
    for start, end in ((22, 70), (110, 158)):
        arc = np.radians(np.linspace(start, end, 13))
        inner = [np.stack([7.4 * np.cos(arc), 0.4 + 7.4 * np.sin(arc), np.full(13, z)], 1) for z in (0, 0.5)]
        outer = np.stack([7.8 * np.cos(arc), 0.4 + 7.8 * np.sin(arc), np.full(13, 0.5)], 1)
        place.lay(sheet(np.stack(inner), (0, -1, 0.0)), finish("#c4bcc0", 0.7, foot=0.15))
        place.lay(sheet(np.stack([inner[1], outer]), (0, 0, 1)), finish("#ece6e2", 0.6))
        for angle in (start, end):
            x, y = 7.6 * np.cos(np.radians(angle)), 0.4 + 7.6 * np.sin(np.radians(angle))
            place.lay(box((x, y, 0.34), (0.6, 0.6, 0.68)), finish("#cfc7ca", 0.8, foot=0.15))
            place.lay(
                moved(
                    lathe([(0.0, 0), (0.34, 0), (0.36, 0.06), (0.30, 0.16), (0.18, 0.3), (0, 0.36)], 12), (x, y, 0.68)
                ),
                finish("#e6e0de", 0.7),
            )


def _planting(place: Place) -> None:
    random = place.dice("planting")
    leaves = leaf_picture(place.atlas)
    bloom = SAKURA if place.setting.weather == "petals" or place.dice("bloom").uniform() < 0.4 else SUMMER
    tree(place, (-8.4, 6.4), 5.4, bloom)
    tree(place, (9.0, 8.2), 6.0, DEEP)
    tree(place, (-13.5, 12.5), 6.4, SUMMER)
    tree(place, (14.5, 15), 6.6, SUMMER)
    for x, y in ((-4.7, 7.9), (4.7, 7.9), (0.0, 10.6)):
        trunk(place, [(x, y, 0), (x, y, 0.7), (x, y, 1.3)], (0.10, 0.07), "#7a5a48", 6)
        crown(place, leaves, (x, y, 1.95), (0.85, 0.8, 0.9), DEEP, 28, "topiary")
    for i in range(9):
        x = -16 + 4 * i
        crown(
            place,
            leaves,
            (x, 22 + 2 * np.sin(i * 2.0), 1.6 + 0.8 * (i % 2)),
            (2.8, 1.4, 2.0),
            DEEP if i % 2 else SUMMER,
            20,
            f"hedge {i}",
        )
    ring = scattered(
        random, 420, (-11, 11, -7, 11), lambda x, y: (np.hypot(x, y - 0.4) > 7.3) & ((np.abs(x) > 1.7) | (y > 0))
    )
    ring[:, 2] = _height(ring[:, 0], ring[:, 1])
    place.pieces.append(grass(random, ring, Meadow(0.22, "#3f8a4c", ("#86c650", "#b4dc66"), 0.4), 4, False))
    beds = np.vstack(
        [random.normal((x, y), 0.5, (16, 2)) for x, y in ((-6.2, 6.6), (6.2, 6.6), (-7.8, 2.6), (7.8, 2.8))]
    )
    flowers(
        place,
        np.column_stack([beds, _height(beds[:, 0], beds[:, 1])]),
        ("#ffffff", "#ff9fb8", "#ffd84d", "#b79bff"),
        0.07,
    )
