"""A film's shots encoded anew, a file each, kept until the film is whole.

They are joined as takes are. So an export that was stopped goes on from the shot it had come to, whatever its form.
"""

import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import av
from av import VideoFrame
from av.error import FFmpegError

from studio.engine.media.encoders import Picture, chosen_encoder, fed, named, set_up
from studio.engine.media.ffmpeg import told_plainly, whole_or_not_at_all, writing
from studio.engine.media.plan import FilmForm, FilmPlan
from studio.engine.media.preflight import keep_room
from studio.engine.media.presets import Encoding
from studio.engine.media.retouching import finished, told
from studio.engine.media.take_video import stamp
from studio.engine.niceness import behind_the_window
from studio.engine.stop import StopToken
from studio.errors import DeviceLimit

_LEFT_S: Final = 7 * 24 * 3600


def encoded_plan(plan: FilmPlan, picture: Picture, workroom: Path) -> FilmPlan:
    """The plan of the same film made of segments, which ``encode_clips`` makes.

    Raises:
        DeviceLimit: no encoder of the preset works here.
    """
    encoding = chosen_encoder(picture)
    preset = picture.preset
    form = FilmForm(
        preset.container,
        preset.codec,
        preset.pixels,
        preset.sound,
        preset.group,
        preset.delay,
        preset.tag,
        named(encoding),
    )
    clips = tuple(
        replace(one, take=segment_of(plan, at, encoding, picture, workroom), start=None, entered="cut")
        for at, one in enumerate(plan.clips)
    )
    return replace(plan, clips=clips, form=form, ending="cut", drawn=())


def segment_of(plan: FilmPlan, at: int, encoding: Encoding, picture: Picture, workroom: Path) -> Path:
    """Where the segment of one of the plan's clips lies: named by all that makes it."""
    clip = plan.clips[at]
    part = f"{clip.take.resolve()} {clip.first} {clip.frames} {stamp(clip.take)} {told(plan, at)}"
    made = f"{part} {encoding} {picture.preset.tag} {picture.size} {picture.fps}"
    return workroom / f"{hashlib.sha256(made.encode()).hexdigest()[:32]}.{picture.preset.container}"


def encode_clips(plan: FilmPlan, encoded: FilmPlan, picture: Picture, stop: StopToken) -> Iterator[int]:
    """Make the segments that are not there yet; yields how many frames of the film are done.

    Raises:
        DeviceLimit: the disk is full. MediaUnreadable: a take is damaged. Stopped: the token was set.
    """
    encoding = chosen_encoder(picture)
    done = 0
    for at, segment in enumerate(encoded.clips):
        if not segment.take.exists():
            for index in _encode(finished(plan, at), segment.take, encoding, picture, stop):
                yield done + index
        done += segment.frames
        yield done


def clear(workroom: Path) -> None:
    """Remove what was kept for exports that might have been taken up again."""
    shutil.rmtree(workroom, ignore_errors=True)


def sweep(folder: Path, called: str) -> None:
    """Remove the rooms of exports that were stopped and not taken up for a week, by how their names begin."""
    for room in folder.glob(f"{called}*"):
        with suppress(OSError):  # another export may be sweeping too
            if time.time() - room.stat().st_mtime > _LEFT_S:
                shutil.rmtree(room, ignore_errors=True)


def _encode(
    frames: Iterator[VideoFrame], target: Path, encoding: Encoding, picture: Picture, stop: StopToken
) -> Iterator[int]:
    """Encode one clip's frames; yields frames done. Frames are handed on as they were decoded, never through RGB."""
    with told_plainly(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.stem}.{os.getpid()}.part.{picture.preset.container}")
    with (
        whole_or_not_at_all(target, part),
        writing(part, target, {}, picture.preset.container) as file,
    ):
        stream = file.add_stream(encoding.name, rate=picture.fps, options=dict(encoding.options))
        set_up(stream.codec_context, encoding, picture)
        _open(stream.codec_context, picture)
        written = 0
        for index, frame in enumerate(frames):
            stop.check()
            if index % clip_pause(picture.fps) == 0:
                keep_room(target.parent)
            given = fed(frame, encoding, picture)
            given.pts, given.time_base, given.duration = index, Fraction(1, picture.fps), 1
            written += _mux(file, stream.encode(given), written - picture.preset.delay)
            yield index + 1
        _mux(file, stream.encode(None), written - picture.preset.delay)


def _mux(file: Any, packets: list[Any], first: int) -> int:
    """Write packets, the first of which is decoded at tick ``first``; returns how many they are.

    Encoders count the time of decoding each in their own way, x265 not at all for a shot of a single frame.
    """
    for number, packet in enumerate(packets):
        packet.dts = first + number
        file.mux(packet)
    return len(packets)


def clip_pause(fps: int) -> int:
    """Every how many frames the disk is looked at: twice a second of film."""
    return max(1, fps // 2)


def _open(context: av.VideoCodecContext, picture: Picture) -> None:
    try:
        with behind_the_window():
            context.open()
    except FFmpegError as fault:
        raise DeviceLimit(
            f"{picture.preset.title} could not be encoded at {picture.size} ({fault.strerror}).",
            "Choose another size, or the preset H.264.",
        ) from fault
