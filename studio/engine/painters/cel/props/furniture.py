"""More furniture and containers: sofa, shelf, mirror, barrel, chest, basket."""

import numpy as np

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.props.colours import GRAPHITE, WHITE
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import (
    ball,
    bar,
    box,
    finish,
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

BRASS = "#d9b25a"


def sofa(colour: RGB) -> list[Mesh]:
    """A two-seat sofa with cushions."""
    seats = [soft_box((s * 0.37, -0.04, 0.38), (0.73, 0.66, 0.16), 0.05) for s in (-1, 1)]
    backs = [soft_box((s * 0.37, 0.27, 0.62), (0.72, 0.18, 0.42), 0.07) for s in (-1, 1)]
    arms = [soft_box((s * 0.83, 0, 0.34), (0.19, 0.82, 0.56), 0.07) for s in (-1, 1)]
    feet = [bar((x, y, 0), (x, y, 0.1), 0.025, 7) for x in (-0.8, 0.8) for y in (-0.32, 0.32)]
    return [
        paint(
            merged(
                [
                    soft_box((0, 0.02, 0.21), (1.6, 0.76, 0.24), 0.04),
                    soft_box((0, 0.35, 0.5), (1.72, 0.14, 0.7), 0.05),
                    *arms,
                ]
            ),
            finish(colour, 1.0, foot=0.15),
        ),
        paint(merged([*seats, *backs]), finish(times(colour, 1.1), 0.9)),
        paint(
            moved(turned(soft_box((0, 0, 0), (0.4, 0.14, 0.36), 0.06), -14, 0), (-0.5, 0.12, 0.63)),
            finish(mix(colour, (0.98, 0.82, 0.4), 0.75), 0.8),
        ),
        paint(merged(feet), finish("#6b4a38", 0.7)),
    ]


def shelf(colour: RGB) -> list[Mesh]:
    """A bookshelf of four boards, filled."""
    sides = [box((s * 0.44, 0, 0.9), (0.03, 0.28, 1.8)) for s in (-1, 1)]
    boards = [box((0, 0, z), (0.86, 0.28, 0.03)) for z in (0.03, 0.46, 0.89, 1.32, 1.785)]
    tones = ("#c8503f", "#3d6fb4", "#e2b64a", "#5f9a5a", "#7a5fae", "#efe6d2", "#d88a5f")
    books: list[Mesh] = []
    for row, z in enumerate((0.045, 0.475, 0.905, 1.335)):
        x = -0.4
        for i in range(9):
            thick, high = 0.045 + 0.012 * ((i * 7 + row * 3) % 4), 0.26 + 0.03 * ((i * 5 + row) % 4)
            if x + thick > (0.4 if row % 2 else 0.22):
                break
            books.append(
                paint(
                    box((x + thick / 2, -0.02, z + high / 2), (thick - 0.004, 0.2, high)),
                    finish(tones[(i * 3 + row) % 7], 0.4),
                )
            )
            x += thick
    vase = moved(lathe([(0, 0), (0.05, 0), (0.075, 0.09), (0.03, 0.17), (0.04, 0.2), (0, 0.19)], 14), (0.31, 0, 0.475))
    return [
        paint(merged([*sides, *boards]), finish(colour, 1.0)),
        paint(box((0, 0.13, 0.9), (0.86, 0.02, 1.78)), finish(times(colour, 0.7), 0.3)),
        *books,
        paint(vase, finish("#6f9bd1", 0.6)),
        paint(moved(ball((0, 0, 0.1), 0.09, 12, 9), (0.32, 0, 1.345)), finish("#5fa8d0", 0.6)),
    ]


def stool(colour: RGB) -> list[Mesh]:
    """A round stool on four legs."""
    legs = [
        bar((0.15 * np.cos(a), 0.15 * np.sin(a), 0), (0.1 * np.cos(a), 0.1 * np.sin(a), 0.43), 0.017, 7)
        for a in np.arange(4) * np.pi / 2 + np.pi / 4
    ]
    rungs = [
        bar(
            (0.125 * np.cos(a), 0.125 * np.sin(a), 0.2),
            (0.125 * np.cos(a + np.pi / 2), 0.125 * np.sin(a + np.pi / 2), 0.2),
            0.010,
            6,
        )
        for a in np.arange(4) * np.pi / 2 + np.pi / 4
    ]
    return [
        paint(lathe([(0.0, 0.42), (0.16, 0.42), (0.17, 0.435), (0.165, 0.455), (0.0, 0.46)], 20), finish(colour, 1.0)),
        paint(merged([*legs, *rungs]), finish(times(colour, 0.8), 0.8)),
    ]


def mirror(colour: RGB) -> list[Mesh]:
    """A standing mirror in an oval frame."""
    turn = np.linspace(0, 2 * np.pi, 31)
    hoop = np.column_stack([0.27 * np.cos(turn), 0 * turn, 0.98 + 0.62 * np.sin(turn)])
    glass = np.column_stack([0.26 * np.cos(turn[:-1]), 0.98 + 0.61 * np.sin(turn[:-1])])
    gleam = [slab([(x, 0.86), (x + 0.05, 0.86), (x + 0.17, 1.22), (x + 0.12, 1.22)], 0.0025) for x in (-0.15, -0.06)]
    feet = [bar((s * 0.3, -0.16, 0.02), (s * 0.3, 0.16, 0.02), 0.02, 7) for s in (-1, 1)] + [
        bar((s * 0.3, 0, 0.02), (s * 0.3, 0, 1.05), 0.017, 7) for s in (-1, 1)
    ]
    return [
        paint(slab(glass, 0.012), finish("#c4dbe8", 0.3, depth=0.85)),
        paint(moved(merged(gleam), (0, -0.007, 0)), finish("#f2fafd", 0.0)),
        paint(merged([tube(hoop, 0.024, 8), *feet, bar((-0.3, 0, 0.3), (0.3, 0, 0.3), 0.014, 6)]), finish(colour, 1.0)),
    ]


def pillow(colour: RGB) -> list[Mesh]:
    """A plump pillow with piping."""
    u = np.linspace(-1, 1, 9)
    x, y = np.meshgrid(u * 0.29, u * 0.2)
    high = 0.07 * ((1 - u[None] ** 4) * (1 - u[:, None] ** 4)) ** 0.5
    upper, lower = np.stack([x, y, 0.07 + high], -1), np.stack([x, y, 0.07 - high], -1)
    edge = np.array(
        [(-0.29, -0.2, 0.07), (0.29, -0.2, 0.07), (0.29, 0.2, 0.07), (-0.29, 0.2, 0.07), (-0.29, -0.2, 0.07)]
    )
    return [
        paint(merged([sheet(upper, (0, 0, 1)), sheet(lower, (0, 0, -1))]), finish(colour, 0.9)),
        paint(merged([bar(edge[i], edge[i + 1], 0.006, 5) for i in range(4)]), finish(times(colour, 0.8), 0.4)),
    ]


def fridge(colour: RGB) -> list[Mesh]:
    """A fridge with two doors, handles and notes on it."""
    return [
        paint(soft_box((0, 0.02, 0.85), (0.66, 0.62, 1.7), 0.03), finish(colour, 1.0, foot=0.1)),
        paint(
            merged(
                [
                    soft_box((0, -0.31, 1.36), (0.64, 0.05, 0.62), 0.012),
                    soft_box((0, -0.31, 0.54), (0.64, 0.05, 0.96), 0.012),
                ]
            ),
            finish(times(colour, 1.04), 0.9),
        ),
        paint(
            merged(
                [
                    bar((-0.25, -0.36, 1.15), (-0.25, -0.36, 1.5), 0.012, 7),
                    bar((-0.25, -0.36, 0.6), (-0.25, -0.36, 0.95), 0.012, 7),
                ]
            ),
            finish("#aeb4c2", 0.6),
        ),
        paint(box((0.1, -0.337, 1.42), (0.14, 0.004, 0.18)), finish("#fff2b8", 0.3)),
        paint(box((0.2, -0.337, 1.2), (0.10, 0.004, 0.10)), finish("#bfe4f7", 0.3)),
        paint(ball((0.1, -0.342, 1.5), 0.014, 8, 6), finish("#e8566a", 0.2)),
    ]


def trash_can(colour: RGB) -> list[Mesh]:
    """A ribbed bin with a lid."""
    ribs = [
        bar((r * np.cos(a), r * np.sin(a), 0.03), (1.12 * r * np.cos(a), 1.12 * r * np.sin(a), 0.52), 0.008, 5)
        for a in np.arange(14) * np.pi / 7
        for r in (0.19,)
    ]
    return [
        paint(lathe([(0.0, 0), (0.19, 0), (0.215, 0.54), (0.0, 0.54)], 20), finish(colour, 1.0, foot=0.15)),
        paint(merged(ribs), finish(times(colour, 0.88), 0.3)),
        paint(lathe([(0.225, 0.53), (0.228, 0.56), (0.12, 0.61), (0.0, 0.62)], 20), finish(times(colour, 1.06), 0.9)),
        paint(soft_box((0, 0, 0.635), (0.12, 0.035, 0.03), 0.01), finish(GRAPHITE, 0.5)),
    ]


def barrel(colour: RGB) -> list[Mesh]:
    """A wooden barrel with iron hoops."""
    z = np.linspace(0, 0.8, 11)
    wide = 0.24 + 0.06 * np.sin(np.pi * z / 0.8)
    seams = [
        tube(np.column_stack([(wide + 0.001) * np.cos(a), (wide + 0.001) * np.sin(a), z]), 0.004, 3)
        for a in np.arange(14) * np.pi / 7
    ]
    hoops = [
        lathe([(w + 0.004, h), (w + 0.007, h + 0.04)], 20)
        for h, w in ((0.05, 0.253), (0.24, 0.288), (0.53, 0.288), (0.71, 0.258))
    ]
    return [
        paint(
            lathe(np.vstack([(0, 0.02), np.column_stack([wide, z]), (0.22, 0.8), (0.22, 0.78), (0, 0.78)]), 20),
            finish(colour, 1.0, foot=0.15),
        ),
        paint(merged(seams), finish(times(colour, 0.65), 0.0)),
        paint(merged(hoops), finish("#5d6274", 0.5)),
    ]


def crate(colour: RGB) -> list[Mesh]:
    """A wooden crate with boards and braces."""
    posts = [box((x, y, 0.25), (0.05, 0.05, 0.5)) for x in (-0.235, 0.235) for y in (-0.235, 0.235)]
    boards = [box((0, s * 0.24, z), (0.5, 0.024, 0.105)) for s in (-1, 1) for z in (0.06, 0.185, 0.31, 0.435)]
    boards += [box((s * 0.24, 0, z), (0.024, 0.5, 0.105)) for s in (-1, 1) for z in (0.06, 0.185, 0.31, 0.435)]
    brace = [moved(turned(box((0, 0, 0), (0.58, 0.02, 0.06)), 40, 1), (0, s * 0.256, 0.25)) for s in (-1, 1)]
    return [
        paint(merged(boards), finish(colour, 0.7, foot=0.1)),
        paint(merged([*posts, *brace]), finish(times(colour, 0.84), 0.8)),
        paint(box((0, 0, 0.485), (0.46, 0.46, 0.02)), finish(times(colour, 0.95), 0.5)),
    ]


def chest(colour: RGB) -> list[Mesh]:
    """A treasure chest with a rounded lid and brass bands."""
    turn = np.linspace(0, np.pi, 11)
    lid = np.stack(
        [
            np.column_stack([0 * turn + x, 0.2 * np.cos(turn), 0.26 + 0.16 * np.sin(turn)])
            for x in np.linspace(-0.32, 0.32, 3)
        ]
    )
    end = turned(slab(np.column_stack([0.2 * np.cos(turn), 0.26 + 0.16 * np.sin(turn)]), 0.01), 90)
    caps = [moved(end, (s * 0.316, 0, 0)) for s in (-1, 1)]
    bands = [
        np.stack(
            [
                np.column_stack([0 * turn + x + d, 0.203 * np.cos(turn), 0.26 + 0.164 * np.sin(turn)])
                for d in (-0.022, 0.022)
            ]
        )
        for x in (-0.22, 0.22)
    ]
    straps = [box((x, 0, 0.13), (0.044, 0.408, 0.262)) for x in (-0.22, 0.22)]
    return [
        paint(box((0, 0, 0.13), (0.64, 0.4, 0.26)), finish(colour, 1.0, foot=0.15)),
        paint(merged([sheet(lid), *caps]), finish(times(colour, 1.08), 0.9)),
        paint(
            merged([*straps, *(sheet(band) for band in bands), box((0, 0, 0.262), (0.65, 0.412, 0.02))]),
            finish(BRASS, 0.4),
        ),
        paint(soft_box((0, -0.21, 0.245), (0.09, 0.03, 0.11), 0.01), finish(BRASS, 0.8)),
        paint(box((0, -0.227, 0.24), (0.014, 0.004, 0.035)), finish(GRAPHITE, 0.0)),
    ]


def basket(colour: RGB) -> list[Mesh]:
    """A woven basket with a handle and a cloth."""
    weave = [
        lathe([(r, z), (r + 0.008, z + 0.012), (r + 0.003, z + 0.024)], 18)
        for i in range(6)
        for z, r in ((0.02 + 0.026 * i, 0.125 + 0.008 * i),)
    ]
    turn = np.linspace(0, np.pi, 15)
    handle = np.column_stack([0.165 * np.cos(turn), 0 * turn, 0.16 + 0.19 * np.sin(turn)])
    return [
        paint(lathe([(0.0, 0), (0.12, 0), (0.166, 0.18), (0.0, 0.15)], 18), finish(colour, 1.0)),
        paint(merged(weave), finish(times(colour, 0.85), 0.3)),
        paint(tube(handle, 0.011, 7), finish(times(colour, 0.9), 0.8)),
        paint(lathe([(0.178, 0.165), (0.172, 0.185), (0.08, 0.2), (0.0, 0.196)], 18), finish("#f6efe6", 0.5)),
        paint(merged([box((0, y, 0.1995), (0.2, 0.012, 0.006)) for y in (-0.05, 0.0, 0.05)]), finish("#d8575f", 0.0)),
    ]


def blanket(colour: RGB) -> list[Mesh]:
    """A folded blanket with a fringe and two stripes."""
    layers = [soft_box((0, 0.004 * (i % 2), 0.02 + 0.036 * i), (0.5, 0.36, 0.036), 0.016) for i in range(3)]
    fringe = [bar((-0.24 + 0.03 * i, -0.178, 0.09), (-0.24 + 0.03 * i, -0.2, 0.07), 0.004, 4) for i in range(17)]
    return [
        paint(merged(layers), finish(colour, 0.9)),
        paint(
            merged([box((0, y, 0.1105), (0.49, 0.03, 0.002)) for y in (-0.1, 0.1)]),
            finish(mix(colour, WHITE, 0.6), 0.0),
        ),
        paint(merged(fringe), finish(mix(colour, WHITE, 0.5), 0.2)),
    ]


def sign(colour: RGB) -> list[Mesh]:
    """A wooden signpost with an arrow board."""
    board = [(-0.3, 1.15), (0.26, 1.15), (0.38, 1.28), (0.26, 1.41), (-0.3, 1.41)]
    marks = [box((-0.02, -0.022, 1.28 + s * 0.05), (0.36 - 0.1 * (s > 0), 0.004, 0.024)) for s in (-1, 1)]
    return [
        paint(box((0, 0.02, 0.75), (0.09, 0.07, 1.5)), finish(times(colour, 0.75), 0.9, foot=0.15)),
        paint(slab(board, 0.035), finish(colour, 1.0)),
        paint(merged(marks), finish("#4a3428", 0.0)),
    ]
