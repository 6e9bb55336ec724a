"""Whether one part of a figure comes through another: skin out of clothes, hair over the face, arms in the trunk.

Every triangle is a part of its own: the figure is drawn with their numbers, seen from all round, and what is covered
as it stands at rest must not be seen in any pose. Limbs that pass before one another are no fault: covered is only
what would leave another part through that part's inner side on the way straight out. An arm is in the trunk where it
lies deeper than a few pixels between what of the trunk is nearest and what of it is farthest.
"""

from dataclasses import dataclass, replace
from typing import Final, cast

import moderngl
import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.arrays import vertex_array
from studio.engine.painters.cel.figure import Figure
from studio.engine.painters.cel.figures import Detail
from studio.engine.painters.cel.figures.person import person
from studio.engine.painters.cel.figures.sewing import Bell, hung
from studio.engine.painters.cel.mesh import Mesh, Surface
from studio.engine.painters.cel.swing import Swing
from studio.engine.performance import Matrix
from studio.engine.skeleton import HEADS_TALL, INDEX, JOINTS

HEIGHT_PX: Final = 300
"""How high the figure stands in the pictures that are measured."""
_SIDE_PX: Final = 400
_HALF_HEADS: Final = HEADS_TALL * _SIDE_PX / HEIGHT_PX / 2
_VIEWS: Final = tuple((turn, lift) for lift in (0.0, 0.3) for turn in np.arange(4) * np.pi / 2 + lift * 2.6)
_REACH_HEADS: Final = 0.7
_HEM_HEADS: Final = 0.26
_RAYS: Final = 48
_FACE_HEADS: Final = ((-0.22, 0.22), (0.08, 0.46))
"""What must stay free of hair: left to right of the middle of the face, and up from the chin."""
_VERTEX: Final = """
#version 330
in vec3 in_place;
uniform mat4 lens;
void main() { gl_Position = lens * vec4(in_place, 1.0); }
"""
_FRAGMENT: Final = """
#version 330
layout(location = 0) out uint o_part;
void main() { o_part = uint(gl_PrimitiveID) + 1u; }
"""


_DEPTH: Final = """
#version 330
layout(location = 0) out float o_depth;
void main() { o_depth = gl_FragCoord.z; }
"""
_IN_HEADS: Final = 0.10
"""How deep in the trunk is in it: five pixels."""
_TRUNK_HEADS: Final = (3.0, 4.6)


@dataclass(frozen=True)
class Overlap:
    """What came through in one frame, in pixels of a figure 300 pixels high.

    skin: the most of what clothes cover that is seen from any side. hair: over the middle of the face, more than at
    rest. arms: of forearms, hands and wide sleeves, what lies in the trunk from whichever side shows least of it.
    """

    frame: int
    skin: int
    hair: int
    arms: int


class Overlaps:
    """Measures one figure; draws in a context that is already there."""

    def __init__(self, context: moderngl.Context, figure: Figure) -> None:
        mesh = figure.mesh
        self._figure = figure
        self._hair = (mesh.surface == Surface.HAIR)[mesh.triangles[:, 0]]
        self._context = context
        self._program = context.program(_VERTEX, _FRAGMENT)
        self._places = context.buffer(reserve=mesh.position.nbytes, dynamic=True)
        indices = context.buffer(np.ascontiguousarray(mesh.triangles, np.uint32).tobytes())
        self._array = vertex_array(context, self._program, [(self._places, "3f4", "in_place")], indices)
        size = (_SIDE_PX, _SIDE_PX)
        self._target = context.framebuffer([context.texture(size, 1, dtype="u4")], context.depth_renderbuffer(size))
        self._deep = context.framebuffer([context.texture(size, 1, dtype="f4")], context.depth_renderbuffer(size))
        self._depth = context.program(_VERTEX, _DEPTH)
        self._trunk, self._arms = (self._some(indices_of(figure)) for indices_of in (_trunk, _arms))
        self.covered = covered(mesh, ~self._near_what_shows())
        self._chin = person(figure.member.look, Detail.NORMAL).chin
        self._fringe = self._hair_before_the_face(mesh.position.astype(np.float64))

    def release(self) -> None:
        """Give everything on the graphics card back."""
        held_arrays = (self._array, self._trunk, self._arms)
        for held in (*held_arrays, self._places, self._program, self._depth, self._target, self._deep):
            held.release()

    def measure(self, moved: Swing, frame: int) -> Overlap:
        """One frame of a performance."""
        places = posed(self._figure, moved, frame) / self._figure.head_unit_m
        middle = moved.transforms[frame, 0, :3, 3] / self._figure.head_unit_m
        axes = moved.transforms[frame, 0, :3, :3]
        seen = [_parts(self._seen(places, _lens(middle, *view, axes))) for view in _VIEWS]
        bare = self._laid_bare(places, np.unique(np.concatenate(seen)))
        hair = self._hair_before_the_face(self._in_head(places, moved.transforms[frame]))
        skin = max(int(bare[one].sum()) for one in seen)
        arms = min(self._in_the_trunk(places, _lens(middle, *view, axes)) for view in _VIEWS[:4])
        return Overlap(frame, skin, int((hair & ~self._fringe).sum()), arms)

    def _some(self, triangles: NDArray[np.int64]) -> moderngl.VertexArray:
        """Some of the figure's triangles, drawn as how far away they are."""
        indices = self._context.buffer(np.ascontiguousarray(triangles, np.uint32).tobytes())
        return vertex_array(self._context, self._depth, [(self._places, "3f4", "in_place")], indices)

    def _in_the_trunk(self, places: Matrix, lens: Matrix) -> int:
        """Pixels of the arms' near side that lie deep between the near and the far side of the trunk."""
        self._places.write(np.ascontiguousarray(places, np.float32).tobytes())
        near, far = (self._depths(self._trunk, lens, far=far) for far in (False, True))
        arm = self._depths(self._arms, lens, far=False)
        there = np.isfinite(near) & np.isfinite(far) & np.isfinite(arm)
        return int((there & (arm > near + _IN_HEADS) & (arm < far - _IN_HEADS)).sum())

    def _depths(self, drawn: moderngl.VertexArray, lens: Matrix, far: bool) -> Matrix:
        """How far away the nearest front, or the farthest back, is in each pixel, head units; NaN where none is."""
        cast("moderngl.Uniform", self._depth["lens"]).write(lens.T.astype(np.float32).tobytes())
        self._deep.use()
        self._deep.clear(np.nan, depth=0.0 if far else 1.0)
        self._context.enable_only(moderngl.DEPTH_TEST | moderngl.CULL_FACE)
        self._context.cull_face, self._context.depth_func = ("front", ">=") if far else ("back", "<=")
        drawn.render()
        self._context.cull_face, self._context.depth_func = "back", "<="
        read = np.frombuffer(self._deep.read(components=1, dtype="f4"), np.float32)
        return read.astype(np.float64) * (2 * 2 * _HALF_HEADS)

    def _laid_bare(self, places: Matrix, seen: NDArray[np.uint32]) -> NDArray[np.bool_]:
        """(M,) which covered triangles are seen with no clothes over them: not what an open hem shows."""
        mesh = self._figure.mesh
        lost = np.zeros(len(mesh.triangles), bool)
        lost[seen] = self.covered[seen]
        return lost & ~covered(replace(mesh, position=places), lost) if lost.any() else lost

    def _near_what_shows(self) -> NDArray[np.bool_]:
        """(M,) which triangles are so near to skin seen at rest that a hem which shifts lays them bare."""
        mesh = self._figure.mesh
        places = mesh.position.astype(np.float64)
        seen = [_parts(self._seen(places, _lens(np.array([0.0, 0.0, HEADS_TALL / 2]), *view))) for view in _VIEWS]
        skin = (mesh.surface == Surface.SKIN)[mesh.triangles[:, 0]]
        shown = np.unique(np.concatenate(seen))
        middles = places[mesh.triangles].mean(axis=1)
        bare = middles[shown[skin[shown]]]
        near = np.ones(len(middles), bool)
        near[skin] = [np.sum((bare - one) ** 2, axis=1).min(initial=np.inf) < _HEM_HEADS**2 for one in middles[skin]]
        return near

    def _in_head(self, places: Matrix, transforms: Matrix) -> Matrix:
        """World places (N, 3) in head units as the head at rest would have them."""
        head = transforms[INDEX["head"]]
        return (places - head[:3, 3] / self._figure.head_unit_m) @ head[:3, :3] + self._figure.rest[INDEX["head"]]

    def _hair_before_the_face(self, places: Matrix) -> NDArray[np.bool_]:
        """Which pixels of the middle of the face show hair, looked at from ahead."""
        chin = self._chin
        seen = self._seen(places, _lens(chin, 0.0, 0.0))
        across, up = (np.round(_SIDE_PX / 2 * (1 + np.array(ends) / _HALF_HEADS)).astype(int) for ends in _FACE_HEADS)
        window = seen[up[0] : up[1], across[0] : across[1]]
        return (window > 0) & self._hair[np.maximum(window, 1) - 1]

    def _seen(self, places: Matrix, lens: Matrix) -> NDArray[np.uint32]:
        """The number of the triangle each pixel shows, from 1, rows from below; 0 where there is none."""
        self._places.write(np.ascontiguousarray(places, np.float32).tobytes())
        cast("moderngl.Uniform", self._program["lens"]).write(lens.T.astype(np.float32).tobytes())
        self._target.use()
        self._target.clear()
        self._context.enable_only(moderngl.DEPTH_TEST | moderngl.CULL_FACE)
        self._context.cull_face = "back"
        self._array.render()
        read = self._target.read(components=1, dtype="u4")
        return np.frombuffer(read, np.uint32).reshape(_SIDE_PX, _SIDE_PX)


def _trunk(figure: Figure) -> NDArray[np.int64]:
    """The triangles of the trunk, from the hips to the shoulders."""
    heights = figure.mesh.position[:, 2]
    there = (heights > _TRUNK_HEADS[0]) & (heights < _TRUNK_HEADS[1]) & (figure.mesh.surface != Surface.HAIR)
    return _of_joints(figure.mesh, [INDEX[name] for name in ("pelvis", "spine", "chest")], there)


def _of_joints(mesh: Mesh, joints: list[int], among: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The triangles all of whose corners are among some and follow only these joints."""
    own: NDArray[np.bool_] = np.logical_and.reduce(np.isin(mesh.bones, joints), axis=1) & among
    return mesh.triangles[np.logical_and.reduce(own[mesh.triangles], axis=1)].astype(np.int64)


def _arms(figure: Figure) -> NDArray[np.int64]:
    """The triangles of forearms, hands and wide sleeves."""
    joints = [INDEX[f"{part}_{side}"] for part in ("forearm", "hand") for side in "lr"]
    first = len(JOINTS)
    for part in figure.sewn:
        joints += [first] if isinstance(part, Bell) else []
        first += part.bones
    return _of_joints(figure.mesh, joints, np.ones(len(figure.mesh.position), bool))


def posed(figure: Figure, moved: Swing, frame: int) -> Matrix:
    """Where every vertex is in a frame, (N, 3) metres of the world: as ``posed.glsl`` has it, without the flutter."""
    mesh, transforms = figure.mesh, moved.transforms[frame]
    at_rest = mesh.position.astype(np.float64)
    ends = [
        np.einsum("nij,nj->ni", transforms[bone, :3, :3] * figure.head_unit_m, at_rest - figure.rest[bone])
        + transforms[bone, :3, 3]
        for bone in mesh.bones.T
    ]
    hair = (mesh.surface == Surface.HAIR)[:, None]
    swing = mesh.sway[:, None] * np.where(hair, moved.hair[frame, :3], moved.cloth[frame, :3])
    if moved.hem is not None:
        low = (mesh.surface != Surface.HAIR) & (mesh.sway > 0.004) & (at_rest[:, 2] < moved.hem[1][0])
        swing[low] = hung(at_rest[low], moved.hem[1], moved.hem[0][frame])
    return ends[0] + (ends[1] - ends[0]) * mesh.weight[:, None] + swing


def covered(mesh: Mesh, among: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(M,) which triangles of skin, among some, lie under clothes at rest. Linings and hair are no clothes."""
    first = mesh.triangles[:, 0]
    clothes = (mesh.outline[first] > 0) & np.isin(mesh.surface[first], (Surface.CLOTH, Surface.PLAIN))
    skin = np.flatnonzero((mesh.surface[first] == Surface.SKIN) & among)
    corners = mesh.position[mesh.triangles].astype(np.float64)
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
    found = np.zeros(len(first), bool)
    for some in np.array_split(skin, max(1, len(skin) // _RAYS)):
        rays = np.stack([corners[some].mean(axis=1) + normals[some] * 2e-3, normals[some]])
        found[some] = _leaves(rays, corners[clothes], normals[clothes])
    return found


def _leaves(rays: Matrix, corners: Matrix, normals: Matrix) -> NDArray[np.bool_]:
    """Whether the first triangle that each ray meets is met from behind. rays: (2, R, 3) starts and unit ways.

    Source: Möller and Trumbore, Fast, Minimum Storage Ray/Triangle Intersection, 1997.
    """
    start, way = rays
    edge, other = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    across = np.cross(way[:, None], other)
    size = np.einsum("rmi,mi->rm", across, edge)
    size[np.abs(size) < 1e-12] = np.inf
    offset = start[:, None] - corners[:, 0]
    beyond = np.cross(offset, edge)
    u = np.einsum("rmi,rmi->rm", offset, across) / size
    v = np.einsum("ri,rmi->rm", way, beyond) / size
    far = np.einsum("rmi,mi->rm", beyond, other) / size
    met = np.isfinite(size) & (u >= 0) & (v >= 0) & (u + v <= 1) & (far > 0) & (far < _REACH_HEADS)
    nearest = np.where(met, far, np.inf).argmin(axis=1)
    return met.any(axis=1) & (np.einsum("ri,ri->r", normals[nearest], way) > 0)


def _parts(seen: NDArray[np.uint32]) -> NDArray[np.uint32]:
    return seen[seen > 0] - 1


def _lens(middle: Matrix, turn: float, lift: float, about: Matrix | None = None) -> Matrix:
    """A parallel projection of four heads round a place, from a side (radians from ahead) and so much from above.

    about: (3, 3) the axes of who is looked at, the world's if None.
    """
    ahead = np.array([np.cos(turn) * np.cos(lift), np.sin(turn) * np.cos(lift), np.sin(lift)])
    right = np.array([-np.sin(turn), np.cos(turn), 0.0])
    axes = np.stack([right, np.cross(ahead, right), ahead]) / _HALF_HEADS
    axes = axes if about is None else axes @ about.T
    lens = np.eye(4)
    lens[:3, :3] = axes * np.array([[1.0], [1.0], [-0.5]])
    lens[:3, 3] = -lens[:3, :3] @ middle
    return lens
