"""What flies point first and sticks: an arrow turns with its flight, and stays in the straw or the wood it meets."""

from typing import Any

import numpy as np

from studio.engine.stage.entrances import Placed
from studio.engine.stage.rig import Parts, Rig
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.simulation import Around
from studio.engine.stage.surroundings import Element
from studio.engine.vocabulary import PropKind

_SOFT = frozenset({"wood", "cloth", "grass", "sand", "snow", "flesh", "fruit"})
"""Materials that a point goes into."""
_STICKS_MPS, _FLIES_MPS = 5.0, 2.0
_DEEP_M_PER_MPS = 0.009
"""How deep a point goes in, for each metre a second that it comes with."""


class Sticking:
    """Turns pointed things along their way while they fly, and holds them where their point went in."""

    parts = Parts()
    restless = False

    def __init__(self, kinds: dict[str, PropKind]) -> None:
        self._kinds = kinds
        self._stuck: dict[str, Doubles] = {}
        self._coming: dict[str, tuple[Doubles, Doubles]] = {}

    def join(self, rig: Rig, data: Any) -> None:
        """See ``Element``."""
        self._rig, self._data = rig, data

    def act(self, _time: float, /) -> None:
        """See ``Element``."""

    def watch(self, _time: float, /) -> None:
        """Before every step: what is stuck stays, what flies turns, and what has just met something soft sticks."""
        met = self._met()
        for thing in self._kinds:
            at, speed = self._rig.joints[thing], self._rig.speeds[thing]
            pose, going = self._data.qpos[at : at + 7], self._data.qvel[speed : speed + 6]
            if thing in self._stuck:
                moved = float(np.linalg.norm(pose[:3] - self._stuck[thing][:3])) > 1.0
                if moved:  # into a hand: it was drawn out again
                    del self._stuck[thing]
                    continue
                pose[:], going[:] = self._stuck[thing], 0.0
                continue
            if thing in met and thing in self._coming:
                self._sticks(thing, pose, going)
                continue
            pace = float(np.linalg.norm(going[:3]))
            if pace > _FLIES_MPS and thing not in met:
                pose[3:] = _along(going[:3] / pace)
                going[3:] = 0.0
                self._coming[thing] = (pose.copy(), going[:3].copy())
            else:
                self._coming.pop(thing, None)

    def record(self, frame: int) -> None:
        """It leaves nothing besides where it is."""

    def _sticks(self, thing: str, pose: Doubles, going: Doubles) -> None:
        """Held as it came, a little deeper."""
        came, velocity = self._coming.pop(thing)
        pace = float(np.linalg.norm(velocity))
        if pace < _STICKS_MPS:
            return
        pose[3:] = came[3:]
        pose[:3] = pose[:3] + velocity / pace * _DEEP_M_PER_MPS * pace
        going[:] = 0.0
        self._stuck[thing] = pose.copy()

    def _met(self) -> set[str]:
        """Those that touch something soft, or anything at all once they have met it."""
        found: set[str] = set()
        for number in range(int(self._data.ncon)):
            contact = self._data.contact[number]
            for one, other in ((contact.geom1, contact.geom2), (contact.geom2, contact.geom1)):
                owner, _ = self._rig.owners[int(one)]
                _, material = self._rig.owners[int(other)]
                if owner in self._kinds and material in _SOFT:
                    found.add(owner)
        return found


def _along(way: Doubles) -> Doubles:
    """The turn (w, x, y, z) that takes x to a direction, without rolling."""
    yaw, pitch = np.arctan2(way[1], way[0]), -np.arcsin(np.clip(way[2], -1.0, 1.0))
    cy, sy, cp, sp = np.cos(yaw / 2), np.sin(yaw / 2), np.cos(pitch / 2), np.sin(pitch / 2)
    return np.array([cy * cp, -sy * sp, cy * sp, sy * cp])


def with_sticking(around: Around) -> Around:
    """What acts on the loose things of a shot, and what points do."""

    def beside(loose: tuple[Placed, ...]) -> tuple[Element, ...]:
        kinds: dict[str, PropKind] = {placed.prop.id: placed.kind for placed in loose if placed.kind.pointed}
        return (*around(loose), Sticking(kinds)) if kinds else around(loose)

    return beside
