"""What people and things do in a shot, one after another, before it is known when.

The ledger follows where everybody is, so that each doing starts where the one before ended.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from studio.engine.skeleton import HEADS_TALL
from studio.engine.stage.entrances import Entrant, Opening, Placed
from studio.engine.stage.grasping import Grasp
from studio.engine.stage.holds import Climb
from studio.engine.stage.plunging import Plunge
from studio.engine.stage.rotation import wrapped
from studio.engine.stage.route import Box, Point, Route, inside, way_round
from studio.timeline.film import Action, PropId
from studio.timeline.world import Vector

Landed: TypeAlias = Mapping[tuple[int, str], Vector]

SEAT_REACH_HEADS = 1.35  # from the middle of a seat to where the feet stand before it
FLOOR_REACH_HEADS = 1.75  # the same when sitting on the ground
KNEEL_REACH_HEADS = 1.62  # from where the feet stood to where the pelvis is over the knees
LYING_REACH_HEADS = 2.60  # from the pelvis to the ankles of stretched legs
BESIDE_A_BED_M = 0.85
CUT_TO_M = 6.0  # nobody goes further than this between two shots of one scene
ARM_REACH_M = 0.42
_MOVES = frozenset({"walk", "turn", "sit", "rise", "swim", "plunge", "mount", "climb"})


@dataclass(frozen=True)
class Doing:
    """One thing done by one person (or thing). Seconds as usual, at the shortest and at the longest.

    position, heading: where they are and face afterwards; before: the heading they start with.
    point: where in the world it is aimed; aim: whom or what it is aimed at; thing: what it is done with.
    seat: seat height while sitting; linked: it follows at once on the doing before it in the same beat.
    caught: ``aim`` catches what is thrown. underway: it may have begun before the shot. together: it begins with the
    doing before it in the same beat. posture: how they are before it.
    wears: what is put on by it ("hat") or taken off ("-hat"). flight: seconds that what is thrown
    is in the air. style: the stroke it is swum in, the way it is climbed, the acting it has. plunge: a way into water,
    played out.
    height: of what they stand on afterwards, metres; becomes: the posture it leaves them in, "" as they were.
    climb: what is climbed, and between which heights.
    feature: the part of the set that is opened or shut; grasp: the way of the handle it has.
    meets: so many seconds after it begins, the doing before it in the same beat touches the thing; 0 for none.
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
    words: str = ""
    caught: bool = False
    underway: bool = False
    together: bool = False
    posture: str = "standing"
    wears: str = ""
    flight: float = 0.0
    style: str = ""
    plunge: Plunge | None = None
    height: float = 0.0
    becomes: str = ""
    climb: Climb | None = None
    feature: str = ""
    grasp: Grasp | None = None
    meets: float = 0.0


@dataclass(frozen=True)
class Standing:
    """Where one person is in the ledger. besides: what else they hold, in the other hand or on top."""

    position: Point
    heading: float
    seat: float | None
    holding: PropId | None
    posture: str = "standing"
    height: float = 0.0
    besides: tuple[PropId, ...] = ()

    @property
    def armful(self) -> tuple[PropId, ...]:
        """All that they hold, what they took first first."""
        return self.besides if self.holding is None else (self.holding, *self.besides)

    def left_with(self, *gone: str) -> dict[str, PropId | tuple[PropId, ...] | None]:
        """What is in their hands once these things are not, as changes of a standing."""
        rest = tuple(one for one in self.armful if one not in gone)
        return {"holding": rest[0] if rest else None, "besides": rest[1:]}


@dataclass
class Ledger:
    """Where everybody and everything will be as the beats go by.

    going: those whose legs are at something else meanwhile, so that they turn to nobody. group: the beats that begin
    together with the one being planned. creatures: where animals and the robot are, in which posture; began: those
    that begin elsewhere than they were put. armfuls: by the beat that does it, what else is taken or put down with it.
    cut_to: who went between the shots to where they are needed first. missed: the beats whose thing, as the words
    go on, falls or breaks by itself: nobody catches it.
    """

    opening: Opening
    people: dict[str, Standing]
    things: dict[str, Vector]
    landed: dict[tuple[int, str], Vector] = field(default_factory=dict[tuple[int, str], Vector])
    doings: list[Doing] = field(default_factory=list[Doing])
    notes: list[str] = field(default_factory=list[str])
    stacked: list[str] = field(default_factory=list[str])
    going: set[str] = field(default_factory=set[str])
    group: tuple[int, ...] = ()
    engaged: frozenset[str] = frozenset()
    creatures: dict[str, Standing] = field(default_factory=dict[str, Standing])
    began: dict[str, Standing] = field(default_factory=dict[str, Standing])
    armfuls: dict[int, tuple[PropId, ...]] = field(default_factory=dict[int, tuple[PropId, ...]])
    cut_to: frozenset[str] = frozenset()
    missed: frozenset[int] = frozenset()

    def member(self, who: str) -> Entrant:
        """The entrant with this id."""
        return next(entrant for entrant in self.opening.people if entrant.id == who)

    def placed(self, thing: str) -> Placed | None:
        """The thing with this id, if it is on the set."""
        return next((placed for placed in self.opening.things if placed.prop.id == thing), None)

    def holder(self, thing: str) -> str | None:
        """Who holds a thing now."""
        return next((who for who, person in self.people.items() if thing in person.armful), None)

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
    people: dict[str, Standing] = {
        p.id: Standing(p.position, p.heading, p.seat, p.holding, p.posture, p.height, p.besides) for p in opening.people
    }
    return Ledger(opening, people, {t.prop.id: t.position for t in opening.things}, dict(landed))


def start_there(
    ledger: Ledger, who: str, start: Point, heading: float, seat: float | None = None, posture: str = "standing"
) -> None:
    """Have somebody begin the shot elsewhere than on their mark, or sitting, or in the water."""
    ledger.people[who] = replace(ledger.people[who], position=start, heading=heading, seat=seat, posture=posture)
    people = tuple(
        replace(p, position=start, heading=heading, seat=seat, posture=posture) if p.id == who else p
        for p in ledger.opening.people
    )
    ledger.opening = replace(ledger.opening, people=people)


def comes_to_rest(ledger: Ledger, beat: int, thing: str, guess: Vector) -> None:
    """Where a thing will be found after it was let go: as the physics had it, or a guess."""
    ledger.things[thing] = ledger.landed.get((beat, thing), guess)


def cuts_to(ledger: Ledger, who: str) -> bool:
    """Whether somebody has done nothing yet in a shot that cuts to what they do."""
    return who in ledger.cut_to and all(doing.who != who for doing in ledger.doings)


def add(ledger: Ledger, doing: Doing, **after: PropId | tuple[PropId, ...] | float | str | None) -> None:
    """Put a doing down, and the person where it leaves them; ``after``: what else of Standing changes."""
    ledger.doings.append(doing)
    standing = ledger.people[doing.who]
    ledger.people[doing.who] = replace(standing, position=doing.position, heading=doing.heading, **after)  # pyright: ignore[reportArgumentType]


def still(ledger: Ledger, beat: int, action: Action, family: str, seconds: float) -> Doing:
    """A doing that leaves the person where they are."""
    person = ledger.people[action.who]
    thing = None if action.thing is None else PropId(action.thing)
    quick = max(action.manner, 0.3)
    return Doing(
        action.who, family, beat, seconds / quick, 0.45 * seconds / quick, 1.5 * seconds / quick,
        person.position, person.heading, person.heading,
        aim=action.towards, thing=thing, point=ledger.where(action.towards), seat=person.seat,
        manner=action.manner, motion=action.motion, words=action.words, posture=person.posture, height=person.height,
    )  # fmt: skip


def ahead_of(person: Standing, metres: float) -> Point:
    """A point in front of a person."""
    return person.position[0] + math.cos(person.heading) * metres, person.position[1] + math.sin(
        person.heading
    ) * metres


def stand_up(ledger: Ledger, beat: int, action: Action) -> None:
    """Get up first, if they sit."""
    person = ledger.people[action.who]
    if person.seat is None:
        return
    heads = SEAT_REACH_HEADS if person.seat > 0.1 else FLOOR_REACH_HEADS
    heads = {"lying": LYING_REACH_HEADS, "kneeling": -KNEEL_REACH_HEADS}.get(person.posture, heads)
    to = ahead_of(person, heads * ledger.member(action.who).member.look.height_m / HEADS_TALL)
    if person.posture == "lying" and person.seat > 0.1:
        to = _out_of_bed(ledger, person)
    seconds = 2.4 if person.posture == "lying" else 1.4
    doing = replace(still(ledger, beat, action, "rise", seconds), position=to, seat=person.seat)
    add(ledger, doing, seat=None, posture="standing")


def _out_of_bed(ledger: Ledger, person: Standing) -> Point:
    """Beside the bed that somebody lies on, where there is room: towards the camera's left, or the other side."""
    sides = [
        ahead_of(replace(person, heading=person.heading + way), BESIDE_A_BED_M) for way in (-math.pi / 2, math.pi / 2)
    ]
    free = [
        side
        for side in sides
        if kept_inside(ledger, side) == side and not any(inside(side, box) for box in ledger.opening.obstacles)
    ]
    return (free or sides)[0]


def face(ledger: Ledger, beat: int, action: Action, heading: float, tolerance: float = 0.6) -> None:
    """Turn on the spot if the heading is too far off."""
    person = ledger.people[action.who]
    change = abs(wrapped(heading - person.heading))
    if change < tolerance or person.seat is not None or action.who in ledger.going:
        return
    if cuts_to(ledger, action.who):
        start_there(ledger, action.who, person.position, heading)
        return
    seconds = (0.45 + 0.3 * change) / max(action.manner, 0.5)
    doing = still(ledger, beat, action, "turn", seconds)
    add(ledger, replace(doing, heading=heading, shortest=seconds * 0.7, longest=seconds * 1.3, linked=True))


def go(ledger: Ledger, beat: int, action: Action, goal: Point, running: bool = False) -> bool:
    """Walk to a point if it is more than a step away; whether there was a walk."""
    person = ledger.people[action.who]
    if math.dist(person.position, goal) < 0.3:
        return False
    if cuts_to(ledger, action.who) and math.dist(person.position, goal) < CUT_TO_M:
        start_there(ledger, action.who, goal, math.atan2(goal[1] - person.position[1], goal[0] - person.position[0]))
        return True
    stand_up(ledger, beat, action)
    person = ledger.people[action.who]
    route = way_round(person.position, goal, (*ledger.opening.obstacles, *_bodies_in_the_way(ledger, action.who)))
    length = route.length
    first = math.atan2(route.points[1][1] - route.points[0][1], route.points[1][0] - route.points[0][0])
    if abs(wrapped(first - person.heading)) > 1.2:
        face(ledger, beat, action, first, 0.0)
    usual, slow, fast = (3.2, 2.5, 4.5) if running else (1.25, 0.75, 1.9)
    usual = min(fast, max(slow, usual * action.manner))
    last = math.atan2(goal[1] - route.points[-2][1], goal[0] - route.points[-2][0])
    doing = still(ledger, beat, action, "walk", 1.0)
    walk = replace(
        doing, seconds=length / usual + 0.4, shortest=length / fast + 0.3, longest=length / slow + 0.4,
        position=goal, heading=last, route=route, running=running, linked=True, seat=None,
        underway=ledger.member(action.who).new_here and not moved(ledger, action.who),
    )  # fmt: skip
    add(ledger, walk)
    return True


def _bodies_in_the_way(ledger: Ledger, who: str) -> tuple[Box, ...]:
    """The floor that other people stand on."""
    spots = [p.position for other, p in ledger.people.items() if other != who]
    return tuple((x - 0.42, x + 0.42, y - 0.42, y + 0.42) for x, y in spots)


def moved(ledger: Ledger, who: str) -> bool:
    """Whether somebody has left their first place already."""
    return any(doing.who == who and doing.family in _MOVES for doing in ledger.doings)


def beside(ledger: Ledger, who: str, target: Vector, gap: float) -> Point:
    """The point ``gap`` metres this side of a target, inside the bounds and free."""
    here = ledger.people[who].position
    away = math.dist(here, target[:2])
    if away < gap + 0.15:
        return here
    straight = math.atan2(here[1] - target[1], here[0] - target[0])
    others = [p.position for other, p in ledger.people.items() if other != who]
    points = [
        kept_inside(ledger, (target[0] + math.cos(straight + a) * gap, target[1] + math.sin(straight + a) * gap))
        for a in (0.0, -0.7, 0.7, -1.3, 1.3, -2.0, 2.0, math.pi)
    ]
    return next((p for p in points if all(math.dist(p, other) > 0.55 for other in others)), points[0])


def kept_inside(ledger: Ledger, point: Point) -> Point:
    """The point, or the nearest one that is within the set."""
    left, right, near, far = ledger.opening.set.bounds_m
    return min(max(point[0], left), right), min(max(point[1], near), far)


def face_point(ledger: Ledger, beat: int, action: Action, at: Vector) -> None:
    """Turn to a point if it is not in front already."""
    here = ledger.people[action.who].position
    if math.dist(here, at[:2]) > 0.12:
        face(ledger, beat, action, math.atan2(at[1] - here[1], at[0] - here[0]), 0.7)
