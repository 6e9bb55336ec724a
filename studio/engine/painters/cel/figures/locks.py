"""One lock of hair: a line swept over the head, and the lens-shaped surface round it. Head space."""

import math
from dataclasses import dataclass

import numpy as np

from studio.engine.painters.cel.figures.hair_styles import Lock
from studio.engine.painters.cel.figures.sheets import Array, Sheet, capped, sheet, tube

CENTRE = np.array([-0.035, 0.0, 0.535])
RADII = np.array([0.475, 0.455, 0.525])
_SHAPES: dict[str, tuple[list[float], list[float]]] = {
    "lock": ([0, 0.25, 0.55, 0.80, 0.93, 1], [0.55, 0.9, 1.0, 0.72, 0.34, 0]),
    "fringe": ([0, 0.25, 0.45, 0.60, 0.75, 0.88, 1], [0.7, 1.05, 1.08, 0.94, 0.64, 0.32, 0]),
    "spike": ([0, 0.3, 0.55, 0.8, 1], [0.8, 1.0, 0.9, 0.48, 0]),
    "tail": ([0, 0.08, 0.22, 0.6, 0.85, 1], [0.62, 0.85, 1.0, 0.92, 0.55, 0]),
    "pulled": ([0, 0.12, 0.5, 0.85, 1], [0.25, 0.75, 1.0, 0.72, 0.42]),
    "sheet": ([0, 0.2, 0.6, 0.9, 1], [0.6, 1.0, 1.0, 0.8, 0.45]),
    "blunt": ([0, 0.25, 0.6, 1], [0.6, 0.95, 1.0, 1.0]),
    "swept": ([0, 0.12, 0.5, 0.8, 1], [0.45, 0.9, 1.0, 0.66, 0]),
}
_ANGLES = np.radians([0, 58, 122, 180, 270])
_SECTION = len(_ANGLES)
_ROPE, _PER_TURN = 4, 7


@dataclass(frozen=True, eq=False)
class Strand:
    """A lock's surface in head space, and how much each point sways.

    front: on which side of the shoulders it lies as a whole; None as it falls. tail: the middle line, head space, of
    the tail it is a strand of, which hangs by bones of its own; None for what does not.
    """

    part: Sheet
    sway: Array
    front: bool | None = None
    tail: Array | None = None


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
    if lock.shape == "blunt":
        grid, s = np.concatenate([grid, grid[-1:] * 0 + grid[-1].mean(axis=0)]), np.append(s, 1.0)
    part = _combed(sheet(grid), np.cos(_ANGLES))
    return Strand(part, _swaying(lock, s, _SECTION))


def ringlet(line: Array, off: Array, half_width: float, lock: Lock) -> Strand:
    """A lock wound into a ringlet round its middle line, which narrows to its end."""
    count = max(len(line), math.ceil(lock.turns * _PER_TURN))
    at = np.linspace(0, 1, count)
    middle, out = (
        np.stack([np.interp(at, np.linspace(0, 1, len(line)), row[:, k]) for k in range(3)], 1) for row in (line, off)
    )
    across = np.cross(out, np.gradient(middle, axis=0))
    across /= np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-9)
    turn = (math.tau * lock.turns * at)[:, None]
    wound = (lock.coil * np.interp(at, [0, 0.25, 0.6, 1], [0.15, 1.0, 0.95, 0.45]))[:, None]
    path = middle + wound * (across * np.cos(turn) + out * np.sin(turn))
    radii = half_width * np.interp(at, [0, 0.3, 0.6, 0.92, 1], [0.2, 1.0, 1.0, 0.7, 0.15])
    rope = tube(path, radii, _ROPE, (0.1, 0.2, 1.0))
    part = _combed(sheet(capped(rope)), np.cos(np.linspace(0, math.tau, _ROPE, endpoint=False)) * 0.8)
    return Strand(part, _swaying(lock, np.concatenate([[0.0], at, [1.0]]), _ROPE))


def _swaying(lock: Lock, along: Array, section: int) -> Array:
    return lock.sway * np.repeat(np.clip(along - 0.3, 0, 1) ** 1.5, section)


def _lens(line: Array, off: Array, width: Array, thick: float) -> Array:
    tangent = np.gradient(line, axis=0)
    across = np.cross(tangent, off)
    across /= np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-9)
    up = np.cross(across, tangent)
    up /= np.maximum(np.linalg.norm(up, axis=1, keepdims=True), 1e-9)
    side, rise = np.cos(_ANGLES)[None, :, None], np.sin(_ANGLES)[None, :, None]
    rise = np.where(rise < 0, rise * 0.45, rise) * thick
    return line[:, None] + width[:, None, None] * (across[:, None] * side + up[:, None] * rise)


def _combed(part: Sheet, across: Array) -> Sheet:
    """Normals half of the head's own sphere, for broad shapes; uv across -1..1, as given for one row."""
    sphere = part.points - np.array([-0.05, 0.0, 0.5])
    sphere /= np.linalg.norm(sphere, axis=1, keepdims=True)
    normals = part.normals * 0.55 + sphere * 0.45
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    uv = np.stack([np.tile(across, len(part.points) // len(across)), part.uv[:, 1]], axis=1)
    return Sheet(part.points, normals, uv, part.triangles)
