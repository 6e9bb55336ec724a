"""What must never happen, looked for in the picture: energy from nowhere, jumps, and things inside each other."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from studio.bench.figures import Figure, at_most
from studio.bench.physics_motion import BALL, FPS, G
from studio.bench.physics_scenes import Body, View, filmed, thing
from studio.bench.physics_seen import Doubles, ball_centre, look
from studio.engine import vocabulary
from studio.engine.painters.cel.painter import CelPainter
from studio.timeline.world import Quaternion, Vector

UPRIGHT_BOARD: Quaternion = (math.sqrt(0.5), 0.0, math.sqrt(0.5), 0.0)
_WALLS = tuple(
    Body(thing("ramp", name), (side * 1.3, 0.0, 1.6), orientation=UPRIGHT_BOARD)
    for name, side in (("left wall", -1), ("right wall", 1))
)
_PIT = View((0.0, 0.0, 1.1), 2.4)


@dataclass(frozen=True)
class Closed:
    """Balls between two walls, left to themselves."""

    label: str
    balls: tuple[Body, ...]
    seconds: float = 1.6


def _ball(name: str, material: str, position: Vector, velocity: Vector = (0.0, 0.0, 0.0), scale: float = 1.0) -> Body:
    return Body(thing("ball", name, material, scale), position, velocity)


CLOSED = (
    Closed("a rubber ball from wall to wall", (_ball("a", "rubber", (-0.6, 0.0, 1.2), (4.0, 0.0, 1.0)),)),
    Closed("a glass ball from wall to wall", (_ball("a", "glass", (0.6, 0.0, 1.0), (-5.0, 0.0, 0.5)),)),
    Closed(
        "a rubber and a wooden ball that meet",
        (
            _ball("a", "rubber", (-0.8, 0.0, 1.0), (3.0, 0.0, 1.0)),
            _ball("b", "wood", (0.8, 0.02, 1.1), (-2.0, 0.0, 1.0)),
        ),
    ),
    Closed(
        "a small ball on a large one, dropped",
        (_ball("a", "rubber", (0.0, 0.0, 0.45), scale=1.5), _ball("b", "rubber", (0.01, 0.0, 0.7), scale=0.5)),
        1.0,
    ),
    Closed(
        "three balls of steel, stone and ice",
        (
            _ball("a", "steel", (-0.9, 0.0, 1.4), (2.0, 0.0, 0.0)),
            _ball("b", "stone", (0.0, 0.0, 0.9), (0.0, 0.0, 3.0)),
            _ball("c", "ice", (0.9, 0.0, 1.3), (-2.5, 0.0, 0.0)),
        ),
    ),
    Closed(
        "five balls of five materials",
        (
            _ball("a", "rubber", (-0.9, 0.0, 1.5), (2.0, 0.0, 0.0)),
            _ball("b", "wood", (-0.3, 0.0, 0.8), (1.0, 0.0, 2.0)),
            _ball("c", "glass", (0.3, 0.0, 1.7), (-1.0, 0.0, 0.0), 0.7),
            _ball("d", "plastic", (0.8, 0.0, 0.6), (-3.0, 0.0, 1.0)),
            _ball("e", "steel", (0.0, 0.0, 0.3), (0.0, 0.0, 0.0), 0.6),
        ),
    ),
)


def order(painter: CelPainter, closed: Sequence[Closed] = CLOSED) -> Sequence[Figure]:
    """Energy gained and the longest way in a frame, for every closed scene."""
    gains: list[Figure] = []
    jumps: list[Figure] = []
    for scene in closed:
        ways = _ways(painter, scene)
        gains.append(at_most(f"energy gained, {scene.label}", _gained(scene, ways) * 100, "%", 1.0))
        jumps.append(at_most(f"way in a frame against speed, {scene.label}", _hurry(scene, ways), "", 1.01))
    return [*gains, *jumps]


def _ways(painter: CelPainter, scene: Closed) -> list[Doubles]:
    """Where each ball's middle is in every frame, (F, 3)."""
    performance = filmed((*scene.balls, *_WALLS), scene.seconds, FPS, _PIT)
    seen = look(painter, performance, range(performance.frames))
    return [np.array([ball_centre(one.surface[BALL + n]) for one in seen]) for n in range(len(scene.balls))]


def _mass(body: Body) -> float:
    return vocabulary.made(body.prop).mass_kg


def _energy(body: Body, height: Doubles, speed_squared: Doubles) -> Doubles:
    return _mass(body) * (0.5 * speed_squared + G * height)


def _at_first(scene: Closed) -> float:
    """The energy the balls are given, joules above the ground."""
    return sum(
        float(_energy(b, np.array([b.position[2]]), np.array([sum(v * v for v in b.velocity)]))[0]) for b in scene.balls
    )


def _gained(scene: Closed, ways: list[Doubles]) -> float:
    """The largest energy of motion and height seen at any moment beyond that of the beginning, as a share of it."""
    total = np.zeros(len(ways[0]) - 2)
    for body, way in zip(scene.balls, ways, strict=True):
        velocity = (way[2:] - way[:-2]) * (FPS / 2)
        total += _energy(body, way[1:-1, 2], (velocity**2).sum(1))
    return max(0.0, float(total.max()) / _at_first(scene) - 1.0)


def _hurry(scene: Closed, ways: list[Doubles]) -> float:
    """The longest way of a ball in a frame, as a share of what all the energy there is would let it go."""
    worst = 0.0
    for body, way in zip(scene.balls, ways, strict=True):
        others = sum(
            _mass(b) * G * float(w[:, 2].min()) for b, w in zip(scene.balls, ways, strict=True) if b is not body
        )
        left = _at_first(scene) - others - _mass(body) * G * np.minimum(way[1:, 2], way[:-1, 2])
        moved = np.sqrt((np.diff(way, axis=0) ** 2).sum(1))
        worst = max(worst, float((moved / (np.sqrt(2 * left / _mass(body)) / FPS)).max()))
    return worst


@dataclass(frozen=True)
class Lying:
    """A thing, or a stack ``high`` of them, that was let down on another one, or on the ground. place: the set."""

    kind: str
    on: str | None = None
    place: str = "stage"
    high: int = 1

    @property
    def label(self) -> str:
        """As in "two of box on box, beach"."""
        stacked = f"{self.high} of {self.kind}" if self.high > 1 else self.kind
        return f"{stacked} on {self.on or 'the ground'}, {self.place}"


LYING = (
    Lying("ball"), Lying("box"), Lying("vase"), Lying("box", "box"), Lying("book", "table"), Lying("ball", "table"),
    Lying("box", high=3), Lying("book", "table", high=3), Lying("cup", "table", "gym"), Lying("box", place="beach"),
    Lying("ball", place="meadow"), Lying("vase", place="gym"), Lying("box", "box", "park"),
)  # fmt: skip


def at_rest(painter: CelPainter, lying: Sequence[Lying] = LYING) -> Sequence[Figure]:
    """How far things at rest are inside what they lie on, in millimetres."""
    return [at_most(f"inside at rest, {one.label}", _inside_mm(painter, one), "mm", 2.0) for one in lying]


def _inside_mm(painter: CelPainter, lying: Lying) -> float:
    """The bottom of a thing is its seen top less its height: what is inside something is hidden.

    Of a stack all that its layers are inside each other is told together.
    """
    upper, lower = vocabulary.made(thing(lying.kind)), vocabulary.made(thing(lying.on)) if lying.on else None
    support, tall = lower.size_m[2] if lower else 0.0, upper.size_m[2]
    bodies = [
        Body(thing(lying.kind, f"upper {layer}"), (0.0, 0.0, support + tall * (layer + 0.5) + 0.02 * (layer + 1)))
        for layer in reversed(range(lying.high))
    ]
    if lying.on and lower:
        bodies.append(Body(thing(lying.on, "lower"), (0.0, 0.0, support / 2)))
        support = _top(painter, (tuple(bodies), lying.place), BALL + lying.high, support)
    whole = tall * lying.high
    bottom = _top(painter, (tuple(bodies), lying.place), BALL, support + whole) - whole
    return max(0.0, support - bottom) * 1000


def _top(painter: CelPainter, scene: tuple[tuple[Body, ...], str], number: int, about: float) -> float:
    """The highest point of a thing when all has come to rest, looked for near a height."""
    bodies, place = scene
    performance = filmed(bodies, 2.0, FPS, View((0.0, 0.0, about), 0.12), place)
    surface = look(painter, performance, (performance.frames - 1,))[0].surface[number]
    return float(surface[:, 2].max())
