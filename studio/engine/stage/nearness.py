"""How long nothing new can touch: from the distances of what is near, and how fast everything goes at most."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.engine.stage.contacts import NEAR_M
from studio.engine.stage.rig import Rig
from studio.engine.stage.rotation import Doubles

TOUCHING_M = 1e-3
"""What rolls or rests hovers by micrometres: nearer than this it touches."""
_SEEN_M = 0.9 * NEAR_M  # contacts are found from NEAR_M on, and a little is left for what speeds up
_FASTER = 1.15
_MPS = 0.05  # what gravity and blows add in the time that is looked ahead

_HALVES = np.repeat(np.eye(2), 3, 0)
_BOTH = np.ones(2)


class Nearness:
    """Looks at the contacts of the latest step and says for how long only what touches already can touch."""

    def __init__(self, rig: Rig, data: Any) -> None:
        self._data, self._count = data, len(rig.speeds)
        addresses = np.array(list(rig.speeds.values()), np.intp)
        self._moves = addresses[:, None] + np.arange(6)
        self._paces = np.zeros(self._count + 2)
        self._reach = np.array([_reach(rig, body) for body in rig.bodies.values()])
        order = {body: number for number, body in enumerate(rig.bodies.values())}
        limbs = {int(each) for each in np.flatnonzero(rig.model.body_mocapid >= 0)}
        self._mover: NDArray[np.intp] = np.array(
            [order.get(int(body), self._count + (int(body) in limbs)) for body in rig.model.geom_bodyid],
            np.intp,
        )

    def touching(self) -> bool:
        """Whether anything touched before the last step."""
        return self._data.ncon > 0 and float(self._data.contact.dist.min()) < TOUCHING_M

    def paces(self, limbs_mps: float) -> Doubles:
        """(T + 2,) m/s that no point of a thing moves faster than; then of what is fixed, and of people's limbs."""
        moving = self._data.qvel[self._moves]
        ways = np.sqrt((moving * moving) @ _HALVES)
        self._paces[:-2] = ways[:, 0] + ways[:, 1] * self._reach
        self._paces[-1] = limbs_mps
        return self._paces

    def closing(self, paces: Doubles) -> Doubles:
        """(contacts,) m/s that the two sides of each contact go against each other at most."""
        return paces[self._mover[self._data.contact.geom]] @ _BOTH

    def between(self, paces: Doubles, geoms: Sequence[int]) -> float:
        """m/s that two geoms go against each other at most."""
        return float(paces[self._mover[geoms[0]]] + paces[self._mover[geoms[1]]])

    def seconds(self, paces: Doubles, last: float) -> float:
        """For how long nothing can touch that does not touch now.

        Args:
            paces: as :meth:`paces` has them.
            last: how long the last step was, seconds: what is near is known as it was before that step.
        """
        room = _SEEN_M / (_FASTER * 2 * float(paces.max()) + _MPS)
        if self._data.ncon:
            contact = self._data.contact
            apart: Doubles = contact.dist
            left = np.where(apart > TOUCHING_M, apart, np.inf) / (_FASTER * self.closing(paces) + _MPS)
            room = min(room, float(left.min()))
        return room - last


def _reach(rig: Rig, body: int) -> float:
    """How far from its middle a body reaches, metres."""
    geoms = np.flatnonzero(rig.model.geom_bodyid == body)
    away = np.linalg.norm(rig.model.geom_pos[geoms], axis=-1) + rig.model.geom_rbound[geoms]
    return float(away.max(initial=0.0))
