"""The bones of an exported character: VRM's humanoid standing with arms spread, and the pendulums that sway.

The mesh stays as it was built, arms down; the skin says so (its inverse bind matrices), and posing the bones bends it.
"""

import math
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.media.gltf.humanoid import FACING_Z, JOINT_OF
from studio.engine.media.gltf.schema import Node
from studio.engine.painters.cel.vrm.hanging import Hung
from studio.engine.skeleton import INDEX, JOINTS, PARENTS

Doubles = NDArray[np.float64]
Triple = tuple[float, float, float]

_BONE_OF: Final = {joint: bone for bone, joint in JOINT_OF.items()}


def placed(points: NDArray[Any]) -> Doubles:
    """(..., 3) of the character frame in a file's axes: x to the left, y up, z to the front."""
    return points @ FACING_Z


def bone_nodes(rest: Doubles, hung: tuple[Hung, ...]) -> tuple[tuple[Node, ...], tuple[int, ...]]:
    """Every bone as a node, metres: joints in the skeleton's order, pendulums, then the pendulums' ends.

    Args:
        rest: (J, 3) metres. hung: their ends in metres too.

    Returns:
        The nodes, and the numbers of those that pull vertices.
    """
    first, ends = len(JOINTS), len(JOINTS) + len(hung)
    children: dict[int, list[int]] = {number: [] for number in range(ends)}
    for number, parent in enumerate(PARENTS):
        if parent >= 0:
            children[parent].append(number)
    for number, one in enumerate(hung):
        children[one.anchor].append(first + number)
        children[first + number].append(ends + number)
    nodes = [_joint_node(number, rest, children[number]) for number in range(first)]
    for number, one in enumerate(hung):
        at = _triple(one.root - rest[one.anchor])
        nodes.append(Node(name=one.name, translation=at, children=tuple(children[first + number])))
    nodes += [Node(name=f"{one.name}_end", translation=_triple(one.tip - one.root)) for one in hung]
    return tuple(nodes), tuple(range(ends))


def inverse_binds(rest: Doubles, hung: tuple[Hung, ...]) -> NDArray[np.float32]:
    """(B, 4, 4) from where the mesh is to each bone as it was built round them."""
    at = placed(np.concatenate([rest, *(one.root[None] for one in hung)]))
    matrices = np.tile(np.eye(4), (len(at), 1, 1))
    matrices[:, :3, 3] = -at
    return matrices.astype(np.float32)


def humanoid() -> dict[str, dict[str, int]]:
    """Which node is which bone."""
    return {bone: {"node": INDEX[joint]} for bone, joint in JOINT_OF.items()}


def _joint_node(number: int, rest: Doubles, children: list[int]) -> Node:
    name, parent = JOINTS[number], PARENTS[number]
    at = rest[number] - (rest[parent] if parent >= 0 else 0)
    return Node(name=_BONE_OF[name], translation=_triple(at), rotation=_spread(number, rest), children=tuple(children))


def _spread(number: int, rest: Doubles) -> tuple[float, float, float, float]:
    """The turn (x, y, z, w) that lifts an upper arm to the side; none for the other joints."""
    if JOINTS[number] not in ("upper_arm_l", "upper_arm_r"):
        return 0.0, 0.0, 0.0, 1.0
    along = rest[number + 1] - rest[number]
    lift = math.atan2(-along[2], abs(along[1])) * (1 if JOINTS[number].endswith("l") else -1)
    return 0.0, 0.0, math.sin(lift / 2), math.cos(lift / 2)


def _triple(point: Doubles) -> Triple:
    x, y, z = placed(point).tolist()
    return x, y, z
