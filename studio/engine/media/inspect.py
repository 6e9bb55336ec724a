"""What a media file holds."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from av.stream import Disposition

from studio.engine.media import captions
from studio.engine.media.ffmpeg import reading
from studio.errors import MediaUnreadable

# FFmpeg takes any bytes for something (old text pictures, raw samples); these are what people call films and sounds.
_FORMATS = frozenset(
    {
        "mov,mp4,m4a,3gp,3g2,mj2",
        "matroska,webm",
        "avi",
        "mpegts",
        "ogg",
        "wav",
        "flac",
        "mp3",
        "gif",
        "image2",
        "png_pipe",
    }
)


@dataclass(frozen=True)
class StreamReport:
    """One stream: "video", "audio", "subtitle", "data" or "cover"; None where something does not apply."""

    kind: str
    codec: str
    duration_s: float | None
    details: dict[str, Any]


@dataclass(frozen=True)
class ChapterReport:
    """A chapter, in film time."""

    title: str
    start_s: float
    end_s: float


@dataclass(frozen=True)
class CaptionReport:
    """A caption, in film time. language: of its track, as the file names it, "" where it does not."""

    start_s: float
    end_s: float
    text: str
    language: str = ""


@dataclass(frozen=True)
class MediaReport:
    """What a media file holds."""

    path: str
    format: str
    bytes: int
    duration_s: float
    metadata: dict[str, str]
    streams: tuple[StreamReport, ...]
    chapters: tuple[ChapterReport, ...]
    captions: tuple[CaptionReport, ...]

    def values(self) -> dict[str, Any]:
        """The report as plain JSON values."""
        return {"kind": "media", **asdict(self)}


def describe(path: Path) -> MediaReport:
    """Say what a media file holds.

    Raises:
        MediaUnreadable: not a media file, or damaged.
    """
    with reading(path) as film:
        if film.format.name not in _FORMATS:
            raise MediaUnreadable(
                f"{path} is no film and no sound.", "Give an MP4 or another film, or a project's folder."
            )
        return MediaReport(
            path=str(path),
            format=film.format.name,
            bytes=path.stat().st_size,
            duration_s=(film.duration or 0) / 1_000_000,
            metadata=dict(film.metadata),
            streams=tuple(_stream(stream) for stream in film.streams),
            chapters=tuple(_chapter(chapter) for chapter in film.chapters()),
            captions=_captions(film),
        )


def _stream(stream: Any) -> StreamReport:
    seconds = float(stream.duration * stream.time_base) if stream.duration else None
    match stream.type:
        case "video" | "audio" if stream.codec_context is None:  # in a code that FFmpeg does not know
            details = {}
        case "video":
            details = _picture(stream)
        case "audio":
            details = {
                "rate_hz": stream.codec_context.sample_rate,
                "channels": stream.codec_context.channels,
                "start_s": float((stream.start_time or 0) * stream.time_base),
            }
        case _:
            details = {"language": stream.metadata.get("language", "")}
    kind = "cover" if stream.disposition & Disposition.attached_pic else stream.type
    return StreamReport(kind, stream.codec_context.name if stream.codec_context else "", seconds, details)


def _picture(stream: Any) -> dict[str, Any]:
    context = stream.codec_context
    return {
        "width": context.width,
        "height": context.height,
        "fps": float(stream.average_rate or 0),
        "frames": stream.frames,
        "pixels": context.pix_fmt,
        "colour": {
            "primaries": int(context.color_primaries),
            "transfer": int(context.color_trc),
            "matrix": int(context.colorspace),
            "range": int(context.color_range),
        },
    }


def _chapter(chapter: Any) -> ChapterReport:
    start, end = (float(chapter[edge] * chapter["time_base"]) for edge in ("start", "end"))
    return ChapterReport(chapter["metadata"].get("title", ""), start, end)


def _captions(film: Any) -> tuple[CaptionReport, ...]:
    """The captions of every track, in the order that they are shown."""
    texts = [stream for stream in film.streams.subtitles if stream.codec_context.name == "mov_text"]
    if not texts:
        return ()
    found = ((captions.title_in(packet), packet.stream.language or "") for packet in film.demux(texts))
    shown = [CaptionReport(one.start / 1000, one.end / 1000, one.text, own) for one, own in found if one is not None]
    return tuple(sorted(shown, key=lambda one: one.start_s))
