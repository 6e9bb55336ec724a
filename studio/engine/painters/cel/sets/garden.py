"""An old house open to its garden: a veranda, paper doors, raked gravel, a carp pond, a pine and bamboo."""

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.sets.atlas import Canvas, Region, fill, rect
from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.grounds import XS, YS, behind_camera, hills, lawn, tufts
from studio.engine.painters.cel.sets.houses import gable
from studio.engine.painters.cel.sets.joinery import picture, pot_plant, stand
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
    ball,
    bar,
    box,
    finish,
    glowing,
    lathe,
    merged,
    mix,
    moved,
    polygon,
    quad,
    rgb,
    sheet,
    soft_box,
    tube,
)

Floats = NDArray[np.float64]
MAPLE = Foliage("#f08a4a", "#d0503a", "#8a3050")
WOOD = "#7a5640"


def dress(place: Place) -> None:
    """Build the garden."""
    clouds(place, -24.0, 1.0)
    hills(place)
    behind_camera(place)
    lawn(place, ("#6fae55", "#93c462"), _gravel, "#ddd6c8", _height, (XS, YS))
    _house(place)
    _veranda(place)
    _room(place)
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


def _paper(place: Place, rows: int) -> Region:
    """A sliding paper door: a lattice over paper, a wooden foot."""
    glow = (rgb("#ffe6b0"), rgb("#ffd890")) if place.dark else (rgb("#fbf8ee"), rgb("#efe9da"))

    def draw(canvas: Canvas) -> None:
        canvas.drawRect(rect(0, 0, 96, 192), fill(rgb(WOOD)))
        canvas.drawRect(rect(6, 6, 84, 180), fill(glow[0]))
        canvas.drawRect(rect(6, 96, 84, 90), fill(glow[1], 0.6))
        for i in range(1, 4):
            canvas.drawRect(rect(6 + 21 * i - 1.5, 6, 3, 150), fill(rgb("#8a6248")))
        for i in range(1, rows):
            canvas.drawRect(rect(6, 6 + 150 * i / rows - 1.5, 84, 3), fill(rgb("#8a6248")))
        canvas.drawRect(rect(6, 156, 84, 30), fill(rgb("#9a7050")))

    return place.atlas.once(f"paper {rows}", lambda: place.atlas.draw(96, 192, draw))


def _house(place: Place) -> None:
    """Posts, white walls, the great roof with its deep eaves, a smaller roof over the veranda."""
    posts = [box((x, y, 1.5), (0.16, 0.16, 2.6)) for x in (-3.4, -1.0, 1.4, 3.8) for y in (3.9,)]
    posts += [box((x, 2.98, 1.35), (0.13, 0.13, 2.1)) for x in (-3.3, 0.2, 3.7)]
    place.lay(merged(posts), finish(WOOD, 0.8, foot=0.12))
    beams = [box((0.2, 3.9, z), (7.4, 0.14, 0.16)) for z in (2.24, 2.72)] + [box((0.2, 2.98, 2.42), (7.4, 0.12, 0.14))]
    place.lay(merged(beams), finish(WOOD, 0.7))
    place.lay(quad((-3.5, 3.93, 2.3), (7.4, 0, 0), (0, 0, 0.5)), finish("#f2ebdc", 0.0))
    for x in (-6.6, 6.9):
        place.lay(box((x, 5.6, 1.4), (6.2 if x < 0 else 6.0, 3.4, 2.8)), finish("#f0e8d8", 0.7, foot=0.1))
        boards = [box((x - 2.9 + 0.3 * i, 3.88, 0.6), (0.26, 0.04, 1.1)) for i in range(20)]
        place.lay(merged(boards), finish("#8a6248", 0.5))
        region = _paper(place, 6)
        for k in range(2):
            stand(
                place, [picture(region, 0.9, 1.0, (-0.45, 0, 0), 0.4 if place.dark else 0.0)], (x - 0.5 + k, 3.87, 1.45)
            )
    roof = [(moved(shape, (0.2, 6.2, 2.9)), coat) for shape, coat in gable(20.4, 5.6, 1.9, rgb("#6a7592"), 0.9)]
    stand(place, roof, (0, 0))
    eave = np.array([[(-4.2, 2.35, 2.38), (4.6, 2.35, 2.38)], [(-4.2, 3.95, 2.86), (4.6, 3.95, 2.86)]])
    place.lay(sheet(eave, (0, -0.3, 1)), finish("#667086", 0.8))
    place.lay(sheet(eave - (0, 0, 0.07), (0, 0.3, -1)), finish("#6b4a38", 0.0))
    rolls = [bar((x, 2.35, 2.41), (x, 3.95, 2.89), 0.045, 4) for x in np.arange(-4.1, 4.6, 0.3)]
    place.lay(merged(rolls), finish("#76819a", 0.2))
    place.lay(bar((-4.2, 2.33, 2.37), (4.6, 2.33, 2.37), 0.06, 6), finish("#8f98a4", 0.5))
    _chime(place, (-1.6, 2.55, 2.2))


def _chime(place: Place, at: tuple[float, float, float]) -> None:
    """A glass wind chime under the eave with its slip of paper."""
    x, y, z = at
    place.lay(moved(lathe([(0.055, -0.05), (0.06, 0.0), (0.0, 0.06)], 9), at), finish("#bfe6f0", 0.5))
    place.lay(
        merged([bar((x, y, z + 0.05), (x, y, z + 0.2), 0.005, 3), bar((x, y, z - 0.05), (x, y, z - 0.18), 0.005, 3)]),
        finish("#7a6a60", 0.0),
    )
    place.lay(box((x, y, z - 0.28), (0.06, 0.006, 0.2)), finish("#f2a0b4", 0.0))


def _veranda(place: Place) -> None:
    """Its boards are the set's; a stepping stone, cushions, a tray with tea and melon, a fan."""
    (x, y, z), (wide, deep, high) = solid_of(place, "engawa")
    top = z + high / 2
    boards = [
        box((x, y - deep / 2 + deep * (i + 0.5) / 6, top - 0.025), (wide, deep / 6 - 0.012, 0.05)) for i in range(6)
    ]
    place.lay(merged(boards), finish("#b98a5c", 0.7, top=0.06))
    place.lay(
        merged(
            [
                box((x + d, y - deep / 2 + 0.1, (top - 0.05) / 2), (0.10, 0.10, top - 0.05))
                for d in np.linspace(-wide / 2 + 0.1, wide / 2 - 0.1, 6)
            ]
        ),
        finish(WOOD, 0.6),
    )
    place.lay(quad((x - wide / 2, y + 0.3, 0.0), (wide, 0, 0), (0, 0, top - 0.05)), finish("#4b3a34", 0.0))
    place.lay(box((x, y - deep / 2 + 0.02, top - 0.09), (wide, 0.05, 0.10)), finish(WOOD, 0.5))
    (sx, sy, sz), size = solid_of(place, "stepping stone")
    place.lay(soft_box((sx, sy, sz), size, 0.08), finish("#a2a3aa", 0.8, foot=0.15))
    sandals = [soft_box((sx - 0.12 + 0.16 * i, sy - 0.02, size[2] + 0.02), (0.10, 0.25, 0.04), 0.02) for i in range(2)]
    place.lay(merged(sandals), finish("#c8503f", 0.5))
    for cx, tone in ((-1.9, "#3f5f8f"), (2.6, "#8f3f4f")):
        place.lay(soft_box((cx, 3.3, top + 0.04), (0.56, 0.54, 0.08), 0.05), finish(tone, 0.7))
    place.lay(soft_box((1.1, 3.45, top + 0.015), (0.5, 0.34, 0.03), 0.03), finish("#7a3f34", 0.6))
    place.lay(
        moved(lathe([(0, 0), (0.06, 0.02), (0.075, 0.08), (0.03, 0.13), (0, 0.14)], 10), (1.0, 3.46, top + 0.03)),
        finish("#4f7a6a", 0.6),
    )
    slices = [
        polygon(
            np.array(
                [
                    (1.16 + 0.09 * i, 3.4, top + 0.03),
                    (1.24 + 0.09 * i, 3.4, top + 0.03),
                    (1.2 + 0.09 * i, 3.42, top + 0.15),
                ]
            )
        )
        for i in range(2)
    ]
    place.lay(merged(slices), finish("#f0564a", 0.3))


def _room(place: Place) -> None:
    """Tatami within, paper doors half drawn, a scroll, a low table, a lamp that is lit from dusk on."""
    floor = 0.42
    light = 1.0 if place.dark else 0.78
    place.lay(quad((-3.4, 3.9, floor), (7.2, 0, 0), (0, 3.4, 0)), finish(mix((0, 0, 0), rgb("#c9c48a"), light), 0.0))
    seams = [quad((x, 3.9, floor + 0.004), (0.06, 0, 0), (0, 3.4, 0)) for x in (-1.7, 0.1, 1.9)] + [
        quad((-3.4, 5.6, floor + 0.004), (7.2, 0, 0), (0, 0.06, 0))
    ]
    place.lay(merged(seams), finish("#4f6a4a", 0.0))
    wall = glowing(
        mix((0.16, 0.12, 0.14), rgb("#f2d8a0" if place.dark else "#d8c8a8"), light), 0.10 if place.dark else 0.0
    )
    place.lay(quad((-3.4, 7.3, floor), (7.2, 0, 0), (0, 0, 2.4)), wall)
    place.lay(quad((-3.4, 3.95, floor), (0, 3.35, 0), (0, 0, 2.4)), wall)
    place.lay(quad((3.8, 7.3, floor), (0, -3.35, 0), (0, 0, 2.4)), wall)
    place.lay(quad((-3.4, 7.3, 2.75), (7.2, 0, 0), (0, -3.4, 0)), finish("#6b5040", 0.0))
    region = _paper(place, 7)
    glow = 0.42 if place.dark else 0.0
    for x in (-3.36, -2.16, 2.6):
        stand(
            place,
            [
                picture(region, 1.2, 1.86, (0, 0, 0), glow),
                (box((0.6, 0.03, 0.93), (1.2, 0.03, 1.86)), finish(WOOD, 0.4)),
            ],
            (x, 3.86 + 0.03 * (x > -3), floor),
        )
    for x in (-3.2, 2.4):
        stand(place, [picture(_paper(place, 4), 1.2, 1.9, (0, 0, 0), glow * 0.6)], (x, 7.26, floor))
    place.lay(soft_box((0.9, 5.6, floor + 0.30), (1.5, 0.9, 0.06), 0.02), finish("#7a4a38", 0.7))
    place.lay(
        merged(
            [
                box((0.9 + sx * 0.62, 5.6 + sy * 0.34, floor + 0.14), (0.08, 0.08, 0.28))
                for sx in (-1, 1)
                for sy in (-1, 1)
            ]
        ),
        finish("#5d3a2c", 0.5),
    )

    def scroll(canvas: Canvas) -> None:
        canvas.drawRect(rect(0, 0, 64, 176), fill(rgb("#6f7f6a")))
        canvas.drawRect(rect(7, 20, 50, 136), fill(rgb("#f6f0de")))
        canvas.drawOval(rect(14, 96, 40, 34), fill(rgb("#5d6a78"), 0.8))
        canvas.drawOval(rect(22, 70, 34, 40), fill(rgb("#8a98a4"), 0.7))
        canvas.drawCircle(40, 44, 9, fill(rgb("#d8503f")))

    place.hang((-0.5, 7.27, floor + 0.55), (0.62, 0, 0), (0, 0, 1.7), place.atlas.draw(64, 176, scroll))
    place.lay(
        moved(lathe([(0.08, 0), (0.13, 0.1), (0.05, 0.26), (0.07, 0.3)], 10), (-0.9, 7.0, floor)),
        finish("#5f8fa0", 0.5),
    )
    lamp = moved(lathe([(0.16, 0.0), (0.2, 0.12), (0.16, 0.32), (0.05, 0.36)], 12), (0.9, 5.6, 1.95))
    place.lay(lamp, glowing("#ffe0a0", 0.8) if place.dark else finish("#efe4cc", 0.6))
    place.lay(bar((0.9, 5.6, 2.3), (0.9, 5.6, 2.75), 0.012, 4), finish("#3a3030", 0.0))
    if place.dark:
        place.shine((0.9, 5.5, 2.0), 2.4, (1.0, 0.80, 0.46), 0.42)


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
