"""Clips of video and sound from files: which shots are made of one, how they are trimmed, and where the files lie."""

from pathlib import Path

from msgspec.structs import replace

from studio.errors import InvalidRequest
from studio.timeline.edits import LONGEST_SHOT, insert_shot, move_shot_after, replace_shot, whole_frames
from studio.timeline.film import Camera, Directions, Film, Footage, Scene, SceneId, Seconds, Setting, Shot, ShotId

FILL, FIT = "fill", "fit"
_NOWHERE = Setting("stage", "a clip")


def add_footage(film: Film, footage: Footage, new_id: ShotId) -> Film:
    """Put a new shot of a clip at the film's end, as long as the clip is.

    | A | B |  ->  | A | B | N |        (a film without scenes gets one)

    Raises:
        InvalidRequest: its id is taken.
    """
    shot = footage_shot(footage, new_id, film.fps)
    if film.scenes:
        return insert_shot(film, shot, None)
    title = film.title if film.title.strip() else footage.name
    return replace(film, title=title, scenes=(Scene(SceneId("clips"), "", "Clips", (shot,)),))


def extend_shot(film: Film, shot_id: ShotId, footage: Footage, new_id: ShotId, *, onward: bool) -> Film:
    """Put a clip that goes on from a shot right after it, or one that leads up to it right before it.

    | A | B |  ->  | A | N | B |        (N after A, or before B)

    Raises:
        InvalidRequest: no such shot, or the new one's id is taken.
    """
    shot = footage_shot(footage, new_id, film.fps)
    extended = insert_shot(film, shot, shot_id)
    return move_shot_after(extended, new_id, shot_id) if onward else extended


def footage_shot(footage: Footage, new_id: ShotId, fps: int, duration: Seconds | None = None) -> Shot:
    """A shot of a clip, with what its Directions say of it; as long as the clip is, or as a shot may be."""
    wanted = footage.seconds - footage.start if duration is None else duration
    lasts = whole_frames(min(max(wanted, Seconds(1, fps)), LONGEST_SHOT), fps)
    kind = "clip" if footage.seen else "sound"
    told = Directions(subject=f"The {kind} “{footage.name}”", camera="As it was shot", pacing=f"{float(lasts):.4g} s")
    return Shot(
        id=new_id,
        words=f"The {kind} “{footage.name}”.",
        directions=told,
        setting=_NOWHERE,
        camera=Camera(framing="wide shot"),
        beats=(),
        duration=lasts,
        footage=footage,
    )


def trim_footage(film: Film, shot_id: ShotId, start: Seconds) -> Film:
    """Let a shot's clip begin elsewhere; the shot stays as long as it is, or as what is left of the clip.

    clip  |----A======|--|   ->   |--A======|----|

    Raises:
        InvalidRequest: no such shot, it is made of no clip, or the clip ends before that.
    """
    shot, footage = _clip(film, shot_id)
    left = footage.seconds - start
    if start < 0 or left < Seconds(1, film.fps):
        raise InvalidRequest(
            f"The clip “{footage.name}” lasts {float(footage.seconds):.4g} s.", "Let it begin before its end."
        )
    trimmed = replace(shot, footage=replace(footage, start=start), duration=min(shot.duration, left))
    return replace_shot(film, trimmed)


def set_fit(film: Film, shot_id: ShotId, fit: str) -> Film:
    """Let a clip of another shape than the film fill the picture, or fit wholly into it.

    Raises:
        InvalidRequest: no such shot, it is made of no clip, or another word than "fill" and "fit".
    """
    shot, footage = _clip(film, shot_id)
    if fit not in (FILL, FIT):
        raise InvalidRequest(f"A clip cannot {fit!r} the picture.", f"Choose {FILL} or {FIT}.")
    return replace_shot(film, replace(shot, footage=replace(footage, fit=fit)))


def set_heard(film: Film, shot_id: ShotId, *, heard: bool) -> Film:
    """Have a clip's own sound in the film, or not.

    Raises:
        InvalidRequest: no such shot, or it is made of no clip.
    """
    shot, footage = _clip(film, shot_id)
    return replace_shot(film, replace(shot, footage=replace(footage, heard=heard)))


def _clip(film: Film, shot_id: ShotId) -> tuple[Shot, Footage]:
    shot = next((one for one in film.shots if one.id == shot_id), None)
    if shot is None or shot.footage is None:
        raise InvalidRequest("This shot is made of no clip.", "Add one with File ▸ Add a picture or clip as a shot.")
    return shot, shot.footage


def footage_kept(old: Film, new: Film) -> Film:
    """A film that is read anew with the old one's clips, each as a shot of its own where it was, or at the end."""
    for shot in old.shots:
        if shot.footage is None or any(one.id == shot.id for one in new.shots) or not new.scenes:
            continue
        following = [one.id for one in old.shots[old.shots.index(shot) + 1 :]]
        there = {one.id for one in new.shots}
        new = insert_shot(new, shot, next((one for one in following if one in there), None))
    return new


def footage_located(film: Film, folder: Path) -> Film:
    """The film with the files of its clips found in its project's folder."""
    if not any(shot.footage for shot in film.shots):
        return film
    scenes = tuple(replace(one, shots=tuple(_in(shot, folder) for shot in one.shots)) for one in film.scenes)
    return replace(film, scenes=scenes)


def unnamed_footage(shot: Shot) -> Shot:
    """The shot without the name of its clip and where the file lies: what is in it counts."""
    return shot if shot.footage is None else replace(shot, footage=replace(shot.footage, name="", path=""))


def _in(shot: Shot, folder: Path) -> Shot:
    if shot.footage is None:
        return shot
    return replace(shot, footage=replace(shot.footage, path=str(folder / shot.footage.path)))
