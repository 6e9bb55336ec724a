"""Writes a film: takes joined as they are, sound, captions, chapters. Nothing is painted or encoded twice.

The file is written under another name, put on the disk, read back (see ``verify``), and only then takes its place.
"""

import heapq
import os
from collections.abc import Callable, Generator, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from av import AudioFrame, Packet
from av.stream import Disposition
from numpy.typing import NDArray

from studio.engine.media import captions
from studio.engine.media.ffmpeg import reading, whole_or_not_at_all, writing
from studio.engine.media.plan import Caption, Chapter, Clip, FilmPlan
from studio.engine.media.preflight import check_room, check_size, check_target
from studio.engine.media.verify import ExportReport, chapter_title, verify
from studio.engine.sound.stems import RATE
from studio.engine.stop import StopToken
from studio.errors import InvalidRequest, MediaUnreadable

__all__ = ["Caption", "Chapter", "Clip", "ExportReport", "FilmPlan", "write_film", "write_film_stepwise"]

_AAC_BITS_PER_SECOND = 256_000
_AAC_FRAME = 1024
_TICKS = 512  # a frame in the picture's time base, so that times are whole numbers at any rate


Finish: TypeAlias = Callable[[Path], Iterator[object]]
"""Adds to a written film what comes last, step by step."""


def write_film(
    plan: FilmPlan, target: Path, stop: StopToken, progress: Callable[[int, int], None] | None = None
) -> ExportReport:
    """Write a film to ``target``, in the form that the plan has. What was there stays until the new film is whole.

    ``progress`` hears frames done, of how many (each counts twice: written, and read back).

    Raises:
        InvalidRequest: no shots, or a size or target that cannot be. DeviceLimit: the disk is full.
        MediaUnreadable: a take is damaged, or the film did not read back whole.
        Stopped: the token was set.
    """
    steps = write_film_stepwise(plan, target, stop)
    while True:
        try:
            done, total = next(steps)
        except StopIteration as end:
            return end.value
        if progress is not None:
            progress(done, total)


def write_film_stepwise(
    plan: FilmPlan, target: Path, stop: StopToken, finish: Finish | None = None
) -> Generator[tuple[int, int], None, ExportReport]:
    """Like ``write_film``, in pieces of well under 0.1 s: yields (frames done, of how many).

    finish: adds to the written file what comes last (project, signature), before it is read back.
    """
    if not plan.clips:
        raise InvalidRequest("The film has no shots to write.", "Direct a script first, or choose other shots.")
    check_size(plan.size)
    check_target(target, suffix=f".{plan.form.container}")
    check_room(target.parent, _size_estimate(plan))
    total = 2 * plan.frames
    with whole_or_not_at_all(
        target, target.with_name(f".{target.stem}.{os.getpid()}.part.{plan.form.container}")
    ) as part:
        for written in _write(plan, part, target, stop):
            yield written, total
        for _ in finish(part) if finish is not None else ():
            yield plan.frames, total
        report = yield from verify(part, plan, stop)
    return report


def _write(plan: FilmPlan, path: Path, target: Path, stop: StopToken) -> Iterator[int]:
    """Write the file; yields how many frames of picture are in it."""
    # Room for the index at the file's front: a player can start before the file has come in full ("fast start"),
    # and nothing is moved about at the end. The movie's own time base counts samples, so that lengths are exact.
    options = {"moov_size": str(_index_size(plan)), "movie_timescale": str(RATE)}
    with reading(plan.clips[0].take) as first, writing(path, target, options, plan.form.container) as film:
        # What reads AV1 has another name than what writes it, so the stream is copied without asking for a writer.
        picture = film.add_stream_from_template(first.streams.video[0], opaque=plan.form.codec == "av1")
        picture.time_base = Fraction(1, plan.fps * _TICKS)
        if plan.form.tag:
            picture.codec_context.codec_tag = plan.form.tag
        streams = [_picture_packets(plan, picture), _sound_packets(plan, _sound_stream(film, plan))]
        for language, lines in plan.tracks.items():
            if shown := captions.titles(lines):
                streams.append(captions.packets(shown, _caption_stream(film, language)))
        cover = _cover_stream(film, plan)
        _label(film, plan)
        film.start_encoding()
        if cover is not None:
            film.mux(_cover_packet(plan, cover))
        done = 0
        for packet in heapq.merge(*streams, key=_time):
            stop.check()
            film.mux(packet)
            if packet.stream is picture:
                done += 1
                yield done


def _time(packet: Any) -> Fraction:
    return packet.dts * packet.time_base


def _picture_packets(plan: FilmPlan, stream: Any) -> Iterator[Any]:
    """The packets of every take, renumbered in film time."""
    index, parameters = 0, b""
    for clip in plan.clips:
        with reading(clip.take) as take:
            source = take.streams.video[0]
            own = source.codec_context.extradata or b""
            parameters = parameters or own
            if (source.codec_context.width, source.codec_context.height, own) != (
                plan.size.width,
                plan.size.height,
                parameters,
            ):
                raise _unfit(clip, "was encoded in another way than the others")
            found = 0
            for packet in _packets(take, clip, plan.fps):
                shown = index + round(packet.pts * packet.time_base * plan.fps) - clip.first
                packet.pts, packet.dts = shown * _TICKS, (index + found - plan.form.delay) * _TICKS
                packet.duration = _TICKS
                packet.time_base = Fraction(1, plan.fps * _TICKS)
                packet.stream = stream
                yield packet
                found += 1
        index += found
        if found != clip.frames:
            raise _unfit(clip, f"has {found} frames, not {clip.frames}")


def _packets(take: Any, clip: Clip, fps: int) -> Iterator[Any]:
    """The packets of a clip in the order they are decoded in; of a part of a take, from its first frame to its last."""
    stream = take.streams.video[0]
    if clip.start:
        take.seek(round(clip.start / (fps * stream.time_base)), stream=stream)
    for packet in take.demux(stream):
        if not packet.size:
            continue
        if clip.start is not None and not 0 <= round(packet.pts * packet.time_base * fps) - clip.start < clip.frames:
            continue
        yield packet


def _unfit(clip: Clip, why: str) -> MediaUnreadable:
    return MediaUnreadable(f"The take of shot {clip.shot or clip.take.parent.name!r} {why}.", "Render that shot again.")


def _sound_stream(film: Any, plan: FilmPlan) -> Any:
    stream = film.add_stream(plan.form.sound, rate=RATE)
    if plan.form.sound == "aac":
        stream.codec_context.bit_rate = _AAC_BITS_PER_SECOND
    stream.codec_context.layout = "stereo"
    stream.codec_context.time_base = Fraction(1, RATE)
    stream.metadata["language"] = plan.language
    return stream


def _sound_packets(plan: FilmPlan, stream: Any) -> Iterator[Any]:
    """The sound, as long as the picture. The encoder's priming goes into the edit list, so it starts on time."""
    for start in range(0, plan.samples, _AAC_FRAME):
        stop = min(start + _AAC_FRAME, plan.samples)
        samples = np.zeros((2, stop - start), np.float32)
        there = plan.sound[:, start:stop]
        samples[:, : there.shape[1]] = there
        frame = _sound_frame(samples, plan.form.sound)
        frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
        yield from stream.encode(frame)
    yield from stream.encode(None)


def _cover_stream(film: Any, plan: FilmPlan) -> Any:
    """The picture that players show for the film: a stream to FFmpeg, and a tag (``covr``) in the file."""
    if plan.cover is None:
        return None
    stream = film.add_stream("mjpeg")
    stream.codec_context.width, stream.codec_context.height = plan.size.width, plan.size.height
    stream.codec_context.pix_fmt = "yuvj420p"
    stream.disposition = Disposition.attached_pic
    return stream


def _cover_packet(plan: FilmPlan, stream: Any) -> Any:
    packet: Any = Packet(plan.cover)
    packet.stream, packet.pts, packet.dts, packet.is_keyframe = stream, 0, 0, True
    packet.time_base = Fraction(1, plan.fps)
    return packet


def _sound_frame(samples: NDArray[np.float32], codec: str) -> AudioFrame:
    """(2, n) samples as the codec takes them; whole numbers of 24 bits are handed over in 32."""
    if codec == "aac":
        return AudioFrame.from_ndarray(samples, "fltp", "stereo")
    whole = np.rint(np.clip(samples.T, -1.0, 1.0).astype(np.float64) * (2**23 - 1)).astype(np.int32) << 8
    return AudioFrame.from_ndarray(np.ascontiguousarray(whole).reshape(1, -1), "s32", "stereo")


def _caption_stream(film: Any, language: str) -> Any:
    stream = film.add_stream("mov_text")
    stream.codec_context.subtitle_header = captions.HEADER
    stream.codec_context.time_base = stream.time_base = captions.TICK
    stream.metadata["language"] = language
    return stream


def _label(film: Any, plan: FilmPlan) -> None:
    labels = {"title": plan.title, "artist": plan.author, "comment": plan.comment, "copyright": plan.licence}
    film.metadata.update({name: text for name, text in labels.items() if text})
    film.set_chapters(
        [
            {
                "id": number,
                "start": round(chapter.start * 1000),
                "end": round(chapter.end * 1000),
                "time_base": captions.TICK,
                "metadata": {"title": chapter_title(chapter)},
            }
            for number, chapter in enumerate(plan.chapters, start=1)
        ]
    )


def _index_size(plan: FilmPlan) -> int:
    """More bytes than the index can need: at most 32 a packet (size, place, chunk, key), and its texts twice."""
    packets = plan.frames + plan.samples // _AAC_FRAME + 3 * len(plan.captions) + 2 * len(plan.chapters)
    texts = [plan.title, plan.author, plan.comment, plan.licence, *(chapter.title for chapter in plan.chapters)]
    return 65_536 + len(plan.cover or b"") + 32 * packets + sum(64 + 8 * len(text) for text in texts)


def _size_estimate(plan: FilmPlan) -> int:
    picture = sum(clip.take.stat().st_size for clip in plan.clips if clip.take.exists())
    sound = plan.samples * (_AAC_BITS_PER_SECOND // 8 if plan.form.sound == "aac" else 6 * RATE) // RATE
    return (picture + sound + _index_size(plan)) * 11 // 10
