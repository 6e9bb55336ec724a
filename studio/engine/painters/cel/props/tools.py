"""Tools, weapons and what gives light: broom, hammer, shield, candle, campfire."""

import numpy as np

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.props.colours import STEEL, WHITE
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import (
    ball,
    bar,
    box,
    curve,
    finish,
    glowing,
    lathe,
    merged,
    mix,
    moved,
    paint,
    sheet,
    slab,
    soft_box,
    times,
    tube,
    turned,
)

WOOD = "#a9764c"
DARK = "#3a3340"


def broom(colour: RGB) -> list[Mesh]:
    """A broom standing on its straw."""
    straw = lathe([(0.085, 0.0), (0.082, 0.04), (0.045, 0.26), (0.022, 0.32)], 12)
    strands = [
        bar((0.08 * np.cos(a), 0.08 * np.sin(a), 0.0), (0.043 * np.cos(a), 0.043 * np.sin(a), 0.26), 0.004, 4)
        for a in np.arange(12) * np.pi / 6
    ]
    ties = [lathe([(r, z), (r + 0.002, z + 0.012)], 12) for r, z in ((0.056, 0.20), (0.038, 0.285))]
    return [
        paint(straw, finish(colour, 1.0, foot=0.15)),
        paint(merged(strands), finish(times(colour, 0.85), 0.0)),
        paint(merged(ties), finish("#b8433c", 0.2)),
        paint(bar((0, 0, 0.3), (0, 0, 1.35), 0.013, 8), finish(WOOD, 0.9)),
    ]


def hammer(colour: RGB) -> list[Mesh]:
    """A claw hammer standing on its head's side, handle up."""
    claw = tube(curve([(-0.02, 0, 0.285), (-0.05, 0, 0.288), (-0.075, 0, 0.268)], 7), np.linspace(0.014, 0.005, 7), 6)
    return [
        paint(bar((0, 0, 0), (0, 0, 0.27), 0.014, 8), finish(colour, 0.9)),
        paint(
            merged(
                [
                    bar((-0.02, 0, 0.285), (0.05, 0, 0.285), 0.016, 8),
                    bar((0.05, 0, 0.285), (0.065, 0, 0.285), 0.021, 10),
                    claw,
                ]
            ),
            finish(STEEL, 0.9),
        ),
    ]


def axe(colour: RGB) -> list[Mesh]:
    """An axe, blade up."""
    blade = slab([(0.0, 0.62), (0.05, 0.63), (0.13, 0.58), (0.135, 0.72), (0.05, 0.69), (0.0, 0.70)], 0.02)
    edge = slab([(0.118, 0.585), (0.133, 0.578), (0.138, 0.722), (0.121, 0.712)], 0.0215)
    return [
        paint(tube(curve([(0, 0, 0), (0.012, 0, 0.3), (0.0, 0, 0.74)], 9), 0.015, 7), finish(WOOD, 0.9)),
        paint(blade, finish(colour, 1.0)),
        paint(edge, finish("#eef2f7", 0.0)),
    ]


def ladder(colour: RGB) -> list[Mesh]:
    """A wooden ladder with eight rungs."""
    rails = [box((s * 0.2, 0, 1.1), (0.05, 0.03, 2.2)) for s in (-1, 1)]
    rungs = [bar((-0.2, 0, 0.2 + 0.26 * i), (0.2, 0, 0.2 + 0.26 * i), 0.017, 7) for i in range(8)]
    return [paint(merged(rails), finish(colour, 1.0, foot=0.1)), paint(merged(rungs), finish(times(colour, 0.88), 0.8))]


def shovel(colour: RGB) -> list[Mesh]:
    """A spade standing on its point with a D-grip."""
    blade = [(-0.10, 0.30), (-0.10, 0.10), (0.0, 0.0), (0.10, 0.10), (0.10, 0.30)]
    turn = np.linspace(0, np.pi, 9)
    grip = np.column_stack([0.055 * np.cos(turn), 0 * turn, 1.06 + 0.06 * np.sin(turn)])
    return [
        paint(slab(blade, 0.014), finish(STEEL, 0.9)),
        paint(bar((0, 0, 0.28), (0, 0, 1.06), 0.014, 7), finish(WOOD, 0.9)),
        paint(merged([tube(grip, 0.011, 6), bar((-0.055, 0, 1.06), (0.055, 0, 1.06), 0.012, 6)]), finish(colour, 0.8)),
    ]


def fishing_rod(colour: RGB) -> list[Mesh]:
    """A rod standing on its butt, with a reel, a line and a float."""
    line = curve([(0.01, 0, 1.9), (0.16, 0, 1.3), (0.18, 0, 0.75)], 10)
    return [
        paint(tube([(0, 0, 0.3), (0.0, 0, 1.2), (0.012, 0, 1.9)], (0.009, 0.006, 0.002), 6), finish(colour, 0.7)),
        paint(bar((0, 0, 0), (0, 0, 0.32), 0.014, 8), finish("#3f2f2a", 0.8)),
        paint(
            moved(turned(lathe([(0.0, 0), (0.03, 0), (0.03, 0.03), (0, 0.03)], 12), 90, 0), (0, -0.01, 0.36)),
            finish(STEEL, 0.7),
        ),
        paint(tube(line, 0.0016, 4), finish("#f4f6f8", 0.2)),
        paint(ball((0.18, 0, 0.735), (0.014, 0.014, 0.02), 9, 7), finish("#e8453c", 0.5)),
    ]


def shield(colour: RGB) -> list[Mesh]:
    """A round shield with a rim, a boss and a star of rivets."""
    board = turned(lathe([(0.0, 0.05), (0.16, 0.038), (0.28, 0.012), (0.29, 0.0), (0.0, 0.004)], 26), 90, 0)
    rim = turned(lathe([(0.262, 0.019), (0.285, 0.022), (0.296, 0.006), (0.292, -0.004)], 26), 90, 0)
    boss = turned(ball((0, 0, 0.05), (0.07, 0.07, 0.03), 14, 8), 90, 0)
    rivets = [ball((0.21 * np.cos(a), -0.034, 0.21 * np.sin(a)), 0.011, 7, 5) for a in np.arange(8) * np.pi / 4]
    return [
        paint(board, finish(colour, 1.0)),
        paint(merged([rim, boss, *rivets]), finish("#d9b25a", 0.8)),
    ]


def staff(colour: RGB) -> list[Mesh]:
    """A magician's staff: a knotted shaft that holds a glowing stone."""
    shaft = tube(
        curve([(0, 0, 0), (0.012, 0.006, 0.5), (-0.008, 0, 1.0), (0.0, 0, 1.36)], 16), np.linspace(0.016, 0.02, 16), 8
    )
    arms = [
        tube(curve([(0, 0, 1.34), (s * 0.085, 0, 1.42), (s * 0.05, 0, 1.54)], 9), np.linspace(0.016, 0.006, 9), 7)
        for s in (-1, 1)
    ]
    return [
        paint(merged([shaft, *arms]), finish("#7a5238", 0.9)),
        paint(ball((0, 0, 1.45), 0.045, 12, 9), glowing(mix(colour, WHITE, 0.25), 0.8)),
        paint(ball((0, 0, 1.45), 0.02, 8, 6), finish(colour, 0.0)),
    ]


def spear(colour: RGB) -> list[Mesh]:
    """A long spear with a leaf-shaped point and a tassel."""
    point = slab([(-0.012, 1.75), (0.012, 1.75), (0.03, 1.84), (0.0, 2.0), (-0.03, 1.84)], 0.014)
    return [
        paint(bar((0, 0, 0), (0, 0, 1.76), 0.014, 8), finish(WOOD, 0.9)),
        paint(point, finish(STEEL, 0.9)),
        paint(lathe([(0.034, 1.62), (0.03, 1.68), (0.014, 1.74)], 9), finish(colour, 0.7)),
    ]


def longbow(colour: RGB) -> list[Mesh]:
    """A strung bow, upright."""
    limbs = curve([(0.06, 0, 0), (-0.04, 0, 0.12), (-0.09, 0, 0.7), (-0.04, 0, 1.28), (0.06, 0, 1.4)], 21)
    return [
        paint(tube(limbs, 0.008 + 0.006 * np.sin(np.linspace(0, np.pi, 21)), 7), finish(colour, 0.9)),
        paint(bar((0.058, 0, 0.01), (0.058, 0, 1.39), 0.0025, 4), finish("#f2ead8", 0.3)),
        paint(bar((-0.09, 0, 0.62), (-0.09, 0, 0.78), 0.019, 8), finish("#4a3a34", 0.5)),
    ]


def arrow(colour: RGB) -> list[Mesh]:
    """An arrow lying along x."""
    head = slab([(0.33, -0.014), (0.38, 0.0), (0.33, 0.014)], 0.006)
    fletching = [
        turned(slab([(-0.36, 0.0), (-0.27, 0.0), (-0.29, 0.024), (-0.36, 0.03)], 0.002), 120 * i, 0) for i in range(3)
    ]
    return [
        paint(bar((-0.37, 0, 0), (0.335, 0, 0), 0.005, 6), finish("#c9a06a", 0.7)),
        paint(head, finish(STEEL, 0.7)),
        paint(merged(fletching), finish(colour, 0.5)),
    ]


def candle(colour: RGB) -> list[Mesh]:
    """A lit candle with wax runs, in a holder."""
    runs = [
        tube(
            [(0.021 * np.cos(a), 0.021 * np.sin(a), 0.135), (0.022 * np.cos(a), 0.022 * np.sin(a), 0.135 - d)],
            (0.003, 0.0045),
            6,
        )
        for a, d in ((0.4, 0.05), (2.2, 0.03), (4.0, 0.06))
    ]
    flame = lathe([(0.0, 0.148), (0.009, 0.158), (0.010, 0.166), (0.004, 0.182), (0.0, 0.192)], 10)
    dish = lathe(
        [
            (0.0, 0),
            (0.045, 0),
            (0.056, 0.014),
            (0.05, 0.014),
            (0.04, 0.006),
            (0.024, 0.006),
            (0.024, 0.03),
            (0.0, 0.03),
        ],
        16,
    )
    return [
        paint(
            lathe([(0.0, 0.02), (0.021, 0.02), (0.021, 0.136), (0.017, 0.138), (0.0, 0.134)], 14), finish(colour, 0.9)
        ),
        paint(merged(runs), finish(mix(colour, WHITE, 0.3), 0.3)),
        paint(bar((0, 0, 0.13), (0, 0, 0.152), 0.0016, 4), finish(DARK, 0.0)),
        paint(flame, glowing("#ffc65a", 1.0)),
        paint(moved(ball((0, 0, 0), (0.004, 0.004, 0.008), 7, 5), (0, 0, 0.162)), glowing("#fff6d8", 1.0)),
        paint(dish, finish("#c99a4a", 0.8)),
    ]


def torch(colour: RGB) -> list[Mesh]:
    """An electric torch with a lit lens, standing on its tail."""
    rings = [lathe([(0.0205, z), (0.0215, z + 0.006), (0.0205, z + 0.012)], 12) for z in (0.03, 0.05, 0.07)]
    return [
        paint(
            lathe([(0.0, 0), (0.02, 0), (0.02, 0.12), (0.033, 0.155), (0.033, 0.185), (0.028, 0.185)], 14),
            finish(colour, 0.9),
        ),
        paint(merged(rings), finish(times(colour, 0.6), 0.0)),
        paint(moved(lathe([(0.029, 0), (0.0, 0.004)], 14), (0, 0, 0.184)), glowing("#fff4c8", 1.0)),
        paint(box((0, -0.0205, 0.10), (0.012, 0.006, 0.02)), finish("#e8566a", 0.2)),
    ]


def campfire(colour: RGB) -> list[Mesh]:
    """Crossed logs in a ring of stones, burning."""
    stones = [
        ball((0.36 * np.cos(a), 0.36 * np.sin(a), 0.05), (0.085, 0.07, 0.06), 8, 6) for a in np.arange(10) * np.pi / 5
    ]
    logs = [
        bar((0.26 * np.cos(a), 0.26 * np.sin(a), 0.04), (-0.06 * np.cos(a), -0.06 * np.sin(a), 0.24), 0.042, 7)
        for a in np.arange(5) * 2 * np.pi / 5
    ]
    tongues = [
        moved(lathe([(0.0, 0), (r, h * 0.22), (r * 0.8, h * 0.5), (r * 0.3, h * 0.8), (0.0, h)], 9), (x, y, 0.08))
        for x, y, r, h in (
            (0, 0, 0.15, 0.62),
            (0.10, 0.04, 0.09, 0.42),
            (-0.10, -0.03, 0.09, 0.46),
            (0.0, -0.10, 0.08, 0.36),
        )
    ]
    cores = [
        moved(lathe([(0.0, 0), (r, h * 0.25), (r * 0.5, h * 0.6), (0.0, h)], 8), (x, y, 0.07))
        for x, y, r, h in ((0, -0.05, 0.09, 0.40), (0.09, -0.02, 0.05, 0.26), (-0.08, -0.07, 0.05, 0.28))
    ]
    return [
        paint(merged(stones), finish("#8a8d99", 0.9, foot=0.2)),
        paint(merged(logs), finish("#6b4330", 0.9)),
        paint(merged(tongues), glowing(colour, 0.95)),
        paint(merged(cores), glowing("#ffe08a", 1.0)),
    ]


def bell(colour: RGB) -> list[Mesh]:
    """A hand bell."""
    body = lathe([(0.06, 0.0), (0.056, 0.01), (0.042, 0.05), (0.03, 0.09), (0.0, 0.10)], 18)
    return [
        paint(body, finish(colour, 1.0)),
        paint(lathe([(0.0605, 0.004), (0.0585, 0.014)], 18), finish(times(colour, 0.75), 0.0)),
        paint(ball((0, 0, 0.004), 0.014, 8, 6), finish(DARK, 0.5)),
        paint(
            lathe([(0.008, 0.10), (0.012, 0.13), (0.009, 0.17), (0.013, 0.185), (0.0, 0.19)], 10),
            finish("#5a3a2c", 0.8),
        ),
    ]


def rope(colour: RGB) -> list[Mesh]:
    """A coil of rope."""
    turn = np.linspace(0, 10 * np.pi, 120)
    coil = np.column_stack(
        [
            (0.13 + 0.006 * np.sin(turn * 0.4)) * np.cos(turn),
            0.13 * np.sin(turn),
            0.016 + 0.022 * np.floor(turn / (2 * np.pi)) * 0.9,
        ]
    )
    return [paint(tube(coil, 0.015, 6), finish(colour, 0.9))]


def traffic_cone(colour: RGB) -> list[Mesh]:
    """A cone with two white bands on a square foot."""
    bands = [
        lathe([(r0, z0), (r1, z1)], 18) for r0, z0, r1, z1 in ((0.113, 0.2, 0.093, 0.29), (0.078, 0.36, 0.06, 0.44))
    ]
    return [
        paint(soft_box((0, 0, 0.02), (0.38, 0.38, 0.04), 0.02), finish(times(colour, 0.85), 0.9)),
        paint(lathe([(0.15, 0.04), (0.035, 0.56), (0.022, 0.6), (0.0, 0.6)], 18), finish(colour, 1.0)),
        paint(merged(bands), finish(WHITE, 0.0)),
    ]


def lifebuoy(colour: RGB) -> list[Mesh]:
    """A ring with white quarters."""
    meshes: list[Mesh] = []
    for quarter in range(8):
        turn = np.linspace(quarter, quarter + 1, 7) * np.pi / 4
        path = np.column_stack([0.26 * np.cos(turn), 0.26 * np.sin(turn), 0 * turn])
        meshes.append(paint(tube(path, 0.07, 10), finish(WHITE if quarter % 2 else colour, 0.9)))
    return meshes


def net(colour: RGB) -> list[Mesh]:
    """A butterfly net, standing on its handle."""
    turn = np.linspace(0, 2 * np.pi, 19)
    hoop = np.column_stack([0.13 * np.cos(turn), 0 * turn, 1.2 + 0.13 * np.sin(turn)])
    rows = np.stack(
        [
            np.column_stack([0.13 * s * np.cos(turn), 0 * turn + d, 1.2 + 0.13 * s * np.sin(turn)])
            for s, d in ((1, 0), (0.85, 0.1), (0.5, 0.22), (0.1, 0.28))
        ]
    )
    return [
        paint(bar((0, 0, 0), (0, 0, 1.07), 0.011, 7), finish("#c9a06a", 0.9)),
        paint(tube(hoop, 0.007, 6), finish(colour, 0.8)),
        paint(sheet(rows), finish("#f4f7f4", 0.5)),
    ]
