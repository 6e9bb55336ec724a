"""What is laid on clothes: plackets, ties, buttons, bows."""

from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from studio.engine.painters.cel.figures.palette import Tone
from studio.engine.painters.cel.figures.person import Paint, Person, painted
from studio.engine.painters.cel.figures.sewing import Strip, strip_binding
from studio.engine.painters.cel.figures.sheets import (
    Array,
    Sheet,
    capped,
    ellipsoid,
    rotation,
    sheet,
    shell,
    smooth,
    tube,
)
from studio.engine.painters.cel.figures.skinning import CHEST, Binding, garment, trunk
from studio.engine.painters.cel.mesh import Mesh, Surface


def front_of(rings: Array, z: ArrayLike, y: ArrayLike) -> Array:
    """The x of a garment's front at heights and lateral places."""
    height, lateral = np.asarray(z, dtype=np.float64), np.asarray(y, dtype=np.float64)
    centre, depth, width = (np.interp(-height, -rings[:, 1], rings[:, k]) for k in (0, 2, 3))
    return centre + depth * (1 - np.clip(np.abs(lateral) / width, 0, 0.98) ** 2.15) ** (1 / 2.15)


def strip(
    person: Person,
    rings: Array,
    tone: Tone,
    z: Array,
    left: Array,
    right: Array,
    *,
    lift: float = 0.014,
    ink: float = 0.9,
    binding: Binding | None = None,
    sway: float = 0.0,
) -> Mesh:
    """A band of cloth laid on a garment's front between two edges (arrays of y by height)."""
    across = np.linspace(0, 1, 4)[None]
    y = left[:, None] + (right - left)[:, None] * across
    height = np.broadcast_to(z[:, None], y.shape)
    x = front_of(rings, height, y) + lift
    grid = np.stack([x, y, height], axis=-1)
    part = shell(grid, lift * 1.5, np.array([-1.0, 0.0, float(z.mean())]))
    hang = sway * np.clip((3.2 - part.points[:, 2]) / 1.2, 0, 1)
    return painted(part, Paint(tone, Surface.CLOTH, ink), binding or garment(person.rest), hang)


def button(
    person: Person, rings: Array, tone: Tone, z: float, y: float, radius: float = 0.032, lift: float = 0.02
) -> Mesh:
    """A round button on a garment's front."""
    at = (float(front_of(rings, z, y)) + lift, y, z)
    part = ellipsoid(at, (radius * 0.55, radius, radius), 7, 5)
    return painted(part, Paint(tone, Surface.PLAIN, 0.55), garment(person.rest), _LOOSE if z < _SKIRTS else 0.0)


_SKIRTS: Final = 3.2
_LOOSE: Final = 0.02
"""What is sewn on below the hips, head units, goes along with the skirt it is on."""


@dataclass(frozen=True)
class Bow:
    """A bow: where its knot is, head units, and its size.

    joint: what it is sewn to. tail: how long its tails are, times those of a plain bow. turn: (3, 3) from facing ahead.
    lean: how far its tails lean off the body, of their length. stiff: how far they keep to that, 0 to 1.
    """

    at: tuple[float, float, float]
    size: float
    joint: int = CHEST
    tail: float = 1.0
    turn: Array = field(default_factory=lambda: np.eye(3))
    lean: float = 0.06
    stiff: float = 0.12


BEHIND: Final = rotation("z", np.pi)
"""The turn of a bow that is tied behind."""
_TAIL_BONES: Final = 2


def bow(person: Person, tone: Tone, cut: Bow, binding: Binding | None = None) -> list[Mesh]:
    """Two loops and a knot, and two tails that hang by bones of their own."""
    bind, size = binding or trunk(person.rest), cut.size
    paint = Paint(tone, Surface.CLOTH, 0.8)
    fixed = [ellipsoid((0.025 * size, 0.0, 0.0), (0.055 * size, 0.05 * size, 0.065 * size), 7, 5)]
    meshes: list[Mesh] = []
    for side in (-1.0, 1.0):
        loop = size * np.array([(0, 0.02 * side, 0), (0.01, 0.14 * side, 0.055), (-0.01, 0.27 * side, 0.02)])
        fixed.append(
            sheet(capped(tube(smooth(loop, 5), np.outer([0.35, 0.85, 1.1, 1.15, 0.7], [0.05 * size, 0.09 * size]), 8)))
        )
        meshes.append(_bow_tail(person, paint, cut, side))
    return [*(painted(_at_knot(part, cut), paint, bind) for part in fixed), *meshes]


def _bow_tail(person: Person, paint: Paint, cut: Bow, side: float) -> Mesh:
    size, long = cut.size, cut.size * cut.tail
    line = [(0.0, 0.02 * side * size, 0.0)]
    for aside, down in ((0.09, 0.16), (0.13, 0.36)):
        line.append((cut.lean * down * long, aside * side * size, -down * long))
    rows = 4 + round(3 * (cut.tail - 1))
    path = smooth(line, rows)
    radii = np.outer(np.interp(np.linspace(0, 3, rows), range(4), [0.5, 0.8, 1.0, 1.05]), [0.022 * size, 0.06 * size])
    part = Strip("ribbon", cut.joint, smooth(line, _TAIL_BONES + 1) @ cut.turn.T + cut.at, 0.04, cut.stiff)
    first = person.sewing.sew(part)
    return painted(_at_knot(sheet(capped(tube(path, radii, 6))), cut), paint, strip_binding(part, first))


def _at_knot(part: Sheet, cut: Bow) -> Sheet:
    return replace(part, points=part.points @ cut.turn.T + cut.at, normals=part.normals @ cut.turn.T)
