"""Still pictures in a film: which shots are made of one, the strokes of its hint brush, and where the files lie."""

from pathlib import Path

from msgspec.structs import replace

from studio.errors import InvalidRequest
from studio.timeline.edits import insert_shot, replace_shot
from studio.timeline.film import (
    Camera,
    Directions,
    Film,
    Scene,
    SceneId,
    Seconds,
    Setting,
    Shot,
    ShotId,
)
from studio.timeline.sources import Hint, Still

STILL_SECONDS = Seconds(4)
MOST_HINTS, MOST_POINTS = 200, 2000
PUSH_IN = Camera(framing="wide shot", move="dolly in")
_NOWHERE = Setting("stage", "a picture")


def set_still(film: Film, shot_id: ShotId, still: Still | None) -> Film:
    """Make a shot of a picture, or have it played out again.

    | A | B |  ->  | A | B' |        (B' is the picture, as long as B and filmed as B was)

    Raises:
        InvalidRequest: no such shot.
    """
    return replace_shot(film, replace(_shot(film, shot_id), still=still))


def add_still(film: Film, still: Still, new_id: ShotId) -> Film:
    """Put a new shot of a picture at the film's end, where the story was last; the camera pushes in slowly.

    | A | B |  ->  | A | B | N |        (a film without scenes gets one)

    Raises:
        InvalidRequest: its id is taken.
    """
    setting = film.shots[-1].setting if film.shots else _NOWHERE
    shot = still_shot(still, new_id, setting)
    if film.scenes:
        return insert_shot(film, shot, None)
    title = film.title if film.title.strip() else still.name
    return replace(film, title=title, scenes=(Scene(SceneId("pictures"), "", "Pictures", (shot,)),))


def still_shot(still: Still, new_id: ShotId, setting: Setting = _NOWHERE) -> Shot:
    """A shot of a picture, with what its Directions say of it."""
    told = Directions(
        subject=f"The picture “{still.name}”",
        setting=setting.place,
        camera="Wide shot, slow push in",
        pacing=f"Even, {float(STILL_SECONDS):g} s",
    )
    return Shot(
        id=new_id,
        words=f"The picture “{still.name}”.",
        directions=told,
        setting=setting,
        camera=PUSH_IN,
        beats=(),
        duration=STILL_SECONDS,
        still=still,
    )


def add_hint(film: Film, shot_id: ShotId, hint: Hint) -> Film:
    """Keep a stroke of the hint brush.

    Raises:
        InvalidRequest: no such shot, the shot is of no picture, or there are too many strokes or points.
    """
    shot = _shot(film, shot_id)
    if shot.still is None:
        raise InvalidRequest("This shot is made of no picture.", "Add one with File ▸ Add a picture as a shot.")
    if len(shot.still.hints) >= MOST_HINTS or not 0 < len(hint.points) <= MOST_POINTS:
        raise InvalidRequest(f"A picture takes {MOST_HINTS} strokes of the hint brush.", "Clear some of them first.")
    return replace_shot(film, replace(shot, still=replace(shot.still, hints=(*shot.still.hints, hint))))


def clear_hints(film: Film, shot_id: ShotId) -> Film:
    """Take every stroke of the hint brush away.

    Raises:
        InvalidRequest: no such shot.
    """
    shot = _shot(film, shot_id)
    return film if shot.still is None else replace_shot(film, replace(shot, still=replace(shot.still, hints=())))


def stills_kept(old: Film, new: Film) -> Film:
    """A film that is read anew with the old one's pictures: each at the shot of the same words, or of the same id, or
    else as a shot of its own at the end.
    """
    for shot in old.shots:
        if shot.still is None:
            continue
        place = _same(shot, new)
        if place is not None:
            new = replace_shot(new, replace(place, still=shot.still))
        elif new.scenes and all(one.id != shot.id for one in new.shots):
            new = insert_shot(new, shot, None)
    return new


def _same(shot: Shot, new: Film) -> Shot | None:
    free = [one for one in new.shots if one.still is None]
    worded = next((one for one in free if one.words == shot.words), None)
    return worded or next((one for one in free if one.id == shot.id), None)


def stills_located(film: Film, folder: Path) -> Film:
    """The film with the files of its stills found in its project's folder."""
    if not any(shot.still for shot in film.shots):
        return film
    scenes = tuple(replace(one, shots=tuple(_in(shot, folder) for shot in one.shots)) for one in film.scenes)
    return replace(film, scenes=scenes)


def unnamed(shot: Shot) -> Shot:
    """The shot without the name of its still and where the file lies: what is in it counts."""
    return shot if shot.still is None else replace(shot, still=replace(shot.still, name="", path=""))


def _in(shot: Shot, folder: Path) -> Shot:
    if shot.still is None:
        return shot
    return replace(shot, still=replace(shot.still, path=str(folder / shot.still.path)))


def _shot(film: Film, shot_id: ShotId) -> Shot:
    for shot in film.shots:
        if shot.id == shot_id:
            return shot
    raise InvalidRequest(f"The film has no shot {shot_id!r}.", "It may have been removed: undo, or choose another.")
