"""Things that stand in a row, each within reach of the next, so that one that goes over takes all of them along."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from studio.engine.stage import kinds
from studio.engine.stage.entrances import Opening, Placed
from studio.engine.stage.route import Point, inside
from studio.engine.vocabulary import PropKind
from studio.timeline.world import Quaternion, Vector

ON_END: Quaternion = (0.5, 0.5, 0.5, 0.5)
"""Turned so that the thing's y is up and its z is along x: a book standing as it does on a shelf."""
_GAP, _LEAST_GAP = 0.55, 0.3  # of the height: from one thing to the next, and free between them at least
_BESIDE_M, _NEARER_M, _FREE_M = 0.75, 0.15, 0.5  # where a row begins beside who knocks it over; from everybody
_OVERBALANCED = 2.6  # of how deep a thing is: it is past its balance before it meets the next
_REACH = 1.3  # of the way to the next: what is further apart stands by itself
_LEVEL_M = 0.03
_STANDS = 0.7
_TOP_M = 0.06
_TOLD = re.compile(r"\b(?:rows?|lines?|lined|domino\w*|one after (?:another|the other))\b", re.IGNORECASE)


def told_as_row(words: str) -> bool:
    """Whether words tell of things that stand in a row."""
    return _TOLD.search(words) is not None


def stood_in_a_row(opening: Opening, row: Sequence[Placed], base_m: float = 0.0, about: Point | None = None) -> Opening:
    """The opening with things upright in a row to the right, in their order. about: its middle, None before people."""
    x, y = about or _middle(opening)
    return _stood(opening, row, (x - _pitch(row[0].kind) * (len(row) - 1) / 2, y, base_m), 1.0)


def middle_of_top(opening: Opening, at: Point, base_m: float) -> Point:
    """The middle of what bears things at a height, where a point is on it; else the point itself."""
    tops = [(one.centre, one.size) for one in opening.set.solids]
    tops += [(one.position, one.kind.size_m) for one in opening.things if one.kind.fixed]
    for (x, y, z), (wide, deep, tall) in tops:
        level = abs(z + tall / 2 - base_m) < _TOP_M
        if level and abs(at[0] - x) <= wide / 2 and abs(at[1] - y) <= deep / 2:
            return x, y
    return at


def stood_beside(opening: Opening, row: Sequence[Placed], person: Point) -> Opening:
    """The opening with things upright in a row that leads away from somebody, on the side where there is room."""
    long = _pitch(row[0].kind) * (len(row) - 1)
    left, right, near, _ = opening.set.bounds_m
    for way in (1.0, -1.0):
        first, y = person[0] + way * _BESIDE_M, max(person[1] - _NEARER_M, near)
        ends = [(first + way * long * share, y) for share in (0.0, 0.5, 1.0)]
        free = not any(inside(end, box) for end in ends for box in opening.obstacles)
        apart = all(math.dist(one.position, end) > _FREE_M for one in opening.people for end in ends)
        if free and apart and left < ends[-1][0] < right:
            return _stood(opening, row, (first, y, 0.0), way)
    return stood_in_a_row(opening, row)


def _stood(opening: Opening, row: Sequence[Placed], first: Vector, way: float) -> Opening:
    """The opening with things upright in a row. first: where its first one stands on; way: 1 to the right, -1."""
    pitch = _pitch(row[0].kind)
    for number, placed in enumerate(row):
        if placed.holder is not None:
            continue  # its place is free until it is put there
        turn = ON_END if _flat(placed.kind) else placed.orientation
        place = first[0] + way * number * pitch, first[1], first[2] + extents_on_end(placed.kind)[2] / 2
        stands = replace(placed, position=place, orientation=turn)
        opening = replace(opening, things=tuple(stands if one is placed else one for one in opening.things))
    return opening


def row_from(opening: Opening, thing: str) -> tuple[Placed, ...]:
    """What stands in a row with a thing at its end, beginning with that one; nothing where it stands by itself."""
    first = next((one for one in opening.things if one.prop.id == thing), None)
    if first is not None and first.holder is not None and (end := end_of_row(opening, first)) is not None:
        first = replace(first, position=end, orientation=kinds.resting(first.kind)[1])
    if first is None or abs(kinds.half_height(first.kind, first.orientation) * 2 - _tall(first)) > _LEVEL_M:
        return ()
    left = [one for one in opening.things if one.kind == first.kind and one.prop.id != thing and _level(one, first)]
    row = [first]
    while left:
        near = min(left, key=lambda one: math.dist(one.position, row[-1].position))
        if math.dist(near.position, row[-1].position) > _REACH * _pitch(first.kind):
            break
        row.append(near)
        left.remove(near)
    return tuple(row) if len(row) > 2 else ()


def end_of_row(opening: Opening, placed: Placed) -> Vector | None:
    """Where a thing goes that is put to a row of its kind: before the first of it; None where none stands."""
    row = [one for one in opening.things if one.kind == placed.kind and one is not placed and one.holder is None]
    stand = [one for one in row if abs(one.orientation[0]) > _STANDS]
    if len(stand) < 2 or not placed.kind.several:
        return None
    (x, y, z), (next_x, next_y, _) = stand[0].position, stand[1].position
    return (
        (2 * x - next_x, 2 * y - next_y, z)
        if math.dist((x, y), (next_x, next_y)) < _REACH * _pitch(placed.kind)
        else None
    )


def fallen_with(opening: Opening, thing: str) -> frozenset[str]:
    """All that goes over with a thing of a kind that stands in rows or as pins do."""
    first = next((one for one in opening.things if one.prop.id == thing), None)
    if first is None or not first.kind.several:
        return frozenset()
    return frozenset(one.prop.id for one in opening.things if one.kind == first.kind)


def extents_on_end(kind: PropKind) -> Vector:
    """Width, depth and height of a thing as it stands in a row."""
    x, y, z = kind.size_m
    return (z, x, y) if _flat(kind) else kind.size_m


def _pitch(kind: PropKind) -> float:
    """How far the middle of one is from that of the next."""
    deep, _, tall = extents_on_end(kind)
    return max(_GAP * tall, deep + _LEAST_GAP * tall, _OVERBALANCED * deep)


def _flat(kind: PropKind) -> bool:
    return kind.shape == "box" and kind.size_m[2] < 0.5 * kind.size_m[1]


def _tall(placed: Placed) -> float:
    return extents_on_end(placed.kind)[2]


def _level(one: Placed, other: Placed) -> bool:
    return abs(one.position[2] - other.position[2]) < _LEVEL_M


def _middle(opening: Opening) -> Point:
    """Free floor in front of the people."""
    people = [person.position for person in opening.people] or [opening.set.marks_m[0]]
    x = sum(at[0] for at in people) / len(people)
    near = min(at[1] for at in people) - (0.7 if opening.people else 0.0)
    return x, max(near, opening.set.bounds_m[2] + 0.2)
