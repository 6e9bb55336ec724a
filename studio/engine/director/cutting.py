"""Moments gathered into shots: where to cut."""

from collections.abc import Sequence
from typing import Final

from studio.engine import vocabulary
from studio.engine.director.moments import Moment
from studio.engine.director.timing import LEAD_S, beats_seconds
from studio.timeline.film import Action, CastId, EntityId, Feeling, Line, Onset

_FULL_S: Final = 7.5
_SENTENCE_S: Final = 7.0
_EXCHANGE_S: Final = 5.2
_BRISK_S: Final = 2.5
_ENOUGH_S: Final = 3.4
_PARAGRAPH_S: Final = 1.9
_STILL_S: Final = 2.6
_OVER: Final = frozenset({"topple", "fall"})
_CLOSE: Final = frozenset({"extreme close-up", "close-up", "insert"})
_GOING: Final = frozenset({"walk", "jump", "climb", "swim", "ride"})
"""Families of motions that take somebody out of a close picture."""


def cut(moments: Sequence[Moment], shots_given: bool) -> list[list[Moment]]:
    """The moments of a scene as shots, in order. ``shots_given``: cut only where the artist does."""
    shots: list[list[Moment]] = []
    for moment in moments:
        if not shots or moment.cut or (not shots_given and _cuts_before(shots, moment)):
            shots.append([moment])
        else:
            shots[-1].append(moment)
    return shots


def _cuts_before(shots: list[list[Moment]], moment: Moment) -> bool:
    shot = shots[-1]
    if moment.trails or moment.sequel:
        return moment.sequel
    if _only_adds_effects(moment) or _only_sets_up(shot, moment) or _only_moves_camera(shot, moment):
        return False
    if moment.shooting.said or shot[-1].seconds is not None or moment.setting != shot[-1].setting:
        return True
    if _goes_along(moment) or _comes_of_it(shot, moment):
        return False
    if _breaks_out(shot, moment):
        return True
    together = _seconds([*shot, moment])
    if moment.goes_on:
        return together > _SENTENCE_S and _seconds(shot) > _STILL_S
    if moment.seconds is not None and _seconds(shot) > _STILL_S:
        return True
    if _speaker(moment) is not None:
        return _cuts_before_line(shots, moment, together)
    if _speaker(shot[-1]) is not None:
        return together > _FULL_S or _actors(moment) != {_speaker(shot[-1])} or len(_lines(shot)) > 1
    return _cuts_before_action(shot, moment, together)


def _goes_along(moment: Moment) -> bool:
    """What begins together with what was there before is seen in one picture with it."""
    first = next((beat for beat in moment.beats if not isinstance(beat, Feeling)), None)
    return moment.goes_on and first is not None and first.onset is Onset.WITH


def _comes_of_it(shot: list[Moment], moment: Moment) -> bool:
    """As in "She tips the first domino. They topple.", "He bowls at the pins. They fall": all in one picture."""
    last = next((beat for one in reversed(shot) for beat in reversed(one.beats) if isinstance(beat, Action)), None)
    falls = [beat for beat in moment.beats if isinstance(beat, Action) and beat.motion in _OVER]
    if last is None or moment.opens or not falls or len(falls) < len(moment.beats):
        return False
    return bool({last.thing, last.towards} & {beat.who for beat in falls})


def _breaks_out(shot: list[Moment], moment: Moment) -> bool:
    """As in "Close-up: she smiles. She runs away.": what no close picture holds is in the next one."""
    close = any(one.shooting.framing in _CLOSE for one in shot) and any(one.beats for one in shot)
    going = (beat for beat in moment.beats if isinstance(beat, Action))
    another = not moment.goes_on or sum(not one.goes_on for one in shot) > 1
    return close and another and any(vocabulary.motions()[beat.motion].family in _GOING for beat in going)


def _only_sets_up(shot: list[Moment], moment: Moment) -> bool:
    """Words that only say where or how ("Close on the umbrella.") belong to what follows them."""
    bare = not any(one.beats or one.seconds for one in shot)
    if not bare or (moment.shooting.framing is not None and shot[-1].shooting.framing is not None):
        return False
    if shot[-1].shooting.said:
        return not moment.shooting.said
    short = sum(one.end - one.start for one in shot) < 60
    return short and not any(one.present for one in shot) and moment.shooting.said and not moment.opens


def _only_adds_effects(moment: Moment) -> bool:
    """What the picture does, said by itself ("Speed lines."), is of the shot that is under way."""
    bare = not (moment.beats or moment.present or moment.opens or moment.shooting.said)
    return bare and bool(moment.effects) and moment.seconds is None


def _only_moves_camera(shot: list[Moment], moment: Moment) -> bool:
    """A camera move said by itself ("She sits. Pan left.") is the move of the shot that is under way."""
    bare = not moment.beats and not moment.present and not moment.opens and moment.setting == shot[-1].setting
    moved = any(one.shooting.move is not None for one in shot)
    return bare and not moved and moment.shooting.move is not None and moment.shooting.framing is None


def _cuts_before_line(shots: list[list[Moment]], moment: Moment, together: float) -> bool:
    shot, speaker = shots[-1], _speaker(moment)
    speakers = {_speaker(one) for one in shot} - {None}
    if not speakers:
        silent = not any(one.beats for one in shot)
        aimed = next((one.shooting.subject for one in shot if one.shooting.subject), speaker)
        return together > _FULL_S or silent or aimed != speaker or not _actors_of(shot) <= {speaker}
    if speakers == {speaker}:
        return together > _FULL_S
    first_exchange = not any(_lines(one) for one in shots[:-1]) and len(_lines(shot)) == 1
    brisk = len(_lines(shot)) == 1 and _seconds([moment]) < _BRISK_S and _seconds(shot) < _BRISK_S
    return not (first_exchange or brisk) or together > _EXCHANGE_S


def _cuts_before_action(shot: list[Moment], moment: Moment, together: float) -> bool:
    length = _seconds(shot)
    aimed = next((one.shooting.subject for one in shot if one.shooting.subject), None)
    if aimed is not None and _actors(moment) and aimed not in (*_actors(moment), *moment.present) and length > 0.3:
        return True
    if together > _FULL_S:
        return True
    if moment.opens and length >= _PARAGRAPH_S:
        return True
    before, after = _actors_of(shot), _actors(moment)
    if not after and not moment.beats:
        return length >= _ENOUGH_S
    return bool(before) and before.isdisjoint(after) and length >= _ENOUGH_S


def _seconds(shot: Sequence[Moment]) -> float:
    beats = [beat for moment in shot for beat in moment.beats]
    empty = sum(1.4 for moment in shot if not moment.beats and not (beats and _sets_up(moment)))
    return beats_seconds(beats) + empty + (LEAD_S if _lines(shot) else 0.0)


def _sets_up(moment: Moment) -> bool:
    """Whether it tells of the camera alone: that takes no time of its own beside what is done there."""
    return moment.shooting.said and moment.seconds is None


def _lines(shot: Sequence[Moment]) -> list[Line]:
    return [beat for moment in shot for beat in moment.beats if isinstance(beat, Line)]


def _speaker(moment: Moment) -> CastId | None:
    return next((beat.who for beat in moment.beats if isinstance(beat, Line)), None)


def _actors(moment: Moment) -> set[EntityId | None]:
    if not moment.beats:
        return set(moment.present[:1])
    return {beat.who for beat in moment.beats if isinstance(beat, Action | Feeling)}


def _actors_of(shot: Sequence[Moment]) -> set[EntityId | None]:
    return {who for moment in shot for who in _actors(moment)}
