"""Overlays in a cut: video tracks above the picture, out and in.

Our own come back as they were, but for what another program moved, trimmed, doubled or took away: where a clip now is
counts. A stranger's upper clips become overlays of their files, each as large as the picture.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from msgspec.structs import replace
from opentimelineio.opentime import RationalTime, TimeRange
from opentimelineio.schema import Clip, ExternalReference, Gap, MissingReference, Stack, Timeline, Track

from studio.engine.interchange.own import KEY, OwnOverlay, overlay_in, overlay_told
from studio.engine.interchange.times import frames_of, seconds_of
from studio.timeline.film import Film, Seconds
from studio.timeline.ids import OverlayId, ShotId
from studio.timeline.overlay_edits import add_overlay
from studio.timeline.overlays import Card, Content, Inset, Laid, Overlay, Picture, called, laid_out

TRACK = "Overlays"


def overlay_tracks(film: Film, folder: Path | None) -> list[Track]:
    """What lies over the film, a track for each there is at once, the lowest first. folder: of the film's project."""
    laid = laid_out(film)
    tracks = 1 + max((one.track for one in laid), default=-1)
    return [_track(film, folder, number, [one for one in laid if one.track == number]) for number in range(tracks)]


@dataclass(frozen=True)
class Found:
    """A clip of an upper track: what it is in the film's terms, and its frames in film time.

    own: as our own cut told it, None of a stranger's clip; ``content`` is then what its file is.
    """

    first: int
    frames: int
    start: Seconds
    own: OwnOverlay | None
    content: Content | None = None


def with_overlays(film: Film, found: list[Found]) -> Film:
    """The film with what was found on the upper tracks, the lowest first, where it now is.

    Our own film's overlays keep their order and whatever of them was not changed.
    """
    where: dict[OverlayId, list[Found]] = {}
    for one in found:
        if one.own is not None:
            where.setdefault(one.own.overlay.id, []).append(one)
    kept = tuple(one for one in film.overlays if one.id in where)
    laid = {one.overlay.id: one for one in laid_out(replace(film, overlays=kept))}
    made = replace(film, overlays=())
    for overlay in kept:
        first = where[overlay.id].pop(0)
        same = _is_as_it_was(first, laid.get(overlay.id))
        made = replace(made, overlays=(*made.overlays, overlay)) if same else _laid(made, overlay, first)
    for one in found:
        if one.own is None and one.content is not None:
            made = _laid(made, _new(one.content, one, film.fps), one)
        elif one.own is not None and one in where[one.own.overlay.id]:
            made = _laid(made, one.own.overlay, one)
    return made


def upper_clips(timeline: Timeline, picture: Track, fps: int) -> Iterator[tuple[Track, Clip, Found]]:
    """The clips of the video tracks above the picture, the lowest first, each with where it is."""
    above = False
    for track in timeline.video_tracks():
        if track is picture or track == picture:
            above = True
            continue
        now = 0
        for child in track if above else ():
            if not isinstance(child, Clip | Gap | Stack | Track):
                continue  # a transition takes no time of its own
            told = child.trimmed_range()
            frames = frames_of(told.duration, fps)
            if isinstance(child, Clip):
                start = Seconds(frames_of(told.start_time, fps), fps)
                yield track, child, Found(now, max(1, frames), start, overlay_in(child.metadata))
            now += frames


def into_file(clip: Clip) -> Seconds:
    """How far into its file a clip begins: source times may begin at the file's own timecode."""
    available = clip.media_reference.available_range if clip.media_reference is not None else None
    start = clip.trimmed_range().start_time
    return seconds_of(start) - (seconds_of(available.start_time) if available is not None else 0)


def _track(film: Film, folder: Path | None, number: int, laid: list[Laid]) -> Track:
    track, now = Track(TRACK if number == 0 else f"{TRACK} {number + 1}", kind="Video"), 0
    for one in laid:
        if one.first > now:
            track.append(Gap(source_range=_range(0, one.first - now, film.fps)))
        track.append(_clip(one, folder))
        now = one.last
    return track


def _clip(laid: Laid, folder: Path | None) -> Clip:
    frames, content = laid.last - laid.first, laid.overlay.content
    start = 0
    media: ExternalReference | MissingReference = MissingReference(available_range=_range(0, frames, laid.fps))
    match content:
        case Picture(still=still):
            media = _reference(still.path, folder, frames, laid.fps)
        case Inset(footage=footage):
            start = round(footage.start * laid.fps)
            media = _reference(footage.path, folder, max(start + frames, int(footage.seconds * laid.fps)), laid.fps)
        case Card():
            pass
    clip = Clip(called(content)[:60], media, _range(start, frames, laid.fps))
    clip.metadata[KEY] = overlay_told(laid)
    clip.metadata["cmx_3600"] = {"reel": "AX"}
    return clip


def _reference(path: str, folder: Path | None, frames: int, fps: int) -> ExternalReference:
    return ExternalReference(((folder or Path()) / path).resolve().as_uri(), _range(0, frames, fps))


def _range(first: int, frames: int, fps: int) -> TimeRange:
    return TimeRange(RationalTime(first, fps), RationalTime(frames, fps))


def _is_as_it_was(found: Found, laid: Laid | None) -> bool:
    if laid is None or found.own is None:
        return False
    start = _start_of(laid.overlay.content)
    same_start = start is None or round(start * laid.fps) == round(found.start * laid.fps)
    return (laid.first, laid.last - laid.first) == (found.first, found.frames) and same_start


def _start_of(content: Content) -> Seconds | None:
    return content.footage.start if isinstance(content, Inset) else None


def _laid(film: Film, overlay: Overlay, found: Found) -> Film:
    """The film with an overlay where a clip is now, under an id that is free."""
    lasts = Seconds(found.frames, film.fps)
    uncut = found.own is not None and found.frames == found.own.frames
    content = overlay.content
    if isinstance(content, Inset) and found.own is not None:
        content = replace(content, footage=replace(content.footage, start=found.start))
    duration = overlay.duration if uncut else lasts
    comes = min(overlay.fade_in, duration)
    hung = replace(
        overlay,
        id=_free(overlay.id, film),
        content=content,
        duration=duration,
        fade_in=comes,
        fade_out=min(overlay.fade_out, duration - comes),
    )
    return add_overlay(film, hung, Seconds(found.first, film.fps))


def _new(content: Content, found: Found, fps: int) -> Overlay:
    return Overlay(OverlayId("overlay"), content, ShotId(""), Seconds(0), Seconds(found.frames, fps))


def _free(wanted: OverlayId, film: Film) -> OverlayId:
    taken = {one.id for one in film.overlays}
    names = (OverlayId(f"{wanted}-{number}") for number in count(2))
    return wanted if wanted not in taken else next(one for one in names if one not in taken)
