"""A film as a cut that other programs open: each shot a clip, overlays above, stems beside it, lines as markers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from opentimelineio.opentime import RationalTime, TimeRange
from opentimelineio.schema import (
    Clip,
    ExternalReference,
    Gap,
    Marker,
    MissingReference,
    Timeline,
    Track,
)

from studio.engine.clearing import is_cleared_for
from studio.engine.interchange.over import overlay_tracks
from studio.engine.interchange.own import KEY, files_of, film_told, shot_told
from studio.engine.judgement import TakeState
from studio.engine.painters.cel.painter import REVISION
from studio.engine.production import spoken
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.staleness import Catalogue, judge
from studio.engine.stop import StopToken
from studio.engine.takes import SpokenLine, Take, TakeStore
from studio.timeline.film import Film, Scene, Shot, ShotId, frames_in
from studio.timeline.modelled import located

PICTURE: Final = "Picture"
_REEL: Final = "AX"
"""In an EDL: a source that is no tape."""
_STEMS: Final = ("dialogue", "effects", "ambience")
_USABLE: Final = (TakeState.CURRENT, TakeState.KEPT)


@dataclass(frozen=True)
class Played:
    """What a cut tells of a shot that only playing it out tells: its lines, and its finished take if there is one."""

    lines: tuple[SpokenLine, ...]
    take: Take | None


def played_out(film: Film, folder: Path | None, rehearsals: Rehearsals, stop: StopToken) -> dict[ShotId, Played]:
    """Every shot's lines and finished take. folder: of the film's project, where takes and files lie.

    A take in which somebody's likeness is who is not cleared for it now is none.

    Raises:
        Stopped: the token was set.
    """
    found = film if folder is None else located(film, folder)
    staged = {one.shot.id: one for one in stage_shots(found, rehearsals, stop)}
    takes = {} if folder is None else _takes(film, {shot: one.key for shot, one in staged.items()}, folder / "takes")
    may = {shot for shot, take in takes.items() if is_cleared_for(take, staged[shot].sheet, rehearsals.holdings)}
    return {shot: Played(spoken(one), takes[shot] if shot in may else None) for shot, one in staged.items()}


def timeline_of(film: Film, folder: Path | None, played: Mapping[ShotId, Played]) -> Timeline:
    """The film as a cut. Times are whole frames at its rate."""
    timeline = Timeline(film.title or "Untitled", global_start_time=RationalTime(0, film.fps))
    where = {path: str((folder or Path()) / path) for path, _ in files_of(film)}
    timeline.metadata[KEY] = film_told(film, where)
    tracks = {
        PICTURE: Track(PICTURE, kind="Video"),
        **{name: Track(name.capitalize(), kind="Audio") for name in _STEMS},
    }
    for scene in film.scenes:
        for number, shot in enumerate(scene.shots):
            one = played.get(shot.id, Played((), None))
            clip = _clip(film, scene, shot, one, folder)
            if number == 0:
                clip.markers.append(Marker(scene.title or scene.heading, _frames(0, 1, film.fps), "GREEN"))
            tracks[PICTURE].append(clip)
            for name in _STEMS:
                tracks[name].append(_heard(film, shot, one, name))
    for track in (tracks.pop(PICTURE), *overlay_tracks(film, folder)):
        timeline.tracks.append(track)
    for track in tracks.values():
        if any(isinstance(child, Clip) for child in track):
            timeline.tracks.append(track)
    return timeline


def _clip(film: Film, scene: Scene, shot: Shot, played: Played, folder: Path | None) -> Clip:
    frames = frames_in(shot.duration, film.fps)
    clip = Clip(_name(film, shot), _media(film, shot, played, folder), _frames(_start(film, shot), frames, film.fps))
    clip.metadata[KEY] = shot_told(shot, scene)
    clip.metadata["cmx_3600"] = {"reel": _REEL}
    for line in played.lines:
        first, last = (round(time * film.fps) for time in (line.start, line.end))
        marker = Marker(line.text, _frames(_start(film, shot) + first, max(1, last - first), film.fps), "YELLOW")
        clip.markers.append(marker)
    return clip


def _start(film: Film, shot: Shot) -> int:
    return 0 if shot.footage is None else round(shot.footage.start * film.fps)


def _media(film: Film, shot: Shot, played: Played, folder: Path | None) -> ExternalReference | MissingReference:
    """A clip's own file where it is a clip, so that it can be trimmed; else the finished take; else the still."""
    frames = frames_in(shot.duration, film.fps)
    if shot.footage is not None:
        whole = max(frames, int(shot.footage.seconds * film.fps))
        return _reference(Path(shot.footage.path), folder, whole, film.fps)
    if played.take is not None:
        return _reference(played.take.video, None, frames, film.fps)
    if shot.still is not None:
        return _reference(Path(shot.still.path), folder, frames, film.fps)
    return MissingReference(available_range=_frames(0, frames, film.fps))


def _reference(path: Path, folder: Path | None, frames: int, fps: int) -> ExternalReference:
    return ExternalReference(((folder or Path()) / path).resolve().as_uri(), _frames(0, frames, fps))


def _heard(film: Film, shot: Shot, played: Played, stem: str) -> Clip | Gap:
    frames = frames_in(shot.duration, film.fps)
    if played.take is None:
        return Gap(source_range=_frames(0, frames, film.fps))
    reference = _reference(played.take.folder / f"{stem}.wav", None, frames, film.fps)
    return Clip(_name(film, shot), reference, _frames(0, frames, film.fps))


def _name(film: Film, shot: Shot) -> str:
    number = film.shots.index(shot) + 1
    words = " ".join(shot.words.split())
    return f"{number:03} {words[:60]}".strip()


def _frames(first: int, count: int, fps: int) -> TimeRange:
    return TimeRange(RationalTime(first, fps), RationalTime(count, fps))


def _takes(film: Film, keys: Mapping[ShotId, str | None], folder: Path) -> dict[ShotId, Take]:
    store = TakeStore(folder)
    judgement = judge(film, keys, Catalogue(store).records(), {"cel": REVISION})
    usable = {shot: one.take for shot, one in judgement.shots.items() if one.state in _USABLE}
    return dict(_found(usable, store))


def _found(usable: Mapping[ShotId, str], store: TakeStore) -> Iterator[tuple[ShotId, Take]]:
    for shot, key in usable.items():
        take = store.find(key)
        if take is not None:
            yield shot, take
