"""The bones of VRM's humanoid beside the studio's joints, and its axes beside the studio's.

Source: VRM 1.0 specification, ``VRMC_vrm`` humanoid; VRM 0.x faces the other way.
"""

from typing import Final

import numpy as np

JOINT_OF: Final = {
    "hips": "pelvis",
    "spine": "spine",
    "chest": "chest",
    "neck": "neck",
    "head": "head",
    "leftUpperArm": "upper_arm_l",
    "leftLowerArm": "forearm_l",
    "leftHand": "hand_l",
    "rightUpperArm": "upper_arm_r",
    "rightLowerArm": "forearm_r",
    "rightHand": "hand_r",
    "leftUpperLeg": "thigh_l",
    "leftLowerLeg": "shin_l",
    "leftFoot": "foot_l",
    "rightUpperLeg": "thigh_r",
    "rightLowerLeg": "shin_r",
    "rightFoot": "foot_r",
}
"""The studio's joint that each bone follows."""

REQUIRED: Final = frozenset(JOINT_OF) - {"chest", "neck"}
"""Bones that every VRM has (1.0; 0.x asks for chest and neck too, but many files lack them)."""

EMOTIONS: Final = ("happy", "angry", "sad", "relaxed", "surprised")
MOUTHS: Final = ("aa", "ih", "ou", "ee", "oh")

# Columns are where the file's x, y and z axes lie in the character frame (x front, y left, z up).
FACING_Z: Final = np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
FACING_MINUS_Z: Final = np.array([[0.0, 0.0, -1.0], [-1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
