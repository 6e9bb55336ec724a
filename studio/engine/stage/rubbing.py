"""Friction: Coulomb's at a strike, impulse by impulse; and how firmly the solver may hold what slides or rolls on.

The solver's friction is a convex relaxation: what slips at v with a grip B is also pushed apart, by friction * B * v.
While things press gently that is kept far below their weight by easing the grip with the slip. At a strike no grip is
gentle enough, so there the solver's friction is let go of and the impulse of each step is bounded by Coulomb's law.
Source: Anitescu 2006 for the relaxation; Baraff 1989 for impulses along the slip.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from studio.engine.stage.contacts import GRIP_PER_S
from studio.engine.stage.rig import Rig

LEAST_SLIP = 1e-5
Three: TypeAlias = tuple[float, float, float]

_SLIPPERY = 1e-5
_EASE = 2.5  # how far beyond Coulomb's bound a slip is pulled: what presses now and then is to stay on the bound too
_LEAST = 1.3  # and at least
_LIFTED = 0.6  # the share of their weight by which what slides may be lifted
_LIFT = 0.3  # and what rolls
_GRAVITY = 9.81


def let_go(rig: Rig, held: NDArray[np.bool_]) -> None:
    """At a strike: the solver's friction holds nothing back but the pairs (pairs,) that are held."""
    rig.model.pair_friction[:] = np.where(held[:, None], rig.frictions, _SLIPPERY)


def ease(rig: Rig, data: Any, closing: Callable[[Sequence[int]], float], known: NDArray[np.bool_]) -> None:
    """Hold each pair as firmly as its slip allows: firmest what does not slip at all.

    What is near and does not press yet is held as it last was, or as the fastest slip there could be allows.

    Args:
        closing: m/s that two geoms close and slip with at most.
        known: (pairs,) whether a pair that is near has pressed before; brought up to date.
    """
    rig.model.pair_friction[:] = rig.frictions
    grips = rig.model.pair_solreffriction[:, 1]
    contact, speeds = data.contact, data.efc_vel.tolist()
    pressing: dict[int, float] = {}
    near: dict[int, tuple[float, bool]] = {}
    rows, geoms, dims = contact.efc_address.tolist(), contact.geom.tolist(), contact.dim.tolist()
    for number, row in enumerate(rows):
        pair = _pair(rig, geoms[number])
        if pair is None:
            continue
        friction, rolling = float(rig.frictions[pair, 0]), float(rig.frictions[pair, 3])
        if row >= 0:
            firm = _firmness(friction, rolling, speeds[row : row + dims[number]])
            pressing[pair] = min(pressing.get(pair, GRIP_PER_S), firm)
        elif known[pair]:
            near[pair] = -float(grips[pair]), True
        else:
            slowest = _pull(friction) / max(closing(geoms[number]), 1e-6)
            near[pair] = min(max(slowest, 1.0), GRIP_PER_S), False
    grips[:], known[:] = -GRIP_PER_S, False
    for pair, (firm, knew) in near.items():
        grips[pair], known[pair] = -firm, knew
    for pair, firm in pressing.items():
        grips[pair], known[pair] = -firm, True


def _pull(friction: float) -> float:
    """m/s2 with which a slip is held back that is to stay on Coulomb's bound and not to be lifted off by it."""
    most = min(_EASE * friction, _LIFTED / max(friction, 1e-3))
    return _GRAVITY * max(_LEAST * friction, most)


def _firmness(friction: float, rolling: float, speeds: list[float]) -> float:
    """How firmly a contact that presses is held, per second. speeds: how it closes, slips twice, spins, rolls twice."""
    firm = _pull(friction) / max(math.hypot(speeds[1], speeds[2]), 1e-6)
    if len(speeds) > 4:
        turn = max(rolling * math.hypot(speeds[4], speeds[5]), 1e-6)
        firm = min(firm, _LIFT * _GRAVITY / turn)
    return max(firm, 1.0)


def _pair(rig: Rig, geoms: Sequence[int]) -> int | None:
    return rig.pairs.get((geoms[0], geoms[1]))


def rub(rig: Rig, data: Any, seconds: float, held: NDArray[np.bool_]) -> None:
    """Take from each slip what the contact's normal impulse of the last step allows, at most all of it.

    held: the pairs (pairs,) that the solver's own friction holds meanwhile.

    All is plain numbers, read once and written once, as numpy's cost per call is a hundred times that of three
    multiplications; and what is known of a body is read once for all its contacts.
    """
    contact = data.contact
    rows, forces = contact.efc_address.tolist(), data.efc_force.tolist()
    pressing = [number for number, row in enumerate(rows) if row >= 0 and forces[row] > 0.0]
    if not pressing:
        return
    holds = held.tolist()
    geoms, places, frames = contact.geom.tolist(), contact.pos.tolist(), contact.frame.tolist()
    qvel: list[float] = data.qvel.tolist()
    bodies: dict[int, _Body] = {}
    for number in pressing:
        pair = _pair(rig, geoms[number])
        if pair is not None and not holds[pair]:
            sides = [_Side(_body(rig, data, geom, bodies), places[number]) for geom in geoms[number]]
            most = float(rig.frictions[pair, 0]) * forces[rows[number]] * seconds
            _hold(qvel, sides[0], sides[1], frames[number][:3], most)
    data.qvel[:] = qvel


@dataclass(slots=True)
class _Body:
    """One body. address: of its velocities, -1 for what nothing moves; centre: of its mass, offset: to it from its
    origin. turn and axes: matrices (9,) of the body and of its inertia, row by row.
    """

    address: int
    centre: Sequence[float]
    offset: Three
    turn: list[float]
    light: float
    axes: list[float]
    inertia: Three


class _Side:
    """One body at a contact. arm: from its centre of mass to the contact."""

    __slots__ = ("arm", "body")

    def __init__(self, body: _Body, at: Sequence[float]) -> None:
        self.body = body
        x, y, z = body.centre
        self.arm = at[0] - x, at[1] - y, at[2] - z

    def velocity(self, qvel: list[float]) -> Three:
        """Of the contact point."""
        body = self.body
        if body.address < 0:
            return _NOTHING
        vx, vy, vz, *spin = qvel[body.address : body.address + 6]
        (ax, ay, az), (ox, oy, oz) = self.arm, body.offset
        x, y, z = _cross(_turned(body.turn, spin), (ax + ox, ay + oy, az + oz))
        return vx + x, vy + y, vz + z

    def softness(self, way: Three) -> float:
        """Speed an impulse of 1 N s along a way gives the contact point."""
        if self.body.address < 0:
            return 0.0
        return self.body.light + _dot(_cross(self._spun(way), self.arm), way)

    def push(self, qvel: list[float], impulse: Three) -> None:
        """Take an impulse at the contact point."""
        body = self.body
        if body.address < 0:
            return
        spin, light, at = self._spun(impulse), body.light, body.address
        (x, y, z), (sx, sy, sz) = impulse, _cross(spin, body.offset)
        wx, wy, wz = _turned_back(body.turn, spin)
        qvel[at] += x * light - sx
        qvel[at + 1] += y * light - sy
        qvel[at + 2] += z * light - sz
        qvel[at + 3] += wx
        qvel[at + 4] += wy
        qvel[at + 5] += wz

    def _spun(self, impulse: Three) -> Three:
        """The spin, about the world's axes, that an impulse at the contact point gives."""
        body = self.body
        x, y, z = _turned_back(body.axes, _cross(self.arm, impulse))
        ix, iy, iz = body.inertia
        return _turned(body.axes, (x / ix, y / iy, z / iz))


def _body(rig: Rig, data: Any, geom: int, known: dict[int, _Body]) -> _Body:
    """The body a geom is part of."""
    number = int(rig.model.geom_bodyid[geom])
    found = known.get(number)
    if found is None:
        found = known[number] = _read(rig, data, number)
    return found


def _read(rig: Rig, data: Any, number: int) -> _Body:
    address = rig.moved.get(number, -1)
    if address < 0:
        return _STILL
    (cx, cy, cz), (ox, oy, oz) = data.xipos[number].tolist(), data.xpos[number].tolist()
    ix, iy, iz = rig.model.body_inertia[number].tolist()
    return _Body(
        address,
        (cx, cy, cz),
        (cx - ox, cy - oy, cz - oz),
        data.xmat[number].tolist(),
        1.0 / float(rig.model.body_mass[number]),
        data.ximat[number].tolist(),
        (max(ix, 1e-12), max(iy, 1e-12), max(iz, 1e-12)),
    )


def _hold(qvel: list[float], first: _Side, second: _Side, normal: Sequence[float], most: float) -> None:
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
_STILL: Final = _Body(-1, _NOTHING, _NOTHING, _UPRIGHT, 0.0, _UPRIGHT, (1.0, 1.0, 1.0))
"""The side of what nothing moves."""
