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

NEAR: Final = 4
"""Which of the planes of ``lens.frustum`` is the near one."""
WAYS: Final = 8
"""Ways to look, along the ground, for which pictures that hide each other are sorted: the nearest of a cell first.

Leaves are the most of what a set out of doors is drawn with, and a driver leaves alone what is behind what it drew."""


@dataclass(frozen=True)
class Kind:
    """What is drawn together: one surface, with or without ink on its edges (sets only)."""

    surface: Surface
    inked: bool = True


@dataclass(frozen=True, eq=False)
class Cells:
    """Runs of triangles, one a cell of the ground: ``first`` (W, K) and ``count`` (K,) in indices, boxes
    ``low`` and ``high`` (K, 3). ``first`` has a row for each of ``WAYS`` to look, or one for them all.
    """

    first: NDArray[np.int64]
    count: NDArray[np.int64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    def runs(self, planes: NDArray[np.float64] | None = None) -> list[tuple[int, int]]:
        """The runs (first, count) whose boxes touch the frustum ``planes``, neighbours joined."""
        if planes is None:
            return _joined(self.first[0].tolist(), self.count.tolist())
        ways = planes[:, :3].T
        nearest = self.high @ np.maximum(ways, 0) + self.low @ np.minimum(ways, 0) + planes[:, 3]
        shown = (nearest >= 0).all(axis=1)
        first = self.first[_way(planes[NEAR, :2]) if len(self.first) > 1 else 0]
        return _joined(first[shown].tolist(), self.count[shown].tolist())


@dataclass(frozen=True, eq=False)
class Packed:
    """A mesh ready to upload: VERTEX records, uint32 indices, and its cells by kind, in drawing order."""

    vertices: NDArray[np.void]
    indices: NDArray[np.uint32]
    cells: dict[Kind, Cells]


def pack(mesh: Mesh, cell_m: float | None = None) -> Packed:
    """Pack a mesh; with ``cell_m`` each surface is cut into square cells of the ground, to leave out unseen ones."""
    first = mesh.triangles[:, 0]
    inked = (mesh.outline[first] > 0) | (cell_m is None)
    kinds = mesh.surface[first].astype(np.int64) * 2 + inked
    cells = _cells(mesh, cell_m)
    cells[mesh.surface[first] == Surface.SKY] = 0  # laid over each other in the order they come
    order = np.lexsort((cells, kinds))
    triangles = mesh.triangles[order]
    labels = kinds[order] * (int(cells.max(initial=0)) + 1) + cells[order]
    starts = np.flatnonzero(np.diff(labels, prepend=-1))
    found = {
        Kind(Surface(int(kind) // 2), bool(kind % 2)): _boxes(mesh, triangles, starts, kinds[order], int(kind))
        for kind in np.unique(kinds)
    }
    rows = [triangles]
    for kind, of_kind in found.items():
        if cell_m is not None and kind.surface is Surface.DECAL:
            sorted_ = _sorted_by_way(mesh, triangles, of_kind)
            offsets = 3 * (sum(map(len, rows)) + np.arange(WAYS)[:, None] * (len(sorted_) // WAYS))
            found[kind] = replace(of_kind, first=offsets + (of_kind.first - of_kind.first[0, 0]))
            rows.append(sorted_)
    return Packed(_vertices(mesh), np.ascontiguousarray(np.concatenate(rows), np.uint32).reshape(-1), found)


def _sorted_by_way(mesh: Mesh, triangles: NDArray[np.uint32], cells: Cells) -> NDArray[np.uint32]:
    """The triangles of these cells once for each way to look, the nearest of a cell first, (WAYS * M, 3)."""
    begins = int(cells.first[0, 0]) // 3
    own = triangles[begins : begins + int(cells.count.sum()) // 3]
    middle = mesh.position[own].mean(axis=1)[:, :2]
    cell = np.repeat(np.arange(len(cells.count)), cells.count // 3)
    turn = np.arange(WAYS) * 2 * np.pi / WAYS
    away = middle @ np.stack([np.cos(turn), np.sin(turn)])
    return np.concatenate([own[np.lexsort((away[:, way], cell))] for way in range(WAYS)])


def _way(ahead: NDArray[np.float64]) -> int:
    """Which of the ways to look is nearest to one along the ground."""
    return round(float(np.arctan2(ahead[1], ahead[0])) / (2 * np.pi) * WAYS) % WAYS


def _boxes(
    mesh: Mesh, triangles: NDArray[np.uint32], starts: NDArray[np.int64], kinds: NDArray[np.int64], kind: int
) -> Cells:
    """The cells of one kind, among triangles sorted by kind and cell that begin a new one at ``starts``."""
    last = int(np.flatnonzero(kinds == kind)[-1]) + 1
    first = starts[kinds[starts] == kind]
    points = mesh.position[triangles[first[0] : last]].astype(np.float64)
    low = np.minimum.reduceat(points.min(axis=1), first - first[0])
    high = np.maximum.reduceat(points.max(axis=1), first - first[0])
    return Cells(first[None] * 3, np.diff(first, append=last) * 3, low, high)


def _joined(firsts: list[int], counts: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for first, count in zip(firsts, counts, strict=True):
        if runs and sum(runs[-1]) == first:
            runs[-1] = (runs[-1][0], runs[-1][1] + count)
        else:
            runs.append((first, count))
    return runs


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
