"""Things done with the body, with a thing in hand, with somebody, or low on the ground."""

import math
import re
from dataclasses import replace

from msgspec import structs

from studio.engine.skeleton import HEADS_TALL
from studio.engine.stage import kinds
from studio.engine.stage.entrances import Placed
from studio.engine.stage.facing import opened
from studio.engine.stage.handling import parts_with, takes
from studio.engine.stage.ledger import (
    KNEEL_REACH_HEADS,
    LYING_REACH_HEADS,
    Ledger,
    add,
    ahead_of,
    beside,
    cuts_to,
    face,
    face_point,
    go,
    kept_inside,
    stand_up,
    start_there,
    still,
)
from studio.engine.stage.posing import Acting, actings
from studio.engine.stage.route import BODY_RADIUS_M, Box, Point, Route, grown, inside
from studio.engine.stage.seating import sits, sits_to_use
from studio.engine.stage.walking import walks
from studio.engine.stage.waterside import pool_for, within
from studio.engine.vocabulary import Motion
from studio.timeline.film import Action
from studio.timeline.world import Vector

_DROP = Motion(words=(), family="drop")
_TOUCH_M = 0.62
_FISHES = "fish"
_PLAYS_M = 0.3
_AT_A_DESK_M = 1.1
_HIDING_M = 0.55
_LYING_SHARE = 0.6  # of how high a beast's back is, how high it is as it lies
_LOW_SHARE, _BACK_SHARE, _BY_A_BEAST_M = 0.5, 0.8, 0.38
"""Of who is as tall: how high a beast is knelt for; how far up it its back is; how near somebody comes to it."""
_BED_M = 1.5
_LIES = re.compile(r"\b(lie|lies|lying|lay|bed|floor|ground|sofa|couch|hammock|grass)\b", re.IGNORECASE)
_AT_A_SEAT = re.compile(
    r"\b(?:at|on|in|over) (?:\w+ ){0,2}(?:desk|table|seat|chair|armchair|keyboard|books?)\b", re.IGNORECASE
)
_FOUND = re.compile(
    r"\b(lies|lie|lay|lying|sleeps?|slept|sleeping|asleep|dozes|dozing|snores|snoring)\b", re.IGNORECASE
)
_GOES_TO_SLEEP = re.compile(r"\b(down|falls?|fell|falling|drift\w*|nods?|off)\b", re.IGNORECASE)


def acts(ledger: Ledger, beat: int, action: Action, motion: Motion) -> None:
    """A pose on the spot, turned to whom or what it is meant for."""
    goal = ledger.where(action.towards)
    person = ledger.people[action.who]
    if goal is not None and action.towards != action.who and person.seat is None:
        face(ledger, beat, action, opened(person.position, goal[:2]), 0.9)
    doing = still(ledger, beat, action, motion.family, motion.seconds)
    add(ledger, replace(doing, linked=goal is not None, point=None))


def touches(ledger: Ledger, beat: int, action: Action, motion: Motion) -> None:
    """Up to a thing or a spot, and the hands at it."""
    goal = ledger.where(action.towards or action.thing)
    if goal is not None and action.motion == "type":
        _sits_at(ledger, beat, action, goal)
    used = ledger.placed(action.towards or action.thing or "")
    if used is not None and used.kind.stool_m is not None and action.motion == "play":
        sits_to_use(ledger, beat, action, used, used.kind.stool_m)
    if goal is not None and ledger.people[action.who].seat is None:
        behind = _behind_it(ledger, goal, used) if action.motion == "play" else None
        if behind and ledger.member(action.who).new_here and all(doing.who != action.who for doing in ledger.doings):
            start_there(ledger, action.who, behind, -math.pi / 2)
        go(ledger, beat, action, behind or beside(ledger, action.who, goal, _TOUCH_M))
        face_point(ledger, beat, action, goal)
    style = variant(action.motion, used)
    doing = still(ledger, beat, action, motion.family, motion.seconds)
    add(ledger, replace(doing, linked=True, point=None, style=style))


def _behind_it(ledger: Ledger, goal: Vector, used: Placed | None) -> Point | None:
    """Where a player stands who has an instrument before them: on the far side of it, the face seen."""
    deep = 0.0 if used is None else used.kind.size_m[1] / 2
    spot = goal[0], goal[1] + max(deep + _PLAYS_M, _TOUCH_M)
    others = [t.position for t in ledger.opening.things if t.kind.fixed and t is not used]
    free = kept_inside(ledger, spot) == spot and not any(
        _within(spot, box) for box in kinds.floor_boxes(ledger.opening.set)
    )
    return spot if free and all(math.dist(spot, at[:2]) > _TOUCH_M for at in others) else None


def _within(spot: Point, box: Box) -> bool:
    return inside(spot, grown(box, BODY_RADIUS_M * 0.8))


def _sits_at(ledger: Ledger, beat: int, action: Action, goal: Vector) -> None:
    """Take the seat that stands before a thing, where there is one: from another seat too."""
    near = [seat for seat in ledger.opening.set.seats if math.dist(seat.at, goal[:2]) < _AT_A_DESK_M]
    person = ledger.people[action.who]
    if not near or (person.seat is not None and math.dist(person.position, goal[:2]) < _AT_A_DESK_M):
        return
    seat = min(near, key=lambda one: math.dist(one.at, goal[:2]))
    stand_up(ledger, beat, action)
    sits(ledger, beat, structs.replace(action, motion="sit", words=seat.name, towards=None, thing=None))


def uses(ledger: Ledger, beat: int, action: Action, motion: Motion) -> None:
    """A thing used in the hand that holds it: taken up first where it lies; without a thing it is mimed."""
    person = ledger.people[action.who]
    thing = action.thing or person.holding
    placed = ledger.placed(thing or "")
    if placed is not None and placed.kind.fixed:
        touches(ledger, beat, action, motion)
        return
    if placed is not None and placed.prop.id not in person.armful:
        taken = structs.replace(action, thing=placed.prop.id, towards=None)
        takes(ledger, beat, taken, Motion(words=(), family="pick_up"))
    goal = ledger.where(action.towards)
    seated = ledger.people[action.who].seat is not None
    if goal is not None and action.towards != thing and not seated:
        face_point(ledger, beat, action, goal)
    elif action.motion == _FISHES and not seated:
        _faces_water(ledger, beat, action)
    doing = still(ledger, beat, action, motion.family, motion.seconds)
    style = variant(action.motion, placed)
    add(ledger, replace(doing, thing=None if placed is None else placed.prop.id, linked=True, point=None, style=style))


def _faces_water(ledger: Ledger, beat: int, action: Action) -> None:
    """Turned to the water that the line is cast into, opened to the camera."""
    here = ledger.people[action.who].position
    pool = pool_for(ledger.opening.set, action.words, here)
    if pool is not None:
        face(ledger, beat, action, opened(here, within(pool, here)), 0.9)


def variant(motion: str, placed: Placed | None) -> str:
    """How a motion is acted with this kind of thing, where that is an acting of its own: "play_violin"; "" as usual."""
    style = "" if placed is None else f"{motion}_{placed.prop.kind}"
    return style if style in actings() else ""


def carries(ledger: Ledger, beat: int, action: Action, spare: float) -> None:
    """Take a thing up and walk with it."""
    armful = (action.thing, *ledger.armfuls.get(beat, ()))
    if action.thing is not None and not set(armful) <= set(ledger.people[action.who].armful):
        takes(ledger, beat, structs.replace(action, towards=None), Motion(words=(), family="pick_up"))
    walk = structs.replace(action, thing=None, towards=None if action.towards == action.thing else action.towards)
    walks(ledger, beat, walk, Motion(words=(), family="walk", speed_mps=1.1), spare)


def together(ledger: Ledger, beat: int, action: Action, motion: Motion) -> None:
    """Two people at it: up to the other one, face to face, and both act. A thing that is hugged is held."""
    if action.thing is not None and action.towards is None:
        takes(ledger, beat, action, Motion(words=(), family="hold"))
        return
    other, acting = action.towards, actings()[action.motion]
    beast = ledger.placed(other or "")
    if beast is not None and beast.kind.alive and beast.holder is None:
        _with_beast(ledger, beat, action, motion, beast)
        return
    if other not in ledger.people or other == action.who:
        ledger.notes.append(f'Nobody is there to do "{action.words or action.motion}" with: it is acted alone.')
        acts(ledger, beat, structs.replace(action, towards=None), motion)
        return
    there = ledger.people[other]
    stand_up(ledger, beat, action)
    if there.seat is not None and not acting.alone:
        stand_up(ledger, beat, structs.replace(action, who=other, words=""))
        there = ledger.people[other]
    stand_at(ledger, beat, action, acting.gap)
    here = ledger.people[action.who].position
    face_each_other(ledger, beat, action, acting)
    height = _chest(ledger, action.who) / 2 + _chest(ledger, str(other)) / 2
    middle = (here[0] + there.position[0]) / 2, (here[1] + there.position[1]) / 2, height
    doing = replace(still(ledger, beat, action, "together", motion.seconds), point=middle, linked=True)
    add(ledger, doing)
    if not acting.alone:
        answer = still(ledger, beat, structs.replace(action, who=other, towards=action.who), "together", motion.seconds)
        add(ledger, replace(answer, point=middle, linked=True, together=True))


def _with_beast(ledger: Ledger, beat: int, action: Action, motion: Motion, beast: Placed) -> None:
    """Up to an animal, down on the knees where it is low, and the hand on its back."""
    at, (wide, long, high) = ledger.things[beast.prop.id], beast.kind.size_m
    person, tall = ledger.people[action.who], ledger.member(action.who).member.look.height_m
    low, gap = high < _LOW_SHARE * tall, _BY_A_BEAST_M + min(wide, long) / 2
    down = person.seat is not None and person.posture in ("kneeling", "sitting")
    if not (down and math.dist(person.position, at[:2]) < gap + _BY_A_BEAST_M):
        stand_up(ledger, beat, action)
        knees = KNEEL_REACH_HEADS * tall / HEADS_TALL if low else 0.0
        go(ledger, beat, action, beside(ledger, action.who, at, gap + knees))
        here = ledger.people[action.who].position
        face(ledger, beat, action, math.atan2(at[1] - here[1], at[0] - here[0]), 0.1)
        if low:
            kneels(ledger, beat, structs.replace(action, towards=None))
    bottom = max(at[2] - kinds.resting(beast.kind)[0], 0.0)
    rests = ledger.creatures[beast.prop.id].posture in ("lie", "sleep") if beast.prop.id in ledger.creatures else False
    back = (at[0], at[1], bottom + _BACK_SHARE * high * (_LYING_SHARE if rests else 1.0))
    doing = replace(still(ledger, beat, action, "together", motion.seconds), point=back, linked=True)
    add(ledger, replace(doing, style="pat_beast"))


def _chest(ledger: Ledger, who: str) -> float:
    return ledger.member(who).member.look.height_m * 3.95 / HEADS_TALL


def stand_at(ledger: Ledger, beat: int, action: Action, gap: float) -> None:
    """Go to exactly this distance, on this side, side by side in the picture where there is a choice."""
    there, here = ledger.people[str(action.towards)].position, ledger.people[action.who].position
    side = 1.0 if here[0] >= there[0] else -1.0
    goal = kept_inside(ledger, (there[0] + side * gap * 0.97, there[1] - 0.12 * gap))
    if any(inside(goal, box) for box in ledger.opening.obstacles):
        goal = beside(ledger, action.who, (*there, 1.0), gap)
    if math.dist(here, goal) > 0.12:
        walk = structs.replace(action, motion="walk")
        if not go(ledger, beat, walk, goal):
            _shuffle(ledger, beat, walk, goal)


def _shuffle(ledger: Ledger, beat: int, action: Action, goal: Point) -> None:
    """A step or two to a place closer than a walk."""
    from_here = ledger.people[action.who]
    route = Route((from_here.position, goal))
    doing = still(ledger, beat, action, "walk", 0.7)
    add(ledger, replace(doing, position=goal, route=route, linked=True, shortest=0.6, heading=from_here.heading))


def face_each_other(ledger: Ledger, beat: int, action: Action, acting: Acting) -> None:
    """Both turn to each other; one who only watches stays as they are."""
    who, other = action.who, str(action.towards)
    for one, two in ((who, other), (other, who)):
        a, b = ledger.people[one].position, ledger.people[two].position
        if one == who or (not acting.alone and ledger.people[one].seat is None):
            turning = structs.replace(action, who=one, towards=None, thing=None)
            face(ledger, beat, turning, math.atan2(b[1] - a[1], b[0] - a[0]), 0.12)


def kneels(ledger: Ledger, beat: int, action: Action) -> None:
    """Down on the knees, by whom or what it is for."""
    person = ledger.people[action.who]
    if person.posture == "kneeling":
        return
    stand_up(ledger, beat, action)
    goal = ledger.where(action.towards)
    if goal is not None and action.towards != action.who:
        go(ledger, beat, action, beside(ledger, action.who, goal, 1.0))
        face(ledger, beat, action, opened(ledger.people[action.who].position, goal[:2]), 0.5)
    reach = KNEEL_REACH_HEADS * ledger.member(action.who).member.look.height_m / HEADS_TALL
    knees = ahead_of(ledger.people[action.who], reach)
    if cuts_to(ledger, action.who):
        start_there(ledger, action.who, knees, ledger.people[action.who].heading, 0.0, "kneeling")
        return
    doing = replace(still(ledger, beat, action, "kneel", 1.6), position=knees)
    add(ledger, replace(doing, linked=True), seat=0.0, posture="kneeling")


def lies(ledger: Ledger, beat: int, action: Action) -> None:
    """Lie down: on the bed or bench that is meant or near, or on the ground."""
    if ledger.people[action.who].posture == "lying":
        add(ledger, still(ledger, beat, action, "act", 2.0))
        return
    if action.motion == "sleep" and _sleeps_seated(ledger, action):
        sits(ledger, beat, structs.replace(action, motion="sit", words=f"sits {action.words}"))
        nods = replace(still(ledger, beat, action, "act", 3.0), style="sleep_seated", longest=60.0)
        add(ledger, nods)
        return
    bed, found = _bed(ledger, action), _lies_already(ledger, action)
    stand_up(ledger, beat, action)
    if bed is None and (couch := _couch(ledger, action)) is not None:
        at, height, heading = couch
        if found:
            _is_found(ledger, beat, action, at, heading, height)
            return
        go(ledger, beat, action, kept_inside(ledger, (at[0], at[1] - 0.7)))
        along = replace(still(ledger, beat, action, "lie", 3.0), position=at, heading=heading, seat=height)
        add(ledger, along, seat=height, posture="lying")
        return
    reach = LYING_REACH_HEADS * ledger.member(action.who).member.look.height_m / HEADS_TALL
    if bed is None:
        person = ledger.people[action.who]
        if found:
            _is_found(ledger, beat, action, ahead_of(person, -reach), person.heading, 0.0)
            return
        doing = replace(still(ledger, beat, action, "lie", 2.6), position=ahead_of(person, -reach), seat=0.0)
        add(ledger, replace(doing, linked=True), seat=0.0, posture="lying")
        return
    height = bed.kind.seat_m or bed.kind.size_m[2]
    along_x = bed.kind.size_m[0] >= bed.kind.size_m[1]
    middle, heading = _along((bed.position[0], bed.position[1]), bed.kind.size_m, reach)
    if found:
        _is_found(ledger, beat, action, middle, heading, height)
        return
    near = (middle[0], bed.position[1] - bed.kind.size_m[1] / 2 - 0.42) if along_x else None
    side = near or (bed.position[0] + bed.kind.size_m[0] / 2 + 0.42, middle[1])
    go(ledger, beat, action, kept_inside(ledger, side))
    doing = replace(still(ledger, beat, action, "lie", 3.0), position=middle, heading=heading, seat=height)
    add(ledger, replace(doing, linked=True), seat=height, posture="lying")


def _sleeps_seated(ledger: Ledger, action: Action) -> bool:
    """As in "falls asleep at her desk", "on her seat", or of who sits on a seat already: nobody gets up to sleep."""
    sits_up = (ledger.people[action.who].seat or 0.0) > 0.15
    return (sits_up and not _LIES.search(action.words)) or _AT_A_SEAT.search(action.words) is not None


def _along(centre: Point, size: Vector, reach: float) -> tuple[Point, float]:
    """Where the pelvis of somebody is who lies along a bed, and the heading of their feet."""
    heading = 0.0 if size[0] >= size[1] else -math.pi / 2
    shift = reach - max(size[:2]) / 2 + 0.25
    return (centre[0] - math.cos(heading) * shift, centre[1] - math.sin(heading) * shift), heading


def _lies_already(ledger: Ledger, action: Action) -> bool:
    """Whether "she lies in the bed" tells how a newcomer is found, not what she does ("lies down")."""
    told = _FOUND.search(action.words) is not None and _GOES_TO_SLEEP.search(action.words) is None
    first = all(doing.who != action.who for doing in ledger.doings)
    return told and first and ledger.member(action.who).new_here


def _is_found(ledger: Ledger, beat: int, action: Action, at: Point, heading: float, height: float) -> None:
    start_there(ledger, action.who, at, heading, height, "lying")
    add(ledger, still(ledger, beat, action, "act", 1.0))


def tumbles(ledger: Ledger, beat: int, action: Action) -> None:
    """Lose the balance and fall as the body falls; they lie where that leaves them."""
    if ledger.people[action.who].posture == "lying":
        return
    stand_up(ledger, beat, action)
    person = ledger.people[action.who]
    while (held := ledger.people[action.who].holding) is not None:
        parts_with(ledger, beat, structs.replace(action, thing=held, towards=None, words=""), _DROP)
    reach = LYING_REACH_HEADS * ledger.member(action.who).member.look.height_m / HEADS_TALL
    doing = replace(still(ledger, beat, action, "tumble", 2.0), position=ahead_of(person, -reach), seat=0.0)
    add(ledger, replace(doing, shortest=1.4, longest=2.4, linked=True, thing=None), seat=0.0, posture="lying")


def _couch(ledger: Ledger, action: Action) -> tuple[Point, float, float] | None:
    """The bench, bed or sofa of the set that the words name: its middle, its height, and the heading along it."""
    words = set(action.words.lower().replace(".", " ").replace(",", " ").split())
    here = ledger.people[action.who].position
    named = [seat for seat in ledger.opening.set.seats if words & set(seat.name.split()) and seat.height > 0.1]
    if not named:
        return None
    first = min(named, key=lambda seat: math.dist(seat.at, here))
    row = [seat for seat in named if seat.name == first.name and math.dist(seat.at, first.at) < 1.2]
    middle = sum(seat.at[0] for seat in row) / len(row), sum(seat.at[1] for seat in row) / len(row)
    under = [
        one for one in ledger.opening.set.solids if one.name == first.name and math.dist(one.centre[:2], middle) < 1.2
    ]
    if under and max(under[0].size[:2]) >= _BED_M:
        reach = LYING_REACH_HEADS * ledger.member(action.who).member.look.height_m / HEADS_TALL
        along, heading = _along(under[0].centre[:2], under[0].size, reach)
        return along, first.height, heading
    if len(row) > 1:
        (x0, y0), (x1, y1) = row[0].at, row[-1].at
        return middle, first.height, math.atan2(y1 - y0, x1 - x0)
    return middle, first.height, math.radians(first.facing) + math.pi / 2


def _bed(ledger: Ledger, action: Action) -> Placed | None:
    """What of the furniture one can lie on: the one meant, or a bed within five metres."""
    here = ledger.people[action.who].position
    words = action.words.lower()
    if "ground" in words or "floor" in words or "grass" in words or "sand" in words:
        return None
    meant = ledger.placed(action.towards or "") or ledger.placed(action.thing or "")
    beds = [t for t in ledger.opening.things if t.kind.seat_m is not None and max(t.kind.size_m[:2]) >= _BED_M]
    if meant is not None:
        return meant if meant in beds else None
    near = [t for t in beds if math.dist(t.position[:2], here) < 5.0 and "bed" in t.prop.kind]
    return near[0] if near else None


def hides(ledger: Ledger, beat: int, action: Action, motion: Motion) -> None:
    """Go behind the thing or the person named, seen from the camera, and crouch there."""
    stand_up(ledger, beat, action)
    goal = ledger.where(action.towards or action.thing)
    if goal is None:
        ledger.notes.append(f'Nothing is there to hide behind: "{action.words or action.motion}" is a crouch.')
    else:
        placed = ledger.placed(action.towards or action.thing or "")
        deep = placed.kind.size_m[1] / 2 if placed is not None else 0.15
        go(ledger, beat, action, kept_inside(ledger, (goal[0], goal[1] + deep + _HIDING_M)), running=True)
        face(ledger, beat, action, -math.pi / 2, 0.3)
    add(ledger, replace(still(ledger, beat, action, "hide", motion.seconds), linked=True, point=None))
