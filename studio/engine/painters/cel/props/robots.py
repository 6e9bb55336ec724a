"""The robot, bound to its joints, its visor to -y."""

import numpy as np

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.props.colours import DARK
from studio.engine.painters.cel.props.skinned import Skeleton, by
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import (
    ball,
    bar,
    finish,
    glowing,
    lathe,
    merged,
    moved,
    paint,
    soft_box,
    times,
    turned,
)


def robot(colour: RGB) -> list[Mesh]:
    """A tin robot with a lit visor and a dial on its chest."""
    bones, shell, tin = Skeleton("robot"), finish(colour, 1.0, foot=0.1), finish("#aeb4c2", 0.8)
    eyes = merged([ball((s * 0.024, -0.056, 0.318), (0.011, 0.004, 0.011), 10, 8) for s in (-1, 1)])
    dial = moved(turned(lathe([(0.028, 0), (0.0, 0.003)], 14), 90, 0), (0, -0.0555, 0.2))
    aerial = merged([bar((0, 0, 0.36), (0, 0, 0.40), 0.005, 6), ball((0, 0, 0.408), 0.012, 9, 7)])
    return [
        *bones.on("chest", paint(soft_box((0, 0, 0.185), (0.16, 0.11, 0.15), 0.02), shell)),
        *bones.on("head", paint(soft_box((0, 0, 0.315), (0.12, 0.10, 0.09), 0.02), shell), paint(aerial, tin)),
        *bones.on("head", paint(soft_box((0, -0.048, 0.318), (0.095, 0.014, 0.034), 0.006), finish(DARK, 0.4))),
        *bones.on("eyes", paint(eyes, glowing("#7ff0e0", 1.0))),
        *bones.on("chest", paint(dial, finish("#fdf8ea", 0.3))),
        *bones.on("chest", paint(bar((0, -0.06, 0.2), (0.014, -0.06, 0.214), 0.003, 4), finish("#d8343a", 0.0))),
        *bones.on("hips", paint(bar((-0.06, 0, 0.115), (0.06, 0, 0.115), 0.018, 9), tin)),
        *[piece for side in "lr" for piece in _limbs(bones, side, times(colour, 0.7))],
    ]


def _limbs(bones: Skeleton, side: str, tone: RGB) -> list[Mesh]:
    """An arm with its hand and a leg with its foot."""
    tin, dark = finish("#aeb4c2", 0.8), finish(tone, 0.8)
    shoulder, elbow = bones.at(f"arm_{side}"), bones.at(f"arm2_{side}")
    hand = elbow + np.array([0.012 if side == "l" else -0.012, -0.014, -0.055])
    hip, knee, foot = bones.at(f"hind_{side}"), bones.at(f"hind2_{side}"), bones.at(f"foot of hind_{side}")
    return [
        *bones.on(f"arm_{side}", paint(merged([ball(shoulder, 0.023, 10, 8), bar(shoulder, elbow, 0.017, 9)]), tin)),
        *bones.on(f"arm2_{side}", paint(merged([ball(elbow, 0.018, 9, 7), bar(elbow, hand, 0.016, 9)]), tin)),
        *bones.on(f"arm2_{side}", paint(ball(hand, 0.022, 10, 8), dark)),
        *bones.on(f"hind_{side}", paint(bar(hip, knee, 0.021, 9), tin)),
        *bones.on(
            f"hind2_{side}", paint(merged([ball(knee, 0.021, 9, 7), bar(knee, foot + by(0, 0, 0.02), 0.019, 9)]), tin)
        ),
        *bones.on(f"hind2_{side}", paint(soft_box(foot + by(0, -0.015, 0.017), (0.062, 0.095, 0.034), 0.012), dark)),
    ]
