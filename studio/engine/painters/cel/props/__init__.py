"""The props: every kind of thing in ``resources/props/props.toml`` has a mesh.

A mesh is in metres about the middle of its extents, z up, as the thing stands by itself. A thing that is
held overhead (the umbrella) is open, its handle below. A colour said in the script replaces the main colour.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from studio.engine.painters.cel.mesh import Mesh, join
from studio.engine.painters.cel.props import creatures, gear, household, ramps, small, tableware, unknown
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import rgb
from studio.engine.vocabulary import made
from studio.timeline.film import Prop

__all__ = ["build_prop"]

Builder = Callable[[RGB], list[Mesh]]

_BUILDERS: dict[str, Builder] = {
    "apple": small.apple,
    "bag": gear.bag,
    "ball": small.ball_,
    "balloon": small.balloon,
    "bed": household.bed,
    "bench": household.bench,
    "bicycle": gear.bicycle,
    "book": small.book,
    "bottle": tableware.bottle,
    "box": small.box_,
    "bucket": tableware.bucket,
    "cake": tableware.cake,
    "camera": gear.camera,
    "cat": creatures.cat,
    "chair": household.chair,
    "cup": tableware.cup,
    "desk": household.desk,
    "dog": creatures.dog,
    "flower": small.flower,
    "folded_umbrella": gear.folded_umbrella,
    "guitar": gear.guitar,
    "hat": small.hat,
    "kite": gear.kite,
    "lamp": household.lamp,
    "lantern": small.lantern,
    "letter": small.letter,
    "phone": gear.phone,
    "ramp": ramps.ramp,
    "stone": small.stone,
    "suitcase": gear.suitcase,
    "sword": gear.sword,
    "table": household.table,
    "teapot": tableware.teapot,
    "umbrella": gear.umbrella,
    "vase": tableware.vase,
}


def build_prop(prop: Prop) -> Mesh:
    """The mesh of a prop, its extents those of its kind.

    A kind without a mesh of its own is a rounded box with the prop's name lettered on its sides.
    """
    kind = made(prop)
    colour = rgb(prop.colour or kind.colour)
    builder = _BUILDERS.get(prop.kind)
    pieces = builder(colour) if builder is not None else unknown.labelled(prop.name, colour)
    return _fitted(join(pieces), kind.size_m)


def _fitted(mesh: Mesh, size: tuple[float, float, float]) -> Mesh:
    """The mesh about its middle, each axis stretched to the size its physics has."""
    low, high = mesh.position.min(0), mesh.position.max(0)
    scale = np.array(size, np.float32) / np.maximum(high - low, 1e-6)
    normal = mesh.normal / scale
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    return replace(mesh, position=(mesh.position - (low + high) / 2) * scale, normal=normal.astype(np.float32))
