"""Before physics takes over, things that overlap are moved apart: a contact spring would shoot them off."""

from typing import Any

import mujoco

from studio.engine.stage.rig import Rig

LEAST_M = 5e-4
_ROUNDS = 8


def clear(rig: Rig, data: Any, things: list[str]) -> None:
    """Move each thing out of what it is in, the lowest first, along the deepest contact's normal."""
    mujoco.mj_fwdPosition(rig.model, data)
    order = sorted(things, key=lambda thing: (float(data.qpos[rig.joints[thing] + 2]), thing))
    waiting = set(order)
    for thing in order:
        waiting.discard(thing)
        for _ in range(_ROUNDS):
            if not _out_of_the_deepest(rig, data, thing, waiting):
                break
            mujoco.mj_fwdPosition(rig.model, data)


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
