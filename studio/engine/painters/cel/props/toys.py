"""Toys, sports and presents: teddy bear, doll, skateboard, snowman, gift."""

import numpy as np

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.props.colours import DARK, STEEL, WHITE
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import (
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
    polygon,
    sheet,
    soft_box,
    times,
    tube,
    turned,
)


def teddy(colour: RGB) -> list[Mesh]:
    """A sitting teddy bear with a ribbon."""
    limbs = [ball((s * 0.075, -0.075, 0.035), (0.036, 0.06, 0.036), 10, 7) for s in (-1, 1)]
    limbs += [turned(ball((s * 0.105, -0.03, 0.115), (0.028, 0.03, 0.055), 9, 7), -s * 12, 1) for s in (-1, 1)]
    ears = [ball((s * 0.06, 0, 0.295), (0.028, 0.016, 0.028), 9, 7) for s in (-1, 1)]
    soles = [ball((s * 0.075, -0.130, 0.036), (0.022, 0.008, 0.022), 9, 6) for s in (-1, 1)]
    eyes = [ball((s * 0.028, -0.074, 0.252), (0.008, 0.005, 0.009), 7, 5) for s in (-1, 1)]
    pale = mix(colour, (1, 0.95, 0.85), 0.65)
    return [
        paint(
            merged(
                [
                    ball((0, 0, 0.095), (0.085, 0.07, 0.095), 14, 10),
                    ball((0, 0, 0.235), (0.082, 0.075, 0.072), 14, 10),
                    *limbs,
                    *ears,
                ]
            ),
            finish(colour, 1.0),
        ),
        paint(merged([ball((0, -0.055, 0.215), (0.036, 0.034, 0.028), 10, 7), *soles]), finish(pale, 0.4)),
        paint(merged([*eyes, ball((0, -0.087, 0.226), (0.011, 0.008, 0.008), 7, 5)]), finish(DARK, 0.0)),
        paint(
            merged([ball((s * 0.028, -0.072, 0.168), (0.026, 0.012, 0.017), 8, 6) for s in (-1, 1)]),
            finish("#d8343a", 0.6),
        ),
    ]


def doll(colour: RGB) -> list[Mesh]:
    """A rag doll in a dress with two plaits."""
    plaits = [
        tube(
            curve([(s * 0.06, 0, 0.33), (s * 0.085, -0.01, 0.28), (s * 0.075, -0.02, 0.21)], 7),
            np.linspace(0.017, 0.010, 7),
            7,
        )
        for s in (-1, 1)
    ]
    hair = ball((0, 0.008, 0.335), (0.066, 0.062, 0.066), 13, 9)
    limbs = [bar((s * 0.05, 0, 0.225), (s * 0.12, -0.01, 0.16), 0.014, 7) for s in (-1, 1)]
    limbs += [bar((s * 0.035, 0, 0.08), (s * 0.035, 0, 0.0), 0.015, 7) for s in (-1, 1)]
    eyes = [ball((s * 0.022, -0.058, 0.325), (0.006, 0.003, 0.010), 6, 5) for s in (-1, 1)]
    return [
        paint(merged([ball((0, -0.006, 0.322), (0.058, 0.055, 0.058), 13, 9), *limbs]), finish("#f6d8c2", 0.9)),
        paint(lathe([(0.0, 0.255), (0.032, 0.25), (0.045, 0.2), (0.095, 0.06), (0.0, 0.07)], 16), finish(colour, 1.0)),
        paint(lathe([(0.0945, 0.058), (0.09, 0.074)], 16), finish(WHITE, 0.2)),
        paint(merged([hair, *plaits]), finish("#8a4a2c", 0.8)),
        paint(merged(eyes), finish(DARK, 0.0)),
    ]


def skateboard(colour: RGB) -> list[Mesh]:
    """A board with turned-up ends on four wheels."""
    x = np.linspace(-0.4, 0.4, 15)
    rise = 0.085 + 0.05 * np.clip((np.abs(x) - 0.27) / 0.13, 0, 1) ** 1.5
    wide = 0.1 * np.sqrt(np.clip(1.02 - (x / 0.41) ** 8, 0.02, 1))
    top = np.stack([np.column_stack([x, y * wide, rise]) for y in (-1, -0.5, 0, 0.5, 1)])
    wheels = [bar((s * 0.26, t * 0.075, 0.03), (s * 0.26, t * 0.105, 0.03), 0.03, 12) for s in (-1, 1) for t in (-1, 1)]
    axles = [bar((s * 0.26, -0.09, 0.032), (s * 0.26, 0.09, 0.032), 0.009, 6) for s in (-1, 1)]
    axles += [box((s * 0.26, 0, 0.055), (0.06, 0.05, 0.045)) for s in (-1, 1)]
    return [
        paint(sheet(top, (0, 0, 1)), finish("#3a3742", 0.9)),
        paint(moved(sheet(top, (0, 0, -1)), (0, 0, -0.012)), finish(colour, 0.9)),
        paint(merged(axles), finish(STEEL, 0.6)),
        paint(merged(wheels), finish("#f6efe0", 0.8)),
    ]


def paper_plane(colour: RGB) -> list[Mesh]:
    """A folded paper plane, nose towards +x."""
    wings = [
        polygon(np.array([(0.14, 0, 0.02), (-0.12, s * 0.1, 0.038), (-0.12, s * 0.012, 0.03)])[::s]) for s in (1, -1)
    ]
    under = [
        polygon(np.array([(0.14, 0, 0.02), (-0.12, s * 0.012, 0.029), (-0.12, s * 0.1, 0.037)])[::s]) for s in (1, -1)
    ]
    keel = [polygon(np.array([(0.14, 0, 0.02), (-0.12, s * 0.012, 0.03), (-0.11, 0, -0.02)])[::-s]) for s in (1, -1)]
    folds = [bar((0.13, 0, 0.021), (-0.12, s * 0.055, 0.036), 0.0012, 3) for s in (1, -1)]
    return [
        paint(merged([*wings, *under]), finish(colour, 0.8)),
        paint(merged(keel), finish(times(colour, 0.88), 0.6)),
        paint(
            merged(
                [
                    *folds,
                    bar((0.14, 0, 0.02), (-0.12, 0, 0.03), 0.0016, 3),
                    bar((0.14, 0, 0.018), (-0.11, 0, -0.02), 0.0014, 3),
                ]
            ),
            finish(times(colour, 0.75), 0.0),
        ),
    ]


def snowball(colour: RGB) -> list[Mesh]:
    """A rough ball of snow."""
    lumps = [
        ball((0.030 * np.cos(a) * np.cos(b), 0.030 * np.sin(a) * np.cos(b), 0.030 * np.sin(b)), 0.018, 7, 5)
        for a, b in ((0.3, 0.4), (1.9, -0.5), (3.2, 0.8), (4.4, -0.1), (5.4, 0.5), (2.4, 1.3))
    ]
    return [paint(merged([ball((0, 0, 0), 0.042, 13, 9), *lumps]), finish(colour, 0.9, foot=0.08))]


def snowman(colour: RGB) -> list[Mesh]:
    """Two balls of snow with a carrot, coal, twigs, a bucket and a scarf in the script's colour."""
    arms = [
        tube(curve([(s * 0.27, 0, 0.52), (s * 0.42, -0.02, 0.62), (s * 0.52, -0.02, 0.72)], 6), 0.012, 5)
        for s in (-1, 1)
    ]
    arms += [bar((s * 0.44, -0.02, 0.64), (s * 0.54, -0.02, 0.62), 0.008, 5) for s in (-1, 1)]
    coal = [ball((s * 0.065, -0.192, 0.94), 0.020, 7, 5) for s in (-1, 1)] + [
        ball((0, -0.325, 0.48 - 0.11 * i), 0.022, 7, 5) for i in range(3)
    ]
    scarf = lathe([(0.17, 0.69), (0.215, 0.715), (0.215, 0.755), (0.17, 0.775)], 18)
    return [
        paint(
            merged([ball((0, 0, 0.33), (0.35, 0.35, 0.34), 18, 12), ball((0, 0, 0.89), (0.22, 0.22, 0.21), 16, 11)]),
            finish(WHITE, 1.0, foot=0.06),
        ),
        paint(moved(turned(lathe([(0.028, 0.0), (0.0, 0.15)], 9), 90, 0), (0, -0.2, 0.885)), finish("#f08a3c", 0.6)),
        paint(merged(coal), finish(DARK, 0.2)),
        paint(merged(arms), finish("#6b4a34", 0.6)),
        paint(merged([scarf, soft_box((0.1, -0.2, 0.64), (0.075, 0.03, 0.2), 0.012)]), finish(colour, 0.9)),
        paint(moved(lathe([(0.15, 0), (0.115, 0.2), (0.0, 0.2)], 16), (0, 0, 1.05)), finish("#6f8fae", 0.9)),
    ]


def racket(colour: RGB) -> list[Mesh]:
    """A tennis racket, upright on its grip."""
    turn = np.linspace(0, 2 * np.pi, 25)
    hoop = np.column_stack([0.125 * np.cos(turn), 0 * turn, 0.52 + 0.16 * np.sin(turn)])
    strings = [
        bar((x, 0, 0.52 - 0.155 * h), (x, 0, 0.52 + 0.155 * h), 0.0014, 3)
        for x in np.linspace(-0.1, 0.1, 9)
        for h in (np.sqrt(1 - (x / 0.125) ** 2),)
    ]
    strings += [
        bar((-0.12 * h, 0, z), (0.12 * h, 0, z), 0.0014, 3)
        for z in np.linspace(0.40, 0.64, 11)
        for h in (np.sqrt(1 - ((z - 0.52) / 0.16) ** 2),)
    ]
    throat = [bar((s * 0.06, 0, 0.385), (0, 0, 0.25), 0.009, 6) for s in (-1, 1)]
    return [
        paint(merged([tube(hoop, 0.010, 7), *throat]), finish(colour, 0.9)),
        paint(merged(strings), finish("#f6f4ea", 0.0)),
        paint(bar((0, 0, 0), (0, 0, 0.26), 0.016, 9), finish("#3a3742", 0.8)),
    ]


def bat(colour: RGB) -> list[Mesh]:
    """A baseball bat standing on its knob."""
    body = lathe(
        [
            (0.0, 0),
            (0.025, 0.004),
            (0.024, 0.014),
            (0.013, 0.03),
            (0.015, 0.3),
            (0.032, 0.62),
            (0.033, 0.8),
            (0.022, 0.84),
            (0.0, 0.845),
        ],
        14,
    )
    return [paint(body, finish(colour, 1.0)), paint(lathe([(0.0142, 0.03), (0.0155, 0.27)], 12), finish(DARK, 0.0))]


def gift(colour: RGB) -> list[Mesh]:
    """A wrapped box with a ribbon and a bow."""
    bow = [turned(ball((0.05, 0, 0.245), (0.05, 0.022, 0.026), 9, 6), a) for a in (20, 160, 250)]
    ribbon: RGB = (
        (0.98, 0.86, 0.42)
        if max(abs(a - b) for a, b in zip(colour, (0.98, 0.86, 0.42), strict=True)) > 0.35
        else (0.82, 0.22, 0.28)
    )
    return [
        paint(box((0, 0, 0.1), (0.28, 0.28, 0.2)), finish(colour, 1.0, foot=0.12)),
        paint(soft_box((0, 0, 0.205), (0.3, 0.3, 0.05), 0.008), finish(times(colour, 1.05), 0.9)),
        paint(
            merged([box((0, 0, 0.115), (0.045, 0.304, 0.234)), box((0, 0, 0.115), (0.304, 0.045, 0.234))]),
            finish(ribbon, 0.3),
        ),
        paint(merged(bow), finish(ribbon, 0.6)),
    ]
