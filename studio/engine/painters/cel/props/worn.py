"""What is worn and lies about when it is not: shoe, slipper, boot, glove, helmet, backpack."""

from dataclasses import replace

import numpy as np

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.props.colours import DARK, WHITE
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import (
    Floats,
    Shape,
    ball,
    bar,
    box,
    curve,
    finish,
    loft,
    merged,
    mix,
    moved,
    paint,
    rotation,
    sheet,
    soft_box,
    times,
    tube,
    turned,
)


def shoe(colour: RGB) -> list[Mesh]:
    """A canvas shoe, its toe to -x."""
    return _along(_shoe(colour), -90)


def slipper(colour: RGB) -> list[Mesh]:
    """A soft slipper, its toe to -x."""
    return _along(_slipper(colour), -90)


def boot(colour: RGB) -> list[Mesh]:
    """A boot to below the knee, its toe to -x."""
    return _along(_boot(colour), -90)


def glove(colour: RGB) -> list[Mesh]:
    """A knitted glove lying on its palm, its fingers to -x."""
    return _along(_glove(colour), 90)


def _along(pieces: list[Mesh], degrees: float) -> list[Mesh]:
    """What was made along y, turned about the upright."""
    spin = rotation(degrees).T
    return [
        replace(one, position=(one.position @ spin).astype(np.float32), normal=(one.normal @ spin).astype(np.float32))
        for one in pieces
    ]


def _sole(high: float, thick: float, wide: float = 1.0) -> Shape:
    """The outline of a foot, its toe to -y, between two heights."""
    y = np.linspace(-0.136, 0.136, 15)
    across = wide * (0.036 + 0.014 * np.exp(-(((y + 0.065) / 0.055) ** 2)))
    across *= np.sqrt(np.clip(1 - (np.abs(y) / 0.1365) ** 7, 0.0, 1.0))
    inward = 0.008 * np.clip(-y / 0.136, 0, 1) ** 2
    levels = ((high, 0.94), (high + 0.15 * thick, 1.0), (high + 0.85 * thick, 1.0), (high + thick, 0.94))
    rows = [
        np.vstack(
            [
                np.column_stack([inward + across * share, y, np.full(len(y), z)]),
                np.column_stack([inward - across * share, y, np.full(len(y), z)])[::-1],
            ]
        )
        for z, share in levels
    ]
    ends = [np.tile(row.mean(0), (len(row), 1)) for row in (rows[0], rows[-1])]
    return sheet(np.array([ends[0], *rows, ends[1]]), wrap=True)


def _upper(heights: Floats, wide: float = 1.0, low: float = 0.024) -> Shape:
    """What covers a foot, from the toe (-y) to the heel; heights: of its top at nine places along it."""
    y = np.linspace(-0.130, 0.128, 9)
    across = wide * np.array([0.016, 0.037, 0.045, 0.0455, 0.042, 0.0385, 0.0375, 0.037, 0.026])
    turn = np.linspace(0, np.pi, 9)
    rows = [
        np.column_stack(
            [
                0.008 * max(0.0, -at / 0.13) ** 2 + half * np.cos(turn),
                np.full(9, at),
                low + (top - low) * np.sin(turn) ** 0.75,
            ]
        )
        for at, half, top in zip(y, across, heights, strict=True)
    ]
    return sheet(np.array(rows), (0, 0, 1))


def _shoe(colour: RGB) -> list[Mesh]:
    """A canvas shoe, its toe to -y: rubber sole and toe cap, laces, the opening dark."""
    top = np.array([0.030, 0.050, 0.060, 0.068, 0.080, 0.092, 0.096, 0.098, 0.094])
    laces = [
        bar((-s * 0.017, y, z), (s * 0.017, y + 0.013, z + 0.008), 0.0032, 5)
        for y, z in ((-0.052, 0.0640), (-0.032, 0.0705), (-0.012, 0.0800))
        for s in (-1, 1)
    ]
    bow = [ball((s * 0.014, 0.0, 0.093), (0.012, 0.006, 0.005), 8, 5) for s in (-1, 1)]
    collar = np.linspace(0, 2 * np.pi, 17)
    mouth = np.column_stack([0.030 * np.cos(collar), 0.066 + 0.052 * np.sin(collar), 0.097 - 0.006 * np.sin(collar)])
    return [
        paint(_upper(top), finish(colour, 1.0, foot=0.1)),
        paint(merged([_sole(0.0, 0.03), _toe_cap()]), finish(WHITE, 0.9)),
        paint(_ring_line(0.019), finish(times(colour, 0.8), 0.0)),
        paint(merged([*laces, *bow]), finish(WHITE, 0.3)),
        paint(tube(mouth, 0.0048, 6), finish(times(colour, 0.85), 0.4)),
        paint(_hole(mouth), finish(DARK, 0.0)),
        paint(soft_box((0, 0.1295, 0.060), (0.022, 0.006, 0.036), 0.003), finish(WHITE, 0.3)),
    ]


def _toe_cap() -> Shape:
    """The rubber over the toes."""
    y = np.linspace(-0.133, -0.088, 5)
    across = np.array([0.018, 0.0240, 0.0318, 0.0385, 0.0415])
    turn = np.linspace(0, np.pi, 9)
    rows = [
        np.column_stack(
            [0.008 * (at / 0.13) ** 2 + half * np.cos(turn), np.full(9, at), 0.024 + high * np.sin(turn) ** 0.75]
        )
        for at, half, high in zip(y, across, (0.0075, 0.0130, 0.0208, 0.0272, 0.0310), strict=True)
    ]
    return sheet(np.array(rows), (0, 0, 1))


def _ring_line(high: float) -> Shape:
    """A coloured line about the sole."""
    return moved(_sole(high, 0.004, 1.02), (0, 0, 0))


def _hole(mouth: Floats) -> Shape:
    """The dark of an opening."""
    middle = mouth.mean(0) - (0, 0, 0.003)
    return sheet(np.array([np.tile(middle, (len(mouth) - 1, 1)), mouth[:-1] - (0, 0, 0.001)]), (0, 0, 1), wrap=True)


def _slipper(colour: RGB) -> list[Mesh]:
    """A soft slipper, its toe to -y: open at the heel, lined in a paler tone, with a pompom."""
    y = np.linspace(-0.133, 0.0, 7)
    across = np.array([0.020, 0.040, 0.047, 0.0485, 0.0470, 0.0445, 0.0425])
    high = np.array([0.012, 0.034, 0.044, 0.050, 0.054, 0.056, 0.056])
    turn = np.linspace(0, np.pi, 9)

    def cover(inset: float) -> Floats:
        return np.array(
            [
                np.column_stack(
                    [
                        0.008 * (at / 0.13) ** 2 + (half - inset) * np.cos(turn),
                        np.full(9, at),
                        0.016 + (top - inset) * np.sin(turn) ** 0.7,
                    ]
                )
                for at, half, top in zip(y, across, high, strict=True)
            ]
        )

    edge = cover(0.0)[-1]
    pale = mix(colour, (1.0, 0.96, 0.9), 0.7)
    tufts = [
        ball((0.016 * np.cos(a), -0.062 + 0.014 * np.sin(a), 0.074 + 0.004 * (i % 2)), 0.0135, 8, 6)
        for i, a in enumerate(np.arange(5) * 2 * np.pi / 5)
    ]
    return [
        paint(sheet(cover(0.0), (0, 0, 1)), finish(colour, 1.0)),
        paint(sheet(cover(0.004), (0, 0, -1)), finish(times(pale, 0.75), 0.0)),
        paint(_sole(0.0, 0.017, 1.04), finish(times(colour, 0.7), 0.9)),
        paint(_sole(0.0165, 0.004, 0.97), finish(pale, 0.0)),
        paint(tube(edge, 0.0062, 6), finish(pale, 0.4)),
        paint(merged([ball((0, -0.062, 0.077), 0.0175, 10, 7), *tufts]), finish(WHITE, 0.6)),
    ]


def _boot(colour: RGB) -> list[Mesh]:
    """A boot to below the knee, its toe to -y: a heel, a turned-over top, straps with buckles."""
    top = np.array([0.034, 0.056, 0.068, 0.080, 0.104, 0.118, 0.122, 0.120, 0.100])
    leg = loft(
        [
            (0, 0.050, 0.060, 0.040, 0.072), (0, 0.056, 0.10, 0.041, 0.064), (0, 0.062, 0.15, 0.042, 0.054),
            (0, 0.064, 0.21, 0.046, 0.053), (0, 0.062, 0.27, 0.053, 0.058), (0, 0.060, 0.32, 0.056, 0.061),
        ],
        16,
    )  # fmt: skip
    cuff = loft([(0, 0.060, 0.285, 0.060, 0.064), (0, 0.060, 0.325, 0.061, 0.066), (0, 0.060, 0.33, 0.054, 0.059)], 16)
    inside = loft([(0, 0.060, 0.328, 0.054, 0.059), (0, 0.060, 0.318, 0.0, 0.0)], 16)
    straps = [loft([(0, y, z, w, d), (0, y, z + 0.013, w, d)], 16) for y, z, w, d in
              ((0.058, 0.116, 0.0445, 0.064), (0.062, 0.235, 0.0525, 0.0575))]  # fmt: skip
    buckles = [box((0.0465, 0.048, 0.1225), (0.006, 0.022, 0.02)), box((0.054, 0.056, 0.2415), (0.006, 0.022, 0.02))]
    buckles += [moved(one, (-2 * float(one.position[:, 0].mean()), 0, 0)) for one in buckles]
    dark = finish(times(colour, 0.62), 0.6)
    return [
        paint(merged([_upper(top, low=0.026), leg]), finish(colour, 1.0, foot=0.12)),
        paint(cuff, finish(times(colour, 1.18), 0.8)),
        paint(inside, finish(times(colour, 0.35), 0.0)),
        paint(merged([_sole(0.012, 0.018, 1.03), soft_box((0, 0.098, 0.012), (0.070, 0.070, 0.024), 0.01)]), dark),
        paint(merged(straps), dark),
        paint(merged(buckles), finish("#e2b64a", 0.4)),
    ]


def _glove(colour: RGB) -> list[Mesh]:
    """A knitted glove lying on its back, its fingers to +y, the cuff in ribs."""
    fingers = [((-0.036, 0.052), -8, 0.062), ((-0.012, 0.060), -2, 0.072), ((0.012, 0.058), 3, 0.068),
               ((0.035, 0.046), 10, 0.052)]  # fmt: skip
    parts: list[Shape] = [loft([(0, -0.015, 0, 0.046, 0.062), (0, -0.015, 0.016, 0.050, 0.066),
                                (0, -0.015, 0.032, 0.040, 0.056)], 16, power=3.0, capped=True)]  # fmt: skip
    for (x, y), lean, long in fingers:
        way = np.array([np.sin(np.radians(lean)), np.cos(np.radians(lean)), 0.0])
        start = np.array([x, y - 0.012, 0.016])
        parts += [bar(start, start + way * long, 0.0125, 9), ball(start + way * long, 0.0125, 9, 6)]
    thumb = curve([(0.040, -0.045, 0.016), (0.066, -0.020, 0.018), (0.074, 0.012, 0.018)], 6)
    parts += [tube(thumb, 0.0138, 9), ball(thumb[-1], 0.0138, 9, 6)]
    ribs = [box((0, y, 0.016), (0.088, 0.006, 0.0335)) for y in (-0.124, -0.112, -0.100, -0.088)]
    cuff = box((0, -0.100, 0.016), (0.085, 0.062, 0.031))
    pale = mix(colour, (1.0, 0.97, 0.92), 0.72)
    star = [turned(box((0, 0, 0), (0.034, 0.0045, 0.003)), a) for a in (0, 60, 120)]
    return [
        paint(merged(parts), finish(colour, 1.0)),
        paint(cuff, finish(times(colour, 0.7), 0.7)),
        paint(merged(ribs), finish(pale, 0.0)),
        paint(moved(merged(star), (0, -0.012, 0.0335)), finish(pale, 0.0)),
    ]


def helmet(colour: RGB) -> list[Mesh]:
    """A crash helmet, its visor to -y: shell, stripe, rim, a dark visor that reflects the sky."""
    shell = loft(
        [
            (0, 0.012, -0.125, 0.084, 0.094), (0, 0.008, -0.10, 0.106, 0.126), (0, 0.002, -0.05, 0.119, 0.148),
            (0, 0.0, 0.0, 0.123, 0.154), (0, 0.004, 0.045, 0.117, 0.146), (0, 0.010, 0.085, 0.098, 0.122),
            (0, 0.016, 0.112, 0.066, 0.082), (0, 0.020, 0.125, 0.030, 0.038), (0, 0.020, 0.128, 0.0, 0.0),
        ],
        22,
    )  # fmt: skip
    turn = np.radians(np.linspace(200, 340, 11))
    visor = np.array(
        [
            np.column_stack([w * np.cos(turn), 0.002 + d * np.sin(turn), np.full(len(turn), z)])
            for z, w, d in (
                (-0.042, 0.124, 0.153),
                (-0.016, 0.129, 0.160),
                (0.016, 0.129, 0.159),
                (0.046, 0.120, 0.150),
            )
        ]
    )
    shine = np.array(
        [
            np.column_stack([w * np.cos(turn[2:5]), 0.001 + d * np.sin(turn[2:5]), np.full(3, z)])
            for z, w, d in ((0.000, 0.1305, 0.1615), (0.030, 0.1275, 0.1570))
        ]
    )
    over = [
        (-0.148, 0.052),
        (-0.114, 0.085),
        (-0.069, 0.112),
        (-0.020, 0.1295),
        (0.060, 0.1295),
        (0.100, 0.112),
        (0.134, 0.085),
    ]
    stripe = np.array([[(x, y, z) for x in (-0.018, 0.0, 0.018)] for y, z in over])
    knobs = [
        moved(turned(ball((0, 0, 0), (0.016, 0.016, 0.008), 10, 6), 90, 1), (s * 0.122, -0.03, 0.004)) for s in (-1, 1)
    ]
    return [
        paint(shell, finish(colour, 1.0, top=0.12)),
        paint(sheet(visor), finish("#2f3a52", 0.8)),
        paint(sheet(shine), finish("#9fc8e8", 0.0)),
        paint(sheet(stripe, (0, 0, 1)), finish(WHITE, 0.0)),
        paint(merged([*knobs, tube(_rim(), 0.008, 6)]), finish("#3a3f4c", 0.5)),
        paint(soft_box((0, -0.126, -0.085), (0.075, 0.016, 0.026), 0.006), finish(times(colour, 0.55), 0.2)),
    ]


def _rim() -> Floats:
    """About the foot of the helmet."""
    turn = np.linspace(0, 2 * np.pi, 21)
    return np.column_stack([0.086 * np.cos(turn), 0.012 + 0.096 * np.sin(turn), np.full(len(turn), -0.124)])


def backpack(colour: RGB) -> list[Mesh]:
    """A backpack, its pocket to -y: a rounded top, lid with buckles, side pockets, two straps behind."""
    body = loft(
        [
            (0, 0, 0.0, 0.150, 0.080), (0, 0, 0.03, 0.170, 0.098), (0, 0, 0.20, 0.168, 0.096),
            (0, 0.005, 0.34, 0.150, 0.084), (0, 0.012, 0.40, 0.118, 0.062),
            (0, 0.018, 0.425, 0.060, 0.034), (0, 0.018, 0.43, 0.0, 0.0),
        ],
        20, power=3.4,
    )  # fmt: skip
    lid = loft(
        [
            (0, -0.004, 0.285, 0.158, 0.096), (0, -0.002, 0.32, 0.160, 0.096), (0, 0.004, 0.375, 0.140, 0.080),
            (0, 0.012, 0.425, 0.086, 0.050), (0, 0.016, 0.444, 0.0, 0.0),
        ],
        20, power=3.4,
    )  # fmt: skip
    straps = [
        tube(curve([(s * 0.075, 0.075, 0.40), (s * 0.088, 0.135, 0.30), (s * 0.095, 0.140, 0.16),
                    (s * 0.12, 0.085, 0.04)], 12), 0.0165, 6)
        for s in (-1, 1)
    ]  # fmt: skip
    loop = np.linspace(0, np.pi, 9)
    handle = tube(np.column_stack([0.036 * np.cos(loop), 0 * loop + 0.035, 0.42 + 0.045 * np.sin(loop)]), 0.0075, 6)
    dark = finish(times(colour, 0.62), 0.7)
    return [
        paint(body, finish(colour, 1.0, foot=0.18)),
        paint(lid, finish(times(colour, 1.12), 0.8)),
        paint(soft_box((0, -0.095, 0.115), (0.225, 0.06, 0.16), 0.028, 16), finish(times(colour, 0.9), 0.9)),
        paint(soft_box((0, -0.124, 0.178), (0.215, 0.010, 0.042), 0.004), finish(times(colour, 1.1), 0.4)),
        paint(merged([soft_box((s * 0.168, -0.01, 0.10), (0.042, 0.13, 0.15), 0.018) for s in (-1, 1)]),
              finish(times(colour, 0.84), 0.8)),
        paint(merged([*straps, handle]), dark),
        paint(merged([box((s * 0.068, -0.098, 0.265), (0.022, 0.008, 0.10)) for s in (-1, 1)]), dark),
        paint(merged([box((s * 0.068, -0.1035, 0.236), (0.030, 0.006, 0.026)) for s in (-1, 1)]),
              finish("#f0cf7a", 0.4)),
        paint(box((0, -0.127, 0.158), (0.020, 0.006, 0.022)), finish("#f0cf7a", 0.4)),
    ]  # fmt: skip
