"""Wind on things: what hangs swings in it, what flies or floats through the air is carried along."""

from typing import Any

import numpy as np

from studio.engine.stage.entrances import Placed
from studio.engine.stage.grips import AIR_DENSITY, buoyant
from studio.engine.stage.hanging import HUNG_DRAG
from studio.engine.stage.rig import Parts, Rig
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.surroundings import LEAST_DRAG
from studio.engine.stage.wind import Wind
from studio.engine.vocabulary import PropKind

LIVELY_MPS = 0.4
FLYING_MPS = 0.7
"""What moves slower than this may be lying on something, and stays there."""


class Breeze:
    """An ``Element``: the wind on what hangs and on what flies."""

    parts = Parts()

    def __init__(self, loose: tuple[Placed, ...], wind: Wind) -> None:
        self._wind = wind
        self._hung = {t.prop.id: t.kind for t in loose if t.hung_from is not None}
        self._light = {t.prop.id: t.kind for t in loose if _is_light(t.kind) and t.prop.id not in self._hung}

    @property
    def restless(self) -> bool:
        """See ``Element``."""
        return bool(self._hung) and self._wind.speed > LIVELY_MPS

    def join(self, rig: Rig, data: Any) -> None:
        """See ``Element``."""
        self._rig, self._data = rig, data

    def act(self, time: float, /) -> None:
        """See ``Element``."""
        if not self._hung and not self._light:
            return
        wind = np.array([*self._wind.at(time), 0.0])
        for thing, kind in self._hung.items():
            self._blow(thing, kind, wind, HUNG_DRAG)
        for thing, kind in self._light.items():
            at = self._rig.speeds[thing]
            if buoyant(kind) or float(np.linalg.norm(self._data.qvel[at : at + 3])) > FLYING_MPS:
                self._blow(thing, kind, wind, kind.drag)

    def record(self, frame: int) -> None:
        """Things are seen by their own tracks."""

    def _blow(self, thing: str, kind: PropKind, wind: Doubles, drag: float) -> None:
        """The drag of moving air, less that of still air, which acts anyway."""
        at = self._rig.speeds[thing]
        velocity = self._data.qvel[at : at + 3]
        through = wind - velocity
        area = sorted(kind.size_m)[1] * sorted(kind.size_m)[2]
        push = drag * float(np.linalg.norm(through)) * through
        if kind.drag > LEAST_DRAG or buoyant(kind):
            push += kind.drag * float(np.linalg.norm(velocity)) * velocity
        self._data.xfrc_applied[self._rig.bodies[thing], :3] += 0.5 * AIR_DENSITY * area * push


def _is_light(kind: PropKind) -> bool:
    return kind.drag > LEAST_DRAG or buoyant(kind)
