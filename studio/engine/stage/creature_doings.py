"""What animals and the robot do: beats to doings, each beginning where the one before left the creature."""

import math
from dataclasses import replace
from typing import Final

from studio.engine.calls import acting_seconds
from studio.engine.creatures import Creature, Pace, creature_of, scale_of
from studio.engine.stage import kinds
from studio.engine.stage.creature_places import ahead, free_floor, perch_of, pool_for
from studio.engine.stage.creature_poses import act_of, posture_of
from studio.engine.stage.entrances import Placed
from studio.engine.stage.ledger import Doing, Ledger, Standing, kept_inside
from studio.engine.stage.rotation import wrapped
from studio.engine.stage.route import Point, Route, way_round
from studio.engine.stage.walking import IN_A_HURRY
from studio.engine.vocabulary import Motion, Pool
from studio.timeline.film import Action
from studio.timeline.world import Vector

FAMILY: Final = "creature"
FLYING: Final = "flying"
SWIMMING: Final = "swimming"
AWASH: Final = 0.55
"""How much of a fish that swims is under water."""
RUNS: Final = frozenset({"run", "chase"})
STEALTHY: Final = frozenset({"sneak", "crawl"})
POSTURES: Final = {
    "stand": "stand", "get_up": "stand", "wake_up": "stand", "sit": "sit", "lie_down": "lie", "sleep": "sleep",
    "crouch": "crouch", "kneel": "crouch", "hide": "crouch",
}  # fmt: skip
LOW: Final = frozenset({"eat", "drink"})
BESIDE_M: Final = 0.42
GRAVITY: Final = 9.81


def lives(ledger: Ledger, beat: int, action: Action, motion: Motion, spare: float) -> None:
    """Play what a creature does, or say in the notes why it cannot."""
    placed = ledger.placed(action.who)
    creature = creature_of(placed.prop) if placed is not None else None
    if placed is None or creature is None:
        return
    if action.who not in ledger.creatures:
        ledger.notes.append(f"{placed.prop.name} is in somebody's hands: it stays there.")
    elif action.motion in ("float", "swim", "surface") or (creature.swim_mps and motion.family in ("walk", "jump")):
        _floats(ledger, beat, action, creature, spare)
    elif motion.family == "walk" or (motion.family == "jump" and _hops(creature, action)):
        _goes(ledger, beat, action, creature, spare)
    elif motion.family == "jump" and creature.jump_m:
        _leaps(ledger, beat, action, creature)
    elif action.motion in POSTURES and posture_of(creature, POSTURES[action.motion]) is not None:
        _settles(ledger, beat, action, creature)
    elif motion.family == "turn":
        _turns(ledger, beat, action, creature)
    elif act_of(creature, action.motion) is not None:
        _gestures(ledger, beat, action, creature)
    elif action.thing is not None and ledger.placed(action.thing) is not None and creature.gaits:
        _goes(ledger, beat, action, creature, spare)
    else:
        ledger.notes.append(f"A {placed.prop.kind} cannot {action.motion.replace('_', ' ')} on this stage.")


def _hops(creature: Creature, action: Action) -> bool:
    """Whether a jump is only its way of going."""
    words = set(action.words.lower().replace(",", " ").replace(".", " ").split())
    return pace_of(creature, "walk").hop > 0 and not words & {"on", "onto", "over", "down", "up", "off"}


# --- going ------------------------------------------------------------------------------------------------
def pace_of(creature: Creature, style: str) -> Pace:
    """The gait of this name, or walking; what has no legs has a plain one."""
    return creature.gaits.get(style) or creature.gaits.get("walk") or Pace(speed=1.0, stride=1.0)


def _style(action: Action) -> str:
    if action.motion in STEALTHY:
        return "sneak"
    return "run" if action.motion in RUNS or IN_A_HURRY.search(action.words) else "walk"


def _goes(ledger: Ledger, beat: int, action: Action, creature: Creature, spare: float) -> None:
    """Up to somebody or something, into the picture, out of it, or across it."""
    style = _style(action)
    speed = pace_of(creature, style).speed * _scale(ledger, action.who) * action.manner
    goal, first = ledger.where(action.towards or action.thing), not _moved(ledger, action.who)
    new = first and _placed(ledger, action.who).was is None
    if action.motion == "leave":
        here = ledger.creatures[action.who].position
        left, right, _, _ = ledger.opening.set.bounds_m
        travel(ledger, beat, action, (right if here[0] >= (left + right) / 2 else left, here[1] + 0.2), style)
    elif action.motion == "enter" and new:
        mark = free_floor(ledger.opening, ledger.creatures[action.who].position)
        spot = mark if goal is None else _beside(ledger, action.who, goal, BESIDE_M)
        _begin_off(ledger, action.who, spot, min(3.2, max(1.0, 2.4 * speed)))
        travel(ledger, beat, action, spot, style)
    elif goal is not None and action.towards != action.who:
        if new and math.dist(ledger.creatures[action.who].position, goal[:2]) < 1.6:
            _begin_off(ledger, action.who, goal[:2], min(3.2, max(1.2, 1.6 * speed)))
        gap = BESIDE_M if action.towards in ledger.people else 0.1
        travel(ledger, beat, action, _beside(ledger, action.who, goal, gap), style)
    elif (perch := perch_of(ledger.opening, action, ledger.creatures[action.who].position)) is not None:
        travel(ledger, beat, action, _beside(ledger, action.who, (*perch[0], 0.0), 0.3), style)
    else:
        far = speed * min(spare, 9.0)
        if new:
            _begin_off(ledger, action.who, ledger.creatures[action.who].position, min(0.55 * far, 2.6))
        travel(ledger, beat, action, ahead(ledger.opening, ledger.creatures[action.who], far), style)


def _beside(ledger: Ledger, who: str, goal: Vector, gap: float) -> Point:
    """Where its middle is when its nose is this short of a goal."""
    here, reach = ledger.creatures[who].position, _length(ledger, who) / 2 + gap
    away = math.dist(here, goal[:2])
    if away <= reach:
        return here
    share = reach / away
    return kept_inside(ledger, (goal[0] + (here[0] - goal[0]) * share, goal[1] + (here[1] - goal[1]) * share))


def _begin_off(ledger: Ledger, who: str, goal: Point, away: float) -> None:
    """A newcomer begins to one side of where it goes, on the way already."""
    left, right, _, _ = ledger.opening.set.bounds_m
    side = 1.0 if (right - goal[0]) > (goal[0] - left) else -1.0
    for way in (side, -side):
        start = free_floor(ledger.opening, kept_inside(ledger, (goal[0] + way * away, goal[1] + 0.15)))
        if math.dist(start, goal) > 0.5 * away:
            heading = math.atan2(goal[1] - start[1], goal[0] - start[0])
            ledger.creatures[who] = Standing(start, heading, None, None, "stand")
            ledger.began[who] = ledger.creatures[who]
            return


def travel(ledger: Ledger, beat: int, action: Action, goal: Point, style: str) -> None:
    """Get up, come down, turn and go there, round what is in the way."""
    who = action.who
    rise(ledger, beat, action)
    here = ledger.creatures[who]
    if here.height > 0.06:
        leap(ledger, beat, action, free_floor(ledger.opening, _step_off(here, goal)), 0.0)
    here = ledger.creatures[who]
    people = tuple((x - 0.3, x + 0.3, y - 0.3, y + 0.3) for x, y in (p.position for p in ledger.people.values()))
    route = way_round(here.position, goal, (*ledger.opening.obstacles, *people))
    if route.length < 0.08:
        return
    (x, y), (to_x, to_y) = route.points[:2]
    new, forward = _placed(ledger, who).was is None and not _moved(ledger, who), math.atan2(to_y - y, to_x - x)
    if new:
        ledger.creatures[who] = ledger.began[who] = replace(here, heading=forward)
    turn_to(ledger, beat, action, forward, 0.4)
    creature = creature_of(_placed(ledger, who).prop)
    speed = pace_of(creature, style).speed * _scale(ledger, who) * max(action.manner, 0.5) if creature else 1.0
    (x, y), (to_x, to_y) = route.points[-2:]
    usual = route.length / speed
    doing = still(ledger, beat, action, usual + 0.35, style)
    _add(ledger, replace(
        doing, position=goal, heading=math.atan2(to_y - y, to_x - x), route=route, height=0.0,
        shortest=usual / 1.3 + 0.3, longest=usual / 0.7 + 0.4,
        underway=new,
    ))  # fmt: skip


def _step_off(here: Standing, goal: Point) -> Point:
    way = math.atan2(goal[1] - here.position[1], goal[0] - here.position[0])
    return here.position[0] + 0.75 * math.cos(way), here.position[1] + 0.75 * math.sin(way)


# --- leaping, flying, swimming ------------------------------------------------------------------------------
def _leaps(ledger: Ledger, beat: int, action: Action, creature: Creature) -> None:
    rise(ledger, beat, action)
    here, words = ledger.creatures[action.who], f" {action.words.lower()} "
    perch = None if " down" in words or " off" in words else perch_of(ledger.opening, action, here.position)
    if perch is not None and perch[1] - here.height > creature.jump_m * _scale(ledger, action.who):
        ledger.notes.append(f"That is too high for a {_placed(ledger, action.who).prop.kind} to jump: it stays below.")
    elif perch is not None:
        _near(ledger, beat, action, perch[0])
        leap(ledger, beat, action, *perch)
    elif here.height > 0.06:
        spot = free_floor(ledger.opening, (here.position[0], here.position[1] - 0.75))
        turn_to(ledger, beat, action, math.atan2(spot[1] - here.position[1], spot[0] - here.position[0]), 0.8)
        leap(ledger, beat, action, spot, 0.0)
    else:
        reach = 0.8 * _length(ledger, action.who)
        spot = here.position[0] + reach * math.cos(here.heading), here.position[1] + reach * math.sin(here.heading)
        leap(ledger, beat, action, free_floor(ledger.opening, kept_inside(ledger, spot)), 0.0)


def _near(ledger: Ledger, beat: int, action: Action, spot: Point) -> None:
    """Up to where a leap begins."""
    here = ledger.creatures[action.who]
    away = math.dist(here.position, spot)
    if away > 1.1 and here.height < 0.06:
        share = 0.85 / away
        at = spot[0] + (here.position[0] - spot[0]) * share, spot[1] + (here.position[1] - spot[1]) * share
        travel(ledger, beat, action, free_floor(ledger.opening, at), _style(action))
    here = ledger.creatures[action.who]
    turn_to(ledger, beat, action, math.atan2(spot[1] - here.position[1], spot[0] - here.position[0]), 0.4)


def leap(ledger: Ledger, beat: int, action: Action, spot: Point, height: float) -> None:
    """A leap to a spot, as long in the air as it takes."""
    here = ledger.creatures[action.who]
    up, down = leap_heights(here.height, height, _length(ledger, action.who))
    air = math.sqrt(2 * up / GRAVITY) + math.sqrt(2 * down / GRAVITY)
    heading = here.heading
    if math.dist(spot, here.position) > 0.1:
        heading = math.atan2(spot[1] - here.position[1], spot[0] - here.position[0])
    doing = still(ledger, beat, action, air + 0.6, "leap")
    route = Route((here.position, spot))
    _add(ledger, replace(doing, position=spot, heading=heading, route=route, height=height,
                         flight=air, shortest=air + 0.4, longest=air + 0.8))  # fmt: skip


def leap_heights(start: float, end: float, length: float) -> tuple[float, float]:
    """Metres up to the top of a leap and down from it."""
    top = max(start, end) + 0.22 * length
    return top - start, top - end


def _floats(ledger: Ledger, beat: int, action: Action, creature: Creature, spare: float) -> None:
    """Birds fly, fish swim; nobody else does either."""
    placed, who = _placed(ledger, action.who), action.who
    here = ledger.creatures[who]
    speed = (creature.fly_mps or creature.swim_mps) * math.sqrt(min(1.0, scale_of(placed.prop)))
    pool = pool_for(ledger.opening, here.position)
    if not speed or (creature.swim_mps and pool is None):
        lack = "there is no water here" if creature.swim_mps else "it has no wings"
        ledger.notes.append(f"A {placed.prop.kind} cannot {action.motion} on this stage: {lack}.")
        return
    if creature.swim_mps and pool is not None:
        _swims(ledger, beat, action, pool, speed, speed * min(max(spare, 2.0), 6.0))
        return
    goal = ledger.where(action.towards)
    rise(ledger, beat, action)
    if goal is not None and action.towards != who:
        perch = perch_of(ledger.opening, action, here.position)
        spot, height = perch if perch is not None else (_beside(ledger, who, goal, 0.3), 0.0)
        _through(ledger, beat, action, spot, height, "fly", speed)
        return
    if _placed(ledger, who).was is None and not _moved(ledger, who):
        start = here.position[0] - 0.8 * speed, here.position[1] + 1.4
        here = Standing(start, 0.0, None, None, FLYING, creature.high_m - 0.5)
        ledger.creatures[who] = ledger.began[who] = here
    way = 1.0 if math.cos(here.heading) >= 0 else -1.0
    far_m = 0.62 * speed * min(max(spare, 2.0), 6.0)
    spot = here.position[0] + way * far_m, here.position[1] + 0.35 * far_m
    _through(ledger, beat, action, spot, creature.high_m, "fly", speed)


def _swims(ledger: Ledger, beat: int, action: Action, pool: Pool, speed: float, far: float) -> None:
    """Along the near edge of water, the back out of it: water is painted opaque."""
    who, tall = action.who, _placed(ledger, action.who).kind.size_m[2]
    left, right, near, _ = pool.bounds_m
    if pool.pier is not None:
        right = min(right, pool.pier.bounds_m[0] - 0.4)
    here = ledger.creatures[who]
    if here.posture != SWIMMING:
        start = min(max(here.position[0], left + 0.5), right - 0.5), near + min(1.2, 0.4 * (pool.bounds_m[3] - near))
        here = Standing(start, math.pi, None, None, SWIMMING, pool.surface_m - AWASH * tall)
        ledger.creatures[who] = ledger.began[who] = here
    way = 1.0 if math.cos(here.heading) >= 0 and here.position[0] + 0.5 * far < right else -1.0
    goal = min(max(here.position[0] + way * far, left + 0.5), right - 0.5), here.position[1] + 0.25
    _through(ledger, beat, action, goal, here.height, "swim", speed)


def _through(ledger: Ledger, beat: int, action: Action, spot: Point, height: float, style: str, speed: float) -> None:
    """Through air or water to a spot; what ends in the air stays there."""
    here = ledger.creatures[action.who]
    way = math.atan2(spot[1] - here.position[1], spot[0] - here.position[0])
    if style == "swim" or here.posture != FLYING:
        turn_to(ledger, beat, action, way, 0.9)
    usual = math.dist((*here.position, here.height), (*spot, height)) / speed + 0.5
    doing = still(ledger, beat, action, usual, style)
    aloft = style == "fly" and height > 1.2
    _add(ledger, replace(
        doing, position=spot, heading=way, route=Route((here.position, spot)), height=height, shortest=0.7 * usual,
        longest=1.8 * usual, underway=here.posture == FLYING and not _moved(ledger, action.who),
        becomes=FLYING if aloft else SWIMMING if style == "swim" else "stand",
    ))  # fmt: skip


# --- on the spot --------------------------------------------------------------------------------------------
def rise(ledger: Ledger, beat: int, action: Action) -> None:
    """On its feet, if it sits or lies."""
    here = ledger.creatures[action.who]
    if here.posture not in ("stand", FLYING, SWIMMING):
        _add(
            ledger,
            replace(still(ledger, beat, action, 1.3 if here.posture == "sleep" else 0.7, "settle"), becomes="stand"),
        )


def _settles(ledger: Ledger, beat: int, action: Action, creature: Creature) -> None:
    """Into another posture; what sleeps when the story first sees it has slept before."""
    who, posture = action.who, POSTURES[action.motion]
    here = ledger.creatures[who]
    perch = perch_of(ledger.opening, action, here.position) if posture in ("sit", "lie", "sleep") else None
    if posture == "sleep" and _placed(ledger, who).was is None and not _moved(ledger, who):
        at, height = perch or (here.position, here.height)
        ledger.creatures[who] = ledger.began[who] = here = replace(here, position=at, height=height, posture="sleep")
    if perch is not None and math.dist(perch[0], here.position) > 0.5 and creature.jump_m >= perch[1] - here.height:
        rise(ledger, beat, action)
        _near(ledger, beat, action, perch[0])
        leap(ledger, beat, action, *perch)
    if action.motion == "wake_up" and here.posture == "sleep":
        posture = "lie" if posture_of(creature, "lie") is not None else "stand"
    seconds = 1.4 if "sleep" in (posture, here.posture) else 0.8
    _add(ledger, replace(still(ledger, beat, action, seconds, "settle"), becomes=posture, shortest=0.5))


def _turns(ledger: Ledger, beat: int, action: Action, creature: Creature) -> None:
    here, goal = ledger.creatures[action.who], ledger.where(action.towards)
    heading = wrapped(here.heading + 2.2)
    if goal is not None:
        heading = math.atan2(goal[1] - here.position[1], goal[0] - here.position[0])
    elif "camera" in action.words.lower():
        heading = -math.pi / 2
    if creature.gaits:
        rise(ledger, beat, action)
    turn_to(ledger, beat, action, heading, 0.05)


def turn_to(ledger: Ledger, beat: int, action: Action, heading: float, tolerance: float) -> None:
    """Turn on the spot, with small steps, if the heading is too far off."""
    here = ledger.creatures[action.who]
    change = abs(wrapped(heading - here.heading))
    if change >= tolerance:
        seconds = 0.3 + 0.4 * change
        doing = still(ledger, beat, action, seconds, "turn")
        _add(ledger, replace(doing, heading=heading, shortest=0.7 * seconds, longest=1.4 * seconds))


def _gestures(ledger: Ledger, beat: int, action: Action, creature: Creature) -> None:
    """A gesture, turned to what it is meant for; to eat or drink it goes there first."""
    who, goal = action.who, ledger.where(action.towards or action.thing)
    act = act_of(creature, action.motion)
    if act is None:
        return
    if goal is not None and action.motion in LOW and creature.gaits:
        travel(ledger, beat, action, _beside(ledger, who, goal, 0.08), "walk")
    here = ledger.creatures[who]
    if goal is not None and action.towards != who and here.posture == "stand" and creature.gaits:
        turn_to(ledger, beat, action, math.atan2(goal[1] - here.position[1], goal[0] - here.position[0]), 0.9)
    if action.motion in (*LOW, "bow", "stretch", "dance"):
        rise(ledger, beat, action)
    quick = max(action.manner, 0.4)
    heard = acting_seconds(_placed(ledger, who).prop, action.motion, action.words)
    doing = still(ledger, beat, action, max(act.seconds, heard) / quick, "act")
    _add(ledger, replace(doing, point=goal, shortest=0.6 * act.seconds / quick))


# --- keeping the ledger -------------------------------------------------------------------------------------
def still(ledger: Ledger, beat: int, action: Action, seconds: float, style: str) -> Doing:
    """A doing that leaves the creature where and how it is."""
    here = ledger.creatures[action.who]
    return Doing(
        action.who, FAMILY, beat, seconds, 0.6 * seconds, 1.5 * seconds, here.position, here.heading, here.heading,
        aim=action.towards, manner=action.manner, motion=action.motion, words=action.words, posture=here.posture,
        linked=True, style=style, height=here.height, becomes=here.posture,
    )  # fmt: skip


def _add(ledger: Ledger, doing: Doing) -> None:
    if doing.route is not None and doing.becomes not in (FLYING, SWIMMING):
        doing = replace(doing, becomes="stand")
    ledger.doings.append(doing)
    ledger.creatures[doing.who] = Standing(doing.position, doing.heading, None, None, doing.becomes, doing.height)
    half = kinds.kind_of(_placed(ledger, doing.who).prop).size_m[2] / 2
    ledger.things[doing.who] = (*doing.position, doing.height + half)


def _placed(ledger: Ledger, who: str) -> Placed:
    return next(placed for placed in ledger.opening.things if placed.prop.id == who)


def _moved(ledger: Ledger, who: str) -> bool:
    return any(doing.who == who for doing in ledger.doings)


def _scale(ledger: Ledger, who: str) -> float:
    return math.sqrt(scale_of(_placed(ledger, who).prop))


def _length(ledger: Ledger, who: str) -> float:
    return kinds.kind_of(_placed(ledger, who).prop).size_m[1]
