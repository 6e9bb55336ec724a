"""Sitting down: on what the words name, on the nearest free seat, or on the ground."""

import math
import re
from dataclasses import replace

import numpy as np

from studio.engine.skeleton import HEADS_TALL, rotation_matrices
from studio.engine.stage.entrances import Placed
from studio.engine.stage.facing import TO_CAMERA
from studio.engine.stage.ledger import (
    SEAT_REACH_HEADS,
    Ledger,
    add,
    ahead_of,
    face,
    go,
    kept_inside,
    stand_up,
    start_there,
    still,
)
from studio.engine.stage.route import Point, inside
from studio.engine.vocabulary import Seat, SetKind
from studio.timeline.film import Action
from studio.timeline.world import Vector

_BY_A_BED_M, _EDGE_M = 1.5, 0.45  # how near a bed's own seats are; how far from the middle its edge is
_ON_IT_M, _BESIDE_M = 0.3, 0.55
_SITS_BACK_M = 0.85  # how far behind the feet somebody who sits on the ground reaches
_FOUND = re.compile(r"\b(sits|sit|sat|sitting|seated|waits?|waited|waiting)\b", re.IGNORECASE)
_WAITS_ON = re.compile(
    r"\bwait(?:s|ed|ing)?\b[^.!?]*\bon (?:\w+ ){1,2}?(?:bench|chair|sofa|couch|stool|armchair|seat|swing)\b",
    re.IGNORECASE,
)


def sits(ledger: Ledger, beat: int, action: Action) -> None:
    """Go to the seat, turn the back to it, and sit down."""
    person = ledger.people[action.who]
    if person.seat is not None:
        if person.posture == "lying":
            sits_up(ledger, beat, action)
        return
    if _seat_for(ledger, action)[1] == 0.0:
        _make_room(ledger, beat, action)
    at, height, facing = _seat_for(ledger, action)
    if height > 0 and _sits_already(ledger, action):
        start_there(ledger, action.who, at, facing, height)
        add(ledger, still(ledger, beat, action, "stand", 1.0))
        return
    reach = SEAT_REACH_HEADS * ledger.member(action.who).member.look.height_m / HEADS_TALL if height > 0.15 else 0.5
    stand = at[0] + math.cos(facing) * reach, at[1] + math.sin(facing) * reach
    if height > 0:
        go(ledger, beat, action, stand)
        face(ledger, beat, action, facing, 0.15)
    doing = replace(still(ledger, beat, action, "sit", 1.5), position=at, heading=facing, seat=height, linked=True)
    add(ledger, doing, seat=height)


def waits_seated(action: Action) -> bool:
    """As in "waits on the bench": told of by its waiting, done by sitting."""
    return action.motion == "stand" and _WAITS_ON.search(action.words) is not None


def sits_up(ledger: Ledger, beat: int, action: Action) -> None:
    """From lying: onto the edge of the bed, or up where one lies on the ground."""
    person = ledger.people[action.who]
    height = person.seat or 0.0
    at, facing = person.position, person.heading
    if height > 0.1:
        seats = [seat for seat in ledger.opening.set.seats if math.dist(seat.at, at) < _BY_A_BED_M]
        side = min(seats, key=lambda seat: math.dist(seat.at, at), default=None)
        facing = person.heading - math.pi / 2 if side is None else math.radians(side.facing)
        at = ahead_of(replace(person, heading=facing), _EDGE_M) if side is None else side.at
    doing = replace(still(ledger, beat, action, "sit", 1.8), position=at, heading=facing, seat=height, linked=True)
    add(ledger, doing, seat=height, posture="standing")


def _make_room(ledger: Ledger, beat: int, action: Action) -> None:
    """Away from what stands right behind, which somebody who sits down on the ground would sink into."""
    person = ledger.people[action.who]
    behind = [ahead_of(person, -metres) for metres in (0.3, 0.6, _SITS_BACK_M)]
    if any(inside(point, box) for point in behind for box in ledger.opening.obstacles):
        go(ledger, beat, action, kept_inside(ledger, ahead_of(person, _SITS_BACK_M)))


def sits_to_use(ledger: Ledger, beat: int, action: Action, placed: Placed, stool: Vector) -> None:
    """Take the stool that belongs to a thing, from beside it; a newcomer is found there."""
    turn = rotation_matrices(np.array(placed.orientation))
    across, along = (float(part) for part in turn[:2, 0])
    ahead = turn[:2, 1]
    off = turn[:2, :2] @ np.array(stool[:2])
    at = placed.position[0] + float(off[0]), placed.position[1] + float(off[1])
    facing = math.atan2(float(ahead[1]), float(ahead[0]))
    person, entrant = ledger.people[action.who], ledger.member(action.who)
    if person.seat is not None and math.dist(person.position, at) < _ON_IT_M:
        return
    if entrant.new_here and all(doing.who != action.who for doing in ledger.doings):
        start_there(ledger, action.who, at, facing, stool[2])
        return
    stand_up(ledger, beat, action)
    here = ledger.people[action.who].position
    side = _BESIDE_M if (here[0] - at[0]) * across + (here[1] - at[1]) * along > 0 else -_BESIDE_M
    go(ledger, beat, action, (at[0] + side * across, at[1] + side * along))
    face(ledger, beat, action, facing, 0.15)
    doing = replace(still(ledger, beat, action, "sit", 1.5), position=at, heading=facing, seat=stool[2], linked=True)
    add(ledger, doing, seat=stool[2])


def rises(ledger: Ledger, beat: int, action: Action) -> None:
    """Get up; a newcomer who has not been seen before sat until now, where there is a seat.

    Who wakes up sits up.
    """
    if action.motion == "wake_up" and ledger.people[action.who].posture == "lying":
        sits_up(ledger, beat, action)
        return
    entrant = ledger.member(action.who)
    if action.motion == "get_up" and entrant.new_here and entrant.posture == "standing":
        at, height, facing = _seat_for(ledger, action)
        if height > 0 and all(doing.who != action.who for doing in ledger.doings):
            start_there(ledger, action.who, at, facing, height)
    stand_up(ledger, beat, action)


def _sits_already(ledger: Ledger, action: Action) -> bool:
    """Whether "she sits on the bench" tells how a newcomer is found, not what she does ("sits down")."""
    told = _FOUND.search(action.words) is not None and " down" not in action.words.lower()
    first = all(doing.who != action.who for doing in ledger.doings)
    return told and first and ledger.member(action.who).new_here


def _seat_for(ledger: Ledger, action: Action) -> tuple[Point, float, float]:
    """The seat meant or the nearest free one: its place, height and heading. Height 0: the floor."""
    here = ledger.people[action.who].position
    taken = [p.position for p in ledger.people.values() if p.seat is not None]
    meant = [p for p in (ledger.placed(action.thing or ""), ledger.placed(action.towards or "")) if p]
    furniture = [p for p in (*meant, *ledger.opening.things) if p.kind.seat_m is not None and p.holder is None]
    here_are = ledger.opening.set.seats
    named = [seat for seat in here_are if _words_name(action.words, _names_of(seat, ledger.opening.set))]
    seats = [(seat.at, seat.height, math.radians(seat.facing)) for seat in named or here_are]
    if meant or (furniture and not named):
        seats = [place for placed in furniture for place in _places_on(placed)] + ([] if meant else seats)
    free = [seat for seat in seats if all(math.dist(seat[0], other) > 0.55 for other in taken)]
    on_floor = (
        "ground" in action.words or "floor" in action.words or "kneel" in action.words or "crouch" in action.words
    )
    if not free or on_floor or min(math.dist(seat[0], here) for seat in free) > 8.0:
        return here, 0.0, ledger.people[action.who].heading
    return min(free, key=lambda seat: math.dist(seat[0], here))


def _names_of(seat: Seat, kind: SetKind) -> set[str]:
    """What a seat is called: its name, the last word of it, and the words of a spot of the same name."""
    spots = [word for spot in kind.spots if spot.name == seat.name for word in spot.words]
    return {seat.name, seat.name.split()[-1], *spots}


def _words_name(words: str, names: set[str]) -> bool:
    return any(re.search(rf"\b{re.escape(name)}\b", words.lower()) for name in names)


def _places_on(placed: Placed) -> list[tuple[Point, float, float]]:
    """Where one can sit on a piece of furniture that faces the camera."""
    count = max(1, int(placed.kind.size_m[0] / 0.62))
    gap = placed.kind.size_m[0] / count
    xs = [placed.position[0] + (k - (count - 1) / 2) * gap for k in range(count)]
    return [((x, placed.position[1] - 0.06), placed.kind.seat_m or 0.44, TO_CAMERA) for x in xs]
