"""What a picture of a face is like: how large, sharp and lit it is, what covers it, and whose it seems to be."""

from dataclasses import dataclass
from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.cameo.faces.expression import CHIN, FOREHEAD, LEFT_SIDE, RIGHT_SIDE, Expression, expression_of, unturned
from studio.cameo.faces.found import Face, Picture, Points

Lab: TypeAlias = NDArray[np.float32]
_WIDTH: Final = 128
"""Faces are looked at this wide, pixels, so that measures do not depend on the camera."""
_CHEEKS: Final = (50, 280, 101, 330)
_PAIRS: Final = ((50, 280), (101, 330), (103, 332), (108, 337), (187, 411))
"""The same place on the person's right and left: cheeks, forehead, jaw."""
_UNDER_EYES: Final = ((33, 133, 159, 145), (263, 362, 386, 374))
_RIGID: Final = (
    *(33, 133, 263, 362, 1, 2, 4, 5, 6, 9, 10, 168, 197, 98, 327, 129, 358, 50, 280, 101, 330),
    *(234, 454, 127, 356, 93, 323, 132, 361, 152, 172, 397, 136, 365, 150, 379, 61, 291),
)
"""What shows whose face it is more than what it does."""
_MOUTH_AND_JAW: Final = (61, 291, 152, 150, 379, 136, 365)
_HAIRS: Final = (
    *((8, 0, 0), (14, 2, 3), (22, 5, 8), (32, 8, 14), (42, 11, 20), (54, 9, 25), (66, 6, 28), (78, 4, 26)),
    *((34, 22, 22), (46, 24, 30), (58, 22, 34), (50, 0, 2), (66, 0, 3), (82, 0, 4)),
)
"""Hair as it grows, L*a*b*: black, browns, blonds, reds, greys."""
_MIRROR: Final = 1e-6


@dataclass(frozen=True, eq=False)
class Measures:
    """What one picture shows of a face.

    width: of the face, of the picture's. sharp: 0 all blurred to 1. light: the skin's L* (0-100), contrast-free;
    side: how many times brighter one half is than the other, in octaves, > 0 the person's left. glare: share of the
    skin that is burnt out. shade: how dark the eyes are beside the cheeks, 1 as light. cover: how unlike the skin and
    unlike the hair at the sides that is what lies on the forehead and the crown, in L*a*b* steps. masked: the same of
    the mouth and chin beside the cheeks. shape: (38, 3) the face's proportions, see ``shape_of``. tone: a* and b* of
    the skin. hair: L*, a* and b* of the crown beside the skin's. off: the face's middle, of the picture's width and
    height from its middle.
    """

    width: float
    sharp: float
    light: float
    side: float
    glare: float
    shade: float
    cover: float
    masked: float
    off: tuple[float, float]
    tone: tuple[float, float]
    hair: tuple[float, float, float]
    shape: Points
    expression: Expression


def measured(picture: Picture, face: Face) -> Measures | None:
    """Measure a face; None where it has no points, or lies half outside the picture."""
    if face.points is None:
        return None
    close = _close(picture, face.points)
    if close is None:
        return None
    crop, points = close
    lab = cv2.cvtColor(crop.astype(np.float32) / 255, cv2.COLOR_RGB2Lab).astype(np.float32)
    expression = expression_of(face.points)
    skin = _patches(lab, points, _CHEEKS)
    left, top, width, height = face.box
    across, down = picture.shape[1], picture.shape[0]
    return Measures(
        width=width / across,
        sharp=_sharpness(crop, points),
        light=float(skin[:, 0].mean()),
        side=_side(lab, points),
        glare=float((_oval(crop, points) > 250).mean()),
        shade=_shade(lab, points, float(skin[:, 0].max())),
        cover=_cover(lab, points, skin.mean(axis=0)),
        masked=_masked(lab, points, skin.mean(axis=0)),
        off=((left + width / 2) / across - 0.5, (top + height / 2) / down - 0.5),
        tone=(float(skin[:, 1].mean()), float(skin[:, 2].mean())),
        hair=_hair(lab, points, skin.mean(axis=0)),
        shape=shape_of(face.points, expression),
        expression=expression,
    )


def shape_of(points: Points, expression: Expression) -> Points:
    """(38, 3) float32: where the face's firm parts are when it looks straight ahead, in its own heights."""
    flat = unturned(points, expression.pose)[list(_RIGID)]
    flat = flat - flat[:10].mean(axis=0)
    scale = float(np.sqrt((flat**2).sum(axis=1).mean()))
    return (flat / max(scale, _MIRROR)).astype(np.float32)


def unlike(one: Points, other: Points) -> float:
    """How unlike two faces' shapes are, both of ``shape_of``: 0 the same; the depth, which is guessed, counts less."""
    weight = np.array([1.0, 1.0, 0.35])
    firm = [index for index, name in enumerate(_RIGID) if name not in _MOUTH_AND_JAW]
    away = (_laid_on(one, other) - other) * weight
    return float(np.sqrt((away[firm] ** 2).sum(axis=1).mean()) * 100)


def _laid_on(one: Points, other: Points) -> Points:
    """One shape turned and sized to lie on the other as well as it can. Source: Kabsch 1976."""
    left, _, right = np.linalg.svd(one.T.astype(np.float64) @ other)
    turn = left @ np.diag([1.0, 1.0, float(np.sign(np.linalg.det(left @ right)))]) @ right
    turned = one @ turn
    return (turned * ((turned * other).sum() / (turned**2).sum())).astype(np.float32)


def _close(picture: Picture, points: Points) -> tuple[Picture, Points] | None:
    """The face with room around it, ``_WIDTH`` wide from side to side, upright; None where it is half outside."""
    low, high = points[:468, :2].min(axis=0), points[:468, :2].max(axis=0)
    inside = np.clip(high, 0, (picture.shape[1], picture.shape[0])) - np.clip(
        low, 0, (picture.shape[1], picture.shape[0])
    )
    if np.prod(inside) < 0.75 * np.prod(high - low):
        return None
    middle = (low + high) / 2
    scale = _WIDTH / max(float(high[0] - low[0]), 1.0)
    tilt = points[LEFT_SIDE, :2] - points[RIGHT_SIDE, :2]
    matrix = cv2.getRotationMatrix2D(
        (float(middle[0]), float(middle[1])), float(np.degrees(np.arctan2(tilt[1], tilt[0]))), scale
    )
    size = 2 * _WIDTH
    matrix[:, 2] += size / 2 - middle
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    crop = cv2.warpAffine(picture, matrix, (size, size), flags=how, borderMode=cv2.BORDER_REPLICATE)
    moved = points[:, :2] @ matrix[:, :2].T + matrix[:, 2]
    return crop.astype(np.uint8), moved.astype(np.float32)


def _patch(lab: Lab, at: Points, reach: int = 5) -> Lab:
    x, y = (int(np.clip(round(float(part)), reach, lab.shape[0] - reach - 1)) for part in at[:2])
    return np.median(lab[y - reach : y + reach + 1, x - reach : x + reach + 1].reshape(-1, 3), axis=0)


def _beside(point: Points, right: float, down: float) -> Points:
    return point[:2] + np.array([right, down], np.float32)


def _patches(lab: Lab, points: Points, at: tuple[int, ...]) -> Lab:
    return np.array([_patch(lab, points[index]) for index in at])


def _sharpness(crop: Picture, points: Points) -> float:
    """How steep the steepest edges of eyes and brows are, of their contrast for each 128th of the face's width.

    Steepness beside contrast hardly changes with a camera's noise, unlike the variance of a Laplacian.
    """
    grey = cv2.GaussianBlur(cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY).astype(np.float32), (0, 0), 0.9)
    steep: list[float] = []
    for eye, brow in zip(_UNDER_EYES, (105, 334), strict=True):
        part = points[[*eye, brow]].astype(int)
        (left, top), (right, bottom) = part.min(axis=0) - 2, part.max(axis=0) + 5
        region = grey[max(top, 0) : bottom, max(left, 0) : right]
        if region.size < 16:
            return 0.0
        slope = np.hypot(
            cv2.Sobel(region, cv2.CV_32F, 1, 0, scale=0.125), cv2.Sobel(region, cv2.CV_32F, 0, 1, scale=0.125)
        )
        contrast = float(np.quantile(region, 0.97) - np.quantile(region, 0.03))
        steep.append(float(np.quantile(slope, 0.985)) / max(contrast, 8.0))
    return max(steep)


def _light(lab: Lab) -> float:
    """Luminance from L*, so that octaves can be told of it."""
    level = (float(lab[0]) + 16) / 116
    return level**3 if level > 0.207 else float(lab[0]) / 903.3


def _side(lab: Lab, points: Points) -> float:
    octaves = [
        np.log2(max(_light(_patch(lab, points[left])), 1e-3) / max(_light(_patch(lab, points[right])), 1e-3))
        for right, left in _PAIRS
    ]
    return float(np.median(octaves))


def _oval(crop: Picture, points: Points) -> Picture:
    mask = np.zeros(crop.shape[:2], np.uint8)
    cv2.fillConvexPoly(mask, cv2.convexHull(points[:468].astype(np.int32)), 255)
    return crop.max(axis=2)[mask > 0]


def _shade(lab: Lab, points: Points, cheeks: float) -> float:
    """The light parts about the darker eye, beside the cheeks: eyes have whites and lids, dark glass has none."""
    light: list[float] = []
    for eye in _UNDER_EYES:
        middle = points[list(eye)].mean(axis=0)
        half = int(abs(points[eye[0], 0] - points[eye[1], 0]) / 2)
        x, y = int(middle[0]), int(middle[1])
        region = lab[y - half // 2 : y + half // 2 + 1, x - half : x + half + 1, 0]
        light.append(float(np.quantile(region, 0.8)) if region.size else 0.0)
    return min(light) / max(cheeks, 1.0)


def _crown(lab: Lab, points: Points) -> Lab:
    """The colours of what lies above the forehead, (6, 3)."""
    high, middle = float(points[CHIN, 1] - points[FOREHEAD, 1]), points[FOREHEAD]
    return np.array(
        [_patch(lab, _beside(middle, x * high, -y * high), 4) for x in (-0.22, 0.0, 0.22) for y in (0.12, 0.2)]
    )


def _hair(lab: Lab, points: Points, skin: Lab) -> tuple[float, float, float]:
    light, red, yellow = (float(part) for part in np.median(_crown(lab, points), axis=0) - skin)
    return light, red, yellow


def _cover(lab: Lab, points: Points, skin: Lab) -> float:
    """What lies on the crown, if it is neither like the skin, what is beside the face, nor any hair that grows."""
    high = float(points[CHIN, 1] - points[FOREHEAD, 1])
    crown = _crown(lab, points)
    beside = [
        _patch(lab, _beside(points[side], sign * 0.07 * high, lift * high), 4)
        for side, sign in ((127, -1), (356, 1))
        for lift in (0.05, 0.2, 0.35)
    ]
    known = np.array([skin, *beside, *_HAIRS])
    return float(np.median([_colour_step(known, one).min() for one in crown]))


def _masked(lab: Lab, points: Points, skin: Lab) -> float:
    """How unlike the cheeks the lips' surroundings are; a beard is dark, a mask of another colour."""
    around = _patches(lab, points, (164, 18, 57, 287))
    return float(np.median(np.hypot(around[:, 1] - skin[1], around[:, 2] - skin[2])))


def _colour_step(some: Lab, other: Lab) -> Lab:
    """How far colours are apart, lightness counting half: the same hair is lit and shaded."""
    step = some - other
    return np.sqrt((0.5 * step[:, 0]) ** 2 + step[:, 1] ** 2 + step[:, 2] ** 2)
