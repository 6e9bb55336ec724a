"""The bench's people move: their faces' points, and with them the photograph; see ``sitters.py``."""

from dataclasses import dataclass, field
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.bench.photograph import EVERY, Doubles, Photograph, photograph
from studio.cameo.faces.expression import CHIN, FOREHEAD, Pose, rotation
from studio.cameo.faces.found import Picture

_FOCAL: Final = 3.2
"""How far away the camera is, in face heights."""
_BROWS: Final = (70, 63, 105, 66, 107, 46, 53, 52, 65, 55, 300, 293, 334, 296, 336, 276, 283, 282, 295, 285)
_LOWER_LIP: Final = (
    *(14, 87, 317, 178, 402, 88, 318, 95, 324, 17, 84, 314, 16, 15, 86, 316),
    *(85, 315, 181, 405, 180, 404, 179, 403, 91, 321, 90, 320, 89, 319),
)
_JAW: Final = (
    *(152, 148, 377, 176, 400, 149, 378, 150, 379, 175, 199, 200, 18, 83, 313, 182),
    *(406, 208, 428, 201, 421, 171, 396, 140, 369),
)
_CORNERS: Final = ((61, 78, 62, 76, 57, 185, 146), (291, 308, 292, 306, 287, 409, 375))


@dataclass(frozen=True)
class Person:
    """Whose face it is: how it differs from the photograph's.

    wide, jaw, long, eyes_apart, nose: shares that the face, its jaw, its lower half, the eyes and the nose are
    wider, longer or further apart. skin: sRGB the skin is tinted towards, and how much. hair: the same of the hair.
    """

    wide: float = 0.0
    jaw: float = 0.0
    long: float = 0.0
    eyes_apart: float = 0.0
    nose: float = 0.0
    skin: tuple[int, int, int, float] = (0, 0, 0, 0.0)
    hair: tuple[int, int, int, float] = (0, 0, 0, 0.0)
    beard: float = 0.0


@dataclass(frozen=True)
class Doing:
    """What the face does: shares of a full blink, smile, raised brows, open mouth; gaze: irises moved, as shares."""

    pose: Pose = field(default_factory=lambda: Pose(0.0, 0.0, 0.0))
    blink: float = 0.0
    smile: float = 0.0
    brows: float = 0.0
    mouth: float = 0.0
    gaze: tuple[float, float] = (0.0, 0.0)


def warped(texture: Picture, person: Person, doing: Doing) -> Picture:
    """The texture with each point where the person and what they do have it."""
    photo = photograph()
    moved = _turned(_acted(_shaped(photo.points, person), doing), photo, doing.pose)
    away = (moved - photo.points[:, :2])[photo.triangles]
    rows, columns = photo.grid
    field_of = (away * photo.shares[:, :, None]).sum(axis=1).reshape(rows, columns, 2).astype(np.float32)
    return _pulled(texture, field_of)


def _pulled(texture: Picture, away: NDArray[np.float32]) -> Picture:
    """A picture with every place moved by ``away``, pixels, one for each place of the grid."""
    rows, columns = away.shape[:2]
    x, y = np.meshgrid(np.arange(columns, dtype=np.float32), np.arange(rows, dtype=np.float32))
    came_x, came_y = x.copy(), y.copy()
    for _ in range(8):
        here = cv2.remap(away, came_x, came_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        came_x, came_y = x - here[..., 0] / EVERY, y - here[..., 1] / EVERY
    high, wide = texture.shape[:2]
    full = [cv2.resize(part * EVERY, (columns * EVERY, rows * EVERY)) for part in (came_x, came_y)]
    # A grid cell's value lies at its corner, a resized one's at its middle.
    shift = (EVERY - 1) / 2
    pulled = cv2.warpAffine(
        np.dstack(full),
        np.array([[1, 0, -shift], [0, 1, -shift]], np.float32),
        (wide, high),
        borderMode=cv2.BORDER_REPLICATE,
    )
    return cv2.remap(texture, pulled[..., 0], pulled[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE).astype(
        np.uint8
    )


def _shaped(points: Doubles, person: Person) -> Doubles:
    out = points.copy()
    face = out[:478]
    middle, high = face[:468].mean(axis=0), np.linalg.norm(face[CHIN] - face[FOREHEAD])
    x, y = face[:, 0] - middle[0], (face[:, 1] - middle[1]) / high
    low = np.clip(y, 0, 0.5) * 2
    face[:, 0] += x * (person.wide + person.jaw * low)
    face[:, 1] += high * person.long * low**1.5 * 0.5
    eyes = np.exp(-(((y + 0.12) / 0.12) ** 2))
    face[:, 0] += np.sign(x) * eyes * person.eyes_apart * high * 0.12 * np.clip(np.abs(x) / (0.12 * high), 0, 1)
    nose = np.exp(-(((y - 0.1) / 0.12) ** 2) - (x / (0.13 * high)) ** 2)
    face[:, 0] += x * nose * person.nose
    return out


def _acted(points: Doubles, doing: Doing) -> Doubles:
    out = points.copy()
    high = np.linalg.norm(out[CHIN] - out[FOREHEAD])
    out[list(_BROWS), 1] -= 0.055 * high * doing.brows
    out[list(_LOWER_LIP), 1] += 0.10 * high * doing.mouth
    out[list(_JAW), 1] += 0.085 * high * doing.mouth
    for side, corner in zip((-1, 1), _CORNERS, strict=True):
        out[list(corner), 0] += side * 0.035 * high * doing.smile
        out[list(corner), 1] -= 0.03 * high * doing.smile
    out[468:478, 0] += doing.gaze[0] * 0.05 * high
    out[468:478, 1] -= doing.gaze[1] * 0.03 * high
    return out


def _turned(points: Doubles, photo: Photograph, pose: Pose) -> Doubles:
    """(n, 2): points turned about the middle of the head, seen in perspective; a pose of 0 looks into the camera."""
    middle = photo.points[:468].mean(axis=0)
    high = np.linalg.norm(photo.points[CHIN] - photo.points[FOREHEAD])
    pivot = middle + np.array([0.0, 0.0, 0.42 * high])
    straight = (points - pivot) @ rotation(photo.pose)
    turned = straight @ rotation(pose).T
    nearer = 1.0 / (1.0 + (turned[:, 2] + 0.42 * high) / (_FOCAL * high))
    seen = pivot[:2] + turned[:, :2] * nearer[:, None]
    return points[:, :2] + (seen - points[:, :2]) * photo.goes[:, None]
