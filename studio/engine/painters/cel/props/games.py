"""What games are played with: dominoes, pins and the ball for them, a flying disc, a tin can, an archer's target."""

import numpy as np

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.props.colours import DARK, STEEL, WHITE
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import (
    Shape,
    ball,
    bar,
    box,
    finish,
    lathe,
    merged,
    moved,
    paint,
    rgb,
    soft_box,
    times,
    tube,
    turned,
)

_PIPS = ((5, 3), (4, 6))
"""How many eyes the two halves of a domino have, upper and lower, on either of its faces."""
_FACES = {
    3: ((-1, 1), (0, 0), (1, -1)),
    4: ((-1, 1), (1, 1), (-1, -1), (1, -1)),
    5: ((-1, 1), (1, 1), (0, 0), (-1, -1), (1, -1)),
    6: ((-1, 1), (1, 1), (-1, 0), (1, 0), (-1, -1), (1, -1)),
}


def domino(colour: RGB) -> list[Mesh]:
    """A large wooden domino on its end, its eyes to -x and +x."""
    wide, tall, thick = 0.07, 0.14, 0.022
    eyes: list[Shape] = []
    lines: list[Shape] = []
    for way, counts in zip((-1, 1), _PIPS, strict=True):
        lines.append(box((way * thick / 2, 0, tall / 2), (0.0012, wide * 0.8, 0.003)))
        for high, count in zip((0.75, 0.25), counts, strict=True):
            eyes += [
                moved(_button(0.0068, way), (way * thick / 2, y * 0.019, high * tall + z * 0.019))
                for y, z in _FACES[count]
            ]
    dark = finish(DARK if sum(colour) > 1.2 else WHITE, 0.0)
    return [
        paint(soft_box((0, 0, tall / 2), (thick, wide, tall), 0.005), finish(colour, 0.9, foot=0.1)),
        paint(merged(eyes), dark),
        paint(merged(lines), dark),
    ]


def _button(radius: float, way: int) -> Shape:
    """A flat round knob that looks along x."""
    return turned(lathe([(radius, 0.0), (radius * 0.8, 0.0010), (0.0, 0.0012)], 10), way * 90, 1)


def bowling_pin(colour: RGB) -> list[Mesh]:
    """A bowling pin, the stripes about its neck in the script's colour. Source of the outline: USBC, a tenpin."""
    outline = [
        (0.0, 0.0), (0.0258, 0.0), (0.0285, 0.006), (0.0361, 0.022), (0.0496, 0.057), (0.0578, 0.086), (0.0606, 0.114),
        (0.0575, 0.149), (0.0467, 0.184), (0.0320, 0.219), (0.0240, 0.241), (0.0228, 0.254), (0.0238, 0.276),
        (0.0285, 0.306), (0.0324, 0.343), (0.0300, 0.363), (0.0215, 0.377), (0.0, 0.381),
    ]  # fmt: skip
    stripes = [
        lathe([(0.0245, 0.240), (0.0253, 0.2435), (0.0248, 0.250), (0.0232, 0.2505)], 18),
        lathe([(0.0236, 0.262), (0.0247, 0.2635), (0.0254, 0.272), (0.0243, 0.2735)], 18),
    ]
    return [
        paint(lathe(outline, 18), finish(WHITE, 1.0, foot=0.08)),
        paint(lathe([(0.0262, 0.0), (0.0290, 0.004), (0.0305, 0.010), (0.0299, 0.011)], 18), finish("#8a7f8c", 0.0)),
        paint(merged(stripes), finish(colour, 0.0)),
    ]


def bowling_ball(colour: RGB) -> list[Mesh]:
    """A bowling ball with three holes for fingers."""
    holes: list[Shape] = []
    for x, y in ((-0.015, -0.072), (0.015, -0.072), (0.0, -0.026)):
        up = np.array([x, y, np.sqrt(0.108**2 - x * x - y * y)])
        tip = float(np.degrees(np.arctan2(-up[1], up[2])))
        holes.append(moved(turned(lathe([(0.0125, 0.0), (0.010, 0.0012), (0.0, 0.0016)], 12), tip, 0), up * 0.993))
    return [
        paint(ball((0, 0, 0), 0.108, 22, 15), finish(colour, 1.0, top=0.16)),
        paint(merged(holes), finish(times(colour, 0.25), 0.0)),
    ]


def frisbee(colour: RGB) -> list[Mesh]:
    """A flying disc, right side up: a rolled rim, rings over its top, a pale sign in the middle."""
    top = [(0.132, 0.004), (0.1345, 0.012), (0.132, 0.021), (0.122, 0.0275), (0.105, 0.030), (0.06, 0.0315), (0, 0.032)]
    under = [(0.0, 0.0275), (0.100, 0.0255), (0.118, 0.020), (0.125, 0.002), (0.132, 0.004)]
    rings = [
        lathe([(radius + 0.003, high), (radius, high + 0.0012), (radius - 0.003, high + 0.0006)], 24)
        for radius, high in ((0.098, 0.0304), (0.084, 0.0311), (0.070, 0.0315))
    ]
    return [
        paint(lathe(top, 26), finish(colour, 1.0)),
        paint(lathe(under, 26), finish(times(colour, 0.72), 0.6)),
        paint(merged(rings), finish(times(colour, 0.78), 0.0)),
        paint(lathe([(0.044, 0.0322), (0.042, 0.0330), (0.0, 0.0332)], 22), finish(WHITE, 0.2)),
        paint(lathe([(0.030, 0.0333), (0.028, 0.0338), (0.0, 0.0339)], 18), finish(times(colour, 0.9), 0.0)),
    ]


def tin_can(colour: RGB) -> list[Mesh]:
    """A food tin: ribbed sides, a label in the script's colour with a fruit, a ring to pull on its lid."""
    side = [(0.0, 0.0), (0.0355, 0.0), (0.0372, 0.002), (0.0372, 0.006), (0.036, 0.008)]
    side += [(0.036 + 0.0007 * (k % 2), 0.010 + 0.0023 * k) for k in range(4)]
    upper = [(0.036 + 0.0007 * (k % 2), 0.092 + 0.0023 * k) for k in range(4)]
    upper += [(0.036, 0.102), (0.0372, 0.104), (0.0372, 0.108), (0.0355, 0.110), (0.033, 0.108)]
    turn = np.linspace(0, 2 * np.pi, 13)
    ring = tube(np.column_stack([0.010 * np.cos(turn), 0.012 * np.sin(turn) - 0.012, 0.1085 + 0 * turn]), 0.0016, 5)
    fruit = [
        moved(ball((0, 0, 0), (0.013, 0.003, 0.013), 12, 8), (0, -0.0372, 0.052)),
        moved(ball((0, 0, 0), (0.0085, 0.0025, 0.0045), 8, 5), (0.007, -0.0372, 0.067)),
    ]
    return [
        paint(merged([lathe(side, 20), lathe(upper, 20)]), finish(STEEL, 0.9)),
        paint(lathe([(0.0355, 0.019), (0.0368, 0.021), (0.0368, 0.089), (0.0355, 0.091)], 20), finish(colour, 0.6)),
        paint(lathe([(0.0370, 0.029), (0.0372, 0.030), (0.0372, 0.034), (0.037, 0.035)], 20), finish("#f4ead0", 0.0)),
        paint(lathe([(0.0370, 0.076), (0.0372, 0.077), (0.0372, 0.081), (0.037, 0.082)], 20), finish("#f4ead0", 0.0)),
        paint(merged([fruit[0], turned(fruit[0], 180)]), finish("#f4a23c", 0.3)),
        paint(merged([fruit[1], turned(fruit[1], 180)]), finish("#4f9a4a", 0.0)),
        paint(lathe([(0.0335, 0.1055), (0.026, 0.1065), (0.024, 0.1055), (0.0, 0.1055)], 18), finish("#e3e8ef", 0.2)),
        paint(merged([ring, box((0, 0.002, 0.1075), (0.008, 0.010, 0.003))]), finish("#9aa2b0", 0.3)),
    ]


def target(colour: RGB) -> list[Mesh]:
    """An archer's target of straw on an easel, its face to -y; one of its rings is in the script's colour."""
    tones = (rgb("#f7f4ec"), rgb("#33343f"), rgb("#4f9ad0"), colour, rgb("#f4cf4a"))
    rings: list[Mesh] = []
    for number, tone in enumerate(tones):
        outer = 0.40 * (1 - number / 5)
        disc = lathe([(outer, 0.0), (outer * 0.995, 0.002), (0.0, 0.002)], 28)
        rings.append(paint(_leaned(moved(turned(disc, 90, 0), (0, -0.055 - 0.002 * number, 0))), finish(tone, 0.0)))
    straw = turned(
        lathe([(0.0, -0.05), (0.41, -0.05), (0.428, -0.03), (0.428, 0.03), (0.41, 0.05), (0.0, 0.05)], 30), 90, 0
    )
    winds = [
        turned(moved(lathe([(0.426, -0.006), (0.433, 0.0), (0.426, 0.006)], 30), (0, 0, z)), 90, 0)
        for z in (-0.022, 0.006, 0.032)
    ]
    legs = [bar((s * 0.40, -0.10, 0.0), (s * 0.06, 0.09, 1.48), 0.022, 7) for s in (-1, 1)]
    legs += [bar((0, 0.48, 0.0), (0, 0.10, 1.46), 0.022, 7), bar((-0.33, -0.075, 0.40), (0.33, -0.075, 0.40), 0.02, 7)]
    return [
        paint(_leaned(straw), finish("#d9b06a", 1.0)),
        paint(_leaned(merged(winds)), finish("#b98a48", 0.0)),
        *rings,
        paint(merged(legs), finish("#8a5f42", 0.8)),
    ]


def _leaned(shape: Shape) -> Shape:
    """As the face of the target leans against its easel."""
    return moved(turned(shape, -8, 0), (0, -0.055, 0.86))
