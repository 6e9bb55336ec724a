"""What lies on desks and in pockets: paper, pens, screens, clocks, keys."""

import numpy as np

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.props.colours import GRAPHITE, STEEL, WHITE
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import (
    ball,
    bar,
    box,
    finish,
    glowing,
    lathe,
    loft,
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


def pencil(colour: RGB) -> list[Mesh]:
    """A six-sided pencil lying along x."""
    wood = turned(lathe([(0.0037, 0), (0.0015, 0.016)], 6), 90, 1)
    return [
        paint(bar((-0.075, 0, 0.004), (0.07, 0, 0.004), 0.004, 6), finish(colour, 0.6)),
        paint(moved(wood, (0.07, 0, 0.004)), finish("#e8c79a", 0.3)),
        paint(ball((0.088, 0, 0.004), (0.004, 0.0013, 0.0013), 6, 5), finish(GRAPHITE, 0.0)),
        paint(bar((-0.088, 0, 0.004), (-0.078, 0, 0.004), 0.0042, 7), finish("#f08f9a", 0.3)),
        paint(bar((-0.078, 0, 0.004), (-0.072, 0, 0.004), 0.0044, 7), finish(STEEL, 0.0)),
    ]


def paper(colour: RGB) -> list[Mesh]:
    """A sheet of paper, a little curled, with lines of writing."""
    x, y = np.linspace(-0.105, 0.105, 7), np.linspace(-0.148, 0.148, 5)
    curl = 0.012 * (np.abs(x) / 0.105) ** 3
    grid = np.stack([np.repeat(x[None], 5, 0), np.repeat(y[:, None], 7, 1), np.repeat(curl[None], 5, 0)], -1)
    lines = [
        box((-0.01 + 0.008 * (i % 3), 0.11 - 0.022 * i, 0.0012), (0.13 - 0.02 * (i % 3), 0.004, 0.0006))
        for i in range(10)
    ]
    return [
        paint(sheet(grid, (0, 0, 1)), finish(colour, 0.7)),
        paint(moved(sheet(grid, (0, 0, -1)), (0, 0, -0.0012)), finish(times(colour, 0.94), 0.0)),
        paint(merged(lines), finish("#7a7f9a", 0.0)),
    ]


def newspaper(colour: RGB) -> list[Mesh]:
    """A folded newspaper with a headline and a picture."""
    columns = [box((x, -0.02 - 0.014 * i, 0.0165), (0.075, 0.004, 0.0006)) for x in (-0.085, 0.0) for i in range(9)]
    return [
        paint(soft_box((0, 0, 0.008), (0.28, 0.36, 0.016), 0.006), finish(colour, 0.8)),
        paint(box((0, 0.135, 0.0165), (0.24, 0.045, 0.0008)), finish(GRAPHITE, 0.0)),
        paint(box((0, 0.06, 0.0165), (0.24, 0.07, 0.0006)), finish("#9aa0b0", 0.0)),
        paint(merged(columns), finish("#7a7d88", 0.0)),
        paint(box((0.09, -0.08, 0.0166), (0.08, 0.12, 0.0006)), finish("#b9bcc6", 0.0)),
    ]


def laptop(colour: RGB) -> list[Mesh]:
    """An open laptop, its screen alight, looking at the camera's side."""
    screen = turned(box((0, 0, 0.105), (0.31, 0.008, 0.21)), -14, 0)
    light = turned(box((0, -0.0046, 0.108), (0.285, 0.001, 0.18)), -14, 0)
    bars = [turned(box((-0.06 + 0.02 * i, -0.0055, 0.15 - 0.024 * i), (0.13, 0.0006, 0.008)), -14, 0) for i in range(4)]
    keys = [
        box((-0.12 + 0.03 * i, -0.055 - 0.022 * j, 0.0185), (0.024, 0.016, 0.002)) for i in range(9) for j in range(3)
    ]
    return [
        paint(soft_box((0, -0.09, 0.009), (0.31, 0.22, 0.018), 0.006), finish(colour, 1.0)),
        paint(merged(keys), finish(times(colour, 0.45), 0.0)),
        paint(moved(screen, (0, 0.02, 0.015)), finish(colour, 1.0)),
        paint(moved(light, (0, 0.02, 0.015)), glowing("#bfe4f7", 0.8)),
        paint(moved(merged(bars), (0, 0.02, 0.015)), glowing("#5f9fd8", 0.8)),
    ]


def computer(colour: RGB) -> list[Mesh]:
    """A monitor on a foot with a keyboard before it."""
    keys = [
        box((-0.15 + 0.03 * i, -0.16 - 0.03 * j, 0.022), (0.024, 0.022, 0.004)) for i in range(11) for j in range(3)
    ]
    return [
        paint(soft_box((0, 0.05, 0.29), (0.52, 0.04, 0.32), 0.012), finish(colour, 1.0)),
        paint(box((0, 0.028, 0.295), (0.48, 0.004, 0.275)), glowing("#a9d6f2", 0.8)),
        paint(box((-0.08, 0.0255, 0.32), (0.26, 0.001, 0.17)), glowing("#f2f8fc", 0.85)),
        paint(box((0.13, 0.0255, 0.26), (0.16, 0.001, 0.14)), glowing("#5f9fd8", 0.8)),
        paint(
            merged([box((0, 0.08, 0.08), (0.06, 0.03, 0.16)), soft_box((0, 0.06, 0.008), (0.24, 0.16, 0.016), 0.006)]),
            finish(times(colour, 0.85), 0.8),
        ),
        paint(soft_box((0, -0.19, 0.01), (0.38, 0.13, 0.02), 0.008), finish(times(colour, 0.9), 0.8)),
        paint(merged(keys), finish(times(colour, 0.6), 0.0)),
    ]


def scroll(colour: RGB) -> list[Mesh]:
    """A hanging scroll rolled up and tied."""
    ends = [bar((s * 0.15, 0, 0.035), (s * 0.185, 0, 0.035), 0.014, 9) for s in (-1, 1)]
    return [
        paint(bar((-0.15, 0, 0.035), (0.15, 0, 0.035), 0.035, 16), finish(colour, 1.0)),
        paint(
            merged([bar((s * 0.151, 0, 0.035), (s * 0.152, 0, 0.035), 0.027, 14) for s in (-1, 1)]),
            finish(times(colour, 0.8), 0.3),
        ),
        paint(merged(ends), finish("#7a4a34", 0.8)),
        paint(bar((-0.012, 0, 0.035), (0.012, 0, 0.035), 0.0368, 16), finish("#b8323a", 0.3)),
    ]


def picture(colour: RGB) -> list[Mesh]:
    """A framed photograph: hills under a sky, and two people."""
    frame = [box((0, 0, z), (0.22, 0.02, 0.024)) for z in (0.012, 0.268)] + [
        box((s * 0.098, 0, 0.14), (0.024, 0.02, 0.26)) for s in (-1, 1)
    ]
    hill = [(-0.09, 0.03), (0.09, 0.03), (0.09, 0.11), (0.03, 0.15), (-0.04, 0.10), (-0.09, 0.13)]
    people = [ball((x, -0.007, 0.098), (0.017, 0.002, 0.02), 9, 6) for x in (-0.03, 0.022)]
    bodies = [soft_box((x, -0.0065, 0.056), (0.05, 0.003, 0.058), 0.012) for x in (-0.03, 0.022)]
    return [
        paint(merged(frame), finish(colour, 1.0)),
        paint(box((0, 0.002, 0.14), (0.19, 0.008, 0.25)), finish("#bfe0f2", 0.0)),
        paint(moved(slab(hill, 0.002), (0, -0.004, 0)), finish("#8fbf7a", 0.0)),
        paint(merged(bodies), finish("#e8866a", 0.0)),
        paint(merged(people), finish("#f6d8c2", 0.0)),
        paint(bar((0, 0.01, 0.2), (0, 0.09, 0.004), 0.006, 5), finish(times(colour, 0.7), 0.5)),
    ]


def clock(colour: RGB) -> list[Mesh]:
    """A twin-bell alarm clock at ten past ten."""
    face = turned(lathe([(0.0, 0), (0.058, 0), (0.062, 0.006), (0.062, 0.04), (0.0, 0.042)], 22), 90, 0)
    dial = turned(lathe([(0.0, 0.0), (0.051, 0.0), (0.0, 0.001)], 22), 90, 0)
    bells = [moved(ball((0, 0, 0), (0.026, 0.02, 0.018), 10, 7), (s * 0.04, 0, 0.146)) for s in (-1, 1)]
    feet = [bar((s * 0.03, 0, 0.03), (s * 0.045, 0, 0.0), 0.006, 6) for s in (-1, 1)]
    marks = [
        box((0.043 * np.sin(a), -0.0233, 0.075 + 0.043 * np.cos(a)), (0.004, 0.001, 0.008))
        for a in np.arange(12) * np.pi / 6
    ]
    hands = [
        bar((0, -0.0245, 0.075), (-0.024, -0.0245, 0.094), 0.0022, 4),
        bar((0, -0.0245, 0.075), (0.034, -0.0245, 0.094), 0.0016, 4),
    ]
    turn = np.linspace(0, np.pi, 7)
    loop = np.column_stack([0.02 * np.cos(turn), 0 * turn, 0.152 + 0.022 * np.sin(turn)])
    return [
        paint(moved(face, (0, 0.02, 0.075)), finish(colour, 1.0)),
        paint(moved(dial, (0, -0.0226, 0.075)), finish("#fdf8ea", 0.0)),
        paint(merged([*marks, *hands]), finish(GRAPHITE, 0.0)),
        paint(merged([*bells, *feet, tube(loop, 0.004, 5)]), finish("#e2b64a", 0.7)),
    ]


def key(colour: RGB) -> list[Mesh]:
    """An old key with a ring for a bow and two teeth."""
    turn = np.linspace(0, 2 * np.pi, 15)
    bow = np.column_stack([0.016 * np.cos(turn) - 0.03, 0.016 * np.sin(turn), 0.004 + 0 * turn])
    teeth = [box((x, -0.010, 0.004), (0.006, 0.016, 0.004)) for x in (0.028, 0.038)]
    return [
        paint(
            merged([tube(bow, 0.0036, 6), bar((-0.014, 0, 0.004), (0.044, 0, 0.004), 0.0034, 7), *teeth]),
            finish(colour, 0.8),
        )
    ]


def microphone(colour: RGB) -> list[Mesh]:
    """A hand microphone, head up."""
    return [
        paint(lathe([(0.0, 0), (0.013, 0), (0.016, 0.10), (0.024, 0.155)], 14), finish(colour, 0.9)),
        paint(ball((0, 0, 0.185), (0.030, 0.030, 0.034), 14, 10), finish("#aeb4c2", 0.9)),
        paint(lathe([(0.0305, 0.176), (0.0315, 0.186)], 14), finish("#5d6274", 0.3)),
        paint(box((0, -0.0162, 0.09), (0.006, 0.004, 0.016)), finish("#e8566a", 0.0)),
    ]


def radio(colour: RGB) -> list[Mesh]:
    """A portable radio with a speaker, a dial and an aerial."""
    grille = [box((-0.06, -0.0405, 0.03 + 0.012 * i), (0.10, 0.002, 0.005)) for i in range(8)]
    return [
        paint(soft_box((0, 0, 0.08), (0.26, 0.08, 0.16), 0.02), finish(colour, 1.0, foot=0.1)),
        paint(box((-0.06, -0.040, 0.072), (0.11, 0.002, 0.11)), finish(mix(colour, WHITE, 0.6), 0.3)),
        paint(merged(grille), finish(GRAPHITE, 0.0)),
        paint(box((0.07, -0.041, 0.11), (0.09, 0.003, 0.03)), glowing("#ffe3a0", 0.6)),
        paint(
            merged(
                [
                    moved(turned(lathe([(0.016, 0), (0.014, 0.012), (0, 0.012)], 12), 90, 0), (x, -0.04, 0.045))
                    for x in (0.048, 0.092)
                ]
            ),
            finish("#e8e2d2", 0.5),
        ),
        paint(bar((0.11, 0.02, 0.16), (0.19, 0.02, 0.33), 0.003, 5), finish(STEEL, 0.5)),
    ]


def television(colour: RGB) -> list[Mesh]:
    """A wide television, alight, on two feet."""
    feet = [bar((s * 0.3, 0, 0.05), (s * 0.36, s * 0.0 - 0.06, 0.0), 0.012, 6) for s in (-1, 1)]
    return [
        paint(soft_box((0, 0, 0.33), (1.0, 0.06, 0.58), 0.016), finish(colour, 1.0)),
        paint(box((0, -0.031, 0.335), (0.95, 0.003, 0.53)), glowing("#7fb8e6", 0.75)),
        paint(box((0, -0.033, 0.19), (0.95, 0.002, 0.22)), glowing("#6fae6a", 0.7)),
        paint(
            moved(turned(lathe([(0.08, 0), (0.0, 0.001)], 18), 90, 0), (0.25, -0.034, 0.48)), glowing("#fff0b8", 0.9)
        ),
        paint(merged(feet), finish(times(colour, 0.8), 0.8)),
    ]


def fan(colour: RGB) -> list[Mesh]:
    """An open folding fan, standing upright."""
    turn = np.radians(np.linspace(25, 155, 17))
    ripple = 0.004 * (-1.0) ** np.arange(17)
    rows = np.stack([np.column_stack([r * np.cos(turn), ripple * (r / 0.21), r * np.sin(turn)]) for r in (0.09, 0.21)])
    ribs = [bar((0, 0, 0), (0.10 * np.cos(a), 0, 0.10 * np.sin(a)), 0.0025, 4) for a in turn[::2]]
    guard = [bar((0, 0, 0), (0.21 * np.cos(a), 0, 0.21 * np.sin(a)), 0.004, 5) for a in turn[[0, -1]]]
    blossom = [
        ball((0.155 * np.cos(a) + dx, -0.006, 0.155 * np.sin(a)), (0.012, 0.001, 0.012), 7, 4)
        for a, dx in ((1.1, 0), (1.3, 0.01), (1.9, 0))
    ]
    return [
        paint(sheet(rows, (0, -1, 0)), finish(colour, 0.9)),
        paint(moved(sheet(rows, (0, 1, 0)), (0, 0.001, 0)), finish(times(colour, 0.9), 0.0)),
        paint(merged([*ribs, *guard]), finish("#8a5a3c", 0.5)),
        paint(merged(blossom), finish(mix(colour, WHITE, 0.75), 0.0)),
    ]


def folder(colour: RGB) -> list[Mesh]:
    """A closed folder with papers looking out."""
    return [
        paint(box((0, 0, 0.006), (0.24, 0.32, 0.012)), finish(colour, 0.9)),
        paint(box((0.006, 0.004, 0.006), (0.236, 0.322, 0.008)), finish(WHITE, 0.3)),
        paint(
            loft([(-0.07, 0.164, 0.0, 0.035, 0.008), (-0.07, 0.164, 0.012, 0.035, 0.008)], 10, power=8, capped=True),
            finish(times(colour, 0.85), 0.5),
        ),
        paint(box((0, 0.05, 0.0124), (0.10, 0.04, 0.0006)), finish(WHITE, 0.0)),
    ]
