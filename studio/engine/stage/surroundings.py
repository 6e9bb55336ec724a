"""What acts on things besides contacts: the air here; water, wind and cords in rooms of their own."""

from collections.abc import Mapping
from typing import Any, Protocol

import numpy as np

from studio.engine.stage.grips import AIR_DENSITY, buoyant, volume_of
from studio.engine.stage.rig import Parts, Rig
from studio.engine.vocabulary import PropKind

GRAVITY = 9.81
SPIN_DRAG = 4e-3  # N m s per kg: what keeps paper from spinning for ever
LEAST_DRAG = 0.05  # things with less are too heavy for their size for the air to matter


class Element(Protocol):
    """Something that takes part in the physics of a shot beside the rigid things, made anew for every shot."""

    @property
    def parts(self) -> Parts:
        """What it adds to the model."""
        ...

    @property
    def restless(self) -> bool:
        """Whether it moves without being touched, so that the physics may not go to sleep."""
        ...

    def join(self, rig: Rig, data: Any) -> None:
        """The model is compiled: look up what it needs. ``data`` is the MjData that every step works on."""
        ...

    def act(self, time: float, /) -> None:
        """Before a tick: add forces at the centres of bodies to ``data.xfrc_applied`` (zeroed before)."""
        ...

    def record(self, frame: int) -> None:
        """Keep what the picture needs of this frame."""
        ...


class Air:
    """Drag 1/2 rho Cd A v^2 against the motion, and the air's lift."""

    parts = Parts()
    restless = False

    def __init__(self, kinds: Mapping[str, PropKind]) -> None:
        self._kinds = {thing: kind for thing, kind in kinds.items() if kind.drag > LEAST_DRAG or buoyant(kind)}

    def join(self, rig: Rig, data: Any) -> None:
        """See ``Element``."""
        self._rig, self._data = rig, data

    def act(self, _time: float, /) -> None:
        """See ``Element``."""
        for thing, kind in self._kinds.items():
            self._blow(kind, self._rig.bodies[thing], self._rig.speeds[thing])

    def record(self, frame: int) -> None:
        """Air leaves nothing to see."""

    def _blow(self, kind: PropKind, body: int, address: int) -> None:
        velocity = self._data.qvel[address : address + 3]
        area = sorted(kind.size_m)[1] * sorted(kind.size_m)[2]
        force = -0.5 * AIR_DENSITY * kind.drag * area * float(np.linalg.norm(velocity)) * velocity
        force[2] += AIR_DENSITY * volume_of(kind) * GRAVITY if buoyant(kind) else 0.0
        spin = self._data.xmat[body].reshape(3, 3) @ self._data.qvel[address + 3 : address + 6]
        self._data.xfrc_applied[body, :3] += force
        self._data.xfrc_applied[body, 3:] += -SPIN_DRAG * kind.mass_kg * spin
