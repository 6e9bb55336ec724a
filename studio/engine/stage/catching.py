"""What falls and is caught: it does not fall before who catches it is there."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from studio.engine.stage import kinds
from studio.engine.stage.entrances import Placed
from studio.engine.stage.ledger import Doing, Ledger
from studio.engine.stage.throwing import GRAVITY
from studio.timeline.film import Action, Beat
from studio.timeline.world import Vector

CATCH = "catch"
_ENDS = ("fall", "break")
_SLIDES_OFF_S = 0.08
_CAUGHT_AT = 0.6  # of the height it falls from
_LEAST_M = 0.35  # what stands no higher than this is on the ground before a hand comes to it
_FALL_S = 0.1
_OVER_M = 0.15


@dataclass(frozen=True)
class FallToCatch:
    """A fall that somebody is to end with their hands. at: where; seconds: from its beginning until then."""

    doing: Doing
    at: Vector
    seconds: float


def caught_as_they_fall(beats: Sequence[Beat]) -> frozenset[str]:
    """The things that fall by themselves and are caught afterwards."""
    acted = [beat for beat in beats if isinstance(beat, Action)]
    caught = {beat.thing: number for number, beat in enumerate(acted) if beat.motion == CATCH}
    falling = [
        beat.who
        for number, beat in enumerate(acted)
        if kinds.motion_of(beat.motion).family == "fall" and number < caught.get(beat.who, -1)
    ]
    return frozenset(str(who) for who in falling)


def missed_in(beats: Sequence[Beat]) -> frozenset[int]:
    """The beats whose thing next falls or breaks by itself, before anybody does anything with it."""
    acted = [(number, beat) for number, beat in enumerate(beats) if isinstance(beat, Action)]
    found: set[int] = set()
    for at, (number, beat) in enumerate(acted):
        after = next((later for _, later in acted[at + 1 :] if beat.thing in (later.who, later.thing)), None)
        if beat.thing and after and after.who == beat.thing and kinds.motion_of(after.motion).family in _ENDS:
            found.add(number)
    return frozenset(found)


def fall_to_catch(ledger: Ledger, beat: int, action: Action, placed: Placed) -> FallToCatch | None:
    """The fall of a thing, from what it stands on, that a catch ends; None where it is none."""
    last = next((doing for doing in reversed(ledger.doings) if placed.prop.id in (doing.who, doing.thing)), None)
    if action.motion != CATCH or last is None or last.who != placed.prop.id or last.family != "fall":
        return None
    stood = placed.position[2] - kinds.half_height(placed.kind, placed.orientation)
    if stood < _LEAST_M:
        return None
    x, y, _ = placed.position
    at = x, y - _OVER_M - max(placed.kind.size_m[:2]) / 2, _CAUGHT_AT * stood
    seconds = _SLIDES_OFF_S + math.sqrt(2 * (stood - at[2]) / GRAVITY)
    return FallToCatch(last, ledger.landed.get((beat, placed.prop.id), at), seconds)


def put_off(fall: FallToCatch, beat: int) -> Doing:
    """The fall, as late as the hands are there for it, among the doings of who catches."""
    return replace(fall.doing, beat=beat, meets=fall.seconds, seconds=_FALL_S, shortest=_FALL_S, longest=_FALL_S)
