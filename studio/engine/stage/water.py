"""Water: things float, sink, bob and drift by the volume they displace, and splash as they go in.

Forces in the pools of a set: buoyancy of the immersed volume at its own centre (Archimedes), quadratic drag against
the current, added mass, the damping of the waves a bobbing thing makes, and wind on what stands out of the water.
"""

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from studio.engine import vocabulary
from studio.engine.performance import Contact, ContactKind
from studio.engine.stage import skimming
from studio.engine.stage.columns import Solid, solid
from studio.engine.stage.contacts import LEAP_TICKS, TICKS_PER_SECOND
from studio.engine.stage.entrances import Placed
from studio.engine.stage.grips import AIR_DENSITY
from studio.engine.stage.hydrostatics import (
    ADDED_MASS,
    DRAG,
    GRAVITY,
    WATER_DENSITY,
    displaced,
    floats,
    frontal_area,
    pool_at,
    surface_at,
)
from studio.engine.stage.rig import Parts, Rig
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.wind import STILL, Wind
from studio.engine.vocabulary import Pool, PropKind

WAVE_DAMPING = 0.2
"""Of the critical. Source: heaving half-immersed bodies radiate 0.1 to 0.25, Newman, Marine Hydrodynamics, ch. 6."""
SPIN_DAMPING = 2.2
"""Per second and share immersed: how fast water stops a thing from rocking."""
SPLASH_MPS = 0.35
STILL_MPS = 0.004
QUIET_S = 1.0
_HELD_S = LEAP_TICKS / TICKS_PER_SECOND
_WETTED, _DROWNED = 0.02, 0.999
_APART_S = 0.25
_TOUCHES_M = 0.02
_SKIP_SHARE = 0.25
"""Of the push of a skipping stone on the water, what is thrown up as spray: it is spread along its way."""
_NOWHERE = np.zeros(3)


@dataclass
class _Floater:
    """One thing as the water sees it.

    under: whether it was in the water a tick ago; splashed: when it last did; moved: when it last moved;
    bobbing: whether it has not come to rest there;
    held: force and torque (6,) in the world's axes until the water is looked at again.
    """

    thing: str
    kind: PropKind
    shape: Solid
    displaces: float
    reach: float
    under: bool = False
    splashed: float = -1.0
    moved: float = 0.0
    bobbing: bool = False
    held: Doubles = field(default_factory=lambda: np.zeros(6))


@dataclass
class Water:
    """An ``Element``: the pools of a set, for the things of a shot. splashes: every entry, as contacts.

    skims: what is thrown to skip over the water.
    """

    pools: tuple[Pool, ...]
    loose: tuple[Placed, ...]
    wind: Wind = STILL
    skims: frozenset[str] = frozenset()
    splashes: list[Contact] = field(default_factory=list[Contact])
    _floaters: list[_Floater] = field(default_factory=list[_Floater])

    @property
    def parts(self) -> Parts:
        """See ``Element``."""
        return Parts()

    @property
    def restless(self) -> bool:
        """Whether something lies in water that is never still, or has not come to rest in it."""
        return any(floater.bobbing for floater in self._floaters) or any(
            t.holder is None and floats(t.kind) and _rocks(pool_at(self.pools, t.position), t) for t in self.loose
        )

    def join(self, rig: Rig, data: Any) -> None:
        """See ``Element``."""
        self._rig, self._data = rig, data
        self._air = self.wind.at(0.0)
        self._floaters = [_floater(placed) for placed in self.loose if self.pools]

    def act(self, time: float, /) -> None:
        """See ``Element``."""
        self._air = self.wind.at(time)
        for floater in self._floaters:
            self._feel(floater, time)
            if floater.under:
                self._data.xfrc_applied[self._rig.bodies[floater.thing]] += floater.held

    def _feel(self, floater: _Floater, time: float) -> None:
        """Where a thing is now, and what the water does to it there."""
        at = self._rig.joints[floater.thing]
        place = self._data.qpos[at : at + 3]
        pool = pool_at(self.pools, place)
        level = surface_at(pool, place, time) if pool is not None else -math.inf
        if pool is None or place[2] - floater.reach > level:
            floater.under = floater.bobbing = False
        elif floater.thing not in self.skims or not self._skips(floater, level, time):
            self._press(floater, pool, float(level - place[2]), time)

    def _skips(self, floater: _Floater, level: float, time: float) -> bool:
        """Whether what skims is thrown up again where it touches the water, or has not touched it yet."""
        at, speed = self._rig.joints[floater.thing], self._rig.speeds[floater.thing]
        half = floater.kind.size_m[2] / 2
        vx, vy, vz = self._data.qvel[speed : speed + 3].tolist()
        floater.under = False
        if vz >= 0.0 or self._data.qpos[at + 2] - half > level + _TOUCHES_M:
            return self._data.qpos[at + 2] > level
        along = math.hypot(vx, vy)
        after = skimming.thrown_up(floater.kind, along, -vz)
        if after is None:
            return False
        share = after[0] / max(along, 1e-6)
        self._data.qvel[speed : speed + 3] = (vx * share, vy * share, after[1])
        self._data.qpos[at + 2] = level + half
        where = float(self._data.qpos[at]), float(self._data.qpos[at + 1]), float(level)
        impulse = _SKIP_SHARE * floater.kind.mass_kg * (after[1] - vz)
        self.splashes.append(splash(floater.thing, floater.kind.material, time, where, impulse))
        return True

    def watch(self, _time: float, /) -> None:
        """See ``Element``."""

    def record(self, frame: int) -> None:
        """What floats is seen by its own track."""

    def _press(self, floater: _Floater, pool: Pool, height: float, time: float) -> None:
        """All forces of the water on one thing. height: of the surface above its centre."""
        body, at = self._rig.bodies[floater.thing], self._rig.speeds[floater.thing]
        turn = self._data.xmat[body].reshape(3, 3)
        drowned = height >= floater.reach
        volume, moment = (floater.shape.volume, _NOWHERE) if drowned else floater.shape.below(turn[2], height)
        share = volume / floater.shape.volume
        velocity = self._data.qvel[at : at + 3]
        if float(np.abs(self._data.qvel[at : at + 6]).max()) > STILL_MPS:
            floater.moved = time
        floater.bobbing = floats(floater.kind) and time - floater.moved < QUIET_S
        self._note_entry(floater, share, height, time)
        carried = WATER_DENSITY * floater.displaces * share
        lift, added = carried * GRAVITY, ADDED_MASS.get(floater.kind.shape, 0.67) * carried
        force = self._dragged(floater, velocity - _flow(pool), turn, share)
        if not drowned:
            force += self._blown(floater, velocity, 1.0 - share)
        waves = _wave_damping(floater, added) if 0.0 < share < _DROWNED else 0.0
        force[2] += lift - waves * (floater.kind.mass_kg + added) * velocity[2]
        weight = np.array([0.0, 0.0, -floater.kind.mass_kg * GRAVITY])
        felt = (force + weight) * floater.kind.mass_kg / (floater.kind.mass_kg + added) - weight
        arm = turn @ (moment / volume) if volume > 1e-12 else np.zeros(3)
        spin = turn @ self._data.qvel[at + 3 : at + 6]
        inertia = float(self._rig.model.body_inertia[body].max()) + 0.1 * carried * floater.reach**2
        floater.held[:3] = felt
        floater.held[3:] = (arm[1] * lift, -arm[0] * lift, 0.0)
        floater.held[3:] -= (SPIN_DAMPING * share + waves) * inertia * spin

    def _dragged(self, floater: _Floater, through: Doubles, turn: Doubles, share: float) -> Doubles:
        """1/2 rho Cd A v^2 against the way through the water, never more than stops it while it is held."""
        speed = math.hypot(*through.tolist())
        if speed < 1e-6:
            return np.zeros(3)
        area = frontal_area(floater.kind, turn.T @ (through / speed)) * share
        k = 0.5 * WATER_DENSITY * DRAG.get(floater.kind.shape, 1.0) * area
        return -k * speed * through / (1.0 + k * speed * _HELD_S / floater.kind.mass_kg)

    def _blown(self, floater: _Floater, velocity: Doubles, dry: float) -> Doubles:
        """Wind on the part above the water."""
        x, y = self._air
        through = np.array([x - velocity[0], y - velocity[1], 0.0])
        area = dry * floater.kind.size_m[2] * max(floater.kind.size_m[:2])
        return 0.5 * AIR_DENSITY * area * math.hypot(x - float(velocity[0]), y - float(velocity[1])) * through

    def _note_entry(self, floater: _Floater, share: float, height: float, time: float) -> None:
        """A splash when a thing that was dry goes under. impulse: what the water takes up as added mass.

        Source: von Karman, The impact of seaplane floats during landing, NACA TN 321 (1929).
        """
        if floater.under or share < _WETTED:
            return
        floater.under = True
        at, speed = self._rig.joints[floater.thing], self._rig.speeds[floater.thing]
        down = -float(self._data.qvel[speed + 2])
        if down < SPLASH_MPS or time <= 0.0 or time - floater.splashed < _APART_S:
            return
        added = ADDED_MASS.get(floater.kind.shape, 0.67) * WATER_DENSITY * floater.displaces / 2
        impulse = down * floater.kind.mass_kg * added / (floater.kind.mass_kg + added)
        x, y, z = (float(v) for v in self._data.qpos[at : at + 3])
        floater.splashed = time
        self.splashes.append(splash(floater.thing, floater.kind.material, time, (x, y, z + height), impulse))


def splash(thing: str, material: str, time: float, at: tuple[float, float, float], impulse: float) -> Contact:
    """Something enters the water."""
    known = material if material in vocabulary.materials() else "wood"
    return Contact(time, at, round(impulse, 6), (known, "water"), (thing, "water"), ContactKind.SPLASH)


def _rocks(pool: Pool | None, thing: Placed) -> bool:
    """Whether a thing lies in water that is never still."""
    if pool is None or thing.position[2] - max(thing.kind.size_m) > pool.surface_m:
        return False
    return pool.waves_m > 0 or any(pool.current_mps)


def _flow(pool: Pool) -> Doubles:
    return np.array([*pool.current_mps, 0.0])


def _wave_damping(floater: _Floater, added: float) -> float:
    """How fast the waves it makes still a bobbing thing, per second."""
    stiffness = WATER_DENSITY * GRAVITY * floater.displaces / (0.2 * sum(floater.kind.size_m))
    return 2 * WAVE_DAMPING * math.sqrt(stiffness / (floater.kind.mass_kg + added))


def _floater(placed: Placed) -> _Floater:
    kind = placed.kind
    shape = solid(kind.shape, kind.size_m)
    return _Floater(placed.prop.id, kind, shape, displaced(kind), math.hypot(*kind.size_m) / 2)
