"""Cars that drive by themselves: past, up and away, along the road of a set or across its open ground."""

import math
from dataclasses import replace
from typing import Final

import numpy as np

from studio.engine.stage import kinds
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.entrances import Opening, Placed
from studio.engine.stage.ledger import Doing, Ledger, comes_to_rest
from studio.engine.stage.playing import Track
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.route import Point
from studio.engine.stage.schedule import Cue
from studio.timeline.film import Action
from studio.timeline.world import Quaternion

DRIVES: Final = "drive"
_ARRIVES, _LEAVES = "enter", "leave"
_DEEP: Final = 1.3
"""A set so many times as deep as it is wide has a road that runs into the picture."""
_LANE_M, _FAR_M, _NEAR_M = 1.4, 15.0, 0.5
"""From the middle of such a road, and from where to where a car is seen on it."""
_BEHIND_M, _BEYOND_M = 2.2, 2.0
"""How far behind the people one goes across, and from how far outside the set."""
_STOPS_SHORT_M = 3.0


def _way(opening: Opening, motion: str) -> tuple[Point, Point]:
    """From where to where a car drives that was not there before: towards the camera on a deep road, or across."""
    left, right, near, far = opening.set.bounds_m
    people = [person.position for person in opening.people]
    if far - near > _DEEP * (right - left):
        lane = max((-_LANE_M, _LANE_M), key=lambda x: min((abs(at - x) for at, _ in people), default=0.0))
        begin, stop, end = (lane, _FAR_M), (lane, _NEAR_M + _STOPS_SHORT_M), (lane, _NEAR_M)
        leaves = begin
    else:
        y = min(max((at for _, at in people), default=0.0) + _BEHIND_M, far)
        begin, stop, end = (left - _BEYOND_M, y), ((left + right) / 2, y), (right + _BEYOND_M, y)
        leaves = end
    return (stop, leaves) if motion == _LEAVES else (begin, stop if motion == _ARRIVES else end)


def _stood_here(placed: Placed, motion: str) -> bool:
    """Whether a car starts from where it stands since before this shot."""
    return placed.was is not None and motion != _ARRIVES


def _goal(opening: Opening, placed: Placed, motion: str) -> Point:
    """Where a car drives to: from where it stands, on as it would along the road."""
    (x, y), (to_x, to_y) = _way(opening, motion)
    if not _stood_here(placed, motion):
        return to_x, to_y
    return (placed.position[0] if x == to_x else to_x), (placed.position[1] if y == to_y else to_y)


def on_the_road(sheet: CallSheet, opening: Opening) -> Opening:
    """The opening with each car that drives in this shot at the beginning of its way, turned along it."""
    return replace(opening, things=tuple(_on_the_road(sheet, opening, placed) for placed in opening.things))


def _on_the_road(sheet: CallSheet, opening: Opening, placed: Placed) -> Placed:
    own = (beat for beat in sheet.shot.beats if isinstance(beat, Action) and beat.who == placed.prop.id)
    motions = [beat.motion for beat in own if drives_itself(placed, beat.motion)]
    if not motions:
        return placed
    if not _stood_here(placed, motions[0]):
        placed = replace(placed, position=(*_way(opening, motions[0])[0], placed.position[2]))
    goal = _goal(opening, placed, motions[0])
    heading = math.atan2(goal[1] - placed.position[1], goal[0] - placed.position[0])
    return replace(placed, orientation=_turned(heading))


def drives_itself(placed: Placed, motion: str) -> bool:
    """Whether a thing that is told to go somewhere drives there."""
    return placed.kind.motor_mps > 0 and kinds.motion_of(motion).family == "walk"


def drives(ledger: Ledger, beat: int, action: Action, placed: Placed) -> None:
    """Along the road to its end, or up to the people and no further."""
    at, goal = ledger.things[action.who], _goal(ledger.opening, placed, action.motion)
    seconds = max(math.dist(at[:2], goal) / placed.kind.motor_mps, 0.5)
    heading = math.atan2(goal[1] - at[1], goal[0] - at[0])
    ledger.doings.append(
        Doing(
            action.who, DRIVES, beat, seconds, 0.6 * seconds, 1.6 * seconds, goal, heading, heading,
            motion=action.motion, words=action.words, point=at,
        )
    )  # fmt: skip
    comes_to_rest(ledger, beat, action.who, (*goal, at[2]))


def driven(opening: Opening, cues: tuple[Cue, ...], times: Doubles) -> dict[str, Track]:
    """The ways of all cars that drive in a shot."""
    found: dict[str, Track] = {}
    for placed in opening.things:
        own = sorted(
            (cue for cue in cues if cue.doing.who == placed.prop.id and _drives(cue)), key=lambda cue: cue.start
        )
        if own:
            found[placed.prop.id] = _driven(placed, own, times)
    return found


def _drives(cue: Cue) -> bool:
    return cue.doing.family == DRIVES and cue.doing.point is not None


def _driven(placed: Placed, own: list[Cue], times: Doubles) -> Track:
    """One way after the other: where it does not stop it has come before its cue, and goes on after it."""
    place = np.tile(np.array(placed.position), (len(times), 1))
    turn = np.tile(np.array(placed.orientation), (len(times), 1))
    for number, cue in enumerate(own):
        assert cue.doing.point is not None
        frames = times >= (cue.start if number else 0.0)
        begin, end = np.array(cue.doing.point), np.array([*cue.doing.position, placed.position[2]])
        place[frames] = (begin + (end - begin) * _share(placed, cue, number == 0, times)[:, None])[frames]
        turn[frames] = _turned(cue.doing.heading)
    return Track(place, turn)


def _share(placed: Placed, cue: Cue, first: bool, times: Doubles) -> Doubles:
    """(F,) how much of its way is behind a car, 0 to 1 while it is told: it starts, it stops, or it only goes past."""
    share = (times - cue.start) / max(cue.end - cue.start, 1e-6)
    if cue.doing.motion == _ARRIVES:
        return 1 - (1 - np.clip(share, 0, 1)) ** 2
    if first and cue.doing.motion != _LEAVES and not _stood_here(placed, cue.doing.motion):
        return share
    return np.where(share < 1, np.maximum(share, 0) ** 2, 2 * share - 1)


def has_driven_off(thing: str, cues: tuple[Cue, ...]) -> bool:
    """Whether a car is out of sight after a shot: it has gone past or away, and the story may bring it back."""
    own = [cue for cue in cues if cue.doing.who == thing and _drives(cue)]
    return bool(own) and max(own, key=lambda cue: cue.start).doing.motion != _ARRIVES


def _turned(heading: float) -> Quaternion:
    return math.cos(heading / 2), 0.0, 0.0, math.sin(heading / 2)
