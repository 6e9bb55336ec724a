"""An old house open to its garden: a veranda, paper doors, raked gravel, a carp pond, a pine and bamboo."""

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.garden_house import old_house
from studio.engine.painters.cel.sets.grounds import XS, YS, behind_camera, hills, lawn, tufts
from studio.engine.painters.cel.sets.joinery import pot_plant
from studio.engine.painters.cel.sets.land import blot, patch, rock
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.plants import (
    DEEP,
    PINE,
    SAKURA,
    Foliage,
    Meadow,
    crown,
    leaf_picture,
    shrub,
    trunk,
)
from studio.engine.painters.cel.sets.sky import clouds
from studio.engine.painters.cel.sets.waters import pool_of, still_water
from studio.engine.painters.cel.shapes import (
    Floats,
    ball,
    bar,
    box,
    finish,
    glowing,
    lathe,
    merged,
    moved,
    quad,
    tube,
)

MAPLE = Foliage("#f08a4a", "#d0503a", "#8a3050")


def dress(place: Place) -> None:
    """Build the garden."""
    clouds(place, -24.0, 1.0)
    hills(place)
    behind_camera(place)
    lawn(place, ("#6fae55", "#93c462"), _gravel, "#ddd6c8", _height, (XS, YS))
    old_house(place)
    _pond(place)
    _stones(place)
    _planting(place)
    _bamboo_fence(place)
    tufts(place, "grass", 150, (-8, 8, -6.5, 2.6), Meadow(0.14), _height, _is_grass)


def _height(x: Floats, y: Floats) -> Floats:
    pond = np.exp(-(((x + 5.2) / 1.36) ** 6) - ((y + 0.3) / 1.28) ** 6)
    return 0.8 * np.clip((np.hypot(x, y) - 10) / 12, 0, 1) - 0.5 * pond


def _gravel(x: Floats, y: Floats) -> Floats:
    return np.clip(1.9 - np.abs(x - 0.4), 0, 1) * np.clip((y + 7) / 2, 0, 1) * (y < 2.8) + np.clip(
        (y - 1.6) / 0.6, 0, 1
    ) * (np.abs(x) < 4.4) * (y < 3.2)


def _is_grass(x: Floats, y: Floats) -> NDArray[np.bool]:
    return (_gravel(x, y) < 0.2) & (np.hypot((x + 5.2) / 1.8, (y + 0.3) / 1.7) > 1.1)


def _pond(place: Place) -> None:
    """The carp pond among rocks, lily pads, a bamboo spout."""
    still_water(place, "garden pond", ("#5fa8a4", "#2f6f86"), 0.8)
    pool, random = pool_of(place, "garden pond"), place.dice("pond")
    for turn in np.linspace(0, 2 * np.pi, 17, endpoint=False):
        s = float(random.uniform(0.28, 0.55))
        rock(
            place,
            (-5.2 + 1.7 * np.cos(turn), -0.3 + 1.6 * np.sin(turn), 0.02),
            (s * 1.2, s, s * 0.75),
            ("#8a8d9a", "#9a9ca6", "#7c808f")[int(random.integers(3))],
            "#6f9a58" if random.uniform() < 0.4 else None,
        )
    z = pool.surface_m
    for i, (x, y) in enumerate(((-5.6, -0.8), (-4.6, 0.2), (-5.0, -0.2))):
        body = ball((x, y, z + 0.004), (0.22, 0.07, 0.012), 9, 5)
        place.lay(body, finish(("#f2603f", "#fff4ea", "#f2a03f")[i], 0.0))
        place.lay(
            ball((x + 0.06, y, z + 0.008), (0.08, 0.06, 0.012), 7, 4), finish(("#fff4ea", "#f2603f", "#fff4ea")[i], 0.0)
        )
    for x, y in ((-5.9, 0.4), (-5.6, 0.6), (-4.4, -0.9), (-6.1, -0.5)):
        place.lay(patch(blot(random, (x, y), (0.17, 0.15), 9), z + 0.015), finish("#5f9f52", 0.0))


def _stones(place: Place) -> None:
    """The lantern, the basin with its ladle, stepping stones across the gravel, raked lines."""
    (x, y, _), (wide, _, high) = solid_of(place, "stone lantern")
    stone = finish("#a2a4ac", 0.9, foot=0.15)
    base = lathe(
        [
            (wide / 2, 0),
            (wide / 2, 0.12),
            (wide * 0.26, 0.18),
            (wide * 0.22, high * 0.5),
            (wide * 0.46, high * 0.55),
            (wide * 0.46, high * 0.6),
        ],
        8,
    )
    head = lathe(
        [
            (wide * 0.5, high * 0.80),
            (wide * 0.62, high * 0.84),
            (wide * 0.2, high * 0.95),
            (wide * 0.12, high),
            (0, high),
        ],
        6,
    )
    place.lay(merged([moved(base, (x, y, 0)), moved(head, (x, y, 0))]), stone)
    fire = box((x, y, high * 0.70), (wide * 0.6, wide * 0.6, high * 0.2))
    place.lay(fire, glowing("#ffcf7a", 0.85) if place.dark else finish("#8a8c96", 0.5))
    place.lay(
        merged(
            [
                box((x + sx * wide * 0.31, y + sy * wide * 0.31, high * 0.70), (0.06, 0.06, high * 0.2))
                for sx in (-1, 1)
                for sy in (-1, 1)
            ]
        ),
        stone,
    )
    if place.dark:
        place.shine((x, y - 0.1, high * 0.7), 1.1, (1.0, 0.78, 0.42), 0.5)
    (x, y, _), (wide, _, high) = solid_of(place, "water basin")
    place.lay(
        moved(
            lathe(
                [
                    (wide * 0.40, 0),
                    (wide / 2, high * 0.5),
                    (wide * 0.46, high),
                    (wide * 0.34, high),
                    (wide * 0.3, high - 0.08),
                    (0, high - 0.08),
                ],
                12,
            ),
            (x, y, 0),
        ),
        finish("#8f929c", 0.9, foot=0.15),
    )
    place.lay(moved(lathe([(wide * 0.33, 0.0), (0.0, 0.001)], 12), (x, y, high - 0.04)), finish("#7fc0c8", 0.0))
    pipe = tube(np.array([(x + 0.55, y + 0.2, 0.92), (x + 0.05, y + 0.05, 0.82)]), 0.035, 7)
    place.lay(
        merged(
            [
                pipe,
                bar((x + 0.5, y + 0.19, 0), (x + 0.5, y + 0.19, 0.98), 0.045, 7),
                bar((x - 0.3, y - 0.1, high + 0.02), (x + 0.3, y + 0.1, high + 0.03), 0.012, 4),
            ]
        ),
        finish("#8fa85a", 0.6),
    )
    random = place.dice("steps")
    for i in range(8):
        centre = (0.55 + 0.22 * np.sin(i * 1.3), 1.75 - 0.85 * i)
        place.lay(
            patch(blot(random, (float(centre[0]), centre[1]), (0.34, 0.26), 11), 0.02),
            finish(("#9a9ca6", "#a8a9b0")[i % 2], 0.5),
        )
    lines = [
        quad((s * 1.3 + 0.4 + 0.14 * k, -6.0, 0.008), (0.03, 0, 0), (0, 8.0, 0))
        for s in (-1, 1)
        for k in (-2, -1, 0, 1, 2)
    ]
    place.lay(merged(lines), finish("#c9c0b0", 0.0))


def _planting(place: Place) -> None:
    """A pine trained over the pond, a maple, clipped bushes, irises."""
    leaves = leaf_picture(place.atlas)
    trunk(place, [(-6.9, 1.6, 0), (-6.3, 1.5, 1.0), (-6.7, 1.4, 1.9), (-5.9, 1.2, 2.7)], (0.22, 0.10), "#6b4f40")
    for at, r in (((-5.6, 0.9, 2.9), 1.0), ((-6.9, 1.2, 2.3), 0.9), ((-5.1, 0.8, 2.1), 0.75), ((-6.5, 1.6, 3.4), 0.85)):
        crown(place, leaves, at, (r * 1.25, r * 0.8, r * 0.42), PINE, 20, "pine")
    trunk(place, [(5.4, 1.4, 0), (5.5, 1.4, 1.2), (5.1, 1.3, 2.3)], (0.18, 0.10), "#6b4f48")
    bloom = SAKURA if place.setting.weather == "petals" else MAPLE
    for at, r in (((5.0, 1.0, 2.9), 1.2), ((6.2, 1.4, 2.7), 1.1), ((5.5, 1.6, 3.7), 1.0), ((4.3, 1.2, 2.4), 0.8)):
        crown(place, leaves, at, (r * 1.15, r * 0.9, r * 0.75), bloom, 24, "maple")
    for x, y, r in (
        (-4.3, 2.6, 0.45),
        (4.9, 2.6, 0.5),
        (5.8, 2.5, 0.6),
        (-6.9, 2.8, 0.6),
        (6.4, -1.8, 0.6),
        (-7.4, -2.6, 0.7),
    ):
        shrub(place, (x, y, r * 0.7), r, DEEP)
    tufts(place, "iris", 14, (-7.0, -6.4, -1.6, 0.8), Meadow(0.6, "#3f7a58", ("#6faa5f", "#8fbf6a"), 0.6), _height)
    heads = [ball((-6.7 + 0.13 * (i % 4), -1.3 + 0.5 * (i // 4), 0.62), (0.06, 0.05, 0.07), 7, 5) for i in range(12)]
    place.lay(merged(heads), finish("#8f6ad0", 0.3))
    pot_plant(place, (-2.9, 2.55), 0.5, "#5f7a9a")


def _bamboo_fence(place: Place) -> None:
    """Fences of bamboo at both sides, canes behind them."""
    for side in (-1, 1):
        canes = [bar((side * 9.4, y, -0.1), (side * 9.4, y, 1.9), 0.04, 5) for y in np.arange(-6.5, 3.6, 0.22)]
        place.lay(merged(canes), finish("#b9a868", 0.3))
        place.lay(
            merged([box((side * 9.35, -1.5, z), (0.06, 10.2, 0.07)) for z in (0.4, 1.05, 1.7)]), finish("#8f7f4a", 0.5)
        )
        random = place.dice(f"bamboo {side}")
        for _ in range(9):
            x, y = side * float(random.uniform(10.0, 12.0)), float(random.uniform(-5, 5))
            tall, lean = float(random.uniform(5.0, 7.5)), float(random.uniform(-0.6, 0.6))
            place.lay(
                tube(
                    np.array([(x, y, 0), (x + lean * 0.4, y, tall * 0.6), (x + lean, y, tall)]), [0.06, 0.05, 0.025], 5
                ),
                finish("#7aa858", 0.4),
            )
            crown(
                place, leaf_picture(place.atlas), (x + lean, y, tall * 0.85), (0.9, 0.8, 1.3), DEEP, 9, f"cane {x:.1f}"
            )
