"""A VRM character, of version 0.x or 1.0, as one value: bones, mesh, coats, expressions and springs."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.media.gltf.coats import Coat, coats_of
from studio.engine.media.gltf.container import GltfFile, read_gltf
from studio.engine.media.gltf.faults import broken
from studio.engine.media.gltf.geometry import Geometry, geometry_of
from studio.engine.media.gltf.humanoid import JOINT_OF, REQUIRED
from studio.engine.media.gltf.images import Picture, pictures
from studio.engine.media.gltf.told import Told
from studio.engine.media.gltf.tree import Tree, tree_of
from studio.engine.media.gltf.vrm0 import read_old
from studio.engine.media.gltf.vrm1 import read_new
from studio.engine.skeleton import HEAD_JOINT_HEADS, INDEX, JOINTS, ankle_height, arm_direction

_SIDE_PX: Final = 2048
_LONG_PX: Final = 4096
_SMALLEST_M, _LARGEST_M = 0.15, 12.0


@dataclass(frozen=True, eq=False)
class Character:
    """A character from a file, in the character frame, metres."""

    path: Path
    told: Told
    tree: Tree
    geometry: Geometry
    coats: tuple[Coat, ...]
    pictures: dict[int, Picture] = field(default_factory=dict[int, Picture])


def read_character(path: Path) -> Character:
    """Read a VRM file whole.

    Raises:
        MissingResource, MediaUnreadable: in words, with the path.
    """
    file = read_gltf(path)
    if "VRMC_vrm" in file.root.extensions:
        said = read_new(file)
    elif "VRM" in file.root.extensions:
        said = read_old(file)
    else:
        raise broken(path, "it is not a VRM character", "Give a .vrm file, or use it as a prop.")
    tree = tree_of(file, said.axes)
    told = said.told(tree)
    _refuse_boneless(file, told, tree)
    coats = coats_of(file, said.materials)
    wanted = frozenset(target for one in told.expressions.values() for target, _ in one.moves)
    geometry = geometry_of(file, tree, said.axes, wanted)
    return Character(path, told, tree, geometry, coats, pictures_of(file, coats, geometry))


def proportions(character: Character) -> tuple[NDArray[np.float64], float]:
    """Where the skeleton's joints rest on a character, (J, 3) metres, arms let down; and its head unit in metres.

    The head unit is the body's: the height of the head's joint, as of the studio's own cast.
    """
    bones, rest = character.told.bones, character.tree.rest
    at = {joint: rest[bones[bone], :3, 3] for bone, joint in JOINT_OF.items() if bone in bones}
    at.setdefault("chest", at["spine"] * 0.4 + at["head"] * 0.6)
    at.setdefault("neck", at["head"] * 0.8 + at["chest"] * 0.2)
    unit = float(at["head"][2]) / HEAD_JOINT_HEADS
    for side in "lr":
        along = arm_direction(side)
        upper, fore, hand = (at[f"{name}_{side}"] for name in ("upper_arm", "forearm", "hand"))
        at[f"forearm_{side}"] = upper + along * np.linalg.norm(fore - upper)
        at[f"hand_{side}"] = at[f"forearm_{side}"] + along * np.linalg.norm(hand - fore)
        at[f"foot_{side}"] = np.array([*at[f"foot_{side}"][:2], ankle_height(unit)])
    joints = np.zeros((len(JOINTS), 3))
    for joint, place in at.items():
        joints[INDEX[joint]] = place
    return joints, unit


def _refuse_boneless(file: GltfFile, told: Told, tree: Tree) -> None:
    missing = sorted(REQUIRED - told.bones.keys())
    if missing:
        raise broken(file.path, f"its humanoid lacks {', '.join(missing)}", "Assign these bones, and export it again.")
    shown = {int(node) for level in tree.levels for node in level}
    hidden = sorted(bone for bone, node in told.bones.items() if node not in shown)
    if hidden:
        raise broken(file.path, f"its bones {', '.join(hidden)} are not in its scene")
    height = float(tree.rest[told.bones["head"], 2, 3])
    if not _SMALLEST_M < height < _LARGEST_M:
        raise broken(file.path, f"its head is {height:.2f} m above its feet", "Export it in metres, standing.")


def pictures_of(file: GltfFile, coats: tuple[Coat, ...], geometry: Geometry) -> dict[int, Picture]:
    """The pictures of the coats in use; sheets of drawings, which are slid, keep more of theirs."""
    used = {coats[material] for _, _, material in geometry.runs if 0 <= material < len(coats)}
    wanted = {number for coat in used for number in (coat.picture, coat.shade_picture) if number is not None}
    blended = {n for coat in used if coat.alpha == "BLEND" for n in (coat.picture, coat.shade_picture) if n is not None}
    return pictures(file, frozenset(wanted - blended), _SIDE_PX) | pictures(file, frozenset(blended), _LONG_PX)
