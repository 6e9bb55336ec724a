"""A take's picture: H.264 segments that a film is joined from without encoding them again.

No B-frames, closed groups of 12 frames, each encoded by itself: every segment starts at time 0 with a frame of its own,
scrubbing is quick, segments join frame for frame, and a group whose frames are as in another take is copied from it,
to the bit what encoding it again would give. BT.709, limited range, tagged as such.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

import numpy as np
from av import CodecContext, Packet, VideoFrame
from av.codec.context import Flags
from av.container import InputContainer
from av.video.frame import PictureType
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc, Interpolation
from numpy.typing import NDArray

from studio.engine.media.ffmpeg import reading, told_plainly, whole_or_not_at_all, writing
from studio.engine.media.preflight import check_size
from studio.engine.niceness import behind_the_window
from studio.engine.painters.painter import Size
from studio.errors import MediaUnreadable

GROUP = 12

# x264 gives the same bytes for the same number of threads, whatever the machine has.
_THREADS = 2
_OPTIONS = {"crf": "17", "preset": "veryfast", "tune": "animation", "x264-params": f"keyint={GROUP}:bframes=0"}
_EXACT = Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT | Interpolation.BITEXACT


class TakeWriter:
    """Writes a take's picture, frame by frame, in a ``with`` block. Leaving it by an error leaves no file.

    apart: whether each group is encoded by itself, so that it can be copied into another take. Where nothing is ever
    copied from, one encoder for all spares a third of the work (the memory of each is fresh, and cleared first).

    Raises:
        InvalidRequest: a size that cannot be (see ``check_size``).
        DeviceLimit: the disk is full or cannot be written.
    """

    def __init__(self, path: Path, size: Size, fps: int, *, apart: bool = True) -> None:
        check_size(size)
        self._apart = apart
        self._path = path
        self._size = size
        self._fps = fps
        self._written = 0
        self._open = ExitStack()

    def __enter__(self) -> Self:
        part = self._path.with_name(f".{self._path.name}.part")
        with ExitStack() as opening:
            opening.enter_context(whole_or_not_at_all(self._path, part))
            self._container = opening.enter_context(writing(part, self._path, {}))
            self._stream = self._container.add_stream("libx264", rate=self._fps, options=_OPTIONS)
            self._set_up(self._stream.codec_context)
            with behind_the_window():
                self._stream.codec_context.open()
            self._encoder: Any = self._stream.codec_context
            self._open = opening.pop_all()
        return self

    def _next_encoder(self) -> Any:
        """An encoder that knows nothing of the frames so far."""
        encoder = cast(Any, CodecContext.create("libx264", "w"))
        encoder.options = _OPTIONS
        encoder.flags |= Flags.global_header.value
        self._set_up(encoder)
        with behind_the_window():
            encoder.open()
        return encoder

    def _set_up(self, context: Any) -> None:
        context.width, context.height = self._size.width, self._size.height
        context.pix_fmt = "yuv420p"
        context.time_base = Fraction(1, self._fps)
        context.color_primaries = ColorPrimaries.BT709
        context.color_trc = ColorTrc.BT709
        context.colorspace = Colorspace.ITU709
        context.color_range = ColorRange.MPEG
        context.thread_count = _THREADS
        context.thread_type = "FRAME"

    def write(self, frame: NDArray[np.uint8]) -> None:
        """Add the next frame: (H, W, 3) uint8 sRGB, row 0 at the top."""
        self.write_picture(_to_yuv(frame))

    def write_picture(self, picture: VideoFrame) -> None:
        """Add the next frame, in the form that takes have: yuv420p, BT.709 of limited range."""
        picture.pts, picture.time_base = self._written, Fraction(1, self._fps)
        picture.pict_type = PictureType.NONE
        if self._encoder is None:
            self._encoder = self._next_encoder()
        self._mux(self._encoder.encode(picture))
        self._written += 1
        if self._apart and self._written % GROUP == 0:
            self._end_group()

    def copy(self, path: Path, group: int) -> None:
        """Add the next group of frames as another take of the same size and rate has it.

        Raises:
            MediaUnreadable: that take is gone or damaged.
        """
        assert self._written == group * GROUP, "groups are added in order, and whole"
        if self._encoder is not None and self._encoder is not self._stream.codec_context:
            self._end_group()
        with reading(path) as container:
            packets = list(_packets(container, group * GROUP, (group + 1) * GROUP, path))
            self._mux(packets)
        self._written += len(packets)

    def _mux(self, packets: list[Any]) -> None:
        for packet in packets:
            packet.stream = self._stream
        with told_plainly(self._path):
            self._container.mux(packets)

    def _end_group(self) -> None:
        if self._encoder is not None:
            self._mux(self._encoder.encode(None))
        self._encoder = None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._open.pop_all() as closing:
            if kind is not None:
                closing.__exit__(kind, error, trace)
            elif not self._written:
                raise ValueError("a take has at least one frame")
            else:
                self._end_group()


def read_frames(path: Path, start: int = 0, stop: int | None = None) -> Iterator[NDArray[np.uint8]]:
    """Yield frames ``start`` to ``stop`` (not included; None: to the end) as (H, W, 3) uint8 sRGB.

    Raises:
        MediaUnreadable: not a take, damaged, or it ends before ``stop``.
    """
    index = start - 1
    with reading(path) as container:
        for index, frame in _frames_from(container, start, path):
            if stop is not None and index >= stop:
                return
            yield to_rgb(frame)
    if stop is not None and index + 1 < stop:
        raise MediaUnreadable(
            f"{path} ends after {index + 1} frames, where {stop} are needed.", "Render that shot again."
        )


def pictures(path: Path, start: int, count: int) -> Iterator[VideoFrame]:
    """Yield ``count`` frames from ``start`` on as they are decoded.

    Raises:
        MediaUnreadable: not a take, damaged, or it ends before that.
    """
    found = 0
    with reading(path) as container:
        for _, frame in _frames_from(container, start, path):
            if found == count:
                return
            found += 1
            yield frame
    if found < count:
        raise MediaUnreadable(
            f"{path} ends after {start + found} frames, where {start + count} are needed.", "Render that shot again."
        )


def _frames_from(container: InputContainer, start: int, path: Path) -> Iterator[tuple[int, VideoFrame]]:
    """Frames with their numbers, from ``start`` on; decoding begins at the key frame before it."""
    if not container.streams.video:
        raise MediaUnreadable(f"{path} holds no picture.", "Choose a video.")
    stream = container.streams.video[0]
    rate, ticks = stream.average_rate, stream.time_base
    if rate is None or ticks is None:
        raise MediaUnreadable(f"{path} does not say how fast it runs.", "Render it again.")
    if start > 0:
        container.seek(round(start / (rate * ticks)), stream=stream)
    for frame in container.decode(stream):
        index = round((frame.pts or 0) * ticks * rate)
        if index >= start:
            yield index, frame


def _packets(container: InputContainer, first: int, last: int, path: Path) -> Iterator[Any]:
    """The packets of frames ``first`` to ``last`` (not included), of which ``first`` begins a group."""
    stream = container.streams.video[0]
    rate, ticks = stream.average_rate, stream.time_base
    if rate is None or ticks is None:
        raise MediaUnreadable(f"{path} does not say how fast it runs.", "Render it again.")
    container.seek(round(first / (rate * ticks)), stream=stream)
    for packet in container.demux(stream):
        index = -1 if packet.pts is None else round(packet.pts * ticks * rate)
        if index >= last:
            return
        if index >= first:
            yield _as_encoded(packet)


def _as_encoded(packet: Any) -> Any:
    """A packet of an MP4 as the encoder gave it: each unit after a start code instead of its length in four bytes.

    Source: ISO/IEC 14496-15 section 5.3.2 against ITU-T H.264 annex B.
    """
    data, at = bytearray(bytes(packet)), 0
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        data[at : at + 4] = b"\0\0\0\1"
        at += 4 + length
    copied = cast(Any, Packet)(bytes(data))
    copied.pts, copied.dts, copied.time_base = packet.pts, packet.dts, packet.time_base
    copied.duration, copied.is_keyframe = packet.duration, packet.is_keyframe
    return copied


def _to_yuv(frame: NDArray[np.uint8]) -> VideoFrame:
    """SRGB to BT.709 limited range 4:2:0. The curve is kept: displays show BT.709 with one much like sRGB's."""
    picture = VideoFrame.from_numpy_buffer(np.ascontiguousarray(frame), "rgb24")
    return picture.reformat(
        format="yuv420p",
        src_colorspace=Colorspace.ITU709,
        dst_colorspace=Colorspace.ITU709,
        src_color_range=ColorRange.JPEG,
        dst_color_range=ColorRange.MPEG,
        interpolation=_EXACT,
    )


def stamp(take: Path) -> str:
    """What tells whether a take was written anew: its size and its time; "" where there is none."""
    try:
        found = take.stat()
    except OSError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns}"


def to_rgb(frame: VideoFrame) -> NDArray[np.uint8]:
    """A frame of a take, (H, W, 3) uint8 sRGB."""
    picture = frame.reformat(
        format="rgb24",
        src_colorspace=Colorspace.ITU709,
        dst_colorspace=Colorspace.ITU709,
        src_color_range=ColorRange.MPEG,
        dst_color_range=ColorRange.JPEG,
        interpolation=_EXACT,
    )
    return picture.to_ndarray().astype(np.uint8, copy=False)
