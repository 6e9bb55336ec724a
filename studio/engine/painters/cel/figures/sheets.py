"""Sheets: grids of points swept into surfaces, what every part of a figure is cut from.

Axes as in ``studio.engine.skeleton``: x to the front, y to the figure's left, z up; head units.
A ring is (centre x, height z, half depth, half width); angle 0 faces front and grows to the left.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array: TypeAlias = NDArray[np.float64]
Triangles: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Sheet:
    """points, normals (N, 3); uv (N, 2): (across, along) 0-1; triangles (M, 3) counter-clockwise outside."""

    points: Array
    normals: Array
    uv: Array
    triangles: Triangles


def sheet(grid: Array, *, wrap: bool = True, outside: ArrayLike | None = None) -> Sheet:
    """Skin a grid of points (rows, columns, 3). ``wrap`` joins the last column to the first.

    The outside is away from each row's centre, or away from the point ``outside`` when it is given.
    """
    rows, columns = grid.shape[:2]
    normals = _grid_normals(grid, wrap)
    reference = grid.mean(axis=1, keepdims=True) if outside is None else np.asarray(outside, dtype=np.float64)
    if np.sum(normals * (grid - reference)) < 0:
        normals = -normals
    across, along = np.meshgrid(np.linspace(0, 1, columns), np.linspace(0, 1, rows))
    points, flat = grid.reshape(-1, 3), normals.reshape(-1, 3)
    uv = np.stack([across.ravel(), along.ravel()], axis=1)
    return Sheet(points, flat, uv, _facing(points, flat, _grid_triangles(rows, columns, wrap)))


def _grid_normals(grid: Array, wrap: bool) -> Array:
    along = np.gradient(grid, axis=0)
    across = np.roll(grid, -1, axis=1) - np.roll(grid, 1, axis=1) if wrap else np.gradient(grid, axis=1)
    normals = np.cross(along, across)
    length = np.linalg.norm(normals, axis=2, keepdims=True)
    _fill_poles(normals, grid, length[..., 0] < 1e-9)
    return normals / np.maximum(np.linalg.norm(normals, axis=2, keepdims=True), 1e-12)


def _fill_poles(normals: Array, grid: Array, collapsed: NDArray[np.bool_]) -> None:
    """Where a row is drawn together to a point, the normal runs along the axis, out of the end."""
    inner = min(2, len(grid) - 1)  # a capped end has its own ring's centre in the row next to it
    sign = 1.0 if np.sum(normals * (grid - grid.mean(axis=1, keepdims=True))) >= 0 else -1.0
    ends = {0: grid[0].mean(0) - grid[inner].mean(0), len(grid) - 1: grid[-1].mean(0) - grid[-1 - inner].mean(0)}
    for row, axis in ends.items():
        normals[row][collapsed[row]] = sign * axis


def _grid_triangles(rows: int, columns: int, wrap: bool) -> Triangles:
    index = np.arange(rows * columns).reshape(rows, columns)
    right = np.roll(index, -1, axis=1) if wrap else index[:, 1:]
    left = index if wrap else index[:, :-1]
    a, b, c, d = left[:-1], right[:-1], right[1:], left[1:]
    return np.stack([np.stack([a, b, c], -1), np.stack([a, c, d], -1)], -2).reshape(-1, 3)


def _facing(points: Array, normals: Array, triangles: Triangles) -> Triangles:
    """The triangles without collapsed ones, wound to agree with the normals."""
    a, b, c = (points[triangles[:, k]] for k in range(3))
    faces = np.cross(b - a, c - a)
    if np.sum(faces * normals[triangles].sum(axis=1)) < 0:
        triangles = triangles[:, ::-1]
    return triangles[np.linalg.norm(faces, axis=1) > 1e-10]


def pleated(grid: Array) -> Sheet:
    """A wrapped grid whose columns meet in sharp folds: each strip between two columns has normals of its own."""
    strips: Array = np.stack([grid, np.roll(grid, -1, axis=1)], axis=2)
    along: Array = np.gradient(strips.mean(axis=2), axis=0)
    normals: Array = np.cross(strips[:, :, 1] - strips[:, :, 0], along)
    if np.sum(normals * (strips.mean(axis=2) - grid.mean(axis=1, keepdims=True))) < 0:
        normals = -normals
    flat = np.repeat(_unit(normals)[:, :, None], 2, axis=2).reshape(-1, 3)
    rows, columns = grid.shape[:2]
    index: Triangles = np.arange(rows * columns * 2, dtype=np.int64).reshape(rows, columns, 2)
    a, b, c, d = index[:-1, :, 0], index[:-1, :, 1], index[1:, :, 1], index[1:, :, 0]
    triangles = np.stack([np.stack([a, b, c], -1), np.stack([a, c, d], -1)], -2).reshape(-1, 3)
    points = strips.reshape(-1, 3)
    return Sheet(points, flat, np.zeros((len(points), 2)), _facing(points, flat, triangles))


def smooth(rows: ArrayLike, count: int) -> Array:
    """Resample (R, K) rows to ``count`` rows along a cubic through them, evenly in row number."""
    given = np.asarray(rows, dtype=np.float64)
    at = np.linspace(0, len(given) - 1, count)
    return np.stack([curve(at, np.arange(len(given)), given[:, k]) for k in range(given.shape[1])], axis=1)


def curve(at: ArrayLike, knots: ArrayLike, values: ArrayLike) -> Array:
    """Cubic Hermite interpolation with finite-difference tangents; constant outside the knots."""
    x, t, v = (np.asarray(part, dtype=np.float64) for part in (at, knots, values))
    slope = np.gradient(v, t)
    i = np.clip(np.searchsorted(t, x) - 1, 0, len(t) - 2)
    h = t[i + 1] - t[i]
    u = np.clip((x - t[i]) / h, 0, 1)
    hermite = (2 * u**3 - 3 * u**2 + 1) * v[i] + (u**3 - 2 * u**2 + u) * h * slope[i]
    return hermite + (-2 * u**3 + 3 * u**2) * v[i + 1] + (u**3 - u**2) * h * slope[i + 1]


def loft(
    rings: ArrayLike, segments: int, *, power: float = 2.15, opening: float = 0.0, pleats: Array | None = None
) -> Array:
    """Superellipse rings about the vertical as a grid (R, S, 3).

    opening: half angle in radians left open at the front (then the grid does not wrap).
    pleats: (R, S) factors on the radius.
    """
    r = np.asarray(rings, dtype=np.float64)
    angle = np.linspace(opening, math.tau - opening, segments, endpoint=opening > 0)
    return around(r, angle, power=power, pleats=pleats)


def around(rings: ArrayLike, angle: Array, *, power: float = 2.15, pleats: Array | None = None) -> Array:
    """Superellipse rings sampled at given angles, (R, S, 3)."""
    r = np.asarray(rings, dtype=np.float64)
    front, left = np.cos(angle), np.sin(angle)
    exponent = 2 / power
    reach = 1.0 if pleats is None else pleats
    x = r[:, 0:1] + r[:, 2:3] * np.sign(front) * np.abs(front) ** exponent * reach
    y = r[:, 3:4] * np.sign(left) * np.abs(left) ** exponent * reach
    return np.stack([x, y, np.broadcast_to(r[:, 1:2], x.shape)], axis=-1)


def tube(path: ArrayLike, radii: ArrayLike, segments: int, side: ArrayLike = (1.0, 0.0, 0.0)) -> Array:
    """Sweep an ellipse along a path, (R, S, 3). radii: one, (R,) or (R, 2): along ``side`` and across it."""
    line = np.asarray(path, dtype=np.float64)
    given = np.asarray(radii, dtype=np.float64)
    both = given if given.ndim == 2 else np.stack([np.broadcast_to(given, len(line))] * 2, axis=1)
    tangent = _unit(np.gradient(line, axis=0))
    hint = np.broadcast_to(np.asarray(side, dtype=np.float64), line.shape)
    across = _unit(np.cross(tangent, hint))
    first = np.cross(across, tangent)
    angle = np.linspace(0, math.tau, segments, endpoint=False)[None, :, None]
    ring = both[:, None, :1] * first[:, None] * np.cos(angle) + both[:, None, 1:] * across[:, None] * np.sin(angle)
    return line[:, None] + ring


def capped(grid: Array) -> Array:
    """A wrapped grid with both ends drawn together to a point."""
    ends = [np.repeat(row.mean(axis=0, keepdims=True), grid.shape[1], axis=0)[None] for row in (grid[0], grid[-1])]
    return np.concatenate([ends[0], grid, ends[1]])


def shell(grid: Array, thickness: float, outside: ArrayLike) -> Sheet:
    """An open grid given thickness: both faces and the two row edges, outer face on the given points."""
    outer = sheet(grid, wrap=False, outside=outside)
    inner = grid - thickness * outer.normals.reshape(grid.shape)
    closed = np.concatenate([grid, inner[::-1], grid[:1]])
    both = sheet(closed, wrap=False, outside=closed.mean(axis=0, keepdims=True))
    face = outer.normals.reshape(grid.shape)
    normals = np.concatenate([face, _rim_normals(grid, face)[::-1], face[:1]])
    return replace(both, normals=normals.reshape(-1, 3))


def _rim_normals(grid: Array, face: Array) -> Array:
    """Normals of a shell's inner face: inwards, but along the edges out over them, so that the ink hull
    draws a line round the edge.
    """
    inner = -face
    inner[0], inner[-1] = grid[0] - grid[1], grid[-1] - grid[-2]
    inner[:, 0] = _unit(grid[:, 0] - grid[:, 1]) + 0.3 * _unit(inner[:, 0])
    inner[:, -1] = _unit(grid[:, -1] - grid[:, -2]) + 0.3 * _unit(inner[:, -1])
    return _unit(inner)


def ellipsoid(centre: ArrayLike, radii: Sequence[float], segments: int, rings: int) -> Sheet:
    """An ellipsoid with its poles up and down."""
    polar = np.linspace(0, math.pi, rings)
    c = np.asarray(centre, dtype=np.float64)
    zero = 0 * polar
    rows = [c[0] + zero, c[2] + radii[2] * np.cos(polar), radii[0] * np.sin(polar), radii[1] * np.sin(polar)]
    grid = loft(np.stack(rows, axis=1), segments, power=2.0)
    return sheet(grid + np.array([0, c[1], 0]))


def turned(part: Sheet, rotation: Array, about: ArrayLike = (0.0, 0.0, 0.0)) -> Sheet:
    """The sheet rotated by a (3, 3) matrix about a point."""
    centre = np.asarray(about, dtype=np.float64)
    return replace(part, points=(part.points - centre) @ rotation.T + centre, normals=part.normals @ rotation.T)


def reversed_sheet(part: Sheet) -> Sheet:
    """The same sheet seen from inside: a lining."""
    return replace(part, normals=-part.normals, triangles=part.triangles[:, ::-1])


def chosen(part: Sheet, keep: NDArray[np.bool_]) -> Sheet:
    """Only the triangles kept by a (M,) mask, with only their own points."""
    used, renumbered = np.unique(part.triangles[keep], return_inverse=True)
    return Sheet(part.points[used], part.normals[used], part.uv[used], renumbered.reshape(-1, 3))


def rotation(axis: str, radians: float) -> Array:
    """Right-handed rotation matrix about "x", "y" or "z"."""
    cos, sin = math.cos(radians), math.sin(radians)
    i, j = {"x": (1, 2), "y": (2, 0), "z": (0, 1)}[axis]
    matrix = np.eye(3)
    matrix[i, i], matrix[i, j], matrix[j, i], matrix[j, j] = cos, -sin, sin, cos
    return matrix


def _unit(vectors: Array) -> Array:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12)
