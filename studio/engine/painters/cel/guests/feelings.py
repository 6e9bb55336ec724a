"""Blush and tears of a guest, whose file has no pictures of them: strokes and drops laid on the skin of its face.

Where the cheeks are is told by the eyes, as on the studio's own faces; how far out the skin is, by the mesh itself.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.media.gltf.character import Character, proportions
from studio.engine.media.gltf.tree import Doubles
from studio.engine.painters.cel.faces.drawing import MARKED_FROM
from studio.engine.painters.cel.mesh import Mesh, Surface, join
from studio.engine.painters.cel.shapes import Finish, Shape, merged, paint, rgb, sheet, times
from studio.engine.performance import Face
from studio.engine.skeleton import INDEX

BLUSH, TEAR, TEARS = FEELINGS = ("blush", "tear", "tears")
_EYE: Final = (0.165, 0.34)
"""Where an eye is where the file has no bones for it: to its side of the head's joint and above it, head units."""
_EYE_OUT: Final = 0.162
"""How far to the side the eyes of the studio's own faces are; the measures below are of a face of that size."""
_OFF_SKIN: Final = 0.016
_REACH: Final = 1.5
_FLAT: Final = 0.45
"""How far ahead of the head's joint a face is of which nothing is known."""
_CHEEK: Final = (0.060, -0.138)
_LID: Final = -0.092
_STROKES: Final = ((-0.030, 0.8), (0.0, 1.0), (0.030, 0.8))


def shows(face: Face, feeling: str) -> NDArray[np.bool_]:
    """(F,) whether a face has a feeling so strong that it is drawn."""
    match feeling:
        case "blush":
            return face.blush >= MARKED_FROM
        case "tear":
            return (face.tears >= 0.25) & (face.tears < 0.75)
        case _:
            return face.tears >= 0.75


def feeling_mesh(character: Character, feeling: str) -> Mesh:
    """What is drawn on a face, head units from the head's joint."""
    skin = _Skin(character)
    if feeling == BLUSH:
        strokes = [_stroke(skin, side, *stroke) for side in (-1, 1) for stroke in _STROKES]
        return paint(merged(strokes), _flat("#f2707c"))
    drawn = _drop if feeling == TEAR else _run
    bodies = merged([drawn(skin, side, 1.0) for side in (-1, 1)])
    lights = merged([drawn(skin, side, 0.34) for side in (-1, 1)])
    return join([paint(bodies, _flat("#a9d8f6")), paint(lights, _flat("#ffffff"))])


def _flat(colour: str) -> Finish:
    return Finish(rgb(colour), times(rgb(colour), 0.86), Surface.PLAIN, outline=0.0)


def _stroke(skin: "_Skin", side: int, across: float, long: float) -> Shape:
    """One of the slanting strokes of a blush."""
    t = np.linspace(-1, 1, 7)
    path = np.stack([_CHEEK[0] + across + 0.010 * t, _CHEEK[1] + 0.030 * long * t], 1)
    return skin.strip(side, path, 0.0062 * (1 - np.abs(t) ** 3))


def _drop(skin: "_Skin", side: int, share: float) -> Shape:
    """A tear that stands at the outer end of the lower lid."""
    t = np.linspace(0, 1, 8)
    path = np.stack([np.full(8, 0.052 - 0.008 * (1 - share)), _LID - 0.016 - 0.052 * (0.5 + (t - 0.5) * share)], 1)
    return skin.strip(side, path, share * 0.017 * np.sin(np.pi * t**1.6))


def _run(skin: "_Skin", side: int, share: float) -> Shape:
    """Tears that run down the cheek."""
    t = np.linspace(0, 1, 10)
    path = np.stack([0.034 + 0.014 * np.sin(2.2 * t) - 0.02 * t, _LID - 0.215 * t * (0.75 + 0.25 * share)], 1)
    return skin.strip(side, path, share * (0.013 + 0.006 * t) * np.sqrt(np.clip(12 * t * (1.04 - t), 0, 1)))


class _Skin:
    """The front of a guest's face, head units from the head's joint."""

    def __init__(self, character: Character) -> None:
        joints, unit = proportions(character)
        rest = (_at_rest(character) - joints[INDEX["head"]]) / unit
        triangles = character.geometry.triangles
        near: NDArray[np.bool_] = (np.abs(rest).max(axis=1) < _REACH)[triangles].all(axis=1)
        self._head: Doubles = rest[triangles[near]]
        self._face: Doubles = rest[triangles[near & _of_the_face(character)]]
        self._eye = _eye(character, joints[INDEX["head"]], unit)
        self._size = self._eye[0] / _EYE_OUT

    def strip(self, side: int, path: Doubles, half_width: Doubles) -> Shape:
        """A stroke along a path (N, 2), out and up from an eye, so wide to both sides (N,); laid on the skin."""
        along = np.gradient(path, axis=0)
        across = np.stack([-along[:, 1], along[:, 0]], 1) / np.maximum(np.linalg.norm(along, axis=1), 1e-9)[:, None]
        rows = np.stack([path + across * half_width[:, None] * k for k in (-1.0, 0.0, 1.0)], 1)
        places = self._eye + self._size * rows
        places[..., 0] *= side
        out = self._out(places.reshape(-1, 2)).reshape(places.shape[:2])
        return sheet(np.concatenate([out[..., None], places], axis=2), (1, 0, 0))

    def _out(self, places: Doubles) -> Doubles:
        """How far ahead the skin is at places (N, 2) left and up; where the face has none, whatever the head has."""
        face = _ahead(self._face, places)
        found = np.where(np.isfinite(face), face, _ahead(self._head, places))
        there = np.isfinite(found)
        if not there.any():
            return np.full(len(places), _FLAT + _OFF_SKIN)
        middle = float(np.median(found[there]))
        # A lock of hair beside the face, or what is behind its edge, is no skin.
        return np.clip(np.where(there, found, middle), middle - 0.2, middle + 0.05) + _OFF_SKIN


def _ahead(corners: Doubles, places: Doubles) -> Doubles:
    """How far ahead triangles (M, 3, 3) are at places (N, 2) left and up, the foremost; -inf where there is none."""
    a, b, c = (corners[:, corner, 1:] for corner in range(3))
    area = _cross(b - a, c - a)
    faces_us = np.abs(area) > 1e-9
    area = np.where(faces_us, area, 1.0)
    here = places[:, None]
    sides = [_cross(c - b, here - b), _cross(a - c, here - c), _cross(b - a, here - a)]
    shares: Doubles = np.stack(sides, 2) / area[None, :, None]
    ahead = (shares * corners[:, :, 0]).sum(axis=2)
    within = (shares >= -1e-6).all(axis=2) & faces_us
    return np.where(within, ahead, -np.inf).max(axis=1, initial=-np.inf)


def _cross(one: Doubles, other: Doubles) -> Doubles:
    return one[..., 0] * other[..., 1] - one[..., 1] * other[..., 0]


def _eye(character: Character, head: Doubles, unit: float) -> Doubles:
    """The left eye, to the side and up from the head's joint, head units."""
    node = character.told.bones.get("leftEye")
    if node is None:
        return np.array(_EYE)
    at = (character.tree.rest[node, :3, 3] - head) / unit
    return np.array([max(abs(float(at[1])), 0.05), float(at[2])])


def _at_rest(character: Character) -> Doubles:
    """(N, 3) where the vertices are while the character rests, metres."""
    geometry = character.geometry
    matrices = character.tree.rest[geometry.nodes] @ geometry.binds
    blended: Doubles = np.einsum("nk,nkij->nij", geometry.weights.astype(np.float64), matrices[geometry.slots])
    placed: Doubles = np.einsum("nij,nj->ni", blended[:, :3, :3], geometry.position.astype(np.float64))
    return placed + blended[:, :3, 3]


def _of_the_face(character: Character) -> NDArray[np.bool_]:
    """(M,) bool, which triangles are of those pieces of the mesh that expressions move or slide: hair is none."""
    geometry, told = character.geometry, character.told.expressions.values()
    moved = np.zeros(len(geometry.position), bool)
    for target in {target for each in told for target, _ in each.moves}:
        for vertices, moves in geometry.morphs.get(target, ()):
            moved[vertices] |= np.abs(moves).max(axis=1) > 1e-5
    slid = {material for each in told for material, _, _ in each.slides}
    chosen = np.zeros(len(geometry.triangles), bool)
    for first, count, material in geometry.runs:
        piece = geometry.triangles[first : first + count]
        chosen[first : first + count] = material in slid or bool(moved[piece].any())
    return chosen if chosen.any() else np.ones_like(chosen)
