"""Things that fall from above begin there: over the head that they fall on, up in the tree that they fall from."""

import math
import re
from dataclasses import replace

from studio.engine.stage import kinds
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.entrances import Entrant, Opening, Placed
from studio.timeline.film import Action
from studio.timeline.world import Vector, World

_ONTO = re.compile(
    r"\b(?:on|onto|upon|over|hits?|hitting|strikes?)\s+(?:top of\s+)?(?:the\s+)?([A-Za-z]+)", re.IGNORECASE
)
_FROM = re.compile(
    r"\b(?:from|off|out of|on)\s+(?:the |a |an |its |his |her |their )?(?:\w+ )?(tree|branch|oak|pine|palm)\b"
)
_OVER_M, _LEAST_M = 1.3, 0.25
_CROWN_M = 2.3
_BRANCH_M = 0.9
_CEILING_M = 0.1
_RAISED = 0.06  # of a body's height: the crown of a head that is not held quite upright, at most


def overhead(sheet: CallSheet, before: World, opening: Opening) -> Opening:
    """The opening with every new thing that falls on somebody, or from a tree, up where it falls from."""
    told = {where.who: where.of for where in sheet.shot.whereabouts}
    for beat in sheet.shot.beats:
        if not isinstance(beat, Action) or kinds.motion_of(beat.motion).family != "fall":
            continue
        placed = next((one for one in opening.things if one.prop.id == beat.who), None)
        if placed is None or placed.holder is not None or placed.kind.fixed or before.thing(placed.prop.id) is not None:
            continue
        below = _below(opening, beat)
        at = _over(opening, placed, below) if below else _in_a_tree(opening, beat, told.get(beat.who, ""))
        if at is not None:
            above = replace(placed, position=at, hung_from=None)
            opening = replace(opening, things=tuple(above if one is placed else one for one in opening.things))
    return opening


def _below(opening: Opening, beat: Action) -> Entrant | None:
    """Whom a thing falls on."""
    names = {found[1].lower() for found in _ONTO.finditer(beat.words)}
    return next((p for p in opening.people if p.id == beat.towards or p.member.name.lower() in names), None)


def _over(opening: Opening, placed: Placed, person: Entrant) -> Vector:
    """Over somebody's head, as high as there is room."""
    tall = person.member.look.height_m * (1 + _RAISED) - (0.0 if person.seat is None else 0.4)
    half = kinds.half_height(placed.kind, placed.orientation)
    high, ceiling = person.height + tall + half + _OVER_M, opening.set.ceiling_m
    if ceiling is not None:
        high = max(min(high, ceiling - half - _CEILING_M), person.height + tall + half + _LEAST_M)
    return (*person.position, high)


def _in_a_tree(opening: Opening, beat: Action, where: str) -> Vector | None:
    """In the crown of a tree of the set, on the side of the people; None where there is none or none is told of."""
    told = _FROM.search(beat.words.lower())
    if told is None and "tree" not in where:
        return None
    solids = [solid.centre[:2] for solid in opening.set.solids if "tree" in solid.name]
    spots = [spot.at[:2] for spot in opening.set.spots if "tree" in (spot.name, *spot.words)]
    trunks = solids or spots
    if not trunks:
        return None
    x, y = opening.people[0].position if opening.people else opening.set.marks_m[0]
    tree = min(trunks, key=lambda at: math.dist(at, (x, y)))
    away = max(math.dist(tree, (x, y)), 1e-6)
    share = min(_BRANCH_M / away, 0.9)
    return tree[0] + (x - tree[0]) * share, tree[1] + (y - tree[1]) * share, _CROWN_M
