"""What is laid on clothes: plackets, ties, buttons, bows."""

import numpy as np
from numpy.typing import ArrayLike

from studio.engine.painters.cel.figures.palette import Tone
from studio.engine.painters.cel.figures.person import Paint, Person, painted
from studio.engine.painters.cel.figures.sheets import (
    Array,
    Sheet,
    capped,
    ellipsoid,
    sheet,
    shell,
    smooth,
    tube,
)
from studio.engine.painters.cel.figures.skinning import Binding, garment, trunk
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
    return painted(part, Paint(tone, Surface.PLAIN, 0.55), garment(person.rest))


def bow(
    person: Person, tone: Tone, at: tuple[float, float, float], size: float, binding: Binding | None = None
) -> list[Mesh]:
    """Two loops, two tails and a knot."""
    bind = binding or trunk(person.rest)
    x, y, z = at
    paint = Paint(tone, Surface.CLOTH, 0.8)
    parts: list[Sheet] = [ellipsoid((x + 0.025 * size, y, z), (0.055 * size, 0.05 * size, 0.065 * size), 7, 5)]
    for side in (-1.0, 1.0):
        loop = [
            (x, y + 0.02 * side * size, z),
            (x + 0.01, y + 0.14 * side * size, z + 0.055 * size),
            (x - 0.01, y + 0.27 * side * size, z + 0.02 * size),
        ]
        parts.append(
            sheet(capped(tube(smooth(loop, 5), np.outer([0.35, 0.85, 1.1, 1.15, 0.7], [0.05 * size, 0.09 * size]), 8)))
        )
        tail = [
            (x, y + 0.02 * side * size, z),
            (x + 0.015, y + 0.09 * side * size, z - 0.16 * size),
            (x + 0.02, y + 0.13 * side * size, z - 0.36 * size),
        ]
        parts.append(
            sheet(capped(tube(smooth(tail, 4), np.outer([0.5, 0.8, 1.0, 1.05], [0.022 * size, 0.06 * size]), 6)))
        )
    return [painted(part, paint, bind, 0.05) for part in parts]
