"""Birds that are no songbirds, bound to their joints, their faces to -y: an owl and a penguin."""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.props.animals import wing_of
from studio.engine.painters.cel.props.colours import WHITE
from studio.engine.painters.cel.props.skinned import Skeleton, by, sides, smooth
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import (
    Finish,
    Shape,
    ball,
    bar,
    curve,
    finish,
    lathe,
    loft,
    merged,
    mix,
    moved,
    paint,
    times,
    tube,
    turned,
)
from studio.engine.performance import Matrix

_DARK: Final = "#241f2c"
_OWLS_WING: Final = 2.0
"""How large an owl's wing is beside a songbird's."""


def owl(colour: RGB) -> list[Mesh]:
    """An owl: a round head with tufts, a pale mask round large eyes, a barred breast."""
    bones, coat = Skeleton("owl"), finish(colour, 0.9)
    pale, dark = finish(mix(colour, WHITE, 0.72), 0.3), finish(times(colour, 0.62), 0.5)
    head = bones.at("head") + by(0, -0.005, 0.035)
    trunk = paint(ball((0, 0.008, 0.142), (0.094, 0.086, 0.122), 18, 13), coat)
    mask = [ball(head + by(s * 0.036, -0.062, 0.002), (0.046, 0.024, 0.048), 14, 10) for s in (-1, 1)]
    tufts = sides(tube([head + by(0.045, -0.02, 0.055), head + by(0.075, -0.018, 0.118)], [0.026, 0.002], 8))
    beak = moved(turned(lathe([(0.013, 0), (0.009, 0.012), (0.0, 0.034)], 9), 128, 0), head + by(0, -0.080, -0.006))
    under = moved(turned(lathe([(0.011, 0), (0.0075, 0.011), (0.0, 0.029)], 9), 128, 0), head + by(0, -0.079, -0.0065))
    tail = loft([(0, 0.07, 0.10, 0.04, 0.014), (0, 0.115, 0.07, 0.05, 0.014), (0, 0.15, 0.04, 0.03, 0.008)], 10)
    return [
        bones.between(trunk, "hips", "head", 0.35 * smooth((trunk.position[:, 2] - 0.19) / 0.08)),
        *bones.on("hips", paint(ball((0, -0.030, 0.126), (0.070, 0.058, 0.096), 15, 11), pale)),
        *bones.on("hips", paint(merged(_bars()), dark)),
        *bones.on("head", paint(ball(head, (0.096, 0.084, 0.080), 18, 13), coat), paint(merged(mask), pale)),
        *[piece for side, tuft in tufts for piece in bones.on(f"ear_{side}", paint(tuft, dark))],
        *bones.on("head", paint(beak, finish("#e0a03c", 0.4))),
        *bones.on("jaw", paint(under, finish("#b5762c", 0.4))),
        *bones.on("tail", paint(tail, dark)),
        *[
            piece
            for side, shape in sides(wing_of(bones.at("wing_l"), _OWLS_WING))
            for piece in bones.on(f"wing_{side}", paint(shape, dark))
        ],
        *[piece for side in "lr" for piece in _leg(bones, side, pale, 0.017)],
        *bones.eyes(0.037, 0.027, "#f5a623", slim=0.5),
    ]


def _bars() -> list[Shape]:
    """Short strokes on the breast, in rows."""
    marks: list[Shape] = []
    for row, (high, out) in enumerate(((0.165, 0.036), (0.138, 0.050), (0.111, 0.050), (0.086, 0.036))):
        for at in np.linspace(-out, out, 3 if row in (0, 3) else 4):
            deep = -0.030 - 0.058 * np.sqrt(max(1 - (at / 0.070) ** 2 - ((high - 0.126) / 0.096) ** 2, 0.0))
            marks.append(ball((at, deep - 0.001, high), (0.010, 0.004, 0.0055), 7, 5))
    return marks


def penguin(colour: RGB) -> list[Mesh]:
    """A penguin: upright, a white front, flippers for arms, feet that waddle."""
    bones, coat = Skeleton("penguin"), finish(colour, 0.9)
    white, orange = finish("#fbf8f2", 0.0), finish("#f2963a", 0.4)
    head = bones.at("head") + by(0, -0.005, 0.045)
    rings = [(0, 0.012, 0.035, 0.075, 0.07), (0, 0.014, 0.09, 0.128, 0.12), (0, 0.010, 0.20, 0.142, 0.128)]
    rings += [(0, 0.004, 0.31, 0.122, 0.108), (0, 0.0, 0.40, 0.090, 0.082), (0, -0.002, 0.45, 0.074, 0.070)]
    trunk = paint(_lofted(rings), coat)
    front = _lofted([(x, y - 0.028, z, 0.80 * wide, 0.84 * deep) for x, y, z, wide, deep in rings[:5]])
    cheeks = [ball(head + by(s * 0.036, -0.040, -0.010), (0.036, 0.034, 0.040), 12, 9) for s in (-1, 1)]
    beak = moved(turned(lathe([(0.021, 0), (0.013, 0.025), (0.0, 0.058)], 10), 98, 0), head + by(0, -0.062, -0.012))
    under = moved(turned(lathe([(0.018, 0), (0.011, 0.023), (0.0, 0.050)], 10), 98, 0), head + by(0, -0.061, -0.0135))
    return [
        _upright(bones, trunk),
        _upright(bones, paint(front, white)),
        *bones.on("head", paint(ball(head, (0.082, 0.078, 0.074), 18, 13), coat), paint(merged(cheeks), white)),
        *bones.on("head", paint(beak, orange)),
        *bones.on("jaw", paint(under, finish("#c06a28", 0.4))),
        *bones.on("tail", paint(tube([(0, 0.09, 0.10), (0, 0.15, 0.045)], [0.05, 0.006], 8), coat)),
        *[piece for side in "lr" for piece in _flipper(bones, side, coat)],
        *[piece for side in "lr" for piece in _paddle(bones, side, orange)],
        *bones.eyes(0.034, 0.0135, _DARK, slim=0.8),
    ]


def _lofted(rings: ArrayLike) -> Shape:
    """A smooth skin through level rings, as ``loft`` has them."""
    return loft(curve(rings, 24), 18, capped=True)


def _upright(bones: Skeleton, piece: Mesh) -> Mesh:
    return bones.between(piece, "hips", "chest", smooth((piece.position[:, 2] - 0.20) / 0.12))


def _flipper(bones: Skeleton, side: str, coat: Finish) -> list[Mesh]:
    shoulder, elbow = bones.at(f"arm_{side}"), bones.at(f"arm2_{side}")
    tip = elbow + (elbow - shoulder) * 0.9
    upper = tube(curve([shoulder, elbow], 4), [0.030, 0.036, 0.036, 0.034], 9)
    lower = tube(curve([elbow, tip], 5), [0.034, 0.032, 0.028, 0.02, 0.004], 9)
    return [
        *bones.on(f"arm_{side}", paint(_flat(upper, (shoulder, tip)), coat)),
        *bones.on(f"arm2_{side}", paint(_flat(lower, (shoulder, tip)), coat)),
    ]


def _flat(shape: Shape, line: tuple[Matrix, Matrix]) -> Shape:
    """Thinner from the body outwards, about a line from one place to another."""
    start, end = line
    share = (shape.position - start) @ (end - start) / ((end - start) @ (end - start))
    middle = start[0] + share * (end[0] - start[0])
    thin = shape.position.copy()
    thin[:, 0] = middle + 0.42 * (thin[:, 0] - middle)
    return replace(shape, position=thin)


def _paddle(bones: Skeleton, side: str, coat: Finish) -> list[Mesh]:
    """A short leg and a webbed foot."""
    name = f"hind_{side}"
    top, bend, foot = bones.at(name), bones.at(f"hind2_{side}"), bones.at(f"foot of {name}")
    toes = [
        ball(foot + by(d, -0.030 - 0.006 * (d == 0), 0.010), (0.020, 0.046, 0.011), 9, 6) for d in (-0.024, 0, 0.024)
    ]
    web = ball(foot + by(0, -0.012, 0.010), (0.042, 0.040, 0.010), 10, 6)
    return [
        *bones.on(name, paint(bar(top, bend, 0.028, 8), coat)),
        *bones.on(f"hind2_{side}", paint(merged([bar(bend, foot + by(0, 0, 0.014), 0.024, 8), web, *toes]), coat)),
    ]


def _leg(bones: Skeleton, side: str, coat: Finish, thick: float) -> list[Mesh]:
    """A feathered leg with three toes."""
    name = f"hind_{side}"
    top, bend, foot = bones.at(name), bones.at(f"hind2_{side}"), bones.at(f"foot of {name}")
    toes = [bar(foot + by(0, 0, 0.007), foot + by(d, -0.042, 0.005), 0.0065, 6) for d in (-0.02, 0, 0.02)]
    return [
        *bones.on(name, paint(bar(top, bend, 1.4 * thick, 8), coat)),
        *bones.on(f"hind2_{side}", paint(bar(bend, foot + by(0, 0, 0.010), thick, 8), coat)),
        *bones.on(f"hind2_{side}", paint(merged(toes), finish("#d8b070", 0.3))),
    ]
