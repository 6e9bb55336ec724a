"""Up on things and down again, as the words have it: ladders, trees, walls, tables; what there is to climb."""

import math
import re
from dataclasses import replace

from msgspec import structs

from studio.engine.stage import kinds
from studio.engine.stage.bathing import SWIMMING, comes_out
from studio.engine.stage.entrances import Entrant, Opening, Placed
from studio.engine.stage.holds import RUNG_M, Climb
from studio.engine.stage.ledger import Ledger, add, face, go, stand_up, still
from studio.engine.stage.route import Box, Point, grown, inside
from studio.engine.stage.uprights import LADDER_FIRST_M, LADDER_RUNG_M, LADDER_RUNGS, upright_lean
from studio.engine.stage.walking import walks
from studio.engine.vocabulary import Motion
from studio.timeline.film import Action

CLINGING = "clinging"
STEP_M, MANTLE_M = 0.52, 1.25
_UP_TO_M, _TREE_M = 2.7, 1.5
_HANDS_ABOVE_M = 1.05
_STANDS_OFF_M = 0.40
_CLIMBS_MPS = 0.36
_BESIDE_M = 0.34
_DOWN = re.compile(r"\b(down|descend\w*|off)\b", re.IGNORECASE)
_TREE = re.compile(r"\b(tree|trunk|oak|pine|maple)\b", re.IGNORECASE)
_THIN = re.compile(r"\b(tree|trunk|oak|pine|maple|pole|post|lamp)\b", re.IGNORECASE)
_ROOM = 1.35


def climbs(ledger: Ledger, beat: int, action: Action, motion: Motion, spare: float) -> None:
    """Climb what the words name: up it, onto it, or down from it."""
    person = ledger.people[action.who]
    if person.posture == SWIMMING:
        comes_out(ledger, beat, action)
        return
    if _DOWN.search(action.words) and person.height > 0.05:
        comes_down(ledger, beat, action)
        return
    box = _meant(ledger, action)
    way = None if box is None else _way_up(ledger, action, *box)
    if way is None:
        ledger.notes.append(f'There is nothing here to climb: "{action.words or action.motion}" is walking there.')
        walks(ledger, beat, structs.replace(action, motion="walk"), structs.replace(motion, family="walk"), spare)
        return
    if person.height > 0.05:
        comes_down(ledger, beat, action)
    stand_up(ledger, beat, action)
    _goes_up(ledger, beat, action, way)


def _goes_up(ledger: Ledger, beat: int, action: Action, way: Climb) -> None:
    """To its foot, and up: by holds as far as it goes, and onto the top where one can stand there."""
    stand = way.foot[0] - math.cos(way.heading) * _STANDS_OFF_M, way.foot[1] - math.sin(way.heading) * _STANDS_OFF_M
    go(ledger, beat, action, stand)
    face(ledger, beat, action, way.heading, 0.15)
    quick = min(1.5, max(0.6, action.manner))
    if way.end_m > 0.05:
        seconds = (1.0 + way.end_m / _CLIMBS_MPS) / quick
        doing = replace(
            still(ledger, beat, action, "climb", seconds), position=_at(way, way.end_m), climb=way, height=way.end_m,
            becomes=CLINGING, linked=True, heading=way.heading, shortest=0.7 * seconds, longest=1.4 * seconds,
        )  # fmt: skip
        add(ledger, doing, posture=CLINGING, height=way.end_m)
    if way.reaches:
        seconds = (1.3 if way.top_m <= STEP_M else 2.3) / quick
        edge = (*way.foot, way.top_m)
        doing = replace(
            still(ledger, beat, action, "mount", seconds), position=way.on, heading=way.heading, height=way.top_m,
            becomes="standing", linked=True, point=edge, shortest=0.8 * seconds, longest=1.3 * seconds, climb=None,
        )  # fmt: skip
        add(ledger, doing, posture="standing", height=way.top_m)


def comes_down(ledger: Ledger, beat: int, action: Action) -> None:
    """Back to the ground, the way one came up."""
    person = ledger.people[action.who]
    quiet = structs.replace(action, towards=None, thing=None)
    if person.posture == CLINGING:
        way = hold_of(ledger.opening, person.position, person.heading, person.height)
        seconds = 0.8 + person.height / _CLIMBS_MPS
        down = replace(way, start_m=person.height, end_m=0.0, reaches=False)
        ground = (
            way.foot[0] - math.cos(way.heading) * _STANDS_OFF_M,
            way.foot[1] - math.sin(way.heading) * _STANDS_OFF_M,
        )
    else:
        seconds, down = 1.4 if person.height <= STEP_M else 2.2, None
        ground = _floor_beside(ledger, person.position)
    towards = math.atan2(person.position[1] - ground[1], person.position[0] - ground[0])
    doing = replace(
        still(ledger, beat, quiet, "mount" if down is None else "climb", seconds), position=ground, height=0.0,
        heading=towards if down is None else person.heading, climb=down, becomes="standing", linked=True,
        shortest=0.75 * seconds, longest=1.3 * seconds,
        point=(*_edge_between(ledger, person.position, ground), person.height),
    )  # fmt: skip
    add(ledger, doing, posture="standing", height=0.0)


# --- what there is to climb --------------------------------------------------------------------------
def _meant(ledger: Ledger, action: Action) -> tuple[Box, float, str, Placed | None] | None:
    """The extents, the height and the name of what the words say is climbed, and the thing if it is one."""
    for entity in (action.thing, action.towards):
        placed = ledger.placed(entity or "")
        if placed is not None and placed.holder is None:
            return *_extent(placed), placed.prop.name, placed
    said = f" {re.sub(r'[^a-z]+', ' ', action.words.lower())} "
    here = ledger.people[action.who].position
    named = [placed for placed in ledger.opening.things if f" {placed.prop.name.lower().split()[-1]} " in said]
    if named and named[0].holder is None:
        return *_extent(named[0]), named[0].prop.name, named[0]
    boxes = [
        (box, solid.centre[2] + solid.size[2] / 2, solid.name, None)
        for solid in ledger.opening.set.solids
        if _called(solid.name, said, ledger.opening, solid.centre[:2], solid.size[:2])
        if (box := _box(solid.centre[:2], solid.size[:2]))
    ]
    return min(boxes, key=lambda one: _distance(one[0], here), default=None)


def _called(name: str, said: str, opening: Opening, at: Point, size: Point) -> bool:
    """Whether words mean a solid of the set: by its name, or by that of the spot that is on it."""
    if any(f" {word} " in said for word in (name, name.split()[-1])) or (" tree " in said and _TREE.search(name)):
        return True
    half = size[0] / 2 + 0.3, size[1] / 2 + 0.3
    spots = [s for s in opening.set.spots if abs(s.at[0] - at[0]) < half[0] and abs(s.at[1] - at[1]) < half[1]]
    return any(f" {word} " in said for spot in spots if spot.at[2] > 0.05 for word in spot.words)


def _box(at: Point, size: Point) -> Box:
    return at[0] - size[0] / 2, at[0] + size[0] / 2, at[1] - size[1] / 2, at[1] + size[1] / 2


def _extent(placed: Placed) -> tuple[Box, float]:
    top = placed.position[2] + kinds.half_height(placed.kind, placed.orientation)
    if placed.kind.seat_m is not None and placed.kind.size_m[2] > placed.kind.seat_m:
        top = placed.position[2] - placed.kind.size_m[2] / 2 + placed.kind.seat_m
    return kinds.footprint(placed.position, placed.kind), top


def _distance(box: Box, here: Point) -> float:
    return math.dist(here, (min(max(here[0], box[0]), box[1]), min(max(here[1], box[2]), box[3])))


def _way_up(ledger: Ledger, action: Action, box: Box, top: float, name: str, placed: Placed | None) -> Climb | None:
    if placed is not None and (lean := upright_lean(placed)) is not None:
        return ladder_way(placed, lean)
    if top < 0.12 or (placed is not None and not placed.kind.fixed and top < 0.3):
        return None
    foot, heading = _face(ledger, box)
    deep = box[1] - box[0] if abs(math.cos(heading)) > 0.7 else box[3] - box[2]
    on = foot[0] + math.cos(heading) * min(deep / 2, _BESIDE_M), foot[1] + math.sin(heading) * min(deep / 2, _BESIDE_M)
    way = Climb(foot, heading, top, 0.0, RUNG_M, 0.0, 0.0, True, on)
    if top <= MANTLE_M:
        return way
    standable = min(box[1] - box[0], box[3] - box[2]) >= 0.4 and not _THIN.search(f"{name} {action.words}")
    if standable and top <= _UP_TO_M:
        return replace(way, end_m=_on_hold(top - _HANDS_ABOVE_M))
    return replace(way, end_m=_on_hold(min(_TREE_M, top - _HANDS_ABOVE_M)), reaches=False)


def _on_hold(height: float) -> float:
    return max(1, round((height - RUNG_M) / RUNG_M) + 1) * RUNG_M


def _face(ledger: Ledger, box: Box) -> tuple[Point, float]:
    """Where a box is climbed and the heading to it: from a side, where the camera sees it best, else from the front."""
    here = ledger.people[ledger.doings[-1].who].position if ledger.doings else (0.0, 0.0)
    left, right, near, far = ledger.opening.set.bounds_m
    narrow = box[1] - box[0] < 2.2
    y, x = (box[2] + box[3]) / 2, min(max(here[0], box[0] + 0.3), box[1] - 0.3) if not narrow else (box[0] + box[1]) / 2
    sides = [((box[0], y), 0.0), ((box[1], y), math.pi), ((x, box[2]), math.pi / 2), ((x, box[3]), -math.pi / 2)]

    def usable(side: tuple[Point, float]) -> bool:
        at, heading = side
        stand = at[0] - math.cos(heading) * _STANDS_OFF_M, at[1] - math.sin(heading) * _STANDS_OFF_M
        free = not any(inside(stand, other) for other in _others(ledger.opening, box))
        return free and left - 1.4 <= stand[0] <= right + 1.4 and near <= stand[1] <= far + 1.4

    free = [side for side in sides if usable(side)] or sides[2:3]
    return min(free, key=lambda side: math.dist(side[0], here) + (0.0 if abs(math.cos(side[1])) > 0.7 else 0.8))


def _others(opening: Opening, box: Box) -> list[Box]:
    """What stands on the floor besides what is climbed."""
    middle = (box[0] + box[1]) / 2, (box[2] + box[3]) / 2
    every = [
        *kinds.floor_boxes(opening.set),
        *(kinds.footprint(t.position, t.kind) for t in opening.things if t.kind.fixed),
    ]
    return [grown(other, 0.1) for other in every if not inside(middle, other)]


def ladder_way(placed: Placed, lean: tuple[float, float]) -> Climb:
    """The way up a ladder that stands. lean: radians it leans, and the heading of one who climbs it."""
    angle, heading = lean
    half = placed.kind.size_m[2] / 2
    back = half * math.sin(angle)
    foot = placed.position[0] - math.cos(heading) * back, placed.position[1] - math.sin(heading) * back
    rung, first = LADDER_RUNG_M * math.cos(angle), LADDER_FIRST_M * math.cos(angle)
    end = first + (LADDER_RUNGS - 5) * rung
    return Climb(foot, heading, 2 * half * math.cos(angle), math.tan(angle), first, 0.0, end, False, foot, rung)


def hold_of(opening: Opening, position: Point, heading: float, height: float) -> Climb:
    """What somebody clings to who was left up there: a ladder, or the face before them."""
    for placed in opening.things:
        lean = upright_lean(placed)
        if lean is not None and math.dist(placed.position[:2], position) < 0.9:
            return replace(ladder_way(placed, lean), end_m=height)
    foot = position[0] + math.cos(heading) * _BESIDE_M, position[1] + math.sin(heading) * _BESIDE_M
    return Climb(foot, heading, height + _ROOM, 0.0, RUNG_M, 0.0, height, False, foot)


def hold_for(opening: Opening, person: Entrant) -> Climb | None:
    """What somebody clings to as the shot begins."""
    if person.posture != CLINGING:
        return None
    return hold_of(opening, person.position, person.heading, person.height)


def _at(way: Climb, height: float) -> Point:
    """Where the body is over the ground with its soles this high."""
    back = way.lean * (height + 0.6) - _BESIDE_M
    return way.foot[0] + math.cos(way.heading) * back, way.foot[1] + math.sin(way.heading) * back


def _under(ledger: Ledger, here: Point) -> Box | None:
    """The extents of what somebody stands on."""
    things = [kinds.footprint(t.position, t.kind) for t in ledger.opening.things]
    solids = [_box(s.centre[:2], s.size[:2]) for s in ledger.opening.set.solids]
    return next((box for box in (*things, *solids) if inside(here, grown(box, 0.05))), None)


def _floor_beside(ledger: Ledger, here: Point) -> Point:
    """Free floor beside what somebody stands on, to the sides or before it."""
    box = _under(ledger, here) or grown((here[0], here[0], here[1], here[1]), 0.2)
    spots = ((box[0] - _STANDS_OFF_M, here[1]), (box[1] + _STANDS_OFF_M, here[1]), (here[0], box[2] - _STANDS_OFF_M))
    free = [spot for spot in spots if not any(inside(spot, other) for other in _others(ledger.opening, box))]
    return min(free or spots, key=lambda spot: math.dist(spot, here))


def _edge_between(ledger: Ledger, here: Point, ground: Point) -> Point:
    box = _under(ledger, here)
    return ground if box is None else (min(max(ground[0], box[0]), box[1]), min(max(ground[1], box[2]), box[3]))
