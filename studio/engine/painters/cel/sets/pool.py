"""A school's swimming pool: blue water with lane ropes, blocks, a fence, summer sky, the school behind."""

from typing import Final

import numpy as np

from studio.engine.painters.cel.sets import goods
from studio.engine.painters.cel.sets.atlas import Canvas, Region, fill, ramp, rect, stroke
from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.grounds import behind_camera, hills, paving
from studio.engine.painters.cel.sets.joinery import Part, picture, stand
from studio.engine.painters.cel.sets.lettering import write_across
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.plants import DEEP, SUMMER, crown, leaf_picture, trunk
from studio.engine.painters.cel.sets.sky import clouds
from studio.engine.painters.cel.sets.wallware import clock
from studio.engine.painters.cel.sets.waters import glints, pool_of, still_water
from studio.engine.painters.cel.shapes import (
    Shape,
    ball,
    bar,
    box,
    finish,
    lathe,
    merged,
    moved,
    quad,
    rgb,
    sheet,
    soft_box,
    times,
)

BLOCKS: Final = ("fourth block", "first block", "second block", "third block")
NEAR: Final = 2.9
FAR: Final = 15.0
HALF: Final = 5.4


def dress(place: Place) -> None:
    """Build the pool."""
    clouds(place, 20.0, 1.15)
    hills(place)
    behind_camera(place)
    place.lay(quad((-60, -20, -0.04), (120, 0, 0), (0, 22.9, 0)), finish("#86b85f", 0.0))
    place.lay(quad((-60, 17.4, -0.04), (120, 0, 0), (0, 60, 0)), finish("#86b85f", 0.0))
    for side in (-1, 1):
        place.lay(quad((8.8 if side > 0 else -60, 2.9, -0.04), (51.2, 0, 0), (0, 14.5, 0)), finish("#86b85f", 0.0))
    _deck(place)
    still_water(place, "pool water", ("#4fd0e4", "#2596cc"), 1.2)
    glints(place, "pool water", 46)
    _basin(place)
    _blocks(place)
    _furniture(place)
    _fence(place)
    _school(place)


def _deck(place: Place) -> None:
    paving(place, (-8.8, 8.8, -9.0, NEAR), "#d8dcd8", (0.6, 0.6))
    for left, right in ((-8.8, -HALF), (HALF, 8.8)):
        paving(place, (left, right, NEAR, FAR), "#d8dcd8", (0.85, 0.85))
    paving(place, (-8.8, 8.8, FAR, 17.4), "#d8dcd8", (0.8, 0.8))
    drains = [quad((-8.6, 2.15, 0.006), (17.2, 0, 0), (0, 0.16, 0))]
    place.lay(merged(drains), finish("#9aa6a8", 0.0))
    place.lay(
        merged([quad((x, 2.17, 0.008), (0.02, 0, 0), (0, 0.12, 0)) for x in np.arange(-8.5, 8.6, 0.14)]),
        finish("#6f7c82", 0.0),
    )
    kerb = [
        box((0, NEAR - 0.14, 0.02), (2 * HALF + 0.6, 0.3, 0.08)),
        box((0, FAR + 0.14, 0.02), (2 * HALF + 0.6, 0.3, 0.08)),
    ]
    kerb += [box((s * (HALF + 0.14), (NEAR + FAR) / 2, 0.02), (0.3, FAR - NEAR, 0.08)) for s in (-1, 1)]
    place.lay(merged(kerb), finish("#f4f6f4", 0.6))
    blue = [quad((-HALF - 0.3, NEAR - 0.30, 0.064), (2 * HALF + 0.6, 0, 0), (0, 0.10, 0))]
    place.lay(merged(blue), finish("#3f9ac8", 0.0))


def _basin(place: Place) -> None:
    """The far wall with its numbers, ropes with floats between the lanes, lines on the bottom seen through."""
    z = pool_of(place, "pool water").surface_m
    place.lay(quad((-HALF, FAR, z - 0.4), (2 * HALF, 0, 0), (0, 0, 0.5)), finish("#bfe8f0", 0.0))
    for x in (-3.6, -1.8, 0.0, 1.8, 3.6):
        for k, tone in enumerate(("#f2503f", "#ffffff", "#ffd24a")):
            floats = [
                ball((x, y, z + 0.02), (0.055, 0.09, 0.055), 6, 4)
                for y in np.arange(NEAR + 0.3 + 0.3 * k, FAR - 0.1, 0.9)
            ]
            place.lay(merged(floats), finish(tone, 0.0))
        place.lay(bar((x, NEAR, z + 0.01), (x, FAR, z + 0.01), 0.012, 3), finish("#d8e4e8", 0.0))
    lines = [
        sheet(
            np.array(
                [
                    [(x - 0.13, NEAR + 0.8, z + 0.004), (x + 0.13, NEAR + 0.8, z + 0.004)],
                    [(x - 0.10, FAR - 1, z + 0.004), (x + 0.10, FAR - 1, z + 0.004)],
                ]
            ),
            (0, 0, 1),
        )
        for x in (-2.7, -0.9, 0.9, 2.7)
    ]
    place.lay(merged(lines), finish("#2f86b8", 0.0, depth=0.8))
    for x in (-HALF + 0.5, HALF - 0.5):
        rails = [bar((x + s * 0.25, NEAR - 0.35, 0.0), (x + s * 0.25, NEAR - 0.35, 0.75), 0.025, 6) for s in (-1, 1)]
        rails += [bar((x + s * 0.25, NEAR - 0.35, 0.75), (x + s * 0.25, NEAR + 0.12, 0.6), 0.025, 6) for s in (-1, 1)]
        rails += [bar((x + s * 0.25, NEAR + 0.12, 0.6), (x + s * 0.25, NEAR + 0.12, -0.4), 0.025, 6) for s in (-1, 1)]
        place.lay(merged(rails), finish("#cfd6dc", 0.6))


def _number(place: Place, number: int) -> Region:
    def draw(canvas: Canvas) -> None:
        canvas.drawRect(rect(0, 0, 64, 64), fill(rgb("#3f86c8")))
        write_across(canvas, str(number), (12, 12, 40, 40), (1.0, 1.0, 1.0), 0.16)

    return place.atlas.once(f"lane {number}", lambda: place.atlas.draw(64, 64, draw))


def _blocks(place: Place) -> None:
    for i, name in enumerate(BLOCKS):
        (x, y, _), (wide, deep, high) = solid_of(place, name)
        place.lay(
            box((x, y, high / 2 - 0.02), (wide - 0.08, deep - 0.08, high - 0.04)), finish("#eef1f0", 0.8, foot=0.12)
        )
        place.lay(soft_box((x, y, high - 0.025), (wide, deep, 0.05), 0.02), finish("#4fa0d0", 0.7))
        stand(place, [picture(_number(place, i + 1), 0.26, 0.22, (-0.13, 0, 0))], (x, y - deep / 2 + 0.036, 0.08))
        far = box((x, FAR + 0.7, high / 2), (wide, deep, high))
        place.lay(far, finish("#eef1f0", 0.7))


def _furniture(place: Place) -> None:
    """A bench with towels, the lifeguard's chair, rings and a kickboard rack, a clock on a post, showers."""
    (x, y, z), (deep, wide, thick) = solid_of(place, "poolside bench")
    top = z + thick / 2
    place.lay(
        merged(
            [box((x - deep / 2 + deep * (i + 0.5) / 3, y, top - 0.02), (deep / 3 - 0.02, wide, 0.04)) for i in range(3)]
        ),
        finish("#5fa8c8", 0.8),
    )
    place.lay(
        merged([box((x, y + s * 0.55, top / 2 - 0.02), (deep - 0.06, 0.08, top - 0.04)) for s in (-1, 1)]),
        finish("#dfe6ea", 0.6),
    )
    place.lay(soft_box((x, y + 0.45, top + 0.04), (0.34, 0.34, 0.08), 0.03), finish("#f2a0a8", 0.6))
    place.lay(soft_box((x - 0.02, y - 0.48, top + 0.03), (0.40, 0.30, 0.06), 0.02), finish("#fff4d8", 0.5))
    _lifeguard(place)
    place.lay(bar((-6.6, 2.2, 0), (-6.6, 2.2, 2.5), 0.05, 7), finish("#cfd6dc", 0.6))
    stand(place, clock("#3f86c8", 0.36), (-6.6, 2.16, 2.7))
    boards = [soft_box((-5.9 - 0.08 * i, -1.0, 0.62), (0.05, 0.34, 0.5), 0.02) for i in range(6)]
    for i, shape in enumerate(boards):
        place.lay(shape, finish(("#ffd24a", "#f2603f", "#4fb0e0")[i % 3], 0.5))
    place.lay(box((-6.1, -1.0, 0.32), (0.7, 0.5, 0.08)), finish("#cfd6dc", 0.5))
    place.lay(merged([box((-6.1 + s * 0.3, -1.0, 0.16), (0.05, 0.46, 0.32)) for s in (-1, 1)]), finish("#cfd6dc", 0.5))
    shower: list[Shape] = [bar((-5.3 - 0.9 * i, -2.9, 0), (-5.3 - 0.9 * i, -2.9, 2.2), 0.04, 6) for i in range(3)]
    shower += [bar((-5.3 - 0.9 * i, -2.9, 2.2), (-5.3 - 0.9 * i, -2.5, 2.15), 0.03, 6) for i in range(3)]
    shower += [moved(lathe([(0.1, -0.04), (0.04, 0.04)], 8), (-5.3 - 0.9 * i, -2.5, 2.14)) for i in range(3)]
    place.lay(merged(shower), finish("#c2cad2", 0.6))
    place.lay(box((-6.2, -3.1, 1.0), (3.0, 0.12, 2.0)), finish("#cfe4ea", 0.6, foot=0.1))
    stand(
        place,
        [picture(goods.tiles(place.atlas, "#8fd0dc", "#d8eef2", 16, 8), 2.9, 1.9, (-1.45, -0.065, 0.05))],
        (-6.2, -3.1),
    )


def _lifeguard(place: Place) -> None:
    (x, y, _), (wide, deep, high) = solid_of(place, "lifeguard chair")
    frame = [
        bar((x + sx * wide * 0.5, y + sy * deep * 0.5, 0), (x + sx * wide * 0.36, y + sy * deep * 0.36, high), 0.035, 6)
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]
    frame += [
        bar(
            (x - wide * 0.46, y - deep * (0.5 - 0.02 * i), 0.3 * i + 0.2),
            (x + wide * 0.46, y - deep * (0.5 - 0.02 * i), 0.3 * i + 0.2),
            0.022,
            5,
        )
        for i in range(5)
    ]
    place.lay(merged(frame), finish("#f4f6f6", 0.7))
    place.lay(soft_box((x, y, high - 0.03), (wide, deep, 0.06), 0.02), finish("#f2503f", 0.8))
    place.lay(soft_box((x, y + deep * 0.42, high + 0.3), (wide, 0.06, 0.5), 0.02), finish("#f2503f", 0.8))
    turn = np.linspace(0, 2 * np.pi, 13)
    ring = np.column_stack([x - wide * 0.56 + 0 * turn, y + 0.24 * np.cos(turn), 0.95 + 0.24 * np.sin(turn)])
    for k, tone in enumerate(("#f2603f", "#ffffff")):
        place.lay(
            merged([bar(ring[i], ring[i + 1], 0.06, 6) for i in range(12) if (i // 3) % 2 == k]), finish(tone, 0.5)
        )


def _fence(place: Place) -> None:
    """A mesh fence round the pool, with posts."""

    def mesh(canvas: Canvas) -> None:
        canvas.clear(0)
        for i in range(-128, 512, 16):
            canvas.drawLine(i, 0, i + 128, 128, stroke(rgb("#93a8a4"), 2.6))
            canvas.drawLine(i + 128, 0, i, 128, stroke(rgb("#93a8a4"), 2.6))

    region = place.atlas.once("mesh", lambda: place.atlas.draw(384, 128, mesh, rgb("#93a8a4")))
    for left in np.arange(-8.7, 8.6, 5.8):
        place.hang((left, 17.3, 0.0), (5.8, 0, 0), (0, 0, 1.9), region)
    for side in (-1, 1):
        for low in (-8.0, -1.0, 6.0, 11.6):
            deep = 5.6 if low > 5 else 7.0
            place.hang((side * 8.7, low, 0.0), (0, deep, 0), (0, 0, 1.9), region)
            place.hang((side * 8.7, low + deep, 0.0), (0, -deep, 0), (0, 0, 1.9), region)
    posts = [bar((x, 17.3, 0), (x, 17.3, 2.0), 0.04, 6) for x in np.arange(-8.7, 8.8, 2.9)]
    posts += [bar((s * 8.7, y, 0), (s * 8.7, y, 2.0), 0.04, 6) for s in (-1, 1) for y in np.arange(-8.0, 17.4, 3.2)]
    rails = [box((0, 17.3, 1.95), (17.4, 0.06, 0.06))] + [
        box((s * 8.7, 4.6, 1.95), (0.06, 25.4, 0.06)) for s in (-1, 1)
    ]
    place.lay(merged([*posts, *rails]), finish("#7f9a94", 0.5))


def _school(place: Place) -> None:
    """The school beyond the fence: three storeys of windows, a clock, trees before it."""
    lit = 0.35 if place.dark else 0.0
    wall = times(rgb("#ddd4c6"), place.unlit)

    def face(canvas: Canvas) -> None:
        canvas.drawRect(
            rect(0, 0, 640, 200), ramp([(times(rgb("#f2ece0"), place.unlit), 1), (wall, 1)], (0, 0), (0, 200))
        )
        random = place.dice("school")
        for row in range(3):
            canvas.drawRect(rect(0, 12 + 62 * row + 50, 640, 7), fill(times(wall, 0.86)))
            for i in range(16):
                shines = random.uniform() < lit
                glass = rgb("#ffe09a") if shines else times(rgb("#8fb4cc"), place.unlit)
                canvas.drawRect(rect(10 + 39 * i, 18 + 62 * row, 31, 36), fill(times(wall, 0.6)))
                canvas.drawRect(
                    rect(12 + 39 * i, 20 + 62 * row, 27, 32),
                    ramp([(glass, 1), (times(glass, 0.72), 1)], (0, 20 + 62 * row), (20, 52 + 62 * row)),
                )
                canvas.drawRect(rect(24.5 + 39 * i, 20 + 62 * row, 2, 32), fill(times((0.95, 0.95, 0.93), place.unlit)))

    region = place.atlas.once("school", lambda: place.atlas.draw(640, 200, face))
    parts: list[Part] = [
        (box((0, 3.0, 5.0), (34, 6.0, 10.0)), finish("#e2dacb", 0.6)),
        picture(region, 34, 10.0, (-17, -0.03, 0), 0.9 if place.dark else 0.0),
    ]
    parts += [
        (box((0, 3.0, 10.2), (34.6, 6.6, 0.5)), finish("#c9bfae", 0.6)),
        (box((-6.0, 2.5, 12.0), (4.4, 4.0, 4.0)), finish("#e8e0d2", 0.6)),
        (box((-6.0, 2.5, 14.1), (4.9, 4.5, 0.4)), finish("#b8604f", 0.6)),
    ]
    stand(place, parts, (3.0, 34.0))
    stand(place, clock("#5d4a3c", 1.1), (-3.0, 34.4, 12.2))
    leaves = leaf_picture(place.atlas)
    for i, x in enumerate((-17.0, -11.5, -5.5, 3.5, 9.0, 15.0, 21.0)):
        trunk(place, [(x, 22.5, 0), (x, 22.5, 1.2), (x, 22.5, 2.4)], (0.22, 0.16), "#7a5a48", 6)
        crown(place, leaves, (x, 22.3, 3.6), (2.2, 1.5, 1.8), DEEP if i % 2 else SUMMER, 20, f"row {i}")
