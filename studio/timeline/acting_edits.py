"""Edits of the acting track: pure functions from a Film to the Film it becomes, as those of ``timeline.edits``.

In the drawings ``*`` is a key, on the line of one person in one shot.
"""

import math
from fractions import Fraction

from msgspec.structs import replace

from studio.errors import InvalidRequest
from studio.timeline.acting import FLASH_LEAST, FLASH_MOST, MOST_INTENSITY, ActingKey, EmotionKey, Way, in_order
from studio.timeline.capturing import CapturedKey, checked
from studio.timeline.edits import replace_shot
from studio.timeline.film import Film, Seconds, Shot, ShotId


def set_key(film: Film, shot_id: ShotId, key: ActingKey) -> Film:
    """Set a key, at the nearest frame; one of the same person and kind that is there already gives way.

    ---*-----  ->  ---*--*--

    Raises:
        InvalidRequest: no such shot, nobody of that name, outside the shot, or beyond what a face can show.
    """
    shot = _shot(film, shot_id)
    _refuse_impossible(film, key)
    placed = replace(key, at=_on_frame(film, shot, key.at))
    others = tuple(one for one in shot.acting if not _same_place(one, placed))
    return _acted(film, shot, (*others, placed))


def move_key(film: Film, shot_id: ShotId, key: ActingKey, at: Seconds) -> Film:
    """Move a key along its line to the frame nearest to ``at``, within the shot; one that is there gives way.

    ---*-----  ->  ------*--

    Raises:
        InvalidRequest: no such shot or key.
    """
    shot = _shot(film, shot_id)
    _refuse_unknown(shot, key)
    moved = replace(key, at=_on_frame(film, shot, min(max(at, Seconds(0)), _last_frame(film, shot))))
    others = tuple(one for one in shot.acting if one != key and not _same_place(one, moved))
    return _acted(film, shot, (*others, moved))


def replace_key(film: Film, shot_id: ShotId, key: ActingKey, other: ActingKey) -> Film:
    """Put another key in one's place.

    Raises:
        InvalidRequest: no such shot or key, or the other one cannot be.
    """
    return set_key(remove_key(film, shot_id, key), shot_id, other)


def remove_key(film: Film, shot_id: ShotId, key: ActingKey) -> Film:
    """Take a key away.

    ---*--*--  ->  ------*--

    Raises:
        InvalidRequest: no such shot or key.
    """
    shot = _shot(film, shot_id)
    _refuse_unknown(shot, key)
    return _acted(film, shot, tuple(one for one in shot.acting if one != key))


def _acted(film: Film, shot: Shot, keys: tuple[ActingKey, ...]) -> Film:
    return replace_shot(film, replace(shot, acting=in_order(keys)))


def _same_place(one: ActingKey, other: ActingKey) -> bool:
    """Whether both are on one line at one time; a flash and a lasting emotion may be."""
    flashes = [key.flash is not None for key in (one, other) if isinstance(key, EmotionKey)]
    alike = type(one) is type(other) and one.who == other.who and one.at == other.at
    return alike and len(set(flashes)) < 2


def _last_frame(film: Film, shot: Shot) -> Seconds:
    return shot.duration - Fraction(1, film.fps)


def _on_frame(film: Film, shot: Shot, at: Seconds) -> Seconds:
    frame = Fraction(round(at * film.fps), film.fps)
    if not 0 <= frame <= _last_frame(film, shot):
        raise InvalidRequest(
            f"A key at {float(at):.2f} s is outside the shot.",
            f"It lasts {float(shot.duration):.2f} s: choose a time in it.",
        )
    return frame


def _refuse_impossible(film: Film, key: ActingKey) -> None:
    if not any(member.id == key.who for member in film.cast):
        raise InvalidRequest(f"Nobody in the film is {key.who!r}.", "Choose one of the cast.")
    if isinstance(key, EmotionKey):
        _refuse_unshowable(key)
    elif isinstance(key, CapturedKey):
        checked(key)
    elif key.way is Way.AT and not any(one.id == key.of for one in (*film.cast, *film.props)):
        raise InvalidRequest(f"Nothing in the film is {key.of!r}.", "Choose somebody or something in the film.")


def _refuse_unshowable(key: EmotionKey) -> None:
    if not (math.isfinite(key.intensity) and 0 <= key.intensity <= MOST_INTENSITY):
        raise InvalidRequest(
            f"No face shows {key.intensity:g} of an emotion.", f"Choose between 0 and {MOST_INTENSITY:g}."
        )
    if key.flash is not None and not FLASH_LEAST <= key.flash <= FLASH_MOST:
        raise InvalidRequest(
            f"A flash cannot last {float(key.flash):.2g} s.", "Choose 0.1 to 0.2 s, or a key that stays."
        )


def _refuse_unknown(shot: Shot, key: ActingKey) -> None:
    if key not in shot.acting:
        raise InvalidRequest("That key is no longer in the shot.", "It may have been removed: undo, or choose another.")


def _shot(film: Film, shot_id: ShotId) -> Shot:
    try:
        return film.shot(shot_id)
    except KeyError as exc:
        raise InvalidRequest(
            f"The film has no shot {shot_id!r}.", "It may have been removed: undo, or choose another."
        ) from exc
