"""What the figures room hands to the renderer: a cast member as arrays."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.figures.sewing import Sewn
from studio.engine.painters.cel.mesh import Mesh
from studio.timeline.film import CastMember


@dataclass(frozen=True, eq=False)
class Figure:
    """A cast member, dressed, in head units in the character frame, ready to be skinned.

    rest: (J + H, 3) head units, the joints the mesh was built round, and the bones of what hangs on it (``sewn``).
    head_unit_m: metres a head unit.
    hair_shadow: (S, S) uint8 mask of the front hair, head space, same mapping as the face decal
    (u = y + 0.5, v = 1 - z with y, z relative to the chin, head units; y towards the figure's left).
    """

    member: CastMember
    mesh: Mesh
    rest: NDArray[np.float64]
    head_unit_m: float
    hair_shadow: NDArray[np.uint8]
    sewn: tuple[Sewn, ...] = ()
