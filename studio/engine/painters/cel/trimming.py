"""Pictures on the sky without the clear parts round them: most of a cloud's picture is clear, and costs as much to draw."""

from dataclasses import fields, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.mesh import Mesh, Surface, join

COLUMNS: Final = 8
"""How many columns of a picture are cut above and below to what is in them."""
_MARGIN_PX: Final = 8
"""What a picture's smaller copies spread into: those down to an eighth of it."""
_SEEN: Final = 2
"""Opacity, of 255, that is left out by the shader and less."""

Pixels = NDArray[np.uint8]


def trimmed(mesh: Mesh, atlas: Pixels) -> Mesh:
    """The mesh with every rectangle of the sky cut to what its picture shows; what is seen stays as it is.

    Args:
        atlas: (H, W, 4) straight alpha, row 0 at v = 0.
    """
    pieces, kept = list[Mesh](), 0
    triangles = mesh.triangles
    for first in _rectangles(mesh):
        cut = _cut(mesh, triangles[first : first + 2], atlas)
        if cut is not None:
            pieces += [replace(mesh, triangles=triangles[kept:first]), cut]
            kept = first + 2
    if not pieces:
        return mesh
    return _joined(mesh, [*pieces, replace(mesh, triangles=triangles[kept:])])


def _joined(mesh: Mesh, pieces: list[Mesh]) -> Mesh:
    """Pieces in their order: those that share the mesh's own vertices, and those that bring theirs along."""
    own = [piece for piece in pieces if piece.position is not mesh.position]
    whole = join([mesh, *own])
    offsets = iter(np.cumsum([len(mesh.position), *(len(piece.position) for piece in own)]))
    triangles = [
        piece.triangles if piece.position is mesh.position else piece.triangles + np.uint32(next(offsets))
        for piece in pieces
    ]
    return replace(whole, triangles=np.concatenate(triangles))


def _rectangles(mesh: Mesh) -> list[int]:
    """The first of each two triangles of the sky that share a side and are alike all over but for place and uv."""
    first = np.flatnonzero((mesh.surface[mesh.triangles[:, 0]] == Surface.SKY))
    found, after = list[int](), -1
    for one in first.tolist():
        if one < after or one + 1 >= len(mesh.triangles):
            continue
        corners = np.unique(mesh.triangles[one : one + 2])
        if len(corners) == 4 and all(_alike(getattr(mesh, name)[corners]) for name in _SAME):
            found.append(one)
            after = one + 2
    return found


_SAME: Final = tuple(
    field.name for field in fields(Mesh) if field.name not in ("position", "normal", "uv", "triangles")
)


def _alike(rows: NDArray[np.generic]) -> bool:
    return bool((rows == rows[0]).all())


def _cut(mesh: Mesh, pair: NDArray[np.uint32], atlas: Pixels) -> Mesh | None:
    """A rectangle as columns, each as high as what is in it; None where it is no upright picture, or a tiny one."""
    corners = np.unique(pair)
    uv, places = mesh.uv[corners].astype(np.float64), mesh.position[corners].astype(np.float64)
    low, high = uv.min(axis=0), uv.max(axis=0)
    if np.any((high - low) * atlas.shape[1::-1] < 4 * _MARGIN_PX) or not np.all((uv == low) | (uv == high)):
        return None
    shares = (uv - low) / (high - low)
    plane, *_ = np.linalg.lstsq(np.column_stack([np.ones(4), shares]), places, rcond=None)
    if len(np.unique(shares, axis=0)) < 4 or np.abs(np.column_stack([np.ones(4), shares]) @ plane - places).max() > 1e-3:
        return None
    grid, quads = _columns(_shown(atlas, low, high))
    count, source = len(grid), np.full(len(grid), corners[0])
    return replace(
        mesh,
        **{name: getattr(mesh, name)[source] for name in (*_SAME, "normal")},
        position=(np.column_stack([np.ones(count), grid]) @ plane).astype(np.float32),
        uv=(low + grid * (high - low)).astype(np.float32),
        triangles=quads.astype(np.uint32),
    )


def _shown(atlas: Pixels, low: NDArray[np.float64], high: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which texels between two places of the atlas are not clear."""
    size = np.array(atlas.shape[1::-1])
    left, top = np.floor(low * size).astype(int)
    right, bottom = np.ceil(high * size).astype(int)
    return atlas[top:bottom, left:right, 3] > _SEEN


def _columns(shown: NDArray[np.bool_]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Corners of the columns, (N, 2) shares of the picture across and down, and their triangles, (M, 3)."""
    rows, wide = shown.shape
    edges = np.rint(np.linspace(0, wide, COLUMNS + 1)).astype(int)
    spans = [_span(shown[:, max(0, a - _MARGIN_PX) : b + _MARGIN_PX]) for a, b in zip(edges, edges[1:], strict=False)]
    tops, bottoms = np.array(spans).T
    ends = [np.array([tops[max(0, i - 1) : i + 1].min(), bottoms[max(0, i - 1) : i + 1].max()]) for i in range(len(edges))]
    across = np.repeat(edges / wide, 2)
    grid = np.column_stack([across, np.concatenate(ends) / rows])
    quads = [
        corner for i in range(COLUMNS) if tops[i] < bottoms[i] for corner in _two(2 * i, 2 * i + 2)
    ]
    return grid, np.array(quads, np.int64).reshape(-1, 3)


def _two(one: int, other: int) -> list[tuple[int, int, int]]:
    """Two triangles between two edges that go down, each two corners."""
    return [(one, other, other + 1), (one, other + 1, one + 1)]


def _span(shown: NDArray[np.bool_]) -> tuple[int, int]:
    """The first row with something in it and the one after the last, with a margin; none if nothing is."""
    rows = np.flatnonzero(shown.any(axis=1))
    if not len(rows):
        return len(shown), 0
    return max(0, int(rows[0]) - _MARGIN_PX), min(len(shown), int(rows[-1]) + 1 + _MARGIN_PX)
