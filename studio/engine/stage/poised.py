"""Things set up for what is to happen to them: on the edge of what they fall off, upright in a row to topple."""

import math
import re
from dataclasses import replace

from studio.engine.stage import kinds
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.entrances import Opening, Placed
from studio.engine.stage.route import Box, Point
from studio.engine.vocabulary import PropKind
from studio.timeline.film import Action
from studio.timeline.world import Quaternion, Vector, World

ON_END: Quaternion = (0.5, 0.5, 0.5, 0.5)
"""Turned so that the thing's y is up and its z is along x: a book standing as it does on a shelf."""
_OFF = re.compile(r"\b(?:off|from|over the edge of)\b.*?\b(?:the|a|an|his|her|their)\s+([a-z]+)", re.IGNORECASE)
_GAP = 0.55  # of the height, between things that are to knock each other over
_EDGE_M = 0.10
_SHELF_M = (0.3, 1.6)


def poised(sheet: CallSheet, before: World, opening: Opening) -> Opening:
    """The opening with every new thing where what it does begins."""
    for beat in sheet.shot.beats:
        if isinstance(beat, Action) and (found := _OFF.search(beat.words)):
            for thing in (beat.who, beat.thing):
                opening = _on_the_edge(sheet, before, opening, (thing or "", found.group(1).lower()))
    return _in_a_row(sheet, before, opening)


def _new(before: World, opening: Opening, thing: str) -> Placed | None:
    placed = next((one for one in opening.things if one.prop.id == thing), None)
    fits = placed is not None and placed.holder is None and not placed.kind.fixed and before.thing(thing) is None
    return placed if fits else None


def _on_the_edge(sheet: CallSheet, before: World, opening: Opening, told: tuple[str, str]) -> Opening:
    """Near the front edge of the furniture that the words say it leaves, if there is such a thing here."""
    thing, name = told
    placed = _new(before, opening, thing)
    top = _top(opening, name)
    if placed is None or top is None:
        return opening
    box, height = top
    half = max(placed.kind.size_m[:2]) / 2
    x = (box[0] + box[1]) / 2
    y = min(box[2] + half + _EDGE_M, (box[2] + box[3]) / 2)
    falls = any(
        isinstance(beat, Action) and beat.who == thing and kinds.motion_of(beat.motion).family == "fall"
        for beat in sheet.shot.beats
    )
    if falls:  # it is over the edge already
        y = box[2] - half - 0.01
    return _moved(opening, placed, (x, y, height + placed.kind.size_m[2] / 2 + 0.002), placed.orientation)


def _top(opening: Opening, name: str) -> tuple[Box, float] | None:
    """The extents and the height of a table, a desk, a shelf: of the set or a thing."""
    for placed in opening.things:
        if placed.kind.fixed and name in (placed.prop.kind, placed.prop.name.lower().split()[-1]):
            top = placed.position[2] - placed.kind.size_m[2] / 2 + (placed.kind.seat_m or placed.kind.size_m[2])
            return kinds.footprint(placed.position, placed.kind), top
    people = [person.position for person in opening.people] or [opening.set.marks_m[0]]
    named = [solid for solid in opening.set.solids if name in solid.name.lower()]
    if not named:
        spots = [spot.at for spot in opening.set.spots if name in (spot.name, *spot.words)]
        named = [
            solid
            for solid in opening.set.solids
            for at in spots
            if abs(solid.centre[0] - at[0]) < solid.size[0] / 2 and abs(solid.centre[1] - at[1]) < solid.size[1] / 2
        ]
    fitting = [s for s in named if _SHELF_M[0] < s.centre[2] + s.size[2] / 2 < _SHELF_M[1]]
    if not fitting:
        return None
    solid = min(fitting, key=lambda one: math.dist(one.centre[:2], people[0]))
    (x, y, z), (wide, deep, tall) = solid.centre, solid.size
    return (x - wide / 2, x + wide / 2, y - deep / 2, y + deep / 2), z + tall / 2


def _in_a_row(sheet: CallSheet, before: World, opening: Opening) -> Opening:
    """New things that topple in one breath stand in a row, each within reach of the next."""
    told = [b for b in sheet.shot.beats if isinstance(b, Action) and kinds.motion_of(b.motion).family == "topple"]
    row = [placed for beat in told if (placed := _new(before, opening, beat.who)) is not None]
    if len(row) < 2:
        return opening
    height = extents_on_end(row[0].kind)[2]
    middle = _middle(opening)
    first = middle[0] - _GAP * height * (len(row) - 1) / 2
    for number, placed in enumerate(row):
        turn = ON_END if _flat(placed.kind) else placed.orientation
        tall = extents_on_end(placed.kind)[2]
        place = (first + number * _GAP * height, middle[1], tall / 2)
        opening = _moved(opening, placed, place, turn)
    return opening


def _flat(kind: PropKind) -> bool:
    return kind.shape == "box" and kind.size_m[2] < 0.5 * kind.size_m[1]


def extents_on_end(kind: PropKind) -> Vector:
    """Width, depth and height of a thing as it stands in a row."""
    x, y, z = kind.size_m
    return (z, x, y) if _flat(kind) else kind.size_m


def _middle(opening: Opening) -> Point:
    """Free floor in front of the people."""
    people = [person.position for person in opening.people] or [opening.set.marks_m[0]]
    x = sum(at[0] for at in people) / len(people)
    near = min(at[1] for at in people) - (0.7 if opening.people else 0.0)
    return x, max(near, opening.set.bounds_m[2] + 0.2)


def _moved(opening: Opening, placed: Placed, place: Vector, turn: Quaternion) -> Opening:
    there = replace(placed, position=place, orientation=turn)
    return replace(opening, things=tuple(there if one is placed else one for one in opening.things))
