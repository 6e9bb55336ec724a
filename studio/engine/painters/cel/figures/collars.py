"""Collars and necklines, laid on the body by ``resources/figures/collars.toml``."""

import math
from dataclasses import replace
from functools import cache

import numpy as np
from msgspec import Struct

from studio.engine.painters.cel.figures.body import trunk_rings
from studio.engine.painters.cel.figures.palette import Tone
from studio.engine.painters.cel.figures.person import Paint, Person, painted
from studio.engine.painters.cel.figures.sheets import (
    Array,
    reversed_sheet,
    sheet,
    shell,
    smooth,
)
from studio.engine.painters.cel.figures.skinning import trunk
from studio.engine.painters.cel.mesh import Mesh, Surface
from studio.engine.vocabulary import read_table


class Collar(Struct, frozen=True):
    """A collar laid on the body. rows, from the neck outwards: height in front, at the side and behind, distance
    off the body, half angle left open in front and angle by which the front height has risen to the side's
    (degrees).
    """

    rows: tuple[tuple[float, float, float, float, float, float], ...]
    thickness: float = 0.016
    columns: int = 22


@cache
def collars() -> dict[str, Collar]:
    """``figures/collars.toml``."""
    return read_table("figures/collars.toml", Collar)


def collar(person: Person, tone: Tone, cut: Collar, inner: Tone | None = None) -> list[Mesh]:
    """A collar as a shell, with a lining of another tone if asked."""
    grid = _collar_grid(person, cut)
    outside = np.array([0.0, 0.0, 4.4])
    meshes = [painted(shell(grid, cut.thickness, outside), Paint(tone), trunk(person.rest))]
    if inner is not None:
        face = sheet(grid, wrap=False, outside=outside)
        lining = replace(face, points=face.points - 1.5 * cut.thickness * face.normals)
        meshes.append(painted(reversed_sheet(lining), Paint(inner, Surface.PLAIN, 0.0), trunk(person.rest)))
    return meshes


def _collar_grid(person: Person, cut: Collar) -> Array:
    """Each point at its own height on the trunk."""
    rows = smooth(cut.rows, max(len(cut.rows), person.detail.count(len(cut.rows))))
    turn = np.linspace(0, 1, person.detail.count(cut.columns))
    turn = 0.5 + 0.5 * np.sign(turn - 0.5) * (np.abs(turn - 0.5) * 2) ** 0.75
    opening, reach = np.radians(rows[:, 4:5]), np.radians(rows[:, 5:6])
    angle = opening + (math.tau - 2 * opening) * turn
    away = np.minimum(angle, math.tau - angle)
    rise = np.clip(away / reach, 0, 1)
    back = np.clip((away - math.pi / 2) / (math.pi / 2), 0, 1)
    back = back * back * (3 - 2 * back)
    height = rows[:, :1] + (rows[:, 1:2] - rows[:, :1]) * rise + (rows[:, 2:3] - rows[:, 1:2]) * back
    return on_trunk(person, angle, height, np.broadcast_to(rows[:, 3:4], angle.shape))


def on_trunk(person: Person, angle: Array, height: Array, ease: Array) -> Array:
    """Points on the trunk at angles and heights (any shape), ``ease`` off it, (..., 3)."""
    rings = trunk_rings(person, 4.86, 3.2, 60)
    centre, depth, width = (np.interp(-height, -rings[:, 1], rings[:, k]) for k in (0, 2, 3))
    front, left = np.cos(angle), np.sin(angle)
    x = centre + (depth + ease) * np.sign(front) * np.abs(front) ** (2 / 2.15)
    y = (width + ease) * np.sign(left) * np.abs(left) ** (2 / 2.15)
    return np.stack([x, y, height], axis=-1)


def opening(person: Person, tone: Tone, bottom: float, half_degrees: float, ease: float, surface: Surface) -> Mesh:
    """What shows in a neckline: a wedge of skin or shirt from the neck down to a point."""
    t = np.linspace(0, 1, 8)[:, None]
    height = 4.86 + (bottom - 4.86) * t
    angle = np.radians(half_degrees) * (1 - 0.9 * t) * np.linspace(-1, 1, 9)[None]
    grid = on_trunk(person, angle, np.broadcast_to(height, angle.shape), np.full_like(angle, ease))
    part = sheet(grid, wrap=False, outside=(-1.0, 0.0, 4.3))
    return painted(part, Paint(tone, surface, 0.0), trunk(person.rest))
