"""The arrays of this room, and OpenCV's resampling of them with types that hold."""

from typing import Any, TypeVar, cast

import cv2
import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]
Raster = TypeVar("Raster", bound=NDArray[np.uint8] | NDArray[np.float32])


def single(values: NDArray[Any]) -> Floats:
    """The numbers in single precision."""
    return np.asarray(values, np.float32)


def scaled(picture: Raster, size: tuple[int, int]) -> Raster:
    """A picture at another (width, height): averaged where it shrinks, smooth where it grows."""
    if (picture.shape[1], picture.shape[0]) == size:
        return picture
    way = cv2.INTER_AREA if size[0] < picture.shape[1] else cv2.INTER_CUBIC
    return cast(Raster, cv2.resize(picture, size, interpolation=way))


def spread(values: Floats, size: tuple[int, int]) -> Floats:
    """A field of numbers at another (width, height), never beyond its own range."""
    return np.asarray(cv2.resize(values, size, interpolation=cv2.INTER_LINEAR), np.float32)


def blurred(picture: Raster, sigma: float) -> Raster:
    """Gaussian blur, in pixels."""
    return cast(Raster, cv2.GaussianBlur(picture, (0, 0), sigma))


def looked_up(picture: Raster, x: Floats, y: Floats) -> Raster:
    """The picture seen at (x, y) pixels, mirrored beyond its edges."""
    return cast(Raster, cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101))


def fitted(width: int, height: int, side_px: int) -> tuple[int, int]:
    """The size of a picture with no side over ``side_px``."""
    scale = min(1.0, side_px / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def grey(picture: Bytes) -> Bytes:
    """(H, W) luma of (H, W, 3) sRGB."""
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)


def lab(picture: Bytes) -> Floats:
    """(H, W, 3) CIE L*a*b*, L 0 to 100."""
    return np.asarray(cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_RGB2LAB), np.float32)


def grown(mask: Mask, reach_px: int) -> Mask:
    """The mask with all that is within ``reach_px`` of it."""
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach_px + 1, 2 * reach_px + 1))
    return np.asarray(cv2.dilate(mask.astype(np.uint8), kernel), np.bool_)


def eroded(mask: Mask, reach_px: int) -> Mask:
    """The mask without all that is within ``reach_px`` of its edge."""
    return ~grown(~mask, reach_px)
