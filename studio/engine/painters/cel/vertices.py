"""Meshes packed for the graphics card: 36 bytes a vertex, triangles sorted by surface and by place."""

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.mesh import Mesh, Surface

VERTEX: Final = np.dtype(
    [
        ("in_position", np.float32, 3),
        ("in_normal", np.uint8, 4),
        ("in_colour", np.uint8, 4),
        ("in_shade", np.uint8, 4),
        ("in_uv", np.float32, 2),
        ("in_bones", np.uint8, 4),
    ]
)
FORMATS: Final = {
    "in_position": "3f4",
    "in_normal": "4f1",
    "in_colour": "4f1",
    "in_shade": "4f1",
    "in_uv": "2f4",
    "in_bones": "4u1",
}


@dataclass(frozen=True, eq=False)
class Chunk:
    """A run of triangles of one surface: ``first`` and ``count`` in indices, and the box it lies in."""

    surface: Surface
    first: int
    count: int
    low: NDArray[np.float32]
    high: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Packed:
    """A mesh ready to upload: bytes of VERTEX, uint32 indices, and its chunks in drawing order."""

    vertices: NDArray[np.void]
    indices: NDArray[np.uint32]
    chunks: tuple[Chunk, ...]


def pack(mesh: Mesh, cell_m: float | None = None) -> Packed:
    """Pack a mesh; with ``cell_m`` each surface is cut into square cells of the ground, to leave out unseen ones."""
    surfaces = mesh.surface[mesh.triangles[:, 0]].astype(np.int64)
    cells = _cells(mesh, cell_m)
    order = np.lexsort((cells, surfaces))
    triangles = mesh.triangles[order]
    labels = surfaces[order] * (int(cells.max(initial=0)) + 1) + cells[order]
    starts = np.flatnonzero(np.diff(labels, prepend=-1))
    ends = np.append(starts[1:], len(triangles))
    chunks = [
        _chunk(mesh, triangles, int(start), int(end)) for start, end in zip(starts, ends, strict=True) if end > start
    ]
    return Packed(_vertices(mesh), np.ascontiguousarray(triangles, np.uint32).reshape(-1), tuple(chunks))


def of_surfaces(packed: Packed, surfaces: frozenset[Surface]) -> Packed:
    """The same vertices with only the chunks of some surfaces."""
    return replace(packed, chunks=tuple(chunk for chunk in packed.chunks if chunk.surface in surfaces))


def _vertices(mesh: Mesh) -> NDArray[np.void]:
    vertices = np.zeros(len(mesh.position), VERTEX)
    vertices["in_position"] = mesh.position
    length = np.maximum(np.linalg.norm(mesh.normal, axis=1, keepdims=True), 1e-9)
    vertices["in_normal"][:, :3] = np.rint(mesh.normal / length * 127 + 128)
    vertices["in_normal"][:, 3] = np.rint(np.clip(mesh.sway / 2, 0, 1) * 255)
    vertices["in_colour"] = _bytes(mesh.colour, mesh.glow)
    vertices["in_shade"] = _bytes(mesh.shade, mesh.outline / 2)
    vertices["in_uv"] = mesh.uv
    vertices["in_bones"][:, :2] = mesh.bones
    vertices["in_bones"][:, 2] = np.rint(np.clip(mesh.weight, 0, 1) * 255)
    vertices["in_bones"][:, 3] = mesh.surface
    return vertices


def _bytes(colour: NDArray[np.float32], fourth: NDArray[np.floating[Any]]) -> NDArray[np.uint8]:
    return np.rint(np.clip(np.column_stack([colour, fourth]), 0, 1) * 255).astype(np.uint8)


def _cells(mesh: Mesh, cell_m: float | None) -> NDArray[np.int64]:
    """The number of the ground cell each triangle's middle lies in, (M,)."""
    if cell_m is None or not len(mesh.triangles):
        return np.zeros(len(mesh.triangles), np.int64)
    middle = mesh.position[mesh.triangles].mean(axis=1)[:, :2]
    column, row = np.floor(middle / cell_m).astype(np.int64).T
    column -= column.min()
    row -= row.min()
    return row * (column.max() + 1) + column


def _chunk(mesh: Mesh, triangles: NDArray[np.uint32], start: int, end: int) -> Chunk:
    points = mesh.position[triangles[start:end].reshape(-1)]
    surface = Surface(int(mesh.surface[triangles[start, 0]]))
    return Chunk(surface, start * 3, (end - start) * 3, points.min(axis=0), points.max(axis=0))


def visible(chunks: tuple[Chunk, ...], planes: NDArray[np.float64]) -> list[tuple[int, int]]:
    """The runs (first, count) of indices whose boxes touch the frustum, neighbours joined."""
    if not chunks:
        return []
    low = np.array([chunk.low for chunk in chunks], np.float64)
    high = np.array([chunk.high for chunk in chunks], np.float64)
    shown = np.ones(len(chunks), bool)
    for plane in planes:
        corner = np.where(plane[:3] > 0, high, low)
        shown &= corner @ plane[:3] + plane[3] >= 0
    return _joined([chunk for chunk, show in zip(chunks, shown, strict=True) if show])


def _joined(chunks: list[Chunk]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for chunk in chunks:
        if runs and sum(runs[-1]) == chunk.first:
            runs[-1] = (runs[-1][0], runs[-1][1] + chunk.count)
        else:
            runs.append((chunk.first, chunk.count))
    return runs
