"""A cast member as a VRM 1.0 file: one skinned mesh, its bones, toon materials, expressions and springs.

Source: the VRM Consortium's ``VRMC_vrm``, ``VRMC_materials_mtoon`` and ``VRMC_springBone`` specifications, all 1.0.
"""

from collections.abc import Generator
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.media.gltf.schema import Asset, Mesh, Node, Primitive, Root, Scene, Skin
from studio.engine.media.gltf.writing import INDICES, VERTICES, Store
from studio.engine.painters.cel import mesh as cel
from studio.engine.painters.cel.figures import build_figure
from studio.engine.painters.cel.mesh import Surface
from studio.engine.painters.cel.vrm.atlas import Atlas, atlas_of
from studio.engine.painters.cel.vrm.bones import bone_nodes, humanoid, inverse_binds, placed
from studio.engine.painters.cel.vrm.expressions import expressions, look_at
from studio.engine.painters.cel.vrm.face_sheets import PARTS, sheet_of
from studio.engine.painters.cel.vrm.films import film_of, skin_of
from studio.engine.painters.cel.vrm.hanging import Rigging, rigging_of
from studio.engine.painters.cel.vrm.swaying import spring_bones
from studio.engine.painters.cel.vrm.toon import Coat, linear, material
from studio.engine.skeleton import INDEX, JOINTS
from studio.timeline.film import CastMember

LICENCE: Final = "https://vrm.dev/licenses/1.0/"
_EXTENSIONS: Final = ("VRMC_vrm", "VRMC_materials_mtoon", "VRMC_springBone")
_EYES_HEADS: Final = 0.34  # the eyes above the head's joint
_SURFACES: Final = {
    "cloth": (Surface.PLAIN, Surface.CLOTH, Surface.GLOW),
    "skin": (Surface.SKIN, Surface.FACE),
    "hair": (Surface.HAIR,),
}


@dataclass(frozen=True, eq=False)
class Piece:
    """Some of the mesh in one material: its vertices as attributes, its triangles, and how it is painted."""

    coat: Coat
    attributes: dict[str, NDArray[Any]]
    triangles: NDArray[np.uint32]


def vrm_file(member: CastMember, author: str) -> bytes:
    """The bytes of a VRM 1.0 file of a cast member as the cel painter dresses them."""
    steps = vrm_steps(member, author)
    while True:
        try:
            next(steps)
        except StopIteration as made:
            return made.value


def vrm_steps(member: CastMember, author: str) -> Generator[None, None, bytes]:
    """The same, some hundredths of a second at a time."""
    figure = build_figure(member)
    yield
    unit, store = figure.head_unit_m, Store()
    rigging = rigging_of(figure)
    rest = figure.rest[: len(JOINTS)] * unit
    hung = tuple(replace(one, root=one.root * unit, tip=one.tip * unit) for one in rigging.hung)
    yield
    face = yield from _face(figure.mesh, member, store, unit)
    pieces = [*_body(figure.mesh, rigging, store, unit), *face]
    yield
    bones, pulling = bone_nodes(rest, hung)
    body = Node(name=member.name or "body", mesh=0, skin=0)
    materials = {piece.coat.name: number for number, piece in enumerate(pieces)}
    root = Root(
        asset=Asset(version="2.0", generator="Tsuzuki"),
        scene=0,
        scenes=(Scene(nodes=(INDEX["pelvis"], len(bones))),),
        nodes=(*bones, body),
        meshes=(Mesh(primitives=tuple(_primitive(*each, store) for each in enumerate(pieces)), name="body"),),
        skins=(Skin(joints=pulling, inverse_bind_matrices=store.array(inverse_binds(rest, hung)), skeleton=0),),
        materials=tuple(material(piece.coat, unit) for piece in pieces),
        extensions_used=_EXTENSIONS,
        extensions={
            "VRMC_vrm": {
                "specVersion": "1.0",
                "meta": {"name": member.name, "authors": [author], "licenseUrl": LICENCE},
                "humanoid": {"humanBones": humanoid()},
                "firstPerson": {"meshAnnotations": [{"node": len(bones), "type": "auto"}]},
                "lookAt": look_at(_EYES_HEADS * unit),
                "expressions": expressions(materials),
            },
            "VRMC_springBone": spring_bones(hung, rest, unit),
        },
    )
    return store.glb(root)


def _body(mesh: cel.Mesh, rigging: Rigging, store: Store, unit_m: float) -> list[Piece]:
    """The figure itself, cut by what it is of and by whether its edges are drawn."""
    atlas = atlas_of(mesh)
    lit, shade = store.picture(atlas.lit, "colours"), store.picture(atlas.shade, "colours in shadow")
    pieces: list[Piece] = []
    for name, surfaces in _SURFACES.items():
        for inked in (True, False):
            chosen = np.isin(mesh.surface, surfaces) & ((mesh.outline > 0) == inked)
            triangles = mesh.triangles[chosen[mesh.triangles[:, 0]]]
            if len(triangles):
                coat = Coat(name if inked else f"{name} without lines", lit, shade, *_ink(mesh, triangles))
                pieces.append(_cut(mesh, rigging, atlas, triangles, coat, unit_m))
    return pieces


def _ink(mesh: cel.Mesh, triangles: NDArray[np.uint32]) -> tuple[float, tuple[float, float, float]]:
    """Mean width and colour of a piece's lines; the painter draws them in half the shadow's colour."""
    used = np.unique(triangles)
    red, green, blue = (mesh.shade[used].mean(0) * 0.5).tolist()
    return float(mesh.outline[used].mean()), linear((red, green, blue))


def _cut(
    mesh: cel.Mesh, rigging: Rigging, atlas: Atlas, triangles: NDArray[np.uint32], coat: Coat, unit_m: float
) -> Piece:
    used, renumbered = np.unique(triangles, return_inverse=True)
    attributes: dict[str, NDArray[Any]] = {
        "POSITION": placed(mesh.position[used] * unit_m).astype(np.float32),
        "NORMAL": _unit(placed(mesh.normal[used])),
        "TEXCOORD_0": atlas.uv[used],
        "JOINTS_0": np.where(rigging.weights[used] > 0, rigging.bones[used], 0).astype(np.uint8),
        "WEIGHTS_0": rigging.weights[used],
    }
    return Piece(coat, attributes, renumbered.reshape(-1, 3).astype(np.uint32))


def _face(mesh: cel.Mesh, member: CastMember, store: Store, unit_m: float) -> Generator[None, None, list[Piece]]:
    """The films with the drawings of the face."""
    pieces: list[Piece] = []
    skin = skin_of(mesh)
    for number, part in enumerate(PARTS):
        sheets = yield from sheet_of(member.look, part)
        lit, shade = (store.picture(sheet, part.name) for sheet in sheets)
        yield
        film = film_of(skin, part, unit_m)
        yield
        count = len(film.position)
        attributes: dict[str, NDArray[Any]] = {
            "POSITION": placed(film.position * unit_m).astype(np.float32),
            "NORMAL": _unit(placed(film.normal)),
            "TEXCOORD_0": film.uv,
            "JOINTS_0": np.tile(np.array([INDEX["head"], 0, 0, 0], np.uint8), (count, 1)),
            "WEIGHTS_0": np.tile(np.array([1, 0, 0, 0], np.float32), (count, 1)),
        }
        pieces.append(Piece(Coat(part.name, lit, shade, film=number), attributes, film.triangles))
    return pieces


def _primitive(number: int, piece: Piece, store: Store) -> Primitive:
    return Primitive(
        attributes={name: store.array(values, VERTICES) for name, values in piece.attributes.items()},
        indices=store.array(piece.triangles.reshape(-1), INDICES),
        material=number,
    )


def _unit(normal: NDArray[Any]) -> NDArray[np.float32]:
    length = np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    return (normal / length).astype(np.float32)
