"""Wind on things: what hangs swings in it, what flies or floats through the air is carried along."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.engine.stage.entrances import Placed
from studio.engine.stage.grips import AIR_DENSITY, LEAST_DRAG, buoyant
from studio.engine.stage.hanging import HUNG_DRAG
from studio.engine.stage.rig import Parts, Rig
from studio.engine.stage.surroundings import Bodies, broadside, dragged, speeds_of
from studio.engine.stage.wind import Wind
from studio.engine.vocabulary import Pool, PropKind

LIVELY_MPS = 0.4
_AFLOAT_M = 0.1
FLYING_MPS = 0.7
"""What moves slower than this may be lying on something, and stays there."""


class Breeze:
    """An ``Element``: the wind on what hangs and on what flies."""

    parts = Parts()

    def __init__(self, loose: tuple[Placed, ...], wind: Wind, pools: tuple[Pool, ...] = ()) -> None:
        self._wind, self._pools = wind, pools
        self._hung = [t for t in loose if t.hung_from is not None]
        self._light = [t for t in loose if _is_light(t.kind) and t.hung_from is None]
        felt = [*self._hung, *self._light]
        drag = [HUNG_DRAG] * len(self._hung) + [t.kind.drag for t in self._light]
        half = np.array([0.5 * AIR_DENSITY * broadside(t.kind) for t in felt])[:, None]
        self._drag = half * np.array(drag)[:, None]
        self._still = half * np.array([t.kind.drag if _is_light(t.kind) else 0.0 for t in felt])[:, None]
        self._masses = np.array([t.kind.mass_kg for t in felt])[:, None]
        self._carried = np.array([t.hung_from is not None or buoyant(t.kind) for t in felt], bool)[:, None]

    @property
    def restless(self) -> bool:
        """See ``Element``."""
        return bool(self._hung) and self._wind.speed > LIVELY_MPS

    def join(self, rig: Rig, data: Any) -> None:
        """See ``Element``."""
        self._bodies = Bodies.of((t.prop.id for t in (*self._hung, *self._light)), rig, data)

    def act(self, time: float, /) -> None:
        """See ``Element``: the drag of moving air, less that of still air, which acts anyway."""
        if not self._hung and not self._light:
            return
        velocity, _ = self._bodies.velocities()
        through = np.array([*self._wind.at(time), 0.0]) - velocity
        push = dragged(self._drag, self._masses, through) + dragged(self._still, self._masses, velocity)
        flies = (speeds_of(velocity) > FLYING_MPS) & ~self._afloat()
        self._bodies.push(np.where(self._carried | flies, push, 0.0))

    def _afloat(self) -> NDArray[np.bool_]:
        """(N, 1) which of them the water has: it is for the water to say how they drift."""
        x, y, z = self._bodies.data.xpos[self._bodies.rows].T
        wet = np.zeros(len(x), bool)
        for pool in self._pools:
            left, right, near, far = pool.bounds_m
            wet |= (x > left) & (x < right) & (y > near) & (y < far) & (z < pool.surface_m + _AFLOAT_M)
        return wet[:, None]

    def watch(self, _time: float, /) -> None:
        """See ``Element``."""

    def record(self, frame: int) -> None:
        """Things are seen by their own tracks."""


def _is_light(kind: PropKind) -> bool:
    return kind.drag > LEAST_DRAG or buoyant(kind)
