"""The films that the drawings of a face are on: sheets laid closely over the front of the head."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import LinearNDInterpolator

from studio.engine.painters.cel.mesh import Mesh, Surface
from studio.engine.painters.cel.vrm.face_sheets import FacePart

_COLUMNS, _ROWS = 28, 18


@dataclass(frozen=True, eq=False)
class Film:
    """position, normal: (N, 3) in the figure's head units; uv: (N, 2) of the sheet's first drawing."""

    position: NDArray[np.float32]
    normal: NDArray[np.float32]
    uv: NDArray[np.float32]
    triangles: NDArray[np.uint32]


Skin = Callable[[NDArray[np.float64]], NDArray[np.float64]]
"""The face by the decal's coordinates: (N, 2) to place and normal (N, 6), nan beside it."""


def skin_of(mesh: Mesh) -> Skin:
    """The face of a figure."""
    face = mesh.surface == Surface.FACE
    decal, which = np.unique(mesh.uv[face].astype(np.float64), axis=0, return_index=True)
    return LinearNDInterpolator(decal, np.column_stack([mesh.position[face], mesh.normal[face]])[which])


def film_of(skin: Skin, part: FacePart, unit_m: float) -> Film:
    """A part's film on a face; where the face ends the film does."""
    across, down = np.meshgrid(np.linspace(0, 1, _COLUMNS), np.linspace(0, 1, _ROWS))
    u = 0.5 + part.left + across * (part.right - part.left)
    v = 1 - part.top + down * (part.top - part.bottom)
    found = skin(np.stack([u.ravel(), v.ravel()], -1))
    there = ~np.isnan(found[:, 0])
    triangles = _kept(there)
    normal = found[:, 3:] / np.maximum(np.linalg.norm(found[:, 3:], axis=1, keepdims=True), 1e-9)
    position = found[:, :3] + normal * part.above / unit_m
    uv = np.stack([across.ravel() / part.columns, down.ravel() / part.rows], -1)
    used, renumbered = np.unique(triangles, return_inverse=True)
    return Film(
        position[used].astype(np.float32),
        normal[used].astype(np.float32),
        uv[used].astype(np.float32),
        renumbered.reshape(-1, 3).astype(np.uint32),
    )


def _kept(there: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The triangles of the grid all of whose corners lie on the face; the figure's left is on the right."""
    index = np.arange(_ROWS * _COLUMNS).reshape(_ROWS, _COLUMNS)
    a, b, c, d = index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]
    triangles = np.concatenate([np.stack(corners, -1).reshape(-1, 3) for corners in ((a, d, c), (a, c, b))])
    return triangles[there[triangles].all(axis=1)]
