"""Video and sound files from anywhere: what is in them, the frame shown at a time, what is heard from a time on.

Only real timestamps count: a file's frame rate, its index and its length in the header are often wrong (phones, screen
recordings). Time 0 is the first frame of its picture, or of its sound where it has no picture.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import numpy as np
from av import AudioResampler, VideoFrame
from av.error import FFmpegError
from av.stream import Disposition
from numpy.typing import NDArray

from studio.engine.media.ffmpeg import reading
from studio.engine.sound.stems import RATE
from studio.errors import MediaUnreadable

_AHEAD_S: Final = 2
"""A frame this little further on is reached by decoding, not by seeking."""
_EARLIER_S: Final = (0, 1, 5, 30)
_HDR: Final = {16: "PQ", 18: "HLG"}  # ITU-T H.273, transfer characteristics
_READ: Final = "Save it anew with another program, or choose another."


@dataclass(frozen=True)
class VideoFacts:
    """What a file holds. seconds: from its first frame to the end of its last; frames: how many there are in between,
    of a sound its packets. notes: in sentences.
    """

    seconds: Fraction
    frames: int
    has_picture: bool
    has_sound: bool
    notes: tuple[str, ...] = ()


def look_over(path: Path) -> VideoFacts:
    """Find out what a file holds: its packets are gone through, and its first frame is unpacked.

    Raises:
        MediaUnreadable: neither picture nor sound, no length, or broken.
    """
    try:
        with reading(path) as file:
            picture, sound = _picture_of(file), _sound_of(file)
            if picture is None and sound is None:
                raise MediaUnreadable(f"{path} holds neither a picture nor a sound.", "Give a video or a recording.")
            first = _first(file, picture) if picture is not None else None
        if picture is not None and first is None:
            raise MediaUnreadable(f"{path} has a picture without a single frame.", _READ)
        with reading(path) as file:
            stream = _picture_of(file) or _sound_of(file)
            seconds, frames = _length(file, stream)
    except (MediaUnreadable, FFmpegError, ValueError) as fault:
        if isinstance(fault, MediaUnreadable) and ("neither" in str(fault) or "single frame" in str(fault)):
            raise
        raise MediaUnreadable(f"{path} is not a video or a sound that can be read.", _READ) from fault
    if seconds <= 0:
        raise MediaUnreadable(f"{path} is of no length.", _READ)
    return VideoFacts(seconds, frames, picture is not None, sound is not None, _notes(first))


class VideoReader:
    """Gives the frame of a file that is shown at a time; forward is quick. Once closed, it opens again when asked."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open = ExitStack()
        self._file: Any = None
        self._stream: Any = None
        self._zero = Fraction(0)
        self._frames: Iterator[VideoFrame] = iter(())
        self._now: VideoFrame | None = None
        self._next: VideoFrame | None = None

    def at(self, seconds: Fraction) -> VideoFrame:
        """The frame that is shown at a time; before the first the first, after the last the last.

        Raises:
            MediaUnreadable: no picture, or broken.
        """
        if self._file is None:
            self._begin()
        try:
            if self._now is None or not self._time(self._now) <= seconds <= self._time(self._now) + _AHEAD_S:
                self._seek(seconds)
            while self._next is not None and self._time(self._next) <= seconds:
                self._step()
        except FFmpegError as fault:
            raise MediaUnreadable(f"{self._path} is broken at {float(seconds):.2f} s.", _READ) from fault
        assert self._now is not None
        return self._now

    def close(self) -> None:
        """Let the file go."""
        self._open.close()
        self._file = self._stream = self._now = self._next = None
        self._frames = iter(())

    def _begin(self) -> None:
        self._open = ExitStack()
        self._file = self._open.enter_context(reading(self._path))
        self._stream = _picture_of(self._file)
        if self._stream is None:
            self.close()
            raise MediaUnreadable(f"{self._path} has no picture.", "Choose a video.")
        self._stream.thread_type = "AUTO"
        self._zero = _zero(self._stream)

    def _time(self, frame: VideoFrame) -> Fraction:
        return (frame.pts or 0) * (frame.time_base or self._stream.time_base) - self._zero

    def _step(self) -> None:
        self._now, self._next = self._next, next(self._frames, None)

    def _seek(self, seconds: Fraction) -> None:
        """Begin at the key frame before a time; where the index lies, further ahead."""
        for earlier in _EARLIER_S:
            wanted = max(Fraction(0), seconds - earlier) + self._zero
            self._file.seek(int(wanted / self._stream.time_base), stream=self._stream, backward=True)
            self._frames = iter(self._file.decode(self._stream))
            self._now, self._next = next(self._frames, None), None
            self._next = next(self._frames, None) if self._now is not None else None
            if self._now is not None and (self._time(self._now) <= seconds or wanted == self._zero):
                return
        if self._now is None:
            raise MediaUnreadable(f"{self._path} has no frame at {float(seconds):.2f} s.", _READ)


def read_sound(path: Path, start: Fraction, seconds: Fraction) -> NDArray[np.float32]:
    """What is heard from ``start`` on, (2, n) float32 at 48 kHz, each sample at its time; silence where there is none.

    Raises:
        MediaUnreadable: it is broken.
    """
    heard = np.zeros((2, round(seconds * RATE)), np.float32)
    with reading(path) as file:
        stream = _sound_of(file)
        if stream is None:
            return heard
        picture = _picture_of(file)
        zero = _zero(picture or stream) + start
        if start > 1:
            file.seek(int((zero - 1) / stream.time_base), stream=stream, backward=True)
        resampler = AudioResampler(format="fltp", layout="stereo", rate=RATE)
        try:
            for block in _resampled(file, stream, resampler):
                at = round(((block.pts or 0) * (block.time_base or Fraction(1, RATE)) - zero) * RATE)
                if at >= heard.shape[1]:
                    break
                _lay(heard, block.to_ndarray(), at)
        except ValueError as fault:  # a rate that changes on the way is a ValueError of PyAV
            raise MediaUnreadable(f"The sound of {path} changes its kind on the way.", _READ) from fault
    return heard


def _resampled(file: Any, stream: Any, resampler: AudioResampler) -> Iterator[Any]:
    for frame in file.decode(stream):
        yield from resampler.resample(frame)
    yield from resampler.resample(None)


def _lay(heard: NDArray[np.float32], block: NDArray[np.float32], at: int) -> None:
    first, last = max(at, 0), min(at + block.shape[1], heard.shape[1])
    if last > first:
        heard[:, first:last] = block[:, first - at : last - at]


def _picture_of(file: Any) -> Any:
    """The stream that is the picture; the cover of a song is none."""
    real = (one for one in file.streams.video if not one.disposition & Disposition.attached_pic)
    return next(real, None)


def _sound_of(file: Any) -> Any:
    return next(iter(file.streams.audio), None)


def _first(file: Any, stream: Any) -> VideoFrame | None:
    return next(iter(file.decode(stream)), None)


def _zero(stream: Any) -> Fraction:
    return (stream.start_time or 0) * stream.time_base


def _length(file: Any, stream: Any) -> tuple[Fraction, int]:
    """From the first packet's time to the end of the last one, by their own times, and how many there are."""
    last, usual, count = Fraction(0), Fraction(0), 0
    zero = _zero(stream)
    for packet in file.demux(stream):
        if packet.pts is None or not packet.size:
            continue
        at, lasts = packet.pts * packet.time_base - zero, (packet.duration or 0) * packet.time_base
        usual, count = lasts or usual, count + 1
        last = max(last, at + (lasts or usual))
    if last == 0 and stream.average_rate:
        return 1 / Fraction(stream.average_rate), count
    return last, count


def _notes(frame: VideoFrame | None) -> tuple[str, ...]:
    kind = _HDR.get(int(frame.color_trc or 0)) if frame is not None else None
    return (f"It is HDR ({kind}), whose brightest light is not mapped: it may look pale.",) if kind else ()
