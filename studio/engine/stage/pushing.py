"""Pushing and pulling: hands press on a thing as they go along, as hard as a person can, and friction answers."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.engine.stage.company import Ensemble
from studio.engine.stage.entrances import Placed
from studio.engine.stage.forces import BODY_KG_PER_M2, PUSH_N_PER_KG
from studio.engine.stage.rig import Parts, Rig
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.schedule import Cue
from studio.engine.stage.simulation import Around
from studio.engine.stage.surroundings import Element

FAMILIES = ("push", "pull")
_SPRING, _DAMPING = 900.0, 140.0  # N per m and N s per m, for each 10 kg: hands give a little


@dataclass(frozen=True, eq=False)
class Shove:
    """One push or pull: the thing, its times, its level way, where the pusher is (F, 2), and the most force (N)."""

    thing: str
    start: float
    end: float
    way: Doubles
    root: Doubles
    most: float
    fps: int


def shove_of(cue: Cue, root: Doubles, most: float, fps: int) -> Shove | None:
    """The shove of a cue that goes somewhere."""
    route = cue.doing.route
    if cue.doing.family not in FAMILIES or route is None or cue.doing.thing is None:
        return None
    way = np.array([*np.subtract(route.points[-1], route.points[0]), 0.0])
    length = float(np.linalg.norm(way))
    return Shove(str(cue.doing.thing), cue.start, cue.end, way / max(length, 1e-6), root, most, fps)


class Pushing:
    """Takes part in the physics while people push and pull."""

    parts = Parts()

    def __init__(self, shoves: tuple[Shove, ...], masses: dict[str, float]) -> None:
        self._shoves, self._masses = shoves, masses
        self._gaps: dict[int, float] = {}
        self._now = 0.0
        self._last = max((shove.end for shove in shoves), default=0.0) + 0.5

    @property
    def restless(self) -> bool:
        """Until the last push is over."""
        return self._now < self._last

    def join(self, rig: Rig, data: Any) -> None:
        """See ``Element``."""
        self._rig, self._data = rig, data

    def act(self, time: float, /) -> None:
        """See ``Element``."""
        self._now = time
        for number, shove in enumerate(self._shoves):
            if shove.thing in self._rig.joints and shove.start <= time < shove.end:
                self._press(number, shove, time)

    def watch(self, _time: float, /) -> None:
        """See ``Element``."""

    def record(self, frame: int) -> None:
        """Keeps the time, so that what waits for a push is not asleep when it comes."""
        if self._shoves:
            self._now = max(self._now, frame / self._shoves[0].fps)

    def _press(self, number: int, shove: Shove, time: float) -> None:
        at, speed = self._rig.joints[shove.thing], self._rig.speeds[shove.thing]
        x, y = self._data.qpos[at : at + 2].tolist()
        vx, vy = self._data.qvel[speed : speed + 2].tolist()
        (here_x, here_y), (going_x, going_y) = _at(shove, time)
        way_x, way_y, _ = shove.way.tolist()
        along = way_x * (x - here_x) + way_y * (y - here_y)
        gap = self._gaps.setdefault(number, along)
        mass = self._masses.get(shove.thing, 10.0) / 10.0
        slower = way_x * (going_x - vx) + way_y * (going_y - vy)
        force = _SPRING * mass * (gap - along) + _DAMPING * mass * slower
        force = min(max(force + 1.0, 0.0), shove.most)
        self._data.xfrc_applied[self._rig.bodies[shove.thing], :3] += force * shove.way


def _at(shove: Shove, time: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where the pusher is between frames, and how fast they go, level."""
    frame = time * shove.fps
    low = min(int(frame), len(shove.root) - 2)
    share = frame - low
    (x0, y0), (x1, y1) = shove.root[low : low + 2].tolist()
    here = x0 * (1 - share) + x1 * share, y0 * (1 - share) + y1 * share
    return here, ((x1 - x0) * shove.fps, (y1 - y0) * shove.fps)


def with_pushing(around: Around, ensemble: Ensemble, cues: tuple[Cue, ...], fps: int) -> Around:
    """What acts on the loose things of a shot, and everybody who pushes them."""
    found = [
        shove_of(cue, ensemble.bodies[cue.doing.who].movement.root, _strength(ensemble, cue.doing.who), fps)
        for cue in cues
        if cue.doing.who in ensemble.bodies
    ]
    shoves = tuple(shove for shove in found if shove is not None)

    def beside(loose: tuple[Placed, ...]) -> tuple[Element, ...]:
        masses: dict[str, float] = {placed.prop.id: placed.kind.mass_kg for placed in loose}
        return (*around(loose), Pushing(shoves, masses)) if shoves else around(loose)

    return beside


def _strength(ensemble: Ensemble, who: str) -> float:
    member = next(person.member for person in ensemble.opening.people if person.id == who)
    return PUSH_N_PER_KG * BODY_KG_PER_M2 * member.look.height_m**2
