"""VRM 1.0's extensions in the studio's terms.

Source: ``VRMC_vrm`` and ``VRMC_springBone`` 1.0, https://github.com/vrm-c/vrm-specification.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from msgspec import Struct, field

from studio.engine.media.gltf.coats import OldMToon, converted
from studio.engine.media.gltf.container import GltfFile
from studio.engine.media.gltf.faults import broken
from studio.engine.media.gltf.humanoid import FACING_Z
from studio.engine.media.gltf.told import Collider, Expression, Gaze, SpringJoint, Told
from studio.engine.media.gltf.tree import Doubles, Tree

Vec3 = tuple[float, float, float]


class _Part(Struct, frozen=True, rename="camel"):
    """Anything in these extensions."""


class _Meta(_Part, frozen=True):
    name: str = ""
    authors: tuple[str, ...] = ()


class _Bone(_Part, frozen=True):
    node: int


class _Humanoid(_Part, frozen=True):
    human_bones: dict[str, _Bone]


class _Morph(_Part, frozen=True):
    node: int
    index: int
    weight: float = 1.0


class _Slide(_Part, frozen=True):
    material: int
    scale: tuple[float, float] = (1.0, 1.0)
    offset: tuple[float, float] = (0.0, 0.0)


class _Expression(_Part, frozen=True):
    morph_target_binds: tuple[_Morph, ...] = ()
    texture_transform_binds: tuple[_Slide, ...] = ()
    is_binary: bool = False
    override_blink: str = "none"
    override_mouth: str = "none"


class _Expressions(_Part, frozen=True):
    preset: dict[str, _Expression] = field(default_factory=dict[str, _Expression])


class _Range(_Part, frozen=True):
    input_max_value: float = 90.0
    output_scale: float = 10.0


class _LookAt(_Part, frozen=True):
    type: str = "bone"
    range_map_horizontal_inner: _Range = _Range()
    range_map_horizontal_outer: _Range = _Range()
    range_map_vertical_down: _Range = _Range()
    range_map_vertical_up: _Range = _Range()


class _Vrm(_Part, frozen=True):
    humanoid: _Humanoid
    meta: _Meta = _Meta()
    expressions: _Expressions = _Expressions()
    look_at: _LookAt = _LookAt()


class _Sphere(_Part, frozen=True):
    offset: Vec3 = (0.0, 0.0, 0.0)
    radius: float = 0.0


class _Capsule(_Part, frozen=True):
    offset: Vec3 = (0.0, 0.0, 0.0)
    radius: float = 0.0
    tail: Vec3 = (0.0, 0.0, 0.0)


class _Shape(_Part, frozen=True):
    sphere: _Sphere | None = None
    capsule: _Capsule | None = None


class _Collider(_Part, frozen=True):
    node: int
    shape: _Shape = _Shape()


class _Group(_Part, frozen=True):
    colliders: tuple[int, ...] = ()


class _Joint(_Part, frozen=True):
    node: int
    hit_radius: float = 0.0
    stiffness: float = 1.0
    gravity_power: float = 0.0
    gravity_dir: Vec3 = (0.0, -1.0, 0.0)
    drag_force: float = 0.5


class _Spring(_Part, frozen=True):
    joints: tuple[_Joint, ...] = ()
    collider_groups: tuple[int, ...] = ()


class _SpringBones(_Part, frozen=True):
    colliders: tuple[_Collider, ...] = ()
    collider_groups: tuple[_Group, ...] = ()
    springs: tuple[_Spring, ...] = ()


@dataclass(frozen=True, eq=False)
class NewVrm:
    """What a VRM 1.0 says, before its nodes are known."""

    file: GltfFile
    vrm: _Vrm
    springs: _SpringBones
    axes: Doubles
    materials: tuple[OldMToon, ...] = ()

    def told(self, tree: Tree) -> Told:
        """In common terms."""
        count = len(tree.parents)
        bones = {name: checked(self.file, bone.node, count) for name, bone in self.vrm.humanoid.human_bones.items()}
        expressions = {name: self._expression(one) for name, one in self.vrm.expressions.preset.items()}
        colliders = tuple(self._collider(one, count) for one in self.springs.colliders)
        joints = tuple(joint for spring in self.springs.springs for joint in self._joints(spring, tree))
        meta = self.vrm.meta
        return Told(
            meta.name, ", ".join(meta.authors), bones, expressions, self._gaze(), joints, colliders, self._notes()
        )

    def _notes(self) -> tuple[str, ...]:
        constrained = "VRMC_node_constraint" in self.file.root.extensions_used
        return ("Its node constraints (twisting sleeves and the like) are not acted out.",) if constrained else ()

    def _expression(self, one: _Expression) -> Expression:
        nodes, count = self.file.root.nodes, len(self.file.root.materials)
        moves = [
            ((nodes[bind.node].mesh or 0, bind.index), bind.weight)
            for bind in one.morph_target_binds
            if 0 <= bind.node < len(nodes) and nodes[bind.node].mesh is not None
        ]
        slides = [(each.material, each.offset, each.scale) for each in one.texture_transform_binds]
        kept = tuple(slide for slide in slides if 0 <= slide[0] < count)
        return Expression(tuple(moves), kept, one.is_binary, one.override_blink != "none", one.override_mouth != "none")

    def _gaze(self) -> Gaze:
        look = self.vrm.look_at
        ranges = (
            look.range_map_horizontal_inner,
            look.range_map_horizontal_outer,
            look.range_map_vertical_down,
            look.range_map_vertical_up,
        )
        inner, outer, down, up = ((one.input_max_value, one.output_scale) for one in ranges)
        return Gaze(look.type == "bone", inner, outer, down, up)

    def _collider(self, one: _Collider, count: int) -> Collider:
        node = checked(self.file, one.node, count)
        if one.shape.capsule is not None:
            shape = one.shape.capsule
            return Collider(node, self._turned(shape.offset), self._turned(shape.tail), shape.radius)
        ball = one.shape.sphere or _Sphere(radius=-1e3)
        return Collider(node, self._turned(ball.offset), self._turned(ball.offset), ball.radius)

    def _joints(self, spring: _Spring, tree: Tree) -> list[SpringJoint]:
        count, groups = len(tree.parents), self.springs.collider_groups
        against = tuple(
            number
            for group in spring.collider_groups
            if 0 <= group < len(groups)
            for number in groups[group].colliders
            if 0 <= number < len(self.springs.colliders)
        )
        joints: list[SpringJoint] = []
        for one, after in zip(spring.joints, spring.joints[1:], strict=False):
            node, end = checked(self.file, one.node, count), checked(self.file, after.node, count)
            tail = np.zeros(3)
            tail[:] = (np.linalg.pinv(tree.rest[node]) @ tree.rest[end])[:3, 3]
            gravity = self._turned(one.gravity_dir) * one.gravity_power
            joints.append(SpringJoint(node, tail, one.stiffness, gravity, one.drag_force, one.hit_radius, against))
        return joints

    def _turned(self, point: Vec3) -> Doubles:
        return self.axes @ np.array(point, np.float64)


def read_new(file: GltfFile) -> NewVrm:
    """The extensions of a VRM 1.0 file.

    Raises:
        MediaUnreadable: they are not as their specification has them.
    """
    extensions: dict[str, Any] = file.root.extensions
    vrm = converted(file, extensions["VRMC_vrm"], _Vrm)
    springs = converted(file, extensions.get("VRMC_springBone"), _SpringBones) or _SpringBones()
    return NewVrm(file, vrm, springs, FACING_Z)


def checked(file: GltfFile, node: int, count: int) -> int:
    """The number of a node that is there.

    Raises:
        MediaUnreadable: it is not.
    """
    if not 0 <= node < count:
        raise broken(file.path, f"its character refers to node {node}, and there are {count}")
    return node
