"""A prop from a glTF file: what its scene shows, standing still about the middle of its extents."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.media.gltf.character import pictures_of
from studio.engine.media.gltf.coats import Coat, coats_of
from studio.engine.media.gltf.container import read_gltf
from studio.engine.media.gltf.faults import broken
from studio.engine.media.gltf.geometry import Geometry, geometry_of
from studio.engine.media.gltf.humanoid import FACING_Z
from studio.engine.media.gltf.images import Picture
from studio.engine.media.gltf.tree import tree_of

Vector = tuple[float, float, float]

_SMALLEST_M, _LARGEST_M = 0.002, 60.0
_THINNEST_M: Final = 0.004
_ALIKE: Final = 0.06  # how far a length may differ from another that it is taken to equal


@dataclass(frozen=True, eq=False)
class Thing:
    """A prop from a file. matrices: (S, 3, 4) that put its vertices about the middle of its extents, metres, z up."""

    path: Path
    geometry: Geometry
    coats: tuple[Coat, ...]
    pictures: dict[int, Picture]
    matrices: NDArray[np.float32]
    size_m: Vector
    shape: str


def read_thing(path: Path) -> Thing:
    """Read a glTF binary as a prop.

    Raises:
        MissingResource, MediaUnreadable: in words, with the path.
    """
    file = read_gltf(path)
    tree = tree_of(file, FACING_Z)
    coats = coats_of(file)
    geometry = geometry_of(file, tree, FACING_Z, frozenset())
    places = (tree.rest[geometry.nodes] @ geometry.binds)[:, :3]
    points = _points(geometry, places)
    low, high = points.min(0), points.max(0)
    size = high - low
    if not _SMALLEST_M < float(size.max()) < _LARGEST_M:
        raise broken(path, f"it is {float(size.max()):.3g} m long", "Export it in metres.")
    places[:, :, 3] -= (low + high) / 2
    x, y, z = (max(float(extent), _THINNEST_M) for extent in size)
    shape = _shape(points - (low + high) / 2, size)
    return Thing(path, geometry, coats, pictures_of(file, coats, geometry), places.astype(np.float32), (x, y, z), shape)


def _points(geometry: Geometry, places: NDArray[np.float64]) -> NDArray[np.float64]:
    whole = np.column_stack([geometry.position, np.ones(len(geometry.position))])
    found = np.zeros((len(whole), 3))
    for corner in range(4):
        moved = np.einsum("nij,nj->ni", places[geometry.slots[:, corner]], whole)
        found += moved * geometry.weights[:, corner, None]
    return found


def _shape(points: NDArray[np.float64], size: NDArray[np.float64]) -> str:
    """What it collides as: a ball if it is as long every way and nowhere further out, a cylinder if it is round."""
    x, y, z = size
    reach = np.linalg.norm(points, axis=1).max() * 2
    if abs(x - y) < _ALIKE * x and abs(x - z) < _ALIKE * x and reach < (1 + _ALIKE) * x:
        return "sphere"
    across = np.linalg.norm(points[:, :2], axis=1).max() * 2
    return "cylinder" if abs(x - y) < _ALIKE * x and across < (1 + _ALIKE) * x else "box"
