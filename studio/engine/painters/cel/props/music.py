"""Instruments: violin, piano, drum, flute."""

import numpy as np

from studio.engine.painters.cel.mesh import Mesh, join
from studio.engine.painters.cel.props.colours import DARK, WHITE
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import (
    bar,
    box,
    curve,
    finish,
    lathe,
    merged,
    mix,
    moved,
    paint,
    slab,
    soft_box,
    times,
    tube,
    turned,
)


def violin(colour: RGB) -> list[Mesh]:
    """A violin, upright, its front towards -y."""
    half = curve(
        [
            (0.0, 0, 0.0),
            (0.1, 0, 0.05),
            (0.095, 0, 0.13),
            (0.058, 0, 0.18),
            (0.08, 0, 0.25),
            (0.055, 0, 0.33),
            (0.0, 0, 0.345),
        ],
        26,
    )[:, [0, 2]]
    outline = np.vstack([half, half[-2:0:-1] * (-1, 1)])
    strings = [bar((x, -0.034, 0.09), (x * 0.6, -0.03, 0.58), 0.0011, 4) for x in (-0.012, -0.004, 0.004, 0.012)]
    holes = [box((s * 0.036, -0.0215, 0.17), (0.006, 0.002, 0.06)) for s in (-1, 1)]
    pegs = [bar((-0.03, -0.01, z), (0.03, -0.01, z), 0.005, 6) for z in (0.60, 0.625)]
    return [
        paint(slab(outline, 0.04), finish(colour, 1.0)),
        paint(box((0, -0.022, 0.40), (0.034, 0.022, 0.36)), finish(DARK, 0.6)),
        paint(
            merged(
                [
                    soft_box((0, -0.008, 0.46), (0.026, 0.02, 0.26), 0.008),
                    soft_box((0, -0.006, 0.61), (0.03, 0.03, 0.07), 0.01),
                ]
            ),
            finish(times(colour, 0.75), 0.8),
        ),
        paint(
            merged(
                [
                    box((0, -0.03, 0.14), (0.05, 0.012, 0.008)),
                    box((0, -0.026, 0.06), (0.026, 0.01, 0.09)),
                    *holes,
                    *pegs,
                ]
            ),
            finish(DARK, 0.2),
        ),
        paint(merged(strings), finish("#f3ecd8", 0.0)),
    ]


def piano(colour: RGB) -> list[Mesh]:
    """An upright piano with its lid open."""
    white = [box((-0.62 + 0.0355 * i, -0.36, 0.735), (0.032, 0.15, 0.02)) for i in range(36)]
    black = [box((-0.602 + 0.0355 * i, -0.325, 0.75), (0.018, 0.09, 0.018)) for i in range(35) if i % 7 not in (2, 6)]
    legs = [box((s * 0.64, -0.38, 0.33), (0.08, 0.08, 0.66)) for s in (-1, 1)]
    pedals = [soft_box((x, -0.24, 0.07), (0.04, 0.16, 0.016), 0.006) for x in (-0.1, 0.0, 0.1)]
    sheets = [turned(box((x, 0, 0.12), (0.2, 0.004, 0.26)), -12, 0) for x in (-0.105, 0.105)]
    return [
        paint(soft_box((0, 0.02, 0.58), (1.44, 0.44, 1.16), 0.02), finish(colour, 1.0, foot=0.15, top=0.08)),
        paint(merged([soft_box((0, -0.32, 0.68), (1.4, 0.28, 0.09), 0.02), *legs]), finish(times(colour, 0.9), 0.9)),
        paint(merged(white), finish(WHITE, 0.25)),
        paint(merged(black), finish(DARK, 0.0)),
        paint(box((0, -0.205, 0.40), (1.2, 0.012, 0.44)), finish(times(colour, 1.15), 0.4)),
        paint(merged(pedals), finish("#d9b25a", 0.4)),
        paint(moved(merged(sheets), (0, -0.215, 0.80)), finish("#fbf6e8", 0.4)),
    ]


def stool(place: tuple[float, float, float], colour: RGB) -> Mesh:
    """What one sits on to play, at a place (x, y) before the instrument and so high, its feet at 0."""
    x, y, high = place
    corners = [(s, t) for s in (-1, 1) for t in (-1, 1)]
    legs = [
        bar((x + s * 0.22, y + t * 0.11, 0.0), (x + s * 0.2, y + t * 0.1, high - 0.08), 0.022, 7) for s, t in corners
    ]
    parts = [
        paint(merged(legs), finish(times(colour, 0.9), 0.8)),
        paint(soft_box((x, y, high - 0.08), (0.52, 0.34, 0.05), 0.015), finish(colour, 0.8)),
        paint(soft_box((x, y, high - 0.03), (0.50, 0.32, 0.06), 0.026), finish("#8a3038", 0.8)),
    ]
    return join(parts)


def drum(colour: RGB) -> list[Mesh]:
    """A big festival drum on its stand, skin towards -y."""
    shell = turned(lathe([(0.27, -0.28), (0.33, -0.14), (0.345, 0), (0.33, 0.14), (0.27, 0.28)], 24), 90, 0)
    skins = [turned(lathe([(0.275, 0), (0.0, 0.012)], 24), 90 if s > 0 else -90, 0) for s in (1, -1)]
    studs = [turned(lathe([(0.014, 0), (0.0, 0.012)], 6), 90, 0) for _ in range(16)]
    ring = [
        moved(stud, (0.285 * np.cos(a), -0.262, 0.46 + 0.285 * np.sin(a)))
        for stud, a in zip(studs, np.arange(16) * np.pi / 8, strict=True)
    ]
    stand = [bar((s * 0.36, y, 0.0), (-s * 0.12, y, 0.36), 0.03, 7) for s in (-1, 1) for y in (-0.2, 0.2)]
    return [
        paint(moved(shell, (0, 0, 0.46)), finish(colour, 1.0)),
        paint(merged([moved(skins[0], (0, -0.28, 0.46)), moved(skins[1], (0, 0.28, 0.46))]), finish("#f4ead2", 0.8)),
        paint(merged(ring), finish(DARK, 0.0)),
        paint(merged(stand), finish("#6b4330", 0.9)),
    ]


def flute(colour: RGB) -> list[Mesh]:
    """A flute lying along x with its keys up."""
    keys = [
        moved(lathe([(0.007, 0), (0.006, 0.004), (0.0, 0.004)], 9), (-0.12 + 0.035 * i, 0, 0.017)) for i in range(11)
    ]
    bands = [bar((x, 0, 0.01), (x + 0.008, 0, 0.01), 0.0118, 10) for x in (-0.2, 0.26)]
    return [
        paint(bar((-0.33, 0, 0.01), (0.33, 0, 0.01), 0.010, 10), finish(colour, 0.9)),
        paint(merged(keys), finish(times(colour, 0.85), 0.5)),
        paint(merged(bands), finish(mix(colour, (0.85, 0.7, 0.35), 0.8), 0.3)),
        paint(soft_box((-0.26, 0, 0.02), (0.04, 0.018, 0.006), 0.002), finish(times(colour, 0.9), 0.4)),
    ]


def trumpet(colour: RGB) -> list[Mesh]:
    """A trumpet lying along x, bell to the right."""
    horn = turned(lathe([(0.012, 0), (0.014, 0.16), (0.024, 0.24), (0.062, 0.30)], 16), 90, 1)
    loop = tube(
        curve(
            [
                (-0.24, 0, 0.09),
                (0.12, 0, 0.09),
                (0.17, 0, 0.06),
                (0.12, 0, 0.03),
                (-0.1, 0, 0.03),
                (-0.14, 0, 0.06),
                (-0.08, 0, 0.09),
            ],
            30,
        ),
        0.009,
        7,
    )
    valves = [bar((x, 0, 0.02), (x, 0, 0.135), 0.013, 9) for x in (-0.03, 0.0, 0.03)]
    caps = [bar((x, 0, 0.135), (x, 0, 0.155), 0.008, 8) for x in (-0.03, 0.0, 0.03)]
    return [
        paint(moved(horn, (0.02, 0, 0.09)), finish(colour, 1.0)),
        paint(merged([loop, *valves]), finish(colour, 0.9)),
        paint(
            merged([*caps, moved(turned(lathe([(0.006, 0), (0.016, -0.03)], 10), 90, 1), (-0.24, 0, 0.09))]),
            finish(mix(colour, WHITE, 0.6), 0.6),
        ),
    ]
