"""Small precious things: coin, ring, crown, necklace, crystal, mask."""

import numpy as np

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.props.colours import DARK, WHITE
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


def coin(colour: RGB) -> list[Mesh]:
    """A coin lying flat, a star on its face."""
    turn = np.arange(10) * np.pi / 5 + np.pi / 2
    reach = np.where(np.arange(10) % 2 == 0, 0.0085, 0.0038)
    star = turned(slab(np.column_stack([reach * np.cos(turn), reach * np.sin(turn)]), 0.0006), 90, 0)
    return [
        paint(
            lathe([(0.0, 0), (0.0135, 0), (0.0140, 0.0012), (0.0135, 0.0024), (0.0115, 0.0018), (0.0, 0.0018)], 22),
            finish(colour, 0.7),
        ),
        paint(moved(star, (0, 0, 0.0021)), finish(times(colour, 0.75), 0.0)),
    ]


def ring(colour: RGB) -> list[Mesh]:
    """A ring standing on its band, with a cut stone."""
    turn = np.linspace(0, 2 * np.pi, 23)
    band = np.column_stack([0.0095 * np.cos(turn), 0 * turn, 0.0105 + 0.0095 * np.sin(turn)])
    stone = lathe([(0.0, 0.019), (0.0052, 0.0235), (0.0038, 0.026), (0.0, 0.0262)], 8)
    claws = [
        bar((0.004 * np.cos(a), 0.004 * np.sin(a), 0.0195), (0.0052 * np.cos(a), 0.0052 * np.sin(a), 0.0246), 0.0008, 4)
        for a in np.arange(4) * np.pi / 2 + 0.4
    ]
    return [
        paint(merged([tube(band, 0.0016, 7), *claws]), finish(colour, 0.6)),
        paint(stone, finish("#bff0fa", 0.4, depth=0.8)),
        paint(moved(lathe([(0.0026, 0), (0.0, 0.0004)], 6), (0, 0, 0.0262)), finish("#ffffff", 0.0)),
    ]


def crown(colour: RGB) -> list[Mesh]:
    """A crown of seven points with stones."""
    turn = np.linspace(0, 2 * np.pi, 57)
    peaks = 0.07 + 0.055 * np.abs(np.cos(3.5 * turn)) ** 0.9
    rows = np.stack(
        [
            np.column_stack([r * np.cos(turn), r * np.sin(turn), z])
            for r, z in ((0.092, 0 * turn), (0.094, 0.03 + 0 * turn), (0.104, peaks))
        ]
    )
    inner = rows * (0.975, 0.975, 1)
    tips = [ball((0.106 * np.cos(a), 0.106 * np.sin(a), 0.13), 0.008, 7, 5) for a in np.arange(7) * 2 * np.pi / 7]
    stones = [
        ball((0.0945 * np.cos(a), 0.0945 * np.sin(a), 0.026), (0.010, 0.010, 0.012), 8, 6)
        for a in np.arange(7) * 2 * np.pi / 7 - np.pi / 2
    ]
    return [
        paint(merged([sheet(rows), lathe([(0.0945, 0.0), (0.097, 0.006), (0.0945, 0.012)], 28)]), finish(colour, 0.9)),
        paint(sheet(inner[::-1], None), finish(times(colour, 0.75), 0.0)),
        paint(merged(tips), finish("#fff6e0", 0.3)),
        paint(merged(stones[::2]), finish("#d8343a", 0.2)),
        paint(merged(stones[1::2]), finish("#3d6fd4", 0.2)),
    ]


def necklace(colour: RGB) -> list[Mesh]:
    """A chain of beads laid in a loop, with a pendant."""
    turn = np.linspace(0, 2 * np.pi, 31)[:-1]
    beads = [
        ball((0.075 * np.cos(a), 0.06 * np.sin(a) * (1.2 if np.sin(a) < 0 else 1), 0.006), 0.006, 6, 5) for a in turn
    ]
    return [
        paint(merged(beads), finish(colour, 0.4)),
        paint(ball((0, -0.088, 0.008), (0.014, 0.018, 0.008), 10, 7), finish("#4fb0a0", 0.5)),
        paint(ball((-0.004, -0.084, 0.0145), (0.004, 0.006, 0.002), 6, 4), finish("#e6fff8", 0.0)),
    ]


def crystal(colour: RGB) -> list[Mesh]:
    """A cluster of glowing crystals."""
    spikes = [
        _spike(0.22, 0.036, 0, (0, 0)),
        _spike(0.15, 0.026, 22, (0.03, 0.02)),
        _spike(0.16, 0.026, -20, (-0.03, 0.01)),
    ]
    return [
        *[paint(spike, glowing(mix(colour, WHITE, 0.12 * i), 0.55)) for i, spike in enumerate(spikes)],
        paint(_spike(0.12, 0.024, 6, (0.0, -0.045)), finish(colour, 0.6, depth=0.8)),
        paint(ball((0, 0, 0.01), (0.075, 0.065, 0.022), 9, 6), finish("#7d8394", 0.9)),
    ]


def _spike(high: float, wide: float, lean: float, foot: tuple[float, float]) -> Shape:
    rings = [(0, 0, 0, wide, wide), (0, 0, high * 0.75, wide * 0.9, wide * 0.9), (0, 0, high, 0.001, 0.001)]
    return moved(turned(loft(rings, 6), lean, 1), (*foot, 0))


def mask(colour: RGB) -> list[Mesh]:
    """A fox mask, face towards -y."""
    u, v = np.meshgrid(np.linspace(-1, 1, 15), np.linspace(-1, 1, 11))
    wide = 0.085 * np.sqrt(np.clip(1.02 - v**2, 0.02, 1)) * (1 - 0.28 * np.clip(-v, 0, 1))
    deep = -0.05 * np.sqrt(np.clip(1 - u**2 * 0.9, 0, 1)) - 0.03 * np.exp(-((u / 0.35) ** 2) - ((v + 0.35) / 0.4) ** 2)
    face = np.stack([wide * u, deep, 0.11 + 0.1 * v], -1)
    ears = [
        moved(turned(slab([(-0.035, 0.0), (0.035, 0.0), (s * 0.012, 0.085)], 0.02), 0), (s * 0.052, -0.02, 0.18))
        for s in (-1, 1)
    ]
    inner = [
        moved(slab([(-0.018, 0.01), (0.018, 0.01), (s * 0.008, 0.06)], 0.004), (s * 0.052, -0.0325, 0.182))
        for s in (-1, 1)
    ]
    eyes = [
        tube(
            curve([(s * 0.02, -0.058, 0.115), (s * 0.042, -0.052, 0.132), (s * 0.066, -0.036, 0.13)], 6),
            (0.003, 0.006, 0.006, 0.005, 0.004, 0.002),
            5,
        )
        for s in (-1, 1)
    ]
    stripes = [
        tube(
            curve([(s * 0.03, -0.056, 0.085), (s * 0.055, -0.044, 0.078), (s * 0.07, -0.03, 0.082)], 5),
            (0.002, 0.004, 0.004, 0.003, 0.001),
            4,
        )
        for s in (-1, 1)
    ]
    return [
        paint(merged([sheet(face, (0, -1, 0)), *ears]), finish(colour, 1.0)),
        paint(moved(sheet(face * (0.97, 1, 1), (0, 1, 0)), (0, 0.006, 0)), finish(times(colour, 0.7), 0.0)),
        paint(
            merged([*inner, *stripes, ball((0, -0.052, 0.172), (0.014, 0.006, 0.016), 8, 6)]), finish("#d2353f", 0.0)
        ),
        paint(merged([*eyes, ball((0, -0.083, 0.072), (0.010, 0.006, 0.007), 7, 5)]), finish(DARK, 0.0)),
    ]


def charm(colour: RGB) -> list[Mesh]:
    """A weather doll: a white head and cloth with a painted face, on a string."""
    cloth = lathe([(0.055, 0.0), (0.05, 0.03), (0.03, 0.08), (0.018, 0.10), (0.0, 0.10)], 16)
    eyes = [ball((s * 0.014, -0.033, 0.137), (0.004, 0.003, 0.006), 6, 5) for s in (-1, 1)]
    smile = tube(curve([(-0.012, -0.0345, 0.122), (0, -0.0355, 0.117), (0.012, -0.0345, 0.122)], 5), 0.0015, 4)
    return [
        paint(merged([cloth, ball((0, 0, 0.13), 0.036, 13, 9)]), finish(colour, 0.9)),
        paint(
            merged([lathe([(0.0185, 0.096), (0.0195, 0.106)], 10), box((0.012, -0.02, 0.085), (0.006, 0.003, 0.03))]),
            finish("#d8343a", 0.2),
        ),
        paint(merged([*eyes, smile]), finish(DARK, 0.0)),
        paint(bar((0, 0, 0.163), (0, 0, 0.22), 0.002, 4), finish("#c9a06a", 0.2)),
    ]
