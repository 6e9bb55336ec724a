"""Into the water, through it, and out again, as the words have it: swimming, floating, jumping and diving in."""

import math
import re
from dataclasses import replace

from msgspec import structs

from studio.engine.skeleton import HEADS_TALL
from studio.engine.stage.facing import TO_CAMERA
from studio.engine.stage.ledger import Doing, Ledger, add, face, go, moved, stand_up, start_there, still
from studio.engine.stage.plunging import MIDDLE_HEADS, Leap, plunge
from studio.engine.stage.route import BODY_RADIUS_M, Point, Route
from studio.engine.stage.strokes import stroke_for, strokes
from studio.engine.stage.walking import walks
from studio.engine.stage.waterside import (
    SWIM_DEPTH_M,
    Edge,
    bank_of,
    depth_at,
    drift_room,
    edge_of,
    pool_for,
    round_the_pier,
    tread_level,
    within,
)
from studio.engine.vocabulary import Motion, Pool
from studio.timeline.film import Action

SWIMMING = "swimming"
_JUMPS_FROM_M, _DIVES_FROM_M = 0.7, 1.2
_NEAR_M = 0.7
_LEAPS_M = 1.7
_TO_EDGE = re.compile(r"\b(edge|side|wall|shore|bank|ashore|land|steps|ladder|quay|back to)\b", re.IGNORECASE)
_AROUND = re.compile(r"\bother (?:side|end|shore|bank)\b", re.IGNORECASE)
_RAN = re.compile(r"\b(run|runs|ran|running|rush\w*|dash\w*|sprint\w*|charge[sd]?)\b", re.IGNORECASE)
_ENTRIES = (
    ("cannonball", re.compile(r"\b(cannon ?ball|bomb)", re.IGNORECASE)),
    ("dive", re.compile(r"\b(div(?:e|es|ed|ing)|dove|plung\w+|head ?first)\b", re.IGNORECASE)),
    ("fall", re.compile(r"\b(fall\w*|fell|tumbl\w+|slip\w*|trip\w*|stumbl\w+|topple\w*)\b", re.IGNORECASE)),
)


def swims(ledger: Ledger, beat: int, action: Action, motion: Motion, spare: float) -> None:
    """Swim through the water that the words name or that is nearest, getting in first."""
    pool = pool_for(ledger.opening.set, action.words, ledger.people[action.who].position)
    if pool is None or pool.depth_m < SWIM_DEPTH_M:
        told = "There is no water here" if pool is None else f"The {pool.name} is too shallow"
        ledger.notes.append(f'{told} to do "{action.words or action.motion}" in: it is played as walking.')
        walks(ledger, beat, structs.replace(action, motion="walk"), replace_family(motion, "walk"), spare)
        return
    style = stroke_for(action.words, action.motion, action.manner)
    underway = _gets_in(ledger, beat, action, pool)
    here = ledger.people[action.who].position
    stroke = strokes()[style]
    speed = stroke.speed_mps * min(1.5, max(1.0, action.manner))
    goal = _goal(ledger, action, pool, speed * max(2.5, min(spare, 9.0)))
    _swim(ledger, beat, action, (goal, style, speed), underway and here == ledger.people[action.who].position)


def replace_family(motion: Motion, family: str) -> Motion:
    """The same motion, played by other code."""
    return structs.replace(motion, family=family)


def floats(ledger: Ledger, beat: int, action: Action, motion: Motion) -> None:
    """Lie on the water, face up."""
    pool = pool_for(ledger.opening.set, action.words, ledger.people[action.who].position)
    if pool is None or pool.depth_m < SWIM_DEPTH_M:
        ledger.notes.append(f'Nothing carries anybody here: "{action.words or action.motion}" is standing still.')
        add(ledger, still(ledger, beat, action, "stand", motion.seconds))
        return
    underway = _gets_in(ledger, beat, action, pool)
    way = drift_room(pool, ledger.people[action.who].position, 0.4)
    _swim(ledger, beat, action, (way, "float", strokes()["float"].speed_mps), underway)


def surfaces(ledger: Ledger, beat: int, action: Action, motion: Motion) -> None:
    """Come up out of the water."""
    pool = pool_for(ledger.opening.set, action.words, ledger.people[action.who].position)
    if pool is None or pool.depth_m < SWIM_DEPTH_M:
        ledger.notes.append(f'There is no water here to do "{action.words or action.motion}" in.')
        add(ledger, still(ledger, beat, action, "stand", motion.seconds))
        return
    _gets_in(ledger, beat, action, pool)
    first = not any(doing.who == action.who for doing in ledger.doings)
    doing = still(ledger, beat, action, "surface" if first else "stand", motion.seconds)
    add(ledger, replace(doing, becomes=SWIMMING), posture=SWIMMING)


def plunges(ledger: Ledger, beat: int, action: Action, motion: Motion) -> bool:
    """Jump, dive or fall in from the edge; False where there is no water to go into."""
    person = ledger.people[action.who]
    pool = pool_for(ledger.opening.set, action.words, person.position)
    if pool is None or pool.depth_m < _JUMPS_FROM_M:
        told = "There is no water here" if pool is None else f"The {pool.name} is too shallow"
        ledger.notes.append(f'{told} to do "{action.words or action.motion}".')
        return False
    if person.posture == SWIMMING:
        return False
    edge = edge_of(ledger.opening, pool, person.position, action.words, jumps=True)
    if _landing_depth(ledger, pool, edge) < _JUMPS_FROM_M:
        ledger.notes.append(f'The {pool.name} is shallow at the edge: "{action.words or action.motion}" is wading in.')
        swims(ledger, beat, structs.replace(action, motion="swim"), motion, 2.5)
        return True
    _jump_in(ledger, beat, action, pool, _entry(action, pool))
    return True


def _landing_depth(ledger: Ledger, pool: Pool, edge: Edge) -> float:
    """How deep the water is where one comes down who jumps from an edge."""
    return depth_at(ledger.opening.set, pool, _ahead(edge, _LEAPS_M))


def _ahead(edge: Edge, metres: float) -> Point:
    return edge.stand[0] + math.cos(edge.inward) * metres, edge.stand[1] + math.sin(edge.inward) * metres


def _entry(action: Action, pool: Pool) -> str:
    said = next((name for name, pattern in _ENTRIES if pattern.search(action.words)), "")
    style = said or {"dive": "dive", "fall_in": "fall", "fall": "fall", "tumble": "fall"}.get(action.motion, "feet")
    return "feet" if style == "dive" and pool.depth_m < _DIVES_FROM_M else style


def _jump_in(ledger: Ledger, beat: int, action: Action, pool: Pool, style: str) -> None:
    stand_up(ledger, beat, action)
    edge = edge_of(ledger.opening, pool, ledger.people[action.who].position, action.words, jumps=True)
    first = not moved(ledger, action.who)
    before = [doing for doing in ledger.doings if doing.who == action.who]
    running = style != "fall" and (
        _RAN.search(action.words) is not None or bool(before and before[-1].running and before[-1].family == "walk")
    )
    if first and ledger.member(action.who).new_here:
        start_there(ledger, action.who, _ahead(edge, -3.0 if running else 0.0), edge.inward)
    went = go(ledger, beat, action, edge.stand, running)
    face(ledger, beat, action, edge.inward, 0.35)
    height = ledger.member(action.who).member.look.height_m
    unit = height / HEADS_TALL
    deep = structs.replace(pool, depth_m=_landing_depth(ledger, pool, edge))
    done = plunge(
        Leap(style, height, edge.top_m, tread_level(deep, unit) + MIDDLE_HEADS * unit, deep, running and went)
    )
    goal = within(pool, _ahead(edge, float(done.way[-1, 0])), 0.1)
    doing = replace(
        still(ledger, beat, action, "plunge", done.end), position=goal, heading=edge.inward, plunge=done,
        shortest=done.end, longest=done.end, linked=True, becomes=SWIMMING, before=edge.inward,
    )  # fmt: skip
    add(ledger, doing, posture=SWIMMING)
    face(ledger, beat, action, TO_CAMERA + (0.5 if goal[0] < 0 else -0.5), 1.2)


def _gets_in(ledger: Ledger, beat: int, action: Action, pool: Pool) -> bool:
    """Be in the water: found there as the shot begins, or wading or jumping in. Whether they are found there."""
    person = ledger.people[action.who]
    if person.posture == SWIMMING:
        return not moved(ledger, action.who)
    if ledger.member(action.who).new_here and not moved(ledger, action.who):
        start, heading = _found_at(ledger, action, pool)
        start_there(ledger, action.who, start, heading, posture=SWIMMING)
        return True
    if pool.shelves_m:
        stand_up(ledger, beat, action)
        deep = bank_of(ledger.opening.set, pool, ledger.people[action.who].position, _swims_from(ledger, action.who))
        go(ledger, beat, structs.replace(action, motion="wade", manner=0.8), deep)
        return False
    _jump_in(ledger, beat, action, pool, "feet")
    return False


def _swims_from(ledger: Ledger, who: str) -> float:
    """The depth from which somebody swims rather than wades, metres."""
    return 0.5 * ledger.member(who).member.look.height_m


def _found_at(ledger: Ledger, action: Action, pool: Pool) -> tuple[Point, float]:
    """Where somebody is found who is in the water as the shot begins: near, to the side they swim away from."""
    left, right, _, _ = ledger.opening.set.bounds_m
    deep = 1.3 if not pool.shelves_m else 0.75 * pool.shelves_m
    others = [one.position for who, one in ledger.people.items() if who != action.who and one.posture == SWIMMING]
    back = 0.9 * sum(1 for _ in others)
    if action.motion in ("float", "surface"):
        aside = 0.0 if pool.pier is None else pool.pier.bounds_m[0] - 1.8
        return within(pool, (aside + back, pool.bounds_m[2] + deep + back)), -math.pi / 2
    side = -1.0 if ledger.opening.set.marks_m[0][0] <= (left + right) / 2 else 1.0
    return within(pool, (side * 2.4, pool.bounds_m[2] + deep + back), 0.9), 0.0 if side < 0 else math.pi


def _goal(ledger: Ledger, action: Action, pool: Pool, distance: float) -> Point:
    """Where a swim leads: to somebody or something, to the edge, or as far as there is time for."""
    here = ledger.people[action.who].position
    towards = ledger.where(action.towards)
    if towards is not None and action.towards != action.who:
        away = max(0.0, math.dist(here, towards[:2]) - _NEAR_M)
        angle = math.atan2(towards[1] - here[1], towards[0] - here[0])
        return within(pool, (here[0] + math.cos(angle) * away, here[1] + math.sin(angle) * away))
    if _TO_EDGE.search(action.words) and not _AROUND.search(action.words):
        if pool.shelves_m:
            return bank_of(ledger.opening.set, pool, here, _swims_from(ledger, action.who))
        return edge_of(ledger.opening, pool, here, action.words).beside
    return drift_room(pool, here, distance)


def _swim(ledger: Ledger, beat: int, action: Action, how: tuple[Point, str, float], underway: bool) -> None:
    """One way through the water. how: where to, in which stroke, how fast."""
    goal, style, speed = how
    person = ledger.people[action.who]
    if (corner := round_the_pier(ledger.opening.set, person.position, goal)) is not None:
        _swim(ledger, beat, action, (corner, style, speed), underway)
        person, underway = ledger.people[action.who], False
    length = math.dist(person.position, goal)
    if length < 0.05:
        goal, length = (person.position[0] + 0.05, person.position[1]), 0.05
    travel = math.atan2(goal[1] - person.position[1], goal[0] - person.position[0])
    on_back = strokes()[style].on_back
    if underway and ledger.member(action.who).new_here:
        heading = travel + math.pi if on_back else travel
        start_there(ledger, action.who, person.position, heading, posture=SWIMMING)
        person = ledger.people[action.who]
    doing = Doing(
        action.who, "swim", beat, length / speed + 0.5, length / (1.35 * speed), length / (0.85 * speed) + 0.5,
        goal, travel + math.pi if on_back else travel, person.heading, route=Route((person.position, goal)),
        linked=True, manner=action.manner, motion=action.motion, words=action.words, aim=action.towards,
        posture=person.posture, style=style, becomes=SWIMMING, underway=underway,
    )  # fmt: skip
    add(ledger, doing, posture=SWIMMING)


def comes_out(ledger: Ledger, beat: int, action: Action) -> None:
    """Swim to where one gets out, and get out."""
    person = ledger.people[action.who]
    pool = pool_for(ledger.opening.set, "", person.position)
    if pool is None:
        ledger.people[action.who] = replace(person, posture="standing")
        return
    quiet = structs.replace(action, words="", towards=None, thing=None, motion="swim")
    if pool.shelves_m:
        _wades_out(ledger, beat, quiet, pool)
        return
    edge = edge_of(ledger.opening, pool, person.position, "")
    if math.dist(person.position, edge.beside) > 0.25:
        _swim(ledger, beat, quiet, (edge.beside, "crawl", 1.1), not moved(ledger, action.who))
    _climbs_out(ledger, beat, quiet, edge)


def _wades_out(ledger: Ledger, beat: int, action: Action, pool: Pool) -> None:
    place = ledger.opening.set
    here = ledger.people[action.who].position
    shallow = bank_of(place, pool, here, _swims_from(ledger, action.who))
    if depth_at(place, pool, here) > _swims_from(ledger, action.who) + 0.05 and math.dist(here, shallow) > 0.3:
        _swim(ledger, beat, action, (shallow, "crawl", 1.1), not moved(ledger, action.who))
    ledger.people[action.who] = replace(ledger.people[action.who], posture="standing")
    count = len(ledger.doings)
    go(ledger, beat, structs.replace(action, motion="wade"), bank_of(place, pool, here, -1.0))
    ledger.doings[count:] = [replace(doing, becomes="standing") for doing in ledger.doings[count:]]


def _climbs_out(ledger: Ledger, beat: int, action: Action, edge: Edge) -> None:
    """Hands on the edge, up, and stand on it."""
    out, goal = edge.inward + math.pi, _ahead(edge, -BODY_RADIUS_M)
    doing = replace(
        still(ledger, beat, action, "mount", 2.4), position=goal, heading=out, becomes="standing", linked=True,
        shortest=2.0, longest=3.0, height=edge.top_m, point=(*edge.stand, edge.top_m),
    )  # fmt: skip
    add(ledger, doing, posture="standing", height=edge.top_m)
