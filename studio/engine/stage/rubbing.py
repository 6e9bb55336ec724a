"""Friction: Coulomb's at a strike, impulse by impulse; and how firmly the solver may hold what slides or rolls on.

The solver's friction is a convex relaxation: what slips at v with a grip B is also pushed apart, by friction * B * v.
While things press gently that is kept far below their weight by easing the grip with the slip. At a strike no grip is
gentle enough, so there the solver's friction is let go of and the impulse of each step is bounded by Coulomb's law.
Source: Anitescu 2006 for the relaxation; Baraff 1989 for impulses along the slip.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np

from studio.engine.stage.contacts import GRIP_PER_S
from studio.engine.stage.rig import Rig
from studio.engine.stage.rotation import Doubles

LEAST_SLIP = 1e-5
Three: TypeAlias = tuple[float, float, float]

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
    forces, rows, geoms = data.efc_force, contact.efc_address.tolist(), contact.geom.tolist()
    for number, row in enumerate(rows):
        press = float(forces[row]) if row >= 0 else 0.0
        if press > 0.0 and (pair := _pair(rig, geoms[number])) is not None:
            at, normal = contact.pos[number].tolist(), contact.frame[number, :3].tolist()
            first, second = (_side(rig, data, geom, at) for geom in geoms[number])
            _hold(data.qvel, first, second, normal, float(rig.frictions[pair, 0]) * press * seconds)


@dataclass(frozen=True, slots=True)
class _Side:
    """One body at a contact. address: of its velocities, -1 for what nothing moves; arm: from its centre of mass.

    offset: from its origin to its centre of mass. turn and axes: matrices (9,) of the body and of its inertia, row by
    row. Plain numbers, as numpy's cost per call is a hundred times that of three multiplications.
    """

    address: int
    arm: Three
    offset: Three
    turn: list[float]
    mass: float
    axes: list[float]
    inertia: list[float]

    def velocity(self, qvel: Doubles) -> Three:
        """Of the contact point."""
        if self.address < 0:
            return _NOTHING
        vx, vy, vz, *spin = qvel[self.address : self.address + 6].tolist()
        x, y, z = _cross(_turned(self.turn, spin), _sum(self.arm, self.offset))
        return vx + x, vy + y, vz + z

    def softness(self, way: Three) -> float:
        """Speed an impulse of 1 N s along a way gives the contact point."""
        if self.address < 0:
            return 0.0
        return 1.0 / self.mass + _dot(_cross(self._spun(way), self.arm), way)

    def push(self, qvel: Doubles, impulse: Three) -> None:
        """Take an impulse at the contact point."""
        if self.address < 0:
            return
        spin, light = self._spun(impulse), 1.0 / self.mass
        (x, y, z), (sx, sy, sz) = impulse, _cross(spin, self.offset)
        gained = (x * light - sx, y * light - sy, z * light - sz, *_turned_back(self.turn, spin))
        qvel[self.address : self.address + 6] += gained

    def _spun(self, impulse: Three) -> Three:
        """The spin, about the world's axes, that an impulse at the contact point gives."""
        x, y, z = _turned_back(self.axes, _cross(self.arm, impulse))
        ix, iy, iz = self.inertia
        return _turned(self.axes, (x / max(ix, 1e-12), y / max(iy, 1e-12), z / max(iz, 1e-12)))


def _side(rig: Rig, data: Any, geom: int, at: Sequence[float]) -> _Side:
    """The body a geom is part of."""
    body = int(rig.model.geom_bodyid[geom])
    address = rig.moved.get(body, -1)
    if address < 0:
        return _STILL
    (x, y, z), (cx, cy, cz), (ox, oy, oz) = at, data.xipos[body].tolist(), data.xpos[body].tolist()
    return _Side(
        address,
        (x - cx, y - cy, z - cz),
        (cx - ox, cy - oy, cz - oz),
        data.xmat[body].tolist(),
        float(rig.model.body_mass[body]),
        data.ximat[body].tolist(),
        rig.model.body_inertia[body].tolist(),
    )


def _hold(qvel: Doubles, first: _Side, second: _Side, normal: Sequence[float], most: float) -> None:
    (ax, ay, az), (bx, by, bz), (nx, ny, nz) = first.velocity(qvel), second.velocity(qvel), normal
    x, y, z = bx - ax, by - ay, bz - az
    along = x * nx + y * ny + z * nz
    x, y, z = x - nx * along, y - ny * along, z - nz * along
    speed = math.sqrt(x * x + y * y + z * z)
    if speed < LEAST_SLIP:
        return
    way = x / speed, y / speed, z / speed
    softness = first.softness(way) + second.softness(way)
    if softness > 0.0:
        size = min(most, speed / softness)
        second.push(qvel, (-way[0] * size, -way[1] * size, -way[2] * size))
        first.push(qvel, (way[0] * size, way[1] * size, way[2] * size))


def _dot(a: Three, b: Three) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _sum(a: Three, b: Three) -> Three:
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def _cross(a: Three, b: Three) -> Three:
    (ax, ay, az), (bx, by, bz) = a, b
    return ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx


def _turned(matrix: list[float], v: Sequence[float]) -> Three:
    a, b, c, d, e, f, g, h, i = matrix
    x, y, z = v
    return a * x + b * y + c * z, d * x + e * y + f * z, g * x + h * y + i * z


def _turned_back(matrix: list[float], v: Three) -> Three:
    a, b, c, d, e, f, g, h, i = matrix
    x, y, z = v
    return a * x + d * y + g * z, b * x + e * y + h * z, c * x + f * y + i * z


_NOTHING: Final = (0.0, 0.0, 0.0)
_UPRIGHT: Final = [1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0]
_STILL: Final = _Side(-1, _NOTHING, _NOTHING, _UPRIGHT, 0.0, _UPRIGHT, [1.0, 1.0, 1.0])
"""The side of what nothing moves."""
