"""Moving pictures without sound, GIF and animated WebP: from the takes, made smaller and slower, read back."""

import os
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import skia
from av import VideoFormat, VideoFrame
from av.filter import Graph
from av.video.reformatter import ColorRange, Colorspace, Interpolation

from studio.engine.media.ffmpeg import told_plainly, whole_or_not_at_all, writing
from studio.engine.media.plan import FilmPlan
from studio.engine.media.preflight import check_room, check_target, keep_room
from studio.engine.media.presets import ExportPreset
from studio.engine.media.retouching import finished
from studio.engine.media.verify import ExportReport
from studio.engine.painters.painter import Size
from studio.engine.stop import StopToken
from studio.errors import InvalidRequest, MediaUnreadable

_SHARP: Final = Interpolation.LANCZOS | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT
_TICK: Final = Fraction(1, 100)
"""GIF counts in hundredths of a second."""
_WEBP: Final = {"lossless": "0", "quality": "82", "compression_level": "4"}


@dataclass(frozen=True)
class Reduced:
    """What of a film is shown: its size, and every how manieth frame."""

    size: Size
    every: int


def reduced(plan: FilmPlan, preset: ExportPreset) -> Reduced:
    """As small and as slow as the preset has it; never larger than the film, and even."""
    longest = max(plan.size.width, plan.size.height)
    scale = min(1.0, preset.most_px / longest) if preset.most_px else 1.0
    width, height = (max(2, 2 * round(side * scale / 2)) for side in (plan.size.width, plan.size.height))
    every = -(-plan.fps // preset.most_fps) if preset.most_fps else 1
    return Reduced(Size(width, height), every)


def write_animation(
    plan: FilmPlan, preset: ExportPreset, target: Path, stop: StopToken
) -> Generator[tuple[int, int], None, ExportReport]:
    """Write a moving picture that begins again at its end; yields (frames gone through, of how many).

    Raises:
        InvalidRequest: no shots, or a target that cannot be. DeviceLimit: the disk is full.
        MediaUnreadable: a take is damaged, or the file did not read back whole. Stopped: the token was set.
    """
    if not plan.clips:
        raise InvalidRequest("The film has no shots to write.", "Direct a script first, or choose other shots.")
    check_target(target, suffix=preset.suffix)
    shown = reduced(plan, preset)
    frames = -(-plan.frames // shown.every)
    check_room(target.parent, round(frames * shown.size.width * shown.size.height * preset.bytes_per_pixel))
    total = 2 * plan.frames
    with whole_or_not_at_all(target, target.with_name(f".{target.stem}.{os.getpid()}.part{preset.suffix}")) as part:
        palette = None
        if preset.codec == "gif":
            palette = yield from _palette(plan, shown, stop)
        for done in _write(plan, preset, shown, palette, (part, target), stop):
            yield plan.frames + done, total
        duration = _read_back(part, shown, plan)
    return ExportReport(frames, plan.fps // shown.every, duration, Fraction(0), 0.0, 0, 0)


def _frames(plan: FilmPlan, shown: Reduced, pixels: str, stop: StopToken) -> Iterator[tuple[int, VideoFrame]]:
    """The frames that are shown, each with its number in the film, reduced."""
    start = 0
    for at, clip in enumerate(plan.clips):
        for index, frame in enumerate(finished(plan, at), start=start):
            stop.check()
            if index % shown.every == 0:
                yield index, _reduced(frame, shown.size, pixels)
        start += clip.frames


def _reduced(frame: VideoFrame, size: Size, pixels: str) -> VideoFrame:
    return frame.reformat(
        size.width,
        size.height,
        pixels,
        src_colorspace=Colorspace.ITU709,
        dst_colorspace=Colorspace.ITU709,
        src_color_range=ColorRange.MPEG,
        dst_color_range=ColorRange.JPEG,
        interpolation=_SHARP,
    )


def _palette(plan: FilmPlan, shown: Reduced, stop: StopToken) -> Generator[tuple[int, int], None, VideoFrame]:
    """The 256 colours that the whole film is best shown in. Yields as ``write_animation``."""
    graph = Graph()
    source = graph.add_buffer(
        width=shown.size.width, height=shown.size.height, format=VideoFormat("bgra"), time_base=Fraction(1, plan.fps)
    )
    best, sink = graph.add("palettegen", "stats_mode=diff:reserve_transparent=0"), graph.add("buffersink")
    source.link_to(best)
    best.link_to(sink)
    graph.configure()
    for index, frame in _frames(plan, shown, "bgra", stop):
        frame.pts, frame.time_base = index, Fraction(1, plan.fps)
        source.push(frame)
        yield index, 2 * plan.frames
    source.push(None)
    return _pulled(sink)


def _write(
    plan: FilmPlan,
    preset: ExportPreset,
    shown: Reduced,
    palette: VideoFrame | None,
    places: tuple[Path, Path],
    stop: StopToken,
) -> Iterator[int]:
    """Encode; yields frames gone through. places: where to, and what people call it."""
    part, target = places
    with writing(part, target, {"loop": "0"}, preset.container) as file:
        name, options = ("gif", {}) if preset.codec == "gif" else ("libwebp_anim", _WEBP)
        stream = file.add_stream(name, rate=plan.fps, options=options)
        context = stream.codec_context
        context.width, context.height = shown.size.width, shown.size.height
        context.pix_fmt = "pal8" if palette is not None else "bgra"
        context.time_base = stream.time_base = _TICK if palette is not None else Fraction(1, 1000)
        painted = _Dither(shown.size, palette, plan.fps) if palette is not None else None
        for index, frame in _frames(plan, shown, "bgra", stop):
            if index % plan.fps == 0:
                keep_room(target.parent)
            frame.pts, frame.time_base = index, Fraction(1, plan.fps)
            given = painted.paint(frame) if painted is not None else frame
            given.pts, given.time_base = round(Fraction(index, plan.fps) / context.time_base), context.time_base
            given.duration = round(Fraction(shown.every, plan.fps) / context.time_base)
            file.mux(stream.encode(given))
            yield index + 1
        file.mux(stream.encode(None))


class _Dither:
    """Frames in the colours of a palette, dithered in a pattern that stands still, so that flat areas do not crawl."""

    def __init__(self, size: Size, palette: VideoFrame, fps: int) -> None:
        self._graph = Graph()
        tick = Fraction(1, fps)
        self._source = self._graph.add_buffer(
            width=size.width, height=size.height, format=VideoFormat("bgra"), time_base=tick
        )
        colours = self._graph.add_buffer(
            width=palette.width, height=palette.height, format=palette.format, time_base=tick
        )
        use = self._graph.add("paletteuse", "dither=bayer:bayer_scale=4:diff_mode=rectangle")
        self._sink = self._graph.add("buffersink")
        self._source.link_to(use, 0, 0)
        colours.link_to(use, 0, 1)
        use.link_to(self._sink)
        self._graph.configure()
        palette.pts, palette.time_base = 0, tick
        colours.push(palette)
        colours.push(None)

    def paint(self, frame: VideoFrame) -> VideoFrame:
        self._source.push(frame)
        return _pulled(self._sink)


def _pulled(sink: Any) -> VideoFrame:
    frame = sink.pull()
    assert isinstance(frame, VideoFrame)
    return frame


def _read_back(path: Path, shown: Reduced, plan: FilmPlan) -> Fraction:
    """Unpack the file's first picture and add up how long each is shown; returns seconds.

    Equal pictures after one another may be one that is shown longer, so they are not counted.
    """
    with told_plainly(path):
        codec = skia.Codec.MakeFromData(skia.Data.MakeWithCopy(path.read_bytes()))
    size = Size(int(codec.dimensions().width()), int(codec.dimensions().height()))
    if size != shown.size:
        raise _wrong(f"it is {size}, not {shown.size}")
    duration = Fraction(sum(int(frame.fDuration) for frame in codec.getFrameInfo()), 1000)
    if abs(duration - plan.duration) > Fraction(shown.every, plan.fps) + Fraction(1, 50):
        raise _wrong(f"it lasts {float(duration):.2f} s of {float(plan.duration):.2f} s")
    return duration


def _wrong(what: str) -> MediaUnreadable:
    return MediaUnreadable(f"The moving picture did not read back as it was written: {what}.", "Export it again.")
