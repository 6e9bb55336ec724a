"""What rolls or slides along with a load: a tyre, a sled, a wheelbarrow, a pram."""

import numpy as np

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.props.colours import DARK, STEEL, WHITE
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import (
    Floats,
    Shape,
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
    soft_box,
    times,
    tube,
    turned,
)


def tyre(colour: RGB) -> list[Mesh]:
    """A car's tyre lying on its side: tread, side walls with a pale ring, the hole through it."""
    skin = [
        (0.190, -0.070), (0.205, -0.088), (0.245, -0.095), (0.285, -0.088), (0.305, -0.070), (0.310, -0.035),
        (0.311, 0.0),
        (0.310, 0.035), (0.305, 0.070), (0.285, 0.088), (0.245, 0.095), (0.205, 0.088), (0.190, 0.070), (0.186, 0.0),
        (0.190, -0.070),
    ]  # fmt: skip
    inner = lathe([(0.186, -0.070), (0.181, 0.0), (0.186, 0.070)], 26)
    inner = sheet(inner.position.reshape(3, -1, 3), -inner.position.reshape(3, -1, 3) * (1, 1, 0), wrap=True)
    blocks = [
        moved(turned(box((0.309, 0, 0), (0.012, 0.030, 0.046)), turn + 6 * (high > 0)), (0, 0, high))
        for turn in np.arange(0, 360, 15.0)
        for high in (-0.036, 0.036)
    ]
    ring = [lathe([(0.236, z * 0.0955), (0.228, z * 0.0975), (0.220, z * 0.0945)][:: int(z)], 26) for z in (-1.0, 1.0)]
    return [
        paint(lathe(skin, 26), finish(colour, 1.0, depth=0.7)),
        paint(inner, finish(times(colour, 0.5), 0.0)),
        paint(merged(blocks), finish(times(colour, 0.72), 0.2)),
        paint(merged(ring), finish(mix(colour, (1, 1, 1), 0.45), 0.0)),
    ]


def sled(colour: RGB) -> list[Mesh]:
    """A wooden sled, its front to +x: slats in the script's colour, runners that turn up, a cord to pull it by."""
    runners: list[Shape] = []
    posts: list[Shape] = []
    for s in (-1, 1):
        way = curve(
            [(-0.52, s * 0.17, 0.012), (0.0, s * 0.17, 0.012), (0.34, s * 0.17, 0.014), (0.48, s * 0.17, 0.06),
             (0.54, s * 0.17, 0.16), (0.50, s * 0.17, 0.26), (0.40, s * 0.17, 0.27)], 22)  # fmt: skip
        runners.append(tube(way, 0.014, 6))
        posts += [bar((x, s * 0.17, 0.01), (x * 0.92, s * 0.15, 0.21), 0.013, 6) for x in (-0.36, -0.02, 0.28)]
    cross = [soft_box((x, 0, 0.213), (0.045, 0.40, 0.022), 0.006) for x in (-0.33, -0.02, 0.26)]
    slats = [soft_box((-0.06, y, 0.236), (0.94, 0.066, 0.02), 0.008) for y in (-0.155, -0.078, 0.0, 0.078, 0.155)]
    cord = curve(
        [(0.50, -0.17, 0.24), (0.60, -0.10, 0.12), (0.64, 0.0, 0.06), (0.60, 0.10, 0.12), (0.50, 0.17, 0.24)], 14
    )
    return [
        paint(merged(slats), finish(colour, 0.9)),
        paint(merged([*cross, *posts]), finish("#a9764c", 0.7)),
        paint(merged([*runners, bar((0.44, -0.17, 0.27), (0.44, 0.17, 0.27), 0.014, 6)]), finish("#7a5238", 0.8)),
        paint(tube(cord, 0.007, 5), finish("#f0e4c8", 0.4)),
    ]


def wheelbarrow(colour: RGB) -> list[Mesh]:
    """A wheelbarrow, its wheel to +x: a steel tray in the script's colour, two legs, two handles."""
    low = [(-0.30, 0.18), (0.26, 0.13)]
    high = [(-0.46, 0.30), (0.50, 0.27)]
    floor = np.array([(low[0][0], -low[0][1]), (low[1][0], -low[1][1]), (low[1][0], low[1][1]), (low[0][0], low[0][1])])
    brim = np.array(
        [(high[0][0], -high[0][1]), (high[1][0], -high[1][1]), (high[1][0], high[1][1]), (high[0][0], high[0][1])]
    )
    outer: list[Shape] = []
    inner: list[Shape] = []
    rim: list[Shape] = []
    at, top = _level(floor, 0.30), _level(brim, 0.56)
    for one in range(4):
        two = (one + 1) % 4
        side = np.array([[at[one], at[two]], [top[one], top[two]]])
        out = side.mean((0, 1)) * (1, 1, 0)
        outer.append(sheet(side, out))
        inner.append(sheet(side * (0.985, 0.97, 1) + (0, 0, 0.004), -out))
        rim.append(bar(top[one], top[two], 0.014, 6))
    outer.append(sheet(np.array([[at[0], at[1]], [at[3], at[2]]]), (0, 0, -1)))
    inner.append(sheet(np.array([[at[0], at[1]], [at[3], at[2]]]) + np.array((0, 0, 0.006)), (0, 0, 1)))
    frame: list[Shape] = []
    grips: list[Shape] = []
    for s in (-1, 1):
        frame.append(tube(curve([(0.60, s * 0.05, 0.19), (0.22, s * 0.15, 0.29), (-0.34, s * 0.22, 0.31),
                                 (-0.74, s * 0.27, 0.52)], 12), 0.016, 6))  # fmt: skip
        frame.append(tube(curve([(-0.08, s * 0.19, 0.30), (-0.20, s * 0.21, 0.02), (-0.30, s * 0.21, 0.02),
                                 (-0.36, s * 0.22, 0.31)], 11), 0.014, 6))  # fmt: skip
        grips.append(bar((-0.66, s * 0.261, 0.478), (-0.78, s * 0.275, 0.541), 0.021, 8))
    return [
        paint(merged(outer), finish(colour, 1.0, foot=0.15)),
        paint(merged(inner), finish(times(colour, 0.8), 0.0)),
        paint(merged(rim), finish(times(colour, 1.1), 0.6)),
        paint(merged([*frame, bar((0.60, -0.07, 0.19), (0.60, 0.07, 0.19), 0.014, 6)]), finish("#5a6070", 0.7)),
        paint(merged(grips), finish(DARK, 0.4)),
        *_wheel((0.60, 0, 0.19), 0.19, 0.035),
    ]


def _level(corners: Floats, high: float) -> Floats:
    return np.column_stack([corners, np.full(len(corners), high)])


def _wheel(hub: tuple[float, float, float], radius: float, thick: float) -> list[Mesh]:
    """A wheel that rolls along x: tyre, rim, six spokes."""
    turn = np.linspace(0, 2 * np.pi, 15)
    circle = np.column_stack([np.cos(turn), 0 * turn, np.sin(turn)])
    centre = np.array(hub)
    spokes = [bar(centre, centre + (radius - thick) * np.array([np.cos(a), 0, np.sin(a)]), 0.008, 3)
              for a in np.arange(6) * np.pi / 3]  # fmt: skip
    return [
        paint(tube(centre + circle * (radius - thick), thick, 6), finish("#3a3a48", 0.8)),
        paint(merged([*spokes, tube(centre + circle * (radius - 1.8 * thick), thick * 0.3, 4)]), finish(STEEL, 0.3)),
    ]


def stroller(colour: RGB) -> list[Mesh]:
    """A pram, its front to +x: a carrycot in the script's colour, a folding hood, four spoked wheels, a handle."""
    cot = sheet(
        np.array(
            [
                [
                    (0.02 + long * np.cos(a), wide * np.sin(a), high + 0.05 * max(0.0, np.cos(a)) * (share > 0.4))
                    for a in np.linspace(0, 2 * np.pi, 20, endpoint=False)
                ]
                for share, long, wide, high in (
                    (0.0, 0.0, 0.0, 0.45), (0.1, 0.22, 0.12, 0.45), (0.4, 0.34, 0.185, 0.52), (0.8, 0.40, 0.215, 0.66),
                    (1.0, 0.415, 0.22, 0.74))
            ]
        ),
        wrap=True,
    )  # fmt: skip
    brim_turn = np.linspace(0, 2 * np.pi, 21)
    brim = np.column_stack(
        [0.02 + 0.415 * np.cos(brim_turn), 0.22 * np.sin(brim_turn), 0.74 + 0.05 * np.clip(np.cos(brim_turn), 0, 1)]
    )
    inside = sheet(np.array([brim[:-1], np.tile((0.02, 0, 0.70), (20, 1))]), (0, 0, 1), wrap=True)
    hood = np.array(
        [
            [
                (-0.06 - 0.35 * np.sin(lean) * np.sin(a) * 1.02 + 0.02 * np.cos(a) ** 2, 0.228 * np.cos(a),
                 0.745 + 0.36 * np.cos(lean) * np.sin(a) * (1 - 0.03 * (k % 2)))
                for a in np.linspace(0, np.pi, 11)
            ]
            for k, lean in enumerate(np.radians(np.linspace(-12, 92, 7)))
        ]
    )  # fmt: skip
    wheels = [each for x in (-0.30, 0.32) for s in (-1, 1) for each in _wheel((x, s * 0.24, 0.15), 0.15, 0.018)]
    legs = [
        tube(curve([(-0.30, s * 0.24, 0.15), (-0.02, s * 0.20, 0.36), (0.30, s * 0.185, 0.50)], 8), 0.013, 6)
        for s in (-1, 1)
    ]
    legs += [
        tube(curve([(0.32, s * 0.24, 0.15), (0.02, s * 0.20, 0.36), (-0.30, s * 0.19, 0.55), (-0.62, s * 0.19, 1.0)],
                   10), 0.013, 6)
        for s in (-1, 1)
    ]  # fmt: skip
    legs += [bar((x, -0.24, 0.15), (x, 0.24, 0.15), 0.010, 5) for x in (-0.30, 0.32)]
    grip = bar((-0.62, -0.20, 1.0), (-0.62, 0.20, 1.0), 0.02, 8)
    pale = mix(colour, (1.0, 0.98, 0.94), 0.72)
    return [
        paint(cot, finish(colour, 1.0, foot=0.15)),
        paint(inside, finish(WHITE, 0.0)),
        paint(tube(brim, 0.016, 6), finish(pale, 0.6)),
        paint(sheet(hood, (0, 0, 1)), finish(times(colour, 1.06), 0.9)),
        paint(
            moved(sheet(hood * (0.985, 0.97, 1) - (0, 0, 0.006), (0, 0, -1)), (0, 0, 0)),
            finish(times(colour, 0.7), 0.0),
        ),
        paint(merged([tube(hood[k], 0.008, 5) for k in (0, 3, 6)]), finish(pale, 0.3)),
        paint(merged(legs), finish(STEEL, 0.7)),
        paint(grip, finish(DARK, 0.5)),
        *wheels,
    ]
