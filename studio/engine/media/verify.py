"""Reads a written film back, as a player would, before it is called done."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.engine.media import captions
from studio.engine.media.ffmpeg import reading
from studio.engine.media.plan import Chapter, FilmPlan
from studio.engine.sound.stems import RATE
from studio.engine.stop import StopToken
from studio.errors import MediaUnreadable

_WINDOW = RATE  # one second is heard for the offset
_REACH = RATE // 4  # and looked for this far to either side
_LONGEST_TITLE_BYTES = 240  # chapter lists hold 255


@dataclass(frozen=True)
class ExportReport:
    """What was found in the finished film.

    offset: seconds the sound comes after the picture, measured against the mix; 0 for a silent film. encoded: by what,
    "" where the takes were joined as they are.
    """

    frames: int
    fps: int
    duration: Fraction
    sound_duration: Fraction
    offset: float
    chapters: int
    captions: int
    encoded: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The findings, for people."""
        picture = f"{self.frames} frames at {self.fps} a second, {float(self.duration):.3f} s, decoded to the last"
        if not self.sound_duration:
            return (picture,)
        return (
            picture,
            f"sound {float(self.sound_duration):.3f} s, {self.offset * 1000:+.2f} ms from the picture",
            f"{self.chapters} chapters, {self.captions} captions",
            *([f"encoded by {self.encoded}"] if self.encoded else []),
        )


def verify(path: Path, plan: FilmPlan, stop: StopToken) -> Generator[tuple[int, int], None, ExportReport]:
    """Check the film at ``path`` against what was planned; yields (frames done, of how many).

    Raises:
        MediaUnreadable: says what is not as planned.
    """
    if _first_of(path, (b"moov", b"mdat")) != b"moov":
        raise _wrong("its index is not at the front")
    with reading(path) as film:
        _check_streams(film, plan)
        for index in _check_picture(film, plan, stop):
            yield plan.frames + index, 2 * plan.frames
    with reading(path) as film:
        sound_duration, offset = yield from _check_sound(film, plan, stop)
    with reading(path) as film:
        shown = _check_words(film, plan)
    chapters, encoded = len(plan.chapters), plan.form.encoded
    return ExportReport(plan.frames, plan.fps, plan.duration, sound_duration, offset, chapters, shown, encoded)


def _wrong(what: str) -> MediaUnreadable:
    return MediaUnreadable(
        f"The film did not read back as it was written: {what}.",
        "Export it again, and check the disk if it recurs.",
    )


def _first_of(path: Path, kinds: tuple[bytes, ...]) -> bytes | None:
    """Which of these top-level MP4 boxes comes first."""
    with path.open("rb") as file:
        while len(header := file.read(8)) == 8:
            if header[4:] in kinds:
                return header[4:]
            file.seek(int.from_bytes(header[:4], "big") - 8, 1)
    return None


def _check_streams(film: Any, plan: FilmPlan) -> None:
    picture, sound = film.streams.video[0], film.streams.audio[0]
    context = picture.codec_context
    found = (context.codec.canonical_name, context.pix_fmt, context.width, context.height, picture.average_rate)
    form = plan.form
    if found != (form.codec, form.pixels, plan.size.width, plan.size.height, plan.fps):
        raise _wrong(f"the picture is {found}")
    if (context.color_primaries, context.color_trc, context.colorspace, context.color_range) != (1, 1, 1, 1):
        raise _wrong("the picture is not tagged as BT.709 of limited range")
    if (sound.codec_context.name, sound.codec_context.sample_rate, sound.codec_context.channels) != (
        form.sound,
        RATE,
        2,
    ):
        raise _wrong(f"the sound is {sound.codec_context.name} at {sound.codec_context.sample_rate} Hz")


def _check_picture(film: Any, plan: FilmPlan, stop: StopToken) -> Iterator[int]:
    """Decode every frame: each at its time, a key frame where a shot begins and every so many frames at least."""
    stream = film.streams.video[0]
    stream.thread_type = "AUTO"
    index, keys = 0, list[int]()
    for packet in film.demux(stream):
        stop.check()
        if packet.size and packet.is_keyframe:
            keys.append(round(packet.pts * packet.time_base * plan.fps))
        for frame in packet.decode():
            if frame.pts * frame.time_base != Fraction(index, plan.fps):
                raise _wrong(f"frame {index} is shown at {float(frame.pts * frame.time_base):.4f} s")
            index += 1
            yield index
    if index != plan.frames:
        raise _wrong(f"it has {index} frames of {plan.frames}")
    if not set(plan.starts()) <= set(keys):
        raise _wrong("a shot does not begin on a key frame")
    if max((later - earlier for earlier, later in pairwise([*keys, index])), default=0) > plan.form.group:
        raise _wrong(f"key frames are more than {plan.form.group} frames apart")


def _check_sound(
    film: Any, plan: FilmPlan, stop: StopToken
) -> Generator[tuple[int, int], None, tuple[Fraction, float]]:
    """Decode all of the sound; returns its length and offset in seconds."""
    start = loudest(plan.sound[:, : plan.samples])
    heard = np.zeros(_WINDOW + 2 * _REACH, np.float32)
    expected: int | None = None
    for frame in film.decode(audio=0):
        stop.check()
        at = round(frame.pts * frame.time_base * RATE)
        if at != (at if expected is None else expected):
            raise _wrong(f"its sound has a gap at {at / RATE:.3f} s")
        expected = at + frame.samples
        _lay(heard, _mono(frame), at - (start - _REACH))
        yield 2 * plan.frames, 2 * plan.frames
    end = expected or 0
    if abs(end - plan.samples) > RATE // plan.fps + 1024:
        raise _wrong(f"its sound lasts {end / RATE:.3f} s of {float(plan.duration):.3f} s")
    offset = lag(plan.sound[:, start : start + _WINDOW].sum(axis=0), heard) / RATE
    if abs(offset) > 0.5 / plan.fps:
        raise _wrong(f"its sound is {offset * 1000:.1f} ms from the picture")
    return Fraction(min(end, plan.samples), RATE), offset


def _mono(frame: Any) -> NDArray[np.float32]:
    """Both channels summed, full scale +-1, of planar floats or of packed whole numbers."""
    samples = frame.to_ndarray()
    if frame.format.is_planar:
        return np.asarray(samples.sum(axis=0), np.float32)
    return np.asarray(samples.reshape(-1, 2).astype(np.float32).sum(axis=1) / 2**31, np.float32)


def loudest(sound: NDArray[np.float32]) -> int:
    """The sample at which the second with the most energy begins; (2, n) at 48 kHz."""
    block = RATE // 10
    count = sound.shape[1] // block
    if count < 10:
        return 0
    energy = np.array([float(np.square(sound[:, n * block : (n + 1) * block]).sum()) for n in range(count)])
    return int(np.argmax(np.convolve(energy, np.ones(10), "valid"))) * block


def lag(played: NDArray[np.float32], heard: NDArray[np.float32]) -> int:
    """Samples that ``heard``, which begins ``_REACH`` earlier, comes after ``played``; 0 if that is silent.

    The peak of their cross-correlation. Of peaks nearly as high (a steady tone has many) the one nearest to 0.
    """
    if not np.any(np.abs(played) > 1e-4):
        return 0
    size = 1 << (len(heard) + len(played)).bit_length()
    spectrum = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(played, size))
    match = np.fft.irfft(spectrum, size)[: 2 * _REACH + 1]
    lags = np.flatnonzero(match >= 0.98 * match.max()) - _REACH
    return int(lags[np.argmin(np.abs(lags))])


def _lay(heard: NDArray[np.float32], samples: NDArray[np.float32], at: int) -> None:
    """Copy the part of ``samples`` that falls into ``heard`` when laid at ``at``."""
    first, last = max(at, 0), min(at + len(samples), len(heard))
    if first < last:
        heard[first:last] = samples[first - at : last - at]


def _check_words(film: Any, plan: FilmPlan) -> int:
    """Chapters, captions and title are there, at their times; how many captions are shown."""
    chapters = [(c["metadata"].get("title", ""), *_milliseconds(c)) for c in film.chapters()]
    planned = [(chapter_title(c), round(c.start * 1000), round(c.end * 1000)) for c in plan.chapters]
    if len(chapters) != len(planned):
        raise _wrong(f"it has {len(chapters)} chapters of {len(planned)}")
    for (title, start, end), (own, begin, finish) in zip(chapters, planned, strict=True):
        if title != own or abs(start - begin) > 1 or abs(end - finish) > 1:
            raise _wrong(f"the chapter {own!r} is not in its place")
    if film.metadata.get("title", "") != plan.title:
        raise _wrong("its title is missing")
    if film.metadata.get("copyright", "") != plan.licence:
        raise _wrong("its licence is missing")
    return _check_captions(film, plan)


def _check_captions(film: Any, plan: FilmPlan) -> int:
    """Every language's captions are there, at their times; how many are shown in all."""
    planned = {language: captions.titles(lines) for language, lines in plan.tracks.items()}
    shown: dict[int, list[captions.Title]] = {stream.index: [] for stream in film.streams.subtitles}
    for packet in film.demux(*film.streams.subtitles) if shown else ():
        if (title := captions.title_in(packet)) is not None:
            shown[packet.stream.index].append(title)
    found = {stream.metadata.get("language", ""): shown[stream.index] for stream in film.streams.subtitles}
    if found != {language: titles for language, titles in planned.items() if titles}:
        raise _wrong("its captions are not as they were written")
    return sum(map(len, planned.values()))


def _milliseconds(chapter: Any) -> tuple[int, int]:
    return tuple(round(chapter[edge] * chapter["time_base"] * 1000) for edge in ("start", "end"))


def chapter_title(chapter: Chapter) -> str:
    """The chapter's title as files can hold it: printable, and no longer than a chapter list has room for."""
    printable = "".join(c if c.isprintable() else " " for c in chapter.title)
    return printable.encode()[:_LONGEST_TITLE_BYTES].decode("utf-8", "ignore").strip()
