"""Furniture: chair, table, bench, desk, bed, lamp."""

import numpy as np

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import (
    Shape,
    bar,
    box,
    finish,
    glowing,
    lathe,
    merged,
    mix,
    moved,
    paint,
    soft_box,
    times,
    tube,
)

METAL = "#6b7086"


def chair(colour: RGB) -> list[Mesh]:
    """A wooden chair, its front to -y; the seat is at 0.44 m."""
    wood, dark = finish(colour, 0.9, top=0.05), finish(times(colour, 0.82), 0.8, foot=0.15)
    legs = [bar((x, -0.19, 0), (x * 0.95, -0.18, 0.42), 0.02, 6) for x in (-0.19, 0.19)]
    legs += [bar((x, 0.21, 0), (x * 0.93, 0.17, 0.42), 0.02, 6) for x in (-0.19, 0.19)]
    posts = [bar((x * 0.93, 0.17, 0.42), (x * 0.93, 0.22, 0.83), 0.018, 6) for x in (-0.19, 0.19)]
    rungs = [
        bar((-0.18, -0.185, 0.2), (0.18, -0.185, 0.2), 0.011, 5),
        bar((-0.18, 0.195, 0.2), (0.18, 0.195, 0.2), 0.011, 5),
    ]
    slats = [box((0, 0.195 + 0.018 * i, 0.58 + 0.11 * i), (0.36, 0.018, 0.055)) for i in range(2)]
    return [
        paint(soft_box((0, -0.01, 0.42), (0.44, 0.42, 0.04), 0.015), wood),
        paint(merged([*legs, *posts, *rungs]), dark),
        paint(merged([*slats, box((0, 0.222, 0.805), (0.40, 0.024, 0.07))]), wood),
    ]


def table(colour: RGB) -> list[Mesh]:
    """A table with a rounded top, an apron and tapering legs."""
    legs = [
        tube(np.array([(x, y, 0), (x, y, 0.35), (x, y, 0.66)]), [0.022, 0.028, 0.034], 7)
        for x in (-0.53, 0.53)
        for y in (-0.31, 0.31)
    ]
    apron = [box((0, y, 0.64), (1.04, 0.02, 0.08)) for y in (-0.31, 0.31)] + [
        box((x, 0, 0.64), (0.02, 0.60, 0.08)) for x in (-0.53, 0.53)
    ]
    return [
        paint(soft_box((0, 0, 0.70), (1.2, 0.75, 0.04), 0.018), finish(colour, 1.0, top=0.1)),
        paint(merged([*legs, *apron]), finish(times(colour, 0.80), 0.8, foot=0.15)),
        paint(
            merged([box((0, y, 0.7205), (1.1, 0.006, 0.0015)) for y in (-0.18, 0.0, 0.18)]),
            finish(times(colour, 0.88), 0.0),
        ),
    ]


def bench(colour: RGB) -> list[Mesh]:
    """A slatted park bench, its front to -y."""
    seat = [box((0, -0.20 + 0.135 * i, 0.42), (1.6, 0.11, 0.04)) for i in range(3)]
    back = [box((0, 0.20 + 0.03 * i, 0.58 + 0.15 * i), (1.6, 0.03, 0.11)) for i in range(2)]
    frame: list[Shape] = []
    for x in (-0.64, 0.64):
        frame += [
            bar((x, -0.22, 0), (x, -0.21, 0.40), 0.025),
            bar((x, 0.20, 0), (x, 0.27, 0.82), 0.025),
            bar((x, -0.25, 0.39), (x, 0.22, 0.39), 0.025),
        ]
        frame += [bar((x, -0.22, 0.40), (x, -0.22, 0.60), 0.02), bar((x, -0.24, 0.60), (x, 0.22, 0.61), 0.02)]
    return [paint(merged([*seat, *back]), finish(colour, 0.9, top=0.1)), paint(merged(frame), finish("#454a5e", 0.7))]


def desk(colour: RGB) -> list[Mesh]:
    """A school desk: wooden top, steel tray and legs, a bag hook."""
    legs = [bar((x, y, 0), (x, y, 0.69), 0.014, 6) for x in (-0.32, 0.32) for y in (-0.21, 0.21)]
    feet = [bar((x, -0.23, 0.014), (x, 0.23, 0.014), 0.014, 6) for x in (-0.32, 0.32)]
    tray = [
        box((0, 0, 0.575), (0.60, 0.40, 0.012)),
        box((0, -0.20, 0.62), (0.62, 0.012, 0.10)),
        box((-0.305, 0, 0.62), (0.012, 0.40, 0.10)),
        box((0.305, 0, 0.62), (0.012, 0.40, 0.10)),
    ]
    return [
        paint(box((0, 0, 0.71), (0.70, 0.48, 0.04)), finish(colour, 1.0, top=0.1)),
        paint(box((0, -0.2405, 0.71), (0.70, 0.004, 0.014)), finish(times(colour, 0.75), 0.0)),
        paint(merged([*legs, *feet]), finish(METAL, 0.7)),
        paint(merged(tray), finish("#8d93a8", 0.6)),
    ]


def bed(colour: RGB) -> list[Mesh]:
    """A bed, its head at +y: frame, mattress, a turned-down cover, a pillow."""
    wood = finish("#a9764c", 0.9, foot=0.15)
    fold = mix(colour, (1, 1, 1), 0.65)
    return [
        paint(
            merged(
                [
                    box((0, 0, 0.20), (1.1, 2.0, 0.16)),
                    box((0, 1.0, 0.42), (1.1, 0.05, 0.85)),
                    box((0, -1.0, 0.28), (1.1, 0.05, 0.5)),
                ]
            ),
            wood,
        ),
        paint(merged([box((x, y, 0.06), (0.07, 0.07, 0.12)) for x in (-0.5, 0.5) for y in (-0.94, 0.94)]), wood),
        paint(soft_box((0, 0, 0.35), (1.04, 1.94, 0.20), 0.05), finish("#f4f1ea", 0.8)),
        paint(soft_box((0, -0.28, 0.41), (1.10, 1.40, 0.17), 0.06), finish(colour, 0.9)),
        paint(soft_box((0, 0.36, 0.475), (1.08, 0.26, 0.05), 0.02), finish(fold, 0.6)),
        paint(soft_box((0, 0.74, 0.50), (0.68, 0.36, 0.13), 0.06), finish("#fbfaf6", 0.8, depth=0.8)),
    ]


def lamp(colour: RGB) -> list[Mesh]:
    """A table lamp, alight under its shade."""
    base = lathe([(0, 0), (0.085, 0), (0.085, 0.012), (0.03, 0.03), (0.012, 0.05), (0.012, 0.24), (0, 0.24)], 14)
    shade = lathe([(0.13, 0.21), (0.085, 0.42)], 18)
    inner = lathe([(0.128, 0.212), (0.083, 0.418)], 18)
    inside = Shape(inner.position, -inner.normal, inner.uv, inner.triangles[:, ::-1])
    glow = mix(colour, (1, 0.92, 0.7), 0.5)
    return [
        paint(base, finish("#8a6a4c", 0.9)),
        paint(shade, finish(colour, 0.9, top=-0.1)),
        paint(inside, glowing(glow, 0.5)),
        paint(moved(lathe([(0.083, 0), (0.0, 0.002)], 14), (0, 0, 0.42)), glowing(glow, 0.4)),
        paint(lathe([(0.005, 0.42), (0.005, 0.432), (0, 0.44)], 6), finish("#8a6a4c", 0.5)),
    ]
