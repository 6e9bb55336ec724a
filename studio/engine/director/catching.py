"""Who throws to whom, where only the catching tells: "Hana throws a ball. Ken catches it and throws it back."."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from studio.engine.director.moments import Moment
from studio.timeline.film import Action, Beat, CastId, EntityId

_BACK: Final = re.compile(r"\bback\b", re.IGNORECASE)
_UP: Final = re.compile(r"\b(?:up|into the air|in the air|skywards?)\b", re.IGNORECASE)


def aim_throws(moments: Sequence[Moment], cast: frozenset[str]) -> None:
    """Aim every throw at whoever catches it, and every "throws it back" at whoever threw it; in place.

    A catch of what is thrown only in the next words comes after them: "he catches the ball she threw".
    """
    _put_in_order(moments)
    thrower: dict[EntityId, EntityId] = {}
    beats = [(moment, at) for moment in moments for at in range(len(moment.beats))]
    for number, (moment, at) in enumerate(beats):
        beat = moment.beats[at]
        if not isinstance(beat, Action) or beat.motion != "throw" or beat.thing is None:
            continue
        later = (two.beats[there] for two, there in beats[number + 1 :])
        if beat.towards is None and (to := _meant_for(beat, _next_with(later, beat.thing), thrower, cast)) is not None:
            moment.beats[at] = replace(beat, towards=to)
            if to not in moment.present:
                moment.present.append(to)
        thrower[beat.thing] = beat.who


def _next_with(beats: Iterable[Beat], thing: EntityId) -> Action | None:
    """What is done with a thing next."""
    return next((one for one in beats if isinstance(one, Action) and one.thing == thing), None)


def _meant_for(
    throw: Action, then: Action | None, thrower: dict[EntityId, EntityId], cast: frozenset[str]
) -> CastId | None:
    """Whoever catches it next, themselves if it went up; or whom it came from, if it is thrown back."""
    if then is not None and then.motion == "catch" and then.who in cast:
        return CastId(then.who) if then.who != throw.who or _UP.search(throw.plain) else None
    came_from = None if throw.thing is None else thrower.get(throw.thing)
    back = came_from in cast and came_from != throw.who and _BACK.search(throw.plain)
    return CastId(str(came_from)) if back else None


def _put_in_order(moments: Sequence[Moment]) -> None:
    """Move the throw of what somebody catches before the catching, where it is told after it."""
    thrown: set[EntityId] = set()
    for first, moment in enumerate(moments):
        for beat in list(moment.beats):
            if not isinstance(beat, Action) or beat.thing is None:
                continue
            if beat.motion == "throw":
                thrown.add(beat.thing)
            if beat.motion != "catch" or beat.thing in thrown:
                continue
            after = (
                (two, one)
                for two in moments[first : first + 2]
                for one in two.beats
                if isinstance(one, Action) and (one.motion, one.thing) == ("throw", beat.thing) and one.who != beat.who
            )
            if (found := next(after, None)) is not None:
                found[0].beats.remove(found[1])
                moment.beats.insert(moment.beats.index(beat), found[1])
