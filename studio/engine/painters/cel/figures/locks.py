"""One lock of hair: a line swept over the head, and the lens-shaped surface round it. Head space."""

import math
from dataclasses import dataclass

import numpy as np

from studio.engine.painters.cel.figures.hair_styles import Lock
from studio.engine.painters.cel.figures.sheets import Array, Sheet, sheet

CENTRE = np.array([-0.035, 0.0, 0.535])
RADII = np.array([0.475, 0.455, 0.525])
_SHAPES: dict[str, tuple[list[float], list[float]]] = {
    "lock": ([0, 0.25, 0.55, 0.80, 0.93, 1], [0.55, 0.9, 1.0, 0.72, 0.34, 0]),
    "fringe": ([0, 0.25, 0.45, 0.60, 0.75, 0.88, 1], [0.7, 1.05, 1.08, 0.94, 0.64, 0.32, 0]),
    "spike": ([0, 0.3, 0.55, 0.8, 1], [0.8, 1.0, 0.9, 0.48, 0]),
    "tail": ([0, 0.08, 0.22, 0.6, 0.85, 1], [0.62, 0.85, 1.0, 0.92, 0.55, 0]),
    "pulled": ([0, 0.12, 0.5, 0.85, 1], [0.25, 0.75, 1.0, 0.72, 0.42]),
    "sheet": ([0, 0.2, 0.6, 0.9, 1], [0.6, 1.0, 1.0, 0.8, 0.45]),
}
_ANGLES = np.radians([0, 58, 122, 180, 270])
_SECTION = len(_ANGLES)


@dataclass(frozen=True, eq=False)
class Strand:
    """A lock's surface in head space, and how much each point sways."""

    part: Sheet
    sway: Array


def swept(
    root: float, tip: float, length: float, rows: int, *, clear: float = 0.0, curl: float = 0.0, flip: float = 0.0
) -> tuple[Array, Array]:
    """The middle line of a lock and the direction off the head along it, (R, 3) each. Radians, head units."""
    s = np.linspace(0, 1, rows)
    arc = s * length
    polar = np.minimum(arc / 0.50, math.pi / 2)
    hang = np.maximum(arc - math.pi / 4, 0)
    angle = root + (tip - root) * s**1.4
    radii = RADII + clear
    reach = np.sin(polar) * (1 - curl * (hang / 0.6) ** 1.6 + flip * np.maximum(hang - 0.25, 0) ** 1.2)
    x = CENTRE[0] + radii[0] * reach * np.cos(angle)
    y = radii[1] * reach * np.sin(angle)
    z = CENTRE[2] + radii[2] * np.cos(polar) - hang
    line = np.stack([x, y, z], axis=1)
    off = line - np.array([-0.03, 0.0, 0.5])
    off[hang > 0, 2] = 0
    return line, off / np.linalg.norm(off, axis=1, keepdims=True)


def lens_lock(line: Array, off: Array, half_width: float, lock: Lock) -> Strand:
    """A lens-shaped lock: two edges, two shoulders above, flat below."""
    s = np.linspace(0, 1, len(line))
    width = half_width * np.interp(s, *_SHAPES[lock.shape])
    grid = _lens(line, off, width, lock.thick)
    part = _combed(sheet(grid), len(line))
    sway = lock.sway * np.repeat(np.clip(s - 0.3, 0, 1) ** 1.5, _SECTION)
    return Strand(part, sway)


def _lens(line: Array, off: Array, width: Array, thick: float) -> Array:
    tangent = np.gradient(line, axis=0)
    across = np.cross(tangent, off)
    across /= np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-9)
    up = np.cross(across, tangent)
    up /= np.maximum(np.linalg.norm(up, axis=1, keepdims=True), 1e-9)
    side, rise = np.cos(_ANGLES)[None, :, None], np.sin(_ANGLES)[None, :, None]
    rise = np.where(rise < 0, rise * 0.45, rise) * thick
    return line[:, None] + width[:, None, None] * (across[:, None] * side + up[:, None] * rise)


def _combed(part: Sheet, rows: int) -> Sheet:
    """Normals half of the head's own sphere, for broad shapes; uv across -1..1."""
    sphere = part.points - np.array([-0.05, 0.0, 0.5])
    sphere /= np.linalg.norm(sphere, axis=1, keepdims=True)
    normals = part.normals * 0.55 + sphere * 0.45
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    uv = np.stack([np.tile(np.cos(_ANGLES), rows), part.uv[:, 1]], axis=1)
    return Sheet(part.points, normals, uv, part.triangles)
