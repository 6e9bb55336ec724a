"""The bare head: a face that holds up in profile, ears, and the neck.

Head space: chin at the origin, crown at z = 1, face towards +x. The face's normals are those of a tall
sphere, so that light falls on it in one clean shape (recipe, section 1).
"""

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.figures.palette import Tone, mix
from studio.engine.painters.cel.figures.person import Detail, Paint, Person, painted
from studio.engine.painters.cel.figures.sheets import (
    Array,
    Sheet,
    chosen,
    curve,
    ellipsoid,
    loft,
    rotation,
    sheet,
    smooth,
    turned,
)
from studio.engine.painters.cel.figures.skinning import HEAD, rigid, spine
from studio.engine.painters.cel.mesh import Mesh, Surface

_HEIGHT = [0, 0.015, 0.05, 0.10, 0.17, 0.25, 0.34, 0.44, 0.54, 0.64, 0.74, 0.83, 0.91, 0.965, 1.0]
_HALF_WIDTH = [0, 0.060, 0.122, 0.192, 0.268, 0.328, 0.368, 0.390, 0.400, 0.403, 0.390, 0.350, 0.272, 0.175, 0]
_FRONT = [0.292, 0.330, 0.349, 0.352, 0.352, 0.353, 0.357, 0.366, 0.380, 0.386, 0.374, 0.330, 0.245, 0.150, 0]
_BACK = [0.292, 0.215, 0.12, 0.03, -0.08, -0.19, -0.30, -0.375, -0.425, -0.45, -0.445, -0.40, -0.31, -0.20, 0]

# What the middle line of the face adds to the plane of the face, by height: chin, lips, nose, brow.
_PROFILE_HEIGHT = [0.0, 0.035, 0.075, 0.098, 0.118, 0.130, 0.148, 0.180, 0.205, 0.232, 0.262, 0.315, 0.370, 0.43, 0.5]
_PROFILE = [0, 0.012, -0.006, 0.010, 0.012, 0.002, 0.017, 0.004, 0.026, 0.062, 0.046, 0.018, 0.001, 0.002, 0]
_PROFILE_WIDTH = [0.1, 0.09, 0.09, 0.062, 0.055, 0.055, 0.05, 0.045, 0.036, 0.026, 0.024, 0.026, 0.035, 0.06, 0.1]

_ROWS = [0, 0.012, 0.035, 0.06, 0.08, 0.1, 0.118, 0.131, 0.147, 0.178, 0.205, 0.222, 0.236, 0.262, 0.3, 0.35]
_ROWS_ABOVE = [0.41, 0.47, 0.55, 0.64, 0.74, 0.84, 0.92, 0.97, 1.0]
_FRONT_DEGREES = [0, 1.8, 4.5, 9, 16, 25, 36, 48, 60, 74, 90]
_BACK_DEGREES = [107, 126, 146, 165]
_FACE_FROM = 0.10  # x in head space from which the head carries the face decal


def face_surface(person: Person) -> Sheet:
    """The skull with its face, in head space."""
    grid = skull(person)
    part = sheet(grid, outside=None)
    return replace(part, normals=_face_normals(part), uv=decal_uv(part.points))


def decal_uv(points: Array) -> Array:
    """Where head-space points fall on the face decal, (N, 2): u to the figure's left, v down."""
    return np.stack([0.5 + points[:, 1], 1.0 - points[:, 2]], axis=1)


def head(person: Person) -> list[Mesh]:
    """Face, skull, the underside of the jaw (always in shadow) and ears."""
    part = face_surface(person)
    corners = part.points[part.triangles]
    under = _under_jaw(person, part)
    front = (corners[..., 0] > _FACE_FROM).all(axis=1) & ~under
    skin = person.colours.skin
    parts = [
        (chosen(part, front), Paint(skin, Surface.FACE, 0.85)),
        (chosen(part, ~front & ~under), Paint(skin, Surface.SKIN, 0.85)),
        (chosen(part, under), Paint(skin.in_shadow, Surface.SKIN, 0.85)),
    ]
    return [painted(_placed(person, piece), paint, rigid(HEAD)) for piece, paint in parts] + _ears(person)


def neck(person: Person, top: float = 5.24) -> list[Mesh]:
    """The neck from the collar bones up, in shadow under the jaw along a curved edge."""
    n = person.build.neck
    rings = smooth(
        [
            (-0.03, 4.50, 0.17, 0.30),
            (-0.04, 4.66, 0.150 * n, 0.215 * n),
            (-0.035, 4.78, 0.130 * n, 0.142 * n),
            (-0.03, 4.90, 0.124 * n, 0.126 * n),
            (-0.02, 5.06, 0.124 * n, 0.124 * n),
            (-0.01, top, 0.13 * n, 0.130 * n),
        ],
        person.detail.count(9),
    )
    rings[:, 0] += person.build.stoop * np.clip((rings[:, 1] - 4.55) / 0.45, 0, 1)
    grid = loft(rings, person.detail.count(14), power=2.0)
    bow = np.clip(grid[..., 0] / 0.13, -1, 1)
    edge = 4.93 - 0.05 * bow
    split = int(np.argmin(np.abs(rings[:, 1] - 4.92)))
    grid[split, :, 2] = edge[split]
    tone = person.colours.skin
    below = painted(sheet(grid[: split + 1]), Paint(tone, Surface.SKIN, 0.8), spine)
    above = painted(sheet(grid[split:]), Paint(tone.in_shadow, Surface.SKIN, 0.8), spine)
    return [below, above]


def _placed(person: Person, piece: Sheet) -> Sheet:
    return replace(piece, points=person.out_of_head(piece.points))


def _under_jaw(person: Person, part: Sheet) -> NDArray[np.bool_]:
    """Triangles behind the edge of the jaw, found by their place in the grid, so that the edge is one clean line."""
    columns = len(_columns(person.detail))
    edge = columns // 2 - len(_BACK_DEGREES) - 1
    column = part.triangles % columns
    behind = ((column >= edge) & (column <= columns - edge)).all(axis=1)
    low = (part.points[part.triangles][..., 2] < 0.27).all(axis=1)
    return np.asarray(behind & low, dtype=np.bool_)


def _columns(detail: Detail) -> Array:
    front = _FRONT_DEGREES if detail is not Detail.LOW else [0, 4.5, 16, 36, 60, 90]
    half = np.radians(front + _BACK_DEGREES)
    return np.concatenate([half, [math.pi], math.tau - half[:0:-1]])


def skull(person: Person) -> Array:
    """The skull with its face in head space, rows from the chin up: (rows, columns, 3), column 0 straight ahead."""
    rows = _ROWS if person.detail is not Detail.LOW else _ROWS[::2]
    z = np.array(rows + _ROWS_ABOVE)
    angle = _columns(person.detail)
    width = np.maximum(curve(z, _HEIGHT, _HALF_WIDTH), 0) * _jaw_factor(person, z)
    under_hair = 1 - 0.08 * np.clip((z - 0.70) / 0.15, 0, 1)  # the scalp's hair must cover it everywhere
    width = width * under_hair
    front, back = curve(z, _HEIGHT, _FRONT) * under_hair, curve(z, _HEIGHT, _BACK) * under_hair
    centre = np.where(z < 0.5, back + (front - back) * 0.45, (front + back) / 2)
    forward, left = np.cos(angle)[None], np.sin(angle)[None]
    ahead = forward > 0
    exponent = 2 / 2.3
    y = width[:, None] * np.sign(left) * np.abs(left) ** np.where(ahead, exponent, 1.0)
    reach = np.where(
        ahead, (front - centre)[:, None] * np.abs(forward) ** exponent, (back - centre)[:, None] * -forward
    )
    grid = np.stack([centre[:, None] + reach, y, np.broadcast_to(z[:, None], y.shape)], axis=-1)
    return _with_features(person, grid, np.clip(forward, 0, 1))


def _jaw_factor(person: Person, z: Array) -> Array:
    return 1 + (person.build.jaw - 1) * np.exp(-(((z - 0.13) / 0.13) ** 2))


def _with_features(person: Person, grid: Array, facing: Array) -> Array:
    """Press the nose, lips and chin out of the plane of the face, and hollow the eyes."""
    y, z = grid[..., 1], grid[..., 2]
    ridge = np.interp(z, _PROFILE_HEIGHT, _PROFILE)
    nose = (z > 0.19) & (z < 0.36)
    ridge = np.where(nose, ridge * (0.6 + 0.4 * person.build.nose), ridge)
    ridge += person.build.chin * np.exp(-(((z - 0.03) / 0.05) ** 2))
    width = np.interp(z, _PROFILE_HEIGHT, _PROFILE_WIDTH)
    grid[..., 0] += facing * ridge * np.exp(-((y / width) ** 2))
    for side in (-1, 1):
        hollow = np.exp(-(((y - 0.165 * side) / 0.09) ** 2) - ((z - 0.40) / 0.085) ** 2)
        grid[..., 0] -= facing * 0.013 * hollow
    return grid


def _face_normals(part: Sheet) -> Array:
    sphere = (part.points - np.array([-0.25, 0.0, 0.44])) * np.array([1.0, 1.0, 0.38])
    sphere /= np.linalg.norm(sphere, axis=1, keepdims=True)
    share = np.clip(part.points[:, :1] / 0.2, 0, 1) * 0.88
    mixed = part.normals * (1 - share) + sphere * share
    return mixed / np.linalg.norm(mixed, axis=1, keepdims=True)


def _ears(person: Person) -> list[Mesh]:
    skin = person.colours.skin
    inner = Tone(mix(skin.lit, skin.shade, 0.6), skin.shade)
    meshes: list[Mesh] = []
    for side in (-1.0, 1.0):
        lean = rotation("x", -0.20 * side) @ rotation("z", 0.34 * side) @ rotation("y", -0.18)
        at = np.array([-0.045, 0.398 * side, 0.345])
        rim = turned(ellipsoid(at, (0.066, 0.030, 0.105), person.detail.count(8), 6), lean, at)
        hollow = at + np.array([0.012, 0.020 * side, 0.012])
        bowl = turned(ellipsoid(hollow, (0.040, 0.020, 0.066), person.detail.count(6), 5), lean, at)
        meshes.append(painted(_placed(person, rim), Paint(skin, Surface.SKIN, 0.8), rigid(HEAD)))
        meshes.append(painted(_placed(person, bowl), Paint(inner, Surface.SKIN, 0.0), rigid(HEAD)))
    return meshes
