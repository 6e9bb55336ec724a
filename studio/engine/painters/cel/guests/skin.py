"""A guest's mesh: what of it never changes, and its vertices as a frame's bones and expressions have them."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from studio.engine.media.gltf.coats import Coat, encoded
from studio.engine.media.gltf.geometry import Geometry
from studio.engine.media.gltf.told import Expression
from studio.engine.painters.cel.guests.faces import Weights
from studio.engine.painters.cel.vertices import VERTEX

_LINE_M: Final = 0.00235  # of a line of relative width 1 on a head of usual size
_PLAIN: Final = Coat()


@dataclass(frozen=True, eq=False)
class Run:
    """Triangles of one coat: the first index and how many."""

    coat: Coat
    first: int
    count: int


@dataclass(frozen=True, eq=False)
class Worn:
    """A mesh, the coats that it wears, and the expressions that move it."""

    geometry: Geometry
    coats: tuple[Coat, ...]
    expressions: dict[str, Expression]


class Skin:
    """The mesh of a guest. ``runs`` and ``indices`` say what is drawn; ``vertices`` where it is.

    material_of: (N,) the number of each vertex's coat, -1 for none.
    """

    def __init__(self, worn: Worn) -> None:
        self._geometry = worn.geometry
        self._expressions = worn.expressions
        coats = worn.coats
        self.runs, self.indices = _runs(self._geometry, coats)
        self.material_of = _coats_of_vertices(self._geometry)
        self._uv = _placed_uv(self._geometry, self.material_of, coats)
        self._records = _records(self._geometry, self.material_of, coats)
        self._pull: Any = _pull(self._geometry)

    def vertices(self, matrices: NDArray[np.float32], weights: Weights) -> NDArray[np.void]:
        """VERTEX records in world metres. matrices: (S, 3, 4) of the slots; weights: what the face shows."""
        shown = [(self._expressions[name], weight) for name, weight in weights.items()]
        position = self._morphed(shown)
        blended: NDArray[np.float32] = np.asarray(self._pull @ matrices.reshape(-1, 12)).reshape(-1, 3, 4)
        place = np.einsum("nij,nj->ni", blended[:, :, :3], position) + blended[:, :, 3]
        normal = np.einsum("nij,nj->ni", blended[:, :, :3], self._geometry.normal)
        normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
        records = self._records.copy()
        records["in_position"] = place
        records["in_normal"][:, :3] = np.rint(normal * 127 + 128)
        records["in_uv"] = self._slid(shown)
        return records

    def _morphed(self, shown: list[tuple[Expression, float]]) -> NDArray[np.float32]:
        moving = [(each, weight) for each, weight in shown if each.moves]
        if not moving:
            return self._geometry.position
        position = self._geometry.position.copy()
        for expression, weight in moving:
            for target, much in expression.moves:
                for vertices, moves in self._geometry.morphs.get(target, ()):
                    position[vertices] += moves * np.float32(weight * much)
        return position

    def _slid(self, shown: list[tuple[Expression, float]]) -> NDArray[np.float32]:
        """Texture coordinates, those of the materials that an expression slides moved."""
        sliding = [(slide, weight) for each, weight in shown for slide in each.slides]
        if not sliding:
            return self._uv
        uv = self._uv.copy()
        for (material, offset, scale), weight in sliding:
            chosen = self.material_of == material
            factor = 1 + (np.array(scale, np.float32) - 1) * np.float32(weight)
            uv[chosen] = uv[chosen] * factor + np.array(offset, np.float32) * np.float32(weight)
        return uv


def _runs(geometry: Geometry, coats: tuple[Coat, ...]) -> tuple[tuple[Run, ...], NDArray[np.uint32]]:
    """What is drawn in which order: opaque before blended; what has two sides twice, the second time from behind."""
    told = [(_coat(coats, material), first, count) for first, count, material in geometry.runs]
    told.sort(key=lambda one: (one[0].alpha == "BLEND", one[0].order if one[0].alpha == "BLEND" else 0))
    runs: list[Run] = []
    indices: list[NDArray[np.uint32]] = []
    start = 0
    for coat, first, count in told:
        part = geometry.triangles[first : first + count]
        sides = np.concatenate([part, part[:, ::-1]]) if coat.two_sided else part
        runs.append(Run(coat, start * 3, len(sides) * 3))
        indices.append(sides)
        start += len(sides)
    return tuple(runs), np.ascontiguousarray(np.concatenate(indices)).reshape(-1)


def _coat(coats: tuple[Coat, ...], material: int) -> Coat:
    return coats[material] if 0 <= material < len(coats) else _PLAIN


def _coats_of_vertices(geometry: Geometry) -> NDArray[np.int64]:
    """The material of every vertex; no two primitives share one."""
    coat_of = np.full(len(geometry.position), -1, np.int64)
    for first, count, material in geometry.runs:
        coat_of[geometry.triangles[first : first + count].reshape(-1)] = material
    return coat_of


def _placed_uv(geometry: Geometry, coat_of: NDArray[np.int64], coats: tuple[Coat, ...]) -> NDArray[np.float32]:
    uv = geometry.uv.copy()
    for number, coat in enumerate(coats):
        if coat.offset != (0.0, 0.0) or coat.scale != (1.0, 1.0):
            chosen = coat_of == number
            uv[chosen] = uv[chosen] * np.array(coat.scale, np.float32) + np.array(coat.offset, np.float32)
    return uv


def _records(geometry: Geometry, coat_of: NDArray[np.int64], coats: tuple[Coat, ...]) -> NDArray[np.void]:
    """What of the vertices stays: their tint, and how wide their lines are."""
    records = np.zeros(len(geometry.position), VERTEX)
    records["in_colour"][:, :3] = np.rint(_tints(geometry.colour) * 255)
    inks = np.array([*(coat.ink_m for coat in coats), 0.0]) / _LINE_M / 2
    records["in_shade"][:, 3] = np.rint(np.clip(inks, 0, 1)[coat_of] * 255)
    return records


def _tints(linear: NDArray[np.float32]) -> NDArray[Any]:
    """Vertex colours as sRGB; most meshes have only white."""
    shades, which = np.unique(linear, axis=0, return_inverse=True)
    return np.array([encoded(tuple(shade.tolist())) for shade in shades])[which.reshape(-1)]


def _pull(geometry: Geometry) -> Any:
    """A sparse matrix, (N, S): how much of each slot's matrix a vertex has."""
    count, slots = len(geometry.position), len(geometry.nodes)
    rows = np.repeat(np.arange(count), 4)
    pull: Any = csr_matrix(
        (geometry.weights.reshape(-1), (rows, geometry.slots.reshape(-1))), (count, slots), np.float32
    )
    pull.eliminate_zeros()
    return pull
