"""The triangles of a file's scene as one mesh: places, morphs, and which nodes pull each vertex."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.engine.media.gltf import limits
from studio.engine.media.gltf.accessors import colours, floats, wholes
from studio.engine.media.gltf.container import GltfFile
from studio.engine.media.gltf.faults import broken
from studio.engine.media.gltf.schema import TRIANGLES, Primitive
from studio.engine.media.gltf.tree import Doubles, Tree, turned

Target = tuple[int, int]
"""A mesh of the file, and which of its morph targets."""
Moves = tuple[NDArray[np.int64], NDArray[np.float32]]
"""Vertices (K,) and how far each moves (K, 3) with a weight of 1."""
_MOST_MOVES = 60_000_000


@dataclass(frozen=True, eq=False)
class Geometry:
    """N vertices in our axes, as they were bound. slots: (N, 4) which matrices move a vertex, by weights (N, 4):
    nodes[s] is the node of slot s and binds[s] (4, 4) leads to it. colour: (N, 3) linear. runs: (first triangle,
    how many, material) of each primitive; material -1 for none.
    """

    position: NDArray[np.float32]
    normal: NDArray[np.float32]
    uv: NDArray[np.float32]
    colour: NDArray[np.float32]
    slots: NDArray[np.int64]
    weights: NDArray[np.float32]
    triangles: NDArray[np.uint32]
    nodes: NDArray[np.int64]
    binds: Doubles
    runs: tuple[tuple[int, int, int], ...]
    morphs: dict[Target, tuple[Moves, ...]]


def geometry_of(file: GltfFile, tree: Tree, axes: Doubles, wanted: frozenset[Target]) -> Geometry:
    """Everything that the scene shows. wanted: the morph targets to read.

    Raises:
        MediaUnreadable: nothing is shown, or an array is wrong.
    """
    return _Reading(file, tree, axes, wanted).geometry()


class _Reading:
    """A file's meshes being put together."""

    def __init__(self, file: GltfFile, tree: Tree, axes: Doubles, wanted: frozenset[Target]) -> None:
        self._file, self._tree, self._axes, self._wanted = file, tree, axes, wanted
        self._arrays: dict[tuple[int, str], NDArray[Any]] = {}
        self._columns: dict[str, list[NDArray[Any]]] = {
            name: [] for name in ("position", "normal", "uv", "colour", "slots", "weights", "triangles")
        }
        self._nodes: list[int] = []
        self._binds: list[Doubles] = []
        self._runs: list[tuple[int, int, int]] = []
        self._morphs: dict[Target, list[Moves]] = {}
        self._skins: dict[int, int] = {}
        self._vertices = self._triangles = self._moved = 0

    def geometry(self) -> Geometry:
        for level in self._tree.levels:
            numbers: list[int] = level.tolist()
            for number in numbers:
                if self._file.root.nodes[number].mesh is not None:
                    self._add_node(number)
        if not self._triangles:
            raise broken(self._file.path, "it shows no triangles")
        columns = {name: np.concatenate(parts) for name, parts in self._columns.items()}
        return Geometry(
            **columns,
            nodes=np.array(self._nodes, np.int64),
            binds=np.stack(self._binds),
            runs=tuple(self._runs),
            morphs={target: tuple(moves) for target, moves in self._morphs.items()},
        )

    def _add_node(self, number: int) -> None:
        node, meshes = self._file.root.nodes[number], self._file.root.meshes
        mesh = node.mesh if node.mesh is not None else -1
        if not 0 <= mesh < len(meshes):
            raise broken(self._file.path, f"node {number} shows mesh {mesh}, which is not there")
        slot = len(self._nodes) if node.skin is None else self._skin(node.skin)
        if node.skin is None:
            self._nodes.append(number)
            self._binds.append(np.eye(4))
        flipped = node.skin is None and float(np.linalg.det(self._tree.rest[number][:3, :3])) < 0
        for primitive in meshes[mesh].primitives:
            if primitive.mode == TRIANGLES:
                self._add(primitive, mesh, (slot, node.skin), flipped)

    def _skin(self, number: int) -> int:
        """The first slot of a skin."""
        if number in self._skins:
            return self._skins[number]
        skins = self._file.root.skins
        if not 0 <= number < len(skins):
            raise broken(self._file.path, f"it refers to skin {number}, and has {len(skins)}")
        skin = skins[number]
        if not skin.joints or not all(0 <= joint < len(self._tree.parents) for joint in skin.joints):
            raise broken(self._file.path, f"skin {number} is pulled by nodes that are not there")
        if skin.inverse_bind_matrices is None:
            binds = np.tile(np.eye(4), (len(skin.joints), 1, 1))
        else:
            told = floats(self._file, skin.inverse_bind_matrices, "MAT4")
            if len(told) < len(skin.joints):
                raise broken(self._file.path, f"skin {number} has {len(told)} binds for {len(skin.joints)} joints")
            binds = turned(told[: len(skin.joints)].reshape(-1, 4, 4).transpose(0, 2, 1), self._axes)
        self._skins[number] = len(self._nodes)
        self._nodes += skin.joints
        self._binds += list(binds)
        return self._skins[number]

    def _add(self, primitive: Primitive, mesh: int, pulled: tuple[int, int | None], flipped: bool) -> None:
        file = self._file
        position = self._floats(primitive, "POSITION", "VEC3")
        if position is None:
            raise broken(file.path, f"mesh {mesh} has a part without places (POSITION)")
        corners = self._corners(primitive, len(position))
        used, renumbered = np.unique(corners, return_inverse=True)
        triangles = renumbered.reshape(-1, 3)
        triangles = triangles[:, ::-1] if flipped else triangles
        if not len(triangles):
            return
        self._count(len(used), len(triangles))
        points = position[used] @ self._axes.T
        normal = self._floats(primitive, "NORMAL", "VEC3", len(position))
        ways = _smooth(points, triangles) if normal is None else normal[used] @ self._axes.T
        uv = self._floats(primitive, "TEXCOORD_0", "VEC2", len(position))
        slots, weights = self._pull(primitive, used, pulled, len(position))
        tint = primitive.attributes.get("COLOR_0")
        whole = None if tint is None else self._sized("COLOR_0", colours(file, tint), len(position))
        first = self._vertices - len(used)
        columns: dict[str, NDArray[Any]] = {
            "position": points.astype(np.float32),
            "normal": ways.astype(np.float32),
            "uv": (np.zeros((len(used), 2)) if uv is None else uv[used]).astype(np.float32),
            "colour": (np.ones((len(used), 3)) if whole is None else whole[used]).astype(np.float32),
            "slots": slots,
            "weights": weights.astype(np.float32),
            "triangles": (triangles + first).astype(np.uint32),
        }
        for name, values in columns.items():
            self._columns[name].append(values)
        material = -1 if primitive.material is None else primitive.material
        self._runs.append((self._triangles - len(triangles), len(triangles), material))
        self._add_morphs(primitive, mesh, used, first)

    def _count(self, vertices: int, triangles: int) -> None:
        self._vertices += vertices
        self._triangles += triangles
        if self._vertices > limits.VERTICES or self._triangles > limits.TRIANGLES:
            raise broken(
                self._file.path,
                f"it has more than {limits.VERTICES} vertices or {limits.TRIANGLES} triangles",
                "Reduce its meshes.",
            )

    def _corners(self, primitive: Primitive, count: int) -> NDArray[np.int64]:
        if primitive.indices is None:
            corners = np.arange(count - count % 3)
        else:
            corners = wholes(self._file, primitive.indices, "SCALAR")[:, 0]
            corners = corners[: len(corners) - len(corners) % 3]
        if len(corners) and int(corners.max()) >= count:
            raise broken(self._file.path, f"a triangle has a corner {int(corners.max())}, of {count} there are")
        return corners

    def _floats(self, primitive: Primitive, name: str, kind: str, count: int | None = None) -> Doubles | None:
        """An attribute; ``count``: how many elements it must have."""
        number = primitive.attributes.get(name)
        if number is None:
            return None
        if (number, kind) not in self._arrays:
            self._arrays[number, kind] = floats(self._file, number, kind)
        return self._sized(name, self._arrays[number, kind], count)

    def _sized(self, name: str, values: Doubles, count: int | None) -> Doubles:
        if count is not None and len(values) != count:
            raise broken(self._file.path, f"{name} has {len(values)} elements for {count} vertices")
        return values

    def _pull(
        self, primitive: Primitive, used: NDArray[np.int64], pulled: tuple[int, int | None], count: int
    ) -> tuple[NDArray[np.int64], Doubles]:
        """Slots and weights of the vertices; what no weight pulls follows the skin's first joint."""
        slot, skin = pulled
        slots, weights = np.full((len(used), 4), slot, np.int64), np.zeros((len(used), 4))
        number = primitive.attributes.get("JOINTS_0")
        told = self._floats(primitive, "WEIGHTS_0", "VEC4", count)
        if skin is not None and number is not None and told is not None:
            joints = self._joints(number, count)[used]
            weights = np.maximum(told[used], 0)
            joints = np.where(weights > 0, joints, 0)
            if int(joints.max()) >= len(self._file.root.skins[skin].joints):
                raise broken(self._file.path, f"a vertex is pulled by joint {int(joints.max())}, which is not there")
            slots = joints + slot
        total = weights.sum(1, keepdims=True)
        weights = np.where(total > 1e-6, weights / np.maximum(total, 1e-6), np.array([1.0, 0, 0, 0]))
        return slots, weights

    def _joints(self, number: int, count: int) -> NDArray[np.int64]:
        if (number, "joints") not in self._arrays:
            self._arrays[number, "joints"] = wholes(self._file, number, "VEC4")
        joints = self._arrays[number, "joints"]
        if len(joints) != count:
            raise broken(self._file.path, f"JOINTS_0 has {len(joints)} elements for {count} vertices")
        return joints

    def _add_morphs(self, primitive: Primitive, mesh: int, used: NDArray[np.int64], first: int) -> None:
        for number, target in enumerate(primitive.targets):
            accessor = target.get("POSITION")
            if (mesh, number) not in self._wanted or accessor is None:
                continue
            moves = floats(self._file, accessor, "VEC3")
            self._moved += len(moves)
            if self._moved > _MOST_MOVES:
                raise broken(self._file.path, "it has more morph targets than a face needs", "Remove unused ones.")
            if len(moves) <= int(used[-1]):
                raise broken(self._file.path, f"morph target {number} of mesh {mesh} is shorter than its mesh")
            moved = moves[used] @ self._axes.T
            far = np.flatnonzero(np.abs(moved).max(1) > 1e-6)
            self._morphs.setdefault((mesh, number), []).append((far + first, moved[far].astype(np.float32)))


def _smooth(points: Doubles, triangles: NDArray[np.int64]) -> Doubles:
    """Normals of a mesh that has none, each vertex's of the triangles round it."""
    a, b, c = (points[triangles[:, corner]] for corner in range(3))
    across = np.cross(b - a, c - a)
    normal = np.zeros_like(points)
    for corner in range(3):
        np.add.at(normal, triangles[:, corner], across)
    return normal / np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-12)
