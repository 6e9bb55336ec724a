"""More animals, as they sit or lie: bird, rabbit, fish, fox, turtle, frog."""

import numpy as np

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.props.colours import WHITE
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import (
    Shape,
    ball,
    bar,
    curve,
    finish,
    lathe,
    loft,
    merged,
    mix,
    moved,
    paint,
    sheet,
    slab,
    times,
    tube,
    turned,
)

DARK = "#241f2c"


def _eyes(apart: float, front: float, high: float, size: float) -> list[Mesh]:
    """Two dark eyes with a light in each."""
    eyes = [ball((s * apart, front, high), (size, size * 0.6, size * 1.15), 9, 7) for s in (-1, 1)]
    lights = [
        ball((s * apart - size * 0.3, front - size * 0.55, high + size * 0.45), size * 0.32, 6, 5) for s in (-1, 1)
    ]
    return [paint(merged(eyes), finish(DARK, 0.0)), paint(merged(lights), finish("#ffffff", 0.0))]


def bird(colour: RGB) -> list[Mesh]:
    """A small round bird, facing -y."""
    wings = [turned(ball((s * 0.052, 0.018, 0.062), (0.012, 0.046, 0.028), 9, 7), s * 8) for s in (-1, 1)]
    tail = loft([(0, 0.07, 0.05, 0.012, 0.006), (0, 0.115, 0.06, 0.02, 0.005), (0, 0.125, 0.062, 0.002, 0.002)], 8)
    legs = [bar((s * 0.02, 0, 0.02), (s * 0.022, -0.004, 0.002), 0.003, 5) for s in (-1, 1)]
    legs += [
        bar((s * 0.022, -0.004, 0.003), (s * 0.022 + d, -0.024, 0.002), 0.0025, 4)
        for s in (-1, 1)
        for d in (-0.008, 0, 0.008)
    ]
    return [
        paint(
            merged(
                [
                    ball((0, 0.01, 0.062), (0.052, 0.064, 0.05), 14, 10),
                    ball((0, -0.032, 0.105), (0.036, 0.036, 0.034), 12, 9),
                    tail,
                ]
            ),
            finish(colour, 0.9),
        ),
        paint(ball((0, -0.028, 0.055), (0.038, 0.034, 0.036), 11, 8), finish(mix(colour, WHITE, 0.75), 0.0)),
        paint(merged(wings), finish(times(colour, 0.75), 0.5)),
        paint(moved(turned(lathe([(0.010, 0), (0.0, 0.026)], 8), 90, 0), (0, -0.064, 0.102)), finish("#f0a83c", 0.4)),
        paint(merged(legs), finish("#d98a3c", 0.2)),
        *_eyes(0.019, -0.060, 0.112, 0.007),
    ]


def rabbit(colour: RGB) -> list[Mesh]:
    """A sitting rabbit with upright ears."""
    ears = [
        loft(
            [
                (s * 0.03, 0, 0.25, 0.016, 0.010),
                (s * 0.036, 0.004, 0.31, 0.024, 0.012),
                (s * 0.042, 0.012, 0.37, 0.018, 0.009),
                (s * 0.044, 0.016, 0.395, 0.002, 0.002),
            ],
            10,
        )
        for s in (-1, 1)
    ]
    inner = [
        loft(
            [
                (s * 0.031, -0.008, 0.262, 0.008, 0.003),
                (s * 0.037, -0.008, 0.315, 0.013, 0.003),
                (s * 0.042, 0.002, 0.365, 0.004, 0.003),
            ],
            8,
        )
        for s in (-1, 1)
    ]
    feet = [ball((s * 0.05, -0.075, 0.022), (0.028, 0.06, 0.022), 9, 7) for s in (-1, 1)]
    paws = [tube([(s * 0.035, -0.06, 0.13), (s * 0.03, -0.085, 0.075)], (0.02, 0.017), 8) for s in (-1, 1)]
    return [
        paint(
            merged(
                [
                    ball((0, 0.02, 0.095), (0.088, 0.098, 0.095), 14, 10),
                    ball((0, -0.04, 0.21), (0.062, 0.062, 0.056), 13, 10),
                    *ears,
                    *feet,
                    *paws,
                ]
            ),
            finish(colour, 1.0),
        ),
        paint(
            merged([ball((0, 0.12, 0.06), 0.034, 9, 7), ball((0, -0.055, 0.10), (0.045, 0.04, 0.06), 10, 8)]),
            finish(mix(colour, WHITE, 0.85), 0.3),
        ),
        paint(merged([*inner, ball((0, -0.101, 0.204), (0.009, 0.006, 0.006), 7, 5)]), finish("#ee9aa6", 0.0)),
        *_eyes(0.038, -0.086, 0.222, 0.010),
    ]


def fish(colour: RGB) -> list[Mesh]:
    """A fish upright, swimming towards +x."""
    x = np.linspace(-0.1, 0.12, 11)
    swell = np.sqrt(np.clip(1 - ((x - 0.02) / 0.108) ** 2, 0.004, 1))
    skin = turned(loft(np.column_stack([0 * x, 0 * x, x, 0.062 * swell, 0.03 * swell]), 14), 90, 1)
    tail = slab([(-0.085, 0.0), (-0.165, 0.06), (-0.145, 0.0), (-0.165, -0.06)], 0.008)
    fins = [
        slab([(-0.04, 0.055), (0.05, 0.055), (-0.02, 0.1), (-0.06, 0.095)], 0.006),
        slab([(-0.03, -0.05), (0.02, -0.055), (-0.03, -0.085)], 0.006),
    ]
    side = [
        moved(turned(ball((0, 0, 0), (0.024, 0.004, 0.012), 8, 5), s * 20), (0.03, s * 0.033, -0.012)) for s in (-1, 1)
    ]
    eyes = [ball((0.085, s * 0.018, 0.014), (0.011, 0.006, 0.011), 9, 7) for s in (-1, 1)]
    pupils = [ball((0.087, s * 0.0225, 0.015), (0.006, 0.003, 0.006), 7, 5) for s in (-1, 1)]
    bands = [
        turned(loft([(0, 0, at, 0.0625 * s, 0.0305 * s), (0, 0, at + 0.016, 0.0625 * s, 0.0305 * s)], 14), 90, 1)
        for at in (-0.03, 0.03)
        for s in (float(np.sqrt(1 - ((at - 0.012) / 0.108) ** 2)),)
    ]
    return [
        paint(skin, finish(colour, 0.9)),
        paint(merged([tail, *fins, *side]), finish(times(colour, 0.85), 0.7)),
        paint(merged(bands), finish(mix(colour, WHITE, 0.75), 0.0)),
        paint(merged(eyes), finish("#ffffff", 0.0)),
        paint(merged(pupils), finish(DARK, 0.0)),
    ]


def fox(colour: RGB) -> list[Mesh]:
    """A sitting fox with a white chest and a full tail."""
    body = loft(
        [
            (0, 0.12, 0.0, 0.02, 0.03),
            (0, 0.10, 0.014, 0.105, 0.13),
            (0, 0.08, 0.12, 0.1, 0.11),
            (0, 0.02, 0.26, 0.075, 0.075),
            (0, -0.02, 0.36, 0.05, 0.05),
            (0, -0.03, 0.40, 0.01, 0.01),
        ],
        14,
    )
    head = ball((0, -0.05, 0.41), (0.085, 0.075, 0.066), 15, 10)
    snout = moved(turned(lathe([(0.048, 0), (0.026, 0.05), (0.008, 0.075), (0, 0.078)], 11), 96, 0), (0, -0.10, 0.395))
    ears = [
        moved(slab([(-0.035, 0.0), (0.035, 0.0), (s * 0.014, 0.10)], 0.026), (s * 0.055, -0.04, 0.445)) for s in (-1, 1)
    ]
    tips = [
        moved(slab([(-0.016, 0.046), (0.016, 0.046), (s * 0.014, 0.101)], 0.028), (s * 0.055 + s * 0.002, -0.04, 0.445))
        for s in (-1, 1)
    ]
    legs = [
        tube([(s * 0.05, -0.03, 0.24), (s * 0.05, -0.07, 0.11), (s * 0.05, -0.08, 0.02)], (0.036, 0.026, 0.022), 8)
        for s in (-1, 1)
    ]
    paws = [ball((s * 0.05, -0.095, 0.018), (0.026, 0.036, 0.019), 8, 6) for s in (-1, 1)]
    way = curve([(0.04, 0.2, 0.05), (0.19, 0.2, 0.05), (0.24, 0.06, 0.06), (0.2, -0.06, 0.07)], 15)
    tail = tube(way, 0.03 + 0.035 * np.sin(np.linspace(0.2, 2.6, 15)), 9)
    end = tube(way[11:], (0.068, 0.06, 0.04, 0.012), 9)
    return [
        paint(merged([body, head, *ears, tail, *legs]), finish(colour, 1.0)),
        paint(
            merged(
                [
                    snout,
                    ball((0, -0.055, 0.24), (0.05, 0.05, 0.10), 11, 9),
                    end,
                    *[ball((s * 0.05, -0.085, 0.388), (0.035, 0.03, 0.028), 9, 7) for s in (-1, 1)],
                ]
            ),
            finish(WHITE, 0.4),
        ),
        paint(merged([*paws, *tips, ball((0, -0.176, 0.392), (0.013, 0.010, 0.010), 8, 6)]), finish("#4a2f2a", 0.2)),
        *_eyes(0.038, -0.112, 0.428, 0.011),
    ]


def turtle(colour: RGB) -> list[Mesh]:
    """A turtle with a plated shell, head towards -y."""
    plates = [_plate(0.0, 0.0, 0.052)] + [
        _plate(0.095 * np.sin(a), 0.11 * np.cos(a), 0.044) for a in np.arange(6) * np.pi / 3
    ]
    limbs = [ball((s * 0.14, y, 0.03), (0.05, 0.04, 0.022), 9, 6) for s in (-1, 1) for y in (-0.1, 0.11)]
    return [
        paint(
            lathe([(0.0, 0.02), (0.155, 0.03), (0.17, 0.05), (0.14, 0.10), (0.07, 0.135), (0.0, 0.142)], 20),
            finish(colour, 1.0),
        ),
        paint(merged(plates), finish(times(colour, 0.72), 0.0)),
        paint(
            merged(
                [
                    *limbs,
                    ball((0, -0.2, 0.065), (0.042, 0.05, 0.038), 11, 8),
                    tube([(0, -0.14, 0.05), (0, -0.19, 0.06)], 0.03, 8),
                    ball((0, 0.18, 0.03), (0.012, 0.03, 0.010), 7, 5),
                ]
            ),
            finish("#9cb86a", 0.8),
        ),
        *_eyes(0.024, -0.238, 0.077, 0.008),
    ]


def _plate(x: float, y: float, size: float) -> Shape:
    """A six-sided plate on the dome of a shell."""
    high = 0.139 - 3.1 * (x * x + y * y)
    turn = np.arange(7) * np.pi / 3
    ring = np.column_stack([x + size * np.cos(turn), y + size * np.sin(turn)])
    rim = np.column_stack([ring, 0.145 - 3.4 * (ring**2).sum(1)])
    middle = np.tile([x, y, high + 0.008], (7, 1))
    return sheet(np.stack([rim, middle]), (x, y, 1.0))


def frog(colour: RGB) -> list[Mesh]:
    """A sitting frog with high eyes."""
    haunches = [ball((s * 0.05, 0.018, 0.03), (0.028, 0.04, 0.03), 9, 7) for s in (-1, 1)]
    legs = [tube([(s * 0.038, -0.03, 0.05), (s * 0.045, -0.045, 0.006)], (0.012, 0.008), 7) for s in (-1, 1)]
    toes = [
        ball((s * x, y, 0.005), (0.012, 0.020, 0.005), 7, 5)
        for s in (-1, 1)
        for x, y in ((0.046, -0.056), (0.066, -0.012))
    ]
    domes = [ball((s * 0.026, -0.036, 0.094), 0.017, 9, 7) for s in (-1, 1)]
    mouth = tube(curve([(-0.036, -0.046, 0.066), (0, -0.062, 0.06), (0.036, -0.046, 0.066)], 7), 0.002, 4)
    return [
        paint(
            merged(
                [
                    ball((0, 0.0, 0.045), (0.05, 0.058, 0.042), 13, 9),
                    ball((0, -0.026, 0.068), (0.043, 0.036, 0.03), 12, 8),
                    *haunches,
                    *legs,
                    *toes,
                    *domes,
                ]
            ),
            finish(colour, 0.9),
        ),
        paint(ball((0, -0.034, 0.038), (0.034, 0.03, 0.028), 10, 7), finish(mix(colour, WHITE, 0.7), 0.0)),
        paint(mouth, finish(times(colour, 0.45), 0.0)),
        *_eyes(0.027, -0.050, 0.096, 0.008),
    ]
