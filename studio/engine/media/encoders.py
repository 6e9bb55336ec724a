"""Which encoder makes a picture: the graphics card's where there is one, found by really encoding with it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, cast

import numpy as np
from av import CodecContext, VideoFrame
from av.error import FFmpegError
from av.video.frame import PictureType
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc, Interpolation

from studio.engine.media.presets import Encoding, ExportPreset, preset_called
from studio.engine.niceness import behind_the_window
from studio.engine.painters.painter import Size
from studio.errors import DeviceLimit

# SVT-AV1 writes its settings to standard error unless it is told to tell only of errors.
os.environ.setdefault("SVT_LOG", "1")

_THREADS: Final = 2
_TRIED_FRAMES: Final = 2
_EXACT: Final = Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT
_found: dict[tuple[str, Size], Encoding] = {}


@dataclass(frozen=True)
class Picture:
    """What an encoder is to make: the preset, the size in pixels, frames a second."""

    preset: ExportPreset
    size: Size
    fps: int


def chosen_encoder(picture: Picture) -> Encoding:
    """The first of a preset's encoders that works on this machine at this size; each is tried once.

    Raises:
        DeviceLimit: none of them can.
    """
    key = (picture.preset.title, picture.size)
    if key not in _found:
        works = next((one for one in picture.preset.encoders if encodes(one, picture)), None)
        if works is None:
            raise DeviceLimit(
                f"This machine cannot encode {picture.preset.title} at {picture.size}.",
                "Choose another size, or the preset H.264.",
            )
        _found[key] = works
    return _found[key]


def encoder_named(preset: str, size: Size, fps: int) -> str:
    """Who would encode a preset's picture, in words; of one that cannot be, why.

    Raises:
        InvalidRequest: there is no such preset.
    """
    asked = preset_called(preset)
    if not asked.encoders:
        return ""
    try:
        return named(chosen_encoder(Picture(asked, size, fps)))
    except DeviceLimit as fault:
        return fault.sentence


def named(encoding: Encoding) -> str:
    """An encoder as people are told of it."""
    return f"{encoding.title}, {'on the graphics card' if encoding.hardware else 'software'}"


def encodes(encoding: Encoding, picture: Picture) -> bool:
    """Whether an encoder gives packets for two frames of grey."""
    try:
        encoder = opened(encoding, picture)
        packets = [packet for frame in _grey(picture) for packet in encoder.encode(fed(frame, encoding, picture))]
        return bool([*packets, *encoder.encode(None)])
    except (FFmpegError, OSError, ValueError):  # a codec that this build lacks is a ValueError of PyAV
        return False


def opened(encoding: Encoding, picture: Picture) -> Any:
    """An encoder ready to be fed (a ``VideoCodecContext``, whose own types are partly unknown).

    Raises:
        FFmpegError, ValueError: this machine or this build has it not.
    """
    encoder = cast(Any, CodecContext.create(encoding.name, "w"))
    encoder.options = dict(encoding.options)
    set_up(encoder, encoding, picture)
    with behind_the_window():
        encoder.open()
    return encoder


def set_up(context: Any, encoding: Encoding, picture: Picture) -> None:
    """Size, rate, pixels and colour of an encoder: BT.709 of limited range, and tagged as such."""
    context.width, context.height = picture.size.width, picture.size.height
    context.pix_fmt = encoding.pixels or picture.preset.pixels
    context.time_base = Fraction(1, picture.fps)
    context.framerate = Fraction(picture.fps)
    context.color_primaries = ColorPrimaries.BT709
    context.color_trc = ColorTrc.BT709
    context.colorspace = Colorspace.ITU709
    context.color_range = ColorRange.MPEG
    context.thread_count = _THREADS
    if picture.preset.tag:
        context.codec_tag = picture.preset.tag


def fed(frame: VideoFrame, encoding: Encoding, picture: Picture) -> VideoFrame:
    """A frame of a take as an encoder takes it; what it was coded as before is forgotten."""
    changed = frame.reformat(
        format=encoding.pixels or picture.preset.pixels,
        src_colorspace=Colorspace.ITU709,
        dst_colorspace=Colorspace.ITU709,
        src_color_range=ColorRange.MPEG,
        dst_color_range=ColorRange.MPEG,
        interpolation=_EXACT,
    )
    changed.pict_type = PictureType.NONE
    return changed


def _grey(picture: Picture) -> Iterator[VideoFrame]:
    shape = (picture.size.height * 3 // 2, picture.size.width)
    for index in range(_TRIED_FRAMES):
        frame = VideoFrame.from_ndarray(np.full(shape, 128, np.uint8), "yuv420p")
        frame.pts, frame.time_base = index, Fraction(1, picture.fps)
        yield frame
