"""Shards on their way: from where a thing broke to where they come to lie, played out by themselves."""

import math
from dataclasses import dataclass
from typing import Any

import mujoco
import numpy as np

from studio.engine.performance import Contact
from studio.engine.shards import Shard
from studio.engine.stage.entrances import Opening, Placed
from studio.engine.stage.kinds import matrix_of
from studio.engine.stage.ragdoll import ground_xml
from studio.engine.stage.rotation import Doubles

STEP_S = 0.004
_CALM = 0.03
_HEARD_M_PER_S = 0.7
_WALL_STIFF = "0.01 0.45"


@dataclass(frozen=True, eq=False)
class Blow:
    """How a thing was as it broke: its time, place, turn, and velocity before the blow."""

    time: float
    place: Doubles
    turn: Doubles
    velocity: Doubles


def scatter(
    placed: Placed, shards: tuple[Shard, ...], blow: Blow, opening: Opening, out: tuple[Doubles, Doubles], fps: int
) -> tuple[Contact, ...]:
    """Let the shards fly, bounce and lie. ``out``: places (F, n, 3) and turns (F, n, 4), written from the break on.

    Returns where each shard is heard coming down first.
    """
    model = mujoco.MjModel.from_xml_string(_xml(placed, shards, opening))
    data = mujoco.MjData(model)
    _burst(data, shards, blow)
    places, turns = out
    first = int(np.ceil(blow.time * fps + 1e-6))
    per_frame = max(1, round(1 / (STEP_S * fps)))
    model.opt.timestep = 1 / (per_frame * fps)
    steps, heard, calm = round((first / fps - blow.time) / model.opt.timestep), dict[int, Contact](), 0
    for frame in range(first, len(places)):
        for step in range(steps if calm < fps // 4 else 0):
            mujoco.mj_step(model, data)
            _listen(model, data, placed, shards, frame / fps - (steps - step) * model.opt.timestep, heard)
        steps = per_frame
        poses = data.qpos.reshape(len(shards), 7)
        places[frame], turns[frame] = poses[:, :3], poses[:, 3:]
        calm = calm + 1 if float(np.abs(data.qvel).max()) < _CALM * 10 else 0
    return tuple(heard.values())


def _xml(placed: Placed, shards: tuple[Shard, ...], opening: Opening) -> str:
    assets, bodies = list[str](), list[str]()
    for k, shard in enumerate(shards):
        vertices = " ".join(f"{value:.5f}" for value in (shard.points - shard.centre).ravel())
        assets.append(f'<mesh name="{k}" vertex="{vertices}"/>')
        mass = max(placed.kind.mass_kg * shard.share, 1e-3)
        bodies.append(f'<body><freejoint/><geom type="mesh" mesh="{k}" mass="{mass:.6f}"/></body>')
    return (
        f'<mujoco><option integrator="implicitfast"/>'
        f'<default><geom contype="1" conaffinity="1" friction="0.5 0.01 0.001" solref="{_WALL_STIFF}"/></default>'
        f"<asset>{''.join(assets)}</asset><worldbody>{ground_xml(opening)}{''.join(bodies)}</worldbody></mujoco>"
    )


def _burst(data: Any, shards: tuple[Shard, ...], blow: Blow) -> None:
    """They go on as the thing went, less what the blow took, and apart."""
    axes, going = matrix_of(blow.turn), blow.velocity
    burst = float(np.clip(0.32 * np.linalg.norm(going), 0.5, 1.8))
    rng = np.random.default_rng(len(shards) * 7919 + round(blow.time * 960))
    along = going * np.array([0.55, 0.55, -0.12])
    for k, shard in enumerate(shards):
        arm = axes @ shard.centre
        out = arm / max(float(np.linalg.norm(arm)), 1e-6) * burst * rng.uniform(0.5, 1.3)
        out[2] = abs(out[2]) * 0.8
        place = blow.place + arm
        lowest = float((axes @ (shard.points - shard.centre).T)[2].min())
        place[2] = max(place[2], 0.001 - lowest)
        data.qpos[7 * k : 7 * k + 7] = (*place, *blow.turn)
        data.qvel[6 * k : 6 * k + 6] = (*(along + out), *rng.normal(0.0, 5.0, 3))


def _listen(
    model: Any, data: Any, placed: Placed, shards: tuple[Shard, ...], time: float, heard: dict[int, Contact]
) -> None:
    if len(heard) == len(shards) or not data.ncon:
        return
    bodies = np.sort(model.geom_bodyid[data.contact.geom], axis=1)
    for number in np.flatnonzero(bodies[:, 0] == 0).tolist():  # two shards of one thing ring together, in its own crash
        shard = int(bodies[number, 1]) - 1
        speed = math.hypot(*data.qvel[6 * shard : 6 * shard + 3].tolist())
        if shard not in heard and speed > _HEARD_M_PER_S:
            impulse = round(placed.kind.mass_kg * shards[shard].share * speed, 6)
            x, y, z = (float(value) for value in data.contact.pos[number])
            pair = (placed.kind.material, "concrete")
            heard[shard] = Contact(time, (x, y, z), impulse, pair, (f"{placed.prop.id}/{shard}", "ground"))
