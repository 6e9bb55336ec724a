"""Small pictures of shots, kept by what made them."""

from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.painter import CelPainter, Effects
from studio.engine.painters.painter import Size
from studio.engine.staging import Staged


class Thumbnails:
    """One picture a shot, from two fifths of the way through, when most of it is under way."""

    def __init__(self, most: int = 1000) -> None:
        self._pictures: OrderedDict[tuple[str, Size], NDArray[np.uint8]] = OrderedDict()
        self._most = most

    def of(self, staged: Staged, size: Size, cel: CelPainter) -> NDArray[np.uint8]:
        """The picture of a staged shot, (H, W, 3) uint8 sRGB, drawn now if there is none yet."""
        key = (staged.key, size)
        if key not in self._pictures:
            index = staged.performance.frames * 2 // 5
            self._pictures[key] = cel.open(staged.performance, size).frame(index, Effects.all()).colour
        self._pictures.move_to_end(key)
        while len(self._pictures) > self._most:
            self._pictures.popitem(last=False)
        return self._pictures[key]
