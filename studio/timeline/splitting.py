"""A shot cut in two: what is done and said before the cut stays, what comes after it goes on in a shot of its own."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from msgspec.structs import replace

from studio.errors import InvalidRequest
from studio.timeline.acting import ActingKey, EmotionKey, GazeKey, in_order
from studio.timeline.capturing import CapturedKey
from studio.timeline.edits import duplicate_shot, replace_shot
from studio.timeline.film import Action, Beat, Feeling, Film, Footage, Line, Onset, Seconds, Shot, ShotId
from studio.timeline.naming import called
from studio.timeline.overlays import Overlay

Said = tuple[float, float]
"""When a line begins and ends, shot time in seconds."""


def split_shot(film: Film, shot_id: ShotId, at: Seconds, new_id: ShotId, said: Sequence[Said] = ()) -> Film:
    """Cut a shot in two at a shot time, to the nearest whole frame.

    | A  a b c | B |  ->  | A  a b | A' c | B |
            ^
    The second plays in the world that the first leaves, with what was not done before the cut. A clip goes on where it
    was; overlays and acting keys stay where they are in the film.

    Args:
        said: when each line of the shot is heard; without it, doings and lines are taken to share the shot evenly.

    Raises:
        InvalidRequest: `at` is not inside the shot, somebody is speaking there, or there is no such shot.
    """
    shot = next((one for one in film.shots if one.id == shot_id), None)
    if shot is None:
        raise InvalidRequest(f"The film has no shot {shot_id!r}.", "It may have been removed: undo, or choose another.")
    at = Seconds(round(at * film.fps), film.fps)
    if not 0 < at < shot.duration:
        raise InvalidRequest("The playhead is not inside the shot.", "Put it where the shot is to be cut.")
    _refuse_speaking(at, said)
    before = _beats_before(shot, at, said)
    first = replace(shot, duration=at, beats=shot.beats[:before], acting=_keys_before(shot.acting, at))
    second = replace(
        shot,
        id=new_id,
        duration=shot.duration - at,
        beats=_begun_anew(shot.beats[before:], at),
        acting=_keys_after(shot.acting, at),
        footage=None if shot.footage is None else _later(shot.footage, at),
        transition="cut",
        whereabouts=(),
        cues=(),
        unplaced=(),
    )
    split = replace_shot(duplicate_shot(film, shot_id, new_id), _reworded(first, shot, film))
    overlays = tuple(_rehung(one, shot_id, new_id, at) for one in split.overlays)
    return replace(replace_shot(split, _reworded(second, shot, film)), overlays=overlays)


def _refuse_speaking(at: Seconds, said: Sequence[Said]) -> None:
    for begins, ends in said:
        if begins < at < ends:
            raise InvalidRequest(
                "Somebody is speaking there, and a line cannot be cut in two.",
                f"Cut before it, at {begins:.2f} s of the shot, or after it, at {ends:.2f} s.",
            )


def _beats_before(shot: Shot, at: Seconds, said: Sequence[Said]) -> int:
    """How many of the shot's beats begin before a time. What begins together is not parted, nor is a feeling from what
    it is felt in.
    """
    beats = shot.beats
    before = len(list(takewhile(lambda begins: begins < at, _begins(shot, said))))
    while 0 < before < len(beats) and _goes_along(beats[before]):
        before += 1
    while 0 < before < len(beats) and isinstance(beats[before - 1], Feeling):
        before -= 1
    return before


def _goes_along(beat: Beat) -> bool:
    return isinstance(beat, Action | Line) and beat.onset is Onset.WITH


def _begins(shot: Shot, said: Sequence[Said]) -> list[float]:
    """When each beat begins, about: lines where they are heard, all else evenly between them. In order."""
    spoken = [place for place, beat in enumerate(shot.beats) if isinstance(beat, Line)]
    known = dict(zip(spoken, said, strict=True)) if len(said) == len(spoken) else {}
    times: list[float] = []
    free, waiting = 0.0, 0
    for place in range(len(shot.beats)):
        if place in known:
            times += [*_spread(free, known[place][0], waiting), known[place][0]]
            free, waiting = known[place][1], 0
        else:
            waiting += 1
    return times + _spread(free, float(shot.duration), waiting)


def _spread(start: float, end: float, count: int) -> list[float]:
    return [start + (end - start) * number / count for number in range(count)]


def _begun_anew(beats: tuple[Beat, ...], at: Seconds) -> tuple[Beat, ...]:
    """Beats of the second shot: lines that were set to a time are still heard then."""
    return tuple(
        replace(beat, at=max(Seconds(0), beat.at - at)) if isinstance(beat, Line) and beat.at is not None else beat
        for beat in beats
    )


def _keys_before(keys: tuple[ActingKey, ...], at: Seconds) -> tuple[ActingKey, ...]:
    return tuple(key for key in keys if key.at < at)


def _keys_after(keys: tuple[ActingKey, ...], at: Seconds) -> tuple[ActingKey, ...]:
    """The keys from the cut on, and at the cut what held there: the last feeling and gaze of everybody."""
    later = [replace(key, at=key.at - at) for key in keys if key.at >= at]
    later += [
        _going_on(key, at - key.at) for key in keys if isinstance(key, CapturedKey) and 0 < at - key.at < key.seconds
    ]
    held: dict[tuple[str, type], ActingKey] = {}
    for key in in_order(keys):
        lasting = isinstance(key, GazeKey) or (isinstance(key, EmotionKey) and key.flash is None)
        if key.at < at and lasting:
            held[key.who, type(key)] = replace(key, at=Seconds(0))
    begun = {(key.who, type(key)) for key in later if key.at == 0}
    return in_order((*(key for whose, key in held.items() if whose not in begun), *later))


def _going_on(key: CapturedKey, gone: Seconds) -> CapturedKey:
    """Acting that a camera saw, from the cut on."""
    keep = None if key.keep is None else key.keep - gone
    return replace(key, at=Seconds(0), skip=key.skip + gone, keep=keep)


def _later(footage: Footage, at: Seconds) -> Footage:
    return replace(footage, start=min(footage.start + at, footage.seconds))


def _rehung(overlay: Overlay, first: ShotId, second: ShotId, at: Seconds) -> Overlay:
    """An overlay that begins after the cut hangs on the second shot."""
    if overlay.anchor != first or overlay.offset < at:
        return overlay
    return replace(overlay, anchor=second, offset=overlay.offset - at)


def _reworded(part: Shot, whole: Shot, film: Film) -> Shot:
    """One half, with what its Directions say of it: what is done and said in it, and how long it lasts."""
    told = replace(part.directions, pacing=_relengthed(part, whole))
    if part.beats != whole.beats:
        heard = whole.directions.audio.rpartition('". ')[2]
        spoken = [f'{called(beat.who, film)} says "{beat.text}"' for beat in part.beats if isinstance(beat, Line)]
        motion = " ".join(dict.fromkeys(_done(part, film))) or "Nobody moves."
        told = replace(told, motion=motion, audio=". ".join([*spoken, heard]))
    return replace(part, directions=told)


def _done(part: Shot, film: Film) -> Iterator[str]:
    """What is done and felt, a sentence each, in the artist's words."""
    for beat in part.beats:
        match beat:
            case Action():
                words = beat.words.strip() or f"{called(beat.who, film)}: {beat.motion.replace('_', ' ')}"
                yield words if words[-1:] in ".!?。！？" else f"{words}."
            case Feeling():
                yield f"{called(beat.who, film)} is {beat.emotion}."
            case Line():
                pass


def _relengthed(part: Shot, whole: Shot) -> str:
    was, now = f"{float(whole.duration):.3g} s", f"{float(part.duration):.3g} s"
    return whole.directions.pacing.replace(was, now)
