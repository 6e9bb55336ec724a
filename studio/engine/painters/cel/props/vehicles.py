"""What carries: car, boat, cart, scooter."""

import numpy as np

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.props.colours import STEEL
from studio.engine.painters.cel.scenery import RGB
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
    paint,
    sheet,
    slab,
    soft_box,
    times,
    tube,
    turned,
)

DARK = "#2b2a36"
GLASS = "#9fc8e0"


def car(colour: RGB) -> list[Mesh]:
    """A small round car, nose towards +x."""
    lower = [(-1.7, 0.3), (1.65, 0.3), (1.72, 0.52), (1.6, 0.78), (0.85, 0.88), (-1.55, 0.92), (-1.74, 0.6)]
    cabin = [(-1.35, 0.86), (0.95, 0.86), (0.42, 1.4), (-0.95, 1.44)]
    windows = [
        [(-1.18, 0.92), (-0.42, 0.92), (-0.42, 1.33), (-0.88, 1.34)],
        [(-0.32, 0.92), (0.72, 0.92), (0.34, 1.3), (-0.32, 1.33)],
    ]
    panes = [moved(slab(window, 0.02), (0, s * 0.735, 0)) for window in windows for s in (-1, 1)]
    wheels = [_wheel(x, s * 0.70, 0.3) for x in (-1.1, 1.1) for s in (-1, 1)]
    hubs = [
        moved(turned(lathe([(0.16, 0), (0.12, 0.02), (0.0, 0.03)], 12), 90 if s < 0 else -90, 0), (x, s * 0.80, 0.3))
        for x in (-1.1, 1.1)
        for s in (-1, 1)
    ]
    lamps = [ball((1.66, s * 0.5, 0.62), (0.06, 0.13, 0.11), 10, 7) for s in (-1, 1)]
    rear = [soft_box((-1.72, s * 0.56, 0.66), (0.05, 0.2, 0.12), 0.02) for s in (-1, 1)]
    front = sheet(
        np.array([[(0.965, -0.62, 0.9), (0.965, 0.62, 0.9)], [(0.46, -0.58, 1.36), (0.46, 0.58, 1.36)]]), (1, 0, 0.6)
    )
    back = sheet(
        np.array([[(-1.37, -0.6, 0.94), (-1.37, 0.6, 0.94)], [(-1.0, -0.56, 1.38), (-1.0, 0.56, 1.38)]]), (-1, 0, 0.6)
    )
    return [
        paint(merged([slab(lower, 1.56), slab(cabin, 1.46)]), finish(colour, 1.0, foot=0.15, top=0.08)),
        paint(merged([*panes, front, back]), finish(GLASS, 0.3, depth=0.8)),
        paint(merged(wheels), finish(DARK, 0.9)),
        paint(
            merged([*hubs, box((1.72, 0, 0.4), (0.08, 1.5, 0.1)), box((-1.75, 0, 0.4), (0.08, 1.5, 0.1))]),
            finish(STEEL, 0.5),
        ),
        paint(merged(lamps), glowing("#fff4cf", 0.6)),
        paint(merged(rear), glowing("#e8453c", 0.5)),
        paint(
            merged([bar((-0.37, s * 0.745, 0.9), (-0.37, s * 0.745, 0.4), 0.008, 4) for s in (-1, 1)]),
            finish(times(colour, 0.6), 0.0),
        ),
    ]


def _wheel(x: float, y: float, radius: float) -> Shape:
    return bar((x, y - 0.09, radius), (x, y + 0.09, radius), radius, 18)


def boat(colour: RGB) -> list[Mesh]:
    """A rowing boat with two thwarts and oars, bow towards +x."""
    along = np.linspace(-1.3, 1.5, 13)
    half = (
        0.56
        * np.sqrt(np.clip(1 - (np.clip(along, 0, None) / 1.52) ** 2.2, 0, 1))
        * np.clip(0.72 + (along + 1.3) * 0.35, 0, 1)
    )
    gunwale = 0.5 + 0.14 * (np.clip(along, 0, None) / 1.5) ** 2
    rows = np.stack(
        [
            np.column_stack([along, side * half * width, np.where(width > 0.99, gunwale, high)])
            for side, width, high in (
                (-1, 1, 0.5),
                (-1, 0.86, 0.24),
                (-1, 0.42, 0.03),
                (0, 0, 0),
                (1, 0.42, 0.03),
                (1, 0.86, 0.24),
                (1, 1, 0.5),
            )
        ]
    )
    inner = rows * (0.97, 0.93, 1) + (0, 0, 0.03)
    stern = slab([(-0.39, 0.49), (-0.34, 0.24), (-0.16, 0.03), (0.16, 0.03), (0.34, 0.24), (0.39, 0.49)], 0.04)
    seats = [box((x, 0, 0.36), (0.24, w, 0.035)) for x, w in ((-0.6, 0.9), (0.35, 0.98))]
    rims = [tube(np.column_stack([along, s * half, gunwale]), 0.028, 6) for s in (-1, 1)]
    oars = [bar((-0.9, s * 0.28, 0.4), (0.9, s * 0.42, 0.56), 0.02, 6) for s in (-1, 1)] + [
        soft_box((0.98, s * 0.43, 0.57), (0.34, 0.12, 0.02), 0.008) for s in (-1, 1)
    ]
    return [
        paint(sheet(rows, (0, 0, -1)), finish(colour, 1.0, foot=0.15)),
        paint(sheet(inner, (0, 0, 1)), finish("#c9986a", 0.3)),
        paint(moved(turned(stern, 90), (-1.3, 0, 0)), finish(times(colour, 0.9), 0.9)),
        paint(merged([*seats, *rims]), finish("#a9764c", 0.8)),
        paint(merged(oars), finish("#d9b98a", 0.7)),
    ]


def cart(colour: RGB) -> list[Mesh]:
    """A two-wheeled hand cart with shafts."""
    turn = np.linspace(0, 2 * np.pi, 25)
    wheels: list[Shape] = []
    for s in (-1, 1):
        wheels.append(
            tube(np.column_stack([0.36 * np.cos(turn), s * 0.5 + 0 * turn, 0.37 + 0.36 * np.sin(turn)]), 0.024, 6)
        )
        wheels += [
            bar((0, s * 0.5, 0.37), (0.35 * np.cos(a), s * 0.5, 0.37 + 0.35 * np.sin(a)), 0.012, 5)
            for a in np.arange(8) * np.pi / 4
        ]
    walls = [box((0, s * 0.4, 0.66), (1.2, 0.03, 0.26)) for s in (-1, 1)] + [
        box((s * 0.6, 0, 0.66), (0.03, 0.8, 0.26)) for s in (-1, 1)
    ]
    shafts = [bar((0.5, s * 0.3, 0.5), (1.25, s * 0.26, 0.66), 0.022, 6) for s in (-1, 1)]
    return [
        paint(merged([box((0, 0, 0.52), (1.2, 0.8, 0.04)), *walls]), finish(colour, 1.0, foot=0.1)),
        paint(
            merged(
                [
                    *shafts,
                    bar((1.25, -0.26, 0.66), (1.25, 0.26, 0.66), 0.022, 6),
                    bar((0, -0.5, 0.37), (0, 0.5, 0.37), 0.024, 6),
                    bar((0.55, 0, 0.5), (0.62, 0, 0.0), 0.02, 6),
                ]
            ),
            finish(times(colour, 0.75), 0.8),
        ),
        paint(merged(wheels), finish("#5a4438", 0.7)),
    ]


def scooter(colour: RGB) -> list[Mesh]:
    """A motor scooter, front towards +x."""
    front = tube(curve([(0.5, 0, 0.28), (0.44, 0, 0.6), (0.36, 0, 0.98)], 7), np.linspace(0.06, 0.035, 7), 8)
    apron = sheet(
        np.array([[(0.38, y * w, z) for y in (-1, 0, 1)] for z, w in ((0.3, 0.2), (0.55, 0.24), (0.85, 0.16))])
        + (np.array([0, 0.05, 0])[:, None] * (1, 0, 0))[None],
        (1, 0, 0),
    )
    body = soft_box((-0.36, 0, 0.5), (0.74, 0.34, 0.36), 0.12)
    return [
        paint(
            merged(
                [
                    front,
                    apron,
                    moved(apron, (-0.01, 0, 0)),
                    body,
                    soft_box((0.06, 0, 0.29), (0.6, 0.3, 0.07), 0.02),
                    ball((0.54, 0, 0.42), (0.2, 0.09, 0.1), 12, 8),
                ]
            ),
            finish(colour, 1.0, foot=0.1),
        ),
        paint(soft_box((-0.32, 0, 0.71), (0.62, 0.27, 0.1), 0.05), finish("#4a3a34", 0.9)),
        paint(merged([_wheel(x, 0, 0.2) for x in (-0.52, 0.55)]), finish(DARK, 0.9)),
        paint(
            merged(
                [
                    bar((0.34, -0.3, 1.0), (0.34, 0.3, 1.0), 0.016, 7),
                    *[bar((0.33, s * 0.22, 1.0), (0.28, s * 0.28, 1.16), 0.008, 5) for s in (-1, 1)],
                ]
            ),
            finish(STEEL, 0.5),
        ),
        paint(merged([ball((0.28, s * 0.29, 1.18), (0.02, 0.05, 0.035), 8, 6) for s in (-1, 1)]), finish(STEEL, 0.4)),
        paint(ball((0.45, 0, 0.9), (0.05, 0.075, 0.075), 11, 8), glowing("#fff4cf", 0.6)),
    ]
