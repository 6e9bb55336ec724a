"""What of a person's face a drawing keeps: measured in their pictures, in shares of the face and L*a*b* colours."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.cameo.faces.expression import CHIN, FOREHEAD, LEFT_SIDE, RIGHT_SIDE, expression_of, unturned
from studio.cameo.faces.found import Face, Picture, Points
from studio.cameo.faces.outline import Mask, person_in

Lab: TypeAlias = tuple[float, float, float]
LabPicture: TypeAlias = NDArray[np.float32]

_WIDTH: Final = 160
"""A face is looked at so wide, pixels."""
_CHEEKS: Final = (50, 280, 101, 330, 205, 425)
_BROW_TOPS: Final = ((70, 63, 105, 66, 107), (300, 293, 334, 296, 336))
_BROW_FEET: Final = ((46, 53, 52, 65, 55), (276, 283, 282, 295, 285))
_ABOVE_LIP: Final = (37, 267, 0, 164)
_CHIN_AND_JAW: Final = (18, 200, 199, 175)
_JAWS: Final = (172, 397, 136, 365, 150, 379)
_GAP_PX: Final = 12
"""Hair that hangs down is not interrupted for longer than this, of ``_WIDTH``."""
_HAIR_STEP: Final = 21.0
"""Colours nearer than this are of one head of hair."""


@dataclass(frozen=True)
class Traits:
    """One face. Colours are L*a*b*; hair None where there is none to see.

    jaw, eye_open, eye_tilt, eye_gap, mouth: widths and heights in shares of the face or the eye. brow: how heavy
    the brows are, of the face's height. low: how far down the hair reaches beside the face, 0 the forehead, 1 the
    chin; wide: how much wider than the face it is; fringe: share of the forehead it covers; ragged: how uneven its
    outline is. lip, chin, cheek: how much darker than the upper cheeks these are, L*. bridge: how much darker the
    bridge of the nose is than what is above and below it.
    """

    skin: Lab
    hair: Lab | None
    iris: Lab
    cloth: Lab
    jaw: float
    eye_open: float
    eye_tilt: float
    eye_gap: float
    mouth: float
    brow: float
    low: float
    wide: float
    fringe: float
    ragged: float
    lip: float
    chin: float
    cheek: float
    bridge: float


def traits_of(picture: Picture, face: Face) -> Traits:
    """Measure a face that looks ahead. face: with its points."""
    assert face.points is not None
    crop, points, person = _close(picture, face)
    lab = cv2.cvtColor(crop.astype(np.float32) / 255, cv2.COLOR_RGB2Lab).astype(np.float32)
    expression = expression_of(face.points)
    flat = unturned(face.points, expression.pose)
    width = float(flat[LEFT_SIDE, 0] - flat[RIGHT_SIDE, 0])
    skin = np.median([_patch(lab, points[index], 5) for index in _CHEEKS], axis=0)
    hair, mask = _hair(lab, points, person, skin)
    low, wide, ragged = _fall(mask, points) if hair is not None else (0.0, 1.0, 0.0)
    return Traits(
        skin=_lab(skin),
        hair=hair,
        iris=_iris(lab, points),
        cloth=_cloth(lab, points, person),
        jaw=float(np.mean([flat[left, 0] - flat[right, 0] for right, left in ((172, 397), (136, 365))])) / width,
        eye_open=sum(expression.eyes) / 2,
        eye_tilt=_tilt(flat),
        eye_gap=float(flat[362, 0] - flat[133, 0]) / width,
        mouth=expression.wide,
        brow=_brow(lab, points, float(skin[0])),
        low=low,
        wide=wide,
        fringe=_fringe(mask, points),
        ragged=ragged,
        lip=_darker(lab, points, skin, _ABOVE_LIP),
        chin=_darker(lab, points, skin, _CHIN_AND_JAW),
        cheek=_darker(lab, points, skin, _JAWS),
        bridge=_bridge(lab, points),
    )


def middle_of(found: Sequence[Traits]) -> Traits:
    """The median of several pictures' traits; hair where most have it."""
    values: dict[str, object] = {}
    for name in Traits.__dataclass_fields__:
        several = [getattr(one, name) for one in found]
        seen = [one for one in several if one is not None]
        if 2 * len(seen) < len(several):
            values[name] = None
        elif isinstance(seen[0], tuple):
            values[name] = _lab(np.median(seen, axis=0))
        else:
            values[name] = float(np.median(seen))
    return Traits(**values)  # pyright: ignore[reportArgumentType]


def _close(picture: Picture, face: Face) -> tuple[Picture, Points, Mask]:
    """Head and shoulders at one size and upright, the face's points in it, and where the person is."""
    assert face.points is not None
    points = face.points[:, :2]
    person = person_in(picture, face.box).astype(np.uint8)
    middle = points[:468].mean(axis=0)
    across = points[LEFT_SIDE] - points[RIGHT_SIDE]
    scale = _WIDTH / max(float(np.hypot(across[0], across[1])), 1.0)
    size = 4 * _WIDTH
    matrix = cv2.getRotationMatrix2D(
        (float(middle[0]), float(middle[1])), float(np.degrees(np.arctan2(across[1], across[0]))), scale
    )
    matrix[:, 2] += (size / 2 - middle[0], 0.4 * size - middle[1])
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    crop = cv2.warpAffine(picture, matrix, (size, size), flags=how, borderMode=cv2.BORDER_REPLICATE).astype(np.uint8)
    inside = cv2.warpAffine(person, matrix, (size, size), flags=cv2.INTER_NEAREST) > 0
    return crop, (points @ matrix[:, :2].T + matrix[:, 2]).astype(np.float32), inside


# --- hair -----------------------------------------------------------------------------------------
def _hair(lab: LabPicture, points: Points, person: Mask, skin: NDArray[np.floating]) -> tuple[Lab | None, Mask]:
    """The colour of the hair, and where it is; what grows from the crown in one colour, and is no skin."""
    high = _high(points)
    oval = np.zeros(lab.shape[:2], np.uint8)
    cv2.fillConvexPoly(oval, cv2.convexHull(points[:468].astype(np.int32)), 1)
    top = points[FOREHEAD]
    seeds = [(top[0] + x * high, top[1] - y * high) for x in (-0.3, -0.15, 0.0, 0.15, 0.3) for y in (0.06, 0.12, 0.18)]
    inside = [lab[int(y), int(x)] for x, y in seeds if person[int(y), int(x)]]
    unlike_skin = [one for one in inside if _step(one, skin) > 12]
    if len(unlike_skin) < 5:
        return None, np.zeros_like(person)
    colour = np.median(unlike_skin, axis=0)
    near = np.minimum(_steps(lab, colour), _shades(lab, colour))
    like = (near < _HAIR_STEP) & person & (_steps(lab, skin) > 9)
    like &= (oval == 0) | (np.indices(lab.shape[:2])[0] < points[9, 1])
    closed = cv2.morphologyEx(like.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    count, labels = cv2.connectedComponents(cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8)))
    crown = [labels[int(y), int(x)] for x, y in seeds]
    grown = np.isin(labels, [one for one in range(1, count) if one in crown])
    if not grown.any():
        return None, grown
    # Below the chin what is of its colour may as well be a collar.
    own = grown & (np.indices(grown.shape)[0] < points[CHIN, 1])
    return _lab(np.median(lab[own if own.any() else grown], axis=0)), grown


def _fall(mask: Mask, points: Points) -> tuple[float, float, float]:
    """How far down the hair reaches, how wide it is at the temples, and how uneven its outline is."""
    high, width = _high(points), float(points[LEFT_SIDE, 0] - points[RIGHT_SIDE, 0])
    sides: list[float] = []
    for end, sign in ((RIGHT_SIDE, -1), (LEFT_SIDE, 1)):
        x = int(points[end, 0] + sign * 0.09 * width)
        beside = mask[:, min(x, x + sign * 14) : max(x, x + sign * 14)]
        sides.append(_reach(beside, float(points[FOREHEAD, 1])))
    low = (float(np.mean(sides)) - float(points[FOREHEAD, 1])) / high
    eyes = int(points[168, 1])
    row = np.flatnonzero(mask[eyes - 20 : eyes + 5].any(axis=0))
    wide = float(row[-1] - row[0]) / width if row.size else 1.0
    outlines, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    longest = max(outlines, key=len)
    hull = cv2.arcLength(cv2.convexHull(longest), True)
    return low, wide, cv2.arcLength(longest, True) / max(hull, 1.0) - 1.0


def _reach(beside: Mask, otherwise: float) -> float:
    """The row that hair beside a face reaches down to without a gap: what is of its colour below that is a collar."""
    rows = np.flatnonzero(beside.any(axis=1))
    if not rows.size:
        return otherwise
    gaps = np.flatnonzero(np.diff(rows) > _GAP_PX)
    return float(rows[gaps[0]] if gaps.size else rows[-1])


def _fringe(mask: Mask, points: Points) -> float:
    """What share of the forehead, from the brows up, hair lies on."""
    left, right = int(points[103, 0]), int(points[332, 0])
    top, foot = int(points[FOREHEAD, 1]), int(min(points[105, 1], points[334, 1]))
    part = mask[top:foot, left:right]
    return float(part.mean()) if part.size else 0.0


# --- the rest -------------------------------------------------------------------------------------
def _iris(lab: LabPicture, points: Points) -> Lab:
    """The colour of the irises between the pupil and the rim."""
    found: list[NDArray[np.floating]] = []
    for first in (468, 473):
        middle, reach = points[first], float(np.hypot(*(points[first + 1] - points[first + 3]))) / 2
        for angle in np.radians((200, 180, 160, 340, 0, 20, 230, 310)):
            x, y = middle + 0.62 * reach * np.array([np.cos(angle), -np.sin(angle)])
            found.append(lab[round(float(y)), round(float(x))])
    return _lab(np.median(found, axis=0))


def _cloth(lab: LabPicture, points: Points, person: Mask) -> Lab:
    """What the person wears below the neck."""
    high = _high(points)
    top = min(int(points[CHIN, 1] + 0.55 * high), lab.shape[0] - 30)
    part = np.zeros_like(person)
    part[top : top + int(0.5 * high), int(points[CHIN, 0] - 0.9 * high) : int(points[CHIN, 0] + 0.9 * high)] = True
    worn = lab[part & person]
    if len(worn) < 50:
        return 45.0, 0.0, 0.0
    _, labels, centres = cv2.kmeans(
        worn[:: max(1, len(worn) // 4000)].astype(np.float32),
        3,
        np.zeros((1, 1), np.int32),
        (cv2.TERM_CRITERIA_MAX_ITER, 12, 1.0),
        1,
        cv2.KMEANS_PP_CENTERS,
    )
    return _lab(centres[np.bincount(np.asarray(labels).ravel()).argmax()])


def _tilt(flat: Points) -> float:
    """How much higher the outer corners of the eyes are than the inner, of the eye's width."""
    rises = [
        (flat[inner, 1] - flat[outer, 1]) / abs(flat[inner, 0] - flat[outer, 0])
        for outer, inner in ((33, 133), (263, 362))
    ]
    return float(np.mean(rises))


def _brow(lab: LabPicture, points: Points, skin: float) -> float:
    """How much dark there is from brow to brow, of the face's height."""
    dark: list[float] = []
    for tops, feet in zip(_BROW_TOPS, _BROW_FEET, strict=True):
        for top, foot in zip(tops[1:4], feet[1:4], strict=True):
            x = int((points[top, 0] + points[foot, 0]) / 2)
            upper, lower = int(points[top, 1]) - 6, int(points[foot, 1]) + 6
            column = lab[upper:lower, x - 1 : x + 2, 0].mean(axis=1)
            dark.append(float(np.clip((skin - column) / 30, 0, 1).sum()))
    return float(np.median(dark)) / _high(points)


def _darker(lab: LabPicture, points: Points, skin: NDArray[np.floating], at: tuple[int, ...]) -> float:
    return float(skin[0] - np.median([_patch(lab, points[index], 4)[0] for index in at]))


def _bridge(lab: LabPicture, points: Points) -> float:
    """A pair of glasses is a dark line across the bridge of the nose."""
    x, top, foot = int(points[168, 0]), int(points[9, 1]), int(points[197, 1])
    line = np.median(lab[top:foot, x - 5 : x + 6, 0], axis=1)
    return float(np.quantile(line, 0.7) - line.min()) if line.size else 0.0


def _patch(lab: LabPicture, at: Points, reach: int) -> NDArray[np.floating]:
    x, y = round(float(at[0])), round(float(at[1]))
    return np.median(lab[max(y - reach, 0) : y + reach + 1, max(x - reach, 0) : x + reach + 1].reshape(-1, 3), axis=0)


def _high(points: Points) -> float:
    return float(points[CHIN, 1] - points[FOREHEAD, 1])


def _steps(lab: LabPicture, colour: NDArray[np.floating]) -> NDArray[np.floating]:
    """How far each pixel is from a colour, lightness counting half."""
    away = lab - colour
    return np.sqrt((0.6 * away[..., 0]) ** 2 + away[..., 1] ** 2 + away[..., 2] ** 2)


def _shades(lab: LabPicture, colour: NDArray[np.floating]) -> NDArray[np.floating]:
    """How far each pixel is from being the same hair, lit or shaded: what lies in the shade is darker and, by as much,
    less coloured, but of the same hue.
    """
    strength = max(float(np.hypot(colour[1], colour[2])), 1e-6)
    along = (lab[..., 1] * colour[1] + lab[..., 2] * colour[2]) / strength
    across = (lab[..., 1] * colour[2] - lab[..., 2] * colour[1]) / strength
    shaded = np.clip(lab[..., 0] / max(float(colour[0]), 1.0), 0.25, 1.0)
    return np.sqrt((0.6 * (lab[..., 0] - colour[0])) ** 2 + (0.85 * (along - strength * shaded)) ** 2 + across**2)


def _step(one: NDArray[np.floating], other: NDArray[np.floating]) -> float:
    return float(_steps(one[None, None], other)[0, 0])


def _lab(colour: NDArray[np.floating]) -> Lab:
    return float(colour[0]), float(colour[1]), float(colour[2])
