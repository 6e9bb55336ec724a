"""The nodes of a file: who hangs from whom, and where each rests, in the character frame (x front, y left, z up)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.engine.media.gltf.container import GltfFile
from studio.engine.media.gltf.faults import broken
from studio.engine.media.gltf.schema import Node

Doubles = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Tree:
    """B nodes: parents (B,), -1 for none; local and rest (B, 4, 4), to the parent and to the model, metres;
    levels: the numbers of the nodes of the scene by depth, parents first.
    """

    names: tuple[str, ...]
    parents: NDArray[np.int64]
    local: Doubles
    rest: Doubles
    levels: tuple[NDArray[np.int64], ...]


def tree_of(file: GltfFile, axes: Doubles) -> Tree:
    """The nodes shown by the file's scene; the others have no level. axes: (3, 3) from the file's to ours.

    Raises:
        MediaUnreadable: a node hangs from two, from itself, or from one that is not there; or it has no place.
    """
    nodes = file.root.nodes
    parents = _parents(file)
    local = np.stack([_turned(_matrix(file, *each), axes) for each in enumerate(nodes)]) if nodes else _none()
    levels = _levels(file, parents)
    rest = local.copy()
    for level in levels[1:]:
        rest[level] = rest[parents[level]] @ local[level]
    if not np.isfinite(rest).all() or np.abs(rest[:, :3, 3]).max(initial=0) > 1e6:
        raise broken(file.path, "its parts lie at no place in the world")
    return Tree(tuple(node.name for node in nodes), parents, local, rest, levels)


def _none() -> Doubles:
    return np.zeros((0, 4, 4))


def _parents(file: GltfFile) -> NDArray[np.int64]:
    nodes = file.root.nodes
    parents = np.full(len(nodes), -1, np.int64)
    for number, node in enumerate(nodes):
        for child in node.children:
            if not 0 <= child < len(nodes):
                raise broken(file.path, f"node {number} has a child {child} that is not there")
            if parents[child] >= 0 or child == number:
                raise broken(file.path, f"node {child} hangs from itself or from two nodes")
            parents[child] = number
    return parents


def _levels(file: GltfFile, parents: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
    """The nodes of the scene by depth. A node has one parent, so what goes round in a circle is never reached."""
    root = file.root
    chosen = root.scenes[root.scene or 0].nodes if 0 <= (root.scene or 0) < len(root.scenes) else None
    level: list[int] = np.flatnonzero(parents < 0).tolist() if chosen is None else list(chosen)
    if any(not 0 <= node < len(parents) or parents[node] >= 0 for node in level):
        raise broken(file.path, "its scene shows nodes that are not there, or hang from others")
    levels: list[NDArray[np.int64]] = []
    while level:
        levels.append(np.array(level, np.int64))
        level = [child for node in level for child in root.nodes[node].children]
    reached = sum(map(len, levels))
    if (reached < len(parents) and chosen is None) or _circling(parents):
        raise broken(file.path, "its nodes hang from each other in a circle")
    return tuple(levels)


def _circling(parents: NDArray[np.int64]) -> bool:
    """Whether following parents upwards from some node never ends."""
    at = parents.copy()
    for _ in range(len(parents).bit_length() + 1):
        at = np.where(at >= 0, at[at], -1)  # twice as far up each time
    return bool((at >= 0).any())


def _matrix(file: GltfFile, number: int, node: Node) -> Doubles:
    if node.matrix is not None:
        if len(node.matrix) != 16:
            raise broken(file.path, f"node {number} has a matrix of {len(node.matrix)} numbers")
        matrix = np.array(node.matrix, np.float64).reshape(4, 4).T
    else:
        matrix = np.eye(4)
        matrix[:3, :3] = _rotation(node.rotation) * np.array(node.scale)
        matrix[:3, 3] = node.translation
    if not np.isfinite(matrix).all():
        raise broken(file.path, f"node {number} lies at no place in the world")
    return matrix


def _rotation(quaternion: tuple[float, float, float, float]) -> Doubles:
    length = float(np.linalg.norm(quaternion))
    if not 1e-9 < length < 1e9:
        return np.eye(3)
    x, y, z, w = (part / length for part in quaternion)
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
            [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
            [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
        ]
    )


def _turned(matrix: Doubles, axes: Doubles) -> Doubles:
    return turned(matrix[None], axes)[0]


def turned(matrices: Doubles, axes: Doubles) -> Doubles:
    """(N, 4, 4) that act in the file's axes, acting in ours."""
    whole = np.eye(4)
    whole[:3, :3] = axes
    return whole @ matrices @ whole.T
