"""Breaking: after a blow the material does not bear, or when the script says so, a thing is its shards."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from studio.engine.performance import Contact, ContactKind
from studio.engine.shards import Shard, shards_of
from studio.engine.stage.contacts import TICKS_PER_SECOND
from studio.engine.stage.entrances import Placed
from studio.engine.stage.kinds import matrix_of
from studio.engine.stage.movement import contact_of
from studio.engine.stage.rig import Parts, Rig
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.schedule import Cue
from studio.engine.stage.simulation import Around
from studio.engine.stage.surroundings import Element
from studio.engine.vocabulary import materials

TOLD_M_PER_S = 0.6
"""What the script breaks breaks at the first blow faster than this."""
HARD_PA = 1e9
_WAITING_M = 90.0
_CALM = 0.05
_LONGEST_S = 6.0
_HEARD_M_PER_S = 0.7
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
class _Pieces:
    """Addresses of one thing's shards in the model."""

    fragile: Fragile
    broken: Broken
    joints: list[int]
    speeds: list[int]
    geoms: list[int]
    last_velocity: Doubles = field(default_factory=lambda: np.zeros(3))
    heard: set[int] = field(default_factory=set[int])


class Breaking:
    """Takes part in the physics for the things of a shot that may break."""

    def __init__(self, fragile: tuple[Fragile, ...], frames: int) -> None:
        self._things: list[_Pieces] = []
        self.contacts: list[Contact] = []
        for each in fragile:
            shards = shards_of(each.placed.prop)
            places, turns = np.zeros((frames, len(shards), 3)), np.zeros((frames, len(shards), 4))
            turns[..., 0] = 1.0
            self._things.append(_Pieces(each, Broken(each.placed, shards, places, turns), [], [], []))
        self._calm_since: float | None = None
        self._now = 0.0

    @property
    def broken(self) -> tuple[Broken, ...]:
        """What did break."""
        return tuple(pieces.broken for pieces in self._things if pieces.broken.time is not None)

    @property
    def parts(self) -> Parts:
        """See ``Element``."""
        world, assets, names = list[str](), list[str](), list[tuple[str, str, str]]()
        for number, pieces in enumerate(self._things):
            placed = pieces.fragile.placed
            for k, shard in enumerate(pieces.broken.shards):
                name, mass = f"shard{number}_{k}", placed.kind.mass_kg * shard.share
                vertices = " ".join(f"{value:.5f}" for value in (shard.points - shard.centre).ravel())
                assets.append(f'<mesh name="{name}" vertex="{vertices}"/>')
                world.append(
                    f'<body name="{name}" pos="{_waiting(k)}"><freejoint name="{name}"/>'
                    f'<geom name="{name}" type="mesh" mesh="{name}" mass="{max(mass, 1e-4):.6f}"/></body>'
                )
                names.append((name, placed.prop.id, placed.kind.material))
        return Parts(world="".join(world), beside=f"<asset>{''.join(assets)}</asset>", names=tuple(names))

    @property
    def restless(self) -> bool:
        """Whether something is to break by itself, or shards still move."""
        if any(p.broken.time is None and p.fragile.told is not None for p in self._things):
            return True
        last = max((b.time or 0.0 for b in self.broken), default=None)
        return last is not None and self._now - last < _LONGEST_S and not self._calm()

    def join(self, rig: Rig, data: Any) -> None:
        """See ``Element``."""
        self._rig, self._data = rig, data
        for number, pieces in enumerate(self._things):
            for k in range(len(pieces.broken.shards)):
                joint = rig.model.joint(f"shard{number}_{k}")
                pieces.joints.append(int(joint.qposadr[0]))
                pieces.speeds.append(int(joint.dofadr[0]))
                pieces.geoms.append(int(rig.model.geom(f"shard{number}_{k}").id))

    def act(self, time: float, /) -> None:
        """See ``Element``: hold the unbroken, break what is to break, listen to the shards."""
        self._now = time
        for pieces in self._things:
            thing = pieces.fragile.placed.prop.id
            address = self._rig.speeds[thing]
            if pieces.broken.time is not None:
                self._out_of_the_way(thing)
                self._listen(pieces, time)
                continue
            self._hold(pieces)
            if self._breaks(pieces, time):
                self._break(pieces, time)
            pieces.last_velocity = self._data.qvel[address : address + 3].copy()

    def record(self, frame: int) -> None:
        """See ``Element``."""
        for pieces in self._things:
            for k, at in enumerate(pieces.joints):
                pieces.broken.places[frame, k] = self._data.qpos[at : at + 3]
                pieces.broken.turns[frame, k] = self._data.qpos[at + 3 : at + 7]

    # --- whether --------------------------------------------------------------------------------------
    def _breaks(self, pieces: _Pieces, time: float) -> bool:
        fragile = pieces.fragile
        moving = float(np.linalg.norm(pieces.last_velocity))
        if fragile.told is not None and time >= fragile.told and moving < TOLD_M_PER_S:
            return True
        if moving < TOLD_M_PER_S:
            return False
        other, speed = self._struck(fragile.placed.prop.id, pieces.last_velocity)
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
    def _break(self, pieces: _Pieces, time: float) -> None:
        """The shards take the thing's place and fly as it moved, and apart."""
        pieces.broken.time = time
        fragile, data = pieces.fragile, self._data
        thing = fragile.placed.prop.id
        at = self._rig.joints[thing]
        place, turn = data.qpos[at : at + 3].copy(), data.qpos[at + 3 : at + 7].copy()
        axes, going = matrix_of(turn), pieces.last_velocity
        burst = float(np.clip(0.32 * np.linalg.norm(going), 0.5, 1.8))
        rng = np.random.default_rng(len(pieces.joints) * 7919 + round(time * TICKS_PER_SECOND))
        along = going * np.array([0.55, 0.55, -0.12])
        for k, shard in enumerate(pieces.broken.shards):
            arm = axes @ shard.centre
            out = arm / max(float(np.linalg.norm(arm)), 1e-6) * burst * rng.uniform(0.5, 1.3)
            out[2] = abs(out[2]) * 0.8
            joint, dof = pieces.joints[k], pieces.speeds[k]
            data.qpos[joint : joint + 3], data.qpos[joint + 3 : joint + 7] = place + arm, turn
            data.qvel[dof : dof + 3], data.qvel[dof + 3 : dof + 6] = along + out, rng.normal(0.0, 5.0, 3)
        told = fragile.placed.kind.material
        energy = fragile.placed.kind.mass_kg * max(1.0, float(np.linalg.norm(going)))
        spot = (float(place[0]), float(place[1]), float(place[2]))
        self.contacts.append(
            Contact(time, spot, round(energy, 6), (told, "concrete"), (thing, "ground"), ContactKind.BREAK)
        )
        self._out_of_the_way(thing)

    def _hold(self, pieces: _Pieces) -> None:
        """Shards of what is whole wait far away."""
        for k, (joint, dof) in enumerate(zip(pieces.joints, pieces.speeds, strict=True)):
            self._data.qpos[joint : joint + 3] = (_WAITING_M + 2 * k, _WAITING_M, _WAITING_M)
            self._data.qvel[dof : dof + 6] = 0.0

    def _out_of_the_way(self, thing: str) -> None:
        at, speed = self._rig.joints[thing], self._rig.speeds[thing]
        self._data.qpos[at : at + 3] = (-_WAITING_M, _WAITING_M, _WAITING_M)
        self._data.qvel[speed : speed + 6] = 0.0

    def _listen(self, pieces: _Pieces, time: float) -> None:
        """Each shard is heard where it first comes down again."""
        if time - (pieces.broken.time or 0.0) < 0.06 or len(pieces.heard) == len(pieces.geoms):
            return
        contact = self._data.contact
        for number in range(self._data.ncon):
            if contact.efc_address[number] < 0:
                continue
            for geom in contact.geom[number]:
                if int(geom) in pieces.geoms and int(geom) not in pieces.heard:
                    pieces.heard.add(int(geom))
                    self._tell(pieces, int(geom), contact.pos[number], time)

    def _tell(self, pieces: _Pieces, geom: int, at: Doubles, time: float) -> None:
        k = pieces.geoms.index(geom)
        dof, placed = pieces.speeds[k], pieces.fragile.placed
        speed = float(np.linalg.norm(self._data.qvel[dof : dof + 3]))
        if speed > _HEARD_M_PER_S:
            impulse = round(placed.kind.mass_kg * pieces.broken.shards[k].share * speed, 6)
            spot = (float(at[0]), float(at[1]), float(at[2]))
            pair = (placed.kind.material, "concrete")
            self.contacts.append(Contact(time, spot, impulse, pair, (f"{placed.prop.id}/{k}", "ground")))

    def _calm(self) -> bool:
        speeds = [dof for p in self._things if p.broken.time is not None for dof in p.speeds]
        return all(float(np.abs(self._data.qvel[dof : dof + 3]).max()) < _CALM for dof in speeds)


def breakages(elements: tuple[Element, ...]) -> tuple[Broken, ...]:
    """Everything that broke in a shot."""
    return tuple(broken for element in elements if isinstance(element, Breaking) for broken in element.broken)


def crashes(elements: tuple[Element, ...]) -> tuple[Contact, ...]:
    """The sounding of all that broke, and of its shards coming down."""
    return tuple(contact for element in elements if isinstance(element, Breaking) for contact in element.contacts)


def _waiting(number: int) -> str:
    return f"{_WAITING_M + 2 * number} {_WAITING_M} {_WAITING_M}"


def with_breaking(around: Around, cues: tuple[Cue, ...], frames: int) -> Around:
    """What acts on the loose things of a shot, and the breaking of those that may."""
    told = {broken_by(cue): contact_of(cue) for cue in cues if cue.doing.family == "break" and broken_by(cue)}
    stirred = frozenset(
        thing for cue in cues if cue.doing.family in _STIRRING for thing in (cue.doing.who, cue.doing.thing) if thing
    )

    def beside(loose: tuple[Placed, ...]) -> tuple[Element, ...]:
        fragile = fragile_things(loose, told, stirred)
        return (*around(loose), Breaking(fragile, frames)) if fragile else around(loose)

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
