"""What a face does at one moment, read from its points.

The points of MediaPipe's mesh are a weak-perspective 3D face: x, y in pixels, z in about the same unit. Everything is
told in shares of the face's own size, so that how near the camera stands does not matter.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.cameo.faces.found import Points

Vector = NDArray[np.float64]

FOREHEAD, CHIN, RIGHT_SIDE, LEFT_SIDE = 10, 152, 234, 454
"""The topmost and lowest points of the oval, and its ends beside the ears; right and left are the person's own."""
_RIGHT_EYE: Final = (33, 133, 159, 145, 158, 153)
"""Outer and inner corner, then pairs of upper and lower lid."""
_LEFT_EYE: Final = (263, 362, 386, 374, 385, 380)
_RIGHT_BROW: Final = (70, 63, 105, 66, 107)
_LEFT_BROW: Final = (300, 293, 334, 296, 336)
_RIGHT_IRIS, _LEFT_IRIS = 468, 473
_LIPS: Final = (78, 308, 13, 14)
"""Right and left corner, upper and lower lip, all on the inside."""
_NOSE_TIP: Final = 1
_YAW_PARTS: Final = ((RIGHT_SIDE, LEFT_SIDE), (127, 356), (33, 263), (50, 280))
_PITCH_PARTS: Final = ((FOREHEAD, CHIN), (151, 175), (9, 199))


@dataclass(frozen=True)
class Pose:
    """Where a head is turned, degrees. yaw > 0: to the person's own left; pitch > 0: up; roll > 0: to their left."""

    yaw: float
    pitch: float
    roll: float


@dataclass(frozen=True)
class Expression:
    """What a face does, as measured; see ``neutral`` for what it is compared with.

    eyes: how far each eye is open, right and left, of its width. brows: how far each stands above its eye, and inner:
    how far their inner ends do, of the face's height. mouth: how far open, of its width; wide: its width and corners:
    how far above its middle they are, of the face's width. gaze: where the irises are between the corners and the
    lids, each about -1 to 1, [0] to the person's own left, [1] up.
    """

    pose: Pose
    eyes: tuple[float, float]
    brows: tuple[float, float]
    inner: float
    mouth: float
    wide: float
    corners: float
    gaze: tuple[float, float]


def expression_of(points: Points) -> Expression:
    """Read a face's points, (478, 3) as of ``Face``."""
    pose = pose_of(points)
    flat = unturned(points, pose)
    height = abs(float(flat[CHIN, 1] - flat[FOREHEAD, 1]))
    width = abs(float(flat[LEFT_SIDE, 0] - flat[RIGHT_SIDE, 0]))
    right, left, upper, lower = (flat[index] for index in _LIPS)
    across = _apart(right, left)
    eyes = [_eye(flat, eye) for eye in (_RIGHT_EYE, _LEFT_EYE)]
    looks = [_gaze(flat, eye, iris) for eye, iris in ((_RIGHT_EYE, _RIGHT_IRIS), (_LEFT_EYE, _LEFT_IRIS))]
    return Expression(
        pose=pose,
        eyes=(eyes[0], eyes[1]),
        brows=(_brow(flat, _RIGHT_BROW, _RIGHT_EYE) / height, _brow(flat, _LEFT_BROW, _LEFT_EYE) / height),
        inner=float(_eye_line(flat) - (flat[107, 1] + flat[336, 1]) / 2) / height,
        mouth=_apart(upper, lower) / max(across, 1e-6),
        wide=across / width,
        corners=float((upper[1] + lower[1]) / 2 - (right[1] + left[1]) / 2) / width,
        gaze=(sum(one[0] for one in looks) / 2, sum(one[1] for one in looks) / 2),
    )


def pose_of(points: Points) -> Pose:
    """Where the head is turned, from lines that run straight across and straight down every face."""
    across = _direction(points, _YAW_PARTS)
    down = _direction(points, _PITCH_PARTS)
    # The person's left is at the right of the picture; their left side comes nearer as they turn to their right.
    yaw = math.degrees(math.atan2(across[2], math.hypot(across[0], across[1])))
    roll = math.degrees(math.atan2(across[1], across[0]))
    pitch = math.degrees(math.atan2(-down[2], math.hypot(down[0], down[1])))
    return Pose(yaw, pitch, roll)


def unturned(points: Points, pose: Pose) -> Points:
    """The points as they would be if the head looked straight ahead, about their middle; float32 pixels."""
    centred = points - points[:468].mean(axis=0)
    return (centred @ rotation(pose)).astype(np.float32)


def rotation(pose: Pose) -> Vector:
    """(3, 3): a row of points of a straight face times its transpose is turned as the pose has it."""
    yaw, pitch, roll = (math.radians(angle) for angle in (pose.yaw, pose.pitch, pose.roll))
    about_y = np.array([[math.cos(yaw), 0, -math.sin(yaw)], [0, 1, 0], [math.sin(yaw), 0, math.cos(yaw)]])
    about_x = np.array([[1, 0, 0], [0, math.cos(pitch), math.sin(pitch)], [0, -math.sin(pitch), math.cos(pitch)]])
    about_z = np.array([[math.cos(roll), -math.sin(roll), 0], [math.sin(roll), math.cos(roll), 0], [0, 0, 1]])
    return about_z @ about_y @ about_x


def _direction(points: Points, parts: tuple[tuple[int, int], ...]) -> Vector:
    spans = [(points[end] - points[start]).astype(np.float64) for start, end in parts]
    total = sum((span / np.linalg.norm(span) for span in spans), np.zeros(3))
    return total / np.linalg.norm(total)


def _apart(one: Points, other: Points) -> float:
    return float(np.hypot(one[0] - other[0], one[1] - other[1]))


def _eye(flat: Points, eye: tuple[int, ...]) -> float:
    outer, inner, *lids = (flat[index] for index in eye)
    return (_apart(lids[0], lids[1]) + _apart(lids[2], lids[3])) / 2 / max(_apart(outer, inner), 1e-6)


def _brow(flat: Points, brow: tuple[int, ...], eye: tuple[int, ...]) -> float:
    corners = (flat[eye[0], 1] + flat[eye[1], 1]) / 2
    return float(corners - flat[list(brow), 1].mean())


def _eye_line(flat: Points) -> float:
    return float(flat[[33, 133, 263, 362], 1].mean())


def _gaze(flat: Points, eye: tuple[int, ...], iris: int) -> tuple[float, float]:
    outer, inner = flat[eye[0], :2], flat[eye[1], :2]
    middle, half = (outer + inner) / 2, _apart(outer, inner) / 2
    away = (flat[iris, :2] - middle) / max(half, 1e-6)
    return float(away[0]), float(-away[1])
