"""A fishing harbour: a stone quay, boats at their moorings, warehouses, a lighthouse on the breakwater."""

from typing import Final

import numpy as np

from studio.engine.painters.cel.sets.furniture import lamp_post, solid_of
from studio.engine.painters.cel.sets.grounds import behind_camera, paving
from studio.engine.painters.cel.sets.houses import House, cottage, gable
from studio.engine.painters.cel.sets.joinery import stand
from studio.engine.painters.cel.sets.land import air_colour, island, lighthouse, rock
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.sky import clouds, ridge, sea
from studio.engine.painters.cel.sets.waters import glints, open_water, pool_of
from studio.engine.painters.cel.shapes import (
    Shape,
    ball,
    bar,
    box,
    curve,
    finish,
    glowing,
    lathe,
    merged,
    moved,
    quad,
    rgb,
    sheet,
    soft_box,
    tube,
    turned,
)

QUAY: Final = 4.4


def dress(place: Place) -> None:
    """Build the harbour."""
    clouds(place, 16.0, 1.05)
    behind_camera(place, distance=17.0)
    level = pool_of(place, "harbour water").surface_m
    sea(place, level - 0.08, 55.0, ("#3f9ac4", "#1c5fae"))
    ridge(place, "far hills", 480, (4, 30), air_colour(place, "#7fa4c8", 0.55))
    island(place, (-180, 330), (150, 42), air_colour(place, "#5f97a5", 0.32), level)
    island(place, (150, 380), (120, 26), air_colour(place, "#6f9fc0", 0.48), level)
    open_water(place, "harbour water", ("#4f9fb8", "#1f5f94"), (90, 90, 0.4, 10))
    glints(place, "harbour water", 50)
    _quay(place)
    _breakwater(place)
    _boat(place, (-3.6, 7.0), ("#f4f1ea", "#2f6fa8"), 1.0)
    _boat(place, (5.4, 9.6), ("#f4f1ea", "#c8503f"), 1.15)
    _boat(place, (-11.0, 13.0), ("#e8ecf0", "#3f8a6a"), 1.1)
    _on_the_quay(place)
    _warehouses(place)
    _gulls(place)


def _quay(place: Place) -> None:
    place.lay(quad((-60, -60, -0.03), (120, 0, 0), (0, 45, 0)), finish("#86b060", 0.0))
    paving(place, (-24, 24, -16, QUAY), "#b4b0ae", (1.6, 1.6))
    place.lay(box((0, QUAY - 0.15, 0.03), (48, 0.5, 0.10)), finish("#d2cdc8", 0.7))
    place.lay(quad((24, QUAY + 0.1, -2.2), (-48, 0, 0), (0, 0, 2.25)), finish("#7f7d82", 0.0))
    stripes = [quad((x, QUAY - 0.4, 0.084), (0.5, 0, 0), (0, 0.5, 0)) for x in np.arange(-23, 23, 1.0)]
    place.lay(merged(stripes), finish("#e8c24a", 0.0))
    tyres = [_ring((x, QUAY + 0.2, -0.35), 0.32, 0.10) for x in (-5.2, 0.2, 4.4, 8.0)]
    place.lay(merged(tyres), finish("#33343f", 0.5))
    rungs = [bar((1.2, QUAY + 0.16, z), (1.7, QUAY + 0.16, z), 0.025, 5) for z in np.arange(-0.7, 0.4, 0.26)]
    rungs += [
        tube(
            curve([(x, QUAY + 0.16, -0.8), (x, QUAY + 0.16, 0.35), (x, QUAY - 0.2, 0.45), (x, QUAY - 0.3, 0.1)], 8),
            0.03,
            5,
        )
        for x in (1.2, 1.7)
    ]
    place.lay(merged(rungs), finish("#8f98a4", 0.5))
    for x, lean in ((-6.2, 0.9), (6.4, -0.9)):
        lamp_post(place, (x, 3.4), 4.2, lean)


def _ring(at: tuple[float, float, float], radius: float, thick: float) -> Shape:
    turn = np.linspace(0, 2 * np.pi, 13)
    way = np.column_stack([at[0] + radius * np.cos(turn), np.full(13, at[1]), at[2] + radius * np.sin(turn)])
    return tube(way, thick, 6)


def _breakwater(place: Place) -> None:
    """A wall of stones out at sea with a light at its end."""
    place.lay(box((44, 62, -0.2), (64, 3.2, 2.4)), finish("#8f8d92", 0.6, foot=0.25))
    random = place.dice("blocks")
    for i in range(9):
        size = float(random.uniform(1.6, 2.6))
        rock(place, (14 + 3.0 * i, 59.8, -0.5), (size * 1.3, size, size * 0.9), "#85838c")
    lighthouse(place, (15.0, 62.0, 0.8), 0.66)


def _boat(place: Place, at: tuple[float, float], tones: tuple[str, str], scale: float) -> None:
    """A fishing boat side-on: a flared hull in two colours, a wheelhouse, a mast with lamps, nets, floats."""
    x, y = at
    z = pool_of(place, "harbour water").surface_m
    t = np.linspace(-1, 1, 15)
    beam = 0.95 * (1 - np.abs(t) ** 3.2 * np.where(t > 0, 1, 0.35))
    rise = 0.25 + 0.55 * np.clip(t, 0, 1) ** 2
    for low, high, tone, out in ((-0.2, 0.35, tones[1], (0.80, 0.94)), (0.35, 0.85, tones[0], (0.94, 1.0))):
        for side in (-1, 1):
            rows = np.stack(
                [
                    np.stack([t * 2.9 * k, side * beam * k, h + rise * (h > 0)], 1)
                    for h, k in ((low, out[0]), (high, out[1]))
                ]
            )
            place.lay(moved(sheet(rows * scale, (0, side, 0.1)), (x, y, z)), finish(tone, 0.8))
    for side in (-1, 1):
        rim = np.stack([t * 2.9, side * beam, 0.85 + rise], 1) * scale + (x, y, z)
        place.lay(tube(rim, 0.06, 5), finish(tones[1], 0.6))
    deck = np.stack([np.stack([t * 2.8, s * beam * 0.95, 0.62 + rise * 0.8], 1) for s in (-1, 1)]) * scale
    place.lay(moved(sheet(deck, (0, 0, 1)), (x, y, z)), finish("#b99a74", 0.0))

    def part(centre: tuple[float, float, float], size: tuple[float, float, float]) -> Shape:
        return moved(box(np.array(centre) * scale, np.array(size) * scale), (x, y, z))

    place.lay(part((-0.9, 0, 1.45), (1.5, 1.1, 1.3)), finish("#fbf8f0", 0.8))
    place.lay(part((-0.85, 0, 2.16), (1.8, 1.3, 0.12)), finish(tones[1], 0.7))
    glass = glowing("#ffdf9a", 0.5) if place.dark else finish("#5f7f94", 0.0)
    place.lay(
        merged(
            [part((-1.35 + 0.5 * i, -0.56, 1.72), (0.36, 0.02, 0.42)) for i in range(3)]
            + [part((-0.14, 0, 1.72), (0.02, 0.8, 0.42))]
        ),
        glass,
    )
    mast = [bar((x - 0.7 * scale, y, z + 2.2 * scale), (x - 0.7 * scale, y, z + 4.4 * scale), 0.05, 6)]
    mast += [bar((x - 0.7 * scale, y, z + 4.2 * scale), (x + 2.7 * scale, y, z + 1.7 * scale), 0.012, 3)]
    mast += [bar((x - 0.7 * scale, y, z + 4.2 * scale), (x - 2.7 * scale, y, z + 1.3 * scale), 0.012, 3)]
    mast += [bar((x + 1.6 * scale, y, z + 1.2 * scale), (x + 1.6 * scale, y, z + 2.6 * scale), 0.04, 6)]
    place.lay(merged(mast), finish("#d8d4cc", 0.5))
    lamps = [
        ball((x + d * scale, y, z + h * scale), 0.09 * scale, 8, 6)
        for d, h in ((0.1, 3.55), (0.7, 3.1), (1.3, 2.68), (1.9, 2.25))
    ]
    place.lay(merged(lamps), glowing("#fff2c0", 0.9) if place.dark else finish("#f4f0e4", 0.5))
    floats = [
        ball((x + (0.6 + 0.28 * i) * scale, y - 0.5 * scale, z + 1.18 * scale), 0.13 * scale, 8, 6) for i in range(4)
    ]
    place.lay(merged(floats), finish("#e8843f", 0.6))
    place.lay(
        bar((x + 2.7 * scale, y, z + 1.5 * scale), (2.0 if x > 0 else -1.9, 3.7, 0.35), 0.022, 4),
        finish("#cdb98c", 0.0),
    )
    if place.dark:
        place.shine((x + 1.0 * scale, y, z + 2.9 * scale), 1.6, (1.0, 0.92, 0.65), 0.3)


def _on_the_quay(place: Place) -> None:
    """Bollards with rope, boxes of fish, barrels, a coil, nets, floats of glass."""
    for name in ("bollard", "second bollard"):
        (x, y, _), (wide, _, high) = solid_of(place, name)
        iron = lathe(
            [
                (wide / 2, 0),
                (wide * 0.36, 0.06),
                (wide * 0.34, high * 0.62),
                (wide / 2, high * 0.8),
                (wide * 0.42, high),
                (0, high),
            ],
            12,
        )
        place.lay(moved(iron, (x, y, 0)), finish("#4b505f", 0.8, top=0.1))
        rope = [_coil((x, y, 0.12 + 0.055 * i), wide * 0.4) for i in range(3)]
        place.lay(merged(rope), finish("#d8c294", 0.5))
    (x, y, _), (wide, deep, high) = solid_of(place, "fish box")
    place.lay(box((x, y, high / 2 - 0.01), (wide, deep, high - 0.02)), finish("#4f8fb8", 0.8, foot=0.12))
    place.lay(
        merged([box((x, y - deep / 2 - 0.006, z), (wide - 0.1, 0.012, 0.05)) for z in (0.1, 0.26)]),
        finish("#3a6f94", 0.0),
    )
    place.lay(box((x, y, high - 0.01), (wide - 0.08, deep - 0.08, 0.02)), finish("#e4f0f4", 0.0))
    fish = [turned(ball((0, 0, 0), (0.15, 0.05, 0.03), 8, 5), 24.0 * i) for i in range(4)]
    place.lay(
        merged([moved(f, (x - 0.30 + 0.2 * i, y + 0.04 * (i % 2), high + 0.015)) for i, f in enumerate(fish)]),
        finish("#8fa4b8", 0.5),
    )
    (x, y, _), (wide, _, high) = solid_of(place, "barrels")
    for dx, dy in ((0.0, 0.0), (-0.75, 0.25), (-0.35, 0.8)):
        cask = lathe([(0, 0), (wide * 0.40, 0), (wide / 2, high / 2), (wide * 0.40, high), (0, high)], 14)
        place.lay(moved(cask, (x + dx, y + dy, 0)), finish("#a87448", 0.8, foot=0.12))
        hoops = [
            lathe([(r, h), (r + 0.012, h + 0.03), (r, h + 0.06)], 14)
            for r, h in ((wide * 0.44, 0.18), (wide * 0.44, high - 0.24))
        ]
        place.lay(merged([moved(hoop, (x + dx, y + dy, 0)) for hoop in hoops]), finish("#5d6370", 0.3))
    place.lay(merged([_coil((4.6, 1.4, 0.05 + 0.08 * i), 0.42 - 0.03 * i) for i in range(4)]), finish("#d8c294", 0.6))
    place.lay(soft_box((-4.9, 0.3, 0.16), (1.2, 1.0, 0.32), 0.14), finish("#5f8f84", 0.7))
    corks = [ball((-4.9 + 0.4 * np.cos(t), 0.3 + 0.36 * np.sin(t), 0.34), 0.09, 7, 5) for t in np.linspace(0, 5.2, 6)]
    place.lay(merged(corks), finish("#e8a04a", 0.5))


def _coil(at: tuple[float, float, float], radius: float) -> Shape:
    turn = np.linspace(0, 2 * np.pi, 15)
    return tube(
        np.column_stack([at[0] + radius * np.cos(turn), at[1] + radius * np.sin(turn), np.full(15, at[2])]), 0.04, 5
    )


def _warehouses(place: Place) -> None:
    """Sheds of corrugated iron on the left, houses of the port on the right, both along the quay."""
    for y, tone, roof in ((-5.0, "#a8584a", "#7a8494"), (2.4, "#5f8496", "#8a6a5a")):
        walls: list[Shape] = [box((-9.4, y, 1.9), (5.4, 6.4, 3.8))]
        place.lay(merged(walls), finish(tone, 0.8, foot=0.15))
        ribs = [box((-6.69, y - 3.0 + 0.3 * i, 1.9), (0.03, 0.05, 3.7)) for i in range(21)]
        place.lay(merged(ribs), finish(tone, 0.0, depth=0.56))
        place.lay(box((-6.68, y, 1.35), (0.08, 2.6, 2.7)), finish("#4f5a68", 0.7))
        place.lay(
            merged([box((-6.63, y - 1.1 + 0.22 * i, 1.35), (0.02, 0.03, 2.6)) for i in range(11)]),
            finish("#3f4856", 0.0),
        )
        place.lay(box((-6.66, y, 3.1), (0.06, 1.8, 0.5)), finish("#f0ead8", 0.5))
        for shape, coat in gable(6.4, 5.4, 1.3, rgb(roof), 0.3):
            place.lay(moved(turned(shape, 90), (-9.4, y, 3.8)), coat)
    kinds = (House(5.0, 4.4, 4.8, 1.7, "#f4efe2", "#c8694a"), House(4.8, 4.4, 4.6, 1.6, "#d8e4ea", "#5d6f8f"))
    for i, y in enumerate((-4.6, 1.0)):
        stand(place, cottage(place, kinds[i], i), (10.4, y), -90)


def _gulls(place: Place) -> None:
    """Gulls over the water and one on a post."""
    for i, (x, y, z) in enumerate(((-4.0, 14.0, 6.0), (-1.5, 18.0, 7.4), (6.5, 16.0, 5.4), (2.4, 24.0, 8.2))):
        for side in (-1, 1):
            rows = np.array(
                [
                    [(0, 0.1, 0), (0, -0.1, 0)],
                    [(side * 0.4, 0.12, 0.16), (side * 0.4, -0.06, 0.16)],
                    [(side * 0.8, 0.1, 0.02 + 0.04 * (i % 2)), (side * 0.8, 0.06, 0.02)],
                ]
            )
            for face in (1, -1):
                place.lay(moved(sheet(rows, (0, 0, face)), (x, y, z)), finish("#fbfcfd", 0.0, depth=0.8))
    place.lay(
        merged([ball((2.0, 3.7, 0.53), (0.08, 0.15, 0.09), 8, 6), ball((2.0, 3.58, 0.66), 0.06, 7, 5)]),
        finish("#fbfbf8", 0.6),
    )
    place.lay(merged([ball((2.0, 3.5, 0.65), (0.018, 0.045, 0.016), 5, 4)]), finish("#f0a23f", 0.2))
