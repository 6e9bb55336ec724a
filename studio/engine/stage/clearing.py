"""Where contacts begin: at the surface. Overlaps before physics takes over are undone: a spring would shoot things off.

A step finds a contact up to a step's way deep, by chance more or less, and the spring gives that depth back as speed:
moving what struck back to the surface takes the chance out of the rebound.
"""

from typing import Any

import mujoco
import numpy as np

from studio.engine.stage.rig import Rig
from studio.engine.stage.rotation import Doubles

LEAST_M = 5e-4
DEEP_M = 0.03
_NEVER_M = 100.0
_ROUNDS = 8
_TOUCH_M = 1e-9
_BACKED_M = 1e-4


def clear(rig: Rig, data: Any, things: list[str]) -> None:
    """Move each thing out of what it is in, the lowest first, along the deepest contact's normal.

    What there is no way out for, between a foot and the floor, passes through that person from now on. All that is
    known of the contacts is of where things are afterwards.
    """
    mujoco.mj_fwdPosition(rig.model, data)
    order = sorted(things, key=lambda thing: (float(data.qpos[rig.joints[thing] + 2]), thing))
    waiting = set(order)
    for thing in order:
        waiting.discard(thing)
        if not _came_out(rig, data, thing, waiting) and _let_through_limbs(rig, data, thing):
            mujoco.mj_fwdPosition(rig.model, data)
            _came_out(rig, data, thing, waiting)
    mujoco.mj_forward(rig.model, data)  # or the slips and forces of contacts are whatever was in that memory


def _came_out(rig: Rig, data: Any, thing: str, waiting: set[str]) -> bool:
    """Move a thing until it is in nothing; whether it is."""
    for _ in range(_ROUNDS):
        if not _out_of_the_deepest(rig, data, thing, waiting):
            return True
        mujoco.mj_fwdPosition(rig.model, data)
    return False


def _let_through_limbs(rig: Rig, data: Any, thing: str) -> bool:
    """Whether people were in a thing: it passes through those limbs from now on."""
    found = False
    for geoms in data.contact.geom.tolist():
        limb = any(rig.model.body_mocapid[rig.model.geom_bodyid[geom]] >= 0 for geom in geoms)
        if limb and thing in {rig.owners[geom][0] for geom in geoms}:
            _miss(rig, (geoms[0], geoms[1]))
            found = True
    return found


def _miss(rig: Rig, geoms: tuple[int, int]) -> None:
    if (pair := rig.pairs.get(geoms)) is not None:
        rig.model.pair_margin[pair], rig.model.pair_gap[pair] = -_NEVER_M, 0.0


def let_through(rig: Rig, data: Any, people: frozenset[str]) -> None:
    """What is deep inside somebody passes through them from now on: no push along a normal parts the two."""
    mujoco.mj_fwdPosition(rig.model, data)
    for number in np.flatnonzero(data.contact.dist < -DEEP_M).tolist():
        one, two = (int(geom) for geom in data.contact.geom[number])
        if {rig.owners[one][0], rig.owners[two][0]} & people:
            _miss(rig, (one, two))


def _out_of_the_deepest(rig: Rig, data: Any, thing: str, waiting: set[str]) -> bool:
    """One move; whether there was anything to move out of. Those still waiting make way later."""
    deepest, number = -LEAST_M, -1
    for each in range(data.ncon):
        pair = [rig.owners[int(geom)][0] for geom in data.contact.geom[each]]
        other = pair[0] if pair[1] == thing else pair[1]
        if thing in pair and other not in waiting and float(data.contact.dist[each]) < deepest:
            deepest, number = float(data.contact.dist[each]), each
    if number < 0:
        return False
    away = 1.0 if rig.owners[int(data.contact.geom[number, 1])][0] == thing else -1.0
    at = rig.joints[thing]
    data.qpos[at : at + 3] -= away * deepest * data.contact.frame[number, :3]
    return True


def pressing(data: Any) -> frozenset[tuple[int, int]]:
    """The geoms that press on each other."""
    if not data.nefc:
        return frozenset()
    active = data.contact.efc_address >= 0
    return frozenset((int(first), int(second)) for first, second in data.contact.geom[active])


def meet(rig: Rig, data: Any, before: frozenset[tuple[int, int]]) -> bool:
    """Move what has just struck back to the surface; whether anything had. Positions are those of the step to come."""
    depths: dict[int, tuple[float, int]] = {}
    for number in range(data.ncon):
        first, second = (int(geom) for geom in data.contact.geom[number])
        if data.contact.efc_address[number] >= 0 and (first, second) not in before:
            body = _striking(rig, data, first, second, data.contact.frame[number, :3])
            depth = -float(data.contact.dist[number])
            if body >= 0 and depth > depths.get(body, (0.0, 0))[0]:
                depths[body] = depth, number
    for body, (depth, number) in depths.items():
        shift = (depth - _TOUCH_M) * _outwards(rig, data, number, body)
        if not _is_backed(rig, data, body, shift):
            at = int(rig.model.jnt_qposadr[rig.model.body_jntadr[body]])
            data.qpos[at : at + 3] += shift
    return bool(depths)


def _outwards(rig: Rig, data: Any, number: int, body: int) -> Doubles:
    """The normal of a contact, towards one of its bodies."""
    away = 1.0 if int(rig.model.geom_bodyid[data.contact.geom[number, 1]]) == body else -1.0
    return away * data.contact.frame[number, :3]


def _is_backed(rig: Rig, data: Any, body: int, shift: Doubles) -> bool:
    """Whether a shift would drive a body into something else that it touches: a foot comes down on a book."""
    own = (rig.model.geom_bodyid[data.contact.geom] == body).any(1) & (data.contact.efc_address >= 0)
    return any(float(_outwards(rig, data, int(number), body) @ shift) < -_BACKED_M for number in np.flatnonzero(own))


def _striking(rig: Rig, data: Any, first: int, second: int, normal: Any) -> int:
    """Which of two bodies flew into the other: the faster along the normal; -1 if neither can move."""
    bodies = [int(rig.model.geom_bodyid[geom]) for geom in (first, second)]
    free = [body for body in bodies if body in rig.moved]
    return max(free, key=lambda body: abs(float(data.qvel[rig.moved[body] :][:3] @ normal)), default=-1)
