"""Ladders stood up to be climbed: leaning on what is near and tall, else standing by themselves."""

import math
from dataclasses import replace

import numpy as np
from msgspec import structs

from studio.engine.stage import kinds
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.entrances import Opening, Placed
from studio.engine.stage.rotation import wrapped
from studio.engine.stage.route import Point
from studio.engine.vocabulary import Solid
from studio.timeline.film import Action
from studio.timeline.world import Quaternion

LADDER_FIRST_M, LADDER_RUNG_M, LADDER_RUNGS = 0.2, 0.26, 8
"""As it is drawn: ``painters/cel/props/tools.py``."""
_LEAN_RAD = 0.22
_TALL_M = 1.9
_NEAR_M = 6.0
_STANDS = 0.8
_ALONE = "Nothing tall is near to lean the {} on: it stands by itself."


def stood_up(sheet: CallSheet, opening: Opening) -> Opening:
    """The opening with every ladder that is to be climbed set up, and none that stands already falling over."""
    climbed = {
        each
        for beat in sheet.shot.beats
        if isinstance(beat, Action) and kinds.motion_of(beat.motion).family == "climb"
        for each in (beat.thing, beat.towards)
    }
    for placed in opening.things:
        if placed.prop.kind != "ladder" or placed.holder is not None:
            continue
        if upright_lean(placed) is not None:
            opening = _put(opening, placed, _firm(placed))
        elif placed.prop.id in climbed:
            opening = _set_up(opening, placed)
    return opening


def upright_lean(placed: Placed) -> tuple[float, float] | None:
    """How far a ladder that stands leans, radians, and the heading of who climbs it; None where it lies."""
    if placed.prop.kind != "ladder" or placed.holder is not None:
        return None
    turn = kinds.matrix_of(np.array(placed.orientation))
    if turn[2, 2] < _STANDS:
        return None
    return math.acos(min(1.0, float(turn[2, 2]))), math.atan2(float(turn[1, 1]), float(turn[0, 1]))


def _firm(placed: Placed) -> Placed:
    return replace(placed, kind=structs.replace(placed.kind, fixed=True))


def _put(opening: Opening, old: Placed, new: Placed) -> Opening:
    return replace(opening, things=tuple(new if one is old else one for one in opening.things))


def _set_up(opening: Opening, placed: Placed) -> Opening:
    here = opening.people[0].position if opening.people else placed.position[:2]
    faces = [
        face for solid in opening.set.solids for face in _faces(opening, solid) if math.dist(face[0], here) < _NEAR_M
    ]
    if faces:
        at, heading = min(faces, key=lambda face: math.dist(face[0], here) + 0.6 * abs(math.sin(face[1])))
    else:
        opening = replace(opening, notes=(*opening.notes, _ALONE.format(placed.prop.name)))
        way = 1.0 if here[0] <= 0 else -1.0
        heading = 0.35 if way > 0 else math.pi - 0.35
        at = here[0] + way * 1.9, here[1] + 0.5
    long = placed.kind.size_m[2]
    back = (long / 2) * math.sin(_LEAN_RAD) + 0.03
    place = at[0] - math.cos(heading) * back, at[1] - math.sin(heading) * back, long / 2 * math.cos(_LEAN_RAD)
    turned = replace(_firm(placed), position=place, orientation=_leaning(heading))
    return _put(opening, placed, turned)


def _leaning(heading: float) -> Quaternion:
    """Upright, its top tipped towards a heading."""
    lean: Quaternion = (math.cos(_LEAN_RAD / 2), -math.sin(_LEAN_RAD / 2), 0.0, 0.0)
    return kinds.turned_about_z(lean, wrapped(heading - math.pi / 2))


def _faces(opening: Opening, solid: Solid) -> list[tuple[Point, float]]:
    """The sides of a tall solid that people can get to: the point a ladder leans on, and the heading to it."""
    (x, y, z), (wide, deep, tall) = solid.centre, solid.size
    if z + tall / 2 < _TALL_M or z - tall / 2 > 0.5:
        return []
    left, right, near, far = opening.set.bounds_m
    mid_x, mid_y = min(max(x, left + 0.6), right - 0.6), min(max(y, near + 1.5), far - 0.6)
    sides = [((x - wide / 2, mid_y), 0.0), ((x + wide / 2, mid_y), math.pi), ((mid_x, y - deep / 2), math.pi / 2)]
    return [
        (at, heading)
        for at, heading in sides
        if left - 0.8 < at[0] - math.cos(heading) < right + 0.8 and near < at[1] - math.sin(heading) < far + 0.8
        if abs(at[0] - x) <= wide / 2 + 0.01 and abs(at[1] - y) <= deep / 2 + 0.01
    ]
