"""Walks, runs and turns: where they lead when the words say so, and when they do not."""

import math
import re
from dataclasses import replace

from msgspec import structs

from studio.engine.stage import kinds
from studio.engine.stage.boating import sets_out
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.entrances import Entrant, Opening
from studio.engine.stage.facing import TO_CAMERA, opened
from studio.engine.stage.ledger import Ledger, beside, face, go, kept_inside, moved, stand_up, start_there
from studio.engine.stage.mounts import RIDES, RIDING, mount_of
from studio.engine.stage.rotation import wrapped
from studio.engine.stage.route import Point, inside
from studio.engine.vocabulary import Motion
from studio.timeline.film import Action, Beat, Feeling, Line
from studio.timeline.world import Vector

SPEAKS_FROM = 1.05  # radians from the camera: further round, a speaker's face is not seen
AWAY, BEHIND = math.pi / 2, "behind"  # radians: with the back to the usual camera; the angle that sees one from there
_BACK_RAD = 0.4
_TALK_M = (1.7, 2.6)  # how near somebody comes who comes in to others, and from how far off
_JOINS_FROM_M, _PASSES_M = 4.4, 0.9
_PASSAGE_M, _FURTHEST_M, _NEAREST_Y = 3.6, 6.5, -1.2
"""How wide a passage is at most; how far down it somebody begins, and how near the camera they stop."""
_PLACES_M = (0.8, 0.0), (0.55, 0.0), (0.4, 0.45), (0.0, 0.8)
"""Of who walks along with another, across and behind: side by side, and what comes next where there is no room."""
_BACK = re.compile(r"\b(back|behind|over (?:her|his|their) shoulders?)\b", re.IGNORECASE)
_BACK_TO_US_RAD, _OPEN_RAD = 1.9, 0.9  # from the camera: whose face is not seen at all; how far it is opened
_ROUND, _AT_THE_BACK_RAD, _AWAY_RAD = re.compile(r"\b(a?round|back)\b"), 1.0, 0.5
_FACED_M, _TURNS_ON = (0.95, 6.0), ("standing", "kneeling")
_STAYING = ("nod", "look", "gesture", "wave", "point", "bow", "stand")
IN_A_HURRY = re.compile(r"\b(run|runs|ran|running|rush\w*|dash\w*|hurr\w+|sprint\w*|race[sd]?|racing)\b", re.IGNORECASE)


def walks(ledger: Ledger, beat: int, action: Action, motion: Motion, spare: float) -> None:
    """Walk or run: up to somebody or something, to a spot the words name, into the picture, or across it."""
    if action.motion == RIDES:
        if sets_out(ledger, beat, action, spare):
            return
        _gets_on(ledger, beat, action)
    running = motion.speed_mps > 2.2 or IN_A_HURRY.search(action.words) is not None
    goal = ledger.where(action.towards)
    spot = _named_spot(ledger, action.words)
    if action.motion == "enter" and ledger.member(action.who).new_here:
        mark = None if goal is None else beside(ledger, action.who, goal, 1.0)
        if moved(ledger, action.who):  # as in "opens the door and walks in": already in the picture
            go(ledger, beat, action, mark or ledger.member(action.who).position, running)
        else:
            _enters(ledger, beat, action, running, mark)
    elif goal is not None and action.towards != action.who:
        gap = 1.0 if action.towards in ledger.people else 0.5
        _begin_apart(ledger, action, goal, gap + max(1.6, min(spare, 3.5) * 1.1))
        go(ledger, beat, action, beside(ledger, action.who, goal, gap), running)
        face(ledger, beat, action, opened(ledger.people[action.who].position, goal[:2]))
    elif spot is not None:
        go(ledger, beat, action, spot, running)
        face(ledger, beat, action, opened(spot, (spot[0], spot[1] - 1.0)), 1.2)
    else:
        goal_beside = _beside_a_walker(ledger, action)
        go(ledger, beat, action, goal_beside or _free_goal(ledger, action, running, spare), running)


def _gets_on(ledger: Ledger, beat: int, action: Action) -> None:
    """Walk up to what is ridden, where it stands; somebody new in the picture is on it already."""
    placed = ledger.placed(action.thing or "")
    if ledger.people[action.who].posture == RIDING:
        return
    if placed is None or mount_of(placed.prop) is None:
        name = placed.prop.name if placed is not None else "that"
        ledger.notes.append(f"Nobody rides {name} on this stage: it is played as running.")
        return
    if moved(ledger, action.who) or not ledger.member(action.who).new_here:
        at = ledger.things[placed.prop.id]
        go(ledger, beat, structs.replace(action, motion="walk", thing=None), (at[0], at[1]))


def _beside_a_walker(ledger: Ledger, action: Action) -> Point | None:
    """The goal of one who walks along with another: the same way, side by side, from the same line; else behind."""
    person, entrant = ledger.people[action.who], ledger.member(action.who)
    for doing in ledger.doings:
        if doing.beat not in ledger.group or doing.motion != action.motion or doing.route is None:
            continue
        first, last = doing.route.points[0], doing.route.points[-1]
        along = math.atan2(last[1] - first[1], last[0] - first[0])
        ahead, across = (math.cos(along), math.sin(along)), (-math.sin(along), math.cos(along))
        near = (person.position[0] - last[0]) * across[0] + (person.position[1] - last[1]) * across[1]
        ways = (1.0, -1.0) if near >= 0 else (-1.0, 1.0)
        offs = [(off * way, back) for off, back in _PLACES_M for way in ways]
        for x, y in [(across[0] * off - ahead[0] * back, across[1] * off - ahead[1] * back) for off, back in offs]:
            start, goal = (first[0] + x, first[1] + y), (last[0] + x, last[1] + y)
            if kept_inside(ledger, goal) != goal or any(inside(goal, box) for box in ledger.opening.obstacles):
                continue
            if entrant.new_here and not moved(ledger, action.who) and kept_inside(ledger, start) == start:
                start_there(ledger, action.who, start, along)
            return goal
    return None


def _begin_apart(ledger: Ledger, action: Action, goal: Vector, away: float) -> None:
    """A newcomer who walks up to somebody begins some way off."""
    person = ledger.people[action.who]
    begun = moved(ledger, action.who)
    if begun or not ledger.member(action.who).new_here or math.dist(person.position, goal[:2]) > 1.8:
        return
    side = 1.0 if person.position[0] >= goal[0] else -1.0
    for way in (side, -side):
        start = kept_inside(ledger, (goal[0] + way * away, goal[1] + 0.5))
        blocked = any(inside(start, box) for box in ledger.opening.obstacles)
        if not blocked and math.dist(start, goal[:2]) > 1.8:
            heading = math.atan2(goal[1] - start[1], goal[0] - start[0])
            start_there(ledger, action.who, start, heading)
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
            return kept_inside(ledger, point)
    return None


def _enters(ledger: Ledger, beat: int, action: Action, running: bool, goal: Point | None) -> None:
    """Comes from outside the picture to their mark, or up to whom they come to see."""
    mark = goal or _within_talk(ledger, action.who)
    left, right, _, _ = ledger.opening.set.bounds_m
    side = left if mark[0] - left < right - mark[0] or mark[0] < 0 else right
    if bound := ledger.member(action.who).bound:
        side = left if bound > 0 else right
    reach = min(abs(side - mark[0]), 3.4)
    start = mark[0] + math.copysign(reach, side - mark[0]), mark[1] + 0.5
    heading = math.atan2(mark[1] - start[1], mark[0] - start[0])
    start_there(ledger, action.who, start, heading)
    go(ledger, beat, action, mark, running)
    others = [p.position for who, p in ledger.people.items() if who != action.who]
    look = min(others, key=lambda p: math.dist(p, mark)) if others else (mark[0], mark[1] - 2)
    face(ledger, beat, action, opened(mark, look))


def _within_talk(ledger: Ledger, who: str) -> Point:
    """Somebody's mark; where all the others are far from it, a free place to talk to the nearest of them from."""
    mark = ledger.people[who].position
    others = [person.position for other, person in ledger.people.items() if other != who]
    nearest = min(others, key=lambda other: math.dist(mark, other), default=mark)
    if math.dist(mark, nearest) <= _TALK_M[1]:
        return mark
    near = beside(ledger, who, (*nearest, 0.0), _TALK_M[0])
    return mark if any(inside(near, box) for box in ledger.opening.obstacles) else near


def _free_goal(ledger: Ledger, action: Action, running: bool, spare: float) -> Point:
    """Where a walk without a goal leads: across the picture, three quarters to the camera."""
    person, entrant = ledger.people[action.who], ledger.member(action.who)
    left, right, _, _ = ledger.opening.set.bounds_m
    distance = max(1.2, min(spare, 12.0) * (3.2 if running else 1.2) * action.manner)
    first_doing, ways_off = not moved(ledger, action.who), _away(person.heading)
    if right - left < _PASSAGE_M and first_doing and action.motion != "leave" and person.seat is None and not ways_off:
        return _down_the_passage(ledger, action, distance)
    if entrant.new_here and first_doing and action.motion != "leave" and person.seat is None and not ways_off:
        way = 1.0 if math.cos(person.heading) >= 0 else -1.0
        joins = any(not ledger.member(other).new_here for other in ledger.people if other != action.who)
        back = distance if joins else min(distance * 0.6, 2.6)
        back = min(back, abs((left if way > 0 else right) - person.position[0]) * 0.9, _JOINS_FROM_M)
        start = kept_inside(ledger, (person.position[0] - way * back * 0.75, person.position[1] + back * 0.8))
        heading = math.atan2(person.position[1] - start[1], person.position[0] - start[0])
        start_there(ledger, action.who, start, heading)
        if joins and math.dist(start, person.position) > _PASSES_M:
            return person.position  # to those who are there, not past them
        person = ledger.people[action.who]
    goals = [
        kept_inside(ledger, (person.position[0] + math.cos(a) * distance, person.position[1] + math.sin(a) * distance))
        for a in (-0.9, math.pi + 0.9, -0.5, math.pi + 0.5, 0.0, math.pi, 0.5, math.pi - 0.5, *ways_off)
    ]
    free = [g for g in goals if not any(inside(g, box) for box in ledger.opening.obstacles)]
    others = [p.position for who, p in ledger.people.items() if who != action.who]

    turning = 1.5 if ways_off else 0.25

    def fitness(goal: Point) -> float:
        apart = min((math.dist(goal, other) for other in others), default=2.0)
        turn = abs(wrapped(math.atan2(goal[1] - person.position[1], goal[0] - person.position[0]) - person.heading))
        edge = max(0.0, abs(goal[0] - (left + right) / 2) - 0.27 * (right - left))
        return (
            abs(math.dist(goal, person.position) - distance)
            + max(0.0, 0.8 - apart) * 3
            + turning * turn
            + edge
            + max(0.0, -1.4 - goal[1])
        )

    return min(free or goals, key=fitness)


def _down_the_passage(ledger: Ledger, action: Action, distance: float) -> Point:
    """Where there is no room to go across, the way is along: up to the camera, or away from it for who is there."""
    person = ledger.people[action.who]
    _, _, near, far = ledger.opening.set.bounds_m
    x, y = person.position
    if ledger.member(action.who).new_here:
        start = kept_inside(ledger, (0.6 * x, y + min(distance, _FURTHEST_M, far - y)))
        start_there(ledger, action.who, start, TO_CAMERA)
        return kept_inside(ledger, (0.6 * x, max(start[1] - distance, _NEAREST_Y, near)))
    towards = y - distance >= _NEAREST_Y
    return kept_inside(ledger, (0.6 * x, y - distance if towards else min(y + distance, far)))


def _away(heading: float) -> tuple[float, ...]:
    """The ways, radians, of somebody who has been stood with the back to the camera: on, away from it."""
    return (AWAY, AWAY - 0.25, AWAY + 0.25) if abs(wrapped(heading - AWAY)) < _BACK_RAD else ()


def turns(ledger: Ledger, beat: int, action: Action) -> None:
    """Turn to what the words name, to the camera, or round."""
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
    elif (other := _behind_them(ledger, action.who)) is not None and _ROUND.search(words):
        heading = opened(person.position, other)
    elif _ROUND.search(words) and person.seat is None and not any(d.who == action.who for d in ledger.doings):
        start_there(ledger, action.who, person.position, wrapped(TO_CAMERA + math.pi + _AWAY_RAD))
        heading = TO_CAMERA + 0.35
    elif abs(wrapped(person.heading - TO_CAMERA)) > 1.4:
        heading = TO_CAMERA + 0.35
    else:
        heading = wrapped(person.heading + (2.3 if person.heading > TO_CAMERA else -2.3))
    stand_up(ledger, beat, action)
    face(ledger, beat, action, heading, 0.0)


def _behind_them(ledger: Ledger, who: str) -> Point | None:
    """The nearest of those whom somebody has at their back."""
    person = ledger.people[who]
    others = [one.position for other, one in ledger.people.items() if other != who]
    back = [at for at in others if abs(wrapped(_way_to(person.position, at) - person.heading)) > _AT_THE_BACK_RAD]
    return min(back, key=lambda at: math.dist(at, person.position), default=None)


def _way_to(here: Point, there: Point) -> float:
    return math.atan2(there[1] - here[1], there[0] - here[0])


def turned_away(opening: Opening, sheet: CallSheet) -> Opening:
    """The opening of a shot from behind, with whoever looks out or goes turned from the camera: between the shots."""
    if sheet.shot.camera.angle != BEHIND:
        return opening
    away = {
        beat.who
        for beat in sheet.shot.beats
        if isinstance(beat, Action)
        and beat.towards is None
        and beat.thing is None
        and kinds.motion_of(beat.motion).family in ("look", "walk")
    }
    people = tuple(
        replace(person, heading=AWAY) if person.id in away and person.seat is None else person
        for person in opening.people
    )
    return replace(opening, people=people)


def opened_up(opening: Opening, sheet: CallSheet) -> Opening:
    """The opening, with whoever first of all shows something, the back to the camera, turned: between the shots.

    A shot from behind is of backs.
    """
    if sheet.shot.camera.angle == BEHIND:
        return opening
    first: dict[str, Beat] = {}
    for beat in sheet.shot.beats:
        first.setdefault(str(beat.who), beat)
    return replace(opening, people=tuple(_open(person, first.get(person.id)) for person in opening.people))


def _open(person: Entrant, first: Beat | None) -> Entrant:
    shows = isinstance(first, Feeling) or (
        isinstance(first, Action)
        and first.towards is None
        and first.thing is None
        and kinds.motion_of(first.motion).family in ("look", "act", "gesture")
    )
    off = wrapped(person.heading - TO_CAMERA)
    if not shows or person.new_here or person.posture != "standing" or abs(off) < _BACK_TO_US_RAD:
        return person
    return replace(person, heading=wrapped(TO_CAMERA + math.copysign(_OPEN_RAD, off)))


def looks_back(ledger: Ledger, beat: int, action: Action) -> None:
    """Round to whoever is behind, or to where they came from, which the camera sees, to look there."""
    person = ledger.people[action.who]
    if action.towards is not None or person.seat is not None or _BACK.search(action.words) is None:
        return
    other = _behind_them(ledger, action.who)
    face(ledger, beat, action, TO_CAMERA + 0.5 if other is None else opened(person.position, other), 0.5)


def face_to_face(opening: Opening, sheet: CallSheet) -> Opening:
    """The opening of a shot over a shoulder, with the two of it turned to each other between the shots."""
    camera = sheet.shot.camera
    two = [one for one in opening.people if one.id in (camera.subject, camera.other)]
    if camera.framing != "over the shoulder" or len(two) != 2:
        return opening
    one, other = sorted((_stepped_back(opening, one, two) for one in two), key=lambda one: one.id != camera.subject)
    if not _FACED_M[0] < math.dist(one.position, other.position) < _FACED_M[1]:
        return opening
    turned = {who.id: _towards(who, to) for who, to in ((one, other), (other, one)) if who.posture in _TURNS_ON}
    placed = {who.id: replace(who, heading=turned.get(who.id, who.heading)) for who in (one, other)}
    return replace(opening, people=tuple(placed.get(person.id, person) for person in opening.people))


def _stepped_back(opening: Opening, who: Entrant, two: list[Entrant]) -> Entrant:
    """Whoever is on their feet or knees, a little off from the other one, so that the lens fits behind a shoulder."""
    other = next(one for one in two if one is not who)
    apart = math.dist(who.position, other.position)
    if who.posture not in _TURNS_ON or not 0.05 < apart < _FACED_M[0]:
        return who
    back = 0.5 * (_FACED_M[0] + 0.02 - apart) if other.posture in _TURNS_ON else _FACED_M[0] + 0.02 - apart
    away = _towards(other, who)
    spot = who.position[0] + math.cos(away) * back, who.position[1] + math.sin(away) * back
    return who if any(inside(spot, box) for box in opening.obstacles) else replace(who, position=spot)


def _towards(one: Entrant, other: Entrant) -> float:
    return math.atan2(other.position[1] - one.position[1], other.position[0] - one.position[0])


def turned_to_speak(opening: Opening, beats: tuple[Beat, ...]) -> Opening:
    """The opening, with whoever speaks before going anywhere turned already: the turn was made between the shots."""
    moved: set[str] = set()
    people: dict[str, Entrant] = {person.id: person for person in opening.people}
    for beat in beats:
        if isinstance(beat, Action) and kinds.motion_of(beat.motion).family not in _STAYING:
            moved.add(beat.who)
        speaks = isinstance(beat, Line) and beat.who in people and beat.who not in moved
        sits = people[beat.who].seat is not None and people[beat.who].posture != "kneeling" if speaks else True
        if not sits and not people[beat.who].new_here:
            moved.add(beat.who)
            person, others = people[beat.who], [p.position for p in opening.people if p.id != beat.who]
            if abs(wrapped(person.heading - TO_CAMERA)) >= SPEAKS_FROM:
                people[beat.who] = replace(person, heading=_speaking(person.position, others))
    return replace(opening, people=tuple(people[person.id] for person in opening.people))


def _speaking(position: Point, others: list[Point]) -> float:
    nearest = min(others, key=lambda p: math.dist(p, position), default=None)
    return TO_CAMERA + 0.4 if nearest is None else opened(position, nearest)


def turns_to_speak(ledger: Ledger, beat: int, line: Line) -> None:
    """A speaker who stands with the back to the camera turns to whom they speak, face seen."""
    person = ledger.people[line.who]
    off = abs(wrapped(person.heading - TO_CAMERA))
    if off < SPEAKS_FROM or person.seat is not None:
        return
    others = [p.position for who, p in ledger.people.items() if who != line.who]
    face(ledger, beat, Action(line.who, "turn", manner=1.3), _speaking(person.position, others), 0.3)
