"""A region that the artist drew over one frame of a shot, and where it is in all others: it goes with what moves.

frame     0 . . . 12 . . . 24
drawn             #
followed  <=======#========>      by the flow of each frame, backwards and forwards
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.diffusion.conditioning import Floats, Pictures
from studio.engine.painters.diffusion.returning import inner_width
from studio.engine.painters.diffusion.sources import Source
from studio.engine.painters.painter import Pass, Size
from studio.timeline.sources import Hint

Mask: TypeAlias = NDArray[np.bool_]

_MENDED: Final = 0.02
"""Of the height: holes and cracks as narrow as this, where nothing is known of the motion, are closed."""
_SOFT: Final = 0.006
"""Of the height: how wide the edge is over which what is painted anew goes over into what stays."""


def rasterised(strokes: Sequence[Hint], film: Size, size: Size) -> Mask:
    """Strokes over a picture of the film as a mask at the painting's size, (H, W); True is painted anew."""
    inner = inner_width(film, size)
    left, wide = (size.width - inner) / 2, min(inner, size.height)
    mask = np.zeros((size.height, size.width), np.uint8)
    for stroke in strokes:
        points = np.array([(left + x * inner, y * size.height) for x, y in stroke.points])
        places = np.rint(points).astype(np.int32)
        thick = max(1, round(stroke.width * wide))
        value = int(stroke.subject)
        cv2.polylines(mask, [places.reshape(-1, 1, 2)], False, value, thick)
        for x, y in places:
            cv2.circle(mask, (int(x), int(y)), max(1, thick // 2), value, -1)
    return mask > 0


@dataclass(frozen=True, eq=False)
class Followed:
    """A region in every frame of the film. packed: each frame's mask, eight pixels a byte; shape: (H, W)."""

    packed: tuple[NDArray[np.uint8], ...]
    shape: tuple[int, int]

    def at(self, frame: int) -> Mask:
        """Where it is in a frame, (H, W)."""
        flat = np.unpackbits(self.packed[frame], count=self.shape[0] * self.shape[1])
        return flat.reshape(self.shape) > 0

    def of(self, frames: Sequence[int]) -> Mask:
        """Where it is in some frames, (F, H, W)."""
        return np.stack([self.at(frame) for frame in frames])


def follow(mask: Mask, drawn_at: int, frames: int, source: Source) -> Generator[int, None, Followed]:
    """The region in all of a shot's frames. Yields how many are done.

    mask: (H, W), at frame ``drawn_at``. What comes into view is not of it, and what goes behind something else is lost.
    """
    found: dict[int, NDArray[np.uint8]] = {drawn_at: np.packbits(mask)}
    yield 1
    for step in (1, -1):
        place = _Place(mask)
        for frame in range(drawn_at + step, frames if step > 0 else -1, step):
            seen = source.frame(frame, frozenset({Pass.FLOW}))
            flow = seen.flow_backward if step > 0 else seen.flow_forward
            assert flow is not None
            place = place.moved(flow)
            found[frame] = np.packbits(place.mask)
            yield len(found)
    height, width = mask.shape
    return Followed(tuple(found[frame] for frame in range(frames)), (height, width))


class _Place:
    """Where each pixel of a frame was in the frame that was drawn over: composed, so that the edge stays sharp.

    x, y: (H, W) float32 pixels there. known: whether that pixel was in sight all the time.
    """

    def __init__(
        self, drawn: Mask, x: Floats | None = None, y: Floats | None = None, known: Mask | None = None
    ) -> None:
        rows, columns = np.mgrid[0 : drawn.shape[0], 0 : drawn.shape[1]].astype(np.float32)
        self._drawn = drawn
        self._grid = columns, rows
        self._x = columns if x is None else x
        self._y = rows if y is None else y
        self._known = np.ones(drawn.shape, np.bool_) if known is None else known

    def moved(self, flow: Floats) -> "_Place":
        """One frame on. flow: where what is seen here was, as the pass has it."""
        columns, rows = self._grid
        x, y = columns + flow[..., 0], rows + flow[..., 1]
        far_x, far_y = (_at(one, x, y, cv2.INTER_LINEAR) for one in (self._x, self._y))
        known = _at(self._known.astype(np.uint8), x, y, cv2.INTER_NEAREST) > 0
        return _Place(self._drawn, far_x, far_y, known & (flow[..., 2] > 0.5))

    @property
    def mask(self) -> Mask:
        """The region here."""
        there = _at(self._drawn.astype(np.uint8), self._x, self._y, cv2.INTER_NEAREST) > 0
        return _mended(there & self._known)


def _at(field: NDArray[np.generic], x: Floats, y: Floats, how: int) -> Floats:
    found = cv2.remap(field, x, y, how, borderMode=cv2.BORDER_CONSTANT, borderValue=0)  # type: ignore[call-overload]
    return np.asarray(found, np.float32)


def _mended(mask: Mask) -> Mask:
    across = max(3, round(mask.shape[0] * _MENDED) | 1)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (across, across))
    edged = cv2.copyMakeBorder(mask.astype(np.uint8), across, across, across, across, cv2.BORDER_REPLICATE)
    closed = cv2.morphologyEx(edged, cv2.MORPH_CLOSE, kernel)
    return closed[across:-across, across:-across] > 0


def composed(painted: Pictures, base: Pictures, mask: Mask) -> Pictures:
    """What is painted anew laid into a picture of the same size, (H, W, 3): outside the region it is the base, to the
    bit; the edge is soft towards the inside.
    """
    across = max(3, round(mask.shape[0] * _SOFT) * 2 + 1)
    share = cv2.erode(mask.astype(np.float32), np.ones((across, across), np.uint8), borderValue=1)
    share = cv2.blur(share, (across, across))
    share = np.where(mask, np.maximum(share, 1 / across), 0)[..., None]
    mixed = base.astype(np.float32) + (painted.astype(np.float32) - base.astype(np.float32)) * share
    return np.rint(mixed).astype(np.uint8)
