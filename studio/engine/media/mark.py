"""Draws the visible mark, at the film's own size, into the pictures of takes.

It can be cropped, covered or painted over by anybody who means to; it tells honest viewers, and proves nothing.
"""

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import skia
from numpy.typing import NDArray

from studio.engine.media.take_video import TakeWriter, read_frames
from studio.engine.painters.painter import Size
from studio.engine.stop import StopToken
from studio.engine.visible_mark import Corner, Mark, place_at

_MARGIN: Final = 0.5  # of the mark's height
_LEAST_PX: Final = 10


class MarkDrawer:
    """Draws the mark into frames of one size and rate. trained: whether it says that a trained model painted."""

    def __init__(self, mark: Mark, size: Size, fps: int, *, trained: bool) -> None:
        self._mark = mark
        self.fps = fps
        self.size = size
        height = max(_LEAST_PX, round(mark.height * min(size.width, size.height)))
        self._stamp = stamp(height, trained=trained)
        self._margin = max(2, round(height * _MARGIN))

    def draw(self, frame: NDArray[np.uint8], seconds: float) -> NDArray[np.uint8]:
        """The frame with the mark in it: (H, W, 3) uint8 sRGB, a copy. seconds: film time."""
        marked = frame.copy()
        for corner, plainly in place_at(self._mark, seconds).seen:
            self._lay(marked, corner, plainly)
        return marked

    def box(self, corner: Corner) -> tuple[int, int, int, int]:
        """Left, top, right, bottom of the mark in a corner, pixels."""
        high, wide = self._stamp.shape[:2]
        high, wide = min(high, self.size.height), min(wide, self.size.width)
        left = self._margin if "left" in corner.value else self.size.width - self._margin - wide
        top = self._margin if "top" in corner.value else self.size.height - self._margin - high
        left, top = max(0, left), max(0, top)
        return left, top, left + wide, top + high

    def _lay(self, frame: NDArray[np.uint8], corner: Corner, plainly: float) -> None:
        left, top, right, bottom = self.box(corner)
        own = self._stamp[: bottom - top, : right - left]
        there = frame[top:bottom, left:right].astype(np.float32)
        cover = own[..., 3:] * plainly
        frame[top:bottom, left:right] = np.round(there * (1 - cover) + own[..., :3] * plainly * 255).astype(np.uint8)


@lru_cache(maxsize=16)
def stamp(height: int, *, trained: bool) -> NDArray[np.float32]:
    """The mark on its own: (H, W, 4) float32, premultiplied, 0 to 1.

    Strokes that go on, each from the one before: "what comes next". Beside them "AI" where a trained model painted.
    """
    wide = round(height * (2.05 if trained else 1.0))
    pixels = np.zeros((height, wide, 4), np.uint8)
    # Skia draws into the array itself; no colour type of its own, so that red stays red on every machine.
    surface: Any = skia.Surface.MakeRasterDirect(
        skia.ImageInfo.Make(wide, height, skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType), pixels
    )
    canvas = surface.getCanvas()
    canvas.scale(height / 100, height / 100)
    _plate(canvas, 100 * wide / height)
    _sign(canvas)
    if trained:
        _letters(canvas)
    surface.flushAndSubmit()
    drawn = (pixels / 255).astype(np.float32)
    drawn.flags.writeable = False
    return drawn


def _paint(grey: float, alpha: float, width: float = 0.0) -> Any:
    paint: Any = skia.Paint(AntiAlias=True, Color4f=skia.Color4f(grey, grey, grey, alpha))
    if width:
        paint.setStyle(skia.Paint.kStroke_Style)
        paint.setStrokeWidth(width)
        paint.setStrokeCap(skia.Paint.kRound_Cap)
        paint.setStrokeJoin(skia.Paint.kRound_Join)
    return paint


def _plate(canvas: Any, wide: float) -> None:
    """A dark plate that light signs are read on over any picture, with a hair of light about it for dark ones."""
    plate = skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(3, 3, wide - 3, 97), 26, 26)
    canvas.drawRRect(plate, _paint(0.06, 0.52))
    canvas.drawRRect(plate, _paint(1.0, 0.34, 3.0))


def _sign(canvas: Any) -> None:
    """Four strokes, each going on from the one before, and a point: a line that is still being drawn."""
    pen = _paint(1.0, 0.94, 8.5)
    path: Any = skia.Path()
    path.moveTo(24, 30)
    path.cubicTo(40, 22, 62, 22, 75, 31)
    path.moveTo(30, 49)
    path.cubicTo(42, 43, 58, 43, 69, 49)
    path.moveTo(50, 49)
    path.cubicTo(50, 62, 44, 72, 28, 78)
    path.moveTo(53, 66)
    path.cubicTo(60, 74, 66, 78, 74, 79)
    canvas.drawPath(path, pen)
    canvas.drawCircle(81, 62, 5.2, _paint(1.0, 0.94))


def _letters(canvas: Any) -> None:
    """A and I, drawn: no font is needed, and none can be missing."""
    pen = _paint(1.0, 0.94, 8.5)
    path: Any = skia.Path()
    path.moveTo(104, 76)
    path.lineTo(124, 26)
    path.lineTo(144, 76)
    path.moveTo(111, 60)
    path.lineTo(137, 60)
    path.moveTo(168, 26)
    path.lineTo(168, 76)
    canvas.drawPath(path, pen)


def marked_take(take: Path, target: Path, drawer: MarkDrawer, start: Fraction, stop: StopToken) -> Iterator[int]:
    """Write a take's picture again with the mark in it; yields how many frames are done. start: film time."""
    with TakeWriter(target, drawer.size, drawer.fps) as writer:
        for index, frame in enumerate(read_frames(take)):
            stop.check()
            writer.write(drawer.draw(frame, float(start) + index / drawer.fps))
            yield index + 1
