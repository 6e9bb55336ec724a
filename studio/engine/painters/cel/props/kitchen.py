"""What food is made and served in: bowls, plates, pans, knives."""

import numpy as np

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.props.colours import STEEL, WHITE
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import (
    Shape,
    ball,
    bar,
    box,
    curve,
    finish,
    lathe,
    merged,
    mix,
    moved,
    paint,
    slab,
    soft_box,
    times,
    tube,
)


def bowl(colour: RGB) -> list[Mesh]:
    """A bowl of noodle soup with an egg, greens and a fish cake, two chopsticks across."""
    body = lathe(
        [
            (0.0, 0),
            (0.042, 0),
            (0.042, 0.012),
            (0.075, 0.035),
            (0.098, 0.085),
            (0.092, 0.085),
            (0.088, 0.076),
            (0, 0.076),
        ],
        24,
    )
    noodles = [_noodle(i) for i in range(5)]
    sticks = [bar((-0.11, -0.03 + s, 0.092), (0.11, 0.02 + s, 0.092), 0.003, 5) for s in (0.0, 0.016)]
    return [
        paint(body, finish(colour, 1.0, foot=0.1)),
        paint(lathe([(0.0985, 0.066), (0.1, 0.078)], 24), finish(mix(colour, WHITE, 0.7), 0.0)),
        paint(moved(lathe([(0.088, 0), (0.0, 0.001)], 24), (0, 0, 0.077)), finish("#c98b4a", 0.0)),
        paint(merged(noodles), finish("#f6dd93", 0.0)),
        paint(ball((0.035, -0.03, 0.079), (0.022, 0.018, 0.008), 10, 6), finish(WHITE, 0.3)),
        paint(ball((0.035, -0.03, 0.085), (0.011, 0.010, 0.004), 8, 5), finish("#f6b03c", 0.0)),
        paint(ball((-0.04, 0.03, 0.079), (0.02, 0.02, 0.005), 10, 5), finish("#f7b7c4", 0.2)),
        paint(
            merged([ball((-0.035 + 0.012 * i, -0.045, 0.08), 0.009, 6, 5) for i in range(4)]), finish("#5fae4a", 0.0)
        ),
        paint(merged(sticks), finish("#8a4a34", 0.5)),
    ]


def _noodle(number: int) -> Shape:
    turn = np.linspace(0, 4.2, 12) + number
    reach = 0.020 + 0.011 * number
    line = np.column_stack([reach * np.cos(turn), reach * np.sin(turn), 0.079 + 0.003 * np.sin(turn * 3)])
    return tube(line, 0.0035, 4)


def plate(colour: RGB) -> list[Mesh]:
    """A flat plate with a painted rim."""
    body = lathe([(0.0, 0), (0.07, 0), (0.08, 0.006), (0.125, 0.022), (0.125, 0.026), (0.08, 0.012), (0.0, 0.010)], 26)
    rim = lathe([(0.112, 0.0228), (0.121, 0.0262)], 26)
    return [paint(body, finish(colour, 1.0)), paint(rim, finish(mix(colour, (0.25, 0.45, 0.75), 0.7), 0.0))]


def glass(colour: RGB) -> list[Mesh]:
    """A drinking glass, half full, with ice and a straw."""
    body = lathe([(0.0, 0), (0.028, 0), (0.036, 0.13), (0.033, 0.13), (0.031, 0.10), (0.0, 0.10)], 18)
    ice = [soft_box((x, y, 0.104), (0.018, 0.018, 0.016), 0.004) for x, y in ((-0.010, 0.006), (0.012, -0.008))]
    return [
        paint(body, finish(colour, 1.0, foot=-0.1)),
        paint(moved(lathe([(0.031, 0), (0.0, 0.001)], 18), (0, 0, 0.101)), finish(times(colour, 0.85), 0.0)),
        paint(merged(ice), finish("#f2fbff", 0.3)),
        paint(bar((-0.012, 0, 0.03), (0.020, 0, 0.172), 0.0032, 6), finish("#e8566a", 0.4)),
        paint(box((0.0, -0.034, 0.065), (0.006, 0.002, 0.09)), finish("#ffffff", 0.0)),
    ]


def spoon(colour: RGB) -> list[Mesh]:
    """A spoon lying face up."""
    handle = tube(curve([(0.018, 0, 0.007), (0.07, 0, 0.012), (0.14, 0, 0.006)], 9), np.linspace(0.003, 0.0048, 9), 6)
    cup = lathe([(0.0, 0.0), (0.018, 0.004), (0.022, 0.010), (0.019, 0.009), (0.0, 0.004)], 14)
    return [paint(handle, finish(colour, 0.8)), paint(moved(cup, (0, 0, 0)), finish(colour, 0.8))]


def knife(colour: RGB) -> list[Mesh]:
    """A kitchen knife lying on its side."""
    outline = [(-0.17, 0.0), (0.0, 0.0), (0.0, 0.04), (-0.11, 0.038), (-0.15, 0.022)]
    return [
        paint(slab(outline, 0.003), finish(STEEL, 0.8)),
        paint(slab([(-0.165, 0.0005), (0.0, 0.0005), (0.0, 0.008), (-0.15, 0.008)], 0.0036), finish("#eef2f7", 0.0)),
        paint(soft_box((0.06, 0, 0.025), (0.12, 0.018, 0.028), 0.008), finish(colour, 0.9)),
        paint(
            merged([ball((x, 0, 0.025), (0.003, 0.0105, 0.003), 6, 5) for x in (0.03, 0.06, 0.09)]), finish(STEEL, 0.0)
        ),
    ]


def kettle(colour: RGB) -> list[Mesh]:
    """A round kettle with a bail handle and a curved spout."""
    body = lathe([(0.0, 0), (0.085, 0), (0.10, 0.03), (0.098, 0.075), (0.06, 0.115), (0.0, 0.12)], 20)
    spout = tube(curve([(0.085, 0, 0.06), (0.125, 0, 0.085), (0.148, 0, 0.13)], 8), np.linspace(0.019, 0.010, 8), 8)
    turn = np.linspace(0.25, np.pi - 0.25, 13)
    handle = np.column_stack([0.088 * np.cos(turn), 0 * turn, 0.085 + 0.12 * np.sin(turn)])
    return [
        paint(body, finish(colour, 1.0, foot=0.15, top=0.08)),
        paint(spout, finish(colour, 0.9)),
        paint(tube(handle, 0.008, 7), finish("#3a3340", 0.8)),
        paint(ball((0, 0, 0.128), 0.013, 9, 7), finish("#3a3340", 0.6)),
    ]


def pan(colour: RGB) -> list[Mesh]:
    """A frying pan with a fried egg in it."""
    body = lathe([(0.0, 0), (0.11, 0), (0.135, 0.045), (0.129, 0.045), (0.106, 0.008), (0.0, 0.008)], 24)
    egg = lathe([(0.05, 0.009), (0.046, 0.013), (0.0, 0.014)], 9)
    return [
        paint(body, finish(colour, 1.0)),
        paint(bar((0.13, 0, 0.04), (0.32, 0, 0.058), 0.012, 8), finish("#3a3340", 0.8)),
        paint(egg, finish(WHITE, 0.0)),
        paint(ball((0.008, 0.004, 0.014), (0.018, 0.018, 0.009), 10, 6), finish("#f8b83a", 0.0)),
    ]


def pot(colour: RGB) -> list[Mesh]:
    """A cooking pot with two ears and a lid."""
    body = lathe([(0.0, 0), (0.115, 0), (0.125, 0.012), (0.125, 0.14), (0.0, 0.142)], 22)
    lid = lathe([(0.128, 0.14), (0.125, 0.15), (0.06, 0.172), (0.0, 0.176)], 22)
    ears = [soft_box((s * 0.142, 0, 0.108), (0.045, 0.06, 0.018), 0.007) for s in (-1, 1)]
    return [
        paint(body, finish(colour, 1.0, foot=0.12)),
        paint(lid, finish(times(colour, 1.06), 0.9)),
        paint(merged([*ears, ball((0, 0, 0.19), (0.02, 0.02, 0.014), 10, 7)]), finish("#3a3340", 0.7)),
    ]


def jar(colour: RGB) -> list[Mesh]:
    """A glass jar of sweets with a lid."""
    body = lathe([(0.0, 0), (0.05, 0), (0.058, 0.01), (0.058, 0.10), (0.042, 0.118), (0.0, 0.118)], 18)
    tones = ("#f2a0b4", "#f6d36a", "#8fd0e8", "#9fd68a", "#f0f0f0")
    sweets = [
        paint(
            ball((0.055 * np.cos(i * 2.1), 0.055 * np.sin(i * 2.1), 0.02 + 0.011 * (i % 7)), 0.011, 7, 5),
            finish(tones[i % 5], 0.0),
        )
        for i in range(15)
    ]
    return [
        paint(body, finish(mix(colour, (0.85, 0.95, 1.0), 0.35), 1.0)),
        *sweets,
        paint(lathe([(0.0, 0.118), (0.046, 0.118), (0.046, 0.138), (0.0, 0.142)], 18), finish(colour, 0.9)),
    ]


def tray(colour: RGB) -> list[Mesh]:
    """A tray with a raised rim and two grips."""
    rim = [box((0, s * 0.145, 0.014), (0.42, 0.012, 0.028)) for s in (-1, 1)]
    rim += [box((s * 0.205, 0, 0.014), (0.012, 0.29, 0.028)) for s in (-1, 1)]
    grips = [soft_box((s * 0.205, 0, 0.034), (0.016, 0.11, 0.018), 0.006) for s in (-1, 1)]
    return [
        paint(box((0, 0, 0.005), (0.41, 0.29, 0.01)), finish(colour, 0.9)),
        paint(merged([*rim, *grips]), finish(times(colour, 0.8), 0.8)),
        paint(box((0, 0, 0.0105), (0.36, 0.24, 0.001)), finish(times(colour, 1.1), 0.0)),
    ]
