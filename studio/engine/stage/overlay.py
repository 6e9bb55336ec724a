"""A whole-body pose laid over the acted body for some frames: swimming, climbing, whatever the feet do not carry."""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from studio.engine import skeleton
from studio.engine.stage.body import Body
from studio.engine.stage.limbs import bone_turn, middle_joint
from studio.engine.stage.rotation import Doubles, about, crossed, from_euler, to_quaternions, turned, unit
from studio.engine.stage.torso import TRUNK

_Y = np.array([0.0, 1.0, 0.0])
_PALM = 0.27
"""Of the forearm, from the wrist to the palm."""
_CAPSULES = (("shin_l", "foot_l"), ("shin_r", "foot_r"), ("pelvis", "shin_l"), ("pelvis", "shin_r"), ("pelvis", "neck"))


@dataclass(frozen=True, eq=False)
class Targets:
    """Where a body is to be, n frames of it, in the world.

    heading (n,); pelvis (n, 3); turn (n, 3, 3) of the pelvis; bends: (n, 3) radians of spine, chest, neck and head.
    wrists (n, 2, 3), right first, and the side their elbows bend to; ankles (n, 2, 3), left first, and their knees'
    side; feet (n, 2, 3, 3) turns of the feet.
    """

    heading: Doubles
    pelvis: Doubles
    turn: Doubles
    bends: dict[str, Doubles]
    wrists: Doubles
    elbows: Doubles
    ankles: Doubles
    knees: Doubles
    feet: Doubles


def trunk_of(
    rest: Doubles, pelvis: Doubles, turn: Doubles, bends: dict[str, Doubles]
) -> dict[str, tuple[Doubles, Doubles]]:
    """Place (n, 3) and turn (n, 3, 3) of every joint of the trunk."""
    out = {"pelvis": (pelvis, turn)}
    for parent, joint in pairwise(TRUNK):
        at, above = out[parent]
        step = rest[skeleton.INDEX[joint]] - rest[skeleton.INDEX[parent]]
        bend = bends.get(joint)
        local = above if bend is None else above @ from_euler(bend)
        out[joint] = (at + turned(np.broadcast_to(step, at.shape), above), local)
    return out


def joint_at(rest: Doubles, trunk: dict[str, tuple[Doubles, Doubles]], name: str, parent: str) -> Doubles:
    """(n, 3) where a shoulder or a hip is."""
    at, turn = trunk[parent]
    step = rest[skeleton.INDEX[name]] - rest[skeleton.INDEX[parent]]
    return at + turned(np.broadcast_to(step, at.shape), turn)


def solved(rest: Doubles, targets: Targets) -> Doubles:
    """(n, J, 4) local turns that put a body where its targets are, limbs by two-bone IK."""
    trunk = trunk_of(rest, targets.pelvis, targets.turn, targets.bends)
    base = about(2, targets.heading)
    identity = np.broadcast_to(np.eye(3), base.shape)
    local: dict[str, Doubles] = {"pelvis": np.swapaxes(base, -1, -2) @ targets.turn}
    for joint in TRUNK[1:]:
        local[joint] = from_euler(targets.bends[joint]) if joint in targets.bends else identity
    for number, side in enumerate("rl"):
        turns = arm_turns(rest, trunk, side, targets.wrists[:, number], targets.elbows[:, number])
        local |= dict(zip(_parts_of(side), turns, strict=True))
    for number, side in enumerate("lr"):
        _leg(rest, trunk, targets, (number, side), local)
    return to_quaternions(np.stack([local[name] for name in skeleton.JOINTS], 1))


def arm_turns(
    rest: Doubles, trunk: dict[str, tuple[Doubles, Doubles]], side: str, wanted: Doubles, pole: Doubles
) -> tuple[Doubles, Doubles, Doubles]:
    """Local turns (n, 3, 3) of upper arm, forearm and hand of one side, the wrist at (n, 3) in the world if it can be.

    trunk: place and turn of the chest, at least. pole: (n, 3) the side the elbow bends to.
    """
    names = _parts_of(side)
    joints = [rest[skeleton.INDEX[name]] for name in names]
    shoulder = joint_at(rest, trunk, names[0], "chest")
    lengths = float(np.linalg.norm(joints[1] - joints[0])), float(np.linalg.norm(joints[2] - joints[1]))
    elbow, wrist = middle_joint(shoulder, wanted, lengths, pole)
    bent, straight = crossed(wrist - elbow, elbow - shoulder), crossed(wrist - shoulder, pole)
    hinge = np.where(np.linalg.norm(bent, axis=-1, keepdims=True) > 1e-6, bent, straight)
    upper = bone_turn(joints[1] - joints[0], _Y, elbow - shoulder, hinge)
    fore = bone_turn(joints[2] - joints[1], _Y, wrist - elbow, hinge)
    chest = np.swapaxes(trunk["chest"][1], -1, -2)
    return chest @ upper, np.swapaxes(upper, -1, -2) @ fore, np.broadcast_to(np.eye(3), fore.shape)


def _parts_of(side: str) -> tuple[str, str, str]:
    return f"upper_arm_{side}", f"forearm_{side}", f"hand_{side}"


def _leg(
    rest: Doubles,
    trunk: dict[str, tuple[Doubles, Doubles]],
    targets: Targets,
    which: tuple[int, str],
    local: dict[str, Doubles],
) -> None:
    number, side = which
    names = [f"{part}_{side}" for part in ("thigh", "shin", "foot")]
    joints = [rest[skeleton.INDEX[name]] for name in names]
    hip = joint_at(rest, trunk, names[0], "pelvis")
    lengths = float(np.linalg.norm(joints[1] - joints[0])), float(np.linalg.norm(joints[2] - joints[1]))
    knee, ankle = middle_joint(hip, targets.ankles[:, number], lengths, targets.knees[:, number])
    pelvis = trunk["pelvis"][1]
    hinge = unit(crossed(knee - hip, ankle - knee)) + 0.05 * pelvis[..., 1]
    thigh = bone_turn(joints[1] - joints[0], _Y, knee - hip, hinge)
    shin = bone_turn(joints[2] - joints[1], _Y, ankle - knee, hinge)
    local[names[0]] = np.swapaxes(pelvis, -1, -2) @ thigh
    local[names[1]] = np.swapaxes(thigh, -1, -2) @ shin
    local[names[2]] = np.swapaxes(shin, -1, -2) @ targets.feet[:, number]


def forward(rest: Doubles, joints: Doubles, heading: Doubles, pelvis: Doubles) -> tuple[Doubles, Doubles]:
    """Places (n, J, 3) and turns (n, J, 3, 3) of all joints in the world."""
    local = skeleton.rotation_matrices(joints.astype(np.float32))
    turns = np.zeros((*joints.shape[:2], 3, 3))
    places = np.zeros((*joints.shape[:2], 3))
    for number, parent in enumerate(skeleton.PARENTS):
        if parent < 0:
            turns[:, number], places[:, number] = about(2, heading) @ local[:, number], pelvis
            continue
        step = np.broadcast_to(rest[number] - rest[parent], pelvis.shape)
        places[:, number] = places[:, parent] + turned(step, turns[:, parent])
        turns[:, number] = turns[:, parent] @ local[:, number]
    return places, turns


def mixed(ours: Doubles, theirs: Doubles, weight: Doubles) -> Doubles:
    """Quaternions (n, J, 4) mixed the short way; weight (n, J) of theirs."""
    theirs = np.where((ours * theirs).sum(-1, keepdims=True) < 0, -theirs, theirs)
    out = ours * (1 - weight[..., None]) + theirs * weight[..., None]
    return out / np.linalg.norm(out, axis=-1, keepdims=True)


def moved(body: Body, rest: Doubles, joints: Doubles, pelvis: Doubles, heading: Doubles) -> Body:
    """The body with these turns (F, J, 4), pelvis (F, 3) and heading (F,): everything that hangs from them follows."""
    places, turns = forward(rest, joints, heading, pelvis)
    cos, sin = np.cos(heading), np.sin(heading)
    x, y, z = rest[0]
    root = pelvis[:, :2] - np.stack([cos * x - sin * y, sin * x + cos * y], -1)
    feet = replace(body.movement.feet, ankle=places[:, [skeleton.INDEX["foot_l"], skeleton.INDEX["foot_r"]]])
    movement = replace(body.movement, root=root, lift=pelvis[:, 2] - z, heading=heading, feet=feet)
    torso = replace(
        body.torso,
        place={name: places[:, skeleton.INDEX[name]] for name in TRUNK},
        turn={name: turns[:, skeleton.INDEX[name]] for name in TRUNK},
    )
    hands = [skeleton.INDEX["hand_r"], skeleton.INDEX["hand_l"]]
    elbows = [skeleton.INDEX["forearm_r"], skeleton.INDEX["forearm_l"]]
    wrists = places[:, hands]
    arms = replace(body.arms, wrists=wrists, palms=wrists + _PALM * (wrists - places[:, elbows]))
    capsules = body.capsules.copy()
    for number, pair in enumerate(_CAPSULES):
        capsules[:, number] = places[:, [skeleton.INDEX[name] for name in pair]]
    crown = turned(np.broadcast_to([0.0, 0.0, 0.7 * movement.head_unit], pelvis.shape), torso.turn["head"])
    capsules[:, 5] = np.stack([torso.place["head"], torso.place["head"] + crown], 1)
    return replace(body, movement=movement, torso=torso, arms=arms, joints=joints.astype(np.float32), capsules=capsules)
