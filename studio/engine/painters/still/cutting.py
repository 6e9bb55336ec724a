"""Cutting the subject of a picture out.

Where it may be is guessed from a face, from what differs from the picture's rim, from the middle, and from the artist's
strokes; GrabCut decides on a small copy, and a guided filter finds the edge again at full size.
Source: C. Rother, V. Kolmogorov and A. Blake, GrabCut, SIGGRAPH 2004; K. He and J. Sun, Fast guided filter, 2015.
"""

from typing import Final

import cv2
import numpy as np

from studio.engine.painters.still.arrays import (
    Bytes,
    Floats,
    Mask,
    blurred,
    eroded,
    fitted,
    grown,
    lab,
    scaled,
    single,
    spread,
)
from studio.engine.painters.still.finding import Box, Face
from studio.timeline.sources import Hint

CUT_PX: Final = 240
_ROUNDS: Final = 4
_RIM: Final = 0.04
_PIECE: Final = 0.3  # of the largest piece, that another one is kept for
_STEP: Final = 26.0  # of colour (CIE76), that is an edge
_LEAST, _MOST = 0.006, 0.9  # of the picture, that a subject may cover


def cut(colour: Bytes, alpha: Bytes | None, face: Face | None, hints: tuple[Hint, ...]) -> Floats:
    """How far each pixel of a small copy belongs to the subject, (h, w) 0 to 1; all 0 where there is none.

    Args:
        colour: the picture at any size. alpha: its own transparency, which then says where the subject is.
        face: found in ``colour``.
    """
    height, width = colour.shape[:2]
    size = fitted(width, height, CUT_PX)
    small = scaled(colour, size)
    place = None if face is None else face.at(size[0] / width)
    likely = _likely(small, place) if alpha is None else single(scaled(alpha, size) / 255)
    marks = _marks(likely, sure=alpha is not None)
    if place is not None:
        _mark_face(marks, place.box)
    _mark_hints(marks, hints)
    found = _grabbed(small, marks)
    head = _head(found, place)
    whole = _kept(found, marks, head)
    if place is not None:
        whole |= _closed(whole, max(1, round(0.11 * place.box[2]))) & head & (marks != cv2.GC_BGD)
    if not hints and face is None and alpha is None and not _is_a_thing(small, whole):
        return np.zeros(whole.shape, np.float32)
    return whole.astype(np.float32)


def refined(matte: Floats, colour: Bytes) -> Floats:
    """The small copy's matte with its edge where the picture has it, (H, W) 0 to 1 of ``colour``'s size."""
    height, width = colour.shape[:2]
    middle = fitted(width, height, 3 * CUT_PX)
    guide = scaled(colour, middle)
    rough = np.clip(spread(blurred(matte, 0.6), middle), 0, 1)
    slope, base = _guided(single(guide / 255), rough, max(2, middle[0] // 110))
    size = (width, height)
    fine = spread(base, size)
    picture = colour.astype(np.float32) / 255
    for channel in range(3):
        fine = fine + spread(np.ascontiguousarray(slope[..., channel]), size) * picture[..., channel]
    near = spread(grown(rough > 0.5, max(2, middle[0] // 60)).astype(np.float32), size)
    return np.asarray(np.clip((fine - 0.12) / 0.76, 0, 1) * near, np.float32)


# --- guessing -------------------------------------------------------------------------------------
def _likely(small: Bytes, face: Face | None) -> Floats:
    """(h, w) 0 to 1, how likely each pixel is of the subject before anything is cut."""
    height, width = small.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    middle = np.exp(-(((x / width - 0.5) / 0.28) ** 2 + ((y / height - 0.56) / 0.36) ** 2) / 2)
    differs = _unlike_the_rim(small)
    if face is None:
        return np.asarray(np.clip(1.25 * differs * (0.35 + 0.65 * middle), 0, 1), np.float32)
    body = _body(x, y, face.middle, face.box[2])
    return np.asarray(np.clip(0.55 * body + 0.45 * body * differs + 0.25 * differs * middle, 0, 1), np.float32)


def _body(x: Floats, y: Floats, face: tuple[float, float], wide: float) -> Floats:
    """Head and hair about a face, and shoulders that widen below it."""
    over = (x - face[0]) / wide, (y - face[1]) / wide
    head = np.exp(-((over[0] / 0.95) ** 4) - ((over[1] + 0.2) / 1.2) ** 4)
    spread_out = 0.75 + 0.55 * np.clip(over[1] - 0.4, 0, 1.2)
    below = (over[1] > 0.4) * np.exp(-((over[0] / spread_out) ** 4))
    return np.asarray(np.maximum(head, 0.85 * below), np.float32)


def _unlike_the_rim(small: Bytes) -> Floats:
    """(h, w) 0 to 1: how far a pixel's colour is from any that is often seen at the picture's left, right and top."""
    tones = lab(blurred(small, 1.2))
    deep = max(2, round(_RIM * min(small.shape[:2])))
    rim = np.concatenate([tones[:, :deep], tones[:, -deep:], tones[:deep].transpose(1, 0, 2)], axis=0)
    cv2.setRNGSeed(1)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 12, 0.5)
    samples = np.ascontiguousarray(rim.reshape(-1, 3))
    _, labels, centres = cv2.kmeans(samples, 8, np.zeros((0,), np.int32), stop, 1, cv2.KMEANS_PP_CENTERS)  # pyright: ignore[reportCallIssue, reportArgumentType]
    share = np.bincount(labels.ravel(), minlength=8) / len(samples)
    often = np.asarray(centres, np.float32)[share > 0.04]
    away = np.sqrt(((tones[:, :, None] - often) ** 2 * np.array([0.5, 1, 1], np.float32)).sum(-1)).min(-1)
    return np.asarray(np.clip(away / max(12.0, float(np.percentile(away, 92))), 0, 1), np.float32)


def _marks(likely: Floats, *, sure: bool) -> Bytes:
    """GrabCut's marks: probably this or that, and surely background at the upper corners and sides."""
    marks = np.where(likely > 0.42, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    if sure:
        marks[likely > 0.95], marks[likely < 0.05] = cv2.GC_FGD, cv2.GC_BGD
        return marks
    rim = max(1, round(0.015 * min(marks.shape)))
    for edge in (marks[:rim], marks[:, :rim], marks[:, -rim:]):
        edge[edge == cv2.GC_PR_BGD] = cv2.GC_BGD
    return marks


def _mark_face(marks: Bytes, face: Box) -> None:
    left, top, wide, tall = face
    centre = round(left + wide / 2), round(top + tall * 0.52)
    cv2.ellipse(marks, centre, (max(1, round(wide * 0.34)), max(1, round(tall * 0.4))), 0, 0, 360, cv2.GC_FGD, -1)


def _mark_hints(marks: Bytes, hints: tuple[Hint, ...]) -> None:
    """The artist's word, later strokes over earlier ones."""
    height, width = marks.shape
    for hint in hints:
        points = np.array([(x * width * 16, y * height * 16) for x, y in hint.points], np.int32)
        thick = max(1, round(hint.width * min(width, height)))
        told = cv2.GC_FGD if hint.subject else cv2.GC_BGD
        if len(points) == 1:
            cv2.circle(marks, tuple(points[0] // 16), max(1, thick // 2), told, -1)
        cv2.polylines(marks, [points.reshape(-1, 1, 2)], False, told, thick, shift=4)  # pyright: ignore[reportCallIssue, reportArgumentType]


# --- cutting --------------------------------------------------------------------------------------
def _grabbed(small: Bytes, marks: Bytes) -> Mask:
    either = [np.isin(marks, kinds).any() for kinds in ((cv2.GC_FGD, cv2.GC_PR_FGD), (cv2.GC_BGD, cv2.GC_PR_BGD))]
    if not all(either):
        return np.asarray(np.isin(marks, (cv2.GC_FGD, cv2.GC_PR_FGD)), np.bool_)
    cv2.setRNGSeed(1)
    models = np.zeros((1, 65)), np.zeros((1, 65))
    marks = marks.copy()
    cv2.grabCut(np.ascontiguousarray(small[..., ::-1]), marks, (0, 0, 1, 1), *models, _ROUNDS, cv2.GC_INIT_WITH_MASK)
    return np.asarray(np.isin(marks, (cv2.GC_FGD, cv2.GC_PR_FGD)), np.bool_)


def _kept(found: Mask, marks: Bytes, head: Mask) -> Mask:
    """Without crumbs and pinholes: the largest piece, those a good part of it or of a head, and what was marked."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(found.astype(np.uint8))
    if count < 2:
        return found
    areas = stats[1:, cv2.CC_STAT_AREA]
    told = set(np.asarray(labels, np.int32)[marks == cv2.GC_FGD].tolist())
    of_head = np.bincount(np.asarray(labels, np.int32)[head], minlength=count) > 0.6 * stats[:, cv2.CC_STAT_AREA]
    good = [one for one in range(1, count) if areas[one - 1] > _PIECE * areas.max() or one in told or of_head[one]]
    kept = np.isin(labels, good)
    holes, hole_labels, hole_stats, _ = cv2.connectedComponentsWithStats((~kept).astype(np.uint8))
    small = [one for one in range(1, holes) if hole_stats[one, cv2.CC_STAT_AREA] < 0.012 * kept.sum()]
    filled = kept | (np.isin(hole_labels, small) & (marks != cv2.GC_BGD))
    return np.asarray(filled, np.bool_)


def _head(found: Mask, face: Face | None) -> Mask:
    """Where a head with its hair is; nowhere without a face."""
    if face is None:
        return np.zeros(found.shape, np.bool_)
    y, x = np.mgrid[0 : found.shape[0], 0 : found.shape[1]]
    over = (x - face.middle[0]) / face.box[2], (y - face.middle[1]) / face.box[2]
    return np.asarray((np.abs(over[0]) < 1.3) & (over[1] < 0.9) & (over[1] > -1.7), np.bool_)


def _closed(found: Mask, reach: int) -> Mask:
    """With what lies between its parts: shines on hair are often of another colour, and belong to it."""
    return eroded(grown(np.pad(found, reach), reach), reach)[reach:-reach, reach:-reach]


def _is_a_thing(small: Bytes, found: Mask) -> bool:
    """Whether what was cut is something rather than a part of a view: not all round the rim, and with an edge."""
    share = float(found.mean())
    if not _LEAST < share < _MOST:
        return False
    rim = np.concatenate([found[:, 0], found[:, -1], found[0]])
    if rim.mean() > 0.15 or found[-1].mean() > 0.6:
        return False
    edge = found & ~eroded(found, 1)
    return float((_steps(small)[edge] > _STEP).mean()) > 0.55


def _steps(small: Bytes) -> Floats:
    """(h, w) the greatest change of colour within two pixels."""
    tones = lab(blurred(small, 0.7))
    kernel = np.ones((5, 5), np.uint8)
    change = np.asarray(cv2.dilate(tones, kernel) - cv2.erode(tones, kernel), np.float32)
    return np.asarray(np.sqrt((change**2).sum(-1)), np.float32)


def _guided(guide: Floats, values: Floats, reach: int) -> tuple[Floats, Floats]:
    """The linear model of ``values`` in the colour of ``guide``: slopes (h, w, 3) and base (h, w), smoothed."""

    def mean(field: Floats) -> Floats:
        return np.asarray(cv2.blur(field, (2 * reach + 1, 2 * reach + 1)), np.float32)

    average, level = mean(guide), mean(values)
    together = np.stack([mean(guide[..., c] * values) for c in range(3)], -1) - average * level[..., None]
    spread_of = np.empty((*values.shape, 3, 3), np.float32)
    for one in range(3):
        for other in range(3):
            spread_of[..., one, other] = (
                mean(guide[..., one] * guide[..., other]) - average[..., one] * average[..., other]
            )
    spread_of += 4e-4 * np.eye(3, dtype=np.float32)
    slope = np.linalg.solve(spread_of, together[..., None])[..., 0].astype(np.float32)
    base = level - (slope * average).sum(-1)
    return mean(slope), mean(base)
