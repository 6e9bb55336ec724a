"""Finding a face in a picture: by OpenCV's cascades in photographs, by skin with two eyes in it in drawings.

Source: P. Viola and M. Jones, Rapid object detection using a boosted cascade of simple features, CVPR 2001; the
cascades are the ones that OpenCV ships.
"""

from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from studio.engine.painters.still.arrays import Bytes, Mask, blurred, grey, grown, spread

Box = tuple[float, float, float, float]
"""Left, top, width and height, pixels."""

_CASCADES: Final = Path(cv2.__file__).parent / "data"
_UPPER: Final = 0.62  # of a face, where its eyes are
_SKIN_LOW, _SKIN_HIGH = np.array([105, 134, 92], np.uint8), np.array([255, 176, 131], np.uint8)  # Y, Cr, Cb
_LEAST_FACE: Final = 0.003  # of the picture


@dataclass(frozen=True, eq=False)
class Eye:
    """An eye: its box, and what of the box it covers, (h, w) bool."""

    box: tuple[int, int, int, int]
    shape: Mask

    def at(self, factor: float) -> "Eye":
        """The same in a picture so many times as large."""
        x, y, w, h = (round(value * factor) for value in self.box)
        box = x, y, max(2, w), max(2, h)
        return Eye(box, spread(self.shape.astype(np.float32), box[2:]) > 0.5)


@dataclass(frozen=True, eq=False)
class Face:
    """A face: its box, and its two eyes, none where they were not found."""

    box: Box
    eyes: tuple[Eye, ...] = ()

    @property
    def middle(self) -> tuple[float, float]:
        """Between the eyes, a little below them; a box of skin may hold the neck too."""
        left, top, wide, tall = self.box
        if not self.eyes:
            return left + wide / 2, top + tall / 2
        level = sum(eye.box[1] + eye.box[3] / 2 for eye in self.eyes) / len(self.eyes)
        return left + wide / 2, level + 0.1 * wide

    def at(self, factor: float) -> "Face":
        """The same in a picture so many times as large."""
        left, top, wide, tall = (value * factor for value in self.box)
        return Face((left, top, wide, tall), tuple(eye.at(factor) for eye in self.eyes))


def face_in(picture: Bytes) -> Face | None:
    """The largest face, (H, W, 3) sRGB; None where none is found."""
    drawn = _drawn(picture)
    photographed = _photographed(picture)
    if drawn is not None and (photographed is None or not photographed.eyes):
        return drawn
    return photographed


@cache
def _cascade(name: str) -> cv2.CascadeClassifier:
    return cv2.CascadeClassifier(str(_CASCADES / f"haarcascade_{name}.xml"))


# --- photographs ----------------------------------------------------------------------------------
def _photographed(picture: Bytes) -> Face | None:
    luma = np.asarray(cv2.equalizeHist(grey(picture)), np.uint8)
    least = max(24, min(luma.shape) // 10)
    found = _cascade("frontalface_alt2").detectMultiScale(luma, 1.1, 5, minSize=(least, least))
    faces = sorted((tuple(int(v) for v in box) for box in found), key=lambda box: -box[2])
    skin = skin_in(picture)
    for left, top, width, height in faces:
        if skin[top : top + height, left : left + width].mean() > 0.25:
            return Face((left, top, width, height), _seen_eyes(luma, (left, top, width, height)))
    return None


def _seen_eyes(luma: Bytes, face: tuple[int, int, int, int]) -> tuple[Eye, ...]:
    """Two eyes in the upper part of a face, left one first; none where not just two halves hold one."""
    left, top, width, height = face
    upper = luma[top : top + int(_UPPER * height), left : left + width]
    found = _cascade("eye").detectMultiScale(upper, 1.06, 4, minSize=(width // 7, width // 7))
    boxes = [tuple(int(v) for v in box) for box in found]
    sides = [[b for b in boxes if (b[0] + b[2] / 2 < width / 2) == first] for first in (True, False)]
    if not all(sides):
        return ()
    return tuple(_open_eye(max(side, key=lambda box: box[2]), left, top) for side in sides)


def _open_eye(box: tuple[int, ...], left: int, top: int) -> Eye:
    """The cascade's box holds the brow too: the eye is an ellipse in its middle."""
    x, y, w, h = box
    wide, tall = int(0.80 * w), int(0.42 * h)
    shape = np.zeros((tall, wide), np.uint8)
    cv2.ellipse(shape, (wide // 2, tall // 2), (wide // 2, tall // 2), 0, 0, 360, 1, -1)
    return Eye((left + x + (w - wide) // 2, top + y + int(0.36 * h), wide, tall), shape.astype(np.bool_))


# --- drawings -------------------------------------------------------------------------------------
def skin_in(picture: Bytes) -> Mask:
    """Where the colour is one of skin's, drawn or photographed."""
    tones = cv2.cvtColor(picture, cv2.COLOR_RGB2YCrCb)
    return np.asarray(cv2.inRange(tones, _SKIN_LOW, _SKIN_HIGH), np.bool_)


def _drawn(picture: Bytes) -> Face | None:
    """A patch of skin with two dark, like, level holes in it."""
    skin = skin_in(picture)
    luma = blurred(grey(picture), 0.8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(skin.astype(np.uint8))
    order = sorted(range(1, count), key=lambda one: -int(stats[one, cv2.CC_STAT_AREA]))
    for one in order[:4]:
        if stats[one, cv2.CC_STAT_AREA] < _LEAST_FACE * skin.size:
            return None
        face = _with_eyes(np.asarray(labels == one, np.bool_), luma)
        if face is not None:
            return face
    return None


def _with_eyes(patch: Mask, luma: Bytes) -> Face | None:
    points = cv2.findNonZero(patch.astype(np.uint8))
    hull = np.zeros(patch.shape, np.uint8)
    cv2.fillConvexPoly(hull, cv2.convexHull(points), 1)
    left, top, width, height = cv2.boundingRect(points)
    edges = (left <= 1) + (top <= 1) + (left + width >= patch.shape[1] - 1) + (top + height >= patch.shape[0] - 1)
    if edges > 1 or patch.sum() < 0.45 * hull.sum() or not 0.4 < width / height < 2.2:
        return None
    holes = (hull > 0) & ~grown(patch, max(1, width // 90))
    area = int(hull.sum())
    count, labels, stats, centres = cv2.connectedComponentsWithStats(holes.astype(np.uint8))
    likely = [
        one
        for one in range(1, count)
        if 0.004 * area < stats[one, cv2.CC_STAT_AREA] < 0.16 * area
        and top + 0.2 * height < centres[one][1] < top + 0.85 * height
        and np.percentile(luma[labels == one], 15) < 120
    ]
    pairs = [pair for pair in combinations(likely, 2) if _alike(stats[pair[0]], stats[pair[1]])]
    if not pairs:
        return None
    best = max(pairs, key=lambda pair: sum(int(stats[one, cv2.CC_STAT_AREA]) for one in pair))
    eyes = [_eye(np.asarray(labels == one, np.bool_), max(1, width // 60)) for one in best]
    return Face((left, top, width, height), tuple(sorted(eyes, key=lambda eye: eye.box[0])))


def _alike(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two blobs (left, top, width, height, area) may be the two eyes of a face."""
    wide, tall = (one[2] + other[2]) / 2, (one[3] + other[3]) / 2
    across = abs((one[0] + one[2] / 2) - (other[0] + other[2] / 2))
    down = abs((one[1] + one[3] / 2) - (other[1] + other[3] / 2))
    solid = [blob[4] / max(1, blob[2] * blob[3]) for blob in (one, other)]
    ratio = max(one[4], other[4]) / max(1, min(one[4], other[4]))
    return ratio < 3.0 and min(solid) > 0.3 and down < 0.45 * tall and 1.05 * wide < across < 4.5 * wide


def _eye(blob: Mask, reach: int) -> Eye:
    """The round part of a hole in the skin: strands of hair that run into it are left out."""
    _, _, wide, tall = cv2.boundingRect(blob.astype(np.uint8))
    side = max(3, round(0.45 * min(wide, tall))) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    opened = cv2.morphologyEx(blob.astype(np.uint8), cv2.MORPH_OPEN, kernel)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(opened)
    largest = max(range(1, count), key=lambda one: stats[one, cv2.CC_STAT_AREA], default=0)
    core = np.asarray(labels == largest, np.bool_) if largest else blob
    whole = grown(core, reach + 1)
    left, top, width, height = cv2.boundingRect(whole.astype(np.uint8))
    return Eye((left, top, width, height), whole[top : top + height, left : left + width])
