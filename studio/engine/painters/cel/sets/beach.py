"""A beach: sand, a wet edge, rollers, a parasol and a log, headlands and heaped clouds."""

from dataclasses import replace

import numpy as np

from studio.engine.painters.cel.mesh import Surface
from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.land import air_colour, blot, island, lighthouse, patch, rock, scattered, terrain
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.plants import DEEP, Meadow, crown, grass, leaf_picture, shrub, trunk
from studio.engine.painters.cel.sets.sky import clouds, ridge, sea
from studio.engine.painters.cel.shapes import (
    Finish,
    Floats,
    ball,
    bar,
    box,
    finish,
    lathe,
    merged,
    moved,
    polygon,
    rgb,
    shade_of,
    sheet,
    slab,
    tube,
    turned,
)

SHORE_Y = 7.6
SAND, WET_SAND = "#f0d9a6", "#b8966e"


def dress(place: Place) -> None:
    """Build the beach."""
    clouds(place, -22.0, 1.05)
    sea(place, -0.16, 7.0, ("#3fc0cf", "#1763bd"))
    ridge(place, "far hills", 490, (1, 14), air_colour(place, "#7fa8cf", 0.6))
    island(place, (125, 250), (95, 24), air_colour(place, "#4f9a86", 0.25), -0.2)
    island(place, (-150, 380), (130, 22), air_colour(place, "#6fa0c2", 0.5), -0.2)
    lighthouse(place, (84, 236, 10.0), 1.0)
    _sand(place)
    _surf(place)
    _log(place)
    _parasol(place)
    (centre, size) = solid_of(place, "rock")
    rock(place, centre, size, "#7f8496", "#5f8f6a")
    rock(place, (6.0, 6.6, 0.2), (1.6, 1.2, 0.8), "#8a8fa0")
    rock(place, (5.2, 7.5, 0.05), (0.8, 0.6, 0.5), "#777c90")
    _dune(place)
    _small_things(place)
    _boat(place, (-42, 118), 1.0)
    _boat(place, (26, 190), 1.3)


def _height(x: Floats, y: Floats) -> Floats:
    dune = 0.9 * np.clip((np.abs(x) - 6.0) / 3.5, 0, 1) ** 1.4 * np.clip((5.5 - y) / 5, 0, 1)
    return dune - 0.055 * np.maximum(y - 6.2, 0) ** 1.5


def _sand(place: Place) -> None:
    xs = np.array([-60, -36, -22, -14, -10, -8, -6.5, -5, -3.5, -2, -0.5, 1, 2.5, 4, 5.5, 7, 8.5, 11, 15, 24, 40, 60.0])
    ys = np.array([-16, -11, -7.5, -5, -3, -1.5, 0, 1.5, 3, 4.5, 5.6, 6.2, 6.8, 7.6, 8.6, 10.5])

    def tones(x: Floats, y: Floats) -> Floats:
        edge = 6.3 + 0.35 * np.sin(x * 0.5) + 0.2 * np.sin(x * 1.3 + 1)
        damp = np.clip((y - edge) / 0.5, 0, 1)[:, None]
        ripple = (0.965 + 0.05 * np.sin(x * 0.8 + y * 2.1 + np.sin(x * 0.3) * 2))[:, None]
        return np.array(rgb(SAND)) * ripple * (1 - damp) + np.array(rgb(WET_SAND)) * damp

    terrain(place, xs, ys, _height, tones)
    _glassy_edge(place)
    random = place.dice("sand")
    for _ in range(26):
        x, y = float(random.uniform(-7, 7)), float(random.uniform(-6, 5.6))
        place.lay(
            patch(blot(random, (x, y), (float(random.uniform(0.25, 0.7)), 0.09), 8), 0.006), finish("#e2c48f", 0.0)
        )
    steps = [
        patch(blot(random, (1.9 + 0.16 * (i % 2) + 0.05 * i, -4.5 + 0.62 * i), (0.06, 0.13), 8), 0.008)
        for i in range(17)
    ]
    place.lay(merged(steps), finish("#cfae7c", 0.0))


def _glassy_edge(place: Place) -> None:
    """The strip the last wave left wet, which mirrors the sky a little."""
    x = np.linspace(-20, 20, 41)
    low = 6.25 + 0.35 * np.sin(x * 0.5) + 0.2 * np.sin(x * 1.3 + 1)
    rows = np.stack(
        [np.stack([x, low, np.full_like(x, 0.004)], 1), np.stack([x, low * 0 + 8.2, np.full_like(x, -0.1)], 1)]
    )
    strip = sheet(rows, (0, 0, 1))
    lit = rgb("#a8896a")
    place.lay(replace(strip, uv=strip.position[:, :2]), Finish(lit, shade_of(lit), Surface.WET, outline=0.0))


def _surf(place: Place) -> None:
    """Lines of foam: the hem of the wave on the sand, and rollers coming in."""
    x = np.linspace(-40, 40, 121)
    for i, (y, wide, gap, z) in enumerate(
        (
            (7.15, 0.34, 0.0, 0.012),
            (8.6, 0.30, 0.25, 0.02),
            (10.6, 0.40, 0.3, 0.03),
            (13.6, 0.5, 0.36, 0.04),
            (18.5, 0.7, 0.4, 0.05),
        )
    ):
        line = y + 0.38 * np.sin(x * 0.42 + i) + 0.16 * np.sin(x * 1.4 + 2 * i)
        thick = wide * np.clip(0.55 + 0.45 * np.sin(x * 2.3 + i * 3) + 0.25 * np.sin(x * 0.6 + i) - gap, 0.02, 1.4)
        base = np.full_like(x, -0.12 + z)
        rows = np.stack([np.stack([x, line, base], 1), np.stack([x, line + thick, base + 0.02], 1)])
        place.lay(sheet(rows, (0, 0, 1)), finish("#f7fdff", 0.0, depth=0.86))
        if i:
            swell = np.stack(
                [
                    np.stack([x, line + thick, base + 0.01], 1),
                    np.stack([x, line + thick + 0.5 + 0.1 * i, base + 0.005], 1),
                ]
            )
            place.lay(sheet(swell, (0, 0, 1)), finish("#6fd6d6", 0.0, depth=0.8))


def _log(place: Place) -> None:
    (x, y, z), (wide, _, high) = solid_of(place, "driftwood log")
    way = [
        (x - wide / 2, y, z),
        (x - wide / 4, y + 0.02, z + 0.02),
        (x + wide / 4, y, z),
        (x + wide / 2, y + 0.02, z - 0.01),
    ]
    place.lay(
        tube(np.array(way), np.array([0.9, 1.0, 0.98, 0.86]) * high / 2, 10), finish("#b89878", 0.9, foot=0.3, top=0.15)
    )
    for end, side in ((way[0], -1), (way[3], 1)):
        cut = turned(lathe([(0.0, 0.0), (0.0, 0.001), (high * 0.40, 0.0)], 10), 90 * -side, 1)
        place.lay(moved(cut, (end[0] + side * 0.012, end[1], end[2])), finish("#dcc39c", 0.0))
    place.lay(bar((x + 0.5, y, z + 0.1), (x + 0.75, y - 0.15, z + 0.5), 0.05, 6), finish("#b89878", 0.8))


def _parasol(place: Place) -> None:
    (x, y, _), (_, _, high) = solid_of(place, "parasol pole")
    place.lay(bar((x, y, -0.1), (x, y, high), 0.03, 6), finish("#efe8dc", 0.7))
    turn = np.linspace(0, 2 * np.pi, 17)
    for i in range(16):
        arc = np.linspace(float(turn[i]), float(turn[i + 1]), 3)
        rim = np.stack([x + 1.35 * np.cos(arc), y + 1.35 * np.sin(arc), np.full(3, high - 0.40)], 1)
        middle = np.stack([x + 0.75 * np.cos(arc), y + 0.75 * np.sin(arc), np.full(3, high - 0.10)], 1)
        top = np.tile((x, y, high + 0.05), (3, 1))
        rows = np.stack([rim, middle, top])
        tone = finish("#ef5350" if i % 2 else "#fff7ea", 0.0)
        place.lay(sheet(rows, (np.cos(arc[1]), np.sin(arc[1]), 1.2)), tone)
        place.lay(
            sheet(rows - (0, 0, 0.012), (-np.cos(arc[1]), -np.sin(arc[1]), -1.2)),
            finish("#b8434a" if i % 2 else "#cfc4cf", 0.0),
        )
    towel = patch(
        np.array([(x - 1.0, y - 1.5), (x + 0.5, y - 1.75), (x + 0.62, y - 0.95), (x - 0.88, y - 0.70)]), 0.012
    )
    place.lay(towel, finish("#4fa7d8", 0.0))
    stripe = patch(
        np.array([(x - 0.55, y - 1.58), (x - 0.25, y - 1.63), (x - 0.13, y - 0.83), (x - 0.43, y - 0.78)]), 0.016
    )
    place.lay(stripe, finish("#fff4d8", 0.0))
    place.lay(box((x + 0.85, y - 0.4, 0.18), (0.52, 0.36, 0.34)), finish("#e8f1f4", 0.9))
    place.lay(box((x + 0.85, y - 0.4, 0.375), (0.54, 0.38, 0.06)), finish("#3f8fc4", 0.8))


def _dune(place: Place) -> None:
    """Beach grass on the dunes at both sides, and pines behind them on the left."""
    random = place.dice("dune")
    for side in (-1, 1):
        spots = scattered(random, 70, (*sorted((side * 5.9, side * 10.5)), -6.0, 4.6))  # type: ignore[arg-type]
        spots[:, 2] = _height(spots[:, 0], spots[:, 1])
        place.pieces.append(grass(random, spots, Meadow(0.52, "#5f8a56", ("#a8b860", "#dcd989")), 6))
    shrub(place, (-8.2, 3.6, 0.8), 1.0, DEEP)
    shrub(place, (-9.6, 5.6, 0.6), 1.2, DEEP)
    _pine(place, (-8.6, 4.8), 4.6)
    _pine(place, (-10.6, 7.5), 5.6)


def _pine(place: Place, at: tuple[float, float], height: float) -> None:
    x, y = at
    trunk(place, [(x, y, 0), (x + 0.3, y, height * 0.4), (x + 0.9, y - 0.1, height * 0.85)], (0.17, 0.08), "#8a5f4a", 7)
    leaves = leaf_picture(place.atlas)
    for dx, dz, wide in ((1.1, 0.95, 1.3), (-0.1, 0.72, 0.95), (1.9, 0.74, 0.9)):
        crown(place, leaves, (x + dx, y, height * dz), (wide, 0.8, 0.42), DEEP, 20)


def _small_things(place: Place) -> None:
    random = place.dice("shells")
    for i in range(12):
        x, y = float(random.uniform(-5, 5)), float(random.uniform(-3.5, 6.0))
        tone = ("#fff0e0", "#f7b8a8", "#e8d0e8")[i % 3]
        place.lay(ball((x, y, 0.02), (0.05, 0.04, 0.025), 6, 4), finish(tone, 0.4))
    for x, y in ((-1.9, 3.9), (2.1, 5.3)):
        turn = np.linspace(0, 2 * np.pi, 10, endpoint=False) + 0.4
        reach = np.where(np.arange(10) % 2 == 0, 0.13, 0.055)
        place.lay(
            patch(np.column_stack([x + reach * np.cos(turn), y + reach * np.sin(turn)]), 0.02), finish("#f0744f", 0.0)
        )


def _boat(place: Place, at: tuple[float, float], scale: float) -> None:
    """A small sailing boat far out."""
    hull = slab(np.array([(-2.6, 0.9), (-2.0, 0), (1.9, 0), (2.9, 1.0)]) * scale, 1.4 * scale)
    place.lay(moved(hull, (*at, -0.1)), finish("#f4f1ec", 0.4))
    x, y = at
    sail = np.array(
        [
            (x - 0.2 * scale, y - 0.5, 1.2 * scale),
            (x + 2.3 * scale, y - 0.5, 1.4 * scale),
            (x - 0.2 * scale, y - 0.5, 7.0 * scale),
        ]
    )
    jib = np.array(
        [
            (x - 2.3 * scale, y - 0.5, 1.3 * scale),
            (x - 0.5 * scale, y - 0.5, 1.2 * scale),
            (x - 0.5 * scale, y - 0.5, 6.0 * scale),
        ]
    )
    place.lay(merged([polygon(sail), polygon(jib)]), finish("#ffffff", 0.0, depth=0.8))
