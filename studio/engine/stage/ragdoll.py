"""A body that has lost its balance: the skeleton as jointed limbs with limits, falling from the pose it was in."""

import math
from dataclasses import dataclass
from typing import Any

import mujoco
import numpy as np

from studio.engine import skeleton
from studio.engine.performance import Contact
from studio.engine.stage.entrances import Opening
from studio.engine.stage.rotation import Doubles, about, to_quaternions

STEP_S = 0.004
_HINGES = {"shin_l": (0.0, 2.4), "shin_r": (0.0, 2.4), "forearm_l": (-2.4, 0.0), "forearm_r": (-2.4, 0.0)}
_REACH = {"spine": 0.45, "chest": 0.4, "neck": 0.4, "head": 0.45, "upper": 1.9, "hand": 0.5, "thigh": 1.5, "foot": 0.6}
_KG = {
    "pelvis": 8.0, "spine": 7.0, "chest": 11.0, "neck": 1.2, "head": 5.0, "upper": 1.9, "forearm": 1.2, "hand": 0.45,
    "thigh": 6.8, "shin": 3.0, "foot": 0.9,
}  # fmt: skip
"""Source: de Leva 1996, shares of a body of about 55 kg."""
_TONE = {
    "spine": 45.0,
    "chest": 40.0,
    "neck": 14.0,
    "head": 14.0,
    "upper": 1.5,
    "hand": 2.0,
    "thigh": 26.0,
    "foot": 3.0,
}
_DAMPING = {"spine": 6.0, "chest": 6.0, "neck": 1.6, "head": 1.6, "upper": 1.0, "hand": 0.2, "thigh": 3.0, "foot": 0.3}
_CALM = 0.02
_HEAVY = ("pelvis", "chest", "head", "forearm_l", "forearm_r")


@dataclass(frozen=True, eq=False)
class Limp:
    """A fall played out from ``first`` on: local turns (n, J, 4), pelvis (n, 3), and in the world the places (n, J, 3)
    and turns (n, J, 3, 3) of the joints; and what struck the ground.
    """

    first: int
    joints: Doubles
    pelvis: Doubles
    places: Doubles
    turns: Doubles
    thuds: tuple[Contact, ...]


@dataclass(frozen=True, eq=False)
class Start:
    """How the body is as it goes limp. joints (J, 4) local; pelvis (3,); velocity (3,); spin (3,) in body axes."""

    who: str
    unit: float
    rest: Doubles
    joints: Doubles
    pelvis: Doubles
    heading: float
    velocity: Doubles
    spin: Doubles


def tumble(start: Start, opening: Opening, first: int, frames: int, fps: int) -> Limp:
    """Let a body fall from a frame on, to the end of ``frames``."""
    swings, bends = _split(start)
    model = mujoco.MjModel.from_xml_string(_xml(start, opening, swings))
    data = mujoco.MjData(model)
    _pose(model, data, start, bends)
    count = frames - first
    shown = _Shown(np.zeros((count, model.nq)), np.zeros((count, model.nbody, 3)), np.zeros((count, model.nbody, 9)))
    thuds: dict[str, Contact] = {}
    per_frame = max(1, round(1 / (STEP_S * fps)))
    model.opt.timestep = 1 / (per_frame * fps)
    still = 0
    for frame in range(count):
        shown.keep(data, frame)
        if still > fps // 4:
            continue
        for step in range(per_frame):
            mujoco.mj_step(model, data)
            _listen(model, data, start.who, (first + frame + step / per_frame) / fps, thuds)
        still = still + 1 if float(np.abs(data.qvel).max()) < _CALM * 6 else 0
    return _limp(model, start, swings, shown, first, tuple(thuds.values()))


@dataclass(frozen=True, eq=False)
class _Shown:
    """What the model was in every frame: qpos (F, nq), places (F, B, 3) and turns (F, B, 9) of its bodies."""

    qpos: Doubles
    places: Doubles
    turns: Doubles

    def keep(self, data: Any, frame: int) -> None:
        """Keep a frame."""
        self.qpos[frame], self.places[frame], self.turns[frame] = data.qpos, data.xpos, data.xmat


def _split(start: Start) -> tuple[dict[str, Doubles], dict[str, float]]:
    """Knees and elbows bend about one axis: each local turn as a swing kept for ever, and that bend."""
    swings: dict[str, Doubles] = {}
    bends: dict[str, float] = {}
    for name in _HINGES:
        w, x, y, z = start.joints[skeleton.INDEX[name]]
        bend = 2 * math.atan2(float(y), float(w))
        bend = (bend + math.pi) % (2 * math.pi) - math.pi
        cos, sin = math.cos(bend / 2), math.sin(bend / 2)
        swings[name] = _product(np.array([w, x, y, z]), np.array([cos, 0.0, -sin, 0.0]))
        bends[name] = bend
    return swings, bends


def _product(a: Doubles, b: Doubles) -> Doubles:
    w, x, y, z = a
    v = np.array([[w, -x, -y, -z], [x, w, -z, y], [y, z, w, -x], [z, -y, x, w]])
    return v @ b


def _part(name: str) -> str:
    """The kind of a joint: "upper" of "upper_arm_l"."""
    return name.split("_")[0]


def _xml(start: Start, opening: Opening, swings: dict[str, Doubles]) -> str:
    return (
        f'<mujoco><compiler angle="radian"/><option timestep="{STEP_S}" integrator="implicitfast"/>'
        '<default><geom contype="1" conaffinity="0" friction="0.8 0.02 0.002" solref="0.02 1.1"/>'
        '<joint armature="0.01" solreflimit="0.02 1"/></default>'
        f"<worldbody>{ground_xml(opening)}{_limb(0, start, swings)}</worldbody></mujoco>"
    )


def ground_xml(opening: Opening) -> str:
    """The floor, the set's solids and the furniture."""
    xml = ['<geom type="plane" size="60 60 1" contype="0" conaffinity="1"/>']
    boxes = [(solid.centre, solid.size) for solid in opening.set.solids]
    for placed in opening.things:
        if placed.kind.fixed:
            x, y, z = placed.kind.size_m
            top = placed.kind.seat_m or z
            base = placed.position[2] - z / 2
            boxes.append(((placed.position[0], placed.position[1], base + top / 2), (x, y, top)))
    for centre, size in boxes:
        at, half = " ".join(f"{v:.4f}" for v in centre), " ".join(f"{max(v / 2, 0.005):.4f}" for v in size)
        xml.append(f'<geom type="box" pos="{at}" size="{half}" contype="0" conaffinity="1"/>')
    return "".join(xml)


def _limb(number: int, start: Start, swings: dict[str, Doubles]) -> str:
    """One joint's body with everything that hangs from it."""
    name, parent = skeleton.JOINTS[number], skeleton.PARENTS[number]
    offset = start.pelvis if parent < 0 else start.rest[number] - start.rest[parent]
    at = " ".join(f"{value:.6f}" for value in offset)
    turn = swings.get(name, np.array([1.0, 0.0, 0.0, 0.0]))
    quat = " ".join(f"{value:.7f}" for value in turn)
    below = "".join(_limb(child, start, swings) for child, above in enumerate(skeleton.PARENTS) if above == number)
    geom = _shape(name, number, start)
    return f'<body name="{name}" pos="{at}" quat="{quat}">{_joint(name, parent)}{geom}{below}</body>'


def _joint(name: str, parent: int) -> str:
    if parent < 0:
        return f'<freejoint name="{name}"/>'
    if name in _HINGES:
        low, high = _HINGES[name]
        return (
            f'<joint name="{name}" type="hinge" axis="0 1 0" limited="true" range="{low} {high}" damping="1.4" '
            f'stiffness="{5.0 if high > 0 else 1.0}" springref="{0.3 if high > 0 else -0.5}"/>'
        )
    part = _part(name)
    return (
        f'<joint name="{name}" type="ball" limited="true" range="0 {_REACH[part]}" damping="{_DAMPING[part]}" '
        f'stiffness="{_TONE[part]}"/>'
    )


def _shape(name: str, number: int, start: Start) -> str:
    """Capsules along the limbs, a ball for the head, a box for the foot."""
    u, part = start.unit, _part(name)
    mass = f'mass="{_KG[part] * (u / 0.26) ** 3:.4f}"'
    if part == "head":
        return f'<geom name="{name}" type="sphere" size="{0.50 * u:.4f}" pos="0 0 {0.46 * u:.4f}" {mass}/>'
    if part == "foot":
        size = f"{0.28 * u:.4f} {0.12 * u:.4f} {0.10 * u:.4f}"
        at = f"{0.14 * u:.4f} 0 {-0.16 * u:.4f}"
        return f'<geom name="{name}" type="box" size="{size}" pos="{at}" friction="0.25" {mass}/>'
    if part == "hand":
        return f'<geom name="{name}" type="sphere" size="{0.10 * u:.4f}" pos="0 0 {-0.16 * u:.4f}" {mass}/>'
    if part == "pelvis":
        ends = f"0 {-0.16 * u:.4f} 0 0 {0.16 * u:.4f} 0"
        return f'<geom name="{name}" type="capsule" size="{0.31 * u:.4f}" fromto="{ends}" {mass}/>'
    if part == "chest":
        ends = f"0 {-0.22 * u:.4f} {0.2 * u:.4f} 0 {0.22 * u:.4f} {0.2 * u:.4f}"
        return f'<geom name="{name}" type="capsule" size="{0.33 * u:.4f}" fromto="{ends}" {mass}/>'
    child = next(k for k, above in enumerate(skeleton.PARENTS) if above == number)
    end = " ".join(f"{value:.5f}" for value in start.rest[child] - start.rest[number])
    radius = {"spine": 0.30, "neck": 0.14, "upper": 0.13, "forearm": 0.11, "thigh": 0.22, "shin": 0.15}[part] * u
    return f'<geom name="{name}" type="capsule" size="{radius:.4f}" fromto="0 0 0 {end}" {mass}/>'


def _pose(model: Any, data: Any, start: Start, bends: dict[str, float]) -> None:
    """Every joint as the animation has it at that moment."""
    base = np.array([math.cos(start.heading / 2), 0.0, 0.0, math.sin(start.heading / 2)])
    for number, name in enumerate(skeleton.JOINTS):
        at = int(model.joint(name).qposadr[0])
        if number == 0:
            data.qpos[at : at + 3] = start.pelvis
            data.qpos[at + 3 : at + 7] = _product(base, start.joints[0])
        elif name in bends:
            data.qpos[at] = bends[name]
        else:
            data.qpos[at : at + 4] = start.joints[number]
    data.qvel[:3], data.qvel[3:6] = start.velocity, start.spin
    mujoco.mj_forward(model, data)


def _limp(
    model: Any, start: Start, swings: dict[str, Doubles], shown: _Shown, first: int, thuds: tuple[Contact, ...]
) -> Limp:
    """The fall in the skeleton's own terms."""
    bodies = [int(model.body(name).id) for name in skeleton.JOINTS]
    places = shown.places[:, bodies]
    turns = shown.turns[:, bodies].reshape(len(places), -1, 3, 3)
    joints = np.zeros((len(places), len(skeleton.JOINTS), 4))
    joints[:, 0] = to_quaternions(about(2, np.array(start.heading)).T @ turns[:, 0])
    for number, name in enumerate(skeleton.JOINTS):
        at = int(model.joint(name).qposadr[0])
        if name in swings:
            half, none = shown.qpos[:, at] / 2, np.zeros(len(places))
            joints[:, number] = _product(swings[name], np.stack([np.cos(half), none, np.sin(half), none])).T
        elif number:
            joints[:, number] = shown.qpos[:, at : at + 4]
    return Limp(first, joints, places[:, 0], places, turns, thuds)


def _listen(model: Any, data: Any, who: str, time: float, thuds: dict[str, Contact]) -> None:
    """The first time each heavy part comes down on something."""
    if not data.ncon or len(thuds) == len(_HEAVY):
        return
    touching = model.geom_bodyid[data.contact.geom].max(1).tolist()
    for part in _HEAVY:
        body = int(model.body(part).id)
        if part not in thuds and body in touching:
            speed = float(np.linalg.norm(data.cvel[body][3:]))
            x, y, z = (float(value) for value in data.contact.pos[touching.index(body)])
            impulse = round(_KG[_part(part)] * speed, 6)
            thuds[part] = Contact(time, (x, y, z), impulse, ("cloth", "concrete"), (who, "ground"))
