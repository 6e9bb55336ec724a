"""A cat and a dog, sitting, their faces to -y."""

import numpy as np

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import (
    Finish,
    Shape,
    ball,
    curve,
    finish,
    glowing,
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


def cat(colour: RGB) -> list[Mesh]:
    """A sitting cat: round head, pointed ears, bright eyes, a curled tail."""
    fur, pale = finish(colour, 1.0), finish(mix(colour, (1, 1, 1), 0.85), 0.6)
    body = loft(
        [
            (0, 0.10, 0.0, 0.02, 0.03),
            (0, 0.09, 0.012, 0.098, 0.12),
            (0, 0.08, 0.09, 0.095, 0.11),
            (0, 0.03, 0.18, 0.070, 0.075),
            (0, 0.0, 0.24, 0.048, 0.05),
            (0, -0.01, 0.28, 0.01, 0.01),
        ],
        14,
    )
    head = ball((0, -0.03, 0.295), (0.082, 0.074, 0.068), 16, 11)
    ears = [_cone((s * 0.052, -0.02, 0.335), (s * 0.066, -0.02, 0.40), 0.032) for s in (-1, 1)]
    inner = [_cone((s * 0.053, -0.032, 0.338), (s * 0.064, -0.028, 0.385), 0.018) for s in (-1, 1)]
    legs = [
        tube(
            np.array([(s * 0.045, -0.02, 0.17), (s * 0.045, -0.05, 0.08), (s * 0.045, -0.07, 0.012)]),
            [0.034, 0.026, 0.024],
            8,
        )
        for s in (-1, 1)
    ]
    paws = [ball((s * 0.045, -0.088, 0.016), (0.026, 0.034, 0.017), 8, 6) for s in (-1, 1)]
    tail = tube(
        curve([(0, 0.20, 0.03), (0.09, 0.22, 0.02), (0.13, 0.10, 0.022), (0.11, -0.02, 0.024)], 12),
        np.linspace(0.022, 0.014, 12),
        7,
    )
    return [
        paint(merged([body, head, *ears, *legs, tail]), fur),
        paint(merged(inner), finish("#e89aa0", 0.0)),
        paint(
            merged(
                [
                    *paws,
                    ball((0, -0.062, 0.20), (0.03, 0.02, 0.045), 8, 6),
                    ball((0, -0.090, 0.272), (0.032, 0.020, 0.022), 10, 6),
                ]
            ),
            pale,
        ),
        *_face(colour, (0.034, -0.098, 0.305), 0.019, "#f2c53d", (0, -0.1115, 0.284)),
    ]


def dog(colour: RGB) -> list[Mesh]:
    """A sitting dog: muzzle, soft ears, a white bib, a curled tail, a red collar."""
    fur, pale = finish(colour, 1.0), finish(mix(colour, (1, 0.98, 0.94), 0.88), 0.6)
    body = loft(
        [
            (0, 0.13, 0.0, 0.03, 0.04),
            (0, 0.12, 0.02, 0.125, 0.17),
            (0, 0.10, 0.13, 0.122, 0.16),
            (0, 0.03, 0.26, 0.10, 0.11),
            (0, -0.03, 0.36, 0.072, 0.075),
            (0, -0.05, 0.42, 0.01, 0.01),
        ],
        14,
    )
    head = ball((0, -0.08, 0.455), (0.098, 0.098, 0.085), 16, 11)
    muzzle = ball((0, -0.175, 0.43), (0.046, 0.062, 0.040), 12, 8)
    ears = [_cone((s * 0.062, -0.06, 0.51), (s * 0.085, -0.075, 0.585), 0.040) for s in (-1, 1)]
    legs = [
        tube(
            np.array([(s * 0.065, -0.05, 0.27), (s * 0.068, -0.09, 0.12), (s * 0.068, -0.11, 0.016)]),
            [0.052, 0.036, 0.034],
            8,
        )
        for s in (-1, 1)
    ]
    paws = [ball((s * 0.068, -0.135, 0.022), (0.038, 0.05, 0.023), 8, 6) for s in (-1, 1)]
    tail = tube(
        curve([(0, 0.28, 0.10), (0.01, 0.36, 0.20), (0.03, 0.36, 0.31), (0.03, 0.26, 0.33)], 10),
        np.linspace(0.040, 0.026, 10),
        8,
    )
    bib = ball((0, -0.100, 0.29), (0.066, 0.04, 0.10), 10, 8)
    collar = moved(lathe([(0.078, 0), (0.082, 0.012), (0.076, 0.026)], 14), (0, -0.038, 0.35))
    return [
        paint(merged([body, head, *ears, *legs, tail]), fur),
        paint(merged([muzzle, *paws, bib]), pale),
        paint(collar, finish("#d8343a", 0.6)),
        paint(ball((0, -0.118, 0.345), (0.014, 0.010, 0.016), 8, 5), finish("#f0cf5a", 0.5)),
        *_face(colour, (0.042, -0.163, 0.478), 0.016, "#5a3a28", (0, -0.236, 0.444)),
    ]


def _face(
    colour: RGB, eye: tuple[float, float, float], size: float, iris: str, nose: tuple[float, float, float]
) -> list[Mesh]:
    """Two eyes with a highlight, a nose, and a line of mouth."""
    x, y, z = eye
    spots = [(s * x, y, z) for s in (-1, 1)]
    dark = finish(times(colour, 0.25), 0.0)
    coat: Finish = glowing(iris, 0.15)
    return [
        paint(merged([ball(spot, (size, size * 0.5, size * 1.1), 10, 7) for spot in spots]), coat),
        paint(
            merged(
                [ball((sx, sy - size * 0.32, sz), (size * 0.5, size * 0.3, size * 0.85), 8, 6) for sx, sy, sz in spots]
            ),
            finish("#1c1822", 0.0),
        ),
        paint(
            merged(
                [
                    ball(
                        (sx - size * 0.3, sy - size * 0.55, sz + size * 0.42),
                        (size * 0.26, size * 0.12, size * 0.26),
                        6,
                        5,
                    )
                    for sx, sy, sz in spots
                ]
            ),
            glowing("#ffffff", 0.2),
        ),
        paint(
            ball(nose, (size * 0.55, size * 0.4, size * 0.42), 8, 6),
            dark if max(colour) > 0.5 else finish("#e8939a", 0.0),
        ),
    ]


def _cone(foot: tuple[float, float, float], tip: tuple[float, float, float], radius: float) -> Shape:
    """A pointed ear."""
    line = np.array([foot, np.array(foot) * 0.5 + np.array(tip) * 0.5, tip])
    return turned(tube(line, [radius, radius * 0.62, 0.002], 7), 0)
