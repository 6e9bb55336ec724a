"""Things set up for what is to happen to them: on the edge of what they fall off, upright in a row to topple."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from studio.engine.stage import kinds
from studio.engine.stage.archery import with_targets
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.catching import caught_as_they_fall
from studio.engine.stage.entrances import Opening, Placed
from studio.engine.stage.route import Box, Point, inside
from studio.engine.stage.rows import middle_of_top, stood_beside, stood_in_a_row, told_as_row
from studio.timeline.film import Action
from studio.timeline.world import Quaternion, Thing, Vector, World

_OFF = re.compile(r"\b(?:off|from|over the edge of)\b.*?\b(?:the|a|an|his|her|their)\s+([a-z]+)", re.IGNORECASE)
_ACROSS = re.compile(
    r"\b(?:across|along|over|down) (?:the|a|an|his|her|their) (?:\w+ )?"
    r"(table|desk|counter|bench|shelf|bar|workbench|sill)\b",
    re.IGNORECASE,
)
_INTO = re.compile(r"\b(?:into|inside)\b", re.IGNORECASE)
_EDGE_M = 0.10
_PLUMB_M = 0.05
_SENT = ("roll", "kick", "throw", "slide")
_RUN_UP_M = 2.2
_BEFORE_M = 0.75  # what is kicked, before the feet
_OVER = ("topple", "push")
_UPRIGHT = 0.9
_PILES = "stacks?|piles?|towers?|columns?|heaps?"
_SHELF_M = (0.3, 1.6)


def poised(sheet: CallSheet, before: World, opening: Opening) -> Opening:
    """The opening with every new thing where what it does begins."""
    for beat in sheet.shot.beats:
        if isinstance(beat, Action) and (found := _OFF.search(beat.words)):
            for thing in (beat.who, beat.thing):
                opening = _on_the_edge(sheet, before, opening, (thing or "", found.group(1).lower()))
        elif isinstance(beat, Action) and (found := _ACROSS.search(beat.words)):
            for thing in (beat.who, beat.thing or ""):
                opening = _at_the_far_end(before, opening, thing, found.group(1).lower())
    opening = _on_their_sides(sheet, before, opening)
    opening = _piled_up(sheet, before, opening)
    opening = with_targets(sheet.shot.beats, before, _stood_to_be_struck(sheet, before, opening))
    opening = _with_its_lid_up(sheet, before, _at_the_feet(sheet, before, opening))
    return _in_a_row(sheet, before, _set_up(sheet, before, opening))


def _set_up(sheet: CallSheet, before: World, opening: Opening) -> Opening:
    """New things of kinds that stand in rows do so, beside who puts or tips one; pins in rows of one, two, three."""
    acted = [beat for beat in sheet.shot.beats if isinstance(beat, Action)]
    sent = {b.towards for b in acted if kinds.motion_of(b.motion).family in _SENT}
    for name in dict.fromkeys(one.prop.kind for one in opening.things if one.kind.several):
        alike = [one for one in opening.things if one.prop.kind == name and before.thing(one.prop.id) is None]
        ids = {one.prop.id for one in alike}
        if len(alike) < 3 or in_a_pile(alike) or ids & sent:
            continue
        by = next((beat.who for beat in acted if beat.thing in ids), None)
        person = next((one.position for one in opening.people if one.id == by), None)
        where = [one for one in sheet.shot.whereabouts if one.who in ids]
        loose = [one for one in alike if one.holder is None]
        if alike[0].kind.shape != "box":
            opening = _as_pins(opening, loose, replace(alike[0], position=(*(person or opening.set.marks_m[0]), 0.0)))
        elif where:
            x, y = (sum(one.position[axis] for one in loose) / len(loose) for axis in (0, 1))
            base = min(one.position[2] - kinds.half_height(one.kind, one.orientation) for one in loose)
            opening = stood_in_a_row(opening, alike, base, middle_of_top(opening, (x, y), base))
        else:
            opening = stood_in_a_row(opening, alike) if person is None else stood_beside(opening, alike, person)
    return opening


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
    stands = inside(placed.position[:2], box) and placed.position[2] > height
    x = placed.position[0] if stands else (box[0] + box[1]) / 2
    y = min(box[2] + half + _EDGE_M, (box[2] + box[3]) / 2)
    falls = any(
        isinstance(beat, Action) and beat.who == thing and kinds.motion_of(beat.motion).family == "fall"
        for beat in sheet.shot.beats
    )
    if falls and thing not in caught_as_they_fall(sheet.shot.beats):  # it is over the edge already
        y = box[2] - half - 0.01
    half = kinds.half_height(placed.kind, placed.orientation)
    return _moved(opening, placed, (x, y, height + half + 0.002), placed.orientation)


def _at_the_far_end(before: World, opening: Opening, thing: str, name: str) -> Opening:
    """On what it is to go across, at the end that is further from where things go to: the middle of the set."""
    placed, top = _new(before, opening, thing), _top(opening, name)
    if placed is None or top is None:
        return opening
    (x0, x1, y0, y1), height = top
    half, middle = max(placed.kind.size_m[:2]) / 2, opening.set.marks_m[0][0]
    x = x0 + half + _EDGE_M if middle >= (x0 + x1) / 2 else x1 - half - _EDGE_M
    up = kinds.half_height(placed.kind, placed.orientation)
    return _moved(opening, placed, (x, (y0 + y1) / 2, height + up + 0.002), placed.orientation)


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


def _on_their_sides(sheet: CallSheet, before: World, opening: Opening) -> Opening:
    """New barrels, jars and bottles that roll lie on their sides as they begin."""
    for beat in sheet.shot.beats:
        if not isinstance(beat, Action) or kinds.motion_of(beat.motion).family != "roll":
            continue
        placed = _new(before, opening, beat.who)
        upright = placed is not None and abs(kinds.matrix_of(np.array(placed.orientation))[2, 2]) > _UPRIGHT
        if placed is not None and upright and placed.kind.shape in ("cylinder", "capsule"):
            low = placed.position[2] - kinds.half_height(placed.kind, placed.orientation)
            half, turn = kinds.on_its_side(placed.kind)
            opening = _moved(opening, placed, (*placed.position[:2], low + half), turn)
    return opening


def _piled_up(sheet: CallSheet, before: World, opening: Opening) -> Opening:
    """New things that the words tell of as a stack lie one on the other, where the first of them was put."""
    by_kind: dict[str, list[Placed]] = {}
    for placed in opening.things:
        by_kind.setdefault(placed.prop.kind, []).append(placed)
    for alike in by_kind.values():
        pile = [one for one in alike if _new(before, opening, one.prop.id) is not None and one.hung_from is None]
        if len(pile) < 2 or not any(_is_pile(sheet.shot.words, one) for one in pile):
            continue
        low = pile[0].position[2] - kinds.resting(pile[0].kind)[0]
        for placed in pile:
            half, turn = kinds.resting(placed.kind)
            opening = _moved(opening, placed, (*pile[0].position[:2], low + half), turn)
            low += 2 * half
    return opening


def _is_pile(words: str, placed: Placed) -> bool:
    names = "|".join(re.escape(word) for word in (*placed.kind.words, placed.prop.name.lower()))
    return re.search(rf"\b(?:{_PILES}) of (?:\w+ ){{0,3}}(?:{names})s?\b", words, re.IGNORECASE) is not None


def in_a_pile(things: Sequence[Placed]) -> bool:
    """Whether things lie one on the other."""
    first = things[0].position
    over = all(math.dist(one.position[:2], first[:2]) < _PLUMB_M for one in things)
    return over and len({round(one.position[2], 3) for one in things}) == len(things) > 1


def _stood_to_be_struck(sheet: CallSheet, before: World, opening: Opening) -> Opening:
    """New things that something is rolled, kicked or thrown at stand upright, several of them as pins do."""
    for beat in sheet.shot.beats:
        if not isinstance(beat, Action) or kinds.motion_of(beat.motion).family not in _SENT:
            continue
        sent = next((one for one in opening.things if one.prop.id in (beat.who, beat.thing)), None)
        target = _new(before, opening, beat.towards or "")
        told = {where.who for where in sheet.shot.whereabouts}
        if sent is None or target is None or target.kind.alive or beat.towards in told:
            continue
        alike = [one for one in opening.things if one.prop.kind == target.prop.kind and one.prop.id in opening.named]
        pins = [one for one in alike if _new(before, opening, one.prop.id) is not None and one is not sent]
        opening = _as_pins(opening, pins, sent)
    return opening


def _as_pins(opening: Opening, pins: Sequence[Placed], sent: Placed) -> Opening:
    """Upright on the ground in rows of one, two, three, the first nearest to what comes at them."""
    left, right, near, far = opening.set.bounds_m
    wide = max(max(one.kind.size_m[:2]) for one in pins)
    tall = max(one.kind.size_m[2] for one in pins)
    apart = max(1.5 * wide, 0.75 * tall) if len(pins) > 1 else 0.0
    x, y, _ = sent.position
    ways = (1.0, -1.0) if right - x >= x - left else (-1.0, 1.0)
    firsts = [(x + way * min(_RUN_UP_M, abs((right if way > 0 else left) - x) - 0.4), way) for way in ways]
    clear = [one for one in firsts if not any(inside((one[0], y), box) for box in opening.obstacles)]
    if not clear:
        return opening
    (first, way), row, place = clear[0], 1, 0
    for placed in pins:
        at = first + way * (row - 1) * 0.87 * apart, y + (place - (row - 1) / 2) * apart
        at = min(max(at[0], left), right), min(max(at[1], near), far)
        opening = _moved(opening, placed, (*at, placed.kind.size_m[2] / 2), (1.0, 0.0, 0.0, 0.0))
        place += 1
        row, place = (row + 1, 0) if place == row else (row, place)
    return opening


def _at_the_feet(sheet: CallSheet, before: World, opening: Opening) -> Opening:
    """A new thing that somebody kicks to something as the first that they do lies before them, on the way there."""
    told, began = {where.who for where in sheet.shot.whereabouts}, set[str]()
    for beat in sheet.shot.beats:
        if not isinstance(beat, Action) or beat.who in began:
            continue
        began.add(beat.who)
        kicker = next((one for one in opening.people if one.id == beat.who), None)
        placed, to = _new(before, opening, beat.thing or ""), _where(opening, beat.towards or "")
        kicks = kinds.motion_of(beat.motion).family == "kick" and beat.thing not in told
        if not kicks or kicker is None or placed is None or to is None or beat.towards == beat.thing:
            continue
        away = math.dist(kicker.position, to)
        x, y = (a + (b - a) / max(away, 1e-6) * _BEFORE_M for a, b in zip(kicker.position, to, strict=True))
        free = not any(inside((x, y), box) for box in opening.obstacles)
        if away > 2 * _BEFORE_M and free and placed.position[2] < placed.kind.size_m[2]:
            opening = _moved(opening, placed, (x, y, placed.position[2]), placed.orientation)
    return opening


def _with_its_lid_up(sheet: CallSheet, before: World, opening: Opening) -> Opening:
    """A new bin or chest that something is thrown or kicked into stands open, unless the words open it first."""
    acted = [beat for beat in sheet.shot.beats if isinstance(beat, Action)]
    opened = {beat.thing for beat in acted if kinds.motion_of(beat.motion).family == "open"}
    for beat in acted:
        placed = _new(before, opening, beat.towards or "")
        sent = kinds.motion_of(beat.motion).family in ("throw", "kick") and _INTO.search(beat.words)
        if placed is None or not sent or placed.kind.opens is None or beat.towards in opened:
            continue
        was = Thing(placed.prop.id, sheet.shot.setting.place, placed.position, placed.orientation, opened=True)
        lid_up = replace(placed, was=was)
        opening = replace(opening, things=tuple(lid_up if one is placed else one for one in opening.things))
    return opening


def _where(opening: Opening, who: str) -> Point | None:
    """Where somebody or something is in plan."""
    people = [one.position for one in opening.people if one.id == who]
    things = [one.position[:2] for one in opening.things if one.prop.id == who]
    return next(iter((*people, *things)), None)


def _in_a_row(sheet: CallSheet, before: World, opening: Opening) -> Opening:
    """New things that topple in one breath stand in a row, or those that words tell of as one that is knocked over."""
    told = [b for b in sheet.shot.beats if isinstance(b, Action) and kinds.motion_of(b.motion).family in _OVER]
    for words in dict.fromkeys(beat.words for beat in told):
        own = [_new(before, opening, beat.who) for beat in told if beat.words == words]
        row = [placed for placed in own if placed is not None and not placed.kind.several]
        if len(row) > 1 and not in_a_pile(row):
            opening = stood_in_a_row(opening, row)
    struck = [one for beat in told if (one := _new(before, opening, beat.thing or "")) is not None]
    struck = [one for one in struck if not one.kind.several]
    if not struck or not told_as_row(sheet.shot.words):
        return opening
    alike = [one for one in opening.things if one.kind == struck[0].kind and one is not struck[0]]
    row = [struck[0], *(one for one in alike if _new(before, opening, one.prop.id) is not None)]
    if len(row) < 3 or in_a_pile(row):
        return opening
    where = {one.who: one for one in sheet.shot.whereabouts}
    if struck[0].prop.id not in where:
        by = next(b.who for b in told if b.thing == struck[0].prop.id)
        person = next((one.position for one in opening.people if one.id == by), None)
        return stood_in_a_row(opening, row) if person is None else stood_beside(opening, row, person)
    x, y = (sum(one.position[axis] for one in row) / len(row) for axis in (0, 1))
    base = min(one.position[2] - kinds.half_height(one.kind, one.orientation) for one in row)
    return stood_in_a_row(opening, row, base, (x, y))


def _moved(opening: Opening, placed: Placed, place: Vector, turn: Quaternion) -> Opening:
    there = replace(placed, position=place, orientation=turn)
    return replace(opening, things=tuple(there if one is placed else one for one in opening.things))
