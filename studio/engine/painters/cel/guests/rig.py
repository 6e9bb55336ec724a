"""A guest's bones beside the studio's joints: what each bone does when the joints are posed.

A bone takes its joint's turn in the world whole, so the axes that its maker gave it do not matter; how long it is stays
as it is. Arms are first let down to where the studio's hang, as VRM's rest with arms spread.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.media.gltf.character import Character
from studio.engine.media.gltf.humanoid import JOINT_OF
from studio.engine.media.gltf.tree import Doubles, Tree
from studio.engine.skeleton import INDEX, arm_direction

_CURL: Final = np.radians(14)
_FINGERS: Final = ("Index", "Middle", "Ring", "Little")


@dataclass(frozen=True, eq=False)
class Level:
    """Nodes of one depth (K,) with their parents (K,), -1 for none; led: which of them are humanoid bones, by which
    joint (L,), and their turn and scale (L, 3, 3) while the joint is at rest.
    """

    nodes: NDArray[np.int64]
    parents: NDArray[np.int64]
    led: NDArray[np.int64]
    joints: NDArray[np.int64]
    rest: Doubles


@dataclass(frozen=True, eq=False)
class Rig:
    """local: (B, 4, 4) as the guest rests in the studio, fingers curled a little. unplaced: (4, 4) from the pelvis's
    transform to the model. eyes: nodes of the eye bones that are there, the figure's left first.
    """

    tree: Tree
    local: Doubles
    levels: tuple[Level, ...]
    hips: int
    head: int
    unplaced: Doubles
    eyes: tuple[int, ...]


def rig_of(character: Character) -> Rig:
    """The rig of a character."""
    tree, bones = character.tree, character.told.bones
    joint_of = _leading(bones)
    let_down = _arms_let_down(tree, bones)
    levels = tuple(_level(tree, nodes, joint_of, let_down) for nodes in tree.levels)
    unplaced = np.eye(4)
    unplaced[:3, 3] = -tree.rest[bones["hips"], :3, 3]
    eyes = tuple(bones[eye] for eye in ("leftEye", "rightEye") if eye in bones)
    return Rig(tree, _curled(tree, bones), levels, bones["hips"], bones["head"], unplaced, eyes)


def _leading(bones: dict[str, int]) -> dict[int, int]:
    """The joint that each node follows. A chest that is missing leaves its turn to the bone that stands for it."""
    leading = {bones[bone]: INDEX[joint] for bone, joint in JOINT_OF.items() if bone in bones}
    if "chest" not in bones:
        leading[bones.get("upperChest", bones["spine"])] = INDEX["chest"]
    return leading


def _level(tree: Tree, nodes: NDArray[np.int64], joint_of: dict[int, int], let_down: dict[int, Doubles]) -> Level:
    led = [place for place, node in enumerate(nodes.tolist()) if node in joint_of]
    numbers = nodes[led].tolist()
    rest = [let_down.get(node, np.eye(3)) @ tree.rest[node, :3, :3] for node in numbers]
    return Level(
        nodes,
        tree.parents[nodes],
        np.array(led, np.int64),
        np.array([joint_of[node] for node in numbers], np.int64),
        np.array(rest).reshape(-1, 3, 3),
    )


def _arms_let_down(tree: Tree, bones: dict[str, int]) -> dict[int, Doubles]:
    """The turn of each arm bone from the model's rest to the studio's."""
    turns: dict[int, Doubles] = {}
    for side, name in (("l", "left"), ("r", "right")):
        upper, fore, hand = (bones[f"{name}{part}"] for part in ("UpperArm", "LowerArm", "Hand"))
        at = tree.rest[:, :3, 3]
        turns[upper] = between(at[fore] - at[upper], arm_direction(side))
        turns[fore] = turns[hand] = between(at[hand] - at[fore], arm_direction(side))
    return turns


def _curled(tree: Tree, bones: dict[str, int]) -> Doubles:
    """Local matrices with each finger bone bent a little towards the palm, which looks down where arms are spread."""
    local = tree.local.copy()
    for side, sign in (("left", -1.0), ("right", 1.0)):
        turn = np.eye(4)
        turn[:3, :3] = _about_front(sign * _CURL)
        for finger in _FINGERS:
            for part in ("Proximal", "Intermediate", "Distal"):
                node = bones.get(f"{side}{finger}{part}")
                if node is not None and tree.parents[node] >= 0:
                    there = np.eye(4)
                    there[:3, 3] = tree.rest[node, :3, 3]
                    bent = there @ turn @ np.linalg.inv(there) @ tree.rest[node]
                    local[node] = np.linalg.pinv(tree.rest[tree.parents[node]]) @ bent
    return local


def _about_front(angle: float) -> Doubles:
    cos, sin = np.cos(angle), np.sin(angle)
    return np.array([[1.0, 0.0, 0.0], [0.0, cos, -sin], [0.0, sin, cos]])


def between(first: Doubles, second: Doubles) -> Doubles:
    """The least turn (..., 3, 3) that brings directions (..., 3) to others; none where either has no length.

    Source: Rodrigues' formula, R = I + [v] + [v]^2 / (1 + c).
    """
    a = first / np.maximum(np.linalg.norm(first, axis=-1, keepdims=True), 1e-12)
    b = second / np.maximum(np.linalg.norm(second, axis=-1, keepdims=True), 1e-12)
    cross = np.cross(a, b)
    cos = np.maximum((a * b).sum(-1), -0.9999)[..., None, None]
    x, y, z = np.moveaxis(cross, -1, 0)
    zero = np.zeros_like(x)
    skew = np.stack([np.stack([zero, -z, y], -1), np.stack([z, zero, -x], -1), np.stack([-y, x, zero], -1)], -2)
    return np.eye(3) + skew + skew @ skew / (1 + cos)
