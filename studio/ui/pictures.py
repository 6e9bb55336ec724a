"""Pictures from arrays."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage


def image_of(colour: NDArray[np.uint8]) -> QImage:
    """A picture of its own from (H, W, 3) uint8 sRGB."""
    height, width, _ = colour.shape
    packed = np.ascontiguousarray(colour)
    return QImage(packed.data, width, height, width * 3, QImage.Format.Format_RGB888).copy()
