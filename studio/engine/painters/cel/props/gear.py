"""Things carried and ridden: umbrella, bag, guitar, bicycle, camera."""

import numpy as np

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.props.colours import STEEL
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import (
    Finish,
    Floats,
    Shape,
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
    shade_of,
    sheet,
    slab,
    soft_box,
    times,
    tube,
    turned,
)

RIBS = 8


def umbrella(colour: RGB) -> list[Mesh]:
    """An open umbrella: scalloped canopy, light falling through its lining, ribs, shaft, crook."""
    turn = np.linspace(0, 2 * np.pi, RIBS * 6, endpoint=False)
    taut = np.abs(np.cos(turn * RIBS / 2))
    rows: list[Floats] = []
    for t in np.linspace(0, 1, 8):
        radius = 0.52 * np.sin(t * 1.12) / np.sin(1.12) * (1 - 0.07 * (1 - taut) * t**1.5)
        rows.append(
            np.column_stack(
                [radius * np.cos(turn), radius * np.sin(turn), 0.62 + 0.21 * np.cos(t * 1.32) + 0.016 * (1 - taut) * t]
            )
        )
    points = np.array(rows)
    above = sheet(points, (0, 0, 1), wrap=True)
    below = sheet(points - (0, 0, 0.006), (0, 0, -1), wrap=True)
    through = mix(colour, shade_of(colour), 0.45)
    lining = Finish(times(through, 0.95), times(through, 0.84), outline=0.0)
    ribs = merged([tube(points[:, i * 6] - (0, 0, 0.012), 0.004, 4) for i in range(RIBS)])
    stays = merged([bar((0, 0, 0.58), points[4, i * 6] - (0, 0, 0.014), 0.003, 4) for i in range(RIBS)])
    crook = curve([(0, 0, 0.14), (0, 0, 0.05), (0.012, 0, 0.012), (0.042, 0, 0.0), (0.066, 0, 0.022)], 12)
    return [
        paint(above, finish(colour, 1.1, top=0.05)),
        paint(below, lining),
        paint(ribs, finish("#d9d9e6", 0.2)),
        paint(stays, finish("#b9bac9", 0.2)),
        paint(bar((0, 0, 0.12), (0, 0, 0.85), 0.0075, 7), finish("#d9d9e6", 0.7)),
        paint(lathe([(0.018, 0.825), (0.010, 0.842), (0.004, 0.86), (0.0, 0.86)], 8), finish("#3a2a30", 0.6)),
        paint(tube(crook, 0.013, 7), finish("#5a3430", 0.8)),
    ]


def folded_umbrella(colour: RGB) -> list[Mesh]:
    """A furled umbrella, crook up: cloth in folds round the shaft, a strap, the tip below."""
    turn = np.linspace(0, 2 * np.pi, RIBS * 4, endpoint=False)
    rows: list[Floats] = []
    for height, radius in [(0.055, 0.010), (0.12, 0.030), (0.30, 0.043), (0.46, 0.046), (0.58, 0.040), (0.63, 0.022)]:
        folds = radius * (1 + 0.16 * np.cos(turn * RIBS / 2 + height * 3))
        rows.append(np.column_stack([folds * np.cos(turn), folds * np.sin(turn), np.full(len(turn), height)]))
    cloth = sheet(np.array(rows), wrap=True)
    crook = curve([(0, 0, 0.68), (0, 0, 0.775), (0.014, 0, 0.80), (0.046, 0, 0.80), (0.062, 0, 0.77)], 12)
    strap = lathe([(0.049, 0.475), (0.050, 0.485), (0.050, 0.505), (0.047, 0.515)], 16)
    return [
        paint(cloth, finish(colour, 1.0)),
        paint(strap, finish(times(shade_of(colour), 0.9), 0.4)),
        paint(bar((0, 0, 0.0), (0, 0, 0.70), 0.007, 7), finish("#d9d9e6", 0.6)),
        paint(tube(crook, 0.013, 7), finish("#5a3430", 0.8)),
    ]


def bag(colour: RGB) -> list[Mesh]:
    """A satchel: body, flap, buckles, a pocket and a carrying loop."""
    dark = finish(times(colour, 0.72), 0.8)
    turn = np.linspace(0, np.pi, 9)
    loop = tube(np.column_stack([0.08 * np.cos(turn), 0 * turn, 0.26 + 0.055 * np.sin(turn)]), 0.008, 6)
    flap = np.array(
        [
            [(x, -0.079, 0.10 + 0.02 * (abs(x) < 0.1)) for x in np.linspace(-0.185, 0.185, 7)],
            [(x, -0.079, 0.255) for x in np.linspace(-0.188, 0.188, 7)],
            [(x, -0.02, 0.272) for x in np.linspace(-0.188, 0.188, 7)],
            [(x, 0.07, 0.268) for x in np.linspace(-0.186, 0.186, 7)],
        ]
    )
    return [
        paint(soft_box((0, 0, 0.13), (0.38, 0.148, 0.26), 0.03), finish(colour, 1.0, foot=0.2)),
        paint(sheet(flap, (0, -0.7, 0.7)), finish(times(colour, 1.12), 0.7)),
        paint(merged([box((x, -0.082, 0.145), (0.026, 0.006, 0.13)) for x in (-0.11, 0.11)]), dark),
        paint(merged([box((x, -0.086, 0.105), (0.032, 0.006, 0.026)) for x in (-0.11, 0.11)]), finish("#f0cf7a", 0.5)),
        paint(loop, dark),
        paint(soft_box((0, -0.074, 0.07), (0.15, 0.02, 0.09), 0.009), finish(times(colour, 0.9), 0.6)),
    ]


def guitar(colour: RGB) -> list[Mesh]:
    """An acoustic guitar standing on its end, its face to -y."""
    turn = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    z = 0.23 - 0.23 * np.cos(turn)
    up = (1 - np.cos(turn)) / 2
    half = np.where(up < 0.55, 0.19 * np.sqrt(np.clip(1 - ((up - 0.27) / 0.29) ** 2, 0.0, 1)), 0.0)
    upper = 0.138 * np.sqrt(np.clip(1 - ((up - 0.76) / 0.255) ** 2, 0.0, 1))
    half = np.maximum(np.maximum(half, upper), 0.112 * (up > 0.15) * (up < 0.9))
    side = np.where(np.sin(turn) >= 0, 1.0, -1.0)
    outline = np.column_stack([half * side, z])
    body, face = slab(outline, 0.10), slab(outline * (0.95, 0.96) + (0, 0.009), 0.004)
    dark = finish("#4a2f26", 0.7)
    strings = merged([bar((x, -0.062, 0.13), (x * 0.6, -0.060, 0.90), 0.0014, 3) for x in np.linspace(-0.02, 0.02, 6)])
    hole = turned(lathe([(0.0, 0), (0.0, 0.0005), (0.048, 0.0)], 16), 90, 0)
    ring = turned(lathe([(0.0, 0), (0.0, 0.0005), (0.060, 0.0)], 18), 90, 0)
    return [
        paint(body, finish(times(colour, 0.72), 1.0)),
        paint(moved(face, (0, -0.0505, 0)), finish(mix(colour, (1.0, 0.84, 0.55), 0.35), 0.0)),
        paint(moved(_facing_camera(ring), (0, -0.0535, 0.285)), finish("#6b3f2a", 0.0)),
        paint(moved(_facing_camera(hole), (0, -0.0545, 0.285)), finish("#2a1a18", 0.0)),
        paint(box((0, -0.0555, 0.125), (0.10, 0.008, 0.018)), dark),
        paint(box((0, -0.043, 0.64), (0.046, 0.022, 0.50)), dark),
        paint(box((0, -0.036, 0.935), (0.062, 0.02, 0.13)), finish("#6b4330", 0.8)),
        paint(
            merged(
                [
                    bar((s * 0.030, -0.036, h), (s * 0.052, -0.036, h), 0.006, 5)
                    for s in (-1, 1)
                    for h in (0.90, 0.94, 0.98)
                ]
            ),
            finish("#e9e2d2", 0.3),
        ),
        paint(strings, finish("#f3ecd8", 0.0)),
        paint(
            merged([box((0, -0.0552, h), (0.046, 0.003, 0.003)) for h in np.linspace(0.45, 0.86, 9)]),
            finish("#d9c9a0", 0.0),
        ),
    ]


def _facing_camera(disc: Shape) -> Shape:
    """A thin disc about the x axis turned so that it looks to -y, whichever way it was made."""
    return turned(disc, 180, 2) if float(disc.normal[:, 1].mean()) > 0 else disc


def phone(colour: RGB) -> list[Mesh]:
    """A phone standing upright, its screen alight to -y."""
    rows = [(0.10 + 0.055 * i, 0.016 * (3 - i % 2)) for i in range(2)]
    return [
        paint(box((0, 0, 0.075), (0.072, 0.0085, 0.15)), finish(colour, 0.9)),
        paint(box((0, -0.0043, 0.075), (0.066, 0.0006, 0.142)), glowing("#bfe6ff", 0.45)),
        paint(
            merged([box((-0.006, -0.0047, z - 0.04), (0.04, 0.0004, 0.012)) for z, _ in rows]), glowing("#5a8fe0", 0.3)
        ),
        paint(box((0.022, 0.0044, 0.130), (0.020, 0.0008, 0.026)), finish(times(colour, 0.6), 0.0)),
    ]


def camera(colour: RGB) -> list[Mesh]:
    """A reflex camera, its lens to -y."""
    barrel = turned(
        lathe(
            [
                (0.0, 0),
                (0.034, 0),
                (0.036, 0.006),
                (0.036, 0.028),
                (0.032, 0.030),
                (0.032, 0.052),
                (0.026, 0.054),
                (0.022, 0.046),
                (0.0, 0.046),
            ],
            18,
        ),
        90,
        0,
    )
    glass = turned(lathe([(0.023, 0.0), (0.0, 0.004)], 14), 90, 0)
    return [
        paint(soft_box((0, 0.02, 0.036), (0.14, 0.055, 0.072), 0.012), finish(colour, 1.0)),
        paint(soft_box((0, 0.018, 0.082), (0.05, 0.045, 0.026), 0.008), finish(times(colour, 1.2), 0.8)),
        paint(moved(barrel, (0, -0.008, 0.038)), finish(times(colour, 0.85), 0.8)),
        paint(moved(glass, (0, -0.055, 0.038)), finish("#7fb4e8", 0.0)),
        paint(box((0, -0.0085, 0.055), (0.139, 0.002, 0.02)), finish(STEEL, 0.0)),
        paint(moved(lathe([(0.008, 0), (0.008, 0.008), (0, 0.009)], 8), (0.05, 0.02, 0.071)), finish("#e0555a", 0.4)),
    ]


def kite(colour: RGB) -> list[Mesh]:
    """A diamond kite in four panels, with a spar and a tail of bows."""
    top, left, right, foot, middle = (
        (0, 0, 0.90),
        (-0.35, 0.012, 0.62),
        (0.35, 0.012, 0.62),
        (0, 0, 0.20),
        (0, -0.025, 0.62),
    )
    pale = mix(colour, (1, 0.95, 0.75), 0.75)
    pieces: list[Mesh] = []
    for corners, tone in (
        ((top, left, middle), colour),
        ((top, middle, right), pale),
        ((left, foot, middle), pale),
        ((middle, foot, right), colour),
    ):
        for order, shade in ((corners, 1.0), (corners[::-1], 0.8)):
            panel = sheet(np.array([[order[0], order[0]], [order[1], order[2]]]), (0, -1 if shade == 1.0 else 1, 0))
            pieces.append(paint(panel, finish(times(tone, shade), 0.0)))
    pieces.append(paint(merged([bar(top, foot, 0.006, 4), bar(left, right, 0.006, 4)]), finish("#c9a06a", 0.5)))
    tail = curve([foot, (0.05, 0, 0.13), (-0.04, 0, 0.06), (0.02, 0, 0.0)], 10)
    pieces.append(paint(tube(tail, 0.004, 4), finish("#f4efe4", 0.3)))
    bows = [
        slab(np.array([(-0.035, -0.018), (0.035, 0.018), (0.035, -0.018), (-0.035, 0.018)])[[0, 2, 1, 3]], 0.006)
        for _ in range(2)
    ]
    pieces.append(
        paint(merged([moved(bow, tail[i]) for bow, i in zip(bows, (3, 7), strict=True)]), finish(colour, 0.4))
    )
    return pieces


def suitcase(colour: RGB) -> list[Mesh]:
    """An old suitcase with straps, corners and a handle."""
    dark = finish(times(colour, 0.62), 0.6)
    turn = np.linspace(0, np.pi, 7)
    grip = tube(np.column_stack([0.07 * np.cos(turn), 0 * turn, 0.38 + 0.04 * np.sin(turn)]), 0.010, 6)
    corners = [soft_box((x, 0, z), (0.06, 0.222, 0.06), 0.02) for x in (-0.235, 0.235) for z in (0.035, 0.355)]
    return [
        paint(soft_box((0, 0, 0.195), (0.52, 0.216, 0.385), 0.03), finish(colour, 1.0, foot=0.2)),
        paint(merged([box((x, 0, 0.195), (0.04, 0.22, 0.389)) for x in (-0.14, 0.14)]), dark),
        paint(merged(corners), finish(times(colour, 0.75), 0.5)),
        paint(grip, dark),
        paint(merged([box((x, -0.112, 0.29), (0.05, 0.008, 0.035)) for x in (-0.14, 0.14)]), finish("#f0cf7a", 0.5)),
        paint(box((0.03, -0.1105, 0.14), (0.10, 0.004, 0.07)), finish("#e8c05a", 0.0)),
        paint(box((-0.02, -0.1105, 0.20), (0.06, 0.004, 0.05)), finish("#6fb0d8", 0.0)),
    ]


def sword(colour: RGB) -> list[Mesh]:
    """A drawn katana, upright on its hilt, wrapped in its colour: guard, bright blade with a tempered edge."""
    back = np.array([(0.028, 0.25), (0.030, 0.50), (0.026, 0.75), (0.012, 0.95), (-0.010, 1.0)])
    edge = np.array([(-0.006, 0.93), (0.000, 0.75), (0.003, 0.50), (0.002, 0.25)])
    temper = np.array([(0.002, 0.25), (0.010, 0.25), (0.011, 0.50), (0.008, 0.75), (-0.006, 0.97), (-0.006, 0.93)])
    tempered = slab(np.vstack([temper, [(0.000, 0.75), (0.003, 0.50)]]), 0.013)
    wraps = [box((0.016, 0, z), (0.034, 0.028, 0.014)) for z in np.arange(0.022, 0.215, 0.034)]
    guard = moved(lathe([(0, 0), (0.042, 0), (0.042, 0.012), (0, 0.012)], 14), (0.016, 0, 0.228))
    return [
        paint(slab(np.vstack([back, edge]), 0.008), finish("#aebacb", 1.0)),
        paint(tempered, finish("#f2f6fb", 0.4)),
        paint(box((0.016, 0, 0.115), (0.030, 0.024, 0.23)), finish("#efe6d2", 0.8)),
        paint(merged(wraps), finish(colour, 0.3)),
        paint(guard, finish("#d9b25a", 0.8)),
        paint(box((0.015, 0, 0.245), (0.034, 0.014, 0.02)), finish("#d9b25a", 0.5)),
    ]


def bicycle(colour: RGB) -> list[Mesh]:
    """A town bicycle along x, its front to +x: wheels, frame, basket, mudguards, saddle."""
    back, front = (-0.52, 0, 0.31), (0.52, 0, 0.31)
    crank, seat, head = (-0.10, 0, 0.30), (-0.24, 0, 0.80), (0.34, 0, 0.82)
    frame = merged(
        [
            bar(a, b, 0.018, 6)
            for a, b in (
                (crank, seat),
                (crank, head),
                (back, crank),
                (back, (-0.22, 0, 0.72)),
                (seat, (0.33, 0, 0.62)),
                (front, head),
            )
        ]
    )
    fork = curve([head, (0.31, 0, 0.97), (0.20, 0, 1.0)], 6)
    grips = [
        tube(curve([(0.31, 0, 0.97), (0.29, s * 0.14, 1.0), (0.16, s * 0.25, 0.98)], 7), 0.012, 6) for s in (-1, 1)
    ]
    return [
        *_wheel(back, colour),
        *_wheel(front, colour),
        paint(frame, finish(colour, 0.9)),
        paint(tube(fork, 0.014, 6), finish(STEEL, 0.6)),
        paint(merged(grips), finish("#3a3340", 0.6)),
        paint(soft_box((-0.25, 0, 0.84), (0.26, 0.16, 0.07), 0.03), finish("#5a3a30", 0.9)),
        paint(_basket(), finish("#c9a06a", 0.5)),
        paint(
            merged(
                [bar((-0.10, s * 0.09, 0.30 + s * 0.12), (-0.10, s * 0.17, 0.30 + s * 0.12), 0.014, 5) for s in (-1, 1)]
                + [bar((-0.10, s * 0.06, 0.30), (-0.10, s * 0.09, 0.30 + s * 0.12), 0.010, 5) for s in (-1, 1)]
            ),
            finish("#3a3d4c", 0.5),
        ),
    ]


def _wheel(hub: tuple[float, float, float], colour: RGB) -> list[Mesh]:
    """A tyre, a rim, ten spokes and a mudguard in the frame's colour."""
    turn = np.linspace(0, 2 * np.pi, 25)
    circle = np.column_stack([np.cos(turn), 0 * turn, np.sin(turn)])
    spokes = [bar(hub, np.array(hub) + circle[i] * 0.28, 0.003, 3) for i in range(0, 24, 2)]
    arc = np.linspace(0.35, 2.4, 9)
    guard = np.array(hub) + np.column_stack([np.cos(arc), 0 * arc, np.sin(arc)]) * 0.335
    return [
        paint(tube(np.array(hub) + circle * 0.293, 0.017, 6), finish("#2f2f3c", 0.8)),
        paint(merged(spokes), finish(STEEL, 0.0)),
        paint(tube(guard, 0.014, 5), finish(times(colour, 0.9), 0.5)),
    ]


def _basket() -> Shape:
    """A wire basket over the front wheel."""
    low = (0.42, 0.62)
    levels = [
        np.array(
            [
                (low[0] - g, -0.10 - g, z),
                (low[1] + g, -0.10 - g, z),
                (low[1] + g, 0.10 + g, z),
                (low[0] - g, 0.10 + g, z),
            ]
        )
        for z, g in ((0.72, 0.0), (0.80, 0.012), (0.88, 0.024), (0.95, 0.035))
    ]
    rings = [bar(level[i], level[(i + 1) % 4], 0.006, 4) for level in levels for i in range(4)]
    posts = [bar(levels[0][i], levels[-1][i], 0.006, 4) for i in range(4)]
    floor = box((sum(low) / 2, 0, 0.72), (low[1] - low[0], 0.20, 0.01))
    return merged([*rings, *posts, floor])
