"""VRM 0.x's extension in the studio's terms.

Source: the ``VRM`` schema 0.x, https://github.com/vrm-c/vrm-specification. Its vectors are Unity's, whose z is ours
turned about.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from msgspec import Struct

from studio.engine.media.gltf.coats import OldMToon, converted
from studio.engine.media.gltf.container import GltfFile
from studio.engine.media.gltf.humanoid import FACING_MINUS_Z
from studio.engine.media.gltf.told import Collider, Expression, Gaze, SpringJoint, Told
from studio.engine.media.gltf.tree import Doubles, Tree
from studio.engine.media.gltf.vrm1 import checked

_PRESETS: Final = {
    "neutral": "neutral",
    "a": "aa",
    "i": "ih",
    "u": "ou",
    "e": "ee",
    "o": "oh",
    "blink": "blink",
    "blink_l": "blinkLeft",
    "blink_r": "blinkRight",
    "joy": "happy",
    "angry": "angry",
    "sorrow": "sad",
    "fun": "relaxed",
    "lookup": "lookUp",
    "lookdown": "lookDown",
    "lookleft": "lookLeft",
    "lookright": "lookRight",
}
_END_M: Final = 0.07  # how long the last bone of a chain is taken to be
_BONES_IN_ONE: Final = 512


class _Part(Struct, frozen=True, rename="camel"):
    """Anything in this extension."""


class _Vector(_Part, frozen=True):
    x: float = 0.0
    y: float = 0.0
    z: float = 0.0


class _Meta(_Part, frozen=True):
    title: str | None = None
    author: str | None = None


class _Bone(_Part, frozen=True):
    bone: str
    node: int


class _Humanoid(_Part, frozen=True):
    human_bones: tuple[_Bone, ...]


class _Bind(_Part, frozen=True):
    mesh: int
    index: int
    weight: float = 100.0


class _Shape(_Part, frozen=True):
    name: str | None = None
    preset_name: str | None = None
    is_binary: bool = False
    binds: tuple[_Bind, ...] | None = None


class _Shapes(_Part, frozen=True):
    blend_shape_groups: tuple[_Shape, ...] = ()


class _Range(_Part, frozen=True):
    x_range: float = 90.0
    y_range: float = 10.0


class _FirstPerson(_Part, frozen=True):
    look_at_type_name: str = "Bone"
    look_at_horizontal_inner: _Range = _Range()
    look_at_horizontal_outer: _Range = _Range()
    look_at_vertical_down: _Range = _Range()
    look_at_vertical_up: _Range = _Range()


class _Ball(_Part, frozen=True):
    offset: _Vector = _Vector()
    radius: float = 0.0


class _Balls(_Part, frozen=True):
    node: int
    colliders: tuple[_Ball, ...] = ()


class _Group(_Part, frozen=True):
    bones: tuple[int, ...] = ()
    stiffiness: float = 1.0
    gravity_power: float = 0.0
    gravity_dir: _Vector = _Vector(0.0, -1.0, 0.0)
    drag_force: float = 0.4
    hit_radius: float = 0.02
    collider_groups: tuple[int, ...] | None = None


class _Swinging(_Part, frozen=True):
    bone_groups: tuple[_Group, ...] = ()
    collider_groups: tuple[_Balls, ...] = ()


class _Vrm(_Part, frozen=True):
    humanoid: _Humanoid
    meta: _Meta = _Meta()
    blend_shape_master: _Shapes = _Shapes()
    first_person: _FirstPerson = _FirstPerson()
    secondary_animation: _Swinging = _Swinging()
    material_properties: tuple[OldMToon, ...] = ()


@dataclass(frozen=True, eq=False)
class OldVrm:
    """What a VRM 0.x says, before its nodes are known."""

    file: GltfFile
    vrm: _Vrm
    axes: Doubles

    @property
    def materials(self) -> tuple[OldMToon, ...]:
        """The properties of its materials."""
        return self.vrm.material_properties

    def told(self, tree: Tree) -> Told:
        """In common terms."""
        count, vrm = len(tree.parents), self.vrm
        bones = {one.bone: checked(self.file, one.node, count) for one in vrm.humanoid.human_bones if one.node >= 0}
        shapes = {
            _PRESETS[name]: self._expression(shape)
            for shape in vrm.blend_shape_master.blend_shape_groups
            if (name := (shape.preset_name or "").lower()) in _PRESETS
        }
        colliders, groups = self._colliders(count)
        joints = tuple(
            joint for group in vrm.secondary_animation.bone_groups for joint in self._swing(group, tree, groups)
        )
        meta = vrm.meta
        return Told(meta.title or "", meta.author or "", bones, shapes, self._gaze(), joints, colliders)

    def _expression(self, shape: _Shape) -> Expression:
        meshes = self.file.root.meshes
        binds = [bind for bind in shape.binds or () if 0 <= bind.mesh < len(meshes)]
        return Expression(tuple(((bind.mesh, bind.index), bind.weight / 100) for bind in binds), (), shape.is_binary)

    def _gaze(self) -> Gaze:
        look = self.vrm.first_person
        ranges = (
            look.look_at_horizontal_inner,
            look.look_at_horizontal_outer,
            look.look_at_vertical_down,
            look.look_at_vertical_up,
        )
        inner, outer, down, up = ((one.x_range, one.y_range) for one in ranges)
        return Gaze(look.look_at_type_name != "BlendShape", inner, outer, down, up)

    def _colliders(self, count: int) -> tuple[tuple[Collider, ...], list[tuple[int, ...]]]:
        """Every collider, and the numbers of those of each group."""
        found: list[Collider] = []
        groups: list[tuple[int, ...]] = []
        for group in self.vrm.secondary_animation.collider_groups:
            node = checked(self.file, group.node, count)
            groups.append(tuple(range(len(found), len(found) + len(group.colliders))))
            for ball in group.colliders:
                at = self.axes @ np.array([ball.offset.x, ball.offset.y, -ball.offset.z])
                found.append(Collider(node, at, at, ball.radius))
        return tuple(found), groups

    def _swing(self, group: _Group, tree: Tree, groups: list[tuple[int, ...]]) -> list[SpringJoint]:
        """A joint for every bone from the group's roots down, each ending at its first child."""
        gravity = self.axes @ np.array([group.gravity_dir.x, group.gravity_dir.y, group.gravity_dir.z])
        pull = gravity * group.gravity_power
        chosen = [one for one in group.collider_groups or () if 0 <= one < len(groups)]
        against = tuple(number for one in chosen for number in groups[one])
        manner = (group.stiffiness, pull, group.drag_force, group.hit_radius, against)
        left = [checked(self.file, bone, len(tree.parents)) for bone in group.bones]
        joints: list[SpringJoint] = []
        while left and len(joints) < _BONES_IN_ONE:
            node = left.pop()
            children = self.file.root.nodes[node].children
            left += children
            joints.append(SpringJoint(node, _tail(tree, node, children), *manner))
        return joints


def read_old(file: GltfFile) -> OldVrm:
    """The extension of a VRM 0.x file.

    Raises:
        MediaUnreadable: it is not as its schema has it.
    """
    return OldVrm(file, converted(file, file.root.extensions["VRM"], _Vrm), FACING_MINUS_Z)


def _tail(tree: Tree, node: int, children: tuple[int, ...]) -> Doubles:
    if children:
        return tree.local[children[0], :3, 3]
    along = tree.local[node, :3, 3]
    length = float(np.linalg.norm(along))
    return along / length * _END_M if length > 1e-6 else np.array([0.0, 0.0, -_END_M])
