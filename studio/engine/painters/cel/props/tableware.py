"""Vessels and what is served: cup, bottle, vase, teapot, cake, bucket."""

import numpy as np

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.props.colours import WHITE
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import (
    ball,
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
    soft_box,
    times,
    tube,
    turned,
)


def cup(colour: RGB) -> list[Mesh]:
    """A mug with a handle and a drink in it."""
    body = lathe(
        [
            (0.0, 0),
            (0.034, 0),
            (0.040, 0.006),
            (0.0425, 0.05),
            (0.0425, 0.095),
            (0.038, 0.095),
            (0.037, 0.08),
            (0.0, 0.078),
        ],
        18,
    )
    turn = np.linspace(-1.35, 1.35, 9)
    handle = np.column_stack([0.036 + 0.036 * np.cos(turn), 0 * turn, 0.05 + 0.030 * np.sin(turn)])
    band = lathe([(0.0428, 0.030), (0.0432, 0.044)], 18)
    return [
        paint(body, finish(colour, 1.0, foot=0.1)),
        paint(tube(handle, 0.0065, 7), finish(colour, 0.7)),
        paint(band, finish(mix(colour, (0.35, 0.55, 0.85), 0.7), 0.0)),
        paint(moved(lathe([(0.037, 0), (0.0, 0.001)], 16), (0, 0, 0.084)), finish("#7a4a2c", 0.0)),
    ]


def bottle(colour: RGB) -> list[Mesh]:
    """A bottle with a label and a cap."""
    body = lathe(
        [
            (0.0, 0),
            (0.034, 0),
            (0.0375, 0.008),
            (0.0375, 0.13),
            (0.034, 0.155),
            (0.016, 0.19),
            (0.014, 0.222),
            (0.0, 0.222),
        ],
        16,
    )
    label = lathe([(0.0382, 0.045), (0.0382, 0.115)], 16)
    stripe = lathe([(0.0386, 0.070), (0.0386, 0.090)], 16)
    cap = lathe([(0.0, 0.218), (0.017, 0.218), (0.017, 0.24), (0.0, 0.24)], 12)
    gleam = box((-0.020, -0.0325, 0.09), (0.005, 0.004, 0.11))
    return [
        paint(body, finish(colour, 1.0, foot=0.15, top=0.2)),
        paint(label, finish(WHITE, 0.0, depth=0.8)),
        paint(stripe, finish(mix(colour, (0.9, 0.3, 0.3), 0.6), 0.0)),
        paint(cap, finish("#e9e4da", 0.8)),
        paint(gleam, glowing(mix(colour, (1, 1, 1), 0.6), 0.0)),
    ]


def vase(colour: RGB) -> list[Mesh]:
    """A bellied vase with two painted bands."""
    profile = curve(
        [(0.05, 0, 0), (0.085, 0.07, 0), (0.09, 0.14, 0), (0.055, 0.22, 0), (0.042, 0.27, 0), (0.062, 0.318, 0)], 16
    )[:, :2]
    body = lathe(np.vstack([[(0.0, 0.0)], profile, [(0.062, 0.32), (0.050, 0.32), (0.036, 0.27), (0.0, 0.25)]]), 18)
    pale = mix(colour, (1, 1, 1), 0.72)
    bands = [
        lathe([(r0 + 0.0012, z0), (r1 + 0.0012, z1)], 18)
        for r0, z0, r1, z1 in ((0.0905, 0.125, 0.0885, 0.155), (0.047, 0.243, 0.0425, 0.262))
    ]
    petals = [
        turned(moved(ball((0, 0, 0), (0.003, 0.016, 0.022), 6, 5), (0.0885, 0, 0.095)), turn)
        for turn in range(0, 360, 45)
    ]
    return [
        paint(body, finish(colour, 1.0, foot=0.15)),
        paint(merged(bands), finish(pale, 0.0)),
        paint(merged(petals), finish(pale, 0.0)),
    ]


def bucket(colour: RGB) -> list[Mesh]:
    """A pail with rims and a handle laid to the side."""
    body = lathe(
        [
            (0, 0),
            (0.105, 0),
            (0.112, 0.01),
            (0.145, 0.25),
            (0.15, 0.25),
            (0.15, 0.262),
            (0.138, 0.262),
            (0.108, 0.02),
            (0, 0.018),
        ],
        18,
    )
    turn = np.linspace(0, np.pi, 11)
    handle = np.column_stack([0.146 * np.cos(turn), -0.146 * np.sin(turn) * 0.94, 0.245 + 0.045 * np.sin(turn)])
    band = merged([lathe([(0.1185, 0.06), (0.1205, 0.075)], 18), lathe([(0.1345, 0.18), (0.1365, 0.195)], 18)])
    return [
        paint(body, finish(colour, 1.0, foot=0.15)),
        paint(tube(handle, 0.005, 5), finish("#5d6478", 0.6)),
        paint(band, finish(times(colour, 0.72), 0.0)),
    ]


def cake(colour: RGB) -> list[Mesh]:
    """A round cake: sponge, cream, strawberries and candles."""
    body = lathe([(0, 0.012), (0.115, 0.012), (0.118, 0.02), (0.118, 0.088), (0.110, 0.095), (0, 0.095)], 22)
    layer = lathe([(0.1186, 0.045), (0.1186, 0.056)], 22)
    plate = lathe([(0, 0), (0.11, 0), (0.13, 0.008), (0.13, 0.012), (0, 0.012)], 22)
    spots = [(0.085 * np.cos(t), 0.085 * np.sin(t)) for t in np.linspace(0, 2 * np.pi, 8, endpoint=False)]
    cream = merged([ball((x, y, 0.098), (0.018, 0.018, 0.012), 8, 5) for x, y in spots])
    berries = merged([ball((x, y, 0.115), (0.012, 0.012, 0.016), 8, 5) for x, y in spots])
    candles = merged(
        [bar((x, y, 0.095), (x, y, 0.15), 0.004, 5) for x, y in ((0, 0.02), (0.03, -0.015), (-0.03, -0.015))]
    )
    flames = merged(
        [ball((x, y, 0.160), (0.004, 0.004, 0.010), 6, 5) for x, y in ((0, 0.02), (0.03, -0.015), (-0.03, -0.015))]
    )
    return [
        paint(plate, finish("#e9eef5", 0.7)),
        paint(body, finish(colour, 0.9)),
        paint(layer, finish("#f28a9b", 0.0)),
        paint(cream, finish("#ffffff", 0.5, depth=0.8)),
        paint(berries, finish("#e8384a", 0.6)),
        paint(candles, finish("#7fc4f0", 0.4)),
        paint(flames, glowing("#ffd36a", 1.0)),
    ]


def teapot(colour: RGB) -> list[Mesh]:
    """A round pot, its spout to +x and its handle behind."""
    body = lathe(
        np.vstack(
            [
                [(0, 0)],
                curve([(0.05, 0.0, 0), (0.08, 0.045, 0), (0.075, 0.095, 0), (0.035, 0.128, 0)], 9)[:, :2],
                [(0, 0.13)],
            ]
        ),
        20,
    )
    lid = lathe([(0.04, 0.128), (0.03, 0.142), (0.008, 0.148), (0.014, 0.160), (0.0, 0.17)], 14)
    spout = tube(
        curve([(0.06, 0, 0.055), (0.10, 0, 0.075), (0.112, 0, 0.108), (0.14, 0, 0.125)], 8),
        np.linspace(0.022, 0.010, 8),
        9,
    )
    turn = np.linspace(-1.9, 1.9, 10)
    handle = tube(np.column_stack([-0.082 - 0.036 * np.cos(turn), 0 * turn, 0.072 + 0.042 * np.sin(turn)]), 0.008, 7)
    band = lathe([(0.0812, 0.044), (0.0808, 0.056)], 20)
    return [
        paint(body, finish(colour, 1.0, foot=0.12)),
        paint(lid, finish(times(colour, 1.06), 0.9)),
        paint(spout, finish(colour, 0.9)),
        paint(handle, finish(times(colour, 0.85), 0.8)),
        paint(band, finish(mix(colour, (1, 1, 1), 0.6), 0.0)),
        paint(soft_box((0, 0, 0.004), (0.07, 0.07, 0.008), 0.004), finish(times(colour, 0.7), 0.5)),
    ]
