"""What is picked up out of doors: sticks, logs, plants, shells, feathers, ice."""

import numpy as np

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.props.colours import WHITE
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import (
    Floats,
    Shape,
    ball,
    bar,
    box,
    curve,
    finish,
    lathe,
    merged,
    mix,
    moved,
    paint,
    sheet,
    times,
    tube,
    turned,
)

GREEN = "#4f9a46"


def stick(colour: RGB) -> list[Mesh]:
    """A forked twig lying along x."""
    main = tube(
        curve([(-0.4, 0, 0.02), (-0.1, 0.03, 0.026), (0.2, -0.01, 0.022), (0.42, 0.02, 0.03)], 12),
        np.linspace(0.015, 0.007, 12),
        6,
    )
    forks = [
        tube(
            curve([(-0.05, 0.03, 0.026), (0.06, 0.09, 0.03), (0.14, 0.11, 0.036)], 5), np.linspace(0.009, 0.004, 5), 5
        ),
        bar((0.2, -0.01, 0.022), (0.3, -0.08, 0.03), 0.005, 5),
    ]
    leaf = ball((0.16, 0.12, 0.036), (0.032, 0.014, 0.004), 8, 5)
    return [paint(merged([main, *forks]), finish(colour, 0.8)), paint(leaf, finish(GREEN, 0.4))]


def log(colour: RGB) -> list[Mesh]:
    """A cut log with rings on its ends, and moss."""
    ends = [moved(turned(lathe([(0.15, 0), (0.0, 0.004)], 16), s * 90, 1), (s * 0.501, 0, 0.16)) for s in (-1, 1)]
    rings = [
        moved(turned(lathe([(r, 0), (r - 0.014, 0.002)], 16), s * 90, 1), (s * 0.504, 0, 0.16))
        for s in (-1, 1)
        for r in (0.055, 0.105)
    ]
    grooves = [
        bar(
            (-0.5, 0.158 * np.cos(a), 0.16 + 0.158 * np.sin(a)),
            (0.5, 0.158 * np.cos(a + 0.1), 0.16 + 0.158 * np.sin(a + 0.1)),
            0.006,
            4,
        )
        for a in np.arange(11) * 0.571
    ]
    moss = [ball((x, y, 0.305), (0.12, 0.06, 0.02), 9, 5) for x, y in ((-0.2, 0.02), (0.15, -0.03))]
    return [
        paint(
            tube([(-0.5, 0, 0.16), (0, 0, 0.16), (0.5, 0, 0.16)], (0.157, 0.162, 0.155), 18),
            finish(colour, 1.0, foot=0.15),
        ),
        paint(merged(grooves), finish(times(colour, 0.75), 0.0)),
        paint(merged(ends), finish("#e8c893", 0.4)),
        paint(merged(rings), finish("#b98a56", 0.0)),
        paint(merged(moss), finish("#7fae4f", 0.2)),
    ]


def plant(colour: RGB) -> list[Mesh]:
    """A leafy plant; the pot wears the script's colour."""
    leaves = [
        _leaf(a, rise)
        for rise, start in ((0.34, 0.0), (0.24, 0.5), (0.13, 0.2))
        for a in start + np.arange(6) * np.pi / 3
    ]
    pot = lathe(
        [(0.0, 0), (0.1, 0), (0.135, 0.19), (0.15, 0.19), (0.15, 0.225), (0.13, 0.225), (0.125, 0.2), (0.0, 0.2)], 18
    )
    return [
        paint(pot, finish(colour, 1.0, foot=0.12)),
        paint(moved(lathe([(0.126, 0), (0.0, 0.002)], 16), (0, 0, 0.202)), finish("#4a352c", 0.0)),
        paint(merged(leaves[::2]), finish(GREEN, 0.7)),
        paint(merged(leaves[1::2]), finish("#68b04e", 0.7)),
    ]


def _leaf(angle: float, rise: float) -> Shape:
    """A broad leaf that bends out and down."""
    along = np.linspace(0, 1, 7)
    out, up = 0.28 * along**1.1, 0.2 + (rise + 0.1) * np.sin(along * 2.1) / 0.9
    wide = 0.055 * np.sin(np.pi * np.clip(along * 0.94 + 0.06, 0, 1)) + 0.001
    rows = np.stack([np.column_stack([out, side * wide, up - 0.014 * abs(side)]) for side in (-1.0, 0.0, 1.0)])
    both = merged([sheet(rows, (0, 0, 1)), moved(sheet(rows, (0, 0, -1)), (0, 0, -0.002))])
    return turned(both, float(np.degrees(angle)))


def cactus(colour: RGB) -> list[Mesh]:
    """A ribbed cactus with two arms and a flower, in a pot."""
    ribs = [
        ball((0.035 * np.cos(a), 0.035 * np.sin(a), 0.27), (0.033, 0.033, 0.17), 8, 9) for a in np.arange(8) * np.pi / 4
    ]
    arms = [
        tube(curve([(s * 0.05, 0, h), (s * 0.13, 0, h + 0.01), (s * 0.135, 0, h + 0.11)], 7), 0.03, 9)
        for s, h in ((-1, 0.24), (1, 0.30))
    ]
    petals = [turned(ball((0.02, 0, 0.445), (0.02, 0.010, 0.008), 7, 5), 60 * i) for i in range(6)]
    return [
        paint(
            lathe([(0.0, 0), (0.08, 0), (0.105, 0.13), (0.115, 0.13), (0.115, 0.155), (0.0, 0.15)], 16),
            finish("#c8794f", 1.0),
        ),
        paint(
            merged([*ribs, *arms, *[ball((s * 0.135, 0, h), 0.03, 8, 6) for s, h in ((-1, 0.35), (1, 0.41))]]),
            finish(colour, 0.9),
        ),
        paint(merged(petals), finish("#f28ab0", 0.4)),
    ]


def shell(colour: RGB) -> list[Mesh]:
    """A scallop lying on its flat side."""
    turn = np.radians(np.linspace(-75, 75, 25))
    ripple = 0.5 + 0.5 * np.cos(turn * 14)
    rows: list[Floats] = []
    for reach in (0.02, 0.35, 0.7, 0.92, 1.0):
        high = 0.028 * np.sin(np.pi * (0.12 + 0.82 * reach)) + 0.004 * ripple * reach
        rows.append(np.column_stack([0.06 * reach * np.sin(turn), -0.03 + 0.075 * reach * np.cos(turn), high]))
    under = [row * (1, 1, 0) for row in rows]
    return [
        paint(sheet(np.array(rows), (0, 0, 1)), finish(colour, 0.9, foot=0.12)),
        paint(sheet(np.array(under), (0, 0, -1)), finish(times(colour, 0.9), 0.0)),
        paint(ball((0, -0.03, 0.009), (0.02, 0.010, 0.009), 8, 6), finish(mix(colour, WHITE, 0.5), 0.5)),
    ]


def feather(colour: RGB) -> list[Mesh]:
    """A curved feather lying along x."""
    along = np.linspace(0, 1, 13)
    wide = 0.026 * np.sin(np.pi * np.clip(along, 0.02, 0.99)) ** 0.7
    spine = np.column_stack([-0.09 + 0.22 * along, 0.02 * np.sin(along * 2), 0.006 + 0.02 * along**2])
    rows = np.stack(
        [
            spine + np.column_stack([-0.02 * abs(side) + 0 * along, side * wide, 0.006 * abs(side) + 0 * along])
            for side in (-1.0, 0.0, 1.0)
        ]
    )
    quill = tube(np.vstack([spine[:1] - (0.035, 0.004, 0.002), spine]), np.linspace(0.003, 0.001, 14), 5)
    return [
        paint(sheet(rows, (0, 0, 1)), finish(colour, 0.8)),
        paint(moved(sheet(rows, (0, 0, -1)), (0, 0, -0.001)), finish(times(colour, 0.9), 0.0)),
        paint(moved(quill, (0, 0, 0.001)), finish(mix(colour, WHITE, 0.6), 0.3)),
    ]


def leaf(colour: RGB) -> list[Mesh]:
    """A maple leaf, a little curled, with veins."""
    turn = np.linspace(0, 2 * np.pi, 41)
    reach = 0.045 + 0.042 * np.maximum(0, np.cos(2.5 * turn)) ** 2 * (0.7 + 0.3 * np.cos(turn))
    rows = np.stack(
        [
            np.column_stack(
                [
                    s * reach * np.cos(turn),
                    s * reach * np.sin(turn),
                    0.004 + 0.010 * (s * reach / 0.09) ** 2 * (1 + np.sin(3 * turn)),
                ]
            )
            for s in (0.01, 0.5, 1.0)
        ]
    )
    veins = [
        tube([(0, 0, 0.007), (0.066 * np.cos(a), 0.066 * np.sin(a), 0.019)], (0.002, 0.0008), 4)
        for a in (0.0, 1.257, -1.257, 2.51, -2.51)
    ]
    return [
        paint(sheet(rows, (0, 0, 1)), finish(colour, 0.8)),
        paint(moved(sheet(rows, (0, 0, -1)), (0, 0, -0.001)), finish(times(colour, 0.88), 0.0)),
        paint(merged([*veins, bar((0, 0, 0.006), (-0.09, 0, 0.002), 0.0018, 5)]), finish(times(colour, 0.7), 0.0)),
    ]


def bouquet(colour: RGB) -> list[Mesh]:
    """Seven blossoms in paper, tied with a ribbon."""
    heads = [(0.0, 0.0, 0.36)] + [(0.075 * np.cos(a), 0.075 * np.sin(a), 0.32) for a in np.arange(6) * np.pi / 3]
    blossoms: list[Mesh] = []
    for i, (x, y, z) in enumerate(heads):
        petals = [moved(turned(ball((0.022, 0, 0), (0.022, 0.016, 0.011), 7, 5), 72 * k), (x, y, z)) for k in range(5)]
        blossoms.append(paint(merged(petals), finish(colour if i % 2 == 0 else mix(colour, WHITE, 0.6), 0.4)))
        blossoms.append(paint(ball((x, y, z + 0.008), (0.012, 0.012, 0.008), 7, 5), finish("#f8d25a", 0.0)))
    greens = [
        ball((0.1 * np.cos(a), 0.1 * np.sin(a), 0.285), (0.03, 0.03, 0.014), 7, 5)
        for a in np.arange(6) * np.pi / 3 + 0.5
    ]
    return [
        paint(
            lathe([(0.0, 0.0), (0.03, 0.0), (0.022, 0.11), (0.115, 0.31), (0.105, 0.31), (0.0, 0.28)], 18),
            finish("#f6efe2", 0.9),
        ),
        paint(merged(greens), finish(GREEN, 0.4)),
        *blossoms,
        paint(
            merged(
                [
                    lathe([(0.026, 0.095), (0.027, 0.125)], 12),
                    *[ball((s * 0.026, -0.024, 0.11), (0.026, 0.010, 0.016), 8, 6) for s in (-1, 1)],
                ]
            ),
            finish("#d8575f", 0.4),
        ),
    ]


def ice(colour: RGB) -> list[Mesh]:
    """A block of clear ice with gleams."""
    gleams = [moved(turned(box((0, 0, 0), (0.006, 0.002, 0.07)), 25, 1), (x, -0.0605, 0.07)) for x in (-0.02, 0.005)]
    return [
        paint(box((0, 0, 0.06), (0.12, 0.12, 0.12)), finish(colour, 1.0, foot=0.2, top=-0.1)),
        paint(
            merged([*gleams, moved(turned(box((0, 0, 0), (0.07, 0.006, 0.002)), 30), (0.01, 0.01, 0.1205))]),
            finish("#ffffff", 0.0),
        ),
        paint(
            merged(
                [
                    ball((0.02, -0.061, 0.03), (0.007, 0.001, 0.007), 7, 5),
                    ball((0.035, -0.061, 0.048), (0.004, 0.001, 0.004), 6, 4),
                ]
            ),
            finish("#f2fbff", 0.0),
        ),
    ]
