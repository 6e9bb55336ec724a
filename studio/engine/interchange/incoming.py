"""A cut from a file as a film: our own comes back as it was, but for what was cut; a stranger's becomes clips.

What is not understood is told in a sentence, never left out in silence.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from dataclasses import replace as replaced
from fractions import Fraction
from itertools import count
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlparse
from urllib.request import url2pathname

import msgspec
from msgspec.structs import replace
from opentimelineio.schema import Clip, ExternalReference, Gap, Stack, Timeline, Track, Transition

from studio.engine.footage import footage_taken_in, is_a_picture
from studio.engine.interchange.over import Found, into_file, upper_clips, with_overlays
from studio.engine.interchange.own import OwnShot, film_in, shot_in
from studio.engine.interchange.times import frames_of
from studio.engine.stills import still_taken_in
from studio.errors import InvalidRequest, MediaUnreadable, StudioError
from studio.timeline.checks import check
from studio.timeline.edits import LONGEST_SHOT
from studio.timeline.film import Camera, Directions, Film, Scene, SceneId, Seconds, Setting, Shot, ShotId
from studio.timeline.footage import footage_shot
from studio.timeline.overlays import Content, Inset, Picture
from studio.timeline.ruling import without_shot
from studio.timeline.stills import still_shot

_NOWHERE: Final = Setting("stage", "a cut")
_SCENE: Final = SceneId("cut")


@dataclass(frozen=True)
class Arrived:
    """A cut as a film, and what of it was not understood, in sentences.

    files: where each file lies that the film needs, by the path it has in the film; where it is not one of the
    studio's own, the paths in the film are whole.
    """

    film: Film
    notes: tuple[str, ...]
    files: dict[str, str]


@dataclass
class _Reading:
    """A cut being read: where it lies, at how many frames a second, the notes so far, ids that are taken."""

    beside: Path
    fps: int
    notes: list[str] = field(default_factory=list[str])
    taken: set[ShotId] = field(default_factory=set[ShotId])

    def new_id(self, wanted: ShotId | None = None) -> ShotId:
        free = (ShotId(f"{wanted or 'clip'}-{number}") for number in count(1))
        chosen = (
            wanted
            if wanted is not None and wanted not in self.taken
            else next(one for one in free if one not in self.taken)
        )
        self.taken.add(chosen)
        return chosen


def film_of(timeline: Timeline, path: Path, fps: int) -> Arrived:
    """The film that a cut is. fps: of a cut that does not tell its own.

    Raises:
        MediaUnreadable: it holds no picture, or what the studio wrote into it was damaged.
    """
    try:
        own = film_in(timeline.metadata)
        track = _picture_track(timeline)
        reading = _Reading(path.resolve().parent, own[0].fps if own is not None else _rate(track, fps))
        pairs = list(_shots(track, reading, {scene.id for scene in own[0].scenes} if own is not None else set()))
    except (msgspec.DecodeError, ValueError) as fault:
        raise MediaUnreadable(
            f"{path} was changed where the studio keeps its film in it.", "Export it anew."
        ) from fault
    if not pairs:
        raise MediaUnreadable(f"{path} holds no picture.", "Give a cut that has a video track.")
    film, files = own or (Film(title=timeline.name or path.stem, fps=reading.fps), {})
    film = _cleared(replace(film, scenes=_scenes(film, pairs)))
    film = with_overlays(film, _over(timeline, track, reading))
    if own is None:
        _tell_of_sounds(timeline, reading)
    try:
        check(film)
    except InvalidRequest as fault:
        raise MediaUnreadable(f"{path} holds what no film can: {fault}", "Export it anew.") from fault
    return Arrived(film, tuple(reading.notes), files)


def _picture_track(timeline: Timeline) -> Track:
    """The lowest video track with a clip in it."""
    tracks = timeline.video_tracks()
    return next((one for one in tracks if any(isinstance(child, Clip) for child in one)), Track())


def _rate(track: Track, usual: int) -> int:
    rates = Counter(child.trimmed_range().duration.rate for child in track if isinstance(child, Clip))
    if not rates:
        return usual
    return min(max(round(rates.most_common(1)[0][0]), 1), 120)


def _shots(track: Track, reading: _Reading, scenes: set[SceneId]) -> Iterator[tuple[Shot, SceneId | None]]:
    """The shots of a track in order, each with its scene if that is known."""
    for child in track:
        match child:
            case Clip():
                one = shot_in(child.metadata)
                if one is None:
                    yield _strangers(child, reading), None
                else:
                    yield _cut(one, child, reading), one.scene if one.scene in scenes else None
            case Gap():
                frames = frames_of(child.trimmed_range().duration, reading.fps)
                if frames > 0:
                    yield _empty("", Fraction(frames, reading.fps), reading), None
            case Transition():
                reading.notes.append(f"The transition “{child.name or 'dissolve'}” became a cut.")
            case Stack() | Track():
                frames = frames_of(child.trimmed_range().duration, reading.fps)
                reading.notes.append(
                    f"“{child.name or 'A nested cut'}” is a cut within the cut: its shots were left out."
                )
                yield _empty(child.name, Fraction(max(1, frames), reading.fps), reading), None
            case _:
                reading.notes.append(f"“{child.name}” is nothing that a film here has, and was left out.")


def _cut(own: OwnShot, clip: Clip, reading: _Reading) -> Shot:
    """One of our shots, as long as it now is in the cut; one whose length is as it was stays the very same."""
    shot = replace(own.shot, id=reading.new_id(own.shot.id))
    told = clip.trimmed_range()
    frames = frames_of(told.duration, reading.fps)
    if frames != round(shot.duration * reading.fps):
        shot = replace(shot, duration=_fitting(Fraction(max(1, frames), reading.fps)))
    start = Fraction(frames_of(told.start_time, reading.fps), reading.fps)
    if shot.footage is not None and round(shot.footage.start * reading.fps) != round(start * reading.fps):
        return replace(shot, footage=replace(shot.footage, start=start))
    if shot.footage is None and start > 0:
        reading.notes.append(f"“{clip.name}” was cut at its beginning; a shot that is played out begins at its own.")
    return shot


def _strangers(clip: Clip, reading: _Reading) -> Shot:
    """A clip of another program: a still or a clip of its file, or an empty shot of its name."""
    told = clip.trimmed_range()
    duration = _fitting(Fraction(max(1, frames_of(told.duration, reading.fps)), reading.fps))
    if clip.effects:
        reading.notes.append(f"The effects of “{clip.name}” were left out: {', '.join(_effects(clip))}.")
    path = _file_of(clip, reading)
    if path is None:
        return _empty(clip.name, duration, reading)
    try:
        if is_a_picture(path):
            return replace(still_shot(still_taken_in(path)[0], reading.new_id()), duration=duration)
        footage, _ = footage_taken_in(path)
    except StudioError as fault:
        reading.notes.append(f"“{clip.name}” is empty: {fault}")
        return _empty(clip.name, duration, reading)
    start = min(max(into_file(clip), Seconds(0)), footage.seconds)
    return footage_shot(replace(footage, start=start), reading.new_id(), reading.fps, duration)


def _effects(clip: Clip) -> list[str]:
    return [one.name or str(getattr(one, "effect_name", "")) or type(one).__name__ for one in clip.effects]


def _file_of(clip: Clip, reading: _Reading, otherwise: str = "became an empty shot") -> Path | None:
    """The file that a clip refers to; None, and why, if it is not on this machine. otherwise: what happened then."""
    reference = clip.media_reference
    if not isinstance(reference, ExternalReference) or not reference.target_url:
        reading.notes.append(f"“{clip.name}” names no file: it {otherwise}.")
        return None
    url = urlparse(reference.target_url)
    if url.scheme not in ("", "file") and len(url.scheme) > 1:
        reading.notes.append(f"“{clip.name}” lies at {reference.target_url}, which is not on this machine.")
        return None
    named = Path(url2pathname(url.path)) if url.scheme == "file" else Path(reference.target_url)
    path = named if named.is_absolute() else reading.beside / named
    if not path.is_file():
        reading.notes.append(f"There is no file at {path}: “{clip.name}” {otherwise}.")
        return None
    return path


def _empty(name: str, duration: Seconds, reading: _Reading) -> Shot:
    words = f"{name.strip() or 'Nothing'}."
    return Shot(
        id=reading.new_id(),
        words=words,
        directions=Directions(subject=words),
        setting=_NOWHERE,
        camera=Camera(framing="wide shot"),
        beats=(),
        duration=_fitting(duration),
    )


def _scenes(film: Film, pairs: list[tuple[Shot, SceneId | None]]) -> tuple[Scene, ...]:
    """Shots in their scenes, in the order of the cut; one among another scene's shots is of that scene now."""
    headed = {scene.id: scene for scene in film.scenes}
    groups: list[tuple[Scene, list[Shot]]] = []
    done: set[SceneId] = set()
    for shot, wanted in pairs:
        if groups and (wanted is None or wanted == groups[-1][0].id or wanted in done):
            groups[-1][1].append(shot)
            continue
        scene = headed.get(wanted) if wanted is not None else None
        groups.append((scene or Scene(_SCENE, "", "Cut", ()), [shot]))
        done.add(groups[-1][0].id)
    return tuple(replace(scene, shots=tuple(shots)) for scene, shots in groups)


def _cleared(film: Film) -> Film:
    """The film without the artist's word on shots that were cut out."""
    there = {shot.id for shot in film.shots}
    for gone in {ShotId(one.shot) for one in (*film.rulings, *film.kept, *film.regions)} - there:
        film = without_shot(film, gone)
    scenes = {scene.id for scene in film.scenes}
    back = tuple(
        replace(scene, flashback=None) if scene.flashback not in scenes and scene.flashback is not None else scene
        for scene in film.scenes
    )
    return film if back == film.scenes else replace(film, scenes=back)


def _over(timeline: Timeline, picture: Track, reading: _Reading) -> list[Found]:
    """The clips of the upper video tracks: our own as they are told, a stranger's as what their files are."""
    found: list[Found] = []
    for track, clip, one in upper_clips(timeline, picture, reading.fps):
        if one.own is None:
            content = _strangers_overlay(clip, track.name, reading)
            one = replaced(one, content=content)
        found.append(one)
    return found


def _strangers_overlay(clip: Clip, track: str, reading: _Reading) -> Content | None:
    """What lies over the picture: a picture or a clip of its file. None, and why, where that is not possible."""
    gone = f"was left out of the track “{track}”" if track else "was left out of an upper track"
    path = _file_of(clip, reading, gone)
    if path is None:
        return None
    if clip.effects:
        reading.notes.append(f"The effects of “{clip.name}” were left out: {', '.join(_effects(clip))}.")
    try:
        if is_a_picture(path):
            return Picture(still_taken_in(path)[0])
        footage, _ = footage_taken_in(path)
    except StudioError as fault:
        reading.notes.append(f"“{clip.name}” {gone}: {fault}")
        return None
    start = min(max(into_file(clip), Seconds(0)), footage.seconds)
    return Inset(replace(footage, start=start))


def _tell_of_sounds(timeline: Timeline, reading: _Reading) -> None:
    """Say which sounds are not in the film."""
    pictured = {_url(child) for other in timeline.video_tracks() for child in other}
    for other in timeline.audio_tracks():
        alone = sum(isinstance(child, Clip) and _url(child) not in pictured for child in other)
        if alone:
            reading.notes.append(
                f"{alone} sounds of the track “{other.name}” were left out: sound comes with its clip."
            )


def _url(child: Any) -> str:
    reference = child.media_reference if isinstance(child, Clip) else None
    return reference.target_url if isinstance(reference, ExternalReference) else ""


def _fitting(duration: Seconds) -> Seconds:
    return min(duration, LONGEST_SHOT)
