"""Going about in what floats: over the water of a set, across the picture, off the posts of its pier."""

import math

from studio.engine.stage.ledger import Doing, Ledger, add, moved, start_there
from studio.engine.stage.mounts import RIDES, RIDING, heading_of, mount_of
from studio.engine.stage.route import Point, Route
from studio.engine.stage.shores import boat_water
from studio.engine.stage.waterside import drift_room
from studio.engine.vocabulary import times_usual
from studio.timeline.film import Action, PropId

SPEED_MPS = 0.9
_SLOWEST_S, _LONGEST_S = 2.5, 9.0
_SIDES_M = 4.0


def sets_out(ledger: Ledger, beat: int, action: Action, spare: float) -> bool:
    """Go over the water in the boat that is there; False where there is no boat, or no water that carries it."""
    placed = ledger.placed(action.thing or "")
    mount = mount_of(placed.prop) if placed is not None else None
    if placed is None or mount is None or not mount.draws_m:
        return False
    pool = boat_water(ledger.opening.set, ledger.things[placed.prop.id][:2])
    if pool is None:
        ledger.notes.append(f"No water here carries {placed.prop.name}: it goes over land.")
        return False
    boat = ledger.things[placed.prop.id][:2]
    aboard = ledger.people[action.who].posture == RIDING
    reach = SPEED_MPS * min(_LONGEST_S, max(_SLOWEST_S, spare))
    goal = (_on_ahead(boat, heading_of(placed.orientation), reach) if aboard else None) or drift_room(pool, boat, reach)
    heading = math.atan2(goal[1] - boat[1], goal[0] - boat[0])
    sits = mount.saddle[0] * times_usual(placed.prop)
    start, end = (_ahead(at, heading, sits) for at in (boat, goal))
    if not moved(ledger, action.who):
        start_there(ledger, action.who, start, heading, posture=ledger.people[action.who].posture)
    add(ledger, _way(ledger, beat, action, placed.prop.id, (start, end)))
    return True


def _on_ahead(at: Point, heading: float, reach: float) -> Point | None:
    """Where a boat comes to that goes on the way it heads; None where that leads out of the picture or to the land."""
    goal = _ahead(at, heading, reach)
    return goal if abs(goal[0]) < _SIDES_M and math.sin(heading) > -0.1 else None


def _ahead(at: Point, heading: float, metres: float) -> Point:
    return at[0] + math.cos(heading) * metres, at[1] + math.sin(heading) * metres


def _way(ledger: Ledger, beat: int, action: Action, thing: PropId, ends: tuple[Point, Point]) -> Doing:
    length, heading = max(0.05, math.dist(*ends)), math.atan2(ends[1][1] - ends[0][1], ends[1][0] - ends[0][0])
    return Doing(
        action.who, "walk", beat, length / SPEED_MPS, length / (1.5 * SPEED_MPS), length / (0.6 * SPEED_MPS), ends[1],
        heading, ledger.people[action.who].heading, route=Route(ends), manner=action.manner, motion=RIDES,
        words=action.words, thing=thing, linked=True,
    )  # fmt: skip
