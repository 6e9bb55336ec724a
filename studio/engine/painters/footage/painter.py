"""The painter of clips: what was filmed elsewhere, at the film's rate, size and colours."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Final

import numpy as np
from av import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, Interpolation
from numpy.typing import NDArray

from studio.engine.footage import unchanged
from studio.engine.media.video_files import VideoReader
from studio.engine.painters.painter import PaintedFrame, PaintOrder, Pass, Size
from studio.engine.performance import Performance
from studio.engine.stop import StopToken
from studio.errors import InvalidRequest
from studio.timeline.film import Footage
from studio.timeline.footage import FIT

_SHARP: Final = Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT
LATE: Final = Fraction(1, 5)
"""Of a frame's time: timestamps are often rounded to a millisecond, and one that is this little late is not late."""
_KEPT: Final = 4
_UNTOLD: Final = 2  # ITU-T H.273, matrix coefficients "unspecified"
_HD_LINES: Final = 720


class FootagePainting:
    """A clip at a size: any frame of it; in order is quick."""

    def __init__(self, footage: Footage, performance: Performance, size: Size) -> None:
        path = Path(footage.path)
        unchanged(path, footage.sha256)
        self._footage = footage
        self._fps = performance.fps
        self._size = size
        self._reader = VideoReader(path) if footage.seen else None

    def frame(
        self, index: int, _effects: object = None, passes: frozenset[Pass] = frozenset(), _stop: object = None
    ) -> PaintedFrame:
        """One frame, 0 on. A sound's is black.

        Raises:
            InvalidRequest: a pass is wanted: a clip tells none. MediaUnreadable: it is broken there.
        """
        check_passes(passes)
        if self._reader is None:
            return PaintedFrame(index, np.zeros((self._size.height, self._size.width, 3), np.uint8))
        shown = self._reader.at(self._footage.start + (index + LATE) / self._fps)
        return PaintedFrame(index, upright(shown, self._size, fits=self._footage.fit == FIT))

    def close(self) -> None:
        """Let the file go."""
        if self._reader is not None:
            self._reader.close()


class FootagePainter:
    """Opens clips; the last few are kept open."""

    def __init__(self) -> None:
        self._open: dict[str, FootagePainting] = {}

    def open(self, performance: Performance, size: Size) -> FootagePainting:
        """Set a clip up to be painted at a size.

        Raises:
            MissingResource, MediaUnreadable: the clip cannot be used.
        """
        footage = performance.footage
        assert footage is not None
        key = f"{footage} {performance.fps} {size}"
        painting = self._open.pop(key, None) or FootagePainting(footage, performance, size)
        self._open[key] = painting
        while len(self._open) > _KEPT:
            self._open.pop(next(iter(self._open))).close()
        return painting

    def paint(self, performance: Performance, order: PaintOrder, stop: StopToken) -> Iterator[PaintedFrame]:
        """Every frame that the order chooses. See ``Painter.paint``."""
        painting = self.open(performance, order.size)
        for index in order.chosen(performance.frames):
            stop.check()
            yield painting.frame(index, passes=order.passes)

    def close(self) -> None:
        """Let the files go."""
        for painting in self._open.values():
            painting.close()
        self._open.clear()


def check_passes(passes: frozenset[Pass]) -> None:
    """Refuse the layers of truth, none of which a clip tells.

    Raises:
        InvalidRequest: which.
    """
    if missing := [one.value for one in Pass if one in passes - {Pass.COLOUR}]:
        raise InvalidRequest(f"A clip tells no {' and no '.join(missing)} pass.", "Ask only for colour.")


def upright_shape(frame: VideoFrame) -> tuple[Fraction, Fraction]:
    """How wide and tall a frame is turned as it was held, in square pixels."""
    wide, tall = frame.width * _pixel_aspect(frame), Fraction(frame.height)
    return (tall, wide) if round(frame.rotation / 90) % 2 else (wide, tall)


def upright(frame: VideoFrame, size: Size, *, fits: bool) -> NDArray[np.uint8]:
    """A frame turned as it was held, its pixels square, (H, W, 3) uint8 sRGB; filling the picture, or whole in it."""
    quarters = round(frame.rotation / 90) % 4
    wide, tall = frame.width * _pixel_aspect(frame), Fraction(frame.height)
    across, down = (size.height, size.width) if quarters % 2 else (size.width, size.height)
    ratios = (across / wide, down / tall)
    scale = min(ratios) if fits else max(ratios)
    picture = _rgb(frame, max(1, round(wide * scale)), max(1, round(tall * scale)))
    return _placed(np.rot90(picture, quarters), size)


def _pixel_aspect(frame: VideoFrame) -> Fraction:
    told = getattr(frame, "sample_aspect_ratio", None)
    return Fraction(told) if told else Fraction(1)


def _rgb(frame: VideoFrame, width: int, height: int) -> NDArray[np.uint8]:
    changed = converted(frame, width, height, "rgb24", ColorRange.JPEG)
    return changed.to_ndarray().astype(np.uint8, copy=False)


def converted(frame: VideoFrame, width: int, height: int, pixels: str, scale: ColorRange) -> VideoFrame:
    """A frame in another size and form, its colours brought to BT.709; without tags they are as usual for its size."""
    told = int(frame.colorspace)
    usual = Colorspace.ITU709 if frame.height >= _HD_LINES else Colorspace.ITU601
    full = frame.color_range == ColorRange.JPEG or frame.format.name.startswith("yuvj")
    return frame.reformat(
        width,
        height,
        pixels,
        src_colorspace=usual if told in (_UNTOLD, 0) else Colorspace(told),
        dst_colorspace=Colorspace.ITU709,
        src_color_range=ColorRange.JPEG if full else ColorRange.MPEG,
        dst_color_range=scale,
        interpolation=_SHARP,
    )


def _placed(picture: NDArray[np.uint8], size: Size) -> NDArray[np.uint8]:
    """A picture in the middle of one of a size: what reaches over is cut off, what is missing is black."""
    whole = np.zeros((size.height, size.width, 3), np.uint8)
    height, width = picture.shape[:2]
    (top, above), (left, before) = _centred(height, size.height), _centred(width, size.width)
    tall, wide = min(height, size.height), min(width, size.width)
    whole[top : top + tall, left : left + wide] = picture[above : above + tall, before : before + wide]
    return whole


def _centred(length: int, room: int) -> tuple[int, int]:
    """Where it begins in the room, and how much of its own beginning is cut off."""
    return max(0, (room - length) // 2), max(0, (length - room) // 2)
