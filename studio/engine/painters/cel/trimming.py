"""Pictures on the sky without the clear parts round them: most of a cloud's is clear, and takes as long to draw."""

from dataclasses import fields, replace
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.mesh import Mesh, Surface, join

COLUMNS: Final = 8
"""How many columns a picture is cut into, each as high as what is in it."""
_MARGIN_PX: Final = 8
"""How far a texel reaches in the smaller copies of a picture, down to an eighth of it."""
_CLEAR: Final = 2
"""The most opacity, of 255, that the shader leaves out."""
_FLAT_M: Final = 1e-3
_APART: Final = ("position", "normal", "uv", "triangles")
_SAME: Final = tuple(field.name for field in fields(Mesh) if field.name not in _APART)
"""What the corners of a picture have in common."""

Pixels = NDArray[np.uint8]
Numbers = NDArray[np.float64]


def trimmed(mesh: Mesh, atlas: Pixels) -> Mesh:
    """The mesh with every rectangle of the sky cut to what its picture shows; all is laid in the order it was.

    Args:
        atlas: (H, W, 4) straight alpha, row 0 at v = 0.
    """
    cuts = {first: cut for first in _rectangles(mesh) if (cut := _cut(mesh, first, atlas)) is not None}
    if not cuts:
        return mesh
    triangles, begins, after = list[NDArray[np.uint32]](), len(mesh.position), 0
    for first, cut in cuts.items():
        triangles += [mesh.triangles[after:first], cut.triangles + np.uint32(begins)]
        begins, after = begins + len(cut.position), first + 2
    whole = join([mesh, *cuts.values()])
    return replace(whole, triangles=np.concatenate([*triangles, mesh.triangles[after:]]))


def _rectangles(mesh: Mesh) -> list[int]:
    """The first of each two triangles of the sky that have four corners, alike but for where they are."""
    found, after = list[int](), 0
    for first in np.flatnonzero(mesh.surface[mesh.triangles[:, 0]] == Surface.SKY).tolist():
        corners = np.unique(mesh.triangles[first : first + 2])
        if first >= after and len(corners) == 4 and all(_alike(getattr(mesh, name)[corners]) for name in _SAME):
            found.append(first)
            after = first + 2
    return found


def _alike(rows: NDArray[Any]) -> bool:
    return bool((rows == rows[0]).all())


def _cut(mesh: Mesh, first: int, atlas: Pixels) -> Mesh | None:
    """A rectangle as columns of its picture; None where it is no upright picture, or a tiny one."""
    corners = np.unique(mesh.triangles[first : first + 2])
    uv, places = mesh.uv[corners].astype(np.float64), mesh.position[corners].astype(np.float64)
    low, high = uv.min(axis=0), uv.max(axis=0)
    if np.any((high - low) * atlas.shape[1::-1] < 4 * _MARGIN_PX):
        return None
    shares = (uv - low) / (high - low)
    plane = np.linalg.lstsq(_terms(shares), places, rcond=None)[0]
    upright = len(np.unique(np.rint(shares), axis=0)) == 4 and np.array_equal(shares, np.rint(shares))
    if not upright or np.abs(_terms(shares) @ plane - places).max() > _FLAT_M:
        return None
    grid, triangles = _columns(_shown(atlas, low, high))
    return replace(
        mesh,
        **{name: getattr(mesh, name)[np.full(len(grid), corners[0])] for name in (*_SAME, "normal")},
        position=(_terms(grid) @ plane).astype(np.float32),
        uv=(low + grid * (high - low)).astype(np.float32),
        triangles=triangles,
    )


def _terms(shares: Numbers) -> Numbers:
    """What a place on a plane is a sum of."""
    return np.column_stack([np.ones(len(shares)), shares])


def _shown(atlas: Pixels, low: Numbers, high: Numbers) -> NDArray[np.bool_]:
    """Which texels between two places of the atlas are not clear."""
    size = np.array(atlas.shape[1::-1])
    (left, top), (right, bottom) = np.floor(low * size).astype(int), np.ceil(high * size).astype(int)
    return atlas[top:bottom, left:right, 3] > _CLEAR


def _columns(shown: NDArray[np.bool_]) -> tuple[Numbers, NDArray[np.uint32]]:
    """Corners of the columns, (N, 2) shares of the picture across and down, and triangles of those with something in
    them. Columns beside each other share their corners, so that nothing shows between them.
    """
    rows, wide = shown.shape
    sides = [round(wide * side / COLUMNS) for side in range(COLUMNS + 1)]
    spans = np.array([_span(shown[:, max(0, a - _MARGIN_PX) : b + _MARGIN_PX]) for a, b in pairwise(sides)])
    beside = [spans[max(0, side - 1) : side + 1] for side in range(len(sides))]
    ends = np.array([(both[:, 0].min(), both[:, 1].max()) for both in beside])
    grid = np.column_stack([np.repeat(np.array(sides) / wide, 2), ends.ravel() / rows])
    left = 2 * np.flatnonzero(spans[:, 0] < spans[:, 1])[:, None]
    return grid, (left + np.array([0, 2, 3, 0, 3, 1])).reshape(-1, 3).astype(np.uint32)


def _span(shown: NDArray[np.bool_]) -> tuple[int, int]:
    """The first row with something in it and the one after the last, with a margin; turned about where none has."""
    rows = np.flatnonzero(shown.any(axis=1))
    if not len(rows):
        return len(shown), 0
    return max(0, int(rows[0]) - _MARGIN_PX), min(len(shown), int(rows[-1]) + 1 + _MARGIN_PX)
