"""A figure's painted colours as two small pictures, in light and in shadow: a swatch for each pair of tones."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.mesh import Mesh, Surface

_SWATCH_PX: Final = 16
_INSET_PX: Final = 2  # of a swatch's edge, so that filtering never reaches its neighbour
_COLUMNS: Final = 16


@dataclass(frozen=True, eq=False)
class Atlas:
    """lit, shade: (H, W, 4) uint8 of the same layout; uv: (N, 2) where each vertex of the mesh looks."""

    lit: NDArray[np.uint8]
    shade: NDArray[np.uint8]
    uv: NDArray[np.float32]


def atlas_of(mesh: Mesh) -> Atlas:
    """The swatches of a mesh. Hair looks across its own, so that each lock has its darker edges."""
    tones = np.rint(np.column_stack([mesh.colour, mesh.shade]) * 255).astype(np.uint8)
    pairs, which = np.unique(tones, axis=0, return_inverse=True)
    rows = -(-len(pairs) // _COLUMNS)
    size = (rows * _SWATCH_PX, _COLUMNS * _SWATCH_PX)
    hair = np.unique(which[mesh.surface == Surface.HAIR])
    lit, shade = (_painted(pairs[:, half], size, hair, pairs[:, 3:]) for half in (slice(0, 3), slice(3, 6)))
    corner = np.stack([which % _COLUMNS, which // _COLUMNS], -1) * _SWATCH_PX
    uv = (corner + _within(mesh)) / np.array([size[1], size[0]])
    return Atlas(lit, shade, uv.astype(np.float32))


def _within(mesh: Mesh) -> NDArray[np.float64]:
    """Where in its swatch each vertex looks, pixels: hair across and along it, everything else at its middle."""
    span = _SWATCH_PX - 2 * _INSET_PX
    at = np.full((len(mesh.uv), 2), _SWATCH_PX / 2)
    hair = mesh.surface == Surface.HAIR
    across, along = mesh.uv[hair].astype(np.float64).T
    at[hair] = _INSET_PX + span * np.clip(np.stack([across * 0.5 + 0.5, along], -1), 0, 1)
    return at


def _painted(
    tones: NDArray[np.uint8], size: tuple[int, int], hair: NDArray[np.int64], dark: NDArray[np.uint8]
) -> NDArray[np.uint8]:
    picture = np.full((*size, 4), 255, np.uint8)
    edges = _lock_edges()[..., None]
    for number, tone in enumerate(tones):
        row, column = divmod(number, _COLUMNS)
        cell = (slice(row * _SWATCH_PX, (row + 1) * _SWATCH_PX), slice(column * _SWATCH_PX, (column + 1) * _SWATCH_PX))
        whole = np.broadcast_to(tone.astype(np.float64), (_SWATCH_PX, _SWATCH_PX, 3))
        if number in hair:
            whole = whole * (1 - edges) + dark[number] * 0.72 * edges
        picture[*cell, :3] = np.rint(whole)
    return picture


def _lock_edges() -> NDArray[np.float64]:
    """How dark a lock of hair is drawn, (16, 16): along both its edges, from below its root."""
    place = (np.arange(_SWATCH_PX) + 0.5 - _INSET_PX) / (_SWATCH_PX - 2 * _INSET_PX)
    across = np.clip((np.abs(place * 2 - 1) - 0.80) / 0.17, 0, 1)
    along = np.clip((place - 0.12) / 0.28, 0, 1)
    return 0.6 * along[:, None] * across[None, :]
