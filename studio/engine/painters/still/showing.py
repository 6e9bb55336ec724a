"""A still as it is while its subject is marked: whole, with what is not cut out in the shade."""

from typing import Final

import cv2
import numpy as np

from studio.engine.painters.still.arrays import Bytes, eroded, fitted, grown, scaled
from studio.engine.painters.still.cutting import refined
from studio.engine.painters.still.layers import original_of
from studio.engine.stop import StopToken
from studio.timeline.film import Still

_SIDE_PX: Final = 960
_SHADE: Final = 0.38


def cut_shown(still: Still, stop: StopToken) -> Bytes:
    """The picture (h, w, 3), no side over 960: the background in the shade, a light line round the subject.

    Raises:
        MissingResource, MediaUnreadable, DeviceLimit: the picture cannot be used. Stopped: the token was set.
    """
    original = original_of(still, stop)
    height, width = original.colour.shape[:2]
    small = scaled(original.colour, fitted(width, height, _SIDE_PX))
    grey = cv2.cvtColor(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    if not original.matte.any():
        return np.asarray(_SHADE * grey, np.uint8)
    matte = refined(original.matte, small)
    shown = small * matte[..., None] + _SHADE * grey * (1 - matte[..., None])
    inside = matte > 0.5
    shown[grown(inside, 1) & ~eroded(inside, 1)] = 255
    return np.asarray(np.clip(shown, 0, 255), np.uint8)
