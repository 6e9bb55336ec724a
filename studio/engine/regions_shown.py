"""A moment of a shot to draw a region over, or to see where the region went."""

from collections.abc import Generator
from typing import Final

import cv2
import numpy as np

from studio.engine.clearing import refuse_locked
from studio.engine.painted_clips import staged_shot, take_of
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.diffusion.conditioning import Pictures
from studio.engine.painters.diffusion.regions import Mask, follow, rasterised
from studio.engine.painters.diffusion.sources import Source, source_of
from studio.engine.painters.painter import PaintedFrame, Pass, Size
from studio.engine.painting_jobs import ShowRegion
from studio.engine.staging import Rehearsals
from studio.engine.stop import StopToken
from studio.engine.takes import TakeStore
from studio.timeline.film import Film

_SHADE: Final = 0.35


def region_shown(
    request: ShowRegion, film: Film, cel: CelPainter, rehearsals: Rehearsals, stop: StopToken
) -> Generator[None, None, Pictures]:
    """The moment, (H, W, 3) uint8, with what is not of the region in the shade. film: with its files where they lie.

    Raises:
        InvalidRequest: no such shot, or it may not be shown. MissingResource: the take is gone, or may not be.
    """
    staged = yield from staged_shot(film, request.shot, rehearsals, stop)
    refuse_locked(staged.locks)
    performance = staged.performance
    performance.hold()
    take = take_of(request.take, staged, TakeStore(request.takes), rehearsals) if request.take else None
    picture = take.video if take else None
    source = source_of(performance, cel, request.size, request.size, picture)
    last = performance.frames - 1
    index = min(int(request.at * performance.fps), last)
    colour = source.frame(index).colour
    region = request.region
    if region is None or not region.strokes:
        return colour
    drawn = min(int(region.at * performance.fps), last)
    if index == drawn:
        mask = rasterised(region.strokes, request.size, request.size)
    else:
        small = _halved(request.size)
        there = rasterised(region.strokes, request.size, small)
        moved = yield from _followed(there, drawn, index, source_of(performance, cel, small, request.size, picture))
        mask = cv2.resize(moved.astype(np.uint8), (request.size.width, request.size.height)) > 0
    return np.where(mask[..., None], colour, np.rint(colour * _SHADE)).astype(np.uint8)


def _halved(size: Size) -> Size:
    """The size that a region is followed at to be looked at: a quarter of the pixels tell as well where it is."""
    return Size(max(16, size.width // 4 * 2), max(16, size.height // 4 * 2))


def _followed(mask: Mask, drawn: int, index: int, source: Source) -> Generator[None, None, Mask]:
    """The region at another frame; what lies on the way is looked at, nothing else."""
    first, last = min(drawn, index), max(drawn, index)
    steps = follow(mask, drawn - first, last - first + 1, _Later(source, first))
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value.at(index - first)
        yield


class _Later:
    """A source counted from one of its frames on."""

    def __init__(self, source: Source, first: int) -> None:
        self._source = source
        self._first = first

    @property
    def tells(self) -> frozenset[Pass]:
        """See ``Source``."""
        return self._source.tells

    def frame(self, index: int, passes: frozenset[Pass] = frozenset()) -> PaintedFrame:
        """See ``Source``."""
        return self._source.frame(index + self._first, passes)
