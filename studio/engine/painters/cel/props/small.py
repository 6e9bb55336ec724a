"""Things for one hand or two: balls, cups, fruit, books, flowers."""

from dataclasses import replace

import numpy as np

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.props.colours import WHITE
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import (
    Shape,
    ball,
    box,
    curve,
    finish,
    flipped,
    glowing,
    lathe,
    merged,
    mix,
    moved,
    paint,
    polygon,
    sheet,
    times,
    tube,
    turned,
)


def ball_(colour: RGB) -> list[Mesh]:
    """A ball in six panels, every other one white, with a button at each pole."""
    pieces = [_gore(60 * i, colour if i % 2 else WHITE) for i in range(6)]
    pieces += [
        paint(ball((0, 0, s * 0.106), (0.022, 0.022, 0.004), 10, 5), finish(mix(colour, WHITE, 0.15), 0.0))
        for s in (-1, 1)
    ]
    return pieces


def _gore(start: float, colour: RGB) -> Mesh:
    """A sixth of a ball, from pole to pole."""
    polar, turn = np.linspace(-np.pi / 2, np.pi / 2, 13), np.radians(np.linspace(start, start + 60, 5))
    rows = [np.column_stack([np.cos(p) * np.cos(turn), np.cos(p) * np.sin(turn), np.full(5, np.sin(p))]) for p in polar]
    middle = np.radians(start + 30)
    skin = sheet(np.array(rows), (np.cos(middle), np.sin(middle), 0))
    return paint(replace(skin, normal=skin.position, position=skin.position * 0.11), finish(colour, 1.0))


def book(colour: RGB) -> list[Mesh]:
    """A lying book: covers, a rounded spine, pages, a ribbon and a plate on the cover."""
    cover = finish(colour, 0.9, top=0.05)
    return [
        paint(box((0, 0, 0.0285), (0.15, 0.21, 0.003)), cover),
        paint(box((0, 0, 0.0015), (0.15, 0.21, 0.003)), cover),
        paint(box((-0.0735, 0, 0.015), (0.003, 0.21, 0.03)), cover),
        paint(box((0.001, 0, 0.015), (0.140, 0.200, 0.024)), finish("#fbf3df", 0.5)),
        paint(box((0.005, 0.03, 0.0303), (0.09, 0.06, 0.0006)), finish(mix(colour, (1, 0.95, 0.7), 0.7), 0.0)),
        paint(box((0.005, -0.06, 0.0303), (0.06, 0.012, 0.0006)), finish(mix(colour, (1, 0.95, 0.7), 0.5), 0.0)),
        paint(box((0.02, -0.104, 0.012), (0.008, 0.004, 0.003)), finish("#d8434f", 0.0)),
    ]


def lantern(colour: RGB) -> list[Mesh]:
    """A ribbed paper lantern, alight, with black rims and a loop."""
    z = np.linspace(0.05, 0.31, 15)
    swell = 0.128 * np.sqrt(np.clip(1 - ((z - 0.18) / 0.155) ** 2, 0, 1)) + 0.002 * np.cos(np.arange(15) * np.pi)
    paper = paint(
        lathe(np.column_stack([swell, z]), 18), replace(glowing(mix(colour, (1, 0.86, 0.55), 0.35), 0.75), outline=0.8)
    )
    dark = ((np.arange(len(paper.position)) // 18) % 2 == 0)[:, None]
    paper.colour[:] = np.where(dark, np.array(colour, np.float32) * 0.92, paper.colour)
    rims = merged([moved(lathe([(0, 0), (0.075, 0), (0.075, 0.03), (0, 0.03)], 14), (0, 0, h)) for h in (0.03, 0.30)])
    turn = np.linspace(0, np.pi, 7)
    loop = tube(np.column_stack([0.03 * np.cos(turn), 0 * turn, 0.33 + 0.03 * np.sin(turn)]), 0.004, 4)
    tassel = lathe([(0.0, 0.03), (0.010, 0.028), (0.014, 0.0)], 6)
    return [
        paper,
        paint(rims, finish("#2f2430", 0.8)),
        paint(loop, finish("#2f2430", 0.4)),
        paint(tassel, finish("#b8323a", 0.5)),
    ]


def hat(colour: RGB) -> list[Mesh]:
    """A straw hat: a waved brim, a round crown, a ribbon."""
    turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    wave = 0.008 * np.cos(turn * 2 + 0.6)
    rows = [
        np.column_stack([r * np.cos(turn), r * np.sin(turn), z + wave * (r / 0.18)])
        for r, z in (
            (0.0, 0.012),
            (0.176, 0.0),
            (0.18, 0.006),
            (0.10, 0.020),
            (0.094, 0.06),
            (0.084, 0.11),
            (0.06, 0.134),
            (0.0, 0.14),
        )
    ]
    ribbon = lathe([(0.0985, 0.026), (0.0965, 0.056)], 24)
    bow = merged([ball((0.10, s * 0.018, 0.040), (0.008, 0.020, 0.012), 7, 5) for s in (-1, 1)])
    dark = mix(colour, (0.75, 0.15, 0.22), 0.8)
    return [
        paint(sheet(np.array(rows), wrap=True), finish(colour, 1.0)),
        paint(ribbon, finish(dark, 0.0)),
        paint(bow, finish(dark, 0.5)),
    ]


def apple(colour: RGB) -> list[Mesh]:
    """An apple with a dimple, a stem and a leaf."""
    profile = curve(
        [
            (0.004, 0.008, 0),
            (0.024, 0.0, 0),
            (0.040, 0.030, 0),
            (0.039, 0.056, 0),
            (0.022, 0.075, 0),
            (0.003, 0.066, 0),
        ],
        15,
    )[:, :2]
    stem = tube(np.array([(0, 0, 0.064), (0.002, 0, 0.076), (0.006, 0, 0.085)]), 0.0022, 5)
    leaf = sheet(
        np.array(
            [
                [(0.004, 0, 0.079), (0.004, 0, 0.079)],
                [(0.016, -0.007, 0.084), (0.016, 0.007, 0.084)],
                [(0.028, 0, 0.080), (0.028, 0, 0.080)],
            ]
        ),
        (0, 0, 1),
    )
    gleam = ball((-0.022, -0.024, 0.055), (0.006, 0.005, 0.009), 6, 5)
    return [
        paint(lathe(profile, 18), finish(colour, 1.0, foot=0.12)),
        paint(stem, finish("#6b4a30", 0.5)),
        paint(merged([leaf, flipped(leaf)]), finish("#6fae45", 0.0)),
        paint(gleam, glowing(mix(colour, (1, 1, 1), 0.7), 0.0)),
    ]


def box_(colour: RGB) -> list[Mesh]:
    """A cardboard box with flaps, tape and a printed mark."""
    tape = finish(mix(colour, (1, 0.95, 0.8), 0.55), 0.0)
    dark = finish(times(colour, 0.62), 0.0)
    return [
        paint(box((0, 0, 0.148), (0.418, 0.338, 0.296)), finish(colour, 1.0, foot=0.15)),
        paint(box((0, -0.0865, 0.298), (0.42, 0.167, 0.004)), finish(times(colour, 1.06), 0.7)),
        paint(box((0, 0.0865, 0.298), (0.42, 0.167, 0.004)), finish(times(colour, 1.06), 0.7)),
        paint(
            merged(
                [
                    box((0, 0, 0.2995), (0.421, 0.05, 0.003)),
                    box((0.21, 0, 0.262), (0.002, 0.05, 0.075)),
                    box((-0.21, 0, 0.262), (0.002, 0.05, 0.075)),
                ]
            ),
            tape,
        ),
        paint(
            merged(
                [box((0.12 + d, -0.1695, 0.09), (0.008, 0.001, 0.06)) for d in (0, 0.035)]
                + [box((0.1375, -0.1695, 0.055), (0.07, 0.001, 0.006))]
            ),
            dark,
        ),
        paint(
            merged([box((-0.14, -0.1695, 0.24 - 0.022 * i), (0.09 - 0.02 * i, 0.001, 0.008)) for i in range(3)]), dark
        ),
    ]


def letter(colour: RGB) -> list[Mesh]:
    """A lying envelope: its flap, a seal, a stamp and an address."""
    seal = finish("#d2404a", 0.0)
    flap = polygon([(-0.083, 0.056, 0.0058), (0.0, -0.010, 0.0058), (0.083, 0.056, 0.0058)])
    lines = merged([box((0.01, -0.026 - 0.011 * i, 0.0058), (0.075 - 0.02 * i, 0.003, 0.0004)) for i in range(2)])
    return [
        paint(box((0, 0, 0.0028), (0.17, 0.115, 0.0056)), finish(colour, 0.9)),
        paint(flap, finish(times(colour, 0.90), 0.0)),
        paint(moved(lathe([(0.011, 0), (0.009, 0.0004), (0.0, 0.0004)], 10), (0, -0.006, 0.0058)), seal),
        paint(lines, finish("#6a6f8f", 0.0)),
    ]


def balloon(colour: RGB) -> list[Mesh]:
    """A balloon, its knot and a length of string."""
    profile = curve([(0.006, 0.05, 0), (0.085, 0.12, 0), (0.148, 0.235, 0), (0.11, 0.345, 0), (0.004, 0.38, 0)], 13)[
        :, :2
    ]
    knot = lathe([(0.0, 0.028), (0.020, 0.030), (0.006, 0.052)], 8)
    string = tube(np.array([(0, 0, 0.03), (0.008, 0, 0.015), (-0.004, 0, 0.0)]), 0.002, 4)
    gleam = ball((-0.072, -0.082, 0.30), (0.020, 0.016, 0.034), 7, 5)
    return [
        paint(lathe(profile, 20), finish(colour, 1.0)),
        paint(knot, finish(times(colour, 0.9), 0.6)),
        paint(string, finish("#f2f0ee", 0.3)),
        paint(gleam, glowing(mix(colour, (1, 1, 1), 0.65), 0.0)),
    ]


def flower(colour: RGB) -> list[Mesh]:
    """A flower with two rounds of petals, a stem and leaves."""
    head, pieces = np.array([0, 0, 0.285]), list[Mesh]()
    for count, reach, rise, shade in ((8, 0.078, 0.012, 1.0), (6, 0.050, 0.034, 0.93)):
        petals = [turned(_petal(reach, rise), 360 / count * i + (20 if rise > 0.02 else 0)) for i in range(count)]
        pieces.append(paint(moved(merged(petals), head), finish(times(colour, shade), 0.6)))
    pieces.append(paint(ball((0, 0, 0.313), (0.022, 0.022, 0.014), 9, 6), finish("#ffd34d", 0.6)))
    stem = tube(curve([(0.012, 0, 0), (0.0, 0, 0.14), (0, 0, 0.29)], 6), 0.006, 6)
    leaves = [
        moved(turned(replace(_petal(0.08, 0.03), position=_petal(0.08, 0.03).position * (1, 0.7, 1)), turn), (0, 0, z))
        for turn, z in ((20, 0.10), (200, 0.15))
    ]
    pieces.append(paint(stem, finish("#4f9a46", 0.7)))
    pieces.append(paint(merged(leaves), finish("#68b04e", 0.5)))
    return pieces


def _petal(reach: float, rise: float) -> Shape:
    """A petal from the origin along +x, cupped, seen from both sides."""
    along = ((0.0, 0.15), (0.35, 0.8), (0.75, 1.0), (1.0, 0.35))
    rows = [
        [
            (reach * a, -0.30 * reach * w, rise * a**2 + 0.004),
            (reach * a * 1.02, 0, rise * a**2),
            (reach * a, 0.30 * reach * w, rise * a**2 + 0.004),
        ]
        for a, w in along
    ]
    top = sheet(np.array(rows), (0, 0, 1))
    return merged([top, flipped(top)])


def stone(colour: RGB) -> list[Mesh]:
    """A pebble with a few broad facets."""
    random = np.random.default_rng(5)
    body = ball((0, 0, 0), 0.5, 10, 7)
    bumps = (
        1 + 0.10 * np.sin(body.position @ np.array([5.0, 7.0, 3.0]) + 1) + random.normal(0, 0.025, len(body.position))
    )
    return [
        paint(
            replace(body, position=body.position * bumps[:, None] * (0.14, 0.11, 0.09)),
            finish(colour, 1.0, foot=0.25, top=0.12),
        )
    ]
