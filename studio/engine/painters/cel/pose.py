"""The uniform block that poses one figure or prop for one frame."""

from dataclasses import dataclass

import numpy as np

from studio.engine import creatures
from studio.engine.painters.cel.figures.sewing import LEVELS, PLACES
from studio.engine.parts import lid_motion
from studio.engine.performance import Actor, Floats, Matrix, PropTrack
from studio.engine.skeleton import INDEX, JOINTS, joint_transforms, rest_joints, rotation_matrices
from studio.engine.vocabulary import made

MOST_BONES = len(JOINTS) + 32
"""Joints, and bones of what hangs."""
HEM_ROWS = LEVELS * PLACES + 1
POSE_ROWS = 3 * MOST_BONES + 5 + HEM_ROWS
POSE_BYTES = 16 * POSE_ROWS
HEAD = INDEX["head"]


@dataclass(frozen=True, eq=False)
class Pose:
    """Where every joint is, (J, 4, 4) of the world, and what the shaders read with it.

    unit_m: metres a unit of the mesh; ground: height of the ground under it; hair, cloth: swing in metres
    (x, y, z, flutter); wet: 0 dry to 1 soaked. placed: the mesh comes in the world's metres, posed already.
    late_s: how much older the drawing is than the frame. thing: whether it is no person, however many joints it has.
    hem: how far a skirt is moved at its places, metres, and its heights; None without one.
    """

    transforms: Matrix
    rest: Matrix
    unit_m: float
    ground: float
    hair: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    cloth: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    wet: float = 0.0
    placed: bool = False
    late_s: float = 0.0
    thing: bool = False
    hem: tuple[Matrix, tuple[float, float, float]] | None = None

    @property
    def is_person(self) -> bool:
        """Whether its joints are those of the skeleton."""
        return not self.thing and len(self.transforms) >= len(JOINTS)

    @property
    def head(self) -> Matrix:
        """Middle of the head (or of a prop), (3,) metres."""
        joint = self.transforms[HEAD if self.is_person else 0]
        lift = 0.5 * self.unit_m if self.is_person else 0.0
        return joint[:3, 3] + joint[:3, 2] * lift


def actor_transforms(actor: Actor, frame: int) -> Matrix:
    """World transforms of an actor's joints, (J, 4, 4)."""
    return joint_transforms(
        rest_joints(actor.member.look),
        actor.joints[frame],
        actor.root[frame],
        float(actor.heading[frame]),
        float(actor.lift[frame]),
    )


def prop_pose(track: PropTrack, frame: int) -> Pose:
    """A prop has one joint, its centre of mass, and a second one where its lid opens; a creature has its limbs."""
    transform = np.eye(4)
    transform[:3, :3] = rotation_matrices(track.orientation[frame])
    if track.stretch is not None:
        transform[:3, :3] = stretched(track.stretch[frame]) @ transform[:3, :3]
    transform[:3, 3] = track.position[frame]
    wet = float(track.wet[frame]) if track.wet is not None else 0.0
    if track.limbs is not None:
        return Pose(transform @ track.limbs[frame], creatures.rest_joints(track.prop), 1.0, 0.0, wet=wet, thing=True)
    kind = made(track.prop)
    lid = kind.opens or kind.swings
    if track.opening is None or lid is None:
        return Pose(transform[None], np.zeros((1, 3)), 1.0, 0.0, wet=wet, thing=True)
    both = np.stack([transform, transform @ lid_motion(lid, float(track.opening[frame]))])
    return Pose(both, np.zeros((2, 3)), 1.0, 0.0, wet=wet, thing=True)


def stretched(stretch: Floats) -> Matrix:
    """(3, 3) longer along an axis, thinner across it, the volume kept. stretch: (4,) the axis and how much longer."""
    axis, along = stretch[:3].astype(np.float64), float(stretch[3])
    across = 1 / np.sqrt(along)
    return np.eye(3) * across + (along - across) * np.outer(axis, axis)


def pose_block(pose: Pose, key: Floats | Matrix, number: int) -> bytes:
    """The bytes of block ``Pose`` in ``pose.glsl``.

    Args:
        key: (3,) unit vector towards the light, world axes. number: the figure's number in the id pass.
    """
    rows = np.zeros((POSE_ROWS, 4), np.float32)
    turns = pose.transforms[:, :3, :3] * pose.unit_m
    shift = pose.transforms[:, :3, 3] - np.einsum("jab,jb->ja", turns, pose.rest)
    count = len(turns)
    rows[: 3 * count].reshape(count, 3, 4)[..., :3] = np.eye(3) if pose.placed else turns
    rows[: 3 * count].reshape(count, 3, 4)[..., 3] = 0.0 if pose.placed else shift
    head = pose.transforms[HEAD if pose.is_person else 0, :3, :3]
    if pose.hem is not None:
        rows[-HEM_ROWS - 5 : -6, :3], rows[-6, :3] = pose.hem
        rows[-6, 3] = 1.0
    rows[-5], rows[-4] = pose.hair, pose.cloth
    rows[-3, :3] = head.T @ np.asarray(key, np.float64)
    rows[-2] = (*head[:, 2], pose.late_s)
    rows[-1] = (pose.unit_m, number / 255, pose.ground, pose.wet)
    return rows.tobytes()
