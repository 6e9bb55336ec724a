"""Where in a picture a person is: MediaPipe's selfie segmentation, or, without it, GrabCut from where the face is.

Source: C. Rother, V. Kolmogorov, A. Blake, GrabCut, SIGGRAPH 2004.
"""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.cameo.faces.found import Picture
from studio.cameo.faces.mesh import load
from studio.errors import MissingResource

Mask = NDArray[np.bool_]


def person_in(picture: Picture, box: tuple[float, float, float, float]) -> Mask:
    """Which pixels are of the person whose face is in the box (left, top, width, height), (H, W)."""
    try:
        return _segmented(picture)
    except MissingResource:
        return cut_out(picture, _around(picture, box))


def cut_out(picture: Picture, box: tuple[int, int, int, int]) -> Mask:
    """Which pixels are of what stands in the box, (H, W); everything outside it is background."""
    small = min(1.0, 256 / max(picture.shape[:2]))
    shown = cv2.resize(picture, None, fx=small, fy=small, interpolation=cv2.INTER_AREA)
    mask = np.zeros(shown.shape[:2], np.uint8)
    left, top, width, height = (round(side * small) for side in box)
    rect = (max(left, 1), max(top, 1), min(width, shown.shape[1] - 2), min(height, shown.shape[0] - 2))
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(1)
    cv2.grabCut(shown, mask, rect, models[0], models[1], 4, cv2.GC_INIT_WITH_RECT)
    found = ((mask == cv2.GC_FGD) | (mask == cv2.GC_PR_FGD)).astype(np.uint8)
    found = cv2.morphologyEx(found, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    return cv2.resize(found, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_NEAREST) > 0


def _segmented(picture: Picture) -> Mask:
    model: Any = load("selfie_segmentation", "SelfieSegmentation")(model_selection=0)
    found = model.process(np.ascontiguousarray(picture)).segmentation_mask
    model.close()
    return np.asarray(found) > 0.5


def _around(picture: Picture, box: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
    """Head and shoulders about a face."""
    left, top, width, height = box
    x, y = max(0, round(left - 0.7 * width)), max(0, round(top - 0.6 * height))
    right = min(picture.shape[1], round(left + 1.7 * width))
    return x, y, right - x, picture.shape[0] - y
