"""Edits: pure functions from a Film to the Film it becomes. ``History.apply`` is how they are used.

In the drawings ``|`` is a cut, ``‖`` the border between two scenes, and each letter a shot.
"""

from collections.abc import Callable
from fractions import Fraction

from msgspec.structs import replace

from studio.errors import InvalidRequest
from studio.timeline.film import (
    CastId,
    CastMember,
    Directions,
    Film,
    Look,
    Scene,
    Seconds,
    Shot,
    ShotId,
    Voice,
)
from studio.timeline.lineage import Terms, terms_under
from studio.timeline.overlay_edits import overlays_refitted
from studio.timeline.ruling import without_shot

LONGEST_SHOT = Seconds(300)


def trim_shot_end(film: Film, shot_id: ShotId, duration: Seconds) -> Film:
    """Make a shot last ``duration`` (shot time), to the nearest whole frame; what follows ripples.

    | A      | B |  ->  | A  | B |
              ^              ^
    Raises:
        InvalidRequest: under one frame, over ``LONGEST_SHOT``, or no such shot.
    """
    trimmed = whole_frames(duration, film.fps)
    return _with_shot(film, shot_id, lambda shot: replace(shot, duration=trimmed))


def move_shot(film: Film, shot_id: ShotId, before: ShotId | None) -> Film:
    """Move a shot before another one, into that one's scene; None moves it to the film's end.

    | A | B | C ‖ D |  ->  | A | C ‖ B | D |        (B before D; a scene left empty goes)
          B----------^
    Raises:
        InvalidRequest: no such shot.
    """
    shot = _shot(film, shot_id)
    if before == shot_id:
        return film
    return _placed(_without(film, shot_id), shot, before)


def move_shot_after(film: Film, shot_id: ShotId, after: ShotId) -> Film:
    """Move a shot after another one, into that one's scene.

    | A | B ‖ C | D |  ->  | B ‖ C | A | D |        (A after C)
      A----------^
    Raises:
        InvalidRequest: no such shot.
    """
    shot = _shot(film, shot_id)
    if after == shot_id:
        return film
    return _placed_after(_without(film, shot_id), shot, after)


def insert_shot(film: Film, shot: Shot, before: ShotId | None) -> Film:
    """Put a new shot before another one, into that one's scene; None puts it at the film's end.

    | A | B |  ->  | A | N | B |        (N before B)

    Raises:
        InvalidRequest: its id is taken, its duration is impossible, or no such shot to put it before.
    """
    _refuse_taken(film, shot.id)
    fitted = replace(shot, duration=whole_frames(shot.duration, film.fps))
    return _placed(film, fitted, before)


def duplicate_shot(film: Film, shot_id: ShotId, new_id: ShotId) -> Film:
    """Put a copy of a shot, as ``new_id``, right after it.

    | A | B |  ->  | A | A' | B |
    Raises:
        InvalidRequest: no such shot, or ``new_id`` is taken.
    """
    _refuse_taken(film, new_id)
    return _placed_after(film, replace(_shot(film, shot_id), id=new_id), shot_id)


def remove_shot(film: Film, shot_id: ShotId) -> Film:
    """Take a shot out, with the overlays that hang on it; what follows moves up, and a scene left empty goes.

    | A | B | C |  ->  | A | C |
    Raises:
        InvalidRequest: no such shot.
    """
    _shot(film, shot_id)
    return without_shot(_without(film, shot_id), shot_id)


def replace_shot(film: Film, shot: Shot) -> Film:
    """Put a new version of a shot where the shot of the same id is.

    | A | B | C |  ->  | A | B' | C |
    Raises:
        InvalidRequest: no such shot, or an impossible duration.
    """
    fitted = replace(shot, duration=whole_frames(shot.duration, film.fps))
    return _with_shot(film, shot.id, lambda _: fitted)


def set_directions(film: Film, shot_id: ShotId, directions: Directions) -> Film:
    """Change a shot's six ingredients, in words.

    Raises:
        InvalidRequest: no such shot.
    """
    return _with_shot(film, shot_id, lambda shot: replace(shot, directions=directions))


def set_seed(film: Film, shot_id: ShotId, seed: int) -> Film:
    """Ask for another take of a shot: same directions, other chance.

    Raises:
        InvalidRequest: no such shot.
    """
    return _with_shot(film, shot_id, lambda shot: replace(shot, seed=seed))


def set_physics(film: Film, shot_id: ShotId, physics: float) -> Film:
    """Turn a shot's dial between physics true to life, 0, and as anime exaggerates it, 1.

    Raises:
        InvalidRequest: no such shot, or beyond the dial.
    """
    if not 0.0 <= physics <= 1.0:
        raise InvalidRequest(f"Physics cannot be exaggerated by {physics:g}.", "Choose between 0 and 1.")
    return _with_shot(film, shot_id, lambda shot: replace(shot, physics=physics))


def rename_film(film: Film, title: str) -> Film:
    """Change the title.

    Raises:
        InvalidRequest: the title is blank.
    """
    if not title.strip():
        raise InvalidRequest("A film needs a title.", "Write one.")
    return replace(film, title=title)


def set_author(film: Film, author: str) -> Film:
    """Change who made the film."""
    return replace(film, author=author)


def set_terms(film: Film, terms: Terms) -> Film:
    """Say what others may make of the film; never freer than the films allow that it was made from."""
    return replace(film, terms=terms_under(terms, film.parents))


def set_script(film: Film, script: str) -> Film:
    """Keep the artist's own text, as written. Shots change only when it is directed."""
    return replace(film, script=script)


def set_look(film: Film, cast_id: CastId, look: Look) -> Film:
    """Change how a cast member looks, in every shot.

    Raises:
        InvalidRequest: nobody has this id.
    """
    return _with_member(film, cast_id, lambda member: replace(member, look=look))


def set_voice(film: Film, cast_id: CastId, voice: Voice) -> Film:
    """Change how a cast member sounds, in every shot.

    Raises:
        InvalidRequest: nobody has this id.
    """
    return _with_member(film, cast_id, lambda member: replace(member, voice=voice))


def set_fps(film: Film, fps: int) -> Film:
    """Change the frame rate; every shot's end and every overlay goes to the nearest whole frame.

    Raises:
        InvalidRequest: outside 1 to 120 frames a second.
    """
    if not 1 <= fps <= 120:
        raise InvalidRequest(f"{fps} frames a second cannot be shown.", "Choose 1 to 120; anime is shown at 24.")
    refitted = replace(film, fps=fps)
    fitted = _with_scenes(refitted, lambda shot: replace(shot, duration=_nearest(shot.duration, fps)))
    return overlays_refitted(fitted)


def whole_frames(duration: Seconds, fps: int) -> Seconds:
    """The duration to the nearest whole frame.

    Raises:
        InvalidRequest: that is under one frame or over ``LONGEST_SHOT``.
    """
    frames = round(duration * fps)
    if frames < 1:
        raise InvalidRequest(
            f"A shot cannot last {_spoken(duration)}.",
            f"Make it at least one frame (1/{fps} s), or remove the shot.",
        )
    if duration > LONGEST_SHOT:
        raise InvalidRequest(
            f"A shot cannot last {_spoken(duration)}.",
            f"Make it at most {LONGEST_SHOT} s, or split it into several shots.",
        )
    return Fraction(frames, fps)


def _nearest(duration: Seconds, fps: int) -> Seconds:
    return Fraction(max(1, round(duration * fps)), fps)


def _spoken(duration: Seconds) -> str:
    return f"{float(duration):.4g} s"


def _shot(film: Film, shot_id: ShotId) -> Shot:
    try:
        return film.shot(shot_id)
    except KeyError as exc:
        raise _no_shot(shot_id) from exc


def _no_shot(shot_id: ShotId) -> InvalidRequest:
    return InvalidRequest(f"The film has no shot {shot_id!r}.", "It may have been removed: undo, or choose another.")


def _refuse_taken(film: Film, shot_id: ShotId) -> None:
    if any(shot.id == shot_id for shot in film.shots):
        raise InvalidRequest(f"The film already has a shot {shot_id!r}.", "Give the new shot an id of its own.")


def _with_shot(film: Film, shot_id: ShotId, change: Callable[[Shot], Shot]) -> Film:
    _shot(film, shot_id)
    return _with_scenes(film, lambda shot: change(shot) if shot.id == shot_id else shot)


def _with_scenes(film: Film, change: Callable[[Shot], Shot]) -> Film:
    """Change shots; scenes and films in which none changed stay the very same objects."""
    scenes = tuple(_changed(scene, tuple(change(shot) for shot in scene.shots)) for scene in film.scenes)
    return film if scenes == film.scenes else replace(film, scenes=scenes)


def _changed(scene: Scene, shots: tuple[Shot, ...]) -> Scene:
    return scene if shots == scene.shots else replace(scene, shots=shots)


def _without(film: Film, shot_id: ShotId) -> Film:
    kept = (_changed(scene, tuple(s for s in scene.shots if s.id != shot_id)) for scene in film.scenes)
    return replace(film, scenes=tuple(scene for scene in kept if scene.shots))


def _placed(film: Film, shot: Shot, before: ShotId | None) -> Film:
    if before is not None:
        return _spliced(film, before, lambda there: (shot, there))
    if not film.scenes:
        raise InvalidRequest("The film has no scene to put a shot in.", "Direct a script first.")
    *others, last = film.scenes
    return replace(film, scenes=(*others, replace(last, shots=(*last.shots, shot))))


def _placed_after(film: Film, shot: Shot, after: ShotId) -> Film:
    return _spliced(film, after, lambda there: (there, shot))


def _spliced(film: Film, shot_id: ShotId, become: Callable[[Shot], tuple[Shot, ...]]) -> Film:
    """Let one shot become several, in its own scene."""
    _shot(film, shot_id)
    scenes = (
        _changed(scene, tuple(new for s in scene.shots for new in (become(s) if s.id == shot_id else (s,))))
        for scene in film.scenes
    )
    return replace(film, scenes=tuple(scenes))


def _with_member(film: Film, cast_id: CastId, change: Callable[[CastMember], CastMember]) -> Film:
    if not any(member.id == cast_id for member in film.cast):
        raise InvalidRequest(f"Nobody in the film is {cast_id!r}.", "Choose one of the cast.")
    cast = tuple(change(member) if member.id == cast_id else member for member in film.cast)
    return film if cast == film.cast else replace(film, cast=cast)
