"""A whole body in every frame: movement, attention, trunk, legs and arms put together as joint turns."""

from dataclasses import dataclass, field

import numpy as np

from studio.engine import skeleton
from studio.engine.performance import Floats
from studio.engine.stage.arms import Arms, Busy, pose_arms
from studio.engine.stage.attention import Attention
from studio.engine.stage.limbs import SOFT, bone_turn, middle_joint
from studio.engine.stage.movement import Movement
from studio.engine.stage.rotation import Doubles, Flags, about, crossed, to_quaternions, unit
from studio.engine.stage.torso import Manner, Torso, bear

_Y = np.array([0.0, 1.0, 0.0])
_SOFT_IN_THE_AIR = 0.04  # of a leg, beside what a foot that stands leaves it; a knee that swings must not snap


@dataclass(frozen=True, eq=False)
class Aloft:
    """Off the ground: posture and height as the shot ends ("" and 0 on it), and which frames (F,) are in the water.

    level: (F,) metres of what is stood on above the ground; None throughout on it.
    """

    posture: str = ""
    height: float = 0.0
    afloat: Flags | None = None
    level: Doubles | None = None


@dataclass(frozen=True, eq=False)
class Body:
    """One person's body: joints (F, J, 4) local turns, palms and wrists (F, 2, 3) right first, trunk."""

    movement: Movement
    joints: Floats
    arms: Arms
    torso: Torso
    capsules: Doubles
    aloft: Aloft = field(default_factory=lambda: Aloft())


def embody(rest: Doubles, movement: Movement, attention: Attention, manner: Manner, busy: Busy) -> Body:
    """Pose one person for the whole shot. ``rest`` from ``skeleton.rest_joints``."""
    torso = bear(rest, movement, attention, manner)
    local = dict(torso.local)
    knees = [_leg(rest, movement, torso, side, local) for side in ("l", "r")]
    arms = pose_arms(rest, movement, torso, busy)
    local |= arms.local
    matrices = np.stack([local[name] for name in skeleton.JOINTS], 1)
    joints = to_quaternions(matrices).astype(np.float32)
    return Body(movement, joints, arms, torso, _capsules(movement, torso, knees))


def _leg(rest: Doubles, movement: Movement, torso: Torso, side: str, local: dict[str, Doubles]) -> Doubles:
    """Thigh, shin and foot so that the ankle is where the footwork has it; the knee's place (F, 3)."""
    which = 0 if side == "l" else 1
    names = [f"{part}_{side}" for part in ("thigh", "shin", "foot")]
    hip_rest, knee_rest, ankle_rest = (rest[skeleton.INDEX[name]] for name in names)
    pelvis = torso.turn["pelvis"]
    hip = torso.at("pelvis", hip_rest - rest[0])
    lengths = float(np.linalg.norm(knee_rest - hip_rest)), float(np.linalg.norm(ankle_rest - knee_rest))
    yaw = movement.feet.yaw[:, which]
    softly = SOFT + _SOFT_IN_THE_AIR * movement.feet.in_the_air(movement.times)[:, which, None]
    knee, ankle = middle_joint(hip, movement.feet.ankle[:, which], lengths, _knee_pole(movement, yaw, which), softly)
    hinge = crossed(knee - hip, ankle - knee)
    across = np.stack([-np.sin(yaw), np.cos(yaw), np.zeros(len(yaw))], -1)
    hinge = unit(hinge) + 0.05 * across
    thigh = bone_turn(knee_rest - hip_rest, _Y, knee - hip, hinge)
    shin = bone_turn(ankle_rest - knee_rest, _Y, ankle - knee, hinge)
    foot = about(2, yaw) @ about(1, movement.feet.pitch[:, which])
    local[names[0]] = np.swapaxes(pelvis, -1, -2) @ thigh
    local[names[1]] = np.swapaxes(thigh, -1, -2) @ shin
    local[names[2]] = np.swapaxes(shin, -1, -2) @ foot
    return knee


def _knee_pole(movement: Movement, yaw: Doubles, which: int) -> Doubles:
    """Knees bend where the toes and the body point, a little apart; upwards when sitting on the ground."""
    side = 1.0 if which == 0 else -1.0
    middle = movement.heading + 0.5 * ((yaw - movement.heading + np.pi) % (2 * np.pi) - np.pi) + 0.06 * side
    up = 1.5 * np.maximum(np.maximum(movement.floor, movement.seated * 0.6), movement.lying)
    up -= 0.6 * np.maximum(movement.kneeling, movement.crawling)
    return np.stack([np.cos(middle), np.sin(middle), up], -1)


def _capsules(movement: Movement, torso: Torso, knees: list[Doubles]) -> Doubles:
    """(F, 6, 2, 3) ends of the shins, the thighs, the trunk and the head, for things to bounce off."""
    ankles = movement.feet.ankle
    hips = [torso.place["pelvis"]] * 2
    shins = [np.stack([knees[k], ankles[:, k]], 1) for k in (0, 1)]
    thighs = [np.stack([hips[k], knees[k]], 1) for k in (0, 1)]
    trunk = np.stack([torso.place["pelvis"], torso.place["neck"]], 1)
    crown = torso.at("head", np.array([0.0, 0.0, 0.7 * movement.head_unit]))
    return np.stack([*shins, *thighs, trunk, np.stack([torso.place["head"], crown], 1)], 1)
