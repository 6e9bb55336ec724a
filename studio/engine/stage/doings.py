"""What people and things do in a shot, one after another, before it is known when.

A beat becomes one doing or several ("sits" = walk there, turn, sit). The ledger follows where
everybody is, so that each doing starts where the one before ended.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from msgspec import structs

from studio.engine.stage import kinds
from studio.engine.stage.entrances import TO_CAMERA, Entrant, Opening, Placed, opened
from studio.engine.stage.rotation import wrapped
from studio.engine.stage.route import Point, Route, inside, way_round
from studio.engine.vocabulary import Motion
from studio.timeline.film import Action, PropId
from studio.timeline.world import Vector

Landed: TypeAlias = Mapping[tuple[int, str], Vector]

SEAT_REACH_HEADS = 1.35  # from the middle of a seat to where the feet stand before it
ARM_REACH_M = 0.42


@dataclass(frozen=True)
class Doing:
    """One thing done by one person (or thing). Seconds as usual, at the shortest and at the longest.

    position, heading: where they are and face afterwards; before: the heading they start with.
    point: where in the world it is aimed; aim: whom or what it is aimed at; thing: what it is done with.
    seat: seat height while sitting; linked: it follows at once on the doing before it in the same beat.
    """

    who: str
    family: str
    beat: int
    seconds: float
    shortest: float
    longest: float
    position: Point
    heading: float
    before: float
    route: Route | None = None
    running: bool = False
    point: Vector | None = None
    aim: str | None = None
    thing: PropId | None = None
    seat: float | None = None
    linked: bool = False
    manner: float = 1.0
    motion: str = ""
    caught: bool = False


@dataclass(frozen=True)
class Standing:
    """Where one person is in the ledger."""

    position: Point
    heading: float
    seat: float | None
    holding: PropId | None


@dataclass
class Ledger:
    """Where everybody and everything will be as the beats go by."""

    opening: Opening
    people: dict[str, Standing]
    things: dict[str, Vector]
    landed: dict[tuple[int, str], Vector] = field(default_factory=dict[tuple[int, str], Vector])
    doings: list[Doing] = field(default_factory=list[Doing])
    notes: list[str] = field(default_factory=list[str])

    def member(self, who: str) -> Entrant:
        """The entrant with this id."""
        return next(entrant for entrant in self.opening.people if entrant.id == who)

    def placed(self, thing: str) -> Placed | None:
        """The thing with this id, if it is on the set."""
        return next((placed for placed in self.opening.things if placed.prop.id == thing), None)

    def holder(self, thing: str) -> str | None:
        """Who holds a thing now."""
        return next((who for who, person in self.people.items() if person.holding == thing), None)

    def where(self, entity: str | None) -> Vector | None:
        """The place of a person (at chest height) or of a thing."""
        if entity in self.people:
            person, height = self.people[entity], self.member(entity).member.look.height_m
            return (*person.position, height * (0.75 if person.seat is None else 0.5))
        if entity is not None and (holder := self.holder(entity)) is not None:
            return (*self.people[holder].position, 1.0)
        return self.things.get(entity or "")


def ledger_of(opening: Opening, landed: Landed) -> Ledger:
    """The ledger as the shot begins."""
    people = {p.id: Standing(p.position, p.heading, p.seat, p.holding) for p in opening.people}
    return Ledger(opening, people, {t.prop.id: t.position for t in opening.things}, dict(landed))


def plan(opening: Opening, actions: tuple[tuple[int, Action], ...], spare: float, landed: Landed) -> Ledger:
    """All doings of a shot, in the order of its words.

    Args:
        actions: beat number and action. spare: seconds that walks without a goal may take, each.
        landed: where a thing is found later that was let go or pushed in a beat, where that is known already.
    """
    ledger = ledger_of(opening, landed)
    for beat, action in actions:
        motion = kinds.motion_of(action.motion)
        if action.who in ledger.people:
            _person_does(ledger, beat, action, motion, spare)
        elif ledger.placed(action.who) is not None:
            _thing_does(ledger, beat, action, motion)
        else:
            ledger.notes.append(f'Nobody is there to do "{action.words or action.motion}".')
    return ledger


# --- things that move by themselves -----------------------------------------------------------------
def _thing_does(ledger: Ledger, beat: int, action: Action, motion: Motion) -> None:
    at = ledger.things[action.who]
    holder = ledger.holder(action.who)
    if holder is not None:
        ledger.people[holder] = replace(ledger.people[holder], holding=None)
        at = (*_before(ledger.people[holder], 0.4), 1.0)
    family = motion.family if motion.family in ("fall", "roll", "bounce") else "roll"
    goal = ledger.where(action.towards)
    seconds = 2.2 if family != "fall" else 1.2
    ledger.doings.append(
        Doing(
            action.who, family, beat, seconds, 0.8, 3.5, at[:2], 0.0, 0.0,
            point=goal, aim=action.towards, manner=action.manner, motion=action.motion,
        )
    )  # fmt: skip
    _comes_to_rest(ledger, beat, action.who, (at[0] + 1.0, at[1], 0.1) if goal is None else goal)


def _comes_to_rest(ledger: Ledger, beat: int, thing: str, guess: Vector) -> None:
    """Where a thing will be found after it was let go: as the physics had it, or a guess."""
    ledger.things[thing] = ledger.landed.get((beat, thing), guess)


# --- people -----------------------------------------------------------------------------------------
def _person_does(ledger: Ledger, beat: int, action: Action, motion: Motion, spare: float) -> None:
    if motion.family == "walk":
        _walks(ledger, beat, action, motion, spare)
    elif motion.family == "sit":
        _sits(ledger, beat, action)
    elif motion.family == "turn":
        _turns(ledger, beat, action)
    elif motion.family in ("pick_up", "hold"):
        _takes(ledger, beat, action, motion)
    elif motion.family == "kick":
        _kicks(ledger, beat, action)
    elif motion.family in ("put_down", "drop", "throw"):
        _parts_with(ledger, beat, action, motion)
    elif motion.family == "give":
        _gives(ledger, beat, action)
    else:
        _gestures(ledger, beat, action, motion)


def _add(ledger: Ledger, doing: Doing, **after: object) -> None:
    ledger.doings.append(doing)
    standing = ledger.people[doing.who]
    ledger.people[doing.who] = replace(standing, position=doing.position, heading=doing.heading, **after)  # pyright: ignore[reportArgumentType]


def _still(ledger: Ledger, beat: int, action: Action, family: str, seconds: float) -> Doing:
    """A doing that leaves the person where they are."""
    person = ledger.people[action.who]
    quick = max(action.manner, 0.3)
    return Doing(
        action.who, family, beat, seconds / quick, 0.45 * seconds / quick, 1.5 * seconds / quick,
        person.position, person.heading, person.heading,
        aim=action.towards, thing=action.thing, point=ledger.where(action.towards), seat=person.seat,
        manner=action.manner, motion=action.motion,
    )  # fmt: skip


def _before(person: Standing, metres: float) -> Point:
    """A point in front of a person."""
    return person.position[0] + math.cos(person.heading) * metres, person.position[1] + math.sin(
        person.heading
    ) * metres


def _stand_up(ledger: Ledger, beat: int, action: Action) -> None:
    person = ledger.people[action.who]
    if person.seat is None:
        return
    reach = SEAT_REACH_HEADS * ledger.member(action.who).member.look.height_m / 6.06
    doing = replace(_still(ledger, beat, action, "rise", 1.4), position=_before(person, reach), seat=person.seat)
    _add(ledger, doing, seat=None)


def _face(ledger: Ledger, beat: int, action: Action, heading: float, tolerance: float = 0.6) -> None:
    """Turn on the spot if the heading is too far off."""
    person = ledger.people[action.who]
    change = abs(wrapped(heading - person.heading))
    if change < tolerance or person.seat is not None:
        return
    seconds = (0.45 + 0.3 * change) / max(action.manner, 0.5)
    doing = _still(ledger, beat, action, "turn", seconds)
    _add(ledger, replace(doing, heading=heading, shortest=seconds * 0.7, longest=seconds * 1.3, linked=True))


def _go(ledger: Ledger, beat: int, action: Action, goal: Point, running: bool = False) -> bool:
    """Walk to a point if it is more than a step away; whether there was a walk."""
    person = ledger.people[action.who]
    if math.dist(person.position, goal) < 0.3:
        return False
    _stand_up(ledger, beat, action)
    person = ledger.people[action.who]
    route = way_round(person.position, goal, ledger.opening.obstacles)
    length = route.length
    first = math.atan2(route.points[1][1] - route.points[0][1], route.points[1][0] - route.points[0][0])
    if abs(wrapped(first - person.heading)) > 1.2:
        _face(ledger, beat, action, first, 0.0)
    usual, slow, fast = (3.2, 2.5, 4.5) if running else (1.25, 0.75, 1.9)
    usual = min(fast, max(slow, usual * action.manner))
    last = math.atan2(goal[1] - route.points[-2][1], goal[0] - route.points[-2][0])
    doing = _still(ledger, beat, action, "walk", 1.0)
    walk = replace(
        doing, seconds=length / usual + 0.4, shortest=length / fast + 0.3, longest=length / slow + 0.4,
        position=goal, heading=last, route=route, running=running, linked=True, seat=None,
    )  # fmt: skip
    _add(ledger, walk)
    return True


def _beside(ledger: Ledger, who: str, target: Vector, gap: float) -> Point:
    """The point ``gap`` metres this side of a target, inside the bounds and free."""
    here = ledger.people[who].position
    away = math.dist(here, target[:2])
    if away < gap + 0.15:
        return here
    t = gap / away
    point = target[0] + (here[0] - target[0]) * t, target[1] + (here[1] - target[1]) * t
    return _kept_inside(ledger, point)


def _kept_inside(ledger: Ledger, point: Point) -> Point:
    left, right, near, far = ledger.opening.set.bounds_m
    return min(max(point[0], left), right), min(max(point[1], near), far)


def _walks(ledger: Ledger, beat: int, action: Action, motion: Motion, spare: float) -> None:
    running = motion.speed_mps > 2.2 or "run" in action.words.lower().split()
    goal = ledger.where(action.towards)
    spot = _named_spot(ledger, action.words)
    if action.motion == "enter" and ledger.member(action.who).new_here:
        _enters(ledger, beat, action, running)
    elif goal is not None and action.towards != action.who:
        gap = 1.0 if action.towards in ledger.people else 0.5
        _begin_apart(ledger, action, goal, gap + max(1.6, min(spare, 3.5) * 1.1))
        _go(ledger, beat, action, _beside(ledger, action.who, goal, gap), running)
        _face(ledger, beat, action, opened(ledger.people[action.who].position, goal[:2]))
    elif spot is not None:
        _go(ledger, beat, action, spot, running)
        _face(ledger, beat, action, opened(spot, (spot[0], spot[1] - 1.0)), 1.2)
    else:
        _go(ledger, beat, action, _free_goal(ledger, action, running, spare), running)


def _begin_apart(ledger: Ledger, action: Action, goal: Vector, away: float) -> None:
    """A newcomer who walks up to somebody begins some way off."""
    person = ledger.people[action.who]
    begun = any(doing.who == action.who for doing in ledger.doings)
    if begun or not ledger.member(action.who).new_here or math.dist(person.position, goal[:2]) > 1.8:
        return
    side = 1.0 if person.position[0] >= goal[0] else -1.0
    for way in (side, -side):
        start = _kept_inside(ledger, (goal[0] + way * away, goal[1] + 0.5))
        blocked = any(inside(start, box) for box in ledger.opening.obstacles)
        if not blocked and math.dist(start, goal[:2]) > 1.8:
            heading = math.atan2(goal[1] - start[1], goal[0] - start[0])
            ledger.people[action.who] = replace(person, position=start, heading=heading)
            _start_there(ledger, action.who, start, heading)
            return


def _named_spot(ledger: Ledger, words: str) -> Point | None:
    """The spot of the set that the words name, as a point one can stand at."""
    text = f" {words.lower()} "
    for spot in ledger.opening.set.spots:
        if any(f" {word} " in text.replace(".", " ").replace(",", " ") for word in (*spot.words, spot.name)):
            point = spot.at[:2]
            for box in ledger.opening.obstacles:
                if inside(point, box):
                    point = point[0], box[2] - 0.05
            return _kept_inside(ledger, point)
    return None


def _enters(ledger: Ledger, beat: int, action: Action, running: bool) -> None:
    """Comes from outside the picture to their mark."""
    mark = ledger.people[action.who].position
    left, right, _, _ = ledger.opening.set.bounds_m
    side = left if mark[0] - left < right - mark[0] or mark[0] < 0 else right
    reach = min(abs(side - mark[0]), 3.4)
    start = mark[0] + math.copysign(reach, side - mark[0]), mark[1] + 0.5
    heading = math.atan2(mark[1] - start[1], mark[0] - start[0])
    ledger.people[action.who] = replace(ledger.people[action.who], position=start, heading=heading)
    _start_there(ledger, action.who, start, heading)
    _go(ledger, beat, action, mark, running)
    others = [p.position for who, p in ledger.people.items() if who != action.who]
    look = min(others, key=lambda p: math.dist(p, mark)) if others else (mark[0], mark[1] - 2)
    _face(ledger, beat, action, opened(mark, look))


def _start_there(ledger: Ledger, who: str, start: Point, heading: float) -> None:
    """Have somebody begin the shot elsewhere than on their mark."""
    people = tuple(replace(p, position=start, heading=heading) if p.id == who else p for p in ledger.opening.people)
    ledger.opening = replace(ledger.opening, people=people)


def _free_goal(ledger: Ledger, action: Action, running: bool, spare: float) -> Point:
    """Where a walk without a goal leads: across the picture, three quarters to the camera."""
    person, entrant = ledger.people[action.who], ledger.member(action.who)
    left, right, near, far = ledger.opening.set.bounds_m
    distance = max(1.2, min(spare, 12.0) * (3.2 if running else 1.2) * action.manner)
    first_doing = all(doing.who != action.who for doing in ledger.doings)
    if entrant.new_here and first_doing and action.motion != "leave" and person.seat is None:
        way = 1.0 if math.cos(person.heading) >= 0 else -1.0
        back = min(distance * 0.6, abs((left if way > 0 else right) - person.position[0]) * 0.9, 2.6)
        start = _kept_inside(ledger, (person.position[0] - way * back, person.position[1] + back * 0.55))
        heading = math.atan2(person.position[1] - start[1], person.position[0] - start[0])
        ledger.people[action.who] = replace(person, position=start, heading=heading)
        _start_there(ledger, action.who, start, heading)
        person = ledger.people[action.who]
    goals = [
        _kept_inside(ledger, (person.position[0] + math.cos(a) * distance, person.position[1] + math.sin(a) * distance))
        for a in (-0.55, math.pi + 0.55, 0.0, math.pi, -0.9, math.pi + 0.9, 0.5, math.pi - 0.5)
    ]
    free = [g for g in goals if not any(inside(g, box) for box in ledger.opening.obstacles)]
    others = [p.position for who, p in ledger.people.items() if who != action.who]

    def fitness(goal: Point) -> float:
        apart = min((math.dist(goal, other) for other in others), default=2.0)
        turn = abs(wrapped(math.atan2(goal[1] - person.position[1], goal[0] - person.position[0]) - person.heading))
        return abs(math.dist(goal, person.position) - distance) + max(0.0, 0.8 - apart) * 3 + 0.25 * turn

    return min(free or goals, key=fitness)


def _sits(ledger: Ledger, beat: int, action: Action) -> None:
    person = ledger.people[action.who]
    if person.seat is not None:
        return
    at, height, facing = _seat_for(ledger, action)
    reach = SEAT_REACH_HEADS * ledger.member(action.who).member.look.height_m / 6.06 if height > 0.15 else 0.5
    stand = at[0] + math.cos(facing) * reach, at[1] + math.sin(facing) * reach
    if height > 0:
        _go(ledger, beat, action, stand)
        _face(ledger, beat, action, facing, 0.15)
    doing = replace(_still(ledger, beat, action, "sit", 1.5), position=at, heading=facing, seat=height, linked=True)
    _add(ledger, doing, seat=height)


def _seat_for(ledger: Ledger, action: Action) -> tuple[Point, float, float]:
    """The seat meant or the nearest free one: its place, height and heading. Height 0: the floor."""
    here = ledger.people[action.who].position
    taken = [p.position for p in ledger.people.values() if p.seat is not None]
    meant = [p for p in (ledger.placed(action.thing or ""), ledger.placed(action.towards or "")) if p]
    furniture = [p for p in (*meant, *ledger.opening.things) if p.kind.seat_m is not None and p.holder is None]
    seats = [(seat.at, seat.height, math.radians(seat.facing)) for seat in ledger.opening.set.seats]
    named = _words_name(action.words, [seat.name for seat in ledger.opening.set.seats])
    if meant or (furniture and not named):
        seats = [place for placed in furniture for place in _places_on(placed)] + ([] if meant else seats)
    free = [seat for seat in seats if all(math.dist(seat[0], other) > 0.55 for other in taken)]
    on_floor = (
        "ground" in action.words or "floor" in action.words or "kneel" in action.words or "crouch" in action.words
    )
    if not free or on_floor or min(math.dist(seat[0], here) for seat in free) > 8.0:
        return here, 0.0, ledger.people[action.who].heading
    return min(free, key=lambda seat: math.dist(seat[0], here))


def _words_name(words: str, names: list[str]) -> bool:
    return any(name in words.lower() for name in names)


def _places_on(placed: Placed) -> list[tuple[Point, float, float]]:
    """Where one can sit on a piece of furniture that faces the camera."""
    count = max(1, int(placed.kind.size_m[0] / 0.62))
    gap = placed.kind.size_m[0] / count
    xs = [placed.position[0] + (k - (count - 1) / 2) * gap for k in range(count)]
    return [((x, placed.position[1] - 0.06), placed.kind.seat_m or 0.44, TO_CAMERA) for x in xs]


def _turns(ledger: Ledger, beat: int, action: Action) -> None:
    person = ledger.people[action.who]
    goal = ledger.where(action.towards)
    words = action.words.lower()
    if goal is not None:
        heading = opened(person.position, goal[:2])
    elif "camera" in words or "to us" in words:
        heading = TO_CAMERA
    elif "left" in words.split() or "right" in words.split():
        heading = math.pi if "left" in words.split() else 0.0
        heading = heading - 0.3 if heading else -0.3
    elif abs(wrapped(person.heading - TO_CAMERA)) > 1.4:
        heading = TO_CAMERA + 0.35
    else:
        heading = wrapped(person.heading + (2.3 if person.heading > TO_CAMERA else -2.3))
    _stand_up(ledger, beat, action)
    _face(ledger, beat, action, heading, 0.0)


def _takes(ledger: Ledger, beat: int, action: Action, motion: Motion) -> None:
    """Holding what is in hand already, or getting it from where it lies."""
    person, thing = ledger.people[action.who], action.thing
    placed = ledger.placed(thing or "")
    if thing is None or placed is None or placed.kind.fixed:
        _gestures(ledger, beat, action, structs.replace(motion, family="gesture"))
        return
    if person.holding == thing:
        _add(ledger, _still(ledger, beat, action, "hold", 1.2))
        return
    giver = ledger.holder(thing)
    if giver is not None:
        _gives(ledger, beat, structs.replace(action, who=giver, towards=action.who))
        return
    at = ledger.things[thing]
    _go(ledger, beat, action, _beside(ledger, action.who, at, ARM_REACH_M))
    _face_point(ledger, beat, action, at)
    if person.holding is not None:
        _let_go(ledger, beat, action, person.holding)
    doing = replace(_still(ledger, beat, action, "pick_up", 1.7), point=at, linked=True)
    _add(ledger, doing, holding=thing)


def _face_point(ledger: Ledger, beat: int, action: Action, at: Vector) -> None:
    here = ledger.people[action.who].position
    if math.dist(here, at[:2]) > 0.12:
        _face(ledger, beat, action, math.atan2(at[1] - here[1], at[0] - here[0]), 0.7)


def _let_go(ledger: Ledger, beat: int, action: Action, thing: PropId) -> None:
    """Put down what is in the hands, to have them free."""
    _parts_with(ledger, beat, structs.replace(action, thing=thing, towards=None, words=""), Motion(words=(), family="put_down"))


def _kicks(ledger: Ledger, beat: int, action: Action) -> None:
    placed = ledger.placed(action.thing or "")
    if placed is None or placed.kind.fixed:
        _gestures(ledger, beat, action, Motion(words=(), family="kick", seconds=1.1))
        return
    holder = ledger.holder(placed.prop.id)
    if holder is not None:
        _parts_with(ledger, beat, structs.replace(action, who=holder, towards=None), Motion(words=(), family="put_down"))
    at = ledger.things[placed.prop.id]
    goal = ledger.where(action.towards)
    _go(ledger, beat, action, _behind(ledger, at, goal) if goal else _beside(ledger, action.who, at, 0.45))
    _face_point(ledger, beat, action, goal or at)
    person = ledger.people[action.who]
    doing = replace(_still(ledger, beat, action, "kick", 1.1), point=goal, linked=True)
    _add(ledger, doing)
    _comes_to_rest(ledger, beat, placed.prop.id, goal or (*_before(person, 3.0), at[2]))


def _behind(ledger: Ledger, at: Vector, goal: Vector) -> Point:
    """The side of a thing to kick it from, towards a goal."""
    away = max(math.dist(at[:2], goal[:2]), 1e-6)
    point = at[0] - (goal[0] - at[0]) / away * 0.45, at[1] - (goal[1] - at[1]) / away * 0.45
    return _kept_inside(ledger, point)


def _parts_with(ledger: Ledger, beat: int, action: Action, motion: Motion) -> None:
    """Drop, throw or put down what is held."""
    person = ledger.people[action.who]
    thing = action.thing or person.holding
    placed = ledger.placed(thing or "")
    if thing is None or placed is None:
        _gestures(ledger, beat, action, structs.replace(motion, family="gesture"))
        return
    if person.holding != thing:
        _takes(ledger, beat, structs.replace(action, thing=thing, towards=None), Motion(words=(), family="pick_up"))
        person = ledger.people[action.who]
    goal = ledger.where(action.towards)
    caught = False
    if motion.family == "throw":
        caught = _catches(ledger, action)
        goal = _catch_point(ledger, action) if caught else goal or (*_before(person, 3.0), placed.kind.size_m[2] / 2)
        _face(ledger, beat, action, opened(person.position, goal[:2]) if action.towards else person.heading)
        landed = goal[0], goal[1], placed.kind.size_m[2] / 2
    elif motion.family == "drop":
        goal = None
        landed = (*_before(person, 0.35), placed.kind.size_m[2] / 2)
    else:
        goal = landed = _put_at(ledger, beat, action, placed)
    seconds = {"throw": 1.4, "drop": 1.2, "put_down": 1.7}[motion.family]
    doing = _still(ledger, beat, action, motion.family, seconds)
    _add(ledger, replace(doing, thing=thing, point=goal, caught=caught, linked=True), holding=None)
    _comes_to_rest(ledger, beat, thing, landed)
    if caught:
        taker = str(action.towards)
        ledger.people[taker] = replace(ledger.people[taker], holding=thing)


def _catches(ledger: Ledger, action: Action) -> bool:
    """Whether what is thrown to somebody is caught: thrown to, not at, a person with free hands, within reach."""
    taker = ledger.people.get(action.towards or "")
    if taker is None or action.towards == action.who or taker.holding is not None:
        return False
    away = math.dist(taker.position, ledger.people[action.who].position)
    return 0.9 < away < 9.0 and " at " not in action.words.lower()


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
    if surface is None:
        ahead = _before(person, 0.36 if person.seat is None else 0.75)
        return (*ahead, placed.kind.size_m[2] / 2)
    if math.dist(person.position, surface[:2]) > 0.62:
        _go(ledger, beat, action, _reach_point(ledger, action.who, surface))
        _face_point(ledger, beat, action, surface)
    return surface


def _reach_point(ledger: Ledger, who: str, surface: Vector) -> Point:
    """Where to stand to reach a surface: at its nearest free side."""
    here = ledger.people[who].position
    boxes = [box for box in ledger.opening.obstacles if inside(surface[:2], box)]
    if not boxes:
        return _beside(ledger, who, surface, ARM_REACH_M)
    box = boxes[0]
    sides = [
        (surface[0], box[2] - 0.02),
        (surface[0], box[3] + 0.02),
        (box[0] - 0.02, surface[1]),
        (box[1] + 0.02, surface[1]),
    ]
    near = [side for side in sides if math.dist(side, surface[:2]) < 0.75] or sides
    return _kept_inside(ledger, min(near, key=lambda side: math.dist(side, here)))


def _surface(ledger: Ledger, action: Action, placed: Placed) -> Vector | None:
    half = placed.kind.size_m[2] / 2
    target = ledger.placed(action.towards or "")
    if target is not None and target.prop.id != placed.prop.id:
        top = target.kind.seat_m if target.kind.seat_m is not None else target.position[2] + target.kind.size_m[2] / 2
        return target.position[0] + 0.1, target.position[1], top + half
    text = f" {action.words.lower()} ".replace(".", " ").replace(",", " ")
    for spot in ledger.opening.set.spots:
        if any(f" {word} " in text for word in (*spot.words, spot.name)):
            return spot.at[0], spot.at[1], spot.at[2] + half
    return None


def _gives(ledger: Ledger, beat: int, action: Action) -> None:
    giver, taker = action.who, action.towards
    thing = action.thing or ledger.people[giver].holding
    if thing is None or taker not in ledger.people or ledger.placed(thing) is None or taker == giver:
        _gestures(ledger, beat, action, Motion(words=(), family="gesture", seconds=1.5))
        return
    if ledger.people[giver].holding != thing:
        _takes(ledger, beat, structs.replace(action, thing=thing, towards=None), Motion(words=(), family="pick_up"))
    there = ledger.people[taker].position
    _go(ledger, beat, action, _beside(ledger, giver, (*there, 1.0), 0.8))
    _face_point(ledger, beat, action, (*there, 1.0))
    doing = replace(
        _still(ledger, beat, action, "give", 1.8), thing=thing, aim=taker, point=ledger.where(taker), linked=True
    )
    _add(ledger, doing, holding=None)
    ledger.people[taker] = replace(ledger.people[taker], holding=thing)


def _gestures(ledger: Ledger, beat: int, action: Action, motion: Motion) -> None:
    """Everything done on the spot."""
    if motion.family == "unknown":
        ledger.notes.append(f'"{action.words or action.motion}" is played as a gesture.')
    family = "gesture" if motion.family in ("unknown", "roll", "bounce") else motion.family
    person = ledger.people[action.who]
    if family == "rise":
        _stand_up(ledger, beat, action)
        return
    if family in ("jump", "dance", "kick", "fall") and person.seat is not None:
        _stand_up(ledger, beat, action)
    goal = ledger.where(action.towards)
    if goal is not None and action.towards != action.who:
        _face(ledger, beat, action, opened(ledger.people[action.who].position, goal[:2]), 0.9)
    doing = replace(_still(ledger, beat, action, family, motion.seconds), linked=goal is not None)
    if family == "fall":
        back = _before(ledger.people[action.who], -0.45)
        _add(ledger, replace(doing, position=back, seat=0.0, seconds=1.3), seat=0.0)
        return
    _add(ledger, doing)
