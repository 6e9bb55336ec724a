"""What cloth hangs on: flag poles, rails, washing lines, door frames, and the glass bell of a wind chime.

The cloth itself bends and is drawn by ``hangings``; these are the stiff parts, about the middle of their extents.
"""

import numpy as np

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import (
    Finish,
    ball,
    bar,
    box,
    finish,
    glowing,
    lathe,
    mix,
    paint,
    rgb,
    shade_of,
    sheet,
)

_WOOD = "#8a6a4c"
_STEEL = "#b9c0cc"


def flag(colour: RGB) -> list[Mesh]:
    """A hand flag's stick with a knob."""
    return [
        paint(bar((0, 0, -0.65), (0, 0, 0.63), 0.014, 8), finish(_WOOD, 0.7)),
        paint(ball((0, 0, 0.63), 0.022, 8, 6), finish(colour, 0.7)),
    ]


def flagpole(colour: RGB) -> list[Mesh]:
    """A tall steel pole on a stone foot."""
    return [
        paint(bar((0, 0, -1.9), (0, 0, 1.94), 0.035, 10), finish(_STEEL, 0.8, foot=0.2)),
        paint(ball((0, 0, 1.94), 0.06, 10, 7), finish(colour, 0.8)),
        paint(box((0, 0, -1.9), (0.4, 0.4, 0.2)), finish("#8d919c", 0.8)),
    ]


def banner(colour: RGB) -> list[Mesh]:
    """A bamboo pole with a cross bar at its top."""
    return [
        paint(bar((-0.28, 0, -1.15), (-0.28, 0, 1.15), 0.018, 8), finish("#c9b06a", 0.7, foot=0.25)),
        paint(bar((-0.32, 0, 1.1), (0.34, 0, 1.1), 0.012, 6), finish(colour, 0.7)),
        paint(box((-0.28, 0, -1.1), (0.22, 0.22, 0.1)), finish("#6f7380", 0.7)),
    ]


def curtain(colour: RGB) -> list[Mesh]:
    """A rail between two uprights."""
    knobs = [paint(ball((side * 0.8, 0, 1.03), 0.03, 8, 6), finish(colour, 0.7)) for side in (-1, 1)]
    return [*_frame(0.78, 1.05, 0.016, finish(_STEEL, 0.7)), *knobs]


def noren(colour: RGB) -> list[Mesh]:
    """The posts and lintel of a shop door."""
    dark = finish("#5a4231", 0.9, foot=0.2)
    posts = [paint(box((side * 0.88, 0, -0.02), (0.09, 0.09, 2.06)), dark) for side in (-1, 1)]
    return [
        *posts,
        paint(box((0, 0, 0.99), (1.95, 0.12, 0.12)), dark),
        paint(bar((-0.85, -0.06, 0.83), (0.85, -0.06, 0.83), 0.014, 6), finish(colour, 0.6)),
    ]


def laundry(colour: RGB) -> list[Mesh]:
    """Two poles of a washing line, with pegs along it."""
    poles = _frame(1.2, 0.88, 0.024, finish(_WOOD, 0.8, foot=0.2), rail=False)
    arms = [
        paint(bar((side * 1.2, -0.14, 0.84), (side * 1.2, 0.14, 0.84), 0.016, 6), finish(_WOOD, 0.7))
        for side in (-1, 1)
    ]
    pegs = [
        paint(box((x, 0, 0.80), (0.012, 0.02, 0.06)), finish(tone, 0.4))
        for x, tone in zip(np.linspace(-0.95, 0.95, 8), (colour, rgb("#5aa9d6")) * 4, strict=True)
    ]
    return [*poles, *arms, *pegs]


def wind_chime(colour: RGB) -> list[Mesh]:
    """A glass bell, open below, with a band painted on it and its clapper."""
    glass = mix(colour, (1.0, 1.0, 1.0), 0.55)
    bell = lathe([(0.032, -0.036), (0.043, -0.015), (0.044, 0.008), (0.032, 0.032), (0.006, 0.045), (0.0, 0.045)], 16)
    band = lathe([(0.0445, -0.012), (0.0455, 0.0), (0.0452, 0.008)], 16)
    return [
        paint(bell, Finish(glass, shade_of(glass, 0.8), outline=0.6)),
        paint(band, finish(colour, 0.0)),
        paint(bar((0, 0, -0.045), (0, 0, -0.02), 0.006, 6), glowing("#f7f3e6", 0.1)),
    ]


def paper_boat(colour: RGB) -> list[Mesh]:
    """A boat folded of a sheet: a hull with raised ends, and the peak of the sheet in its middle."""
    hull = [(-0.12, 0.0, 0.035), (-0.06, 0.05, 0.012), (0.06, 0.05, 0.012), (0.12, 0.0, 0.035)]
    keel = [(-0.07, 0.0, -0.05), (-0.04, 0.018, -0.05), (0.04, 0.018, -0.05), (0.07, 0.0, -0.05)]
    coat = finish(colour, 0.8, depth=0.72)
    pieces = [paint(box((0, 0, -0.046), (0.10, 0.034, 0.006)), coat)]
    for side in (-1.0, 1.0):
        wall = np.array([keel, hull]) * (1, side, 1)
        pieces.append(paint(sheet(wall, (0, side, 0)), coat))
        pieces.append(paint(sheet(wall * (1, 0.94, 1), (0, -side, 0)), coat))
        peak = np.array(
            [[(-0.055, 0.016, -0.04), (0.055, 0.016, -0.04)], [(-0.004, 0.001, 0.05), (0.004, 0.001, 0.05)]]
        )
        pieces.append(paint(sheet(peak * (1, side, 1), (0, side, 0.4)), coat))
    return pieces


def rubber_duck(colour: RGB) -> list[Mesh]:
    """A bath duck, beak to the right."""
    yellow = finish(colour, 0.8, top=0.1)
    return [
        paint(ball((-0.005, 0, -0.018), (0.05, 0.043, 0.034), 14, 9), yellow),
        paint(ball((-0.045, 0, 0.002), (0.018, 0.02, 0.016), 8, 6), yellow),
        paint(ball((0.022, 0, 0.026), (0.027, 0.026, 0.026), 12, 8), yellow),
        paint(ball((0.05, 0, 0.02), (0.014, 0.014, 0.006), 8, 5), finish("#f08a2c", 0.6)),
        *(paint(ball((0.040, side * 0.015, 0.034), 0.0045, 6, 5), finish("#2b2a33", 0.0)) for side in (-1, 1)),
    ]


def _frame(half: float, high: float, radius: float, coat: Finish, rail: bool = True) -> list[Mesh]:
    """Two uprights, with feet, and a rail between their tops."""
    pieces = [paint(bar((side * half, 0, -high), (side * half, 0, high), radius, 8), coat) for side in (-1, 1)]
    pieces += [paint(box((side * half, 0, -high + 0.02), (0.10, 0.30, 0.04)), coat) for side in (-1, 1)]
    if rail:
        pieces.append(paint(bar((-half, 0, high - 0.02), (half, 0, high - 0.02), radius, 8), coat))
    return pieces
