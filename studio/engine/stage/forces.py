"""What people do to things with force: knock over, slide, push, pull, stack and break; what cannot be done is noted."""

import math
import re
from dataclasses import replace

from msgspec import structs

from studio.engine import vocabulary
from studio.engine.stage.contacts import friction
from studio.engine.stage.entrances import Placed
from studio.engine.stage.grasping import Grasp
from studio.engine.stage.handling import behind, gestures, parts_with, takes
from studio.engine.stage.launches import ROLLED_MPS
from studio.engine.stage.ledger import (
    Doing,
    Ledger,
    add,
    ahead_of,
    beside,
    comes_to_rest,
    face_point,
    go,
    kept_inside,
    stand_up,
    still,
)
from studio.engine.stage.rig import RUNNERS, WHEELS, slips
from studio.engine.stage.route import Point, Route
from studio.engine.stage.rows import row_from
from studio.engine.stage.surroundings import GRAVITY
from studio.engine.stage.tipping import far_end
from studio.engine.vocabulary import Motion
from studio.timeline.film import Action, PropId
from studio.timeline.world import Vector

BODY_KG_PER_M2 = 22.0
PUSH_N_PER_KG = 6.2
"""What a standing person pushes with, for each kilogram they weigh. Source: Chaffin, Occupational Biomechanics: about
the friction of shoes, 0.63 of body weight."""
CARRY_KG_PER_KG = 0.5
_PUSH_M = 1.3
_PUSH_MPS = 0.55
_ARMS_M = 0.44
_SMASHED_KG = 6.0
_ACT = Motion(words=(), family="act", seconds=1.6)
_TAKE = Motion(words=(), family="pick_up")
_SMASH_S = 0.3
_LOST_M = 0.9
_NEXT_S = 0.06  # from one thing of a row to the next
_LOW_M = 0.5
"""Below the hand of somebody who stands: one goes down to it."""
_GOES_WITH_M = 0.1
"""What stands this near in plan stands on the other, or under it, and goes over with it."""


_ALONG = re.compile(r"\b(?:across|along|down)\b", re.IGNORECASE)


def topples(ledger: Ledger, beat: int, action: Action, family: str) -> None:
    """Go up to a standing thing and knock it over, or send it sliding, by hand."""
    placed = _loose(ledger, action)
    if placed is None:
        _in_vain(ledger, beat, action)
        return
    if placed.prop.id in ledger.people[action.who].armful:
        parts_with(ledger, beat, structs.replace(action, towards=None), Motion(words=(), family="put_down"))
    at = ledger.things[placed.prop.id]
    goal = ledger.where(action.towards) if action.towards != placed.prop.id else None
    row = row_from(ledger.opening, placed.prop.id) if family == "topple" else ()
    goal = row[-1].position if row else goal
    if goal is None and family == "slide" and _ALONG.search(action.words):
        goal = far_end(ledger.opening, placed.kind, at)
    near = beside(ledger, action.who, at, 0.42 + max(placed.kind.size_m[:2]) / 2)
    go(ledger, beat, action, behind(ledger, at, goal) if goal and (row or family == "roll") else near)
    face_point(ledger, beat, action, at)
    doing = replace(still(ledger, beat, action, family, 1.3), thing=placed.prop.id, point=goal, linked=True)
    if goal is not None and at[2] + placed.kind.size_m[2] / 2 < _LOW_M:
        doing = replace(doing, grasp=_low_push(placed, at, goal), longest=1.7)
    if goal is not None and family == "roll":
        doing = replace(doing, flight=math.dist(at, goal) / ROLLED_MPS)
    if row:
        doing = replace(doing, flight=_NEXT_S * len(row))
    add(ledger, replace(doing, motion="topple"))
    person = ledger.people[action.who]
    comes_to_rest(ledger, beat, placed.prop.id, (*ahead_of(person, _LOST_M), placed.kind.size_m[2] / 2))
    rest = tuple(one for one in ledger.armfuls.pop(beat, ()) if one not in {each.prop.id for each in row})
    for one in rest:
        if math.dist(ledger.things.get(one, at)[:2], at[:2]) > _GOES_WITH_M:
            topples(ledger, beat, structs.replace(action, thing=one), family)
        else:
            comes_to_rest(ledger, beat, one, (*ahead_of(person, _LOST_M), placed.kind.size_m[2] / 2))


def _low_push(placed: Placed, at: Vector, goal: Vector) -> Grasp:
    """The way of a hand that sets going what lies or stands low: behind it, near its top, then a little after it."""
    away = max(math.dist(at[:2], goal[:2]), 1e-6)
    x, y = (goal[0] - at[0]) / away, (goal[1] - at[1]) / away
    behind_m, high = max(placed.kind.size_m[:2]) / 2, at[2] + 0.3 * placed.kind.size_m[2]
    if placed.kind.several:
        behind_m = placed.kind.size_m[0] / 2
    steps = (-behind_m, 0.08, 0.12)
    return Grasp(tuple((at[0] + x * step, at[1] + y * step, high) for step in steps))


def breaks(ledger: Ledger, beat: int, action: Action) -> None:
    """Smash what can be lifted on the ground; knock over what cannot."""
    placed = _loose(ledger, action)
    if placed is None:
        _in_vain(ledger, beat, action)
        return
    if placed.kind.mass_kg > _SMASHED_KG:
        topples(ledger, beat, action, "topple")
        ledger.doings.append(_told_to_break(ledger, beat, placed))
        return
    if placed.prop.id not in ledger.people[action.who].armful:
        takes(ledger, beat, structs.replace(action, thing=placed.prop.id, towards=None), _TAKE)
    person = ledger.people[action.who]
    at = (*ahead_of(person, 0.95), 0.02)
    doing = replace(still(ledger, beat, action, "throw", 1.3), thing=placed.prop.id, point=at, linked=True)
    add(ledger, replace(doing, aim=None, flight=_SMASH_S), **ledger.people[action.who].left_with(placed.prop.id))
    ledger.doings.append(_told_to_break(ledger, beat, placed))
    comes_to_rest(ledger, beat, placed.prop.id, at)


def _told_to_break(ledger: Ledger, beat: int, placed: Placed) -> Doing:
    at = ledger.things[placed.prop.id]
    return Doing(placed.prop.id, "break", beat, 0.8, 0.5, 1.2, at[:2], 0.0, 0.0, motion="break")


def pushes_along(ledger: Ledger, beat: int, action: Action, pulling: bool) -> None:
    """Push or pull a thing over the floor, as far as there is room; too heavy a thing stays, and that is noted."""
    placed = ledger.placed(action.thing or action.towards or "")
    if placed is None or ledger.holder(placed.prop.id) is not None:
        _in_vain(ledger, beat, action)
        return
    if placed.kind.mass_kg < 1.0 and not pulling:
        how = "topple" if row_from(ledger.opening, placed.prop.id) else "slide"
        topples(ledger, beat, structs.replace(action, thing=placed.prop.id), how)
        return
    stand_up(ledger, beat, action)
    at, way = ledger.things[placed.prop.id], _way(ledger, action, placed)
    deep = _depth(placed, way)
    side = -1.0 if not pulling else 1.0
    stand = at[0] + side * way[0] * (deep + _ARMS_M), at[1] + side * way[1] * (deep + _ARMS_M)
    go(ledger, beat, structs.replace(action, motion="walk"), kept_inside(ledger, stand))
    face_point(ledger, beat, action, at)
    here = ledger.people[action.who]
    heading = math.atan2(at[1] - here.position[1], at[0] - here.position[0])
    height = min(placed.kind.size_m[2] * 0.8, 1.0)
    hands = (at[0] + side * way[0] * deep, at[1] + side * way[1] * deep, at[2] - placed.kind.size_m[2] / 2 + height)
    doing = still(ledger, beat, structs.replace(action, thing=placed.prop.id), "pull" if pulling else "push", 2.0)
    doing = replace(doing, point=hands, heading=heading, linked=True, aim=None)
    if not _can_move(ledger, action, placed):
        add(ledger, doing)
        return
    end = kept_inside(ledger, (here.position[0] + way[0] * _PUSH_M, here.position[1] + way[1] * _PUSH_M))
    seconds = math.dist(here.position, end) / _PUSH_MPS
    add(
        ledger,
        replace(doing, route=Route((here.position, end)), position=end, seconds=seconds, shortest=0.6 * seconds),
    )
    moved = end[0] - here.position[0], end[1] - here.position[1]
    comes_to_rest(ledger, beat, placed.prop.id, (at[0] + moved[0], at[1] + moved[1], at[2]))


def _can_move(ledger: Ledger, action: Action, placed: Placed) -> bool:
    """Whether somebody is strong enough to overcome the friction of a thing; if not, it is noted."""
    need = needed_force(ledger, placed)
    have = PUSH_N_PER_KG * body_kg(ledger, action.who)
    if need <= have:
        return True
    ledger.notes.append(
        f"{placed.prop.name} is too heavy for {ledger.member(action.who).member.name} to move "
        f"({need:.0f} N are needed, about {have:.0f} N can be pushed): it stays where it is."
    )
    return False


def needed_force(ledger: Ledger, placed: Placed) -> float:
    """Newtons that overcome a thing's friction on the ground. Source: Coulomb."""
    known = vocabulary.materials()
    ground = known.get(ledger.opening.set.ground, known["concrete"])
    eased = WHEELS if placed.kind.wheels else RUNNERS if placed.kind.runners and slips(ledger.opening) else None
    holds = eased if eased is not None else friction(known.get(placed.kind.material, known["wood"]), ground)
    return holds * placed.kind.mass_kg * GRAVITY


def body_kg(ledger: Ledger, who: str) -> float:
    """What somebody weighs, by their height."""
    return BODY_KG_PER_M2 * ledger.member(who).member.look.height_m ** 2


def _way(ledger: Ledger, action: Action, placed: Placed) -> Point:
    """The level direction to push in: to where the words say, or across the picture to the freer side."""
    at = ledger.things[placed.prop.id]
    goal = ledger.where(action.towards) if action.towards not in (None, placed.prop.id) else None
    if goal is not None and math.dist(goal[:2], at[:2]) > 0.3:
        away = math.dist(goal[:2], at[:2])
        return (goal[0] - at[0]) / away, (goal[1] - at[1]) / away
    left, right, _, _ = ledger.opening.set.bounds_m
    here = ledger.people[action.who].position
    across = 1.0 if at[0] >= here[0] else -1.0
    room = right - at[0] if across > 0 else at[0] - left
    return (across if room > _PUSH_M else -across), 0.0


def _depth(placed: Placed, way: Point) -> float:
    """How far a thing reaches from its middle along a direction."""
    x, y, _ = placed.kind.size_m
    return abs(way[0]) * x / 2 + abs(way[1]) * y / 2


def stacks(ledger: Ledger, beat: int, action: Action) -> None:
    """Put a thing on top of what is named, or of what was stacked before it in the shot."""
    placed = _loose(ledger, action)
    if placed is None:
        _in_vain(ledger, beat, action)
        return
    under = ledger.placed(action.towards or "") or ledger.placed(ledger.stacked[-1] if ledger.stacked else "")
    if not ledger.stacked and under is None:
        ledger.stacked.append(placed.prop.id)
        base = [t for t in ledger.opening.things if t.prop.kind == placed.prop.kind and t.prop.id != placed.prop.id]
        if base:
            return
    held = placed.prop.id in ledger.people[action.who].armful
    if not held:
        takes(ledger, beat, structs.replace(action, thing=placed.prop.id, towards=None), _TAKE)
    onto = None if under is None or under.prop.id == placed.prop.id else under.prop.id
    put = structs.replace(action, thing=PropId(placed.prop.id), towards=onto)
    parts_with(ledger, beat, put, Motion(words=(), family="put_down"))
    ledger.stacked.append(placed.prop.id)


def _loose(ledger: Ledger, action: Action) -> Placed | None:
    """The thing meant, if it can be moved at all."""
    placed = ledger.placed(action.thing or action.towards or ledger.people[action.who].holding or "")
    return None if placed is None or placed.kind.fixed else placed


def _in_vain(ledger: Ledger, beat: int, action: Action) -> None:
    """What cannot be done is acted, and noted."""
    named = ledger.placed(action.thing or action.towards or "")
    why = "nothing is there to do it to" if named is None else f"{named.prop.name} does not give way"
    ledger.notes.append(f'"{action.words or action.motion}" is only acted: {why}.')
    gestures(ledger, beat, structs.replace(action, thing=None), _ACT)
