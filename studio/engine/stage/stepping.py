"""Steps of the physics, as long as they may be: leaps in flight, a tick where things rest, fine steps at a strike.

A strike is cut fine and the contact forces are read at every fine step; what rests meanwhile is held by the solver.
Where many things tumble over each other no single strike is told from the others, and steps are coarser.
"""

import math
from collections.abc import Mapping
from typing import Any

import mujoco
import numpy as np
from numpy.typing import NDArray

from studio.engine.stage import clearing, rubbing
from studio.engine.stage.contacts import FINE_STEPS, LEAP_TICKS
from studio.engine.stage.impacts import Ledger, speeds
from studio.engine.stage.nearness import Nearness
from studio.engine.stage.rig import Rig, damped_for
from studio.engine.stage.rotation import Doubles

LISTEN_TICKS = 8
TUMBLE_TICKS = 2
CROWD = 20  # contacts that press: beyond, no single strike is heard or seen for itself
MANY = 6  # things that move at once: beyond, likewise
STIRS_MPS = 0.12
MOST_DAMPED = 0.8  # of a step's closing speed: beyond, a damper shakes instead of slowing down
MOST_TURNED = 0.25  # radians of a spring's swing in a step: beyond, a rebound gains what it should lose


class Stepper:
    """Moves one model on. masses: of the things, in kg; seconds: a tick."""

    def __init__(self, rig: Rig, data: Any, masses: Mapping[str, float], seconds: float) -> None:
        self.ledger = Ledger.empty()
        self._rig, self._data, self._masses, self._seconds = rig, data, masses, seconds
        self._near = Nearness(rig, data)
        self._places, self._paces = _each_three(rig.joints), _each_three(rig.speeds)
        self._pressing = 0
        self._tumbled = False
        self._met: frozenset[tuple[int, int]] = frozenset()
        self._settled: NDArray[np.bool_] = np.zeros(rig.model.npair, bool)
        stiffest = float(np.sqrt(-rig.model.pair_solref[:, 0].min(initial=0.0)))
        self._tumbles = max(1, int(np.ceil(stiffest * seconds / MOST_TURNED)))
        self._pressed: NDArray[np.bool_] = np.zeros(rig.model.npair, bool)
        self._rushing = self._near.paces(0.0)
        fine: Doubles = rig.model.pair_solref[:, 1].copy()
        self._damping = {
            "strike": fine,
            "tumble": damped_for(rig, seconds / self._tumbles),
            "rest": np.maximum(fine, -MOST_DAMPED / seconds),
        }
        self._damped = "strike"

    def advance(self, tick: int, most: int, limbs_mps: float) -> int:
        """Move on by up to so many ticks; how many it was. limbs_mps: how fast people's limbs go at most."""
        paces = self._rushing = self._near.paces(limbs_mps)
        free = math.floor(self._near.seconds(paces, self._rig.model.opt.timestep) / self._seconds)
        time = tick * self._seconds
        ticks = max(1, min(most, free, LEAP_TICKS - tick % LEAP_TICKS))
        if self._strikes(time, free):
            self._finely(time, tick, int((paces[:-2] > STIRS_MPS).sum()))
            ticks = 1
        elif self._near.touching():
            self._at_rest(tick, ticks)
        else:
            self._freely(ticks)
        if tick // LISTEN_TICKS != (tick + ticks) // LISTEN_TICKS:
            self._listen_on(time + ticks * self._seconds)
        return ticks

    def _strikes(self, time: float, free: int) -> bool:
        """Whether something may strike in this tick, or does so now."""
        if not self._data.ncon:
            return False
        return free < 1 or self.ledger.striking(time, 2 * self._seconds)

    def _ease(self) -> None:
        """Let the solver hold every pair as its slip allows."""
        rubbing.ease(self._rig, self._data, lambda geoms: self._near.between(self._rushing, geoms), self._pressed)

    def _damp(self, how: str) -> None:
        """The dampers as they are right for the steps of a strike, of a tumble, or of rest."""
        if self._damped != how:
            self._rig.model.pair_solref[:, 1] = self._damping[how]
            self._damped = how

    def _freely(self, ticks: int) -> None:
        """Flight in one step, a parabola: Euler's step alone takes the last speed for all of it."""
        data, step = self._data, self._seconds * ticks
        self._rig.model.opt.timestep = step
        mujoco.mj_step(self._rig.model, data)
        data.qpos[self._places] -= 0.5 * step**2 * data.qacc[self._paces]

    def _at_rest(self, tick: int, ticks: int) -> None:
        """What touches rests, slides or rolls on, a step a tick."""
        self._damp("rest")
        if tick % LEAP_TICKS == 0 or not self._settled.all():
            self._ease()
            self._settled[:] = True
        self._rig.model.opt.timestep = self._seconds
        mujoco.mj_step(self._rig.model, self._data, ticks)
        self._pressing = self._data.nefc

    def _finely(self, time: float, tick: int, moving: int) -> None:
        self._tumbled = moving > MANY or int((self._data.contact.efc_address >= 0).sum()) > CROWD
        if self._tumbled:
            self._tumble(time, tick)
        else:
            self._listen_out(time)

    def _listen_out(self, time: float) -> None:
        """A tick in fine steps, hearing every one of a strike."""
        data, model, fine = self._data, self._rig.model, self._seconds / FINE_STEPS
        self._damp("strike")
        model.opt.timestep = fine
        self._settle(time)
        for step in range(1, FINE_STEPS + 1):
            self._one_step()
            if data.nefc:
                rubbing.rub(self._rig, data, fine, self._settled)
                if data.nefc != self._pressing or self.ledger.striking(time, 2 * self._seconds):
                    self._listen(time + step * fine, fine, ~self._settled)
            self._pressing = data.nefc
        self._ease()

    def _settle(self, time: float) -> None:
        """The solver goes on holding what pressed before; all else is let go of, to be rubbed by hand."""
        self._settled[:] = False
        contact = self._data.contact
        geoms: list[tuple[int, int]] = contact.geom.tolist()
        for row, (one, two) in zip(contact.efc_address.tolist(), geoms, strict=True):
            pair = self._rig.pairs.get((one, two))
            if row >= 0 and pair is not None:
                names = self._rig.owners[one][0], self._rig.owners[two][0]
                self._settled[pair] = not self.ledger.young(names, time)
        rubbing.let_go(self._rig, self._settled)

    def _tumble(self, time: float, tick: int) -> None:
        """A tick of many things striking each other at once: the solver's own friction, heard once."""
        data, model = self._data, self._rig.model
        self._damp("tumble")
        if tick % LEAP_TICKS == 0 or not self._settled.all():
            self._ease()
            self._settled[:] = True
        model.opt.timestep = self._seconds / self._tumbles
        mujoco.mj_step(model, data, self._tumbles)
        if data.nefc and tick % TUMBLE_TICKS == 0:
            self._listen(time, TUMBLE_TICKS * self._seconds)
        self._pressing = data.nefc

    def _one_step(self) -> None:
        """A step in which what strikes begins to do so at the surface."""
        data, model = self._data, self._rig.model
        mujoco.mj_step1(model, data)
        if data.nefc != self._pressing:
            if data.nefc > self._pressing and clearing.meet(self._rig, data, self._met):
                mujoco.mj_step1(model, data)
            self._met = clearing.pressing(data)
        mujoco.mj_step2(model, data)

    # --- hearing ---------------------------------------------------------------------------------------
    def _listen_on(self, time: float) -> None:
        """From time to time what rolls, slides and rests is listened to, and what is over is told."""
        if self._data.nefc and not self._tumbled:
            striking = self.ledger.striking(time, 2 * self._seconds)
            self._listen(time, LISTEN_TICKS * self._seconds, self._settled if striking else None)
        self.ledger.part(time)

    def _listen(self, time: float, seconds: float, among: NDArray[np.bool_] | None = None) -> None:
        """Read the contact forces of this step, of some of the pairs (pairs,) or of all."""
        data, rig = self._data, self._rig
        contact, forces = data.contact, data.efc_force
        geoms: list[tuple[int, int]] = contact.geom.tolist()
        for number, row in enumerate(contact.efc_address.tolist()):
            if row < 0:
                continue
            one, two = geoms[number]
            first, second = rig.owners[one], rig.owners[two]
            thing, other = (second, first) if second[0] in self._masses else (first, second)
            if thing[0] not in self._masses or (among is not None and not among[rig.pairs[one, two]]):
                continue
            pair = (thing[0], other[0])
            self.ledger.materials[pair] = (thing[1], other[1])
            mass, borne = self._mass_of(thing[0], other[0])
            met = self.ledger.touch(pair, time, float(forces[row]), seconds, contact.pos[number], mass, borne)
            self.ledger.move(met, time, seconds, speeds(data.qvel, rig.speeds[thing[0]]))

    def _mass_of(self, thing: str, other: str) -> tuple[float, float]:
        """The mass of the lighter of two that touch, and that of the upper one."""
        mass = self._masses[thing]
        if other not in self._masses:
            return mass, mass
        heights = [float(self._data.qpos[self._rig.joints[one] + 2]) for one in (thing, other)]
        return min(mass, self._masses[other]), mass if heights[0] >= heights[1] else self._masses[other]


def _each_three(addresses: dict[str, int]) -> NDArray[np.intp]:
    """Where the three coordinates of every thing's centre are, for indexing."""
    return np.array([at + axis for at in addresses.values() for axis in range(3)], np.intp)


def paces_of(capsules: Doubles, fps: int) -> Doubles:
    """(F,) m/s that the ends of people's limbs (F, N, 2, 3) go at most after each frame."""
    moved = np.sqrt((np.diff(capsules, axis=0) ** 2).sum(-1)).max((1, 2), initial=0.0) * fps
    return np.append(moved, 0.0)
