"""The keypoints of everyone in a picture, from the very joints and faces that are painted, and how each is seen."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.cast import Player
from studio.engine.painters.cel.faces import FaceDrawing
from studio.engine.painters.cel.faces.features import features_of
from studio.engine.painters.cel.faces.landmarks import JAW_HEIGHT, face_points
from studio.engine.painters.cel.figures.landmarks import Landmarks, half_widths, landmarks, on_face
from studio.engine.painters.cel.lens import Lens
from studio.engine.painters.cel.pose import HEAD, Pose
from studio.engine.painters.painter import FACE_POINTS, HAND_POINTS, PosedPerson, Sight
from studio.engine.performance import Floats, Matrix
from studio.timeline.film import Look

_JAW_IN: Final = 0.93
"""The jaw's keypoints lie so far out on the face: at its very edge they would miss it."""
_NEAREST_M: Final = 0.05
# How deep under what is seen of its owner a keypoint may lie and yet be seen, head units: limbs have flesh and clothes.
_DEEP: Final = np.array(
    [0.15, 0.42, *[0.36, 0.30, 0.22] * 2, *[0.50, 0.36, 0.30] * 2, *[0.22] * 2, *[0.45] * 2]
    + [0.16] * 2 * HAND_POINTS
    + [0.22] * FACE_POINTS
)
# Which way nose, eyes and ears look in the head's axes, and how far away from that they are still seen (a cosine).
_LOOKING: Final = {
    0: ((1.0, 0.0, 0.0), -0.10),
    14: ((0.87, -0.5, 0.0), 0.05),
    15: ((0.87, 0.5, 0.0), 0.05),
    16: ((0.0, -1.0, 0.0), -0.40),
    17: ((0.0, 1.0, 0.0), -0.40),
}


@dataclass(frozen=True, eq=False)
class Evidence:
    """What was painted: the id pass (H, W) and the metres along the view (H, W), and through which lens."""

    lens: Lens
    numbers: NDArray[np.uint8]
    metres: Floats


def posed_people(players: list[Player], frame: int, evidence: Evidence) -> tuple[PosedPerson, ...]:
    """Everyone of the players who has a body, in the order of their numbers."""
    people = [_posed(player, frame, evidence) for player in players if player.role.figure]
    return tuple(sorted(people, key=lambda person: person.number))


def _posed(player: Player, frame: int, evidence: Evidence) -> PosedPerson:
    role, pose = player.role, player.pose
    assert role.figure
    assert role.drawing
    look = role.figure.look
    body = landmarks(look, features_of(look).eye)
    face, outward = _face(look, role.drawing(frame))
    rest = np.concatenate([body.points, face])
    joints = np.concatenate([body.joints, np.full(FACE_POINTS, HEAD)])
    places = _placed(pose, rest, joints)
    facing = _facing(pose, places, outward, evidence.lens.eye)
    pixels, depth = _projected(evidence.lens, places)
    sight = _sight(role.number, pixels, depth, evidence, (depth - _DEEP * pose.unit_m, facing))
    return PosedPerson(role.number, pixels.astype(np.float32), sight)


@lru_cache(maxsize=256)
def _face(look: Look, drawing: FaceDrawing) -> tuple[Matrix, Matrix]:
    """The face's keypoints at rest, (70, 3) head units, and which way the face looks there, unit vectors."""
    body: Landmarks = landmarks(look, features_of(look).eye)
    grid = body.skull
    flat = face_points(look, drawing, half_widths(grid, JAW_HEIGHT) * _JAW_IN)
    points = on_face(grid, flat)
    outward = (points - np.array([-0.10, 0.0, 0.40])) / np.array([1.0, 1.0, 2.0])
    return body.person.out_of_head(points), outward / np.linalg.norm(outward, axis=1, keepdims=True)


def _placed(pose: Pose, rest: Matrix, joints: NDArray[np.intp]) -> Matrix:
    """Points at rest, each carried by its joint, (N, 3) metres."""
    turned = np.einsum("nij,nj->ni", pose.transforms[joints, :3, :3], rest - pose.rest[joints])
    return pose.transforms[joints, :3, 3] + turned * pose.unit_m


def _facing(pose: Pose, places: Matrix, outward: Matrix, eye: Matrix) -> NDArray[np.bool_]:
    """Which keypoints lie on a side of the head that is turned to the eye; those of the body always."""
    head = pose.transforms[HEAD, :3, :3]
    towards = eye - places
    towards /= np.linalg.norm(towards, axis=1, keepdims=True)
    facing = np.ones(len(places), bool)
    for number, (way, least) in _LOOKING.items():
        facing[number] = towards[number] @ head @ np.array(way) > least
    facing[-FACE_POINTS:] = np.einsum("ni,ni->n", towards[-FACE_POINTS:], outward @ head.T) > 0.0
    return facing


def _projected(lens: Lens, places: Matrix) -> tuple[Matrix, Matrix]:
    """Pixels from the left and upper edge, (N, 2), and metres along the view, (N,)."""
    clip = np.column_stack([places, np.ones(len(places))]) @ lens.view_projection.T
    depth = clip[:, 3]
    flat = clip[:, :2] / np.maximum(depth, _NEAREST_M)[:, None] * [0.5, -0.5] + 0.5
    return flat * [lens.size.width, lens.size.height], depth


def _sight(
    number: int,
    pixels: Matrix,
    depth: Matrix,
    evidence: Evidence,
    seen_if: tuple[Matrix, NDArray[np.bool_]],
) -> NDArray[np.uint8]:
    """(N,) Sight. seen_if: the least depth of what is painted there, and whether it is turned to the eye."""
    least, facing = seen_if
    height, width = evidence.numbers.shape
    column, row = np.floor(pixels).astype(int).T
    inside = (depth > _NEAREST_M) & (column >= 0) & (column < width) & (row >= 0) & (row < height)
    column, row = np.where(inside, column, 0), np.where(inside, row, 0)
    own = evidence.numbers[row, column] == number
    plain = own & facing & (evidence.metres[row, column] > least)
    kinds = [~inside, plain, own]
    return np.select(kinds, [Sight.OUTSIDE, Sight.SEEN, Sight.COVERED], Sight.HIDDEN).astype(np.uint8)
