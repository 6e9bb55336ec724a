"""Cords that things hang from: they pull and never push, hardly stretch, and let a thing swing or fall slack."""

import math
from typing import Any

from studio.engine.stage.entrances import Placed
from studio.engine.stage.rig import Parts, Rig
from studio.engine.vocabulary import PropKind
from studio.timeline.world import Quaternion, Vector

_SPRING = 200.0**2
_DAMPING = 360.0
_CORD = f'limited="true" solreflimit="{-_SPRING} {-_DAMPING}" solimplimit="0.999 0.999 0.001"'
LEAST_M = 0.02
LOOSE_M = 0.01
"""Nearer than this to its full length a cord is taut."""


class Cords:
    """The cords of all hanging things, each as long as it is taut when the shot begins."""

    def __init__(self, loose: tuple[Placed, ...]) -> None:
        hung = [(number, thing, thing.hung_from) for number, thing in enumerate(loose) if thing.hung_from is not None]
        self._parts = Parts(
            world="".join(f'<site name="peg{n}" pos="{_told(peg)}"/>' for n, _, peg in hung),
            beside=_tendons([(n, length_of(thing, peg)) for n, thing, peg in hung]),
            within={t.prop.id: f'<site name="eye{n}" pos="{_told(eye_of(t.kind))}"/>' for n, t, _ in hung},
        )

    @property
    def parts(self) -> Parts:
        """See ``Element``."""
        return self._parts

    @property
    def restless(self) -> bool:
        """A thing that hangs straight down hangs still."""
        return False

    def join(self, rig: Rig, data: Any) -> None:
        """The solver does the pulling."""

    def act(self, _time: float, /) -> None:
        """The solver does the pulling."""

    def watch(self, _time: float, /) -> None:
        """The solver does the pulling."""

    def record(self, frame: int) -> None:
        """A cord is where its ends are."""


def eye_of(kind: PropKind) -> Vector:
    """Where a cord is tied to a thing, in its own axes: the middle of its top."""
    return 0.0, 0.0, kind.size_m[2] / 2


def length_of(thing: Placed, peg: Vector) -> float:
    """How long a thing's cord is."""
    eye = turned(eye_of(thing.kind), thing.orientation)
    return max(LEAST_M, math.dist(peg, [a + b for a, b in zip(thing.position, eye, strict=True)]))


def swings(thing: Placed) -> bool:
    """Whether a hanging thing is out of its plumb line."""
    if thing.hung_from is None:
        return False
    aside = math.dist(thing.position[:2], thing.hung_from[:2])
    return aside > LOOSE_M * length_of(thing, thing.hung_from)


def hanging_at(kind: PropKind, peg: Vector, length: float, angle: float, heading: float) -> tuple[Vector, Quaternion]:
    """Where a thing is, and its turn, when its taut cord makes an angle (radians) with the plumb line."""
    reach = length + kind.size_m[2] / 2
    along = math.cos(heading), math.sin(heading)
    out, down = math.sin(angle) * reach, math.cos(angle) * reach
    place = peg[0] + along[0] * out, peg[1] + along[1] * out, peg[2] - down
    half, sine = math.cos(angle / 2), math.sin(angle / 2)
    return place, (half, along[1] * sine, -along[0] * sine, 0.0)


def turned(vector: Vector, turn: Quaternion) -> Vector:
    """A vector turned by a quaternion."""
    w, x, y, z = turn
    a, b, c = vector
    s, t, u = 2 * (y * c - z * b), 2 * (z * a - x * c), 2 * (x * b - y * a)
    return a + w * s + y * u - z * t, b + w * t + z * s - x * u, c + w * u + x * t - y * s


def _tendons(cords: list[tuple[int, float]]) -> str:
    if not cords:
        return ""
    each = "".join(
        f'<spatial name="cord{n}" {_CORD} range="0 {length:.9f}"><site site="peg{n}"/><site site="eye{n}"/></spatial>'
        for n, length in cords
    )
    return f"<tendon>{each}</tendon>"


def _told(place: Vector) -> str:
    return " ".join(f"{value:.9f}" for value in place)
