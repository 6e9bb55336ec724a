"""The skeleton shared by the stage (which poses it) and the painters (which dress it).

Character frame: x to the front, y to the character's own left, z up, origin on the ground between
the feet. Every joint's rest frame is parallel to it, so an identity pose is the rest pose: standing
straight, arms 11 degrees off the body. Positive rotation about y pitches forward (z towards x):
a nod is +y at the head, a leg swung forward is -y at the thigh.
Source of proportions: our art recipe, six heads tall, in head units (chin to crown).
"""

import math
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from studio.timeline.film import Look

JOINTS: Final = (
    "pelvis",
    "spine",
    "chest",
    "neck",
    "head",
    "upper_arm_l",
    "forearm_l",
    "hand_l",
    "upper_arm_r",
    "forearm_r",
    "hand_r",
    "thigh_l",
    "shin_l",
    "foot_l",
    "thigh_r",
    "shin_r",
    "foot_r",
)
PARENTS: Final = (-1, 0, 1, 2, 3, 2, 5, 6, 2, 8, 9, 0, 11, 12, 0, 14, 15)
INDEX: Final = {name: number for number, name in enumerate(JOINTS)}
HEADS_TALL: Final = 6.06  # crown of the head in the rest pose, head units, without hair
HEAD_JOINT_HEADS: Final = 5.06
SOLE: Final = 0.0
ANKLE_HEADS: Final = 0.26
_ARMS_OFF_BODY: Final = math.radians(11)

_SHOULDER_HALF_WIDTH: Final = {"girl": 0.48, "woman": 0.50, "child": 0.46, "boy": 0.56, "man": 0.60, "elder": 0.54}


def head_unit(look: Look) -> float:
    """Metres in one head unit for this person (chin to crown of an unscaled head)."""
    return look.height_m / HEADS_TALL


def ankle_height(unit_m: float) -> float:
    """How high the foot's joint is above the ground, metres."""
    return ANKLE_HEADS * unit_m


def arm_direction(side: str) -> NDArray[np.float64]:
    """Which way the arm of a side ("l" or "r") hangs at rest, (3,) in the character frame."""
    out = math.sin(_ARMS_OFF_BODY) * (1 if side == "l" else -1)
    return np.array([0.0, out, -math.cos(_ARMS_OFF_BODY)])


def rest_joints(look: Look) -> NDArray[np.float64]:
    """Rest position of every joint, (J, 3) metres in the character frame."""
    if look.model is not None:
        return np.array(look.model.joints, np.float64)
    return rest_joints_in_heads(look.build) * head_unit(look)


def rest_joints_in_heads(build: str) -> NDArray[np.float64]:
    """Rest position of every joint, (J, 3) head units in the character frame."""
    half = _SHOULDER_HALF_WIDTH.get(build, 0.5)
    along = arm_direction("l")
    shoulder = np.array([-0.02, half * 0.96, 4.46])
    elbow, wrist = shoulder + along * 0.88, shoulder + along * 1.68
    mirror = np.array([1.0, -1.0, 1.0])
    hip, knee, ankle = np.array([0, 0.21, 2.9]), np.array([0.02, 0.20, 1.55]), np.array([-0.02, 0.19, ANKLE_HEADS])
    spine = [[0, 0, 3.0], [0, 0, 3.45], [0, 0, 3.95], [-0.04, 0, 4.78], [-0.02, 0, HEAD_JOINT_HEADS]]
    left, right = [shoulder, elbow, wrist], [shoulder * mirror, elbow * mirror, wrist * mirror]
    legs = [hip, knee, ankle, hip * mirror, knee * mirror, ankle * mirror]
    return np.array([*spine, *left, *right, *legs], dtype=np.float64)


def rotation_matrices(quaternions: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """(..., 4) unit quaternions (w, x, y, z) to (..., 3, 3) rotation matrices."""
    w, x, y, z = np.moveaxis(quaternions.astype(np.float64), -1, 0)
    rows = [
        [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
        [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
        [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
    ]
    return np.stack([np.stack(row, axis=-1) for row in rows], axis=-2)


def joint_transforms(
    rest: NDArray[np.float64],
    joints: NDArray[np.float32],
    root: NDArray[np.float32],
    heading: float,
    lift: float,
) -> NDArray[np.float64]:
    """World transform of every joint for one frame, (J, 4, 4).

    A transform maps a point given relative to the joint's rest position (axes of the character frame)
    to the world; column 3 is where the joint is. Skinning: world = T[j] @ (rest_point - rest[j]).

    Args:
        rest: (J, 3) from ``rest_joints``. joints: (J, 4) local rotations. root: (3,) metres.
    """
    local = rotation_matrices(joints)
    cos, sin = math.cos(heading), math.sin(heading)
    base = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1.0]])
    world = np.zeros((len(PARENTS), 4, 4))
    world[:, 3, 3] = 1
    for number, parent in enumerate(PARENTS):
        if parent < 0:
            turn = base
            at = base @ rest[number] + root + np.array([0, 0, lift])
        else:
            turn = world[parent, :3, :3]
            at = world[parent, :3, 3] + turn @ (rest[number] - rest[parent])
        world[number, :3, :3] = turn @ local[number]
        world[number, :3, 3] = at
    return world
