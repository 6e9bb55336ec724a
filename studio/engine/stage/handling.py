"""What is done with things and with hands: taking, putting, dropping, throwing, kicking, giving, gestures."""

import math
import re
from dataclasses import replace

from msgspec import structs

from studio.engine.stage import kinds
from studio.engine.stage.archery import bullseye, pointed_seconds
from studio.engine.stage.armfuls import ONLY, Part, parts_of
from studio.engine.stage.bearing import place_on
from studio.engine.stage.catching import fall_to_catch, put_off
from studio.engine.stage.entrances import Placed
from studio.engine.stage.facing import opened
from studio.engine.stage.goals import falls_into
from studio.engine.stage.grips import Grip, grip_of
from studio.engine.stage.kicking import kick, thrown_at
from studio.engine.stage.ledger import (
    ARM_REACH_M,
    Ledger,
    Standing,
    add,
    ahead_of,
    beside,
    comes_to_rest,
    face,
    face_point,
    go,
    kept_inside,
    stand_up,
    still,
)
from studio.engine.stage.route import Point, inside
from studio.engine.stage.rows import end_of_row
from studio.engine.stage.shores import led_into, nearest
from studio.engine.stage.skimming import THROWN_MPS, can_skip, told_to_skip, touches_at
from studio.engine.stage.throwing import strongest, throw
from studio.engine.vocabulary import Motion
from studio.timeline.film import Action, PropId
from studio.timeline.world import Vector

_SAME_TOP_M, _APART_M = 0.3, 0.03
_FURNITURE = re.compile(
    r"\bon(?:to)? (?:the |a |an |his |her |their )?(?:\w+ )?"
    r"(shelf|shelves|bookshelf|bookcase|chair|seat|table|desk|counter|bed|sofa|stool|bench|cabinet|sill|windowsill"
    r"|ledge|steps?|stairs|altar|railing)\b",
    re.IGNORECASE,
)

_AT_A_TIME = ("put_down", "drop")
_CATCH_AHEAD_M, _UP_AND_DOWN_S = 0.34, 0.8
_MISSES_M = 0.45
_BIGGEST_M = 1.0
"""What is wider than this nobody gets their arms round."""
LIFT_KG_PER_M2 = 14.0
"""What a person lifts, by the square of their height: about 0.65 of body weight. Source: Snook and Ciriello 1991."""


def takes(ledger: Ledger, beat: int, action: Action, motion: Motion) -> None:
    """Holding what is in hand already, or getting it from where it lies, with all that is taken in the same breath."""
    person, thing = ledger.people[action.who], action.thing
    placed = ledger.placed(thing or "")
    if thing is None or placed is None or placed.kind.fixed:
        gestures(ledger, beat, action, structs.replace(motion, family="gesture"))
        return
    more = ledger.armfuls.get(beat, ())
    if thing in person.armful:
        left = [one for one in more if one not in person.armful]
        if not left:
            add(ledger, still(ledger, beat, action, "hold", 1.2))
        for one in left:
            _takes_as_well(ledger, beat, action, one)
        return
    giver = ledger.holder(thing)
    if giver is not None:
        gives(ledger, beat, structs.replace(action, who=giver, towards=action.who))
        return
    if _too_heavy(ledger, action.who, placed):
        gestures(ledger, beat, structs.replace(action, thing=None), Motion(words=(), family="gesture", seconds=1.5))
        return
    falls = fall_to_catch(ledger, beat, action, placed)
    at = ledger.things[thing] if falls is None else falls.at
    go(ledger, beat, action, beside(ledger, action.who, at, ARM_REACH_M))
    face_point(ledger, beat, action, at)
    if person.holding is not None:
        _let_go(ledger, beat, action, person.holding)
    doing = replace(still(ledger, beat, action, "pick_up", 1.7), point=at, linked=True)
    add(ledger, doing, holding=placed.prop.id, besides=ledger.people[action.who].besides)
    if falls is not None:
        ledger.doings.remove(falls.doing)
        ledger.doings.append(put_off(falls, beat))
    for one in more:
        _takes_as_well(ledger, beat, action, one)


def _takes_as_well(ledger: Ledger, beat: int, action: Action, thing: PropId) -> None:
    """One thing more, from where it lies, besides what is in the hands."""
    placed, holder = ledger.placed(thing), ledger.holder(thing)
    if placed is None or placed.kind.fixed or holder is not None or _too_heavy(ledger, action.who, placed):
        return
    at = ledger.things[thing]
    taking = structs.replace(action, thing=thing, towards=None)
    go(ledger, beat, taking, beside(ledger, action.who, at, ARM_REACH_M))
    face_point(ledger, beat, taking, at)
    doing = replace(still(ledger, beat, taking, "pick_up", 1.7), point=at, linked=True)
    add(ledger, doing, besides=(*ledger.people[action.who].besides, thing))


def _too_heavy(ledger: Ledger, who: str, placed: Placed) -> bool:
    """Whether nobody of this height lifts a thing besides what they hold; if so, it is noted."""
    member, person = ledger.member(who).member, ledger.people[who]
    held = [one.kind.mass_kg for thing in person.armful if (one := ledger.placed(thing)) is not None]
    besides = sum(held) if placed.prop.id in {one for more in ledger.armfuls.values() for one in more} else 0.0
    if grip_of(placed.kind) is Grip.BOTH and max(placed.kind.size_m[:2]) > _BIGGEST_M:
        ledger.notes.append(f"{placed.prop.name} is too big for {member.name} to carry alone: it stays where it is.")
        return True
    if placed.kind.mass_kg + besides <= LIFT_KG_PER_M2 * member.look.height_m**2:
        return False
    ledger.notes.append(
        f"{placed.prop.name} is too heavy for {member.name} to lift ({placed.kind.mass_kg:.0f} kg): "
        "it stays where it is."
    )
    return True


def _let_go(ledger: Ledger, beat: int, action: Action, thing: PropId) -> None:
    """Put down what is in the hands, to have them free."""
    parts_with(
        ledger, beat, structs.replace(action, thing=thing, towards=None, words=""), Motion(words=(), family="put_down")
    )


def kicks(ledger: Ledger, beat: int, action: Action) -> None:
    """Go up to a thing, from the side it is to leave, and kick it."""
    placed = ledger.placed(action.thing or "")
    if placed is None or placed.kind.fixed:
        gestures(ledger, beat, action, Motion(words=(), family="kick", seconds=1.1))
        return
    holder = ledger.holder(placed.prop.id)
    if holder is not None:
        parts_with(ledger, beat, structs.replace(action, who=holder, towards=None), Motion(words=(), family="put_down"))
    at = ledger.things[placed.prop.id]
    aimed = kick(ledger, action, placed)
    goal = None if aimed is None else aimed.goal
    if aimed is not None and aimed.note:
        ledger.notes.append(aimed.note)
    go(ledger, beat, action, behind(ledger, at, goal) if goal else beside(ledger, action.who, at, 0.45))
    face_point(ledger, beat, action, goal or at)
    person = ledger.people[action.who]
    flight = 0.0 if aimed is None else aimed.flight
    add(ledger, replace(still(ledger, beat, action, "kick", 1.1), point=goal, linked=True, flight=flight))
    comes_to_rest(ledger, beat, placed.prop.id, goal or (*ahead_of(person, 3.0), at[2]))


def behind(ledger: Ledger, at: Vector, goal: Vector) -> Point:
    """The side of a thing to kick it from, towards a goal."""
    away = max(math.dist(at[:2], goal[:2]), 1e-6)
    point = at[0] - (goal[0] - at[0]) / away * 0.45, at[1] - (goal[1] - at[1]) / away * 0.45
    return kept_inside(ledger, point)


def parts_with(ledger: Ledger, beat: int, action: Action, motion: Motion) -> None:
    """Drop, throw or put down what is held. What is dropped into water is tossed there."""
    person = ledger.people[action.who]
    if motion.family == "drop" and led_into(ledger.opening.set, action.words, person.position):
        motion = structs.replace(motion, family="throw")
    thing = action.thing or person.holding
    placed = ledger.placed(thing or "")
    if thing is None or placed is None:
        gestures(ledger, beat, action, structs.replace(motion, family="gesture"))
        return
    if thing not in person.armful and motion.family == "drop" and _lost(ledger, action.who, thing):
        return
    if thing not in person.armful:
        takes(ledger, beat, structs.replace(action, thing=thing, towards=None), Motion(words=(), family="pick_up"))
        person = ledger.people[action.who]
    at_once = motion.family in _AT_A_TIME
    if at_once:
        thing = _carried_by(ledger, action.who, thing)
        placed = ledger.placed(thing) or placed
    if motion.family == "throw" and action.towards == action.who:
        _tosses_up(ledger, beat, action, PropId(thing))
        return
    goal = None if action.towards == action.who else ledger.where(action.towards)
    caught, flight = False, 0.0
    if motion.family == "throw":
        caught = beat not in ledger.missed and _catches(ledger, action)
        goal = _past(ledger, action) if beat in ledger.missed and action.towards in ledger.people else goal
        fall = falls_into(ledger, action, placed, _hand(ledger, action.who))
        water = None if goal else led_into(ledger.opening.set, action.words, person.position)
        goal = fall.goal if fall else goal or (None if water else thrown_at(ledger, action, placed))
        skips = water is not None and told_to_skip(action) and can_skip(placed.kind)
        water = touches_at(nearest(ledger.opening.set.water, person.position), person.position) if skips else water
        if water and told_to_skip(action) and not skips:
            ledger.notes.append(f"{placed.prop.name} is no flat stone: it does not skip, and goes under.")
        onwards = water or (*ahead_of(person, 3.0), placed.kind.size_m[2] / 2)
        goal = _catch_point(ledger, action) if caught else goal or onwards
        face(ledger, beat, action, opened(person.position, goal[:2]) if action.towards else person.heading)
        if water or fall:
            face_point(ledger, beat, action, goal)
        goal = bullseye(ledger.placed(action.towards or ""), goal)
        flat = math.dist(person.position, goal[:2]) / THROWN_MPS if skips else None
        usual = fall.seconds if fall else flat or pointed_seconds(placed, _hand(ledger, action.who), goal)
        arc = throw(_hand(ledger, action.who), goal, placed.kind, ledger.opening.set.ceiling_m, usual)
        caught, flight = caught and arc.arrives, arc.seconds
        if not arc.arrives:
            ledger.notes.append(_falls_short(ledger, action, placed))
        elif fall and fall.note:
            ledger.notes.append(fall.note)
        landed = goal[0], goal[1], placed.kind.size_m[2] / 2
    elif motion.family == "drop":
        goal = None
        landed = (*ahead_of(person, 0.35), placed.kind.size_m[2] / 2)
    else:
        goal = landed = _put_at(ledger, beat, action, placed)
    seconds = {"throw": 1.4, "drop": 1.2, "put_down": 1.7}[motion.family]
    doing = still(ledger, beat, action, motion.family, seconds)
    doing = replace(doing, thing=PropId(thing), point=goal, caught=caught, flight=flight, linked=True)
    gone = {thing: 0.0, **_lying_on(ledger, action.who, thing)} if at_once else {thing: 0.0}
    add(ledger, doing, **person.left_with(*gone))
    for one, rise in gone.items():
        comes_to_rest(ledger, beat, one, (landed[0], landed[1], landed[2] + rise))
    if caught:
        taker = str(action.towards)
        ledger.people[taker] = replace(ledger.people[taker], holding=PropId(thing))
    for one in (*ledger.armfuls.get(beat, ()), *gone):
        if at_once and one in ledger.people[action.who].armful:
            parts_with(ledger, beat, structs.replace(action, thing=one), motion)


def _lost(ledger: Ledger, who: str, thing: str) -> bool:
    """As in "trips and drops the plates": whether a thing has left somebody's hands in this shot already."""
    dropped = [doing for doing in ledger.doings if doing.who == who and doing.family == "drop"]
    held = next((one.besides for one in ledger.opening.people if one.id == who), ())
    return bool(dropped) and (any(doing.thing == thing for doing in dropped) or thing in held)


def _tosses_up(ledger: Ledger, beat: int, action: Action, thing: PropId) -> None:
    """Throw a thing up before oneself, to have it come back into the hands."""
    person, height = ledger.people[action.who], ledger.member(action.who).member.look.height_m
    goal = (*ahead_of(person, _CATCH_AHEAD_M), height * 0.62)
    doing = replace(still(ledger, beat, action, "throw", 1.4), thing=thing, point=goal, linked=True)
    add(ledger, replace(doing, aim=action.who, caught=True, flight=_UP_AND_DOWN_S))


def _parts(ledger: Ledger, who: str) -> dict[str, Part]:
    """What everything is in somebody's armful."""
    held = [placed for thing in ledger.people[who].armful if (placed := ledger.placed(thing)) is not None]
    return parts_of([(placed.prop.id, placed.kind) for placed in held])


def _carried_by(ledger: Ledger, who: str, thing: str) -> str:
    """The thing at the bottom of the pile that this one is of: a pile is put down as a whole."""
    part = _parts(ledger, who).get(thing, ONLY)
    return part.on or thing


def _lying_on(ledger: Ledger, who: str, thing: str) -> dict[str, float]:
    """What lies on a thing in somebody's hands, and how far above it."""
    return {one: part.rise for one, part in _parts(ledger, who).items() if part.on == thing}


def _hand(ledger: Ledger, who: str) -> Vector:
    """About where somebody's throwing hand lets go."""
    height = ledger.member(who).member.look.height_m
    return (*ahead_of(ledger.people[who], 0.3), height * 0.82)


def _falls_short(ledger: Ledger, action: Action, placed: Placed) -> str:
    """What is said before rendering of a throw that cannot arrive."""
    name = ledger.member(action.who).member.name
    return (
        f"{name} cannot throw {placed.prop.name} that far here ({placed.kind.mass_kg:g} kg, at most "
        f"{strongest(placed.kind):.0f} m/s): it falls short."
    )


def _catches(ledger: Ledger, action: Action) -> bool:
    """Whether what is thrown to somebody is caught: thrown to, not at, a person with free hands, within reach."""
    taker = ledger.people.get(action.towards or "")
    if taker is None or action.towards == action.who or taker.armful:
        return False
    away = math.dist(taker.position, ledger.people[action.who].position)
    return 0.9 < away < 9.0 and " at " not in action.words.lower()


def _past(ledger: Ledger, action: Action) -> Vector:
    """Beside somebody's knees: what they are thrown and do not catch."""
    taker, thrower = ledger.people[str(action.towards)].position, ledger.people[action.who].position
    away = max(math.dist(taker, thrower), 1e-6)
    x, y = (taker[0] - thrower[0]) / away, (taker[1] - thrower[1]) / away
    return taker[0] + y * _MISSES_M, taker[1] - x * _MISSES_M, 0.4


def _catch_point(ledger: Ledger, action: Action) -> Vector:
    """In front of the catcher's chest."""
    taker, thrower = ledger.people[str(action.towards)], ledger.people[action.who]
    height = ledger.member(str(action.towards)).member.look.height_m
    away = max(math.dist(taker.position, thrower.position), 1e-6)
    x, y = ((b - a) / away * 0.34 for a, b in zip(taker.position, thrower.position, strict=True))
    return taker.position[0] + x, taker.position[1] + y, height * (0.62 if taker.seat is None else 0.42)


def _put_at(ledger: Ledger, beat: int, action: Action, placed: Placed) -> Vector:
    """Where a thing is put: on what the words name, on something close, or on the ground in front."""
    surface = _surface(ledger, action, placed)
    person = ledger.people[action.who]
    if surface is None and (end := end_of_row(ledger.opening, placed)) is not None:
        go(ledger, beat, action, beside(ledger, action.who, end, ARM_REACH_M))
        face_point(ledger, beat, action, end)
        return end
    named = _FURNITURE.search(action.words)
    if named and (surface is None or surface[2] - kinds.resting(placed.kind)[0] < 0.05):
        ledger.notes.append(f"The {named[1]} here bears nothing yet: {placed.prop.name} is put on the ground.")
    if surface is None:
        return (*_free_ground(ledger, person, placed), kinds.resting(placed.kind)[0])
    if math.dist(person.position, surface[:2]) > 0.62:
        go(ledger, beat, action, _reach_point(ledger, action.who, surface))
        face_point(ledger, beat, action, surface)
    return surface


def _free_ground(ledger: Ledger, person: Standing, placed: Placed) -> Point:
    """A bit of floor within reach where nothing lies yet."""
    own = max(placed.kind.size_m[:2]) / 2
    near = max(0.36, own + 0.16) + (0.0 if person.seat is None else 0.4)
    lying = [
        (ledger.things[t.prop.id], max(t.kind.size_m[:2]) / 2)
        for t in ledger.opening.things
        if t.prop.id != placed.prop.id and ledger.holder(t.prop.id) is None
    ]
    turns = [(metres, turn) for metres in (near, near + 0.25) for turn in (0.0, 0.6, -0.6, 1.1, -1.1)]
    spots = [ahead_of(replace(person, heading=person.heading + turn), metres) for metres, turn in turns]
    clear = [s for s in spots if all(math.dist(s, at[:2]) > own + radius + 0.02 for at, radius in lying)]
    return (clear or spots)[0]


def _reach_point(ledger: Ledger, who: str, surface: Vector) -> Point:
    """Where to stand to reach a surface: at its nearest free side."""
    here = ledger.people[who].position
    boxes = [box for box in ledger.opening.obstacles if inside(surface[:2], box)]
    if not boxes:
        return beside(ledger, who, surface, ARM_REACH_M)
    box = boxes[0]
    sides = [
        (surface[0], box[2] - 0.02),
        (surface[0], box[3] + 0.02),
        (box[0] - 0.02, surface[1]),
        (box[1] + 0.02, surface[1]),
    ]
    near = [side for side in sides if math.dist(side, surface[:2]) < 0.75] or sides
    return kept_inside(ledger, min(near, key=lambda side: math.dist(side, here)))


def _surface(ledger: Ledger, action: Action, placed: Placed) -> Vector | None:
    half = kinds.resting(placed.kind)[0]
    target = ledger.placed(action.towards or "")
    if target is not None and target.prop.id != placed.prop.id:
        if not target.kind.fixed and target.kind.seat_m is None:
            x, y, z = ledger.things[target.prop.id]
            return x, y, z + target.kind.size_m[2] / 2 + half
        top = target.kind.seat_m if target.kind.seat_m is not None else target.position[2] + target.kind.size_m[2] / 2
        return _free_on(ledger, placed, (target.position[0] + 0.1, target.position[1], top + half))
    text = f" {action.words.lower()} ".replace(".", " ").replace(",", " ")
    borne = place_on(ledger, action.who, action.words, placed)
    if borne is not None:
        return borne
    for spot in ledger.opening.set.spots:
        if any(f" {word} " in text for word in (*spot.words, spot.name)):
            return _free_on(ledger, placed, (spot.at[0], spot.at[1], spot.at[2] + half))
    return None


def _free_on(ledger: Ledger, placed: Placed, at: Vector) -> Vector:
    """The place nearest to one on a surface where nothing stands yet; the place itself if all are taken."""
    own = max(placed.kind.size_m[:2]) / 2
    standing = [
        (ledger.things[t.prop.id], max(t.kind.size_m[:2]) / 2)
        for t in ledger.opening.things
        if t.prop.id != placed.prop.id and not t.kind.fixed and ledger.holder(t.prop.id) is None
    ]
    near = [(place, radius) for place, radius in standing if abs(place[2] - at[2]) < _SAME_TOP_M]
    if not near:
        return at
    step = 2 * own + _APART_M
    ring = [(0.0, 0.0), (-1.0, 0.0), (1.0, 0.0), (0.0, -1.0), (0.0, 1.0), (-1.0, -1.0), (1.0, -1.0)]
    spots = [(at[0] + x * step, at[1] + y * step) for x, y in ring]
    clear = [spot for spot in spots if all(math.dist(spot, place[:2]) > own + radius for place, radius in near)]
    return (*(clear or spots)[0], at[2])


def gives(ledger: Ledger, beat: int, action: Action) -> None:
    """Bring a thing to somebody and hand it over."""
    giver, taker = action.who, action.towards
    thing = action.thing or ledger.people[giver].holding
    if thing is None or taker not in ledger.people or ledger.placed(thing) is None or taker == giver:
        gestures(ledger, beat, action, Motion(words=(), family="gesture", seconds=1.5))
        return
    if thing not in ledger.people[giver].armful:
        takes(ledger, beat, structs.replace(action, thing=thing, towards=None), Motion(words=(), family="pick_up"))
    there = ledger.people[taker].position
    go(ledger, beat, action, beside(ledger, giver, (*there, 1.0), 0.8))
    face(ledger, beat, action, opened(ledger.people[giver].position, there), 0.5)
    doing = replace(
        still(ledger, beat, action, "give", 1.8), thing=thing, aim=taker, point=ledger.where(taker), linked=True
    )
    add(ledger, doing, **ledger.people[giver].left_with(thing))
    has = ledger.people[taker]
    besides = has.besides if has.holding is None else (*has.besides, PropId(thing))
    ledger.people[taker] = replace(has, holding=has.holding or PropId(thing), besides=besides)


def gestures(ledger: Ledger, beat: int, action: Action, motion: Motion) -> None:
    """Everything done on the spot."""
    if motion.family == "unknown":
        ledger.notes.append(f'"{action.words or action.motion}" is played as a gesture.')
    family = "gesture" if motion.family in ("unknown", "roll", "bounce") else motion.family
    person = ledger.people[action.who]
    if family in ("jump", "dance", "kick", "fall") and person.seat is not None:
        stand_up(ledger, beat, action)
    goal = ledger.where(action.towards)
    if goal is not None and action.towards != action.who:
        face(ledger, beat, action, opened(ledger.people[action.who].position, goal[:2]), 0.9)
    doing = replace(still(ledger, beat, action, family, motion.seconds), linked=goal is not None)
    if family == "fall":
        back = ahead_of(ledger.people[action.who], -0.45)
        add(ledger, replace(doing, position=back, seat=0.0, seconds=1.3), seat=0.0)
        return
    add(ledger, doing)
