"""Puts people and things where the words say they are as a shot begins: under, on, behind, between, far away.

Only who and what the story has not shown at this place yet is put anywhere: what is known stays where it was.
"""

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from studio.engine.stage import kinds
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.entrances import Entrant, Opening, Placed
from studio.engine.stage.hydrostatics import pool_at
from studio.engine.stage.route import Box, Point, grown, inside
from studio.timeline.film import Whereabouts
from studio.timeline.world import World

_BODY_M: Final = 0.28
_APART_M: Final = {"beside": 0.18, "near": 0.55, "against": 0.05, "behind": 0.35, "in front of": 0.35, "opposite": 0.9}
_EDGE_M: Final = 0.5
_ABOVE_M: Final = 0.7
_SOLID: Final = "{} is before the {} rather than under it: furniture is solid on this stage."


class _Anchor:
    """What something is beside, under or on: its middle on the floor, half its width and depth, and its top."""

    def __init__(self, at: Point, half: Point, top: float, name: str = "") -> None:
        self.at, self.half, self.top, self.name = at, half, top, name


def arranged(sheet: CallSheet, before: World, opening: Opening) -> Opening:
    """The opening with everybody and everything new where the words put them: the first words for each that can be."""
    settled: set[str] = set()
    for where in sheet.shot.whereabouts:
        if where.who not in settled:
            put = _put(before, opening, where)
            settled |= {str(where.who)} if put is not opening else set()
            opening = put
    return opening


def _put(before: World, opening: Opening, where: Whereabouts) -> Opening:
    person = next((one for one in opening.people if one.id == where.who and one.new_here), None)
    thing = next((one for one in opening.things if one.prop.id == where.who and one.holder is None), None)
    if person is not None and where.relation not in ("on", "in", "above"):
        return _put_person(opening, person, where)
    if thing is not None and before.thing(thing.prop.id) is None and not _lies_in_it(opening, thing, where):
        return _put_thing(opening, thing, where)
    return opening


def _lies_in_it(opening: Opening, thing: Placed, where: Whereabouts) -> bool:
    """Whether a thing that is to be on or in the water lies there already."""
    others = {one.id for one in opening.people} | {one.prop.id for one in opening.things}
    wet = pool_at(opening.set.water, thing.position) is not None
    return wet and where.relation in ("on", "in") and where.of not in others


def _put_person(opening: Opening, person: Entrant, where: Whereabouts) -> Opening:
    anchor = _anchor(opening, where)
    room = replace(opening, people=tuple(one for one in opening.people if one.id != person.id))
    spot = next((at for at in _spots(opening, anchor, where, _BODY_M) if _free(room, at, _BODY_M)), None)
    if spot is None:
        return opening
    return replace(
        opening, people=tuple(replace(one, position=spot) if one is person else one for one in opening.people)
    )


def _put_thing(opening: Opening, thing: Placed, where: Whereabouts) -> Opening:
    anchor = _anchor(opening, where)
    low = kinds.resting(thing.kind)[0]
    reach = max(thing.kind.size_m[0], thing.kind.size_m[1]) / 2
    if where.relation in ("on", "in", "above") and anchor is not None:
        gap = _ABOVE_M if where.relation == "above" else 0.0
        return _moved(opening, thing, _on_top(opening, thing, anchor, reach), anchor.top + low + gap)
    room = replace(opening, things=tuple(one for one in opening.things if one is not thing))
    spot = next((at for at in _spots(opening, anchor, where, reach) if _free(room, at, reach)), None)
    if spot is None:
        return opening
    if where.relation == "under" and anchor is not None and anchor.name:
        opening = replace(opening, notes=(*opening.notes, _SOLID.format(thing.prop.name.capitalize(), anchor.name)))
    return _moved(opening, thing, spot, low)


def _moved(opening: Opening, thing: Placed, at: Point, height: float) -> Opening:
    placed = replace(thing, position=(at[0], at[1], height))
    if thing.hung_from is not None:  # it hangs as high as it did
        x, y = at[0] - thing.position[0], at[1] - thing.position[1]
        placed = replace(thing, position=(at[0], at[1], thing.position[2]))
        placed = replace(placed, hung_from=(thing.hung_from[0] + x, thing.hung_from[1] + y, thing.hung_from[2]))
    return replace(opening, things=tuple(placed if one is thing else one for one in opening.things))


def _on_top(opening: Opening, thing: Placed, anchor: _Anchor, reach: float) -> Point:
    """A free place on top: the middle, or beside what stands there."""
    others = [one.position for one in opening.things if one is not thing and one.position[2] > anchor.top]
    room = max(0.0, anchor.half[0] - reach * 0.6)
    for share in (0.0, -0.5, 0.5, -1.0, 1.0):
        at = anchor.at[0] + share * room, anchor.at[1]
        if all(math.dist(at, other[:2]) > reach + 0.12 for other in others):
            return at
    return anchor.at


# --- what it is at ------------------------------------------------------------------------------------
def _anchor(opening: Opening, where: Whereabouts) -> _Anchor | None:
    first = _anchor_of(opening, where.of)
    second = _anchor_of(opening, where.other) if where.other else None
    if first is None or second is None:
        return first
    middle = (first.at[0] + second.at[0]) / 2, (first.at[1] + second.at[1]) / 2
    return _Anchor(middle, (0.0, 0.0), 0.0)


def _anchor_of(opening: Opening, name: str) -> _Anchor | None:
    """Somebody, something, or a part of the set."""
    for person in opening.people:
        if person.id == name:
            return _Anchor(person.position, (_BODY_M, _BODY_M), person.member.look.height_m)
    for thing in opening.things:
        if thing.prop.id == name:
            low, high = kinds.footprint(thing.position, thing.kind)[:2], kinds.footprint(thing.position, thing.kind)[2:]
            half = (low[1] - low[0]) / 2, (high[1] - high[0]) / 2
            top = thing.kind.seat_m or thing.position[2] + kinds.half_height(thing.kind, thing.orientation)
            return _Anchor(thing.position[:2], half, top, thing.prop.name if thing.kind.fixed else "")
    return _part_of_set(opening, name)


def _part_of_set(opening: Opening, name: str) -> _Anchor | None:
    words = set(name.split())
    for spot in opening.set.spots:
        if name in (spot.name, *spot.words) or words & set(spot.name.split()):
            return _Anchor(spot.at[:2], (0.25, 0.25), spot.at[2])
    for solid in opening.set.solids:
        if words & set(solid.name.split()):
            top = solid.centre[2] + solid.size[2] / 2
            return _Anchor(solid.centre[:2], (solid.size[0] / 2, solid.size[1] / 2), top, solid.name)
    return None


# --- where to ------------------------------------------------------------------------------------------
def _spots(opening: Opening, anchor: _Anchor | None, where: Whereabouts, reach: float) -> Iterator[Point]:
    """Where it may be, the best place first."""
    left, right, near, far = opening.set.bounds_m
    if where.relation in ("far away", "other side") and (anchor is None or where.relation == "far away"):
        yield from ((x, far - 0.6) for x in (0.8, -0.8, 1.6, -1.6))
        return
    if anchor is None:
        return
    x, y = anchor.at
    wide, deep = anchor.half[0] + reach, anchor.half[1] + reach
    match where.relation:
        case "behind" | "other side":
            yield from ((x + dx, y + deep + _APART_M["behind"]) for dx in (0.0, 0.35, -0.35))
        case "in front of" | "opposite":
            yield from ((x + dx, y - deep - _APART_M[where.relation]) for dx in (0.0, 0.35, -0.35))
        case "under":
            yield from ((x, y - deep * share - 0.06) for share in ((1.0,) if anchor.name else (0.25, 1.0)))
        case "between":
            yield from ((x, y + dy) for dy in (0.0, -0.35, 0.35))
        case "left of":
            yield x - wide - _APART_M["beside"], y
        case "right of":
            yield x + wide + _APART_M["beside"], y
        case "edge":
            yield from ((x, max(near, y - dy)) for dy in (0.0, _EDGE_M))
        case _:
            gap = _APART_M.get(where.relation, _APART_M["near"])
            sides = (1.0, -1.0) if x < (left + right) / 2 else (-1.0, 1.0)
            yield from ((x + side * (wide + gap), y + dy) for dy in (-0.1, -0.5, 0.4) for side in sides)


def _free(opening: Opening, at: Point, reach: float) -> bool:
    """Whether nothing solid, nobody and nothing else is there, and it is on the stage."""
    left, right, near, far = opening.set.bounds_m
    if not (left <= at[0] <= right and near <= at[1] <= far):
        return False
    solid = any(inside(at, grown(box, reach * 0.9)) for box in _solids(opening))
    people = any(math.dist(at, one.position) < reach + _BODY_M for one in opening.people)
    return not (solid or people)


def _solids(opening: Opening) -> tuple[Box, ...]:
    things = [kinds.footprint(one.position, one.kind) for one in opening.things if one.holder is None]
    return (*kinds.floor_boxes(opening.set), *things)
