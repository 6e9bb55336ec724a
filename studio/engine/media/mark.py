"""Draws the visible mark, at the film's own size, over all else that is in its pictures.

It can be cropped, covered or painted over by anybody who means to; it tells honest viewers, and proves nothing.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

import numpy as np
import skia
from av import VideoFrame
from numpy.typing import NDArray

from studio.engine.media.plan import Clip, FilmPlan
from studio.engine.media.transitions import Passing
from studio.engine.overlaying.layers import Layer, Sheets, laid_over_stored, stored_sheets
from studio.engine.painters.painter import Size
from studio.engine.visible_mark import Corner, Mark, place_at

_MARGIN: Final = 0.5  # of the mark's height
_LEAST_PX: Final = 10


class MarkDrawer:
    """Draws the mark into pictures of one size. trained: whether it says that a trained model painted."""

    def __init__(self, mark: Mark, size: Size, *, trained: bool) -> None:
        self._mark = mark
        self._size = size
        height = max(_LEAST_PX, round(mark.height * min(size.width, size.height)))
        self._stamp = stamp(height, trained=trained)
        self._margin = max(2, round(height * _MARGIN))
        self._sheets: dict[Corner, Sheets] = {}
        self.told = f"{mark} {size} {trained}"

    def over(self, picture: VideoFrame, seconds: float) -> VideoFrame:
        """A picture as takes are stored with the mark in it, a new one. seconds: film time."""
        seen = place_at(self._mark, seconds).seen
        return laid_over_stored(picture, [self._sheet(corner).thinned(plainly) for corner, plainly in seen])

    def box(self, corner: Corner) -> tuple[int, int, int, int]:
        """Left, top, right, bottom of the mark in a corner, pixels."""
        high, wide = self._stamp.shape[:2]
        high, wide = min(high, self._size.height), min(wide, self._size.width)
        left = self._margin if "left" in corner.value else self._size.width - self._margin - wide
        top = self._margin if "top" in corner.value else self._size.height - self._margin - high
        left, top = max(0, left), max(0, top)
        return left, top, left + wide, top + high

    def _sheet(self, corner: Corner) -> Sheets:
        if corner not in self._sheets:
            left, top, right, bottom = self.box(corner)
            room = np.zeros((bottom - top // 2 * 2, right - left // 2 * 2, 4), np.uint8)
            room[top % 2 :, left % 2 :] = self._stamp[: bottom - top, : right - left]
            even = ((0, room.shape[0] % 2), (0, room.shape[1] % 2), (0, 0))
            layer = Layer(left // 2 * 2, top // 2 * 2, np.pad(room, even))
            self._sheets[corner] = stored_sheets(layer)
        return self._sheets[corner]


class FilmMark:
    """The mark over the shots of a film that bear it, and over what of theirs is seen in others; see ``plan.Drawing``.

    trained: the shots that bear it, by their names in the plan, and whether a trained model painted each.
    """

    def __init__(self, mark: Mark, plan: FilmPlan, trained: Mapping[str, bool]) -> None:
        self._fps = plan.fps
        self._drawers = {kind: MarkDrawer(mark, plan.size, trained=kind) for kind in set(trained.values())}
        self._borne: dict[str, tuple[bool, int, list[tuple[int, int]]]] = {}
        for at, (clip, start) in enumerate(zip(plan.clips, plan.starts(), strict=True)):
            whose = [clip.shot] if clip.shot in trained else list(_seen_in(plan, at, trained))
            if whose:
                spans = [(0, clip.frames)] if clip.shot in trained else list(_seen_in(plan, at, trained).values())
                self._borne[clip.shot] = any(trained[one] for one in whose), start, spans

    def spans(self, clip: Clip) -> list[tuple[int, int]]:
        """The frames of a clip that bear it."""
        return self._borne[clip.shot][2] if clip.shot in self._borne else []

    def told(self, clip: Clip) -> str:
        """All that makes it on a clip."""
        if clip.shot not in self._borne:
            return ""
        trained, start, spans = self._borne[clip.shot]
        return f"{self._drawers[trained].told} {start} {spans}"

    def over(self, picture: VideoFrame, clip: Clip, frame: int) -> VideoFrame:
        """A frame of a clip with it."""
        if clip.shot not in self._borne:
            return picture
        trained, start, spans = self._borne[clip.shot]
        if not any(first <= frame < last for first, last in spans):
            return picture
        return self._drawers[trained].over(picture, (start + frame) / self._fps)


def _seen_in(plan: FilmPlan, at: int, trained: Mapping[str, bool]) -> dict[str, tuple[int, int]]:
    """The shots that bear the mark and are mixed into a clip, each with the clip's frames that they are seen in."""
    found: dict[str, tuple[int, int]] = {}
    for one in Passing(plan, at).passages:
        if one.before is not None and one.head and one.before.shot in trained:
            found[one.before.shot] = 0, one.head
        if one.after is not None and one.tail and one.after.shot in trained:
            found[one.after.shot] = one.clip.frames - one.tail, one.clip.frames
    return found


@lru_cache(maxsize=16)
def stamp(height: int, *, trained: bool) -> NDArray[np.uint8]:
    """The mark on its own: (H, W, 4) uint8, premultiplied.

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
    pixels.flags.writeable = False
    return pixels


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
