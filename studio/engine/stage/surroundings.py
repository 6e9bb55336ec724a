"""What acts on things besides contacts: the air here; water, wind and cords in rooms of their own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from studio.engine.stage import gliding
from studio.engine.stage.contacts import LEAP_TICKS, TICKS_PER_SECOND
from studio.engine.stage.grips import AIR_DENSITY, LEAST_DRAG, buoyant, volume_of
from studio.engine.stage.rig import Parts, Rig
from studio.engine.stage.rotation import Doubles
from studio.engine.vocabulary import PropKind

GRAVITY = 9.81
SPIN_DRAG = 4e-3  # N m s per kg: what keeps paper from spinning for ever
_HELD_S = LEAP_TICKS / TICKS_PER_SECOND


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
        """Now and then: add forces at the centres of bodies to ``data.xfrc_applied`` (zeroed before), to be held."""
        ...

    def watch(self, time: float, /) -> None:
        """Before every step: see what the last one did."""
        ...

    def record(self, frame: int) -> None:
        """Keep what the picture needs of this frame."""
        ...


@dataclass(frozen=True, eq=False)
class Bodies:
    """Some things of a model together. rows: of their bodies (N,); speeds: where their velocities are (N, 6)."""

    rows: NDArray[np.intp]
    speeds: NDArray[np.intp]
    data: Any

    @staticmethod
    def of(things: Iterable[str], rig: Rig, data: Any) -> "Bodies":
        """These things in a compiled model."""
        names = list(things)
        addresses = np.array([rig.speeds[name] for name in names], np.intp)
        rows = np.array([rig.bodies[name] for name in names], np.intp)
        return Bodies(rows, addresses[:, None] + np.arange(6), data)

    def velocities(self) -> tuple[Doubles, Doubles]:
        """(N, 3) of their centres, and their spins (N, 3) about the world's axes."""
        moving = self.data.qvel[self.speeds]
        return moving[:, :3], np.einsum("nij,nj->ni", self.data.xmat[self.rows].reshape(-1, 3, 3), moving[:, 3:])

    def push(self, forces: Doubles) -> None:
        """Add forces (N, 3) at their centres."""
        self.data.xfrc_applied[self.rows, :3] += forces


class Air:
    """Drag 1/2 rho Cd A v^2 against the motion, and the air's lift."""

    parts = Parts()
    restless = False

    def __init__(self, kinds: Mapping[str, PropKind]) -> None:
        self._kinds = {thing: kind for thing, kind in kinds.items() if kind.drag > LEAST_DRAG or buoyant(kind)}
        felt = self._kinds.values()
        self._drag = np.array([0.5 * AIR_DENSITY * kind.drag * broadside(kind) for kind in felt])[:, None]
        self._lift = np.array([AIR_DENSITY * volume_of(kind) * GRAVITY * buoyant(kind) for kind in felt])
        self._masses = np.array([kind.mass_kg for kind in felt])[:, None]
        self._spin = np.array([SPIN_DRAG * kind.mass_kg for kind in felt])[:, None]

    def join(self, rig: Rig, data: Any) -> None:
        """See ``Element``."""
        self._bodies = Bodies.of(self._kinds, rig, data)

    def act(self, _time: float, /) -> None:
        """See ``Element``."""
        if not self._kinds:
            return
        velocity, spin = self._bodies.velocities()
        force = -dragged(self._drag, self._masses, velocity)
        force[:, 2] += self._lift
        for number, kind in enumerate(self._kinds.values()):
            if kind.glides:
                up = self._bodies.data.xmat[self._bodies.rows[number]].reshape(3, 3)[:, 2]
                force[number, 2] += gliding.level(up) * gliding.lift(kind, velocity[number])
        self._bodies.push(force)
        self._bodies.data.xfrc_applied[self._bodies.rows, 3:] -= self._spin * spin

    def watch(self, _time: float, /) -> None:
        """See ``Element``."""

    def record(self, frame: int) -> None:
        """Air leaves nothing to see."""


def broadside(kind: PropKind) -> float:
    """The area in m2 that a thing shows the air at its broadest."""
    return sorted(kind.size_m)[1] * sorted(kind.size_m)[2]


def speeds_of(velocity: Doubles) -> Doubles:
    """(N, 1) how fast velocities (N, 3) are."""
    return np.sqrt(np.einsum("ni,ni->n", velocity, velocity))[:, None]


def dragged(drag: Doubles, masses: Doubles, through: Doubles) -> Doubles:
    """(N, 3) newtons of k v^2 along the ways through the air, on the average of the time for which they are held.

    Args:
        drag: (N, 1) k, N s2/m2.
        masses: (N, 1) kg: what is light is slowed down while the force is held.
    """
    pull = drag * speeds_of(through)
    return pull * through / (1.0 + pull * _HELD_S / masses)
