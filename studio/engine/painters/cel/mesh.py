"""Meshes as the cel painter draws them: plain arrays, built once, uploaded once.

Figures are built in head units in the character frame of ``studio.engine.skeleton`` and skinned in the
vertex shader; props are built in metres about their centre of mass; sets in metres in world axes.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray


class Surface(IntEnum):
    """How a vertex is shaded."""

    PLAIN = 0  # toon ramp, lit and shade colours
    CLOTH = 1  # plus painted folds
    SKIN = 2  # plus the warm band beyond the terminator
    FACE = 3  # skin that carries the face decal: uv is the decal's
    HAIR = 4  # plus strand lines and the angel ring: uv = (across -1..1, along 0..1)
    GLOW = 5  # unlit, blooms by `glow`
    DECAL = 6  # unlit-shaded picture from the set's decal atlas: uv into it
    GRASS = 7  # sways with the wind, by `sway`
    WATER = 8  # waves, foam, reflection of the sky
    WET = 9  # ground that reflects when wet (puddles by uv in metres; glow: 0 paving to 1 soil that drinks)
    SKY = 10  # never lit, never outlined, at infinity
    COAT = 11  # a guest's own pictures, in light and in shadow
    COAT_FILM = 12  # the same, laid over by its opacity


@dataclass(frozen=True, eq=False)
class Mesh:
    """N vertices, M triangles, counter-clockwise outside.

    position, normal: (N, 3); colour, shade: (N, 3) sRGB 0-1, lit and in shadow; uv: (N, 2);
    surface: (N,) Surface; glow: (N,) 0-1; outline: (N,) relative ink width, 0 none;
    bones: (N, 2) joint numbers and weight (N,) of the second (figures only); sway: (N,) 0-2 how much it
    hangs or blows; triangles: (M, 3).
    """

    position: NDArray[np.float32]
    normal: NDArray[np.float32]
    colour: NDArray[np.float32]
    shade: NDArray[np.float32]
    uv: NDArray[np.float32]
    surface: NDArray[np.uint8]
    glow: NDArray[np.float32]
    outline: NDArray[np.float32]
    bones: NDArray[np.uint8]
    weight: NDArray[np.float32]
    sway: NDArray[np.float32]
    triangles: NDArray[np.uint32]


def join(meshes: list[Mesh]) -> Mesh:
    """Several meshes as one, drawn in one call."""
    offsets = np.cumsum([0] + [len(mesh.position) for mesh in meshes[:-1]])
    names = [name for name in Mesh.__dataclass_fields__ if name != "triangles"]
    columns = {name: np.concatenate([getattr(mesh, name) for mesh in meshes]) for name in names}
    triangles = np.concatenate([mesh.triangles + np.uint32(o) for mesh, o in zip(meshes, offsets, strict=True)])
    return Mesh(**columns, triangles=triangles)
