"""Breaking: after a blow the material does not bear, or when the script says so, a thing is its shards."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from studio.engine.performance import Contact, ContactKind
from studio.engine.shards import Shard, shards_of
from studio.engine.stage.entrances import Opening, Placed
from studio.engine.stage.movement import contact_of
from studio.engine.stage.rig import Parts, Rig
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.scattering import Blow, scatter
from studio.engine.stage.schedule import Cue
from studio.engine.stage.simulation import Around
from studio.engine.stage.surroundings import Element
from studio.engine.vocabulary import materials

TOLD_M_PER_S = 0.6
"""What the script breaks breaks at the first blow faster than this."""
RESTED_S = 0.4
"""What the script breaks and no blow did breaks by itself after so long at rest: not as it tips over an edge."""
HARD_PA = 1e9
_WAITING_M = 90.0
_STIRRING = ("fall", "drop", "throw", "kick", "topple", "slide", "push", "roll", "bounce")
_FLESH = ("flesh", "cloth", "leather")


@dataclass(frozen=True)
class Fragile:
    """A thing that may break. told: from when on the script wants it broken, seconds; None only if a blow does it."""

    placed: Placed
    told: float | None


@dataclass(eq=False)
class Broken:
    """A thing that broke: the time, its shards' places (F, n, 3) and turns (F, n, 4)."""

    placed: Placed
    shards: tuple[Shard, ...]
    places: Doubles
    turns: Doubles
    time: float | None = None


@dataclass(eq=False)
class _Watched:
    """One thing that may break, how it moved a moment ago, and since when it has been at rest."""

    fragile: Fragile
    broken: Broken
    last_velocity: Doubles = field(default_factory=lambda: np.zeros(3))
    still_since: float = -RESTED_S


class Breaking:
    """Takes part in the physics for the things of a shot that may break."""

    parts = Parts()

    def __init__(self, fragile: tuple[Fragile, ...], opening: Opening, frames: int, fps: int) -> None:
        self._opening, self._fps = opening, fps
        self._things: list[_Watched] = []
        self.contacts: list[Contact] = []
        for each in fragile:
            shards = shards_of(each.placed.prop)
            places, turns = np.zeros((frames, len(shards), 3)), np.zeros((frames, len(shards), 4))
            turns[..., 0] = 1.0
            self._things.append(_Watched(each, Broken(each.placed, shards, places, turns)))

    @property
    def broken(self) -> tuple[Broken, ...]:
        """What did break."""
        return tuple(thing.broken for thing in self._things if thing.broken.time is not None)

    @property
    def restless(self) -> bool:
        """Whether something is to break by itself."""
        return any(p.broken.time is None and p.fragile.told is not None for p in self._things)

    def join(self, rig: Rig, data: Any) -> None:
        """See ``Element``."""
        self._rig, self._data = rig, data

    def act(self, _time: float, /) -> None:
        """See ``Element``: what breaks feels no more than others do."""

    def watch(self, time: float, /) -> None:
        """See ``Element``: break what is to break, and keep what broke out of the way."""
        for number, thing in enumerate(self._things):
            name = thing.fragile.placed.prop.id
            if thing.broken.time is None and self._breaks(thing, time):
                self._break(thing, time)
            if thing.broken.time is not None:
                self._out_of_the_way(name, number)
            address = self._rig.speeds[name]
            thing.last_velocity = self._data.qvel[address : address + 3].copy()

    def record(self, frame: int) -> None:
        """The shards were recorded when they were played out."""

    # --- whether --------------------------------------------------------------------------------------
    def _breaks(self, thing: _Watched, time: float) -> bool:
        fragile = thing.fragile
        moving = float(np.linalg.norm(thing.last_velocity))
        if moving < TOLD_M_PER_S:
            return fragile.told is not None and time >= max(fragile.told, thing.still_since + RESTED_S)
        thing.still_since = time
        other, speed = self._struck(fragile.placed.prop.id, thing.last_velocity)
        if speed < TOLD_M_PER_S or other in _FLESH:
            return False
        if fragile.told is not None:
            return True
        bears = materials()[fragile.placed.kind.material].brittle_j_per_kg
        return bears is not None and materials()[other].stiffness_pa >= HARD_PA and speed**2 / 2 > bears

    def _struck(self, thing: str, velocity: Doubles) -> tuple[str, float]:
        """The material of what presses on a thing now, and how fast the thing came upon it."""
        contact = self._data.contact
        for number in range(self._data.ncon):
            if contact.efc_address[number] >= 0:
                pair = [self._rig.owners[int(geom)] for geom in contact.geom[number]]
                if thing in (pair[0][0], pair[1][0]):
                    closing = abs(float(velocity @ contact.frame[number, :3]))
                    return pair[1][1] if pair[0][0] == thing else pair[0][1], closing
        return "", 0.0

    # --- how ------------------------------------------------------------------------------------------
    def _break(self, thing: _Watched, time: float) -> None:
        """The shards take the thing's place and fly as it moved, and apart."""
        placed, broken = thing.fragile.placed, thing.broken
        at = self._rig.joints[placed.prop.id]
        pose = self._data.qpos[at : at + 7].copy()
        blow = Blow(time, pose[:3], pose[3:], thing.last_velocity)
        broken.time = time
        self.contacts += scatter(placed, broken.shards, blow, self._opening, (broken.places, broken.turns), self._fps)
        energy = placed.kind.mass_kg * max(1.0, float(np.linalg.norm(blow.velocity)))
        spot = (float(pose[0]), float(pose[1]), float(pose[2]))
        pair, bodies = (placed.kind.material, "concrete"), (placed.prop.id, "ground")
        self.contacts.append(Contact(time, spot, round(energy, 6), pair, bodies, ContactKind.BREAK))

    def _out_of_the_way(self, thing: str, number: int) -> None:
        """Far off, each by itself: what waits in one place would strike what waits there too."""
        at, speed = self._rig.joints[thing], self._rig.speeds[thing]
        self._data.qpos[at : at + 3] = (-_WAITING_M - 3 * number, _WAITING_M, _WAITING_M)
        self._data.qvel[speed : speed + 6] = 0.0


def breakages(elements: tuple[Element, ...]) -> tuple[Broken, ...]:
    """Everything that broke in a shot."""
    return tuple(broken for element in elements if isinstance(element, Breaking) for broken in element.broken)


def crashes(elements: tuple[Element, ...]) -> tuple[Contact, ...]:
    """The sounding of all that broke, and of its shards coming down."""
    return tuple(contact for element in elements if isinstance(element, Breaking) for contact in element.contacts)


def with_breaking(around: Around, opening: Opening, cues: tuple[Cue, ...], frames: int, fps: int) -> Around:
    """What acts on the loose things of a shot, and the breaking of those that may."""
    told = {broken_by(cue): contact_of(cue) for cue in cues if cue.doing.family == "break" and broken_by(cue)}
    stirred = frozenset(
        thing for cue in cues if cue.doing.family in _STIRRING for thing in (cue.doing.who, cue.doing.thing) if thing
    )

    def beside(loose: tuple[Placed, ...]) -> tuple[Element, ...]:
        fragile = fragile_things(loose, told, stirred)
        return (*around(loose), Breaking(fragile, opening, frames, fps)) if fragile else around(loose)

    return beside


def broken_by(cue: Cue) -> str:
    """What a cue breaks: its thing, or whoever it is about."""
    return str(cue.doing.thing or cue.doing.who)


def fragile_things(
    things: tuple[Placed, ...], told: Mapping[str, float], stirred: frozenset[str]
) -> tuple[Fragile, ...]:
    """Which of the loose things may break in a shot: what is told to, and what is brittle and set moving."""
    known = materials()
    return tuple(
        Fragile(placed, told.get(placed.prop.id))
        for placed in things
        if placed.prop.id in told
        or (placed.prop.id in stirred and known.get(placed.kind.material, known["wood"]).brittle_j_per_kg is not None)
    )
