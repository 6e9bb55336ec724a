"""Friction: Coulomb's at a strike, impulse by impulse; and how firmly the solver may hold what slides or rolls on.

The solver's friction is a convex relaxation: what slips at v with a grip B is also pushed apart, by friction * B * v.
While things press gently that is kept far below their weight by easing the grip with the slip. At a strike no grip is
gentle enough, so there the solver's friction is let go of and the impulse of each step is bounded by Coulomb's law.
Source: Anitescu 2006 for the relaxation; Baraff 1989 for impulses along the slip.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np

from studio.engine.stage.contacts import GRIP_PER_S
from studio.engine.stage.rig import Rig
from studio.engine.stage.rotation import Doubles

LEAST_SLIP = 1e-5
_SLIPPERY = 1e-5
_EASE = 1.3  # how far beyond Coulomb's bound a slip is pulled: enough to stay on the bound
_LIFT = 0.3  # the share of their weight by which rolling things may be lifted
_GRAVITY = 9.81


def let_go(rig: Rig) -> None:
    """At a strike: the solver's friction holds nothing back."""
    rig.model.pair_friction[:] = _SLIPPERY


def ease(rig: Rig, data: Any) -> None:
    """Hold each pair as firmly as its slip allows: firmest what does not slip at all."""
    rig.model.pair_friction[:] = rig.frictions
    grips = rig.model.pair_solreffriction[:, 1]
    grips[:] = -GRIP_PER_S
    contact = data.contact
    for number in range(data.ncon):
        row, pair = int(contact.efc_address[number]), _pair(rig, contact.geom[number])
        if row >= 0 and pair is not None:
            slide, roll = float(rig.frictions[pair, 0]), float(rig.frictions[pair, 3])
            velocity = data.efc_vel[row + 1 : row + 6]
            slip, turn = float(np.hypot(velocity[0], velocity[1])), float(np.hypot(velocity[3], velocity[4]))
            eased = min(_EASE * slide * _GRAVITY / max(slip, 1e-6), _LIFT * _GRAVITY / max(roll * turn, 1e-6))
            grips[pair] = max(float(grips[pair]), -max(eased, 1.0))


def _pair(rig: Rig, geoms: Any) -> int | None:
    return rig.pairs.get((int(geoms[0]), int(geoms[1])))


def rub(rig: Rig, data: Any, seconds: float) -> None:
    """Take from each slip what the contact's normal impulse of the last step allows, at most all of it."""
    contact = data.contact
    for number in range(data.ncon):
        row = int(contact.efc_address[number])
        press, pair = float(data.efc_force[row]) if row >= 0 else 0.0, _pair(rig, contact.geom[number])
        if press > 0.0 and pair is not None:
            at, normal = contact.pos[number], contact.frame[number, :3]
            first, second = (_Side.of(rig, data, int(geom), at) for geom in contact.geom[number])
            _hold(data, first, second, normal, float(rig.frictions[pair, 0]) * press * seconds)


@dataclass(frozen=True, eq=False)
class _Side:
    """One body at a contact. address: of its velocities, -1 for what nothing moves; arm: from its centre of mass."""

    address: int
    arm: Doubles
    offset: Doubles
    turn: Doubles
    mass: float
    axes: Doubles
    inertia: Doubles

    @staticmethod
    def of(rig: Rig, data: Any, geom: int, at: Doubles) -> "_Side":
        """The body a geom is part of."""
        model, body = rig.model, int(rig.model.geom_bodyid[geom])
        address = rig.moved.get(body, -1)
        if address < 0:
            return _STILL
        centre, axes = data.xipos[body], data.ximat[body].reshape(3, 3)
        turn, mass = data.xmat[body].reshape(3, 3), float(model.body_mass[body])
        return _Side(address, at - centre, centre - data.xpos[body], turn, mass, axes, model.body_inertia[body])

    @cached_property
    def yields(self) -> Doubles:
        """The inverse of its inertia, world axes; most contacts roll and never ask for it."""
        return (self.axes / np.maximum(self.inertia, 1e-12)) @ self.axes.T

    def velocity(self, data: Any) -> Doubles:
        """Of the contact point."""
        if self.address < 0:
            return np.zeros(3)
        spin = self.turn @ data.qvel[self.address + 3 : self.address + 6]
        return data.qvel[self.address : self.address + 3] + _cross(spin, self.arm + self.offset)

    def softness(self, way: Doubles) -> float:
        """Speed an impulse of 1 N s along a way gives the contact point."""
        if self.address < 0:
            return 0.0
        return 1.0 / self.mass + float(_cross(self.yields @ _cross(self.arm, way), self.arm) @ way)

    def push(self, data: Any, impulse: Doubles) -> None:
        """Take an impulse at the contact point."""
        if self.address < 0:
            return
        spin = self.yields @ _cross(self.arm, impulse)
        data.qvel[self.address : self.address + 3] += impulse / self.mass - _cross(spin, self.offset)
        data.qvel[self.address + 3 : self.address + 6] += self.turn.T @ spin


_STILL: Final = _Side(-1, np.zeros(3), np.zeros(3), np.eye(3), 0.0, np.eye(3), np.ones(3))
"""The side of what nothing moves."""


def _cross(a: Doubles, b: Doubles) -> Doubles:
    """The cross product of two single vectors: numpy's own is made for many at once."""
    (ax, ay, az), (bx, by, bz) = a.tolist(), b.tolist()
    return np.array([ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx])


def _hold(data: Any, first: _Side, second: _Side, normal: Doubles, most: float) -> None:
    slip = second.velocity(data) - first.velocity(data)
    slip = slip - normal * float(slip @ normal)
    speed = float(np.linalg.norm(slip))
    if speed < LEAST_SLIP:
        return
    way = slip / speed
    softness = first.softness(way) + second.softness(way)
    if softness > 0.0:
        impulse = way * min(most, speed / softness)
        second.push(data, -impulse)
        first.push(data, impulse)
